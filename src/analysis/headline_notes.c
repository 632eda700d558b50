/* What a reader must know before believing a headline: where its intervals come from, what stopped, what is
 * too few. */
#include "analysis/headline_notes.h"

#include "analysis/statistics.h"
#include "analysis/text.h"
#include "base/noun.h"
#include "store/assumptions.h"

#include <string.h>

static void put_ensemble(struct soc_buf *b, const struct soc_assumed_facts *e)
{
	if (e->points == 0) {
		soc_buf_puts(b, "Intervals over the assumptions: not computed (`socred assumptions SCENARIO`).\n");
		return;
	}
	soc_buf_add(b,
	            "Intervals over the assumptions: %s (values: %lld, points: %lld), random numbers taken out (",
	            e->posterior ? "draws of a posterior" : "an ensemble over all plausible ranges at once",
	            (long long)e->varied, (long long)e->points);
	soc_text_real(b, (double)e->persons, 0);
	soc_buf_add(b, " people, %lld %s).\n", (long long)e->replicates,
	            soc_noun((double)e->replicates, "replicate", "replicates"));
	if (!e->posterior && e->ranged > e->varied)
		soc_buf_add(
			b,
			"The ensemble is older than some plausible ranges (values that have one now: %lld, varied: "
			"%lld).\n",
			(long long)e->ranged, (long long)e->varied);
	if (e->refused > 0)
		soc_buf_add(b, "%lld of the points could not run and %s left out.\n", (long long)e->refused,
		            soc_noun((double)e->refused, "is", "are"));
}

/* What can be said where an ensemble gives no interval. */
static void put_without_width(struct soc_buf *b, double elsewhere, int by_chance)
{
	if (elsewhere > 0.0) {
		soc_buf_puts(b, "Where a value is the same at every point, it is not therefore certain: up to ");
		soc_text_real(b, elsewhere, 1);
		soc_buf_puts(
			b, " of 100 points could give another value in a run of that size (95%, rule of three), and "
			   "anything rarer would not show.\n");
	}
	if (by_chance)
		soc_buf_add(
			b,
			"\"x of y points\": too few points have a value for an interval; at least %d points and nine "
			"in ten are needed. \"Within random numbers\": the points differ by no more than random numbers "
			"alone would make them differ; more people or replicates might show a difference.\n",
			SOC_ASSUMPTIONS_LEAST);
}

enum soc_err soc_headline_put_notes(struct soc_result *r, const struct soc_assumed_facts *ensemble,
                                    double elsewhere, int by_chance, int replicates, int64_t months,
                                    struct soc_buf *b, struct soc_msg *msg)
{
	char interrupted[8];
	double partial, lost, listed;
	struct soc_buf marks = { 0 };
	enum soc_err err = soc_result_meta(r, "interrupted", interrupted, sizeof interrupted, msg);
	if (err == SOC_OK)
		err = soc_result_real(r, "SELECT max(partial) FROM replicates", NULL, 0, &partial, msg);
	if (err == SOC_OK)
		err = soc_result_real(r, "SELECT sum(docket_full) FROM by_cell", NULL, 0, &lost, msg);
	if (err == SOC_OK)
		err =
			soc_result_real(r,
		                    "SELECT sum(listed) FROM by_cell JOIN replicates USING (replicate) WHERE month = "
		                    "months_finished - 1",
		                    NULL, 0, &listed, msg);
	if (err != SOC_OK)
		return err;
	soc_assumed_put_marks(soc_buf_text(b), &marks);
	soc_buf_puts(b, "\n");
	if (replicates == 1)
		soc_buf_puts(b, "One replicate: intervals need two or more.\n");
	else
		soc_buf_puts(
			b, "Intervals of the simulation: 95%, by Student's t over the replicates; where all replicates "
			   "agree, from the number of cases in all of them.\n");
	soc_text_note_alike(b);
	put_ensemble(b, ensemble);
	put_without_width(b, elsewhere, by_chance);
	soc_buf_put(b, soc_buf_text(&marks), marks.length);
	b->failed |= marks.failed;
	soc_buf_release(&marks);
	if (partial > 0)
		soc_buf_add(b,
		            "The run was stopped after %lld %s; the statistics are of the part that was finished.\n",
		            (long long)months, soc_noun((double)months, "month", "months"));
	else if (strcmp(interrupted, "1") == 0)
		soc_buf_puts(b, "The run was stopped; the statistics are of the replicates that were finished.\n");
	if (listed > 0 && listed < SOC_FEW_CASES)
		soc_buf_add(b,
		            "Only %.0f synthetic %s listed at the end, in all replicates together: too few for "
		            "shares of them. Run with more persons.\n",
		            listed, soc_noun(listed, "person is", "people are"));
	if (lost > 0) {
		soc_text_real(b, lost, 0);
		soc_buf_add(b, " %s lost because a docket was full: the run is not sound.\n",
		            soc_noun(lost, "record or appeal was", "records or appeals were"));
	}
	return SOC_OK;
}
