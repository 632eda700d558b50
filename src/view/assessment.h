/* An assessment as a JSON document, and the document as a page or as text. */
#ifndef SOC_VIEW_ASSESSMENT_H
#define SOC_VIEW_ASSESSMENT_H

#include "analysis/decisions.h"
#include "analysis/fairness.h"
#include "analysis/figures.h"
#include "analysis/pairing.h"
#include "analysis/summaries.h"
#include "analysis/words.h"
#include "input/policies/form.h"
#include "socred/assessment.h"
#include "view/json.h"

struct soc_assessment {
	json_t *doc;
};

/* One run of those side by side. */
struct soc_assessed {
	struct soc_result *r;
	const struct soc_scenario *s;
	struct soc_figures figures;
	struct soc_module_found module[SOC_MODULES];
};
struct soc_assessed_runs {
	struct soc_assessed run[SOC_ASSESSMENT_RUNS];
	int count, replicates;
	int64_t month;
	char date[16];
	struct soc_words words; /* that all of them share */
	json_t *drawn; /* what an experiment told over draws of the assumptions; NULL: nothing was drawn */
};

/* The answer of a field as an object: text, table (columns, rows of texts), and the numbers behind it. New
 * reference in *out. Errors: SOC_ERR_RESULTS, SOC_ERR_MEMORY. */
enum soc_err soc_assessment_answer(struct soc_assessed_runs *runs, const struct soc_form_field *field,
                                   json_t **out, struct soc_msg *msg);
/* The same of a field that asks for values of the scenario, added to *answer: a row for each key that some
 * run states, and what its value rests on, run by run where that differs. */
enum soc_err soc_assessment_stated(struct soc_assessed_runs *runs, const struct soc_form_field *field,
                                   json_t **answer, struct soc_msg *msg);
/* Adds to *answer over which values of `key` the runs are a curve: where they differ in it and in nothing
 * else that they state. Errors: SOC_ERR_RESULTS, SOC_ERR_MEMORY. */
enum soc_err soc_assessment_curve(struct soc_assessed_runs *runs, const char *key, json_t **answer,
                                  struct soc_msg *msg);
/* The values of the scenarios in which the runs differ, as those of a field are told; texts are left out. */
enum soc_err soc_assessment_differences(struct soc_assessed_runs *runs, json_t **answer, struct soc_msg *msg);
/* Whether what a key of the scenario says acts in a run at all: what belongs to a decision that its regime
 * does not take, to a check of records that it does not make, to appeals against entries that it does not
 * make, or to a module that is off does not. */
int soc_assessment_acts(const struct soc_assessed *run, const char *key);
/* Whether keys of a section act that nobody stated: where its decision is taken, its defaults are rules too.
 */
int soc_assessment_acts_unstated(const char *key);
/* Adds to out, in sentences, that a field asks for a check or remedies that no run simulates. */
void soc_assessment_put_absent(const struct soc_assessed_runs *runs, const char *keys, struct soc_buf *out);
/* The decisions that the regimes take, and where each is told of. */
enum soc_err soc_assessment_decisions(const struct soc_assessed_runs *runs, json_t **answer);
/* Whether the first run has a module switched off; "": 0. */
int soc_assessment_is_off(const struct soc_assessed_runs *runs, const char *module);
/* Whether some run's regime takes the decision that a field is about; of a field about none: 1. */
int soc_assessment_is_asked(const struct soc_assessed_runs *runs, const struct soc_form_field *field);
/* Rates of selection and of error by group in each run, with what a group's rate is in an alternative less
 * what it is in A; and refusals by the context of their data and of their harm, in each run and less A. */
enum soc_err soc_assessment_groups(struct soc_assessed_runs *runs, const struct soc_form_field *field,
                                   json_t **answer, struct soc_msg *msg);
enum soc_err soc_assessment_contexts(const struct soc_assessed_runs *runs, json_t **answer,
                                     struct soc_msg *msg);
/* A row of headings; a value with its interval, "6.3 (4.9 to 7.7)"; the numbers behind it. */
json_t *soc_assessment_columns(const char *const *names, int count);
json_t *soc_assessment_told(const struct soc_interval *v, double per);
void soc_assessment_put_numbers(json_t **object, const char *key, const struct soc_interval *v, double per);
/* The interval over the assumptions of a value, both as told, as an object: low, high, and the letter of the
 * mark (soc_assumed_mark) of a value that it does not hold, "" of any other. */
json_t *soc_assessment_assumed(const struct soc_interval *v, const struct soc_assumed *assumed);
/* The letter of a run, 0 to SOC_ASSESSMENT_RUNS - 1. */
const char *soc_assessment_run_name(int run);
/* A JSON string of a text, which is released; NULL where memory was out. */
json_t *soc_assessment_text_of(struct soc_buf *b);
/* Adds a table to an answer; columns and rows are its own then. */
void soc_assessment_set_table(json_t **answer, json_t *columns, json_t *rows);
/* The document for people: html 1: a page, 0: Markdown. */
void soc_assessment_put(const json_t *doc, int html, struct soc_buf *out);

#endif
