/* Scenarios that say more than the tables of a run can hold are refused, and the message names the key. */
#include "lab.h"
#include "runner.h"

#include <stdio.h>
#include <string.h>

#define HEAD "socred: 1\npeople: {persons: 100, data: china-2020, provinces: Hainan}\n"
#define SCORED "grades: {D: {from: 0}, A: {from: 900}}\n"

static void must_refuse(const char *yaml, const char *word)
{
	struct soc_msg msg = { "" };
	if (lab_is_possible(yaml, &msg))
		lab_die("accepted, though %s should be refused:\n%s", word, yaml);
	if (strstr(msg.text, word) == NULL)
		lab_die("the message should name %s: %s", word, msg.text);
}

static void must_accept(const char *yaml)
{
	struct soc_msg msg = { "" };
	if (!lab_is_possible(yaml, &msg))
		lab_die("refused: %s\n%s", msg.text, yaml);
}

WHOLE_PART(limits)
{
	/* 16 bits of 1/32 point hold 1,023 points on either side of the start. */
	must_accept(HEAD SCORED "components: {f: {floor: -1000, ceiling: 1000, start: 20}}\nevents: {e: {kind: "
	                        "violation, component: f}}\n");
	must_refuse(HEAD SCORED "components: {f: {floor: -1000, ceiling: 1000, start: 30}}\nevents: {e: {kind: "
	                        "violation, component: f}}\n",
	            "components.f");
	must_refuse(HEAD SCORED "components: {f: {floor: -1000, ceiling: 1000, start: -30}}\nevents: {e: {kind: "
	                        "violation, component: f}}\n",
	            "components.f");
	/* 32 bits of 1/256 of 1/32 point hold 262,143 points of score. */
	must_accept(HEAD SCORED "components: {f: {weight: 100}}\nevents: {e: {kind: violation, component: f}}\n");
	must_refuse(HEAD SCORED "components: {f: {weight: 100}, g: {weight: 100}, h: {weight: 100}}\nevents: {e: "
	                        "{kind: violation, component: f}}\n",
	            "components");
	/* A person has at most eight candidates a month. */
	must_accept(HEAD "society: {proneness_shape: 20}\nevents: {e: {kind: violation, rate_per_year: 3}}\n");
	must_refuse(HEAD "society: {proneness_shape: 0.1}\nevents: {e: {kind: violation, rate_per_year: 12}}\n",
	            "events");
	/* A channel makes at most 32 fabricated records a month in a community of 512: 400 a year in 1,000 people
	 * are 17 on average. */
	must_accept(HEAD "events: {e: {kind: violation}}\nchannels: {c: {kind: camera, spurious_per_1000_years: "
	                 "300, spurious_mix: {e: 1}}}\n");
	must_refuse(HEAD
	            "events: {e: {kind: violation}}\nchannels: {c: {kind: neighbours, spurious_per_1000_years: "
	            "400, reward_points: 10, "
	            "malice_response: 0.3, spurious_mix: {e: 1}}}\n",
	            "channels.c");
	/* Attention is for people with the group marker: without any it would do nothing. */
	must_refuse(HEAD
	            "events: {e: {kind: violation}}\nchannels: {c: {kind: camera, spurious_per_1000_years: 0, "
	            "marked_ratio: 2}}\n",
	            "society.marker_share");
	must_accept(HEAD "society: {marker_share: 0.1}\nevents: {e: {kind: violation}}\n"
	                 "channels: {c: {kind: camera, spurious_per_1000_years: 0, marked_ratio: 2}}\n");
	must_refuse(HEAD "society: {names_slope: 0.6}\nevents: {e: {kind: violation}}\n"
	                 "channels: {c: {kind: camera, spurious_per_1000_years: 0, by_name: 0.1}}\n",
	            "society.names_slope");
	/* Seven triggers fit beside the trigger by grade. */
	must_refuse(HEAD "events: {a: {kind: violation}, b: {kind: violation}, c: {kind: violation}, d: {kind: "
	                 "violation}, e: {kind: violation}, "
	                 "f: {kind: violation}, g: {kind: violation}, h: {kind: violation}}\n"
	                 "lists: {l: {colour: black, entry_events: [a, b, c, d, e, f, g, h]}}\n",
	            "lists.l");
	/* Points for the group need groups; a threshold that is counted around is not that of the lowest grade.
	 */
	must_refuse(HEAD SCORED "components: {f: {}}\nevents: {e: {kind: violation, component: f, points: -5, "
	                        "liability_share: 0.5}}\n",
	            "society.liability_group_households");
	must_accept(HEAD SCORED
	            "society: {liability_group_households: 5}\ncomponents: {f: {}}\n"
	            "events: {e: {kind: violation, component: f, points: -5, liability_share: 0.5}}\n");
	must_refuse(
		HEAD SCORED
		"output: {cliff: D}\ncomponents: {f: {}}\nevents: {e: {kind: violation, component: f, points: -5}}\n",
		"output.cliff");
	must_accept(HEAD SCORED "output: {cliff: A}\ncomponents: {f: {}}\nevents: {e: {kind: violation, "
	                        "component: f, points: -5}}\n");
	/* Measures through the group need groups too, also when the timeline says so. */
	must_refuse(HEAD "span: {from: 2015-01, to: 2015-12}\nevents: {e: {kind: violation}}\nlists: {l: "
	                 "{colour: black, entry_events: e}}\n"
	                 "measures: {m: {kind: sanction, lists: l}}\ntimeline: [{from: 2015-03, set: "
	                 "{measures.m.spill_liability_group: 0.5}}]\n",
	            "society.liability_group_households");
	/* Landlords are asked for when somebody is found to live unregistered; subletting is no event of its own.
	 */
	must_refuse(HEAD "events: {e: {kind: violation, residence: subletting, rate_per_year: 0}}\n",
	            "residence: unregistered");
	must_refuse(HEAD "events: {d: {kind: violation, residence: unregistered, rate_per_year: 0}, e: {kind: "
	                 "violation, residence: subletting, "
	                 "rate_per_year: 0.1}}\n",
	            "events.e.rate_per_year");
	must_accept(HEAD "events: {d: {kind: violation, residence: unregistered, rate_per_year: 0}, e: {kind: "
	                 "violation, residence: subletting, "
	                 "rate_per_year: 0}}\n");
	puts("limits kept");
	return 0;
}
