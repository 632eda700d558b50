/* Candidates: how often events could happen, by rate cell. See docs/model, Events. */
#include "model/events/rates.h"

#include "base/draw.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/poisson.h"
#include "model/population/population.h"

#include <stddef.h>

#define GAMMA_STEPS 20000
#define TOO_MANY 1e-4 /* accepted chance that a person-month is cut at SOC_COUNT_STEPS candidates */

/* The law is summed on a grid of t = (i/n)^3 * top, fine where the density is steep; its constant cancels. */
void soc_rates_bucket_means(double shape, double exponent, const double *cuts, int buckets, double *mean)
{
	/* Beyond 40 means and 40 shapes' tails less than 1e-15 of people remain. */
	const double top = 40.0 / shape + 40.0;
	double total = 0.0, density[GAMMA_STEPS];
	for (int i = 0; i < GAMMA_STEPS; i++) {
		double u = (i + 0.5) / GAMMA_STEPS, t = u * u * u * top;
		density[i] = soc_num_pow(t, shape - 1.0) * soc_num_exp(-t * shape) * 3.0 * u * u;
		total += density[i];
	}
	double below = 0.0, width = 0.0, sum = 0.0;
	int b = 0;
	for (int i = 0; i < GAMMA_STEPS; i++) {
		double u = (i + 0.5) / GAMMA_STEPS, t = u * u * u * top;
		double p = density[i] / total;
		double value = soc_num_pow(t, exponent);
		while (p > 0.0) { /* a grid cell may span a cut */
			double room = b + 1 < buckets ? cuts[b] - below : 2.0;
			double part = p < room ? p : room;
			sum += part * value;
			width += part;
			below += part;
			p -= part;
			if (part == room && b + 1 < buckets) {
				mean[b++] = sum / width;
				sum = width = 0.0;
			}
		}
	}
	mean[b] = width > 0.0 ? sum / width : 0.0;
	for (int i = b + 1; i < buckets; i++)
		mean[i] = mean[b];
	double check = 0.0, before = 0.0;
	for (int i = 0; i < buckets; i++) {
		check += mean[i] * (cuts[i] - before);
		before = cuts[i];
	}
	for (int i = 0; i < buckets; i++)
		mean[i] /= check;
}

struct trait_means {
	double theta[SOC_EVENTS_MAX][SOC_THETA_BUCKETS], phi[SOC_EVENTS_MAX][SOC_PHI_BUCKETS];
};

/* The first class of the same driver and exponent: its means are the same, and to sum the law is what takes
 * time. */
static int same_as(const struct soc_scenario *s, int k)
{
	int i = 0;
	while (s->events[i].driven_by != s->events[k].driven_by || s->events[i].exponent != s->events[k].exponent)
		i++;
	return i;
}

static void trait_means(const struct soc_scenario *s, struct trait_means *m)
{
	static const double theta_cuts[] = SOC_THETA_CUTS, phi_cuts[] = SOC_PHI_CUTS;
	for (int k = 0; k < s->events_count; k++) {
		const struct soc_event *e = &s->events[k];
		const int first = same_as(s, k);
		for (int b = 0; b < SOC_THETA_BUCKETS; b++)
			m->theta[k][b] = first < k ? m->theta[first][b] : 1.0;
		for (int b = 0; b < SOC_PHI_BUCKETS; b++)
			m->phi[k][b] = first < k ? m->phi[first][b] : 1.0;
		if (first < k)
			continue;
		if (e->driven_by == SOC_DRIVEN_BY_PRONENESS)
			soc_rates_bucket_means(s->society.proneness_shape, e->exponent, theta_cuts, SOC_THETA_BUCKETS,
			                       m->theta[k]);
		else if (e->driven_by == SOC_DRIVEN_BY_HELPFULNESS)
			soc_rates_bucket_means(s->society.helpfulness_shape, e->exponent, phi_cuts, SOC_PHI_BUCKETS,
			                       m->phi[k]);
	}
}

static double cell_rate(const struct soc_scenario *s, const struct trait_means *m, int k, uint16_t cell,
                        double per_year)
{
	const struct soc_event *e = &s->events[k];
	const uint8_t nature = soc_cell_nature(cell), situation = soc_cell_situation(cell);
	double rate = per_year / 12.0 * soc_rules_headroom(s, k);
	rate *= e->age[soc_situation_age_band(situation)];
	rate *= soc_nature_male(nature) ? e->male_ratio : 1.0;
	rate /= soc_situation_urban(situation) ? 1.0 : e->urban_ratio;
	rate *= soc_num_exp(e->income_slope * ((double)soc_situation_fifth(situation) - 2.0));
	return rate * m->theta[k][soc_nature_theta(nature)] * m->phi[k][soc_nature_phi(nature)];
}

static enum soc_err fill_cell(struct soc_rates *r, const struct soc_scenario *s, const struct trait_means *m,
                              const double *highest, uint16_t cell, struct soc_msg *msg)
{
	double rate[SOC_EVENTS_MAX], sum = 0.0, below = 0.0;
	int most = 0;
	for (int k = 0; k < s->events_count; k++) {
		sum += rate[k] = cell_rate(s, m, k, cell, highest[k]);
		most = rate[k] > rate[most] ? k : most;
	}
	if (soc_poisson_thresholds(sum, r->at_least[cell], SOC_COUNT_STEPS) > TOO_MANY)
		return soc_fail(
			msg, SOC_ERR_LIMIT,
			"events.%s.rate_per_year: the most prone people of some group have %.5g events a month, %.5g of "
			"them of this class; allowed: up to %.5g, at which more than %d in one month remain rare: lower "
			"the rate, its ratios or conduct.multiplier_max, or raise society.proneness_shape",
			s->events[most].name, sum, rate[most], soc_poisson_most(SOC_COUNT_STEPS, TOO_MANY),
			SOC_COUNT_STEPS);
	r->any[cell] = r->at_least[cell][0];
	for (int k = 0; k < s->events_count; k++) {
		below += rate[k];
		r->cumulative[cell][k] = sum > 0.0 ? soc_poisson_clip(below / sum) : 0;
	}
	if (s->events_count > 0)
		r->cumulative[cell][s->events_count - 1] = 0xffffffffu;
	return SOC_OK;
}

enum soc_err soc_rates_init(struct soc_rates *rates, const struct soc_scenario *s,
                            const double highest[SOC_EVENTS_MAX], struct soc_msg *msg)
{
	struct soc_rates r = { soc_calloc(SOC_CELLS, sizeof *r.at_least), soc_calloc(SOC_CELLS, sizeof *r.any),
		                   soc_calloc(SOC_CELLS, sizeof *r.cumulative) };
	struct trait_means *m = soc_calloc(1, sizeof *m);
	enum soc_err err = SOC_OK;
	if (r.at_least == NULL || r.any == NULL || r.cumulative == NULL || m == NULL)
		err = soc_fail(msg, SOC_ERR_MEMORY, "no memory for the tables of rates");
	else
		trait_means(s, m);
	for (unsigned cell = 0; err == SOC_OK && cell < SOC_CELLS; cell++)
		if (soc_situation_fifth(soc_cell_situation((uint16_t)cell)) < 5 &&
		    soc_situation_age_band(soc_cell_situation((uint16_t)cell)) < SOC_AGE_BANDS)
			err = fill_cell(&r, s, m, highest, (uint16_t)cell, msg);
	soc_free(m);
	if (err == SOC_OK)
		*rates = r;
	else
		soc_rates_release(&r);
	return err;
}

void soc_rates_release(struct soc_rates *rates)
{
	if (rates == NULL)
		return;
	soc_free(rates->at_least);
	soc_free(rates->any);
	soc_free(rates->cumulative);
	*rates = (struct soc_rates){ NULL, NULL, NULL };
}
