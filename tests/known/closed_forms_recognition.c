/* Alerts of a run against the arithmetic of base rates, the spread between deployments, and the queue. */
#include "closed_forms.h"
#include "runner.h"

#include <string.h>

#define SETTINGS(...)     \
	(const char *const[]) \
	{                     \
		__VA_ARGS__, NULL \
	}
#define LISTED CLOSED_FORMS_PLAIN "lists: {l: {colour: black, entry_events: [act], term_months: 24}}\n"

static double both(const struct lab *lab, enum soc_module_count count)
{
	return (double)(lab->tally->module[count] + lab->tally->module[count + 1]);
}

struct sums {
	double persons, watched, right, wrong, rejected_right, rejected_wrong, late, stops, wrong_stops, waited;
	double group[4], group_wrong[4]; /* men, women of the majority, then of the minority */
};

static void add_month(struct lab *lab, struct sums *s)
{
	lab_month(lab);
	s->persons += both(lab, SOC_MOD_recognition_by_stratum_persons);
	s->watched += both(lab, SOC_MOD_recognition_by_stratum_watched);
	s->right += both(lab, SOC_MOD_recognition_by_stratum_right_alerts);
	s->wrong += both(lab, SOC_MOD_recognition_by_stratum_wrong_alerts);
	s->rejected_right += both(lab, SOC_MOD_recognition_by_stratum_rejected_right);
	s->rejected_wrong += both(lab, SOC_MOD_recognition_by_stratum_rejected_wrong);
	s->late += both(lab, SOC_MOD_recognition_by_stratum_late);
	s->stops += both(lab, SOC_MOD_recognition_by_stratum_stops);
	s->wrong_stops += both(lab, SOC_MOD_recognition_by_stratum_wrong_stops);
	s->waited += both(lab, SOC_MOD_recognition_by_stratum_waited);
	for (unsigned i = 0; i < 4; i++) {
		s->group[i] += (double)lab->tally->module[SOC_MOD_recognition_by_group_persons + i];
		s->group_wrong[i] += (double)lab->tally->module[SOC_MOD_recognition_by_group_wrong_alerts + i];
	}
}

static void share(const char *name, double part, double whole, double p)
{
	closed_form(name, part / whole, p, sqrt(p * (1.0 - p) / whole), 4.0);
}

static void poisson(const char *name, double n, double mean)
{
	closed_form(name, n, mean, sqrt(mean), 4.0);
}

/* Three passes a month, 1,000 faces, a comparison in 20,000 wrong at 0.6; at 0.58 the chance is 10^(0.02 /
 * 0.04) of that. Of people of the watch list 1 / (1 + 4 exp(0.02 / 0.05)) are missed. Precision is p s / (p s
 * + (1 - p) f), but that those of the list can be taken for another as well. */
static void check_base_rates(void)
{
	struct lab lab;
	struct sums s = { 0 };
	lab_open(&lab, LISTED,
	         SETTINGS("recognition.passes_urban=3", "recognition.passes_rural=3", "recognition.gallery=1000",
	                  "recognition.false_match=0.00005", "recognition.threshold=0.58",
	                  "recognition.tenfold=0.04", "recognition.missed=0.2",
	                  "recognition.similarity_scale=0.05", "recognition.pictured=0.7",
	                  "recognition.rejected_wrong=0.6", "recognition.rejected_right=0.1",
	                  "recognition.stopped=0.8"));
	while (lab.month < 24)
		add_month(&lab, &s);
	const double f = 1.0 - pow(1.0 - 0.00005 * pow(10.0, 0.5), 1000.0), p = s.watched / s.persons,
				 sensitivity = 1.0 - 1.0 / (1.0 + 4.0 * exp(0.4));
	poisson("wrong alerts", s.wrong, 3.0 * f * s.persons);
	poisson("right alerts", s.right, 3.0 * sensitivity * s.watched);
	share("precision", s.right, s.right + s.wrong, p * sensitivity / (p * sensitivity + f));
	share("wrong alerts rejected", s.rejected_wrong, s.wrong, 0.6);
	share("right alerts rejected", s.rejected_right, s.right, 0.1);
	share("stops after a wrong alert", s.wrong_stops, s.wrong, 0.4 * 0.8);
	share("stops after a right alert", s.stops - s.wrong_stops, s.right, 0.9 * 0.8);
	lab_close(&lab);
}

/* The share of the listed who have a picture: each is drawn once for all, so that only the people of the last
 * month count. */
static void check_watch_list(void)
{
	struct lab lab;
	struct sums s = { 0 }, all = { 0 };
	lab_open(
		&lab, LISTED,
		SETTINGS("recognition.passes_urban=1", "recognition.passes_rural=1", "recognition.pictured=0.7"));
	while (lab.month < 12) {
		memset(&s, 0, sizeof s);
		add_month(&lab, &s);
	}
	lab_close(&lab);
	lab_open(&lab, LISTED, SETTINGS("recognition.passes_urban=1", "recognition.passes_rural=1"));
	while (lab.month < 12) {
		memset(&all, 0, sizeof all);
		add_month(&lab, &all);
	}
	share("on the watch list, of those listed", s.watched, all.watched, 0.7);
	lab_close(&lab);
}

/* Four times as often of the minority, three times as often women, twelve times where both meet. */
static void check_groups(void)
{
	static const double ratio[4] = { 1.0, 3.0, 4.0, 12.0 };
	struct lab lab;
	struct sums s = { 0 };
	lab_open(&lab, LISTED,
	         SETTINGS("recognition.passes_urban=4", "recognition.passes_rural=4", "recognition.gallery=500",
	                  "recognition.false_match=0.000004", "recognition.minority_ratio=4",
	                  "recognition.women_ratio=3"));
	while (lab.month < 12)
		add_month(&lab, &s);
	for (unsigned i = 0; i < 4; i++)
		poisson(i >> 1  ? i & 1 ? "wrong alerts, women of the minority" : "wrong alerts, men of the minority"
		        : i & 1 ? "wrong alerts, women of the majority"
		                : "wrong alerts, men of the majority",
		        s.group_wrong[i], 4.0 * (1.0 - pow(1.0 - 0.000004 * ratio[i], 500.0)) * s.group[i]);
	lab_close(&lab);
}

/* One line of 3 s that is asked for 19 of 60 pictures a second it can do 20 of: the mean is 60 s, and an
 * alert comes later than 30 s with the chance exp(-30 / 60). */
static void check_queue(void)
{
	struct lab lab;
	struct sums s = { 0 };
	lab_open(&lab, LISTED,
	         SETTINGS("recognition.passes_urban=5", "recognition.passes_rural=5", "recognition.gallery=1000",
	                  "recognition.false_match=0.00002", "recognition.service_seconds=3",
	                  "recognition.faces_per_second=0.3166666666666667", "recognition.reach_seconds=30"));
	while (lab.month < 6)
		add_month(&lab, &s);
	closed_form("seconds from picture to alert", s.waited / 1000.0 / (s.right + s.wrong), 60.0, 0.001, 4.0);
	share("alerts that come late", s.late, s.right + s.wrong, exp(-0.5));
	closed_form("all others are stops", s.stops, s.right + s.wrong - s.late, 0.0, 0.0);
	lab_close(&lab);
}

/* 200 cameras per 1,000 people, of which 0.005 each are where a person is: e^-1 of those whom the channel
 * does not cover anyway, a fifth, stay out of view. People differ in their random numbers for good, so that
 * the error is of people, not of acts. */
static void check_cameras(void)
{
	struct lab lab;
	double acts = 0.0, recorded = 0.0;
	const double covered = 1.0 - 0.8 * exp(-1.0);
	lab_open(&lab, CLOSED_FORMS_PLAIN,
	         SETTINGS("events.act.rate_per_year=1", "channels.eye.kind=camera",
	                  "channels.eye.coverage_urban=0.2", "channels.eye.coverage_rural=0.2",
	                  "channels.eye.camera_reach=0.005", "cameras.per_1000_urban=200",
	                  "cameras.per_1000_rural=200"));
	while (lab.month < 12) {
		lab_month(&lab);
		acts += (double)lab_sum(&lab, SOC_IND_violations);
		recorded += (double)lab_sum(&lab, SOC_IND_records_true);
	}
	closed_form("acts recorded by cameras", recorded / acts, covered,
	            sqrt(covered * (1.0 - covered) * (1.0 / acts + 1.0 / (double)lab.world.persons)), 4.0);
	closed_form("cameras", both(&lab, SOC_MOD_cameras_by_stratum_cameras),
	            200.0 * both(&lab, SOC_MOD_cameras_by_stratum_persons), 0.0, 0.0);
	lab_close(&lab);
}

static double negative_binomial(int n, double mean, double shape)
{
	return exp(lgamma(n + shape) - lgamma(shape) - lgamma(n + 1.0) + shape * log(shape / (shape + mean)) +
	           n * log(mean / (shape + mean)));
}

/* The chance of each band of alerts: the mean over communities, whose crowds differ. */
static void expect_bands(const struct lab *lab, double wrong_per_person, double spread, double *band)
{
	const uint32_t communities = lab->world.communities;
	memset(band, 0, SOC_ALERT_BANDS * sizeof *band);
	for (uint32_t c = 0; c < communities; c++) {
		const double mean = wrong_per_person * lab_place_time(lab, c, 0).count;
		int from = 0, to = 1;
		for (int i = 0; i < SOC_ALERT_BANDS; i++) {
			for (int n = from; n < to && n < 4096; n++)
				band[i] += negative_binomial(n, mean, 1.0 / spread) / communities;
			from = to;
			to = from * 2;
		}
	}
}

/* The spread of South Wales: a Poisson law would have all deployments in two or three bands. The table of
 * factors has steps, so that the law is met to a fiftieth of a share. */
static void check_spread(double spread, const char *spread_is)
{
	struct lab lab;
	struct sums s = { 0 };
	double expected[SOC_ALERT_BANDS], counted[SOC_ALERT_BANDS] = { 0 }, deployments = 0.0;
	char name[64];
	lab_open(&lab, LISTED,
	         SETTINGS("recognition.passes_urban=2", "recognition.passes_rural=2", "recognition.gallery=1000",
	                  "recognition.false_match=0.00001", spread_is));
	while (lab.month < 24) {
		add_month(&lab, &s);
		for (unsigned i = 0; i < SOC_ALERT_BANDS; i++)
			counted[i] += (double)lab.tally->module[SOC_MOD_recognition_by_deployment_wrong + i];
	}
	expect_bands(&lab, 2.0 * (1.0 - pow(1.0 - 0.00001, 1000.0)), spread, expected);
	for (unsigned i = 0; i < SOC_ALERT_BANDS; i++)
		deployments += counted[i];
	for (unsigned i = 0; i < 9; i++) {
		snprintf(name, sizeof name, "deployments of band %u, spread %g", i, spread);
		closed_form(name, counted[i] / deployments, expected[i],
		            sqrt(expected[i] * (1.0 - expected[i]) / deployments) + expected[i] / 200.0, 4.0);
	}
	closed_form("wrong alerts on the whole, whatever the spread", s.wrong / s.persons,
	            2.0 * (1.0 - pow(1.0 - 0.00001, 1000.0)),
	            sqrt(0.02 / s.persons + 0.0004 * spread / deployments), 4.0);
	lab_close(&lab);
}

WHOLE_PART(closed_forms_recognition)
{
	check_base_rates();
	check_watch_list();
	check_groups();
	check_queue();
	check_cameras();
	check_spread(5.8, "recognition.wrong_spread=5.8");
	check_spread(1.0, "recognition.wrong_spread=1");
	return closed_forms_failed > 0;
}
