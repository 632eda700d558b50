/* The columns of every table of results.db, once: X(name, SQL type, unit, meaning), and for the wide tables
 * I(name, kind, unit, meaning) and N(name, meaning) over the lists of indicators.h.
 * The CREATE statements, the table `columns` and docs/guide/results.md are all made from these lists.
 * Tables and their keys stand in schema.c. */
#ifndef SOC_STORE_TABLES_H
#define SOC_STORE_TABLES_H

#include "model/indicators/indicators.h"
#include "model/modules/counters.h"

#define SOC_INT "INTEGER NOT NULL"
#define SOC_STR "TEXT NOT NULL"

#define SOC_COLUMNS_META(X, I, N)         \
	X(key, SOC_STR, "", "what is stated") \
	X(value, SOC_STR, "", "its value as text")

#define SOC_COLUMNS_SCENARIO(X, I, N) \
	X(yaml, SOC_STR, "", "the scenario with every value filled in; it reads back to the same scenario")

#define SOC_COLUMNS_PARAMETERS(X, I, N)                                                \
	X(idx, SOC_INT, "", "order in the table of keys")                                  \
	X(key, SOC_STR, "", "dotted path of the key")                                      \
	X(value, SOC_STR, "", "value in force at the start")                               \
	X(unit, SOC_STR, "", "unit of the value")                                          \
	X(meaning, SOC_STR, "", "what the key means")                                      \
	X(source, SOC_STR, "", "citation, or the word assumption")                         \
	X(origin, SOC_STR, "", "where the value was set: file and line, default or --set") \
	X(low, "REAL", "", "low end of the plausible range; NULL when none is stated")     \
	X(high, "REAL", "", "high end of the plausible range; NULL when none is stated")   \
	X(assumption, SOC_INT, "0 or 1",                                                   \
	  "1 when no source is given, and the part that asks for it is switched on")

#define SOC_COLUMNS_NAMES(X, I, N)                                                                 \
	X(kind, SOC_STR, "",                                                                           \
	  "grade, component, event, channel, list, measure, bureau, sector, firm_event and the like, " \
	  "person_class, group, stratum or quintile")                                                  \
	X(idx, SOC_INT, "", "the number that the other tables use")                                    \
	X(name, SOC_STR, "", "the word of the scenario")                                               \
	X(detail, SOC_STR, "",                                                                         \
	  "kind of the event, channel, component or measure; colour of the list; threshold of the grade")

#define SOC_COLUMNS_REGIONS(X, I, N)                             \
	X(region, SOC_INT, "", "number of the province")             \
	X(code, SOC_INT, "", "administrative code")                  \
	X(name, SOC_STR, "", "name of the province")                 \
	X(census_persons, SOC_INT, "people", "people in the census") \
	X(persons, SOC_INT, "people", "synthetic people")

#define SOC_COLUMNS_PLACES(X, I, N)                                    \
	X(place, SOC_INT, "", "number of the prefecture")                  \
	X(code, SOC_INT, "", "administrative code")                        \
	X(name, SOC_STR, "", "name as in the census file")                 \
	X(region, SOC_INT, "", "number of its province")                   \
	X(census_persons, SOC_INT, "people", "people in the census")       \
	X(census_urban, SOC_INT, "people", "urban people in the census")   \
	X(persons, SOC_INT, "people", "synthetic people")                  \
	X(longitude, "REAL NOT NULL", "degrees", "longitude of the place") \
	X(latitude, "REAL NOT NULL", "degrees", "latitude of the place")   \
	X(minority_share, "REAL NOT NULL", "share", "share of minorities in the census")

#define SOC_COLUMNS_MONTHS(X, I, N)                                  \
	X(month, SOC_INT, "", "months since the first month of the run") \
	X(date, SOC_STR, "YYYY-MM", "calendar month")                    \
	X(year, SOC_INT, "", "calendar year")

#define SOC_COLUMNS_PERIODS(X, I, N)                                                     \
	X(period, SOC_INT, "", "number of the period of by_place")                           \
	X(date, SOC_STR, "YYYY or YYYY-MM", "calendar year or month, as output.places says") \
	X(first_month, SOC_INT, "", "first month of the period within the run")              \
	X(last_month, SOC_INT, "", "last month of the period within the run")

#define SOC_KEY_MONTH(X)                                          \
	X(replicate, SOC_INT, "", "number of the repetition, from 0") \
	X(month, SOC_INT, "", "months since the first month of the run")

#define SOC_KEY_CELL(X)                                                       \
	SOC_KEY_MONTH(X)                                                          \
	X(person_class, SOC_INT, "", "class of person: names, kind person_class") \
	X(grp, SOC_INT, "", "group: names, kind group")                           \
	X(urban, SOC_INT, "", "1 urban, 0 rural")                                 \
	X(income_quintile, SOC_INT, "", "income quintile, 0 the lowest")

#define SOC_KEY_PLACE(X)                                          \
	X(replicate, SOC_INT, "", "number of the repetition, from 0") \
	X(period, SOC_INT, "", "number of the period: periods")       \
	X(place, SOC_INT, "", "number of the prefecture: places")

#define SOC_KEY_REGION(X) \
	SOC_KEY_MONTH(X)      \
	X(region, SOC_INT, "", "number of the province: regions")

#define SOC_KEY_EVENT(X) \
	SOC_KEY_MONTH(X)     \
	X(event, SOC_INT, "", "event class: names, kind event")

#define SOC_KEY_CHANNEL(X) \
	SOC_KEY_MONTH(X)       \
	X(channel, SOC_INT, "", "channel: names, kind channel")

#define SOC_KEY_LIST(X) \
	SOC_KEY_MONTH(X)    \
	X(list, SOC_INT, "", "list: names, kind list")

#define SOC_KEY_MEASURE(X) \
	SOC_KEY_MONTH(X)       \
	X(measure, SOC_INT, "", "measure: names, kind measure")

#define SOC_COLUMNS_BY_CELL(X, I, N) SOC_KEY_CELL(X) SOC_INDICATORS(I)
#define SOC_COLUMNS_BY_PLACE(X, I, N) SOC_KEY_PLACE(X) SOC_INDICATORS(I)
#define SOC_COLUMNS_BY_REGION(X, I, N) SOC_KEY_REGION(X) SOC_INDICATORS(I)
#define SOC_COLUMNS_BY_EVENT(X, I, N) SOC_KEY_EVENT(X) SOC_CLASS_COUNTS(N)
#define SOC_COLUMNS_BY_CHANNEL(X, I, N) SOC_KEY_CHANNEL(X) SOC_CHANNEL_COUNTS(N)
#define SOC_COLUMNS_BY_LIST(X, I, N) SOC_KEY_LIST(X) SOC_LIST_COUNTS(N)
#define SOC_COLUMNS_BY_MEASURE(X, I, N) SOC_KEY_MEASURE(X) SOC_MEASURE_COUNTS(N)

#define SOC_COLUMNS_TRANSITIONS(X, I, N)                                    \
	SOC_KEY_MONTH(X)                                                        \
	X(from_grade, SOC_INT, "", "grade before the month: names, kind grade") \
	X(to_grade, SOC_INT, "", "grade after it")                              \
	X(persons, SOC_INT, "people", "people who changed so")

#define SOC_COLUMNS_WAITS(X, I, N)                                                             \
	SOC_KEY_MONTH(X)                                                                           \
	X(kind, SOC_STR, "", "appeal or review")                                                   \
	X(wait_months, SOC_INT, "months",                                                          \
	  "months from filing to decision, or to the end of the entry; 60 stands for 60 and more") \
	X(decisions, SOC_INT, "decisions", "decisions of the month that had waited so long")       \
	X(lapsed, SOC_INT, "appeals",                                                              \
	  "appeals whose entry ended in the month and that had waited so long in vain")            \
	X(filed, SOC_INT, "cases",                                                                 \
	  "cases that began to wait in the month; in the row of those that have waited 0 months")

#define SOC_COLUMNS_FIELDS(X, I, N) \
	SOC_KEY_MONTH(X)                \
	X(data, "BLOB NOT NULL", "",    \
	  "one record of 38 bytes per place, little-endian, as src/model/fields.h says")

#define SOC_COLUMNS_ATTENTION_BY_PLACE(X, I, N)                                      \
	X(replicate, SOC_INT, "", "number of the replicate, from 0")                     \
	X(month, SOC_INT, "", "months since the first month of the run")                 \
	X(place, SOC_INT, "", "number of the prefecture")                                \
	X(attention, SOC_INT, "1/65536",                                                 \
	  "factor on what channels that follow attention detect, in force in the month") \
	X(persons, SOC_INT, "persons", "people there")                                   \
	X(violations, SOC_INT, "events", "violations that happened")                     \
	X(discovered, SOC_INT, "records", "records by channels that follow attention")   \
	X(reported, SOC_INT, "records", "records by other channels")                     \
	X(listed, SOC_INT, "persons", "people on a black list")

#define SOC_COLUMNS_REPLICATES(X, I, N)                                       \
	X(replicate, SOC_INT, "", "number of the repetition, from 0")             \
	X(seed, SOC_STR, "", "seed of the repetition, a whole number below 2^64") \
	X(months_finished, SOC_INT, "months", "months it ran")                    \
	X(partial, SOC_INT, "0 or 1", "1 when the run was stopped before its last month")

#define SOC_COLUMNS_DIGESTS(X, I, N)                                                        \
	X(table_name, SOC_STR, "", "name of the table; content: all tables without provenance") \
	X(rows, SOC_INT, "rows", "rows of the table")                                           \
	X(sha256, SOC_STR, "", "SHA-256 of its rows in the order of their key, in hexadecimal")

#define SOC_COLUMNS_ASSUMPTION_INTERVALS(X, I, N)                                                           \
	X(statistic, SOC_STR, "", "statistic of the headline")                                                  \
	X(points, SOC_INT, "points", "points of the ensemble that have a value in every replicate")             \
	X(shipped, "REAL", "as the statistic",                                                                  \
	  "at the values that the scenario states, with the people and replicates of the ensemble; NULL: none") \
	X(low, "REAL", "as the statistic",                                                                      \
	  "2.5% quantile over the points, random numbers taken out; NULL: too few points have one, or they "    \
	  "differ within random numbers")                                                                     \
	X(median, "REAL", "as the statistic", "50% quantile")                                                   \
	X(high, "REAL", "as the statistic", "97.5% quantile")                                                   \
	X(spread, "REAL", "as the statistic", "standard deviation between points, random numbers taken out")    \
	X(simulation_error, "REAL", "as the statistic",                                                         \
	  "standard deviation that random numbers give the mean of a point")

#define SOC_COLUMNS_ASSUMPTION_RANKS(X, I, N)                                                              \
	X(statistic, SOC_STR, "", "statistic of the headline")                                                 \
	X(place, SOC_INT, "", "1: the assumption that matters most")                                           \
	X(key, SOC_STR, "", "dotted path of the value; of one that the timeline sets: timeline.NAME.set.PATH") \
	X(correlation, "REAL NOT NULL", "",                                                                    \
	  "rank correlation of Spearman between the value and the statistic, over the points")                 \
	X(low, "REAL NOT NULL", "", "low end of its 95% interval")                                             \
	X(high, "REAL NOT NULL", "", "high end of its 95% interval")

#define SOC_COLUMNS_TABLES(X, I, N)                   \
	X(idx, SOC_INT, "", "order of the list")          \
	X(name, SOC_STR, "", "name of the table or view") \
	X(kind, SOC_STR, "", "table or view")             \
	X(meaning, SOC_STR, "", "what it holds")

#define SOC_COLUMNS_COLUMNS(X, I, N)                                                         \
	X(table_name, SOC_STR, "", "name of the table")                                          \
	X(idx, SOC_INT, "", "position of the column, from 0")                                    \
	X(name, SOC_STR, "", "name of the column")                                               \
	X(kind, SOC_STR, "",                                                                     \
	  "key; stock: at the end of the month; flow: sum over the month; value: anything else") \
	X(unit, SOC_STR, "", "unit")                                                             \
	X(meaning, SOC_STR, "", "what it holds")

/* Every table in the order of the file: T(name, columns, key, stocks, meaning). stocks: how many of the
 * counts (N) that follow the key are stocks; the rest are flows. */
#define SOC_STORE_TABLES_BEFORE(T)                                                                           \
	T(meta, SOC_COLUMNS_META, "key", 0, "what made the file: version, seed, span, people")                   \
	T(scenario, SOC_COLUMNS_SCENARIO, "yaml", 0, "the whole scenario as YAML, one row")                      \
	T(parameters, SOC_COLUMNS_PARAMETERS, "idx", 0, "every value of the scenario with its source and range") \
	T(names, SOC_COLUMNS_NAMES, "kind, idx", 0, "the scenario's words for the numbers in other tables")      \
	T(regions, SOC_COLUMNS_REGIONS, "region", 0, "provinces")                                                \
	T(places, SOC_COLUMNS_PLACES, "place", 0, "prefectures")                                                 \
	T(months, SOC_COLUMNS_MONTHS, "month", 0, "calendar of the months of the run")                           \
	T(periods, SOC_COLUMNS_PERIODS, "period", 0, "calendar of the periods of by_place")                      \
	T(replicates, SOC_COLUMNS_REPLICATES, "replicate", 0, "repetitions with their seeds")                    \
	T(by_cell, SOC_COLUMNS_BY_CELL, "replicate, month, person_class, grp, urban, income_quintile", 0,        \
	  "every indicator by month and demographic cell; cells without people are left out")                    \
	T(by_region, SOC_COLUMNS_BY_REGION, "replicate, month, region", 0,                                       \
	  "every indicator by month and province; provinces without people are left out")                        \
	T(by_place, SOC_COLUMNS_BY_PLACE, "replicate, period, place", 0,                                         \
	  "every indicator by period and prefecture: stocks at its end, flows over it; as output.places says")   \
	T(by_event, SOC_COLUMNS_BY_EVENT, "replicate, month, event", 0,                                          \
	  "events and their records by month and event class")                                                   \
	T(by_channel, SOC_COLUMNS_BY_CHANNEL, "replicate, month, channel", 0,                                    \
	  "records and what became of them by month and channel")                                                \
	T(by_list, SOC_COLUMNS_BY_LIST, "replicate, month, list", 5,                                             \
	  "stock, entries and exits by month and list")                                                          \
	T(by_measure, SOC_COLUMNS_BY_MEASURE, "replicate, month, measure", 5,                                    \
	  "people under each measure and their attempts by month and measure")                                   \
	T(transitions, SOC_COLUMNS_TRANSITIONS, "replicate, month, from_grade, to_grade", 0,                     \
	  "people who changed grade, by month; only changes that happened")                                      \
	T(waits, SOC_COLUMNS_WAITS, "replicate, month, kind, wait_months", 0,                                    \
	  "how long the appeals and reviews that ended in the month had waited, and how many began to; only "    \
	  "waits that occurred")

/* Between them stand the tables of modules (model/modules/counters.def). */
#define SOC_STORE_TABLES_AFTER(T)                                                                       \
	T(fields, SOC_COLUMNS_FIELDS, "replicate, month", 0,                                                \
	  "fields that a life is recomputed from; empty unless output.fields")                              \
	T(attention_by_place, SOC_COLUMNS_ATTENTION_BY_PLACE, "replicate, month, place", 0,                 \
	  "how much each place was watched, from which lives are recomputed too; empty where no channel "   \
	  "follows attention")                                                                              \
	T(assumption_intervals, SOC_COLUMNS_ASSUMPTION_INTERVALS, "statistic", 0,                           \
	  "how far each statistic goes over the plausible ranges of the scenario's values; empty where no " \
	  "ensemble was given")                                                                             \
	T(assumption_ranks, SOC_COLUMNS_ASSUMPTION_RANKS, "statistic, place", 0,                            \
	  "the assumptions that decide a statistic, at most ten")                                           \
	T(tables, SOC_COLUMNS_TABLES, "idx", 0, "this list of tables and views")                            \
	T(columns, SOC_COLUMNS_COLUMNS, "table_name, idx", 0,                                               \
	  "every column of every table with unit and meaning")                                              \
	T(digests, SOC_COLUMNS_DIGESTS, "table_name", 0,                                                    \
	  "SHA-256 of every table, by which results are checked and compared")

enum soc_store_table {
#define SOC_STORE_TABLE_ENUM(name, columns, key, stocks, meaning) SOC_TABLE_##name,
	SOC_STORE_TABLES_BEFORE(SOC_STORE_TABLE_ENUM)
#define TABLE(table, meaning, counters) SOC_TABLE_##table,
#define COUNTER(table, column, kind, cadence, unit, meaning)
#include "model/modules/counters.def"
		SOC_STORE_TABLES_AFTER(SOC_STORE_TABLE_ENUM)
#undef SOC_STORE_TABLE_ENUM
			SOC_STORE_TABLES_COUNT,
	SOC_TABLE_OF_MODULES = SOC_TABLE_waits + 1 /* soc_counter_tables begin here */
};

#endif
