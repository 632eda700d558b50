/* Products of two 64-bit numbers: every compiler that socred is built with has them, none in the standard. */
#ifndef SOC_BASE_WIDE_H
#define SOC_BASE_WIDE_H

__extension__ typedef unsigned __int128 soc_wide;

#endif
