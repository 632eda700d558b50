/* A month of socred as plainly as it can be said: the reference that the engine (src/model) must agree with
 * to the last bit.
 *
 * One struct per person, loops over everybody, nothing packed, nothing kept from one phase to the next that a
 * person or the docket does not hold, sums counted where things happen. It shares with the engine what both
 * are given: the draws (base/draw.h), the plan and people of a population, and the compiled tables (struct
 * soc_rules, struct soc_rates). Slow: for a few hundred people.
 *
 *   reference.c  set up, the order of the month, the fields
 *   happen.c     events and records
 *   linkage.c    linkage, differential surveillance
 *   joins.c      joined databases, contexts of data and of harm
 *   near.c       contacts, publicity, residence
 *   decide.c     review, points, lists; stays.c follows how long people stay in them
 *   burden.c     measures, attempts, due process, adaptation
 *   apart.c      liability groups, benefits, thresholds, spill-over
 *   instrument.c a score from outside
 *   bureaus.c    files, scores, refusals of bureaus
 *   prediction.c forecasts
 *   firms.c      firms, and what they do to people
 *   incomes.c    incomes that move
 *   trust.c, unrest.c  who helps a stranger, who takes to the street
 *   recognition.c, zones.c  cameras that compare faces with a watch list, people who may not leave a zone
 *   tally.c      counting */
#ifndef SOC_TESTS_REFERENCE_H
#define SOC_TESTS_REFERENCE_H

#include "model/fields.h"
#include "model/indicators/indicators.h"
#include "model/population/population.h"
#include "model/regime/rule_sets.h"
#include "model/variates.h"

enum { RECORD_TRUE, MISATTRIBUTED, FABRICATED }; /* what is true of a record */
enum { BY_CODE, BY_NAME, NAMESAKE, SLIP };       /* how a record was tied to its person */
enum { DID, DID_ELSE, DID_NOTHING };             /* what is true of an entry */
enum ref_decision {
	OPEN,
	NO_IDENTITY,
	DISMISSED,
	ACCEPTED,
	REJECTED,
	FILED,
	LOST_ON_THE_WAY,
	ON_ITS_WAY,
	LAPSED
};
enum { EXPIRED, REPAIRED, OVERTURNED };
enum { SPOUSE, CHILD, HOUSEHOLD, KIN, GROUP, RELATIONS };
#define NOBODY (-1)

struct ref_entry {
	int months_left;      /* 0: not on the list */
	int channel, trigger; /* trigger SOC_TRIGGER_GRADE: by grade */
	int appealed, leaving;
	int truth, knows, since; /* since: month in which the stay began (output.stays) */
};

struct ref_person {
	/* who it is */
	int cell, male, urban, age_band, quintile, age, role, class, minority, employed;
	int standing, quintile_now, quintile_spared; /* income begun with; now; without refusals */
	int employer;                                /* number of the firm, or NOBODY */
	int home_first, home_size, kin, former;      /* rows of the community, or NOBODY */
	/* what the regime has */
	int points[SOC_COMPONENTS_MAX];       /* 1/32 point */
	int score, grade, cap[SOC_LISTS_MAX]; /* as last graded; a list's cap or floor: 0 none, 1 on a right
	                                         entry, 2 on a wrong one */
	struct ref_entry entry[SOC_LISTS_MAX];
	int measure[SOC_MEASURES_MAX];   /* 1: in force */
	int steps[SOC_MEASURES_MAX];     /* from whom it is their own to here; -1: not in force */
	int refused_by[SOC_BUREAUS_MAX]; /* as last scored */
	int recorded, recorded_last, recorded_before, standing_grade, standing_listed; /* by period */
	int has_forecast, rank, flagged; /* of the period under way */
	/* what they are and know */
	int risk[SOC_SPHERES_MAX], strain, income_steps, gain_steps, unregistered, loan, contact[SOC_CONTACTS],
		moved, ostracised, repute, active, jail, income,
		spared; /* steps of lasting income above the middle; spared: had no refusal lowered it */
	/* what is true */
	int false_points[SOC_COMPONENTS_MAX], offended, offender, acts;
	/* of this month: posted for others of the group; bin by a threshold, -1 none */
	int liability_points[SOC_COMPONENTS_MAX], bin;
	int wronged_by[SOC_BUREAUS_MAX], came_to_grade, since; /* 1: during the run, and in which month */
};

struct ref_event {
	int person, class, number, happened, is_free, record; /* number: of the candidate */
};
struct ref_record {
	int person, informer, event, channel, truth, link, by_people, waited, posted, motive;
	enum ref_decision decision;
	uint32_t word[4];
	int set_out, made, is_older; /* made: month; is_older: of an earlier month */
};
struct ref_file {
	int person, month, position, is_appeal, subject, channel, truth, link;
};
struct ref_filing {
	int person, list;
};
struct ref_grade_change {
	int person, from, to;
};
struct ref_new_entry {
	int person, list;
};

#define REF_MOST 4096
struct ref_community {
	int count, urban, place, region, number;
	uint64_t first_person;
	struct ref_person person[SOC_COMMUNITY_MAX];
	struct ref_file file[SOC_COMMUNITY_MAX];
	struct ref_record under_way[SOC_COMMUNITY_MAX];
	int files, under_ways;
	const struct soc_rules *before; /* of the month before; NULL in the first */
};
/* What the phases of one community's month hand on. */
struct ref_month {
	struct ref_event event[REF_MOST];
	struct ref_record record[REF_MOST];
	struct ref_grade_change change[SOC_COMMUNITY_MAX];
	struct ref_new_entry entered[REF_MOST];
	struct ref_filing filing[REF_MOST];
	struct ref_loss {
		int person, contacts, work;
	} loss[REF_MOST];
	int events, records, changes, entries, filings, losses;
};

/* Reviewers of a place: files arrived by month, how far they have come. */
struct ref_desk {
	int64_t arrived[1200], done, credit;
	int oldest;
};

struct reference {
	const struct soc_scenario *s;
	const struct soc_plan *plan;
	const struct soc_rule_sets
		*rule_sets; /* with rules of its own: a weight that corrects itself is renewed here too */
	struct soc_rule_sets own;
	int64_t lowest[1200][2]; /* [month]: people looked at, in the lowest grade */
	uint64_t seed;
	int month;
	struct ref_community *communities;
	struct ref_month *scratch;
	struct soc_field *field;           /* [place]: of the month to come */
	struct ref_desk *review, *appeals; /* [place] */
	int64_t *persons;                  /* [place] */
	uint64_t *file;                    /* [place] that attention follows, 1 record = 65536 */
	int *reached, *has_file;           /* [place] has a part in it; has had one, and a file since */
	struct ref_firm *firm;             /* in the order of their numbers */
	int firms;
	int64_t firm_theta[SOC_THETA_BUCKETS];
	struct soc_tally tally; /* of the last month */
	int64_t (*places)[SOC_PLACE_VALUES];
};

/* What the phases of one community's month are given. */
struct ref_now {
	struct reference *ref;
	const struct soc_rules *rules;
	const struct soc_field *field;
	struct ref_community *c;
	struct ref_month *m;
	int month;
};

void reference_init(struct reference *ref, const struct soc_scenario *s, const struct soc_plan *plan,
                    const struct soc_rule_sets *rule_sets, uint64_t seed);
void reference_release(struct reference *ref);
void reference_month(struct reference *ref);

/* helpers: one word of a person's; the same for a list in this month; x / y rounded down */
int ref_is_sampled(
	const struct ref_now *now); /* 1 when stocks of modules that need a pass over everybody are counted */
uint32_t ref_word(const struct ref_now *now, enum soc_stream stream, int person, int month, int k);
/* the same with the salt of one thing (a list, a channel, ...) */
uint32_t ref_word_of(const struct ref_now *now, uint64_t salt, enum soc_stream stream, int person, int month,
                     int k);
int ref_happens(uint32_t word, uint64_t threshold);
int64_t ref_floor(int64_t x, int64_t y);
int64_t ref_bounded(int64_t x, int64_t low, int64_t high);
int ref_fade(const struct ref_now *now, int person, uint64_t stream, int value, int64_t keep);

/* happen.c */
void ref_events(struct ref_now *now);
void ref_records(struct ref_now *now);
void ref_instrument(struct ref_now *now);
int ref_has_identity(const struct ref_now *now, int person);
int ref_informer(const struct ref_now *now, int named, int position);
/* linkage.c */
int ref_has_marker(const struct ref_now *now, int person);
int ref_name_class(const struct ref_now *now, int person);
uint64_t ref_detects(const struct ref_now *now, int channel, int person, int class);
void ref_tie(struct ref_now *now, struct ref_record *r, const uint32_t *w);
void ref_count_tied(struct ref_now *now, const struct ref_record *r);
void ref_count_tied_entry(struct ref_now *now, int person, int did, const struct ref_record *r);
void ref_count_identity(struct ref_now *now);
/* joins.c */
void ref_joins(struct ref_now *now);
void ref_count_context(struct ref_now *now, int person, int measure, int effective, int right);
/* hierarchy.c */
void ref_hierarchy(struct ref_now *now);
/* ratings.c: mode 0 makes them, 1 counts them */
void ref_ratings(struct ref_now *now, int mode);
/* decide.c */
void ref_review(struct ref_now *now);
void ref_lose_work(const struct ref_now *now, int person);
int ref_is_minor(const struct ref_now *now, int person);
void ref_count_finding(struct ref_now *now, const struct ref_record *r);
void ref_post(struct ref_now *now);
void ref_grade_all(struct ref_now *now);
void ref_age_lists(struct ref_now *now);
void ref_amnesty(struct ref_now *now);
void ref_count_amnesty(struct ref_now *now);
void ref_enter_lists(struct ref_now *now);
void ref_enter_for_firm(struct ref_now *now, int person, int list);
void ref_leave(struct ref_now *now, int person, int list, int reason);
int64_t ref_score(const struct soc_rules *rules, const struct ref_person *p, int without_false);
int ref_add_points(const struct soc_rules *rules, struct ref_person *p, int component, int64_t points);
int ref_grade(const struct soc_rules *rules, int64_t score);
int ref_bound_grade(const struct soc_rules *rules, const struct ref_person *p, int64_t score, int only_right);
/* burden.c */
int ref_own(const struct ref_now *now, int person, int measure);
int ref_spilled(const struct ref_now *now, int person, int relation, int measure);
void ref_measures(struct ref_now *now);
void ref_notices(struct ref_now *now);
void ref_attempts(struct ref_now *now);
void ref_rulings(struct ref_now *now);
void ref_file_appeals(struct ref_now *now);
void ref_hear(struct ref_now *now);
/* Of people and of places: see burden.c. */
int64_t ref_rescaled(const struct soc_rules *before, const struct soc_rules *rules, int sphere, int urban);
void ref_adapt(struct ref_now *now);
int ref_relation_at_home(const struct ref_person *from, const struct ref_person *to);
/* weigh.c: what is left of the rate of a class for a person, 1 = 65536 */
uint64_t ref_answer_of(const struct ref_now *now, int person, int class, int64_t *response);
/* apart.c */
void ref_answer(struct ref_now *now);
int ref_are_grouped(const struct ref_now *now, int a, int b); /* are of one liability group */
void ref_benefit(struct ref_now *now, int person, int measure);
void ref_use_up(struct ref_now *now);
void ref_take_bins(struct ref_now *now);
void ref_count_bin(struct ref_now *now, int person, int first, int64_t n);
void ref_count_spillover(struct ref_now *now, int person, int rightly);
/* bureaus.c */
void ref_bureaus(struct ref_now *now);
/* firms.c */
void reference_begin_firms(struct reference *ref);
void reference_step_firms(struct reference *ref);
void ref_firm_heads(struct ref_now *now);
void ref_firm_dismissals(struct ref_now *now);
void ref_count_firm_ties(struct ref_now *now);
/* trust.c */
void ref_trust(struct ref_now *now);
/* recognition.c */
void ref_cameras(struct ref_now *now);
void ref_recognition(struct ref_now *now);
/* unrest.c */
void ref_unrest(struct ref_now *now);
/* zones.c */
void ref_zones(struct ref_now *now);
/* tally.c */
void ref_count(struct ref_now *now, int person, enum soc_indicator i, int64_t n);
void ref_count_attempt(struct ref_now *now, int person, int measure, int attempts, int effective);
void ref_count_stocks(struct ref_now *now);

#endif
