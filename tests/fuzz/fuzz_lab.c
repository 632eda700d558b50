/* Any bytes as a request to the lab: a method, a target and a body, parted by zero bytes; several in one
 * input, parted by two of them. A bundle has zero bytes of its own: it is all that is left, and where it
 * begins with '@' it is the real one, changed as what follows says. Whatever is asked, there is a reply in
 * bounds, JSON where it says so, and the lab goes on.
 *
 * The lab is opened once, over two small finished runs in memory, so that every request has something to
 * answer from; it is opened anew only after an input that has changed what stands there. */
#include "fuzz.h"
#include "lab_requests.h"
#include "socred/lab.h"

#include <jansson.h>

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define REQUESTS_MOST 8
#define PATH 200

static struct soc_lab *lab;
static char folder[64], kept[80];
static char *bundle;
static size_t bundle_length;
static int is_changed;

static const char *const files[] = { "results.db", "lab.json", "scenario.resolved.yaml", "report.html" };
/* As little of a scenario as has a grade, a channel, a list, a measure and due process: the less there is to
 * be read, the more is asked in a second. */
#define SMALL                                                                                               \
	"socred: 1\\ntitle: small\\nreplicates: 2\\nspan: {from: 2018-01, to: 2018-02}\\n"                      \
	"people: {persons: 300, provinces: Hainan}\\noutput: {fields: true}\\n"                                 \
	"grades: {D: {from: 0}, A: {from: 950}}\\ncomponents: {judicial: {weight: 1, half_life_months: 12}}\\n" \
	"events: {default: {kind: violation, rate_per_year: 0.5, component: judicial, points: -100}}\\n"        \
	"channels: {court: {kind: official, detects: {default: 0.8}, spurious_per_1000_years: 50, "             \
	"spurious_mix: {default: 1}}}\\n"                                                                       \
	"lists: {defaulters: {colour: black, entry_events: [default], term_months: 12}}\\n"                     \
	"measures: {air: {kind: sanction, lists: [defaulters], demand_per_year: 6, spill_spouse: 1}}\\n"
static const char *const begun[] = {
	"{\"scenario\":\"start/minimal\",\"yaml\":\"" SMALL "\"}",
	"{\"scenario\":\"start/minimal\",\"yaml\":\"" SMALL "\",\"label\":\"other\","
	"\"settings\":{\"due_process.notice\":0.25}}",
};
#define RUNS (sizeof begun / sizeof *begun)

/* ---- the folder ---- */
static void remove_all(const char *path)
{
	char inside[2 * PATH];
	DIR *all = opendir(path);
	for (struct dirent *e; all != NULL && (e = readdir(all)) != NULL;) {
		if (e->d_name[0] == '.')
			continue;
		snprintf(inside, sizeof inside, "%.190s/%.190s", path, e->d_name);
		if (unlink(inside) != 0)
			remove_all(inside);
	}
	if (all != NULL)
		closedir(all);
	(void)rmdir(path);
}

static void remove_at_exit(void)
{
	soc_lab_close(&lab);
	free(bundle);
	remove_all(folder);
	remove_all(kept);
}

static void open_lab(void)
{
	const struct soc_lab_options options = {
		.folder = folder, .threads = 1, .persons_most = 2000, .work_most = 20000
	};
	struct soc_msg msg;
	CHECK(soc_lab_open(&options, &lab, &msg) == SOC_OK);
}

/* The two runs as they were, whatever an input has done to the folder. */
static void restore(void)
{
	char from[PATH], to[PATH];
	soc_lab_close(&lab);
	remove_all(folder);
	CHECK(mkdir(folder, 0700) == 0);
	for (size_t run = 0; run < RUNS; run++) {
		snprintf(to, sizeof to, "%s/run-%zu", folder, run + 1);
		CHECK(mkdir(to, 0700) == 0);
		for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
			snprintf(from, sizeof from, "%s/%zu-%s", kept, run + 1, files[i]);
			snprintf(to, sizeof to, "%s/run-%zu/%s", folder, run + 1, files[i]);
			CHECK(link(from, to) == 0 || errno == ENOENT);
		}
	}
	open_lab();
	is_changed = 0;
}

static void make_run(size_t run)
{
	struct soc_lab_reply reply;
	struct soc_msg msg;
	char from[PATH], to[PATH];
	CHECK(soc_lab_request(lab, "POST", "/api/runs", begun[run], strlen(begun[run]), &reply, &msg) == SOC_OK);
	CHECK(reply.status == 201);
	soc_lab_reply_release(&reply);
	while (soc_lab_work(lab, 100000))
		;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		snprintf(from, sizeof from, "%s/run-%zu/%s", folder, run + 1, files[i]);
		snprintf(to, sizeof to, "%s/%zu-%s", kept, run + 1, files[i]);
		CHECK(link(from, to) == 0 || (i > 0 && errno == ENOENT));
	}
}

static void make_bundle(void)
{
	struct soc_lab_reply reply;
	struct soc_msg msg;
	CHECK(soc_lab_request(lab, "GET", "/api/bundle?run=run-1", NULL, 0, &reply, &msg) == SOC_OK);
	CHECK(reply.status == 200);
	bundle_length = reply.length;
	bundle = malloc(bundle_length);
	CHECK(bundle != NULL);
	memcpy(bundle, reply.body, bundle_length);
	soc_lab_reply_release(&reply);
}

static void set_up(void)
{
	/* In memory, where there is such a folder. */
	snprintf(folder, sizeof folder, "%s/socred-fuzz-lab-XXXXXX",
	         access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	CHECK(mkdtemp(folder) != NULL);
	snprintf(kept, sizeof kept, "%s-kept", folder);
	CHECK(mkdir(kept, 0700) == 0);
	CHECK(atexit(remove_at_exit) == 0);
	open_lab();
	for (size_t run = 0; run < RUNS; run++)
		make_run(run);
	make_bundle();
}

/* ---- one request ---- */
static void check_reply(const struct soc_lab_reply *reply)
{
	json_error_t where;
	CHECK(reply->status >= 200 && reply->status <= 599 && reply->type != NULL && reply->body != NULL);
	CHECK(reply->body[reply->length] == '\0' && memchr(reply->name, '\0', sizeof reply->name) != NULL);
	CHECK(strpbrk(reply->name, "\"/\\\r\n") == NULL);
	/* 500: an invariant is broken, or a file that stands there could not be read. */
	CHECK(reply->status != 500);
	if (strncmp(reply->type, "application/json", 16) != 0)
		return;
	json_t *doc = json_loadb(reply->body, reply->length, JSON_DECODE_ANY, &where);
	CHECK(doc != NULL);
	CHECK(reply->status < 400 || json_is_string(json_object_get(doc, "error")));
	CHECK(reply->status < 400 || json_is_string(json_object_get(doc, "code")));
	json_decref(doc);
}

/* The next part of the input, up to a zero byte or its end. */
static char *part(const uint8_t **at, size_t *left)
{
	size_t n = 0;
	while (n < *left && (*at)[n] != 0)
		n++;
	char *text = fuzz_text(*at, n);
	const size_t used = n + (n < *left);
	*at += used;
	*left -= used;
	return text;
}

/* The real bundle with bytes of it changed: after the '@' a length to cut it to, in two bytes of 512ths from
 * its end, then each place, in three bytes, with its new byte. */
static char *changed_bundle(const uint8_t *data, size_t size, size_t *length)
{
	char *text = malloc(bundle_length + 1);
	CHECK(text != NULL);
	memcpy(text, bundle, bundle_length);
	const size_t cut = size >= 2 ? 512u * (size_t)(data[0] | data[1] << 8) : 0;
	*length = cut < bundle_length ? bundle_length - cut : 0;
	for (size_t i = 2; i + 4 <= size; i += 4)
		text[(size_t)(data[i] | data[i + 1] << 8 | data[i + 2] << 16) % bundle_length] = (char)data[i + 3];
	text[*length] = '\0';
	return text;
}

static void ask(const char *method, const char *target, const char *body, size_t length)
{
	struct soc_lab_reply reply;
	struct soc_msg msg;
	const enum soc_err err =
		soc_lab_request(lab, method, target, length > 0 ? body : NULL, length, &reply, &msg);
	CHECK(err == SOC_OK || err == SOC_ERR_MEMORY);
	if (err == SOC_OK) {
		check_reply(&reply);
		is_changed |= strcmp(method, "DELETE") == 0 ? reply.status == 200 : reply.status == 201;
	}
	soc_lab_reply_release(&reply);
	for (int turn = 0; turn < 6 && soc_lab_work(lab, 2000); turn++)
		;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (lab == NULL)
		set_up();
	for (int i = 0; i < REQUESTS_MOST && size > 0; i++) {
		char *method = part(&data, &size), *target = part(&data, &size), *body = NULL;
		size_t length = 0;
		CHECK(method != NULL && target != NULL);
		if (strcmp(method, "POST") == 0 && strcmp(target, SOC_LAB_BUNDLE_TARGET) == 0) {
			length = size;
			body = size > 0 && data[0] == '@' ? changed_bundle(data + 1, size - 1, &length)
			                                  : fuzz_text(data, size);
			size = 0;
		} else {
			body = part(&data, &size);
			length = body != NULL ? strlen(body) : 0;
		}
		CHECK(body != NULL);
		ask(method, target, body, length);
		free(method);
		free(target);
		free(body);
	}
	if (is_changed)
		restore();
	return 0;
}

#ifdef SOC_FUZZER
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);

/* Bytes alone hardly ever make a request that is answered: most inputs are put together from what the lab
 * knows, half of these are changed after that. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
	if (seed % 8 != 0)
		size = lab_requests(data, most, seed);
	if (seed % 2 == 0)
		size = LLVMFuzzerMutate(data, size, most);
	return size;
}
#endif
