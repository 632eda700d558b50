/* The host program's locale kept out: numbers with a point and English texts, whatever setlocale was given.
 *
 * What prints or reads a number with a fraction through the C library does so between enter and leave, which
 * change the locale of this thread alone. base/buf, base/error and input/text/number do; nothing else need.
 */
#ifndef SOC_BASE_LOCALE_H
#define SOC_BASE_LOCALE_H

#include <locale.h>

struct soc_locale {
	locale_t plain, host; /* of this thread, inside and outside; plain 0: nothing was changed */
};

/* The "C" locale for this thread until leave; it is a constant of the C library and takes no memory. No pair
 * within a pair of another thread's. */
struct soc_locale soc_locale_enter(void);
void soc_locale_leave(struct soc_locale l);

/* What strerror says, in English. Stands until the next call in this thread. */
const char *soc_locale_errno(int number);

#endif
