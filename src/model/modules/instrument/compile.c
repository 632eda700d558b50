#include "model/modules/instrument/rules.h"

#include "base/data.h"
#include "base/draw.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER "instruments/"
#define ADULT_MONTHS 12.0

/* A table as it stands in the file: groups in the order of their first row, scores ascending, in hundredths.
 */
struct table {
	int scores[SOC_INSTRUMENT_GROUPS];
	double score[SOC_INSTRUMENT_GROUPS][SOC_INSTRUMENT_SCORES],
		good[SOC_INSTRUMENT_GROUPS][SOC_INSTRUMENT_SCORES], bad[SOC_INSTRUMENT_GROUPS][SOC_INSTRUMENT_SCORES];
};

/* A cell that would tell of single people. */
static int is_small(double count)
{
	return count > 0 && count < 5;
}

/* The files are the project's own and tested: rows of group,score,good,bad below one line of headers. */
static int read_rows(struct table *t, const char *text)
{
	char first[32] = "";
	for (const char *line = strchr(text, '\n'); line != NULL && line[1] != '\0';
	     line = strchr(line + 1, '\n')) {
		const char *comma = strchr(line + 1, ',');
		char group[32], *rest;
		if (comma == NULL || comma - line > 30)
			return 0;
		snprintf(group, sizeof group, "%.*s", (int)(comma - line - 1), line + 1);
		if (first[0] == '\0')
			snprintf(first, sizeof first, "%s", group);
		const int g = strcmp(group, first) != 0, i = t->scores[g];
		if (i == SOC_INSTRUMENT_SCORES)
			return 0;
		t->score[g][i] = (double)strtol(comma + 1, &rest, 10) / 100.0;
		t->good[g][i] = (double)strtol(rest + 1, &rest, 10);
		t->bad[g][i] = (double)strtol(rest + 1, &rest, 10);
		if (is_small(t->good[g][i]) || is_small(t->bad[g][i]))
			return 0;
		t->scores[g]++;
	}
	return t->scores[0] > 0 && t->scores[0] == t->scores[1];
}

static int16_t clipped(double change, double score, const struct soc_instrument *in)
{
	const double low = in->minimum - score, high = in->maximum - score;
	const double points = change < low ? low : change > high ? high : change;
	return (int16_t)(points < 0 ? points - 0.5 : points + 0.5);
}

static void compile_group(struct soc_instrument_group *out, const struct table *t, int g,
                          const struct soc_instrument *in, double threshold)
{
	double all = 0.0, below = 0.0;
	for (int i = 0; i < t->scores[g]; i++)
		all += t->good[g][i] + t->bad[g][i];
	out->decides = (uint16_t)t->scores[g];
	for (int i = t->scores[g] - 1; i >= 0; i--)
		if (t->score[g][i] >= threshold)
			out->decides = (uint16_t)i;
	for (int i = 0; i < t->scores[g]; i++) {
		const double here = t->good[g][i] + t->bad[g][i];
		below += here;
		const uint64_t word = soc_threshold(below / all);
		out->below[i] = word > UINT32_MAX ? UINT32_MAX : (uint32_t)word;
		out->bad[i] = soc_threshold(here > 0.0 ? t->bad[g][i] / here : 0.0);
		out->good_change[i] = clipped(in->gain, t->score[g][i], in);
		out->bad_change[i] = clipped(-in->loss, t->score[g][i], in);
	}
}

enum soc_err soc_instrument_compile(struct soc_instrument_rules *out, const struct soc_scenario *s,
                                    struct soc_msg *msg)
{
	const struct soc_instrument *in = &s->instrument;
	char name[SOC_TEXT_MAX + 32];
	struct table t = { 0 };
	memset(out, 0, sizeof *out);
	if (in->table[0] == '\0')
		return SOC_OK;
	snprintf(name, sizeof name, FOLDER "%s.csv", in->table);
	const char *text = soc_data_file(name, NULL);
	if (text == NULL)
		return soc_fail(msg, SOC_ERR_DATA, "instrument.table: %s is not in this build", name);
	if (!read_rows(&t, text))
		return soc_fail(msg, SOC_ERR_INTERNAL, "%s is no table of an instrument", name);
	out->on = in->assessed_per_year > 0.0;
	out->scores = (uint8_t)t.scores[0];
	out->refuses_high = in->refuses == SOC_REFUSES_HIGH;
	out->records = in->event >= 0 && in->channel >= 0 && s->channels[in->channel].enabled;
	out->event = (uint8_t)(in->event >= 0 ? in->event : 0);
	out->channel = (uint8_t)(in->channel >= 0 ? in->channel : 0);
	out->assessed = soc_threshold(in->assessed_per_year / ADULT_MONTHS);
	compile_group(&out->group[0], &t, 0, in, in->threshold);
	compile_group(&out->group[1], &t, 1, in, in->threshold_marked);
	return SOC_OK;
}
