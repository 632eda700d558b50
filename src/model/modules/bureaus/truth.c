#include "model/modules/bureaus/truth.h"

/* What is put right or left out. */
enum { OWN_FILE = 1, RIGHT_POINTS = 2, RIGHT_ENTRIES = 4, NO_ENTRIES = 8, NO_FRIENDS = 16, NO_PROXY = 32 };

static unsigned right_entries(const struct soc_bureau_case *c, unsigned told, unsigned row)
{
	unsigned right = 0;
	for (unsigned l = 0; l < c->rules->regime.lists.count; l++)
		if (soc_tag_entry(c->truth->tags[row], l) == SOC_DID)
			right |= told & 1u << l;
	return right;
}

/* Of what components nobody has points of, the view does not say who holds them: who has false ones, and as
 * many right ones against them, is asked for. */
static unsigned held_at_rest(const struct soc_bureau_case *c, unsigned bureau, unsigned row, unsigned source)
{
	unsigned held = 0;
	for (unsigned f = 0; f < c->rules->regime.scoring.components; f++)
		if ((c->scratch->at_rest >> f & 1u) && c->truth->false_points[f][source] != 0 &&
		    soc_bureau_holds(c->at, &c->rules->regime, bureau, f, row))
			held |= 1u << f;
	return held;
}

static int32_t score_under(const struct soc_bureau_case *c, unsigned bureau, unsigned row, unsigned changes)
{
	const struct soc_bureau_rule *rule = &c->rules->regime.bureaus.bureau[bureau];
	const struct soc_bureau_view *view = &c->scratch->view[bureau];
	const unsigned source = changes & OWN_FILE ? row : view->source[row];
	const unsigned more = changes & RIGHT_POINTS ? held_at_rest(c, bureau, row, source) : 0;
	struct soc_bureau_record file = { { 0 },
		                              view->holds[row] | more,
		                              view->told[row],
		                              c->scratch->proxy[row],
		                              rule->proxy_weight > 0 && !(changes & NO_PROXY) };
	for (unsigned f = 0; f < c->rules->regime.scoring.components; f++)
		file.points[f] =
			c->record->points[f][source] - (changes & RIGHT_POINTS ? c->truth->false_points[f][source] : 0);
	if (changes & NO_ENTRIES)
		file.told = 0;
	else if (changes & RIGHT_ENTRIES)
		file.told = right_entries(c, file.told, row);
	const int32_t base = soc_bureau_base(&c->rules->regime, rule, &file);
	return changes & NO_FRIENDS ? base : soc_bureau_blend(rule, base, view->company[row]);
}

static int refused_under(const struct soc_bureau_case *c, unsigned bureau, unsigned row, unsigned changes)
{
	const struct soc_bureaus_rules *credit = &c->rules->regime.bureaus;
	const struct soc_bureau_rule *rule = &credit->bureau[bureau];
	int32_t scores[SOC_BUREAUS_MAX], mean;
	if (rule->kind == SOC_BUREAU_SCORER)
		return score_under(c, bureau, row, changes) < rule->threshold;
	for (unsigned b = 0; b < credit->count; b++)
		scores[b] = (rule->merges >> b & 1u) && c->scratch->view[b].file[row] == SOC_FILE_SCORED
		                ? score_under(c, b, row, changes)
		                : -1;
	return soc_bureau_merged(credit, rule, scores, &mean) > 0;
}

enum soc_bureau_origin soc_bureau_errors_origin(const struct soc_bureau_case *c, unsigned bureau,
                                                unsigned row)
{
	static const struct {
		unsigned changes;
		enum soc_bureau_origin origin;
	} alone[] = {
		{ OWN_FILE, SOC_ORIGIN_FILE },
		{ RIGHT_POINTS, SOC_ORIGIN_RECORD },
		{ RIGHT_ENTRIES, SOC_ORIGIN_WRONG_ENTRY },
		{ NO_ENTRIES, SOC_ORIGIN_ENTRY },
		{ NO_FRIENDS, SOC_ORIGIN_FRIENDS },
		{ NO_PROXY, SOC_ORIGIN_PROXY },
	};
	if (c->scratch->view[bureau].file[row] != SOC_FILE_SCORED)
		return SOC_ORIGIN_UNSCORED;
	for (unsigned i = 0; i < sizeof alone / sizeof *alone; i++)
		if (!refused_under(c, bureau, row, alone[i].changes))
			return alone[i].origin;
	return refused_under(c, bureau, row, OWN_FILE | RIGHT_POINTS | NO_ENTRIES | NO_FRIENDS | NO_PROXY)
	           ? SOC_ORIGIN_OWN
	           : SOC_ORIGIN_SEVERAL;
}

void soc_bureau_errors_find(const struct soc_bureau_case *c, unsigned count, struct soc_truth *truth)
{
	for (unsigned i = 0; i < count; i++) {
		uint16_t wronged = 0;
		for (unsigned bits = c->record->refused_by[i]; bits != 0; bits &= bits - 1) {
			const unsigned b = (unsigned)__builtin_ctz(bits);
			if (c->scratch->view[b].file[i] == SOC_FILE_SCORED &&
			    !refused_under(c, b, i, OWN_FILE | RIGHT_POINTS | RIGHT_ENTRIES))
				wronged |= (uint16_t)(1u << b);
		}
		truth->wronged_by[i] = wronged;
	}
}
