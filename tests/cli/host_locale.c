/* A host program under a locale with a decimal comma: the library reads and writes as under any other.
 *
 *     host_locale      the locale's name stands in SOC_TEST_LOCALE, a folder to write into in
 * SOC_TEST_FOLDER; status 77 when the locale cannot be had
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "socred/result.h"
#include "socred/scenario.h"
#include "socred/sim.h"
#include "socred/world.h"

#define TEXTS 32

struct said {
	char *text[TEXTS];
	const char *of[TEXTS];
	int count;
};

static void must(enum soc_err err, const struct soc_msg *msg, const char *what)
{
	if (err == SOC_OK)
		return;
	fprintf(stderr, "%s: %s\n", what, msg->text);
	exit(1);
}

static void keep(struct said *said, const char *of, char *text)
{
	said->text[said->count] = text;
	said->of[said->count++] = of;
}

static char *whole_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *text = calloc(1, 1 << 24);
	if (file == NULL || text == NULL)
		exit(1);
	if (fread(text, 1, (1 << 24) - 1, file) == 0)
		exit(1);
	fclose(file);
	return text;
}

static void population(struct said *said)
{
	struct soc_msg msg = { "" };
	const struct soc_population_options o = { .data = "china-2020", .provinces = "Hainan", .persons = 5000 };
	struct soc_fit *fit = NULL;
	char *text = NULL;
	must(soc_population_fit(&o, &fit, &msg), &msg, "population");
	must(soc_fit_text(fit, "json", &text, &msg), &msg, "fit");
	keep(said, "fit as JSON", text);
	must(soc_fit_text(fit, "table", &text, &msg), &msg, "fit");
	keep(said, "fit as a table", text);
	soc_fit_free(fit);
}

static void results(struct said *said, const char *path, const struct soc_scenario *s)
{
	struct soc_msg msg = { "" };
	struct soc_result *r = NULL;
	char *text = NULL, page[512];
	static const char *const formats[] = { "table", "csv", "json" };
	must(soc_result_open(&r, path, &msg), &msg, "results");
	for (int i = 0; i < 3; i++) {
		must(soc_result_headline(r, formats[i], &text, &msg), &msg, "headline");
		keep(said, "headline", text);
		must(soc_result_table_text(r, "parameters", formats[i], 0, &text, &msg), &msg, "table");
		keep(said, "parameters", text);
		must(soc_result_table_text(r, "v_class", formats[i], 0, &text, &msg), &msg, "table");
		keep(said, "v_class", text);
		must(soc_result_compare(r, r, NULL, 1, formats[i], &text, &msg), &msg, "difference");
		keep(said, "difference", text);
	}
	must(soc_result_explain(r, 17, 0, "text", &text, &msg), &msg, "explain");
	keep(said, "a life as text", text);
	must(soc_result_explain(r, 17, 0, "json", &text, &msg), &msg, "explain");
	keep(said, "a life as JSON", text);
	snprintf(page, sizeof page, "%s.html", path);
	must(soc_result_report(r, page, &msg), &msg, "report");
	keep(said, "report", whole_file(page));
	unlink(page);
	text = soc_scenario_resolved(s);
	keep(said, "resolved scenario", text);
	soc_result_free(r);
}

/* What needs no scenario. */
static void keys(struct said *said)
{
	struct soc_msg msg = { "" };
	static const char *const formats[] = { "table", "csv", "json" };
	char *text = NULL;
	for (int i = 0; i < 3; i++) {
		must(soc_params_text(NULL, formats[i], &text, &msg), &msg, "keys");
		keep(said, "keys", text);
	}
	must(soc_schema_text(&text, &msg), &msg, "schema");
	keep(said, "schema", text);
}

static void messages(struct said *said)
{
	struct soc_msg *msg = calloc(1, sizeof *msg);
	struct soc_scenario *s = NULL;
	struct soc_diagnostics *diagnostics = NULL;
	static const char wrong[] = "socred: 1\npeople: {persons: 0.5}\nevents: {e: {rate_per_year: 1e9}}\n";
	if (msg == NULL)
		exit(1);
	(void)soc_scenario_read_text(wrong, sizeof wrong - 1, "wrong", NULL, NULL, 0, &s, &diagnostics, msg);
	keep(said, "message", msg->text);
	for (size_t i = 0; i < soc_diagnostics_count(diagnostics) && i < 3; i++)
		keep(said, "problem", strdup(soc_diagnostics_at(diagnostics, i)->text));
	soc_diagnostics_free(diagnostics);
	struct soc_msg *absent = calloc(1, sizeof *absent);
	if (absent == NULL)
		exit(1);
	(void)soc_scenario_read("absent.yaml", NULL, 0, &s, NULL, absent);
	keep(said, "message of a file", absent->text);
}

static const char scenario[] =
	"socred: 1\n"
	"title: fractions\n"
	"replicates: 2\n"
	"span: {from: 2018-01, to: 2018-06}\n"
	"people: {persons: 2000, provinces: Hainan}\n"
	"grades: {D: {from: 0}, A: {from: 950.5}}\n"
	"components: {judicial: {weight: 0.75, half_life_months: 12.5}}\n"
	"events: {default: {kind: violation, rate_per_year: 0.55, component: judicial, points: -10.25}}\n"
	"channels: {court: {kind: official, detects: {default: 0.815}, spurious_mix: {default: 1}}}\n"
	"lists: {defaulters: {colour: black, entry_events: [default], term_months: 12}}\n"
	"measures: {air: {kind: sanction, lists: [defaulters], demand_per_year: 6.5, spill_spouse: 0.5}}\n"
	"timeline:\n"
	"  - {name: part, from: 2018-03, where: {share: 0.255, cities_above: 1000}, set: {events.default.points: "
	"-7.125}}\n";

static void everything(struct said *said, const char *path)
{
	struct soc_msg msg = { "" };
	struct soc_scenario *s = NULL;
	struct soc_result_writer *w = NULL;
	must(soc_scenario_read_text(scenario, sizeof scenario - 1, "fractions", NULL, NULL, 0, &s, NULL, &msg),
	     &msg, "scenario");
	must(soc_result_writer_open(&w, path, "test", &msg), &msg, "writer");
	must(soc_sim_run(s, NULL, soc_result_writer_observer(w), NULL, &msg), &msg, "run");
	must(soc_result_writer_finish(w, 0, &msg), &msg, "finish");
	soc_result_writer_free(w);
	population(said);
	results(said, path, s);
	messages(said);
	keys(said);
	soc_scenario_free(s);
}

/* Where two texts part, with what stands around. */
static int differs(const char *of, const char *plain, const char *comma)
{
	size_t i = 0;
	while (plain[i] != '\0' && plain[i] == comma[i])
		i++;
	if (plain[i] == comma[i])
		return 0;
	const size_t from = i < 30 ? 0 : i - 30;
	printf("%s differs at byte %zu: \"%.60s\" and \"%.60s\"\n", of, i, plain + from, comma + from);
	return 1;
}

int main(void)
{
	static struct said plain, comma;
	const char *name = getenv("SOC_TEST_LOCALE");
	const char *folder = getenv("SOC_TEST_FOLDER");
	char number[16], path[512];
	int different = 0;
	if (folder == NULL || snprintf(path, sizeof path, "%s/results.db", folder) >= (int)sizeof path)
		return 2;
	everything(&plain, path);
	if (name == NULL || setlocale(LC_ALL, name) == NULL) {
		puts("no locale with a decimal comma: nothing was compared");
		return 77;
	}
	snprintf(number, sizeof number, "%.1f", 0.5);
	if (strcmp(number, "0,5") != 0) { /* the test could not fail */
		printf("the locale %s writes %s\n", name, number);
		return 1;
	}
	everything(&comma, path);
	for (int i = 0; i < plain.count; i++)
		different += differs(plain.of[i], plain.text[i], comma.text[i]);
	printf("%d texts compared, %d different\n", plain.count, different);
	return different != 0 || plain.count != comma.count || plain.count < 20;
}
