/* Other regimes: the arithmetic of base rates behind scenarios/abroad/abroad and
 * scenarios/errors/welfare-score. */
#include "closed_forms.h"
#include "runner.h"

#define SETTINGS(...)     \
	(const char *const[]) \
	{                     \
		__VA_ARGS__, NULL \
	}

struct made {
	double right, wrong;
};

static struct made records_of(struct lab *lab, uint32_t until)
{
	struct made m = { 0.0, 0.0 };
	while (lab->month < until) {
		lab_month(lab);
		m.right += (double)lab_sum(lab, SOC_IND_records_true);
		m.wrong += (double)lab_sum(lab, SOC_IND_records_fabricated);
	}
	return m;
}

/* One rule, two base rates b: of the records, b d of each person-year are true and f are fabricated.
 * With b = 0.0692 and 0.0173 (four to one), d = 0.5 and f = 0.004: 34.6 and 8.65 right for 4 wrong, so 103.6
 * and 316.2 of 1,000 are wrong. */
static void check_base_rates(void)
{
	static const char yaml[] =
		CLOSED_FORMS_PLAIN "timeline: [{from: 2015-01, to: 2019-12, set: {events.act.rate_per_year: 0.0692}},"
						   " {from: 2020-01, set: {events.act.rate_per_year: 0.0173}}]\n";
	static const double wrong_per_1000[2] = { 103.627, 316.206 };
	struct lab lab;
	lab_open(&lab, yaml, SETTINGS("channels.eye.detects.act=0.5", "channels.eye.spurious_per_1000_years=4"));
	for (int half = 0; half < 2; half++) {
		const struct made m = records_of(&lab, 60u * (uint32_t)(half + 1));
		const double n = m.right + m.wrong, p = wrong_per_1000[half] / 1000.0;
		closed_form(half ? "wrong of 1,000 records, the lower base rate"
		                 : "wrong of 1,000 records, the higher base rate",
		            1000.0 * m.wrong / n, wrong_per_1000[half], 1000.0 * sqrt(p * (1.0 - p) / n), 4.0);
	}
	lab_close(&lab);
}

/* Entries of the welfare score. A share q of the picks has an error; an official finds right 95% of these and
 * wrong 90% of the others; of 1,000 entries 1000 (1 - q) 0.1 / (q 0.95 + (1 - q) 0.1) are wrong: 97.7 for the
 * score (q = 0.493), 200 for random picks (0.296). Where nobody looks all picks are entered: 522 of 1,000 for
 * Robodebt, 930 for MiDAS. */
static void check_welfare(const char *file, double wrong_per_1000)
{
	struct lab lab;
	double wrong = 0.0, all = 0.0;
	char path[96];
	snprintf(path, sizeof path, "scenarios/errors/welfare-score/%s.yaml", file);
	lab_open_file(&lab, path, SETTINGS("people.persons=60000"));
	while (lab.month < 24) {
		lab_month(&lab);
		wrong += (double)(lab_sum(&lab, SOC_IND_entries_other_violation) +
		                  lab_sum(&lab, SOC_IND_entries_no_violation));
		all += (double)lab_sum(&lab, SOC_IND_entries_true);
	}
	all += wrong;
	const double p = wrong_per_1000 / 1000.0;
	/* A record of somebody who is a debtor already makes no entry: with 5% of the people listed, a bias well
	 * below the error. */
	closed_form(file, 1000.0 * wrong / all, wrong_per_1000, 1000.0 * sqrt(p * (1.0 - p) / all), 4.0);
	lab_close(&lab);
}

WHOLE_PART(closed_forms_regimes)
{
	check_base_rates();
	check_welfare("scenario", 97.7);
	check_welfare("random", 200.2);
	check_welfare("robodebt", 522.2);
	check_welfare("midas", 930.0);
	return closed_forms_failed > 0;
}
