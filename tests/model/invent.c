#include "invent.h"
#include "invention.h"

#ifdef SOC_WITH_TREES
#define WITH_TREES 1
#else
#define WITH_TREES 0
#endif

/* ", key: {e0: 0.5}": numbers up to high for some events, above low for the first. */
static void say_by_event(struct invention *v, const char *key, double low, double high)
{
	say(v, ", %s: {e0: %.3f", key, between(v, low, high));
	for (int k = 1; k < v->events; k++)
		if (pick(v, 3) == 0 || is_state(v, k)) /* where people live is looked at by all */
			say(v, ", e%d: %.3f", k, between(v, 0, high));
	say(v, "}");
}

static void say_scale(struct invention *v)
{
	static const char *const kinds[] = { "records", "records", "records", "means", "network", "forecast" };
	static const char *const rated[] = { "citizen", "citizen, executive, official", "official, executive" };
	const int index = pick(v, 3) == 0;
	if (index)
		say(v, "scale: {kind: index, minimum: 350, maximum: 950}\n");
	else
		say(v, "scale: {kind: points, base: 1000, minimum: %d, maximum: %d, asymmetry: %.2f}\n", pick(v, 900),
		    1050 + pick(v, 500), between(v, 0.2, 5));
	say(v, "grades:\n");
	for (int g = 0; g < v->grades; g++)
		say(v, "  G%d: {from: %d}\n", g, (index ? 400 : 850) + g * (index ? 60 : 25));
	say(v, "components:\n");
	for (int f = 0; f < v->components; f++) {
		say(v,
		    "  f%d: {kind: %s, weight: %.3f, half_life_months: %d, floor: %d, ceiling: %d, start: %d, "
		    "means_slope: %d",
		    f, v->rates && f % 2 == 0 ? "rating" : kinds[pick(v, v->forecasts ? 6 : 5)],
		    index ? (f == 0 ? 1 - (v->components - 1) * 0.125 : 0.125) : between(v, 0, 1.5), pick(v, 40),
		    -10 - pick(v, 300), 10 + pick(v, 200), pick(v, 20) - 10, pick(v, 40) - 10);
		if (v->rates)
			say(v,
			    ", rating_months: %d, rated_classes: [%s], rated_employed: %s, raters: %d, examination: "
			    "%.1f, examination_error: %.2f, "
			    "rater_bias: %.1f, rater_impression: %.1f, favoured_share: %.2f, favouritism: %.1f",
			    pick(v, 8), rated[pick(v, 3)], pick(v, 2) ? "true" : "false", 1 + pick(v, 16),
			    between(v, 0, 60), between(v, 0, 2), between(v, 0, 60), between(v, 0, 60), between(v, 0, 1),
			    between(v, 0, 60));
		if (v->joins && f != 1)
			say(v, ", context: %s", f % 2 ? "travel" : "finance");
		say(v, "}\n");
	}
}

static void say_events(struct invention *v)
{
	static const char *const kinds[] = { "violation", "violation", "good_deed", "lawful_act", "life_event" };
	static const char *const drivers[] = { "proneness", "helpfulness", "nothing" };
	static const char *const effects[] = { "none", "move", "job_loss", "loan" };
	static const char *const spheres[] = {
		"by_kind", "property", "street", "money", "work", "speech", "deeds"
	};
	say(v, "events:\n");
	for (int k = 0; k < v->events; k++) {
		const int kind = pick(v, 5);
		say(v,
		    "  e%d: {kind: %s, driven_by: %s, effect: %s, male_ratio: %.2f, income_slope: %.2f, exponent: "
		    "%.2f",
		    k, kinds[kind], drivers[pick(v, 3)], kind == 4 ? effects[pick(v, 4)] : "none", between(v, 0.5, 3),
		    between(v, -0.2, 0.2), between(v, 0.1, 1));
		say(v, ", age: [%.1f, 1, 1.2, 1, %.1f]", between(v, 0, 1), between(v, 0, 1));
		say(v, ", sphere: %s, gain: %.4f, strain_effect: %.2f, crowding_out: %.2f, norm_weight: %.2f",
		    spheres[pick(v, 7)], pick(v, 3) ? between(v, 0.001, 0.2) : between(v, 0.2, 20), between(v, 0, 1),
		    between(v, 0, 1), between(v, 0, 1));
		say(v, ", residence: %s, avoidable: %.2f", name_of_state(v, k), between(v, 0, 1));
		say(v, ", rate_per_year: %.4f", is_state(v, k) ? 0 : between(v, 0.01, 3.0 / v->events) / v->mildness);
		if (v->components > 0 && pick(v, 4) > 0)
			say(v, ", component: f%d, points: %d", pick(v, v->components),
			    kind == 2 ? pick(v, 30) : -pick(v, 120));
		if (v->grades > 1 && v->components > 0 && pick(v, 6) == 0)
			say(v, ", drop_to_grade: G%d", pick(v, v->grades));
		if (v->groups)
			say(v, ", liability_share: %.2f", between(v, 0, 1));
		say(v, "}\n");
	}
}

/* To whom a channel ties its records, and whom it watches more. */
static void say_ties(struct invention *v)
{
	if (v->ties & 1)
		say(v, ", by_name: %.2f, by_name_if_unlinked: %.2f, code_error: %.3f", between(v, 0, 1),
		    between(v, 0, 1), between(v, 0, 0.1));
	if (v->ties & 2)
		say(v,
		    ", marked_ratio: %.2f, listed_ratio: %.2f, women_ratio: %.2f, minority_ratio: %.2f, poor_ratio: "
		    "%.2f",
		    between(v, 0, 3), between(v, 0, 3), between(v, 0, 3), between(v, 0, 3), between(v, 0, 3));
}

static void say_prediction(struct invention *v)
{
	static const char *const predictors[] = { "chance", "past_records", "one_variable", "logistic", "trees" };
	const uint64_t state = v->state; /* what else is invented stays as it is */
	say(v,
	    "prediction: {trained_months: %d, horizon_months: %d, predictor: %s, trees: %s, flagged_share: %.3f, "
	    "sample: %d}\n",
	    6 + pick(v, 5), 1 + pick(v, 3), predictors[pick(v, WITH_TREES ? 5 : 4)],
	    WITH_TREES ? "true" : "false", between(v, 0.01, 0.5), 100 + pick(v, 600));
	v->state = state;
}

static void say_channels(struct invention *v)
{
	static const char *const kinds[] = { "official", "self_declaration", "neighbours", "camera",
		                                 "bank",     "employer",         "committee" };
	say(v, "channels:\n");
	for (int c = 0; c < v->channels; c++) {
		say(v,
		    "  c%d: {kind: %s, enabled: %s, needs_identity: %s, coverage_urban: %.2f, coverage_rural: %.2f, "
		    "wrong_person: %.3f",
		    c, kinds[pick(v, 7)], pick(v, 6) ? "true" : "false", pick(v, 2) ? "true" : "false",
		    between(v, 0, 1), between(v, 0, 1), between(v, 0, 0.4));
		say(v,
		    ", spurious_per_1000_years: %.1f, verify_sensitivity: %.2f, verify_specificity: %.2f, "
		    "reward_points: %d, malice_response: %.2f",
		    between(v, 0, 80) / v->mildness, between(v, 0, 1), between(v, 0, 1), pick(v, 10),
		    between(v, 0, 0.3));
		say_ties(v);
		if (v->joins && c > 0 && c == v->channels - 1)
			say(v, ", join_channel: c0, join_event: e%d, join_missed: %.2f", v->events - 1, v->events / 20.0);
		else if ((v->ties & 2) && c % 2 == 0)
			say(v, ", follows_attention: true");
		if (v->joins)
			say(v, ", context: %s", (c + v->events) % 2 ? "courts" : "finance");
		if (v->forecasts)
			say(v, ", flagged_ratio: %.2f", between(v, 0, 8));
		say_by_event(v, "detects", 0, 1);
		say_by_event(v, "spurious_mix", 0.1, 5);
		say(v, "}\n");
	}
	if (v->forecasts)
		say_prediction(v);
}

/* Grades that enter the list; and, in some scenarios, bounds that it sets, which are none of these. */
static void say_cap(struct invention *v, int list)
{
	int said = 0, most = -1, least = -1;
	if (v->caps && list % 2 == 0)
		most = pick(v, v->grades);
	if (v->caps && pick(v, 2) == 0)
		least = pick(v, v->grades);
	say(v, ", entry_grades: [");
	for (int g = 0; v->components > 0 && g < v->grades; g++)
		if (pick(v, 3) == 0 && g != most && g != least)
			say(v, "%sG%d", said++ > 0 ? ", " : "", g);
	say(v, "]");
	if (most >= 0)
		say(v, ", grade_cap: G%d", most);
	if (least >= 0)
		say(v, ", grade_floor: G%d", least);
}

static void say_lists(struct invention *v)
{
	say(v, "lists:\n");
	for (int l = 0; l < v->lists; l++) {
		say(v,
		    "  l%d: {colour: %s, enabled: %s, entry_probability: %.2f, term_months: %d, repair_per_month: "
		    "%.3f, exit_delay_months: %d",
		    l, pick(v, 3) ? "black" : "red", pick(v, 8) ? "true" : "false", between(v, 0, 1), 1 + pick(v, 30),
		    between(v, 0, 0.3), pick(v, 6));
		say(v, ", good_deed_months: %d, publication: %.2f", pick(v, 5), between(v, 0, 1));
		if (pick(v, 3) == 0)
			say(v, ", entry_kin: %.2f, entry_kin_classes: [citizen, official]", between(v, 0, 1));
		if (l == 1)
			say(v, ", amnesty_months: 2, amnesty_on_application: %s", v->events % 2 == 0 ? "true" : "false");
		say_some(v, "entry_events", 'e', v->events, 7);
		say_cap(v, l);
		say(v, "}\n");
	}
}

static void say_measures(struct invention *v)
{
	static const char *const classes[] = { "citizen", "citizen, executive", "citizen, executive, official",
		                                   "official" };
	say(v, "measures:\n");
	for (int m = 0; m < v->measures; m++) {
		say(v,
		    "  m%d: {kind: %s, enabled: %s, classes: [%s], demand_per_year: %.1f, demand_min_age: %d, "
		    "strictness: %.2f",
		    m, pick(v, 3) ? "sanction" : "reward", pick(v, 8) ? "true" : "false", classes[pick(v, 4)],
		    between(v, 0, 10), pick(v, 30), between(v, 0, 1));
		say(v,
		    ", spill_spouse: %.2f, spill_child: %.2f, spill_household: %.2f, spill_kin: %.2f, income_loss: "
		    "%.2f, strain: %.2f",
		    between(v, 0, 1), between(v, 0, 1), between(v, 0, 1), between(v, 0, 1), between(v, 0, 0.3),
		    between(v, 0, 0.3));
		if (pick(v, 2) == 0)
			say(v, ", spill_depth: %d, income_gain: %.3f, relief: %.2f", 1 + pick(v, 4), between(v, 0, 0.3),
			    between(v, 0, 0.5));
		if (v->groups && pick(v, 2) == 0)
			say(v, ", spill_liability_group: %.2f", between(v, 0, 1));
		say_some(v, "lists", 'l', v->lists, 6);
		say_some(v, "grades", 'G', v->components > 0 ? v->grades : 0, 8);
		if (v->bureaus > 0)
			say_some(v, "bureaus", 'b', v->bureaus, 10);
		if (v->joins)
			say(v, ", context: %s", m % 3 ? "finance" : "travel");
		say(v, "}\n");
	}
}

static void say_contacts(struct invention *v)
{
	say(v,
	    ", sublet_share: %.2f, registration_response: %.3f, report_response: %.2f, suspected_per_1000_years: "
	    "%.1f, denounced_per_1000_years: %.1f}\n",
	    between(v, 0, 1), between(v, 0, 0.1), between(v, 0, 0.3), between(v, 0, 80), between(v, 0, 60));
	if (!v->contacts)
		return;
	say(v,
	    "contacts: {enabled: true, near_share: %.2f, far_share: %.2f, made_per_month: %.3f, lost_by_moving: "
	    "%.2f, isolated_at_most: %d}\n",
	    between(v, 0, 1), between(v, 0, 1), between(v, 0, 0.125), between(v, 0, 1), pick(v, 5));
	if (pick(v, 3))
		say(v,
		    "publicity: {contacts_cut: %.2f, warning_tone_cut_per_month: %.2f, work_lost: %.2f, "
		    "return_per_month: "
		    "%.3f, strain: %.2f, stake_months: %.1f}\n",
		    between(v, 0, 1), between(v, 0, 0.5), between(v, 0, 1), between(v, 0, 0.125), between(v, 0, 0.2),
		    between(v, 0, 3));
}

static void say_change_of_rate(struct invention *v)
{
	const int k = pick(v, v->events);
	if (!is_state(v, k))
		say(v, "      events.e%d.rate_per_year: %.3f\n", k, between(v, 0, 0.5) / v->mildness);
	if (v->contacts)
		say(v, "      publicity.contacts_cut: %.2f\n      conduct.suspected_per_1000_years: %.1f\n",
		    between(v, 0, 1), between(v, 0, 60));
}

static void say_changes(struct invention *v)
{
	static const char *const where[] = { "strata: urban", "strata: rural", "share: 0.5",
		                                 "cities_above: 500000", "strata: both" };
	const int changes = pick(v, 6);
	if (changes > 0)
		say(v, "timeline:\n");
	for (int i = 0; i < changes; i++) {
		const int from = pick(v, 20), to = from + pick(v, 20);
		say(v, "  - name: t%d\n    from: %d-%02d\n    to: %d-%02d\n    where: {%s}\n    set:\n", i,
		    2015 + from / 12, 1 + from % 12, 2015 + to / 12, 1 + to % 12, where[pick(v, 5)]);
		say(v, "      due_process.notice: %.2f\n", between(v, 0, 1));
		if (v->channels > 0)
			say(v, "      channels.c%d.enabled: %s\n", pick(v, v->channels), pick(v, 2) ? "true" : "false");
		if (v->lists > 0)
			say(v, "      lists.l%d.term_months: %d\n", pick(v, v->lists), 1 + pick(v, 30));
		if (v->channels > 0 && (v->ties & 1))
			say(v, "      channels.c%d.by_name: %.2f\n      identity.name_search: %d\n", pick(v, v->channels),
			    between(v, 0, 1), 1000 + pick(v, 5000000));
		if (v->instrument)
			say(v, "      instrument.assessed_per_year: %d\n      instrument.threshold: %d\n", 6 * (i % 3),
			    100 + 90 * i);
		if (v->channels > 0 && (v->ties & 2))
			say(v, "      channels.c%d.marked_ratio: %.2f\n", pick(v, v->channels), between(v, 0, 3));
		if (v->measures > 0)
			say(v, "      measures.m%d.enabled: %s\n      measures.m%d.spill_depth: %d\n",
			    pick(v, v->measures), pick(v, 2) ? "true" : "false", pick(v, v->measures), 1 + pick(v, 4));
		if (v->components > 0)
			say(v, "      scale.asymmetry: %.2f\n", between(v, 0.3, 3));
		if (v->groups && v->measures > 0)
			say(v, "      measures.m%d.spill_liability_group: %.2f\n", pick(v, v->measures),
			    between(v, 0, 1));
		if (v->groups)
			say(v, "      events.e%d.liability_share: %.2f\n      conduct.liability_reporting: %.2f\n",
			    pick(v, v->events), between(v, 0, 1), between(v, 0, 5));
		say_change_of_rate(v);
		say(v, "      review.files_per_month_per_million: %d\n", pick(v, 60000));
		if (v->rates)
			say(v, "      components.f0.rating_months: %d\n      components.f0.rater_bias: %.1f\n",
			    pick(v, 8), between(v, 0, 60));
		if (v->grades > 0 && v->enrols)
			say(v, "      enrolment.required: %s\n      enrolment.share: %.2f\n",
			    pick(v, 2) ? "true" : "false", between(v, 0, 1));
		if (v->levels > 0)
			say(v, "      hierarchy.%s: %d\n", pick(v, 2) ? "levels" : "months_per_level", pick(v, 4));
		if (v->bureaus > 0)
			say(v, "      bureaus.b%d.enabled: %s\n", pick(v, v->bureaus), pick(v, 2) ? "true" : "false");
		if (v->firms)
			say_change_of_firms(v);
	}
}

/* Mostly with records of its refusals. */
static void say_instrument(struct invention *v)
{
	static const char *const tables[] = { "compas", "transrisk" };
	const uint64_t state = v->state; /* what else is invented stays as it is */
	const int high = pick(v, 2);
	say(v,
	    "instrument: {table: %s, refuses: %s, assessed_per_year: %.2f, threshold: %d, threshold_marked: "
	    "%d, gain: 75, loss: 150",
	    tables[pick(v, 2)], high ? "high" : "low", between(v, 0, 12),
	    pick(v, 2) ? pick(v, 11) : 300 + pick(v, 550), pick(v, 2) ? pick(v, 11) : 300 + pick(v, 550));
	if (v->channels > 0 && pick(v, 4) > 0)
		say(v, ", event: e%d, channel: c%d", pick(v, v->events), pick(v, v->channels));
	say(v, "}\n");
	v->state = state;
}

static void say_output(struct invention *v, unsigned long number)
{
	say(v, "output: {spread: %s, sex_age: %s, wrong_files: %s, stays: %s, calibration: %s, modules: %s",
	    pick(v, 2) ? "true" : "false", number % 2 == 0 ? "true" : "false", v->ties & 2 ? "true" : "false",
	    number % 4 < 2 ? "true" : "false", number % 3 < 2 ? "true" : "false",
	    number % 3 == 0 ? "year" : "month");
	if (v->grades > 1 && pick(v, 2) == 0)
		say(v, ", cliff: G%d, cliff_points: %d", 1 + pick(v, v->grades - 1), 1 + pick(v, 20));
	say(v, "}\n");
}

static void say_all(struct invention *v, unsigned long number)
{
	static const char *const provinces[] = { "Hainan", "Ningxia", "Tibet", "Qinghai" };
	v->ties = pick(v, 4);
	v->enrols = number % 5 < 2;
	v->levels = number % 3 == 0 ? 1 + (int)(number / 3 % 4) : 0;
	v->instrument = number % 3 == 1;
	v->components = pick(v, SOC_COMPONENTS_MAX + 1);
	v->rates = v->components > 0 && number % 4 == 1;
	v->grades = v->components > 0 ? 2 + pick(v, SOC_GRADES_MAX - 1) : 0;
	v->caps = v->grades > 0 && number % 4 < 2;
	v->events = 1 + pick(v, 12);
	v->channels = pick(v, SOC_CHANNELS_MAX + 1);
	v->unregistered = (v->contacts = pick(v, 2)) && pick(v, 3) ? pick(v, v->events) : -1;
	v->registration = v->contacts && pick(v, 2) && v->events > 1 ? (v->unregistered + 1) % v->events : -1;
	v->subletting =
		v->unregistered >= 0 && v->events > 2 && pick(v, 4) ? (v->unregistered + 2) % v->events : -1;
	v->lists = pick(v, SOC_LISTS_MAX + 1);
	v->measures = pick(v, SOC_MEASURES_MAX + 1);
	v->groups = v->components > 0 && pick(v, 3) == 0;
	v->bureaus = v->components > 0 && number % 3 == 1 ? 1 + pick(v, 4) : 0;
	say(v, "socred: 1\ntitle: Invented %lu\nseed: %lu\nreplicates: 1\nspan: {from: 2015-01, to: 2016-%02d}\n",
	    number, number, 3 + pick(v, 10));
	say(v, "people: {persons: %d, data: china-2020, provinces: %s}\n", 100 + pick(v, 600),
	    provinces[pick(v, 4)]);
	say(v,
	    "society: {proneness_shape: %.1f, helpfulness_shape: 2, kin_share: %.2f, divorced_link_share: 1, "
	    "executive_share: 0.1, "
	    "official_share: 0.1, lookalike_tries: %d, liability_group_households: %d",
	    between(v, 1, 5), between(v, 0, 1), 1 + pick(v, 16), v->groups ? 2 + pick(v, 10) : 0);
	say_watched(v, number);
	say_output(v, number);
	say(v, "identity: {coverage_urban: %.2f, coverage_rural: %.2f}\n", between(v, 0, 1), between(v, 0, 1));
	if (v->components > 0)
		say_scale(v);
	say_events(v);
	if (v->channels > 0)
		say_channels(v);
	if (v->lists > 0)
		say_lists(v);
	if (v->measures > 0)
		say_measures(v);
	if (v->bureaus > 0)
		say_bureaus(v);
	if (v->instrument)
		say_instrument(v);
	say_encounters(v, number);
	say(v,
	    "review: {automatic_share: %.2f, automatic_sensitivity: %.2f, automatic_specificity: %.2f, "
	    "human_sensitivity: %.2f, "
	    "human_specificity: %.2f, files_per_month_per_million: %d, docket: %d, checks_per_month_per_million: "
	    "%d, age_of_responsibility: %d}\n",
	    between(v, 0, 1), between(v, 0.3, 1), between(v, 0, 1), between(v, 0, 1), between(v, 0, 1),
	    pick(v, 80000), 1 + pick(v, 200), pick(v, 2) * pick(v, 60000), pick(v, 2) * (int)(7 + pick(v, 14)));
	say(v,
	    "due_process: {notice: %.2f, notice_by_refusal: %.2f, appeal_if_wronged: %.2f, appeal_if_guilty: "
	    "%.2f, delay_months: %d, "
	    "files_per_month_per_million: %d, overturn_wrong: %.2f, overturn_true: %.2f, restore_points: %s, "
	    "informed_appeal: %.2f, "
	    "informed_success: %.2f}\n",
	    between(v, 0, 1), between(v, 0, 1), between(v, 0, 1), between(v, 0, 1), pick(v, 6), pick(v, 40000),
	    between(v, 0, 1), between(v, 0, 1), pick(v, 2) ? "true" : "false", between(v, 0, 1),
	    between(v, 0, 1));
	say(v,
	    "conduct: {law: %s, certainty: %.2f, severity: %.2f, risk_bias: %.2f, learning_caught: %.2f, "
	    "learning_uncaught: %.2f, learning_contacts: %.2f, learning_place: %.2f, horizon_months: %.1f, care: "
	    "%.2f, displacement: %.3f, ",
	    pick(v, 3) ? "exponential" : "uniform", between(v, 0, 2), between(v, 0, 2), between(v, 0, 4),
	    between(v, 0, 1), between(v, 0, 1), between(v, 0, 1), between(v, 0, 1), between(v, 1, 60),
	    between(v, 0, 2), between(v, 0.001, 0.2));
	say(v,
	    "strain_half_life_months: %.1f, strain_listing: %.2f, norm_learning: %.2f, published_rules: %.2f, "
	    "job_loss_income: %.2f, liability_reporting: %.2f, liability_risk: %.2f",
	    between(v, 0.5, 30), between(v, 0, 1), between(v, 0, 1), between(v, 0, 1), between(v, 0, 0.7),
	    v->groups * between(v, 0, 5), v->groups * between(v, 0, 1));
	say_contacts(v);
	if (v->components > 0 && number % 5 == 2)
		say(v,
		    "adaptive_weight: {component: f%d, classes: [citizen%s], target: %.2f, gain: %.1f, delay_months: "
		    "%d, lowest: 0.5, highest: 2}\n",
		    pick(v, v->components), pick(v, 2) ? ", official" : "", between(v, 0, 0.5), between(v, 0, 20),
		    pick(v, 5));
	if (v->grades > 0 && v->enrols)
		say(v,
		    "enrolment: {required: %s, share: %.2f, below_ratio: %.2f, above_ratio: %.2f, unknowing: %.2f, "
		    "age: "
		    "[%.1f, 1, 1, 2, 0.5]}\n",
		    pick(v, 3) ? "true" : "false", between(v, 0, 1), between(v, 0, 2), between(v, 0, 2),
		    between(v, 0, 1), between(v, 0, 1));
	if (v->levels > 0)
		say(v,
		    "hierarchy: {levels: %d, months_per_level: %d, lost_per_level: %.3f, misfiled_per_level: %.3f, "
		    "reclassified_per_level: %.3f, order_delay_months: %d}\n",
		    v->levels, pick(v, 3), between(v, 0, 0.3), between(v, 0, 0.3), between(v, 0, 0.3), pick(v, 4));
	if (number % 3 == 1)
		say(v, "storage: {copies: %lu, video_days: %lu}\n", 1 + number % 4, number % 90);
	v->firms = pick(v, 2);
	if (v->firms)
		say_firms(v);
	say_changes(v);
}

char *invent_scenario(unsigned long number)
{
	struct soc_msg msg = { "" };
	struct invention v = { .room = 65536, .mildness = 0.5, .joins = number % 7 < 3 };
	v.text = malloc(v.room);
	if (v.text == NULL)
		lab_die("no memory");
	do {
		v.length = 0;
		v.state = number;
		v.mildness *= 2;
		if (v.mildness > 64)
			lab_die("invented scenario %lu is refused: %s\n%s", number, msg.text, v.text);
		v.forecasts = number % 4 == 2;
		say_all(&v, number);
	} while (!lab_is_possible(v.text, &msg));
	return v.text;
}
