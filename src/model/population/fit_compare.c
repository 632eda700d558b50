/* Built figures against census figures times persons built / persons counted, and readings of the sums. */
#include "model/population/fit.h"

#include <math.h>
#include <string.h>

enum control {
	PERSONS,
	URBAN,
	RURAL,
	MINORITY,
	REGIONS,
	SEX_AGE,
	HOUSEHOLDS,
	GENERATIONS,
	IN_HOUSEHOLDS,
	SIZES
};
static const char *const names[SOC_FIT_CONTROLS] = {
	[PERSONS] = "places: persons",
	[URBAN] = "places: urban persons",
	[RURAL] = "places: rural persons",
	[MINORITY] = "places: minority persons",
	[REGIONS] = "provinces: persons",
	[SEX_AGE] = "provinces: sex by age band",
	[HOUSEHOLDS] = "provinces: households, and those of one person",
	[GENERATIONS] = "provinces: households by generations",
	[IN_HOUSEHOLDS] = "provinces: persons in households",
	[SIZES] = "provinces: households by size",
};

/* Which figure: texts one after another, with a place's code when it is above 0. */
struct figure {
	const char *region, *first, *second;
	int32_t code;
};

static char *put(char *at, const char *end, const char *text)
{
	while (*text != '\0' && at < end)
		*at++ = *text++;
	*at = '\0';
	return at;
}

static void where_put(char where[SOC_FIT_TEXT], const struct figure *f)
{
	const char *end = where + SOC_FIT_TEXT - 1;
	char digits[7] = { 0 };
	char *at = put(where, end, f->region);
	for (int32_t code = f->code, i = 5; i >= 0; i--, code /= 10)
		digits[i] = (char)('0' + code % 10);
	if (f->code > 0)
		at = put(put(at, end, " "), end, digits);
	if (f->first[0] != '\0')
		put(put(put(at, end, ", "), end, f->first), end, f->second);
}

/* Takes one figure into a control. What is allowed is rounding, whatever the number of people. */
static void take(struct soc_fit *fit, enum control control, int64_t built, double census,
                 const struct figure *figure)
{
	struct soc_control *c = &fit->controls[control];
	double off = (double)built - census * (double)fit->plan.persons / (double)fit->plan.census_persons;
	off = off < 0 ? -off : off;
	c->figures++;
	c->allowed = 1;
	if (c->figures > 1 && off <= c->largest)
		return;
	c->largest = off;
	where_put(fit->where[control], figure);
}

static void compare_places(struct soc_fit *fit)
{
	for (int32_t i = 0; i < fit->plan.places_count; i++) {
		const struct soc_place *p = &fit->plan.places[i];
		const struct soc_place_sum *sum = &fit->places[i];
		const struct figure f = { fit->plan.regions[p->region].name, "", "", p->code };
		take(fit, PERSONS, sum->persons, (double)p->census_persons, &f);
		take(fit, URBAN, sum->urban, (double)p->census_urban, &f);
		take(fit, RURAL, sum->persons - sum->urban, (double)(p->census_persons - p->census_urban), &f);
		take(fit, MINORITY, sum->minority, p->minority_share * (double)p->census_persons, &f);
	}
}

/* Households made of so many people in region r; of the last size that was counted, of that many and more. */
static int64_t households_of(const struct soc_fit *fit, int32_t r, int size)
{
	const struct soc_census_region *census = &soc_plan_inner(&fit->plan)->census.regions[r];
	int64_t built = fit->regions[r].sizes[size];
	for (int more = size + 1; size == census->sizes_count && more <= SOC_HOME_SIZE_MAX; more++)
		built += fit->regions[r].sizes[more];
	return built;
}

static void compare_sizes(struct soc_fit *fit, int32_t r)
{
	const struct soc_census_region *census = &soc_plan_inner(&fit->plan)->census.regions[r];
	for (int size = 1; size <= census->sizes_count; size++) {
		const char name[3] = { (char)(size < 10 ? '0' + size : '1'),
			                   (char)(size < 10 ? '\0' : '0' + size % 10), '\0' };
		const struct figure f = { census->name, "of ", name, 0 };
		take(fit, SIZES, households_of(fit, r, size), (double)census->sizes[size - 1], &f);
	}
}

static void compare_region(struct soc_fit *fit, int32_t r)
{
	static const char *const generations[SOC_GENERATIONS] = { "1 generation", "2 generations",
		                                                      "3 generations", "4 and more" };
	const struct soc_inner *in = soc_plan_inner(&fit->plan);
	const struct soc_census_region *census = &in->census.regions[r];
	const struct soc_region_sum *sum = &fit->regions[r];
	int64_t persons = 0, households = 0;
	struct figure f = { census->name, "", "", 0 };
	for (int c = 0; c < 2 * in->census.bands.count; c++) {
		char band[SOC_BAND_NAME];
		soc_bands_name(&in->census.bands, c / 2, '-', "+", band);
		f.first = c % 2 ? "women aged " : "men aged ";
		f.second = band;
		take(fit, SEX_AGE, sum->sex_age[c / 2][c % 2], (double)census->sex_age[c / 2][c % 2], &f);
		persons += sum->sex_age[c / 2][c % 2];
	}
	f.first = f.second = "";
	take(fit, REGIONS, persons, (double)census->persons, &f);
	take(fit, IN_HOUSEHOLDS, sum->in_households, (double)census->homes.persons, &f);
	for (int g = 0; g < SOC_GENERATIONS; g++) {
		f.first = generations[g];
		take(fit, GENERATIONS, sum->generations[g], (double)census->homes.generations[g], &f);
		households += sum->generations[g];
	}
	f.first = "all";
	take(fit, HOUSEHOLDS, households, (double)census->homes.households, &f);
	f.first = "one person";
	take(fit, HOUSEHOLDS, sum->sizes[1], (double)census->homes.one_person, &f);
	compare_sizes(fit, r);
}

void soc_fit_compare(struct soc_fit *fit)
{
	memset(fit->controls, 0, sizeof fit->controls);
	for (int i = 0; i < SOC_FIT_CONTROLS; i++) {
		fit->controls[i].name = names[i];
		fit->controls[i].where = fit->where[i];
	}
	compare_places(fit);
	for (int32_t r = 0; r < fit->plan.regions_count; r++)
		compare_region(fit, r);
}

/* Sizes come last, and are there where they were counted. */
size_t soc_fit_controls(const struct soc_fit *fit)
{
	return fit->controls[SIZES].figures > 0 ? SOC_FIT_CONTROLS : SIZES;
}

struct soc_control soc_fit_control(const struct soc_fit *fit, size_t i)
{
	struct soc_control none = { "", 0, 0, 0, "" };
	return i < soc_fit_controls(fit) ? fit->controls[i] : none;
}

int soc_fit_meets(const struct soc_fit *fit, size_t i)
{
	return fit->controls[i].largest <= fit->controls[i].allowed + 1e-6;
}

int soc_fit_sizes_meet(const struct soc_fit *fit)
{
	return fit->controls[SIZES].figures == 0 || soc_fit_meets(fit, SIZES);
}

/* Whether the controls that the people are built to meet are met: all but sizes. */
static int others_meet(const struct soc_fit *fit)
{
	for (size_t i = 0; i < SIZES; i++)
		if (!soc_fit_meets(fit, i))
			return 0;
	return fit->broken == 0;
}

int soc_fit_meets_controls(const struct soc_fit *fit)
{
	return others_meet(fit) && soc_fit_sizes_meet(fit);
}

int soc_fit_misses_are_explained(const struct soc_fit *fit)
{
	return fit->broken == 0 && (others_meet(fit) || soc_plan_changed(&fit->plan) > 0);
}

int soc_fit_age_bands(const struct soc_fit *fit)
{
	return soc_plan_inner(&fit->plan)->census.bands.count;
}

int soc_fit_age_band_from(const struct soc_fit *fit, int band)
{
	const struct soc_bands *bands = &soc_plan_inner(&fit->plan)->census.bands;
	return band >= 0 && band < bands->count ? bands->from[band] : -1;
}

int64_t soc_fit_people(const struct soc_fit *fit, int male, int band, int64_t *census)
{
	int64_t built = 0, counted = 0;
	for (int32_t r = 0; band >= 0 && band < soc_fit_age_bands(fit) && r < fit->plan.regions_count; r++) {
		built += fit->regions[r].sex_age[band][!male];
		counted += soc_plan_inner(&fit->plan)->census.regions[r].sex_age[band][!male];
	}
	if (census != NULL)
		*census = counted;
	return built;
}

/* NAN where nobody is there to be counted. */
static double share(int64_t part, int64_t whole)
{
	return whole > 0 ? (double)part / (double)whole : NAN;
}

/* Pairs, the 5%, 50% and 95% points, and the share outside low..high; NAN without pairs. */
static int64_t gaps_read(const int64_t gaps[SOC_GAPS], int low, int high, double points[3], double *outside)
{
	static const double shares[3] = { 0.05, 0.5, 0.95 };
	int64_t all = 0, upto = 0, out = 0;
	for (int i = 0; i < SOC_GAPS; i++) {
		all += gaps[i];
		out += i - 100 < low || i - 100 > high ? gaps[i] : 0;
	}
	for (int i = 0, p = 0; i < SOC_GAPS && all > 0; i++) {
		upto += gaps[i];
		for (; p < 3 && (double)upto >= shares[p] * (double)all; p++)
			points[p] = i - 100;
	}
	for (int p = 0; p < 3 && all == 0; p++)
		points[p] = NAN;
	*outside = share(out, all);
	return all;
}

struct soc_plausibility soc_fit_plausibility(const struct soc_fit *fit)
{
	struct soc_plausibility p;
	memset(&p, 0, sizeof p);
	double points[3] = { 0 };
	p.couples = gaps_read(fit->spouse_gaps, -15, 15, points, &p.spouse_implausible);
	p.spouse_gap_low = points[0], p.spouse_gap_median = points[1], p.spouse_gap_high = points[2];
	p.children = gaps_read(fit->child_gaps, 16, 50, points, &p.child_implausible);
	p.child_gap_low = points[0], p.child_gap_median = points[1], p.child_gap_high = points[2];
	p.elders = gaps_read(fit->elder_gaps, 16, 45, points, &p.elder_implausible);
	p.elder_gap_low = points[0], p.elder_gap_median = points[1], p.elder_gap_high = points[2];
	p.kin_linked = share(fit->older_linked, fit->older);
	p.former_linked = share(fit->lone_linked, fit->lone);
	p.kin_broken = fit->broken;
	p.employed = share(fit->employed, fit->working_age);
	p.executive = share(fit->classes[SOC_EXECUTIVE], fit->class_age);
	p.official = share(fit->classes[SOC_OFFICIAL], fit->class_age);
	int64_t all[3] = { 0 };
	for (int q = 0; q < 5; q++) {
		all[0] += fit->quintiles[0][q];
		all[1] += fit->quintiles[1][q];
	}
	all[2] = all[0] + all[1];
	for (int q = 0; q < 5; q++) {
		p.quintiles[0][q] = share(fit->quintiles[0][q], all[0]);
		p.quintiles[1][q] = share(fit->quintiles[1][q], all[1]);
		p.quintiles[2][q] = share(fit->quintiles[0][q] + fit->quintiles[1][q], all[2]);
	}
	return p;
}
