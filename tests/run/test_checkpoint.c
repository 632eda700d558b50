/* A run that was written down and read again is the run that went on; what is damaged or of another run is
 * refused, and says why. */
#include "checkpoint_help.h"
#include "help.h"
#include "runner.h"

#include <sys/stat.h>

#include "base/mem.h"
#include "run/checkpoint_file.h"

static void same_observations(const struct soc_sim *a, const struct soc_sim *b)
{
	for (size_t i = 0; i < soc_sim_indicators(); i++) {
		struct soc_observation x, y;
		memset(&x, 0, sizeof x);
		memset(&y, 0, sizeof y);
		assert_int_equal(soc_sim_observe(a, soc_sim_indicator(i)->name, &x, NULL), SOC_OK);
		assert_int_equal(soc_sim_observe(b, soc_sim_indicator(i)->name, &y, NULL), SOC_OK);
		assert_memory_equal(&x, &y, sizeof x);
	}
}

/* Written after `before` months and read into a run of another number of threads, then `after` months in
 * both: everything that can be observed, and all state, to the byte. */
static void there_and_back(const struct soc_scenario *s, int before, int after)
{
	struct soc_sim *went_on = open_run(s, 1), *read = open_run(s, 3);
	step(went_on, before);
	save(went_on, first);
	load(read, first);
	same_observations(went_on, read);
	save(read, second);
	same_files(first, second);
	step(went_on, after);
	step(read, after);
	same_observations(went_on, read);
	save(went_on, first);
	save(read, second);
	same_files(first, second);
	soc_sim_close(&went_on);
	soc_sim_close(&read);
}

static void test_there_and_back(void **state)
{
	static const char *const files[] = { RICH_SCENARIO, REFERENCE "/busy.yaml", REFERENCE "/bureaus.yaml",
		                                 REFERENCE "/attention.yaml" };
	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct soc_scenario *s = NULL;
		struct soc_msg msg = { "" };
		if (soc_scenario_read(files[i], NULL, 0, &s, NULL, &msg) != SOC_OK)
			fail_msg("%s", msg.text);
		there_and_back(s, 1, 4);
		there_and_back(s, 9, 5);
		soc_scenario_free(s);
	}
}

/* Into the middle of another replicate, which is gone then; and the replicate is that of the file. */
static void test_other_replicate(void **state)
{
	(void)state;
	struct soc_scenario *s = small_scenario(NULL, 0);
	struct soc_sim *sim = open_run(s, 1), *other = open_run(s, 1);
	struct soc_observation observation;
	assert_int_equal(soc_sim_begin(sim, 1, NULL), SOC_OK);
	step(sim, 2);
	save(sim, first);
	step(other, 5);
	load(other, first);
	assert_int_equal(soc_sim_observe(other, "listed", &observation, NULL), SOC_OK);
	assert_int_equal(observation.replicate, 1);
	assert_int_equal(observation.month, 1);
	step(sim, 3);
	step(other, 3);
	same_observations(sim, other);
	soc_sim_close(&sim);
	soc_sim_close(&other);
	soc_scenario_free(s);
}

/* ---- refusals ---- */

static void refused(const struct soc_scenario *s, const char *path, const char *why)
{
	struct soc_sim *sim = open_run(s, 1);
	struct soc_msg msg = { "" };
	struct soc_observation observation;
	step(sim, 1);
	assert_int_equal(soc_sim_load(sim, path, &msg), SOC_ERR_CHECKPOINT);
	if (strstr(msg.text, why) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", msg.text, why);
	assert_int_equal(soc_sim_observe(sim, "listed", &observation, NULL),
	                 SOC_ERR_USAGE); /* before its first month */
	soc_sim_close(&sim);
}

static void test_other_runs(void **state)
{
	static const struct {
		const char *setting, *why;
	} others[] = {
		{ "seed=2", "the seed is 1 there and 2 here" },
		{ "people.persons=700", "the number of people is 600 there and 700 here" },
		{ "span.from=2018-02", "begins in 2018-01, and this one in 2018-02" },
		{ "span.to=2018-02", "no month is left" },
		{ "contacts.enabled=true", "other columns" },
		{ "lists.defaulters.term_months=11", "lists.defaulters.term_months is 12 there and 11 here" },
		{ "events.default.rate_per_year=0.6", "events.default.rate_per_year is 0.5 there and 0.6 here" },
		{ "society.proneness_shape=3", "society.proneness_shape" },
		{ "events.default.rate_ceiling=0.6", "state the same events.default.rate_ceiling in both" },
	};
	(void)state;
	struct soc_scenario *s = small_scenario(NULL, 0);
	struct soc_sim *sim = open_run(s, 1);
	step(sim, 3);
	save(sim, first);
	soc_sim_close(&sim);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		struct soc_scenario *other = small_scenario(&others[i].setting, 1);
		refused(other, first, others[i].why);
		soc_scenario_free(other);
	}
	const char *const free_settings[] = { "title=another", "replicates=3", "span.to=2019-12",
		                                  "output.places=month" };
	struct soc_scenario *future = small_scenario(free_settings, 4);
	sim = open_run(future, 1);
	load(sim, first);
	soc_sim_close(&sim);
	soc_scenario_free(future);
	soc_scenario_free(s);
}

static void test_damage(void **state)
{
	(void)state;
	const char *const few = "people.persons=100";
	struct soc_scenario *s = small_scenario(&few, 1);
	struct soc_sim *sim = open_run(s, 1);
	size_t length;
	struct soc_msg msg;
	step(sim, 3);
	save(sim, first);
	unsigned char *bytes = read_file(first, &length);
	for (size_t i = 0; i < length; i += runner_thorough() ? 1 : runner_sparse() ? 61 : 7) {
		bytes[i] ^= (unsigned char)(1u << i % 8);
		write_file(second, bytes, length);
		bytes[i] ^= (unsigned char)(1u << i % 8);
		msg.text[0] = '\0';
		if (soc_sim_load(sim, second, &msg) != SOC_ERR_CHECKPOINT || strstr(msg.text, second) == NULL)
			fail_msg("byte %zu of %zu: %s", i, length, msg.text);
	}
	for (size_t cut = 0; cut < length; cut += 1 + cut / 40) {
		write_file(second, bytes, cut);
		assert_int_equal(soc_sim_load(sim, second, &msg), SOC_ERR_CHECKPOINT);
	}
	bytes[length] = 0;
	write_file(second, bytes, length + 1);
	assert_int_equal(soc_sim_load(sim, second, &msg), SOC_ERR_CHECKPOINT);
	assert_non_null(strstr(msg.text, "goes on after its end"));
	load(sim, first); /* and the run is still good for the sound one */
	step(sim, 2);
	free(bytes);
	soc_sim_close(&sim);
	soc_scenario_free(s);
}

/* The checkpoint at `first` as another version would have written it, at `second`: all else is as it was. */
static void write_as_version(unsigned format, const char *version)
{
	struct soc_chunk_reader r;
	struct soc_chunk_writer w;
	const char *old = NULL;
	assert_int_equal(soc_chunk_reader_open(&r, first, NULL), SOC_OK);
	assert_int_equal(soc_chunk_writer_begin(&w, second, NULL), SOC_OK);
	do {
		assert_int_equal(soc_chunk_reader_next(&r, NULL), SOC_OK);
		struct soc_packed bytes = soc_chunk_reader_bytes(&r);
		if (r.kind == SOC_CHUNK_HEAD) {
			assert_int_equal(soc_packed_number(&bytes, UINT32_MAX), SOC_CHECKPOINT_FORMAT);
			assert_int_equal(soc_packed_text(&bytes, &old), strlen(SOC_VERSION));
			soc_pack_number(&w.bytes, format);
			soc_pack_text(&w.bytes, version);
		}
		if (r.kind == SOC_CHUNK_END)
			break;
		soc_buf_put(&w.bytes, (const char *)bytes.at, (size_t)(bytes.end - bytes.at));
		soc_chunk_writer_put(&w, r.kind);
	} while (1);
	soc_chunk_reader_close(&r);
	assert_int_equal(soc_chunk_writer_finish(&w, NULL), SOC_OK);
}

static void test_other_versions(void **state)
{
	static const struct {
		unsigned format;
		const char *version, *why;
	} others[] = {
		{ SOC_CHECKPOINT_FORMAT, "0.0.1", "was written by version 0.0.1 (format 3), and this is version " },
		{ SOC_CHECKPOINT_FORMAT, SOC_VERSION "1", "was written by version " SOC_VERSION "1 (format 3)" },
		{ SOC_CHECKPOINT_FORMAT, "0", "was written by version 0 (format 3)" },
		{ SOC_CHECKPOINT_FORMAT, "", "was written by version  (format 3)" },
		{ SOC_CHECKPOINT_FORMAT + 1, SOC_VERSION, "was written by version " SOC_VERSION " (format 4)" },
		{ 0, SOC_VERSION, "(format 0)" },
		{ SOC_CHECKPOINT_FORMAT, /* what is quoted of it ends */
		  "a-name-of-a-version-that-is-longer-than-any-that-this-program-will-ever-have-had",
		  "a-name-of-a-version-that-is-longer-than-any-that-this-program-w (format 3)" },
	};
	(void)state;
	struct soc_scenario *s = small_scenario(NULL, 0);
	struct soc_sim *sim = open_run(s, 1);
	step(sim, 2);
	save(sim, first);
	write_as_version(SOC_CHECKPOINT_FORMAT, SOC_VERSION);
	same_files(first, second);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		write_as_version(others[i].format, others[i].version);
		refused(s, second, others[i].why);
	}
	soc_sim_close(&sim);
	soc_scenario_free(s);
}

static void test_no_file(void **state)
{
	(void)state;
	struct soc_scenario *s = small_scenario(NULL, 0);
	struct soc_sim *sim = open_run(s, 1);
	struct soc_msg msg = { "" };
	assert_int_equal(soc_sim_save(NULL, first, &msg), SOC_ERR_USAGE);
	assert_int_equal(soc_sim_load(NULL, first, &msg), SOC_ERR_USAGE);
	assert_int_equal(soc_sim_save(sim, first, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "no month yet"));
	assert_int_equal(soc_sim_load(sim, folder, &msg), SOC_ERR_IO);
	assert_int_equal(soc_sim_load(sim, "/nowhere/at/all", &msg), SOC_ERR_IO);
	step(sim, 1);
	assert_int_equal(soc_sim_save(sim, "/nowhere/at/all", &msg), SOC_ERR_IO);
	unlink(third);
	assert_int_equal(mkfifo(third, 0600), 0); /* neither waited for nor read */
	assert_int_equal(soc_sim_load(sim, third, &msg), SOC_ERR_IO);
	assert_int_equal(soc_sim_load(sim, "/dev/null", &msg), SOC_ERR_IO);
	soc_sim_close(&sim);
	soc_scenario_free(s);
}

/* ---- futures ---- */

static const char base_text[] =
	"socred: 1\n"
	"title: base\n"
	"replicates: 1\n"
	"span: {from: 2018-01, to: 2018-12}\n"
	"people: {persons: 900, provinces: Hainan}\n"
	"grades: {D: {from: 0}, A: {from: 950}}\n"
	"components: {judicial: {weight: 1, half_life_months: 12}}\n"
	"events: {default: {kind: violation, rate_per_year: 0.3, rate_ceiling: 0.6, component: judicial, points: "
	"-100}}\n"
	"channels: {court: {kind: official, detects: {default: 0.8}, spurious_mix: {default: 1}, "
	"spurious_per_1000_years: 100}}\n"
	"lists: {defaulters: {colour: black, entry_events: [default], term_months: 12}}\n"
	"measures: {air: {kind: sanction, lists: [defaulters], demand_per_year: 6, spill_spouse: 1}}\n"
	"timeline:\n"
	"  - {name: early, from: 2018-02, to: %s, set: {channels.court.detects.default: 0.4}}\n"
	"%s";

static struct soc_scenario *future(const char *early_to, const char *changes)
{
	char text[4096];
	struct soc_scenario *s = NULL;
	struct soc_msg msg = { "" };
	snprintf(text, sizeof text, base_text, early_to, changes);
	if (soc_scenario_read_text(text, strlen(text), "future", NULL, NULL, 0, &s, NULL, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	return s;
}

/* A future that goes on from the base's fifth month is the future run from its start. Returns what is listed
 * in its tenth. */
static int64_t forked(const char *early_to, const char *changes)
{
	struct soc_scenario *s = future(early_to, changes);
	struct soc_sim *whole = open_run(s, 1), *fork = open_run(s, 1);
	struct soc_observation observation;
	load(fork, first);
	step(whole, 5);
	same_observations(whole, fork);
	step(whole, 5);
	step(fork, 5);
	same_observations(whole, fork);
	save(whole, second);
	save(fork, third);
	same_files(second, third);
	assert_int_equal(soc_sim_observe(fork, "listed", &observation, NULL), SOC_OK);
	soc_sim_close(&whole);
	soc_sim_close(&fork);
	soc_scenario_free(s);
	return observation.national;
}

static void test_futures(void **state)
{
	(void)state;
	struct soc_scenario *base = future("2018-12", "");
	struct soc_sim *sim = open_run(base, 2);
	step(sim, 5);
	save(sim, first);
	soc_sim_close(&sim);
	soc_scenario_free(base);
	unlink(third);
	const int64_t same = forked("2018-12", ""),
				  blind = forked("2018-12",
	                             "  - {name: blind, from: 2018-06, set: {channels.court.enabled: false}}\n"),
				  frequent =
					  forked("2018-05",
	                         "  - {name: worse, from: 2018-06, set: {events.default.rate_per_year: 0.6}}\n");
	assert_true(blind < same && same < frequent);

	static const struct {
		const char *early_to, *changes, *why;
	} wrong[] = {
		{ "2018-04", "", "timeline.early" }, /* ends before the checkpoint's month */
		{ "2018-12", "  - {name: before, from: 2018-05, set: {channels.court.enabled: false}}\n",
		  "timeline.before" },
		{ "2018-12", "  - {name: much, from: 2018-06, set: {events.default.rate_per_year: 0.75}}\n",
		  "events.default.rate_ceiling" },
		{ "2018-12", "  - {name: tired, from: 2018-06, set: {channels.court.detects.default: 0.1}}\n", NULL },
	};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct soc_scenario *s = future(wrong[i].early_to, wrong[i].changes);
		if (wrong[i].why != NULL)
			refused(s, first, wrong[i].why);
		else {
			sim = open_run(s, 1);
			load(sim, first);
			soc_sim_close(&sim);
		}
		soc_scenario_free(s);
	}
}

/* ---- a whole run with a folder ---- */

static enum soc_err run_into(const struct soc_scenario *s, const struct soc_checkpoints *c,
                             const volatile int *stop)
{
	const struct soc_run_options options = { .threads = 1, .checkpoints = c, .stop = stop };
	return soc_sim_run(s, &options, NULL, NULL, NULL);
}

static void test_folder(void **state)
{
	(void)state;
	struct soc_scenario *s = small_scenario(NULL, 0), *back = NULL;
	char path[160], *note = NULL;
	struct soc_checkpoints c = { .folder = second, .every = 2, .keep = 1, .note = "socred run small" };
	const volatile int stop = 0;
	unlink(second);
	assert_int_equal(soc_checkpoint_is_unfinished(second), 0);
	assert_int_equal(soc_checkpoint_scenario(second, &back, &note, NULL), SOC_ERR_CHECKPOINT);
	assert_int_equal(run_into(s, &c, &stop), SOC_OK);
	assert_int_equal(soc_checkpoint_is_unfinished(second), 0);
	static const char *const there[] = { "2018-04/replicate-0.check", "2018-04/replicate-1.check",
		                                 "finished/replicate-0.check", "finished/replicate-1.check" };
	for (size_t i = 0; i < 4; i++) {
		snprintf(path, sizeof path, "%s/%s", second, there[i]);
		assert_int_equal(access(path, F_OK), 0);
	}
	snprintf(path, sizeof path, "%s/2018-02", second); /* older than the last */
	assert_int_not_equal(access(path, F_OK), 0);
	snprintf(path, sizeof path, "%s/finished/replicate-1.check", second);
	unlink(path);
	assert_int_equal(soc_checkpoint_is_unfinished(second), 1);
	assert_int_equal(soc_checkpoint_scenario(second, &back, &note, NULL), SOC_OK);
	assert_string_equal(note, "socred run small");
	assert_int_equal(soc_scenario_values(back), soc_scenario_values(s));
	for (size_t i = 0; i < soc_scenario_values(s); i++)
		assert_string_equal(soc_scenario_value(back, i).origin, soc_scenario_value(s, i).origin);
	c.resume = 1;
	assert_int_equal(run_into(back, &c, &stop), SOC_OK);
	assert_int_equal(soc_checkpoint_is_unfinished(second), 0);
	assert_int_equal(soc_checkpoint_remove(second, NULL), SOC_OK);
	assert_int_equal(rmdir(second), 0); /* nothing else was in it */
	soc_text_free(note);
	soc_scenario_free(back);
	soc_scenario_free(s);
}

/* ---- failing memory ---- */

static void test_memory(void **state)
{
	(void)state;
	const char *const few[] = { "people.persons=100", "title=other" };
	struct soc_scenario *s = small_scenario(few, 1), *other = small_scenario(few, 2);
	struct soc_sim *sim = open_run(s, 1), *read = open_run(other, 1);
	step(sim, 3);
	size_t n = 1;
	for (;; n++) {
		struct soc_msg msg = { "" };
		const size_t live = soc_mem_live();
		soc_mem_fail_at(n);
		const enum soc_err err = soc_sim_save(sim, first, &msg);
		soc_mem_fail_at(0);
		assert_int_equal(soc_mem_live(), live);
		if (err == SOC_OK)
			break;
		assert_int_equal(err, SOC_ERR_MEMORY);
		assert_true(n < 20000);
	}
	assert_true(n > 5);
	for (n = 1;; n += 1 + n / (runner_sparse() ? 12 : 100)) {
		struct soc_msg msg = { "" };
		soc_mem_fail_at(n);
		const enum soc_err err = soc_sim_load(read, first, &msg);
		soc_mem_fail_at(0);
		if (err == SOC_OK)
			break;
		if (err != SOC_ERR_MEMORY)
			fail_msg("allocation %zu: %s", n, msg.text);
		assert_true(n < 200000);
	}
	assert_true(n > 50);
	step(sim, 2);
	step(read, 2);
	same_observations(sim, read);
	soc_sim_close(&sim);
	soc_sim_close(&read);
	soc_scenario_free(s);
	soc_scenario_free(other);
}

PART(checkpoint)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_there_and_back), cmocka_unit_test(test_other_replicate),
		cmocka_unit_test(test_other_runs),     cmocka_unit_test(test_damage),
		cmocka_unit_test(test_no_file),        cmocka_unit_test(test_futures),
		cmocka_unit_test(test_folder),         cmocka_unit_test(test_memory),
		cmocka_unit_test(test_other_versions),
	};
	return run_part(tests, make_folder, remove_folder);
}
