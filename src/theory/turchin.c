/* Population and state over centuries: dN/dt = r N (1 - N / k), dS/dt = rho N (1 - N / k) - beta N, with k =
 * 1 + c S / (s0 + S) and S never below 0 (Turchin 2003, chapter 7: the demographic-fiscal model). Runge and
 * Kutta of fourth order, a hundred steps a year. */
#define TABLES "theory/turchin.def"
#include "theory/tables.h"

#define STEPS_A_YEAR 100

/* What people and state change by a year. */
static void slope(const double *k, const double y[2], double out[2])
{
	const double state = y[1] > 0.0 ? y[1] : 0.0;
	const double capacity = 1.0 + k[KEY_land_gain] * state / (k[KEY_half_state] + state);
	const double room = 1.0 - y[0] / capacity;
	out[0] = k[KEY_growth] * y[0] * room;
	out[1] = k[KEY_tax] * y[0] * room - k[KEY_spending] * y[0];
	if (y[1] <= 0.0 && out[1] < 0.0)
		out[1] = 0.0;
}

static void step(const double *k, double y[2])
{
	static const double part[4] = { 0.0, 0.5, 0.5, 1.0 }, weight[4] = { 1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6 };
	const double h = 1.0 / STEPS_A_YEAR;
	double sum[2] = { 0.0, 0.0 }, last[2] = { 0.0, 0.0 };
	for (int i = 0; i < 4; i++) {
		const double at[2] = { y[0] + part[i] * h * last[0], y[1] + part[i] * h * last[1] };
		slope(k, at, last);
		sum[0] += weight[i] * last[0];
		sum[1] += weight[i] * last[1];
	}
	y[0] += h * sum[0];
	y[1] += h * sum[1];
	y[1] = y[1] > 0.0 ? y[1] : 0.0;
}

/* A peak that is higher than what stands there is taken over with its year. */
static void peak(double *figure, double value, double year)
{
	if (isnan(figure[0]) || value > figure[0]) {
		figure[0] = value;
		figure[1] = year;
	}
}

static enum soc_err run(struct soc_theory_world *w, struct soc_msg *msg)
{
	const double *k = w->keys;
	double y[2] = { k[KEY_people], k[KEY_state] };
	const int steps = (int)k[KEY_years] * STEPS_A_YEAR, at = (int)k[KEY_at] * STEPS_A_YEAR;
	int rich = 0;
	(void)msg;
	for (int i = 0; w->replicate == 0 && i <= steps; i++) {
		const double year = (double)i / STEPS_A_YEAR;
		peak(&w->figures[FIGURE_people_peak], y[0], year);
		peak(&w->figures[FIGURE_state_peak], y[1], year);
		if (i == at) {
			w->figures[FIGURE_people_at] = y[0];
			w->figures[FIGURE_state_at] = y[1];
		}
		if (rich && y[1] == 0.0 && isnan(w->figures[FIGURE_collapse_year]))
			w->figures[FIGURE_collapse_year] = year;
		rich |= y[1] > 0.0;
		if (i % STEPS_A_YEAR == 0)
			soc_theory_row(w, (const double[COLUMNS_COUNT]){ year, y[0], y[1] });
		step(k, y);
	}
	return SOC_OK;
}

const struct soc_theory_parts soc_theory_turchin = { PARTS_OF_TABLES, .run = run };
