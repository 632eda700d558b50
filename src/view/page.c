/* The page: title, headline and document into the template. Nothing of the scenario can become markup: the
 * title is escaped, and the document has no '<' (JSON writes it as \u003c inside strings, and it stands
 * nowhere else).
 */
#include "view/report.h"

#include "analysis/text.h"
#include "base/file.h"

#include <stdio.h>
#include <string.h>

const char soc_page_head[] = "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
							 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
							 "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
							 "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
							 "<meta name=\"referrer\" content=\"no-referrer\">\n";

#define TITLE_MARK "%%SOCRED-TITLE%%"
#define HEADLINE_MARK "%%SOCRED-HEADLINE%%"
#define DATA_MARK "%%SOCRED-DATA%%"

static int put(FILE *file, const char *text, size_t length)
{
	return fwrite(text, 1, length, file) == length;
}

/* Writes text with every byte of `from` replaced. */
static int put_escaped(FILE *file, const char *text, size_t length, const char *from, const char *const *to)
{
	int ok = 1;
	size_t start = 0;
	for (size_t i = 0; i < length && ok; i++) {
		const char *hit = text[i] != '\0' ? strchr(from, text[i]) : NULL;
		if (hit == NULL)
			continue;
		ok = put(file, text + start, i - start) && put(file, to[hit - from], strlen(to[hit - from]));
		start = i + 1;
	}
	return ok && put(file, text + start, length - start);
}

static int put_json(const char *text, size_t length, void *user)
{
	static const char *const to[] = { "\\u003c" };
	if (length == 1 && *text != '<') /* most pieces of a document are a bracket or a comma */
		return putc(*text, user) != EOF ? 0 : -1;
	if (memchr(text, '<', length) == NULL)
		return put(user, text, length) ? 0 : -1;
	return put_escaped(user, text, length, "<", to) ? 0 : -1;
}

static int put_title(FILE *file, const char *title)
{
	static const char *const to[] = { "&amp;", "&lt;", "&gt;" };
	return put_escaped(file, title, strlen(title), "&<>", to);
}

/* Where the marks of a template are; 0: one is missing. */
static int find_marks(const char *page, const char *at[3])
{
	at[0] = strstr(page, TITLE_MARK);
	at[1] = at[0] != NULL ? strstr(at[0], HEADLINE_MARK) : NULL;
	at[2] = at[1] != NULL ? strstr(at[1], DATA_MARK) : NULL;
	return at[2] != NULL;
}

static int put_page(FILE *file, const char *page, const char *const at[3], const char *title,
                    const char *headline, const json_t *doc)
{
	const char *middle = at[0] + strlen(TITLE_MARK), *rest = at[1] + strlen(HEADLINE_MARK),
			   *end = at[2] + strlen(DATA_MARK);
	return put(file, page, (size_t)(at[0] - page)) && put_title(file, title) &&
	       put(file, middle, (size_t)(at[1] - middle)) && put(file, headline, strlen(headline)) &&
	       put(file, rest, (size_t)(at[2] - rest)) &&
	       json_dump_callback(doc, put_json, file, JSON_COMPACT | JSON_REAL_PRECISION(SOC_JSON_DIGITS)) ==
	           0 &&
	       put(file, end, strlen(end));
}

enum soc_err soc_report_write_page(const char *page, const char *path, const char *title,
                                   const char *headline, const json_t *doc, struct soc_msg *msg)
{
	struct soc_file_draft file;
	const char *at[3];
	if (page == NULL)
		page = soc_page_template;
	if (!find_marks(page, at))
		return soc_fail(msg, SOC_ERR_USAGE, "the page of the report has not %s, %s and %s, in this order",
		                TITLE_MARK, HEADLINE_MARK, DATA_MARK);
	enum soc_err err = soc_file_begin(&file, path, msg);
	return err == SOC_OK ? soc_file_finish(&file, put_page(file.to, page, at, title, headline, doc), msg)
	                     : err;
}

static void put_sentence(const char *text, struct soc_buf *out)
{
	if (text[0] == '\0')
		return;
	soc_buf_puts(out, "<p>");
	soc_text_html(out, text);
	soc_buf_puts(out, "</p>");
}

void soc_report_plain(const char *title, const char *before, const char *text, const char *behind,
                      struct soc_buf *out)
{
	soc_buf_puts(out, "<main id=\"main\"><h1>");
	soc_text_html(out, title);
	soc_buf_puts(out, "</h1>");
	put_sentence(before, out);
	soc_buf_puts(out, "<pre>");
	for (const char *at = text, *end; *at != '\0'; at = *end != '\0' ? end + 1 : end) {
		struct soc_buf line = { 0 };
		end = strchr(at, '\n') != NULL ? strchr(at, '\n') : at + strlen(at);
		soc_buf_put(&line, at, (size_t)(end - at));
		soc_text_html(out, soc_buf_text(&line));
		soc_buf_puts(out, "\n");
		out->failed |= line.failed;
		soc_buf_release(&line);
	}
	soc_buf_puts(out, "</pre>");
	put_sentence(behind, out);
	soc_buf_puts(out, "</main>");
}
