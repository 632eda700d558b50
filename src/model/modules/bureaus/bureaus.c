#include "model/modules/bureaus/bureaus.h"

#include "base/vector.h"
#include "model/modules/grounds/grounds.h"
#include "model/population/population.h"
#include "model/rows.h"
#include "model/score.h"

#include <string.h>

int soc_bureaus_due(const struct soc_regime *rules, const struct soc_place_time *at)
{
	return rules->bureaus.enabled != 0 && (at->month + 1) % rules->bureaus.interval == 0;
}

void soc_bureaus_detach(const struct soc_regime *rules, const struct soc_place_time *at,
                        struct soc_record *record, struct soc_month_log *month_log)
{
	const uint16_t gone = (uint16_t)(~rules->bureaus.enabled & ((1u << rules->bureaus.count) - 1));
	if (gone == 0)
		return;
	for (unsigned i = 0; i < at->count; i++) {
		if (!(record->refused_by[i] & gone))
			continue;
		record->refused_by[i] &= rules->bureaus.enabled;
		soc_month_log_touch(month_log, i);
	}
}

/* ---- the score ---- */

/* What points of a component bring. */
static int32_t part_of_score(const struct soc_regime *rules, const struct soc_bureau_rule *bureau, unsigned f,
                             int32_t points)
{
	return (soc_clamp(points + rules->scoring.start[f], rules->scoring.floor[f], rules->scoring.ceiling[f]) -
	        rules->scoring.floor[f]) *
	       bureau->coefficient[f];
}

/* sum: of what components bring. */
static int32_t base_of(const struct soc_bureau_rule *bureau, const struct soc_bureau_record *file,
                       int32_t sum)
{
	int32_t share = sum >> SOC_SHARE_BITS;
	if (file->has_proxy)
		share += (int32_t)((int64_t)(file->proxy - share) * bureau->proxy_weight >> 16);
	share -= __builtin_popcount(file->told) * bureau->sharing_loss;
	return soc_clamp(share, 0, SOC_SHARE_ONE);
}

int32_t soc_bureau_base(const struct soc_regime *rules, const struct soc_bureau_rule *bureau,
                        const struct soc_bureau_record *file)
{
	int32_t sum = 0;
	for (unsigned f = 0; f < rules->scoring.components; f++)
		sum += part_of_score(rules, bureau, f, file->holds >> f & 1u ? file->points[f] : 0);
	return base_of(bureau, file, sum);
}

int32_t soc_bureau_blend(const struct soc_bureau_rule *bureau, int32_t base, int32_t company)
{
	return company < 0 ? base : base + (int32_t)((int64_t)(company - base) * bureau->friends_weight >> 16);
}

/* How many friends of each client have a score: the same in all rounds. */
static void count_known(const struct soc_friends *friends, const struct soc_bureau_view *view, unsigned count,
                        uint8_t *known)
{
	for (unsigned i = 0; i < count; i++) {
		unsigned n = 0;
		for (unsigned k = 0; k < friends->count[i]; k++)
			n += view->file[friends->of[i][k]] == SOC_FILE_SCORED;
		known[i] = (uint8_t)n;
	}
}

/* Scores, and 0 of who has none, so that they can be summed as they are. */
SOC_VECTOR static void scores_or_none(const uint8_t *file, const int32_t *score, unsigned count, int32_t *out)
{
	for (unsigned i = 0; i < count; i++)
		out[i] = file[i] == SOC_FILE_SCORED ? score[i] : 0;
}

static int32_t company_of(const struct soc_friends *friends, const int32_t *score, unsigned known,
                          unsigned row)
{
	int32_t sum = 0;
	for (unsigned i = 0; i < friends->count[row]; i++)
		sum += score[friends->of[row][i]];
	return known > 0 ? sum / (int32_t)known : -1;
}

void soc_bureau_rounds(const struct soc_bureau_rule *bureau, const struct soc_friends *friends,
                       unsigned rounds, unsigned count, struct soc_bureau_view *view)
{
	int32_t before[SOC_FULL_COMMUNITY];
	uint8_t known[SOC_FULL_COMMUNITY];
	memcpy(view->score, view->base, count * sizeof *view->score);
	for (unsigned i = 0; i < count; i++)
		view->company[i] = -1;
	if (rounds == 0 || bureau->friends_weight == 0)
		return;
	count_known(friends, view, count, known);
	for (unsigned r = 0; r < rounds; r++) {
		scores_or_none(view->file, view->score, count, before);
		for (unsigned i = 0; i < count; i++) {
			if (view->file[i] != SOC_FILE_SCORED)
				continue;
			view->company[i] = company_of(friends, before, known[i], i);
			view->score[i] = soc_bureau_blend(bureau, view->base[i], view->company[i]);
		}
	}
}

/* ---- the view ---- */

/* Of whom there is a file: the low half of a word decides (independent clients). Nobody's records stand in
 * another's file yet. */
SOC_VECTOR static void have_files(const struct soc_bureau_rule *rule, unsigned urban, const uint32_t *place,
                                  const uint8_t *age, const uint8_t *life, unsigned count,
                                  struct soc_bureau_view *view)
{
	const uint32_t turn = rule->clients == SOC_CLIENTS_DISJOINT ? 65535u : 0,
				   coverage = rule->coverage[urban], min_age = rule->min_age;
	const uint32_t borrowers = rule->coverage_borrowers > coverage ? rule->coverage_borrowers : coverage;
	const uint32_t without_loan = rule->needs_loan ? SOC_FILE_THIN : SOC_FILE_SCORED;
	for (unsigned i = 0; i < count; i++) {
		const uint32_t loan = (life[i] & SOC_LIFE_LOAN) != 0, most = loan ? borrowers : coverage;
		const uint32_t has = (age[i] >= min_age) & (((place[i] & 0xffffu) ^ turn) < most);
		view->source[i] = (uint16_t)i;
		view->file[i] = (uint8_t)(has * (loan ? SOC_FILE_SCORED : without_loan));
	}
}

/* Whose records stand in the file: the high half of the word decides on mixing. shared: words of the bureaus
 * that have their clients together. */
static void open_files(const struct soc_place_time *at, const struct soc_bureau_rule *rule,
                       const struct soc_registry *registry, const struct soc_self *self,
                       const uint32_t *shared, struct soc_bureau_view *view)
{
	struct soc_row_words own;
	const struct soc_place_time salted = soc_community_salted(at, rule->salt);
	const int is_independent = rule->clients == SOC_CLIENTS_INDEPENDENT,
			  mixes = rule->mixed > 0 && at->count > 1;
	const uint32_t *word = is_independent || mixes
	                           ? soc_rows_words(&salted, SOC_DRAW_BUREAU, SOC_MONTH_OF_BUREAU_CLIENT, &own)
	                           : NULL;
	have_files(rule, at->urban, is_independent ? word : shared, registry->age, self->life, at->count, view);
	view->clients_count = 0;
	SOC_FOR_NONZERO(view->file, at->count, i) {
		view->clients[view->clients_count++] = (uint16_t)i;
		if (!mixes || word[i] >> 16 >= rule->mixed)
			continue;
		const unsigned other =
			soc_pick(SOC_VARIATE(BUREAU_MIXED_WITH, salted.seed, at->first_person + i, 0, 0), at->count - 1);
		view->source[i] = (uint16_t)(other + (other >= i));
	}
}

/* What a bureau holds of a component, salted so that each has words of its own. */
static struct soc_place_time salted_by_component(const struct soc_place_time *at,
                                                 const struct soc_regime *rules, unsigned bureau,
                                                 unsigned component)
{
	return soc_community_salted(at, rules->bureaus.bureau[bureau].salt ^
	                                    rules->scoring.component_salt[component]);
}

static void hold(const struct soc_place_time *at, const struct soc_regime *rules, unsigned bureau,
                 unsigned at_rest, struct soc_bureau_view *view)
{
	const uint32_t holds = rules->bureaus.bureau[bureau].holds;
	struct soc_row_words drawn;
	memset(view->holds, holds > 65535u ? 0xff : 0, at->count);
	for (unsigned f = 0; f < rules->scoring.components && holds <= 65535u; f++) {
		if (at_rest >> f & 1u)
			continue;
		const struct soc_place_time salted = salted_by_component(at, rules, bureau, f);
		const uint32_t *word = soc_rows_words(&salted, SOC_DRAW_BUREAU, SOC_MONTH_OF_BUREAU_HOLDS, &drawn);
		for (unsigned c = 0; c < view->clients_count; c++) {
			const unsigned i = view->clients[c];
			view->holds[i] |= (uint8_t)((unsigned)(word[i] >> 16 < holds) << f);
		}
	}
}

int soc_bureau_holds(const struct soc_place_time *at, const struct soc_regime *rules, unsigned bureau,
                     unsigned component, unsigned row)
{
	const struct soc_place_time salted = salted_by_component(at, rules, bureau, component);
	return soc_rows_word(&salted, SOC_DRAW_BUREAU, SOC_MONTH_OF_BUREAU_HOLDS, SOC_BLOCK(BUREAU_HOLDS, 0),
	                     row) >>
	       16 < rules->bureaus.bureau[bureau].holds;
}

/* Entries cross from a list into the file once they have stood for the delay; a prolonged entry counts from
 * then on. */
static void hear(const struct soc_place_time *at, const struct soc_regime *rules, unsigned bureau,
                 const struct soc_record *record, struct soc_bureau_view *view)
{
	const struct soc_bureau_rule *rule = &rules->bureaus.bureau[bureau];
	memset(view->told, 0, at->count);
	for (unsigned l = 0; l < rules->lists.count && rule->data_sharing > 0; l++) {
		if (!(rule->data_sharing_lists >> l & 1u))
			continue;
		for (unsigned c = 0; c < view->clients_count; c++) {
			const unsigned i = view->clients[c];
			const unsigned left = record->months_left[l][i];
			if (left > 0 && left + rule->sharing_delay <= soc_grounds_term(rules, record, i, l) &&
			    soc_below(SOC_VARIATE(BUREAU_HEARS, at->seed ^ rule->salt ^ rules->lists.list[l].salt,
			                          at->first_person + i, 0, 0),
			              rule->data_sharing))
				view->told[i] |= (uint8_t)(1u << l);
		}
	}
}

/* Components at rest bring everybody the same. */
static void score_files(const struct soc_regime *rules, const struct soc_bureau_rule *rule,
                        const struct soc_record *record, const int32_t *proxy, unsigned at_rest,
                        struct soc_bureau_view *view)
{
	const unsigned moving = ~at_rest & ((1u << rules->scoring.components) - 1);
	int32_t of_all = 0;
	for (unsigned f = 0; f < rules->scoring.components; f++)
		of_all += at_rest >> f & 1u ? part_of_score(rules, rule, f, 0) : 0;
	for (unsigned c = 0; c < view->clients_count; c++) {
		const unsigned i = view->clients[c];
		const struct soc_bureau_record file = { .told = view->told[i],
			                                    .proxy = proxy[i],
			                                    .has_proxy = rule->proxy_weight > 0 };
		int32_t sum = of_all;
		view->base[i] = 0;
		if (view->file[i] != SOC_FILE_SCORED)
			continue;
		for (unsigned bits = moving; bits != 0; bits &= bits - 1) {
			const unsigned f = (unsigned)__builtin_ctz(bits);
			sum += part_of_score(rules, rule, f,
			                     view->holds[i] >> f & 1u ? record->points[f][view->source[i]] : 0);
		}
		view->base[i] = base_of(rule, &file, sum);
	}
}

static void make_proxy(const struct soc_place_time *at, const struct soc_bureaus_rules *credit,
                       const struct soc_registry *registry, const struct soc_self *self, int32_t *proxy)
{
	struct soc_row_words drawn;
	const uint32_t *word = soc_rows_words(at, SOC_DRAW_PROXY, 0, &drawn);
	for (unsigned i = 0; i < at->count; i++) {
		const int32_t below_top = 4 - (int32_t)soc_situation_quintile(registry->situation[i]),
					  minority = (int32_t)soc_nature_minority(self->nature[i]);
		const int32_t range =
			soc_clamp(SOC_SHARE_ONE - minority * credit->proxy_group - below_top * credit->proxy_income, 0,
		              SOC_SHARE_ONE);
		proxy[i] = (int32_t)((int64_t)(word[i] >> 12) * range >> 20);
	}
}

/* ---- decisions ---- */

/* -1 when no member has a score of the person. */
static int merged(const struct soc_bureau_rule *bureau, int32_t known, int32_t refused, int32_t sum,
                  int32_t *mean)
{
	*mean = known > 0 ? sum / known : 0;
	if (known == 0)
		return -1;
	switch (bureau->merge_rule) {
	case SOC_MERGE_ANY:
		return refused > 0;
	case SOC_MERGE_MAJORITY:
		return 2 * refused > known;
	default:
		return *mean < bureau->threshold;
	}
}

int soc_bureau_merged(const struct soc_bureaus_rules *credit, const struct soc_bureau_rule *bureau,
                      const int32_t scores[SOC_BUREAUS_MAX], int32_t *mean)
{
	int32_t known = 0, refused = 0, sum = 0;
	for (unsigned b = 0; b < credit->count; b++) {
		if (!(bureau->merges & credit->enabled & 1u << b) || scores[b] < 0)
			continue;
		known++;
		refused += scores[b] < credit->bureau[b].threshold;
		sum += scores[b];
	}
	return merged(bureau, known, refused, sum, mean);
}

/* What the members say of everybody: how many have a score, how many refuse, the sum of the scores. */
struct members {
	int32_t known[SOC_FULL_COMMUNITY], refused[SOC_FULL_COMMUNITY], sum[SOC_FULL_COMMUNITY];
};

SOC_VECTOR static void add_member(const struct soc_bureau_view *view, int32_t threshold, unsigned count,
                                  struct members *m)
{
	for (unsigned i = 0; i < count; i++) {
		const int32_t has = view->file[i] == SOC_FILE_SCORED;
		m->known[i] += has;
		m->refused[i] += has & (view->score[i] < threshold);
		m->sum[i] += has ? view->score[i] : 0;
	}
}

static void merge(const struct soc_bureaus_rules *credit, unsigned bureau, unsigned count,
                  uint16_t *refused_by, struct soc_bureau_scratch *scratch)
{
	const struct soc_bureau_rule *rule = &credit->bureau[bureau];
	struct soc_bureau_view *view = &scratch->view[bureau];
	struct members m;
	memset(&m, 0, sizeof m);
	for (unsigned bits = rule->merges & credit->enabled; bits != 0; bits &= bits - 1) {
		const unsigned b = (unsigned)__builtin_ctz(bits);
		add_member(&scratch->view[b], credit->bureau[b].threshold, count, &m);
	}
	for (unsigned i = 0; i < count; i++) {
		const int refused = merged(rule, m.known[i], m.refused[i], m.sum[i], &view->score[i]);
		view->file[i] = refused < 0 ? SOC_FILE_NONE : SOC_FILE_SCORED;
		refused_by[i] |= (uint16_t)((unsigned)(refused > 0) << bureau);
	}
}

static void refuse_unscored(const struct soc_place_time *at, const struct soc_regime *rules, unsigned bureau,
                            const struct soc_registry *registry, const struct soc_bureau_view *view,
                            uint16_t *refused_by)
{
	const struct soc_bureau_rule *rule = &rules->bureaus.bureau[bureau];
	for (unsigned i = 0; i < at->count && rule->refuse_unscored > 0; i++)
		if (view->file[i] != SOC_FILE_SCORED && registry->age[i] >= rule->min_age &&
		    soc_below(SOC_VARIATE(BUREAU_REFUSES_UNSCORED, at->seed ^ rule->salt, at->first_person + i, 0, 0),
		              rule->refuse_unscored))
			refused_by[i] |= (uint16_t)(1u << bureau);
}

static void score_one(const struct soc_place_time *at, const struct soc_regime *rules, unsigned bureau,
                      const struct soc_registry *registry, const struct soc_self *self,
                      const struct soc_record *record, const uint32_t *shared, uint16_t *refused_by,
                      struct soc_bureau_scratch *scratch)
{
	const struct soc_bureau_rule *rule = &rules->bureaus.bureau[bureau];
	struct soc_bureau_view *view = &scratch->view[bureau];
	open_files(at, rule, registry, self, shared, view);
	hold(at, rules, bureau, scratch->at_rest, view);
	hear(at, rules, bureau, record, view);
	score_files(rules, rule, record, scratch->proxy, scratch->at_rest, view);
	soc_bureau_rounds(rule, &scratch->friends, rules->bureaus.rounds, at->count, view);
	for (unsigned c = 0; c < view->clients_count; c++) {
		const unsigned i = view->clients[c];
		refused_by[i] |=
			(uint16_t)((unsigned)(view->file[i] == SOC_FILE_SCORED && view->score[i] < rule->threshold)
		               << bureau);
	}
}

/* 1 where some bureau in force has its clients together with others. */
static int any_shares_clients(const struct soc_bureaus_rules *credit)
{
	for (unsigned b = 0; b < credit->count; b++)
		if ((credit->enabled >> b & 1u) && credit->bureau[b].kind == SOC_BUREAU_SCORER &&
		    credit->bureau[b].clients != SOC_CLIENTS_INDEPENDENT)
			return 1;
	return 0;
}

void soc_bureaus_score(const struct soc_place_time *at, const struct soc_regime *rules,
                       const struct soc_registry *registry, const struct soc_self *self, unsigned at_rest,
                       struct soc_record *record, struct soc_month_log *month_log,
                       struct soc_bureau_scratch *scratch)
{
	const struct soc_bureaus_rules *credit = &rules->bureaus;
	uint16_t refused_by[SOC_FULL_COMMUNITY] = { 0 };
	uint8_t quintile[SOC_FULL_COMMUNITY];
	struct soc_row_words drawn;
	const uint32_t *shared =
		any_shares_clients(credit)
			? soc_rows_words(at, SOC_DRAW_BUREAU, SOC_MONTH_OF_BUREAU_SHARED_CLIENT, &drawn)
			: NULL;
	scratch->at_rest = at_rest;
	for (unsigned i = 0; i < at->count; i++)
		quintile[i] = (uint8_t)soc_situation_quintile(registry->situation[i]);
	if (credit->has_friends)
		soc_friends_make(at, credit, registry->home, quintile, &scratch->friends);
	if (credit->has_proxy)
		make_proxy(at, credit, registry, self, scratch->proxy);
	for (unsigned b = 0; b < credit->count; b++)
		if ((credit->enabled >> b & 1u) && credit->bureau[b].kind == SOC_BUREAU_SCORER)
			score_one(at, rules, b, registry, self, record, shared, refused_by, scratch);
		else
			memset(scratch->view[b].file, SOC_FILE_NONE, at->count);
	for (unsigned b = 0; b < credit->count; b++)
		if ((credit->enabled >> b & 1u) && credit->bureau[b].kind == SOC_BUREAU_MERGED)
			merge(credit, b, at->count, refused_by, scratch);
	for (unsigned b = 0; b < credit->count; b++)
		if (credit->enabled >> b & 1u)
			refuse_unscored(at, rules, b, registry, &scratch->view[b], refused_by);
	for (unsigned i = 0; i < at->count; i++)
		if (record->refused_by[i] != refused_by[i]) {
			record->refused_by[i] = refused_by[i];
			soc_month_log_touch(month_log, i);
		}
}
