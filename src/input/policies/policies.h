/* A file of policies: variants of a regime over the same people and random numbers, objectives that judge
 * them, and how the choice of one of them is rolled out (docs/guide/policies.md). */
#ifndef SOC_INPUT_POLICIES_H
#define SOC_INPUT_POLICIES_H

#include "base/buf.h"
#include "base/formula.h"
#include "input/schema/scenario.h"
#include "socred/policies.h"

#define SOC_POLICIES_MAX 16 /* variants */
#define SOC_OBJECTIVES_MAX 16
#define SOC_JOINS_MAX 12
#define SOC_LOCAL_MAX 16
#define SOC_PATH_BYTES 1024

struct soc_policies_variant {
	char name[SOC_NAME_MAX];
	char path[SOC_PATH_BYTES]; /* of its scenario, from where the program is */
};
struct soc_objective {
	char name[SOC_NAME_MAX];
	char meaning[SOC_TEXT_MAX];
	char formula[SOC_FORMULA_TEXT + 1];
	int lowest; /* 1: the lowest value is the best one */
	int line, column;
};
/* From month `from` on, this share of the places has the chosen rules. */
struct soc_join {
	int64_t from;
	double share;
};
struct soc_local {
	char key[128], value[128];
};

struct soc_rollout {
	int wanted, objective;         /* whose choice is rolled out */
	char national[SOC_PATH_BYTES]; /* the scenario in force everywhere from the start */
	int joins_count, local_count;
	struct soc_join join[SOC_JOINS_MAX];
	double local_share; /* of the places, those that joined first, keep the values of `local` */
	struct soc_local local[SOC_LOCAL_MAX];
};

struct soc_policies_plan {
	char title[SOC_TEXT_MAX], description[1024], file[SOC_PATH_BYTES];
	int variants_count, objectives_count;
	struct soc_policies_variant variant[SOC_POLICIES_MAX];
	struct soc_objective objective[SOC_OBJECTIVES_MAX],
		harshness; /* harshness: formula "" when the file has none */
	struct soc_rollout rollout;
};

/* Reads and checks the file; formulas are compiled with `names` and thrown away, so that a slip is told with
 * its line. */
enum soc_err soc_policies_plan_read(const char *path, const struct soc_formula_names *names,
                                    struct soc_policies_plan *out, struct soc_diagnostics **diagnostics,
                                    struct soc_msg *msg);
/* The same from `length` bytes of text that stand for the file at path. */
enum soc_err soc_policies_plan_read_text(const char *path, const char *text, size_t length,
                                         const struct soc_formula_names *names, struct soc_policies_plan *out,
                                         struct soc_diagnostics **diagnostics, struct soc_msg *msg);
/* The roll-out of `chosen` as a scenario file that is merged over it: what it has beyond `national` is off
 * until a place joins. base: the path of the chosen scenario as the new file is to name it. local 0: the same
 * without local values. 0: there is nothing that
 * the chosen regime has on and the nation has not. */
int soc_policies_rollout_text(const struct soc_policies_plan *p, const struct soc_scenario *chosen,
                              const struct soc_scenario *national, const char *base, int local,
                              struct soc_buf *out);

#endif
