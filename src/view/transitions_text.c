/* Winners and losers for a terminal, as CSV and as JSON. */
#include "analysis/transitions.h"

#include "analysis/text.h"
#include "base/noun.h"

#include <math.h>
#include <string.h>

#define NAME_WIDTH 24
#define COLUMN_WIDTH 11
#define MOVE_WIDTH 44
#define INTERVAL_WIDTH 22

/* ---- for a terminal ---- */
static void put_right(struct soc_buf *b, int width, const char *words)
{
	struct soc_buf text = { 0 };
	soc_buf_puts(&text, words);
	soc_text_right(b, width, &text);
	b->failed |= text.failed;
	soc_buf_release(&text);
}

static void put_number(struct soc_buf *b, int width, double value, int decimals)
{
	struct soc_buf text = { 0 };
	soc_text_real(&text, value, decimals);
	soc_text_right(b, width, &text);
	b->failed |= text.failed;
	soc_buf_release(&text);
}

static void put_interval(struct soc_buf *b, const struct soc_interval *v)
{
	const int decimals = soc_text_decimals(v->mean, v->low, v->high);
	struct soc_buf text = { 0 };
	put_number(b, COLUMN_WIDTH, v->mean, decimals);
	if (v->count > 1 && v->high > v->low) {
		soc_text_real(&text, v->low, decimals);
		soc_buf_puts(&text, " to ");
		soc_text_real(&text, v->high, decimals);
	}
	soc_text_right(b, INTERVAL_WIDTH, &text);
	b->failed |= text.failed;
	soc_buf_release(&text);
}

static void put_titles(const struct soc_transitions *t, struct soc_buf *b)
{
	for (int i = 0; i < 2; i++) {
		soc_buf_add(b, "%c: ", 'A' + i);
		soc_text_safe(b, t->title[i], strlen(t->title[i]), 0);
		soc_buf_puts(b, "\n");
	}
	soc_buf_puts(b, "The same ");
	soc_text_real(b, (double)t->persons, 0);
	soc_buf_add(b, " synthetic people, stepped again in both and followed one by one: end of %s, %d %s\n\n",
	            t->pairing.last_date, t->pairing.replicates,
	            soc_noun(t->pairing.replicates, "replicate", "replicates"));
}

/* Thousandths of everybody: a cell of nobody is a dash, so that who moved stands out. */
static void put_cell(struct soc_buf *b, const struct soc_interval *v)
{
	if (v->mean > 0.0)
		put_number(b, COLUMN_WIDTH, v->mean, v->mean < 10.0 ? 2 : 1);
	else
		put_right(b, COLUMN_WIDTH, "-");
}

static void put_square(const struct soc_transitions *t, struct soc_buf *b)
{
	static const char *const heads[] = { "rewarded", "free", "relative", "grade", "rightly", "wrongly" };
	soc_buf_add(b, "People per 1,000: what holds them in A (rows) and in B\n%-*s", NAME_WIDTH, "");
	for (int i = 0; i < SOC_HELD_STATES; i++)
		put_right(b, COLUMN_WIDTH, heads[i]);
	put_right(b, COLUMN_WIDTH, "all in A");
	soc_buf_puts(b, "\n");
	for (int i = 0; i <= SOC_HELD_STATES; i++) {
		const int from = i < SOC_HELD_STATES ? i : -1;
		soc_buf_add(b, "  %-*s", NAME_WIDTH - 2, from >= 0 ? soc_transitions_words[from] : "all in B");
		for (int j = 0; j <= SOC_HELD_STATES; j++) {
			const struct soc_interval v = soc_transitions_share(t, 0, 0, from, j < SOC_HELD_STATES ? j : -1);
			put_cell(b, &v);
		}
		soc_buf_puts(b, "\n");
	}
}

/* Everybody whom something else holds in B, one line for each way. */
static void put_moves(const struct soc_transitions *t, struct soc_buf *b)
{
	int shown = 0;
	for (int i = 0; i < SOC_HELD_STATES * SOC_HELD_STATES; i++) {
		const int from = SOC_HELD_STATES - 1 - i / SOC_HELD_STATES, to = i % SOC_HELD_STATES;
		const struct soc_interval v = soc_transitions_share(t, 0, 0, from, to);
		if (from == to || !(v.mean > 0.0))
			continue;
		if (shown++ == 0) {
			soc_buf_add(b, "\n%-*s", MOVE_WIDTH, "Who moved");
			put_right(b, COLUMN_WIDTH, "per 1,000");
			put_right(b, INTERVAL_WIDTH, t->pairing.replicates > 1 ? "95% interval" : "");
			soc_buf_puts(b, "\n");
		}
		soc_buf_add(b, "  %-19s in A, %-18s", soc_transitions_words[from], soc_transitions_words[to]);
		put_interval(b, &v);
		soc_buf_puts(b, "\n");
	}
	if (shown == 0)
		soc_buf_puts(b, "\nNobody moved: the same holds everybody in both.\n");
}

static void put_parts(const struct soc_transitions *t, struct soc_buf *b)
{
	static const char *const heads[] = { "better in B", "worse in B", "net better" };
	static const enum soc_moved moved[] = { SOC_MOVED_BETTER, SOC_MOVED_WORSE, SOC_MOVED_NET };
	soc_buf_add(b, "\n%-*s", NAME_WIDTH + 6, "Per 1,000 of each");
	for (int k = 0; k < 3; k++) {
		put_right(b, COLUMN_WIDTH + (k > 0), heads[k]);
		put_right(b, INTERVAL_WIDTH, t->pairing.replicates > 1 ? "95% interval" : "");
	}
	soc_buf_puts(b, "\n");
	for (int d = 0; d < t->divisions; d++)
		for (int p = 0; p < t->parts[d].count; p++) {
			if (soc_transitions_people(t, d, p) == 0)
				continue;
			soc_buf_add(b, "  %-*s", NAME_WIDTH + 4, t->parts[d].name[p]);
			for (int k = 0; k < 3; k++) {
				const struct soc_interval v = soc_transitions_moved(t, d, p, moved[k]);
				soc_buf_puts(b, k > 0 ? " " : "");
				put_interval(b, &v);
			}
			soc_buf_puts(b, "\n");
		}
}

static void put_lives(const struct soc_transitions *t, struct soc_buf *b)
{
	if (!t->drawn)
		return;
	soc_buf_puts(b, "\n");
	soc_text_real(b, (double)t->match, 0);
	soc_buf_add(b,
	            " %s in replicate %lld; drawn by the seed: %d. One of them in A and in B: `socred explain`\n",
	            soc_noun((double)t->match, "person matches", "people match"), (long long)t->replicate,
	            t->drawn_count);
	for (int i = 0; i < t->drawn_count; i++)
		soc_buf_add(b, "  --person %lld --replicate %lld\n", (long long)t->life[i], (long long)t->replicate);
}

static void put_table(const struct soc_transitions *t, struct soc_buf *b)
{
	put_titles(t, b);
	put_square(t, b);
	put_moves(t, b);
	put_parts(t, b);
	put_lives(t, b);
	soc_buf_puts(
		b, "\nOf several the gravest: listed wrongly, listed rightly, effectively under a sanction by the "
		   "person's own "
		   "grade or a bureau, effectively\nunder one through another person, a reward, nothing. Better and "
		   "worse: by rewarded, free, under a sanction, listed.\n");
	soc_buf_puts(b,
	             t->pairing.replicates > 1
	                 ? "Intervals: Student's t over the replicates; they leave out what is uncertain in the "
	                   "assumptions.\n"
	                 : "One replicate: intervals need two or more.\n");
	soc_buf_puts(b, soc_buf_text(&t->pairing.notes));
}

/* ---- for programs ---- */
static void put_field(struct soc_buf *b, int json, const char *key, const char *text)
{
	const int is_first = strcmp(key, "by") == 0;
	if (json) {
		soc_buf_add(b, "%s\"%s\": ", is_first ? "" : ", ", key);
		soc_buf_quote(b, text, 1);
		return;
	}
	soc_buf_puts(b, is_first ? "" : ",");
	soc_buf_csv(b, text, strlen(text));
}

struct records {
	const struct soc_transitions *t;
	struct soc_buf *b;
	int json, shown;
};

/* A cell of the square, or (a -1) a way that people moved. */
static void put_record(struct records *r, int d, int p, int a, int k)
{
	static const char *const ways[] = { "better", "same", "worse", "net" };
	const struct soc_transitions *t = r->t;
	const struct soc_interval v =
		a >= 0 ? soc_transitions_share(t, d, p, a, k) : soc_transitions_moved(t, d, p, (enum soc_moved)k);
	const double people = (double)soc_transitions_people(t, d, p);
	const double numbers[] = { people, v.mean * people / 1000.0, v.mean, v.low, v.high };
	static const char *const keys[] = { "persons", "people", "per_1000", "low", "high" };
	soc_buf_puts(r->b, !r->json ? "" : r->shown++ > 0 ? ",\n    {" : "\n    {");
	put_field(r->b, r->json, "by", soc_divisions[t->parts[d].id].name);
	put_field(r->b, r->json, "part", t->parts[d].name[p]);
	put_field(r->b, r->json, "in_a", a >= 0 ? soc_transitions_names[a] : "");
	put_field(r->b, r->json, "in_b", a >= 0 ? soc_transitions_names[k] : "");
	put_field(r->b, r->json, "way", ways[a >= 0 ? (int)soc_transitions_way(a, k) : k]);
	for (int i = 0; i < 5; i++) {
		soc_buf_add(r->b, r->json ? ", \"%s\": " : ",%.0s", keys[i]);
		soc_text_number(r->b, numbers[i], r->json ? "null" : "");
	}
	soc_buf_add(r->b, r->json ? ", \"replicates\": %d}" : ",%d\n", v.count);
}

static void put_records(const struct soc_transitions *t, struct soc_buf *b, int json)
{
	struct records r = { t, b, json, 0 };
	for (int d = 0; d < t->divisions; d++)
		for (int p = 0; p < t->parts[d].count; p++) {
			if (soc_transitions_people(t, d, p) == 0)
				continue;
			for (int i = 0; i < SOC_HELD_STATES * SOC_HELD_STATES; i++)
				put_record(&r, d, p, i / SOC_HELD_STATES, i % SOC_HELD_STATES);
			for (int k = SOC_MOVED_BETTER; k <= SOC_MOVED_NET; k++)
				put_record(&r, d, p, -1, k);
		}
}

static void put_json(const struct soc_transitions *t, struct soc_buf *b)
{
	soc_buf_add(b, "{\n  \"month\": \"%s\",\n  \"replicates\": %d,\n  \"notes\": ", t->pairing.last_date,
	            t->pairing.replicates);
	soc_buf_quote(b, soc_buf_text(&t->pairing.notes), 1);
	if (t->drawn)
		soc_buf_add(b, ",\n  \"replicate\": %lld,\n  \"match\": %lld,\n  \"lives\": [",
		            (long long)t->replicate, (long long)t->match);
	for (int i = 0; i < t->drawn_count; i++)
		soc_buf_add(b, "%s%lld", i > 0 ? ", " : "", (long long)t->life[i]);
	soc_buf_puts(b, t->drawn ? "],\n  \"transitions\": [" : ",\n  \"transitions\": [");
	put_records(t, b, 1);
	soc_buf_puts(b, "\n  ]\n}\n");
}

enum soc_err soc_transitions_text(const struct soc_transitions *t, const char *format, char **out,
                                  struct soc_msg *msg)
{
	struct soc_buf b = { 0 };
	enum soc_text_form form;
	enum soc_err err = soc_text_form_find(format, &form, msg);
	if (err != SOC_OK)
		return err;
	if (form == SOC_TEXT_TABLE)
		put_table(t, &b);
	else if (form == SOC_TEXT_JSON)
		put_json(t, &b);
	else {
		soc_buf_puts(&b, "by,part,in_a,in_b,way,persons,people,per_1000,low,high,replicates\n");
		put_records(t, &b, 0);
	}
	return soc_buf_give(&b, "not enough memory to tell who moved", out, msg);
}
