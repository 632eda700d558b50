/* Which rules of two runs differ, key by key: what stands between two lives of one person. */
#include "view/explain.h"

#include "analysis/text.h"
#include "base/noun.h"
#include "input/bind/value.h"
#include "socred/scenario.h"

#include <string.h>

#define SHOWN 30 /* on a terminal and on a page; programs get all */

/* What says nothing of the rules. */
static int is_of_the_file(const char *key)
{
	static const char *const keys[] = { "title", "description", "answer", "published", "replicates" };
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (strcmp(key, keys[i]) == 0)
			return 1;
	return strncmp(key, "output.", 7) == 0 || strncmp(key, "run.", 4) == 0;
}

/* Those of `one` that the other has otherwise; of those that the other has not at all, and only of these,
 * where `missing` is 1. */
static void add_differences(const struct soc_scenario *one, const struct soc_scenario *other, int missing,
                            json_t **out)
{
	for (size_t i = 0; i < soc_scenario_values(one); i++) {
		const struct soc_value v = soc_scenario_value(one, i);
		const char *there = is_of_the_file(v.key) ? v.value : soc_value_text_of(other, v.key, i);
		if (missing && there == NULL)
			soc_json_append(out, json_pack("{s:s, s:n, s:s}", "key", v.key, "a", "b", v.value));
		else if (!missing && (there == NULL || strcmp(v.value, there) != 0))
			soc_json_append(out, json_pack("{s:s, s:s, s:s?}", "key", v.key, "a", v.value, "b", there));
	}
}

json_t *soc_explain_rules(const struct soc_scenario *a, const struct soc_scenario *b)
{
	json_t *out = json_array();
	add_differences(a, b, 0, &out);
	add_differences(b, a, 1, &out);
	return out;
}

/* A value, or that there is none: "-". */
static const char *told(const json_t *rule, const char *side)
{
	const char *text = json_string_value(json_object_get(rule, side));
	return text == NULL ? "-" : text[0] == '\0' ? "none" : text;
}

void soc_explain_rules_text(const json_t *rules, struct soc_buf *out)
{
	const size_t count = json_array_size(rules);
	if (count == 0) {
		soc_buf_puts(out, "No rule differs between A and B.\n\n");
		return;
	}
	soc_buf_add(out, "%zu %s between A and B\n", count,
	            soc_noun((double)count, "rule differs", "rules differ"));
	for (size_t i = 0; i < count && i < SHOWN; i++) {
		const json_t *rule = json_array_get(rules, i);
		const char *key = json_string_value(json_object_get(rule, "key"));
		soc_buf_puts(out, "  ");
		soc_text_safe(out, key, strlen(key), 0);
		soc_buf_puts(out, ": ");
		soc_text_safe(out, told(rule, "a"), strlen(told(rule, "a")), 0);
		soc_buf_puts(out, " in A, ");
		soc_text_safe(out, told(rule, "b"), strlen(told(rule, "b")), 0);
		soc_buf_puts(out, " in B\n");
	}
	if (count > SHOWN)
		soc_buf_add(out, "  and %zu more: --format json has all\n", count - SHOWN);
	soc_buf_puts(out, "\n");
}

void soc_explain_rules_page(const json_t *rules, struct soc_buf *out)
{
	const size_t count = json_array_size(rules);
	soc_buf_add(out, "<section><h2><span class=\"kicker\">Rules</span>%zu %s</h2>\n", count,
	            soc_noun((double)count, "rule differs", "rules differ"));
	if (count > 0)
		soc_buf_puts(out,
		             "<table class=\"rules\">\n<thead><tr><th scope=\"col\">rule</th><th scope=\"col\">in "
		             "A</th><th scope=\"col\">in B</th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < count && i < SHOWN; i++) {
		const json_t *rule = json_array_get(rules, i);
		soc_buf_puts(out, "<tr><th scope=\"row\">");
		soc_text_html(out, json_string_value(json_object_get(rule, "key")));
		soc_buf_puts(out, "</th><td>");
		soc_text_html(out, told(rule, "a"));
		soc_buf_puts(out, "</td><td>");
		soc_text_html(out, told(rule, "b"));
		soc_buf_puts(out, "</td></tr>\n");
	}
	soc_buf_puts(out, count > 0 ? "</tbody></table>\n" : "");
	if (count > SHOWN)
		soc_buf_add(out, "<p class=\"source\">And %zu more.</p>\n", count - SHOWN);
	soc_buf_puts(out, "</section>\n");
}
