/* Firms again: what they attempt, how they appeal and learn, how they end and others begin. */
#include "firms.h"

/* ---- attempts ---- */

static int is_rightly_listed(const struct town *t, int firm)
{
	const struct ref_firm *f = &t->ref->firm[firm];
	for (int l = 0; l < t->rules->lists; l++)
		if (t->rules->list[l].colour == SOC_BLACK && f->left[l] > 0 && f->truth[l] == DID)
			return 1;
	return 0;
}

/* Whether the register knows a firm is decided anew for each that takes the seat. */
int ref_firm_is_scored(const struct town *t, int firm)
{
	const struct ref_firm *f = &t->ref->firm[firm];
	const uint32_t word =
		soc_draw(t->ref->seed, SOC_DRAW_FIRM_CREDIT, (uint64_t)firm, (uint32_t)f->generation, 0);
	return ref_happens(word, t->rules->credit_coverage[f->workers >= 10]);
}

static int tried(const struct town *t, int firm, int m)
{
	const struct ref_firm *f = &t->ref->firm[firm];
	int n = 0;
	for (int i = 0; i < SOC_FIRM_ATTEMPTS; i++)
		n += ref_firm_word(t, t->rules->measure[m].salt, SOC_DRAW_FIRM_DEMAND, firm, 0) <
		     t->rules->measure[m].more_than[f->size][f->sector][i];
	return n;
}

void ref_firm_attempts(const struct town *t, int firm, int met)
{
	const struct ref_firm *f = &t->ref->firm[firm];
	const int scored = ref_firm_is_scored(t, firm),
			  poor = scored && t->rules->base + f->points < t->rules->credit_below;
	ref_town_count(t, SOC_MOD_firms_by_size_unscored, f->size, !scored);
	for (int m = 0; m < t->rules->measures; m++) {
		const int listed = (met >> m) % 2, asks = !listed && (t->rules->credit_measures >> m) % 2;
		const int unknown = asks && !scored && t->rules->credit_unscored > 0;
		int hit = 0;
		if (!listed && !unknown && !(asks && poor))
			continue;
		for (int i = 0; i < tried(t, firm, m); i++)
			hit += ref_happens(ref_firm_word(t, t->rules->measure[m].salt, SOC_DRAW_FIRM_DEMAND, firm, 4 + i),
			                   unknown ? t->rules->credit_unscored : t->rules->measure[m].strictness);
		ref_town_count(t, SOC_MOD_firms_by_measure_firms, m, 1);
		ref_town_count(t, SOC_MOD_firms_by_measure_attempts, m, tried(t, firm, m));
		ref_town_count(t, SOC_MOD_firms_by_measure_effective, m, hit);
		ref_town_count(t, SOC_MOD_firms_by_measure_refused_unscored, m, unknown ? hit : 0);
		ref_town_count(t, SOC_MOD_firms_by_measure_refused_score, m, !listed && !unknown ? hit : 0);
		if (t->rules->measure[m].kind == SOC_SANCTION && !is_rightly_listed(t, firm))
			ref_town_count(t, SOC_MOD_firms_by_measure_refused_wronged, m, hit);
	}
}

/* ---- appeals ---- */

void ref_firm_leave(const struct town *t, int firm, int list)
{
	struct ref_firm *f = &t->ref->firm[firm];
	ref_town_count(t, SOC_MOD_firms_by_list_appeals_lapsed, list, f->appeal[list] > 0);
	f->left[list] = f->appeal[list] = 0;
}

/* What caused the entry is taken back as far as it has not faded. */
static void give_back(const struct town *t, int firm, int list)
{
	struct ref_firm *f = &t->ref->firm[firm];
	if (f->cause[list] == NOBODY)
		return;
	int64_t points = t->rules->event[f->cause[list]].points;
	for (int month = f->left[list]; month < t->rules->list[list].term; month++)
		points = points * (int64_t)t->rules->keep / 65536;
	f->points = (int)ref_bounded(f->points - points, -1000 * SOC_POINT, 1000 * SOC_POINT);
	if (f->truth[list] == DID)
		return;
	const int64_t left = f->false_points - points;
	f->false_points = (int)ref_bounded(left,
	                                   points < 0   ? INT16_MIN
	                                   : points > 0 ? 0
	                                                : left,
	                                   points > 0   ? INT16_MAX
	                                   : points < 0 ? 0
	                                                : left);
}

static void decide(const struct town *t, int firm, int list)
{
	struct ref_firm *f = &t->ref->firm[firm];
	const int wrong = f->truth[list] != DID;
	const uint64_t chance = wrong ? t->rules->overturn_wrong : t->rules->overturn_true;
	if (!ref_happens(ref_firm_word(t, t->rules->list[list].salt, SOC_DRAW_FIRM_APPEAL, firm, 1), chance)) {
		ref_town_count(t, SOC_MOD_firms_appeals_by_list_denied, 2 * list + wrong, 1);
		return;
	}
	ref_town_count(t, SOC_MOD_firms_appeals_by_list_upheld, 2 * list + wrong, 1);
	give_back(t, firm, list);
	f->left[list] = 0;
}

void ref_firm_appeal(const struct town *t, int firm)
{
	struct ref_firm *f = &t->ref->firm[firm];
	for (int l = 0; l < t->rules->lists; l++) {
		const int wrong = f->truth[l] != DID;
		if (f->appeal[l] > 0 && --f->appeal[l] == 0)
			decide(t, firm, l);
		if (!f->entered[l] || t->rules->list[l].colour != SOC_BLACK ||
		    !ref_happens(ref_firm_word(t, t->rules->list[l].salt, SOC_DRAW_FIRM_APPEAL, firm, 0),
		                 wrong ? t->rules->appeal_wronged : t->rules->appeal_guilty))
			continue;
		f->appeal[l] = t->rules->appeal_months;
		ref_town_count(t, SOC_MOD_firms_appeals_by_list_filed, 2 * l + wrong, 1);
	}
}

/* ---- the end, and a beginning ---- */

static int is_black(const struct town *t, int list)
{
	return t->rules->list[list].colour == SOC_BLACK;
}

void ref_firm_close(const struct town *t, int firm)
{
	static const double cuts[] = SOC_THETA_CUTS;
	struct ref_firm *f = &t->ref->firm[firm];
	uint32_t w[4];
	int listed = 0, on = 0, right = 0;
	for (int l = 0; l < t->rules->lists; l++)
		listed |= f->on[l] && is_black(t, l);
	if (!ref_happens(ref_firm_word(t, 0, SOC_DRAW_FIRM_CLOSE, firm, 0), t->rules->close[listed]))
		return;
	f->is_new = 1;
	f->generation = f->generation == 127 ? 1 : f->generation + 1;
	soc_draw_block(t->ref->seed, SOC_DRAW_FIRM_NEW, (uint64_t)firm, (uint32_t)f->generation, 0, w);
	const int again = ref_happens(w[0], t->rules->same_owner);
	ref_town_count(t, SOC_MOD_firms_by_size_closed, f->size, 1);
	for (int l = 0; l < t->rules->lists; l++) {
		if (f->left[l] == 0)
			continue;
		on |= is_black(t, l);
		right |= is_black(t, l) && f->truth[l] == DID;
		ref_town_count(t, SOC_MOD_firms_closing_by_list_entries, 4 * l + 2 * again + (f->truth[l] != DID), 1);
		ref_firm_leave(t, firm, l);
	}
	ref_town_count(t, SOC_MOD_firms_closing_listed_firms, 2 * again + !right, on);
	const struct ref_firm new = { .place = f->place,
		                          .community = f->community,
		                          .workers = f->workers,
		                          .size = f->size,
		                          .sector = f->sector,
		                          .theta = f->theta,
		                          .grade = ref_firm_grade(t, 0),
		                          .generation = f->generation,
		                          .is_new = 1 };
	*f = new;
	ref_firm_begin_risk(t, firm);
	if (again)
		return;
	f->theta = 0;
	for (int i = 0; i < SOC_THETA_BUCKETS - 1; i++)
		f->theta += !ref_happens(w[1], soc_threshold(cuts[i]));
}
