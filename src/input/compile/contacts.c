/* Compiling who knows whom, what publicity does, and where people live against what they declared. */
#include "input/compile/rules.h"

#include "base/draw.h"
#include "base/num.h"
#include "base/poisson.h"

#include <stddef.h>

#define EVERY 8.0 /* months between two looks at a slot of contacts */

static uint64_t every_eighth_month(double per_month)
{
	return soc_threshold(EVERY * per_month);
}

double soc_rules_shame(const struct soc_scenario *s, int event)
{
	double most = 0.0;
	for (int l = 0; l < s->lists_count; l++) {
		const struct soc_list *list = &s->lists[l];
		if (list->enabled && list->colour == SOC_BLACK && (list->entry_events >> event & 1u) &&
		    list->publication > most)
			most = list->publication;
	}
	return 1.0 + s->publicity.deterrence * most;
}

static void compile_contacts(struct soc_rules *r, const struct soc_scenario *s)
{
	const struct soc_contacts *c = &s->contacts;
	const struct soc_publicity *p = &s->publicity;
	const double share[2] = { c->near_share, c->far_share };
	r->contacts = (uint8_t)c->enabled;
	r->isolated_at_most = (uint8_t)c->isolated_at_most;
	r->publicity = r->contacts && (p->contacts_cut > 0.0 || p->warning_tone_cut_per_month > 0.0 ||
	                               p->work_lost > 0.0 || p->strain > 0.0);
	for (int far = 0; far < 2; far++) {
		/* What is made of the missing equals what fades of the present at the share that people have. */
		const double made = share[far] > 0.0 ? c->made_per_month : 0.0;
		r->contact_share[far] = soc_threshold(share[far]);
		r->contact_made[far] = every_eighth_month(made);
		r->contact_back[far] = every_eighth_month(share[far] > 0.0 ? p->return_per_month : 0.0);
		r->contact_faded[far] = share[far] > 0.0 ? every_eighth_month(made * (1.0 - share[far]) / share[far])
		                                         : soc_threshold(1.0);
	}
	r->contact_moved = soc_threshold(c->lost_by_moving);
	r->publicity_cut = soc_threshold(p->contacts_cut);
	r->publicity_tone = soc_threshold(p->warning_tone_cut_per_month);
	r->publicity_work = soc_threshold(p->work_lost);
	r->isolation_strain = (uint8_t)(p->strain * 255.0 + 0.5);
}

static void find_classes(struct soc_rules *r, const struct soc_scenario *s)
{
	r->undeclared = r->declared = r->letting = r->reporting = -1;
	for (int k = 0; k < s->events_count; k++) {
		int8_t *const classes[] = { NULL, &r->undeclared, &r->declared, &r->letting };
		if (s->events[k].residence != SOC_RESIDENCE_NONE)
			*classes[s->events[k].residence] = (int8_t)k;
	}
	for (int c = s->channels_count - 1; c >= 0 && r->undeclared >= 0 && r->contacts; c--)
		if (r->channel[c].verified && r->channel[c].enabled &&
		    s->channels[c].detects[(int)r->undeclared] > 0.0)
			r->reporting = (int8_t)c;
}

static enum soc_err compile_supply(const char *key, double per_1000_years, uint32_t *steps,
                                   struct soc_msg *msg)
{
	const double mean = per_1000_years / 12000.0 * SOC_FULL_COMMUNITY;
	if (soc_poisson_thresholds(mean, steps, SOC_FALSE_STEPS) > SOC_FALSE_CUT)
		return soc_fail(msg, SOC_ERR_LIMIT,
		                "conduct.%s: %.5g a month in a community of %d with the reward; allowed: up to %.5g",
		                key, mean, SOC_FULL_COMMUNITY, soc_poisson_most(SOC_FALSE_STEPS, SOC_FALSE_CUT));
	return SOC_OK;
}

static enum soc_err compile_residence(struct soc_rules *r, const struct soc_scenario *s, struct soc_msg *msg)
{
	const struct soc_conduct *c = &s->conduct;
	find_classes(r, s);
	r->rented = soc_threshold(c->sublet_share);
	if (r->declared >= 0 && r->event[(int)r->declared].channels != 0) {
		const double points = s->events[(int)r->declared].points;
		r->declare_move = soc_threshold(c->register_move_per_month *
		                                (1.0 + c->registration_response * (points > 0.0 ? points : 0.0)));
	}
	if (r->reporting < 0)
		return SOC_OK;
	const struct soc_channel *channel = &s->channels[(int)r->reporting];
	const double supply = 1.0 + c->report_response * channel->reward_points;
	const double one = channel->detects[(int)r->undeclared] * supply;
	double nobody = 1.0;
	for (int n = 0; n <= SOC_KNOWERS; n++) {
		r->told[n] = soc_threshold(1.0 - nobody);
		nobody *= one < 1.0 ? 1.0 - one : 0.0;
	}
	enum soc_err err =
		compile_supply("suspected_per_1000_years", c->suspected_per_1000_years * supply, r->suspected, msg);
	if (err == SOC_OK)
		err = compile_supply("denounced_per_1000_years",
		                     c->denounced_per_1000_years *
		                         (1.0 + channel->malice_response * channel->reward_points),
		                     r->denounced, msg);
	return err;
}

enum soc_err soc_rules_contacts(struct soc_rules *r, const struct soc_scenario *s, struct soc_msg *msg)
{
	r->check_files = (uint32_t)(s->review.checks_per_month_per_million * 256.0 + 0.5);
	compile_contacts(r, s);
	return compile_residence(r, s, msg);
}
