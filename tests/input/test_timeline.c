/* The timeline: what may change, where it is wrong, when a change holds. */
#include "input_support.h"
#include "runner.h"

#include <string.h>

#define HEAD                                                                              \
	"socred: 1\nspan: {from: 2014-01, to: 2016-12}\nevents: {theft: {kind: violation}}\n" \
	"channels: {c: {kind: camera, spurious_per_1000_years: 0}}\n"

static void test_changes(void **state)
{
	(void)state;
	struct soc_scenario *s = text_good(
		HEAD "timeline:\n"
			 "  - {from: 2014-03, set: {channels.c.detects: {theft: 0.5}, channels.c.enabled: false}}\n"
			 "  - {name: late, from: 2015-01, to: 2015-02, where: {places: [Beijing, Hebei], share: 0.5},\n"
			 "     set: {channels.c.enabled: true}}\n"
			 "  - {name: big, from: 2015-01, where: {cities_above: 1e6},\n"
			 "     set: {events.theft.rate_per_year: {value: 1, source: x}}}\n");
	assert_int_equal(s->changes_count, 3);
	assert_int_equal(s->settings_count, 4);
	assert_string_equal(s->changes[0].name, "change_1");
	assert_int_equal(s->changes[0].to, SOC_MONTH_OPEN);
	assert_int_equal(s->changes[0].settings, 2);
	assert_int_equal(s->changes[1].first_setting, 2);
	assert_string_equal(s->settings[0].path, "channels.c.detects.theft");
	assert_string_equal(s->settings[0].value, "0.5");
	assert_string_equal(s->settings[1].value, "false");
	assert_int_equal(s->settings[3].change, 2);
	assert_int_equal(s->changes[0].where.kind, SOC_PLACES_ALL);
	assert_int_equal(s->changes[1].where.kind, SOC_PLACES_PROVINCES);
	assert_string_equal(s->changes[1].where.names, "Beijing,Hebei");
	assert_int_equal(s->changes[2].where.kind, SOC_PLACES_LARGE);
	/* The scenario itself is as before the changes. */
	assert_true(s->channels[0].enabled == 1 && s->channels[0].detects[0] == 0 &&
	            s->events[0].rate_per_year == 0.01);
	soc_scenario_free(s);
}

static void test_when_in_force(void **state)
{
	(void)state;
	struct soc_scenario *s = text_good(
		HEAD "timeline: [{name: a, from: 2014-03, to: 2014-05, set: {channels.c.enabled: false}}]\n");
	assert_int_equal(soc_scenario_change_active(s, 0, 2014 * 12 + 1), 0);
	assert_int_equal(soc_scenario_change_active(s, 0, 2014 * 12 + 2), 1);
	assert_int_equal(soc_scenario_change_active(s, 0, 2014 * 12 + 4), 1);
	assert_int_equal(soc_scenario_change_active(s, 0, 2014 * 12 + 5), 0);
	assert_int_equal(soc_scenario_change_active(s, 1, 2014 * 12 + 2), 0);
	soc_scenario_free(s);
}

/* As the run does: each setting of a change in force goes onto a plain copy. */
static void test_settings_apply(void **state)
{
	(void)state;
	struct soc_scenario *s = file_good("more.yaml");
	static struct soc_scenario copy;
	struct soc_msg msg = { "" };
	copy = *s;
	for (int i = 0; i < s->settings_count; i++)
		assert_int_equal(soc_scenario_set_text(&copy, s->settings[i].path, s->settings[i].value, &msg),
		                 SOC_OK);
	assert_true(copy.channels[0].coverage_urban == 0.5 && copy.channels[1].detects[0] == 0.2);
	assert_true(s->channels[0].coverage_urban == 1 && s->channels[1].detects[0] == 0.1);
	soc_scenario_free(s);
}

static void test_wrong(void **state)
{
	(void)state;
	text_bad(HEAD "timeline: 3\n", 5, 11, "timeline", "a list of changes is needed");
	text_bad(HEAD "timeline: [3]\n", 5, 12, "timeline.1", "a change is a map");
	text_bad(HEAD "timeline: [{name: a, set: {channels.c.enabled: true}}]\n", 5, 12, "timeline.a",
	         "from: is missing");
	text_bad(HEAD "timeline: [{name: a, from: 2014-01}]\n", 5, 12, "timeline.a", "set: is missing");
	text_bad(HEAD "timeline: [{name: a, fro: 2014-01}]\n", 5, 22, "timeline.a", "did you mean from?");
	text_bad(HEAD "timeline: [{name: A, from: 2014-01}]\n", 5, 19, "timeline.1", "\"A\" is no name");
	text_bad(HEAD "timeline: [{name: a, from: 2014-01}, {name: a, from: 2014-01}]\n", 5, 45, "timeline.2",
	         "have the name \"a\"");
	text_bad(HEAD "timeline: [{name: a, from: 2014-1}]\n", 5, 28, "timeline.a.from", "is not a month");
	text_bad(HEAD "timeline: [{name: a, from: 2015-01, to: 2014-12, set: {channels.c.enabled: true}}]\n", 5,
	         12, "timeline.a", "ends before it begins");
	text_bad(HEAD "timeline: [{name: a, from: 2014-01, where: {shar: 1}}]\n", 5, 45, "timeline.a.where.shar",
	         "did you mean share?");
	text_bad(HEAD "timeline: [{name: a, from: 2014-01, where: {share: 2}}]\n", 5, 52,
	         "timeline.a.where.share", "too large");
	text_bad(HEAD "timeline: [{name: a, from: 2014-01, where: {places: [Beijing, 110000]}}]\n", 5, 12,
	         "timeline.a", "mixes province names");
	text_bad(HEAD "timeline: [{name: a, from: 2014-01, where: {places: []}}]\n", 5, 53,
	         "timeline.a.where.places", "names nothing");
	text_bad(HEAD "timeline: [{name: a, from: 2014-01, set: {chanels.c.enabled: true}}]\n", 5, 43,
	         "timeline.a.set.chanels.c.enabled", "did you mean channels?");
	text_bad(HEAD "timeline: [{name: a, from: 2014-01, set: {channels.d.enabled: true}}]\n", 5, 43,
	         "timeline.a.set.channels.d.enabled", "there is no \"d\" in channels");
	text_bad(HEAD "timeline: [{name: a, from: 2014-01, set: {channels.c.enabled: maybe}}]\n", 5, 63,
	         "timeline.a.set.channels.c.enabled", "allowed: true, false");
	text_bad(HEAD "timeline: [{name: a, from: 2014-01, set: {channels.c.kind: bank}}]\n", 5, 43,
	         "timeline.a.set.channels.c.kind",
	         "kind is fixed for a run; in channels the timeline can set: enabled, coverage_urban");
	text_bad(HEAD "timeline: [{name: a, from: 2014-01, set: {seed: 2}}]\n", 5, 43, "timeline.a.set.seed",
	         "fixed for a run");
	text_bad(HEAD "timeline: [{name: a, from: 2014-01, set: {channels.c.detects: {thefts: 1}}}]\n", 5, 64,
	         "timeline.a.set.channels.c.detects", "did you mean theft?");
	text_bad(HEAD "timeline: [{name: a, from: 2017-01, set: {channels.c.enabled: true}}]\n", 5, 12,
	         "timeline.a", "outside the span, 2014-01 to 2016-12");
	text_bad(HEAD "timeline: [{name: a, from: 2014-01, to: 2017-01, set: {channels.c.enabled: true}}]\n", 5,
	         12, "timeline.a", "outside the span");
	text_bad("socred: 1\nscale: {kind: index}\ncomponents: {a: {weight: 0.5}, b: {weight: 0.5}}\n"
	         "timeline: [{name: c, from: 2014-01, set: {components.a.weight: 0.25}}]\n",
	         4, 12, "timeline.c", "add up to 1");
}

static void test_weights_may_move(void **state)
{
	(void)state;
	soc_scenario_free(
		text_good("socred: 1\nscale: {kind: index}\ncomponents: {a: {weight: 0.5}, b: {weight: 0.5}}\n"
	              "timeline: [{name: c, from: 2014-01, set: {components.a.weight: 0.25, components.b.weight: "
	              "0.75}}]\n"));
}

PART(timeline)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_changes),          cmocka_unit_test(test_when_in_force),
		cmocka_unit_test(test_settings_apply),   cmocka_unit_test(test_wrong),
		cmocka_unit_test(test_weights_may_move),
	};
	return run_part(tests, NULL, NULL);
}
