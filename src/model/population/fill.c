/* Building the people of one community from the plan: no allocation, the same bytes in any order of
 * communities.
 *
 * A household of kind k is the h-th of its province, h from a keyed permutation: so neighbours are no nearer
 * in age than strangers. h is at once the rank, youngest first, that the household has among its kind: each
 * member takes the rank h in the member's slot, moved inside a block of ranks so that families differ. Slots
 * are exact tables, so the province is exact. */
#include "model/population/inner.h"

#include "model/variates.h"

#include <assert.h>
#include <string.h>

/* Couples in which the woman is written first, as head. Assumption, 0.1 to 0.3. */
#define WOMAN_FIRST_SHARE 0.2

/* What is the same for every person of a community. */
struct filling {
	const struct soc_plan *plan;
	const struct soc_inner *inner;
	const struct soc_region_inner *region;
	const struct soc_inhabitants *out;
	uint64_t first_person, executive, official, woman_first;
	uint64_t employed[2]; /* citizens aged 18-24, 25-59: other classes are always in work */
	uint32_t theta[SOC_THETA_BUCKETS - 1], phi[SOC_PHI_BUCKETS - 1];
	uint32_t region_index;
	unsigned urban;
};

struct unit {
	uint8_t kind;
	uint32_t index;
}; /* the index-th of its kind in the province */

/* A block of ranks and the place in it; the last ranks fall into smaller and smaller blocks. */
struct block {
	uint32_t base, offset;
	unsigned bits;
};

static struct block block_of(uint32_t rank, uint32_t count, unsigned bits)
{
	uint32_t whole = count >> bits << bits;
	if (rank < whole) {
		struct block b = { rank >> bits << bits, rank & (((uint32_t)1 << bits) - 1), bits };
		return b;
	}
	struct block b = { whole, rank - whole, bits };
	for (;;) {
		b.bits--;
		if (!(count >> b.bits & 1u))
			continue;
		if (b.offset < (uint32_t)1 << b.bits)
			return b;
		b.offset -= (uint32_t)1 << b.bits;
		b.base += (uint32_t)1 << b.bits;
	}
}

/* A bijection inside the block: odd multiples, shifts and sums modulo a power of two. */
static uint32_t jitter(struct block b, const struct soc_slot *slot)
{
	const uint32_t mask = ((uint32_t)1 << b.bits) - 1;
	uint32_t x = (b.offset * slot->mix + slot->add) & mask;
	x ^= x >> ((b.bits + 1) / 2);
	return b.base + (x * (slot->mix * 0x9e3779b1u | 1u) & mask);
}

struct dealt {
	uint8_t age, male;
};

static struct dealt deal(const struct soc_slot *slot, uint32_t rank, const struct soc_bands *bands,
                         const uint8_t *oldest)
{
	const struct soc_slot_band *band = slot->band;
	while (rank >= band[1].before)
		band++;
	const int64_t b = band - slot->band;
	const uint64_t z = rank - band->before;
	const uint64_t year = z * band->year_step >> 32, men = z * band->male_step + slot->sex_phase;
	struct dealt d;
	d.male = (uint8_t)((men >> 32) != ((men + band->male_step) >> 32));
	d.age = (uint8_t)(b == bands->count - 1 ? oldest[year] : bands->from[b] + year);
	return d;
}

static unsigned bucket(uint32_t word, const uint32_t *cuts, unsigned n)
{
	unsigned b = 0;
	for (unsigned i = 0; i < n; i++)
		b += word >= cuts[i];
	return b;
}

/* In 1/32 of the spread, to the nearest; 128: none above or below. */
static uint8_t standing_step(int64_t standing)
{
	const int64_t one = SOC_INCOME_ONE / 32, step = (standing + 1024 * one + one / 2) / one - 1024 + 128;
	return (uint8_t)(step < 0 ? 0 : step > 255 ? 255 : step);
}

/* All traits of one person but role, household and minority. */
static void person(const struct filling *f, unsigned row, struct dealt d, unsigned role,
                   uint32_t household_word)
{
	uint32_t w[4];
	soc_draw_block(f->plan->seed, SOC_DRAW_TRAITS, f->first_person + row, 0, SOC_BLOCK(PRONENESS, 0), w);
	unsigned person_class = SOC_CITIZEN, employed = 0;
	uint64_t word = w[SOC_LANE(PERSON_CLASS)];
	if (d.age >= 25 && d.age <= 64) {
		/* one word decides both: what is left above the classes' shares is again uniform */
		if (word < f->executive)
			person_class = SOC_EXECUTIVE;
		else if (word < f->executive + f->official)
			person_class = SOC_OFFICIAL;
	}
	if (d.age >= 18 && d.age <= 59)
		/* an odd multiple of one word on top of another: independent of either alone */
		employed = person_class != SOC_CITIZEN ||
		           (uint32_t)(w[SOC_LANE(PERSON_CLASS)] * 0x9e3779b1u + w[SOC_LANE(INCOME_OWN)]) <
		               f->employed[d.age >= 25];
	const struct soc_income *income = &f->inner->income;
	const int32_t standing = income->normal[household_word >> 22] * income->household +
	                         income->normal[w[SOC_LANE(INCOME_OWN)] >> 22] * income->person;
	const int32_t z = standing + income->higher[person_class];
	const int32_t *cuts = income->cuts[soc_income_place(income, f->region_index, f->urban)];
	unsigned quintile = (unsigned)((z > cuts[0]) + (z > cuts[1]) + (z > cuts[2]) + (z > cuts[3]));
	f->out->nature[row] =
		soc_nature_pack(0, d.male, bucket(w[SOC_LANE(PRONENESS)], f->theta, SOC_THETA_BUCKETS - 1),
	                    bucket(w[SOC_LANE(HELPFULNESS)], f->phi, SOC_PHI_BUCKETS - 1));
	f->out->situation[row] = soc_situation_pack(f->urban, soc_population_age_band(d.age), quintile);
	if (f->out->standing != NULL)
		f->out->standing[row] = standing_step(standing);
	f->out->age[row] = d.age;
	f->out->traits[row] = (uint8_t)(role | person_class << 3 | employed << 5);
}

static unsigned household(const struct filling *f, struct unit u, unsigned row)
{
	const struct soc_home *home = &soc_homes[u.kind];
	const struct soc_slot *slots = f->region->slots + soc_home_slots[u.kind];
	uint32_t w[4], count = f->region->count[u.kind];
	uint32_t rank =
		(uint32_t)soc_draw_permute(f->plan->seed, (uint64_t)f->region_index << 8 | u.kind, count, u.index);
	struct block block = block_of(rank, count, f->region->block_bits[u.kind]);
	soc_draw_block(f->plan->seed, SOC_DRAW_HOUSEHOLD, f->first_person + row, 0, SOC_BLOCK(INCOME_SHARED, 0),
	               w);
	unsigned woman_first = home->role[1] == SOC_ROLE_SPOUSE && home->size > 1 &&
	                       soc_below(w[SOC_LANE(WOMAN_FIRST)], f->woman_first);
	for (unsigned i = 0; i < home->size; i++) {
		unsigned member = woman_first && i < 2 ? 1 - i : i;
		struct dealt d = deal(&slots[member], member == 0 ? rank : jitter(block, &slots[member]),
		                      &f->inner->census.bands, f->inner->oldest);
		person(f, row + i, d, home->role[i], w[SOC_LANE(INCOME_SHARED)]);
		f->out->home[row + i] = (uint8_t)(i | (unsigned)home->size << 4);
	}
	return row + home->size;
}

/* The households of the community, then in random order (Fisher and Yates). */
static unsigned units_list(const struct soc_plan *plan, uint32_t community,
                           struct unit units[SOC_COMMUNITY_MAX])
{
	const struct soc_stratum *stratum = &plan->strata[plan->communities[community].stratum];
	const struct soc_stratum_inner *in = &soc_plan_inner(plan)->strata[plan->communities[community].stratum];
	uint64_t j = community - stratum->first_community;
	unsigned n = 0;
	for (int k = 0; k < SOC_UNITS; k++) {
		if (in->count[k] == 0)
			continue;
		uint32_t end = soc_population_stratum_upto(in, stratum->communities, k, j + 1);
		for (uint32_t i = soc_population_stratum_upto(in, stratum->communities, k, j); i < end; i++) {
			units[n].kind = (uint8_t)k;
			units[n++].index = in->first[k] + i;
		}
	}
	uint32_t w[4];
	for (unsigned i = 0; i + 1 < n; i++) {
		if (i % 4 == 0)
			soc_draw_block(plan->seed, SOC_DRAW_HOMES, community, 0, SOC_BLOCK(UNIT_ORDER, i), w);
		unsigned with = i + soc_pick(w[i % 4], n - i);
		struct unit swap = units[i];
		units[i] = units[with];
		units[with] = swap;
	}
	return n;
}

/* Whole households belong to the minority until the community's quota is full; the last one perhaps in part.
 * They stand scattered: every step-th household, the step without a common factor with their number. */
static void minority(const struct soc_plan *plan, uint32_t community, const uint16_t *first_row, unsigned n,
                     struct soc_inhabitants *out)
{
	const struct soc_community *c = &plan->communities[community];
	const struct soc_place_inner *place = &soc_plan_inner(plan)->places[plan->strata[c->stratum].place];
	if (place->minority == 0 || n == 0)
		return;
	uint64_t before = c->first_person - place->first_person, persons = (uint64_t)place->persons;
	uint64_t quota = ((before + c->count) * (uint64_t)place->minority + persons / 2) / persons -
	                 (before * (uint64_t)place->minority + persons / 2) / persons;
	uint32_t w[4];
	soc_draw_block(plan->seed, SOC_DRAW_HOMES, community, 0, SOC_BLOCK(MINORITY_FIRST, 0), w);
	unsigned step = 1 + n * 5 / 8, at = soc_pick(w[SOC_LANE(MINORITY_FIRST)], n);
	for (unsigned a = n, b = step; b != 1;) {
		unsigned rest = a % b;
		if (rest == 0) { /* b divides both */
			a = n;
			b = ++step;
			continue;
		}
		a = b;
		b = rest;
	}
	for (unsigned i = 0; i < n && quota > 0; i++) {
		for (unsigned row = first_row[at]; row < first_row[at + 1] && quota > 0; row++, quota--)
			out->nature[row] |= SOC_NATURE_MINORITY;
		at = (at + step) % n;
	}
}

void soc_population_fill(const struct soc_plan *plan, const struct soc_scenario *s, uint32_t community,
                         struct soc_inhabitants *out)
{
	static const double theta_cuts[SOC_THETA_BUCKETS] = SOC_THETA_CUTS,
						phi_cuts[SOC_PHI_BUCKETS] = SOC_PHI_CUTS;
	const struct soc_community *c = &plan->communities[community];
	const struct soc_stratum *stratum = &plan->strata[c->stratum];
	assert(soc_plan_inner(plan)->has_ages);
	struct filling f = {
		.plan = plan, .inner = soc_plan_inner(plan), .out = out, .first_person = c->first_person
	};
	f.region_index = (uint32_t)plan->places[stratum->place].region;
	f.region = &f.inner->regions[f.region_index];
	f.urban = (unsigned)stratum->urban;
	f.executive = soc_threshold(s->society.executive_share);
	f.official = soc_threshold(s->society.official_share);
	double others = s->society.executive_share + s->society.official_share;
	f.employed[0] = soc_threshold(s->society.employed_share);
	f.employed[1] = others < 1 ? soc_threshold((s->society.employed_share - others) / (1 - others)) : 0;
	f.woman_first = soc_threshold(WOMAN_FIRST_SHARE);
	for (int i = 0; i < SOC_THETA_BUCKETS - 1; i++)
		f.theta[i] = (uint32_t)soc_threshold(theta_cuts[i]);
	for (int i = 0; i < SOC_PHI_BUCKETS - 1; i++)
		f.phi[i] = (uint32_t)soc_threshold(phi_cuts[i]);
	struct unit units[SOC_COMMUNITY_MAX];
	uint16_t first_row[SOC_COMMUNITY_MAX + 1];
	unsigned n = units_list(plan, community, units), row = 0;
	for (unsigned i = 0; i < n; i++) {
		first_row[i] = (uint16_t)row;
		row = household(&f, units[i], row);
	}
	first_row[n] = (uint16_t)row;
	minority(plan, community, first_row, n, out);
	soc_population_link_kin(plan, &s->society, community, row, out);
}
