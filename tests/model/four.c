#include "four.h"

#include "model/population/population.h"

#include <string.h>

struct soc_rules rules;
struct soc_place_time at;
struct soc_registry registry;
struct soc_record record;
struct soc_self self;
struct soc_truth truth;
struct soc_month_log month_log;
struct soc_true_log true_log;
struct soc_evidence evidence;

/* Columns, cleared together. */
static struct {
	int16_t points[FOUR_ROWS], false_points[FOUR_ROWS];
	uint8_t left[FOUR_LISTS][FOUR_ROWS], entry[FOUR_LISTS][FOUR_ROWS];
	uint8_t grade[FOUR_ROWS], risk[2][FOUR_ROWS], strain[FOUR_ROWS], life[FOUR_ROWS], aware[FOUR_ROWS],
		nature[FOUR_ROWS];
	uint8_t situation[FOUR_ROWS], age[FOUR_ROWS], traits[FOUR_ROWS], home[FOUR_ROWS],
		true_docket[FOUR_DOCKET];
	uint16_t kin[FOUR_ROWS], former[FOUR_ROWS], measures[FOUR_ROWS], tags[FOUR_ROWS], docket_used, rule_set;
	struct soc_file docket[FOUR_DOCKET];
} columns;

static void settle(void)
{
	memset(&columns, 0, sizeof columns);
	memset(columns.kin, 0xff, sizeof columns.kin);
	memset(columns.former, 0xff, sizeof columns.former);
	columns.kin[HEAD] = ALONE;
	columns.kin[ALONE] = HEAD;
	for (int row = 0; row < FOUR; row++) {
		columns.age[row] = row == CHILD ? 10 : 40;
		columns.traits[row] = (uint8_t)(row == ALONE ? SOC_ROLE_HEAD : row);
		columns.home[row] = (uint8_t)(row == ALONE ? 1 << 4 : 3 << 4 | row);
		columns.situation[row] = soc_situation_pack(0, soc_population_age_band(columns.age[row]), 2);
	}
}

int four_begin(void **state)
{
	(void)state;
	settle();
	memset(&rules, 0, sizeof rules);
	at = (struct soc_place_time){ .seed = 7, .first_person = 100, .month = 9, .count = FOUR };
	registry = (struct soc_registry){ .situation = columns.situation,
		                              .age = columns.age,
		                              .traits = columns.traits,
		                              .home = columns.home,
		                              .kin = columns.kin,
		                              .former = columns.former };
	record = (struct soc_record){ .points = { columns.points },
		                          .grade = columns.grade,
		                          .measures = columns.measures,
		                          .docket = columns.docket,
		                          .docket_used = &columns.docket_used,
		                          .rule_set = &columns.rule_set };
	self = (struct soc_self){ .nature = columns.nature,
		                      .risk = { columns.risk[0], columns.risk[1] },
		                      .strain = columns.strain,
		                      .life = columns.life,
		                      .aware = columns.aware };
	truth = (struct soc_truth){ .false_points = { columns.false_points },
		                        .tags = columns.tags,
		                        .docket = columns.true_docket };
	for (int l = 0; l < FOUR_LISTS; l++) {
		record.months_left[l] = columns.left[l];
		record.entry[l] = columns.entry[l];
		rules.regime.lists.list[l] = (struct soc_list_rule){ .colour = SOC_BLACK, .enabled = 1, .term = 12 };
	}
	rules.regime.lists.count = FOUR_LISTS;
	rules.regime.lists.black = 3;
	rules.regime.review.docket = FOUR_DOCKET;
	rules.regime.scoring.on = rules.records.watched = 1;
	rules.regime.scoring.components = 1;
	rules.regime.scoring.constant = 32000;
	rules.regime.scoring.maximum = 64000;
	rules.regime.scoring.coefficient[0] = 256;
	rules.regime.scoring.floor[0] = -6400;
	rules.regime.scoring.ceiling[0] = 6400;
	rules.regime.scoring.keep[0] = 65536;
	soc_month_log_clear(&month_log);
	soc_true_log_clear(&true_log);
	memset(true_log.record_truth, 0, sizeof true_log.record_truth);
	memset(true_log.record_link, 0, sizeof true_log.record_link);
	evidence = (struct soc_evidence){ &at, &rules, &month_log, &true_log, &truth };
	return 0;
}

unsigned four_record(unsigned row, unsigned event, unsigned channel, enum soc_record_truth what)
{
	struct soc_rec *rec = soc_month_log_records(&month_log);
	const unsigned index = month_log.records_count - 1;
	*rec = (struct soc_rec){
		.row = (uint16_t)row, .event = (uint8_t)event, .channel = (uint8_t)channel, .informer = SOC_NOBODY
	};
	true_log.record_truth[index] = (uint8_t)what;
	return index;
}

void four_enter(unsigned row, unsigned list, unsigned months, unsigned trigger, enum soc_entry_truth what)
{
	record.months_left[list][row] = (uint8_t)months;
	record.entry[list][row] = soc_entry_pack(0, trigger);
	truth.tags[row] = soc_tag_set(truth.tags[row], list, what);
}

void four_file(unsigned row, unsigned subject, unsigned month, unsigned position, int appeal,
               enum soc_record_truth what)
{
	const unsigned place = (*record.docket_used)++;
	record.docket[place] = (struct soc_file){
		(uint16_t)row, (uint16_t)month, (uint16_t)position, (uint8_t)subject, 0, appeal & 1
	};
	truth.docket[place] = (uint8_t)what;
}
