/* A parallel loop with a race on purpose: the thread sanitizer must report it. */
#include <stdio.h>

int main(void)
{
	int counted = 0;
#pragma omp parallel for num_threads(4)
	for (int i = 0; i < 100000; i++)
		counted++;
	printf("%d\n", counted);
	return 0;
}
