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

static double gini(double urban, double ratio, double s)
{
	const double p[2] = { 1 - urban, urban }, m[2] = { 1, ratio }, u[2] = { 0, soc_num_log(ratio) },
				 root = s * 1.41421356237309504880;
	double sum = 0;
	for (int i = 0; i < 2; i++) {
		for (int j = 0; j < 2; j++)
			sum += p[i] * p[j] *
			       (m[i] * (2 * soc_population_normal_share((u[i] - u[j] + s * s) / root) - 1) +
			        m[j] * (2 * soc_population_normal_share((u[j] - u[i] + s * s) / root) - 1));
	}
	return sum / (2 * (p[0] * m[0] + p[1] * m[1]));
}

static double spread(double urban, double ratio, double wanted)
{
	double low = 0.05, high = 3;
	for (int i = 0; i < 45; i++) {
		double mid = 0.5 * (low + high);
		if (gini(urban, ratio, mid) < wanted)
			low = mid;
		else
			high = mid;
	}
	return 0.5 * (low + high);
}

void soc_income_init(struct soc_income *income, const struct soc_society *society, double urban_share,
                     double working_share)
{
	double s = spread(urban_share, society->urban_income_ratio, society->income_gini), squares = 0;
	double shift = soc_num_log(society->urban_income_ratio) / s, higher[SOC_PERSON_CLASSES],
		   share[SOC_PERSON_CLASSES];
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
		higher[c] = soc_num_log(class_income[c]) / s;
		income->higher[c] = (int32_t)(higher[c] * SOC_INCOME_ONE + 0.5);
	}
	for (int u = 0; u < 2; u++)
		for (int c = 0; c < SOC_PERSON_CLASSES; c++) {
			income->law.middle[u][c] =
				(u ? soc_num_log(society->urban_income_ratio) : 0) + soc_num_log(class_income[c]);
			income->law.share[u][c] = (u ? urban_share : 1 - urban_share) * share[c];
		}
	income->law.spread = s;
	income->law.shared = income->household;
	income->law.own = income->person;
	for (int q = 0; q < 4; q++) {
		double low = -8, high = 12; /* in spreads above the rural mean */
		for (int i = 0; i < 45; i++) {
			double mid = 0.5 * (low + high), below = 0;
			for (int c = 0; c < SOC_PERSON_CLASSES; c++)
				below += share[c] * ((1 - urban_share) * soc_population_normal_share(mid - higher[c]) +
				                     urban_share * soc_population_normal_share(mid - shift - higher[c]));
			if (below < (q + 1) / 5.0)
				low = mid;
			else
				high = mid;
		}
		income->cuts[0][q] = (int32_t)(low * SOC_INCOME_ONE);
		income->cuts[1][q] = (int32_t)((low - shift) * SOC_INCOME_ONE);
	}
}

void soc_population_income(const struct soc_plan *plan, struct soc_income_law *out)
{
	*out = soc_plan_inner(plan)->income.law;
	out->normal = soc_plan_inner(plan)->income.normal;
}
