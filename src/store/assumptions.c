#include "store/assumptions.h"

#include "base/mem.h"
#include "base/num.h"
#include "input/text/number.h"

#include <math.h>
#include <string.h>

enum soc_err soc_assumptions_digest(const struct soc_scenario *s, char out[SOC_DIGEST_TEXT],
                                    struct soc_msg *msg)
{
	struct soc_buf subject = { 0 };
	soc_plausible_subject(s, &subject);
	const int failed = subject.failed;
	if (!failed)
		soc_digest_bytes(soc_buf_text(&subject), subject.length, out);
	soc_buf_release(&subject);
	return failed ? soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to tell what the scenario is about")
	              : SOC_OK;
}

enum soc_err soc_assumptions_match_scenario(const struct soc_assumptions *a, const struct soc_scenario *s,
                                            struct soc_msg *msg)
{
	char digest[SOC_DIGEST_TEXT];
	const enum soc_err err = soc_assumptions_digest(s, digest, msg);
	if (err != SOC_OK || strcmp(digest, a->scenario) == 0)
		return err;
	return soc_fail(msg, SOC_ERR_DIFFERENT,
	                "the ensemble over assumptions was made from another scenario (%.8s, this is %.8s): some "
	                "value or plausible range is not the same; people, replicates and seed may differ",
	                a->scenario, digest);
}

const char *soc_assumptions_text(const struct soc_assumptions *a)
{
	return a->text != NULL ? a->text : "";
}

void soc_assumptions_free(struct soc_assumptions *a)
{
	if (a != NULL)
		soc_free(a->text);
	soc_free(a);
}

const struct soc_assumptions_outcome *soc_assumptions_find(const struct soc_assumptions *a, const char *name)
{
	for (int i = 0; i < a->outcomes_count; i++)
		if (strcmp(a->outcome[i].name, name) == 0)
			return &a->outcome[i];
	return NULL;
}

/* ---- writing ---- */
/* What a statistic is as shipped is told to six digits. How it varies is known from a few hundred points,
 * which say nothing of a fifth digit. */
#define DIGITS_SHIPPED 6
#define DIGITS_VARIED 6

static void put_number(struct soc_buf *out, double value, int digits)
{
	if (isnan(value))
		soc_buf_puts(out, "null");
	else
		soc_buf_add(out, "%.*g", digits, value);
}

/* Of thousandths, so that -0.0001 is 0. */
static void put_correlation(struct soc_buf *out, double value)
{
	const double rounded = round(value * 1000.0) / 1000.0;
	soc_buf_add(out, "%.3g", rounded == 0.0 ? 0.0 : rounded);
}

static void put_exact(struct soc_buf *out, double value)
{
	char text[SOC_NUMBER_TEXT];
	soc_number_write(value, text);
	soc_buf_puts(out, text);
}

static void put_factors(struct soc_buf *out, const struct soc_assumptions *a)
{
	soc_buf_puts(out, " \"factors\": {");
	for (int i = 0; i < a->factors_count; i++) {
		const struct soc_assumptions_factor *f = &a->factor[i];
		soc_buf_puts(out, i > 0 ? ",\n  " : "\n  ");
		soc_buf_quote(out, f->key, 1);
		soc_buf_puts(out, ": [");
		put_exact(out, f->low);
		soc_buf_puts(out, ", ");
		put_exact(out, f->high);
		soc_buf_add(out, ", \"%s\"]", f->is_log ? "loguniform" : "uniform");
	}
	soc_buf_puts(out, "\n },\n");
}

static void put_matter(struct soc_buf *out, const struct soc_assumptions *a,
                       const struct soc_assumptions_outcome *o)
{
	soc_buf_puts(out, "{");
	for (int i = 0; i < o->matter_count; i++) {
		const struct soc_assumptions_matter *m = &o->matter[i];
		soc_buf_puts(out, i > 0 ? ", " : "");
		soc_buf_quote(out, a->factor[m->factor].key, 1);
		/* The longer half: the interval ends where correlations do. */
		soc_buf_puts(out, ": [");
		put_correlation(out, m->correlation);
		soc_buf_puts(out, ", ");
		put_correlation(out, fmax(m->correlation - m->low, m->high - m->correlation));
		soc_buf_puts(out, "]");
	}
	soc_buf_puts(out, "}");
}

static void put_outcome(struct soc_buf *out, const struct soc_assumptions *a,
                        const struct soc_assumptions_outcome *o)
{
	static const char *const names[] = { "shipped", "shipped_error",   "low", "median", "high",
		                                 "spread",  "simulation_error" };
	const double numbers[] = { o->shipped, o->shipped_error,   o->low, o->median, o->high,
		                       o->spread,  o->simulation_error };
	soc_buf_quote(out, o->name, 1);
	soc_buf_add(out, ": {\"points\": %lld", (long long)o->points);
	for (int i = 0; i < 7; i++) {
		if (i == 1 && a->stated == 0)
			continue;
		soc_buf_add(out, ", \"%s\": ", names[i]);
		put_number(out, numbers[i], i == 0 ? DIGITS_SHIPPED : DIGITS_VARIED);
	}
	soc_buf_puts(out, ",\n   \"matter\": ");
	put_matter(out, a, o);
	soc_buf_puts(out, "}");
}

static int is_ratio_alone(const struct soc_assumptions_rate *r)
{
	return r->over[0] != '\0' && isnan(r->shipped) && isnan(r->low) && isnan(r->difference_low);
}

static void put_rate(struct soc_buf *out, const struct soc_assumptions_rate *r)
{
	const double numbers[] = {
		r->shipped,         r->low,       r->median,    r->high, r->simulation_error, r->difference_low,
		r->difference_high, r->ratio_low, r->ratio_high
	};
	const int first = is_ratio_alone(r) ? 7 : 0, count = r->over[0] != '\0' ? 9 : 5;
	soc_buf_quote(out, r->rate, 1);
	soc_buf_add(out, ": [%lld", (long long)r->points);
	for (int i = first; i < count; i++) {
		soc_buf_puts(out, ", ");
		put_number(out, numbers[i], DIGITS_VARIED);
	}
	soc_buf_puts(out, "]");
}

/* A line for each group, behind which other it is told over. */
static void put_rates(struct soc_buf *out, const struct soc_assumptions *a)
{
	soc_buf_puts(out, " \"rates\": {");
	for (int i = 0; i < a->rates_count; i++) {
		const struct soc_assumptions_rate *r = &a->rate[i];
		if (i > 0 && strcmp(r->group, a->rate[i - 1].group) == 0) {
			soc_buf_puts(out, ", ");
		} else {
			soc_buf_puts(out, i > 0 ? "},\n  " : "\n  ");
			soc_buf_quote(out, r->group, 1);
			soc_buf_puts(out, ": {\"over\": ");
			soc_buf_quote(out, r->over, 1);
			soc_buf_puts(out, ", ");
		}
		put_rate(out, r);
	}
	soc_buf_puts(out, "}\n },\n");
}

void soc_assumptions_write(const struct soc_assumptions *a, struct soc_buf *out)
{
	soc_buf_add(out, "{\"socred\": 1,\n \"scenario\": \"%s\",\n \"version\": ", a->scenario);
	soc_buf_quote(out, a->version, 1);
	soc_buf_puts(out, ",\n");
	if (a->stated > 0)
		soc_buf_add(out, " \"stated\": %lld,\n", (long long)a->stated);
	if (a->defaults > 0)
		soc_buf_add(out, " \"defaults\": %lld,\n", (long long)a->defaults);
	soc_buf_add(out,
	            " \"points\": %lld,\n \"seed\": %lld,\n \"persons\": %lld,\n \"replicates\": %lld,\n"
	            "%s \"drawn_in\": %lld,\n \"refused\": %lld,\n \"first_refused\": ",
	            (long long)a->points, (long long)a->seed, (long long)a->persons, (long long)a->replicates,
	            a->is_posterior ? " \"posterior\": 1,\n" : "", (long long)a->drawn_in, (long long)a->refused);
	soc_buf_quote(out, a->first_refused, 1);
	soc_buf_puts(out, ",\n");
	put_factors(out, a);
	if (a->rates_count > 0)
		put_rates(out, a);
	soc_buf_puts(out, " \"outcomes\": {");
	for (int i = 0; i < a->outcomes_count; i++) {
		soc_buf_puts(out, i > 0 ? ",\n  " : "\n  ");
		put_outcome(out, a, &a->outcome[i]);
	}
	soc_buf_puts(out, "\n }\n}\n");
}
