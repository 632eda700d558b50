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
struct soc_diagnostic {
	const char *file;
	int line, column; /* from 1; 0: the whole file */
	const char *key;  /* dotted path, or "" */
	const char *text; /* what is wrong, the value found, what is allowed, the nearest valid name */
	int warning;      /* 1: the run would go on */
};
struct soc_diagnostics; /* owner: the caller; release with soc_diagnostics_free */

/* How many diagnostics there are.
 * Returns: 0 for NULL. Cost: O(1). */
SOC_API size_t soc_diagnostics_count(const struct soc_diagnostics *list);
/* The diagnostic i, 0 to count - 1, in the order of the files.
 * Owner: the list. Returns: NULL past the end. Cost: O(1). */
SOC_API const struct soc_diagnostic *soc_diagnostics_at(const struct soc_diagnostics *list, size_t i);
/* Releases the list and its strings; NULL is fine. Cost: O(diagnostics). */
SOC_API void soc_diagnostics_free(struct soc_diagnostics *list);

/* Reads the scenario file at path with its base and regime files, applies `settings` ("key=value",
 * settings_count of them, 0 or more; NULL: none) and checks everything.
 * Owner: *out and *diagnostics are the caller's (soc_scenario_free, soc_diagnostics_free); *diagnostics (may
 * be NULL) is set whenever there is anything to say, also on success (warnings). Errors: SOC_ERR_SCENARIO
 * with all diagnostics at once, SOC_ERR_IO, SOC_ERR_LIMIT, SOC_ERR_MEMORY; *out stays as it was. Cost:
 * O(bytes of the files). */
SOC_API enum soc_err soc_scenario_read(const char *path, const char *const *settings, size_t settings_count,
                                       struct soc_scenario **out, struct soc_diagnostics **diagnostics,
                                       struct soc_msg *msg);
/* The same from `length` bytes of text; `name` stands for the file in messages; base and regime are looked
 * up relative to folder (NULL: refused). settings, settings_count (0 or more), out and diagnostics as above.
 * Owner: as above. Errors: as above. Cost: as above. */
SOC_API enum soc_err soc_scenario_read_text(const char *text, size_t length, const char *name,
                                            const char *folder, const char *const *settings,
                                            size_t settings_count, struct soc_scenario **out,
                                            struct soc_diagnostics **diagnostics, struct soc_msg *msg);
/* Releases a scenario; NULL is fine. No run of it may be open. Cost: O(values). */
SOC_API void soc_scenario_free(struct soc_scenario *scenario);

/* Lets the run end after so many months, 1 to 1200, longer than the file's span too.
 * Errors: SOC_ERR_USAGE: out of range; the scenario stays as it was. Cost: O(1). */
SOC_API enum soc_err soc_scenario_limit_months(struct soc_scenario *scenario, int64_t months,
                                               struct soc_msg *msg);

/* The whole scenario as YAML with every value filled in as {value, source, range}. It reads back to the
 * same scenario.
 * Owner: the caller (soc_text_free). Returns: NULL when memory is out. Cost: O(values). */
SOC_API char *soc_scenario_resolved(const struct soc_scenario *scenario);
/* Releases a text that a function of the library made; NULL is fine. Cost: O(1). */
SOC_API void soc_text_free(char *text);

/* One value in force, for tables of assumptions. Strings belong to the scenario. */
struct soc_value {
	const char *key, *value, *unit, *meaning, *source; /* source "assumption" when none was given */
	const char *origin;                                /* file:line, "default" or "--set" */
	double low, high;                                  /* plausible range; NaN when none is known */
	/* of an assumption and of a range: "stated" with the value, else the source or argument for the range of
	 * its key, or "no plausible range known"; "" of anything else */
	const char *range_from;
	int assumption; /* 1: no source gives it, and the part of the scenario that asks for it is switched on */
};
/* How many values are in force, defaults of used sections included.
 * Returns: 0 or more. Cost: O(1). */
SOC_API size_t soc_scenario_values(const struct soc_scenario *scenario);
/* The value i, 0 to soc_scenario_values - 1.
 * Owner: strings belong to the scenario. Returns: all 0 and NULL past the end. Cost: O(1). */
SOC_API struct soc_value soc_scenario_value(const struct soc_scenario *scenario, size_t i);

/* The values that have a plausible range, stated with them or that of their key, timeline's included, of what
 * is not switched off: what an ensemble over the assumptions varies. As JSON: a list of {"key", "value",
 * "low", "high", "whole"}, each in the unit of its key. Owner: *out is the caller's (soc_text_free). Errors:
 * SOC_ERR_MEMORY. Cost: O(values). */
SOC_API enum soc_err soc_scenario_ranges_text(const struct soc_scenario *scenario, char **out,
                                              struct soc_msg *msg);

/* These three ask for a scenario: NULL is not allowed.
 * Synthetic people of a run, 1 to 1,500,000,000. Returns: people. Cost: O(1). */
SOC_API int64_t soc_scenario_persons(const struct soc_scenario *scenario);
/* Months of a run, 1 to 1200. Returns: months. Cost: O(1). */
SOC_API int64_t soc_scenario_months(const struct soc_scenario *scenario);
/* Independent repetitions of a run, 1 to 1000. Returns: replicates. Cost: O(1). */
SOC_API int64_t soc_scenario_replicates(const struct soc_scenario *scenario);
/* Months from one checkpoint of a run to the next, as the scenario wants them. Returns: months; 0: none.
 * Cost: O(1). */
SOC_API int64_t soc_scenario_checkpoint_months(const struct soc_scenario *scenario);
/* The title as it was written: foreign text, which may be anything but control characters.
 * Owner: the scenario. Returns: never NULL; "" when there is none. Cost: O(1). */
SOC_API const char *soc_scenario_title(const struct soc_scenario *scenario);

/* The table of keys as text: format "table" (also NULL), "csv" or "json"; key NULL or "" for all, else
 * those at or below it and those of the module of that name, or, where none is, those whose meaning has the
 * text in letters of any case. Each row says the module of its key: core for what every scenario has.
 * Owner: *out is the caller's (soc_text_free). Errors: SOC_ERR_USAGE: no such format, or no such key
 * (names the nearest); SOC_ERR_MEMORY. Cost: O(keys). */
SOC_API enum soc_err soc_params_text(const char *key, const char *format, char **out, struct soc_msg *msg);
/* The JSON Schema (draft 2020-12) of a scenario file.
 * Owner: *out is the caller's (soc_text_free). Errors: SOC_ERR_MEMORY. Cost: O(keys). */
SOC_API enum soc_err soc_schema_text(char **out, struct soc_msg *msg);

#ifdef __cplusplus
}
#endif
#endif
