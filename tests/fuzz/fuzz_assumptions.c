/* Any bytes as the file of an ensemble over assumptions: read without a crash or a leak; what is valid keeps
 * its bounds, and written down it is read back as the same. */
#include "base/mem.h"
#include "fuzz.h"
#include "socred/scenario.h"
#include "store/assumptions.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void check_bounds(const struct soc_assumptions *a)
{
	CHECK(a->points >= SOC_ASSUMPTIONS_LEAST && a->points <= SOC_ASSUMPTIONS_MOST && a->replicates >= 2);
	CHECK(a->factors_count >= 1 && a->factors_count <= SOC_ASSUMPTIONS_FACTORS);
	CHECK(a->outcomes_count >= 1 && a->outcomes_count <= SOC_ASSUMPTIONS_OUTCOMES);
	for (int i = 0; i < a->outcomes_count; i++) {
		const struct soc_assumptions_outcome *o = &a->outcome[i];
		CHECK(isnan(o->low) || (o->low <= o->median && o->median <= o->high));
		CHECK(o->matter_count >= 0 && o->matter_count <= SOC_ASSUMPTIONS_MATTER);
		for (int k = 0; k < o->matter_count; k++)
			CHECK(o->matter[k].factor >= 0 && o->matter[k].factor < a->factors_count);
	}
	CHECK(a->rates_count >= 0 && a->rates_count <= SOC_ASSUMPTIONS_RATES);
	for (int i = 0; i < a->rates_count; i++) {
		const struct soc_assumptions_rate *r = &a->rate[i];
		CHECK(isnan(r->low) ? isnan(r->high) : r->low <= r->median && r->median <= r->high);
		CHECK(isnan(r->difference_low) ? isnan(r->difference_high) : r->difference_low <= r->difference_high);
		CHECK(isnan(r->ratio_low) ? isnan(r->ratio_high)
		                          : 0.0 <= r->ratio_low && r->ratio_low <= r->ratio_high);
		CHECK(r->group[0] != '\0' && r->rate[0] != '\0');
	}
}

static void check_round(const struct soc_assumptions *a)
{
	struct soc_buf out = { 0 }, again = { 0 };
	struct soc_assumptions *b = NULL;
	struct soc_msg msg = { "" };
	soc_assumptions_write(a, &out);
	CHECK(soc_assumptions_read_text("again", soc_buf_text(&out), out.length, &b, NULL, &msg) == SOC_OK);
	soc_assumptions_write(b, &again);
	CHECK(out.length == again.length && memcmp(out.text, again.text, out.length) == 0);
	soc_assumptions_free(b);
	soc_buf_release(&out);
	soc_buf_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const size_t live = soc_mem_live();
	struct soc_assumptions *a = NULL;
	struct soc_diagnostics *list = NULL;
	struct soc_msg msg = { "" };
	char *text = fuzz_text(data, size);
	if (text == NULL)
		return 0;
	const enum soc_err err = soc_assumptions_read_text("e.json", text, size, &a, &list, &msg);
	CHECK((err == SOC_OK || err == SOC_ERR_DATA) && (a != NULL) == (err == SOC_OK));
	CHECK((soc_diagnostics_count(list) > 0) == (err != SOC_OK));
	if (a != NULL) {
		check_bounds(a);
		check_round(a);
	}
	soc_assumptions_free(a);
	soc_diagnostics_free(list);
	free(text);
	CHECK(soc_mem_live() == live);
	return 0;
}
