/* One synthetic life as a JSON document; the document as text for a person to read and as a page; and two of
 * one person, under two sets of rules, beside one another. */
#ifndef SOC_VIEW_EXPLAIN_H
#define SOC_VIEW_EXPLAIN_H

#include "base/buf.h"
#include "run/replay.h"
#include "view/json.h"

/* What the person is: traits, household, place. New reference; NULL when memory is out. */
json_t *soc_explain_person(const struct soc_replay *r);
/* The month just stepped, from its month log; NULL when memory is out. Sums up in `history` the accepted
 * records of the person. */
json_t *soc_explain_month(const struct soc_replay *r, json_t **history);
/* Why the person has the grade: base, components, the records behind them as they have faded until now. */
json_t *soc_explain_why(const struct soc_replay *r, const json_t *history);

/* The whole document as text; and its parts: who the person is, a month, months without anything (and these
 * in words alone), why. */
void soc_explain_text(const json_t *life, struct soc_buf *out);
void soc_explain_text_person(const json_t *life, struct soc_buf *out);
void soc_explain_text_month(const json_t *month, struct soc_buf *out);
void soc_explain_text_quiet(size_t months, struct soc_buf *out);
void soc_explain_words_quiet(size_t months, struct soc_buf *out);
void soc_explain_text_why(const json_t *why, struct soc_buf *out);
/* Whether anybody is graded under the rules of a life. */
int soc_explain_is_graded(const json_t *life);
/* 1 when anything happened to the person in the month. */
int soc_explain_is_eventful(const json_t *month);

/* A life with the title of the rules that it is lived under, and the digest of the results: titles may be
 * alike. */
struct soc_told_life {
	const char *title, *digest;
	const json_t *life;
};

/* The document of month i; NULL: it has none. */
const json_t *soc_explain_month_of(const struct soc_told_life *life, size_t i);
/* Whether month i is told of lives that stand beside one another: it is the last, or something happened in it
 * to one of them. */
int soc_explain_any_eventful(const struct soc_told_life *life, int count, size_t i);

/* What a life comes to, in its whole run. */
enum soc_life_sum {
	SOC_LIFE_ACTS,
	SOC_LIFE_RECORDS,
	SOC_LIFE_WRONG,
	SOC_LIFE_LISTED,
	SOC_LIFE_MEASURED,
	SOC_LIFE_REFUSED,
	SOC_LIFE_SUMS
};
extern const char *const soc_life_sum_words[SOC_LIFE_SUMS];
void soc_explain_sums(const json_t *life, int64_t sum[SOC_LIFE_SUMS]);

/* The keys that two scenarios have otherwise: {"key", "a", "b"}, null where one has no such key. New
 * reference; NULL when memory is out. Titles, and what is stored of a run, are no rules. Cost: O(values),
 * quadratic where their keys stand in another order. */
json_t *soc_explain_rules(const struct soc_scenario *a, const struct soc_scenario *b);
void soc_explain_rules_text(const json_t *rules, struct soc_buf *out);
void soc_explain_rules_page(const json_t *rules, struct soc_buf *out);

/* Both lives of one person in two columns, and as a page; the page may be of one, count is 1 or 2. The months
 * are the same in both. notes: what makes their random numbers differ besides the rules, a sentence a line,
 * or "". rules: what soc_explain_rules gives; of one life NULL.
 * soc_explain_page_life: its sections alone, for a page that has more. */
void soc_explain_beside_text(const struct soc_told_life life[2], const json_t *rules, const char *notes,
                             struct soc_buf *out);
void soc_explain_page_life(const struct soc_told_life *life, int count, const json_t *rules,
                           struct soc_buf *out);
void soc_explain_page(const struct soc_told_life *life, int count, const json_t *rules, const char *notes,
                      struct soc_buf *out);

/* "YYYY-MM" of month m of the run. */
void soc_explain_date(const struct soc_scenario *s, uint32_t m, char out[16]);

#endif
