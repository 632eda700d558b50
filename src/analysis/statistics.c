#include "analysis/statistics.h"

#include "input/schema/scenario.h"
#include "input/text/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SOC_STATISTIC_NUMBER 32
#define END(what) "SELECT " what " FROM by_cell WHERE replicate = ?1 AND month = ?2"
#define RUN(what) "SELECT " what " FROM by_cell WHERE replicate = ?1 AND month <= ?2"
#define SHARE(factor, part, whole) #factor " * sum(" part ") / nullif(sum(" whole "), 0)"

#define PER_1000_YEARLY(part) RUN(SHARE(12000.0, part, "persons"))
#define ONE_PER_1000_YEARLY RUN("12000.0 / nullif(sum(persons), 0)")

int soc_statistic_needs_list(const struct soc_scenario *s)
{
	for (int i = 0; i < s->lists_count; i++)
		if (s->lists[i].colour == SOC_BLACK)
			return 1;
	return 0;
}

static int has_event(const struct soc_scenario *s, int32_t kind)
{
	for (int i = 0; i < s->events_count; i++)
		if (s->events[i].kind == kind)
			return 1;
	return 0;
}

int soc_statistic_needs_violations(const struct soc_scenario *s)
{
	return has_event(s, SOC_VIOLATION);
}

int soc_statistic_needs_channel(const struct soc_scenario *s)
{
	return s->channels_count > 0;
}

/* Whether somebody who may do such acts follows what others do. */
static int follows_norms(const struct soc_scenario *s, int32_t kind)
{
	for (int i = 0; i < s->events_count; i++)
		if (s->events[i].kind == kind && s->events[i].norm_weight > 0)
			return 1;
	return 0;
}

static int violations_follow_norms(const struct soc_scenario *s)
{
	return follows_norms(s, SOC_VIOLATION);
}

static int good_deeds_follow_norms(const struct soc_scenario *s)
{
	return follows_norms(s, SOC_GOOD_DEED);
}

static int lawful_acts_follow_norms(const struct soc_scenario *s)
{
	return follows_norms(s, SOC_LAWFUL_ACT);
}

static int has_lawful_acts(const struct soc_scenario *s)
{
	return has_event(s, SOC_LAWFUL_ACT);
}

static int has_good_deeds(const struct soc_scenario *s)
{
	return has_event(s, SOC_GOOD_DEED);
}

static int has_sanction(const struct soc_scenario *s)
{
	for (int i = 0; i < s->measures_count; i++)
		if (s->measures[i].kind == SOC_SANCTION)
			return 1;
	return 0;
}

/* Numbers of people of the census are told where published numbers of people stand beside them; elsewhere a
 * sample says what it can say per 1,000. */
static int has_published_lists(const struct soc_scenario *s)
{
	return s->published[0] != '\0' && soc_statistic_needs_list(s);
}

static int has_published_sanctions(const struct soc_scenario *s)
{
	return s->published[0] != '\0' && has_sanction(s);
}

/* section, name, label, SQL, scaled, least, most, cases, each, needs, per, beyond: struct soc_statistic says
 * what each is. */
const struct soc_statistic soc_statistics[SOC_STATISTICS_COUNT] = {
	{ "People at the end of the run", "listed_represented", "on a black list, people of the census",
	  END("sum(listed)"), 1, 0, INFINITY, NULL, NULL, has_published_lists, 0, 0 },
	{ NULL, "listed_per_1000", "on a black list, per 1,000 people", END(SHARE(1000.0, "listed", "persons")),
	  0, 0, 1000, END("sum(persons)"), NULL, soc_statistic_needs_list, 1000, 0 },
	{ NULL, "sanctioned_effective_per_1000", "effectively under a sanction, per 1,000 people",
	  END(SHARE(1000.0, "sanctioned_effective", "persons")), 0, 0, 1000, END("sum(persons)"), NULL,
	  has_sanction, 1000, 0 },
	{ NULL, "sanctioned_per_1000", "formally under a sanction, per 1,000 people",
	  END(SHARE(1000.0, "sanctioned", "persons")), 0, 0, 1000, END("sum(persons)"), NULL, has_sanction, 1000,
	  0 },
	{ "Per 1,000 people listed", "true_per_1000_listed", "did what they are listed for",
	  END(SHARE(1000.0, "listed_true", "listed")), 0, 0, 1000, END("sum(listed)"), NULL,
	  soc_statistic_needs_list, 1000, 0 },
	{ NULL, "other_violation_per_1000_listed", "did not, but committed some other violation",
	  END(SHARE(1000.0, "listed_other_violation", "listed")), 0, 0, 1000, END("sum(listed)"), NULL,
	  soc_statistic_needs_list, 1000, 0 },
	{ NULL, "no_violation_per_1000_listed", "committed no violation at all",
	  END(SHARE(1000.0, "listed_no_violation", "listed")), 0, 0, 1000, END("sum(listed)"), NULL,
	  soc_statistic_needs_list, 1000, 0 },
	{ NULL, "unaware_per_1000_listed", "have never learnt of the entry",
	  END(SHARE(1000.0, "listed_unaware", "listed")), 0, 0, 1000, END("sum(listed)"), NULL,
	  soc_statistic_needs_list, 1000, 0 },
	{ "Offences that lists are for", "missed_per_1000_offences",
	  "not recorded against the offender, per 1,000 acts", RUN(SHARE(1000.0, "offences_missed", "offences")),
	  0, 0, 1000, RUN("sum(offences)"), NULL, soc_statistic_needs_list, 1000, 0 },
	{ NULL, "listed_per_1000_offenders", "offenders on a black list, per 1,000 offenders",
	  END(SHARE(1000.0, "offenders_listed", "offenders")), 0, 0, 1000, END("sum(offenders)"), NULL,
	  soc_statistic_needs_list, 1000, 0 },
	{ "Who else is affected", "innocent_per_1000_effective",
	  "innocent, per 1,000 people effectively under a sanction",
	  END(SHARE(1000.0, "sanctioned_effective_innocent", "sanctioned_effective")), 0, 0, 1000,
	  END("sum(sanctioned_effective)"), NULL, has_sanction, 1000, 0 },
	{ NULL, "innocent_per_1000_sanctioned", "innocent, per 1,000 people formally under a sanction",
	  END(SHARE(1000.0, "sanctioned_innocent", "sanctioned")), 0, 0, 1000, END("sum(sanctioned)"), NULL,
	  has_sanction, 1000, 0 },
	{ NULL, "refused_per_1000_yearly", "attempts refused a year, per 1,000 people",
	  PER_1000_YEARLY("refused"), 0, 0, INFINITY, RUN("sum(refused)"), ONE_PER_1000_YEARLY, has_sanction, 0,
	  0 },
	{ NULL, "refused_represented", "attempts refused over the run, size of the census", RUN("sum(refused)"),
	  1, 0, INFINITY, NULL, NULL, has_published_sanctions, 0, 0 },
	{ NULL, "innocent_per_1000_refused", "refused to innocent people, per 1,000 refusals",
	  RUN(SHARE(1000.0, "refused_innocent", "refused")), 0, 0, 1000, RUN("sum(refused)"), NULL, has_sanction,
	  1000, 0 },
	{ "Due process", "appeals_per_1000_yearly", "appeals filed a year, per 1,000 people",
	  PER_1000_YEARLY("appeals_wronged + appeals_guilty"), 0, 0, INFINITY,
	  RUN("sum(appeals_wronged + appeals_guilty)"), ONE_PER_1000_YEARLY, soc_statistic_needs_list, 0, 0 },
	{ NULL, "appeals_represented", "appeals filed over the run, size of the census",
	  RUN("sum(appeals_wronged + appeals_guilty)"), 1, 0, INFINITY, NULL, NULL, has_published_lists, 0, 0 },
	{ NULL, "upheld_per_1000_wronged", "upheld, per 1,000 appeals of the wrongly listed",
	  RUN(SHARE(1000.0, "upheld_wronged", "upheld_wronged + denied_wronged")), 0, 0, 1000,
	  RUN("sum(upheld_wronged + denied_wronged)"), NULL, soc_statistic_needs_list, 1000, 0 },
	/* The view is of the whole run: at an earlier month there is none. */
	{ NULL, "appeal_wait_months", "months until half of the appeals are decided",
	  "SELECT median_months FROM waiting WHERE replicate = ?1 AND kind = 'appeal' AND "
	  "?2 = (SELECT months_finished - 1 FROM replicates WHERE replicate = ?1)",
	  0, 0, INFINITY, RUN("sum(appeals_wronged + appeals_guilty)"), NULL, soc_statistic_needs_list, 0, 1 },
	{ "Compared with the same people under no regime, %", "violations_averted_percent", "violations averted",
	  RUN("100.0 - " SHARE(100.0, "violations", "violations_counterfactual")), 0, -INFINITY, 100,
	  RUN("sum(violations_counterfactual)"), NULL, soc_statistic_needs_violations, 100, 0 },
	{ NULL, "violations_averted_by_norms_percent", "violations averted through norms",
	  RUN(SHARE(100.0, "violations_unfollowed - violations", "violations_counterfactual")), 0, -INFINITY, 100,
	  RUN("sum(violations_counterfactual)"), NULL, violations_follow_norms, 100, 0 },
	{ NULL, "lawful_acts_lost_percent", "lawful acts lost",
	  RUN("100.0 - " SHARE(100.0, "lawful_acts", "lawful_acts_counterfactual")), 0, -INFINITY, 100,
	  RUN("sum(lawful_acts_counterfactual)"), NULL, has_lawful_acts, 100, 0 },
	{ NULL, "lawful_acts_lost_by_norms_percent", "lawful acts lost through norms",
	  RUN(SHARE(100.0, "lawful_acts_unfollowed - lawful_acts", "lawful_acts_counterfactual")), 0, -INFINITY,
	  100, RUN("sum(lawful_acts_counterfactual)"), NULL, lawful_acts_follow_norms, 100, 0 },
	{ NULL, "good_deeds_gained_percent", "good deeds gained (negative: lost)",
	  RUN(SHARE(100.0, "good_deeds", "good_deeds_counterfactual") " - 100.0"), 0, -100, INFINITY,
	  RUN("sum(good_deeds_counterfactual)"), NULL, has_good_deeds, 100, 0 },
	{ NULL, "good_deeds_gained_by_norms_percent", "good deeds gained through norms (negative: lost)",
	  RUN(SHARE(100.0, "good_deeds - good_deeds_unfollowed", "good_deeds_counterfactual")), 0, -INFINITY,
	  INFINITY, RUN("sum(good_deeds_counterfactual)"), NULL, good_deeds_follow_norms, 100, 0 },
};

#define SQL_S(name) END("sum(" #name ")")
#define SQL_F(name) RUN("sum(" #name ")")
#define WHOLE(name, kind, unit, meaning) \
	{ NULL, #name, #name, SQL_##kind(name), 0, -INFINITY, INFINITY, NULL, NULL, NULL, 0, 0 },
const struct soc_statistic soc_statistics_all[SOC_INDICATORS_COUNT] = { SOC_INDICATORS(WHOLE) };

void soc_statistic_full_label(const char *section, const char *label, char *out, size_t size)
{
	if (section == NULL || strpbrk(section, "0123456789%") == NULL) {
		snprintf(out, size, "%s", label);
		return;
	}
	const char first = section[0] >= 'A' && section[0] <= 'Z' ? (char)(section[0] - 'A' + 'a') : section[0];
	snprintf(out, size, "%s, %c%s", label, first, section + 1);
}

double soc_statistic_number(const char *text)
{
	double number = 0;
	return soc_number_read(text, &number) == 1 ? number : 0;
}

enum soc_err soc_statistic_sampling_weight(struct soc_result *r, double *out, struct soc_msg *msg)
{
	char persons[SOC_STATISTIC_NUMBER], census[SOC_STATISTIC_NUMBER];
	enum soc_err err = soc_result_meta(r, "persons", persons, sizeof persons, msg);
	if (err == SOC_OK)
		err = soc_result_meta(r, "census_persons", census, sizeof census, msg);
	if (err == SOC_OK)
		*out = soc_statistic_number(census) / soc_statistic_number(persons);
	return err;
}

int soc_statistic_is_of_cells(const struct soc_statistic *f)
{
	return strstr(f->sql, " FROM by_cell ") != NULL && strstr(f->sql, " FROM waiting ") == NULL;
}

int soc_statistic_is_told(const struct soc_statistic *f, const struct soc_scenario *s)
{
	return f->needs == NULL || f->needs(s);
}

enum soc_err soc_statistic_read(struct soc_result *r, const struct soc_statistic *f, int64_t replicate,
                                int64_t month, double sampling_weight, double *out, struct soc_msg *msg)
{
	enum soc_err err = soc_kept_real(r, f->sql, (struct soc_kept_of){ replicate, month }, out, msg);
	if (err == SOC_OK && f->scaled)
		*out *= sampling_weight;
	return err;
}

enum soc_err soc_statistic_list(const struct soc_statistic *f, struct soc_kept_list *list,
                                struct soc_msg *msg)
{
	const enum soc_err err = soc_kept_list_add(list, f->sql, msg);
	return err == SOC_OK && f->cases != NULL ? soc_kept_list_add(list, f->cases, msg) : err;
}

enum soc_err soc_statistic_cases(struct soc_result *r, const struct soc_statistic *f, int64_t replicate,
                                 int64_t month, double *out, struct soc_msg *msg)
{
	return soc_kept_real(r, f->cases != NULL ? f->cases : f->sql, (struct soc_kept_of){ replicate, month },
	                     out, msg);
}

double soc_statistic_rests_on(const struct soc_statistic *f, double value, double cases)
{
	if (isnan(value) || isnan(cases))
		return 0;
	const double counted = f->per > 0 ? fabs(value) * cases / f->per : cases;
	return counted < cases ? counted : cases;
}

int soc_statistic_is_difference(const struct soc_statistic *f)
{
	return f->per > 0.0 && f->least < 0.0 && f->sql != NULL; /* a summary of a module has none */
}

int soc_statistic_is_few(double rests_on)
{
	return rests_on < SOC_FEW_CASES - 0.5; /* a whole number, but for what dividing has left */
}

enum soc_err soc_statistic_each(struct soc_result *r, const struct soc_statistic *f, int64_t replicate,
                                int64_t month, double sampling_weight, double *out, struct soc_msg *msg)
{
	*out = f->scaled ? sampling_weight : NAN;
	return f->each != NULL ? soc_kept_real(r, f->each, (struct soc_kept_of){ replicate, month }, out, msg)
	                       : SOC_OK;
}

struct soc_interval soc_statistic_interval(const struct soc_statistic *f, const double *values, int n,
                                           double each, double cases)
{
	struct soc_interval v = soc_student_interval(values, n, f->least, f->most);
	if (soc_statistic_is_difference(f))
		soc_interval_widen_difference(&v, f->per, cases, f->least, f->most);
	else if (isnan(each))
		soc_interval_widen(&v, f->least == 0.0 ? f->most : INFINITY, cases);
	else
		soc_interval_widen_count(&v, each, cases);
	return soc_interval_or_none(v);
}

struct soc_interval soc_statistic_paired(const struct soc_statistic *f, const double *differences, int n,
                                         double each, double cases)
{
	const double wide = f->most - f->least;
	struct soc_interval v = soc_student_interval(differences, n, -wide, wide);
	if (f->per > 0.0)
		soc_interval_widen_difference(&v, f->per, cases, -wide, wide);
	else if (each > 0.0) /* one case more is `each` more in its replicate */
		soc_interval_widen_difference(&v, each, v.count, -wide, wide);
	return soc_interval_or_none(v);
}

int soc_statistic_is_fixed(const struct soc_statistic *f)
{
	return strcmp(f->name, "persons") == 0;
}

int soc_statistic_unit_is_cases(const char *unit)
{
	static const char *const units[] = { "persons", "people",   "records", "appeals",   "events",
		                                 "entries", "attempts", "firms",   "households" };
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (strcmp(unit, units[i]) == 0)
			return 1;
	return 0;
}
