/* Counts of ratings and their parts. */
#include "model/modules/ratings/count.h"

#include "model/modules/ratings/ratings.h"
#include "model/modules/ratings/truth.h"

static void count_parts(struct soc_tally *t, unsigned component, const int32_t part[6])
{
	for (unsigned i = 0; i < 6; i++) {
		soc_count_module(t, SOC_MOD_ratings_by_part_points, SOC_AT(ratings_by_part, component, i), part[i]);
		soc_count_module(t, SOC_MOD_ratings_by_part_squares, SOC_AT(ratings_by_part, component, i),
		                 (int64_t)part[i] * part[i]);
	}
}

/* What is held may be less than the parts together: the component's bounds. */
static void count_rating(const struct soc_measurement *s, struct soc_tally *t, unsigned component,
                         const int32_t *leniency, unsigned row)
{
	const struct soc_rating_rule *rule = &s->rules->regime.ratings.component[component];
	uint32_t w[4];
	const struct soc_place_time at =
		soc_community_salted(s->at, s->rules->regime.scoring.component_salt[component]);
	soc_draw_block(at.seed, SOC_DRAW_RATING, at.first_person + row, at.month, SOC_BLOCK(EXAM_ERROR, 0), w);
	const struct soc_impression own = soc_rating_impression(&at, rule, leniency, row, w);
	const int32_t diligence = soc_ratings_diligence(s->at, rule->exam, row);
	const int32_t part[6] = {
		diligence,
		soc_draw_spread(rule->exam_error, w[SOC_LANE(EXAM_ERROR)], w[SOC_LANE(EXAM_ERROR) + 1]),
		own.leniency,
		own.impression,
		own.favouritism,
		s->record->points[component][row]
	};
	const unsigned client = SOC_AT(ratings_by_client, component, own.is_client),
				   grade = s->record->grade[row];
	count_parts(t, component, part);
	soc_count_module(t, SOC_MOD_ratings_by_client_persons, client, 1);
	soc_count_module(t, SOC_MOD_ratings_by_client_bottom, client, grade == 0);
	if (grade + 1u == s->rules->regime.scoring.grades) {
		soc_count_module(t, SOC_MOD_ratings_by_client_top, client, 1);
		soc_count_module(t, SOC_MOD_ratings_by_client_top_diligence, client, diligence);
	}
}

void soc_ratings_count_attempts(const struct soc_measurement *s, struct soc_tally *t)
{
	for (unsigned f = 0; f < s->rules->regime.scoring.components && s->rules->regime.scoring.on; f++) {
		const struct soc_rating_rule *rule = &s->rules->regime.ratings.component[f];
		const struct soc_place_time at =
			soc_community_salted(s->at, s->rules->regime.scoring.component_salt[f]);
		int32_t leniency[SOC_RATERS_MAX];
		if (!soc_rating_is_due(rule, s->at->month))
			continue;
		for (unsigned i = 0; i < rule->raters; i++)
			leniency[i] = soc_rating_leniency(&at, rule, i);
		for (unsigned row = 0; row < s->at->count; row++)
			if (soc_rating_covers(rule, s->registry, row))
				count_rating(s, t, f, leniency, row);
	}
}
