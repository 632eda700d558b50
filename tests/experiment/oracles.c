/* Designs, values of known functions at their points, and the indices that the library finds: as JSON, for
 * oracles.py. */
#include "experiment/sensitivity.h"
#include "experiment/sobol.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define PI 3.14159265358979323846

typedef double function_of(const double *u, int count);

/* Ishigami and Homma (1990), a = 7, b = 0.1, over [-pi, pi]. */
static double ishigami(const double *u, int count)
{
	const double x = PI * (2.0 * u[0] - 1.0), y = sin(PI * (2.0 * u[1] - 1.0)), z = PI * (2.0 * u[2] - 1.0);
	(void)count;
	return sin(x) + 7.0 * y * y + 0.1 * z * z * z * z * sin(x);
}

/* g of Sobol' with a = 0, 1, 4.5, 9, 99 (Saltelli and Sobol' 1995). */
static double g_function(const double *u, int count)
{
	static const double a[] = { 0, 1, 4.5, 9, 99 };
	double product = 1.0;
	for (int i = 0; i < count; i++)
		product *= (fabs(4.0 * u[i] - 2.0) + a[i]) / (1.0 + a[i]);
	return product;
}

static void put_numbers(const char *name, const double *x, int64_t n, const char *end)
{
	printf("\"%s\": [", name);
	for (int64_t i = 0; i < n; i++)
		printf("%s%.17g", i > 0 ? ", " : "", x[i]);
	printf("]%s", end);
}

static void put_estimates(const char *name, const struct soc_estimate *e, int n, const char *end)
{
	double values[SOC_FACTORS_MAX];
	for (int i = 0; i < n; i++)
		values[i] = e[i].value;
	put_numbers(name, values, n, end);
}

static void put(const char *name, const struct soc_design *d, int count, function_of *f, const char *end)
{
	static struct soc_factor factor[SOC_FACTORS_MAX];
	struct soc_estimate of[3][SOC_FACTORS_MAX];
	struct soc_msg msg;
	for (int i = 0; i < count; i++)
		factor[i] = (struct soc_factor){ .high = 1.0 };
	const int64_t points = soc_design_points(d, factor, count);
	double *u = calloc((size_t)points * (size_t)count, sizeof *u), *y = calloc((size_t)points, sizeof *y),
		   *x = calloc((size_t)points, sizeof *x);
	if (u == NULL || y == NULL || x == NULL)
		exit(1);
	for (int64_t p = 0; p < points; p++) {
		soc_design_at(d, factor, count, p, u + p * count);
		y[p] = f(u + p * count, count);
	}
	printf("\"%s\": {\"count\": %d, ", name, count);
	put_numbers("u", u, points * count, ", ");
	put_numbers("y", y, points, ", ");
	enum soc_err err = SOC_OK;
	if (d->kind == SOC_DESIGN_sobol) {
		soc_sensitivity_sobol(y, d->n, count, of[0], of[1]);
		put_estimates("first", of[0], count, ", ");
		put_estimates("total", of[1], count, "");
	} else if (d->kind == SOC_DESIGN_morris) {
		err = soc_sensitivity_morris(d, count, y, of[0], of[1], of[2], &msg);
		put_estimates("mu", of[0], count, ", ");
		put_estimates("mu_star", of[1], count, ", ");
		put_estimates("sigma", of[2], count, "");
	} else {
		for (int i = 0; i < count && err == SOC_OK; i++) {
			for (int64_t p = 0; p < points; p++)
				x[p] = floor(8.0 * u[p * count + i]); /* with equal ones among them */
			err = soc_sensitivity_ranks(x, y, points, 1, &of[0][i], &msg);
		}
		put_estimates("ranks", of[0], count, "");
	}
	printf("}%s\n", end);
	free(u);
	free(y);
	free(x);
	if (err != SOC_OK)
		exit(1);
}

int main(void)
{
	const struct soc_design sobol = { .kind = SOC_DESIGN_sobol, .n = 256, .seed = 1 },
							morris = { .kind = SOC_DESIGN_morris,
		                               .trajectories = 20,
		                               .levels = 4,
		                               .seed = 1 },
							lhs = { .kind = SOC_DESIGN_lhs, .n = 100, .seed = 1 };
	double plain[32 * 8];
	for (int i = 0; i < 32; i++)
		for (int k = 0; k < 8; k++)
			plain[8 * i + k] = soc_sobol_fraction((uint32_t)i, 16 * k) / 4294967296.0;
	printf("{");
	put("ishigami", &sobol, 3, ishigami, ",");
	put("g", &sobol, 5, g_function, ",");
	put("morris", &morris, 5, g_function, ",");
	put("ranks", &lhs, 3, ishigami, ",");
	put_numbers("sobol", plain, 32 * 8, "}\n"); /* every sixteenth dimension of the sequence */
	return 0;
}
