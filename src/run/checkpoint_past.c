/* Whether a run may go on from the checkpoint of another scenario: only if its own past is the same, to the
 * last draw. Then what it becomes is what it would be when run from the start. */
#include "run/checkpoint.h"

#include "base/mem.h"
#include "input/bind/value.h"
#include "input/text/number.h"
#include "socred/scenario.h"

#include <stdlib.h>
#include <string.h>

/* ---- values at the start ---- */

/* What says nothing of the months, or of those to come alone. */
static int is_free(const char *key)
{
	static const char *const free_keys[] = { "title",
		                                     "description",
		                                     "answer",
		                                     "published",
		                                     "replicates",
		                                     "span.to",
		                                     "output.places",
		                                     "output.fields",
		                                     "output.checkpoint_months",
		                                     "output.checkpoints_kept",
		                                     "run.memory" };
	const char *dot = strrchr(key, '.');
	for (size_t i = 0; i < sizeof free_keys / sizeof *free_keys; i++)
		if (strcmp(key, free_keys[i]) == 0)
			return 1;
	/* The timeline is compared by what it does, the ceilings by the rates that they allow. */
	return strncmp(key, "timeline.", 9) == 0 || (dot != NULL && strcmp(dot, ".rate_ceiling") == 0);
}

static enum soc_err refuse_key(const struct soc_chunk_reader *r, const char *key, const char *there,
                               const char *here, uint64_t month, struct soc_msg *msg)
{
	char from[SOC_NUMBER_TEXT];
	soc_month_write((int64_t)month, from);
	return soc_fail(
		msg, SOC_ERR_CHECKPOINT,
		"%.300s cannot be gone on from: %.100s is %.80s%s there and %.80s%s here; what has happened "
		"hangs on it. A future differs in its timeline, from %s on",
		r->path, key, there != NULL ? there : "nothing", there != NULL && *there == '\0' ? "''" : "",
		here != NULL ? here : "nothing", here != NULL && *here == '\0' ? "''" : "", from);
}

/* Every value that a has, in b; an element of a map that nobody wrote is 0. */
static const char *first_difference(const struct soc_scenario *a, const struct soc_scenario *b)
{
	for (size_t i = 0; i < soc_scenario_values(a); i++) {
		const struct soc_value v = soc_scenario_value(a, i);
		if (is_free(v.key))
			continue;
		const char *other = soc_value_text_of(b, v.key, i);
		if (other == NULL ? strcmp(v.value, "0") != 0 : strcmp(v.value, other) != 0)
			return v.key;
	}
	return NULL;
}

static enum soc_err same_values(const struct soc_scenario *here, const struct soc_scenario *base,
                                const struct soc_chunk_reader *r, uint64_t month, struct soc_msg *msg)
{
	const char *key = first_difference(base, here);
	if (key == NULL)
		key = first_difference(here, base);
	return key == NULL ? SOC_OK
	                   : refuse_key(r, key, soc_value_text_of(base, key, 0), soc_value_text_of(here, key, 0),
	                                month, msg);
}

/* ---- the timeline ---- */

/* The next change from i on that begins before the month; s->changes_count when there is none. */
static int next_early(const struct soc_scenario *s, int i, int64_t month)
{
	while (i < s->changes_count && s->changes[i].from >= month)
		i++;
	return i;
}

static int same_settings(const struct soc_scenario *a, const struct soc_change *x,
                         const struct soc_scenario *b, const struct soc_change *y)
{
	int same = x->settings == y->settings;
	for (int i = 0; same && i < x->settings; i++) {
		const struct soc_setting *p = &a->settings[x->first_setting + i],
								 *q = &b->settings[y->first_setting + i];
		same = strcmp(p->path, q->path) == 0 && strcmp(p->value, q->value) == 0;
	}
	return same;
}

/* Both do the same up to the month: one may go on longer than the other. */
static int same_change(const struct soc_scenario *a, const struct soc_change *x, const struct soc_scenario *b,
                       const struct soc_change *y, int64_t month)
{
	return x->from == y->from && (x->to == y->to || (x->to >= month - 1 && y->to >= month - 1)) &&
	       x->where.kind == y->where.kind && x->where.strata == y->where.strata &&
	       x->where.cities_above == y->where.cities_above && x->where.share == y->where.share &&
	       strcmp(x->where.names, y->where.names) == 0 && same_settings(a, x, b, y);
}

static enum soc_err same_timeline(const struct soc_scenario *here, const struct soc_scenario *base,
                                  const struct soc_chunk_reader *r, int64_t month, struct soc_msg *msg)
{
	char from[SOC_NUMBER_TEXT];
	int i = next_early(base, 0, month), k = next_early(here, 0, month);
	while (i < base->changes_count && k < here->changes_count &&
	       same_change(base, &base->changes[i], here, &here->changes[k], month)) {
		i = next_early(base, i + 1, month);
		k = next_early(here, k + 1, month);
	}
	if (i == base->changes_count && k == here->changes_count)
		return SOC_OK;
	soc_month_write(month, from);
	return soc_fail(
		msg, SOC_ERR_CHECKPOINT,
		"%.400s cannot be gone on from: timeline.%s, of %s, begins before %s and is not the same in "
		"the other; a future has the changes of its past as they were, and its own from %s on",
		r->path, k < here->changes_count ? here->changes[k].name : base->changes[i].name,
		k < here->changes_count ? "this scenario" : "the checkpoint's", from, from);
}

/* ---- the highest rates ---- */

/* Candidates are drawn for the highest rates of a whole run and thinned: where these differ, so do the draws.
 */
static enum soc_err same_rates(const struct soc_sim *sim, const struct soc_scenario *base,
                               const struct soc_chunk_reader *r, struct soc_msg *msg)
{
	struct soc_rule_sets v;
	struct soc_msg why = { "" };
	const enum soc_err err = soc_rule_sets_init(&v, base, &sim->plan, NULL, &why);
	/* No run was ever of such rules. */
	if (err != SOC_OK)
		return soc_fail(msg, err == SOC_ERR_MEMORY ? err : SOC_ERR_CHECKPOINT,
		                "%.400s has no scenario that can be run: %.500s", r->path, why.text);
	int other = -1;
	for (int k = 0; k < base->events_count && other < 0; k++) {
		const struct soc_class_rates *there = &v.rates.of[k], *here = &sim->rule_sets.rates.of[k];
		if (memcmp(there->highest, here->highest, sizeof there->highest) != 0 ||
		    memcmp(there->share, here->share, sizeof there->share) != 0)
			other = k;
	}
	soc_rule_sets_release(&v);
	if (other < 0)
		return SOC_OK;
	return soc_fail(
		msg, SOC_ERR_CHECKPOINT,
		"%.400s cannot be gone on from: the highest rate of events.%s over the run differs from that "
		"of the checkpoint's, for which its candidates were drawn; state the same "
		"events.%s.rate_ceiling in both, at least as high as rate_per_year will be in any future",
		r->path, base->events[other].name, base->events[other].name);
}

static int same_text(const struct soc_scenario *a, const struct soc_scenario *b, int *same)
{
	char *x = soc_scenario_resolved(a), *y = soc_scenario_resolved(b);
	const int ok = x != NULL && y != NULL;
	*same = ok && strcmp(x, y) == 0;
	soc_text_free(x);
	soc_text_free(y);
	return ok;
}

enum soc_err soc_checkpoint_same_past(const struct soc_sim *sim, const struct soc_chunk_reader *r,
                                      const struct soc_checkpoint_head *head, const struct soc_scenario *base,
                                      struct soc_msg *msg)
{
	const uint64_t month = head->first_month + head->month; /* the first that is still to come */
	int same = 0;
	if (!same_text(sim->s, base, &same))
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory to compare scenarios");
	if (same)
		return SOC_OK;
	enum soc_err err = same_values(sim->s, base, r, month, msg);
	if (err == SOC_OK)
		err = same_timeline(sim->s, base, r, (int64_t)month, msg);
	return err == SOC_OK ? same_rates(sim, base, r, msg) : err;
}
