/* socred systems: what is to be modelled, and what implements each row now. */
#include "arguments.h"
#include "commands.h"
#include "say.h"

#include "socred/error.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

enum column { ID, PART, NAME, FIGURES, MODEL, QUESTION, NOW, COLUMNS };

static const char *const column_names[COLUMNS] = { "id",    "part",     "system", "figures",
	                                               "model", "question", "now" };

static const char *const systems[][COLUMNS] = {
#define SYSTEM(id, part, name, figures, model, question, now) \
	{ id, part, name, figures, model, question, now },
#include "systems.def"
#undef SYSTEM
};
#define SYSTEMS_COUNT (sizeof systems / sizeof systems[0])

static const char usage[] =
	"Usage: socred systems [ID] [--format table|csv|json]\n\n"
	"Prints the systems that socred is to model, and for each what implements it now, or \"not yet\".\n"
	"With an ID such as P6: that row in full, with the figures reported for it and the question asked of "
	"it.\n\n"
	"Options:\n"
	"  -f, --format FORMAT  table (the default), csv or json; csv and json have every column\n"
	"  -h, --help           this text\n\n"
	"Examples:\n"
	"  socred systems\n"
	"  socred systems P6\n"
	"  socred systems --format csv > systems.csv\n";

static const char *value(size_t row, enum column column)
{
	const char *text = systems[row][column];
	return column == NOW && !text[0] ? "not yet" : text;
}

/* One value in double quotes, with `escape` before each inner quote: a quote in CSV, a backslash in JSON. */
static void quoted_print(const char *text, char escape)
{
	putchar('"');
	for (; *text; text++) {
		if (*text == '"')
			putchar(escape);
		putchar(*text);
	}
	putchar('"');
}

static void csv_print(size_t from, size_t to)
{
	for (int c = 0; c < COLUMNS; c++)
		printf("%s%s", c ? "," : "", column_names[c]);
	putchar('\n');
	for (size_t row = from; row < to; row++) {
		for (int c = 0; c < COLUMNS; c++) {
			fputs(c ? "," : "", stdout);
			quoted_print(value(row, c), '"');
		}
		putchar('\n');
	}
}

static void json_print(size_t from, size_t to)
{
	puts("[");
	for (size_t row = from; row < to; row++) {
		for (int c = 0; c < COLUMNS; c++) {
			printf("%s\"%s\": ", c ? ", " : "  {", column_names[c]);
			quoted_print(value(row, c), '\\');
		}
		puts(row + 1 < to ? "}," : "}");
	}
	puts("]");
}

static void table_print(size_t from, size_t to)
{
	printf("%-4s%-67s %s\n", "id", "system", "now");
	for (size_t row = from; row < to; row++) {
		if (row == from || strcmp(value(row - 1, PART), value(row, PART)))
			printf("\n%s\n", value(row, PART));
		printf("%-4s%-67s %s\n", value(row, ID), value(row, NAME), value(row, NOW));
	}
}

static void row_print(size_t row)
{
	for (int c = 0; c < COLUMNS; c++)
		printf("%-10s%s\n", column_names[c], value(row, c)[0] ? value(row, c) : "none given");
}

static void rows_print(const char *format, size_t from, size_t to)
{
	if (!strcmp(format, "csv"))
		csv_print(from, to);
	else if (!strcmp(format, "json"))
		json_print(from, to);
	else if (to - from == 1)
		row_print(from);
	else
		table_print(from, to);
}

static int usage_error(const char *what, const char *value, const char *allowed)
{
	say(stderr, "socred systems: %s \"%s\"; %s", what, value, allowed);
	return SOC_ERR_USAGE;
}

int soc_cmd_systems(int argc, char **argv)
{
	static const struct option options[] = { { "format", required_argument, NULL, 'f' },
		                                     { "help", no_argument, NULL, 'h' },
		                                     { NULL, 0, NULL, 0 } };
	const char *format = "table";
	size_t from = 0, to = SYSTEMS_COUNT;
	int option;
	while ((option = getopt_long(argc, argv, "f:h", options, NULL)) != -1) {
		if (option == 'h') {
			fputs(usage, stdout);
			return SOC_OK;
		}
		if (option != 'f') {
			fputs("Try 'socred systems --help'.\n", stderr);
			return SOC_ERR_USAGE;
		}
		format = optarg;
	}
	if (!argument_format("systems", format, "table, csv, json"))
		return SOC_ERR_USAGE;
	if (argc - optind > 1)
		return usage_error("more than one ID:", argv[optind + 1], "give one, or none for all");
	if (optind < argc) {
		while (from < to && strcmp(systems[from][ID], argv[optind]))
			from++;
		if (from == to)
			return usage_error("no system", argv[optind], "'socred systems' lists them");
		to = from + 1;
	}
	rows_print(format, from, to);
	return SOC_OK;
}
