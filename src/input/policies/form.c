#include "input/policies/form.h"

#include "base/buf.h"
#include "base/data.h"
#include "base/mem.h"
#include "base/suggestion.h"
#include "input/bind/load.h"
#include "input/text/digits.h"
#include "input/text/number.h"

#include <stdio.h>
#include <string.h>

#define FOLDER "forms/"
#define FORMS_MOST 16 /* of those built in */

const char *const soc_form_answers[SOC_ANSWERS_COUNT] = { "deployer", "scenario",  "figure",      "groups",
	                                                      "contexts", "decisions", "differences", "nothing" };

/* Reading one file. */
struct form_reader {
	struct soc_tree tree;
	struct soc_form *out;
	const struct soc_formula_names *names;
};

#define PROBLEM(r, node, key, ...) \
	soc_diagnostics_error((r)->tree.diagnostics, soc_tree_place(node), key, __VA_ARGS__)

/* ---- pieces ---- */
/* Words about a law or a regime, at most room - 1 bytes: no place for the number of a person. needed: 1 when
 * they must be there. */
static void read_words(struct form_reader *r, const struct soc_node *map, const char *key, int needed,
                       char *out, size_t room)
{
	char why[SOC_DIGITS_WHY];
	const struct soc_node *node = soc_tree_get(map, key);
	out[0] = '\0';
	if (node == NULL) {
		if (needed)
			PROBLEM(r, map, key, "%s is needed", key);
		return;
	}
	if (node->kind != SOC_NODE_SCALAR || node->text[0] == '\0')
		PROBLEM(r, node, key, "a text is needed");
	else if (strlen(node->text) >= room)
		PROBLEM(r, node, key, "more than %zu letters", room - 1);
	else
		snprintf(out, room, "%s", node->text);
	if (soc_digits_refused(out, SOC_SOURCE_DIGITS, why))
		PROBLEM(r, node, key, "%s", why);
}

static int read_name(struct form_reader *r, const struct soc_node *node, const char *where,
                     char out[SOC_NAME_MAX])
{
	const size_t n = strspn(node->key, "abcdefghijklmnopqrstuvwxyz0123456789_");
	if (node->key[n] == '\0' && n > 0 && n < SOC_NAME_MAX) {
		snprintf(out, SOC_NAME_MAX, "%s", node->key);
		return 1;
	}
	soc_diagnostics_error(r->tree.diagnostics, soc_tree_key_place(node), where,
	                      "\"%.64s\" is no name; allowed: small letters, digits, _", node->key);
	return 0;
}

/* A map with entries, or NULL with a diagnostic. */
static const struct soc_node *need_map(struct form_reader *r, const struct soc_node *of, const char *key,
                                       size_t most)
{
	const struct soc_node *map = soc_tree_get(of, key);
	if (map != NULL && map->kind == SOC_NODE_MAP && map->count >= 1 && map->count <= most)
		return map;
	PROBLEM(r, map != NULL ? map : of, key, "a map %s of 1 to %zu entries is needed", key, most);
	return NULL;
}

/* Each word of a text, parted by , or ; is one of those. */
static void check_words(struct form_reader *r, const struct soc_node *node, const char *text,
                        const char *const *allowed)
{
	char word[SOC_FORM_LINE];
	for (const char *at = text; *at != '\0';) {
		const size_t length = strcspn(at, ",;");
		struct soc_suggestion near;
		int found = 0;
		snprintf(word, sizeof word, "%.*s", (int)length, at);
		soc_suggestion_begin(&near, word);
		for (int i = 0; allowed[i] != NULL; i++) {
			found |= strcmp(allowed[i], word) == 0;
			soc_suggestion_try(&near, allowed[i]);
		}
		if (!found)
			PROBLEM(r, node, node->key, "there is no \"%.40s\"%s", word, soc_suggestion_hint(&near));
		at += length + (at[length] != '\0');
	}
}

/* ---- a field ---- */
/* Ways to divide people (analysis/fairness.h), and modules. */
static const char *const ways[] = { "class",  "group", "stratum", "quintile",
	                                "marker", "sex",   "age",     "person_class" /* as class was called */,
	                                NULL };
/* As analysis/decisions.h has them. */
static const char *const decisions[] = { "record", "list",   "sanction",    "instrument", "prediction",
	                                     "grade",  "bureau", "recognition", "firm",       NULL };
static const char *const modules[] = {
#define MODULE(name, rules) #name,
#include "input/modules.def"
#undef MODULE
	NULL
};

static void read_answer(struct form_reader *r, const struct soc_node *map, struct soc_form_field *f)
{
	char word[SOC_NAME_MAX];
	struct soc_suggestion near;
	read_words(r, map, "answer", 1, word, sizeof word);
	soc_suggestion_begin(&near, word);
	for (int i = 0; i < SOC_ANSWERS_COUNT; i++) {
		soc_suggestion_try(&near, soc_form_answers[i]);
		if (strcmp(word, soc_form_answers[i]) == 0) {
			f->answer = (enum soc_form_answer)i;
			return;
		}
	}
	if (word[0] != '\0')
		PROBLEM(r, soc_tree_get(map, "answer"), "answer",
		        "\"%s\" is no way to answer; allowed: deployer, scenario, figure, groups, contexts, "
		        "decisions, differences, nothing%s",
		        word, soc_suggestion_hint(&near));
}

static void read_formula(struct form_reader *r, const struct soc_node *map, const char *key, int needed,
                         char out[SOC_FORM_LINE])
{
	struct soc_formula unused;
	struct soc_msg msg = { "" };
	read_words(r, map, key, needed, out, SOC_FORM_LINE);
	if (out[0] != '\0' && soc_formula_compile(&unused, out, r->names, &msg) != SOC_OK)
		PROBLEM(r, soc_tree_get(map, key), key, "%s", msg.text);
}

static void read_per(struct form_reader *r, const struct soc_node *map, struct soc_form_field *f)
{
	const struct soc_node *node = soc_tree_get(map, "per");
	if (node == NULL)
		return;
	if (node->kind != SOC_NODE_SCALAR || soc_number_read(node->text, &f->per) != 1 || !(f->per > 0.0))
		PROBLEM(r, node, "per", "a number above 0 is needed, such as 1000");
	else if (f->cases[0] == '\0')
		PROBLEM(r, node, "per", "a share needs cases, the formula of what it is counted among");
}

/* Keys that only other answers have. */
static void check_answer(struct form_reader *r, const struct soc_node *map, const struct soc_form_field *f)
{
	static const struct {
		const char *key;
		enum soc_form_answer of;
	} only[] = {
		{ "formula", SOC_ANSWER_FIGURE }, { "cases", SOC_ANSWER_FIGURE },     { "per", SOC_ANSWER_FIGURE },
		{ "unit", SOC_ANSWER_FIGURE },    { "keys", SOC_ANSWER_SCENARIO },    { "by", SOC_ANSWER_GROUPS },
		{ "hint", SOC_ANSWER_DEPLOYER },  { "statistic", SOC_ANSWER_FIGURE }, { "curve", SOC_ANSWER_FIGURE },
	};
	for (size_t i = 0; i < sizeof only / sizeof only[0]; i++)
		if (f->answer != only[i].of && soc_tree_get(map, only[i].key) != NULL)
			PROBLEM(r, soc_tree_get(map, only[i].key), only[i].key, "only an answer by %s has %s",
			        soc_form_answers[only[i].of], only[i].key);
}

static void read_field(struct form_reader *r, const struct soc_node *map, struct soc_form_field *f)
{
	static const char *const keys[] = { "question", "answer",    "source", "caveat", "hint", "formula",
		                                "cases",    "per",       "unit",   "keys",   "by",   "module",
		                                "decision", "statistic", "curve",  NULL };
	if (map->kind != SOC_NODE_MAP) {
		PROBLEM(r, map, "fields", "a map with question and answer is needed");
		return;
	}
	soc_tree_allow_keys(&r->tree, map, "fields", keys);
	read_answer(r, map, f);
	read_words(r, map, "question", 1, f->question, sizeof f->question);
	read_words(r, map, "source", 0, f->source, sizeof f->source);
	read_words(r, map, "caveat", f->answer == SOC_ANSWER_NOTHING, f->caveat, sizeof f->caveat);
	read_words(r, map, "hint", 0, f->hint, sizeof f->hint);
	read_formula(r, map, "formula", f->answer == SOC_ANSWER_FIGURE, f->formula);
	read_formula(r, map, "cases", 0, f->cases);
	read_per(r, map, f);
	read_words(r, map, "unit", f->answer == SOC_ANSWER_FIGURE, f->unit, sizeof f->unit);
	read_words(r, map, "curve", 0, f->curve, sizeof f->curve);
	read_words(r, map, "keys", f->answer == SOC_ANSWER_SCENARIO, f->keys, sizeof f->keys);
	read_words(r, map, "by", f->answer == SOC_ANSWER_GROUPS, f->by, sizeof f->by);
	read_words(r, map, "module", 0, f->module, sizeof f->module);
	read_words(r, map, "decision", 0, f->decision, sizeof f->decision);
	read_words(r, map, "statistic", 0, f->statistic, sizeof f->statistic);
	check_words(r, soc_tree_get(map, "by"), f->by, ways);
	check_words(r, soc_tree_get(map, "module"), f->module, modules);
	check_words(r, soc_tree_get(map, "decision"), f->decision, decisions);
	if (f->answer == SOC_ANSWER_GROUPS && f->decision[0] == '\0')
		snprintf(f->decision, sizeof f->decision, "%s", strcmp(f->by, "marker") == 0 ? "instrument" : "list");
	check_answer(r, map, f);
}

/* ---- the file ---- */
static void read_section(struct form_reader *r, const struct soc_node *map, struct soc_form_section *s)
{
	static const char *const keys[] = { "title", "source", "fields", NULL };
	if (map->kind != SOC_NODE_MAP) {
		PROBLEM(r, map, "sections", "a map with title, source and fields is needed");
		return;
	}
	soc_tree_allow_keys(&r->tree, map, "sections", keys);
	read_words(r, map, "title", 1, s->title, sizeof s->title);
	read_words(r, map, "source", 1, s->source, sizeof s->source);
	const struct soc_node *fields = need_map(r, map, "fields", SOC_FORM_FIELDS);
	for (const struct soc_node *c = fields != NULL ? fields->first : NULL; c != NULL; c = c->next) {
		struct soc_form_field *f = &s->field[s->count];
		if (!read_name(r, c, "fields", f->name))
			continue;
		read_field(r, c, f);
		s->count++;
	}
}

static void read_root(struct form_reader *r, const struct soc_node *root)
{
	static const char *const keys[] = { "socred", "form", "law", "state", "checked", "sections", NULL };
	if (root->kind != SOC_NODE_MAP) {
		PROBLEM(r, root, "", "a map of keys is needed; the file begins with `socred: 1`");
		return;
	}
	soc_tree_allow_keys(&r->tree, root, "", keys);
	const struct soc_node *version = soc_tree_get(root, "socred");
	if (version == NULL || version->kind != SOC_NODE_SCALAR || strcmp(version->text, "1") != 0)
		PROBLEM(r, version != NULL ? version : root, "socred", "allowed: 1, the version of the format");
	read_words(r, root, "form", 1, r->out->title, sizeof r->out->title);
	read_words(r, root, "law", 1, r->out->law, sizeof r->out->law);
	read_words(r, root, "state", 1, r->out->state, sizeof r->out->state);
	read_words(r, root, "checked", 1, r->out->checked, sizeof r->out->checked);
	const struct soc_node *sections = need_map(r, root, "sections", SOC_FORM_SECTIONS);
	for (const struct soc_node *c = sections != NULL ? sections->first : NULL; c != NULL; c = c->next) {
		struct soc_form_section *s = &r->out->section[r->out->count];
		if (!read_name(r, c, "sections", s->name))
			continue;
		read_section(r, c, s);
		r->out->count++;
	}
}

enum soc_err soc_form_read_text(const char *path, const char *text, size_t length,
                                const struct soc_formula_names *names, struct soc_form *out,
                                struct soc_diagnostics **diagnostics, struct soc_msg *msg)
{
	const struct soc_tree_file file = { .name = path, .origin = path };
	struct soc_node *root = NULL;
	*diagnostics = NULL;
	memset(out, 0, sizeof *out);
	struct form_reader r = { { .diagnostics = soc_diagnostics_new() }, out, names };
	if (r.tree.diagnostics == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to read %s", path);
	(void)soc_load_read(&r.tree, text, length, &file, &root);
	if (root != NULL)
		read_root(&r, root);
	soc_diagnostics_close(r.tree.diagnostics);
	const enum soc_err err = soc_diagnostics_verdict(r.tree.diagnostics, msg);
	*diagnostics = r.tree.diagnostics;
	soc_arena_release(&r.tree.arena);
	return err;
}

static enum soc_err no_form(const char *name, struct soc_msg *msg)
{
	struct soc_suggestion near;
	struct soc_buf allowed = { 0 };
	char words[FORMS_MOST][SOC_NAME_MAX]; /* a suggestion keeps the word itself */
	int count = 0;
	soc_suggestion_begin(&near, name);
	for (size_t i = 0; i < soc_data_count() && count < FORMS_MOST; i++) {
		const char *file = soc_data_at(i)->name;
		if (strncmp(file, FOLDER, strlen(FOLDER)) != 0)
			continue;
		snprintf(words[count], SOC_NAME_MAX, "%.*s", (int)strcspn(file + strlen(FOLDER), "."),
		         file + strlen(FOLDER));
		soc_suggestion_try(&near, words[count]);
		soc_buf_add(&allowed, "%s%s", allowed.length > 0 ? ", " : "", words[count]);
		count++;
	}
	const enum soc_err err =
		soc_fail(msg, SOC_ERR_USAGE, "no form \"%.60s\"; allowed: %s, or a file of your own (NAME.yaml)%s",
	             name, soc_buf_text(&allowed), soc_suggestion_hint(&near));
	soc_buf_release(&allowed);
	return err;
}

enum soc_err soc_form_read(const char *name, const struct soc_formula_names *names, struct soc_form *out,
                           struct soc_diagnostics **diagnostics, struct soc_msg *msg)
{
	char file[SOC_NAME_MAX + sizeof FOLDER + 8], *text = NULL;
	size_t length = 0;
	*diagnostics = NULL;
	if (strpbrk(name, "/.") != NULL) {
		enum soc_err err = soc_load_file(name, &text, &length, msg);
		if (err == SOC_OK)
			err = soc_form_read_text(name, text, length, names, out, diagnostics, msg);
		soc_free(text);
		return err;
	}
	snprintf(file, sizeof file, FOLDER "%.31s.yaml", name);
	const char *data = strlen(name) < SOC_NAME_MAX ? soc_data_file(file, &length) : NULL;
	return data != NULL ? soc_form_read_text(file, data, length, names, out, diagnostics, msg)
	                    : no_form(name, msg);
}
