/* A figure over the value in which the runs differ, and in nothing else: the curve of a form. */
#include "analysis/text.h"
#include "view/assessment_page.h"

#include <math.h>
#include <string.h>

#define LEFT 50.0
#define RIGHT 570.0
#define TOP 24.0
#define BOTTOM 190.0

/* ---- read from the runs ---- */
/* All that a run states but for the key, what names it, and where its results go. */
static enum soc_err state_of(struct soc_result *r, const char *key, struct soc_buf *rest, double *value,
                             json_t **meaning, struct soc_msg *msg)
{
	sqlite3_stmt *stmt = NULL;
	int row = 0;
	enum soc_err err = soc_result_query(
		r,
		"SELECT key, value, meaning FROM parameters WHERE key NOT IN ('title', 'description', 'answer', "
		"'published') AND key NOT GLOB 'run.*' AND key NOT GLOB 'output.*' ORDER BY key",
		NULL, 0, &stmt, msg);
	*value = NAN;
	while (err == SOC_OK && (err = soc_result_next(r, stmt, &row, msg)) == SOC_OK && row) {
		const char *name = (const char *)sqlite3_column_text(stmt, 0),
				   *text = (const char *)sqlite3_column_text(stmt, 1),
				   *means = (const char *)sqlite3_column_text(stmt, 2);
		if (name == NULL || text == NULL)
			continue;
		if (strcmp(name, key) != 0) {
			soc_buf_add(rest, "%s: %s\n", name, text);
			continue;
		}
		*value = sqlite3_column_double(stmt, 1);
		if (*meaning == NULL)
			*meaning = json_string(means != NULL ? means : "");
	}
	sqlite3_finalize(stmt);
	return err;
}

enum soc_err soc_assessment_curve(struct soc_assessed_runs *runs, const char *key, json_t **answer,
                                  struct soc_msg *msg)
{
	struct soc_buf first = { 0 };
	json_t *at = json_array(), *meaning = NULL;
	double value = NAN, least = INFINITY, most = -INFINITY;
	int is_curve = runs->count > 1;
	enum soc_err err = SOC_OK;
	for (int i = 0; i < runs->count && err == SOC_OK && is_curve; i++) {
		struct soc_buf rest = { 0 };
		soc_result_begin(runs->run[i].r);
		err = state_of(runs->run[i].r, key, i == 0 ? &first : &rest, &value, &meaning, msg);
		is_curve = !isnan(value) && !first.failed && !rest.failed &&
		           (i == 0 || strcmp(soc_buf_text(&first), soc_buf_text(&rest)) == 0);
		least = value < least ? value : least;
		most = value > most ? value : most;
		soc_json_append(&at, soc_json_real(value));
		soc_buf_release(&rest);
	}
	soc_buf_release(&first);
	if (err == SOC_OK && is_curve && least >= 0.0 && most > least) {
		soc_json_set(answer, "curve", json_pack("{s:s, s:o, s:o}", "key", key, "meaning", meaning, "at", at));
		return SOC_OK;
	}
	json_decref(meaning);
	json_decref(at);
	return err;
}

/* ---- drawn ---- */
struct point {
	double at, value, low, high;
	int run;
};

static double number(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);
	return json_is_number(value) ? json_number_value(value) : NAN;
}

/* The points that have a value, from the least `at` on. */
static int points_of(const json_t *answer, struct point out[SOC_ASSESSMENT_RUNS])
{
	const json_t *at = json_object_get(json_object_get(answer, "curve"), "at"),
				 *figures = json_object_get(answer, "figures");
	int count = 0;
	for (size_t i = 0; i < json_array_size(at) && i < SOC_ASSESSMENT_RUNS; i++) {
		const json_t *figure = json_object_get(json_array_get(figures, i), "figure");
		const struct point p = { json_number_value(json_array_get(at, i)), number(figure, "value"),
			                     number(figure, "low"), number(figure, "high"), (int)i };
		int to = count;
		if (isnan(p.value) || p.value < 0.0)
			continue;
		for (; to > 0 && out[to - 1].at > p.at; to--)
			out[to] = out[to - 1];
		out[to] = p;
		count++;
	}
	return count;
}

static void put_told(struct soc_buf *out, const struct point *p, int with_interval)
{
	const int decimals = soc_text_decimals(p->value, p->low, p->high);
	soc_text_real(out, p->value, decimals);
	if (with_interval && p->high > p->low) {
		soc_buf_puts(out, " (");
		soc_text_range(out, p->low, p->high, decimals);
		soc_buf_puts(out, ")");
	}
}

static void put_description(struct soc_buf *out, const struct point *p, int count)
{
	for (int i = 0; i < count; i++) {
		soc_buf_add(out, "%s%s, at ", i > 0 ? "; " : "", soc_assessment_run_name(p[i].run));
		soc_text_real(out, p[i].at, soc_text_decimals_few(p[i].at));
		soc_buf_puts(out, ": ");
		put_told(out, &p[i], 1);
	}
	soc_buf_puts(out, ".");
}

static void put_points(struct soc_buf *out, const struct point *p, int count)
{
	double most = 0.0;
	for (int i = 0; i < count; i++) {
		const double end = p[i].high > p[i].value ? p[i].high : p[i].value;
		most = end > most ? end : most;
	}
	const double wide = (RIGHT - LEFT) / p[count - 1].at, high = most > 0.0 ? (BOTTOM - TOP) / most : 0.0;
	soc_buf_add(out,
	            "<path class=\"axis\" d=\"M%.0f %.0fV%.0fH%.0f\"/><text class=\"end\" x=\"%.0f\" "
	            "y=\"%.0f\">0</text>\n<polyline points=\"",
	            LEFT, TOP, BOTTOM, RIGHT, LEFT - 6.0, BOTTOM + 4.0);
	for (int i = 0; i < count; i++)
		soc_buf_add(out, "%.1f,%.1f ", LEFT + wide * p[i].at, BOTTOM - high * p[i].value);
	soc_buf_puts(out, "\"/>\n");
	for (int i = 0; i < count; i++) {
		const double x = LEFT + wide * p[i].at, y = BOTTOM - high * p[i].value;
		if (p[i].high > p[i].low)
			soc_buf_add(out, "<path class=\"bar\" d=\"M%.1f %.1fV%.1f\"/>", x, BOTTOM - high * p[i].low,
			            BOTTOM - high * p[i].high);
		const int is_right = x > RIGHT - 90.0; /* no room behind it */
		soc_buf_add(out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/><text%s x=\"%.1f\" y=\"%.1f\">%s ", x, y,
		            is_right ? " class=\"end\"" : "", is_right ? x - 8.0 : x + 8.0,
		            y + (is_right ? 32.0 : 17.0), soc_assessment_run_name(p[i].run));
		put_told(out, &p[i], 0);
		soc_buf_add(out, "</text><text class=\"mid\" x=\"%.1f\" y=\"%.0f\">", x, BOTTOM + 19.0);
		soc_text_real(out, p[i].at, soc_text_decimals_few(p[i].at));
		soc_buf_puts(out, "</text>\n");
	}
}

void soc_assessment_page_curve(struct soc_assessment_page *p, const json_t *field)
{
	struct point points[SOC_ASSESSMENT_RUNS];
	struct soc_buf words = { 0 };
	const json_t *answer = json_object_get(field, "answer"), *curve = json_object_get(answer, "curve");
	const char *name = soc_assessment_page_at(field, "field");
	const int count = curve != NULL ? points_of(answer, points) : 0;
	if (count < 2 || !(points[count - 1].at > points[0].at))
		return;
	put_description(&words, points, count);
	soc_buf_add(
		p->out,
		"<figure class=\"curve\"><svg viewBox=\"0 0 640 236\" role=\"img\" aria-labelledby=\"%s-title "
		"%s-desc\"><title id=\"%s-title\">",
		name, name, name);
	soc_assessment_page_text(p, soc_assessment_page_at(field, "question"));
	soc_buf_add(p->out, "</title><desc id=\"%s-desc\">", name);
	soc_assessment_page_text(p, soc_buf_text(&words));
	soc_buf_puts(p->out, "</desc>\n");
	put_points(p->out, points, count);
	soc_buf_add(p->out, "<text class=\"mid\" x=\"%.0f\" y=\"%.0f\">", (LEFT + RIGHT) / 2.0, BOTTOM + 40.0);
	soc_assessment_page_text(p, soc_assessment_page_at(curve, "meaning"));
	soc_buf_puts(p->out, "</text></svg>\n<figcaption class=\"soft\">");
	soc_assessment_page_text(p, soc_assessment_page_at(field, "question"));
	soc_buf_puts(p->out, " Upwards: ");
	soc_assessment_page_text(p, soc_assessment_page_at(answer, "unit"));
	soc_buf_puts(p->out, ". A dot is a run, its bar the 95% interval of the random numbers; between the runs "
	                     "nothing was measured.</figcaption></figure>\n");
	p->out->failed |= words.failed;
	soc_buf_release(&words);
}
