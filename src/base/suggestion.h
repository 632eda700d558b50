/* The valid name nearest to a mistyped one. */
#ifndef SOC_BASE_SUGGESTION_H
#define SOC_BASE_SUGGESTION_H

#define SOC_NEAREST_WORD 63 /* longer words are far from everything */

#define SOC_NEAREST_HINT (SOC_NEAREST_WORD + 24)

struct soc_suggestion {
	const char *word, *best;
	int distance;
	char hint[SOC_NEAREST_HINT];
};

/* Letters to insert, drop, change or swap with their neighbour (optimal string alignment; Damerau 1964). A
 * capital differs from its small letter by nothing. Both at most SOC_NEAREST_WORD bytes, else 1000. O(length
 * of a * length of b). */
int soc_suggestion_distance(const char *a, const char *b);
void soc_suggestion_begin(struct soc_suggestion *n, const char *word);
/* Takes a candidate; of equally near ones the first stays. */
void soc_suggestion_try(struct soc_suggestion *n, const char *candidate);
/* The best candidate when at most a third of its letters (at least 2) are wrong, or NULL. */
const char *soc_suggestion_name(const struct soc_suggestion *n);
/* "; did you mean NAME?" of that candidate, for the end of a message, or "" where there is none. Lives in n
 * until the next call. */
const char *soc_suggestion_hint(struct soc_suggestion *n);

#endif
