#include "analysis/assumed.h"

#include "analysis/assumptions.h"
#include "analysis/statistics.h"
#include "analysis/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum soc_err soc_assumed_facts_read(struct soc_result *r, struct soc_assumed_facts *out, struct soc_msg *msg)
{
	struct soc_assumed_facts facts = { 0 };
	const struct {
		const char *key;
		int64_t *into;
	} all[] = { { "points", &facts.points },       { "varied", &facts.varied },
		        { "drawn_in", &facts.drawn_in },   { "refused", &facts.refused },
		        { "persons", &facts.persons },     { "replicates", &facts.replicates },
		        { "posterior", &facts.posterior }, { "ranged", &facts.ranged } };
	enum soc_err err = SOC_OK;
	for (size_t i = 0; i < sizeof all / sizeof *all && err == SOC_OK; i++) {
		char key[64], value[32];
		snprintf(key, sizeof key, "assumptions/%s", all[i].key);
		err = soc_result_meta(r, key, value, sizeof value, msg);
		if (err == SOC_OK)
			*all[i].into = (int64_t)soc_statistic_number(value);
	}
	*out = facts;
	return err;
}

static double column(sqlite3_stmt *stmt, int i)
{
	return sqlite3_column_type(stmt, i) == SQLITE_NULL ? NAN : sqlite3_column_double(stmt, i);
}

static int is_few(const struct soc_assumed *of)
{
	return !soc_assumptions_are_enough(of->points, of->of);
}

enum soc_err soc_assumed_read(struct soc_result *r, const char *statistic, struct soc_assumed *out,
                              struct soc_msg *msg)
{
	sqlite3_stmt *stmt = NULL;
	struct soc_assumed found = { .low = NAN, .high = NAN };
	int row = 0;
	enum soc_err err = soc_result_query(
		r,
		"SELECT low, high, points, (SELECT value FROM meta WHERE key = 'assumptions/points') - (SELECT value "
		"FROM meta WHERE key = 'assumptions/refused') FROM assumption_intervals WHERE statistic = ?",
		NULL, 0, &stmt, msg);
	if (err == SOC_OK)
		sqlite3_bind_text(stmt, 1, statistic, -1, SQLITE_STATIC);
	if (err == SOC_OK)
		err = soc_result_next(r, stmt, &row, msg);
	if (err == SOC_OK && row)
		found = (struct soc_assumed){ column(stmt, 0), column(stmt, 1), sqlite3_column_int64(stmt, 2), 1,
			                          sqlite3_column_int64(stmt, 3) };
	sqlite3_finalize(stmt);
	if (!(found.low <= found.high) || is_few(&found)) /* a forged or an older file too */
		found.low = found.high = NAN;
	*out = found;
	return err;
}

const char *soc_assumed_why(const struct soc_assumed *of)
{
	if (of->high > of->low)
		return "";
	if (!isnan(of->low))
		return "the same at each point";
	if (!of->is_measured)
		return "not computed";
	return is_few(of) ? "too few points" : "within random numbers";
}

double soc_assumed_elsewhere(const struct soc_assumed *of)
{
	return of->low == of->high && of->points > 0 ? 300.0 / (double)of->points : NAN;
}

/* Half of the last place to which the interval is told: what is as near as that to an end reads as the end.
 */
static double half_a_place(const struct soc_assumed *a)
{
	const int decimals = soc_text_decimals((a->low + a->high) / 2.0, a->low, a->high);
	double place = 1.0;
	for (int i = 0; i < decimals; i++)
		place /= 10.0;
	for (int i = 0; i > decimals; i--)
		place *= 10.0;
	return place / 2.0;
}

const char *soc_assumed_mark(const struct soc_interval *simulation, const struct soc_assumed *assumed)
{
	const struct soc_interval *v = simulation;
	const double slack = isnan(assumed->low) ? 0.0 : half_a_place(assumed);
	if (isnan(v->mean) || isnan(assumed->low) ||
	    (v->mean >= assumed->low - slack && v->mean <= assumed->high + slack))
		return "";
	if (isnan(v->low))
		return " [c]";
	return v->low <= assumed->high && v->high >= assumed->low ? " [a]" : " [b]";
}

void soc_assumed_put_marks(const char *text, struct soc_buf *out)
{
	static const struct {
		const char *mark, *meaning;
	} marks[] = {
		{ "[a]", "outside its interval over the assumptions by no more than the random numbers that are "
		         "taken out of it" },
		{ "[b]",
		  "outside its interval over the assumptions by more than random numbers explain: the values that "
		  "the scenario states are, taken together, among the most extreme 5% of the plausible ones" },
		{ "[c]", "outside its interval over the assumptions; one replicate cannot say whether random numbers "
		         "explain it" },
	};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (strstr(text, marks[i].mark) != NULL)
			soc_buf_add(out, "%s A value %s.\n", marks[i].mark, marks[i].meaning);
}
