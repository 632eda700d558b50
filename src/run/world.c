#include "run/world.h"

#include "base/fetch.h"
#include "base/mem.h"
#include "base/scan.h"
#include "model/scoring/scoring.h"
#include "model/variates.h"

#include <string.h>

/* Columns of people are padded by PAD elements, because a community is read in whole words and filled with
 * room for SOC_COMMUNITY_MAX rows. */
#define PAD SOC_COMMUNITY_MAX

/* for each column of one name */
#define EACH_COPY(k, shape, per, when) \
	for (unsigned k = 0; k < soc_shape_copies(shape, SOC_PER_##per, SOC_WHEN_##when); k++)

static int has_firms(const struct soc_rule_sets *v)
{
	return soc_shape_has(&v->shape, SOC_WHEN_FIRMS);
}

struct soc_world_bytes soc_world_bytes(const struct soc_plan *plan, const struct soc_rule_sets *v,
                                       uint32_t first, uint32_t communities)
{
	const struct soc_shape *shape = &v->shape;
	int64_t persons = 0;
	for (uint32_t i = first; i < first + communities; i++)
		persons += plan->communities[i].count;
	struct soc_world_bytes bytes = { 0, has_firms(v) ? soc_firms_bytes(&v->rules[0].firms, persons) : 0 };
#define COLUMN(part, type, name, per, when)                                                        \
	*(SOC_PART_IS_FIXED_##part ? &bytes.fixed : &bytes.state) +=                                   \
		(int64_t)soc_shape_copies(shape, SOC_PER_##per, SOC_WHEN_##when) * (int64_t)sizeof(type) * \
		(int64_t)soc_shape_values(shape, SOC_PER_##per, (size_t)persons, communities);
#include "model/columns.def"
	return bytes;
}

static int allocate_columns(struct soc_world *w)
{
	const size_t communities = w->communities + (size_t)w->is_window; /* of files: rows of people have PAD */
	int ok = 1;
#define COLUMN(part, type, name, per, when)                                                         \
	EACH_COPY(k, &w->shape, per, when)                                                              \
	ok &= (*SOC_COLUMN_AT_##per(w->part.name, k) = soc_calloc(                                      \
			   soc_shape_values(&w->shape, SOC_PER_##per, (size_t)(w->persons + PAD), communities), \
			   sizeof(type))) != NULL;
#include "model/columns.def"
	return ok;
}

static void release_columns(struct soc_world *w)
{
#define COLUMN(part, type, name, per, when) \
	EACH_COPY(k, &w->shape, per, when)      \
	soc_free(*SOC_COLUMN_AT_##per(w->part.name, k));
#include "model/columns.def"
}

static int32_t place_of(const struct soc_world *w, uint32_t community)
{
	return w->plan->strata[w->plan->communities[community].stratum].place;
}

/* The firms of places first to last, and who works for them. */
static int allocate_firms_of(struct soc_world *w, const struct soc_rule_sets *v, int32_t first, int32_t last)
{
	if (!has_firms(v))
		return 1;
	w->firm_rules = v->rules[0].firms;
	return soc_firms_init(&w->firms, w->plan, &w->firm_rules, first, last - first + 1, NULL) == SOC_OK;
}

/* Those of every place that these communities stand in. */
static int allocate_firms(struct soc_world *w, const struct soc_rule_sets *v)
{
	return allocate_firms_of(w, v, place_of(w, w->first_community),
	                         place_of(w, w->first_community + w->communities - 1));
}

static void begin_frame(struct soc_world *w, const struct soc_plan *plan, const struct soc_rule_sets *v,
                        uint32_t first, uint32_t communities)
{
	memset(w, 0, sizeof *w);
	w->plan = plan;
	w->first_community = first;
	w->communities = communities;
	w->first_person = plan->communities[first].first_person;
	for (uint32_t i = first; i < first + communities; i++)
		w->persons += plan->communities[i].count;
	w->shape = v->shape;
}

/* What memory could not be had for, with nothing left allocated. */
static enum soc_err refuse(struct soc_world *w, const struct soc_rule_sets *v, struct soc_msg *msg)
{
	const struct soc_plan *plan = w->plan;
	const struct soc_world_bytes bytes = soc_world_bytes(plan, v, w->first_community, w->communities);
	soc_world_release(w);
	return soc_fail(msg, SOC_ERR_MEMORY,
	                "%.3g GB of memory for %lld people could not be had; lower people.persons",
	                (double)(bytes.fixed + bytes.state) / 1e9, (long long)plan->persons);
}

enum soc_err soc_world_init(struct soc_world *w, const struct soc_plan *plan, const struct soc_rule_sets *v,
                            uint32_t first, uint32_t communities, struct soc_msg *msg)
{
	begin_frame(w, plan, v, first, communities);
	return allocate_columns(w) && allocate_firms(w, v) ? SOC_OK : refuse(w, v, msg);
}

enum soc_err soc_world_init_share(struct soc_world *w, const struct soc_plan *plan,
                                  const struct soc_rule_sets *v, uint32_t first, uint32_t communities,
                                  struct soc_msg *msg)
{
	begin_frame(w, plan, v, first, communities);
	return allocate_columns(w) && allocate_firms_of(w, v, 0, plan->places_count - 1) ? SOC_OK
	                                                                                 : refuse(w, v, msg);
}

enum soc_err soc_world_init_frame(struct soc_world *w, const struct soc_plan *plan,
                                  const struct soc_rule_sets *v, uint32_t first, uint32_t communities,
                                  struct soc_msg *msg)
{
	begin_frame(w, plan, v, first, communities);
	if (allocate_firms(w, v))
		return SOC_OK;
	soc_world_release(w);
	return soc_fail(msg, SOC_ERR_MEMORY, "no memory for the firms of %lld people", (long long)plan->persons);
}

enum soc_err soc_world_init_window(struct soc_world *w, const struct soc_world *frame, struct soc_msg *msg)
{
	memset(w, 0, sizeof *w);
	w->plan = frame->plan;
	w->shape = frame->shape;
	w->firm_rules = frame->firm_rules;
	w->firms = frame->firms;
	w->is_window = 1;
	w->communities = 1;
	w->persons = SOC_COMMUNITY_MAX;
	soc_world_move(w, frame->first_community);
	if (allocate_columns(w))
		return SOC_OK;
	soc_world_release(w);
	return soc_fail(msg, SOC_ERR_MEMORY, "no memory for the columns of a community");
}

void soc_world_move(struct soc_world *w, uint32_t community)
{
	w->first_community = community;
	w->first_person = w->plan->communities[community].first_person;
}

void soc_world_release(struct soc_world *w)
{
	if (w == NULL)
		return;
	release_columns(w);
	if (!w->is_window)
		soc_firms_release(&w->firms);
	memset(w, 0, sizeof *w);
}

/* The columns of a community within those of the world; without its ties. */
static void slice(const struct soc_world *w, uint32_t community, struct soc_columns *out)
{
	const size_t row = (size_t)(w->plan->communities[community].first_person - w->first_person),
				 c = community - w->first_community;
	out->born = w->born;
	out->course = w->course;
	out->record = w->record;
	out->self = w->self;
	out->truth = w->truth;
	out->cache = w->cache;
#define COLUMN(part, type, name, per, when) \
	EACH_COPY(k, &w->shape, per, when)      \
	*SOC_COLUMN_AT_##per(out->part.name, k) += soc_shape_values(&w->shape, SOC_PER_##per, row, c);
#include "model/columns.def"
	out->registry = (struct soc_registry){
#define COLUMN_OF_course(type, name, per, when) out->course.name,
#include "model/columns.def"
	};
#define COLUMN_OF_born(type, name, per, when) out->self.name = out->born.name;
#include "model/columns.def"
}

void soc_world_draw_firms(struct soc_world *w)
{
	if (w->firms.on && w->firms.seed != w->plan->seed)
		soc_firms_draw(&w->firms, w->plan, &w->firm_rules);
}

void soc_world_fill(struct soc_world *w, const struct soc_scenario *s, uint32_t community)
{
	struct soc_columns c;
	slice(w, community, &c);
	struct soc_inhabitants people = {
#define COLUMN_OF_born(type, name, per, when) c.born.name,
#define COLUMN_OF_course(type, name, per, when) c.course.name,
#include "model/columns.def"
	};
	soc_population_fill(w->plan, s, community, &people);
	if (w->firms.on)
		soc_firms_employ(&w->firms, w->plan, &w->firm_rules, community, c.course.traits, c.course.employer);
}

static struct soc_ties ties_of(const struct soc_world *w, uint32_t community, const uint32_t *employer)
{
	const struct soc_community *c = &w->plan->communities[community];
	struct soc_ties ties = { 0 };
	if (!w->firms.on)
		return ties;
	const struct soc_firm_range *range = &w->firms.place[place_of(w, community) - w->firms.first_place];
	const uint64_t first = soc_firms_before(w->firms.per_firm, c->first_person);
	ties.employer = employer;
	ties.flags = w->firms.record.flags + (range->first - w->firms.first);
	ties.seat = w->firms.record.seat + (range->first - w->firms.first);
	ties.flagged = range->flagged;
	ties.first_seat = (uint32_t)(first - range->first);
	ties.seats = (uint32_t)(soc_firms_before(w->firms.per_firm, c->first_person + c->count) - first);
	return ties;
}

void soc_world_begin_firms(struct soc_world *w, const struct soc_rule_sets *v)
{
	for (int32_t p = w->firms.first_place; p < w->firms.first_place + w->firms.places; p++)
		soc_firms_begin(&w->firms, p,
		                &v->rules[soc_rule_sets_at(v, 0, soc_rule_sets_first_stratum(w->plan, p))].firms);
}

void soc_world_step_firms(struct soc_world *w, const struct soc_rule_sets *v, int32_t place, uint64_t seed,
                          uint32_t month, struct soc_tally *tally)
{
	const uint32_t stratum = soc_rule_sets_first_stratum(w->plan, place);
	const struct soc_rules *rules = &v->rules[soc_rule_sets_at(v, month, stratum)];
	const struct soc_rules *before = month > 0 ? &v->rules[soc_rule_sets_at(v, month - 1, stratum)] : rules;
	if (before != rules)
		soc_firms_hear(&w->firms, place, &before->firms, &rules->firms);
	soc_firms_month(&w->firms, place, seed, month, &rules->firms, &rules->conduct, tally);
}

void soc_world_columns(struct soc_world *w, uint32_t community, struct soc_columns *out)
{
	slice(w, community, out);
	out->ties = ties_of(w, community, out->course.employer);
}

void soc_world_fetch(const struct soc_world *w, uint32_t community)
{
	const size_t row = (size_t)(w->plan->communities[community].first_person - w->first_person),
				 count = w->plan->communities[community].count;
	const unsigned rest = w->cache.rest[community - w->first_community],
				   false_rest = w->cache.false_rest[community - w->first_community];
	soc_fetch_lines(w->born.nature + row, count);
	soc_fetch_lines(w->course.situation + row, count);
	soc_fetch_lines(w->course.traits + row, count);
	soc_fetch_lines(w->record.grade + row, count);
	soc_fetch_lines(w->record.measures + row, count * sizeof *w->record.measures);
	soc_fetch_lines(w->self.strain + row, count);
	soc_fetch_lines(w->self.life + row, count);
	soc_fetch_lines(w->truth.tags + row, count * sizeof *w->truth.tags);
	for (unsigned l = 0; l < w->shape.lists; l++)
		soc_fetch_lines(w->record.months_left[l] + row, count);
	for (unsigned f = 0; f < w->shape.components; f++) {
		if (!(rest >> f & 1u))
			soc_fetch_lines(w->record.points[f] + row, count * sizeof *w->record.points[f]);
		if (!(false_rest >> f & 1u))
			soc_fetch_lines(w->truth.false_points[f] + row, count * sizeof *w->truth.false_points[f]);
	}
}

void soc_world_fetch_held(const struct soc_world *w, uint32_t community)
{
	const size_t first = (size_t)(w->plan->communities[community].first_person - w->first_person);
	const unsigned count = w->plan->communities[community].count;
	SOC_FOR_NONZERO16(w->record.measures + first, count, i) {
		const size_t row = first + i;
		soc_fetch_line(w->course.home + row);
		soc_fetch_line(w->course.kin + row);
		soc_fetch_line(w->course.former + row);
		soc_fetch_line(w->course.age + row);
		for (unsigned l = 0; l < w->shape.lists; l++)
			if (w->record.months_left[l][row] > 0) {
				soc_fetch_line(w->record.entry[l] + row);
				soc_fetch_line(w->self.aware + row);
				if (w->record.ground[l] != NULL)
					soc_fetch_line(w->record.ground[l] + row);
			}
	}
}

/* Who has a loan when the run begins: fixed with the people, by their seed. */
static void begin_loans(const struct soc_world *w, const struct soc_rules *rules, uint32_t community,
                        const struct soc_columns *c)
{
	const struct soc_community *from = &w->plan->communities[community];
	for (unsigned i = 0; i < from->count; i++) {
		const unsigned age = c->registry.age[i];
		const uint32_t word =
			SOC_VARIATE(LOAN_HAD, w->plan->seed, from->first_person + i, SOC_MONTH_OF_LOAN_HAD, 0);
		c->self.life[i] =
			age >= 18 && age < 70 && soc_below(word, rules->people.borrowers) ? SOC_LIFE_LOAN : 0;
	}
}

/* All that is not fixed: nothing on record, nothing learnt, nothing true of the past. */
static void clear(const struct soc_shape *shape, struct soc_columns *c, unsigned count)
{
#define COLUMN_OF_record(type, name, per, when) CLEAR(record, type, name, per, when)
#define COLUMN_OF_self(type, name, per, when) CLEAR(self, type, name, per, when)
#define COLUMN_OF_truth(type, name, per, when) CLEAR(truth, type, name, per, when)
#define COLUMN_OF_cache(type, name, per, when) CLEAR(cache, type, name, per, when)
#define CLEAR(part, type, name, per, when)           \
	EACH_COPY(k, shape, per, when)                   \
	memset(*SOC_COLUMN_AT_##per(c->part.name, k), 0, \
	       soc_shape_values(shape, SOC_PER_##per, count, 1) * sizeof(type));
#include "model/columns.def"
#undef CLEAR
}

void soc_world_begin(struct soc_world *w, const struct soc_rules *rules, uint32_t community)
{
	struct soc_columns c;
	uint8_t quintile[SOC_COMMUNITY_MAX];
	const unsigned count = w->plan->communities[community].count;
	soc_world_columns(w, community, &c);
	for (unsigned i = 0; i < count; i++)
		quintile[i] = (uint8_t)soc_situation_quintile(c.registry.situation[i]);
	clear(&w->shape, &c, count);
	begin_loans(w, rules, community, &c);
	if (c.self.income != NULL) {
		memcpy(c.self.income, c.registry.standing, count);
		memcpy(c.truth.spared, c.registry.standing, count);
		memcpy(c.self.situation, c.registry.situation, count);
		memcpy(c.truth.spared_situation, c.registry.situation, count);
	}
	soc_scoring_begin(&rules->regime, &c.record, quintile, count);
}
