/* The ledger: keeps what is true of points and entries up to date beside the regime's columns. Changes
 * nothing the regime sees. */
#ifndef SOC_MODEL_LEDGER_H
#define SOC_MODEL_LEDGER_H

#include "input/compile/rules.h"
#include "model/community.h"
#include "model/truth/truth.h"

/* After posting: points that came from wrong records. */
void soc_ledger_points(const struct soc_rules *rules, const struct soc_month_log *month_log,
                       const struct soc_true_log *true_log, struct soc_truth *truth);
/* After ratings: what of them is not for diligence. */
void soc_ledger_ratings(const struct soc_place_time *at, const struct soc_rules *rules,
                        const struct soc_registry *registry, const struct soc_record *record,
                        struct soc_truth *truth);
/* After grading: which of the caps and floors that bound a grade stand on entries of people who did it. */
void soc_ledger_caps(const struct soc_place_time *at, const struct soc_rules *rules,
                     const struct soc_month_log *month_log, struct soc_true_log *true_log,
                     const struct soc_truth *truth);
/* After the lists: what is true of this month's entries. */
void soc_ledger_entries(const struct soc_rules *rules, const struct soc_record *record,
                        const struct soc_month_log *month_log, struct soc_true_log *true_log,
                        struct soc_truth *truth);
/* After exits: what was true of the entries that ended, whether their people knew; they are known no longer.
 * From: first new exit. */
void soc_ledger_exits(const struct soc_month_log *month_log, unsigned from, struct soc_true_log *true_log,
                      const struct soc_truth *truth, struct soc_self *self);
/* Of the rulings from `from` on: what was true. Points given back are no longer false points of the person.
 */
void soc_ledger_rulings(const struct soc_rules *rules, const struct soc_month_log *month_log, unsigned from,
                        struct soc_true_log *true_log, struct soc_truth *truth);
/* Grade that a row would have without the points of wrong records and without caps and floors on wrong
 * entries. */
unsigned soc_ledger_grade_without_wrong(const struct soc_rules *rules, const struct soc_record *record,
                                        const struct soc_truth *truth, const struct soc_true_log *true_log,
                                        unsigned row);

#endif
