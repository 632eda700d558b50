/* What groups are read by: the key columns, then selected rightly, selected, of whom it is true, and people;
 * ?1 is the replicate. */
#ifndef SOC_ANALYSIS_FAIRNESS_SQL_H
#define SOC_ANALYSIS_FAIRNESS_SQL_H

static const char by_cell[] =
	"SELECT person_class, grp, urban, income_quintile, offenders_listed, listed, offenders, persons "
	"FROM by_cell WHERE replicate = ?1 AND month = (SELECT months_finished - 1 FROM replicates WHERE "
	"replicate = ?1)";
/* What an instrument decides over the whole run: the refused are selected, who turns out badly is true. */
static const char by_marker[] =
	"SELECT marked, sum(refused_bad), sum(refused_bad + refused_good), sum(refused_bad + passed_bad), "
	"sum(refused_bad + refused_good + passed_bad + passed_good) FROM instrument_by_marker WHERE replicate = "
	"?1 GROUP BY marked";

/* Under a sanction that can meet them; true it is of those who stand under one for what they did themselves.
 * Whom it spares is not counted by what they did. */
static const char by_sanction[] =
	"SELECT person_class, grp, urban, income_quintile, sanctioned_effective - sanctioned_effective_innocent, "
	"sanctioned_effective, sanctioned_effective - sanctioned_effective_innocent, persons FROM by_cell WHERE "
	"replicate = ?1 AND month = (SELECT months_finished - 1 FROM replicates WHERE replicate = ?1)";
/* Whom the forecast that the regime uses flags, in all periods of the run; each way for itself. */
#define BY_FORECAST(column, table)                                                          \
	"SELECT " column ", sum(flagged_did), sum(flagged), sum(did), sum(persons) FROM " table \
	" WHERE replicate = ?1 GROUP BY 1"
static const char forecast_by_group[] = BY_FORECAST("grp", "prediction_by_group");
static const char forecast_by_quintile[] = BY_FORECAST("income_quintile", "prediction_by_income");
static const char forecast_by_sex[] = BY_FORECAST("female", "prediction_by_sex");
static const char forecast_by_age[] =
	BY_FORECAST("CASE age WHEN '0-17' THEN 0 WHEN '18-29' THEN 1 WHEN '30-44' THEN 2 WHEN '45-59' THEN 3 "
                "ELSE 4 END",
                "prediction_by_age");

/* By sex and age: the same columns behind the numbers of the two dimensions. */
static const char by_sex_age[] =
	"SELECT female, CASE age WHEN '0-17' THEN 0 WHEN '18-29' THEN 1 WHEN '30-44' THEN 2 WHEN '45-59' THEN 3 "
	"ELSE 4 END, offenders_listed, listed, offenders, persons FROM people_by_sex_age WHERE replicate = ?1 "
	"AND "
	"month = (SELECT months_finished - 1 FROM replicates WHERE replicate = ?1)";
/* Those who stand in a grade are selected (output.calibration). */
static const char by_grade[] =
	"SELECT person_class, grp, urban, income_quintile, sum(iif(grade = ?2, offenders, 0)), "
	"sum(iif(grade = ?2, persons, 0)), sum(offenders), sum(persons) FROM people_by_grade WHERE replicate = "
	"?1 "
	"AND month = (SELECT months_finished - 1 FROM replicates WHERE replicate = ?1) GROUP BY 1, 2, 3, 4";

#endif
