/* What must hold of classes that stand for where people live. */
#include "model/modules/residence/check.h"

#include "input/bind/check_needs.h"

/* A class of each kind of residence, and reports by those who know. */
void soc_residence_check(struct soc_binding *binding)
{
	const struct soc_scenario *s = binding->s;
	int first[4] = { -1, -1, -1, -1 };
	for (int k = 0; k < s->events_count; k++) {
		const int what = s->events[k].residence;
		if (what == SOC_RESIDENCE_NONE)
			continue;
		if (first[what] >= 0) {
			const struct soc_parameter t = soc_needs_parameter("events", k, "residence", -1);
			soc_needs_say(binding, &t, -1, 1, "events.%s is that class already, and there can be one",
			              s->events[first[what]].name);
		} else {
			first[what] = k;
		}
	}
	for (int c = 0; c < s->channels_count && first[SOC_RESIDENCE_UNREGISTERED] >= 0 && !s->contacts.enabled;
	     c++) {
		const struct soc_parameter t =
			soc_needs_parameter("channels", c, "detects", first[SOC_RESIDENCE_UNREGISTERED]);
		int setting;
		if (s->channels[c].kind == SOC_CHANNEL_NEIGHBOURS &&
		    soc_needs_ever(s, "channels", c, "enabled", -1) && soc_needs_used(s, &t, 0.0, &setting))
			soc_needs_say(
				binding, &t, setting, 1,
				"neighbours report where people live by who knows whom, and no contacts are kept; set "
				"contacts.enabled to true, or 0 here");
	}
}
