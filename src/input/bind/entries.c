/* New entries of a section that cannot be: each may be a slip in the name of one that is there. */
#include "input/bind/bind.h"

#include "base/noun.h"
#include "base/suggestion.h"

/* The entry with the name nearest to a word, but for one. */
static struct soc_suggestion suggested_entry(const struct soc_binding *binding,
                                             const struct soc_section *section, int but, const char *word)
{
	struct soc_suggestion n;
	soc_suggestion_begin(&n, word);
	for (int i = 0; i < soc_section_count(binding->s, section); i++)
		if (i != but)
			soc_suggestion_try(&n, soc_section_entry(binding->s, section, i));
	return n;
}

void soc_bind_entry_without_kind(struct soc_binding *binding, const struct soc_section *section, int entry,
                                 const struct soc_node *node, const char *path)
{
	struct soc_suggestion near = suggested_entry(binding, section, entry, node->key);
	soc_refused_value(binding->refused, &(struct soc_parameter){ section, &section->keys[0], entry, -1 });
	soc_diagnostics_error(binding->diagnostics, soc_tree_key_place(node), path, "a new entry needs %s:%s",
	                      section->keys[0].name, soc_suggestion_hint(&near));
}

void soc_bind_entry_too_many(struct soc_binding *binding, const struct soc_section *section,
                             const struct soc_node *node, const char *path, size_t found)
{
	struct soc_suggestion near = suggested_entry(binding, section, -1, node->key);
	const char *many = soc_noun(section->most, "entry", "entries");
	if (soc_suggestion_name(&near) != NULL)
		soc_diagnostics_error(
			binding->diagnostics, soc_tree_key_place(node), path,
			"there is no \"%s\" in %s%s (for a new one there is no room: at most %d %s, found "
			"%zu)",
			node->key, section->name, soc_suggestion_hint(&near), section->most, many, found);
	else
		soc_diagnostics_error(binding->diagnostics, soc_tree_key_place(node), path,
		                      "%s holds at most %d %s, found %zu", section->name, section->most, many, found);
}
