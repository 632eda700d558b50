#include "base/locale.h"

#include <string.h>

struct soc_locale soc_locale_enter(void)
{
	struct soc_locale l = { newlocale(LC_ALL_MASK, "C", (locale_t)0), (locale_t)0 };
	if (l.plain != (locale_t)0)
		l.host = uselocale(l.plain);
	return l;
}

void soc_locale_leave(struct soc_locale l)
{
	if (l.plain == (locale_t)0)
		return;
	uselocale(l.host);
	freelocale(l.plain);
}

const char *soc_locale_errno(int number)
{
	const struct soc_locale l = soc_locale_enter();
	const char *text = strerror(number);
	soc_locale_leave(l);
	return text;
}
