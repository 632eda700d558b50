/* Which modules a scenario has at the start and by its timeline. */
#include "analysis/summaries.h"

#include "base/mem.h"

#include <string.h>

/* ---- at the start, and by the timeline ---- */
static void add(const struct soc_scenario *changed, struct soc_module_found *out)
{
	for (int i = 0; i < SOC_MODULES; i++) {
		const struct soc_affected t = soc_modules[i]->affects(changed);
		if (!t.on)
			continue;
		out[i].later |= !out[i].affected.on;
		out[i].affected = (struct soc_affected){ 1,
			                                     out[i].affected.channels | t.channels,
			                                     out[i].affected.events | t.events,
			                                     out[i].affected.components | t.components,
			                                     out[i].affected.lists | t.lists,
			                                     out[i].affected.measures | t.measures };
	}
}

static int is_local(const struct soc_where *w)
{
	return w->kind != SOC_PLACES_ALL || w->strata != SOC_STRATA_BOTH || w->share < 1;
}

#define EVERY_CHANGE (-1)
/* The rules of one month: of the changes in force, in file order, those that hold everywhere, and of those
 * that hold in some places every one or `only` that one. A place where two local changes meet and one where
 * they do not are both thought of, whatever the names say. */
static enum soc_err add_month(const struct soc_scenario *s, int64_t month, int only,
                              struct soc_scenario *changed, struct soc_module_found *out, struct soc_msg *msg)
{
	struct soc_msg unused = { "" };
	*changed = *s;
	for (int k = 0; k < s->settings_count; k++) {
		const struct soc_setting *setting = &s->settings[k];
		if (!soc_scenario_change_active(s, setting->change, month))
			continue;
		if (only != EVERY_CHANGE && setting->change != only && is_local(&s->changes[setting->change].where))
			continue;
		if (soc_scenario_set_text(changed, setting->path, setting->value, &unused) == SOC_ERR_MEMORY)
			return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the modules of the scenario");
	}
	add(changed, out);
	return SOC_OK;
}

/* The rules change where a change begins and after it ends: what it had switched off may come back beside
 * what others switched on. */
static enum soc_err add_change(const struct soc_scenario *s, int c, struct soc_scenario *changed,
                               struct soc_module_found *out, struct soc_msg *msg)
{
	const int64_t turns[2] = { s->changes[c].from, s->changes[c].to + 1 };
	enum soc_err err = SOC_OK;
	for (int i = 0; i < 2 && err == SOC_OK; i++) {
		const int64_t month = turns[i] < s->span.from ? s->span.from : turns[i];
		if (month > s->span.to)
			continue;
		err = add_month(s, month, EVERY_CHANGE, changed, out, msg);
		if (err == SOC_OK)
			err = add_month(s, month, c, changed, out, msg);
	}
	return err;
}

enum soc_err soc_summaries_find_modules(const struct soc_scenario *s,
                                        struct soc_module_found out[SOC_MODULES], struct soc_msg *msg)
{
	struct soc_scenario *changed = soc_calloc(1, sizeof *changed);
	if (changed == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the modules of the scenario");
	memset(out, 0, SOC_MODULES * sizeof *out);
	add(s, out);
	for (int i = 0; i < SOC_MODULES; i++)
		out[i].later = 0;
	enum soc_err err = SOC_OK;
	for (int c = 0; c < s->changes_count && err == SOC_OK; c++)
		err = add_change(s, c, changed, out, msg);
	soc_free(changed);
	return err;
}
