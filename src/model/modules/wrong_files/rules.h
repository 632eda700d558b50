/* Whether people with points from wrong records are counted: part of struct soc_rules. */
#ifndef SOC_MODEL_WRONG_FILES_RULES_H
#define SOC_MODEL_WRONG_FILES_RULES_H

#include <stdint.h>

struct soc_wrong_files_rules {
	uint8_t on;
};

#endif
