/* socred-bench: what a scenario costs. Prints one line per size and number of threads, for people and as CSV.
 *
 * Everything that could flatter is in the line: people stored (the sampling weight is never used to multiply
 * them), people touched (each person is stepped every month), events, threads, whether results are written,
 * and the command. */
#include "limit.h"

#include "socred/result.h"
#include "socred/scenario.h"
#include "socred/sim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char usage[] =
	"Usage: socred-bench SCENARIO [--persons N[,N...]] [--threads N[,N...]] [--memory raw|packed[,...]] "
	"[--months N] [--output on|off] [--csv] [--set KEY=VALUE]...\n\n"
	"One replicate of the scenario for each number of people, of threads, and way to hold people. ns/pm: "
	"nanoseconds of wall\n"
	"time per person-month, without building the population. CPU: processor time likewise, all threads; "
	"limit: what the\n"
	"machine takes to read and write 32 bytes of state and draw one random word, measured beside it; times: "
	"CPU over limit.\n"
	"RSS: what the system says the process holds in the last month, libraries and all. --output on also "
	"writes a results file (to a temporary folder, removed).\n\n"
	"Examples:\n"
	"  socred-bench scenarios/start/china-national/scenario.yaml --persons 100000,1000000,10000000 --threads "
	"1,2\n"
	"  socred-bench scenarios/start/minimal/scenario.yaml --csv > bench.csv\n";

#define SIZES_MAX 16

struct bench {
	const char *scenario, *settings[64];
	long long persons[SIZES_MAX], threads[SIZES_MAX], months;
	int persons_count, threads_count, settings_count, memories_count, output, csv;
	const char *memories[SIZES_MAX];
};

struct times {
	double built, began, resident; /* resident: bytes in the last month */
	/* processor time: when it began, when the people were built, at the end of the last month */
	double processor_began, processor_built, processor_ended;
};

static double seconds_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double bytes_resident(void)
{
	FILE *from = fopen("/proc/self/statm", "r");
	long long all = 0, pages = 0;
	if (from == NULL)
		return 0.0;
	if (fscanf(from, "%lld %lld", &all, &pages) != 2)
		pages = 0;
	fclose(from);
	return (double)pages * (double)sysconf(_SC_PAGESIZE);
}

static void on_progress(void *user, const struct soc_progress *p)
{
	struct times *t = user;
	if (p->building) {
		t->built = seconds_now();
		t->processor_built = bench_processor_time();
	} else if (p->month == p->months)
		t->resident = bytes_resident();
}

/* Names with commas between them, cut apart in place. */
static int read_names(char *text, const char **out)
{
	int n = 0;
	for (char *at = strtok(text, ","); at != NULL && n < SIZES_MAX; at = strtok(NULL, ","))
		out[n++] = at;
	return n;
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

static void print_line(const struct bench *b, const struct soc_run_stats *s, const struct times *t,
                       double seconds)
{
	const double limit = bench_limit((long long)s->persons, s->threads);
	const double months_took = t->processor_ended - t->processor_built,
				 building_took = t->processor_built - t->processor_began;
	const double build_seconds = t->built - t->began;
	const double pm = (double)s->persons * (double)s->months;
	const char *format =
		b->csv ? "%lld,%d,%lld,%s,%.2f,%.2f,%.2f,%.1f,%.1f,%.1f,%.2f,%.1f,%.4f,%s,%.3f,%.1f,%.2f,%.2f,%.1f\n"
			   : "%12lld %7d %6lld %6s %7.2f %9.2f %9.2f %9.1f %9.1f %9.1f %8.2f %9.1f %9.4f %6s %7.3f %9.1f "
				 "%7.2f %6.2f %6.1f\n";
	printf(format, (long long)s->persons, s->threads, (long long)s->months, s->packed ? "packed" : "raw",
	       seconds / pm * 1e9, (double)s->bytes_fixed / (double)s->persons,
	       (double)s->bytes_state / (double)s->persons, (double)s->bytes_total / (double)s->persons,
	       t->resident / (double)s->persons, build_seconds / (double)s->persons * 1e9, build_seconds,
	       pm / seconds / 1e6, (double)s->events / pm, b->output ? "on" : "off", seconds,
	       building_took / (double)s->persons * 1e9, months_took / pm * 1e9, limit,
	       limit > 0.0 ? months_took / pm * 1e9 / limit : 0.0);
	fflush(stdout);
}

static enum soc_err run_one(const struct bench *b, long long persons, int threads, const char *memory,
                            struct soc_msg *msg)
{
	char size[64], held[64], path[] = "/tmp/socred-bench-XXXXXX", file[64];
	const char *settings[67];
	struct soc_scenario *s = NULL;
	struct soc_result_writer *writer = NULL;
	struct times t = { 0, 0, 0, 0, 0, 0 };
	struct soc_run_stats stats;
	int n = 0;
	for (; n < b->settings_count; n++)
		settings[n] = b->settings[n];
	snprintf(size, sizeof size, "people.persons=%lld", persons);
	settings[n++] = "replicates=1";
	if (persons > 0)
		settings[n++] = size;
	snprintf(held, sizeof held, "run.memory=%s", memory != NULL ? memory : "");
	if (memory != NULL)
		settings[n++] = held;
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
	t.processor_began = bench_processor_time();
	if (err == SOC_OK)
		err =
			soc_sim_run(s, &options, writer != NULL ? soc_result_writer_observer(writer) : NULL, &stats, msg);
	if (err == SOC_OK && writer != NULL)
		err = soc_result_writer_finish(writer, 0, msg);
	const double seconds = seconds_now() - t.built;
	t.processor_ended = bench_processor_time();
	if (err == SOC_OK)
		print_line(b, &stats, &t, seconds);
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
		else if (strcmp(argv[i], "--memory") == 0 && next != NULL &&
		         (b->memories_count = read_names(argv[i + 1], b->memories)) > 0)
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
	struct bench b = { .persons_count = 1, .threads_count = 1, .memories_count = 1, .threads = { 1 } };
	struct soc_msg msg;
	char command[2048];
	size_t used = 0; /* reading cuts names apart */
	for (int i = 0; i < argc && used < sizeof command; i++)
		used += (size_t)snprintf(command + used, sizeof command - used, " %s", argv[i]);
	if (!read_arguments(&b, argc, argv)) {
		fputs(usage, argc > 1 && strcmp(argv[1], "--help") == 0 ? stdout : stderr);
		return argc > 1 && strcmp(argv[1], "--help") == 0 ? 0 : SOC_ERR_USAGE;
	}
	if (!b.csv) {
		printf("command:%s\n%12s %7s %6s %6s %7s %9s %9s %9s %9s %9s %8s %9s %9s %6s %7s %9s %7s %6s %6s\n",
		       command, "people", "threads", "months", "memory", "ns/pm", "fixed B/p", "state B/p",
		       "total B/p", "RSS B/p", "build ns/p", "build s", "M pm/s", "events/pm", "output", "s",
		       "build CPU", "CPU ns", "limit", "times");
	} else {
		puts("people,threads,months,memory,ns_per_person_month,fixed_bytes_per_person,state_bytes_per_person,"
		     "total_bytes_per_person,resident_bytes_per_person,build_"
		     "ns_per_person,build_seconds,"
		     "million_person_months_per_second,events_per_person_month,output,seconds,"
		     "processor_build_ns_per_person,processor_ns_per_person_month,limit_ns_per_person_month,times_"
		     "the_limit");
	}
	for (int p = 0; p < b.persons_count; p++)
		for (int t = 0; t < b.threads_count * b.memories_count; t++) {
			enum soc_err err = run_one(&b, b.persons[p], (int)b.threads[t / b.memories_count],
			                           b.memories[t % b.memories_count], &msg);
			if (err != SOC_OK) {
				fprintf(stderr, "socred-bench: %s\n", msg.text);
				return (int)err;
			}
		}
	return 0;
}
