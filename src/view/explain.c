#include "view/explain.h"

#include "analysis/pairing.h"
#include "analysis/words.h"
#include "base/mem.h"
#include "input/schema/params.h"
#include "model/score.h"
#include "socred/result.h"
#include "socred/scenario.h"
#include "store/reader.h"
#include "view/explain_words.h"

#include <string.h>

json_t *soc_explain_person(const struct soc_replay *r)
{
	const struct soc_registry *reg = &r->columns.registry;
	const uint8_t nature = r->columns.self.nature[r->row], situation = reg->situation[r->row];
	const uint8_t traits = reg->traits[r->row];
	const struct soc_place *place = &r->plan.places[r->place];
	return json_pack(
		"{s:I, s:s, s:i, s:s, s:s, s:s, s:s, s:s, s:i, s:s?, s:i, s:b, s:i, s:i, s:I}", "person",
		(json_int_t)(r->at.first_person + r->row), "sex", soc_nature_male(nature) ? "male" : "female", "age",
		reg->age[r->row], "place", place->latin, "place_local", place->name, "province",
		r->plan.regions[place->region].name, "stratum", r->at.urban ? "urban" : "rural", "group",
		soc_nature_minority(nature) ? "minority" : "majority", "income_quintile",
		(int)soc_situation_quintile(situation) + 1, "class",
		soc_words_has_classes(r->s) ? soc_params_words_classes[soc_traits_class(traits)] : NULL,
		"household_size", (int)soc_home_size(reg->home[r->row]), "employed", (int)soc_traits_employed(traits),
		"proneness_bucket", (int)soc_nature_theta(nature) + 1, "helpfulness_bucket",
		(int)soc_nature_phi(nature) + 1, "community", (json_int_t)r->community);
}

/* What is left of points posted in `month` when `now` ends: the mean, without the rounding of each month. */
static double left_of(const struct soc_rules *rules, unsigned component, double posted, uint32_t month,
                      uint32_t now)
{
	for (uint32_t m = month; m < now; m++)
		posted = posted * rules->regime.scoring.keep[component] / 65536.0;
	return posted;
}

/* Where lists bind grades: the grade of the score alone, and the lists that bound this person's this month.
 */
static void tell_caps(const struct soc_replay *r, json_t **why)
{
	json_t *lists = json_array();
	for (unsigned bits = r->scratch->month_log.bound_by[r->row]; bits != 0; bits &= bits - 1)
		soc_json_append(&lists, json_string(r->s->lists[__builtin_ctz(bits)].name));
	soc_json_set(
		why, "grade_of_score",
		json_string(r->s->grades[soc_score_grade(&r->rules->regime, r->scratch->score[r->row])].name));
	soc_json_set(why, "grade_bounds", lists);
}

json_t *soc_explain_why(const struct soc_replay *r, const json_t *history)
{
	const struct soc_rules *rules = r->rules;
	const struct soc_columns *c = &r->columns;
	json_t *components, *records, *one;
	size_t i;
	if (history == NULL) /* memory was out when the past was kept */
		return NULL;
	if (!rules->regime.scoring.on)
		return json_pack("{s:s}", "scale", "no components or grades: nobody is graded");
	components = json_array();
	records = json_array();
	for (unsigned f = 0; f < rules->regime.scoring.components; f++)
		soc_json_append(
			&components,
			json_pack("{s:s, s:f, s:f, s:f}", "component", r->s->components[f].name, "points",
		              (double)(c->record.points[f][r->row] + rules->regime.scoring.start[f]) / SOC_POINT,
		              "weight", rules->regime.scoring.coefficient[f] / 256.0, "from_wrong_records",
		              (double)c->truth.false_points[f][r->row] / SOC_POINT));
	json_array_foreach(history, i, one)
	{
		char date[16];
		const unsigned component = (unsigned)json_integer_value(json_object_get(one, "component"));
		const uint32_t month = (uint32_t)json_integer_value(json_object_get(one, "month"));
		const double posted = json_real_value(json_object_get(one, "points"));
		const double left = left_of(rules, component, posted, month, r->at.month);
		if (left < 0.5 && left > -0.5)
			continue;
		soc_explain_date(r->s, month, date);
		soc_json_append(&records,
		                json_pack("{s:s, s:s, s:s, s:s, s:s, s:f, s:f}", "month", date, "event",
		                          json_string_value(json_object_get(one, "event")), "channel",
		                          json_string_value(json_object_get(one, "channel")), "truth",
		                          json_string_value(json_object_get(one, "truth")), "component",
		                          r->s->components[component].name, "points", posted, "left", left));
	}
	const unsigned grade = c->record.grade[r->row];
	json_t *next =
		grade + 1 < rules->regime.scoring.grades ? json_real(r->s->grades[grade + 1].from) : json_null();
	json_t *why = json_pack(
		"{s:f, s:f, s:s, s:f, s:o, s:o, s:o}", "score", (double)r->scratch->score[r->row] / SOC_POINT,
		"constant", (double)rules->regime.scoring.constant / SOC_POINT, "grade", r->s->grades[grade].name,
		"grade_from", grade > 0 ? r->s->grades[grade].from : r->s->scale.minimum, "next_grade_from", next,
		"components", components, "records", records);
	if (rules->regime.caps.lists && why != NULL)
		tell_caps(r, &why);
	return why;
}

/* Steps through the months that the file has fields for. */
static enum soc_err live(struct soc_result *result, struct soc_replay *r, int64_t replicate, int64_t months,
                         json_t **list, json_t **history, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	struct soc_field *fields = soc_calloc((size_t)r->plan.places_count, sizeof *fields);
	if (fields == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for the fields of a month");
	err = soc_result_predictor(result, replicate, &r->rule_sets, msg);
	for (int64_t month = 0; err == SOC_OK && month < months; month++) {
		err = soc_result_fields(result, replicate, month, fields, r->plan.places_count, msg);
		if (err != SOC_OK)
			break;
		soc_replay_step(r, fields);
		soc_json_append(list, soc_explain_month(r, history));
		if (*list == NULL)
			err = soc_fail(msg, SOC_ERR_MEMORY, "no memory for the months of a life");
	}
	soc_free(fields);
	return err;
}

static enum soc_err tell(struct soc_result *result, const struct soc_scenario *s, int64_t person,
                         int64_t replicate, json_t **out, struct soc_msg *msg)
{
	struct soc_replay r;
	double months = 0.0;
	json_t *list = json_array(), *history = json_array();
	enum soc_err err = soc_replay_init(&r, s, person, replicate, msg);
	if (err == SOC_OK)
		err = soc_result_real(result, "SELECT months_finished FROM replicates WHERE replicate = ?1",
		                      &replicate, 1, &months, msg);
	if (err == SOC_OK && !(months >= 1.0))
		err = soc_fail(msg, SOC_ERR_USAGE,
		               "replicate %lld is not in these results: the run was interrupted before it ended",
		               (long long)replicate);
	if (err == SOC_OK)
		err = live(result, &r, replicate, (int64_t)months, &list, &history, msg);
	if (err == SOC_OK) {
		*out = json_pack("{s:I, s:o, s:O, s:o}", "replicate", (json_int_t)replicate, "person",
		                 soc_explain_person(&r), "months", list, "why", soc_explain_why(&r, history));
		if (*out == NULL)
			err = soc_fail(msg, SOC_ERR_MEMORY, "no memory for the story of a life");
	}
	json_decref(list);
	json_decref(history);
	soc_replay_release(&r);
	return err;
}

/* Of json_dump_callback; a failure stays in the buffer until it is taken. */
static int put_part(const char *part, size_t length, void *text)
{
	soc_buf_put(text, part, length);
	return 0;
}

enum form { FORM_TEXT, FORM_JSON, FORM_PAGE };

static enum soc_err form_of(const char *name, enum form *out, struct soc_msg *msg)
{
	static const char *const names[] = { "text", "json", "html" };
	for (int i = 0; i < 3; i++)
		if (strcmp(name, names[i]) == 0) {
			*out = (enum form)i;
			return SOC_OK;
		}
	return soc_fail(msg, SOC_ERR_USAGE, "format \"%s\": text, json or html", name);
}

/* A life with what it is told from. */
struct told {
	struct soc_scenario *s;
	json_t *life;
};

static void told_release(struct told *t)
{
	json_decref(t->life);
	soc_scenario_free(t->s);
}

static enum soc_err told_make(struct soc_result *result, int64_t person, int64_t replicate, struct told *out,
                              struct soc_msg *msg)
{
	soc_result_begin(result);
	const enum soc_err err = soc_result_scenario(result, &out->s, msg);
	return err == SOC_OK ? tell(result, out->s, person, replicate, &out->life, msg) : err;
}

static void put_json(const json_t *document, struct soc_buf *out)
{
	if (document == NULL) {
		out->failed = 1;
		return;
	}
	(void)json_dump_callback(document, put_part, out, JSON_INDENT(1) | JSON_REAL_PRECISION(6));
	soc_buf_puts(out, "\n");
}

static enum soc_err given(struct soc_buf *text, char **out, struct soc_msg *msg)
{
	return soc_buf_give(text, "no memory for the story of a life", out, msg);
}

enum soc_err soc_result_explain(struct soc_result *result, int64_t person, int64_t replicate,
                                const char *format, char **out, struct soc_msg *msg)
{
	struct told t = { 0 };
	struct soc_buf text = { 0 };
	enum form form = FORM_TEXT;
	enum soc_err err = form_of(format, &form, msg);
	if (err == SOC_OK)
		err = told_make(result, person, replicate, &t, msg);
	if (err == SOC_OK) {
		const struct soc_told_life life = { t.s->title, result->content, t.life };
		if (form == FORM_TEXT)
			soc_explain_text(t.life, &text);
		else if (form == FORM_JSON)
			put_json(t.life, &text);
		else
			soc_explain_page(&life, 1, NULL, "", &text);
		err = given(&text, out, msg);
	}
	told_release(&t);
	return err;
}

/* {"lives": [{"title": ..., "digest": ..., "life": ...}, ...], "rules": [{"key", "a", "b"}, ...], "notes":
 * ...} */
static json_t *both_lives(const struct soc_told_life life[2], json_t *rules, const char *notes)
{
	json_t *list = json_array();
	for (int i = 0; i < 2; i++)
		soc_json_append(&list, json_pack("{s:s, s:s, s:O}", "title", life[i].title, "digest", life[i].digest,
		                                 "life", life[i].life));
	return list != NULL ? json_pack("{s:o, s:O, s:s}", "lives", list, "rules", rules, "notes", notes) : NULL;
}

static enum soc_err put_both(const struct soc_told_life life[2], json_t *rules, const char *notes,
                             enum form form, char **out, struct soc_msg *msg)
{
	struct soc_buf text = { 0 };
	if (rules == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for the story of a life");
	if (form == FORM_TEXT) {
		soc_explain_beside_text(life, rules, notes, &text);
	} else if (form == FORM_JSON) {
		json_t *both = both_lives(life, rules, notes);
		put_json(both, &text);
		json_decref(both);
	} else {
		soc_explain_page(life, 2, rules, notes, &text);
	}
	return given(&text, out, msg);
}

enum soc_err soc_result_explain_beside(struct soc_result *a, struct soc_result *b, int64_t person,
                                       int64_t replicate, const char *format, char **out, struct soc_msg *msg)
{
	struct told t[2] = { { 0 }, { 0 } };
	struct soc_pairing pairing = { 0 };
	enum form form = FORM_TEXT;
	enum soc_err err = form_of(format, &form, msg);
	if (err == SOC_OK)
		err = soc_pairing_check(a, b, NULL, &pairing, msg);
	if (err == SOC_OK)
		err = told_make(a, person, replicate, &t[0], msg);
	if (err == SOC_OK)
		err = told_make(b, person, replicate, &t[1], msg);
	if (err == SOC_OK) {
		const struct soc_told_life life[2] = { { t[0].s->title, a->content, t[0].life },
			                                   { t[1].s->title, b->content, t[1].life } };
		json_t *rules = soc_explain_rules(t[0].s, t[1].s);
		err = put_both(life, rules, soc_buf_text(&pairing.notes), form, out, msg);
		json_decref(rules);
	}
	soc_buf_release(&pairing.notes);
	told_release(&t[0]);
	told_release(&t[1]);
	return err;
}
