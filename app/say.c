#include "say.h"

#include <stdarg.h>
#include <string.h>

#define LINE_BYTES 8192
#define PART_BYTES 512 /* less than a message of the library holds */

/* Bytes of the next part: a character of UTF-8 stays whole. */
static size_t part_of(const char *text)
{
	size_t n = strnlen(text, PART_BYTES);
	while (n == PART_BYTES && n > PART_BYTES - 4 && ((unsigned char)text[n] & 0xc0) == 0x80)
		n--;
	return n;
}

static size_t tamed(const char *text, struct soc_msg *out)
{
	const size_t n = part_of(text);
	(void)soc_fail(out, SOC_OK, "%.*s", (int)n, text);
	for (char *newline; (newline = strchr(out->text, '\n')) != NULL;)
		*newline = '?';
	return n;
}

void say(FILE *to, const char *fmt, ...)
{
	char line[LINE_BYTES];
	struct soc_msg part;
	va_list args;
	va_start(args, fmt);
	const int n = vsnprintf(line, sizeof line, fmt, args);
	va_end(args);
	for (const char *at = n >= 0 ? line : ""; *at != '\0';) {
		at += tamed(at, &part);
		fputs(part.text, to);
	}
	fputc('\n', to);
}

const char *noun(long long n, const char *one, const char *many)
{
	return n == 1 ? one : many;
}

int say_old_letter(const char *command, int was, int now, const char *option)
{
	say(stderr, "socred %s: warning: -%c is another option in other commands: write -%c, or --%s", command,
	    was, now, option);
	return now;
}

int say_is_unsafe(const char *text)
{
	struct soc_msg part;
	for (const char *at = text; *at != '\0';) {
		const size_t n = tamed(at, &part);
		if (strncmp(part.text, at, n) != 0)
			return 1;
		at += n;
	}
	return 0;
}
