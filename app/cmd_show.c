/* socred show: any table or view of the results. */
#include "commands.h"
#include "say.h"

#include "socred/result.h"
#include "socred/scenario.h"
#include "socred/theory.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROWS_ON_SCREEN 40
#define ROWS_OF_QUERY 10000

static const char usage[] =
	"Usage: socred show RESULTS [TABLE] [OPTION]...\n"
	"\n"
	"Prints a table or view of the results file RESULTS (or of results.db in the folder RESULTS). Without "
	"TABLE: the\n"
	"headline with its intervals, and the list of tables and views. TABLE may also be: headline. Of results "
	"of "
	"`socred theory`\n"
	"the headline is its figures.\n"
	"\n"
	"Options:\n"
	"  -f, --format FORMAT   table (the default), csv or json\n"
	"  -l, --limit N         the first N rows; 0 for all (the default is 40 for table, all for csv and "
	"json)\n"
	"      --sql QUERY       what a query of SQLite says of the tables; it can do nothing but read (10,000 "
	"rows at\n"
	"                        most, unless --limit says fewer)\n"
	"  -h, --help            this text\n"
	"\n"
	"Examples:\n"
	"  socred show out/minimal/results.db\n"
	"  socred show out/minimal listed_truth\n"
	"  socred show out/minimal refusals_scaled --format csv > refusals.csv\n"
	"  socred show out/minimal --sql \"SELECT month, avg(listed) AS listed FROM national GROUP BY month\"\n"
	"  socred show out/minimal scenario\n";

static const struct option options[] = { { "format", required_argument, NULL, 'f' },
	                                     { "limit", required_argument, NULL, 'l' },
	                                     { "sql", required_argument, NULL, 'Q' },
	                                     { "help", no_argument, NULL, 'h' },
	                                     { NULL, 0, NULL, 0 } };

struct request {
	const char *results, *table, *format, *sql;
	long long limit; /* -1: as the format has it */
};

static int read_limit(const char *text, long long *out)
{
	char *end;
	errno = 0;
	*out = strtoll(text, &end, 10);
	if (errno == 0 && end != text && *end == '\0' && *out >= 0)
		return 1;
	say(stderr, "socred show: \"%s\" is no number of rows; allowed: 0 or more", text);
	return 0;
}

/* SOC_OK to go on; anything else is the exit status, *done when it is a good one. */
static enum soc_err read_request(int argc, char **argv, struct request *q, int *done)
{
	int option;
	optind = 1;
	while ((option = getopt_long(argc, argv, "f:l:h", options, NULL)) != -1) {
		if (option == 'f')
			q->format = optarg;
		else if (option == 'l') {
			if (!read_limit(optarg, &q->limit))
				return SOC_ERR_USAGE;
		} else if (option == 'Q')
			q->sql = optarg;
		else if (option == 'h') {
			fputs(usage, stdout);
			*done = 1;
			return SOC_OK;
		} else {
			fputs("Try 'socred show --help'.\n", stderr);
			return SOC_ERR_USAGE;
		}
	}
	if (argc - optind < 1 || argc - optind > 2) {
		fprintf(stderr, "socred show: %s\nTry 'socred show --help'.\n",
		        argc - optind < 1 ? "name a results file" : "one table at a time");
		return SOC_ERR_USAGE;
	}
	if (q->sql != NULL && argc - optind == 2) {
		fputs("socred show: name a table or a query, not both\n", stderr);
		return SOC_ERR_USAGE;
	}
	q->results = argv[optind];
	q->table = argv[optind + 1]; /* argv ends with NULL */
	if (q->limit < 0)
		q->limit = strcmp(q->format, "table") == 0 && q->table != NULL ? ROWS_ON_SCREEN : 0;
	return SOC_OK;
}

static void print(char *text)
{
	fputs(text, stdout); /* main() looks whether it arrived */
	soc_text_free(text);
}

/* What stands above all tables: of a theory its figures. */
static enum soc_err headline_of(struct soc_result *result, const char *format, char **text,
                                struct soc_msg *msg)
{
	struct soc_theory_result *theory = NULL;
	if (!soc_result_is_theory(result))
		return soc_result_headline(result, format, text, msg);
	enum soc_err err = soc_theory_read(result, &theory, msg);
	if (err == SOC_OK)
		err = soc_theory_text(theory, format, 0, text, msg);
	soc_theory_free(theory);
	return err;
}

static enum soc_err show(struct soc_result *result, const struct request *q, struct soc_msg *msg)
{
	const int plain = strcmp(q->format, "table") == 0;
	const int headline = q->table != NULL && strcmp(q->table, "headline") == 0;
	char *text = NULL;
	enum soc_err err = SOC_OK;
	if (q->sql != NULL) {
		err = soc_result_sql(result, q->sql, q->format,
		                     q->limit > 0 && q->limit < ROWS_OF_QUERY ? q->limit : ROWS_OF_QUERY, NULL, &text,
		                     msg);
		if (err == SOC_OK)
			print(text);
		return err;
	}
	if (headline || (plain && q->table == NULL)) {
		err = headline_of(result, q->format, &text, msg);
		if (err == SOC_OK)
			print(text);
		if (err == SOC_OK && !headline)
			puts("\nTables and views (socred show RESULTS TABLE):\n");
	}
	if (err == SOC_OK && !headline)
		err = soc_result_table_text(result, q->table, q->format, q->limit, &text, msg);
	if (err == SOC_OK && !headline)
		print(text);
	return err;
}

int soc_cmd_show(int argc, char **argv)
{
	struct request q = { .format = "table", .limit = -1 };
	struct soc_result *result = NULL;
	struct soc_msg msg = { "" };
	int done = 0;
	enum soc_err err = read_request(argc, argv, &q, &done);
	if (err != SOC_OK || done)
		return (int)err;
	err = soc_result_open_any(&result, q.results, &msg);
	if (err == SOC_OK)
		err = show(result, &q, &msg);
	soc_result_free(result);
	if (err != SOC_OK)
		fprintf(stderr, "socred show: %s\n", msg.text);
	return (int)err;
}
