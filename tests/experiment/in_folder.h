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
