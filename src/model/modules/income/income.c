#include "model/modules/income/income.h"

#include "base/num.h"
#include "input/module.h"
#include "model/score.h"
#include "model/truth/truth.h"
#include "model/variates.h"

enum { MONTHS = 12, STEPS = 32, LOWEST = -288, TO_LEVEL = 1024 }; /* LOWEST: -4.5 in steps of 1/64 */

/* ---- tables ---- */

static int32_t whole(double x)
{
	return (int32_t)(x < 0 ? x - 0.5 : x + 0.5);
}

/* Here 0 is the mean of all. */
static double log_mean(const struct soc_income_law *law)
{
	double place = 0, class = 0;
	for (int k = 0; k < law->places; k++)
		place += law->place_share[k] * law->place_mean[k];
	for (int c = 0; c < SOC_PERSON_CLASSES; c++)
		class += law->class_share[c] * soc_num_exp(law->class_log[c]);
	return soc_num_log(place * class) + 0.5 * law->spread * law->spread;
}

/* Share of the people whose log income is below x, as the law has it. */
static double share_below(const struct soc_income_law *law, double x)
{
	double below = 0;
	for (int k = 0; k < law->places; k++)
		for (int c = 0; c < SOC_PERSON_CLASSES; c++)
			below += law->place_share[k] * law->class_share[c] *
			         soc_population_normal_share((x - law->place_log[k] - law->class_log[c]) / law->spread);
	return below;
}

static void fill_levels(struct soc_income_rules *income, const struct soc_income_law *law, double mean)
{
	for (int i = 0; i < SOC_INCOME_LEVELS; i++) {
		const double middle = (LOWEST + i + 0.5) / 64.0;
		const double below = share_below(law, middle + mean);
		income->rank[i] = (uint16_t)(below < 1 ? below * 1024.0 : 1023.0);
		income->amount[i] = (uint32_t)(1000.0 * soc_num_exp(middle) + 0.5);
	}
}

enum soc_err soc_income_fit(struct soc_income_rules *income, const struct soc_income_law *law,
                            const struct soc_scenario *s, struct soc_msg *msg)
{
	const double year = s->income.year, keep = s->income.persistence, mean = log_mean(law);
	if (!income->enabled)
		return SOC_OK;
	if (year >= law->spread)
		return soc_fail(msg, SOC_ERR_SCENARIO,
		                "income.year: %g is too much: with society.income_gini %g all of log income has a "
		                "spread of %.3f, "
		                "of which a year's part is one; write less",
		                year, s->society.income_gini, law->spread);
	const double lasting = soc_num_sqrt(law->spread * law->spread - year * year),
				 /* rounding to whole steps adds 1/6 to the variance, which is taken off here */
		moved = (1.0 - keep * keep) * STEPS * STEPS - 1.0 / 6.0;
	income->places = (uint8_t)law->places;
	for (int k = 0; k < law->places; k++)
		income->place[k] = whole((law->place_log[k] - mean) * 65536.0);
	for (int c = 0; c < SOC_PERSON_CLASSES; c++)
		income->class[c] = whole(law->class_log[c] * 65536.0);
	income->step = whole(lasting / STEPS * 65536.0);
	income->keep = whole(keep * 65536.0);
	income->move = moved > 0 ? whole(soc_num_sqrt(moved) * 65536.0) : 0;
	income->shared = law->shared;
	income->own = law->own;
	income->year = whole(year * 65536.0);
	for (int i = 0; i < SOC_INCOME_EFFECTS; i++)
		income->effect[i] =
			whole(soc_num_log(1.0 + SOC_LOST_INCOME_STEP * (i - SOC_INCOME_EFFECTS / 2)) * 65536.0);
	for (int i = 0; i < SOC_INCOME_NORMAL; i++)
		income->normal[i] = (int16_t)law->normal[i];
	SOC_FOR_ENTRIES(i, s->measures) {
		const double left = 1.0 - s->measures[i].income_loss * s->income.lasting;
		income->scar[i] =
			s->measures[i].kind == SOC_SANCTION && left < 1.0
				? (int64_t)(-soc_num_log(left > 0.01 ? left : 0.01) / lasting * STEPS * 65536.0 + 0.5)
				: 0;
	}
	fill_levels(income, law, mean);
	return SOC_OK;
}

/* ---- the month ---- */

/* The month of the year in which the incomes of a household move. */
static unsigned month_of(const struct soc_place_time *at, unsigned first)
{
	return (((uint32_t)(at->first_person + first) * 2654435769u) >> 16) * MONTHS >> 16;
}

unsigned soc_income_moves(const struct soc_place_time *at, unsigned first)
{
	return (at->month + MONTHS - month_of(at, first)) / MONTHS;
}

/* From 1/65536 of a step, rounded to whole steps without bias by 16 bits of chance. */
static uint8_t stepped(int64_t income, uint32_t chance)
{
	const int64_t step =
		(income + (chance & 0xffffu) + ((int64_t)1 << 32)) / 65536 - 65536 + SOC_INCOME_MIDDLE;
	return (uint8_t)(step < 0 ? 0 : step > UINT8_MAX ? UINT8_MAX : step);
}

/* The situation of somebody with so many steps of lasting income. Levels are coarser than the cuts by which
 * people were laid out: who is in the quintile begun in stays in the register's. */
static uint8_t situated(const struct soc_income_rules *income, int64_t begun, int64_t now, uint8_t registered)
{
	const unsigned quintile = soc_income_quintile(income, soc_income_level(now));
	return quintile == soc_income_quintile(income, soc_income_level(begun))
	           ? registered
	           : soc_situation_pack(soc_situation_urban(registered), soc_situation_age_band(registered),
	                                quintile);
}

/* The quintiles of a household, with what it has this year. What is lost for a while does not count: it is
 * back before a year has passed. */
static void settle(const struct soc_place_time *at, const struct soc_income_rules *income,
                   const struct soc_registry *registry, unsigned first, unsigned size, struct soc_self *self,
                   struct soc_truth *truth)
{
	const int64_t before = soc_income_of_year(at, income, first, 0),
				  year = soc_income_of_year(at, income, first, soc_income_moves(at, first));
	for (unsigned row = first; row < first + size && row < at->count; row++) {
		const int64_t middle = soc_income_middle(at, income, soc_traits_class(registry->traits[row])),
					  begun = middle + before +
		                      (int64_t)(registry->standing[row] - SOC_INCOME_MIDDLE) * income->step;
		const uint8_t registered = registry->situation[row];
		self->situation[row] = situated(
			income, begun, middle + year + (int64_t)(self->income[row] - SOC_INCOME_MIDDLE) * income->step,
			registered);
		truth->spared_situation[row] = situated(
			income, begun, middle + year + (int64_t)(truth->spared[row] - SOC_INCOME_MIDDLE) * income->step,
			registered);
	}
}

static void suffer(const struct soc_place_time *at, const struct soc_income_rules *income,
                   const struct soc_registry *registry, const struct soc_month_log *month_log,
                   struct soc_self *self, struct soc_truth *truth)
{
	for (unsigned i = 0; i < month_log->attempts_count; i++) {
		const struct soc_attempt *attempt = &month_log->attempts[i];
		uint8_t *own = &self->income[attempt->row];
		if (attempt->effective == 0 || income->scar[attempt->measure] == 0)
			continue;
		const uint32_t key =
			soc_score_fade_offset(at->first_person + attempt->row, at->month, 64u + attempt->measure);
		*own = stepped((int64_t)(*own - SOC_INCOME_MIDDLE) * 65536 - income->scar[attempt->measure],
		               key * 2654435769u >> 16);
		settle(at, income, registry, attempt->row - soc_home_position(registry->home[attempt->row]),
		       soc_home_size(registry->home[attempt->row]), self, truth);
	}
}

static void move_household(const struct soc_place_time *at, const struct soc_income_rules *income,
                           unsigned first, unsigned size, struct soc_self *self, struct soc_truth *truth)
{
	const unsigned moves = soc_income_moves(at, first);
	const uint32_t shared = SOC_VARIATE(INCOME_HOUSEHOLD, at->seed, at->first_person + first, moves, 0);
	for (unsigned row = first; row < first + size && row < at->count; row++) {
		const uint32_t word = SOC_VARIATE(INCOME_PERSON, at->seed, at->first_person + row, moves, 0);
		const int64_t deviate = (int64_t)income->normal[shared >> 22] * income->shared +
		                        (int64_t)income->normal[word >> 22] * income->own; /* 1 = 2^24 */
		const int64_t moved = deviate * income->move / (1 << 24);
		self->income[row] =
			stepped((int64_t)(self->income[row] - SOC_INCOME_MIDDLE) * income->keep + moved, word);
		truth->spared[row] =
			stepped((int64_t)(truth->spared[row] - SOC_INCOME_MIDDLE) * income->keep + moved, word);
	}
}

void soc_income_move(const struct soc_place_time *at, const struct soc_income_rules *income,
                     const struct soc_registry *registry, const struct soc_month_log *month_log,
                     struct soc_self *self, struct soc_truth *truth)
{
	if (!income->enabled)
		return;
	suffer(at, income, registry, month_log, self, truth);
	for (unsigned first = 0; first < at->count;) {
		const unsigned size = soc_home_size(registry->home[first]);
		if (at->month % MONTHS == month_of(at, first)) {
			move_household(at, income, first, size, self, truth);
			settle(at, income, registry, first, size, self, truth);
		}
		first += size > 0 ? size : 1;
	}
}

/* ---- what somebody has ---- */

int64_t soc_income_middle(const struct soc_place_time *at, const struct soc_income_rules *income,
                          unsigned class)
{
	return income->place[income->places > 2 ? 2 * at->region + at->urban : at->urban] + income->class[class];
}

int32_t soc_income_of_year(const struct soc_place_time *at, const struct soc_income_rules *income,
                           unsigned first, unsigned moves)
{
	const uint32_t word = SOC_VARIATE(INCOME_YEAR, at->seed, at->first_person + first, moves, 0);
	return (int32_t)((int64_t)income->normal[word >> 22] * income->year / 4096);
}

unsigned soc_income_level(int64_t log_income)
{
	const int64_t level =
		(log_income + ((int64_t)1 << 32)) / TO_LEVEL - ((int64_t)1 << 32) / TO_LEVEL - LOWEST;
	return (unsigned)(level < 0 ? 0 : level < SOC_INCOME_LEVELS ? level : SOC_INCOME_LEVELS - 1);
}
