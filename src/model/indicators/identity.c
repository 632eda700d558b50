/* What is counted of names, of the label and of wrong files: by_module. */
#include "model/indicators/count.h"

#include "base/scan.h"
#include "base/vector.h"
#include "model/modules/caps/caps.h"
#include "model/modules/linkage/linkage.h"
#include "model/modules/surveillance/surveillance.h"
#include "model/population/population.h"
#include "model/rows.h"
#include "model/score.h"

/* Records are counted when they are made: not again when they have come up or a reviewer has decided them. */
static int is_new(const struct soc_rec *rec)
{
	return rec->decision != SOC_ACCEPTED_HUMAN && rec->decision != SOC_REJECTED_HUMAN && rec->carried == 0;
}

static int is_black_entry(const struct soc_seen *s, const struct soc_entry *e)
{
	return e->kind == SOC_ENTRY_NEW && s->rules->list[e->list].colour == SOC_BLACK;
}

SOC_VECTOR static unsigned how_many_below(const uint32_t *words, unsigned count, uint32_t limit)
{
	unsigned n = 0;
	for (unsigned i = 0; i < count; i++)
		n += words[i] < limit;
	return n;
}

/* ---- names ---- */

static void count_linked(const struct soc_seen *s, struct soc_tally *t, unsigned record)
{
	const struct soc_rec *rec = &s->journal->records[record];
	const unsigned how = s->true_journal->record_link[record];
	if (how == SOC_LINK_CODE || !is_new(rec))
		return;
	if (how == SOC_LINK_SLIP) {
		soc_count_module(t, SOC_MOD_code_hits, 0, 1);
		return;
	}
	const unsigned class = soc_linkage_name(s->at, s->rules, rec->row);
	soc_count_module(t, SOC_MOD_name_records, class, 1);
	soc_count_module(t, SOC_MOD_name_hits, class, how == SOC_LINK_NAMESAKE);
}

static void count_linked_entry(const struct soc_seen *s, struct soc_tally *t, const struct soc_entry *e)
{
	if (e->record == SOC_NOBODY || !is_black_entry(s, e))
		return;
	const unsigned how = s->true_journal->record_link[e->record];
	if (how == SOC_LINK_SLIP)
		soc_count_module(t, SOC_MOD_code_entries, 0, 1);
	if (how == SOC_LINK_NAMESAKE && s->rules->names)
		soc_count_module(t, SOC_MOD_name_entries, soc_linkage_name(s->at, s->rules, e->row), 1);
}

static void count_names(const struct soc_seen *s, struct soc_tally *t)
{
	struct soc_row_words words;
	unsigned rarer = 0;
	if (!s->static_counts->has_names) {
		const uint32_t *word = soc_rows_words(s->at, SOC_DRAW_NAME, 0, &words);
		for (unsigned c = 0; c < SOC_NAME_CLASSES; c++) {
			const unsigned upto = c + 1 < SOC_NAME_CLASSES
			                          ? how_many_below(word, s->at->count, s->rules->name_below[c])
			                          : s->at->count;
			s->static_counts->names[c] = (uint16_t)(upto - rarer);
			rarer = upto;
		}
		s->static_counts->has_names = 1;
	}
	for (unsigned c = 0; c < SOC_NAME_CLASSES; c++)
		soc_count_module(t, SOC_MOD_name_persons, c, s->static_counts->names[c]);
}

/* ---- the label ---- */

static void count_labelled_listed(const struct soc_seen *s, struct soc_tally *t, unsigned row, unsigned label)
{
	int wrong = 0;
	if (!soc_attention_is_listed(s->rules, s->record, row))
		return;
	for (unsigned l = 0; l < s->rules->lists; l++)
		wrong |= (s->rules->black_lists >> l & 1u) && s->record->months_left[l][row] > 0 &&
		         soc_tag_entry(s->truth->tags[row], l) != SOC_DID;
	soc_count_module(t, SOC_MOD_label_listed, label, 1);
	soc_count_module(t, SOC_MOD_label_listed_wrong, label, wrong);
}

static void count_labelled(const struct soc_seen *s, const uint32_t *word, struct soc_tally *t)
{
	const uint64_t share = s->rules->label;
	if (!s->static_counts->has_label)
		s->static_counts->labelled =
			(uint16_t)(share > UINT32_MAX ? s->at->count
		                                  : how_many_below(word, s->at->count, (uint32_t)share));
	s->static_counts->has_label = 1;
	soc_count_module(t, SOC_MOD_label_persons, 0, s->at->count - s->static_counts->labelled);
	soc_count_module(t, SOC_MOD_label_persons, 1, s->static_counts->labelled);
	SOC_FOR_SCANNED(soc_seen_listed(s, row_base), s->at->count, row)
	count_labelled_listed(s, t, row, (unsigned)soc_below(word[row], share));
}

static void count_label(const struct soc_seen *s, int looks, struct soc_tally *t)
{
	struct soc_row_words words;
	const uint32_t *word = soc_rows_words(s->at, SOC_DRAW_LABEL, 0, &words);
	const uint64_t share = s->rules->label;
	if (looks)
		count_labelled(s, word, t);
	for (unsigned i = 0; i < s->true_journal->occurrences_count; i++) {
		const struct soc_occurrence *o = &s->true_journal->occurrences[i];
		if (o->happened && s->rules->event[o->event].kind == SOC_VIOLATION)
			soc_count_module(t, SOC_MOD_label_violations, (unsigned)soc_below(word[o->row], share), 1);
	}
	for (unsigned i = 0; i < s->journal->records_count; i++) {
		const struct soc_rec *rec = &s->journal->records[i];
		if (is_new(rec))
			soc_count_module(t,
			                 s->true_journal->record_truth[i] == SOC_TRUE_RIGHT ? SOC_MOD_label_records_right
			                                                                    : SOC_MOD_label_records_wrong,
			                 (unsigned)soc_below(word[rec->row], share), 1);
	}
	for (unsigned i = 0; i < s->journal->entries_count; i++) {
		const struct soc_entry *e = &s->journal->entries[i];
		if (is_black_entry(s, e))
			soc_count_module(t,
			                 s->true_journal->entry_truth[i] == SOC_DID ? SOC_MOD_label_entries_right
			                                                            : SOC_MOD_label_entries_wrong,
			                 (unsigned)soc_below(word[e->row], share), 1);
	}
}

/* ---- wrong files ---- */

/* Whose points hold some of wrong records; 0 when nobody's do. */
SOC_VECTOR static unsigned mark(const int16_t *false_points, unsigned count, uint8_t *wrong)
{
	unsigned any = 0;
	for (unsigned i = 0; i < count; i++) {
		wrong[i] |= false_points[i] != 0;
		any |= (uint16_t)false_points[i];
	}
	return any;
}

SOC_VECTOR static void compare(const uint8_t *wrong, const uint8_t *grade, const uint8_t *right,
                               unsigned count, int32_t out[3])
{
	int32_t n = 0, other = 0, lower = 0;
	for (unsigned i = 0; i < count; i++) {
		n += wrong[i];
		other += wrong[i] & (grade[i] != right[i]);
		lower += wrong[i] & (grade[i] < right[i]);
	}
	out[0] = n;
	out[1] = other;
	out[2] = lower;
}

static void count_wrong_files(const struct soc_seen *s, struct soc_tally *t)
{
	uint8_t wrong[SOC_COMMUNITY_MAX] = { 0 }, right[SOC_COMMUNITY_MAX];
	int32_t score[SOC_COMMUNITY_MAX], n[3];
	unsigned any = 0;
	for (unsigned f = 0; f < s->rules->families; f++)
		any |= mark(s->truth->false_points[f], s->at->count, wrong);
	if (any == 0)
		return;
	if (s->rules->scored) {
		soc_scores(s->rules, s->record->points, s->truth->false_points, s->at->count, score);
		soc_grades_of(s->rules, score, s->at->count, right);
	}
	if (s->rules->scored && s->rules->remarks)
		SOC_FOR_NONZERO(s->true_journal->remarked_rightly, s->at->count, row)
	right[row] = (uint8_t)soc_remarks_grade(s->rules, s->true_journal->remarked_rightly[row], right[row]);
	compare(wrong, s->record->grade, s->rules->scored ? right : s->record->grade, s->at->count, n);
	for (unsigned i = 0; i < 3; i++)
		soc_count_module(t, SOC_MOD_wrong_files, i, n[i]);
}

void soc_count_identity(const struct soc_seen *s, struct soc_tally *t)
{
	const int looks = soc_seen_looks(s);
	if (s->rules->names && looks)
		count_names(s, t);
	if (s->rules->links)
		for (unsigned i = 0; i < s->journal->records_count; i++)
			count_linked(s, t, i);
	if (s->rules->links)
		for (unsigned i = 0; i < s->journal->entries_count; i++)
			count_linked_entry(s, t, &s->journal->entries[i]);
	if (s->rules->label > 0)
		count_label(s, looks, t);
	if (s->rules->wrong_files && looks)
		count_wrong_files(s, t);
}
