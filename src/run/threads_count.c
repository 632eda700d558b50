#include "run/threads_count.h"

#include "input/module.h"

#ifdef _OPENMP
#include <omp.h>

/* People of a scenario without modules that are worth a thread of their own: their month takes about 2 ms. On
 * a machine with other work a thread that waits for another may wait for its turn on a processor, which takes
 * as long; below this, one thread is faster (docs/decisions/threads-by-work.md). */
#define PERSONS_PER_THREAD 16384
/* What a month of no module is, where each module that is on adds one: their mean is 13% of it
 * (docs/guide/module-costs.csv). */
#define MONTH_IN_MODULES 8

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* People of a scenario without modules whose month is as much work. */
static int64_t as_much_work(int64_t persons, const struct soc_scenario *s)
{
	int64_t on = 0;
	for (int m = 0; m < SOC_MODULES; m++)
		on += soc_modules[m]->affects(s).on != 0;
	return persons * (MONTH_IN_MODULES + on) / MONTH_IN_MODULES;
}

#endif

int soc_threads_count(int asked, const struct soc_backend_job *job)
{
#ifdef _OPENMP
	const struct soc_plan *plan = job->plan;
	const int64_t communities = job->end - job->first,
				  shares = (communities + SOC_THREADS_CHUNK - 1) / SOC_THREADS_CHUNK;
	const int64_t persons = (int64_t)plan->persons * communities / plan->communities_count;
	const int64_t wanted =
		asked > 0 ? asked
				  : least(omp_get_max_threads(), as_much_work(persons, job->scenario) / PERSONS_PER_THREAD);
	const int64_t count = least(wanted, shares);
	return count > 1 ? (int)count : 1;
#else
	(void)asked;
	(void)job;
	return 1;
#endif
}
