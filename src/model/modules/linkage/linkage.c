#include "model/modules/linkage/linkage.h"

#include "model/population/population.h"
#include "model/rows.h"

/* The words of a link (LINK_WORDS of model/variates.def). */
enum { BY_NAME, NAMESAKE, OTHER, SLIP };

int soc_linkage_has_identity(const struct soc_place_time *at, const struct soc_rules *rules, unsigned row)
{
	return soc_below(SOC_VARIATE(HAS_IDENTITY, at->seed, at->first_person + row, 0, 0),
	                 rules->linkage.identity[at->urban]);
}

/* A holder of a name as common as row's: the next of the community from a random row on, or row itself if
 * there is none. The true namesake may live anywhere; each community loses as many records to others'
 * namesakes as it takes over. */
static unsigned namesake_of(const struct soc_place_time *at, const struct soc_rules *rules, unsigned row,
                            uint32_t word)
{
	struct soc_row_words words;
	const uint32_t *word_of = soc_rows_words(at, SOC_DRAW_NAME, 0, &words);
	const unsigned class = soc_linkage_name(at, rules, row);
	unsigned other = soc_pick(word, at->count);
	for (unsigned i = 0; i < at->count; i++, other = other + 1 < at->count ? other + 1 : 0)
		if (other != row && soc_linkage_class(rules, word_of[other]) == class)
			return other;
	return row;
}

static unsigned anyone_but(const struct soc_place_time *at, unsigned row, uint32_t word)
{
	if (at->count < 2)
		return row;
	const unsigned other = soc_pick(word, at->count - 1);
	return other < row ? other : other + 1;
}

struct soc_link soc_linkage_tie(const struct soc_place_time *at, const struct soc_rules *rules,
                                const struct soc_channel_rule *channel, unsigned row, const uint32_t words[4])
{
	const int linked = !channel->needs_identity || soc_linkage_has_identity(at, rules, row);
	struct soc_link link = { (uint16_t)row, SOC_LINK_CODE, 0 };
	if (soc_below(words[BY_NAME], linked ? channel->by_name : channel->by_name_unlinked)) {
		link.how = SOC_LINK_NAME;
		if (soc_below(words[NAMESAKE], rules->linkage.namesake[soc_linkage_name(at, rules, row)]))
			link.row = (uint16_t)namesake_of(at, rules, row, words[OTHER]);
		if (link.row != row)
			link.how = SOC_LINK_NAMESAKE;
	} else if (!linked) {
		link.lost = 1;
	} else if (soc_below(words[SLIP], channel->code_error)) {
		link.row = (uint16_t)anyone_but(at, row, words[OTHER]);
		link.how = link.row != row ? SOC_LINK_SLIP : SOC_LINK_CODE;
	}
	return link;
}
