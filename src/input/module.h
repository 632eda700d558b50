/* What there is to say of a module of the model, as one descriptor: the headline, the report and the checks
 * take it from here.
 *
 * A descriptor stands in src/model/modules/<folder>/module.c and has one line in
 * src/input/modules.def. It is constant, has no owner and may be read by all threads. */
#ifndef SOC_INPUT_MODULE_H
#define SOC_INPUT_MODULE_H

#include "input/schema/scenario.h"

/* Where in the drawing of the regime a module stands. */
enum soc_stage {
	SOC_STAGE_WATCHED,
	SOC_STAGE_COUNTED,
	SOC_STAGE_GRADED,
	SOC_STAGE_LISTED,
	SOC_STAGE_CONSEQUENCES,
	SOC_STAGE_NONE
};

/* Whether a scenario has a module, and which of its entries the module affects: bits are numbers of entries.
 */
struct soc_affected {
	int on;
	uint32_t channels, events, components, lists, measures;
};

struct soc_binding;
struct soc_need;
struct soc_rules;
struct soc_summary;
struct soc_branch;

/* For each entry of a section: SOC_FOR_ENTRIES(i, s->lists). */
#define SOC_FOR_ENTRIES(i, entries) for (int i = 0; i < entries##_count; i++)

struct soc_module {
	const char *name;     /* as the column `module` of the keys has it (input/schema) */
	const char *title;    /* of its box in the headline and the report */
	const char *question; /* that it is there to answer, one sentence */
	const char *sections; /* of the scenario that are about it alone, with spaces between; "" none */
	enum soc_stage stage;
	/* Of a scenario as it stands, its timeline left aside; cannot fail, linear in the entries. */
	struct soc_affected (*affects)(const struct soc_scenario *s);
	const int *tables; /* what it counts: places in soc_counter_tables (model/modules/counters.h) */
	int tables_count;
	const char *note;                    /* a rule that its summaries need to be read with, or NULL */
	const struct soc_summary *summaries; /* that answer its question (model/modules/summaries.h) */
	const struct soc_branch *branches;   /* off the way from an event to a list */
	int summaries_count, branches_count;
	/* What its keys need elsewhere (input/bind/check_needs.h), the last with a section NULL; NULL: nothing.
	 */
	const struct soc_need *needs;
	/* What else must hold of its entries, said as diagnostics; NULL: nothing. */
	void (*check)(struct soc_binding *binding);
	/* Puts its part of the rules together, when those of the phases stand; all of it is 0 before. NULL: it
	 * has none of its own. Errors as those of soc_rules_compile. */
	enum soc_err (*compile)(struct soc_rules *rules, const struct soc_scenario *s, struct soc_msg *msg);
};

/* The number of each module: its place in soc_modules. */
enum soc_module_number {
#define MODULE(name, rules) SOC_MODULE_##name,
#include "input/modules.def"
#undef MODULE
	SOC_MODULES
};
extern const struct soc_module *const soc_modules[SOC_MODULES];

/* Adds the classes of events that stand for something about where people live, and the channels that see
 * them. */
void soc_module_affects_residence(const struct soc_scenario *s, enum soc_event_residence which,
                                  struct soc_affected *out);

#endif
