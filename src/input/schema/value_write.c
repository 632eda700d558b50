/* Values as text that reads back to the same bytes. */
#include "input/schema/params.h"

#include "input/text/number.h"

#include <stdint.h>
#include <string.h>

static void write_number(struct soc_buf *out, double value)
{
	char text[SOC_NUMBER_TEXT];
	soc_number_write(value, text);
	soc_buf_puts(out, text);
}

static void write_ages(struct soc_buf *out, const struct soc_key *key, const void *member)
{
	for (size_t i = 0; i < key->size / sizeof(double); i++) {
		double value;
		memcpy(&value, (const char *)member + i * sizeof value, sizeof value);
		soc_buf_puts(out, i > 0 ? ", " : "[");
		write_number(out, value);
	}
	soc_buf_puts(out, "]");
}

static void write_set(struct soc_buf *out, const struct soc_scenario *s, const struct soc_key *key,
                      uint32_t set)
{
	char name[SOC_NAME_MAX];
	const char *comma = "[";
	for (int i = 0; i < 32; i++) {
		if (!(set >> i & 1u) || !soc_param_item_name(s, key, i, name))
			continue;
		soc_buf_add(out, "%s%s", comma, name);
		comma = ", ";
	}
	soc_buf_puts(out, comma[0] == '[' ? "[]" : "]");
}

static void write_item(struct soc_buf *out, const struct soc_scenario *s, const struct soc_key *key,
                       int32_t item)
{
	char name[SOC_NAME_MAX];
	soc_buf_puts(out, item >= 0 && soc_param_item_name(s, key, item, name) ? name : "none");
}

/* A whole map as {a: 1, b: 2}; zeros are left out. */
static void write_map(struct soc_buf *out, const struct soc_scenario *s, const struct soc_key *key,
                      const void *member)
{
	char name[SOC_NAME_MAX];
	const char *comma = "{";
	for (int i = 0; soc_param_item_name(s, key, i, name); i++) {
		double value;
		memcpy(&value, (const char *)member + (size_t)i * sizeof value, sizeof value);
		if (value == 0.0)
			continue;
		soc_buf_add(out, "%s%s: ", comma, name);
		write_number(out, value);
		comma = ", ";
	}
	soc_buf_puts(out, comma[0] == '{' ? "{}" : "}");
}

/* s may be NULL for types that refer to no entries. */
static void write_member(struct soc_buf *out, const struct soc_scenario *s, const struct soc_key *key,
                         const void *member)
{
	double number = 0.0;
	int64_t whole = 0;
	int32_t small = 0;
	char month[SOC_NUMBER_TEXT];
	memcpy(&number, member, key->size < sizeof number ? key->size : sizeof number);
	memcpy(&whole, &number, sizeof whole);
	memcpy(&small, member, sizeof small);
	switch (key->type[0]) {
	case 'N':
		write_number(out, number);
		break;
	case 'I':
		soc_buf_add(out, "%lld", (long long)whole);
		break;
	case 'B':
		soc_buf_puts(out, small ? "true" : "false");
		break;
	case 'A':
		write_ages(out, key, member);
		break;
	case 'M':
		write_map(out, s, key, member);
		break;
	case 'S':
		write_set(out, s, key, (uint32_t)small);
		break;
	case 'C':
	case 'R':
		write_item(out, s, key, small);
		break;
	case 'D':
		soc_month_write(whole, month);
		soc_buf_puts(out, month);
		break;
	default:
		soc_buf_quote(out, member, 0);
		break;
	}
}

void soc_parameter_write(const struct soc_scenario *s, const struct soc_parameter *t, struct soc_buf *out)
{
	const char *member = soc_parameter_value(s, t);
	double number;
	if (t->element < 0) {
		write_member(out, s, t->key, member);
		return;
	}
	memcpy(&number, member + (size_t)t->element * sizeof number, sizeof number);
	write_number(out, number);
}

/* Compares text so that every type needs no second table: an element with the default of its key. */
int soc_parameter_is_default(const struct soc_scenario *s, const struct soc_parameter *t)
{
	double numbers[8];
	char type = t->key->type[0];
	if (type == 'T' || type == 'W' || type == 'L')
		return !strcmp(soc_parameter_value(s, t), t->key->def_text);
	if (type == 'I' || type == 'D') {
		int64_t whole;
		memcpy(&whole, soc_parameter_value(s, t), sizeof whole);
		return whole == (int64_t)t->key->def;
	}
	if (!soc_key_is_quantity(t->key)) {
		int32_t small;
		memcpy(&small, soc_parameter_value(s, t), sizeof small);
		return small == (int32_t)t->key->def;
	}
	size_t first = t->element > 0 ? (size_t)t->element : 0;
	size_t count = t->element >= 0 || type == 'N' ? 1 : type == 'A' ? t->key->size / sizeof *numbers : 0;
	memcpy(numbers, (const double *)soc_parameter_value(s, t) + first, count * sizeof *numbers);
	for (size_t i = 0; i < count; i++) {
		if (numbers[i] != t->key->def)
			return 0;
	}
	return 1;
}

void soc_key_write_default(const struct soc_key *key, struct soc_buf *out)
{
	char type = key->type[0], text[SOC_NUMBER_TEXT];
	char name[SOC_NAME_MAX];
	if (type == 'T' || type == 'W' || type == 'L') {
		soc_buf_quote(out, key->def_text, 0);
	} else if (type == 'B') {
		soc_buf_puts(out, key->def != 0.0 ? "true" : "false");
	} else if (type == 'D') {
		soc_month_write((int64_t)key->def, text);
		soc_buf_puts(out, text);
	} else if (type == 'R') {
		soc_buf_puts(out, "none");
	} else if (type == 'C') {
		soc_buf_puts(out, soc_param_choice_name(key, (int)key->def, name) ? name : "");
	} else if (type == 'S') {
		const char *comma = "[";
		for (int i = 0; soc_param_choice_name(key, i, name); i++) {
			if ((uint32_t)key->def >> i & 1u) {
				soc_buf_add(out, "%s%s", comma, name);
				comma = ", ";
			}
		}
		soc_buf_puts(out, comma[0] == '[' ? "[]" : "]");
	} else if (type == 'A') {
		soc_buf_puts(out, "[");
		for (size_t i = 0; i < key->size / sizeof(double); i++) {
			soc_buf_puts(out, i > 0 ? ", " : "");
			write_number(out, key->def);
		}
		soc_buf_puts(out, "]");
	} else {
		write_number(out, key->def);
	}
}
