#include "base/suggestion.h"

#include <stdio.h>
#include <string.h>

#define FAR 1000

static int lower(char c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

int soc_suggestion_distance(const char *a, const char *b)
{
	int rows[3][SOC_NEAREST_WORD + 1];
	int *before = rows[0], *above = rows[1], *row = rows[2];
	size_t na = strnlen(a, SOC_NEAREST_WORD + 1), nb = strnlen(b, SOC_NEAREST_WORD + 1);
	if (na > SOC_NEAREST_WORD || nb > SOC_NEAREST_WORD)
		return FAR;
	for (size_t j = 0; j <= nb; j++)
		before[j] = above[j] = row[j] = (int)j;
	for (size_t i = 1; i <= na; i++) {
		row[0] = (int)i;
		for (size_t j = 1; j <= nb; j++) {
			row[j] =
				least(least(above[j], row[j - 1]) + 1, above[j - 1] + (lower(a[i - 1]) != lower(b[j - 1])));
			if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]))
				row[j] = least(row[j], before[j - 2] + 1);
		}
		int *swap = before;
		before = above;
		above = row;
		row = swap;
	}
	return above[nb];
}

void soc_suggestion_begin(struct soc_suggestion *n, const char *word)
{
	n->word = word;
	n->best = NULL;
	n->distance = FAR;
}

void soc_suggestion_try(struct soc_suggestion *n, const char *candidate)
{
	int distance = soc_suggestion_distance(n->word, candidate);
	if (distance < n->distance) {
		n->distance = distance;
		n->best = candidate;
	}
}

const char *soc_suggestion_name(const struct soc_suggestion *n)
{
	if (n->best == NULL)
		return NULL;
	int third = (int)strlen(n->best) / 3;
	return n->distance <= (third > 2 ? third : 2) && n->distance < (int)strlen(n->best) ? n->best : NULL;
}

const char *soc_suggestion_hint(struct soc_suggestion *n)
{
	const char *name = soc_suggestion_name(n);
	n->hint[0] = '\0';
	if (name != NULL)
		snprintf(n->hint, sizeof n->hint, "; did you mean %s?", name);
	return n->hint;
}
