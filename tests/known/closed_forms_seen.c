/* What happens and what is seen of it: rates by group, dispersion, the precision of a test. */
#include "closed_forms.h"
#include "runner.h"

#include "model/population/population.h"

#include <stdlib.h>
#include <string.h>

#define SETTINGS(...)     \
	(const char *const[]) \
	{                     \
		__VA_ARGS__, NULL \
	}

/* ---- rates ---- */

struct counted {
	double events[SOC_CELLS], people[SOC_CELLS]; /* by rate cell */
	uint16_t *of_person;
};

static void count_events(struct lab *lab, uint32_t community, void *user)
{
	struct counted *counted = user;
	const struct soc_place_time at = lab_place_time(lab, community, lab->month);
	const struct soc_true_log *j = &lab->scratch->true_log;
	struct soc_columns c;
	soc_world_columns(&lab->world, community, &c);
	for (unsigned row = 0; row < at.count; row++)
		counted->people[soc_cell(c.self.nature[row], c.registry.situation[row])] += 1.0;
	for (unsigned i = 0; i < j->occurrences_count; i++) {
		counted->events[soc_cell(c.self.nature[j->occurrences[i].row],
		                         c.registry.situation[j->occurrences[i].row])] += j->occurrences[i].happened;
		counted->of_person[at.first_person + j->occurrences[i].row] += j->occurrences[i].happened;
	}
}

static void run_counted(struct lab *lab, struct counted *counted, const char *yaml,
                        const char *const *settings, uint32_t months)
{
	memset(counted, 0, sizeof *counted);
	lab_open(lab, yaml, settings);
	counted->of_person = calloc(lab->world.persons, sizeof *counted->of_person);
	if (counted->of_person == NULL)
		lab_die("no memory");
	lab->after = count_events;
	lab->user = counted;
	while (lab->month < months)
		lab_month(lab);
}

/* Events of each sex, age band, side of the city wall and income quintile: Poisson with rate x person-months.
 * 100 groups at most. */
static void check_rates(void)
{
	static struct counted counted;
	static const double age[SOC_AGE_BANDS] = { 0.2, 1.7, 1.1, 0.9, 0.4 };
	struct lab lab;
	char name[64];
	run_counted(&lab, &counted, CLOSED_FORMS_PLAIN,
	            SETTINGS("channels.eye.enabled=false", "events.act.rate_per_year=0.9",
	                     "events.act.male_ratio=2.3", "events.act.urban_ratio=1.6",
	                     "events.act.income_slope=0.15", "events.act.age=[0.2, 1.7, 1.1, 0.9, 0.4]"),
	            24);
	for (unsigned group = 0; group < 2 * 2 * 5 * 5; group++) {
		const unsigned male = group % 2, urban = group / 2 % 2, band = group / 4 % 5, quintile = group / 20;
		double events = 0.0, people = 0.0;
		for (unsigned cell = 0; cell < SOC_CELLS; cell++)
			if (soc_nature_male(soc_cell_nature((uint16_t)cell)) == male &&
			    soc_situation_urban(soc_cell_situation((uint16_t)cell)) == urban &&
			    soc_situation_age_band(soc_cell_situation((uint16_t)cell)) == band &&
			    soc_situation_quintile(soc_cell_situation((uint16_t)cell)) == quintile) {
				events += counted.events[cell];
				people += counted.people[cell];
			}
		const double rate =
			0.9 / 12.0 * age[band] * (male ? 2.3 : 1.0) / (urban ? 1.0 : 1.6) * exp(0.15 * (quintile - 2.0));
		snprintf(name, sizeof name, "events: %s, %s, age band %u, quintile %u", male ? "men" : "women",
		         urban ? "urban" : "rural", band, quintile);
		if (people > 0.0)
			closed_form(name, events, people * rate, sqrt(people * rate), 4.5);
	}
	free(counted.of_person);
	lab_close(&lab);
}

/* Events of people all alike over two years: the variance of a Poisson law is its mean; of the index of
 * dispersion, 2 / (n - 1). */
static void check_dispersion(void)
{
	static struct counted counted;
	struct lab lab;
	double sum = 0.0, squares = 0.0;
	run_counted(&lab, &counted, CLOSED_FORMS_PLAIN,
	            SETTINGS("channels.eye.enabled=false", "events.act.rate_per_year=1.2"), 24);
	const double n = (double)lab.world.persons;
	for (uint64_t p = 0; p < lab.world.persons; p++) {
		sum += counted.of_person[p];
		squares += (double)counted.of_person[p] * counted.of_person[p];
	}
	const double mean = sum / n, variance = (squares - n * mean * mean) / (n - 1.0);
	closed_form("events of a person", mean, 2.4, sqrt(2.4 / n), 4.0);
	closed_form("index of dispersion", variance / mean, 1.0, sqrt(2.0 / (n - 1.0)), 4.0);
	free(counted.of_person);
	lab_close(&lab);
}

/* Three acts in ten are recorded, one record in five names somebody else: 1 - 0.3 x 0.8 of them are on
 * nobody's record. Of people all alike, 1 - exp(-rate t) have done one after t years. */
static void check_missed(void)
{
	struct lab lab;
	double offences = 0.0, missed = 0.0;
	lab_open(&lab, CLOSED_FORMS_PLAIN "lists: {held: {colour: black, entry_events: [act]}}\n",
	         SETTINGS("events.act.rate_per_year=0.2", "channels.eye.detects.act=0.3",
	                  "channels.eye.wrong_person=0.2"));
	while (lab.month < 24) {
		lab_month(&lab);
		offences += (double)lab_sum(&lab, SOC_IND_offences);
		missed += (double)lab_sum(&lab, SOC_IND_offences_missed);
	}
	const double n = (double)lab.world.persons, share = 1.0 - exp(-0.2 * 2.0);
	closed_form("offences missed", missed / offences, 1.0 - 0.3 * 0.8, sqrt(0.24 * 0.76 / offences), 4.0);
	closed_form("offenders", (double)lab_sum(&lab, SOC_IND_offenders) / n, share,
	            sqrt(share * (1.0 - share) / n), 4.0);
	closed_form_near("offences of the month", (double)lab_sum(&lab, SOC_IND_offences),
	                 (double)lab_sum(&lab, SOC_IND_violations), 0.0);
	lab_close(&lab);
}

/* ---- the arithmetic of a test ---- */

/* Of the reports, a share p is right; of the right ones s are found right, of the wrong ones 1 - q are.
 * Precision of what is found right: ps / (ps + (1 - p)(1 - q)). Given how many are, the right ones among them
 * are binomial. */
static void check_precision(const char *how, const char *const *settings, double prevalence,
                            double sensitivity, double specificity, double quoted)
{
	struct lab lab;
	double right = 0.0, wrong = 0.0;
	char name[128], rate[64];
	const char *all[16] = { rate, "channels.eye.spurious_per_1000_years=300" };
	size_t n = 2;
	while (settings[n - 2] != NULL && n < 15) {
		all[n] = settings[n - 2];
		n++;
	}
	all[n] = NULL;
	snprintf(rate, sizeof rate, "events.act.rate_per_year=%.9f", 0.3 * prevalence / (1.0 - prevalence));
	lab_open(&lab, CLOSED_FORMS_PLAIN, all);
	while (lab.month < 48) {
		lab_month(&lab);
		right += (double)lab_sum(&lab, SOC_IND_accepted_true);
		wrong += (double)lab_sum(&lab, SOC_IND_accepted_wrong);
	}
	const double p = prevalence,
				 precision = p * sensitivity / (p * sensitivity + (1.0 - p) * (1.0 - specificity));
	snprintf(name, sizeof name, "precision %s, %g%% right, sensitivity %g, specificity %g", how, 100.0 * p,
	         sensitivity, specificity);
	closed_form(name, right / (right + wrong), precision,
	            sqrt(precision * (1.0 - precision) / (right + wrong)), 4.0);
	if (quoted > 0.0)
		closed_form_near("the precision quoted in the sources", precision, quoted, 0.0005);
	lab_close(&lab);
}

static void check_tests(void)
{
	/* 90/90 at 3% and 5%: 21.8% and 32.1%. */
	static const struct {
		double prevalence, quoted;
	} known[] = { { 0.03, 0.218 }, { 0.05, 0.321 } };
	for (int i = 0; i < 2; i++) {
		check_precision("of automatic decisions",
		                SETTINGS("review.automatic_sensitivity=0.9", "review.automatic_specificity=0.9"),
		                known[i].prevalence, 0.9, 0.9, known[i].quoted);
		check_precision("of reviewers",
		                SETTINGS("review.automatic_share=0", "review.human_sensitivity=0.9",
		                         "review.human_specificity=0.9",
		                         "review.files_per_month_per_million=1000000"),
		                known[i].prevalence, 0.9, 0.9, known[i].quoted);
		check_precision("of verified reports",
		                SETTINGS("channels.eye.kind=neighbours", "channels.eye.verify_sensitivity=0.9",
		                         "channels.eye.verify_specificity=0.9", "review.automatic_specificity=0"),
		                known[i].prevalence, 0.9, 0.9, known[i].quoted);
	}
	check_precision("of reports verified and decided",
	                SETTINGS("channels.eye.kind=neighbours", "channels.eye.verify_sensitivity=0.7",
	                         "channels.eye.verify_specificity=0.6", "review.automatic_sensitivity=0.8",
	                         "review.automatic_specificity=0.75"),
	                0.4, 0.7 * 0.8, 1.0 - 0.4 * 0.25, 0.0);
}

/* ---- zones ---- */

/* The law of Gonzalez et al. 2008 summed by the midpoint rule in r, in pieces that grow with it. */
static double beyond(double radius, double cutoff)
{
	double sum = 0.0;
	for (double r = radius; r < 60.0 * cutoff;) {
		const double step = (r + 1.5) * 1e-3, at = r + step / 2.0;
		sum += step * pow(at + 1.5, -1.75) * exp(-at / cutoff);
		r += step;
	}
	return sum;
}

static double harmonic(int n)
{
	return n > 0 ? 1.0 / n + harmonic(n - 1) : 0.0;
}

static double zoned(const struct lab *lab, enum soc_module_count count)
{
	return (double)(lab->tally->module[count] + lab->tally->module[count + 1]);
}

/* Nobody does anything. Of 2.5 trips a day those to the fifth and later of 30 places leave the zone when they
 * go further than the radius; one in ten of them is not made, and of the others one in eight noticed, and of
 * the trips within one in 200 for nothing. Then each stop is of somebody who never did anything. */
static void check_zones(double radius, double cutoff, const char *radius_is, const char *cutoff_is)
{
	struct lab lab;
	double days = 0.0, months = 0.0, outside = 0.0, alerts = 0.0, wrong = 0.0, stopped = 0.0, stops = 0.0,
		   innocent = 0.0;
	const double leaving =
					 2.5 * (1.0 - harmonic(4) / harmonic(30)) * beyond(radius, cutoff) / beyond(0, cutoff),
				 alert = leaving * 0.9 / 8.0, none = (2.5 - leaving) / 200.0;
	lab_open(&lab, CLOSED_FORMS_PLAIN,
	         SETTINGS("events.act.rate_per_year=0", "people.persons=20000", "society.marker_share=1",
	                  "zones.share=0.5", "zones.given_up=0.1", "zones.noticed=0.125",
	                  "zones.false_alert=0.005", "zones.stopped=0.5", radius_is, cutoff_is));
	while (lab.month < 4) {
		lab_month(&lab);
		months += zoned(&lab, SOC_MOD_zones_by_stratum_persons);
		outside += zoned(&lab, SOC_MOD_zones_by_stratum_outside);
		alerts += zoned(&lab, SOC_MOD_zones_by_stratum_alerts);
		wrong += zoned(&lab, SOC_MOD_zones_by_stratum_false_alerts);
		stops += zoned(&lab, SOC_MOD_zones_by_stratum_stops);
		stopped += zoned(&lab, SOC_MOD_zones_by_stratum_stopped);
		innocent += (double)lab.tally->module[SOC_MOD_zones_by_conduct_stops];
	}
	days = months * 365.25 / 12.0;
	closed_form("people zoned", months / 4.0 / 20000.0, 0.5, sqrt(0.25 / 20000.0), 4.0);
	closed_form("trips out of the zone", outside / days, leaving, sqrt(leaving / days), 4.0);
	closed_form("alerts", alerts / days, alert + none, sqrt((alert + none) / days), 4.0);
	closed_form("false alerts", wrong / days, none, sqrt(none / days), 4.0);
	const double no_stop = exp(-(alert + none) / 2.0 * 365.25 / 12.0);
	closed_form("stopped in a month", stopped / months, 1.0 - no_stop,
	            sqrt(no_stop * (1.0 - no_stop) / months), 4.0);
	closed_form("stops of people who did nothing", innocent, stops, 0.0, 0.0);
	lab_close(&lab);
}

WHOLE_PART(closed_forms_seen)
{
	check_zones(0.3, 400.0, "zones.radius_km=0.3", "zones.cutoff_km=400");
	check_zones(5.0, 80.0, "zones.radius_km=5", "zones.cutoff_km=80");

	check_rates();
	check_dispersion();
	check_missed();
	check_tests();
	return closed_forms_failed > 0;
}
