/* A population of one's own: one text that holds the tables of a census, so that a scenario can carry it. */
#include "model/population/census.h"

#include "input/schema/scenario.h"

#include <string.h>

#define PARTS 4
#define BETWEEN "\n%%\n"

/* Behind the lines that begin with #. */
static const char *behind_notes(const char *text)
{
	while (*text == '#') {
		const char *end = strchr(text, '\n');
		text = end != NULL ? end + 1 : text + strlen(text);
	}
	return text;
}

enum soc_err soc_census_own(const char *text, struct soc_census_files *files, struct soc_msg *msg)
{
	static const char *const names[PARTS] = { "population, regions", "population, places",
		                                      "population, centres", "population, names" };
	struct soc_census_file *const parts[PARTS] = { &files->provinces, &files->prefectures, &files->centres,
		                                           &files->latin };
	if (strncmp(text, SOC_POPULATION_SIGN "\n", sizeof SOC_POPULATION_SIGN) != 0)
		return soc_fail(msg, SOC_ERR_DATA, "population:1:1: a population of one's own begins with \"%s\"",
		                SOC_POPULATION_SIGN);
	const char *at = behind_notes(text);
	for (int i = 0; i < PARTS; i++) {
		const char *end = strstr(at, BETWEEN);
		if (end == NULL && i + 1 < PARTS)
			return soc_fail(msg, SOC_ERR_DATA,
			                "population:1:1: %d of 4 tables are there; a line %%%% parts them", i + 1);
		parts[i]->name = names[i];
		parts[i]->text = at;
		parts[i]->length = end != NULL ? (size_t)(end - at) + 1 : strlen(at);
		at = end != NULL ? end + sizeof BETWEEN - 1 : at + strlen(at);
	}
	return SOC_OK;
}

void soc_census_own_note(const char *text, const char *key, char *out, size_t room)
{
	const char *end = behind_notes(text);
	const size_t length = strlen(key);
	size_t n = 0;
	for (const char *line = text; line < end; line = strchr(line, '\n') + 1) {
		if (strncmp(line, "# ", 2) == 0 && strncmp(line + 2, key, length) == 0 &&
		    strncmp(line + 2 + length, ": ", 2) == 0)
			for (const char *at = line + length + 4; *at != '\n' && *at != '\0' && n + 1 < room; at++)
				out[n++] = *at;
		if (n > 0 || strchr(line, '\n') == NULL)
			break;
	}
	out[n] = '\0';
}
