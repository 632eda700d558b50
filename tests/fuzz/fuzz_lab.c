/* Any bytes as a request to the lab: a method, a target and a body, parted by zero bytes; several in one
 * input, parted by two of them. A bundle has zero bytes of its own: it is all that is left. Whatever is
 * asked, there is a reply in bounds, JSON where it says so, and the lab goes on. */
#include "fuzz.h"
#include "socred/lab.h"

#include <jansson.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define REQUESTS_MOST 8

/* Over a folder of its own, opened once for all inputs; runs that inputs begin are stopped. */
static struct soc_lab *lab_open(void)
{
	static struct soc_lab *lab;
	static char folder[] = "/tmp/socred-fuzz-lab-XXXXXX";
	struct soc_msg msg;
	if (lab == NULL) {
		CHECK(mkdtemp(folder) != NULL);
		const struct soc_lab_options options = {
			.folder = folder, .threads = 1, .persons_most = 2000, .work_most = 20000
		};
		CHECK(soc_lab_open(&options, &lab, &msg) == SOC_OK);
		CHECK(rmdir(folder) == 0); /* nothing that is asked may need it, and no run can begin in it */
	}
	return lab;
}

static void check_reply(const struct soc_lab_reply *reply)
{
	json_error_t where;
	CHECK(reply->status >= 200 && reply->status <= 599 && reply->type != NULL && reply->body != NULL);
	CHECK(reply->body[reply->length] == '\0' && memchr(reply->name, '\0', sizeof reply->name) != NULL);
	CHECK(strpbrk(reply->name, "\"/\\\r\n") == NULL);
	if (strncmp(reply->type, "application/json", 16) != 0)
		return;
	json_t *doc = json_loadb(reply->body, reply->length, JSON_DECODE_ANY, &where);
	CHECK(doc != NULL);
	CHECK(reply->status < 400 || json_is_string(json_object_get(doc, "error")));
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct soc_lab *lab = lab_open();
	for (int i = 0; i < REQUESTS_MOST && size > 0; i++) {
		struct soc_lab_reply reply;
		struct soc_msg msg;
		char *method = part(&data, &size), *target = part(&data, &size), *body = NULL;
		CHECK(method != NULL && target != NULL);
		const int is_bundle = strcmp(method, "POST") == 0 && strcmp(target, SOC_LAB_BUNDLE_TARGET) == 0;
		size_t length = size;
		if (is_bundle) {
			body = fuzz_text(data, size);
			size = 0;
		} else
			body = part(&data, &size);
		CHECK(body != NULL);
		if (!is_bundle)
			length = strlen(body);
		const enum soc_err err =
			soc_lab_request(lab, method, target, length > 0 ? body : NULL, length, &reply, &msg);
		CHECK(err == SOC_OK || err == SOC_ERR_MEMORY);
		if (err == SOC_OK)
			check_reply(&reply);
		soc_lab_reply_release(&reply);
		for (int turn = 0; turn < 6 && soc_lab_work(lab, 2000); turn++)
			;
		free(method);
		free(target);
		free(body);
	}
	return 0;
}
