/* What a form says as JSON, looked up by tests. */
#ifndef SOC_TESTS_STORE_FORM_READ_H
#define SOC_TESTS_STORE_FORM_READ_H

#include "runner.h"

#include <jansson.h>
#include <string.h>

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
