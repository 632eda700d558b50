/* SQLite and jansson on shaky ground: the n-th write, sync, truncation or allocation fails once. */
#ifndef SOC_TESTS_STORE_SHAKY_H
#define SOC_TESTS_STORE_SHAKY_H

#include <stdint.h>

extern int64_t shaky_changes;     /* the n-th change of a file from now fails; 0: none */
extern int shaky_code;            /* SQLite's code of a write that fails */
extern int64_t shaky_allocations; /* the n-th allocation of SQLite or jansson from now fails; 0: none */
extern int64_t shaky_json_live;   /* blocks jansson holds */

/* Before any other use of SQLite in the process. */
void shaky_install(void);

#endif
