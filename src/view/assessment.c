/* A form filled: the document. */
#include "view/assessment.h"

#include "analysis/names_of_values.h"
#include "analysis/text.h"
#include "base/mem.h"
#include "base/suggestion.h"
#include "model/population/census.h"
#include "socred/result.h"
#include "socred/scenario.h"
#include "view/assessment_draws.h"

#include <string.h>

/* What every assessment begins with. */
static const char first_line[] = "These are synthetic people. This shows what follows from stated rules and "
								 "error rates; it measures no system in "
								 "use and says nothing about any real person.";
static const char no_verdict[] =
	"It gives no verdict: whether anything here is lawful, fair or proportionate is for people to judge.";
static const char intervals[] =
	"Intervals (95%) are those of the random numbers of the run, by the jackknife over its replicates. What "
	"is "
	"uncertain in the assumptions is in none of them: the interval over the assumptions stands beside each "
	"figure "
	"and each rate of a group where the run holds an ensemble that measured it, else \"not computed\": "
	"`socred "
	"assumptions SCENARIO` makes the ensemble, then the run again. Tables by context have that of the random "
	"numbers alone. A figure belongs to the run whose letter it has, and so to its digest.";
static const char ensembles[] = "Each run's interval over the assumptions is of the ensemble beside its own "
								"scenario, which varies by itself "
								"what the runs differ in: they are not to be compared with one another. What "
								"is less A has one only where all "
								"runs are drawn together: `socred assess RUNS --form FORM --draws 48`.";
static const char of_draws[] =
	"Intervals over the assumptions are those of draws which all runs share: everything assumed is varied at "
	"once, "
	"the same draw in every run with random numbers of its own, and what the runs differ in is fixed in each "
	"of "
	"them. So are those of what is less A, with the share of the draws in which the difference has the "
	"same sign. \"Not computed\": intersections of groups, grades, contexts, what too few draws have a value "
	"of, and "
	"what differs between draws by no more than random numbers make.";

/* ---- formulas ---- */
static enum soc_err want(const char *text, unsigned char *wanted, struct soc_msg *msg)
{
	struct soc_formula formula;
	if (text[0] == '\0')
		return SOC_OK;
	enum soc_err err = soc_formula_compile(&formula, text, &soc_value_names, msg);
	if (err == SOC_OK)
		soc_figures_want(&formula, wanted);
	return err;
}

/* The name of a statistic of the headline that a field has. */
static enum soc_err check_statistic(const struct soc_form_field *f, struct soc_msg *msg)
{
	struct soc_suggestion near;
	soc_suggestion_begin(&near, f->statistic);
	for (int i = 0; i < SOC_STATISTICS_COUNT; i++) {
		if (f->statistic[0] == '\0' || strcmp(f->statistic, soc_statistics[i].name) == 0)
			return SOC_OK;
		soc_suggestion_try(&near, soc_statistics[i].name);
	}
	return soc_fail(msg, SOC_ERR_USAGE, "the field %s of the form: the headline has no statistic \"%.60s\"%s",
	                f->name, f->statistic, soc_suggestion_hint(&near));
}

static enum soc_err want_all(const struct soc_form *form, unsigned char *wanted, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int s = 0; s < form->count; s++)
		for (int i = 0; i < form->section[s].count && err == SOC_OK; i++) {
			err = want(form->section[s].field[i].formula, wanted, msg);
			if (err == SOC_OK)
				err = want(form->section[s].field[i].cases, wanted, msg);
			if (err == SOC_OK)
				err = check_statistic(&form->section[s].field[i], msg);
		}
	return err;
}

/* ---- runs ---- */
static enum soc_err pair(struct soc_assessed_runs *runs, json_t **notes, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int i = 0; i < runs->count && err == SOC_OK; i++) {
		struct soc_pairing p = { 0 };
		err = soc_pairing_check(runs->run[0].r, runs->run[i].r, NULL, &p, msg);
		if (err == SOC_OK && (i == 0 || p.replicates < runs->replicates))
			runs->replicates = p.replicates;
		if (err == SOC_OK && (i == 0 || p.last_month < runs->month)) {
			runs->month = p.last_month;
			memcpy(runs->date, p.last_date, sizeof runs->date);
		}
		if (err == SOC_OK && p.notes.length > 0)
			soc_json_append(notes, json_string(soc_buf_text(&p.notes)));
		soc_buf_release(&p.notes);
	}
	return err;
}

static enum soc_err open_runs(struct soc_assessed_runs *runs, const struct soc_form *form, json_t **notes,
                              struct soc_msg *msg)
{
	unsigned char *wanted = soc_calloc(SOC_VALUES_COUNT, 1);
	enum soc_err err = wanted != NULL ? want_all(form, wanted, msg)
	                                  : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for an assessment");
	if (err == SOC_OK)
		err = pair(runs, notes, msg);
	for (int i = 0; i < runs->count && err == SOC_OK; i++) {
		struct soc_assessed *a = &runs->run[i];
		err = soc_result_scenario_kept(a->r, &a->s, msg);
		if (err == SOC_OK)
			err = soc_summaries_find_modules(a->s, a->module, msg);
		if (err == SOC_OK && i == 0)
			runs->words = soc_words_of(a->s);
		else if (err == SOC_OK)
			soc_words_share(&runs->words, a->s);
		if (err == SOC_OK)
			err = soc_figures_read(&a->figures, a->r, runs->replicates, runs->month, wanted, msg);
	}
	soc_free(wanted);
	return err;
}

static enum soc_err put_run(const struct soc_assessed_runs *runs, int i, json_t **out, struct soc_msg *msg)
{
	static const char *const keys[] = { "title",       "persons", "census_persons", "first_month", "version",
		                                "description", "seed" };
	const char name[] = { (char)('A' + i), '\0' };
	char value[SOC_LONG_TEXT_MAX];
	json_t *run = json_object();
	enum soc_err err = SOC_OK;
	soc_json_set(&run, "run", json_string(name));
	for (size_t k = 0; k < sizeof keys / sizeof keys[0] && err == SOC_OK; k++) {
		err = soc_result_meta(runs->run[i].r, keys[k], value, sizeof value, msg);
		soc_json_set(&run, keys[k], json_string(value));
	}
	const char *own = runs->run[i].s->population;
	if (own != NULL) {
		char title[SOC_TEXT_MAX], source[SOC_TEXT_MAX];
		soc_census_own_note(own, "title", title, sizeof title);
		soc_census_own_note(own, "source", source, sizeof source);
		soc_json_set(&run, "population", json_pack("{s:s, s:s}", "title", title, "source", source));
	}
	soc_json_set(&run, "last_month", json_string(runs->date));
	soc_json_set(&run, "replicates", json_integer(runs->replicates));
	soc_json_set(&run, "digest", json_string(runs->run[i].r->content));
	soc_json_append(out, run);
	return err;
}

/* ---- the document ---- */
static enum soc_err put_field(struct soc_assessed_runs *runs, const struct soc_form_section *section,
                              const struct soc_form_field *f, json_t **out, struct soc_msg *msg)
{
	json_t *answer = NULL;
	struct soc_form_field own = *f;
	soc_words_own(&runs->words, f->question, own.question, sizeof own.question);
	soc_words_own(&runs->words, f->caveat, own.caveat, sizeof own.caveat);
	soc_words_own(&runs->words, f->unit, own.unit, sizeof own.unit);
	f = &own;
	enum soc_err err = soc_assessment_answer(runs, f, &answer, msg);
	if (err != SOC_OK)
		return err;
	soc_json_append(out, json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:o}", "field", f->name, "answer_by",
	                               soc_form_answers[f->answer], "question", f->question, "source",
	                               f->source[0] != '\0' ? f->source : section->source, "caveat", f->caveat,
	                               "hint", f->hint, "answer", answer));
	return SOC_OK;
}

static enum soc_err put_sections(struct soc_assessed_runs *runs, const struct soc_form *form, json_t **out,
                                 struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int s = 0; s < form->count && err == SOC_OK; s++) {
		const struct soc_form_section *section = &form->section[s];
		json_t *fields = json_array();
		for (int i = 0; i < section->count && err == SOC_OK; i++)
			if (soc_assessment_is_asked(runs, &section->field[i]))
				err = put_field(runs, section, &section->field[i], &fields, msg);
		soc_json_append(out, json_pack("{s:s, s:s, s:s, s:o}", "section", section->name, "title",
		                               section->title, "source", section->source, "fields", fields));
	}
	return err;
}

/* What the marks in the sections mean, a sentence each. */
static json_t *marks_of(const json_t *sections)
{
	struct soc_buf marks = { 0 };
	json_free_t release = NULL;
	json_t *list = json_array();
	char *text = json_dumps(sections, JSON_COMPACT);
	if (text != NULL)
		soc_assumed_put_marks(text, &marks);
	for (const char *at = soc_buf_text(&marks); *at != '\0';) {
		const size_t length = strcspn(at, "\n");
		soc_json_append(&list, json_stringn(at, length));
		at += length + (at[length] == '\n');
	}
	if (text == NULL || marks.failed) {
		json_decref(list);
		list = NULL;
	}
	soc_buf_release(&marks);
	json_get_alloc_funcs(NULL, &release);
	release(text);
	return list;
}

static enum soc_err make_document(struct soc_assessed_runs *runs, const struct soc_form *form, json_t **out,
                                  struct soc_msg *msg)
{
	json_t *notes = json_array(), *list = json_array(), *sections = json_array();
	enum soc_err err = open_runs(runs, form, &notes, msg);
	for (int i = 0; i < runs->count && err == SOC_OK; i++)
		err = put_run(runs, i, &list, msg);
	if (err == SOC_OK)
		err = put_sections(runs, form, &sections, msg);
	if (err != SOC_OK) {
		json_decref(notes);
		json_decref(list);
		json_decref(sections);
		return err;
	}
	*out = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:o}", "first", first_line,
	                 "no_verdict", no_verdict, "form", form->title, "law", form->law, "state", form->state,
	                 "checked", form->checked, "intervals", intervals, "over",
	                 runs->drawn != NULL ? of_draws
	                 : runs->count > 1   ? ensembles
	                                     : "",
	                 "marks", marks_of(sections), "notes", notes, "runs", list, "sections", sections);
	return *out != NULL ? SOC_OK : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for an assessment");
}

/* What is asked of a form: a document, or an experiment that draws what it tells. */
struct wanted {
	const char *over; /* what an experiment told, as JSON; NULL: nothing was drawn */
	const char *base; /* the scenario of the first run, where an experiment is wanted; NULL: a document is */
	int draws;
	json_t **doc;
	struct soc_buf *experiment;
};

static enum soc_err take_drawn(struct soc_assessed_runs *runs, const char *over, struct soc_msg *msg)
{
	if (over == NULL)
		return SOC_OK;
	runs->drawn = json_loads(over, 0, NULL);
	return json_is_array(runs->drawn)
	           ? SOC_OK
	           : soc_fail(msg, SOC_ERR_USAGE,
	                      "what an experiment told is wanted as its JSON, a list of records");
}

static enum soc_err make_experiment(struct soc_assessed_runs *runs, const struct soc_form *form,
                                    const struct wanted *wanted, struct soc_msg *msg)
{
	json_t *notes = json_array();
	enum soc_err err = open_runs(runs, form, &notes, msg);
	if (err == SOC_OK)
		err = soc_assessment_draws_put(runs, form, wanted->base, wanted->draws, wanted->experiment, msg);
	json_decref(notes);
	return err;
}

static enum soc_err fill(const struct wanted *wanted, struct soc_result *const *results, int count,
                         const struct soc_form *form, struct soc_msg *msg)
{
	struct soc_assessed_runs *runs = soc_calloc(1, sizeof *runs);
	if (runs == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for an assessment");
	runs->count = count;
	for (int i = 0; i < count; i++)
		runs->run[i].r = results[i];
	enum soc_err err = take_drawn(runs, wanted->over, msg);
	if (err == SOC_OK)
		err = wanted->base != NULL ? make_experiment(runs, form, wanted, msg)
		                           : make_document(runs, form, wanted->doc, msg);
	for (int i = 0; i < count; i++)
		soc_figures_release(&runs->run[i].figures);
	json_decref(runs->drawn);
	soc_free(runs);
	return err;
}

/* Reads the form and does with it what is wanted. */
static enum soc_err read_and_fill(const struct wanted *wanted, struct soc_result *const *results, int count,
                                  const char *form, struct soc_diagnostics **diagnostics, struct soc_msg *msg)
{
	struct soc_diagnostics *list = NULL;
	if (diagnostics != NULL)
		*diagnostics = NULL;
	if (count < 1 || count > SOC_ASSESSMENT_RUNS)
		return soc_fail(msg, SOC_ERR_USAGE, "an assessment of %d; allowed: 1 to %d runs", count,
		                SOC_ASSESSMENT_RUNS);
	struct soc_form *f = soc_calloc(1, sizeof *f);
	enum soc_err err = f != NULL ? soc_form_read(form, &soc_value_names, f, &list, msg)
	                             : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for an assessment");
	if (err == SOC_OK)
		err = fill(wanted, results, count, f, msg);
	soc_free(f);
	if (diagnostics != NULL)
		*diagnostics = list;
	else
		soc_diagnostics_free(list);
	return err;
}

enum soc_err soc_assessment_make_over(struct soc_assessment **out, struct soc_result *const *results,
                                      int count, const char *form, const char *over,
                                      struct soc_diagnostics **diagnostics, struct soc_msg *msg)
{
	struct soc_assessment *a = soc_calloc(1, sizeof *a);
	if (a == NULL) {
		if (diagnostics != NULL)
			*diagnostics = NULL;
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for an assessment");
	}
	const enum soc_err err = read_and_fill(&(struct wanted){ .over = over, .doc = &a->doc }, results, count,
	                                       form, diagnostics, msg);
	if (err == SOC_OK)
		*out = a;
	else
		soc_assessment_free(a);
	return err;
}

enum soc_err soc_assessment_make(struct soc_assessment **out, struct soc_result *const *results, int count,
                                 const char *form, struct soc_diagnostics **diagnostics, struct soc_msg *msg)
{
	return soc_assessment_make_over(out, results, count, form, NULL, diagnostics, msg);
}

enum soc_err soc_assessment_experiment(struct soc_result *const *results, int count, const char *form,
                                       const char *base, int draws, char **out, struct soc_msg *msg)
{
	struct soc_buf text = { 0 };
	if (base == NULL || draws < SOC_ASSESSMENT_DRAWS_LEAST || draws > SOC_ASSESSMENT_DRAWS_MOST)
		return soc_fail(msg, SOC_ERR_USAGE, "draws: %d; allowed: %d to %d, of the scenario at a path", draws,
		                SOC_ASSESSMENT_DRAWS_LEAST, SOC_ASSESSMENT_DRAWS_MOST);
	enum soc_err err = read_and_fill(&(struct wanted){ .base = base, .draws = draws, .experiment = &text },
	                                 results, count, form, NULL, msg);
	if (err == SOC_OK)
		err = soc_buf_give(&text, "not enough memory for an experiment", out, msg);
	soc_buf_release(&text);
	return err;
}

static int add(const char *text, size_t length, void *user)
{
	soc_buf_put(user, text, length);
	return 0;
}

enum soc_err soc_assessment_text(const struct soc_assessment *a, const char *format, char **out,
                                 struct soc_msg *msg)
{
	struct soc_buf b = { 0 };
	if (strcmp(format, "json") == 0) {
		b.failed |=
			json_dump_callback(a->doc, add, &b, JSON_INDENT(1) | JSON_REAL_PRECISION(SOC_JSON_DIGITS)) != 0;
		soc_buf_puts(&b, "\n");
	} else if (strcmp(format, "html") == 0 || strcmp(format, "markdown") == 0) {
		soc_assessment_put(a->doc, strcmp(format, "html") == 0, &b);
	} else {
		return soc_fail(msg, SOC_ERR_USAGE, "no format \"%.40s\"; allowed: html, markdown, json", format);
	}
	return soc_buf_give(&b, "not enough memory to write an assessment", out, msg);
}

void soc_assessment_free(struct soc_assessment *a)
{
	if (a == NULL)
		return;
	json_decref(a->doc);
	soc_free(a);
}
