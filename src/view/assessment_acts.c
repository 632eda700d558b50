/* Which keys of a scenario act: a rule that no person meets is no rule of the regime that is assessed. */
#include "view/assessment.h"

#include <string.h>

/* Sections of keys that act where a decision is taken; those of a module of their name act where that is on.
 */
static const struct section {
	const char *name;
	enum soc_decision_kind decision;
	int unstated;       /* defaults act too, and are told where a whole section is asked for */
	const char *absent; /* what is said where no run takes the decision; "": nothing is */
} sections[] = {
	{ "review", SOC_DECISION_RECORD, 1,
	  "No check is simulated: no record about a person is made that could be checked." },
	{ "due_process", SOC_DECISION_LIST, 1,
	  "No remedy is simulated: nobody is entered on a list, and so there is no entry to appeal against." },
	{ "instrument", SOC_DECISION_INSTRUMENT, 1, "" },
	{ "prediction", SOC_DECISION_PREDICTION, 1, "" },
	{ "recognition", SOC_DECISION_RECOGNITION, 1, "" },
	{ "bureaus", SOC_DECISION_BUREAU, 0, "" },
};
#define SECTIONS (sizeof sections / sizeof *sections)

static int is_in(const char *key, const char *section)
{
	const size_t length = strlen(section);
	return strncmp(key, section, length) == 0 && key[length] == '.';
}

static const struct section *section_of(const char *key)
{
	for (size_t i = 0; i < SECTIONS; i++)
		if (is_in(key, sections[i].name))
			return &sections[i];
	return NULL;
}

int soc_assessment_acts(const struct soc_assessed *run, const char *key)
{
	const struct section *section = section_of(key);
	if (section != NULL)
		return soc_decision_is_taken(run->s, section->decision);
	for (int i = 0; i < SOC_MODULES; i++)
		if (is_in(key, soc_modules[i]->name))
			return run->module[i].affected.on;
	return 1;
}

int soc_assessment_acts_unstated(const char *key)
{
	const struct section *section = section_of(key);
	return section != NULL && section->unstated;
}

static int is_asked_for(const char *keys, const char *section)
{
	for (const char *at = keys; *at != '\0';) {
		if (is_in(at, section))
			return 1;
		at += strcspn(at, " ");
		at += *at == ' ';
	}
	return 0;
}

void soc_assessment_put_absent(const struct soc_assessed_runs *runs, const char *keys, struct soc_buf *out)
{
	for (size_t i = 0; i < SECTIONS; i++) {
		int taken = 0;
		for (int run = 0; run < runs->count; run++)
			taken |= soc_decision_is_taken(runs->run[run].s, sections[i].decision);
		if (!taken && sections[i].absent[0] != '\0' && is_asked_for(keys, sections[i].name))
			soc_buf_add(out, "%s%s", out->length > 0 ? " " : "", sections[i].absent);
	}
}
