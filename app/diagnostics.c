#include "diagnostics.h"
#include "say.h"

#include "socred/sim.h"

#include <stdlib.h>
#include <string.h>

size_t diagnostics_print(const struct soc_diagnostics *list, FILE *out)
{
	size_t warnings = 0;
	for (size_t i = 0; list != NULL && i < soc_diagnostics_count(list); i++) {
		const struct soc_diagnostic *p = soc_diagnostics_at(list, i);
		warnings += p->warning != 0;
		char place[32] = "";
		if (p->line > 0)
			snprintf(place, sizeof place, "%d:%d:", p->line, p->column);
		say(out, "%s:%s %s: %s%s%s", p->file, place, p->warning ? "warning" : "error", p->key,
		    p->key[0] != '\0' ? ": " : "", p->text);
	}
	return warnings;
}

void diagnostics_tell(const char *path, const struct soc_diagnostics *list, enum soc_err err,
                      struct soc_msg *msg)
{
	const size_t errors = soc_diagnostics_count(list) - diagnostics_print(list, stderr);
	if (errors > 0 && err == SOC_ERR_SCENARIO)
		(void)soc_fail(msg, SOC_ERR_SCENARIO, "%s: %zu %s, nothing is run", path, errors,
		               noun((long long)errors, "error", "errors"));
}

/* "span.to=YYYY-MM" for so many months from the first one: a setting like any other, so that the stored
 * scenario ends where the run ended and what lies beyond is told. 0 when the scenario does not say when it
 * begins. */
static int months_setting(const struct soc_scenario *s, int64_t months, char out[40])
{
	for (size_t i = 0; i < soc_scenario_values(s); i++) {
		const struct soc_value v = soc_scenario_value(s, i);
		if (strcmp(v.key, "span.from") != 0)
			continue;
		char *month;
		const long year = strtol(v.value, &month, 10);
		const int64_t last = year * 12 + strtol(month + 1, NULL, 10) - 1 + months - 1;
		snprintf(out, 40, "span.to=%04lld-%02d", (long long)(last / 12), (int)(last % 12) + 1);
		return 1;
	}
	return 0;
}

static enum soc_err read_again(const char *path, const char *const *settings, size_t count, int64_t months,
                               struct soc_scenario **s, struct soc_diagnostics **diagnostics,
                               struct soc_msg *msg)
{
	char end[40];
	const char **more = malloc((count + 1) * sizeof *more);
	if (more == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for the settings");
	enum soc_err err = SOC_OK;
	if (count > 0)
		memcpy(more, settings, count * sizeof *more);
	more[count] = end;
	if (months_setting(*s, months, end)) {
		soc_scenario_free(*s);
		soc_diagnostics_free(*diagnostics);
		*s = NULL;
		err = soc_scenario_read(path, more, count + 1, s, diagnostics, msg);
	}
	free(more);
	return err;
}

enum soc_err diagnostics_read(const char *path, const char *const *settings, size_t settings_count,
                              int64_t months, struct soc_scenario **out, struct soc_diagnostics **diagnostics,
                              struct soc_msg *msg)
{
	struct soc_scenario *s = NULL;
	enum soc_err err = soc_scenario_read(path, settings, settings_count, &s, diagnostics, msg);
	if (err == SOC_OK && months > 0)
		err = read_again(path, settings, settings_count, months, &s, diagnostics, msg);
	if (err == SOC_OK)
		err = soc_sim_check(s, diagnostics, msg);
	if (err == SOC_OK)
		*out = s;
	else
		soc_scenario_free(s);
	return err;
}
