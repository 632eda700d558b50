#include "model/modules/income/count.h"

#include "model/modules/dimensions.h"
#include "model/modules/income/income.h"

enum { LEVELS_IN_ONE = SOC_INCOME_LEVELS / SOC_INCOME_BANDS };

/* One person: levels of income when the run begins and now. */
struct income_case {
	unsigned row, begun, now;
};

static unsigned is_blacklisted(const struct soc_measurement *s, unsigned row)
{
	for (unsigned l = 0; l < s->rules->regime.lists.count; l++)
		if ((s->rules->regime.lists.black >> l & 1u) && s->record->months_left[l][row] > 0)
			return 1;
	return 0;
}

static void count_ranks(const struct soc_income_rules *income, const struct soc_measurement *s,
                        const struct income_case *of, struct soc_tally *t)
{
	const int64_t begun = income->rank[of->begun], now = income->rank[of->now];
	const unsigned place = SOC_AT(income_ranks, s->at->urban);
	soc_count_module(t, SOC_MOD_income_ranks_persons, place, 1);
	soc_count_module(t, SOC_MOD_income_ranks_begun, place, begun);
	soc_count_module(t, SOC_MOD_income_ranks_now, place, now);
	soc_count_module(t, SOC_MOD_income_ranks_begun_squares, place, begun * begun);
	soc_count_module(t, SOC_MOD_income_ranks_now_squares, place, now * now);
	soc_count_module(t, SOC_MOD_income_ranks_products, place, begun * now);
}

static void count_person(const struct soc_measurement *s, const struct income_case *of, struct soc_tally *t)
{
	const struct soc_income_rules *income = &s->rules->income;
	const unsigned level = SOC_AT(income_by_level, s->at->urban, of->now / LEVELS_IN_ONE),
				   region = SOC_AT(income_by_region, s->at->region, of->now / LEVELS_IN_ONE),
				   begun = soc_income_quintile(income, of->begun),
				   list = SOC_AT(income_by_list, is_blacklisted(s, of->row),
	                             soc_traits_class(s->registry->traits[of->row]), s->at->urban, begun,
	                             soc_situation_age_band(s->registry->situation[of->row]));
	soc_count_module(t, SOC_MOD_income_by_level_persons, level, 1);
	soc_count_module(t, SOC_MOD_income_by_region_persons, region, 1);
	soc_count_module(t, SOC_MOD_income_by_region_income, region, income->amount[of->now]);
	soc_count_module(t, SOC_MOD_income_by_level_income, level, income->amount[of->now]);
	soc_count_module(t, SOC_MOD_income_by_quintile_persons,
	                 SOC_AT(income_by_quintile, begun, soc_income_quintile(income, of->now)), 1);
	count_ranks(income, s, of, t);
	soc_count_module(t, SOC_MOD_income_by_list_persons, list, 1);
	soc_count_module(t, SOC_MOD_income_by_list_income, list, income->amount[of->now]);
	soc_count_module(t, SOC_MOD_income_by_list_income_begun, list, income->amount[of->begun]);
}

static void count_household(const struct soc_measurement *s, unsigned first, unsigned size,
                            struct soc_tally *t)
{
	const struct soc_income_rules *income = &s->rules->income;
	const int64_t before = soc_income_of_year(s->at, income, first, 0),
				  year = soc_income_of_year(s->at, income, first, soc_income_moves(s->at, first));
	for (unsigned row = first; row < first + size && row < s->at->count; row++) {
		const int64_t mean = soc_income_middle(s->at, income, soc_traits_class(s->registry->traits[row]));
		const unsigned steps = (s->self->gain != NULL ? s->self->gain[row] : 0) + SOC_LIFE_INCOME -
		                       (s->self->life[row] & SOC_LIFE_INCOME);
		const struct income_case one = {
			row,
			soc_income_level(mean + before +
			                 (int64_t)(s->registry->standing[row] - SOC_INCOME_MIDDLE) * income->step),
			soc_income_level(mean + year +
			                 (int64_t)(s->self->income[row] - SOC_INCOME_MIDDLE) * income->step +
			                 income->effect[steps])
		};
		count_person(s, &one, t);
	}
}

void soc_income_count(const struct soc_measurement *s, struct soc_tally *t)
{
	if (!s->rules->income.enabled || !soc_measurement_is_sampled(s))
		return;
	for (unsigned first = 0; first < s->at->count;) {
		const unsigned size = soc_home_size(s->registry->home[first]);
		count_household(s, first, size > 0 ? size : 1, t);
		first += size > 0 ? size : 1;
	}
}
