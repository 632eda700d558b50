/* What commands read of their arguments. */
#ifndef SOCRED_APP_ARGUMENTS_H
#define SOCRED_APP_ARGUMENTS_H

#include <stddef.h>
#include <stdint.h>

#define ARGUMENT_ANY INT64_MAX /* no upper bound is told */

/* A whole number from low to high (or ARGUMENT_ANY) that an option was given. 1: *out has it; 0:
 * it is none, which is said on standard error, and *out is as it was. command, option: as a reader writes
 * them, "run", "--months". */
int argument_whole(const char *command, const char *option, const char *text, long long low, long long high,
                   long long *out);

/* Whether a format is one of those allowed, "table, csv, json" as a reader is told them. 1: it is; 0: not,
 * which is said on standard error. For a command that would work long, or whose formats are its own: others
 * leave it to the library, which says the same. */
int argument_format(const char *command, const char *format, const char *allowed);

/* A setting that --set was given, put behind the *count there are. 1: taken; 0: it is none, or there are most
 * of them, which is said on standard error. The text stays where it is. */
int argument_setting(const char *command, const char *text, const char **settings, size_t *count,
                     size_t most);

/* Says on standard error when --by, whose words stand between commas, has the old name of a division (what it
 * stands for is taken all the same). */
void argument_by(const char *command, const char *by);

/* The words of a command in one line, argv[0] being "socred NAME"; cut to room - 1 bytes. */
void argument_line(char *out, size_t room, int argc, char **argv);

#endif
