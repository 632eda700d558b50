/* What came of following people from one run into another. */
#include "analysis/transitions.h"

#include <math.h>

int64_t soc_transitions_count(const struct soc_transitions *t, int division, int part, int replicate, int a,
                              int b)
{
	return *soc_transitions_cell(t, division, part, replicate, a, b);
}

enum soc_moved soc_transitions_way(int a, int b)
{
	static const int rank[SOC_HELD_STATES] = { 0, 1, 2, 2, 3, 3 };
	return rank[b] < rank[a] ? SOC_MOVED_BETTER : rank[b] > rank[a] ? SOC_MOVED_WORSE : SOC_MOVED_NOT;
}

int64_t soc_transitions_people(const struct soc_transitions *t, int division, int part)
{
	int64_t people = 0;
	for (int a = 0; a < SOC_HELD_STATES; a++)
		for (int b = 0; b < SOC_HELD_STATES; b++)
			people += soc_transitions_count(t, division, part, 0, a, b);
	return people;
}

/* Sums of cells by replicate, each with its weight, per 1,000 of the part. weight: [in A][in B]. */
static struct soc_interval sum_of(const struct soc_transitions *t, int division, int part,
                                  int8_t weight[SOC_HELD_STATES][SOC_HELD_STATES], double least)
{
	const double people = (double)soc_transitions_people(t, division, part);
	double values[SOC_REPLICATES_MOST];
	const int n = t->pairing.replicates;
	for (int r = 0; r < n; r++) {
		int64_t sum = 0;
		for (int a = 0; a < SOC_HELD_STATES; a++)
			for (int b = 0; b < SOC_HELD_STATES; b++)
				sum += weight[a][b] * soc_transitions_count(t, division, part, r, a, b);
		values[r] = people > 0.0 ? 1000.0 * (double)sum / people : NAN;
	}
	struct soc_interval v = soc_student_interval(values, n, least, 1000.0);
	if (least < 0.0)
		soc_interval_widen_difference(&v, 1000.0, people * n, least, 1000.0);
	else
		soc_interval_widen(&v, 1000.0, people * n);
	return v;
}

struct soc_interval soc_transitions_share(const struct soc_transitions *t, int division, int part, int a,
                                          int b)
{
	int8_t weight[SOC_HELD_STATES][SOC_HELD_STATES] = { { 0 } };
	for (int i = 0; i < SOC_HELD_STATES; i++)
		for (int j = 0; j < SOC_HELD_STATES; j++)
			weight[i][j] = (a < 0 || a == i) && (b < 0 || b == j);
	return sum_of(t, division, part, weight, 0.0);
}

struct soc_interval soc_transitions_moved(const struct soc_transitions *t, int division, int part,
                                          enum soc_moved moved)
{
	int8_t weight[SOC_HELD_STATES][SOC_HELD_STATES] = { { 0 } };
	for (int a = 0; a < SOC_HELD_STATES; a++)
		for (int b = 0; b < SOC_HELD_STATES; b++) {
			const enum soc_moved way = soc_transitions_way(a, b);
			weight[a][b] =
				(int8_t)(moved == SOC_MOVED_NET ? (way == SOC_MOVED_BETTER) - (way == SOC_MOVED_WORSE)
			                                    : way == moved);
		}
	return sum_of(t, division, part, weight, moved == SOC_MOVED_NET ? -1000.0 : 0.0);
}
