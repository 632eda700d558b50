#include "analysis/transitions.h"

#include "base/draw.h"
#include "base/mem.h"
#include "base/suggestion.h"
#include "run/replay.h"
#include "socred/scenario.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define STATES ((size_t)SOC_HELD_STATES * SOC_HELD_STATES)
#define LIVES_STREAM 0x6c697665u /* of the permutation of people by which lives are drawn */

const char *const soc_transitions_names[SOC_HELD_STATES] = { "rewarded", "free",           "through_relative",
	                                                         "by_grade", "listed_rightly", "listed_wrongly" };
const char *const soc_transitions_words[SOC_HELD_STATES] = { "rewarded",           "free",
	                                                         "through a relative", "by grade or bureau",
	                                                         "listed rightly",     "listed wrongly" };

/* What is counted of each run beside, and must be what its results hold. */
static const char *const checked[] = { "listed_true", "listed_other_violation + listed_no_violation",
	                                   "sanctioned_effective", "sanctioned_effective_by_kin", "rewarded" };
#define CHECKED (sizeof checked / sizeof *checked)

struct soc_transitions_work {
	struct soc_transitions *t;
	int replicate; /* of the community that is next */
	uint32_t community;
	struct soc_result *result[2];
	struct soc_scenario *scenario[2];
	struct soc_replay replay[2];
	struct soc_field *fields[2]; /* [month][place] of the replicate under way */
	int64_t sum[2][CHECKED];
	struct soc_held_as held[2][SOC_COMMUNITY_MAX];
	uint64_t *rank; /* of the lives drawn so far, rising */
};

/* ---- what is asked ---- */
static int state_named(const char *name, size_t length, struct soc_suggestion *nearest)
{
	for (int i = 0; i < SOC_HELD_STATES; i++) {
		if (strlen(soc_transitions_names[i]) == length &&
		    strncmp(soc_transitions_names[i], name, length) == 0)
			return i;
		soc_suggestion_try(nearest, soc_transitions_names[i]);
	}
	return length == 3 && strncmp(name, "any", 3) == 0 ? -1 : -2;
}

static enum soc_err read_state(const char *name, size_t length, int *out, struct soc_msg *msg)
{
	char word[SOC_NEAREST_WORD + 1];
	struct soc_suggestion nearest;
	snprintf(word, sizeof word, "%.*s", (int)(length < sizeof word ? length : sizeof word - 1), name);
	soc_suggestion_begin(&nearest, word);
	*out = state_named(name, length, &nearest);
	if (*out > -2)
		return SOC_OK;
	return soc_fail(msg, SOC_ERR_USAGE,
	                "nobody is \"%s\"; allowed: rewarded, free, through_relative, by_grade, listed_rightly, "
	                "listed_wrongly, any%s",
	                word, soc_suggestion_hint(&nearest));
}

static enum soc_err read_lives(struct soc_transitions *t, const struct soc_transitions_options *o,
                               struct soc_msg *msg)
{
	t->from = t->to = t->moved = -1;
	t->drawn = o->lives != NULL;
	t->limit = o->limit;
	t->replicate = o->replicate;
	if (!t->drawn)
		return SOC_OK;
	if (o->limit < 0 || o->limit > SOC_TRANSITIONS_LIVES_MOST)
		return soc_fail(msg, SOC_ERR_USAGE, "0 to %d lives can be drawn, not %d", SOC_TRANSITIONS_LIVES_MOST,
		                o->limit);
	if (o->replicate < 0 || o->replicate >= t->pairing.replicates)
		return soc_fail(msg, SOC_ERR_USAGE, "replicate %lld: both runs have 0 to %d", (long long)o->replicate,
		                t->pairing.replicates - 1);
	if (strcmp(o->lives, "better") == 0 || strcmp(o->lives, "worse") == 0) {
		t->moved = o->lives[0] == 'b' ? SOC_MOVED_BETTER : SOC_MOVED_WORSE;
		return SOC_OK;
	}
	const char *colon = strchr(o->lives, ':');
	if (colon == NULL)
		return soc_fail(
			msg, SOC_ERR_USAGE,
			"lives of \"%.60s\": write a state in A, a colon and one in B, as listed_wrongly:free, "
			"or better, or worse",
			o->lives);
	enum soc_err err = read_state(o->lives, (size_t)(colon - o->lives), &t->from, msg);
	return err == SOC_OK ? read_state(colon + 1, strlen(colon + 1), &t->to, msg) : err;
}

static enum soc_err make_room(struct soc_transitions_work *w, const char *by, struct soc_msg *msg)
{
	enum soc_division_id id[SOC_DIVISIONS + 1] = { SOC_DIVISION_EVERYBODY };
	struct soc_transitions *t = w->t;
	int named = 0;
	enum soc_err err = soc_divisions_read(by, id + 1, &named, msg);
	for (int d = 0; d <= named && err == SOC_OK; d++) {
		err = soc_division_parts(w->result[0], id[d], &t->parts[d], msg);
		if (err != SOC_OK)
			break;
		t->divisions++;
		t->count[d] = soc_calloc((size_t)t->parts[d].count * (size_t)t->pairing.replicates * STATES,
		                         sizeof *t->count[d]);
		if (t->count[d] == NULL)
			err = soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to count people by %s",
			               soc_divisions[id[d]].name);
	}
	t->life = soc_calloc((size_t)t->limit + 1, sizeof *t->life);
	w->rank = soc_calloc((size_t)t->limit + 1, sizeof *w->rank);
	if (err == SOC_OK && (t->life == NULL || w->rank == NULL))
		err = soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to draw lives");
	return err;
}

/* ---- both runs, a community at a time ---- */
static enum soc_err read_fields(struct soc_transitions_work *w, int side, int64_t replicate,
                                struct soc_msg *msg)
{
	const int64_t places = w->replay[side].plan.places_count;
	enum soc_err err = SOC_OK;
	soc_result_begin(w->result[side]);
	for (int64_t month = 0; month <= w->t->pairing.last_month && err == SOC_OK; month++)
		err = soc_result_fields(w->result[side], replicate, month, w->fields[side] + month * places, places,
		                        msg);
	return err;
}

static enum soc_err live(struct soc_transitions_work *w, int side, uint32_t community, int64_t replicate,
                         struct soc_msg *msg)
{
	struct soc_replay *r = &w->replay[side];
	enum soc_err err = soc_replay_go(r, community, replicate, msg);
	for (int64_t month = 0; month <= w->t->pairing.last_month && err == SOC_OK; month++)
		soc_replay_step(r, w->fields[side] + month * r->plan.places_count);
	if (err != SOC_OK)
		return err;
	soc_replay_held(r, w->held[side]);
	for (unsigned row = 0; row < r->at.count; row++) {
		const struct soc_held_as *h = &w->held[side][row];
		const unsigned is[CHECKED] = { h->as == SOC_HELD_LISTED_RIGHTLY, h->as == SOC_HELD_LISTED_WRONGLY,
			                           h->effective, h->effective_by_kin, h->rewarded };
		for (size_t k = 0; k < CHECKED; k++)
			w->sum[side][k] += is[k];
	}
	return SOC_OK;
}

/* Who somebody is must be the same in both: the traits that do not change in a run. */
static enum soc_err same_people(const struct soc_transitions_work *w, struct soc_msg *msg)
{
	const struct soc_replay *a = &w->replay[0], *b = &w->replay[1];
	const struct {
		const char *name;
		const uint8_t *of[2];
	} traits[] = {
		{ "sex, group or proneness", { a->columns.self.nature, b->columns.self.nature } },
		{ "income or urban", { a->columns.registry.situation, b->columns.registry.situation } },
		{ "age", { a->columns.registry.age, b->columns.registry.age } },
		{ "class, role or work", { a->columns.registry.traits, b->columns.registry.traits } },
		{ "household", { a->columns.registry.home, b->columns.registry.home } },
	};
	int same = a->at.first_person == b->at.first_person && a->at.count == b->at.count;
	if (!same)
		return soc_fail(msg, SOC_ERR_USAGE,
		                "these runs have other people: their communities are not the same");
	for (size_t k = 0; k < sizeof traits / sizeof *traits; k++)
		for (unsigned row = 0; row < a->at.count; row++)
			if (traits[k].of[0][row] != traits[k].of[1][row])
				return soc_fail(
					msg, SOC_ERR_USAGE,
					"these runs have other people: person %lld differs in %s, so society differs, "
					"and nobody can be followed from one into the other",
					(long long)a->at.first_person + row, traits[k].name);
	return SOC_OK;
}

static int part_of(const struct soc_replay *r, enum soc_division_id id, unsigned row)
{
	const struct soc_registry *reg = &r->columns.registry;
	switch (id) {
	case SOC_DIVISION_GROUP:
		return (int)soc_nature_minority(r->columns.self.nature[row]);
	case SOC_DIVISION_STRATUM:
		return (int)r->at.urban;
	case SOC_DIVISION_QUINTILE:
		return (int)soc_situation_quintile(reg->situation[row]);
	case SOC_DIVISION_CLASS:
		return (int)soc_traits_class(reg->traits[row]);
	case SOC_DIVISION_PROVINCE:
		return (int)r->plan.places[r->place].region;
	case SOC_DIVISION_PLACE:
		return (int)r->place;
	case SOC_DIVISION_SEX:
		return (int)soc_nature_male(r->columns.self.nature[row]);
	case SOC_DIVISION_AGE:
		return (int)soc_population_age_band(reg->age[row]);
	default:
		return 0;
	}
}

static int is_wanted(const struct soc_transitions *t, int a, int b)
{
	return (t->from < 0 || t->from == a) && (t->to < 0 || t->to == b) &&
	       (t->moved < 0 || (int)soc_transitions_way(a, b) == t->moved);
}

/* Keeps the people whom a permutation keyed by the seed puts first. */
static void draw(struct soc_transitions_work *w, int64_t person)
{
	struct soc_transitions *t = w->t;
	const uint64_t rank =
		soc_draw_permute((uint64_t)t->seed, LIVES_STREAM, (uint64_t)t->persons, (uint64_t)person);
	int at = t->drawn_count;
	t->match++;
	while (at > 0 && w->rank[at - 1] > rank) { /* there is room for one more than are kept */
		w->rank[at] = w->rank[at - 1];
		t->life[at] = t->life[at - 1];
		at--;
	}
	w->rank[at] = rank;
	t->life[at] = person;
	t->drawn_count += t->drawn_count < t->limit;
}

int64_t *soc_transitions_cell(const struct soc_transitions *t, int division, int part, int replicate, int a,
                              int b)
{
	return t->count[division] + ((size_t)part * (size_t)t->pairing.replicates + (size_t)replicate) * STATES +
	       (size_t)a * SOC_HELD_STATES + (size_t)b;
}

static enum soc_err count_community(struct soc_transitions_work *w, int replicate, struct soc_msg *msg)
{
	const struct soc_replay *r = &w->replay[0];
	struct soc_transitions *t = w->t;
	enum soc_err err = same_people(w, msg);
	for (unsigned row = 0; row < r->at.count && err == SOC_OK; row++) {
		const int a = w->held[0][row].as, b = w->held[1][row].as;
		for (int d = 0; d < t->divisions; d++) {
			const int part = part_of(r, t->parts[d].id, row);
			if (part >= t->parts[d].count)
				return soc_fail(msg, SOC_ERR_RESULTS, "these results do not name part %d of %s", part,
				                soc_divisions[t->parts[d].id].name);
			(*soc_transitions_cell(t, d, part, replicate, a, b))++;
		}
		if (t->drawn && replicate == t->replicate && is_wanted(t, a, b))
			draw(w, (int64_t)r->at.first_person + row);
	}
	return err;
}

/* People stepped again are those of the results, or nothing is told of them. */
static enum soc_err check_sums(struct soc_transitions_work *w, int side, int64_t replicate,
                               struct soc_msg *msg)
{
	const int64_t numbers[2] = { replicate, w->t->pairing.last_month };
	enum soc_err err = SOC_OK;
	soc_result_begin(w->result[side]);
	for (size_t k = 0; k < CHECKED && err == SOC_OK; k++) {
		char sql[256];
		double held = 0;
		snprintf(sql, sizeof sql, "SELECT sum(%s) FROM by_cell WHERE replicate = ?1 AND month = ?2",
		         checked[k]);
		err = soc_result_real(w->result[side], sql, numbers, 2, &held, msg);
		if (err == SOC_OK && held != (double)w->sum[side][k])
			err = soc_fail(
				msg, SOC_ERR_RESULTS,
				"the people of %s stepped again are not those of its results: %s is %lld, there %.0f "
				"(replicate %lld); made by another version?",
				side == 0 ? "A" : "B", checked[k], (long long)w->sum[side][k], held, (long long)replicate);
	}
	return err;
}

/* Before the first community of a replicate. */
static enum soc_err begin_replicate(struct soc_transitions_work *w, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	memset(w->sum, 0, sizeof w->sum);
	for (int side = 0; side < 2 && err == SOC_OK; side++)
		err = read_fields(w, side, w->replicate, msg);
	return err;
}

/* Behind its last. */
static enum soc_err end_replicate(struct soc_transitions_work *w, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int side = 0; side < 2 && err == SOC_OK; side++)
		err = check_sums(w, side, w->replicate, msg);
	w->replicate++;
	w->community = 0;
	return err;
}

static enum soc_err open_sides(struct soc_transitions_work *w, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int side = 0; side < 2 && err == SOC_OK; side++) {
		err = soc_result_meta(w->result[side], "title", w->t->title[side], sizeof w->t->title[side], msg);
		if (err == SOC_OK)
			err = soc_result_scenario(w->result[side], &w->scenario[side], msg);
		if (err == SOC_OK)
			err = soc_replay_open(&w->replay[side], w->scenario[side], msg);
		if (err != SOC_OK)
			break;
		w->fields[side] =
			soc_calloc((size_t)w->replay[side].plan.places_count * (size_t)(w->t->pairing.last_month + 1),
		               sizeof *w->fields[side]);
		if (w->fields[side] == NULL)
			err = soc_fail(msg, SOC_ERR_MEMORY, "no memory for the fields of a replicate");
	}
	if (err == SOC_OK && w->replay[0].plan.communities_count != w->replay[1].plan.communities_count)
		err =
			soc_fail(msg, SOC_ERR_USAGE, "these runs have other people: their communities are not the same");
	if (err == SOC_OK) {
		w->t->persons = soc_scenario_persons(w->scenario[0]);
		w->t->seed = w->scenario[0]->seed;
	}
	return err;
}

static enum soc_err prepare(struct soc_transitions_work *w, const struct soc_transitions_options *o,
                            struct soc_msg *msg)
{
	enum soc_err err = soc_pairing_check(w->result[0], w->result[1], o->month, &w->t->pairing, msg);
	if (err == SOC_OK)
		err = read_lives(w->t, o, msg);
	if (err == SOC_OK)
		err = make_room(w, o->by, msg);
	return err == SOC_OK ? open_sides(w, msg) : err;
}

enum soc_err soc_transitions_begin(struct soc_result *a, struct soc_result *b,
                                   const struct soc_transitions_options *options,
                                   struct soc_transitions_work **out, struct soc_msg *msg)
{
	struct soc_transitions_work *w = soc_calloc(1, sizeof *w);
	struct soc_transitions *t = soc_calloc(1, sizeof *t);
	if (w == NULL || t == NULL) {
		soc_free(w);
		soc_free(t);
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to follow people");
	}
	w->t = t;
	w->result[0] = a;
	w->result[1] = b;
	const enum soc_err err = prepare(w, options, msg);
	if (err == SOC_OK)
		*out = w;
	else
		soc_transitions_drop(w);
	return err;
}

enum soc_err soc_transitions_next(struct soc_transitions_work *w, int *more, struct soc_msg *msg)
{
	const uint32_t communities = w->replay[0].plan.communities_count;
	enum soc_err err = SOC_OK;
	if (w->replicate < w->t->pairing.replicates) {
		if (w->community == 0)
			err = begin_replicate(w, msg);
		for (int side = 0; side < 2 && err == SOC_OK; side++)
			err = live(w, side, w->community, w->replicate, msg);
		if (err == SOC_OK)
			err = count_community(w, w->replicate, msg);
		if (err == SOC_OK && ++w->community == communities)
			err = end_replicate(w, msg);
	}
	*more = err == SOC_OK && w->replicate < w->t->pairing.replicates;
	return err;
}

double soc_transitions_done(const struct soc_transitions_work *w)
{
	return (w->replicate + (double)w->community / w->replay[0].plan.communities_count) /
	       w->t->pairing.replicates;
}

const struct soc_transitions *soc_transitions_so_far(const struct soc_transitions_work *w)
{
	return w->t;
}

void soc_transitions_drop(struct soc_transitions_work *w)
{
	if (w == NULL)
		return;
	for (int side = 0; side < 2; side++) {
		soc_replay_release(&w->replay[side]);
		soc_scenario_free(w->scenario[side]);
		soc_free(w->fields[side]);
	}
	soc_free(w->rank);
	soc_transitions_free(w->t);
	soc_free(w);
}

enum soc_err soc_transitions_make(struct soc_result *a, struct soc_result *b,
                                  const struct soc_transitions_options *options, struct soc_transitions **out,
                                  struct soc_msg *msg)
{
	struct soc_transitions_work *w = NULL;
	int more = 1;
	enum soc_err err = soc_transitions_begin(a, b, options, &w, msg);
	while (err == SOC_OK && more)
		err = soc_transitions_next(w, &more, msg);
	if (err == SOC_OK) {
		*out = w->t;
		w->t = NULL;
	}
	soc_transitions_drop(w);
	return err;
}

void soc_transitions_free(struct soc_transitions *t)
{
	if (t == NULL)
		return;
	for (int d = 0; d < SOC_DIVISIONS; d++) {
		soc_division_release(&t->parts[d]);
		soc_free(t->count[d]);
	}
	soc_buf_release(&t->pairing.notes);
	soc_free(t->life);
	soc_free(t);
}
