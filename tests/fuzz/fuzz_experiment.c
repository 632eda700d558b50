/* Any bytes as an experiment file, as a file of points or as a shard (the first byte says which): read
 * without a crash or a leak, what is valid keeps its bounds, and what is written is read back. */
#include "base/mem.h"
#include "experiment/experiment.h"
#include "experiment/points_file.h"
#include "experiment/shard.h"
#include "fuzz.h"
#include "input/bind/diagnostics.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Nothing is read beside the bytes: a base that is not there is what is wrong at the least. */
static void try_file(const char *text, size_t size)
{
	struct soc_experiment *e = NULL;
	struct soc_diagnostics *list = NULL;
	struct soc_msg msg = { "" };
	const enum soc_err err =
		soc_experiment_read_text("/nowhere/at-all/e.yaml", text, size, NULL, &e, &list, &msg);
	size_t errors = 0;
	CHECK(err == SOC_OK || err == SOC_ERR_SCENARIO);
	for (size_t i = 0; i < soc_diagnostics_count(list); i++) {
		const struct soc_diagnostic *p = soc_diagnostics_at(list, i);
		errors += !p->warning;
		CHECK(p->text[0] != '\0' && p->line >= 0 && p->column >= 0);
	}
	CHECK((errors > 0) == (err == SOC_ERR_SCENARIO) && (e != NULL) == (err == SOC_OK));
	if (e != NULL) {
		const struct soc_experiment_size now = soc_experiment_size(e);
		CHECK(now.points >= 1 && now.points <= SOC_POINTS_MAX && now.outcomes >= 1);
	}
	soc_experiment_free(e);
	soc_diagnostics_free(list);
}

static void try_points(const char *text, size_t size)
{
	struct soc_points_file f;
	struct soc_msg msg = { "" };
	char cell[SOC_FACTOR_TEXT];
	struct soc_diagnostics *list = soc_diagnostics_new();
	CHECK(list != NULL);
	CHECK(soc_points_file_read(&f, "points.csv", text, size, list, &msg) == SOC_OK);
	CHECK((f.rows > 0) == (list->errors == 0) && f.rows <= SOC_POINTS_MAX);
	for (int64_t row = 0; row < f.rows; row++)
		for (int c = 0; c < f.columns; c++) {
			soc_points_file_cell(&f, row, c, cell);
			CHECK(strlen(cell) < SOC_FACTOR_TEXT);
			CHECK(soc_points_file_column(&f, soc_points_file_name(&f, c)) <= c);
		}
	soc_points_file_release(&f);
	soc_diagnostics_free(list);
}

static void try_shard(char *text, size_t size)
{
	struct soc_shards s = { .outcomes = 2 };
	struct soc_msg msg = { "" };
	memset(s.digest, 'a', sizeof s.digest - 1);
	CHECK(soc_shards_add(&s, "00000.txt", text, size, &msg) == SOC_OK);
	const enum soc_err err = soc_shards_sort(&s, &msg);
	CHECK(err == SOC_OK || err == SOC_ERR_RESULTS);
	for (size_t i = 0; err == SOC_OK && i < s.count; i++) {
		const struct soc_shard_line *line = &s.line[i];
		CHECK(soc_shards_find(&s, line->key, line->replicate) == line);
		if (line->is_refused)
			CHECK(line->at < s.reasons.length && strlen(s.reasons.text + line->at) < size);
		else
			CHECK(line->at + 2 <= s.values && !isinf(s.value[line->at]) && !isinf(s.value[line->at + 1]));
	}
	soc_shards_release(&s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const size_t live = soc_mem_live();
	char *text = calloc(size + 1, 1);
	if (text == NULL || size == 0) {
		free(text);
		return 0;
	}
	memcpy(text, data + 1, size - 1);
	if (data[0] == 'p')
		try_points(text, size - 1);
	else if (data[0] == 's')
		try_shard(text, size - 1);
	else
		try_file(text, size - 1);
	free(text);
	CHECK(soc_mem_live() == live);
	return 0;
}
