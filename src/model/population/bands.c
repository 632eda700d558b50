/* Bands of age, as data: the table of a population says by which years its people are counted. */
#include "model/population/census.h"

#include <string.h>

/* In every population, so that people of a band are alike enough to be dealt over its years evenly. */
static const uint8_t shipped[] = { 0, 1, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85 };
#define SHIPPED ((int)(sizeof shipped / sizeof *shipped))
#define STEP 5 /* years, above the shipped ones */

void soc_bands_init(struct soc_bands *bands, const int *also, int n)
{
	uint8_t begins[SOC_OLDEST + 1] = { 0 };
	int highest = shipped[SHIPPED - 1];
	for (int i = 0; i < SHIPPED; i++)
		begins[shipped[i]] = 1;
	for (int i = 0; i < n; i++) {
		begins[also[i]] = 1;
		highest = also[i] > highest ? also[i] : highest;
	}
	for (int year = shipped[SHIPPED - 1]; year < highest; year += STEP)
		begins[year] = 1;
	bands->count = 0;
	for (int year = 0; year <= SOC_OLDEST; year++)
		if (begins[year])
			bands->from[bands->count++] = (uint8_t)year;
	bands->from[bands->count] = SOC_OLDEST + 1;
}

int soc_bands_of(const struct soc_bands *bands, unsigned age)
{
	int band = 0;
	while (band + 1 < bands->count && age >= bands->from[band + 1])
		band++;
	return band;
}

/* Years, 0 to SOC_OLDEST, behind what stands in out. */
static void add_years(char out[SOC_BAND_NAME], int years)
{
	size_t n = strlen(out);
	if (years >= 100)
		out[n++] = (char)('0' + years / 100);
	if (years >= 10)
		out[n++] = (char)('0' + years / 10 % 10);
	out[n++] = (char)('0' + years % 10);
	out[n] = '\0';
}

static void add_text(char out[SOC_BAND_NAME], const char *text)
{
	const size_t n = strlen(out), length = strlen(text), room = SOC_BAND_NAME - 1 - n;
	memcpy(out + n, text, length < room ? length : room);
	out[n + (length < room ? length : room)] = '\0';
}

void soc_bands_name(const struct soc_bands *bands, int band, char between, const char *open,
                    char out[SOC_BAND_NAME])
{
	const int from = bands->from[band], to = bands->from[band + 1] - 1;
	const char sign[2] = { between, '\0' };
	out[0] = '\0';
	add_years(out, from);
	if (band == bands->count - 1) {
		add_text(out, open);
	} else if (from != to) {
		add_text(out, sign);
		add_years(out, to);
	}
}

/* One to three digits at *at, which is moved behind them; -1: there are none. */
static int years_at(const char **at, const char *end)
{
	int years = 0, digits = 0;
	for (; *at < end && **at >= '0' && **at <= '9' && digits < 3; ++*at, digits++)
		years = years * 10 + (**at - '0');
	return digits > 0 ? years : -1;
}

/* The years of a column m_0, m_1_4 or m_85_plus; 0: it is none. */
static int is_of_men(const struct soc_csv_field *f, int *from, int *to)
{
	static const char open[] = "_plus";
	const char *at = f->text + 2, *const end = f->text + f->length;
	if (f->length < 3 || memcmp(f->text, "m_", 2) != 0 || (*from = years_at(&at, end)) < 0)
		return 0;
	*to = *from;
	if (at == end)
		return 1;
	if ((size_t)(end - at) == sizeof open - 1 && memcmp(at, open, sizeof open - 1) == 0) {
		*to = SOC_OLDEST;
		return 1;
	}
	return *at++ == '_' && (*to = years_at(&at, end)) >= 0 && at == end;
}

enum soc_err soc_bands_read(const struct soc_csv *csv, struct soc_bands *bands, struct soc_msg *msg)
{
	int next = 0, also[SOC_BANDS_MAX], n = 0;
	struct soc_bands whole;
	for (int32_t i = 0; i < csv->columns; i++) {
		int from = 0, to = 0;
		if (!is_of_men(&csv->header[i], &from, &to))
			continue;
		if (from != next || to < from || to > SOC_OLDEST)
			return soc_fail(
				msg, SOC_ERR_DATA,
				"%s:1:%d: men aged %d are needed here: bands of age leave no year out, from m_0 to "
				"an open one such as m_85_plus",
				csv->name, csv->header[i].column, next);
		also[n++] = from;
		next = to + 1;
	}
	soc_bands_init(&whole, also, n);
	if (next != SOC_OLDEST + 1 || whole.count != n)
		return soc_fail(msg, SOC_ERR_DATA,
		                "%s:1:1: bands of age are m_0, m_1_4, m_5_9, ... m_85_plus, or these cut further",
		                csv->name);
	*bands = whole;
	return SOC_OK;
}
