/* A month of the firms of one place, as it is made: for the files of this folder that know what is true. */
#ifndef SOC_MODEL_FIRMS_TOWN_H
#define SOC_MODEL_FIRMS_TOWN_H

#include "model/expected/expected.h"
#include "model/modules/firms/firms.h"

/* The firms of one place, their columns from firm 0 of the place. */
struct soc_town {
	struct soc_firm_place_time at;
	const struct soc_firms_rules *rules;
	const struct soc_conduct_rules *conduct;
	const uint32_t *theta;
	struct soc_firm_fixed fixed;
	struct soc_firm_record record;
	struct soc_firm_truth truth;
	uint8_t *risk[SOC_FIRM_EVENTS_MAX];
	struct soc_firm_exits exits;
	struct soc_tally *tally; /* may be NULL */
};

static inline void soc_town_count(const struct soc_town *t, enum soc_module_count what, unsigned index)
{
	if (t->tally != NULL)
		soc_count_module(t->tally, what, index, 1);
}

/* Nothing on record, nothing true of the past, the risk of those who have just begun. */
void soc_town_empty(struct soc_town *t, uint32_t firm);
/* Closes the firm with its chance of this month; a new one takes the seat. Returns 1 if so. */
int soc_town_close(struct soc_town *t, uint32_t firm);
/* Appeals that are due are decided, then this month's are taken in. */
void soc_town_appeal(struct soc_town *t, uint32_t firm);
/* The perceived risk of a class that the firm begins with: between two steps some firms on the higher. */
uint8_t soc_town_first_risk(const struct soc_town *t, const struct soc_firms_rules *rules, uint32_t firm,
                            unsigned event);
/* The firm's perceived risk after an event of its own. */
void soc_town_learn(struct soc_town *t, uint32_t firm, unsigned event, int caught);
/* How the rate of a class responds to what a record is expected to cost the firm. Draws nothing. */
struct soc_rate_response soc_town_response(const struct soc_town *t, uint32_t firm, unsigned event);
/* Attempts at what the firm's lists, grade and lenders close or open. */
void soc_town_attempt(struct soc_town *t, uint32_t firm);

#endif
