#include "base/formula.h"

#include <math.h>
#include <string.h>

struct parser {
	struct soc_formula *out;
	const char *text, *at;
	const struct soc_formula_names *names;
	struct soc_msg *msg;
	enum soc_err err;
	int depth, height; /* nesting now; values on the stack where the program stands */
};

static void sum(struct parser *p);

static void fail(struct parser *p, const char *at, const char *what)
{
	if (p->err == SOC_OK)
		p->err = soc_fail(p->msg, SOC_ERR_SCENARIO, "formula, column %d: %s", (int)(at - p->text) + 1, what);
}

static void skip(struct parser *p)
{
	while (*p->at == ' ' || *p->at == '\t' || *p->at == '\n')
		p->at++;
}

/* The next sign is c: passes it. */
static int take(struct parser *p, char c)
{
	skip(p);
	if (*p->at != c)
		return 0;
	p->at++;
	return 1;
}

static void need(struct parser *p, char c, const char *what)
{
	if (!take(p, c))
		fail(p, p->at, what);
}

/* grows: how many values the step adds to the stack. */
static void emit(struct parser *p, char what, int name, double number, int grows)
{
	if (p->err != SOC_OK)
		return;
	if (p->out->steps == SOC_FORMULA_STEPS) {
		fail(p, p->at, "more than 256 numbers, names and operations");
		return;
	}
	p->height += grows;
	if (p->height > SOC_FORMULA_DEPTH) {
		fail(p, p->at, "more than 32 values wait for their operation: put the longer side of a sign first");
		return;
	}
	p->out->step[p->out->steps].what = what;
	p->out->step[p->out->steps].name = name;
	p->out->step[p->out->steps++].number = number;
}

static int is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || c == '_';
}

/* Digits with a point, without an exponent: read by hand, since strtod follows the locale. */
static void number(struct parser *p)
{
	double value = 0.0, scale = 1.0;
	const char *first = p->at;
	for (; is_digit(*p->at); p->at++)
		value = value * 10.0 + (*p->at - '0');
	if (*p->at == '.')
		for (p->at++; is_digit(*p->at); p->at++) {
			value = value * 10.0 + (*p->at - '0');
			scale *= 10.0;
		}
	if (p->at - first > 30)
		fail(p, first, "a number of more than 30 digits");
	else if (p->at - first == 1 && *first == '.')
		fail(p, first, "a point without digits");
	else
		emit(p, 'n', 0, value / scale, 1);
}

static void function(struct parser *p, char what)
{
	need(p, '(', "( is needed after min and max");
	sum(p);
	need(p, ',', ", is needed between the two values of min and max");
	sum(p);
	need(p, ')', ") is needed");
	emit(p, what, 0, 0.0, -1);
}

static int is_of_a_key(char c)
{
	return is_letter(c) || is_digit(c) || (c != '\0' && strchr(" =+-", c) != NULL);
}

/* listed, or firms_by_size.listed[size=1-9]: the key of a value stands in []. */
static void read_word(struct parser *p, char out[SOC_FORMULA_NAME])
{
	size_t n = 0;
	const char *first = p->at;
	while (is_letter(*p->at) || is_digit(*p->at) || (*p->at == '.' && is_letter(p->at[1]))) {
		if (n + 1 < SOC_FORMULA_NAME)
			out[n++] = *p->at;
		p->at++;
	}
	if (*p->at == '[') {
		const char *open = p->at;
		do {
			if (n + 1 < SOC_FORMULA_NAME)
				out[n++] = *p->at;
			p->at++;
		} while (is_of_a_key(*p->at));
		if (p->at == open + 1 || *p->at != ']')
			fail(p, open, "the key of a value stands between [ and ]");
		else if (n + 1 < SOC_FORMULA_NAME)
			out[n++] = *p->at++;
	}
	out[n] = '\0';
	if (p->at - first >= SOC_FORMULA_NAME)
		fail(p, first, "a name of more than 95 letters");
}

static void name(struct parser *p)
{
	char word[SOC_FORMULA_NAME];
	const char *first = p->at, *suggestion = NULL;
	read_word(p, word);
	if (p->err != SOC_OK)
		return;
	if (strcmp(word, "min") == 0 || strcmp(word, "max") == 0) {
		function(p, word[1] == 'i' ? 'm' : 'M');
		return;
	}
	const int i = p->names->find(p->names->user, word, &suggestion);
	if (i >= 0)
		emit(p, 'v', i, 0.0, 1);
	else
		p->err = soc_fail(p->msg, SOC_ERR_SCENARIO, "formula, column %d: there is no indicator \"%s\"%s%s%s",
		                  (int)(first - p->text) + 1, word, suggestion != NULL ? "; did you mean " : "",
		                  suggestion != NULL ? suggestion : "", suggestion != NULL ? "?" : "");
}

/* A number, a name, a sign before one, or something in parentheses. */
static void value(struct parser *p)
{
	skip(p);
	if (p->depth++ == SOC_FORMULA_DEPTH)
		fail(p, p->at, "more than 32 parentheses and signs within one another");
	if (p->err != SOC_OK)
		return; /* nothing goes on after a failure: depth need not be right */
	if (take(p, '-')) {
		emit(p, 'n', 0, 0.0, 1);
		value(p);
		emit(p, '-', 0, 0.0, -1);
	} else if (take(p, '(')) {
		sum(p);
		need(p, ')', ") is needed");
	} else if (is_digit(*p->at) || *p->at == '.') {
		number(p);
	} else if (is_letter(*p->at)) {
		name(p);
	} else {
		fail(p, p->at,
		     *p->at == '\0' ? "it ends where a value is needed" : "a number, a name or ( is needed");
	}
	p->depth--;
}

static void product(struct parser *p)
{
	value(p);
	while (p->err == SOC_OK) {
		const char what = take(p, '*') ? '*' : take(p, '/') ? '/' : '\0';
		if (what == '\0')
			return;
		value(p);
		emit(p, what, 0, 0.0, -1);
	}
}

static void sum(struct parser *p)
{
	product(p);
	while (p->err == SOC_OK) {
		const char what = take(p, '+') ? '+' : take(p, '-') ? '-' : '\0';
		if (what == '\0')
			return;
		product(p);
		emit(p, what, 0, 0.0, -1);
	}
}

enum soc_err soc_formula_compile(struct soc_formula *out, const char *text,
                                 const struct soc_formula_names *names, struct soc_msg *msg)
{
	struct parser p = { .out = out, .text = text, .at = text, .names = names, .msg = msg };
	out->steps = 0;
	if (strlen(text) > SOC_FORMULA_TEXT)
		return soc_fail(msg, SOC_ERR_SCENARIO, "formula: more than %d letters", SOC_FORMULA_TEXT);
	sum(&p);
	skip(&p);
	if (*p.at != '\0')
		fail(&p, p.at, "an operation (+ - * /) is needed here, or the end");
	if (p.err != SOC_OK)
		out->steps = 0;
	return p.err;
}

static double combine(char what, double a, double b)
{
	switch (what) {
	case '+':
		return a + b;
	case '-':
		return a - b;
	case '*':
		return a * b;
	case '/':
		return b != 0.0 ? a / b : NAN;
	case 'm': /* fmin would pass over NaN */
		return isnan(a) || isnan(b) ? NAN : a < b ? a : b;
	default:
		return isnan(a) || isnan(b) ? NAN : a > b ? a : b;
	}
}

double soc_formula_value(const struct soc_formula *f, const double *values)
{
	double stack[SOC_FORMULA_DEPTH + 1];
	int n = 0;
	for (int i = 0; i < f->steps; i++) {
		const char what = f->step[i].what;
		if (what == 'n' || what == 'v') {
			stack[n++] = what == 'n' ? f->step[i].number : values[f->step[i].name];
		} else {
			n--;
			stack[n - 1] = combine(what, stack[n - 1], stack[n]);
		}
	}
	return n == 1 && isfinite(stack[0]) ? stack[0] : NAN;
}

/* ---- what a formula counts ---- */
enum { NUMBERS, COUNTS, SCALED, OTHER }; /* SCALED: counts times or over something */

struct piece {
	int kind, first, last; /* the steps of the counts that it has */
};

/* Pieces in the order of a formula: `a what b`. */
static struct piece join(char what, struct piece a, struct piece b)
{
	const struct piece other = { OTHER, 0, 0 };
	const int a_counts = a.kind == COUNTS || a.kind == SCALED,
			  b_counts = b.kind == COUNTS || b.kind == SCALED;
	if (a.kind == NUMBERS && b.kind == NUMBERS)
		return a;
	if (what == '+' && a.kind == COUNTS && b.kind == COUNTS)
		return (struct piece){ COUNTS, a.first, b.last + 1 };
	if ((what == '*' && a_counts && b.kind == NUMBERS) || (what == '/' && a_counts))
		return (struct piece){ SCALED, a.first, a.last };
	if (what == '*' && a.kind == NUMBERS && b_counts)
		return (struct piece){ SCALED, b.first, b.last };
	return other;
}

int soc_formula_to_one_case(struct soc_formula *f, int (*is_count)(int name))
{
	struct piece stack[SOC_FORMULA_DEPTH + 1] = { { OTHER, 0, 0 } };
	int n = 0;
	for (int i = 0; i < f->steps; i++) {
		const char what = f->step[i].what;
		if (what == 'n' || what == 'v') {
			const int kind = what == 'n' ? NUMBERS : is_count(f->step[i].name) ? COUNTS : OTHER;
			stack[n++] = (struct piece){ kind, i, i };
		} else {
			n--;
			stack[n - 1] = join(what, stack[n - 1], stack[n]);
		}
	}
	const struct piece all = stack[0];
	if (n != 1 || (all.kind != COUNTS && all.kind != SCALED))
		return 0;
	f->step[all.first].what = 'n';
	f->step[all.first].number = 1.0;
	for (int i = all.last + 1; i < f->steps; i++)
		f->step[all.first + i - all.last] = f->step[i];
	f->steps -= all.last - all.first;
	return 1;
}
