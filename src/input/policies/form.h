/* A form of an assessment: what is asked in which law's name, and where each answer comes from
 * (docs/guide/assess.md). Forms are data: data/forms has those that travel with the program. */
#ifndef SOC_INPUT_FORM_H
#define SOC_INPUT_FORM_H

#include "base/formula.h"
#include "input/bind/diagnostics.h"
#include "input/schema/scenario.h"

#define SOC_FORM_SECTIONS 12
#define SOC_FORM_FIELDS 20 /* of one section */
#define SOC_FORM_TEXT 700  /* bytes of a question, a caveat, a hint, keys */
#define SOC_FORM_LINE 400  /* bytes of a title, a source, a unit */

enum soc_form_answer {
	SOC_ANSWER_DEPLOYER,    /* the deployer's own words: left blank */
	SOC_ANSWER_SCENARIO,    /* values of the scenario */
	SOC_ANSWER_FIGURE,      /* a formula of what was counted */
	SOC_ANSWER_GROUPS,      /* rates by group (analysis/fairness.h) */
	SOC_ANSWER_CONTEXTS,    /* refusals by the context of their data and of their harm */
	SOC_ANSWER_DECISIONS,   /* which decisions about people the regime takes */
	SOC_ANSWER_DIFFERENCES, /* values in which the runs differ; left out of one run alone */
	SOC_ANSWER_NOTHING,     /* not simulated; the caveat says why */
	SOC_ANSWERS_COUNT
};
extern const char *const soc_form_answers[SOC_ANSWERS_COUNT];

struct soc_form_field {
	char name[SOC_NAME_MAX];
	enum soc_form_answer answer;
	char question[SOC_FORM_TEXT], caveat[SOC_FORM_TEXT], hint[SOC_FORM_TEXT];
	char source[SOC_FORM_LINE];    /* of the law; that of the section where it has none */
	char formula[SOC_FORM_LINE];   /* figure */
	char cases[SOC_FORM_LINE];     /* figure: what it is counted among; "": nothing is */
	double per;                    /* figure: of a share what it is told per; 0: it is none */
	char unit[SOC_FORM_LINE];      /* figure */
	char curve[SOC_FORM_LINE];     /* figure: the key over which runs that differ in it alone are drawn; "" */
	char keys[SOC_FORM_TEXT];      /* scenario: keys with spaces between them, * for any part */
	char by[SOC_FORM_LINE];        /* groups: ways to part people */
	char module[SOC_NAME_MAX];     /* without which there is no answer; "": none is needed */
	char decision[SOC_NAME_MAX];   /* that the question is about: left out where no run's regime takes it; "":
	                                  none */
	char statistic[SOC_FORM_LINE]; /* figure: the statistic of the headline that it is, whose interval over
	                                  assumptions is told beside it; "": it is none */
};
struct soc_form_section {
	char name[SOC_NAME_MAX], title[SOC_FORM_LINE], source[SOC_FORM_LINE];
	int count;
	struct soc_form_field field[SOC_FORM_FIELDS];
};
struct soc_form {
	char title[SOC_FORM_LINE], law[SOC_FORM_LINE], state[2 * SOC_FORM_TEXT], checked[SOC_FORM_LINE];
	int count;
	struct soc_form_section section[SOC_FORM_SECTIONS];
};

/* Reads and checks the text of a form, which stands for the file at path; formulas are compiled with `names`
 * and thrown away, so that a slip is told with its line.
 * Errors: SOC_ERR_SCENARIO with all diagnostics, SOC_ERR_MEMORY. */
enum soc_err soc_form_read_text(const char *path, const char *text, size_t length,
                                const struct soc_formula_names *names, struct soc_form *out,
                                struct soc_diagnostics **diagnostics, struct soc_msg *msg);
/* The form of that name among those built in, or, of a name with a / or a point, that of the file.
 * Errors: SOC_ERR_USAGE with the names there are; SOC_ERR_IO; as above. */
enum soc_err soc_form_read(const char *name, const struct soc_formula_names *names, struct soc_form *out,
                           struct soc_diagnostics **diagnostics, struct soc_msg *msg);

#endif
