#include "model/modules/bureaus/rules.h"

#include "base/draw.h"
#include "input/compile/rules.h"

#include <string.h>

static uint32_t of_16_bits(double p)
{
	return (uint32_t)(p * 65536.0 + 0.5);
}

/* Within -1 to 2: whatever a timeline sets, sums stay within 32 bits. */
static int32_t share(double x)
{
	x = x < -1.0 ? -1.0 : x > 2.0 ? 2.0 : x;
	return (int32_t)(x * SOC_SHARE_ONE + (x < 0.0 ? -0.5 : 0.5));
}

/* The weight of a component among those of the bureau is what the component adds between its floor and its
 * ceiling.
 */
static void compile_weights(struct soc_bureau_rule *rule, const struct soc_bureau *b,
                            const struct soc_scenario *s)
{
	double sum = 0.0;
	for (int f = 0; f < s->components_count; f++)
		sum += b->weights[f];
	for (int f = 0; f < s->components_count; f++) {
		const double width = (s->components[f].ceiling - s->components[f].floor) * SOC_POINT;
		if (sum > 0.0 && width > 0.0)
			rule->coefficient[f] =
				(int32_t)(b->weights[f] / sum * (SOC_SHARE_ONE << SOC_SHARE_BITS) / width + 0.5);
	}
}

static void compile_bureau(struct soc_bureau_rule *rule, const struct soc_bureau *b,
                           const struct soc_scenario *s)
{
	const double range = b->maximum - b->minimum;
	rule->salt = soc_draw_salt("bureaus", b->name);
	rule->kind = (uint8_t)b->kind;
	rule->clients = (uint8_t)b->clients;
	rule->needs_loan = (uint8_t)b->needs_loan;
	rule->min_age = (uint8_t)b->min_age;
	rule->merge_rule = (uint8_t)b->merge_rule;
	rule->merges = (uint16_t)b->merges;
	rule->data_sharing_lists = (uint8_t)b->data_sharing_lists;
	rule->sharing_delay = (uint8_t)b->data_sharing_delay_months;
	rule->coverage[0] = of_16_bits(b->coverage_rural);
	rule->coverage[1] = of_16_bits(b->coverage_urban);
	rule->coverage_borrowers = of_16_bits(b->coverage_borrowers);
	rule->holds = of_16_bits(b->holds);
	rule->mixed = of_16_bits(b->mixed_file);
	rule->friends_weight = (int32_t)of_16_bits(b->friends_weight);
	rule->proxy_weight = (int32_t)of_16_bits(b->proxy_weight);
	rule->data_sharing = soc_threshold(b->data_sharing);
	rule->refuse_unscored = soc_threshold(b->refuse_without_score);
	rule->sharing_loss =
		range > 0.0 ? share(b->data_sharing_points < range ? b->data_sharing_points / range : 1.0) : 0;
	rule->threshold = range > 0.0 ? share((b->refuse_below - b->minimum) / range) : 0;
	rule->minimum = (int32_t)b->minimum;
	rule->range = (int32_t)range;
	compile_weights(rule, b, s);
}

static void compile_measures(struct soc_bureaus_rules *out, const struct soc_scenario *s)
{
	for (int m = 0; m < s->measures_count; m++)
		for (int b = 0; b < s->bureaus_count && s->measures[m].enabled; b++)
			for (int class = 0; class < SOC_PERSON_CLASSES; class ++)
				if ((s->measures[m].bureaus >> b & 1u) && (s->measures[m].classes >> class & 1u)) {
					out->measures_of_bureau[class][b] |= (uint16_t)(1u << m);
					out->meets = 1;
				}
}

void soc_bureaus_compile(struct soc_bureaus_rules *out, const struct soc_scenario *s)
{
	const struct soc_credit *c = &s->credit;
	memset(out, 0, sizeof *out);
	if (s->bureaus_count == 0)
		return;
	out->count = (uint8_t)s->bureaus_count;
	out->interval = (uint8_t)c->interval_months;
	out->rounds = (uint8_t)c->friends_rounds;
	out->cycles = (uint8_t)(c->friends / 2);
	out->cycles_alike = (uint8_t)(c->friends_homophily * (double)out->cycles + 0.5);
	out->proxy_group = share(c->proxy_group);
	out->proxy_income = share(c->proxy_income);
	for (int b = 0; b < s->bureaus_count; b++) {
		const struct soc_bureau *bureau = &s->bureaus[b];
		const double range = bureau->maximum - bureau->minimum;
		compile_bureau(&out->bureau[b], bureau, s);
		if (!bureau->enabled)
			continue;
		out->enabled |= (uint16_t)(1u << b);
		out->has_friends |= bureau->friends_weight > 0.0;
		out->has_proxy |= bureau->proxy_weight > 0.0;
		if (bureau->friends_weight > 0.0 && range > 0.0)
			out->probe[b] = share(c->probe_points < range ? c->probe_points / range : 1.0);
	}
	compile_measures(out, s);
}
