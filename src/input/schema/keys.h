/* Every key of a scenario, once.
 *
 * X(field, type, unit, default, low, high, when, meaning, source)
 *   type    N number, I whole number, B switch (0/1), C_<enum> choice, T text, R_<section> reference by name,
 *           S_<section> set of references, A ages (five numbers), M_<section> map from entries to numbers,
 *           D month as YYYY-MM, W one word (letters, digits, _ -), L names with commas or a list of names,
 *           P one file or a list of them, O something else, said in words
 *   low/high  both allowed; INFINITY is "no bound"
 *   when    V may vary in the timeline, F fixed for a run, S fixed and only in a scenario (not in a regime file)
 *   source  a citation, or "assumption" (the range is then the plausible range to vary it in)
 * Defaults are values of the world as it is without a regime; a regime file states what it changes. */
#ifndef SOC_INPUT_KEYS_H
#define SOC_INPUT_KEYS_H

#include "input/schema/keys_firms.h"

/* Keys that concern the file itself; they have no place in struct soc_scenario. */
#define SOC_KEYS_FILE(X) \
	X(socred, I, "", 1, 1, 1, F, "version of the format; required in every file", "") \
	X(base, T, "", "", 0, 0, F, "another file of the same kind, relative to this one; this file states only what changes", "") \
	X(regime, T, "", "", 0, 0, S, "a regime file, laid over base and under this file; none: no regime at all, only what people do", "") \
	X(modules, P, "", "", 0, 0, F, "a file, or a list of them, each a part of a regime: laid over base and regime in their order, under this file, and each only once", "") \
	X(needs, P, "", "", 0, 0, F, "in a module: sections, or entries of them, that must be there beneath it", "") \
	X(timeline_add, O, "", "", 0, 0, S, "changes behind those of base, where timeline: would replace them", "")

/* Keys of an entry of the timeline that have a place of their own there. */
#define SOC_KEYS_CHANGE(X) \
	X(name, W, "", "", 0, 0, S, "name of the change; change_1, change_2, ... by its place when there is none", "") \
	X(set, O, "", "", 0, 0, S, "a map from dotted keys that may change in the timeline to their values", "")

#define SOC_KEYS_TOP(X) \
	X(title, T, "", "", 0, 0, F, "one line that names the scenario", "") \
	X(description, T, "", "", 0, 0, F, "what the scenario asks, in a few sentences", "") \
	X(published, W, "", "", 0, 0, S, "name of a table of published figures to put beside the model's, from data/", "") \
	X(seed, I, "", 1, 0, 9007199254740991, S, "root of every draw; the same seed gives the same bytes", "") \
	X(replicates, I, "runs", 4, 1, 1000, S, "independent repetitions with seeds derived from the seed; intervals are over them", "")

#define SOC_KEYS_SPAN(X) \
	X(from, D, "month", 2014 * 12, 0, 3000 * 12, S, "first month, as YYYY-MM", "") \
	X(to, D, "month", 2014 * 12 + 11, 0, 3000 * 12, S, "last month, included; at most 100 years after the first", "")

#define SOC_KEYS_PEOPLE(X) \
	X(persons, I, "persons", 100000, 1, 1500000000, S, "synthetic people; each stands for the census total divided by this", "") \
	X(data, W, "", "china-2020", 0, 0, S, "name of the population data set", "") \
	X(provinces, L, "", "all", 0, 0, S, "all, or English province names with commas: only their people are built", "")

#define SOC_KEYS_RECORD(X) \
	X(places, C_record_places, "", 1, 0, 0, S, "how often results are kept for each prefecture", "") \
	X(fields, B, "", 1, 0, 1, S, "keep the fields that `socred explain` needs to recompute a life", "") \
	X(wrong_files, B, "", 0, 0, 1, S, "count the people whose points or grade come from wrong records", "") \
	X(cliff, R_grades, "", -1, 0, 0, S, "count people by the distance of their score from where this grade begins", "") \
	X(cliff_points, N, "points", 5, 0.1, 1000, S, "points that count as one step of that distance", "") \
	X(spread, B, "", 0, 0, 1, S, "count how far scores spread, and scores by age, in by_module", "") \
	X(modules, C_record_modules, "", 0, 0, 0, S, "how often the stocks of modules that take a look at everybody are counted: each month, or at the end of each year and of the run", "")

#define SOC_KEYS_SOCIETY(X) \
	X(proneness_shape, N, "", 0.2, 0.05, 20, F, "shape of the gamma law of proneness to offend (mean 1); small means few people do most", "assumption") \
	X(helpfulness_shape, N, "", 1.0, 0.05, 20, F, "shape of the gamma law of the inclination to help (mean 1)", "assumption") \
	X(income_gini, N, "", 0.465, 0.2, 0.7, F, "Gini coefficient of income; the log-normal law behind income lost", "National Bureau of Statistics of China, 2019: 0.465") \
	X(urban_income_ratio, N, "", 2.64, 1, 6, F, "mean urban income over mean rural income", "National Bureau of Statistics of China, 2019: 42359/16021 yuan") \
	X(executive_share, N, "share", 0.02, 0, 0.2, F, "heads and owners of firms among people aged 25 to 64", "assumption") \
	X(official_share, N, "share", 0.01, 0, 0.2, F, "party and state managers among people aged 25 to 64", "assumption") \
	X(employed_share, N, "share", 0.75, 0, 1, F, "people aged 18 to 59 in work", "assumption") \
	X(borrower_share, N, "share", 0.27, 0, 1, F, "people aged 18 to 69 with a loan when the run begins", "6-sources 1.5: 380 M people with loan records in 2015, of 1.41 bn") \
	X(kin_share, N, "share", 0.5, 0, 1, F, "households of older couples or single elders with an adult child's household in the same community", "assumption") \
	X(divorced_link_share, N, "share", 0.5, 0, 1, F, "lone parents whose divorced spouse lives in the same community", "assumption") \
	X(lookalike_tries, N, "tries", 4, 1, 16, F, "neighbours compared before a mistaken identity falls on just anyone", "assumption") \
	X(names_per_million, N, "persons", 220, 50, 1000, F, "holders of the commonest full name per million people", "Xinhua, 22 August 2007: 290,607 people") \
	X(names_slope, N, "", 0.79, 0.6, 0.95, F, "exponent of the law of names: holders fall with the rank of a name; 0.79 meets the 198,720 published for rank 22", "assumption") \
	X(label_share, N, "share", 0, 0, 1, F, "people who carry the label: drawn by lot, it means nothing and changes nothing that they do", "assumption") \
	X(group_households, I, "households", 0, 0, 15, F, "successive households of a community that form a neighbours' group; 0: no groups", "2-systems H1: 5 to 10 families")

#define SOC_KEYS_IDENTITY(X) \
	X(coverage_urban, N, "share", 0.9, 0, 1, V, "urban people whose lifelong electronic identity is linked", "2-systems I1: 90%") \
	X(coverage_rural, N, "share", 0.5, 0, 1, V, "rural people whose lifelong electronic identity is linked", "2-systems I1: 50%") \
	X(name_search, N, "persons", 100000, 100, 100000000, V, "people among whom a record linked by name is looked for, after sex, age or district have narrowed them", "assumption")

#define SOC_KEYS_SCALE(X) \
	X(kind, C_scale_kind, "", 0, 0, 0, F, "points: base plus weighted points; index: weighted groups mapped to minimum..maximum", "") \
	X(base, N, "points", 1000, -10000, 10000, F, "score at the start on a points scale", "6-sources 1.1") \
	X(minimum, N, "points", 0, -10000, 10000, F, "lowest score", "assumption") \
	X(maximum, N, "points", 2000, -10000, 10000, F, "highest score", "assumption") \
	X(asymmetry, N, "ratio", 1, 0.05, 20, V, "weight of penalties over rewards: points lost times its square root, points gained divided by it", "assumption")

#define SOC_KEYS_GRADES(X) \
	X(from, N, "points", 0, -100000, 100000, F, "lowest score of the grade; grades are written worst first, and the first takes all below the second", "")

#define SOC_KEYS_FAMILIES(X) \
	X(kind, C_family_kind, "", 0, 0, 0, F, "records: points of accepted records; means: recorded income; network: mean of the household's other members; rating: an examination and a rater's impression", "") \
	X(weight, N, "", 1, 0, 100, V, "weight in the score (index: share of the range)", "assumption") \
	X(half_life_months, N, "months", 0, 0, 1200, V, "time in which points fade to half; 0 means never", "assumption") \
	X(floor, N, "points", -1000, -1000, 0, F, "fewest points the family can hold", "assumption") \
	X(ceiling, N, "points", 1000, 0, 1000, F, "most points the family can hold", "assumption") \
	X(start, N, "points", 0, -1000, 1000, F, "points held without any record; they do not fade", "assumption") \
	X(means_slope, N, "points", 0, -500, 500, F, "points for each fifth of recorded income above the middle one (means)", "assumption") \
	X(rating_months, I, "months", 12, 0, 60, V, "rating: months from one rating to the next; 0: nobody is rated", "assumption") \
	X(rated_classes, S_classes, "", 7, 0, 0, F, "rating: adults of which classes of person are rated", "") \
	X(rated_employed, B, "", 0, 0, 1, F, "rating: only people in work are rated: the rater is an employer", "") \
	X(raters, I, "raters", 1, 1, 16, F, "rating: raters in one community, each of whom rates the same people for the whole run", "assumption") \
	X(examination, N, "points", 10, 0, 200, V, "rating: points for one standard deviation of diligence", "assumption") \
	X(examination_error, N, "ratio", 0.5, 0, 5, V, "rating: standard deviation of the examination's error over that of diligence", "assumption") \
	X(rater_bias, N, "points", 0, 0, 200, V, "rating: standard deviation of leniency between raters", "assumption") \
	X(rater_liking, N, "points", 0, 0, 200, V, "rating: standard deviation of a rater's impression of a person, drawn anew each time", "assumption") \
	X(clients, N, "share", 0.1, 0, 1, V, "rating: people whom their rater favours", "assumption") \
	X(favour, N, "points", 0, 0, 200, V, "rating: points that a rater adds for a client", "assumption")

#define SOC_KEYS_EVENTS(X) \
	X(kind, C_event_kind, "", 0, 0, 0, F, "violation, good_deed, lawful_act or life_event", "") \
	X(driven_by, C_event_driver, "", 0, 0, 0, F, "the trait that scales the rate", "") \
	X(needs_loan, B, "", 0, 0, 1, F, "only people with a loan can do it; the rate is then theirs alone", "") \
	X(effect, C_event_effect, "", 0, 0, 0, F, "what a life event changes: move, job_loss, loan or none", "") \
	X(residence, C_event_residence, "", 0, 0, 0, F, "undeclared: not an event but living elsewhere than declared; declared: declaring it; letting: having let to who does; rate_per_year is then 0", "") \
	X(rate_per_year, N, "1/person-year", 0.01, 0, 12, V, "events per person-year of the reference person (woman, age ratio 1, urban, middle income), averaged over the trait", "assumption") \
	X(male_ratio, N, "ratio", 1, 0, 100, F, "rate of men over rate of women", "assumption") \
	X(urban_ratio, N, "ratio", 1, 0.01, 100, F, "rate of urban over rural people", "assumption") \
	X(income_slope, N, "", 0, -2, 2, F, "log change of the rate for each fifth of income upwards", "assumption") \
	X(age, A, "ratio", 1, 0, 100, F, "rates of the five age bands 0-17, 18-29, 30-44, 45-59, 60+", "assumption") \
	X(exponent, N, "", 1, 0, 2, F, "exponent of the trait (gamma in the model)", "assumption") \
	X(deterrence, N, "", 0, 0, 20, V, "eta: the rate falls with exp(-eta * perceived risk * severity)", "assumption") \
	X(severity, N, "0..1", 0.5, 0, 1, V, "how heavily the regime answers this class", "assumption") \
	X(strain_effect, N, "", 0, 0, 2, V, "sigma: the rate rises with exp(sigma * strain)", "assumption") \
	X(chilling, N, "", 0, 0, 20, V, "lawful acts: the rate falls with exp(-chilling * perceived risk)", "assumption") \
	X(crowding_out, N, "share", 0, 0, 1, V, "good deeds: share of unpaid deeds lost once they earn points", "assumption") \
	X(gaming, N, "ratio", 0, 0, 5, V, "good deeds: extra deeds for points, as a share of the rate, by those near a higher grade when the rules are published", "assumption") \
	X(norm_weight, N, "0..1", 0, 0, 1, V, "how far the place's norm moves the rate", "assumption") \
	X(avoidable, N, "share", 0, 0, 1, V, "violations: share not committed by people who know the rules, who would have done it unknowingly", "assumption") \
	X(family, R_families, "", -1, 0, 0, F, "indicator family that takes the points", "") \
	X(points, N, "points", 0, -1000, 1000, V, "points for an accepted record (negative: loss)", "assumption") \
	X(grade_at_most, R_grades, "", -1, 0, 0, F, "an accepted record drops the score straight to this grade", "") \
	X(group_points, N, "share", 0, 0, 1, V, "share of the points that an accepted record also costs every other adult of the neighbours' group", "assumption")

#define SOC_KEYS_CHANNELS(X) \
	X(kind, C_channel_kind, "", 0, 0, 0, F, "official, self_declaration, neighbours, camera, bank, employer or committee", "") \
	X(enabled, B, "", 1, 0, 1, V, "whether the channel is attached", "") \
	X(needs_identity, B, "", 1, 0, 1, F, "records of people without a linked identity are lost", "assumption") \
	X(coverage_urban, N, "share", 1, 0, 1, V, "urban people whom the channel reaches", "assumption") \
	X(coverage_rural, N, "share", 1, 0, 1, V, "rural people whom the channel reaches", "assumption") \
	X(wrong_person, N, "probability", 0.005, 0, 1, V, "the record names another member of the community", "assumption") \
	X(by_name, N, "share", 0, 0, 1, V, "records linked by name, not by code: they may fall on a namesake", "assumption") \
	X(by_name_if_unlinked, N, "share", 0, 0, 1, V, "of the records of people without a linked identity: linked by name instead of lost", "assumption") \
	X(code_slip, N, "probability", 0, 0, 0.1, V, "a record linked by code falls on the holder of another code", "assumption") \
	X(false_per_1000_years, N, "1/1000 person-years", 0.5, 0, 400, V, "records out of nothing per 1,000 people reached and year", "assumption") \
	X(attention, N, "ratio", 1, 0, 10, V, "detection and records out of nothing of people with the label, over those of others", "assumption") \
	X(attention_listed, N, "ratio", 1, 0, 10, V, "detection of people on a black list, over that of others", "assumption") \
	X(verify_sensitivity, N, "probability", 1, 0, 1, V, "neighbours' reports: a true report is confirmed", "assumption") \
	X(verify_specificity, N, "probability", 0, 0, 1, V, "neighbours' reports: a false report is dismissed", "assumption") \
	X(reward_points, N, "points", 0, 0, 100, V, "neighbours' reports: points to the informer of a confirmed report", "assumption") \
	X(malice_response, N, "1/point", 0, 0, 1, V, "neighbours' reports: false reports rise by this share for each point of reward", "assumption") \
	X(detects, M_events, "probability", 0, 0, 1, V, "chance that the channel records an event of the class that it could see", "assumption") \
	X(invents, M_events, "weight", 0, 0, 1000, F, "mix of classes among the records out of nothing", "assumption")

#define SOC_KEYS_REVIEW(X) \
	X(automatic_share, N, "share", 0.9, 0, 1, V, "records decided without a person", "2-systems P6: 90 to 95%") \
	X(automatic_sensitivity, N, "probability", 0.98, 0, 1, V, "a right record is accepted automatically", "assumption") \
	X(automatic_specificity, N, "probability", 0.3, 0, 1, V, "a wrong record is rejected automatically", "assumption") \
	X(human_sensitivity, N, "probability", 0.95, 0, 1, V, "a right record is accepted by a reviewer", "assumption") \
	X(human_specificity, N, "probability", 0.7, 0, 1, V, "a wrong record is rejected by a reviewer", "assumption") \
	X(files_per_month_per_million, N, "files", 20000, 0, 1000000, V, "records that the reviewers of a place decide a month per million people", "assumption") \
	X(checks_per_month_per_million, N, "reports", 0, 0, 1000000, V, "neighbours' reports that a community can have verified a month, per million people; the others lapse; 0: no bound", "assumption") \
	X(docket, I, "files", 40, 1, 512, F, "files and appeals that one community of up to 512 people can have pending at once", "assumption")

#define SOC_KEYS_CONSENT(X) \
	X(needed, B, "", 0, 0, 1, V, "measures by grade meet only people who opted in", "") \
	X(share, N, "share", 0.2, 0, 1, V, "people aged 30 to 44, urban, with the grade of the start, who opt in", "assumption") \
	X(below_ratio, N, "ratio", 0.4, 0, 10, V, "opting in of people with a grade below that of the start, over others", "assumption") \
	X(above_ratio, N, "ratio", 1.5, 0, 10, V, "opting in of people with a grade above that of the start, over others", "assumption") \
	X(unknowing, N, "share", 0.3, 0, 1, V, "people who cannot tell their grade and opt in as if it were that of the start", "assumption") \
	X(rural_ratio, N, "ratio", 0.5, 0, 10, V, "opting in of rural people over urban ones", "assumption") \
	X(age, A, "ratio", 1, 0, 10, F, "opting in of the five age bands 0-17, 18-29, 30-44, 45-59, 60+", "assumption")

#define SOC_KEYS_HIERARCHY(X) \
	X(hops, I, "hops", 0, 0, 4, V, "levels that a record climbs from where it is made to where it is decided; 0: decided where it is made", "2-systems P5: county, province, centre") \
	X(months_per_hop, I, "months", 0, 0, 12, V, "time that a record takes for one hop", "assumption") \
	X(lost_per_hop, N, "probability", 0, 0, 1, V, "a record is lost on one hop", "assumption") \
	X(misfiled_per_hop, N, "probability", 0, 0, 1, V, "on one hop a record comes to be filed on another person of the community", "assumption") \
	X(reclassed_per_hop, N, "probability", 0, 0, 1, V, "on one hop a record comes to say another class that its channel can see", "assumption") \
	X(orders_months, I, "months", 0, 0, 60, F, "time that an order takes from the centre to where it is obeyed: changes of the regime in the timeline hold so much later than written", "assumption")

#define SOC_KEYS_SELF_CORRECTION(X) \
	X(family, R_families, "", -1, 0, 0, F, "the family whose weight follows the regime's own outcomes; none: no weight does", "") \
	X(classes, S_classes, "", 7, 0, 0, F, "people whose outcome is looked at", "") \
	X(target, N, "share", 0.1, 0, 1, V, "share of those people that is meant to stand in the lowest grade", "assumption") \
	X(gain, N, "weight", 1, 0, 100, V, "the factor on the weight grows by this times the share that is missing, each month", "assumption") \
	X(delay_months, I, "months", 0, 0, 24, F, "the outcomes that are known are so old", "assumption") \
	X(lowest, N, "ratio", 0.25, 0.01, 1, F, "smallest factor on the weight", "assumption") \
	X(highest, N, "ratio", 4, 1, 7.9, F, "largest factor on the weight", "assumption")

#define SOC_KEYS_LISTS(X) \
	X(colour, C_colour, "", 0, 0, 0, F, "black or red", "") \
	X(enabled, B, "", 1, 0, 1, V, "whether people are entered", "") \
	X(entry_events, S_events, "", 0, 0, 0, F, "an accepted record of one of these classes enters the person", "") \
	X(entry_grades, S_grades, "", 0, 0, 0, F, "falling into (black) or reaching (red) one of these grades enters the person", "") \
	X(entry_probability, N, "probability", 1, 0, 1, V, "share of those cases that are entered", "assumption") \
	X(term_months, N, "months", 24, 1, 250, V, "time until an entry expires", "assumption") \
	X(repair_per_month, N, "probability", 0, 0, 1, V, "chance a month to leave early by repair (paying, doing what was ordered)", "assumption") \
	X(exit_delay_months, N, "months", 0, 0, 24, V, "a repaired entry stays in force this long: stale records", "6-sources 1.6: lag admitted by the NDRC, March 2018") \
	X(good_deed_months, N, "months", 0, 0, 60, V, "months that an accepted good deed takes off a black entry", "assumption") \
	X(entry_kin, N, "probability", 0, 0, 1, V, "adult children, parents and divorced spouses of a person entered are entered too", "assumption") \
	X(entry_kin_classes, S_classes, "", 7, 0, 0, F, "classes of person whose kin that is: citizen, executive, official", "") \
	X(publication, N, "share", 0, 0, 1, V, "chance that a listed person who was not told learns of the entry from its publication", "assumption") \
	X(grade_at_most, R_grades, "", -1, 0, 0, F, "a remark: who is on the list has at most this grade, whatever the score", "") \
	X(grade_at_least, R_grades, "", -1, 0, 0, F, "an honour: who is on the list has at least this grade, whatever the score; grade_at_most of another list wins", "")

#define SOC_KEYS_MEASURES(X) \
	X(kind, C_measure_kind, "", 0, 0, 0, F, "sanction or reward", "") \
	X(enabled, B, "", 1, 0, 1, V, "whether the measure is in force", "") \
	X(lists, S_lists, "", 0, 0, 0, F, "lists whose members it meets", "") \
	X(grades, S_grades, "", 0, 0, 0, F, "grades whose members it meets", "") \
	X(bureaus, S_bureaus, "", 0, 0, 0, F, "bureaus: it meets those whom they refuse", "") \
	X(classes, S_classes, "", 7, 0, 0, F, "classes of person it is for: citizen, executive, official", "") \
	X(demand_per_year, N, "1/person-year", 0, 0, 36, V, "attempts of an adult urban citizen of middle income", "assumption") \
	X(demand_urban_ratio, N, "ratio", 1, 0.01, 100, F, "attempts of urban over rural people", "assumption") \
	X(demand_income_slope, N, "", 0, -2, 2, F, "log change of attempts for each fifth of income upwards", "assumption") \
	X(demand_executive_ratio, N, "ratio", 1, 0, 100, F, "attempts of executives over citizens", "assumption") \
	X(demand_official_ratio, N, "ratio", 1, 0, 100, F, "attempts of officials over citizens", "assumption") \
	X(demand_min_age, I, "years", 18, 0, 120, F, "youngest who make such attempts", "assumption") \
	X(demand_max_age, I, "years", 120, 0, 120, F, "oldest who make such attempts", "assumption") \
	X(strictness, N, "probability", 1, 0, 1, V, "an attempt that meets the measure is refused (reward: granted)", "assumption") \
	X(spill_spouse, N, "probability", 0, 0, 1, V, "the measure also meets the spouse", "assumption") \
	X(spill_child, N, "probability", 0, 0, 1, V, "the measure also meets each child at home", "assumption") \
	X(spill_household, N, "probability", 0, 0, 1, V, "the measure also meets each other member of the household", "assumption") \
	X(spill_kin, N, "probability", 0, 0, 1, V, "the measure also meets adult children, parents and divorced spouses in other households", "assumption") \
	X(spill_group, N, "probability", 0, 0, 1, V, "the measure also meets each other adult of the neighbours' group; needs society.group_households", "assumption") \
	X(spill_depth, I, "steps", 1, 1, 4, V, "how far the measure reaches: 1 relatives (and the group), 2 theirs, and so on", "assumption") \
	X(income_gain, N, "share", 0, 0, 1, V, "rewards: income gained for a while by a favour granted", "assumption") \
	X(relief, N, "0..1", 0, 0, 1, V, "rewards: strain taken away by a favour granted", "assumption") \
	X(income_loss, N, "share", 0, 0, 1, V, "income lost for a while after a refusal", "assumption") \
	X(strain, N, "0..1", 0, 0, 1, V, "strain added by a refusal", "assumption")

#define SOC_KEYS_DUE_PROCESS(X) \
	X(notice, N, "probability", 0.5, 0, 1, V, "the listed person is told at entry", "assumption") \
	X(notice_by_refusal, N, "probability", 0.8, 0, 1, V, "an unnotified person learns of the entry from a refusal", "assumption") \
	X(appeal_if_wronged, N, "probability", 0.3, 0, 1, V, "a person listed for what they did not do appeals once they know", "assumption") \
	X(appeal_if_guilty, N, "probability", 0.05, 0, 1, V, "a person listed for what they did appeals once they know", "assumption") \
	X(delay_months, N, "months", 1, 0, 60, V, "shortest time to a decision", "6-sources 1.6: correction decided in 15 days, from memory") \
	X(files_per_month_per_million, N, "files", 50, 0, 100000, V, "appeals decided a month per million people", "assumption") \
	X(overturn_wrong, N, "probability", 0.79, 0, 1, V, "a wrong listing is overturned", "FTC 2012: 206 of 262 disputes led to a change") \
	X(overturn_right, N, "probability", 0.1, 0, 1, V, "a right listing is overturned", "assumption") \
	X(restore_points, B, "", 1, 0, 1, V, "points are given back when a listing is overturned", "") \
	X(informed_appeal, N, "share", 0, 0, 1, V, "of the wrongly listed who would not appeal, those who do because they know the rules", "assumption") \
	X(informed_success, N, "share", 0, 0, 1, V, "of wrong listings that would stand, those overturned because the appellant knows the rules", "assumption")

#define SOC_KEYS_CONDUCT(X) \
	X(risk_initial, N, "0..1", 0.1, 0, 1, F, "perceived risk of being caught when a regime begins", "assumption") \
	X(risk_own_weight, N, "0..1", 0.7, 0, 1, F, "weight of own experience in the risk that is acted on", "assumption") \
	X(risk_place_weight, N, "0..1", 0.3, 0, 1, F, "weight of the place's experience in the risk that is acted on", "assumption") \
	X(risk_learning, N, "0..1", 0.1, 0, 1, F, "step of the update after an offence, caught or not (Anwar and Loughran 2011)", "assumption") \
	X(strain_half_life_months, N, "months", 12, 0.5, 1200, F, "time in which strain fades to half", "assumption") \
	X(strain_listing, N, "0..1", 0.15, 0, 1, F, "strain added when a person learns of being listed", "assumption") \
	X(norm_learning, N, "0..1", 0.05, 0, 1, F, "monthly step of a place's norm towards what is done there", "assumption") \
	X(norm_floor, N, "ratio", 0.7, 0.1, 1, F, "lowest norm factor", "assumption") \
	X(norm_ceiling, N, "ratio", 1.2, 1, 3, F, "highest norm factor", "assumption") \
	X(income_recovery_per_month, N, "probability", 0.08, 0, 1, F, "chance a month that one step of lost income is regained", "assumption") \
	X(declare_move_per_month, N, "probability", 0.15, 0, 1, F, "chance a month that a person who moved declares it", "assumption") \
	X(loan_months, N, "months", 36, 1, 480, F, "mean length of a loan", "assumption") \
	X(job_loss_income, N, "share", 0.2, 0, 0.7, F, "income lost with a job, until it recovers", "assumption") \
	X(published_rules, N, "share", 0, 0, 1, V, "people who know the rules well enough to game them", "assumption") \
	X(gaming_reach, N, "deeds", 5, 0, 100, V, "a higher grade is worth gaming for when it is at most this many deeds' points away", "assumption") \
	X(group_watch, N, "ratio", 0, 0, 20, V, "neighbours report acts that their group answers for more often by this share", "assumption") \
	X(group_risk, N, "0..1", 0, 0, 1, V, "perceived risk of acts that the neighbours' group answers for is higher by this", "assumption") \
	X(rented_share, N, "share", 0.15, 0, 1, F, "people living elsewhere than declared who rent from somebody of the community; matters to an event with residence: letting", "assumption") \
	X(declare_response, N, "1/point", 0, 0, 1, V, "declaring a move rises by this share for each point that an event with residence: declared earns", "assumption") \
	X(report_response, N, "1/point", 0, 0, 1, V, "neighbours' reports of where people live, but malicious ones, rise by this share for each point of reward", "assumption") \
	X(suspected_per_1000_years, N, "1/1000 person-years", 0, 0, 400, V, "how often somebody next door wonders who a person is, per 1,000 people and year; a report unless somebody vouches", "assumption") \
	X(denounced_per_1000_years, N, "1/1000 person-years", 0, 0, 400, V, "how often somebody would report a neighbour's residence for the reward, per 1,000 people and year; malice_response of the channel moves it", "assumption") \
	X(multiplier_max, N, "ratio", 1.5, 1, 5, F, "bound on the product of factors that raise a rate; a product above it counts as the bound", "assumption")

/* What the scoring bureaus share. */
#define SOC_KEYS_CREDIT(X) \
	X(interval_months, I, "months", 12, 1, 120, F, "months between two scorings by all bureaus; the first is at the end of the first interval", "assumption") \
	X(friends, I, "persons", 6, 2, 20, F, "contacts of a person in the community, outside the household; an even number", "assumption") \
	X(friends_alike, N, "share", 0, 0, 1, F, "share of the contacts that are made among people of like income", "assumption") \
	X(friends_rounds, I, "rounds", 3, 1, 12, F, "rounds in which friends' scores enter scores; how far a score can reach", "assumption") \
	X(proxy_group, N, "share", 0, 0, 1, F, "share of its range that the minority does not reach on the proxy", "assumption") \
	X(proxy_income, N, "share", 0, 0, 0.5, F, "share of its range that is not reached on the proxy for each fifth of income below the highest", "assumption") \
	X(probe_points, N, "points", 0, 0, 1000, F, "experiment in thought at each scoring: one person of a community falls by this much; what friends lose is counted", "")

#define SOC_KEYS_BUREAUS(X) \
	X(kind, C_bureau_kind, "", 0, 0, 0, F, "scorer: has files of its own; merged: decides from the scores of others", "") \
	X(enabled, B, "", 1, 0, 1, V, "whether the bureau is asked", "") \
	X(clients, C_bureau_clients, "", 0, 0, 0, F, "independent of other bureaus; shared: the clients of a smaller one are among those of a larger; apart: whom the shared ones have last", "assumption") \
	X(coverage_urban, N, "share", 1, 0, 1, V, "urban people of whom there is a file", "assumption") \
	X(coverage_rural, N, "share", 1, 0, 1, V, "rural people of whom there is a file", "assumption") \
	X(coverage_borrowers, N, "share", 0, 0, 1, V, "people with a loan of whom there is a file; counts where it is the larger", "assumption") \
	X(min_age, I, "years", 18, 0, 120, F, "youngest of whom there is a file", "assumption") \
	X(needs_loan, B, "", 0, 0, 1, F, "only people with a loan get a score; the file of others is too thin", "") \
	X(weights, M_families, "weight", 0, 0, 100, V, "weights of the families of points in the score; only their ratios count", "assumption") \
	X(holds, N, "share", 1, 0, 1, V, "chance that the bureau holds the records of a family about a client", "assumption") \
	X(mixed_file, N, "probability", 0, 0, 1, V, "the file holds the records of another member of the community", "assumption") \
	X(friends_weight, N, "share", 0, 0, 0.9, V, "weight of the mean score of the friends who have one", "2-systems B2: 5%") \
	X(proxy_weight, N, "share", 0, 0, 1, V, "weight of the proxy: a habit that says nothing about repaying", "assumption") \
	X(gateway_lists, S_lists, "", 0, 0, 0, F, "lists whose entries can reach the bureau", "") \
	X(gateway, N, "probability", 0, 0, 1, V, "an entry on one of these lists reaches the bureau", "assumption") \
	X(gateway_delay_months, I, "months", 0, 0, 60, V, "months after which an entry has reached the bureau", "assumption") \
	X(gateway_points, N, "points", 0, 0, 10000, V, "points of the bureau's scale taken off for each list", "assumption") \
	X(minimum, N, "points", 0, -10000, 10000, F, "lowest score", "assumption") \
	X(maximum, N, "points", 100, -10000, 10000, F, "highest score", "assumption") \
	X(refuse_below, N, "points", 0, -10000, 10000, V, "who asks the bureau refuses a score below this; at or below minimum: nobody", "assumption") \
	X(refuse_without_score, N, "probability", 0, 0, 1, V, "an adult without a score is refused", "assumption") \
	X(merges, S_bureaus, "", 0, 0, 0, F, "merged: the bureaus whose files it takes over", "") \
	X(merge_rule, C_merge_rule, "", 0, 0, 0, F, "merged: any: refuses whom one of them refuses; majority: whom more than half of those with a score refuse; mean: a mean score below refuse_below", "")

#define SOC_KEYS_INSTRUMENT(X) \
	X(table, W, "", "", 0, 0, F, "table of scores and outcomes by group, from data/instruments: compas or transrisk; none: no instrument", "") \
	X(refuses, C_instrument_side, "", 0, 0, 0, F, "low: who scores below the threshold is refused; high: who reaches it", "") \
	X(assessed_per_year, N, "1/person-year", 1, 0, 12, V, "assessments of an adult", "assumption") \
	X(threshold, N, "points", 0, -10000, 10000, V, "score that decides for people without the label, the first group of the table", "") \
	X(threshold_labelled, N, "points", 0, -10000, 10000, V, "score that decides for people with the label, the second group", "") \
	X(gain, N, "points", 0, 0, 1000, F, "what a score gains when a person who was not refused turns out well", "assumption") \
	X(loss, N, "points", 0, 0, 1000, F, "what a score loses when a person who was not refused turns out badly", "assumption") \
	X(minimum, N, "points", -10000, -10000, 10000, F, "lowest score", "") \
	X(maximum, N, "points", 10000, -10000, 10000, F, "highest score", "") \
	X(event, R_events, "", -1, 0, 0, F, "class that a refusal is recorded as; none: no record is made", "") \
	X(channel, R_channels, "", -1, 0, 0, F, "channel by which it is recorded", "")

#define SOC_KEYS_CONTACTS(X) \
	X(enabled, B, "", 0, 0, 1, F, "keep who knows whom outside the household: up to eight contacts a person", "") \
	X(near_share, N, "share", 0.5, 0, 1, F, "of four possible contacts next door, those that people have", "assumption") \
	X(far_share, N, "share", 0.5, 0, 1, F, "of four possible contacts elsewhere in the community, those that people have", "assumption") \
	X(made_per_month, N, "probability", 0.02, 0, 0.125, F, "chance a month that a possible contact is made; contacts fade as fast as keeps the shares", "assumption") \
	X(lost_by_moving, N, "share", 0.8, 0, 1, F, "contacts lost with a move", "assumption") \
	X(isolated_at_most, I, "contacts", 1, 0, 8, F, "people with at most so many contacts are called isolated", "assumption")

#define SOC_KEYS_PUBLICITY(X) \
	X(contacts_cut, N, "probability", 0, 0, 1, V, "a contact of a person whose black-list entry is published is lost", "assumption") \
	X(tone_cut_per_month, N, "probability", 0, 0, 1, V, "a contact of a person under a published entry is lost in a month: the warning tone", "assumption") \
	X(work_lost, N, "probability", 0, 0, 1, V, "a person in work whose black-list entry is published loses it", "assumption") \
	X(return_per_month, N, "probability", 0.01, 0, 0.125, V, "chance a month that a contact is made again with a person whose published entry has ended", "assumption") \
	X(strain, N, "0..1", 0, 0, 1, V, "strain added a month to people isolated after publication", "assumption") \
	X(deterrence, N, "ratio", 0, 0, 10, V, "by how much publication raises the deterrence of what leads to a published list", "assumption")

/* One entry of the timeline, beside SOC_KEYS_CHANGE. */
#define SOC_KEYS_TIMELINE(X) \
	X(from, D, "month", 0, 0, 3000 * 12, S, "first month in force, as YYYY-MM", "") \
	X(to, D, "month", 3000 * 12, 0, 3000 * 12, S, "last month in force, included", "") \
	X(where.places, L, "", "all", 0, 0, S, "all, or a list of province names, or a list of 6-digit prefecture codes", "") \
	X(where.strata, C_strata, "", 0, 0, 0, S, "both, urban or rural people", "") \
	X(where.cities_above, N, "persons", 0, 0, 1000000000, S, "only places with at least this many urban people in the census", "no narrowing") \
	X(where.share, N, "share", 1, 0, 1, S, "share of the places so chosen, in an order drawn from the seed", "no narrowing")

/* X(name, choices in the order of their enum) */
#define SOC_CHOICES(X) \
	X(event_kind, "violation good_deed lawful_act life_event") \
	X(event_driver, "proneness helpfulness nothing") \
	X(event_effect, "none move job_loss loan") \
	X(event_residence, "none undeclared declared letting") \
	X(channel_kind, "official self_declaration neighbours camera bank employer committee") \
	X(family_kind, "records means network rating") \
	X(scale_kind, "points index") \
	X(colour, "black red") \
	X(measure_kind, "sanction reward") \
	X(classes, "citizen executive official") \
	X(bureau_kind, "scorer merged") \
	X(bureau_clients, "independent shared apart") \
	X(merge_rule, "any majority mean") \
	X(record_places, "none year month") \
	X(record_modules, "month year") \
	X(strata, "both urban rural") \
	X(instrument_side, "low high")

/* What belongs to a regime and not to the people: taken from base by `regime: none`. * is any entry. */
#define SOC_REGIME_PARTS \
	SOC_REGIME_PARTS_FIRMS, \
	"families", "grades", "channels", "lists", "measures", "bureaus", "credit", "scale", "consent", "review", "self_correction", "hierarchy", "due_process", \
	"instrument", \
	"events.*.family", "events.*.points", "events.*.grade_at_most", "events.*.group_points"

/* X(name, KEYS, meaning): sections with one value for each key, members of struct soc_scenario */
#define SOC_SINGLE_SECTIONS(X) \
	X(span, SPAN, "the months of the run") \
	X(people, PEOPLE, "who is synthesised") \
	X(record, RECORD, "what is kept of a run") \
	X(society, SOCIETY, "traits of the people and of their society") \
	X(identity, IDENTITY, "the electronic identity that ties records to a person") \
	X(scale, SCALE, "how points become a score") \
	X(consent, CONSENT, "a scheme that one has to join") \
	X(review, REVIEW, "how records are decided") \
	X(self_correction, SELF_CORRECTION, "a weight that follows the regime's own outcomes") \
	X(hierarchy, HIERARCHY, "the way of records up and of orders down") \
	X(due_process, DUE_PROCESS, "notice, appeal and restoration") \
	X(credit, CREDIT, "what the scoring bureaus share") \
	X(conduct, CONDUCT, "how people respond") \
	X(contacts, CONTACTS, "who knows whom") \
	X(publicity, PUBLICITY, "what it costs to be seen on a list") \
	SOC_SINGLE_SECTIONS_FIRMS(X) \
	X(instrument, INSTRUMENT, "a score from outside, known by what was published of it: whom it refuses and who of them turns out well")

/* X(name, KEYS, struct, most, kind, meaning): sections of named entries, arrays of struct soc_scenario; kind 1: the first
 * key of a new entry must be written, so that a slip in an entry's name is not taken for a new entry */
#define SOC_NAMED_SECTIONS(X) \
	X(grades, GRADES, grade, SOC_GRADES_MAX, 0, "intervals of the score, worst first") \
	X(families, FAMILIES, family, SOC_FAMILIES_MAX, 0, "families of indicators that hold points") \
	X(events, EVENTS, event, SOC_EVENTS_MAX, 1, "classes of what people do") \
	X(channels, CHANNELS, channel, SOC_CHANNELS_MAX, 1, "ways by which the regime sees it") \
	X(lists, LISTS, list, SOC_LISTS_MAX, 1, "black and red lists") \
	X(bureaus, BUREAUS, bureau, SOC_BUREAUS_MAX, 1, "scorers of the same people: own files, own view, merged files") \
	X(measures, MEASURES, measure, SOC_MEASURES_MAX, 1, "sanctions and rewards") \
	SOC_NAMED_SECTIONS_FIRMS(X)

#endif
