/* socred-assumptions: docs/assumptions.md from the scenarios that are shipped.
 *
 *   socred-assumptions ROOT SCENARIO...     SCENARIO below ROOT; Markdown on standard output
 *
 * Three tables: values that were fitted; values that a scenario or regime states without a source; values
 * nobody stated, with the default of the program, one line for each kind of entry. No line numbers, so that
 * it changes when an assumption does. */
#include "socred/scenario.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROWS_MAX 8192
#define TEXT_MAX 320
#define WHY_MAX 512

enum table { FITTED, STATED, DEFAULT, TABLES };
struct row {
	char key[TEXT_MAX], value[96], range[64], unit[48], meaning[TEXT_MAX], why[WHY_MAX], where[TEXT_MAX],
		users[TEXT_MAX];
	int has_range;
};
struct rows {
	size_t count;
	struct row at[ROWS_MAX];
};

static void copy(char *out, size_t size, const char *text)
{
	snprintf(out, size, "%s", text);
}

/* "events.loan.age" -> "events.*.age": a default is the same for every entry of a section. */
static void generalise(char *key)
{
	static const char *const named[] = { "grades.",   "components.", "events.",
		                                 "channels.", "lists.",      "measures." };
	char *start = strstr(key, ".set.");
	start = start != NULL ? start + 5 : key;
	for (size_t i = 0; i < sizeof named / sizeof named[0]; i++) {
		const size_t n = strlen(named[i]);
		if (strncmp(start, named[i], n) != 0)
			continue;
		const char *rest = strchr(start + n, '.');
		if (rest == NULL)
			return;
		start[n] = '*';
		memmove(start + n + 1, rest, strlen(rest) + 1);
	}
}

/* "../../regimes/points.yaml:12" -> "regimes/points.yaml"; a file without a folder is the scenario itself. */
static void where_of(const char *origin, const char *scenario, char out[TEXT_MAX])
{
	while (strncmp(origin, "../", 3) == 0)
		origin += 3;
	if (strcmp(origin, "default") == 0 || strchr(origin, '/') != NULL)
		copy(out, TEXT_MAX, origin);
	else
		copy(out, TEXT_MAX, scenario);
	char *colon = strrchr(out, ':');
	if (colon != NULL)
		*colon = '\0';
}

/* Whole numbers with all their digits: 10000000 and not 1e+07. */
static int digits_of(double end)
{
	return end == floor(end) && fabs(end) < 1e16 ? 16 : 6;
}

static void range_of(const struct soc_value *v, char out[64])
{
	if (isnan(v->low) || isnan(v->high))
		copy(out, 64, v->assumption ? v->range_from : "");
	else
		snprintf(out, 64, "%.*g to %.*g", digits_of(v->low), v->low, digits_of(v->high), v->high);
}

static int same(const struct row *a, const struct row *b)
{
	return strcmp(a->key, b->key) == 0 && strcmp(a->value, b->value) == 0 &&
	       strcmp(a->where, b->where) == 0 && strcmp(a->range, b->range) == 0;
}

static int add(struct rows *rows, const struct row *row, const char *user)
{
	struct row *found = NULL;
	for (size_t i = 0; i < rows->count && found == NULL; i++)
		if (same(&rows->at[i], row))
			found = &rows->at[i];
	if (found == NULL) {
		if (rows->count == ROWS_MAX)
			return 0;
		found = &rows->at[rows->count++];
		*found = *row;
	}
	if (strstr(found->users, user) == NULL) {
		const size_t n = strlen(found->users);
		snprintf(found->users + n, sizeof found->users - n, "%s%s", n > 0 ? ", " : "", user);
	}
	return 1;
}

/* The folder that holds scenario.yaml names the scenario. */
static void user_of(const char *scenario, char out[TEXT_MAX])
{
	copy(out, TEXT_MAX, scenario);
	char *slash = strrchr(out, '/');
	if (slash != NULL)
		*slash = '\0';
	slash = strrchr(out, '/');
	if (slash != NULL)
		memmove(out, slash + 1, strlen(slash));
}

static int add_value(struct rows tables[TABLES], const struct soc_value *v, const char *scenario,
                     const char *user)
{
	struct row row;
	const int fitted = strncmp(v->source, "fitted", 6) == 0;
	memset(&row, 0, sizeof row);
	if (!fitted && !v->assumption)
		return 1;
	copy(row.key, sizeof row.key, v->key);
	copy(row.value, sizeof row.value, v->value);
	copy(row.unit, sizeof row.unit, v->unit);
	copy(row.meaning, sizeof row.meaning, v->meaning);
	where_of(v->origin, scenario, row.where);
	copy(row.why, sizeof row.why, isnan(v->low) ? "" : v->range_from);
	row.has_range = !isnan(v->low);
	range_of(v, row.range);
	if (fitted)
		return add(&tables[FITTED], &row, user);
	if (strcmp(row.where, "default") != 0)
		return add(&tables[STATED], &row, user);
	generalise(row.key);
	return add(&tables[DEFAULT], &row, user);
}

static int read_scenario(struct rows tables[TABLES], const char *root, const char *name)
{
	char path[4096], user[TEXT_MAX];
	struct soc_scenario *s = NULL;
	struct soc_msg msg;
	user_of(name, user);
	snprintf(path, sizeof path, "%s/%s", root, name);
	int good = soc_scenario_read(path, NULL, 0, &s, NULL, &msg) == SOC_OK;
	if (!good)
		fprintf(stderr, "socred-assumptions: %s: %s\n", name, msg.text);
	for (size_t i = 0; good && i < soc_scenario_values(s); i++) {
		const struct soc_value v = soc_scenario_value(s, i);
		good = add_value(tables, &v, name, user);
		if (!good)
			fprintf(stderr, "socred-assumptions: more than %d lines\n", ROWS_MAX);
	}
	soc_scenario_free(s);
	return good;
}

static void print_rows(const struct rows *rows, int where)
{
	printf("| key | value | range | unit | meaning | %s | scenarios |\n|---|---|---|---|---|---|---|\n",
	       where ? "file" : "why this range");
	for (size_t i = 0; i < rows->count; i++) {
		const struct row *r = &rows->at[i];
		printf("| `%s` | %s | %s | %s | %s | %s | %s |\n", r->key, r->value, r->range, r->unit, r->meaning,
		       where ? r->where : r->why, r->users);
	}
}

static size_t without_range(const struct rows *rows)
{
	size_t count = 0;
	for (size_t i = 0; i < rows->count; i++)
		count += !rows->at[i].has_range;
	return count;
}

static void print_all(const struct rows tables[TABLES])
{
	printf(
		"# Assumptions\n\n"
		"Every value of the shipped scenarios that no source gives, with the range in which it is "
		"plausible: the one\n"
		"stated with it, else that of its key. A value of a part that a scenario has switched off is not "
		"among them,\n"
		"nor is a default at which nothing of the kind is in the model, what a regime lays down, or how a "
		"run is made\n"
		"(`socred params KEY` says which of these a key is, and why). Where no plausible range is known, the "
		"value is\n"
		"listed as such, and no ensemble varies it. Made by `socred-assumptions` from the scenarios "
		"themselves; a test\n"
		"says when it is out of date. Every value with its source or without is in the results too:\n"
		"`socred show RESULTS assumptions`.\n\n"
		"## Fitted\n\nTo published figures, as [the guide](guide/calibration.md) says; the range bounds "
		"the search.\n\n");
	print_rows(&tables[FITTED], 1);
	printf(
		"\n## Stated\n\n%zu values that a scenario or a regime states without a source, %zu of them with no "
		"plausible range known.\n\n",
		tables[STATED].count, without_range(&tables[STATED]));
	print_rows(&tables[STATED], 1);
	printf("\n## Left at the default\n\n%zu values that nobody stated, %zu of them with no plausible range "
	       "known.\n\n",
	       tables[DEFAULT].count, without_range(&tables[DEFAULT]));
	print_rows(&tables[DEFAULT], 0);
}

int main(int argc, char **argv)
{
	if (argc < 3) {
		fputs("Usage: socred-assumptions ROOT SCENARIO...\n\nExample:\n"
		      "  socred-assumptions . scenarios/start/china-national/scenario.yaml > docs/assumptions.md\n",
		      stderr);
		return SOC_ERR_USAGE;
	}
	struct rows *tables = calloc(TABLES, sizeof *tables);
	int good = tables != NULL;
	for (int i = 2; good && i < argc; i++)
		good = read_scenario(tables, argv[1], argv[i]);
	if (good)
		print_all(tables);
	free(tables);
	return good ? 0 : SOC_ERR_SCENARIO;
}
