/* What one worker at a time holds; nothing where the library is built without threads. (A critical section of
 * OpenMP would leave a name of its own in the library.) */
#ifndef SOC_EXPERIMENT_LOCK_H
#define SOC_EXPERIMENT_LOCK_H

#ifdef _OPENMP
#include <omp.h>
#endif

struct soc_lock {
#ifdef _OPENMP
	omp_lock_t of;
#else
	int of;
#endif
};

#ifdef _OPENMP
/* Ready to be taken; what was made is released by the last. */
static inline void soc_lock_init(struct soc_lock *lock)
{
	omp_init_lock(&lock->of);
}
static inline void soc_lock_take(struct soc_lock *lock)
{
	omp_set_lock(&lock->of);
}
static inline void soc_lock_give(struct soc_lock *lock)
{
	omp_unset_lock(&lock->of);
}
static inline void soc_lock_release(struct soc_lock *lock)
{
	omp_destroy_lock(&lock->of);
}
#else
static inline void soc_lock_init(struct soc_lock *lock)
{
	lock->of = 0;
}
static inline void soc_lock_take(struct soc_lock *lock)
{
	lock->of = 1;
}
static inline void soc_lock_give(struct soc_lock *lock)
{
	lock->of = 0;
}
static inline void soc_lock_release(struct soc_lock *lock)
{
	lock->of = 0;
}
#endif

#endif
