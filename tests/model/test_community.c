/* The columns of communities, all modules on: there once each, apart from one another, begun anew, and as
 * large as is said before they are allocated. */
#include "combine.h"
#include "run/columns.h"
#include "runner.h"

#include <stdio.h>
#include <string.h>

static int is_part(const struct soc_column_slice *c, const char *part)
{
	return strcmp(c->part, part) == 0;
}

static int is_column(const struct soc_column_slice *c, const char *part, const char *name)
{
	return is_part(c, part) && strcmp(c->name, name) == 0;
}

/* Each column of each community has bytes of its own: marked one by one, none loses its mark to the next. */
static void check_apart(struct lab *lab)
{
	struct soc_column_slice c[SOC_COLUMN_SLICES_MAX];
	for (int pass = 0; pass < 2; pass++) {
		unsigned mark = 0;
		for (uint32_t i = 0; i < lab->world.communities; i++) {
			const unsigned n = soc_columns_list(&lab->world, i, c);
			for (unsigned k = 0; k < n; k++, mark++) {
				const size_t bytes = c[k].count * c[k].size;
				/* how many files are in use is itself a column */
				if (strcmp(c[k].name, "docket_used") == 0 || strcmp(c[k].name, "under_way_used") == 0)
					continue;
				if (pass == 0)
					memset(c[k].values, (int)(mark % 251), bytes);
				for (size_t b = 0; b < bytes; b++)
					if (((const unsigned char *)c[k].values)[b] != mark % 251)
						lab_die("community %u: %s.%s[%u] shares bytes with another column", i, c[k].part,
						        c[k].name, c[k].copy);
			}
		}
	}
}

/* After everything was overwritten, a replicate begins as the first did. */
static void check_begin(struct lab *lab)
{
	struct soc_column_slice c[SOC_COLUMN_SLICES_MAX];
	lab_begin(lab, 0);
	for (uint32_t i = 0; i < lab->world.communities; i++) {
		const unsigned n = soc_columns_list(&lab->world, i, c);
		for (unsigned k = 0; k < n; k++) {
			const unsigned char *bytes = c[k].values;
			if (is_part(&c[k], "born") || is_part(&c[k], "course") || is_column(&c[k], "record", "points") ||
			    is_column(&c[k], "record", "grade") || is_column(&c[k], "self", "life") ||
			    is_column(&c[k], "self", "income") || is_column(&c[k], "self", "situation") ||
			    is_column(&c[k], "truth", "spared") || is_column(&c[k], "truth", "spared_situation"))
				continue;
			for (size_t b = 0; b < c[k].count * c[k].size; b++)
				if (bytes[b] != 0)
					lab_die("community %u: %s.%s[%u] does not begin at its first value", i, c[k].part,
					        c[k].name, c[k].copy);
		}
	}
}

/* What is said to be taken is what the columns of all communities hold together. */
static void check_bytes(struct lab *lab)
{
	struct soc_column_slice c[SOC_COLUMN_SLICES_MAX];
	struct soc_world_bytes sum = { 0, soc_firms_bytes(&lab->rule_sets.rules[0].firms,
		                                              (int64_t)lab->world.persons) };
	for (uint32_t i = 0; i < lab->world.communities; i++) {
		const unsigned n = soc_columns_list(&lab->world, i, c);
		for (unsigned k = 0; k < n; k++) {
			const int places = strcmp(c[k].name, "docket") == 0 || strcmp(c[k].name, "under_way") == 0;
			*(is_part(&c[k], "born") || is_part(&c[k], "course") ? &sum.fixed : &sum.state) +=
				(int64_t)(c[k].size * (places ? lab->world.shape.docket : c[k].count));
		}
	}
	const struct soc_world_bytes said =
		soc_world_bytes(&lab->plan, &lab->rule_sets, 0, lab->plan.communities_count);
	if (said.fixed != sum.fixed || said.state != sum.state)
		lab_die("%lld and %lld bytes are said, the columns hold %lld and %lld", (long long)said.fixed,
		        (long long)said.state, (long long)sum.fixed, (long long)sum.state);
}

/* An optional column is there when some rules of the run need it, and only then. */
static void check_optional(void)
{
	static const struct {
		const char *yaml;
		enum soc_when when;
		const char *column;
	} cases[] = {
		{ "contacts: {enabled: true}\n", SOC_WHEN_CONTACTS, "contacts" },
		{ "hierarchy: {levels: 1, months_per_level: 2}\n", SOC_WHEN_DELAYS, "under_way_used" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (int on = 0; on < 2; on++) {
			struct soc_column_slice c[SOC_COLUMN_SLICES_MAX];
			struct lab lab;
			char yaml[512];
			int there = 0;
			snprintf(yaml, sizeof yaml,
			         "socred: 1\npeople: {persons: 100, data: china-2020, provinces: Hainan}\n%s",
			         on ? cases[i].yaml : "");
			lab_open(&lab, yaml, NULL);
			for (unsigned k = soc_columns_list(&lab.world, 0, c); k-- > 0;)
				there += strcmp(c[k].name, cases[i].column) == 0;
			if (there != on || soc_shape_has(&lab.world.shape, cases[i].when) != on)
				lab_die("%s: %d columns with its rules %s", cases[i].column, there, on ? "on" : "off");
			lab_close(&lab);
		}
}

WHOLE_PART(community)
{
	enum combine_mode mode[COMBINE_MODULES_MAX] = { ABSENT };
	struct lab lab;
	for (int i = 0; i < combine_count(); i++)
		mode[i] = ON;
	combine_open(&lab, mode, 0, 0, NULL);
	check_bytes(&lab);
	check_apart(&lab);
	check_begin(&lab);
	lab_close(&lab);
	check_optional();
	return 0;
}
