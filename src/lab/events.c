/* Events: what the page is told of work under way, in the order in which it came. */
#include "lab/lab.h"

#include "base/mem.h"

#include <string.h>

void soc_lab_tell(struct soc_lab *lab, struct soc_buf *event)
{
	char **at = &lab->event[(lab->events + 1) % SOC_LAB_EVENTS_MOST];
	soc_free(*at);
	*at = soc_buf_take(event); /* NULL: the page learns of it when it next asks for the runs */
	lab->events++;
}

void soc_lab_tell_run(struct soc_lab *lab, const struct soc_lab_run *run)
{
	struct soc_buf b = { 0 };
	soc_buf_puts(&b, "\"type\":\"run\",\"run\":");
	soc_lab_put_run(&b, run);
	soc_lab_tell(lab, &b);
}

int64_t soc_lab_last_event(const struct soc_lab *lab)
{
	return lab->events;
}

enum soc_err soc_lab_events(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                            struct soc_msg *msg)
{
	int64_t since = 0;
	const enum soc_err err = soc_lab_query_number(q, "since", 0, INT64_MAX / 2, 0, &since, msg);
	if (err != SOC_OK)
		return err;
	const char *format = soc_lab_query(q, "format");
	const int is_stream = format != NULL && strcmp(format, "stream") == 0;
	const int64_t oldest = lab->events > SOC_LAB_EVENTS_MOST ? lab->events - SOC_LAB_EVENTS_MOST : 0;
	int64_t from = since > lab->events ? lab->events : since;
	if (is_stream) {
		a->type = "text/event-stream; charset=utf-8";
		soc_buf_puts(&a->text, from < oldest ? "event: missed\ndata: {}\n\n" : "");
	} else
		soc_buf_add(&a->text, "{\"last\":%lld,\"missed\":%s,\"events\":[", (long long)lab->events,
		            from < oldest ? "true" : "false");
	from = from < oldest ? oldest : from;
	const char *between = "";
	for (int64_t n = from + 1; n <= lab->events; n++) {
		const char *event = lab->event[n % SOC_LAB_EVENTS_MOST];
		if (event == NULL)
			continue;
		if (is_stream)
			soc_buf_add(&a->text, "id: %lld\ndata: {\"id\":%lld,%s}\n\n", (long long)n, (long long)n, event);
		else
			soc_buf_add(&a->text, "%s{\"id\":%lld,%s}", between, (long long)n, event);
		between = ",\n";
	}
	if (!is_stream)
		soc_buf_puts(&a->text, "]}");
	return SOC_OK;
}
