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
#define CELLS (2 * SOC_BANDS)
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
	double follow[SOC_MEMBERS][REFERENCES][CELLS]; /* where a member is, given the reference age; sums to 1 */
	double turned[SOC_MEMBERS][CELLS]
				 [REFERENCES];                /* the same, so that sums over cells go over all ages at once */
	int first[SOC_MEMBERS], end[SOC_MEMBERS]; /* cells where a member can be; elsewhere it is 0 */
	double common[SOC_UNITS][REFERENCES];     /* share of reference ages by kind */
	double t[SOC_SLOTS * CELLS];
	int64_t x[SOC_SLOTS * CELLS];
};

static int band_of(int age)
{
	return age == 0 ? 0 : age < 5 ? 1 : age >= 85 ? SOC_BANDS - 1 : age / 5 + 1;
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
			double *cells = ages->follow[m][r], sum = 0, mean = YOUNGEST + r + members[m].offset;
			for (int age = members[m].low; age <= members[m].high; age++) {
				double z = (age - mean) / members[m].spread, p = soc_num_exp(-0.5 * z * z) + 1e-12;
				cells[2 * band_of(age)] += p * members[m].men;
				cells[2 * band_of(age) + 1] += p * (1 - members[m].men);
				sum += p;
			}
			for (int c = 0; c < CELLS; c++) {
				cells[c] /= sum;
				ages->turned[m][c][r] = cells[c];
			}
		}
		ages->first[m] = 2 * band_of(members[m].low);
		ages->end[m] = 2 * band_of(members[m].high) + 2;
	}
}

enum soc_err soc_ages_new(struct soc_ages **out, struct soc_msg *msg)
{
	struct soc_ages *ages = soc_calloc(1, sizeof *ages);
	if (ages == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for the tables of ages");
	follow_init(ages);
	*out = ages;
	return SOC_OK;
}

void soc_ages_free(struct soc_ages *ages)
{
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
		   have[CELLS] = { 0 };
	number_members(ages, count, number);
	for (int m = 0; m < SOC_MEMBERS; m++) {
		for (int r = 0; r < REFERENCES; r++) {
			const double n = number[m][r], *follow = ages->follow[m][r];
			for (int c = ages->first[m]; c < ages->end[m]; c++)
				have[c] += n * follow[c];
		}
	}
	for (int c = 0; c < CELLS; c++)
		have[c] = have[c] > 0 ? wanted[c] / have[c] : 1;
	for (int m = 0; m < SOC_MEMBERS; m++) {
		for (int c = ages->first[m]; c < ages->end[m]; c++) {
			const double h = have[c], *turned = ages->turned[m][c];
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
			double *cells = ages->t + slot * CELLS;
			row[slot] = count[k];
			for (int c = 0; c < CELLS; c++) {
				cells[c] = 1e-9; /* whatever the census has can be reached */
				for (int r = 0; r < REFERENCES; r++)
					cells[c] += ages->common[k][r] * ages->follow[soc_homes[k].member[i]][r][c];
			}
		}
	}
	soc_apportion_fit(ages->t, SOC_SLOTS, CELLS, row, col, 200, 0.25);
	soc_apportion_round(ages->t, SOC_SLOTS, CELLS, row, col, ages->x);
}

static void slot_init(struct soc_slot *slot, const int64_t *x)
{
	uint32_t upto = 0;
	for (int b = 0; b < SOC_BANDS; b++) {
		uint64_t all = (uint64_t)(x[2 * b] + x[2 * b + 1]), men = (uint64_t)x[2 * b];
		uint64_t years = b == 0 ? 1 : b == 1 ? 4 : b == SOC_BANDS - 1 ? SOC_OLDEST_TABLE : 5;
		slot->before[b] = upto;
		upto += (uint32_t)all;
		slot->male_step[b] = all > 0 ? ((men << 32) + all - 1) / all : 0;
		slot->year_step[b] = all > 0 ? (years << 32) / all : 0;
	}
	slot->before[SOC_BANDS] = upto;
}

void soc_ages_fit(struct soc_ages *ages, const int64_t *wanted, const int64_t count[SOC_UNITS],
                  struct soc_region_inner *out)
{
	int64_t col[CELLS];
	double share[CELLS];
	for (int c = 0; c < CELLS; c++) {
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
		slot_init(&out->slots[i], ages->x + i * CELLS);
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

void soc_ages_oldest(uint8_t oldest[SOC_OLDEST_TABLE])
{
	double alive[16], sum = 0, share = 1;
	for (int i = 0; i < 16; i++) {
		alive[i] = share;
		sum += share;
		share *= SURVIVAL;
	}
	int age = 0;
	double upto = alive[0] / sum;
	for (int i = 0; i < SOC_OLDEST_TABLE; i++) {
		while (age < 15 && (i + 0.5) / SOC_OLDEST_TABLE > upto)
			upto += alive[++age] / sum;
		oldest[i] = (uint8_t)(85 + age);
	}
}
