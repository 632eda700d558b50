/* What people weigh, made into tables. docs/model/conduct.md. */
#include "input/compile/conduct.h"

#include "base/num.h"
#include "input/compile/derived.h"

#include <string.h>

#define LN2 0.69314718055994531

static uint32_t fixed16(double x)
{
	const double scaled = x * 65536.0 + 0.5;
	return scaled <= 0.0 ? 0 : scaled >= 4294967295.0 ? 4294967295u : (uint32_t)scaled;
}

static uint32_t fixed24(double x)
{
	return fixed16(x * 256.0);
}

static uint32_t fixed8(double x)
{
	return (uint32_t)(x * 256.0 + 0.5);
}

static double at_most(double x, double most)
{
	return x < most ? x : most;
}

static enum soc_event_sphere sphere_of(const struct soc_event *e)
{
	if (e->sphere != SOC_SPHERE_BY_KIND)
		return (enum soc_event_sphere)e->sphere;
	return e->kind == SOC_GOOD_DEED    ? SOC_SPHERE_DEEDS
	       : e->kind == SOC_LAWFUL_ACT ? SOC_SPHERE_SPEECH
	                                   : SOC_SPHERE_PROPERTY;
}

/* Spheres are numbered as the classes name them; life events have none. */
static void number_spheres(struct soc_conduct_rules *c, const struct soc_scenario *s)
{
	for (int k = 0; k < s->events_count; k++) {
		unsigned i = 0;
		if (s->events[k].kind == SOC_LIFE_EVENT)
			continue;
		while (i < c->spheres && c->sphere_name[i] != sphere_of(&s->events[k]))
			i++;
		if (i == c->spheres)
			c->sphere_name[c->spheres++] = (uint8_t)sphere_of(&s->events[k]);
		c->act[k].sphere = (uint8_t)i;
	}
}

/* ---- acts ---- */

/* Chance that an act of the class ends as an accepted record of the person, over all channels. */
static double detection(const struct soc_scenario *s, int event, int urban)
{
	const struct soc_review *v = &s->review;
	const double accepted =
		v->automatic_share * v->automatic_sensitivity + (1.0 - v->automatic_share) * v->human_sensitivity;
	double missed = 1.0;
	for (int i = 0; i < s->channels_count; i++) {
		const struct soc_channel *ch = &s->channels[i];
		if (!ch->enabled)
			continue;
		double chance = soc_derived_coverage(s, ch, urban) * at_most(soc_derived_detects(s, ch, event), 1.0) *
		                (1.0 - ch->wrong_person);
		if (ch->needs_identity)
			chance *= urban ? s->identity.coverage_urban : s->identity.coverage_rural;
		if (ch->kind == SOC_CHANNEL_NEIGHBOURS)
			chance *= ch->verify_sensitivity;
		missed *= 1.0 - chance;
	}
	return (1.0 - missed) * accepted;
}

/* People have one perceived risk for a sphere, that of its best watched class, and know of the others how
 * they compare with it. It begins at the true one times the bias. */
static void compile_risks(struct soc_conduct_rules *c, const struct soc_scenario *s, int urban)
{
	double chance[SOC_EVENTS_MAX] = { 0 }, highest[SOC_SPHERES_MAX] = { 0 };
	for (int k = 0; k < s->events_count; k++) {
		const unsigned sphere = c->act[k].sphere;
		if (s->events[k].kind == SOC_LIFE_EVENT)
			continue;
		chance[k] = detection(s, k, urban);
		c->act[k].detected[urban] = fixed24(chance[k]);
		highest[sphere] = chance[k] > highest[sphere] ? chance[k] : highest[sphere];
	}
	for (int k = 0; k < s->events_count; k++)
		if (chance[k] > 0.0)
			c->act[k].share[urban] = fixed24(chance[k] / highest[c->act[k].sphere]);
	for (unsigned i = 0; i < c->spheres; i++) {
		c->highest[i][urban] = fixed24(highest[i]);
		c->begin[i][urban] = (uint16_t)(at_most(s->conduct.risk_bias * highest[i], 1.0) * 65535.0 + 0.5);
	}
}

static void compile_act(struct soc_conduct_rules *c, const struct soc_scenario *s, int event)
{
	const struct soc_event *e = &s->events[event];
	struct soc_act_rule *act = &c->act[event];
	act->is_weighed = act->detected[0] + act->detected[1] > 0;
	act->inverse_gain = fixed16(1.0 / e->gain);
	act->unknowing = e->kind == SOC_VIOLATION ? fixed16(e->avoidable) : 0;
	act->displaced = e->kind == SOC_GOOD_DEED ? fixed16(e->crowding_out) : 0;
	act->risk_more = soc_derived_is_liable(s, event) ? fixed24(at_most(s->conduct.liability_risk, 1.0)) : 0;
	act->months = fixed8(s->conduct.horizon_months);
	if (e->component >= 0 && s->components[e->component].half_life_months > 0.0)
		act->months =
			fixed8(at_most(s->components[e->component].half_life_months / LN2, s->conduct.horizon_months));
	for (int l = 0; l < s->lists_count; l++)
		if (s->lists[l].enabled && (s->lists[l].entry_events >> event & 1u))
			act->lists |= (uint8_t)(1u << l);
}

/* ---- laws ---- */

/* Powers of numbers of which 1 is 2^unit, in the same unit: sixteen within each doubling. */
static void tabulate_power(uint32_t table[SOC_POWERS], double exponent, int unit)
{
	double one = 1.0;
	for (int i = 0; i < unit; i++)
		one *= 2.0;
	for (int i = 0; i < SOC_POWERS; i++) {
		double x = (1.0 + (double)(i % SOC_POWER_STEPS) / SOC_POWER_STEPS) / one;
		for (int octave = i / SOC_POWER_STEPS; octave > 0; octave--)
			x *= 2.0;
		table[i] = fixed16(soc_num_pow(x, exponent) * one / 65536.0);
	}
}

/* Powers take longer than all the rest, and few rules differ in them. */
static void tabulate_powers(struct soc_conduct_rules *c, const struct soc_conduct *conduct,
                            const struct soc_conduct_rules *like)
{
	c->exponent[0] = conduct->certainty;
	c->exponent[1] = conduct->severity;
	if (like != NULL && like->exponent[0] == c->exponent[0])
		memcpy(c->certainty, like->certainty, sizeof c->certainty);
	else
		tabulate_power(c->certainty, conduct->certainty, 24);
	if (like != NULL && like->exponent[1] == c->exponent[1])
		memcpy(c->power, like->power, sizeof c->power);
	else
		tabulate_power(c->power, conduct->severity, 16);
	if (like != NULL)
		memcpy(c->fall, like->fall, sizeof c->fall);
	for (int i = 0; like == NULL && i <= SOC_LAW_MOST * SOC_LAW_STEPS; i++)
		c->fall[i] = fixed16(soc_num_exp(-(double)i / SOC_LAW_STEPS));
}

static void tabulate(struct soc_conduct_rules *c, const struct soc_conduct *conduct,
                     const struct soc_conduct_rules *like)
{
	tabulate_powers(c, conduct, like);
	c->law = (uint8_t)conduct->law;
	c->inverse_displacement = fixed16(1.0 / conduct->displacement);
	c->learn_caught = fixed8(conduct->learning_caught);
	c->learn_uncaught = fixed8(conduct->learning_uncaught);
	c->learn_contacts = fixed8(conduct->learning_contacts);
	c->learn_place = fixed8(conduct->learning_place);
}

/* ---- stakes ---- */

/* Months of income that so much lost at once costs until it has come back, a step at a time. */
static double income_months(const struct soc_conduct *conduct, double share)
{
	const double steps = share / SOC_LOST_INCOME_STEP, recovery = conduct->income_recovery_per_month;
	const double months =
		recovery > 0.0 ? at_most(1.0 / recovery, conduct->horizon_months) : conduct->horizon_months;
	return SOC_LOST_INCOME_STEP * steps * (steps + 1.0) / 2.0 * months;
}

static void compile_stake(struct soc_conduct_rules *c, const struct soc_scenario *s, int measure)
{
	const struct soc_measure *m = &s->measures[measure];
	const double spill[SOC_RELATIONS] = { m->spill_spouse, m->spill_child, m->spill_household, m->spill_kin,
		                                  m->spill_liability_group };
	const double by_class[SOC_PERSON_CLASSES] = { 1.0, m->demand_executive_ratio, m->demand_official_ratio };
	const double price =
		m->stake_months +
		income_months(&s->conduct, m->kind == SOC_SANCTION ? m->income_loss : m->income_gain);
	for (int i = 0; i < SOC_RELATIONS; i++)
		c->spill[measure][i] = fixed16(spill[i] * s->conduct.care);
	for (int age = 0; age < SOC_AGES_MOST; age++)
		if (age >= m->demand_min_age && age <= m->demand_max_age)
			c->of_age[age] |= (uint16_t)(1u << measure);
	for (int quintile = 0; quintile < 5; quintile++) {
		const double by_income = soc_num_exp(m->demand_income_slope * (quintile - 2));
		for (int class = 0; class < SOC_PERSON_CLASSES; class ++)
			for (int urban = 0; urban < 2; urban++) {
				double demand = m->demand_per_year * m->demand_volume / 12.0 * by_class[class] * by_income;
				if (!urban)
					demand /= m->demand_urban_ratio;
				c->stake[measure][class][urban][quintile] = fixed24(demand * m->strictness * price);
			}
	}
}

/* An entry stands for its term unless it is repaired or closed before; a repaired one stays for the delay. */
static double months_until(int term, double repair, double closed, double delay)
{
	double months = 0.0, stands = 1.0, repaired = 0.0;
	for (int t = 0; t < term; t++) {
		months += stands;
		repaired += stands * repair;
		stands *= (1.0 - repair) * (1.0 - closed);
	}
	return months + (closed > 0.0 ? repaired : 1.0 - stands) * delay;
}

static double spared(double repair, int grace_months)
{
	double not_yet = 1.0;
	for (int m = 0; m < grace_months; m++)
		not_yet *= 1.0 - repair;
	return 1.0 - not_yet;
}

/* Of a case that leads to an entry, on whatever ground, unless the grace spares it. Beyond the horizon nobody
 * looks, so that an entry without a term is one that lasts as long. */
static double months_on_ground(const struct soc_scenario *s, const struct soc_ground *ground)
{
	const struct soc_list *list = &s->lists[ground->list];
	const double r = at_most(list->repair_per_month * ground->repair_ratio, 1.0);
	const int endless = (int)(s->conduct.horizon_months + 0.5);
	double longer = 0.0;
	if (ground->term_months == 0)
		return months_until(endless, r, ground->closed_per_month, list->exit_delay_months) *
		       (1.0 - spared(r, list->grace_months));
	for (int years = 1; years <= ground->prolonged_years; years++)
		longer += months_until(ground->term_months + 12 * years, r, ground->closed_per_month,
		                       list->exit_delay_months) /
		          ground->prolonged_years;
	return ((1.0 - ground->prolonged) *
	            months_until(ground->term_months, r, ground->closed_per_month, list->exit_delay_months) +
	        ground->prolonged * longer) *
	       (1.0 - spared(r, list->grace_months));
}

static double list_months(const struct soc_scenario *s, int l, int class)
{
	const struct soc_list *list = &s->lists[l];
	double months = 0.0, shares = 0.0;
	for (int g = 0; g < s->grounds_count; g++)
		if (s->grounds[g].list == l && (s->grounds[g].classes >> class & 1u)) {
			months += s->grounds[g].share * months_on_ground(s, &s->grounds[g]);
			shares += s->grounds[g].share;
		}
	if (shares > 0.0)
		return months / shares;
	return months_until((int)(list->term_months + 0.5), list->repair_per_month, 0.0,
	                    list->exit_delay_months) *
	       (1.0 - spared(list->repair_per_month, list->grace_months));
}

static void compile_list(struct soc_conduct_rules *c, const struct soc_scenario *s, int l)
{
	const struct soc_list *list = &s->lists[l];
	const struct soc_publicity *p = &s->publicity;
	const double work = p->work_lost * income_months(&s->conduct, s->conduct.job_loss_income);
	for (int class = 0; class < SOC_PERSON_CLASSES; class ++)
		c->list_months[l][class] = fixed8(at_most(list_months(s, l, class), s->conduct.horizon_months));
	c->published[l][0] = fixed24(list->publication * p->stake_months);
	c->published[l][1] = fixed24(list->publication * (p->stake_months + work));
}

void soc_conduct_compile(struct soc_conduct_rules *c, const struct soc_scenario *s,
                         const struct soc_conduct_rules *like)
{
	memset(c, 0, sizeof *c);
	number_spheres(c, s);
	compile_risks(c, s, 0);
	compile_risks(c, s, 1);
	tabulate(c, &s->conduct, like);
	for (int k = 0; k < s->events_count; k++)
		compile_act(c, s, k);
	for (int i = 0; i < s->measures_count; i++)
		compile_stake(c, s, i);
	for (int l = 0; l < s->lists_count; l++)
		compile_list(c, s, l);
}
