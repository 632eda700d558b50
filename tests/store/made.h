/* A run that never happened: a small scenario, a plan of a few places and invented tallies, told to a writer.
 */
#ifndef SOC_TESTS_STORE_MADE_H
#define SOC_TESTS_STORE_MADE_H

#include "run/observer.h"
#include "socred/result.h"

struct sqlite3;

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define MADE_REGIONS 3

struct made {
	struct soc_scenario *scenario;
	struct soc_plan plan;
	struct soc_tally *tally;
	struct soc_field *fields;
	int64_t months, replicates;
	/* Adds what a month brought; the tally is empty before. made_fill unless a test has its own. */
	void (*fill)(struct made *m, int64_t replicate, int64_t month);
	int64_t planted; /* added to one indicator of one cell, for differences */
	const char *command_line;
};

/* `settings` as of soc_scenario_read, NULL-terminated or NULL. places: how many; the last one has no people.
 */
void made_init(struct made *m, int places, const char *const *settings);
/* The same with a scenario of the test's own; it must have the 1,000 people that the plan has. */
void made_init_text(struct made *m, int places, const char *text, const char *const *settings);
void made_release(struct made *m);
/* Counts of every kind, all from arithmetic on their position. */
void made_fill(struct made *m, int64_t replicate, int64_t month);
/* Tells an observer what made_write writes. */
enum soc_err made_tell(struct made *m, struct soc_observer *o, int64_t last, int64_t stop_after,
                       struct soc_msg *msg);
/* Tells the whole run, or only `stop_after` months of replicate `last` (stop_after < 0: all), and finishes
 * the file. */
enum soc_err made_write(struct made *m, const char *path, int64_t last, int64_t stop_after,
                        struct soc_msg *msg);
/* The whole run; must succeed. */
void made_write_all(struct made *m, const char *path);
struct soc_result *made_open(const char *path);
double made_number(struct soc_result *r, const char *table, const char *column, int64_t month,
                   int64_t replicate);
/* A column of one month added up over the cells as told, for comparison. */
int64_t made_told(struct made *m, enum soc_indicator i, int64_t replicate, int64_t month);

/* A file name in a fresh folder of this process; both are removed by made_clean. */
const char *made_path(void);
void made_clean(void);
/* Files in that folder whose name has ".part-". */
int made_parts(void);
/* The bytes of a file; *length may be 0. Release with free. */
unsigned char *made_bytes(const char *path, size_t *length);

/* Results of two places with these settings (ended by NULL), read back from memory: nothing is left on disk.
 * fill: what a month brings; stop_after: as made_write has it, -1 for a whole run. */
struct soc_result *made_result(void (*fill)(struct made *m, int64_t replicate, int64_t month),
                               const char *const *settings, int64_t stop_after);
/* The same of what was begun with made_init or made_init_text, which is released. */
struct soc_result *made_into_memory(struct made *m, int64_t stop_after);

/* Changes a results file with SQL and gives it digests that fit again, as someone would who means harm. */
void made_forge(const char *path, const char *sql);
/* The same for an open database. Returns 0 when it can no longer be read. */
int made_reseal(struct sqlite3 *db);

#endif
