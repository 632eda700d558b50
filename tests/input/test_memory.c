/* Every allocation fails in turn: nothing leaks, nothing is half done, and the reason is told. */
#include "input_support.h"
#include "runner.h"

#include "base/mem.h"

#include <string.h>

#define LIMIT 20000

/* Calls fn with the n-th allocation failing, n = 1, 2, ... until it succeeds with none failed; where not
 * all are tried, ever fewer of the later ones. Returns how many it took, or a few more. */
static size_t until_success(enum soc_err (*fn)(struct soc_msg *msg))
{
	size_t live = soc_mem_live();
	for (size_t n = 1; n < LIMIT; n += runner_thorough() ? 1 : 1 + n / (runner_sparse() ? 12 : 50)) {
		struct soc_msg msg = { "" };
		soc_mem_fail_at(n);
		enum soc_err err = fn(&msg);
		soc_mem_fail_at(0);
		if (soc_mem_live() != live)
			fail_msg("allocation %zu: %zu blocks are left", n, soc_mem_live() - live);
		if (err == SOC_OK)
			return n;
		if (err != SOC_ERR_MEMORY)
			fail_msg("allocation %zu: error %d, %s", n, (int)err, msg.text);
		assert_true(msg.text[0] != '\0');
	}
	fail_msg("more than %d allocations", LIMIT);
	return 0;
}

static enum soc_err read_more(struct soc_msg *msg)
{
	char path[512];
	struct soc_scenario *s = NULL;
	struct soc_diagnostics *diagnostics = NULL;
	const char *settings[] = { "title=again", "channels.court.detects={theft: 0.25}" };
	enum soc_err err = soc_scenario_read(fixtures("more.yaml", path), settings, 2, &s, &diagnostics, msg);
	assert_true((err == SOC_OK) == (s != NULL));
	soc_diagnostics_free(diagnostics);
	soc_scenario_free(s);
	return err;
}

/* A text with faults: a full list of diagnostics is the success. */
static enum soc_err read_faults(struct soc_msg *msg)
{
	static const char text[] = "socred: 1\nseed: -1\nevents: {a: {kind: violatoin, component: x}}\ntimeline: "
							   "[{name: q, from: 3, set: {seed: 1}}]\n";
	struct soc_scenario *s = NULL;
	struct soc_diagnostics *diagnostics = NULL;
	enum soc_err err =
		soc_scenario_read_text(text, strlen(text), "text", NULL, NULL, 0, &s, &diagnostics, msg);
	if (err == SOC_ERR_SCENARIO) {
		assert_int_equal(soc_diagnostics_count(diagnostics), 5);
		err = SOC_OK;
	}
	soc_diagnostics_free(diagnostics);
	return err;
}

/* The same for what modules need of one another: a circle, a table that is not there, a value of the
 * timeline, a score without grades. */
static enum soc_err read_needs(struct soc_msg *msg)
{
	static const char text[] = "socred: 1\ncomponents: {f: {}}\nbureaus: {b: {kind: merged, merges: "
							   "b}}\ninstrument: {table: compsa}\n"
							   "timeline: [{name: q, from: 2014-02, set: {publicity.strain: 0.1}}]\n";
	struct soc_scenario *s = NULL;
	struct soc_diagnostics *diagnostics = NULL;
	enum soc_err err =
		soc_scenario_read_text(text, strlen(text), "text", NULL, NULL, 0, &s, &diagnostics, msg);
	if (err == SOC_ERR_SCENARIO) {
		assert_int_equal(soc_diagnostics_count(diagnostics), 4);
		err = SOC_OK;
	}
	soc_diagnostics_free(diagnostics);
	return err;
}

static struct soc_scenario set_in;

static enum soc_err set_text(struct soc_msg *msg)
{
	static struct soc_scenario before;
	before = set_in;
	enum soc_err err = soc_scenario_set_text(&set_in, "channels.court.detects", "{theft: 0.125}", msg);
	assert_true(err == SOC_OK || memcmp(&before, &set_in, sizeof before) == 0);
	return err;
}

static enum soc_err params_text(struct soc_msg *msg)
{
	char *text = NULL;
	enum soc_err err = soc_params_text("events", "json", &text, msg);
	assert_true((err == SOC_OK) == (text != NULL));
	soc_text_free(text);
	return err;
}

static enum soc_err schema_text(struct soc_msg *msg)
{
	char *text = NULL;
	enum soc_err err = soc_schema_text(&text, msg);
	assert_true((err == SOC_OK) == (text != NULL));
	soc_text_free(text);
	return err;
}

static struct soc_scenario *resolve_in;

static enum soc_err resolve(struct soc_msg *msg)
{
	char *text = soc_scenario_resolved(resolve_in);
	soc_text_free(text);
	return text != NULL ? SOC_OK : soc_fail(msg, SOC_ERR_MEMORY, "no text");
}

static void test_reading(void **state)
{
	(void)state;
	assert_true(until_success(read_more) > 100);
	assert_true(until_success(read_faults) > 20);
	assert_true(until_success(read_needs) > 20);
}

static void test_setting(void **state)
{
	(void)state;
	struct soc_scenario *s = file_good("tiny.yaml");
	set_in = *s;
	assert_true(until_success(set_text) > 3);
	assert_true(set_in.channels[0].detects[0] == 0.125);
	soc_scenario_free(s);
}

static void test_texts(void **state)
{
	(void)state;
	assert_true(until_success(params_text) > 20);
	assert_true(until_success(schema_text) > 3);
	resolve_in = file_good("tiny.yaml");
	assert_true(until_success(resolve) > 20);
	soc_scenario_free(resolve_in);
}

PART(memory)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reading),
		cmocka_unit_test(test_setting),
		cmocka_unit_test(test_texts),
	};
	return run_part(tests, NULL, NULL);
}
