/* A run as one file that is sent to somebody, and such a file opened: a tar file of the scenario in full, the
 * results and what they are. It comes from anywhere: nothing in it is believed. */
#include "lab/lab.h"

#include "analysis/assumed.h"
#include "base/file.h"
#include "base/mem.h"

#include <stdio.h>
#include <string.h>

#define RESULTS_MOST ((size_t)512 << 20) /* bytes of results that go into a bundle */
#define TEXT_MOST ((size_t)4 << 20)      /* of its other files */
#define LABEL_MOST 200

/* ---- made ---- */
/* What the bundle is, for a program that opens it. */
static void put_manifest(struct soc_buf *b, const struct soc_lab_run *run)
{
	struct soc_buf text = { 0 };
	soc_buf_add(&text, "{\"socred\":1,\"version\":\"%s\",\"digest\":\"%s\",\"run\":", SOC_VERSION,
	            run->result->content);
	soc_lab_put_run(&text, run);
	soc_buf_puts(&text, "}\n");
	soc_lab_tar_put(b, "manifest.json", soc_buf_text(&text), text.length);
	b->failed |= text.failed;
	soc_buf_release(&text);
}

enum soc_err soc_lab_bundle(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                            struct soc_msg *msg)
{
	static const char *const parts[] = { "scenario.resolved.yaml", "results.db" };
	struct soc_result *r = NULL;
	enum soc_err err = soc_lab_run_open(lab, soc_lab_query(q, "run"), a, &r, msg);
	if (err != SOC_OK)
		return err;
	struct soc_lab_run *run = soc_lab_run_find(lab, soc_lab_query(q, "run"));
	put_manifest(&a->text, run);
	for (size_t i = 0; err == SOC_OK && i < sizeof parts / sizeof *parts; i++) {
		char *text = NULL;
		size_t length = 0;
		err = soc_lab_run_read(lab, run, parts[i], RESULTS_MOST, &text, &length, msg);
		if (err == SOC_OK)
			soc_lab_tar_put(&a->text, parts[i], text, length);
		soc_free(text);
	}
	soc_lab_tar_end(&a->text);
	a->type = "application/x-tar";
	snprintf(a->name, sizeof a->name, "%s.socred", run->name);
	return err;
}

/* ---- opened ---- */
enum part { MANIFEST, SCENARIO, RESULTS, PARTS };
struct bundle {
	const char *text[PARTS]; /* in the bytes that came */
	size_t length[PARTS];
	json_t *manifest;
	struct soc_result *result; /* of these bytes, checked */
	struct soc_scenario *scenario;
};

static enum soc_err broken(struct soc_msg *msg, const char *why)
{
	return soc_fail(msg, SOC_ERR_USAGE, "this is no bundle of socred that can be opened: %s", why);
}

static enum soc_err take_apart(struct bundle *b, const char *bytes, size_t length, struct soc_msg *msg)
{
	static const char *const names[PARTS] = { "manifest.json", "scenario.resolved.yaml", "results.db" };
	const char *name = NULL, *text = NULL;
	size_t at = 0, size = 0;
	int found;
	while ((found = soc_lab_tar_next(bytes, length, &at, &name, &text, &size)) > 0) {
		int i = 0;
		while (i < PARTS && strcmp(name, names[i]) != 0)
			i++;
		if (i == PARTS || b->text[i] != NULL)
			return broken(msg, "a file that does not belong into it, or one twice");
		if (i != RESULTS && size > TEXT_MOST)
			return broken(msg, "its scenario or its manifest is too long");
		b->text[i] = text;
		b->length[i] = size;
	}
	if (found < 0)
		return broken(msg, "its bytes are no tar file, or not all of one");
	for (int i = 0; i < PARTS; i++)
		if (b->text[i] == NULL)
			return broken(msg,
			              i == RESULTS ? "it has no results" : "its scenario or its manifest is missing");
	return SOC_OK;
}

/* The results are what the manifest says, and the scenario is theirs. */
static enum soc_err check(struct bundle *b, struct soc_msg *msg)
{
	json_error_t where;
	struct soc_msg why = { "" };
	b->manifest = json_loadb(b->text[MANIFEST], b->length[MANIFEST], JSON_REJECT_DUPLICATES, &where);
	const char *digest = json_string_value(json_object_get(b->manifest, "digest"));
	if (digest == NULL)
		return broken(msg, "its manifest says no digest");
	enum soc_err err = soc_result_open_memory(&b->result, b->text[RESULTS], b->length[RESULTS], &why);
	if (err == SOC_OK)
		err = soc_result_scenario(b->result, &b->scenario, &why);
	if (err != SOC_OK)
		return err == SOC_ERR_MEMORY ? soc_fail(msg, err, "%s", why.text) : broken(msg, why.text);
	if (strcmp(digest, b->result->content) != 0)
		return broken(msg, "its results have another digest than its manifest says");
	char *resolved = soc_scenario_resolved(b->scenario);
	if (resolved == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for a scenario");
	const int same = strlen(resolved) == b->length[SCENARIO] &&
	                 memcmp(resolved, b->text[SCENARIO], b->length[SCENARIO]) == 0;
	soc_text_free(resolved);
	return same ? SOC_OK : broken(msg, "its scenario is not the one of its results");
}

/* Whether the run is what the manifest says, a shipped scenario with these settings: only then may the list
 * say so. */
static int is_true(const struct bundle *b, const json_t *run)
{
	struct soc_lab_wish w;
	struct soc_scenario *s = NULL;
	struct soc_diagnostics *found = NULL;
	struct soc_msg ignored = { "" };
	int of = 0;
	enum soc_err err = soc_lab_wish_read(&w, run, &ignored);
	if (err == SOC_OK)
		err = soc_lab_wish_scenario(&w, &s, &found, &ignored);
	if (err == SOC_OK)
		err = soc_result_is_of_scenario(b->result, s, &of, &ignored);
	soc_scenario_free(s);
	soc_diagnostics_free(found);
	soc_lab_wish_release(&w);
	return err == SOC_OK && of;
}

static enum soc_err tell_of(struct soc_lab_run *run, const struct bundle *b, struct soc_msg *msg)
{
	json_t *said = json_object_get(b->manifest, "run");
	const char *label = json_string_value(json_object_get(said, "label")), *name = "";
	char *settings = NULL;
	int at = 0;
	json_free_t release = NULL;
	json_get_alloc_funcs(NULL, &release);
	if (is_true(b, said)) {
		name = json_string_value(json_object_get(said, "scenario"));
		settings = json_dumps(json_object_get(said, "settings"), JSON_COMPACT | JSON_SORT_KEYS);
		if (soc_lab_scenario_find(name, &at, msg) == SOC_OK)
			(void)soc_lab_scenario_base(at, run->base, msg);
	}
	struct soc_assumed_facts facts = { 0 };
	const enum soc_err err = soc_assumed_facts_read(b->result, &facts, msg);
	if (err != SOC_OK) {
		release(settings);
		return err;
	}
	run->assumptions = facts.points > 0                           ? "shipped"
	                   : settings != NULL && strlen(settings) > 2 ? "changed"
	                                                              : "none";
	run->scenario = soc_strdup(name);
	run->settings = soc_strdup(settings != NULL ? settings : "{}");
	run->label = soc_strdup(label != NULL && strlen(label) <= LABEL_MOST ? label : "");
	release(settings);
	return run->scenario != NULL && run->settings != NULL && run->label != NULL
	           ? SOC_OK
	           : soc_fail(msg, SOC_ERR_MEMORY, "no memory for a run");
}

static enum soc_err write_results(const struct soc_lab *lab, const struct soc_lab_run *run,
                                  const struct bundle *b, struct soc_msg *msg)
{
	char path[SOC_LAB_PATH];
	struct soc_file_draft draft = { 0 };
	if (!soc_lab_path(lab, run, "results.db", path))
		return soc_fail(msg, SOC_ERR_IO, "the name of the folder is too long");
	const enum soc_err err = soc_file_begin(&draft, path, msg);
	if (err != SOC_OK)
		return err;
	const int written = fwrite(b->text[RESULTS], 1, b->length[RESULTS], draft.to) == b->length[RESULTS];
	return soc_file_finish(&draft, written, msg);
}

static enum soc_err keep(struct soc_lab *lab, const struct bundle *b, struct soc_lab_run *run,
                         struct soc_msg *msg)
{
	enum soc_err err = tell_of(run, b, msg);
	if (err == SOC_OK)
		err = write_results(lab, run, b, msg);
	if (err == SOC_OK)
		err = soc_lab_run_note(lab, run, b->scenario, msg);
	return err;
}

enum soc_err soc_lab_bundle_open(struct soc_lab *lab, const struct soc_lab_request *q,
                                 struct soc_lab_answer *a, struct soc_msg *msg)
{
	struct bundle b = { 0 };
	struct soc_lab_run *run = NULL;
	enum soc_err err = take_apart(&b, q->bytes, q->length, msg);
	if (err == SOC_OK)
		err = check(&b, msg);
	if (err == SOC_OK)
		err = soc_lab_run_new(lab, &run, msg);
	if (err == SOC_OK) {
		err = keep(lab, &b, run, msg);
		run->state = SOC_LAB_DONE;
		if (err == SOC_OK) {
			struct soc_result *opened = NULL;
			err = soc_lab_run_open(lab, run->name, a, &opened, msg);
		}
		if (err != SOC_OK) {
			soc_lab_run_unlink(lab, run);
			soc_lab_run_drop(lab, run);
		}
	}
	if (err == SOC_OK) {
		a->status = 201;
		soc_lab_tell_run(lab, run);
		soc_lab_put_run(&a->text, run);
	}
	json_decref(b.manifest);
	soc_result_free(b.result);
	soc_scenario_free(b.scenario);
	return err;
}
