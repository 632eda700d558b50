/* Who is imitated when a norm meets those who always and those who never give: the payoffs of each mixture
 * come from the game of theory/game.h; one person with new conduct takes over N - 1 others with chance 1 / (1
 * + sum over l of the product over k <= l of exp(-s (new - old payoff at k new))) (Traulsen and Hauert 2009,
 * equation 9); new conduct is so rare that one of three rules at any time (Fudenberg and Imhof 2006). */
#define TABLES "theory/imitation.def"
#include "theory/tables.h"

#include "base/mem.h"
#include "base/num.h"
#include "theory/game.h"

enum { NORM, ALWAYS, NEVER, CONDUCTS };

/* Payoffs of those who stay and of the new, by how many are new. */
struct payoffs {
	double old[SOC_THEORY_GAME_PEOPLE], new[SOC_THEORY_GAME_PEOPLE];
};

/* The norm with `fresh` people of the other kind. */
static void mixture(const struct soc_theory_world *w, struct soc_theory_game *g, int other, int fresh,
                    struct payoffs *p)
{
	const double *k = w->keys;
	const int people = g->people, first = people - fresh;
	const int64_t burn_in = (int64_t)k[KEY_burn_in];
	const uint32_t number = (uint32_t)(fresh + (other == SOC_THEORY_NORM_NEVER ? SOC_THEORY_GAME_PEOPLE : 0));
	for (int i = 0; i < people; i++)
		g->norm[i] = (uint8_t)(i < first ? (int)k[KEY_norm] : other);
	soc_theory_game_begin(g);
	soc_theory_game_play(g, w->seed, number, 0, burn_in);
	soc_theory_game_count(g);
	soc_theory_game_play(g, w->seed, number, burn_in, burn_in + (int64_t)k[KEY_rounds]);
	p->old[fresh] = k[KEY_benefit] * soc_theory_game_share(g->received, g->recipient, 0, first) -
	                soc_theory_game_share(g->given, g->donor, 0, first);
	p->new[fresh] = k[KEY_benefit] * soc_theory_game_share(g->received, g->recipient, first, people) -
	                soc_theory_game_share(g->given, g->donor, first, people);
}

/* Chance that one new person takes over; `turned`: one of the old among the new. */
static double takes_over(const struct payoffs *p, int people, double strength, int turned)
{
	double sum = 1.0, exponent = 0.0;
	for (int l = 1; l < people; l++) {
		const int fresh = turned ? people - l : l;
		const double ahead = p->new[fresh] - p->old[fresh];
		exponent += strength * (turned ? ahead : -ahead);
		sum += exponent > 700.0 ? INFINITY : soc_num_exp(exponent);
	}
	return 1.0 / sum;
}

/* Those who never give among those who always do: who meets whom is all there is to it. */
static void always_and_never(const double *k, struct payoffs *p)
{
	const double others = k[KEY_people] - 1.0;
	for (int fresh = 1; fresh < (int)k[KEY_people]; fresh++) {
		p->old[fresh] = k[KEY_benefit] * (k[KEY_people] - fresh - 1.0) / others - 1.0;
		p->new[fresh] = k[KEY_benefit] * (k[KEY_people] - fresh) / others;
	}
}

/* Shares of time of a chain of three states from the chances to leave for one another: the tree theorem. */
static void shares_of_time(double chance[CONDUCTS][CONDUCTS], double *out)
{
	double sum = 0.0;
	for (int i = 0; i < CONDUCTS; i++) {
		const int a = (i + 1) % CONDUCTS, b = (i + 2) % CONDUCTS;
		out[i] = chance[a][i] * chance[b][i] + chance[a][b] * chance[b][i] + chance[b][a] * chance[a][i];
		sum += out[i];
	}
	for (int i = 0; i < CONDUCTS; i++)
		out[i] = sum > 0.0 ? out[i] / sum : NAN;
}

static enum soc_err play_all(struct soc_theory_world *w, struct soc_theory_game *g, struct payoffs *always,
                             struct payoffs *never)
{
	for (int fresh = 1; fresh < g->people; fresh++) {
		if (soc_theory_stopped(w))
			return SOC_ERR_INTERRUPTED;
		mixture(w, g, SOC_THEORY_NORM_ALWAYS, fresh, always);
		mixture(w, g, SOC_THEORY_NORM_NEVER, fresh, never);
	}
	return SOC_OK;
}

static enum soc_err run(struct soc_theory_world *w, struct soc_msg *msg)
{
	const double *k = w->keys, strength = k[KEY_strength];
	struct soc_theory_game *g = soc_calloc(1, sizeof *g);
	struct payoffs always, never, both;
	double chance[CONDUCTS][CONDUCTS] = { { 0 } };
	(void)msg;
	if (g == NULL)
		return SOC_ERR_MEMORY;
	g->people = (int)k[KEY_people];
	g->sees = k[KEY_sees];
	g->mistakes = k[KEY_mistakes];
	const enum soc_err err = play_all(w, g, &always, &never);
	if (err == SOC_OK) {
		always_and_never(k, &both);
		for (int turned = 0; turned < 2; turned++) {
			*(turned ? &chance[ALWAYS][NORM] : &chance[NORM][ALWAYS]) =
				takes_over(&always, g->people, strength, turned);
			*(turned ? &chance[NEVER][NORM] : &chance[NORM][NEVER]) =
				takes_over(&never, g->people, strength, turned);
			*(turned ? &chance[NEVER][ALWAYS] : &chance[ALWAYS][NEVER]) =
				takes_over(&both, g->people, strength, turned);
		}
		shares_of_time(chance, &w->figures[FIGURE_share_norm]);
		w->figures[FIGURE_norm_to_always] = chance[NORM][ALWAYS];
		w->figures[FIGURE_norm_to_never] = chance[NORM][NEVER];
		w->figures[FIGURE_always_to_norm] = chance[ALWAYS][NORM];
		w->figures[FIGURE_never_to_norm] = chance[NEVER][NORM];
		w->figures[FIGURE_always_to_never] = chance[ALWAYS][NEVER];
	}
	soc_free(g);
	return err;
}

const struct soc_theory_parts soc_theory_imitation = { PARTS_OF_TABLES, .run = run };
