/* Digits of every script, for texts that must not carry the number of somebody. */
#ifndef SOC_INPUT_DIGITS_H
#define SOC_INPUT_DIGITS_H

/* The most digits that follow one another in a text of UTF-8, whatever parts them but letters: blanks,
 * dashes, marks, what is not seen at all. Digits are those of Unicode (decimal, raised, lowered, in circles)
 * and the Chinese ones. A mark with a blank, as between the numbers of a list ("2020, 1,000,000"), ends a
 * run. Bytes that are no UTF-8 are letters. Cost: O(bytes). */
int soc_digits_run(const char *text);
/* The most digits of a word that has letters as well, such as the number of a passport: AB12CD34 has 4.
 * Letters are Latin, Greek and Cyrillic; whatever is neither letter nor digit ends a word. Years (1900 to
 * 2099, by themselves between letters) are not counted. Cost: O(bytes). */
int soc_digits_code(const char *text);

#define SOC_DIGITS_WHY 192
/* Returns: 1, with the reason ("has ..."), when the text could carry the number of somebody: more than `most`
 * digits in a row, or a word of letters with more than SOC_CODE_DIGITS; in a source, which names files and
 * addresses, the first alone. 0: *why is untouched. */
int soc_digits_refused(const char *text, int most, char why[SOC_DIGITS_WHY]);

#endif
