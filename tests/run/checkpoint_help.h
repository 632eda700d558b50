/* Runs that are saved into a folder of the test's own, and their files. */
#ifndef SOC_TESTS_RUN_CHECKPOINT_HELP_H
#define SOC_TESTS_RUN_CHECKPOINT_HELP_H

#include "help.h"
#include "scratch.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "socred/sim.h"

static char folder[64], first[96], second[96], third[96];

static inline int make_folder(void **state)
{
	(void)state;
	snprintf(folder, sizeof folder, "%s/socred-checkpoint-XXXXXX", SCRATCH);
	if (mkdtemp(folder) == NULL)
		return -1;
	snprintf(first, sizeof first, "%s/first", folder);
	snprintf(second, sizeof second, "%s/second", folder);
	snprintf(third, sizeof third, "%s/third", folder);
	return 0;
}

static inline int remove_folder(void **state)
{
	(void)state;
	unlink(first);
	unlink(second);
	unlink(third);
	return rmdir(folder);
}

static inline unsigned char *read_file(const char *path, size_t *length)
{
	FILE *from = fopen(path, "rb");
	assert_non_null(from);
	fseek(from, 0, SEEK_END);
	*length = (size_t)ftell(from);
	rewind(from);
	unsigned char *bytes = malloc(*length + 1);
	assert_non_null(bytes);
	assert_int_equal(fread(bytes, 1, *length, from), *length);
	fclose(from);
	return bytes;
}

static inline void write_file(const char *path, const unsigned char *bytes, size_t length)
{
	FILE *to = fopen(path, "wb");
	assert_non_null(to);
	assert_int_equal(fwrite(bytes, 1, length, to), length);
	assert_int_equal(fclose(to), 0);
}

static inline void same_files(const char *a, const char *b)
{
	size_t n, m;
	unsigned char *x = read_file(a, &n), *y = read_file(b, &m);
	assert_int_equal(n, m);
	assert_memory_equal(x, y, n);
	free(x);
	free(y);
}

static inline struct soc_sim *open_run(const struct soc_scenario *s, int threads)
{
	const struct soc_run_options options = { .threads = threads };
	struct soc_sim *sim = NULL;
	struct soc_msg msg = { "" };
	if (soc_sim_open(s, &options, &sim, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	return sim;
}

static inline void step(struct soc_sim *sim, int months)
{
	for (int m = 0; m < months; m++)
		assert_int_equal(soc_sim_step(sim, NULL), SOC_OK);
}

static inline void save(struct soc_sim *sim, const char *path)
{
	struct soc_msg msg = { "" };
	if (soc_sim_save(sim, path, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
}

static inline void load(struct soc_sim *sim, const char *path)
{
	struct soc_msg msg = { "" };
	if (soc_sim_load(sim, path, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
}

#endif
