/* Requests and runs with one allocation that fails: the answer is SOC_ERR_MEMORY, an error in words or the
 * whole answer, and nothing leaks. */
#include "lab_test.h"

#include "base/mem.h"

#include <stdio.h>
#include <string.h>

static void ask(struct soc_lab *lab, const char *method, const char *target, const char *body, size_t nth)
{
	struct soc_lab_reply reply;
	struct soc_msg msg = { "" };
	soc_mem_fail_at(nth);
	const enum soc_err err =
		soc_lab_request(lab, method, target, body, body != NULL ? strlen(body) : 0, &reply, &msg);
	soc_mem_fail_at(0);
	assert_true(err == SOC_OK || err == SOC_ERR_MEMORY);
	assert_true((err == SOC_OK) == (reply.body != NULL));
	assert_true(err != SOC_OK || reply.status >= 200);
	soc_lab_reply_release(&reply);
}

static void every_request(void **state)
{
	static const char *const targets[] = { "/api/about",
		                                   "/api/scenarios",
		                                   "/api/runs",
		                                   "/api/events?since=0",
		                                   "/api/assumptions?scenario=start/minimal",
		                                   "/api/nowhere" };
	static const char check[] = "{\"scenario\":\"start/minimal\",\"settings\":{\"due_process.notice\":0.2}}";
	const char *folder = lab_test_folder();
	const size_t before = soc_mem_live();
	struct soc_lab *lab = lab_test_open(folder);
	(void)state;
	for (size_t i = 0; i < sizeof targets / sizeof *targets; i++)
		for (size_t nth = 1; nth < 12; nth++)
			ask(lab, "GET", targets[i], NULL, nth);
	for (size_t nth = 1; nth < 4000; nth += runner_thorough() ? 1 : runner_sparse() ? 397 : 97)
		ask(lab, "POST", "/api/check", check, nth);
	soc_lab_close(&lab);
	assert_int_equal(soc_mem_live(), before);
	lab_test_remove(folder);
}

static void every_turn(void **state)
{
	static const char body[] =
		"{\"scenario\":\"start/minimal\",\"persons\":500,\"months\":2,\"replicates\":1}";
	const char *folder = lab_test_folder();
	const size_t before = soc_mem_live();
	(void)state;
	for (size_t nth = 1; nth < 900; nth += runner_thorough() ? 1 : runner_sparse() ? 149 : 41) {
		struct soc_lab *lab = lab_test_open(folder);
		ask(lab, "POST", "/api/runs", body, 0);
		soc_mem_fail_at(nth);
		lab_work_all(lab);
		soc_mem_fail_at(0);
		soc_lab_close(&lab);
		assert_int_equal(soc_mem_live(), before);
	}
	lab_test_remove(folder);
}

PART(short)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(every_request), cmocka_unit_test(every_turn) };
	return run_part(tests, NULL, NULL);
}
