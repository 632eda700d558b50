/* Which modules a scenario has at the start and by its timeline. */
#include "analysis/attached.h"

#include "analysis/looks.h"
#include "base/mem.h"

#include <math.h>
#include <string.h>

/* ---- at the start, and by the timeline ---- */
static void add(const struct soc_scenario *changed, struct soc_attachment *out)
{
	for (int i = 0; i < soc_attached_count; i++) {
		const struct soc_affected t = soc_modules[i]->affects(changed);
		if (!t.on)
			continue;
		out[i].later |= !out[i].touched.on;
		out[i].touched = (struct soc_affected){ 1,
			                                    out[i].touched.channels | t.channels,
			                                    out[i].touched.events | t.events,
			                                    out[i].touched.families | t.families,
			                                    out[i].touched.lists | t.lists,
			                                    out[i].touched.measures | t.measures };
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
                              struct soc_scenario *changed, struct soc_attachment *out, struct soc_msg *msg)
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
                               struct soc_attachment *out, struct soc_msg *msg)
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

enum soc_err soc_attached_find(const struct soc_scenario *s, struct soc_attachment out[SOC_ATTACHED_MOST],
                               struct soc_msg *msg)
{
	struct soc_scenario *changed = soc_calloc(1, sizeof *changed);
	if (changed == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the modules of the scenario");
	memset(out, 0, SOC_ATTACHED_MOST * sizeof *out);
	add(s, out);
	for (int i = 0; i < soc_attached_count; i++)
		out[i].later = 0;
	enum soc_err err = SOC_OK;
	for (int c = 0; c < s->changes_count && err == SOC_OK; c++)
		err = add_change(s, c, changed, out, msg);
	soc_free(changed);
	return err;
}

int soc_attached_tells(const struct soc_attachment *attached, const struct soc_scenario *s, int i, int k)
{
	const struct soc_answer *a = &soc_attached[i].answers[k];
	return attached[i].touched.on && (a->needs == NULL || a->needs(s));
}

enum soc_err soc_answer_read(struct soc_result *r, const struct soc_scenario *s, const struct soc_answer *a,
                             int64_t replicate, int64_t month, double *value, double *cases,
                             struct soc_msg *msg)
{
	const struct soc_figure base = { .sql = a->base };
	if (a->looks && !soc_looks_at(s, month)) {
		*value = NAN;
		*cases = 0;
		return SOC_OK;
	}
	enum soc_err err = soc_figure_read(r, &base, replicate, month, 1, cases, msg);
	return err != SOC_OK ? err : soc_figure_read(r, &a->figure, replicate, month, 1, value, msg);
}
