#include "base/condition.h"

#include <math.h>
#include <string.h>

struct parser {
	struct soc_condition *out;
	const char *text, *at;
	const struct soc_condition_names *names;
	struct soc_msg *msg;
	enum soc_err err;
	int depth;
};

static void either(struct parser *p);

static void fail(struct parser *p, const char *at, const char *what)
{
	if (p->err == SOC_OK)
		p->err = soc_fail(p->msg, SOC_ERR_USAGE, "condition, column %d: %s", (int)(at - p->text) + 1, what);
}

static void skip(struct parser *p)
{
	while (*p->at == ' ' || *p->at == '\t' || *p->at == '\n')
		p->at++;
}

static int is_of_a_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

/* A value without quotes: letters of any script, and what names and numbers have. */
static int is_of_a_word(char c)
{
	return is_of_a_name(c) || (c >= 'A' && c <= 'Z') || c == '+' || c == '-' || (unsigned char)c >= 0x80;
}

/* The word begins here: passes it. */
static int take_word(struct parser *p, const char *word)
{
	const size_t length = strlen(word);
	skip(p);
	if (strncmp(p->at, word, length) != 0 || is_of_a_word(p->at[length]))
		return 0;
	p->at += length;
	return 1;
}

static void emit(struct parser *p, char what, int name, int sign, double value)
{
	if (p->err != SOC_OK)
		return;
	if (p->out->steps == SOC_CONDITION_STEPS) {
		fail(p, p->at, "more than 256 states, comparisons, ands, ors and nots");
		return;
	}
	p->out->step[p->out->steps].what = what;
	p->out->step[p->out->steps].name = name;
	p->out->step[p->out->steps].sign = sign;
	p->out->step[p->out->steps++].value = value;
}

/* ---- names, signs and values ---- */
static void read_run(struct parser *p, int (*is_part)(char), char out[SOC_CONDITION_WORD])
{
	const char *first = p->at;
	size_t n = 0;
	for (; is_part(*p->at); p->at++)
		if (n + 1 < SOC_CONDITION_WORD)
			out[n++] = *p->at;
	out[n] = '\0';
	if (p->at - first >= SOC_CONDITION_WORD)
		fail(p, first, "a word of more than 95 letters");
}

static void read_quoted(struct parser *p, char out[SOC_CONDITION_WORD])
{
	const char *first = p->at++;
	size_t n = 0;
	for (; *p->at != '"' && *p->at != '\0'; p->at++)
		if (n + 1 < SOC_CONDITION_WORD)
			out[n++] = *p->at;
	out[n] = '\0';
	if (*p->at == '\0')
		fail(p, first, "the text in quotes does not end");
	else if (++p->at - first > SOC_CONDITION_WORD + 1)
		fail(p, first, "a text of more than 95 letters");
}

static int read_sign(struct parser *p)
{
	static const struct {
		const char *text;
		int sign;
	} signs[] = { { "!=", SOC_IS_NOT }, { "<=", SOC_AT_MOST }, { ">=", SOC_AT_LEAST },
		          { "=", SOC_IS },      { "<", SOC_LESS },     { ">", SOC_MORE } };
	skip(p);
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (strncmp(p->at, signs[i].text, strlen(signs[i].text)) == 0) {
			p->at += strlen(signs[i].text);
			return signs[i].sign;
		}
	return SOC_HOLDS;
}

/* Digits with a point, without an exponent: read by hand, since strtod follows the locale. */
static int number_of(const char *word, double *out)
{
	const char *at = word + (*word == '-');
	double value = 0.0, scale = 1.0;
	int digits = 0;
	for (; *at >= '0' && *at <= '9'; at++, digits++)
		value = value * 10.0 + (*at - '0');
	if (*at == '.')
		for (at++; *at >= '0' && *at <= '9'; at++, digits++) {
			value = value * 10.0 + (*at - '0');
			scale *= 10.0;
		}
	if (digits == 0 || digits > 30 || *at != '\0')
		return 0;
	*out = (*word == '-' ? -value : value) / scale;
	return 1;
}

static void compare(struct parser *p, int name, enum soc_condition_kind kind, int sign)
{
	char word[SOC_CONDITION_WORD] = "";
	struct soc_msg why = { "" };
	double value = 0.0;
	skip(p);
	const char *first = p->at;
	if (*p->at == '"')
		read_quoted(p, word);
	else if (is_of_a_word(*p->at))
		read_run(p, is_of_a_word, word);
	else
		fail(p, first, *first == '\0' ? "it ends where a value is needed" : "a value is needed here");
	if (p->err != SOC_OK)
		return;
	if (kind == SOC_CONDITION_NUMBER && !number_of(word, &value)) {
		fail(p, first, "a number is needed here");
		return;
	}
	if (kind != SOC_CONDITION_NUMBER) {
		const enum soc_err err = p->names->word(p->names->user, name, word, &value, &why);
		if (err != SOC_OK) {
			p->err = soc_fail(p->msg, err, "condition, column %d: %s", (int)(first - p->text) + 1, why.text);
			return;
		}
	}
	emit(p, 't', name, sign, value);
}

static void name(struct parser *p)
{
	char word[SOC_CONDITION_WORD];
	struct soc_msg hint = { "" };
	enum soc_condition_kind kind = SOC_CONDITION_STATE;
	const char *first = p->at;
	read_run(p, is_of_a_name, word);
	if (p->err != SOC_OK)
		return;
	const int i = p->names->find(p->names->user, word, &kind, &hint);
	if (i < 0) {
		p->err = soc_fail(p->msg, SOC_ERR_USAGE, "condition, column %d: there is no column \"%s\"%s",
		                  (int)(first - p->text) + 1, word, hint.text);
		return;
	}
	const char *sign_at = p->at;
	const int sign = read_sign(p);
	if (kind == SOC_CONDITION_STATE && sign == SOC_HOLDS)
		emit(p, 't', i, SOC_HOLDS, 0.0);
	else if (kind == SOC_CONDITION_STATE)
		fail(p, sign_at, "this holds or not: it stands alone, or after not, without a sign and a value");
	else if (sign == SOC_HOLDS)
		fail(p, p->at, "a sign (= != < <= > >=) and a value are needed after this name");
	else if (kind == SOC_CONDITION_WORD_OF && sign != SOC_IS && sign != SOC_IS_NOT)
		fail(p, sign_at, "its words have no order: only = and != can be asked");
	else
		compare(p, i, kind, sign);
}

/* ---- the grammar ---- */
static void simple(struct parser *p)
{
	skip(p);
	if (p->depth++ == SOC_CONDITION_DEPTH)
		fail(p, p->at, "more than 32 parentheses and nots within one another");
	if (p->err != SOC_OK)
		return; /* nothing goes on after a failure: depth need not be right */
	if (take_word(p, "not")) {
		simple(p);
		emit(p, '!', 0, 0, 0.0);
	} else if (*p->at == '(') {
		p->at++;
		either(p);
		skip(p);
		if (p->err == SOC_OK && *p->at != ')')
			fail(p, p->at, "and, or or ) is needed here");
		p->at += p->err == SOC_OK;
	} else if (is_of_a_name(*p->at)) {
		name(p);
	} else {
		fail(p, p->at,
		     *p->at == '\0' ? "it ends where a state or a comparison is needed"
		                    : "a state, a comparison, not or ( is needed here");
	}
	p->depth--;
}

static void both(struct parser *p)
{
	simple(p);
	while (p->err == SOC_OK && take_word(p, "and")) {
		simple(p);
		emit(p, '&', 0, 0, 0.0);
	}
}

static void either(struct parser *p)
{
	both(p);
	while (p->err == SOC_OK && take_word(p, "or")) {
		both(p);
		emit(p, '|', 0, 0, 0.0);
	}
}

enum soc_err soc_condition_compile(struct soc_condition *out, const char *text,
                                   const struct soc_condition_names *names, struct soc_msg *msg)
{
	struct parser p = { .out = out, .text = text, .at = text, .names = names, .msg = msg };
	out->steps = 0;
	if (strlen(text) > SOC_CONDITION_TEXT)
		return soc_fail(msg, SOC_ERR_USAGE, "condition: more than %d letters", SOC_CONDITION_TEXT);
	either(&p);
	skip(&p);
	if (*p.at != '\0')
		fail(&p, p.at, "and, or or the end is needed here");
	if (p.err != SOC_OK)
		out->steps = 0;
	return p.err;
}

/* ---- asking ---- */
static int fulfils(double a, int sign, double b)
{
	switch (sign) {
	case SOC_HOLDS:
		return a != 0.0;
	case SOC_IS:
		return !(a < b) && !(a > b);
	case SOC_IS_NOT:
		return a < b || a > b;
	case SOC_LESS:
		return a < b;
	case SOC_AT_MOST:
		return a <= b;
	case SOC_MORE:
		return a > b;
	default:
		return a >= b;
	}
}

static enum soc_truth_value join(char what, enum soc_truth_value a, enum soc_truth_value b)
{
	const enum soc_truth_value settles = what == '&' ? SOC_FALSE_VALUE : SOC_TRUE_VALUE;
	if (a == settles || b == settles)
		return settles;
	return a == SOC_UNKNOWN_VALUE || b == SOC_UNKNOWN_VALUE ? SOC_UNKNOWN_VALUE : a;
}

enum soc_truth_value soc_condition_holds(const struct soc_condition *c,
                                         int (*value)(const void *user, int name, double *out),
                                         const void *user)
{
	/* A part waits for the other of its and or or: no deeper than there are steps. */
	enum soc_truth_value stack[SOC_CONDITION_STEPS];
	int n = 0;
	for (int i = 0; i < c->steps; i++) {
		const char what = c->step[i].what;
		double found = NAN;
		if (what == 't') {
			stack[n++] = !value(user, c->step[i].name, &found)               ? SOC_UNKNOWN_VALUE
			             : isnan(found)                                      ? SOC_FALSE_VALUE
			             : fulfils(found, c->step[i].sign, c->step[i].value) ? SOC_TRUE_VALUE
			                                                                 : SOC_FALSE_VALUE;
		} else if (what == '!') {
			stack[n - 1] = stack[n - 1] == SOC_UNKNOWN_VALUE ? SOC_UNKNOWN_VALUE
			               : stack[n - 1] == SOC_TRUE_VALUE  ? SOC_FALSE_VALUE
			                                                 : SOC_TRUE_VALUE;
		} else {
			n--;
			stack[n - 1] = join(what, stack[n - 1], stack[n]);
		}
	}
	return n == 1 ? stack[0] : SOC_TRUE_VALUE; /* no steps: everybody */
}

int soc_condition_asks(const struct soc_condition *c, int name)
{
	for (int i = 0; i < c->steps; i++)
		if (c->step[i].what == 't' && c->step[i].name == name)
			return 1;
	return 0;
}
