#include "view/json.h"

#include <math.h>

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
