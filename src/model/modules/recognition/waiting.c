#include "model/modules/recognition/waiting.h"

#include "base/num.h"

int soc_waiting_grows(const struct soc_waiting *queue)
{
	return !(queue->per_second * queue->seconds < queue->lines);
}

double soc_waiting_chance(const struct soc_waiting *queue)
{
	const double load = queue->per_second * queue->seconds;
	double full = 1.0; /* the chance that all lines are busy, were nobody to wait */
	for (int i = 1; i <= queue->lines; i++)
		full = load * full / (i + load * full);
	return queue->lines * full / (queue->lines - load * (1.0 - full));
}

double soc_waiting_mean(const struct soc_waiting *queue)
{
	return queue->seconds + soc_waiting_chance(queue) / (queue->lines / queue->seconds - queue->per_second);
}

/* With the rates a of a comparison and b at which those who wait move up: no wait, or the sum of two
 * exponential times. Where a and b are nearly the same the difference is taken by its series. */
double soc_waiting_longer(const struct soc_waiting *queue, double t)
{
	const double a = 1.0 / queue->seconds, b = queue->lines * a - queue->per_second, apart = (a - b) * t;
	const double waits = soc_waiting_chance(queue), alone = soc_num_exp(-a * t);
	double both; /* (1 - exp(-(a - b) t)) / (a - b) exp(-b t) */
	if (apart < 1e-6 && apart > -1e-6)
		both = t * (1.0 - apart / 2.0) * soc_num_exp(-b * t);
	else
		both = (soc_num_exp(-b * t) - alone) / (a - b);
	return alone + waits * a * both;
}
