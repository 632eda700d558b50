/* The words of a scenario's own. Labels, questions and meanings are written for any scenario and speak of "a
 * black list" and "a sanction"; where the people of a scenario stand on one list alone, or meet one sanction
 * alone, whatever is told of its run says "the list of debtors" and "the benefit cut" (docs/glossary.md). Who
 * is assessed by a lender's score "would repay", where in general somebody "would do well". */
#ifndef SOC_ANALYSIS_WORDS_H
#define SOC_ANALYSIS_WORDS_H

#include "input/schema/scenario.h"

#define SOC_WORDS_TEXT 800 /* bytes that are enough for whatever soc_words_own is given in this program */

struct soc_words {
	/* "list of debtors", "list 'held'"; "benefit cut", "sanction 'air'"; "": the general word stands. */
	char list[SOC_NAME_MAX + 16], sanction[SOC_NAME_MAX + 16];
	/* The one class of violations that there is: "claim error"; "": several. */
	char violation[SOC_NAME_MAX];
	/* How those turn out whom its instrument assesses, by what the table of the instrument counts: who would
	 * do well would repay, or would not come back. 0: the general words. */
	int outcome;
};

/* Those of a scenario. Where firms stand on lists as well the general word stays, since a text may mean
 * theirs. Pure. Cost: O(lists + measures). */
struct soc_words soc_words_of(const struct soc_scenario *s);
/* Of several scenarios told side by side: a word that they do not share is the general one. words: those of
 * the scenarios so far, changed. Cost: as soc_words_of. */
void soc_words_share(struct soc_words *words, const struct soc_scenario *another);
/* A text in these words. out: room bytes, cut at a whole byte where it would be longer. Returns out, or text
 * itself where nothing of it changes. Owner: the caller, of both. Cost: O(length of the text). */
const char *soc_words_own(const struct soc_words *words, const char *text, char *out, size_t room);

#define SOC_WORDS_LIST (SOC_NAME_MAX + 32)
/* "a black list", or the one that there is, by its name. out: SOC_WORDS_LIST bytes. Returns out. Owner: the
 * caller. Cost: as soc_words_of. */
const char *soc_words_black_list(const struct soc_scenario *s, char out[SOC_WORDS_LIST]);
/* 1 where some of the people can be executives or officials: where all are citizens nobody is told to be one.
 * Pure. Cost: O(1). */
int soc_words_has_classes(const struct soc_scenario *s);

#endif
