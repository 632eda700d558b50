/* A run becomes a file. */
#include "run/checkpoint.h"
#include "run/checkpoint_columns.h"
#include "run/told.h"

#include "input/bind/provenance.h"
#include "socred/scenario.h"

#include <string.h>

static void put_head(struct soc_buf *buf, struct soc_sim *sim)
{
	soc_pack_number(buf, SOC_CHECKPOINT_FORMAT);
	soc_pack_text(buf, SOC_VERSION);
	soc_pack_number(buf, (uint64_t)sim->s->seed);
	soc_pack_number(buf, (uint64_t)sim->plan.persons);
	soc_pack_number(buf, (uint64_t)sim->s->span.from);
	soc_pack_number(buf, sim->plan.communities_count);
	soc_pack_number(buf, (uint64_t)sim->plan.places_count);
	soc_pack_number(buf, soc_checkpoint_shape(sim->backend->world(sim->workers, 0)));
	soc_pack_number(buf, (uint64_t)sim->months);
	soc_pack_number(buf, (uint64_t)sim->month);
	soc_pack_number(buf, (uint64_t)sim->replicate);
	soc_pack_number(buf, (uint64_t)sim->told_first);
	soc_pack_number(buf, (uint64_t)soc_checkpoints_every(sim));
	soc_pack_number(buf, (uint64_t)soc_checkpoints_kept(sim));
}

/* The scenario as it reads back, and where each of its values was written. */
static void put_scenario(struct soc_buf *buf, const struct soc_sim *sim)
{
	char *yaml = soc_scenario_resolved(sim->s);
	const size_t values = soc_scenario_values(sim->s);
	if (yaml == NULL) {
		buf->failed = 1;
		return;
	}
	soc_pack_text(buf, sim->checkpoints.note != NULL ? sim->checkpoints.note : "");
	soc_pack_text(buf, yaml);
	soc_text_free(yaml);
	soc_pack_number(buf, values);
	for (size_t i = 0; i < values; i++)
		soc_pack_text(buf, soc_scenario_value(sim->s, i).origin);
}

static void put_desk(struct soc_buf *buf, const struct soc_desk *desk, int32_t month)
{
	soc_pack_number(buf, desk->done);
	soc_pack_number(buf, desk->credit);
	for (int32_t m = 0; m < month; m++)
		soc_pack_number(buf, desk->arrived[m]);
}

/* What fields remember beside what the month was stepped with, which it told. */
static void put_fields(struct soc_buf *buf, const struct soc_fields *f, int32_t month)
{
	soc_pack_sums(buf, f->lowest[0], sizeof f->lowest / sizeof f->lowest[0][0]);
	for (int32_t p = 0; p < f->places; p++) {
		put_desk(buf, &f->review[p], month);
		put_desk(buf, &f->appeals[p], month);
		soc_pack_number(buf, f->file[p]);
	}
}

static void put_predictor(struct soc_buf *buf, const struct soc_predictor *p)
{
	const int32_t *number = (const int32_t *)p;
	for (size_t i = 0; p != NULL && i < SOC_PREDICTOR_NUMBERS; i++)
		soc_pack_number(buf, (uint32_t)number[i]);
}

static void put_told(struct soc_chunk_writer *w, const struct soc_sim *sim)
{
	struct soc_packed all = { (const uint8_t *)sim->told.text,
		                      (const uint8_t *)sim->told.text + sim->told.length, 0 };
	for (int32_t m = sim->told_first; m < sim->month; m++) {
		const char *month = NULL;
		const size_t length = soc_packed_text(&all, &month);
		soc_buf_put(&w->bytes, month, length);
		soc_chunk_writer_put(w, SOC_CHUNK_TOLD);
	}
}

/* 0: the run is to end at once, and not all was put. */
static int put_people(struct soc_chunk_writer *w, struct soc_sim *sim)
{
	const uint32_t end = sim->plan.communities_count;
	for (uint32_t first = 0; first < end; first += SOC_CHECKPOINT_COMMUNITIES) {
		if (soc_sim_is_asked_to_end(sim, 2))
			return 0;
		soc_pack_number(&w->bytes, first);
		for (uint32_t c = first; c < end && c < first + SOC_CHECKPOINT_COMMUNITIES; c++) {
			struct soc_world *world = sim->backend->world(sim->workers, c);
			if (world == NULL)
				w->bytes.failed = 1;
			else
				soc_checkpoint_put_community(&w->bytes, world, c);
		}
		soc_chunk_writer_put(w, SOC_CHUNK_PEOPLE);
	}
	const struct soc_firms *firms = sim->backend->firms(sim->workers);
	for (int32_t p = 0; p < firms->places; p++) {
		soc_pack_number(&w->bytes, (uint64_t)p);
		soc_checkpoint_put_firms(&w->bytes, firms, p);
		soc_chunk_writer_put(w, SOC_CHUNK_FIRMS);
	}
	return 1;
}

enum soc_err soc_checkpoint_write(struct soc_sim *sim, const char *path, struct soc_msg *msg)
{
	struct soc_chunk_writer w;
	int is_whole = 1;
	enum soc_err err = soc_chunk_writer_begin(&w, path, msg);
	if (err != SOC_OK)
		return err;
	put_head(&w.bytes, sim);
	soc_chunk_writer_put(&w, SOC_CHUNK_HEAD);
	put_scenario(&w.bytes, sim);
	soc_chunk_writer_put(&w, SOC_CHUNK_SCENARIO);
	put_told(&w, sim);
	if (sim->month < sim->months) {
		put_fields(&w.bytes, &sim->fields, sim->month);
		put_predictor(&w.bytes, sim->rule_sets.predictor);
		soc_chunk_writer_put(&w, SOC_CHUNK_FIELDS);
		is_whole = put_people(&w, sim);
		w.failed |= !is_whole;
	}
	err = soc_chunk_writer_finish(&w, msg);
	return !is_whole ? soc_fail(msg, SOC_ERR_INTERRUPTED,
	                            "interrupted while a checkpoint was written; those before it stand")
	                 : err;
}

enum soc_err soc_checkpoint_keep_month(struct soc_sim *sim, struct soc_msg *msg)
{
	struct soc_buf month = { 0 };
	soc_told_put(&month, sim->tally, sim->fields.now, sim->plan.places_count);
	soc_pack_number(&sim->told, month.length);
	soc_buf_put(&sim->told, soc_buf_text(&month), month.length);
	const int failed = month.failed || sim->told.failed;
	soc_buf_release(&month);
	return failed ? soc_fail(msg, SOC_ERR_MEMORY, "no memory to keep what month %d told", sim->month)
	              : SOC_OK;
}

enum soc_err soc_sim_save(struct soc_sim *sim, const char *path, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	if (sim == NULL || path == NULL)
		return soc_fail(msg, SOC_ERR_USAGE, "a checkpoint needs a run and the name of a file");
	if (sim->tally == NULL)
		return soc_fail(msg, SOC_ERR_USAGE, "replicate %lld has had no month yet: step before you save",
		                (long long)sim->replicate);
	/* Stepped by hand, a run keeps the last month alone: what can be observed. */
	soc_buf_release(&sim->told);
	sim->told_first = sim->month - 1;
	if (sim->backend->leads(sim->workers)) {
		err = soc_checkpoint_keep_month(sim, msg);
		if (err == SOC_OK)
			err = soc_checkpoint_write(sim, path, msg);
	}
	soc_buf_release(&sim->told);
	return sim->backend->led(sim->workers, err, msg);
}
