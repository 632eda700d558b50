/* What came of a calibration, for a terminal and for programs. */
#include "experiment/calibration.h"

#include "base/mem.h"
#include "base/num.h"

#include <math.h>
#include <string.h>

enum { MEDIAN, LOW, HIGH, QUANTILES };
static const double shares[QUANTILES] = { 0.5, 0.025, 0.975 };

/* A factor or a target as it is told. */
struct row {
	const char *kind, *name, *use;
	double published, error; /* of a target; NaN */
	double is[QUANTILES];
};

static double *room_of(const struct soc_calibration *c)
{
	return soc_calloc(2 * (size_t)c->abc.particles + 2, sizeof(double));
}

static double value_of(const struct soc_factor *f, double u)
{
	char text[SOC_FACTOR_TEXT];
	soc_factor_value(f, u, text);
	return soc_factor_number(f, text);
}

static struct row factor_row(const struct soc_calibration *c, int factor, double *room)
{
	const struct soc_abc *a = &c->abc;
	struct row row = { "factor", c->e->factor[factor].key, "", NAN, NAN, { 0 } };
	for (int q = 0; q < QUANTILES; q++)
		row.is[q] = value_of(&c->e->factor[factor], soc_abc_quantile(a->u + factor, a->factors, a->weight,
		                                                             a->particles, shares[q], room));
	return row;
}

static struct row target_row(const struct soc_calibration *c, int target, double *room)
{
	const struct soc_abc *a = &c->abc;
	const struct soc_target *t = &c->e->target[target];
	struct soc_target with_error = *t;
	for (int i = 0; i < c->fitted; i++)
		if (c->target[i].outcome == t->outcome)
			with_error = c->target[i];
	struct row row = { "target",
		               c->e->outcome[t->outcome].name,
		               c->e->is_check[target] ? "check" : "fitted",
		               t->value,
		               soc_num_sqrt(soc_target_variance(&with_error)),
		               { 0 } };
	for (int q = 0; q < QUANTILES; q++)
		row.is[q] =
			soc_abc_quantile(a->y + t->outcome, a->outcomes, a->weight, a->particles, shares[q], room);
	return row;
}

/* ---- for a terminal ---- */
static void put_real(struct soc_buf *out, double value, double low, double high, int width)
{
	struct soc_buf cell = { 0 };
	soc_text_real(&cell, value, soc_text_decimals(value, low, high));
	soc_text_right(out, width, &cell);
	out->failed |= cell.failed;
	soc_buf_release(&cell);
}

static int name_width(const struct soc_calibration *c)
{
	size_t width = 12;
	for (int i = 0; i < c->e->factors_count; i++)
		width = strlen(c->e->factor[i].key) > width ? strlen(c->e->factor[i].key) : width;
	for (int t = 0; t < c->e->targets_count; t++) {
		const size_t n = strlen(c->e->outcome[c->e->target[t].outcome].name);
		width = n > width ? n : width;
	}
	return (int)width + 2;
}

static void put_waves(const struct soc_calibration *c, struct soc_buf *out)
{
	soc_buf_puts(out, "wave  points  targets used  least Q2  left of the ranges\n");
	for (int w = 0; w < c->history.waves; w++) {
		const struct soc_history_wave *wave = &c->history.wave[w];
		int used = 0;
		double least = NAN;
		for (int t = 0; t < c->fitted; t++)
			if (!wave->of[t].is_refused) {
				used++;
				least = isnan(least) || wave->of[t].q2 < least ? wave->of[t].q2 : least;
			}
		soc_buf_add(out, "%4d %7lld %6d of %-3d ", w + 1, (long long)wave->points, used, c->fitted);
		soc_text_real_right(out, 10, least, 3);
		soc_buf_puts(out, "  ");
		soc_text_number(out, wave->left, "-");
		soc_buf_puts(out, "\n");
		for (int t = 0; t < c->fitted; t++)
			if (wave->of[t].is_refused)
				soc_buf_add(out, "      %s: no emulator: %s\n", c->e->outcome[c->target[t].outcome].name,
				            wave->of[t].why);
		if (wave->without > 0)
			soc_buf_add(out, "      left out, since they cannot run: %lld\n", (long long)wave->without);
	}
}

static void put_particles(const struct soc_calibration *c, struct soc_buf *out)
{
	const struct soc_abc *a = &c->abc;
	const struct soc_abc_generation *last = &a->generation[a->generations - 1];
	soc_buf_add(out, "\nparticles: %lld, worth ", (long long)a->particles);
	soc_text_real(out, last->effective, 0);
	soc_buf_add(out, " independent ones; generations: %d; points run for them: %lld\n", a->generations,
	            (long long)a->runs);
	if (isinf(last->width))
		soc_buf_puts(
			out,
			"They are what history matching leaves, not weighed yet: the runs that the file allows ended.\n");
	else if (a->is_whole)
		soc_buf_puts(out, "They are the posterior: kept by the stated errors alone.\n");
	else {
		soc_buf_puts(out, "They are wider than the posterior: kept by ");
		soc_text_real(out, last->width, 2);
		soc_buf_puts(out, " times the stated errors, where the runs that the file allows ended.\n");
	}
}

static void put_row(const struct row *r, int width, struct soc_buf *out)
{
	soc_buf_add(out, "%-*s", width, r->name);
	if (r->use[0] != '\0') {
		put_real(out, r->published, r->published - r->error, r->published + r->error, 14);
		put_real(out, r->error, NAN, NAN, 12);
	}
	for (int q = 0; q < QUANTILES; q++)
		put_real(out, r->is[q], r->is[LOW], r->is[HIGH], 14);
	soc_buf_add(out, "%s%s\n", r->use[0] != '\0' ? "  " : "", r->use);
}

static void put_table(const struct soc_calibration *c, double *room, struct soc_buf *out)
{
	const int width = name_width(c);
	soc_buf_add(out, "%s\n\n", c->e->title);
	put_waves(c, out);
	if (c->abc.particles == 0) {
		const int worst = c->history.wave[c->history.waves - 1].worst;
		soc_buf_add(
			out,
			"\nNothing is left: no values within the ranges meet all targets. Most is ruled out by %s.\n",
			worst >= 0 ? c->e->outcome[c->target[worst].outcome].name : "-");
		return;
	}
	put_particles(c, out);
	soc_buf_add(out, "\n%-*s%14s%14s%14s\n", width, "factor", "median", "2.5%", "97.5%");
	for (int i = 0; i < c->e->factors_count; i++) {
		const struct row row = factor_row(c, i, room);
		put_row(&row, width, out);
	}
	soc_buf_add(out, "\n%-*s%14s%12s%14s%14s%14s\n", width, "target", "published", "error", "median", "2.5%",
	            "97.5%");
	for (int t = 0; t < c->e->targets_count; t++) {
		const struct row row = target_row(c, t, room);
		put_row(&row, width, out);
	}
	soc_buf_puts(out,
	             "\nerror: standard deviation of published and model together: tolerance, discrepancy, "
	             "random numbers. "
	             "Quantiles are of the particles;\nof a target, of what the model gives with them. check: "
	             "kept apart from the fit.\n");
}

/* ---- for programs ---- */
static void put_record(const struct row *r, int json, int first, struct soc_buf *out)
{
	static const char *const names[] = { "median", "low", "high" };
	soc_buf_puts(out, !json ? "" : first ? "\n  {\"kind\": " : ",\n  {\"kind\": ");
	soc_buf_quote(out, r->kind, 1);
	soc_buf_puts(out, json ? ", \"name\": " : ",");
	soc_buf_quote(out, r->name, 1);
	soc_buf_puts(out, json ? ", \"use\": " : ",");
	soc_buf_quote(out, r->use, 1);
	soc_buf_puts(out, json ? ", \"published\": " : ",");
	soc_text_number(out, r->published, json ? "null" : "");
	soc_buf_puts(out, json ? ", \"error\": " : ",");
	soc_text_number(out, r->error, json ? "null" : "");
	for (int q = 0; q < QUANTILES; q++) {
		soc_buf_add(out, json ? ", \"%s\": " : ",%.0s", names[q]);
		soc_text_number(out, r->is[q], json ? "null" : "");
	}
	soc_buf_puts(out, json ? "}" : "\n");
}

static void put_records(const struct soc_calibration *c, int json, double *room, struct soc_buf *out)
{
	const int told = c->abc.particles > 0;
	soc_buf_puts(out, json ? "[" : "kind,name,use,published,error,median,low,high\n");
	for (int i = 0; told && i < c->e->factors_count; i++) {
		const struct row row = factor_row(c, i, room);
		put_record(&row, json, i == 0, out);
	}
	for (int t = 0; told && t < c->e->targets_count; t++) {
		const struct row row = target_row(c, t, room);
		put_record(&row, json, 0, out);
	}
	soc_buf_puts(out, json ? "\n]\n" : "");
}

void soc_calibration_text(const struct soc_calibration *c, enum soc_text_form format, struct soc_buf *out)
{
	double *room = room_of(c);
	if (room == NULL)
		out->failed = 1;
	else if (format == SOC_TEXT_TABLE)
		put_table(c, room, out);
	else
		put_records(c, format == SOC_TEXT_JSON, room, out);
	soc_free(room);
}

void soc_calibration_posterior(const struct soc_calibration *c, struct soc_buf *out)
{
	const struct soc_abc *a = &c->abc;
	char text[SOC_FACTOR_TEXT];
	for (int i = 0; i < c->e->factors_count; i++)
		soc_buf_add(out, "%s,", c->e->factor[i].key);
	soc_buf_puts(out, "weight,distance\n");
	for (int64_t p = 0; p < a->particles; p++) {
		for (int i = 0; i < a->factors; i++) {
			soc_factor_value(&c->e->factor[i], a->u[p * a->factors + i], text);
			soc_buf_add(out, "%s,", text);
		}
		soc_text_number(out, a->weight[p], "");
		soc_buf_puts(out, ",");
		soc_text_number(out, a->distance[p], "");
		soc_buf_puts(out, "\n");
	}
}
