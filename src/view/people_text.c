/* People as CSV, and what columns there are. */
#include "view/people_text.h"

#include "analysis/text.h"
#include "analysis/words.h"
#include "base/mem.h"
#include "base/noun.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static enum soc_err take(struct soc_buf *b, char **out, struct soc_msg *msg)
{
	return soc_buf_give(b, "no memory for the text of people", out, msg);
}

enum soc_err soc_people_csv_head(const struct soc_people_reader *p, char **out, struct soc_msg *msg)
{
	struct soc_buf b = { 0 };
	soc_buf_puts(&b, "month");
	for (int i = 0; i < p->chosen; i++)
		soc_buf_add(&b, ",%s", p->picks[i].name);
	soc_buf_puts(&b, "\n");
	return take(&b, out, msg);
}

void soc_people_put_value(const struct soc_people_reader *p, const struct soc_people_pick *pick, double value,
                          struct soc_buf *b)
{
	const enum soc_people_type type = soc_people_pick_column(p, pick).type;
	if (isnan(value))
		return;
	if (type == SOC_PEOPLE_WORD) {
		const char *word = soc_people_pick_word(p, pick, (int32_t)value);
		soc_buf_csv(b, word, strlen(word));
	} else if (type == SOC_PEOPLE_REAL) {
		soc_text_number(b, value, "");
	} else {
		soc_buf_add(b, "%lld", (long long)value);
	}
}

enum soc_err soc_people_csv(const struct soc_people_reader *p, const struct soc_people_rows *rows, char **out,
                            struct soc_msg *msg)
{
	struct soc_buf b = { 0 };
	soc_buf_puts(&b, "");
	for (int32_t row = 0; row < rows->count; row++) {
		soc_buf_puts(&b, rows->date);
		for (int i = 0; i < p->chosen; i++) {
			soc_buf_puts(&b, ",");
			soc_people_put_value(p, &p->picks[i], soc_people_value(&p->picks[i], (unsigned)row), &b);
		}
		soc_buf_puts(&b, "\n");
	}
	return take(&b, out, msg);
}

/* ---- what there is ---- */
static const char *const types[] = { "flag", "whole number", "whole number", "number", "word" };

/* The words of a column as a text; of places and provinces how many there are. */
static void put_words(const struct soc_people_reader *p, const struct soc_people_pick *pick,
                      struct soc_buf *b)
{
	const int32_t words = soc_people_pick_column(p, pick).words;
	if (words > 12) {
		soc_buf_add(b, "%d %s", words, soc_noun(words, "name", "names"));
		return;
	}
	for (int32_t i = 0; i < words; i++)
		soc_buf_add(b, "%s%s", i > 0 ? ", " : "", soc_people_pick_word(p, pick, i));
}

static void put_column(const struct soc_people_reader *p, const struct soc_people_pick *pick,
                       enum soc_text_form form, struct soc_buf *b)
{
	const struct soc_people_column c = soc_people_pick_column(p, pick);
	struct soc_buf words = { 0 };
	put_words(p, pick, &words);
	const struct soc_words own = soc_words_of(p->scenario);
	char meaning[SOC_WORDS_TEXT];
	const char *fields[] = { c.name, types[c.type], c.unit, soc_buf_text(&words),
		                     soc_words_own(&own, c.meaning, meaning, sizeof meaning) };
	static const char *const keys[] = { "column", "type", "unit", "words", "meaning" };
	if (form == SOC_TEXT_TABLE) {
		soc_buf_add(b, "%-28s %-13s %s%s%s%s%s\n", c.name, types[c.type], fields[4],
		            c.unit[0] != '\0' ? ", " : "", c.unit, words.length > 0 ? ": " : "",
		            soc_buf_text(&words));
	} else {
		for (int i = 0; i < 5; i++) {
			if (form == SOC_TEXT_CSV) {
				soc_buf_puts(b, i > 0 ? "," : "");
				soc_buf_csv(b, fields[i], strlen(fields[i]));
			} else {
				soc_buf_add(b, "%s\"%s\": ", i > 0 ? ", " : "{", keys[i]);
				soc_buf_quote(b, fields[i], 1);
			}
		}
		soc_buf_puts(b, form == SOC_TEXT_CSV ? "\n" : "}");
	}
	b->failed |= words.failed;
	soc_buf_release(&words);
}

enum soc_err soc_people_columns_text(struct soc_result *result, const char *format, char **out,
                                     struct soc_msg *msg)
{
	const struct soc_people_options everything = { .columns = "all" };
	enum soc_text_form form = SOC_TEXT_TABLE;
	struct soc_people_reader *p = NULL;
	struct soc_buf b = { 0 };
	enum soc_err err = soc_text_form_find(format, &form, msg);
	if (err == SOC_OK)
		err = soc_people_open(result, &everything, &p, msg);
	if (err != SOC_OK)
		return err;
	if (form != SOC_TEXT_TABLE)
		soc_buf_puts(&b, form == SOC_TEXT_CSV ? "column,type,unit,words,meaning\n" : "[\n");
	for (int i = 0, told = 0; i < p->chosen; i++) {
		if (strcmp(p->picks[i].name, "class") == 0 && !soc_words_has_classes(p->scenario))
			continue;
		soc_buf_puts(&b, form == SOC_TEXT_JSON && told++ > 0 ? ",\n" : "");
		put_column(p, &p->picks[i], form, &b);
	}
	soc_buf_puts(&b, form == SOC_TEXT_JSON ? "\n]\n" : "");
	soc_people_free(p);
	return take(&b, out, msg);
}
