/* What a comparison is asked for: which statistics, which divisions, which form. */
#include "analysis/comparison.h"

#include "analysis/text.h"
#include "base/suggestion.h"

#include <stdio.h>
#include <string.h>

int soc_comparison_is_named(const char *only, const char *name)
{
	for (const char *word = only; word != NULL && *word != '\0';) {
		const size_t length = strcspn(word, ",");
		if (strlen(name) == length && strncmp(word, name, length) == 0)
			return 1;
		word += length + (word[length] == ',');
	}
	return only == NULL;
}

enum soc_err soc_comparison_names_check(const char *only, struct soc_msg *msg)
{
	for (const char *word = only; word != NULL && *word != '\0';) {
		const size_t length = strcspn(word, ",");
		char name[SOC_NEAREST_WORD + 1];
		struct soc_suggestion nearest;
		int there = 0;
		snprintf(name, sizeof name, "%.*s", (int)(length < sizeof name ? length : sizeof name - 1), word);
		soc_suggestion_begin(&nearest, name);
		for (int i = 0; i < SOC_STATISTICS_COUNT; i++) {
			there |= strcmp(soc_statistics[i].name, name) == 0;
			soc_suggestion_try(&nearest, soc_statistics[i].name);
		}
		if (!there)
			return soc_fail(
				msg, SOC_ERR_USAGE,
				"no statistic \"%s\" in the headline; `socred show RESULTS headline --format csv` "
				"has their names%s",
				name, soc_suggestion_hint(&nearest));
		word += length + (word[length] == ',');
	}
	return SOC_OK;
}

enum soc_err soc_comparison_check(const struct soc_comparison_options *options, const char *format,
                                  struct soc_msg *msg)
{
	enum soc_division_id id[SOC_DIVISIONS];
	enum soc_text_form form;
	int count = 0;
	enum soc_err err = soc_divisions_read(options->by, id, &count, msg);
	if (err == SOC_OK)
		err = soc_comparison_names_check(options->only, msg);
	if (err == SOC_OK && format != NULL)
		err = soc_text_form_find(format, &form, msg);
	return err;
}
