/* Incomes that move, against the laws of what they are made of. */
#include "closed_forms.h"
#include "model/modules/dimensions.h"
#include "runner.h"

#define SETTINGS(...)     \
	(const char *const[]) \
	{                     \
		__VA_ARGS__, NULL \
	}
/* People of one class with one mean, and nothing that the regime takes: one log-normal law. */
#define ALIKE                                                                                  \
	"events.act.rate_per_year=0", "society.urban_income_ratio=1", "society.executive_share=0", \
		"society.official_share=0", "people.persons=60000", "income.enabled=true"

static double level_sum(const struct lab *lab, enum soc_module_count count, unsigned level)
{
	return (double)lab->tally->module[(unsigned)count + SOC_AT(income_by_level, 0, level)] +
	       (double)lab->tally->module[(unsigned)count + SOC_AT(income_by_level, 1, level)];
}

/* From the people and incomes of the levels, each as if log incomes were even in it. */
static double gini(const struct lab *lab)
{
	double persons = 0.0, income = 0.0, upto = 0.0, area = 0.0;
	for (unsigned i = 0; i < SOC_INCOME_BANDS; i++) {
		persons += level_sum(lab, SOC_MOD_income_by_level_persons, i);
		income += level_sum(lab, SOC_MOD_income_by_level_income, i);
	}
	for (unsigned i = 0; i < SOC_INCOME_BANDS; i++) {
		const double p = level_sum(lab, SOC_MOD_income_by_level_persons, i) / persons,
					 s = level_sum(lab, SOC_MOD_income_by_level_income, i) / income;
		area += p * (2.0 * upto + s) - p * s * (1.0 / tanh(0.125) - 8.0);
		upto += s;
	}
	return 1.0 - area;
}

static double sum(const struct lab *lab, enum soc_module_count count)
{
	return (double)lab->tally->module[count] + (double)lab->tally->module[(unsigned)count + 1];
}

static double rank_correlation(const struct lab *lab)
{
	const double n = sum(lab, SOC_MOD_income_ranks_persons), x = sum(lab, SOC_MOD_income_ranks_begun),
				 y = sum(lab, SOC_MOD_income_ranks_now);
	return (n * sum(lab, SOC_MOD_income_ranks_products) - x * y) /
	       sqrt((n * sum(lab, SOC_MOD_income_ranks_begun_squares) - x * x) *
	            (n * sum(lab, SOC_MOD_income_ranks_now_squares) - y * y));
}

static void months(struct lab *lab, unsigned until)
{
	while (lab->month < until)
		lab_month(lab);
}

/* Spread s of the log-normal law with that Gini coefficient, 2 F(s / sqrt 2) - 1 = erf(s / 2). */
static double spread(double wanted)
{
	double low = 0.0, high = 4.0;
	for (int i = 0; i < 60; i++) {
		const double mid = (low + high) / 2.0;
		if (erf(mid / 2.0) < wanted)
			low = mid;
		else
			high = mid;
	}
	return low;
}

/* Households share most of what moves them: of 60,000 people some 25,000 would say as much if they were
 * apart. */
#define APART 25000.0

/* Ranks of two normal variables with correlation r correlate by 6 / pi asin(r / 2). */
static void check_mobility(double wanted, double persistence, double year, const char *gini_is,
                           const char *persistence_is, const char *year_is)
{
	struct lab lab;
	const double s = spread(wanted), lasting = 1.0 - year * year / (s * s);
	lab_open(&lab, CLOSED_FORMS_PLAIN, SETTINGS(ALIKE, gini_is, persistence_is, year_is));
	for (unsigned years = 1; years <= 5; years += 4) {
		months(&lab, 12 * years);
		const double r = lasting * pow(persistence, years), ranks = 6.0 / acos(-1.0) * asin(r / 2.0);
		closed_form(years == 1 ? "ranks a year apart" : "ranks five years apart", rank_correlation(&lab),
		            ranks, (1.0 - ranks * ranks) / sqrt(APART) + 0.0005, 4.0);
		closed_form("Gini coefficient", gini(&lab), wanted, 0.002, 3.0);
	}
	lab_close(&lab);
}

/* Everybody as in the beginning. */
static void check_still(void)
{
	struct lab lab;
	lab_open(&lab, CLOSED_FORMS_PLAIN, SETTINGS(ALIKE, "income.persistence=1", "income.year=0"));
	months(&lab, 24);
	double stayed = 0.0;
	for (unsigned i = 0; i < 5; i++)
		stayed +=
			(double)lab.tally->module[SOC_MOD_income_by_quintile_persons + SOC_AT(income_by_quintile, i, i)];
	closed_form("in the income quintile begun in", stayed, 60000.0, 0.0, 4.0);
	closed_form("products of ranks", sum(&lab, SOC_MOD_income_ranks_products),
	            sum(&lab, SOC_MOD_income_ranks_begun_squares), 0.0, 4.0);
	lab_close(&lab);
}

/* ---- what goes by income goes by the income of now ---- */

/* Offences by the income quintile begun in, over two years after the first; how many people are in it. */
struct by_quintile {
	double acts[5], counterfactual[5], persons[5];
};

static void add_month(const struct lab *lab, struct by_quintile *sum)
{
	for (unsigned cell = 0; cell < SOC_DEMOGRAPHIC_CELLS; cell++) {
		const int64_t *n = lab->tally->cell[cell];
		sum->acts[cell % 5] += (double)n[SOC_IND_violations];
		sum->counterfactual[cell % 5] += (double)n[SOC_IND_violations_counterfactual];
		sum->persons[cell % 5] += (double)n[SOC_IND_persons] / 24.0;
	}
}

static void offend(struct by_quintile *sum, const char *yaml, const char *const *settings)
{
	struct lab lab;
	*sum = (struct by_quintile){ { 0 }, { 0 }, { 0 } };
	lab_open(&lab, yaml, settings);
	while (lab.month < 36) {
		lab_month(&lab);
		if (lab.month > 12)
			add_month(&lab, sum);
	}
	lab_close(&lab);
}

/* The poorest over the richest, as a rate, and its standard error relative to it. */
static double slope(const struct by_quintile *n)
{
	return n->acts[0] / n->persons[0] * n->persons[4] / n->acts[4];
}

static double slope_error(const struct by_quintile *n)
{
	return sqrt(1.0 / n->acts[0] + 1.0 / n->acts[4]);
}

#define OFFENDING(slope_is, ...)                                                                      \
	SETTINGS("events.act.rate_per_year=1", "events.act.income_slope=" slope_is,                       \
	         "society.urban_income_ratio=1", "society.executive_share=0", "society.official_share=0", \
	         __VA_ARGS__)

/* The rate falls by slope a quintile. Where incomes stand still, or are not followed, the poorest when the
 * run began offend exp(4 slope) times as often as the richest, act for act the same; where each year's income
 * has nothing of the last one's, they offend alike. */
static void check_acts_follow(void)
{
	struct by_quintile off, still, twice, moving;
	const double wanted = exp(4 * 0.25);
	offend(&off, CLOSED_FORMS_PLAIN, OFFENDING("-0.25", "income.enabled=false"));
	offend(&still, CLOSED_FORMS_PLAIN,
	       OFFENDING("-0.25", "income.enabled=true", "income.persistence=1", "income.year=0"));
	offend(&twice, CLOSED_FORMS_PLAIN,
	       OFFENDING("-0.5", "income.enabled=true", "income.persistence=1", "income.year=0"));
	offend(&moving, CLOSED_FORMS_PLAIN,
	       OFFENDING("-0.25", "income.enabled=true", "income.persistence=0", "income.year=0"));
	for (unsigned q = 0; q < 5; q++)
		closed_form("incomes that stand still move nothing", still.acts[q], off.acts[q], 0.0, 4.0);
	closed_form("poorest over richest, still", slope(&still), wanted, wanted * slope_error(&still), 4.0);
	closed_form("the same, twice the slope", slope(&twice), wanted * wanted,
	            wanted * wanted * slope_error(&twice), 4.0);
	closed_form("the same, incomes new each year", slope(&moving), 1.0, slope_error(&moving), 4.0);
}

/* Refusals that take income for good make poor, and the poor offend more: beside the counterfactual, whose
 * incomes they do not move. Nothing is feared. */
#define TAKEN                                                                                        \
	"lists: {barred: {colour: black, entry_events: [act], entry_probability: 1, term_months: 60}}\n" \
	"measures: {work: {kind: sanction, lists: [barred], demand_per_year: 6, demand_min_age: 0, "     \
	"income_loss: 0.1, strain: 0}}\n"
#define FEARLESS                                                                       \
	"conduct.risk_bias=0", "conduct.learning_caught=0", "conduct.learning_contacts=0", \
		"conduct.learning_place=0", "conduct.strain_listing=0", "events.act.strain_effect=0"

static double all_of(const double *by_quintile)
{
	return by_quintile[0] + by_quintile[1] + by_quintile[2] + by_quintile[3] + by_quintile[4];
}

static void check_taken(void)
{
	struct by_quintile taken, back;
	offend(&taken, CLOSED_FORMS_PLAIN TAKEN,
	       OFFENDING("-0.25", FEARLESS, "income.enabled=true", "income.lasting=1"));
	offend(&back, CLOSED_FORMS_PLAIN TAKEN,
	       OFFENDING("-0.25", FEARLESS, "income.enabled=true", "income.lasting=0"));
	closed_form("nothing taken for good: as without the regime", all_of(back.acts),
	            all_of(back.counterfactual), 0.0, 4.0);
	closed_form("taken: the counterfactual is the same", all_of(taken.counterfactual),
	            all_of(back.counterfactual), 0.0, 4.0);
	const double more = all_of(taken.acts) / all_of(taken.counterfactual);
	printf("%s taken: acts over the counterfactual %.4f\n", more > 1.02 ? "ok" : "not ok", more);
	closed_forms_failed += more <= 1.02;
}

WHOLE_PART(closed_forms_income)
{
	check_acts_follow();
	check_taken();
	check_mobility(0.465, 0.95, 0.25, "society.income_gini=0.465", "income.persistence=0.95",
	               "income.year=0.25");
	check_mobility(0.465, 0.95, 0.5, "society.income_gini=0.465", "income.persistence=0.95",
	               "income.year=0.5");
	check_mobility(0.3, 0.5, 0.1, "society.income_gini=0.3", "income.persistence=0.5", "income.year=0.1");
	check_mobility(0.465, 1.0, 0.4, "society.income_gini=0.465", "income.persistence=1", "income.year=0.4");
	check_mobility(0.465, 0.0, 0.0, "society.income_gini=0.465", "income.persistence=0", "income.year=0");
	check_still();
	return closed_forms_failed > 0;
}
