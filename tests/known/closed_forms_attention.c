/* Attention of two places against Ensign et al. (2018): where it ends up when it follows discoveries,
 * discoveries and reports, or discoveries corrected; the law that Polya's urn goes to; spurious records. */
#include "closed_forms.h"
#include "runner.h"

#include <stdlib.h>
#include <string.h>

#define SETTINGS(...)     \
	(const char *const[]) \
	{                     \
		__VA_ARGS__, NULL \
	}

#define RATE_A 3.68511 /* of the two places of Ensign et al. 2018 (src/theory/ensign.def) */
#define RATE_B 2.816466
#define DETECTED 0.2

/* Two places, Beijing and Tianjin, of people all alike. What `call` reports the `patrol` does not find
 * again. */
static const char two_places[] =
	"socred: 1\nseed: 11\nreplicates: 1000\nspan: {from: 1950-01, to: 2039-12}\n"
	"people: {persons: 10000, data: china-2020, provinces: \"Beijing, Tianjin\"}\n"
	"events: {act: {kind: violation, driven_by: nothing, rate_per_year: 1}}\n"
	"channels: {call: {kind: official, needs_identity: false, wrong_person: 0, spurious_per_1000_years: 0, "
	"detects: {act: 0}}, patrol: {kind: official, needs_identity: false, wrong_person: 0, "
	"spurious_per_1000_years: 0, spurious_mix: {act: 1}, detects: {act: 0}, follows_attention: true}}\n"
	"attention: {highest: 100}\n"
	"timeline: [{name: here, from: 1950-01, where: {places: \"Beijing\"}, set: {events.act.rate_per_year: "
	"%.9g, channels.call.detects.act: %.9g, channels.patrol.detects.act: %.9g, attention.initial_records: "
	"%.9g, channels.patrol.spurious_per_1000_years: %.9g}}, {name: there, from: 1950-01, where: {places: "
	"\"Tianjin\"}, set: {events.act.rate_per_year: %.9g, channels.call.detects.act: %.9g, "
	"channels.patrol.detects.act: %.9g, attention.initial_records: %.9g, "
	"channels.patrol.spurious_per_1000_years: %.9g}}]\n";

/* Of one place: acts a person-year, share reported, share of the rest found at attention 1, on file at the
 * start, spurious records of 1,000 people and year. */
struct town {
	double rate, reported, found, initial, spurious;
};

/* People of each place, as the model divides them. */
static void people_of(double persons, double people[2], const char *const *settings)
{
	char text[2048];
	struct lab lab;
	snprintf(text, sizeof text, two_places, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0);
	lab_open(&lab, text, settings);
	people[0] = (double)lab.fields.persons[0];
	people[1] = (double)lab.fields.persons[1];
	lab_close(&lab);
	if (people[0] + people[1] != persons)
		abort();
}

static void open_two(struct lab *lab, const struct town town[2], const char *const *settings)
{
	char text[2048];
	snprintf(text, sizeof text, two_places, town[0].rate, town[0].reported, town[0].found, town[0].initial,
	         town[0].spurious, town[1].rate, town[1].reported, town[1].found, town[1].initial,
	         town[1].spurious);
	lab_open(lab, text, settings);
}

/* Share of the watching that the first place has. */
static double share(const struct lab *lab)
{
	const struct soc_fields *f = &lab->fields;
	const double a = (double)f->now[0].attention * (double)f->persons[0],
				 b = (double)f->now[1].attention * (double)f->persons[1];
	return a / (a + b);
}

/* ---- fixed points ---- */

#define PERSONS 20000.0
#define SETTLED 180 /* months until the start is forgotten */
#define MONTHS 680

/* Mean share from SETTLED on; *last: of the last month. */
static double long_run(const struct town town[2], const char *const *settings, double *last)
{
	struct lab lab;
	double sum = 0.0;
	open_two(&lab, town, settings);
	while (lab.month < MONTHS) {
		lab_month(&lab);
		sum += lab.month > SETTLED ? share(&lab) : 0.0;
	}
	*last = share(&lab);
	lab_close(&lab);
	return sum / (MONTHS - SETTLED);
}

/* The urn counts as many reports of a place as it would find there if it watched nowhere else; here a place
 * has people, so that reports of it are spread over them: of the acts of n of N people the share
 * N DETECTED / n is reported, and the patrol finds DETECTED of all acts among the others. Then reported are
 * n rate N DETECTED / n = N DETECTED rate, and found are n rate DETECTED attention = N DETECTED rate times
 * the share of the watching: the urn's additions. */
static double mixed(const char *discovered)
{
	double people[2], last;
	struct town town[2];
	people_of(PERSONS, people, SETTINGS("people.persons=20000"));
	for (int p = 0; p < 2; p++) {
		const double reported = DETECTED * PERSONS / people[p];
		town[p] = (struct town){ p == 0 ? RATE_A : RATE_B, reported, DETECTED / (1.0 - reported),
			                     (p == 0 ? 609.0 : 379.0) * 1000.0 / people[p], 0.0 };
	}
	return long_run(town, SETTINGS("people.persons=20000", "attention.kept=0.9", discovered), &last);
}

/* Of the mean over the months at the fixed point u, where a share w of the weight is discoveries. A month
 * adds Poisson numbers, found A u and B (1 - u), reported A and B, by their weights; the share of what is on
 * file moves by 1 - kept of the way to that of what is added, and is drawn back by 1 - s'(u), where
 * s(u) = (w A u + (1 - w) A) / T, T = w (A u + B (1 - u)) + (1 - w) (A + B), is the share that is added in
 * the mean. A sum of such steps has the variance of the steps over (drawing back)^2. */
static double error_of(double u, double w)
{
	const double a = RATE_A * PERSONS * DETECTED / 12.0, b = RATE_B * PERSONS * DETECTED / 12.0;
	const double added = w * (a * u + b * (1.0 - u)) + (1.0 - w) * (a + b);
	const double slope = (w * a - u * w * (a - b)) / added;
	const double of_a = w * w * a * u + (1.0 - w) * (1.0 - w) * a;
	const double of_b = w * w * b * (1.0 - u) + (1.0 - w) * (1.0 - w) * b;
	const double step = sqrt((1.0 - u) * (1.0 - u) * of_a + u * u * of_b) / added;
	return step / (1.0 - slope) / sqrt(MONTHS - SETTLED);
}

/* Within 4 standard errors, and within the 0.01 that the theory is held to (src/theory/ensign.def). */
static void check_fixed_point(const char *discovered, double w, double published)
{
	const double found = mixed(discovered), error = error_of(published, w);
	closed_form(discovered, found, published, error, 4.0);
	closed_form_near(discovered, found, published, 0.01);
	closed_form_near("four standard errors are below 0.01", 0.0, 0.0, 0.01 - 4.0 * error);
}

static void check_fixed_points(void)
{
	closed_form_near("discoveries alone: all in one place", mixed("attention.discovered=1"), 1.0, 0.01);
	check_fixed_point("attention.discovered=0.9", 0.9, 0.77589);
	check_fixed_point("attention.discovered=0.7", 0.7, 0.63874);
	check_fixed_point("attention.discovered=0.5", 0.5, 0.59890);
}

/* Corrected, a place has the share of what happens there, whoever many people that are: rates are chosen so
 * that this is the share in Ensign's places. Found are a u / (u / v) = a v on file, v its share of the
 * people; the share that is added does not hang on u, so that it is drawn back by 1. Not corrected, the other
 * place is the one with more acts by head, and gets all. */
static void check_correction(void)
{
	const double truth = RATE_A / (RATE_A + RATE_B);
	double people[2], last;
	struct town town[2];
	people_of(PERSONS, people, SETTINGS("people.persons=20000"));
	for (int p = 0; p < 2; p++)
		town[p] = (struct town){ (p == 0 ? RATE_A : RATE_B) * PERSONS / 2.0 / people[p], 0.0, DETECTED,
			                     (p == 0 ? 900.0 : 100.0) * 1000.0 / people[p], 0.0 };
	const double with = long_run(
		town, SETTINGS("people.persons=20000", "attention.kept=0.9", "attention.corrected=true"), &last);
	/* Found a month: n rate DETECTED attention / 12 = N rate DETECTED u / 12; each counts 1 / attention. */
	double variance[2], added[2];
	for (int p = 0; p < 2; p++) {
		const double attention = (p == 0 ? truth : 1.0 - truth) * PERSONS / people[p];
		added[p] = people[p] * town[p].rate * DETECTED / 12.0;
		variance[p] = added[p] / attention;
	}
	const double all = added[0] + added[1];
	closed_form("corrected: the truth", with, truth,
	            sqrt((1.0 - truth) * (1.0 - truth) * variance[0] + truth * truth * variance[1]) / all /
	                sqrt(MONTHS - SETTLED),
	            4.0);
	closed_form_near("corrected: the truth", with, truth, 0.01);
	long_run(town, SETTINGS("people.persons=20000", "attention.kept=0.9"), &last);
	closed_form_near("not corrected: all in the other place", last, 0.0, 0.01);
}

/* ---- Polya's urn ---- */

static int order(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* From one record each, nothing forgotten, the share of a place is uniform in the long run: a tenth of a
 * discovery a month, so that seldom two come at once, and some 120 in all. After n the share is uniform on
 * the n + 1 values (1 + i) / (n + 2). Kolmogorov's distance of 200 draws exceeds 1.95 / sqrt(200) in one case
 * of 1,000; 1 / 120 more for the steps. */
static void check_urn(void)
{
	enum { TOWNS = 200 };
	double people[2], shares[TOWNS], distance = 0.0;
	struct town town[2];
	struct lab lab;
	people_of(100.0, people, SETTINGS("people.persons=100"));
	for (int p = 0; p < 2; p++)
		town[p] = (struct town){ 0.5, 0.0, 0.03, 1000.0 / people[p], 0.0 };
	open_two(&lab, town, SETTINGS("people.persons=100", "attention.kept=1"));
	for (uint32_t i = 0; i < TOWNS; i++) {
		lab_begin(&lab, i);
		while (lab.month < 1080)
			lab_month(&lab);
		shares[i] = share(&lab);
	}
	lab_close(&lab);
	qsort(shares, TOWNS, sizeof *shares, order);
	for (int i = 0; i < TOWNS; i++)
		distance = fmax(distance, fmax((i + 1.0) / TOWNS - shares[i], shares[i] - (double)i / TOWNS));
	printf("urn from (1, 1): distance %.4f, quartiles %.3f %.3f\n", distance, shares[TOWNS / 4],
	       shares[3 * TOWNS / 4]);
	closed_form_near("urn from (1, 1), distance to the uniform law", distance, 0.0,
	                 1.95 / sqrt(TOWNS) + 1.0 / 120.0);
}

/* ---- spurious records ---- */

/* They are Poisson with as much of their rate as there is attention: some whole rounds, and a part of one.
 * in_file: of the first place. */
static void check_spurious(double in_file)
{
	double people[2], found[2] = { 0.0, 0.0 }, expected[2] = { 0.0, 0.0 };
	struct town town[2];
	struct lab lab;
	people_of(10000.0, people, NULL);
	for (int p = 0; p < 2; p++)
		town[p] = (struct town){ 0.0, 0.0, 0.0, (p == 0 ? in_file : 1.0 - in_file) * 1e9 / people[p], 100.0 };
	open_two(&lab, town, SETTINGS("attention.kept=1"));
	while (lab.month < 120) {
		for (int p = 0; p < 2; p++)
			expected[p] += people[p] * 0.1 / 12.0 * (double)lab.fields.now[p].attention / 65536.0;
		lab_month(&lab);
		for (int p = 0; p < 2; p++)
			found[p] += (double)lab.places[p][SOC_PLACE_DISCOVERED];
	}
	lab_close(&lab);
	for (int p = 0; p < 2; p++)
		closed_form("spurious records by attention", found[p], expected[p], sqrt(expected[p]), 4.0);
}

WHOLE_PART(closed_forms_attention)
{
	check_fixed_points();
	check_correction();
	check_urn();
	check_spurious(0.9);
	check_spurious(0.2);
	return closed_forms_failed > 0;
}
