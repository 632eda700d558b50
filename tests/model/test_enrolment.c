/* Who opts in: thresholds by hand, and the members of a population in which nothing happens against their
 * expected number. */
#include "lab.h"
#include "runner.h"

#include "base/draw.h"
#include "model/modules/enrolment/enrolment.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char yaml[] =
	"socred: 1\nreplicates: 1\nseed: 3\nspan: {from: 2018-01, to: 2018-12}\n"
	"people: {persons: 20000, provinces: Ningxia}\nscale: {base: 1000}\n"
	"grades: {bad: {from: 0}, good: {from: 900}, best: {from: 1100}}\ncomponents: {f: {weight: 1}}\n"
	"events: {act: {kind: violation, component: f, rate_per_year: 0}}\n"
	"enrolment: {required: true, share: 0.4, below_ratio: 0.5, above_ratio: 1.5, unknowing: 0.25, "
	"rural_ratio: "
	"0.5, age: [0, 1, 1, 1, 0.5]}\n"
	"measures: {praise: {kind: reward, grades: [good], demand_per_year: 1}}\n";

static void expect(const struct soc_rules *r, uint32_t willing, uint32_t unknowing, unsigned grade,
                   unsigned age, unsigned urban, int want)
{
	if (soc_enrolment_by_variates(&r->regime, willing, unknowing, grade, age, urban) != want)
		lab_die("word %u of a person aged %u with grade %u: %d wanted", willing, age, grade, want);
}

/* 0.4 of 2^32 is 1717986918; below the start's grade half of it, above it half as much again; rural people
 * half, people of 60 half. */
static void check_thresholds(const struct soc_rules *r)
{
	const uint32_t knows = 1073741824; /* 0.25 of 2^32: the first word that is not below it */
	expect(r, 1717986917, knows, 1, 40, 1, 1);
	expect(r, 1717986918, knows, 1, 40, 1, 0);
	expect(r, 858993458, knows, 0, 40, 1, 1);
	expect(r, 858993459, knows, 0, 40, 1, 0);
	expect(r, 858993459, knows - 1, 0, 40, 1, 1); /* cannot tell the grade */
	expect(r, 2576980376, knows, 2, 18, 1, 1);
	expect(r, 2576980378, knows, 2, 18, 1, 0);
	expect(r, 858993458, knows, 1, 59, 0, 1);
	expect(r, 858993459, knows, 1, 59, 0, 0);
	expect(r, 858993459, knows, 1, 60, 1, 0);
	expect(r, 0, knows, 2, 17, 1, 0);
}

struct counted {
	double expected, variance, rewarded, members;
};

static void count(struct lab *lab, uint32_t community, void *user)
{
	struct counted *n = user;
	const struct soc_place_time at = lab_place_time(lab, community, lab->month);
	const struct soc_rules *rules = lab_rules(lab, community, lab->month);
	struct soc_columns c;
	soc_world_columns(&lab->world, community, &c);
	for (unsigned row = 0; row < at.count; row++) {
		const unsigned age = c.registry.age[row];
		const double p = age < 18 ? 0.0 : 0.4 * (age >= 60 ? 0.5 : 1.0) * (at.urban ? 1.0 : 0.5);
		n->expected += p;
		n->variance += p * (1.0 - p);
		n->members += soc_enrolment_includes(&at, &rules->regime, &c.registry, c.record.grade[row], row);
		n->rewarded += c.record.measures[row] != 0;
	}
}

WHOLE_PART(enrolment)
{
	struct counted n = { 0 };
	struct lab lab;
	lab_open(&lab, yaml, NULL);
	check_thresholds(lab_rules(&lab, 0, 0));
	lab.after = count;
	lab.user = &n;
	lab_month(&lab);
	/* The seed is fixed; by chance alone the bound fails 1 time in 150,000. */
	if (fabs(n.members - n.expected) > 4.5 * sqrt(n.variance))
		lab_die("%.0f people opted in, %.1f expected", n.members, n.expected);
	if (n.rewarded != n.members ||
	    lab.tally->module[SOC_MOD_enrolment_by_grade_persons + 1] != (int64_t)n.members)
		lab_die("%.0f members, %.0f under the reward of their grade, %lld counted", n.members, n.rewarded,
		        (long long)lab.tally->module[SOC_MOD_enrolment_by_grade_persons + 1]);
	if (lab.tally->module[SOC_MOD_enrolment_by_month_score_sum] != 1000 * (int64_t)n.members)
		lab_die("members with nothing on file have 1,000 points each");
	printf("%.0f of %.0f expected members; rewards meet them alone\n", n.members, n.expected);
	lab_close(&lab);
	return 0;
}
