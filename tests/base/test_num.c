/* Functions of real numbers, against the C library's in its longest type: the bounds are those that
 * base/num.h states. */
#include "runner.h"

#include "base/num.h"

#include <math.h>

static double off(double value, long double right)
{
	return (double)(fabsl((long double)value - right) / (right != 0.0L ? fabsl(right) : 1.0L));
}

static void test_exp(void **state)
{
	(void)state;
	for (double x = -699.7; x < 700.0; x += 0.613)
		assert_true(off(soc_num_exp(x), expl((long double)x)) < 1e-14);
	assert_true(soc_num_exp(-701.0) == 0.0);
	assert_true(isinf(soc_num_exp(701.0)));
}

static void test_log_and_power(void **state)
{
	(void)state;
	for (double x = 1e-290; x < 1e290; x *= 3.7) {
		assert_true(off(soc_num_log(x), logl((long double)x)) < 1e-14);
		assert_true(off(soc_num_pow(x, 0.3), powl((long double)x, (long double)0.3)) < 1e-12);
	}
	assert_true(soc_num_pow(0.0, 2.0) == 0.0 && soc_num_pow(2.385, 0.0) == 1.0);
	assert_true(isinf(soc_num_log(0.0)) && isnan(soc_num_log(-2.385)));
}

static void test_exp_less_one(void **state)
{
	(void)state;
	for (double x = 1e-300; x < 0.5; x *= 1.37) {
		assert_true(off(soc_num_exp_less_one(x), expm1l((long double)x)) < 1e-15);
		assert_true(off(soc_num_exp_less_one(-x), expm1l(-(long double)x)) < 1e-15);
	}
	for (double x = 0.5; x < 699.0; x *= 1.37) {
		assert_true(off(soc_num_exp_less_one(x), expm1l((long double)x)) < 4e-14);
		assert_true(off(soc_num_exp_less_one(-x), expm1l(-(long double)x)) < 4e-14);
	}
	assert_true(soc_num_exp_less_one(0.0) == 0.0);
}

static void test_arctan(void **state)
{
	(void)state;
	for (double x = 1e-300; x < 1e300; x *= 1.37)
		assert_true(off(soc_num_arctan(x), atanl((long double)x)) < 2e-15);
	for (double x = 0.0; x < 50.0; x += 0.0613)
		assert_true(off(soc_num_arctan(x), atanl((long double)x)) < 2e-15);
	assert_true(soc_num_arctan(0.0) == 0.0);
	assert_true(off(soc_num_arctan(INFINITY), acosl(0.0L)) < 2e-15);
}

PART(num)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_exp), cmocka_unit_test(test_log_and_power),
		                                cmocka_unit_test(test_exp_less_one), cmocka_unit_test(test_arctan) };
	return run_part(tests, NULL, NULL);
}
