/* How often events could at most happen. docs/model/events.md. */
#include "model/events/rates.h"

#include "base/draw.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/poisson.h"
#include "model/population/population.h"

#include <stddef.h>

#define GAMMA_STEPS 4000
#define TOO_MANY 1e-4 /* accepted chance that a person has more than SOC_PERSON_EVENTS events in a month */

/* People by a trait: the law is summed at t = top u^power for u in the middles of GAMMA_STEPS equal steps;
 * its constant cancels. With a power of 1 / shape the density of a small shape, which has no bound at 0,
 * becomes one that has; larger shapes take a cube, fine where there are most people. Bucket means are then
 * right to 1e-5 at every shape that is allowed (0.05 and more), for exponents up to 2. One law serves all
 * exponents. */
struct law {
	double t[GAMMA_STEPS], log_t[GAMMA_STEPS], density[GAMMA_STEPS], total;
};

static void law_sum(struct law *law, double shape)
{
	/* Beyond 40 means and 40 shapes' tails less than 1e-15 of people remain. */
	const double top = 40.0 / shape + 40.0, power = shape < 1.0 / 3.0 ? 1.0 / shape : 3.0;
	const double rise = power * shape - 1.0;
	law->total = 0.0;
	for (int i = 0; i < GAMMA_STEPS; i++) {
		const double u = (i + 0.5) / GAMMA_STEPS, log_u = soc_num_log(u);
		law->t[i] = top * (power == 3.0 ? u * u * u : soc_num_exp(power * log_u));
		law->log_t[i] = soc_num_log(law->t[i]);
		law->density[i] =
			soc_num_exp(-law->t[i] * shape) * (power * shape > 1.0 ? soc_num_exp(rise * log_u) : 1.0);
		law->total += law->density[i];
	}
}

static void law_means(const struct law *law, double exponent, const double *cuts, int buckets, double *mean)
{
	double below = 0.0, width = 0.0, sum = 0.0;
	int b = 0;
	for (int i = 0; i < GAMMA_STEPS; i++) {
		double p = law->density[i] / law->total;
		const double value = exponent == 1.0 ? law->t[i] : soc_num_exp(exponent * law->log_t[i]);
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

void soc_rates_bucket_means(double shape, double exponent, const double *cuts, int buckets, double *mean)
{
	struct law law;
	law_sum(&law, shape);
	law_means(&law, exponent, cuts, buckets, mean);
}

#define QUINTILES 5

/* Factors on the mean rate of each class: of traits, and of what else a cell is. They are computed once for
 * thousands of cells. */
struct factors {
	double theta[SOC_EVENTS_MAX][SOC_THETA_BUCKETS], phi[SOC_EVENTS_MAX][SOC_PHI_BUCKETS];
	double age_and_income[SOC_EVENTS_MAX][SOC_AGE_BANDS][QUINTILES];
	double sex_and_place[SOC_EVENTS_MAX][2][2]; /* [urban][male] */
};

/* Means among those there are, by what they follow from; NULL: they are not there. */
static const struct soc_rates_means *find_means(const struct soc_rates_means *means, int count, int driver,
                                                double shape, double exponent)
{
	for (int i = 0; means != NULL && i < count; i++)
		if (means[i].driver == driver && means[i].shape == shape && means[i].exponent == exponent)
			return &means[i];
	return NULL;
}

/* Means of all classes that a trait drives, each pair of shape and exponent summed once: of an experiment's
 * points, thousands of which differ in anything but these, in the first alone. */
static void means_of_driver(const struct soc_scenario *s, enum soc_event_driver driver, double shape,
                            const double *cuts, int buckets, const struct soc_rates *before,
                            struct soc_rates_means *means)
{
	struct law law;
	int summed = 0;
	for (int k = 0; k < s->events_count; k++) {
		const double exponent = s->events[k].exponent;
		if (s->events[k].driven_by != (int32_t)driver)
			continue;
		const struct soc_rates_means *same = find_means(means, k, (int)driver, shape, exponent);
		if (same == NULL && before != NULL)
			same = find_means(before->means, SOC_EVENTS_MAX, (int)driver, shape, exponent);
		if (same != NULL) {
			means[k] = *same;
			continue;
		}
		if (!summed)
			law_sum(&law, shape);
		summed = 1;
		means[k] = (struct soc_rates_means){ (int32_t)driver, shape, exponent, { 0.0 } };
		law_means(&law, exponent, cuts, buckets, means[k].mean);
	}
}

/* Factors on the class's mean rate. Age and income differ within a cell: its candidates are drawn at the
 * highest of these factors and thinned. Sex and place are the cell's own. Proneness and helpfulness come on
 * top. */
static double ratio_of_income(const struct soc_event *e, unsigned quintile)
{
	return soc_num_exp(e->income_slope * ((double)quintile - 2.0));
}

static double ratio_of_cell(const struct soc_event *e, unsigned urban, unsigned male)
{
	return (male ? e->male_ratio : 1.0) / (urban ? 1.0 : e->urban_ratio);
}

static double highest_of(const double *value, int count)
{
	double most = 0.0;
	for (int i = 0; i < count; i++)
		most = value[i] > most ? value[i] : most;
	return most;
}

static double highest_ratio(const struct factors *m, int k)
{
	return highest_of(m->age_and_income[k][0], SOC_AGE_BANDS * QUINTILES);
}

static void fill_means(const struct soc_scenario *s, const struct soc_rates *before,
                       struct soc_rates_means *means)
{
	static const double theta_cuts[] = SOC_THETA_CUTS, phi_cuts[] = SOC_PHI_CUTS;
	for (int k = 0; k < SOC_EVENTS_MAX; k++)
		means[k].driver = -1;
	means_of_driver(s, SOC_DRIVEN_BY_PRONENESS, s->society.proneness_shape, theta_cuts, SOC_THETA_BUCKETS,
	                before, means);
	means_of_driver(s, SOC_DRIVEN_BY_HELPFULNESS, s->society.helpfulness_shape, phi_cuts, SOC_PHI_BUCKETS,
	                before, means);
}

static void fill_factors(const struct soc_scenario *s, const struct soc_rates_means *means, struct factors *m)
{
	for (int k = 0; k < s->events_count; k++) {
		for (int b = 0; b < SOC_THETA_BUCKETS; b++)
			m->theta[k][b] = means[k].driver == SOC_DRIVEN_BY_PRONENESS ? means[k].mean[b] : 1.0;
		for (int b = 0; b < SOC_PHI_BUCKETS; b++)
			m->phi[k][b] = means[k].driver == SOC_DRIVEN_BY_HELPFULNESS ? means[k].mean[b] : 1.0;
		for (unsigned quintile = 0; quintile < QUINTILES; quintile++) {
			const double by_income = ratio_of_income(&s->events[k], quintile);
			for (unsigned band = 0; band < SOC_AGE_BANDS; band++)
				m->age_and_income[k][band][quintile] = s->events[k].age[band] * by_income;
		}
		for (unsigned both = 0; both < 4; both++)
			m->sex_and_place[k][both / 2][both % 2] = ratio_of_cell(&s->events[k], both / 2, both % 2);
	}
}

/* Monthly rate of a class for the most prone people of a cell. */
static double rate_in_cell(const double per_month[SOC_EVENTS_MAX], const struct factors *m, unsigned cell,
                           int k)
{
	const uint8_t nature = soc_cell_nature((uint16_t)cell), situation = soc_cell_situation((uint16_t)cell);
	return per_month[k] * m->theta[k][soc_nature_theta(nature)] * m->phi[k][soc_nature_phi(nature)] *
	       m->sex_and_place[k][soc_situation_urban(situation)][soc_nature_male(nature)] *
	       m->age_and_income[k][soc_situation_age_band(situation)][soc_situation_quintile(situation)];
}

/* Of all classes; 0 where nobody is of such a cell. */
static double rates_in_cell(const struct soc_scenario *s, const double per_month[SOC_EVENTS_MAX],
                            const struct factors *m, unsigned cell)
{
	const uint8_t situation = soc_cell_situation((uint16_t)cell);
	double sum = 0.0;
	if (soc_situation_quintile(situation) >= QUINTILES || soc_situation_age_band(situation) >= SOC_AGE_BANDS)
		return 0.0;
	for (int k = 0; k < s->events_count; k++)
		sum += rate_in_cell(per_month, m, cell, k);
	return sum;
}

/* How often its present rate a class may have in every cell, the others as they are; 0 where these alone are
 * too many. */
static double room_of_class(const struct soc_scenario *s, const double per_month[SOC_EVENTS_MAX],
                            const struct factors *m, int k, double allowed)
{
	double room = 1.0;
	for (unsigned cell = 0; cell < SOC_CELLS; cell++) {
		const double sum = rates_in_cell(s, per_month, m, cell);
		const double own = sum > allowed ? rate_in_cell(per_month, m, cell, k) : 0.0;
		if (sum > allowed && room * own > allowed - (sum - own))
			room = (allowed - (sum - own)) / own;
	}
	return room > 0.0 ? room : 0.0;
}

static enum soc_err too_many(const struct soc_scenario *s, const double highest[SOC_EVENTS_MAX], int k,
                             double sum, double of_class, double room, double allowed, struct soc_msg *msg)
{
#define FOUND                                                                                              \
	"events.%s.rate_per_year: the most prone people of some group have %.5g events a month, %.5g of them " \
	"of "                                                                                                  \
	"this class; allowed: up to %.5g, at which more than %d in one month remain rare; "
#define ADVICE                                                                                           \
	"lower rate_per_year or conduct.multiplier_max, bring male_ratio, urban_ratio, age or income_slope " \
	"nearer "                                                                                            \
	"to even, or raise society.proneness_shape"
	const char *name = s->events[k].name;
	if (room <= 0.0)
		return soc_fail(msg, SOC_ERR_LIMIT, FOUND "the other classes alone are too many: " ADVICE, name, sum,
		                of_class, allowed, SOC_PERSON_EVENTS);
	return soc_fail(msg, SOC_ERR_LIMIT,
	                FOUND "with the others as they are, a rate_per_year of up to %.4g passes: " ADVICE, name,
	                sum, of_class, allowed, SOC_PERSON_EVENTS, soc_num_below(room * highest[k]));
#undef FOUND
#undef ADVICE
}

/* Whether nobody could have more, were somebody of each class's highest factors at once: then the thousands
 * of cells need not be looked at. The little more is for rounding. */
static int is_far_from_most(const struct soc_scenario *s, const double per_month[SOC_EVENTS_MAX],
                            const struct factors *m, double allowed)
{
	double sum = 0.0;
	for (int k = 0; k < s->events_count; k++)
		sum += per_month[k] * highest_of(m->theta[k], SOC_THETA_BUCKETS) *
		       highest_of(m->phi[k], SOC_PHI_BUCKETS) * highest_of(m->sex_and_place[k][0], 4) *
		       highest_ratio(m, k);
	return sum * 1.000001 < allowed;
}

/* The most prone people of each group, all classes together: the candidates of one of them in a month. */
static enum soc_err check_most(const struct soc_scenario *s, const double highest[SOC_EVENTS_MAX],
                               const double per_month[SOC_EVENTS_MAX], const struct factors *m,
                               struct soc_msg *msg)
{
	const double allowed = soc_poisson_most(SOC_PERSON_EVENTS, TOO_MANY);
	double sum = 0.0, of_most = 0.0;
	unsigned worst = 0;
	int most = 0;
	if (is_far_from_most(s, per_month, m, allowed))
		return SOC_OK;
	for (unsigned cell = 0; cell < SOC_CELLS; cell++) {
		const double of_cell = rates_in_cell(s, per_month, m, cell);
		worst = of_cell > sum ? cell : worst;
		sum = of_cell > sum ? of_cell : sum;
	}
	if (sum <= allowed)
		return SOC_OK;
	for (int k = 0; k < s->events_count; k++) {
		const double rate = rate_in_cell(per_month, m, worst, k);
		most = rate > of_most ? k : most;
		of_most = rate > of_most ? rate : of_most;
	}
	return too_many(s, highest, most, sum, of_most, room_of_class(s, per_month, m, most, allowed), allowed,
	                msg);
}

static void fill_class(struct soc_class_rates *c, const struct soc_event *e, double per_month,
                       const struct factors *m, int k)
{
	const double most = highest_ratio(m, k);
	c->by_helpfulness = e->driven_by == SOC_DRIVEN_BY_HELPFULNESS;
	for (unsigned band = 0; band < SOC_AGE_BANDS; band++)
		for (unsigned quintile = 0; quintile < QUINTILES; quintile++)
			c->share[soc_rates_place(soc_situation_pack(0, band, quintile))] =
				(uint32_t)(most > 0.0 ? m->age_and_income[k][band][quintile] / most * SOC_SHARE_ALL + 0.5
			                          : 0.0);
	for (unsigned urban = 0; urban < 2; urban++)
		for (unsigned cell = 0; cell < SOC_RATE_CELLS; cell++) {
			const uint8_t nature = (uint8_t)cell;
			const double rate = per_month * most * ratio_of_cell(e, urban, soc_nature_male(nature)) *
			                    m->theta[k][soc_nature_theta(nature)] * m->phi[k][soc_nature_phi(nature)];
			const uint64_t highest = (uint64_t)(rate * 4294967296.0 + 0.5);
			c->highest[urban][cell] = highest;
			c->inverse[urban][cell] = highest > 0 ? ((uint64_t)1 << 52) / highest : 0;
		}
}

enum soc_err soc_rates_init(struct soc_rates *rates, const struct soc_scenario *s,
                            const double highest[SOC_EVENTS_MAX], const struct soc_rates *before,
                            struct soc_msg *msg)
{
	struct soc_rates r = { soc_calloc(SOC_EVENTS_MAX, sizeof *r.of),
		                   soc_calloc(SOC_EVENTS_MAX, sizeof *r.means) };
	struct factors *m = soc_calloc(1, sizeof *m);
	double per_month[SOC_EVENTS_MAX];
	enum soc_err err = SOC_OK;
	if (r.of == NULL || r.means == NULL || m == NULL) {
		err = soc_fail(msg, SOC_ERR_MEMORY, "no memory for the tables of rates");
	} else {
		fill_means(s, before, r.means);
		fill_factors(s, r.means, m);
		for (int k = 0; k < s->events_count; k++)
			per_month[k] = highest[k] / 12.0 * soc_rules_headroom(s, k);
		err = check_most(s, highest, per_month, m, msg);
	}
	for (int k = 0; err == SOC_OK && k < s->events_count; k++)
		fill_class(&r.of[k], &s->events[k], per_month[k], m, k);
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
	soc_free(rates->of);
	soc_free(rates->means);
	*rates = (struct soc_rates){ NULL, NULL };
}
