#include "base/buf.h"

#include "base/locale.h"
#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static int buf_reserve(struct soc_buf *buf, size_t more)
{
	if (buf->failed)
		return 0;
	if (buf->length + more + 1 <= buf->capacity)
		return 1;
	size_t capacity = (buf->length + more + 1) * 2;
	char *text = soc_realloc(buf->text, capacity, 1);
	if (text == NULL) {
		buf->failed = 1;
		return 0;
	}
	buf->text = text;
	buf->capacity = capacity;
	return 1;
}

void soc_buf_put(struct soc_buf *buf, const char *text, size_t length)
{
	if (!buf_reserve(buf, length))
		return;
	memcpy(buf->text + buf->length, text, length);
	buf->length += length;
	buf->text[buf->length] = '\0';
}

void soc_buf_puts(struct soc_buf *buf, const char *text)
{
	soc_buf_put(buf, text, strlen(text));
}

void soc_buf_add(struct soc_buf *buf, const char *fmt, ...)
{
	va_list args, again;
	const struct soc_locale host = soc_locale_enter();
	va_start(args, fmt);
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	if (n < 0)
		buf->failed = 1;
	else if (buf_reserve(buf, (size_t)n)) {
		vsnprintf(buf->text + buf->length, (size_t)n + 1, fmt, again);
		buf->length += (size_t)n;
	}
	va_end(again);
	soc_locale_leave(host);
}

/* Line separators beyond ASCII (U+0085, U+2028, U+2029) would end a line for some YAML readers. */
static size_t quote_separator(struct soc_buf *buf, const char *at)
{
	if (!strncmp(at, "\xc2\x85", 2)) {
		soc_buf_puts(buf, "\\u0085");
		return 2;
	}
	if (!strncmp(at, "\xe2\x80\xa8", 3) || !strncmp(at, "\xe2\x80\xa9", 3)) {
		soc_buf_puts(buf, at[2] == '\xa8' ? "\\u2028" : "\\u2029");
		return 3;
	}
	if (!strncmp(at, "\xef\xbb\xbf", 3)) {
		soc_buf_puts(buf, "\\uFEFF");
		return 3;
	}
	return 0;
}

void soc_buf_quote(struct soc_buf *buf, const char *text, int json)
{
	soc_buf_puts(buf, "\"");
	for (const char *c = text; *c != '\0'; c++) {
		size_t skip = (unsigned char)*c >= 0x80 ? quote_separator(buf, c) : 0;
		if (skip > 0)
			c += skip - 1;
		else if (*c == '"' || *c == '\\')
			soc_buf_add(buf, "\\%c", *c);
		else if (*c == '\n')
			soc_buf_puts(buf, "\\n");
		else if ((unsigned char)*c < 0x20 || *c == 0x7f)
			soc_buf_add(buf, json ? "\\u%04x" : "\\x%02x", (unsigned char)*c);
		else
			soc_buf_put(buf, c, 1);
	}
	soc_buf_puts(buf, "\"");
}

void soc_buf_csv(struct soc_buf *buf, const char *text, size_t length)
{
	int plain = 1;
	for (size_t i = 0; i < length; i++)
		plain = plain && strchr("\",\r\n", text[i]) == NULL; /* a zero byte counts as not plain */
	soc_buf_puts(buf, plain ? "" : "\"");
	for (size_t i = 0; i < length; i++)
		soc_buf_put(buf, text[i] == '"' ? "\"\"" : text + i, text[i] == '"' ? 2 : 1);
	soc_buf_puts(buf, plain ? "" : "\"");
}

const char *soc_buf_text(const struct soc_buf *buf)
{
	return buf->text != NULL ? buf->text : "";
}

char *soc_buf_take(struct soc_buf *buf)
{
	if (buf->length == 0)
		soc_buf_put(buf, "", 0);
	char *text = buf->text;
	if (buf->failed) {
		soc_free(text);
		text = NULL;
	}
	*buf = (struct soc_buf){ 0 };
	return text;
}

enum soc_err soc_buf_give(struct soc_buf *buf, const char *why, char **out, struct soc_msg *msg)
{
	*out = soc_buf_take(buf);
	return *out != NULL ? SOC_OK : soc_fail(msg, SOC_ERR_MEMORY, "%s", why);
}

void soc_buf_release(struct soc_buf *buf)
{
	soc_free(buf->text);
	*buf = (struct soc_buf){ 0 };
}
