/* What is asked of people, as text. */
#ifndef SOC_VIEW_PEOPLE_TEXT_H
#define SOC_VIEW_PEOPLE_TEXT_H

#include "analysis/people.h"

/* A value as a field of CSV: a word as a word, nothing where there is none. */
void soc_people_put_value(const struct soc_people_reader *p, const struct soc_people_pick *pick, double value,
                          struct soc_buf *b);

#endif
