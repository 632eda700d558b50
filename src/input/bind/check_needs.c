#include "input/bind/check_needs.h"

#include "input/text/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define PATH_BYTES 160

/* ---- what is ever so, in the file or by the timeline ---- */

static double number_of(const struct soc_scenario *s, const struct soc_target *t)
{
	const void *at = soc_target_value(s, t);
	switch (t->key->type[0]) {
	case 'N':
		return *(const double *)at;
	case 'M':
		return ((const double *)at)[t->element > 0 ? t->element : 0];
	case 'I':
		return (double)*(const int64_t *)at;
	case 'S':
		return *(const uint32_t *)at;
	default: /* switches, choices and references */
		return *(const int32_t *)at;
	}
}

/* As soc_target_path, but without memory of its own: nothing here can fail. */
static void path_of(const struct soc_scenario *s, const struct soc_target *t, char out[PATH_BYTES])
{
	snprintf(out, PATH_BYTES, "%s%s%s.%s%s%s", t->section->name, t->entry >= 0 ? "." : "",
	         t->entry >= 0 ? soc_section_entry(s, t->section, t->entry) : "", t->key->name, t->element >= 0 ? "." : "",
	         t->element >= 0 ? soc_section_entry(s, soc_key_section(t->key), t->element) : "");
}

/* The first setting of the timeline with this path whose value is not neutral, or -1. */
static int setting_of(const struct soc_scenario *s, const char *path, double neutral)
{
	for (int i = 0; i < s->settings_count; i++) {
		double value = strcmp(s->settings[i].value, "true") == 0;
		if (strcmp(s->settings[i].path, path) != 0)
			continue;
		soc_number_read(s->settings[i].value, &value);
		if (value != neutral)
			return i;
	}
	return -1;
}

int soc_needs_used(const struct soc_scenario *s, const struct soc_target *t, double neutral, int *setting)
{
	*setting = -1;
	if (number_of(s, t) != neutral)
		return 1;
	if (s->settings_count == 0)
		return 0;
	char path[PATH_BYTES];
	path_of(s, t, path);
	*setting = setting_of(s, path, neutral);
	return *setting >= 0;
}

int soc_needs_ever(const struct soc_scenario *s, const char *section, int entry, const char *key, int element)
{
	struct soc_target t = { .section = soc_section_find(section), .entry = entry, .element = element };
	int setting;
	t.key = soc_key_find(t.section, key);
	if (!t.section->named || entry >= 0)
		return soc_needs_used(s, &t, 0.0, &setting);
	for (t.entry = 0; t.entry < soc_section_count(s, t.section); t.entry++)
		if (soc_needs_used(s, &t, 0.0, &setting))
			return 1;
	return 0;
}

#define EVER(section, entry, key) soc_needs_ever(s, section, entry, key, -1)
#define ANY (-1)
#define MET(name) static int name(const struct soc_scenario *s, __attribute__((unused)) int entry)

/* ---- what is there ---- */

MET(contacts_are_kept) { return s->contacts.enabled; }
MET(groups_are_made) { return s->society.liability_group_households > 0; }
MET(label_is_carried) { return s->society.marker_share > 0.0; }
MET(is_scored) { return s->components_count > 0 && s->grades_count > 0; }
MET(hops_are_made) { return EVER("hierarchy", ANY, "levels"); }
MET(something_is_ordered) { return s->changes_count > 0; }
MET(proxy_counts) { return EVER("bureaus", ANY, "proxy_weight"); }
MET(friends_count) { return EVER("bureaus", ANY, "friends_weight"); }
MET(rules_are_known) { return EVER("conduct", ANY, "published_rules"); }
MET(firms_do_something) { return s->firm_events_count > 0; }
MET(there_is_an_instrument) { return s->instrument.table[0] != '\0'; }
MET(instrument_has_channel) { return s->instrument.channel >= 0; }
MET(instrument_has_event) { return s->instrument.event >= 0; }
MET(instrument_channel_is_on) { return EVER("channels", s->instrument.channel, "enabled"); }
MET(family_is_corrected) { return s->adaptive_weight.component >= 0; }
MET(correction_has_people) { return s->adaptive_weight.classes != 0; }
MET(correction_gains) { return EVER("adaptive_weight", ANY, "gain"); }
MET(head_has_list) { return s->firm_lists[entry].head_list >= 0; }
MET(channel_needs_identity) { return s->channels[entry].needs_identity; }
MET(is_neighbours) { return s->channels[entry].kind == SOC_CHANNEL_NEIGHBOURS; }
MET(is_scorer) { return s->bureaus[entry].kind == SOC_BUREAU_SCORER; }
MET(is_reward) { return s->measures[entry].kind == SOC_REWARD; }
MET(is_sanction) { return s->measures[entry].kind == SOC_SANCTION; }
MET(head_is_entered) { return EVER("firm_lists", entry, "head_probability"); }
MET(somebody_has_to_join) { return EVER("enrolment", ANY, "required"); }
MET(is_rating) { return s->components[entry].kind == SOC_FAMILY_RATING; }
MET(is_means) { return s->components[entry].kind == SOC_FAMILY_MEANS; }
MET(fades) { return s->components[entry].kind == SOC_FAMILY_RECORDS; }
MET(is_violation) { return s->events[entry].kind == SOC_VIOLATION; }
MET(is_good_deed) { return s->events[entry].kind == SOC_GOOD_DEED; }
MET(is_lawful_act) { return s->events[entry].kind == SOC_LAWFUL_ACT; }
MET(has_gateway_lists) { return s->bureaus[entry].data_sharing_lists != 0; }
MET(gateway_tells) { return EVER("bureaus", entry, "data_sharing") && EVER("bureaus", entry, "data_sharing_points"); }
MET(kin_have_a_class) { return s->lists[entry].entry_kin_classes != 0; }
MET(is_no_event) { return s->events[entry].residence == SOC_RESIDENCE_NONE; }
MET(some_class_is_answered_for) { return EVER("events", ANY, "liability_share"); }
MET(groups_matter) { return EVER("events", ANY, "liability_share") || EVER("measures", ANY, "spill_liability_group"); }

MET(measure_spills)
{
	return EVER("measures", entry, "spill_spouse") || EVER("measures", entry, "spill_child") || EVER("measures", entry, "spill_household") ||
	       EVER("measures", entry, "spill_kin") || EVER("measures", entry, "spill_liability_group");
}

MET(there_is_a_black_list)
{
	for (int l = 0; l < s->lists_count; l++)
		if (s->lists[l].colour == SOC_BLACK)
			return 1;
	return 0;
}

MET(a_black_list_is_published)
{
	for (int l = 0; l < s->lists_count; l++)
		if (s->lists[l].colour == SOC_BLACK && EVER("lists", l, "publication"))
			return 1;
	return 0;
}

MET(some_neighbours_report)
{
	for (int c = 0; c < s->channels_count; c++)
		if (s->channels[c].kind == SOC_CHANNEL_NEIGHBOURS && EVER("channels", c, "enabled"))
			return 1;
	return 0;
}

MET(residence_is_reported)
{
	for (int c = 0; c < s->channels_count; c++)
		for (int k = 0; k < s->events_count; k++)
			if (s->channels[c].kind == SOC_CHANNEL_NEIGHBOURS && s->events[k].residence == SOC_RESIDENCE_UNDECLARED &&
			    soc_needs_ever(s, "channels", c, "detects", k))
				return 1;
	return 0;
}

static int has_class(const struct soc_scenario *s, int residence)
{
	for (int k = 0; k < s->events_count; k++)
		if (s->events[k].residence == residence)
			return 1;
	return 0;
}

MET(some_class_is_letting) { return has_class(s, SOC_RESIDENCE_LETTING); }
MET(tenants_can_be_found) { return s->events[entry].residence != SOC_RESIDENCE_LETTING || has_class(s, SOC_RESIDENCE_UNDECLARED); }
MET(somebody_rents) { return s->events[entry].residence != SOC_RESIDENCE_LETTING || s->conduct.sublet_share > 0.0; }

MET(declaring_is_paid)
{
	for (int k = 0; k < s->events_count; k++)
		if (s->events[k].residence == SOC_RESIDENCE_DECLARED && EVER("events", k, "points"))
			return 1;
	return 0;
}

MET(somebody_moves)
{
	for (int k = 0; k < s->events_count; k++)
		if (s->events[k].effect == SOC_EFFECT_MOVE && EVER("events", k, "rate_per_year"))
			return 1;
	return 0;
}

MET(some_measure_is_by_grade)
{
	for (int m = 0; m < s->measures_count; m++)
		if (s->measures[m].grades != 0)
			return 1;
	return 0;
}

MET(to_know_rules_helps)
{
	return EVER("events", ANY, "avoidable") || EVER("events", ANY, "gaming") || EVER("due_process", ANY, "informed_appeal") ||
	       EVER("due_process", ANY, "informed_success");
}

MET(rating_is_of_somebody)
{
	return s->components[entry].kind != SOC_FAMILY_RATING || s->components[entry].rated_classes != 0;
}

MET(rating_is_ever_made)
{
	return s->components[entry].kind != SOC_FAMILY_RATING || EVER("components", entry, "rating_months");
}

/* ---- firms ---- */

MET(firms_appeal) { return EVER("firms", ANY, "appeal_if_wronged") || EVER("firms", ANY, "appeal_if_guilty"); }
MET(firms_close) { return EVER("firms", ANY, "closed_per_year"); }
MET(firms_employ) { return EVER("firms", ANY, "employee_share"); }
MET(firms_can_be_deterred) { return EVER("firm_events", ANY, "deterrence"); }
MET(firms_perceive_a_risk) { return EVER("firms", ANY, "risk_initial") || EVER("firms", ANY, "risk_learning"); }
MET(lenders_ask) { return EVER("firm_measures", ANY, "credit"); }

MET(lenders_refuse)
{
	const struct soc_target below = { soc_section_find("firms"), soc_key_find(soc_section_find("firms"), "credit_below"), -1, -1 };
	int setting;
	return EVER("firms", ANY, "credit_without_score") || soc_needs_used(s, &below, below.key->def, &setting);
}

MET(there_is_a_black_list_of_firms)
{
	for (int l = 0; l < s->firm_lists_count; l++)
		if (s->firm_lists[l].colour == SOC_BLACK)
			return 1;
	return 0;
}

/* ---- the list ---- */

#define CONTACTS "publication acts on contacts, and none are modelled; set contacts.enabled to true, or this to 0"
#define PUBLISHED "no black list is published: nobody is seen on one; set lists.*.publication above 0"
#define GROUPS "there are no liability groups; set society.liability_group_households to 5 to 10, or this to 0"
#define ANSWERED "the group is liable for no class of events; set events.*.liability_share above 0"
#define SCORED "there are no grades; a scenario with a score has grades: and components:"
#define NEIGHBOURS "is for channels of kind neighbours; other channels' records are not verified and not rewarded"
#define VIOLATION "is for events of kind violation"
#define GOOD_DEED "is for events of kind good_deed"
#define SCORER "a merged bureau has no files of its own; this is for bureaus of kind scorer"
#define GATEWAY "no list is shared with the bureau; name some with data_sharing_lists:"
#define REWARD "is for measures of kind reward"
#define SANCTION "is for measures of kind sanction"
#define NO_CONTACTS "contacts are not modelled; set contacts.enabled to true"
#define RATING "is for components of kind rating"
#define HOPS "records are decided where they are made; set hierarchy.levels above 0"
#define UNKNOWN_RULES "nobody knows the rules; set conduct.published_rules above 0"
#define INSTRUMENT "there is no instrument; name its table with instrument.table"
#define REPORTED "no channel of kind neighbours detects a class with residence: unregistered: where people live is not reported"
#define CORRECTED "no weight adapts; name a component with adaptive_weight.component"

#define LETTING "no class has residence: subletting: who rents makes no difference"
#define FIRM_APPEALS "no firm appeals; set firms.appeal_if_wronged or firms.appeal_if_guilty above 0"
#define FIRM_BLACK_LIST "there is no black list of firms: nothing is appealed against"
#define FIRM_RISK "firms perceive no risk; set firms.risk_learning or firms.risk_initial above 0"
#define FIRM_DETERRED "no class of firm_events is deterred by risk; set firm_events.*.deterrence above 0"
#define CLOSED "no firm closes; set firms.closed_per_year above 0"
#define LENDERS "lenders take no measure; set firm_measures.*.credit to true"

#define REFUSED 1
#define NO_EFFECT 0

const struct soc_need soc_needs[] = {
	{ "publicity", "contacts_cut", 0, REFUSED, contacts_are_kept, CONTACTS },
	{ "publicity", "warning_tone_cut_per_month", 0, REFUSED, contacts_are_kept, CONTACTS },
	{ "publicity", "work_lost", 0, REFUSED, contacts_are_kept, CONTACTS },
	{ "publicity", "strain", 0, REFUSED, contacts_are_kept, CONTACTS },
	{ "publicity", "contacts_cut", 0, NO_EFFECT, a_black_list_is_published, PUBLISHED },
	{ "publicity", "work_lost", 0, NO_EFFECT, a_black_list_is_published, PUBLISHED },
	{ "publicity", "deterrence", 0, NO_EFFECT, a_black_list_is_published, PUBLISHED },
	{ "contacts", "near_share", NAN, NO_EFFECT, contacts_are_kept, NO_CONTACTS },
	{ "contacts", "far_share", NAN, NO_EFFECT, contacts_are_kept, NO_CONTACTS },
	{ "contacts", "made_per_month", NAN, NO_EFFECT, contacts_are_kept, NO_CONTACTS },
	{ "contacts", "lost_by_moving", NAN, NO_EFFECT, contacts_are_kept, NO_CONTACTS },
	{ "events", "rate_per_year", 0, REFUSED, is_no_event, "a class with residence: has no rate of its own; set rate_per_year to 0" },
	{ "events", "residence", 0, REFUSED, tenants_can_be_found,
	  "a landlord is identified when an unregistered resident is found; some event needs residence: unregistered" },
	{ "events", "residence", 0, NO_EFFECT, somebody_rents, "nobody rents; set conduct.sublet_share above 0" },
	{ "conduct", "sublet_share", NAN, NO_EFFECT, some_class_is_letting, LETTING },
	{ "events", "residence", 0, NO_EFFECT, somebody_moves, "nobody moves, so everybody lives where they are registered; some event needs effect: move" },
	{ "conduct", "suspected_per_1000_years", 0, NO_EFFECT, residence_is_reported, REPORTED },
	{ "conduct", "denounced_per_1000_years", 0, NO_EFFECT, residence_is_reported, REPORTED },
	{ "conduct", "report_response", 0, NO_EFFECT, residence_is_reported, REPORTED },
	{ "conduct", "registration_response", 0, NO_EFFECT, declaring_is_paid, "no class with residence: registration earns points" },
	{ "events", "liability_share", 0, REFUSED, groups_are_made, GROUPS },
	{ "measures", "spill_liability_group", 0, REFUSED, groups_are_made, GROUPS },
	{ "conduct", "liability_reporting", 0, REFUSED, groups_are_made, GROUPS },
	{ "conduct", "liability_risk", 0, REFUSED, groups_are_made, GROUPS },
	{ "conduct", "liability_reporting", 0, NO_EFFECT, some_class_is_answered_for, ANSWERED },
	{ "conduct", "liability_risk", 0, NO_EFFECT, some_class_is_answered_for, ANSWERED },
	{ "society", "liability_group_households", 0, NO_EFFECT, groups_matter,
	  "the group is liable for no class of events and no measure reaches it; set events.*.liability_share or measures.*.spill_liability_group above 0" },
	{ "channels", "marked_ratio", 1, REFUSED, label_is_carried,
	  "is for people with the group marker, and nobody has it; set society.marker_share above 0, or this to 1" },
	{ "channels", "listed_ratio", 1, NO_EFFECT, there_is_a_black_list, "there is no black list" },
	{ "channels", "by_name_if_unlinked", 0, NO_EFFECT, channel_needs_identity,
	  "for this channel everybody counts as linked; it takes needs_identity: true" },
	{ "channels", "reward_points", 0, NO_EFFECT, is_neighbours, NEIGHBOURS },
	{ "channels", "malice_response", 0, NO_EFFECT, is_neighbours, NEIGHBOURS },
	{ "channels", "verify_specificity", 0, NO_EFFECT, is_neighbours, NEIGHBOURS },
	{ "channels", "verify_sensitivity", 1, NO_EFFECT, is_neighbours, NEIGHBOURS },
	{ "review", "checks_per_month_per_million", 0, NO_EFFECT, some_neighbours_report,
	  "there is no channel of kind neighbours whose reports are verified" },
	{ "events", "deterrence", 0, NO_EFFECT, is_violation, VIOLATION },
	{ "events", "strain_effect", 0, NO_EFFECT, is_violation, VIOLATION },
	{ "events", "avoidable", 0, NO_EFFECT, is_violation, VIOLATION },
	{ "events", "crowding_out", 0, NO_EFFECT, is_good_deed, GOOD_DEED },
	{ "events", "gaming", 0, NO_EFFECT, is_good_deed, GOOD_DEED },
	{ "events", "chilling", 0, NO_EFFECT, is_lawful_act, "is for events of kind lawful_act" },
	{ "events", "avoidable", 0, NO_EFFECT, rules_are_known, UNKNOWN_RULES },
	{ "due_process", "informed_appeal", 0, NO_EFFECT, rules_are_known, UNKNOWN_RULES },
	{ "due_process", "informed_success", 0, NO_EFFECT, rules_are_known, UNKNOWN_RULES },
	{ "conduct", "published_rules", 0, NO_EFFECT, to_know_rules_helps,
	  "to know the rules helps nobody; set events.*.gaming, events.*.avoidable or due_process.informed_appeal above 0" },
	{ "components", "half_life_months", 0, NO_EFFECT, fades, "only components of kind records fade" },
	{ "components", "means_slope", 0, NO_EFFECT, is_means, "is for components of kind means" },
	{ "components", "rater_bias", 0, NO_EFFECT, is_rating, RATING },
	{ "components", "rater_impression", 0, NO_EFFECT, is_rating, RATING },
	{ "components", "favouritism", 0, NO_EFFECT, is_rating, RATING },
	{ "components", "kind", 0, NO_EFFECT, rating_is_of_somebody, "rated_classes: names no class of person: nobody is rated" },
	{ "components", "kind", 0, NO_EFFECT, rating_is_ever_made, "rating_months is 0: nobody is rated" },
	{ "output", "cliff", -1, REFUSED, is_scored, SCORED },
	{ "output", "spread", 0, NO_EFFECT, is_scored, SCORED },
	{ "enrolment", "required", 0, REFUSED, is_scored, SCORED },
	{ "enrolment", "required", 0, NO_EFFECT, some_measure_is_by_grade, "enrolment binds measures by grade, and there is none; name grades in measures.*.grades" },
	{ "enrolment", "share", NAN, NO_EFFECT, somebody_has_to_join, "nobody has to enrol; set enrolment.required to true" },
	{ "adaptive_weight", "component", -1, REFUSED, is_scored, SCORED },
	{ "adaptive_weight", "component", -1, REFUSED, correction_has_people, "adaptive_weight.classes names no class of person whose outcome is followed" },
	{ "adaptive_weight", "component", -1, NO_EFFECT, correction_gains, "the weight stands still; set adaptive_weight.gain above 0" },
	{ "adaptive_weight", "gain", NAN, NO_EFFECT, family_is_corrected, CORRECTED },
	{ "adaptive_weight", "target", NAN, NO_EFFECT, family_is_corrected, CORRECTED },
	{ "hierarchy", "months_per_level", 0, NO_EFFECT, hops_are_made, HOPS },
	{ "hierarchy", "lost_per_level", 0, NO_EFFECT, hops_are_made, HOPS },
	{ "hierarchy", "misfiled_per_level", 0, NO_EFFECT, hops_are_made, HOPS },
	{ "hierarchy", "reclassified_per_level", 0, NO_EFFECT, hops_are_made, HOPS },
	{ "hierarchy", "order_delay_months", 0, NO_EFFECT, something_is_ordered, "orders are changes in the timeline, and there are none" },
	{ "lists", "grade_cap", -1, NO_EFFECT, is_scored, SCORED },
	{ "lists", "grade_floor", -1, NO_EFFECT, is_scored, SCORED },
	{ "lists", "entry_kin", 0, NO_EFFECT, kin_have_a_class, "entry_kin_classes: names no class of person" },
	{ "measures", "spill_depth", 1, NO_EFFECT, measure_spills, "the measure reaches nobody else; set one of its spill_spouse, spill_child, "
	  "spill_household, spill_kin, spill_liability_group above 0" },
	{ "measures", "income_gain", 0, NO_EFFECT, is_reward, REWARD },
	{ "measures", "relief", 0, NO_EFFECT, is_reward, REWARD },
	{ "measures", "income_loss", 0, NO_EFFECT, is_sanction, SANCTION },
	{ "measures", "strain", 0, NO_EFFECT, is_sanction, SANCTION },
	{ "credit", "probe_points", 0, NO_EFFECT, friends_count, "no bureau scores by friends; set bureaus.*.friends_weight above 0" },
	{ "credit", "proxy_group", 0, NO_EFFECT, proxy_counts, "no bureau scores by the proxy; set bureaus.*.proxy_weight above 0" },
	{ "credit", "proxy_income", 0, NO_EFFECT, proxy_counts, "no bureau scores by the proxy; set bureaus.*.proxy_weight above 0" },
	{ "bureaus", "friends_weight", 0, NO_EFFECT, is_scorer, SCORER },
	{ "bureaus", "proxy_weight", 0, NO_EFFECT, is_scorer, SCORER },
	{ "bureaus", "mixed_file", 0, NO_EFFECT, is_scorer, SCORER },
	{ "bureaus", "needs_loan", 0, NO_EFFECT, is_scorer, SCORER },
	{ "bureaus", "data_sharing_lists", 0, NO_EFFECT, is_scorer, SCORER },
	{ "bureaus", "data_sharing", 0, NO_EFFECT, has_gateway_lists, GATEWAY },
	{ "bureaus", "data_sharing_points", 0, NO_EFFECT, has_gateway_lists, GATEWAY },
	{ "bureaus", "data_sharing_lists", 0, NO_EFFECT, gateway_tells, "shared entries cost no points; set data_sharing and data_sharing_points above 0" },
	{ "firm_lists", "head_probability", 0, REFUSED, head_has_list,
	  "of the heads are entered, but into no list of people: name one of lists: with head_list" },
	{ "firm_lists", "head_list", -1, NO_EFFECT, head_is_entered, "no head is entered; set head_probability above 0" },
	{ "firms", "enabled", 0, NO_EFFECT, firms_do_something, "firms do nothing: there are no firm_events" },
	{ "firms", "appeal_if_wronged", 0, NO_EFFECT, there_is_a_black_list_of_firms, FIRM_BLACK_LIST },
	{ "firms", "appeal_if_guilty", 0, NO_EFFECT, there_is_a_black_list_of_firms, FIRM_BLACK_LIST },
	{ "firms", "appeal_months", NAN, NO_EFFECT, firms_appeal, FIRM_APPEALS },
	{ "firms", "overturn_wrong", NAN, NO_EFFECT, firms_appeal, FIRM_APPEALS },
	{ "firms", "overturn_right", NAN, NO_EFFECT, firms_appeal, FIRM_APPEALS },
	{ "firms", "risk_initial", 0, NO_EFFECT, firms_can_be_deterred, FIRM_DETERRED },
	{ "firms", "risk_learning", 0, NO_EFFECT, firms_can_be_deterred, FIRM_DETERRED },
	{ "firm_events", "deterrence", 0, NO_EFFECT, firms_perceive_a_risk, FIRM_RISK },
	{ "firms", "closed_listed_ratio", 1, NO_EFFECT, firms_close, CLOSED },
	{ "firms", "same_owner", 0, NO_EFFECT, firms_close, CLOSED },
	{ "firms", "closing_job_loss", 0, NO_EFFECT, firms_close, CLOSED },
	{ "firms", "closing_job_loss", 0, NO_EFFECT, firms_employ, "firms employ nobody; set firms.employee_share above 0" },
	{ "firms", "credit_coverage", 1, NO_EFFECT, lenders_ask, LENDERS },
	{ "firms", "credit_coverage_small", 1, NO_EFFECT, lenders_ask, LENDERS },
	{ "firms", "credit_below", NAN, NO_EFFECT, lenders_ask, LENDERS },
	{ "firms", "credit_without_score", 0, NO_EFFECT, lenders_ask, LENDERS },
	{ "firm_measures", "credit", 0, NO_EFFECT, lenders_refuse,
	  "lenders refuse nobody; set firms.credit_below above -2000 or firms.credit_without_score above 0" },
	{ "instrument", "event", -1, REFUSED, instrument_has_channel, "a refusal is recorded as a class by a channel: name it with instrument.channel" },
	{ "instrument", "channel", -1, REFUSED, instrument_has_event,
	  "a refusal is recorded as a class by a channel: name the class with instrument.event" },
	{ "instrument", "channel", -1, NO_EFFECT, instrument_channel_is_on, "the channel is never enabled: no refusal is recorded" },
	{ "instrument", "event", -1, NO_EFFECT, there_is_an_instrument, INSTRUMENT },
	{ "instrument", "threshold", NAN, NO_EFFECT, there_is_an_instrument, INSTRUMENT },
	{ NULL, NULL, 0, 0, NULL, NULL },
};
