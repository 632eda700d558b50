/* Bytes by record, person and camera-day, and what they add up to. */
#include "analysis/storage.h"

#include "analysis/statistics.h"
#include "base/suggestion.h"
#include "input/text/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const struct soc_price_words soc_price_words[SOC_PRICES] = {
#define PRICE(name, value, low, high, unit, meaning, source) \
	{ #name, unit, meaning, source, value, low, high },
#include "analysis/storage.def"
};

const struct soc_storage_claim soc_storage_claims[SOC_STORAGE_CLAIMS] = {
	[SOC_CLAIM_PROFILE] = { "profile", "13 MB a person, with video", 13e6 * SOC_STORAGE_HEADS },
	[SOC_CLAIM_BASE] = { "base", "the full base, 90 TB in 2022", 90e12 },
	[SOC_CLAIM_LEAST] = { "least", "5 EB at least", 5e18 },
	[SOC_CLAIM_FULL] = { "full", "over 12 EB when full", 12e18 },
};

#define PRICE_MOST 1e15
#define NAME_BYTES 64

static int find(const char *name)
{
	for (int i = 0; i < SOC_PRICES; i++)
		if (strcmp(name, soc_price_words[i].name) == 0)
			return i;
	return -1;
}

static enum soc_err no_price(const char *name, struct soc_msg *msg)
{
	struct soc_suggestion near;
	soc_suggestion_begin(&near, name);
	for (int i = 0; i < SOC_PRICES; i++)
		soc_suggestion_try(&near, soc_price_words[i].name);
	return soc_fail(msg, SOC_ERR_USAGE, "--set: nothing is called \"%.60s\"; the table has what there is%s",
	                name, soc_suggestion_hint(&near));
}

static enum soc_err set(double price[SOC_STORAGE_ENDS][SOC_PRICES], const char *setting, struct soc_msg *msg)
{
	char name[NAME_BYTES];
	const size_t length = strcspn(setting, "=");
	double value = 0.0;
	if (setting[length] == '\0')
		return soc_fail(msg, SOC_ERR_USAGE, "--set: \"%.60s\" says no value; write NAME=VALUE", setting);
	snprintf(name, sizeof name, "%.*s", length < NAME_BYTES ? (int)length : NAME_BYTES - 1, setting);
	const int i = find(name);
	if (i < 0)
		return no_price(name, msg);
	if (soc_number_read(setting + length + 1, &value) <= 0 || !(value >= 0.0) || !(value <= PRICE_MOST))
		return soc_fail(msg, SOC_ERR_USAGE, "--set: %s: \"%.40s\" is not a number from 0 to 1e15 (%s)", name,
		                setting + length + 1, soc_price_words[i].unit);
	for (int end = 0; end < SOC_STORAGE_ENDS; end++)
		price[end][i] = value;
	return SOC_OK;
}

/* A value beyond its range widens the range. */
static void take(double price[SOC_STORAGE_ENDS][SOC_PRICES], const struct soc_storage *of)
{
#define PRICE(name, value, low, high, unit, meaning, source) \
	price[SOC_STORAGE_AT][SOC_PRICE_##name] = of->name;
#include "analysis/storage.def"
	for (int i = 0; i < SOC_PRICES; i++) {
		price[SOC_STORAGE_LOW][i] = fmin(price[SOC_STORAGE_LOW][i], price[SOC_STORAGE_AT][i]);
		price[SOC_STORAGE_HIGH][i] = fmax(price[SOC_STORAGE_HIGH][i], price[SOC_STORAGE_AT][i]);
	}
}

enum soc_err soc_storage_price(double price[SOC_STORAGE_ENDS][SOC_PRICES], const struct soc_scenario *s,
                               const char *const *settings, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int i = 0; i < SOC_PRICES; i++) {
		price[SOC_STORAGE_AT][i] = soc_price_words[i].value;
		price[SOC_STORAGE_LOW][i] = soc_price_words[i].low;
		price[SOC_STORAGE_HIGH][i] = soc_price_words[i].high;
	}
	if (s != NULL && s->storage.copies > 0)
		take(price, &s->storage);
	for (; err == SOC_OK && settings != NULL && *settings != NULL; settings++)
		err = set(price, *settings, msg);
	return err;
}

/* Strata without cameras have no row. */
#define CAMERAS "FROM cameras_by_stratum WHERE month = (SELECT max(month) FROM months)"
#define RECORDS "SELECT total(records_true + records_misattributed + records_fabricated) FROM by_channel"

enum soc_err soc_storage_count(struct soc_storage_counts *out, struct soc_result *result, struct soc_msg *msg)
{
	static const char *const sql[] = {
		"SELECT count(*) FROM replicates",
		"SELECT total(persons) FROM by_cell WHERE month = (SELECT max(month) FROM months)",
		RECORDS,
		"SELECT count(*) / 12.0 FROM months",
		RECORDS " WHERE month > (SELECT max(month) FROM months) - 12",
		"SELECT count(*) " CAMERAS,
		"SELECT total(cameras) / 1000.0 " CAMERAS,
	};
	enum { REPLICATES, PERSONS, ALL, YEARS, LAST, STRATA, CAMERA, FOUND };
	double found[FOUND] = { 0 }, sampling_weight = 1.0;
	soc_result_begin(result);
	enum soc_err err = soc_statistic_sampling_weight(result, &sampling_weight, msg);
	for (int i = 0; i < FOUND && err == SOC_OK; i++)
		err = soc_result_real(result, sql[i], NULL, 0, &found[i], msg);
	if (err != SOC_OK)
		return err;
	const double each = sampling_weight / (found[REPLICATES] > 1.0 ? found[REPLICATES] : 1.0);
	*out =
		(struct soc_storage_counts){ found[PERSONS] * each, found[ALL] * each, found[YEARS],
		                             found[LAST] * each, found[STRATA] > 0.0 ? found[CAMERA] * each : NAN };
	if (found[YEARS] < 1.0 && found[YEARS] > 0.0)
		out->records_last_year /= found[YEARS];
	return SOC_OK;
}

int soc_storage_cameras_counted(double price[SOC_STORAGE_ENDS][SOC_PRICES],
                                const struct soc_storage_counts *counts, const char *const *settings)
{
	static const char name[] = "cameras_per_1000=";
	if (isnan(counts->cameras) || !(counts->persons > 0.0))
		return 0;
	for (; settings != NULL && *settings != NULL; settings++)
		if (strncmp(*settings, name, sizeof name - 1) == 0)
			return 0;
	for (int end = 0; end < SOC_STORAGE_ENDS; end++)
		price[end][SOC_PRICE_cameras_per_1000] = counts->cameras * 1000.0 / counts->persons;
	return 1;
}

struct soc_storage_volume soc_storage_volume(const struct soc_storage_counts *counts,
                                             const double price[SOC_PRICES])
{
	const double copies = price[SOC_PRICE_copies];
	const double cameras = counts->persons * price[SOC_PRICE_cameras_per_1000] / 1000.0;
	struct soc_storage_volume v;
	v.people = counts->persons * (price[SOC_PRICE_person_bytes] + price[SOC_PRICE_face_bytes]) * copies;
	v.records = counts->records * price[SOC_PRICE_record_bytes] * copies;
	v.growth_year = counts->records_last_year * price[SOC_PRICE_record_bytes] * copies;
	v.video_day = cameras * price[SOC_PRICE_camera_mbit_per_s] * 1e6 / 8.0 * 86400.0;
	v.video = v.video_day * price[SOC_PRICE_video_days] * copies;
	v.all = v.people + v.records + v.video;
	v.cost_year = v.all / 1e12 * price[SOC_PRICE_usd_per_tb_year];
	return v;
}
