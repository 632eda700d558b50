#include "lab_test.h"
#include "scratch.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *lab_test_folder(void)
{
	static char folder[64];
	snprintf(folder, sizeof folder, "%s/socred-lab-XXXXXX", SCRATCH);
	assert_non_null(mkdtemp(folder));
	return folder;
}

void lab_test_remove(const char *folder)
{
	char path[512];
	DIR *all = opendir(folder);
	for (struct dirent *e; all != NULL && (e = readdir(all)) != NULL;) {
		if (e->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
		if (unlink(path) != 0)
			lab_test_remove(path);
	}
	if (all != NULL)
		closedir(all);
	rmdir(folder);
}

struct soc_lab *lab_test_open(const char *folder)
{
	const struct soc_lab_options options = { .folder = folder, .threads = 1, .persons_most = 100000 };
	struct soc_lab *lab = NULL;
	struct soc_msg msg = { "" };
	assert_int_equal(soc_lab_open(&options, &lab, &msg), SOC_OK);
	return lab;
}

struct soc_lab *lab_here;
char lab_folder[64];

int lab_test_setup(void **state)
{
	(void)state;
	snprintf(lab_folder, sizeof lab_folder, "%s", lab_test_folder());
	lab_here = lab_test_open(lab_folder);
	return 0;
}

int lab_test_teardown(void **state)
{
	(void)state;
	int pieces = 0;
	lab_ask(NULL, 0, "", "", NULL);
	lab_ask_on(NULL, "", &pieces);
	soc_lab_close(&lab_here);
	lab_test_remove(lab_folder);
	return 0;
}

const char *lab_ask(struct soc_lab *lab, int status, const char *method, const char *target, const char *body)
{
	static struct soc_lab_reply reply;
	struct soc_msg msg = { "" };
	soc_lab_reply_release(&reply);
	if (lab == NULL)
		return "";
	assert_int_equal(
		soc_lab_request(lab, method, target, body, body != NULL ? strlen(body) : 0, &reply, &msg), SOC_OK);
	if (reply.status != status)
		fail_msg("%s %s: %d, not %d: %s", method, target, reply.status, status, reply.body);
	assert_int_equal(strlen(reply.body) <= reply.length, 1);
	return reply.body;
}

const char *lab_ask_on(struct soc_lab *lab, const char *target, int *pieces)
{
	static char *body;
	for (int i = 1;; i++) {
		struct soc_lab_reply reply;
		struct soc_msg msg = { "" };
		free(body);
		body = NULL;
		if (lab == NULL)
			return "";
		assert_int_equal(soc_lab_request(lab, "GET", target, NULL, 0, &reply, &msg), SOC_OK);
		const int status = reply.status;
		body = strdup(reply.body);
		soc_lab_reply_release(&reply);
		assert_non_null(body);
		*pieces = i;
		if (status == 200)
			return body;
		if (status != 202 || i > 100000)
			fail_msg("%s: %d: %s", target, status, body);
		lab_assert_has(body, "{\"share\":");
	}
}

int lab_work_all(struct soc_lab *lab)
{
	int pieces = 1;
	while (soc_lab_work(lab, 1))
		pieces++;
	return pieces;
}

void lab_assert_has(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		fail_msg("\"%s\" is not in: %.600s", part, text);
}
