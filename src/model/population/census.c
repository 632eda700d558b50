#include "model/population/census.h"

#include "model/population/homes.h"

#include "base/mem.h"
#include "model/population/csv.h"

#include <string.h>

#define SOC_CODE_OF_REST 9000 /* added to the province's: the place that its prefectures leave */

struct homes_columns {
	int32_t households, persons, one_person, generations[SOC_GENERATIONS];
};

static enum soc_err homes_find(const struct soc_csv *csv, struct homes_columns *c, struct soc_msg *msg)
{
	static const char *const names[] = { "hh_1gen", "hh_2gen", "hh_3gen", "hh_4gen_plus" };
	enum soc_err err = soc_csv_column(csv, "households", &c->households, msg);
	if (!err)
		err = soc_csv_column(csv, "pop_in_households", &c->persons, msg);
	if (!err)
		err = soc_csv_column(csv, "hh_1person", &c->one_person, msg);
	for (int g = 0; !err && g < SOC_GENERATIONS; g++)
		err = soc_csv_column(csv, names[g], &c->generations[g], msg);
	return err;
}

/* One missing generation and all above it are what is left of the households, counted to the lowest missing.
 */
static enum soc_err homes_read(const struct soc_csv *csv, const struct homes_columns *c,
                               struct soc_census_homes *h, struct soc_msg *msg)
{
	enum soc_err err = soc_csv_count(csv, c->households, &h->households, msg);
	if (!err)
		err = soc_csv_count(csv, c->persons, &h->persons, msg);
	if (!err)
		err = soc_csv_count(csv, c->one_person, &h->one_person, msg);
	int64_t left = h->households;
	int missing = 0;
	for (int g = 0; !err && g < SOC_GENERATIONS; g++) {
		h->generations[g] = 0;
		if (g > 0 && soc_csv_missing(csv, c->generations[g])) {
			if (!missing)
				h->generations[g] = left;
			left -= h->generations[g];
			missing = 1;
			continue;
		}
		err = soc_csv_count(csv, c->generations[g], &h->generations[g], msg);
		left -= h->generations[g];
	}
	if (err)
		return err;
	if (left != 0)
		return soc_csv_fail(csv, c->households, "households are not the sum of their generations", msg);
	if (h->one_person > h->generations[0])
		return soc_csv_fail(csv, c->one_person,
		                    "more one-person households than households of one generation", msg);
	if (h->persons < soc_homes_need(h))
		return soc_csv_fail(
			csv, c->persons,
			"fewer persons in households than these can be: one in a one-person household, two in "
			"others, and as many as generations",
			msg);
	if (h->persons > soc_homes_room(h))
		return soc_csv_fail(csv, c->persons,
		                    "more persons in households than households of at most 8 can hold: larger ones "
		                    "cannot be built, and are not cut",
		                    msg);
	return SOC_OK;
}

struct province_columns {
	int32_t code, name, name_zh, persons, urban, minority, sex_age[SOC_BANDS_MAX][2];
	int32_t bands, sizes[SOC_SIZES_MAX], sizes_count;
	struct homes_columns homes;
};

/* Households by size, where the table has them: hh_size_2, hh_size_3, ... hh_size_6_plus. */
static enum soc_err sizes_find(const struct soc_csv *csv, struct province_columns *c, struct soc_msg *msg)
{
	static const char *const names[SOC_SIZES_MAX + 1] = {
		NULL,        NULL,        "hh_size_2", "hh_size_3",  "hh_size_4",  "hh_size_5", "hh_size_6",
		"hh_size_7", "hh_size_8", "hh_size_9", "hh_size_10", "hh_size_11", "hh_size_12"
	};
	c->sizes_count = 0;
	for (int size = 2; size <= SOC_SIZES_MAX; size++) {
		char open[24] = "";
		memcpy(open, names[size], strlen(names[size]));
		memcpy(open + strlen(names[size]), "_plus", sizeof "_plus");
		const int is_last = soc_csv_has(csv, open);
		if (!is_last && size == 2 && !soc_csv_has(csv, names[size]))
			return SOC_OK;
		const enum soc_err err = soc_csv_column(csv, is_last ? open : names[size], &c->sizes[size - 1], msg);
		if (err || is_last) {
			c->sizes_count = err ? 0 : size;
			return err;
		}
	}
	return soc_fail(msg, SOC_ERR_DATA, "%s:1:1: the last size of households is open: hh_size_%d_plus at most",
	                csv->name, SOC_SIZES_MAX);
}

static enum soc_err province_find(const struct soc_csv *csv, struct soc_bands *bands,
                                  struct province_columns *c, struct soc_msg *msg)
{
	const struct {
		const char *name;
		int32_t *index;
	} wanted[] = {
		{ "code", &c->code },   { "name_en", &c->name },    { "name_zh", &c->name_zh },
		{ "pop", &c->persons }, { "urban_pop", &c->urban }, { "minority_pct", &c->minority },
	};
	enum soc_err err = SOC_OK;
	for (size_t i = 0; !err && i < sizeof wanted / sizeof wanted[0]; i++)
		err = soc_csv_column(csv, wanted[i].name, wanted[i].index, msg);
	if (!err)
		err = soc_bands_read(csv, bands, msg);
	c->bands = bands->count;
	for (int i = 0; !err && i < 2 * bands->count; i++) {
		char name[2 + SOC_BAND_NAME] = { "mf"[i % 2], '_' };
		soc_bands_name(bands, i / 2, '_', "_plus", name + 2);
		err = soc_csv_column(csv, name, &c->sex_age[i / 2][i % 2], msg);
	}
	if (!err)
		err = sizes_find(csv, c, msg);
	return err ? err : homes_find(csv, &c->homes, msg);
}

/* Households by size, if they were counted. */
static enum soc_err sizes_read(const struct soc_csv *csv, const struct province_columns *c,
                               struct soc_census_region *r, struct soc_msg *msg)
{
	int64_t sum = r->homes.one_person;
	enum soc_err err = SOC_OK;
	r->sizes_count = c->sizes_count;
	r->sizes[0] = r->homes.one_person;
	for (int i = 1; !err && i < c->sizes_count; i++) {
		err = soc_csv_count(csv, c->sizes[i], &r->sizes[i], msg);
		sum += r->sizes[i];
	}
	if (!err && c->sizes_count > 0 && sum != r->homes.households)
		return soc_csv_fail(csv, c->homes.households, "households are not the sum of their sizes", msg);
	return err;
}

static enum soc_err province_read(const struct soc_csv *csv, const struct province_columns *c,
                                  struct soc_census_region *r, struct soc_msg *msg)
{
	int64_t code = 0, sum = 0;
	double percent = 0;
	enum soc_err err = soc_csv_whole(csv, c->code, &code, msg);
	if (!err)
		err = soc_csv_text(csv, c->name, r->name, sizeof r->name, msg);
	if (!err)
		err = soc_csv_text(csv, c->name_zh, r->name_zh, sizeof r->name_zh, msg);
	if (!err)
		err = soc_csv_count(csv, c->persons, &r->persons, msg);
	if (!err)
		err = soc_csv_count(csv, c->urban, &r->urban, msg);
	if (!err)
		err = soc_csv_number(csv, c->minority, 0, 100, &percent, msg);
	for (int i = 0; !err && i < 2 * c->bands; i++) {
		err = soc_csv_count(csv, c->sex_age[i / 2][i % 2], &r->sex_age[i / 2][i % 2], msg);
		sum += r->sex_age[i / 2][i % 2];
	}
	if (!err)
		err = homes_read(csv, &c->homes, &r->homes, msg);
	if (!err)
		err = sizes_read(csv, c, r, msg);
	if (err)
		return err;
	if (code < 100000 || code > 999999)
		return soc_csv_fail(csv, c->code, "a code of six digits is needed", msg);
	if (sum != r->persons || r->persons == 0)
		return soc_csv_fail(csv, c->persons, "persons are not the sum of ages by sex", msg);
	if (r->urban > r->persons)
		return soc_csv_fail(csv, c->urban, "more urban persons than persons", msg);
	if (r->homes.persons > r->persons)
		return soc_csv_fail(csv, c->homes.persons, "more persons in households than persons", msg);
	err = soc_csv_rest(csv, c->urban, r->urban, r->persons, "rural people", msg);
	if (!err)
		err = soc_csv_rest(csv, c->homes.persons, r->homes.persons, r->persons, "people outside households",
		                   msg);
	if (err)
		return err;
	r->code = (int32_t)code;
	r->minority_share = percent / 100.0;
	r->line = csv->line;
	return SOC_OK;
}

static enum soc_err provinces_read(struct soc_census *census, const struct soc_census_file *file,
                                   struct soc_msg *msg)
{
	struct soc_csv csv;
	struct province_columns c;
	int64_t persons = 0;
	enum soc_err err = soc_csv_open(&csv, file->name, file->text, file->length, msg);
	if (!err)
		err = province_find(&csv, &census->bands, &c, msg);
	for (;;) {
		int more = 0;
		if (!err)
			err = soc_csv_next(&csv, &more, msg);
		if (err || !more)
			break;
		if (soc_csv_missing(&csv, c.code)) /* the row of the nation */
			continue;
		if (census->regions_count == SOC_REGIONS_MAX)
			return soc_csv_fail(&csv, c.code, "more than 64 provinces", msg);
		struct soc_census_region *r = &census->regions[census->regions_count];
		err = province_read(&csv, &c, r, msg);
		if (!err && census->regions_count > 0 && r->code <= r[-1].code)
			err = soc_csv_fail(&csv, c.code, "provinces must stand in the order of their codes", msg);
		census->regions_count += !err;
		persons += err ? 0 : r->persons;
		if (!err && persons > SOC_CELL_MOST)
			err = soc_csv_fail(&csv, c.persons,
			                   "with it more people than a population can have (at most 3000000000)", msg);
	}
	if (!err && census->regions_count == 0)
		return soc_fail(msg, SOC_ERR_DATA, "%s:%d:1: there is no province", csv.name, csv.line);
	return err;
}

struct place_columns {
	int32_t code, name, persons, urban, minority;
	struct homes_columns homes;
};

static enum soc_err place_read(const struct soc_csv *csv, const struct place_columns *c,
                               struct soc_census_place *p, struct soc_msg *msg)
{
	int64_t code = 0;
	double percent = 0;
	enum soc_err err = soc_csv_whole(csv, c->code, &code, msg);
	if (!err)
		err = soc_csv_text(csv, c->name, p->name, sizeof p->name, msg);
	if (!err)
		err = soc_csv_count(csv, c->persons, &p->persons, msg);
	if (!err)
		err = soc_csv_count(csv, c->urban, &p->urban, msg);
	if (!err)
		err = soc_csv_number(csv, c->minority, 0, 100, &percent, msg);
	if (!err)
		err = homes_read(csv, &c->homes, &p->homes, msg);
	if (err)
		return err;
	if (p->urban > p->persons)
		return soc_csv_fail(csv, c->urban, "more urban persons than persons", msg);
	err = soc_csv_rest(csv, c->urban, p->urban, p->persons, "rural people", msg);
	if (!err)
		err = soc_csv_rest(csv, c->homes.persons, p->homes.persons, p->persons, "people outside households",
		                   msg);
	if (err)
		return err;
	p->code = 999999 ? (int32_t)code : 0;
	p->minority_share = percent / 100.0;
	return SOC_OK;
}

/* A prefecture is found by its code, so no two have one, nor that of what is left of the province. */
static enum soc_err check_code(const struct soc_census *census, const struct soc_csv *csv, int32_t column,
                               const struct soc_census_region *r, const struct soc_census_place *p,
                               struct soc_msg *msg)
{
	if (p->code == r->code + SOC_CODE_OF_REST)
		return soc_csv_fail(
			csv, column, "this code stands for what the prefectures leave of the province: another is needed",
			msg);
	for (int32_t i = r->first_place; i < r->first_place + r->places; i++)
		if (census->places[i].code == p->code)
			return soc_csv_fail(csv, column, "another prefecture has this code", msg);
	return SOC_OK;
}

/* What the province has and its prefectures have not. Persons and urban persons must not be negative. */
static enum soc_err rest_of_region(struct soc_census *census, int32_t region, const char *file,
                                   struct soc_msg *msg)
{
	struct soc_census_region *r = &census->regions[region];
	struct soc_census_place rest = { .code = r->code + SOC_CODE_OF_REST,
		                             .region = region,
		                             .persons = r->persons,
		                             .urban = r->urban,
		                             .homes = r->homes };
	double minority = r->minority_share * (double)r->persons;
	for (int32_t i = r->first_place; i < r->first_place + r->places; i++) {
		const struct soc_census_place *p = &census->places[i];
		rest.persons -= p->persons;
		rest.urban -= p->urban;
		minority -= p->minority_share * (double)p->persons;
		rest.homes.households -= p->homes.households;
		rest.homes.persons -= p->homes.persons;
		rest.homes.one_person -= p->homes.one_person;
		for (int g = 0; g < SOC_GENERATIONS; g++)
			rest.homes.generations[g] -= p->homes.generations[g];
	}
	if (rest.persons < 0 || rest.urban < 0 || rest.urban > rest.persons)
		return soc_fail(msg, SOC_ERR_DATA,
		                "%s:%d:1: the prefectures of %s have more people, urban or rural, than the province",
		                file, r->line, r->name);
	if (rest.persons == 0)
		return SOC_OK;
	if (r->places == SOC_REGION_PLACES_MAX)
		return soc_fail(msg, SOC_ERR_DATA, "%s:%d:1: more than %d prefectures in %s", file, r->line,
		                SOC_REGION_PLACES_MAX - 1, r->name);
	int bad = rest.homes.households < 0 || rest.homes.persons < 0 || rest.homes.one_person < 0;
	for (int g = 0; g < SOC_GENERATIONS; g++)
		bad |= rest.homes.generations[g] < 0;
	bad |=
		rest.homes.persons < soc_homes_need(&rest.homes) || rest.homes.persons > soc_homes_room(&rest.homes);
	if (bad) /* the province's own mix, rather than a negative one */
		rest.homes = r->homes;
	rest.minority_share = minority / (double)rest.persons;
	rest.minority_share = rest.minority_share < 0 ? 0 : rest.minority_share > 1 ? 1 : rest.minority_share;
	/* The province's name, where there is room, and "counties directly administered by the province". */
	static const char kind[] = "直辖县级行政区";
	size_t length = strlen(r->name_zh);
	length = length + sizeof kind <= sizeof rest.name ? length : 0;
	memcpy(rest.name, r->name_zh, length);
	memcpy(rest.name + length, kind, sizeof kind);
	census->places[r->first_place + r->places++] = rest;
	census->places_count++;
	return SOC_OK;
}

static enum soc_err prefectures_read(struct soc_census *census, const struct soc_census_file *file,
                                     const char *province_file, struct soc_msg *msg)
{
	struct soc_csv csv;
	struct place_columns c;
	enum soc_err err = soc_csv_open(&csv, file->name, file->text, file->length, msg);
	const struct {
		const char *name;
		int32_t *index;
	} wanted[] = {
		{ "code", &c.code },       { "prefecture_zh", &c.name },    { "pop", &c.persons },
		{ "urban_pop", &c.urban }, { "minority_pct", &c.minority },
	};
	for (size_t i = 0; !err && i < sizeof wanted / sizeof wanted[0]; i++)
		err = soc_csv_column(&csv, wanted[i].name, wanted[i].index, msg);
	if (!err)
		err = homes_find(&csv, &c.homes, msg);
	int more = 1;
	if (!err)
		err = soc_csv_next(&csv, &more, msg);
	for (int32_t region = 0; !err && region < census->regions_count; region++) {
		struct soc_census_region *r = &census->regions[region];
		r->first_place = census->places_count;
		while (!err && more) {
			struct soc_census_place *p = &census->places[census->places_count];
			err = place_read(&csv, &c, p, msg);
			if (err || p->code / 10000 != r->code / 10000)
				break;
			if (r->places == SOC_REGION_PLACES_MAX - 1)
				return soc_csv_fail(&csv, c.code, "more than 31 prefectures in the province", msg);
			err = check_code(census, &csv, c.code, r, p, msg);
			if (err)
				return err;
			p->region = region;
			r->places++;
			census->places_count++;
			err = soc_csv_next(&csv, &more, msg);
		}
		if (!err)
			err = rest_of_region(census, region, province_file, msg);
	}
	if (!err && more)
		return soc_csv_fail(&csv, c.code,
		                    "no province has this code, or prefectures do not stand in the provinces' order",
		                    msg);
	return err;
}

void soc_census_release(struct soc_census *census)
{
	if (census == NULL)
		return;
	soc_free(census->places);
	memset(census, 0, sizeof *census);
}

enum soc_err soc_census_read(struct soc_census *census, const struct soc_census_files *files,
                             struct soc_msg *msg)
{
	memset(census, 0, sizeof *census);
	enum soc_err err = provinces_read(census, &files->provinces, msg);
	if (!err) {
		/* one more than can be kept: a row is read into its place before its province is known */
		census->places =
			soc_calloc((size_t)census->regions_count * SOC_REGION_PLACES_MAX + 1, sizeof *census->places);
		if (census->places == NULL)
			err = soc_fail(msg, SOC_ERR_MEMORY, "no memory for the census");
	}
	if (!err)
		err = prefectures_read(census, &files->prefectures, files->provinces.name, msg);
	if (!err)
		err = soc_census_centres(census, &files->centres, msg);
	if (!err)
		err = soc_census_latin(census, &files->latin, msg);
	if (err)
		soc_census_release(census);
	return err;
}
