/* To whom records are tied: the law of names, slips, people without a linked identity; who is recognised,
 * seen, wrongly on file; whom channels watch more. */
#include "closed_forms.h"
#include "runner.h"

#include "model/modules/linkage/names.h"

#define SETTINGS(...)     \
	(const char *const[]) \
	{                     \
		__VA_ARGS__, NULL \
	}

static double module(const struct lab *lab, enum soc_module_count count, unsigned index)
{
	return (double)lab->tally->module[(unsigned)count + index];
}

/* ---- the law of names ---- */

/* Names with at least 1,000 holders, one after the other: their people, and the chance of a namesake among
 * `search` people. */
static void check_classes(const struct soc_names_law *law, double search)
{
	double persons[SOC_NAME_CLASSES] = { 0 }, wrong[SOC_NAME_CLASSES] = { 0 };
	for (int rank = 1;; rank++) {
		const double holders = 290683.8 * pow((1.0 + law->offset) / (rank + law->offset), 0.79);
		const double others = (holders - 1.0) / 1321290000.0 * search;
		const int class = holders >= 1e5 ? 5 : holders >= 1e4 ? 4 : 3;
		if (holders < 1000.0)
			break;
		persons[class] += holders;
		wrong[class] += holders * (1.0 - (1.0 - exp(-others)) / others);
	}
	for (int c = 3; c < SOC_NAME_CLASSES; c++) {
		closed_form_near("people by how common their name is",
		                 (law->below[c] - law->below[c - 1]) / (persons[c] / 1321290000.0), 1.0, 0.01);
		closed_form_near("records that fall on a namesake", law->wrong[c] / (wrong[c] / persons[c]), 1.0,
		                 0.005);
	}
}

static void check_law(void)
{
	struct soc_names_law law;
	/* One further holder on average: 1 - (1 - 1/e) / 1 = 1/e. Two: 1 - (1 - e^-2) / 2. Few: half of them. */
	closed_form_near("one namesake on average", soc_names_wrong(1.0), 0.36787944117, 1e-10);
	closed_form_near("two namesakes on average", soc_names_wrong(2.0), 0.56766764162, 1e-10);
	closed_form_near("hardly a namesake", soc_names_wrong(1e-5), 0.5e-5, 1e-10);
	if (!soc_names_law(&law, 220.0, 0.79, 100000.0))
		lab_die("no law of names");
	/* Published in 2007: 290,607 people at rank 1, 281,568 at rank 2, 198,720 at rank 22; one is given, the
	 * others are met. */
	closed_form_near("holders of the commonest name", soc_names_holders(&law, 220.0, 0.79, 1.0) / 290607.0,
	                 1.0, 0.001);
	closed_form_near("holders of the second name", soc_names_holders(&law, 220.0, 0.79, 2.0) / 281568.0, 1.0,
	                 0.02);
	closed_form_near("holders of the 22nd name", soc_names_holders(&law, 220.0, 0.79, 22.0) / 198720.0, 1.0,
	                 0.02);
	closed_form_near("everybody has a name", law.below[SOC_NAME_CLASSES - 1], 1.0, 0.0);
	check_classes(&law, 100000.0);
	if (soc_names_law(&law, 220.0, 0.6, 100000.0))
		lab_die("a law that cannot hold everybody is accepted");
	puts("the law of names compared");
}

/* Everybody acts alike and is linked by name: of the records of a class, the chance of the class falls on a
 * namesake. */
static void check_names(void)
{
	struct lab lab;
	double records[SOC_NAME_CLASSES] = { 0 }, hits[SOC_NAME_CLASSES] = { 0 },
		   persons[SOC_NAME_CLASSES] = { 0 }, other = 0.0, all = 0.0;
	struct soc_names_law law;
	char name[64];
	lab_open(
		&lab, CLOSED_FORMS_PLAIN,
		SETTINGS("events.act.rate_per_year=2", "channels.eye.by_name=1", "identity.name_search=2000000"));
	while (lab.month < 12) {
		lab_month(&lab);
		other += (double)lab_sum(&lab, SOC_IND_records_misattributed);
		for (unsigned c = 0; c < SOC_NAME_CLASSES; c++) {
			records[c] += module(&lab, SOC_MOD_linkage_by_name_records, c);
			hits[c] += module(&lab, SOC_MOD_linkage_by_name_misattributed, c);
			persons[c] = module(&lab, SOC_MOD_linkage_by_name_persons, c);
		}
	}
	soc_names_law(&law, 220.0, 0.79, 2e6);
	/* The two commonest classes may have no second holder in a community: see docs/model, Linkage. */
	for (unsigned c = 0; c < 4; c++) {
		const double share = law.below[c] - (c > 0 ? law.below[c - 1] : 0.0), n = (double)lab.world.persons;
		snprintf(name, sizeof name, "people of name class %u", c);
		closed_form(name, persons[c] / n, share, sqrt(share * (1.0 - share) / n), 4.0);
		snprintf(name, sizeof name, "on a namesake, name class %u", c);
		closed_form(name, hits[c] / records[c], law.wrong[c],
		            sqrt(law.wrong[c] * (1.0 - law.wrong[c]) / records[c]), 4.0);
	}
	for (unsigned c = 0; c < SOC_NAME_CLASSES; c++)
		all += hits[c];
	closed_form("every namesake hit is another's record", other, all, 0.0, 0.0);
	lab_close(&lab);
}

/* ---- slips and missing identities ---- */

static void run(struct lab *lab, const char *const *settings, enum soc_indicator part, double *counted,
                double *all)
{
	*counted = *all = 0.0;
	lab_open(lab, CLOSED_FORMS_PLAIN, settings);
	while (lab->month < 24) {
		lab_month(lab);
		*counted += (double)lab_sum(lab, part);
		*all += (double)(lab_sum(lab, SOC_IND_records_true) + lab_sum(lab, SOC_IND_records_misattributed));
	}
	lab_close(lab);
}

static void check_links(void)
{
	struct lab lab;
	double counted, all;
	run(&lab, SETTINGS("events.act.rate_per_year=1", "channels.eye.code_error=0.04"),
	    SOC_IND_records_misattributed, &counted, &all);
	closed_form("slips", counted / all, 0.04, sqrt(0.04 * 0.96 / all), 4.0);
	/* Half have no linked identity; of their records four in ten are linked by name: 0.5 x 0.6 are lost. */
	run(&lab,
	    SETTINGS("events.act.rate_per_year=1", "channels.eye.needs_identity=true",
	             "identity.coverage_urban=0.5", "identity.coverage_rural=0.5",
	             "channels.eye.by_name_if_unlinked=0.4"),
	    SOC_IND_records_lost, &counted, &all);
	/* Who is linked is drawn by person: 60,000 people with about two records each. */
	closed_form("lost for want of an identity", counted / all, 0.3, sqrt(0.3 * 0.7 / 60000.0 * 1.5), 4.0);
}

/* ---- joined databases ---- */

/* Everybody's acts are recorded and taken over by a second database, which finds nobody for one record in
 * five, has a linked identity of half the people, looks for four in ten of the others by name, and slips in
 * one code in 25. Of records that name an unlinked person 0.8 x 0.4 arrive; of all, 0.8 x (0.5 + 0.5 x 0.4) =
 * 0.56. Of those linked by code 0.04 fall on somebody else, which are 0.4 of 0.56 / 0.8 = 0.7. */
static void check_joins(double missed, const char *setting)
{
	struct lab lab;
	const double found = (1.0 - missed) * (0.5 + 0.5 * 0.4);
	double right = 0.0, wrong = 0.0, none = 0.0, records = 0.0, slips = 0.0, names = 0.0;
	lab_open(&lab,
	         "socred: 1\nseed: 20\nreplicates: 1\nspan: {from: 2015-01, to: 2024-12}\n"
	         "people: {persons: 60000, data: china-2020, provinces: Hainan}\n"
	         "identity: {coverage_urban: 0.5, coverage_rural: 0.5}\n"
	         "events: {act: {kind: violation, driven_by: nothing, rate_per_year: 1}}\n"
	         "channels:\n"
	         "  eye: {kind: official, needs_identity: false, wrong_person: 0, spurious_per_1000_years: 0, "
	         "detects: {act: 1}}\n"
	         "  copy: {kind: official, join_channel: eye, code_error: 0.04, by_name_if_unlinked: 0.4, "
	         "spurious_per_1000_years: 0}\n"
	         "review: {automatic_share: 1, automatic_sensitivity: 1, automatic_specificity: 1}\n",
	         SETTINGS(setting));
	while (lab.month < 24) {
		lab_month(&lab);
		right += module(&lab, SOC_MOD_joins_by_channel_right, 1);
		wrong += module(&lab, SOC_MOD_joins_by_channel_misattributed, 1);
		none += module(&lab, SOC_MOD_joins_by_channel_missed, 1);
		slips += module(&lab, SOC_MOD_linkage_by_month_code_misattributed, 0);
		for (unsigned c = 0; c < SOC_NAME_CLASSES; c++)
			names += module(&lab, SOC_MOD_linkage_by_name_misattributed, c);
		records += (double)lab.tally->channel[0][SOC_CHAN_records_true];
	}
	closed_form("every record is looked for", right + wrong + none, records, 0.0, 0.0);
	/* Who is linked is drawn by person: 60,000 people with about two records each. */
	closed_form("records that arrive", (right + wrong) / records, found,
	            sqrt(found * (1.0 - found) / 60000.0 * 1.5), 4.0);
	closed_form("false links by a slip", slips / (right + wrong), 0.04 * 0.5 / 0.7,
	            sqrt(0.04 * 0.5 / 0.7 / (right + wrong)), 4.0);
	closed_form("false links", wrong, slips + names, 0.0, 0.0);
	lab_close(&lab);
}

/* ---- attention ---- */

/* Three in ten of the acts are detected, and 20 records a thousand person-years are fabricated; with the
 * label a times as many. */
static void check_surveillance(double a, const char *setting)
{
	struct lab lab;
	double right[2] = { 0 }, wrong[2] = { 0 }, acts[2] = { 0 }, years[2] = { 0 };
	lab_open(&lab, CLOSED_FORMS_PLAIN,
	         SETTINGS("society.marker_share=0.3", "events.act.rate_per_year=1",
	                  "channels.eye.detects.act=0.3", "channels.eye.spurious_per_1000_years=20", setting));
	while (lab.month < 36) {
		lab_month(&lab);
		for (unsigned l = 0; l < 2; l++) {
			right[l] += module(&lab, SOC_MOD_surveillance_by_marker_records_true, l);
			wrong[l] += module(&lab, SOC_MOD_surveillance_by_marker_records_wrong, l);
			acts[l] += module(&lab, SOC_MOD_surveillance_by_marker_violations, l);
			years[l] += module(&lab, SOC_MOD_surveillance_by_marker_persons, l) / 12.0;
		}
	}
	closed_form("people with the label", years[1] / (years[0] + years[1]), 0.3, sqrt(0.3 * 0.7 / 60000.0),
	            4.0);
	closed_form("acts with the label", acts[1] / years[1], 1.0, sqrt(1.0 / years[1]), 4.0);
	for (unsigned l = 0; l < 2; l++) {
		const double ratio = l ? a : 1.0, p = 0.3 * ratio, fabricated = 0.02 * ratio;
		closed_form(l ? "detected with the label" : "detected without it", right[l] / acts[l], p,
		            sqrt(p * (1.0 - p) / acts[l]), 4.0);
		closed_form(l ? "fabricated with the label" : "fabricated without it", wrong[l] / years[l],
		            fabricated, sqrt(fabricated / years[l]), 4.0);
	}
	lab_close(&lab);
}

/* ---- recognition that improves in the second year ---- */

/* Detection 0.2 and one in 20 named wrongly, then 0.6 and one in 100. */
static void check_recognition(void)
{
	static const double detection[2] = { 0.2, 0.6 }, other[2] = { 0.05, 0.01 };
	struct lab lab;
	double acts[2] = { 0 }, seen[2] = { 0 }, named_other[2] = { 0 };
	lab_open(&lab,
	         CLOSED_FORMS_PLAIN "timeline:\n  - {from: 2016-01, set: {channels.eye.detects.act: 0.6, "
	                            "channels.eye.wrong_person: 0.01}}\n",
	         SETTINGS("events.act.rate_per_year=1", "channels.eye.detects.act=0.2",
	                  "channels.eye.wrong_person=0.05"));
	while (lab.month < 24) {
		const unsigned year = lab.month / 12;
		lab_month(&lab);
		acts[year] += (double)lab_sum(&lab, SOC_IND_violations);
		seen[year] += (double)lab_sum(&lab, SOC_IND_violations_seen);
		named_other[year] += (double)lab_sum(&lab, SOC_IND_records_misattributed);
	}
	for (int year = 0; year < 2; year++) {
		const double d = detection[year], e = other[year];
		closed_form(year ? "recognised in the second year" : "recognised in the first year",
		            seen[year] / acts[year], d, sqrt(d * (1.0 - d) / acts[year]), 4.0);
		closed_form(year ? "another named in the second year" : "another named in the first year",
		            named_other[year] / seen[year], e, sqrt(e * (1.0 - e) / seen[year]), 4.0);
	}
	lab_close(&lab);
}

/* ---- wrong files ---- */

/* 100 fabricated records for 1,000 people a year, each 10 points that never fade: after two years 1 -
 * exp(-0.2) of people hold some, and with the grade ending 5 points below the start all of them are in the
 * lower one. */
static void check_wrong_files(void)
{
	struct lab lab;
	const double expected = 1.0 - exp(-0.2);
	lab_open(&lab,
	         CLOSED_FORMS_PLAIN
	         "output: {wrong_files: true}\ncomponents: {only: {floor: -1000, ceiling: 10}}\n"
	         "grades: {low: {from: 0}, high: {from: 995}}\nscale: {kind: points, base: "
	         "1000, minimum: 0, maximum: 1010}\n",
	         SETTINGS("events.act.rate_per_year=0.01", "channels.eye.detects.act=0",
	                  "channels.eye.spurious_per_1000_years=100", "events.act.component=only",
	                  "events.act.points=-10", "review.automatic_specificity=0"));
	while (lab.month < 24)
		lab_month(&lab);
	const double n = (double)lab.world.persons,
				 held = module(&lab, SOC_MOD_wrong_files_by_month_with_points, 0);
	closed_form("people with wrong points", held / n, expected, sqrt(expected * (1.0 - expected) / n), 4.0);
	closed_form("in another grade for them", module(&lab, SOC_MOD_wrong_files_by_month_other_grade, 0), held,
	            0.0, 0.0);
	closed_form("in a lower grade for them", module(&lab, SOC_MOD_wrong_files_by_month_lower_grade, 0), held,
	            0.0, 0.0);
	lab_close(&lab);
}

/* ---- who is seen in the street ---- */

/* Half as many acts again in town, and three times as many people in view: every act seen lists, so 4.5 times
 * as many entries a head. */
static void check_street(void)
{
	struct lab lab;
	double entries[2] = { 0 }, months[2] = { 0 };
	lab_open(&lab,
	         CLOSED_FORMS_PLAIN
	         "lists: {street: {colour: black, entry_events: [act], entry_probability: 1, term_months: 1}}\n",
	         SETTINGS("events.act.rate_per_year=0.3", "events.act.urban_ratio=1.5",
	                  "channels.eye.coverage_urban=0.6", "channels.eye.coverage_rural=0.2"));
	while (lab.month < 36) {
		lab_month(&lab);
		for (int cell = 0; cell < SOC_DEMOGRAPHIC_CELLS; cell++) {
			const int urban = cell / 5 % 2;
			entries[urban] += (double)lab.tally->cell[cell][SOC_IND_entries_true];
			months[urban] += (double)lab.tally->cell[cell][SOC_IND_persons];
		}
	}
	/* Two acts of one person in one month are one entry: 1 - exp(-x) of those in view, x = 0.025 and 0.0167.
	 * Whom the camera reaches is drawn once a person, which adds to the error: each has on average 0.9 and
	 * 0.6 acts in view. */
	const double town = 0.6 * (1.0 - exp(-0.025)), country = 0.2 * (1.0 - exp(-0.025 / 1.5));
	closed_form("entries in town", entries[1] / months[1], town, sqrt(town / months[1] * 1.9), 4.0);
	closed_form("entries in the country", entries[0] / months[0], country, sqrt(country / months[0] * 1.6),
	            4.0);
	closed_form_near("in town over in the country", entries[1] / months[1] / (entries[0] / months[0]), 4.5,
	                 0.25);
	lab_close(&lab);
}

WHOLE_PART(closed_forms_identity)
{
	check_law();
	check_names();
	check_links();
	check_joins(0.2, "channels.copy.join_missed=0.2");
	check_joins(0.6, "channels.copy.join_missed=0.6");
	check_recognition();
	check_wrong_files();
	check_street();
	check_surveillance(1.0, "channels.eye.marked_ratio=1");
	check_surveillance(2.5, "channels.eye.marked_ratio=2.5");
	check_surveillance(0.4, "channels.eye.marked_ratio=0.4");
	return closed_forms_failed > 0;
}
