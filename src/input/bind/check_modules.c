/* Checks between modules: what one needs of another, what would silently do nothing, who merges whom in a
 * circle. */
#include "input/bind/check_needs.h"

#include "base/data.h"
#include "input/compile/instrument.h"
#include "input/module.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Whether anybody wrote a value that stands in the scenario itself. */
static int is_written(const struct soc_fill *fill, const struct soc_target *t)
{
	return soc_notes_of(fill->notes, t)->origin != NULL;
}

/* Where a value is written, its path as problems say it, and what it is; setting: of a change, -1 in the
 * scenario itself. */
static struct soc_position found_at(const struct soc_fill *fill, const struct soc_target *t, int setting,
                                    struct soc_buf *path, struct soc_buf *value)
{
	const struct soc_scenario *s = fill->s;
	if (setting < 0) {
		soc_target_path(s, t, path);
		soc_target_write(s, t, value);
		return soc_notes_place(fill->notes, t);
	}
	const struct soc_setting *at = &s->settings[setting];
	soc_buf_add(path, "timeline.%s.set.%s", s->changes[at->change].name, at->path);
	soc_buf_puts(value, at->value);
	if (fill->notes == NULL)
		return (struct soc_position){ "", 0, 0 };
	const struct soc_note *note = &fill->notes->settings[setting];
	return (struct soc_position){ note->file != NULL ? note->file : "", note->line, note->column };
}

static void say(struct soc_fill *fill, const struct soc_target *t, int setting, int refused, const char *text)
{
	struct soc_buf path = { 0 }, value = { 0 };
	const struct soc_position at = found_at(fill, t, setting, &path, &value);
	fill->problems->out_of_memory |= path.failed || value.failed;
	(refused ? soc_problems_error : soc_problems_warn)(fill->problems, at, soc_buf_text(&path), "%s: %s",
	                                                   soc_buf_text(&value), text);
	soc_buf_release(&path);
	soc_buf_release(&value);
}

static void check_need(struct soc_fill *fill, const struct soc_need *need, const struct soc_target *t)
{
	int setting;
	if (need->met(fill->s, t->entry))
		return;
	if (isnan(need->neutral) ? is_written(fill, t) && soc_needs_used(fill->s, t, t->key->def, &setting)
	                         : soc_needs_used(fill->s, t, need->neutral, &setting))
		say(fill, t, setting, need->refused, need->text);
}

/* Where no regime is left there is nothing that its absence could make strange. */
static int is_bare(const struct soc_scenario *s)
{
	return s->channels_count == 0 && s->components_count == 0 && s->lists_count == 0 &&
	       s->measures_count == 0 && s->instrument.table[0] == '\0';
}

static void check_needs(struct soc_fill *fill, const struct soc_need *needs)
{
	for (const struct soc_need *need = needs; need != NULL && need->section != NULL; need++) {
		struct soc_target t = { .section = soc_section_find(need->section), .entry = -1, .element = -1 };
		t.key = soc_key_find(t.section, need->key);
		if (!need->refused && is_bare(fill->s))
			continue;
		if (!t.section->named)
			check_need(fill, need, &t);
		else
			for (t.entry = 0; t.entry < soc_section_count(fill->s, t.section); t.entry++)
				check_need(fill, need, &t);
	}
}

/* ---- score ---- */

/* Families and grades make a score together; with one of them alone nobody is posted points. */
static void check_score(struct soc_fill *fill)
{
	const struct soc_scenario *s = fill->s;
	const char *section = s->grades_count == 0 ? "components" : "grades";
	if ((s->components_count == 0) == (s->grades_count == 0))
		return;
	const struct soc_target first = { soc_section_find(section), NULL, 0, -1 };
	struct soc_buf path = { 0 };
	soc_target_path(s, &first, &path);
	fill->problems->out_of_memory |= path.failed;
	soc_problems_warn(fill->problems, soc_notes_place(fill->notes, &first), soc_buf_text(&path),
	                  s->grades_count == 0
	                      ? "without grades there is no score and nobody is posted points, nor do bureaus "
	                        "find any; add grades:"
	                      : "without components there is no score to grade; add components:");
	soc_buf_release(&path);
}

/* ---- residence ---- */

static struct soc_target target_of(const char *section, int entry, const char *key, int element)
{
	struct soc_target t = { .section = soc_section_find(section), .entry = entry, .element = element };
	t.key = soc_key_find(t.section, key);
	return t;
}

/* A class of each kind of residence, and reports by those who know. */
static void check_residence(struct soc_fill *fill)
{
	const struct soc_scenario *s = fill->s;
	int first[4] = { -1, -1, -1, -1 };
	for (int k = 0; k < s->events_count; k++) {
		const int what = s->events[k].residence;
		if (what == SOC_RESIDENCE_NONE)
			continue;
		if (first[what] >= 0) {
			char text[160];
			const struct soc_target t = target_of("events", k, "residence", -1);
			snprintf(text, sizeof text, "events.%s is that class already, and there can be one",
			         s->events[first[what]].name);
			say(fill, &t, -1, 1, text);
		} else {
			first[what] = k;
		}
	}
	for (int c = 0; c < s->channels_count && first[SOC_RESIDENCE_UNDECLARED] >= 0 && !s->contacts.enabled;
	     c++) {
		const struct soc_target t = target_of("channels", c, "detects", first[SOC_RESIDENCE_UNDECLARED]);
		int setting;
		if (s->channels[c].kind == SOC_CHANNEL_NEIGHBOURS &&
		    soc_needs_ever(s, "channels", c, "enabled", -1) && soc_needs_used(s, &t, 0.0, &setting))
			say(fill, &t, setting, 1,
			    "neighbours report where people live by who knows whom, and no contacts are kept; set "
			    "contacts.enabled to true, or 0 here");
	}
}

/* ---- bureaus ---- */

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
static int is_in_circle(struct soc_fill *fill, int b)
{
	const struct soc_scenario *s = fill->s;
	int way[SOC_BUREAUS_MAX], steps, first = b;
	if (!finds_itself(s, b, way, &steps))
		return 0;
	for (int i = 0; i < steps; i++)
		first = way[i] < first ? way[i] : first;
	if (first < b)
		return 1;
	const struct soc_target t = target_of("bureaus", b, "merges", -1);
	struct soc_buf path = { 0 }, text = { 0 };
	soc_target_path(s, &t, &path);
	fill->problems->out_of_memory |= path.failed;
	soc_buf_add(&text, "the bureaus merge in a circle, %s", s->bureaus[b].name);
	for (int i = steps; i-- > 0;)
		soc_buf_add(&text, " -> %s", s->bureaus[way[i]].name);
	soc_buf_add(&text, " -> %s; only bureaus of kind scorer can be merged", s->bureaus[b].name);
	soc_fill_error(fill, soc_notes_place(fill->notes, &t), soc_buf_text(&path), &text);
	soc_buf_release(&path);
	return 1;
}

/* A circle is said whole; else each merged bureau that a bureau merges. */
static void check_merges(struct soc_fill *fill, int b)
{
	const struct soc_scenario *s = fill->s;
	const struct soc_target t = target_of("bureaus", b, "merges", -1);
	if (is_in_circle(fill, b))
		return;
	for (int other = 0; other < s->bureaus_count; other++) {
		char text[128];
		if (!merges(s, b, other) || s->bureaus[other].kind == SOC_BUREAU_SCORER)
			continue;
		snprintf(text, sizeof text, "%s is merged itself; only bureaus of kind scorer can be merged",
		         s->bureaus[other].name);
		say(fill, &t, -1, 1, text);
	}
}

/* key: of a section, naming a set of bureaus. */
static void check_named_bureaus(struct soc_fill *fill, const char *section, int entry, const char *key,
                                uint32_t set)
{
	const struct soc_scenario *s = fill->s;
	const struct soc_target t = target_of(section, entry, key, -1);
	for (int b = 0; b < s->bureaus_count; b++) {
		char text[128];
		if (!(set >> b & 1u) || soc_needs_ever(s, "bureaus", b, "enabled", -1))
			continue;
		snprintf(text, sizeof text, "%s is never enabled: it refuses nobody", s->bureaus[b].name);
		say(fill, &t, -1, 0, text);
	}
}

static void check_bureaus(struct soc_fill *fill)
{
	const struct soc_scenario *s = fill->s;
	for (int b = 0; b < s->bureaus_count; b++) {
		check_merges(fill, b);
		check_named_bureaus(fill, "bureaus", b, "merges", s->bureaus[b].merges);
	}
	for (int m = 0; m < s->measures_count; m++)
		check_named_bureaus(fill, "measures", m, "bureaus", s->measures[m].bureaus);
	const struct soc_target friends = target_of("credit", -1, "friends", -1);
	if (s->bureaus_count > 0 && s->credit.friends % 2 != 0)
		say(fill, &friends, -1, 1, "friendships go both ways along rings: an even number is needed");
}

/* ---- instrument ---- */

static void check_instrument(struct soc_fill *fill)
{
	const struct soc_instrument *in = &fill->s->instrument;
	const struct soc_target table = target_of("instrument", -1, "table", -1),
							least = target_of("instrument", -1, "minimum", -1),
							labelled = target_of("instrument", -1, "threshold_marked", -1);
	struct soc_buf why = { 0 };
	if (in->table[0] == '\0')
		return;
	if (!soc_instrument_table_found(in->table, &why))
		soc_fill_error(fill, soc_notes_place(fill->notes, &table), "instrument.table", &why);
	if (in->minimum >= in->maximum)
		say(fill, &least, -1, 1, "is not below instrument.maximum");
	if (in->threshold_marked != in->threshold && fill->s->society.marker_share == 0.0 &&
	    is_written(fill, &labelled))
		say(fill, &labelled, -1, 0,
		    "nobody carries the label: the other threshold decides for all; set society.marker_share above "
		    "0");
}

void soc_fill_check_modules(struct soc_fill *fill)
{
	check_needs(fill, soc_needs);
	for (int i = 0; i < SOC_MODULES; i++)
		check_needs(fill, soc_modules[i]->needs);
	check_score(fill);
	check_residence(fill);
	check_bureaus(fill);
	check_instrument(fill);
}
