#include "input/compile/offices.h"

#include "base/draw.h"

/* One word tells what a hop does: the probabilities are laid one behind the other. */
static void compile_hierarchy(struct soc_rules *r, const struct soc_hierarchy *h)
{
	const double harm[3] = { h->lost_per_level, h->misfiled_per_level, h->reclassified_per_level };
	double below = 0.0;
	r->hierarchy.levels = (uint8_t)h->levels;
	r->hierarchy.months = (uint8_t)h->months_per_level;
	for (int i = 0; i < 3; i++) {
		below += harm[i];
		r->hierarchy.harm[i] = soc_threshold(below);
	}
}

/* Standard deviation of the sum of four uniform numbers of 16 bits: sqrt(4 (2^32 - 1) / 12). */
#define SPREAD_DEVIATION 37837.227

static int64_t spread_scale(double points)
{
	return (int64_t)(points * SOC_POINT * 4294967296.0 / SPREAD_DEVIATION + 0.5);
}

static void compile_rating(struct soc_rating_rule *rule, const struct soc_component *f)
{
	if (f->kind != SOC_FAMILY_RATING)
		return;
	rule->every = (uint8_t)f->rating_months;
	rule->raters = (uint8_t)f->raters;
	rule->classes = (uint8_t)f->rated_classes;
	rule->employed = (uint8_t)f->rated_employed;
	rule->exam = spread_scale(f->examination);
	rule->exam_error = spread_scale(f->examination * f->examination_error);
	rule->bias = spread_scale(f->rater_bias);
	rule->liking = spread_scale(f->rater_impression);
	rule->favour = (int32_t)(f->favouritism * SOC_POINT + 0.5);
	rule->clients = soc_threshold(f->favoured_share);
}

static int32_t factor13(double x)
{
	return (int32_t)(x * SOC_WEIGHT_ONE + 0.5);
}

static void compile_correction(struct soc_correction_rule *rule, const struct soc_adaptive_weight *c)
{
	*rule = (struct soc_correction_rule){ (int8_t)c->component,     (uint8_t)c->classes,
		                                  (uint8_t)c->delay_months, (int32_t)(c->target * 65536.0 + 0.5),
		                                  factor13(c->gain),        factor13(c->lowest),
		                                  factor13(c->highest) };
}

void soc_rules_offices(struct soc_rules *rules, const struct soc_scenario *s)
{
	compile_hierarchy(rules, &s->hierarchy);
	compile_correction(&rules->correction, &s->adaptive_weight);
	for (int f = 0; f < s->components_count; f++)
		compile_rating(&rules->rating[f], &s->components[f]);
}
