/* Two towns by hand: their table, its map, and what is made of them. */
#ifndef SOC_TESTS_RUN_POPULATION_HELP_H
#define SOC_TESTS_RUN_POPULATION_HELP_H

#include "runner.h"

#include "run/population_build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define POPULATIONS SCENARIOS "/../data/populations/"

static const char map[] = "socred: 1\n"
						  "population_map: 1\n"
						  "name: two-towns\n"
						  "title: Two towns\n"
						  "source: made up\n"
						  "licence: none\n"
						  "region: county\n"
						  "place: town\n"
						  "urban: 0.5\n"
						  "minority_percent: 10\n"
						  "longitude: 1.5\n"
						  "latitude: -2.25\n"
						  "men: {0-17: boys, 18-64: men, 65+: old_men}\n"
						  "women: {0-17: girls, 18-64: women, 65+: old_women}\n"
						  "households: {1: alone, 2: two, 3+: more}\n"
						  "in_households: home\n"
						  "generations: {1: 0.6, 2: 0.4, 3: 0, 4+: 0}\n";
static const char table[] = "county,town,boys,men,old_men,girls,women,old_women,alone,two,more,home\n"
							"North,Ashby,180,470,100,180,470,100,200,150,250,1490\n"
							"North,Brent,360,940,200,360,940,200,400,300,500,2980\n";

static enum soc_err made(const char *rows, const char *what, char **out, struct soc_msg *msg)
{
	const struct soc_text_file t = { "towns.csv", rows, strlen(rows) },
							   m = { "map.yaml", what, strlen(what) };
	return soc_population_build_text(&t, &m, out, msg);
}

/* The text with the first `from` as `to`. */
static char *edited(const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);
	assert_non_null(at);
	char *out = malloc(strlen(text) + strlen(to) + 1);
	assert_non_null(out);
	sprintf(out, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
	return out;
}

#endif
