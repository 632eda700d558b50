/* New entries of a section that cannot be: each may be a slip in the name of one that is there. */
#include "input/bind/bind.h"

#include "base/nearest.h"
#include "base/noun.h"

/* The entry with the name nearest to a word, but for one. */
static struct soc_nearest nearest_entry(const struct soc_fill *fill, const struct soc_section *section,
                                        int but, const char *word)
{
	struct soc_nearest n;
	soc_nearest_begin(&n, word);
	for (int i = 0; i < soc_section_count(fill->s, section); i++)
		if (i != but)
			soc_nearest_try(&n, soc_section_entry(fill->s, section, i));
	return n;
}

void soc_fill_entry_without_kind(struct soc_fill *fill, const struct soc_section *section, int entry,
                                 const struct soc_node *node, const char *path)
{
	struct soc_nearest near = nearest_entry(fill, section, entry, node->key);
	soc_refused_value(fill->refused, &(struct soc_target){ section, &section->keys[0], entry, -1 });
	soc_problems_error(fill->problems, soc_tree_key_place(node), path, "a new entry needs %s:%s",
	                   section->keys[0].name, soc_nearest_hint(&near));
}

void soc_fill_entry_too_many(struct soc_fill *fill, const struct soc_section *section,
                             const struct soc_node *node, const char *path, size_t found)
{
	struct soc_nearest near = nearest_entry(fill, section, -1, node->key);
	const char *many = soc_noun(section->most, "entry", "entries");
	if (soc_nearest_name(&near) != NULL)
		soc_problems_error(fill->problems, soc_tree_key_place(node), path,
		                   "there is no \"%s\" in %s%s (for a new one there is no room: at most %d %s, found "
		                   "%zu)",
		                   node->key, section->name, soc_nearest_hint(&near), section->most, many, found);
	else
		soc_problems_error(fill->problems, soc_tree_key_place(node), path,
		                   "%s holds at most %d %s, found %zu", section->name, section->most, many, found);
}
