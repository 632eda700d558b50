/* Every module alone, every pair of modules, all of them together: attached for the run, and attached and
 * detached in mid-run. "halves" meets every pair as well, many pairs in one run: a tenth of the work.
 *
 *   - Engine and reference agree to the last bit. A module without a twin in the reference says what must
 * hold of a month instead (holds, tests/modules/module_test.h); the others agree without it.
 *   - A module that is there and off changes no byte, whatever else is on; one that is attached later changes
 * none before that.
 *   - A module that is on does what it is there for, or the rest would say nothing.
 *
 * What a module cannot be attached to in mid-run, because it is fixed for a run, is tested on and off for the
 * run. */
#include "combine.h"
#include "compare.h"
#include "runner.h"
#include "unchanged.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int modules;
static long long months_held; /* that modules without a twin have said what they hold of */

/* A module, what it needs, and what that needs. */
static void put(enum combine_mode *mode, int module, enum combine_mode how)
{
	const char *needs = combine_module(module)->needs;
	if (needs != NULL)
		put(mode, combine_find(needs), ON);
	mode[module] = how;
}

static enum combine_mode in_mid_run(int module, int in_town)
{
	return !combine_can_turn(module) ? ON : in_town ? LATER_IN_TOWN : LATER;
}

#define MIDDLE 4 /* months before what comes in mid-run is attached */
#define LATE 9

/* What a module without a twin says of every month. */
static void check_holds(const char *name, const enum combine_mode *mode, int apart)
{
	static struct soc_tally before;
	struct lab lab;
	combine_open(&lab, mode, MIDDLE, apart, NULL);
	while (lab.month < lab.months) {
		lab_month(&lab);
		for (int i = 0; i < modules; i++) {
			const struct combine_module *m = combine_module(i);
			const char *broken = m->holds == NULL || mode[i] == ABSENT
			                         ? NULL
			                         : m->holds(lab.month > 1 ? &before : NULL, lab.tally);
			if (broken != NULL)
				lab_die("%s, month %u: %s: %s", name, lab.month - 1, m->name, broken);
			months_held += m->holds != NULL && mode[i] != ABSENT;
		}
		before = *lab.tally;
	}
	lab_close(&lab);
}

static void agree(const char *name, const enum combine_mode *all, int apart)
{
	enum combine_mode mode[COMBINE_MODULES_MAX];
	struct lab lab;
	struct reference ref;
	int alone = 0;
	for (int i = 0; i < COMBINE_MODULES_MAX; i++) {
		const int has_twin = i >= modules || combine_module(i)->holds == NULL;
		mode[i] = has_twin ? all[i] : ABSENT;
		alone |= mode[i] != all[i];
	}
	if (alone)
		check_holds(name, all, apart);
	combine_open(&lab, mode, MIDDLE, apart, NULL);
	reference_init(&ref, lab.s, &lab.plan, &lab.rule_sets, lab.seed);
	while (lab.month < lab.months)
		compare_month(name, &lab, &ref);
	reference_release(&ref);
	lab_close(&lab);
}

static int needs(int module, int other)
{
	const char *name = combine_module(module)->needs;
	return name != NULL && (combine_find(name) == other || needs(combine_find(name), other));
}

/* a: a run without the module, which begins anew. The same with it there and off, and, where the timeline can
 * attach it, with it attached from month LATE on: until then all is the same. only_late: a module that can be
 * attached is measured in the second run alone. */
static void check_off(const char *name, struct lab *a, const enum combine_mode *without, int module,
                      int only_late)
{
	static const char *const nothing[3] = { NULL };
	const int turns = combine_can_turn(module);
	const char *const *shows = turns ? combine_module(module)->shows : nothing;
	enum combine_mode mode[COMBINE_MODULES_MAX];
	memcpy(mode, without, sizeof mode);
	for (int late = turns && only_late; late <= turns; late++) {
		struct lab b;
		mode[module] = late ? LATER : OFF;
		combine_open(&b, mode, LATE, 0, NULL);
		lab_begin(a, 0);
		while (b.month < (late ? LATE : b.months)) {
			lab_month(a);
			lab_month(&b);
			unchanged(name, late ? "not yet attached" : "off", a, &b, shows);
		}
		lab_close(&b);
	}
}

/* Sums over a run of what modules count and of indicators. */
struct sums {
	int64_t module[SOC_MODULE_VALUES], indicator[SOC_INDICATORS_COUNT];
};

static void add_up(struct sums *sums, const struct lab *lab)
{
	for (int i = 0; i < SOC_MODULE_VALUES; i++)
		sums->module[i] += lab->tally->module[i];
	for (int i = 0; i < SOC_INDICATORS_COUNT; i++)
		sums->indicator[i] += lab_sum(lab, (enum soc_indicator)i);
}

static int64_t counted(const struct sums *sums, const char *count)
{
	static const struct {
		const char *name;
		int first, size;
	} counts[] = {
#define TABLE(table, meaning, counters) counters
#define COUNTER(table, column, kind, cadence, unit, meaning) \
	{ #table "." #column, SOC_MOD_##table##_##column, SOC_COUNTER_SIZE(table) },
#include "model/modules/counters.def"
	};
	int64_t sum = 0;
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		if (strcmp(counts[i].name, count) == 0) {
			for (int k = 0; k < counts[i].size; k++)
				sum += sums->module[counts[i].first + k];
			return sum;
		}
	lab_die("no count %s", count);
}

/* Of an indicator, or of a count where there is no indicator of that name. */
static int64_t moved(const struct sums *sums, const char *name)
{
	for (int i = 0; i < SOC_INDICATORS_COUNT; i++)
		if (strcmp(lab_indicator_name((enum soc_indicator)i), name) == 0)
			return sums->indicator[i];
	return counted(sums, name);
}

/* What a module is there for happens with it and not without it; one that only counts leaves everything else
 * as it is. */
static void check_alive(int module)
{
	const struct combine_module *m = combine_module(module);
	enum combine_mode without[COMBINE_MODULES_MAX] = { ABSENT }, with[COMBINE_MODULES_MAX];
	struct sums before = { 0 }, after = { 0 };
	struct lab a, b;
	put(without, module, ABSENT);
	memcpy(with, without, sizeof with);
	with[module] = ON;
	combine_open(&a, without, 0, 0, NULL);
	combine_open(&b, with, 0, 0, NULL);
	while (a.month < a.months) {
		lab_month(&a);
		lab_month(&b);
		add_up(&before, &a);
		add_up(&after, &b);
		if (m->moves == NULL)
			unchanged(m->name, "on", &a, &b, m->shows);
	}
	for (int i = 0; i < 6 && m->counts[i] != NULL; i++)
		if (counted(&before, m->counts[i]) != 0 || counted(&after, m->counts[i]) == 0)
			lab_die("%s: %s is %lld without it and %lld with it", m->name, m->counts[i],
			        (long long)counted(&before, m->counts[i]), (long long)counted(&after, m->counts[i]));
	if (m->moves != NULL && moved(&before, m->moves) == moved(&after, m->moves))
		lab_die("%s: %s is %lld with it as without it", m->name, m->moves,
		        (long long)moved(&after, m->moves));
	check_off(m->name, &a, without, module, 0);
	lab_close(&a);
	lab_close(&b);
}

static void check_alone(void)
{
	for (int i = 0; i < modules; i++) {
		enum combine_mode mode[COMBINE_MODULES_MAX] = { ABSENT };
		check_alive(i);
		put(mode, i, ON);
		agree(combine_module(i)->name, mode, 0);
		if (!combine_can_turn(i))
			continue;
		mode[i] = LATER;
		agree(combine_module(i)->name, mode, 0);
		mode[i] = LATER_IN_TOWN;
		agree(combine_module(i)->name, mode, 0);
	}
}

static void check_together(void)
{
	enum combine_mode mode[COMBINE_MODULES_MAX] = { ABSENT };
	struct lab none, off;
	combine_open(&none, mode, 0, 0, NULL);
	for (int i = 0; i < modules; i++)
		mode[i] = OFF;
	combine_open(&off, mode, 0, 0, NULL);
	while (none.month < none.months) {
		lab_month(&none);
		lab_month(&off);
		unchanged("all together", "off", &none, &off,
		          (const char *const[]){ "adaptive_weight_", "bureaus_by_", "bureaus_unscored.",
		                                 "subletting_by_", NULL });
	}
	lab_close(&none);
	lab_close(&off);
	for (int i = 0; i < modules; i++)
		mode[i] = ON;
	agree("all together", mode, 0);
	for (int i = 0; i < modules; i++)
		mode[i] = in_mid_run(i, 0);
	agree("all together, attached at once and detached", mode, 0);
	for (int i = 0; i < modules; i++)
		mode[i] = in_mid_run(i, i % 3 == 1);
	agree("all together, attached one by one, some in town alone, and detached", mode, 4);
}

/* Two modules, and what they need. */
static void check_pair(int i, int j)
{
	enum combine_mode mode[COMBINE_MODULES_MAX] = { ABSENT };
	char name[128];
	snprintf(name, sizeof name, "%s with %s", combine_module(i)->name, combine_module(j)->name);
	put(mode, i, ON);
	put(mode, j, ON);
	agree(name, mode, 0);
	mode[i] = in_mid_run(i, 0);
	mode[j] = in_mid_run(j, 1);
	if (combine_can_turn(i) || combine_can_turn(j))
		agree(name, mode, 1 + (i + j) % 2);
}

/* Each of the others there and off beside a module that is on. Where it needs a third one, that is on as
 * well, in a world of their own. */
static void check_off_beside(int on)
{
	enum combine_mode mode[COMBINE_MODULES_MAX] = { ABSENT };
	struct lab a;
	char name[128];
	put(mode, on, ON);
	combine_open(&a, mode, 0, 0, NULL);
	for (int i = 0; i < modules; i++) {
		enum combine_mode own[COMBINE_MODULES_MAX];
		struct lab b;
		if (i == on || needs(on, i))
			continue;
		snprintf(name, sizeof name, "%s beside %s", combine_module(i)->name, combine_module(on)->name);
		memcpy(own, mode, sizeof own);
		put(own, i, ABSENT);
		if (memcmp(own, mode, sizeof own) == 0) {
			check_off(name, &a, mode, i, 1);
			continue;
		}
		combine_open(&b, own, 0, 0, NULL);
		check_off(name, &b, own, i, 1);
		lab_close(&b);
	}
	lab_close(&a);
}

static void check_pairs(void)
{
	for (int i = 0; i < modules; i++) {
		check_off_beside(i);
		for (int j = i + 1; j < modules; j++)
			check_pair(i, j);
	}
}

static int is_whole_half(const enum combine_mode *mode, int module)
{
	const char *name = combine_module(module)->needs;
	return name == NULL || (mode[combine_find(name)] != ABSENT && is_whole_half(mode, combine_find(name)));
}

/* Two modules that are to meet: i on, and j on or absent. */
struct meeting {
	int i, j, with;
};

/* Half of the modules, each half another, with a meeting in it. What lacks what it needs is left out of every
 * second one, and gets it in the others: so that what is needed by many is absent as well. */
static void choose_half(enum combine_mode *mode, int half, const struct meeting *meeting)
{
	enum combine_mode chosen[COMBINE_MODULES_MAX] = { ABSENT };
	for (int i = 0; i < modules; i++) {
		uint64_t word = (uint64_t)(half * COMBINE_MODULES_MAX + i + 1) * 0x9e3779b97f4a7c15u;
		word = (word ^ word >> 30) * 0xbf58476d1ce4e5b9u;
		chosen[i] = word >> 63 ? ON : ABSENT;
	}
	memset(mode, 0, COMBINE_MODULES_MAX * sizeof *mode);
	put(mode, meeting->i, ON);
	if (meeting->with)
		put(mode, meeting->j, ON);
	for (int i = 0; i < modules; i++)
		if (chosen[i] == ON && (half & 1 || is_whole_half(chosen, i)) &&
		    (meeting->with || (i != meeting->j && !needs(i, meeting->j))))
			put(mode, i, ON);
}

/* All others there and off beside a half that is on: what each of them shows by itself is told by "alone". */
static void check_off_beside_half(const char *name, const enum combine_mode *half)
{
	enum combine_mode mode[COMBINE_MODULES_MAX];
	const char *shows[3 * COMBINE_MODULES_MAX + 1] = { NULL };
	struct lab a, b;
	int shown = 0;
	memcpy(mode, half, sizeof mode);
	for (int i = 0; i < modules; i++) {
		if (half[i] != ABSENT || !is_whole_half(half, i))
			continue;
		mode[i] = OFF;
		for (int k = 0; k < 3 && combine_module(i)->shows[k] != NULL; k++)
			shows[shown++] = combine_module(i)->shows[k];
	}
	combine_open(&a, half, 0, 0, NULL);
	combine_open(&b, mode, 0, 0, NULL);
	while (b.month < b.months) {
		lab_month(&a);
		lab_month(&b);
		unchanged(name, "others off", &a, &b, shows);
	}
	lab_close(&a);
	lab_close(&b);
}

static int met[COMBINE_MODULES_MAX][COMBINE_MODULES_MAX][2];

static int has_unmet(struct meeting *m)
{
	for (m->i = 0; m->i < modules; m->i++)
		for (m->j = 0; m->j < modules; m->j++)
			for (m->with = 0; m->with < 2; m->with++)
				if (m->i != m->j && !met[m->i][m->j][m->with] && (m->with || !needs(m->i, m->j)))
					return 1;
	return 0;
}

/* Until every two modules have met: both on, and each on without the other where it does not need it. */
static void check_halves(void)
{
	enum combine_mode mode[COMBINE_MODULES_MAX];
	struct meeting next;
	int halves = 0;
	for (; has_unmet(&next); halves++) {
		char name[160];
		snprintf(name, sizeof name, "half %d, %s %s %s among others", halves, combine_module(next.i)->name,
		         next.with ? "with" : "without", combine_module(next.j)->name);
		choose_half(mode, halves, &next);
		for (int i = 0; i < modules; i++)
			for (int j = 0; j < modules; j++)
				met[i][j][mode[j] == ON] += mode[i] == ON;
		if (!met[next.i][next.j][next.with])
			lab_die("%s: was not chosen", name);
		agree(name, mode, 0);
		check_off_beside_half(name, mode);
		for (int i = 0; i < modules; i++)
			if (mode[i] == ON)
				mode[i] = in_mid_run(i, (i + halves) % 3 == 1);
		agree(name, mode, halves % 4);
	}
	printf("%d halves: every two modules have met\n", halves);
}

static int part(void (*check)(void))
{
	modules = combine_count();
	check();
	printf("%d modules: %lld values compared with the reference, %lld with and without, %lld months held\n",
	       modules, compare_count(), unchanged_count(), months_held);
	return 0;
}

WHOLE_PART(together)
{
	return part(check_together);
}

WHOLE_PART(alone)
{
	return part(check_alone);
}

WHOLE_PART(halves)
{
	return part(check_halves);
}

WHOLE_PART(pairs)
{
	return part(check_pairs);
}
