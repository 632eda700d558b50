#include "runner.h"

#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* RUNNER_PARTS(X) comes from the folder's meson.build: X(name) for each file of tests. */
#define DECLARE(name) int part_##name(void);
RUNNER_PARTS(DECLARE)

static const struct part {
	const char *name;
	int (*run)(void);
} parts[] = {
#define ROW(name) { #name, part_##name },
	RUNNER_PARTS(ROW)
};
#define PARTS (int)(sizeof parts / sizeof *parts)

char **runner_arguments;

static const char *part, *pattern; /* being run; its tests, or NULL for all */
static int is_listing;

int runner_group(const struct CMUnitTest *tests, size_t count, CMFixtureFunction setup,
                 CMFixtureFunction teardown)
{
	struct CMUnitTest *chosen = calloc(count, sizeof *chosen);
	size_t n = 0;
	int failed = 0;
	if (chosen == NULL)
		return 1;
	for (size_t i = 0; i < count; i++)
		if (pattern == NULL || fnmatch(pattern, tests[i].name, 0) == 0)
			chosen[n++] = tests[i];
	for (size_t i = 0; i < n && is_listing; i++)
		printf("%s/%s\n", part, chosen[i].name);
	if (n == 0)
		failed = RUNNER_NONE;
	else if (!is_listing)
		failed = _cmocka_run_group_tests(part, chosen, n, setup, teardown);
	free(chosen);
	return failed;
}

int runner_thorough(void)
{
	const char *tests = getenv("SOCRED_TESTS");
	return tests != NULL && strcmp(tests, "all") == 0;
}

#if defined(__SANITIZE_ADDRESS__)
#define IS_WATCHED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IS_WATCHED 1
#endif
#endif
#ifndef IS_WATCHED
#define IS_WATCHED 0
#endif

int runner_sparse(void)
{
	return IS_WATCHED && !runner_thorough();
}

int runner_whole(int (*run)(void))
{
	if (pattern != NULL)
		return RUNNER_NONE;
	return is_listing ? puts(part) == EOF : run();
}

#define NONE_STATUS 2

/* In a process of its own: what a part changes for good (limits, allocators) ends with it, and so does a
 * crash. */
static int run_apart(const struct part *p)
{
	int status = 1;
	fflush(NULL);
	const pid_t child = fork();
	if (child == 0) {
		const int failed = p->run();
		exit(failed == RUNNER_NONE ? NONE_STATUS : failed != 0);
	}
	if (child < 0 || waitpid(child, &status, 0) != child)
		return 1;
	if (WIFSIGNALED(status))
		fprintf(stderr, "%s: ended by signal %d\n", p->name, WTERMSIG(status));
	return WIFEXITED(status) && WEXITSTATUS(status) == NONE_STATUS ? RUNNER_NONE : status != 0;
}

/* The parts and tests that a pattern names. Returns how many parts failed; one when it names nothing. */
static int run_pattern(const char *wanted)
{
	char of_part[128];
	const char *slash = strchr(wanted, '/');
	int named = 0, failed = 0;
	snprintf(of_part, sizeof of_part, "%.*s", (int)(slash != NULL ? slash - wanted : (long)strlen(wanted)),
	         wanted);
	pattern = slash != NULL ? slash + 1 : NULL;
	for (int i = 0; i < PARTS; i++) {
		if (fnmatch(of_part, parts[i].name, 0) != 0)
			continue;
		part = parts[i].name;
		const int came_to = is_listing ? parts[i].run() : run_apart(&parts[i]);
		named += came_to != RUNNER_NONE;
		failed += came_to > 0;
	}
	if (named == 0)
		fprintf(stderr, "nothing is named %s: --list says what there is\n", wanted);
	return failed + (named == 0);
}

int main(int argc, char **argv)
{
	int from = 1, to, failed = 0;
	is_listing = argc > 1 && strcmp(argv[1], "--list") == 0;
	from += is_listing;
	for (to = from; to < argc && strcmp(argv[to], "--") != 0;)
		to++;
	runner_arguments = to < argc ? argv + to + 1 : argv + argc;
	if (from == to)
		failed = run_pattern("*");
	for (int i = from; i < to; i++)
		failed += run_pattern(argv[i]);
	/* A sanitizer looks for what was left at the end of each process; this one only waits for parts. */
	if (IS_WATCHED && !is_listing) {
		fflush(NULL);
		_exit(failed != 0);
	}
	return failed != 0;
}
