#include "analysis/words.h"

#include <stdio.h>
#include <string.h>

/* A name of a scenario as words: benefit_cut is "benefit cut". */
static void put_name(char *out, size_t room, const char *before, const char *name)
{
	snprintf(out, room, "%s%s", before, name);
	for (; *out != '\0'; out++)
		*out = (char)(*out == '_' ? ' ' : *out);
}

/* How those turn out whom an instrument assesses, by what its table counts: who repays, who comes back to a
 * court. The longer before what it begins with. */
enum { OF_COMPAS = 1, OF_TRANSRISK, OUTCOMES };
static const struct {
	const char *general, *own[OUTCOMES];
} outcomes[] = {
	{ "would have turned out well", { "", "would not have come back", "would have repaid" } },
	{ "would do well", { "", "would not come back", "would repay" } },
	{ "turn out badly", { "", "come back", "default" } },
	{ "turns out badly", { "", "comes back", "defaults" } },
	{ "turn out well", { "", "do not come back", "repay" } },
	{ "turns out well", { "", "does not come back", "repays" } },
};
#define SOC_OUTCOMES (sizeof outcomes / sizeof *outcomes)

static int outcome_of(const struct soc_scenario *s)
{
	const char *table = s->instrument.table;
	return strcmp(table, "compas") == 0 ? OF_COMPAS : strcmp(table, "transrisk") == 0 ? OF_TRANSRISK : 0;
}

/* A list that is called after those on it is the list of them, and what is told in two words reads in a
 * sentence: the list of debtors, the benefit cut. Any other name is quoted: the list 'held', the sanction
 * 'air'. In single quotes, since labels stand in CSV and JSON too. */
static void put_list(struct soc_words *words, const char *name)
{
	const size_t n = strlen(name);
	const int is_people = n > 0 && name[n - 1] == 's';
	put_name(words->list, sizeof words->list, is_people ? "list of " : "list '", name);
	if (!is_people)
		strncat(words->list, "'", sizeof words->list - strlen(words->list) - 1);
}

static void put_sanction(struct soc_words *words, const char *name)
{
	const int reads = strchr(name, '_') != NULL;
	put_name(words->sanction, sizeof words->sanction, reads ? "" : "sanction '", name);
	if (!reads)
		strncat(words->sanction, "'", sizeof words->sanction - strlen(words->sanction) - 1);
}

struct soc_words soc_words_of(const struct soc_scenario *s)
{
	struct soc_words words = { .outcome = outcome_of(s) };
	int lists = 0, sanctions = 0, violations = 0;
	for (int i = 0; i < s->lists_count; i++)
		if (s->lists[i].colour == SOC_BLACK && ++lists == 1)
			put_list(&words, s->lists[i].name);
	for (int i = 0; i < s->measures_count; i++)
		if (s->measures[i].kind == SOC_SANCTION && ++sanctions == 1)
			put_sanction(&words, s->measures[i].name);
	for (int i = 0; i < s->events_count; i++)
		if (s->events[i].kind == SOC_VIOLATION && ++violations == 1)
			put_name(words.violation, sizeof words.violation, "", s->events[i].name);
	if (violations != 1)
		words.violation[0] = '\0';
	if (lists != 1 || s->firm_lists_count > 0)
		words.list[0] = '\0';
	if (sanctions != 1 || s->firm_measures_count > 0)
		words.sanction[0] = '\0';
	return words;
}

void soc_words_share(struct soc_words *words, const struct soc_scenario *another)
{
	const struct soc_words theirs = soc_words_of(another);
	if (strcmp(words->list, theirs.list) != 0)
		words->list[0] = '\0';
	if (strcmp(words->sanction, theirs.sanction) != 0)
		words->sanction[0] = '\0';
	if (strcmp(words->violation, theirs.violation) != 0)
		words->violation[0] = '\0';
	if (words->outcome != theirs.outcome)
		words->outcome = 0;
}

int soc_words_has_classes(const struct soc_scenario *s)
{
	return s->society.executive_share > 0.0 || s->society.official_share > 0.0;
}

/* What is said in general, and around the word of one's own; the longer before what it begins with. */
enum word { LIST, SANCTION, VIOLATION };
static const struct {
	const char *general, *before;
	enum word word;
} phrases[] = {
	{ "a black list", "the ", LIST },
	{ "A black list", "The ", LIST },
	{ "black-list entries", "entries on the ", LIST },
	{ "black-list entry", "entry on the ", LIST },
	{ "black lists", "the ", LIST },
	{ "a sanction", "the ", SANCTION },
	{ "some other violation", "another ", VIOLATION },
};
#define PHRASES (sizeof phrases / sizeof *phrases)

static const char *own_word(const struct soc_words *words, size_t phrase)
{
	const char *own[] = {
		[LIST] = words->list, [SANCTION] = words->sanction, [VIOLATION] = words->violation
	};
	return own[phrases[phrase].word];
}

/* The outcome that begins here and has words of one's own; SOC_OUTCOMES: none. */
static size_t outcome_at(const struct soc_words *words, const char *text)
{
	for (size_t i = 0; i < SOC_OUTCOMES && words->outcome > 0; i++)
		if (strncmp(text, outcomes[i].general, strlen(outcomes[i].general)) == 0)
			return i;
	return SOC_OUTCOMES;
}

/* The phrase that begins here and has a word of one's own; PHRASES: none. */
static size_t phrase_at(const struct soc_words *words, const char *text)
{
	for (size_t i = 0; i < PHRASES; i++)
		if (strncmp(text, phrases[i].general, strlen(phrases[i].general)) == 0 &&
		    own_word(words, i)[0] != '\0')
			return i;
	return PHRASES;
}

const char *soc_words_own(const struct soc_words *words, const char *text, char *out, size_t room)
{
	size_t used = 0;
	int changed = 0;
	for (const char *at = text; *at != '\0' && used + 1 < room;) {
		const size_t phrase = phrase_at(words, at), outcome = outcome_at(words, at);
		if (phrase == PHRASES && outcome == SOC_OUTCOMES) {
			out[used++] = *at++;
			continue;
		}
		const int is_outcome = outcome < SOC_OUTCOMES;
		const char *word = is_outcome ? outcomes[outcome].own[words->outcome] : own_word(words, phrase),
				   *before = is_outcome ? "" : phrases[phrase].before;
		const int n = snprintf(out + used, room - used, "%s%s", before, word);
		used = used + (size_t)n < room ? used + (size_t)n : room - 1;
		at += strlen(is_outcome ? outcomes[outcome].general : phrases[phrase].general);
		changed = 1;
	}
	out[used] = '\0';
	return changed ? out : text;
}

const char *soc_words_black_list(const struct soc_scenario *s, char out[SOC_WORDS_LIST])
{
	const struct soc_words words = soc_words_of(s);
	soc_words_own(&words, "a black list", out, SOC_WORDS_LIST);
	return out;
}
