#include "problems.h"

size_t problems_print(const struct soc_problems *list, FILE *out)
{
	size_t warnings = 0;
	for (size_t i = 0; list != NULL && i < soc_problems_count(list); i++) {
		const struct soc_problem *p = soc_problems_at(list, i);
		warnings += p->warning != 0;
		fprintf(out, "%s:", p->file);
		if (p->line > 0)
			fprintf(out, "%d:%d:", p->line, p->column);
		fprintf(out, " %s: %s%s%s\n", p->warning ? "warning" : "error", p->key, p->key[0] != '\0' ? ": " : "",
		        p->text);
	}
	return warnings;
}
