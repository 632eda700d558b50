/* Which keys somebody means who asks by a path or a word ('socred params WORD'). */
#ifndef SOC_INPUT_WANTED_H
#define SOC_INPUT_WANTED_H

/* 1 when wanted is the path of a key ("lists.<name>.colour") or something above it, else 0; a part in <> is
 * any word, and may be left out when skip is 1. Cost: the length of both. */
int soc_wanted_is_above(const char *path, const char *wanted, int skip);
/* 1 when a meaning has the text, whatever the case of its letters. Cost: product of the lengths. */
int soc_wanted_is_in(const char *meaning, const char *wanted);
/* 1 when a meaning has the letters of a text behind one another, whatever parts its words ("blacklist",
 * "black list"). Cost: product of the lengths. */
int soc_wanted_has_letters(const char *meaning, const char *wanted);
/* 1 when a word has the name of a section in it, of many or of one: "blacklist", lists. Cost: product of the
 * lengths. */
int soc_wanted_has_section(const char *section, const char *wanted);

#endif
