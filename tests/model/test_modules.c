/* Each data source of a points regime is detached, for the whole run and for some months of it: what the
 * others record stays the same to the last word of their draws.
 *
 * People here do not react, so that the same things happen in both worlds. Then what is to hold is exact: an
 * occurrence that another channel recorded is recorded by it again, with the same person named; one that the
 * detached channel recorded falls to a channel behind it or to none. Fabricated records, whose draws
 * belong to no person, are the same in any case. */
#include "lab.h"
#include "runner.h"

#include "model/truth/truth.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MONTHS 12
#define AWAY_FROM 4 /* detached in these months of the third world */
#define AWAY_TO 8
#define SETTINGS_MAX 200
#define NONE 255
#define NO_CANDIDATE 0xffff

static const char head[] =
	"socred: 1\nregime: regimes/points.yaml\nreplicates: 1\nseed: 5\nspan: {from: 2018-01, to: 2018-12}\n"
	"people: {persons: 3000, provinces: Ningxia}\n";

/* What was recorded in one world: one line for each occurrence that happened and each fabricated record.
 */
struct line {
	uint32_t month, community;
	uint16_t row, named, informer, number; /* number: NO_CANDIDATE for a fabricated record */
	uint8_t event, channel;                /* channel: NONE when nobody recorded it */
	uint8_t unused[2];                     /* no gap, so that lines compare as bytes */
	uint32_t word[4];
};
struct book {
	struct line *line;
	size_t count, room;
};

static struct line *add(struct book *b)
{
	if (b->count == b->room) {
		b->room = b->room * 2 + 1024;
		b->line = realloc(b->line, b->room * sizeof *b->line);
		if (b->line == NULL)
			lab_die("no memory");
	}
	memset(&b->line[b->count], 0, sizeof *b->line);
	return &b->line[b->count++];
}

static void note_record(struct line *line, const struct soc_rec *rec)
{
	line->named = rec->row;
	line->informer = rec->informer;
	line->channel = rec->channel;
	memcpy(line->word, rec->word, sizeof line->word);
}

/* Of unregistered residence even a fabricated record can be right, by chance: where the person named
 * happens to live so. */
static int is_fabricated(const struct lab *lab, uint32_t community, unsigned record)
{
	const struct soc_true_log *tj = &lab->scratch->true_log;
	const struct soc_rules *rules = lab_rules(lab, community, lab->month);
	const int event = lab->scratch->month_log.records[record].event;
	return tj->record_truth[record] == SOC_RECORD_FABRICATED ||
	       ((event == rules->residence.unregistered || event == rules->subletting.class) &&
	        tj->motive[record] == SOC_MOTIVE_SLIP);
}

static void note(struct lab *lab, uint32_t community, void *user)
{
	const struct soc_true_log *tj = &lab->scratch->true_log;
	const struct soc_month_log *j = &lab->scratch->month_log;
	for (unsigned i = 0; i < tj->occurrences_count; i++) {
		const struct soc_occurrence *o = &tj->occurrences[i];
		if (!o->happened)
			continue;
		struct line *line = add(user);
		*line = (struct line){ .month = lab->month,
			                   .community = community,
			                   .row = o->row,
			                   .event = o->event,
			                   .number = o->number,
			                   .channel = NONE };
		if (o->record != SOC_NOBODY)
			note_record(line, &j->records[o->record]);
	}
	for (unsigned i = 0; i < j->records_count; i++) {
		/* When a record that waited is decided follows from what else waits: it was listed when it was made.
		 */
		if (!is_fabricated(lab, community, i) || j->records[i].waited > 0)
			continue;
		struct line *line = add(user);
		*line = (struct line){
			.month = lab->month, .community = community, .event = j->records[i].event, .number = NO_CANDIDATE
		};
		note_record(line, &j->records[i]);
	}
}

static void live(struct book *book, const char *yaml, const char *const *settings)
{
	struct lab lab;
	lab_open(&lab, yaml, settings);
	lab.after = note;
	lab.user = book;
	while (lab.month < MONTHS)
		lab_month(&lab);
	lab_close(&lab);
}

/* Everything by which what happens could follow from what is recorded. */
static size_t no_reaction(const struct soc_scenario *s, char text[SETTINGS_MAX][96])
{
	static const char *const keys[] = { "strain_effect", "norm_weight" };
	static const char *const nothing_is_feared[] = { "conduct.risk_bias=0", "conduct.learning_caught=0",
		                                             "conduct.learning_contacts=0",
		                                             "conduct.learning_place=0" };
	size_t n = 0;
	for (size_t i = 0; i < sizeof nothing_is_feared / sizeof *nothing_is_feared; i++)
		snprintf(text[n++], sizeof text[0], "%s", nothing_is_feared[i]);
	for (int k = 0; k < s->events_count; k++)
		for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
			snprintf(text[n++], sizeof text[0], "events.%s.%s=0", s->events[k].name, keys[i]);
	return n;
}

static int same(const struct line *a, const struct line *b)
{
	return memcmp(a, b, sizeof *a) == 0;
}

static int is_away(const struct line *line, int always)
{
	return always || (line->month >= AWAY_FROM && line->month < AWAY_TO);
}

/* full: with every channel; less: without `channel`, always or in some months. Returns how many lines it had
 * there. */
static size_t compare(const struct book *full, const struct book *less, unsigned channel, int always)
{
	size_t own = 0, j = 0;
	for (size_t i = 0; i < full->count; i++) {
		const struct line *a = &full->line[i];
		const int gone = a->channel == channel && is_away(a, always);
		own += gone;
		if (gone && a->number == NO_CANDIDATE)
			continue; /* a fabricated record of the detached channel: gone, and nothing takes its place */
		if (j == less->count)
			lab_die("channel %u detached: %zu lines, too few", channel, less->count);
		const struct line *b = &less->line[j++];
		if (!gone && !same(a, b))
			lab_die("channel %u detached: month %u, community %u, row %u, event %u: the record of channel %u "
			        "is another one",
			        channel, a->month, a->community, a->row, a->event, a->channel);
		if (gone && (a->row != b->row || a->number != b->number || a->event != b->event ||
		             (b->channel != NONE && b->channel <= channel)))
			lab_die("channel %u detached: month %u, row %u: what it recorded is now recorded by channel %u "
			        "before it",
			        channel, a->month, a->row, b->channel);
	}
	if (j != less->count)
		lab_die("channel %u detached: %zu lines too many", channel, less->count - j);
	return own;
}

static void check_channel(const struct soc_scenario *s, unsigned channel, const char *settings[SETTINGS_MAX],
                          size_t n, const struct book *full)
{
	struct book never = { 0 }, part = { 0 };
	char off[96], yaml[1024];
	snprintf(off, sizeof off, "channels.%s.enabled=false", s->channels[channel].name);
	settings[n] = off;
	settings[n + 1] = NULL;
	live(&never, head, settings);
	settings[n] = NULL;
	snprintf(yaml, sizeof yaml,
	         "%stimeline:\n  - {from: 2018-%02d, to: 2018-%02d, set: {channels.%s.enabled: false}}\n", head,
	         AWAY_FROM + 1, AWAY_TO, s->channels[channel].name);
	live(&part, yaml, settings);
	const size_t own = compare(full, &never, channel, 1), some = compare(full, &part, channel, 0);
	if (own == 0 || some == 0 || some >= own)
		lab_die("channel %s: %zu records, %zu of them while it was away: the test would be blind",
		        s->channels[channel].name, own, some);
	printf("%-17s %5zu records gone when detached, %4zu for %d months; all others the same\n",
	       s->channels[channel].name, own, some, AWAY_TO - AWAY_FROM);
	free(never.line);
	free(part.line);
}

WHOLE_PART(modules)
{
	static char text[SETTINGS_MAX][96];
	static const char *settings[SETTINGS_MAX];
	struct book full = { 0 };
	struct lab lab;
	lab_open(&lab, head, NULL);
	const struct soc_scenario s = *lab.s;
	lab_close(&lab);
	const size_t n = no_reaction(&s, text);
	for (size_t i = 0; i < n; i++)
		settings[i] = text[i];
	settings[n] = NULL;
	live(&full, head, settings);
	for (int c = 0; c < s.channels_count; c++)
		check_channel(&s, (unsigned)c, settings, n, &full);
	free(full.line);
	return 0;
}
