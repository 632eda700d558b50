/* What lies open while the bureaus of one community score: for bureaus.c and bureaus_tally.c. */
#ifndef SOC_TESTS_REFERENCE_BUREAUS_H
#define SOC_TESTS_REFERENCE_BUREAUS_H

#include "reference.h"

#define ONE 1048576
enum { NO_FILE, THIN, SCORED };

struct ref_bureau_file {
	int kind, source, holds[SOC_COMPONENTS_MAX], told[SOC_LISTS_MAX];
	int64_t base, score, company; /* company: -1 nobody */
};

extern struct ref_bureau_file ref_files[SOC_BUREAUS_MAX][SOC_COMMUNITY_MAX];
extern int ref_friendships[SOC_COMMUNITY_MAX][SOC_COMMUNITY_MAX];

int ref_in_force(const struct ref_now *now, int bureau);
const struct soc_bureau_rule *ref_bureau(const struct ref_now *now, int bureau);
int ref_origin(const struct ref_now *now, int bureau, int person);
void ref_score_all(const struct ref_now *now, int bureau, struct ref_bureau_file *file);
/* bureaus_tally.c */
void ref_count_scoring(struct ref_now *now);
void ref_count_defaults(struct ref_now *now);

#endif
