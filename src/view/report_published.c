/* Published figures and where the model's counterpart stands. The table travels in the library:
 * data/SOURCES.md. */
#include "view/report.h"

#include "base/data.h"
#include "base/mem.h"
#include "model/population/csv.h"

#include <string.h>

struct counterpart {
	const char *measure; /* of the file */
	const char *table, *row, *column, *form;
};

static const struct counterpart defaulters[] = {
	{ "on_list", "list", "defaulters", "stock", "stock" },
	{ "listed", "list", "defaulters", "entries", "cumulative" },
	{ "flights_blocked", "measure", "air", "effective", "cumulative" },
	{ "hsr_tickets_blocked", "measure", "fast_train", "effective", "cumulative" },
	{ "executive_posts_refused", "measure", "senior_posts", "effective", "cumulative" },
};

static const struct {
	const char *name, *file;
	const struct counterpart *counterparts;
	size_t count;
} sets[SOC_PUBLISHED_TABLE_CHOICES] = {
	[SOC_PUBLISHED_JUDGMENT_DEFAULTERS] = { "spc_judgment_defaulters", "spc_judgment_defaulter_timeline.csv",
	                                        defaulters, sizeof defaulters / sizeof defaulters[0] },
};

static int row_of(const struct soc_scenario *s, const struct counterpart *c)
{
	const int lists = strcmp(c->table, "list") == 0;
	for (int i = 0; i < (lists ? s->lists_count : s->measures_count); i++)
		if (strcmp(lists ? s->lists[i].name : s->measures[i].name, c->row) == 0)
			return i;
	return -1;
}

/* The counterpart of a figure; null when the scenario has none, or when the figure is of another kind. */
static json_t *model_json(const struct soc_scenario *s, size_t set, const char *measure, const char *kind)
{
	for (size_t i = 0; i < sets[set].count; i++) {
		const struct counterpart *c = &sets[set].counterparts[i];
		const int row = row_of(s, c);
		if (strcmp(c->measure, measure) == 0 && strncmp(kind, c->form, strlen(c->form)) == 0 && row >= 0)
			return json_pack("{s:s, s:i, s:s, s:s}", "table", c->table, "row", row, "column", c->column,
			                 "form", c->form);
	}
	return json_null();
}

struct figure {
	char date[16], measure[64], unit[64], kind[160], source[512], use[16];
	int64_t value;
};
enum { DATE, MEASURE, VALUE, UNIT, KIND, SOURCE, USED_FOR, FIGURE_COLUMNS };

static enum soc_err read_figure(const struct soc_csv *csv, const int32_t *at, struct figure *f,
                                struct soc_msg *msg)
{
	enum soc_err err = soc_csv_text(csv, at[DATE], f->date, sizeof f->date, msg);
	if (err == SOC_OK)
		err = soc_csv_text(csv, at[MEASURE], f->measure, sizeof f->measure, msg);
	if (err == SOC_OK)
		err = soc_csv_text(csv, at[UNIT], f->unit, sizeof f->unit, msg);
	if (err == SOC_OK)
		err = soc_csv_text(csv, at[KIND], f->kind, sizeof f->kind, msg);
	if (err == SOC_OK)
		err = soc_csv_text(csv, at[SOURCE], f->source, sizeof f->source, msg);
	if (err == SOC_OK)
		err = soc_csv_text(csv, at[USED_FOR], f->use, sizeof f->use, msg);
	return err == SOC_OK ? soc_csv_whole(csv, at[VALUE], &f->value, msg) : err;
}

static enum soc_err add_rows(struct soc_report *r, size_t set, struct soc_csv *csv, json_t *rows,
                             struct soc_msg *msg)
{
	static const char *const headers[FIGURE_COLUMNS] = { "date", "measure", "value",   "unit",
		                                                 "kind", "source",  "used_for" };
	int32_t at[FIGURE_COLUMNS];
	int more = 1;
	enum soc_err err = SOC_OK;
	for (int i = 0; i < FIGURE_COLUMNS && err == SOC_OK; i++)
		err = soc_csv_column(csv, headers[i], &at[i], msg);
	while (err == SOC_OK && (err = soc_csv_next(csv, &more, msg)) == SOC_OK && more) {
		struct figure f;
		err = read_figure(csv, at, &f, msg);
		if (err == SOC_OK)
			err = soc_report_append(rows,
			                        json_pack("{s:s, s:s, s:I, s:s, s:s, s:s, s:s, s:o}", "date", f.date,
			                                  "measure", f.measure, "value", (json_int_t)f.value, "unit",
			                                  f.unit, "kind", f.kind, "source", f.source, "used_for", f.use,
			                                  "model", model_json(r->scenario, set, f.measure, f.kind)),
			                        msg);
	}
	return err;
}

static enum soc_err add_set(struct soc_report *r, size_t set, struct soc_msg *msg)
{
	size_t length;
	const char *text = soc_data_file(sets[set].file, &length);
	json_t *block = json_object(), *rows = json_array();
	struct soc_csv *csv = soc_calloc(1, sizeof *csv); /* some kilobytes of fields */
	enum soc_err err = soc_report_set(r->doc, "published", block, msg);
	if (err == SOC_OK)
		err = soc_report_set(block, "name", json_string(sets[set].name), msg);
	if (err == SOC_OK)
		err = soc_report_set(block, "rows", json_incref(rows), msg);
	if (err == SOC_OK && csv == NULL)
		err = soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the report");
	if (err == SOC_OK && text == NULL)
		err = soc_fail(msg, SOC_ERR_DATA, "the library does not hold %s", sets[set].file);
	if (err == SOC_OK)
		err = soc_csv_open(csv, sets[set].file, text, length, msg);
	if (err == SOC_OK)
		err = add_rows(r, set, csv, rows, msg);
	json_decref(rows);
	soc_free(csv);
	return err;
}

enum soc_err soc_report_published(struct soc_report *r, struct soc_msg *msg)
{
	for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++)
		if (sets[i].name != NULL && strcmp(sets[i].name, r->scenario->published) == 0)
			return add_set(r, i, msg);
	return soc_report_set(r->doc, "published", json_null(), msg);
}
