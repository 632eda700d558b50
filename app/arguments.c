#include "arguments.h"

#include "say.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int argument_whole(const char *command, const char *option, const char *text, long long low, long long high,
                   long long *out)
{
	char *end;
	errno = 0;
	const long long n = strtoll(text, &end, 10);
	if (errno == 0 && end != text && *end == '\0' && n >= low && n <= high) {
		*out = n;
		return 1;
	}
	if (high == ARGUMENT_ANY)
		say(stderr, "socred %s: %s: \"%s\" is not a whole number from %lld", command, option, text, low);
	else
		say(stderr, "socred %s: %s: \"%s\" is not a whole number from %lld to %lld", command, option, text,
		    low, high);
	return 0;
}

int argument_format(const char *command, const char *format, const char *allowed)
{
	const size_t length = strlen(format);
	for (const char *at = allowed; *at != '\0'; at += strspn(at, ", ")) {
		const size_t word = strcspn(at, ",");
		if (word == length && strncmp(at, format, length) == 0)
			return 1;
		at += word;
	}
	say(stderr, "socred %s: no format \"%s\"; allowed: %s", command, format, allowed);
	return 0;
}

int argument_setting(const char *command, const char *text, const char **settings, size_t *count, size_t most)
{
	if (*count == most) {
		say(stderr, "socred %s: more than %zu settings", command, most);
		return 0;
	}
	if (strchr(text, '=') == NULL) {
		say(stderr, "socred %s: --set %s: KEY=VALUE is wanted", command, text);
		return 0;
	}
	settings[(*count)++] = text;
	return 1;
}

void argument_by(const char *command, const char *by)
{
	static const char old[] = "person_class";
	for (const char *at = by; *at != '\0';) {
		const size_t length = strcspn(at, ",");
		if (length == sizeof old - 1 && strncmp(at, old, length) == 0)
			say(stderr,
			    "socred %s: --by: \"%s\" is called class now; the old name still works in this version",
			    command, old);
		at += length + (at[length] == ',');
	}
}

void argument_line(char *out, size_t room, int argc, char **argv)
{
	size_t used = 0;
	out[0] = '\0';
	for (int i = 0; i < argc && used < room; i++)
		used += (size_t)snprintf(out + used, room - used, "%s%s", i > 0 ? " " : "", argv[i]);
}
