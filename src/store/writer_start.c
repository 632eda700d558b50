/* What stands still during a run: provenance, scenario, names, places, calendar.
 */
#include "store/writer.h"

#include "base/crc.h"
#include "base/data.h"
#include "base/mem.h"
#include "input/bind/resolved.h"
#include "input/schema/params.h"
#include "input/text/number.h"
#include "model/population/census.h"
#include "socred/scenario.h"
#include "store/digest.h"
#include "store/sql.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- meta and scenario ---- */
#if defined(__clang__)
#define COMPILER "clang " __clang_version__
#elif defined(__GNUC__)
#define COMPILER "gcc " __VERSION__
#else
#define COMPILER "unknown"
#endif

/* What the people were built from; of a population of one's own its name and a checksum of its text. */
static void data_of(const struct soc_scenario *s, char out[SOC_TEXT_MAX])
{
	char name[SOC_NAME_MAX];
	if (s->population == NULL) {
		snprintf(out, SOC_TEXT_MAX, "%s", s->people.data);
		return;
	}
	soc_census_own_note(s->population, "name", name, sizeof name);
	snprintf(out, SOC_TEXT_MAX, "%s (own, %08x)", name,
	         (unsigned)soc_crc_add(0, s->population, strlen(s->population)));
}

static enum soc_err write_texts(struct soc_result_writer *w, const struct soc_scenario *s,
                                struct soc_msg *msg)
{
	char data[SOC_TEXT_MAX];
	data_of(s, data);
	const char *const rows[][2] = {
		{ "version", SOC_VERSION }, { "compiler", COMPILER },          { "command_line", w->command_line },
		{ "title", s->title },      { "description", s->description }, { "published", s->published },
		{ "data", data },
	};
	enum soc_err err = SOC_OK;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0] && err == SOC_OK; i++)
		err = soc_writer_meta(w, rows[i][0], rows[i][1], msg);
	return err;
}

static enum soc_err write_meta(struct soc_result_writer *w, const struct soc_scenario *s,
                               const struct soc_plan *plan, struct soc_msg *msg)
{
	const struct {
		const char *key;
		int64_t value;
	} numbers[] = {
		{ "format", SOC_STORE_FORMAT },     { "seed", s->seed },
		{ "replicates", s->replicates },    { "months", w->months },
		{ "persons", plan->persons },       { "census_persons", plan->census_persons },
		{ "households", plan->households }, { "places", plan->places_count },
		{ "regions", plan->regions_count }, { "communities", plan->communities_count },
	};
	enum soc_err err = write_texts(w, s, msg);
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0] && err == SOC_OK; i++)
		err = soc_writer_meta_number(w, numbers[i].key, numbers[i].value, msg);
	char text[SOC_NUMBER_TEXT];
	soc_month_write(w->first_calendar_month, text);
	if (err == SOC_OK)
		err = soc_writer_meta(w, "first_month", text, msg);
	soc_month_write(w->first_calendar_month + w->months - 1, text);
	if (err == SOC_OK)
		err = soc_writer_meta(w, "last_month", text, msg);
	soc_number_write((double)plan->census_persons / (double)plan->persons, text);
	return err == SOC_OK ? soc_writer_meta(w, "sampling_weight", text, msg) : err;
}

/* The data sets that travel in the library, each with its digest: data/NAME -> SHA-256. */
static enum soc_err write_data(struct soc_result_writer *w, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (size_t i = 0; i < soc_data_count() && err == SOC_OK; i++) {
		const struct soc_data *d = soc_data_at(i);
		if (strncmp(d->name, "forms/", 6) == 0)
			continue; /* no run depends on them */
		char key[160], sha256[SOC_DIGEST_TEXT];
		snprintf(key, sizeof key, "data/%s", d->name);
		soc_digest_bytes(d->text, d->length, sha256);
		err = soc_writer_meta(w, key, sha256, msg);
	}
	return err;
}

static enum soc_err write_scenario(struct soc_result_writer *w, const struct soc_scenario *s,
                                   struct soc_msg *msg)
{
	sqlite3_stmt *stmt;
	enum soc_err err = soc_writer_insert(w, SOC_TABLE_scenario, &stmt, msg);
	if (err != SOC_OK)
		return err;
	char *yaml = soc_resolved_for_results(s);
	if (yaml == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to write down the scenario");
	sqlite3_bind_text(stmt, 1, yaml, -1, SQLITE_STATIC);
	err = soc_sql_insert(stmt, msg);
	sqlite3_clear_bindings(stmt);
	soc_text_free(yaml);
	return err;
}

static void bind_range(sqlite3_stmt *stmt, int at, double value)
{
	if (isnan(value))
		sqlite3_bind_null(stmt, at);
	else
		sqlite3_bind_double(stmt, at, value);
}

/* Texts of a population of one's own, where people.data is not what the people were built from. */
struct own_people {
	char title[SOC_TEXT_MAX], source[SOC_TEXT_MAX], data[SOC_TEXT_MAX], persons[SOC_TEXT_MAX];
};

static void describe_own(const struct soc_scenario *s, const struct soc_plan *plan, struct own_people *out)
{
	soc_census_own_note(s->population, "title", out->title, sizeof out->title);
	soc_census_own_note(s->population, "source", out->source, sizeof out->source);
	snprintf(out->data, sizeof out->data,
	         "population of one's own, instead of a data set: people in its table: %lld",
	         (long long)plan->census_persons);
	snprintf(out->persons, sizeof out->persons,
	         "synthetic people; each stands for the people of the population (%lld) divided by this",
	         (long long)plan->census_persons);
}

/* Says of the values about people what is so under a population of one's own. */
static void tell_own(struct soc_value *v, const struct own_people *own)
{
	if (strcmp(v->key, "people.data") == 0) {
		v->value = own->title;
		v->source = own->source;
		v->meaning = own->data;
	} else if (strcmp(v->key, "people.persons") == 0) {
		v->meaning = own->persons;
	}
}

static enum soc_err write_parameters(struct soc_result_writer *w, const struct soc_scenario *s,
                                     const struct soc_plan *plan, struct soc_msg *msg)
{
	struct own_people own;
	if (s->population != NULL)
		describe_own(s, plan, &own);
	sqlite3_stmt *stmt;
	enum soc_err err = soc_writer_insert(w, SOC_TABLE_parameters, &stmt, msg);
	const size_t n = soc_scenario_values(s);
	int64_t rows = 0;
	for (size_t i = 0; i < n && err == SOC_OK; i++) {
		struct soc_value v = soc_scenario_value(s, i);
		if (soc_resolved_leaves_out(v.key))
			continue;
		if (s->population != NULL)
			tell_own(&v, &own);
		const char *texts[6] = { v.key, v.value, v.unit, v.meaning, v.source, v.origin };
		sqlite3_bind_int64(stmt, 1, rows++);
		for (int c = 0; c < 6; c++)
			sqlite3_bind_text(stmt, 2 + c, texts[c] != NULL ? texts[c] : "", -1, SQLITE_STATIC);
		bind_range(stmt, 8, v.low);
		bind_range(stmt, 9, v.high);
		sqlite3_bind_int(stmt, 10, v.assumption != 0);
		err = soc_sql_insert(stmt, msg);
	}
	return err;
}

/* ---- names ---- */
static const char *const groups[] = { "majority", "minority" };
static const char *const strata[] = { "rural", "urban" };
static const char *const quintiles[] = { "lowest quintile", "second quintile", "middle quintile",
	                                     "fourth quintile", "highest quintile" };

struct namer {
	struct soc_result_writer *w;
	struct soc_msg *msg;
	enum soc_err err;
};

static void name(struct namer *n, const char *kind, int idx, const char *word, const char *detail)
{
	sqlite3_stmt *stmt;
	if (n->err == SOC_OK)
		n->err = soc_writer_insert(n->w, SOC_TABLE_names, &stmt, n->msg);
	if (n->err != SOC_OK)
		return;
	sqlite3_bind_text(stmt, 1, kind, -1, SQLITE_STATIC);
	sqlite3_bind_int(stmt, 2, idx);
	sqlite3_bind_text(stmt, 3, word, -1, SQLITE_STATIC);
	sqlite3_bind_text(stmt, 4, detail, -1, SQLITE_STATIC);
	n->err = soc_sql_insert(stmt, n->msg);
}

#define NAME_ALL(n, kind, list)                                   \
	for (int i = 0; i < (int)(sizeof list / sizeof list[0]); i++) \
	name(n, kind, i, list[i], "")

static void name_firms(struct namer *n, const struct soc_scenario *s)
{
	for (int i = 0; i < s->sectors_count; i++)
		name(n, "sector", i, s->sectors[i].name, "");
	for (int i = 0; i < s->firm_grades_count; i++)
		name(n, "firm_grade", i, s->firm_grades[i].name, "");
	for (int i = 0; i < s->firm_events_count; i++)
		name(n, "firm_event", i, s->firm_events[i].name, "");
	for (int i = 0; i < s->firm_channels_count; i++)
		name(n, "firm_channel", i, s->firm_channels[i].name, "");
	for (int i = 0; i < s->firm_lists_count; i++)
		name(n, "firm_list", i, s->firm_lists[i].name, soc_params_word_colour(s->firm_lists[i].colour));
	for (int i = 0; i < s->firm_measures_count; i++)
		name(n, "firm_measure", i, s->firm_measures[i].name,
		     soc_params_word_measure_kind(s->firm_measures[i].kind));
}

static enum soc_err write_names(struct soc_result_writer *w, const struct soc_scenario *s,
                                struct soc_msg *msg)
{
	struct namer n = { w, msg, SOC_OK };
	char from[SOC_NUMBER_TEXT];
	for (int i = 0; i < s->grades_count; i++) {
		soc_number_write(s->grades[i].from, from);
		name(&n, "grade", i, s->grades[i].name,
		     i == 0 ? "" : from); /* the first takes all below the second */
	}
	for (int i = 0; i < s->components_count; i++)
		name(&n, "component", i, s->components[i].name,
		     soc_params_word_component_kind(s->components[i].kind));
	for (int i = 0; i < s->events_count; i++)
		name(&n, "event", i, s->events[i].name, soc_params_word_event_kind(s->events[i].kind));
	for (int i = 0; i < s->channels_count; i++)
		name(&n, "channel", i, s->channels[i].name, soc_params_word_channel_kind(s->channels[i].kind));
	for (int i = 0; i < s->lists_count; i++)
		name(&n, "list", i, s->lists[i].name, soc_params_word_colour(s->lists[i].colour));
	for (int i = 0; i < s->measures_count; i++)
		name(&n, "measure", i, s->measures[i].name, soc_params_word_measure_kind(s->measures[i].kind));
	for (int i = 0; i < s->bureaus_count; i++)
		name(&n, "bureau", i, s->bureaus[i].name, "");
	for (int i = 0; i < s->grounds_count; i++)
		name(&n, "entry_ground", i, s->grounds[i].name, "");
	name_firms(&n, s);
	for (int i = 0; i < SOC_PERSON_CLASSES; i++)
		name(&n, "person_class", i, soc_params_word_classes(i), "");
	NAME_ALL(&n, "group", groups);
	NAME_ALL(&n, "stratum", strata);
	NAME_ALL(&n, "quintile", quintiles);
	return n.err;
}

/* ---- places ---- */
static enum soc_err count_persons(const struct soc_result_writer *w, const struct soc_plan *plan,
                                  int64_t *places, int64_t *regions, struct soc_msg *msg)
{
	for (int32_t i = 0; i < plan->strata_count; i++) {
		int32_t place = plan->strata[i].place;
		if (place < 0 || place >= plan->places_count)
			return soc_fail(msg, SOC_ERR_INTERNAL, "stratum %d belongs to no place", (int)i);
		places[place] += plan->strata[i].persons;
		regions[w->region_of[place]] += plan->strata[i].persons;
	}
	return SOC_OK;
}

static enum soc_err write_regions(struct soc_result_writer *w, const struct soc_plan *plan,
                                  const int64_t *persons, struct soc_msg *msg)
{
	sqlite3_stmt *stmt;
	enum soc_err err = soc_writer_insert(w, SOC_TABLE_regions, &stmt, msg);
	for (int32_t i = 0; i < plan->regions_count && err == SOC_OK; i++) {
		const struct soc_region *r = &plan->regions[i];
		sqlite3_bind_int(stmt, 1, i);
		sqlite3_bind_int(stmt, 2, r->code);
		sqlite3_bind_text(stmt, 3, r->name, -1, SQLITE_STATIC);
		sqlite3_bind_int64(stmt, 4, r->census_persons);
		sqlite3_bind_int64(stmt, 5, persons[i]);
		err = soc_sql_insert(stmt, msg);
	}
	return err;
}

static enum soc_err write_place_rows(struct soc_result_writer *w, const struct soc_plan *plan,
                                     const int64_t *persons, struct soc_msg *msg)
{
	sqlite3_stmt *stmt;
	enum soc_err err = soc_writer_insert(w, SOC_TABLE_places, &stmt, msg);
	for (int32_t i = 0; i < plan->places_count && err == SOC_OK; i++) {
		const struct soc_place *p = &plan->places[i];
		sqlite3_bind_int(stmt, 1, i);
		sqlite3_bind_int(stmt, 2, p->code);
		sqlite3_bind_text(stmt, 3, p->name, -1, SQLITE_STATIC);
		sqlite3_bind_int(stmt, 4, p->region);
		sqlite3_bind_int64(stmt, 5, p->census_persons);
		sqlite3_bind_int64(stmt, 6, p->census_urban);
		sqlite3_bind_int64(stmt, 7, persons[i]);
		sqlite3_bind_double(stmt, 8, p->longitude);
		sqlite3_bind_double(stmt, 9, p->latitude);
		sqlite3_bind_double(stmt, 10, p->minority_share);
		err = soc_sql_insert(stmt, msg);
	}
	return err;
}

static enum soc_err write_places(struct soc_result_writer *w, const struct soc_plan *plan,
                                 struct soc_msg *msg)
{
	int64_t *persons =
		soc_calloc((size_t)plan->places_count + (size_t)plan->regions_count + 1, sizeof *persons);
	if (persons == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the places of the results");
	int64_t *of_region = persons + plan->places_count;
	enum soc_err err = count_persons(w, plan, persons, of_region, msg);
	if (err == SOC_OK)
		err = write_regions(w, plan, of_region, msg);
	if (err == SOC_OK)
		err = write_place_rows(w, plan, persons, msg);
	soc_free(persons);
	return err;
}

/* ---- calendar ---- */
static enum soc_err write_period(struct soc_result_writer *w, int64_t period, int64_t first, int64_t last,
                                 struct soc_msg *msg)
{
	sqlite3_stmt *stmt;
	enum soc_err err = soc_writer_insert(w, SOC_TABLE_periods, &stmt, msg);
	if (err != SOC_OK)
		return err;
	char date[SOC_NUMBER_TEXT];
	soc_month_write(w->first_calendar_month + last, date);
	sqlite3_bind_int64(stmt, 1, period);
	sqlite3_bind_text(stmt, 2, date, w->record_places == SOC_RECORD_YEAR ? (int)strcspn(date, "-") : -1,
	                  SQLITE_STATIC);
	sqlite3_bind_int64(stmt, 3, first);
	sqlite3_bind_int64(stmt, 4, last);
	return soc_sql_insert(stmt, msg);
}

static enum soc_err write_calendar(struct soc_result_writer *w, struct soc_msg *msg)
{
	sqlite3_stmt *stmt;
	enum soc_err err = soc_writer_insert(w, SOC_TABLE_months, &stmt, msg);
	int64_t first = 0, period = 0;
	for (int64_t m = 0; m < w->months && err == SOC_OK; m++) {
		char date[SOC_NUMBER_TEXT];
		soc_month_write(w->first_calendar_month + m, date);
		sqlite3_bind_int64(stmt, 1, m);
		sqlite3_bind_text(stmt, 2, date, -1, SQLITE_STATIC);
		sqlite3_bind_int64(stmt, 3, (w->first_calendar_month + m) / 12);
		err = soc_sql_insert(stmt, msg);
		if (err == SOC_OK && soc_writer_ends_period(w, m)) {
			err = write_period(w, period++, first, m, msg);
			first = m + 1;
		}
	}
	return err;
}

/* ---- start ---- */
static enum soc_err make_room(struct soc_result_writer *w, const struct soc_plan *plan, struct soc_msg *msg)
{
	const size_t places = (size_t)plan->places_count, regions = (size_t)plan->regions_count;
	w->region_of = soc_calloc(places + 1, sizeof *w->region_of);
	w->places = (struct soc_area_sums){ soc_calloc(places + 1, sizeof *w->places.row), plan->places_count };
	w->regions =
		(struct soc_area_sums){ soc_calloc(regions + 1, sizeof *w->regions.row), plan->regions_count };
	w->packed_fields = soc_calloc(places + 1, SOC_FIELD_BYTES);
	if (w->region_of == NULL || w->places.row == NULL || w->regions.row == NULL || w->packed_fields == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the places of the results");
	for (int32_t i = 0; i < plan->places_count; i++) {
		w->region_of[i] = plan->places[i].region;
		if (w->region_of[i] < 0 || w->region_of[i] >= plan->regions_count)
			return soc_fail(msg, SOC_ERR_INTERNAL, "place %d belongs to no region", (int)i);
	}
	return SOC_OK;
}

static enum soc_err prepare(struct soc_result_writer *w, const struct soc_scenario *s,
                            const struct soc_plan *plan, struct soc_msg *msg)
{
	w->months = s->span.to - s->span.from + 1;
	w->first_calendar_month = s->span.from;
	w->record_places = s->output.places;
	w->record_fields = s->output.fields;
	for (int c = 0; c < s->channels_count; c++)
		w->record_attention |= s->channels[c].follows_attention != 0;
	w->grades = s->grades_count;
	w->events = s->events_count;
	w->channels = s->channels_count;
	w->lists = s->lists_count;
	w->measures = s->measures_count;
	w->seed = (uint64_t)s->seed;
	w->sampled = soc_sampling_of(s);
	if (w->months < 1 || plan->persons < 1)
		return soc_fail(msg, SOC_ERR_INTERNAL, "a run of no months or no people has no results");
	return make_room(w, plan, msg);
}

enum soc_err soc_writer_start_bare(struct soc_result_writer *w, const struct soc_scenario *s,
                                   const struct soc_plan *plan, struct soc_msg *msg)
{
	enum soc_err err = prepare(w, s, plan, msg);
	w->record_places = SOC_RECORD_NONE;
	w->record_fields = w->record_attention = 0;
	if (err == SOC_OK)
		err = write_names(w, s, msg);
	return err == SOC_OK ? write_calendar(w, msg) : err;
}

enum soc_err soc_writer_start(struct soc_result_writer *w, const struct soc_scenario *s,
                              const struct soc_plan *plan, struct soc_msg *msg)
{
	enum soc_err err = prepare(w, s, plan, msg);
	if (err == SOC_OK)
		err = write_meta(w, s, plan, msg);
	if (err == SOC_OK)
		err = write_data(w, msg);
	if (err == SOC_OK)
		err = write_scenario(w, s, msg);
	if (err == SOC_OK)
		err = write_parameters(w, s, plan, msg);
	if (err == SOC_OK)
		err = write_names(w, s, msg);
	if (err == SOC_OK)
		err = write_places(w, plan, msg);
	if (err == SOC_OK)
		err = write_calendar(w, msg);
	if (err == SOC_OK)
		err = soc_writer_assumptions(w, s, msg);
	return err == SOC_OK ? soc_schema_describe(&soc_schema_of_run, w->db, msg) : err;
}
