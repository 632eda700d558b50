/* Numbers and months as text, the same in every locale. */
#ifndef SOC_INPUT_NUMBER_H
#define SOC_INPUT_NUMBER_H

#include <stdint.h>

#define SOC_NUMBER_TEXT 32

/* 1 and *out when the whole text is a finite decimal number as YAML 1.2 writes it (no hexadecimal, no
 * separators); 0 for anything else; -1 for not-a-number, infinity, or a number too large for a double. */
int soc_number_read(const char *text, double *out);
/* The shortest of 15, 16 or 17 digits that reads back to the same bits. */
void soc_number_write(double value, char out[SOC_NUMBER_TEXT]);
/* YYYY-MM to year * 12 + month - 1; 0 when it is not a month. */
int soc_month_read(const char *text, int64_t *out);
void soc_month_write(int64_t month, char out[SOC_NUMBER_TEXT]);
/* Runs that could be the number of a person are refused (an identity number has eighteen digits, a birthday
 * eight): in a name, in a text about a regime (two dates have eight), in the source of a value (a standard
 * book number has thirteen). */
#define SOC_NAME_DIGITS 7
#define SOC_TEXT_DIGITS 11
#define SOC_SOURCE_DIGITS 16
/* Of a word that has letters too: a date with a letter (2014m06, q1) has fewer, a passport eight. */
#define SOC_CODE_DIGITS 6

#endif
