#include "analysis/text.h"

#include "base/utf8.h"
#include "base/wide.h"

#include <inttypes.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

enum soc_err soc_text_form_find(const char *name, enum soc_text_form *out, struct soc_msg *msg)
{
	static const char *const names[] = { "table", "csv", "json" };
	for (int i = 0; i < 3; i++)
		if (strcmp(name, names[i]) == 0) {
			*out = (enum soc_text_form)i;
			return SOC_OK;
		}
	return soc_fail(msg, SOC_ERR_USAGE, "no format \"%.100s\"; allowed: table, csv, json", name);
}

void soc_text_repeat(struct soc_buf *b, char c, int times)
{
	for (int i = 0; i < times; i++)
		soc_buf_put(b, &c, 1);
}

void soc_text_right(struct soc_buf *b, int width, const struct soc_buf *text)
{
	const int room = width - (int)text->length;
	soc_text_repeat(b, ' ', room > 1 ? room : 1); /* two numbers never run into each other */
	soc_buf_puts(b, soc_buf_text(text));
}

/* A number with so many decimals, rounded as a reader of its 12 digits would: 2.385 is 2.39, though the
 * double lies below, and a mean of 12.55 is 12.6 in whatever order its replicates were added up: CSV, JSON
 * and the pages, which have 12 digits, tell the same. No printf does that: that of C goes by the double and
 * by the locale, that of SQLite by its version. In whole numbers, since what a long double holds is another
 * thing on another machine: the 53 bits of the value times 10^decimals, with 40 bits behind them. */
static void write_fixed(char *out, size_t room, double value, int decimals)
{
	uint64_t of = 1;
	int exponent;
	const double fraction = frexp(fabs(value), &exponent); /* exact */
	for (int i = 0; i < decimals && i < 9; i++)
		of *= 10;
	if (decimals < 0 || decimals > 9 || fabs(value) * (double)of >= 1e18) {
		sqlite3_snprintf((int)room, out, "%.*f", decimals, value);
		return;
	}
	soc_wide units = (soc_wide)(uint64_t)ldexp(fraction, 53) * of << 40; /* below 2^123 */
	/* Beyond 12 digits nothing stands that a reader could round by. */
	if (decimals + (exponent - 1) / 3 < 12)
		units += units / 10000000000000u * 5;
	const int below =
		93 - exponent; /* bits behind the last digit; 33 at least, since the value is below 2^60 */
	const uint64_t all = below < 125 ? (uint64_t)((units + ((soc_wide)1 << (below - 1))) >> below) : 0;
	const char *minus = value < 0.0 ? "-" : "";
	char behind[10] = "";
	uint64_t rest = all % of;
	for (int i = decimals; i-- > 0; rest /= 10)
		behind[i] = (char)('0' + rest % 10);
	if (decimals > 0)
		snprintf(out, room, "%s%" PRIu64 ".%s", minus, all / of, behind);
	else
		snprintf(out, room, "%s%" PRIu64, minus, all);
}

#define DECIMALS_MOST 15

/* 10^n, exact up to 10^22: a power by the library may round differently elsewhere. */
static double ten_to(int n)
{
	double power = 1.0;
	for (int i = 0; i < n; i++)
		power *= 10.0;
	return power;
}

/* What is half a unit of the 12th digit below a step has taken it. */
#define AS_READ(x) ((x) * (1.0 + 5e-13))

/* The place of the first digit of x > 0: 0 for 1 to 9.99, -1 for 0.1 to 0.999. */
static int first_place(double x)
{
	int place = 0;
	x = AS_READ(x);
	for (; x >= 10.0 && place < DECIMALS_MOST + 2; x /= 10.0)
		place++;
	for (; x < 1.0 && place > -DECIMALS_MOST - 2; x *= 10.0)
		place--;
	return place;
}

static int bounded(int decimals)
{
	return decimals > DECIMALS_MOST ? DECIMALS_MOST : decimals < -DECIMALS_MOST ? -DECIMALS_MOST : decimals;
}

int soc_text_decimals(double value, double low, double high)
{
	const double half = (high - low) / 2.0;
	if (isfinite(half) && half > 0.0)
		return bounded(1 - first_place(half));
	if (!isfinite(value) || value == 0.0)
		return 0;
	int decimals = bounded(2 - first_place(fabs(value)));
	while (decimals > 0 && fmod(round(AS_READ(fabs(value)) * ten_to(decimals)), 10.0) == 0.0)
		decimals--;
	return decimals;
}

#define DIGITS_MORE 2

int soc_text_decimals_shown(double value, int decimals)
{
	const int own = isfinite(value) && value != 0.0 ? -first_place(fabs(value)) : decimals;
	return own > decimals && own <= decimals + DIGITS_MORE ? bounded(own) : decimals;
}

int soc_text_decimals_few(double value)
{
	const int decimals = soc_text_decimals(value, NAN, NAN);
	const int two = isfinite(value) && value != 0.0 ? bounded(1 - first_place(fabs(value))) : decimals;
	return two < decimals ? two : decimals;
}

/* 0 is just that, and so is the whole of a share, where more than one decimal would all be noughts. */
static int is_plain(double value, int decimals)
{
	return value == 0.0 || (decimals > 1 && (fabs(value - 100.0) < 1e-9 || fabs(value - 1000.0) < 1e-9));
}

void soc_text_real(struct soc_buf *b, double value, int decimals)
{
	char piece[64];
	if (!isfinite(value)) {
		soc_buf_puts(b, "-");
		return;
	}
	if (decimals < 0)
		value = round(AS_READ(value) / ten_to(-decimals)) * ten_to(-decimals);
	write_fixed(piece, sizeof piece, value, is_plain(value, decimals) || decimals < 0 ? 0 : decimals);
	const char *digits = piece + (piece[0] == '-');
	const size_t whole = strcspn(digits, ".");
	if (strspn(digits, "0.") < strlen(digits)) /* a small negative number would be written as -0.0 */
		soc_buf_put(b, piece, (size_t)(digits - piece));
	for (size_t i = 0; i < whole; i++) {
		if (i > 0 && (whole - i) % 3 == 0)
			soc_buf_put(b, ",", 1);
		soc_buf_put(b, digits + i, 1);
	}
	soc_buf_puts(b, digits + whole);
}

void soc_text_real_right(struct soc_buf *b, int width, double value, int decimals)
{
	struct soc_buf text = { 0 };
	soc_text_real(&text, value, decimals);
	soc_text_right(b, width, &text);
	b->failed |= text.failed;
	soc_buf_release(&text);
}

/* Decodes one character; returns its bytes, or 0 when they are not UTF-8. */
static size_t decode(const unsigned char *s, size_t left, unsigned *out)
{
	unsigned c = s[0];
	size_t n = c < 0x80                ? 1
	           : c >= 0xc2 && c < 0xe0 ? 2
	           : c >= 0xe0 && c < 0xf0 ? 3
	           : c >= 0xf0 && c < 0xf5 ? 4
	                                   : 0;
	if (n == 0 || n > left)
		return 0;
	unsigned u = n == 1 ? c : c & (0xffu >> (n + 1));
	for (size_t i = 1; i < n; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		u = u << 6 | (s[i] & 0x3fu);
	}
	if ((n == 3 && (u < 0x800 || (u >= 0xd800 && u < 0xe000))) || (n == 4 && (u < 0x10000 || u > 0x10ffff)))
		return 0;
	*out = u;
	return n;
}

void soc_text_number(struct soc_buf *b, double value, const char *none)
{
	char text[64];
	sqlite3_snprintf(sizeof text, text, "%!.12g", value); /* no locale */
	soc_buf_puts(b, isfinite(value) ? text : none);
}

void soc_text_safe(struct soc_buf *b, const char *text, size_t length, int keep_lines)
{
	for (size_t i = 0; i < length;) {
		const unsigned char *c = (const unsigned char *)text + i;
		const size_t n = soc_utf8_character(c, length - i);
		if (n == 0 || (soc_utf8_is_obeyed(c, n) && !(keep_lines && *c == '\n')))
			soc_buf_puts(b, "?");
		else
			soc_buf_put(b, text + i, n);
		i += n == 0 ? 1 : n;
	}
}

void soc_text_html(struct soc_buf *out, const char *text)
{
	struct soc_buf safe = { 0 };
	soc_text_safe(&safe, text, strlen(text), 0);
	for (const char *c = soc_buf_text(&safe); *c != '\0'; c++) {
		const char *as = *c == '&'   ? "&amp;"
		                 : *c == '<' ? "&lt;"
		                 : *c == '>' ? "&gt;"
		                 : *c == '"' ? "&quot;"
		                             : NULL;
		if (as != NULL)
			soc_buf_puts(out, as);
		else
			soc_buf_put(out, c, 1);
	}
	out->failed |= safe.failed;
	soc_buf_release(&safe);
}

int soc_text_width(const char *text, size_t length)
{
	int width = 0;
	for (size_t i = 0; i < length;) {
		unsigned u = 0;
		size_t n = decode((const unsigned char *)text + i, length - i, &u);
		width += (u >= 0x1100 && u <= 0x115f) || (u >= 0x2e80 && u <= 0xa4cf) ||
		                 (u >= 0xac00 && u <= 0xd7a3) || (u >= 0xf900 && u <= 0xfaff) ||
		                 (u >= 0xfe30 && u <= 0xfe6f) || (u >= 0xff00 && u <= 0xff60)
		             ? 2
		             : 1;
		i += n == 0 ? 1 : n;
	}
	return width;
}
