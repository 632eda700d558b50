/* A tar file in memory: POSIX.1-1988 ustar, the form that every tar reads. Times and owners are 0, so that
 * the same files make the same bytes. */
#include "lab/lab.h"

#include <stdio.h>
#include <string.h>

#define BLOCK 512

void soc_lab_tar_put(struct soc_buf *b, const char *name, const char *text, size_t length)
{
	static const char zeros[BLOCK];
	char head[BLOCK] = { 0 };
	unsigned sum = 0;
	snprintf(head, 100, "%s", name);
	memcpy(head + 100, "0000644", 8);
	memcpy(head + 108, "0000000", 8);
	memcpy(head + 116, "0000000", 8);
	snprintf(head + 124, 12, "%011llo", (unsigned long long)length & 077777777777ull);
	memcpy(head + 136, "00000000000", 12);
	memset(head + 148, ' ', 8); /* while the sum is made */
	head[156] = '0';
	memcpy(head + 257, "ustar", 6);
	memcpy(head + 263, "00", 2);
	for (int i = 0; i < BLOCK; i++)
		sum += (unsigned char)head[i];
	snprintf(head + 148, 7, "%06o", sum & 0777777);
	soc_buf_put(b, head, BLOCK);
	soc_buf_put(b, text, length);
	soc_buf_put(b, zeros, (BLOCK - length % BLOCK) % BLOCK);
}

void soc_lab_tar_end(struct soc_buf *b)
{
	static const char zeros[2 * BLOCK];
	soc_buf_put(b, zeros, sizeof zeros);
}

/* Octal digits, as a tar file has its numbers; -1: none. */
static int64_t octal(const char *at, size_t room)
{
	int64_t n = 0;
	size_t i = 0;
	for (; i < room && at[i] >= '0' && at[i] <= '7'; i++)
		n = n * 8 + (at[i] - '0');
	return i > 0 && i < room && (at[i] == '\0' || at[i] == ' ') ? n : -1;
}

static int is_zero(const char *at, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (at[i] != '\0')
			return 0;
	return 1;
}

int soc_lab_tar_next(const char *bytes, size_t length, size_t *at, const char **name, const char **text,
                     size_t *size)
{
	unsigned sum = 0;
	if (length - *at < BLOCK)
		return -1;
	const char *head = bytes + *at;
	if (is_zero(head, BLOCK))
		return 0;
	for (int i = 0; i < BLOCK; i++)
		sum += i >= 148 && i < 156 ? ' ' : (unsigned char)head[i];
	const int64_t have = octal(head + 148, 8), n = octal(head + 124, 12);
	if (have != (int64_t)sum || n < 0 || memchr(head, '\0', 100) == NULL ||
	    memcmp(head + 257, "ustar", 5) != 0 || (head[156] != '0' && head[156] != '\0') ||
	    (uint64_t)n > length - *at - BLOCK)
		return -1;
	*name = head;
	*text = head + BLOCK;
	*size = (size_t)n;
	const size_t whole = BLOCK + (size_t)n + (BLOCK - (size_t)n % BLOCK) % BLOCK;
	*at = whole > length - *at ? length : *at + whole;
	return 1;
}
