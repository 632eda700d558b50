/* Compiling a scenario into integer tables: one function per section. */
#include "input/compile/rules.h"

#include "base/draw.h"
#include "base/num.h"
#include "base/poisson.h"
#include "input/compile/derived.h"
#include "input/compile/order.h"
#include "input/module.h"
#include "input/schema/params.h"

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

/* A component; *constant and *bound: of the score, what it takes from the one and can add to the other. */
static enum soc_err compile_component(struct soc_scoring_rules *r, const struct soc_scenario *s, int c,
                                      double *constant, double *bound, struct soc_msg *msg)
{
	const struct soc_component *component = &s->components[c];
	double coefficient = component->weight, width = component->ceiling - component->floor;
	if (s->scale.kind == SOC_SCALE_INDEX) {
		coefficient = width > 0.0 ? component->weight * (s->scale.maximum - s->scale.minimum) / width : 0.0;
		*constant -= coefficient * component->floor;
	}
	const int is_deep = component->floor - component->start < -HELD_MAX;
	if (is_deep || component->ceiling - component->start > HELD_MAX)
		return soc_fail(msg, SOC_ERR_LIMIT,
		                "components.%s.%s: %.0f; allowed: within %.0f points of start, %.0f", component->name,
		                is_deep ? "floor" : "ceiling", is_deep ? component->floor : component->ceiling,
		                HELD_MAX, component->start);
	const double most =
		s->adaptive_weight.component == c ? coefficient * s->adaptive_weight.highest : coefficient;
	*bound += most * 256.0 *
	          (component->ceiling > -component->floor ? component->ceiling : -component->floor) * SOC_POINT;
	r->coefficient[c] = (int32_t)(coefficient * 256.0 + 0.5);
	r->start[c] = units(component->start);
	r->floor[c] = units(component->floor);
	r->ceiling[c] = units(component->ceiling);
	r->means_slope[c] = component->kind == SOC_COMPONENT_MEANS ? units(component->means_slope) : 0;
	r->keep[c] = component->kind == SOC_COMPONENT_RECORDS
	                 ? factor16(half_life_keep(component->half_life_months))
	                 : 65536;
	r->component_kind[c] = (uint8_t)component->kind;
	r->component_salt[c] = soc_draw_salt("families", component->name); /* the word is part of results */
	r->has_network |= component->kind == SOC_COMPONENT_NETWORK;
	return SOC_OK;
}

static void compile_tariff(struct soc_scoring_rules *r, const struct soc_scenario *s)
{
	for (int k = 0; k < s->events_count; k++) {
		const struct soc_event *e = &s->events[k];
		struct soc_tariff *tariff = &r->tariff[k];
		tariff->has_component = e->component >= 0;
		tariff->component = (uint8_t)(e->component >= 0 ? e->component : 0);
		tariff->points = units(soc_derived_points(s, e->points));
		tariff->grade_limit = INT32_MAX;
		if (e->drop_to_grade >= 0 && e->drop_to_grade + 1 < s->grades_count)
			tariff->grade_limit = units(s->grades[e->drop_to_grade + 1].from) - 1;
	}
	for (int c = 0; c < s->channels_count; c++)
		if (s->channels[c].kind == SOC_CHANNEL_NEIGHBOURS)
			r->reward[c] = units(soc_derived_points(s, s->channels[c].reward_points));
}

static enum soc_err compile_scoring(struct soc_scoring_rules *r, const struct soc_scenario *s,
                                    struct soc_msg *msg)
{
	double constant = s->scale.kind == SOC_SCALE_POINTS ? s->scale.base : s->scale.minimum;
	double bound = 0.0;
	r->components = (uint8_t)s->components_count;
	r->grades = (uint8_t)s->grades_count;
	r->on = s->components_count > 0 && s->grades_count > 0;
	r->minimum = units(s->scale.minimum);
	r->maximum = units(s->scale.maximum);
	for (int c = 0; c < s->components_count; c++) {
		const enum soc_err err = compile_component(r, s, c, &constant, &bound, msg);
		if (err != SOC_OK)
			return err;
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
	compile_tariff(r, s);
	return SOC_OK;
}

double soc_rules_headroom(const struct soc_scenario *s, int event)
{
	return s->events[event].kind == SOC_LIFE_EVENT ? 1.0 : s->conduct.multiplier_max;
}

void soc_rules_thin(struct soc_rules *rules, const struct soc_scenario *s, const double rate[SOC_EVENTS_MAX],
                    const double highest[SOC_EVENTS_MAX])
{
	for (int k = 0; k < s->events_count; k++) {
		double share = highest[k] > 0.0 ? rate[k] / highest[k] : 0.0;
		rules->events.event[k].base = soc_threshold(share / soc_rules_headroom(s, k));
		rules->events.event[k].most = soc_threshold(share);
	}
}

/* Factors of a class with the same effect among the first `count`: 0 when there is none. */
static int copy_strain(struct soc_event_rule *rule, const struct soc_event_rule *of, int count)
{
	for (int i = 0; i < count; i++)
		if (of[i].strain_effect == rule->strain_effect) {
			memcpy(rule->by_strain, of[i].by_strain, sizeof rule->by_strain);
			return 1;
		}
	return 0;
}

static void compile_strain(struct soc_events_rules *r, const struct soc_scenario *s, int k,
                           const struct soc_events_rules *like)
{
	struct soc_event_rule *rule = &r->event[k];
	rule->strain_effect = s->events[k].kind == SOC_VIOLATION ? s->events[k].strain_effect : 0.0;
	if (copy_strain(rule, r->event, k) || (like != NULL && copy_strain(rule, like->event, like->count)))
		return;
	for (int i = 0; i < SOC_LEVELS; i++)
		rule->by_strain[i] = factor16(soc_num_exp(rule->strain_effect * i / 255.0));
}

static void compile_event(struct soc_events_rules *r, const struct soc_scenario *s, int k,
                          const struct soc_events_rules *like)
{
	const struct soc_event *e = &s->events[k];
	struct soc_event_rule *rule = &r->event[k];
	rule->salt = soc_draw_salt("events", e->name);
	rule->kind = (uint8_t)e->kind;
	rule->effect = (uint8_t)(e->kind == SOC_LIFE_EVENT ? e->effect : SOC_EFFECT_NONE);
	rule->needs_loan = (uint8_t)e->needs_loan;
	for (int c = 0; c < s->channels_count; c++)
		if (s->channels[c].enabled &&
		    soc_derived_coverage(s, &s->channels[c], 0) + soc_derived_coverage(s, &s->channels[c], 1) > 0.0 &&
		    s->channels[c].detects[k] > 0.0)
			rule->channels |= (uint32_t)1 << c;
	compile_strain(r, s, k, like);
	rule->norm_weight = e->kind == SOC_LIFE_EVENT ? 0 : factor16(e->norm_weight);
}

static enum soc_err compile_channel(struct soc_records_rules *r, const uint8_t *by_name,
                                    const struct soc_scenario *s, int c, struct soc_msg *msg)
{
	const struct soc_channel *ch = &s->channels[c];
	struct soc_channel_rule *rule = &r->channel[c];
	double coverage[2] = { soc_derived_coverage(s, ch, 0), soc_derived_coverage(s, ch, 1) }, sum = 0.0,
		   below = 0.0;
	rule->salt = soc_draw_salt("channels", ch->name);
	rule->kind = (uint8_t)ch->kind;
	rule->enabled = ch->enabled && (coverage[0] > 0.0 || coverage[1] > 0.0);
	rule->needs_identity = (uint8_t)ch->needs_identity;
	r->watched |= rule->enabled;
	const double malice =
		ch->kind == SOC_CHANNEL_NEIGHBOURS ? 1.0 + ch->malice_response * ch->reward_points : 1.0;
	for (int urban = 0; urban < 2; urban++)
		rule->coverage[urban] = soc_threshold(coverage[urban]);
	const double spurious = ch->spurious_per_1000_years / 12000.0 * malice * SOC_FULL_COMMUNITY;
	if (soc_poisson_thresholds(spurious, rule->spurious, SOC_FABRICATED_MOST) > SOC_FABRICATED_CUT) {
		const double most = soc_poisson_most(SOC_FABRICATED_MOST, SOC_FABRICATED_CUT);
		return soc_fail(
			msg, SOC_ERR_LIMIT,
			"channels.%s.spurious_per_1000_years: %.5g spurious records a month in a community of %d; "
			"allowed: up to %.1f, which is a spurious_per_1000_years of %.4g: lower it or malice_response",
			ch->name, spurious, SOC_FULL_COMMUNITY, most,
			soc_num_below(ch->spurious_per_1000_years * most / spurious));
	}
	rule->wrong_person = soc_threshold(ch->wrong_person);
	for (int k = 0; k < s->events_count; k++)
		sum += ch->spurious_mix[k];
	for (int i = 0; i < s->events_count; i++) {
		const int k = by_name[i];
		rule->detect[k] = soc_threshold(soc_derived_detects(s, ch, k));
		below += ch->spurious_mix[k];
		rule->spurious_mix[k] = sum > 0.0 ? soc_threshold(below / sum) : 0;
	}
	if (s->events_count > 0 && sum > 0.0)
		rule->spurious_mix[by_name[s->events_count - 1]] = (uint64_t)1 << 32;
	return SOC_OK;
}

static enum soc_err compile_list(struct soc_lists_rules *r, const struct soc_scenario *s, int l,
                                 struct soc_msg *msg)
{
	const struct soc_list *list = &s->lists[l];
	struct soc_list_rule *rule = &r->list[l];
	rule->salt = soc_draw_salt("lists", list->name);
	rule->colour = (uint8_t)list->colour;
	rule->enabled = (uint8_t)list->enabled;
	rule->good_deed_months = (uint8_t)(list->good_deed_months + 0.5);
	rule->exit_delay = (uint8_t)(list->exit_delay_months + 0.5);
	rule->term = (uint8_t)(list->term_months + 0.5);
	rule->entry = soc_threshold(list->entry_probability);
	rule->repair = soc_threshold(list->repair_per_month);
	rule->publication = soc_threshold(list->publication);
	rule->entry_grades = list->entry_grades;
	*(list->colour == SOC_BLACK ? &r->black : &r->red) |= (uint8_t)(1u << l);
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
#define DEMANDS (SOC_PERSON_CLASSES * 2 * 5)

/* [class of person][urban][quintile] */
static void demand_means(const struct soc_measure *m, double out[DEMANDS])
{
	const double by_class[SOC_PERSON_CLASSES] = { 1.0, m->demand_executive_ratio, m->demand_official_ratio };
	double by_income[5], a_month = m->demand_per_year * m->demand_volume / 12.0;
	for (int quintile = 0; quintile < 5; quintile++)
		by_income[quintile] = soc_num_exp(m->demand_income_slope * (quintile - 2));
	for (int i = 0; i < DEMANDS; i++) {
		const double mean = a_month * by_class[i / 10] * by_income[i % 5];
		out[i] = i / 5 % 2 ? mean : mean / m->demand_urban_ratio;
	}
}

/* Most try as often as others who stand before them. */
static void fill_demand(struct soc_attempt_rule *rule, const double mean[DEMANDS], int i)
{
	uint32_t *of_i = rule->demand[i / 10][i / 5 % 2][i % 5];
	for (int k = 0; k < i; k++)
		if (mean[k] == mean[i]) {
			memcpy(of_i, rule->demand[k / 10][k / 5 % 2][k % 5], SOC_DEMAND_STEPS * sizeof *of_i);
			return;
		}
	soc_poisson_thresholds(mean[i], of_i, SOC_DEMAND_STEPS);
}

static enum soc_err compile_demand(struct soc_attempt_rule *rule, const struct soc_measure *m,
                                   struct soc_msg *msg)
{
	double mean[DEMANDS];
	int who = 0; /* tries most */
	demand_means(m, mean);
	for (int i = 0; i < DEMANDS; i++) {
		who = mean[i] > mean[who] ? i : who;
		if (mean[i] <= SOC_DEMAND_MEAN)
			fill_demand(rule, mean, i);
	}
	if (mean[who] > SOC_DEMAND_MEAN)
		return soc_fail(msg, SOC_ERR_LIMIT,
		                "measures.%s.demand_per_year: %.1f attempts a month of a %s %s in income quintile "
		                "%d; allowed: up to %.0f, which is a demand_per_year of %.4g: lower it, or bring "
		                "demand_income_slope, demand_urban_ratio, demand_executive_ratio or "
		                "demand_official_ratio nearer to even",
		                m->name, mean[who], who / 5 % 2 ? "urban" : "rural",
		                soc_params_word_classes(who / 10), who % 5 + 1, SOC_DEMAND_MEAN,
		                soc_num_below(m->demand_per_year * SOC_DEMAND_MEAN / mean[who]));
	return SOC_OK;
}

/* Steps of income in a share; what is left of one is the chance of one more: the mean is the share. */
static uint8_t whole_steps(double share, uint64_t *more)
{
	const double steps = share / SOC_LOST_INCOME_STEP, rest = steps - (uint8_t)(steps + 1e-9);
	*more = rest > 1e-9 ? soc_threshold(rest) : 0;
	return (uint8_t)(steps + 1e-9);
}

static enum soc_err compile_attempt(struct soc_attempt_rule *rule, const struct soc_measure *m,
                                    struct soc_msg *msg)
{
	rule->salt = soc_draw_salt("measures", m->name);
	rule->kind = (uint8_t)m->kind;
	rule->min_age = (uint8_t)m->demand_min_age;
	rule->max_age = (uint8_t)m->demand_max_age;
	rule->income_steps = whole_steps(m->income_loss, &rule->income_more);
	rule->strain = level(m->strain);
	rule->strictness = soc_threshold(m->strictness);
	return compile_demand(rule, m, msg);
}

static void compile_measures(struct soc_measures_rules *r, const struct soc_scenario *s)
{
	r->count = (uint8_t)s->measures_count;
	for (int i = 0; i < s->measures_count; i++) {
		const struct soc_measure *m = &s->measures[i];
		const uint16_t bit = (uint16_t)(1u << i);
		if (!m->enabled)
			continue;
		if (m->kind == SOC_SANCTION)
			r->sanctions |= bit;
		for (int c = 0; c < SOC_PERSON_CLASSES; c++) {
			if (!(m->classes >> c & 1u))
				continue;
			for (int g = 0; g < s->grades_count; g++)
				if (m->grades >> g & 1u)
					r->of_grade[c][g] |= bit;
			for (int l = 0; l < s->lists_count; l++)
				if (m->lists >> l & 1u)
					r->of_list[c][l] |= bit;
		}
	}
}

static uint32_t files_rate(double per_month_per_million)
{
	return (uint32_t)(per_month_per_million * 256.0 + 0.5);
}

static void compile_review(struct soc_review_rules *r, const struct soc_scenario *s)
{
	r->docket = (uint16_t)s->review.docket;
	r->age_of_responsibility = (uint8_t)s->review.age_of_responsibility;
	r->automatic = soc_threshold(s->review.automatic_share);
	r->files = files_rate(s->review.files_per_month_per_million);
	for (int c = 0; c < s->channels_count; c++)
		if (s->channels[c].kind == SOC_CHANNEL_NEIGHBOURS)
			r->verified |= (uint32_t)1 << c;
}

static void compile_due_process(struct soc_due_process_rules *r, const struct soc_due_process *d)
{
	r->files = files_rate(d->files_per_month_per_million);
	r->notice = soc_threshold(d->notice);
	r->delay_months = (uint8_t)(d->delay_months + 0.5);
	r->restore_points = (uint8_t)d->restore_points;
}

static void compile_evidence(struct soc_evidence_rules *r, const struct soc_scenario *s)
{
	const struct soc_review *v = &s->review;
	const struct soc_due_process *d = &s->due_process;
	for (int c = 0; c < s->channels_count; c++) {
		r->verify_right[c] = soc_threshold(s->channels[c].verify_sensitivity);
		r->verify_wrong[c] = soc_threshold(1.0 - s->channels[c].verify_specificity);
	}
	r->auto_accept_right = soc_threshold(v->automatic_sensitivity);
	r->auto_accept_wrong = soc_threshold(1.0 - v->automatic_specificity);
	r->human_accept_right = soc_threshold(v->human_sensitivity);
	r->human_accept_wrong = soc_threshold(1.0 - v->human_specificity);
	r->overturn_wrong = soc_threshold(d->overturn_wrong);
	r->overturn_true = soc_threshold(d->overturn_true);
	r->overturn_informed = soc_threshold(d->overturn_wrong + (1.0 - d->overturn_wrong) * d->informed_success);
}

static enum soc_err compile_people(struct soc_people_rules *r, const struct soc_scenario *s,
                                   struct soc_msg *msg)
{
	const struct soc_conduct *c = &s->conduct;
	const struct soc_due_process *d = &s->due_process;
	enum soc_err err = SOC_OK;
	r->risk_own = factor16(c->risk_own_weight);
	r->risk_place = factor16(c->risk_place_weight);
	r->strain_listing = level(c->strain_listing);
	r->strain_keep = factor16(half_life_keep(c->strain_half_life_months));
	r->norm_step = factor16(c->norm_learning);
	r->norm_floor = factor16(c->norm_floor);
	r->norm_ceiling = factor16(c->norm_ceiling);
	r->income_recovery = soc_threshold(c->income_recovery_per_month);
	r->register_move = soc_threshold(c->register_move_per_month);
	r->borrowers = soc_threshold(s->society.borrower_share);
	r->loan_end = soc_threshold(1.0 / c->loan_months);
	r->job_loss_steps = whole_steps(c->job_loss_income, &r->job_loss_more);
	r->knows_rules = soc_threshold(c->published_rules);
	r->notice_by_refusal = soc_threshold(d->notice_by_refusal);
	r->appeal_wronged = soc_threshold(d->appeal_if_wronged);
	r->appeal_guilty = soc_threshold(d->appeal_if_guilty);
	r->appeal_informed =
		soc_threshold(d->appeal_if_wronged + (1.0 - d->appeal_if_wronged) * d->informed_appeal);
	for (int i = 0; err == SOC_OK && i < s->measures_count; i++)
		err = compile_attempt(&r->attempt[i], &s->measures[i], msg);
	return err;
}

/* The part of the phases that decides from records. */
static enum soc_err compile_regime(struct soc_regime *r, const struct soc_scenario *s, struct soc_msg *msg)
{
	enum soc_err err = compile_scoring(&r->scoring, s, msg);
	r->lists.count = (uint8_t)s->lists_count;
	for (int k = 0; k < s->events_count; k++)
		r->lists.good_deeds |= (uint32_t)(s->events[k].kind == SOC_GOOD_DEED) << k;
	for (int l = 0; err == SOC_OK && l < s->lists_count; l++)
		err = compile_list(&r->lists, s, l, msg);
	compile_review(&r->review, s);
	compile_measures(&r->measures, s);
	compile_due_process(&r->due_process, &s->due_process);
	return err;
}

enum soc_err soc_rules_compile(struct soc_rules *out, const struct soc_scenario *s,
                               const struct soc_rules *like, struct soc_msg *msg)
{
	struct soc_rules *r = out;
	memset(r, 0, sizeof *r);
	r->events.count = (uint8_t)s->events_count;
	r->records.count = (uint8_t)s->channels_count;
	r->records.lookalike_tries = (uint8_t)(s->society.lookalike_tries + 0.5);
	r->indicators.spread = (uint8_t)s->output.spread;
	r->indicators.sex_age = (uint8_t)s->output.sex_age;
	r->indicators.calibration = (uint8_t)s->output.calibration;
	r->indicators.sampling = soc_sampling_of(s);
	enum soc_err err = compile_regime(&r->regime, s, msg);
	soc_order_by_name(s->events[0].name, sizeof s->events[0], s->events_count, r->events.by_name);
	for (int k = 0; k < s->events_count; k++)
		compile_event(&r->events, s, k, like != NULL ? &like->events : NULL);
	for (int c = 0; err == SOC_OK && c < s->channels_count; c++)
		err = compile_channel(&r->records, r->events.by_name, s, c, msg);
	compile_evidence(&r->evidence, s);
	if (err == SOC_OK)
		err = compile_people(&r->people, s, msg);
	soc_conduct_compile(&r->conduct, s, like != NULL ? &like->conduct : NULL);
	for (int i = 0; err == SOC_OK && i < SOC_MODULES; i++)
		if (soc_modules[i]->compile != NULL)
			err = soc_modules[i]->compile(r, s, msg);
	double own[SOC_EVENTS_MAX];
	for (int k = 0; k < s->events_count; k++)
		own[k] = s->events[k].rate_per_year;
	soc_rules_thin(r, s, own, own);
	return err;
}
