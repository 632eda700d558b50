/* The list of kinds of household, and how many of each a province has.
 *
 * The census gives households by generations, those of one person, and persons in households. Sizes inside a
 * number of generations are an assumption (size_weights), bent by one parameter t, weight * t^size, so that
 * persons come out right. */
#include "model/population/homes.h"

#include "base/num.h"
#include "model/population/apportion.h"
#include "model/population/population.h"

#define SELF SOC_MEMBER_SELF
#define MAN SOC_MEMBER_MAN
#define WOMAN SOC_MEMBER_WOMAN
#define PARENT SOC_MEMBER_PARENT
#define C1 SOC_MEMBER_CHILD1
#define C2 SOC_MEMBER_CHILD2
#define C3 SOC_MEMBER_CHILD3
#define E SOC_MEMBER_ELDER
#define EM SOC_MEMBER_ELDER_MAN
#define EW SOC_MEMBER_ELDER_WOMAN
#define GM SOC_MEMBER_GREAT_MAN
#define GW SOC_MEMBER_GREAT_WOMAN
#define OTHER SOC_MEMBER_OTHER
#define h SOC_ROLE_HEAD
#define s SOC_ROLE_SPOUSE
#define c SOC_ROLE_CHILD
#define e SOC_ROLE_ELDER
#define o SOC_ROLE_OTHER

/* Shares within a size are assumptions (0.5 to 2 times the smaller one is plausible). */
const struct soc_home soc_homes[SOC_UNITS] = {
	{ 1, 1, SOC_CURVE_SINGLE, 1, { SELF }, { h } },
	{ 1, 2, SOC_CURVE_COUPLE, 1, { MAN, WOMAN }, { h, s } },
	{ 1, 3, SOC_CURVE_COUPLE, 1, { MAN, WOMAN, OTHER }, { h, s, o } },
	{ 2, 2, SOC_CURVE_LONE, 1, { PARENT, C1 }, { h, c } },
	{ 2, 3, SOC_CURVE_FAMILY, 0.84, { MAN, WOMAN, C1 }, { h, s, c } },
	{ 2, 3, SOC_CURVE_LONE, 0.06, { PARENT, C1, C2 }, { h, c, c } },
	{ 2, 3, SOC_CURVE_WITH_ELDER, 0.10, { MAN, WOMAN, E }, { h, s, e } },
	{ 2, 4, SOC_CURVE_FAMILY, 0.94, { MAN, WOMAN, C1, C2 }, { h, s, c, c } },
	{ 2, 4, SOC_CURVE_WITH_ELDER, 0.06, { MAN, WOMAN, EM, EW }, { h, s, e, e } },
	{ 2, 5, SOC_CURVE_FAMILY, 1, { MAN, WOMAN, C1, C2, C3 }, { h, s, c, c, c } },
	{ 3, 3, SOC_CURVE_THREE, 1, { PARENT, C1, E }, { h, c, e } },
	{ 3, 4, SOC_CURVE_THREE, 1, { MAN, WOMAN, C1, E }, { h, s, c, e } },
	{ 3, 5, SOC_CURVE_THREE, 0.65, { MAN, WOMAN, C1, EM, EW }, { h, s, c, e, e } },
	{ 3, 5, SOC_CURVE_THREE, 0.35, { MAN, WOMAN, C1, C2, E }, { h, s, c, c, e } },
	{ 3, 6, SOC_CURVE_THREE, 1, { MAN, WOMAN, C1, C2, EM, EW }, { h, s, c, c, e, e } },
	{ 3, 7, SOC_CURVE_THREE, 1, { MAN, WOMAN, C1, C2, C3, EM, EW }, { h, s, c, c, c, e, e } },
	{ 4, 5, SOC_CURVE_FOUR, 1, { MAN, WOMAN, C1, E, GW }, { h, s, c, e, o } },
	{ 4, 6, SOC_CURVE_FOUR, 1, { MAN, WOMAN, C1, EM, EW, GW }, { h, s, c, e, e, o } },
	{ 4, 7, SOC_CURVE_FOUR, 1, { MAN, WOMAN, C1, C2, EM, EW, GW }, { h, s, c, c, e, e, o } },
	{ 4, 8, SOC_CURVE_FOUR, 1, { MAN, WOMAN, C1, C2, EM, EW, GM, GW }, { h, s, c, c, e, e, o, o } },
	{ 0, 1, SOC_CURVE_COLLECTIVE, 1, { SELF }, { SOC_ROLE_COLLECTIVE } },
};
#undef h
#undef s
#undef c
#undef e
#undef o
#undef E

const uint8_t soc_home_slots[SOC_UNITS + 1] = {
	0, 1, 3, 6, 8, 11, 14, 17, 21, 25, 30, 33, 37, 42, 47, 53, 60, 65, 71, 78, 86, 87,
};

/* Sizes 2.. by generations, before bending. Assumption: rows chosen so that the nation's mean size, 2.62,
 * needs a bend near 1. */
static const double size_weights[SOC_GENERATIONS][SOC_HOME_SIZE_MAX + 1] = {
	{ [2] = 0.95, [3] = 0.05 },
	{ [2] = 0.20, [3] = 0.44, [4] = 0.27, [5] = 0.09 },
	{ [3] = 0.08, [4] = 0.22, [5] = 0.36, [6] = 0.24, [7] = 0.10 },
	{ [5] = 0.25, [6] = 0.30, [7] = 0.30, [8] = 0.15 },
};

struct sizes {
	int64_t of[SOC_GENERATIONS][SOC_HOME_SIZE_MAX + 1];
};

static int size_least(int g)
{
	int z = 2;
	while (size_weights[g][z] <= 0)
		z++;
	return z;
}

static int size_most(int g)
{
	int z = SOC_HOME_SIZE_MAX;
	while (size_weights[g][z] <= 0)
		z--;
	return z;
}

/* Weights bent by t = exp(bend); returns their mean size. */
static double bent(int g, double bend, double weights[SOC_HOME_SIZE_MAX + 1])
{
	double sum = 0, sized = 0;
	for (int z = 0; z <= SOC_HOME_SIZE_MAX; z++) {
		weights[z] = size_weights[g][z] > 0 ? size_weights[g][z] * soc_num_exp(bend * (z - 4)) : 0;
		sum += weights[z];
		sized += z * weights[z];
	}
	return sized / sum;
}

/* Persons in households of two and more at a bend. */
static double bent_persons(const int64_t many[SOC_GENERATIONS], double bend)
{
	double persons = 0, weights[SOC_HOME_SIZE_MAX + 1];
	for (int g = 0; g < SOC_GENERATIONS; g++)
		persons += (double)many[g] * bent(g, bend, weights);
	return persons;
}

/* Moves single households to the next size, inside their generations, until the persons add up. */
static void sizes_settle(struct sizes *n, int64_t lacking)
{
	while (lacking != 0) {
		int step = lacking > 0 ? 1 : -1, from_g = -1, from_z = 0;
		int64_t most = 0;
		for (int g = 0; g < SOC_GENERATIONS; g++) {
			for (int z = size_least(g); z <= size_most(g); z++) {
				if (z + step < size_least(g) || z + step > size_most(g) || n->of[g][z] <= most)
					continue;
				most = n->of[g][z];
				from_g = g;
				from_z = z;
			}
		}
		if (from_g < 0)
			return; /* the caller made sure that this cannot be */
		int64_t units = (lacking > 0 ? lacking : -lacking) / 16 + 1;
		units = units < most ? units : most;
		n->of[from_g][from_z] -= units;
		n->of[from_g][from_z + step] += units;
		lacking -= step * units;
	}
}

static void sizes_fit(const int64_t many[SOC_GENERATIONS], int64_t persons, struct sizes *n)
{
	double low = -12, high = 12, weights[SOC_HOME_SIZE_MAX + 1];
	for (int i = 0; i < 60; i++) {
		double mid = 0.5 * (low + high);
		if (bent_persons(many, mid) < (double)persons)
			low = mid;
		else
			high = mid;
	}
	int64_t have = 0;
	for (int g = 0; g < SOC_GENERATIONS; g++) {
		bent(g, 0.5 * (low + high), weights);
		soc_apportion_split(weights, SOC_HOME_SIZE_MAX + 1, many[g], 0.5, n->of[g]);
		for (int z = 2; z <= SOC_HOME_SIZE_MAX; z++)
			have += z * n->of[g][z];
	}
	sizes_settle(n, persons - have);
}

/* Makes persons possible for the households: fewer generations, then fewer households, or fewer persons. */
static int64_t make_possible(int64_t *singles, int64_t many[SOC_GENERATIONS], int64_t *persons)
{
	int64_t changed = 0;
	for (;;) {
		int64_t least = *singles, most = *singles;
		int top = -1;
		for (int g = 0; g < SOC_GENERATIONS; g++) {
			least += many[g] * size_least(g);
			most += many[g] * size_most(g);
			top = many[g] > 0 ? g : top;
		}
		if (*persons > most) {
			changed += *persons - most;
			*persons = most;
		}
		if (*persons >= least)
			return changed;
		changed++;
		if (top < 0) {
			--*singles;
		} else {
			many[top]--;
			if (top > 0)
				many[top - 1]++;
			else
				++*singles;
		}
	}
}

int64_t soc_homes_room(const struct soc_census_homes *homes)
{
	int64_t room = homes->one_person;
	for (int g = 0; g < SOC_GENERATIONS; g++)
		room += (homes->generations[g] - (g == 0 ? homes->one_person : 0)) * size_most(g);
	return room;
}

int64_t soc_homes_need(const struct soc_census_homes *homes)
{
	int64_t need = homes->one_person;
	for (int g = 0; g < SOC_GENERATIONS; g++)
		need += (homes->generations[g] - (g == 0 ? homes->one_person : 0)) * size_least(g);
	return need;
}

int64_t soc_homes_count(const struct soc_homes_wanted *wanted, int64_t count[SOC_UNITS])
{
	int64_t singles = wanted->one_person, persons = wanted->in_households, many[SOC_GENERATIONS], changed;
	for (int g = 0; g < SOC_GENERATIONS; g++)
		many[g] = wanted->generations[g] - (g == 0 ? singles : 0);
	persons = persons < wanted->persons ? persons : wanted->persons;
	changed = make_possible(&singles, many, &persons);
	struct sizes n;
	sizes_fit(many, persons - singles, &n);
	count[0] = singles;
	for (int k = 1; k < SOC_HOMES;) {
		int g = soc_homes[k].generations, z = soc_homes[k].size, end = k;
		double shares[SOC_HOMES];
		while (end < SOC_HOMES && soc_homes[end].generations == g && soc_homes[end].size == z) {
			shares[end - k] = soc_homes[end].share;
			end++;
		}
		soc_apportion_split(shares, end - k, n.of[g - 1][z], 0.5, count + k);
		k = end;
	}
	count[SOC_COLLECTIVE] = wanted->persons - persons;
	return changed;
}
