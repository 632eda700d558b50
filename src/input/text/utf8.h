/* UTF-8 (RFC 3629), checked. */
#ifndef SOC_INPUT_UTF8_H
#define SOC_INPUT_UTF8_H

#include <stddef.h>

/* Bytes of the character that begins at s[0], of `left` bytes there are (left > 0); 0 when it is no UTF-8. */
size_t soc_utf8_character(const unsigned char *s, size_t left);
/* Offset of the first byte that is no UTF-8; length when all is well. */
size_t soc_utf8_break(const char *text, size_t length);
/* Puts ? for every byte that is no UTF-8 or a control character, which a terminal would obey. */
void soc_utf8_tame(char *text);

#endif
