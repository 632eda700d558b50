/* The page of a results file as a file: on a page that is given, where it cannot be written, on a full disk.
 */
#include "runner.h"

#include "../store/made.h"

#include "socred/result.h"
#include "view/report.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static char page[512];
static const char *page_path(void)
{
	snprintf(page, sizeof page, "%s.html", made_path());
	return page;
}

static struct soc_result *make(struct made *m)
{
	made_init(m, 7, NULL);
	made_write_all(m, made_path());
	return made_open(made_path());
}

static void drop(struct made *m, struct soc_result *result)
{
	soc_result_free(result);
	made_release(m);
	unlink(page_path());
	made_clean();
}

/* A page that is given takes the place of the one that is built in; one without its three marks is refused.
 */
static void a_page_can_be_given(void **state)
{
	(void)state;
	struct made m;
	struct soc_msg msg = { "" };
	struct soc_result *result = make(&m);
	size_t length;
	assert_int_equal(soc_result_report_on(result,
	                                      "<title>%%SOCRED-TITLE%%</title>%%SOCRED-HEADLINE%%"
	                                      "<pre>%%SOCRED-DATA%%</pre>",
	                                      page_path(), &msg),
	                 SOC_OK);
	unsigned char *bytes = made_bytes(page_path(), &length);
	assert_memory_equal(bytes, "<title>", 7);
	assert_memory_equal(bytes + length - 7, "}</pre>", 7);
	free(bytes);
	assert_int_equal(soc_result_report_on(result, "%%SOCRED-DATA%%%%SOCRED-TITLE%%%%SOCRED-HEADLINE%%",
	                                      "/nowhere/at/all/report.html", &msg),
	                 SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "%%SOCRED-DATA%%"));
	drop(&m, result);
}

static void a_failed_write_leaves_the_old_page(void **state)
{
	(void)state;
	struct made m;
	struct soc_msg msg = { "" };
	struct soc_result *result = make(&m);
	assert_int_equal(soc_result_report(result, "/nowhere/at/all/report.html", &msg), SOC_ERR_IO);
	assert_non_null(strstr(msg.text, "/nowhere/at/all/report.html"));
	/* A folder stands where the page should go: the rename fails, and nothing is left beside it. */
	assert_int_equal(mkdir(page_path(), 0700), 0);
	assert_int_equal(soc_result_report(result, page_path(), &msg), SOC_ERR_IO);
	assert_int_equal(made_parts(), 0);
	rmdir(page_path());
	drop(&m, result);
}

/* A file that may not grow stands for a full disk; a link that waits beside the target is not written
 * through. */
static void a_full_disk_is_said(void **state)
{
	(void)state;
	struct soc_msg msg = { "" };
	struct rlimit kept, small;
	char link[560];
	json_t *doc = json_pack("{s:i}", "format", 1);
	snprintf(link, sizeof link, "%s.part-%ld", made_path(), (long)getpid());
	assert_int_equal(symlink("/dev/full", link), 0);
	assert_int_equal(soc_report_write_page(NULL, made_path(), "t", "", doc, &msg), SOC_OK);
	assert_int_equal(remove(made_path()), 0);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &kept), 0);
	small = kept;
	small.rlim_cur = 512;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	const enum soc_err err = soc_report_write_page(NULL, made_path(), "t", "", doc, &msg);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &kept), 0);
	assert_int_equal(err, SOC_ERR_IO);
	assert_non_null(strstr(msg.text, "cannot be written"));
	assert_non_null(strstr(msg.text, strerror(EFBIG))); /* and not that memory is out */
	assert_int_not_equal(access(made_path(), F_OK), 0);
	assert_int_not_equal(access(link, F_OK), 0);
	json_decref(doc);
	made_clean();
}

PART(page)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_can_be_given),
		cmocka_unit_test(a_failed_write_leaves_the_old_page),
		cmocka_unit_test(a_full_disk_is_said),
	};
	return run_part(tests, NULL, NULL);
}
