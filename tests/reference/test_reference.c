/* The engine against the reference: every column of every person, the docket, the fields and every sum, after every month. */
#include "invent.h"
#include "lab.h"
#include "firms.h"
#include "reference.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is being compared, for a message that leads to the difference. */
static struct { const char *scenario; int month, community, person; long long compared; } at;

static void same(const char *what, int index, int64_t engine, int64_t reference)
{
	at.compared++;
	if (engine == reference)
		return;
	fprintf(stderr, "%s: month %d, community %d, person %d: %s[%d] is %lld in the engine, %lld in the reference\n", at.scenario, at.month,
	        at.community, at.person, what, index, (long long)engine, (long long)reference);
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

static void compare_person(const struct lab *lab, const struct soc_columns *c, int row, const struct ref_person *p)
{
	at.person = row;
	for (int f = 0; f < lab->world.families; f++) {
		same("points", f, c->record.points[f][row], p->points[f]);
		same("false_points", f, c->truth.false_points[f][row], p->false_points[f]);
	}
	same("grade", 0, c->record.grade[row], p->grade);
	for (int l = 0; l < lab->world.lists; l++)
		compare_entry(c, row, l, &p->entry[l]);
	for (int m = 0; m < SOC_MEASURES_MAX; m++)
		same("measures", m, c->record.measures[row] >> m & 1, p->measure[m]);
	for (int b = 0; b < lab->world.bureaus; b++) {
		same("refused_by", b, c->record.refused_by[row] >> b & 1, p->refused_by[b]);
		same("wronged_by", b, c->truth.wronged_by[row] >> b & 1, p->wronged_by[b]);
	}
	same("risk", 0, c->self.risk[row], p->risk);
	same("strain", 0, c->self.strain[row], p->strain);
	same("gain", 0, c->self.gain != NULL ? c->self.gain[row] : 0, p->gain_steps);
	same("life.income", 0, c->self.life[row] & SOC_LIFE_INCOME, p->income_steps);
	same("life.undeclared", 0, (c->self.life[row] & SOC_LIFE_UNDECLARED) != 0, p->undeclared);
	same("life.loan", 0, (c->self.life[row] & SOC_LIFE_LOAN) != 0, p->loan);
	same("life.moved", 0, (c->self.life[row] & SOC_LIFE_MOVED) != 0, p->moved);
	same("life.shunned", 0, (c->self.life[row] & SOC_LIFE_SHUNNED) != 0, p->shunned);
	for (int k = 0; k < SOC_CONTACTS && c->self.contacts != NULL; k++)
		same("contacts", k, c->self.contacts[row] >> k & 1, p->contact[k]);
	same("offended", 0, (c->truth.tags[row] & SOC_TAG_OFFENDED) != 0, p->offended);
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
		same("firm.risk", i, f->risk[i], r->risk);
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
			same(lab_indicator_name((enum soc_indicator)i), 1000 + place, lab->places[place][i], ref->places[place][i]);
	}
#define COMPARE(part) \
	for (size_t i = 0; i < sizeof t->part / sizeof(int64_t); i++) \
		same("sums of " #part, (int)i, ((const int64_t *)t->part)[i], ((const int64_t *)r->part)[i])
	COMPARE(event);
	COMPARE(channel);
	COMPARE(list);
	COMPARE(measure);
	COMPARE(transition);
	COMPARE(appeal_wait);
	COMPARE(review_wait);
	COMPARE(module);
#undef COMPARE
	for (int place = 0; place < lab->plan.places_count; place++) {
		const struct soc_field *f = &lab->fields.now[place], *g = &ref->field[place];
		for (int kind = 0; kind < 4; kind++)
			same("norm", place * 4 + kind, f->norm[kind], g->norm[kind]);
		same("field.risk", place, f->risk, g->risk);
		same("field.weight", place, f->weight, g->weight);
		same("review.month", place, f->review.month, g->review.month);
		same("review.position", place, f->review.position, g->review.position);
		same("appeals.month", place, f->appeals.month, g->appeals.month);
		same("appeals.position", place, f->appeals.position, g->appeals.position);
	}
}

/* What a scenario must have brought about, so that agreement says something: sums over the whole run, all above 0. */
static void check_lively(const struct lab *lab, const int64_t *all, const char *expected)
{
	char word[64];
	while (sscanf(expected, "%63s", word) == 1) {
		int i = 0;
		while (i < SOC_INDICATORS_COUNT && strcmp(word, lab_indicator_name((enum soc_indicator)i)) != 0)
			i++;
		if (i == SOC_INDICATORS_COUNT)
			lab_die("no indicator %s", word);
		if (all[i] == 0)
			lab_die("%s: %s is 0 over %u months: the scenario does not test it", at.scenario, word, lab->months);
		expected = strstr(expected, word) + strlen(word);
	}
}

/* Steps both by a month. */
static void compare_month(struct lab *lab, struct reference *ref)
{
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

/* What the modules counted in all runs so far. */
static int64_t of_modules[SOC_MODULE_VALUES];

/* Steps both to the end of the run; all: sums over it. */
static void compare_months(struct lab *lab, const char *name, int64_t *all)
{
	struct reference ref;
	reference_init(&ref, lab->s, &lab->plan, &lab->variants, lab->seed);
	at.scenario = name;
	for (at.month = 0; at.month < (int)lab->months; at.month++) {
		compare_month(lab, &ref);
		for (int i = 0; i < SOC_INDICATORS_COUNT; i++)
			all[i] += lab_sum(lab, (enum soc_indicator)i);
		for (int i = 0; i < SOC_MODULE_VALUES; i++)
			of_modules[i] += lab->tally->module[i];
	}
	reference_release(&ref);
}

static void compare_run(const char *name, const char *path, const char *const *settings, uint32_t replicate, const char *expected)
{
	struct lab lab;
	int64_t all[SOC_INDICATORS_COUNT] = { 0 };
	lab_open_file(&lab, path, settings);
	lab_begin(&lab, replicate);
	compare_months(&lab, name, all);
	check_lively(&lab, all, expected);
	printf("%s: %lld people, %u months, %u communities: the same\n", name, (long long)lab.plan.persons, lab.months, lab.plan.communities_count);
	lab_close(&lab);
}

/* What firms do must have happened, or their agreement says nothing. */
static void compare_firms_run(void)
{
	static const struct { int count; const char *name; } lively[] = {
#define LIVELY(name) { SOC_MOD_##name, #name }
#define LIVELY_AT(name, index) { SOC_MOD_##name + index, #name }
		LIVELY(firms_listed), LIVELY(firm_stock_did), LIVELY(firm_stock_wrong), LIVELY(firms_met), LIVELY(firm_events), LIVELY(firm_records_right),
		LIVELY(firm_records_other), LIVELY(firm_records_nothing), LIVELY(firm_entries_did), LIVELY(firm_entries_wrong), LIVELY(firm_exits_expired),
		LIVELY(firm_exits_repaired), LIVELY(firm_attempts), LIVELY(firm_effective), LIVELY(firm_refused_wronged), LIVELY(heads_entered),
		LIVELY(heads_listed), LIVELY(firm_dismissals), LIVELY(employees_of_listed), LIVELY(firm_appeals), LIVELY_AT(firm_appeals, 1),
		LIVELY(firm_appeals_upheld), LIVELY_AT(firm_appeals_upheld, 1), LIVELY(firm_appeals_denied), LIVELY_AT(firm_appeals_denied, 1),
		LIVELY(firm_appeals_lapsed), LIVELY(firms_closed), LIVELY(firms_closed_listed), LIVELY_AT(firms_closed_listed, 1),
		LIVELY_AT(firms_closed_listed, 2), LIVELY_AT(firms_closed_listed, 3), LIVELY(firm_exits_closed), LIVELY_AT(firm_exits_closed, 1),
		LIVELY_AT(firm_exits_closed, 2), LIVELY_AT(firm_exits_closed, 3), LIVELY(firm_closing_dismissals), LIVELY(firms_unscored),
		LIVELY_AT(firms_unscored, 1), LIVELY_AT(firm_refused_unscored, 1), LIVELY_AT(firm_refused_score, 1)
#undef LIVELY
#undef LIVELY_AT
	};
	struct lab lab;
	struct reference ref;
	int64_t sums[SOC_MODULE_VALUES] = { 0 };
	lab_open_file(&lab, "scenarios/firms/scenario.yaml", (const char *const[]){ "people.persons=6000", "people.provinces=Hainan",
	              "firm_channels.register.false_per_1000_years=200", "firm_channels.register.wrong_firm=0.1",
	              "firm_channels.court.false_per_1000_years=200",
	              "firm_lists.dishonest.head_probability=0.8", "firm_lists.abnormal.term_months=12", "firms.appeal_if_wronged=0.8",
	              "firms.appeal_if_guilty=0.3", "firms.overturn_right=0.3", "firms.risk_learning=0.3", "firm_events.no_report.deterrence=3",
	              "firms.closed_per_year=0.3", "firms.closed_listed_ratio=3", "firms.same_owner=0.5", "firms.closing_job_loss=0.5",
	              "firms.credit_coverage=0.7", "firms.credit_coverage_small=0.3", "firms.credit_below=990", "firms.credit_without_score=0.5",
	              "firm_measures.finance.credit=true", NULL });
	lab_begin(&lab, 1);
	reference_init(&ref, lab.s, &lab.plan, &lab.variants, lab.seed);
	at.scenario = "firms";
	for (at.month = 0; at.month < (int)lab.months; at.month++) {
		compare_month(&lab, &ref);
		for (int i = 0; i < SOC_MODULE_VALUES; i++)
			sums[i] += lab.tally->module[i];
	}
	for (size_t i = 0; i < sizeof lively / sizeof *lively; i++)
		if (sums[lively[i].count] == 0)
			lab_die("firms: no %s in the first of its places: the scenario does not test it", lively[i].name);
	reference_release(&ref);
	printf("firms: %lld people, %u months: the same\n", (long long)lab.plan.persons, lab.months);
	lab_close(&lab);
}

/* Harsh, and with what reaches beyond the first relative, neighbours' groups, favours of worth, unequal weights, a threshold watched. */
static void compare_far(const char *path, const char *const *settings)
{
	static const int lively[] = { SOC_MOD_kin_entries, SOC_MOD_reach_sanctioned, SOC_MOD_reach_sanctioned + 1, SOC_MOD_reach_sanctioned + 2,
		                      SOC_MOD_reach_sanctioned + 3, SOC_MOD_reach_sanctioned + 5, SOC_MOD_group_records, SOC_MOD_group_persons,
		                      SOC_MOD_cliff_persons + 7, SOC_MOD_cliff_sanctioned + 7, SOC_MOD_cliff_refused + 7, SOC_MOD_cliff_violations + 8,
		                      SOC_MOD_remark_persons + 1, SOC_MOD_remark_wrong + 1, SOC_MOD_remark_persons + 3,
		                      SOC_MOD_measure_group };
	struct lab lab;
	int64_t sums[SOC_MODULE_VALUES] = { 0 }, gained = 0;
	struct reference ref;
	lab_open_file(&lab, path, settings);
	reference_init(&ref, lab.s, &lab.plan, &lab.variants, lab.seed);
	at.scenario = "far";
	for (at.month = 0; at.month < (int)lab.months; at.month++) {
		compare_month(&lab, &ref);
		for (int i = 0; i < SOC_MODULE_VALUES; i++)
			sums[i] += lab.tally->module[i];
	}
	for (size_t i = 0; i < sizeof lively / sizeof *lively; i++)
		if (sums[lively[i]] == 0)
			lab_die("far: value %d of the modules is 0: the scenario does not test it", lively[i]);
	for (int i = SOC_MOD_income_gained; i <= SOC_MOD_LAST_income_gained; i++)
		gained += sums[i];
	if (gained == 0)
		lab_die("far: nothing is gained by favours");
	reference_release(&ref);
	lab_close(&lab);
}

static void compare_invented(unsigned long first, unsigned long last)
{
	int64_t all[SOC_INDICATORS_COUNT] = { 0 };
	char name[64];
	for (unsigned long number = first; number <= last; number++) {
		struct lab lab;
		char *yaml = invent_scenario(number);
		snprintf(name, sizeof name, "invented scenario %lu", number);
		lab_open(&lab, yaml, NULL);
		compare_months(&lab, name, all);
		lab_close(&lab);
		free(yaml);
	}
	printf("invented scenarios %lu to %lu: the same; %lld records, %lld listed person-months\n", first, last,
	       (long long)(all[SOC_IND_records_right] + all[SOC_IND_records_other] + all[SOC_IND_records_nothing]), (long long)all[SOC_IND_listed]);
}

/* People whom the runs must have had: held by remarks, met through their group, recorded as landlords for every reason. */
static void check_modules(void)
{
	static const int lively[] = { SOC_MOD_remark_persons + 1, SOC_MOD_remark_wrong + 1, SOC_MOD_measure_group, SOC_MOD_letting, SOC_MOD_letting + 1,
		                      SOC_MOD_letting_records, SOC_MOD_letting_records + 1, SOC_MOD_letting_records + 2, SOC_MOD_letting_records + 3,
		                      SOC_MOD_letting_records + 4, SOC_MOD_letting_records + 5, SOC_MOD_letting_records + 7,
		                      SOC_MOD_letting_records + 8, SOC_MOD_letting_records + 9, SOC_MOD_landlords_found, SOC_MOD_landlords_found + 1 };
	for (size_t i = 0; i < sizeof lively / sizeof *lively; i++)
		if (of_modules[lively[i]] == 0)
			lab_die("value %d of the modules is 0: no scenario tests it", lively[i]);
}

#define SETTINGS(...) (const char *const[]){ __VA_ARGS__, NULL }

#define FOLDER "tests/reference/"
#define EVERYTHING "listed_did listed_else listed_nothing listed_unaware sanctioned sanctioned_by_kin sanctioned_innocent rewarded " \
	"undeclared pending_records pending_appeals income_lost strain_sum records_right records_other records_nothing records_lost " \
	"accepted_right accepted_wrong rejected_right rejected_wrong filed reviewed_by_people entries_did entries_else entries_nothing " \
	"exits_expired exits_repaired exits_overturned expired_unaware attempts refused refused_innocent notices " \
	"notices_by_refusal appeals_wronged appeals_guilty upheld_wronged upheld_guilty denied_wronged denied_guilty appeals_expired " \
	"appeal_wait_months review_wait_months grade_rises grade_falls"

int main(int argc, char **argv)
{
	if (argc == 3) { /* a longer search: first and last number */
		compare_invented(strtoul(argv[1], NULL, 10), strtoul(argv[2], NULL, 10));
		return 0;
	}
	compare_run("points", FOLDER "points.yaml", NULL, 0,
	            "listed sanctioned rewarded records_right accepted_wrong violations_seen grade_falls grade_rises attempts");
	compare_run("harsh", FOLDER "harsh.yaml", NULL, 0, EVERYTHING " granted listed_red entries_red docket_full");
	compare_run("index", FOLDER "index.yaml", NULL, 0, "listed sanctioned grade_rises grade_falls records_right rewarded");
	compare_run("ties", FOLDER "ties.yaml", NULL, 0, "listed_did listed_else listed_nothing records_other records_nothing records_lost");
	compare_run("bureaus", FOLDER "bureaus.yaml", NULL, 0, "listed sanctioned refused refused_innocent rewarded");
	compare_run("timeline", FOLDER "timeline.yaml", NULL, 1, "listed records_right notices");
	compare_run("wide", FOLDER "wide.yaml", NULL, 0, "listed records_right grade_falls exits_overturned");
	compare_run("minimal", "scenarios/minimal/scenario.yaml", SETTINGS("people.persons=3000", "people.provinces=Hainan"), 2, "listed");
	compare_run("nation", "scenarios/china-national/scenario.yaml", SETTINGS("people.persons=4000"), 0, "listed");
	compare_run("no regime", FOLDER "none.yaml", NULL, 0, "violations good_deeds lawful_acts life_events income_lost undeclared");
	compare_run("one person", FOLDER "alone.yaml", NULL, 0, "violations records_right");
	compare_run("channels off", FOLDER "harsh.yaml",
	            SETTINGS("channels.court.enabled=false", "channels.camera.enabled=false", "channels.street.enabled=false",
	                     "channels.own.enabled=false"), 0, "violations good_deeds");
	compare_far(FOLDER "harsh.yaml",
	            SETTINGS("measures.air.spill_depth=4", "measures.air.spill_group=0.2", "measures.loan.spill_depth=2", "measures.school.spill_depth=3",
	                     "measures.praise.income_gain=0.08", "measures.praise.relief=0.2", "measures.praise.spill_depth=2",
	                     "lists.rowdy.entry_kin=0.7", "lists.rowdy.grade_at_most=D", "lists.models.grade_at_least=B",
	                     "scale.asymmetry=1.7", "society.group_households=6", "events.brawl.group_points=0.5",
	                     "conduct.group_watch=2", "conduct.group_risk=0.1", "record.cliff=C"));
	compare_run("letting", "scenarios/residence/letting.yaml",
	            SETTINGS("people.persons=3000", "channels.neighbours.detects.undeclared_stay=0.05", "conduct.suspected_per_1000_years=200",
	                     "conduct.denounced_per_1000_years=60", "channels.official.invents.letting=3", "channels.official.false_per_1000_years=40"),
	            0, "undeclared reports records_right records_nothing accepted_wrong");
	compare_firms_run();
	compare_invented(1, 60);
	check_modules();
	printf("%lld values compared\n", at.compared);
	return 0;
}
