/* Digits of every script, for texts that must not carry the number of somebody. */
#ifndef SOC_INPUT_DIGITS_H
#define SOC_INPUT_DIGITS_H

/* The most digits that follow one another in a text of UTF-8, whatever parts them but letters: blanks,
 * dashes, marks, what is not seen at all. Digits are those of Unicode (decimal, raised, lowered, in circles)
 * and the Chinese ones. A mark with a blank, as between the numbers of a list ("2020, 1,000,000"), ends a
 * run. Bytes that are no UTF-8 are letters. Cost: O(bytes). */
int soc_digits_run(const char *text);

#endif
