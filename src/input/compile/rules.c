/* Compiling a scenario into integer tables: one function per section. */
#include "input/compile/rules.h"

#include "base/draw.h"
#include "base/num.h"
#include "base/poisson.h"
#include "input/compile/order.h"
#include "input/compile/reach.h"
#include "input/module.h"

#include <string.h>

#define HELD_MAX 1023.0 /* points from the start that a column of 16 bits holds in units of 1/32 */

static uint32_t factor16(double x)
{
	return x <= 0.0 ? 0 : (uint32_t)(x * 65536.0 + 0.5);
}

static int32_t units(double points)
{
	return (int32_t)(points * SOC_POINT + (points < 0 ? -0.5 : 0.5));
}

static uint8_t level(double share)
{
	return (uint8_t)(share * 255.0 + 0.5);
}

static double half_life_keep(double months)
{
	return months > 0.0 ? soc_num_exp(-0.69314718055994531 / months) : 1.0;
}

static enum soc_err compile_scale(struct soc_rules *r, const struct soc_scenario *s, struct soc_msg *msg)
{
	double constant = s->scale.kind == SOC_SCALE_POINTS ? s->scale.base : s->scale.minimum;
	double bound = 0.0;
	r->families = (uint8_t)s->components_count;
	r->grades = (uint8_t)s->grades_count;
	r->scored = s->components_count > 0 && s->grades_count > 0;
	r->minimum = units(s->scale.minimum);
	r->maximum = units(s->scale.maximum);
	for (int f = 0; f < s->components_count; f++) {
		const struct soc_component *family = &s->components[f];
		double coefficient = family->weight, width = family->ceiling - family->floor;
		if (s->scale.kind == SOC_SCALE_INDEX) {
			coefficient = width > 0.0 ? family->weight * (s->scale.maximum - s->scale.minimum) / width : 0.0;
			constant -= coefficient * family->floor;
		}
		const int is_deep = family->floor - family->start < -HELD_MAX;
		if (is_deep || family->ceiling - family->start > HELD_MAX)
			return soc_fail(msg, SOC_ERR_LIMIT,
			                "components.%s.%s: %.0f; allowed: within %.0f points of start, %.0f",
			                family->name, is_deep ? "floor" : "ceiling",
			                is_deep ? family->floor : family->ceiling, HELD_MAX, family->start);
		const double most =
			s->adaptive_weight.component == f ? coefficient * s->adaptive_weight.highest : coefficient;
		bound +=
			most * 256.0 * (family->ceiling > -family->floor ? family->ceiling : -family->floor) * SOC_POINT;
		r->coefficient[f] = (int32_t)(coefficient * 256.0 + 0.5);
		r->start[f] = units(family->start);
		r->floor[f] = units(family->floor);
		r->ceiling[f] = units(family->ceiling);
		r->means_slope[f] = family->kind == SOC_FAMILY_MEANS ? units(family->means_slope) : 0;
		r->keep[f] =
			family->kind == SOC_FAMILY_RECORDS ? factor16(half_life_keep(family->half_life_months)) : 65536;
		r->family_kind[f] = (uint8_t)family->kind;
		r->family_luck[f] = soc_draw_luck("families", family->name);
		r->has_network |= family->kind == SOC_FAMILY_NETWORK;
	}
	r->constant = units(constant);
	if (bound + (constant < 0 ? -constant : constant) * SOC_POINT * 256.0 > 2147483647.0)
		return soc_fail(
			msg, SOC_ERR_LIMIT,
			"components: weights times the points they can hold exceed what a score can hold (%.0f points)",
			2147483647.0 / 256.0 / SOC_POINT);
	r->grade_from[0] = INT32_MIN;
	for (int g = 1; g < s->grades_count; g++)
		r->grade_from[g] = units(s->grades[g].from);
	if (r->scored && s->output.cliff > 0) {
		r->cliff_from = r->grade_from[s->output.cliff];
		r->cliff_width = units(s->output.cliff_points);
	}
	return SOC_OK;
}

double soc_rules_headroom(const struct soc_scenario *s, int event)
{
	return s->events[event].kind == SOC_LIFE_EVENT ? 1.0 : s->conduct.multiplier_max;
}

void soc_rules_thin(struct soc_rules *rules, const struct soc_scenario *s,
                    const double highest[SOC_EVENTS_MAX])
{
	for (int k = 0; k < s->events_count; k++) {
		double share = highest[k] > 0.0 ? s->events[k].rate_per_year / highest[k] : 0.0;
		rules->event[k].base = soc_threshold(share / soc_rules_headroom(s, k));
		rules->event[k].most = soc_threshold(share);
	}
}

static void compile_event(struct soc_rules *r, const struct soc_scenario *s, int k)
{
	const struct soc_event *e = &s->events[k];
	struct soc_event_rule *rule = &r->event[k];
	rule->luck = soc_draw_luck("events", e->name);
	rule->kind = (uint8_t)e->kind;
	rule->effect = (uint8_t)(e->kind == SOC_LIFE_EVENT ? e->effect : SOC_EFFECT_NONE);
	rule->needs_loan = (uint8_t)e->needs_loan;
	rule->has_family = e->component >= 0;
	rule->family = (uint8_t)(e->component >= 0 ? e->component : 0);
	rule->points = units(soc_rules_points(s, e->points));
	rule->grade_limit = INT32_MAX;
	if (e->drop_to_grade >= 0 && e->drop_to_grade + 1 < s->grades_count)
		rule->grade_limit = units(s->grades[e->drop_to_grade + 1].from) - 1;
	for (int c = 0; c < s->channels_count; c++)
		if (s->channels[c].enabled && s->channels[c].coverage_urban + s->channels[c].coverage_rural > 0.0 &&
		    s->channels[c].detects[k] > 0.0)
			rule->channels |= (uint32_t)1 << c;
	const double sigma = e->kind == SOC_VIOLATION ? e->strain_effect : 0.0;
	for (int i = 0; i < SOC_LEVELS; i++)
		rule->by_strain[i] = factor16(soc_num_exp(sigma * i / 255.0));
	rule->norm_weight = e->kind == SOC_LIFE_EVENT ? 0 : factor16(e->norm_weight);
}

static enum soc_err compile_channel(struct soc_rules *r, const struct soc_scenario *s, int c,
                                    struct soc_msg *msg)
{
	const struct soc_channel *ch = &s->channels[c];
	struct soc_channel_rule *rule = &r->channel[c];
	double coverage[2] = { ch->coverage_rural, ch->coverage_urban }, sum = 0.0, below = 0.0;
	rule->luck = soc_draw_luck("channels", ch->name);
	rule->kind = (uint8_t)ch->kind;
	rule->enabled = ch->enabled && (coverage[0] > 0.0 || coverage[1] > 0.0);
	rule->needs_identity = (uint8_t)ch->needs_identity;
	rule->verified = ch->kind == SOC_CHANNEL_NEIGHBOURS;
	r->watched |= rule->enabled;
	double malice = rule->verified ? 1.0 + ch->malice_response * ch->reward_points : 1.0;
	for (int urban = 0; urban < 2; urban++)
		rule->reach[urban] = soc_threshold(coverage[urban]);
	const double invented = ch->spurious_per_1000_years / 12000.0 * malice * SOC_FULL_COMMUNITY;
	if (soc_poisson_thresholds(invented, rule->invented, SOC_FALSE_STEPS) > SOC_FALSE_CUT) {
		const double most = soc_poisson_most(SOC_FALSE_STEPS, SOC_FALSE_CUT);
		return soc_fail(
			msg, SOC_ERR_LIMIT,
			"channels.%s.spurious_per_1000_years: %.5g spurious records a month in a community of %d; "
			"allowed: up to %.1f, which is a spurious_per_1000_years of %.4g: lower it or malice_response",
			ch->name, invented, SOC_FULL_COMMUNITY, most,
			soc_num_below(ch->spurious_per_1000_years * most / invented));
	}
	rule->wrong_person = soc_threshold(ch->wrong_person);
	rule->verify_sensitivity = soc_threshold(ch->verify_sensitivity);
	rule->verify_false = soc_threshold(1.0 - ch->verify_specificity);
	rule->reward_points = rule->verified ? units(soc_rules_points(s, ch->reward_points)) : 0;
	for (int k = 0; k < s->events_count; k++)
		sum += ch->spurious_mix[k];
	for (int i = 0; i < s->events_count; i++) {
		const int k = r->by_name[i];
		rule->detect[k] = soc_threshold(soc_rules_detects(s, ch, k));
		below += ch->spurious_mix[k];
		rule->invent[k] = sum > 0.0 ? soc_threshold(below / sum) : 0;
	}
	if (s->events_count > 0 && sum > 0.0)
		rule->invent[r->by_name[s->events_count - 1]] = (uint64_t)1 << 32;
	return SOC_OK;
}

static enum soc_err compile_list(struct soc_rules *r, const struct soc_scenario *s, int l,
                                 struct soc_msg *msg)
{
	const struct soc_list *list = &s->lists[l];
	struct soc_list_rule *rule = &r->list[l];
	rule->luck = soc_draw_luck("lists", list->name);
	rule->colour = (uint8_t)list->colour;
	rule->enabled = (uint8_t)list->enabled;
	rule->good_deed_months = (uint8_t)(list->good_deed_months + 0.5);
	rule->exit_delay = (uint8_t)(list->exit_delay_months + 0.5);
	rule->term = (uint8_t)(list->term_months + 0.5);
	rule->entry = soc_threshold(list->entry_probability);
	rule->repair = soc_threshold(list->repair_per_month);
	rule->publication = soc_threshold(list->publication);
	rule->entry_grades = list->entry_grades;
	rule->kin = soc_threshold(list->entry_kin);
	rule->kin_classes = (uint8_t)list->entry_kin_classes;
	r->lists_kin |= rule->enabled && rule->kin > 0 && rule->kin_classes != 0;
	*(list->colour == SOC_BLACK ? &r->black_lists : &r->red_lists) |= (uint8_t)(1u << l);
	rule->grade_least = (uint8_t)(list->grade_floor > 0 ? list->grade_floor : 0);
	rule->grade_most = (uint8_t)(list->grade_cap >= 0 ? list->grade_cap : SOC_GRADES_MAX - 1);
	if (r->scored && (rule->grade_least > 0 || list->grade_cap >= 0))
		r->remarks |= (uint8_t)(1u << l);
	for (int k = 0; k < SOC_EVENTS_MAX; k++)
		rule->trigger_of[k] = -1;
	for (int k = 0; k < s->events_count; k++) {
		if (!(list->entry_events >> k & 1u))
			continue;
		if (rule->triggers == SOC_TRIGGER_GRADE)
			return soc_fail(msg, SOC_ERR_LIMIT, "lists.%s.entry_events: more than %d classes", list->name,
			                SOC_TRIGGER_GRADE);
		rule->trigger_of[k] = (int8_t)rule->triggers;
		rule->trigger_event[rule->triggers++] = (uint8_t)k;
	}
	return SOC_OK;
}

/* Attempts of a person in a month. */
static double demand_mean(const struct soc_measure *m, int person_class, int urban, int fifth)
{
	const double by_class[SOC_PERSON_CLASSES] = { 1.0, m->demand_executive_ratio, m->demand_official_ratio };
	const double mean = m->demand_per_year / 12.0 * by_class[person_class] *
	                    soc_num_exp(m->demand_income_slope * (fifth - 2));
	return urban ? mean : mean / m->demand_urban_ratio;
}

static enum soc_err compile_demand(struct soc_measure_rule *rule, const struct soc_measure *m,
                                   struct soc_msg *msg)
{
	static const char *const class_name[SOC_PERSON_CLASSES] = { "citizen", "executive", "official" };
	int c = 0, urban = 0, fifth = 0; /* who tries most */
	for (int i = 0; i < SOC_PERSON_CLASSES * 2 * 5; i++) {
		const double mean = demand_mean(m, i / 10, i / 5 % 2, i % 5);
		if (mean > demand_mean(m, c, urban, fifth)) {
			c = i / 10;
			urban = i / 5 % 2;
			fifth = i % 5;
		}
		if (mean <= SOC_DEMAND_MEAN)
			soc_poisson_thresholds(mean, rule->demand[i / 10][i / 5 % 2][i % 5], SOC_DEMAND_STEPS);
	}
	const double most = demand_mean(m, c, urban, fifth);
	if (most > SOC_DEMAND_MEAN)
		return soc_fail(
			msg, SOC_ERR_LIMIT,
			"measures.%s: %.1f attempts a month of a %s %s in income quintile %d; allowed: up to %.0f, "
			"which is a demand_per_year of %.4g: lower it, its slope or its ratios",
			m->name, most, urban ? "urban" : "rural", class_name[c], fifth + 1, SOC_DEMAND_MEAN,
			soc_num_below(m->demand_per_year * SOC_DEMAND_MEAN / most));
	return SOC_OK;
}

static enum soc_err compile_measure(struct soc_rules *r, const struct soc_scenario *s, int i,
                                    struct soc_msg *msg)
{
	const struct soc_measure *m = &s->measures[i];
	struct soc_measure_rule *rule = &r->measure[i];
	const uint16_t bit = (uint16_t)(1u << i);
	const double spill[SOC_KIN_RELATIONS] = { m->spill_spouse, m->spill_child, m->spill_household,
		                                      m->spill_kin, m->spill_liability_group };
	rule->luck = soc_draw_luck("measures", m->name);
	rule->kind = (uint8_t)m->kind;
	rule->min_age = (uint8_t)m->demand_min_age;
	rule->max_age = (uint8_t)m->demand_max_age;
	rule->income_steps = (uint8_t)(m->income_loss / SOC_INCOME_STEP + 0.5);
	rule->strain = level(m->strain);
	rule->strictness = soc_threshold(m->strictness);
	const enum soc_err err = compile_demand(rule, m, msg);
	soc_rules_gain(rule, m);
	if (err != SOC_OK || !m->enabled)
		return err;
	r->gains |= rule->gain_steps > 0 || rule->gain_more > 0;
	if (m->kind == SOC_SANCTION)
		r->sanctions |= bit;
	for (int k = 0; k < SOC_KIN_RELATIONS; k++) {
		rule->spill[k] = soc_threshold(spill[k]);
		if (rule->spill[k] > 0)
			r->spills[k] |= bit;
	}
	for (int c = 0; c < SOC_PERSON_CLASSES; c++) {
		if (!(m->classes >> c & 1u))
			continue;
		for (int g = 0; g < s->grades_count; g++)
			if (m->grades >> g & 1u)
				r->measures_of_grade[c][g] |= bit;
		for (int l = 0; l < s->lists_count; l++)
			if (m->lists >> l & 1u)
				r->measures_of_list[c][l] |= bit;
	}
	return SOC_OK;
}

static uint32_t files_rate(double per_month_per_million)
{
	return (uint32_t)(per_month_per_million * 256.0 + 0.5);
}

static void compile_decisions(struct soc_rules *r, const struct soc_scenario *s)
{
	const struct soc_review *v = &s->review;
	const struct soc_due_process *d = &s->due_process;
	r->docket = (uint16_t)v->docket;
	r->automatic = soc_threshold(v->automatic_share);
	r->auto_accept_right = soc_threshold(v->automatic_sensitivity);
	r->auto_accept_wrong = soc_threshold(1.0 - v->automatic_specificity);
	r->human_accept_right = soc_threshold(v->human_sensitivity);
	r->human_accept_wrong = soc_threshold(1.0 - v->human_specificity);
	r->review_files = files_rate(v->files_per_month_per_million);
	r->appeal_files = files_rate(d->files_per_month_per_million);
	r->notice = soc_threshold(d->notice);
	r->notice_by_refusal = soc_threshold(d->notice_by_refusal);
	r->dare_wronged = soc_threshold(d->appeal_if_wronged);
	r->dare_guilty = soc_threshold(d->appeal_if_guilty);
	r->overturn_wrong = soc_threshold(d->overturn_wrong);
	r->overturn_right = soc_threshold(d->overturn_right);
	r->dare_informed =
		soc_threshold(d->appeal_if_wronged + (1.0 - d->appeal_if_wronged) * d->informed_appeal);
	r->overturn_informed = soc_threshold(d->overturn_wrong + (1.0 - d->overturn_wrong) * d->informed_success);
	r->appeal_delay = (uint8_t)(d->delay_months + 0.5);
	r->restore_points = (uint8_t)d->restore_points;
}

static void compile_conduct(struct soc_rules *r, const struct soc_scenario *s)
{
	const struct soc_conduct *c = &s->conduct;
	r->risk_own = factor16(c->risk_own_weight);
	r->risk_place = factor16(c->risk_place_weight);
	r->strain_listing = level(c->strain_listing);
	r->strain_keep = factor16(half_life_keep(c->strain_half_life_months));
	r->norm_step = factor16(c->norm_learning);
	r->norm_floor = factor16(c->norm_floor);
	r->norm_ceiling = factor16(c->norm_ceiling);
	r->income_recovery = soc_threshold(c->income_recovery_per_month);
	r->declare_move = soc_threshold(c->register_move_per_month);
	r->borrowers = soc_threshold(s->society.borrower_share);
	r->loan_end = soc_threshold(1.0 / c->loan_months);
	r->job_loss_steps = (uint8_t)(c->job_loss_income / SOC_INCOME_STEP + 0.5);
	r->knows_rules = soc_threshold(c->published_rules);
	r->lookalike_tries = (uint8_t)(s->society.lookalike_tries + 0.5);
	r->identity[0] = soc_threshold(s->identity.coverage_rural);
	r->identity[1] = soc_threshold(s->identity.coverage_urban);
}

enum soc_err soc_rules_compile(struct soc_rules *out, const struct soc_scenario *s, struct soc_msg *msg)
{
	struct soc_rules *r = out;
	memset(r, 0, sizeof *r);
	r->events = (uint8_t)s->events_count;
	r->channels = (uint8_t)s->channels_count;
	r->lists = (uint8_t)s->lists_count;
	r->measures = (uint8_t)s->measures_count;
	r->spread = (uint8_t)s->output.spread;
	r->looks = soc_look_rule_of(s);
	enum soc_err err = compile_scale(r, s, msg);
	soc_order_by_name(s->events[0].name, sizeof s->events[0], s->events_count, r->by_name);
	for (int k = 0; k < s->events_count; k++)
		compile_event(r, s, k);
	for (int c = 0; err == SOC_OK && c < s->channels_count; c++)
		err = compile_channel(r, s, c, msg);
	for (int l = 0; err == SOC_OK && l < s->lists_count; l++)
		err = compile_list(r, s, l, msg);
	for (int i = 0; err == SOC_OK && i < s->measures_count; i++)
		err = compile_measure(r, s, i, msg);
	soc_rules_reach(r, s);
	soc_rules_group(r, s);
	compile_decisions(r, s);
	compile_conduct(r, s);
	soc_conduct_compile(&r->conduct, s);
	for (int i = 0; err == SOC_OK && i < SOC_MODULES; i++)
		if (soc_modules[i]->compile != NULL)
			err = soc_modules[i]->compile(r, s, msg);
	double own[SOC_EVENTS_MAX];
	for (int k = 0; k < s->events_count; k++)
		own[k] = s->events[k].rate_per_year;
	soc_rules_thin(r, s, own);
	return err;
}
