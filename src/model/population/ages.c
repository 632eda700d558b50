/* Ages and sexes of household members.
 *
 * 1. Each household has a reference age (of its man, lone parent or single); members' ages follow it with an
 * offset and a spread.
 * 2. How common each reference age is, per kind of household, is fitted to the province's pyramid by the
 * multiplicative update of Richardson (1972) and Lucy (1974): it keeps whole households coherent.
 * 3. The age-sex table of all slots is fitted to the margins exactly (soc_apportion_fit) and rounded exactly
 * (soc_apportion_round). People are then dealt by rank (fill.c): the household's rank among its kind is the
 * rank of each member in the member's slot. */
#include "model/population/inner.h"

#include "base/mem.h"
#include "base/num.h"
#include "base/vector.h"
#include "model/population/apportion.h"
#include "model/variates.h"

#include <string.h>

#define YOUNGEST 15
#define OLDEST 97
#define REFERENCES (OLDEST - YOUNGEST + 1)
#define CELLS_MAX (2 * SOC_BANDS_MAX)
#define UPDATES 60

/* Years from the reference age, spread (standard deviation), men's share, youngest and oldest age.
 * Assumptions; the mean age of mothers at birth in China was 26 to 29 in 1990-2020 and husbands are about 2
 * years older (census yearbooks). The men's share is a starting value only: the census decides. */
static const struct {
	double offset, spread, men;
	int low, high;
} members[SOC_MEMBERS] = {
	[SOC_MEMBER_SELF] = { 0, 0.8, 0.5, YOUNGEST, 100 }, [SOC_MEMBER_MAN] = { 0, 0.8, 1, 20, 100 },
	[SOC_MEMBER_WOMAN] = { -2, 2.5, 0, 20, 100 },       [SOC_MEMBER_PARENT] = { 0, 0.8, 0.3, 20, 100 },
	[SOC_MEMBER_CHILD1] = { -27, 4, 0.52, 0, 75 },      [SOC_MEMBER_CHILD2] = { -30, 4, 0.53, 0, 75 },
	[SOC_MEMBER_CHILD3] = { -33, 4, 0.53, 0, 75 },      [SOC_MEMBER_ELDER] = { 26, 4, 0.35, 40, 100 },
	[SOC_MEMBER_ELDER_MAN] = { 28, 4, 1, 40, 100 },     [SOC_MEMBER_ELDER_WOMAN] = { 26, 4, 0, 40, 100 },
	[SOC_MEMBER_GREAT_MAN] = { 54, 6, 1, 60, 100 },     [SOC_MEMBER_GREAT_WOMAN] = { 52, 6, 0, 60, 100 },
	[SOC_MEMBER_OTHER] = { -10, 15, 0.5, 16, 95 },
};

/* How common reference ages are at first: knots (age, weight), ending with age 0. Assumptions; step 2 bends
 * them. */
struct knot {
	double age, weight;
};
static const struct knot curves[SOC_CURVES][10] = {
	[SOC_CURVE_SINGLE] = { { 18, 0.2 },
	                       { 22, 1 },
	                       { 30, 1 },
	                       { 45, 0.6 },
	                       { 60, 0.9 },
	                       { 75, 1.2 },
	                       { 85, 0.8 },
	                       { 97, 0.1 } },
	[SOC_CURVE_COUPLE] = { { 20, 0.05 },
	                       { 26, 0.6 },
	                       { 32, 0.4 },
	                       { 40, 0.3 },
	                       { 48, 0.8 },
	                       { 58, 1.5 },
	                       { 70, 1.3 },
	                       { 80, 0.6 },
	                       { 92, 0.05 } },
	[SOC_CURVE_FAMILY] = { { 22, 0.05 },
	                       { 26, 0.5 },
	                       { 32, 1.2 },
	                       { 40, 1.2 },
	                       { 50, 1 },
	                       { 58, 0.4 },
	                       { 66, 0.1 },
	                       { 74, 0.01 } },
	[SOC_CURVE_LONE] = { { 22, 0.05 },
	                     { 30, 0.5 },
	                     { 40, 0.8 },
	                     { 50, 1 },
	                     { 60, 0.7 },
	                     { 75, 0.5 },
	                     { 90, 0.1 } },
	[SOC_CURVE_WITH_ELDER] = { { 22, 0.05 }, { 30, 0.5 }, { 45, 1 }, { 60, 0.8 }, { 72, 0.1 } },
	[SOC_CURVE_THREE] = { { 22, 0.05 }, { 26, 0.5 }, { 32, 1.2 }, { 40, 1 }, { 48, 0.5 }, { 56, 0.05 } },
	[SOC_CURVE_FOUR] = { { 21, 0.05 }, { 24, 1 }, { 30, 1 }, { 36, 0.3 }, { 44, 0.02 } },
	[SOC_CURVE_COLLECTIVE] = { { 15, 1 },
	                           { 17, 2 },
	                           { 20, 3 },
	                           { 24, 1.5 },
	                           { 35, 0.6 },
	                           { 50, 0.4 },
	                           { 65, 0.15 },
	                           { 80, 0.15 },
	                           { 97, 0.05 } },
};

struct soc_ages {
	const struct soc_bands *bands;
	int cells;      /* of both sexes: two a band */
	double *follow; /* where a member is, given the reference age: [member][reference][cell], sums to 1 */
	double *turned; /* [member][cell][reference], so that sums over cells go over all ages at once */
	int first[SOC_MEMBERS], end[SOC_MEMBERS]; /* cells where a member can be; elsewhere it is 0 */
	double common[SOC_UNITS][REFERENCES];     /* share of reference ages by kind */
	double *t;                                /* [slot][cell] */
	int64_t *x;
};

/* The cells of a member at a reference age, and all reference ages of one of its cells. */
static double *follow_of(const struct soc_ages *ages, int member, int reference)
{
	return ages->follow + ((size_t)member * REFERENCES + (size_t)reference) * (size_t)ages->cells;
}

static double *turned_of(const struct soc_ages *ages, int member, int cell)
{
	return ages->turned + ((size_t)member * (size_t)ages->cells + (size_t)cell) * REFERENCES;
}

static double curve_at(const struct knot *k, double age)
{
	if (age < k[0].age)
		return 0;
	for (; k[1].age > 0; k++) {
		if (age <= k[1].age)
			return k[0].weight + (k[1].weight - k[0].weight) * (age - k[0].age) / (k[1].age - k[0].age);
	}
	return 0;
}

static void follow_init(struct soc_ages *ages)
{
	for (int m = 0; m < SOC_MEMBERS; m++) {
		for (int r = 0; r < REFERENCES; r++) {
			double *cells = follow_of(ages, m, r), sum = 0, mean = YOUNGEST + r + members[m].offset;
			for (int age = members[m].low; age <= members[m].high; age++) {
				double z = (age - mean) / members[m].spread, p = soc_num_exp(-0.5 * z * z) + 1e-12;
				const int band = soc_bands_of(ages->bands, (unsigned)age);
				cells[2 * band] += p * members[m].men;
				cells[2 * band + 1] += p * (1 - members[m].men);
				sum += p;
			}
			for (int c = 0; c < ages->cells; c++) {
				cells[c] /= sum;
				turned_of(ages, m, c)[r] = cells[c];
			}
		}
		ages->first[m] = 2 * soc_bands_of(ages->bands, (unsigned)members[m].low);
		ages->end[m] = 2 * soc_bands_of(ages->bands, (unsigned)members[m].high) + 2;
	}
}

enum soc_err soc_ages_new(const struct soc_bands *bands, struct soc_ages **out, struct soc_msg *msg)
{
	struct soc_ages *ages = soc_calloc(1, sizeof *ages);
	const size_t cells = 2 * (size_t)bands->count, table = (size_t)SOC_MEMBERS * REFERENCES * cells;
	if (ages != NULL) {
		ages->bands = bands;
		ages->cells = (int)cells;
		ages->follow = soc_calloc(table, sizeof *ages->follow);
		ages->turned = soc_calloc(table, sizeof *ages->turned);
		ages->t = soc_calloc(SOC_SLOTS * cells, sizeof *ages->t);
		ages->x = soc_calloc(SOC_SLOTS * cells, sizeof *ages->x);
	}
	if (ages == NULL || ages->follow == NULL || ages->turned == NULL || ages->t == NULL || ages->x == NULL) {
		soc_ages_free(ages);
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for the tables of ages");
	}
	follow_init(ages);
	*out = ages;
	return SOC_OK;
}

void soc_ages_free(struct soc_ages *ages)
{
	if (ages == NULL)
		return;
	soc_free(ages->follow);
	soc_free(ages->turned);
	soc_free(ages->t);
	soc_free(ages->x);
	soc_free(ages);
}

/* Shares of reference ages: the first guess. */
static void common_init(struct soc_ages *ages)
{
	for (int k = 0; k < SOC_UNITS; k++) {
		double sum = 0;
		for (int r = 0; r < REFERENCES; r++) {
			ages->common[k][r] = curve_at(curves[soc_homes[k].curve], YOUNGEST + r) + 1e-9;
			sum += ages->common[k][r];
		}
		for (int r = 0; r < REFERENCES; r++)
			ages->common[k][r] /= sum;
	}
}

/* How many members there are at each reference age. */
static void number_members(const struct soc_ages *ages, const int64_t *count, double number[][REFERENCES])
{
	for (int k = 0; k < SOC_UNITS; k++) {
		for (int i = 0; i < soc_homes[k].size; i++) {
			for (int r = 0; r < REFERENCES; r++)
				number[soc_homes[k].member[i]][r] += (double)count[k] * ages->common[k][r];
		}
	}
}

/* One multiplicative update of the shares towards the pyramid. Each sum has its terms in one order, whatever
 * the compiler makes of the loops: the shares are the same to the last bit. */
SOC_VECTOR static void common_update(struct soc_ages *ages, const double *wanted, const int64_t *count)
{
	double number[SOC_MEMBERS][REFERENCES] = { { 0 } }, back[SOC_MEMBERS][REFERENCES] = { { 0 } },
		   have[CELLS_MAX] = { 0 };
	number_members(ages, count, number);
	for (int m = 0; m < SOC_MEMBERS; m++) {
		for (int r = 0; r < REFERENCES; r++) {
			const double n = number[m][r], *follow = follow_of(ages, m, r);
			for (int c = ages->first[m]; c < ages->end[m]; c++)
				have[c] += n * follow[c];
		}
	}
	for (int c = 0; c < ages->cells; c++)
		have[c] = have[c] > 0 ? wanted[c] / have[c] : 1;
	for (int m = 0; m < SOC_MEMBERS; m++) {
		for (int c = ages->first[m]; c < ages->end[m]; c++) {
			const double h = have[c], *turned = turned_of(ages, m, c);
			for (int r = 0; r < REFERENCES; r++)
				back[m][r] += h * turned[r];
		}
	}
	for (int k = 0; k < SOC_UNITS; k++) {
		double *common = ages->common[k], mean[REFERENCES] = { 0 }, sum = 0;
		for (int i = 0; i < soc_homes[k].size; i++) {
			for (int r = 0; r < REFERENCES; r++)
				mean[r] += back[soc_homes[k].member[i]][r];
		}
		for (int r = 0; r < REFERENCES; r++)
			common[r] *= mean[r] / soc_homes[k].size;
		for (int r = 0; r < REFERENCES; r++)
			sum += common[r];
		for (int r = 0; r < REFERENCES; r++)
			common[r] /= sum;
	}
}

/* The fitted table, whole: x[slot][2 * band + sex]. */
static void table_fit(struct soc_ages *ages, const int64_t *col, const int64_t *count)
{
	int64_t row[SOC_SLOTS];
	for (int k = 0; k < SOC_UNITS; k++) {
		for (int i = 0; i < soc_homes[k].size; i++) {
			int slot = soc_home_slots[k] + i;
			double *cells = ages->t + (size_t)slot * (size_t)ages->cells;
			row[slot] = count[k];
			for (int c = 0; c < ages->cells; c++) {
				cells[c] = 1e-9; /* whatever the census has can be reached */
				for (int r = 0; r < REFERENCES; r++)
					cells[c] += ages->common[k][r] * follow_of(ages, soc_homes[k].member[i], r)[c];
			}
		}
	}
	soc_apportion_fit(ages->t, SOC_SLOTS, ages->cells, row, col, 200, 0.25);
	soc_apportion_round(ages->t, SOC_SLOTS, ages->cells, row, col, ages->x);
}

static void slot_init(struct soc_slot *slot, const struct soc_bands *bands, const int64_t *x)
{
	uint32_t upto = 0;
	for (int b = 0; b < bands->count; b++) {
		struct soc_slot_band *to = &slot->band[b];
		const uint64_t all = (uint64_t)(x[2 * b] + x[2 * b + 1]), men = (uint64_t)x[2 * b];
		const uint64_t years =
			b == bands->count - 1 ? SOC_OLDEST_TABLE : (uint64_t)(bands->from[b + 1] - bands->from[b]);
		to->before = upto;
		upto += (uint32_t)all;
		to->male_step = all > 0 ? ((men << 32) + all - 1) / all : 0;
		to->year_step = all > 0 ? (years << 32) / all : 0;
	}
	slot->band[bands->count].before = upto;
}

void soc_ages_fit(struct soc_ages *ages, const int64_t *wanted, const int64_t count[SOC_UNITS],
                  struct soc_region_inner *out)
{
	int64_t col[CELLS_MAX];
	double share[CELLS_MAX];
	for (int c = 0; c < ages->cells; c++) {
		col[c] = wanted[c];
		share[c] = (double)col[c];
	}
	common_init(ages);
	for (int i = 0; i < UPDATES; i++)
		common_update(ages, share, count);
	table_fit(ages, col, count);
	for (int k = 0; k < SOC_UNITS; k++) {
		out->count[k] = (uint32_t)count[k];
		unsigned bits = 0;
		while (bits < 31 && (int64_t)8 << (bits + 1) <= count[k])
			bits++;
		out->block_bits[k] = (uint8_t)bits;
	}
	for (int i = 0; i < SOC_SLOTS; i++)
		slot_init(&out->slots[i], ages->bands, ages->x + (size_t)i * (size_t)ages->cells);
}

void soc_ages_draw(uint64_t seed, uint32_t region, struct soc_region_inner *out)
{
	for (int i = 0; i < SOC_SLOTS; i++) {
		uint32_t w[4];
		soc_draw_block(seed, SOC_DRAW_PERMUTE, region, (uint32_t)i, SOC_BLOCK(AGE_MIX, 0), w);
		out->slots[i].mix = w[SOC_LANE(AGE_MIX)] | 1u;
		out->slots[i].add = w[SOC_LANE(AGE_SHIFT)];
		out->slots[i].sex_phase = w[SOC_LANE(SEX_PHASE)] >> 2;
	}
}

/* Survival from one year to the next above 85. Assumption (China life tables: 0.80 to 0.88). */
#define SURVIVAL 0.84

void soc_ages_oldest(int from, uint8_t oldest[SOC_OLDEST_TABLE])
{
	const int years = SOC_OLDEST + 1 - from;
	double alive[SOC_OLDEST + 1] = { 0 }, sum = 0, share = 1;
	for (int i = 0; i < years; i++) {
		alive[i] = share;
		sum += share;
		share *= SURVIVAL;
	}
	int age = 0;
	double upto = alive[0] / sum;
	for (int i = 0; i < SOC_OLDEST_TABLE; i++) {
		while (age < years - 1 && (i + 0.5) / SOC_OLDEST_TABLE > upto)
			upto += alive[++age] / sum;
		oldest[i] = (uint8_t)(from + age);
	}
}
