/* Names of places in Latin letters, for those who do not read the census's own. */
#include "model/population/census.h"

#include "model/population/csv.h"

#include <string.h>

_Static_assert(sizeof((struct soc_census_place *)0)->latin >=
                   sizeof((struct soc_census_region *)0)->name + sizeof " (counties)",
               "room for the name of what is left of a province");

/* A name that no row has: what a province's prefectures leave of it is told by the province; any other keeps
 * its own. */
static void fill_rest(struct soc_census *census, int has_names)
{
	for (int32_t i = 0; i < census->places_count; i++) {
		struct soc_census_place *p = &census->places[i];
		const struct soc_census_region *r = &census->regions[p->region];
		if (p->latin[0] != '\0')
			continue;
		if (has_names && i == r->first_place + r->places - 1) {
			static const char kind[] = " (counties)";
			const size_t length = strlen(r->name);
			memcpy(p->latin, r->name, length); /* a province's name leaves room */
			memcpy(p->latin + length, kind, sizeof kind);
		} else
			memcpy(p->latin, p->name, sizeof p->latin);
	}
}

static enum soc_err check_twice(const struct soc_census *census, const struct soc_csv *csv, int32_t column,
                                const struct soc_census_place *place, struct soc_msg *msg)
{
	for (int32_t i = 0; i < census->places_count; i++)
		if (&census->places[i] != place && strcmp(census->places[i].latin, place->latin) == 0)
			return soc_csv_fail(csv, column, "another place has this name", msg);
	return SOC_OK;
}

enum soc_err soc_census_latin(struct soc_census *census, const struct soc_census_file *file,
                              struct soc_msg *msg)
{
	struct soc_csv csv;
	int32_t code_column = 0, name_column = 0;
	enum soc_err err = SOC_OK;
	if (file->text != NULL) {
		err = soc_csv_open(&csv, file->name, file->text, file->length, msg);
		if (!err)
			err = soc_csv_column(&csv, "code", &code_column, msg);
		if (!err)
			err = soc_csv_column(&csv, "name_latin", &name_column, msg);
	}
	for (int more = file->text != NULL; !err && more;) {
		int64_t code = 0;
		err = soc_csv_next(&csv, &more, msg);
		if (err || !more)
			break;
		err = soc_csv_whole(&csv, code_column, &code, msg);
		for (int32_t i = 0; !err && i < census->places_count; i++)
			if (census->places[i].code == code) {
				struct soc_census_place *p = &census->places[i];
				err = soc_csv_text(&csv, name_column, p->latin, sizeof p->latin, msg);
				if (!err)
					err = check_twice(census, &csv, name_column, p, msg);
				break;
			}
	}
	if (!err)
		fill_rest(census, file->text != NULL);
	return err;
}
