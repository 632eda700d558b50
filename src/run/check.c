/* What a run refuses before its first person, found without running. */
#include "socred/sim.h"

#include "base/mem.h"
#include "base/noun.h"
#include "input/bind/provenance.h"
#include "input/bind/refusal.h"
#include "model/population/population.h"
#include "model/regime/rule_sets.h"
#include "run/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A plan of more people refuses nothing else: every place has some, and their number is checked by itself. */
#define PERSONS_ENOUGH 10000000

struct trial {
	struct soc_scenario *s;
	struct soc_diagnostics *diagnostics;
	int64_t persons; /* as the scenario has them; the plan has PERSONS_ENOUGH at most */
	double *least,
		*most; /* bytes a person, under all rules of the timeline, as people are held; 0: not known */
	int *packed;
};

/* Keeps a refusal as a diagnostic and lets the trial go on; every other error ends it. */
static enum soc_err refused(const struct trial *t, enum soc_err err, int in_timeline, struct soc_msg *msg)
{
	if (err != SOC_ERR_SCENARIO && err != SOC_ERR_LIMIT)
		return err;
	soc_refusal_add(t->diagnostics, t->s, msg->text, in_timeline);
	return SOC_OK;
}

/* The rules as they are without any change, so that a refusal is not blamed on the timeline. */
static enum soc_err try_rules(const struct trial *t, struct soc_msg *msg)
{
	struct soc_rules *rules = soc_calloc(1, sizeof *rules);
	if (rules == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for a set of rules");
	const enum soc_err err = refused(t, soc_rules_compile(rules, t->s, NULL, msg), 0, msg);
	soc_free(rules);
	return err;
}

static double memory_here(void)
{
	return (double)sysconf(_SC_PHYS_PAGES) * (double)sysconf(_SC_PAGESIZE);
}

/* 1 when a run would go: what the timeline sets before anybody meets it is no fault. */
static int goes(const struct trial *t, const struct soc_plan *plan)
{
	struct soc_rule_sets rule_sets;
	struct soc_msg why = { "" };
	if (soc_rule_sets_init(&rule_sets, t->s, plan, NULL, &why) != SOC_OK)
		return 0;
	soc_rule_sets_release(&rule_sets);
	return 1;
}

/* The same without its changes, where it does not go with them: rates that nobody could draw are a fault of
 * the scenario as it begins. */
static enum soc_err try_timeline(const struct trial *t, const struct soc_plan *plan, int does_go,
                                 struct soc_msg *msg)
{
	struct soc_rule_sets rule_sets;
	const int changes = t->s->changes_count;
	enum soc_err err = SOC_OK;
	t->s->changes_count = does_go ? changes : 0;
	for (int with = does_go && changes > 0;
	     with < (changes > 0 ? 2 : 1) && err == SOC_OK && t->diagnostics->errors == 0; with++) {
		err = soc_rule_sets_init(&rule_sets, t->s, plan, NULL, msg);
		if (err == SOC_OK) {
			/* The plan may be of fewer people: what they would have to fit into is so much less. */
			const struct soc_memory m =
				soc_memory_choose(t->s, plan, &rule_sets,
			                      (int64_t)(memory_here() * (double)plan->persons / (double)t->persons));
			*t->least = (double)m.least / (double)plan->persons;
			*t->most = (double)m.most / (double)plan->persons;
			*t->packed = m.packed;
			soc_rule_sets_release(&rule_sets);
		}
		t->s->changes_count = changes;
		err = refused(t, err, with, msg);
	}
	t->s->changes_count = changes;
	return err;
}

/* 1 when there is a stratum, in any replicate, where `change` holds and `but` does not; but < 0: where
 * `change` holds. */
static int holds_somewhere(const struct trial *t, const struct soc_plan *plan, int change, int but)
{
	struct soc_plan drawn = *plan; /* whose seed alone tells which places join by lot */
	for (int64_t r = 0; r < t->s->replicates; r++) {
		drawn.seed = soc_plan_seed(t->s, r);
		for (int32_t k = 0; k < plan->strata_count; k++)
			if (soc_rule_sets_covers(&t->s->changes[change], &drawn, k) &&
			    (but < 0 || !soc_rule_sets_covers(&t->s->changes[but], &drawn, k)))
				return 1;
	}
	return 0;
}

/* 1 when in every month in which the change of a setting is in force some later change sets the same key
 * wherever it holds. */
static int is_overridden(const struct trial *t, const struct soc_plan *plan, int setting)
{
	const struct soc_scenario *s = t->s;
	const int change = s->settings[setting].change;
	char hides[SOC_TIMELINE_MAX] = { 0 };
	for (int i = setting + 1; i < s->settings_count; i++) {
		const int later = s->settings[i].change;
		if (later != change && strcmp(s->settings[i].path, s->settings[setting].path) == 0)
			hides[later] = (char)!holds_somewhere(t, plan, change, later);
	}
	for (int64_t month = s->span.from; month <= s->span.to; month++) {
		int hidden = !soc_scenario_change_active(s, change, month);
		for (int i = change + 1; i < s->changes_count && !hidden; i++)
			hidden = hides[i] && soc_scenario_change_active(s, i, month);
		if (!hidden)
			return 0;
	}
	return 1;
}

/* Changes that are read and do nothing. */
static void doubt_changes(const struct trial *t, const struct soc_plan *plan)
{
	const struct soc_scenario *s = t->s;
	for (int i = 0; i < s->changes_count; i++) {
		const struct soc_change *c = &s->changes[i];
		const struct soc_parameter target = { soc_section_find("timeline"), NULL, i, -1 };
		char path[SOC_NAME_MAX + 16];
		int hidden = c->settings > 0;
		if (c->to < s->span.from || c->from > s->span.to)
			continue; /* its months have been doubted while reading */
		snprintf(path, sizeof path, "timeline.%s", c->name);
		const struct soc_position at = soc_provenance_place(s->provenance, &target);
		for (int k = c->first_setting; k < c->first_setting + c->settings && hidden; k++)
			hidden = is_overridden(t, plan, k);
		if (!holds_somewhere(t, plan, i, -1))
			soc_diagnostics_warn(t->diagnostics, at, path,
			                     "the change reaches nobody: where: leaves no place");
		else if (hidden)
			soc_diagnostics_warn(
				t->diagnostics, at, path,
				"the change is overridden throughout: later changes set the same keys in the same "
				"months and places");
	}
}

/* Whether a run finds room depends on the machine, so it is no fault of the scenario; but who asks here is
 * told what a run would say here. */
static void doubt_memory(const struct trial *t)
{
	const struct soc_section *section = soc_section_find("people");
	const struct soc_parameter target = { section, soc_key_find(section, "persons"), -1, -1 };
	const struct soc_position at = soc_provenance_place(t->s->provenance, &target);
	const double least = *t->least * (double)t->persons, most = *t->most * (double)t->persons,
				 have = memory_here();
	if (have <= 0.0 || most <= have)
		return;
	if (least > have)
		soc_diagnostics_warn(
			t->diagnostics, at, "people.persons",
			"%lld people%s %.3g GB of memory and this machine has %.3g GB: it cannot run them%s",
			(long long)t->persons, *t->packed ? ", packed, take at least" : " take", least / 1e9, have / 1e9,
			*t->packed ? "" : " (run.memory: raw)");
	else
		soc_diagnostics_warn(
			t->diagnostics, at, "people.persons",
			"%lld people, packed, take %.3g to %.3g GB of memory and this machine has %.3g GB: a "
			"run that outgrows it ends, and goes on from its last checkpoint with more memory",
			(long long)t->persons, least / 1e9, most / 1e9, have / 1e9);
}

static int by_size(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

/* People of the place in which the middle one of all lives, places in the order of their size; out of memory:
 * 0. */
static int64_t middle_place(const struct soc_plan *plan)
{
	int64_t *size = soc_calloc((size_t)plan->places_count + 1, sizeof *size), people = 0;
	int32_t at = 0;
	if (size == NULL)
		return 0;
	for (int32_t k = 0; k < plan->strata_count; k++)
		size[plan->strata[k].place] += plan->strata[k].persons;
	qsort(size, (size_t)plan->places_count, sizeof *size, by_size);
	while (at < plan->places_count && 2 * (people += size[at]) < plan->persons)
		at++;
	people = at < plan->places_count ? size[at] : 0;
	soc_free(size);
	return people;
}

/* Who decides is given by the people of a place: where these are few, a queue stands still for want of people
 * and not of rules, and what is told of it is told of the size of the run. */
static void doubt_queue(const struct trial *t, int64_t people, double per_million, const char *key,
                        const char *files)
{
	const struct soc_section *section = soc_section_find("people");
	const struct soc_parameter target = { section, soc_key_find(section, "persons"), -1, -1 };
	const double months = (double)(t->s->span.to - t->s->span.from + 1),
				 decided = months * per_million * (double)people / 1e6,
				 enough = (double)t->s->people.persons / decided;
	if (people > 0 && per_million > 0.0 && decided < 1.0)
		soc_diagnostics_warn(
			t->diagnostics, soc_provenance_place(t->s->provenance, &target), "people.persons",
			"too few for one %s to be decided in the whole run: half of the people live in places of %lld at "
			"most (%s: %g); people.persons: %lld would do",
			files, (long long)people, key, per_million, (long long)ceil(enough / 1000.0) * 1000);
}

static void doubt_queues(const struct trial *t, const struct soc_plan *plan)
{
	const struct soc_scenario *s = t->s;
	const int64_t people = middle_place(plan);
	int black = 0;
	for (int i = 0; i < s->lists_count; i++)
		black |= s->lists[i].colour == SOC_BLACK;
	if (black && (s->due_process.appeal_if_wronged > 0.0 || s->due_process.appeal_if_guilty > 0.0))
		doubt_queue(t, people, s->due_process.files_per_month_per_million,
		            "due_process.files_per_month_per_million", "appeal");
	if (s->channels_count > 0 && s->review.automatic_share < 1.0)
		doubt_queue(t, people, s->review.files_per_month_per_million, "review.files_per_month_per_million",
		            "record");
}

/* Whether people live in town and in country, so that the ratio of their incomes does something. */
static int has_both(const struct soc_plan *plan)
{
	int64_t people[2] = { 0 };
	for (int32_t k = 0; k < plan->strata_count; k++)
		people[plan->strata[k].urban != 0] += plan->strata[k].persons;
	return people[0] > 0 && people[1] > 0;
}

/* Whether it matters how unequal incomes are: fifths of all people are the same by any spread, unless places
 * or classes of person differ in mean, or incomes move.
 */
static int asks_for_incomes(const struct soc_scenario *s, const struct soc_plan *plan)
{
	return has_both(plan) || s->society.income_by_province || s->income.enabled ||
	       s->society.executive_share > 0.0 || s->society.official_share > 0.0;
}

/* Whether it matters who has a loan: for what only borrowers can do, or for bureaus that have files on them.
 */
static int asks_for_loans(const struct soc_scenario *s)
{
	int asks = s->bureaus_count > 0;
	for (int i = 0; i < s->events_count; i++)
		asks |= s->events[i].needs_loan;
	return asks;
}

/* The people are one's own, and how unequal their incomes are, or how many have loans, is China's. */
static void doubt_borrowed(const struct trial *t, const struct soc_plan *plan)
{
	static const char *const keys[] = { "income_gini", "urban_income_ratio", "borrower_share" };
	const int matters[] = { asks_for_incomes(t->s, plan), has_both(plan), asks_for_loans(t->s) };
	const struct soc_section *section = soc_section_find("society");
	const struct soc_provenance *provenance = t->s->provenance;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		const struct soc_parameter target = { section, soc_key_find(section, keys[i]), -1, -1 };
		char path[64];
		double value;
		if (!matters[i] || !soc_provenance_borrows(t->s, &target, soc_provenance_of(provenance, &target)))
			continue;
		const struct soc_origin *named = &provenance->population;
		const struct soc_position at = { named->file != NULL ? named->file : "", named->line, named->column };
		memcpy(&value, soc_parameter_value(t->s, &target), sizeof value);
		snprintf(path, sizeof path, "society.%s", keys[i]);
		soc_diagnostics_warn(t->diagnostics, at, path,
		                     "%g is China's, and the people are those of `population`: state theirs, with a "
		                     "source (told as an "
		                     "assumption until then)",
		                     value);
	}
}

/* What a population of one's own states and the people do not have: the program cannot hold it, or they are
 * too few for it. */
static void doubt_population(const struct trial *t, const struct soc_plan *plan)
{
	const struct soc_origin *named = &((const struct soc_provenance *)t->s->provenance)->population;
	const struct soc_position at = { named->file != NULL ? named->file : "", named->line, named->column };
	const int64_t changed = soc_plan_changed(plan);
	for (int size = 2; changed == 0 && size <= soc_plan_sizes(plan); size++) {
		double counted = 0.0;
		const int64_t made = soc_plan_of_size(plan, size, &counted);
		if ((double)made < counted + 1.0 && (double)made > counted - 1.0)
			continue;
		soc_diagnostics_warn(
			t->diagnostics, at, "population",
			"households of size %d%s: by the count %.0f, made %lld; sizes above one are made by their "
			"mean alone (`socred population` shows all of them)",
			size, size == soc_plan_sizes(plan) ? " and more" : "", counted, (long long)made);
		break;
	}
	if (changed > 0)
		soc_diagnostics_warn(t->diagnostics, at, "population",
		                     "%lld %s not as counted: a region or a part of it has too few people for it "
		                     "(raise people.persons)",
		                     (long long)changed, soc_noun((double)changed, "household is", "households are"));
}

static enum soc_err try_all(const struct trial *t, struct soc_msg *msg)
{
	struct soc_plan plan;
	enum soc_err err = soc_plan_outline(&plan, t->s, msg);
	const int planned = err == SOC_OK;
	err = refused(t, err, 0, msg);
	const int does_go = err == SOC_OK && planned && goes(t, &plan);
	if (err == SOC_OK && !does_go)
		err = try_rules(t, msg);
	if (err == SOC_OK && planned)
		err = try_timeline(t, &plan, does_go, msg);
	if (err == SOC_OK && planned && t->diagnostics->errors == 0)
		doubt_changes(t, &plan);
	if (err == SOC_OK && planned && t->diagnostics->errors == 0)
		doubt_queues(t, &plan);
	if (err == SOC_OK && planned && t->diagnostics->errors == 0)
		doubt_borrowed(t, &plan);
	if (err == SOC_OK && planned && t->diagnostics->errors == 0 && t->s->population != NULL)
		doubt_population(t, &plan);
	if (err == SOC_OK && t->diagnostics->errors == 0)
		doubt_memory(t);
	if (planned)
		soc_plan_release(&plan);
	return err;
}

enum soc_err soc_sim_check(const struct soc_scenario *scenario, struct soc_diagnostics **diagnostics,
                           struct soc_msg *msg)
{
	if (scenario == NULL || diagnostics == NULL)
		return soc_fail(msg, SOC_ERR_USAGE, "a check needs a scenario and a list for its diagnostics");
	double least = 0.0, most = 0.0;
	int packed = 0;
	struct trial t = { soc_calloc(1, sizeof *scenario),
		               *diagnostics != NULL ? *diagnostics : soc_diagnostics_new(),
		               scenario->people.persons,
		               &least,
		               &most,
		               &packed };
	enum soc_err err = SOC_ERR_MEMORY;
	if (t.s == NULL || t.diagnostics == NULL) {
		soc_fail(msg, err, "no memory to check a scenario");
	} else {
		*t.s = *scenario;
		if (t.s->people.persons > PERSONS_ENOUGH)
			t.s->people.persons = PERSONS_ENOUGH;
		err = try_all(&t, msg);
		soc_diagnostics_close(t.diagnostics);
		if (err == SOC_OK)
			err = soc_diagnostics_verdict(t.diagnostics, msg);
	}
	soc_free(t.s);
	if (soc_diagnostics_count(t.diagnostics) > 0) {
		*diagnostics = t.diagnostics;
	} else if (*diagnostics == NULL) {
		soc_diagnostics_free(t.diagnostics);
	}
	return err;
}
