/* What must hold of bureaus: who merges whom, and who is ever asked. */
#include "model/modules/bureaus/check.h"

#include "input/bind/check_needs.h"

#include <string.h>

static int merges(const struct soc_scenario *s, int b, int other)
{
	return s->bureaus[b].kind == SOC_BUREAU_MERGED && (s->bureaus[b].merges >> other & 1u);
}

/* Goes from a bureau to the first that it merges and that leads back to it; way: the bureaus gone through. 1:
 * there is a circle. */
static int finds_itself(const struct soc_scenario *s, int start, int *way, int *steps)
{
	int reached[SOC_BUREAUS_MAX], from[SOC_BUREAUS_MAX], count = 1;
	memset(from, -1, sizeof from);
	reached[0] = start;
	for (int i = 0; i < count; i++)
		for (int b = 0; b < s->bureaus_count; b++) {
			if (!merges(s, reached[i], b))
				continue;
			if (b == start) {
				*steps = 0;
				for (int at = reached[i]; at != start; at = from[at])
					way[(*steps)++] = at;
				return 1;
			}
			if (from[b] < 0) {
				from[b] = reached[i];
				reached[count++] = b;
			}
		}
	return 0;
}

/* Says "b1 -> b2 -> b1", once for each circle: at the first of its bureaus. Returns 1 for every bureau on a
 * circle. */
static int is_in_circle(struct soc_binding *binding, int b)
{
	const struct soc_scenario *s = binding->s;
	int way[SOC_BUREAUS_MAX], steps, first = b;
	if (!finds_itself(s, b, way, &steps))
		return 0;
	for (int i = 0; i < steps; i++)
		first = way[i] < first ? way[i] : first;
	if (first < b)
		return 1;
	const struct soc_parameter t = soc_needs_parameter("bureaus", b, "merges", -1);
	struct soc_buf path = { 0 }, text = { 0 };
	soc_parameter_path(s, &t, &path);
	binding->diagnostics->out_of_memory |= path.failed;
	soc_buf_add(&text, "the bureaus merge in a circle, %s", s->bureaus[b].name);
	for (int i = steps; i-- > 0;)
		soc_buf_add(&text, " -> %s", s->bureaus[way[i]].name);
	soc_buf_add(&text, " -> %s; only bureaus of kind scorer can be merged", s->bureaus[b].name);
	soc_bind_error(binding, soc_provenance_place(binding->provenance, &t), soc_buf_text(&path), &text);
	soc_buf_release(&path);
	return 1;
}

/* A circle is said whole; else each merged bureau that a bureau merges. */
static void check_merges(struct soc_binding *binding, int b)
{
	const struct soc_scenario *s = binding->s;
	const struct soc_parameter t = soc_needs_parameter("bureaus", b, "merges", -1);
	if (is_in_circle(binding, b))
		return;
	for (int other = 0; other < s->bureaus_count; other++) {
		if (!merges(s, b, other) || s->bureaus[other].kind == SOC_BUREAU_SCORER)
			continue;
		soc_needs_say(binding, &t, -1, 1, "%s is merged itself; only bureaus of kind scorer can be merged",
		              s->bureaus[other].name);
	}
}

/* key: of a section, naming a set of bureaus. */
static void check_named_bureaus(struct soc_binding *binding, const char *section, int entry, const char *key,
                                uint32_t set)
{
	const struct soc_scenario *s = binding->s;
	const struct soc_parameter t = soc_needs_parameter(section, entry, key, -1);
	for (int b = 0; b < s->bureaus_count; b++) {
		if (!(set >> b & 1u) || soc_needs_ever(s, "bureaus", b, "enabled", -1))
			continue;
		soc_needs_say(binding, &t, -1, 0, "%s is never enabled: it refuses nobody", s->bureaus[b].name);
	}
}

void soc_bureaus_check(struct soc_binding *binding)
{
	const struct soc_scenario *s = binding->s;
	for (int b = 0; b < s->bureaus_count; b++) {
		check_merges(binding, b);
		check_named_bureaus(binding, "bureaus", b, "merges", s->bureaus[b].merges);
	}
	for (int m = 0; m < s->measures_count; m++)
		check_named_bureaus(binding, "measures", m, "bureaus", s->measures[m].bureaus);
	const struct soc_parameter friends = soc_needs_parameter("credit", -1, "friends", -1);
	if (s->bureaus_count > 0 && s->credit.friends % 2 != 0)
		soc_needs_say(binding, &friends, -1, 1,
		              "friendships go both ways along rings: an even number is needed");
}
