/* Experiments in a folder of their own, for tests: read from a text, run, analysed. */
#ifndef SOCRED_TESTS_EXPERIMENT_IN_FOLDER_H
#define SOCRED_TESTS_EXPERIMENT_IN_FOLDER_H

#define _GNU_SOURCE /* nftw */
#include "runner.h"

#include "experiment/runner.h"
#include "socred/scenario.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static inline struct soc_experiment *read_experiment(const char *from)
{
	struct soc_experiment *e = NULL;
	struct soc_msg msg = { "" };
	if (soc_experiment_read_text(PROJECT "/experiments/test.yaml", from, strlen(from), NULL, &e, NULL,
	                             &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	return e;
}

static inline int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

static inline void make_folder(char folder[64])
{
	snprintf(folder, 64, "experiment-XXXXXX");
	assert_non_null(mkdtemp(folder));
}

static inline void remove_folder(const char *folder)
{
	nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static inline struct soc_experiment_state run_in(const struct soc_experiment *e, const char *folder,
                                                 int workers, int share, int shares)
{
	const struct soc_experiment_options o = {
		.folder = folder, .workers = workers, .share = share, .shares = shares
	};
	struct soc_experiment_state now;
	struct soc_msg msg = { "" };
	if (soc_experiment_run(e, &o, &now, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	return now;
}

/* A file of the folder, up to 1 MiB. Owner: the caller's (free). */
static inline char *file_of(const char *folder, const char *name, size_t *length)
{
	char path[128];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		fail_msg("%s is not there", path);
	char *bytes = malloc(1 << 20);
	assert_non_null(bytes);
	*length = fread(bytes, 1, 1 << 20, file);
	fclose(file);
	return bytes;
}

static inline void check_same(const char *folder, const char *as, size_t as_length)
{
	size_t length;
	char *bytes = file_of(folder, "experiment.db", &length);
	assert_int_equal(length, as_length);
	assert_memory_equal(bytes, as, length);
	free(bytes);
}

/* ---- interrupting ---- */
/* Stops after so many replicates. */
struct stopper {
	int left;
	volatile int stop;
};

static inline void count_down(void *user, int64_t done, int64_t all)
{
	struct stopper *s = user;
	assert_true(done <= all);
	if (--s->left == 0)
		s->stop = 1;
}

/* Runs it to its end, stopped after so many replicates each time, on one worker to `workers`, in fewer than
 * so many calls. */
static inline void interrupt_often(const struct soc_experiment *e, const char *folder, int after, int workers,
                                   int calls_most)
{
	struct soc_msg msg = { "" };
	enum soc_err err = SOC_ERR_INTERRUPTED;
	for (int calls = 0; err == SOC_ERR_INTERRUPTED; calls++) {
		struct stopper s = { after, 0 };
		const struct soc_experiment_options o = { .folder = folder,
			                                      .workers = 1 + calls % workers,
			                                      .share = 1,
			                                      .shares = 1,
			                                      .on_progress = count_down,
			                                      .user = &s,
			                                      .stop = &s.stop };
		err = soc_experiment_run(e, &o, NULL, &msg);
		assert_true(calls < calls_most);
	}
	assert_int_equal(err, SOC_OK);
}

/* ---- analysing ---- */
static inline char *analyse_in(const struct soc_experiment *e, const char *folder, const char *format)
{
	static char *out;
	struct soc_msg msg = { "" };
	if (soc_experiment_analyse(e, folder, format, &out, NULL, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	return out;
}

/* The number behind a text; fails where it does not stand. */
static inline double number_behind(const char *in, const char *what)
{
	const char *at = strstr(in, what);
	if (at == NULL)
		fail_msg("no %s in %s", what, in);
	return strtod(at + strlen(what), NULL);
}

#endif
