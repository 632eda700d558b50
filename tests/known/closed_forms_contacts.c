/* Who knows whom, where people live, what publication costs, and what people do who know the rules. */
#include "closed_forms.h"
#include "runner.h"

#include "model/modules/contacts/contacts.h"
#include "model/population/population.h"

#define SETTINGS(...)     \
	(const char *const[]) \
	{                     \
		__VA_ARGS__, NULL \
	}

#define STAY                                                            \
	"contacts: {enabled: true, made_per_month: 0, lost_by_moving: 0}\n" \
	"grades: {D: {from: 0}, A: {from: 900}}\ncomponents: {f: {}}\n"

/* The plain scenario with living unregistered as a class, found by neighbours, and registering as another. */
#define RESIDENCE                                                                                         \
	"socred: 1\nseed: 20\nreplicates: 1\nspan: {from: 2015-01, to: 2024-12}\n"                            \
	"people: {persons: 60000, data: china-2020, provinces: Hainan}\nidentity: {coverage_urban: 1, "       \
	"coverage_rural: 1}\n"                                                                                \
	"events: {stay: {kind: violation, residence: unregistered, rate_per_year: 0, component: f, points: "  \
	"-5},\n"                                                                                              \
	"  declare: {kind: good_deed, residence: registration, rate_per_year: 0, component: f, points: 5}}\n" \
	"channels: {street: {kind: neighbours, needs_identity: false, spurious_per_1000_years: 0, "           \
	"verify_sensitivity: 0, verify_specificity: 1, "                                                      \
	"detects: {stay: 0.02}}, desk: {kind: self_declaration, needs_identity: false, "                      \
	"spurious_per_1000_years: "                                                                           \
	"0, detects: {declare: 1}}}\n"                                                                        \
	"review: {automatic_share: 1, automatic_sensitivity: 1, automatic_specificity: 1, docket: 512}\n"     \
	"conduct: {register_move_per_month: 0}\n" STAY

static int64_t module_sum(const struct lab *lab, int count, int index)
{
	return lab->tally->module[count + index];
}

static void everybody_unregistered(struct lab *lab)
{
	for (uint64_t p = 0; p < lab->world.persons; p++)
		lab->world.self.life[p] |= SOC_LIFE_UNREGISTERED;
}

/* Pairs are of both sides, and each of the eight possible ones is there with the share: of the people who
 * could be a contact. */
static void check_pairs(void)
{
	struct lab lab;
	double possible = 0.0, there = 0.0;
	lab_open(&lab, RESIDENCE,
	         SETTINGS("contacts.near_share=0.3", "contacts.far_share=0.6", "contacts.made_per_month=0.02"));
	while (lab.month < 24)
		lab_month(&lab);
	double expected = 0.0;
	for (uint32_t i = 0; i < lab.plan.communities_count; i++) {
		const struct soc_place_time at = lab_place_time(&lab, i, 0);
		struct soc_contact_map map;
		struct soc_columns c;
		soc_world_columns(&lab.world, i, &c);
		soc_contacts_map(&at, &map);
		for (unsigned row = 0; row < at.count; row++)
			for (unsigned k = 0; k < SOC_CONTACTS; k++) {
				const unsigned other = soc_contact_of(&at, &map, row, k);
				const int is_one = c.self.contacts[row] >> k & 1;
				closed_form_near("back and forth", soc_contact_of(&at, &map, other, k), row, 0.0);
				closed_form_near("a contact of both sides", c.self.contacts[other] >> k & 1, is_one, 0.0);
				if (row - soc_home_position(c.registry.home[row]) ==
				    other - soc_home_position(c.registry.home[other])) {
					closed_form_near("no contact at home", is_one, 0.0, 0.0);
					continue;
				}
				possible += 1.0;
				there += is_one;
				expected += k < SOC_CONTACTS_NEAR ? 0.3 : 0.6;
			}
	}
	/* Pairs are counted twice. */
	closed_form("contacts after two years", there, expected, sqrt(2.0 * 0.23 * possible), 4.0);
	lab_close(&lab);
}

/* Of n who know, somebody reports with 1 - (1 - p)^n. */
static double expected_reports(const struct lab *lab, double p)
{
	double sum = 0.0;
	for (uint32_t i = 0; i < lab->plan.communities_count; i++) {
		struct soc_columns c;
		soc_world_columns((struct soc_world *)&lab->world, i, &c);
		for (unsigned row = 0; row < lab->plan.communities[i].count; row++) {
			const unsigned first = row - soc_home_position(c.registry.home[row]);
			unsigned n = (c.registry.kin[row] != SOC_NO_ROW) + (c.registry.former[row] != SOC_NO_ROW);
			for (unsigned j = first; j < first + soc_home_size(c.registry.home[row]); j++)
				n += soc_contacts_number(&c.self, j);
			sum += 1.0 - pow(1.0 - p, n < SOC_KNOWERS ? n : SOC_KNOWERS);
		}
	}
	return sum;
}

static void check_told(const char *reward, double p)
{
	struct lab lab;
	lab_open(&lab, RESIDENCE, SETTINGS(reward, "conduct.report_response=0.1"));
	lab_month(&lab);
	everybody_unregistered(&lab);
	const double expected = expected_reports(&lab, p);
	lab_month(&lab);
	closed_form("reports by those who know", (double)module_sum(&lab, SOC_MOD_residence_by_reason_records, 0),
	            expected, sqrt(expected), 4.0);
	lab_close(&lab);
}

/* 200 looks a year at 1,000 people, none of whom anybody can answer for: without contacts only those of the
 * same household can. */
static void check_suspicion(void)
{
	struct lab lab;
	double reports = 0.0, strangers = 0.0;
	lab_open(&lab, RESIDENCE,
	         SETTINGS("contacts.near_share=0", "contacts.far_share=0", "conduct.suspected_per_1000_years=200",
	                  "society.kin_share=0", "society.divorced_link_share=0"));
	while (lab.month < 12) {
		lab_month(&lab);
		reports += (double)module_sum(&lab, SOC_MOD_residence_by_reason_records, 3);
	}
	for (uint32_t i = 0; i < lab.plan.communities_count; i++) {
		const struct soc_place_time at = lab_place_time(&lab, i, 0);
		struct soc_columns c;
		soc_world_columns(&lab.world, i, &c);
		for (unsigned row = 0; row < at.count; row++) {
			unsigned home = 0;
			for (unsigned j = soc_contacts_window_first(row);
			     j < soc_contacts_window_first(row) + soc_contacts_window_size(&at, row); j++)
				home += j - soc_home_position(c.registry.home[j]) ==
				        row - soc_home_position(c.registry.home[row]);
			strangers += 1.0 - (double)home / soc_contacts_window_size(&at, row);
		}
	}
	const double expected = 0.2 * strangers;
	closed_form("suspicions of people nobody answers for", reports, expected, sqrt(expected), 4.0);
	lab_close(&lab);
}

/* p (1 + response x points) of the unregistered register in a month, all of them seen at the desk. */
static void check_registration(void)
{
	struct lab lab;
	lab_open(&lab, RESIDENCE,
	         SETTINGS("conduct.register_move_per_month=0.15", "conduct.registration_response=0.1",
	                  "channels.street.enabled=false"));
	everybody_unregistered(&lab);
	lab_month(&lab);
	const double n = (double)lab.world.persons, p = 0.15 * (1.0 + 0.1 * 5.0);
	closed_form("declared", (double)lab.tally->event[1][SOC_CLASS_accepted_true], n * p,
	            sqrt(n * p * (1.0 - p)), 4.0);
	closed_form_near("no longer undeclared", (double)lab_sum(&lab, SOC_IND_unregistered),
	                 n - (double)lab.tally->event[1][SOC_CLASS_accepted_true], 0.0);
	lab_close(&lab);
}

/* Where more are reported than can be checked, as many are verified as there is capacity for: 20,000 a month
 * per million people. */
static void check_capacity(void)
{
	struct lab lab;
	lab_open(&lab, RESIDENCE, SETTINGS("review.checks_per_month_per_million=20000"));
	everybody_unregistered(&lab);
	lab_month(&lab);
	const double reports = (double)lab_sum(&lab, SOC_IND_reports), checked = 0.02 * (double)lab.world.persons;
	closed_form("reports verified",
	            reports - (double)module_sum(&lab, SOC_MOD_verification_by_truth_lapsed, 0), checked,
	            sqrt(checked * (1.0 - checked / reports)), 4.0);
	lab_close(&lab);
	lab_open(&lab, RESIDENCE, SETTINGS("review.checks_per_month_per_million=1000000"));
	everybody_unregistered(&lab);
	lab_month(&lab);
	closed_form_near("nothing lapses", (double)module_sum(&lab, SOC_MOD_verification_by_truth_lapsed, 0), 0.0,
	                 0.0);
	lab_close(&lab);
}

/* ---- publicity ---- */

#define FEARLESS                                                                       \
	"conduct.risk_bias=0", "conduct.learning_caught=0", "conduct.learning_contacts=0", \
		"conduct.learning_place=0"

/* Everybody has eight contacts but at home; entries are published with 0.6, and then each contact is cut with
 * 0.3. A contact of two people published in one month may be cut by either: rare at 0.2 entries a year.
 * Nobody expects to be caught: else those with work to lose would act less. */
static void check_publicity(void)
{
	struct lab lab;
	double cut = 0.0, work = 0.0, published = 0.0, contacts = 0.0, employed = 0.0;
	lab_open(&lab,
	         CLOSED_FORMS_PLAIN "contacts: {enabled: true, near_share: 1, far_share: 1, made_per_month: 0}\n"
	                            "lists: {held: {colour: black, entry_events: [act], publication: "
	                            "0.6}}\npublicity: {contacts_cut: 0.3, work_lost: 0.25}\n",
	         SETTINGS("events.act.rate_per_year=0.02", "society.employed_share=1", FEARLESS));
	for (int month = 0; month < 12; month++) {
		lab_month(&lab);
		const double entered = (double)lab_sum(&lab, SOC_IND_entries_true);
		double all = 0.0;
		for (int i = 1; i < 9; i++)
			all += (double)(i * module_sum(&lab, SOC_MOD_contacts_by_number_persons, i));
		published += 0.6 * entered;
		contacts += 0.6 * entered * all / (double)lab.world.persons;
		cut += (double)module_sum(&lab, SOC_MOD_publicity_by_truth_contacts_lost, 0);
		work += (double)module_sum(&lab, SOC_MOD_publicity_by_truth_work_lost, 0);
	}
	/* Per published entry 8 x 0.3 contacts: variance 8 x 0.21 of the cuts and 0.4 of whether it is published.
	 */
	closed_form("contacts cut", cut, 0.3 * contacts, sqrt(published * (8 * 0.21 + 0.4 * 2.4 * 2.4)), 4.0);
	/* The class falls on everybody alike, so the employed are among the published as among all. */
	for (uint64_t p = 0; p < lab.world.persons; p++)
		employed += soc_traits_employed(lab.world.course.traits[p]);
	const double share = 0.25 * employed / (double)lab.world.persons;
	closed_form("work lost", work, share * published, sqrt(share * published), 4.0);
	lab_close(&lab);
}

/* Everybody is listed for nothing and told. Half know the rules: 0.2 + 0.8 x 0.5 = 0.6 of them appeal, 0.2 of
 * the others; 0.5 + 0.5 x 0.4 = 0.7 of theirs are upheld, 0.5 of the others'. */
static void check_informed_appeals(void)
{
	struct lab lab;
	double entries = 0.0, appeals = 0.0, upheld = 0.0, denied = 0.0;
	lab_open(&lab,
	         CLOSED_FORMS_PLAIN "lists: {held: {colour: black, entry_events: [act], term_months: 60}}\n",
	         SETTINGS("events.act.rate_per_year=0", "channels.eye.spurious_per_1000_years=50",
	                  "review.automatic_specificity=0", "due_process.notice=1",
	                  "due_process.appeal_if_wronged=0.2", "due_process.informed_appeal=0.5",
	                  "due_process.overturn_wrong=0.5", "due_process.informed_success=0.4",
	                  "due_process.files_per_month_per_million=100000", "conduct.published_rules=0.5"));
	while (lab.month < 48) {
		lab_month(&lab);
		entries += (double)lab_sum(&lab, SOC_IND_entries_no_violation);
		appeals += (double)lab_sum(&lab, SOC_IND_appeals_wronged);
		upheld += (double)lab_sum(&lab, SOC_IND_upheld_wronged);
		denied += (double)lab_sum(&lab, SOC_IND_denied_wronged);
	}
	closed_form("appeals of the wrongly listed", appeals / entries, 0.4, sqrt(0.4 * 0.6 / entries), 4.0);
	closed_form("upheld", upheld / (upheld + denied), (0.3 * 0.7 + 0.1 * 0.5) / 0.4,
	            sqrt(0.65 * 0.35 / (upheld + denied)), 4.0);
	lab_close(&lab);
}

WHOLE_PART(closed_forms_contacts)
{
	check_pairs();
	check_told("channels.street.reward_points=0", 0.02);
	check_told("channels.street.reward_points=10", 0.04);
	check_suspicion();
	check_registration();
	check_capacity();
	check_publicity();
	check_informed_appeals();
	return closed_forms_failed > 0;
}
