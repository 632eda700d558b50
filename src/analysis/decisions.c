#include "analysis/decisions.h"

#include "analysis/statistics.h"

#include <string.h>

const struct soc_decision_words soc_decision_words[SOC_DECISIONS_COUNT] = {
	[SOC_DECISION_RECORD] = { "record", "A record about a person is accepted or rejected",
	                          "socred show RESULTS by_channel" },
	[SOC_DECISION_LIST] = { "list", "Entry on a black list", "" },
	[SOC_DECISION_SANCTION] = { "sanction", "An attempt is refused under a sanction", "" },
	[SOC_DECISION_INSTRUMENT] = { "instrument", "An instrument refuses by its score", "" },
	[SOC_DECISION_PREDICTION] = { "prediction", "A forecast flags people for inspection", "" },
	[SOC_DECISION_GRADE] = { "grade", "A grade below the line", "" },
	[SOC_DECISION_BUREAU] = { "bureau", "A bureau's score refuses credit",
	                          "socred show RESULTS bureaus_by_group, bureaus_by_bureau" },
	[SOC_DECISION_RECOGNITION] = { "recognition", "A camera raises an alert and people are stopped",
	                               "socred show RESULTS recognition_by_group, recognition_by_conduct" },
	[SOC_DECISION_FIRM] = { "firm", "A firm is entered on a list",
	                        "socred show RESULTS firms_by_list, firms_heads, firms_employees" },
};

static int names_table(const char *table)
{
	return table[0] != '\0' && strcmp(table, "none") != 0;
}

uint32_t soc_decision_grades(const struct soc_scenario *s)
{
	uint32_t grades = 0;
	if (s->components_count == 0 || s->grades_count < 2)
		return 0;
	for (int i = 0; i < s->measures_count; i++)
		if (s->measures[i].kind == SOC_SANCTION)
			grades |= s->measures[i].grades;
	return grades != 0 ? grades : 1u;
}

static int has_grade_sanctions(const struct soc_scenario *s)
{
	for (int i = 0; i < s->measures_count; i++)
		if (s->measures[i].kind == SOC_SANCTION && s->measures[i].grades != 0)
			return 1;
	return 0;
}

static int has_sanctions(const struct soc_scenario *s)
{
	for (int i = 0; i < s->measures_count; i++)
		if (s->measures[i].kind == SOC_SANCTION)
			return 1;
	return 0;
}

int soc_decision_is_taken(const struct soc_scenario *s, enum soc_decision_kind decision)
{
	switch (decision) {
	case SOC_DECISION_RECORD:
		return s->channels_count > 0;
	case SOC_DECISION_LIST:
		return soc_statistic_needs_list(s);
	case SOC_DECISION_SANCTION:
		return has_sanctions(s);
	case SOC_DECISION_INSTRUMENT:
		return names_table(s->instrument.table);
	case SOC_DECISION_PREDICTION:
		return s->prediction.trained_months > 0;
	case SOC_DECISION_GRADE: /* a grade with no sanction is told where nothing else is decided */
		return soc_decision_grades(s) != 0 && (has_grade_sanctions(s) || (!soc_statistic_needs_list(s) &&
		                                                                  !names_table(s->instrument.table) &&
		                                                                  s->prediction.trained_months == 0));
	case SOC_DECISION_BUREAU:
		return s->bureaus_count > 0;
	case SOC_DECISION_RECOGNITION:
		return s->recognition.passes_urban > 0.0 || s->recognition.passes_rural > 0.0 ||
		       s->recognition.passes_per_camera > 0.0;
	case SOC_DECISION_FIRM:
		return s->firm_lists_count > 0;
	default:
		return 0;
	}
}

enum soc_decision_kind soc_decision_find(const char *name)
{
	int i = 0;
	while (i < SOC_DECISIONS_COUNT && strcmp(soc_decision_words[i].name, name) != 0)
		i++;
	return (enum soc_decision_kind)i;
}
