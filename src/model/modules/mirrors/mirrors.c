#include "model/modules/mirrors/mirrors.h"

#include "base/scan.h"
#include "model/variates.h"

static uint64_t salt(const struct soc_measurement *s, unsigned list)
{
	return s->at->seed ^ s->rules->regime.lists.list[list].salt;
}

static void count_copy(struct soc_tally *t, enum soc_module_count what, unsigned list, unsigned copy)
{
	if (t != NULL)
		soc_count_module(t, what, SOC_AT(mirrors_by_truth, list, copy - SOC_MIRRORED_ENDED), 1);
}

static void delete_some(const struct soc_measurement *s, unsigned list, uint8_t *copy, struct soc_tally *t)
{
	SOC_FOR_NONZERO(copy, s->at->count, row) {
		if (copy[row] < SOC_MIRRORED_ENDED ||
		    !soc_below(SOC_VARIATE(MIRROR_DELETED, salt(s, list), s->at->first_person + row, s->at->month, 0),
		               s->rules->mirrors.deleted))
			continue;
		count_copy(t, SOC_MOD_mirrors_by_truth_deleted, list, copy[row]);
		copy[row] = SOC_MIRRORED_NOT;
	}
}

static void leave(const struct soc_measurement *s, unsigned exit, uint8_t *copy, struct soc_tally *t)
{
	if (*copy != SOC_MIRRORED_LISTED)
		return;
	*copy = (uint8_t)(SOC_MIRRORED_ENDED + s->true_log->exit_truth[exit]);
	count_copy(t, SOC_MOD_mirrors_by_truth_left, s->month_log->exits[exit].list, *copy);
}

/* An entry is published by the word by which its own person learns of it (due_process.c): published is
 * published. */
static int is_copied(const struct soc_measurement *s, const struct soc_entry *e)
{
	const uint64_t id = s->at->first_person + e->row;
	return e->kind == SOC_ENTRY_NEW && s->rules->mirrors.copied > 0 &&
	       soc_below(SOC_VARIATE(NOTICE_PUBLISHED, salt(s, e->list), id, s->at->month, 0),
	                 s->rules->regime.lists.list[e->list].publication) &&
	       soc_below(SOC_VARIATE(MIRROR_COPIED, salt(s, e->list), id, s->at->month, 0),
	                 s->rules->mirrors.copied);
}

/* Exits and entries of a month stand apart in the log. What was copied before ends first; of what was copied
 * this month, that has ended which is not on the list at the month's end. */
static void follow_log(const struct soc_measurement *s, struct soc_truth *truth, struct soc_tally *t)
{
	const struct soc_month_log *log = s->month_log;
	const unsigned black = s->rules->regime.lists.black;
	for (unsigned i = 0; i < log->exits_count; i++)
		leave(s, i, &truth->mirrored[log->exits[i].list][log->exits[i].row], t);
	for (unsigned i = 0; i < log->entries_count; i++) {
		const struct soc_entry *e = &log->entries[i];
		uint8_t *copy = &truth->mirrored[e->list][e->row];
		if ((black >> e->list & 1u) && *copy == SOC_MIRRORED_NOT && is_copied(s, e))
			*copy = SOC_MIRRORED_LISTED;
	}
	for (unsigned i = log->exits_count; i-- > 0;)
		if (s->record->months_left[log->exits[i].list][log->exits[i].row] == 0)
			leave(s, i, &truth->mirrored[log->exits[i].list][log->exits[i].row], t);
}

/* Who is on no black list and yet found on a copy of one; wrongly: on no copy of an entry that was true. */
static void count_people(const struct soc_measurement *s, const struct soc_truth *truth, struct soc_tally *t)
{
	uint8_t found[SOC_COMMUNITY_MAX] = { 0 };
	enum { ON_A_LIST = 1, RIGHTLY = 2, WRONGLY = 4 };
	for (unsigned bits = s->rules->regime.lists.black; bits != 0; bits &= bits - 1) {
		const unsigned l = (unsigned)__builtin_ctz(bits);
		SOC_FOR_NONZERO(truth->mirrored[l], s->at->count, row) {
			const unsigned copy = truth->mirrored[l][row];
			if (copy < SOC_MIRRORED_ENDED)
				continue;
			count_copy(t, SOC_MOD_mirrors_by_truth_standing, l, copy);
			found[row] |= copy == SOC_MIRRORED_ENDED + SOC_DID ? RIGHTLY : WRONGLY;
		}
		SOC_FOR_NONZERO(s->record->months_left[l], s->at->count, row)
			found[row] |= ON_A_LIST;
	}
	SOC_FOR_NONZERO(found, s->at->count, row) {
		if (found[row] & ON_A_LIST)
			continue;
		soc_count_module(t, SOC_MOD_mirrors_by_month_persons, 0, 1);
		soc_count_module(t, SOC_MOD_mirrors_by_month_wrongly, 0, !(found[row] & RIGHTLY));
	}
}

void soc_mirrors_keep(const struct soc_measurement *s, struct soc_truth *truth, struct soc_tally *tally)
{
	const unsigned black = s->rules->regime.lists.black;
	if (truth->mirrored[0] == NULL)
		return;
	for (unsigned bits = black; bits != 0; bits &= bits - 1)
		delete_some(s, (unsigned)__builtin_ctz(bits), truth->mirrored[__builtin_ctz(bits)], tally);
	follow_log(s, truth, tally);
	if (tally != NULL)
		count_people(s, truth, tally);
}
