/* What a theory is: a small world of its own with its parameters, its figures and what is published of them.
 *
 * Each is one file with a table beside it (ensign.c, ensign.def) and a line of theories.def. It draws by the
 * named variates of model/variates.def, in streams of its own, and takes nothing else of the model. */
#ifndef SOC_THEORY_THEORY_H
#define SOC_THEORY_THEORY_H

#include "analysis/student.h"
#include "socred/theory.h"

/* Most parameters, figures and columns of a series that a theory has. */
#define SOC_THEORY_KEYS 32
#define SOC_THEORY_FIGURES 32
#define SOC_THEORY_SERIES 12
#define SOC_THEORY_REPLICATES 10000

struct soc_theory_key {
	const char *name;
	double start, low, high; /* default, and the range that is allowed, both ends included */
	int whole;               /* 1: whole numbers only */
	const char *unit;
	double likely_low, likely_high; /* range that is plausible, for an assumption; NaN: none */
	const char *meaning, *source;
};

struct soc_theory_figure {
	const char *name, *unit;
	double least, most; /* values that can be: an interval is cut to them */
	int is_random;      /* 1: differs between replicates; 0: follows from the parameters alone */
	const char *meaning;
};

struct soc_theory_column {
	const char *name, *unit, *meaning;
};

/* A value of a figure that is published for some settings ("KEY=VALUE KEY=VALUE", "" for the defaults), or a
 * bound: nothing but that the figure lies below or above it. */
struct soc_theory_published {
	int figure; /* index */
	const char *settings;
	double value, within; /* and how far off what is computed may be; 0 of a bound */
	const char *source;
	int bound; /* -1: the figure is below the value, 1: above it, 0: the value is published */
};

/* The rows of a time series; grows. */
struct soc_theory_rows {
	double *values; /* count * width, owned */
	size_t count, room;
	int width, failed; /* failed: memory ran out */
};

/* One replicate under way. */
struct soc_theory_world {
	const double *keys;           /* by index of the parameter */
	uint64_t seed;                /* of the replicate */
	int replicate;                /* 0: figures without randomness are asked for, too, and the series */
	double *figures;              /* by index; not-a-number until they are set */
	struct soc_theory_rows *rows; /* NULL: no series is wanted */
	const volatile int *stop;     /* may be NULL */
};

/* What the file of a theory hands to its line of theories.def (soc_theory_NAME). */
struct soc_theory_parts {
	const struct soc_theory_key *keys;
	const struct soc_theory_figure *figures;
	const struct soc_theory_column *columns;
	const struct soc_theory_published *published;
	int keys_count, figures_count, columns_count, published_count;
	/* What must hold between parameters; NULL: nothing. */
	enum soc_err (*check)(const double *keys, struct soc_msg *msg);
	/* Fills the figures of one replicate. SOC_ERR_INTERRUPTED when stopped, SOC_ERR_MEMORY. */
	enum soc_err (*run)(struct soc_theory_world *world, struct soc_msg *msg);
};

struct soc_theory_kind {
	const char *name, *title, *question, *source, *row, *used;
	int replicates; /* by itself */
	const struct soc_theory_parts *of;
};

/* The theory of that name; NULL after saying which name is near (SOC_ERR_USAGE). O(theories). */
const struct soc_theory_kind *soc_theory_find(const char *name, struct soc_msg *msg);
/* The theory i, 0 to soc_theory_count() - 1. */
const struct soc_theory_kind *soc_theory_at(int i);
/* Reads "KEY=VALUE" into keys (by index). SOC_ERR_USAGE: no such key, no number, out of range; keys then
 * stand as they were. */
enum soc_err soc_theory_set(const struct soc_theory_kind *kind, const char *setting, double *keys,
                            struct soc_msg *msg);
/* The same for a list of them, parted by blanks, after the defaults: what `settings` of a published value
 * means. */
enum soc_err soc_theory_set_all(const struct soc_theory_kind *kind, const char *settings, double *keys,
                                struct soc_msg *msg);
/* 1 when the user has asked for the end. */
int soc_theory_stopped(const struct soc_theory_world *world);
/* Appends a row to the series, as many values as it has columns; nothing where none is wanted. Amortised
 * O(columns). */
void soc_theory_row(struct soc_theory_world *world, const double *values);

/* What a run leaves. */
struct soc_theory_result {
	const struct soc_theory_kind *kind;
	double keys[SOC_THEORY_KEYS];
	uint64_t seed;
	int replicates;
	double *values; /* of replicate r figure f at r * figures + f; NaN: none; owned */
	struct soc_interval figures[SOC_THEORY_FIGURES]; /* count 0: no value */
	struct soc_theory_rows rows;
	struct soc_theory_loaded *loaded; /* what kind points to, of a result that was read; else NULL; owned */
};

/* Intervals of the figures from the values of all replicates. Errors: SOC_ERR_MEMORY. O(figures x
 * replicates). */
enum soc_err soc_theory_sum_up(struct soc_theory_result *result, struct soc_msg *msg);
/* Releases what a read result has of its own; safe on NULL. */
void soc_theory_loaded_free(struct soc_theory_loaded *loaded);
/* Index of a parameter, by its name; -1: there is none, and *near has the nearest name. */
struct soc_suggestion;
int soc_theory_key(const struct soc_theory_kind *kind, const char *name, struct soc_suggestion *near);
/* Whether a value is one that the parameter can have. SOC_ERR_USAGE says what is allowed. */
enum soc_err soc_theory_check_key(const struct soc_theory_key *key, double value, struct soc_msg *msg);
/* All figures of replicate k of the seed, also those without randomness (figures: by index; NaN: none),
 * without a series. Errors: SOC_ERR_USAGE: the values do not fit together; SOC_ERR_INTERRUPTED,
 * SOC_ERR_MEMORY. */
enum soc_err soc_theory_replicate(const struct soc_theory_kind *kind, const double *keys, uint64_t seed,
                                  int32_t k, const volatile int *stop, double *figures, struct soc_msg *msg);

/* Runs with all keys set. SOC_ERR_USAGE: a value is out of its range, or they do not fit together. */
enum soc_err soc_theory_run_keys(const struct soc_theory_kind *kind, const double *keys, uint64_t seed,
                                 int replicates, const volatile int *stop, struct soc_theory_result **out,
                                 struct soc_msg *msg);
/* 1 when what was computed is what is published: within the distance, or on the side of the bound. Pure. */
int soc_theory_holds(const struct soc_theory_published *published, double computed);
/* The bound in words: "below", "above", "" of a value. */
const char *soc_theory_bound(const struct soc_theory_published *published);
/* 1 when that is published for the settings of the result. */
int soc_theory_is_here(const struct soc_theory_result *result, const struct soc_theory_published *published);
/* What is published of figure i for the settings of the result; NULL: nothing. */
const struct soc_theory_published *soc_theory_known(const struct soc_theory_result *result, int i);

#endif
