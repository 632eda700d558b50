/* socred experiment report: what came of an experiment as one page, from what is measured in its folder. */
#include "view/experiment_page.h"

#include "view/report.h"

#include <stdio.h>
#include <string.h>

#define PAGE_FILE "report.html"

static enum soc_err write_page(const struct soc_experiment *e, const struct soc_experiment_state *state,
                               const char *key, json_t *what, const char *text, const char *path,
                               struct soc_msg *msg)
{
	struct soc_buf headline = { 0 };
	json_t *doc =
		json_pack("{s:i, s:s, s:o, s:o}", "format", SOC_EXPERIMENT_PAGE_FORMAT, "kind", "experiment", "asked",
	              soc_experiment_page_asked(e), "state", soc_experiment_page_state(state));
	soc_json_set(&doc, "digest", soc_json_digest(what));
	soc_json_set(&doc, key, what);
	soc_report_plain(e->title, "", text, "",
	                 &headline); /* without its script the page tells what `analyse` prints */
	enum soc_err err = doc == NULL || headline.failed
	                       ? soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the page")
	                       : soc_report_write_page(NULL, path, e->title, soc_buf_text(&headline), doc, msg);
	soc_buf_release(&headline);
	json_decref(doc);
	return err;
}

static enum soc_err page_of_fit(const struct soc_experiment *e, const char *folder, const char *path,
                                struct soc_experiment_state *state, struct soc_msg *msg)
{
	const struct soc_experiment_options o = { .folder = folder, .share = 1, .shares = 1 };
	struct soc_calibration c;
	struct soc_buf text = { 0 };
	enum soc_err err = soc_calibration_open(&c, e, &o, state, msg);
	if (err == SOC_OK) {
		soc_calibration_text(&c, SOC_TEXT_TABLE, &text);
		err = text.failed
		          ? soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the page")
		          : write_page(e, state, "fit", soc_experiment_page_fit(&c), soc_buf_text(&text), path, msg);
	}
	soc_buf_release(&text);
	soc_calibration_close(&c);
	return err;
}

static enum soc_err page_of_points(const struct soc_experiment *e, const char *folder, const char *path,
                                   struct soc_experiment_state *state, struct soc_msg *msg)
{
	struct soc_runner r = { 0 };
	struct soc_analysis a = { 0 };
	char *text = NULL;
	json_t *found = NULL;
	enum soc_err err = soc_experiment_analyse(e, folder, "table", &text, NULL, msg);
	if (err == SOC_OK)
		err = soc_analysis_read(&r, e, folder, state, msg);
	if (err == SOC_OK)
		err = soc_analysis_init(&a, &r, 1, msg);
	if (err == SOC_OK)
		found = soc_experiment_page_found(&a, &err, msg);
	if (err == SOC_OK)
		err = write_page(e, state, "found", found, text, path, msg);
	soc_analysis_release(&a);
	soc_runner_release(&r);
	soc_text_free(text);
	return err;
}

enum soc_err soc_experiment_report(const struct soc_experiment *e, const char *folder, const char *path,
                                   struct soc_experiment_state *state, struct soc_msg *msg)
{
	char beside[SOC_EXPERIMENT_PATH + 32];
	struct soc_experiment_state now = { 0 };
	if (e == NULL || folder == NULL)
		return soc_fail(msg, SOC_ERR_USAGE, "an experiment and a folder are needed");
	snprintf(beside, sizeof beside, "%.1000s/" PAGE_FILE, folder);
	const char *to = path != NULL ? path : beside;
	const enum soc_err err = e->design.kind == SOC_DESIGN_calibration
	                             ? page_of_fit(e, folder, to, &now, msg)
	                             : page_of_points(e, folder, to, &now, msg);
	if (err == SOC_OK && state != NULL)
		*state = now;
	return err;
}
