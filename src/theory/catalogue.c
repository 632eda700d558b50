/* The theories by name, and their settings. */
#include "base/suggestion.h"
#include "input/text/number.h"
#include "theory/theory.h"

#include <math.h>
#include <string.h>

#define THEORY(name, ...) extern const struct soc_theory_parts soc_theory_##name;
#include "theory/theories.def"
#undef THEORY

static const struct soc_theory_kind kinds[] = {
#define THEORY(name, replicates, title, question, source, row, used) \
	{ #name, title, question, source, row, used, replicates, &soc_theory_##name },
#include "theory/theories.def"
#undef THEORY
};
#define KINDS_COUNT ((int)(sizeof kinds / sizeof kinds[0]))

int soc_theory_count(void)
{
	return KINDS_COUNT;
}

const struct soc_theory_kind *soc_theory_at(int i)
{
	return &kinds[i];
}

const char *soc_theory_name(int i)
{
	return i >= 0 && i < KINDS_COUNT ? kinds[i].name : NULL;
}

const struct soc_theory_kind *soc_theory_find(const char *name, struct soc_msg *msg)
{
	struct soc_suggestion near;
	soc_suggestion_begin(&near, name);
	for (int i = 0; i < KINDS_COUNT; i++) {
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
		soc_suggestion_try(&near, kinds[i].name);
	}
	(void)soc_fail(msg, SOC_ERR_USAGE, "there is no theory \"%s\"%s", name, soc_suggestion_hint(&near));
	return NULL;
}

int soc_theory_key(const struct soc_theory_kind *kind, const char *name, struct soc_suggestion *near)
{
	soc_suggestion_begin(near, name);
	for (int i = 0; i < kind->of->keys_count; i++) {
		if (strcmp(kind->of->keys[i].name, name) == 0)
			return i;
		soc_suggestion_try(near, kind->of->keys[i].name);
	}
	return -1;
}

enum soc_err soc_theory_check_key(const struct soc_theory_key *k, double value, struct soc_msg *msg)
{
	if (!(value >= k->low && value <= k->high))
		return soc_fail(msg, SOC_ERR_USAGE, "%s is %g; allowed: %g to %g%s%s", k->name, value, k->low,
		                k->high, k->unit[0] != '\0' ? " " : "", k->unit);
	if (k->whole && value != floor(value))
		return soc_fail(msg, SOC_ERR_USAGE, "%s is %g; a whole number is wanted", k->name, value);
	return SOC_OK;
}

/* One setting of `length` bytes. */
static enum soc_err set_one(const struct soc_theory_kind *kind, const char *setting, size_t length,
                            double *keys, struct soc_msg *msg)
{
	char name[SOC_NEAREST_WORD + 1], text[SOC_NUMBER_TEXT * 2];
	struct soc_suggestion near;
	double value;
	const char *sign = memchr(setting, '=', length);
	if (sign == NULL)
		return soc_fail(msg, SOC_ERR_USAGE, "\"%.*s\": KEY=VALUE is wanted", (int)length, setting);
	const size_t before = (size_t)(sign - setting), behind = length - before - 1;
	if (before >= sizeof name)
		return soc_fail(msg, SOC_ERR_USAGE, "%s has no parameter \"%.*s\"", kind->name, (int)before, setting);
	memcpy(name, setting, before);
	name[before] = '\0';
	const int key = soc_theory_key(kind, name, &near);
	if (key < 0)
		return soc_fail(msg, SOC_ERR_USAGE, "%s has no parameter \"%s\"%s", kind->name, name,
		                soc_suggestion_hint(&near));
	if (behind >= sizeof text)
		return soc_fail(msg, SOC_ERR_USAGE, "%s: \"%.*s\" is no number", name, (int)behind, sign + 1);
	memcpy(text, sign + 1, behind);
	text[behind] = '\0';
	if (soc_number_read(text, &value) != 1)
		return soc_fail(msg, SOC_ERR_USAGE, "%s: \"%s\" is no number", name, text);
	if (soc_theory_check_key(&kind->of->keys[key], value, msg) != SOC_OK)
		return SOC_ERR_USAGE;
	keys[key] = value;
	return SOC_OK;
}

enum soc_err soc_theory_set(const struct soc_theory_kind *kind, const char *setting, double *keys,
                            struct soc_msg *msg)
{
	return set_one(kind, setting, strlen(setting), keys, msg);
}

enum soc_err soc_theory_set_all(const struct soc_theory_kind *kind, const char *settings, double *keys,
                                struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int i = 0; i < kind->of->keys_count; i++)
		keys[i] = kind->of->keys[i].start;
	for (const char *at = settings; err == SOC_OK && *at != '\0';) {
		const size_t length = strcspn(at, " ");
		err = set_one(kind, at, length, keys, msg);
		at += length + (at[length] == ' ');
	}
	return err;
}

int soc_theory_holds(const struct soc_theory_published *published, double computed)
{
	return published->bound != 0 ? published->bound * (computed - published->value) > 0.0
	                             : fabs(computed - published->value) <= published->within;
}

const char *soc_theory_bound(const struct soc_theory_published *published)
{
	return published->bound < 0 ? "below" : published->bound > 0 ? "above" : "";
}

int soc_theory_is_here(const struct soc_theory_result *result, const struct soc_theory_published *published)
{
	double wanted[SOC_THEORY_KEYS];
	return soc_theory_set_all(result->kind, published->settings, wanted, NULL) == SOC_OK &&
	       memcmp(wanted, result->keys, (size_t)result->kind->of->keys_count * sizeof *wanted) == 0;
}

const struct soc_theory_published *soc_theory_known(const struct soc_theory_result *result, int i)
{
	const struct soc_theory_parts *of = result->kind->of;
	for (int p = 0; p < of->published_count; p++)
		if (of->published[p].figure == i && soc_theory_is_here(result, &of->published[p]))
			return &of->published[p];
	return NULL;
}
