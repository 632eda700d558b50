/* The ensemble over assumptions in the results: tables and rows of meta of their own. */
#include "store/assumptions.h"
#include "store/sql.h"
#include "store/writer.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void bind_real(sqlite3_stmt *stmt, int at, double value)
{
	if (isnan(value))
		sqlite3_bind_null(stmt, at);
	else
		sqlite3_bind_double(stmt, at, value);
}

static enum soc_err write_outcome(struct soc_result_writer *w, const struct soc_assumptions_outcome *o,
                                  struct soc_msg *msg)
{
	const double numbers[] = { o->shipped, o->low, o->median, o->high, o->spread, o->simulation_error };
	sqlite3_stmt *stmt;
	const enum soc_err err = soc_writer_insert(w, SOC_TABLE_assumption_intervals, &stmt, msg);
	if (err != SOC_OK)
		return err;
	sqlite3_bind_text(stmt, 1, o->name, -1, SQLITE_STATIC);
	sqlite3_bind_int64(stmt, 2, o->points);
	for (int i = 0; i < 6; i++)
		bind_real(stmt, 3 + i, numbers[i]);
	return soc_sql_insert(stmt, msg);
}

/* "fpr[group=minority]", with another group behind - or / its difference and its ratio. */
static enum soc_err write_rate_row(struct soc_result_writer *w, const struct soc_assumptions_rate *r,
                                   char sign, const double numbers[5], struct soc_msg *msg)
{
	char name[4 * SOC_ASSUMPTIONS_GROUP];
	sqlite3_stmt *stmt;
	if (isnan(numbers[1]))
		return SOC_OK;
	if (sign == 0)
		snprintf(name, sizeof name, "%s[%s]", r->rate, r->group);
	else
		snprintf(name, sizeof name, "%s[%s]%c[%s]", r->rate, r->group, sign, r->over);
	const enum soc_err err = soc_writer_insert(w, SOC_TABLE_assumption_intervals, &stmt, msg);
	if (err != SOC_OK)
		return err;
	sqlite3_bind_text(stmt, 1, name, -1, SQLITE_TRANSIENT);
	sqlite3_bind_int64(stmt, 2, r->points);
	for (int i = 0; i < 4; i++)
		bind_real(stmt, 3 + i, numbers[i]);
	bind_real(stmt, 7, NAN);
	bind_real(stmt, 8, numbers[4]);
	return soc_sql_insert(stmt, msg);
}

static enum soc_err write_rate(struct soc_result_writer *w, const struct soc_assumptions_rate *r,
                               struct soc_msg *msg)
{
	const double value[] = { r->shipped, r->low, r->median, r->high, r->simulation_error };
	const double difference[] = { NAN, r->difference_low, NAN, r->difference_high, NAN };
	const double ratio[] = { NAN, r->ratio_low, NAN, r->ratio_high, NAN };
	enum soc_err err = write_rate_row(w, r, 0, value, msg);
	if (err == SOC_OK)
		err = write_rate_row(w, r, '-', difference, msg);
	return err == SOC_OK ? write_rate_row(w, r, '/', ratio, msg) : err;
}

static enum soc_err write_matter(struct soc_result_writer *w, const struct soc_assumptions *a,
                                 const struct soc_assumptions_outcome *o, struct soc_msg *msg)
{
	sqlite3_stmt *stmt;
	enum soc_err err = soc_writer_insert(w, SOC_TABLE_assumption_ranks, &stmt, msg);
	for (int i = 0; i < o->matter_count && err == SOC_OK; i++) {
		const struct soc_assumptions_matter *m = &o->matter[i];
		sqlite3_bind_text(stmt, 1, o->name, -1, SQLITE_STATIC);
		sqlite3_bind_int(stmt, 2, i + 1);
		sqlite3_bind_text(stmt, 3, a->factor[m->factor].key, -1, SQLITE_STATIC);
		bind_real(stmt, 4, m->correlation);
		bind_real(stmt, 5, m->low);
		bind_real(stmt, 6, m->high);
		err = soc_sql_insert(stmt, msg);
	}
	return err;
}

/* ranged: values of the scenario that have a plausible range now, more perhaps than were varied. */
static enum soc_err write_facts(struct soc_result_writer *w, const struct soc_assumptions *a, int64_t ranged,
                                struct soc_msg *msg)
{
	const struct {
		const char *key;
		int64_t value;
	} facts[] = { { "drawn_in", a->drawn_in },      { "persons", a->persons },
		          { "points", a->points },          { "refused", a->refused },
		          { "replicates", a->replicates },  { "varied", a->factors_count },
		          { "posterior", a->is_posterior }, { "ranged", ranged } };
	enum soc_err err = soc_writer_meta(w, "assumptions/version", a->version, msg);
	for (size_t i = 0; i < sizeof facts / sizeof *facts && err == SOC_OK; i++) {
		if (strcmp(facts[i].key, "posterior") == 0 && facts[i].value == 0)
			continue; /* results of other runs stay what they were */
		char key[64];
		snprintf(key, sizeof key, "assumptions/%s", facts[i].key);
		err = soc_writer_meta_number(w, key, facts[i].value, msg);
	}
	return err;
}

enum soc_err soc_writer_assumptions(struct soc_result_writer *w, const struct soc_scenario *s,
                                    struct soc_msg *msg)
{
	const struct soc_assumptions *a = w->assumptions;
	const int64_t ranged = a != NULL ? soc_plausible_count(s) : 0;
	if (ranged < 0)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to count what has a plausible range");
	enum soc_err err = a != NULL ? write_facts(w, a, ranged, msg) : SOC_OK;
	for (int i = 0; a != NULL && i < a->outcomes_count && err == SOC_OK; i++) {
		err = write_outcome(w, &a->outcome[i], msg);
		if (err == SOC_OK)
			err = write_matter(w, a, &a->outcome[i], msg);
	}
	for (int i = 0; a != NULL && i < a->rates_count && err == SOC_OK; i++)
		err = write_rate(w, &a->rate[i], msg);
	return err;
}
