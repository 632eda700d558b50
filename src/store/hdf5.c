#include "store/hdf5.h"

#include "base/file.h"
#include "base/locale.h"
#include "base/mem.h"
#include "store/hdf5_library.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define CHUNK 16384 /* values of a column that are written at a time */

struct column {
	struct soc_hdf5_column is;
	char *kept; /* [CHUNK] values not yet written */
	int32_t kept_count;
	hsize_t written;
	hid_t set; /* below 0 until the first values are written */
};

struct soc_hdf5 {
	struct soc_hdf5_library h5;
	struct soc_file_draft draft;
	struct soc_hdf5_file below;
	enum soc_err failed;
	struct soc_msg why;
	/* The library says failures on standard error, unless it is told not to. */
	H5E_auto2_t said;
	void *said_data;
	hid_t driver, file, texts, flag;
	struct column *columns;
	int count;
};

/* ---- failures ---- */
/* The innermost line of the library's account of a failure. */
static herr_t take_error(unsigned n, const H5E_error2_t *error, void *user)
{
	struct soc_hdf5 *f = user;
	if (n == 0) {
		f->failed = error->maj_num == *f->h5.H5E_RESOURCE_g ? SOC_ERR_MEMORY : SOC_ERR_INTERNAL;
		(void)soc_fail(&f->why, f->failed, "%s: HDF5: %.200s%s", f->draft.path,
		               error->desc != NULL ? error->desc : "a call failed",
		               f->failed == SOC_ERR_MEMORY ? " (memory is out)" : "");
	}
	return 0;
}

static void refuse(struct soc_hdf5 *f)
{
	if (f->failed != SOC_OK)
		return;
	f->failed = soc_fail(&f->why, SOC_ERR_INTERNAL, "%s: HDF5 refused a call", f->draft.path);
	(void)f->h5.H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, take_error, f);
}

/* A handle or a status of the library, whose failure is kept. Returns whether it is good. */
static int good(struct soc_hdf5 *f, hid_t id)
{
	if (id < 0)
		refuse(f);
	else if (f->below.failed != 0 && f->failed == SOC_OK)
		f->failed = soc_fail(&f->why, SOC_ERR_IO, "%s cannot be written: %s", f->draft.path,
		                     soc_locale_errno(f->below.failed));
	return f->failed == SOC_OK;
}

/* ---- beginning ---- */
static void begin_columns(struct soc_hdf5 *f, const struct soc_hdf5_column *columns, int count)
{
	static const size_t bytes[] = { 1, 4, 8, 8 };
	f->columns = soc_calloc((size_t)count, sizeof *f->columns);
	for (int i = 0; i < count && f->columns != NULL; i++, f->count++) {
		struct column *c = &f->columns[i];
		*c = (struct column){ .is = columns[i], .set = -1 };
		c->kept = soc_calloc(CHUNK, bytes[c->is.type]);
		if (c->kept == NULL)
			break;
	}
	if (f->count < count)
		f->failed = soc_fail(&f->why, SOC_ERR_MEMORY, "no memory for %d columns", count);
}

/* FALSE and TRUE in one byte: the form in which h5py and PyTables know truth. */
static void begin_flag(struct soc_hdf5 *f)
{
	const signed char no = 0, yes = 1;
	f->flag = f->h5.H5Tenum_create(*f->h5.H5T_STD_I8LE_g);
	if (good(f, f->flag) && good(f, f->h5.H5Tenum_insert(f->flag, "FALSE", &no)))
		(void)good(f, f->h5.H5Tenum_insert(f->flag, "TRUE", &yes));
}

static void begin_file(struct soc_hdf5 *f)
{
	const struct soc_hdf5_library *h5 = &f->h5;
	const hid_t creation = h5->H5Pcreate(*h5->H5P_CLS_FILE_CREATE_ID_g),
				access = h5->H5Pcreate(*h5->H5P_CLS_FILE_ACCESS_ID_g);
	f->driver = soc_hdf5_driver(h5);
	if (good(f, creation) && good(f, access) && good(f, f->driver) &&
	    good(f, h5->H5Pset_obj_track_times(creation, 0)) &&
	    good(f, h5->H5Pset_driver(access, f->driver, NULL))) {
		f->file = soc_hdf5_create(h5, &f->below, creation, access);
		if (good(f, f->file))
			begin_flag(f);
	}
	if (creation >= 0)
		(void)h5->H5Pclose(creation);
	if (access >= 0)
		(void)h5->H5Pclose(access);
}

enum soc_err soc_hdf5_begin(struct soc_hdf5 **out, const char *path, const struct soc_hdf5_column *columns,
                            int count, struct soc_msg *msg)
{
	struct soc_hdf5 *f = soc_calloc(1, sizeof *f);
	if (f == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to write %s", path);
	enum soc_err err = soc_hdf5_load(&f->h5, msg);
	if (err == SOC_OK)
		err = soc_file_begin(&f->draft, path, msg);
	if (err != SOC_OK) {
		soc_free(f);
		return err;
	}
	f->below.fd = fileno(f->draft.to);
	f->driver = f->file = f->texts = f->flag = -1;
	(void)f->h5.H5Eget_auto2(H5E_DEFAULT, &f->said, &f->said_data);
	(void)f->h5.H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
	begin_columns(f, columns, count);
	if (f->failed == SOC_OK)
		begin_file(f);
	if (f->failed != SOC_OK)
		return soc_hdf5_finish(f, SOC_OK, msg);
	*out = f;
	return SOC_OK;
}

/* ---- small things: attributes and texts ---- */
/* A type of texts of so many bytes; the caller's. */
static hid_t text_type(struct soc_hdf5 *f, size_t bytes)
{
	const struct soc_hdf5_library *h5 = &f->h5;
	const hid_t type = h5->H5Tcopy(*h5->H5T_C_S1_g);
	if (good(f, type) && good(f, h5->H5Tset_size(type, bytes > 0 ? bytes : 1)) &&
	    good(f, h5->H5Tset_cset(type, H5T_CSET_UTF8)))
		(void)good(f, h5->H5Tset_strpad(type, H5T_STR_NULLPAD));
	return type;
}

static void put_attribute(struct soc_hdf5 *f, hid_t of, const char *name, hid_t file_type, hid_t type,
                          const void *value)
{
	const struct soc_hdf5_library *h5 = &f->h5;
	const hid_t space = h5->H5Screate(H5S_SCALAR);
	if (good(f, space)) {
		const hid_t a = h5->H5Acreate2(of, name, file_type, space, H5P_DEFAULT, H5P_DEFAULT);
		if (good(f, a)) {
			(void)good(f, h5->H5Awrite(a, type, value));
			(void)h5->H5Aclose(a);
		}
		(void)h5->H5Sclose(space);
	}
}

static void put_text(struct soc_hdf5 *f, hid_t of, const char *name, const char *text)
{
	const hid_t type = text_type(f, strlen(text));
	if (f->failed == SOC_OK)
		put_attribute(f, of, name, type, type, text);
	if (type >= 0)
		(void)f->h5.H5Tclose(type);
}

void soc_hdf5_note(struct soc_hdf5 *f, const char *name, const char *text)
{
	if (f->failed == SOC_OK)
		put_text(f, f->file, name, text);
}

void soc_hdf5_note_number(struct soc_hdf5 *f, const char *name, int64_t number)
{
	if (f->failed == SOC_OK)
		put_attribute(f, f->file, name, *f->h5.H5T_STD_I64LE_g, *f->h5.H5T_NATIVE_INT64_g, &number);
}

/* A dataset of `count` values of a type, or of chunks of CHUNK that grows; it keeps no times. */
static hid_t make_set(struct soc_hdf5 *f, const char *name, hid_t type, hsize_t count, int grows)
{
	const struct soc_hdf5_library *h5 = &f->h5;
	const hsize_t most = grows ? H5S_UNLIMITED : count, chunk = CHUNK;
	const hid_t creation = h5->H5Pcreate(*h5->H5P_CLS_DATASET_CREATE_ID_g),
				space = h5->H5Screate_simple(1, &count, &most);
	hid_t set = -1;
	if (good(f, creation) && good(f, space) && good(f, h5->H5Pset_obj_track_times(creation, 0)) &&
	    (!grows || good(f, h5->H5Pset_chunk(creation, 1, &chunk)))) {
		set = h5->H5Dcreate2(f->file, name, type, space, H5P_DEFAULT, creation, H5P_DEFAULT);
		(void)good(f, set);
	}
	if (space >= 0)
		(void)h5->H5Sclose(space);
	if (creation >= 0)
		(void)h5->H5Pclose(creation);
	return set;
}

/* A group keeps no times either. */
static void make_group(struct soc_hdf5 *f, const char *name)
{
	const struct soc_hdf5_library *h5 = &f->h5;
	const hid_t creation = h5->H5Pcreate(*h5->H5P_CLS_GROUP_CREATE_ID_g);
	if (good(f, creation) && good(f, h5->H5Pset_obj_track_times(creation, 0))) {
		f->texts = h5->H5Gcreate2(f->file, name, H5P_DEFAULT, creation, H5P_DEFAULT);
		(void)good(f, f->texts);
	}
	if (creation >= 0)
		(void)h5->H5Pclose(creation);
}

static void put_set(struct soc_hdf5 *f, const char *name, hid_t type, hsize_t count, const void *values)
{
	const hid_t set = make_set(f, name, type, count, 0);
	if (set >= 0) {
		if (count > 0)
			(void)good(f, f->h5.H5Dwrite(set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values));
		(void)f->h5.H5Dclose(set);
	}
}

void soc_hdf5_text(struct soc_hdf5 *f, const char *name, const char *text)
{
	if (f->failed != SOC_OK)
		return;
	const hid_t type = text_type(f, strlen(text));
	if (f->failed == SOC_OK)
		put_set(f, name, type, 1, text);
	if (type >= 0)
		(void)f->h5.H5Tclose(type);
}

void soc_hdf5_texts(struct soc_hdf5 *f, const char *name, int32_t count,
                    const char *(*of)(const void *user, int32_t i), const void *user)
{
	size_t widest = 1;
	char group[32];
	if (f->failed != SOC_OK)
		return;
	snprintf(group, sizeof group, "%.*s", (int)strcspn(name, "/"), name);
	if (f->texts < 0)
		make_group(f, group);
	for (int32_t i = 0; i < count; i++)
		widest = strlen(of(user, i)) > widest ? strlen(of(user, i)) : widest;
	char *texts = soc_calloc((size_t)count, widest);
	if (texts == NULL && f->failed == SOC_OK)
		f->failed = soc_fail(&f->why, SOC_ERR_MEMORY, "%s: no memory for %s", f->draft.path, name);
	for (int32_t i = 0; i < count && texts != NULL; i++)
		memcpy(texts + (size_t)i * widest, of(user, i), strlen(of(user, i)));
	const hid_t type = f->failed == SOC_OK ? text_type(f, widest) : -1;
	if (f->failed == SOC_OK)
		put_set(f, name, type, (hsize_t)count, texts);
	if (type >= 0)
		(void)f->h5.H5Tclose(type);
	soc_free(texts);
}

/* ---- columns ---- */
static hid_t file_type(const struct soc_hdf5 *f, enum soc_hdf5_type type)
{
	const hid_t is[] = { f->flag, *f->h5.H5T_STD_I32LE_g, *f->h5.H5T_STD_I64LE_g, *f->h5.H5T_IEEE_F64LE_g };
	return is[type];
}

static hid_t memory_type(const struct soc_hdf5 *f, enum soc_hdf5_type type)
{
	const hid_t is[] = { f->flag, *f->h5.H5T_NATIVE_INT32_g, *f->h5.H5T_NATIVE_INT64_g,
		                 *f->h5.H5T_NATIVE_DOUBLE_g };
	return is[type];
}

static void begin_set(struct soc_hdf5 *f, struct column *c, int grows)
{
	const hsize_t count = grows ? 0 : (hsize_t)c->kept_count;
	const int32_t none = -1;
	c->set = make_set(f, c->is.name, file_type(f, c->is.type), count, grows);
	if (c->set < 0)
		return;
	put_text(f, c->set, "meaning", c->is.meaning);
	if (c->is.unit[0] != '\0')
		put_text(f, c->set, "unit", c->is.unit);
	if (c->is.words == NULL)
		return;
	put_text(f, c->set, "words", c->is.words);
	if (f->failed == SOC_OK)
		put_attribute(f, c->set, "none", *f->h5.H5T_STD_I32LE_g, *f->h5.H5T_NATIVE_INT32_g, &none);
}

/* Writes what is kept behind what is written. A column that fits one chunk is as long as it is. */
static void flush_column(struct soc_hdf5 *f, struct column *c, int is_last)
{
	const struct soc_hdf5_library *h5 = &f->h5;
	const hsize_t count = (hsize_t)c->kept_count, from = c->written, to = from + count;
	if (f->failed == SOC_OK && c->set < 0)
		begin_set(f, c, !is_last);
	if (f->failed != SOC_OK || count == 0)
		return;
	if (from + count > CHUNK || !is_last)
		(void)good(f, h5->H5Dset_extent(c->set, &to));
	const hid_t all = h5->H5Dget_space(c->set), kept = h5->H5Screate_simple(1, &count, NULL);
	if (good(f, all) && good(f, kept) &&
	    good(f, h5->H5Sselect_hyperslab(all, H5S_SELECT_SET, &from, NULL, &count, NULL)))
		(void)good(f, h5->H5Dwrite(c->set, memory_type(f, c->is.type), kept, all, H5P_DEFAULT, c->kept));
	if (all >= 0)
		(void)h5->H5Sclose(all);
	if (kept >= 0)
		(void)h5->H5Sclose(kept);
	c->written = to;
	c->kept_count = 0;
}

void soc_hdf5_append(struct soc_hdf5 *f, int i, const void *values, int32_t count)
{
	static const size_t bytes[] = { 1, 4, 8, 8 };
	struct column *c = &f->columns[i];
	const size_t size = bytes[c->is.type];
	const char *from = values;
	while (f->failed == SOC_OK && count > 0) {
		const int32_t room = CHUNK - c->kept_count, n = count < room ? count : room;
		memcpy(c->kept + (size_t)c->kept_count * size, from, (size_t)n * size);
		c->kept_count += n;
		from += (size_t)n * size;
		count -= n;
		if (c->kept_count == CHUNK)
			flush_column(f, c, 0);
	}
}

/* ---- the end ---- */
static void close_all(struct soc_hdf5 *f)
{
	for (int i = 0; i < f->count; i++)
		if (f->columns[i].set >= 0 && f->h5.H5Dclose(f->columns[i].set) < 0)
			refuse(f);
	if (f->texts >= 0)
		(void)f->h5.H5Gclose(f->texts);
	if (f->flag >= 0)
		(void)f->h5.H5Tclose(f->flag);
	if (f->file >= 0)
		(void)good(f, f->h5.H5Fclose(f->file));
	if (f->driver >= 0)
		(void)f->h5.H5FDunregister(f->driver);
	(void)f->h5.H5Eset_auto2(H5E_DEFAULT, f->said, f->said_data);
}

enum soc_err soc_hdf5_finish(struct soc_hdf5 *f, enum soc_err so_far, struct soc_msg *msg)
{
	if (f == NULL)
		return so_far;
	for (int i = 0; i < f->count && so_far == SOC_OK; i++)
		flush_column(f, &f->columns[i], 1);
	close_all(f);
	errno = 0;
	const int whole = so_far == SOC_OK && f->failed == SOC_OK;
	struct soc_msg end = { "" };
	const enum soc_err ended = soc_file_finish(&f->draft, whole, &end);
	enum soc_err err = so_far;
	if (so_far == SOC_OK && f->failed != SOC_OK)
		err = soc_fail(msg, f->failed, "%s", f->why.text);
	else if (so_far == SOC_OK && ended != SOC_OK)
		err = soc_fail(msg, ended, "%s", end.text);
	for (int i = 0; i < f->count; i++)
		soc_free(f->columns[i].kept);
	soc_free(f->columns);
	soc_free(f);
	return err;
}
