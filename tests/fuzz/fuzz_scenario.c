/* Any bytes as a scenario: read without a crash or a leak, and what is valid reads back from its resolved
 * form to the same. Behind a line "%%" stand settings, one "key=value" a line. */
#include "fuzz.h"
#include "input/schema/scenario.h"
#include "socred/scenario.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define SETTINGS_MAX 8

static void check_diagnostics(const struct soc_diagnostics *diagnostics, enum soc_err err)
{
	size_t errors = 0;
	for (size_t i = 0; i < soc_diagnostics_count(diagnostics); i++) {
		const struct soc_diagnostic *p = soc_diagnostics_at(diagnostics, i);
		errors += !p->warning;
		CHECK(p->text[0] != '\0' && p->line >= 0 && p->column >= 0);
	}
	CHECK((errors > 0) == (err == SOC_ERR_SCENARIO));
}

static void check_same(struct soc_scenario *a, struct soc_scenario *b)
{
	const struct soc_provenance *provenance = b->provenance;
	CHECK(soc_scenario_values(a) == soc_scenario_values(b));
	for (int i = 0; i < b->changes_count; i++)
		b->changes[i].line = a->changes[i].line;
	b->provenance = a->provenance;
	CHECK(memcmp(a, b, sizeof *a) == 0);
	b->provenance = provenance;
}

static void check_round_trip(struct soc_scenario *s)
{
	struct soc_scenario *back = NULL;
	char *text = soc_scenario_resolved(s);
	CHECK(text != NULL);
	CHECK(soc_scenario_read_text(text, strlen(text), "resolved", NULL, NULL, 0, &back, NULL, NULL) == SOC_OK);
	check_same(s, back);
	soc_scenario_free(back);
	soc_text_free(text);
}

/* Cuts text into lines in place. */
static size_t settings_of(char *text, const char *settings[SETTINGS_MAX])
{
	size_t count = 0;
	while (text != NULL && *text != '\0' && count < SETTINGS_MAX) {
		char *end = strchr(text, '\n');
		if (end != NULL)
			*end++ = '\0';
		settings[count++] = text;
		text = end;
	}
	return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct soc_scenario *s = NULL;
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_msg msg = { "" };
	const char *settings[SETTINGS_MAX];
	char *text = fuzz_text(data, size);
	if (text == NULL)
		return 0;
	char *sign = strstr(text, "\n%%\n");
	size_t length = sign != NULL ? (size_t)(sign - text) : size;
	size_t count = settings_of(sign != NULL ? sign + 4 : NULL, settings);
	enum soc_err err =
		soc_scenario_read_text(text, length, "text", NULL, settings, count, &s, &diagnostics, &msg);
	CHECK(err == SOC_OK || err == SOC_ERR_SCENARIO);
	CHECK((err == SOC_OK) == (s != NULL));
	check_diagnostics(diagnostics, err);
	if (s != NULL)
		check_round_trip(s);
	soc_diagnostics_free(diagnostics);
	soc_scenario_free(s);
	free(text);
	return 0;
}
