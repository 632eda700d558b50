/* What the months bring: one row per cell, area, event class, channel, list, measure; sparse rows for the
 * rest. */
#include "store/writer.h"

#include "base/draw.h"
#include "store/sql.h"

#include <stdio.h>
#include <string.h>

#define INDICATOR_IS_STOCK(name, kind, unit, meaning) SOC_KIND_##kind == 'S',
static const char is_stock[SOC_INDICATORS_COUNT] = { SOC_INDICATORS(INDICATOR_IS_STOCK) };

int soc_writer_ends_period(const struct soc_result_writer *w, int64_t month)
{
	switch (w->record_places) {
	case SOC_RECORD_MONTH:
		return 1;
	case SOC_RECORD_YEAR:
		return month + 1 == w->months || (w->first_calendar_month + month) % 12 == 11;
	default:
		return 0;
	}
}

static int64_t period_of(const struct soc_result_writer *w, int64_t month)
{
	if (w->record_places == SOC_RECORD_MONTH)
		return month;
	return (w->first_calendar_month + month) / 12 - w->first_calendar_month / 12;
}

/* One row: the key (of which replicate is the first), then count values. */
static enum soc_err put(struct soc_result_writer *w, enum soc_store_table table, const int64_t *key, int keys,
                        const int64_t *values, int count, struct soc_msg *msg)
{
	sqlite3_stmt *stmt;
	enum soc_err err = soc_writer_insert(w, table, &stmt, msg);
	if (err != SOC_OK)
		return err;
	for (int i = 0; i < keys; i++)
		sqlite3_bind_int64(stmt, 1 + i, key[i]);
	for (int i = 0; i < count; i++)
		sqlite3_bind_int64(stmt, 1 + keys + i, values[i]);
	return soc_sql_insert(stmt, msg);
}

static enum soc_err write_cells(struct soc_result_writer *w, int64_t month, const struct soc_tally *t,
                                struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (unsigned person_class = 0; person_class < SOC_PERSON_CLASSES; person_class++)
		for (unsigned group = 0; group < 2; group++)
			for (unsigned urban = 0; urban < 2; urban++)
				for (unsigned quintile = 0; quintile < 5 && err == SOC_OK; quintile++) {
					const int64_t *row = t->cell[soc_indicators_cell(person_class, group, urban, quintile)];
					const int64_t key[6] = { w->replicate, month, person_class, group, urban, quintile };
					if (row[SOC_IND_persons] > 0)
						err = put(w, SOC_TABLE_by_cell, key, 6, row, SOC_INDICATORS_COUNT, msg);
				}
	return err;
}

/* ---- areas ---- */
static void add_to_areas(struct soc_result_writer *w, const struct soc_tally *t)
{
	memset(w->regions.row, 0, (size_t)w->regions.count * sizeof *w->regions.row);
	for (int32_t p = 0; p < w->places.count; p++) {
		const int64_t *from = t->place[p];
		int64_t *region = w->regions.row[w->region_of[p]], *place = w->places.row[p];
		for (int i = 0; i < SOC_INDICATORS_COUNT; i++) {
			region[i] += from[i];
			place[i] = is_stock[i] ? from[i] : place[i] + from[i];
		}
	}
}

static enum soc_err write_areas(struct soc_result_writer *w, enum soc_store_table table, int64_t time,
                                const struct soc_area_sums *areas, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int32_t i = 0; i < areas->count && err == SOC_OK; i++) {
		const int64_t key[3] = { w->replicate, time, i };
		if (areas->row[i][SOC_IND_persons] > 0)
			err = put(w, table, key, 3, areas->row[i], SOC_INDICATORS_COUNT, msg);
	}
	return err;
}

static enum soc_err end_period(struct soc_result_writer *w, int64_t month, struct soc_msg *msg)
{
	enum soc_err err = write_areas(w, SOC_TABLE_by_place, period_of(w, month), &w->places, msg);
	memset(w->places.row, 0, (size_t)w->places.count * sizeof *w->places.row);
	return err;
}

/* ---- tables with one row per named entry ---- */
static enum soc_err write_counts(struct soc_result_writer *w, enum soc_store_table table, int64_t month,
                                 int entries, const int64_t *counts, int per_entry, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int i = 0; i < entries && err == SOC_OK; i++) {
		const int64_t key[3] = { w->replicate, month, i };
		err = put(w, table, key, 3, counts + (size_t)i * (size_t)per_entry, per_entry, msg);
	}
	return err;
}

static enum soc_err write_named(struct soc_result_writer *w, int64_t month, const struct soc_tally *t,
                                struct soc_msg *msg)
{
	enum soc_err err =
		write_counts(w, SOC_TABLE_by_event, month, w->events, t->event[0], SOC_CLASS_COUNTS_COUNT, msg);
	if (err == SOC_OK)
		err = write_counts(w, SOC_TABLE_by_channel, month, w->channels, t->channel[0],
		                   SOC_CHANNEL_COUNTS_COUNT, msg);
	if (err == SOC_OK)
		err = write_counts(w, SOC_TABLE_by_list, month, w->lists, t->list[0], SOC_LIST_COUNTS_COUNT, msg);
	if (err == SOC_OK)
		err = write_counts(w, SOC_TABLE_by_measure, month, w->measures, t->measure[0],
		                   SOC_MEASURE_COUNTS_COUNT, msg);
	return err;
}

/* ---- sparse tables ---- */
static enum soc_err write_transitions(struct soc_result_writer *w, int64_t month, const struct soc_tally *t,
                                      struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int from = 0; from < w->grades; from++)
		for (int to = 0; to < w->grades && err == SOC_OK; to++) {
			const int64_t key[4] = { w->replicate, month, from, to };
			if (t->transition[from][to] != 0)
				err = put(w, SOC_TABLE_transitions, key, 4, &t->transition[from][to], 1, msg);
		}
	return err;
}

static int64_t everywhere(const struct soc_tally *t, enum soc_indicator which)
{
	int64_t sum = 0;
	for (int cell = 0; cell < SOC_DEMOGRAPHIC_CELLS; cell++)
		sum += t->cell[cell][which];
	return sum;
}

/* lapsed: NULL where nothing ends undecided; filed: the cases that began to wait. */
static enum soc_err write_waits(struct soc_result_writer *w, int64_t month, const char *kind,
                                const int64_t *waits, const int64_t *lapsed, int64_t filed,
                                struct soc_msg *msg)
{
	sqlite3_stmt *stmt;
	enum soc_err err = soc_writer_insert(w, SOC_TABLE_waits, &stmt, msg);
	for (int i = 0; i < SOC_WAIT_BUCKETS && err == SOC_OK; i++) {
		const int64_t counts[] = { waits[i], lapsed != NULL ? lapsed[i] : 0, i == 0 ? filed : 0 };
		if (counts[0] == 0 && counts[1] == 0 && counts[2] == 0)
			continue;
		sqlite3_bind_int64(stmt, 1, w->replicate);
		sqlite3_bind_int64(stmt, 2, month);
		sqlite3_bind_text(stmt, 3, kind, -1, SQLITE_STATIC);
		sqlite3_bind_int(stmt, 4, i);
		for (int k = 0; k < 3; k++)
			sqlite3_bind_int64(stmt, 5 + k, counts[k]);
		err = soc_sql_insert(stmt, msg);
	}
	return err;
}

/* ---- of modules ---- */

/* The months in which each cadence counts. */
struct counted {
	int in[SOC_CADENCE_SCORING + 1];
};

static int has_count(const struct soc_counter_table *table, enum soc_cadence cadence,
                     const struct soc_tally *t)
{
	for (int c = 0; c < table->counters_count; c++)
		for (int place = 0; table->counters[c].cadence == cadence && place < table->size; place++)
			if (t->module[table->counters[c].first + place] != 0)
				return 1;
	return 0;
}

static struct counted counted_in(const struct soc_result_writer *w, int64_t month, const struct soc_tally *t)
{
	struct counted c = {
		.in = { [SOC_CADENCE_MONTH] = 1, [SOC_CADENCE_SAMPLED] = soc_sampling_has(&w->sampled, month) }
	};
	/* Somebody is 18 or older wherever bureaus score, and is counted there. */
	for (int n = 0; n < SOC_COUNTER_TABLES && !c.in[SOC_CADENCE_SCORING]; n++)
		c.in[SOC_CADENCE_SCORING] = has_count(&soc_counter_tables[n], SOC_CADENCE_SCORING, t);
	return c;
}

static int has_value(const struct soc_counter_table *table, int place, const struct soc_tally *t)
{
	for (int c = 0; c < table->counters_count; c++)
		if (t->module[table->counters[c].first + place] != 0)
			return 1;
	return 0;
}

static enum soc_err write_place(sqlite3_stmt *stmt, const struct soc_counter_table *table, int place,
                                const struct counted *counted, const struct soc_tally *t, struct soc_msg *msg)
{
	int at = 3;
	for (int d = 0; d < table->dimensions_count; d++, at++) {
		const int value = soc_counter_dimension(table, d, place);
		if (table->dimensions[d].words != NULL)
			sqlite3_bind_text(stmt, at, table->dimensions[d].words[value], -1, SQLITE_STATIC);
		else
			sqlite3_bind_int(stmt, at, value);
	}
	for (int c = 0; c < table->counters_count; c++, at++)
		if (counted->in[table->counters[c].cadence])
			sqlite3_bind_int64(stmt, at, t->module[table->counters[c].first + place]);
		else
			sqlite3_bind_null(stmt, at);
	return soc_sql_insert(stmt, msg);
}

static enum soc_err write_modules(struct soc_result_writer *w, int64_t month, const struct soc_tally *t,
                                  struct soc_msg *msg)
{
	const struct counted counted = counted_in(w, month, t);
	enum soc_err err = SOC_OK;
	for (int n = 0; n < SOC_COUNTER_TABLES; n++) {
		const struct soc_counter_table *table = &soc_counter_tables[n];
		for (int place = 0; place < table->size && err == SOC_OK; place++) {
			sqlite3_stmt *stmt;
			if (!has_value(table, place, t))
				continue;
			err = soc_writer_insert(w, (enum soc_store_table)(SOC_TABLE_OF_MODULES + n), &stmt, msg);
			if (err != SOC_OK)
				break;
			sqlite3_bind_int64(stmt, 1, w->replicate);
			sqlite3_bind_int64(stmt, 2, month);
			err = write_place(stmt, table, place, &counted, t, msg);
		}
	}
	return err;
}

/* ---- fields ---- */
static uint8_t *pack(uint8_t *at, uint32_t value, int bytes)
{
	for (int i = 0; i < bytes; i++)
		*at++ = (uint8_t)(value >> 8 * i);
	return at;
}

static enum soc_err write_fields(struct soc_result_writer *w, int64_t month, const struct soc_field *fields,
                                 struct soc_msg *msg)
{
	sqlite3_stmt *stmt;
	enum soc_err err = soc_writer_insert(w, SOC_TABLE_fields, &stmt, msg);
	if (err != SOC_OK)
		return err;
	uint8_t *at = w->packed_fields;
	for (int32_t p = 0; p < w->places.count; p++) {
		const struct soc_field *f = &fields[p];
#define PACK(bits, first, count)      \
	for (int i = 0; i < (count); i++) \
		at = pack(at, (&f->first)[i], (bits) / 8);
		SOC_FIELD_NUMBERS(PACK)
#undef PACK
	}
	sqlite3_bind_int64(stmt, 1, w->replicate);
	sqlite3_bind_int64(stmt, 2, month);
	sqlite3_bind_blob(stmt, 3, w->packed_fields, w->places.count * SOC_FIELD_BYTES, SQLITE_STATIC);
	return soc_sql_insert(stmt, msg);
}

/* Fields too, since lives are recomputed with it; and what was there to be found. */
static enum soc_err write_attention(struct soc_result_writer *w, int64_t month, const struct soc_tally *t,
                                    const struct soc_field *fields, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int32_t p = 0; p < w->places.count && err == SOC_OK; p++) {
		const int64_t *sum = t->place[p];
		const int64_t values[] = { w->replicate,
			                       month,
			                       p,
			                       fields[p].attention,
			                       sum[SOC_IND_persons],
			                       sum[SOC_IND_violations],
			                       sum[SOC_PLACE_DISCOVERED],
			                       sum[SOC_PLACE_REPORTED],
			                       sum[SOC_IND_listed] };
		sqlite3_stmt *stmt;
		err = soc_writer_insert(w, SOC_TABLE_attention_by_place, &stmt, msg);
		for (size_t i = 0; err == SOC_OK && i < sizeof values / sizeof *values; i++)
			sqlite3_bind_int64(stmt, (int)i + 1, values[i]);
		if (err == SOC_OK)
			err = soc_sql_insert(stmt, msg);
	}
	return err;
}

/* ---- a month, a replicate ---- */
enum soc_err soc_writer_month(struct soc_result_writer *w, int64_t month, const struct soc_tally *t,
                              const struct soc_field *fields, struct soc_msg *msg)
{
	if (month == 0)
		memset(w->places.row, 0, (size_t)w->places.count * sizeof *w->places.row);
	add_to_areas(w, t);
	enum soc_err err = write_cells(w, month, t, msg);
	if (err == SOC_OK)
		err = write_areas(w, SOC_TABLE_by_region, month, &w->regions, msg);
	if (err == SOC_OK && soc_writer_ends_period(w, month))
		err = end_period(w, month, msg);
	if (err == SOC_OK)
		err = write_named(w, month, t, msg);
	if (err == SOC_OK)
		err = write_transitions(w, month, t, msg);
	if (err == SOC_OK)
		err =
			write_waits(w, month, "appeal", t->appeal_wait, t->appeal_lapse,
		                everywhere(t, SOC_IND_appeals_wronged) + everywhere(t, SOC_IND_appeals_guilty), msg);
	if (err == SOC_OK)
		err = write_waits(w, month, "review", t->review_wait, NULL, everywhere(t, SOC_IND_filed), msg);
	if (err == SOC_OK)
		err = write_modules(w, month, t, msg);
	if (err == SOC_OK && w->record_fields)
		err = write_fields(w, month, fields, msg);
	if (err == SOC_OK && w->record_attention)
		err = write_attention(w, month, t, fields, msg);
	return err;
}

enum soc_err soc_writer_replicate(struct soc_result_writer *w, int partial, struct soc_msg *msg)
{
	const int64_t last = w->months_told - 1;
	enum soc_err err = SOC_OK;
	if (w->record_places == SOC_RECORD_YEAR && !soc_writer_ends_period(w, last))
		err = end_period(w, last, msg); /* stopped within a year */
	sqlite3_stmt *stmt;
	if (err == SOC_OK)
		err = soc_writer_insert(w, SOC_TABLE_replicates, &stmt, msg);
	if (err != SOC_OK)
		return err;
	char seed[24];
	snprintf(seed, sizeof seed, "%llu",
	         (unsigned long long)soc_draw_replicate(w->seed, (uint32_t)w->replicate));
	sqlite3_bind_int64(stmt, 1, w->replicate);
	sqlite3_bind_text(stmt, 2, seed, -1, SQLITE_STATIC);
	sqlite3_bind_int64(stmt, 3, w->months_told);
	sqlite3_bind_int(stmt, 4, partial);
	return soc_sql_insert(stmt, msg);
}
