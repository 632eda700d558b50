/* The parts of an assessment's page: text of files is escaped in each. */
#ifndef SOC_VIEW_ASSESSMENT_PAGE_H
#define SOC_VIEW_ASSESSMENT_PAGE_H

#include "view/assessment.h"

struct soc_assessment_page {
	struct soc_buf *out;
	int html; /* 0: Markdown */
};

/* A text as that of a page or of Markdown. */
void soc_assessment_page_text(struct soc_assessment_page *p, const char *text);
/* The text under a key of an object; "" where there is none. */
const char *soc_assessment_page_at(const json_t *object, const char *key);
/* The table of an answer, under a label for those who do not see it. */
void soc_assessment_page_table(struct soc_assessment_page *p, const json_t *table, const char *label);
/* Of a page: the figures of fields[from] to fields[to - 1] as one table, a row for each run of each. */
void soc_assessment_page_figures(struct soc_assessment_page *p, const json_t *fields, size_t from, size_t to);
/* Of a page: a figure drawn over the value in which alone the runs differ; nothing of a field without. */
void soc_assessment_page_curve(struct soc_assessment_page *p, const json_t *field);
/* Of a page: the values of a scenario in a line, and behind a fold what they mean and rest on. */
void soc_assessment_page_values(struct soc_assessment_page *p, const json_t *table, const char *question);
/* Of a page: the heading of a fold of rates: the groups of run A with the lowest and the highest rate of
 * false positives. */
void soc_assessment_page_ends(struct soc_assessment_page *p, const json_t *numbers);

#endif
