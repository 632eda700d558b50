/* Policies judged: what each objective makes of each variant, and which it picks. */
#ifndef SOC_ANALYSIS_POLICIES_H
#define SOC_ANALYSIS_POLICIES_H

#include "analysis/statistics.h"
#include "analysis/student.h"
#include "input/policies/policies.h"
#include "socred/policies.h"

#define SOC_POLICIES_STATISTICS (SOC_OBJECTIVES_MAX + 1) /* the last: harshness */

struct soc_verdict {
	int picked;               /* variant; -1: none has a value in every replicate */
	int second;               /* the runner-up; -1: there is none */
	int replicates_for;       /* in which the picked one is the best */
	struct soc_interval lead; /* picked less second, by replicate */
	/* How much better the best of the other replicates is than their second in each replicate: what is chosen
	 * for leading leads by chance too, and here no replicate has a part in its own choice. Below 0: worse */
	struct soc_interval lead_apart;
	int picked_apart;   /* replicates whose others pick the same */
	int harshness_rank; /* of the picked one, 1 the harshest; 0: the file has no harshness */
};

/* One life under every variant, compared person by person (lives.c). */
#define SOC_LIVES_MOST 1000 /* communities */
enum soc_lives_statistic {
	SOC_LIVES_SANCTIONED_SOME,
	SOC_LIVES_SANCTIONED_ALL,
	SOC_LIVES_SANCTION_AND_REWARD,
	SOC_LIVES_BELOW_AND_ABOVE,
	SOC_LIVES_FIRST_AND_LAST,
	SOC_LIVES_RANGE,
	SOC_LIVES_STATISTICS
};

/* What the variants were judged by, so that a page and its folders can be told to belong together. */
struct soc_policies_source {
	char version[24], seed[24], persons[24]; /* of all variants */
	char content[SOC_POLICIES_MAX][65];      /* [variant]: SHA-256 of its results (store/digest.h) */
};

struct soc_policies {
	struct soc_policies_plan plan;
	int judged, replicates;
	char first_month[16], last_month[16];
	char notes[1024]; /* of the pairing */
	double *value;    /* [statistic][variant][replicate] of SOC_REPLICATES_MOST each */
	struct soc_interval of[SOC_POLICIES_STATISTICS][SOC_POLICIES_MAX];
	struct soc_verdict verdict[SOC_OBJECTIVES_MAX];
	struct soc_policies_source source;
	int64_t lives_people; /* 0: not compared */
	struct soc_interval lives[SOC_LIVES_STATISTICS];
};

#endif
