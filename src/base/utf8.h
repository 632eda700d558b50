/* UTF-8 (RFC 3629), checked. */
#ifndef SOC_BASE_UTF8_H
#define SOC_BASE_UTF8_H

#include <stddef.h>

/* Bytes of the character that begins at s[0], of `left` bytes there are (left > 0); 0 when it is no UTF-8. */
size_t soc_utf8_character(const unsigned char *s, size_t left);
/* Offset of the first byte that is no UTF-8; length when all is well. */
size_t soc_utf8_break(const char *text, size_t length);
/* 1 for a character that a terminal would obey instead of showing it: controls (C0, DEL, C1), ends of lines
 * and paragraphs, and marks that turn the direction of writing. s: a whole character of UTF-8. A plain
 * newline counts too. */
int soc_utf8_is_obeyed(const unsigned char *s, size_t bytes);
/* Puts ? for every byte that is no UTF-8 or belongs to a character that a terminal would obey. All foreign
 * text that reaches a terminal or a page goes through here. keep_lines: newlines stay. */
void soc_utf8_tame(char *text, int keep_lines);

#endif
