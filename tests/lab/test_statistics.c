/* The months of a run as statistics of its headline: of one under way, of a preview and of a finished one. */
#include "lab_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SMALL "\"scenario\":\"start/minimal\",\"persons\":2000,\"months\":6"
#define CURVE "/api/curve?statistic=violations_averted_percent&run="

/* The numbers behind "values":[ of a curve; null is NaN of its own. */
static int numbers_of(const char *body, double *out, int most)
{
	const char *at = strstr(body, "\"values\":[");
	int n = 0;
	assert_non_null(at);
	for (at += strlen("\"values\":["); *at != ']' && n < most; n++) {
		out[n] = strncmp(at, "null", 4) == 0 ? -12345.0 : strtod(at, NULL);
		at += strcspn(at, ",]");
		at += *at == ',';
	}
	return n;
}

/* What stands behind `key` of the record of a statistic. */
static double number_of(const char *body, const char *statistic, const char *key)
{
	char name[80];
	snprintf(name, sizeof name, "\"%s\"", statistic);
	const char *at = strstr(body, name);
	assert_non_null(at);
	at = strstr(at, key);
	assert_non_null(at);
	return strtod(at + strlen(key), NULL);
}

/* A run under way tells as many months as it has had; each is what the finished run says of it, and the last
 * is the headline. */
static void months_are_told_while_they_come(void **state)
{
	double early[8], late[8], preview[8];
	(void)state;
	lab_ask(lab_here, 201, "POST", "/api/runs", "{" SMALL ",\"replicates\":2}");
	lab_ask(lab_here, 409, "GET", CURVE "run-1", NULL); /* nothing is known before the first month */
	while (strstr(lab_ask(lab_here, 200, "GET", "/api/runs/run-1", NULL), "\"month\":4,") == NULL)
		assert_int_equal(soc_lab_work(lab_here, 1), 1);
	assert_int_equal(numbers_of(lab_ask(lab_here, 200, "GET", CURVE "run-1", NULL), early, 8), 4);
	assert_int_equal(numbers_of(lab_ask(lab_here, 200, "GET", CURVE "run-1&replicate=1", NULL), late, 8), 0);
	lab_work_all(lab_here);
	assert_int_equal(numbers_of(lab_ask(lab_here, 200, "GET", CURVE "run-1", NULL), late, 8), 6);
	assert_memory_equal(early, late, 4 * sizeof *early);
	assert_int_equal(numbers_of(lab_ask(lab_here, 200, "GET", CURVE "run-1&since=4", NULL), early, 8), 2);
	assert_memory_equal(early, late + 4, 2 * sizeof *early);
	assert_int_equal(numbers_of(lab_ask(lab_here, 200, "GET", CURVE "run-1&replicate=1", NULL), early, 8), 6);
	assert_true(memcmp(early, late, sizeof(double[6])) != 0);
	assert_int_equal(numbers_of(lab_ask(lab_here, 200, "GET", CURVE "run-1&replicate=2", NULL), early, 8), 0);

	lab_ask(lab_here, 201, "POST", "/api/runs", "{" SMALL ",\"replicates\":1}");
	lab_work_all(lab_here);
	const char *figures = lab_ask(lab_here, 200, "GET", "/api/figures?run=run-2", NULL);
	assert_true(late[5] == number_of(figures, "violations_averted_percent", "\"mean\": "));
	/* the same people in a preview */
	const char *said =
		lab_ask(lab_here, 201, "POST", "/api/runs", "{" SMALL ",\"replicates\":1,\"preview\":true}");
	lab_assert_has(said, "\"preview-1\"");
	/* one of another page waits for it */
	lab_assert_has(
		lab_ask(lab_here, 202, "POST", "/api/runs", "{" SMALL ",\"replicates\":1,\"preview\":true}"),
		"{\"share\":0");
	lab_work_all(lab_here);
	assert_int_equal(numbers_of(lab_ask(lab_here, 200, "GET", CURVE "preview-1", NULL), preview, 8), 6);
	assert_memory_equal(preview, late, sizeof(double[6]));
}

/* All that the headline has, and no more; with its values where a replicate is named. */
static void the_list_is_that_of_the_headline(void **state)
{
	static const char asked[] =
		"{\"scenario\":\"incentives/cliffs\",\"persons\":3000,\"replicates\":1,\"months\":14}";
	double values[2];
	char statistic[80], *list;
	int statistics = 0;
	(void)state;
	lab_ask(lab_here, 201, "POST", "/api/runs", asked);
	lab_work_all(lab_here);
	const char *said = lab_ask(lab_here, 200, "GET", "/api/statistics?run=run-3&replicate=0", NULL);
	list = strdup(said);
	assert_non_null(list);
	const char *figures = lab_ask(lab_here, 200, "GET", "/api/figures?run=run-3", NULL);
	const char *in_list = list;
	for (const char *at = figures; (at = strstr(at, "\"statistic\": \"")) != NULL; statistics++) {
		at += strlen("\"statistic\": \"");
		snprintf(statistic, sizeof statistic, "\"%.*s\"", (int)strcspn(at, "\""), at);
		in_list = strstr(in_list, statistic);
		assert_non_null(in_list);
		const char *mean = strstr(at, "\"mean\": ") + strlen("\"mean\": "),
				   *value = strstr(in_list, "\"value\":") + strlen("\"value\":");
		assert_int_equal(strncmp(mean, "null", 4) == 0, strncmp(value, "null", 4) == 0);
		assert_true(strtod(mean, NULL) == strtod(value, NULL));
	}
	int listed = 0;
	for (const char *at = list; (at = strstr(at, "{\"name\":")) != NULL; at++)
		listed++;
	free(list);
	assert_int_equal(listed, statistics);
	/* those of a module are among them, with months of their own */
	said = lab_ask(lab_here, 200, "GET", "/api/curve?run=run-3&statistic=cliff_below&since=12", NULL);
	assert_int_equal(numbers_of(said, values, 2), 2);
	assert_null(strstr(lab_ask(lab_here, 200, "GET", "/api/statistics?run=run-1", NULL), "\"value\":"));
}

/* What may be negative says so, and so does what may not. */
static void bounds_are_told(void **state)
{
	(void)state;
	const char *list = lab_ask(lab_here, 200, "GET", "/api/statistics?run=run-1", NULL);
	lab_assert_has(strstr(list, "\"violations_averted_percent\""), "\"least\":null,\"most\":100}");
	const char *at = strstr(list, "\"listed_per_1000\"");
	assert_non_null(at);
	assert_int_equal(strncmp(strstr(at, "\"least\""), "\"least\":0,\"most\":1000}", 22), 0);
}

static void what_is_not_there_is_refused(void **state)
{
	(void)state;
	lab_assert_has(lab_ask(lab_here, 404, "GET", "/api/curve?run=run-1&statistic=listed_per_100", NULL),
	               "did you mean listed_per_1000?");
	lab_ask(lab_here, 404, "GET", "/api/curve?run=run-1", NULL);
	lab_ask(lab_here, 404, "GET", CURVE "run-99", NULL);
	lab_ask(lab_here, 400, "GET", CURVE "run-1&since=-1", NULL);
	lab_ask(lab_here, 400, "GET", CURVE "run-1&replicate=1000", NULL);
	lab_ask(lab_here, 404, "GET", "/api/statistics", NULL);
}

/* The months of a preview with these further keys. */
static void preview_of(const char *more, double out[8])
{
	char body[160], curve[160], name[16];
	snprintf(body, sizeof body, "{" SMALL ",\"replicates\":1,\"preview\":true%s}", more);
	const char *said = strstr(lab_ask(lab_here, 201, "POST", "/api/runs", body), "preview-");
	assert_non_null(said);
	snprintf(name, sizeof name, "%.*s", (int)strcspn(said, "\""), said);
	lab_work_all(lab_here);
	snprintf(curve, sizeof curve, CURVE "%s", name);
	assert_int_equal(numbers_of(lab_ask(lab_here, 200, "GET", curve, NULL), out, 8), 6);
}

/* People stay for the next preview of the same, and nothing of what has happened to them does; of another
 * seed others are made. */
static void previews_after_one_another_are_as_the_first(void **state)
{
	double first[8], other[8], again[8];
	(void)state;
	preview_of("", first);
	preview_of(",\"settings\":{\"conduct.severity\":1}", other);
	assert_true(memcmp(first, other, sizeof(double[6])) != 0);
	preview_of("", again);
	assert_memory_equal(first, again, sizeof(double[6]));
	preview_of(",\"seed\":2", other);
	assert_true(memcmp(first, other, sizeof(double[6])) != 0);
	preview_of("", again);
	assert_memory_equal(first, again, sizeof(double[6]));
}

/* Four previews are kept: those that were asked for last. */
static void previews_make_room_for_later_ones(void **state)
{
	char body[200];
	(void)state;
	for (int i = 2; i <= 4; i++) {
		snprintf(body, sizeof body, "{" SMALL ",\"replicates\":1,\"preview\":true,\"seed\":%d}", i);
		lab_ask(lab_here, 201, "POST", "/api/runs", body);
		lab_work_all(lab_here);
	}
	lab_ask(lab_here, 200, "GET", CURVE "preview-1", NULL);
	lab_ask(lab_here, 201, "POST", "/api/runs", "{" SMALL ",\"replicates\":1,\"preview\":true}");
	lab_work_all(lab_here);
	lab_ask(lab_here, 200, "GET", CURVE "preview-1", NULL);
	lab_ask(lab_here, 404, "GET", CURVE "preview-2", NULL);
	lab_ask(lab_here, 200, "GET", CURVE "preview-5", NULL);
}

PART(statistics)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(months_are_told_while_they_come),
		cmocka_unit_test(the_list_is_that_of_the_headline),
		cmocka_unit_test(bounds_are_told),
		cmocka_unit_test(what_is_not_there_is_refused),
		cmocka_unit_test(previews_make_room_for_later_ones),
		cmocka_unit_test(previews_after_one_another_are_as_the_first),
	};
	return run_part(tests, lab_test_setup, lab_test_teardown);
}
