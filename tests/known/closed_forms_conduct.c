/* Conduct against theory: what is left of a rate by what an act is expected to cost (docs/model, Conduct),
 * Becker's offences 1 - p f among them; and what must not move anything.
 *
 * The loss is made constant: an entry on a list, so rare that hardly anybody is ever entered, that costs so
 * much that its expectation is what the case says. */
#include "closed_forms.h"
#include "runner.h"

#define SETTINGS(...)     \
	(const char *const[]) \
	{                     \
		__VA_ARGS__, NULL \
	}

/* A reprimand is published; who is entered would give up to 100 months of income for it not to be. */
#define SHAME \
	"lists: {reprimand: {colour: black, entry_events: [act], entry_probability: 0.0001, publication: 1}}\n"
/* A list whose members are refused something once a month. */
#define REFUSED                                                                                              \
	"lists: {reprimand: {colour: black, entry_events: [act], entry_probability: 0.0001, term_months: 10}}\n" \
	"measures: {work: {kind: sanction, lists: [reprimand], demand_per_year: 12, demand_min_age: 0}}\n"
/* The same, and what one is refused takes income alone. */
#define FINED                                                                                                \
	"lists: {reprimand: {colour: black, entry_events: [act], entry_probability: 0.0001, term_months: 10}}\n" \
	"measures: {work: {kind: sanction, lists: [reprimand], demand_per_year: 12, demand_min_age: 0, "         \
	"stake_months: 0}}\n"
/* Its other side: a list of honour by a good deed. */
#define HONOUR                                                                                          \
	"lists: {honour: {colour: red, entry_events: [act], entry_probability: 0.0001, term_months: 10}}\n" \
	"measures: {prize: {kind: reward, lists: [honour], demand_per_year: 12, demand_min_age: 0}}\n"
/* What people believe is what is so, and they learn nothing: the risk stays at the share detected. */
#define NO_LEARNING                                                                               \
	"conduct.learning_caught=0", "conduct.learning_uncaught=0", "conduct.learning_place=0",       \
		"conduct.risk_own_weight=1", "conduct.risk_place_weight=0", "events.act.rate_per_year=1", \
		"conduct.multiplier_max=3"

/* share: of the counterfactual that happens; elasticity: of the rate to what is expected. */
static void check_both(const char *name, const char *yaml, const char *const *settings, double share,
                       double elasticity)
{
	struct lab lab;
	double happened = 0.0, is_counterfactual = 0.0, response = 0.0;
	char text[96];
	lab_open(&lab, yaml, settings);
	while (lab.month < 36) {
		lab_month(&lab);
		happened += (double)lab.tally->event[0][SOC_CLASS_happened];
		is_counterfactual += (double)lab.tally->event[0][SOC_CLASS_happened_counterfactual];
		response += (double)lab.tally->event[0][SOC_CLASS_response];
	}
	lab_close(&lab);
	/* beyond the counterfactual events come and go: of those lost and of those added each is a draw */
	closed_form(name, happened / is_counterfactual, share,
	            fmax(sqrt(fabs(share < 1.0 ? share * (1.0 - share) : share - 1.0) / is_counterfactual), 1e-5),
	            4.0);
	snprintf(text, sizeof text, "%s: elasticity", name);
	closed_form_near(text, happened > 0.0 ? response / 65536.0 / happened : 0.0, elasticity, 0.004);
}

static void check(const char *name, const char *yaml, const char *const *settings, double share)
{
	check_both(name, yaml, settings, share, log(share));
}

/* rate * exp(-(p / 1)^a (L / g)^b). */
static void check_exponential(void)
{
	const char *const shame = CLOSED_FORMS_PLAIN SHAME;
	check("nothing follows", CLOSED_FORMS_PLAIN, SETTINGS(NO_LEARNING), 1.0);
	check("p 0.6, loss 1.2 gains", shame,
	      SETTINGS(NO_LEARNING, "channels.eye.detects.act=0.6", "publicity.stake_months=60",
	               "events.act.gain=0.005", "conduct.severity=1"),
	      exp(-0.6 * 1.2));
	check("twice the loss", shame,
	      SETTINGS(NO_LEARNING, "channels.eye.detects.act=0.6", "publicity.stake_months=100",
	               "events.act.gain=0.005", "conduct.severity=1"),
	      exp(-0.6 * 2.0));
	check("certainty squared, root of severity", shame,
	      SETTINGS(NO_LEARNING, "channels.eye.detects.act=0.6", "publicity.stake_months=45",
	               "events.act.gain=0.002", "conduct.certainty=2", "conduct.severity=0.5"),
	      exp(-0.36 * 1.5));
	check("a risk that is believed to be half", shame,
	      SETTINGS(NO_LEARNING, "channels.eye.detects.act=0.6", "publicity.stake_months=60",
	               "events.act.gain=0.005", "conduct.severity=1", "conduct.risk_bias=0.5"),
	      exp(-0.3 * 1.2));
	check("lawful acts are chilled alike", shame,
	      SETTINGS(NO_LEARNING, "events.act.kind=lawful_act", "channels.eye.detects.act=0.6",
	               "publicity.stake_months=60", "events.act.gain=0.005", "conduct.severity=1"),
	      exp(-0.6 * 1.2));
	check("ten months of refusals, a stake of 0.05 each", CLOSED_FORMS_PLAIN REFUSED,
	      SETTINGS(NO_LEARNING, "channels.eye.detects.act=0.5", "measures.work.stake_months=0.05",
	               "events.act.gain=0.0001", "conduct.severity=1"),
	      exp(-0.5 * 0.0001 * 10.0 * 0.05 / 0.0001));
	check("a step of income each, 20 months until it is back", CLOSED_FORMS_PLAIN REFUSED,
	      SETTINGS(NO_LEARNING, "channels.eye.detects.act=0.5", "measures.work.stake_months=0",
	               "measures.work.income_loss=0.05", "conduct.income_recovery_per_month=0.05",
	               "measures.work.strictness=0.1", "events.act.gain=0.0001", "conduct.severity=1"),
	      exp(-0.5 * 0.0001 * 10.0 * 0.1 * 0.05 * 20.0 / 0.0001));
	check("a horizon of two months", CLOSED_FORMS_PLAIN REFUSED,
	      SETTINGS(NO_LEARNING, "channels.eye.detects.act=0.5", "measures.work.stake_months=0.2",
	               "conduct.horizon_months=2", "events.act.gain=0.0001", "conduct.severity=1"),
	      exp(-0.5 * 0.0001 * 2.0 * 0.2 / 0.0001));
}

/* Becker 1968 with gains that are uniform on 0..g and people who are neutral to risk: who gains more than p f
 * offends, 1 - p f / g of them. */
static void check_becker(void)
{
	const char *const shame = CLOSED_FORMS_PLAIN SHAME;
#define UNIFORM NO_LEARNING, "conduct.law=uniform", "events.act.gain=0.01"
	check_both(
		"Becker: p 0.6, f 0.5", shame,
		SETTINGS(UNIFORM, "conduct.severity=1", "channels.eye.detects.act=0.6", "publicity.stake_months=50"),
		1.0 - 0.6 * 0.5, -0.3 / 0.7);
	check_both(
		"Becker: p 0.3, f 1: as many", shame,
		SETTINGS(UNIFORM, "conduct.severity=1", "channels.eye.detects.act=0.3", "publicity.stake_months=100"),
		1.0 - 0.3 * 1.0, -0.3 / 0.7);
	check_both("certainty over severity: p 0.6, f 0.25", shame,
	           SETTINGS(UNIFORM, "conduct.severity=0.5", "channels.eye.detects.act=0.6",
	                    "publicity.stake_months=25"),
	           1.0 - 0.6 * 0.5, -0.3 / 0.7);
	check_both("certainty over severity: p 0.15, f 1: more offend", shame,
	           SETTINGS(UNIFORM, "conduct.severity=0.5", "channels.eye.detects.act=0.15",
	                    "publicity.stake_months=100"),
	           1.0 - 0.15, -0.15 / 0.85);
	check_both("a loss above every gain", shame,
	           SETTINGS(UNIFORM, "conduct.severity=1", "channels.eye.detects.act=1", "events.act.gain=0.005",
	                    "publicity.stake_months=100"),
	           0.0, 0.0);
#undef UNIFORM
}

/* Deeds that are paid: a share c is displaced as soon as there is pay to speak of, and the pay adds what it
 * is worth (Gneezy and Rustichini 2000: a small payment can be worse than none). */
static void check_payment(void)
{
	static const struct {
		const char *name, *stake;
		double x; /* expected pay in units of the deed's gain */
	} cases[] = {
		{ "no pay", "measures.prize.stake_months=0", 0.0 },
		{ "small pay is worse than none", "measures.prize.stake_months=0.1", 0.05 },
		{ "pay that makes up for what it displaces", "measures.prize.stake_months=0.6", 0.3 },
		{ "large pay", "measures.prize.stake_months=2", 1.0 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const double x = cases[i].x, kept = exp(-x / 0.01), share = 1.0 + x - 0.3 * (1.0 - kept);
		check_both(cases[i].name, CLOSED_FORMS_PLAIN HONOUR,
		           SETTINGS(NO_LEARNING, "events.act.kind=good_deed", "channels.eye.detects.act=0.5",
		                    cases[i].stake, "events.act.gain=0.001", "conduct.severity=1",
		                    "events.act.crowding_out=0.3", "conduct.displacement=0.01"),
		           share, (x - 0.3 * x / 0.01 * kept) / share);
	}
}

/* Who does not know that an act counts does not weigh it. */
static void check_unknowing(void)
{
#define CASE                                                                                           \
	NO_LEARNING, "channels.eye.detects.act=0.6", "publicity.stake_months=60", "events.act.gain=0.005", \
		"conduct.severity=1", "events.act.avoidable=0.4"
	const double all = 0.4 + 0.6 * exp(-0.72), knowing = exp(-0.72);
	check_both("40 of 100 act without knowing", CLOSED_FORMS_PLAIN SHAME, SETTINGS(CASE), all,
	           -0.72 * 0.6 * knowing / all);
	check_both("half of the people know the rules", CLOSED_FORMS_PLAIN SHAME,
	           SETTINGS(CASE, "conduct.published_rules=0.5"), (all + knowing) / 2.0,
	           -0.72 * (0.6 * knowing + knowing) / (all + knowing));
#undef CASE
	check("to know the rules changes nothing where nothing follows", CLOSED_FORMS_PLAIN,
	      SETTINGS(NO_LEARNING, "events.act.avoidable=0.4", "conduct.published_rules=1"), 1.0);
}

/* Lawful acts are chilled more with each thing that follows from a record, whatever it is; where it is
 * nothing, by nothing. value: from nothing upwards; the same people and random numbers in each run, so that
 * no test is needed. */
static void check_monotone(void)
{
	static const struct {
		const char *consequence, *yaml, *values[4];
	} cases[] = {
		{ "publication",
		  CLOSED_FORMS_PLAIN SHAME,
		  { "publicity.stake_months=0", "publicity.stake_months=0.1", "publicity.stake_months=0.3",
		    "publicity.stake_months=0.9" } },
		{ "what a refusal costs",
		  CLOSED_FORMS_PLAIN REFUSED,
		  { "measures.work.stake_months=0", "measures.work.stake_months=0.02",
		    "measures.work.stake_months=0.06", "measures.work.stake_months=0.2" } },
		{ "income lost by refusals",
		  CLOSED_FORMS_PLAIN FINED,
		  { "measures.work.income_loss=0", "measures.work.income_loss=0.001",
		    "measures.work.income_loss=0.003", "measures.work.income_loss=0.01" } },
		{ "how often one is refused",
		  CLOSED_FORMS_PLAIN REFUSED,
		  { "measures.work.demand_per_year=0", "measures.work.demand_per_year=1",
		    "measures.work.demand_per_year=3", "measures.work.demand_per_year=12" } },
		{ "how strictly",
		  CLOSED_FORMS_PLAIN REFUSED,
		  { "measures.work.strictness=0", "measures.work.strictness=0.1", "measures.work.strictness=0.3",
		    "measures.work.strictness=1" } },
		{ "how long",
		  CLOSED_FORMS_PLAIN REFUSED,
		  { "lists.reprimand.enabled=false", "lists.reprimand.term_months=3", "lists.reprimand.term_months=9",
		    "lists.reprimand.term_months=20" } },
		{ "how surely one is entered",
		  CLOSED_FORMS_PLAIN REFUSED,
		  { "lists.reprimand.entry_probability=0", "lists.reprimand.entry_probability=0.0001",
		    "lists.reprimand.entry_probability=0.0003", "lists.reprimand.entry_probability=0.0009" } },
		{ "how surely one is recorded",
		  CLOSED_FORMS_PLAIN REFUSED,
		  { "channels.eye.detects.act=0", "channels.eye.detects.act=0.1", "channels.eye.detects.act=0.3",
		    "channels.eye.detects.act=0.9" } },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t before = 0;
		for (size_t k = 0; k < 4; k++) {
			struct lab lab;
			int64_t done = 0, free = 0;
			lab_open(&lab, cases[i].yaml,
			         SETTINGS(NO_LEARNING, "events.act.kind=lawful_act", "events.act.gain=0.0001",
			                  "conduct.severity=1", "channels.eye.detects.act=0.5", cases[i].values[k]));
			while (lab.month < 12) {
				lab_month(&lab);
				done += lab.tally->event[0][SOC_CLASS_happened];
				free += lab.tally->event[0][SOC_CLASS_happened_counterfactual];
			}
			lab_close(&lab);
			char text[96];
			snprintf(text, sizeof text, "chilled more by %s: %s", cases[i].consequence, cases[i].values[k]);
			printf("%s: %.2f%% lost\n", text, 100.0 * (double)(free - done) / (double)free);
			closed_form_near(text, k == 0 ? done == free : done < before, 1.0, 0.0);
			before = done;
		}
	}
}

/* Where each does s of the counterfactual and everybody follows what the place does with weight w, the norm N
 * is what is done: N = s (1 + w (N - 1)), so N = s (1 - w) / (1 - s w). Had they not followed, s would be
 * done. */
static void check_norms(void)
{
	static const struct {
		const char *name, *weight;
		double w;
	} cases[] = {
		{ "nobody follows", "events.act.norm_weight=0", 0.0 },
		{ "half of it", "events.act.norm_weight=0.5", 0.5 },
		{ "nine tenths of it", "events.act.norm_weight=0.9", 0.9 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const double s = exp(-0.36), w = cases[i].w, norm = s * (1.0 - w) / (1.0 - s * w);
		double happened = 0.0, unfollowed = 0.0, is_counterfactual = 0.0;
		char text[96];
		struct lab lab;
		lab_open(&lab, CLOSED_FORMS_PLAIN SHAME,
		         SETTINGS(NO_LEARNING, "channels.eye.detects.act=0.6", "publicity.stake_months=60",
		                  "events.act.gain=0.01", "conduct.severity=1", "conduct.norm_learning=0.5",
		                  "conduct.norm_floor=0.1", cases[i].weight));
		while (lab.month < 84) {
			lab_month(&lab);
			const int64_t *act = lab.tally->event[0];
			if (lab.month <= 24) /* until the norm has settled */
				continue;
			happened += (double)act[SOC_CLASS_happened];
			unfollowed += (double)act[SOC_CLASS_happened_unfollowed];
			is_counterfactual += (double)act[SOC_CLASS_happened_counterfactual];
		}
		lab_close(&lab);
		const double luck = sqrt(s * (1.0 - s) / is_counterfactual);
		snprintf(text, sizeof text, "norm: %s: done", cases[i].name);
		/* by chance fewer act in a month, and fewer follow them in the next: what the mean bears is 1 / (1 -
		 * s w) as much */
		closed_form(text, happened / is_counterfactual, norm, luck / (1.0 - s * w), 4.0);
		snprintf(text, sizeof text, "norm: %s: had they not followed", cases[i].name);
		closed_form(text, unfollowed / is_counterfactual, s, luck, 4.0);
		if (w == 0.0 && happened != unfollowed)
			closed_form_near("norm: nobody follows, and yet", happened, unfollowed, 0.0);
	}
}

WHOLE_PART(closed_forms_conduct)
{
	check_monotone();
	check_norms();
	check_exponential();
	check_becker();
	check_payment();
	check_unknowing();
	return closed_forms_failed > 0;
}
