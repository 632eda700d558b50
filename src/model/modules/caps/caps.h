/* Grade caps and floors. A list may say that who is on it has at most, or at least,
 * some grade, whatever the score says; the score itself is not touched. docs/model/caps.md. */
#ifndef SOC_MODEL_CAPS_H
#define SOC_MODEL_CAPS_H

#include "input/compile/regime.h"
#include "model/community.h"
#include "model/month_log.h"

/* The grade of the score, bound by the caps and floors of some lists (a bit set): at least what floors say,
 * and then at most what caps say. */
unsigned soc_caps_grade(const struct soc_regime *rules, unsigned lists, unsigned grade);
/* Binds the grades of everybody by the lists on which people stand now; who is bound by which goes to the
 * month log. */
void soc_caps_bind(const struct soc_place_time *at, const struct soc_regime *rules,
                   const struct soc_record *record, uint8_t *grade, struct soc_month_log *month_log);
/* 1 when a cap keeps the person from any higher grade than the one held: no points would help. */
int soc_caps_hold(const struct soc_regime *rules, const struct soc_record *record, unsigned row);

#endif
