/* How alike two pictures are: what a threshold misses and takes for another. docs/model/recognition.md. */
#ifndef SOC_MODEL_SIMILARITY_H
#define SOC_MODEL_SIMILARITY_H

/* At the threshold of the published tests. */
#define SOC_SIMILARITY_TESTED 0.6

struct soc_similarity {
	double false_match, tenfold; /* of two people: chance at SOC_SIMILARITY_TESTED, and the rise of the
	                                threshold that makes it a tenth (> 0) */
	double missed, scale;        /* of one person: chance of less at SOC_SIMILARITY_TESTED (above 0, below 1),
	                                and scale of the logistic law (> 0) */
};

/* The chance that pictures of two people are as alike as the threshold: false_match 10^-((t - 0.6) /
 * tenfold), at most 1: false matches fall exponentially in the upper tail of similarity. Source: Grother,
 * Ngan and Hanaoka 2019, Face Recognition Vendor Test Part 2, NISTIR 8271. */
double soc_similarity_false_match(const struct soc_similarity *law, double threshold);
/* The chance that two pictures of one person are less alike: logistic. Source: docs/model/recognition.md,
 * where the law is an assumption. */
double soc_similarity_missed(const struct soc_similarity *law, double threshold);
/* The chance that a picture is as alike as that to some of so many faces, each alone with the chance
 * `false_match`: 1 - (1 - false_match)^gallery. gallery >= 0. Source:
 * docs/model/recognition.md. */
double soc_similarity_any(double false_match, double gallery);

#endif
