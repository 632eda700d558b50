/* What the module is called, what it asks, when a scenario has it, what it needs and its rules. */
#include "input/module.h"

#include "base/draw.h"
#include "base/poisson.h"
#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/events/rates.h"
#include "model/modules/counters.h"
#include "model/modules/recognition/similarity.h"
#include "model/modules/recognition/waiting.h"
#include "model/modules/summaries.h"

#define DAYS (365.25 / 12.0) /* of a month */

/* ---- what its keys need elsewhere ---- */

SOC_NEEDS_IF(somebody_passes)
{
	return soc_needs_ever(s, "recognition", -1, "passes_urban", -1) ||
	       soc_needs_ever(s, "recognition", -1, "passes_rural", -1) ||
	       soc_needs_ever(s, "recognition", -1, "passes_per_camera", -1);
}

SOC_NEEDS_IF(somebody_is_black_listed)
{
	SOC_FOR_ENTRIES(i, s->lists)
		if (s->lists[i].colour == SOC_BLACK)
			return 1;
	return 0;
}

#define NOBODY                                                                                  \
	"nobody passes a camera that compares; it takes recognition.passes_urban, passes_rural or " \
	"passes_per_camera above 0, for the run or by the timeline"
#define NO_LIST "the watch list is taken from the black lists, and there is none"

static const struct soc_need recognition_needs[] = {
	{ "recognition", "passes_urban", 0, SOC_NEEDS_NO_EFFECT, somebody_is_black_listed, NO_LIST },
	{ "recognition", "passes_rural", 0, SOC_NEEDS_NO_EFFECT, somebody_is_black_listed, NO_LIST },
	{ "recognition", "minority_ratio", 1, SOC_NEEDS_NO_EFFECT, somebody_passes, NOBODY },
	{ "recognition", "women_ratio", 1, SOC_NEEDS_NO_EFFECT, somebody_passes, NOBODY },
	{ "recognition", "faces_per_second", 0, SOC_NEEDS_NO_EFFECT, somebody_passes, NOBODY },
	{ 0 },
};

/* A month, of a rural or urban (1) person. */
static double passes(const struct soc_scenario *s, int urban)
{
	return (urban ? s->recognition.passes_urban : s->recognition.passes_rural) +
	       s->recognition.passes_per_camera * (urban ? s->cameras.per_1000_urban : s->cameras.per_1000_rural);
}

static struct soc_affected recognition_affects(const struct soc_scenario *s)
{
	return (struct soc_affected){ .on = passes(s, 0) > 0.0 || passes(s, 1) > 0.0 };
}

/* ---- its rules ---- */

/* Factors of a gamma law of mean 1 and that squared coefficient of variation. */
static void factors(double spread, uint32_t *of)
{
	double cuts[SOC_RECOGNITION_FACTORS], mean[SOC_RECOGNITION_FACTORS];
	for (int i = 0; i < SOC_RECOGNITION_FACTORS; i++) {
		cuts[i] = i < 127 ? (i + 1) / 128.0 : (127.0 + (i - 126) / 128.0) / 128.0;
		mean[i] = 1.0;
	}
	if (spread > 0.0)
		soc_rates_bucket_means(1.0 / spread, 1.0, cuts, SOC_RECOGNITION_FACTORS, mean);
	for (int i = 0; i < SOC_RECOGNITION_FACTORS; i++)
		of[i] = (uint32_t)(mean[i] * 65536.0 + 0.5);
}

static struct soc_alert_rules after(const struct soc_recognition *s, double rejected, double late)
{
	const double kept = 1.0 - rejected;
	return (struct soc_alert_rules){ soc_threshold(rejected), soc_threshold(rejected + kept * late),
		                             soc_threshold(rejected +
		                                           kept * (late + (1.0 - late) * (1.0 - s->stopped))) };
}

static enum soc_err compile_time(struct soc_recognition_rules *r, const struct soc_recognition *s,
                                 struct soc_msg *msg)
{
	const struct soc_waiting queue = { s->faces_per_second, s->service_seconds, (int)s->service_lines };
	if (soc_waiting_grows(&queue))
		return soc_fail(msg, SOC_ERR_LIMIT,
		                "recognition.faces_per_second: %g come, and %g can be compared: those that wait "
		                "would become more and more; it takes less than that, or more service_lines",
		                s->faces_per_second, (double)s->service_lines / s->service_seconds);
	const double late = soc_waiting_longer(&queue, s->reach_seconds), ms = soc_waiting_mean(&queue) * 1000.0;
	r->after_wrong = after(s, s->rejected_wrong, late);
	r->after_right = after(s, s->rejected_right, late);
	r->milliseconds = ms < 4e9 ? (uint32_t)(ms + 0.5) : 4000000000u;
	return SOC_OK;
}

static void compile_stratum(struct soc_recognition_rules *r, const struct soc_recognition *s, int urban,
                            double a_month)
{
	const struct soc_similarity law = { s->false_match, s->tenfold, s->missed, s->similarity_scale };
	const double matched = soc_similarity_false_match(&law, s->threshold);
	for (int i = 0; i < 4; i++) {
		const double ratio = (i >> 1 ? s->minority_ratio : 1.0) * (i & 1 ? s->women_ratio : 1.0),
					 chance = matched * ratio < 1.0 ? matched * ratio : 1.0;
		r->wrong[urban][i >> 1][i & 1] =
			(uint64_t)(a_month * soc_similarity_any(chance, (double)s->gallery) * 4294967296.0 + 0.5);
	}
	r->right[urban] =
		(uint64_t)(a_month * (1.0 - soc_similarity_missed(&law, s->threshold)) * 4294967296.0 + 0.5);
	r->faces[urban] = (uint32_t)(a_month * 65536.0 + 0.5);
}

/* Alerts of one kind that a person raises in a month of an ordinary deployment, at most. */
static double greatest(const struct soc_recognition_rules *r, int urban)
{
	uint64_t most = r->right[urban];
	for (int i = 0; i < 4; i++)
		most = r->wrong[urban][i >> 1][i & 1] > most ? r->wrong[urban][i >> 1][i & 1] : most;
	return (double)most / 4294967296.0;
}

static enum soc_err recognition_compile(struct soc_rules *rules, const struct soc_scenario *s,
                                        struct soc_msg *msg)
{
	const struct soc_recognition *k = &s->recognition;
	struct soc_recognition_rules *r = &rules->recognition;
	if (!recognition_affects(s).on)
		return SOC_OK;
	compile_stratum(r, k, 0, passes(s, 0));
	compile_stratum(r, k, 1, passes(s, 1));
	for (int urban = 0; urban < 2; urban++)
		if (greatest(r, urban) > SOC_RECOGNITION_MEAN)
			return soc_fail(
				msg, SOC_ERR_LIMIT,
				"recognition.passes_%s: alerts of one person in a month would be %.0f; at most %d can be "
				"counted: fewer passes, a smaller gallery or a higher threshold",
				urban ? "urban" : "rural", greatest(r, urban), SOC_RECOGNITION_MEAN);
	factors(k->wrong_spread, r->wrong_factor);
	factors(k->right_spread, r->right_factor);
	r->pictured = soc_threshold(k->pictured);
	const enum soc_err err = compile_time(r, k, msg);
	r->on = err == SOC_OK;
	return err;
}

/* ---- what its box says ---- */

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/recognition/counters.def"
};

static const struct soc_summary summaries[] = {
	{ .name = "recognition_alerts",
	  .label = "alerts a day, per million",
	  .per = 1e6 / DAYS,
	  .part = { SOC_RUN_SUM(recognition_by_stratum, "wrong_alerts right_alerts") },
	  .whole = { SOC_RUN_SUM(recognition_by_stratum, "persons") } },
	{ .name = "recognition_right",
	  .label = "right alerts a day, per million",
	  .per = 1e6 / DAYS,
	  .part = { SOC_RUN_SUM(recognition_by_stratum, "right_alerts") },
	  .whole = { SOC_RUN_SUM(recognition_by_stratum, "persons") } },
	{ .name = "recognition_wrong",
	  .label = "alerts for somebody else, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(recognition_by_stratum, "wrong_alerts") },
	  .whole = { SOC_RUN_SUM(recognition_by_stratum, "wrong_alerts right_alerts") } },
	{ .name = "recognition_wrong_stops",
	  .label = "stopped a day in place of another, per million",
	  .per = 1e6 / DAYS,
	  .part = { SOC_RUN_SUM(recognition_by_stratum, "wrong_stops") },
	  .whole = { SOC_RUN_SUM(recognition_by_stratum, "persons") } },
	{ .name = "recognition_wrongly_listed",
	  .label = "stops of the wrongly listed, rightly recognised, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(recognition_by_stratum, "wrongly_listed_stops") },
	  .whole = { SOC_RUN_SUM(recognition_by_stratum, "stops") } },
	{ .name = "recognition_no_violation",
	  .label = "recognised and stopped without any violation, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(recognition_by_conduct, "stops", .where = "offended=0") },
	  .whole = { SOC_RUN_SUM(recognition_by_conduct, "stops") } },
	{ .name = "recognition_group_ratio",
	  .label = "taken for another, minority over majority",
	  .per = 1,
	  .part = { SOC_RUN_SUM(recognition_by_group, "wrong_alerts", .where = "grp=1") },
	  .whole = { SOC_RUN_SUM(recognition_by_group, "persons", .where = "grp=1") },
	  .over_part = SOC_RUN_SUM(recognition_by_group, "wrong_alerts", .where = "grp=0"),
	  .over_whole = SOC_RUN_SUM(recognition_by_group, "persons", .where = "grp=0") },
	{ .name = "recognition_women_ratio",
	  .label = "taken for another, women over men",
	  .per = 1,
	  .part = { SOC_RUN_SUM(recognition_by_group, "wrong_alerts", .where = "female=1") },
	  .whole = { SOC_RUN_SUM(recognition_by_group, "persons", .where = "female=1") },
	  .over_part = SOC_RUN_SUM(recognition_by_group, "wrong_alerts", .where = "female=0"),
	  .over_whole = SOC_RUN_SUM(recognition_by_group, "persons", .where = "female=0") },
	{ .name = "recognition_seconds",
	  .label = "seconds from picture to alert",
	  .per = 0.001,
	  .part = { SOC_RUN_SUM(recognition_by_stratum, "waited") },
	  .whole = { SOC_RUN_SUM(recognition_by_stratum, "wrong_alerts right_alerts") } },
	{ .name = "recognition_late",
	  .label = "alerts not rejected that come too late, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(recognition_by_stratum, "late") },
	  .whole = { SOC_RUN_SUM(recognition_by_stratum,
	                         "wrong_alerts right_alerts -rejected_wrong -rejected_right") } },
};

const struct soc_module soc_module_recognition = {
	.name = "recognition",
	.title = "Recognition",
	.question = "How many alerts are for somebody else, and who is stopped for them?",
	.sections = "recognition",
	.stage = SOC_STAGE_CONSEQUENCES,
	.affects = recognition_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = recognition_needs,
	.compile = recognition_compile,
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
};
