/* Any bytes as the map and the table of a population of one's own, a line "%%" between them; and any text as
 * a population that is made. They are refused, or what comes of them can be read again. */
#include "base/mem.h"
#include "fuzz.h"
#include "model/population/census.h"
#include "run/population_build.h"
#include "socred/scenario.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void read_made(const char *text, int must)
{
	struct soc_census_files files = { 0 };
	struct soc_census census;
	struct soc_msg msg = { "" };
	char name[16];
	soc_census_own_note(text, "name", name, sizeof name);
	CHECK(strlen(name) < sizeof name);
	enum soc_err err = soc_census_own(text, &files, &msg);
	if (err == SOC_OK)
		err = soc_census_read(&census, &files, &msg);
	if (err == SOC_OK)
		soc_census_release(&census);
	CHECK(err == SOC_OK || (!must && err == SOC_ERR_DATA && msg.text[0] != '\0'));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct soc_msg msg = { "" };
	char *text = fuzz_text(data, size), *made = NULL;
	if (text == NULL)
		return 0;
	const size_t live = soc_mem_live();
	const char *between = strstr(text, "\n%%\n");
	if (between != NULL) {
		const struct soc_text_file map = { "map.yaml", text, (size_t)(between - text) + 1 },
								   table = { "table.csv", between + 4, strlen(between + 4) };
		const enum soc_err err = soc_population_build_text(&table, &map, &made, &msg);
		CHECK(err == SOC_OK || (err == SOC_ERR_DATA && made == NULL && msg.text[0] != '\0'));
		if (err == SOC_OK)
			read_made(made, 1);
		soc_text_free(made);
	}
	read_made(text, 0);
	CHECK(soc_mem_live() == live);
	free(text);
	return 0;
}
