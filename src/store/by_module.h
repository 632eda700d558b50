/* The counts of modules as one list of names and indices, which the view by_module shows: until its readers
 * ask the tables of modules themselves. The counters and their dimensions are declared in model/modules.
 *
 *   X(name, kind, size, unit, index, meaning)
 *     kind   S: stock at the end of the month, F: flow of the month
 *     index  what the index 0..size-1 means, in words for a reader of results.db */
#ifndef SOC_STORE_BY_MODULE_H
#define SOC_STORE_BY_MODULE_H

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

/* In months of scoring, but for the flow. A bureau is its place in the scenario, 0 to 9. */
#define SOC_MODULE_COUNTS_BUREAUS(X)                                                                        \
	X(bureau_adults, S, 10, "persons", "urban x 5 + fifth of income", "people of 18 and older")             \
	X(bureau_files, S, 10, "persons", "bureau", "people of whom the bureau has a file")                     \
	X(bureau_unscored, S, 100, "persons", "bureau x 10 + urban x 5 + fifth of income",                      \
	  "people of 18 and older without a score")                                                             \
	X(bureau_scored, S, 40, "persons", "bureau x 4 + minority x 2 + refused", "people with a score")        \
	X(bureau_score_sum, S, 10, "points", "bureau", "sum of scores")                                         \
	X(bureau_refused, S, 100, "persons",                                                                    \
	  "bureau x 10 + origin: 0 own right records, 1 another's file, 2 wrong records, 3 a wrong entry on a " \
	  "list, 4 a right one, "                                                                               \
	  "5 friends, 6 proxy, 7 several together, 8 no score",                                                 \
	  "people whom the bureau refuses")                                                                     \
	X(bureau_wronged, S, 10, "persons", "bureau",                                                           \
	  "of the refused: would not be with their own file, right records and right entries")                  \
	X(bureau_borrowers, S, 40, "persons", "bureau x 4 + minority x 2 + refused", "people with a loan")      \
	X(bureau_defaults, F, 40, "events", "bureau x 4 + minority x 2 + refused",                              \
	  "failures to repay that happened, by who refused the person at the last scoring")                     \
	X(bureau_pair_both, S, 100, "persons", "bureau x 10 + a later bureau", "people with a score from both") \
	X(bureau_pair_contradict, S, 100, "persons", "bureau x 10 + a later bureau",                            \
	  "of them: one refuses, the other does not")                                                           \
	X(bureau_pair_concordant, S, 100, "pairs", "bureau x 10 + a later bureau",                              \
	  "pairs of people whom both put in the same order")                                                    \
	X(bureau_pair_discordant, S, 100, "pairs", "bureau x 10 + a later bureau",                              \
	  "pairs of people whom they put in opposite orders")                                                   \
	X(bureau_records, S, 11, "records", "bureau; 10: each once",                                            \
	  "families of records that are not empty, in all files")                                               \
	X(merged_people, S, 40, "persons",                                                                      \
	  "merged bureau x 4 + refused wrongly by a member x 2 + refused by it",                                \
	  "people with a score from a merged bureau")                                                           \
	X(merged_doors, S, 30, "persons",                                                                       \
	  "merged bureau x 3 + 0 refusals by members that are wrong, 1 members that score those people, 2 "     \
	  "people refused wrongly by all of them",                                                              \
	  "what members do to those whom one has wrong")                                                        \
	X(friends_people, S, 8, "persons", "distance along friendships; 7: farther",                            \
	  "people around the one who falls in thought")                                                         \
	X(friends_lost, S, 8, "1/1000 point", "distance along friendships; 7: farther", "what they lose by it") \
	X(friends_refused, S, 8, "persons", "distance along friendships; 7: farther",                           \
	  "of them: refused because of it")

#define SOC_NAME_INDEX                                                                                      \
	"people who hold the name: 0 under 10, 1 under 100, 2 under 1,000, 3 under 10,000, 4 under 100,000, 5 " \
	"more"
#define SOC_LABEL_INDEX "0 without the label, 1 with it"

#define SOC_RATING_INDEX \
	"6 x family + 0 diligence, 1 error of the examination, 2 leniency, 3 liking, 4 favour, 5 the rating"
#define SOC_CLIENT_INDEX "2 x family + 1 for clients"

#define SOC_MODULE_COUNTS(X)                                                                                 \
	X(rating_sum, F, 36, "1/32 point", SOC_RATING_INDEX, "sums of the parts of the ratings made")            \
	X(rating_squares, F, 36, "1/1024 square point", SOC_RATING_INDEX, "sums of their squares")               \
	X(rated, F, 12, "persons", SOC_CLIENT_INDEX, "people rated")                                             \
	X(rated_top, F, 12, "persons", SOC_CLIENT_INDEX, "of those: in the highest grade after it")              \
	X(rated_top_diligence, F, 12, "1/32 point", SOC_CLIENT_INDEX,                                            \
	  "diligence of those in the highest grade, in points")                                                  \
	X(rated_bottom, F, 12, "persons", SOC_CLIENT_INDEX, "people rated who are in the lowest grade after it") \
	SOC_MODULE_COUNTS_BUREAUS(X)                                                                             \
	X(name_persons, S, 6, "persons", SOC_NAME_INDEX, "people by how common their name is")                   \
	X(name_records, F, 6, "records", SOC_NAME_INDEX,                                                         \
	  "records linked by name, by the name of the person they were tied to")                                 \
	X(name_hits, F, 6, "records", SOC_NAME_INDEX, "of those: tied to a namesake")                            \
	X(name_entries, F, 6, "entries", SOC_NAME_INDEX,                                                         \
	  "black-list entries made by a record that was a namesake's")                                           \
	X(code_hits, F, 1, "records", "0", "records tied to somebody else by a slip in the code")                \
	X(code_entries, F, 1, "entries", "0", "black-list entries made by such a record")                        \
	X(label_persons, S, 2, "persons", SOC_LABEL_INDEX, "people by the label")                                \
	X(label_violations, F, 2, "events", SOC_LABEL_INDEX, "violations that happened")                         \
	X(label_records_right, F, 2, "records", SOC_LABEL_INDEX, "records that name the person who did it")      \
	X(label_records_wrong, F, 2, "records", SOC_LABEL_INDEX, "records of another's act or of nothing")       \
	X(label_entries_right, F, 2, "entries", SOC_LABEL_INDEX, "black-list entries of people who did it")      \
	X(label_entries_wrong, F, 2, "entries", SOC_LABEL_INDEX, "black-list entries of people who did not")     \
	X(label_listed, S, 2, "persons", SOC_LABEL_INDEX, "people on a black list")                              \
	X(label_listed_wrong, S, 2, "persons", SOC_LABEL_INDEX, "of those: listed for what they did not do")     \
	X(wrong_files, S, 3, "persons", "0 points, 1 grade, 2 a lower grade",                                    \
	  "people whose points or grade come in part from wrong records")                                        \
	X(correction_weight, S, 1, "1/8192", "always 0",                                                         \
	  "factor on the weight that follows the regime's own outcomes, in force in the month")                  \
	X(correction_people, S, 1, "persons", "always 0", "people whose outcome it follows")                     \
	X(correction_lowest, S, 1, "persons", "always 0", "of those: in the lowest grade")                       \
	X(hierarchy_sent, F, 1, "records", "always 0", "records that set out for where they are decided")        \
	X(hierarchy_lost, F, 4, "records", "hop, from below", "records lost on a hop")                           \
	X(hierarchy_misfiled, F, 4, "records", "hop, from below",                                                \
	  "records that came to be filed on another person on a hop")                                            \
	X(hierarchy_reclassed, F, 4, "records", "hop, from below",                                               \
	  "records that came to say another class on a hop")                                                     \
	X(hierarchy_arrived, F, 1, "records", "always 0", "records that reached where they are decided")         \
	X(hierarchy_months, F, 1, "months", "always 0", "sum of the time under way of the records that arrived") \
	X(hierarchy_under_way, S, 1, "records", "always 0", "records under way")                                 \
	X(kin_entries, F, 1, "entries", "0", "entries of people whose kin was entered")                          \
	X(reach_sanctioned, S, 6, "persons",                                                                     \
	  "0 rightly their own, 1 to 4 steps from person to person (relatives, and the group where a measure "   \
	  "reaches it), 5 wrongly their own",                                                                    \
	  "people under a sanction by the shortest way it took; only while some measure goes beyond the first "  \
	  "relative")                                                                                            \
	X(group_records, F, 1, "records", "", "accepted records that a neighbours' group answered for")          \
	X(measure_group, S, 16, "persons", "measure",                                                            \
	  "people met by it only through one of their neighbours' group")                                        \
	X(group_persons, F, 1, "persons", "", "adults made to answer for them; a person once for each record")   \
	X(income_gained, S, 60, "1/100 of a monthly income",                                                     \
	  "demographic cell: ((class * 2 + group) * 2 + urban) * 5 + fifth",                                     \
	  "income gained this month by favours granted")                                                         \
	X(cliff_persons, S, 16, "persons",                                                                       \
	  "score less the threshold of output.cliff, in steps of output.cliff_points; 8 is just above",          \
	  "people by the score that they begin the month with")                                                  \
	X(cliff_sanctioned, S, 16, "persons", "as cliff_persons",                                                \
	  "of them: under a sanction when the month begins")                                                     \
	X(cliff_refused, F, 16, "attempts", "as cliff_persons", "attempts refused to them this month")           \
	X(cliff_violations, F, 16, "events", "as cliff_persons", "violations that they did this month")          \
	X(cliff_violations_free, F, 16, "events", "as cliff_persons",                                            \
	  "violations that the same people commit under no regime")                                              \
	X(score_squares, S, 1, "points²", "no meaning", "sum of the squares of scores (output.spread)")          \
	X(score_by_age, S, 5, "points", "age band 0-17, 18-29, 30-44, 45-59, 60+",                               \
	  "sum of scores (output.spread)")                                                                       \
	X(residence_reports, F, 10, "records", "2 x why (told, suspicion, malice, slip, register) + 1 if wrong", \
	  "records of undeclared residence: neighbours' reports but for the last")                               \
	X(reports_lapsed, F, 2, "records", "0 right, 1 wrong", "neighbours' reports that nobody could verify")   \
	X(reported_by_known, F, 18, "records", "half the contacts of the household, at most 8, + 9 if wrong",    \
	  "reports of undeclared residence")                                                                     \
	X(people_by_contacts, S, 9, "persons", "contacts", "people by contacts outside the household")           \
	X(people_by_known, S, 18, "persons",                                                                     \
	  "half the contacts of the household, at most 8, + 9 if living undeclared",                             \
	  "people by how many know the household")                                                               \
	X(reported_by_home, F, 18, "records", "size of the household - 1, at most 8, + 9 if wrong",              \
	  "reports of undeclared residence")                                                                     \
	X(people_by_home, S, 18, "persons", "size of the household - 1, at most 8, + 9 if living undeclared",    \
	  "people by household (with contacts)")                                                                 \
	X(reported_moved, F, 4, "records", "2 if the person named has moved during the run + 1 if wrong",        \
	  "reports of undeclared residence")                                                                     \
	X(people_moved, S, 4, "persons", "2 if moved during the run + 1 if living undeclared",                   \
	  "people (with contacts)")                                                                              \
	X(contacts_cut, F, 3, "contacts", "did it, did something else, did nothing",                             \
	  "contacts lost to publication, by what is true of the entry")                                          \
	X(work_lost, F, 3, "persons", "did it, did something else, did nothing",                                 \
	  "people who lost their work to publication")                                                           \
	X(isolated, S, 1, "persons", "no meaning", "people with at most contacts.isolated_at_most contacts")     \
	X(isolated_listed, S, 3, "persons", "did it, did something else, did nothing",                           \
	  "of the isolated: shunned and on a black list")                                                        \
	X(isolated_after, S, 3, "persons", "did it, did something else, did nothing",                            \
	  "of the isolated: shunned, and the entry has ended")                                                   \
	X(persons_by_age, S, 5, "persons", "age band 0-17, 18-29, 30-44, 45-59, 60+", "people (output.spread)")  \
	SOC_MODULE_COUNTS_FIRMS(X)                                                                               \
	X(instrument_refused_bad, F, 2, "persons", SOC_LABEL_INDEX,                                              \
	  "people an instrument refuses who turn out badly")                                                     \
	X(instrument_refused_good, F, 2, "persons", SOC_LABEL_INDEX,                                             \
	  "people an instrument refuses who would have turned out well")                                         \
	X(instrument_passed_bad, F, 2, "persons", SOC_LABEL_INDEX,                                               \
	  "people an instrument lets pass who turn out badly")                                                   \
	X(instrument_passed_good, F, 2, "persons", SOC_LABEL_INDEX,                                              \
	  "people an instrument lets pass who turn out well")                                                    \
	X(instrument_change, F, 2, "points", SOC_LABEL_INDEX, "change of the scores of those it lets pass")      \
	X(consent_persons, S, 8, "persons", "grade, 0 the lowest", "people who opted in")                        \
	X(consent_rewarded, S, 1, "persons", "always 0", "of those: under a reward")                             \
	X(consent_score, S, 1, "points", "always 0", "sum of their scores")                                      \
	X(letting, S, 2, "persons", "0 who live undeclared and rent, 1 who let to them",                         \
	  "people by letting undeclared")                                                                        \
	X(letting_records, F, 10, "records", "2 x why (told, suspicion, malice, slip, register) + 1 if wrong",   \
	  "records of having let to somebody who lives undeclared")                                              \
	X(landlords_found, F, 2, "records", "0 right, 1 wrong", "of those: accepted")                            \
	X(remark_persons, S, 8, "persons", "grade held, 0 the lowest",                                           \
	  "people whose grade comes from a remark of a list and not from their score")                           \
	X(remark_wrong, S, 8, "persons", "grade held, 0 the lowest",                                             \
	  "of those: without the remarks of wrong entries another grade would be theirs")

/* Stocks that take a look at everybody, and so are counted as often as output.modules says: soc_seen_looks.
 */
#define SOC_MODULE_LOOKED(X)                                                                               \
	X(name_persons)                                                                                        \
	X(label_persons) X(label_listed) X(label_listed_wrong) X(wrong_files) X(score_squares) X(score_by_age) \
		X(persons_by_age) X(people_by_contacts) X(people_by_known) X(people_by_home) X(people_moved)       \
			X(isolated) X(isolated_listed) X(isolated_after) X(heads_listed) X(employees_of_listed)        \
				X(consent_persons) X(consent_rewarded) X(consent_score) X(letting) X(remark_persons)       \
					X(remark_wrong)

/* First place of each count among the values of all, and how many values there are. */
enum soc_by_module {
#define SOC_BY_MODULE_PLACE(name, kind, size, unit, index, meaning) \
	SOC_BY_MODULE_##name, SOC_BY_MODULE_LAST_##name = SOC_BY_MODULE_##name + (size)-1,
	SOC_MODULE_COUNTS(SOC_BY_MODULE_PLACE)
#undef SOC_BY_MODULE_PLACE
		SOC_BY_MODULE_VALUES
};

#endif
