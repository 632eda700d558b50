/* Runs a scenario and reads one indicator: how many per 1,000 people on a black list at the end committed no
 * violation?
 *
 *     cc example.c $(pkg-config --cflags --libs socred) -o example
 *     ./example scenarios/start/minimal/scenario.yaml results.db */
#include <socred/result.h>
#include <socred/scenario.h>
#include <socred/sim.h>

#include <stdio.h>

static enum soc_err run(const char *scenario_path, const char *results_path, struct soc_msg *msg)
{
	struct soc_scenario *scenario = NULL;
	struct soc_result_writer *writer = NULL;
	enum soc_err err = soc_scenario_read(scenario_path, NULL, 0, &scenario, NULL, msg);
	if (err == SOC_OK)
		err = soc_result_writer_open(&writer, results_path, "example", msg);
	if (err == SOC_OK) /* NULL: threads by the work, no limit of memory */
		err = soc_sim_run(scenario, NULL, soc_result_writer_observer(writer), NULL, msg);
	if (err == SOC_OK) /* until here nothing stands at results_path */
		err = soc_result_writer_finish(writer, 0, msg);
	soc_result_writer_free(writer);
	soc_scenario_free(scenario);
	return err;
}

static enum soc_err read_back(const char *results_path, double *per_1000, struct soc_msg *msg)
{
	struct soc_result *result = NULL;
	double listed = 0.0, nothing = 0.0;
	const int64_t last_month = -1, mean_over_replicates = -1;
	enum soc_err err = soc_result_open(&result, results_path, msg);
	if (err == SOC_OK)
		err = soc_result_number(result, "by_cell", "listed", last_month, mean_over_replicates, &listed, msg);
	if (err == SOC_OK)
		err = soc_result_number(result, "by_cell", "listed_no_violation", last_month, mean_over_replicates,
		                        &nothing, msg);
	soc_result_free(result);
	if (err == SOC_OK)
		*per_1000 = listed > 0.0 ? 1000.0 * nothing / listed : 0.0;
	return err;
}

int main(int argc, char **argv)
{
	struct soc_msg msg = { "" };
	double per_1000 = 0.0;
	if (argc != 3) {
		fprintf(stderr, "Usage: example SCENARIO RESULTS\n");
		return SOC_ERR_USAGE;
	}
	enum soc_err err = run(argv[1], argv[2], &msg);
	if (err == SOC_OK)
		err = read_back(argv[2], &per_1000, &msg);
	if (err != SOC_OK) {
		fprintf(stderr, "example: %s: %s\n", soc_err_text(err), msg.text);
		return (int)err;
	}
	printf("no violation committed: %.0f per 1,000 people listed\n", per_1000);
	return 0;
}
