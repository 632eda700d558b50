/* What must hold of an instrument: its table, its scale, its thresholds. */
#include "model/modules/instrument/check.h"

#include "input/bind/check_needs.h"

void soc_instrument_check(struct soc_binding *binding)
{
	const struct soc_instrument *in = &binding->s->instrument;
	const struct soc_parameter least = soc_needs_parameter("instrument", -1, "minimum", -1),
							   marked = soc_needs_parameter("instrument", -1, "threshold_marked", -1);
	if (in->table[0] == '\0')
		return;
	if (in->minimum >= in->maximum)
		soc_needs_say(binding, &least, -1, 1, "is not below instrument.maximum");
	if (in->threshold_marked != in->threshold && binding->s->society.marker_share == 0.0 &&
	    soc_needs_written(binding, &marked))
		soc_needs_say(binding, &marked, -1, 0,
		              "nobody carries the group marker: the other threshold decides for all; set "
		              "society.marker_share above "
		              "0");
}
