#include "input/schema/wanted.h"

#include "input/schema/scenario.h"

#include <string.h>

int soc_wanted_is_above(const char *path, const char *wanted, int skip)
{
	while (*wanted != '\0') {
		size_t n = strcspn(path, "."), w = strcspn(wanted, ".");
		if (*path == '\0')
			return 0;
		int any = path[0] == '<';
		if (!any && (n != w || strncmp(path, wanted, n) != 0))
			return 0;
		path += n + (path[n] == '.');
		if (!any || !skip)
			wanted += w + (wanted[w] == '.');
	}
	return 1;
}

static int small(char c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

int soc_wanted_is_in(const char *meaning, const char *wanted)
{
	for (; *meaning != '\0'; meaning++) {
		size_t i = 0;
		while (wanted[i] != '\0' && small(meaning[i]) == small(wanted[i]))
			i++;
		if (wanted[i] == '\0')
			return 1;
	}
	return 0;
}

static int is_letter(char c)
{
	return (small(c) >= 'a' && small(c) <= 'z') || (c >= '0' && c <= '9');
}

int soc_wanted_has_letters(const char *meaning, const char *wanted)
{
	for (; *meaning != '\0'; meaning++) {
		const char *m = meaning, *w = wanted;
		while (*w != '\0' && *m != '\0') {
			if (!is_letter(*w))
				w++;
			else if (!is_letter(*m) && m != meaning)
				m++;
			else if (small(*m) == small(*w))
				m++, w++;
			else
				break;
		}
		if (*w == '\0')
			return 1;
	}
	return 0;
}

#define STEM 4 /* letters of a section's name that is looked for in a word */

int soc_wanted_has_section(const char *section, const char *wanted)
{
	char stem[SOC_NAME_MAX];
	size_t length = strlen(section);
	length -= length > 0 && section[length - 1] == 's';
	if (length < STEM || length >= sizeof stem)
		return 0;
	memcpy(stem, section, length);
	stem[length] = '\0';
	return soc_wanted_is_in(wanted, stem);
}
