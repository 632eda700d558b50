/* Both ends of every plausible range: a scenario with one of them can be run, the other values being as they
 * are. */
#include "runner.h"

#include "base/mem.h"
#include "experiment/hypercube.h"
#include "input/bind/plausible.h"
#include "input/bind/provenance.h"
#include "input/text/number.h"
#include "run/sim_state.h"
#include "socred/scenario.h"
#include "socred/sim.h"

#include <glob.h>
#include <stdio.h>
#include <string.h>

/* Stated up to where the next grade begins: an ensemble leaves it out. */
#define TOUCHES "grades.AA.from"
#define MINIMAL PROJECT "/scenarios/start/minimal/scenario.yaml"

#define MONTHS 3
struct trial {
	const struct soc_scenario *s;
	struct soc_sim *sim;     /* gone on with, as an ensemble goes on with it: the people are fitted once */
	struct soc_scenario *at; /* what it is a run of */
	int runs;                /* 1: each end is run; 0: only judged */
	int ends, bad;           /* tried; that cannot be run */
	int drawn_in;            /* that cannot either, of rates with a stated range: an ensemble draws them in */
	char first[512];         /* of the bad ones */
};

static struct soc_scenario *read_scenario(const char *path)
{
	/* one province: the people of each are fitted anew for every end */
	static const char *const settings[] = { "people.persons=200", "replicates=1", "span.to=2018-03",
		                                    "people.provinces=Hainan" };
	const int is_minimal = strcmp(path, MINIMAL) == 0;
	struct soc_scenario *s = NULL;
	struct soc_msg msg = { "" };
	if (soc_scenario_read(path, settings, is_minimal ? 4 : 0, &s, NULL, &msg) != SOC_OK)
		fail_msg("%s: %s", path, msg.text);
	return s;
}

static enum soc_err run_as(struct trial *t, struct soc_scenario *s, struct soc_msg *msg)
{
	int kept = 0;
	enum soc_err err = soc_sim_reopen(&t->sim, s, NULL, &kept, msg);
	if (t->sim != NULL && t->sim->s != s) { /* refused: it goes on with the former one */
		soc_free(s);
		return err;
	}
	for (int month = 0; err == SOC_OK && month < MONTHS; month++)
		err = soc_sim_step(t->sim, msg);
	soc_free(t->at);
	t->at = s;
	return err;
}

static enum soc_err try_end(struct trial *t, const char *key, double end, struct soc_msg *msg)
{
	char value[SOC_NUMBER_TEXT];
	struct soc_scenario *trial = soc_calloc(1, sizeof *trial);
	assert_non_null(trial);
	*trial = *t->s;
	soc_number_write(end, value);
	enum soc_err err = soc_plausible_set(trial, key, value, msg);
	if (err == SOC_OK)
		err = soc_scenario_judge(trial, msg);
	if (err == SOC_OK && t->runs)
		return run_as(t, trial, msg);
	soc_free(trial);
	return err;
}

static int try_both(void *user, const struct soc_plausible *p)
{
	struct trial *t = user;
	struct soc_msg msg = { "" };
	for (int i = 0; i < 2 && strcmp(p->key, "people.persons") != 0; i++, t->ends++) {
		if (try_end(t, p->key, i == 0 ? p->low : p->high, &msg) == SOC_OK)
			continue;
		if (!p->is_of_key && (soc_hypercube_is_rate(p->key) || strcmp(p->key, TOUCHES) == 0))
			t->drawn_in++;
		else if (t->bad++ == 0)
			snprintf(t->first, sizeof t->first, "%s = %g: %.300s", p->key, i == 0 ? p->low : p->high,
			         msg.text);
	}
	return 1;
}

static struct trial try_all(const struct soc_scenario *s, int runs)
{
	struct trial t = { .s = s, .runs = runs };
	assert_true(soc_plausible_walk(s, try_both, &t));
	soc_sim_close(&t.sim);
	soc_free(t.at);
	return t;
}

/* A tiny world, run with each end for three months. */
static void each_end_runs(void **state)
{
	struct soc_scenario *s = read_scenario(MINIMAL);
	const struct trial t = try_all(s, 1);
	(void)state;
	if (t.bad > 0)
		fail_msg("%d of %d ends cannot be run; the first: %s", t.bad, t.ends, t.first);
	assert_int_equal(t.ends, 2 * soc_plausible_count(s));
	assert_true(t.ends > 500 && t.drawn_in <= 4);
	soc_scenario_free(s);
}

/* Every scenario that is shipped: no end is refused, so that an ensemble leaves no range out. */
static void no_end_is_refused(void **state)
{
	glob_t found;
	(void)state;
	assert_int_equal(glob(PROJECT "/scenarios/*/*/scenario.yaml", 0, NULL, &found), 0);
	const size_t step = runner_thorough() ? 1 : 5; /* some of them, and all where all tests are asked for */
	for (size_t i = 0; i < found.gl_pathc; i += step) {
		struct soc_scenario *s = read_scenario(found.gl_pathv[i]);
		const struct trial t = try_all(s, 0);
		if (t.bad > 0)
			fail_msg("%s: %d of %d ends are refused; the first: %s", found.gl_pathv[i], t.bad, t.ends,
			         t.first);
		soc_scenario_free(s);
	}
	globfree(&found);
}

/* A range whose upper end puts grade C above grade B is found, and is the only one. */
static void a_bad_end_is_found(void **state)
{
	struct soc_scenario *s = read_scenario(MINIMAL);
	struct soc_parameter at;
	struct soc_buf why = { 0 };
	(void)state;
	assert_true(soc_parameter_find(s, "grades.C.from", &at, &why));
	struct soc_origin *origin = &((struct soc_provenance *)s->provenance)->at[soc_parameter_number(&at)];
	origin->has_range = 1;
	origin->low = 500;
	origin->high = 1200;
	const struct trial t = try_all(s, 0);
	assert_int_equal(t.bad, 1);
	assert_non_null(strstr(t.first, "grades.C.from = 1200"));
	soc_scenario_free(s);
}

PART(ends)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_end_runs),
		cmocka_unit_test(no_end_is_refused),
		cmocka_unit_test(a_bad_end_is_found),
	};
	return run_part(tests, NULL, NULL);
}
