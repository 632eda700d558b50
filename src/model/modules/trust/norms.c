#include "model/modules/trust/norms.h"

/* Bits from the highest: of judges both good and gave, both good and did not, good to bad and gave, ...; of
 * gives good to good, good to bad, bad to good, bad to bad. */
static const struct soc_trust_norm norms[SOC_TRUST_NORMS + 1] = {
	{ 0, 0 },      { 0xba, 0xb }, { 0x9a, 0xb }, { 0xbb, 0xa }, { 0xb9, 0xa },
	{ 0x9b, 0xa }, { 0x99, 0xa }, { 0xb8, 0xa }, { 0x98, 0xa }, { 0xaa, 0xa },
};

struct soc_trust_norm soc_trust_norm(int number)
{
	return norms[number];
}
