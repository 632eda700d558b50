/* A population of one's own from a table of aggregates: what its columns mean is a map; what is made of them
 * are the tables that the shipped population has, in one text that a scenario can carry. */
#include "run/population_build.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "input/schema/scenario.h"
#include "model/population/csv.h"
#include "run/population_map.h"
#include "socred/world.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define ROWS_MOST (SOC_REGIONS_MAX * (SOC_REGION_PLACES_MAX - 1))
#define FIRST_CODE 10 /* of a region: (10 + number) * 10000; of its places as many hundreds more */

/* The lowest year of each band of the tables that are made; the last is open. */
static const int band_from[SOC_BANDS + 1] = { 0,  1,  5,  10, 15, 20, 25, 30, 35, 40,
	                                          45, 50, 55, 60, 65, 70, 75, 80, 85, SOC_OLDEST + 1 };
static const char *const band_names[SOC_BANDS] = { "0",     "1_4",   "5_9",   "10_14",  "15_19",
	                                               "20_24", "25_29", "30_34", "35_39",  "40_44",
	                                               "45_49", "50_54", "55_59", "60_64",  "65_69",
	                                               "70_74", "75_79", "80_84", "85_plus" };
/* People of a year of age beside those of the year before, where a band without an end is divided.
 * Assumption, 0.9 to 0.97. */
#define YEARLY_DECLINE 0.94

/* Indexes of columns, -1 where a number stands for all rows. */
struct columns {
	int32_t region, place, latin, urban, minority, longitude, latitude;
	int32_t band[SOC_MAP_BANDS][2], size[SOC_MAP_SIZES], households, one_person, in_households;
	int32_t generations[SOC_GENERATIONS];
};

struct row {
	char region[32], place[48], latin[48];
	int64_t persons, urban, sex_age[SOC_BANDS][2];
	double minority_percent, longitude, latitude;
	struct soc_census_homes homes;
};

struct building {
	const struct soc_population_map *map;
	struct soc_csv csv;
	struct columns columns;
	struct row *rows;
	int count;
	char (*regions)[32];
	int regions_count;
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
static void weights_of(const struct soc_map_band *band, double weight[SOC_BANDS])
{
	double year = 1.0;
	memset(weight, 0, SOC_BANDS * sizeof *weight);
	for (int age = band->from; age <= band->to; age++) {
		int k = 0;
		while (age >= band_from[k + 1])
			k++;
		weight[k] += year;
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
}

static enum soc_err read_ages(struct building *b, struct row *row, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int k = 0; !err && k < b->map->bands; k++)
		for (int sex = 0; !err && sex < 2; sex++) {
			double weight[SOC_BANDS];
			int64_t count = 0, piece[SOC_BANDS] = { 0 };
			err = soc_csv_count(&b->csv, b->columns.band[k][sex], &count, msg);
			weights_of(&b->map->band[k], weight);
			if (!err)
				divide(count, weight, SOC_BANDS, piece);
			for (int i = 0; i < SOC_BANDS; i++)
				row->sex_age[i][sex] += piece[i];
			row->persons += err ? 0 : count;
		}
	return err;
}

/* Households and those of one person, from all sizes or as given. */
static enum soc_err read_households(struct building *b, struct row *row, struct soc_msg *msg)
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
		if (i == 0)
			h->one_person = count;
	}
	return err;
}

/* Of one generation are at least those of one person: the shares divide the others. */
static enum soc_err read_generations(struct building *b, struct row *row, struct soc_msg *msg)
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
		return soc_fail(msg, SOC_ERR_DATA,
		                "%s:%d:1: there are %lld households of one person, and by generations.1 only %lld of "
		                "one generation",
		                b->csv.name, b->csv.line, (long long)h->one_person, (long long)h->generations[0]);
	return SOC_OK;
}

static enum soc_err read_place(struct building *b, struct row *row, struct soc_msg *msg)
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

static enum soc_err read_row(struct building *b, struct row *row, struct soc_msg *msg)
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
	return err;
}

static enum soc_err note_region(struct building *b, const struct row *row, struct soc_msg *msg)
{
	for (int r = 0; r < b->regions_count; r++)
		if (strcmp(b->regions[r], row->region) == 0)
			return SOC_OK;
	if (b->regions_count == SOC_REGIONS_MAX)
		return soc_fail(msg, SOC_ERR_DATA, "%s:%d:1: more than %d regions", b->csv.name, b->csv.line,
		                SOC_REGIONS_MAX);
	memcpy(b->regions[b->regions_count++], row->region, sizeof row->region);
	return SOC_OK;
}

static enum soc_err read_rows(struct building *b, struct soc_msg *msg)
{
	enum soc_err err = find_columns(b, msg);
	for (int more = 1; !err;) {
		err = soc_csv_next(&b->csv, &more, msg);
		if (err || !more)
			break;
		if (b->count == ROWS_MOST)
			return soc_fail(msg, SOC_ERR_DATA,
			                "%s:%d:1: more than %d rows: a row is a place, not a person; places can be put "
			                "together",
			                b->csv.name, b->csv.line, ROWS_MOST);
		err = read_row(b, &b->rows[b->count], msg);
		if (!err)
			err = note_region(b, &b->rows[b->count], msg);
		b->count += !err;
	}
	if (!err && b->count == 0)
		err = soc_fail(msg, SOC_ERR_DATA, "%s:%d:1: there is no row behind the header", b->csv.name,
		               b->csv.line);
	return err;
}

/* ---- the tables ---- */
static void put_homes(const struct soc_census_homes *h, struct soc_buf *out)
{
	soc_buf_add(out, ",%lld,%lld,%lld", (long long)h->households, (long long)h->persons,
	            (long long)h->one_person);
	for (int g = 0; g < SOC_GENERATIONS; g++)
		soc_buf_add(out, ",%lld", (long long)h->generations[g]);
}

/* Texts of a table are read without quotes in quotes. */
static void put_text(struct soc_buf *out, const char *text)
{
	soc_buf_puts(out, "\"");
	for (; *text != '\0'; text++)
		soc_buf_put(out, *text == '"' ? "'" : text, 1);
	soc_buf_puts(out, "\"");
}

/* A number with six decimals, in no locale. */
static void put_number(struct soc_buf *out, double number)
{
	const long long millionths = llround(fabs(number) * 1e6);
	soc_buf_add(out, "%s%lld.%06lld", number < 0 && millionths > 0 ? "-" : "", millionths / 1000000,
	            millionths % 1000000);
}

static void put_region(const struct building *b, int region, struct soc_buf *out)
{
	struct row sum = { .persons = 0 };
	for (int i = 0; i < b->count; i++) {
		const struct row *row = &b->rows[i];
		if (strcmp(row->region, b->regions[region]) != 0)
			continue;
		sum.persons += row->persons;
		sum.urban += row->urban;
		sum.minority_percent += row->minority_percent * (double)row->persons;
		sum.homes.households += row->homes.households;
		sum.homes.persons += row->homes.persons;
		sum.homes.one_person += row->homes.one_person;
		for (int g = 0; g < SOC_GENERATIONS; g++)
			sum.homes.generations[g] += row->homes.generations[g];
		for (int k = 0; k < 2 * SOC_BANDS; k++)
			sum.sex_age[k / 2][k % 2] += row->sex_age[k / 2][k % 2];
	}
	soc_buf_add(out, "%d,", (FIRST_CODE + region) * 10000);
	put_text(out, b->regions[region]);
	soc_buf_puts(out, ",");
	put_text(out, b->regions[region]);
	soc_buf_add(out, ",%lld,%lld,", (long long)sum.persons, (long long)sum.urban);
	put_number(out, sum.persons > 0 ? sum.minority_percent / (double)sum.persons : 0.0);
	put_homes(&sum.homes, out);
	for (int k = 0; k < 2 * SOC_BANDS; k++)
		soc_buf_add(out, ",%lld", (long long)sum.sex_age[k / 2][k % 2]);
	soc_buf_puts(out, "\n");
}

static const char homes_header[] =
	",households,pop_in_households,hh_1person,hh_1gen,hh_2gen,hh_3gen,hh_4gen_plus";

static void put_regions(const struct building *b, struct soc_buf *out)
{
	soc_buf_add(out, "code,name_en,name_zh,pop,urban_pop,minority_pct%s", homes_header);
	for (int k = 0; k < 2 * SOC_BANDS; k++)
		soc_buf_add(out, ",%c_%s", "mf"[k % 2], band_names[k / 2]);
	soc_buf_puts(out, "\n");
	for (int r = 0; r < b->regions_count; r++)
		put_region(b, r, out);
	soc_buf_puts(out, "%%\n");
}

/* One of the tables of places: their figures, centres, or names. */
static void put_places(const struct building *b, int table, struct soc_buf *out)
{
	static const char *const headers[] = { "code,prefecture_zh,pop,urban_pop,minority_pct",
		                                   "city_code,lon,lat\n", "code,name_latin\n" };
	soc_buf_puts(out, headers[table]);
	if (table == 0)
		soc_buf_add(out, "%s\n", homes_header);
	for (int r = 0; r < b->regions_count; r++) {
		int code = (FIRST_CODE + r) * 10000;
		for (int i = 0; i < b->count; i++) {
			const struct row *row = &b->rows[i];
			if (strcmp(row->region, b->regions[r]) != 0)
				continue;
			code += 100;
			soc_buf_add(out, "%d,", code);
			if (table == 0) {
				put_text(out, row->place);
				soc_buf_add(out, ",%lld,%lld,", (long long)row->persons, (long long)row->urban);
				put_number(out, row->minority_percent);
				put_homes(&row->homes, out);
			} else if (table == 1) {
				put_number(out, row->longitude);
				soc_buf_puts(out, ",");
				put_number(out, row->latitude);
			} else {
				put_text(out, row->latin[0] != '\0' ? row->latin : row->place);
			}
			soc_buf_puts(out, "\n");
		}
	}
	soc_buf_puts(out, table < 2 ? "%%\n" : "");
}

static void put_notes(const struct soc_population_map *m, struct soc_buf *out)
{
	soc_buf_add(out, SOC_POPULATION_SIGN "\n# name: %s\n# title: %s\n# source: %s\n# licence: %s\n", m->name,
	            m->title, m->source, m->licence);
	if (m->note[0] != '\0')
		soc_buf_add(out, "# note: %s\n", m->note);
	soc_buf_puts(out, "# aggregates only; no cell of 1 to 4 people or households\n");
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
		b->rows = soc_calloc(ROWS_MOST, sizeof *b->rows);
		b->regions = soc_calloc(SOC_REGIONS_MAX, sizeof *b->regions);
		b->map = m;
	}
	if (m == NULL || b == NULL || b->rows == NULL || b->regions == NULL)
		err = soc_fail(msg, SOC_ERR_MEMORY, "no memory to build a population");
	if (!err)
		err = soc_population_map_read(map->text, map->length, map->name, m, msg);
	if (!err)
		err = soc_csv_open(&b->csv, table->name, table->text, table->length, msg);
	if (!err)
		err = read_rows(b, msg);
	if (!err) {
		put_notes(m, &text);
		put_regions(b, &text);
		for (int t = 0; t < 3; t++)
			put_places(b, t, &text);
		made = soc_buf_take(&text);
		err = made != NULL ? check(made, table->name, msg)
		                   : soc_fail(msg, SOC_ERR_MEMORY, "no memory for the population that is made");
	}
	if (!err)
		*out = made;
	else
		soc_free(made);
	soc_free(b != NULL ? b->rows : NULL);
	soc_free(b != NULL ? b->regions : NULL);
	soc_free(b);
	soc_free(m);
	soc_buf_release(&text);
	return err;
}

/* ---- files ---- */
#define BYTES_MOST (8u << 20)

enum soc_err soc_population_build(const char *table, const char *map, char **out, struct soc_msg *msg)
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

enum soc_err soc_population_read(const char *path, char **out, struct soc_msg *msg)
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
