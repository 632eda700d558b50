/* EigenTrust: shares by hand, and what must hold of them. */
#include "theory_test.h"

static void sums_and_ends(void **state)
{
	(void)state;
	static const char *const settings[] = { "", "alpha=0.01", "alpha=0.9 sd_trusts_ek=7",
		                                    "alpha=0.3 before_ek=0 before_vm=0" };
	for (int i = 0; i < 4; i++) {
		struct soc_theory_result *r = theory_run("eigentrust", settings[i], 1, 1);
		theory_near("sum",
		            theory_value(r, "trust_ek") + theory_value(r, "trust_sd") + theory_value(r, "trust_vm"),
		            1.0, 1e-12);
		theory_near("distance", theory_value(r, "distance"), 0.0, 1e-13);
		soc_theory_free(r);
	}
}

/* With alpha 1 nothing that is stated counts: a third and two thirds, as given beforehand. */
static void without_statements(void **state)
{
	(void)state;
	struct soc_theory_result *r = theory_run("eigentrust", "alpha=1", 1, 1);
	theory_near("ek", theory_value(r, "trust_ek"), 1.0 / 3, 1e-15);
	theory_near("sd", theory_value(r, "trust_sd"), 0.0, 1e-15);
	soc_theory_free(r);
}

/* By hand: all trust sd, sd trusts nobody and nothing is given beforehand, so as a third each. alpha 0.5: sd
 * has 1/6 + (1 - sd) / 2 + sd / 6, so sd = 1/2; the others 1/6 + sd / 6 = 1/4. */
static void by_hand(void **state)
{
	(void)state;
	struct soc_theory_result *r = theory_run("eigentrust", "ek_trusts_vm=0 before_ek=0 before_vm=0", 1, 1);
	theory_near("sd", theory_value(r, "trust_sd"), 0.5, 1e-12);
	theory_near("ek", theory_value(r, "trust_ek"), 0.25, 1e-12);
	soc_theory_free(r);
}

/* Twice the numbers are the same statements. */
static void only_shares_count(void **state)
{
	(void)state;
	struct soc_theory_result *r =
		theory_run("eigentrust", "ek_trusts_sd=200 ek_trusts_vm=150 vm_trusts_sd=5", 1, 1);
	theory_near("sd", theory_value(r, "trust_sd"), 0.30232558139534882, 1e-12);
	soc_theory_free(r);
}

PART(eigentrust)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(sums_and_ends), cmocka_unit_test(without_statements),
		                                cmocka_unit_test(by_hand), cmocka_unit_test(only_shares_count) };
	return run_part(tests, NULL, NULL);
}
