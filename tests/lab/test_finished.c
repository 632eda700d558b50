/* What is asked of finished runs beside figures: searches in pieces, queries, assessments; experiments. */
#include "lab_test.h"

#include "base/mem.h"
#include "socred/assumptions.h"
#include "socred/comparison.h"
#include "socred/lab.h"
#include "socred/people.h"
#include "socred/result.h"
#include "socred/scenario.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define RUN "{\"scenario\":\"start/minimal\",\"persons\":2000,\"replicates\":2"

/* run-1: the scenario; run-2: without notice; both over all its months. */
static int setup(void **state)
{
	if (lab_test_setup(state) != 0)
		return 1;
	lab_ask(lab_here, 201, "POST", "/api/runs", RUN "}");
	lab_work_all(lab_here);
	lab_ask(lab_here, 201, "POST", "/api/runs",
	        RUN ",\"settings\":{\"due_process.notice\":0,\"due_process.notice_by_refusal\":0}}");
	lab_work_all(lab_here);
	return 0;
}

static void a_run_has_the_ensemble_of_its_scenario(void **state)
{
	(void)state;
	lab_assert_has(lab_ask(lab_here, 200, "GET", "/api/runs/run-1", NULL), "\"assumptions\":\"shipped\"");
	lab_assert_has(lab_ask(lab_here, 200, "GET", "/api/runs/run-2", NULL), "\"assumptions\":\"changed\"");
	const char *figures = lab_ask(lab_here, 200, "GET", "/api/figures?run=run-1", NULL);
	assert_null(strstr(figures, "\"assumed_low\": null, \"assumed_high\": null, \"cases\": -1"));
	const char *at = strstr(figures, "\"listed_per_1000\"");
	assert_non_null(at);
	at = strstr(at, "\"assumed_low\"");
	assert_non_null(at);
	assert_true(strncmp(at, "\"assumed_low\": null", 19) != 0);
	figures = lab_ask(lab_here, 200, "GET", "/api/figures?run=run-2", NULL);
	at = strstr(strstr(figures, "\"listed_per_1000\""), "\"assumed_low\"");
	assert_int_equal(strncmp(at, "\"assumed_low\": null", 19), 0);
}

/* In pieces it is found what is found in one go, and others are answered between two. */
static void a_search_is_done_in_pieces(void **state)
{
	static const char target[] = "/api/lives?run=run-1&where=listed+and+did_nothing&limit=5";
	const struct soc_find_options options = { .where = "listed and did_nothing", .limit = 5 };
	struct soc_result *r = NULL;
	struct soc_find *find = NULL;
	struct soc_msg msg = { "" };
	char path[256], *text = NULL;
	int pieces = 0, more = 1;
	(void)state;
	lab_assert_has(lab_ask(lab_here, 202, "GET", target, NULL), "{\"share\":0.");
	lab_ask(lab_here, 200, "GET", "/api/runs", NULL);
	const char *said = lab_ask_on(lab_here, target, &pieces);
	assert_true(pieces > 0);
	snprintf(path, sizeof path, "%s/run-1/results.db", lab_folder);
	assert_int_equal(soc_result_open(&r, path, &msg), SOC_OK);
	assert_int_equal(soc_find_open(r, &options, &find, &msg), SOC_OK);
	while (more)
		assert_int_equal(soc_find_next(find, &more, &msg), SOC_OK);
	assert_int_equal(soc_find_text(find, "json", &text, &msg), SOC_OK);
	assert_string_equal(said, text);
	soc_text_free(text);
	soc_find_free(find);
	soc_result_free(r);
	lab_ask(lab_here, 400, "GET", "/api/lives?run=run-1&where=listet", NULL);
	lab_ask(lab_here, 404, "GET", "/api/lives?run=run-9&where=listed", NULL);
}

static void so_are_winners_and_losers(void **state)
{
	static const char target[] = "/api/transitions?runs=run-1,run-2";
	const struct soc_transitions_options options = { .limit = 20 };
	struct soc_result *r[2] = { NULL, NULL };
	struct soc_transitions *t = NULL;
	struct soc_msg msg = { "" };
	char path[256], *text = NULL;
	int pieces = 0;
	(void)state;
	const char *said = lab_ask_on(lab_here, target, &pieces);
	assert_true(pieces > 2);
	for (int i = 0; i < 2; i++) {
		snprintf(path, sizeof path, "%s/run-%d/results.db", lab_folder, i + 1);
		assert_int_equal(soc_result_open(&r[i], path, &msg), SOC_OK);
	}
	assert_int_equal(soc_transitions_make(r[0], r[1], &options, &t, &msg), SOC_OK);
	assert_int_equal(soc_transitions_text(t, "json", &text, &msg), SOC_OK);
	assert_string_equal(said, text);
	soc_text_free(text);
	soc_transitions_free(t);
	for (int i = 0; i < 2; i++)
		soc_result_free(r[i]);
	lab_ask(lab_here, 400, "GET", "/api/transitions?runs=run-1", NULL);
}

/* Five searches at once: the oldest makes room; a run that is deleted takes its searches with it. */
static void searches_that_nobody_asks_for_go(void **state)
{
	char target[160];
	(void)state;
	lab_ask(lab_here, 201, "POST", "/api/runs", RUN ",\"label\":\"to go\"}");
	lab_work_all(lab_here);
	for (int i = 0; i < 6; i++) {
		snprintf(target, sizeof target, "/api/lives?run=run-3&where=listed&limit=%d", i);
		lab_ask(lab_here, 202, "GET", target, NULL);
	}
	lab_ask(lab_here, 202, "GET", "/api/transitions?runs=run-1,run-3", NULL);
	lab_ask(lab_here, 200, "DELETE", "/api/runs/run-3", NULL);
	lab_ask(lab_here, 404, "GET", target, NULL);
	lab_ask(lab_here, 404, "GET", "/api/transitions?runs=run-1,run-3", NULL);
}

static void sql(int status, const char *query, const char *says)
{
	char body[1024];
	snprintf(body, sizeof body, "{\"run\":\"run-1\",\"query\":\"%s\"}", query);
	lab_assert_has(lab_ask(lab_here, status, "POST", "/api/sql", body), says);
}

/* Whole numbers without end, and one text of half a million bytes. */
#define COUNTED                                                         \
	"WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t), " \
	"b(s) AS (SELECT 'abcdefgh' UNION ALL SELECT s || s FROM b WHERE length(s) < 500000)"
#define LONG "(SELECT max(s) FROM b)"

/* A query reads and does nothing else, within bounds; afterwards the results are what they were. */
static void a_query_only_reads(void **state)
{
	(void)state;
	sql(200, "SELECT count(*) AS n FROM national", "[\n{\"n\":72}\n]"); /* 2 replicates of 36 months */
	sql(400, "DELETE FROM national", "the query failed");
	sql(400, "INSERT INTO counts VALUES (1)", "the query failed");
	sql(400, "CREATE TEMP TABLE x (a)", "not authorized");
	sql(400, "PRAGMA writable_schema=1", "not authorized");
	sql(400, "SELECT * FROM pragma_database_list", "not authorized");
	sql(400, "ATTACH '/tmp/socred-lab-attached.db' AS y", "not authorized");
	assert_int_not_equal(access("/tmp/socred-lab-attached.db", F_OK), 0);
	sql(400, "SELECT load_extension('/tmp/x.so')", "not authorized");
	sql(400, "SELECT readfile('/etc/passwd')", "no such function");
	sql(400, "VACUUM INTO '/tmp/socred-lab-attached.db'", "one query is wanted");
	sql(400, "SELECT 1; DROP TABLE counts", "one query is wanted");
	sql(400, "", "one query is wanted");
	sql(400, "SELECT * FROM nationl", "no such table: nationl");
	if (!runner_sparse()) /* SQLite's own steps, which no sanitizer watches */
		sql(413, "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t) SELECT count(*) FROM t",
		    "50 million steps");
	sql(413, COUNTED " SELECT " LONG " || x AS y FROM t ORDER BY y DESC", "more memory than it may");
	sql(413, COUNTED " SELECT " LONG " AS s FROM t LIMIT 9000", "16 MB of text");
	sql(400, COUNTED " SELECT length(" LONG " || " LONG " || " LONG ")", "too big");
	/* What looks at no bound while it is at work. */
	sql(400, "SELECT instr(a.date, b.date) FROM national a, national b", "function: instr");
	sql(400, "SELECT replace(date, '0', '00') FROM national", "function: replace");
	sql(400, "SELECT trim(date, '0') FROM national", "function: trim");
	sql(400, "SELECT printf('%.*c', 1000000000, 'x')", "function: printf");
	sql(400, "SELECT length(zeroblob(1000000))", "function: zeroblob");
	sql(400, "SELECT fts3_tokenizer('simple')", "not authorized");
	sql(400, COUNTED " SELECT 'a' LIKE " LONG, "pattern too complex");
	lab_ask(lab_here, 400, "POST", "/api/sql", "{\"run\":\"run-1\"}");
	lab_ask(lab_here, 400, "POST", "/api/sql", "{\"run\":\"run-1\",\"query\":\"SELECT 1\",\"limit\":0}");
	lab_ask(lab_here, 404, "POST", "/api/sql", "{\"run\":\"run-9\",\"query\":\"SELECT 1\"}");
	lab_assert_has(lab_ask(lab_here, 200, "POST", "/api/sql",
	                       "{\"run\":\"run-1\",\"query\":\"SELECT month FROM national\",\"limit\":2,"
	                       "\"format\":\"csv\"}"),
	               "month\n0\n1\n");
	lab_assert_has(lab_ask(lab_here, 200, "GET", "/api/figures?run=run-1", NULL), "listed_per_1000");
}

static void *stop_queries(void *is_over)
{
	while (!atomic_load((atomic_int *)is_over)) {
		soc_lab_stop_query(lab_here);
		usleep(1000);
	}
	return NULL;
}

/* Each row of this takes the time of a text of half a million bytes; steps alone would let it go on for
 * hours. */
static void a_query_can_be_stopped(void **state)
{
	pthread_t stopper;
	atomic_int is_over = 0;
	(void)state;
	assert_int_equal(pthread_create(&stopper, NULL, stop_queries, &is_over), 0);
	sql(413, COUNTED " SELECT count(upper(" LONG " || x)) FROM t", "takes too long");
	atomic_store(&is_over, 1);
	pthread_join(stopper, NULL);
	sql(200, "SELECT count(*) AS n FROM national", "[\n{\"n\":72}\n]");
}

static void a_form_is_filled(void **state)
{
	(void)state;
	lab_assert_has(lab_ask(lab_here, 200, "GET", "/api/assess?runs=run-1,run-2&form=fria&format=json", NULL),
	               "synthetic people");
	lab_assert_has(lab_ask(lab_here, 200, "GET", "/api/assess?runs=run-1&form=atrs&format=html", NULL),
	               "<!doctype html>");
	lab_assert_has(lab_ask(lab_here, 200, "GET", "/api/assess?runs=run-1&form=aia&format=markdown", NULL),
	               "# ");
	lab_assert_has(lab_ask(lab_here, 400, "GET", "/api/assess?runs=run-1&form=frie", NULL),
	               "did you mean fria");
	/* no path, though the function behind it would read one */
	lab_ask(lab_here, 400, "GET", "/api/assess?runs=run-1&form=" SOC_ROOT "/data/forms/fria.yaml", NULL);
	lab_ask(lab_here, 400, "GET", "/api/assess?runs=run-1&form=fria.yaml", NULL);
	lab_ask(lab_here, 400, "GET", "/api/assess?runs=&form=fria", NULL);
	lab_ask(lab_here, 400, "GET", "/api/assess?runs=run-1&form=fria&format=pdf", NULL);
}

static void experiments_are_run_in_turns(void **state)
{
	/* Points before the stop, of two replicates each; a second one goes no other way. */
	const int points = runner_thorough() ? 3 : 1;
	char measured[32], running[64], on[64];
	snprintf(measured, sizeof measured, "\"measured\":%d,", points);
	snprintf(running, sizeof running, "\"state\":\"running\",\"done\":%d,\"all\":200", 2 * points);
	snprintf(on, sizeof on, "\"state\":\"running\",\"done\":%d,\"all\":200", 2 * points + 2);
	const char *said = lab_ask(lab_here, 200, "GET", "/api/experiments", NULL);
	(void)state;
	lab_assert_has(said, "{\"name\":\"04-appeals\",\"file\":\"experiments/questions/04-appeals.yaml\","
	                     "\"question\":\"Of appeals, how many are decided in time");
	said = lab_ask(lab_here, 200, "GET", "/api/experiment?name=which-assumption", NULL);
	/* by hand: 10 trajectories of 9 factors and the start; 36 months */
	lab_assert_has(said, "\"design\":\"morris\",\"points\":100,\"replicates\":2,\"persons\":10000,"
	                     "\"months\":36,\"person_months\":72000000");
	lab_assert_has(said, "\"answer\":null");
	lab_assert_has(lab_ask(lab_here, 404, "GET", "/api/experiment?name=04-apeals", NULL),
	               "did you mean 04-appeals");
	lab_ask(lab_here, 404, "POST", "/api/experiments/..%2f..%2fetc/run", NULL);
	lab_assert_has(lab_ask(lab_here, 201, "POST", "/api/experiments/which-assumption/run", NULL),
	               "\"done\":0,\"all\":200");
	lab_ask(lab_here, 409, "POST", "/api/runs", RUN "}");
	lab_ask(lab_here, 409, "POST", "/api/experiments/04-appeals/run", NULL);
	for (int i = 0; i < 2 + points; i++) /* reading, keys of the points, and points of one thread */
		assert_int_equal(soc_lab_work(lab_here, 1), 1);
	lab_assert_has(lab_ask(lab_here, 200, "GET", "/api/experiment?name=which-assumption", NULL), running);
	lab_ask(lab_here, 200, "POST", "/api/experiments/which-assumption/stop", NULL);
	assert_int_equal(soc_lab_work(lab_here, 1), 0);
	lab_assert_has(lab_ask(lab_here, 200, "GET", "/api/experiment?name=which-assumption", NULL), measured);
	/* it goes on where it was */
	lab_ask(lab_here, 201, "POST", "/api/experiments/which-assumption/run", NULL);
	for (int i = 0; i < 3; i++)
		assert_int_equal(soc_lab_work(lab_here, 1), 1);
	lab_assert_has(lab_ask(lab_here, 200, "GET", "/api/experiment?name=which-assumption", NULL), on);
	lab_ask(lab_here, 200, "POST", "/api/experiments/which-assumption/stop", NULL);
}

/* A page goes by the code, whatever the words. */
static void what_keeps_no_lives_says_so(void **state)
{
	int pieces = 0;
	(void)state;
	lab_ask(lab_here, 201, "POST", "/api/runs",
	        "{\"scenario\":\"start/minimal\",\"persons\":1000,\"months\":2,\"replicates\":1,\"settings\":"
	        "{\"output.fields\":false}}");
	lab_work_all(lab_here);
	static const char *const asked[] = { "/api/life?run=run-4&person=0", "/api/lives?run=run-4&where=listed",
		                                 "/api/transitions?runs=run-1,run-4" };
	for (int i = 0; i < 2; i++)
		lab_assert_has(lab_ask(lab_here, 400, "GET", asked[i], NULL), "\"code\":\"keeps_no_lives\"}");
	lab_ask(lab_here, 400, "GET", asked[2], NULL); /* which have other months */
	lab_assert_has(lab_ask(lab_here, 400, "GET", "/api/lives?run=run-4&where=listet", NULL),
	               "\"code\":\"request\"}");
	lab_assert_has(lab_ask(lab_here, 400, "GET", "/api/life?run=run-1&person=999999999", NULL),
	               "\"code\":\"request\"}");
	lab_assert_has(lab_ask(lab_here, 404, "GET", "/api/life?run=run-9", NULL), "\"code\":\"not_found\"}");
	lab_assert_has(lab_ask_on(lab_here, "/api/lives?run=run-1&where=listed", &pieces), "\"people\"");
	lab_ask(lab_here, 200, "DELETE", "/api/runs/run-4", NULL);
}

PART(finished)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_run_has_the_ensemble_of_its_scenario),
		cmocka_unit_test(a_search_is_done_in_pieces),
		cmocka_unit_test(so_are_winners_and_losers),
		cmocka_unit_test(searches_that_nobody_asks_for_go),
		cmocka_unit_test(a_query_only_reads),
		cmocka_unit_test(a_query_can_be_stopped),
		cmocka_unit_test(a_form_is_filled),
		cmocka_unit_test(experiments_are_run_in_turns),
		cmocka_unit_test(what_keeps_no_lives_says_so),
	};
	return run_part(tests, setup, lab_test_teardown);
}
