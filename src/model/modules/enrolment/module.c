/* What the module is called, what it asks, when a scenario has it, what it affects and what its keys need. */
#include "input/module.h"

#include "base/draw.h"
#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"

#include <math.h>

/* ---- what its keys need elsewhere ---- */

SOC_NEEDS_IF(some_measure_is_by_grade)
{
	for (int m = 0; m < s->measures_count; m++)
		if (s->measures[m].grades != 0)
			return 1;
	return 0;
}

SOC_NEEDS_IF(enrolment_is_required)
{
	return SOC_NEEDS_EVER("enrolment", SOC_NEEDS_ANY, "required");
}

static const struct soc_need enrolment_needs[] = {
	{ "enrolment", "required", 0, SOC_NEEDS_REFUSED, soc_needs_scored, SOC_NEEDS_GRADES },
	{ "enrolment", "required", 0, SOC_NEEDS_NO_EFFECT, some_measure_is_by_grade,
	  "enrolment binds measures by grade, and there is none; name grades in measures.*.grades" },
	{ "enrolment", "share", NAN, SOC_NEEDS_NO_EFFECT, enrolment_is_required,
	  "nobody has to enrol; set enrolment.required to true" },
	{ 0 },
};

static struct soc_affected enrolment_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = s->enrolment.required };
	SOC_FOR_ENTRIES(i, s->measures)
		t.measures |= (uint32_t)(s->measures[i].grades != 0) << i;
	return t;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/enrolment/counters.def"
};

static int64_t within(int64_t x, int64_t low, int64_t high)
{
	return x < low ? low : x > high ? high : x;
}

/* The score with nothing on file, as soc_score computes it: 1/32 point. */
static int64_t start_score(const struct soc_scoring_rules *r)
{
	int64_t sum = (int64_t)r->constant * 256;
	for (int f = 0; f < r->components; f++)
		sum += within(r->start[f], r->floor[f], r->ceiling[f]) * r->coefficient[f];
	return within(sum >= 0 ? sum / 256 : -((-sum + 255) / 256), r->minimum, r->maximum);
}

static enum soc_err enrolment_compile(struct soc_rules *rules, const struct soc_scenario *s,
                                      __attribute__((unused)) struct soc_msg *msg)
{
	const struct soc_enrolment *c = &s->enrolment;
	struct soc_enrolment_rules *rule = &rules->regime.enrolment;
	const double by_grade[3] = { c->below_ratio, 1.0, c->above_ratio }, by_side[2] = { c->rural_ratio, 1.0 };
	rule->required = (uint8_t)(c->required && rules->regime.scoring.on);
	rule->unknowing = soc_threshold(c->unknowing);
	for (int g = 1; g < rules->regime.scoring.grades; g++)
		rule->start_grade = (uint8_t)(rule->start_grade + (start_score(&rules->regime.scoring) >=
		                                                   rules->regime.scoring.grade_from[g]));
	for (int k = 0; k < 3; k++)
		for (int band = 0; band < SOC_AGE_BANDS; band++)
			for (int urban = 0; urban < 2; urban++)
				rule->enrols[k][band][urban] =
					soc_threshold(c->share * by_grade[k] * c->age[band] * by_side[urban]);
	return SOC_OK;
}

static const struct soc_summary summaries[] = {
	{ .name = "enrolment_enrolled",
	  .label = "enrolled at the end, % of people",
	  .per = 100,
	  .is_share = 1,
	  .sampled = 1,
	  .part = { SOC_END_SUM(enrolment_by_grade, "persons") },
	  .whole = { SOC_END_SUM(by_cell, "persons") } },
	{ .name = "enrolment_lowest",
	  .label = "in the lowest grade, per 1,000 enrolled",
	  .per = 1000,
	  .is_share = 1,
	  .sampled = 1,
	  .part = { SOC_END_SUM(enrolment_by_grade, "persons", .where = "grade=0") },
	  .whole = { SOC_END_SUM(enrolment_by_grade, "persons") } },
	{ .name = "enrolment_lowest_all",
	  .label = "in the lowest grade, per 1,000 people",
	  .per = 1000,
	  .is_share = 1,
	  .part = { SOC_END_SUM(by_cell, "grade_0") },
	  .whole = { SOC_END_SUM(by_cell, "persons") } },
};

const struct soc_module soc_module_enrolment = {
	.name = "enrolment",
	.title = "Enrolment",
	.question = "Who enrols, and what is it worth to them?",
	.sections = "enrolment",
	.stage = SOC_STAGE_CONSEQUENCES,
	.affects = enrolment_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = enrolment_needs,
	.compile = enrolment_compile,
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
};
