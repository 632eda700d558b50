/* Places by name, as people write them: in Latin letters, as the census has them, or by code. */
#include "analysis/people.h"

#include "base/suggestion.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* The name, or its part before a bracket: Suzhou of "Suzhou (Anhui)". */
static int is_name(const char *wanted, const char *name, int whole)
{
	size_t i = 0;
	for (; wanted[i] != '\0'; i++)
		if (small(wanted[i]) != small(name[i]))
			return 0;
	return name[i] == '\0' || (!whole && strncmp(name + i, " (", 2) == 0);
}

static int is_place(const struct soc_place *place, const char *wanted, int whole)
{
	char code[16];
	snprintf(code, sizeof code, "%d", place->code);
	return strcmp(wanted, code) == 0 || strcmp(wanted, place->name) == 0 ||
	       is_name(wanted, place->latin, whole);
}

static enum soc_err none(const struct soc_plan *plan, const char *name, int places, int provinces,
                         struct soc_msg *msg)
{
	struct soc_suggestion nearest;
	char word[SOC_NEAREST_WORD + 1];
	snprintf(word, sizeof word, "%.*s", SOC_NEAREST_WORD, name);
	soc_suggestion_begin(&nearest, word);
	for (int32_t r = 0; provinces && r < plan->regions_count; r++)
		soc_suggestion_try(&nearest, plan->regions[r].name);
	for (int32_t i = 0; places && i < plan->places_count; i++)
		soc_suggestion_try(&nearest, plan->places[i].latin);
	return soc_fail(msg, SOC_ERR_USAGE, "there is no %s%s%s \"%s\" in this run%s", places ? "place" : "",
	                places && provinces ? " or " : "", provinces ? "province" : "", word,
	                soc_suggestion_hint(&nearest));
}

enum soc_err soc_people_province(const struct soc_plan *plan, const char *name, int32_t *out,
                                 struct soc_msg *msg)
{
	for (int32_t r = 0; r < plan->regions_count; r++) {
		char code[16];
		snprintf(code, sizeof code, "%d", plan->regions[r].code);
		if (is_name(name, plan->regions[r].name, 1) || strcmp(name, code) == 0) {
			*out = r;
			return SOC_OK;
		}
	}
	return none(plan, name, 0, 1, msg);
}

enum soc_err soc_people_place(const struct soc_plan *plan, const char *name, int32_t *out,
                              struct soc_msg *msg)
{
	int32_t found[2] = { -1, -1 };
	for (int whole = 1; whole >= 0 && found[0] < 0; whole--)
		for (int32_t i = 0; i < plan->places_count; i++)
			if (is_place(&plan->places[i], name, whole)) {
				if (found[0] >= 0 && found[1] < 0)
					found[1] = i;
				else if (found[0] < 0)
					found[0] = i;
			}
	if (found[0] < 0)
		return none(plan, name, 1, 0, msg);
	if (found[1] >= 0) {
		const struct soc_place *a = &plan->places[found[0]], *b = &plan->places[found[1]];
		return soc_fail(msg, SOC_ERR_USAGE, "two places have the name \"%.60s\": %s (%d) and %s (%d)", name,
		                a->latin, a->code, b->latin, b->code);
	}
	*out = found[0];
	return SOC_OK;
}

enum soc_err soc_people_places(const struct soc_plan *plan, const char *name, unsigned char *wanted,
                               struct soc_msg *msg)
{
	int32_t one = -1;
	struct soc_msg unused;
	if (soc_people_province(plan, name, &one, &unused) == SOC_OK) {
		for (int32_t i = 0; i < plan->places_count; i++)
			wanted[i] = plan->places[i].region == one;
		return SOC_OK;
	}
	const enum soc_err err = soc_people_place(plan, name, &one, msg);
	if (err == SOC_OK)
		wanted[one] = 1;
	else if (strncmp(msg->text, "two", 3) != 0)
		return none(plan, name, 1, 1, msg);
	return err;
}
