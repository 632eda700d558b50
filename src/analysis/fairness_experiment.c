/* The rates of groups as the outcomes of an experiment, which tells them over the assumptions as well. */
#include "analysis/fairness.h"
#include "base/buf.h"
#include "base/suggestion.h"
#include "socred/result.h"

#include <stdio.h>
#include <string.h>

#define OUTCOMES_MOST 192 /* SOC_OUTCOMES_MAX of src/experiment/outcome.h */
#define ASSUMPTIONS 48    /* draws, as of the questions asked first (experiments/questions) */

/* Of a rate: its name in front of a group's, what is counted and among whom; T selected of whom it is true, S
 * selected, W of whom it is true, N all. */
static const struct {
	const char *code, *counted, *among;
} rates[SOC_RATES_TOLD] = {
	[SOC_RATE_SELECTION] = { "selected", "S", "N" },
	[SOC_RATE_BASE] = { "base", "W", "N" },
	[SOC_RATE_FALSE_POSITIVE] = { "fpr", "(S - T)", "(N - W)" },
	[SOC_RATE_FALSE_NEGATIVE] = { "fnr", "(W - T)", "W" },
	[SOC_RATE_TRUE_POSITIVE] = { "tpr", "T", "W" },
	[SOC_RATE_TRUE_NEGATIVE] = { "tnr", "(N - W - S + T)", "(N - W)" },
	[SOC_RATE_POSITIVE_PREDICTIVE] = { "ppv", "T", "S" },
	[SOC_RATE_NEGATIVE_PREDICTIVE] = { "npv", "(N - W - S + T)", "(N - S)" },
	[SOC_RATE_FALSE_DISCOVERY] = { "fdr", "(S - T)", "S" },
	[SOC_RATE_FALSE_OMISSION] = { "omission", "(W - T)", "(N - S)" },
};

void soc_fairness_where(char *out, int dimension, int value)
{
	static const char *const keys[] = { "class", "group", "stratum", "quintile" };
	static const char *const values[][5] = { { "citizen", "executive", "official" },
		                                     { "majority", "minority" },
		                                     { "rural", "urban" },
		                                     { "lowest", "second", "middle", "fourth", "highest" } };
	const size_t length = strlen(out);
	if (dimension < (int)(sizeof keys / sizeof *keys))
		snprintf(out + length, SOC_FAIRNESS_NAME - length, "%s%s=%s", length > 0 ? " " : "", keys[dimension],
		         values[dimension][value]);
}

/* ---- which rates ---- */
static enum soc_err no_rate(const char *word, struct soc_msg *msg)
{
	struct soc_suggestion near;
	char allowed[512] = "";
	soc_suggestion_begin(&near, word);
	for (int i = 0; i < SOC_RATES_TOLD; i++) {
		const size_t length = strlen(allowed);
		soc_suggestion_try(&near, soc_rate_words[i].name);
		snprintf(allowed + length, sizeof allowed - length, "%s%s", i > 0 ? ", " : "",
		         soc_rate_words[i].name);
	}
	return soc_fail(msg, SOC_ERR_USAGE, "--rates: no rate \"%.60s\"; allowed: %s%s", word, allowed,
	                soc_suggestion_hint(&near));
}

static enum soc_err take_rates(const char *names, int wanted[SOC_RATES_TOLD], struct soc_msg *msg)
{
	char word[64];
	for (int i = 0; i < SOC_RATES_TOLD; i++)
		wanted[i] = names == NULL;
	for (const char *at = names; at != NULL && *at != '\0';) {
		const size_t length = strcspn(at, ",");
		int found = 0;
		snprintf(word, sizeof word, "%.*s", (int)(length < sizeof word ? length : sizeof word - 1), at);
		for (int i = 0; i < SOC_RATES_TOLD; i++)
			if (strcmp(soc_rate_words[i].name, word) == 0)
				wanted[i] = found = 1;
		if (!found)
			return no_rate(word, msg);
		at += length + (at[length] == ',');
	}
	return SOC_OK;
}

/* ---- one outcome ---- */
static void put_sum(struct soc_buf *out, const char *text, const char *where)
{
	for (const char *c = text; *c != '\0'; c++) {
		const char *name = *c == 'T'   ? "offenders_listed"
		                   : *c == 'S' ? "listed"
		                   : *c == 'W' ? "offenders"
		                   : *c == 'N' ? "persons"
		                               : NULL;
		if (name == NULL)
			soc_buf_put(out, c, 1);
		else if (where[0] == '\0')
			soc_buf_puts(out, name);
		else
			soc_buf_add(out, "by_cell.%s[%s]", name, where);
	}
}

static void put_share(struct soc_buf *out, int rate, const char *where)
{
	put_sum(out, rates[rate].counted, where);
	soc_buf_puts(out, " / ");
	put_sum(out, rates[rate].among, where);
}

/* "group=minority stratum=rural": minority_rural. */
static void put_name(struct soc_buf *out, int rate, const struct soc_fairness_group *g, const char *form)
{
	soc_buf_add(out, "  %s_", rates[rate].code);
	if (g->where[0] == '\0')
		soc_buf_puts(out, "everybody");
	for (const char *at = g->where; *at != '\0';) {
		const size_t key = strcspn(at, "="), word = strcspn(at, " ");
		soc_buf_add(out, "%s%.*s", at > g->where ? "_" : "", (int)(word - key - 1), at + key + 1);
		at += word + (at[word] == ' ');
	}
	soc_buf_puts(out, form);
}

static void put_outcomes(struct soc_buf *out, const struct soc_fairness *f, int group, int rate)
{
	const struct soc_fairness_group *g = &f->groups[group];
	const struct soc_rate_words *w = &soc_rate_words[rate];
	put_name(out, rate, g, ":");
	soc_buf_puts(out, "\n    formula: \"1000 * ");
	put_share(out, rate, g->where);
	soc_buf_add(out, "\"\n    meaning: \"%s, %s: %s, per 1,000 %s\"\n    share_of: 1000\n", w->label, g->name,
	            w->counted, w->among);
	if (g->reference < 0 || g->reference == group)
		return;
	const struct soc_fairness_group *r = &f->groups[g->reference];
	put_name(out, rate, g, "_less:");
	soc_buf_puts(out, "\n    formula: \"1000 * (");
	put_share(out, rate, g->where);
	soc_buf_puts(out, " - ");
	put_share(out, rate, r->where);
	soc_buf_add(out, ")\"\n    meaning: \"%s, %s less %s, per 1,000\"\n", w->label, g->name, r->name);
	put_name(out, rate, g, "_ratio:");
	soc_buf_puts(out, "\n    formula: \"(");
	put_share(out, rate, g->where);
	soc_buf_puts(out, ") / (");
	put_share(out, rate, r->where);
	soc_buf_add(out, ")\"\n    meaning: \"%s, %s over %s\"\n", w->label, g->name, r->name);
}

static int outcomes_of(const struct soc_fairness *f, const int wanted[SOC_RATES_TOLD])
{
	int count = 0, rates_wanted = 0;
	for (int i = 0; i < SOC_RATES_TOLD; i++)
		rates_wanted += wanted[i];
	for (int g = 0; g < f->count; g++)
		count += f->groups[g].reference < 0 || f->groups[g].reference == g ? 1 : 3;
	return count * rates_wanted;
}

static enum soc_err check(const struct soc_fairness *f, const int wanted[SOC_RATES_TOLD], struct soc_msg *msg)
{
	const int count = outcomes_of(f, wanted);
	if (f->decision != SOC_DECISION_LIST)
		return soc_fail(msg, SOC_ERR_USAGE,
		                "--format experiment measures who is on a list; here selected is who is %s: `socred "
		                "assumptions SCENARIO` measures that over the assumptions",
		                f->selected);
	for (int g = 1; g < f->count; g++)
		if (f->groups[g].where[0] == '\0')
			return soc_fail(msg, SOC_ERR_USAGE,
			                "an experiment measures people by class, group, stratum and quintile alone");
	if (count > OUTCOMES_MOST)
		return soc_fail(msg, SOC_ERR_USAGE,
		                "outcomes of the experiment: %d; allowed: up to %d: fewer --rates, or people divided "
		                "in fewer ways",
		                count, OUTCOMES_MOST);
	return SOC_OK;
}

enum soc_err soc_result_fairness_experiment(struct soc_result *result, const char *by, const char *reference,
                                            const char *names, const char *base, char **out,
                                            struct soc_msg *msg)
{
	struct soc_fairness f = { .counts = NULL };
	struct soc_buf b = { 0 };
	int wanted[SOC_RATES_TOLD];
	enum soc_err err = take_rates(names, wanted, msg);
	if (err == SOC_OK)
		err = soc_fairness_read(&f, result, by, NULL, reference, msg);
	if (err == SOC_OK)
		err = check(&f, wanted, msg);
	if (err == SOC_OK) {
		soc_buf_add(
			&b,
			"# Made by socred fairness: the rates of groups at the values of the scenario and over all "
			"that it assumes.\n"
			"socred: 1\nexperiment: \"How do rates of selection and of error differ by %s, and how sure "
			"is that?\"\nbase: ",
			by);
		soc_buf_quote(&b, base, 0);
		soc_buf_add(&b, "\ndesign:\n  kind: arms\n  assumptions: %d\n  arms:\n    as_it_is: {}\noutcomes:\n",
		            ASSUMPTIONS);
		for (int rate = 0; rate < SOC_RATES_TOLD; rate++)
			for (int g = 0; g < f.count && wanted[rate]; g++)
				put_outcomes(&b, &f, g, rate);
	}
	soc_fairness_release(&f);
	if (err == SOC_OK)
		err = soc_buf_give(&b, "not enough memory for an experiment", out, msg);
	soc_buf_release(&b);
	return err;
}
