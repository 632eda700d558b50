/* Unrest against its mean-field closed form, where everybody sees everybody. */
#include "closed_forms.h"
#include "runner.h"

#define SETTINGS(...)     \
	(const char *const[]) \
	{                     \
		__VA_ARGS__, NULL \
	}

/* Hardship h and aversion r are even on 0 to 1, and somebody is active when h g - r p > t, with g = 1 - L and
 * p = 1 - exp(-k c / a) for a share a of active people and c of police: of all
 *
 *   (g - t)^2 / 2 g p            where p is at least g - t
 *   (g - t - p / 2) / g          otherwise. */
static double willing(double g, double t, double p)
{
	return p >= g - t ? (g - t) * (g - t) / (2.0 * g * p) : (g - t - p / 2.0) / g;
}

/* The share at which as many are active as reckon with it, from below: a rises until it does. */
static double active_share(double g, double t, double k, double c)
{
	double a = 0.0;
	for (int i = 0; i < 100000; i++)
		a = willing(g, t, a > 0.0 ? 1.0 - exp(-k * c / a) : 1.0);
	return a;
}

static double sum(const struct lab *lab, enum soc_module_count count)
{
	double n = 0.0;
	for (unsigned i = 0; i < 3; i++)
		n += (double)lab->tally->module[(unsigned)count + i];
	return n;
}

/* Nobody is arrested, so that fear alone holds people back. What everybody reckons with depends on how many
 * of their community are active, some 400 adults, and moves with random numbers: to first order that leaves
 * the mean.
 */
static void check_share(double legitimacy, double police, const char *legitimacy_is, const char *police_is)
{
	struct lab lab;
	double adults = 0.0, active = 0.0;
	lab_open(&lab, CLOSED_FORMS_PLAIN,
	         SETTINGS("events.act.rate_per_year=0", "people.persons=60000", "unrest.enabled=true",
	                  "unrest.rounded=false", "unrest.arrests_per_month=0", legitimacy_is, police_is));
	while (lab.month < 24) {
		lab_month(&lab);
		adults += sum(&lab, SOC_MOD_unrest_by_standing_adults) * (lab.month > 12);
		active += sum(&lab, SOC_MOD_unrest_by_standing_active) * (lab.month > 12);
	}
	const double a = active_share(1.0 - legitimacy, 0.1, 2.3, police / 1000.0), people = adults / 12.0;
	/* The same people are active in each month. */
	closed_form("active", active / adults, a, sqrt(a * (1.0 - a) / people) + 0.01 * a, 4.0);
	lab_close(&lab);
}

/* Of those who are active and reckon with nothing a share c / a is arrested a month, for T months: in the
 * long run w of all adults, who are willing, are active or in jail, and a = w - c T, as long as that is above
 * c. */
static void check_jail(void)
{
	struct lab lab;
	double adults = 0.0, active = 0.0, jailed = 0.0;
	lab_open(&lab, CLOSED_FORMS_PLAIN,
	         SETTINGS("events.act.rate_per_year=0", "people.persons=60000", "unrest.enabled=true",
	                  "unrest.arrest=0", "unrest.legitimacy=0.5", "unrest.police_per_1000=20",
	                  "unrest.jail_most=9"));
	while (lab.month < 48) {
		lab_month(&lab);
		adults += sum(&lab, SOC_MOD_unrest_by_standing_adults) * (lab.month > 24);
		active += sum(&lab, SOC_MOD_unrest_by_standing_active) * (lab.month > 24);
		jailed += sum(&lab, SOC_MOD_unrest_by_standing_jailed) * (lab.month > 24);
	}
	const double willing_share = 0.8, people = adults / 24.0, c = 0.02;
	/* A term of n months is n months without deciding less the one in which it ends: five on average, of
	 * which four in full; at the month's end all who were arrested in it are in jail. */
	closed_form("willing", (active + jailed) / adults - c, willing_share, sqrt(0.16 / people), 4.0);
	closed_form("in jail", jailed / adults, c * 5.0, sqrt(0.1 / people), 4.0);
	lab_close(&lab);
}

WHOLE_PART(closed_forms_unrest)
{
	check_share(0.82, 57.0, "unrest.legitimacy=0.82", "unrest.police_per_1000=57");
	check_share(0.5, 100.0, "unrest.legitimacy=0.5", "unrest.police_per_1000=100");
	check_share(0.2, 5.0, "unrest.legitimacy=0.2", "unrest.police_per_1000=5");
	check_jail();
	return closed_forms_failed > 0;
}
