/* The tables of a population of one's own, as the shipped census has them. */
#include "run/population_tables.h"

#include "input/schema/scenario.h"

#include <math.h>
#include <string.h>

#define FIRST_CODE 10 /* of a region: (10 + number) * 10000; of its places as many hundreds more */

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

static void put_region(const struct soc_population_map *map, const struct soc_population_rows *b, int region,
                       struct soc_buf *out)
{
	const int cells = 2 * map->made.count;
	struct soc_population_row sum = { .persons = 0 };
	for (int i = 0; i < b->count; i++) {
		const struct soc_population_row *row = &b->row[i];
		if (strcmp(row->region, b->region[region]) != 0)
			continue;
		sum.persons += row->persons;
		sum.urban += row->urban;
		sum.minority_percent += row->minority_percent * (double)row->persons;
		sum.homes.households += row->homes.households;
		sum.homes.persons += row->homes.persons;
		sum.homes.one_person += row->homes.one_person;
		for (int g = 0; g < SOC_GENERATIONS; g++)
			sum.homes.generations[g] += row->homes.generations[g];
		for (int size = 0; size < map->sizes; size++)
			sum.sizes[size] += row->sizes[size];
		for (int k = 0; k < cells; k++)
			sum.sex_age[k / 2][k % 2] += row->sex_age[k / 2][k % 2];
	}
	soc_buf_add(out, "%d,", (FIRST_CODE + region) * 10000);
	put_text(out, b->region[region]);
	soc_buf_puts(out, ",");
	put_text(out, b->region[region]);
	soc_buf_add(out, ",%lld,%lld,", (long long)sum.persons, (long long)sum.urban);
	put_number(out, sum.persons > 0 ? sum.minority_percent / (double)sum.persons : 0.0);
	put_homes(&sum.homes, out);
	for (int size = 1; size < map->sizes; size++)
		soc_buf_add(out, ",%lld", (long long)sum.sizes[size]);
	for (int k = 0; k < cells; k++)
		soc_buf_add(out, ",%lld", (long long)sum.sex_age[k / 2][k % 2]);
	soc_buf_puts(out, "\n");
}

static const char homes_header[] =
	",households,pop_in_households,hh_1person,hh_1gen,hh_2gen,hh_3gen,hh_4gen_plus";

static void put_regions(const struct soc_population_map *map, const struct soc_population_rows *b,
                        struct soc_buf *out)
{
	soc_buf_add(out, "code,name_en,name_zh,pop,urban_pop,minority_pct%s", homes_header);
	for (int size = 2; size <= map->sizes; size++)
		soc_buf_add(out, ",hh_size_%d%s", size, size == map->sizes ? "_plus" : "");
	for (int k = 0; k < 2 * map->made.count; k++) {
		char band[SOC_BAND_NAME];
		soc_bands_name(&map->made, k / 2, '_', "_plus", band);
		soc_buf_add(out, ",%c_%s", "mf"[k % 2], band);
	}
	soc_buf_puts(out, "\n");
	for (int r = 0; r < b->regions_count; r++)
		put_region(map, b, r, out);
	soc_buf_puts(out, "%%\n");
}

/* One of the tables of places: their figures, centres, or names. */
static void put_places(const struct soc_population_rows *b, int table, struct soc_buf *out)
{
	static const char *const headers[] = { "code,prefecture_zh,pop,urban_pop,minority_pct",
		                                   "city_code,lon,lat\n", "code,name_latin\n" };
	soc_buf_puts(out, headers[table]);
	if (table == 0)
		soc_buf_add(out, "%s\n", homes_header);
	for (int r = 0; r < b->regions_count; r++) {
		int code = (FIRST_CODE + r) * 10000;
		for (int i = 0; i < b->count; i++) {
			const struct soc_population_row *row = &b->row[i];
			if (strcmp(row->region, b->region[r]) != 0)
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

void soc_population_put(const struct soc_population_map *map, const struct soc_population_rows *rows,
                        struct soc_buf *out)
{
	put_notes(map, out);
	put_regions(map, rows, out);
	for (int table = 0; table < 3; table++)
		put_places(rows, table, out);
}
