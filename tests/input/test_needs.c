/* What modules need of one another: every line of soc_needs and every circle, with its words. */
#include "input/check_needs.h"
#include "input_support.h"

#include <stdio.h>
#include <string.h>

#define HEAD "socred: 1\n"
#define BUREAU "families: {f: {}}\nbureaus:\n  s: {kind: scorer, weights: {f: 1}}\n"
#define CHANNEL "channels: {c: {kind: camera, false_per_1000_years: 0}}\n"
#define GRADES "families: {f: {}}\ngrades: {D: 0, C: 900}\n"
#define LIST "lists: {l: {colour: black, entry_events: theft}}\n"
#define NO_BUREAU "families: {f: {}}\nbureaus:\n  s: {kind: scorer, enabled: false, weights: {f: 1}}\n"
#define THEFT "events: {theft: {kind: violation}}\n"

struct bad {
	const char *text;
	int line, column;
	const char *key, *words;
};

/* Without it the scenario is refused. */
static const struct bad refused[] = {
	{ HEAD "publicity: {contacts_cut: 0.3}\n", 2, 13, "publicity.contacts_cut",
	  "0.3: publicity acts on contacts, and none are kept; set contacts.enabled to true, or 0 here" },
	{ HEAD "publicity: {tone_cut_per_month: 0.1}\n", 2, 13, "publicity.tone_cut_per_month",
	  "set contacts.enabled to true" },
	{ HEAD "publicity: {work_lost: 0.1}\n", 2, 13, "publicity.work_lost",
	  "set contacts.enabled to true" },
	{ HEAD "publicity: {strain: 0.1}\n", 2, 13, "publicity.strain",
	  "set contacts.enabled to true" },
	{ HEAD "timeline: [{name: t, from: 2014-02, set: {publicity.work_lost: 0.2}}]\n", 2, 43, "timeline.t.set.publicity.work_lost",
	  "0.2: publicity acts on contacts" },
	{ HEAD "contacts: {enabled: true}\n" "events: {u: {kind: violation, residence: undeclared}}\n", 3, 10, "events.u.rate_per_year",
	  "0.01: a class with residence: is no event of its own; set rate_per_year to 0" },
	{ HEAD "events: {u: {kind: violation, residence: undeclared, rate_per_year: 0}, w: {kind: violation, "
	  "residence: undeclared, rate_per_year: 0}}\n", 2, 94, "events.w.residence",
	  "undeclared: events.u is that class already" },
	{ HEAD "events: {u: {kind: violation, residence: undeclared, rate_per_year: 0}}\n"
	  "channels: {c: {kind: neighbours, false_per_1000_years: 0, detects: {u: 0.1}}}\n", 3, 69, "channels.c.detects.u",
	  "0.1: neighbours report where people live by who knows whom, and no contacts are kept; set contacts.enabled to true" },
	{ HEAD "events: {u: {kind: violation, residence: undeclared, rate_per_year: 0}}\n"
	  "channels: {c: {kind: neighbours, false_per_1000_years: 0}}\n"
	  "timeline: [{name: t, from: 2014-02, set: {channels.c.detects.u: 0.2}}]\n", 4, 43, "timeline.t.set.channels.c.detects.u",
	  "0.2: neighbours report" },
	{ HEAD "events: {theft: {kind: violation, group_points: 0.5}}\n", 2, 35, "events.theft.group_points",
	  "0.5: there are no neighbours' groups; set society.group_households to 5 to 10" },
	{ HEAD "conduct: {group_watch: 1}\n", 2, 11, "conduct.group_watch",
	  "1: there are no neighbours' groups" },
	{ HEAD "conduct: {group_risk: 0.1}\n", 2, 11, "conduct.group_risk",
	  "0.1: there are no neighbours' groups" },
	{ HEAD "channels: {c: {kind: camera, false_per_1000_years: 0, attention: 2}}\n", 2, 55, "channels.c.attention",
	  "2: is for people with the label, and nobody has it; set society.label_share above 0" },
	{ HEAD CHANNEL "timeline: [{name: t, from: 2014-02, set: {channels.c.attention: 0.5}}]\n",
	  3, 43, "timeline.t.set.channels.c.attention",
	  "0.5: is for people with the label" },
	{ HEAD "consent: {needed: true}\n", 2, 11, "consent.needed",
	  "true: there are no grades to go by; a scenario with a score has grades: and families:" },
	{ HEAD "grades: {D: 0, C: 900}\n" "record: {cliff: C}\n", 3, 10, "record.cliff",
	  "C: there are no grades to go by" },
	{ HEAD "families: {f: {}}\n" "self_correction: {family: f}\n", 3, 19, "self_correction.family",
	  "f: there are no grades to go by" },
	{ HEAD GRADES "self_correction: {family: f, classes: []}\n", 4, 19, "self_correction.family",
	  "self_correction.classes names no class of person" },
	{ HEAD "firm_events: {v: {rate_per_year: 1}}\n"
	  "firm_lists: {k: {colour: black, entry_events: v, head_probability: 0.5}}\n", 3, 50, "firm_lists.k.head_probability",
	  "0.5: of the heads are entered, but into no list of people" },
	{ HEAD THEFT "instrument: {table: compas, event: theft}\n", 3, 29, "instrument.event",
	  "theft: a refusal is recorded as a class by a channel: name it with instrument.channel" },
	{ HEAD CHANNEL "instrument: {table: compas, channel: c}\n", 3, 29, "instrument.channel",
	  "name the class with instrument.event" },
	{ HEAD "instrument: {table: compsa}\n", 2, 14, "instrument.table",
	  "there is no table \"compsa\"; did you mean compas? there are: compas, transrisk" },
	{ HEAD "instrument: {table: quintessence}\n", 2, 14, "instrument.table",
	  "there is no table \"quintessence\"; there are: compas, transrisk" },
	{ HEAD "instrument: {table: compas, minimum: 10, maximum: 10}\n", 2, 29, "instrument.minimum",
	  "10: is not below instrument.maximum" },
	{ HEAD "families: {f: {}}\n" "bureaus: {b: {kind: merged, merges: [b]}}\n", 3, 29, "bureaus.b.merges",
	  "the bureaus merge in a circle, b -> b; only bureaus of kind scorer can be merged" },
	{ HEAD BUREAU "  b1: {kind: merged, merges: [s, b2]}\n" "  b2: {kind: merged, merges: [b1]}\n", 5, 22, "bureaus.b1.merges",
	  "in a circle, b1 -> b2 -> b1;" },
	{ HEAD BUREAU "  b1: {kind: merged, merges: [b3]}\n" "  b2: {kind: merged, merges: [b1]}\n"
	  "  b3: {kind: merged, merges: [b2, s]}\n", 5, 22, "bureaus.b1.merges",
	  "in a circle, b1 -> b3 -> b2 -> b1;" },
	{ HEAD BUREAU "  b1: {kind: merged, merges: [s, b2]}\n" "  b2: {kind: merged, merges: [s]}\n", 5, 22, "bureaus.b1.merges",
	  "b2 is merged itself; only bureaus of kind scorer can be merged" },
	{ HEAD BUREAU "credit: {friends: 3}\n", 5, 10, "credit.friends",
	  "3: friendships go both ways along rings: an even number is needed" },
};

/* Without it a value has no effect: said, and the scenario can run. */
static const struct bad doubted[] = {
	{ HEAD "families: {f: {}}\n", 2, 12, "families.f",
	  "without grades there is no score and nobody is posted points, nor do bureaus find any; add grades:" },
	{ HEAD "grades: {D: 0, C: 900}\n", 2, 10, "grades.D",
	  "without families of points there is no score to grade; add families:" },
	{ HEAD CHANNEL "contacts: {near_share: 0.2}\n", 3, 12, "contacts.near_share",
	  "0.2: no contacts are kept; set contacts.enabled to true" },
	{ HEAD CHANNEL "contacts: {far_share: 0.2}\n", 3, 12, "contacts.far_share",
	  "no contacts are kept" },
	{ HEAD CHANNEL "contacts: {made_per_month: 0.1}\n", 3, 12, "contacts.made_per_month",
	  "no contacts are kept" },
	{ HEAD CHANNEL "contacts: {lost_by_moving: 0.1}\n", 3, 12, "contacts.lost_by_moving",
	  "no contacts are kept" },
	{ HEAD GRADES "consent: {share: 0.5}\n", 4, 11, "consent.share",
	  "0.5: nobody has to join; set consent.needed to true" },
	{ HEAD THEFT LIST "measures: {m: {kind: reward, lists: l, income_loss: 0.1}}\n", 4, 40, "measures.m.income_loss",
	  "0.1: is for measures of kind sanction" },
	{ HEAD THEFT LIST "measures: {m: {kind: reward, lists: l, strain: 0.1}}\n", 4, 40, "measures.m.strain",
	  "0.1: is for measures of kind sanction" },
	{ HEAD THEFT LIST "firm_events: {v: {rate_per_year: 1}}\n"
	  "firm_lists: {k: {colour: black, entry_events: v, head_list: l}}\n", 5, 50, "firm_lists.k.head_list",
	  "l: no head is entered; set head_probability above 0" },
	{ HEAD "contacts: {enabled: true}\n" LIST THEFT "publicity: {contacts_cut: 0.3}\n", 5, 13, "publicity.contacts_cut",
	  "0.3: no black list is published" },
	{ HEAD "contacts: {enabled: true}\n" LIST THEFT "publicity: {work_lost: 0.3}\n", 5, 13, "publicity.work_lost",
	  "no black list is published" },
	{ HEAD "contacts: {enabled: true}\n" LIST THEFT "publicity: {deterrence: 1}\n", 5, 13, "publicity.deterrence",
	  "no black list is published" },
	{ HEAD "events: {u: {kind: violation, residence: undeclared, rate_per_year: 0}}\n" CHANNEL, 2, 31, "events.u.residence",
	  "undeclared: nobody moves" },
	{ HEAD CHANNEL "conduct: {suspected_per_1000_years: 9}\n", 3, 11, "conduct.suspected_per_1000_years",
	  "where people live is not reported" },
	{ HEAD CHANNEL "conduct: {denounced_per_1000_years: 9}\n", 3, 11, "conduct.denounced_per_1000_years",
	  "where people live is not reported" },
	{ HEAD CHANNEL "conduct: {report_response: 1}\n", 3, 11, "conduct.report_response",
	  "where people live is not reported" },
	{ HEAD CHANNEL "conduct: {declare_response: 1}\n", 3, 11, "conduct.declare_response",
	  "no class with residence: declared earns points" },
	{ HEAD CHANNEL "society: {group_households: 5}\n", 3, 11, "society.group_households",
	  "5: no class of events is answered for; set events.*.group_points above 0" },
	{ HEAD CHANNEL "society: {group_households: 5}\n" "conduct: {group_watch: 1}\n", 4, 11, "conduct.group_watch",
	  "no class of events is answered for" },
	{ HEAD CHANNEL "society: {group_households: 5}\n" "conduct: {group_risk: 1}\n", 4, 11, "conduct.group_risk",
	  "no class of events is answered for" },
	{ HEAD "channels: {c: {kind: camera, false_per_1000_years: 0, attention_listed: 2}}\n", 2, 55, "channels.c.attention_listed",
	  "2: there is no black list" },
	{ HEAD
	  "channels: {c: {kind: camera, false_per_1000_years: 0, needs_identity: false, by_name_if_unlinked: 0.5}}\n",
	  2, 78, "channels.c.by_name_if_unlinked",
	  "0.5: for this channel everybody counts as linked; it takes needs_identity: true" },
	{ HEAD "channels: {c: {kind: camera, false_per_1000_years: 0, reward_points: 3}}\n", 2, 55, "channels.c.reward_points",
	  "3: is for channels of kind neighbours" },
	{ HEAD "channels: {c: {kind: camera, false_per_1000_years: 0, malice_response: 0.1}}\n", 2, 55, "channels.c.malice_response",
	  "0.1: is for channels of kind neighbours" },
	{ HEAD "channels: {c: {kind: camera, false_per_1000_years: 0, verify_specificity: 0.5}}\n", 2, 55, "channels.c.verify_specificity",
	  "0.5: is for channels of kind neighbours" },
	{ HEAD "channels: {c: {kind: camera, false_per_1000_years: 0, verify_sensitivity: 0.5}}\n", 2, 55, "channels.c.verify_sensitivity",
	  "0.5: is for channels of kind neighbours" },
	{ HEAD CHANNEL "review: {checks_per_month_per_million: 5}\n", 3, 10, "review.checks_per_month_per_million",
	  "there is no channel of kind neighbours" },
	{ HEAD "events: {e: {kind: good_deed, deterrence: 0.5}}\n" CHANNEL, 2, 31, "events.e.deterrence",
	  "0.5: is for events of kind violation" },
	{ HEAD "events: {e: {kind: lawful_act, strain_effect: 0.5}}\n" CHANNEL, 2, 32, "events.e.strain_effect",
	  "0.5: is for events of kind violation" },
	{ HEAD "events: {e: {kind: good_deed, avoidable: 0.5}}\n" CHANNEL, 2, 31, "events.e.avoidable",
	  "0.5: is for events of kind violation" },
	{ HEAD "events: {e: {kind: violation, crowding_out: 0.5}}\n" CHANNEL, 2, 31, "events.e.crowding_out",
	  "0.5: is for events of kind good_deed" },
	{ HEAD "events: {e: {kind: violation, gaming: 0.5}}\n" CHANNEL, 2, 31, "events.e.gaming",
	  "0.5: is for events of kind good_deed" },
	{ HEAD "events: {e: {kind: violation, chilling: 0.5}}\n" CHANNEL, 2, 31, "events.e.chilling",
	  "0.5: is for events of kind lawful_act" },
	{ HEAD "events: {e: {kind: violation, avoidable: 0.5}}\n" CHANNEL, 2, 31, "events.e.avoidable",
	  "0.5: nobody knows the rules; set conduct.published_rules above 0" },
	{ HEAD CHANNEL "due_process: {informed_appeal: 0.5}\n", 3, 15, "due_process.informed_appeal",
	  "nobody knows the rules" },
	{ HEAD CHANNEL "due_process: {informed_success: 0.5}\n", 3, 15, "due_process.informed_success",
	  "nobody knows the rules" },
	{ HEAD CHANNEL "conduct: {published_rules: 0.5}\n", 3, 11, "conduct.published_rules",
	  "to know the rules helps nobody" },
	{ HEAD "families: {f: {kind: means, half_life_months: 9}}\n", 2, 29, "families.f.half_life_months",
	  "9: only families of kind records fade" },
	{ HEAD "families: {f: {means_slope: 9}}\n", 2, 16, "families.f.means_slope",
	  "is for families of kind means" },
	{ HEAD "families: {f: {rater_bias: 9}}\n", 2, 16, "families.f.rater_bias",
	  "is for families of kind rating" },
	{ HEAD "families: {f: {rater_liking: 9}}\n", 2, 16, "families.f.rater_liking",
	  "is for families of kind rating" },
	{ HEAD "families: {f: {favour: 9}}\n", 2, 16, "families.f.favour",
	  "is for families of kind rating" },
	{ HEAD "families: {f: {kind: rating, rated_classes: []}}\n", 2, 16, "families.f.kind",
	  "rating: rated_classes: names no class of person: nobody is rated" },
	{ HEAD "families: {f: {kind: rating, rating_months: 0}}\n", 2, 16, "families.f.kind",
	  "rating: rating_months is 0: nobody is rated" },
	{ HEAD CHANNEL "record: {spread: true}\n", 3, 10, "record.spread",
	  "true: there are no grades to go by" },
	{ HEAD GRADES "consent: {needed: true}\n", 4, 11, "consent.needed",
	  "consent binds measures by grade, and none is; name grades in measures.*.grades" },
	{ HEAD GRADES "self_correction: {family: f, gain: 0}\n", 4, 19, "self_correction.family",
	  "the weight stands still" },
	{ HEAD GRADES "self_correction: {gain: 2}\n", 4, 19, "self_correction.gain",
	  "2: no weight is corrected; name a family with self_correction.family" },
	{ HEAD GRADES "self_correction: {target: 0.2}\n", 4, 19, "self_correction.target",
	  "no weight is corrected" },
	{ HEAD CHANNEL "hierarchy: {months_per_hop: 1}\n", 3, 13, "hierarchy.months_per_hop",
	  "1: records make no hops; set hierarchy.hops above 0" },
	{ HEAD CHANNEL "hierarchy: {lost_per_hop: 0.1}\n", 3, 13, "hierarchy.lost_per_hop",
	  "0.1: records make no hops; set hierarchy.hops above 0" },
	{ HEAD CHANNEL "hierarchy: {misfiled_per_hop: 0.1}\n", 3, 13, "hierarchy.misfiled_per_hop",
	  "0.1: records make no hops; set hierarchy.hops above 0" },
	{ HEAD CHANNEL "hierarchy: {reclassed_per_hop: 0.1}\n", 3, 13, "hierarchy.reclassed_per_hop",
	  "0.1: records make no hops; set hierarchy.hops above 0" },
	{ HEAD CHANNEL "hierarchy: {orders_months: 2}\n", 3, 13, "hierarchy.orders_months",
	  "orders are changes of the timeline, and there are none" },
	{ HEAD THEFT "lists: {l: {colour: black, entry_events: theft, entry_kin: 0.5, entry_kin_classes: []}}\n", 3, 49, "lists.l.entry_kin",
	  "0.5: entry_kin_classes: names no class of person" },
	{ HEAD THEFT LIST "measures: {m: {kind: sanction, lists: l, spill_depth: 2}}\n", 4, 42, "measures.m.spill_depth",
	  "2: the measure reaches nobody else" },
	{ HEAD THEFT LIST "measures: {m: {kind: sanction, lists: l, income_gain: 0.1}}\n", 4, 42, "measures.m.income_gain",
	  "0.1: is for measures of kind reward" },
	{ HEAD THEFT LIST "measures: {m: {kind: sanction, lists: l, relief: 0.1}}\n", 4, 42, "measures.m.relief",
	  "0.1: is for measures of kind reward" },
	{ HEAD BUREAU "credit: {probe_points: 9}\n", 5, 10, "credit.probe_points",
	  "9: no bureau scores by friends; set bureaus.*.friends_weight above 0" },
	{ HEAD BUREAU "credit: {proxy_group: 0.1}\n", 5, 10, "credit.proxy_group",
	  "no bureau scores by the proxy" },
	{ HEAD BUREAU "credit: {proxy_income: 0.1}\n", 5, 10, "credit.proxy_income",
	  "no bureau scores by the proxy" },
	{ HEAD BUREAU "  b: {kind: merged, merges: s, friends_weight: 0.1}\n", 5, 32, "bureaus.b.friends_weight",
	  "0.1: a merged bureau has no files of its own" },
	{ HEAD BUREAU "  b: {kind: merged, merges: s, proxy_weight: 0.1}\n", 5, 32, "bureaus.b.proxy_weight",
	  "0.1: a merged bureau has no files of its own" },
	{ HEAD BUREAU "  b: {kind: merged, merges: s, mixed_file: 0.1}\n", 5, 32, "bureaus.b.mixed_file",
	  "0.1: a merged bureau has no files of its own" },
	{ HEAD BUREAU "  b: {kind: merged, merges: s, needs_loan: true}\n", 5, 32, "bureaus.b.needs_loan",
	  "true: a merged bureau has no files of its own" },
	{ HEAD LIST THEFT BUREAU "  b: {kind: merged, merges: s, gateway_lists: l}\n", 7, 32, "bureaus.b.gateway_lists",
	  "a merged bureau has no files of its own" },
	{ HEAD BUREAU "  b: {kind: scorer, weights: {f: 1}, gateway: 0.5}\n", 5, 38, "bureaus.b.gateway",
	  "no list reaches the bureau" },
	{ HEAD BUREAU "  b: {kind: scorer, weights: {f: 1}, gateway_points: 5}\n", 5, 38, "bureaus.b.gateway_points",
	  "no list reaches the bureau" },
	{ HEAD LIST THEFT BUREAU "  b: {kind: scorer, weights: {f: 1}, gateway_lists: l, gateway: 0.5}\n", 7, 38, "bureaus.b.gateway_lists",
	  "no entry takes points there" },
	{ HEAD CHANNEL "firms: {enabled: true}\n", 3, 9, "firms.enabled",
	  "firms do nothing: there are no firm_events" },
	{ HEAD THEFT "channels: {c: {kind: camera, false_per_1000_years: 0, enabled: false}}\n"
	  "instrument: {table: compas, event: theft, channel: c}\n", 4, 43, "instrument.channel",
	  "c: the channel is never enabled" },
	{ HEAD THEFT CHANNEL "instrument: {event: theft, channel: c}\n", 4, 14, "instrument.event",
	  "theft: there is no instrument; name its table with instrument.table" },
	{ HEAD CHANNEL "instrument: {threshold: 5}\n", 3, 14, "instrument.threshold",
	  "there is no instrument" },
	{ HEAD "instrument: {table: compas, threshold: 5, threshold_labelled: 4}\n", 2, 43, "instrument.threshold_labelled",
	  "4: nobody carries the label" },
	{ HEAD NO_BUREAU "measures: {m: {kind: sanction, bureaus: s}}\n", 5, 32, "measures.m.bureaus",
	  "[s]: s is never enabled: it refuses nobody" },
	{ HEAD NO_BUREAU "  b: {kind: merged, merges: s}\n", 5, 21, "bureaus.b.merges",
	  "s is never enabled" },
};

static enum soc_err read_text(const char *text, struct soc_problems **problems)
{
	struct soc_scenario *s = NULL;
	const enum soc_err err = soc_scenario_read_text(text, strlen(text), "text", NULL, NULL, 0, &s, problems, NULL);
	soc_scenario_free(s);
	return err;
}

static void all_are(const struct bad *cases, size_t count, enum soc_err err)
{
	for (size_t i = 0; i < count; i++) {
		struct soc_problems *problems = NULL;
		text_bad(cases[i].text, cases[i].line, cases[i].column, cases[i].key, cases[i].words);
		if (read_text(cases[i].text, &problems) != err)
			fail_msg("%s: %s", cases[i].key, err == SOC_OK ? "refused" : "not refused");
		soc_problems_free(problems);
	}
}

static void test_refused(void **state)
{
	(void)state;
	all_are(refused, sizeof refused / sizeof *refused, SOC_ERR_SCENARIO);
}

static void test_doubted(void **state)
{
	(void)state;
	all_are(doubted, sizeof doubted / sizeof *doubted, SOC_OK);
}

static int is_of(const struct soc_need *need, const struct soc_problem *p)
{
	const char *last = strrchr(p->key, '.');
	return p->warning == !need->refused && strstr(p->key, need->section) != NULL && last != NULL && !strcmp(last + 1, need->key) &&
	       strstr(p->text, need->text) != NULL;
}

static int is_met_by(const struct soc_need *need, const struct bad *cases, size_t count)
{
	int met = 0;
	for (size_t i = 0; i < count && !met; i++) {
		struct soc_problems *problems = NULL;
		read_text(cases[i].text, &problems);
		for (size_t k = 0; k < soc_problems_count(problems); k++)
			met |= is_of(need, soc_problems_at(problems, k));
		soc_problems_free(problems);
	}
	return met;
}

/* A new line of the list needs a case here. */
static void test_every_need_has_a_case(void **state)
{
	(void)state;
	for (const struct soc_need *need = soc_needs; need->section != NULL; need++)
		if (!is_met_by(need, refused, sizeof refused / sizeof *refused) && !is_met_by(need, doubted, sizeof doubted / sizeof *doubted))
			fail_msg("no case for %s.%s: %s", need->section, need->key, need->text);
}

/* What is needed may come by the timeline; and where no regime is left nothing is strange. */
static void test_nothing_to_say(void **state)
{
	(void)state;
#define LATER(what) "timeline: [{name: t, from: 2014-02, set: {" what "}}]\n"
	static const char *const good[] = {
		HEAD CHANNEL "hierarchy: {lost_per_hop: 0.1, months_per_hop: 1}\n" LATER("hierarchy.hops: 2"),
		HEAD CHANNEL "hierarchy: {lost_per_hop: 0.1, months_per_hop: 1, hops: 1}\n" LATER("hierarchy.hops: 0"),
		HEAD CHANNEL "due_process: {informed_appeal: 0.5}\n" LATER("conduct.published_rules: 0.5"),
		HEAD "events: {theft: {kind: violation}}\n" CHANNEL "society: {group_households: 7}\n" LATER("events.theft.group_points: 0.5"),
		HEAD GRADES "bureaus: {s: {kind: scorer, weights: {f: 1}, enabled: false}}\n"
		"measures: {m: {kind: sanction, bureaus: s}}\n" LATER("bureaus.s.enabled: true"),
		HEAD "contacts: {enabled: true}\npublicity: {contacts_cut: 0.5}\nevents: {theft: {kind: violation}}\n"
		"lists: {l: {colour: black, entry_events: theft}}\n" LATER("lists.l.publication: 0.5"),
		HEAD "society: {group_households: 7}\nconduct: {group_watch: 1, published_rules: 0.5, suspected_per_1000_years: 9}\n"
		"hierarchy: {lost_per_hop: 0.1}\nevents: {e: {kind: violation, chilling: 1}}\n",
	};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		struct soc_problems *problems = NULL;
		const enum soc_err err = read_text(good[i], &problems);
		if (err != SOC_OK || soc_problems_count(problems) != 0)
			fail_msg("%s%s", good[i], soc_problems_at(problems, 0)->text);
		soc_problems_free(problems);
	}
}

/* A value of the command line stands in no file. */
static void test_of_the_command_line(void **state)
{
	(void)state;
	static const char text[] = HEAD CHANNEL;
	const char *settings[] = { "channels.c.attention=3" };
	struct soc_scenario *s = NULL;
	struct soc_problems *problems = NULL;
	assert_int_equal(soc_scenario_read_text(text, strlen(text), "text", NULL, settings, 1, &s, &problems, NULL), SOC_ERR_SCENARIO);
	assert_int_equal(soc_problems_count(problems), 1);
	assert_string_equal(soc_problems_at(problems, 0)->file, "--set");
	assert_string_equal(soc_problems_at(problems, 0)->key, "channels.c.attention");
	assert_non_null(strstr(soc_problems_at(problems, 0)->text, "3: is for people with the label"));
	soc_problems_free(problems);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_doubted),
		cmocka_unit_test(test_every_need_has_a_case),
		cmocka_unit_test(test_nothing_to_say),
		cmocka_unit_test(test_of_the_command_line),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
