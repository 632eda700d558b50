/* A population of one's own from a table of aggregates: what its columns mean is a map; what is made of them
 * are the tables that the shipped population has, in one text that a scenario can carry. */
#include "run/population_build.h"
#include "run/population_table.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "input/schema/scenario.h"
#include "model/population/csv.h"
#include "model/population/homes.h"
#include "run/population_map.h"
#include "run/population_tables.h"
#include "socred/world.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define ROWS_MOST (SOC_REGIONS_MAX * (SOC_REGION_PLACES_MAX - 1))

/* People of a year of age beside those of the year before, where a band without an end is divided.
 * Assumption, 0.88 to 0.95. */
#define YEARLY_DECLINE 0.92

/* Indexes of columns, -1 where a number stands for all rows. */
struct columns {
	int32_t region, place, latin, urban, minority, longitude, latitude;
	int32_t band[SOC_BANDS_MAX][2], size[SOC_SIZES_MAX], households, one_person, in_households;
	int32_t generations[SOC_GENERATIONS];
};

struct building {
	const struct soc_population_map *map;
	struct soc_csv csv;
	struct columns columns;
	struct soc_population_rows made;
};

/* ---- columns ---- */
static enum soc_err find(struct building *b, const struct soc_map_value *v, int32_t *out, struct soc_msg *msg)
{
	*out = -1;
	return v->column[0] == '\0' ? SOC_OK : soc_csv_column(&b->csv, v->column, out, msg);
}

static enum soc_err find_columns(struct building *b, struct soc_msg *msg)
{
	const struct soc_population_map *m = b->map;
	struct columns *c = &b->columns;
	const struct {
		const struct soc_map_value *value;
		int32_t *column;
	} all[] = {
		{ &m->region, &c->region },
		{ &m->place, &c->place },
		{ &m->latin, &c->latin },
		{ &m->urban, &c->urban },
		{ &m->minority_percent, &c->minority },
		{ &m->longitude, &c->longitude },
		{ &m->latitude, &c->latitude },
		{ &m->households, &c->households },
		{ &m->one_person, &c->one_person },
		{ &m->in_households, &c->in_households },
	};
	enum soc_err err = SOC_OK;
	for (size_t i = 0; !err && i < sizeof all / sizeof *all; i++)
		err = find(b, all[i].value, all[i].column, msg);
	for (int i = 0; !err && i < 2 * m->bands; i++)
		err = find(b, &m->band[i / 2].of[i % 2], &c->band[i / 2][i % 2], msg);
	for (int i = 0; !err && i < m->sizes; i++)
		err = find(b, &m->size[i], &c->size[i], msg);
	for (int g = 0; !err && g < SOC_GENERATIONS; g++)
		err = find(b, &m->generations[g], &c->generations[g], msg);
	return err;
}

/* ---- one row ---- */
static enum soc_err number_of(const struct building *b, int32_t column, const struct soc_map_value *v,
                              double low, double high, double *out, struct soc_msg *msg)
{
	*out = v->number;
	return column < 0 ? SOC_OK : soc_csv_number(&b->csv, column, low, high, out, msg);
}

/* How much of a band of the table falls into each band that is made: by years, and where it has no end by
 * years that decline. */
static void weights_of(const struct soc_map_band *band, const struct soc_bands *made,
                       double weight[SOC_BANDS_MAX])
{
	double year = 1.0;
	memset(weight, 0, SOC_BANDS_MAX * sizeof *weight);
	for (int age = band->from; age <= band->to; age++) {
		weight[soc_bands_of(made, (unsigned)age)] += year;
		year *= band->to == SOC_OLDEST ? YEARLY_DECLINE : 1.0;
	}
}

/* Divides a count by weights, in whole people: the running sums are rounded, so nobody is lost. A piece below
 * the least cell goes to its neighbour: it tells of nobody, but the tables hold no such cell. */
static void divide(int64_t count, const double *weight, int n, int64_t *out)
{
	double all = 0.0, upto = 0.0;
	int64_t given = 0;
	int last = -1;
	for (int i = 0; i < n; i++)
		all += weight[i];
	for (int i = 0; i < n; i++) {
		upto += weight[i];
		const int64_t share = (int64_t)floor((double)count * upto / all + 0.5) - given;
		given += share;
		if (weight[i] <= 0.0)
			continue;
		if (last >= 0 &&
		    ((share > 0 && share < SOC_CELL_LEAST) || (out[last] > 0 && out[last] < SOC_CELL_LEAST))) {
			out[last] += share; /* together, under the first of the two */
			continue;
		}
		out[i] += share;
		last = i;
	}
	for (int i = last - 1; last >= 0 && i >= 0 && out[last] > 0 && out[last] < SOC_CELL_LEAST; i--)
		if (out[i] > 0) { /* what is left over at the end has its neighbour before it */
			out[i] += out[last];
			out[last] = 0;
		}
}

static enum soc_err read_ages(struct building *b, struct soc_population_row *row, struct soc_msg *msg)
{
	const struct soc_bands *bands = &b->map->made;
	enum soc_err err = SOC_OK;
	for (int k = 0; !err && k < b->map->bands; k++)
		for (int sex = 0; !err && sex < 2; sex++) {
			double weight[SOC_BANDS_MAX];
			int64_t count = 0, piece[SOC_BANDS_MAX] = { 0 };
			err = soc_csv_count(&b->csv, b->columns.band[k][sex], &count, msg);
			weights_of(&b->map->band[k], bands, weight);
			if (!err)
				divide(count, weight, bands->count, piece);
			for (int i = 0; i < bands->count; i++)
				row->sex_age[i][sex] += piece[i];
			row->persons += err ? 0 : count;
		}
	return err;
}

/* Households and those of one person, from all sizes or as given. */
static enum soc_err read_households(struct building *b, struct soc_population_row *row, struct soc_msg *msg)
{
	struct soc_census_homes *h = &row->homes;
	enum soc_err err = SOC_OK;
	if (b->map->sizes == 0) {
		err = soc_csv_count(&b->csv, b->columns.households, &h->households, msg);
		return err ? err : soc_csv_count(&b->csv, b->columns.one_person, &h->one_person, msg);
	}
	for (int i = 0; !err && i < b->map->sizes; i++) {
		int64_t count = 0;
		err = soc_csv_count(&b->csv, b->columns.size[i], &count, msg);
		h->households += count;
		row->sizes[i] = count;
		if (i == 0)
			h->one_person = count;
	}
	return err;
}

/* Of one generation are at least those of one person: the shares divide the others. */
static enum soc_err read_generations(struct building *b, struct soc_population_row *row, struct soc_msg *msg)
{
	struct soc_census_homes *h = &row->homes;
	enum soc_err err = SOC_OK;
	if (!b->map->generations_are_shares) {
		for (int g = 0; !err && g < SOC_GENERATIONS; g++)
			err = soc_csv_count(&b->csv, b->columns.generations[g], &h->generations[g], msg);
		return err;
	}
	double weight[SOC_GENERATIONS];
	for (int g = 0; g < SOC_GENERATIONS; g++)
		weight[g] = b->map->generations[g].number;
	divide(h->households, weight, SOC_GENERATIONS, h->generations);
	if (h->generations[0] < h->one_person)
		return soc_fail(
			msg, SOC_ERR_DATA,
			"%s:%d:1: households of one person (%lld) are of one generation, and by generations.1 "
			"these are only %lld",
			b->csv.name, b->csv.line, (long long)h->one_person, (long long)h->generations[0]);
	return SOC_OK;
}

static enum soc_err read_place(struct building *b, struct soc_population_row *row, struct soc_msg *msg)
{
	const struct soc_population_map *m = b->map;
	const struct columns *c = &b->columns;
	double urban = 0.0;
	enum soc_err err =
		c->region >= 0 ? soc_csv_text(&b->csv, c->region, row->region, sizeof row->region, msg) : SOC_OK;
	if (!err && c->region < 0)
		snprintf(row->region, sizeof row->region, "%s", m->name);
	if (!err)
		err = soc_csv_text(&b->csv, c->place, row->place, sizeof row->place, msg);
	if (!err && c->latin >= 0)
		err = soc_csv_text(&b->csv, c->latin, row->latin, sizeof row->latin, msg);
	if (!err)
		err = number_of(b, c->minority, &m->minority_percent, 0, 100, &row->minority_percent, msg);
	if (!err)
		err = number_of(b, c->longitude, &m->longitude, -180, 180, &row->longitude, msg);
	if (!err)
		err = number_of(b, c->latitude, &m->latitude, -90, 90, &row->latitude, msg);
	if (!err && c->urban >= 0)
		err = soc_csv_count(&b->csv, c->urban, &row->urban, msg);
	if (!err && c->urban < 0) {
		urban = m->urban.number;
		const double weight[2] = { urban, 1.0 - urban };
		int64_t piece[2] = { 0 };
		divide(row->persons, weight, 2, piece);
		row->urban = piece[0];
	}
	return err;
}

/* People and households of a place that cannot be of one another, said of the row that has them. */
static enum soc_err check_homes(const struct building *b, const struct soc_population_row *row,
                                struct soc_msg *msg)
{
	const struct soc_census_homes *h = &row->homes;
	const char *what = h->persons > row->persons ? "more people in households than there are people"
	                   : h->persons < soc_homes_need(h)
	                       ? "fewer people in households than households with their generations have at least"
	                   : h->persons > soc_homes_room(h)
	                       ? "more people in households than households of at most eight can hold (put such "
	                         "places together)"
	                       : NULL;
	return what == NULL ? SOC_OK : soc_csv_fail(&b->csv, b->columns.in_households, what, msg);
}

/* ---- what a subtraction would tell ---- */
/* Of a share that many people, or none, are its people. */
static enum soc_err check_minority(const struct building *b, const struct soc_population_row *row,
                                   struct soc_msg *msg)
{
	const double of = row->minority_percent / 100.0 * (double)row->persons, rest = (double)row->persons - of;
	const double fewer = of < rest ? of : rest;
	char what[256];
	if (fewer < 0.5 || fewer >= SOC_CELL_LEAST - 0.5)
		return SOC_OK;
	snprintf(what, sizeof what,
	         "the %s by it: %lld of %lld, a cell of fewer than %d; allowed: 0, or %d and more",
	         of < rest ? "minority" : "majority", (long long)floor(fewer + 0.5), (long long)row->persons,
	         SOC_CELL_LEAST, SOC_CELL_LEAST);
	if (b->columns.minority >= 0)
		return soc_csv_fail(&b->csv, b->columns.minority, what, msg);
	return soc_fail(msg, SOC_ERR_DATA, "%s:%d:1: minority_percent of the map: %s", b->csv.name, b->csv.line,
	                what);
}

static enum soc_err check_rests(const struct building *b, const struct soc_population_row *row,
                                struct soc_msg *msg)
{
	const struct columns *c = &b->columns;
	const struct soc_census_homes *h = &row->homes;
	enum soc_err err = SOC_OK;
	if (c->urban >= 0)
		err = soc_csv_rest(&b->csv, c->urban, row->urban, row->persons, "rural people", msg);
	if (!err)
		err = check_minority(b, row, msg);
	if (!err && c->in_households >= 0)
		err = soc_csv_rest(&b->csv, c->in_households, h->persons, row->persons, "people outside households",
		                   msg);
	if (!err && b->map->sizes == 0)
		err = soc_csv_rest(&b->csv, c->one_person, h->one_person, h->households, "households of two and more",
		                   msg);
	if (!err && !b->map->generations_are_shares)
		err = soc_csv_rest(&b->csv, c->generations[0], h->one_person, h->generations[0],
		                   "households of one generation beside those of one person", msg);
	return err;
}

static enum soc_err read_row(struct building *b, struct soc_population_row *row, struct soc_msg *msg)
{
	memset(row, 0, sizeof *row);
	enum soc_err err = read_ages(b, row, msg);
	if (!err)
		err = read_place(b, row, msg);
	if (!err)
		err = read_households(b, row, msg);
	if (!err)
		err = soc_csv_count(&b->csv, b->columns.in_households, &row->homes.persons, msg);
	if (!err)
		err = read_generations(b, row, msg);
	if (!err)
		err = check_rests(b, row, msg);
	return err ? err : check_homes(b, row, msg);
}

static enum soc_err note_region(struct building *b, const struct soc_population_row *row, struct soc_msg *msg)
{
	for (int r = 0; r < b->made.regions_count; r++)
		if (strcmp(b->made.region[r], row->region) == 0)
			return SOC_OK;
	if (b->made.regions_count == SOC_REGIONS_MAX)
		return soc_fail(msg, SOC_ERR_DATA, "%s:%d:1: more than %d regions", b->csv.name, b->csv.line,
		                SOC_REGIONS_MAX);
	memcpy(b->made.region[b->made.regions_count++], row->region, sizeof row->region);
	return SOC_OK;
}

/* By which a place is told everywhere. */
static const char *name_of(const struct soc_population_row *row)
{
	return row->latin[0] != '\0' ? row->latin : row->place;
}

static enum soc_err check_name(const struct building *b, const struct soc_population_row *row,
                               struct soc_msg *msg)
{
	for (int i = 0; i < b->made.count; i++)
		if (strcmp(name_of(&b->made.row[i]), name_of(row)) == 0)
			return soc_csv_fail(&b->csv, b->columns.latin >= 0 ? b->columns.latin : b->columns.place,
			                    "another row has this name (tell them apart by `latin`)", msg);
	return SOC_OK;
}

static enum soc_err read_rows(struct building *b, struct soc_msg *msg)
{
	int64_t persons = 0;
	enum soc_err err = find_columns(b, msg);
	for (int more = 1; !err;) {
		err = soc_csv_next(&b->csv, &more, msg);
		if (err || !more)
			break;
		if (b->made.count == ROWS_MOST)
			return soc_fail(msg, SOC_ERR_DATA,
			                "%s:%d:1: more than %d rows: a row is a place, not a person; places can be put "
			                "together",
			                b->csv.name, b->csv.line, ROWS_MOST);
		err = read_row(b, &b->made.row[b->made.count], msg);
		if (!err)
			err = check_name(b, &b->made.row[b->made.count], msg);
		if (!err)
			err = note_region(b, &b->made.row[b->made.count], msg);
		persons += b->made.row[b->made.count].persons;
		if (!err && persons > SOC_CELL_MOST)
			err = soc_csv_fail(&b->csv, b->columns.place,
			                   "with this row more people than a population can have (at most 3000000000)",
			                   msg);
		b->made.count += !err;
	}
	if (!err && b->made.count == 0)
		err = soc_fail(msg, SOC_ERR_DATA, "%s:%d:1: there is no row behind the header", b->csv.name,
		               b->csv.line);
	else if (!err && persons == 0)
		err = soc_fail(msg, SOC_ERR_DATA, "%s:%d:1: nobody is counted in any row: every cell of an age is 0",
		               b->csv.name, b->csv.line);
	return err;
}

/* What was made must be such as a population can be built from. */
static enum soc_err check(const char *text, const char *table, struct soc_msg *msg)
{
	struct soc_census_files files = { 0 };
	struct soc_census census;
	struct soc_msg why = { "" };
	enum soc_err err = soc_census_own(text, &files, &why);
	if (!err)
		err = soc_census_read(&census, &files, &why);
	if (!err)
		soc_census_release(&census);
	return err ? soc_fail(msg, err, "%s: what comes of it is no population: %s", table, why.text) : SOC_OK;
}

enum soc_err soc_population_build_text(const struct soc_text_file *table, const struct soc_text_file *map,
                                       char **out, struct soc_msg *msg)
{
	struct soc_population_map *m = soc_calloc(1, sizeof *m);
	struct building *b = soc_calloc(1, sizeof *b);
	struct soc_buf text = { 0 };
	char *made = NULL;
	enum soc_err err = SOC_OK;
	if (b != NULL) {
		b->made.row = soc_calloc(ROWS_MOST, sizeof *b->made.row);
		b->made.region = soc_calloc(SOC_REGIONS_MAX, sizeof *b->made.region);
		b->map = m;
	}
	if (m == NULL || b == NULL || b->made.row == NULL || b->made.region == NULL)
		err = soc_fail(msg, SOC_ERR_MEMORY, "no memory to build a population");
	if (!err)
		err = soc_population_map_read(map->text, map->length, map->name, m, msg);
	if (!err)
		err = soc_population_table_check(table->name, table->text, table->length, msg);
	if (!err)
		err = soc_csv_open(&b->csv, table->name, table->text, table->length, msg);
	if (!err)
		err = read_rows(b, msg);
	if (!err) {
		soc_population_put(m, &b->made, &text);
		made = soc_buf_take(&text);
		err = made != NULL ? check(made, table->name, msg)
		                   : soc_fail(msg, SOC_ERR_MEMORY, "no memory for the population that is made");
	}
	if (!err)
		*out = made;
	else
		soc_free(made);
	soc_free(b != NULL ? b->made.row : NULL);
	soc_free(b != NULL ? b->made.region : NULL);
	soc_free(b);
	soc_free(m);
	soc_buf_release(&text);
	return err;
}

/* ---- files ---- */
#define BYTES_MOST (8u << 20)

enum soc_err soc_world_build_population(const char *table, const char *map, char **out, struct soc_msg *msg)
{
	char *text[2] = { NULL, NULL };
	size_t length[2] = { 0, 0 };
	enum soc_err err = soc_file_read(table, BYTES_MOST, &text[0], &length[0], msg);
	if (!err)
		err = soc_file_read(map, BYTES_MOST, &text[1], &length[1], msg);
	if (!err) {
		const struct soc_text_file files[2] = { { table, text[0], length[0] }, { map, text[1], length[1] } };
		err = soc_population_build_text(&files[0], &files[1], out, msg);
	}
	soc_free(text[0]);
	soc_free(text[1]);
	return err;
}

enum soc_err soc_world_read_population(const char *path, char **out, struct soc_msg *msg)
{
	char *text = NULL;
	size_t length = 0;
	enum soc_err err = soc_file_read(path, BYTES_MOST, &text, &length, msg);
	if (!err)
		err = check(text, path, msg);
	if (!err)
		*out = text;
	else
		soc_free(text);
	return err;
}
