#include "view/assessment_draws.h"

#include "analysis/names_of_values.h"
#include "analysis/text.h"
#include "base/mem.h"
#include "experiment/ensemble_groups.h"
#include "experiment/outcome.h"
#include "socred/scenario.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define PER 1000.0
#define NAME 32 /* bytes of the name of an outcome */
#define ID 1024

/* ---- names ---- */
/* The name of an outcome: it must be short, be made again when the experiment is read, and be of no other.
 * FNV-1a of 64 bits. */
static void name_of(const char *id, char out[NAME])
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);
	for (const char *c = id; *c != '\0'; c++)
		hash = (hash ^ (unsigned char)*c) * UINT64_C(0x100000001b3);
	snprintf(out, NAME, "o%016" PRIx64, hash);
}

static void id_of_rate(enum soc_decision_kind decision, const char *key, enum soc_rate rate, char out[ID])
{
	snprintf(out, ID, "%s %s %s", soc_decision_words[decision].name, key, soc_rate_words[rate].name);
}

/* ---- reading ---- */
static double number_at(const json_t *row, const char *key)
{
	const json_t *value = json_object_get(row, key);
	return json_is_number(value) ? json_number_value(value) : NAN;
}

static struct soc_assessment_drawn find(const json_t *told, const char *id, int run)
{
	const struct soc_assumed none = { .low = NAN, .high = NAN };
	struct soc_assessment_drawn found = { none, none, NAN, NAN, NAN };
	char name[NAME];
	const json_t *row;
	size_t i;
	name_of(id, name);
	json_array_foreach((json_t *)told, i, row)
	{
		const char *outcome = json_string_value(json_object_get(row, "outcome")),
				   *arm = json_string_value(json_object_get(row, "arm"));
		if (outcome == NULL || arm == NULL || strcmp(outcome, name) != 0 ||
		    strcmp(arm, soc_assessment_run_name(run)) != 0)
			continue;
		found.value = (struct soc_assumed){ number_at(row, "mean_assumed_low"),
			                                number_at(row, "mean_assumed_high"), 0, 0, 0 };
		found.less_a = (struct soc_assumed){ number_at(row, "less_first_assumed_low"),
			                                 number_at(row, "less_first_assumed_high"), 0, 0, 0 };
		found.same_sign = number_at(row, "same_sign");
		found.same_low = number_at(row, "same_sign_low");
		found.same_high = number_at(row, "same_sign_high");
	}
	return found;
}

struct soc_assessment_drawn soc_assessment_draws_figure(const json_t *told, const char *formula, int run)
{
	return find(told, formula, run);
}

struct soc_assessment_drawn soc_assessment_draws_rate(const json_t *told, enum soc_decision_kind decision,
                                                      const struct soc_fairness_group *group,
                                                      enum soc_rate rate, int run)
{
	char id[ID];
	id_of_rate(decision, group->key[0] != '\0' ? group->key : "-", rate, id);
	return find(told, id, run);
}

json_t *soc_assessment_draws_text(const struct soc_interval *difference,
                                  const struct soc_assessment_drawn *drawn)
{
	const struct soc_assumed *v = &drawn->less_a;
	struct soc_buf b = { 0 };
	soc_fairness_put_assumed(&b, v, 1.0);
	soc_buf_puts(&b, soc_assumed_mark(difference, v));
	if (!isnan(v->low) && v->high > v->low && !isnan(drawn->same_sign)) {
		soc_buf_puts(&b, "; the same sign in ");
		soc_text_real(&b, drawn->same_sign, 0);
		soc_buf_puts(&b, "% of the draws (");
		soc_text_real(&b, drawn->same_low, 0);
		soc_buf_puts(&b, " to ");
		soc_text_real(&b, drawn->same_high, 0);
		soc_buf_puts(&b, ")");
	}
	return soc_assessment_text_of(&b);
}

/* ---- writing ---- */
struct writing {
	struct soc_assessed_runs *runs;
	struct soc_buf *out;
	char (*written)[NAME]; /* [SOC_OUTCOMES_MAX] */
	int count, left_out;   /* outcomes; those beyond what an experiment measures */
};

static int is_new(struct writing *w, const char *id, char name[NAME])
{
	name_of(id, name);
	for (int i = 0; i < w->count; i++)
		if (strcmp(w->written[i], name) == 0)
			return 0;
	if (w->count == SOC_OUTCOMES_MAX) {
		w->left_out++;
		return 0;
	}
	memcpy(w->written[w->count++], name, NAME);
	return 1;
}

static void put_outcome(struct writing *w, const char *id, const char *formula, const char *meaning,
                        double per)
{
	char name[NAME];
	if (!is_new(w, id, name))
		return;
	soc_buf_add(w->out, "  %s:\n    formula: ", name);
	soc_buf_quote(w->out, formula, 0);
	soc_buf_puts(w->out, "\n    meaning: ");
	soc_buf_quote(w->out, meaning, 0);
	soc_buf_puts(w->out, "\n");
	if (per > 0.0)
		soc_buf_add(w->out, "    share_of: %.0f\n", per);
}

/* T selected of whom it is true, S selected, W of whom it is true, N all. */
static const struct {
	enum soc_rate rate;
	const char *counted, *among;
} rates[] = {
	{ SOC_RATE_SELECTION, "S", "N" },
	{ SOC_RATE_BASE, "W", "N" },
	{ SOC_RATE_FALSE_POSITIVE, "(S - T)", "(N - W)" },
	{ SOC_RATE_FALSE_NEGATIVE, "(W - T)", "W" },
	{ SOC_RATE_FALSE_DISCOVERY, "(S - T)", "S" },
};

/* 0 where a group has no counts that an experiment has. */
static int put_counts(struct soc_buf *out, const char *text, enum soc_decision_kind decision, const char *key)
{
	static const char letters[] = "TSWN";
	char *formula = soc_calloc(1, SOC_FORMULA_TEXT + 1);
	int is_there = formula != NULL;
	for (const char *c = text; *c != '\0' && is_there; c++) {
		const char *letter = strchr(letters, *c);
		if (letter == NULL) {
			soc_buf_put(out, c, 1);
			continue;
		}
		is_there = soc_ensemble_groups_formula(decision, key, (int)(letter - letters), formula);
		soc_buf_add(out, "(%s)", formula);
	}
	soc_free(formula);
	return is_there;
}

static void put_rate(struct writing *w, const struct soc_fairness *f, int group, size_t which)
{
	const struct soc_fairness_group *g = &f->groups[group];
	const struct soc_rate_words *words = &soc_rate_words[rates[which].rate];
	char id[ID], meaning[SOC_TEXT_MAX];
	struct soc_buf formula = { 0 };
	if (g->key[0] == '\0' || g->persons <= 0.0 || !soc_fairness_is_told(f, rates[which].rate))
		return;
	id_of_rate(f->decision, g->key, rates[which].rate, id);
	snprintf(meaning, sizeof meaning, "%s, %.80s: %s, per 1,000 %s", words->label, g->name, words->counted,
	         words->among);
	soc_buf_puts(&formula, "1000 * ");
	int is_there = put_counts(&formula, rates[which].counted, f->decision, g->key);
	soc_buf_puts(&formula, " / ");
	is_there = is_there && put_counts(&formula, rates[which].among, f->decision, g->key);
	if (is_there && formula.length <= SOC_FORMULA_TEXT && !formula.failed)
		put_outcome(w, id, soc_buf_text(&formula), meaning, PER);
	w->out->failed |= formula.failed;
	soc_buf_release(&formula);
}

static enum soc_err put_groups(struct writing *w, const struct soc_form_field *field, struct soc_msg *msg)
{
	struct soc_fairness f = { .counts = NULL };
	struct soc_msg why = { "" };
	const enum soc_decision_kind decision = soc_decision_find(field->decision);
	enum soc_err err = decision == SOC_DECISION_GRADE
	                       ? SOC_ERR_USAGE /* nobody is counted by it */
	                       : soc_fairness_read_decision(&f, w->runs->run[0].r, decision, field->by, &why);
	for (int g = 0; err == SOC_OK && g < f.count; g++)
		for (size_t i = 0; i < sizeof rates / sizeof *rates; i++)
			put_rate(w, &f, g, i);
	soc_fairness_release(&f);
	if (err != SOC_OK && err != SOC_ERR_USAGE)
		return soc_fail(msg, err, "%s", why.text);
	return SOC_OK;
}

/* ---- the arms ---- */
/* Keys that change nothing that is measured. */
static int says_nothing(const char *key)
{
	static const char *const alone[] = { "title", "description", "answer", "published", "replicates" };
	for (size_t i = 0; i < sizeof alone / sizeof *alone; i++)
		if (strcmp(key, alone[i]) == 0)
			return 1;
	return strncmp(key, "run.", 4) == 0 || strncmp(key, "output.", 7) == 0;
}

#define VALUES "SELECT key, value FROM parameters ORDER BY idx"
#define VALUE "SELECT value FROM parameters WHERE key = %Q"

/* The value of a key in another run; *is_there 0: it has none. */
static enum soc_err other_value(struct soc_result *r, const char *key, char *out, size_t room, int *is_there,
                                struct soc_msg *msg)
{
	char *sql = sqlite3_mprintf(VALUE, key);
	sqlite3_stmt *stmt = NULL;
	enum soc_err err = sql != NULL ? soc_result_query(r, sql, NULL, 0, &stmt, msg)
	                               : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to compare scenarios");
	*is_there = 0;
	if (err == SOC_OK)
		err = soc_result_next(r, stmt, is_there, msg);
	if (err == SOC_OK && *is_there) {
		const char *value = (const char *)sqlite3_column_text(stmt, 0);
		snprintf(out, room, "%s", value != NULL ? value : "");
	}
	sqlite3_finalize(stmt);
	sqlite3_free(sql);
	return err;
}

/* What `b` has otherwise than `a`; keys of `a` that `b` has not are more than values. set: as what `b` sets.
 */
static enum soc_err put_otherwise(struct soc_result *a, struct soc_result *b, struct soc_buf *set,
                                  struct soc_msg *msg)
{
	sqlite3_stmt *stmt = NULL;
	int row = 0, some = 0;
	enum soc_err err = soc_result_query(a, VALUES, NULL, 0, &stmt, msg);
	while (err == SOC_OK && (err = soc_result_next(a, stmt, &row, msg)) == SOC_OK && row) {
		const char *key = (const char *)sqlite3_column_text(stmt, 0),
				   *mine = (const char *)sqlite3_column_text(stmt, 1);
		char value[SOC_LONG_TEXT_MAX];
		int is_there = 0;
		if (key == NULL || mine == NULL || says_nothing(key))
			continue;
		err = other_value(b, key, value, sizeof value, &is_there, msg);
		if (err != SOC_OK || (is_there && strcmp(mine, value) == 0))
			continue;
		if (!is_there || strncmp(key, "timeline.", 9) == 0) {
			err =
				soc_fail(msg, SOC_ERR_USAGE,
			             "the runs differ in more than values (%s), so that both cannot be drawn as one: an "
			             "experiment of arms by hand can (docs/guide/experiments.md)",
			             key);
			continue;
		}
		if (set == NULL)
			continue;
		soc_buf_puts(set, some++ > 0 ? ", " : "");
		soc_buf_quote(set, key, 0);
		soc_buf_puts(set, ": ");
		soc_buf_quote(set, value, 0);
	}
	sqlite3_finalize(stmt);
	return err;
}

static enum soc_err put_arms(struct writing *w, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	soc_buf_puts(w->out, "  arms:\n");
	for (int i = 0; i < w->runs->count && err == SOC_OK; i++) {
		soc_buf_add(w->out, "    %s: {", soc_assessment_run_name(i));
		if (i > 0)
			err = put_otherwise(w->runs->run[0].r, w->runs->run[i].r, w->out, msg);
		if (err == SOC_OK && i > 0) /* and nothing that only the alternative has */
			err = put_otherwise(w->runs->run[i].r, w->runs->run[0].r, NULL, msg);
		soc_buf_puts(w->out, "}\n");
	}
	return err;
}

/* ---- all of it ---- */
static enum soc_err put_outcomes(struct writing *w, const struct soc_form *form, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int pass = 0; pass < 2; pass++) /* figures before rates of groups, which are many */
		for (int s = 0; s < form->count; s++)
			for (int i = 0; i < form->section[s].count && err == SOC_OK; i++) {
				const struct soc_form_field *f = &form->section[s].field[i];
				if (!soc_assessment_is_asked(w->runs, f))
					continue;
				if (pass == 0 && f->answer == SOC_ANSWER_FIGURE && !soc_assessment_is_off(w->runs, f->module))
					put_outcome(w, f->formula, f->formula, f->unit, f->per);
				else if (pass == 1 && f->answer == SOC_ANSWER_GROUPS)
					err = put_groups(w, f, msg);
			}
	return err;
}

enum soc_err soc_assessment_draws_put(struct soc_assessed_runs *runs, const struct soc_form *form,
                                      const char *base, int draws, struct soc_buf *out, struct soc_msg *msg)
{
	struct writing w = { .runs = runs, .out = out };
	w.written = soc_calloc(SOC_OUTCOMES_MAX, sizeof *w.written);
	if (w.written == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for an experiment");
	soc_buf_puts(out,
	             "# Made by socred assess: what a form tells, in each run over the same draws of what is "
	             "assumed; what the runs differ in is not drawn.\nsocred: 1\nexperiment: ");
	soc_buf_quote(out, form->title, 0);
	soc_buf_puts(out, "\nbase: ");
	soc_buf_quote(out, base, 0);
	soc_buf_puts(out, "\nset: {output.sex_age: true}\n");
	soc_buf_add(out, "design:\n  kind: arms\n  assumptions: %d\n", draws);
	enum soc_err err = put_arms(&w, msg);
	soc_buf_puts(out, "outcomes:\n");
	if (err == SOC_OK)
		err = put_outcomes(&w, form, msg);
	if (err == SOC_OK && w.left_out > 0)
		soc_buf_add(out, "# %d more are asked for than an experiment measures.\n", w.left_out);
	soc_free(w.written);
	return err;
}
