/* Civil violence, model I of Epstein 2002 (PNAS 99, 7243-7250): citizens with a hardship and an aversion to
 * risk of their own become active when grievance less risk is above a threshold; police arrest one active
 * citizen in sight; all move to a free cell in sight. In a step each acts once, in an order of chance. Cells
 * in sight are those at most `vision` steps along rows and columns away, as in mesa. */
#define TABLES "theory/epstein.def"
#include "theory/tables.h"

#include "base/mem.h"
#include "base/num.h"
#include "model/variates.h"

#include <stdlib.h>

#define VISION_MOST 7
#define SIGHT_MOST (2 * VISION_MOST * (VISION_MOST + 1))
#define OUTBURST 50

enum state { QUIET, ACTIVE, JAILED, POLICE, FREE };

struct agent {
	int cell;
	int term; /* steps of jail that are left */
	double grievance, aversion;
};

struct grid {
	const double *keys;
	uint64_t seed;
	int side, agents, sight;
	int *at;             /* by cell: the agent there */
	uint8_t *state;      /* by cell: of the agent there, FREE: nobody */
	struct agent *agent; /* owned, as are the others */
	int *order;
	uint16_t *near; /* by cell: the cells in sight, `sight` of them */
};

static double uniform(uint32_t word)
{
	return ((double)word + 0.5) / 4294967296.0;
}

static void grid_release(struct grid *g)
{
	soc_free(g->at);
	soc_free(g->state);
	soc_free(g->agent);
	soc_free(g->order);
	soc_free(g->near);
}

/* How many cells are in sight of a cell, and (out not NULL) which. */
static int look_around(const struct grid *g, int cell, uint16_t *out)
{
	const int far = (int)g->keys[KEY_vision], side = g->side;
	int n = 0;
	for (int r = -far; r <= far; r++)
		for (int c = -far; c <= far; c++)
			if ((r != 0 || c != 0) && abs(r) + abs(c) <= far) {
				const int row = (cell / side + r + side) % side, column = (cell % side + c + side) % side;
				if (out != NULL)
					out[n] = (uint16_t)(row * side + column);
				n++;
			}
	return n;
}

static int grid_init(struct grid *g)
{
	const double *k = g->keys;
	const int cells = g->side * g->side;
	g->at = soc_calloc((size_t)cells, sizeof *g->at);
	g->state = soc_calloc((size_t)cells, 1);
	g->agent = soc_calloc((size_t)cells, sizeof *g->agent);
	g->order = soc_calloc((size_t)cells, sizeof *g->order);
	g->sight = look_around(g, 0, NULL);
	g->near = soc_calloc((size_t)cells * (size_t)g->sight, sizeof *g->near);
	if (g->at == NULL || g->state == NULL || g->agent == NULL || g->order == NULL || g->near == NULL)
		return 0;
	for (int cell = 0; cell < cells; cell++)
		(void)look_around(g, cell, g->near + (size_t)cell * (size_t)g->sight);
	for (int cell = 0; cell < cells; cell++) {
		uint32_t words[4];
		soc_draw_block(g->seed, SOC_DRAW_THEORY_CELL, (uint64_t)cell, 0, SOC_BLOCK(CELL_HOLDS, 0), words);
		const double u = uniform(words[SOC_LANE(CELL_HOLDS)]);
		g->state[cell] = FREE;
		if (u >= k[KEY_citizens] + k[KEY_police])
			continue;
		struct agent *a = &g->agent[g->agents];
		*a = (struct agent){ .cell = cell };
		g->state[cell] = u < k[KEY_citizens] ? QUIET : POLICE;
		a->grievance = uniform(words[SOC_LANE(CELL_HARDSHIP)]) * (1.0 - k[KEY_legitimacy]);
		a->aversion = uniform(words[SOC_LANE(CELL_AVERSION)]);
		g->order[g->agents] = g->agents;
		g->at[cell] = g->agents++;
	}
	return 1;
}

/* To the nearest whole number, half to the even one. */
static double to_whole(double x)
{
	const double low = floor(x), part = x - low;
	return part > 0.5 || (part == 0.5 && fmod(low, 2.0) != 0.0) ? low + 1.0 : low;
}

static void decide(const struct grid *g, const struct agent *a, int police, int active)
{
	const double *k = g->keys;
	double ratio = (double)police / (active + 1); /* one counts oneself */
	if (k[KEY_rounded] != 0.0)
		ratio = to_whole(ratio);
	const double chance = 1.0 - soc_num_exp(-k[KEY_arrest] * ratio);
	g->state[a->cell] = a->grievance - a->aversion * chance > k[KEY_threshold] ? ACTIVE : QUIET;
}

/* The cell in sight that is `which` among those in that state. */
static int find(const struct grid *g, const uint16_t *near, uint8_t state, int which)
{
	for (int i = 0; i < g->sight; i++)
		if (g->state[near[i]] == state && which-- == 0)
			return near[i];
	return near[0];
}

static void jail(struct grid *g, int cell, uint32_t word)
{
	g->state[cell] = JAILED;
	g->agent[g->at[cell]].term = (int)soc_pick(word, (uint32_t)g->keys[KEY_jail_most] + 1);
}

static void move(struct grid *g, struct agent *a, int cell)
{
	g->at[cell] = g->at[a->cell];
	g->state[cell] = g->state[a->cell];
	g->state[a->cell] = FREE;
	a->cell = cell;
}

static void act(struct grid *g, int which, int step)
{
	struct agent *a = &g->agent[which];
	int count[FREE + 1] = { 0 };
	const uint16_t *near = g->near + (size_t)a->cell * (size_t)g->sight;
	uint32_t words[4];
	if (a->term > 0) {
		a->term--;
		return;
	}
	soc_draw_block(g->seed, SOC_DRAW_THEORY_ACT, (uint64_t)which, (uint32_t)step, SOC_BLOCK(ACT_MOVES, 0),
	               words);
	for (int i = 0; i < g->sight; i++) {
		const unsigned state = g->state[near[i]];
		count[POLICE] += state == POLICE;
		count[ACTIVE] += state == ACTIVE;
		count[FREE] += state == FREE;
	}
	if (g->state[a->cell] != POLICE)
		decide(g, a, count[POLICE], count[ACTIVE]);
	else if (count[ACTIVE] > 0)
		jail(g, find(g, near, ACTIVE, (int)soc_pick(words[SOC_LANE(ACT_ARRESTS)], (uint32_t)count[ACTIVE])),
		     words[SOC_LANE(ACT_TERM)]);
	if (count[FREE] > 0)
		move(g, a, find(g, near, FREE, (int)soc_pick(words[SOC_LANE(ACT_MOVES)], (uint32_t)count[FREE])));
}

static void one_step(struct grid *g, int step, int *active, int *jailed)
{
	for (int i = g->agents - 1; i > 0; i--) {
		const uint32_t word = SOC_VARIATE(ACT_ORDER, g->seed, (uint64_t)i, (uint32_t)step, 0);
		const int other = (int)soc_pick(word, (uint32_t)i + 1), swapped = g->order[i];
		g->order[i] = g->order[other];
		g->order[other] = swapped;
	}
	for (int i = 0; i < g->agents; i++)
		act(g, g->order[i], step);
	*active = *jailed = 0;
	for (int i = 0; i < g->agents; i++) {
		*active += g->state[g->agent[i].cell] == ACTIVE;
		*jailed += g->state[g->agent[i].cell] == JAILED;
	}
}

/* Outbursts, told from the steps after the burn-in: one begins where more than OUTBURST are active after
 * fewer were, and ends with the step in which fewer are. */
struct outbursts {
	int count, first, last; /* steps in which the first and the last one began */
	int is_on, peak;        /* of the one that goes on */
	double peaks;           /* sum over all */
};

static void note(struct outbursts *o, int step, int active, int before)
{
	if (active > OUTBURST && before <= OUTBURST) {
		o->first = o->count == 0 ? step : o->first;
		o->last = step;
		o->count++;
		o->is_on = 1;
		o->peak = 0;
	}
	o->peak = o->is_on && active > o->peak ? active : o->peak;
	if (o->is_on && active <= OUTBURST) {
		o->peaks += o->peak;
		o->is_on = 0;
	}
}

static enum soc_err follow(struct soc_theory_world *w, struct grid *g)
{
	const int steps = (int)w->keys[KEY_steps], burn_in = (int)w->keys[KEY_burn_in];
	double sum_active = 0.0, sum_jailed = 0.0;
	struct outbursts o = { 0 };
	int before = 0, most = 0;
	for (int step = 0; step < steps; step++) {
		int active, jailed;
		if (soc_theory_stopped(w))
			return SOC_ERR_INTERRUPTED;
		one_step(g, step, &active, &jailed);
		soc_theory_row(w, (const double[COLUMNS_COUNT]){ step + 1.0, active, jailed });
		if (step >= burn_in) {
			sum_active += active;
			sum_jailed += jailed;
			most = active > most ? active : most;
			note(&o, step, active, before);
		}
		before = active;
	}
	w->figures[FIGURE_active] = sum_active / (steps - burn_in);
	w->figures[FIGURE_jailed] = sum_jailed / (steps - burn_in);
	w->figures[FIGURE_most_active] = most;
	w->figures[FIGURE_outbursts] = o.count;
	if (o.count > 1)
		w->figures[FIGURE_wait] = (double)(o.last - o.first) / (o.count - 1);
	if (o.count > 0)
		w->figures[FIGURE_peak] = (o.peaks + (o.is_on ? o.peak : 0)) / o.count;
	return SOC_OK;
}

static enum soc_err run(struct soc_theory_world *w, struct soc_msg *msg)
{
	struct grid g = { .keys = w->keys, .seed = w->seed, .side = (int)w->keys[KEY_side] };
	(void)msg;
	const enum soc_err err = grid_init(&g) ? follow(w, &g) : SOC_ERR_MEMORY;
	grid_release(&g);
	return err;
}

static enum soc_err check(const double *k, struct soc_msg *msg)
{
	if (k[KEY_citizens] + k[KEY_police] > 1.0)
		return soc_fail(msg, SOC_ERR_USAGE, "citizens and police together are %g; allowed: at most 1",
		                k[KEY_citizens] + k[KEY_police]);
	if (k[KEY_burn_in] >= k[KEY_steps])
		return soc_fail(msg, SOC_ERR_USAGE, "burn_in is %g; allowed: less than steps, which is %g",
		                k[KEY_burn_in], k[KEY_steps]);
	return SOC_OK;
}

const struct soc_theory_parts soc_theory_epstein = { PARTS_OF_TABLES, .check = check, .run = run };
