#include "analysis/assessed.h"

#include <stddef.h>
#include <string.h>

static const struct soc_assessed_figure figures[] = {
#define ASSESSED(name, formula) { #name, formula },
#include "analysis/assessed.def"
#undef ASSESSED
};
#define FIGURES ((int)(sizeof figures / sizeof *figures))

struct soc_assessed_figure soc_assessed_at(int i)
{
	return i >= 0 && i < FIGURES ? figures[i] : (struct soc_assessed_figure){ NULL, NULL };
}

const char *soc_assessed_name(const char *formula)
{
	for (int i = 0; i < FIGURES; i++)
		if (strcmp(figures[i].formula, formula) == 0)
			return figures[i].name;
	return NULL;
}

const char *soc_assessed_formula(const char *name)
{
	for (int i = 0; i < FIGURES; i++)
		if (strcmp(figures[i].name, name) == 0)
			return figures[i].formula;
	return NULL;
}
