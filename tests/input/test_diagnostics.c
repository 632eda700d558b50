/* Everything wrong with a scenario is said, at its line and column, with what is allowed and the nearest
 * name. */
#include "input_support.h"
#include "runner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEAD "socred: 1\n"
#define EVENT HEAD "events: {theft: {kind: violation}, help: {kind: good_deed}}\n"
#define GRADED HEAD "grades: {D: 0, C: 600, A: 900}\ncomponents: {f: {}}\n"

static void test_form_of_the_file(void **state)
{
	(void)state;
	static const struct bad cases[] = {
		{ "", 1, 1, "", "the file is empty" },
		{ "# nothing\n", 1, 1, "", "the file is empty" },
		{ "title: x\n", 1, 1, "socred", "is missing" },
		{ "socred: 2\n", 1, 9, "socred", "allowed: 1" },
		{ "- socred: 1\n", 1, 1, "socred", "nothing else of this file is read" },
		{ "title: x\nsocred: 1\n", 1, 1, "socred", "nothing else of this file is read" },
		{ "x socred: 1\n", 1, 1, "socred", "nothing else of this file is read" },
		{ "{title: x, socred: 1}\n", 1, 1, "socred", "nothing else of this file is read" },
		{ "\xef\xbb\xbf# of ours\n---\n{\"socred\": 1, sede: 2}\n", 3, 15, "sede", "did you mean seed?" },
		{ "- secret\n", 1, 1, "socred", "nothing else of this file is read" },
		{ HEAD "seed: 1\nseed: 2\n", 3, 1, "seed", "stands first in line 2" },
		{ HEAD "title: caf\xe9\n", 2, 11, "", "byte 0xe9 is no UTF-8" },
		{ HEAD "title: a\x01\n", 2, 9, "", "byte 0x01" },
		{ HEAD "title: \"a\\0b\"\n", 2, 8, "", "zero byte" },
		{ HEAD "title: 'a''''b'\n", 2, 8, "", "use double quotes" },
		{ HEAD "seed: [1, 2\n", 3, 1, "", "not valid YAML" },
		{ HEAD "---\nsocred: 1\n", 2, 1, "", "second document" },
		{ HEAD "seed: !!int 3\n", 2, 7, "", "tags" },
		{ HEAD "? {a: 1}\n: 2\n", 2, 3, "", "cannot be a key" },
		{ HEAD "seed: *other\n", 2, 8, "", "names no anchor" },
		{ HEAD "a: &a [*a]\n", 2, 9, "", "inside its own anchor" },
		{ HEAD "a: [[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]\n", 2, 19, "", "nested deeper than 16" },
		{ HEAD "base: other.yaml\n", 2, 7, "base", "stands in no folder" },
		{ HEAD "regime: [x]\n", 2, 9, "regime", "a file name is needed" },
	};
	ALL_BAD(cases);
}

#define CHANNEL(name) #name ": {kind: bank}, "
#define EIGHT                                                                             \
	"channels: {" CHANNEL(aa) CHANNEL(bb) CHANNEL(cc) CHANNEL(dd) CHANNEL(ee) CHANNEL(ff) \
		CHANNEL(gg) "neighbours: {kind: neighbours}"

static void test_keys(void **state)
{
	(void)state;
	static const struct bad cases[] = {
		{ HEAD "peple: {persons: 3}\n", 2, 1, "peple", "did you mean people?" },
		{ HEAD "rgime: x\n", 2, 1, "rgime", "did you mean regime?" },
		{ HEAD "society: {kin_shares: 1}\n", 2, 11, "society.kin_shares", "did you mean kin_share?" },
		{ HEAD "society: 3\n", 2, 10, "society", "a map is needed, found 3" },
		{ HEAD "events: {theft: {kind: violation, pionts: 3}}\n", 2, 35, "events.theft.pionts",
		  "did you mean points?" },
		{ EVENT "channels: {c: {kind: camera, detects: {thefts: 1}}}\n", 3, 40, "channels.c.detects",
		  "did you mean theft?" },
		{ HEAD EIGHT ", neigbours: {kind: camera}}\n", 2, 170, "channels.neigbours",
		  "there is no \"neigbours\" in channels; did you mean neighbours? (for a new one there is no room: "
		  "at "
		  "most 8 entries, found 9)" },
		{ HEAD EIGHT ", drone: {kind: camera}}\n", 2, 170, "channels.drone",
		  "channels holds at most 8 entries, found 9" },
		{ HEAD "conduct: {quintessence: 1}\n", 2, 11, "conduct.quintessence",
		  "there is no key \"quintessence\" in conduct; 'socred params conduct' lists them" },
		{ HEAD "events: {a: {}, b: {}, c: {}, d: {}, e: {}, f: {}, g: {}, h: {}, i: {}, j: {}, k: {}}\n"
		       "channels: {c: {kind: camera, detects: {quintessence: 1}}}\n",
		  3, 40, "channels.c.detects", "in events; there are: a, b, c, d, e, f, g, h, i, j, k" },
		{ HEAD "published: nosuch\n", 2, 12, "published",
		  "\"nosuch\" is none of spc_judgment_defaulters, none" },
		{ HEAD "published: spc_judgement_defaulters\n", 2, 12, "published",
		  "did you mean spc_judgment_defaulters?" },
		{ HEAD "people: {data: chnia-2020}\n", 2, 16, "people.data", "did you mean china-2020?" },
		{ HEAD "people: {persons: \"3000\"}\n", 2, 19, "people.persons", "in quotes; write it without them" },
		{ HEAD "people: {data: none}\n", 2, 16, "people.data", "\"none\" is none of china-2020" },
		{ HEAD "instrument: {table: compsa}\n", 2, 21, "instrument.table",
		  "\"compsa\" is none of compas, transrisk, none; did you mean compas?" },
		{ HEAD "instrument: {table: quintessence}\n", 2, 21, "instrument.table",
		  "is none of compas, transrisk, none" },
		{ HEAD "events: {Theft: {kind: violation}}\n", 2, 10, "events.Theft", "is no name" },
		{ HEAD "events: {none: {kind: violation}}\n", 2, 10, "events.none", "another meaning" },
		{ HEAD "events: {a23456789012345678901234567890123: {kind: violation}}\n", 2, 10,
		  "events.a23456789012345678901234567890123", "at most 31 bytes" },
		{ HEAD "events: {theft: 3}\n", 2, 17, "events.theft", "a map of keys is needed, found 3" },
		{ HEAD "events: {judgment: {kind: violation}, judgement: {points: 0}}\n", 2, 39, "events.judgement",
		  "a new entry needs kind:; did you mean judgment?" },
	};
	ALL_BAD(cases);
}

static void test_values(void **state)
{
	(void)state;
	static const struct bad cases[] = {
		{ HEAD "identity: {coverage_urban: .nan}\n", 2, 28, "identity.coverage_urban",
		  "not a finite number; allowed: 0 to 1 (share)" },
		{ HEAD "identity: {coverage_urban: -.inf}\n", 2, 28, "identity.coverage_urban",
		  "not a finite number" },
		{ HEAD "identity: {coverage_urban: 1e999}\n", 2, 28, "identity.coverage_urban",
		  "not a finite number" },
		{ HEAD "identity: {coverage_urban: much}\n", 2, 28, "identity.coverage_urban",
		  "\"much\" is not a number" },
		{ HEAD "identity: {coverage_urban: 0x1}\n", 2, 28, "identity.coverage_urban", "is not a number" },
		{ HEAD "identity: {coverage_urban: }\n", 2, 12, "identity.coverage_urban", "\"\" is not a number" },
		{ HEAD "identity: {coverage_urban: [1]}\n", 2, 28, "identity.coverage_urban",
		  "a list stands where one value should" },
		{ HEAD "events: {a: {kind: violation, rate_per_year: -0.1}}\n", 2, 46, "events.a.rate_per_year",
		  "too small; allowed: 0 to 12" },
		{ HEAD "replicates: 1001\n", 2, 13, "replicates",
		  "too large; allowed: a whole number from 1 to 1000" },
		{ HEAD "replicates: 2.5\n", 2, 13, "replicates", "is not a whole number" },
		{ HEAD "people: {persons: 0}\n", 2, 19, "people.persons", "too small" },
		{ HEAD "people: {persons: 1500000001}\n", 2, 19, "people.persons", "too large" },
		{ HEAD "people: {data: ../secret}\n", 2, 16, "people.data", "is none of china-2020" },
		{ HEAD "span: {from: 2014-13}\n", 2, 14, "span.from", "is not a month" },
		{ HEAD "span: {from: 14-01}\n", 2, 14, "span.from", "allowed: a month as YYYY-MM" },
		{ HEAD "span: {to: 3500-01}\n", 2, 12, "span.to", "outside the years" },
		{ HEAD "output: {fields: yes}\n", 2, 18, "output.fields", "allowed: true, false" },
		{ HEAD "output: {places: yearly}\n", 2, 18, "output.places", "did you mean year?" },
		{ HEAD "events: {a: {kind: violatoin}}\n", 2, 20, "events.a.kind", "did you mean violation?" },
		{ HEAD "events: {a: {kind: violation, component: judicial}}\n", 2, 42, "events.a.component",
		  "components, which is empty" },
		{ HEAD "events: {a: {kind: violation, age: [1, 1]}}\n", 2, 36, "events.a.age",
		  "a list of 5 numbers is needed, found 2" },
		{ EVENT "lists: {l: {colour: black, entry_events: [theft, hepl]}}\n", 3, 42, "lists.l.entry_events",
		  "did you mean help?" },
		{ EVENT "lists: {l: {colour: black, entry_events: [theft, theft]}}\n", 3, 42, "lists.l.entry_events",
		  "stands twice" },
		{ EVENT "channels: {c: {kind: camera, detects: {theft: 2}}}\n", 3, 47, "channels.c.detects.theft",
		  "too large" },
		{ EVENT "channels: {c: {kind: camera, detects: 2}}\n", 3, 39, "channels.c.detects",
		  "a map from events to numbers" },
		{ HEAD "identity: {coverage_urban: {value: 0.5, range: [0.6, 1]}}\n", 2, 48,
		  "identity.coverage_urban", "does not hold the value 0.5" },
		{ HEAD "identity: {coverage_urban: {value: 0.5, range: [0, 2]}}\n", 2, 48, "identity.coverage_urban",
		  "beyond the values allowed" },
		{ HEAD "identity: {coverage_urban: {value: 0.5, range: [1, 0]}}\n", 2, 48, "identity.coverage_urban",
		  "[lowest, highest]" },
		{ HEAD "identity: {coverage_urban: {value: 0.5, range: 1}}\n", 2, 48, "identity.coverage_urban",
		  "[lowest, highest]" },
		{ HEAD "identity: {coverage_urban: {value: 0.5, source: }}\n", 2, 41, "identity.coverage_urban",
		  "a source is a text" },
		{ HEAD "identity: {coverage_urban: {source: x}}\n", 2, 28, "identity.coverage_urban",
		  "value: is missing" },
		{ HEAD "title: {value: x, range: [0, 1]}\n", 2, 26, "title", "for numbers alone" },
		{ HEAD "firms: |\n", 2, 1, "firms", "found an empty text" },
		{ HEAD "people:\n  persons: |\n    many\n", 3, 3, "people.persons", "is not a" },
		{ "%YAML 1.1\n---\n" HEAD, 1, 1, "socred", "behind a directive (%)" },
	};
	ALL_BAD(cases);
}

static void test_between_values(void **state)
{
	(void)state;
	static const struct bad cases[] = {
		{ HEAD "span: {from: 2020-01, to: 2014-12}\n", 2, 23, "span.to",
		  "ends (2014-12) before it begins (2020-01)" },
		{ HEAD "span: {from: 1900-01, to: 2014-12}\n", 2, 23, "span.to", "1380 months; at most 1200" },
		{ HEAD "grades: {D: 0, C: 600, B: 600}\n", 2, 24, "grades.B.from", "600 does not come after 600" },
		{ HEAD "scale: {minimum: 10, maximum: 10}\n", 2, 9, "scale.minimum", "10 is not below maximum, 10" },
		{ HEAD "scale: {base: 3000}\n", 2, 9, "scale.base",
		  "3000 is not between minimum and maximum, 0 and 2000" },
		{ HEAD "scale: {kind: index}\ncomponents: {a: {weight: 0.5}, b: {weight: 0.25}}\n", 3, 18,
		  "components.a.weight", "they add up to 0.75" },
		{ HEAD "components: {a: {start: 5, ceiling: 4}}\n", 2, 18, "components.a.start",
		  "5 is not between floor and ceiling, -1000 and 4" },
		{ HEAD "events: {a: {kind: violation, points: -5}}\n", 2, 31, "events.a.points",
		  "belong to no component" },
		{ HEAD "events: {a: {kind: violation, effect: loan}}\n", 2, 31, "events.a.effect",
		  "only a life_event" },
		{ HEAD "channels: {c: {kind: camera, spurious_per_1000_years: 1}}\n", 2, 30,
		  "channels.c.spurious_per_1000_years", "give weights" },
		{ HEAD "channels: {c: {kind: camera}}\n", 2, 12, "channels.c.spurious_per_1000_years",
		  "give weights" },
		{ EVENT "lists: {l: {colour: black, entry_events: theft, term_months: 240, exit_delay_months: 11}}\n",
		  3, 49, "lists.l.term_months", "are 240 and 11; together at most 250" },
		{ GRADED "lists: {l: {colour: black, entry_grades: [D, C], grade_cap: C}}\n", 4, 50,
		  "lists.l.grade_cap", "C is one of the list's entry_grades" },
		{ GRADED "lists: {l: {colour: red, entry_grades: [A], grade_floor: A}}\n", 4, 45,
		  "lists.l.grade_floor",
		  "no entry by grade would ever end; allowed are grades that are not among entry_grades" },
		{ HEAD "bureaus: {b: {kind: scorer}}\n", 2, 11, "bureaus.b", "there are none: add components" },
		{ HEAD "components: {f: {}}\nbureaus: {b: {kind: scorer}}\n", 3, 11, "bureaus.b",
		  "gives no component a weight" },
		{ HEAD "components: {f: {}}\nbureaus: {b: {kind: scorer, weights: {g: 1}}}\n", 3, 39,
		  "bureaus.b.weights", "no \"g\" in components" },
		{ HEAD "components: {f: {}}\nbureaus: {b: {kind: merged}}\n", 3, 11, "bureaus.b", "needs merges" },
		{ HEAD "components: {f: {}}\nbureaus: {b: {kind: merged, merges: [b]}}\n", 3, 29, "bureaus.b.merges",
		  "in a circle, b -> b;" },
		{ HEAD "components: {f: {}}\nbureaus: {b: {kind: scorer, weights: {f: 1}, refuse_below: 101}}\n", 3,
		  46, "bureaus.b.refuse_below", "101 is above maximum, 100" },
		{ HEAD "firm_measures: {m: {kind: reward, credit: true}}\n", 2, 35, "firm_measures.m.credit",
		  "a reward is nothing that lenders refuse" },
		/* Doubts: the run goes on. */
		{ HEAD "lists: {l: {colour: black}}\n", 2, 9, "lists.l", "nobody will be entered" },
		{ HEAD "measures: {m: {kind: sanction}}\n", 2, 12, "measures.m",
		  "names no list and no grade, nor a bureau" },
		{ EVENT "lists: {l: {colour: black, entry_events: theft}}\nmeasures: {m: {kind: sanction, lists: l, "
		        "classes: []}}\n",
		  4, 12, "measures.m", "no class of person" },
	};
	ALL_BAD(cases);
}

static void test_weights_that_sum(void **state)
{
	(void)state;
	/* 0.1 + 0.2 + 0.7 is not 1 in binary, but is 1 to a reader. */
	soc_scenario_free(text_good(
		HEAD "scale: {kind: index}\ncomponents: {a: {weight: 0.1}, b: {weight: 0.2}, c: {weight: 0.7}}\n"));
}

static void test_all_at_once(void **state)
{
	(void)state;
	static const char text[] =
		HEAD "seed: -1\nreplicates: x\nsociety: {a: 1, b: 2}\nspan: {from: 2015-01, to: 2014-01}\n";
	struct soc_scenario *s = NULL;
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_msg msg = { "" };
	const char *settings[] = { "nonsense", "seed=none", "peple.persons=3" };
	assert_int_equal(
		soc_scenario_read_text(text, strlen(text), "text", NULL, settings, 3, &s, &diagnostics, &msg),
		SOC_ERR_SCENARIO);
	assert_null(s);
	assert_int_equal(soc_diagnostics_count(diagnostics), 8);
	for (size_t i = 0; i < 5; i++) {
		static const int lines[] = { 2, 3, 4, 4, 5 };
		assert_string_equal(soc_diagnostics_at(diagnostics, i)->file, "text");
		assert_int_equal(soc_diagnostics_at(diagnostics, i)->line, lines[i]);
	}
	assert_string_equal(soc_diagnostics_at(diagnostics, 5)->file, "--set");
	assert_int_equal(soc_diagnostics_at(diagnostics, 7)->line, 0);
	assert_non_null(strstr(soc_diagnostics_at(diagnostics, 7)->text, "did you mean people?"));
	assert_non_null(strstr(msg.text, "text:2:7: seed:"));
	assert_non_null(strstr(msg.text, "(and 7 more)"));
	assert_null(soc_diagnostics_at(diagnostics, 8));
	soc_diagnostics_free(diagnostics);
}

/* How many diagnostics a fixture has; one must have these words. */
static size_t file_bad(const char *file, const char *where, int line, const char *words)
{
	char path[512];
	struct soc_scenario *s = NULL;
	struct soc_diagnostics *diagnostics = NULL;
	int found = 0;
	assert_int_equal(soc_scenario_read(fixtures(file, path), NULL, 0, &s, &diagnostics, NULL),
	                 SOC_ERR_SCENARIO);
	for (size_t i = 0; i < soc_diagnostics_count(diagnostics); i++) {
		const struct soc_diagnostic *p = soc_diagnostics_at(diagnostics, i);
		found |= p->line == line && strstr(p->file, where) != NULL && strstr(p->text, words) != NULL;
	}
	const size_t count = soc_diagnostics_count(diagnostics);
	soc_diagnostics_free(diagnostics);
	if (!found)
		fail_msg("%s: nothing says at %s:%d: %s", file, where, line, words);
	return count;
}

static void test_files_that_name_files(void **state)
{
	(void)state;
	file_bad("circle_a.yaml", "circle_b.yaml", 2, "circle_a.yaml -> ");
	file_bad("circle_a.yaml", "circle_b.yaml", 2, "names itself through ");
	file_bad("circle_regime.yaml", "circle_rules_b.yaml", 2, "circle_rules_a.yaml -> ");
	file_bad("circle_regime.yaml", "circle_rules_b.yaml", 2, "names itself through ");
	file_bad("fixed.yaml", "fixed_regime.yaml", 2, "not in a regime file");
	file_bad("fixed.yaml", "fixed_regime.yaml", 4, "not in a regime file");
	file_bad("fixed.yaml", "fixed_regime.yaml", 6, "too large");
	/* What stands in a file that is not there is missing everywhere: only the file is said. */
	assert_int_equal(file_bad("astray.yaml", "astray.yaml", 2, "No such file"), 2);
	assert_int_equal(file_bad("astray.yaml", "astray.yaml", 3, "No such file"), 2);
	/* What a module needs, and which of what it is merged over would have it; circles between modules. */
	file_bad("module_alone.yaml", "module_camera.yaml", 3, "channels.court is not there: ");
	file_bad("module_alone.yaml", "module_street.yaml", 4, "components is not there: ");
	file_bad("module_alone.yaml", "module_alone.yaml", 6, "measures.air is not there: ");
	file_bad("module_alone.yaml", "module_alone.yaml", 6, "components.judicial is not there: ");
	file_bad("module_alone.yaml", "module_alone.yaml", 6, "a section or an entry of one is needed");
	file_bad("module_alone.yaml", "module_rings.yaml", 2, "module_ring.yaml -> ");
	file_bad("module_alone.yaml", "module_rings.yaml", 3, "not in a regime file");
	file_bad("module_alone.yaml", "module_alone.yaml", 5, "a file name is needed");
}

/* A fault between values of two files is told where the later one states its part of it. */
static void test_faults_between_files(void **state)
{
	(void)state;
	static const struct {
		int line;
		const char *words;
	} said[] = { { 4, "600 does not come after 700, grades.C.from" },
		         { 6, "0 is not below maximum, -1" },
		         { 8, "100 is not between floor and ceiling, -1000 and 50" },
		         { 9, "they add up to 0.75" },
		         { 12, "the range [0.5, 1] does not hold the value 0.2" },
		         { 13, "spurious_mix: gives no event class a weight" },
		         { 16, "240 and 20; together at most 250" },
		         { 17, "D is one of the list's entry_grades" },
		         { 18, "300 is not below maximum, 200" },
		         { 19, "add up to 1.2; allowed: at most 1" },
		         { 20, "ends (2020-12) before it begins (2021-01)" } };
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		file_bad("between.yaml", "between.yaml", said[i].line, said[i].words);
	/* Another key of the entry, stated above, is no part of this one. */
	file_bad("between.yaml", "between_base.yaml", 9, "weights: gives no component a weight");
}

static char *repeat(const char *head, const char *fmt, int count, const char *tail)
{
	size_t room = strlen(head) + (strlen(fmt) + 16) * (size_t)count + strlen(tail) + 1, n = 0;
	char *text = malloc(room);
	assert_non_null(text);
	n += (size_t)snprintf(text, room, "%s", head);
	for (int i = 0; i < count; i++) {
		/* %d of fmt, by hand: a format that is no constant is a fault of its own. */
		const char *mark = strchr(fmt, '#');
		n += (size_t)snprintf(text + n, room - n, "%.*s%d%s", (int)(mark - fmt), fmt, i, mark + 1);
	}
	snprintf(text + n, room - n, "%s", tail);
	return text;
}

static void test_too_much(void **state)
{
	(void)state;
	char *text = repeat(HEAD "events:\n", "  e#: {kind: violation}\n", 33, "");
	text_bad(text, 35, 3, "events.e32", "at most 32 entries, found 33");
	free(text);
	text = repeat(HEAD "timeline:\n", "  - {name: c#, from: 2014-01, set: {identity.coverage_urban: 1}}\n",
	              65, "");
	text_bad(text, 67, 5, "timeline", "at most 64 changes are allowed, found 65");
	text_bad(HEAD "timeline: [{name: c, from: 2014-01, where: {provinces: Hainan}, set: {seed: 1}}]\n", 2, 45,
	         "timeline.c.where.provinces",
	         "there is no key \"provinces\"; allowed: places, strata, cities_above");
	free(text);
	text = repeat(HEAD, "k#: 1\n", 1001, "");
	text_bad(text, 1001, 7, "", "more than 1000 entries");
	free(text);
	text = repeat(HEAD "title: ", "#------------------------------------------------------------", 5, "\n");
	text_bad(text, 2, 8, "title", "at most 255 bytes");
	free(text);
	/* Nine levels of nine: four hundred million values from a few hundred bytes. */
	text_bad(
		HEAD
		"a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
		"d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f "
		"[*e,*e,*e,*e,*e,*e,*e,*e,*e]\n",
		7, 9, "", "more than 100000 values");
	text = repeat(HEAD, "x#: 1\n", 900, "");
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_scenario *s = NULL;
	assert_int_equal(
		soc_scenario_read_text(text, strlen(text), "text", NULL, NULL, 0, &s, &diagnostics, NULL),
		SOC_ERR_SCENARIO);
	assert_int_equal(soc_diagnostics_count(diagnostics), 201);
	assert_string_equal(soc_diagnostics_at(diagnostics, 200)->text, "700 more problems are not shown");
	soc_diagnostics_free(diagnostics);
	free(text);
}

static void test_too_long(void **state)
{
	(void)state;
	size_t length = (1u << 20) + 1;
	char *text = malloc(length + 1);
	struct soc_scenario *s = NULL;
	struct soc_msg msg = { "" };
	assert_non_null(text);
	memset(text, '\n', length);
	text[length] = '\0';
	assert_int_equal(soc_scenario_read_text(text, length, "text", NULL, NULL, 0, &s, NULL, &msg),
	                 SOC_ERR_LIMIT);
	assert_non_null(strstr(msg.text, "1 MiB"));
	memset(text, '[', length);
	assert_int_equal(soc_scenario_read_text(text, length - 1, "text", NULL, NULL, 0, &s, NULL, &msg),
	                 SOC_ERR_SCENARIO);
	assert_null(s);
	free(text);
}

static void test_terminal_is_safe(void **state)
{
	(void)state;
	/* An escape sequence in a key is quoted tamely. */
	text_bad(HEAD "\"a\\x1b[2Jb\": 1\n", 2, 1, "a?[2Jb", "\"a?[2Jb\"");
}

PART(diagnostics)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_form_of_the_file),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_between_values),
		cmocka_unit_test(test_weights_that_sum),
		cmocka_unit_test(test_all_at_once),
		cmocka_unit_test(test_files_that_name_files),
		cmocka_unit_test(test_faults_between_files),
		cmocka_unit_test(test_too_much),
		cmocka_unit_test(test_too_long),
		cmocka_unit_test(test_terminal_is_safe),
	};
	return run_part(tests, NULL, NULL);
}
