/* Reading the file of an ensemble. It may come from anywhere: every number is judged before it is kept, and
 * what does not belong there is an error with its place. */
#include "store/assumptions.h"

#include "base/mem.h"
#include "input/bind/load.h"
#include "input/text/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct reader {
	struct soc_tree tree;
	struct soc_assumptions *a;
	const struct soc_node *root;
};

#define FAULT(r, node, path, ...) \
	soc_diagnostics_error((r)->tree.diagnostics, soc_tree_place(node), path, __VA_ARGS__)
#define WHOLE_MOST 9007199254740991.0

static const char *const top_keys[] = { "socred",  "scenario",   "version",  "points",  "seed",
	                                    "persons", "replicates", "drawn_in", "refused", "first_refused",
	                                    "factors", "outcomes",   NULL };
/* Of one over draws of a posterior; of one that varies values in the range of their key; of one that measures
 * groups; of one that runs the values as stated several times. */
static const char *const more_keys[] = { "posterior", "defaults", "rates", "stated" };
/* The first is of one that runs the values as stated several times. */
static const char *const outcome_keys[] = { "shipped_error", "points", "shipped",          "low",    "median",
	                                        "high",          "spread", "simulation_error", "matter", NULL };
/* As files of version 0.2 have them. */
static const char *const outcome_keys_before[] = { "points", "shipped", "low",    "median", "high",
	                                               "spread", "luck",    "matter", NULL };

/* ---- pieces ---- */
/* All keys are needed, and there are no others. */
static int has_keys(struct reader *r, const struct soc_node *map, const char *path, const char *const *keys)
{
	const size_t errors = r->tree.diagnostics->errors;
	if (map->kind != SOC_NODE_MAP) {
		FAULT(r, map, path, "a map is needed");
		return 0;
	}
	for (int i = 0; keys[i] != NULL; i++)
		if (soc_tree_get(map, keys[i]) == NULL)
			FAULT(r, map, path, "%s is needed", keys[i]);
	soc_tree_allow_keys(&r->tree, map, path, keys);
	return r->tree.diagnostics->errors == errors;
}

static const char *shown(const struct soc_node *node)
{
	return node->kind == SOC_NODE_SCALAR ? node->text : "a list or map";
}

/* A number of least to most; NaN for null where that may be. */
static double take_number(struct reader *r, const struct soc_node *node, const char *path, double least,
                          double most, int may_lack)
{
	double value = NAN;
	const int is_scalar = node->kind == SOC_NODE_SCALAR && !node->quoted;
	if (may_lack && is_scalar && strcmp(node->text, "null") == 0)
		return NAN;
	if (!is_scalar || soc_number_read(node->text, &value) != 1 || !(value >= least && value <= most)) {
		FAULT(r, node, path, "\"%.40s\"; allowed: %.12g to %.12g%s", shown(node), least, most,
		      may_lack ? ", or null" : "");
		return NAN;
	}
	return value;
}

static int64_t take_whole(struct reader *r, const struct soc_node *node, const char *path, double least,
                          double most)
{
	const double value = take_number(r, node, path, least, most, 0);
	if (value == floor(value))
		return (int64_t)value;
	if (!isnan(value))
		FAULT(r, node, path, "%s is no whole number", node->text);
	return 0;
}

/* A text of at most room - 1 of these letters (NULL: any); "" may be where least is 0. */
static void take_text(struct reader *r, const struct soc_node *node, const char *path, const char *letters,
                      size_t least, char *out, size_t room)
{
	const size_t n = node->kind == SOC_NODE_SCALAR ? strlen(node->text) : room;
	if (n >= room || n < least || (letters != NULL && node->text[strspn(node->text, letters)] != '\0'))
		FAULT(r, node, path, "\"%.40s\"; allowed length in bytes: %zu to %zu%s%s", shown(node), least,
		      room - 1, letters != NULL ? ", of " : "", letters != NULL ? letters : "");
	else
		memcpy(out, node->text, n + 1);
}

#define HEXADECIMAL "0123456789abcdef"
#define KEY_LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_."
#define NAME_LETTERS "abcdefghijklmnopqrstuvwxyz0123456789_."
#define GROUP_LETTERS NAME_LETTERS "=+- "

/* The entries of a map of 1 to most, each under a name of so many letters of its own. */
static const struct soc_node *take_map(struct reader *r, const char *key, int most)
{
	const struct soc_node *map = soc_tree_get(r->root, key);
	if (map->kind == SOC_NODE_MAP && map->count >= 1 && map->count <= (size_t)most)
		return map;
	FAULT(r, map, key, "a map of 1 to %d entries is needed", most);
	return NULL;
}

static int is_name(struct reader *r, const struct soc_node *node, const char *path, const char *letters,
                   size_t room)
{
	const size_t n = strlen(node->key);
	if (n > 0 && n < room && node->key[strspn(node->key, letters)] == '\0')
		return 1;
	soc_diagnostics_error(r->tree.diagnostics, soc_tree_key_place(node), path, "\"%.64s\" is no name here",
	                      node->key);
	return 0;
}

/* ---- factors ---- */
static void read_factor(struct reader *r, const struct soc_node *node)
{
	struct soc_assumptions_factor *f = &r->a->factor[r->a->factors_count];
	char word[16] = "";
	if (!is_name(r, node, "factors", KEY_LETTERS, sizeof f->key))
		return;
	if (node->kind != SOC_NODE_LIST || node->count != 3) {
		FAULT(r, node, "factors", "a range and its distribution are needed: [0, 1, uniform]");
		return;
	}
	const struct soc_node *distribution = node->last;
	snprintf(f->key, sizeof f->key, "%s", node->key);
	f->low = take_number(r, node->first, "factors", -1e300, 1e300, 0);
	f->high = take_number(r, node->first->next, "factors", -1e300, 1e300, 0);
	if (f->low > f->high)
		FAULT(r, node, "factors", "%.12g to %.12g is no range", f->low, f->high);
	take_text(r, distribution, "factors", NULL, 1, word, sizeof word);
	f->is_log = strcmp(word, "loguniform") == 0;
	if (!f->is_log && strcmp(word, "uniform") != 0)
		FAULT(r, distribution, "factors", "\"%s\"; allowed: uniform, loguniform", word);
	r->a->factors_count++;
}

static void read_factors(struct reader *r)
{
	const struct soc_node *map = take_map(r, "factors", SOC_ASSUMPTIONS_FACTORS);
	for (const struct soc_node *c = map != NULL ? map->first : NULL; c != NULL; c = c->next)
		read_factor(r, c);
}

/* ---- outcomes ---- */
static int find_factor(const struct soc_assumptions *a, const char *key)
{
	for (int i = 0; i < a->factors_count; i++)
		if (strcmp(a->factor[i].key, key) == 0)
			return i;
	return -1;
}

static void read_one_that_matters(struct reader *r, struct soc_assumptions_outcome *o,
                                  const struct soc_node *node)
{
	struct soc_assumptions_matter *m = &o->matter[o->matter_count];
	m->factor = find_factor(r->a, node->key);
	if (m->factor < 0) {
		soc_diagnostics_error(r->tree.diagnostics, soc_tree_key_place(node), "matter",
		                      "\"%.64s\" is none of the factors", node->key);
		return;
	}
	/* The ends themselves stood there before. */
	const int has_ends = node->kind == SOC_NODE_LIST && node->count == 3;
	if (!has_ends && (node->kind != SOC_NODE_LIST || node->count != 2)) {
		FAULT(r, node, "matter", "a correlation and half of its interval are needed: [0.5, 0.1]");
		return;
	}
	m->correlation = take_number(r, node->first, "matter", -1.0, 1.0, 0);
	if (has_ends) {
		m->low = take_number(r, node->first->next, "matter", -1.0, 1.0, 0);
		m->high = take_number(r, node->last, "matter", -1.0, 1.0, 0);
		if (m->low > m->correlation || m->high < m->correlation)
			FAULT(r, node, "matter", "the correlation does not lie between the ends of its interval");
	} else {
		const double half = take_number(r, node->last, "matter", 0.0, 2.0, 0);
		m->low = fmax(m->correlation - half, -1.0);
		m->high = fmin(m->correlation + half, 1.0);
	}
	o->matter_count++;
}

static void read_matter(struct reader *r, struct soc_assumptions_outcome *o, const struct soc_node *map)
{
	if (map->kind != SOC_NODE_MAP || map->count > SOC_ASSUMPTIONS_MATTER) {
		FAULT(r, map, "matter", "a map of at most %d factors is needed", SOC_ASSUMPTIONS_MATTER);
		return;
	}
	for (const struct soc_node *c = map->first; c != NULL; c = c->next)
		read_one_that_matters(r, o, c);
}

/* The five numbers are there together, and in their order. */
static void check_order(struct reader *r, const struct soc_assumptions_outcome *o,
                        const struct soc_node *node)
{
	const double numbers[] = { o->low, o->median, o->high, o->spread, o->simulation_error };
	int have = 0;
	for (int i = 0; i < 5; i++)
		have += !isnan(numbers[i]);
	if (have != 0 && have != 5)
		FAULT(r, node, o->name,
		      "low, median, high, spread and simulation_error stand together, or none of them");
	else if (have == 5 && !(o->low <= o->median && o->median <= o->high))
		FAULT(r, node, o->name, "low, median and high must not fall: %.12g, %.12g, %.12g", o->low, o->median,
		      o->high);
}

static void read_outcome(struct reader *r, const struct soc_node *node)
{
	struct soc_assumptions_outcome *o = &r->a->outcome[r->a->outcomes_count];
	const int is_old = node->kind == SOC_NODE_MAP && soc_tree_get(node, "luck") != NULL;
	const char *const *keys = r->a->stated > 0 ? outcome_keys
	                          : is_old         ? outcome_keys_before
	                                           : outcome_keys + 1;
	if (!is_name(r, node, "outcomes", NAME_LETTERS, sizeof o->name) || !has_keys(r, node, "outcomes", keys))
		return;
	snprintf(o->name, sizeof o->name, "%s", node->key);
	o->shipped_error = NAN;
	const struct {
		const char *key;
		double *into, least;
	} numbers[] = { { "shipped", &o->shipped, -1e300 },
		            { "shipped_error", &o->shipped_error, 0.0 },
		            { "low", &o->low, -1e300 },
		            { "median", &o->median, -1e300 },
		            { "high", &o->high, -1e300 },
		            { "spread", &o->spread, 0.0 },
		            { keys == outcome_keys_before ? "luck" : "simulation_error", &o->simulation_error,
		              0.0 } };
	o->points = take_whole(r, soc_tree_get(node, "points"), o->name, 0.0, (double)SOC_ASSUMPTIONS_MOST);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (numbers[i].into != &o->shipped_error || r->a->stated > 0)
			*numbers[i].into =
				take_number(r, soc_tree_get(node, numbers[i].key), o->name, numbers[i].least, 1e300, 1);
	check_order(r, o, node);
	read_matter(r, o, soc_tree_get(node, "matter"));
	r->a->outcomes_count++;
}

static void read_outcomes(struct reader *r)
{
	const struct soc_node *map = take_map(r, "outcomes", SOC_ASSUMPTIONS_OUTCOMES);
	for (const struct soc_node *c = map != NULL ? map->first : NULL; c != NULL; c = c->next)
		read_outcome(r, c);
}

/* ---- rates of groups ---- */
static int is_range(double low, double high)
{
	return isnan(low) ? isnan(high) : low <= high;
}

static void check_rate(struct reader *r, const struct soc_assumptions_rate *to, const struct soc_node *node)
{
	const int have = !isnan(to->low) + !isnan(to->median) + !isnan(to->high) + !isnan(to->simulation_error);
	if (have != 0 && have != 4)
		FAULT(r, node, "rates", "low, median, high and simulation_error stand together, or none of them");
	else if (have == 4 && !(to->low <= to->median && to->median <= to->high))
		FAULT(r, node, "rates", "low, median and high must not fall: %.12g, %.12g, %.12g", to->low,
		      to->median, to->high);
	if (!is_range(to->difference_low, to->difference_high) || !is_range(to->ratio_low, to->ratio_high))
		FAULT(r, node, "rates", "the ends of a difference or a ratio stand together and must not fall");
}

/* [points, shipped, low, median, high, simulation_error], and of a group that is told over another behind
 * them the ends of the difference and of the ratio; or [points, and the ends of the ratio]. */
static void read_rate(struct reader *r, const struct soc_node *node, const char *group, const char *over)
{
	struct soc_assumptions_rate to = { .points = 0 };
	double *const into[] = {
		&to.shipped,         &to.low,       &to.median,    &to.high, &to.simulation_error, &to.difference_low,
		&to.difference_high, &to.ratio_low, &to.ratio_high
	};
	const size_t numbers = over[0] != '\0' ? 9 : 5;
	if (!is_name(r, node, "rates", NAME_LETTERS, sizeof to.rate))
		return;
	const int is_ratio = over[0] != '\0' && node->kind == SOC_NODE_LIST && node->count == 3;
	if (node->kind != SOC_NODE_LIST || (node->count != numbers + 1 && !is_ratio)) {
		FAULT(r, node, "rates", "a list of %zu numbers is needed here", numbers + 1);
		return;
	}
	if (r->a->rates_count == SOC_ASSUMPTIONS_RATES) {
		FAULT(r, node, "rates", "at most %d rates may stand here", SOC_ASSUMPTIONS_RATES);
		return;
	}
	const struct soc_node *c = node->first;
	to.points = take_whole(r, c, "rates", 0.0, (double)SOC_ASSUMPTIONS_MOST);
	for (size_t i = 0; i < sizeof into / sizeof *into; i++) {
		*into[i] = NAN;
		if (i >= numbers || (is_ratio && i < 7))
			continue;
		c = c->next;
		*into[i] = take_number(r, c, "rates", i == 4 || i > 6 ? 0.0 : -1e300, 1e300, 1);
	}
	snprintf(to.group, sizeof to.group, "%s", group);
	snprintf(to.over, sizeof to.over, "%s", over);
	snprintf(to.rate, sizeof to.rate, "%s", node->key);
	check_rate(r, &to, node);
	r->a->rate[r->a->rates_count++] = to;
}

static void read_group(struct reader *r, const struct soc_node *node)
{
	char over[SOC_ASSUMPTIONS_GROUP] = "";
	if (!is_name(r, node, "rates", GROUP_LETTERS, sizeof over))
		return;
	const struct soc_node *other = node->kind == SOC_NODE_MAP ? soc_tree_get(node, "over") : NULL;
	if (other == NULL || node->count < 2) {
		FAULT(r, node, "rates",
		      "a map of rates is needed, with the group that they are told over: {\"over\": \"\", ...}");
		return;
	}
	take_text(r, other, "rates", GROUP_LETTERS, 0, over, sizeof over);
	for (const struct soc_node *c = node->first; c != NULL; c = c->next)
		if (c != other)
			read_rate(r, c, node->key, over);
}

static void read_rates(struct reader *r)
{
	const struct soc_node *map =
		soc_tree_get(r->root, "rates") != NULL ? take_map(r, "rates", SOC_ASSUMPTIONS_RATES) : NULL;
	for (const struct soc_node *c = map != NULL ? map->first : NULL; c != NULL; c = c->next)
		read_group(r, c);
}

/* ---- all of it ---- */
/* The keys that every file has, and of the others those that this one has. */
static int has_top_keys(struct reader *r)
{
	const char *keys[sizeof top_keys / sizeof *top_keys + sizeof more_keys / sizeof *more_keys];
	size_t count = sizeof top_keys / sizeof *top_keys - 1;
	memcpy(keys, top_keys, count * sizeof *keys);
	for (size_t i = 0; i < sizeof more_keys / sizeof *more_keys; i++)
		if (soc_tree_get(r->root, more_keys[i]) != NULL)
			keys[count++] = more_keys[i];
	keys[count] = NULL;
	return has_keys(r, r->root, "", keys);
}

static void read_root(struct reader *r)
{
	struct soc_assumptions *a = r->a;
	const struct {
		const char *key;
		int64_t *into;
		double least, most;
	} numbers[] = { { "points", &a->points, SOC_ASSUMPTIONS_LEAST, SOC_ASSUMPTIONS_MOST },
		            { "seed", &a->seed, 0.0, WHOLE_MOST },
		            { "persons", &a->persons, 1.0, 1.5e9 },
		            { "replicates", &a->replicates, 2.0, 1000.0 },
		            { "drawn_in", &a->drawn_in, 0.0, SOC_ASSUMPTIONS_MOST },
		            { "refused", &a->refused, 0.0, SOC_ASSUMPTIONS_MOST } };
	const struct soc_node *posterior = soc_tree_get(r->root, "posterior");
	const struct soc_node *defaults = soc_tree_get(r->root, "defaults");
	const struct soc_node *stated = soc_tree_get(r->root, "stated");
	if (!has_top_keys(r))
		return;
	if (posterior != NULL)
		a->is_posterior = take_whole(r, posterior, "posterior", 1.0, 1.0);
	if (defaults != NULL)
		a->defaults = take_whole(r, defaults, "defaults", 1.0, SOC_ASSUMPTIONS_FACTORS);
	if (stated != NULL)
		a->stated = take_whole(r, stated, "stated", 2.0, 1000.0);
	(void)take_whole(r, soc_tree_get(r->root, "socred"), "socred", 1.0, 1.0);
	take_text(r, soc_tree_get(r->root, "scenario"), "scenario", HEXADECIMAL, SOC_DIGEST_TEXT - 1, a->scenario,
	          sizeof a->scenario);
	take_text(r, soc_tree_get(r->root, "version"), "version", NULL, 1, a->version, sizeof a->version);
	take_text(r, soc_tree_get(r->root, "first_refused"), "first_refused", NULL, 0, a->first_refused,
	          sizeof a->first_refused);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		*numbers[i].into = take_whole(r, soc_tree_get(r->root, numbers[i].key), numbers[i].key,
		                              numbers[i].least, numbers[i].most);
	read_factors(r);
	read_outcomes(r);
	read_rates(r);
}

/* What is wrong with it is wrong with data, not with a scenario. */
static enum soc_err verdict(const struct soc_diagnostics *list, struct soc_msg *msg)
{
	const enum soc_err err = soc_diagnostics_verdict(list, msg);
	return err == SOC_ERR_SCENARIO ? SOC_ERR_DATA : err;
}

static enum soc_err read_tree(struct reader *r, const char *path, const char *text, size_t length,
                              struct soc_msg *msg)
{
	const struct soc_tree_file file = { .name = path, .origin = path };
	struct soc_node *root = NULL;
	(void)soc_load_read(&r->tree, text, length, &file, &root);
	r->root = root;
	if (root != NULL)
		read_root(r);
	soc_diagnostics_close(r->tree.diagnostics);
	return verdict(r->tree.diagnostics, msg);
}

enum soc_err soc_assumptions_parse(const char *path, const char *text, size_t length,
                                   struct soc_assumptions **out, struct soc_diagnostics **diagnostics,
                                   struct soc_msg *msg)
{
	struct reader r = { .tree = { .diagnostics = soc_diagnostics_new() },
		                .a = soc_calloc(1, sizeof(struct soc_assumptions)) };
	enum soc_err err = SOC_OK;
	if (r.a != NULL)
		r.a->text = soc_calloc(length + 1, 1);
	if (r.a == NULL || r.a->text == NULL || r.tree.diagnostics == NULL) {
		err = soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to read %.500s", path);
	} else {
		memcpy(r.a->text, text, length);
		err = read_tree(&r, path, text, length, msg);
	}
	soc_arena_release(&r.tree.arena);
	if (err == SOC_OK)
		*out = r.a;
	else
		soc_assumptions_free(r.a);
	if (diagnostics != NULL)
		*diagnostics = r.tree.diagnostics;
	else
		soc_diagnostics_free(r.tree.diagnostics);
	return err;
}
