/* Bureaus: scores and merging by hand, friends against walks on a tree, agreement and errors against their
 * laws. */
#include "closed_forms.h"
#include "runner.h"

#include "model/modules/bureaus/truth.h"
#include "model/variates.h"

#include <string.h>

#define SETTINGS(...)     \
	(const char *const[]) \
	{                     \
		__VA_ARGS__, NULL \
	}
#define ONE ((double)SOC_SHARE_ONE)

#define COMPONENTS                                                                                        \
	"grades: {D: {from: 0}, A: {from: 900}}\ncomponents: {a: {floor: -100, ceiling: 100}, b: {floor: 0, " \
	"ceiling: 100}}\n"
#define QUIET "events.act.rate_per_year=0", "people.persons=20000", "credit.interval_months=1"

static double count(const struct lab *lab, unsigned place)
{
	return (double)lab->tally->module[place];
}

/* ---- by hand ---- */

/* Weights 3 to 1: a at 30 of -100..100 is 0.65, b at 20 of 0..100 is 0.2; 0.75 x 0.65 + 0.25 x 0.2 = 0.5375,
 * 672.5 of 350..950. A fifth of a proxy at its top: 0.8 x 0.5375 + 0.2 = 0.63. A list at 150 of 600 points
 * takes 0.25: 0.38. What is not held counts as nothing: 0.75 x 0.5 + 0.25 x 0.2 = 0.425. A tenth of friends
 * at 0.5: 0.9 x 0.5375 + 0.1 x 0.5 = 0.53375. */
static void check_score(void)
{
	struct lab lab;
	lab_open(&lab,
	         CLOSED_FORMS_PLAIN COMPONENTS
	         "bureaus: {x: {kind: scorer, weights: {a: 3, b: 1}, proxy_weight: 0.2, friends_weight: 0.1, "
	         "data_sharing_points: 150, minimum: 350, maximum: 950}}\n",
	         SETTINGS(QUIET));
	const struct soc_rules *rules = lab_rules(&lab, 0, 0);
	const struct soc_bureau_rule *x = &rules->regime.bureaus.bureau[0];
	struct soc_bureau_record file = { .points = { 30 * SOC_POINT, 20 * SOC_POINT },
		                              .holds = 3,
		                              .proxy = SOC_SHARE_ONE };
	const int32_t plain = soc_bureau_base(&rules->regime, x, &file);
	closed_form_near("score by weights", plain / ONE, 0.5375, 1e-4);
	closed_form_near("score after friends", soc_bureau_blend(x, plain, SOC_SHARE_ONE / 2) / ONE, 0.53375,
	                 1e-4);
	closed_form_near("score without friends", soc_bureau_blend(x, plain, -1) / ONE, 0.5375, 1e-4);
	file.holds = 2;
	closed_form_near("score of half a file", soc_bureau_base(&rules->regime, x, &file) / ONE, 0.425, 1e-4);
	file.holds = 3;
	file.has_proxy = 1;
	closed_form_near("score with a proxy", soc_bureau_base(&rules->regime, x, &file) / ONE, 0.63, 1e-4);
	file.told = 1;
	closed_form_near("score with a list", soc_bureau_base(&rules->regime, x, &file) / ONE, 0.38, 1e-4);
	file.told = 7;
	closed_form_near("score with three lists", soc_bureau_base(&rules->regime, x, &file) / ONE, 0.0, 0.0);
	lab_close(&lab);
}

/* Three files at 0.2, 0.7, 0.9, each refused below 0.5; mean 0.6. */
static void check_merging(void)
{
	struct soc_bureaus_rules credit = { .count = 4, .enabled = 15 };
	struct soc_bureau_rule all = { .kind = SOC_BUREAU_MERGED,
		                           .merges = 7,
		                           .threshold = (int32_t)(0.55 * ONE) };
	const int32_t one_refuses[SOC_BUREAUS_MAX] = { (int32_t)(0.2 * ONE), (int32_t)(0.7 * ONE),
		                                           (int32_t)(0.9 * ONE), -1 };
	const int32_t two_refuse[SOC_BUREAUS_MAX] = { (int32_t)(0.2 * ONE), (int32_t)(0.4 * ONE),
		                                          (int32_t)(0.9 * ONE), -1 };
	const int32_t nobody[SOC_BUREAUS_MAX] = { -1, -1, -1, 5 };
	int32_t mean = 0;
	for (int b = 0; b < 3; b++)
		credit.bureau[b].threshold = SOC_SHARE_ONE / 2;
	static const int expected[3][2] = { { 1, 1 },
		                                { 0, 1 },
		                                { 0, 1 } }; /* any, majority, mean: of one and of two refusals */
	for (int rule = 0; rule < 3; rule++) {
		all.merge_rule = (uint8_t)rule;
		closed_form_near("one of three refuses", soc_bureau_merged(&credit, &all, one_refuses, &mean),
		                 expected[rule][0], 0.0);
		closed_form_near("mean of three", mean / ONE, 0.6, 1e-5);
		closed_form_near("two of three refuse", soc_bureau_merged(&credit, &all, two_refuse, &mean),
		                 expected[rule][1], 0.0);
		closed_form_near("nobody knows", soc_bureau_merged(&credit, &all, nobody, &mean), -1, 0.0);
	}
	credit.enabled = 14;
	all.merge_rule = SOC_MERGE_ANY;
	closed_form_near("a member that is off", soc_bureau_merged(&credit, &all, one_refuses, &mean), 0, 0.0);
}

/* A ring of five, each with two friends of weight 0.3, all at 0.5 but one at 0. One round: the one 0.7 x 0 +
 * 0.3 x 0.5 = 0.15, its friends 0.7 x 0.5 + 0.3 x 0.25 = 0.425, the others 0.5. Two: 0.3 x 0.425 = 0.1275;
 * 0.35 + 0.15 x (0.15 + 0.5) = 0.4475; 0.35 + 0.15 x 0.925 = 0.48875. What is lost in all, 0.5, is the same
 * after each round: 0.35 + 2 x 0.075 = 0.3725 + 2 x 0.0525 + 2 x 0.01125. */
static void check_ring(void)
{
	static struct soc_bureau_view view;
	static struct soc_friends friends;
	static const double expected[2][3] = { { 0.15, 0.425, 0.5 }, { 0.1275, 0.4475, 0.48875 } };
	const struct soc_bureau_rule rule = { .friends_weight = 19661 };
	for (unsigned i = 0; i < 5; i++) {
		view.file[i] = SOC_FILE_SCORED;
		view.base[i] = i == 0 ? 0 : SOC_SHARE_ONE / 2;
		friends.count[i] = 2;
		friends.of[i][0] = (uint16_t)((i + 1) % 5);
		friends.of[i][1] = (uint16_t)((i + 4) % 5);
	}
	for (unsigned rounds = 1; rounds <= 2; rounds++) {
		soc_bureau_rounds(&rule, &friends, rounds, 5, &view);
		for (unsigned i = 0; i < 5; i++)
			closed_form_near("a ring of five", view.score[i] / ONE, expected[rounds - 1][i < 3 ? i : 5 - i],
			                 1e-5);
	}
}

/* ---- how far a fall reaches ---- */

/* On a tree with k friends each, weight w and three rounds, the score is (1 - w)(1 + w P + w^2 P^2) + w^3 P^3
 * of the base, P a step to a friend at random: so of a fall at 0 there arrives at distance 1 (1 - w) w + w^3
 * (1/k + (k - 1)/k^2), at 2 (1 - w) w^2 (k - 1)/k, at 3 w^3 ((k - 1)/k)^2, and all of it together is the
 * fall: guilt by friends is shared out, not multiplied. The rings of a community of a few hundred are nearly
 * a tree: a friend met twice or in one's household disturbs it by about a hundredth, the 150 people at
 * distance 3, who have other friends among them, by a tenth; scores round to 2^-20, which is as much as
 * arrives there at 0.05. */
static void check_coverage(const char *setting, double w, double k)
{
	struct lab lab;
	lab_open(&lab,
	         CLOSED_FORMS_PLAIN COMPONENTS
	         "credit: {friends: 6, probe_points: 50}\n"
	         "bureaus: {x: {kind: scorer, min_age: 0, weights: {a: 1}, maximum: 100}}\n",
	         SETTINGS(QUIET, setting));
	lab_month(&lab);
	const double fallen = count(&lab, SOC_MOD_bureaus_friends_by_distance_persons),
				 fall = 50.0 * 1000.0 * fallen, q = (k - 1.0) / k;
	const double expected[4] = { (1 - w) * (1 + w * w / k), (1 - w) * w + w * w * w * (1 / k + q / k),
		                         (1 - w) * w * w * q, w * w * w * q * q };
	double all = 0.0;
	for (unsigned d = 0; d < 4; d++) {
		char name[64];
		snprintf(name, sizeof name, "fall at distance %u, weight %g", d, w);
		closed_form_near(name, count(&lab, SOC_MOD_bureaus_friends_by_distance_points_lost + d) / fall,
		                 expected[d], d < 3 ? 0.04 * expected[d] : 0.12 * expected[d] + 1.5e-4);
		printf("%s: %.5f, on a tree %.5f\n", name,
		       count(&lab, SOC_MOD_bureaus_friends_by_distance_points_lost + d) / fall, expected[d]);
		all += count(&lab, SOC_MOD_bureaus_friends_by_distance_points_lost + d) / fall;
	}
	closed_form_near("all of a fall", all, 1.0, 0.01);
	closed_form_near("nothing arrives beyond the rounds",
	                 count(&lab, SOC_MOD_bureaus_friends_by_distance_points_lost + 4), 0.0, 0.0);
	closed_form_near("friends", count(&lab, SOC_MOD_bureaus_friends_by_distance_persons + 1) / fallen, k,
	                 0.2);
	lab_close(&lab);
}

/* ---- agreement and errors ---- */

/* A normal variable of a person's (Box and Muller), keyed. */
static double normal(uint64_t person, uint32_t k)
{
	uint32_t w[4];
	soc_draw_block(77, SOC_DRAW_PERMUTE, person, 0, k, w);
	return sqrt(-2.0 * log((w[0] + 1.0) / 4294967297.0)) * cos(6.283185307179586 * w[1] / 4294967296.0);
}

/* Points a, b of everybody: independent normal variables with a deviation of 15, b around 50. */
static void spread(struct lab *lab)
{
	for (uint64_t p = 0; p < lab->world.persons; p++) {
		lab->world.record.points[0][p] = (int16_t)(480.0 * normal(p, 0));
		lab->world.record.points[1][p] = (int16_t)(50 * SOC_POINT + 480.0 * normal(p, 1));
	}
}

/* Of two normal scores with correlation r, Kendall's tau is 2/pi asin(r): a alone against a + b (equal
 * deviations: weights 2 to 1, since a is twice as wide) has r = 1/sqrt(2) and tau = 1/2; a against b has 0; a
 * against itself 1. Each cut at its mean, decisions contradict in a share acos(r)/pi: 1/4, 1/2, 0. */
static void check_agreement(void)
{
	struct lab lab;
	lab_open(&lab,
	         CLOSED_FORMS_PLAIN COMPONENTS
	         "bureaus:\n  a: {kind: scorer, min_age: 0, weights: {a: 1}, refuse_below: 50}\n"
	         "  b: {kind: scorer, min_age: 0, weights: {b: 1}, refuse_below: 50}\n"
	         "  both: {kind: scorer, min_age: 0, weights: {a: 2, b: 1}, refuse_below: 50}\n"
	         "  again: {kind: scorer, min_age: 0, weights: {a: 5}, refuse_below: 50}\n",
	         SETTINGS(QUIET));
	spread(&lab);
	lab_month(&lab);
	static const struct {
		unsigned pair;
		double tau, contradict;
		const char *name;
	} cases[] = {
		{ 2, 0.5, 0.25, "a and a + b" },
		{ 1, 0.0, 0.5, "a and b" },
		{ 3, 1.0, 0.0, "a and a" },
	};
	const double n = (double)lab.world.persons;
	for (int i = 0; i < 3; i++) {
		const double c = count(&lab, SOC_MOD_bureaus_by_pair_concordant + cases[i].pair),
					 d = count(&lab, SOC_MOD_bureaus_by_pair_discordant + cases[i].pair);
		const double q = cases[i].contradict;
		closed_form(cases[i].name, (c - d) / (c + d), cases[i].tau,
		            sqrt((1.0 - cases[i].tau * cases[i].tau) / (c + d)), 4.0);
		closed_form(cases[i].name, count(&lab, SOC_MOD_bureaus_by_pair_contradict + cases[i].pair) / n, q,
		            sqrt(q * (1 - q) / n), 4.0);
	}
	lab_close(&lab);
}

/* Shared clients nest: 0.5 and 0.3 have 0.3 in common. Apart from both, 0.4 has none of either. Independent:
 * the product. Two files of one record are one record held twice. */
static void check_overlap(void)
{
	struct lab lab;
	lab_open(
		&lab,
		CLOSED_FORMS_PLAIN COMPONENTS
		"bureaus:\n"
		"  large: {kind: scorer, min_age: 0, clients: nested, coverage_urban: 0.5, coverage_rural: 0.5, "
		"weights: {a: 1}}\n"
		"  small: {kind: scorer, min_age: 0, clients: nested, coverage_urban: 0.3, coverage_rural: 0.3, "
		"weights: {a: 1}}\n"
		"  rest: {kind: scorer, min_age: 0, clients: disjoint, coverage_urban: 0.4, coverage_rural: 0.4, "
		"weights: {a: 1}}\n"
		"  other: {kind: scorer, min_age: 0, coverage_urban: 0.6, coverage_rural: 0.6, weights: {a: 1}}\n",
		SETTINGS(QUIET));
	spread(&lab);
	lab_month(&lab);
	static const struct {
		unsigned pair;
		double share;
	} cases[] = { { 1, 0.3 }, { 2, 0.0 }, { 12, 0.0 }, { 3, 0.3 }, { 13, 0.18 }, { 23, 0.24 } };
	const double n = (double)lab.world.persons;
	for (int i = 0; i < 6; i++)
		closed_form("people in both files", count(&lab, SOC_MOD_bureaus_by_pair_both + cases[i].pair) / n,
		            cases[i].share, sqrt(cases[i].share * (1 - cases[i].share) / n), 4.0);
	double held = 0.0;
	for (unsigned b = 0; b < 4; b++)
		held += count(&lab, SOC_MOD_bureaus_by_bureau_records + b);
	/* 0.5 + 0.3 + 0.4 + 0.6 files a person; somebody has the file but for those in 0.1 whom only `other`
	 * could have. */
	closed_form("records held over records", held / count(&lab, SOC_MOD_bureaus_by_month_records_once),
	            1.8 / (1.0 - 0.1 * 0.4), 0.9 / sqrt(n), 4.0);
	lab_close(&lab);
}

/* A share q of people is rightly refused; of p files in a hundred the records are another's: p q (1 - q) are
 * refused wrongly. Records that are held with chance h: q h are refused at all. Both together: the file is
 * another's, whose records count with chance h. */
static void check_errors(const char *mixed, const char *holds, double p, double h)
{
	struct lab lab;
	const double q = 0.2;
	lab_open(&lab,
	         CLOSED_FORMS_PLAIN COMPONENTS
	         "bureaus: {x: {kind: scorer, min_age: 0, weights: {a: 1}, refuse_below: 40}}\n",
	         SETTINGS(QUIET, mixed, holds));
	for (uint64_t i = 0; i < lab.world.persons; i++)
		lab.world.record.points[0][i] = (int16_t)(normal(i, 0) < -0.8416212 ? -90 * SOC_POINT : 0);
	lab_month(&lab);
	const double n = (double)lab.world.persons, wrong = p * q * (1 - q) * h;
	double refused = 0.0;
	for (unsigned i = 0; i < 9; i++)
		refused += count(&lab, SOC_MOD_bureaus_by_ground_refused + i);
	closed_form("refused", refused / n, q * h, sqrt(q * h / n), 4.0);
	closed_form("refused wrongly", count(&lab, SOC_MOD_bureaus_by_bureau_refused_wrongly) / n, wrong,
	            sqrt(wrong / n), 4.0);
	closed_form_near("by another's file", count(&lab, SOC_MOD_bureaus_by_ground_refused + 1),
	                 count(&lab, SOC_MOD_bureaus_by_bureau_refused_wrongly), 0.0);
	lab_close(&lab);
}

/* What a scoring says of a community: who is refused, and wrongly. */
struct said {
	uint16_t refused[SOC_FULL_COMMUNITY], wronged[SOC_FULL_COMMUNITY];
};

static void score_by(struct lab *lab, struct soc_columns *c, unsigned at_rest,
                     struct soc_bureau_scratch *scratch, struct said *out)
{
	const struct soc_place_time at = lab_place_time(lab, 0, 0);
	const struct soc_rules *rules = lab_rules(lab, 0, 0);
	const struct soc_bureau_case found = { &at, rules, &c->record, &c->truth, scratch };
	memset(out, 0, sizeof *out);
	soc_bureaus_score(&at, &rules->regime, &c->registry, &c->self, at_rest, &c->record,
	                  &lab->scratch->month_log, scratch);
	soc_bureau_errors_find(&found, at.count, &c->truth);
	memcpy(out->refused, c->record.refused_by, at.count * sizeof *out->refused);
	memcpy(out->wronged, c->truth.wronged_by, at.count * sizeof *out->wronged);
}

/* Nobody has points of a, though some have false ones that others make up for: whether it is left out of the
 * scoring or not, the same are refused, and the same of them wrongly. */
static void check_rest(void)
{
	static struct soc_bureau_scratch with, without;
	static struct said asked, left_out;
	struct lab lab;
	struct soc_columns c;
	unsigned other = 0, wronged = 0;
	lab_open(
		&lab,
		CLOSED_FORMS_PLAIN COMPONENTS
		"bureaus:\n"
		"  x: {kind: scorer, min_age: 0, weights: {a: 1, b: 1}, holds: 0.5, mixed_file: 0.1, refuse_below: "
		"40}\n"
		"  y: {kind: scorer, min_age: 0, clients: nested, coverage_urban: 0.5, coverage_rural: 0.5, weights: "
		"{a: 1, b: 1}, holds: 0.7, refuse_below: 40}\n",
		SETTINGS(QUIET));
	const struct soc_place_time at = lab_place_time(&lab, 0, 0);
	soc_world_columns(&lab.world, 0, &c);
	spread(&lab);
	for (unsigned i = 0; i < at.count; i++) {
		c.record.points[0][i] = 0;
		c.truth.false_points[0][i] = (int16_t)(i % 3 == 0 ? -90 * SOC_POINT : 0);
	}
	score_by(&lab, &c, 0, &with, &asked);
	score_by(&lab, &c, 1, &without, &left_out);
	for (unsigned b = 0; b < 2; b++)
		for (unsigned k = 0; k < with.view[b].clients_count; k++) {
			const unsigned i = with.view[b].clients[k];
			other += (unsigned)soc_bureau_holds(&at, &lab_rules(&lab, 0, 0)->regime, b, 0, i) !=
			         (with.view[b].holds[i] & 1u);
		}
	for (unsigned i = 0; i < at.count; i++)
		wronged += asked.wronged[i] != 0;
	closed_form_near("held as by the word of one", other, 0.0, 0.0);
	closed_form_near("said without what is at rest", memcmp(&asked, &left_out, sizeof asked) != 0, 0.0, 0.0);
	closed_form_near("somebody is refused wrongly", wronged > 0, 1.0, 0.0);
	lab_close(&lab);
}

WHOLE_PART(closed_forms_bureaus)
{
	check_rest();
	check_score();
	check_merging();
	check_ring();
	check_coverage("bureaus.x.friends_weight=0.05", 0.05, 6.0);
	check_coverage("bureaus.x.friends_weight=0.3", 0.3, 6.0);
	check_agreement();
	check_overlap();
	check_errors("bureaus.x.mixed_file=0", "bureaus.x.holds=1", 0.0, 1.0);
	check_errors("bureaus.x.mixed_file=0.1", "bureaus.x.holds=1", 0.1, 1.0);
	check_errors("bureaus.x.mixed_file=0.1", "bureaus.x.holds=0.5", 0.1, 0.5);
	return closed_forms_failed > 0;
}
