/* People, and places that join by lot: others in each replicate, the same under any rules, and drawn once
 * where a scenario says so. */
#include "checkpoint_help.h"
#include "runner.h"

#include "run/replay.h"
#include "run/sim_state.h"

#include <stdlib.h>

#define REPLICATES 3
#define AGES 128

/* Some hundred places of which a third change in the third month; people enough for all of them. */
static const char lots[] =
	"socred: 1\n"
	"title: lots\n"
	"replicates: 3\n"
	"span: {from: 2018-01, to: 2018-06}\n"
	"people: {persons: 20000}\n"
	"events: {default: {kind: violation, rate_per_year: 0.5}}\n"
	"channels: {court: {kind: official, detects: {default: 0.8}, spurious_per_1000_years: 0}}\n"
	"lists: {defaulters: {colour: black, entry_events: [default], term_months: 12}}\n"
	"timeline:\n"
	"  - {name: pilot, from: 2018-03, where: {share: 0.3}, set: {channels.court.enabled: false}}\n";

static struct soc_scenario *lots_of(const char *setting)
{
	struct soc_scenario *s = NULL;
	struct soc_msg msg = { "" };
	if (soc_scenario_read_text(lots, sizeof lots - 1, "lots", NULL, &setting, setting != NULL, &s, NULL,
	                           &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	return s;
}

/* ---- people ---- */

/* Everybody of a replicate, as replay has them. */
struct everybody {
	uint8_t *nature, *situation, *age, *traits, *home;
	int64_t count, of_age[AGES][2]; /* [age][male] */
};

static void copy(uint8_t **column, const uint8_t *from, const struct soc_place_time *at)
{
	memcpy(*column + at->first_person, from, at->count);
}

static struct everybody everybody_of(const struct soc_scenario *s, int64_t replicate)
{
	const size_t n = (size_t)soc_scenario_persons(s);
	struct everybody e = { malloc(n), malloc(n), malloc(n), malloc(n), malloc(n), (int64_t)n, { { 0 } } };
	struct soc_replay r;
	assert_int_equal(soc_replay_open(&r, s, NULL), SOC_OK);
	for (uint32_t c = 0; c < r.plan.communities_count; c++) {
		assert_int_equal(soc_replay_go(&r, c, replicate, NULL), SOC_OK);
		copy(&e.nature, r.columns.born.nature, &r.at);
		copy(&e.situation, r.columns.course.situation, &r.at);
		copy(&e.age, r.columns.course.age, &r.at);
		copy(&e.traits, r.columns.course.traits, &r.at);
		copy(&e.home, r.columns.course.home, &r.at);
		for (unsigned row = 0; row < r.at.count; row++)
			e.of_age[r.columns.course.age[row]][soc_nature_male(r.columns.born.nature[row])]++;
	}
	soc_replay_release(&r);
	return e;
}

static void forget(struct everybody *e)
{
	free(e->nature);
	free(e->situation);
	free(e->age);
	free(e->traits);
	free(e->home);
}

/* How many people differ in anything. */
static int64_t differing(const struct everybody *a, const struct everybody *b)
{
	int64_t n = 0;
	assert_int_equal(a->count, b->count);
	for (int64_t i = 0; i < a->count; i++)
		n += a->nature[i] != b->nature[i] || a->situation[i] != b->situation[i] || a->age[i] != b->age[i] ||
		     a->traits[i] != b->traits[i] || a->home[i] != b->home[i];
	return n;
}

/* Other people in each replicate, of whom the census has as many of an age: of the bands that the plan
 * counts. */
static void test_people_differ(void **state)
{
	(void)state;
	struct soc_scenario *s = small_scenario(NULL, 0);
	struct everybody one = everybody_of(s, 0), two = everybody_of(s, 1);
	assert_true(differing(&one, &two) > one.count / 2);
	for (int male = 0; male < 2; male++)
		for (int band = 5; band < 85; band += 5) {
			int64_t a = 0, b = 0;
			for (int age = band; age < band + 5; age++) {
				a += one.of_age[age][male];
				b += two.of_age[age][male];
			}
			assert_int_equal(a, b);
		}
	forget(&one);
	forget(&two);
	soc_scenario_free(s);
}

/* Drawn once, replicates have the people that replicate 0 has where they are drawn anew. */
static void test_people_once(void **state)
{
	static const char *const once[] = { "people.drawn=once" };
	(void)state;
	struct soc_scenario *s = small_scenario(NULL, 0), *fixed = small_scenario(once, 1);
	struct everybody one = everybody_of(s, 0), a = everybody_of(fixed, 0), b = everybody_of(fixed, 1);
	assert_int_equal(differing(&one, &a), 0);
	assert_int_equal(differing(&one, &b), 0);
	forget(&one);
	forget(&a);
	forget(&b);
	soc_scenario_free(s);
	soc_scenario_free(fixed);
}

/* What is compared replicate by replicate has the same people in both, whatever the rules. */
static void test_people_under_other_rules(void **state)
{
	static const char *const other[] = { "channels.court.detects.default=0.1",
		                                 "lists.defaulters.term_months=60" };
	(void)state;
	struct soc_scenario *s = small_scenario(NULL, 0), *changed = small_scenario(other, 2);
	for (int64_t r = 0; r < 2; r++) {
		struct everybody a = everybody_of(s, r), b = everybody_of(changed, r);
		assert_int_equal(differing(&a, &b), 0);
		forget(&a);
		forget(&b);
	}
	soc_scenario_free(s);
	soc_scenario_free(changed);
}

/* ---- places ---- */

struct joined {
	int count;
	char place[512];
};

/* The places that have the pilot's rules in the last month of a replicate of the run. */
static struct joined joined_in(struct soc_sim *sim, int64_t replicate)
{
	struct joined j = { 0 };
	assert_int_equal(soc_sim_begin(sim, replicate, NULL), SOC_OK);
	assert_int_equal(sim->rule_sets.count, 2);
	assert_true((size_t)sim->plan.places_count < sizeof j.place);
	for (int32_t k = 0; k < sim->plan.strata_count; k++) {
		const unsigned before = soc_rule_sets_at(&sim->rule_sets, 1, (uint32_t)k),
					   last = soc_rule_sets_at(&sim->rule_sets, 5, (uint32_t)k);
		const int32_t place = sim->plan.strata[k].place;
		assert_int_equal(last != before,
		                 soc_rule_sets_covers(&sim->s->changes[0], &sim->plan, k)); /* and as it is told */
		assert_true(k == 0 || sim->plan.strata[k - 1].place != place || j.place[place] == (last != before));
		j.count += !j.place[place] && last != before;
		j.place[place] = last != before;
	}
	return j;
}

static int differ(const struct joined *a, const struct joined *b)
{
	return memcmp(a->place, b->place, sizeof a->place) != 0;
}

static void test_places_differ(void **state)
{
	(void)state;
	for (int fixed = 0; fixed < 2; fixed++) {
		struct soc_scenario *s = lots_of(fixed ? "people.drawn=once" : NULL);
		struct soc_sim *sim = open_run(s, 1);
		const int places = sim->plan.places_count;
		const struct joined a = joined_in(sim, 0), b = joined_in(sim, 1), c = joined_in(sim, 2);
		assert_int_equal(differ(&a, &b), !fixed);
		assert_int_equal(differ(&b, &c), !fixed);
		const struct joined again = joined_in(sim, 0);
		assert_false(differ(&a, &again));
		assert_true(places > 300);
		assert_in_range(b.count, places * 2 / 10, places * 4 / 10);
		soc_sim_close(&sim);
		soc_scenario_free(s);
	}
}

/* The rules that any lot could bring about are there in every run, so that all seeds and replicates have the
 * same columns and candidates, and none is refused in its middle: in a province of few places, of which some
 * joins none, or not the second of two changes. */
static void test_rules_whatever_the_lot(void **state)
{
	static const char few[] = "socred: 1\n"
							  "title: few\n"
							  "replicates: 40\n"
							  "span: {from: 2018-01, to: 2018-06}\n"
							  "people: {persons: 1000, provinces: Hainan}\n"
							  "events: {default: {kind: violation, rate_per_year: 0.5}}\n"
							  "timeline:\n"
							  "  - {name: one, from: 2018-02, where: {share: 0.5}, set: "
							  "{events.default.rate_per_year: 0.6}}\n"
							  "  - {name: two, from: 2018-02, where: {share: 0.1}, set: "
							  "{events.default.rate_per_year: 0.7}}\n";
	struct soc_scenario *s = NULL;
	int64_t with_second = 0;
	(void)state;
	assert_int_equal(soc_scenario_read_text(few, sizeof few - 1, "few", NULL, NULL, 0, &s, NULL, NULL),
	                 SOC_OK);
	struct soc_sim *sim = open_run(s, 1);
	const int64_t replicates = soc_scenario_replicates(s);
	for (int64_t r = 0; r < replicates; r++) {
		int some = 0;
		assert_int_equal(soc_sim_begin(sim, r, NULL), SOC_OK);
		assert_int_equal(sim->rule_sets.count, 3); /* neither, the first, both */
		for (int32_t k = 0; k < sim->plan.strata_count; k++) {
			const int first_holds = soc_rule_sets_covers(&s->changes[0], &sim->plan, k),
					  second_holds = soc_rule_sets_covers(&s->changes[1], &sim->plan, k);
			const uint64_t in_force =
				sim->rule_sets.changes[soc_rule_sets_at(&sim->rule_sets, 3, (uint32_t)k)];
			assert_true(first_holds >= second_holds);
			assert_int_equal(in_force, first_holds | second_holds << 1);
			some |= second_holds;
		}
		with_second += some;
	}
	assert_in_range(with_second, 1, replicates - 1);
	soc_sim_close(&sim);
	soc_scenario_free(s);
}

/* ---- months ---- */

/* A whole run's counts of what happened, by replicate and month. */
struct counted {
	int64_t happened[REPLICATES][6], listed[REPLICATES][6];
};

static enum soc_err on_month(void *user, int64_t replicate, int64_t month, const struct soc_tally *tally,
                             const struct soc_field *fields, struct soc_msg *msg)
{
	struct counted *c = user;
	(void)fields;
	(void)msg;
	c->happened[replicate][month] = tally->event[0][SOC_CLASS_happened];
	c->listed[replicate][month] = tally->list[0][SOC_LISTCOUNT_stock];
	return SOC_OK;
}

/* Replicate 0 is the same whenever people are drawn; of the others none is. */
static void test_first_replicate_stays(void **state)
{
	struct counted anew = { 0 }, once = { 0 };
	struct soc_scenario *s = lots_of(NULL), *fixed = lots_of("people.drawn=once");
	struct soc_observer to_anew = { .user = &anew, .on_month = on_month },
						to_once = { .user = &once, .on_month = on_month };
	(void)state;
	assert_int_equal(soc_sim_run(s, NULL, &to_anew, NULL, NULL), SOC_OK);
	assert_int_equal(soc_sim_run(fixed, NULL, &to_once, NULL, NULL), SOC_OK);
	assert_memory_equal(anew.happened[0], once.happened[0], sizeof anew.happened[0]);
	assert_memory_equal(anew.listed[0], once.listed[0], sizeof anew.listed[0]);
	assert_memory_not_equal(anew.happened[1], once.happened[1], sizeof anew.happened[1]);
	assert_memory_not_equal(anew.happened[2], once.happened[2], sizeof anew.happened[2]);
	soc_scenario_free(s);
	soc_scenario_free(fixed);
}

/* Each replicate begins as if none had been before, with every module and its firms: raw people that come
 * from another replicate, packed ones of more threads, and a run that reads the file of a replicate that it
 * never drew. */
static void test_any_order(void **state)
{
	static const char *const few[] = { "people.persons=3000", "replicates=3" };
	struct soc_scenario *s = NULL;
	struct soc_sim *packed = NULL;
	(void)state;
	assert_int_equal(soc_scenario_read(WHOLE_SCENARIO, few, 2, &s, NULL, NULL), SOC_OK);
	struct soc_sim *raw = open_run(s, 1), *other = open_run(s, 1);
	const struct soc_run_options within = { .threads = 2, .memory_limit = soc_sim_stats(raw).bytes_raw };
	assert_int_equal(soc_sim_open(s, &within, &packed, NULL), SOC_OK);
	assert_int_equal(soc_sim_stats(packed).packed, 1);
	assert_int_equal(soc_sim_begin(raw, 2, NULL), SOC_OK);
	step(raw, 4);
	step(packed, 3); /* of replicate 0 */
	assert_int_equal(soc_sim_begin(packed, 1, NULL), SOC_OK);
	step(packed, 3);
	assert_int_equal(soc_sim_begin(packed, 2, NULL), SOC_OK);
	step(packed, 4);
	save(raw, first);
	save(packed, second);
	same_files(first, second);
	step(other, 2);
	load(other, second);
	step(other, 5);
	step(packed, 5);
	save(other, first);
	save(packed, second);
	same_files(first, second);
	soc_sim_close(&raw);
	soc_sim_close(&packed);
	soc_sim_close(&other);
	soc_scenario_free(s);
}

PART(drawn)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_people_differ),
		cmocka_unit_test(test_people_once),
		cmocka_unit_test(test_people_under_other_rules),
		cmocka_unit_test(test_places_differ),
		cmocka_unit_test(test_rules_whatever_the_lot),
		cmocka_unit_test(test_first_replicate_stays),
		cmocka_unit_test(test_any_order),
	};
	return run_part(tests, make_folder, remove_folder);
}
