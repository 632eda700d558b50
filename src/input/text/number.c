#include "input/text/number.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

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

static int is_not_finite(const char *c)
{
	if (*c == '-' || *c == '+')
		c++;
	if (*c == '.')
		c++;
	return !strcasecmp(c, "nan") || !strcasecmp(c, "inf") || !strcasecmp(c, "infinity");
}

/* The decimal sign is a point for this thread until locale_leave. The "C" locale is a constant of the C
 * library. */
static locale_t locale_enter(locale_t *old)
{
	locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	*old = plain != (locale_t)0 ? uselocale(plain) : (locale_t)0;
	return plain;
}

static void locale_leave(locale_t plain, locale_t old)
{
	if (plain == (locale_t)0)
		return;
	uselocale(old);
	freelocale(plain);
}

int soc_number_read(const char *text, double *out)
{
	if (!is_decimal(text))
		return is_not_finite(text) ? -1 : 0;
	locale_t old, plain = locale_enter(&old);
	double value = strtod(text, NULL);
	locale_leave(plain, old);
	if (!isfinite(value))
		return -1;
	*out = value;
	return 1;
}

void soc_number_write(double value, char out[SOC_NUMBER_TEXT])
{
	locale_t old, plain = locale_enter(&old);
	for (int precision = 15; precision <= 17; precision++) {
		snprintf(out, SOC_NUMBER_TEXT, "%.*g", precision, value);
		if (strtod(out, NULL) == value)
			break;
	}
	locale_leave(plain, old);
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

int soc_number_run(const char *text)
{
	int run = 0, most = 0;
	for (const char *c = text; *c != '\0'; c++) {
		if (*c >= '0' && *c <= '9')
			run++;
		else if (!((*c == ' ' || *c == '-') && c[1] >= '0' && c[1] <= '9'))
			run = 0;
		most = run > most ? run : most;
	}
	return most;
}
