/* The columns of people: their names, words, and the arrays filled from a community's columns. */
#include "analysis/people.h"

#include "analysis/transitions.h"
#include "base/suggestion.h"
#include "input/schema/params.h"
#include "model/modules/grounds/grounds.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum per { ONE, LIST, COMPONENT, MEASURE, SPHERE };

/* ---- what expressions of the list ask ---- */
static int is_on(const struct soc_people_seen *v, unsigned list, unsigned row)
{
	return list < v->r->world.shape.lists && v->record->months_left[list][row] > 0;
}

/* -1: without a term. */
static int months_left(const struct soc_people_seen *v, unsigned list, unsigned row)
{
	return soc_grounds_term(&v->r->rules->regime, v->record, row, list) == SOC_GROUND_WITHOUT_TERM
	           ? -1
	           : v->record->months_left[list][row];
}

static int is_black(const struct soc_people_seen *v, unsigned list)
{
	return v->r->s->lists[list].colour == SOC_BLACK;
}

/* The gravest wrong of the entries on black lists (enum soc_entry_truth); -1: on none. */
static int worst_of(const struct soc_people_seen *v, unsigned row)
{
	int worst = -1;
	for (unsigned l = 0; l < v->r->world.shape.lists; l++)
		if (is_on(v, l, row) && is_black(v, l)) {
			const int truth = (int)soc_tag_entry(v->truth->tags[row], l);
			worst = truth > worst ? truth : worst;
		}
	return worst;
}

static int is_on_red(const struct soc_people_seen *v, unsigned row)
{
	for (unsigned l = 0; l < v->r->world.shape.lists; l++)
		if (is_on(v, l, row) && !is_black(v, l))
			return 1;
	return 0;
}

/* Of the entries on black lists: those of a bit set. */
static unsigned black_of(const struct soc_people_seen *v, unsigned row, unsigned bits)
{
	unsigned black = 0;
	for (unsigned l = 0; l < v->r->world.shape.lists; l++)
		black |= (unsigned)(is_on(v, l, row) && is_black(v, l)) << l;
	return bits & black;
}

static unsigned told_of(const struct soc_people_seen *v, unsigned row)
{
	return black_of(v, row, v->past->told[row]);
}

static unsigned aware_of(const struct soc_people_seen *v, unsigned row)
{
	return black_of(v, row, v->self->aware[row]);
}

static double points_of(const struct soc_people_seen *v, unsigned component, unsigned row)
{
	if (component >= v->r->world.shape.components)
		return NAN;
	return (double)(v->record->points[component][row] + v->r->rules->regime.scoring.start[component]) /
	       SOC_POINT;
}

/* Spheres have numbers of their own in a run: those that its classes of events have. */
static double risk_of(const struct soc_people_seen *v, unsigned sphere, unsigned row)
{
	for (unsigned i = 0; i < v->r->rules->conduct.spheres; i++)
		if (v->r->rules->conduct.sphere_name[i] == sphere + 1)
			return v->self->risk[i][row] / 255.0;
	return NAN;
}

/* ---- filling ---- */
#define C_OF_FLAG uint8_t
#define C_OF_WHOLE int32_t
#define C_OF_LONG int64_t
#define C_OF_REAL double
#define C_OF_WORD int32_t
#define PEOPLE(name, type, per, fixed, words, unit, expression, meaning)                       \
	static void fill_##name##_##per(const struct soc_people_seen *v, unsigned k, void *values) \
	{                                                                                          \
		(void)k;                                                                               \
		for (unsigned row = 0; row < v->r->at.count; row++)                                    \
			((C_OF_##type *)values)[row] = (C_OF_##type)(expression);                          \
	}
#include "analysis/people_columns.def"
#undef PEOPLE

static const struct line {
	const char *name, *unit, *meaning;
	enum soc_people_type type;
	enum per per;
	int fixed;
	enum soc_people_words words;
	void (*fill)(const struct soc_people_seen *v, unsigned k, void *values);
} lines[] = {
#define PEOPLE(name, type, per, fixed, words, unit, expression, meaning) \
	{ #name, unit, meaning, SOC_PEOPLE_##type, per, fixed, SOC_PEOPLE_##words, fill_##name##_##per },
#include "analysis/people_columns.def"
#undef PEOPLE
};
#define LINES ((int)(sizeof lines / sizeof *lines))

void soc_people_fill(const struct soc_people_seen *v, const struct soc_people_pick *pick)
{
	lines[pick->of].fill(v, (unsigned)pick->k, pick->values);
}

size_t soc_people_pick_bytes(const struct soc_people_pick *pick)
{
	switch (lines[pick->of].type) {
	case SOC_PEOPLE_FLAG:
		return sizeof(uint8_t);
	case SOC_PEOPLE_LONG:
		return sizeof(int64_t);
	case SOC_PEOPLE_REAL:
		return sizeof(double);
	default:
		return sizeof(int32_t);
	}
}

double soc_people_value(const struct soc_people_pick *pick, unsigned row)
{
	switch (lines[pick->of].type) {
	case SOC_PEOPLE_FLAG:
		return ((const uint8_t *)pick->values)[row];
	case SOC_PEOPLE_LONG:
		return (double)((const int64_t *)pick->values)[row];
	case SOC_PEOPLE_REAL:
		return ((const double *)pick->values)[row];
	case SOC_PEOPLE_WORD: {
		const int32_t word = ((const int32_t *)pick->values)[row];
		return word < 0 ? NAN : word;
	}
	default:
		return ((const int32_t *)pick->values)[row];
	}
}

/* ---- names ---- */
static const char *const spheres[] = { "property", "street", "money", "work", "speech", "deeds" };
#define SPHERES ((int)(sizeof spheres / sizeof *spheres))
_Static_assert(SPHERES == SOC_SPHERES_MAX, "a name for each sphere but by_kind");

/* The list, component, measure or sphere of that number; NULL past the last. */
static const char *part_name(const struct soc_scenario *s, enum per per, int k)
{
	switch (per) {
	case LIST:
		return k < s->lists_count ? s->lists[k].name : NULL;
	case COMPONENT:
		return k < s->components_count ? s->components[k].name : NULL;
	case MEASURE:
		return k < s->measures_count ? s->measures[k].name : NULL;
	case SPHERE:
		return k < SPHERES ? spheres[k] : NULL;
	default:
		return k == 0 ? "" : NULL;
	}
}

static int pick_of(const struct soc_scenario *s, int line, int k, struct soc_people_pick *out)
{
	const char *part = part_name(s, lines[line].per, k);
	if (part == NULL)
		return 0;
	memset(out, 0, sizeof *out);
	out->of = line;
	out->k = k;
	snprintf(out->name, sizeof out->name, "%s%s%s", lines[line].name, part[0] != '\0' ? "." : "", part);
	return 1;
}

int soc_people_column_at(const struct soc_scenario *s, int i, struct soc_people_pick *out)
{
	for (int line = 0; line < LINES; line++)
		for (int k = 0; pick_of(s, line, k, out); k++)
			if (i-- == 0)
				return 1;
	return 0;
}

int soc_people_find_column(const struct soc_scenario *s, const char *name, struct soc_people_pick *out,
                           struct soc_msg *hint)
{
	struct soc_suggestion nearest;
	char word[SOC_NEAREST_WORD + 1], best[SOC_PEOPLE_NAME];
	snprintf(word, sizeof word, "%.*s", SOC_NEAREST_WORD, name);
	soc_suggestion_begin(&nearest, word);
	for (int line = 0; line < LINES; line++)
		for (int k = 0; pick_of(s, line, k, out); k++) {
			if (strcmp(out->name, name) == 0)
				return 1;
			soc_suggestion_try(&nearest, out->name);
			if (nearest.best == out->name) { /* its name goes with the next */
				memcpy(best, out->name, sizeof best);
				nearest.best = best;
			}
		}
	if (hint != NULL)
		soc_fail(hint, SOC_ERR_USAGE, "%s", soc_suggestion_hint(&nearest));
	return 0;
}

/* ---- words ---- */
static const char *const sexes[] = { "female", "male" }, *const groups[] = { "majority", "minority" },
						 *const strata[] = { "rural", "urban" }, *const roles[] = { "head",  "spouse",
	                                                                                "child", "elder",
	                                                                                "other", "collective" },
						 *const bands[] = { "0-17", "18-29", "30-44", "45-59", "60+" };

static const struct {
	const char *const *word;
	int count;
} fixed_words[] = {
	[SOC_PEOPLE_STRATUM] = { strata, 2 },
	[SOC_PEOPLE_SEX] = { sexes, 2 },
	[SOC_PEOPLE_AGE_BAND] = { bands, SOC_AGE_BANDS },
	[SOC_PEOPLE_GROUP] = { groups, 2 },
	[SOC_PEOPLE_CLASS] = { soc_params_words_classes, SOC_PERSON_CLASSES },
	[SOC_PEOPLE_ROLE] = { roles, 6 },
	[SOC_PEOPLE_HELD] = { soc_transitions_names, SOC_HELD_STATES },
};

static int words_count(const struct soc_people_reader *p, enum soc_people_words words)
{
	switch (words) {
	case SOC_PEOPLE_NONE:
		return 0;
	case SOC_PEOPLE_PLACE:
	case SOC_PEOPLE_PLACE_LOCAL:
		return p->replay.plan.places_count;
	case SOC_PEOPLE_PROVINCE:
		return p->replay.plan.regions_count;
	case SOC_PEOPLE_GRADE:
		return p->scenario->grades_count;
	default:
		return fixed_words[words].count;
	}
}

const char *soc_people_pick_word(const struct soc_people_reader *p, const struct soc_people_pick *pick,
                                 int32_t number)
{
	const enum soc_people_words words = lines[pick->of].words;
	if (number < 0 || number >= words_count(p, words))
		return "";
	switch (words) {
	case SOC_PEOPLE_PLACE:
		return p->replay.plan.places[number].latin;
	case SOC_PEOPLE_PLACE_LOCAL:
		return p->replay.plan.places[number].name;
	case SOC_PEOPLE_PROVINCE:
		return p->replay.plan.regions[number].name;
	case SOC_PEOPLE_GRADE:
		return p->scenario->grades[number].name;
	default:
		return fixed_words[words].word[number];
	}
}

int soc_people_pick_is_ranked(const struct soc_people_pick *pick)
{
	return lines[pick->of].words == SOC_PEOPLE_GRADE || lines[pick->of].words == SOC_PEOPLE_AGE_BAND;
}

struct soc_people_column soc_people_pick_column(const struct soc_people_reader *p,
                                                const struct soc_people_pick *pick)
{
	const struct line *l = &lines[pick->of];
	return (struct soc_people_column){ .name = pick->name,
		                               .type = l->type,
		                               .unit = l->unit,
		                               .meaning = l->meaning,
		                               .words = words_count(p, l->words),
		                               .fixed = l->fixed };
}

/* ---- those that were chosen ---- */
int soc_people_columns(const struct soc_people_reader *p)
{
	return p->chosen;
}

struct soc_people_column soc_people_column(const struct soc_people_reader *p, int i)
{
	if (i < 0 || i >= p->chosen)
		return (struct soc_people_column){ 0 };
	return soc_people_pick_column(p, &p->picks[i]);
}

const char *soc_people_word(const struct soc_people_reader *p, int i, int32_t number)
{
	return i < 0 || i >= p->chosen ? "" : soc_people_pick_word(p, &p->picks[i], number);
}
