/* The leading eight when everybody has an opinion of their own: the game of theory/game.h, images by observer
 * (Hilbe, Schmid, Tkadlec, Chatterjee and Nowak 2018). */
#define TABLES "theory/opinions.def"
#include "theory/tables.h"

#include "base/mem.h"
#include "theory/game.h"

#define SERIES_ROWS 100

/* In pieces, so that it can be stopped and the series has its rows. */
static enum soc_err play(struct soc_theory_world *w, struct soc_theory_game *g, int64_t from, int64_t to)
{
	const int64_t piece = (to - from) / SERIES_ROWS > 0 ? (to - from) / SERIES_ROWS : 1;
	double before = 0.0, meetings = 0.0;
	for (int64_t at = from; at < to; at += piece) {
		const int64_t end = at + piece < to ? at + piece : to;
		if (soc_theory_stopped(w))
			return SOC_ERR_INTERRUPTED;
		soc_theory_game_play(g, w->seed, 0, at, end);
		double given = 0.0, met = 0.0;
		for (int i = 0; i < g->people; i++) {
			given += g->given[i];
			met += g->donor[i];
		}
		soc_theory_row(w, (const double[COLUMNS_COUNT]){ (double)end, (given - before) / (met - meetings) });
		before = given;
		meetings = met;
	}
	return SOC_OK;
}

static enum soc_err run(struct soc_theory_world *w, struct soc_msg *msg)
{
	const double *k = w->keys;
	const int64_t burn_in = (int64_t)k[KEY_burn_in], end = burn_in + (int64_t)k[KEY_rounds];
	struct soc_theory_game *g = soc_calloc(1, sizeof *g);
	(void)msg;
	if (g == NULL)
		return SOC_ERR_MEMORY;
	g->people = (int)k[KEY_people];
	g->sees = k[KEY_sees];
	g->mistakes = k[KEY_mistakes];
	g->fails = k[KEY_fails];
	for (int i = 0; i < g->people; i++)
		g->norm[i] = (uint8_t)k[KEY_norm];
	soc_theory_game_begin(g);
	enum soc_err err = play(w, g, 0, burn_in);
	soc_theory_game_count(g);
	if (err == SOC_OK)
		err = play(w, g, burn_in, end);
	if (err == SOC_OK) {
		const double looks =
			(double)((end + g->people - 1) / g->people - (burn_in + g->people - 1) / g->people);
		w->figures[FIGURE_cooperation] = soc_theory_game_share(g->given, g->donor, 0, g->people);
		w->figures[FIGURE_good] = looks > 0.0 ? g->images / looks : NAN;
	}
	soc_free(g);
	return err;
}

const struct soc_theory_parts soc_theory_opinions = { PARTS_OF_TABLES, .run = run };
