#include "base/utf8.h"

#include <string.h>

static size_t character_bytes(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first >= 0xc2 && first <= 0xdf)
		return 2;
	if (first >= 0xe0 && first <= 0xef)
		return 3;
	return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

size_t soc_utf8_character(const unsigned char *s, size_t left)
{
	size_t bytes = character_bytes(s[0]);
	if (bytes == 0 || bytes > left)
		return 0;
	for (size_t i = 1; i < bytes; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
	}
	/* Longer than needed, a half of a UTF-16 pair, above U+10FFFF. */
	if ((s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xed && s[1] > 0x9f) || (s[0] == 0xf0 && s[1] < 0x90) ||
	    (s[0] == 0xf4 && s[1] > 0x8f))
		return 0;
	return bytes;
}

size_t soc_utf8_break(const char *text, size_t length)
{
	size_t i = 0;
	while (i < length) {
		size_t bytes = soc_utf8_character((const unsigned char *)text + i, length - i);
		if (bytes == 0)
			return i;
		i += bytes;
	}
	return length;
}

static unsigned code_of(const unsigned char *s, size_t bytes)
{
	unsigned u = bytes == 1 ? s[0] : s[0] & (0xffu >> (bytes + 1));
	for (size_t i = 1; i < bytes; i++)
		u = u << 6 | (s[i] & 0x3fu);
	return u;
}

int soc_utf8_is_obeyed(const unsigned char *s, size_t bytes)
{
	const unsigned u = code_of(s, bytes);
	return u < 0x20 || (u >= 0x7f && u < 0xa0) || u == 0x61c || u == 0x200e || u == 0x200f ||
	       (u >= 0x2028 && u <= 0x202e) || (u >= 0x2066 && u <= 0x2069);
}

void soc_utf8_tame(char *text, int keep_lines)
{
	size_t left = strlen(text);
	for (unsigned char *c = (unsigned char *)text; left > 0;) {
		size_t bytes = soc_utf8_character(c, left);
		if (bytes == 0 || (soc_utf8_is_obeyed(c, bytes) && !(keep_lines && *c == '\n'))) {
			bytes = bytes == 0 ? 1 : bytes;
			memset(c, '?', bytes);
		}
		c += bytes;
		left -= bytes;
	}
}
