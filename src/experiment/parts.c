#include "experiment/parts.h"

#include "base/suggestion.h"
#include "socred/sim.h"

#include <stdio.h>
#include <string.h>

/* ---- what there is ---- */
#define NAME_1(name, meaning) #name,
static const char *const event_counts[] = { SOC_CLASS_COUNTS(NAME_1) };
static const char *const channel_counts[] = { SOC_CHANNEL_COUNTS(NAME_1) };
static const char *const list_counts[] = { SOC_LIST_COUNTS(NAME_1) };
static const char *const measure_counts[] = { SOC_MEASURE_COUNTS(NAME_1) };
#define NAME_2(name, kind, unit, meaning) #name,
static const char *const indicators[] = { SOC_INDICATORS(NAME_2) };

/* A key of people and its words; beside them a part may leave the key open. */
static const struct {
	const char *key, *words[5];
	int count;
} of_people[] = { { "class", { "citizen", "executive", "official" }, 3 },
	              { "group", { "majority", "minority" }, 2 },
	              { "stratum", { "rural", "urban" }, 2 },
	              { "quintile", { "lowest", "second", "middle", "fourth", "highest" }, 5 } };
#define KEYS 4
#define SELECTIONS (4 * 3 * 3 * 6)

static const struct {
	const char *table, *key;
	const char *const *counts;
	int counts_count, entries, stocks; /* the first so many counts are stocks */
} tables[] = {
	{ "by_cell", "", indicators, SOC_INDICATORS_COUNT, SELECTIONS, 0 },
	{ "by_event", "event", event_counts, SOC_CLASS_COUNTS_COUNT, SOC_EVENTS_MAX, 0 },
	{ "by_channel", "channel", channel_counts, SOC_CHANNEL_COUNTS_COUNT, SOC_CHANNELS_MAX, 0 },
	{ "by_list", "list", list_counts, SOC_LIST_COUNTS_COUNT, SOC_LISTS_MAX, 5 },
	{ "by_measure", "measure", measure_counts, SOC_MEASURE_COUNTS_COUNT, SOC_MEASURES_MAX, 5 },
};
#define TABLES ((int)(sizeof tables / sizeof *tables))

int soc_parts_count(void)
{
	int count = 0;
	for (int t = 0; t < TABLES; t++)
		count += tables[t].counts_count * tables[t].entries;
	return count;
}

/* A place in its table. */
struct part {
	int table, count, entry;
};

static struct part part_of(int place)
{
	struct part p = { 0, 0, 0 };
	while (place >= tables[p.table].counts_count * tables[p.table].entries) {
		place -= tables[p.table].counts_count * tables[p.table].entries;
		p.table++;
	}
	p.count = place % tables[p.table].counts_count;
	p.entry = place / tables[p.table].counts_count;
	return p;
}

static int place_of(const struct part *p)
{
	int place = p->entry * tables[p->table].counts_count + p->count;
	for (int t = 0; t < p->table; t++)
		place += tables[t].counts_count * tables[t].entries;
	return place;
}

/* ---- names ---- */
struct name {
	const char *text; /* what is left of it */
	char *why;
	size_t room;
};

static int is_word(const char *text, size_t length, const char *word)
{
	return strlen(word) == length && memcmp(text, word, length) == 0;
}

/* The number of the first word, `length` bytes, among `words`; -1 says what is allowed and the nearest. */
static int choose(struct name *n, size_t length, const char *what, const char *const *words, int count)
{
	struct soc_suggestion near;
	char found[SOC_NAME_MAX];
	snprintf(found, sizeof found, "%.*s", (int)length, n->text);
	soc_suggestion_begin(&near, found);
	for (int i = 0; i < count; i++) {
		if (is_word(n->text, length, words[i]))
			return i;
		soc_suggestion_try(&near, words[i]);
	}
	size_t at = (size_t)snprintf(n->why, n->room, "%s \"%s\" is not allowed; allowed:", what, found);
	for (int i = 0; i < count && at < n->room; i++)
		at += (size_t)snprintf(n->why + at, n->room - at, "%s %s", i > 0 ? "," : "", words[i]);
	if (at < n->room)
		snprintf(n->why + at, n->room - at, "%s", soc_suggestion_hint(&near));
	return -1;
}

/* Names of the entries of a scenario that a table has a row for. */
static int entries_of(const struct soc_scenario *s, int table, const char **names)
{
#define NAMES(table)                           \
	for (int i = 0; i < s->table##_count; i++) \
		names[i] = s->table[i].name;           \
	return s->table##_count
	if (s == NULL)
		return 0;
	switch (table) {
	case 1:
		NAMES(events);
	case 2:
		NAMES(channels);
	case 3:
		NAMES(lists);
	default:
		NAMES(measures);
	}
#undef NAMES
}

/* "channel=camera" */
static int find_entry(struct name *n, const struct soc_scenario *s, int table, size_t length)
{
	const char *names[SOC_EVENTS_MAX + SOC_CHANNELS_MAX + SOC_LISTS_MAX + SOC_MEASURES_MAX];
	const size_t key = strlen(tables[table].key);
	if (length <= key || memcmp(n->text, tables[table].key, key) != 0 || n->text[key] != '=') {
		snprintf(n->why, n->room, "\"%.*s\" is not allowed; allowed: %s=NAME", (int)length, n->text,
		         tables[table].key);
		return -1;
	}
	n->text += key + 1;
	return choose(n, length - key - 1, tables[table].key, names, entries_of(s, table, names));
}

/* "group=minority stratum=rural": the number of the selection, each key 0 where it is left open. */
static int find_people(struct name *n, size_t length)
{
	int chosen[KEYS] = { 0 }, selection = 0;
	const char *keys[KEYS], *const end = n->text + length;
	for (int k = 0; k < KEYS; k++)
		keys[k] = of_people[k].key;
	while (n->text < end) {
		const size_t word = strcspn(n->text, " ]"), key_length = strcspn(n->text, "= ]");
		const int key = choose(n, key_length, "part of people", keys, KEYS);
		if (key < 0)
			return -1;
		if (key_length == word || chosen[key] != 0) {
			snprintf(n->why, n->room, "\"%.*s\" is not allowed; allowed: %s=WORD, once", (int)word, n->text,
			         keys[key]);
			return -1;
		}
		n->text += key_length + 1;
		chosen[key] =
			1 + choose(n, word - key_length - 1, keys[key], of_people[key].words, of_people[key].count);
		if (chosen[key] == 0)
			return -1;
		n->text += word - key_length - 1;
		n->text += *n->text == ' ';
	}
	for (int k = 0; k < KEYS; k++)
		selection = selection * (of_people[k].count + 1) + chosen[k];
	return selection;
}

int soc_parts_find(const struct soc_scenario *scenario, const char *name, char *why, size_t room)
{
	struct name n = { name, why, room };
	struct part p = { 0, 0, 0 };
	const size_t table = strcspn(name, ".");
	why[0] = '\0';
	while (p.table < TABLES && !is_word(name, table, tables[p.table].table))
		p.table++;
	if (p.table == TABLES || name[table] != '.')
		return -1;
	n.text = name + table + 1;
	const size_t count = strcspn(n.text, "[");
	p.count = choose(&n, count, tables[p.table].table, tables[p.table].counts, tables[p.table].counts_count);
	if (p.count < 0)
		return -1;
	n.text += count;
	if (*n.text != '[') {
		snprintf(why, room, "a part is needed, such as [%s]",
		         p.table == 0 ? "group=minority" : tables[p.table].key);
		return -1;
	}
	n.text++;
	const size_t key = strcspn(n.text, "]");
	p.entry = p.table == 0 ? find_people(&n, key) : find_entry(&n, scenario, p.table, key);
	return p.entry < 0 ? -1 : place_of(&p);
}

/* ---- values ---- */
/* Whether a cell of people belongs to a selection. */
static int holds(int selection, int cell)
{
	for (int k = KEYS - 1; k >= 0; k--) {
		const int chosen = selection % (of_people[k].count + 1), has = cell % of_people[k].count;
		if (chosen != 0 && chosen - 1 != has)
			return 0;
		selection /= of_people[k].count + 1;
		cell /= of_people[k].count;
	}
	return 1;
}

int64_t soc_parts_of_month(const struct soc_tally *tally, int place)
{
	const struct part p = part_of(place);
	int64_t sum = 0;
	switch (p.table) {
	case 0:
		for (int cell = 0; cell < SOC_DEMOGRAPHIC_CELLS; cell++)
			sum += holds(p.entry, cell) ? tally->cell[cell][p.count] : 0;
		return sum;
	case 1:
		return tally->event[p.entry][p.count];
	case 2:
		return tally->channel[p.entry][p.count];
	case 3:
		return tally->list[p.entry][p.count];
	default:
		return tally->measure[p.entry][p.count];
	}
}

int soc_parts_is_stock(int place)
{
	const struct part p = part_of(place);
	return p.table == 0 ? soc_sim_indicator((size_t)p.count)->is_stock : p.count < tables[p.table].stocks;
}

int soc_parts_is_count(int place)
{
	const struct part p = part_of(place);
	const char *name = tables[p.table].counts[p.count];
	return strstr(name, "_sum") == NULL && strstr(name, "_months") == NULL &&
	       strcmp(name, "income_lost") != 0;
}
