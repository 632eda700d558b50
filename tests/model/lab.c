#include "lab.h"

#include "base/draw.h"
#include "base/mem.h"
#include "run/train.h"
#include "socred/scenario.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void lab_die(const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	vfprintf(stderr, fmt, args);
	va_end(args);
	fputc('\n', stderr);
	exit(1);
}

static size_t count_settings(const char *const *settings)
{
	size_t n = 0;
	while (settings != NULL && settings[n] != NULL)
		n++;
	return n;
}

static void must(enum soc_err err, const struct soc_msg *msg, const struct soc_diagnostics *diagnostics)
{
	if (err == SOC_OK)
		return;
	for (size_t i = 0; diagnostics != NULL && i < soc_diagnostics_count(diagnostics); i++) {
		const struct soc_diagnostic *p = soc_diagnostics_at(diagnostics, i);
		fprintf(stderr, "%s:%d: %s: %s\n", p->file, p->line, p->key, p->text);
	}
	lab_die("lab: %s: %s", soc_err_text(err), msg->text);
}

static void set_up(struct lab *lab)
{
	struct soc_msg msg = { "" };
	must(soc_plan_init(&lab->plan, lab->s, &msg), &msg, NULL);
	must(soc_rule_sets_init(&lab->rule_sets, lab->s, &lab->plan, NULL, &msg), &msg, NULL);
	lab->months = (uint32_t)(lab->s->span.to - lab->s->span.from + 1);
	must(soc_fields_init(&lab->fields, &lab->plan, (int32_t)lab->months, &msg), &msg, NULL);
	must(soc_world_init(&lab->world, &lab->plan, &lab->rule_sets, 0, lab->plan.communities_count, &msg), &msg,
	     NULL);
	const size_t places = (size_t)lab->plan.places_count;
	lab->tally = soc_calloc(1, sizeof *lab->tally);
	lab->places = soc_calloc(places, sizeof *lab->places);
	lab->fields_used = soc_calloc(places, sizeof *lab->fields_used);
	lab->scratch = soc_calloc(1, sizeof *lab->scratch);
	if (!lab->tally || !lab->places || !lab->fields_used || !lab->scratch)
		lab_die("lab: no memory");
	for (uint32_t c = 0; c < lab->plan.communities_count; c++)
		soc_world_fill(&lab->world, lab->s, c);
	lab_begin(lab, 0);
}

void lab_open(struct lab *lab, const char *yaml, const char *const *settings)
{
	struct soc_msg msg = { "" };
	struct soc_diagnostics *diagnostics = NULL;
	memset(lab, 0, sizeof *lab);
	enum soc_err err = soc_scenario_read_text(yaml, strlen(yaml), "test.yaml", SOC_ROOT, settings,
	                                          count_settings(settings), &lab->s, &diagnostics, &msg);
	must(err, &msg, diagnostics);
	soc_diagnostics_free(diagnostics);
	set_up(lab);
}

int lab_is_possible(const char *yaml, struct soc_msg *msg)
{
	struct soc_scenario *s = NULL;
	struct soc_plan plan;
	struct soc_rule_sets rule_sets;
	enum soc_err err =
		soc_scenario_read_text(yaml, strlen(yaml), "test.yaml", SOC_ROOT, NULL, 0, &s, NULL, msg);
	if (err != SOC_OK)
		return 0;
	must(soc_plan_init(&plan, s, msg), msg, NULL);
	err = soc_rule_sets_init(&rule_sets, s, &plan, NULL, msg);
	if (err == SOC_OK)
		soc_rule_sets_release(&rule_sets);
	soc_plan_release(&plan);
	soc_scenario_free(s);
	return err == SOC_OK;
}

void lab_open_file(struct lab *lab, const char *path_below_root, const char *const *settings)
{
	struct soc_msg msg = { "" };
	struct soc_diagnostics *diagnostics = NULL;
	char path[1024];
	memset(lab, 0, sizeof *lab);
	snprintf(path, sizeof path, "%s/%s", SOC_ROOT, path_below_root);
	must(soc_scenario_read(path, settings, count_settings(settings), &lab->s, &diagnostics, &msg), &msg,
	     diagnostics);
	soc_diagnostics_free(diagnostics);
	set_up(lab);
}

void lab_begin(struct lab *lab, uint32_t replicate)
{
	lab->seed = soc_draw_replicate((uint64_t)lab->s->seed, replicate);
	lab->month = 0;
	soc_fields_begin(&lab->fields, &lab->plan, &lab->rule_sets);
	soc_rule_sets_weigh(&lab->rule_sets, SOC_WEIGHT_ONE);
	soc_rule_sets_forget(&lab->rule_sets);
	soc_world_begin_firms(&lab->world, &lab->rule_sets);
	for (uint32_t c = 0; c < lab->plan.communities_count; c++)
		soc_world_begin(&lab->world, lab_rules(lab, c, 0), c);
}

static int columns_of(void *user, uint32_t community, struct soc_columns *out)
{
	struct lab *lab = user;
	soc_world_columns(&lab->world, community, out);
	return 1;
}

static void train(struct lab *lab)
{
	struct soc_msg msg = { "" };
	const struct soc_train_job job = { &lab->plan, lab->seed, lab->month, columns_of, lab };
	must(soc_train(&lab->rule_sets, &job, lab->tally, &msg), &msg, NULL);
}

void lab_month(struct lab *lab)
{
	const size_t places = (size_t)lab->plan.places_count;
	memset(lab->tally, 0, sizeof *lab->tally);
	memset(lab->places, 0, places * sizeof *lab->places);
	soc_fields_hear(&lab->fields, &lab->plan, &lab->rule_sets, lab->month);
	memcpy(lab->fields_used, lab->fields.now, places * sizeof *lab->fields_used);
	lab->tally->place = lab->places;
	for (uint32_t c = 0; c < lab->plan.communities_count; c++) {
		const struct soc_community *community = &lab->plan.communities[c];
		const int32_t place = lab->plan.strata[community->stratum].place;
		const unsigned rule_set = soc_rule_sets_at(&lab->rule_sets, lab->month, community->stratum);
		const struct soc_place_time at = lab_place_time(lab, c, lab->month);
		struct soc_columns columns;
		if (lab->before != NULL)
			lab->before(lab, c, lab->user);
		soc_world_columns(&lab->world, c, &columns);
		lab->tally->place_now = lab->places[place];
		soc_step(&at, &lab->rule_sets.rules[rule_set], rule_set, &lab->rule_sets.rates,
		         &lab->fields_used[place], &columns, lab->scratch, lab->tally);
		if (lab->after != NULL)
			lab->after(lab, c, lab->user);
	}
	for (int32_t p = 0; p < lab->world.firms.places; p++)
		soc_world_step_firms(&lab->world, &lab->rule_sets, lab->world.firms.first_place + p, lab->seed,
		                     lab->month, lab->tally);
	soc_fields_count(&lab->fields, &lab->rule_sets, lab->month, lab->tally);
	train(lab);
	soc_fields_renew(&lab->fields, &lab->plan, &lab->rule_sets, lab->month, lab->tally);
	soc_rule_sets_weigh(&lab->rule_sets, lab->fields.now[0].weight);
	lab->month++;
}

void lab_close(struct lab *lab)
{
	soc_free(lab->tally);
	soc_free(lab->places);
	soc_free(lab->fields_used);
	soc_free(lab->scratch);
	soc_fields_release(&lab->fields);
	soc_world_release(&lab->world);
	soc_rule_sets_release(&lab->rule_sets);
	soc_plan_release(&lab->plan);
	soc_scenario_free(lab->s);
	memset(lab, 0, sizeof *lab);
}

const struct soc_rules *lab_rules(const struct lab *lab, uint32_t community, uint32_t month)
{
	return &lab->rule_sets
	            .rules[soc_rule_sets_at(&lab->rule_sets, month, lab->plan.communities[community].stratum)];
}

struct soc_place_time lab_place_time(const struct lab *lab, uint32_t community, uint32_t month)
{
	const struct soc_community *c = &lab->plan.communities[community];
	return (struct soc_place_time){ lab->seed,
		                            c->first_person,
		                            community,
		                            month,
		                            c->count,
		                            (unsigned)lab->plan.strata[c->stratum].urban,
		                            (unsigned)lab->plan.places[lab->plan.strata[c->stratum].place].region,
		                            0 };
}

int64_t lab_sum(const struct lab *lab, enum soc_indicator i)
{
	int64_t sum = 0;
	for (int c = 0; c < SOC_DEMOGRAPHIC_CELLS; c++)
		sum += lab->tally->cell[c][i];
	return sum;
}

int lab_indicator_is_stock(enum soc_indicator i)
{
	static const char kind[] = {
#define LAB_KIND(name, kind_, unit, meaning) #kind_[0],
		SOC_INDICATORS(LAB_KIND)
#undef LAB_KIND
	};
	return kind[i] == 'S';
}

const char *lab_indicator_name(enum soc_indicator i)
{
	static const char *const name[] = {
#define LAB_NAME(name_, kind, unit, meaning) #name_,
		SOC_INDICATORS(LAB_NAME)
#undef LAB_NAME
	};
	return name[i];
}
