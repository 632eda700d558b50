/* Where the households of a province stand: its places, town and country.
 *
 * Expected numbers: each place's own households by generations, split between town and country by people,
 * rural ones larger; fitted to the province's kinds and to the persons in households of each stratum. Whole
 * numbers: cumulative rounding of each kind along the strata; what is left of a stratum's people lives in
 * collective quarters. Where a stratum is too small for the households it got, households are exchanged with
 * strata that have room. */
#include "model/population/homes.h"

#include "model/population/apportion.h"

#include <string.h>

#define STRATA_MAX (2 * SOC_REGION_PLACES_MAX)
/* Weight of a further person in a rural household, against an urban one. Assumption, 1.0 to 1.3. */
#define RURAL_LARGER 1.12

/* Expected numbers, times size: rows strata, columns kinds. */
static void expect(const struct soc_homes_stratum *strata, int n, const int64_t count[SOC_UNITS], double *t)
{
	int64_t group[SOC_GENERATIONS] = { 0 }, row[STRATA_MAX], col[SOC_HOMES];
	for (int k = 1; k < SOC_HOMES; k++)
		group[soc_homes[k].generations - 1] += count[k];
	for (int k = 0; k < SOC_HOMES; k++)
		col[k] = count[k] * soc_homes[k].size;
	int64_t wanted = 0;
	for (int k = 0; k < SOC_HOMES; k++)
		wanted += col[k];
	double weights[STRATA_MAX] = { 0 };
	for (int i = 0; i < n; i++) {
		const struct soc_census_homes *h = strata[i].homes;
		weights[i] = (double)strata[i].persons * (1.0 - strata[i].collective);
		for (int k = 0; k < SOC_HOMES; k++) {
			int g = soc_homes[k].generations - 1;
			double in_place = k == 0 ? (double)h->one_person
			                         : (double)(h->generations[g] - (g == 0 ? h->one_person : 0)) *
			                               (group[g] > 0 ? (double)count[k] / (double)group[g] : 0);
			for (int z = 1; !strata[i].urban && z < soc_homes[k].size; z++)
				in_place *= RURAL_LARGER;
			/* a little everywhere, so that every table of kinds can be reached */
			t[i * SOC_HOMES + k] =
				strata[i].persons > 0 ? (in_place * strata[i].share + 1e-3) * soc_homes[k].size : 0;
		}
	}
	soc_apportion_split(weights, n, wanted, 0.5, row);
	soc_apportion_fit(t, n, SOC_HOMES, row, col, 100, 0.01);
}

/* Exchange of one household of kind k in stratum `from` for one of kind j (SOC_HOMES: for nobody) in stratum
 * `to`. */
struct swap {
	int to, k, j;
	int64_t gain, size;
};

static int better(const struct swap *a, const struct swap *b, const int64_t *spare)
{
	if (a->gain != b->gain)
		return a->gain > b->gain;
	if (a->size != b->size)
		return a->size < b->size;
	return spare[a->to] > spare[b->to];
}

static struct swap best_swap(int n, int from, const int64_t *spare, int64_t (*out)[SOC_UNITS])
{
	struct swap best = { -1, 0, 0, 0, 0 };
	for (int to = 0; to < n; to++) {
		if (spare[to] <= 0)
			continue;
		for (int k = 0; k < SOC_HOMES; k++) {
			for (int j = 0; out[from][k] > 0 && j <= SOC_HOMES; j++) {
				int64_t size = soc_homes[k].size - (j < SOC_HOMES ? soc_homes[j].size : 0);
				if (size <= 0 || size > spare[to] || (j < SOC_HOMES && out[to][j] == 0))
					continue;
				struct swap s = { to, k, j, size < -spare[from] ? size : -spare[from], size };
				if (best.to < 0 || better(&s, &best, spare))
					best = s;
			}
		}
	}
	return best;
}

/* The smallest household that makes room enough in the stratum, or the largest there is. */
static int kind_to_drop(const int64_t *have, int64_t deficit)
{
	int best = -1;
	for (int k = 0; k < SOC_HOMES; k++) {
		if (have[k] == 0)
			continue;
		int size = soc_homes[k].size, held = best < 0 ? 0 : soc_homes[best].size;
		if (best < 0 || (size >= deficit ? held < deficit || size < held : size > held && held < deficit))
			best = k;
	}
	return best;
}

static int64_t settle(int n, int64_t *spare, int64_t count[SOC_UNITS], int64_t (*out)[SOC_UNITS])
{
	int64_t dropped = 0;
	for (;;) {
		int from = 0;
		for (int i = 1; i < n; i++)
			from = spare[i] < spare[from] ? i : from;
		if (n == 0 || spare[from] >= 0)
			return dropped;
		struct swap s = best_swap(n, from, spare, out);
		if (s.to >= 0) {
			out[from][s.k]--;
			out[s.to][s.k]++;
			if (s.j < SOC_HOMES) {
				out[s.to][s.j]--;
				out[from][s.j]++;
			}
			spare[from] += s.size;
			spare[s.to] -= s.size;
			continue;
		}
		int k = kind_to_drop(out[from], -spare[from]);
		out[from][k]--;
		spare[from] += soc_homes[k].size;
		count[k]--;
		count[SOC_COLLECTIVE] += soc_homes[k].size;
		dropped++;
	}
}

int64_t soc_homes_place(const struct soc_homes_stratum *strata, int n, int64_t count[SOC_UNITS],
                        int64_t (*out)[SOC_UNITS])
{
	double t[STRATA_MAX * SOC_HOMES], weights[STRATA_MAX] = { 0 };
	int64_t spare[STRATA_MAX], column[STRATA_MAX];
	expect(strata, n, count, t);
	for (int i = 0; i < n; i++)
		spare[i] = strata[i].persons;
	for (int k = 0; k < SOC_HOMES; k++) {
		for (int i = 0; i < n; i++)
			weights[i] = t[i * SOC_HOMES + k];
		/* phases apart, so that small strata do not get one of every kind at once */
		int phase = (k * 8 + 10) % SOC_HOMES;
		soc_apportion_split(weights, n, count[k], (phase + 0.5) / SOC_HOMES, column);
		for (int i = 0; i < n; i++) {
			out[i][k] = column[i];
			spare[i] -= column[i] * soc_homes[k].size;
		}
	}
	int64_t dropped = settle(n, spare, count, out);
	for (int i = 0; i < n; i++)
		out[i][SOC_COLLECTIVE] = spare[i];
	return dropped;
}
