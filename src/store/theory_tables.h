/* The columns of every table of a theory's results, once, as tables.h has those of a run: X(name, SQL type,
 * unit, meaning). The CREATE statements, the table `columns` and docs/guide/theory.md are made from
 * these lists. Tables that both kinds of file have (meta, tables, columns, digests) have the columns of
 * tables.h. */
#ifndef SOC_STORE_THEORY_TABLES_H
#define SOC_STORE_THEORY_TABLES_H

#define SOC_THEORY_COLUMNS_PARAMETERS(X)                                                               \
	X(idx, SOC_INT, "", "order in the table of the theory")                                            \
	X(name, SOC_STR, "", "name of the parameter")                                                      \
	X(value, "REAL NOT NULL", "", "value in this run")                                                 \
	X(preset, "REAL NOT NULL", "", "value that the theory has by itself")                              \
	X(is_set, SOC_INT, "0 or 1", "1 when the value is another")                                        \
	X(least, "REAL NOT NULL", "", "least value that is allowed")                                       \
	X(most, "REAL NOT NULL", "", "greatest value that is allowed")                                     \
	X(whole, SOC_INT, "0 or 1", "1 where only whole numbers are allowed")                              \
	X(unit, SOC_STR, "", "unit of the value")                                                          \
	X(low, "REAL", "", "low end of the plausible range of an assumption; NULL of what is published")   \
	X(high, "REAL", "", "high end of the plausible range of an assumption; NULL of what is published") \
	X(meaning, SOC_STR, "", "what the parameter means")                                                \
	X(source, SOC_STR, "", "citation, or the word assumption")

#define SOC_THEORY_COLUMNS_FIGURES(X)                                                  \
	X(figure, SOC_INT, "", "order in the table of the theory")                         \
	X(name, SOC_STR, "", "name of the figure")                                         \
	X(unit, SOC_STR, "", "unit of the figure")                                         \
	X(least, "REAL NOT NULL", "", "least value that can be: an interval is cut to it") \
	X(most, "REAL NOT NULL", "", "greatest value that can be")                         \
	X(random, SOC_INT, "0 or 1",                                                       \
	  "1 when it differs between replicates; 0: it follows from the parameters alone") \
	X(mean, "REAL", "", "mean over replicates; NULL: there is no value")               \
	X(low, "REAL", "", "low end of the 95% interval over replicates; NULL: none")      \
	X(high, "REAL", "", "high end of the 95% interval over replicates; NULL: none")    \
	X(meaning, SOC_STR, "", "what the figure means")

#define SOC_THEORY_COLUMNS_PUBLISHED(X)                                                        \
	X(idx, SOC_INT, "", "order in the table of the theory")                                    \
	X(figure, SOC_INT, "", "the figure that is published")                                     \
	X(settings, SOC_STR, "",                                                                   \
	  "for which settings (KEY=VALUE KEY=VALUE); empty: those that the theory has by itself")  \
	X(value, "REAL NOT NULL", "", "what is published")                                         \
	X(within, "REAL NOT NULL", "", "how far off what is computed may be; 0 of a bound")        \
	X(bound, SOC_INT, "-1, 0 or 1",                                                            \
	  "-1: published is only that the figure lies below the value, 1: above it; 0: the value") \
	X(is_here, SOC_INT, "0 or 1", "1 when it is published for the settings of this run")       \
	X(source, SOC_STR, "", "where it is published")

#define SOC_THEORY_COLUMNS_REPLICATES(X)                          \
	X(replicate, SOC_INT, "", "number of the repetition, from 0") \
	X(seed, SOC_STR, "", "seed of the repetition, a whole number below 2^64")

#define SOC_THEORY_COLUMNS_BY_REPLICATE(X)                        \
	X(replicate, SOC_INT, "", "number of the repetition, from 0") \
	X(figure, SOC_INT, "", "number of the figure")                \
	X(value, "REAL", "", "its value; NULL: there is none. What is not random is in repetition 0 alone")

#define SOC_THEORY_COLUMNS_SERIES_COLUMNS(X)                                    \
	X(series, SOC_INT, "", "number of the series; 0: what the others run over") \
	X(name, SOC_STR, "", "name of the series")                                  \
	X(unit, SOC_STR, "", "unit of the series")                                  \
	X(meaning, SOC_STR, "", "what the series means")

#define SOC_THEORY_COLUMNS_SERIES(X)               \
	X(row, SOC_INT, "", "order in time, from 0")   \
	X(series, SOC_INT, "", "number of the series") \
	X(value, "REAL", "", "its value, in replicate 0; NULL: there is none")

/* Every table in the order of the file: T(name, columns, key, meaning). */
#define SOC_THEORY_TABLES(T)                                                                               \
	T(meta, SOC_THEORY_META, "key",                                                                        \
	  "what made the file: version, theory, question, source, seed, replicates")                           \
	T(parameters, SOC_THEORY_COLUMNS_PARAMETERS, "idx",                                                    \
	  "every parameter of the theory with its value, range and source")                                    \
	T(figures, SOC_THEORY_COLUMNS_FIGURES, "figure", "every figure with its 95% interval over replicates") \
	T(published, SOC_THEORY_COLUMNS_PUBLISHED, "idx",                                                      \
	  "what is published of the theory, for these and other settings")                                     \
	T(replicates, SOC_THEORY_COLUMNS_REPLICATES, "replicate", "repetitions with their seeds")              \
	T(by_replicate, SOC_THEORY_COLUMNS_BY_REPLICATE, "replicate, figure",                                  \
	  "every figure in every repetition")                                                                  \
	T(series_columns, SOC_THEORY_COLUMNS_SERIES_COLUMNS, "series", "what the time series are of")          \
	T(series, SOC_THEORY_COLUMNS_SERIES, "row, series", "the time series, of the first repetition")        \
	T(tables, SOC_THEORY_ITS_TABLES, "idx", "this list of tables and views")                               \
	T(columns, SOC_THEORY_ITS_COLUMNS, "table_name, idx",                                                  \
	  "every column of every table with unit and meaning")                                                 \
	T(digests, SOC_THEORY_ITS_DIGESTS, "table_name",                                                       \
	  "SHA-256 of every table, by which results are checked and compared")
/* Of tables.h, which has three kinds of columns. */
#define SOC_THEORY_NO_COLUMN(...)
#define SOC_THEORY_META(X) SOC_COLUMNS_META(X, SOC_THEORY_NO_COLUMN, SOC_THEORY_NO_COLUMN)
#define SOC_THEORY_ITS_TABLES(X) SOC_COLUMNS_TABLES(X, SOC_THEORY_NO_COLUMN, SOC_THEORY_NO_COLUMN)
#define SOC_THEORY_ITS_COLUMNS(X) SOC_COLUMNS_COLUMNS(X, SOC_THEORY_NO_COLUMN, SOC_THEORY_NO_COLUMN)
#define SOC_THEORY_ITS_DIGESTS(X) SOC_COLUMNS_DIGESTS(X, SOC_THEORY_NO_COLUMN, SOC_THEORY_NO_COLUMN)

enum soc_theory_table {
#define SOC_THEORY_TABLE_ENUM(name, columns, key, meaning) SOC_THEORY_TABLE_##name,
	SOC_THEORY_TABLES(SOC_THEORY_TABLE_ENUM)
#undef SOC_THEORY_TABLE_ENUM
		SOC_THEORY_TABLES_COUNT
};

#endif
