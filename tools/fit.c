/* socred-fit: fits a scenario to the published figures of the courts' list of judgment defaulters.
 *
 * What is varied is what the scenario marks so: every value whose source begins with "fitted", within its
 * range. What is fitted are the figures dated up to 2018; those of 2019 are compared with, never looked at by
 * the search. The search is NLopt's BOBYQA (Powell 2009) over logarithms, from the values as they stand.
 * Draws depend on the seed alone, so the sum of squares is a plain function of the values and the same
 * command finds the same values. docs/guide/calibration.md. */
#include "spc.h"

#include "socred/scenario.h"

#include <getopt.h>
#include <math.h>
#include <nlopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIT_KEYS_MAX 32
#define FIT_SOURCE "fitted, see docs/guide/calibration.md"

static const char usage[] =
	"Usage: socred-fit SCENARIO [--persons N] [--replicates N] [--threads N] [--evaluations N] [--check]\n\n"
	"Fits the values of SCENARIO whose source begins with \"fitted\" to the published figures of the courts' "
	"list up to 2018,\n"
	"and compares with those of 2019. --check only runs the values as they stand.\n\n"
	"Examples:\n"
	"  socred-fit scenarios/start/china-national/scenario.yaml\n"
	"  socred-fit scenarios/start/china-national/scenario.yaml --persons 200000 --replicates 2 --evaluations "
	"40\n"
	"  socred-fit scenarios/start/china-national/scenario.yaml --check\n";

struct fitted_key {
	char name[256]; /* as in the table of values: lists.x.y, or timeline.CHANGE.set.lists.x.y */
	int setting;    /* of the timeline; -1: a plain key */
	double start, low, high;
};

struct fit {
	struct soc_scenario *s;
	int threads, keys_count, done, most;
	struct fitted_key keys[FIT_KEYS_MAX];
	struct spc_table table;
	int64_t last_fitted, last; /* months */
	enum soc_err err;
	struct soc_msg msg;
	nlopt_opt search;
};

/* The timeline's setting that a value's name means, or -1. */
static int setting_of(const struct soc_scenario *s, const char *name)
{
	char own[256];
	for (int i = 0; i < s->settings_count; i++) {
		snprintf(own, sizeof own, "timeline.%s.set.%s", s->changes[s->settings[i].change].name,
		         s->settings[i].path);
		if (strcmp(own, name) == 0)
			return i;
	}
	return -1;
}

static enum soc_err find_keys(struct fit *f)
{
	for (size_t i = 0; i < soc_scenario_values(f->s); i++) {
		const struct soc_value v = soc_scenario_value(f->s, i);
		if (strncmp(v.source, "fitted", 6) != 0)
			continue;
		if (f->keys_count == FIT_KEYS_MAX)
			return soc_fail(&f->msg, SOC_ERR_LIMIT, "more than %d values to fit", FIT_KEYS_MAX);
		struct fitted_key *k = &f->keys[f->keys_count++];
		snprintf(k->name, sizeof k->name, "%s", v.key);
		k->setting = setting_of(f->s, v.key);
		k->start = atof(v.value);
		k->low = v.low > 0.0 ? v.low : k->start / 20.0;
		k->high = v.high;
		if (!(k->start > 0.0) || !(k->low <= k->start && k->start <= k->high))
			return soc_fail(&f->msg, SOC_ERR_SCENARIO, "%s: %s must be positive and within its range", v.key,
			                v.value);
	}
	if (f->keys_count == 0)
		return soc_fail(&f->msg, SOC_ERR_SCENARIO,
		                "no value of the scenario has a source that begins with \"fitted\"");
	return SOC_OK;
}

/* Three digits are more than the figures bear, and what is printed is what was run. */
static void value_text(double x, char out[32])
{
	snprintf(out, 32, "%.3g", x);
}

static enum soc_err set_key(struct fit *f, const struct fitted_key *k, const char *value)
{
	if (k->setting < 0)
		return soc_scenario_set_text(f->s, k->name, value, &f->msg);
	snprintf(f->s->settings[k->setting].value, sizeof f->s->settings[0].value, "%s", value);
	return SOC_OK;
}

static double evaluate(struct fit *f, const double *x, int rounded)
{
	for (int i = 0; f->err == SOC_OK && i < f->keys_count; i++) {
		char text[32];
		if (rounded)
			value_text(exp(x[i]), text);
		else
			snprintf(text, sizeof text, "%.9g", exp(x[i]));
		f->err = set_key(f, &f->keys[i], text);
	}
	f->s->span.to = rounded ? f->last : f->last_fitted;
	if (f->err == SOC_OK)
		f->err = spc_run(&f->table, f->s, f->threads, &f->msg);
	return f->err == SOC_OK ? spc_distance(&f->table, SPC_FIT) : HUGE_VAL;
}

static double objective(unsigned n, const double *x, double *gradient, void *user)
{
	struct fit *f = user;
	(void)n;
	(void)gradient;
	const double d = evaluate(f, x, 0);
	if (f->err != SOC_OK)
		nlopt_force_stop(f->search);
	fprintf(stderr, "%4d of at most %d  %.5f\n", ++f->done, f->most, d);
	return d * d;
}

static void search(struct fit *f, double *x)
{
	double low[FIT_KEYS_MAX], high[FIT_KEYS_MAX], least;
	const unsigned n = (unsigned)f->keys_count;
	for (unsigned i = 0; i < n; i++) {
		low[i] = log(f->keys[i].low);
		high[i] = log(f->keys[i].high);
	}
	f->search = nlopt_create(NLOPT_LN_BOBYQA, n);
	if (f->search == NULL) {
		f->err = soc_fail(&f->msg, SOC_ERR_MEMORY, "no memory for the search");
		return;
	}
	nlopt_set_lower_bounds(f->search, low);
	nlopt_set_upper_bounds(f->search, high);
	nlopt_set_min_objective(f->search, objective, f);
	nlopt_set_initial_step1(f->search, 0.1);
	nlopt_set_xtol_abs1(f->search, 0.002);
	nlopt_set_maxeval(f->search, f->most);
	const nlopt_result result = nlopt_optimize(f->search, x, &least);
	if (f->err == SOC_OK && result < 0 && result != NLOPT_ROUNDOFF_LIMITED)
		f->err = soc_fail(&f->msg, SOC_ERR_INTERNAL, "the search failed: %s", nlopt_result_to_string(result));
	fprintf(stderr, "%s after %d evaluations\n", nlopt_result_to_string(result), f->done);
	nlopt_destroy(f->search);
}

static void print_figures(const struct spc_table *t)
{
	static const char *const words[] = { "fit", "check", "posterior", "none" };
	printf("%-10s  %-24s %12s %12s %10s %9s  %s\n", "date", "figure", "published", "model", "+-95%",
	       "deviation", "use");
	for (int i = 0; i < t->count; i++) {
		const struct spc_figure *f = &t->figure[i];
		printf("%-10s  %-24s %12.0f %12.0f %10.0f %+8.1f%%  %s\n", f->date, f->measure, f->published,
		       f->model, f->half_width, 100.0 * spc_deviation(f), words[f->use]);
	}
	printf("\nroot mean square of ln(model / published): %.4f on the figures fitted, %.4f on those kept for "
	       "the check\n",
	       spc_distance(t, SPC_FIT), spc_distance(t, SPC_CHECK));
}

static void print_values(const struct fit *f, const double *x)
{
	printf("\n# to paste:\n");
	for (int i = 0; i < f->keys_count; i++) {
		char text[32];
		value_text(exp(x[i]), text);
		printf("%s: {value: %s, source: \"" FIT_SOURCE "\", range: [%.3g, %.3g]}\n", f->keys[i].name, text,
		       f->keys[i].low, f->keys[i].high);
	}
}

static enum soc_err read_scenario(struct fit *f, const char *path, const char *const *settings, size_t count)
{
	struct soc_diagnostics *diagnostics = NULL;
	enum soc_err err = soc_scenario_read(path, settings, count, &f->s, &diagnostics, &f->msg);
	for (size_t i = 0; err != SOC_OK && i < soc_diagnostics_count(diagnostics); i++) {
		const struct soc_diagnostic *p = soc_diagnostics_at(diagnostics, i);
		fprintf(stderr, "%s:%d:%d: %s: %s\n", p->file, p->line, p->column, p->key, p->text);
	}
	soc_diagnostics_free(diagnostics);
	return err;
}

static int64_t last_month(const struct spc_table *t, enum spc_use use, int64_t least)
{
	for (int i = 0; i < t->count; i++)
		if (t->figure[i].use == use && t->figure[i].month > least)
			least = t->figure[i].month;
	return least;
}

/* Months after the last figure are of no use here, and those after the last fitted one of none to the search.
 */
static enum soc_err read_figures(struct fit *f)
{
	enum soc_err err = spc_read(&f->table, f->s, &f->msg);
	f->last_fitted = last_month(&f->table, SPC_FIT, f->s->span.from - 1);
	f->last = last_month(&f->table, SPC_CHECK, f->last_fitted);
	if (err == SOC_OK && f->last_fitted < f->s->span.from)
		err = soc_fail(&f->msg, SOC_ERR_SCENARIO,
		               "no published figure up to 2018 lies within the scenario's span");
	return err;
}

struct arguments {
	const char *path, *settings[4];
	size_t count;
	int check;
	char text[4][64];
};

/* SOC_OK, or what the program is to end with; -1 after --help. */
static int read_arguments(struct arguments *a, struct fit *f, int argc, char **argv)
{
	static const struct option options[] = { { "persons", 1, NULL, 'p' }, { "replicates", 1, NULL, 'r' },
		                                     { "threads", 1, NULL, 't' }, { "evaluations", 1, NULL, 'e' },
		                                     { "check", 0, NULL, 'c' },   { "help", 0, NULL, 'h' },
		                                     { NULL, 0, NULL, 0 } };
	for (int o; (o = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
		if (o == 'h') {
			fputs(usage, stdout);
			return -1;
		}
		if (o == 'p' || o == 'r') {
			if (a->count == 4)
				return SOC_ERR_USAGE;
			snprintf(a->text[a->count], sizeof a->text[0], "%s=%.40s",
			         o == 'p' ? "people.persons" : "replicates", optarg);
			a->settings[a->count] = a->text[a->count];
			a->count++;
		} else if (o == 't' || o == 'e') {
			*(o == 't' ? &f->threads : &f->most) = atoi(optarg);
		} else if (o == 'c') {
			a->check = 1;
		} else {
			return SOC_ERR_USAGE;
		}
	}
	a->path = argv[optind];
	return argc - optind == 1 && f->threads >= 0 && f->most > 0 ? SOC_OK : SOC_ERR_USAGE;
}

int main(int argc, char **argv)
{
	static struct fit f = { .most = 200 };
	struct arguments a = { .path = NULL };
	double x[FIT_KEYS_MAX];
	const int bad = read_arguments(&a, &f, argc, argv);
	if (bad != SOC_OK) {
		if (bad > 0)
			fputs(usage, stderr);
		return bad > 0 ? bad : 0;
	}
	f.err = read_scenario(&f, a.path, a.settings, a.count);
	if (f.err == SOC_OK)
		f.err = read_figures(&f);
	if (f.err == SOC_OK)
		f.err = find_keys(&f);
	for (int i = 0; i < f.keys_count; i++)
		x[i] = log(f.keys[i].start);
	if (f.err == SOC_OK && !a.check)
		search(&f, x);
	if (f.err == SOC_OK)
		evaluate(&f, x, 1);
	if (f.err == SOC_OK) {
		print_figures(&f.table);
		print_values(&f, x);
	} else {
		fprintf(stderr, "socred-fit: %s\n", f.msg.text);
	}
	soc_scenario_free(f.s);
	return f.err;
}
