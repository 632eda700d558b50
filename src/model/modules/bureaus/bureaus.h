/* Bureaus: several scorers of the same people, each with a view of its own. docs/model/bureaus.md.
 *
 * A bureau has a file of some people, holds some of what is recorded of them, mixes up some files, hears of
 * some entries on lists, and lets friends' scores and a proxy into its score. All that is drawn by person and
 * bureau, so nothing of it is stored: between two scorings only who is refused is kept (record.refused_by).
 * Bureaus know nothing of what is true. */
#ifndef SOC_MODEL_BUREAUS_H
#define SOC_MODEL_BUREAUS_H

#include "input/compile/regime.h"
#include "model/community.h"
#include "model/month_log.h"

enum soc_bureau_file { SOC_FILE_NONE, SOC_FILE_THIN, SOC_FILE_SCORED };

/* What a bureau has on the people of a community, and what it makes of it. Shares of its scale, 1 = 2^20. */
struct soc_bureau_view {
	int32_t base[SOC_FULL_COMMUNITY]; /* score before friends enter */
	int32_t score[SOC_FULL_COMMUNITY];
	int32_t company[SOC_FULL_COMMUNITY];  /* mean score of the friends who have one, in the last round; -1:
	                                         nobody */
	uint16_t source[SOC_FULL_COMMUNITY];  /* row whose records the file holds */
	uint8_t file[SOC_FULL_COMMUNITY];     /* enum soc_bureau_file */
	uint8_t holds[SOC_FULL_COMMUNITY];    /* bit per component; 0 of those of which nobody has points */
	uint8_t told[SOC_FULL_COMMUNITY];     /* bit per list whose entry has reached the bureau */
	uint16_t clients[SOC_FULL_COMMUNITY]; /* rows with a file, rising; of other rows only file and source are
	                                         set */
	unsigned clients_count;
};

/* Friends of the people of a community: both ways, none in one household. */
struct soc_friends {
	uint16_t of[SOC_FULL_COMMUNITY][SOC_FRIENDS_MAX];
	uint8_t count[SOC_FULL_COMMUNITY];
};

/* Scratch of one thread; what it holds is of the last scoring. */
struct soc_bureau_scratch {
	struct soc_friends friends;
	int32_t proxy[SOC_FULL_COMMUNITY]; /* shares of its range */
	unsigned at_rest; /* components of which nobody has points: what is held of them was not asked */
	struct soc_bureau_view view[SOC_BUREAUS_MAX];
};

/* One file as a score is made of it. */
struct soc_bureau_record {
	int32_t points[SOC_COMPONENTS_MAX]; /* as the regime's columns have them */
	unsigned holds, told;
	int32_t proxy;
	int has_proxy;
};

/* 1 when the bureaus score in this month. */
int soc_bureaus_due(const struct soc_regime *rules, const struct soc_place_time *at);

/* Forgets the refusals of bureaus that are not in force. */
void soc_bureaus_detach(const struct soc_regime *rules, const struct soc_place_time *at,
                        struct soc_record *record, struct soc_month_log *month_log);

/* All bureaus in force score the community; renews record.refused_by and touches whom that changes.
 * Afterwards the scratch holds their views. at_rest: bit set of components of which nobody of the community
 * has points: who holds them makes no score, and is not drawn. Cost: about 15 ns a person and bureau. */
void soc_bureaus_score(const struct soc_place_time *at, const struct soc_regime *rules,
                       const struct soc_registry *registry, const struct soc_self *self, unsigned at_rest,
                       struct soc_record *record, struct soc_month_log *month_log,
                       struct soc_bureau_scratch *scratch);

/* Whether a bureau holds what is recorded of a component of a row: as soc_bureaus_score draws it, where that
 * was left out. */
int soc_bureau_holds(const struct soc_place_time *at, const struct soc_regime *rules, unsigned bureau,
                     unsigned component, unsigned row);

/* Score before friends enter. */
int32_t soc_bureau_base(const struct soc_regime *rules, const struct soc_bureau_rule *bureau,
                        const struct soc_bureau_record *file);
/* Score after: base moved by the weight towards the company's mean; base when there is no company (-1). */
int32_t soc_bureau_blend(const struct soc_bureau_rule *bureau, int32_t base, int32_t company);
/* Scores and company of all from base, in so many rounds. */
void soc_bureau_rounds(const struct soc_bureau_rule *bureau, const struct soc_friends *friends,
                       unsigned rounds, unsigned count, struct soc_bureau_view *view);
/* What a merged bureau makes of a person: 0 accepted, 1 refused, -1 not known. scores: of each bureau, -1
 * where there is none. */
int soc_bureau_merged(const struct soc_bureaus_rules *credit, const struct soc_bureau_rule *bureau,
                      const int32_t scores[SOC_BUREAUS_MAX], int32_t *mean);

/* Who is whose friend; fixed for the seed. home: position and size of households (population.h); quintile:
 * income, 0..4. */
void soc_friends_make(const struct soc_place_time *at, const struct soc_bureaus_rules *credit,
                      const uint8_t *home, const uint8_t *quintile, struct soc_friends *out);

#endif
