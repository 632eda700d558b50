/* Which data set, and which of its provinces. */
#include "model/population/census.h"

#include "base/data.h"
#include "base/suggestion.h"
#include "input/schema/scenario.h"

#include <string.h>

static const struct {
	const char *name, *provinces, *prefectures, *centres, *latin;
} data_sets[SOC_POPULATION_DATA_CHOICES] = {
	[SOC_DATA_CHINA_2020] = { "china-2020", "census/china_2020_census_province.csv",
	                          "census/china_2020_census_prefecture.csv", "geo/china_prefecture_centroids.csv",
	                          "geo/china_prefecture_latin.csv" },
};
#define DATA_SETS (sizeof data_sets / sizeof data_sets[0])

static int file_find(struct soc_census_file *file, const char *name)
{
	file->name = name;
	file->text = soc_data_file(name, &file->length);
	return file->text != NULL;
}

enum soc_err soc_census_find(const char *data, struct soc_census_files *files, struct soc_msg *msg)
{
	struct soc_suggestion suggestion;
	soc_suggestion_begin(&suggestion, data);
	for (size_t i = 0; i < DATA_SETS; i++) {
		if (strcmp(data, data_sets[i].name) != 0) {
			soc_suggestion_try(&suggestion, data_sets[i].name);
			continue;
		}
		if (!file_find(&files->provinces, data_sets[i].provinces) ||
		    !file_find(&files->prefectures, data_sets[i].prefectures) ||
		    !file_find(&files->centres, data_sets[i].centres) ||
		    !file_find(&files->latin, data_sets[i].latin))
			return soc_fail(msg, SOC_ERR_DATA, "a file of the data set %s is not in this build", data);
		return SOC_OK;
	}
	return soc_fail(msg, SOC_ERR_SCENARIO, "people.data: there is no data set \"%.64s\"; there is %s%s", data,
	                data_sets[0].name, soc_suggestion_hint(&suggestion));
}

static int same_name(const char *word, size_t length, const char *name)
{
	if (strlen(name) != length)
		return 0;
	for (size_t i = 0; i < length; i++) {
		char a = word[i], b = name[i];
		a = a >= 'A' && a <= 'Z' ? (char)(a + 32) : a;
		b = b >= 'A' && b <= 'Z' ? (char)(b + 32) : b;
		if (a != b)
			return 0;
	}
	return 1;
}

/* Index of the province named by word[length]; -1 with the message filled. */
static int32_t region_find(const struct soc_census *census, const char *word, size_t length,
                           struct soc_msg *msg)
{
	for (int32_t r = 0; r < census->regions_count; r++) {
		if (same_name(word, length, census->regions[r].name))
			return r;
	}
	char copy[SOC_NEAREST_WORD + 1];
	size_t n = length < sizeof copy ? length : sizeof copy - 1;
	memcpy(copy, word, n);
	copy[n] = '\0';
	struct soc_suggestion suggestion;
	soc_suggestion_begin(&suggestion, copy);
	for (int32_t r = 0; r < census->regions_count; r++)
		soc_suggestion_try(&suggestion, census->regions[r].name);
	const char *hint = soc_suggestion_hint(&suggestion);
	soc_fail(msg, SOC_ERR_SCENARIO, "people.provinces: there is no province \"%s\"%s%s", copy,
	         hint[0] != '\0' ? hint : "; names are English, such as ",
	         hint[0] != '\0' ? "" : census->regions[0].name);
	return -1;
}

static void keep(struct soc_census *census, const unsigned char *wanted)
{
	int32_t regions = 0, places = 0;
	for (int32_t r = 0; r < census->regions_count; r++) {
		if (!wanted[r])
			continue;
		struct soc_census_region region = census->regions[r];
		for (int32_t i = 0; i < region.places; i++) {
			census->places[places + i] = census->places[region.first_place + i];
			census->places[places + i].region = regions;
		}
		region.first_place = places;
		places += region.places;
		census->regions[regions++] = region;
	}
	census->regions_count = regions;
	census->places_count = places;
}

enum soc_err soc_census_keep(struct soc_census *census, const char *provinces, struct soc_msg *msg)
{
	unsigned char wanted[SOC_REGIONS_MAX] = { 0 };
	int some = 0;
	if (same_name(provinces, strlen(provinces), "all"))
		return SOC_OK;
	for (const char *at = provinces; *at != '\0';) {
		size_t length = strcspn(at, ",");
		const char *next = at + length + (at[length] == ',');
		while (length > 0 && (*at == ' ' || *at == '\t')) {
			at++;
			length--;
		}
		while (length > 0 && (at[length - 1] == ' ' || at[length - 1] == '\t'))
			length--;
		if (length > 0) {
			int32_t r = region_find(census, at, length, msg);
			if (r < 0)
				return SOC_ERR_SCENARIO;
			if (wanted[r])
				return soc_fail(msg, SOC_ERR_SCENARIO, "people.provinces: %s is named twice",
				                census->regions[r].name);
			wanted[r] = 1;
			some = 1;
		}
		at = next;
	}
	if (!some)
		return soc_fail(msg, SOC_ERR_SCENARIO,
		                "people.provinces: no province is named; write all, or English names with commas");
	keep(census, wanted);
	return SOC_OK;
}
