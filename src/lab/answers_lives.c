/* What is asked of lives: whom a condition finds, and one life month by month. */
#include "lab/lab.h"

#include "socred/people.h"

#include <string.h>

enum soc_err soc_lab_life(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                          struct soc_msg *msg)
{
	struct soc_result *r = NULL;
	int64_t person = 0, replicate = 0;
	char *text = NULL;
	enum soc_err err = soc_lab_run_open(lab, soc_lab_query(q, "run"), a, &r, msg);
	if (err == SOC_OK)
		err = soc_lab_query_number(q, "person", 0, 1500000000, 0, &person, msg);
	if (err == SOC_OK)
		err = soc_lab_query_number(q, "replicate", 0, 999, 0, &replicate, msg);
	if (err == SOC_OK)
		err = soc_result_explain(r, person, replicate, "json", &text, msg);
	if (err == SOC_OK)
		soc_buf_puts(&a->text, text);
	soc_text_free(text);
	return err;
}

static enum soc_err search(struct soc_find *find, struct soc_msg *msg)
{
	int more = 1;
	enum soc_err err = SOC_OK;
	while (err == SOC_OK && more)
		err = soc_find_next(find, &more, msg);
	return err;
}

/* How many people a condition holds of, and some of them, drawn by the run's seed. */
enum soc_err soc_lab_lives(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                           struct soc_msg *msg)
{
	const char *where = soc_lab_query(q, "where"), *place = soc_lab_query(q, "place");
	struct soc_find_options options = { .where = where != NULL && *where != '\0' ? where : NULL,
		                                .place = place != NULL && *place != '\0' ? place : NULL,
		                                .month = soc_lab_query(q, "month"),
		                                .stop = &lab->interrupted };
	struct soc_result *r = NULL;
	struct soc_find *find = NULL;
	int64_t limit = 0;
	char *text = NULL;
	enum soc_err err = soc_lab_run_open(lab, soc_lab_query(q, "run"), a, &r, msg);
	if (err == SOC_OK)
		err = soc_lab_query_number(q, "limit", 0, SOC_FIND_MOST, 20, &limit, msg);
	if (err == SOC_OK)
		err = soc_lab_query_number(q, "replicate", 0, 999, 0, &options.replicate, msg);
	options.limit = (int)limit;
	if (err == SOC_OK)
		err = soc_find_open(r, &options, &find, msg);
	if (err == SOC_OK)
		err = search(find, msg);
	if (err == SOC_OK)
		err = soc_find_text(find, "json", &text, msg);
	if (err == SOC_OK)
		soc_buf_puts(&a->text, text);
	soc_text_free(text);
	soc_find_free(find);
	return err;
}
