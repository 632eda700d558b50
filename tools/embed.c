/* Build-time: turns data files into one C source with soc_data_file (src/base/data.h).
 *
 *   embed OUTPUT ROOT NAME...     reads ROOT/NAME, writes a C file that knows each by NAME
 *
 * Runs on the build machine; never installed. */
#include <stdio.h>
#include <stdlib.h>

static int fail(const char *what, const char *name)
{
	fprintf(stderr, "embed: %s %s\n", what, name);
	return 1;
}

static int embed_one(FILE *out, const char *root, const char *name, int index)
{
	char path[4096];
	if (snprintf(path, sizeof path, "%s/%s", root, name) >= (int)sizeof path)
		return fail("path too long:", name);
	FILE *in = fopen(path, "rb");
	if (in == NULL)
		return fail("cannot read", path);
	fprintf(out, "static const unsigned char file_%d[] = {", index);
	long bytes = 0;
	for (int c; (c = getc(in)) != EOF; bytes++)
		fprintf(out, "%s%d,", bytes % 32 == 0 ? "\n" : "", c);
	/* A final NUL, so that text files can be read as strings. */
	fprintf(out, "\n0};\n");
	int bad = ferror(in);
	fclose(in);
	return bad ? fail("cannot read", path) : 0;
}

int main(int argc, char **argv)
{
	if (argc < 4)
		return fail("usage: embed OUTPUT ROOT NAME...", "");
	FILE *out = fopen(argv[1], "w");
	if (out == NULL)
		return fail("cannot write", argv[1]);
	fprintf(out, "/* Made by tools/embed.c from the files of data/. */\n#include \"base/data.h\"\n#include "
	             "<string.h>\n\n");
	int bad = 0;
	for (int i = 3; i < argc && !bad; i++)
		bad = embed_one(out, argv[2], argv[i], i - 3);
	fprintf(out, "\nstatic const struct soc_data files[] = {\n");
	for (int i = 3; i < argc; i++)
		fprintf(out, "\t{\"%s\", (const char *)file_%d, sizeof file_%d - 1},\n", argv[i], i - 3, i - 3);
	fprintf(out,
	        "};\n\n"
	        "size_t soc_data_count(void)\n{\n\treturn sizeof files / sizeof files[0];\n}\n\n"
	        "const struct soc_data *soc_data_at(size_t i)\n{\n\treturn i < soc_data_count() ? &files[i] : "
	        "NULL;\n}\n\n"
	        "const char *soc_data_file(const char *name, size_t *length)\n{\n"
	        "\tfor (size_t i = 0; i < soc_data_count(); i++) {\n"
	        "\t\tconst char *slash = strrchr(files[i].name, '/');\n"
	        "\t\tif (strcmp(files[i].name, name) != 0 && (slash == NULL || strcmp(slash + 1, name) != 0))\n"
	        "\t\t\tcontinue;\n"
	        "\t\tif (length != NULL)\n\t\t\t*length = files[i].length;\n"
	        "\t\treturn files[i].text;\n\t}\n\treturn NULL;\n}\n");
	if (ferror(out) || fclose(out) != 0)
		bad = fail("cannot write", argv[1]);
	if (bad)
		remove(argv[1]);
	return bad;
}
