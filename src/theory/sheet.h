/* A table of texts and numbers, told to a terminal, as CSV or as JSON. */
#ifndef SOC_THEORY_SHEET_H
#define SOC_THEORY_SHEET_H

#include "analysis/text.h"

#define SOC_THEORY_SHEET_WIDTH 16 /* most columns */

struct soc_theory_cell {
	char *text; /* owned */
	int number;
};

/* Begin with the names of the columns and all else 0; the names stay the caller's. */
struct soc_theory_sheet {
	const char *const *names;
	int width;                     /* columns, 1 to SOC_THEORY_SHEET_WIDTH */
	struct soc_theory_cell *cells; /* row by row, owned */
	size_t count, room;
	int failed; /* memory ran out */
};

/* The next cell, from left to right. Amortised O(length). */
void soc_theory_sheet_text(struct soc_theory_sheet *s, const char *text);
/* As soc_text_number: twelve digits; nothing where it is none. */
void soc_theory_sheet_number(struct soc_theory_sheet *s, double value);
/* For people: as many digits as the interval bears (soc_text_decimals), six where it has none (NaN). */
void soc_theory_sheet_rounded(struct soc_theory_sheet *s, double value, double low, double high);
/* The whole table, and a memory that ran out in *out. O(cells). */
void soc_theory_sheet_put(const struct soc_theory_sheet *s, enum soc_text_form form, struct soc_buf *out);
/* Releases the cells; safe twice. */
void soc_theory_sheet_release(struct soc_theory_sheet *s);

#endif
