/* What is measured: every indicator once, as name, kind, unit, meaning. The store makes its columns from
 * these lists.
 *
 * kind S: stock, counted at the end of the month. kind F: flow, summed over the month.
 * All are 64-bit integers, so that sums over people, threads and months give the same bytes in any order. */
#ifndef SOC_MODEL_INDICATORS_H
#define SOC_MODEL_INDICATORS_H

#include "input/compile/limits.h"
#include "input/schema/scenario.h"
#include "model/indicators/module_counts.h"

#include <stdint.h>

/* by demographic cell and by place */
#define SOC_INDICATORS(X)                                                                                    \
	X(persons, S, "persons", "people")                                                                       \
	X(score_sum, S, "points", "sum of scores")                                                               \
	X(grade_0, S, "persons", "people in the lowest grade")                                                   \
	X(grade_1, S, "persons", "people in the second grade from below")                                        \
	X(grade_2, S, "persons", "people in the third grade from below")                                         \
	X(grade_3, S, "persons", "people in the fourth grade from below")                                        \
	X(grade_4, S, "persons", "people in the fifth grade from below")                                         \
	X(grade_5, S, "persons", "people in the sixth grade from below")                                         \
	X(grade_6, S, "persons", "people in the seventh grade from below")                                       \
	X(grade_7, S, "persons", "people in the eighth grade from below")                                        \
	X(listed, S, "persons", "people on a black list")                                                        \
	X(listed_true, S, "persons", "of the listed: did what they are listed for")                              \
	X(listed_other_violation, S, "persons",                                                                  \
	  "of the listed: did not do it, but did some other violation before the entry")                         \
	X(listed_no_violation, S, "persons", "of the listed: did no violation at all up to the entry")           \
	X(listed_unaware, S, "persons", "of the listed: have never learnt of it")                                \
	X(offenders, S, "persons",                                                                               \
	  "people who have done, since the start, an act that a black list then in force was for")               \
	X(offenders_listed, S, "persons", "of them: on a black list")                                            \
	X(listed_red, S, "persons", "people on a red list")                                                      \
	X(sanctioned, S, "persons",                                                                              \
	  "people formally under a sanction, by their own entry or grade, or another's for whom they are "       \
	  "liable")                                                                                              \
	X(sanctioned_by_kin, S, "persons",                                                                       \
	  "of the sanctioned: only because of a relative, or of one of the liability group")                     \
	X(sanctioned_innocent, S, "persons",                                                                     \
	  "of the sanctioned: only because of a relative, one of the liability group or a wrong entry")          \
	X(sanctioned_effective, S, "persons",                                                                    \
	  "of the sanctioned: effectively, as people of their age, class and income try what it "                \
	  "denies")                                                                                              \
	X(sanctioned_effective_by_kin, S, "persons", "of these: none of their effective sanctions is their own") \
	X(sanctioned_effective_innocent, S, "persons",                                                           \
	  "of these: none of their effective sanctions is their own by a true entry or a grade they would hold " \
	  "anyway")                                                                                              \
	X(rewarded, S, "persons", "people under a reward")                                                       \
	X(unregistered, S, "persons", "people who live elsewhere than registered")                               \
	X(pending_records, S, "records", "records that wait for a reviewer")                                     \
	X(pending_appeals, S, "appeals", "appeals that wait for a decision")                                     \
	X(income_lost, S, "1/100 of a monthly income", "income lost this month after refusals or loss of work")  \
	X(strain_sum, S, "1/255", "sum of strain")                                                               \
	X(violations, F, "events", "violations that happened")                                                   \
	X(violations_counterfactual, F, "events",                                                                \
	  "violations the same people under the same random numbers commit under no regime")                     \
	X(violations_unfollowed, F, "events",                                                                    \
	  "violations of the same people under the regime, had they not followed what others do")                \
	X(good_deeds, F, "events", "good deeds that happened")                                                   \
	X(good_deeds_counterfactual, F, "events", "good deeds of the same people under no regime")               \
	X(good_deeds_unfollowed, F, "events",                                                                    \
	  "good deeds of the same people under the regime, had they not followed what others do")                \
	X(lawful_acts, F, "events", "discouraged lawful acts that happened")                                     \
	X(lawful_acts_counterfactual, F, "events", "discouraged lawful acts of the same people under no regime") \
	X(lawful_acts_unfollowed, F, "events",                                                                   \
	  "discouraged lawful acts of the same people under the regime, had they not followed what others do")   \
	X(life_events, F, "events", "life events")                                                               \
	X(violations_seen, F, "events", "violations recorded by a channel, whoever was named")                   \
	X(offences, F, "events", "acts that a black list in force is for, whatever their kind")                  \
	X(offences_missed, F, "events", "of them: on no record that names who did it")                           \
	X(records_true, F, "records", "records that name the person who did it (by the person named)")           \
	X(records_misattributed, F, "records", "records of something that happened but was another's act")       \
	X(records_fabricated, F, "records", "records of something that never happened")                          \
	X(records_lost, F, "records", "records lost because no identity could be linked")                        \
	X(reports, F, "records", "neighbours' reports (by the person named)")                                    \
	X(accepted_true, F, "records", "true records accepted by review")                                        \
	X(accepted_wrong, F, "records", "wrong records accepted by review")                                      \
	X(rejected_true, F, "records", "true records rejected by review")                                        \
	X(rejected_wrong, F, "records", "wrong records rejected by review")                                      \
	X(filed, F, "records", "records sent to human reviewers")                                                \
	X(reviewed_by_people, F, "records", "records decided by human reviewers")                                \
	X(entries_true, F, "entries", "black-list entries of people who did it")                                 \
	X(entries_other_violation, F, "entries", "black-list entries of people who did something else")          \
	X(entries_no_violation, F, "entries", "black-list entries of people who did nothing")                    \
	X(entries_red, F, "entries", "red-list entries")                                                         \
	X(exits_expired, F, "entries", "black-list entries that expired")                                        \
	X(exits_repaired, F, "entries", "black-list entries ended by repair")                                    \
	X(exits_overturned, F, "entries", "black-list entries overturned on appeal")                             \
	X(expired_unaware, F, "entries", "expired black-list entries of which the person never learnt")          \
	X(attempts, F, "attempts", "attempts at what a sanction denies, by people under one")                    \
	X(refused, F, "attempts", "attempts refused")                                                            \
	X(refused_innocent, F, "attempts",                                                                       \
	  "attempts refused to people sanctioned only by a relative or a wrong entry")                           \
	X(granted, F, "attempts", "attempts granted by a reward")                                                \
	X(notices, F, "entries", "entries of which the person was told at once or by publication")               \
	X(notices_by_refusal, F, "entries", "entries of which the person learnt from a refusal")                 \
	X(appeals_wronged, F, "appeals", "appeals filed by people wrongly listed")                               \
	X(appeals_guilty, F, "appeals", "appeals filed by people rightly listed")                                \
	X(upheld_wronged, F, "appeals", "decided for people wrongly listed: the entry is overturned")            \
	X(upheld_guilty, F, "appeals", "decided for people rightly listed: the entry is overturned")             \
	X(denied_wronged, F, "appeals", "decided against people wrongly listed")                                 \
	X(denied_guilty, F, "appeals", "decided against people rightly listed")                                  \
	X(appeals_expired, F, "appeals", "undecided when the entry ended")                                       \
	X(appeal_wait_months, F, "months", "sum of waiting times of the appeals decided")                        \
	X(review_wait_months, F, "months", "sum of waiting times of the records decided by reviewers")           \
	X(grade_rises, F, "persons", "people who rose to a higher grade")                                        \
	X(grade_falls, F, "persons", "people who fell to a lower grade")                                         \
	X(docket_full, F, "records",                                                                             \
	  "records and appeals lost because a community's docket was full: 0 in a sound run")

enum soc_indicator {
#define SOC_INDICATOR_ENUM(name, kind, unit, meaning) SOC_IND_##name,
	SOC_INDICATORS(SOC_INDICATOR_ENUM)
#undef SOC_INDICATOR_ENUM
		SOC_INDICATORS_COUNT
};

/* by event class; all flows */
#define SOC_CLASS_COUNTS(X)                                                                            \
	X(happened, "events that happened")                                                                \
	X(happened_counterfactual, "events of the same people under no regime")                            \
	X(happened_unfollowed,                                                                             \
	  "events of the same people under the regime, had they not followed what others do")              \
	X(seen, "events recorded by a channel")                                                            \
	X(records_true, "records that name the person who did it")                                         \
	X(records_misattributed, "records that name another person")                                       \
	X(records_fabricated, "fabricated records: nothing had happened")                                  \
	X(accepted_true, "true records accepted")                                                          \
	X(accepted_wrong, "wrong records accepted")                                                        \
	X(response, "sum over the events of the elasticity of their rate to what is expected of them, in " \
	            "1/65536")

/* by channel; all flows */
#define SOC_CHANNEL_COUNTS(X)                                         \
	X(records_true, "records that name the person who did it")        \
	X(records_misattributed, "records that name another person")      \
	X(records_fabricated, "fabricated records: nothing had happened") \
	X(lost, "records lost because no identity could be linked")       \
	X(dismissed_true, "true reports dismissed by verification")       \
	X(dismissed_wrong, "wrong reports dismissed by verification")     \
	X(accepted_true, "true records accepted by review")               \
	X(accepted_wrong, "wrong records accepted by review")             \
	X(entries_true, "black-list entries caused by a true record")     \
	X(entries_wrong, "black-list entries caused by a wrong record")

/* by list; the first five are stocks */
#define SOC_LIST_COUNTS(X)                                                 \
	X(stock, "people on the list")                                         \
	X(stock_true, "of them: did what they are listed for")                 \
	X(stock_other_violation, "of them: did something else")                \
	X(stock_no_violation, "of them: did nothing")                          \
	X(stock_unaware, "of them: never learnt of it")                        \
	X(entries_true, "entries of people who did it")                        \
	X(entries_other_violation, "entries of people who did something else") \
	X(entries_no_violation, "entries of people who did nothing")           \
	X(renewals, "entries prolonged by a further record")                   \
	X(exits_expired, "entries that expired")                               \
	X(exits_repaired, "entries ended by repair")                           \
	X(exits_overturned, "entries overturned on appeal")

/* by measure; the first five are stocks */
#define SOC_MEASURE_COUNTS(X)                                                                \
	X(people_own, "people under it by their own grade or entry")                             \
	X(people_spouse, "people under it only through a spouse")                                \
	X(people_child, "people under it only through a parent")                                 \
	X(people_household, "people under it only through another member of the household")      \
	X(people_kin, "people under it only through kin outside the household")                  \
	X(attempts, "attempts at what it denies or grants, by people under it")                  \
	X(effective, "attempts refused (sanction) or granted (reward)")                          \
	X(effective_spilled,                                                                     \
	  "of those: by people under it only through a relative, or one of the liability group") \
	X(effective_wronged, "of those: by people under it only by a wrong entry")

#define SOC_COUNT_ENUM_1(name, meaning) SOC_CLASS_##name,
enum soc_class_count { SOC_CLASS_COUNTS(SOC_COUNT_ENUM_1) SOC_CLASS_COUNTS_COUNT };
#undef SOC_COUNT_ENUM_1
#define SOC_COUNT_ENUM_2(name, meaning) SOC_CHAN_##name,
enum soc_channel_count { SOC_CHANNEL_COUNTS(SOC_COUNT_ENUM_2) SOC_CHANNEL_COUNTS_COUNT };
#undef SOC_COUNT_ENUM_2
#define SOC_COUNT_ENUM_3(name, meaning) SOC_LISTCOUNT_##name,
enum soc_list_count { SOC_LIST_COUNTS(SOC_COUNT_ENUM_3) SOC_LIST_COUNTS_COUNT };
#undef SOC_COUNT_ENUM_3
#define SOC_COUNT_ENUM_4(name, meaning) SOC_MEAS_##name,
enum soc_measure_count { SOC_MEASURE_COUNTS(SOC_COUNT_ENUM_4) SOC_MEASURE_COUNTS_COUNT };
#undef SOC_COUNT_ENUM_4

/* Demographic cell of the results: class of person (3) x group (2) x urban (2) x income quintile (5) = 60. */
#define SOC_DEMOGRAPHIC_CELLS 60
static inline unsigned soc_indicators_cell(unsigned person_class, unsigned minority, unsigned urban,
                                           unsigned quintile)
{
	return ((person_class * 2 + minority) * 2 + urban) * 5 + quintile;
}
#define SOC_WAIT_BUCKETS 61 /* months to a decision, 0..59; the last takes the rest */

/* What a place sums: its indicators, then of each sphere the acts that happened and those recorded, from
 * which the place learns; then the records that attention follows (modules/attention). */
#define SOC_PLACE_SPHERES SOC_INDICATORS_COUNT
#define SOC_PLACE_DISCOVERED (SOC_PLACE_SPHERES + 2 * SOC_SPHERES_MAX)
#define SOC_PLACE_REPORTED (SOC_PLACE_DISCOVERED + 1)
#define SOC_PLACE_VALUES (SOC_PLACE_REPORTED + 1)

/* Sums of one month. One per thread while a month runs, reduced to one at its end. */
struct soc_tally {
	int64_t cell[SOC_DEMOGRAPHIC_CELLS][SOC_INDICATORS_COUNT];
	int64_t event[SOC_EVENTS_MAX][SOC_CLASS_COUNTS_COUNT];
	int64_t channel[SOC_CHANNELS_MAX][SOC_CHANNEL_COUNTS_COUNT];
	int64_t list[SOC_LISTS_MAX][SOC_LIST_COUNTS_COUNT];
	int64_t measure[SOC_MEASURES_MAX][SOC_MEASURE_COUNTS_COUNT];
	int64_t transition[SOC_GRADES_MAX][SOC_GRADES_MAX];                   /* from, to; only changes */
	int64_t appeal_wait[SOC_WAIT_BUCKETS], review_wait[SOC_WAIT_BUCKETS]; /* of what was decided */
	int64_t appeal_lapse[SOC_WAIT_BUCKETS]; /* of what never was: the entry ended */
	int64_t
		module[SOC_MODULE_VALUES + 1];  /* module_counts.h; the last is never used: there may be no count */
	int64_t (*place)[SOC_PLACE_VALUES]; /* one row per place; owner: run */
	int64_t *place_now;                 /* the row of the place being stepped */
};

static inline void soc_count(struct soc_tally *t, unsigned cell, enum soc_indicator i, int64_t n)
{
	t->cell[cell][i] += n;
	t->place_now[i] += n;
}

/* count: SOC_MOD_*; index: 0..size-1 of it. */
static inline void soc_count_module(struct soc_tally *t, enum soc_module_count count, unsigned index,
                                    int64_t n)
{
	t->module[(unsigned)count + index] += n;
}

#endif
