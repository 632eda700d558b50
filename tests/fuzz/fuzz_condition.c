/* Any bytes as a condition: compiled without a crash or refused with the column; what compiles holds, holds
 * not, or is open where something is not known, and what is settled without it is settled with it. */
#include "base/condition.h"
#include "fuzz.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int find(void *user, const char *name, enum soc_condition_kind *kind, struct soc_msg *hint)
{
	(void)user;
	(void)hint;
	if (name[1] != '\0' || name[0] < 'a' || name[0] > 'h')
		return -1;
	*kind = (enum soc_condition_kind)((name[0] - 'a') % 4);
	return name[0] - 'a';
}

static enum soc_err word(void *user, int name, const char *text, double *out, struct soc_msg *msg)
{
	(void)user;
	CHECK(name >= 0 && name < 8 && strlen(text) < SOC_CONDITION_WORD);
	*out = text[0] - 'x';
	return text[0] >= 'x' && text[0] <= 'z' ? SOC_OK : soc_fail(msg, SOC_ERR_USAGE, "no such word");
}

/* user: how many of the names are known. */
static int value(const void *user, int name, double *out)
{
	static const double values[8] = { 0.0, 3.5, 1.0, 2.0, 1.0, NAN, NAN, 0.0 };
	*out = values[name];
	return name < *(const int *)user;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct soc_condition_names names = { find, word, NULL };
	struct soc_condition c;
	struct soc_msg msg = { "" };
	char *text = fuzz_text(data, size);
	if (text == NULL)
		return 0;
	const enum soc_err err = soc_condition_compile(&c, text, &names, &msg);
	if (err == SOC_OK) {
		const int all = 8, some = 4, none = 0;
		const enum soc_truth_value whole = soc_condition_holds(&c, value, &all),
								   part = soc_condition_holds(&c, value, &some);
		CHECK(c.steps > 0 && whole != SOC_UNKNOWN_VALUE);
		CHECK(part == whole || part == SOC_UNKNOWN_VALUE);
		CHECK(soc_condition_holds(&c, value, &none) == SOC_UNKNOWN_VALUE);
	} else {
		CHECK(err == SOC_ERR_USAGE && c.steps == 0 && strncmp(msg.text, "condition", 9) == 0);
	}
	free(text);
	return 0;
}
