#include "input/compile/consent.h"

#include "base/draw.h"

static int64_t within(int64_t x, int64_t low, int64_t high)
{
	return x < low ? low : x > high ? high : x;
}

/* The score with nothing on file, as soc_score computes it: 1/32 point. */
static int64_t start_score(const struct soc_rules *r)
{
	int64_t sum = (int64_t)r->constant * 256;
	for (int f = 0; f < r->families; f++)
		sum += within(r->start[f], r->floor[f], r->ceiling[f]) * r->coefficient[f];
	return within(sum >= 0 ? sum / 256 : -((-sum + 255) / 256), r->minimum, r->maximum);
}

void soc_rules_consent(struct soc_rules *rules, const struct soc_scenario *s)
{
	const struct soc_enrolment *c = &s->enrolment;
	struct soc_enrolment_rule *rule = &rules->enrolment;
	const double by_grade[3] = { c->below_ratio, 1.0, c->above_ratio }, by_side[2] = { c->rural_ratio, 1.0 };
	rule->required = (uint8_t)(c->required && rules->scored);
	rule->unknowing = soc_threshold(c->unknowing);
	for (int g = 1; g < rules->grades; g++)
		rule->start_grade = (uint8_t)(rule->start_grade + (start_score(rules) >= rules->grade_from[g]));
	for (int k = 0; k < 3; k++)
		for (int band = 0; band < SOC_AGE_BANDS; band++)
			for (int urban = 0; urban < 2; urban++)
				rule->opts_in[k][band][urban] =
					soc_threshold(c->share * by_grade[k] * c->age[band] * by_side[urban]);
}
