/* Time from a picture to its alert: pictures that come by a Poisson law, wait in one line, and are compared
 * in so many lines at the same time, each in a time of an exponential law (M/M/c; Erlang 1917). */
#ifndef SOC_MODEL_WAITING_H
#define SOC_MODEL_WAITING_H

struct soc_waiting {
	double per_second; /* pictures that come, >= 0 and below lines / seconds */
	double seconds;    /* mean time of one comparison, > 0 */
	int lines;         /* >= 1 */
};

/* 1 when more pictures come than can be compared: what follows has no value then. */
int soc_waiting_grows(const struct soc_waiting *queue);
/* The chance that a picture has to wait: Erlang's C, by the recursion of his B. Cost: O(lines). */
double soc_waiting_chance(const struct soc_waiting *queue);
/* Mean time from the picture to the end of its comparison, in seconds: C / (lines / seconds - per_second) +
 * seconds. */
double soc_waiting_mean(const struct soc_waiting *queue);
/* The chance that this time is longer than t (seconds, >= 0). */
double soc_waiting_longer(const struct soc_waiting *queue, double t);

#endif
