#include "input_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *fixtures(const char *file, char out[512])
{
	snprintf(out, 512, "%s/%s", INPUT_FIXTURES, file);
	return out;
}

static void say_all(const struct soc_diagnostics *diagnostics)
{
	for (size_t i = 0; i < soc_diagnostics_count(diagnostics); i++) {
		const struct soc_diagnostic *p = soc_diagnostics_at(diagnostics, i);
		print_error("%s:%d:%d: %s: %s\n", p->file, p->line, p->column, p->key, p->text);
	}
}

struct soc_scenario *text_good(const char *text)
{
	struct soc_scenario *s = NULL;
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_msg msg = { "" };
	if (soc_scenario_read_text(text, strlen(text), "text", NULL, NULL, 0, &s, &diagnostics, &msg) != SOC_OK) {
		say_all(diagnostics);
		fail_msg("%s", msg.text);
	}
	soc_diagnostics_free(diagnostics);
	return s;
}

struct soc_scenario *file_good_set(const char *file, const char *setting)
{
	char path[512];
	struct soc_scenario *s = NULL;
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_msg msg = { "" };
	if (soc_scenario_read(fixtures(file, path), &setting, setting != NULL, &s, &diagnostics, &msg) !=
	    SOC_OK) {
		say_all(diagnostics);
		fail_msg("%s", msg.text);
	}
	soc_diagnostics_free(diagnostics);
	return s;
}

struct soc_scenario *file_good(const char *file)
{
	return file_good_set(file, NULL);
}

void text_bad(const char *text, int line, int column, const char *key, const char *words)
{
	struct soc_scenario *s = NULL;
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_msg msg = { "" };
	enum soc_err err =
		soc_scenario_read_text(text, strlen(text), "text", NULL, NULL, 0, &s, &diagnostics, &msg);
	int found = 0;
	for (size_t i = 0; i < soc_diagnostics_count(diagnostics) && !found; i++) {
		const struct soc_diagnostic *p = soc_diagnostics_at(diagnostics, i);
		if (p->line == line && p->column == column && !strcmp(p->file, "text") && !strcmp(p->key, key) &&
		    strstr(p->text, words) != NULL) {
			found = 1;
			assert_int_equal(err, p->warning ? SOC_OK : SOC_ERR_SCENARIO);
		}
	}
	if (!found) {
		say_all(diagnostics);
		fail_msg("no problem at %d:%d, key %s, with the words: %s", line, column, key, words);
	}
	soc_diagnostics_free(diagnostics);
	soc_scenario_free(s);
}

void all_bad(const struct bad *cases, size_t count)
{
	for (size_t i = 0; i < count; i++)
		text_bad(cases[i].text, cases[i].line, cases[i].column, cases[i].key, cases[i].words);
}

int is_same(const struct soc_scenario *a, const struct soc_scenario *b)
{
	struct soc_scenario *copy = malloc(sizeof *copy);
	assert_non_null(copy);
	memcpy(copy, b, sizeof *copy);
	copy->provenance = a->provenance;
	for (int i = 0; i < copy->changes_count; i++)
		copy->changes[i].line = a->changes[i].line;
	int same = memcmp(a, copy, sizeof *copy) == 0;
	free(copy);
	return same;
}

struct soc_value value_of(const struct soc_scenario *s, const char *key)
{
	for (size_t i = 0; i < soc_scenario_values(s); i++) {
		struct soc_value v = soc_scenario_value(s, i);
		if (!strcmp(v.key, key))
			return v;
	}
	fail_msg("no value %s", key);
	return (struct soc_value){ .key = "" };
}
