/* The roll-out of a chosen variant: a scenario merged over it in which everything local to the variants waits
 * for a place to join. */
#include "input/policies/policies.h"

#include "input/text/number.h"

#include <string.h>

/* One kind of part that can be switched: where its entries stand in a scenario. */
struct part {
	const char *section;
	int (*count)(const struct soc_scenario *s);
	const char *(*name)(const struct soc_scenario *s, int i);
	int (*enabled)(const struct soc_scenario *s, int i);
};

#define PART(section)                                                      \
	static int section##_count(const struct soc_scenario *s)               \
	{                                                                      \
		return s->section##_count;                                         \
	}                                                                      \
	static const char *section##_name(const struct soc_scenario *s, int i) \
	{                                                                      \
		return s->section[i].name;                                         \
	}                                                                      \
	static int section##_enabled(const struct soc_scenario *s, int i)      \
	{                                                                      \
		return s->section[i].enabled;                                      \
	}
PART(channels)
PART(lists)
PART(measures)

static const struct part parts[] = {
	{ "channels", channels_count, channels_name, channels_enabled },
	{ "lists", lists_count, lists_name, lists_enabled },
	{ "measures", measures_count, measures_name, measures_enabled },
};
#define PARTS (sizeof parts / sizeof parts[0])

static int is_national(const struct part *part, const struct soc_scenario *national, const char *name)
{
	for (int i = 0; i < part->count(national); i++)
		if (part->enabled(national, i) && strcmp(part->name(national, i), name) == 0)
			return 1;
	return 0;
}

/* Writes everything that the chosen regime has on and the nation has not; how many there are. */
static int each_local_part(const struct soc_scenario *chosen, const struct soc_scenario *national,
                           int in_timeline, struct soc_buf *out)
{
	int all = 0;
	for (size_t k = 0; k < PARTS; k++) {
		int named = 0;
		for (int i = 0; i < parts[k].count(chosen); i++) {
			const char *name = parts[k].name(chosen, i);
			if (!parts[k].enabled(chosen, i) || is_national(&parts[k], national, name))
				continue;
			if (in_timeline)
				soc_buf_add(out, "      %s.%s.enabled: true\n", parts[k].section, name);
			else {
				if (!named)
					soc_buf_add(out, "%s:\n", parts[k].section);
				soc_buf_add(out, "  %s: {enabled: false}\n", name);
			}
			named = 1;
			all++;
		}
	}
	return all;
}

static void put_join(const struct soc_join *join, int number, const struct soc_scenario *chosen,
                     const struct soc_scenario *national, struct soc_buf *out)
{
	char month[SOC_NUMBER_TEXT], share[SOC_NUMBER_TEXT];
	soc_month_write(join->from, month);
	soc_number_write(join->share, share);
	soc_buf_add(out, "  - name: join_%d\n    from: %s\n    where: {share: %s}\n    set:\n", number, month,
	            share);
	each_local_part(chosen, national, 1, out);
}

/* Places join in one order, so this share is of those that joined first: the first places keep what they
 * were used to. */
static void put_local(const struct soc_rollout *r, struct soc_buf *out)
{
	char share[SOC_NUMBER_TEXT], month[SOC_NUMBER_TEXT];
	soc_number_write(r->local_share, share);
	soc_month_write(r->join[0].from, month);
	soc_buf_add(out, "  - name: local_values\n    from: %s\n    where: {share: %s}\n    set:\n", month,
	            share);
	for (int i = 0; i < r->local_count; i++)
		soc_buf_add(out, "      %s: %s\n", r->local[i].key, r->local[i].value);
}

int soc_policies_rollout_text(const struct soc_policies_plan *p, const struct soc_scenario *chosen,
                              const struct soc_scenario *national, const char *base, int local,
                              struct soc_buf *out)
{
	const struct soc_rollout *r = &p->rollout;
	soc_buf_puts(out, "socred: 1\nbase: ");
	soc_buf_quote(out, base, 0);
	soc_buf_add(out, "\ntitle: %s\n",
	            local && r->local_count > 0 ? "The choice rolled out, with local values"
	                                        : "The choice rolled out");
	if (each_local_part(chosen, national, 0, out) == 0)
		return 0;
	soc_buf_puts(out, "timeline_add:\n");
	for (int i = 0; i < r->joins_count; i++)
		put_join(&r->join[i], i + 1, chosen, national, out);
	if (local && r->local_count > 0)
		put_local(r, out);
	return 1;
}
