#include "checks.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void checks_must(struct checks *k, const struct lab *lab, int holds, const char *fmt, ...)
{
	k->month_checks++;
	if (holds)
		return;
	va_list args;
	va_start(args, fmt);
	fprintf(stderr, "%s: month %u: ", k->name, lab->month);
	vfprintf(stderr, fmt, args);
	fputc('\n', stderr);
	va_end(args);
	exit(1);
}

static void after(struct lab *lab, uint32_t community, void *user)
{
	checks_community(user, lab, community);
}

static void before(struct lab *lab, uint32_t community, void *user)
{
	checks_remember(user, lab, community);
}

static void count_people(struct checks *k, struct lab *lab)
{
	memset(k->persons, 0, sizeof k->persons);
	memset(k->grades, 0, sizeof k->grades);
	for (uint32_t i = 0; i < lab->plan.communities_count; i++) {
		struct soc_columns c;
		soc_world_columns(&lab->world, i, &c);
		for (unsigned row = 0; row < lab->plan.communities[i].count; row++) {
			const uint8_t traits = c.registry.traits[row];
			const uint8_t situation = c.registry.situation[row];
			k->persons[soc_indicators_cell(soc_traits_class(traits), soc_nature_minority(c.self.nature[row]),
			                               soc_situation_urban(situation),
			                               soc_situation_quintile(situation))]++;
			if (lab_rules(lab, i, 0)->regime.scoring.on)
				k->grades[c.record.grade[row]]++;
		}
	}
}

void checks_run(struct checks *k, struct lab *lab, const char *name)
{
	const int64_t so_far = k->month_checks;
	memset(k, 0, sizeof *k);
	k->month_checks = so_far;
	k->name = name;
	k->filed = calloc((size_t)lab->plan.places_count * lab->months, sizeof *k->filed);
	if (k->filed == NULL)
		lab_die("no memory");
	count_people(k, lab);
	lab->before = before;
	lab->after = after;
	lab->user = k;
	while (lab->month < lab->months) {
		lab_month(lab);
		checks_sums(k, lab);
	}
	free(k->filed);
	k->filed = NULL;
}
