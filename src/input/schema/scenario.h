/* struct soc_scenario: everything a run depends on, after reading, checking and filling in.
 *
 * One list per section (sections.def and the files of keys) describes every key once: name, type, unit,
 * default, range, meaning, source. Parsing, checking, `socred params`, the JSON Schema, the resolved scenario
 * and the timeline all walk those lists. A section is either single (scale, review, ...) or named (events,
 * channels, ...): an array of entries with a name.
 *
 * Numbers are double, whole numbers int64_t, switches and choices int32_t, references to named entries
 * int32_t (index, -1 = none), sets of them uint32_t (bit = index), maps from entries to numbers double[]. */
#ifndef SOC_INPUT_SCENARIO_H
#define SOC_INPUT_SCENARIO_H

#include "socred/error.h"

#include <stddef.h>
#include <stdint.h>

#define SOC_EVENTS_MAX 32
#define SOC_CHANNELS_MAX 8
#define SOC_COMPONENTS_MAX 6
#define SOC_GRADES_MAX 8
#define SOC_LISTS_MAX 6
#define SOC_GROUNDS_MAX 8
#define SOC_MEASURES_MAX 16
#define SOC_BUREAUS_MAX 10
#define SOC_SECTORS_MAX 8
#define SOC_FIRM_EVENTS_MAX 8
#define SOC_FIRM_CHANNELS_MAX 4
#define SOC_FIRM_GRADES_MAX 8
#define SOC_FIRM_LISTS_MAX 4
#define SOC_FIRM_MEASURES_MAX 8
#define SOC_NAME_MAX 32                             /* bytes of a name with its NUL: [a-z][a-z0-9_]* */
#define SOC_LONG_TEXT_MAX 1024                      /* bytes of a description with its NUL */
#define SOC_TEXT_MAX 256                            /* bytes of a title or path with its NUL */
#define SOC_POPULATION_SIGN "# socred population 1" /* the first line of a population of one's own */
#define SOC_AGE_BANDS 5                             /* 0-17, 18-29, 30-44, 45-59, 60 and older */
#define SOC_TIMELINE_MAX 64                         /* entries; each may set several keys */
#define SOC_SETTINGS_MAX (4 * SOC_TIMELINE_MAX)     /* keys set by all entries together */

/* The constants of every choice (choices.def). */
#define CHOICES(name, type) enum type {
#define CHOICE(constant, word) constant,
#define CHOICES_END(name, count) \
	count                        \
	}                            \
	;
#include "input/schema/choices.def"
#undef CHOICES
#undef CHOICE
#undef CHOICES_END

enum soc_places_kind { SOC_PLACES_ALL, SOC_PLACES_PROVINCES, SOC_PLACES_PREFECTURES, SOC_PLACES_LARGE };

/* The member that a key is, by its type (sections.def). */
#define SOC_MEMBER_N(field, of) double field;
#define SOC_MEMBER_I(field, of) int64_t field;
#define SOC_MEMBER_B(field, of) int32_t field;
#define SOC_MEMBER_C(field, of) int32_t field;
#define SOC_MEMBER_T(field, of) char field[of];
#define SOC_MEMBER_R(field, of) int32_t field;
#define SOC_MEMBER_S(field, of) uint32_t field;
#define SOC_MEMBER_A(field, of) double field[of];
#define SOC_MEMBER_M(field, of) double field[SOC_MOST_##of];
#define SOC_MEMBER_D(field, of) int64_t field;
#define SOC_MEMBER_W(field, of) char field[SOC_TEXT_MAX];
#define SOC_MEMBER_L(field, of) char field[of];
#define KEY(field, type, of, unit, def, low, high, when, module, meaning, source) SOC_MEMBER_##type(field, of)
#define RANGE(key, kind, low, high, why) /* read in plausible_key.c */
#define TAKEN_AS(key, kind, why)
#include "input/schema_structs.h"

/* A place filter of the timeline. kind says what the names are; cities_above and share narrow the choice
 * whatever the kind (SOC_PLACES_LARGE: all places, cities_above > 0). */
struct soc_where {
	int32_t kind, strata;
	double cities_above, share;   /* people; share of the places chosen, in seeded order */
	union {                       /* two words for one text: the file's key is `places` */
		char names[SOC_TEXT_MAX]; /* "all" or, with commas, English provinces or 6-digit codes */
		char places[SOC_TEXT_MAX];
	};
};
/* 1 when it chooses nothing: all places, urban and rural people. */
static inline int soc_where_is_everywhere(const struct soc_where *where)
{
	return where->kind == SOC_PLACES_ALL && where->strata == SOC_STRATA_BOTH && where->cities_above <= 0.0 &&
	       where->share >= 1.0;
}

#define SOC_MONTH_OPEN (3000 * 12) /* `to` of a change without an end */

struct soc_change {
	int64_t from, to;
	struct soc_where where;
	int32_t first_setting, settings;
	int32_t line;
	char name[SOC_NAME_MAX];
};
/* One `path: value` of a change, always a single number or switch; text is YAML and is applied with
 * soc_scenario_set_text. */
struct soc_setting {
	int32_t change;
	char path[128];
	char value[128];
};

struct soc_scenario {
#include "input/schema/top.def"
	SOC_SCENARIO_SECTIONS
	int32_t changes_count, settings_count;
	struct soc_change changes[SOC_TIMELINE_MAX];
	struct soc_setting settings[SOC_SETTINGS_MAX];
	/* Where each value came from; NULL when nobody asked. Copies share it; only soc_scenario_free releases
	 * it. */
	const struct soc_provenance *provenance;
	/* A population of one's own, as made by `socred population build`; NULL: the data set people.data. Lives
	 * with the provenance. */
	const char *population;
};
#undef KEY
#undef RANGE
#undef TAKEN_AS

/* Every key at its default, no named entries. Plain data: copy with =, nothing to release. */
void soc_scenario_defaults(struct soc_scenario *s);

/* Sets one key from YAML text, as --set and the timeline do: ("channels.camera.coverage_urban", "0.3").
 * Errors: SOC_ERR_SCENARIO with key, value, allowed values and the nearest valid name; s is then unchanged.
 */
enum soc_err soc_scenario_set_text(struct soc_scenario *s, const char *path, const char *value,
                                   struct soc_msg *msg);

/* Judges values against one another, as reading does, after soc_scenario_set_text. Errors: SOC_ERR_SCENARIO
 * with the first fault, SOC_ERR_MEMORY; s stays as it was. */
enum soc_err soc_scenario_judge(struct soc_scenario *s, struct soc_msg *msg);

/* 1 when change number `change` of the timeline is in force in `month` (year * 12 + month - 1), else 0; the
 * places it holds in are for the caller to decide. */
int soc_scenario_change_active(const struct soc_scenario *s, int change, int64_t month);

#endif
