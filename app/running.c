/* What commands that run scenarios share. */
#include "running.h"

#include "ranks.h"
#include "say.h"

#include "socred/assumptions.h"
#include "socred/result.h"
#include "socred/scenario.h"
#include "socred/sim.h"

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static volatile int stop;
static volatile sig_atomic_t signals;
static volatile sig_atomic_t ends_in_order_at = 1; /* so many signals, after which a run ends by itself */

static void on_signal(int number)
{
	(void)number;
	if (signals >= ends_in_order_at) /* asked once more: leave at once; the part file is never the result */
		_exit(SOC_ERR_INTERRUPTED);
	signals++;
	if (stop < signals) /* another process may have set it, and be ahead of the signal */
		stop = signals;
}

void running_signals(void)
{
	signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is a failed write, which is told, and not the end of
	                             the program */
	/* Reading and writing go on: an interrupt ends a run where it is asked, and never as a failed write. */
	struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_RESTART };
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGUSR1, &action,
	          NULL); /* mpirun and Slurm can send it to all processes, and do not kill afterwards */
}

const volatile int *running_stop(void)
{
	return &stop;
}

void running_end(void)
{
	if (stop == 0)
		stop = 1;
}

/* ---- progress ---- */

static double seconds_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

struct meter {
	int shown, quiet;
	int keeps_months; /* a first signal waits for the end of the month, and a checkpoint */
	int has_told;     /* how long that takes */
	double began, last;
	double months_began, month_began;
	int64_t months; /* finished, of all replicates */
};

/* Columns of the terminal; 80 where it does not say. */
static int columns(void)
{
	struct winsize size;
	return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

/* A meter needs a terminal that can go back to the start of a line. */
int running_has_meter(void)
{
	const char *kind = getenv("TERM");
	return isatty(STDERR_FILENO) && kind != NULL && *kind != '\0' && strcmp(kind, "dumb") != 0;
}

/* One line, cut to the terminal: a longer one would wrap, and each new one would leave it standing. */
static void show(const char *line)
{
	fprintf(stderr, "\r\033[K%.*s", columns() - 1, line);
	fflush(stderr);
}

/* Breaks a line between words where the terminal would break it anywhere; elsewhere it stays one. */
static void show_wrapped(const char *line)
{
	const size_t most = isatty(STDERR_FILENO) ? (size_t)columns() : SIZE_MAX;
	size_t used = 0;
	while (*line != '\0') {
		const size_t word = strcspn(line, " ");
		if (used > 0 && used + 1 + word > most) {
			fputs("\n ", stderr);
			used = 1;
		}
		used += (size_t)fprintf(stderr, "%s%.*s", used > 0 ? " " : "", (int)word, line);
		line += word + strspn(line + word, " ");
	}
	fputc('\n', stderr);
}

/* Once, within a month that takes long enough for somebody to wonder. */
static void tell_wait(struct meter *m, const struct soc_progress *p, double now)
{
	const double took = now - m->month_began;
	if (m->quiet || m->has_told || !m->keeps_months || stop != 1 || p->building || p->of_month <= 0.0)
		return;
	m->has_told = 1;
	if (m->shown)
		fputs("\r\033[K", stderr);
	say(stderr,
	    "Ends after this month, in about %.0f s, with a checkpoint of it. Asked once more it ends at once, "
	    "and "
	    "goes on from the checkpoint before.",
	    took / p->of_month * (1.0 - p->of_month));
}

static void on_progress(void *user, const struct soc_progress *p)
{
	struct meter *m = user;
	char line[200];
	int n;
	const double now = seconds_now();
	const int64_t months = p->replicate * p->months + p->month;
	if (months != m->months || m->month_began == 0.0 || p->building)
		m->month_began = now;
	m->months = months;
	tell_wait(m, p, now);
	if (!m->shown)
		return;
	if (!p->building && m->months_began == 0.0)
		m->months_began = now;
	if (now - m->last < 0.1 && p->share < 1.0)
		return;
	m->last = now;
	if (p->building) {
		snprintf(line, sizeof line, "population %3.0f%%  %.1f s", 100.0 * p->share, now - m->began);
		show(line);
		return;
	}
	const double spent = now - m->months_began,
				 left = p->share > 0.0 ? spent / p->share * (1.0 - p->share) : 0.0;
	const double done = (double)p->persons * ((double)months + p->of_month);
	/* What matters most stands first: it is what a narrow terminal shows. */
	n = snprintf(line, sizeof line, "%3.0f%%", 100.0 * p->share);
	if (spent > 0.2)
		n += snprintf(line + n, sizeof line - (size_t)n, "  %.0f s left", left);
	n += snprintf(line + n, sizeof line - (size_t)n, "  run %lld/%lld  month %lld/%lld",
	              (long long)p->replicate + 1, (long long)p->replicates, (long long)p->month,
	              (long long)p->months);
	if (p->of_month > 0.0)
		n += snprintf(line + n, sizeof line - (size_t)n, " (%.0f%%)", 100.0 * p->of_month);
	if (spent > 0.2)
		snprintf(line + n, sizeof line - (size_t)n, "  %.1f M person-months/s", done / spent / 1e6);
	show(line);
}

static void clear_progress(const struct meter *m)
{
	if (m->shown)
		fputs("\r\033[K", stderr);
}

/* ---- files ---- */

int running_path(const char *command, char out[RUNNING_PATH], const char *folder, const char *name)
{
	int n = snprintf(out, RUNNING_PATH, "%s/%s", folder, name);
	if (n > 0 && n < RUNNING_PATH)
		return 1;
	fprintf(stderr, "socred %s: the name of the folder is too long\n", command);
	return 0;
}

int running_assumptions_path(const char *command, const char *scenario, char out[RUNNING_PATH])
{
	size_t n = strlen(scenario);
	n -= n > 5 && strcmp(scenario + n - 5, ".yaml") == 0 ? 5 : 0;
	if (n < RUNNING_PATH &&
	    snprintf(out, RUNNING_PATH, "%.*s.assumptions.json", (int)n, scenario) < RUNNING_PATH)
		return 1;
	fprintf(stderr, "socred %s: the name of the scenario is too long\n", command);
	return 0;
}

int running_make_folder(const char *command, const char *folder, size_t *stood)
{
	char part[RUNNING_PATH];
	int some = 0; /* were made: "a//b" finds the a that it has made itself */
	*stood = 0;
	if (snprintf(part, sizeof part, "%s", folder) >= (int)sizeof part || *folder == '\0') {
		say(stderr, "socred %s: \"%s\" is no name of a folder", command, folder);
		return 0;
	}
	for (char *p = part + 1;; p++) {
		const char kept = *p;
		if (kept != '/' && kept != '\0')
			continue;
		*p = '\0';
		const int made = mkdir(part, 0777) == 0;
		if (!made && errno != EEXIST) {
			say(stderr, "socred %s: folder %s: %s", command, part, strerror(errno));
			*p = kept;
			running_drop_folder(part, *stood);
			return 0;
		}
		some |= made;
		if (!some)
			*stood = (size_t)(p - part);
		*p = kept;
		if (kept == '\0')
			return 1;
	}
}

void running_drop_folder(const char *folder, size_t stood)
{
	char part[RUNNING_PATH];
	const size_t n = strlen(folder);
	if (n >= sizeof part)
		return;
	memcpy(part, folder, n + 1);
	/* From the last one up; one that holds something stays, and so do all above it. */
	for (size_t end = n; end > stood; end--) {
		const int is_name = end == n || part[end] == '/';
		part[end] = '\0';
		if (is_name && part[end - 1] != '/')
			(void)rmdir(part);
	}
}

int64_t running_memory(void)
{
	FILE *file = fopen("/proc/meminfo", "r");
	char line[256];
	long long kib = 0;
	while (file != NULL && fgets(line, sizeof line, file) != NULL)
		if (sscanf(line, "MemAvailable: %lld", &kib) == 1)
			break;
	if (file != NULL)
		fclose(file);
	return kib > 0 ? kib * 1024 / 100 * 95 : 0;
}

static int64_t memory_limit(const struct running *r)
{
	if (r->memory_gb > 0.0)
		return r->memory_gb * 1e9 < 1.0 ? 1 : (int64_t)(r->memory_gb * 1e9); /* 0 would mean no limit */
	return running_memory() / ranks_here();
}

/* What the run was and took. */
static void say_spent(const struct soc_run_stats *stats, double seconds)
{
	char line[320], instead[80] = "";
	if (stats->packed)
		snprintf(instead, sizeof instead, ", packed (raw people would take %.3g GB)",
		         (double)stats->bytes_raw / 1e9);
	snprintf(line, sizeof line,
	         "%lld people, %lld %s, %lld %s finished, %.1f s; %.1f bytes of state a person, %.3g GB in all%s",
	         (long long)stats->persons, (long long)stats->months, noun(stats->months, "month", "months"),
	         (long long)stats->replicates_finished,
	         noun(stats->replicates_finished, "replicate", "replicates"), seconds,
	         (double)stats->bytes_state / (double)stats->persons, (double)stats->bytes_total / 1e9, instead);
	show_wrapped(line);
}

static int keeps_months(const struct running *r, const struct soc_scenario *s)
{
	return r->checkpoints != NULL && (r->checkpoints->every > 0 || soc_scenario_checkpoint_months(s) > 0);
}

enum soc_err running_follow(const struct running *r, const struct soc_scenario *s, struct soc_msg *msg)
{
	const struct soc_run_options options = { .threads = r->threads,
		                                     .memory_limit = memory_limit(r),
		                                     .stop = &stop,
		                                     .checkpoints = r->checkpoints,
		                                     .ranks = ranks_all() };
	const enum soc_err err = ranks_ready(SOC_OK, msg);
	ends_in_order_at = 1 + keeps_months(r, s);
	return err == SOC_OK ? soc_sim_run(s, &options, NULL, NULL, msg) : err;
}

/* Finishes the results of a run that ended with err, and opens them. */
static enum soc_err finish(struct soc_result_writer *writer, enum soc_err err, struct soc_result **made,
                           struct soc_msg *msg)
{
	struct soc_msg ignored;
	if (err == SOC_OK)
		err = soc_result_writer_finish(writer, 0, msg);
	else if (err == SOC_ERR_INTERRUPTED) {
		const enum soc_err kept = soc_result_writer_finish(writer, 1, &ignored);
		if (kept !=
		    SOC_OK) { /* nothing was finished, or writing failed: the one says so, the other is worse */
			*msg = ignored;
			return kept;
		}
	}
	if (err != SOC_OK && err != SOC_ERR_INTERRUPTED)
		return err;
	const enum soc_err opened = soc_result_open_written(made, writer, &ignored);
	if (opened == SOC_OK)
		return err;
	*msg = ignored;
	return opened;
}

enum soc_err running_simulate(const struct running *r, const struct soc_scenario *s, const char *database,
                              struct soc_result **made, struct soc_msg *msg)
{
	struct soc_result_writer *writer = NULL;
	struct meter meter = { .shown = !r->quiet && running_has_meter(),
		                   .quiet = r->quiet,
		                   .keeps_months = keeps_months(r, s),
		                   .began = seconds_now() };
	const struct soc_run_options options = { .threads = r->threads,
		                                     .memory_limit = memory_limit(r),
		                                     .on_progress = on_progress,
		                                     .user = &meter,
		                                     .stop = &stop,
		                                     .checkpoints = r->checkpoints,
		                                     .ranks = ranks_all() };
	struct soc_run_stats stats;
	*made = NULL;
	enum soc_err err = soc_result_writer_open(&writer, database, r->command_line, msg);
	if (err != SOC_OK)
		return err;
	soc_result_writer_assumptions(writer, r->assumptions);
	err = ranks_ready(SOC_OK, msg);
	ends_in_order_at = 1 + meter.keeps_months;
	if (err == SOC_OK)
		err = soc_sim_run(s, &options, soc_result_writer_observer(writer), &stats, msg);
	ends_in_order_at = 1;
	clear_progress(&meter);
	err = finish(writer, err, made, msg);
	soc_result_writer_free(writer);
	if (!r->quiet && (err == SOC_OK || err == SOC_ERR_INTERRUPTED))
		say_spent(&stats, seconds_now() - meter.began);
	return err;
}

enum soc_err running_resolved_path(const char *results, char **out, struct soc_msg *msg)
{
	char beside[RUNNING_PATH];
	const char *slash = strrchr(results, '/');
	struct stat is;
	const int folder = stat(results, &is) == 0 && S_ISDIR(is.st_mode);
	const int length = folder ? (int)strlen(results) : slash != NULL ? (int)(slash - results) : 1;
	snprintf(beside, sizeof beside, "%.*s/scenario.resolved.yaml", length,
	         folder || slash != NULL ? results : ".");
	*out = realpath(beside, NULL);
	return *out != NULL ? SOC_OK
	                    : soc_fail(msg, SOC_ERR_IO,
	                               "%.200s: the scenario that was run is wanted beside the results", beside);
}
