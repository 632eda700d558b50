/* Memory of SQLite while results are fuzzed. It asks for thousands of blocks to open a file, and each costs
 * the sanitizer more than SQLite's own work. */
#ifndef SOC_TESTS_FUZZ_POOL_H
#define SOC_TESTS_FUZZ_POOL_H

/* From here on SQLite takes its memory from a pool that knows no owner or caller of a block, but keeps what
 * lies outside of it poisoned, so that reading past a value or after its end is found as before. Before the
 * first call of SQLite. A block that is never given back is not found: the replay of the kept corpus has no
 * pool. */
void pool_begin(void);

#endif
