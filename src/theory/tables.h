/* The tables of one theory, made from its .def: include it once, with TABLES defined as the path of that
 * file.
 *
 *   KEY_x, FIGURE_x, COLUMN_x   the index of a parameter, a figure, a column of the series
 *   keys, figures, columns, published
 *
 * without a guard: each theory is a file of its own. */
#define EXACT 0
#define LUCK 1
#define REAL 0
#define WHOLE 1
#define BELOW (-1)
#define ABOVE 1
#define NONE ((double)NAN)
#define ANY (-(double)INFINITY), (double)INFINITY
#define SHARE 0.0, 1.0
#define POSITIVE 0.0, (double)INFINITY

#include "theory/theory.h"

#include <math.h>

enum {
#define KEY(name, ...) KEY_##name,
#include TABLES
	KEYS_COUNT
};
enum {
#define FIGURE(name, ...) FIGURE_##name,
#include TABLES
	FIGURES_COUNT
};
enum {
#define COLUMN(name, ...) COLUMN_##name,
#include TABLES
	COLUMNS_COUNT
};
_Static_assert(KEYS_COUNT <= SOC_THEORY_KEYS && FIGURES_COUNT <= SOC_THEORY_FIGURES &&
                   COLUMNS_COUNT <= SOC_THEORY_SERIES,
               "a theory has more of something than theory.h has room for");

static const struct soc_theory_key keys[] = {
#define KEY(name, ...) { #name, __VA_ARGS__ },
#include TABLES
	{ NULL, 0, 0, 0, 0, NULL, 0, 0, NULL, NULL }
};
static const struct soc_theory_figure figures[] = {
#define FIGURE(name, ...) { #name, __VA_ARGS__ },
#include TABLES
	{ NULL, NULL, 0, 0, 0, NULL }
};
static const struct soc_theory_column columns[] = {
#define COLUMN(name, ...) { #name, __VA_ARGS__ },
#include TABLES
	{ NULL, NULL, NULL }
};
static const struct soc_theory_published published[] = {
#define PUBLISHED(figure, settings, value, within, source) \
	{ FIGURE_##figure, settings, value, within, source, 0 },
#define PUBLISHED_BOUND(figure, settings, bound, value, source) \
	{ FIGURE_##figure, settings, value, 0, source, bound },
#include TABLES
	{ -1, NULL, 0, 0, NULL, 0 }
};

/* The members of struct soc_theory_parts that the tables give. */
#define PARTS_OF_TABLES                                                                                     \
	.keys = keys, .figures = figures, .columns = columns, .published = published, .keys_count = KEYS_COUNT, \
	.figures_count = FIGURES_COUNT, .columns_count = COLUMNS_COUNT,                                         \
	.published_count = (int)(sizeof published / sizeof published[0]) - 1
