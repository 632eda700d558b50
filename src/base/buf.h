/* A growing text. After a failed allocation every call does nothing and the text is lost: check once, at the
 * end. */
#ifndef SOC_BASE_BUF_H
#define SOC_BASE_BUF_H

#include "socred/error.h"

#include <stddef.h>

struct soc_buf {
	char *text;              /* NUL-terminated; NULL while empty */
	size_t length, capacity; /* bytes without the NUL; bytes held */
	int failed;
};

/* Appends length bytes, a text up to its NUL, or what printf would write. O(length) amortised. */
void soc_buf_put(struct soc_buf *buf, const char *text, size_t length);
void soc_buf_puts(struct soc_buf *buf, const char *text);
void soc_buf_add(struct soc_buf *buf, const char *fmt, ...) SOC_PRINTF(2, 3);
/* Text in double quotes with the escapes of YAML; those of JSON when json is 1. */
void soc_buf_quote(struct soc_buf *buf, const char *text, int json);
/* length bytes as a field of CSV (RFC 4180): in double quotes where they hold a comma, a quote, an end of
 * line or a NUL. O(length). */
void soc_buf_csv(struct soc_buf *buf, const char *text, size_t length);
/* "" instead of NULL. Stands until the next call. */
const char *soc_buf_text(const struct soc_buf *buf);
/* The text, now the caller's (soc_free), and an empty buffer; NULL when memory ran out at any time. */
char *soc_buf_take(struct soc_buf *buf);
/* The same into *out; SOC_ERR_MEMORY with the words of `why`, and *out NULL, when memory ran out. */
enum soc_err soc_buf_give(struct soc_buf *buf, const char *why, char **out, struct soc_msg *msg);
void soc_buf_release(struct soc_buf *buf);

#endif
