/* Which decisions about people the regimes take, so that none of them is passed over in silence. */
#include "view/assessment.h"

/* The letters of the runs that take it; "" where none does. */
static void takers(const struct soc_assessed_runs *runs, enum soc_decision_kind decision, struct soc_buf *out)
{
	int some = 0;
	for (int i = 0; i < runs->count; i++)
		if (soc_decision_is_taken(runs->run[i].s, decision))
			soc_buf_add(out, "%s%s", some++ > 0 ? ", " : "", soc_assessment_run_name(i));
}

static int is_taken(const struct soc_assessed_runs *runs, enum soc_decision_kind decision)
{
	for (int i = 0; i < runs->count; i++)
		if (soc_decision_is_taken(runs->run[i].s, decision))
			return 1;
	return 0;
}

int soc_assessment_is_asked(const struct soc_assessed_runs *runs, const struct soc_form_field *field)
{
	const enum soc_decision_kind decision = soc_decision_find(field->decision);
	if (field->answer == SOC_ANSWER_DIFFERENCES && runs->count < 2)
		return 0;
	return decision == SOC_DECISIONS_COUNT || is_taken(runs, decision);
}

enum soc_err soc_assessment_decisions(const struct soc_assessed_runs *runs, json_t **answer)
{
	static const char *const columns[] = { "decision", "taken in",
		                                   "who is hit, and how often wrongly, by group" };
	json_t *rows = json_array();
	struct soc_buf not_taken = { 0 };
	for (int d = 0; d < SOC_DECISIONS_COUNT; d++) {
		const struct soc_decision_words *w = &soc_decision_words[d];
		char what[SOC_WORDS_TEXT];
		const char *own = soc_words_own(&runs->words, w->what, what, sizeof what);
		struct soc_buf in = { 0 };
		if (!is_taken(runs, (enum soc_decision_kind)d)) {
			soc_buf_add(&not_taken, "%s%s", not_taken.length > 0 ? "; " : "", w->what);
			continue;
		}
		json_t *row = json_array();
		takers(runs, (enum soc_decision_kind)d, &in);
		soc_json_append(&row, json_string(own));
		soc_json_append(&row, soc_assessment_text_of(&in));
		soc_json_append(&row, d == SOC_DECISION_RECOGNITION
		                          ? json_sprintf("stops told in this form; by group: %s", w->told)
		                      : w->told[0] != '\0' ? json_sprintf("not told here; counted: %s", w->told)
		                                           : json_string("told in this form"));
		soc_json_append(&rows, row);
	}
	if (json_array_size(rows) == 0)
		soc_json_set(answer, "text",
		             json_string("The regime takes none of the decisions that are counted: nobody is hit."));
	else if (not_taken.length > 0)
		soc_json_set(answer, "text",
		             json_sprintf("Not taken, and so not asked about: %s.", soc_buf_text(&not_taken)));
	soc_buf_release(&not_taken);
	soc_assessment_set_table(answer, soc_assessment_columns(columns, 3), rows);
	return SOC_OK;
}
