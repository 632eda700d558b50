/* A life as text: one paragraph a month in which something happened, then why the grade is what it is. */
#include "view/explain.h"

#include "base/noun.h"

#include <string.h>

static const char *word(const json_t *o, const char *key)
{
	const char *text = json_string_value(json_object_get(o, key));
	return text != NULL ? text : "";
}

static double number(const json_t *o, const char *key)
{
	return json_number_value(json_object_get(o, key));
}

static void put_waited(struct soc_buf *out, double months)
{
	soc_buf_add(out, " after %.0f %s", months, soc_noun(months, "month", "months"));
}

#define ADULT 18 /* years */
/* Men or not; younger than that or not. */
static const char *const persons[2][2] = { { "woman", "girl" }, { "man", "boy" } };

void soc_explain_text_person(const json_t *life, struct soc_buf *out)
{
	const json_t *p = json_object_get(life, "person");
	const int two_names = strcmp(word(p, "place"), word(p, "place_local")) != 0;
	soc_buf_add(out, "Person %.0f, replicate %.0f: a synthetic %s of %.0f, %s%s%s, %s%s%s (%s)\n",
	            number(p, "person"), number(life, "replicate"),
	            persons[strcmp(word(p, "sex"), "male") == 0][number(p, "age") < ADULT], number(p, "age"),
	            word(p, "class"), word(p, "class")[0] != '\0' ? ", " : "", word(p, "stratum"),
	            word(p, "place"), two_names ? " " : "", two_names ? word(p, "place_local") : "",
	            word(p, "province"));
	soc_buf_add(
		out,
		"income quintile %.0f of 5, %s, household of %.0f, proneness %.0f of 8, helpfulness %.0f of 4\n\n",
		number(p, "income_quintile"), word(p, "group"), number(p, "household_size"),
		number(p, "proneness_bucket"), number(p, "helpfulness_bucket"));
}

static void put_happened(const json_t *month, struct soc_buf *out)
{
	size_t i;
	json_t *o;
	json_array_foreach(json_object_get(month, "happened"), i, o)
	{
		if (json_is_true(json_object_get(o, "happened")))
			soc_buf_add(out, "  happened  %s: %s%s\n", word(o, "event"), word(o, "seen"),
			            json_is_true(json_object_get(o, "without_regime"))
			                ? ""
			                : " (would not have happened without the regime)");
		else
			soc_buf_add(out, "  not done  %s: would have happened without the regime\n", word(o, "event"));
	}
}

static void put_records(const json_t *month, struct soc_buf *out)
{
	size_t i;
	json_t *o;
	json_array_foreach(json_object_get(month, "records"), i, o)
	{
		soc_buf_add(out, "  record    %s, by %s: %s", word(o, "event"), word(o, "channel"),
		            word(o, "decision"));
		if (number(o, "waited_months") > 0.0)
			put_waited(out, number(o, "waited_months"));
		if (number(o, "points") != 0.0)
			soc_buf_add(out, ", %+.1f points", number(o, "points"));
		soc_buf_add(out, " [in truth: %s]\n", word(o, "truth"));
	}
}

static void put_lists(const json_t *month, struct soc_buf *out)
{
	size_t i;
	json_t *o;
	const json_t *grade = json_object_get(month, "grade_change");
	if (json_is_object(grade))
		soc_buf_add(out, "  grade     %s -> %s\n", word(grade, "from"), word(grade, "to"));
	json_array_foreach(json_object_get(month, "entries"), i, o)
		soc_buf_add(out, "  list      %s: %s because of %s [in truth: %s]\n", word(o, "list"),
	                word(o, "kind"), word(o, "cause"), word(o, "truth"));
	json_array_foreach(json_object_get(month, "proceedings"), i, o)
	{
		soc_buf_add(out, "  list      %s: %s, %s", word(o, "list"), word(o, "what"), word(o, "how"));
		if (json_object_get(o, "waited_months") != NULL)
			put_waited(out, number(o, "waited_months"));
		soc_buf_puts(out, "\n");
	}
	json_array_foreach(json_object_get(month, "attempts"), i, o)
		soc_buf_add(out, "  attempt   %s: %.0f of %.0f %s\n", word(o, "measure"), number(o, "effective"),
	                number(o, "attempts"), word(o, "kind"));
}

int soc_explain_is_eventful(const json_t *month)
{
	static const char *const parts[] = { "happened", "records", "entries", "proceedings", "attempts" };
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (json_array_size(json_object_get(month, parts[i])) > 0)
			return 1;
	return json_is_object(json_object_get(month, "grade_change"));
}

static void put_state(const json_t *month, struct soc_buf *out)
{
	const json_t *state = json_object_get(month, "state");
	size_t i;
	json_t *o;
	soc_buf_puts(out, word(month, "month"));
	if (word(state, "grade")[0] != '\0')
		soc_buf_add(out, "  score %.1f, grade %s", number(state, "score"), word(state, "grade"));
	else
		soc_buf_puts(out, "  not graded");
	json_array_foreach(json_object_get(state, "measures"), i, o)
		soc_buf_add(out, "%s%s (%s)", i == 0 ? "; under " : ", ", word(o, "measure"), word(o, "through"));
	const char *sphere;
	soc_buf_puts(out,
	             json_object_size(json_object_get(state, "perceived_risk")) > 0 ? "; perceived risk" : ";");
	json_object_foreach(json_object_get(state, "perceived_risk"), sphere, o)
		soc_buf_add(out, " %s %.2f,", sphere, json_real_value(o));
	soc_buf_add(out, " strain %.2f, income lost %.0f%%%s%s\n", number(state, "strain"),
	            100.0 * number(state, "income_lost"),
	            json_is_true(json_object_get(state, "has_loan")) ? "; has a loan" : "",
	            json_is_true(json_object_get(state, "lives_unregistered"))
	                ? "; lives elsewhere than registered"
	                : "");
}

int soc_explain_is_graded(const json_t *life)
{
	return json_object_get(json_object_get(life, "why"), "scale") == NULL;
}

void soc_explain_text_why(const json_t *why, struct soc_buf *out)
{
	size_t i;
	json_t *o;
	const json_t *next = json_object_get(why, "next_grade_from");
	if (json_object_get(why, "scale") != NULL) {
		soc_buf_puts(out, "\nNobody is graded under these rules.\n");
		return;
	}
	soc_buf_add(out, "\nWhy grade %s: score %.1f; the grade begins at %.1f", word(why, "grade"),
	            number(why, "score"), number(why, "grade_from"));
	if (json_is_number(next))
		soc_buf_add(out, ", the next at %.1f", json_number_value(next));
	if (json_array_size(json_object_get(why, "grade_bounds")) > 0)
		soc_buf_add(out, "\n  the score alone is grade %s; cap or floor by the lists",
		            word(why, "grade_of_score"));
	json_array_foreach(json_object_get(why, "grade_bounds"), i, o)
		soc_buf_add(out, " %s", json_string_value(o));
	soc_buf_add(out, "\n  constant %.1f\n", number(why, "constant"));
	json_array_foreach(json_object_get(why, "components"), i, o)
	{
		soc_buf_add(out, "  %-20s %+9.2f points x %.3f", word(o, "component"), number(o, "points"),
		            number(o, "weight"));
		if (number(o, "from_wrong_records") != 0.0)
			soc_buf_add(out, "  (%+.2f of them from wrong records)", number(o, "from_wrong_records"));
		soc_buf_puts(out, "\n");
	}
	if (json_array_size(json_object_get(why, "records")) > 0)
		soc_buf_puts(out, "Records that still weigh (points posted, points left; rounding aside):\n");
	json_array_foreach(json_object_get(why, "records"), i, o) soc_buf_add(
		out, "  %s  %s by %s: %+.1f, left %+.1f in %s [in truth: %s]\n", word(o, "month"), word(o, "event"),
		word(o, "channel"), number(o, "points"), number(o, "left"), word(o, "component"), word(o, "truth"));
}

void soc_explain_text_month(const json_t *month, struct soc_buf *out)
{
	put_state(month, out);
	put_happened(month, out);
	put_records(month, out);
	put_lists(month, out);
}

void soc_explain_words_quiet(size_t months, struct soc_buf *out)
{
	soc_buf_add(out, "%zu %s in which nothing happened", months, soc_noun((double)months, "month", "months"));
}

void soc_explain_text_quiet(size_t months, struct soc_buf *out)
{
	if (months == 0)
		return;
	soc_buf_puts(out, "         (");
	soc_explain_words_quiet(months, out);
	soc_buf_puts(out, ")\n");
}

void soc_explain_text(const json_t *life, struct soc_buf *out)
{
	const json_t *months = json_object_get(life, "months");
	const size_t count = json_array_size(months);
	size_t i, quiet = 0;
	json_t *month;
	soc_explain_text_person(life, out);
	json_array_foreach(months, i, month)
	{
		if (!soc_explain_is_eventful(month) && i + 1 < count) {
			quiet++;
			continue;
		}
		soc_explain_text_quiet(quiet, out);
		quiet = 0;
		soc_explain_text_month(month, out);
	}
	soc_explain_text_why(json_object_get(life, "why"), out);
}
