/* A file becomes a run again, or is refused. */
#include "run/checkpoint.h"
#include "run/checkpoint_columns.h"
#include "run/told.h"

#include "base/mem.h"
#include "input/bind/provenance.h"
#include "input/text/number.h"
#include "socred/scenario.h"

#include <string.h>

#define FOREIGN_TEXT 64 /* bytes of a version that is quoted */

/* ---- head and scenario ---- */

static enum soc_err expect(struct soc_chunk_reader *r, enum soc_chunk kind, struct soc_msg *msg)
{
	const enum soc_err err = soc_chunk_reader_next(r, msg);
	if (err == SOC_OK && r->kind != kind)
		return soc_chunk_reader_refuse(r, "a chunk is not where it belongs", msg);
	return err;
}

static enum soc_err done(const struct soc_chunk_reader *r, const struct soc_packed *from, struct soc_msg *msg)
{
	return !from->bad && from->at == from->end
	           ? SOC_OK
	           : soc_chunk_reader_refuse(r, "it holds what no run writes", msg);
}

static enum soc_err check_version(const struct soc_chunk_reader *r, struct soc_packed *from,
                                  struct soc_msg *msg)
{
	const char *version = "";
	const uint64_t format = soc_packed_number(from, UINT32_MAX);
	const size_t length = soc_packed_text(from, &version);
	if (from->bad)
		return done(r, from, msg);
	if (format == SOC_CHECKPOINT_FORMAT && length == strlen(SOC_VERSION) &&
	    memcmp(version, SOC_VERSION, length) == 0)
		return SOC_OK;
	char quoted[FOREIGN_TEXT];
	size_t n = 0;
	for (; n < length && n + 1 < sizeof quoted; n++)
		quoted[n] = version[n];
	quoted[n] = '\0';
	return soc_fail(
		msg, SOC_ERR_CHECKPOINT,
		"%s was written by version %s (format %u), and this is version %s (format %u): a run goes on "
		"in the version that began it",
		r->path, quoted, (unsigned)format, SOC_VERSION, SOC_CHECKPOINT_FORMAT);
}

enum soc_err soc_checkpoint_read_head(struct soc_chunk_reader *r, struct soc_checkpoint_head *head,
                                      struct soc_msg *msg)
{
	enum soc_err err = expect(r, SOC_CHUNK_HEAD, msg);
	if (err != SOC_OK)
		return err;
	struct soc_packed from = soc_chunk_reader_bytes(r);
	err = check_version(r, &from, msg);
	if (err != SOC_OK)
		return err;
	head->seed = soc_packed_number(&from, INT64_MAX);
	head->persons = soc_packed_number(&from, INT64_MAX);
	head->first_month = soc_packed_number(&from, SOC_MONTH_OPEN);
	head->communities = (uint32_t)soc_packed_number(&from, UINT32_MAX);
	head->places = (uint32_t)soc_packed_number(&from, INT32_MAX);
	head->shape = (uint32_t)soc_packed_number(&from, UINT32_MAX);
	head->months = (uint32_t)soc_packed_number(&from, UINT16_MAX);
	head->month = (uint32_t)soc_packed_number(&from, head->months);
	head->replicate = (uint32_t)soc_packed_number(&from, UINT32_MAX);
	head->told_first = (uint32_t)soc_packed_number(&from, head->month);
	head->every = (uint32_t)soc_packed_number(&from, UINT16_MAX);
	head->kept = (uint32_t)soc_packed_number(&from, UINT16_MAX);
	from.bad |= head->told_first >= head->month;
	return done(r, &from, msg);
}

/* A text of the chunk as a string; NULL when memory is out. */
static char *take_text(struct soc_packed *from)
{
	const char *text = "";
	const size_t length = soc_packed_text(from, &text);
	char *copy = soc_calloc(length + 1, 1);
	if (copy != NULL && length > 0)
		memcpy(copy, text, length);
	return copy;
}

/* Where the values were written, instead of where they stand in the text that was kept. */
static enum soc_err take_origins(const struct soc_chunk_reader *r, struct soc_packed *from,
                                 struct soc_scenario *s, struct soc_msg *msg)
{
	const uint64_t count = soc_packed_number(from, UINT32_MAX);
	from->bad |= count != soc_scenario_values(s);
	for (size_t i = 0; i < count && !from->bad; i++) {
		const char *origin = "";
		const size_t length = soc_packed_text(from, &origin);
		if (!soc_provenance_set_origin(s, i, origin, length))
			return soc_fail(msg, SOC_ERR_MEMORY, "no memory for the scenario of %s", r->path);
	}
	return done(r, from, msg);
}

enum soc_err soc_checkpoint_read_scenario(struct soc_chunk_reader *r, struct soc_scenario **s, char **note,
                                          struct soc_msg *msg)
{
	struct soc_scenario *read = NULL;
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_msg why = { "" };
	enum soc_err err = expect(r, SOC_CHUNK_SCENARIO, msg);
	if (err != SOC_OK)
		return err;
	struct soc_packed from = soc_chunk_reader_bytes(r);
	char *noted = take_text(&from), *yaml = take_text(&from);
	if (noted == NULL || yaml == NULL)
		err = soc_fail(msg, SOC_ERR_MEMORY, "no memory for the scenario of %s", r->path);
	else
		err = soc_scenario_read_text(yaml, strlen(yaml), r->path, NULL, NULL, 0, &read, &diagnostics, &why);
	if (err == SOC_OK)
		err = take_origins(r, &from, read, msg);
	else if (noted != NULL && yaml != NULL && err != SOC_ERR_MEMORY)
		err = soc_fail(msg, SOC_ERR_CHECKPOINT, "%.400s has no scenario that can be read: %.500s", r->path,
		               why.text);
	else if (why.text[0] != '\0' && msg != NULL)
		*msg = why;
	soc_diagnostics_free(diagnostics);
	soc_free(yaml);
	if (err == SOC_OK)
		*s = read;
	else
		soc_scenario_free(read);
	if (err == SOC_OK && note != NULL)
		*note = noted;
	else
		soc_free(noted);
	return err;
}

/* ---- the run ---- */

static enum soc_err refuse_number(const struct soc_chunk_reader *r, const char *what, uint64_t there,
                                  uint64_t here, struct soc_msg *msg)
{
	return soc_fail(msg, SOC_ERR_CHECKPOINT, "%s is of another run: %s is %llu there and %llu here", r->path,
	                what, (unsigned long long)there, (unsigned long long)here);
}

static enum soc_err check_head(const struct soc_sim *sim, const struct soc_chunk_reader *r,
                               const struct soc_checkpoint_head *head, int64_t replicate, struct soc_msg *msg)
{
	const struct {
		const char *what;
		uint64_t there, here;
	} same[] = {
		{ "the seed", head->seed, (uint64_t)sim->s->seed },
		{ "the number of people", head->persons, (uint64_t)sim->plan.persons },
		{ "the number of communities", head->communities, sim->plan.communities_count },
		{ "the number of places", head->places, (uint64_t)sim->plan.places_count },
	};
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		if (same[i].there != same[i].here)
			return refuse_number(r, same[i].what, same[i].there, same[i].here, msg);
	if (head->first_month != (uint64_t)sim->s->span.from) {
		char there[SOC_NUMBER_TEXT], here[SOC_NUMBER_TEXT];
		soc_month_write((int64_t)head->first_month, there);
		soc_month_write(sim->s->span.from, here);
		return soc_fail(msg, SOC_ERR_CHECKPOINT, "%s is of another run: it begins in %s, and this one in %s",
		                r->path, there, here);
	}
	if (replicate >= 0 && head->replicate != replicate)
		return refuse_number(r, "the replicate", head->replicate, (uint64_t)replicate, msg);
	if (head->replicate >= sim->s->replicates)
		return soc_fail(msg, SOC_ERR_CHECKPOINT, "%s is of replicate %u, and this run has 0 to %lld", r->path,
		                head->replicate, (long long)sim->s->replicates - 1);
	struct soc_world *world = sim->backend->world(sim->workers, 0);
	if (world == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "memory ran out before %s was read", r->path);
	if (head->shape != soc_checkpoint_shape(world))
		return soc_fail(
			msg, SOC_ERR_CHECKPOINT,
			"%s has other columns than this run: a module that keeps something of people is on in "
			"one and off in the other; a run that is to be forked has it on from its start",
			r->path);
	if (head->month == head->months ? head->months != (uint32_t)sim->months
	                                : head->month >= (uint32_t)sim->months)
		return soc_fail(
			msg, SOC_ERR_CHECKPOINT,
			"%s is after month %u of %u, and this run has %d: no month is left, or the state of the "
			"last was not kept",
			r->path, head->month, head->months, sim->months);
	return SOC_OK;
}

static void take_desk(struct soc_packed *from, struct soc_desk *desk, struct soc_queue queue, uint32_t month)
{
	desk->done = (uint32_t)soc_packed_number(from, UINT32_MAX);
	desk->credit = soc_packed_number(from, UINT64_MAX);
	for (uint32_t m = 0; m < month; m++)
		desk->arrived[m] = (uint32_t)soc_packed_number(from, UINT32_MAX);
	/* The cohort at the cursor has so many decided at most. */
	from->bad |= queue.month > month || (queue.month < month && desk->done > desk->arrived[queue.month]);
}

static void take_predictor(struct soc_packed *from, struct soc_predictor *p)
{
	int32_t *number = (int32_t *)p;
	for (size_t i = 0; p != NULL && i < SOC_PREDICTOR_NUMBERS; i++)
		number[i] = (int32_t)soc_packed_number(from, UINT32_MAX);
	from->bad |= p != NULL && !soc_predictor_is_sound(p);
}

static enum soc_err take_fields(struct soc_sim *sim, const struct soc_chunk_reader *r, uint32_t month,
                                struct soc_msg *msg)
{
	struct soc_fields *f = &sim->fields;
	struct soc_packed from = soc_chunk_reader_bytes(r);
	soc_packed_sums(&from, f->lowest[0], sizeof f->lowest / sizeof f->lowest[0][0]);
	for (int32_t p = 0; p < f->places; p++) {
		take_desk(&from, &f->review[p], f->now[p].review, month);
		take_desk(&from, &f->appeals[p], f->now[p].appeals, month);
		f->file[p] = soc_packed_number(&from, SOC_ATTENTION_FILE_MOST);
	}
	take_predictor(&from, sim->rule_sets.predictor);
	return done(r, &from, msg);
}

static const struct soc_rules *rules_of(const struct soc_sim *sim, uint32_t month, uint32_t stratum)
{
	return &sim->rule_sets.rules[soc_rule_sets_at(&sim->rule_sets, month, stratum)];
}

static enum soc_err take_people(struct soc_sim *sim, struct soc_chunk_reader *r, uint32_t first,
                                uint32_t month, struct soc_msg *msg)
{
	enum soc_err err = soc_sim_is_asked_to_end(sim, 1)
	                       ? soc_fail(msg, SOC_ERR_INTERRUPTED, "interrupted while %s was read", r->path)
	                       : expect(r, SOC_CHUNK_PEOPLE, msg);
	err = soc_ranks_agree(sim->options.ranks, err, msg);
	if (err != SOC_OK)
		return err;
	struct soc_packed from = soc_chunk_reader_bytes(r);
	const uint32_t all = sim->plan.communities_count,
				   to = all - first < SOC_CHECKPOINT_COMMUNITIES ? all : first + SOC_CHECKPOINT_COMMUNITIES;
	from.bad |= soc_packed_number(&from, UINT32_MAX) != first;
	for (uint32_t c = first; c < to && !from.bad; c++) {
		struct soc_columns columns;
		struct soc_world *world = sim->backend->world(sim->workers, c);
		if (world == NULL)
			return soc_fail(msg, SOC_ERR_MEMORY, "memory ran out while %s was read", r->path);
		soc_checkpoint_take_community(&from, world, c, rules_of(sim, month, sim->plan.communities[c].stratum),
		                              month);
		soc_world_columns(world, c, &columns);
		from.bad |= *columns.record.rule_set > sim->rule_sets.count; /* the next month looks its rules up */
		if (!from.bad && (err = sim->backend->keep(sim->workers, msg)) != SOC_OK)
			return err;
	}
	return done(r, &from, msg);
}

static enum soc_err take_firms(struct soc_sim *sim, struct soc_chunk_reader *r, int32_t place, uint32_t month,
                               struct soc_msg *msg)
{
	struct soc_firms *firms = sim->backend->firms(sim->workers);
	enum soc_err err = expect(r, SOC_CHUNK_FIRMS, msg);
	if (err != SOC_OK)
		return err;
	struct soc_packed from = soc_chunk_reader_bytes(r);
	const uint32_t stratum = soc_rule_sets_first_stratum(&sim->plan, firms->first_place + place);
	from.bad |= soc_packed_number(&from, UINT32_MAX) != (uint64_t)place;
	if (!from.bad)
		soc_checkpoint_take_firms(&from, firms, place, &rules_of(sim, month, stratum)->firms);
	return done(r, &from, msg);
}

static enum soc_err take_all_firms(struct soc_sim *sim, struct soc_chunk_reader *r, int32_t places,
                                   uint32_t month, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int32_t p = 0; err == SOC_OK && p < places; p++)
		err = take_firms(sim, r, p, month, msg);
	return err;
}

/* What one rank alone cannot read is agreed on before the next thing that ranks do together. */
static enum soc_err take_state(struct soc_sim *sim, struct soc_chunk_reader *r, uint32_t month,
                               struct soc_msg *msg)
{
	const struct soc_ranks *ranks = sim->options.ranks;
	const int32_t places = sim->backend->firms(sim->workers)->places;
	enum soc_err err = expect(r, SOC_CHUNK_FIELDS, msg);
	if (err == SOC_OK)
		err = take_fields(sim, r, month, msg);
	err = soc_ranks_agree(ranks, err, msg);
	for (uint32_t first = 0; err == SOC_OK && first < sim->plan.communities_count;
	     first += SOC_CHECKPOINT_COMMUNITIES)
		err = take_people(sim, r, first, month, msg);
	return err != SOC_OK ? err : soc_ranks_agree(ranks, take_all_firms(sim, r, places, month, msg), msg);
}

/* ---- what was told ---- */

static enum soc_err make_loaded(struct soc_sim *sim, struct soc_msg *msg)
{
	if (sim->loaded != NULL)
		return SOC_OK;
	struct soc_tally *tally = soc_calloc(1, sizeof *tally);
	if (tally != NULL)
		tally->place = soc_calloc((size_t)sim->plan.places_count, sizeof *tally->place);
	if (tally == NULL || tally->place == NULL) {
		soc_free(tally);
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for the sums of a checkpoint");
	}
	sim->loaded = tally;
	return SOC_OK;
}

static enum soc_err take_told(struct soc_sim *sim, struct soc_chunk_reader *r,
                              const struct soc_checkpoint_head *head, struct soc_observer *observer,
                              struct soc_msg *msg)
{
	enum soc_err err = make_loaded(sim, msg);
	for (uint32_t m = head->told_first; err == SOC_OK && m < head->month; m++) {
		err = expect(r, SOC_CHUNK_TOLD, msg);
		if (err != SOC_OK)
			return err;
		struct soc_packed from = soc_chunk_reader_bytes(r);
		soc_told_take(&from, sim->loaded, sim->fields.now, sim->plan.places_count);
		err = done(r, &from, msg);
		if (err != SOC_OK)
			return err;
		sim->month = (int32_t)m + 1;
		sim->tally = sim->loaded;
		soc_sim_count_month(sim);
		if (sim->checkpoints.folder != NULL)
			err = soc_checkpoint_keep_month(sim, msg);
		if (err == SOC_OK && observer != NULL && observer->on_month != NULL)
			err = observer->on_month(observer->user, sim->replicate, m, sim->tally, sim->fields.now, msg);
	}
	return err;
}

static enum soc_err read_run(struct soc_sim *sim, struct soc_chunk_reader *r,
                             const struct soc_checkpoint_head *head, struct soc_observer *observer,
                             struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	if (observer != NULL && head->told_first > 0)
		err = soc_chunk_reader_refuse(
			r, "it was saved by a program that stepped the run, without the months before", msg);
	err = soc_ranks_agree(sim->options.ranks, err, msg);
	if (err == SOC_OK)
		err = soc_sim_begin(sim, head->replicate, msg);
	if (err == SOC_OK)
		err = soc_ranks_agree(sim->options.ranks, take_told(sim, r, head, observer, msg), msg);
	if (err == SOC_OK && head->month < head->months)
		err = take_state(sim, r, head->month, msg);
	if (err == SOC_OK)
		err = soc_ranks_agree(sim->options.ranks, expect(r, SOC_CHUNK_END, msg), msg);
	if (err == SOC_OK)
		soc_rule_sets_weigh(&sim->rule_sets, sim->fields.now[0].weight);
	return err;
}

enum soc_err soc_checkpoint_read(struct soc_sim *sim, const char *path, int64_t replicate,
                                 struct soc_observer *observer, struct soc_msg *msg)
{
	struct soc_chunk_reader r;
	struct soc_checkpoint_head head;
	struct soc_scenario *base = NULL;
	enum soc_err err = soc_chunk_reader_open(&r, path, msg);
	if (err == SOC_OK)
		err = soc_checkpoint_read_head(&r, &head, msg);
	err = soc_ranks_agree(sim->options.ranks, err, msg);
	if (err == SOC_OK)
		err = check_head(sim, &r, &head, replicate, msg);
	if (err == SOC_OK)
		err = soc_checkpoint_read_scenario(&r, &base, NULL, msg);
	if (err == SOC_OK)
		err = soc_checkpoint_same_past(sim, &r, &head, base, msg);
	err = soc_ranks_agree(sim->options.ranks, err, msg);
	if (err == SOC_OK)
		err = read_run(sim, &r, &head, observer, msg);
	soc_scenario_free(base);
	soc_chunk_reader_close(&r);
	return err;
}

enum soc_err soc_sim_load(struct soc_sim *sim, const char *path, struct soc_msg *msg)
{
	if (sim == NULL || path == NULL)
		return soc_fail(msg, SOC_ERR_USAGE, "a checkpoint needs a run and the name of a file");
	const struct soc_run_stats stats = sim->stats;
	const int64_t replicate = sim->replicate;
	const enum soc_err err = soc_checkpoint_read(sim, path, -1, NULL, msg);
	if (err != SOC_OK)
		(void)soc_sim_begin(sim, replicate, NULL);
	sim->stats = stats; /* counts the months that were stepped here */
	return err;
}
