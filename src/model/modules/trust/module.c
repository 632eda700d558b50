/* What the module is called, what it asks, when a scenario has it, what it needs and its rules. */
#include "input/module.h"

#include "base/draw.h"
#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"
#include "model/modules/trust/norms.h"

#include <math.h>

/* ---- what its keys need elsewhere ---- */

SOC_NEEDS_IF(people_meet)
{
	return soc_needs_ever(s, "trust", -1, "encounters", -1);
}

SOC_NEEDS_IF(somebody_reads)
{
	return people_meet(s, entry) && soc_needs_ever(s, "trust", -1, "reads", -1);
}

SOC_NEEDS_IF(contacts_meet)
{
	return people_meet(s, entry) && s->contacts.enabled && s->trust.ties > 0.0;
}

SOC_NEEDS_IF(the_grades_are_there)
{
	return s->trust.bad_grades < s->grades_count;
}

/* A little more than one: sums of shares such as 0.7 and 0.3 are rounded. */
SOC_NEEDS_IF(shares_fit)
{
	const double never = s->trust.never > s->trust.never_offended ? s->trust.never : s->trust.never_offended;
	return never + s->trust.always <= 1.0 + 1e-9;
}

#define NOBODY "nobody is asked for help; it takes trust.encounters above 0, for the run or by the timeline"
#define UNREAD                                                                                      \
	"nobody goes by the record; it takes trust.reads above 0, for the run or by the timeline, and " \
	"trust.encounters"
#define NO_TIES "it is about encounters with contacts; set contacts.enabled to true, and trust.ties above 0"

static const struct soc_need trust_needs[] = {
	{ "trust", "bad_grades", 0, SOC_NEEDS_REFUSED, the_grades_are_there,
	  "some grade has to be left that is not bad; there must be more grades than that" },
	{ "trust", "always", 0, SOC_NEEDS_REFUSED, shares_fit,
	  "nobody helps everybody and nobody at once; with trust.never, and with trust.never_offended, the share "
	  "is "
	  "at most 1" },
	{ "trust", "reads", 0, SOC_NEEDS_NO_EFFECT, people_meet, NOBODY },
	{ "trust", "circles", 1, SOC_NEEDS_NO_EFFECT, people_meet, NOBODY },
	{ "trust", "bad_grades", 0, SOC_NEEDS_NO_EFFECT, somebody_reads, UNREAD },
	{ "trust", "clean_trusted", NAN, SOC_NEEDS_NO_EFFECT, somebody_reads, UNREAD },
	{ "trust", "silenced", 0, SOC_NEEDS_NO_EFFECT, somebody_reads, UNREAD },
	{ "trust", "association", 0, SOC_NEEDS_NO_EFFECT, somebody_reads, UNREAD },
	{ "trust", "docility", NAN, SOC_NEEDS_NO_EFFECT, contacts_meet, NO_TIES },
	{ "trust", "tie_strength", NAN, SOC_NEEDS_NO_EFFECT, contacts_meet, NO_TIES },
	{ 0 },
};

static struct soc_affected trust_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = s->trust.encounters > 0 };
	SOC_FOR_ENTRIES(i, s->lists)
		t.lists |= (uint32_t)(t.on && s->lists[i].colour == SOC_BLACK) << i;
	return t;
}

static enum soc_err trust_compile(struct soc_rules *rules, const struct soc_scenario *s,
                                  __attribute__((unused)) struct soc_msg *msg)
{
	const struct soc_trust *t = &s->trust;
	struct soc_trust_rules *r = &rules->trust;
	if (t->encounters == 0)
		return SOC_OK;
	r->encounters = (uint8_t)t->encounters;
	r->circles = (uint8_t)t->circles;
	r->bad_grades = (uint8_t)t->bad_grades;
	r->norm = soc_trust_norm((int)t->norm);
	r->ties = soc_threshold(t->ties);
	r->reads = soc_threshold(t->reads);
	r->never[0] = soc_threshold(t->never);
	r->never[1] = soc_threshold(t->never_offended);
	r->always = soc_threshold(t->always);
	r->clean_trusted = soc_threshold(t->clean_trusted);
	r->heard = soc_threshold(t->heard);
	r->helped = soc_threshold(1.0 - t->fails);
	r->helped_if_unknown = soc_threshold((1.0 - t->fails) * t->helped_if_unknown);
	r->talked[0] = soc_threshold(t->talked);
	r->talked[1] = soc_threshold(t->talked * (1.0 - t->silenced));
	r->perception_error = soc_threshold(t->perception_error);
	r->assessment_error = soc_threshold(t->assessment_error);
	r->association = soc_threshold(t->association);
	r->forgotten = soc_threshold(t->forgotten);
	r->docility = soc_threshold(t->docility * t->association * t->reads);
	r->tie_strength = soc_threshold(t->tie_strength);
	return SOC_OK;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/trust/counters.def"
};

static const struct soc_summary summaries[] = {
	{ .name = "trust_helped",
	  .label = "helped by a stranger, % of those who ask",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(trust_by_record, "helped") },
	  .whole = { SOC_RUN_SUM(trust_by_record, "asked") } },
	{ .name = "trust_helped_innocent",
	  .label = "helped by a stranger, % of listed with no violation",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(trust_by_record, "helped", .where = "on_record=did_nothing") },
	  .whole = { SOC_RUN_SUM(trust_by_record, "asked", .where = "on_record=did_nothing") } },
	{ .name = "trust_spoken_of",
	  .label = "adults of whom something is said, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_END_SUM(trust_by_repute, "persons", .where = "repute!=unknown") },
	  .whole = { SOC_END_SUM(trust_by_repute, "persons") } },
	{ .name = "trust_shunned",
	  .label = "contacts on record who are turned away, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(trust_by_record, "contacts_shunned", .where = "on_record!=nothing") },
	  .whole = { SOC_RUN_SUM(trust_by_record, "contacts_asked", .where = "on_record!=nothing") } },
};

const struct soc_module soc_module_trust = {
	.name = "trust",
	.title = "Trust",
	.question = "Who is helped by strangers, and does the record replace what people know of each other?",
	.sections = "trust",
	.stage = SOC_STAGE_CONSEQUENCES,
	.affects = trust_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = trust_needs,
	.compile = trust_compile,
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
};
