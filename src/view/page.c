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
	return put_escaped(user, text, length, "<", to) ? 0 : -1;
}

static int put_title(FILE *file, const char *title)
{
	static const char *const to[] = { "&amp;", "&lt;", "&gt;" };
	return put_escaped(file, title, strlen(title), "&<>", to);
}

static int put_page(FILE *file, const char *title, const char *headline, const json_t *doc)
{
	const char *name = strstr(soc_page_template, TITLE_MARK);
	const char *first = name != NULL ? strstr(name, HEADLINE_MARK) : NULL;
	const char *data = first != NULL ? strstr(first, DATA_MARK) : NULL;
	if (data == NULL)
		return 0;
	const char *middle = name + strlen(TITLE_MARK), *rest = first + strlen(HEADLINE_MARK),
			   *end = data + strlen(DATA_MARK);
	return put(file, soc_page_template, (size_t)(name - soc_page_template)) && put_title(file, title) &&
	       put(file, middle, (size_t)(first - middle)) && put(file, headline, strlen(headline)) &&
	       put(file, rest, (size_t)(data - rest)) &&
	       json_dump_callback(doc, put_json, file, JSON_COMPACT | JSON_REAL_PRECISION(7)) == 0 &&
	       put(file, end, strlen(end));
}

enum soc_err soc_report_write_page(const char *path, const char *title, const char *headline,
                                   const json_t *doc, struct soc_msg *msg)
{
	struct soc_file_draft file;
	enum soc_err err = soc_file_begin(&file, path, msg);
	return err == SOC_OK ? soc_file_finish(&file, put_page(file.to, title, headline, doc), msg) : err;
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
