#include "input/text/digits.h"

#include "base/utf8.h"
#include "input/text/number.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct range {
	uint32_t first, last;
};

/* Code points that Unicode 14 gives the value of a digit, and the ten of Chinese with their older nought. */
static const struct range digits[] = {
	{ 0x0030, 0x0039 },   { 0x00b2, 0x00b3 },   { 0x00b9, 0x00b9 },   { 0x0660, 0x0669 },
	{ 0x06f0, 0x06f9 },   { 0x07c0, 0x07c9 },   { 0x0966, 0x096f },   { 0x09e6, 0x09ef },
	{ 0x0a66, 0x0a6f },   { 0x0ae6, 0x0aef },   { 0x0b66, 0x0b6f },   { 0x0be6, 0x0bef },
	{ 0x0c66, 0x0c6f },   { 0x0ce6, 0x0cef },   { 0x0d66, 0x0d6f },   { 0x0de6, 0x0def },
	{ 0x0e50, 0x0e59 },   { 0x0ed0, 0x0ed9 },   { 0x0f20, 0x0f29 },   { 0x1040, 0x1049 },
	{ 0x1090, 0x1099 },   { 0x1369, 0x1371 },   { 0x17e0, 0x17e9 },   { 0x1810, 0x1819 },
	{ 0x1946, 0x194f },   { 0x19d0, 0x19da },   { 0x1a80, 0x1a89 },   { 0x1a90, 0x1a99 },
	{ 0x1b50, 0x1b59 },   { 0x1bb0, 0x1bb9 },   { 0x1c40, 0x1c49 },   { 0x1c50, 0x1c59 },
	{ 0x2070, 0x2070 },   { 0x2074, 0x2079 },   { 0x2080, 0x2089 },   { 0x2460, 0x2468 },
	{ 0x2474, 0x247c },   { 0x2488, 0x2490 },   { 0x24ea, 0x24ea },   { 0x24f5, 0x24fd },
	{ 0x24ff, 0x24ff },   { 0x2776, 0x277e },   { 0x2780, 0x2788 },   { 0x278a, 0x2792 },
	{ 0x3007, 0x3007 },   { 0x4e00, 0x4e00 },   { 0x4e03, 0x4e03 },   { 0x4e09, 0x4e09 },
	{ 0x4e5d, 0x4e5d },   { 0x4e8c, 0x4e8c },   { 0x4e94, 0x4e94 },   { 0x516b, 0x516b },
	{ 0x516d, 0x516d },   { 0x56db, 0x56db },   { 0x96f6, 0x96f6 },   { 0xa620, 0xa629 },
	{ 0xa8d0, 0xa8d9 },   { 0xa900, 0xa909 },   { 0xa9d0, 0xa9d9 },   { 0xa9f0, 0xa9f9 },
	{ 0xaa50, 0xaa59 },   { 0xabf0, 0xabf9 },   { 0xff10, 0xff19 },   { 0x104a0, 0x104a9 },
	{ 0x10a40, 0x10a43 }, { 0x10d30, 0x10d39 }, { 0x10e60, 0x10e68 }, { 0x11052, 0x1105a },
	{ 0x11066, 0x1106f }, { 0x110f0, 0x110f9 }, { 0x11136, 0x1113f }, { 0x111d0, 0x111d9 },
	{ 0x112f0, 0x112f9 }, { 0x11450, 0x11459 }, { 0x114d0, 0x114d9 }, { 0x11650, 0x11659 },
	{ 0x116c0, 0x116c9 }, { 0x11730, 0x11739 }, { 0x118e0, 0x118e9 }, { 0x11950, 0x11959 },
	{ 0x11c50, 0x11c59 }, { 0x11d50, 0x11d59 }, { 0x11da0, 0x11da9 }, { 0x16a60, 0x16a69 },
	{ 0x16ac0, 0x16ac9 }, { 0x16b50, 0x16b59 }, { 0x1d7ce, 0x1d7ff }, { 0x1e140, 0x1e149 },
	{ 0x1e2f0, 0x1e2f9 }, { 0x1e950, 0x1e959 }, { 0x1f100, 0x1f10a }, { 0x1fbf0, 0x1fbf9 }
};

/* What parts digits and is no letter: blanks, punctuation, signs, combining and invisible marks, and the
 * words of a Chinese date and number, year, month, day. ASCII apart. */
static const struct range parts[] = {
	{ 0x00a0, 0x00a9 },  { 0x00ab, 0x00b4 }, { 0x00b6, 0x00b9 }, { 0x00bb, 0x00bf }, { 0x00d7, 0x00d7 },
	{ 0x00f7, 0x00f7 },  { 0x0300, 0x036f }, { 0x1ab0, 0x1aff }, { 0x1dc0, 0x1dff }, { 0x2000, 0x206f },
	{ 0x20a0, 0x20ff },  { 0x2190, 0x245f }, { 0x2500, 0x2bff }, { 0x2e00, 0x2e7f }, { 0x3000, 0x3004 },
	{ 0x3008, 0x3020 },  { 0x302a, 0x3030 }, { 0x303d, 0x303f }, { 0x53f7, 0x53f7 }, { 0x5e74, 0x5e74 },
	{ 0x65e5, 0x65e5 },  { 0x6708, 0x6708 }, { 0xfe00, 0xfe6f }, { 0xfeff, 0xfeff }, { 0xff01, 0xff0f },
	{ 0xff1a, 0xff20 },  { 0xff3b, 0xff40 }, { 0xff5b, 0xff65 }, { 0xffe0, 0xffe6 }, { 0xfff9, 0xfffd },
	{ 0xe0000, 0xe0fff }
};

static int is_in(const struct range *ranges, size_t count, uint32_t c)
{
	size_t low = 0, high = count;
	while (low < high) {
		const size_t middle = (low + high) / 2;
		if (c > ranges[middle].last)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && ranges[low].first <= c;
}

/* The character that begins here, and its bytes; a byte that is no UTF-8 is a letter. */
static uint32_t character(const char *text, size_t left, size_t *bytes)
{
	const unsigned char *u = (const unsigned char *)text;
	*bytes = soc_utf8_character(u, left);
	if (*bytes == 1 || *bytes == 0) {
		*bytes = 1;
		return u[0] < 0x80 ? u[0] : 'x';
	}
	uint32_t c = u[0] & (0xffu >> (*bytes + 1));
	for (size_t i = 1; i < *bytes; i++)
		c = c << 6 | (u[i] & 0x3fu);
	return c;
}

static int is_part(uint32_t c)
{
	if (c < 0x80)
		return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
	return is_in(parts, sizeof parts / sizeof *parts, c);
}

int soc_digits_run(const char *text)
{
	size_t left = strlen(text), bytes;
	int run = 0, most = 0, mark = 0, blank = 0; /* mark, blank: since the last digit */
	for (; left > 0; text += bytes, left -= bytes) {
		const uint32_t c = character(text, left, &bytes);
		if (is_in(digits, sizeof digits / sizeof *digits, c)) {
			run = mark && blank ? 1 : run + 1;
			mark = blank = 0;
		} else if (is_part(c)) {
			mark |= c < 0x80 && strchr(",;:()%=", (int)c) != NULL;
			blank |= c == ' ' || c == '\t' || c == '\n';
		} else {
			run = mark = blank = 0;
		}
		most = run > most ? run : most;
	}
	return most;
}

/* Letters of which numbers of documents are made: Latin, Greek, Cyrillic, and Latin in full width. */
static int is_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= 0xc0 && c <= 0x52f && c != 0xd7 && c != 0xf7 && !(c >= 0x300 && c <= 0x36f)) ||
	       (c >= 0xff21 && c <= 0xff3a) || (c >= 0xff41 && c <= 0xff5a);
}

/* A word under way: its digits but for years, those since the last letter, and whether it has a letter. */
struct word {
	int digits, group, first, second, has_letter;
};

static void group_end(struct word *w)
{
	const int is_year =
		w->group == 4 && ((w->first == '1' && w->second == '9') || (w->first == '2' && w->second == '0'));
	w->digits += is_year ? 0 : w->group;
	w->group = 0;
}

int soc_digits_code(const char *text)
{
	struct word w = { 0 };
	size_t left = strlen(text), bytes;
	int most = 0;
	for (int is_over = 0; !is_over; text += bytes, left -= bytes) {
		const uint32_t c = left > 0 ? character(text, left, &bytes) : ' ';
		is_over = left == 0;
		bytes = is_over ? 0 : bytes;
		if (is_in(digits, sizeof digits / sizeof *digits, c) && !(c >= 0x3007 && c <= 0x9fff)) {
			w.first = w.group == 0 ? (int)c : w.first;
			w.second = w.group == 1 ? (int)c : w.second;
			w.group++;
			continue;
		}
		group_end(&w);
		w.has_letter |= is_letter(c);
		if (is_letter(c))
			continue;
		most = w.has_letter && w.digits > most ? w.digits : most;
		w = (struct word){ 0 };
	}
	return most;
}

int soc_digits_refused(const char *text, int most, char why[SOC_DIGITS_WHY])
{
	const int run = soc_digits_run(text), code = most < SOC_SOURCE_DIGITS ? soc_digits_code(text) : 0;
	if (run > most)
		snprintf(why, SOC_DIGITS_WHY,
		         "has %d digits in a row, which could be a number of somebody; at most %d are taken", run,
		         most);
	else if (code > SOC_CODE_DIGITS)
		snprintf(
			why, SOC_DIGITS_WHY,
			"has a word of letters and %d digits, which could be the number of a document of somebody; at "
			"most %d are taken: a number and its unit are two words",
			code, SOC_CODE_DIGITS);
	return run > most || code > SOC_CODE_DIGITS;
}
