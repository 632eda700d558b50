/* Text for a terminal: numbers, columns, and foreign text made harmless. */
#ifndef SOC_ANALYSIS_TEXT_H
#define SOC_ANALYSIS_TEXT_H

#include "base/buf.h"

/* In place of an interval where replicates agree and nothing says of how many cases, as in the answers of an
 * experiment; and what it means, for below a table. */
#define SOC_TEXT_ALIKE "no bound"
#define SOC_TEXT_ALIKE_NOTE                                                                               \
	"No bound: the same in each replicate, and no certainty, since nothing says of how many cases it is." \
	"\n"

/* That note, if what is written so far has those words. */
void soc_text_note_alike(struct soc_buf *b);

/* How a table is told: aligned for a terminal, or as records for a program. */
enum soc_text_form { SOC_TEXT_TABLE, SOC_TEXT_CSV, SOC_TEXT_JSON };
/* By its name: table, csv, json. Errors: SOC_ERR_USAGE with what is allowed. */
enum soc_err soc_text_form_find(const char *name, enum soc_text_form *out, struct soc_msg *msg);

/* The character so many times; nothing when times is 0 or less. */
void soc_text_repeat(struct soc_buf *b, char c, int times);
/* Text with its right edge at that column, counted from here. */
void soc_text_right(struct soc_buf *b, int width, const struct soc_buf *text);
/* A number with that many decimals (below 0: rounded to tens, hundreds ...), thousands parted by commas; "-"
 * when it is none, "0" when it is just that, and never "-0". No locale. */
void soc_text_real(struct soc_buf *b, double value, int decimals);
/* The same with its right edge at that column, counted from here. */
void soc_text_real_right(struct soc_buf *b, int width, double value, int decimals);
/* The one rule of how precisely a statistic is told, value and ends of its interval alike: half the interval
 * has two digits. Without an interval, or where it has no width: three digits of the value, less the zeros
 * at their end. Returns decimals for soc_text_real, -15 to 15. The page has the same rule in
 * web/src/format.ts. Cost: O(1). */
int soc_text_decimals(double value, double low, double high);
/* So many decimals, or up to two more where a value that is not 0 would else be told as 0 beside its
 * interval.
 */
int soc_text_decimals_shown(double value, int decimals);
/* The same of a number that rests on few cases and has no interval: two digits. */
int soc_text_decimals_few(double value);
/* The same for a program: twelve digits, no thousands; `none` when it is none. No locale. */
void soc_text_number(struct soc_buf *b, double value, const char *none);
/* "low to high", both with so many decimals (soc_text_real). */
void soc_text_range(struct soc_buf *b, double low, double high, int decimals);
/* A text in lines of at most so many bytes, broken at spaces: `first` before its first line, `rest` before
 * the others, `end` behind its last. */
void soc_text_paragraph(struct soc_buf *b, const char *text, size_t width, const char *first,
                        const char *rest, const char *end);
/* Text from a file: control characters, marks of direction and broken UTF-8 become '?'. keep_lines lets
 * newlines through. */
void soc_text_safe(struct soc_buf *b, const char *text, size_t length, int keep_lines);
/* The same as text of a page of HTML, or of a value in double quotes there: no tag can begin in it. */
void soc_text_html(struct soc_buf *b, const char *text);
/* Columns of a terminal that UTF-8 text takes: 2 for wide East Asian characters. */
int soc_text_width(const char *text, size_t length);

#endif
