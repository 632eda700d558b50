/* Lines of a terminal: text broken at spaces, and a range in them. */
#include "analysis/text.h"

#include <string.h>

void soc_text_paragraph(struct soc_buf *b, const char *text, size_t width, const char *first,
                        const char *rest, const char *end)
{
	for (const char *open = first; *text != '\0'; open = rest) {
		size_t n = strlen(text);
		if (n > width) /* up to the last space that fits */
			for (n = width; n > 1 && text[n] != ' ';)
				n--;
		soc_buf_puts(b, open);
		soc_buf_put(b, text, n);
		text += n + (text[n] == ' ');
		soc_buf_puts(b, *text == '\0' ? end : "\n");
	}
}

void soc_text_note_alike(struct soc_buf *b)
{
	if (strstr(soc_buf_text(b), SOC_TEXT_ALIKE) != NULL)
		soc_buf_puts(b, SOC_TEXT_ALIKE_NOTE);
}

void soc_text_range(struct soc_buf *b, double low, double high, int decimals)
{
	soc_text_real(b, low, decimals);
	soc_buf_puts(b, " to ");
	soc_text_real(b, high, decimals);
}
