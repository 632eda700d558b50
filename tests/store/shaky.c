#include "shaky.h"

#include <jansson.h>
#include <sqlite3.h>
#include <stdlib.h>

/* ---- a file system whose n-th change fails ---- */
int64_t shaky_changes;
int shaky_code;

struct shaky_file {
	sqlite3_file base;
	sqlite3_file *real;
};

static sqlite3_vfs *real_vfs;

static int fails(void)
{
	return shaky_changes > 0 && --shaky_changes == 0;
}

static sqlite3_file *real_of(sqlite3_file *f)
{
	return ((struct shaky_file *)f)->real;
}

#define PASS(name, params, args)                \
	static int name params                      \
	{                                           \
		return real_of(f)->pMethods->name args; \
	}
PASS(xRead, (sqlite3_file * f, void *p, int n, sqlite3_int64 at), (real_of(f), p, n, at))
PASS(xFileSize, (sqlite3_file * f, sqlite3_int64 *n), (real_of(f), n))
PASS(xLock, (sqlite3_file * f, int level), (real_of(f), level))
PASS(xUnlock, (sqlite3_file * f, int level), (real_of(f), level))
PASS(xCheckReservedLock, (sqlite3_file * f, int *out), (real_of(f), out))
PASS(xFileControl, (sqlite3_file * f, int op, void *arg), (real_of(f), op, arg))
PASS(xSectorSize, (sqlite3_file * f), (real_of(f)))
PASS(xDeviceCharacteristics, (sqlite3_file * f), (real_of(f)))

static int xClose(sqlite3_file *f)
{
	int rc = real_of(f)->pMethods->xClose(real_of(f));
	free(real_of(f));
	return rc;
}

static int xWrite(sqlite3_file *f, const void *p, int n, sqlite3_int64 at)
{
	if (!fails())
		return real_of(f)->pMethods->xWrite(real_of(f), p, n, at);
	real_of(f)->pMethods->xWrite(real_of(f), p, n / 2, at); /* half of it arrives */
	return shaky_code;
}

static int xTruncate(sqlite3_file *f, sqlite3_int64 n)
{
	return fails() ? SQLITE_IOERR_TRUNCATE : real_of(f)->pMethods->xTruncate(real_of(f), n);
}

static int xSync(sqlite3_file *f, int flags)
{
	return fails() ? SQLITE_IOERR_FSYNC : real_of(f)->pMethods->xSync(real_of(f), flags);
}

static const sqlite3_io_methods shaky_methods = { 1,
	                                              xClose,
	                                              xRead,
	                                              xWrite,
	                                              xTruncate,
	                                              xSync,
	                                              xFileSize,
	                                              xLock,
	                                              xUnlock,
	                                              xCheckReservedLock,
	                                              xFileControl,
	                                              xSectorSize,
	                                              xDeviceCharacteristics,
	                                              NULL,
	                                              NULL,
	                                              NULL,
	                                              NULL,
	                                              NULL,
	                                              NULL };

static int shaky_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
	struct shaky_file *f = (struct shaky_file *)file;
	(void)vfs;
	f->real = calloc(1, (size_t)real_vfs->szOsFile);
	int rc = real_vfs->xOpen(real_vfs, name, f->real, flags, out);
	f->base.pMethods = rc == SQLITE_OK ? &shaky_methods : NULL;
	if (rc != SQLITE_OK)
		free(f->real);
	return rc;
}

/* ---- allocations of SQLite and jansson ---- */
int64_t shaky_allocations;
static sqlite3_mem_methods real_memory;

static int short_of_memory(void)
{
	return shaky_allocations > 0 && --shaky_allocations == 0;
}

static void *shaky_malloc(int n)
{
	return short_of_memory() ? NULL : real_memory.xMalloc(n);
}

static void *shaky_realloc(void *p, int n)
{
	return short_of_memory() ? NULL : real_memory.xRealloc(p, n);
}

int64_t shaky_json_live;

static void *json_malloc_shaky(size_t n)
{
	void *p = short_of_memory() ? NULL : malloc(n);
	shaky_json_live += p != NULL;
	return p;
}

static void json_free_counted(void *p)
{
	shaky_json_live -= p != NULL;
	free(p);
}

void shaky_install(void)
{
	sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0); /* every allocation is one that can fail */
	sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real_memory);
	sqlite3_mem_methods memory = real_memory;
	memory.xMalloc = shaky_malloc;
	memory.xRealloc = shaky_realloc;
	sqlite3_config(SQLITE_CONFIG_MALLOC, &memory);
	sqlite3_initialize();
	real_vfs = sqlite3_vfs_find(NULL);
	static sqlite3_vfs shaky;
	shaky = *real_vfs;
	shaky.zName = "shaky";
	shaky.szOsFile = sizeof(struct shaky_file);
	shaky.xOpen = shaky_open;
	sqlite3_vfs_register(&shaky, 1);
	json_set_alloc_funcs(json_malloc_shaky, json_free_counted);
}
