/* Income quintiles.
 *
 * Income is log-normal in town and in country, with one spread and means urban_income_ratio apart; the spread
 * is found so that the Gini coefficient of the two together is income_gini. With means m_i, log-means u_i and
 * spread s E|X_i - X_j| = m_i (2 F((u_i - u_j + s^2) / (s sqrt 2)) - 1) + m_j (2 F((u_j - u_i + s^2) / (s
 * sqrt 2)) - 1), Gini = sum_ij p_i p_j E|X_i - X_j| / (2 sum_i p_i m_i),  F the standard normal law
 * (Aitchison and Brown, The Lognormal Distribution, 1957, section 2.8 for one law).
 * Executives and officials stand higher by a factor. The cuts are those of the mixture, so that a fifth of
 * all people is expected in each quintile; members of a household share one of the two components of their
 * rank.
 */
#include "model/population/inner.h"

#include "base/num.h"

/* Share of the variance of log-income that a household has in common. Assumption, 0.5 to 0.9. */
#define HOUSEHOLD_VARIANCE 0.7
/* Mean income against a citizen's. Assumptions, 1.2 to 4 and 1 to 2. */
static const double class_income[SOC_PERSON_CLASSES] = { 1.0, 2.0, 1.4 };

/* 1/2 + phi(x) (x + x^3/3 + x^5/(3 5) + ...): Marsaglia, Evaluating the normal distribution, J. Stat.
 * Software 11(4), 2004. */
double soc_population_normal_share(double x)
{
	if (x < -8)
		return 0;
	if (x > 8)
		return 1;
	double sum = x, term = x;
	for (int i = 3; i < 400; i += 2) {
		term *= x * x / i;
		sum += term;
		if (term < 1e-17 && term > -1e-17)
			break;
	}
	return 0.5 + sum * 0.39894228040143267794 * soc_num_exp(-0.5 * x * x);
}

/* Quantile by bisection: 45 steps bring it within 1e-12. */
static double normal_quantile(double share)
{
	double low = -8, high = 8;
	for (int i = 0; i < 45; i++) {
		double mid = 0.5 * (low + high);
		if (soc_population_normal_share(mid) < share)
			low = mid;
		else
			high = mid;
	}
	return 0.5 * (low + high);
}

static double gini(const struct soc_income_law *law, double s)
{
	const double root = s * 1.41421356237309504880, *p = law->place_share, *u = law->place_log,
				 *m = law->place_mean;
	double sum = 0, mean = 0;
	for (int i = 0; i < law->places; i++)
		mean += p[i] * m[i];
	for (int i = 0; i < law->places; i++) {
		for (int j = 0; j < law->places; j++)
			sum += p[i] * p[j] *
			       (m[i] * (2 * soc_population_normal_share((u[i] - u[j] + s * s) / root) - 1) +
			        m[j] * (2 * soc_population_normal_share((u[j] - u[i] + s * s) / root) - 1));
	}
	return sum / (2 * mean);
}

static double spread_of_two(const struct soc_income_law *law, double wanted)
{
	double low = 0.05, high = 3;
	for (int i = 0; i < 45; i++) {
		double mid = 0.5 * (low + high);
		if (gini(law, mid) < wanted)
			low = mid;
		else
			high = mid;
	}
	return 0.5 * (low + high);
}

/* Of many places a coefficient is dear: false position, where the end that stays counts half (Illinois). With
 * means far apart no spread is narrow enough: then the narrowest. */
static double spread_of_many(const struct soc_income_law *law, double wanted)
{
	double low = 0.05, high = 3, below = gini(law, low) - wanted, above = gini(law, high) - wanted, mid = low;
	for (int i = 0; i < 40 && below < 0 && high - low > 1e-9; i++) {
		mid = (low * above - high * below) / (above - below);
		const double at = gini(law, mid) - wanted;
		if (at < 1e-10 && at > -1e-10)
			break;
		if (at < 0) {
			low = mid;
			below = at;
			above *= 0.5;
		} else {
			high = mid;
			above = at;
			below *= 0.5;
		}
	}
	return mid;
}

static double spread(const struct soc_income_law *law, double wanted)
{
	return law->places > 2 ? spread_of_many(law, wanted) : spread_of_two(law, wanted);
}

/* Of a region the mean is given, and its towns and country are so far apart. */
static void lay_out_places(struct soc_income_law *law, const struct soc_society *society,
                           const struct soc_income_region *regions, int count)
{
	const double ratio = society->urban_income_ratio;
	law->places = 2 * count;
	for (int r = 0; r < count; r++) {
		const double urban = regions[r].urban, rural_mean = regions[r].mean / (1 + urban * (ratio - 1)) *
		                                                    (1 + regions[0].urban * (ratio - 1)) /
		                                                    regions[0].mean;
		for (int u = 0; u < 2; u++) {
			law->place_mean[2 * r + u] = (r > 0 ? rural_mean : 1) * (u ? ratio : 1);
			law->place_share[2 * r + u] = regions[r].share * (u ? urban : 1 - urban);
			law->place_log[2 * r + u] = (r > 0 ? soc_num_log(rural_mean) : 0) + (u ? soc_num_log(ratio) : 0);
		}
	}
}

void soc_income_init(struct soc_income *income, const struct soc_society *society,
                     const struct soc_income_region *regions, int count, double working_share)
{
	struct soc_income_law *law = &income->law;
	lay_out_places(law, society, regions, count);
	const double s = spread(law, society->income_gini);
	double squares = 0, higher[SOC_PERSON_CLASSES], *share = law->class_share;
	double quantile[SOC_NORMAL_TABLE];
	for (int i = 0; i < SOC_NORMAL_TABLE / 2; i++) {
		quantile[i] = normal_quantile((i + 0.5) / SOC_NORMAL_TABLE);
		quantile[SOC_NORMAL_TABLE - 1 - i] = -quantile[i];
		squares += 2 * quantile[i] * quantile[i];
	}
	double to_one =
		soc_num_sqrt(SOC_NORMAL_TABLE / squares); /* the table has a little less than unit variance */
	for (int i = 0; i < SOC_NORMAL_TABLE; i++)
		income->normal[i] = (int32_t)(quantile[i] * to_one * 4096 + (quantile[i] < 0 ? -0.5 : 0.5));
	income->household = (int32_t)(soc_num_sqrt(HOUSEHOLD_VARIANCE) * 4096 + 0.5);
	income->person = (int32_t)(soc_num_sqrt(1 - HOUSEHOLD_VARIANCE) * 4096 + 0.5);
	share[SOC_EXECUTIVE] = society->executive_share * working_share;
	share[SOC_OFFICIAL] = society->official_share * working_share;
	share[SOC_CITIZEN] = 1 - share[SOC_EXECUTIVE] - share[SOC_OFFICIAL];
	for (int c = 0; c < SOC_PERSON_CLASSES; c++) {
		law->class_log[c] = soc_num_log(class_income[c]);
		higher[c] = law->class_log[c] / s;
		income->higher[c] = (int32_t)(higher[c] * SOC_INCOME_ONE + 0.5);
	}
	law->spread = s;
	law->shared = income->household;
	law->own = income->person;
	for (int q = 0; q < 4; q++) {
		double low = -8, high = 12; /* in spreads above the middle of the first place */
		for (int i = 0; i < 45; i++) {
			double mid = 0.5 * (low + high), below = 0;
			for (int c = 0; c < SOC_PERSON_CLASSES; c++) {
				double of_class = 0;
				for (int k = 0; k < law->places; k++)
					of_class += law->place_share[k] *
					            soc_population_normal_share(mid - law->place_log[k] / s - higher[c]);
				below += share[c] * of_class;
			}
			if (below < (q + 1) / 5.0)
				low = mid;
			else
				high = mid;
		}
		for (int k = 0; k < law->places; k++)
			income->cuts[k][q] = (int32_t)((low - law->place_log[k] / s) * SOC_INCOME_ONE);
	}
}

void soc_population_income(const struct soc_plan *plan, struct soc_income_law *out)
{
	*out = soc_plan_inner(plan)->income.law;
	out->normal = soc_plan_inner(plan)->income.normal;
}
