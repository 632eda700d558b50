/* A bundle is opened as it was saved, and nothing else is. */
#include "lab_test.h"

#include "socred/result.h"

#include <sqlite3.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK 512

static char *bundle;
static size_t bundle_length;

static int setup(void **state)
{
	struct soc_lab_reply reply;
	struct soc_msg msg = { "" };
	if (lab_test_setup(state) != 0)
		return 1;
	lab_ask(
		lab_here, 201, "POST", "/api/runs",
		"{\"scenario\":\"start/minimal\",\"persons\":500,\"months\":3,\"replicates\":1,\"label\":\"mine\","
		"\"settings\":{\"due_process.notice\":0.25}}");
	lab_work_all(lab_here);
	assert_int_equal(soc_lab_request(lab_here, "GET", "/api/bundle?run=run-1", NULL, 0, &reply, &msg),
	                 SOC_OK);
	assert_int_equal(reply.status, 200);
	bundle_length = reply.length;
	bundle = malloc(bundle_length);
	assert_non_null(bundle);
	memcpy(bundle, reply.body, bundle_length);
	soc_lab_reply_release(&reply);
	return 0;
}

static int teardown(void **state)
{
	free(bundle);
	return lab_test_teardown(state);
}

/* Asks to open these bytes; the reply must have the status and say the words. */
static void open_bytes(const char *bytes, size_t length, int status, const char *says)
{
	struct soc_lab_reply reply;
	struct soc_msg msg = { "" };
	assert_int_equal(soc_lab_request(lab_here, "POST", SOC_LAB_BUNDLE_TARGET, bytes, length, &reply, &msg),
	                 SOC_OK);
	if (reply.status != status)
		fail_msg("%d, not %d: %s", reply.status, status, reply.body);
	lab_assert_has(reply.body, says);
	soc_lab_reply_release(&reply);
}

static int runs_there(void)
{
	int n = 0;
	DIR *all = opendir(lab_folder);
	assert_non_null(all);
	for (struct dirent *e; (e = readdir(all)) != NULL;)
		n += strncmp(e->d_name, "run-", 4) == 0;
	closedir(all);
	return n;
}

static void as_it_was_saved(void **state)
{
	struct soc_result *r[2] = { NULL, NULL };
	struct soc_msg msg = { "" };
	char path[256];
	(void)state;
	open_bytes(
		bundle, bundle_length, 201,
		"\"name\":\"run-2\",\"state\":\"done\",\"preview\":false,\"partial\":false,\"scenario\":\"start/"
		"minimal\",\"label\":\"mine\",\"own_text\":false,\"settings\":{\"due_process.notice\":0.25}");
	for (int i = 0; i < 2; i++) {
		snprintf(path, sizeof path, "%s/run-%d/results.db", lab_folder, i + 1);
		assert_int_equal(soc_result_open(&r[i], path, &msg), SOC_OK);
	}
	assert_int_equal(soc_result_diff(r[0], r[1], &msg), SOC_OK);
	for (int i = 0; i < 2; i++)
		soc_result_free(r[i]);
	lab_assert_has(lab_ask(lab_here, 200, "GET", "/api/figures?run=run-2", NULL), "listed_per_1000");
	lab_ask(lab_here, 200, "DELETE", "/api/runs/run-2", NULL);
}

/* The block of a file in the bundle. */
static size_t header_of(const char *name)
{
	for (size_t at = 0; at + BLOCK <= bundle_length; at += BLOCK)
		if (strcmp(bundle + at, name) == 0 && memcmp(bundle + at + 257, "ustar", 5) == 0)
			return at;
	fail_msg("no %s", name);
	return 0;
}

static void sign(char *head)
{
	unsigned sum = 0;
	memset(head + 148, ' ', 8);
	for (int i = 0; i < BLOCK; i++)
		sum += (unsigned char)head[i];
	snprintf(head + 148, 7, "%06o", sum);
}

static void changed(size_t at, char to, int is_head, const char *says)
{
	char *copy = malloc(bundle_length);
	assert_non_null(copy);
	memcpy(copy, bundle, bundle_length);
	copy[at] = to;
	if (is_head)
		sign(copy + at / BLOCK * BLOCK);
	open_bytes(copy, bundle_length, 400, says);
	free(copy);
}

/* A byte of the results is another: either that is told, or it was one that says nothing (of a page that is
 * not full), and the content has the digest that it had. */
static void flipped(size_t at)
{
	struct soc_lab_reply reply;
	struct soc_msg msg = { "" };
	const char *digest = strstr(lab_ask(lab_here, 200, "GET", "/api/runs/run-1", NULL), "\"digest\":");
	assert_non_null(digest);
	bundle[at] ^= 0x55;
	assert_int_equal(
		soc_lab_request(lab_here, "POST", SOC_LAB_BUNDLE_TARGET, bundle, bundle_length, &reply, &msg),
		SOC_OK);
	bundle[at] ^= 0x55;
	if (reply.status == 201) {
		char target[64];
		const char *name = strstr(reply.body, "run-");
		lab_assert_has(reply.body, digest);
		snprintf(target, sizeof target, "/api/runs/%.*s", (int)strcspn(name, "\""), name);
		soc_lab_reply_release(&reply);
		lab_ask(lab_here, 200, "DELETE", target, NULL);
		return;
	}
	assert_int_equal(reply.status, 400);
	lab_assert_has(reply.body, "no bundle of socred");
	soc_lab_reply_release(&reply);
}

static void broken_ones_are_told(void **state)
{
	const int before = runs_there();
	const size_t manifest = header_of("manifest.json"), yaml = header_of("scenario.resolved.yaml"),
				 results = header_of("results.db");
	(void)state;
	open_bytes("", 0, 400, "no tar file");
	open_bytes("{}", 2, 400, "no tar file");
	/* primes; each is a whole bundle that is read */
	const size_t cuts = runner_thorough() ? 7919
	                    : runner_sparse() ? 360007
	                                      : 40009,
				 flips = runner_thorough() ? 9973
	                     : runner_sparse() ? 540041
	                                       : 59999;
	for (size_t cut = 1; cut < bundle_length; cut += cuts)
		open_bytes(bundle, cut < bundle_length - 1024 ? cut : BLOCK - 1, 400, "no bundle of socred");
	changed(manifest, 'x', 0, "no tar file");             /* the sum of its head is wrong */
	changed(manifest, 'x', 1, "does not belong into it"); /* "xanifest.json" */
	changed(results + 156, '2', 1, "no tar file");        /* a link */
	changed(results + 124, '7', 1, "no tar file");        /* longer than the bytes that there are */
	changed(results, '/', 1, "does not belong into it");  /* "/esults.db" */
	changed(manifest + BLOCK, '[', 0, "no digest");       /* no JSON */
	changed(yaml + BLOCK + 7, '\n', 0, "not the one of its results");
	changed(results + BLOCK, 'x', 0, "no bundle of socred");
	for (size_t at = results + BLOCK + 5000; at < bundle_length - 2048; at += flips)
		flipped(at);
	/* another digest in the manifest */
	const char *digest = strstr(bundle + manifest + BLOCK, "\"digest\":\"");
	assert_non_null(digest);
	const size_t at = (size_t)(digest - bundle) + strlen("\"digest\":\"");
	changed(at, bundle[at] == '0' ? '1' : '0', 0, "another digest");
	assert_int_equal(runs_there(), before);
}

/* The list says of a run what is true of it, whatever a manifest says. */
static void a_lie_is_not_shown(void **state)
{
	char *copy = malloc(bundle_length), *at;
	(void)state;
	assert_non_null(copy);
	memcpy(copy, bundle, bundle_length);
	at = strstr(copy + header_of("manifest.json") + BLOCK, ":0.25}");
	assert_non_null(at);
	at[4] = '6'; /* 0.26 */
	open_bytes(copy, bundle_length, 201,
	           "\"scenario\":\"\",\"label\":\"mine\",\"own_text\":false,\"settings\":{}");
	free(copy);
}

static void one_that_is_too_long_is_refused(void **state)
{
	struct soc_lab_reply reply;
	struct soc_msg msg = { "" };
	(void)state;
	assert_int_equal(soc_lab_request(lab_here, "POST", SOC_LAB_BUNDLE_TARGET, bundle, SOC_LAB_BUNDLE_MOST + 1,
	                                 &reply, &msg),
	                 SOC_OK);
	assert_int_equal(reply.status, 413);
	soc_lab_reply_release(&reply);
}

/* A folder or a file that is a link, as somebody else may have put it there, is no run. */
static void links_are_no_runs(void **state)
{
	char path[256], there[256];
	(void)state;
	snprintf(there, sizeof there, "%s/run-1", lab_folder);
	snprintf(path, sizeof path, "%s/run-71", lab_folder);
	assert_int_equal(symlink(there, path), 0);
	snprintf(path, sizeof path, "%s/run-72", lab_folder);
	assert_int_equal(mkdir(path, 0777), 0);
	snprintf(there, sizeof there, "%s/run-1/results.db", lab_folder);
	snprintf(path, sizeof path, "%s/run-72/results.db", lab_folder);
	assert_int_equal(symlink(there, path), 0);
	soc_lab_close(&lab_here);
	lab_here = lab_test_open(lab_folder);
	const char *said = lab_ask(lab_here, 200, "GET", "/api/runs", NULL);
	lab_assert_has(said, "\"name\":\"run-1\"");
	assert_null(strstr(said, "run-71"));
	assert_null(strstr(said, "run-72"));
	unlink(path);
	snprintf(path, sizeof path, "%s/run-71", lab_folder);
	unlink(path);
	/* nor is one for an experiment */
	snprintf(path, sizeof path, "%s/which-assumption", lab_folder);
	assert_int_equal(symlink("/tmp", path), 0);
	/* and why it failed is told without where the folder is */
	said = lab_ask(lab_here, 500, "POST", "/api/experiments/which-assumption/run", NULL);
	lab_assert_has(said, "which-assumption: ");
	assert_null(strstr(said, lab_folder));
	unlink(path);
}

/* Results of other tables, as a version before or after this one makes them, are in the list with the reason.
 */
static void other_tables_are_told(void **state)
{
	char path[256];
	sqlite3 *db = NULL;
	(void)state;
	snprintf(path, sizeof path, "%s/run-1/results.db", lab_folder);
	soc_lab_close(&lab_here);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "CREATE TABLE other (a INTEGER)", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	lab_here = lab_test_open(lab_folder);
	const char *said = lab_ask(lab_here, 200, "GET", "/api/runs", NULL);
	lab_assert_has(said, "\"name\":\"run-1\",\"state\":\"failed\"");
	lab_assert_has(said, "\"error\":\"run-1/results.db");
	assert_null(strstr(said, lab_folder));
	lab_ask(lab_here, 409, "GET", "/api/figures?run=run-1", NULL);
	lab_ask(lab_here, 200, "DELETE", "/api/runs/run-1", NULL);
}

PART(bundle)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_it_was_saved),    cmocka_unit_test(broken_ones_are_told),
		cmocka_unit_test(a_lie_is_not_shown), cmocka_unit_test(one_that_is_too_long_is_refused),
		cmocka_unit_test(links_are_no_runs),  cmocka_unit_test(other_tables_are_told),
	};
	return run_part(tests, setup, teardown);
}
