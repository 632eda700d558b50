/* Parts of struct soc_scenario (scenario.h, which alone includes this): sections of modules with one value
 * for each key. */
#ifndef SOC_INPUT_SCENARIO_PARTS_H
#define SOC_INPUT_SCENARIO_PARTS_H

struct soc_contacts {
	int32_t enabled;
	double near_share, far_share, made_per_month, lost_by_moving;
	int64_t isolated_at_most;
};
struct soc_publicity {
	double contacts_cut, tone_cut_per_month, work_lost, return_per_month, strain, deterrence;
};

enum soc_instrument_side { SOC_REFUSES_LOW, SOC_REFUSES_HIGH };
struct soc_instrument {
	char table[SOC_TEXT_MAX];
	int32_t refuses, event, channel; /* table "": none */
	double assessed_per_year, threshold, threshold_labelled, gain, loss, minimum, maximum;
};

#endif
