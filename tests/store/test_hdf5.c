/* A file of HDF5 when memory is short; what it holds is tried in tests/cli/hdf5.py. */
#include "made.h"
#include "runner.h"

#include "base/mem.h"
#include "store/hdf5.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef SOC_WITH_HDF5
static const char *letter(const void *user, int32_t i)
{
	return (const char *)user + 2 * (size_t)i;
}
#endif

/* Allocations of our own; what libhdf5 does when its own fail is not ours to mend: it may end the program. */
static void a_file_of_hdf5_survives_failing_memory(void **state)
{
	(void)state;
#ifdef SOC_WITH_HDF5
	const struct soc_hdf5_column columns[] = { { "flag", "", "a flag", NULL, SOC_HDF5_FLAG },
		                                       { "letter", "letters", "a word", "words/letter",
		                                         SOC_HDF5_WHOLE } };
	const uint8_t flags[3] = { 1, 0, 1 };
	const int32_t letters[3] = { 0, -1, 1 };
	const size_t live = soc_mem_live();
	char path[300];
	struct stat file;
	size_t n = 0;
	enum soc_err err;
	snprintf(path, sizeof path, "%s.h5", made_path());
	do {
		struct soc_hdf5 *f = NULL;
		struct soc_msg msg = { "" };
		soc_mem_fail_at(++n);
		err = soc_hdf5_begin(&f, path, columns, 2, &msg);
		if (err == SOC_OK) {
			soc_hdf5_note(f, "title", "three rows");
			soc_hdf5_texts(f, "words/letter", 2, letter, "a\0b");
			soc_hdf5_append(f, 0, flags, 3);
			soc_hdf5_append(f, 1, letters, 3);
			err = soc_hdf5_finish(f, SOC_OK, &msg);
		}
		soc_mem_fail_at(0);
		assert_true(err == SOC_OK || (msg.text[0] != '\0' && stat(path, &file) != 0));
		assert_int_equal(soc_mem_live(), live);
	} while (err != SOC_OK && n < 1000);
	assert_true(n > 6 && n < 1000 && stat(path, &file) == 0 && file.st_size > 1000);
	assert_int_equal(unlink(path), 0);
	made_clean();
#else
	skip();
#endif
}

PART(hdf5)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_of_hdf5_survives_failing_memory),
	};
	return run_part(tests, NULL, NULL);
}
