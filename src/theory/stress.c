/* Structural-demographic stress (Turchin 2013; 2016, chapters 2 and 13). Demand for labour over its supply
 * makes the wage, W = (G/N)^alpha (D/S)^beta, and w is W over GDP a head; low wages make elites, de/dt = mu0
 * (w0 - w) / w, who share what wages leave, epsilon = (1 - lambda w) / e; the state's debt is dy/dt =
 * (interest - growth) y + deficit. The index is the product of three potentials:
 *
 *   masses  w^-1 urban A      A: share of people of 20 to 29 years
 *   elites  e / epsilon       over the posts of the state, which keep their share and fall out
 *   fiscal  y distrust
 *
 * each of that at the start. A is that of a stable population which grows as labour does and lives to 80
 * (Lotka): (exp(-20 n) - exp(-30 n)) / (1 - exp(-80 n)). Wage, towns and debt are closed forms of time; the
 * elite is integrated, by Simpson's rule over each step. Wages that leave the elite nothing, and an elite of
 * nobody, are where the equations end. */
#define TABLES "theory/stress.def"
#include "theory/tables.h"

#include "base/mem.h"
#include "base/num.h"
#include "model/variates.h"

#include <stdlib.h>

#define STEPS_A_YEAR 10
#define DRAW_TOP 4294967296.0
#define YOUNG_FROM 20
#define YOUNG_TO 30
#define LIFE 80

struct now {
	double wage, elite, debt, masses, elites, fiscal, stress;
	int holds; /* 0: here the equations have ended */
};

static double labour_growth(const double *k, double t)
{
	return k[KEY_labour_growth] - k[KEY_labour_slows] * t;
}

static double wage(const double *k, double t)
{
	const double labour = t * (k[KEY_labour_growth] - 0.5 * k[KEY_labour_slows] * t);
	const double a_head = k[KEY_gdp_growth] * t - labour, scarcity = k[KEY_jobs_growth] * t - labour;
	return soc_num_exp((k[KEY_wage_by_gdp] - 1.0) * a_head + k[KEY_wage_by_scarcity] * scarcity);
}

/* What the elite grows by in a year, a head. */
static double rise(const double *k, double t)
{
	return k[KEY_mobility] * (k[KEY_wage_needed] / wage(k, t) - 1.0);
}

static double debt(const double *k, double t)
{
	const double grows = k[KEY_interest] - k[KEY_gdp_growth];
	const double added = grows == 0.0 ? t : soc_num_exp_less_one(grows * t) / grows;
	return k[KEY_debt] * soc_num_exp(grows * t) + k[KEY_deficit] * added;
}

/* A share whose odds grow at a steady rate. */
static double by_odds(double share, double growth, double t)
{
	return share <= 0.0 || share >= 1.0 ? share
	                                    : 1.0 / (1.0 + (1.0 / share - 1.0) * soc_num_exp(-growth * t));
}

static double young(double n)
{
	if (fabs(n) < 1e-9)
		return (double)(YOUNG_TO - YOUNG_FROM) / LIFE;
	return (soc_num_exp(-YOUNG_FROM * n) - soc_num_exp(-YOUNG_TO * n)) / -soc_num_exp_less_one(-LIFE * n);
}

/* Not yet of that at the start. */
static struct now bare(const double *k, double t, double elite)
{
	struct now s = { .wage = wage(k, t), .elite = elite, .debt = debt(k, t) };
	const double left = 1.0 - k[KEY_labour_share] * s.wage;
	s.holds = left > 0.0 && elite > 0.0;
	s.masses = by_odds(k[KEY_urban], k[KEY_urban_growth], t) * young(labour_growth(k, t)) / s.wage;
	s.elites = s.holds ? elite * elite / left : 0.0;
	s.fiscal = s.debt * by_odds(k[KEY_distrust], k[KEY_distrust_growth], t);
	return s;
}

/* first: bare at the start. */
static struct now after(const double *k, const struct now *first, double t, double elite)
{
	struct now s = bare(k, t, elite);
	s.masses /= first->masses;
	s.elites /= first->elites;
	s.fiscal = first->fiscal > 0.0 ? s.fiscal / first->fiscal : 0.0;
	s.stress = s.masses * s.elites * s.fiscal;
	return s;
}

static double elite_after_step(const double *k, double t, double elite)
{
	const double h = 1.0 / STEPS_A_YEAR;
	return elite + h / 6.0 * (rise(k, t) + 4.0 * rise(k, t + 0.5 * h) + rise(k, t + h));
}

/* The top of the parabola through three values a step apart, the middle one at t; bottom: as well. */
static double turn(double before, double at, double next, double t, double *value)
{
	const double bend = before - 2.0 * at + next, slope = 0.5 * (next - before);
	const double off = bend == 0.0 ? 0.0 : -slope / bend;
	*value = at + 0.5 * slope * off;
	return t + off / STEPS_A_YEAR;
}

/* Watches a value and takes down the first turn, up or down; a value that turns at the start has none. */
struct turning {
	double before, at;
	int seen, down; /* down: the lowest is looked for */
	double *year, *value;
};

static void look(struct turning *x, double next, double t, double start)
{
	const double sign = x->down ? -1.0 : 1.0;
	if (x->seen >= 2 && isnan(*x->year) && sign * x->at >= sign * x->before && sign * x->at > sign * next)
		*x->year = start + turn(x->before, x->at, next, t - 1.0 / STEPS_A_YEAR, x->value);
	x->before = x->at;
	x->at = next;
	x->seen++;
}

/* The figures of one course, and its series where it is wanted; of a draw the peak alone is asked. */
static void follow(const double *k, double *out, struct soc_theory_world *series)
{
	struct turning stress = { .year = &out[FIGURE_peak_year], .value = &out[FIGURE_peak] };
	struct turning low = { .down = 1, .year = &out[FIGURE_wage_low_year], .value = &out[FIGURE_wage_low] };
	struct turning most = { .year = &out[FIGURE_elite_peak_year], .value = &out[FIGURE_elite_peak] };
	const int steps = (int)k[KEY_years] * STEPS_A_YEAR;
	const int at = ((int)k[KEY_at] - (int)k[KEY_start]) * STEPS_A_YEAR;
	const struct now first = bare(k, 0.0, 1.0);
	double elite = 1.0;
	for (int i = 0; i <= steps; i++) {
		const double t = (double)i / STEPS_A_YEAR;
		const struct now s = after(k, &first, t, elite);
		if (!s.holds)
			return;
		look(&stress, s.stress, t, k[KEY_start]);
		if (series == NULL && !isnan(out[FIGURE_peak_year]))
			return;
		look(&low, s.wage, t, k[KEY_start]);
		look(&most, s.elite, t, k[KEY_start]);
		if (series != NULL && i == at) {
			const double found[] = { s.wage, s.elite, s.debt, s.masses, s.elites, s.fiscal, s.stress };
			for (int f = 0; f < 7; f++)
				out[FIGURE_wage_at + f] = found[f];
		}
		if (series != NULL && i % STEPS_A_YEAR == 0)
			soc_theory_row(series, (const double[COLUMNS_COUNT]){ k[KEY_start] + t, s.wage, s.elite, s.debt,
			                                                      s.masses, s.elites, s.fiscal, s.stress });
		elite = elite_after_step(k, t, elite);
	}
}
_Static_assert(FIGURE_stress_at == FIGURE_wage_at + 6, "what stands in the year `at` follows in one order");

static int order(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* Parameters of a draw: uniform over their plausible ranges; one that is set otherwise than by default stays.
 */
static void vary(const double *k, uint64_t seed, uint32_t draw, double *varied)
{
	uint32_t words[4] = { 0 };
	for (uint32_t i = 0; i < KEYS_COUNT; i++) {
		varied[i] = k[i];
		if ((i & 3u) == 0)
			soc_draw_block(seed, SOC_DRAW_THEORY_RANGE, draw, 0, SOC_BLOCK(RANGE_PLACE, i), words);
		if (!isnan(keys[i].likely_low) && !keys[i].whole && k[i] == keys[i].start)
			varied[i] = keys[i].likely_low +
			            (words[i & 3u] + 0.5) / DRAW_TOP * (keys[i].likely_high - keys[i].likely_low);
	}
}

static void sum_up(const double *k, double *years, int draws, double *out)
{
	int peaks = 0, within = 0;
	for (int i = 0; i < draws; i++) {
		within += years[i] >= k[KEY_from] && years[i] < k[KEY_to] + 1.0;
		if (!isnan(years[i]))
			years[peaks++] = years[i];
	}
	out[FIGURE_drawn_within] = (double)within / draws;
	out[FIGURE_drawn_never] = (double)(draws - peaks) / draws;
	if (peaks == 0)
		return;
	qsort(years, (size_t)peaks, sizeof *years, order);
	out[FIGURE_drawn_low] = years[(int)(0.025 * (peaks - 1) + 0.5)];
	out[FIGURE_drawn_middle] = years[(int)(0.5 * (peaks - 1) + 0.5)];
	out[FIGURE_drawn_high] = years[(int)(0.975 * (peaks - 1) + 0.5)];
}

static enum soc_err run(struct soc_theory_world *w, struct soc_msg *msg)
{
	const int draws = (int)w->keys[KEY_draws];
	(void)msg;
	if (w->replicate == 0)
		follow(w->keys, w->figures, w);
	if (draws == 0)
		return SOC_OK;
	double *years = soc_calloc((size_t)draws, sizeof *years);
	if (years == NULL)
		return SOC_ERR_MEMORY;
	enum soc_err err = SOC_OK;
	for (int i = 0; i < draws && err == SOC_OK; i++) {
		double varied[KEYS_COUNT], found[FIGURES_COUNT];
		for (int f = 0; f < FIGURES_COUNT; f++)
			found[f] = (double)NAN;
		vary(w->keys, w->seed, (uint32_t)i, varied);
		follow(varied, found, NULL);
		years[i] = found[FIGURE_peak_year];
		err = soc_theory_stopped(w) ? SOC_ERR_INTERRUPTED : SOC_OK;
	}
	if (err == SOC_OK)
		sum_up(w->keys, years, draws, w->figures);
	soc_free(years);
	return err;
}

static enum soc_err check(const double *k, struct soc_msg *msg)
{
	if (k[KEY_to] < k[KEY_from])
		return soc_fail(msg, SOC_ERR_USAGE, "from is %g and to %g: the last year lies before the first",
		                k[KEY_from], k[KEY_to]);
	return SOC_OK;
}

const struct soc_theory_parts soc_theory_stress = { PARTS_OF_TABLES, .check = check, .run = run };
