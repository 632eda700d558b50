/* Views of results.db: what an analyst asks for in one line. Stocks and flows are of synthetic people;
 * views named *_scaled multiply by what each of them stands for (meta, represents). */
#include "store/schema.h"

/* ---- pieces ---- */
#define SUM(name, kind, unit, meaning) ",\n\tsum(" #name ") AS " #name
#define SCALED(name, kind, unit, meaning) ",\n\t" #name " * scale AS " #name
#define SCALED_COUNT(name, meaning) ",\n\t" #name " * scale AS " #name
#define PLAIN(name, kind, unit, meaning) ",\n\t" #name
#define PLAIN_COUNT(name, meaning) ",\n\t" #name

#define SCALE "(SELECT CAST(value AS REAL) AS scale FROM meta WHERE key = 'represents')"
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

/* Of stays: those of a cohort, a year of the run in which they began, that ended so soon. A cohort has a row when its last stay
 * was followed so long; the last number of year_begun stands for several years. */
#define STAYED "CASE stayed WHEN 'up_to_1_year' THEN 1 WHEN 'up_to_3_years' THEN 3 WHEN 'up_to_5_years' THEN 5 ELSE 99 END"
#define STAYS(kind, number, begun, ended, ends, same, of_kind)                                                         \
	"SELECT replicate, b.kind AS kind, " number " AS idx, n.name AS name, year_begun, years, begun, "                        \
	"coalesce((SELECT sum(" ends ") FROM " ended " AS e WHERE e.replicate = b.replicate AND " same                \
	" AND e.year_begun = b.year_begun AND " STAYED " <= years), 0) AS ended "                                     \
	"FROM (SELECT replicate, " kind " AS kind, " number ", year_begun, sum(persons) AS begun FROM " begun           \
	" GROUP BY 1, 2, 3, 4) AS b JOIN (SELECT 1 AS years UNION ALL SELECT 3 UNION ALL SELECT 5) "                   \
	"JOIN replicates USING (replicate)" NAME("n", of_kind, number)                                                 \
	" WHERE year_begun < 5 AND months_finished >= 12 * (year_begun + 1 + years)"

/* Of people in levels of income: between levels by the areas below the Lorenz curve, and within each, a quarter of log
 * income wide, what the Gini coefficient of even log incomes is there: coth(1/8) - 8. Levels do not overlap, so that
 * the sum is exact (Bhattacharya and Mahalanobis 1967, J. Am. Stat. Assoc. 62). */
#define GINI_WITHIN "0.0416233"
#define INCOME_PLACES                                                                                                  \
	"(SELECT replicate, month, iif(urban, 'urban', 'rural') AS part, income_level, persons, income FROM income_by_level "  \
	"UNION ALL SELECT replicate, month, r.name, income_level, persons, income FROM income_by_region JOIN (SELECT region, name FROM regions) AS r USING (region) "  \
	"UNION ALL SELECT replicate, month, 'all', income_level, sum(persons), sum(income) FROM income_by_level "        \
	"GROUP BY replicate, month, income_level)"
/* Months at whose end so many years have passed. */
#define YEARS_PASSED "JOIN (SELECT 1 AS years UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5) ON month = 12 * years - 1"

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
	VIEW(refusals, "each measure by month: people met, attempts, refusals (or favours), also summed so far",
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
	VIEW(adaptive_weight, "whether the adaptive weight converges or oscillates: its range in the last quarter of the run and in the one before",
	     "SELECT r.replicate, w.mean_weight, w.range_before, w.range_last, CASE WHEN w.range_last IS NULL THEN 'off' "
	     "WHEN w.range_last <= 0.05 * w.mean_weight OR w.range_last <= 0.5 * w.range_before THEN 'converges' ELSE 'oscillates' END AS verdict, "
	     "w.range_last <= 0.05 * w.mean_weight OR w.range_last <= 0.5 * w.range_before AS converged"
	     "\nFROM replicates AS r LEFT JOIN (SELECT replicate, avg(CASE WHEN is_last THEN weight END) AS mean_weight, "
	     "max(CASE WHEN NOT is_last THEN weight END) - min(CASE WHEN NOT is_last THEN weight END) AS range_before, "
	     "max(CASE WHEN is_last THEN weight END) - min(CASE WHEN is_last THEN weight END) AS range_last FROM "
	     "(SELECT replicate, w.weight / 8192.0 AS weight, 4 * month >= 3 * months_finished AS is_last FROM adaptive_weight_by_month AS w JOIN replicates USING (replicate) "
	     "WHERE 2 * month >= months_finished AND w.weight <> 0) GROUP BY replicate) AS w USING (replicate)\nORDER BY r.replicate"),
	VIEW(ratings_variance, "variance of each part of the ratings of a month within a score component, times the people rated",
	     "SELECT replicate, month, component, c.name AS component_name, part, p.squares - 1.0 * p.points * p.points / n.persons AS variance"
	     "\nFROM ratings_by_part AS p JOIN (SELECT replicate, month, component, sum(persons) AS persons FROM ratings_by_client "
	     "GROUP BY replicate, month, component) AS n USING (replicate, month, component)" NAME("c", "component", "component")
	     "\nORDER BY replicate, month, component, part"),
	VIEW(prediction_accuracy, "forecasts of a period that ends against records and truth: pairs of people of whom one was recorded (or committed a violation) and one was not, those in which the first had the higher risk, ties by half; squared error and mean",
	     "SELECT replicate, month, predictor, sum(persons) AS persons, sum(recorded) AS recorded, sum(did) AS did, "
	     "sum(recorded * (unrecorded_below + 0.5 * (persons - recorded))) AS concordant, 1.0 * sum(recorded) * sum(persons - recorded) AS pairs, "
	     "sum(did * (innocent_below + 0.5 * (persons - did))) AS concordant_did, 1.0 * sum(did) * sum(persons - did) AS pairs_did, "
	     "sum(recorded * (1 - p) * (1 - p) + (persons - recorded) * p * p) AS squared_error, sum(forecast) / 65536.0 AS forecast "
	     "FROM (SELECT *, forecast / 65536.0 / persons AS p, "
	     "coalesce(sum(persons - recorded) OVER below, 0) AS unrecorded_below, coalesce(sum(persons - did) OVER below, 0) AS innocent_below FROM prediction_by_rank "
	     "WINDOW below AS (PARTITION BY replicate, month, predictor ORDER BY risk_rank ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) "
	     "GROUP BY replicate, month, predictor\nORDER BY replicate, month, predictor"),
	VIEW(prediction_gain, "what logistic regression gains over the best single variable: pairs in which the first had the higher risk by it, more than by the variable",
	     "SELECT replicate, month, sum(iif(predictor = 'logistic', concordant, -concordant)) AS gained, "
	     "sum(iif(predictor = 'logistic', pairs, 0)) AS pairs, sum(iif(predictor = 'logistic', recorded, 0)) AS recorded "
	     "FROM prediction_accuracy WHERE predictor IN ('logistic', 'one_variable') GROUP BY replicate, month\nORDER BY replicate, month"),
	VIEW(cameras_records, "records by channels of cameras: of who did it, and of others",
	     "SELECT replicate, month, sum(records_true) AS records_true, sum(records_misattributed + records_fabricated) AS records_wrong "
	     "FROM by_channel JOIN names ON kind = 'channel' AND idx = channel AND detail = 'camera' GROUP BY replicate, month\nORDER BY replicate, month"),
	VIEW(prediction_by_outcome, "people with a forecast for a period that ends: flagged, flagged and not recorded, flagged without a violation, without a violation",
	     "SELECT replicate, month, sum(persons) AS persons, sum(flagged) AS flagged, sum(flagged - flagged_recorded) AS flagged_unrecorded, "
	     "sum(flagged - flagged_did) AS false_alarms, sum(persons - did) AS did_nothing FROM prediction_by_age "
	     "GROUP BY replicate, month\nORDER BY replicate, month"),
	VIEW(stays_by_cohort, "of the stays in a grade or on a list that began in a year of the run (0 the first), how many ended within 1, 3, 5 years; years that were not followed so long are left out (output.stays)",
	     STAYS("'grade'", "grade", "stays_begun_in_grade", "stays_ended_in_grade", "rises + falls", "b.grade = e.grade", "grade")
	     "\nUNION ALL " STAYS("colour || '_list'", "list", "stays_begun_on_list", "stays_ended_on_list",
	                          "expired + repaired + overturned + otherwise", "b.list = e.list", "list")),
	VIEW(bureaus_asked, "adults once for each bureau that was asked for them in the month, also by one that has nobody's score",
	     "SELECT replicate, month, bureau, b.name AS bureau_name, a.adults FROM (SELECT replicate, month, bureau FROM bureaus_unscored "
	     "UNION SELECT replicate, month, bureau FROM bureaus_by_group WHERE scored <> 0) JOIN (SELECT replicate, month, sum(adults) AS adults "
	     "FROM bureaus_by_income GROUP BY replicate, month) AS a USING (replicate, month)" NAME("b", "bureau", "bureau")
	     "\nORDER BY replicate, month, bureau"),
	VIEW(income_inequality, "people, mean income (1: of all as incomes are laid out) and Gini coefficient by month: of all, urban, rural, and of each province (income.enabled)",
	     "SELECT replicate, month, date, part, sum(persons) AS persons, round(0.001 * sum(income) / sum(persons), 4) AS mean, "
	     "round(1 - sum(p * (2 * upto - s)) + " GINI_WITHIN " * sum(p * s), 6) AS gini, "
	     "(1 - sum(p * (2 * upto - s)) + " GINI_WITHIN " * sum(p * s)) * sum(persons) AS gini_persons\nFROM "
	     "(SELECT *, 1.0 * persons / sum(persons) OVER everybody AS p, 1.0 * income / sum(income) OVER everybody AS s, "
	     "1.0 * sum(income) OVER (PARTITION BY replicate, month, part ORDER BY income_level) / sum(income) OVER everybody AS upto FROM " INCOME_PLACES
	     " WINDOW everybody AS (PARTITION BY replicate, month, part)) JOIN months USING (month)"
	     "\nGROUP BY replicate, month, part\nORDER BY replicate, month, part"),
	VIEW(income_regions, "mean incomes of the richest and of the poorest province by month (income.enabled)",
	     "SELECT replicate, month, date, sum(persons) AS persons, max(mean) AS highest, min(mean) AS lowest FROM income_inequality "
	     "WHERE part NOT IN ('all', 'urban', 'rural') GROUP BY replicate, month\nORDER BY replicate, month"),
	/* the geometric mean of two variances a, b by a series of d = (a - b) / (a + b): SQLite need not have a root */
	VIEW(income_mobility, "rank correlation of people's income with that when the run began, after so many years (income.enabled)",
	     "SELECT replicate, years, persons, round(correlation, 6) AS correlation, correlation * persons AS correlation_persons FROM "
	     "(SELECT replicate, years, persons, covariance / nullif(mean * (1 - d * d / 2 - d * d * d * d / 8 - d * d * d * d * d * d / 16), 0) AS correlation "
	     "FROM (SELECT replicate, years, persons, covariance, (a + b) / 2 AS mean, (a - b) / nullif(a + b, 0) AS d FROM "
	     "(SELECT replicate, years, sum(persons) AS persons, "
	     "1.0 * sum(persons) * sum(products) - 1.0 * sum(begun) * sum(now) AS covariance, "
	     "1.0 * sum(persons) * sum(begun_squares) - 1.0 * sum(begun) * sum(begun) AS a, "
	     "1.0 * sum(persons) * sum(now_squares) - 1.0 * sum(now) * sum(now) AS b "
	     "FROM income_ranks " YEARS_PASSED " GROUP BY replicate, years)))\nORDER BY replicate, years"),
	VIEW(income_quintiles, "people by income quintile when the run began and after so many years (income.enabled)",
	     "SELECT replicate, years, quintile_begun, quintile, persons, "
	     "round(100.0 * persons / sum(persons) OVER (PARTITION BY replicate, years, quintile_begun), 4) AS percent "
	     "FROM income_by_quintile " YEARS_PASSED "\nORDER BY replicate, years, quintile_begun, quintile"),
	VIEW(income_of_listed, "income of people on black lists by month, and what they would have with the mean of others of their class, stratum, age band and income quintile when the run began; the same of their incomes then (income.enabled)",
	     "SELECT replicate, month, date, sum(a.persons) AS persons, 0.001 * sum(a.income) AS income, 0.001 * sum(a.persons * 1.0 * b.income / b.persons) AS income_of_like, "
	     "0.001 * sum(a.income_begun) AS income_begun, 0.001 * sum(a.persons * 1.0 * b.income_begun / b.persons) AS income_begun_of_like\n"
	     "FROM (SELECT * FROM income_by_list WHERE blacklisted = 1) AS a JOIN (SELECT * FROM income_by_list WHERE blacklisted = 0) AS b "
	     "USING (replicate, month, person_class, urban, quintile_begun, age) JOIN months USING (month)\nGROUP BY replicate, month\nORDER BY replicate, month"),
#include "model/modules/counters.def"
	VIEW(assumptions, "values without a source, with their plausible range",
	     "SELECT key, value, unit, low, high, CASE WHEN low IS NULL THEN 'no plausible range known' ELSE '' END AS "
	     "range, origin, meaning FROM parameters WHERE assumption = 1 ORDER BY idx"),
};
const int soc_schema_views_count = sizeof soc_schema_views / sizeof soc_schema_views[0];
const struct soc_schema soc_schema_of_run = { SOC_STORE_APPLICATION_ID, soc_schema_tables, soc_schema_views,
	                                          SOC_STORE_TABLES_COUNT,
	                                          sizeof soc_schema_views / sizeof soc_schema_views[0] };
