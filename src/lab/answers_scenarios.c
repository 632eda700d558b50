/* What is asked of scenarios: which there are, one with its values, keys, a check. */
#include "lab/lab.h"

#include "base/shelf.h"
#include "input/bind/load.h"
#include "input/schema/params.h"
#include "socred/sim.h"
#include "store/assumptions.h"

#include <stdio.h>
#include <string.h>

enum soc_err soc_lab_about(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                           struct soc_msg *msg)
{
	(void)q;
	(void)msg;
	struct soc_buf *b = &a->text;
	soc_buf_add(b, "{\"version\":\"%s\",\"persons_most\":%lld,\"work_most\":%lld,\"indicators\":[",
	            SOC_VERSION, (long long)lab->options.persons_most, (long long)lab->options.work_most);
	for (size_t i = 0; i < soc_sim_indicators(); i++) {
		const struct soc_sim_indicator *in = soc_sim_indicator(i);
		soc_buf_add(b, "%s{\"name\":\"%s\",\"unit\":", i > 0 ? "," : "", in->name);
		soc_lab_put_text(b, in->unit);
		soc_buf_puts(b, ",\"meaning\":");
		soc_lab_put_text(b, in->meaning);
		soc_buf_add(b, ",\"stock\":%s}", in->is_stock ? "true" : "false");
	}
	soc_buf_puts(b, "]");
	soc_lab_put_all_statistics(b);
	soc_buf_puts(b, "}");
	return SOC_OK;
}

enum soc_err soc_lab_scenarios(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                               struct soc_msg *msg)
{
	(void)lab;
	(void)q;
	const int at = soc_shelf_find("gallery.json");
	if (at < 0)
		return soc_fail(msg, SOC_ERR_INTERNAL, "the list of scenarios is not built in");
	soc_buf_put(&a->text, soc_shelf_at((size_t)at)->text, soc_shelf_at((size_t)at)->length);
	return SOC_OK;
}

/* ---- values ---- */
static void put_choices(struct soc_buf *b, const struct soc_key *key)
{
	char name[SOC_NAME_MAX];
	soc_buf_puts(b, ",\"choices\":[");
	for (int i = 0; soc_param_choice_name(key, i, name); i++)
		soc_buf_add(b, "%s\"%s\"", i > 0 ? "," : "", name);
	soc_buf_puts(b, "]");
}

static void put_value(struct soc_buf *b, const struct soc_scenario *s, const struct soc_value *v)
{
	struct soc_parameter t;
	struct soc_buf why = { 0 };
	soc_buf_puts(b, "{\"key\":");
	soc_lab_put_text(b, v->key);
	soc_buf_puts(b, ",\"value\":");
	soc_lab_put_text(b, v->value);
	soc_buf_puts(b, ",\"unit\":");
	soc_lab_put_text(b, v->unit);
	soc_buf_puts(b, ",\"meaning\":");
	soc_lab_put_text(b, v->meaning);
	soc_buf_puts(b, ",\"source\":");
	soc_lab_put_text(b, v->source);
	soc_buf_puts(b, ",\"origin\":");
	soc_lab_put_text(b, v->origin);
	soc_buf_add(b, ",\"assumption\":%s,\"low\":", v->assumption ? "true" : "false");
	soc_lab_put_number(b, v->low);
	soc_buf_puts(b, ",\"high\":");
	soc_lab_put_number(b, v->high);
	if (soc_parameter_find(s, v->key, &t, &why)) {
		soc_buf_add(b, ",\"section\":\"%s\",\"type\":\"%c\",\"module\":\"%s\",\"least\":", t.section->name,
		            t.key->type[0], t.key->module);
		soc_lab_put_number(b, t.key->low);
		soc_buf_puts(b, ",\"most\":");
		soc_lab_put_number(b, t.key->high);
		if (t.key->type[0] == 'C')
			put_choices(b, t.key);
	}
	soc_buf_release(&why);
	soc_buf_puts(b, "}");
}

/* Everything that a scenario says, as one digest: two texts that say the same have the same. */
static void put_content(struct soc_buf *b, const struct soc_scenario *s)
{
	char *resolved = soc_scenario_resolved(s), digest[SOC_DIGEST_TEXT] = "";
	if (resolved != NULL)
		soc_digest_bytes(resolved, strlen(resolved), digest);
	b->failed |= resolved == NULL;
	soc_buf_add(b, ",\"content\":\"%s\"", digest);
	soc_text_free(resolved);
}

static enum soc_err put_scenario(struct soc_buf *b, const struct soc_scenario *s, struct soc_msg *msg)
{
	soc_buf_puts(b, "\"title\":");
	soc_lab_put_text(b, soc_scenario_title(s));
	soc_buf_puts(b, ",\"description\":");
	soc_lab_put_text(b, s->description);
	soc_buf_add(b, ",\"persons\":%lld,\"months\":%lld,\"replicates\":%lld,\"seed\":%lld",
	            (long long)soc_scenario_persons(s), (long long)soc_scenario_months(s),
	            (long long)soc_scenario_replicates(s), (long long)s->seed);
	put_content(b, s);
	soc_buf_puts(b, ",\"values\":[");
	for (size_t i = 0; i < soc_scenario_values(s); i++) {
		const struct soc_value v = soc_scenario_value(s, i);
		if (i > 0)
			soc_buf_puts(b, ",\n");
		put_value(b, s, &v);
	}
	soc_buf_puts(b, "]");
	return soc_lab_put_statistics(b, s, msg);
}

static void put_diagnostics(struct soc_buf *b, const struct soc_diagnostics *list)
{
	soc_buf_puts(b, "\"diagnostics\":[");
	for (size_t i = 0; i < soc_diagnostics_count(list); i++) {
		const struct soc_diagnostic *d = soc_diagnostics_at(list, i);
		soc_buf_add(b, "%s{\"file\":", i > 0 ? "," : "");
		/* of a setting, which stands in no file */
		soc_lab_put_text(b, d->file != NULL && strcmp(d->file, "--set") != 0 ? d->file : "");
		soc_buf_add(b, ",\"line\":%d,\"column\":%d,\"key\":", d->line, d->column);
		soc_lab_put_text(b, d->key);
		soc_buf_puts(b, ",\"text\":");
		soc_lab_put_text(b, d->text);
		soc_buf_add(b, ",\"warning\":%s}", d->warning ? "true" : "false");
	}
	soc_buf_puts(b, "]");
}

/* ,"resolved":"...": one file that says everything, and names no other that lies beside it. */
static enum soc_err put_resolved(struct soc_buf *b, const struct soc_scenario *s, struct soc_msg *msg)
{
	char *text = soc_scenario_resolved(s);
	if (text == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for a scenario");
	soc_buf_puts(b, ",\"resolved\":");
	soc_lab_put_text(b, text);
	soc_text_free(text);
	return SOC_OK;
}

/* Checks a wish: its diagnostics and, where it can run, its values; on demand the file that says them. */
static enum soc_err put_checked(const struct soc_lab_wish *w, int resolved, struct soc_buf *b,
                                struct soc_msg *msg)
{
	struct soc_scenario *s = NULL;
	struct soc_diagnostics *found = NULL;
	const enum soc_err err = soc_lab_wish_scenario(w, &s, &found, msg);
	if (err == SOC_ERR_MEMORY) {
		soc_diagnostics_free(found);
		return err;
	}
	soc_buf_add(b, "\"ok\":%s,", err == SOC_OK ? "true" : "false");
	put_diagnostics(b, found);
	if (err != SOC_OK && soc_diagnostics_count(found) == 0) {
		soc_buf_puts(b, ",\"error\":");
		soc_lab_put_text(b, msg->text);
	}
	enum soc_err told = SOC_OK;
	if (err == SOC_OK) {
		soc_buf_puts(b, ",");
		told = put_scenario(b, s, msg);
	}
	if (err == SOC_OK && told == SOC_OK && resolved)
		told = put_resolved(b, s, msg);
	soc_diagnostics_free(found);
	soc_scenario_free(s);
	return told;
}

enum soc_err soc_lab_scenario(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                              struct soc_msg *msg)
{
	(void)lab;
	const char *name = soc_lab_query(q, "name");
	int at = 0;
	if (name == NULL)
		return soc_fail(msg, SOC_ERR_USAGE, "name: which scenario? GET /api/scenarios has them");
	enum soc_err err = soc_lab_scenario_find(name, &at, msg);
	if (err != SOC_OK) {
		a->status = 404;
		return err;
	}
	struct soc_lab_wish w = { .name = name };
	const struct soc_shelf_file *file = soc_shelf_at((size_t)at);
	snprintf(w.file, sizeof w.file, "%s", file->name);
	w.text = file->text;
	w.length = file->length;
	char base[64] = "";
	err = soc_lab_scenario_base(at, base, msg);
	if (err != SOC_OK)
		return err;
	soc_buf_puts(&a->text, "{\"name\":");
	soc_lab_put_text(&a->text, name);
	soc_buf_add(&a->text, ",\"base\":\"%s\",\"file\":", base);
	soc_lab_put_text(&a->text, w.file);
	soc_buf_puts(&a->text, ",\"yaml\":");
	soc_lab_put_text(&a->text, w.text);
	soc_buf_puts(&a->text, ",");
	err = put_checked(&w, 0, &a->text, msg);
	soc_buf_puts(&a->text, "}");
	return err;
}

enum soc_err soc_lab_check(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                           struct soc_msg *msg)
{
	(void)lab;
	struct soc_lab_wish w;
	enum soc_err err = soc_lab_wish_read(&w, q->body, msg);
	soc_buf_puts(&a->text, "{");
	if (err == SOC_OK)
		err = put_checked(&w, json_is_true(json_object_get(q->body, "resolved")), &a->text, msg);
	soc_buf_puts(&a->text, "}");
	soc_lab_wish_release(&w);
	return err;
}

/* ---- keys, and the ensemble over a scenario's assumptions ---- */
enum soc_err soc_lab_keys(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                          struct soc_msg *msg)
{
	(void)lab;
	char *text = NULL;
	const enum soc_err err = soc_params_text(soc_lab_query(q, "key"), "json", &text, msg);
	if (err == SOC_OK)
		soc_buf_puts(&a->text, text);
	soc_text_free(text);
	return err;
}

enum soc_err soc_lab_scenario_base(int scenario, char out[64], struct soc_msg *msg)
{
	const struct soc_shelf_file *file = soc_shelf_at((size_t)scenario);
	struct soc_scenario *s = NULL;
	struct soc_diagnostics *found = NULL;
	char digest[SOC_DIGEST_TEXT] = "";
	enum soc_err err = soc_load_shelved(file->name, file->text, file->length, NULL, 0, &s, &found, msg);
	if (err == SOC_OK)
		err = soc_assumptions_digest(s, digest, msg);
	if (err == SOC_OK)
		snprintf(out, 64, "%.24s-%.16s", SOC_VERSION, digest);
	soc_diagnostics_free(found);
	soc_scenario_free(s);
	return err;
}

int soc_lab_ensemble_find(int scenario)
{
	char file[300];
	const char *name = soc_shelf_at((size_t)scenario)->name;
	snprintf(file, sizeof file, "%.*s.assumptions.json", (int)(strlen(name) - strlen(".yaml")), name);
	return soc_shelf_find(file);
}

enum soc_err soc_lab_assumptions(struct soc_lab *lab, const struct soc_lab_request *q,
                                 struct soc_lab_answer *a, struct soc_msg *msg)
{
	(void)lab;
	const char *name = soc_lab_query(q, "scenario");
	int at = 0;
	if (name == NULL)
		return soc_fail(msg, SOC_ERR_USAGE, "scenario: which? GET /api/scenarios has them");
	const enum soc_err err = soc_lab_scenario_find(name, &at, msg);
	a->status = 404;
	if (err != SOC_OK)
		return err;
	at = soc_lab_ensemble_find(at);
	if (at < 0)
		return soc_fail(msg, SOC_ERR_USAGE, "nothing was computed over the assumptions of %.100s", name);
	a->status = 200;
	soc_buf_put(&a->text, soc_shelf_at((size_t)at)->text, soc_shelf_at((size_t)at)->length);
	return SOC_OK;
}
