#include "unchanged.h"

#include "run/columns.h"

#include <string.h>

static struct {
	const char *name, *state;
	uint32_t month;
	long long compared;
} at;

static void same(const char *what, int index, const void *a, const void *b, size_t count, size_t size)
{
	if (a == NULL) /* the first run has no such column */
		return;
	at.compared += (long long)count;
	if (b == NULL)
		lab_die("%s, %s: the column %s[%d] is gone", at.name, at.state, what, index);
	for (size_t i = 0; i < count; i++)
		if (memcmp((const char *)a + i * size, (const char *)b + i * size, size) != 0)
			lab_die("%s, %s: month %u: %s[%d] differs from what it is without, first at %zu", at.name,
			        at.state, at.month, what, index, i);
}
#define SAME(what, index, a, b, count) same(what, index, a, b, count, sizeof *(a))

/* That somebody has moved is kept with contacts alone. */
static void same_lives(const struct lab *a, const struct lab *b, const uint8_t *life, const uint8_t *other,
                       size_t count)
{
	const int both = soc_shape_has(&a->world.shape, SOC_WHEN_CONTACTS) ==
	                 soc_shape_has(&b->world.shape, SOC_WHEN_CONTACTS);
	const uint8_t kept = both ? 0xff : (uint8_t)~SOC_LIFE_MOVED;
	for (size_t i = 0; i < count; i++) {
		const uint8_t lives[2] = { life[i] & kept, other[i] & kept };
		SAME("life", (int)i, &lives[0], &lives[1], 1);
	}
}

/* Of an appeal nothing is true but what is true of its entry. */
static void same_docket_truth(const struct soc_file *docket, const uint8_t *a, const uint8_t *b, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!docket[i].appeal)
			SAME("docket truth", (int)i, a + i, b + i, 1);
}

/* Which component of b has the name that this one has in a: other modules may bring components that come
 * before it. */
static unsigned same_component(const struct lab *a, const struct lab *b, unsigned component)
{
	for (int i = 0; i < b->s->components_count; i++)
		if (strcmp(b->s->components[i].name, a->s->components[component].name) == 0)
			return (unsigned)i;
	lab_die("%s, %s: the component %s is gone", at.name, at.state, a->s->components[component].name);
	return 0;
}

/* Of b's columns that with the name and for the component of a's, or NULL. */
static const struct soc_column_slice *find(const struct lab *a, const struct lab *b,
                                           const struct soc_column_slice *in, unsigned count,
                                           const struct soc_column_slice *like)
{
	const int is_of_component = strcmp(like->name, "points") == 0 || strcmp(like->name, "false_points") == 0;
	const unsigned copy = is_of_component ? same_component(a, b, like->copy) : like->copy;
	for (unsigned i = 0; i < count; i++)
		if (strcmp(in[i].part, like->part) == 0 && strcmp(in[i].name, like->name) == 0 && in[i].copy == copy)
			return &in[i];
	return NULL;
}

/* Every column that the first run has. What is cached is not compared: it is made when somebody asks. */
static void same_columns(struct lab *a, struct lab *b, uint32_t community)
{
	struct soc_column_slice all[SOC_COLUMN_SLICES_MAX], other[SOC_COLUMN_SLICES_MAX];
	const unsigned n = soc_columns_list(&a->world, community, all),
				   m = soc_columns_list(&b->world, community, other);
	const struct soc_file *docket = NULL;
	for (unsigned i = 0; i < n; i++) {
		const struct soc_column_slice *c = &all[i], *d = find(a, b, other, m, c);
		const int is_record = strcmp(c->part, "record") == 0;
		if (d == NULL)
			lab_die("%s, %s: the column %s[%u] is gone", at.name, at.state, c->name, c->copy);
		if (is_record && strcmp(c->name, "docket") == 0)
			docket = c->values;
		if (strcmp(c->part, "cache") == 0 || (is_record && strcmp(c->name, "rule_set") == 0))
			continue;
		if (c->count != d->count)
			lab_die("%s, %s: month %u: %zu values of %s, not %zu", at.name, at.state, at.month, d->count,
			        c->name, c->count);
		if (strcmp(c->name, "life") == 0)
			same_lives(a, b, c->values, d->values, c->count);
		else if (strcmp(c->part, "truth") == 0 && strcmp(c->name, "docket") == 0)
			same_docket_truth(docket, c->values, d->values, c->count);
		else
			same(c->name, (int)c->copy, c->values, d->values, c->count, c->size);
	}
}

static void same_firms(const struct lab *a, const struct lab *b)
{
	const struct soc_firms *f = &a->world.firms, *g = &b->world.firms;
	if (f->count == 0)
		return;
	SAME("firms", 0, &f->count, &g->count, 1);
	SAME("firm.points", 0, f->record.points, g->record.points, f->count);
	SAME("firm.grade", 0, f->record.grade, g->record.grade, f->count);
	SAME("firm.kind", 0, f->fixed.kind, g->fixed.kind, f->count);
	SAME("firm.seat", 0, f->record.seat, g->record.seat, f->count);
	for (unsigned k = 0; k < f->events; k++)
		SAME("firm.risk", (int)k, f->risk[k], g->risk[k], f->count);
	SAME("firm.flags", 0, f->record.flags, g->record.flags, f->count);
	SAME("firm.false_points", 0, f->truth.false_points, g->truth.false_points, f->count);
	SAME("firm.tags", 0, f->truth.tags, g->truth.tags, f->count);
	for (unsigned l = 0; l < f->lists; l++) {
		SAME("firm.left", (int)l, f->record.left[l], g->record.left[l], f->count);
		SAME("firm.file", (int)l, f->record.file[l], g->record.file[l], f->count);
	}
}

/* A field knows of a weight only where one is corrected, of attention only where a channel follows it. */
static void same_fields(const struct lab *a, const struct lab *b)
{
	for (int p = 0; p < a->plan.places_count; p++) {
		struct soc_field f = a->fields.now[p], g = b->fields.now[p];
		if (f.weight == 0)
			g.weight = 0;
		SAME("norm", p, f.norm, g.norm, sizeof f.norm / sizeof *f.norm);
		SAME("risk of the place", p, f.risk, g.risk, SOC_SPHERES_MAX);
		if (f.attention == 0)
			g.attention = 0;
		SAME("weight", p, &f.weight, &g.weight, 1);
		SAME("attention", p, &f.attention, &g.attention, 1);
		SAME("review queue", p, &f.review.month, &g.review.month, 1);
		SAME("review queue, position", p, &f.review.position, &g.review.position, 1);
		SAME("appeals queue", p, &f.appeals.month, &g.appeals.month, 1);
		SAME("appeals queue, position", p, &f.appeals.position, &g.appeals.position, 1);
	}
}

static int is_shown(const char *count, const char *const *shows)
{
	for (int i = 0; shows[i] != NULL; i++)
		if (strncmp(count, shows[i], strlen(shows[i])) == 0)
			return 1;
	return 0;
}

static void same_sums(const struct lab *a, const struct lab *b, const char *const *shows)
{
	static const struct {
		const char *name;
		int first, size;
	} counts[] = {
#define TABLE(table, meaning, counters) counters
#define COUNTER(table, column, kind, cadence, unit, meaning) \
	{ #table "." #column, SOC_MOD_##table##_##column, SOC_COUNTER_SIZE(table) },
#include "model/modules/counters.def"
	};
	const struct soc_tally *t = a->tally, *u = b->tally;
#define SUMS(part) \
	same("sums of " #part, 0, t->part, u->part, sizeof t->part / sizeof(int64_t), sizeof(int64_t))
	SUMS(cell);
	SUMS(event);
	SUMS(channel);
	SUMS(list);
	SUMS(measure);
	SUMS(transition);
	SUMS(appeal_wait);
	SUMS(appeal_lapse);
	SUMS(review_wait);
#undef SUMS
	for (int p = 0; p < a->plan.places_count; p++)
		SAME("sums of a place", p, a->places[p], b->places[p], SOC_PLACE_VALUES);
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		if (!is_shown(counts[i].name, shows))
			SAME(counts[i].name, 0, t->module + counts[i].first, u->module + counts[i].first,
			     (size_t)counts[i].size);
}

void unchanged(const char *name, const char *state, struct lab *a, struct lab *b, const char *const *shows)
{
	at.name = name;
	at.state = state;
	at.month = a->month - 1;
	if (a->world.persons != b->world.persons || a->world.communities != b->world.communities ||
	    a->world.shape.docket != b->world.shape.docket)
		lab_die("%s, %s: other people than without", name, state);
	for (uint32_t c = 0; c < a->world.communities; c++)
		same_columns(a, b, c);
	same_firms(a, b);
	same_fields(a, b);
	same_sums(a, b, shows);
}

long long unchanged_count(void)
{
	return at.compared;
}
