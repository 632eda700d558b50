#include "experiment/points_file.h"

#include "base/mem.h"
#include "experiment/design.h"

#include <stdio.h>
#include <string.h>

/* One field: ends it with a NUL in place and gives what stands behind it. A quote that is never closed ends
 * with the line. */
static char *take_field(char **at)
{
	char *field = *at, *to = *at, *from = *at;
	if (*from != '"') {
		from += strcspn(from, ",");
	} else {
		for (from++; *from != '\0'; from++) {
			if (*from == '"' && from[1] != '"')
				break;
			from += *from == '"';
			*to++ = *from;
		}
		from += *from == '"';
		from += strcspn(from, ",");
	}
	if (field != to || *field == '"') /* quoted: what was copied */
		*to = '\0';
	const char more = *from;
	*from = '\0';
	*at = more == ',' ? from + 1 : NULL;
	return field;
}

/* Splits a line into the columns of its row; 0 when there are more or fewer. */
static int split(struct soc_points_file *f, char *line, char **fields)
{
	int count = 0;
	for (char *at = line; at != NULL; count++) {
		char *field = take_field(&at);
		field += strspn(field, " \t");
		for (size_t n = strlen(field); n > 0 && strchr(" \t\r", field[n - 1]) != NULL; n--)
			field[n - 1] = '\0';
		if (count < f->columns)
			fields[count] = field;
	}
	return count == f->columns;
}

static int count_fields(const char *line)
{
	int count = 1, quoted = 0;
	for (; *line != '\0'; line++) {
		quoted ^= *line == '"';
		count += *line == ',' && !quoted;
	}
	return count;
}

static void take_line(struct soc_points_file *f, char *line, int number, struct soc_diagnostics *list)
{
	const struct soc_position at = { f->path, number, 1 };
	const int is_head = f->lines[0] == 0;
	const int64_t row = is_head ? 0 : f->rows + 1;
	if (!split(f, line, f->field + row * f->columns)) {
		soc_diagnostics_error(list, at, "design.file",
		                      "number of values: %d; allowed: %d, as the head line has", count_fields(line),
		                      f->columns);
		return;
	}
	f->lines[is_head ? 0 : f->rows] = number;
	f->rows += !is_head;
	if (is_head)
		f->lines[0] = number;
}

/* Room for every line of the text. */
static enum soc_err allocate(struct soc_points_file *f, const char *text, size_t length, struct soc_msg *msg)
{
	size_t lines = 1;
	for (size_t i = 0; i < length; i++)
		lines += text[i] == '\n';
	f->text = soc_calloc(length + 1, 1);
	f->lines = soc_calloc(lines + 1, sizeof *f->lines);
	f->field = soc_calloc(lines * (size_t)f->columns + 1, sizeof *f->field);
	if (f->text == NULL || f->lines == NULL || f->field == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to read %s", f->path);
	memcpy(f->text, text, length);
	return SOC_OK;
}

static int is_blank(const char *line)
{
	return line[strspn(line, " \t\r")] == '\0';
}

static void take_lines(struct soc_points_file *f, struct soc_diagnostics *list)
{
	int number = 1;
	for (char *line = f->text, *next; line != NULL; line = next, number++) {
		next = strchr(line, '\n');
		if (next != NULL)
			*next++ = '\0';
		if (!is_blank(line))
			take_line(f, line, number, list);
	}
}

enum soc_err soc_points_file_read(struct soc_points_file *f, const char *path, const char *text,
                                  size_t length, struct soc_diagnostics *list, struct soc_msg *msg)
{
	const struct soc_position at = { path, 1, 1 };
	const size_t before = list->errors, head = strcspn(text, "\n");
	memset(f, 0, sizeof *f);
	f->path = path;
	if (memchr(text, '\0', length) != NULL) {
		soc_diagnostics_error(list, at, "design.file", "a byte 0: this is no text");
		return SOC_OK;
	}
	for (size_t i = 0; i < head; i++) /* at least as many as the head has */
		f->columns += text[i] == ',';
	f->columns++;
	if (f->columns > SOC_FACTORS_MAX) {
		soc_diagnostics_error(list, at, "design.file", "number of columns: %d; allowed: at most %d",
		                      f->columns, SOC_FACTORS_MAX);
		return SOC_OK;
	}
	const enum soc_err err = allocate(f, text, length, msg);
	if (err != SOC_OK)
		return err;
	take_lines(f, list);
	if (f->rows == 0 && list->errors == before)
		soc_diagnostics_error(list, at, "design.file",
		                      "no points; a head line of factors and a line for "
		                      "each point are needed");
	if (f->rows > SOC_POINTS_MAX)
		soc_diagnostics_error(list, at, "design.file", "number of points: %lld; allowed: at most %d",
		                      (long long)f->rows, SOC_POINTS_MAX);
	if (list->errors > before)
		f->rows = 0;
	return SOC_OK;
}

const char *soc_points_file_name(const struct soc_points_file *f, int column)
{
	return f->field[column] != NULL ? f->field[column] : "";
}

int soc_points_file_column(const struct soc_points_file *f, const char *name)
{
	for (int c = 0; c < f->columns; c++)
		if (strcmp(soc_points_file_name(f, c), name) == 0)
			return c;
	return -1;
}

void soc_points_file_cell(const struct soc_points_file *f, int64_t row, int column, char out[SOC_FACTOR_TEXT])
{
	snprintf(out, SOC_FACTOR_TEXT, "%.63s", f->field[(row + 1) * f->columns + column]);
}

void soc_points_file_release(struct soc_points_file *f)
{
	soc_free(f->text);
	soc_free(f->lines);
	soc_free(f->field);
	memset(f, 0, sizeof *f);
}
