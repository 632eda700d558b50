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
