/* Storage: volumes by hand, what published volumes say a head and by which factors they are apart, and what
 * is told of a results file. */
#include "made.h"
#include "runner.h"

#include "analysis/storage.h"
#include "socred/scenario.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void near(double have, double want)
{
	if (!(fabs(have - want) <= 1e-12 * fabs(want)))
		fail_msg("%.15g, wanted %.15g", have, want);
}

/* 1,000 people with 100 and 300 bytes, 5,000 records of 10 bytes, twice each: 800,000 and 100,000 bytes,
 * 20,000 a year more. Half of them have a camera of 2 Mbit/s: 500 x 250,000 x 86,400 = 10.8 TB a day, twice
 * three days. */
static void volumes_by_hand(void **state)
{
	(void)state;
	static const char *const settings[] = { "person_bytes=100", "face_bytes=300",       "record_bytes=10",
		                                    "copies=2",         "cameras_per_1000=500", "camera_mbit_per_s=2",
		                                    "video_days=3",     "usd_per_tb_year=4",    NULL };
	const struct soc_storage_counts counts = { 1000, 5000, 5, 1000, NAN };
	double price[SOC_STORAGE_ENDS][SOC_PRICES];
	assert_int_equal(soc_storage_price(price, NULL, settings, NULL), SOC_OK);
	for (int end = 0; end < SOC_STORAGE_ENDS; end++) {
		const struct soc_storage_volume v = soc_storage_volume(&counts, price[end]);
		near(v.people, 800e3);
		near(v.records, 100e3);
		near(v.growth_year, 20e3);
		near(v.video_day, 10.8e12);
		near(v.video, 64.8e12);
		near(v.all, 64.8e12 + 900e3);
		near(v.cost_year, 4 * (64.8 + 0.9e-6));
	}
}

/* A scenario that reckons with storage has what a thing takes; what it does not state is what the command
 * takes it for, and a value beyond its range widens the range. */
static void prices_of_a_scenario(void **state)
{
	(void)state;
	static const char *const settings[] = { "storage.copies=7", "storage.record_bytes=60" };
	struct soc_scenario *s = NULL;
	struct soc_msg msg = { "" };
	double shipped[SOC_STORAGE_ENDS][SOC_PRICES], price[SOC_STORAGE_ENDS][SOC_PRICES];
	const char *const path = PROJECT "/scenarios/surveillance/storage/scenario.yaml";
	assert_int_equal(soc_scenario_read(path, NULL, 0, &s, NULL, &msg), SOC_OK);
	assert_int_equal(soc_storage_price(shipped, NULL, NULL, NULL), SOC_OK);
	assert_int_equal(soc_storage_price(price, s, NULL, NULL), SOC_OK);
	assert_memory_equal(price, shipped, sizeof price);
	soc_scenario_free(s);
	assert_int_equal(soc_scenario_read(path, settings, 2, &s, NULL, &msg), SOC_OK);
	assert_int_equal(soc_storage_price(price, s, NULL, NULL), SOC_OK);
	near(price[SOC_STORAGE_AT][SOC_PRICE_copies], 7);
	near(price[SOC_STORAGE_LOW][SOC_PRICE_copies], 1);
	near(price[SOC_STORAGE_HIGH][SOC_PRICE_copies], 7);
	near(price[SOC_STORAGE_AT][SOC_PRICE_record_bytes], 60);
	near(price[SOC_STORAGE_LOW][SOC_PRICE_record_bytes], 60);
	soc_scenario_free(s);
}

/* What the whole takes lies between its ends, and they are those of the table. */
static void ends_of_the_ranges(void **state)
{
	(void)state;
	const struct soc_storage_counts counts = { 1e6, 1e5, 1, 1e5, NAN };
	double price[SOC_STORAGE_ENDS][SOC_PRICES];
	assert_int_equal(soc_storage_price(price, NULL, NULL, NULL), SOC_OK);
	for (int i = 0; i < SOC_PRICES; i++)
		assert_true(price[SOC_STORAGE_LOW][i] <= price[SOC_STORAGE_AT][i] &&
		            price[SOC_STORAGE_AT][i] <= price[SOC_STORAGE_HIGH][i]);
	const double low = soc_storage_volume(&counts, price[SOC_STORAGE_LOW]).all,
				 at = soc_storage_volume(&counts, price[SOC_STORAGE_AT]).all,
				 high = soc_storage_volume(&counts, price[SOC_STORAGE_HIGH]).all;
	assert_true(low < at && at < high);
}

/* 1,000 people among whom 50 cameras were counted: these and not the 319 assumed, at every end of the ranges,
 * unless the settings say how many; and where nothing is kept, or no camera stands, there is no byte. */
static void cameras_of_the_run(void **state)
{
	(void)state;
	static const char *const said[] = { "cameras_per_1000=7", NULL };
	static const char *const none[][2] = { { "video_days=0" }, { "cameras_per_1000=0" } };
	struct soc_storage_counts counts = { 1000, 5000, 5, 1000, 50 };
	double price[SOC_STORAGE_ENDS][SOC_PRICES];
	assert_int_equal(soc_storage_price(price, NULL, NULL, NULL), SOC_OK);
	assert_int_equal(soc_storage_cameras_counted(price, &counts, NULL), 1);
	for (int end = 0; end < SOC_STORAGE_ENDS; end++)
		near(soc_storage_volume(&counts, price[end]).video_day,
		     50 * price[end][SOC_PRICE_camera_mbit_per_s] * 125e3 * 86400);
	assert_int_equal(soc_storage_price(price, NULL, said, NULL), SOC_OK);
	assert_int_equal(soc_storage_cameras_counted(price, &counts, said), 0);
	near(price[SOC_STORAGE_AT][SOC_PRICE_cameras_per_1000], 7);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(soc_storage_price(price, NULL, none[i], NULL), SOC_OK);
		(void)soc_storage_cameras_counted(price, &counts, none[i]);
		assert_true(soc_storage_volume(&counts, price[SOC_STORAGE_HIGH]).video == 0.0);
	}
	counts.cameras = NAN;
	assert_int_equal(soc_storage_price(price, NULL, NULL, NULL), SOC_OK);
	assert_int_equal(soc_storage_cameras_counted(price, &counts, NULL), 0);
	near(price[SOC_STORAGE_AT][SOC_PRICE_cameras_per_1000], 319);
}

/* Not inlined: gcc 12 takes the text for a pointer to itself. */
__attribute__((noinline)) static char *told(struct soc_result *r, const char *const *settings,
                                            const char *format)
{
	struct soc_msg msg = { "" };
	char *text = NULL;
	if (soc_result_storage(r, settings, format, &text, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	return text;
}

static double value_of(const char *csv, const char *name)
{
	const char *at = strstr(csv, name);
	assert_non_null(at);
	const char *end = strchr(at, '\n');
	assert_non_null(end);
	/* part,name,label,unit,value,low,high: the third comma from the end */
	int commas = 0;
	while (commas < 3)
		commas += *--end == ',';
	return strtod(end + 1, NULL);
}

/* 13 MB x 1.3 bn = 16.9 PB; 90 TB = 69.2 kB a head; 5 and 12 EB = 3.85 and 9.23 GB a head. At 4 Mbit/s 13 MB
 * are 26 seconds. */
static void published_volumes(void **state)
{
	(void)state;
	char *text = told(NULL, NULL, "csv");
	near(value_of(text, "published,profile,"), 16.9e15);
	assert_true(fabs(value_of(text, "a head,base_a_head,") - 69230.77) < 0.01);
	assert_true(fabs(value_of(text, "a head,least_a_head,") - 3.84615e9) < 1e4);
	assert_true(fabs(value_of(text, "a head,full_a_head,") - 9.23077e9) < 1e4);
	near(value_of(text, ",profile_video,"), 26);
	assert_true(fabs(value_of(text, "profile_over_base") - 187.7778) < 1e-4);
	assert_true(fabs(value_of(text, "least_over_base") - 55555.556) < 1e-3);
	assert_true(fabs(value_of(text, "full_over_profile") - 710.0592) < 1e-4);
	near(value_of(text, "full_over_least"), 2.4);
	assert_null(strstr(text, "counted"));
	soc_text_free(text);
	static const char *const faster[] = { "camera_mbit_per_s=8", NULL };
	text = told(NULL, faster, "csv");
	near(value_of(text, ",profile_video,"), 13); /* the same bytes of twice the rate last half as long */
	soc_text_free(text);
}

/* What is counted is what the tables of the file hold, for those whom the synthetic people stand for. */
static void of_a_results_file(void **state)
{
	(void)state;
	struct made m;
	double records = 0.0, persons = 0.0;
	made_init(&m, 3, NULL);
	made_write_all(&m, made_path());
	struct soc_result *r = made_open(made_path());
	for (int64_t month = 0; month < m.months; month++) {
		records += made_number(r, "by_channel", "records_true", month, -1) +
		           made_number(r, "by_channel", "records_misattributed", month, -1) +
		           made_number(r, "by_channel", "records_fabricated", month, -1);
		persons = made_number(r, "by_cell", "persons", month, -1);
	}
	char *text = told(r, NULL, "csv");
	const double sampling_weight = value_of(text, "counted,persons,") / persons;
	assert_true(sampling_weight >= 1.0 && records > 0.0);
	assert_true(fabs(value_of(text, "counted,records,") / (records * sampling_weight) - 1) < 1e-9);
	assert_true(fabs(value_of(text, "held,records,") / (records * sampling_weight * 3000) - 1) < 1e-9);
	soc_text_free(text);
	text = told(r, NULL, "table");
	assert_non_null(strstr(text, "people and records, of the published 90 TB"));
	assert_null(strstr(text, "nan"));
	soc_text_free(text);
	soc_result_free(r);
	made_release(&m);
	made_clean();
}

static void what_is_refused(void **state)
{
	(void)state;
	static const struct {
		const char *setting, *format, *says;
	} want[] = {
		{ "record_byts=3", "csv", "did you mean record_bytes?" },
		{ "record_bytes", "csv", "says no value; write NAME=VALUE" },
		{ "record_bytes=-1", "csv", "not a number from 0 to 1e15 (bytes)" },
		{ "copies=many", "csv", "\"many\" is not a number" },
		{ "copies=1e16", "csv", "from 0 to 1e15" },
		{ "copies=nan", "csv", "not a number" },
		{ "copies=1", "xml", "allowed: table, csv, json" },
	};
	for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
		const char *const settings[] = { want[i].setting, NULL };
		struct soc_msg msg = { "" };
		char *text = NULL;
		assert_int_equal(soc_result_storage(NULL, settings, want[i].format, &text, &msg), SOC_ERR_USAGE);
		assert_null(text);
		if (strstr(msg.text, want[i].says) == NULL)
			fail_msg("%s: %s", want[i].setting, msg.text);
	}
}

PART(storage)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(volumes_by_hand),      cmocka_unit_test(ends_of_the_ranges),
		cmocka_unit_test(published_volumes),    cmocka_unit_test(of_a_results_file),
		cmocka_unit_test(what_is_refused),      cmocka_unit_test(cameras_of_the_run),
		cmocka_unit_test(prices_of_a_scenario),
	};
	return run_part(tests, NULL, NULL);
}
