/* Any bytes as a checkpoint. They are refused, or a run goes on from them; with the sums of their chunks made
 * right, so that what stands behind the sums is reached as well. */
#include "base/crc.h"
#include "base/mem.h"
#include "socred/scenario.h"
#include "socred/sim.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CHECK(what)  \
	do {             \
		if (!(what)) \
			abort(); \
	} while (0)
#define MAGIC 8u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char text[] =
	"socred: 1\n"
	"title: small\n"
	"replicates: 2\n"
	"span: {from: 2018-01, to: 2018-06}\n"
	"people: {persons: 100, provinces: Hainan}\n"
	"grades: {D: {from: 0}, A: {from: 950}}\n"
	"components: {judicial: {weight: 1, half_life_months: 12}}\n"
	"events: {default: {kind: violation, rate_per_year: 0.5, component: judicial, points: -100}}\n"
	"channels: {court: {kind: official, detects: {default: 0.8}, spurious_mix: {default: 1}, "
	"spurious_per_1000_years: 100}}\n"
	"review: {automatic_share: 0.2, files_per_month_per_million: 20000}\n"
	"hierarchy: {levels: 2, months_per_level: 1}\n"
	"lists: {defaulters: {colour: black, entry_events: [default], term_months: 12}}\n"
	"measures: {air: {kind: sanction, lists: [defaulters], demand_per_year: 6, spill_spouse: 1}}\n";

static struct soc_scenario *scenario;
static struct soc_sim *sim;
static char path[64];

/* A run in its first month and, where the first byte of an input says so, a sound checkpoint to be changed.
 */
static void begin(void)
{
	struct soc_msg msg = { "" };
	const struct soc_run_options options = { .threads = 1 };
	if (sim != NULL)
		return;
	CHECK(soc_scenario_read_text(text, sizeof text - 1, "small", NULL, NULL, 0, &scenario, NULL, &msg) ==
	      SOC_OK);
	CHECK(soc_sim_open(scenario, &options, &sim, &msg) == SOC_OK);
	snprintf(path, sizeof path, "/tmp/socred-fuzz-checkpoint-%ld", (long)getpid());
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
static uint8_t *changed(const uint8_t *data, size_t size, size_t *length)
{
	struct soc_msg msg = { "" };
	CHECK(soc_sim_begin(sim, 0, &msg) == SOC_OK);
	for (int m = 0; m < 3; m++)
		CHECK(soc_sim_step(sim, &msg) == SOC_OK);
	CHECK(soc_sim_save(sim, path, &msg) == SOC_OK);
	FILE *from = fopen(path, "rb");
	CHECK(from != NULL && fseek(from, 0, SEEK_END) == 0);
	*length = (size_t)ftell(from);
	rewind(from);
	uint8_t *bytes = malloc(*length);
	CHECK(bytes != NULL && fread(bytes, 1, *length, from) == *length);
	fclose(from);
	for (size_t i = 0; i + 3 <= size; i += 3) /* from the end, where the state is */
		bytes[*length - 1 - (data[i] | (size_t)data[i + 1] << 8) % *length] ^= data[i + 2];
	mend(bytes, *length);
	return bytes;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct soc_msg msg = { "" };
	size_t length = size;
	begin();
	uint8_t *bytes = size > 0 && data[0] == 'C' ? changed(data + 1, size - 1, &length) : NULL;
	FILE *to = fopen(path, "wb");
	CHECK(to != NULL && fwrite(bytes != NULL ? bytes : data, 1, length, to) == length && fclose(to) == 0);
	free(bytes);
	const size_t live = soc_mem_live();
	const enum soc_err err = soc_sim_load(sim, path, &msg);
	CHECK(err == SOC_OK || (err == SOC_ERR_CHECKPOINT && msg.text[0] != '\0'));
	CHECK(soc_mem_live() <= live + 2); /* the sums of a checkpoint are kept by the run from the first on */
	for (int m = 0; m < 2; m++)
		(void)soc_sim_step(sim, &msg); /* what was let in does no harm */
	(void)unlink(path);
	return 0;
}
