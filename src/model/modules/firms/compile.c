/* Compiling what a scenario says of firms. */
#include "model/modules/firms/rules.h"

#include "base/draw.h"
#include "base/num.h"
#include "base/poisson.h"
#include "input/compile/order.h"
#include "input/compile/rules.h"

#include <string.h>

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
	rule->luck = soc_draw_luck("firm_events", e->name);
	rule->chance = soc_threshold(e->rate_per_year / 12.0);
	for (int size = 0; size < SOC_FIRM_SIZES; size++)
		rule->by_size[size] = factor16(soc_num_exp(e->size_slope * size));
	for (int i = 0; i < SOC_SECTORS_MAX; i++)
		rule->by_sector[i] = factor16(soc_num_exp(e->by_sector[i]));
	rule->listed = factor16(e->listed_ratio);
	rule->points = units(e->points);
}

/* Nothing is risked by what no channel could see. */
static void compile_deterrence(struct soc_firms_rules *r, const struct soc_scenario *s, int event)
{
	double eta = 0.0;
	for (int c = 0; c < s->firm_channels_count; c++)
		if (s->firm_channels[c].enabled && s->firm_channels[c].detects[event] > 0.0)
			eta = s->firm_events[event].deterrence * s->firm_events[event].severity;
	for (int risk = 0; risk < 256; risk++)
		r->event[event].by_risk[risk] = factor16(soc_num_exp(-eta * risk / 255.0));
}

static void compile_channel(struct soc_firm_channel_rule *rule, const struct soc_firm_channel *c,
                            const uint8_t *by_name, int events)
{
	double sum = 0.0, upto = 0.0;
	rule->luck = soc_draw_luck("firm_channels", c->name);
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
	rule->luck = soc_draw_luck("firm_lists", list->name);
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
	rule->luck = soc_draw_luck("firm_measures", from->name);
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
	r->risk_initial = (uint8_t)(f->risk_initial * 255.0 + 0.5);
	r->risk_step = (uint32_t)(f->risk_learning * 256.0 + 0.5);
	r->close[0] = soc_threshold(closes);
	r->close[1] = soc_threshold(closes * f->closed_listed_ratio);
	r->same_owner = soc_threshold(f->same_owner);
	r->closing_job_loss = soc_threshold(f->closing_job_loss);
	r->credit_coverage[0] = soc_threshold(f->credit_coverage_small);
	r->credit_coverage[1] = soc_threshold(f->credit_coverage);
	r->credit_unscored = soc_threshold(f->credit_without_score);
	r->credit_below = units(f->credit_below);
}

void soc_firms_compile(struct soc_firms_rules *out, const struct soc_scenario *s)
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
	r->keep = s->firms.half_life_months > 0.0
	              ? factor16(soc_num_exp(-0.69314718055994531 / s->firms.half_life_months))
	              : 65536;
	r->accept_right = soc_threshold(s->firms.review_sensitivity);
	r->accept_wrong = soc_threshold(1.0 - s->firms.review_specificity);
	for (int g = 0; g < s->firm_grades_count; g++)
		r->grade_from[g] = g == 0 ? INT32_MIN : units(s->firm_grades[g].from);
	compile_population(r, s);
	compile_lives(r, &s->firms);
	soc_order_by_name(s->firm_events[0].name, sizeof s->firm_events[0], s->firm_events_count, r->by_name);
	for (int k = 0; k < s->firm_events_count; k++)
		compile_event(&r->event[k], &s->firm_events[k]);
	for (int k = 0; k < s->firm_events_count; k++)
		compile_deterrence(r, s, k);
	for (int c = 0; c < s->firm_channels_count; c++)
		compile_channel(&r->channel[c], &s->firm_channels[c], r->by_name, s->firm_events_count);
	for (int c = 0; c < s->firm_channels_count; c++)
		r->watched |= r->channel[c].enabled;
	for (int l = 0; l < s->firm_lists_count; l++)
		compile_list(r, s, l);
	compile_job_loss(r, s);
	for (int m = 0; m < s->firm_measures_count; m++)
		compile_measure(r, s, m);
}
