#include "input/bind/value.h"

#include "input/text/digits.h"
#include "input/text/number.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static void say_number(struct soc_buf *out, double value)
{
	char text[SOC_NUMBER_TEXT];
	soc_number_write(value, text);
	soc_buf_puts(out, text);
}

static void say_month(struct soc_buf *out, double month)
{
	char text[SOC_NUMBER_TEXT];
	soc_month_write((int64_t)month, text);
	soc_buf_puts(out, text);
}

static void say_items(struct soc_buf *out, const struct soc_scenario *s, const struct soc_key *key)
{
	char name[SOC_NAME_MAX];
	int i = 0;
	for (; soc_param_item_name(s, key, i, name); i++)
		soc_buf_add(out, "%s %s", i > 0 ? "," : "", name);
	if (i == 0)
		soc_buf_add(out, " nothing, as %s is empty",
		            soc_key_section(key) != NULL ? soc_key_section(key)->name : "it");
	else if (key->type[0] == 'R' || soc_key_may_lack(key))
		soc_buf_puts(out, ", none");
}

void soc_value_say_allowed(struct soc_buf *out, const struct soc_scenario *s, const struct soc_key *key)
{
	soc_buf_puts(out, "; allowed:");
	switch (key->type[0]) {
	case 'B':
		soc_buf_puts(out, " true, false");
		return;
	case 'D':
		soc_buf_puts(out, " a month as YYYY-MM, ");
		say_month(out, key->low);
		soc_buf_puts(out, " to ");
		say_month(out, key->high);
		return;
	case 'T':
		soc_buf_add(out, " a text of at most %zu bytes", key->size - 1);
		return;
	case 'L':
		soc_buf_puts(out, " all, or a list of names");
		return;
	case 'C':
	case 'R':
	case 'S':
	case 'W':
		say_items(out, s, key);
		return;
	default:
		break;
	}
	soc_buf_puts(out, key->type[0] == 'A'   ? " five numbers from "
	                  : key->type[0] == 'I' ? " a whole number from "
	                                        : " ");
	say_number(out, key->low);
	soc_buf_puts(out, " to ");
	say_number(out, key->high);
	if (key->unit[0] != '\0')
		soc_buf_add(out, " (%s)", key->unit);
}

static int refuse(struct soc_buf *why, const struct soc_scenario *s, const struct soc_key *key,
                  const char *found, const char *what)
{
	soc_buf_add(why, "\"%.80s\" %s", found, what);
	soc_value_say_allowed(why, s, key);
	return 0;
}

static int refuse_node(struct soc_buf *why, const struct soc_scenario *s, const struct soc_key *key,
                       const struct soc_node *node)
{
	soc_buf_add(why, "a %s stands where one value should", node->kind == SOC_NODE_MAP ? "map" : "list");
	soc_value_say_allowed(why, s, key);
	return 0;
}

static int read_number(const struct soc_scenario *s, const struct soc_key *key, const struct soc_node *node,
                       double *out, struct soc_buf *why)
{
	double value = 0.0;
	if (node->kind != SOC_NODE_SCALAR)
		return refuse_node(why, s, key, node);
	int is = soc_number_read(node->text, &value);
	if (is > 0 && node->quoted)
		return refuse(why, s, key, node->text, SOC_IN_QUOTES);
	if (is <= 0)
		return refuse(why, s, key, node->text, is < 0 ? "is not a finite number" : "is not a number");
	if (value < key->low || value > key->high)
		return refuse(why, s, key, node->text, value < key->low ? "is too small" : "is too large");
	*out = value == 0.0 ? 0.0 : value; /* no negative zero */
	return 1;
}

static int read_whole(const struct soc_scenario *s, const struct soc_key *key, const struct soc_node *node,
                      int64_t *out, struct soc_buf *why)
{
	double value;
	if (!read_number(s, key, node, &value, why))
		return 0;
	if (value != floor(value) || fabs(value) > 9007199254740992.0)
		return refuse(why, s, key, node->text, "is not a whole number");
	*out = (int64_t)value;
	return 1;
}

static int read_month(const struct soc_scenario *s, const struct soc_key *key, const struct soc_node *node,
                      int64_t *out, struct soc_buf *why)
{
	int64_t month;
	if (!soc_month_read(node->text, &month))
		return refuse(why, s, key, node->text, "is not a month");
	if ((double)month < key->low || (double)month > key->high)
		return refuse(why, s, key, node->text, "is outside the years that can be run");
	*out = month;
	return 1;
}

static int read_switch(const struct soc_scenario *s, const struct soc_key *key, const struct soc_node *node,
                       int32_t *out, struct soc_buf *why)
{
	if (strcmp(node->text, "true") != 0 && strcmp(node->text, "false") != 0)
		return refuse(why, s, key, node->text, "is not true or false");
	if (node->quoted)
		return refuse(why, s, key, node->text, SOC_IN_QUOTES);
	*out = node->text[0] == 't';
	return 1;
}

static int item_find(const struct soc_scenario *s, const struct soc_key *key, const char *word)
{
	char name[SOC_NAME_MAX];
	for (int i = 0; soc_param_item_name(s, key, i, name); i++) {
		if (!strcmp(name, word))
			return i;
	}
	return -1;
}

static int read_choice(const struct soc_scenario *s, const struct soc_key *key, const struct soc_node *node,
                       int32_t *out, struct soc_buf *why)
{
	int found = item_find(s, key, node->text);
	if (found < 0 && key->type[0] == 'R' && !strcmp(node->text, "none")) {
		*out = -1;
		return 1;
	}
	if (found < 0) {
		soc_params_unknown_item(why, s, key, node->text);
		return 0;
	}
	*out = found;
	return 1;
}

/* A list of names, or one name. */
static int read_set(const struct soc_scenario *s, const struct soc_key *key, const struct soc_node *node,
                    uint32_t *out, struct soc_buf *why)
{
	uint32_t set = 0;
	if (node->kind == SOC_NODE_MAP)
		return refuse_node(why, s, key, node);
	int is_list = node->kind == SOC_NODE_LIST;
	for (const struct soc_node *c = is_list ? node->first : node; c != NULL; c = is_list ? c->next : NULL) {
		int found = c->kind == SOC_NODE_SCALAR ? item_find(s, key, c->text) : -1;
		if (found < 0) {
			soc_params_unknown_item(why, s, key, c->text);
			return 0;
		}
		if (set >> found & 1u) {
			soc_buf_add(why, "\"%.64s\" stands twice in the list", c->text);
			return 0;
		}
		set |= 1u << found;
	}
	*out = set;
	return 1;
}

static int read_ages(const struct soc_scenario *s, const struct soc_key *key, const struct soc_node *node,
                     double *out, struct soc_buf *why)
{
	size_t bands = key->size / sizeof *out;
	if (node->kind != SOC_NODE_LIST || node->count != bands) {
		soc_buf_add(why, "a list of %zu numbers is needed, found ", bands);
		if (node->kind == SOC_NODE_LIST)
			soc_buf_add(why, "%zu", node->count);
		else
			soc_buf_add(why, "\"%.80s\"", node->kind == SOC_NODE_MAP ? "a map" : node->text);
		soc_value_say_allowed(why, s, key);
		return 0;
	}
	for (const struct soc_node *c = node->first; c != NULL; c = c->next, out++) {
		if (!read_number(s, key, c, out, why))
			return 0;
	}
	return 1;
}

/* A word that names something of data/: one of those that are there, or none. */
static int read_named(const struct soc_scenario *s, const struct soc_key *key, const struct soc_node *node,
                      char *out, struct soc_buf *why)
{
	const int none = soc_key_may_lack(key) && (node->text[0] == '\0' || strcmp(node->text, "none") == 0);
	if (!none && item_find(s, key, node->text) < 0) {
		soc_params_unknown_item(why, s, key, node->text);
		return 0;
	}
	memset(out, 0, key->size);
	if (!none)
		memcpy(out, node->text, strlen(node->text));
	return 1;
}

static int read_text(const struct soc_scenario *s, const struct soc_key *key, const struct soc_node *node,
                     char *out, struct soc_buf *why)
{
	size_t length = strlen(node->text);
	if (length >= key->size) {
		soc_buf_add(why, "the text has %zu bytes", length);
		soc_value_say_allowed(why, s, key);
		return 0;
	}
	char refused[SOC_DIGITS_WHY];
	if (key->type[0] == 'T' && soc_digits_refused(node->text, SOC_TEXT_DIGITS, refused)) {
		soc_buf_puts(why, refused);
		return 0;
	}
	memset(out, 0, key->size);
	memcpy(out, node->text, length);
	return 1;
}

/* Adds names, separated by commas in text, to a list with commas; blanks around a name fall away. */
static void add_names(struct soc_buf *names, const char *text)
{
	while (*text != '\0') {
		size_t n = strcspn(text, ","), from = strspn(text, " "), to = n;
		while (to > from && text[to - 1] == ' ')
			to--;
		if (to > from && names->length > 0)
			soc_buf_puts(names, ",");
		if (to > from)
			soc_buf_put(names, text + from, to - from);
		text += n + (text[n] == ',');
	}
}

static int read_names(const struct soc_scenario *s, const struct soc_key *key, const struct soc_node *node,
                      char *out, struct soc_buf *why)
{
	struct soc_buf names = { 0 };
	int good = node->kind != SOC_NODE_MAP, is_list = node->kind == SOC_NODE_LIST;
	for (const struct soc_node *c = is_list ? node->first : node; good && c != NULL;
	     c = is_list ? c->next : NULL) {
		good = c->kind == SOC_NODE_SCALAR;
		add_names(&names, c->text);
	}
	if (!good || names.failed) {
		refuse_node(why, s, key, node);
		good = 0;
	} else if (names.length == 0) {
		refuse(why, s, key, "", "names nothing");
		good = 0;
	} else if (names.length >= key->size) {
		soc_buf_add(why, "the names have %zu bytes together, at most %zu are allowed", names.length,
		            key->size - 1);
		good = 0;
	} else {
		memset(out, 0, key->size);
		memcpy(out, names.text, names.length);
	}
	why->failed |= names.failed;
	soc_buf_release(&names);
	return good;
}

int soc_value_read(const struct soc_scenario *s, const struct soc_parameter *t, const struct soc_node *node,
                   void *member, struct soc_buf *why)
{
	const struct soc_key *key = t->key;
	switch (key->type[0]) {
	case 'N':
		return read_number(s, key, node, member, why);
	case 'I':
		return read_whole(s, key, node, member, why);
	case 'S':
		return read_set(s, key, node, member, why);
	case 'L':
		return read_names(s, key, node, member, why);
	case 'A':
		return t->element >= 0 ? read_number(s, key, node, member, why)
		                       : read_ages(s, key, node, member, why);
	case 'M':
		if (t->element >= 0)
			return read_number(s, key, node, member, why);
		soc_buf_add(why, "a map from %s to numbers is needed", soc_key_section(key)->name);
		soc_value_say_allowed(why, s, key);
		return 0;
	default:
		break;
	}
	if (node->kind != SOC_NODE_SCALAR)
		return refuse_node(why, s, key, node);
	switch (key->type[0]) {
	case 'D':
		return read_month(s, key, node, member, why);
	case 'B':
		return read_switch(s, key, node, member, why);
	case 'C':
	case 'R':
		return read_choice(s, key, node, member, why);
	case 'W':
		return read_named(s, key, node, member, why);
	default:
		return read_text(s, key, node, member, why);
	}
}

size_t soc_value_size(const struct soc_parameter *t)
{
	return t->element >= 0 ? sizeof(double) : t->key->size;
}

int soc_value_numbers(const struct soc_parameter *t, const void *member, double *out, int most)
{
	int64_t whole;
	char type = t->key->type[0];
	if (type == 'I') {
		memcpy(&whole, member, sizeof whole);
		out[0] = (double)whole;
		return 1;
	}
	if (!soc_key_is_quantity(t->key))
		return 0;
	int count = (int)(soc_value_size(t) / sizeof *out);
	if (count > most)
		count = most;
	memcpy(out, member, (size_t)count * sizeof *out);
	return count;
}

const char *soc_value_text_of(const struct soc_scenario *s, const char *key, size_t hint)
{
	const size_t count = soc_scenario_values(s);
	for (size_t i = 0; i < count; i++) {
		const struct soc_value v = soc_scenario_value(s, (hint + i) % count);
		if (strcmp(v.key, key) == 0)
			return v.value;
	}
	return NULL;
}
