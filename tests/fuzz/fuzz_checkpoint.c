/* Any bytes as a checkpoint. They are refused, or a run goes on from them; with the sums of their chunks made
 * right, so that what stands behind the sums is reached as well. */
#include "base/crc.h"
#include "base/mem.h"
#include "fuzz.h"
#include "socred/scenario.h"
#include "socred/sim.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAGIC 8u

#define RUNS 2

/* Firms that learn, close, appeal and borrow, whose heads are listed; contacts that publication cuts; a
 * rating whose weight adapts. */
#define MODULES                                                                                            \
	"  shamed: {colour: black, entry_events: [default], term_months: 6, publication: 1, entry_kin: 0.5}\n" \
	"contacts: {enabled: true}\n"                                                                          \
	"publicity: {contacts_cut: 0.3, work_lost: 0.1, strain: 0.01}\n"                                       \
	"adaptive_weight: {component: merit, classes: [citizen, official], gain: 4, delay_months: 1}\n"        \
	"firms: {enabled: true, persons_per_firm: 5, employee_share: 0.9, risk_bias: 1, learning_caught: "     \
	"0.3, closed_per_year: 1, same_owner: 0.5, closing_job_loss: 0.5, appeal_if_wronged: 0.9, "            \
	"appeal_if_guilty: 0.5, appeal_months: 2, credit_coverage_small: 0.5, credit_below: 900}\n"            \
	"firm_events: {arrears: {rate_per_year: 4, points: -60, gain: 0.2}}\n"                                 \
	"firm_channels: {office: {detects: {arrears: 0.9}, spurious_mix: {arrears: 1}, wrong_firm: 0.2, "      \
	"spurious_per_1000_years: 500}}\n"                                                                     \
	"firm_grades: {poor: {from: 0}, good: {from: 950}}\n"                                                  \
	"firm_lists: {dishonest: {colour: black, entry_events: [arrears], entry_grades: [poor], term_months: " \
	"24, head_list: defaulters, head_probability: 0.5, job_loss_per_month: 0.1}, red: {colour: red, "      \
	"entry_grades: [good], term_months: 3}}\n"                                                             \
	"firm_measures: {loans: {kind: sanction, lists: [dishonest], grades: [poor], credit: true, "           \
	"demand_per_year: 6, stake_months: 0.1}}\n"

static const char text[] =
	"socred: 1\n"
	"title: small\n"
	"replicates: 2\n"
	"span: {from: 2018-01, to: 2018-06}\n"
	"people: {persons: 100, provinces: Hainan}\n"
	"grades: {D: {from: 0}, A: {from: 950}}\n"
	"components: {judicial: {weight: 1, half_life_months: 12}%s}\n"
	"events: {default: {kind: violation, rate_per_year: 0.5, component: judicial, points: -100}}\n"
	"attention: {kept: 0.5}\n"
	"channels: {court: {kind: official, follows_attention: true, detects: {default: 0.8}, spurious_mix: "
	"{default: 1}, "
	"spurious_per_1000_years: 100}}\n"
	"review: {automatic_share: 0.2, files_per_month_per_million: 20000}\n"
	"hierarchy: {levels: 2, months_per_level: 1}\n"
	"measures: {air: {kind: sanction, lists: [defaulters], demand_per_year: 6, spill_spouse: 1}}\n"
	"lists:\n"
	"  defaulters: {colour: black, entry_events: [default], term_months: 12}\n";
static const char rating[] =
	", merit: {kind: rating, weight: 0.5, rating_months: 1, raters: 3, rated_classes: "
	"[citizen, official], rater_bias: 20, examination: 20}";

/* The first run has what all have, the second modules that keep something of their own beside. */
static struct soc_scenario *scenario[RUNS];
static struct soc_sim *sim[RUNS];
struct saved {
	uint8_t *bytes;
	size_t length;
};
static struct saved first[RUNS],
	sound[RUNS]; /* a checkpoint of each after its first and after its third month */
static char path[64];

static struct saved save(int run)
{
	struct saved out;
	struct soc_msg msg = { "" };
	CHECK(soc_sim_save(sim[run], path, &msg) == SOC_OK);
	FILE *from = fopen(path, "rb");
	CHECK(from != NULL && fseek(from, 0, SEEK_END) == 0);
	out.length = (size_t)ftell(from);
	rewind(from);
	out.bytes = malloc(out.length);
	CHECK(out.bytes != NULL && fread(out.bytes, 1, out.length, from) == out.length);
	fclose(from);
	return out;
}

static void step(int run, int months)
{
	struct soc_msg msg = { "" };
	for (int m = 0; m < months; m++)
		CHECK(soc_sim_step(sim[run], &msg) == SOC_OK);
}

static void begin(void)
{
	struct soc_msg msg = { "" };
	const struct soc_run_options options = { .threads = 1 };
	char whole[8192];
	if (sim[0] != NULL)
		return;
	snprintf(path, sizeof path, "/tmp/socred-fuzz-checkpoint-%ld", (long)getpid());
	for (int run = 0; run < RUNS; run++) {
		const int n = snprintf(whole, sizeof whole, text, run == 0 ? "" : rating);
		CHECK(n > 0 && (size_t)n + sizeof MODULES < sizeof whole);
		if (run > 0)
			memcpy(whole + n, MODULES, sizeof MODULES);
		const enum soc_err err =
			soc_scenario_read_text(whole, strlen(whole), "small", NULL, NULL, 0, &scenario[run], NULL, &msg);
		if (err != SOC_OK)
			fprintf(stderr, "%s\n", msg.text);
		CHECK(err == SOC_OK && soc_sim_open(scenario[run], &options, &sim[run], &msg) == SOC_OK);
		step(run, 1);
		first[run] = save(run);
		step(run, 2);
		sound[run] = save(run);
	}
}

static uint32_t get32(const uint8_t *at)
{
	return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static void put32(uint8_t *at, uint32_t value)
{
	for (int i = 0; i < 4; i++)
		at[i] = (uint8_t)(value >> (8 * i));
}

/* Each chunk's sum becomes that of its bytes, and the last chunk's that of the sums. */
static void mend(uint8_t *bytes, size_t size)
{
	uint32_t sums = 0, count = 0;
	for (size_t at = MAGIC; at + 12 <= size;) {
		const uint32_t length = get32(bytes + at + 4);
		if (length > size - at - 12)
			return;
		if (get32(bytes + at) == 7 && length == 8) {
			put32(bytes + at + 8, count);
			put32(bytes + at + 12, sums);
		}
		put32(bytes + at + 8 + length, soc_crc_add(0, bytes + at, 8 + (size_t)length));
		sums = soc_crc_add(sums, bytes + at + 8 + length, 4);
		count++;
		at += 12 + (size_t)length;
	}
}

/* A sound checkpoint with some bytes changed: pairs of a place (2 bytes) and what is laid over it. */
static uint8_t *changed(int run, const uint8_t *data, size_t size)
{
	const size_t length = sound[run].length;
	uint8_t *bytes = malloc(length);
	CHECK(bytes != NULL);
	memcpy(bytes, sound[run].bytes, length);
	for (size_t i = 0; i + 3 <= size; i += 3) /* from the end, where the state is */
		bytes[length - 1 - (data[i] | (size_t)data[i + 1] << 8) % length] ^= data[i + 2];
	mend(bytes, length);
	return bytes;
}

/* Nothing of a file that was refused is left in the run: its first month is what it always was. */
static void check_untouched(int run)
{
	step(run, 1);
	const struct saved now = save(run);
	CHECK(now.length == first[run].length && memcmp(now.bytes, first[run].bytes, now.length) == 0);
	free(now.bytes);
}

/* The run is put where the bytes say, or refuses them. */
static void load(int run, const uint8_t *bytes, size_t length)
{
	struct soc_msg msg = { "" };
	FILE *to = fopen(path, "wb");
	CHECK(to != NULL && fwrite(bytes, 1, length, to) == length && fclose(to) == 0);
	CHECK(soc_sim_begin(sim[run], 0, &msg) == SOC_OK);
	const size_t live = soc_mem_live();
	const enum soc_err err = soc_sim_load(sim[run], path, &msg);
	CHECK(err == SOC_OK || (err == SOC_ERR_CHECKPOINT && msg.text[0] != '\0'));
	CHECK(soc_mem_live() <= live + 2); /* the sums of a checkpoint are kept by the run from the first on */
	for (int m = 0; m < 2 && err == SOC_OK; m++)
		(void)soc_sim_step(sim[run], &msg); /* what was let in does no harm */
	if (err != SOC_OK)
		check_untouched(run);
	(void)unlink(path);
}

/* C, F: what follows changes the sound checkpoint of the first run, of the second; else it is a checkpoint.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	begin();
	const int run = size > 0 && data[0] == 'F';
	if (size > 0 && (run == 1 || data[0] == 'C')) {
		uint8_t *bytes = changed(run, data + 1, size - 1);
		load(run, bytes, sound[run].length);
		free(bytes);
	} else
		load(0, data, size);
	return 0;
}
