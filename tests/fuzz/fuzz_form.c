/* Any bytes as a form of an assessment: read without a crash or a leak; what is valid keeps its bounds, and
 * its formulas compile. */
#include "analysis/names_of_values.h"
#include "fuzz.h"
#include "input/policies/form.h"
#include "socred/scenario.h"

#include <stdint.h>
#include <stdlib.h>

static void check_field(const struct soc_form_field *f)
{
	struct soc_formula formula;
	CHECK(f->name[0] != '\0' && f->question[0] != '\0');
	CHECK(f->answer >= 0 && f->answer < SOC_ANSWERS_COUNT);
	CHECK(f->per >= 0.0 && (f->per == 0.0 || f->cases[0] != '\0'));
	if (f->answer == SOC_ANSWER_FIGURE)
		CHECK(soc_formula_compile(&formula, f->formula, &soc_value_names, NULL) == SOC_OK);
	if (f->answer == SOC_ANSWER_SCENARIO)
		CHECK(f->keys[0] != '\0');
	if (f->answer == SOC_ANSWER_GROUPS)
		CHECK(f->by[0] != '\0');
}

static void check_form(const struct soc_form *form)
{
	CHECK(form->count >= 1 && form->count <= SOC_FORM_SECTIONS);
	for (int s = 0; s < form->count; s++) {
		CHECK(form->section[s].count >= 1 && form->section[s].count <= SOC_FORM_FIELDS);
		for (int i = 0; i < form->section[s].count; i++)
			check_field(&form->section[s].field[i]);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct soc_form form; /* half a megabyte */
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_msg msg = { "" };
	char *text = fuzz_text(data, size);
	if (text == NULL)
		return 0;
	const enum soc_err err =
		soc_form_read_text("form.yaml", text, size, &soc_value_names, &form, &diagnostics, &msg);
	CHECK(err == SOC_OK || err == SOC_ERR_SCENARIO);
	if (err == SOC_OK)
		check_form(&form);
	soc_diagnostics_free(diagnostics);
	free(text);
	return 0;
}
