/* Writes a results file from invented tallies, for tests in other languages: make_results FILE. */
#include "made.h"

int main(int argc, char **argv)
{
	struct made m;
	if (argc != 2)
		return 1;
	made_init(&m, 7, NULL);
	made_write_all(&m, argv[1]);
	made_release(&m);
	return 0;
}
