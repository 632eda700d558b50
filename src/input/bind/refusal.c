#include "input/bind/refusal.h"

#include "input/bind/provenance.h"

#include <stdio.h>
#include <string.h>

#define PATH_BYTES 256

/* 1 when path is `above` or stands below it. */
static int is_below(const char *path, const char *above)
{
	const size_t n = strlen(above);
	return strncmp(path, above, n) == 0 && (path[n] == '\0' || path[n] == '.');
}

static struct soc_position note_position(const struct soc_origin *origin)
{
	return (struct soc_position){ origin->file, origin->line, origin->column };
}

/* What is looked for among the values, and the first that somebody wrote. */
struct search {
	const struct soc_scenario *s;
	const char *above; /* NULL: any value */
	struct soc_position at;
	int out_of_memory;
};

static int search_visit(void *user, const struct soc_parameter *t)
{
	struct search *search = user;
	const struct soc_origin *origin = soc_provenance_of(search->s->provenance, t);
	struct soc_buf path = { 0 };
	if (origin->file == NULL)
		return 1;
	soc_parameter_path(search->s, t, &path);
	if (search->above == NULL || is_below(soc_buf_text(&path), search->above))
		search->at = note_position(origin);
	search->out_of_memory |= path.failed;
	soc_buf_release(&path);
	return search->at.file == NULL;
}

/* The place of a path: of its own value, of its entry, of the first value written below it or, last, the file
 * alone. */
static struct soc_position place_of(struct soc_diagnostics *list, const struct soc_scenario *s,
                                    const char *path, const char *reason)
{
	struct soc_parameter t;
	struct soc_buf why = { 0 };
	struct search search = { .s = s, .above = path };
	struct soc_position at = { "", 0, 0 };
	if (soc_parameter_find(s, path, &t, &why))
		at = soc_provenance_place_of_fault(s, s->provenance, &t, reason);
	list->out_of_memory |= why.failed;
	soc_buf_release(&why);
	if (at.file[0] != '\0')
		return at;
	soc_provenance_walk(s, search_visit, &search);
	if (search.at.file == NULL) {
		search.above = NULL;
		soc_provenance_walk(s, search_visit, &search);
		search.at.line = search.at.column = 0;
	}
	list->out_of_memory |= search.out_of_memory;
	return search.at.file != NULL ? search.at : at;
}

/* The setting of a change that sets the key, or any of the entry; NULL when none does. */
static const struct soc_setting *setting_of(const struct soc_scenario *s, const char *path)
{
	for (int i = 0; i < s->settings_count; i++)
		if (is_below(s->settings[i].path, path) || is_below(path, s->settings[i].path))
			return &s->settings[i];
	return NULL;
}

void soc_refusal_add(struct soc_diagnostics *list, const struct soc_scenario *s, const char *message,
                     int in_timeline)
{
	char path[PATH_BYTES], key[2 * PATH_BYTES];
	const char *colon = strstr(message, ": ");
	snprintf(path, sizeof path, "%.*s", colon != NULL ? (int)(colon - message) : 0, message);
	const char *reason = colon != NULL && strchr(path, ' ') == NULL ? colon + 2 : message;
	if (reason == message)
		path[0] = '\0';
	const struct soc_setting *setting = in_timeline && path[0] != '\0' ? setting_of(s, path) : NULL;
	if (setting == NULL) {
		soc_diagnostics_error(list, place_of(list, s, path, reason), path, "%s", reason);
		return;
	}
	snprintf(key, sizeof key, "timeline.%s.set.%s", s->changes[setting->change].name, setting->path);
	struct soc_position at = place_of(list, s, path, reason);
	if (s->provenance != NULL && s->provenance->settings[setting - s->settings].file != NULL)
		at = note_position(&s->provenance->settings[setting - s->settings]);
	soc_diagnostics_error(list, at, key, "%s", reason);
}
