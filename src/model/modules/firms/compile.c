/* Compiling what a scenario says of firms. */
#include "model/modules/firms/rules.h"

#include "base/draw.h"
#include "base/num.h"
#include "base/poisson.h"
#include "base/wide.h"
#include "input/compile/conduct.h"
#include "input/compile/order.h"
#include "input/compile/rules.h"

#include <string.h>

#define LN2 0.69314718055994531

static uint32_t factor16(double x)
{
	return (uint32_t)(x * 65536.0 + 0.5);
}

static int32_t units(double points)
{
	return (int32_t)(points * SOC_POINT + (points < 0 ? -0.5 : 0.5));
}

static void compile_population(struct soc_firms_rules *r, const struct soc_scenario *s)
{
	double upto = 0.0;
	r->per_firm = (uint64_t)(s->firms.persons_per_firm * 65536.0 + 0.5);
	r->size_power = -1.0 / s->firms.size_exponent;
	r->size_largest = (uint32_t)s->firms.size_largest;
	r->employees = soc_threshold(s->firms.employee_share);
	r->proneness_shape = s->firms.proneness_shape;
	r->sectors = (uint8_t)s->sectors_count;
	for (int i = 0; i < SOC_SECTORS_MAX; i++) {
		upto += i < s->sectors_count ? s->sectors[i].share : 0.0;
		r->sector_upto[i] = i + 1 < s->sectors_count ? soc_threshold(upto) : (uint64_t)1 << 32;
	}
}

static void compile_event(struct soc_firm_event_rule *rule, const struct soc_firm_event *e)
{
	rule->salt = soc_draw_salt("firm_events", e->name);
	rule->chance = soc_threshold(e->rate_per_year / 12.0);
	for (int size = 0; size < SOC_FIRM_SIZES; size++)
		rule->by_size[size] = factor16(soc_num_exp(e->size_slope * size));
	for (int i = 0; i < SOC_SECTORS_MAX; i++)
		rule->by_sector[i] = factor16(soc_num_exp(e->by_sector[i]));
	rule->listed = factor16(e->listed_ratio);
	rule->points = units(e->points);
}

static void compile_channel(struct soc_firm_channel_rule *rule, const struct soc_firm_channel *c,
                            const uint8_t *by_name, int events)
{
	double sum = 0.0, upto = 0.0;
	rule->salt = soc_draw_salt("firm_channels", c->name);
	rule->enabled = (uint8_t)c->enabled;
	rule->coverage[0] = soc_threshold(c->coverage_small);
	rule->coverage[1] = soc_threshold(c->coverage);
	rule->wrong_firm = soc_threshold(c->wrong_firm);
	rule->false_record = soc_threshold(c->spurious_per_1000_years / 12000.0);
	for (int k = 0; k < events; k++)
		sum += c->spurious_mix[k];
	for (int i = 0; i < events; i++) {
		const int k = by_name[i];
		upto += c->spurious_mix[k];
		rule->detect[k] = soc_threshold(c->detects[k]);
		rule->spurious_mix[k] = i + 1 < events && sum > 0.0 ? soc_threshold(upto / sum) : (uint64_t)1 << 32;
	}
}

static void compile_list(struct soc_firms_rules *r, const struct soc_scenario *s, int l)
{
	const struct soc_firm_list *list = &s->firm_lists[l];
	struct soc_firm_list_rule *rule = &r->list[l];
	rule->salt = soc_draw_salt("firm_lists", list->name);
	rule->colour = (uint8_t)list->colour;
	rule->enabled = (uint8_t)list->enabled;
	rule->term = (uint8_t)(list->term_months + 0.5);
	rule->head_list = (int8_t)list->head_list;
	rule->entry_events = list->entry_events;
	rule->entry_grades = list->entry_grades;
	rule->entry = soc_threshold(list->entry_probability);
	rule->repair = soc_threshold(list->repair_per_month);
	rule->head = soc_threshold(list->head_probability);
	if (list->colour == SOC_BLACK)
		r->black |= (uint8_t)(1u << l);
	if (list->head_list >= 0 && rule->head > 0)
		r->head_lists |= (uint8_t)(1u << l);
}

/* Lists act apart: an employee keeps the job when none of the employer's lists takes it. */
static void compile_job_loss(struct soc_firms_rules *r, const struct soc_scenario *s)
{
	for (unsigned set = 0; set < 1u << SOC_FIRM_LISTS_MAX; set++) {
		double kept = 1.0;
		for (int l = 0; l < s->firm_lists_count; l++)
			kept *= set >> l & 1u ? 1.0 - s->firm_lists[l].job_loss_per_month : 1.0;
		r->job_loss[set] = soc_threshold(1.0 - kept);
	}
}

static void compile_measure(struct soc_firms_rules *r, const struct soc_scenario *s, int m)
{
	const struct soc_firm_measure *from = &s->firm_measures[m];
	struct soc_firm_measure_rule *rule = &r->measure[m];
	rule->salt = soc_draw_salt("firm_measures", from->name);
	rule->kind = (uint8_t)from->kind;
	rule->strictness = soc_threshold(from->strictness);
	for (int size = 0; size < SOC_FIRM_SIZES; size++)
		for (int i = 0; i < SOC_SECTORS_MAX; i++) {
			double mean = from->demand_per_year / 12.0 *
			              soc_num_exp(from->demand_size_slope * size + from->by_sector[i]);
			soc_poisson_thresholds(mean < 700.0 ? mean : 700.0, rule->more_than[size][i], SOC_FIRM_ATTEMPTS);
		}
	if (!from->enabled)
		return;
	r->credit_measures |= (uint8_t)((unsigned)from->credit << m);
	for (int g = 0; g < s->firm_grades_count; g++)
		r->measures_of_grade[g] |= (uint8_t)((from->grades >> g & 1u) << m);
	for (int l = 0; l < s->firm_lists_count; l++)
		r->measures_of_list[l] |= (uint8_t)((from->lists >> l & 1u) << m);
}

static void compile_lives(struct soc_firms_rules *r, const struct soc_firms_plan *f)
{
	const double closes = f->closed_per_year / 12.0;
	r->appeal_wronged = soc_threshold(f->appeal_if_wronged);
	r->appeal_guilty = soc_threshold(f->appeal_if_guilty);
	r->appeal_months = (uint8_t)(f->appeal_months + 0.5);
	r->overturn_wrong = soc_threshold(f->overturn_wrong);
	r->overturn_true = soc_threshold(f->overturn_true);
	r->learn_caught = (uint32_t)(f->learning_caught * 256.0 + 0.5);
	r->learn_uncaught = (uint32_t)(f->learning_uncaught * 256.0 + 0.5);
	r->close[0] = soc_threshold(closes);
	r->close[1] = soc_threshold(closes * f->closed_listed_ratio);
	r->same_owner = soc_threshold(f->same_owner);
	r->closing_job_loss = soc_threshold(f->closing_job_loss);
	r->credit_coverage[0] = soc_threshold(f->credit_coverage_small);
	r->credit_coverage[1] = soc_threshold(f->credit_coverage);
	r->credit_unscored = soc_threshold(f->credit_without_score);
	r->credit_below = units(f->credit_below);
}

/* ---- what a record can cost, and how likely one is ---- */

static double at_most(double x, double most)
{
	return x < most ? x : most;
}

/* x in 1/one, at most what 32 bits hold. */
static uint32_t fixed(double x, double one)
{
	return (uint32_t)(at_most(x * one, 4294967294.0) + 0.5);
}

/* Chance that an event of the class ends as an accepted record of the firm that did it, over all channels:
 * the first that detects it makes the record, whomever it names. */
static double detection(const struct soc_scenario *s, int event, int large)
{
	double missed = 1.0, named = 0.0;
	for (int i = 0; i < s->firm_channels_count; i++) {
		const struct soc_firm_channel *c = &s->firm_channels[i];
		const double seen = c->enabled ? (large ? c->coverage : c->coverage_small) * c->detects[event] : 0.0;
		named += missed * seen * (1.0 - c->wrong_firm);
		missed *= 1.0 - seen;
	}
	return named * s->firms.review_sensitivity;
}

static void compile_act(struct soc_firms_rules *r, const struct soc_scenario *s, int k)
{
	struct soc_firm_event_rule *e = &r->event[k];
	e->inverse_gain = fixed(1.0 / s->firm_events[k].gain, 65536.0);
	for (int large = 0; large < 2; large++) {
		const double chance = detection(s, k, large);
		e->is_weighed |= chance > 0.0;
		e->begin[large] = (uint16_t)fixed(at_most(s->firms.risk_bias * chance, 1.0), 65535.0);
	}
	for (int l = 0; l < s->firm_lists_count; l++)
		if (r->list[l].enabled && (r->black >> l & 1u) && (r->list[l].entry_events >> k & 1u))
			e->lists |= (uint8_t)(1u << l);
}

static void compile_stake(struct soc_firms_rules *r, const struct soc_scenario *s, int m)
{
	const struct soc_firm_measure *from = &s->firm_measures[m];
	for (int size = 0; size < SOC_FIRM_SIZES; size++)
		for (int i = 0; i < SOC_SECTORS_MAX; i++)
			r->measure[m].stake[size][i] =
				fixed(from->demand_per_year / 12.0 *
			              soc_num_exp(from->demand_size_slope * size + from->by_sector[i]) *
			              from->strictness * from->stake_months,
			          16777216.0);
}

/* An entry stands until its term ends, it is repaired, or the firm closes. */
static double list_months(const struct soc_firm_list *list, double closes, double horizon)
{
	double months = 0.0, stands = 1.0;
	for (int t = 0; t < (int)(list->term_months + 0.5); t++) {
		months += stands;
		stands *= (1.0 - list->repair_per_month) * (1.0 - closes);
	}
	return at_most(months, horizon);
}

/* What a head of the middle of incomes in a city loses by an entry on a list of people. */
static uint64_t loss_of_head(const struct soc_conduct_rules *conduct, const struct soc_regime *regime,
                             unsigned list)
{
	const unsigned set = regime->measures.of_list[SOC_EXECUTIVE][list] & regime->measures.sanctions;
	uint64_t month = 0;
	for (unsigned bits = regime->lists.list[list].enabled ? set : 0; bits != 0; bits &= bits - 1)
		month += conduct->stake[__builtin_ctz(bits)][SOC_EXECUTIVE][1][2];
	return (month * conduct->list_months[list][SOC_EXECUTIVE] >> 8) +
	       (regime->lists.list[list].enabled ? conduct->published[list][1] : 0);
}

static void compile_stakes(struct soc_firms_rules *r, const struct soc_scenario *s,
                           const struct soc_conduct_rules *conduct, const struct soc_regime *regime)
{
	const struct soc_firms_plan *f = &s->firms;
	const double horizon = s->conduct.horizon_months, closes = at_most(f->closed_per_year / 12.0, 1.0),
				 listed = at_most(closes * f->closed_listed_ratio, 1.0);
	for (int k = 0; k < s->firm_events_count; k++)
		compile_act(r, s, k);
	for (int m = 0; m < s->firm_measures_count; m++)
		compile_stake(r, s, m);
	for (int l = 0; l < s->firm_lists_count; l++) {
		struct soc_firm_list_rule *rule = &r->list[l];
		rule->months = fixed(list_months(&s->firm_lists[l], listed, horizon), 256.0);
		if (rule->head_list < 0)
			continue;
		const uint64_t loss = loss_of_head(conduct, regime, (unsigned)rule->head_list);
		rule->head_loss = (uint64_t)((soc_wide)loss * fixed(f->head_weight, 65536.0) * rule->head >> 48);
	}
	r->point_months =
		fixed(f->half_life_months > 0.0 ? at_most(f->half_life_months / LN2, horizon) : horizon, 256.0);
	/* who begins again under another name loses nothing by closing */
	r->closing_loss =
		listed > closes
			? fixed((listed - closes) * (1.0 - f->same_owner) * f->closing_stake_months, 16777216.0)
			: 0;
}

void soc_firms_compile(struct soc_firms_rules *out, const struct soc_scenario *s,
                       const struct soc_conduct_rules *conduct, const struct soc_regime *regime)
{
	struct soc_firms_rules *r = out;
	memset(r, 0, sizeof *r);
	r->enabled = (uint8_t)s->firms.enabled;
	r->events = (uint8_t)s->firm_events_count;
	r->channels = (uint8_t)s->firm_channels_count;
	r->grades = (uint8_t)s->firm_grades_count;
	r->lists = (uint8_t)s->firm_lists_count;
	r->measures = (uint8_t)s->firm_measures_count;
	r->base = units(s->firms.base);
	r->keep =
		s->firms.half_life_months > 0.0 ? factor16(soc_num_exp(-LN2 / s->firms.half_life_months)) : 65536;
	r->accept_right = soc_threshold(s->firms.review_sensitivity);
	r->accept_wrong = soc_threshold(1.0 - s->firms.review_specificity);
	for (int g = 0; g < s->firm_grades_count; g++)
		r->grade_from[g] = g == 0 ? INT32_MIN : units(s->firm_grades[g].from);
	compile_population(r, s);
	compile_lives(r, &s->firms);
	soc_order_by_name(s->firm_events[0].name, sizeof s->firm_events[0], s->firm_events_count, r->by_name);
	for (int k = 0; k < s->firm_events_count; k++)
		compile_event(&r->event[k], &s->firm_events[k]);
	for (int c = 0; c < s->firm_channels_count; c++)
		compile_channel(&r->channel[c], &s->firm_channels[c], r->by_name, s->firm_events_count);
	for (int l = 0; l < s->firm_lists_count; l++)
		compile_list(r, s, l);
	compile_job_loss(r, s);
	for (int m = 0; m < s->firm_measures_count; m++)
		compile_measure(r, s, m);
	compile_stakes(r, s, conduct, regime);
}
