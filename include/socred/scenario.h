/* A scenario: read from YAML, checked, completed; every value knows its source. */
#ifndef SOCRED_SCENARIO_H
#define SOCRED_SCENARIO_H

#include "socred/error.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct soc_scenario;

/* One thing wrong (or doubtful) with a scenario. Strings belong to the list. line and column are 1-based; 0:
 * not in a file. */
struct soc_problem {
	const char *file;
	int line, column;
	const char *key;  /* dotted path, or "" */
	const char *text; /* what is wrong, the value found, what is allowed, the nearest valid name */
	int warning;      /* 1: the run would go on */
};
struct soc_problems; /* owner: the caller; release with soc_problems_free */

SOC_API size_t soc_problems_count(const struct soc_problems *list);
SOC_API const struct soc_problem *soc_problems_at(const struct soc_problems *list, size_t i);
SOC_API void soc_problems_free(struct soc_problems *list);

/* Reads a scenario file with its base and regime files, applies `settings` ("key=value", may be NULL), checks
 * everything. On SOC_OK *out is new (release with soc_scenario_free). *problems (may be NULL) is set whenever
 * there is anything to say, also on success (warnings). Errors: SOC_ERR_SCENARIO with all problems at once,
 * SOC_ERR_IO, SOC_ERR_MEMORY. */
SOC_API enum soc_err soc_scenario_read(const char *path, const char *const *settings, size_t settings_count,
                                       struct soc_scenario **out, struct soc_problems **problems,
                                       struct soc_msg *msg);
/* The same from text; `name` stands for the file in messages; base and regime are looked up relative to
 * folder (NULL: refused). */
SOC_API enum soc_err soc_scenario_read_text(const char *text, size_t length, const char *name,
                                            const char *folder, const char *const *settings,
                                            size_t settings_count, struct soc_scenario **out,
                                            struct soc_problems **problems, struct soc_msg *msg);
SOC_API void soc_scenario_free(struct soc_scenario *scenario);

/* Lets the run end after `months` months (1..1200). Errors: SOC_ERR_USAGE. */
SOC_API enum soc_err soc_scenario_limit_months(struct soc_scenario *scenario, int64_t months,
                                               struct soc_msg *msg);

/* The whole scenario as YAML with every value filled in as {value, source, range}. A resolved scenario reads
 * back to the same scenario. New string, release with soc_text_free; NULL when memory is out. */
SOC_API char *soc_scenario_resolved(const struct soc_scenario *scenario);
SOC_API void soc_text_free(char *text);

/* One value in force, for tables of assumptions. Strings belong to the scenario. */
struct soc_value {
	const char *key, *value, *unit, *meaning, *source; /* source "assumption" when none was given */
	const char *origin;                                /* file:line, "default" or "--set" */
	double low, high;                                  /* plausible range; NaN when none */
	int assumption;
};
SOC_API size_t soc_scenario_values(const struct soc_scenario *scenario);
SOC_API struct soc_value soc_scenario_value(const struct soc_scenario *scenario, size_t i);

/* Simple readings. */
SOC_API int64_t soc_scenario_persons(const struct soc_scenario *scenario);
SOC_API int64_t soc_scenario_months(const struct soc_scenario *scenario);
SOC_API int64_t soc_scenario_replicates(const struct soc_scenario *scenario);
SOC_API const char *soc_scenario_title(const struct soc_scenario *scenario);

/* The table of keys as text: format "table", "csv" or "json"; key NULL or "" for all, else those at or below
 * it. SOC_ERR_USAGE names the nearest key. *out: release with soc_text_free. */
SOC_API enum soc_err soc_params_text(const char *key, const char *format, char **out, struct soc_msg *msg);
/* The JSON Schema (draft 2020-12) of a scenario file. */
SOC_API enum soc_err soc_schema_text(char **out, struct soc_msg *msg);

#ifdef __cplusplus
}
#endif
#endif
