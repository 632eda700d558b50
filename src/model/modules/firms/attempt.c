/* Attempts of firms at what is closed or opened to them: by a list, a grade, or lenders who ask the register
 * of credit. */
#include "model/modules/firms/town.h"

enum ground { BY_LIST, BY_SCORE, FOR_WANT_OF_A_SCORE };

static int is_listed_rightly(const struct soc_town *t, uint32_t firm)
{
	for (unsigned l = 0; l < t->rules->lists; l++)
		if (t->record.left[l][firm] > 0 && (t->rules->black >> l & 1u) &&
		    soc_tag_entry(t->truth.tags[firm], l) == SOC_DID)
			return 1;
	return 0;
}

static void attempt(struct soc_town *t, uint32_t firm, unsigned m, enum ground ground)
{
	const struct soc_firm_measure_rule *rule = &t->rules->measure[m];
	const uint64_t strictness = ground == FOR_WANT_OF_A_SCORE ? t->rules->credit_unscored : rule->strictness;
	const struct soc_firm_attempts a =
		soc_firms_attempt(&t->at, t->rules, t->fixed.kind[firm], firm, m, strictness);
	if (t->tally == NULL)
		return;
	soc_count_module(t->tally, SOC_MOD_firms_by_measure_firms, m, 1);
	soc_count_module(t->tally, SOC_MOD_firms_by_measure_attempts, m, a.tried);
	soc_count_module(t->tally, SOC_MOD_firms_by_measure_effective, m, a.effective);
	if (ground == BY_SCORE)
		soc_count_module(t->tally, SOC_MOD_firms_by_measure_refused_score, m, a.effective);
	if (ground == FOR_WANT_OF_A_SCORE)
		soc_count_module(t->tally, SOC_MOD_firms_by_measure_refused_unscored, m, a.effective);
	if (a.effective > 0 && rule->kind == SOC_SANCTION && !is_listed_rightly(t, firm))
		soc_count_module(t->tally, SOC_MOD_firms_by_measure_refused_wronged, m, a.effective);
}

void soc_town_attempt(struct soc_town *t, uint32_t firm)
{
	const uint16_t kind = t->fixed.kind[firm];
	const unsigned met = soc_firms_measures(t->rules, &t->record, firm);
	const int has_score = soc_firms_has_score(&t->at, t->rules, &t->record, kind, firm);
	const unsigned lenders = soc_firms_lenders(t->rules, &t->record, firm, has_score) & ~met;
	if (!has_score)
		soc_town_count(t, SOC_MOD_firms_by_size_unscored, soc_firm_size(kind));
	for (unsigned bits = met | lenders; bits != 0; bits &= bits - 1) {
		const unsigned m = (unsigned)__builtin_ctz(bits);
		attempt(t, firm, m, met >> m & 1u ? BY_LIST : has_score ? BY_SCORE : FOR_WANT_OF_A_SCORE);
	}
}
