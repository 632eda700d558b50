/* People stepped again, where results count nobody by what is asked for: by one of several lists, or by ways
 * to part people that no table crosses. */
#include "analysis/fairness_people.h"

#include "model/modules/dimensions.h"
#include "socred/people.h"

#include <stdio.h>

/* As the columns are asked for. */
enum { CLASS, GROUP, STRATUM, QUINTILE, SEX, AGE, LISTED, OFFENDER, GRADE };

static void tell_row(const struct soc_people_rows *rows, int row, uint32_t grades, soc_fairness_person told,
                     void *user)
{
	const int32_t *const *whole = (const int32_t *const *)rows->column;
	const uint8_t *const *flag = (const uint8_t *const *)rows->column;
	int64_t value[SOC_FAIRNESS_DIMENSIONS] = { 0 };
	value[SOC_FAIRNESS_CLASS] = whole[CLASS][row];
	value[SOC_FAIRNESS_GROUP] = whole[GROUP][row];
	value[SOC_FAIRNESS_STRATUM] = whole[STRATUM][row];
	value[SOC_FAIRNESS_QUINTILE] = whole[QUINTILE][row] - 1;
	value[SOC_FAIRNESS_SEX] = !whole[SEX][row]; /* here the second are women, as in people_by_sex_age */
	value[SOC_FAIRNESS_AGE] = whole[AGE][row];
	const int is = flag[OFFENDER][row];
	const int selected = grades == 0 ? flag[LISTED][row] != 0
	                                 : whole[GRADE][row] >= 0 && (grades >> whole[GRADE][row] & 1u) != 0;
	told(user, value,
	     &(struct soc_confusion){ selected && is, selected && !is, !selected && is, !selected && !is });
}

enum soc_err soc_fairness_people(struct soc_result *r, int64_t replicate, const char *list, uint32_t grades,
                                 soc_fairness_person told, void *user, struct soc_msg *msg)
{
	char columns[512];
	struct soc_msg why = { "" };
	struct soc_people_reader *people = NULL;
	struct soc_people_rows rows;
	int more = 1;
	const char *dot = list != NULL ? "." : "", *name = list != NULL ? list : "";
	if (grades != 0)
		snprintf(columns, sizeof columns, "class,group,stratum,quintile,sex,age_band,listed,offended,grade");
	else
		snprintf(columns, sizeof columns, "class,group,stratum,quintile,sex,age_band,listed%s%s,offender%s%s",
		         dot, name, dot, name);
	const struct soc_people_options options = { .columns = columns, .replicate = replicate };
	enum soc_err err = soc_people_open(r, &options, &people, &why);
	if (err == SOC_ERR_RESULTS)
		return soc_fail(
			msg, SOC_ERR_USAGE,
			"--by, --list: no table counts people so, and they cannot be stepped again (%s); sex and "
			"age alone are counted with --set output.sex_age=true",
			why.text);
	if (err != SOC_OK)
		return soc_fail(msg, err, "%s", why.text);
	while (err == SOC_OK && more) {
		err = soc_people_next(people, &rows, &more, msg);
		for (int row = 0; row < rows.count && err == SOC_OK; row++)
			tell_row(&rows, row, grades, told, user);
	}
	soc_people_free(people);
	return err;
}
