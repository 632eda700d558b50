/* Results that a form tells, and what it says of them as JSON, looked up by tests. */
#ifndef SOC_TESTS_STORE_FORM_READ_H
#define SOC_TESTS_STORE_FORM_READ_H

#include "made.h"
#include "runner.h"

#include <jansson.h>
#include <string.h>

/* 1,000 people, and one of the other group, so that there is somebody to be held against. Over the run 100
 * entries in the first replicate and 200 in the second, 20 and 40 of them wrong, and `more` in each that are
 * wrong beside them. */
static inline void fill_entries(struct made *m, int64_t replicate, int64_t month, int64_t more)
{
	const int64_t first = month == 0, n = 1 + replicate;
	m->tally->place_now = m->tally->place[0];
	soc_count(m->tally, 0, SOC_IND_persons, 1000);
	soc_count(m->tally, soc_indicators_cell(0, 1, 0, 0), SOC_IND_persons, 1);
	soc_count(m->tally, 0, SOC_IND_entries_true, first * 80 * n);
	soc_count(m->tally, 0, SOC_IND_entries_no_violation, first * (20 * n + more));
	soc_count(m->tally, 0, SOC_IND_listed, 50 + more);
}

/* The field of a section, of the document; the test fails where there is none. */
static inline const json_t *field_of(const json_t *doc, const char *section, const char *field)
{
	size_t i, k;
	const json_t *s, *f;
	json_array_foreach(json_object_get(doc, "sections"), i,
	                   s) if (strcmp(json_string_value(json_object_get(s, "section")), section) == 0)
		json_array_foreach(json_object_get(s, "fields"), k,
	                       f) if (strcmp(json_string_value(json_object_get(f, "field")), field) ==
	                              0) return f;
	fail_msg("no field %s of %s", field, section);
	return NULL;
}

#endif
