#include "model/modules/bureaus/count.h"

#include "base/scan.h"
#include "base/vector.h"
#include "model/modules/bureaus/truth.h"
#include "model/population/population.h"
#include "model/variates.h"

#include <string.h>

#define ADULT 18
#define MOST SOC_BUREAUS_MAX
#define DISTANCE_MOST 7 /* distances of the experiment; the last takes the rest */

static unsigned is_refused(const struct soc_measurement *s, unsigned bureau, unsigned row)
{
	return s->record->refused_by[row] >> bureau & 1u;
}

/* Adults by quintile; those of them who have no score are what is left. */
static void count_adults(const struct soc_measurement *s, int32_t adults[5], struct soc_tally *t)
{
	for (unsigned i = 0; i < s->at->count; i++)
		adults[soc_situation_quintile(s->registry->situation[i])] += s->registry->age[i] >= ADULT;
	for (unsigned quintile = 0; quintile < 5; quintile++)
		soc_count_module(t, SOC_MOD_bureaus_by_income_adults,
		                 SOC_AT(bureaus_by_income, s->at->urban, quintile), adults[quintile]);
}

static void count_people(const struct soc_measurement *s, const struct soc_bureau_scratch *scratch,
                         unsigned bureau, const int32_t adults[5], struct soc_tally *t)
{
	const struct soc_bureau_view *view = &scratch->view[bureau];
	const struct soc_bureau_rule *rule = &s->rules->regime.bureaus.bureau[bureau];
	const int is_merged = rule->kind == SOC_BUREAU_MERGED; /* a merged bureau has no list of clients */
	const unsigned rows = is_merged ? s->at->count : view->clients_count;
	int64_t sum = 0, people = 0, files = 0;
	int32_t scored[2][2] = { { 0 } }, known[5] = { 0 };
	for (unsigned c = 0; c < rows; c++) {
		const unsigned i = is_merged ? c : view->clients[c], has_score = view->file[i] == SOC_FILE_SCORED;
		files += view->file[i] != SOC_FILE_NONE;
		sum += has_score ? view->score[i] : 0;
		people += has_score;
		scored[soc_nature_minority(s->self->nature[i])][is_refused(s, bureau, i)] += (int32_t)has_score;
		known[soc_situation_quintile(s->registry->situation[i])] +=
			(int32_t)(has_score & (s->registry->age[i] >= ADULT));
	}
	soc_count_module(t, SOC_MOD_bureaus_by_bureau_files, bureau, files);
	soc_count_module(t, SOC_MOD_bureaus_by_bureau_score_sum, bureau,
	                 people * rule->minimum + (sum * rule->range >> 20));
	for (unsigned grp = 0; grp < 2; grp++)
		for (unsigned refused = 0; refused < 2; refused++)
			soc_count_module(t, SOC_MOD_bureaus_by_group_scored,
			                 SOC_AT(bureaus_by_group, bureau, grp, refused), scored[grp][refused]);
	for (unsigned quintile = 0; quintile < 5; quintile++)
		soc_count_module(t, SOC_MOD_bureaus_unscored_adults,
		                 SOC_AT(bureaus_unscored, bureau, s->at->urban, quintile),
		                 adults[quintile] - known[quintile]);
}

/* Who is refused, by origin, and who of them wrongly. */
static void count_refused(const struct soc_measurement *s, const struct soc_bureau_case *c,
                          struct soc_tally *t)
{
	SOC_FOR_NONZERO16(s->record->refused_by, s->at->count, i) {
		for (unsigned bits = s->record->refused_by[i] & s->rules->regime.bureaus.enabled; bits != 0;
		     bits &= bits - 1) {
			const unsigned b = (unsigned)__builtin_ctz(bits);
			soc_count_module(t, SOC_MOD_bureaus_by_ground_refused,
			                 SOC_AT(bureaus_by_ground, b, soc_bureau_errors_origin(c, b, i)), 1);
		}
	}
	SOC_FOR_NONZERO16(s->truth->wronged_by, s->at->count, i)
		for (unsigned bits = s->truth->wronged_by[i] & s->rules->regime.bureaus.enabled; bits != 0;
		     bits &= bits - 1)
			soc_count_module(t, SOC_MOD_bureaus_by_bureau_refused_wrongly, (unsigned)__builtin_ctz(bits), 1);
}

/* Who has a score, and who is refused, a byte each. */
struct decided {
	uint8_t scored[SOC_FULL_COMMUNITY], refused[SOC_FULL_COMMUNITY];
};

SOC_VECTOR static void decide(const uint8_t *file, const uint16_t *refused_by, unsigned bureau,
                              unsigned count, struct decided *out)
{
	for (unsigned i = 0; i < count; i++) {
		out->scored[i] = file[i] == SOC_FILE_SCORED;
		out->refused[i] = (uint8_t)(refused_by[i] >> bureau & 1u);
	}
}

SOC_VECTOR static int32_t contradictions(const struct decided *a, const struct decided *b, unsigned count,
                                         int32_t *people)
{
	int32_t both = 0, contradict = 0;
	for (unsigned i = 0; i < count; i++) {
		const int32_t known = a->scored[i] & b->scored[i];
		both += known;
		contradict += known & (a->refused[i] ^ b->refused[i]);
	}
	*people = both;
	return contradict;
}

/* Of the same people i and i + half: whether both bureaus have scored both. */
SOC_VECTOR static void pairs_known(const struct decided *x, const struct decided *y, unsigned half,
                                   uint8_t *known)
{
	for (unsigned i = 0; i < half; i++)
		known[i] = x->scored[i] & x->scored[i + half] & y->scored[i] & y->scored[i + half];
}

/* The same people i and i + half in two orders; known: both have a score from both. */
SOC_VECTOR static int32_t orders(const int32_t *x, const int32_t *y, const uint8_t *known, unsigned half,
                                 int32_t *discordant)
{
	int32_t same = 0, other = 0;
	for (unsigned i = 0; i < half; i++) {
		const int32_t a = (x[i] > x[i + half]) - (x[i] < x[i + half]),
					  b = (y[i] > y[i + half]) - (y[i] < y[i + half]);
		same += known[i] & (a * b > 0);
		other += known[i] & (a * b < 0);
	}
	*discordant = other;
	return same;
}

/* Decisions on the same people; order of the same pairs of people, each person paired with the one half a
 * community away. */
static void count_pair(const struct soc_measurement *s, const struct soc_bureau_scratch *scratch,
                       const struct decided *decided, unsigned a, unsigned b, struct soc_tally *t)
{
	const unsigned half = s->at->count / 2, pair = SOC_AT(bureaus_by_pair, a, b);
	const struct decided *x = &decided[a], *y = &decided[b];
	uint8_t known[SOC_FULL_COMMUNITY];
	int32_t people, discordant;
	const int32_t contradict = contradictions(x, y, s->at->count, &people);
	soc_count_module(t, SOC_MOD_bureaus_by_pair_both, pair, people);
	soc_count_module(t, SOC_MOD_bureaus_by_pair_contradict, pair, contradict);
	if (people < 2)
		return;
	pairs_known(x, y, half, known);
	const int32_t concordant =
		orders(scratch->view[a].score, scratch->view[b].score, known, half, &discordant);
	soc_count_module(t, SOC_MOD_bureaus_by_pair_concordant, pair, concordant);
	soc_count_module(t, SOC_MOD_bureaus_by_pair_discordant, pair, discordant);
}

/* Components of kind records of which each row has points, a bit each; where nobody has any, no column is
 * read. Returns all bits. */
static unsigned find_written(const struct soc_measurement *s, unsigned at_rest, uint8_t *written)
{
	unsigned any = 0;
	memset(written, 0, s->at->count);
	for (unsigned f = 0; f < s->rules->regime.scoring.components; f++) {
		if ((at_rest >> f & 1u) || s->rules->regime.scoring.component_kind[f] != SOC_COMPONENT_RECORDS)
			continue;
		SOC_FOR_NONZERO16((const uint16_t *)s->record->points[f], s->at->count, i) {
			written[i] |= (uint8_t)(1u << f);
			any |= 1u << f;
		}
	}
	return any;
}

/* What stands in the files of a bureau: components that hold points. somewhere: those of a person's own file.
 */
static int64_t count_held(const struct soc_measurement *s, const struct soc_bureau_view *view,
                          const uint8_t *written, uint8_t *somewhere)
{
	int64_t held = 0;
	for (unsigned i = 0; i < s->at->count; i++) {
		const unsigned has = view->file[i] != SOC_FILE_NONE ? view->holds[i] & written[view->source[i]] : 0;
		if (has == 0)
			continue;
		held += __builtin_popcount(has);
		if (view->source[i] == i)
			somewhere[i] |= (uint8_t)has;
	}
	return held;
}

/* By bureau, and each component of a person once. */
static void count_records(const struct soc_measurement *s, const struct soc_bureau_scratch *scratch,
                          struct soc_tally *t)
{
	const struct soc_bureaus_rules *credit = &s->rules->regime.bureaus;
	uint8_t written[SOC_FULL_COMMUNITY], somewhere[SOC_FULL_COMMUNITY] = { 0 }; /* bit per component */
	int64_t once = 0;
	if (find_written(s, scratch->at_rest, written) == 0)
		return; /* nothing adds to a sum */
	for (unsigned b = 0; b < credit->count; b++)
		if (credit->bureau[b].kind == SOC_BUREAU_SCORER)
			soc_count_module(t, SOC_MOD_bureaus_by_bureau_records, b,
			                 count_held(s, &scratch->view[b], written, somewhere));
	SOC_FOR_NONZERO(somewhere, s->at->count, i)
		once += __builtin_popcount(somewhere[i]);
	soc_count_module(t, SOC_MOD_bureaus_by_month_records_once, 0, once);
}

/* Those whom a member refuses wrongly: what becomes of them at the merged bureau. */
static void count_merged(const struct soc_measurement *s, const struct soc_bureau_scratch *scratch,
                         unsigned bureau, struct soc_tally *t)
{
	const unsigned merges = s->rules->regime.bureaus.bureau[bureau].merges & s->rules->regime.bureaus.enabled;
	for (unsigned i = 0; i < s->at->count; i++) {
		unsigned known = 0;
		if (scratch->view[bureau].file[i] != SOC_FILE_SCORED)
			continue;
		for (unsigned b = 0; b < s->rules->regime.bureaus.count; b++)
			known += (merges >> b & 1u) && scratch->view[b].file[i] == SOC_FILE_SCORED;
		const unsigned wrong = (unsigned)__builtin_popcount(s->truth->wronged_by[i] & merges);
		soc_count_module(t, SOC_MOD_bureaus_merged_persons,
		                 SOC_AT(bureaus_merged, bureau, wrong > 0, is_refused(s, bureau, i)), 1);
		if (wrong == 0)
			continue;
		soc_count_module(t, SOC_MOD_bureaus_by_bureau_member_refusals_wrong, bureau, wrong);
		soc_count_module(t, SOC_MOD_bureaus_by_bureau_member_scores, bureau, known);
		soc_count_module(t, SOC_MOD_bureaus_by_bureau_refused_by_all, bureau, wrong == known);
	}
}

/* ---- how far a fall reaches ---- */

static void distances(const struct soc_friends *friends, const struct soc_bureau_view *view, unsigned start,
                      unsigned count, uint8_t *distance)
{
	uint16_t queue[SOC_FULL_COMMUNITY];
	unsigned first = 0, last = 0;
	memset(distance, DISTANCE_MOST, count);
	distance[start] = 0;
	queue[last++] = (uint16_t)start;
	while (first < last) {
		const unsigned row = queue[first++];
		for (unsigned i = 0; i < friends->count[row] && distance[row] + 1 < DISTANCE_MOST; i++) {
			const unsigned friend = friends->of[row][i];
			if (distance[friend] < DISTANCE_MOST || view->file[friend] != SOC_FILE_SCORED)
				continue;
			distance[friend] = (uint8_t)(distance[row] + 1);
			queue[last++] = (uint16_t) friend;
		}
	}
}

static void probe(const struct soc_measurement *s, const struct soc_bureau_scratch *scratch, unsigned bureau,
                  struct soc_tally *t)
{
	const struct soc_bureau_rule *rule = &s->rules->regime.bureaus.bureau[bureau];
	const struct soc_bureau_view *view = &scratch->view[bureau];
	struct soc_bureau_view fallen = *view;
	uint8_t distance[SOC_FULL_COMMUNITY];
	int64_t lost[DISTANCE_MOST + 1] = { 0 };
	unsigned who_falls =
				 soc_pick(SOC_VARIATE(WHO_FALLS, s->at->seed, s->at->community, SOC_MONTH_OF_WHO_FALLS, 0),
	                      s->at->count),
			 tried = 0;
	for (; tried < s->at->count && view->file[who_falls] != SOC_FILE_SCORED; tried++)
		who_falls = (who_falls + 1) % s->at->count;
	if (tried == s->at->count)
		return;
	const int32_t base = view->base[who_falls] - s->rules->regime.bureaus.probe[bureau];
	fallen.base[who_falls] = base > 0 ? base : 0;
	soc_bureau_rounds(rule, &scratch->friends, s->rules->regime.bureaus.rounds, s->at->count, &fallen);
	distances(&scratch->friends, view, who_falls, s->at->count, distance);
	for (unsigned i = 0; i < s->at->count; i++) {
		if (view->file[i] != SOC_FILE_SCORED)
			continue;
		lost[distance[i]] += view->score[i] - fallen.score[i];
		soc_count_module(t, SOC_MOD_bureaus_friends_by_distance_persons, distance[i], 1);
		soc_count_module(t, SOC_MOD_bureaus_friends_by_distance_refused, distance[i],
		                 view->score[i] >= rule->threshold && fallen.score[i] < rule->threshold);
	}
	for (unsigned d = 0; d <= DISTANCE_MOST; d++)
		soc_count_module(t, SOC_MOD_bureaus_friends_by_distance_points_lost, d,
		                 lost[d] * rule->range * 1000 >> 20);
}

/* ---- all of it ---- */

/* People with a loan, by bureau, group, and whether it refuses them. */
static void count_borrowers(const struct soc_measurement *s, struct soc_tally *t)
{
	int32_t people[2] = { 0 }, refused[MOST][2] = { { 0 } };
	SOC_FOR_BITS(s->self->life, SOC_LIFE_LOAN, s->at->count, i) {
		const unsigned minority = soc_nature_minority(s->self->nature[i]);
		people[minority]++;
		for (unsigned bits = s->record->refused_by[i]; bits != 0; bits &= bits - 1)
			refused[__builtin_ctz(bits)][minority]++;
	}
	for (unsigned b = 0; b < s->rules->regime.bureaus.count; b++)
		for (unsigned m = 0; m < 2; m++) {
			soc_count_module(t, SOC_MOD_bureaus_by_group_borrowers, SOC_AT(bureaus_by_group, b, m, 0),
			                 people[m] - refused[b][m]);
			soc_count_module(t, SOC_MOD_bureaus_by_group_borrowers, SOC_AT(bureaus_by_group, b, m, 1),
			                 refused[b][m]);
		}
}

void soc_bureaus_count(const struct soc_measurement *s, const struct soc_bureau_scratch *scratch,
                       struct soc_tally *t)
{
	const struct soc_bureaus_rules *credit = &s->rules->regime.bureaus;
	const struct soc_bureau_case c = { s->at, s->rules, s->record, s->truth, scratch };
	struct decided decided[SOC_BUREAUS_MAX];
	int32_t adults[5] = { 0 };
	int probed = 0;
	for (unsigned b = 0; b < credit->count; b++)
		decide(scratch->view[b].file, s->record->refused_by, b, s->at->count, &decided[b]);
	count_adults(s, adults, t);
	count_borrowers(s, t);
	count_refused(s, &c, t);
	count_records(s, scratch, t);
	for (unsigned b = 0; b < credit->count; b++) {
		if (!(credit->enabled >> b & 1u))
			continue;
		count_people(s, scratch, b, adults, t);
		for (unsigned other = b + 1; other < credit->count; other++)
			if (credit->enabled >> other & 1u)
				count_pair(s, scratch, decided, b, other, t);
		if (credit->bureau[b].kind == SOC_BUREAU_MERGED)
			count_merged(s, scratch, b, t);
		else if (credit->probe[b] > 0 && !probed) {
			probe(s, scratch, b, t);
			probed = 1;
		}
	}
}

void soc_bureaus_count_defaults(const struct soc_measurement *s, struct soc_tally *t)
{
	for (unsigned i = 0; i < s->true_log->occurrences_count; i++) {
		const struct soc_occurrence *o = &s->true_log->occurrences[i];
		const struct soc_event_rule *e = &s->rules->events.event[o->event];
		if (!o->happened || e->kind != SOC_VIOLATION || !e->needs_loan)
			continue;
		for (unsigned b = 0; b < s->rules->regime.bureaus.count; b++)
			soc_count_module(t, SOC_MOD_bureaus_by_group_defaults,
			                 SOC_AT(bureaus_by_group, b, soc_nature_minority(s->self->nature[o->row]),
			                        is_refused(s, b, o->row)),
			                 1);
	}
}
