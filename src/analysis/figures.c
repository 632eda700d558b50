#include "analysis/figures.h"

#include "input/text/number.h"

#include <math.h>
#include <stdlib.h>

#define SOC_FIGURE_NUMBER 32
#define END(what) "SELECT " what " FROM by_cell WHERE replicate = ?1 AND month = ?2"
#define RUN(what) "SELECT " what " FROM by_cell WHERE replicate = ?1 AND month <= ?2"
#define SHARE(factor, part, whole) #factor " * sum(" part ") / nullif(sum(" whole "), 0)"

const struct soc_figure soc_figures[SOC_FIGURES_COUNT] = {
	{ "People at the end of the run", "listed_represented", "on a black list", END("sum(listed)"), 1, 0, 0,
	  INFINITY, NULL },
	{ NULL, "listed_per_1000", "on a black list, of 1,000 people", END(SHARE(1000.0, "listed", "persons")), 0,
	  2, 0, 1000, END("sum(persons)") },
	{ NULL, "sanctioned_per_1000", "under a sanction, of 1,000 people",
	  END(SHARE(1000.0, "sanctioned", "persons")), 0, 2, 0, 1000, END("sum(persons)") },
	{ "Of 1,000 people listed", "did_per_1000_listed", "did what they are listed for",
	  END(SHARE(1000.0, "listed_did", "listed")), 0, 0, 0, 1000, END("sum(listed)") },
	{ NULL, "else_per_1000_listed", "did something else", END(SHARE(1000.0, "listed_else", "listed")), 0, 0,
	  0, 1000, END("sum(listed)") },
	{ NULL, "nothing_per_1000_listed", "did nothing", END(SHARE(1000.0, "listed_nothing", "listed")), 0, 0, 0,
	  1000, END("sum(listed)") },
	{ NULL, "unaware_per_1000_listed", "have never learnt that they are listed",
	  END(SHARE(1000.0, "listed_unaware", "listed")), 0, 0, 0, 1000, END("sum(listed)") },
	{ "Who else pays", "innocent_per_1000_sanctioned", "innocent, of 1,000 people under a sanction",
	  END(SHARE(1000.0, "sanctioned_innocent", "sanctioned")), 0, 0, 0, 1000, END("sum(sanctioned)") },
	{ NULL, "refused_represented", "attempts refused over the run", RUN("sum(refused)"), 1, 0, 0, INFINITY,
	  NULL },
	{ NULL, "innocent_per_1000_refused", "of 1,000 attempts refused: to innocents",
	  RUN(SHARE(1000.0, "refused_innocent", "refused")), 0, 0, 0, 1000, RUN("sum(refused)") },
	{ "Due process", "appeals_represented", "appeals filed over the run",
	  RUN("sum(appeals_wronged + appeals_guilty)"), 1, 0, 0, INFINITY, NULL },
	{ NULL, "upheld_per_1000_wronged", "upheld, of 1,000 decided for the wrongly listed",
	  RUN(SHARE(1000.0, "upheld_wronged", "upheld_wronged + denied_wronged")), 0, 0, 0, 1000,
	  RUN("sum(upheld_wronged + denied_wronged)") },
	/* The view is of the whole run: at an earlier month there is none. */
	{ NULL, "appeal_wait_months", "median wait for a decision on an appeal, months",
	  "SELECT median_months FROM waiting WHERE replicate = ?1 AND kind = 'appeal' AND "
	  "?2 = (SELECT months_finished - 1 FROM replicates WHERE replicate = ?1)",
	  0, 1, 0, INFINITY, RUN("sum(upheld_wronged + denied_wronged + upheld_guilty + denied_guilty)") },
	{ "Against the same people under no regime, %", "violations_averted_percent", "violations averted",
	  RUN("100.0 - " SHARE(100.0, "violations", "violations_free")), 0, 1, -INFINITY, 100,
	  RUN("sum(violations_free)") },
	{ NULL, "lawful_acts_lost_percent", "lawful acts lost",
	  RUN("100.0 - " SHARE(100.0, "lawful_acts", "lawful_acts_free")), 0, 1, -INFINITY, 100,
	  RUN("sum(lawful_acts_free)") },
	{ NULL, "good_deeds_gained_percent", "good deeds gained (below zero: lost)",
	  RUN(SHARE(100.0, "good_deeds", "good_deeds_free") " - 100.0"), 0, 1, -100, INFINITY,
	  RUN("sum(good_deeds_free)") },
};

#define SQL_S(name) END("sum(" #name ")")
#define SQL_F(name) RUN("sum(" #name ")")
#define WHOLE(name, kind, unit, meaning) \
	{ NULL, #name, #name, SQL_##kind(name), 0, 1, -INFINITY, INFINITY, NULL },
const struct soc_figure soc_figures_all[SOC_INDICATORS_COUNT] = { SOC_INDICATORS(WHOLE) };

double soc_figure_number(const char *text)
{
	double number = 0;
	return soc_number_read(text, &number) == 1 ? number : 0;
}

enum soc_err soc_figure_represents(struct soc_result *r, double *out, struct soc_msg *msg)
{
	char persons[SOC_FIGURE_NUMBER], census[SOC_FIGURE_NUMBER];
	enum soc_err err = soc_result_meta(r, "persons", persons, sizeof persons, msg);
	if (err == SOC_OK)
		err = soc_result_meta(r, "census_persons", census, sizeof census, msg);
	if (err == SOC_OK)
		*out = soc_figure_number(census) / soc_figure_number(persons);
	return err;
}

enum soc_err soc_figure_read(struct soc_result *r, const struct soc_figure *f, int64_t replicate,
                             int64_t month, double represents, double *out, struct soc_msg *msg)
{
	const int64_t numbers[2] = { replicate, month };
	enum soc_err err = soc_result_real(r, f->sql, numbers, 2, out, msg);
	if (err == SOC_OK && f->scaled)
		*out *= represents;
	return err;
}

enum soc_err soc_figure_cases(struct soc_result *r, const struct soc_figure *f, int64_t replicate,
                              int64_t month, double *out, struct soc_msg *msg)
{
	const int64_t numbers[2] = { replicate, month };
	return soc_result_real(r, f->cases != NULL ? f->cases : f->sql, numbers, 2, out, msg);
}
