#include "input/compile/identity.h"

#include "base/draw.h"
#include "base/poisson.h"
#include "input/compile/reach.h"

static enum soc_err compile_names(struct soc_rules *r, const struct soc_scenario *s, struct soc_msg *msg)
{
	struct soc_names_law law;
	if (!soc_names_law(&law, s->society.names_per_million, s->society.names_slope, s->identity.name_search))
		return soc_fail(msg, SOC_ERR_LIMIT,
		                "society.names_slope: no law of names with exponent %g and %g holders of the "
		                "commonest per million "
		                "gives everybody a name; 0.79 and 220 do",
		                s->society.names_slope, s->society.names_per_million);
	for (int c = 0; c < SOC_NAME_CLASSES; c++) {
		r->name_below[c] = soc_poisson_clip(law.below[c]);
		r->namesake[c] = soc_threshold(law.wrong[c]);
	}
	return SOC_OK;
}

static enum soc_err compile_attention(struct soc_rules *r, const struct soc_scenario *s, int c,
                                      struct soc_msg *msg)
{
	const struct soc_channel *ch = &s->channels[c];
	struct soc_channel_rule *rule = &r->channel[c];
	const double malice = rule->verified ? 1.0 + ch->malice_response * ch->reward_points : 1.0;
	rule->attends = (uint8_t)((ch->marked_ratio != 1.0 ? SOC_ATTENDS_LABEL : 0u) |
	                          (ch->listed_ratio != 1.0 ? SOC_ATTENDS_LISTED : 0u));
	rule->invented_kept = soc_threshold(ch->marked_ratio);
	for (int i = 0; i < SOC_ATTENTIONS; i++)
		for (int k = 0; k < s->events_count; k++)
			rule->attend[i][k] =
				soc_threshold(soc_rules_detects(s, ch, k) * (i & 1 ? ch->marked_ratio : 1.0) *
			                  (i & 2 ? ch->listed_ratio : 1.0));
	const double more = ch->marked_ratio > 1.0 ? (ch->marked_ratio - 1.0) * ch->spurious_per_1000_years /
	                                                 12000.0 * malice * SOC_FULL_COMMUNITY
	                                           : 0.0;
	if (soc_poisson_thresholds(more, rule->invented_more, SOC_FALSE_STEPS) > SOC_FALSE_CUT)
		return soc_fail(
			msg, SOC_ERR_LIMIT,
			"channels.%s.marked_ratio: %.5g more spurious records a month in a community of %d who all "
			"carry the label; allowed: up to %.5g: lower it or spurious_per_1000_years",
			ch->name, more, SOC_FULL_COMMUNITY, soc_poisson_most(SOC_FALSE_STEPS, SOC_FALSE_CUT));
	return SOC_OK;
}

enum soc_err soc_rules_identity(struct soc_rules *r, const struct soc_scenario *s, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	r->label = soc_threshold(s->society.marker_share);
	r->wrong_files = (uint8_t)s->output.wrong_files;
	for (int c = 0; err == SOC_OK && c < s->channels_count; c++) {
		const struct soc_channel *ch = &s->channels[c];
		struct soc_channel_rule *rule = &r->channel[c];
		rule->by_name = soc_threshold(ch->by_name);
		rule->by_name_unlinked = soc_threshold(ch->by_name_if_unlinked);
		rule->code_error = soc_threshold(ch->code_error);
		rule->links = rule->by_name > 0 || rule->by_name_unlinked > 0 || rule->code_error > 0;
		r->links |= rule->enabled && rule->links;
		r->names |= rule->enabled && (rule->by_name > 0 || rule->by_name_unlinked > 0);
		err = compile_attention(r, s, c, msg);
	}
	return err == SOC_OK && r->names ? compile_names(r, s, msg) : err;
}
