#include "model/population/csv.h"

#include "base/noun.h"
#include "base/suggestion.h"
#include "base/utf8.h"

#include <string.h>

/* Reads one line into fields; returns their number, or less than 0: minus the number of the field that is
 * wrong. */
static int32_t split(struct soc_csv *csv, struct soc_csv_field *fields)
{
	const char *start = csv->at, *at = start;
	int32_t n = 0;
	csv->line++;
	for (;;) {
		if (n == SOC_CSV_COLUMNS)
			return -n;
		struct soc_csv_field *f = &fields[n++];
		f->column = (int32_t)(at - start) + 1;
		if (at < csv->end && *at == '"') {
			f->text = ++at;
			while (at < csv->end && *at != '"' && *at != '\n')
				at++;
			if (at == csv->end || *at != '"')
				return -n;
			f->length = (int32_t)(at - f->text);
			at++;
			while (at < csv->end && *at != ',' && *at != '\n')
				at++;
		} else {
			f->text = at;
			while (at < csv->end && *at != ',' && *at != '\n')
				at++;
			f->length = (int32_t)(at - f->text);
			if (f->length > 0 && f->text[f->length - 1] == '\r' && (at == csv->end || *at == '\n'))
				f->length--;
		}
		if (at == csv->end || *at == '\n')
			break;
		at++;
	}
	csv->at = at < csv->end ? at + 1 : at;
	return n;
}

static enum soc_err fail_line(const struct soc_csv *csv, const struct soc_csv_field *fields, int32_t n,
                              struct soc_msg *msg)
{
	return soc_fail(msg, SOC_ERR_DATA, "%s:%d:%d: %s", csv->name, csv->line, fields[-n - 1].column,
	                n == -SOC_CSV_COLUMNS ? "more than 256 fields" : "a quote is not closed");
}

/* A column is found by its name. */
static enum soc_err check_header(const struct soc_csv *csv, struct soc_msg *msg)
{
	for (int32_t i = 1; i < csv->columns; i++)
		for (int32_t k = 0; k < i; k++) {
			const struct soc_csv_field *f = &csv->header[i], *other = &csv->header[k];
			if (f->length > 0 && f->length == other->length &&
			    memcmp(f->text, other->text, (size_t)f->length) == 0)
				return soc_fail(msg, SOC_ERR_DATA, "%s:%d:%d: two columns are called \"%.*s\"", csv->name,
				                csv->line, f->column, f->length < 60 ? f->length : 60, f->text);
		}
	return SOC_OK;
}

enum soc_err soc_csv_open(struct soc_csv *csv, const char *name, const char *text, size_t length,
                          struct soc_msg *msg)
{
	memset(csv, 0, sizeof *csv);
	csv->name = name;
	if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) { /* byte order mark of UTF-8 */
		text += 3;
		length -= 3;
	}
	csv->at = text;
	csv->end = text + length;
	if (length == 0)
		return soc_fail(msg, SOC_ERR_DATA, "%s:1:1: the file is empty; a header row is needed", name);
	csv->columns = split(csv, csv->header);
	return csv->columns < 0 ? fail_line(csv, csv->header, csv->columns, msg) : check_header(csv, msg);
}

/* Which columns there are, so far as they fit, and the nearest. */
static enum soc_err no_column(const struct soc_csv *csv, const char *header, struct soc_msg *msg)
{
	struct soc_suggestion near;
	char all[240] = "", word[SOC_CSV_COLUMNS][SOC_NEAREST_WORD + 1];
	size_t n = 0;
	int is_full = 0;
	soc_suggestion_begin(&near, header);
	for (int32_t i = 0; i < csv->columns; i++) {
		const struct soc_csv_field *f = &csv->header[i];
		const size_t length = f->length < SOC_NEAREST_WORD ? (size_t)f->length : SOC_NEAREST_WORD;
		memcpy(word[i], f->text, length);
		word[i][length] = '\0';
		soc_suggestion_try(&near, word[i]);
		if (is_full || n + length + 8 >= sizeof all) {
			memcpy(all + n, ", ...", 6);
			is_full = 1;
			continue;
		}
		memcpy(all + n, ", ", n > 0 ? 2 : 0);
		n += n > 0 ? 2 : 0;
		memcpy(all + n, word[i], length + 1);
		n += length;
	}
	const enum soc_err err = soc_fail(msg, SOC_ERR_DATA, "%s:1:1: there is no column \"%s\"; there are: %s%s",
	                                  csv->name, header, all, soc_suggestion_hint(&near));
	if (msg != NULL)
		soc_utf8_tame(msg->text, 0);
	return err;
}

/* Its index; -1: there is none. */
static int32_t column_of(const struct soc_csv *csv, const char *header)
{
	for (int32_t i = 0; i < csv->columns; i++)
		if ((size_t)csv->header[i].length == strlen(header) &&
		    memcmp(csv->header[i].text, header, strlen(header)) == 0)
			return i;
	return -1;
}

int soc_csv_has(const struct soc_csv *csv, const char *header)
{
	return column_of(csv, header) >= 0;
}

enum soc_err soc_csv_column(const struct soc_csv *csv, const char *header, int32_t *index,
                            struct soc_msg *msg)
{
	const int32_t i = column_of(csv, header);
	if (i < 0)
		return no_column(csv, header, msg);
	*index = i;
	return SOC_OK;
}

enum soc_err soc_csv_next(struct soc_csv *csv, int *more, struct soc_msg *msg)
{
	while (csv->at < csv->end &&
	       (*csv->at == '\n' || (*csv->at == '\r' && csv->at + 1 < csv->end && csv->at[1] == '\n'))) {
		csv->at += *csv->at == '\r' ? 2 : 1;
		csv->line++;
	}
	*more = csv->at < csv->end;
	if (!*more)
		return SOC_OK;
	int32_t n = split(csv, csv->row);
	if (n < 0)
		return fail_line(csv, csv->row, n, msg);
	if (n != csv->columns)
		return soc_fail(msg, SOC_ERR_DATA, "%s:%d:%d: the row has %d %s, the header %d", csv->name, csv->line,
		                csv->row[(n < csv->columns ? n : csv->columns + 1) - 1].column, n,
		                soc_noun(n, "field", "fields"), csv->columns);
	return SOC_OK;
}

int soc_csv_missing(const struct soc_csv *csv, int32_t index)
{
	const struct soc_csv_field *f = &csv->row[index];
	return f->length == 0 || (f->length == 2 && memcmp(f->text, "NA", 2) == 0);
}

enum soc_err soc_csv_fail(const struct soc_csv *csv, int32_t index, const char *what, struct soc_msg *msg)
{
	const struct soc_csv_field *f = &csv->row[index], *h = &csv->header[index];
	const enum soc_err err =
		soc_fail(msg, SOC_ERR_DATA, "%s:%d:%d: %s in column %.*s: \"%.*s\"", csv->name, csv->line, f->column,
	             what, h->length < 60 ? h->length : 60, h->text, f->length < 60 ? f->length : 60, f->text);
	if (msg != NULL)
		soc_utf8_tame(msg->text, 0);
	return err;
}

/* Digits with at most one point, as a whole number and the digits after the point; 0 when it is anything
 * else. */
static int digits(const struct soc_csv_field *f, int64_t *value, int *decimals, int *negative)
{
	int32_t i = 0, seen = 0;
	int point = -1;
	*value = 0;
	*negative = f->length > 0 && f->text[0] == '-';
	for (i = *negative; i < f->length; i++) {
		char c = f->text[i];
		if (c == '.' && point < 0) {
			point = i;
			continue;
		}
		if (c < '0' || c > '9' || *value > 900719925474099)
			return 0;
		*value = *value * 10 + (c - '0');
		seen++;
	}
	*decimals = point < 0 ? 0 : f->length - 1 - point;
	return seen > 0;
}

enum soc_err soc_csv_whole(const struct soc_csv *csv, int32_t index, int64_t *out, struct soc_msg *msg)
{
	int64_t value;
	int decimals, negative;
	if (!digits(&csv->row[index], &value, &decimals, &negative) || decimals != 0 || negative)
		return soc_csv_fail(csv, index, "a whole number is needed (digits alone, nothing between thousands)",
		                    msg);
	*out = value;
	return SOC_OK;
}

enum soc_err soc_csv_number(const struct soc_csv *csv, int32_t index, double low, double high, double *out,
                            struct soc_msg *msg)
{
	int64_t value;
	int decimals, negative;
	if (!digits(&csv->row[index], &value, &decimals, &negative))
		return soc_csv_fail(csv, index, "a number is needed", msg);
	double scale = 1.0;
	for (int i = 0; i < decimals; i++)
		scale *= 10.0;
	double number = (negative ? -1.0 : 1.0) * (double)value / scale;
	if (number < low || number > high)
		return soc_csv_fail(csv, index, "the number is out of range", msg);
	*out = number;
	return SOC_OK;
}

/* Names reach terminals and pages. */
static int is_shown(const struct soc_csv_field *f)
{
	const unsigned char *s = (const unsigned char *)f->text;
	size_t at = 0, length = (size_t)f->length, bytes = 0;
	while (at < length && (bytes = soc_utf8_character(s + at, length - at)) > 0 &&
	       !soc_utf8_is_obeyed(s + at, bytes))
		at += bytes;
	return at == length;
}

enum soc_err soc_csv_text(const struct soc_csv *csv, int32_t index, char *out, size_t size,
                          struct soc_msg *msg)
{
	const struct soc_csv_field *f = &csv->row[index];
	if (f->length == 0)
		return soc_csv_fail(csv, index, "text is needed", msg);
	if ((size_t)f->length >= size)
		return soc_csv_fail(csv, index, "the text is too long", msg);
	if (!is_shown(f))
		return soc_csv_fail(csv, index, "the text is no UTF-8, or has characters that a terminal would obey",
		                    msg);
	memcpy(out, f->text, (size_t)f->length);
	out[f->length] = '\0';
	return SOC_OK;
}

/* What is no number at all may be somebody's name: it is not repeated. */
static enum soc_err check_is_number(const struct soc_csv *csv, int column, struct soc_msg *msg)
{
	const struct soc_csv_field *f = &csv->row[column], *h = &csv->header[column];
	for (int32_t i = 0; i < f->length; i++)
		if (strchr("0123456789.,-+ ", f->text[i]) == NULL)
			return soc_fail(
				msg, SOC_ERR_DATA,
				"%s:%d:%d: a count is needed, and a text stands there, in column %.*s: a row is a place, "
				"its cells count people; rows about single persons are refused",
				csv->name, csv->line, f->column, h->length < 60 ? h->length : 60, h->text);
	return f->length > 0 ? SOC_OK
	                     : soc_csv_fail(csv, column, "a count is needed (0 where there is nobody)", msg);
}

enum soc_err soc_csv_count(const struct soc_csv *csv, int column, int64_t *out, struct soc_msg *msg)
{
	if (check_is_number(csv, column, msg) != SOC_OK)
		return SOC_ERR_DATA;
	enum soc_err err = soc_csv_whole(csv, column, out, msg);
	if (err == SOC_OK && *out > 0 && *out < SOC_CELL_LEAST)
		return soc_csv_fail(csv, column, "a cell of fewer than 5 (publish coarser counts)", msg);
	if (err == SOC_OK && *out > SOC_CELL_MOST)
		return soc_csv_fail(csv, column, "more people than a population can have (at most 3000000000)", msg);
	return err;
}

enum soc_err soc_csv_rest(const struct soc_csv *csv, int column, int64_t part, int64_t all, const char *left,
                          struct soc_msg *msg)
{
	const struct soc_csv_field *f = &csv->row[column], *h = &csv->header[column];
	if (all - part <= 0 || all - part >= SOC_CELL_LEAST)
		return SOC_OK;
	const enum soc_err err = soc_fail(
		msg, SOC_ERR_DATA,
		"%s:%d:%d: it leaves %lld of %lld as %s: a cell of fewer than %d by subtraction; allowed: 0, or %d "
		"and more in column %.*s: \"%.*s\"",
		csv->name, csv->line, f->column, (long long)(all - part), (long long)all, left, SOC_CELL_LEAST,
		SOC_CELL_LEAST, h->length < 60 ? h->length : 60, h->text, f->length < 60 ? f->length : 60, f->text);
	if (msg != NULL)
		soc_utf8_tame(msg->text, 0);
	return err;
}
