/* A salt of one's own: what is drawn for a class of events moves neither with its place in the scenario nor
 * with another class, and a higher rate has the events of the lower, and more. */
#include "lab.h"
#include "runner.h"

#include "base/draw.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MONTHS 12
#define LINES_MAX 20000
#define NAMES 3

struct line {
	uint32_t month, community;
	uint16_t row, number;
	char name[32];
	uint8_t channel; /* of the record; 255: none */
};
struct book {
	struct line line[LINES_MAX];
	size_t lines;
};

static void note(struct lab *lab, uint32_t community, void *user)
{
	struct book *book = user;
	const struct soc_true_log *tj = &lab->scratch->true_log;
	for (unsigned i = 0; i < tj->occurrences_count; i++) {
		const struct soc_occurrence *o = &tj->occurrences[i];
		if (book->lines == LINES_MAX)
			lab_die("more than %d events", LINES_MAX);
		struct line *line = &book->line[book->lines++];
		memset(line, 0, sizeof *line);
		*line =
			(struct line){ .month = lab->month, .community = community, .row = o->row, .number = o->number };
		snprintf(line->name, sizeof line->name, "%s", lab->s->events[o->event].name);
		line->channel = o->record != SOC_NOBODY ? lab->scratch->month_log.records[o->record].channel : 255;
	}
}

static int compare(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct line));
}

/* Nothing follows from a record: so the events alone tell whose random numbers moved. */
#define HEAD                                                                                                \
	"socred: 1\ntitle: salt\nspan: {from: 2018-01, to: 2018-12}\npeople: {persons: 5000}\nseed: 4\n"        \
	"society: {proneness_shape: 2}\nchannels:\n  eye: {kind: official, coverage_urban: 1, coverage_rural: " \
	"1, spurious_per_1000_years: 0, "                                                                       \
	"detects: {act: 0.5, deed: "                                                                            \
	"0.3, walk: 0.2}}\n"                                                                                    \
	"events:\n"
#define ACT(rate)                                                                            \
	"  act: {kind: violation, driven_by: proneness, male_ratio: 2, rate_per_year: " rate "}" \
	"\n"
#define DEED "  deed: {kind: good_deed, driven_by: helpfulness, rate_per_year: 0.7}\n"
#define WALK "  walk: {kind: lawful_act, income_slope: 0.2, rate_per_year: 0.4}\n"
#define OTHER "  before: {kind: violation, driven_by: proneness, rate_per_year: 0.1}\n"

static struct book *live(const char *yaml)
{
	struct lab lab;
	struct book *book = calloc(1, sizeof *book);
	if (book == NULL)
		lab_die("no memory");
	lab_open(&lab, yaml, NULL);
	lab.after = note;
	lab.user = book;
	while (lab.month < MONTHS)
		lab_month(&lab);
	lab_close(&lab);
	qsort(book->line, book->lines, sizeof *book->line, compare);
	return book;
}

/* How many events of the first book's the second lacks, of a class or (NULL) of all. */
static size_t lacking(const struct book *a, const struct book *b, const char *name)
{
	size_t n = 0;
	for (size_t i = 0; i < a->lines; i++)
		if (name == NULL || strcmp(a->line[i].name, name) == 0)
			n += bsearch(&a->line[i], b->line, b->lines, sizeof *b->line, compare) == NULL;
	return n;
}

static size_t count(const struct book *book, const char *name)
{
	size_t n = 0;
	for (size_t i = 0; i < book->lines; i++)
		n += strcmp(book->line[i].name, name) == 0;
	return n;
}

static void check_order(const struct book *as_is)
{
	struct book *turned = live(HEAD WALK DEED ACT("0.3"));
	if (as_is->lines < 1000 || turned->lines != as_is->lines || lacking(as_is, turned, NULL) > 0)
		lab_die("in another order: %zu events, not %zu; %zu are others", turned->lines, as_is->lines,
		        lacking(as_is, turned, NULL));
	free(turned);
}

static void check_company(const struct book *as_is)
{
	struct book *with = live(HEAD OTHER ACT("0.3") DEED WALK);
	if (count(with, "before") < 100)
		lab_die("the class that was added has %zu events", count(with, "before"));
	if (with->lines - count(with, "before") != as_is->lines || lacking(as_is, with, NULL) > 0)
		lab_die("beside another class %zu events are others", lacking(as_is, with, NULL));
	free(with);
}

static void check_rate(const struct book *as_is)
{
	struct book *more = live(HEAD ACT("0.375") DEED WALK);
	if (lacking(as_is, more, NULL) > 0)
		lab_die("a higher rate lacks %zu events of the lower", lacking(as_is, more, NULL));
	const double ratio = (double)count(more, "act") / (double)count(as_is, "act");
	/* 1.25 times as many; what is added to some 1,800 is Poisson, with a standard error of 0.012: five of
	 * them */
	if (ratio < 1.19 || ratio > 1.31)
		lab_die("1.25 times the rate gave %.3f times the events", ratio);
	free(more);
}

/* Names of one letter's difference and of other kinds have salts far apart. */
static void check_names(void)
{
	static const char *const names[NAMES][2] = { { "events", "a" }, { "events", "b" }, { "lists", "a" } };
	for (int i = 0; i < NAMES; i++)
		for (int k = 0; k < i; k++) {
			const uint64_t both =
				soc_draw_salt(names[i][0], names[i][1]) ^ soc_draw_salt(names[k][0], names[k][1]);
			const int apart = __builtin_popcountll(both);
			if (apart < 12 || apart > 52)
				lab_die("%s.%s and %s.%s differ in %d bits of 64", names[i][0], names[i][1], names[k][0],
				        names[k][1], apart);
		}
}

WHOLE_PART(salt)
{
	struct book *as_is = live(HEAD ACT("0.3") DEED WALK);
	check_names();
	check_order(as_is);
	check_company(as_is);
	check_rate(as_is);
	printf("%zu events kept their random numbers\n", as_is->lines);
	free(as_is);
	return 0;
}
