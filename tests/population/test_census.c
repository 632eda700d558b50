/* The data files: their sums, what is added to them, and what is wrong with bad ones, with file:line:column.
 */
#include "help.h"
#include "runner.h"

#include "base/data.h"
#include "base/mem.h"
#include "model/population/census.h"
#include "model/population/csv.h"

#include <stdlib.h>

static void census_open(struct soc_census *census)
{
	struct soc_census_files files;
	struct soc_msg msg = { "" };
	assert_int_equal(soc_census_find("china-2020", &files, &msg), SOC_OK);
	assert_int_equal(soc_census_read(census, &files, &msg), SOC_OK);
}

static void test_sums(void **state)
{
	(void)state;
	struct soc_census census;
	census_open(&census);
	assert_int_equal(census.regions_count, 31);
	assert_int_equal(census.places_count, 342);
	int64_t persons = 0, urban = 0, in_places = 0, in_prefectures = 0, households = 0, rest = 0;
	for (int r = 0; r < 31; r++) {
		int64_t ages = 0;
		for (int b = 0; b < census.bands.count; b++)
			ages += census.regions[r].sex_age[b][0] + census.regions[r].sex_age[b][1];
		assert_int_equal(ages, census.regions[r].persons);
		persons += census.regions[r].persons;
		households += census.regions[r].homes.households;
	}
	for (int i = 0; i < census.places_count; i++) {
		const struct soc_census_place *p = &census.places[i];
		in_places += p->persons;
		urban += p->urban;
		int added = p->code % 10000 == 9000;
		rest += added;
		in_prefectures += added ? 0 : p->persons;
		assert_true(p->longitude > 73 && p->longitude < 136 && p->latitude > 9 && p->latitude < 54);
		assert_true(p->minority_share >= 0 && p->minority_share <= 1);
	}
	/* SOURCES.md */
	assert_true(persons == 1409778724 && in_places == persons && in_prefectures == 1398877169);
	assert_true(urban == 899991162 && households == 494157423);
	assert_int_equal(rest, 4);
	soc_census_release(&census);
}

/* Hubei: 57 752 557 people, of whom the 13 prefectures have 54 372 084. */
static void test_rest_place(void **state)
{
	(void)state;
	struct soc_census census;
	struct soc_msg msg = { "" };
	census_open(&census);
	assert_int_equal(soc_census_keep(&census, " hubei ,Beijing", &msg), SOC_OK);
	assert_int_equal(census.regions_count, 2);
	assert_string_equal(census.regions[0].name, "Beijing");
	const struct soc_census_region *r = &census.regions[1];
	const struct soc_census_place *last = &census.places[r->first_place + r->places - 1];
	assert_int_equal(census.places_count, 1 + 14);
	assert_int_equal(last->code, 429000);
	assert_int_equal(last->region, 1);
	assert_int_equal(last->persons, 3380473);
	assert_int_equal(last->urban, 1782303);
	assert_int_equal(last->homes.households, 1159555);
	assert_string_equal(last->name, "湖北省直辖县级行政区");
	/* means over Xiantao, Qianjiang, Tianmen, Shennongjia: (113.376 + 112.757 + 113.112 + 110.475) / 4 and so
	 * on */
	assert_true(last->longitude > 112.4299 && last->longitude < 112.4301 && last->latitude > 30.7162 &&
	            last->latitude < 30.7163);
	soc_census_release(&census);
}

static void test_names(void **state)
{
	(void)state;
	struct soc_census census;
	struct soc_census_files files;
	struct soc_msg msg = { "" };
	census_open(&census);
	assert_int_equal(soc_census_keep(&census, "Beijing,Shanghia", &msg), SOC_ERR_SCENARIO);
	assert_non_null(strstr(msg.text, "\"Shanghia\"; did you mean Shanghai"));
	assert_int_equal(census.regions_count, 31);
	assert_int_equal(soc_census_keep(&census, " , ", &msg), SOC_ERR_SCENARIO);
	assert_int_equal(soc_census_keep(&census, "", &msg), SOC_ERR_SCENARIO);
	assert_int_equal(soc_census_find("chine-2020", &files, &msg), SOC_ERR_SCENARIO);
	assert_non_null(strstr(msg.text, "did you mean china-2020"));
	soc_census_release(&census);
}

/* The embedded files with one of them edited: the first `from` becomes `to` (same file when from is ""). */
static enum soc_err read_edited(const char *name, const char *from, const char *to, struct soc_msg *msg)
{
	struct soc_census_files files;
	struct soc_census census;
	assert_int_equal(soc_census_find("china-2020", &files, msg), SOC_OK);
	struct soc_census_file *all[4] = { &files.provinces, &files.prefectures, &files.centres, &files.latin };
	char *text = NULL;
	for (int i = 0; i < 3; i++) {
		if (strstr(all[i]->name, name) == NULL)
			continue;
		const char *at = strstr(all[i]->text, from);
		assert_non_null(at);
		size_t before = (size_t)(at - all[i]->text), after = all[i]->length - before - strlen(from);
		text = malloc(all[i]->length + strlen(to) + 1);
		assert_non_null(text);
		memcpy(text, all[i]->text, before);
		memcpy(text + before, to, strlen(to));
		memcpy(text + before + strlen(to), at + strlen(from), after);
		all[i]->text = text;
		all[i]->length = before + strlen(to) + after;
	}
	assert_non_null(text);
	size_t live = soc_mem_live();
	enum soc_err err = soc_census_read(&census, &files, msg);
	if (err) {
		assert_int_equal(soc_mem_live(), live);
		assert_null(census.places);
	}
	soc_census_release(&census);
	free(text);
	return err;
}

static void check_bad(const char *name, const char *from, const char *to, const char *where, const char *what)
{
	struct soc_msg msg = { "" };
	assert_int_equal(read_edited(name, from, to, &msg), SOC_ERR_DATA);
	if (strstr(msg.text, where) == NULL || strstr(msg.text, what) == NULL)
		fail_msg("'%s' lacks '%s' or '%s'", msg.text, where, what);
}

static void test_bad_files(void **state)
{
	(void)state;
	/* line 3 is Beijing in the provinces, line 2 in the prefectures */
	check_bad("province", "110000,Beijing,北京市,21893095", "110000,Beijing,北京市,2189x095",
	          "census_province.csv:3:26:", "a count is needed");
	check_bad("province", "110000,Beijing,北京市,21893095", "110000,Beijing,北京市,21893096",
	          ":3:26:", "sum of ages by sex");
	check_bad("province", "110000,Beijing,北京市,21893095", "110000,Beijing,北京市,-21893095",
	          ":3:26:", "whole number");
	check_bad("province", "110000,Beijing,北京市,21893095", "110000,Beijing,北京市,99999999999999999999",
	          ":3:26:", "whole number");
	check_bad("province", "110000,Beijing,北京市,", "110000,Beijing,",
	          "census_province.csv:3:", "fields, the header 152");
	check_bad("province", "110000,Beijing,北京市,", "110000,\"Beijing,北京市,",
	          ":3:8:", "quote is not closed");
	check_bad("province", "110000,Beijing,北京市,", "110000,,北京市,", ":3:8:", "text is needed");
	check_bad("province", "110000,Beijing,北京市,", "990000,Beijing,北京市,",
	          ":4:1:", "order of their codes");
	check_bad("province", ",f_85_plus,", ",f_85,", "census_province.csv:1:1:", "no column \"f_85_plus\"");
	check_bad("province", "19166433", "29166433", ":3:", "more urban persons than persons");
	check_bad("census_prefecture", "21893095", "31893095", "census_province.csv:3:1:", "more people");
	check_bad("census_prefecture", "110100,北京市,北京市", "170100,北京市,北京市",
	          "prefecture.csv:2:1:", "no province has this code");
	check_bad("census_prefecture", "8230792,19014338", "8230793,19014338",
	          "prefecture.csv:2:", "sum of their generations");
	check_bad("census_prefecture", "8230792,19014338", "8230792,190143",
	          "prefecture.csv:2:", "fewer persons in households");
	check_bad("census_prefecture", "8230792,19014338", "8230792,69014338",
	          "prefecture.csv:2:", "are not cut");
	check_bad("census_prefecture", "8230792,19014338", "8230792,9014338",
	          "prefecture.csv:2:", "as many as generations");
	check_bad("census_prefecture", "\n130200,", "\n130100,",
	          "prefecture.csv:5:1:", "another prefecture has this code");
	check_bad("census_prefecture", "\n130200,", "\n139000,", "prefecture.csv:5:1:", "leave of the province");
	check_bad("census_prefecture", "hh_2gen", "hh_1gen",
	          "prefecture.csv:1:", "two columns are called \"hh_1gen\"");
	check_bad("centroids", "\n130200,", "\n130100,", "centroids.csv:5:1:", "another row has the centre");
	check_bad("province", "110000,Beijing,", "110000,Bei\x1b[31mjing,",
	          "province.csv:3:8:", "terminal would obey");
	check_bad("province", "110000,Beijing,", "110000,Bei\x1b[31mjing,",
	          "province.csv:3:8:", "\"Bei?[31mjing\"");
	check_bad("province", "110000,Beijing,", "110000,Bei\xffjing,", "province.csv:3:8:", "no UTF-8");
	check_bad("province", ",79388,", ",4,", "province.csv:3:", "a cell of fewer than 5");
	check_bad("census_prefecture", "2333,0,19,38,2,10,18,NA,", "2333,0,19,38,2,10,18,1,",
	          ":232:", "a cell of fewer than 5");
	check_bad("census_prefecture", "2333,0,19,38,2,10,", "2333,0,19,38,2,3,",
	          ":232:", "a cell of fewer than 5");
	check_bad("census_prefecture", ",4.79,", ",479,", "prefecture.csv:2:", "out of range");
	check_bad("census_prefecture", ",4.79,", ",4.7.9,", "prefecture.csv:2:", "a number is needed");
	check_bad("census_prefecture", "hh_1gen", "hh_1gem", "prefecture.csv:1:1:", "no column \"hh_1gen\"");
	check_bad("centroids", "116.412", "216.412", "centroids.csv:2:", "out of range");
	check_bad("centroids", "city_code", "code", "centroids.csv:1:1:", "no column \"city_code\"");
}

static void test_harmless_edits(void **state)
{
	(void)state;
	struct soc_msg msg = { "" };
	assert_int_equal(read_edited("province", "code,",
	                             "\xef\xbb\xbf"
	                             "code,",
	                             &msg),
	                 SOC_OK);
	assert_int_equal(read_edited("province", "110000,Beijing,", "110000,\"Beijing\",", &msg), SOC_OK);
	assert_int_equal(read_edited("province", "\n110000,", "\n\n\r\n110000,", &msg), SOC_OK);
	/* without its centre a prefecture takes that of its province's others: only a province without any is an
	 * error */
	assert_int_equal(read_edited("centroids", "130100,", "990100,", &msg), SOC_OK);
	assert_int_equal(read_edited("centroids", "110100,", "990100,", &msg), SOC_ERR_DATA);
	assert_non_null(strstr(msg.text, "no centre for place 110100"));
}

static void test_empty_text(void **state)
{
	(void)state;
	struct soc_csv csv;
	struct soc_msg msg = { "" };
	assert_int_equal(soc_csv_open(&csv, "x.csv", "", 0, &msg), SOC_ERR_DATA);
	assert_non_null(strstr(msg.text, "x.csv:1:1:"));
	int more = 1;
	assert_int_equal(soc_csv_open(&csv, "x.csv", "a,b", 3, &msg), SOC_OK);
	assert_int_equal(soc_csv_next(&csv, &more, &msg), SOC_OK);
	assert_int_equal(more, 0);
	char wide[1024];
	memset(wide, ',', sizeof wide);
	assert_int_equal(soc_csv_open(&csv, "x.csv", wide, sizeof wide, &msg), SOC_ERR_DATA);
	assert_non_null(strstr(msg.text, "more than 256 fields"));
}

/* Every column of the census files is explained in columns.tsv; the tile grid has 34 units on 34 tiles. */
static void test_other_files(void **state)
{
	(void)state;
	const char *columns = soc_data_file("columns.tsv", NULL);
	assert_non_null(columns);
	const char *names[2] = { "census/china_2020_census_province.csv", "china_2020_census_prefecture.csv" };
	struct soc_msg msg = { "" };
	struct soc_csv csv;
	for (int f = 0; f < 2; f++) {
		size_t length;
		const char *text = soc_data_file(names[f], &length);
		assert_int_equal(soc_csv_open(&csv, names[f], text, length, &msg), SOC_OK);
		for (int c = 0; c < csv.columns; c++) {
			char line[80] = "\n";
			memcpy(line + 1, csv.header[c].text, (size_t)csv.header[c].length);
			line[csv.header[c].length + 1] = '\t';
			/* names in the province file are two columns of one header */
			if (strncmp(line + 1, "name_", 5) != 0 && strstr(columns, line) == NULL)
				fail_msg("columns.tsv lacks '%s'", line + 1);
		}
	}
	size_t length;
	const char *grid = soc_data_file("geo/china_prov_grid1.csv", &length);
	assert_int_equal(soc_csv_open(&csv, "grid", grid, length, &msg), SOC_OK);
	int32_t row, col, units = 0;
	char tiles[20][20] = { { 0 } };
	assert_int_equal(soc_csv_column(&csv, "row", &row, &msg), SOC_OK);
	assert_int_equal(soc_csv_column(&csv, "col", &col, &msg), SOC_OK);
	for (int more = 1; soc_csv_next(&csv, &more, &msg) == SOC_OK && more; units++) {
		double y, x;
		assert_int_equal(soc_csv_number(&csv, row, 1, 19, &y, &msg), SOC_OK);
		assert_int_equal(soc_csv_number(&csv, col, 1, 19, &x, &msg), SOC_OK);
		assert_int_equal(tiles[(int)y][(int)x]++, 0);
	}
	assert_int_equal(units, 34);
	assert_null(soc_data_file("no-such-file", NULL));
	assert_null(soc_data_at(soc_data_count()));
}

PART(census)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sums),           cmocka_unit_test(test_rest_place),
		cmocka_unit_test(test_names),          cmocka_unit_test(test_bad_files),
		cmocka_unit_test(test_harmless_edits), cmocka_unit_test(test_empty_text),
		cmocka_unit_test(test_other_files),
	};
	return run_part(tests, NULL, NULL);
}
