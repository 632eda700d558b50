/* What must hold of every theory: its tables, its settings, the same bytes for the same seed, errors. */
#include "theory_test.h"

#include "base/mem.h"

#include "socred/scenario.h"

#include <string.h>

static void check_keys(const struct soc_theory_kind *k)
{
	for (int i = 0; i < k->of->keys_count; i++) {
		const struct soc_theory_key *key = &k->of->keys[i];
		const int assumed = strncmp(key->source, "assumption", 10) == 0;
		if (!(key->low < key->high && key->start >= key->low && key->start <= key->high))
			fail_msg("%s.%s: default %g, range %g to %g", k->name, key->name, key->start, key->low,
			         key->high);
		if (key->source[0] == '\0' || key->meaning[0] == '\0')
			fail_msg("%s.%s has no source or no meaning", k->name, key->name);
		if (assumed != !isnan(key->likely_low))
			fail_msg("%s.%s: an assumption has a plausible range, and nothing else", k->name, key->name);
		if (assumed && !(key->likely_low < key->likely_high && key->likely_low >= key->low &&
		                 key->likely_high <= key->high))
			fail_msg("%s.%s: the plausible range is no part of the allowed one", k->name, key->name);
		for (int other = 0; other < i; other++)
			assert_string_not_equal(k->of->keys[other].name, key->name);
	}
}

static void tables(void **state)
{
	(void)state;
	double keys[SOC_THEORY_KEYS];
	struct soc_msg msg = { "" };
	for (int i = 0; i < soc_theory_count(); i++) {
		const struct soc_theory_kind *k = soc_theory_at(i);
		assert_string_equal(soc_theory_name(i), k->name);
		assert_true(k->replicates >= 1 && k->used[0] != '\0' && k->source[0] != '\0' && k->row[0] != '\0');
		assert_true(k->of->published_count > 0);
		check_keys(k);
		for (int p = 0; p < k->of->published_count; p++) {
			const struct soc_theory_published *known = &k->of->published[p];
			if (soc_theory_set_all(k, known->settings, keys, &msg) != SOC_OK)
				fail_msg("%s, published %d: %s", k->name, p, msg.text);
			/* A value is held within something, a bound on one side. */
			assert_true((known->bound == 0) == (known->within > 0));
			assert_true(isfinite(known->value) && known->source[0] != '\0');
			for (int other = 0; other < p; other++)
				assert_false(k->of->published[other].figure == known->figure &&
				             k->of->published[other].bound == known->bound &&
				             strcmp(k->of->published[other].settings, known->settings) == 0);
		}
	}
	assert_null(soc_theory_name(-1));
	assert_null(soc_theory_name(soc_theory_count()));
}

static char *text_of(const char *name, uint64_t seed)
{
	struct soc_theory_result *r = theory_run(name, "", seed, 1);
	char *text = NULL;
	assert_int_equal(soc_theory_text(r, "json", 0, &text, NULL), SOC_OK);
	soc_theory_free(r);
	return text;
}

static void same_seed_same_bytes(void **state)
{
	(void)state;
	int differ = 0;
	for (int i = 0; i < soc_theory_count(); i++) {
		char *one = text_of(soc_theory_name(i), 5), *again = text_of(soc_theory_name(i), 5);
		assert_string_equal(one, again);
		soc_text_free(again);
		soc_text_free(one);
	}
	struct soc_theory_result *one = theory_run("ensign", "", 5, 2), *other = theory_run("ensign", "", 6, 2);
	differ = theory_value(one, "share") != theory_value(other, "share");
	soc_theory_free(one);
	soc_theory_free(other);
	assert_true(differ);
}

/* A run that is asked for one replicate more has the same ones before. */
static void replicates_are_kept(void **state)
{
	(void)state;
	struct soc_theory_result *one = theory_run("ensign", "", 9, 1), *two = theory_run("ensign", "", 9, 2);
	assert_int_equal(one->rows.count, two->rows.count);
	assert_memory_equal(one->rows.values, two->rows.values,
	                    one->rows.count * (size_t)one->rows.width * sizeof(double));
	assert_true(isnan(one->figures[3].low) && two->figures[3].low < two->figures[3].high);
	soc_theory_free(one);
	soc_theory_free(two);
}

static void refused(const struct soc_theory_options *o, const char *words)
{
	struct soc_msg msg = { "" };
	struct soc_theory_result *r = NULL;
	assert_int_equal(soc_theory_run(o, &r, &msg), SOC_ERR_USAGE);
	assert_null(r);
	if (strstr(msg.text, words) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", msg.text, words);
}

static void bad_input(void **state)
{
	(void)state;
	static const struct {
		const char *name, *setting, *words;
	} cases[] = {
		{ "ensing", "days=1", "there is no theory \"ensing\"; did you mean ensign?" },
		{ "quintessence", "days=1", "there is no theory \"quintessence\"" },
		{ "ensign", "dyas=1", "ensign has no parameter \"dyas\"; did you mean days?" },
		{ "ensign", "days", "\"days\": KEY=VALUE is wanted" },
		{ "ensign", "days=", "days: \"\" is no number" },
		{ "ensign", "days=1e", "days: \"1e\" is no number" },
		{ "ensign", "days=0x10", "is no number" },
		{ "ensign", "days=nan", "is no number" },
		{ "ensign", "days=0", "days is 0; allowed: 1 to 1e+06 days" },
		{ "ensign", "days=2.5", "days is 2.5; a whole number is wanted" },
		{ "ensign", "days=1 urns=2", "is no number" },
		{ "ensign", "rate_a=-1", "rate_a is -1; allowed: 0 to 1e+06 incidents a day" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		refused(
			&(struct soc_theory_options){
				.name = cases[i].name, .settings = &cases[i].setting, .settings_count = 1, .seed = 1 },
			cases[i].words);
	const char *both[] = { "rate_a=0", "rate_b=0" };
	refused(&(struct soc_theory_options){ .name = "ensign", .settings = both, .settings_count = 2 },
	        "are both 0");
	refused(&(struct soc_theory_options){ .name = "ensign", .replicates = -1 }, "replicates is -1");
	refused(&(struct soc_theory_options){ .name = "ensign", .replicates = 10001 }, "allowed: 1 to 10000");
}

static void texts(void **state)
{
	(void)state;
	struct soc_msg msg = { "" };
	char *text = NULL;
	double value;
	struct soc_theory_result *r = theory_run("eigentrust", "", 1, 1);
	assert_int_equal(soc_theory_text(r, "xml", 0, &text, &msg), SOC_ERR_USAGE);
	assert_int_equal(soc_theory_list("xml", &text, &msg), SOC_ERR_USAGE);
	assert_int_equal(soc_theory_published("eigentrust", 1, "xml", NULL, &text, NULL, &msg), SOC_ERR_USAGE);
	assert_int_equal(soc_theory_published("eigentrst", 1, "csv", NULL, &text, NULL, &msg), SOC_ERR_USAGE);
	assert_int_equal(soc_theory_about("eigentrst", &text, &msg), SOC_ERR_USAGE);
	assert_int_equal(soc_theory_figure(r, "trust_e", &value, NULL, NULL, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "did you mean trust_ek?"));
	assert_null(text);
	assert_int_equal(soc_theory_text(r, "csv", 1, &text, &msg), SOC_OK);
	assert_memory_equal(text, "round,trust_ek,trust_sd,trust_vm\n0.0,0.333333333333,0.0,0.666666666667\n",
	                    71);
	soc_text_free(text);
	soc_theory_free(r);
	soc_theory_free(NULL);
}

/* What is published is shown for just those settings. */
static void published_beside(void **state)
{
	(void)state;
	struct soc_theory_result *r = theory_run("ensign", "discovered=0.9 days=1 urns=1", 1, 1);
	assert_null(soc_theory_known(r, 1)); /* other days */
	soc_theory_free(r);
	r = theory_run("ensign", "discovered=0.9", 1, 1);
	assert_non_null(soc_theory_known(r, 1));
	theory_near("published", soc_theory_known(r, 1)->value, 0.77589, 0);
	assert_null(soc_theory_known(r, 3));
	soc_theory_free(r);
}

static void stopped(void **state)
{
	(void)state;
	static const volatile int stop = 1;
	struct soc_msg msg = { "" };
	struct soc_theory_result *r = NULL;
	char *text = NULL;
	for (int i = 0; i < soc_theory_count(); i++) {
		const struct soc_theory_options o = { .name = soc_theory_name(i), .seed = 1, .stop = &stop };
		assert_int_equal(soc_theory_run(&o, &r, &msg), SOC_ERR_INTERRUPTED);
		assert_int_equal(soc_theory_published(o.name, 1, "csv", &stop, &text, NULL, &msg),
		                 SOC_ERR_INTERRUPTED);
		assert_null(r);
		assert_null(text);
	}
}

/* Every allocation fails once, of a run and of its texts. */
static void failing_memory(void **state)
{
	(void)state;
	static const char *const settings[] = { "days=20", "urns=3" };
	const struct soc_theory_options o = {
		.name = "ensign", .settings = settings, .settings_count = 2, .seed = 1
	};
	const size_t live = soc_mem_live();
	for (size_t n = 1, good = 0; !good && n < 100000; n++) {
		struct soc_theory_result *r = NULL;
		char *text = NULL, *about = NULL, *list = NULL;
		soc_mem_fail_at(n);
		enum soc_err err = soc_theory_run(&o, &r, NULL);
		if (err == SOC_OK)
			err = soc_theory_text(r, "json", 0, &text, NULL);
		if (err == SOC_OK)
			err = soc_theory_about("ensign", &about, NULL);
		if (err == SOC_OK)
			err = soc_theory_list("csv", &list, NULL);
		good = err == SOC_OK;
		assert_true(good || err == SOC_ERR_MEMORY);
		soc_mem_fail_at(0);
		soc_text_free(text);
		soc_text_free(about);
		soc_text_free(list);
		soc_theory_free(r);
		assert_int_equal(soc_mem_live(), live);
	}
}

PART(catalogue)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tables),
		cmocka_unit_test(same_seed_same_bytes),
		cmocka_unit_test(replicates_are_kept),
		cmocka_unit_test(bad_input),
		cmocka_unit_test(texts),
		cmocka_unit_test(published_beside),
		cmocka_unit_test(stopped),
		cmocka_unit_test(failing_memory),
	};
	return run_part(tests, NULL, NULL);
}
