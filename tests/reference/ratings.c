/* Ratings: for what an examination finds, and by a rater's impression. */
#include "reference.h"

/* The sum of four uniform numbers of 16 bits less its mean, times scale / 2^32, rounded. */
static int spread(int64_t scale, uint32_t a, uint32_t b)
{
	const int64_t sum = (int64_t)(a % 65536) + a / 65536 + b % 65536 + b / 65536;
	return (int)ref_floor((sum - 2 * 65535) * scale + 2147483648, 4294967296);
}

/* With the salt of the component, or of nobody's own. */
static void words_of(const struct ref_now *now, uint64_t salt, enum soc_stream stream, int person, int month,
                     uint32_t w[4])
{
	soc_draw_block(now->ref->seed ^ salt, stream, now->c->first_person + (uint64_t)person, (uint32_t)month, 0,
	               w);
}

static int is_covered(const struct soc_rating_rule *rule, const struct ref_person *p)
{
	return p->age >= 18 && rule->classes >> p->class & 1 && (p->employed || !rule->employed);
}

static void count(struct ref_now *now, int component, const int *part, int client, int grade)
{
	int64_t *module = now->ref->tally.module;
	for (int i = 0; i < 6; i++) {
		module[SOC_MOD_ratings_by_part_points + 6 * component + i] += part[i];
		module[SOC_MOD_ratings_by_part_squares + 6 * component + i] += (int64_t)part[i] * part[i];
	}
	module[SOC_MOD_ratings_by_client_persons + 2 * component + client]++;
	module[SOC_MOD_ratings_by_client_bottom + 2 * component + client] += grade == 0;
	module[SOC_MOD_ratings_by_client_top + 2 * component + client] +=
		grade == now->rules->regime.scoring.grades - 1;
	module[SOC_MOD_ratings_by_client_top_diligence + 2 * component + client] +=
		grade == now->rules->regime.scoring.grades - 1 ? part[0] : 0;
}

/* The six parts of a person's rating; whether the person is a client. */
static int parts_of(const struct ref_now *now, int person, int component, int part[6])
{
	const struct soc_rating_rule *rule = &now->rules->regime.ratings.component[component];
	const struct ref_person *p = &now->c->person[person];
	uint32_t fixed[4], month[4], tie[4], rater[4];
	const uint64_t salt = now->rules->regime.scoring.component_salt[component];
	words_of(now, 0, SOC_DRAW_DILIGENCE, person, 0, fixed);
	words_of(now, salt, SOC_DRAW_RATING, person, now->month, month);
	words_of(now, salt, SOC_DRAW_CLIENT, person, 0, tie);
	soc_draw_block(now->ref->seed ^ salt, SOC_DRAW_RATER, (uint64_t)now->c->number, 0,
	               soc_pick(tie[1], rule->raters), rater);
	const int client = ref_happens(tie[0], rule->clients);
	part[0] = spread(rule->exam, fixed[0], fixed[1]);
	part[1] = spread(rule->exam_error, month[0], month[1]);
	part[2] = spread(rule->bias, rater[0], rater[1]);
	part[3] = spread(rule->impression, month[2], month[3]);
	part[4] = client ? rule->favouritism : 0;
	part[5] = p->points[component];
	return client;
}

/* mode 0: makes the ratings of the month; 1: counts them, once the grades are known. */
void ref_ratings(struct ref_now *now, int mode)
{
	for (int f = 0; f < now->rules->regime.scoring.components && now->rules->regime.scoring.on; f++) {
		const struct soc_rating_rule *rule = &now->rules->regime.ratings.component[f];
		if (rule->every == 0 || now->month % rule->every != rule->every - 1)
			continue;
		for (int i = 0; i < now->c->count; i++) {
			struct ref_person *p = &now->c->person[i];
			int part[6];
			if (!is_covered(rule, p))
				continue;
			const int client = parts_of(now, i, f, part);
			if (mode == 1) {
				count(now, f, part, client, p->grade);
				continue;
			}
			p->points[f] =
				(int)ref_bounded(part[0] + part[1] + part[2] + part[3] + part[4],
			                     now->rules->regime.scoring.floor[f] - now->rules->regime.scoring.start[f],
			                     now->rules->regime.scoring.ceiling[f] - now->rules->regime.scoring.start[f]);
			p->false_points[f] = (int)ref_bounded(p->points[f] - part[0], INT16_MIN, INT16_MAX);
		}
	}
}
