/* What is asked of libhdf5, by the names of its headers, and a driver by which it writes into a file of ours.
 */
#ifndef SOC_STORE_HDF5_LIBRARY_H
#define SOC_STORE_HDF5_LIBRARY_H

#include "socred/error.h"

#include <hdf5.h>

#define SOC_HDF5_FUNCTIONS(X) \
	X(H5open)                 \
	X(H5get_libversion)       \
	X(H5Eget_auto2)           \
	X(H5Eset_auto2)           \
	X(H5Ewalk2)               \
	X(H5FDregister)           \
	X(H5FDunregister)         \
	X(H5Pcreate)              \
	X(H5Pclose)               \
	X(H5Pset_driver)          \
	X(H5Pset_obj_track_times) \
	X(H5Pset_chunk)           \
	X(H5Fcreate)              \
	X(H5Fclose)               \
	X(H5Gcreate2)             \
	X(H5Gclose)               \
	X(H5Screate)              \
	X(H5Screate_simple)       \
	X(H5Sselect_hyperslab)    \
	X(H5Sclose)               \
	X(H5Tcopy)                \
	X(H5Tset_size)            \
	X(H5Tset_cset)            \
	X(H5Tset_strpad)          \
	X(H5Tenum_create)         \
	X(H5Tenum_insert)         \
	X(H5Tclose)               \
	X(H5Dcreate2)             \
	X(H5Dset_extent)          \
	X(H5Dget_space)           \
	X(H5Dwrite)               \
	X(H5Dclose)               \
	X(H5Acreate2)             \
	X(H5Awrite)               \
	X(H5Aclose)
/* Its types and classes are variables, which are set once it is open. */
#define SOC_HDF5_NUMBERS(X)        \
	X(H5T_STD_I8LE_g)              \
	X(H5T_STD_I32LE_g)             \
	X(H5T_STD_I64LE_g)             \
	X(H5T_IEEE_F64LE_g)            \
	X(H5T_NATIVE_INT32_g)          \
	X(H5T_NATIVE_INT64_g)          \
	X(H5T_NATIVE_DOUBLE_g)         \
	X(H5T_C_S1_g)                  \
	X(H5P_CLS_FILE_CREATE_ID_g)    \
	X(H5P_CLS_FILE_ACCESS_ID_g)    \
	X(H5P_CLS_GROUP_CREATE_ID_g)   \
	X(H5P_CLS_DATASET_CREATE_ID_g) \
	X(H5E_RESOURCE_g)

struct soc_hdf5_library {
#define SOC_HDF5_MEMBER(name) __typeof__(name) *name;
	SOC_HDF5_FUNCTIONS(SOC_HDF5_MEMBER)
#undef SOC_HDF5_MEMBER
#define SOC_HDF5_MEMBER(name) const hid_t *name;
	SOC_HDF5_NUMBERS(SOC_HDF5_MEMBER)
#undef SOC_HDF5_MEMBER
};

/* Loads it; it stays loaded. Errors: SOC_ERR_USAGE: not there, or of another version than the headers. */
enum soc_err soc_hdf5_load(struct soc_hdf5_library *h5, struct soc_msg *msg);

/* A file that is written through the driver: `fd` is its owner's. A failing write is kept as its errno, and
 * libhdf5 is told that all is well: after a failure of its own it can end the program when it closes. */
struct soc_hdf5_file {
	int fd;
	int failed; /* errno; 0: none */
};
/* The driver: of a file that one thread creates at a time. Returns: below 0 when it is refused. */
hid_t soc_hdf5_driver(const struct soc_hdf5_library *h5);
/* As H5Fcreate, into a file. Returns: below 0 when it is refused. */
hid_t soc_hdf5_create(const struct soc_hdf5_library *h5, struct soc_hdf5_file *file, hid_t creation,
                      hid_t access);

#endif
