#include "model/modules/recognition/similarity.h"

#include "base/num.h"

#define LN_10 2.302585092994045684

double soc_similarity_false_match(const struct soc_similarity *law, double threshold)
{
	const double chance =
		law->false_match * soc_num_exp(-(threshold - SOC_SIMILARITY_TESTED) / law->tenfold * LN_10);
	return chance < 1.0 ? chance : 1.0;
}

double soc_similarity_missed(const struct soc_similarity *law, double threshold)
{
	const double odds = (1.0 - law->missed) / law->missed;
	return 1.0 / (1.0 + odds * soc_num_exp(-(threshold - SOC_SIMILARITY_TESTED) / law->scale));
}

/* ln(1 - x), by its series where 1 - x would lose what is small. */
static double log_of_rest(double x)
{
	return x < 1e-4 ? -x * (1.0 + x * (0.5 + x * (1.0 / 3.0 + x / 4.0))) : soc_num_log(1.0 - x);
}

double soc_similarity_any(double false_match, double gallery)
{
	if (false_match >= 1.0)
		return gallery > 0.0 ? 1.0 : 0.0;
	const double none = gallery * log_of_rest(false_match);
	/* 1 - exp(none), by its series where it is small */
	return none > -1e-4 ? -none * (1.0 + none * (0.5 + none * (1.0 / 6.0 + none / 24.0)))
	                    : 1.0 - soc_num_exp(none);
}
