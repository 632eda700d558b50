/* Two runs over the same people with the same random numbers, which differ in one thing: what may differ
 * between them, and what may not. */
#include "combine.h"
#include "model/variates.h"
#include "run/columns.h"
#include "runner.h"
#include "socred/sim.h"

#include <stdio.h>
#include <string.h>

#define SETTINGS(...)     \
	(const char *const[]) \
	{                     \
		__VA_ARGS__, NULL \
	}
#define HARSH "tests/reference/harsh.yaml"
#define HARSH_CHANNELS_OFF                                                                            \
	"channels.court.enabled=false", "channels.camera.enabled=false", "channels.street.enabled=false", \
		"channels.own.enabled=false"

static long long statements;

static void must(int holds, const char *what, uint32_t month, int i)
{
	statements++;
	if (!holds)
		lab_die("month %u, %d: %s", month, i, what);
}

/* ---- without a regime ---- */

static int is_of_regime(enum soc_indicator i)
{
	return i != SOC_IND_persons && i != SOC_IND_unregistered && i != SOC_IND_income_lost &&
	       (i < SOC_IND_violations || i > SOC_IND_life_events);
}

/* Nothing is recorded, listed or graded, and what happens is what happens freely. */
static void check_free(const char *yaml)
{
	static const enum soc_indicator pairs[][2] = { { SOC_IND_violations, SOC_IND_violations_counterfactual },
		                                           { SOC_IND_good_deeds, SOC_IND_good_deeds_counterfactual },
		                                           { SOC_IND_lawful_acts,
		                                             SOC_IND_lawful_acts_counterfactual } };
	struct lab lab;
	int64_t happened = 0;
	lab_open(&lab, yaml, NULL);
	while (lab.month < lab.months) {
		lab_month(&lab);
		for (int cell = 0; cell < SOC_DEMOGRAPHIC_CELLS; cell++) {
			for (int p = 0; p < 3; p++)
				must(lab.tally->cell[cell][pairs[p][0]] == lab.tally->cell[cell][pairs[p][1]],
				     "not free without a regime", lab.month, cell);
			for (int i = 0; i < SOC_INDICATORS_COUNT; i++)
				must(!is_of_regime((enum soc_indicator)i) || lab.tally->cell[cell][i] == 0,
				     lab_indicator_name((enum soc_indicator)i), lab.month, cell);
		}
		happened += lab_sum(&lab, SOC_IND_violations);
	}
	must(happened > 0, "nothing happened", 0, 0);
	lab_close(&lab);
}

/* What people do freely does not depend on the regime that they live under. */
static void check_same_free(const char *yaml_a, const char *yaml_b)
{
	static const enum soc_indicator is_free[] = { SOC_IND_violations_counterfactual,
		                                          SOC_IND_good_deeds_counterfactual,
		                                          SOC_IND_lawful_acts_counterfactual, SOC_IND_life_events };
	struct lab a, b;
	int64_t difference = 0;
	lab_open(&a, yaml_a, NULL);
	lab_open(&b, yaml_b, NULL);
	while (a.month < a.months) {
		lab_month(&a);
		lab_month(&b);
		for (int cell = 0; cell < SOC_DEMOGRAPHIC_CELLS; cell++)
			for (int i = 0; i < 4; i++)
				must(a.tally->cell[cell][is_free[i]] == b.tally->cell[cell][is_free[i]],
				     lab_indicator_name(is_free[i]), a.month, cell);
		difference += lab_sum(&a, SOC_IND_violations) != lab_sum(&b, SOC_IND_violations);
	}
	must(difference > 0, "the regime changes nothing", 0, 0);
	lab_close(&a);
	lab_close(&b);
}

/* ---- channels off ---- */

static void check_channels_off(void)
{
	static const enum soc_indicator none[] = { SOC_IND_violations_seen,
		                                       SOC_IND_records_true,
		                                       SOC_IND_records_misattributed,
		                                       SOC_IND_records_fabricated,
		                                       SOC_IND_records_lost,
		                                       SOC_IND_filed,
		                                       SOC_IND_listed,
		                                       SOC_IND_listed_red,
		                                       SOC_IND_sanctioned,
		                                       SOC_IND_refused,
		                                       SOC_IND_grade_rises,
		                                       SOC_IND_grade_falls,
		                                       SOC_IND_strain_sum };
	struct lab lab;
	lab_open_file(&lab, HARSH, SETTINGS(HARSH_CHANNELS_OFF));
	while (lab.month < lab.months) {
		lab_month(&lab);
		for (size_t i = 0; i < sizeof none / sizeof *none; i++)
			must(lab_sum(&lab, none[i]) == 0, lab_indicator_name(none[i]), lab.month, 0);
		must(lab_sum(&lab, SOC_IND_violations) == lab_sum(&lab, SOC_IND_violations_counterfactual),
		     "deterred by nobody", lab.month, 0);
	}
	lab_close(&lab);
}

/* ---- accuracy ---- */

/* Without a response of conduct the events are the same, and every wrong record of more accurate channels is
 * one of less accurate ones. */
static void check_accuracy(void)
{
	static const char *const wrong[] = { "channels.camera.wrong_person=0.3",
		                                 "channels.camera.wrong_person=0.1",
		                                 "channels.camera.wrong_person=0.02",
		                                 "channels.camera.wrong_person=0" };
	static const char *const invented[] = { "channels.camera.spurious_per_1000_years=120",
		                                    "channels.camera.spurious_per_1000_years=50",
		                                    "channels.camera.spurious_per_1000_years=5",
		                                    "channels.camera.spurious_per_1000_years=0" };
	struct lab lab[4];
	int64_t all[4] = { 0 };
	for (int i = 0; i < 4; i++)
		lab_open_file(&lab[i], HARSH,
		              SETTINGS(wrong[i], invented[i], "conduct.risk_bias=0", "conduct.learning_caught=0",
		                       "conduct.learning_contacts=0", "conduct.learning_place=0",
		                       "events.brawl.strain_effect=0", "events.brawl.norm_weight=0",
		                       "events.default.strain_effect=0", "events.help.norm_weight=0",
		                       "events.petition.norm_weight=0"));
	while (lab[0].month < lab[0].months) {
		for (int i = 0; i < 4; i++)
			lab_month(&lab[i]);
		for (int i = 0; i < 4; i++) {
			for (int cell = 0; cell < SOC_DEMOGRAPHIC_CELLS; cell++) {
				const int64_t *c = lab[i].tally->cell[cell],
							  *worse = lab[i > 0 ? i - 1 : 0].tally->cell[cell];
				must(c[SOC_IND_violations] == worse[SOC_IND_violations], "accuracy moved conduct",
				     lab[0].month, cell);
				must(c[SOC_IND_records_misattributed] <= worse[SOC_IND_records_misattributed],
				     "more mistaken for others", lab[0].month, cell);
				must(c[SOC_IND_records_fabricated] <= worse[SOC_IND_records_fabricated],
				     "more fabricated records", lab[0].month, cell);
			}
			all[i] += lab_sum(&lab[i], SOC_IND_records_misattributed) +
			          lab_sum(&lab[i], SOC_IND_records_fabricated);
		}
	}
	must(all[0] > all[1] && all[1] > all[2] && all[2] > all[3], "accuracy changes nothing", 0, 0);
	for (int i = 0; i < 4; i++)
		lab_close(&lab[i]);
}

/* With every error rate 0 nobody has false points and everybody listed did it. */
static void check_no_errors(void)
{
	struct lab lab;
	int64_t listed = 0;
	lab_open_file(
		&lab, HARSH,
		SETTINGS("channels.court.wrong_person=0", "channels.camera.wrong_person=0",
	             "channels.street.wrong_person=0", "channels.own.wrong_person=0",
	             "channels.court.spurious_per_1000_years=0", "channels.camera.spurious_per_1000_years=0",
	             "channels.street.spurious_per_1000_years=0", "channels.own.spurious_per_1000_years=0"));
	while (lab.month < lab.months) {
		lab_month(&lab);
		static const enum soc_indicator none[] = {
			SOC_IND_records_misattributed,  SOC_IND_records_fabricated,  SOC_IND_accepted_wrong,
			SOC_IND_listed_other_violation, SOC_IND_listed_no_violation, SOC_IND_entries_other_violation,
			SOC_IND_entries_no_violation,   SOC_IND_appeals_wronged
		};
		for (size_t i = 0; i < sizeof none / sizeof *none; i++)
			must(lab_sum(&lab, none[i]) == 0, lab_indicator_name(none[i]), lab.month, 0);
		for (unsigned f = 0; f < lab.world.shape.components; f++)
			for (uint64_t p = 0; p < lab.world.persons; p++)
				must(lab.world.truth.false_points[f][p] == 0, "false points", lab.month, (int)p);
		listed += lab_sum(&lab, SOC_IND_listed_true);
	}
	must(listed > 0, "nobody was listed", 0, 0);
	lab_close(&lab);
}

/* ---- truth is out of reach ---- */

static uint16_t tags_of_words(const uint32_t w[4], unsigned lists)
{
	uint16_t tags = (uint16_t)(w[0] & SOC_TAG_OFFENDED);
	for (unsigned l = 0; l < lists; l++)
		tags = soc_tag_set(tags, l, (enum soc_entry_truth)((w[1] >> 4 * l & 15u) % 3));
	return tags;
}

/* What is true of firms' entries and points. */
_Static_assert(sizeof(struct soc_firm_truth) == 2 * sizeof(void *), "scramble_firms misses a column");
static void scramble_firms(struct lab *lab)
{
	const struct soc_firms *f = &lab->world.firms;
	for (uint64_t i = 0; i < f->count; i++) {
		uint32_t w[4];
		soc_draw_block(96, SOC_DRAW_PERMUTE, i, lab->month, 0, w);
		f->truth.tags[i] = tags_of_words(w, f->lists);
		f->truth.false_points[i] = (int16_t)w[2];
	}
}

/* Of each column of truth: whether it holds what its VALUES in model/columns.def say, and another value that
 * it can hold, from random words w. situation: of the person in the register, of a column of persons. A
 * column of truth without VALUES does not compile below. */
#define HOLDS_ANY 1
#define HOLDS_BELOW(n) (value < (n))
#define HOLDS_ENTRIES 1
#define HOLDS_RECORD ((value & 3u) < 3)
#define HOLDS_SITUATION                                              \
	(soc_situation_urban(value) == soc_situation_urban(situation) && \
	 soc_situation_age_band(value) == soc_situation_age_band(situation))
#define OTHER_ANY w[3]
#define OTHER_BELOW(n) (w[0] % (n))
#define OTHER_ENTRIES tags_of_words(w, SOC_LISTS_MAX)
#define OTHER_RECORD (w[0] % 3)
#define OTHER_SITUATION                                                                   \
	soc_situation_pack(soc_situation_urban(situation), soc_situation_age_band(situation), \
	                   w[0] % SOC_SIM_QUINTILES)
#define VALUES(name, of)                                                                                 \
	static uint32_t other_##name(uint16_t value, const uint32_t w[4], uint8_t situation, unsigned place) \
	{                                                                                                    \
		(void)situation;                                                                                 \
		must(HOLDS_##of, "truth." #name " holds what its VALUES do not say", value, (int)place);         \
		return (uint32_t)(OTHER_##of);                                                                   \
	}
#include "model/columns.def"

enum {
#define COLUMN_OF_truth(type, name, per, when) BLOCK_OF_##name,
#include "model/columns.def"
};

/* Puts other truths in place of what is true of the past: of all columns of truth, and of firms. */
static void scramble(struct lab *lab, uint32_t community, void *user)
{
	const struct soc_place_time at = lab_place_time(lab, community, lab->month);
	struct soc_columns c;
	uint32_t w[4];
	(void)user;
	soc_world_columns(&lab->world, community, &c);
	const unsigned used[] = {
		[SOC_PER_PERSON] = at.count,
		[SOC_PER_COMPONENT] = at.count,
		[SOC_PER_LIST] = at.count,
		[SOC_PER_SPHERE] = at.count,
		[SOC_PER_COMMUNITY] = 1,
		[SOC_PER_DOCKET] = *c.record.docket_used,
		[SOC_PER_UNDER_WAY] = c.record.under_way_used != NULL ? *c.record.under_way_used : 0,
	};
#define COLUMN_OF_truth(type, name, per, when)                                                             \
	for (unsigned k = 0; k < soc_shape_copies(&lab->world.shape, SOC_PER_##per, SOC_WHEN_##when); k++)     \
		for (unsigned i = 0; i < used[SOC_PER_##per]; i++) {                                               \
			soc_draw_block(99 + k, SOC_DRAW_PERMUTE, at.first_person + i, lab->month, BLOCK_OF_##name, w); \
			type *const is = &(*SOC_COLUMN_AT_##per(c.truth.name, k))[i];                                  \
			*is = (type)other_##name((uint16_t)*is, w, i < at.count ? c.registry.situation[i] : 0, i);     \
		}
#include "model/columns.def"
	if (community == 0)
		scramble_firms(lab);
}

static int64_t differences_of_firms(const struct soc_firms *f, const struct soc_firms *g)
{
	const size_t n = (size_t)f->count;
	if (n == 0)
		return 0;
	int64_t d = memcmp(f->record.points, g->record.points, n * sizeof *f->record.points) != 0;
	d += memcmp(f->record.grade, g->record.grade, n) != 0;
	d += memcmp(f->record.flags, g->record.flags, n) != 0;
	d += memcmp(f->record.seat, g->record.seat, n) != 0;
	for (unsigned k = 0; k < f->events; k++)
		d += memcmp(f->risk[k], g->risk[k], n) != 0;
	for (unsigned l = 0; l < f->lists; l++)
		d += (memcmp(f->record.left[l], g->record.left[l], n) != 0) +
		     (memcmp(f->record.file[l], g->record.file[l], n) != 0);
	return d;
}

static int is_of_truth(const struct soc_column_slice *column)
{
	return strcmp(column->part, "truth") == 0 || strcmp(column->name, "false_rest") == 0;
}

/* Columns that differ, of what the regime holds and of what people carry. */
static int64_t differences(struct lab *a, struct lab *b)
{
	struct soc_column_slice all[SOC_COLUMN_SLICES_MAX], other[SOC_COLUMN_SLICES_MAX];
	int64_t d = 0;
	for (uint32_t c = 0; c < a->world.communities; c++) {
		const unsigned n = soc_columns_list(&a->world, c, all);
		must(soc_columns_list(&b->world, c, other) == n, "other columns", a->month, (int)c);
		for (unsigned i = 0; i < n; i++)
			if (!is_of_truth(&all[i]))
				d += all[i].count != other[i].count ||
				     memcmp(all[i].values, other[i].values, all[i].count * all[i].size) != 0;
	}
	return d + differences_of_firms(&a->world.firms, &b->world.firms);
}

/* A scenario of the tests; with none, all modules together. */
static void open_world(struct lab *lab, const char *path, const char *const *settings)
{
	enum combine_mode mode[COMBINE_MODULES_MAX] = { ABSENT };
	if (path != NULL) {
		lab_open_file(lab, path, settings);
		return;
	}
	for (int i = 0; i < combine_count(); i++)
		mode[i] = ON;
	combine_open(lab, mode, 0, 0, settings);
}

/* Columns of the regime and of the people that differ between a run and one whose truth is scrambled every
 * month. */
static int64_t scrambled_differences(const char *path, const char *const *settings)
{
	struct lab a, b;
	int64_t d = 0, listed = 0, pending = 0;
	open_world(&a, path, settings);
	open_world(&b, path, settings);
	b.before = scramble;
	while (a.month < a.months) {
		lab_month(&a);
		lab_month(&b);
		d += differences(&a, &b);
		listed += lab_sum(&a, SOC_IND_listed);
		pending += lab_sum(&a, SOC_IND_pending_records) + lab_sum(&a, SOC_IND_pending_appeals);
		statements++;
	}
	must(listed > 0 && pending > 0, "nobody was listed or nothing was pending", 0, 0);
	lab_close(&a);
	lab_close(&b);
	return d;
}

/* Findings that are as likely against the guilty as against the innocent: the regime learns nothing of the
 * truth by them, and not a byte of what it holds may depend on the truth of the past. People know what is
 * true of their own records: they learn no risk from what became of them here, who knows the rules appeals as
 * the others do, those who have committed something help as others do, and nobody loses faith by being
 * wronged. With findings that do tell, some must: else the test would be blind. */
static void check_truth(const char *path)
{
	const int64_t blind = scrambled_differences(
		path,
		SETTINGS("channels.street.verify_sensitivity=0.6", "channels.street.verify_specificity=0.4",
	             "review.automatic_sensitivity=0.7", "review.automatic_specificity=0.3",
	             "review.human_sensitivity=0.8", "review.human_specificity=0.2",
	             "due_process.overturn_wrong=0.4", "due_process.overturn_true=0.4",
	             "due_process.appeal_if_wronged=0.5", "due_process.appeal_if_guilty=0.5",
	             "due_process.informed_appeal=0", "due_process.informed_success=0",
	             "conduct.learning_caught=0", "conduct.learning_uncaught=0", "conduct.learning_contacts=0",
	             "conduct.learning_place=0", "firms.review_sensitivity=0.7", "firms.review_specificity=0.3",
	             "firms.appeal_if_wronged=0.5", "firms.appeal_if_guilty=0.5", "firms.overturn_wrong=0.4",
	             "firms.overturn_true=0.4", "trust.never=0.05", "trust.never_offended=0.05",
	             "unrest.wronged=0", "unrest.wronged_seen=0"));
	must(blind == 0, "the regime's columns depend on the truth", 0, (int)blind);
	must(scrambled_differences(path, NULL) > 0, "findings do not depend on the truth at all", 0, 0);
}

/* The same of firms alone, over years in which they appeal. */
static void scramble_firms_alone(struct lab *lab, uint32_t community, void *user)
{
	(void)user;
	if (community == 0)
		scramble_firms(lab);
}

static int64_t scrambled_firms(const char *right, const char *guilty)
{
	struct lab a, b;
	int64_t d = 0, appeals = 0;
	const char *const settings[] = {
		"people.persons=20000",         "span.to=2018-12",
		"firms.review_sensitivity=0.6", "firms.review_specificity=0.4",
		"firms.overturn_wrong=0.4",     right,
		"firms.appeal_if_wronged=0.5",  guilty,
		"firms.learning_caught=0.2",    "firm_measures.subsidies.stake_months=0.1",
		"firms.closed_per_year=0.2",    "firms.closed_listed_ratio=3",
		"firms.same_owner=0.5",         NULL
	};
	lab_open_file(&a, "scenarios/firms/firms/scenario.yaml", settings);
	lab_open_file(&b, "scenarios/firms/firms/scenario.yaml", settings);
	b.before = scramble_firms_alone;
	while (a.month < a.months) {
		lab_month(&a);
		lab_month(&b);
		d += differences_of_firms(&a.world.firms, &b.world.firms);
		for (int i = SOC_MOD_firms_appeals_by_list_filed; i <= SOC_MOD_LAST_firms_appeals_by_list_filed; i++)
			appeals += a.tally->module[i];
		statements++;
	}
	must(appeals > 0, "no firm appealed", 0, 0);
	lab_close(&a);
	lab_close(&b);
	return d;
}

static void check_truth_of_firms(void)
{
	const int64_t blind = scrambled_firms("firms.overturn_true=0.4", "firms.appeal_if_guilty=0.5");
	must(blind == 0, "the regime's columns of firms depend on the truth", 0, (int)blind);
	must(scrambled_firms("firms.overturn_true=0", "firms.appeal_if_guilty=0.5") > 0,
	     "findings do not depend on the truth of firms", 0, 0);
}

#define BASE(name) "socred: 1\nbase: tests/reference/" name ".yaml\n"

WHOLE_PART(twins)
{
	static const char *const names[][2] = { { BASE("harsh"), BASE("harsh") "regime: none\n" },
		                                    { BASE("points"), BASE("points") "regime: none\n" },
		                                    { BASE("index"), BASE("index") "regime: none\n" } };
	for (int i = 0; i < 3; i++) {
		check_free(names[i][1]);
		check_same_free(names[i][0], names[i][1]);
	}
	check_channels_off();
	check_accuracy();
	check_no_errors();
	check_truth(HARSH);
	if (!runner_sparse()) {
		check_truth("tests/reference/bureaus.yaml");
		check_truth("tests/reference/ties.yaml");
	}
	check_truth(NULL);
	check_truth_of_firms();
	printf("%lld statements held\n", statements);
	return 0;
}
