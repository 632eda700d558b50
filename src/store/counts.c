/* What modules counted in a month, read back into the array that it was written from. */
#include "store/reader.h"

#include "base/buf.h"
#include "base/mem.h"
#include "model/modules/counters.h"
#include "model/modules/prediction/count.h"

#include <sqlite3.h>
#include <string.h>

/* The place of a row among the values of a counter; -1 when it says what no run writes. */
static int place_of(sqlite3_stmt *stmt, const struct soc_counter_table *table)
{
	int place = 0;
	for (int d = 0; d < table->dimensions_count; d++) {
		const struct soc_dimension *dimension = &table->dimensions[d];
		const char *word = (const char *)sqlite3_column_text(stmt, d);
		int value = dimension->words == NULL ? sqlite3_column_int(stmt, d) : 0;
		while (dimension->words != NULL && word != NULL && value < dimension->values &&
		       strcmp(word, dimension->words[value]) != 0)
			value++;
		if (word == NULL || value < 0 || value >= dimension->values)
			return -1;
		place = place * dimension->values + value;
	}
	return place;
}

static enum soc_err read_table(struct soc_result *r, const struct soc_counter_table *table,
                               const int64_t key[2], int64_t *module, struct soc_msg *msg)
{
	struct soc_buf sql = { 0 };
	sqlite3_stmt *stmt = NULL;
	int row = 0;
	soc_buf_add(&sql, "SELECT ");
	for (int d = 0; d < table->dimensions_count; d++)
		soc_buf_add(&sql, "%s%s", d > 0 ? ", " : "", table->dimensions[d].name);
	for (int c = 0; c < table->counters_count; c++)
		soc_buf_add(&sql, "%s%s", table->dimensions_count + c > 0 ? ", " : "", table->counters[c].column);
	soc_buf_add(&sql, " FROM %s WHERE replicate = ? AND month = ?", table->name);
	enum soc_err err = sql.failed ? soc_fail(msg, SOC_ERR_MEMORY, "no memory to read %s", table->name)
	                              : soc_result_query(r, soc_buf_text(&sql), key, 2, &stmt, msg);
	if (err == SOC_OK)
		err = soc_result_next(r, stmt, &row, msg);
	while (err == SOC_OK && row) {
		const int place = place_of(stmt, table);
		if (place < 0) {
			err = soc_fail(msg, SOC_ERR_RESULTS, "the table %s has a row that no run writes", table->name);
			break;
		}
		for (int c = 0; c < table->counters_count; c++)
			module[table->counters[c].first + place] =
				sqlite3_column_int64(stmt, table->dimensions_count + c);
		err = soc_result_next(r, stmt, &row, msg);
	}
	sqlite3_finalize(stmt);
	soc_buf_release(&sql);
	return err;
}

enum soc_err soc_result_predictor(struct soc_result *r, int64_t replicate, struct soc_rule_sets *v,
                                  struct soc_msg *msg)
{
	static const enum soc_counter_table_number tables[] = { SOC_COUNTERS_prediction_training,
		                                                    SOC_COUNTERS_prediction_weights,
		                                                    SOC_COUNTERS_prediction_trees,
		                                                    SOC_COUNTERS_prediction_ranks };
	const int64_t key[2] = { replicate, (int64_t)v->rules[0].regime.prediction.trained - 1 };
	struct soc_predictor read = { 0 };
	enum soc_err err = SOC_OK;
	if (v->predictor == NULL)
		return SOC_OK;
	int64_t *module = soc_calloc(SOC_MODULE_VALUES, sizeof *module);
	if (module == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for what modules count");
	soc_result_begin(r);
	for (size_t i = 0; err == SOC_OK && i < sizeof tables / sizeof *tables; i++)
		err = read_table(r, &soc_counter_tables[tables[i]], key, module, msg);
	if (err == SOC_OK && !soc_prediction_of_counts(module, &read))
		err = soc_fail(msg, SOC_ERR_RESULTS, "the predictors of replicate %lld are such as no run trains",
		               (long long)replicate);
	if (err == SOC_OK)
		*v->predictor = read;
	soc_free(module);
	return err;
}
