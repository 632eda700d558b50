/* Numbers and foreign text for a terminal; quantiles of t against its integral. */
#include "runner.h"

#include "analysis/assumed.h"
#include "analysis/student.h"
#include "analysis/text.h"
#include "analysis/words.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static void expect_real(double value, int decimals, const char *want)
{
	struct soc_buf b = { 0 };
	soc_text_real(&b, value, decimals);
	assert_string_equal(soc_buf_text(&b), want);
	soc_buf_release(&b);
}

static void numbers(void **state)
{
	(void)state;
	expect_real(0, 0, "0");
	expect_real(2.385, 2, "2.39");
	expect_real(2.375, 2, "2.38");
	expect_real(-0.125, 2, "-0.13");
	expect_real(0.05, 1, "0.1");
	expect_real(0.9995, 3, "1.000");
	expect_real(9.96, 1, "10.0");
	expect_real(1e17, 0, "100,000,000,000,000,000");
	expect_real(1234.5, 1, "1,234.5");
	expect_real(3521097119.4619393, 8, "3,521,097,119.46193933"); /* no long double has all of its bits */
	expect_real(1e-30, 9, "0.000000000");
	expect_real(4.9999999999e-10, 9, "0.000000000");
	expect_real(5e-10, 9, "0.000000001");
	expect_real(12345.678, 2, "12,345.68");
	expect_real(-1234567, 0, "-1,234,567");
	expect_real(1411778724, 0, "1,411,778,724");
	expect_real(1234567, -3, "1,235,000");
	expect_real(-449, -2, "-400");
	expect_real(49, -2, "0");
	/* As its 12 digits have it: (12.5 + 12.55 + 12.6) / 3 lies below 12.55 in one order and not in another.
	 */
	expect_real(12.549999999999997, 1, "12.6");
	expect_real(12.5499999999, 1, "12.5");
	expect_real(-12.549999999999997, 1, "-12.6");
	assert_int_equal(soc_text_decimals(5, 4.900000000000001, 5.1), 2);
	assert_int_equal(soc_text_decimals(5, 4.90000000001, 5.1), 3);
	expect_real(1000, 3, "1,000");
	expect_real(100, 2, "100");
	expect_real(100, 1, "100.0");
	expect_real(999.999, 3, "999.999");
	expect_real(0, 3, "0");
	expect_real(-0.004, 2, "0.00"); /* no minus before nothing */
	expect_real(NAN, 0, "-");
	expect_real(INFINITY, 0, "-");
}

/* Half of the interval has two digits; a number alone has three, less the zeros at its end. */
static void precision(void **state)
{
	static const struct {
		double value, low, high;
		int decimals;
		const char *told;
	} cases[] = {
		{ 7.525, 5.937, 9.113, 1, "7.5" },
		{ 130061, 102610, 157512, -3, "130,000" },
		{ 953.7, 795, 1000, -1, "950" },
		{ 0.0076, -0.0117, 0.0269, 3, "0.008" },
		{ 1587498954, 1294851060, 1880146849, -7, "1,590,000,000" },
		{ 36.05, 30.0, 42.1, 1, "36.1" },
		{ 12, NAN, NAN, 0, "12" },
		{ 0.5, NAN, NAN, 1, "0.5" },
		{ 996.956, NAN, NAN, 0, "997" },
		{ 3, 3, 3, 0, "3" },
		{ 2.385, NAN, NAN, 2, "2.39" },
		{ 123456, NAN, NAN, -3, "123,000" },
		{ 0, 0, 0.063, 3, "0" },
		{ 0, NAN, NAN, 0, "0" },
		{ 10, 0, 20, 0, "10" },
		{ 1, 0.9, 1.1, 2, "1.00" },
		{ 5e-9, NAN, NAN, 9, "0.000000005" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		assert_int_equal(soc_text_decimals(cases[i].value, cases[i].low, cases[i].high), cases[i].decimals);
		expect_real(cases[i].value, cases[i].decimals, cases[i].told);
	}
	/* Few cases without an interval: two digits, and no more than the number has. */
	/* beside tens a 3 is 3 and no 0, a 30 is 30, and 0 is 0; what is less than a hundredth of them is 0 */
	assert_int_equal(soc_text_decimals_shown(3.2, -1), 0);
	assert_int_equal(soc_text_decimals_shown(-0.32, -1), 1);
	assert_int_equal(soc_text_decimals_shown(30.0, -1), -1);
	assert_int_equal(soc_text_decimals_shown(0.032, -1), -1);
	assert_int_equal(soc_text_decimals_shown(0.0, -1), -1);
	assert_int_equal(soc_text_decimals_shown(NAN, -1), -1);
	assert_int_equal(soc_text_decimals_few(64.516129), 0);
	assert_int_equal(soc_text_decimals_few(6.4516129), 1);
	assert_int_equal(soc_text_decimals_few(645.16129), -1);
	assert_int_equal(soc_text_decimals_few(5.0), 0);
	assert_int_equal(soc_text_decimals_few(0.0), 0);
	assert_int_equal(soc_text_decimals_few(NAN), 0);
}

static void expect_safe(const char *text, size_t length, const char *want)
{
	struct soc_buf b = { 0 };
	soc_text_safe(&b, text, length, 0);
	assert_string_equal(soc_buf_text(&b), want);
	soc_buf_release(&b);
}

static void foreign_text_cannot_steer_a_terminal(void **state)
{
	(void)state;
	expect_safe("\x1b[31mred", 8, "?[31mred");
	expect_safe("a\nb\0c", 5, "a?b?c");
	expect_safe("\xc2\x9b"
	            "31m",
	            5, "?31m"); /* a control character in two bytes */
	expect_safe("\xe2\x80\xae"
	            "abc",
	            6, "?abc");                               /* right-to-left override */
	expect_safe("\xff\xc0\xaf\xed\xa0\x80", 6, "??????"); /* broken, overlong, half of a pair */
	expect_safe("\xe5\xb8\x82", 3, "\xe5\xb8\x82");
	expect_safe("\xe5\xb8", 2, "??"); /* cut off */
}

static void widths(void **state)
{
	(void)state;
	assert_int_equal(soc_text_width("abc", 3), 3);
	assert_int_equal(soc_text_width("\xe5\xb8\x82", 3), 2);
	assert_int_equal(soc_text_width("\xc3\xbc", 2), 1);
}

/* P(T < q) by Simpson's rule over the density of Student's t. */
static double cumulated(double q, int degrees)
{
	const int steps = 20000;
	const double v = degrees, h = q / steps;
	const double scale = exp(lgamma((v + 1) / 2) - lgamma(v / 2)) / sqrt(v * 3.14159265358979323846);
	double sum = 0;
	for (int i = 0; i <= steps; i++) {
		double x = i * h;
		sum += (i == 0 || i == steps ? 1 : i % 2 ? 4 : 2) * pow(1 + x * x / v, -(v + 1) / 2);
	}
	return 0.5 + scale * sum * h / 3;
}

static void quantiles_of_t(void **state)
{
	(void)state;
	for (int degrees = 1; degrees <= 1000; degrees++) {
		double p = cumulated(soc_student_975(degrees), degrees);
		/* three decimals in the table; between tabulated degrees the interval is wider, never narrower */
		assert_true(p > 0.975 - 1e-4);
		assert_true(p < (degrees <= 30 ? 0.975 + 1e-4 : 0.9775));
	}
}

static void intervals(void **state)
{
	(void)state;
	const double values[] = { 3, NAN, 5, 4 };
	struct soc_interval v = soc_student_interval(values, 4, 0, 100);
	assert_int_equal(v.count, 3);
	assert_float_equal(v.mean, 4, 1e-12);
	assert_float_equal(v.high - 4, 4.303 / sqrt(3), 1e-9);
	assert_float_equal(v.low, 4 - 4.303 / sqrt(3), 1e-9);
	v = soc_student_interval(values, 2, 0, 100);
	assert_int_equal(v.count, 1);
	assert_true(isnan(v.low) && isnan(v.high));
	v = soc_student_interval(values + 1, 1, 0, 100);
	assert_true(v.count == 0 && isnan(v.mean));
}

/* A value that its own interval over the assumptions does not hold is marked by what random numbers explain.
 */
static void marks(void **state)
{
	(void)state;
	static const struct {
		struct soc_interval v;
		struct soc_assumed a;
		const char *mark;
	} cases[] = {
		{ { 7.3, 7.1, 7.5, 4 }, { 2, 23, 256, 1, 256 }, "" },
		{ { 1.4, 1.0, 2.5, 4 }, { 2, 23, 256, 1, 256 }, " [a]" }, /* the run's own interval reaches it */
		{ { 1.4, 1.3, 1.5, 4 }, { 2, 23, 256, 1, 256 }, " [b]" }, /* and here does not */
		{ { 30, 26, 34, 4 }, { 2, 23, 256, 1, 256 }, " [b]" },    /* above it */
		{ { 30, NAN, NAN, 1 }, { 2, 23, 256, 1, 256 }, " [c]" },  /* one replicate */
		{ { 1.6, 1.55, 1.65, 4 }, { 2, 23, 256, 1, 256 }, "" },   /* is told as 2, as the end is */
		{ { 124.91, 124.91, 124.91, 4 }, { 124.9, 124.9, 256, 1, 256 }, "" },
		{ { NAN, NAN, NAN, 0 }, { 2, 23, 256, 1, 256 }, "" },
		{ { 30, 26, 34, 4 }, { NAN, NAN, 256, 1, 256 }, "" }, /* not computed */
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(soc_assumed_mark(&cases[i].v, &cases[i].a), cases[i].mark);
	struct soc_buf b = { 0 };
	soc_assumed_put_marks("7 (1 to 2 [b])", &b);
	assert_non_null(
		strstr(soc_buf_text(&b), "[b] A value outside its interval over the assumptions by more"));
	assert_null(strstr(soc_buf_text(&b), "[a]"));
	soc_buf_release(&b);
	soc_assumed_put_marks("7 (1 to 2)", &b);
	assert_int_equal(b.length, 0);
	soc_buf_release(&b);
}

/* A scenario is told in its own words: of its one list, of its one class of violations, of what its
 * instrument counts. */
static void words(void **state)
{
	(void)state;
	char out[SOC_WORDS_TEXT];
	const struct soc_words own = { "list of debtors", "benefit cut", "claim error", 2 },
						   none = { "", "", "", 0 };
	static const struct {
		const char *general, *told;
	} cases[] = {
		{ "on a black list, per 1,000", "on the list of debtors, per 1,000" },
		{ "did not, but committed some other violation", "did not, but committed another claim error" },
		{ "refused of those who would do well, marked, %", "refused of those who would repay, marked, %" },
		{ "people whom it refuses and who would have turned out well",
		  "people whom it refuses and who would have repaid" },
		{ "people whom it lets pass and who turn out badly", "people whom it lets pass and who default" },
		{ "under a sanction", "under the benefit cut" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_string_equal(soc_words_own(&own, cases[i].general, out, sizeof out), cases[i].told);
		assert_ptr_equal(soc_words_own(&none, cases[i].general, out, sizeof out), cases[i].general);
	}
}

PART(text)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers),
		cmocka_unit_test(precision),
		cmocka_unit_test(foreign_text_cannot_steer_a_terminal),
		cmocka_unit_test(widths),
		cmocka_unit_test(quantiles_of_t),
		cmocka_unit_test(intervals),
		cmocka_unit_test(marks),
		cmocka_unit_test(words),
	};
	return run_part(tests, NULL, NULL);
}
