#include "run/population_map.h"

#include "input/bind/diagnostics.h"
#include "input/bind/load.h"
#include "input/text/number.h"
#include "input/text/tree.h"
#include "model/population/census.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct map_reader {
	struct soc_tree tree;
	struct soc_population_map *out;
};

#define PROBLEM(r, node, key, ...) \
	soc_diagnostics_error((r)->tree.diagnostics, soc_tree_place(node), key, __VA_ARGS__)

static const char *const keys[] = { "socred",     "population_map", "name",        "title",
	                                "source",     "licence",        "note",        "region",
	                                "place",      "latin",          "urban",       "minority_percent",
	                                "longitude",  "latitude",       "men",         "women",
	                                "households", "in_households",  "generations", NULL };

/* ---- pieces ---- */
static void read_words(struct map_reader *r, const struct soc_node *root, const char *key, int needed,
                       char *out, size_t room)
{
	const struct soc_node *node = soc_tree_get(root, key);
	if (node == NULL) {
		if (needed)
			PROBLEM(r, root, key, "is needed");
		return;
	}
	if (node->kind != SOC_NODE_SCALAR || node->text[0] == '\0' || strchr(node->text, '\n') != NULL)
		PROBLEM(r, node, key, "a text of one line is needed");
	else if (strlen(node->text) >= room)
		PROBLEM(r, node, key, "more than %zu bytes", room - 1);
	else
		snprintf(out, room, "%s", node->text);
}

/* A number for all rows, or the name of a column. */
static void value_of(struct map_reader *r, const struct soc_node *node, const char *key, int may_be_number,
                     struct soc_map_value *out)
{
	if (node->kind != SOC_NODE_SCALAR || node->text[0] == '\0')
		PROBLEM(r, node, key, "the name of a column is needed%s", may_be_number ? ", or a number" : "");
	else if (strlen(node->text) >= sizeof out->column)
		PROBLEM(r, node, key, "the name of a column has at most %zu bytes", sizeof out->column - 1);
	else if (may_be_number && !node->quoted && soc_number_read(node->text, &out->number) == 1)
		out->given = 1;
	else {
		snprintf(out->column, sizeof out->column, "%s", node->text);
		out->given = 1;
	}
}

static void read_value(struct map_reader *r, const struct soc_node *root, const char *key, int needed,
                       int may_be_number, struct soc_map_value *out)
{
	const struct soc_node *node = soc_tree_get(root, key);
	if (node != NULL)
		value_of(r, node, key, may_be_number, out);
	else if (needed)
		PROBLEM(r, root, key, "is needed");
}

static const struct soc_node *need_map(struct map_reader *r, const struct soc_node *root, const char *key)
{
	const struct soc_node *map = soc_tree_get(root, key);
	if (map != NULL && map->kind == SOC_NODE_MAP && map->count > 0)
		return map;
	PROBLEM(r, map != NULL ? map : root, key, "a map is needed, such as {0-4: column, 5+: column}");
	return NULL;
}

/* "5", "5-9" or "85+": 0 when it is none of them. most: where an open one ends. */
static int read_span(const char *text, int most, int *from, int *to)
{
	char *end;
	const long first = strtol(text, &end, 10);
	long last = first;
	if (end == text || first < 0 || first > most)
		return 0;
	if (*end == '-') {
		const char *second = end + 1;
		last = strtol(second, &end, 10);
		if (end == second)
			return 0;
	} else if (*end == '+') {
		last = most;
		end++;
	}
	*from = (int)first;
	*to = (int)last;
	return *end == '\0' && last >= first && last <= most;
}

/* ---- ages ---- */
static void read_bands(struct map_reader *r, const struct soc_node *root, const char *key, int sex)
{
	struct soc_population_map *m = r->out;
	const struct soc_node *map = need_map(r, root, key);
	int next = 0, band = 0;
	for (const struct soc_node *c = map != NULL ? map->first : NULL; c != NULL; c = c->next, band++) {
		int from = 0, to = 0;
		if (!read_span(c->key, SOC_OLDEST, &from, &to) || from != next) {
			PROBLEM(
				r, c, key,
				"\"%.40s\" is no band of ages that begins with %d: bands follow one another to an open one, "
				"such as 0-4, 5-9, ... 85+, or 0-17, 18-66, 67+",
				c->key, next);
			return;
		}
		if (sex == 1 && (band >= m->bands || m->band[band].from != from || m->band[band].to != to)) {
			PROBLEM(r, c, key, "men have other bands: both need the same");
			return;
		}
		m->band[band].from = from;
		m->band[band].to = to;
		value_of(r, c, key, 0, &m->band[band].of[sex]);
		next = to + 1;
	}
	if (map != NULL && next <= SOC_OLDEST)
		PROBLEM(r, map, key, "the last band is open: %d+", next);
	if (map != NULL && sex == 1 && band != m->bands)
		PROBLEM(r, map, key, "men have other bands: both need the same");
	m->bands = band;
}

/* ---- households ---- */
static void read_households(struct map_reader *r, const struct soc_node *root)
{
	struct soc_population_map *m = r->out;
	const struct soc_node *map = need_map(r, root, "households");
	if (map == NULL)
		return;
	if (soc_tree_get(map, "all") != NULL) {
		static const char *const allowed[] = { "all", "one_person", NULL };
		soc_tree_allow_keys(&r->tree, map, "households", allowed);
		read_value(r, map, "all", 1, 0, &m->households);
		read_value(r, map, "one_person", 1, 0, &m->one_person);
		return;
	}
	for (const struct soc_node *c = map->first; c != NULL; c = c->next) {
		int from = 0, to = 0;
		if (m->sizes == SOC_SIZES_MAX || !read_span(c->key, 99, &from, &to) || from != m->sizes + 1 ||
		    (to != from && c->next != NULL)) {
			PROBLEM(
				r, c, "households",
				"\"%.40s\" cannot stand here: sizes are 1, 2, ... 6+, in their order; or all and one_person",
				c->key);
			return;
		}
		value_of(r, c, "households", 0, &m->size[m->sizes++]);
	}
}

static void read_generations(struct map_reader *r, const struct soc_node *root)
{
	static const char *const names[SOC_GENERATIONS + 1] = { "1", "2", "3", "4+", NULL };
	struct soc_population_map *m = r->out;
	const struct soc_node *map = need_map(r, root, "generations");
	double sum = 0.0;
	int numbers = 0;
	if (map == NULL)
		return;
	soc_tree_allow_keys(&r->tree, map, "generations", names);
	for (int g = 0; g < SOC_GENERATIONS; g++) {
		read_value(r, map, names[g], 1, 1, &m->generations[g]);
		numbers += m->generations[g].given && m->generations[g].column[0] == '\0';
		sum += m->generations[g].number;
	}
	m->generations_are_shares = numbers == SOC_GENERATIONS;
	if (numbers != 0 && numbers != SOC_GENERATIONS)
		PROBLEM(r, map, "generations", "four columns of households are needed, or four shares");
	else if (m->generations_are_shares && fabs(sum - 1.0) > 1e-6)
		PROBLEM(r, map, "generations", "the four shares of households sum to %g, not to 1", sum);
}

static void read_map(struct map_reader *r, const struct soc_node *root)
{
	struct soc_population_map *m = r->out;
	soc_tree_allow_keys(&r->tree, root, "", keys);
	read_words(r, root, "name", 1, m->name, sizeof m->name);
	struct soc_census_files shipped = { 0 };
	struct soc_msg none = { "" };
	if (soc_census_find(m->name, &shipped, &none) == SOC_OK)
		PROBLEM(r, soc_tree_get(root, "name"), "name",
		        "%s is the data set that the program has in it: another name tells them apart", m->name);
	if (m->name[strspn(m->name, "abcdefghijklmnopqrstuvwxyz0123456789-")] != '\0')
		PROBLEM(r, soc_tree_get(root, "name"), "name", "\"%s\" is no name; allowed: small letters, digits, -",
		        m->name);
	read_words(r, root, "title", 1, m->title, sizeof m->title);
	read_words(r, root, "source", 1, m->source, sizeof m->source);
	read_words(r, root, "licence", 1, m->licence, sizeof m->licence);
	read_words(r, root, "note", 0, m->note, sizeof m->note);
	read_value(r, root, "region", 0, 0, &m->region);
	read_value(r, root, "place", 1, 0, &m->place);
	read_value(r, root, "latin", 0, 0, &m->latin);
	read_value(r, root, "urban", 1, 1, &m->urban);
	read_value(r, root, "minority_percent", 1, 1, &m->minority_percent);
	read_value(r, root, "longitude", 1, 1, &m->longitude);
	read_value(r, root, "latitude", 1, 1, &m->latitude);
	if (m->urban.column[0] == '\0' && !(m->urban.number >= 0.0 && m->urban.number <= 1.0))
		PROBLEM(r, soc_tree_get(root, "urban"), "urban", "a share is 0 to 1; or name a column of people");
	read_bands(r, root, "men", 0);
	read_bands(r, root, "women", 1);
	int from[SOC_BANDS_MAX];
	for (int band = 0; band < m->bands; band++)
		from[band] = m->band[band].from;
	soc_bands_init(&m->made, from, m->bands);
	read_households(r, root);
	read_value(r, root, "in_households", 1, 0, &m->in_households);
	read_generations(r, root);
}

enum soc_err soc_population_map_read(const char *text, size_t length, const char *name,
                                     struct soc_population_map *out, struct soc_msg *msg)
{
	struct map_reader r = { .tree = { .diagnostics = soc_diagnostics_new() }, .out = out };
	const struct soc_tree_file file = { .name = name, .origin = name };
	struct soc_node *root = NULL;
	memset(out, 0, sizeof *out);
	if (r.tree.diagnostics == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to read %s", name);
	if (soc_load_read(&r.tree, text, length, &file, &root) && root != NULL) {
		if (root->kind != SOC_NODE_MAP)
			PROBLEM(&r, root, "", "a map of keys is needed");
		else
			read_map(&r, root);
	}
	soc_diagnostics_close(r.tree.diagnostics);
	enum soc_err err = soc_diagnostics_verdict(r.tree.diagnostics, msg);
	if (err == SOC_ERR_SCENARIO)
		err = SOC_ERR_DATA;
	soc_diagnostics_free(r.tree.diagnostics);
	soc_arena_release(&r.tree.arena);
	return err;
}
