#include "model/population/census.h"

#include "model/population/csv.h"

#include <string.h>

static struct soc_census_place *place_find(const struct soc_census *census, int64_t code)
{
	for (int32_t i = 0; i < census->places_count; i++) {
		if (census->places[i].code == code)
			return &census->places[i];
	}
	return NULL;
}

/* Centres of places; those without one take the mean of the province's units that are no place, or else of
 * all. */
enum soc_err soc_census_centres(struct soc_census *census, const struct soc_census_file *file,
                                struct soc_msg *msg)
{
	struct {
		double lon[2], lat[2];
		int n[2];
	} sum[SOC_REGIONS_MAX];
	memset(sum, 0, sizeof sum);
	struct soc_csv csv;
	int32_t code_column = 0, lon_column = 0, lat_column = 0;
	enum soc_err err = soc_csv_open(&csv, file->name, file->text, file->length, msg);
	if (!err)
		err = soc_csv_column(&csv, "city_code", &code_column, msg);
	if (!err)
		err = soc_csv_column(&csv, "lon", &lon_column, msg);
	if (!err)
		err = soc_csv_column(&csv, "lat", &lat_column, msg);
	for (int more = 1; !err;) {
		int64_t code = 0;
		double lon = 0, lat = 0;
		err = soc_csv_next(&csv, &more, msg);
		if (err || !more)
			break;
		err = soc_csv_whole(&csv, code_column, &code, msg);
		if (!err)
			err = soc_csv_number(&csv, lon_column, -180, 180, &lon, msg);
		if (!err)
			err = soc_csv_number(&csv, lat_column, -90, 90, &lat, msg);
		if (err)
			break;
		struct soc_census_place *p = place_find(census, code);
		if (p != NULL && (p->longitude != 0 || p->latitude != 0))
			return soc_csv_fail(&csv, code_column, "another row has the centre of this place", msg);
		if (p != NULL) {
			p->longitude = lon;
			p->latitude = lat;
		}
		for (int32_t r = 0; r < census->regions_count; r++) {
			if (census->regions[r].code / 10000 == code / 10000) {
				sum[r].lon[p != NULL] += lon;
				sum[r].lat[p != NULL] += lat;
				sum[r].n[p != NULL]++;
			}
		}
	}
	for (int32_t i = 0; !err && i < census->places_count; i++) {
		struct soc_census_place *p = &census->places[i];
		if (p->longitude != 0 || p->latitude != 0)
			continue;
		int which = sum[p->region].n[0] > 0 ? 0 : 1, n = sum[p->region].n[which];
		if (n == 0)
			return soc_fail(msg, SOC_ERR_DATA, "%s:%d:1: no centre for place %d, nor any in its province",
			                csv.name, csv.line, p->code);
		p->longitude = sum[p->region].lon[which] / n;
		p->latitude = sum[p->region].lat[which] / n;
	}
	return err;
}
