/* The dimensions by which modules count, each once. They are key columns of the tables of results, and the
 * place of a value among those of its counter follows from them: the last dimension of a table runs fastest.
 *
 *   SOC_DIMENSION_name(D)   D(name, values, form, meaning), the form one of
 *     WORD    the column holds one of the words SOC_WORDS_name, in the order of the values
 *     ENTRY   it holds the number of an entry, whose name the table `names` has under SOC_NAMES_name
 *     FLAG    it holds 0 or 1, which a page calls SOC_WORDS_name
 *     PROVINCE  it holds the number of a province, whose name the table `regions` has
 *     NUMBER  it holds a number from 0 on: a count, a distance */
#ifndef SOC_MODEL_MODULES_DIMENSIONS_H
#define SOC_MODEL_MODULES_DIMENSIONS_H

#include "input/schema/scenario.h"

/* ---- entries of the scenario ---- */
#define SOC_DIMENSION_bureau(D) D(bureau, SOC_BUREAUS_MAX, ENTRY, "bureau: names, kind bureau")
#define SOC_NAMES_bureau "bureau"
#define SOC_DIMENSION_other_bureau(D) \
	D(other_bureau, SOC_BUREAUS_MAX, ENTRY, "a later bureau: names, kind bureau")
#define SOC_NAMES_other_bureau "bureau"
#define SOC_DIMENSION_channel(D) D(channel, SOC_CHANNELS_MAX, ENTRY, "channel: names, kind channel")
#define SOC_NAMES_channel "channel"
#define SOC_DIMENSION_component(D) \
	D(component, SOC_COMPONENTS_MAX, ENTRY, "score component: names, kind component")
#define SOC_NAMES_component "component"
#define SOC_DIMENSION_grade(D) D(grade, SOC_GRADES_MAX, ENTRY, "grade, 0 the lowest: names, kind grade")
#define SOC_NAMES_grade "grade"
#define SOC_DIMENSION_list(D) D(list, SOC_LISTS_MAX, ENTRY, "list: names, kind list")
#define SOC_NAMES_list "list"
#define SOC_DIMENSION_entry_ground(D) \
	D(entry_ground, SOC_GROUNDS_MAX, ENTRY, "ground of entry: names, kind entry_ground")
#define SOC_NAMES_entry_ground "entry_ground"
#define SOC_DIMENSION_measure(D) D(measure, SOC_MEASURES_MAX, ENTRY, "measure: names, kind measure")
#define SOC_NAMES_measure "measure"
#define SOC_DIMENSION_sector(D) D(sector, SOC_SECTORS_MAX, ENTRY, "sector: names, kind sector")
#define SOC_NAMES_sector "sector"
#define SOC_DIMENSION_firm_grade(D) \
	D(firm_grade, SOC_FIRM_GRADES_MAX, ENTRY, "grade of firms: names, kind firm_grade")
#define SOC_NAMES_firm_grade "firm_grade"
#define SOC_DIMENSION_firm_event(D) \
	D(firm_event, SOC_FIRM_EVENTS_MAX, ENTRY, "class of firms' events: names, kind firm_event")
#define SOC_NAMES_firm_event "firm_event"
#define SOC_DIMENSION_firm_channel(D) \
	D(firm_channel, SOC_FIRM_CHANNELS_MAX, ENTRY, "channel of firms: names, kind firm_channel")
#define SOC_NAMES_firm_channel "firm_channel"
#define SOC_DIMENSION_firm_list(D) \
	D(firm_list, SOC_FIRM_LISTS_MAX, ENTRY, "list of firms: names, kind firm_list")
#define SOC_NAMES_firm_list "firm_list"
#define SOC_DIMENSION_firm_measure(D) \
	D(firm_measure, SOC_FIRM_MEASURES_MAX, ENTRY, "measure for firms: names, kind firm_measure")
#define SOC_NAMES_firm_measure "firm_measure"

/* ---- stays (modules/stays) ---- */
#define SOC_STAY_YEARS 6
#define SOC_DIMENSION_year_begun(D)       \
	D(year_begun, SOC_STAY_YEARS, NUMBER, \
	  "year of the run in which the stay began, 0 the first; 5: the sixth or a later one")
#define SOC_DIMENSION_stayed(D) D(stayed, 4, WORD, "how long the stay was")
#define SOC_WORDS_stayed "up_to_1_year", "up_to_3_years", "up_to_5_years", "longer"
#define SOC_DIMENSION_colour(D) D(colour, 2, WORD, "colour of the list")
#define SOC_WORDS_colour "black", "red"

/* ---- people ---- */
#define SOC_DIMENSION_person_class(D) D(person_class, 3, ENTRY, "class of person: names, kind person_class")
#define SOC_NAMES_person_class "person_class"
#define SOC_DIMENSION_grp(D) D(grp, 2, ENTRY, "group: names, kind group")
#define SOC_NAMES_grp "group"
#define SOC_DIMENSION_female(D) D(female, 2, FLAG, "1 women, 0 men")
#define SOC_WORDS_female "men", "women"
#define SOC_DIMENSION_urban(D) D(urban, 2, ENTRY, "1 urban, 0 rural")
#define SOC_NAMES_urban "stratum"
#define SOC_DIMENSION_income_quintile(D) D(income_quintile, 5, ENTRY, "income quintile, 0 the lowest")
#define SOC_NAMES_income_quintile "quintile"
#define SOC_DIMENSION_region(D) D(region, 64, PROVINCE, "province: table regions")
#define SOC_INCOME_BANDS 32
#define SOC_DIMENSION_income_level(D)         \
	D(income_level, SOC_INCOME_BANDS, NUMBER, \
	  "level of income in quarters of log income, 18 begins at the mean income of all")
#define SOC_DIMENSION_quintile_begun(D) \
	D(quintile_begun, 5, NUMBER, "income quintile when the run begins, 0 the lowest")
#define SOC_DIMENSION_quintile(D) D(quintile, 5, NUMBER, "income quintile now, 0 the lowest")
#define SOC_DIMENSION_blacklisted(D) D(blacklisted, 2, FLAG, "1 on a black list, 0 on none")
#define SOC_WORDS_blacklisted "on no black list", "on a black list"
#define SOC_DIMENSION_marked(D) D(marked, 2, FLAG, "1 with the marker, 0 without it")
#define SOC_WORDS_marked "without the marker", "with the marker"
#define SOC_DIMENSION_tenth(D) D(tenth, 10, NUMBER, "tenth of places, 0 those watched least")
#define SOC_DIMENSION_changed(D) \
	D(changed, 2, FLAG, "1 places under a change of the timeline that does not hold everywhere, 0 others")
#define SOC_WORDS_changed "rules as everywhere", "rules changed there by the timeline"
#define SOC_DIMENSION_overwatched(D) \
	D(overwatched, 2, FLAG, "1 places watched more than in the mean, 0 others")
#define SOC_WORDS_overwatched "watched at most as in the mean", "watched more than in the mean"
#define SOC_DIMENSION_client(D) D(client, 2, FLAG, "1 clients of the rater, 0 others")
#define SOC_WORDS_client "no client", "client"
#define SOC_DIMENSION_contacts(D) D(contacts, 9, NUMBER, "contacts outside the household")
#define SOC_DIMENSION_known(D) D(known, 9, NUMBER, "half the contacts of the household, at most 8")
#define SOC_DIMENSION_others_at_home(D) D(others_at_home, 9, NUMBER, "others of the household, at most 8")
#define SOC_DIMENSION_moved(D) D(moved, 2, FLAG, "1 if the person has moved during the run")
#define SOC_WORDS_moved "never moved", "moved"
#define SOC_DIMENSION_unregistered(D) D(unregistered, 2, FLAG, "1 living elsewhere than registered, 0 not")
#define SOC_WORDS_unregistered "registered", "unregistered"
#define SOC_DIMENSION_age(D) D(age, SOC_AGE_BANDS, WORD, "age in years")
#define SOC_WORDS_age "0-17", "18-29", "30-44", "45-59", "60+"
#define SOC_DIMENSION_holders(D) D(holders, 6, WORD, "how many people hold the name")
#define SOC_WORDS_holders \
	"under 10", "under 100", "under 1000", "under 10000", "under 100000", "100000 or more"

/* ---- trust and unrest (modules/trust, modules/unrest) ---- */
#define SOC_DIMENSION_on_record(D) \
	D(on_record, 5, WORD, "what stands on the record; of black-list entries the gravest wrong")
#define SOC_WORDS_on_record "nothing", "low_grade", "did_it", "did_something_else", "did_nothing"
#define SOC_DIMENSION_helper(D) \
	D(helper, 3, WORD, "whom the person helps: as the norm says, everybody, nobody")
#define SOC_WORDS_helper "norm", "everybody", "nobody"
#define SOC_DIMENSION_goes_by(D) D(goes_by, 3, WORD, "what the one who is asked goes by")
#define SOC_WORDS_goes_by "record", "repute", "nothing"
#define SOC_DIMENSION_standing(D) D(standing, 3, WORD, "what the regime has done to the person")
#define SOC_WORDS_standing "untouched", "sanctioned", "wronged"
#define SOC_DIMENSION_repute(D) D(repute, 3, WORD, "what is said of the person")
#define SOC_WORDS_repute "unknown", "good", "bad"

/* ---- forecasts (modules/prediction/predictor.h) ---- */
#define SOC_DIMENSION_predictor(D) D(predictor, 5, WORD, "predictor")
#define SOC_WORDS_predictor "chance", "past_records", "one_variable", "logistic", "trees"
#define SOC_DIMENSION_feature(D) \
	D(feature, 10, WORD, "what the regime knows of a person at the start of a period")
#define SOC_WORDS_feature                                                                            \
	"recorded_last", "recorded_before", "grade", "listed", "decades", "urban", "income", "employed", \
		"office", "home"
#define SOC_DIMENSION_tree(D) D(tree, 32, NUMBER, "number of the tree")
#define SOC_DIMENSION_node(D) D(node, 15, NUMBER, "number of the node: 0 to 6 ask, 7 to 14 are leaves")
#define SOC_DIMENSION_risk_rank(D) D(risk_rank, 50, NUMBER, "rank of the score, 0 the lowest risk")

/* ---- recognition ---- */
#define SOC_ALERT_BANDS 13
#define SOC_DIMENSION_alerts(D) D(alerts, SOC_ALERT_BANDS, WORD, "alerts of a deployment")
#define SOC_WORDS_alerts                                                                          \
	"0", "1", "2-3", "4-7", "8-15", "16-31", "32-63", "64-127", "128-255", "256-511", "512-1023", \
		"1024-2047", "2048 or more"

/* ---- outcomes ---- */
#define SOC_DIMENSION_refused(D) D(refused, 2, FLAG, "1 refused by the bureau, 0 not")
#define SOC_WORDS_refused "not refused", "refused"
#define SOC_DIMENSION_refused_by_member(D) \
	D(refused_by_member, 2, FLAG, "1 refused wrongly by a member of the merged bureau, 0 not")
#define SOC_WORDS_refused_by_member "refused wrongly by no member", "refused wrongly by a member"
#define SOC_DIMENSION_wrong(D) D(wrong, 2, FLAG, "1 if the record or entry is wrong, 0 if it is true")
#define SOC_WORDS_wrong "true", "wrong"
#define SOC_DIMENSION_offended(D) \
	D(offended, 2, FLAG, "1 if the person has committed some violation since the start")
#define SOC_WORDS_offended "no violation ever", "some violation"
#define SOC_DIMENSION_none_true(D) D(none_true, 2, FLAG, "1 if no black-list entry of the firm was true")
#define SOC_WORDS_none_true "some entry true", "no entry true"
#define SOC_DIMENSION_same_people(D) D(same_people, 2, FLAG, "1 if the same people begin again")
#define SOC_WORDS_same_people "other people begin", "the same people begin again"
#define SOC_DIMENSION_distance(D) \
	D(distance, 8, NUMBER, "steps along friendships from the person; 7: seven and more")
#define SOC_DIMENSION_step(D) \
	D(step, 16, NUMBER,       \
	  "score less the threshold of output.cliff, in steps of output.cliff_points; 8 is just above it")
#define SOC_DIMENSION_level(D) D(level, 4, NUMBER, "level that the record leaves, 0 the lowest")
#define SOC_DIMENSION_size(D) D(size, 6, WORD, "people at work")
#define SOC_WORDS_size "1-9", "10-49", "50-99", "100-299", "300-999", "1000+"
#define SOC_DIMENSION_ground(D) D(ground, 9, WORD, "what alone would undo the refusal, put right or left out")
#define SOC_WORDS_ground                                                                           \
	"own_records", "mixed_file", "wrong_records", "wrong_entry", "true_entry", "friends", "proxy", \
		"several", "no_score"
#define SOC_DIMENSION_reason(D) D(reason, 5, WORD, "why it was reported")
#define SOC_WORDS_reason "told", "suspicion", "malice", "slip", "register"
#define SOC_DIMENSION_truth(D) D(truth, 3, WORD, "what is true of the entry")
#define SOC_WORDS_truth "true", "other_violation", "no_violation"
#define SOC_DIMENSION_part(D) D(part, 6, WORD, "part of the rating; rating: all of it")
#define SOC_WORDS_part "diligence", "examination_error", "leniency", "impression", "favouritism", "rating"
#define SOC_DIMENSION_origin(D) \
	D(origin, 13, WORD, "context in which the data was collected; relative: they are about a relative")
#define SOC_WORDS_origin                                                                             \
	"none", "police", "courts", "traffic", "finance", "commerce", "work", "neighbourhood", "speech", \
		"travel", "education", "welfare", "relative"
#define SOC_DIMENSION_effect(D) D(effect, 12, WORD, "context of the measure")
#define SOC_WORDS_effect                                                                             \
	"none", "police", "courts", "traffic", "finance", "commerce", "work", "neighbourhood", "speech", \
		"travel", "education", "welfare"
#define SOC_DIMENSION_path(D) \
	D(path, 6, WORD, "what the sanction comes from: true of one's own, steps from person to person, wrong")
#define SOC_WORDS_path "own_true", "1_step", "2_steps", "3_steps", "4_steps", "own_wrong"

#endif
