#include "view/json.h"

#include "store/digest.h"

#include <math.h>
#include <string.h>

static void lose(json_t **value)
{
	json_decref(*value);
	*value = NULL;
}

void soc_json_append(json_t **array, json_t *value)
{
	if (json_array_append_new(*array, value) != 0)
		lose(array);
}

void soc_json_set(json_t **object, const char *key, json_t *value)
{
	if (json_object_set_new(*object, key, value) != 0)
		lose(object);
}

json_t *soc_json_real(double value)
{
	return isfinite(value) ? json_real(value) : json_null();
}

json_t *soc_json_digest(const json_t *value)
{
	char digest[SOC_DIGEST_TEXT];
	json_free_t release = NULL;
	char *text =
		value != NULL ? json_dumps(value, JSON_COMPACT | JSON_REAL_PRECISION(SOC_JSON_DIGITS)) : NULL;
	if (text == NULL)
		return NULL;
	soc_digest_bytes(text, strlen(text), digest);
	json_get_alloc_funcs(NULL, &release);
	release(text);
	return json_string(digest);
}
