/* The program: finds the subcommand, or helps. Everything else is in app/cmd_<name>.c. */
#include "program.h"

#include "commands.h"
#include "say.h"

#include "socred/error.h"

#include <stdio.h>
#include <string.h>

#ifdef SOC_WITH_HDF5
#define HDF5 ""
#else
#define HDF5 " (without HDF5)"
#endif
#ifdef SOC_WITH_TREES
#define TREES ""
#else
#define TREES " (without boosted trees: built without XGBoost)"
#endif

struct command {
	const char *name, *takes, *help;
	int (*run)(int argc, char **argv);
};

static const struct command commands[] = {
#define COMMAND_ROW(name, takes, help) { #name, takes, help, soc_cmd_##name },
	SOC_COMMANDS(COMMAND_ROW)
#undef COMMAND_ROW
};
#define COMMANDS_COUNT (sizeof commands / sizeof commands[0])

/* What a command was called before; read in this version still. */
static const char *name_now(const char *name)
{
	return strcmp(name, "pilots") == 0 ? "policies" : name;
}

static const struct command *command_find(const char *word)
{
	const char *name = name_now(word);
	for (size_t i = 0; i < COMMANDS_COUNT; i++) {
		if (!strcmp(commands[i].name, name))
			return &commands[i];
	}
	return NULL;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Letters to insert, drop or change to get from a to b (Levenshtein). Names of commands are short: longer
 * text is far. */
static size_t distance(const char *a, const char *b)
{
	enum { LONGEST = 32 };
	size_t row[LONGEST + 1], length = strlen(b);
	if (strlen(a) > LONGEST || length > LONGEST)
		return LONGEST;
	for (size_t j = 0; j <= length; j++)
		row[j] = j;
	for (size_t i = 1; a[i - 1]; i++) {
		size_t diagonal = row[0];
		row[0] = i;
		for (size_t j = 1; j <= length; j++) {
			size_t above = row[j];
			row[j] = least(least(above, row[j - 1]) + 1, diagonal + (a[i - 1] != b[j - 1]));
			diagonal = above;
		}
	}
	return row[length];
}

/* The command at most half of whose letters are wrong, or NULL. */
static const struct command *suggested_command(const char *name)
{
	const struct command *suggestion = NULL;
	size_t fewest = (strlen(name) + 1) / 2 + 1;
	for (size_t i = 0; i < COMMANDS_COUNT; i++) {
		size_t d = distance(name, commands[i].name);
		if (d < fewest) {
			fewest = d;
			suggestion = &commands[i];
		}
	}
	return suggestion;
}

/* Calls the command under its full name, so that what getopt says of a wrong option begins with it. */
static int command_call(const struct command *command, int argc, char **argv)
{
	char name[64];
	snprintf(name, sizeof name, "socred %s", command->name);
	argv[0] = name;
	return command->run(argc, argv);
}

static int command_unknown(const char *name)
{
	const struct command *suggestion = suggested_command(name);
	if (suggestion)
		say(stderr, "socred: there is no command \"%s\"; did you mean %s?", name, suggestion->name);
	else
		say(stderr, "socred: there is no command \"%s\"", name);
	fputs("Try 'socred --help'.\n", stderr);
	return SOC_ERR_USAGE;
}

static void help_print(FILE *to)
{
	fprintf(to, "socred " SOC_VERSION
	            ", a laboratory that simulates social credit systems over synthetic people\n\n"
	            "Usage: socred COMMAND [ARGUMENT]... [OPTION]...\n"
	            "       socred help [COMMAND]\n"
	            "       socred --version\n\n"
	            "Commands:\n");
	int width = 0;
	for (size_t i = 0; i < COMMANDS_COUNT; i++)
		if ((int)strlen(commands[i].takes) > width)
			width = (int)strlen(commands[i].takes);
	for (size_t i = 0; i < COMMANDS_COUNT; i++)
		fprintf(to, "  %-12s%-*s  %s\n", commands[i].name, width, commands[i].takes, commands[i].help);
	fprintf(to, "\nEach command says more: socred help COMMAND, or socred COMMAND --help.\n\n"
	            "Exit status:\n");
#define STATUS_ROW(name, value, text) fprintf(to, "  %2d  %s\n", value, text);
	SOC_ERRORS(STATUS_ROW)
#undef STATUS_ROW
	fprintf(to, "\nExamples:\n"
	            "  socred run scenarios/start/minimal/scenario.yaml -o out/minimal\n"
	            "  socred show out/minimal/results.db national --format csv\n"
	            "  socred explain out/minimal/results.db --person 17\n");
}

static int help(int argc, char **argv)
{
	if (argc < 2) {
		help_print(stdout);
		return SOC_OK;
	}
	const struct command *command = command_find(argv[1]);
	if (!command)
		return command_unknown(argv[1]);
	char option[] = "--help";
	char *args[] = { NULL, option, NULL };
	return command_call(command, 2, args);
}

static int dispatch(int argc, char **argv)
{
	const char *first = argv[1];
	if (!strcmp(first, "help"))
		return help(argc - 1, argv + 1);
	if (!strcmp(first, "--help") || !strcmp(first, "-h"))
		return help(1, argv);
	if (!strcmp(first, "--version") || !strcmp(first, "-V")) {
		puts("socred " SOC_VERSION TREES HDF5);
		return SOC_OK;
	}
	if (first[0] == '-') {
		say(stderr, "socred: there is no option \"%s\" before a command", first);
		fputs("Try 'socred --help'.\n", stderr);
		return SOC_ERR_USAGE;
	}
	const struct command *command = command_find(first);
	if (name_now(first) != first)
		say(stderr, "socred: \"%s\" is called %s now; the old name still works in this version", first,
		    name_now(first));
	return command ? command_call(command, argc - 1, argv + 1) : command_unknown(first);
}

int program_run(int argc, char **argv)
{
	if (argc < 2) {
		help_print(stderr);
		return SOC_ERR_USAGE;
	}
	/* getopt prints an option that it does not know as it is. */
	for (int i = 1; i < argc; i++) {
		if (argv[i][0] == '-' && say_is_unsafe(argv[i])) {
			say(stderr, "socred: \"%s\": no option has characters that a terminal obeys", argv[i]);
			return SOC_ERR_USAGE;
		}
	}
	int status = dispatch(argc, argv);
	/* A full disk behind a pipe or a redirection shows only here. */
	if (fflush(stdout) || ferror(stdout)) {
		fprintf(stderr, "socred: writing to standard output failed\n");
		return status ? status : SOC_ERR_IO;
	}
	return status;
}
