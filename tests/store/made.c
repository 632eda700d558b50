#include "made.h"
#include "scratch.h"

#include "socred/scenario.h"
#include "store/digest.h"
#include "store/reader.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char yaml[] =
	"socred: 1\n"
	"title: Invented tallies\n"
	"seed: 7\n"
	"replicates: 3\n"
	"span: {from: 2014-11, to: 2016-02}\n"
	"people: {persons: 1000}\n"
	"output: {places: year, fields: true}\n"
	"grades:\n"
	"  D: {from: 0}\n"
	"  C: {from: 600}\n"
	"  A: {from: 1200}\n"
	"components:\n"
	"  judicial: {weight: 1}\n"
	"events:\n"
	"  default: {kind: violation, rate_per_year: 0.004, component: judicial, points: -100}\n"
	"  help: {kind: good_deed, rate_per_year: 0.1, component: judicial, points: 5}\n"
	"channels:\n"
	"  court: {kind: official, detects: {default: 0.6}, spurious_mix: {default: 1}}\n"
	"lists:\n"
	"  defaulters: {colour: black, entry_events: [default]}\n"
	"  models: {colour: red, entry_grades: [A]}\n"
	"measures:\n"
	"  air: {kind: sanction, lists: [defaulters], demand_per_year: 0.5}\n"
	"  praise: {kind: reward, lists: [models], demand_per_year: 0.5}\n";

static size_t count_settings(const char *const *settings)
{
	size_t n = 0;
	while (settings != NULL && settings[n] != NULL)
		n++;
	return n;
}

static void make_plan(struct made *m, int places)
{
	struct soc_plan *p = &m->plan;
	*p = (struct soc_plan){ .seed = 7,
		                    .persons = 1000,
		                    .census_persons = 1500000,
		                    .households = 400,
		                    .regions_count = MADE_REGIONS,
		                    .places_count = places,
		                    .strata_count = 2 * places,
		                    .communities_count = 4 };
	p->regions = calloc(MADE_REGIONS, sizeof *p->regions);
	p->places = calloc((size_t)places, sizeof *p->places);
	p->strata = calloc((size_t)(2 * places), sizeof *p->strata);
	for (int i = 0; i < MADE_REGIONS; i++) {
		p->regions[i] = (struct soc_region){ .code = 10 + i, .census_persons = 500000 };
		snprintf(p->regions[i].name, sizeof p->regions[i].name, "Province %d", i);
	}
	for (int i = 0; i < places; i++) {
		p->places[i] = (struct soc_place){ .code = 1000 + i,
			                               .region = i % MADE_REGIONS,
			                               .census_persons = 200000,
			                               .census_urban = 80000,
			                               .minority_share = 0.125,
			                               .longitude = 100.5,
			                               .latitude = 30.25 };
		snprintf(p->places[i].name, sizeof p->places[i].name, "\xe5\xb8\x82, \"%d\"",
		         i); /* a wide letter, a comma, quotes */
		p->strata[2 * i] =
			(struct soc_stratum){ .place = i, .urban = 0, .persons = i == places - 1 ? 0 : 90 };
		p->strata[2 * i + 1] =
			(struct soc_stratum){ .place = i, .urban = 1, .persons = i == places - 1 ? 0 : 60 };
	}
}

void made_init(struct made *m, int places, const char *const *settings)
{
	made_init_text(m, places, yaml, settings);
}

void made_init_text(struct made *m, int places, const char *text, const char *const *settings)
{
	struct soc_msg msg = { "" };
	struct soc_diagnostics *diagnostics = NULL;
	memset(m, 0, sizeof *m);
	if (soc_scenario_read_text(text, strlen(text), "made.yaml", NULL, settings, count_settings(settings),
	                           &m->scenario, &diagnostics, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	soc_diagnostics_free(diagnostics);
	make_plan(m, places);
	m->tally = calloc(1, sizeof *m->tally);
	m->tally->place = calloc((size_t)places, sizeof *m->tally->place);
	m->fields = calloc((size_t)places, sizeof *m->fields);
	m->months = soc_scenario_months(m->scenario);
	m->replicates = soc_scenario_replicates(m->scenario);
	m->fill = made_fill;
	m->command_line = "socred run made.yaml";
}

void made_release(struct made *m)
{
	soc_scenario_free(m->scenario);
	free(m->plan.regions);
	free(m->plan.places);
	free(m->plan.strata);
	free(m->tally->place);
	free(m->tally);
	free(m->fields);
}

static void clear(struct made *m)
{
	void *place = m->tally->place;
	memset(m->tally, 0, sizeof *m->tally);
	m->tally->place = place;
	memset(m->tally->place, 0, (size_t)m->plan.places_count * sizeof *m->tally->place);
	for (int p = 0; p < m->plan.places_count; p++)
		m->fields[p] = (struct soc_field){ .norm = { 65536, 65536, 65536, 65536 } };
}

/* Different for every position, with small and large values, some negative (scores) and many zeros. */
static int64_t invent(int64_t replicate, int64_t month, int64_t row, int64_t column)
{
	uint64_t x =
		(uint64_t)(replicate * 1000003 + month * 10007 + row * 101 + column * 7 + 13) * 0x9e3779b97f4a7c15u;
	x ^= x >> 29;
	return x % 3 == 0 ? 0 : (int64_t)(x >> 32) % (x % 5 == 0 ? 1000000 : 200);
}

static void fill_named(struct soc_tally *t, int64_t r, int64_t m)
{
	int64_t n = 1;
	int64_t *const blocks[] = { t->event[0], t->channel[0], t->list[0], t->measure[0], t->transition[0] };
	const size_t counts[] = { 2 * SOC_CLASS_COUNTS_COUNT, SOC_CHANNEL_COUNTS_COUNT, 2 * SOC_LIST_COUNTS_COUNT,
		                      2 * SOC_MEASURE_COUNTS_COUNT, 3 * SOC_GRADES_MAX };
	for (int b = 0; b < 5; b++)
		for (size_t i = 0; i < counts[b]; i++)
			blocks[b][i] = invent(r, m, 1000 + b, n++);
	for (int i = 0; i < SOC_WAIT_BUCKETS; i += 3) {
		t->appeal_wait[i] = invent(r, m, 2000, i);
		t->review_wait[i] = invent(r, m, 2001, i);
	}
}

void made_fill(struct made *m, int64_t replicate, int64_t month)
{
	struct soc_tally *t = m->tally;
	for (int p = 0; p < m->plan.places_count - 1; p++) {
		t->place_now = t->place[p];
		for (unsigned c = 0; c < SOC_DEMOGRAPHIC_CELLS; c++) {
			if ((c + (unsigned)p) % 7 == 0 || c == 33)
				continue; /* nobody of this cell lives here; of cell 33 nowhere */
			soc_count(t, c, SOC_IND_persons, 10 + c % 4);
			for (int i = 1; i < SOC_INDICATORS_COUNT; i++)
				soc_count(t, c, (enum soc_indicator)i, invent(replicate, month, p * 60 + c, i));
		}
		m->fields[p].norm[1] = (uint32_t)invent(replicate, month, p, 500);
		m->fields[p].appeals = (struct soc_queue){ (uint16_t)month, (uint16_t)(p * 9000) };
		m->fields[p].risk[2] = (uint16_t)(65535 - p);
	}
	fill_named(t, replicate, month);
	if (replicate == 1 && month == 5)
		t->cell[17][SOC_IND_listed_no_violation] += m->planted;
}

enum soc_err made_tell(struct made *m, struct soc_observer *o, int64_t last, int64_t stop_after,
                       struct soc_msg *msg)
{
	enum soc_err err = o->on_start(o->user, m->scenario, &m->plan, msg);
	for (int64_t r = 0; r <= last && err == SOC_OK; r++) {
		const int64_t months = r == last && stop_after >= 0 ? stop_after : m->months;
		for (int64_t month = 0; month < months && err == SOC_OK; month++) {
			clear(m);
			m->fill(m, r, month);
			err = o->on_month(o->user, r, month, m->tally, m->fields, msg);
		}
		if (err == SOC_OK && months == m->months)
			err = o->on_replicate(o->user, r, msg);
	}
	return err;
}

enum soc_err made_write(struct made *m, const char *path, int64_t last, int64_t stop_after,
                        struct soc_msg *msg)
{
	struct soc_result_writer *w = NULL;
	enum soc_err err = soc_result_writer_open(&w, path, m->command_line, msg);
	if (err == SOC_OK)
		err = made_tell(m, soc_result_writer_observer(w), last, stop_after, msg);
	if (err == SOC_OK)
		err = soc_result_writer_finish(w, stop_after >= 0, msg);
	soc_result_writer_free(w);
	return err;
}

void made_write_all(struct made *m, const char *path)
{
	struct soc_msg msg = { "" };
	if (made_write(m, path, m->replicates - 1, -1, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
}

struct soc_result *made_open(const char *path)
{
	struct soc_result *r = NULL;
	struct soc_msg msg = { "" };
	if (soc_result_open(&r, path, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	return r;
}

double made_number(struct soc_result *r, const char *table, const char *column, int64_t month,
                   int64_t replicate)
{
	double out = -1;
	struct soc_msg msg = { "" };
	if (soc_result_number(r, table, column, month, replicate, &out, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	return out;
}

int64_t made_told(struct made *m, enum soc_indicator i, int64_t replicate, int64_t month)
{
	int64_t sum = 0;
	clear(m);
	m->fill(m, replicate, month);
	for (int c = 0; c < SOC_DEMOGRAPHIC_CELLS; c++)
		sum += m->tally->cell[c][i];
	return sum;
}

/* ---- files ---- */
static char folder[64], file[96];

const char *made_path(void)
{
	if (folder[0] == '\0') {
		snprintf(folder, sizeof folder, "%s/socred-store-XXXXXX", SCRATCH);
		assert_non_null(mkdtemp(folder));
		snprintf(file, sizeof file, "%s/results.db", folder);
	}
	return file;
}

static int walk(int remove_all)
{
	int parts = 0;
	DIR *d = folder[0] != '\0' ? opendir(folder) : NULL;
	for (struct dirent *e; d != NULL && (e = readdir(d)) != NULL;) {
		char path[512];
		snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
		parts += strstr(e->d_name, ".part-") != NULL;
		if (remove_all && e->d_name[0] != '.')
			unlink(path);
	}
	if (d != NULL)
		closedir(d);
	return parts;
}

int made_parts(void)
{
	return walk(0);
}

void made_clean(void)
{
	walk(1);
	if (folder[0] != '\0')
		rmdir(folder);
	folder[0] = '\0';
}

unsigned char *made_bytes(const char *path, size_t *length)
{
	FILE *in = fopen(path, "rb");
	struct stat st;
	*length = 0;
	if (in == NULL || fstat(fileno(in), &st) != 0)
		return NULL;
	unsigned char *bytes = malloc((size_t)st.st_size + 1);
	*length = fread(bytes, 1, (size_t)st.st_size, in);
	fclose(in);
	return bytes;
}

struct soc_result *made_result(void (*fill)(struct made *m, int64_t replicate, int64_t month),
                               const char *const *settings, int64_t stop_after)
{
	struct made m;
	made_init(&m, 2, settings);
	m.fill = fill;
	return made_into_memory(&m, stop_after);
}

struct soc_result *made_into_memory(struct made *m, int64_t stop_after)
{
	struct soc_result *r = NULL;
	size_t length;
	assert_int_equal(made_write(m, made_path(), m->replicates - 1, stop_after, NULL), SOC_OK);
	unsigned char *bytes = made_bytes(made_path(), &length);
	assert_int_equal(soc_result_open_memory(&r, bytes, length, NULL), SOC_OK);
	free(bytes);
	made_release(m);
	made_clean();
	return r;
}

/* ---- forgery ---- */
static int set_digest(sqlite3 *db, const char *table, const struct soc_digest *d)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(db, "UPDATE digests SET rows = ?1, sha256 = ?2 WHERE table_name = ?3", -1,
	                            &stmt, NULL);
	sqlite3_bind_int64(stmt, 1, d->rows);
	sqlite3_bind_text(stmt, 2, d->sha256, -1, SQLITE_STATIC);
	sqlite3_bind_text(stmt, 3, table, -1, SQLITE_STATIC);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(stmt);
	sqlite3_finalize(stmt);
	return rc == SQLITE_DONE;
}

int made_reseal(sqlite3 *db)
{
	struct soc_digests d;
	if (soc_digest_file(&soc_schema_of_run, db, &d, NULL) != SOC_OK)
		return 0;
	int sound = set_digest(db, "content", &d.content);
	for (int i = 0; i < SOC_TABLE_digests; i++)
		sound = sound && set_digest(db, soc_schema_tables[i].name, &d.table[i]);
	return sound;
}

void made_forge(const char *path, const char *sql)
{
	sqlite3 *db = NULL;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	assert_true(made_reseal(db));
	sqlite3_close(db);
}
