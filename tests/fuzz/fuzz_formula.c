/* Any bytes as a formula: compiled without a crash; what compiles has a finite value or none, the same each
 * time. */
#include "base/formula.h"
#include "fuzz.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static int find(void *user, const char *name, const char **nearest)
{
	(void)user;
	*nearest = "a";
	return name[1] == '\0' && name[0] >= 'a' && name[0] <= 'h' ? name[0] - 'a' : -1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const double values[8] = { 0.0, 1.0, -2.5, 1e300, NAN, 1e-300, 7.0, 1000.0 };
	static const struct soc_formula_names names = { find, NULL };
	struct soc_formula f;
	struct soc_msg msg = { "" };
	char *text = fuzz_text(data, size);
	if (text == NULL)
		return 0;
	const enum soc_err err = soc_formula_compile(&f, text, &names, &msg);
	if (err == SOC_OK) {
		const double a = soc_formula_value(&f, values), b = soc_formula_value(&f, values);
		if (isinf(a) || (isnan(a) != isnan(b)) || (!isnan(a) && memcmp(&a, &b, sizeof a) != 0))
			abort();
	} else if (err != SOC_ERR_SCENARIO || f.steps != 0 || msg.text[0] == '\0') {
		abort();
	}
	free(text);
	return 0;
}
