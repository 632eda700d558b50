#include "model/modules/ratings/ratings.h"

#include "model/score.h"

static void rate(const struct soc_place_time *at, const struct soc_regime *rules, unsigned component,
                 const struct soc_registry *registry, struct soc_record *record,
                 const struct soc_evidence *evidence)
{
	const struct soc_rating_rule *rule = &rules->ratings.component[component];
	const int32_t low = rules->scoring.floor[component] - rules->scoring.start[component],
				  high = rules->scoring.ceiling[component] - rules->scoring.start[component];
	const struct soc_place_time own = soc_community_salted(at, rules->scoring.component_salt[component]);
	int32_t leniency[SOC_RATERS_MAX];
	for (unsigned i = 0; i < rule->raters; i++)
		leniency[i] = soc_rating_leniency(&own, rule, i);
	for (unsigned row = 0; row < at->count; row++) {
		uint32_t w[4];
		if (!soc_rating_covers(rule, registry, row))
			continue;
		soc_draw_block(own.seed, SOC_DRAW_RATING, at->first_person + row, at->month, SOC_BLOCK(IMPRESSION, 0),
		               w);
		const struct soc_impression part = soc_rating_impression(&own, rule, leniency, row, w);
		const int32_t found = soc_evidence_of_diligence(evidence, row, component);
		record->points[component][row] =
			(int16_t)soc_clamp(found + part.leniency + part.impression + part.favouritism, low, high);
	}
}

void soc_rating_make(const struct soc_place_time *at, const struct soc_regime *rules,
                     const struct soc_registry *registry, struct soc_record *record,
                     const struct soc_evidence *evidence)
{
	for (unsigned f = 0; f < rules->scoring.components && rules->scoring.on; f++)
		if (soc_rating_is_due(&rules->ratings.component[f], at->month))
			rate(at, rules, f, registry, record, evidence);
}
