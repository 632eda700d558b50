/* Module zones: the law of trips against its closed forms, and what is counted of a community of five by
 * hand. */
#include "base/poisson.h"
#include "model/modules/zones/count.h"
#include "model/modules/zones/mobility.h"
#include "model/population/population.h"
#include "model/variates.h"
#include "runner.h"
#include <math.h>
#include <string.h>

enum { ROWS = 512, COMMUNITY = 5 };

static struct soc_rules rules;
static struct soc_registry registry;
static struct soc_truth truth;
static struct soc_tally tally;
static uint8_t home[ROWS], age[ROWS];
static uint16_t kin[ROWS], former[ROWS], tags[ROWS];
static const struct soc_place_time at = { .seed = 3, .month = 7, .count = COMMUNITY, .urban = 1 };
static const struct soc_measurement measurement = {
	.at = &at, .rules = &rules, .registry = &registry, .truth = &truth
};
static const uint64_t always = (uint64_t)1 << 32;

static int64_t counted(enum soc_module_count count, unsigned at_place)
{
	return tally.module[(unsigned)count + at_place];
}

/* Everybody is marked and zoned. Rows 0 to 2 live together, row 2 is a child; row 3 is alone and row 4, her
 * adult son, too. Row 1 has done a violation. */
static int begin(void **state)
{
	static const uint8_t ages[COMMUNITY] = { 40, 38, 9, 70, 44 };
	(void)state;
	memset(&rules, 0, sizeof rules);
	memset(&tally, 0, sizeof tally);
	memcpy(age, ages, sizeof ages);
	for (unsigned i = 0; i < COMMUNITY; i++) {
		home[i] = i < 3 ? (uint8_t)(3u << 4 | i) : 1u << 4;
		kin[i] = former[i] = SOC_NO_ROW;
		tags[i] = i == 1 ? SOC_TAG_OFFENDED : 0;
	}
	kin[3] = 4;
	kin[4] = 3;
	registry.home = home;
	registry.age = age;
	registry.kin = kin;
	registry.former = former;
	truth.tags = tags;
	rules.surveillance.marker = rules.zones.share = always;
	rules.zones.stopped = always;
	rules.zones.outside_parts = 2;
	rules.zones.outside = (uint64_t)3 << 32;
	return 0;
}

/* Trips of a row, by the words of its own. */
static unsigned trips(unsigned row)
{
	unsigned n = 0;
	for (unsigned i = 0; i < 2; i++)
		n += soc_poisson_draw(rules.zones.outside, SOC_VARIATE(ZONE_OUTSIDE, at.seed, row, at.month, i));
	return n;
}

/* Every trip is noticed and stopped, every adult relative questioned: one for rows 0, 1, 3 and 4, two for the
 * child. */
static void test_every_trip_out_is_a_stop(void **state)
{
	static const unsigned relatives[COMMUNITY] = { 1, 1, 2, 1, 1 };
	int64_t all = 0, questioned = 0, stopped = 0;
	(void)state;
	rules.zones.questioned = always;
	soc_zones_count(&measurement, &tally);
	for (unsigned i = 0; i < COMMUNITY; i++) {
		all += trips(i);
		stopped += trips(i) > 0;
		questioned += trips(i) * relatives[i];
	}
	assert_in_range(all, 12, 50); /* 30 expected */
	assert_int_equal(counted(SOC_MOD_zones_by_stratum_persons, 1), COMMUNITY);
	assert_int_equal(counted(SOC_MOD_zones_by_stratum_persons, 0), 0);
	assert_int_equal(counted(SOC_MOD_zones_by_stratum_outside, 1), all);
	assert_int_equal(counted(SOC_MOD_zones_by_stratum_alerts, 1), all);
	assert_int_equal(counted(SOC_MOD_zones_by_stratum_false_alerts, 1), 0);
	assert_int_equal(counted(SOC_MOD_zones_by_stratum_stops, 1), all);
	assert_int_equal(counted(SOC_MOD_zones_by_stratum_stopped, 1), stopped);
	assert_int_equal(counted(SOC_MOD_zones_by_stratum_questionings, 1), questioned);
	assert_int_equal(counted(SOC_MOD_zones_by_conduct_stops, 1), trips(1));
	assert_int_equal(counted(SOC_MOD_zones_by_conduct_stops, 0), all - trips(1));
}

static void test_trips_not_made_and_not_noticed(void **state)
{
	(void)state;
	rules.zones.given_up = always;
	rules.zones.unnoticed = always;
	soc_zones_count(&measurement, &tally);
	assert_int_equal(counted(SOC_MOD_zones_by_stratum_given_up, 1),
	                 counted(SOC_MOD_zones_by_stratum_outside, 1));
	assert_int_equal(counted(SOC_MOD_zones_by_stratum_alerts, 1), 0);
	rules.zones.given_up = 0;
	memset(&tally, 0, sizeof tally);
	soc_zones_count(&measurement, &tally);
	assert_int_equal(counted(SOC_MOD_zones_by_stratum_given_up, 1), 0);
	assert_int_equal(counted(SOC_MOD_zones_by_stratum_stops, 1), 0);
}

/* Nobody leaves; what is raised is raised for nothing, and nobody is stopped for it. */
static void test_false_alerts(void **state)
{
	(void)state;
	rules.zones.outside_parts = 0;
	rules.zones.inside_parts = 1;
	rules.zones.inside = (uint64_t)4 << 32;
	rules.zones.stopped = 0;
	soc_zones_count(&measurement, &tally);
	assert_int_equal(counted(SOC_MOD_zones_by_stratum_outside, 1), 0);
	assert_in_range(counted(SOC_MOD_zones_by_stratum_alerts, 1), 6, 40); /* 20 expected */
	assert_int_equal(counted(SOC_MOD_zones_by_stratum_alerts, 1),
	                 counted(SOC_MOD_zones_by_stratum_false_alerts, 1));
	assert_int_equal(counted(SOC_MOD_zones_by_stratum_stops, 1), 0);
}

static void test_nobody_is_zoned(void **state)
{
	(void)state;
	rules.zones.share = 0;
	soc_zones_count(&measurement, &tally);
	assert_int_equal(counted(SOC_MOD_zones_by_stratum_persons, 1), 0);
}

static void near(double a, double b, double tolerance)
{
	if (!(fabs(a - b) <= tolerance))
		fail_msg("%.12g, not %.12g", a, b);
}

/* Without a power it is exponential; with a cutoff so far off that it does not matter, a shifted Pareto law.
 * With exponent 1, offset 1 and cutoff 1 the chance is E1(1 + r) / E1(1), and E1(1) = 0.219383934396,
 * E1(2) = 0.048900510708 (Abramowitz and Stegun, table 5.1). */
static void test_the_law_of_trips(void **state)
{
	(void)state;
	near(soc_mobility_exceeds(&(struct soc_mobility_law){ 1.5, 0, 10 }, 7), exp(-0.7), 1e-7);
	near(soc_mobility_exceeds(&(struct soc_mobility_law){ 1.5, 3.5, 1e7 }, 0.3), pow(1.8 / 1.5, -2.5), 1e-6);
	near(soc_mobility_exceeds(&(struct soc_mobility_law){ 1, 1, 1 }, 1), 0.048900510708 / 0.219383934396,
	     1e-7);
	near(soc_mobility_exceeds(&(struct soc_mobility_law){ 1.5, 1.75, 400 }, 0), 1, 0);
	double before = 1.0;
	for (double r = 0.1; r < 2000; r *= 2) {
		const double beyond = soc_mobility_exceeds(&(struct soc_mobility_law){ 1.5, 1.75, 400 }, r);
		assert_true(beyond < before && beyond > 0);
		before = beyond;
	}
}

/* 1 + 1/2 + 1/3 + 1/4 = 25/12 of 1 + ... + 1/6 = 49/20. */
static void test_most_visited_places(void **state)
{
	(void)state;
	near(soc_mobility_visits(4, 6), 25.0 / 12.0 / (49.0 / 20.0), 1e-15);
	near(soc_mobility_visits(0, 6), 0, 0);
	near(soc_mobility_visits(6, 6), 1, 0);
}

PART(zones)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_every_trip_out_is_a_stop, begin),
		cmocka_unit_test_setup(test_trips_not_made_and_not_noticed, begin),
		cmocka_unit_test_setup(test_false_alerts, begin),
		cmocka_unit_test_setup(test_nobody_is_zoned, begin),
		cmocka_unit_test(test_the_law_of_trips),
		cmocka_unit_test(test_most_visited_places),
	};
	return run_part(tests, NULL, NULL);
}
