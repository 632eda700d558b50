#include "policies_check.h"

#include "diagnostics.h"
#include "say.h"

#include "socred/scenario.h"
#include "socred/sim.h"

#include <stdlib.h>
#include <string.h>

struct how {
	const char *file;
	const char *const *settings;
	size_t settings_count;
	int64_t months;
};

static enum soc_err read_one(const struct how *how, const char *path, struct soc_scenario **s,
                             struct soc_msg *msg)
{
	struct soc_diagnostics *diagnostics = NULL;
	const enum soc_err err =
		diagnostics_read(path, how->settings, how->settings_count, how->months, s, &diagnostics, msg);
	if (err != SOC_OK)
		diagnostics_tell(path, diagnostics, err, msg);
	soc_diagnostics_free(diagnostics);
	return err;
}

/* The roll-out of one variant, as it would be written; its lines stand in no file of the user's, so that what
 * is wrong is said by its key. */
static enum soc_err read_rollout(const struct soc_policies *p, const struct how *how, int variant,
                                 const struct soc_scenario *chosen, const struct soc_scenario *national,
                                 struct soc_msg *msg)
{
	struct soc_scenario *s = NULL;
	struct soc_diagnostics *diagnostics = NULL;
	char *base = realpath(soc_policies_path(p, variant), NULL), *text = NULL;
	if (base == NULL)
		return soc_fail(msg, SOC_ERR_IO, "%s is gone", soc_policies_path(p, variant));
	enum soc_err err = soc_policies_rollout(p, chosen, national, base, 1, &text, msg);
	if (err == SOC_OK)
		err = soc_scenario_read_text(text, strlen(text), "rollout", "/", how->settings, how->settings_count,
		                             &s, &diagnostics, msg);
	if (err == SOC_OK)
		err = soc_sim_check(s, &diagnostics, msg);
	for (size_t i = 0; err == SOC_ERR_SCENARIO && i < soc_diagnostics_count(diagnostics); i++) {
		const struct soc_diagnostic *bad = soc_diagnostics_at(diagnostics, i);
		if (bad->warning)
			continue;
		soc_fail(msg, err, "rollout: %s: %s", bad->key, bad->text);
		break;
	}
	soc_diagnostics_free(diagnostics);
	soc_scenario_free(s);
	soc_text_free(text);
	free(base);
	return err;
}

/* Which variant is rolled out is not known yet: each must be one that can be, or the runs might be for
 * nothing.
 */
static enum soc_err check_rollouts(const struct soc_policies *p, const struct how *how,
                                   struct soc_scenario *const *variants, struct soc_msg *msg)
{
	struct soc_scenario *national = NULL;
	struct soc_msg why = { "" }, one_why;
	int refused = 0, first = 0;
	if (soc_policies_national(p)[0] == '\0')
		return SOC_OK;
	enum soc_err err = read_one(how, soc_policies_national(p), &national, msg);
	for (int i = 0; i < soc_policies_count(p) && err == SOC_OK; i++) {
		const enum soc_err one = read_rollout(p, how, i, variants[i], national, &one_why);
		if (one == SOC_OK)
			continue;
		if (one != SOC_ERR_SCENARIO) {
			*msg = one_why;
			err = one;
		} else if (refused++ == 0) {
			why = one_why;
			first = i;
		}
	}
	soc_scenario_free(national);
	if (err != SOC_OK || refused == 0)
		return err;
	if (refused == soc_policies_count(p))
		return soc_fail(msg, SOC_ERR_SCENARIO, "%s: %s", how->file, why.text);
	return soc_fail(msg, SOC_ERR_SCENARIO, "%s: if %s were chosen: %s", how->file,
	                soc_policies_name(p, first), why.text);
}

enum soc_err policies_check(const struct soc_policies *p, const char *file, const char *const *settings,
                            size_t settings_count, int64_t months, struct soc_msg *msg)
{
	const struct how how = { file, settings, settings_count, months };
	const int count = soc_policies_count(p);
	struct soc_scenario **variants = calloc((size_t)count, sizeof *variants);
	enum soc_err err =
		variants != NULL ? SOC_OK : soc_fail(msg, SOC_ERR_MEMORY, "no memory for the variants");
	for (int i = 0; i < count && err == SOC_OK; i++)
		err = read_one(&how, soc_policies_path(p, i), &variants[i], msg);
	if (err == SOC_OK)
		err = check_rollouts(p, &how, variants, msg);
	for (int i = 0; i < count && variants != NULL; i++)
		soc_scenario_free(variants[i]);
	free(variants);
	return err;
}
