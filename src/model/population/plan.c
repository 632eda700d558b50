/* The plan: every quota of the population, decided before any person is built. */
#include "model/population/inner.h"

#include "base/data.h"
#include "base/mem.h"
#include "base/noun.h"
#include "model/population/apportion.h"
#include "model/population/csv.h"
#include "model/variates.h"

#include <string.h>

/* People in collective quarters (dormitories, barracks, homes) among rural people, against urban. Assumption,
 * 0.2 to 1. */
#define RURAL_COLLECTIVE 0.5
/* Rows that communities are cut for; the most that one may have is SOC_COMMUNITY_MAX. */
#define COMMUNITY_AIM 492

static enum soc_err plan_allocate(struct soc_plan *plan, struct soc_inner *in, struct soc_msg *msg)
{
	const struct soc_census *census = &in->census;
	const size_t slot_bands = (size_t)census->bands.count + 1;
	plan->regions_count = census->regions_count;
	plan->places_count = census->places_count;
	plan->strata_count = 2 * census->places_count;
	plan->regions = soc_calloc((size_t)plan->regions_count, sizeof *plan->regions);
	plan->places = soc_calloc((size_t)plan->places_count, sizeof *plan->places);
	plan->strata = soc_calloc((size_t)plan->strata_count, sizeof *plan->strata);
	in->regions = soc_calloc((size_t)plan->regions_count, sizeof *in->regions);
	in->places = soc_calloc((size_t)plan->places_count, sizeof *in->places);
	in->strata = soc_calloc((size_t)plan->strata_count, sizeof *in->strata);
	in->slot_bands = in->has_ages ? soc_calloc((size_t)plan->regions_count * SOC_SLOTS * slot_bands,
	                                           sizeof *in->slot_bands)
	                              : NULL;
	for (int32_t i = 0; in->slot_bands != NULL && in->regions != NULL && i < plan->regions_count * SOC_SLOTS;
	     i++)
		in->regions[i / SOC_SLOTS].slots[i % SOC_SLOTS].band = in->slot_bands + (size_t)i * slot_bands;
	if ((in->has_ages && in->slot_bands == NULL) || plan->regions == NULL || plan->places == NULL ||
	    plan->strata == NULL || in->regions == NULL || in->places == NULL || in->strata == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for the plan of the population");
	return SOC_OK;
}

/* Provinces, places, strata: names, census figures, and the persons of each by cumulative rounding. */
static void plan_places(struct soc_plan *plan, struct soc_inner *in)
{
	const struct soc_census *census = &in->census;
	for (int32_t r = 0; r < census->regions_count; r++) {
		const struct soc_census_region *from = &census->regions[r];
		struct soc_region *to = &plan->regions[r];
		to->code = from->code;
		memcpy(to->name, from->name, sizeof to->name);
		to->census_persons = from->persons;
		to->first_place = from->first_place;
		to->places = from->places;
		plan->census_persons += from->persons;
	}
	int64_t census_before = 0, before = 0;
	double minority = 0;
	int64_t minority_before = 0;
	for (int32_t i = 0; i < census->places_count; i++) {
		const struct soc_census_place *from = &census->places[i];
		struct soc_place *to = &plan->places[i];
		to->code = from->code;
		to->region = from->region;
		memcpy(to->name, from->name, sizeof to->name);
		memcpy(to->latin, from->latin, sizeof to->latin);
		to->census_persons = from->persons;
		to->census_urban = from->urban;
		to->minority_share = from->minority_share;
		to->longitude = from->longitude;
		to->latitude = from->latitude;
		in->places[i].first_person = (uint64_t)before;
		for (int rural = 0; rural < 2; rural++) {
			struct soc_stratum *stratum = &plan->strata[2 * i + rural];
			census_before += rural ? from->persons - from->urban : from->urban;
			int64_t upto = soc_apportion(census_before, plan->census_persons, plan->persons);
			stratum->place = i;
			stratum->urban = !rural;
			stratum->persons = upto - before;
			in->strata[2 * i + rural].first_person = (uint64_t)before;
			before = upto;
		}
		struct soc_place_inner *place = &in->places[i];
		place->persons = before - (int64_t)place->first_person;
		minority += from->minority_share * (double)from->persons;
		int64_t upto = (int64_t)(minority / (double)plan->census_persons * (double)plan->persons + 0.5);
		place->minority = upto - minority_before;
		place->minority = place->minority > place->persons ? place->persons
		                  : place->minority < 0            ? 0
		                                                   : place->minority;
		minority_before = upto;
	}
}

static int64_t next_share(const struct soc_plan *plan, int64_t census, int64_t *given)
{
	int64_t upto = soc_apportion(census, plan->census_persons, plan->persons), share = upto - *given;
	*given = upto;
	return share;
}

/* What one province is to have, each family of figures by cumulative rounding along the provinces. */
static void region_wanted(const struct soc_plan *plan, const struct soc_census_region *from,
                          int64_t home_sums[4], struct soc_homes_wanted *homes,
                          int64_t sex_age[SOC_BANDS_MAX][2])
{
	const int bands = soc_plan_inner(plan)->census.bands.count;
	homes->persons = 0;
	for (int c = 0; c < 2 * bands; c++) {
		home_sums[0] += from->sex_age[c / 2][c % 2];
		sex_age[c / 2][c % 2] = next_share(plan, home_sums[0], &home_sums[1]);
		homes->persons += sex_age[c / 2][c % 2];
	}
	home_sums[2] += from->homes.one_person;
	homes->one_person = next_share(plan, home_sums[2], &home_sums[3]);
	for (int g = 0; g < SOC_GENERATIONS; g++) {
		home_sums[2] += from->homes.generations[g] - (g == 0 ? from->homes.one_person : 0);
		homes->generations[g] =
			next_share(plan, home_sums[2], &home_sums[3]) + (g == 0 ? homes->one_person : 0);
	}
}

/* Households of the province's strata; their order in the province and in the stratum's communities. */
static int64_t region_homes(struct soc_plan *plan, struct soc_inner *in, int32_t r, int64_t count[SOC_UNITS])
{
	const struct soc_region *region = &plan->regions[r];
	struct soc_homes_stratum strata[2 * SOC_REGION_PLACES_MAX] = { { 0 } };
	int64_t out[2 * SOC_REGION_PLACES_MAX][SOC_UNITS];
	uint32_t before[SOC_UNITS] = { 0 };
	int n = 2 * region->places, first = 2 * region->first_place;
	for (int i = 0; i < n; i++) {
		const struct soc_stratum *stratum = &plan->strata[first + i];
		const struct soc_census_place *place = &in->census.places[stratum->place];
		double urban = (double)place->urban, rural = (double)(place->persons - place->urban);
		double collective =
			place->persons > place->homes.persons ? (double)(place->persons - place->homes.persons) : 0;
		double share = urban + rural > 0 ? collective / (urban + RURAL_COLLECTIVE * rural) : 0;
		share = (share < 0.9 ? share : 0.9) * (stratum->urban ? 1 : RURAL_COLLECTIVE);
		strata[i].persons = stratum->persons;
		strata[i].urban = stratum->urban;
		strata[i].share = urban + rural > 0 ? (stratum->urban ? urban : rural) / (urban + rural) : 0;
		strata[i].collective = share;
		strata[i].homes = &place->homes;
	}
	int64_t dropped = soc_homes_place(strata, n, count, out);
	for (int i = 0; i < n; i++) {
		struct soc_stratum_inner *to = &in->strata[first + i];
		for (int k = 0; k < SOC_UNITS; k++) {
			to->count[k] = (uint32_t)out[i][k];
			to->first[k] = before[k];
			before[k] += to->count[k];
		}
	}
	return dropped;
}

static void draw_ages(const struct soc_plan *plan, struct soc_inner *in)
{
	for (int32_t r = 0; in->has_ages && r < plan->regions_count; r++)
		soc_ages_draw(plan->seed, (uint32_t)r, &in->regions[r]);
}

static enum soc_err plan_regions(struct soc_plan *plan, struct soc_inner *in, struct soc_msg *msg)
{
	struct soc_ages *ages = NULL;
	const struct soc_bands *bands = &in->census.bands;
	enum soc_err err = in->has_ages ? soc_ages_new(bands, &ages, msg) : SOC_OK;
	if (err)
		return err;
	int64_t sums[4] = { 0 }, in_households = 0, in_households_given = 0;
	for (int32_t r = 0; r < plan->regions_count; r++) {
		const struct soc_census_region *from = &in->census.regions[r];
		struct soc_homes_wanted homes;
		int64_t sex_age[SOC_BANDS_MAX][2], count[SOC_UNITS];
		region_wanted(plan, from, sums, &homes, sex_age);
		in_households += from->homes.persons;
		homes.in_households = next_share(plan, in_households, &in_households_given);
		in->regions[r].changed = soc_homes_count(&homes, count);
		in->regions[r].changed += region_homes(plan, in, r, count);
		if (in->has_ages)
			soc_ages_fit(ages, &sex_age[0][0], count, &in->regions[r]);
		for (int k = 0; k < SOC_HOMES; k++)
			plan->households += count[k];
	}
	soc_ages_free(ages);
	soc_ages_oldest(bands->from[bands->count - 1], in->oldest);
	draw_ages(plan, in);
	return SOC_OK;
}

/* Rows of a stratum's communities one after the other: soc_population_stratum_upto of every kind, with what
 * its division leaves carried along, for a large society has a million communities. */
struct rows {
	uint64_t whole[SOC_UNITS], rest[SOC_UNITS]; /* of what each community adds, over the communities */
	uint64_t left[SOC_UNITS];                   /* of the division, so far */
	uint32_t communities;
};

static void rows_begin(struct rows *r, const struct soc_stratum_inner *in, uint32_t communities)
{
	r->communities = communities;
	for (int k = 0; k < SOC_UNITS; k++) {
		r->whole[k] = in->count[k] / communities;
		r->rest[k] = in->count[k] % communities;
		r->left[k] = in->phase[k]; /* below the communities */
	}
}

static uint64_t rows_of_next(struct rows *r)
{
	uint64_t rows = 0;
	for (int k = 0; k < SOC_UNITS; k++) {
		r->left[k] += r->rest[k];
		const uint64_t over = r->left[k] >= r->communities;
		r->left[k] -= over * r->communities;
		rows += (r->whole[k] + over) * soc_homes[k].size;
	}
	return rows;
}

/* The least number of communities, from COMMUNITY_AIM rows each, with none above SOC_COMMUNITY_MAX. Every
 * kind of household is spread evenly over them, so that communities differ by a few rows. */
static uint32_t communities_wanted(const struct soc_plan *plan, struct soc_stratum_inner *in,
                                   uint32_t stratum, int64_t persons)
{
	uint32_t w[4] = { 0 };
	if (persons == 0)
		return 0;
	for (uint32_t n = (uint32_t)((persons + COMMUNITY_AIM - 1) / COMMUNITY_AIM);; n += 1 + n / 256) {
		for (int k = 0; k < SOC_UNITS; k++) {
			if (k % 4 == 0)
				soc_draw_block(plan->seed, SOC_DRAW_STRATUM, stratum, 0, SOC_BLOCK(UNIT_PHASE, k), w);
			in->phase[k] = soc_pick(w[k % 4], n);
		}
		struct rows rows;
		uint64_t most = 0;
		rows_begin(&rows, in, n);
		for (uint32_t j = 0; j < n && most <= SOC_COMMUNITY_MAX; j++) {
			const uint64_t own = rows_of_next(&rows);
			most = own > most ? own : most;
		}
		if (most <= SOC_COMMUNITY_MAX)
			return n;
	}
}

static enum soc_err plan_communities(struct soc_plan *plan, struct soc_inner *in, struct soc_msg *msg)
{
	uint64_t total = 0;
	for (int32_t i = 0; i < plan->strata_count; i++) {
		plan->strata[i].first_community = (uint32_t)total;
		plan->strata[i].communities =
			communities_wanted(plan, &in->strata[i], (uint32_t)i, plan->strata[i].persons);
		total += plan->strata[i].communities;
	}
	plan->communities = soc_calloc((size_t)total, sizeof *plan->communities);
	if (plan->communities == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for %llu %s", (unsigned long long)total,
		                soc_noun((double)total, "community", "communities"));
	plan->communities_count = (uint32_t)total;
	struct soc_community *c = plan->communities;
	for (int32_t i = 0; i < plan->strata_count; i++) {
		uint64_t before = 0;
		struct rows rows;
		if (plan->strata[i].communities > 0)
			rows_begin(&rows, &in->strata[i], plan->strata[i].communities);
		for (uint32_t j = 0; j < plan->strata[i].communities; j++, c++) {
			c->first_person = in->strata[i].first_person + before;
			c->stratum = (uint32_t)i;
			c->count = (uint16_t)rows_of_next(&rows);
			before += c->count;
		}
	}
	return SOC_OK;
}

/* ---- incomes ---- */
#define INCOMES "facts/china_income_province_2020.csv"

/* The mean income of each region, by the code of its province. */
static enum soc_err read_incomes(const struct soc_plan *plan, struct soc_income_region *out,
                                 struct soc_msg *msg)
{
	struct soc_csv csv;
	int32_t code_column = 0, income_column = 0;
	size_t length = 0;
	const char *text = soc_data_file(INCOMES, &length);
	enum soc_err err = soc_csv_open(&csv, INCOMES, text, length, msg);
	if (!err)
		err = soc_csv_column(&csv, "code", &code_column, msg);
	if (!err)
		err = soc_csv_column(&csv, "income_yuan", &income_column, msg);
	for (int more = 1; !err && more;) {
		int64_t code = 0;
		double income = 0;
		err = soc_csv_next(&csv, &more, msg);
		if (err || !more)
			break;
		err = soc_csv_whole(&csv, code_column, &code, msg);
		if (!err)
			err = soc_csv_number(&csv, income_column, 1, 1e9, &income, msg);
		for (int32_t r = 0; !err && r < plan->regions_count; r++)
			if (plan->regions[r].code == code)
				out[r].mean = income;
	}
	for (int32_t r = 0; !err && r < plan->regions_count; r++)
		if (out[r].mean <= 0)
			err = soc_fail(msg, SOC_ERR_SCENARIO,
			               "society.income_by_province is true, and there is no mean income of %s: only of "
			               "the provinces of "
			               "people.data china-2020",
			               plan->regions[r].name);
	return err;
}

static enum soc_err plan_income(const struct soc_plan *plan, struct soc_inner *in,
                                const struct soc_society *society, struct soc_msg *msg)
{
	struct soc_income_region regions[SOC_REGIONS_MAX] = { { 0 } };
	double urban = 0, working = 0, all = (double)plan->census_persons;
	const struct soc_bands *bands = &in->census.bands;
	const int apart = society->income_by_province && plan->regions_count > 1;
	for (int32_t i = 0; i < plan->places_count; i++) {
		const int32_t r = plan->places[i].region;
		urban += (double)plan->places[i].census_urban;
		regions[r].share += (double)plan->places[i].census_persons / all;
		regions[r].urban += (double)plan->places[i].census_urban;
	}
	for (int32_t r = 0; r < plan->regions_count; r++) {
		regions[r].urban /= regions[r].share * all;
		for (int b = soc_bands_of(bands, 25); b < soc_bands_of(bands, 65); b++)
			working += (double)(in->census.regions[r].sex_age[b][0] + in->census.regions[r].sex_age[b][1]);
	}
	if (society->income_by_province) {
		enum soc_err err = read_incomes(plan, regions, msg);
		if (err)
			return err;
	}
	const struct soc_income_region one = { 1, urban / all, 1 };
	soc_income_init(&in->income, society, apart ? regions : &one, apart ? plan->regions_count : 1,
	                working / all);
	return SOC_OK;
}

enum soc_err soc_plan_from(struct soc_plan *plan, const struct soc_scenario *s,
                           const struct soc_census_files *files, int has_ages, struct soc_msg *msg)
{
	memset(plan, 0, sizeof *plan);
	if (s->people.persons < 1 || s->people.persons > 1500000000)
		return soc_fail(msg, SOC_ERR_LIMIT, "people.persons is %lld; 1 to 1500000000 can be built",
		                (long long)s->people.persons);
	struct soc_inner *in = soc_calloc(1, sizeof *in);
	if (in == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for the plan of the population");
	plan->inner = in;
	in->has_ages = has_ages;
	plan->seed = (uint64_t)s->seed;
	plan->persons = s->people.persons;
	enum soc_err err = soc_census_read(&in->census, files, msg);
	if (!err)
		err = soc_census_keep(&in->census, s->people.provinces, msg);
	if (!err)
		err = plan_allocate(plan, in, msg);
	if (!err) {
		plan_places(plan, in);
		err = plan_regions(plan, in, msg);
	}
	if (!err)
		err = plan_communities(plan, in, msg);
	if (!err)
		err = plan_income(plan, in, &s->society, msg);
	if (err)
		soc_plan_release(plan);
	return err;
}

static enum soc_err plan_of_shipped(struct soc_plan *plan, const struct soc_scenario *s, int has_ages,
                                    struct soc_msg *msg)
{
	struct soc_census_files files;
	memset(plan, 0, sizeof *plan);
	enum soc_err err = s->population != NULL ? soc_census_own(s->population, &files, msg)
	                                         : soc_census_find(s->people.data, &files, msg);
	return err ? err : soc_plan_from(plan, s, &files, has_ages, msg);
}

enum soc_err soc_plan_init(struct soc_plan *plan, const struct soc_scenario *s, struct soc_msg *msg)
{
	return plan_of_shipped(plan, s, 1, msg);
}

enum soc_err soc_plan_outline(struct soc_plan *plan, const struct soc_scenario *s, struct soc_msg *msg)
{
	return plan_of_shipped(plan, s, 0, msg);
}

uint64_t soc_plan_seed(const struct soc_scenario *s, int64_t replicate)
{
	return s->people.drawn == SOC_DRAWN_ONCE ? (uint64_t)s->seed
	                                         : soc_draw_replicate((uint64_t)s->seed, (uint32_t)replicate);
}

int soc_plan_draw(struct soc_plan *plan, uint64_t seed)
{
	if (plan->seed == seed)
		return 0;
	plan->seed = seed;
	draw_ages(plan, plan->inner);
	return 1;
}

void soc_plan_release(struct soc_plan *plan)
{
	if (plan == NULL)
		return;
	struct soc_inner *in = plan->inner;
	if (in != NULL) {
		soc_free(in->regions);
		soc_free(in->slot_bands);
		soc_free(in->places);
		soc_free(in->strata);
		soc_census_release(&in->census);
		soc_free(in);
	}
	soc_free(plan->regions);
	soc_free(plan->places);
	soc_free(plan->strata);
	soc_free(plan->communities);
	memset(plan, 0, sizeof *plan);
}
