/* Views of results.db: what an analyst asks for in one line. Stocks and flows are of synthetic people;
 * views named *_scaled multiply by what each of them stands for (meta, sampling_weight). A view over tables of one
 * module stands in that module's folder and is included at its place: the order is that of the file, and a new
 * one comes last of them. docs/decisions/views-of-results.md says what is a view and what is not. */
#include "store/schema.h"

/* ---- pieces ---- */
#define SUM(name, kind, unit, meaning) ",\n\tsum(" #name ") AS " #name
#define SCALED(name, kind, unit, meaning) ",\n\t" #name " * scale AS " #name
#define SCALED_COUNT(name, meaning) ",\n\t" #name " * scale AS " #name
#define PLAIN(name, kind, unit, meaning) ",\n\t" #name
#define PLAIN_COUNT(name, meaning) ",\n\t" #name

#define SCALE "(SELECT CAST(value AS REAL) AS scale FROM meta WHERE key = 'sampling_weight')"
#define PER_1000(part, whole) "round(1000.0 * (" part ") / nullif(" whole ", 0), 4)"
#define PERCENT_LESS(with, without) "round(100.0 - 100.0 * (" with ") / nullif(" without ", 0), 4)"
#define NAME(alias, of_kind, number) " LEFT JOIN names AS " alias " ON " alias ".kind = '" of_kind "' AND " alias ".idx = " number

/* by_cell summed over all but one of its dimensions */
#define GROUPED(view, number, word, of_kind)                                                                          \
	"CREATE VIEW " view " AS SELECT replicate, month, date, " number ", n.name AS " word                          \
	SOC_INDICATORS(SUM) "\nFROM by_cell JOIN months USING (month)" NAME("n", of_kind, number)                     \
	"\nGROUP BY replicate, month, " number "\nORDER BY replicate, month, " number

/* one line of the view rates */
#define RATES(view, number, word, of_kind)                                                                            \
	"SELECT replicate, month, date, '" of_kind "' AS kind, " number " AS idx, " word " AS name, persons, "     \
	PER_1000("listed", "persons") " AS listed, "                                                                  \
	PER_1000("listed_other_violation + listed_no_violation", "persons") " AS listed_wrongly, "                                    \
	PER_1000("listed_other_violation + listed_no_violation", "listed") " AS wrongly_of_listed, "                                  \
	PER_1000("sanctioned", "persons") " AS sanctioned, "                                                          \
	PER_1000("sanctioned_innocent", "persons") " AS sanctioned_innocent, "                                        \
	PER_1000("refused", "persons") " AS refused, "                                                                \
	PER_1000("violations", "persons") " AS violations, "                                                          \
	PER_1000("violations_seen", "violations") " AS seen_of_violations FROM " view

/* ---- being on a black list as a test for having done what lists are for ---- */
#define TRUE_POSITIVES "offenders_listed"
#define FALSE_POSITIVES "(listed - offenders_listed)"
#define FALSE_NEGATIVES "(offenders - offenders_listed)"
#define OTHERS "(persons - offenders)" /* who have done no such act */
/* One line of the view errors_by_group. */
#define ERRORS(view, number, word, of_kind)                                                                           \
	"SELECT replicate, month, date, '" of_kind "' AS kind, " number " AS idx, " word " AS name, persons, "     \
	"offenders, " TRUE_POSITIVES " AS true_positives, " FALSE_POSITIVES " AS false_positives, " FALSE_NEGATIVES   \
	" AS false_negatives, " OTHERS " - " FALSE_POSITIVES " AS true_negatives, " PER_1000("offenders", "persons")  \
	" AS prevalence, " PER_1000(TRUE_POSITIVES, "offenders") " AS recall, " PER_1000(TRUE_POSITIVES, "listed")    \
	" AS precision, " PER_1000(FALSE_POSITIVES, OTHERS) " AS false_positive_rate, "                               \
	PER_1000(FALSE_NEGATIVES, "offenders") " AS false_negative_rate, "                                            \
	PER_1000("offences_missed", "offences") " AS missed_of_offences FROM " view

/* By sex or by age, from a table of its own, which is empty unless output.sex_age is on: the columns that ERRORS asks for.
 * idx is the number of the value, in the order that the words have. */
#define SEX_AGE_SUMS(idx, word)                                                                                       \
	"(SELECT replicate, month, date, " idx " AS idx, " word " AS word, sum(persons) AS persons, sum(listed) AS listed, "    \
	"sum(offenders) AS offenders, sum(offenders_listed) AS offenders_listed, sum(offences) AS offences, "            \
	"sum(offences_missed) AS offences_missed FROM people_by_sex_age JOIN months USING (month) GROUP BY 1, 2, 3, 4)"
#define BY_SEX SEX_AGE_SUMS("female", "CASE female WHEN 1 THEN 'women' ELSE 'men' END")
#define BY_AGE SEX_AGE_SUMS("CASE age WHEN '0-17' THEN 0 WHEN '18-29' THEN 1 WHEN '30-44' THEN 2 WHEN '45-59' THEN 3 ELSE 4 END", "age")

/* Such a line for each of the ways to part people: kind, idx and name are those of the table names. */
#define EACH_GROUP(LINE)                                                                                              \
	LINE("v_group", "grp", "grp_name", "group") "\nUNION ALL " LINE("v_urban", "urban", "urban_name", "stratum")  \
	"\nUNION ALL " LINE("v_quintile", "income_quintile", "income_quintile_name", "quintile")                      \
	"\nUNION ALL " LINE("v_class", "person_class", "person_class_name", "person_class")

#define GRADE_CASE "CASE g.idx WHEN 0 THEN grade_0 WHEN 1 THEN grade_1 WHEN 2 THEN grade_2 WHEN 3 THEN grade_3 "       \
	"WHEN 4 THEN grade_4 WHEN 5 THEN grade_5 WHEN 6 THEN grade_6 WHEN 7 THEN grade_7 END"
#define GRADES(from, keys)                                                                                            \
	"SELECT replicate, month, date, " keys "g.idx AS grade, g.name AS grade_name, " GRADE_CASE " AS persons, "    \
	PER_1000(GRADE_CASE, "v.persons") " AS per_1000\nFROM " from " AS v JOIN names AS g ON g.kind = 'grade'\n"

#define LIST_FLOW(factor)                                                                                             \
	"SELECT replicate, month, date, list, n.name AS list_name, n.detail AS colour, "                              \
	"stock" factor " AS stock, (entries_true + entries_other_violation + entries_no_violation)" factor " AS entries, "             \
	"(entries_other_violation + entries_no_violation)" factor " AS entries_wrong, renewals" factor " AS renewals, "               \
	"exits_expired" factor " AS exits_expired, exits_repaired" factor " AS exits_repaired, "                      \
	"exits_overturned" factor " AS exits_overturned, (stock_other_violation + stock_no_violation)" factor " AS stock_wrong, "     \
	"stock_unaware" factor " AS stock_unaware\nFROM by_list JOIN months USING (month)" NAME("n", "list", "list")

/* People whom a measure met only through their liability group: of a module, and so in a table of its own. */
#define BY_GROUP                                                                                                       \
	"coalesce((SELECT g.persons FROM liability_measures_by_measure AS g WHERE g.replicate = by_measure.replicate " \
	"AND g.month = by_measure.month AND g.measure = by_measure.measure), 0)"

#define REFUSALS(factor)                                                                                              \
	"SELECT replicate, month, date, measure, n.name AS measure_name, n.detail AS kind, "                          \
	"(people_own + people_spouse + people_child + people_household + people_kin + " BY_GROUP ")" factor           \
	" AS people, "                                                                                                \
	"attempts" factor " AS attempts, effective" factor " AS effective, "                                          \
	"effective_spilled" factor " AS effective_spilled, effective_wronged" factor " AS effective_wronged, "        \
	"sum(effective" factor ") OVER (PARTITION BY replicate, measure ORDER BY month) AS effective_so_far\n"        \
	"FROM by_measure JOIN months USING (month)" NAME("n", "measure", "measure")

#define DUE_PROCESS_SUMS                                                                                              \
	"sum(entries_true) AS entries_true, sum(entries_other_violation + entries_no_violation) AS entries_wrong, "                   \
	"sum(notices) AS notices, sum(notices_by_refusal) AS notices_by_refusal, "                                    \
	"sum(expired_unaware) AS expired_unaware, "                                                                   \
	"sum(appeals_wronged) AS appeals_wronged, sum(appeals_guilty) AS appeals_guilty, "                            \
	"sum(upheld_wronged) AS upheld_wronged, sum(denied_wronged) AS denied_wronged, "                              \
	"sum(upheld_guilty) AS upheld_guilty, sum(denied_guilty) AS denied_guilty, "                                  \
	"sum(appeals_expired) AS appeals_expired, "                                                                   \
	PER_1000("sum(upheld_wronged)", "sum(upheld_wronged + denied_wronged)") " AS upheld_per_1000_wronged, "       \
	"round(1.0 * sum(appeal_wait_months) / nullif(sum(upheld_wronged + denied_wronged + upheld_guilty + denied_guilty), 0), 4) " \
	"AS mean_wait_months"

#define EFFECTS                                                                                                       \
	"sum(violations) AS violations, sum(violations_counterfactual) AS violations_counterfactual, "                                    \
	PERCENT_LESS("sum(violations)", "sum(violations_counterfactual)") " AS violations_averted_percent, "                    \
	"sum(good_deeds) AS good_deeds, sum(good_deeds_counterfactual) AS good_deeds_counterfactual, "                                    \
	"round(100.0 * sum(good_deeds) / nullif(sum(good_deeds_counterfactual), 0) - 100.0, 4) AS good_deeds_gained_percent, "  \
	"sum(lawful_acts) AS lawful_acts, sum(lawful_acts_counterfactual) AS lawful_acts_counterfactual, "                                \
	PERCENT_LESS("sum(lawful_acts)", "sum(lawful_acts_counterfactual)") " AS lawful_acts_lost_percent"

/* ---- the table of a module with dates, and a name behind each number of an entry ---- */
#define KEY_WORD(name) ", " #name
#define KEY_FLAG(name) ", " #name
#define KEY_NUMBER(name) ", " #name
#define KEY_ENTRY(name) ", " #name ", of_" #name ".name AS " #name "_name"
#define KEY_PROVINCE(name) ", " #name ", of_" #name ".name AS " #name "_name"
#define JOIN_WORD(name)
#define JOIN_FLAG(name)
#define JOIN_NUMBER(name)
#define JOIN_ENTRY(name) NAME("of_" #name, SOC_NAMES_##name, #name)
#define JOIN_PROVINCE(name) " LEFT JOIN (SELECT region AS number, name FROM regions) AS of_" #name " ON of_" #name ".number = " #name
#define DIMENSION_KEY(name, values, form, meaning) KEY_##form(name)
#define DIMENSION_JOIN(name, values, form, meaning) JOIN_##form(name)
#define DIMENSION_ORDER(name, values, form, meaning) ", " #name
#define COUNTER(table, column, kind, cadence, unit, meaning) ", " #column
#define TABLE(table, meaning, counters)                                                                               \
	{ "v_" #table,                                                                                                \
	  "CREATE VIEW v_" #table " AS SELECT replicate, month, date" SOC_KEYS_##table(DIMENSION_KEY) counters        \
	  "\nFROM " #table " JOIN months USING (month)" SOC_KEYS_##table(DIMENSION_JOIN)                              \
	  "\nORDER BY replicate, month" SOC_KEYS_##table(DIMENSION_ORDER),                                            \
	  NULL, #table ", with dates and names", NULL, 0, 0 },

#define VIEW(name, meaning, ...) { #name, "CREATE VIEW " #name " AS " __VA_ARGS__, NULL, meaning, NULL, 0, 0 }
#define GROUPED_VIEW(name, number, word, of_kind, meaning) { #name, GROUPED(#name, number, word, of_kind), NULL, meaning, NULL, 0, 0 }

const struct soc_table soc_schema_views[] = {
	VIEW(national, "every indicator by month, the whole population",
	     "SELECT replicate, month, date" SOC_INDICATORS(SUM)
	     "\nFROM by_cell JOIN months USING (month)\nGROUP BY replicate, month\nORDER BY replicate, month"),
	VIEW(national_scaled, "national, multiplied by what each synthetic person stands for",
	     "SELECT replicate, month, date" SOC_INDICATORS(SCALED) "\nFROM national, " SCALE),
	GROUPED_VIEW(v_class, "person_class", "person_class_name", "person_class", "every indicator by month and class of person"),
	GROUPED_VIEW(v_group, "grp", "grp_name", "group", "every indicator by month and group"),
	GROUPED_VIEW(v_urban, "urban", "urban_name", "stratum", "every indicator by month, urban and rural"),
	GROUPED_VIEW(v_quintile, "income_quintile", "income_quintile_name", "quintile", "every indicator by month and income quintile"),
	VIEW(v_region, "every indicator by month and province, with names",
	     "SELECT replicate, month, date, region, r.code AS region_code, r.name AS region_name" SOC_INDICATORS(PLAIN)
	     "\nFROM by_region JOIN months USING (month) JOIN (SELECT region, code, name FROM regions) AS r USING (region)"
	     "\nORDER BY replicate, month, region"),
	VIEW(v_region_scaled, "v_region, multiplied by what each synthetic person stands for",
	     "SELECT replicate, month, date, region, region_code, region_name" SOC_INDICATORS(SCALED) "\nFROM v_region, " SCALE),
	VIEW(v_place, "every indicator by period and prefecture, with names",
	     "SELECT replicate, period, date, place, p.code AS place_code, p.name AS place_name, p.region, r.name AS region_name" SOC_INDICATORS(PLAIN)
	     "\nFROM by_place JOIN periods USING (period) JOIN (SELECT place, code, name, region FROM places) AS p USING (place) "
	     "JOIN (SELECT region, name FROM regions) AS r ON r.region = p.region"
	     "\nORDER BY replicate, period, place"),
	VIEW(v_event, "events and their records by month and event class, with names",
	     "SELECT replicate, month, date, event, n.name AS event_name, n.detail AS kind" SOC_CLASS_COUNTS(PLAIN_COUNT)
	     ", " PERCENT_LESS("happened", "happened_counterfactual") " AS averted_percent"
	     ", round(100.0 * (happened_unfollowed - happened) / nullif(happened_counterfactual, 0), 4) AS averted_by_norms_percent"
	     "\nFROM by_event JOIN months USING (month)" NAME("n", "event", "event") "\nORDER BY replicate, month, event"),
	VIEW(v_channel, "records by month and channel, with names",
	     "SELECT replicate, month, date, channel, n.name AS channel_name, n.detail AS kind" SOC_CHANNEL_COUNTS(PLAIN_COUNT)
	     "\nFROM by_channel JOIN months USING (month)" NAME("n", "channel", "channel") "\nORDER BY replicate, month, channel"),
	VIEW(v_list, "stock, entries and exits by month and list, with names",
	     "SELECT replicate, month, date, list, n.name AS list_name, n.detail AS colour" SOC_LIST_COUNTS(PLAIN_COUNT)
	     "\nFROM by_list JOIN months USING (month)" NAME("n", "list", "list") "\nORDER BY replicate, month, list"),
	VIEW(v_measure, "people under each measure and their attempts by month and measure, with names",
	     "SELECT replicate, month, date, measure, n.name AS measure_name, n.detail AS kind" SOC_MEASURE_COUNTS(PLAIN_COUNT)
	     "\nFROM by_measure JOIN months USING (month)" NAME("n", "measure", "measure") "\nORDER BY replicate, month, measure"),
	VIEW(grades_over_time, "people by month and grade", GRADES("national", "") "ORDER BY replicate, month, g.idx"),
	VIEW(grades_by_group, "people by month, group and grade",
	     GRADES("v_group", "grp, grp_name, ") "ORDER BY replicate, month, grp, g.idx"),
	VIEW(grade_transitions, "people who changed grade, by month, with names",
	     "SELECT replicate, month, date, from_grade, f.name AS from_grade_name, to_grade, t.name AS to_grade_name, persons"
	     "\nFROM transitions JOIN months USING (month)" NAME("f", "grade", "from_grade") NAME("t", "grade", "to_grade")
	     "\nORDER BY replicate, month, from_grade, to_grade"),
	VIEW(listed_truth, "of the people listed: how many did it, committed another violation, committed none; per 1,000 listed",
	     "SELECT replicate, month, date, listed, listed_true, listed_other_violation, "
	     "listed_no_violation, listed_unaware, "
	     PER_1000("listed_true", "listed") " AS true_per_1000, "
	     PER_1000("listed_other_violation", "listed") " AS other_violation_per_1000, "
	     PER_1000("listed_no_violation", "listed") " AS no_violation_per_1000, "
	     PER_1000("listed_unaware", "listed") " AS unaware_per_1000\nFROM national"),
	VIEW(lists_flow, "each list by month: stock, entries, exits, wrong entries", LIST_FLOW("") "\nORDER BY replicate, month, list"),
	VIEW(lists_flow_scaled, "lists_flow, multiplied by what each synthetic person stands for",
	     LIST_FLOW(" * scale") ", " SCALE "\nORDER BY replicate, month, list"),
	VIEW(refusals, "each measure by month: people met, attempts, attempts refused (of a reward: granted), and their running sums",
	     REFUSALS("") "\nORDER BY replicate, month, measure"),
	VIEW(refusals_scaled, "refusals, multiplied by what each synthetic person stands for",
	     REFUSALS(" * scale") ", " SCALE "\nORDER BY replicate, month, measure"),
	VIEW(spillover, "each measure by month: people under it themselves and only through whom else",
	     "SELECT replicate, month, date, measure, n.name AS measure_name, n.detail AS kind, people_own, people_spouse, "
	     "people_child, people_household, people_kin, " BY_GROUP " AS people_group, "
	     "round(1.0 * (people_spouse + people_child + people_household + people_kin + " BY_GROUP ") / nullif(people_own, 0), 4) AS others_per_own"
	     "\nFROM by_measure JOIN months USING (month)" NAME("n", "measure", "measure") "\nORDER BY replicate, month, measure"),
	VIEW(due_process, "notices, appeals and decisions by month",
	     "SELECT replicate, month, date, " DUE_PROCESS_SUMS ", sum(pending_appeals) AS pending_appeals"
	     "\nFROM by_cell JOIN months USING (month)\nGROUP BY replicate, month\nORDER BY replicate, month"),
	VIEW(due_process_total, "the funnel of notices, appeals and decisions over the whole run",
	     "SELECT replicate, " DUE_PROCESS_SUMS "\nFROM by_cell\nGROUP BY replicate\nORDER BY replicate"),
	VIEW(waiting_curve, "of appeals and of reviews the share still undecided after so many months, over the whole run (Kaplan-Meier): who waits when the run ends, or until the entry has ended, counts for as long as it was seen to wait",
	     "SELECT replicate, kind, wait_months, decisions, at_risk, CASE WHEN min(at_risk - decisions) OVER so_far > 0 "
	     "THEN exp(sum(ln(1.0 - 1.0 * decisions / nullif(max(at_risk, decisions + 1), 0))) OVER so_far) ELSE 0.0 END AS undecided\nFROM "
	     "(SELECT replicate, kind, wait_months, sum(decisions) AS decisions, "
	     "sum(sum(cases)) OVER (PARTITION BY replicate, kind ORDER BY wait_months DESC) AS at_risk FROM ("
	     "SELECT replicate, kind, wait_months, decisions + lapsed AS cases, decisions FROM waits "
	     "UNION ALL SELECT replicate, kind, months_finished - 1 - month + wait_months, filed - decisions - lapsed, 0 "
	     "FROM waits JOIN replicates USING (replicate)) GROUP BY replicate, kind, wait_months)"
	     "\nWHERE decisions > 0"
	     "\nWINDOW so_far AS (PARTITION BY replicate, kind ORDER BY wait_months)\nORDER BY replicate, kind, wait_months"),
	VIEW(waiting, "months until half and until nine tenths of the cases are decided (waiting_curve; empty: not reached), and the mean of those decided",
	     "SELECT replicate, kind, sum(decisions) AS decisions, min(CASE WHEN undecided <= 0.5 + 1e-9 THEN wait_months END) AS median_months, "
	     "min(CASE WHEN undecided <= 0.1 + 1e-9 THEN wait_months END) AS nine_tenths_months, "
	     "round(1.0 * sum(wait_months * decisions) / nullif(sum(decisions), 0), 4) AS mean_months\nFROM waiting_curve"
	     "\nGROUP BY replicate, kind\nORDER BY replicate, kind"),
	VIEW(rates, "rates per 1,000 by month and by group, stratum, income quintile and class of person",
	     EACH_GROUP(RATES)),
	VIEW(errors_by_group, "being on a black list as a test for having done what lists are for: counts, and rates per 1,000, by month and group",
	     EACH_GROUP(ERRORS) "\nUNION ALL " ERRORS(BY_SEX, "idx", "word", "sex") "\nUNION ALL " ERRORS(BY_AGE, "idx", "word", "age")),
	VIEW(channel_errors, "each channel over the whole run: right and wrong records, and the listings they caused",
	     "SELECT replicate, channel, n.name AS channel_name, n.detail AS kind, sum(records_true) AS records_true, "
	     "sum(records_misattributed + records_fabricated) AS records_wrong, sum(accepted_wrong) AS accepted_wrong, "
	     "sum(entries_true) AS entries_true, sum(entries_wrong) AS entries_wrong, "
	     PER_1000("sum(entries_wrong)", "sum(entries_true + entries_wrong)") " AS wrong_per_1000_entries"
	     "\nFROM by_channel" NAME("n", "channel", "channel") "\nGROUP BY replicate, channel\nORDER BY replicate, channel"),
	VIEW(effects, "violations, good deeds and lawful acts by month against the same people under no regime",
	     "SELECT replicate, month, date, " EFFECTS
	     "\nFROM by_cell JOIN months USING (month)\nGROUP BY replicate, month\nORDER BY replicate, month"),
	VIEW(effects_total, "the same over the whole run",
	     "SELECT replicate, " EFFECTS "\nFROM by_cell\nGROUP BY replicate\nORDER BY replicate"),
#include "model/modules/adaptive_weight/views.def"
#include "model/modules/ratings/views.def"
#include "model/modules/prediction/views_of_accuracy.def"
#include "model/modules/cameras/views.def"
#include "model/modules/prediction/views_by_outcome.def"
#include "model/modules/stays/views.def"
#include "model/modules/bureaus/views.def"
#include "model/modules/income/views.def"
#include "model/modules/counters.def"
	VIEW(assumptions, "values without a source, with their plausible range",
	     "SELECT key, value, unit, low, high, CASE WHEN low IS NULL THEN 'no plausible range known' ELSE '' END AS "
	     "range, origin, meaning FROM parameters WHERE assumption = 1 ORDER BY idx"),
};
const int soc_schema_views_count = sizeof soc_schema_views / sizeof soc_schema_views[0];
const struct soc_schema soc_schema_of_run = { SOC_STORE_APPLICATION_ID, soc_schema_tables, soc_schema_views,
	                                          SOC_STORE_TABLES_COUNT,
	                                          sizeof soc_schema_views / sizeof soc_schema_views[0] };
