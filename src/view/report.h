/* The report: a finished results file -> one JSON document -> one HTML page. docs/guide/report-data.md
 * describes the document.
 *
 * Private to view/. Each soc_report_* adds one part to the document; all of them fail with SOC_ERR_RESULTS,
 * SOC_ERR_IO or SOC_ERR_MEMORY and leave what they had added, for the caller to throw away. */
#ifndef SOC_VIEW_REPORT_H
#define SOC_VIEW_REPORT_H

#include "analysis/words.h"
#include "base/buf.h"
#include "input/schema/scenario.h"
#include "store/reader.h"
#include "view/json.h"

#define SOC_REPORT_FORMAT 2

/* Which part of the file is shown: all finished replicates, or the partial one when none was finished. */
struct soc_report {
	struct soc_result *result;
	const struct soc_scenario *scenario;
	json_t *doc;
	int64_t *replicate; /* their numbers in the file */
	int replicates;
	int64_t months; /* months that each of them has */
	int partial;
	struct soc_words words;
	json_t *headline; /* as soc_result_headline tells it to programs: records, in its order */
};

/* Reads which replicates there are, and the headline. Release with soc_report_release. */
enum soc_err soc_report_begin(struct soc_report *report, struct soc_result *result,
                              const struct soc_scenario *s, struct soc_msg *msg);
void soc_report_release(struct soc_report *report);

enum soc_err soc_report_run(struct soc_report *report,
                            struct soc_msg *msg); /* run, meta, scenario, regions */
enum soc_err soc_report_regime(struct soc_report *report, struct soc_msg *msg);   /* regime */
enum soc_err soc_report_tables(struct soc_report *report, struct soc_msg *msg);   /* tables */
enum soc_err soc_report_counters(struct soc_report *report, struct soc_msg *msg); /* counters */
enum soc_err soc_report_modules(struct soc_report *report, struct soc_msg *msg);  /* modules */
enum soc_err soc_report_flows(struct soc_report *report,
                              struct soc_msg *msg); /* transitions, undecided, assumptions */
enum soc_err soc_report_published(struct soc_report *report, struct soc_msg *msg); /* published */
enum soc_err soc_report_assumed(struct soc_report *report, struct soc_msg *msg);   /* assumed */

/* The sections beyond the common ones that a scenario has, from its start or later, for regime.sections. A
 * new reference. */
json_t *soc_report_sections(const struct soc_scenario *s);
/* Sets object[key] = value, taking value's reference; SOC_ERR_MEMORY when value is NULL or memory is out. */
enum soc_err soc_report_set(json_t *object, const char *key, json_t *value, struct soc_msg *msg);
enum soc_err soc_report_append(json_t *array, json_t *value, struct soc_msg *msg);
/* Text from a file: what is not UTF-8 becomes '?'. NULL text is "". A number; null when it is none. New
 * references. */
json_t *soc_report_text(const char *text);
json_t *soc_report_real(double value);
/* The numbers of the bits that are set, rising. */
json_t *soc_report_bits(uint32_t set);

/* The headline as HTML, for who reads the page without its script: title, description, and a table of what
 * `socred show headline` tells, with both intervals. Appends to out. */
enum soc_err soc_report_headline(struct soc_report *report, struct soc_buf *out, struct soc_msg *msg);

/* The same of a page that is no run's: a title, a sentence, a text of lines as it stands on a terminal, and a
 * sentence behind it; sentences may be "". Appends to out. */
void soc_report_plain(const char *title, const char *before, const char *text, const char *behind,
                      struct soc_buf *out);

/* Puts title, headline and document into the template `page` (NULL: soc_page_template) and that to path,
 * aside and renamed. headline is HTML. SOC_ERR_IO; SOC_ERR_USAGE: the template lacks one of its three marks.
 */
enum soc_err soc_report_write_page(const char *page, const char *path, const char *title,
                                   const char *headline, const json_t *doc, struct soc_msg *msg);

/* The template, made in web/; NUL-terminated. */
extern const char soc_page_template[];
/* How every page begins that the library writes itself, up to its title: without scripts, and nothing of
 * anywhere else is loaded. NUL-terminated. */
extern const char soc_page_head[];
/* The report's styles, those of a comparison and of a life (web/src/style); NUL-terminated. */
extern const char soc_style_base[], soc_style_figure[], soc_style_print[], soc_style_compare[],
	soc_style_life[];

#endif
