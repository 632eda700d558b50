/* What is counted of firms, in the form of module_counts.h. */
#ifndef SOC_MODEL_COUNTS_FIRMS_H
#define SOC_MODEL_COUNTS_FIRMS_H

#define SOC_SIZE_INDEX "class of size: people at work from 1, 10, 50, 100, 300, 1000 on"

#define SOC_FIRM_LIST_TRUTH "2 x list of firms + 1 if the entry is wrong"

#define SOC_MODULE_COUNTS_FIRMS(X)                                                                        \
	X(firms, S, 6, "firms", SOC_SIZE_INDEX, "firms that live under the rules for firms")                  \
	X(firms_of_sector, S, 8, "firms", "sector", "firms of the sector")                                    \
	X(firms_listed, S, 6, "firms", SOC_SIZE_INDEX, "firms on a black list")                               \
	X(firms_listed_of_sector, S, 8, "firms", "sector", "firms on a black list")                           \
	X(firm_grade, S, 8, "firms", "grade of firms", "firms in the grade")                                  \
	X(firm_stock_did, S, 4, "firms", "list of firms", "firms on the list for what they did")              \
	X(firm_stock_wrong, S, 4, "firms", "list of firms", "firms on the list for what they did not do")     \
	X(firms_met, S, 8, "firms", "measure for firms", "firms that the measure meets")                      \
	X(firm_events, F, 8, "events", "class of firms' events", "events that happened")                      \
	X(firm_records_right, F, 4, "records", "channel of firms", "records that name the firm that did it")  \
	X(firm_records_other, F, 4, "records", "channel of firms", "records that name another firm")          \
	X(firm_records_nothing, F, 4, "records", "channel of firms", "records of nothing")                    \
	X(firm_entries_did, F, 4, "entries", "list of firms", "entries for what the firm did")                \
	X(firm_entries_wrong, F, 4, "entries", "list of firms", "entries for what the firm did not do")       \
	X(firm_exits_expired, F, 4, "entries", "list of firms", "entries that expired")                       \
	X(firm_exits_repaired, F, 4, "entries", "list of firms", "entries ended by repair")                   \
	X(firm_exits_closed, F, 16, "entries",                                                                \
	  "4 x list of firms + 2 if the same people begin again + 1 if wrong",                                \
	  "entries ended because the firm closed")                                                            \
	X(firms_closed, F, 6, "firms", SOC_SIZE_INDEX, "firms that closed; a new one took each seat")         \
	X(firms_closed_listed, F, 4, "firms",                                                                 \
	  "2 if the same people begin again + 1 if no black entry was right", "of those: on a black list")    \
	X(firm_appeals, F, 8, "appeals", SOC_FIRM_LIST_TRUTH, "appeals filed")                                \
	X(firm_appeals_upheld, F, 8, "appeals", SOC_FIRM_LIST_TRUTH, "appeals upheld: the entry ended")       \
	X(firm_appeals_denied, F, 8, "appeals", SOC_FIRM_LIST_TRUTH, "appeals denied")                        \
	X(firm_appeals_lapsed, F, 4, "appeals", "list of firms",                                              \
	  "appeals undecided when the entry ended otherwise")                                                 \
	X(firms_unscored, S, 6, "firms", SOC_SIZE_INDEX, "firms that the register of credit has no score of") \
	X(firm_refused_unscored, F, 8, "attempts", "measure for firms",                                       \
	  "of the refused: only for want of a score")                                                         \
	X(firm_refused_score, F, 8, "attempts", "measure for firms",                                          \
	  "of the refused: only because the score is low")                                                    \
	X(firm_attempts, F, 8, "attempts", "measure for firms", "attempts that met the measure")              \
	X(firm_effective, F, 8, "attempts", "measure for firms",                                              \
	  "attempts refused (sanction) or favoured (reward)")                                                 \
	X(firm_refused_wronged, F, 8, "attempts", "measure for firms",                                        \
	  "of the refused: of firms on no black list for what they did")                                      \
	X(heads_entered, F, 6, "entries", "list of people",                                                   \
	  "heads entered into the list because their firm was entered")                                       \
	X(heads_listed, S, 6, "persons", "list of people", "people on the list only as the head of a firm")   \
	X(firm_dismissals, F, 2, "persons", "0 all, 1 of them: did no violation",                             \
	  "employees who lost work because the employer is listed")                                           \
	X(firm_closing_dismissals, F, 2, "persons", "0 all, 1 of them: did no violation",                     \
	  "employees who lost work because the employer closed")                                              \
	X(employees_of_listed, S, 1, "persons", "0", "employees of firms on a black list")

#endif
