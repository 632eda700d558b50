/* An experiment: a scenario, the factors that vary in it, a design of points, and what is measured at each
 * (docs/guide/experiments.md). */
#ifndef SOC_EXPERIMENT_EXPERIMENT_H
#define SOC_EXPERIMENT_EXPERIMENT_H

#include "base/buf.h"
#include "base/formula.h"
#include "experiment/design.h"
#include "experiment/outcome.h"
#include "experiment/target.h"
#include "input/text/tree.h"
#include "socred/experiment.h"
#include "theory/theory.h"

#define SOC_EXPERIMENT_PATH 1024
#define SOC_EXPERIMENT_SETTINGS 64
#define SOC_EXPERIMENT_SETTING 512 /* bytes of "key=value" with the NUL */

/* The values of a theory at a point. */
struct soc_theory_point {
	double keys[SOC_THEORY_KEYS];
	int64_t seed;
};

struct soc_hypercube;
struct soc_experiment {
	char file[SOC_EXPERIMENT_PATH], base[SOC_EXPERIMENT_PATH];
	char title[SOC_TEXT_MAX], description[SOC_LONG_TEXT_MAX];
	struct soc_scenario
		*scenario; /* the base with `set` and `replicates`; NULL: a theory stands in its place */
	const struct soc_theory_kind *theory; /* NULL: a scenario */
	struct soc_theory_point theory_base;  /* with `set` */
	int settings_count;
	char setting[SOC_EXPERIMENT_SETTINGS][SOC_EXPERIMENT_SETTING];
	int64_t replicates; /* 0: as the scenario or the theory has them */
	struct soc_design design;
	int64_t points;
	int factors_count;
	struct soc_factor factor[SOC_FACTORS_MAX];
	int outcomes_count; /* that are measured */
	int outcomes_told;  /* the first, those of the file; behind them what one case makes of those of arms */
	struct soc_outcome outcome[SOC_OUTCOMES_ROOM];
	int targets_count; /* of a calibration */
	struct soc_target target[SOC_TARGETS_MAX];
	unsigned char is_check[SOC_TARGETS_MAX]; /* kept apart from the fit */
	/* of a points file and of arms: a value for each point and factor, "" as the scenario has it */
	char (*cell)[SOC_FACTOR_TEXT];
	int arms; /* point p is of arm p % arms */
	/* Points of a draw, which share random numbers that are its own; draw 0 has those of the scenario. 0: all
	 * points have those. */
	int of_draw;
	char arm[SOC_ARMS_MAX][SOC_NAME_MAX];
	struct soc_hypercube *draws; /* of arms over the assumptions (hypercube.h); else NULL */
};

/* As soc_experiment_read, from `length` bytes of text that stand for the file at path. */
enum soc_err soc_experiment_read_text(const char *path, const char *text, size_t length, const char *extend,
                                      struct soc_experiment **out, struct soc_diagnostics **diagnostics,
                                      struct soc_msg *msg);

/* The same for a file on the shelf (base/shelf.h): its base is looked up there, and never in the file system.
 * Of arms over assumptions, whose points take seconds, PLAN leaves out factors and points but for their
 * number, and UNFILLED the values of the draws, for soc_hypercube_draw. */
enum soc_experiment_shelved { SOC_EXPERIMENT_PLAN = 1, SOC_EXPERIMENT_UNFILLED };
enum soc_err soc_experiment_read_shelved(const char *name, const char *text, size_t length,
                                         enum soc_experiment_shelved how, struct soc_experiment **out,
                                         struct soc_diagnostics **diagnostics, struct soc_msg *msg);

/* Reading, in its steps. A node is of the tree, a text of the file; what is wrong is told to the tree's
 * diagnostics. */
struct soc_experiment_reader {
	struct soc_tree tree;
	struct soc_experiment *e;
	const struct soc_node *root;
	const char *folder; /* of the file, with a / at the end, or "" */
	const char *extend; /* "n=1024", or NULL */
	int shelved;        /* enum soc_experiment_shelved; 0: it is a file */
};
/* What is wrong with a node; path: the key that it is told at. */
#define SOC_EXPERIMENT_FAULT(r, node, path, ...) \
	soc_diagnostics_error((r)->tree.diagnostics, soc_tree_place(node), path, __VA_ARGS__)
/* The keys of the file that need no scenario. */
void soc_experiment_read_keys(struct soc_experiment_reader *r);
/* The base, with what `set` says; 0 when there is none to go on with. Errors: SOC_ERR_MEMORY, SOC_ERR_IO. */
enum soc_err soc_experiment_read_base(struct soc_experiment_reader *r, struct soc_msg *msg);
/* The theory in place of the base by its name, and with what `set` says. */
void soc_experiment_take_theory(struct soc_experiment_reader *r);
void soc_experiment_read_theory(struct soc_experiment_reader *r);
/* The outcomes, against the entries of the scenario. */
void soc_experiment_read_outcomes(struct soc_experiment_reader *r);
/* The targets of a calibration, against the outcomes. */
void soc_experiment_read_targets(struct soc_experiment_reader *r);
/* Factors, arms and the points file: each against the scenario. */
enum soc_err soc_experiment_read_factors(struct soc_experiment_reader *r, struct soc_msg *msg);
enum soc_err soc_experiment_read_points(struct soc_experiment_reader *r, struct soc_msg *msg);
/* The arms, and their draws of the assumptions if there are any. */
enum soc_err soc_experiment_read_arms(struct soc_experiment_reader *r, const struct soc_node *map,
                                      struct soc_msg *msg);
/* Checks the keys of a map by keys.def: those that nobody knows, with the nearest name, and those that are
 * missing. */
void soc_experiment_check_keys(struct soc_experiment_reader *r, const struct soc_node *map, const char *where,
                               const char *path);
/* A scalar of at most room - 1 bytes; 0 and "" with a diagnostic when it is none. */
int soc_experiment_take_text(struct soc_experiment_reader *r, const struct soc_node *node, const char *path,
                             char *out, size_t room);
/* The map behind a key of the file, of at most so many entries; NULL: there is none. */
const struct soc_node *soc_experiment_take_map(struct soc_experiment_reader *r, const char *key, size_t most);
/* A text for readers: no place for the number of a person. */
void soc_experiment_take_words(struct soc_experiment_reader *r, const struct soc_node *node, const char *path,
                               char *out, size_t room);
/* A path from the folder of the file. */
int soc_experiment_take_path(struct soc_experiment_reader *r, const struct soc_node *node, const char *path,
                             char out[SOC_EXPERIMENT_PATH]);
/* Says what a value of the scenario is refused for, at the place of node: 1 when it can be set. */
int soc_experiment_try(struct soc_experiment_reader *r, struct soc_position at, const char *path,
                       const char *key, const char *value);
/* The same for a parameter of the theory. */
int soc_experiment_try_theory(struct soc_experiment_reader *r, struct soc_position at, const char *path,
                              const char *key, const char *value);

/* The seed of draw `draw` of a scenario with the seed `seed`: a value that the key `seed` may have. Draws are
 * as independent of each other, and of the replicates of each, as one seed is of another. Pure. */
int64_t soc_experiment_seed(int64_t seed, int64_t draw);
/* Replicates of each point. */
int64_t soc_experiment_replicates(const struct soc_experiment *e);
/* Value of a factor at a point as YAML; "" as the scenario has it. */
void soc_experiment_value(const struct soc_experiment *e, int64_t point, int factor,
                          char out[SOC_FACTOR_TEXT]);
/* The scenario of a point in s, which is the caller's and is overwritten: base, seed of its draw and factors.
 * Errors:
 * SOC_ERR_SCENARIO: a value that its key does not allow; SOC_ERR_MEMORY. Cost: some hundredths of a
 * millisecond. */
enum soc_err soc_experiment_fill(const struct soc_experiment *e, int64_t point, struct soc_scenario *s,
                                 struct soc_msg *msg);
/* The same, and all checks that reading makes. Errors: SOC_ERR_SCENARIO says why the point cannot run;
 * SOC_ERR_MEMORY. Cost: about a tenth of a millisecond. */
enum soc_err soc_experiment_scenario(const struct soc_experiment *e, int64_t point, struct soc_scenario *s,
                                     struct soc_msg *msg);

#endif
