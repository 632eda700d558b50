/* Kinds of household: the list itself, how many of each, and where they stand. */
#include "help.h"
#include "runner.h"

#include "model/population/homes.h"

static void test_list(void **state)
{
	(void)state;
	int slot = 0;
	for (int k = 0; k < SOC_UNITS; k++) {
		const struct soc_home *h = &soc_homes[k];
		assert_int_equal(soc_home_slots[k], slot);
		slot += h->size;
		int child = 0, elder = 0, great = 0;
		for (int i = 0; i < h->size; i++) {
			child |= h->role[i] == SOC_ROLE_CHILD;
			elder |= h->role[i] == SOC_ROLE_ELDER;
			great |= h->role[i] == SOC_ROLE_OTHER;
		}
		if (k != SOC_COLLECTIVE) {
			assert_int_equal(h->role[0], SOC_ROLE_HEAD);
			assert_int_equal(h->generations, 1 + child + elder + (child && elder && great));
		}
		double shares = 0;
		for (int j = 0; j < SOC_UNITS; j++)
			shares += soc_homes[j].generations == h->generations && soc_homes[j].size == h->size
			              ? soc_homes[j].share
			              : 0;
		assert_true(shares > 0.999 && shares < 1.001);
	}
	assert_int_equal(slot, SOC_SLOTS);
	assert_int_equal(soc_home_slots[SOC_UNITS], SOC_SLOTS);
}

static void check_count(const struct soc_homes_wanted *w, const int64_t *count)
{
	int64_t persons = 0, generations[SOC_GENERATIONS] = { 0 };
	for (int k = 0; k < SOC_HOMES; k++) {
		assert_true(count[k] >= 0);
		persons += count[k] * soc_homes[k].size;
		generations[soc_homes[k].generations - 1] += count[k];
	}
	assert_int_equal(persons, w->in_households);
	assert_int_equal(persons + count[SOC_COLLECTIVE], w->persons);
	assert_int_equal(count[0], w->one_person);
	for (int g = 0; g < SOC_GENERATIONS; g++)
		assert_int_equal(generations[g], w->generations[g]);
}

static void test_count(void **state)
{
	(void)state;
	int64_t count[SOC_UNITS];
	/* forced: 3 singles, 2 couples, 1 lone parent with a child: 3 + 4 + 2 = 9 persons, the least there can be
	 */
	const struct soc_homes_wanted least = { 10, 9, 3, { 5, 1, 0, 0 } };
	assert_int_equal(soc_homes_count(&least, count), 0);
	check_count(&least, count);
	assert_int_equal(count[1], 2);
	assert_int_equal(count[3], 1);
	assert_int_equal(count[SOC_COLLECTIVE], 1);
	/* the most: one household of four generations with 8, one of three with 7 */
	const struct soc_homes_wanted most = { 15, 15, 0, { 0, 0, 1, 1 } };
	assert_int_equal(soc_homes_count(&most, count), 0);
	check_count(&most, count);
	/* the nation, in thousands */
	const struct soc_homes_wanted nation = { 1409779, 1292809, 125490, { 244615, 181472, 65528, 2543 } };
	assert_int_equal(soc_homes_count(&nation, count), 0);
	check_count(&nation, count);
	/* a household of three generations cannot have two members: it is made smaller, and that is said */
	const struct soc_homes_wanted two = { 2, 2, 0, { 0, 0, 1, 0 } };
	assert_int_equal(soc_homes_count(&two, count), 1);
	assert_int_equal(count[3], 1);
	assert_int_equal(count[SOC_COLLECTIVE], 0);
	const struct soc_homes_wanted empty = { 0, 0, 0, { 0 } };
	assert_int_equal(soc_homes_count(&empty, count), 0);
	check_count(&empty, count);
}

static int64_t check_place(const int64_t *persons, int n, const struct soc_homes_wanted *w)
{
	const struct soc_census_homes homes = { 100, 262, 25, { 50, 37, 12, 1 } };
	struct soc_homes_stratum strata[16];
	int64_t count[SOC_UNITS], out[16][SOC_UNITS], sums[SOC_UNITS] = { 0 };
	for (int i = 0; i < n; i++) {
		struct soc_homes_stratum s = { persons[i], i % 2 == 0, 0.5, 0.08, &homes };
		strata[i] = s;
	}
	soc_homes_count(w, count);
	int64_t dropped = soc_homes_place(strata, n, count, out);
	for (int i = 0; i < n; i++) {
		int64_t rows = 0;
		for (int k = 0; k < SOC_UNITS; k++) {
			assert_true(out[i][k] >= 0);
			rows += out[i][k] * soc_homes[k].size;
			sums[k] += out[i][k];
		}
		assert_int_equal(rows, persons[i]);
	}
	for (int k = 0; k < SOC_UNITS; k++)
		assert_int_equal(sums[k], count[k]);
	if (dropped == 0)
		check_count(w, count);
	return dropped;
}

static void test_place(void **state)
{
	(void)state;
	const int64_t large[4] = { 4100, 2300, 1700, 1900 }, small[6] = { 9, 3, 0, 4, 1, 3 },
				  tiny[3] = { 1, 1, 1 };
	const struct soc_homes_wanted many = { 10000, 9180, 890, { 1735, 1287, 465, 18 } };
	assert_int_equal(check_place(large, 4, &many), 0);
	/* 20 people: 2 singles, 1 couple or three, 2 families, 1 of three generations; 17 in households */
	const struct soc_homes_wanted few = { 20, 17, 2, { 3, 2, 1, 0 } };
	assert_int_equal(check_place(small, 6, &few), 0);
	/* no stratum has room for a household of three: it is dropped, and its people live in collective quarters
	 */
	const struct soc_homes_wanted three = { 3, 3, 0, { 0, 0, 1, 0 } };
	assert_int_equal(check_place(tiny, 3, &three), 1);
}

PART(homes)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_list), cmocka_unit_test(test_count),
		                                cmocka_unit_test(test_place) };
	return run_part(tests, NULL, NULL);
}
