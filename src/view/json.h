/* Values of JSON, put together so that a failing allocation is never lost.
 *
 * What is appended to or set in a value that is then NULL fails too, and json_pack fails for a part that is
 * NULL: so after any failure the whole is NULL, and whoever takes the finished value checks once. The
 * functions of jansson that these stand for, whose results are easily passed over, are used in json.c alone.
 */
#ifndef SOC_VIEW_JSON_H
#define SOC_VIEW_JSON_H

#include <jansson.h>

/* Digits of the numbers of a page and of a form: as many as CSV and JSON of the headline have
 * (soc_text_number). With fewer a number would be rounded twice, and told otherwise than on a terminal. */
#define SOC_JSON_DIGITS 12

/* Appends value (taking its reference). When it or *array is NULL or memory is out, *array is released and
 * becomes NULL. */
void soc_json_append(json_t **array, json_t *value);
/* The same for a key of an object. */
void soc_json_set(json_t **object, const char *key, json_t *value);
/* A number, or null when it is none; NULL when memory is out. */
json_t *soc_json_real(double value);
/* SHA-256 of a value as a text, so that a picture taken from a page says which page it is of. NULL of NULL,
 * and when memory is out. */
json_t *soc_json_digest(const json_t *value);

#endif
