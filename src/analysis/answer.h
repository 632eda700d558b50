/* The answer to a scenario's question: the sentence that the scenario states (key `answer`), with what the
 * run says in place of each {statistic}, and how sure that is. It is the heading of every form of a report.
 */
#ifndef SOC_ANALYSIS_ANSWER_H
#define SOC_ANALYSIS_ANSWER_H

#include "analysis/assumed.h"
#include "analysis/student.h"
#include "base/buf.h"

#define SOC_ANSWER_FIGURES 6 /* of one sentence */

struct soc_answer {
	const char *sentence; /* "": none; lives with the scenario */
	int count;
	struct soc_answer_figure {
		const char *name;
		struct soc_interval simulation;
		struct soc_assumed assumptions;
		int few;
	} figure[SOC_ANSWER_FIGURES];
};

/* Keeps a figure of the headline if the sentence has it. name: lives as the answer. Cost: O(sentence). */
void soc_answer_take(struct soc_answer *answer, const char *name, const struct soc_interval *simulation,
                     const struct soc_assumed *assumptions, int few);
/* The sentence with its figures, without a full stop; nothing where there is no sentence, or where one of its
 * figures has no value in this run: half an answer is none. Cost: O(sentence x figures). */
void soc_answer_put(const struct soc_answer *answer, struct soc_buf *out);

#endif
