/* An ensemble over assumptions of the small scenario, for tests: made, and as results hold it. */
#ifndef SOCRED_TESTS_EXPERIMENT_ENSEMBLE_MADE_H
#define SOCRED_TESTS_EXPERIMENT_ENSEMBLE_MADE_H

#define _GNU_SOURCE /* nftw */
#include "runner.h"

#include "base/file.h"
#include "base/mem.h"
#include "experiment/experiment.h"
#include "input/bind/provenance.h"
#include "socred/experiment.h"
#include "socred/scenario.h"
#include "socred/sim.h"
#include "store/assumptions.h"
#include "store/reader.h"

#include <ftw.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MINIMAL PROJECT "/scenarios/start/minimal/scenario.yaml"
#define KEY "due_process.notice" /* decides `unaware_per_1000_listed` */
#define WIDE 0.1, 0.9            /* a range of it */

static inline int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

static inline struct soc_scenario *read_scenario(const char *extra)
{
	const char *settings[] = { runner_sparse() ? "people.persons=2500" : "people.persons=6000",
		                       "replicates=2", "span.to=2019-02", extra };
	struct soc_scenario *s = NULL;
	struct soc_msg msg = { "" };
	if (soc_scenario_read(MINIMAL, settings, extra != NULL ? 4 : 3, &s, NULL, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	return s;
}

/* Leaves of all plausible ranges that of one key, as [low, high]. */
static inline struct soc_scenario *with_range_of(const char *key, double low, double high)
{
	struct soc_scenario *s = read_scenario(NULL);
	struct soc_provenance *p = (struct soc_provenance *)s->provenance;
	struct soc_parameter t;
	struct soc_buf why = { 0 };
	/* With a source of its own a value has no range of its key. */
	for (int i = 0; i < SOC_PARAMETERS_MAX; i++)
		p->at[i] = (struct soc_origin){ .source = "this test" };
	for (int i = 0; i < SOC_SETTINGS_MAX; i++)
		p->settings[i] = (struct soc_origin){ .source = "this test" };
	assert_true(soc_parameter_find(s, key, &t, &why));
	struct soc_origin *origin = &p->at[soc_parameter_number(&t)];
	origin->has_range = 1;
	origin->low = low;
	origin->high = high;
	return s;
}

static inline struct soc_scenario *with_one_range(double low, double high)
{
	return with_range_of(KEY, low, high);
}

static inline enum soc_err try_make(const struct soc_scenario *s, int64_t points, int workers, char **text,
                                    struct soc_experiment_state *state, struct soc_msg *msg)
{
	char folder[] = "ensemble-XXXXXX";
	assert_non_null(mkdtemp(folder));
	const struct soc_assumptions_options o = {
		.folder = folder, .points = points, .seed = 1, .workers = workers
	};
	const enum soc_err err = soc_assumptions_make(s, &o, text, state, msg);
	nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	return err;
}

static inline struct soc_assumptions *make(const struct soc_scenario *s, int64_t points)
{
	struct soc_assumptions *a = NULL;
	struct soc_msg msg = { "" };
	char *text = NULL;
	if (try_make(s, points, 2, &text, NULL, &msg) != SOC_OK ||
	    soc_assumptions_read_text("ensemble", text, strlen(text), &a, NULL, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	assert_string_equal(soc_assumptions_text(a), text);
	soc_text_free(text);
	return a;
}

static inline char *page_of(struct soc_result *result, struct soc_msg *msg)
{
	char path[64]; /* another in each process: two files of tests make them beside one another */
	char *text = NULL;
	size_t length;
	snprintf(path, sizeof path, "ensemble-%ld.html", (long)getpid());
	if (soc_result_report(result, path, msg) == SOC_OK)
		(void)soc_file_read(path, 4 << 20, &text, &length, msg);
	remove(path);
	return text;
}

static inline char *headline_of(const struct soc_scenario *s, const struct soc_assumptions *a,
                                const char *format, char content[65])
{
	char path[64]; /* as of the page */
	struct soc_result_writer *writer = NULL;
	struct soc_result *result = NULL;
	struct soc_msg msg = { "" };
	char *text = NULL;
	snprintf(path, sizeof path, "ensemble-results-%ld.db", (long)getpid());
	enum soc_err err = soc_result_writer_open(&writer, path, NULL, &msg);
	if (err == SOC_OK) {
		soc_result_writer_assumptions(writer, a);
		err = soc_sim_run(s, NULL, soc_result_writer_observer(writer), NULL, &msg);
	}
	if (err == SOC_OK)
		err = soc_result_writer_finish(writer, 0, &msg);
	soc_result_writer_free(writer);
	if (err == SOC_OK)
		err = soc_result_open(&result, path, &msg);
	if (err == SOC_OK && strcmp(format, "page") == 0)
		text = page_of(result, &msg);
	else if (err == SOC_OK && strncmp(format, "fairness ", 9) == 0)
		err = soc_result_fairness(result, format + 9, NULL, NULL, "csv", &text, &msg);
	else if (err == SOC_OK && strncmp(format, "groups ", 7) == 0)
		err = soc_result_fairness(result, format + 7, NULL, NULL, "table", &text, &msg);
	else if (err == SOC_OK)
		err = soc_result_headline(result, format, &text, &msg);
	if (err != SOC_OK)
		fail_msg("%s", msg.text);
	memcpy(content, result->content, 65);
	soc_result_free(result);
	remove(path);
	return text;
}

#endif
