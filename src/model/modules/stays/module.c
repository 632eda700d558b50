/* What the module is called, what it asks, when a scenario has it, what it needs and its summaries. */
#include "input/module.h"

#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"

static struct soc_affected stays_affects(const struct soc_scenario *s)
{
	return (struct soc_affected){ .on = s->output.stays };
}

SOC_NEEDS_IF(has_grades_or_lists)
{
	return s->grades_count > 0 || s->lists_count > 0;
}

static const struct soc_need stays_needs[] = {
	{ "output", "stays", 0, SOC_NEEDS_NO_EFFECT, has_grades_or_lists,
	  "there is nothing to stay in; a scenario with grades: or lists: has" },
	{ 0 },
};

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/stays/counters.def"
};

static enum soc_err stays_compile(struct soc_rules *r, const struct soc_scenario *s,
                                  __attribute__((unused)) struct soc_msg *msg)
{
	r->regime.stays.on = (uint8_t)s->output.stays;
	return SOC_OK;
}

/* ---- those that began in the first year, followed for 1, 3 and 5 ---- */
static int lasts(const struct soc_scenario *s, int years)
{
	return years == 1 || s->span.to - s->span.from + 1 >= 12 * (1 + years);
}

static int has_black_list(const struct soc_scenario *s)
{
	int any = 0;
	SOC_FOR_ENTRIES(i, s->lists)
		any |= s->lists[i].colour == SOC_BLACK;
	return any;
}

#define FOLLOWED(years)                                        \
	static int has_list_##years(const struct soc_scenario *s)  \
	{                                                          \
		return has_black_list(s) && lasts(s, years);           \
	}                                                          \
	static int has_grade_##years(const struct soc_scenario *s) \
	{                                                          \
		return s->grades_count > 1 && lasts(s, years);         \
	}
FOLLOWED(1)
FOLLOWED(3)
FOLLOWED(5)

#define LEFT(what, years, kind, words)                                                                     \
	{                                                                                                      \
		.name = "stays_" #what "_" #years, .label = words, .per = 100, .is_share = 1,                      \
		.part = { SOC_WHOLE_SUM(stays_by_cohort, "ended", .where = kind " year_begun=0 years=" #years) },  \
		.whole = { SOC_WHOLE_SUM(stays_by_cohort, "begun", .where = kind " year_begun=0 years=" #years) }, \
		.needs = has_##what##_##years                                                                      \
	}

static const struct soc_summary summaries[] = {
	LEFT(list, 1, "kind=black_list", "off a black list within 1 year, %"),
	LEFT(list, 3, "kind=black_list", "off a black list within 3 years, %"),
	LEFT(list, 5, "kind=black_list", "off a black list within 5 years, %"),
	LEFT(grade, 1, "kind=grade idx=0", "out of the lowest grade within 1 year, %"),
	LEFT(grade, 3, "kind=grade idx=0", "out of the lowest grade within 3 years, %"),
	LEFT(grade, 5, "kind=grade idx=0", "out of the lowest grade within 5 years, %"),
};

const struct soc_module soc_module_stays = {
	.name = "stays",
	.title = "Stays followed",
	.question = "How many leave a black list or the lowest grade within one, three and five years?",
	.sections = "",
	.stage = SOC_STAGE_NONE,
	.affects = stays_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = stays_needs,
	.compile = stays_compile,
	.note = "Of 100 stays that began in the first year of the run, each followed so long; who comes again "
			"begins anew.",
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
};
