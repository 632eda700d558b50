/* Runs a fuzz target over files and folders of inputs, for compilers without libFuzzer. */
#include "fuzz.h"

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static int replay_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	size_t size = 0, capacity = 1 << 16, got;
	uint8_t *data = malloc(capacity);
	if (file == NULL || data == NULL) {
		fprintf(stderr, "cannot read %s\n", path);
		exit(1);
	}
	while ((got = fread(data + size, 1, capacity - size, file)) > 0) {
		size += got;
		if (size < capacity)
			continue;
		capacity *= 2;
		data = realloc(data, capacity);
		if (data == NULL)
			exit(1);
	}
	fclose(file);
	LLVMFuzzerTestOneInput(data, size);
	free(data);
	return 1;
}

static int replay(const char *path)
{
	char inside[4096];
	struct stat st;
	int count = 0;
	if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode))
		return replay_file(path);
	DIR *folder = opendir(path);
	for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(inside, sizeof inside, "%s/%s", path, entry->d_name);
		count += replay(inside);
	}
	if (folder != NULL)
		closedir(folder);
	return count;
}

int main(int argc, char **argv)
{
	int count = 0;
	for (int i = 1; i < argc; i++)
		count += replay(argv[i]);
	printf("%d inputs\n", count);
	return count > 0 ? 0 : 1;
}
