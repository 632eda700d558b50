/* What is not done twice: digests of a file that was just written, and questions to one that is open. */
#include "made.h"
#include "runner.h"
#include "socred/result.h"
#include "store/reader.h"

#include <stdio.h>
#include <string.h>

static struct made m;
static struct soc_result *result;

static int setup(void **state)
{
	(void)state;
	made_init(&m, 7, NULL);
	made_write_all(&m, made_path());
	result = made_open(made_path());
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	soc_result_free(result);
	made_release(&m);
	made_clean();
	return 0;
}

/* What a writer has finished is opened without its digests being computed again, and is that file or none. */
static void written_is_opened(void **state)
{
	(void)state;
	struct soc_result_writer *w = NULL;
	struct soc_result *r = NULL;
	struct soc_msg msg = { "" };
	char path[128];
	snprintf(path, sizeof path, "%s.written", made_path());
	assert_int_equal(soc_result_writer_open(&w, path, m.command_line, NULL), SOC_OK);
	assert_int_equal(soc_result_open_written(&r, w, NULL), SOC_ERR_USAGE);
	assert_int_equal(made_tell(&m, soc_result_writer_observer(w), m.replicates - 1, -1, NULL), SOC_OK);
	assert_int_equal(soc_result_open_written(&r, w, NULL), SOC_ERR_USAGE);
	assert_int_equal(soc_result_writer_finish(w, 0, NULL), SOC_OK);
	assert_int_equal(soc_result_open_written(&r, w, &msg), SOC_OK);
	assert_int_equal(soc_result_diff(r, result, &msg), SOC_OK);
	assert_string_equal(r->content, result->content);
	soc_result_free(r);
	r = NULL;
	made_forge(path, "UPDATE meta SET value = '8' WHERE key = 'seed'"); /* with digests that fit */
	assert_int_equal(soc_result_open_written(&r, w, &msg), SOC_ERR_RESULTS);
	assert_non_null(strstr(msg.text, "broken or changed"));
	assert_null(r);
	soc_result_writer_free(w);
}

/* What is asked at once and again is what is asked alone. */
static void answers_are_kept(void **state)
{
	(void)state;
	static const char *const asked[] = {
		"SELECT sum(listed) FROM by_cell WHERE replicate = ?1 AND month = ?2",
		"SELECT 1000.0 * sum(listed) / nullif(sum(persons), 0) FROM by_cell WHERE replicate = ?1 AND month = "
		"?2",
		"SELECT sum(refused) FROM by_cell WHERE replicate = ?1 AND month <= ?2",
		"SELECT 1.0 / nullif(sum(persons) - sum(persons), 0) FROM by_cell WHERE replicate = ?1 AND month = "
		"?2",
		"SELECT sum(listed) FROM by_cell WHERE replicate = ?1 AND month = ?2",
	};
	const struct soc_kept_of of[3] = { { 0, 4 }, { 1, 4 }, { 1, 5 } };
	struct soc_result *r = made_open(made_path());
	struct soc_kept_list list = { 0 };
	double kept, alone;
	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
		assert_int_equal(soc_kept_list_add(&list, asked[i], NULL), SOC_OK);
	assert_int_equal(soc_kept_read(r, &list, of, 3, NULL), SOC_OK);
	assert_int_equal(r->kept.count, 4 + 4 * 3); /* four texts, one of them asked twice */
	for (size_t i = 0; i < 3 * (sizeof asked / sizeof *asked); i++) {
		const int64_t numbers[2] = { of[i % 3].replicate, of[i % 3].month };
		assert_int_equal(soc_kept_real(r, asked[i / 3], of[i % 3], &kept, NULL), SOC_OK);
		assert_int_equal(soc_result_real(r, asked[i / 3], numbers, 2, &alone, NULL), SOC_OK);
		assert_memory_equal(&kept, &alone, sizeof kept);
	}
	assert_int_equal(r->kept.count, 4 + 4 * 3); /* nothing was asked of the file */
	r->kept.count = SOC_KEPT_MOST;              /* full: what is new is asked each time */
	assert_int_equal(soc_kept_real(r, asked[0], (struct soc_kept_of){ 2, 4 }, &kept, NULL), SOC_OK);
	assert_int_equal(r->kept.count, SOC_KEPT_MOST);
	assert_true(kept == (double)made_told(&m, SOC_IND_listed, 2, 4));
	soc_kept_list_release(&list);
	soc_result_free(r);
}

PART(kept)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(written_is_opened),
		cmocka_unit_test(answers_are_kept),
	};
	return run_part(tests, setup, teardown);
}
