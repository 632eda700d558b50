/* What tests say of trust (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

#define UNREAD                                                                                      \
	"nobody goes by the record; it takes trust.reads above 0, for the run or by the timeline, and " \
	"trust.encounters"

static const struct needs_case refused[] = {
	{ HEAD CHANNEL "trust: {encounters: 2, reads: 0.5, bad_grades: 1}\n", 3, 36, "trust.bad_grades",
	  "1: some grade has to be left that is not bad; there must be more grades than that" },
	{ HEAD CHANNEL "trust: {encounters: 2, never: 0.7, always: 0.6}\n", 3, 36, "trust.always",
	  "0.6: nobody helps everybody and nobody at once; with trust.never, and with trust.never_offended, the "
	  "share "
	  "is at most 1" },
	{ .text = NULL },
};

static const struct needs_case doubted[] = {
	{ HEAD CHANNEL "trust: {reads: 0.5}\n", 3, 9, "trust.reads",
	  "0.5: nobody is asked for help; it takes trust.encounters above 0, for the run or by the timeline" },
	{ HEAD GRADES "trust: {encounters: 2, bad_grades: 1}\n", 4, 24, "trust.bad_grades", "1: " UNREAD },
	{ HEAD CHANNEL "trust: {encounters: 2, clean_trusted: 0.5}\n", 3, 24, "trust.clean_trusted",
	  "0.5: " UNREAD },
	{ HEAD CHANNEL "trust: {encounters: 2, silenced: 0.5}\n", 3, 24, "trust.silenced", "0.5: " UNREAD },
	{ HEAD CHANNEL "trust: {circles: 3}\n", 3, 9, "trust.circles",
	  "3: nobody is asked for help; it takes trust.encounters above 0, for the run or by the timeline" },
	{ HEAD CHANNEL "trust: {encounters: 2, association: 0.5}\n", 3, 24, "trust.association", "0.5: " UNREAD },
	{ HEAD CHANNEL "trust: {encounters: 2, docility: 0.1}\n", 3, 24, "trust.docility",
	  "0.1: it is about encounters with contacts; set contacts.enabled to true, and trust.ties above 0" },
	{ HEAD CHANNEL "trust: {encounters: 2, tie_strength: 0.1}\n", 3, 24, "trust.tie_strength",
	  "0.1: it is about encounters with contacts; set contacts.enabled to true, and trust.ties above 0" },
	{ .text = NULL },
};

/* Of 1,000 asked 640 help, of 200 who did nothing 50; of 500 adults something is said of 300; of 80 contacts
 * on record who ask 20 are turned away. */
static void count(struct soc_tally *t, int64_t month)
{
	const int64_t times = module_test_times(month);
	MODULE_TEST_COUNTS(t, trust_by_record_asked, 500, 100, 100, 100, 200);
	MODULE_TEST_COUNTS(t, trust_by_record_helped, 500, 30, 30, 30, 50);
	MODULE_TEST_COUNTS(t, trust_by_record_contacts_asked, 400, 20, 20, 20, 20);
	MODULE_TEST_COUNTS(t, trust_by_record_contacts_shunned, 0, 5, 5, 5, 5);
	MODULE_TEST_COUNTS(t, trust_by_repute_persons, 150 * times, 30 * times, 20 * times, 180 * times,
	                   20 * times, 0, 40 * times, 10 * times, 50 * times);
}

const struct module_test module_test_trust = {
	.stopped = "trust.encounters=0 trust.reads=0 trust.association=0",
	.combine = {
		.name = "trust",
		.fixed = { "trust.norm=6", "trust.never=0.1", "trust.never_offended=0.3", "trust.ties=0.4",
		           "trust.bad_grades=2", "trust.circles=3" },
		.turns = { { "trust.encounters", "3", "0" }, { "trust.reads", "0.6", "0" },
		           { "trust.silenced", "0.8", "0" }, { "trust.association", "0.7", "0" } },
		.counts = { "trust_by_ground.asked", "trust_by_group.helped", "trust_by_grade.helped",
		            "trust_by_helper.helped", "trust_by_record.helped", "trust_by_repute.persons" },
		.shows = { "trust_by_" },
	},
	.refused = refused,
	.doubted = doubted,
	.settings = { "trust.encounters=2", "trust.reads=0.5", "trust.association=0.5" },
	.off = { "trust.encounters=0", "trust.reads=0", "trust.association=0" },
	.count = count,
	.summaries = {
		{ "trust_helped", "64" },
		{ "trust_helped_innocent", "25" },
		{ "trust_spoken_of", "60" },
		{ "trust_shunned", "25" },
	},
};
