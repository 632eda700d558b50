/* What the module is called, what it asks, when a scenario has it, what it affects and what its keys need. */
#include "input/module.h"

#include "base/draw.h"
#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"

/* ---- what its keys need elsewhere ---- */

SOC_NEEDS_IF(measure_spills)
{
	return SOC_NEEDS_EVER("measures", entry, "spill_spouse") ||
	       SOC_NEEDS_EVER("measures", entry, "spill_child") ||
	       SOC_NEEDS_EVER("measures", entry, "spill_household") ||
	       SOC_NEEDS_EVER("measures", entry, "spill_kin") ||
	       SOC_NEEDS_EVER("measures", entry, "spill_liability_group");
}

static const struct soc_need spillover_needs[] = {
	{ "measures", "spill_depth", 1, SOC_NEEDS_NO_EFFECT, measure_spills,
	  "the measure reaches nobody else; set one of its spill_spouse, spill_child, "
	  "spill_household, spill_kin, spill_liability_group above 0" },
	{ 0 },
};

static struct soc_affected spillover_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = 0 };
	SOC_FOR_ENTRIES(i, s->measures)
		t.measures |= (uint32_t)(s->measures[i].enabled && s->measures[i].spill_depth > 1) << i;
	t.on = t.measures != 0;
	return t;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/spillover/counters.def"
};

static enum soc_err compile_rules(struct soc_rules *r, const struct soc_scenario *s,
                                  __attribute__((unused)) struct soc_msg *msg)
{
	struct soc_spillover_rules *spill = &r->regime.spillover;
	SOC_FOR_ENTRIES(i, s->measures) {
		const struct soc_measure *m = &s->measures[i];
		const double chance[SOC_RELATIONS] = { m->spill_spouse, m->spill_child, m->spill_household,
			                                   m->spill_kin, m->spill_liability_group };
		const uint16_t bit = (uint16_t)(1u << i);
		int reaches = 0;
		spill->measure[i].depth = (uint8_t)m->spill_depth;
		spill->measure[i].salt = soc_draw_salt("measures", m->name);
		for (int k = 0; k < SOC_RELATIONS && m->enabled; k++) {
			spill->measure[i].chance[k] = soc_threshold(chance[k]);
			if (spill->measure[i].chance[k] > 0)
				spill->relation[k] |= bit;
			reaches |= spill->measure[i].chance[k] > 0;
		}
		for (int d = 1; reaches && d <= m->spill_depth; d++)
			spill->at_depth[d] |= bit;
		if (reaches && m->spill_depth > spill->deepest)
			spill->deepest = (uint8_t)m->spill_depth;
	}
	return SOC_OK;
}

static const struct soc_summary summaries[] = {
	{ .name = "spillover_1",
	  .label = "sanctioned one step away, per 100 who did it",
	  .per = 100,
	  .part = { SOC_END_SUM(spillover_by_path, "persons", .where = "path=1_step") },
	  .whole = { SOC_END_SUM(spillover_by_path, "persons", .where = "path=own_true") } },
	{ .name = "spillover_2",
	  .label = "sanctioned two steps away, per 100 who did it",
	  .per = 100,
	  .part = { SOC_END_SUM(spillover_by_path, "persons", .where = "path=2_steps") },
	  .whole = { SOC_END_SUM(spillover_by_path, "persons", .where = "path=own_true") } },
	{ .name = "spillover_3",
	  .label = "sanctioned 3 or 4 steps away, per 100 who did it",
	  .per = 100,
	  .part = { SOC_END_SUM(spillover_by_path, "persons", .where = "path=3_steps|4_steps") },
	  .whole = { SOC_END_SUM(spillover_by_path, "persons", .where = "path=own_true") } },
};

const struct soc_module soc_module_spillover = {
	.name = "spillover",
	.title = "Spill-over beyond relatives",
	.question = "How far does a measure spill over beyond a person's relatives?",
	.sections = "",
	.stage = SOC_STAGE_CONSEQUENCES,
	.affects = spillover_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = spillover_needs,
	.compile = compile_rules,
	.note = "A step: to a relative, or to a member of the liability group where a measure reaches it.",
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
};
