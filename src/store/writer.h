/* The writer of results.db: private to store/. writer.c opens, finishes and removes; writer_start.c fills
 * what stands still (scenario, names, places); writer_rows.c fills what the months bring. */
#ifndef SOC_STORE_WRITER_H
#define SOC_STORE_WRITER_H

#include "input/compile/sampling.h"
#include "run/observer.h"
#include "socred/assumptions.h"
#include "socred/result.h"
#include "store/digest.h"

/* Rows of indicators of one kind of area, summed over the months of a period. */
struct soc_area_sums {
	int64_t (*row)[SOC_INDICATORS_COUNT];
	int32_t count;
};

struct soc_result_writer {
	struct soc_observer observer;
	sqlite3 *db;
	sqlite3_stmt *insert[SOC_STORE_TABLES_COUNT]; /* made when first needed */
	char *path, *part, *command_line;
	const struct soc_assumptions *assumptions; /* the caller's; NULL: none */
	enum soc_err failed;                       /* first failure; nothing is written after it */

	/* known once the run has started */
	int started;
	int64_t months, first_calendar_month;
	int32_t record_places, record_fields, record_attention;
	int32_t grades, events, channels, lists, measures;
	uint64_t seed;
	struct soc_sampling sampled; /* months of SOC_CADENCE_SAMPLED */
	int32_t *region_of;          /* of each place */
	struct soc_area_sums places, regions;
	uint8_t *packed_fields; /* SOC_FIELD_BYTES per place */

	int64_t replicate, months_told; /* of the replicate being written */
	int open;                       /* a replicate is being written (one transaction) */
	int64_t finished;

	struct soc_digest content; /* of the file that is finished; sha256 "": none is */
};

/* The insert statement of a table with all its parameters; belongs to the writer. */
enum soc_err soc_writer_insert(struct soc_result_writer *w, enum soc_store_table table, sqlite3_stmt **out,
                               struct soc_msg *msg);
/* One row of `meta`. */
enum soc_err soc_writer_meta(struct soc_result_writer *w, const char *key, const char *value,
                             struct soc_msg *msg);
/* The same with a whole number. */
enum soc_err soc_writer_meta_number(struct soc_result_writer *w, const char *key, int64_t value,
                                    struct soc_msg *msg);

/* What stands still in a file (scenario, names, places), and the rows of one month. Errors: SOC_ERR_IO,
 * SOC_ERR_MEMORY. */
enum soc_err soc_writer_start(struct soc_result_writer *w, const struct soc_scenario *s,
                              const struct soc_plan *plan, struct soc_msg *msg);
/* The same without what only a file needs: names and calendar, so that views have what they join, and no rows
 * of places or fields from then on. Errors: SOC_ERR_MEMORY. */
enum soc_err soc_writer_start_bare(struct soc_result_writer *w, const struct soc_scenario *s,
                                   const struct soc_plan *plan, struct soc_msg *msg);
enum soc_err soc_writer_month(struct soc_result_writer *w, int64_t month, const struct soc_tally *tally,
                              const struct soc_field *fields, struct soc_msg *msg);
/* The ensemble over assumptions, if one was given. Errors: as above. */
enum soc_err soc_writer_assumptions(struct soc_result_writer *w, const struct soc_scenario *s,
                                    struct soc_msg *msg);
/* Whether by_place gets its rows at the end of this month of the run. */
int soc_writer_ends_period(const struct soc_result_writer *w, int64_t month);
/* Writes the row of `replicates`; for a partial one also the rest of by_place. */
enum soc_err soc_writer_replicate(struct soc_result_writer *w, int partial, struct soc_msg *msg);

#endif
