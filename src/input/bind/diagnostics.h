/* The list of everything wrong with a scenario (public readings in socred/scenario.h). */
#ifndef SOC_INPUT_DIAGNOSTICS_H
#define SOC_INPUT_DIAGNOSTICS_H

#include "socred/scenario.h"

#define SOC_DIAGNOSTICS_MAX 200 /* later ones are counted and said in one line */

struct soc_diagnostics {
	struct soc_diagnostic *items;
	size_t count, capacity;
	size_t errors, dropped; /* errors among all, dropped ones included; diagnostics beyond the most */
	int out_of_memory;      /* a diagnostic could not be kept: the caller answers SOC_ERR_MEMORY */
};

/* Where a diagnostic is; zero line and column: not in a file. */
struct soc_position {
	const char *file;
	int line, column;
};

/* An empty list, released with soc_diagnostics_free; NULL when memory is out. */
struct soc_diagnostics *soc_diagnostics_new(void);
/* Adds an error. Strings are copied. O(1) amortised. */
void soc_diagnostics_error(struct soc_diagnostics *list, struct soc_position at, const char *key,
                           const char *fmt, ...) SOC_PRINTF(4, 5);
void soc_diagnostics_warn(struct soc_diagnostics *list, struct soc_position at, const char *key,
                          const char *fmt, ...) SOC_PRINTF(4, 5);
/* Empties the list; what it knows of memory stays. */
void soc_diagnostics_clear(struct soc_diagnostics *list);
/* Releases the strings of one diagnostic that is taken out of a list. */
void soc_diagnostic_release(struct soc_diagnostic *p);
/* Sorts by file and line and adds the line about dropped diagnostics, if any. Call last. */
void soc_diagnostics_close(struct soc_diagnostics *list);
/* SOC_OK without errors; else SOC_ERR_MEMORY or SOC_ERR_SCENARIO with the first error in msg. */
enum soc_err soc_diagnostics_verdict(const struct soc_diagnostics *list, struct soc_msg *msg);

#endif
