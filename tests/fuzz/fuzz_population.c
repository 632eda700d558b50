/* Any bytes as the tables of a population: provinces, prefectures and centres, with a line "%%" between them.
 * They are refused with file, line and column, or a population is built of them that has everybody. */
#include "../population/help.h"
#include "base/mem.h"
#include "fuzz.h"
#include "model/population/census.h"
#include "model/population/inner.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PERSONS 600

/* Cuts the text at lines "%%"; a table that is not there is empty. */
static void tables_of(const char *text, size_t size, struct soc_census_files *files)
{
	struct soc_census_file *const table[3] = { &files->provinces, &files->prefectures, &files->centres };
	static const char *const names[3] = { "provinces.csv", "prefectures.csv", "centres.csv" };
	const char *at = text, *end = text + size;
	for (int i = 0; i < 3; i++) {
		const char *sign = i < 2 ? strstr(at, "\n%%\n") : NULL;
		table[i]->name = names[i];
		table[i]->text = at;
		table[i]->length = (size_t)((sign != NULL ? sign + 1 : end) - at);
		at = sign != NULL ? sign + 4 : end;
	}
}

/* "file.csv:line:column: ..." */
static void check_message(const char *text)
{
	const char *at = strstr(text, ".csv:");
	int line = 0, column = 0;
	CHECK(at != NULL && sscanf(at, ".csv:%d:%d: ", &line, &column) == 2 && line > 0 && column > 0);
}

static void check_people(const struct soc_plan *plan, const struct soc_scenario *s)
{
	static struct rows rows;
	struct soc_inhabitants f = rows_columns(&rows);
	uint64_t next = 0;
	for (uint32_t c = 0; c < plan->communities_count; c++) {
		const struct soc_community *k = &plan->communities[c];
		CHECK(k->first_person == next && k->count >= 1 && k->count <= SOC_COMMUNITY_MAX);
		next += k->count;
		memset(&rows, 0xee, sizeof rows);
		soc_population_fill(plan, s, c, &f);
		for (unsigned i = 0; i < k->count; i++)
			CHECK(soc_home_size(rows.home[i]) >= 1 && rows.age[i] != 0xee);
	}
	CHECK(next == PERSONS);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct soc_scenario s;
	struct soc_census_files files = { 0 };
	struct soc_plan plan;
	struct soc_msg msg = { "" };
	char *text = fuzz_text(data, size);
	if (text == NULL)
		return 0;
	const size_t live = soc_mem_live();
	scenario_make(&s, PERSONS, 5, "all");
	tables_of(text, size, &files);
	const enum soc_err err = soc_plan_from(&plan, &s, &files, 1, &msg);
	CHECK(err == SOC_OK || err == SOC_ERR_DATA);
	if (err == SOC_OK) {
		check_people(&plan, &s);
		soc_plan_release(&plan);
	} else
		check_message(msg.text);
	CHECK(soc_mem_live() == live);
	free(text);
	return 0;
}
