/* EigenTrust: each round the trust of a peer is what the trusted state of it, in proportion to their own
 * trust, and a share alpha of what is given beforehand: t = (1 - alpha) C' t + alpha p (Kamvar et al. 2003,
 * algorithm 2). The same fixed point solves (I - (1 - alpha) C') t = alpha p, which is done by hand beside
 * it. */
#define TABLES "theory/eigentrust.def"
#include "theory/tables.h"

#define PEERS 3
#define ROUNDS_MOST 100000

/* Shares that sum to 1, or those of `otherwise` when there are none. */
static void normalised(const double *stated, const double *otherwise, double *out)
{
	double sum = 0.0;
	for (int i = 0; i < PEERS; i++)
		sum += stated[i];
	for (int i = 0; i < PEERS; i++)
		out[i] = sum > 0.0 ? stated[i] / sum : otherwise[i];
}

/* trusts[i][j]: share of the trust of i that j has; before: what is given beforehand. */
static void read_keys(const double *k, double trusts[PEERS][PEERS], double *before)
{
	static const double even[PEERS] = { 1.0 / 3, 1.0 / 3, 1.0 / 3 };
	const double given[PEERS] = { k[KEY_before_ek], k[KEY_before_sd], k[KEY_before_vm] };
	const double stated[PEERS][PEERS] = { { 0, k[KEY_ek_trusts_sd], k[KEY_ek_trusts_vm] },
		                                  { k[KEY_sd_trusts_ek], 0, k[KEY_sd_trusts_vm] },
		                                  { k[KEY_vm_trusts_ek], k[KEY_vm_trusts_sd], 0 } };
	normalised(given, even, before);
	for (int i = 0; i < PEERS; i++)
		normalised(stated[i], before, trusts[i]);
}

static double once(double alpha, double trusts[PEERS][PEERS], const double *before, double *t)
{
	double next[PEERS], moved = 0.0;
	for (int j = 0; j < PEERS; j++) {
		next[j] = alpha * before[j];
		for (int i = 0; i < PEERS; i++)
			next[j] += (1.0 - alpha) * trusts[i][j] * t[i];
	}
	for (int j = 0; j < PEERS; j++) {
		moved = fmax(moved, fabs(next[j] - t[j]));
		t[j] = next[j];
	}
	return moved;
}

static double determinant(double m[PEERS][PEERS])
{
	return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) -
	       m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0]) +
	       m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
}

/* By Cramer's rule; 0 when the equations have no single solution (alpha 0). */
static int solve(double alpha, double trusts[PEERS][PEERS], const double *before, double *t)
{
	double m[PEERS][PEERS];
	for (int j = 0; j < PEERS; j++)
		for (int i = 0; i < PEERS; i++)
			m[j][i] = (i == j) - (1.0 - alpha) * trusts[i][j];
	const double whole = determinant(m);
	if (fabs(whole) < 1e-14)
		return 0;
	for (int c = 0; c < PEERS; c++) {
		double with[PEERS][PEERS];
		for (int j = 0; j < PEERS; j++)
			for (int i = 0; i < PEERS; i++)
				with[j][i] = i == c ? alpha * before[j] : m[j][i];
		t[c] = determinant(with) / whole;
	}
	return 1;
}

static enum soc_err run(struct soc_theory_world *w, struct soc_msg *msg)
{
	double trusts[PEERS][PEERS], before[PEERS], t[PEERS], exact[PEERS];
	const double alpha = w->keys[KEY_alpha];
	int round = 0;
	(void)msg;
	if (w->replicate > 0)
		return SOC_OK; /* nothing in it is random */
	read_keys(w->keys, trusts, before);
	for (int i = 0; i < PEERS; i++)
		t[i] = before[i];
	for (double moved = 1.0; moved >= 1e-15 && round < ROUNDS_MOST; round++) {
		if (round < 200)
			soc_theory_row(w, (const double[COLUMNS_COUNT]){ round, t[0], t[1], t[2] });
		moved = once(alpha, trusts, before, t);
	}
	for (int i = 0; i < PEERS; i++)
		w->figures[FIGURE_trust_ek + i] = t[i];
	w->figures[FIGURE_rounds] = round;
	if (solve(alpha, trusts, before, exact)) {
		w->figures[FIGURE_distance] = 0.0;
		for (int i = 0; i < PEERS; i++)
			w->figures[FIGURE_distance] = fmax(w->figures[FIGURE_distance], fabs(exact[i] - t[i]));
	}
	return SOC_OK;
}

const struct soc_theory_parts soc_theory_eigentrust = { PARTS_OF_TABLES, .run = run };
