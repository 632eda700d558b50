/* People as a file of HDF5. */
#include "analysis/people.h"

#ifdef SOC_WITH_HDF5
#include "base/mem.h"
#include "socred/scenario.h"
#include "store/hdf5.h"

#include <stdio.h>
#include <string.h>

struct writing {
	struct soc_people_reader *people;
	struct soc_hdf5_column *columns; /* the month first, then those chosen */
	char (*words)[SOC_PEOPLE_NAME + 8];
	struct soc_hdf5 *file;
};

/* ---- the words that numbers stand for ---- */
struct asked_words {
	const struct soc_people_reader *people;
	int column;
};

static const char *word_of(const void *user, int32_t i)
{
	const struct asked_words *w = user;
	return soc_people_word(w->people, w->column, i);
}

static const char *date_of(const void *user, int32_t i)
{
	static _Thread_local char date[16];
	const struct soc_people_reader *p = user;
	const long long at = (long long)p->scenario->span.from + i;
	snprintf(date, sizeof date, "%04lld-%02lld", at / 12 % 10000, at % 12 + 1);
	return date;
}

static void put_words(const struct writing *w)
{
	const struct soc_people_reader *p = w->people;
	soc_hdf5_texts(w->file, "words/month", (int32_t)p->last_month + 1, date_of, p);
	for (int i = 0; i < p->chosen; i++) {
		const struct asked_words asked = { p, i };
		if (w->columns[i + 1].words != NULL)
			soc_hdf5_texts(w->file, w->columns[i + 1].words, soc_people_column(p, i).words, word_of, &asked);
	}
}

/* ---- where the rows come from ---- */
static void put_sources(const struct writing *w, const struct soc_people_options *o, const char *scenario)
{
	const struct soc_people_reader *p = w->people;
	char months[40];
	snprintf(months, sizeof months, "%s..", date_of(p, (int32_t)p->first_month));
	snprintf(months + strlen(months), sizeof months - strlen(months), "%s",
	         date_of(p, (int32_t)p->last_month));
	soc_hdf5_note(w->file, "about",
	              "Synthetic people, recomputed from the seed of a run: no row is a real person.");
	soc_hdf5_note(w->file, "title", soc_scenario_title(p->scenario));
	soc_hdf5_note(w->file, "socred", SOC_VERSION);
	soc_hdf5_note(w->file, "digest", p->result->content);
	soc_hdf5_note_number(w->file, "seed", p->scenario->seed);
	soc_hdf5_note_number(w->file, "persons", soc_scenario_persons(p->scenario));
	soc_hdf5_note_number(w->file, "replicate", p->replicate);
	soc_hdf5_note(w->file, "months", months);
	if (o->where != NULL)
		soc_hdf5_note(w->file, "where", o->where);
	if (o->place != NULL)
		soc_hdf5_note(w->file, "place", o->place);
	if (o->sample > 0) {
		soc_hdf5_note_number(w->file, "sample", p->sample);
		soc_hdf5_note_number(w->file, "sample_seed", p->seed);
	}
	soc_hdf5_text(w->file, "scenario", scenario);
}

/* ---- columns ---- */
static enum soc_err begin(struct writing *w, const char *path, struct soc_msg *msg)
{
	static const enum soc_hdf5_type types[] = { [SOC_PEOPLE_FLAG] = SOC_HDF5_FLAG,
		                                        [SOC_PEOPLE_WHOLE] = SOC_HDF5_WHOLE,
		                                        [SOC_PEOPLE_LONG] = SOC_HDF5_LONG,
		                                        [SOC_PEOPLE_REAL] = SOC_HDF5_REAL,
		                                        [SOC_PEOPLE_WORD] = SOC_HDF5_WHOLE };
	const int count = soc_people_columns(w->people) + 1;
	w->columns = soc_calloc((size_t)count, sizeof *w->columns);
	w->words = soc_calloc((size_t)count, sizeof *w->words);
	if (w->columns == NULL || w->words == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for columns");
	w->columns[0] = (struct soc_hdf5_column){ "month", "", "the month at whose end this holds", "words/month",
		                                      SOC_HDF5_WHOLE };
	for (int i = 1; i < count; i++) {
		const struct soc_people_column c = soc_people_column(w->people, i - 1);
		snprintf(w->words[i], sizeof w->words[i], "words/%s", c.name);
		w->columns[i] =
			(struct soc_hdf5_column){ c.name, c.unit, c.meaning,
			                          c.type == SOC_PEOPLE_WORD ? w->words[i] : NULL, types[c.type] };
	}
	return soc_hdf5_begin(&w->file, path, w->columns, count, msg);
}

static enum soc_err put_rows(const struct writing *w, struct soc_msg *msg)
{
	struct soc_people_rows rows;
	int32_t month[SOC_COMMUNITY_MAX];
	int more = 1;
	enum soc_err err = SOC_OK;
	while (err == SOC_OK && more) {
		err = soc_people_next(w->people, &rows, &more, msg);
		for (int32_t i = 0; err == SOC_OK && i < rows.count; i++)
			month[i] = (int32_t)rows.month;
		for (int i = 0; err == SOC_OK && i <= w->people->chosen; i++)
			soc_hdf5_append(w->file, i, i == 0 ? month : rows.column[i - 1], rows.count);
	}
	return err;
}

enum soc_err soc_people_hdf5(struct soc_result *result, const struct soc_people_options *options,
                             const char *path, struct soc_msg *msg)
{
	struct writing w = { 0 };
	char *scenario = NULL;
	enum soc_err err = soc_people_open(result, options, &w.people, msg);
	if (err == SOC_OK) {
		scenario = soc_scenario_resolved(w.people->scenario);
		err = scenario != NULL ? begin(&w, path, msg)
		                       : soc_fail(msg, SOC_ERR_MEMORY, "no memory for the scenario");
	}
	if (err == SOC_OK) {
		put_sources(&w, options, scenario);
		put_words(&w);
		err = put_rows(&w, msg);
	}
	err = soc_hdf5_finish(w.file, err, msg);
	soc_text_free(scenario);
	soc_free(w.words);
	soc_free(w.columns);
	soc_people_free(w.people);
	return err;
}
#else
enum soc_err soc_people_hdf5(struct soc_result *result, const struct soc_people_options *options,
                             const char *path, struct soc_msg *msg)
{
	(void)result;
	(void)options;
	return soc_fail(
		msg, SOC_ERR_USAGE,
		"%.200s: this socred was built without HDF5: install libhdf5-dev and build again, or write CSV",
		path);
}
#endif
