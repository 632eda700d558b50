#include "socred/error.h"

#include "base/locale.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *soc_err_text(enum soc_err err)
{
	switch (err) {
#define SOC_ERROR_CASE(name, value, text) \
	case name:                            \
		return text;
		SOC_ERRORS(SOC_ERROR_CASE)
#undef SOC_ERROR_CASE
	}
	return "unknown error";
}

enum soc_err soc_fail(struct soc_msg *msg, enum soc_err err, const char *fmt, ...)
{
	if (msg != NULL) {
		va_list args;
		const struct soc_locale host = soc_locale_enter();
		va_start(args, fmt);
		int n = vsnprintf(msg->text, sizeof msg->text, fmt, args);
		va_end(args);
		soc_locale_leave(host);
		if (n < 0)
			msg->text[0] = '\0';
		else if ((size_t)n >= sizeof msg->text)
			memcpy(msg->text + sizeof msg->text - 4, "...", 4);
		soc_utf8_tame(msg->text, 1); /* a name in it may be of any hand */
	}
	return err;
}
