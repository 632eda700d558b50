/* Steps a scenario month by month and shows who is on a black list, per 1,000 urban and rural people.
 *
 *     cc stepped.c $(pkg-config --cflags --libs socred) -o stepped
 *     ./stepped scenarios/start/minimal/scenario.yaml */
#include <socred/scenario.h>
#include <socred/sim.h>

#include <stdio.h>

/* The sum over all cells of one stratum: 1 urban, 0 rural. */
static double of_stratum(const struct soc_observation *seen, int urban)
{
	int64_t sum = 0;
	for (int person_class = 0; person_class < SOC_SIM_CLASSES; person_class++)
		for (int minority = 0; minority < 2; minority++)
			for (int quintile = 0; quintile < SOC_SIM_QUINTILES; quintile++)
				sum += seen->cell[soc_sim_cell(person_class, minority, urban, quintile)];
	return (double)sum;
}

static enum soc_err show_month(const struct soc_sim *sim, struct soc_msg *msg)
{
	struct soc_observation persons, listed;
	enum soc_err err = soc_sim_observe(sim, "persons", &persons, msg);
	if (err == SOC_OK)
		err = soc_sim_observe(sim, "listed", &listed, msg);
	if (err == SOC_OK)
		printf("month %lld: %lld people listed; per 1,000: urban %.1f, rural %.1f\n",
		       (long long)listed.month + 1, (long long)listed.national,
		       1000.0 * of_stratum(&listed, 1) / of_stratum(&persons, 1),
		       1000.0 * of_stratum(&listed, 0) / of_stratum(&persons, 0));
	return err;
}

int main(int argc, char **argv)
{
	struct soc_scenario *scenario = NULL;
	struct soc_sim *sim = NULL;
	struct soc_msg msg = { "" };
	if (argc != 2) {
		fprintf(stderr, "Usage: stepped SCENARIO\n");
		return SOC_ERR_USAGE;
	}
	enum soc_err err = soc_scenario_read(argv[1], NULL, 0, &scenario, NULL, &msg);
	if (err == SOC_OK) /* stands before the first month of replicate 0 */
		err = soc_sim_open(scenario, NULL, &sim, &msg);
	for (int64_t month = 0; err == SOC_OK && month < soc_scenario_months(scenario); month++) {
		err = soc_sim_step(sim, &msg);
		if (err == SOC_OK)
			err = show_month(sim, &msg);
	}
	if (err != SOC_OK)
		fprintf(stderr, "stepped: %s: %s\n", soc_err_text(err), msg.text);
	soc_sim_close(&sim);
	soc_scenario_free(scenario);
	return (int)err;
}
