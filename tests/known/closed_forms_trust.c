/* Encounters of the national model against the closed form of `socred theory norms`, and against shares that
 * follow by hand. */
#include "closed_forms.h"
#include "runner.h"

#include "socred/theory.h"

#include <stdio.h>
#include <string.h>

#define SETTINGS(...)     \
	(const char *const[]) \
	{                     \
		__VA_ARGS__, NULL \
	}

/* Nobody does anything; everybody helps by the norm, everything is talked about and heard, and a stranger
 * unknown passes for good: all share one image of everybody. */
#define OF_ONE_MIND                                                                               \
	"events.act.rate_per_year=0", "people.persons=20000", "trust.encounters=16", "trust.never=0", \
		"trust.never_offended=0", "trust.always=0", "trust.helped_if_unknown=1", "trust.heard=1", \
		"trust.talked=1", "trust.forgotten=0"

static double theory(const char *figure, const char *const *settings, size_t count)
{
	struct soc_theory_options options = { .name = "norms", .settings = settings, .settings_count = count };
	struct soc_theory_result *result;
	struct soc_msg msg;
	double value, low, high;
	if (soc_theory_run(&options, &result, &msg) != SOC_OK ||
	    soc_theory_figure(result, figure, &value, &low, &high, &msg) != SOC_OK)
		lab_die("no theory");
	soc_theory_free(result);
	return value;
}

static double sum(const struct lab *lab, enum soc_module_count count, unsigned values)
{
	double n = 0.0;
	for (unsigned i = 0; i < values; i++)
		n += (double)lab->tally->module[(unsigned)count + i];
	return n;
}

/* Successive images of one person are not independent: somebody is judged about once in as many encounters as
 * a witness is found, so that shares spread by some three standard errors of independent encounters. */
static void check_norm(const char *name, const char *number, const char *errors, const char *taken,
                       const char *fails, const char *const *settings)
{
	struct lab lab;
	double asked = 0.0, helped = 0.0, good = 0.0, spoken = 0.0;
	lab_open(&lab, CLOSED_FORMS_PLAIN, SETTINGS(OF_ONE_MIND, number, errors, taken, fails));
	while (lab.month < 40) {
		lab_month(&lab);
		if (lab.month <= 28)
			continue;
		asked += sum(&lab, SOC_MOD_trust_by_record_asked, 5);
		helped += sum(&lab, SOC_MOD_trust_by_record_helped, 5);
		good += sum(&lab, (enum soc_module_count)(SOC_MOD_trust_by_repute_persons + 3), 3);
		spoken += sum(&lab, (enum soc_module_count)(SOC_MOD_trust_by_repute_persons + 3), 6);
	}
	const double h = theory("good", settings, 4), c = theory("cooperation", settings, 4);
	printf("# %s\n", name);
	closed_form("helped", helped / asked, c, 3.0 * sqrt(c * (1.0 - c) / asked), 4.0);
	closed_form("good", good / spoken, h, 3.0 * sqrt(h * (1.0 - h) / spoken), 4.0);
	lab_close(&lab);
}

/* In circles, K of them, a circle's opinion of its own people is as with public images, a, and of all others
 * b: two circles judge what somebody does to a third by opinions of the third that are independent of one
 * another, but for its own circle (Kessinger, Tarnita and Plotkin 2023, for groups of gossip). Somebody
 * refuses whoever is bad in the own circle; `wrong`, of images (donor's, witness's), is what the witness's
 * norm calls bad. Stern judging has b = 1/2 for any K above 1, a coin toss (Uchida and Sasaki 2013). */
static void check_circles(const char *name, const char *number, unsigned circles, int stern)
{
	char setting[32];
	struct lab lab;
	double asked = 0.0, helped = 0.0, good = 0.0, spoken = 0.0, b = 0.5;
	const double error = 0.05, a = 1.0 - error, k = circles;
	snprintf(setting, sizeof setting, "trust.circles=%u", circles);
	lab_open(&lab, CLOSED_FORMS_PLAIN,
	         SETTINGS(OF_ONE_MIND, number, "trust.assessment_error=0.05", "trust.perception_error=0",
	                  "trust.fails=0", setting));
	while (lab.month < 24) {
		lab_month(&lab);
		if (lab.month <= 16)
			continue;
		asked += sum(&lab, SOC_MOD_trust_by_record_asked, 5);
		helped += sum(&lab, SOC_MOD_trust_by_record_helped, 5);
		good += sum(&lab, (enum soc_module_count)(SOC_MOD_trust_by_repute_persons + 3), 3);
		spoken += sum(&lab, (enum soc_module_count)(SOC_MOD_trust_by_repute_persons + 3), 6);
	}
	for (int i = 0; i < 200; i++) {
		const double refused_good = ((1.0 - a) * b + (1.0 - b) * a) / k + (k - 2.0) / k * (1.0 - b) * b,
					 gave_bad = stern ? refused_good : 0.0, wrong = refused_good + gave_bad;
		b = (1.0 - wrong) * (1.0 - error) + wrong * error;
	}
	const double c = (circles > 1 ? a + (k - 1.0) * b : k * a) / k;
	printf("# %s, circles: %u\n", name, circles);
	closed_form("helped", helped / asked, c, 4.0 * sqrt(c * (1.0 - c) / asked), 4.0);
	closed_form("good in their own circle", good / spoken, a, 4.0 * sqrt(a * (1.0 - a) / spoken), 4.0);
	lab_close(&lab);
}

/* Where all go by the record, help is what the record leaves: here to all but those on a list, of whom there
 * are as many as acts of the last twelve months have entered. */
static void check_record(void)
{
	struct lab lab;
	double asked = 0.0, listed = 0.0, helped = 0.0, wrong = 0.0;
	lab_open(&lab,
	         CLOSED_FORMS_PLAIN "lists: {black: {colour: black, entry_events: [act], term_months: 12, "
	                            "repair_per_month: 0}}\n",
	         SETTINGS("people.persons=20000", "trust.encounters=4", "trust.reads=1", "trust.never=0",
	                  "trust.never_offended=0", "trust.always=0", "trust.fails=0.02"));
	while (lab.month < 30) {
		lab_month(&lab);
		if (lab.month <= 18)
			continue;
		asked += sum(&lab, SOC_MOD_trust_by_record_asked, 5);
		listed += sum(&lab, (enum soc_module_count)(SOC_MOD_trust_by_record_asked + 2), 3);
		helped += sum(&lab, SOC_MOD_trust_by_record_helped, 1);
		wrong += sum(&lab, (enum soc_module_count)(SOC_MOD_trust_by_record_helped + 2), 3);
	}
	/* A list of people, not of acts: of twelve months at a tenth a year 1 - exp(-0.1) have acted. People ask
	 * again, so that shares spread as those of 14,000 people do. */
	closed_form("asked while on a list", listed / asked, 1.0 - exp(-0.1), sqrt(0.1 / 14000.0), 4.0);
	closed_form("helped off it", helped / (asked - listed), 0.98, sqrt(0.98 * 0.02 / asked), 4.0);
	closed_form("helped on it", wrong, 0.0, 0.0, 0.0);
	lab_close(&lab);
}

/* Of contacts on record those are turned away for whom a docility, evenly up to a, is above a tie, evenly up
 * to t: a / 2t where a <= t, else 1 - t / 2a (Tirole 2021: more where people are docile and ties weak). */
static void check_shunned(double docility, double association, double strength)
{
	char docility_is[40], association_is[40], strength_is[40];
	struct lab lab;
	double asked = 0.0, shunned = 0.0;
	snprintf(docility_is, sizeof docility_is, "trust.docility=%g", docility);
	snprintf(association_is, sizeof association_is, "trust.association=%g", association);
	snprintf(strength_is, sizeof strength_is, "trust.tie_strength=%g", strength);
	lab_open(&lab,
	         CLOSED_FORMS_PLAIN "contacts: {enabled: true}\nlists: {black: {colour: black, entry_events: "
	                            "[act], term_months: 12, repair_per_month: 0}}\n",
	         SETTINGS("people.persons=20000", "trust.encounters=16", "trust.ties=1", "trust.reads=1",
	                  docility_is, association_is, strength_is));
	while (lab.month < 24) {
		lab_month(&lab);
		asked += sum(&lab, (enum soc_module_count)(SOC_MOD_trust_by_record_contacts_asked + 2), 3);
		shunned += sum(&lab, (enum soc_module_count)(SOC_MOD_trust_by_record_contacts_shunned + 2), 3);
	}
	const double a = docility * association,
				 expected = a <= strength ? a / (2.0 * strength) : 1.0 - strength / (2.0 * a);
	/* The same tie asks some fifty times while it is on a list: about asked / 50 of them decide. */
	closed_form("contacts on record turned away", shunned / asked, expected,
	            sqrt(expected * (1.0 - expected) / (asked / 50.0)), 4.0);
	lab_close(&lab);
}

WHOLE_PART(closed_forms_trust)
{
	static const char *const standing[] = { "norm=3", "assessment_error=0.05", "perception_error=0",
		                                    "fails=0.02" };
	static const char *const stern[] = { "norm=6", "assessment_error=0.05", "perception_error=0.05",
		                                 "fails=0.02" };
	static const char *const first[] = { "norm=1", "assessment_error=0.02", "perception_error=0.1",
		                                 "fails=0.1" };
	static const char *const image[] = { "norm=9", "assessment_error=0.1", "perception_error=0", "fails=0" };
	check_norm("simple standing", "trust.norm=3", "trust.assessment_error=0.05", "trust.perception_error=0",
	           "trust.fails=0.02", standing);
	check_norm("stern judging", "trust.norm=6", "trust.assessment_error=0.05", "trust.perception_error=0.05",
	           "trust.fails=0.02", stern);
	check_norm("the first of the leading eight", "trust.norm=1", "trust.assessment_error=0.02",
	           "trust.perception_error=0.1", "trust.fails=0.1", first);
	check_norm("image scoring", "trust.norm=9", "trust.assessment_error=0.1", "trust.perception_error=0",
	           "trust.fails=0", image);
	check_circles("stern judging", "trust.norm=6", 2, 1);
	check_circles("stern judging", "trust.norm=6", 4, 1);
	check_circles("simple standing", "trust.norm=3", 4, 0);
	check_record();
	/* Being called bad, ties and docility, each on both sides of the bend. */
	check_shunned(0.8, 0.5, 0.8);
	check_shunned(0.8, 0.5, 0.1);
	check_shunned(0.8, 1.0, 0.8);
	check_shunned(0.2, 0.5, 0.8);
	check_shunned(1.0, 1.0, 0.5);
	return closed_forms_failed > 0;
}
