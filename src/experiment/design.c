#include "experiment/design.h"

#include "experiment/sobol.h"
#include "model/variates.h"

const char *const soc_design_names[SOC_DESIGNS] = {
#define DESIGN(name, keys, extended, meaning) #name,
#include "experiment/keys.def"
};
const char *const soc_design_keys[SOC_DESIGNS] = {
#define DESIGN(name, keys, extended, meaning) keys,
#include "experiment/keys.def"
};
const char *const soc_design_extended[SOC_DESIGNS] = {
#define DESIGN(name, keys, extended, meaning) extended,
#include "experiment/keys.def"
};
const char *const soc_design_meanings[SOC_DESIGNS] = {
#define DESIGN(name, keys, extended, meaning) meaning,
#include "experiment/keys.def"
};

const char *soc_design_allowed(int kind, char out[SOC_DESIGN_ALLOWED])
{
	size_t n = 0;
	for (const char *at = soc_design_keys[kind]; *at != '\0' && n + 2 < SOC_DESIGN_ALLOWED; at++) {
		if (*at == ' ')
			out[n++] = ',';
		if (*at != '!')
			out[n++] = *at;
	}
	out[n] = '\0';
	return out;
}

/* a * b, and one more than the most where it is larger. */
static int64_t product(int64_t a, int64_t b)
{
	return a > SOC_POINTS_MAX / b ? SOC_POINTS_MAX + 1 : a * b;
}

int64_t soc_design_points(const struct soc_design *d, const struct soc_factor *factors, int count)
{
	int64_t points = 1;
	switch (d->kind) {
	case SOC_DESIGN_factorial:
		for (int i = 0; i < count; i++)
			points = product(points, soc_factor_levels(&factors[i], d->levels));
		return points;
	case SOC_DESIGN_sobol:
		return product(d->n, count + 2);
	case SOC_DESIGN_morris:
		return product(d->trajectories, count + 1);
	case SOC_DESIGN_lhs:
	case SOC_DESIGN_calibration: /* of the first wave; what follows depends on what comes of it */
		return d->n <= SOC_POINTS_MAX ? d->n : SOC_POINTS_MAX + 1;
	default:
		return d->rows;
	}
}

/* The last factor varies fastest. */
static void at_factorial(const struct soc_design *d, const struct soc_factor *factors, int count,
                         int64_t point, double *u)
{
	for (int i = count - 1; i >= 0; i--) {
		const int levels = soc_factor_levels(&factors[i], d->levels);
		u[i] = soc_factor_level(&factors[i], (int)(point % levels), levels);
		point /= levels;
	}
}

/* McKay, Beckman and Conover, Technometrics 21, 239 (1979). */
static void at_lhs(const struct soc_design *d, int count, int64_t point, double *u)
{
	for (int i = 0; i < count; i++) {
		const uint64_t stratum =
			soc_draw_permute((uint64_t)d->seed, (uint64_t)i + 1, (uint64_t)d->n, (uint64_t)point);
		const uint32_t word = SOC_VARIATE(STRATUM_OFFSET, (uint64_t)d->seed, (uint64_t)point, 0, (uint32_t)i);
		u[i] = ((double)stratum + ((double)word + 0.5) / 4294967296.0) / (double)d->n;
	}
}

int64_t soc_design_row(int count, int64_t point, int *role)
{
	*role = (int)(point % (count + 2));
	return point / (count + 2);
}

static void at_sobol(const struct soc_design *d, int count, int64_t point, double *u)
{
	int role;
	const int64_t row = soc_design_row(count, point, &role);
	const int scrambling = (int)(row % SOC_DESIGN_SCRAMBLINGS);
	const uint32_t index = (uint32_t)(row / SOC_DESIGN_SCRAMBLINGS);
	for (int i = 0; i < count; i++) {
		const int from_b = role == 1 || role == 2 + i;
		u[i] = soc_sobol_scrambled((uint64_t)d->seed, scrambling, index, from_b ? count + i : i);
	}
}

/* ---- Morris, Technometrics 33, 161 (1991): each trajectory begins at a point of the grid and moves every
 * factor once by half the grid, in an order of its own ---- */
static int order_of(const struct soc_design *d, int count, int64_t trajectory, int factor)
{
	return (int)soc_draw_permute((uint64_t)d->seed, (uint64_t)trajectory + 1000, (uint64_t)count,
	                             (uint64_t)factor);
}

static double move_of(const struct soc_design *d, int64_t trajectory, int factor)
{
	const double half = d->levels / (2.0 * (d->levels - 1));
	const uint32_t word =
		SOC_VARIATE(TRAJECTORY_UP, (uint64_t)d->seed, (uint64_t)trajectory, 0, (uint32_t)factor);
	return word >> 31 ? half : -half;
}

static void at_morris(const struct soc_design *d, int count, int64_t point, double *u)
{
	const int64_t trajectory = point / (count + 1);
	const int step = (int)(point % (count + 1)), half = d->levels / 2;
	for (int i = 0; i < count; i++) {
		const uint32_t word =
			SOC_VARIATE(TRAJECTORY_START, (uint64_t)d->seed, (uint64_t)trajectory, 0, (uint32_t)i);
		const int is_up = move_of(d, trajectory, i) > 0, moved = order_of(d, count, trajectory, i) < step;
		const int level = (int)soc_pick(word, (uint32_t)half) + (is_up == moved ? half : 0);
		u[i] = (double)level / (d->levels - 1);
	}
}

int soc_design_move(const struct soc_design *d, int count, int64_t point, double *by)
{
	const int64_t trajectory = point / (count + 1);
	const int step = (int)(point % (count + 1));
	int factor = 0;
	while (factor < count - 1 && order_of(d, count, trajectory, factor) != step)
		factor++;
	*by = move_of(d, trajectory, factor);
	return factor;
}

void soc_design_at(const struct soc_design *d, const struct soc_factor *factors, int count, int64_t point,
                   double *u)
{
	switch (d->kind) {
	case SOC_DESIGN_factorial:
		at_factorial(d, factors, count, point, u);
		break;
	case SOC_DESIGN_lhs:
	case SOC_DESIGN_calibration:
		at_lhs(d, count, point, u);
		break;
	case SOC_DESIGN_sobol:
		at_sobol(d, count, point, u);
		break;
	case SOC_DESIGN_morris:
		at_morris(d, count, point, u);
		break;
	default: /* points, arms: a table */
		break;
	}
}
