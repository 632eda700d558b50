/* What the program itself says of names and arguments, which may be of any hand. */
#ifndef SOCRED_APP_SAY_H
#define SOCRED_APP_SAY_H

#include "socred/error.h"

#include <stdio.h>

/* One line, as printf would write it and a newline; what a terminal would obey instead of showing it becomes
 * ?, as in the library's messages. The most bytes of a line are 8191. */
void say(FILE *to, const char *fmt, ...) SOC_PRINTF(2, 3);
/* The noun beside a whole number: one for 1, many for all others. */
const char *noun(long long n, const char *one, const char *many);
/* Warns that a letter of an option means something else in other commands, and names the one to write: '-s'
 * of `socred check` was --set, of `socred run` it is --seed. The old letter is read all the same. Returns
 * now. */
int say_old_letter(const char *command, int was, int now, const char *option);
/* 1 when a terminal would obey some of the text. */
int say_is_unsafe(const char *text);

#endif
