/* Runs in turns: the same results as in one go, stopped, kept, found again. */
#include "lab_test.h"

#include "socred/result.h"
#include "socred/scenario.h"
#include "socred/sim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SMALL "\"scenario\":\"start/minimal\",\"persons\":2000,\"months\":6,\"replicates\":2"

static struct soc_result *opened(const char *run)
{
	struct soc_result *result = NULL;
	struct soc_msg msg = { "" };
	char path[256];
	snprintf(path, sizeof path, "%s/%s/results.db", lab_folder, run);
	assert_int_equal(soc_result_open(&result, path, &msg), SOC_OK);
	return result;
}

/* The same scenario by soc_sim_run. */
static struct soc_result *in_one_go(const char *persons, int months)
{
	const char *const settings[] = { persons, "replicates=2" };
	struct soc_scenario *s = NULL;
	struct soc_result_writer *w = NULL;
	struct soc_result *result = NULL;
	struct soc_msg msg = { "" };
	char path[256];
	snprintf(path, sizeof path, "%s/one-go.db", lab_folder);
	assert_int_equal(
		soc_scenario_read(SOC_ROOT "/scenarios/start/minimal/scenario.yaml", settings, 2, &s, NULL, &msg),
		SOC_OK);
	assert_int_equal(soc_scenario_limit_months(s, months, &msg), SOC_OK);
	assert_int_equal(soc_result_writer_open(&w, path, NULL, &msg), SOC_OK);
	assert_int_equal(soc_sim_run(s, NULL, soc_result_writer_observer(w), NULL, &msg), SOC_OK);
	assert_int_equal(soc_result_writer_finish(w, 0, &msg), SOC_OK);
	soc_result_writer_free(w);
	soc_scenario_free(s);
	assert_int_equal(soc_result_open(&result, path, &msg), SOC_OK);
	return result;
}

/* How many turns that takes: one to say that it begins, and one for each part of them. */
static int work_until_people_are_made(void)
{
	int turns = 0;
	while (strstr(lab_ask(lab_here, 200, "GET", "/api/runs", NULL), "\"state\":\"running\"") == NULL) {
		assert_int_equal(soc_lab_work(lab_here, 1), 1);
		assert_true(++turns < 100);
	}
	return turns;
}

static void turns_make_the_results_of_one_go(void **state)
{
	struct soc_msg msg = { "" };
	(void)state;
	lab_assert_has(lab_ask(lab_here, 201, "POST", "/api/runs", "{" SMALL "}"),
	               "\"name\":\"run-1\",\"state\":\"waiting\"");
	lab_ask(lab_here, 409, "POST", "/api/runs", "{" SMALL "}"); /* one at a time */
	lab_ask(lab_here, 409, "GET", "/api/figures?run=run-1", NULL);
	lab_ask(lab_here, 409, "DELETE", "/api/runs/run-1", NULL);
	/* a turn for 12 months each, of which each is above the budget of 1, those for the people of the second
	 * replicate, and one to write */
	const int made = work_until_people_are_made();
	assert_true(made > 2);
	assert_int_equal(lab_work_all(lab_here), 12 + (made - 1) + 1);
	struct soc_result *a = opened("run-1"), *b = in_one_go("people.persons=2000", 6);
	assert_int_equal(soc_result_diff(a, b, &msg), SOC_OK);
	soc_result_free(a);
	soc_result_free(b);
	const char *said = lab_ask(lab_here, 200, "GET", "/api/runs/run-1", NULL);
	lab_assert_has(said, "\"state\":\"done\"");
	lab_assert_has(said, "\"share\":1,");
	assert_null(strstr(said, "\"digest\":\"\""));
	lab_assert_has(lab_ask(lab_here, 200, "GET", "/api/figures?run=run-1", NULL), "listed_per_1000");
	lab_assert_has(lab_ask(lab_here, 200, "GET", "/api/tables/national.csv?run=run-1&limit=1", NULL),
	               "replicate,month,date,persons,");
	lab_ask(lab_here, 404, "GET", "/api/tables/nationl.csv?run=run-1", NULL);
	assert_memory_equal(lab_ask(lab_here, 200, "GET", "/api/bundle?run=run-1", NULL) + 257, "ustar", 6);
}

static void events_tell_each_month_once(void **state)
{
	(void)state;
	const int64_t before = soc_lab_last_event(lab_here);
	char target[64];
	int months = 0;
	lab_ask(lab_here, 201, "POST", "/api/runs", "{" SMALL ",\"preview\":true}");
	lab_work_all(lab_here);
	snprintf(target, sizeof target, "/api/events?since=%lld", (long long)before);
	for (const char *at = lab_ask(lab_here, 200, "GET", target, NULL);
	     (at = strstr(at, "\"type\":\"month\"")) != NULL; at++)
		months++;
	assert_int_equal(months, 12);
	snprintf(target, sizeof target, "/api/events?since=%lld", (long long)soc_lab_last_event(lab_here));
	lab_assert_has(lab_ask(lab_here, 200, "GET", target, NULL), "\"missed\":false,\"events\":[]");
}

/* What is changed is in the results, and is the cause of what differs. */
static void a_setting_reaches_the_run(void **state)
{
	struct soc_msg msg = { "" };
	double with = -1.0, without = -1.0;
	(void)state;
	lab_ask(lab_here, 201, "POST", "/api/runs",
	        "{" SMALL ",\"label\":\"no "
	        "notice\",\"settings\":{\"due_process.notice\":0,\"due_process.notice_by_refusal\":0}}");
	lab_work_all(lab_here);
	lab_ask(lab_here, 201, "POST", "/api/runs", "{" SMALL ",\"settings\":{\"due_process.notice\":1}}");
	lab_work_all(lab_here);
	struct soc_result *a = opened("run-2"), *b = opened("run-3");
	assert_int_equal(soc_result_number(a, "by_cell", "listed_unaware", -1, -1, &without, &msg), SOC_OK);
	assert_int_equal(soc_result_number(b, "by_cell", "listed_unaware", -1, -1, &with, &msg), SOC_OK);
	soc_result_free(a);
	soc_result_free(b);
	assert_true(without > 0.0 && with == 0.0);
	lab_assert_has(lab_ask(lab_here, 200, "GET", "/api/compare?runs=run-1,run-2,run-3", NULL),
	               "\"difference\":");
	int pieces = 0;
	lab_assert_has(lab_ask_on(lab_here, "/api/transitions?runs=run-2,run-3", &pieces), "\"in_a\": \"free\"");
	assert_true(pieces > 1);
}

static void a_stopped_run_keeps_what_is_finished(void **state)
{
	(void)state;
	lab_ask(lab_here, 201, "POST", "/api/runs", "{" SMALL "}");
	work_until_people_are_made();
	for (int i = 0; i < 8; i++) /* the first replicate and two months of the second */
		assert_int_equal(soc_lab_work(lab_here, 1), 1);
	const char *said = lab_ask(lab_here, 200, "POST", "/api/runs/run-4/stop", NULL);
	lab_assert_has(said, "\"state\":\"stopped\"");
	lab_assert_has(said, "\"partial\":true");
	assert_int_equal(soc_lab_work(lab_here, 1), 0);
	lab_assert_has(lab_ask(lab_here, 200, "GET", "/api/figures?run=run-4", NULL), "\"replicates\": 1");
	/* before the first month nothing is finished, and no folder stays */
	lab_ask(lab_here, 201, "POST", "/api/runs", "{" SMALL "}");
	soc_lab_work(lab_here, 1);
	lab_assert_has(lab_ask(lab_here, 200, "POST", "/api/runs/run-5/stop", NULL), "\"partial\":false");
	char path[256];
	snprintf(path, sizeof path, "%s/run-5", lab_folder);
	assert_int_not_equal(access(path, F_OK), 0);
	lab_ask(lab_here, 409, "GET", "/api/figures?run=run-5", NULL);
}

/* Many people are made in many turns, and between two of them a request to stop is answered. */
static void making_people_can_be_stopped(void **state)
{
	char path[256];
	(void)state;
	const char *said = lab_ask(lab_here, 201, "POST", "/api/runs",
	                           "{\"scenario\":\"start/minimal\",\"persons\":100000,\"months\":2}");
	lab_assert_has(said, "\"built\":0,");
	for (int i = 0; i < 4; i++)
		assert_int_equal(soc_lab_work(lab_here, 1), 1);
	said = lab_ask(lab_here, 200, "GET", "/api/runs/run-6", NULL);
	lab_assert_has(said, "\"state\":\"building\"");
	lab_assert_has(said, "\"built\":0.1"); /* three parts of sixteen */
	lab_assert_has(lab_ask(lab_here, 200, "POST", "/api/runs/run-6/stop", NULL), "\"state\":\"stopped\"");
	assert_int_equal(soc_lab_work(lab_here, 1), 0);
	snprintf(path, sizeof path, "%s/run-6", lab_folder);
	assert_int_not_equal(access(path, F_OK), 0);
	lab_ask(lab_here, 200, "DELETE", "/api/runs/run-6", NULL);
}

/* A server says of a request to stop that it is coming, while another thread works: the piece of work ends,
 * if it is on that run. */
static void a_stop_need_not_wait_for_its_turn(void **state)
{
	static const char *const others[] = { "/api/runs/run-70/stop",    "/api/runs/run-7",
		                                  "/api/runs/run-/stop",      "/api/runs/run-7/stop/",
		                                  "/api/runs/preview-7/stop", "/api/runs/run-00000007/stop" };
	(void)state;
	lab_assert_has(lab_ask(lab_here, 201, "POST", "/api/runs", "{" SMALL "}"), "\"run-7\"");
	work_until_people_are_made();
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		soc_lab_hasten_stop(lab_here, others[i]);
	for (int i = 0; i < 7; i++)
		assert_int_equal(soc_lab_work(lab_here, 1), 1);
	soc_lab_hasten_stop(lab_here, "/api/runs/run-7/stop");
	assert_int_equal(soc_lab_work(lab_here, 1), 0);
	const char *said = lab_ask(lab_here, 200, "POST", "/api/runs/run-7/stop", NULL);
	lab_assert_has(said, "\"state\":\"stopped\"");
	lab_assert_has(said, "\"partial\":true");
	soc_lab_hasten_stop(lab_here, "/api/runs/run-7/stop"); /* which is over */
	lab_ask(lab_here, 200, "DELETE", "/api/runs/run-7", NULL);
}

static void runs_are_found_again(void **state)
{
	char path[256];
	(void)state;
	soc_lab_close(&lab_here);
	soc_lab_close(&lab_here); /* twice is fine */
	snprintf(path, sizeof path, "%s/run-9", lab_folder);
	assert_int_equal(mkdir(path, 0777), 0); /* of a lab that was killed: it is swept away */
	snprintf(path, sizeof path, "%s/run-9/results.db.part-1", lab_folder);
	fclose(fopen(path, "w"));
	lab_here = lab_test_open(lab_folder);
	const char *said = lab_ask(lab_here, 200, "GET", "/api/runs", NULL);
	lab_assert_has(said, "\"label\":\"no notice\"");
	lab_assert_has(said, "\"settings\":{\"due_process.notice\":0,\"due_process.notice_by_refusal\":0}");
	assert_null(strstr(said, "run-9"));
	/* Who was simulated is known of each before its results are asked for: by it pages pair runs. */
	assert_null(strstr(said, "\"persons\":0"));
	const char *at =
		strstr(said, "\"name\":\"run-4\",\"state\":\"stopped\",\"preview\":false,\"partial\":true");
	assert_non_null(at);
	lab_assert_has(at, "\"persons\":2000,\"months\":6,\"replicates\":2,\"seed\":1,");
	lab_assert_has(at, "\"from\":\"2018-01\"");
	snprintf(path, sizeof path, "%s/run-9", lab_folder);
	assert_int_not_equal(access(path, F_OK), 0);
	lab_ask(lab_here, 200, "DELETE", "/api/runs/run-1", NULL);
	snprintf(path, sizeof path, "%s/run-1", lab_folder);
	assert_int_not_equal(access(path, F_OK), 0);
	lab_ask(lab_here, 404, "GET", "/api/runs/run-1", NULL);
	lab_assert_has(lab_ask(lab_here, 201, "POST", "/api/runs", "{" SMALL "}"), "\"name\":\"run-5\"");
	soc_lab_interrupt(lab_here);
	lab_work_all(lab_here);
	lab_assert_has(lab_ask(lab_here, 200, "GET", "/api/runs/run-5", NULL), "\"state\":\"stopped\"");
}

/* What memory does not hold is refused before anybody is made. */
static void people_beyond_memory_are_refused(void **state)
{
	char folder[80];
	struct soc_lab *lab = NULL;
	struct soc_msg msg = { "" };
	(void)state;
	snprintf(folder, sizeof folder, "%s/small", lab_folder);
	assert_int_equal(mkdir(folder, 0777), 0);
	const struct soc_lab_options options = { .folder = folder, .threads = 1, .memory_limit = 2000000 };
	assert_int_equal(soc_lab_open(&options, &lab, &msg), SOC_OK);
	lab_ask(lab, 201, "POST", "/api/runs", "{\"scenario\":\"start/minimal\",\"persons\":1000000000}");
	assert_int_equal(lab_work_all(lab), 2);
	const char *said = lab_ask(lab, 200, "GET", "/api/runs/run-1", NULL);
	lab_assert_has(said, "\"state\":\"failed\"");
	lab_assert_has(said, "memory");
	snprintf(folder, sizeof folder, "%s/small/run-1", lab_folder);
	assert_int_not_equal(access(folder, F_OK), 0);
	soc_lab_close(&lab);
}

static void a_lab_needs_a_folder(void **state)
{
	const struct soc_lab_options none = { 0 }, nowhere = { .folder = "/nowhere/at/all" };
	struct soc_lab *out = NULL;
	struct soc_msg msg = { "" };
	(void)state;
	assert_int_equal(soc_lab_open(&none, &out, &msg), SOC_ERR_USAGE);
	assert_int_equal(soc_lab_open(&nowhere, &out, &msg), SOC_ERR_IO);
	assert_null(out);
}

/* Turns until so many months of both replicates are told. */
static int work_until(int months)
{
	int turns = 0;
	char target[64];
	snprintf(target, sizeof target, "/api/events?since=%lld", (long long)soc_lab_last_event(lab_here));
	for (int told = 0; told < months; turns++) {
		assert_int_equal(soc_lab_work(lab_here, 1), 1);
		told = 0;
		for (const char *at = lab_ask(lab_here, 200, "GET", target, NULL);
		     (at = strstr(at, "\"type\":\"month\"")) != NULL; at++)
			told++;
	}
	return turns;
}

/* A month of more people than a turn is for has parts, between which others are answered and a stop is heard;
 * the results are those of whole months. */
static void a_month_of_many_people_has_parts(void **state)
{
#define MANY "{\"scenario\":\"start/minimal\",\"persons\":45000,\"months\":2,\"replicates\":2}"
	struct soc_msg msg = { "" };
	char name[32] = "", target[64];
	(void)state;
	assert_int_equal(sscanf(lab_ask(lab_here, 201, "POST", "/api/runs", MANY), "{\"name\":\"%31[^\"]", name),
	                 1);
	work_until_people_are_made();
	assert_int_equal(work_until(1), 5); /* parts of 10,000 people at most */
	lab_work_all(lab_here);
	struct soc_result *a = opened(name), *b = in_one_go("people.persons=45000", 2);
	assert_int_equal(soc_result_diff(a, b, &msg), SOC_OK);
	soc_result_free(a);
	soc_result_free(b);
	snprintf(target, sizeof target, "/api/runs/%s", name);
	lab_ask(lab_here, 200, "DELETE", target, NULL);
	/* a stop in the middle of the last month: the replicate before it is kept */
	assert_int_equal(sscanf(lab_ask(lab_here, 201, "POST", "/api/runs", MANY), "{\"name\":\"%31[^\"]", name),
	                 1);
	work_until_people_are_made();
	work_until(3);
	assert_int_equal(soc_lab_work(lab_here, 1), 1);
	snprintf(target, sizeof target, "/api/runs/%s/stop", name);
	lab_assert_has(lab_ask(lab_here, 200, "POST", target, NULL), "\"partial\":true");
	snprintf(target, sizeof target, "/api/figures?run=%s", name);
	lab_assert_has(lab_ask(lab_here, 200, "GET", target, NULL), "\"replicates\": 1");
	snprintf(target, sizeof target, "/api/runs/%s", name);
	lab_ask(lab_here, 200, "DELETE", target, NULL);
#undef MANY
}

PART(turns)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(turns_make_the_results_of_one_go),
		cmocka_unit_test(events_tell_each_month_once),
		cmocka_unit_test(a_setting_reaches_the_run),
		cmocka_unit_test(a_stopped_run_keeps_what_is_finished),
		cmocka_unit_test(making_people_can_be_stopped),
		cmocka_unit_test(a_stop_need_not_wait_for_its_turn),
		cmocka_unit_test(a_month_of_many_people_has_parts),
		cmocka_unit_test(runs_are_found_again),
		cmocka_unit_test(people_beyond_memory_are_refused),
		cmocka_unit_test(a_lab_needs_a_folder),
	};
	return run_part(tests, lab_test_setup, lab_test_teardown);
}
