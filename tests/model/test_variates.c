/* No word of a stream decides two things: the table of variates, read row against row. */
#include "lab.h"
#include "runner.h"

#include "model/events/rates.h"
#include "model/variates.h"

#include <stdio.h>
#include <string.h>

/* first + each i for i < times */
struct steps {
	int64_t first, each, times;
};
struct variate {
	const char *stream, *name;
	struct steps months, words;
	int64_t inner; /* successive words from each of `words` on */
	unsigned half;
};

enum { LOW = 1, HIGH = 2, ALL = 3 };
#define EVERY_MONTH 0, 1, 0xffff
#define FIXED 0, 1, 1
#define BEFORE 0xffff, 1, 1
#define AT(first, each, times) first, each, times

static const struct variate table[] = {
#define VARIATE(stream, name, months, first, each, times, inner, half, who, what) \
	{ #stream, #name, { months }, { first, each, times }, inner, half },
#include "model/variates.def"
};
static const struct variate fates[] = {
#define FATE(name, lane, half, who, what) { "FATE", #name, { FIXED }, { lane, 1, 1 }, 1, half },
#include "model/variates.def"
};
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Some step of `s` lies in low .. low + width - 1. */
static int reaches(const struct steps *s, int64_t low, int64_t width)
{
	const int64_t last = s->first + s->each * (s->times - 1), high = low + width - 1;
	if (high < s->first || low > last)
		return 0;
	const int64_t from =
		low <= s->first ? s->first : s->first + (low - s->first + s->each - 1) / s->each * s->each;
	return from <= high;
}

static int meet(const struct steps *a, int64_t a_inner, const struct steps *b, int64_t b_inner)
{
	if (a->times > b->times)
		return meet(b, b_inner, a, a_inner);
	for (int64_t i = 0; i < a->times; i++)
		/* a step of b begins at most b_inner - 1 words before */
		if (reaches(b, a->first + a->each * i - (b_inner - 1), a_inner + b_inner - 1))
			return 1;
	return 0;
}

static int collide(const struct variate *a, const struct variate *b)
{
	return strcmp(a->stream, b->stream) == 0 && (a->half & b->half) != 0 &&
	       meet(&a->months, 1, &b->months, 1) && meet(&a->words, a->inner, &b->words, b->inner);
}

static void read_table(const struct variate *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		/* Steps that overlap their own next would be one word for two indices. */
		if (v[i].words.times > 1 && v[i].words.each < v[i].inner)
			lab_die("%s: its words overlap", v[i].name);
		if (v[i].words.first + v[i].words.each * (v[i].words.times - 1) + v[i].inner > (int64_t)1 << 26)
			lab_die("%s: a stream has 2^26 words", v[i].name);
		for (size_t k = 0; k < i; k++) {
			if (strcmp(v[i].name, v[k].name) == 0)
				lab_die("two variates %s", v[i].name);
			if (collide(&v[i], &v[k]))
				lab_die("a word of stream %s stands for %s and for %s", v[i].stream, v[k].name, v[i].name);
		}
	}
}

static const struct stream {
	const char *name;
	int64_t value;
} streams[] = {
#define STREAM(name, value, id, what) { #name, value },
#include "model/variates.def"
};

/* Two streams of one number would be one stream under two names. The first with a number that another has
 * before it; NULL: none. */
static const char *number_twice(const struct stream *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < i; k++)
			if (s[i].value == s[k].value)
				return s[i].name;
	return NULL;
}

/* What the check is worth: pairs with and without a word in common. */
static void check_the_check(void)
{
	static const struct {
		struct variate a, b;
		int both;
	} pairs[] = {
		{ { "S", "a", { EVERY_MONTH }, { 0, 1, 16 }, 1, ALL },
		  { "S", "b", { EVERY_MONTH }, { 16, 1, 1 }, 1, ALL },
		  0 },
		{ { "S", "a", { EVERY_MONTH }, { 0, 1, 17 }, 1, ALL },
		  { "S", "b", { EVERY_MONTH }, { 16, 1, 1 }, 1, ALL },
		  1 },
		{ { "S", "a", { EVERY_MONTH }, { 0, 8, 9 }, 1, ALL },
		  { "S", "b", { EVERY_MONTH }, { 4, 8, 9 }, 4, ALL },
		  0 },
		{ { "S", "a", { EVERY_MONTH }, { 0, 8, 9 }, 5, ALL },
		  { "S", "b", { EVERY_MONTH }, { 4, 8, 9 }, 4, ALL },
		  1 },
		{ { "S", "a", { EVERY_MONTH }, { 3, 6, 9 }, 1, ALL },
		  { "S", "b", { EVERY_MONTH }, { 0, 4, 9 }, 2, ALL },
		  1 },
		{ { "S", "a", { BEFORE }, { 0, 1, 1 }, 1, ALL },
		  { "S", "b", { EVERY_MONTH }, { 0, 1, 1 }, 1, ALL },
		  0 },
		{ { "S", "a", { FIXED }, { 0, 1, 1 }, 1, ALL },
		  { "S", "b", { EVERY_MONTH }, { 0, 1, 1 }, 1, ALL },
		  1 },
		{ { "S", "a", { AT(0, 4, 9) }, { 0, 1, 1 }, 1, ALL },
		  { "S", "b", { AT(1, 4, 9) }, { 0, 1, 1 }, 1, ALL },
		  0 },
		{ { "S", "a", { FIXED }, { 0, 1, 1 }, 1, LOW }, { "S", "b", { FIXED }, { 0, 1, 1 }, 1, HIGH }, 0 },
		{ { "S", "a", { FIXED }, { 0, 1, 1 }, 1, ALL }, { "S", "b", { FIXED }, { 0, 1, 1 }, 1, HIGH }, 1 },
		{ { "S", "a", { FIXED }, { 0, 1, 1 }, 1, ALL }, { "T", "b", { FIXED }, { 0, 1, 1 }, 1, ALL }, 0 },
	};
	for (size_t i = 0; i < COUNT(pairs); i++)
		if (collide(&pairs[i].a, &pairs[i].b) != pairs[i].both ||
		    collide(&pairs[i].b, &pairs[i].a) != pairs[i].both)
			lab_die("pair %zu of the check of the check", i);
	static const struct stream twice[] = { { "a", 3 }, { "b", 4 }, { "c", 3 } };
	if (number_twice(twice, 2) != NULL || number_twice(twice, 3) == NULL)
		lab_die("a number of two streams is not found");
}

WHOLE_PART(variates)
{
	check_the_check();
	read_table(table, COUNT(table));
	read_table(fates, COUNT(fates));
	if (number_twice(streams, COUNT(streams)) != NULL)
		lab_die("the number of stream %s is that of another", number_twice(streams, COUNT(streams)));
	if ((unsigned)SOC_DRAW_REPLICATE != SOC_DRAW_SEEDS)
		lab_die("the seeds of replicates have another stream in base/draw.h");
	/* By hand: rater 2 has words 8 and 9 of RATER, the first two of block 2. */
	if (SOC_WORD(LENIENCY, 2) != 8 || SOC_BLOCK(LENIENCY, 2) != 2 || SOC_LANE(LENIENCY) != 0)
		lab_die("the words of the leniency of rater 2");
	if (SOC_VARIATE(LENIENCY, 7, 8, 9, 2) != soc_draw(7, 73, 8, 9, 8))
		lab_die("a variate is not its word");
	printf("%zu variates in %zu rows of words\n", COUNT(table), COUNT(table) + COUNT(fates));
	return 0;
}
