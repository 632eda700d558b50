/* Errors: one code for programs, one message for people.
 *
 * Every function of the library that can fail returns enum soc_err and fills the caller's struct soc_msg.
 * The library never prints, exits, or reads the clock or the environment. */
#ifndef SOCRED_ERROR_H
#define SOCRED_ERROR_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define SOC_API __attribute__((visibility("default")))
#define SOC_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define SOC_API
#define SOC_PRINTF(fmt, args)
#endif

/* name, value (also the program's exit status), text. Values never change meaning between versions. */
#define SOC_ERRORS(X)                                                           \
	X(SOC_OK, 0, "no error")                                                    \
	X(SOC_ERR_USAGE, 2, "wrong use of a command or function")                   \
	X(SOC_ERR_SCENARIO, 3, "the scenario is not valid")                         \
	X(SOC_ERR_DATA, 4, "a data file is missing or not valid")                   \
	X(SOC_ERR_IO, 5, "reading or writing a file failed")                        \
	X(SOC_ERR_MEMORY, 6, "not enough memory")                                   \
	X(SOC_ERR_RESULTS, 7, "the results file is missing, broken or changed")     \
	X(SOC_ERR_DIFFERENT, 8, "two results differ")                               \
	X(SOC_ERR_LIMIT, 9, "a stated limit is exceeded")                           \
	X(SOC_ERR_INTERRUPTED, 10, "interrupted; what was finished is kept")        \
	X(SOC_ERR_INTERNAL, 11, "an invariant of the program is broken")            \
	X(SOC_ERR_BUSY, 12, "another run is writing into the folder")               \
	X(SOC_ERR_FORMAT, 13, "the results file has the format of another version") \
	X(SOC_ERR_CHECKPOINT, 14, "the checkpoint is missing, damaged or of another run")

enum soc_err {
#define SOC_ERROR_ENUM(name, value, text) name = value,
	SOC_ERRORS(SOC_ERROR_ENUM)
#undef SOC_ERROR_ENUM
};

/* Detail of one failure for a person. Always NUL-terminated, never allocated; longer text is cut with "...".
 */
struct soc_msg {
	char text[1024];
};

/* The fixed text of a code, in English, whatever the locale.
 * Owner: the library; static. Returns: "unknown error" for any other value of err; never NULL. Cost: O(1). */
SOC_API const char *soc_err_text(enum soc_err err);

/* Fills msg (may be NULL) as printf would (fmt), with a point in numbers whatever the locale, so that a
 * failure is one line: return soc_fail(msg, SOC_ERR_IO, ...).
 * Errors: err itself, whatever it is. Cost: O(length of the text), no allocation. */
SOC_API enum soc_err soc_fail(struct soc_msg *msg, enum soc_err err, const char *fmt, ...) SOC_PRINTF(3, 4);

#ifdef __cplusplus
}
#endif
#endif
