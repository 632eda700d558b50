/* CRC-32 of bytes, by which damage is found. */
#ifndef SOC_BASE_CRC_H
#define SOC_BASE_CRC_H

#include <stddef.h>
#include <stdint.h>

/* The CRC-32 of ISO 3309 and ITU-T V.42 (polynomial 0x04c11db7, reflected, as in gzip): finds every change of
 * up to 32 bits that stand together. before: 0, or the sum of the bytes before these. The sum of "123456789"
 * is 0xcbf43926. Pure. Cost: about 2 ns a byte. */
uint32_t soc_crc_add(uint32_t before, const void *bytes, size_t length);

#endif
