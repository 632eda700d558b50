/* A target of a request: path and query, their escapes undone. */
#include "lab/lab.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <string.h>

static int digit(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
	                              : -1;
}

/* Undoes %41 and, in a query, + in place. 0: half an escape, or one of a control character. */
static int unescape(char *text, int in_query)
{
	char *to = text;
	for (const char *c = text; *c != '\0'; c++) {
		int byte = (unsigned char)*c;
		if (byte == '%') {
			const int high = digit(c[1]), low = high < 0 ? -1 : digit(c[2]);
			if (low < 0)
				return 0;
			byte = high * 16 + low;
			c += 2;
		} else if (byte == '+' && in_query)
			byte = ' ';
		if (byte < 32 || byte == 127)
			return 0;
		*to++ = (char)byte;
	}
	*to = '\0';
	return 1;
}

static int read_pair(struct soc_lab_request *q, char *pair)
{
	char *sign = strchr(pair, '=');
	if (*pair == '\0')
		return 1;
	if (q->pairs == SOC_LAB_QUERY_MOST)
		return 0;
	if (sign != NULL)
		*sign++ = '\0';
	if (!unescape(pair, 1) || (sign != NULL && !unescape(sign, 1)) || soc_lab_query(q, pair) != NULL)
		return 0;
	q->key[q->pairs] = pair;
	q->value[q->pairs++] = sign != NULL ? sign : "";
	return 1;
}

int soc_lab_target_read(struct soc_lab_request *q, const char *target, const char **why)
{
	*why = "no memory for the request";
	if (strlen(target) > SOC_LAB_TARGET_MOST) {
		*why = "the target of the request is too long";
		return 0;
	}
	q->text = soc_strdup(target);
	if (q->text == NULL)
		return 0;
	*why =
		"the target of the request is broken: half an escape, a control character, a key twice or too many";
	char *query = strchr(q->text, '?');
	if (query != NULL)
		*query++ = '\0';
	q->path = q->text;
	if (!unescape(q->text, 0) || soc_utf8_break(q->text, strlen(q->text)) != strlen(q->text))
		return 0;
	for (char *pair = query; pair != NULL;) {
		char *next = strchr(pair, '&');
		if (next != NULL)
			*next++ = '\0';
		if (!read_pair(q, pair))
			return 0;
		pair = next;
	}
	for (int i = 0; i < q->pairs; i++)
		if (soc_utf8_break(q->value[i], strlen(q->value[i])) != strlen(q->value[i]))
			return 0;
	return 1;
}

void soc_lab_target_release(struct soc_lab_request *q)
{
	soc_free(q->text);
	q->text = NULL;
}

const char *soc_lab_query(const struct soc_lab_request *q, const char *key)
{
	for (int i = 0; i < q->pairs; i++)
		if (strcmp(q->key[i], key) == 0)
			return q->value[i];
	return NULL;
}

enum soc_err soc_lab_query_number(const struct soc_lab_request *q, const char *key, int64_t low, int64_t high,
                                  int64_t otherwise, int64_t *out, struct soc_msg *msg)
{
	const char *text = soc_lab_query(q, key);
	int64_t n = 0;
	if (text == NULL || *text == '\0') {
		*out = otherwise;
		return SOC_OK;
	}
	const char *c = text;
	for (; *c >= '0' && *c <= '9' && c - text < 18; c++)
		n = n * 10 + (*c - '0');
	if (*c != '\0' || n < low || n > high)
		return soc_fail(msg, SOC_ERR_USAGE, "%s: \"%.40s\" is not a whole number from %lld to %lld", key,
		                text, (long long)low, (long long)high);
	*out = n;
	return SOC_OK;
}
