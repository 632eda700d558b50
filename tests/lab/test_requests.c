/* Requests and what they are answered with; each error that the contract names. */
#include "lab_test.h"

#include "base/shelf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void scenarios_are_those_of_the_shelf(void **state)
{
	(void)state;
	const char *said = lab_ask(lab_here, 200, "GET", "/api/scenarios", NULL);
	lab_assert_has(said, "\"name\":\"start/minimal\"");
	lab_assert_has(said, "\"assumed_low\":");
	said = lab_ask(lab_here, 200, "GET", "/api/scenario?name=start/minimal", NULL);
	lab_assert_has(said, "\"ok\":true");
	/* by hand: due_process.notice is 0.5, plausible from 0.1 to 0.9, allowed from 0 to 1 */
	lab_assert_has(said, "{\"key\":\"due_process.notice\",\"value\":\"0.5\",\"unit\":\"probability\"");
	lab_assert_has(said, "\"low\":0.1,\"high\":0.9,\"section\":\"due_process\",\"type\":\"N\",\"module\":"
	                     "\"core\",\"least\":0,\"most\":1}");
	lab_assert_has(lab_ask(lab_here, 200, "GET", "/api/scenario?name=due-process%2Fenrolment/scenario", NULL),
	               "\"ok\":true");
	/* its modules lie in a folder of their own */
	lab_assert_has(lab_ask(lab_here, 200, "GET", "/api/scenario?name=combined/whole-reach", NULL),
	               "\"ok\":true");
	assert_true(soc_shelf_find("regimes/points.yaml") >= 0);
	assert_int_equal(soc_shelf_find("regimes/points"), -1);
	for (size_t i = 1; i < soc_shelf_count(); i++)
		assert_true(strcmp(soc_shelf_at(i - 1)->name, soc_shelf_at(i)->name) < 0);
}

static void checks_say_where_a_mistake_is(void **state)
{
	(void)state;
	const char *said = lab_ask(lab_here, 200, "POST", "/api/check",
	                           "{\"scenario\":\"start/minimal\",\"settings\":{\"due_process.notice\":2}}");
	lab_assert_has(said, "\"ok\":false");
	lab_assert_has(said, "\"key\":\"due_process.notice\",\"text\":\"\\\"2\\\" is too large; allowed: 0 to 1");
	said =
		lab_ask(lab_here, 200, "POST", "/api/check",
	            "{\"scenario\":\"start/minimal\",\"yaml\":\"socred: 1\\nbase: scenario.yaml\\ndue_process: "
	            "{notise: 0.2}\\n\"}");
	lab_assert_has(said, "\"line\":3,");
	lab_assert_has(said, "did you mean notice");
	said =
		lab_ask(lab_here, 200, "POST", "/api/check",
	            "{\"scenario\":\"start/minimal\",\"yaml\":\"socred: 1\\nbase: scenario.yaml\\ndue_process: "
	            "{notice: 0.25}\\n\"}");
	lab_assert_has(said, "\"key\":\"due_process.notice\",\"value\":\"0.25\"");
}

/* No text of a request reaches the file system: what it names is on the shelf or nowhere. */
static void no_path_reaches_the_file_system(void **state)
{
	static const char *const names[] = { "/etc/passwd", "../../../../../../etc/passwd", "/proc/self/environ",
		                                 "scenario.resolved.yaml", "./../minimal/../../../lab.json" };
	char path[256], body[512];
	FILE *file;
	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		for (int k = 0; k < 3; k++) {
			static const char *const keys[] = { "base", "regime", "modules" };
			snprintf(body, sizeof body, "{\"scenario\":\"start/minimal\",\"yaml\":\"socred: 1\\n%s: %s\\n\"}",
			         keys[k], names[i]);
			lab_assert_has(lab_ask(lab_here, 200, "POST", "/api/check", body),
			               "none of the files that are built in has this name");
		}
		snprintf(path, sizeof path, "/api/scenario?name=%s", names[i]);
		lab_ask(lab_here, 404, "GET", path, NULL);
		snprintf(path, sizeof path, "/api/figures?run=%s", names[i]);
		lab_ask(lab_here, 404, "GET", path, NULL);
	}
	/* A file that is there, beside the runs, and is a scenario: it is not found either. */
	snprintf(path, sizeof path, "%s/mine.yaml", lab_folder);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs("socred: 1\ntitle: secret\n", file);
	fclose(file);
	snprintf(body, sizeof body, "{\"scenario\":\"start/minimal\",\"yaml\":\"socred: 1\\nbase: %s\\n\"}",
	         path);
	const char *said = lab_ask(lab_here, 200, "POST", "/api/check", body);
	lab_assert_has(said, "\"ok\":false");
	assert_null(strstr(said, "secret"));
	lab_ask(lab_here, 404, "GET", "/api/runs/..", NULL);
	lab_ask(lab_here, 404, "GET", "/api/runs/%2e%2e%2fetc", NULL);
	lab_ask(lab_here, 404, "DELETE", "/api/runs/.", NULL);
}

static void wrong_requests_are_replies(void **state)
{
	static const struct {
		int status;
		const char *method, *target, *body, *says;
	} wrong[] = {
		{ 404, "GET", "/", NULL, "there is no /" },
		{ 404, "GET", "/api/figure", NULL, "did you mean /api/figures?" },
		{ 405, "PUT", "/api/runs", NULL, "PUT is no method" },
		{ 405, "DELETE", "/api/runs", NULL, "DELETE is no method" },
		{ 400, "GET", "/api/about?a=%4", NULL, "half an escape" },
		{ 400, "GET", "/api/about%00", NULL, "control character" },
		{ 400, "GET", "/api/about?a=%0a", NULL, "control character" },
		{ 400, "GET", "/api/keys?key=%ff", NULL, "broken" },
		{ 400, "GET", "/api/keys?key=a&key=b", NULL, "twice" },
		{ 400, "GET", "/api/scenario", NULL, "name: which scenario?" },
		{ 404, "GET", "/api/scenario?name=start/minimall", NULL, "did you mean start/minimal?" },
		{ 404, "GET", "/api/assumptions?scenario=abroad/abroad/bolivia", NULL, "nothing was computed" },
		{ 404, "GET", "/api/figures?run=run-9", NULL, "there is no run \\\"run-9\\\"" },
		{ 400, "GET", "/api/compare?runs=", NULL, "two names at least" },
		{ 400, "GET", "/api/events?since=x", NULL, "not a whole number" },
		{ 400, "POST", "/api/check", "[1]", "no object of JSON" },
		{ 400, "POST", "/api/check", "{\"scenario\":1}", "the name of a scenario is wanted" },
		{ 400, "POST", "/api/check", "{\"scenario\":\"start/minimal\",\"scenario\":\"x\"}", "no object" },
		{ 400, "POST", "/api/check", "{\"scenario\":\"start/minimal\",\"settings\":[]}",
		  "an object of keys" },
		{ 400, "POST", "/api/check", "{\"scenario\":\"start/minimal\",\"settings\":{\"seed\":{}}}",
		  "a number, a text, true or false" },
		{ 400, "POST", "/api/check", "{\"scenario\":\"start/minimal\",\"months\":0}", "from 1 to 1200" },
		{ 400, "POST", "/api/check", NULL, "a body is wanted" },
		{ 422, "POST", "/api/runs", "{\"scenario\":\"start/minimal\",\"settings\":{\"sed\":1}}",
		  "{\"error\":\"sed: " }, /* a setting is of no command line here */
		{ 413, "POST", "/api/runs", "{\"scenario\":\"start/minimal\",\"persons\":200000}", "at most 100000" },
		{ 404, "POST", "/api/runs/run-1/stop", NULL, "there is no run" },
		/* what nothing would read is not passed over in silence */
		{ 400, "POST", "/api/runs", "{\"scenario\":\"start/minimal\",\"base\":\"/etc/passwd\"}",
		  "body: the key \\\"base\\\" is not taken here; allowed: scenario settings" },
		{ 400, "POST", "/api/check", "{\"scenario\":\"start/minimal\",\"setting\":{}}",
		  "did you mean settings?" },
		{ 400, "POST", "/api/runs/run-1/stop", "{\"now\":1}", "there is none" },
		{ 400, "GET", "/api/figures?runs=run-1", NULL, "did you mean run?" },
		{ 400, "GET", "/api/about?run=run-1", NULL, "there is none" },
		{ 400, "GET", "/api/figures?run=run-1&format=cvs", NULL, "allowed: json csv; did you mean csv?" },
		{ 400, "POST", "/api/sql", "{\"run\":\"run-1\",\"query\":\"SELECT 1\",\"format\":\"xml\"}",
		  "allowed: json csv" },
		{ 404, "GET", "/api/columns?run=run-9", NULL, "there is no run" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		const char *said =
			lab_ask(lab_here, wrong[i].status, wrong[i].method, wrong[i].target, wrong[i].body);
		lab_assert_has(said, "{\"error\":\"");
		lab_assert_has(said, wrong[i].says);
	}
}

static void long_requests_are_refused(void **state)
{
	struct soc_lab_reply reply;
	struct soc_msg msg;
	char *body = calloc(SOC_LAB_BODY_MOST + 2, 1), target[SOC_LAB_TARGET_MOST + 8];
	(void)state;
	assert_non_null(body);
	memset(body, ' ', SOC_LAB_BODY_MOST + 1);
	assert_int_equal(
		soc_lab_request(lab_here, "POST", "/api/check", body, SOC_LAB_BODY_MOST + 1, &reply, &msg), SOC_OK);
	assert_int_equal(reply.status, 413);
	soc_lab_reply_release(&reply);
	soc_lab_reply_release(&reply); /* twice is fine */
	free(body);
	memset(target, 'a', sizeof target - 1);
	target[sizeof target - 1] = '\0';
	target[0] = '/';
	lab_ask(lab_here, 400, "GET", target, NULL);
}

PART(requests)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scenarios_are_those_of_the_shelf), cmocka_unit_test(checks_say_where_a_mistake_is),
		cmocka_unit_test(no_path_reaches_the_file_system),  cmocka_unit_test(wrong_requests_are_replies),
		cmocka_unit_test(long_requests_are_refused),
	};
	return run_part(tests, lab_test_setup, lab_test_teardown);
}
