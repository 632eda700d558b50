#include "model/modules/linkage/names.h"

#include "base/num.h"

#define STEPS 400 /* of the sum over the ranks of a class, equal in the logarithm of holders */

double soc_names_wrong(double others)
{
	if (others < 1e-4) /* 1 - exp(-x) would cancel */
		return others / 2.0 - others * others / 6.0;
	return 1.0 - (1.0 - soc_num_exp(-others)) / others;
}

static double top_of(double per_million)
{
	return per_million * SOC_NAMES_PERSONS * 1e-6;
}

/* r + q at which a name has so many holders. */
static double rank_at(double holders, double top, double slope, double offset)
{
	return (1.0 + offset) * soc_num_pow(top / holders, 1.0 / slope);
}

/* Holders of all names from r + q = from to r + q = to, the integral of top ((1 + q) / x)^slope: the scale
 * times the difference of both ends. */
static double held_scale(double top, double slope, double offset)
{
	return top * soc_num_pow(1.0 + offset, slope) / (1.0 - slope);
}

static double held_upto(double x, double slope)
{
	return soc_num_pow(x, 1.0 - slope);
}

static double persons_in_all(double top, double slope, double offset)
{
	return held_scale(top, slope, offset) *
	       (held_upto(rank_at(1.0, top, slope, offset), slope) - held_upto(0.5 + offset, slope));
}

double soc_names_holders(const struct soc_names_law *law, double per_million, double slope, double rank)
{
	return top_of(per_million) * soc_num_pow((1.0 + law->offset) / (rank + law->offset), slope);
}

/* Everybody is a holder of some name: the number held rises with q. */
static int find_offset(double top, double slope, double *offset)
{
	double low = 0.0, high = 1e6;
	if (slope >= 1.0 || persons_in_all(top, slope, low) > SOC_NAMES_PERSONS ||
	    persons_in_all(top, slope, high) < SOC_NAMES_PERSONS)
		return 0;
	for (int i = 0; i < 80; i++) {
		const double middle = (low + high) / 2.0;
		*(persons_in_all(top, slope, middle) < SOC_NAMES_PERSONS ? &low : &high) = middle;
	}
	*offset = low;
	return 1;
}

int soc_names_law(struct soc_names_law *law, double per_million, double slope, double search)
{
	struct soc_names_law l = { 0 };
	const double top = top_of(per_million);
	double rarer = SOC_NAMES_PERSONS, most = 10.0, least = 1.0;
	if (!find_offset(top, slope, &l.offset))
		return 0;
	const double scale = held_scale(top, slope, l.offset);
	for (int c = 0; c < SOC_NAME_CLASSES; c++, least = most, most *= 10.0) {
		const int last = c == SOC_NAME_CLASSES - 1;
		const double begin = last || most > top ? 0.5 + l.offset : rank_at(most, top, slope, l.offset);
		const double end = least > top ? begin : rank_at(least, top, slope, l.offset),
					 ratio = soc_num_pow(end / begin, 1.0 / STEPS);
		double persons = 0.0, wrong = 0.0, from = begin, held = held_upto(from, slope);
		for (int i = 0; i < STEPS && end > begin; i++) {
			const double to = from * ratio, upto = held_upto(to, slope), here = scale * (upto - held);
			const double holders = top * soc_num_pow((1.0 + l.offset) / soc_num_sqrt(from * to), slope);
			persons += here;
			wrong += here * soc_names_wrong((holders - 1.0) / SOC_NAMES_PERSONS * search);
			from = to;
			held = upto;
		}
		rarer -= persons;
		l.below[c] = last ? 1.0 : 1.0 - (rarer > 0.0 ? rarer : 0.0) / SOC_NAMES_PERSONS;
		l.wrong[c] = persons > 0.0 ? wrong / persons : 0.0;
	}
	*law = l;
	return 1;
}
