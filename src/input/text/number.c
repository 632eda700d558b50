#include "input/text/number.h"

#include "base/locale.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *digits(const char *c)
{
	while (*c >= '0' && *c <= '9')
		c++;
	return c;
}

/* [-+]? ( . digits | digits [ . digits? ] ) ( [eE] [-+]? digits )? to the end of the text */
static int is_decimal(const char *c)
{
	if (*c == '-' || *c == '+')
		c++;
	const char *whole = digits(c);
	int some = whole > c;
	c = whole;
	if (*c == '.') {
		const char *part = digits(c + 1);
		some |= part > c + 1;
		c = part;
	}
	if (!some)
		return 0;
	if (*c == 'e' || *c == 'E') {
		c++;
		if (*c == '-' || *c == '+')
			c++;
		const char *power = digits(c);
		if (power == c)
			return 0;
		c = power;
	}
	return *c == '\0';
}

/* Words are compared by ASCII letters: a locale may know another small I. */
static int is_word(const char *text, const char *word)
{
	for (; *word != '\0'; text++, word++)
		if ((*text | 0x20) != *word)
			return 0;
	return *text == '\0';
}

static int is_not_finite(const char *c)
{
	if (*c == '-' || *c == '+')
		c++;
	if (*c == '.')
		c++;
	return is_word(c, "nan") || is_word(c, "inf") || is_word(c, "infinity");
}

int soc_number_read(const char *text, double *out)
{
	if (!is_decimal(text))
		return is_not_finite(text) ? -1 : 0;
	const struct soc_locale host = soc_locale_enter();
	double value = strtod(text, NULL);
	soc_locale_leave(host);
	if (!isfinite(value))
		return -1;
	*out = value;
	return 1;
}

void soc_number_write(double value, char out[SOC_NUMBER_TEXT])
{
	const struct soc_locale host = soc_locale_enter();
	for (int precision = 15; precision <= 17; precision++) {
		snprintf(out, SOC_NUMBER_TEXT, "%.*g", precision, value);
		if (strtod(out, NULL) == value)
			break;
	}
	soc_locale_leave(host);
}

int soc_month_read(const char *text, int64_t *out)
{
	if (strlen(text) != 7 || text[4] != '-' || digits(text) != text + 4 || digits(text + 5) != text + 7)
		return 0;
	int64_t year = 0, month = (text[5] - '0') * 10 + (text[6] - '0');
	for (int i = 0; i < 4; i++)
		year = year * 10 + (text[i] - '0');
	if (month < 1 || month > 12)
		return 0;
	*out = year * 12 + month - 1;
	return 1;
}

void soc_month_write(int64_t month, char out[SOC_NUMBER_TEXT])
{
	snprintf(out, SOC_NUMBER_TEXT, "%04d-%02d", (int)(month / 12), (int)(month % 12) + 1);
}
