#include "input/bind/citation.h"

#include "input/schema/plausible_key.h"
#include "input/text/number.h"

#include <math.h>
#include <string.h>

int soc_citation_is_number(const struct soc_parameter *t)
{
	const char type = t->key->type[0];
	return type == 'N' || type == 'I' || (type == 'M' && t->element >= 0);
}

/* What a key allows is no range: programs before 0.2 wrote it into resolved files. */
int soc_citation_states(const struct soc_parameter *t, const struct soc_origin *origin)
{
	const struct soc_key *key = t->key;
	return origin->has_range && origin->low < origin->high &&
	       (origin->low > key->low || origin->high < key->high || (key->low == 0.0 && key->high == 1.0));
}

double soc_citation_number(const struct soc_scenario *s, const struct soc_parameter *t, int i)
{
	double value = NAN;
	int64_t whole;
	if (!soc_citation_is_number(t))
		return NAN;
	if (i >= 0)
		return soc_number_read(s->settings[i].value, &value) == 1 ? value : NAN;
	if (t->key->type[0] == 'I') {
		memcpy(&whole, soc_parameter_value(s, t), sizeof whole);
		return (double)whole;
	}
	memcpy(&value, (const double *)soc_parameter_value(s, t) + (t->element > 0 ? t->element : 0),
	       sizeof value);
	return value;
}

static int is_default(const struct soc_scenario *s, const struct soc_parameter *t, int setting)
{
	return setting < 0 ? soc_parameter_is_default(s, t) : soc_citation_number(s, t, setting) == t->key->def;
}

/* The source that was stated, or that of the key for its default; NULL: none. */
static const char *source_of(const struct soc_scenario *s, const struct soc_parameter *t,
                             const struct soc_origin *origin, int setting)
{
	const char *of_key = t->key->source;
	if (origin->source != NULL && strcmp(origin->source, "assumption") != 0)
		return origin->source;
	if (setting < 0 && soc_provenance_borrows(s, t, origin))
		return SOC_BORROWED;
	if (origin->source == NULL && of_key[0] != '\0' && strcmp(of_key, "assumption") != 0 &&
	    is_default(s, t, setting))
		return of_key;
	return NULL;
}

/* Whether a number without a source assumes something. */
static int assumes(const struct soc_scenario *s, const struct soc_switched *on, const struct soc_parameter *t,
                   const struct soc_origin *origin, int setting)
{
	const struct soc_plausible_key *row = soc_plausible_key_of(t->key);
	if (row == NULL || !soc_key_is_quantity(t->key) || row->kind == SOC_PLAUSIBLE_OPTION ||
	    soc_switched_off(s, on, t))
		return 0;
	return row->kind < SOC_PLAUSIBLE_NEUTRAL || soc_citation_states(t, origin) || !is_default(s, t, setting);
}

/* A default with the source of its key, which may have been written down with it. */
static int has_source_of_key(const struct soc_scenario *s, const struct soc_switched *on,
                             const struct soc_parameter *t, const char *source, int setting)
{
	return source != NULL && source[0] != '\0' && strcmp(source, t->key->source) == 0 &&
	       is_default(s, t, setting) && !soc_switched_off(s, on, t);
}

static struct soc_citation cite(const struct soc_scenario *s, const struct soc_switched *on,
                                const struct soc_parameter *t, const struct soc_origin *origin, int setting)
{
	const struct soc_plausible_key *row = soc_plausible_key_of(t->key);
	const char *source = source_of(s, t, origin, setting);
	struct soc_citation p = { source != NULL ? source : "", NAN, NAN, "", 0 };
	const double value = soc_citation_number(s, t, setting);
	p.assumption =
		(source == NULL || strcmp(source, SOC_BORROWED) == 0) && assumes(s, on, t, origin, setting);
	if (p.assumption && source == NULL)
		p.source = "assumption";
	if (soc_citation_states(t, origin)) {
		p.low = origin->low;
		p.high = origin->high;
		p.range_from = "stated";
	} else if (p.assumption || has_source_of_key(s, on, t, source, setting)) {
		const int is_in = soc_plausible_key_has_range(row) && value >= row->low && value <= row->high;
		p.low = is_in ? row->low : NAN;
		p.high = is_in ? row->high : NAN;
		p.range_from = is_in ? row->why : p.assumption ? soc_plausible_key_word(SOC_PLAUSIBLE_UNKNOWN) : "";
	}
	return p;
}

struct soc_citation soc_citation_of(const struct soc_scenario *s, const struct soc_switched *on,
                                    const struct soc_parameter *t, const struct soc_origin *origin)
{
	return cite(s, on, t, origin, -1);
}

struct soc_citation soc_citation_of_setting(const struct soc_scenario *s, const struct soc_switched *on,
                                            const struct soc_parameter *t, int i)
{
	return cite(s, on, t, &s->provenance->settings[i], i);
}
