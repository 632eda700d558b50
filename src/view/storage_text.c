/* What is told of storage: for a terminal, as CSV, as JSON. */
#include "analysis/storage.h"
#include "analysis/text.h"
#include "base/mem.h"
#include "socred/scenario.h"

#include <math.h>
#include <string.h>

#define ROWS_MOST 64

struct row {
	const char *part, *name, *label, *unit;
	double value, low, high;
};

struct telling {
	struct row row[ROWS_MOST];
	int rows;
	enum soc_text_form form;
	struct soc_buf out;
};

/* ---- what there is to say ---- */

static void add(struct telling *t, struct row row)
{
	if (t->rows < ROWS_MOST)
		t->row[t->rows++] = row;
}

/* without: what is counted and not assumed; -1: nothing. */
static void add_prices(struct telling *t, double price[SOC_STORAGE_ENDS][SOC_PRICES], int without)
{
	for (int i = 0; i < SOC_PRICES; i++)
		if (i != without)
			add(t, (struct row){ "assumed", soc_price_words[i].name, soc_price_words[i].meaning,
			                     soc_price_words[i].unit, price[SOC_STORAGE_AT][i], price[SOC_STORAGE_LOW][i],
			                     price[SOC_STORAGE_HIGH][i] });
}

static void add_counts(struct telling *t, const struct soc_storage_counts *c, int cameras)
{
	add(t, (struct row){ "counted", "persons", "people", "persons", c->persons, NAN, NAN });
	add(t, (struct row){ "counted", "records", "records of the run", "records", c->records, NAN, NAN });
	add(t, (struct row){ "counted", "years", "years of the run", "years", c->years, NAN, NAN });
	add(t, (struct row){ "counted", "records_a_year", "records a person and year", "records",
	                     c->persons > 0.0 ? c->records_last_year / c->persons : NAN, NAN, NAN });
	if (cameras)
		add(t, (struct row){ "counted", "cameras", "cameras in the last month", "cameras", c->cameras, NAN,
		                     NAN });
}

static void add_volume(struct telling *t, const struct soc_storage_volume v[SOC_STORAGE_ENDS])
{
#define ADD(name, label, unit)                                                                        \
	add(t, (struct row){ "held", #name, label, unit, v[SOC_STORAGE_AT].name, v[SOC_STORAGE_LOW].name, \
	                     v[SOC_STORAGE_HIGH].name })
	ADD(people, "people: registers and faces", "bytes");
	ADD(records, "records of the run", "bytes");
	ADD(growth_year, "records of a year more", "bytes");
	ADD(video_day, "video of a day, one copy", "bytes");
	ADD(video, "video as long as it is kept", "bytes");
	ADD(all, "all", "bytes");
	ADD(cost_year, "keeping all for a year", "USD");
#undef ADD
}

static void add_claims(struct telling *t, const double price[SOC_PRICES])
{
	static const char *const a_head[] = { [SOC_CLAIM_PROFILE] = "profile_a_head",
		                                  [SOC_CLAIM_BASE] = "base_a_head",
		                                  [SOC_CLAIM_LEAST] = "least_a_head",
		                                  [SOC_CLAIM_FULL] = "full_a_head" };
	static const char *const video[] = { [SOC_CLAIM_PROFILE] = "profile_video",
		                                 [SOC_CLAIM_BASE] = "base_video",
		                                 [SOC_CLAIM_LEAST] = "least_video",
		                                 [SOC_CLAIM_FULL] = "full_video" };
	const double video_bytes_per_s = price[SOC_PRICE_camera_mbit_per_s] * 1e6 / 8.0;
	for (int i = 0; i < SOC_STORAGE_CLAIMS; i++)
		add(t, (struct row){ "published", soc_storage_claims[i].name, soc_storage_claims[i].said, "bytes",
		                     soc_storage_claims[i].bytes, NAN, NAN });
	for (int i = 0; i < SOC_STORAGE_CLAIMS; i++)
		add(t, (struct row){ "a head", a_head[i], soc_storage_claims[i].said, "bytes",
		                     soc_storage_claims[i].bytes / SOC_STORAGE_HEADS, NAN, NAN });
	for (int i = 0; i < SOC_STORAGE_CLAIMS; i++)
		add(t, (struct row){ "a head as video", video[i], soc_storage_claims[i].said, "seconds",
		                     soc_storage_claims[i].bytes / SOC_STORAGE_HEADS / video_bytes_per_s, NAN, NAN });
}

/* How far the published volumes are apart. */
static void add_factors(struct telling *t)
{
	static const struct {
		const char *name, *label;
		enum soc_storage_claim_id of, over;
	} factors[] = {
		{ "profile_over_base", "13 MB a person, over 90 TB", SOC_CLAIM_PROFILE, SOC_CLAIM_BASE },
		{ "least_over_profile", "5 EB, over 13 MB a person", SOC_CLAIM_LEAST, SOC_CLAIM_PROFILE },
		{ "least_over_base", "5 EB, over 90 TB", SOC_CLAIM_LEAST, SOC_CLAIM_BASE },
		{ "full_over_profile", "12 EB, over 13 MB a person", SOC_CLAIM_FULL, SOC_CLAIM_PROFILE },
		{ "full_over_base", "12 EB, over 90 TB", SOC_CLAIM_FULL, SOC_CLAIM_BASE },
		{ "full_over_least", "12 EB, over 5 EB", SOC_CLAIM_FULL, SOC_CLAIM_LEAST },
	};
	for (size_t i = 0; i < sizeof factors / sizeof *factors; i++)
		add(t,
		    (struct row){ "factors", factors[i].name, factors[i].label, "times",
		                  soc_storage_claims[factors[i].of].bytes / soc_storage_claims[factors[i].over].bytes,
		                  NAN, NAN });
}

/* What the run takes over what was published: below 1 it fits in. */
static void add_against(struct telling *t, const struct soc_storage_volume v[SOC_STORAGE_ENDS])
{
	const double base = soc_storage_claims[SOC_CLAIM_BASE].bytes,
				 full = soc_storage_claims[SOC_CLAIM_FULL].bytes;
	double text[SOC_STORAGE_ENDS], video[SOC_STORAGE_ENDS];
	for (int end = 0; end < SOC_STORAGE_ENDS; end++) {
		text[end] = (v[end].people + v[end].records) / base;
		video[end] = v[end].video / full;
	}
	add(t, (struct row){ "run over published", "text_over_base", "people and records, of the published 90 TB",
	                     "times", text[SOC_STORAGE_AT], text[SOC_STORAGE_LOW], text[SOC_STORAGE_HIGH] });
	add(t, (struct row){ "run over published", "video_over_full", "video, of the published 12 EB", "times",
	                     video[SOC_STORAGE_AT], video[SOC_STORAGE_LOW], video[SOC_STORAGE_HIGH] });
}

/* ---- for a terminal ---- */

static void put_value(struct soc_buf *b, double value, const char *unit)
{
	static const char *const larger[] = { "bytes", "kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB" };
	const int is_bytes = strcmp(unit, "bytes") == 0;
	int step = 0;
	for (; is_bytes && value >= 999.5 && step < 8; step++)
		value /= 1000.0;
	soc_text_real(b, value, soc_text_decimals(value, NAN, NAN));
	soc_buf_add(b, " %s", is_bytes ? larger[step] : unit);
}

static void put_cell(struct soc_buf *out, double value, const char *unit)
{
	struct soc_buf text = { 0 };
	if (!isnan(value))
		put_value(&text, value, unit);
	soc_text_right(out, 20, &text);
	out->failed |= text.failed;
	soc_buf_release(&text);
}

static void put_table(struct telling *t)
{
	soc_buf_add(&t->out, "%-44s%20s%20s%20s\n", "", "value", "low", "high");
	for (int i = 0; i < t->rows; i++) {
		const struct row *row = &t->row[i];
		if (i == 0 || strcmp(row->part, t->row[i - 1].part) != 0)
			soc_buf_add(&t->out, "%s%c%s\n", i > 0 ? "\n" : "", row->part[0] - 'a' + 'A', row->part + 1);
		soc_buf_add(&t->out, "  %-42s", strcmp(row->part, "assumed") == 0 ? row->name : row->label);
		put_cell(&t->out, row->value, row->unit);
		if (!isnan(row->low)) {
			put_cell(&t->out, row->low, row->unit);
			put_cell(&t->out, row->high, row->unit);
		}
		soc_buf_puts(&t->out, "\n");
	}
	soc_buf_puts(&t->out,
	             "\nLow and high: every assumption at that end of its range; --set NAME=VALUE sets one.\n"
	             "Volumes a factor of ten and more apart are not of one thing, whatever is called full.\n");
}

/* ---- for programs ---- */

static void put_json_number(struct telling *t, const char *name, double value)
{
	soc_buf_add(&t->out, ", \"%s\": ", name);
	soc_text_number(&t->out, value, "null");
}

static void put_records(struct telling *t)
{
	const int json = t->form == SOC_TEXT_JSON;
	soc_buf_puts(&t->out, json ? "[" : "part,name,label,unit,value,low,high\n");
	for (int i = 0; i < t->rows; i++) {
		const struct row *row = &t->row[i];
		if (json) {
			soc_buf_add(&t->out, "%s\n  {\"part\": \"%s\", \"name\": \"%s\", \"label\": ", i > 0 ? "," : "",
			            row->part, row->name);
			soc_buf_quote(&t->out, row->label, 1);
			soc_buf_add(&t->out, ", \"unit\": \"%s\"", row->unit);
			put_json_number(t, "value", row->value);
			put_json_number(t, "low", row->low);
			put_json_number(t, "high", row->high);
			soc_buf_puts(&t->out, "}");
			continue;
		}
		soc_buf_add(&t->out, "%s,%s,", row->part, row->name);
		soc_buf_csv(&t->out, row->label, strlen(row->label));
		soc_buf_add(&t->out, ",%s", row->unit);
		for (int k = 0; k < 3; k++) {
			soc_buf_puts(&t->out, ",");
			soc_text_number(&t->out, k == 0 ? row->value : k == 1 ? row->low : row->high, "");
		}
		soc_buf_puts(&t->out, "\n");
	}
	soc_buf_puts(&t->out, json ? "\n]\n" : "");
}

/* ---- all of it ---- */

static enum soc_err gather(struct telling *t, struct soc_result *result, const char *const *settings,
                           struct soc_msg *msg)
{
	double price[SOC_STORAGE_ENDS][SOC_PRICES];
	struct soc_storage_counts counts;
	struct soc_storage_volume volume[SOC_STORAGE_ENDS];
	struct soc_scenario *s = NULL;
	enum soc_err err = result != NULL ? soc_result_scenario(result, &s, msg) : SOC_OK;
	if (err == SOC_OK)
		err = soc_storage_price(price, s, settings, msg);
	soc_scenario_free(s);
	if (err == SOC_OK && result != NULL)
		err = soc_storage_count(&counts, result, msg);
	if (err != SOC_OK)
		return err;
	const int cameras = result != NULL && soc_storage_cameras_counted(price, &counts, settings);
	add_prices(t, price, cameras ? SOC_PRICE_cameras_per_1000 : -1);
	if (result != NULL) {
		for (int end = 0; end < SOC_STORAGE_ENDS; end++)
			volume[end] = soc_storage_volume(&counts, price[end]);
		add_counts(t, &counts, cameras);
		add_volume(t, volume);
	}
	add_claims(t, price[SOC_STORAGE_AT]);
	add_factors(t);
	if (result != NULL)
		add_against(t, volume);
	return SOC_OK;
}

enum soc_err soc_result_storage(struct soc_result *result, const char *const *settings, const char *format,
                                char **out, struct soc_msg *msg)
{
	struct telling t = { .rows = 0 };
	enum soc_err err = soc_text_form_find(format, &t.form, msg);
	if (err == SOC_OK)
		err = gather(&t, result, settings, msg);
	if (err == SOC_OK)
		(t.form == SOC_TEXT_TABLE ? put_table : put_records)(&t);
	if (err == SOC_OK)
		err = soc_buf_give(&t.out, "not enough memory to tell of storage", out, msg);
	soc_buf_release(&t.out);
	return err;
}
