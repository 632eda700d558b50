/* What a search has found, for a terminal and for programs. */
#include "view/find_text.h"

#include "analysis/text.h"
#include "base/noun.h"
#include "socred/scenario.h"
#include "view/people_text.h"

#include <math.h>
#include <string.h>

static double value_of(const struct soc_find *f, int drawn, int column)
{
	return f->value[(size_t)drawn * (size_t)f->people->chosen + (size_t)column];
}

/* ---- for a terminal ---- */
static void put_count(const struct soc_find *f, struct soc_buf *b)
{
	const int64_t examined = soc_find_examined(f);
	soc_text_real(b, (double)f->matching, 0);
	soc_buf_puts(b, " of ");
	soc_text_real(b, (double)examined, 0);
	soc_buf_add(b, " synthetic %s", soc_noun((double)examined, "person", "people"));
	if (examined > 0) {
		const double share = 1000.0 * (double)f->matching / (double)examined;
		soc_buf_puts(b, " (");
		soc_text_real(b, share, soc_text_decimals_few(share));
		soc_buf_puts(b, " per 1,000)");
	}
	if (f->place[0] != '\0') {
		soc_buf_puts(b, " in ");
		soc_text_safe(b, f->place, strlen(f->place), 0);
	}
	soc_buf_add(b, " at the end of %s, replicate %lld", f->date, (long long)f->people->replicate);
	if (f->where[0] != '\0') {
		soc_buf_puts(b, ":\n  ");
		soc_text_safe(b, f->where, strlen(f->where), 0);
	}
	soc_buf_puts(b, "\n");
}

/* The same over all replicates, or that they were not counted. */
static void put_over_replicates(const struct soc_find *f, struct soc_buf *b)
{
	const struct soc_interval v = soc_find_over_replicates(f);
	const int decimals = soc_text_decimals(v.mean, v.low, v.high);
	const double share = 1000.0 * v.mean / (double)soc_find_examined(f);
	if (v.count == 0 && f->people->scenario->replicates > 1)
		soc_buf_puts(b, "Counted in this replicate alone.\n");
	if (v.count < 2 && f->matching == 0 && soc_find_examined(f) > 0) {
		soc_buf_puts(b, "None found is no certainty: it leaves up to ");
		soc_text_real(b, soc_find_none_leaves(f), 1);
		soc_buf_puts(b, " of as many open (95%).\n");
	}
	if (v.count < 2)
		return;
	soc_buf_add(b, "Over all replicates (%d): ", v.count);
	soc_text_real(b, v.mean, decimals);
	soc_buf_puts(b, " (");
	soc_text_real(b, share, soc_text_decimals_few(share));
	soc_buf_puts(b, v.high > v.low ? " per 1,000), 95%: " : " per 1,000), as many in each replicate");
	if (v.high > v.low) {
		soc_text_real(b, v.low, decimals);
		soc_buf_puts(b, " to ");
		soc_text_real(b, v.high, decimals);
	}
	soc_buf_puts(b, "\n");
}

int soc_find_is_told_already(const struct soc_find *f, int column)
{
	if (column == 0 || strcmp(f->people->picks[column].name, "place_local") != 0 ||
	    strcmp(f->people->picks[column - 1].name, "place") != 0)
		return 0;
	for (int i = 0; i < f->drawn; i++) {
		const char *word[2];
		for (int k = 0; k < 2; k++)
			word[k] = soc_people_pick_word(f->people, &f->people->picks[column - k],
			                               (int32_t)value_of(f, i, column - k));
		if (strcmp(word[0], word[1]) != 0)
			return 0;
	}
	return 1;
}

void soc_find_cell(const struct soc_find *f, int drawn, int column, struct soc_buf *b)
{
	const struct soc_people_pick *pick = &f->people->picks[column];
	const struct soc_people_column c = soc_people_pick_column(f->people, pick);
	const double value = value_of(f, drawn, column);
	if (isnan(value)) {
		soc_buf_puts(b, "-");
	} else if (c.type == SOC_PEOPLE_WORD) {
		const char *word = soc_people_pick_word(f->people, pick, (int32_t)value);
		soc_text_safe(b, word, strlen(word), 0);
	} else if (c.type == SOC_PEOPLE_FLAG) {
		soc_buf_puts(b, value != 0.0 ? "yes" : "no");
	} else if (c.type == SOC_PEOPLE_REAL) {
		soc_text_real(b, value, 2);
	} else {
		soc_buf_add(b, "%lld", (long long)value);
	}
}

static int width_of(const struct soc_find *f, int column, struct soc_buf *b)
{
	int wide = (int)strlen(f->people->picks[column].name);
	for (int i = 0; i < f->drawn; i++) {
		struct soc_buf cell = { 0 };
		soc_find_cell(f, i, column, &cell);
		const int width = soc_text_width(soc_buf_text(&cell), (int)cell.length);
		wide = width > wide ? width : wide;
		b->failed |= cell.failed;
		soc_buf_release(&cell);
	}
	return wide;
}

/* A line of the table: of the names of the columns where drawn is -1. */
static void put_line(const struct soc_find *f, int drawn, struct soc_buf *b)
{
	for (int c = 0; c < f->people->chosen; c++) {
		if (soc_find_is_told_already(f, c))
			continue;
		const int is_number = soc_people_pick_column(f->people, &f->people->picks[c]).type != SOC_PEOPLE_WORD;
		const int last = c + 1 == f->people->chosen;
		struct soc_buf cell = { 0 };
		if (drawn < 0)
			soc_buf_puts(&cell, f->people->picks[c].name);
		else
			soc_find_cell(f, drawn, c, &cell);
		const int left = width_of(f, c, b) - soc_text_width(soc_buf_text(&cell), (int)cell.length);
		soc_buf_puts(b, c > 0 ? "  " : "");
		soc_text_repeat(b, ' ', is_number ? left : 0);
		soc_buf_puts(b, soc_buf_text(&cell));
		soc_text_repeat(b, ' ', is_number || last ? 0 : left);
		b->failed |= cell.failed;
		soc_buf_release(&cell);
	}
	soc_buf_puts(b, "\n");
}

static void put_table(const struct soc_find *f, struct soc_buf *b)
{
	put_count(f, b);
	put_over_replicates(f, b);
	if (f->drawn == 0)
		return;
	if (f->drawn == f->matching)
		soc_buf_puts(b, f->drawn == 1 ? "\nThe only one:\n" : "\nAll of them:\n");
	else
		soc_buf_add(b, "\nDrawn by seed %lld, not chosen:\n", (long long)f->people->seed);
	for (int i = -1; i < f->drawn; i++)
		put_line(f, i, b);
	soc_buf_add(b, "\nThe life of the first: socred explain RESULTS --person %lld",
	            (long long)soc_find_person(f, 0));
	if (f->people->replicate > 0)
		soc_buf_add(b, " --replicate %lld", (long long)f->people->replicate);
	soc_buf_puts(b, "\n");
}

/* ---- for programs ---- */
static void put_csv(const struct soc_find *f, struct soc_buf *b)
{
	for (int c = 0; c < f->people->chosen; c++)
		soc_buf_add(b, "%s%s", c > 0 ? "," : "", f->people->picks[c].name);
	soc_buf_puts(b, "\n");
	for (int i = 0; i < f->drawn; i++) {
		for (int c = 0; c < f->people->chosen; c++) {
			soc_buf_puts(b, c > 0 ? "," : "");
			soc_people_put_value(f->people, &f->people->picks[c], value_of(f, i, c), b);
		}
		soc_buf_puts(b, "\n");
	}
}

static void put_json_person(const struct soc_find *f, int drawn, struct soc_buf *b)
{
	for (int c = 0; c < f->people->chosen; c++) {
		const struct soc_people_pick *pick = &f->people->picks[c];
		const struct soc_people_column column = soc_people_pick_column(f->people, pick);
		const double value = value_of(f, drawn, c);
		soc_buf_add(b, "%s\"%s\": ", c > 0 ? ", " : "{", column.name);
		if (isnan(value))
			soc_buf_puts(b, "null");
		else if (column.type == SOC_PEOPLE_WORD)
			soc_buf_quote(b, soc_people_pick_word(f->people, pick, (int32_t)value), 1);
		else if (column.type == SOC_PEOPLE_FLAG)
			soc_buf_puts(b, value != 0.0 ? "true" : "false");
		else if (column.type == SOC_PEOPLE_REAL)
			soc_text_number(b, value, "null");
		else
			soc_buf_add(b, "%lld", (long long)value);
	}
	soc_buf_puts(b, "}");
}

/* null: counted in the replicate of the draw alone. */
static void put_json_replicates(const struct soc_find *f, struct soc_buf *b)
{
	const struct soc_interval v = soc_find_over_replicates(f);
	const double numbers[] = { v.mean, v.low, v.high };
	static const char *const keys[] = { "mean", "low", "high" };
	if (v.count == 0) {
		soc_buf_puts(b, "null");
		return;
	}
	soc_buf_add(b, "{\"replicates\": %d", v.count);
	for (int i = 0; i < 3; i++) {
		soc_buf_add(b, ", \"%s\": ", keys[i]);
		soc_text_number(b, numbers[i], "null");
	}
	soc_buf_puts(b, "}");
}

static void put_json(const struct soc_find *f, struct soc_buf *b)
{
	soc_buf_puts(b, "{\n  \"where\": ");
	soc_buf_quote(b, f->where, 1);
	soc_buf_puts(b, ",\n  \"place\": ");
	soc_buf_quote(b, f->place, 1);
	soc_buf_add(b, ",\n  \"month\": \"%s\",\n  \"replicate\": %lld,\n  \"seed\": %lld,\n", f->date,
	            (long long)f->people->replicate, (long long)f->people->seed);
	soc_buf_add(b, "  \"people\": %lld,\n  \"matching\": %lld,\n  \"over_replicates\": ",
	            (long long)soc_find_examined(f), (long long)f->matching);
	put_json_replicates(f, b);
	soc_buf_puts(b, ",\n  \"drawn\": [");
	for (int i = 0; i < f->drawn; i++) {
		soc_buf_puts(b, i > 0 ? ",\n    " : "\n    ");
		put_json_person(f, i, b);
	}
	soc_buf_puts(b, f->drawn > 0 ? "\n  ]\n}\n" : "]\n}\n");
}

enum soc_err soc_find_text(const struct soc_find *f, const char *format, char **out, struct soc_msg *msg)
{
	enum soc_text_form form = SOC_TEXT_TABLE;
	struct soc_buf b = { 0 };
	const enum soc_err err = soc_text_form_find(format, &form, msg);
	if (err != SOC_OK)
		return err;
	if (form == SOC_TEXT_TABLE)
		put_table(f, &b);
	else if (form == SOC_TEXT_CSV)
		put_csv(f, &b);
	else
		put_json(f, &b);
	return soc_buf_give(&b, "no memory for what was found", out, msg);
}
