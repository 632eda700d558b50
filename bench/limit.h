/* What no engine can beat on this machine: the state of a person read and written, and one random word, in
 * each month. */
#ifndef SOCRED_BENCH_LIMIT_H
#define SOCRED_BENCH_LIMIT_H

/* Nanoseconds of processor time that it takes for a person and month: the least of several passes over the
 * state of so many people (10 million at most), in so many threads. 0 where there is no memory for it. Cost:
 * half a second or three passes, whichever is more. */
double bench_limit(long long persons, int threads);
/* Seconds of processor time that the process has had so far, all threads together. */
double bench_processor_time(void);

#endif
