/* What must hold of an instrument: its table, its scale, its thresholds. */
#include "model/modules/instrument/check.h"

#include "input/bind/check_needs.h"

void soc_instrument_check(struct soc_fill *fill)
{
	const struct soc_instrument *in = &fill->s->instrument;
	const struct soc_target least = soc_needs_target("instrument", -1, "minimum", -1),
							marked = soc_needs_target("instrument", -1, "threshold_marked", -1);
	if (in->table[0] == '\0')
		return;
	if (in->minimum >= in->maximum)
		soc_needs_say(fill, &least, -1, 1, "is not below instrument.maximum");
	if (in->threshold_marked != in->threshold && fill->s->society.marker_share == 0.0 &&
	    soc_needs_written(fill, &marked))
		soc_needs_say(fill, &marked, -1, 0,
		              "nobody carries the group marker: the other threshold decides for all; set "
		              "society.marker_share above "
		              "0");
}
