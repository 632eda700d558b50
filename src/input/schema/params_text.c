/* The table of keys as text, for terminals, spreadsheets and programs. */
#include "input/schema/plausible_key.h"
#include "input/schema/renamed.h"
#include "input/schema/wanted.h"

#include "base/suggestion.h"
#include "input/text/number.h"
#include "socred/scenario.h"

#include <stdio.h>
#include <string.h>

enum format { TABLE, CSV, JSON };

struct lister {
	const char *wanted;
	enum format format;
	struct soc_buf *out;
	struct soc_suggestion suggestion;
	char best[128];
	const struct soc_section *below;   /* the section that wanted is a path below */
	struct soc_suggestion key_instead; /* "lists.WORD" is of an entry WORD; a key that is near to it */
	int rows;
	int by_meaning; /* 1: no key is called so; listed are those whose meaning has the text or whose section
	                   begins so; 2: nor those: whose meaning has its letters ("blacklist", "black list"), or
	                   whose section it is a word of ("blacklist", lists) */
	int skip;       /* 1: an entry's name is left out of wanted; 0: it is there */
};

static const char *type_name(const struct soc_key *key)
{
	static const struct {
		char type;
		const char *name;
	} names[] = { { 'N', "number" }, { 'I', "whole number" }, { 'B', "switch" },         { 'C', "choice" },
		          { 'T', "text" },   { 'W', "word" },         { 'L', "names" },          { 'R', "reference" },
		          { 'S', "set" },    { 'A', "five numbers" }, { 'M', "map to numbers" }, { 'D', "month" },
		          { 'P', "list" },   { 'O', "other" } };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (names[i].type == key->type[0])
			return names[i].name;
	}
	return "";
}

static void key_path(struct soc_buf *out, const struct soc_section *section, const struct soc_key *key)
{
	soc_buf_puts(out, section->name);
	soc_buf_puts(out, section->named ? ".<name>." : section->name[0] != '\0' ? "." : "");
	soc_buf_puts(out, key->name);
	if (key->type[0] == 'M') /* one of events: <event> */
		soc_buf_add(out, ".<%.*s>", (int)strlen(key->type) - 3, key->type + 2);
}

/* Keeps a text that is nearer than those before, and lives no longer than this call. */
static void try_text(struct lister *l, const char *text)
{
	const int before = l->suggestion.distance;
	soc_suggestion_try(&l->suggestion, text);
	if (l->suggestion.distance < before) {
		strncpy(l->best, text, sizeof l->best - 1);
		l->suggestion.best = l->best;
	}
}

/* The key below what wanted says before it: "lists.NAME.WORD", "lists.WORD". */
static void try_below(struct lister *l, const struct soc_section *section, const struct soc_key *key)
{
	const size_t n = strlen(section->name);
	struct soc_buf path = { 0 };
	if (n == 0 || strncmp(l->wanted, section->name, n) != 0 || l->wanted[n] != '.')
		return;
	l->below = section;
	soc_buf_add(&path, "%.*s%s", (int)(strrchr(l->wanted, '.') + 1 - l->wanted), l->wanted, key->name);
	try_text(l, soc_buf_text(&path));
	soc_suggestion_try(&l->key_instead, key->name);
	l->out->failed |= path.failed;
	soc_buf_release(&path);
}

static int is_wanted(struct lister *l, const struct soc_section *section, const struct soc_key *key)
{
	struct soc_buf path = { 0 };
	if (l->wanted == NULL || l->wanted[0] == '\0')
		return 1;
	if (l->by_meaning == 2)
		return soc_wanted_has_letters(key->meaning, l->wanted) ||
		       soc_wanted_has_section(section->name, l->wanted);
	if (l->by_meaning)
		return soc_wanted_is_in(key->meaning, l->wanted) ||
		       !strncmp(section->name, l->wanted, strlen(l->wanted));
	key_path(&path, section, key);
	int wanted = soc_wanted_is_above(soc_buf_text(&path), l->wanted, l->skip) ||
	             !strcmp(key->name, l->wanted) || !strcmp(key->module, l->wanted);
	l->out->failed |= path.failed;
	try_text(l, soc_buf_text(&path));
	try_text(l, key->name);
	try_text(l, section->name);
	try_text(l, key->module);
	try_below(l, section, key);
	soc_buf_release(&path);
	return wanted;
}

static void bounds(const struct soc_key *key, char low[SOC_NUMBER_TEXT], char high[SOC_NUMBER_TEXT])
{
	low[0] = high[0] = '\0';
	if (strchr("NIAM", key->type[0]) != NULL) {
		soc_number_write(key->low, low);
		soc_number_write(key->high, high);
	} else if (key->type[0] == 'D') {
		soc_month_write((int64_t)key->low, low);
		soc_month_write((int64_t)key->high, high);
	}
}

/* The ends of a key's plausible range; empty texts where none is known or it is no assumption. */
static void plausible_ends(const struct soc_plausible_key *row, char low[SOC_NUMBER_TEXT],
                           char high[SOC_NUMBER_TEXT])
{
	low[0] = high[0] = '\0';
	if (!soc_plausible_key_has_range(row))
		return;
	soc_number_write(row->low, low);
	soc_number_write(row->high, high);
}

/* What its default is taken for: a word, and why. */
static const char *plausible_word(const struct soc_plausible_key *row)
{
	return row != NULL ? soc_plausible_key_word(row->kind) : "";
}

static const char *plausible_why(const struct soc_plausible_key *row)
{
	return row != NULL ? row->why : "";
}

/* "0 to 12", "black, red", "names of events" */
static void allowed(struct soc_buf *out, const struct soc_key *key)
{
	char low[SOC_NUMBER_TEXT], high[SOC_NUMBER_TEXT], name[SOC_NAME_MAX];
	bounds(key, low, high);
	if (low[0] != '\0')
		soc_buf_add(out, "%s to %s", low, high);
	else if (key->type[0] == 'B')
		soc_buf_puts(out, "true, false");
	else if (soc_key_section(key) != NULL)
		soc_buf_add(out, "%s of %s", key->type[0] == 'R' ? "a name" : "names", soc_key_section(key)->name);
	for (int i = 0; soc_param_choice_name(key, i, name); i++)
		soc_buf_add(out, "%s%s", i > 0 ? ", " : "", name);
	if (soc_key_may_lack(key))
		soc_buf_puts(out, ", none");
}

static void csv_field(struct soc_buf *out, const char *text, int last)
{
	soc_buf_csv(out, text, strlen(text));
	soc_buf_puts(out, last ? "\n" : ",");
}

static void row_csv(struct soc_buf *out, const struct soc_key *key, const char *path, const char *def,
                    const char *may)
{
	char low[SOC_NUMBER_TEXT], high[SOC_NUMBER_TEXT], likely[2][SOC_NUMBER_TEXT];
	const struct soc_plausible_key *plausible = soc_plausible_key_of(key);
	bounds(key, low, high);
	plausible_ends(plausible, likely[0], likely[1]);
	csv_field(out, path, 0);
	csv_field(out, type_name(key), 0);
	csv_field(out, key->unit, 0);
	csv_field(out, def, 0);
	csv_field(out, low, 0);
	csv_field(out, high, 0);
	csv_field(out, low[0] == '\0' ? may : "", 0);
	csv_field(out, likely[0], 0);
	csv_field(out, likely[1], 0);
	csv_field(out, plausible_word(plausible), 0);
	csv_field(out, plausible_why(plausible), 0);
	csv_field(out, key->when[0] == 'V' ? "yes" : "no", 0);
	csv_field(out, key->module, 0);
	csv_field(out, key->meaning, 0);
	csv_field(out, key->source, 1);
}

static void json_field(struct soc_buf *out, const char *name, const char *text, const char *end)
{
	soc_buf_quote(out, name, 1);
	soc_buf_puts(out, ": ");
	soc_buf_quote(out, text, 1);
	soc_buf_puts(out, end);
}

static void row_json(struct soc_buf *out, const struct soc_key *key, const char *path, const char *def,
                     const char *may, int first)
{
	char low[SOC_NUMBER_TEXT], high[SOC_NUMBER_TEXT], likely[2][SOC_NUMBER_TEXT];
	const struct soc_plausible_key *plausible = soc_plausible_key_of(key);
	bounds(key, low, high);
	plausible_ends(plausible, likely[0], likely[1]);
	soc_buf_puts(out, first ? "  {" : ",\n  {");
	json_field(out, "key", path, ", ");
	json_field(out, "type", type_name(key), ", ");
	json_field(out, "unit", key->unit, ", ");
	json_field(out, "default", def, ", ");
	if (strchr("NIAM", key->type[0]) != NULL)
		soc_buf_add(out, "\"low\": %s, \"high\": %s, ", low, high);
	json_field(out, "allowed", may, ", ");
	soc_buf_add(out, "\"plausible_low\": %s, \"plausible_high\": %s, ",
	            likely[0][0] != '\0' ? likely[0] : "null", likely[0][0] != '\0' ? likely[1] : "null");
	json_field(out, "taken_for", plausible_word(plausible), ", ");
	json_field(out, "why", plausible_why(plausible), ", ");
	soc_buf_add(out, "\"timeline\": %s, ", key->when[0] == 'V' ? "true" : "false");
	json_field(out, "module", key->module, ", ");
	json_field(out, "meaning", key->meaning, ", ");
	json_field(out, "source", key->source, "}");
}

/* "plausible: 6 to 60 (source: ...)", "no plausible range known: ...", "no assumption (rule): ..." */
static void plausible_line(struct soc_buf *out, const struct soc_key *key)
{
	char low[SOC_NUMBER_TEXT], high[SOC_NUMBER_TEXT];
	const struct soc_plausible_key *row = soc_plausible_key_of(key);
	if (row == NULL)
		return;
	plausible_ends(row, low, high);
	if (low[0] != '\0')
		soc_buf_add(out, "    plausible: %s to %s (%s: %s)\n", low, high, plausible_word(row), row->why);
	else if (row->kind == SOC_PLAUSIBLE_UNKNOWN)
		soc_buf_add(out, "    %s: %s\n", plausible_word(row), row->why);
	else
		soc_buf_add(out, "    the default is no assumption (%s): %s\n", plausible_word(row), row->why);
}

static void row_table(struct soc_buf *out, const struct soc_key *key, const char *path, const char *def,
                      const char *may)
{
	soc_buf_add(out, "%-46s  %-14s  %-12s  %s\n", path, type_name(key), def, may);
	soc_buf_add(out, "    %s%s%s", key->meaning, key->unit[0] != '\0' ? "; unit: " : "", key->unit);
	soc_buf_puts(out, key->when[0] == 'V' ? "; may change in the timeline" : "");
	if (strcmp(key->module, "core") != 0)
		soc_buf_add(out, "; module: %s", key->module);
	soc_buf_add(out, "%s%s\n", key->source[0] != '\0' ? "; source: " : "", key->source);
	plausible_line(out, key);
}

static void row(struct lister *l, const struct soc_section *section, const struct soc_key *key)
{
	struct soc_buf path = { 0 }, def = { 0 }, may = { 0 };
	key_path(&path, section, key);
	if (strchr("TWL", key->type[0]) != NULL)
		soc_buf_puts(&def, key->def_text);
	else if (key->type[0] != 'O' && key->type[0] != 'P')
		soc_key_write_default(key, &def);
	allowed(&may, key);
	if (l->format == CSV)
		row_csv(l->out, key, soc_buf_text(&path), soc_buf_text(&def), soc_buf_text(&may));
	else if (l->format == JSON)
		row_json(l->out, key, soc_buf_text(&path), soc_buf_text(&def), soc_buf_text(&may), l->rows == 0);
	else
		row_table(l->out, key, soc_buf_text(&path), soc_buf_text(&def), soc_buf_text(&may));
	l->out->failed |= path.failed || def.failed || may.failed;
	soc_buf_release(&path);
	soc_buf_release(&def);
	soc_buf_release(&may);
	l->rows++;
}

static void rows(struct lister *l, const struct soc_section *section)
{
	for (size_t i = 0; i < section->keys_count; i++) {
		if (is_wanted(l, section, &section->keys[i]))
			row(l, section, &section->keys[i]);
	}
}

static void sections_rows(struct lister *l)
{
	size_t count;
	const struct soc_section *sections = soc_sections(&count);
	rows(l, soc_section_file());
	for (size_t i = 0; i < count; i++) {
		rows(l, &sections[i]);
		if (sections[i].is_list)
			rows(l, soc_section_change());
	}
}

static void all_rows(struct lister *l)
{
	if (l->format == CSV)
		soc_buf_puts(l->out, "key,type,unit,default,low,high,allowed,plausible_low,plausible_high,taken_for,"
		                     "why,timeline,module,meaning,source\n");
	else if (l->format == JSON)
		soc_buf_puts(l->out, "[\n");
	else
		soc_buf_add(l->out, "%-46s  %-14s  %-12s  %s\n", "KEY", "TYPE", "DEFAULT", "ALLOWED");
	/* events.points is a key of all events before it is an event named points. */
	for (l->skip = 1; l->rows == 0 && l->skip >= 0; l->skip--)
		sections_rows(l);
	/* A path that no key has is a key misspelt, not a word: the nearest name serves better than a section. */
	const int most = l->wanted != NULL && strchr(l->wanted, '.') != NULL ? 1 : 2;
	for (int loosely = 1; l->rows == 0 && loosely <= most; loosely++) {
		l->by_meaning = loosely;
		sections_rows(l);
	}
	if (l->format == JSON)
		soc_buf_puts(l->out, "\n]\n");
}

/* SOC_ERR_USAGE with the name of today for a key that had another one. found: 1 when the word
 * names a key of today as well, so that a key without its section is that one. */
static enum soc_err is_of_today(const char *wanted, int found, struct soc_msg *msg)
{
	char now[SOC_RENAMED_PATH];
	size_t count;
	const struct soc_renamed *rows = soc_renamed_rows(&count);
	const int whole = soc_renamed_path(wanted, now, NULL);
	for (size_t i = 0; i < count; i++) {
		const char *dot = strrchr(rows[i].was, '.');
		if (rows[i].key == NULL &&
		    (whole || !strcmp(rows[i].was, wanted) || (!found && dot != NULL && !strcmp(dot + 1, wanted))))
			return soc_fail(msg, SOC_ERR_USAGE, "%.100s has another name now: %s", wanted,
			                whole ? now : rows[i].now);
	}
	return SOC_OK;
}

/* Says the nearest name, or where none is near the command that lists them. */
static enum soc_err no_such_key(struct lister *l, struct soc_msg *msg)
{
	char hint[SOC_NEAREST_HINT + SOC_NAME_MAX];
	const char *of = l->below != NULL ? l->below->name : "";
	snprintf(hint, sizeof hint, "%s", soc_suggestion_hint(&l->suggestion));
	if (hint[0] == '\0')
		snprintf(hint, sizeof hint, "; 'socred params%s%s' lists them", *of != '\0' ? " " : "", of);
	return soc_fail(msg, SOC_ERR_USAGE, "there is no key or module \"%.100s\", and no meaning has the word%s",
	                l->wanted, hint);
}

/* Says that a word was read as the name of an entry, where a key is called nearly so. */
static void say_key_instead(struct lister *l)
{
	const char *word = l->key_instead.word;
	if (l->format == TABLE && l->below != NULL && l->below->named && strchr(word, '.') == NULL &&
	    l->key_instead.distance > 0 && soc_suggestion_name(&l->key_instead) != NULL)
		soc_buf_add(l->out, "\n(\"%.60s\" is read as the name of an entry of %s%s)\n", word, l->below->name,
		            soc_suggestion_hint(&l->key_instead));
}

enum soc_err soc_params_text(const char *key, const char *format, char **out, struct soc_msg *msg)
{
	struct soc_buf text = { 0 };
	struct lister l = { .wanted = key, .out = &text };
	if (format == NULL || !strcmp(format, "table"))
		l.format = TABLE;
	else if (!strcmp(format, "csv"))
		l.format = CSV;
	else if (!strcmp(format, "json"))
		l.format = JSON;
	else
		return soc_fail(msg, SOC_ERR_USAGE, "\"%.40s\" is no format; allowed: table, csv, json", format);
	soc_suggestion_begin(&l.suggestion, key != NULL ? key : "");
	soc_suggestion_begin(&l.key_instead, key != NULL && strchr(key, '.') != NULL ? strchr(key, '.') + 1 : "");
	all_rows(&l);
	const enum soc_err old = key != NULL ? is_of_today(key, l.rows > 0 && !l.by_meaning, msg) : SOC_OK;
	if (old != SOC_OK || (l.rows == 0 && !text.failed)) {
		soc_buf_release(&text);
		return old != SOC_OK ? old : no_such_key(&l, msg);
	}
	say_key_instead(&l);
	if (l.format == TABLE && strstr(soc_buf_text(&text), "(socred systems ") != NULL)
		soc_buf_puts(
			&text,
			"\n(socred systems P6): the row that this command prints, with what better references say.\n");
	return soc_buf_give(&text, "not enough memory for the table of keys", out, msg);
}
