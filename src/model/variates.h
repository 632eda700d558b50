/* Random variates by name: which word of which stream decides what stands in model/variates.def alone. Code
 * says
 *
 *   SOC_VARIATE(LIST_REPAIR, seed, id, month, list)      the word of one variate
 *   SOC_BLOCK(EVENT_CLASS, k)                             the block in which it stands, for soc_draw_block
 *   words[SOC_LANE(EVENT_CLASS)]                          the word within the block
 *   SOC_MONTH_OF_BUREAU_HOLDS                             the month of one that stands in no month of the run
 *
 * and never a stream with a number of its own. tests/structure/variates.py holds that the month is one that
 * the table has. */
#ifndef SOC_MODEL_VARIATES_H
#define SOC_MODEL_VARIATES_H

#include "base/draw.h"
#include "input/compile/limits.h"
#include "input/schema/scenario.h"

enum soc_stream {
#define STREAM(name, value, id, what) SOC_DRAW_##name = value,
#include "model/variates.def"
};

/* Of each variate its stream, the only month of one that has no other (the first of several), its first word,
 * and how far apart the words of successive i stand. */
#define EVERY_MONTH 0
#define FIXED 0
#define BEFORE 0xffff
#define AT(first, each, times) first
enum {
#define VARIATE(stream, name, months, first, each, times, inner, half, who, what)                       \
	SOC_STREAM_OF_##name = SOC_DRAW_##stream, SOC_MONTH_OF_##name = months, SOC_FIRST_##name = (first), \
	SOC_EACH_##name = (each),
#include "model/variates.def"
};
#undef EVERY_MONTH
#undef FIXED
#undef BEFORE
#undef AT

/* The words of a record (struct soc_rec). */
enum {
#define FATE(name, lane, half, who, what) SOC_FATE_##name = lane,
#include "model/variates.def"
};

#define SOC_WORD(variate, i) ((uint32_t)SOC_FIRST_##variate + (uint32_t)SOC_EACH_##variate * (uint32_t)(i))
#define SOC_BLOCK(variate, i) (SOC_WORD(variate, i) >> 2)
#define SOC_LANE(variate) ((unsigned)SOC_FIRST_##variate & 3u)

/* Of two variates in one block. */
#define TOGETHER(one, other)                                                                   \
	_Static_assert((int)SOC_STREAM_OF_##one == (int)SOC_STREAM_OF_##other &&                   \
	                   (int)SOC_EACH_##one == (int)SOC_EACH_##other &&                         \
	                   ((unsigned)SOC_FIRST_##one >> 2) == ((unsigned)SOC_FIRST_##other >> 2), \
	               #one " and " #other " are drawn as one block");
#include "model/variates.def"

#define SOC_VARIATE(variate, seed, id, month, i) \
	soc_draw(seed, SOC_STREAM_OF_##variate, id, month, SOC_WORD(variate, i))

#endif
