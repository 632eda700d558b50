#include "compare.h"

#include "firms.h"

#include <stdio.h>
#include <stdlib.h>

/* What is being compared, for a message that leads to the difference. */
static struct {
	const char *scenario;
	int month, community, person;
	long long compared;
} at;

static void same(const char *what, int index, int64_t engine, int64_t reference)
{
	at.compared++;
	if (engine == reference)
		return;
	fprintf(stderr,
	        "%s: month %d, community %d, person %d: %s[%d] is %lld in the engine, %lld in the reference\n",
	        at.scenario, at.month, at.community, at.person, what, index, (long long)engine,
	        (long long)reference);
	exit(1);
}

static void compare_entry(const struct soc_columns *c, int row, int l, const struct ref_entry *e)
{
	const unsigned entry = c->record.entry[l][row];
	same("months_left", l, c->record.months_left[l][row], e->months_left);
	same("entry.channel", l, soc_entry_channel((uint8_t)entry), e->channel);
	same("entry.trigger", l, soc_entry_trigger((uint8_t)entry), e->trigger);
	same("entry.appealed", l, (entry & SOC_ENTRY_APPEALED) != 0, e->appealed);
	same("entry.leaving", l, (entry & SOC_ENTRY_LEAVING) != 0, e->leaving);
	same("entry truth", l, soc_tag_entry(c->truth.tags[row], (unsigned)l), e->truth);
	same("aware", l, c->self.aware[row] >> l & 1, e->knows);
}

static void compare_person(const struct lab *lab, const struct soc_columns *c, int row,
                           const struct ref_person *p)
{
	at.person = row;
	for (int f = 0; f < lab->world.shape.components; f++) {
		same("points", f, c->record.points[f][row], p->points[f]);
		same("false_points", f, c->truth.false_points[f][row], p->false_points[f]);
	}
	same("grade", 0, c->record.grade[row], p->grade);
	for (int l = 0; l < lab->world.shape.lists; l++)
		compare_entry(c, row, l, &p->entry[l]);
	for (int m = 0; m < SOC_MEASURES_MAX; m++)
		same("measures", m, c->record.measures[row] >> m & 1, p->measure[m]);
	for (int b = 0; b < lab->s->bureaus_count; b++) {
		same("refused_by", b, c->record.refused_by[row] >> b & 1, p->refused_by[b]);
		same("wronged_by", b, c->truth.wronged_by[row] >> b & 1, p->wronged_by[b]);
	}
	for (int k = 0; k < lab->world.shape.spheres; k++)
		same("risk", k, c->self.risk[k][row], p->risk[k]);
	same("strain", 0, c->self.strain[row], p->strain);
	same("gain", 0, c->self.gain != NULL ? c->self.gain[row] : 0, p->gain_steps);
	same("life.income", 0, c->self.life[row] & SOC_LIFE_INCOME, p->income_steps);
	same("life.unregistered", 0, (c->self.life[row] & SOC_LIFE_UNREGISTERED) != 0, p->unregistered);
	same("life.loan", 0, (c->self.life[row] & SOC_LIFE_LOAN) != 0, p->loan);
	same("life.moved", 0, (c->self.life[row] & SOC_LIFE_MOVED) != 0, p->moved);
	same("life.ostracised", 0, (c->self.life[row] & SOC_LIFE_OSTRACISED) != 0, p->ostracised);
	if (c->self.income != NULL) {
		same("income", 0, c->self.income[row], p->income + 128);
		same("spared", 0, c->truth.spared[row], p->spared + 128);
		same("quintile", 0, (int)soc_situation_quintile(c->self.situation[row]), p->quintile_now);
		same("spared quintile", 0, (int)soc_situation_quintile(c->truth.spared_situation[row]),
		     p->quintile_spared);
	}
	if (c->self.unrest != NULL)
		same("unrest", 0, c->self.unrest[row], p->jail + 128 * p->active);
	if (c->self.repute != NULL)
		same("repute", 0, c->self.repute[row], p->repute);
	for (int k = 0; k < SOC_CONTACTS && c->self.contacts != NULL; k++)
		same("contacts", k, c->self.contacts[row] >> k & 1, p->contact[k]);
	if (c->record.forecast != NULL) {
		same("recorded", 0, c->record.recorded[row], p->recorded);
		same("recorded_last", 0, c->record.recorded_last[row], p->recorded_last);
		same("recorded_before", 0, c->record.recorded_before[row], p->recorded_before);
		same("standing", 0, c->record.standing[row], p->standing_grade + 8 * p->standing_listed);
		same("forecast", 0, c->record.forecast[row], p->has_forecast * (p->rank + 1) + 128 * p->flagged);
		same("acts", 0, c->truth.acts[row], p->acts);
	}
	same("offended", 0, (c->truth.tags[row] & SOC_TAG_OFFENDED) != 0, p->offended);
	same("offender", 0, (c->truth.tags[row] & SOC_TAG_OFFENDER) != 0, p->offender);
}

static void compare_firms(const struct lab *lab, const struct reference *ref)
{
	const struct soc_firms *f = &lab->world.firms;
	at.community = at.person = -1;
	same("firms", 0, (int64_t)f->count, ref->firms);
	for (int i = 0; i < ref->firms; i++) {
		const struct ref_firm *r = &ref->firm[i];
		at.person = i;
		same("firm.points", i, f->record.points[i], r->points);
		same("firm.false_points", i, f->truth.false_points[i], r->false_points);
		same("firm.grade", i, f->record.grade[i], r->grade);
		for (unsigned k = 0; k < f->events; k++)
			same("firm.risk", i, f->risk[k][i], r->risk[k]);
		same("firm.proneness", i, soc_firm_theta(f->fixed.kind[i]), r->theta);
		same("firm.generation", i, soc_firm_generation(f->record.seat[i]), r->generation);
		same("firm.new", i, soc_firm_is_new(f->record.seat[i]), r->is_new);
		same("firm.offended", i, (f->truth.tags[i] & SOC_TAG_OFFENDED) != 0, r->offended);
		for (unsigned l = 0; l < f->lists; l++) {
			same("firm.left", i, f->record.left[l][i], r->left[l]);
			same("firm.appeal", i, soc_firm_appeal(f->record.file[l][i]), r->appeal[l]);
			if (r->left[l] > 0)
				same("firm.cause", i, (int)soc_firm_cause(f->record.file[l][i]) - 1, r->cause[l]);
			same("firm.entered", i, soc_firm_entered(f->record.flags[i]) >> l & 1u, r->entered[l]);
			same("firm.on", i, soc_firm_listed(f->record.flags[i]) >> l & 1u, r->on[l]);
			same("firm.truth", i, soc_tag_entry(f->truth.tags[i], l), r->truth[l]);
		}
	}
}

static void compare_docket(const struct soc_columns *c, const struct ref_community *r)
{
	at.person = -1;
	same("docket_used", 0, *c->record.docket_used, r->files);
	for (int i = 0; i < r->files; i++) {
		const struct soc_file *f = &c->record.docket[i];
		same("docket.row", i, f->row, r->file[i].person);
		same("docket.month", i, f->month, r->file[i].month);
		same("docket.position", i, f->position, r->file[i].position);
		same("docket.appeal", i, f->appeal, r->file[i].is_appeal);
		same("docket.subject", i, f->subject, r->file[i].subject);
		same("docket.channel", i, f->channel, r->file[i].channel);
		if (!f->appeal)
			same("docket truth", i, c->truth.docket[i], r->file[i].truth + 16 * r->file[i].link);
	}
}

static void compare_under_way(const struct soc_columns *c, const struct ref_community *r)
{
	at.person = -1;
	if (c->record.under_way_used == NULL)
		return;
	same("under_way_used", 0, *c->record.under_way_used, r->under_ways);
	for (int i = 0; i < r->under_ways; i++) {
		const struct soc_under_way *u = &c->record.under_way[i];
		const struct ref_record *v = &r->under_way[i];
		same("under_way.row", i, u->row, v->person);
		same("under_way.informer", i, u->informer == SOC_NOBODY ? NOBODY : u->informer, v->informer);
		same("under_way.month", i, u->month, v->made);
		same("under_way.event", i, u->event, v->event);
		same("under_way.channel", i, u->channel, v->channel);
		same("under_way truth", i, c->truth.under_way[i] & 3, v->truth);
		same("under_way link", i, c->truth.under_way[i] >> 4, v->link);
	}
}

static void compare_sums(const struct lab *lab, const struct reference *ref)
{
	const struct soc_tally *t = lab->tally, *r = &ref->tally;
	at.community = at.person = -1;
	for (int i = 0; i < SOC_INDICATORS_COUNT; i++) {
		for (int cell = 0; cell < SOC_DEMOGRAPHIC_CELLS; cell++)
			same(lab_indicator_name((enum soc_indicator)i), cell, t->cell[cell][i], r->cell[cell][i]);
		for (int place = 0; place < lab->plan.places_count; place++)
			same(lab_indicator_name((enum soc_indicator)i), 1000 + place, lab->places[place][i],
			     ref->places[place][i]);
	}
	for (int place = 0; place < lab->plan.places_count; place++)
		for (int i = SOC_PLACE_DISCOVERED; i <= SOC_PLACE_REPORTED; i++)
			same("records that attention follows", place, lab->places[place][i], ref->places[place][i]);
#define COMPARE(part)                                             \
	for (size_t i = 0; i < sizeof t->part / sizeof(int64_t); i++) \
	same("sums of " #part, (int)i, ((const int64_t *)t->part)[i], ((const int64_t *)r->part)[i])
	COMPARE(event);
	COMPARE(channel);
	COMPARE(list);
	COMPARE(measure);
	COMPARE(transition);
	COMPARE(appeal_wait);
	COMPARE(appeal_lapse);
	COMPARE(review_wait);
	COMPARE(module);
#undef COMPARE
	for (int place = 0; place < lab->plan.places_count; place++) {
		const struct soc_field *f = &lab->fields.now[place], *g = &ref->field[place];
		for (int kind = 0; kind < 4; kind++)
			same("norm", place * 4 + kind, f->norm[kind], g->norm[kind]);
		for (int k = 0; k < SOC_SPHERES_MAX; k++)
			same("field.risk", place * SOC_SPHERES_MAX + k, f->risk[k], g->risk[k]);
		same("field.weight", place, f->weight, g->weight);
		same("field.attention", place, f->attention, g->attention);
		same("on file for attention", place, (int64_t)lab->fields.file[place], (int64_t)ref->file[place]);
		same("review.month", place, f->review.month, g->review.month);
		same("review.position", place, f->review.position, g->review.position);
		same("appeals.month", place, f->appeals.month, g->appeals.month);
		same("appeals.position", place, f->appeals.position, g->appeals.position);
	}
}

void compare_month(const char *name, struct lab *lab, struct reference *ref)
{
	at.scenario = name;
	at.month = (int)lab->month;
	lab_month(lab);
	reference_month(ref);
	for (uint32_t i = 0; i < lab->plan.communities_count; i++) {
		struct soc_columns columns;
		soc_world_columns(&lab->world, i, &columns);
		at.community = (int)i;
		for (int row = 0; row < ref->communities[i].count; row++)
			compare_person(lab, &columns, row, &ref->communities[i].person[row]);
		compare_docket(&columns, &ref->communities[i]);
		compare_under_way(&columns, &ref->communities[i]);
	}
	compare_firms(lab, ref);
	compare_sums(lab, ref);
}

long long compare_count(void)
{
	return at.compared;
}
