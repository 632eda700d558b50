#include "store/results_in_memory.h"

#include "base/mem.h"
#include "store/sql.h"

static enum soc_err open_tables(struct soc_result_writer *w, struct soc_msg *msg)
{
	if (sqlite3_open_v2(":memory:", &w->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for results in memory");
	/* Nothing is ever taken back: one transaction, without a journal. */
	enum soc_err err = soc_sql_run(w->db, "PRAGMA journal_mode=OFF; BEGIN", SOC_ERR_INTERNAL, msg);
	return err == SOC_OK ? soc_schema_create(&soc_schema_of_run, w->db, msg) : err;
}

enum soc_err soc_results_in_memory_begin(struct soc_results_in_memory *r, const struct soc_scenario *s,
                                         const struct soc_plan *plan, struct soc_msg *msg)
{
	soc_results_in_memory_release(r);
	r->writer = soc_calloc(1, sizeof *r->writer);
	if (r->writer == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for results in memory");
	enum soc_err err = open_tables(r->writer, msg);
	if (err == SOC_OK)
		err = soc_writer_start_bare(r->writer, s, plan, msg);
	if (err == SOC_OK)
		r->result = (struct soc_result){ .schema = &soc_schema_of_run, .db = r->writer->db };
	else
		soc_results_in_memory_release(r);
	return err;
}

enum soc_err soc_results_in_memory_month(struct soc_results_in_memory *r, int64_t month,
                                         const struct soc_tally *tally, struct soc_msg *msg)
{
	enum soc_err err = soc_writer_month(r->writer, month, tally, NULL, msg);
	r->writer->months_told = month + 1;
	return err == SOC_OK && month + 1 == r->writer->months ? soc_writer_replicate(r->writer, 0, msg) : err;
}

void soc_results_in_memory_release(struct soc_results_in_memory *r)
{
	soc_result_forget(&r->result);
	soc_result_writer_free(r->writer);
	*r = (struct soc_results_in_memory){ 0 };
}
