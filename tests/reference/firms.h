/* What firms.c and firm_lives.c share: the firms of one place in a month. */
#ifndef SOC_TESTS_REFERENCE_FIRMS_H
#define SOC_TESTS_REFERENCE_FIRMS_H

#include "model/modules/firms/firms.h"
#include "reference.h"

struct ref_firm {
	int place, community, workers, size, sector, theta;
	int points, false_points, grade, offended;
	int left[SOC_FIRM_LISTS_MAX], truth[SOC_FIRM_LISTS_MAX]; /* months; DID, DID_ELSE, DID_NOTHING */
	int entered[SOC_FIRM_LISTS_MAX], on[SOC_FIRM_LISTS_MAX]; /* this month; at its end */
	int cause[SOC_FIRM_LISTS_MAX],
		appeal[SOC_FIRM_LISTS_MAX]; /* class of events, NOBODY: a grade; months until it is decided */
	int risk[SOC_FIRM_EVENTS_MAX];  /* by class */
	int generation, is_new;         /* which firm in the seat; since this month */
};

struct town {
	struct reference *ref;
	const struct soc_firms_rules *rules;
	const struct soc_conduct_rules *conduct;
	int place, first, count;
};

/* firms.c */
void ref_town_count(const struct town *t, enum soc_module_count what, int index, int64_t n);
/* A word of this month of a firm, with the salt of one thing; 0: of nobody's own. */
uint32_t ref_firm_word(const struct town *t, uint64_t salt, enum soc_stream stream, int firm, int k);
int ref_firm_grade(const struct town *t, int points);

/* firm_lives.c */
void ref_firm_leave(const struct town *t, int firm, int list);
void ref_firm_close(const struct town *t, int firm);
void ref_firm_appeal(const struct town *t, int firm);
int ref_firm_is_scored(const struct town *t, int firm);
void ref_firm_attempts(const struct town *t, int firm, int met);

/* weigh.c */
/* An expected loss in gains of the act, 1 = 65536; what is left of a rate by it, and the elasticity. */
uint64_t ref_in_gains(const struct soc_conduct_rules *c, uint64_t risk, uint64_t months,
                      uint32_t inverse_gain);
int64_t ref_rate_left(const struct soc_conduct_rules *c, int64_t x, int64_t *response);

/* firm_weigh.c */
/* What is left of a class's rate, 1 = 65536, and its elasticity. */
int64_t ref_firm_rate(const struct town *t, int firm, int event, int64_t *response);
void ref_firm_begin_risk(const struct town *t, int firm);
void ref_firm_hear(const struct town *t, const struct soc_firms_rules *before, int firm);
void ref_firm_learn(const struct town *t, int firm, int event, int caught);

#endif
