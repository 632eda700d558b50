/* Which firms there are: how many, how large, of which sector, and who works for them. All from the seed of
 * the population. */
#include "model/modules/firms/firms.h"

#include "base/mem.h"
#include "base/noun.h"
#include "base/num.h"
#include "model/events/rates.h"

#include <string.h>

uint32_t soc_firms_draw_size(uint32_t word, double power, uint32_t largest)
{
	const double size = soc_num_pow(((double)word + 0.5) / 4294967296.0, power);
	return size >= (double)largest ? largest : (uint32_t)size;
}

static unsigned size_class(uint32_t size)
{
	static const uint32_t from[SOC_FIRM_SIZES] = SOC_FIRM_SIZE_FROM;
	unsigned class = 0;
	while (class + 1 < SOC_FIRM_SIZES && size >= from[class + 1])
		class ++;
	return class;
}

static uint64_t first_person(const struct soc_plan *plan, int32_t place)
{
	for (int32_t k = 0; k < plan->strata_count; k++)
		if (plan->strata[k].place >= place && plan->strata[k].communities > 0)
			return plan->communities[plan->strata[k].first_community].first_person;
	return (uint64_t)plan->persons;
}

unsigned soc_firms_draw_theta(uint32_t word)
{
	static const double cuts[SOC_THETA_BUCKETS] = SOC_THETA_CUTS;
	unsigned theta = 0;
	while (theta + 1 < SOC_THETA_BUCKETS && word >= soc_threshold(cuts[theta]))
		theta++;
	return theta;
}

void soc_firms_traits(uint64_t seed, uint64_t firm, uint32_t w[4])
{
	soc_draw_block(seed, SOC_DRAW_FIRM_TRAITS, firm, 0, SOC_BLOCK(FIRM_SIZE, 0), w);
}

static void make_place(struct soc_firms *f, const struct soc_plan *plan, const struct soc_firms_rules *rules,
                       const struct soc_firm_range *range)
{
	uint32_t upto = 0;
	for (uint32_t i = 0; i < range->count; i++) {
		uint32_t w[4];
		soc_firms_traits(plan->seed, range->first + i, w);
		const uint32_t size =
			soc_firms_draw_size(w[SOC_LANE(FIRM_SIZE)], rules->size_power, rules->size_largest);
		unsigned sector = 0;
		while (sector + 1 < SOC_SECTORS_MAX && w[SOC_LANE(FIRM_SECTOR)] >= rules->sector_upto[sector])
			sector++;
		upto = UINT32_MAX - upto < size ? UINT32_MAX : upto + size;
		f->fixed.upto[range->first - f->first + i] = upto;
		f->fixed.kind[range->first - f->first + i] =
			(uint16_t)(size_class(size) | sector << 3 |
		               soc_firms_draw_theta(w[SOC_LANE(FIRM_PRONENESS)]) << 6);
	}
}

int64_t soc_firms_bytes(const struct soc_firms_rules *rules, int64_t persons)
{
	const int64_t firm = 4 + 2 + 2 + 1 + 2 * rules->lists + 1 + 1 + 2 + 2 + rules->events;
	return (int64_t)soc_firms_before(rules->per_firm, (uint64_t)persons) * firm;
}

static int allocate(struct soc_firms *f, size_t n)
{
	int ok = 1;
	for (unsigned l = 0; l < f->lists; l++)
		ok &=
			(f->record.left[l] = soc_calloc(n, 1)) != NULL && (f->record.file[l] = soc_calloc(n, 1)) != NULL;
	f->fixed.upto = soc_calloc(n, sizeof *f->fixed.upto);
	f->fixed.kind = soc_calloc(n, sizeof *f->fixed.kind);
	f->record.points = soc_calloc(n, sizeof *f->record.points);
	f->record.grade = soc_calloc(n, 1);
	f->record.flags = soc_calloc(n, 1);
	f->record.seat = soc_calloc(n, 1);
	for (unsigned k = 0; k < f->events; k++)
		ok &= (f->risk[k] = soc_calloc(n, 1)) != NULL;
	f->truth.false_points = soc_calloc(n, sizeof *f->truth.false_points);
	f->truth.tags = soc_calloc(n, sizeof *f->truth.tags);
	return ok && f->fixed.upto && f->fixed.kind && f->record.points && f->record.grade && f->record.flags &&
	       f->record.seat && f->truth.false_points && f->truth.tags;
}

enum soc_err soc_firms_init(struct soc_firms *f, const struct soc_plan *plan,
                            const struct soc_firms_rules *rules, int32_t first_place, int32_t places,
                            struct soc_msg *msg)
{
	static const double cuts[SOC_THETA_BUCKETS] = SOC_THETA_CUTS;
	double mean[SOC_THETA_BUCKETS];
	memset(f, 0, sizeof *f);
	f->on = 1;
	f->lists = rules->lists;
	f->events = rules->events;
	f->first_place = first_place;
	f->places = places;
	f->per_firm = rules->per_firm;
	f->first = soc_firms_before(f->per_firm, first_person(plan, first_place));
	f->count = soc_firms_before(f->per_firm, first_person(plan, first_place + places)) - f->first;
	f->place = soc_calloc((size_t)places, sizeof *f->place);
	if (f->place == NULL || !allocate(f, (size_t)f->count + 1)) {
		soc_firms_release(f);
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for %llu %s", (unsigned long long)f->count,
		                soc_noun((double)f->count, "firm", "firms"));
	}
	soc_rates_bucket_means(rules->proneness_shape, 1.0, cuts, SOC_THETA_BUCKETS, mean);
	for (int b = 0; b < SOC_THETA_BUCKETS; b++)
		f->theta[b] = (uint32_t)(mean[b] * 65536.0 + 0.5);
	for (int32_t p = 0; p < places; p++) {
		struct soc_firm_range *range = &f->place[p];
		range->first = soc_firms_before(f->per_firm, first_person(plan, first_place + p));
		range->count =
			(uint32_t)(soc_firms_before(f->per_firm, first_person(plan, first_place + p + 1)) - range->first);
	}
	soc_firms_draw(f, plan, rules);
	return SOC_OK;
}

void soc_firms_draw(struct soc_firms *f, const struct soc_plan *plan, const struct soc_firms_rules *rules)
{
	f->seed = plan->seed;
	for (int32_t p = 0; p < f->places; p++)
		make_place(f, plan, rules, &f->place[p]);
}

void soc_firms_release(struct soc_firms *f)
{
	if (f == NULL)
		return;
	void *all[] = { f->place,        f->fixed.upto,  f->fixed.kind,         f->record.points, f->record.grade,
		            f->record.flags, f->record.seat, f->truth.false_points, f->truth.tags };
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		soc_free(all[i]);
	for (unsigned l = 0; l < SOC_FIRM_LISTS_MAX; l++) {
		soc_free(f->record.left[l]);
		soc_free(f->record.file[l]);
	}
	for (unsigned k = 0; k < SOC_FIRM_EVENTS_MAX; k++)
		soc_free(f->risk[k]);
	memset(f, 0, sizeof *f);
}

/* The firm that holds one of the people at work in the place: the first whose sum reaches beyond. */
static uint32_t firm_at(const uint32_t *upto, uint32_t count, uint32_t worker)
{
	uint32_t low = 0, high = count - 1;
	while (low < high) {
		const uint32_t middle = low + (high - low) / 2;
		if (worker < upto[middle])
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

void soc_firms_employ(const struct soc_firms *f, const struct soc_plan *plan,
                      const struct soc_firms_rules *rules, uint32_t community, const uint8_t *traits,
                      uint32_t *employer)
{
	const struct soc_community *c = &plan->communities[community];
	const struct soc_firm_range *range = &f->place[plan->strata[c->stratum].place - f->first_place];
	const uint32_t *upto = f->fixed.upto + (range->first - f->first);
	for (unsigned row = 0; row < c->count; row++) {
		uint32_t w[4];
		employer[row] = SOC_NO_FIRM;
		if (range->count == 0 || !soc_traits_employed(traits[row]) ||
		    soc_traits_class(traits[row]) != SOC_CITIZEN)
			continue;
		soc_draw_block(plan->seed, SOC_DRAW_FIRM_EMPLOYER, c->first_person + row, 0,
		               SOC_BLOCK(EMPLOYED_BY_FIRM, 0), w);
		if (soc_below(w[SOC_LANE(EMPLOYED_BY_FIRM)], rules->employees))
			employer[row] =
				firm_at(upto, range->count, soc_pick(w[SOC_LANE(EMPLOYER_OF)], upto[range->count - 1]));
	}
}
