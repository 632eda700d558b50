#include "store/hdf5_library.h"

#include "base/mem.h"

#include <H5FDpublic.h>
#if H5_VERSION_GE(1, 13, 0)
#include <H5FDdevelop.h>
#endif
#include <dlfcn.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

/* H5F_ACC_TRUNC, whose macro calls the library by its name. */
#define TRUNCATE 0x0002u

/* The number in the name of the library is that of its interface, which follows from the version. */
#if H5_VERSION_GE(1, 14, 0)
#define NUMBER ".310"
#elif H5_VERSION_GE(1, 12, 0)
#define NUMBER ".200"
#else
#define NUMBER ".103"
#endif

enum soc_err soc_hdf5_load(struct soc_hdf5_library *h5, struct soc_msg *msg)
{
	/* Debian's name and everybody's: of the library that programs ask for, then of the file one builds with.
	 */
	static const char *const names[] = { "libhdf5_serial.so" NUMBER, "libhdf5.so" NUMBER, "libhdf5_serial.so",
		                                 "libhdf5.so" };
	void *handle = NULL;
	unsigned major = 0, minor = 0, release = 0;
	int is_whole = 1;
	for (size_t i = 0; i < sizeof names / sizeof *names && handle == NULL; i++)
		handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
	if (handle == NULL)
		return soc_fail(msg, SOC_ERR_USAGE, "HDF5 cannot be loaded (%.200s); install libhdf5-dev", dlerror());
#define FIND(name)                                      \
	*(void **)(void *)&h5->name = dlsym(handle, #name); \
	is_whole &= h5->name != NULL;
	SOC_HDF5_FUNCTIONS(FIND)
	SOC_HDF5_NUMBERS(FIND)
#undef FIND
	if (!is_whole || h5->H5open() < 0 || h5->H5get_libversion(&major, &minor, &release) < 0)
		return soc_fail(msg, SOC_ERR_USAGE,
		                "the HDF5 that is installed lacks a function; install libhdf5-dev");
	/* The form of a driver differs between versions. */
	if (major != H5_VERS_MAJOR || minor != H5_VERS_MINOR)
		return soc_fail(msg, SOC_ERR_USAGE, "HDF5 %u.%u is installed, and this socred was built with %d.%d",
		                major, minor, H5_VERS_MAJOR, H5_VERS_MINOR);
	return SOC_OK;
}

/* ---- the driver ---- */
struct handle {
	H5FD_t base; /* of the library, which fills it: must come first */
	struct soc_hdf5_file *file;
	haddr_t address, length; /* allocated so far, and there so far */
};

/* A driver's open is handed a name and nothing else. */
static _Thread_local struct soc_hdf5_file *to_open;

static H5FD_t *driver_open(const char *name, unsigned flags, hid_t access, haddr_t most)
{
	(void)name;
	(void)flags;
	(void)access;
	(void)most;
	struct handle *h = soc_calloc(1, sizeof *h);
	if (h != NULL)
		h->file = to_open;
	return h != NULL ? &h->base : NULL;
}

static herr_t driver_close(H5FD_t *base)
{
	soc_free(base);
	return 0;
}

static herr_t driver_query(const H5FD_t *base, unsigned long *flags)
{
	(void)base;
	*flags = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DATA_SIEVE |
	         H5FD_FEAT_AGGREGATE_SMALLDATA;
	return 0;
}

static haddr_t driver_get_eoa(const H5FD_t *base, H5FD_mem_t type)
{
	(void)type;
	return ((const struct handle *)(const void *)base)->address;
}

static herr_t driver_set_eoa(H5FD_t *base, H5FD_mem_t type, haddr_t address)
{
	(void)type;
	((struct handle *)(void *)base)->address = address;
	return 0;
}

static haddr_t driver_get_eof(const H5FD_t *base, H5FD_mem_t type)
{
	(void)type;
	return ((const struct handle *)(const void *)base)->length;
}

/* What was never written is zeros. */
static herr_t driver_read(H5FD_t *base, H5FD_mem_t type, hid_t transfer, haddr_t at, size_t size, void *to)
{
	struct handle *h = (struct handle *)(void *)base;
	char *next = to;
	(void)type;
	(void)transfer;
	while (size > 0) {
		const ssize_t n = pread(h->file->fd, next, size, (off_t)at);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			if (n < 0 && h->file->failed == 0)
				h->file->failed = errno;
			memset(next, 0, size);
			return 0;
		}
		next += n;
		at += (haddr_t)n;
		size -= (size_t)n;
	}
	return 0;
}

static herr_t driver_write(H5FD_t *base, H5FD_mem_t type, hid_t transfer, haddr_t at, size_t size,
                           const void *from)
{
	struct handle *h = (struct handle *)(void *)base;
	const char *next = from;
	(void)type;
	(void)transfer;
	if (at + size > h->length)
		h->length = at + size;
	while (size > 0 && h->file->failed == 0) {
		const ssize_t n = pwrite(h->file->fd, next, size, (off_t)at);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			h->file->failed = n < 0 ? errno : ENOSPC;
			break;
		}
		next += n;
		at += (haddr_t)n;
		size -= (size_t)n;
	}
	return 0;
}

/* A file that ends before what was allocated is one that was cut, to whoever opens it. */
static herr_t driver_truncate(H5FD_t *base, hid_t transfer, hbool_t closing)
{
	struct handle *h = (struct handle *)(void *)base;
	(void)transfer;
	(void)closing;
	if (h->length == h->address)
		return 0;
	if (h->file->failed == 0 && ftruncate(h->file->fd, (off_t)h->address) != 0)
		h->file->failed = errno;
	h->length = h->address;
	return 0;
}

static const H5FD_class_t driver = {
#if H5_VERSION_GE(1, 13, 0)
	.version = H5FD_CLASS_VERSION,
	.value = (H5FD_class_value_t)H5_VFD_RESERVED + 1, /* of no registered driver: it stands in no file */
#endif
	.name = "socred",
	.maxaddr = ((haddr_t)1 << 62) - 1,
	.fc_degree = H5F_CLOSE_STRONG, /* with a file goes what an early end has left open in it */
	.open = driver_open,
	.close = driver_close,
	.query = driver_query,
	.get_eoa = driver_get_eoa,
	.set_eoa = driver_set_eoa,
	.get_eof = driver_get_eof,
	.read = driver_read,
	.write = driver_write,
	.truncate = driver_truncate,
	.fl_map = H5FD_FLMAP_DICHOTOMY,
};

hid_t soc_hdf5_driver(const struct soc_hdf5_library *h5)
{
	return h5->H5FDregister(&driver);
}

hid_t soc_hdf5_create(const struct soc_hdf5_library *h5, struct soc_hdf5_file *file, hid_t creation,
                      hid_t access)
{
	to_open = file;
	const hid_t id = h5->H5Fcreate("socred", TRUNCATE, creation, access);
	to_open = NULL;
	return id;
}
