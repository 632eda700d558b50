/* Laid over the program (LD_PRELOAD): it then runs in the locale SOC_TEST_LOCALE, as in a host that has set
 * one. The program itself sets none, so that only this way a command meets a decimal comma. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define STATUS_NO_COMMA 77

__attribute__((constructor)) static void begin(void)
{
	const char *name = getenv("SOC_TEST_LOCALE");
	char number[16];
	if (name == NULL || setlocale(LC_ALL, name) == NULL)
		_exit(STATUS_NO_COMMA);
	snprintf(number, sizeof number, "%.1f", 0.5);
	if (strcmp(number, "0,5") != 0)
		_exit(STATUS_NO_COMMA);
}
