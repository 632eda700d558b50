/* socred-bench: what a scenario costs. Prints one line per size and number of threads, for people and as CSV.
 *
 * Everything that could flatter is in the line: people stored (represents is never used to multiply them),
 * people touched (each person is stepped every month), events, threads, whether results are written, and the
 * command. */
#include "socred/result.h"
#include "socred/scenario.h"
#include "socred/sim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char usage[] =
	"Usage: socred-bench SCENARIO [--persons N[,N...]] [--threads N[,N...]] [--months N] [--output on|off] "
	"[--csv] [--set KEY=VALUE]...\n\n"
	"One replicate of the scenario for each number of people and threads. ns/pm: nanoseconds of wall time "
	"per person-month,\n"
	"without building the population. --output on also writes a results file (to a temporary folder, "
	"removed).\n\n"
	"Examples:\n"
	"  socred-bench scenarios/start/china-national/scenario.yaml --persons 100000,1000000,10000000 --threads "
	"1,2\n"
	"  socred-bench scenarios/start/minimal/scenario.yaml --csv > bench.csv\n";

#define SIZES_MAX 16

struct bench {
	const char *scenario, *settings[64];
	long long persons[SIZES_MAX], threads[SIZES_MAX], months;
	int persons_count, threads_count, settings_count, output, csv;
};

struct times {
	double built, began;
};

static double seconds_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void on_progress(void *user, const struct soc_progress *p)
{
	struct times *t = user;
	if (p->building)
		t->built = seconds_now();
}

static int read_list(const char *text, long long *out)
{
	int n = 0;
	char *end;
	for (;;) {
		long long x = strtoll(text, &end, 10);
		if (end == text || x < 1 || n == SIZES_MAX || (*end != '\0' && *end != ','))
			return 0;
		out[n++] = x;
		if (*end == '\0')
			return n;
		text = end + 1;
	}
}

static void print_line(const struct bench *b, const struct soc_run_stats *s, double build_seconds,
                       double seconds)
{
	const double pm = (double)s->persons * (double)s->months;
	const char *format = b->csv ? "%lld,%d,%lld,%.2f,%.2f,%.1f,%.1f,%.2f,%.1f,%.4f,%s,%.3f\n"
	                            : "%12lld %7d %6lld %7.2f %9.2f %9.1f %9.1f %8.2f %9.1f %9.4f %6s %7.3f\n";
	printf(format, (long long)s->persons, s->threads, (long long)s->months, seconds / pm * 1e9,
	       (double)s->bytes_state / (double)s->persons, (double)s->bytes_total / (double)s->persons,
	       build_seconds / (double)s->persons * 1e9, build_seconds, pm / seconds / 1e6,
	       (double)s->events / pm, b->output ? "on" : "off", seconds);
	fflush(stdout);
}

static enum soc_err run_one(const struct bench *b, long long persons, int threads, struct soc_msg *msg)
{
	char size[64], path[] = "/tmp/socred-bench-XXXXXX", file[64];
	const char *settings[66];
	struct soc_scenario *s = NULL;
	struct soc_result_writer *writer = NULL;
	struct times t = { 0, 0 };
	struct soc_run_stats stats;
	int n = 0;
	for (; n < b->settings_count; n++)
		settings[n] = b->settings[n];
	snprintf(size, sizeof size, "people.persons=%lld", persons);
	settings[n++] = "replicates=1";
	if (persons > 0)
		settings[n++] = size;
	enum soc_err err = soc_scenario_read(b->scenario, settings, (size_t)n, &s, NULL, msg);
	if (err == SOC_OK && b->months > 0)
		err = soc_scenario_limit_months(s, b->months, msg);
	if (err == SOC_OK && b->output) {
		if (mkdtemp(path) == NULL)
			return soc_fail(msg, SOC_ERR_IO, "no temporary folder");
		snprintf(file, sizeof file, "%s/results.db", path);
		err = soc_result_writer_open(&writer, file, "socred-bench", msg);
	}
	const struct soc_run_options options = { .threads = threads, .on_progress = on_progress, .user = &t };
	t.began = seconds_now();
	if (err == SOC_OK)
		err =
			soc_sim_run(s, &options, writer != NULL ? soc_result_writer_observer(writer) : NULL, &stats, msg);
	if (err == SOC_OK && writer != NULL)
		err = soc_result_writer_finish(writer, 0, msg);
	if (err == SOC_OK)
		print_line(b, &stats, t.built - t.began, seconds_now() - t.built);
	soc_result_writer_free(writer);
	if (b->output) {
		unlink(file);
		rmdir(path);
	}
	soc_scenario_free(s);
	return err;
}

static int read_arguments(struct bench *b, int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		const char *next = i + 1 < argc ? argv[i + 1] : NULL;
		if (strcmp(argv[i], "--csv") == 0)
			b->csv = 1;
		else if (strcmp(argv[i], "--persons") == 0 && next != NULL &&
		         (b->persons_count = read_list(next, b->persons)) > 0)
			i++;
		else if (strcmp(argv[i], "--threads") == 0 && next != NULL &&
		         (b->threads_count = read_list(next, b->threads)) > 0)
			i++;
		else if (strcmp(argv[i], "--months") == 0 && next != NULL && (b->months = atoll(next)) > 0)
			i++;
		else if (strcmp(argv[i], "--output") == 0 && next != NULL)
			b->output = strcmp(argv[++i], "on") == 0;
		else if (strcmp(argv[i], "--set") == 0 && next != NULL && b->settings_count < 64)
			b->settings[b->settings_count++] = argv[++i];
		else if (argv[i][0] != '-' && b->scenario == NULL)
			b->scenario = argv[i];
		else
			return 0;
	}
	return b->scenario != NULL;
}

int main(int argc, char **argv)
{
	struct bench b = { .persons_count = 1, .threads_count = 1, .threads = { 1 } };
	struct soc_msg msg;
	if (!read_arguments(&b, argc, argv)) {
		fputs(usage, argc > 1 && strcmp(argv[1], "--help") == 0 ? stdout : stderr);
		return argc > 1 && strcmp(argv[1], "--help") == 0 ? 0 : SOC_ERR_USAGE;
	}
	if (!b.csv) {
		printf("command:");
		for (int i = 0; i < argc; i++)
			printf(" %s", argv[i]);
		printf("\n%12s %7s %6s %7s %9s %9s %9s %8s %9s %9s %6s %7s\n", "people", "threads", "months", "ns/pm",
		       "state B/p", "total B/p", "build ns/p", "build s", "M pm/s", "events/pm", "output", "s");
	} else {
		puts("people,threads,months,ns_per_person_month,state_bytes_per_person,total_bytes_per_person,build_"
		     "ns_per_person,build_seconds,"
		     "million_person_months_per_second,events_per_person_month,output,seconds");
	}
	for (int p = 0; p < b.persons_count; p++)
		for (int t = 0; t < b.threads_count; t++) {
			enum soc_err err = run_one(&b, b.persons[p], (int)b.threads[t], &msg);
			if (err != SOC_OK) {
				fprintf(stderr, "socred-bench: %s\n", msg.text);
				return (int)err;
			}
		}
	return 0;
}
