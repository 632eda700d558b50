#include "run/population_table.h"

#include <string.h>

/* Words of headers that only a list of persons has; `name` and `id` may be those of a place. */
static const char *const of_persons[] = {
	"birth",      "dob",        "date_of_birth", "first_name", "firstname",  "last_name",   "lastname",
	"surname",    "given_name", "full_name",     "ssn",        "passport",   "national_id", "id_number",
	"identity",   "id_card",    "email",         "e_mail",     "phone",      "telephone",   "street",
	"address",    "person_id",  "client_id",     "citizen_id", "patient_id", "case_id",     "birthday",
	"birth_date", "birthdate",  "postal_code",   "photo",      "iban",       "bsn",         "geboortedatum"
};

/* A small letter, and _ for what parts words. */
static char plain(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	return c == ' ' || c == '-' ? '_' : c;
}

static int is_alike(const char *text, size_t length, const char *word)
{
	if (length != strlen(word))
		return 0;
	for (size_t i = 0; i < length; i++)
		if (plain(text[i]) != word[i])
			return 0;
	return 1;
}

static enum soc_err check_column(const char *name, const char *at, size_t length, int column,
                                 struct soc_msg *msg)
{
	while (length > 0 && (at[0] == '"' || at[0] == ' '))
		at++, length--;
	while (length > 0 && (at[length - 1] == '"' || at[length - 1] == ' ' || at[length - 1] == '\r'))
		length--;
	for (size_t i = 0; i < sizeof of_persons / sizeof *of_persons; i++)
		if (is_alike(at, length, of_persons[i]))
			return soc_fail(msg, SOC_ERR_DATA,
			                "%s:1:%d: a column \"%s\" is about single persons, and rows about single persons "
			                "are refused: a row is a place, and its cells count people (of 5 or more)",
			                name, column, of_persons[i]);
	return SOC_OK;
}

enum soc_err soc_population_table_check(const char *name, const char *text, size_t length,
                                        struct soc_msg *msg)
{
	const char *const line = memchr(text, '\n', length);
	const size_t header = line != NULL ? (size_t)(line - text) : length;
	enum soc_err err = SOC_OK;
	if (length >= 2 && (memcmp(text, "\xff\xfe", 2) == 0 || memcmp(text, "\xfe\xff", 2) == 0))
		return soc_fail(msg, SOC_ERR_DATA, "%s:1:1: the text is UTF-16; save the table as UTF-8", name);
	if (memchr(text, ',', header) == NULL &&
	    (memchr(text, ';', header) != NULL || memchr(text, '\t', header) != NULL))
		return soc_fail(msg, SOC_ERR_DATA,
		                "%s:1:1: columns are parted by commas, and the header has none; save the table with "
		                "commas between its columns",
		                name);
	for (size_t at = 0; at < header && err == SOC_OK;) {
		const char *comma = memchr(text + at, ',', header - at);
		const size_t end = comma != NULL ? (size_t)(comma - text) : header;
		err = check_column(name, text + at, end - at, (int)at + 1, msg);
		at = end + 1;
	}
	return err;
}
