#include "unchanged.h"

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

static void same_people(const struct lab *a, const struct lab *b)
{
	const size_t n = a->world.persons;
	const struct soc_record *r = &a->world.record, *q = &b->world.record;
	const struct soc_self *s = &a->world.self, *t = &b->world.self;
	const struct soc_truth *u = &a->world.truth, *v = &b->world.truth;
	for (unsigned f = 0; f < a->world.families; f++) {
		SAME("points", (int)f, r->points[f], q->points[f], n);
		SAME("false_points", (int)f, u->false_points[f], v->false_points[f], n);
	}
	for (unsigned l = 0; l < a->world.lists; l++) {
		SAME("months_left", (int)l, r->months_left[l], q->months_left[l], n);
		SAME("entry", (int)l, r->entry[l], q->entry[l], n);
	}
	SAME("grade", 0, r->grade, q->grade, n);
	SAME("refused_by", 0, r->refused_by, q->refused_by, n);
	SAME("measures", 0, r->measures, q->measures, n);
	SAME("risk", 0, s->risk, t->risk, n);
	SAME("strain", 0, s->strain, t->strain, n);
	SAME("aware", 0, s->aware, t->aware, n);
	SAME("gain", 0, s->gain, t->gain, n);
	SAME("contacts", 0, s->contacts, t->contacts, n);
	SAME("tags", 0, u->tags, v->tags, n);
	SAME("wronged_by", 0, u->wronged_by, v->wronged_by, n);
	/* That somebody has moved is kept with contacts alone. */
	const uint8_t kept = a->world.contacts == b->world.contacts ? 0xff : (uint8_t)~SOC_LIFE_MOVED;
	for (size_t i = 0; i < n; i++) {
		const uint8_t life[2] = { s->life[i] & kept, t->life[i] & kept };
		SAME("life", (int)i, &life[0], &life[1], 1);
	}
}

static void same_files(const struct lab *a, const struct lab *b)
{
	const struct soc_record *r = &a->world.record, *q = &b->world.record;
	SAME("docket_used", 0, r->docket_used, q->docket_used, a->world.communities);
	SAME("under_way_used", 0, r->under_way_used, q->under_way_used, a->world.communities);
	for (uint32_t c = 0; c < a->world.communities; c++) {
		const size_t first = (size_t)c * a->world.docket;
		SAME("docket", (int)c, r->docket + first, q->docket + first, r->docket_used[c]);
		for (unsigned i = 0; i < r->docket_used[c]; i++)
			if (!r->docket[first + i].appeal)
				SAME("docket truth", (int)c, &a->world.truth.docket[first + i],
				     &b->world.truth.docket[first + i], 1);
		if (r->under_way_used == NULL)
			continue;
		SAME("under_way", (int)c, r->under_way + first, q->under_way + first, r->under_way_used[c]);
		SAME("under_way truth", (int)c, a->world.truth.under_way + first, b->world.truth.under_way + first,
		     r->under_way_used[c]);
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
	SAME("firm.risk", 0, f->risk, g->risk, f->count);
	SAME("firm.flags", 0, f->record.flags, g->record.flags, f->count);
	SAME("firm.false_points", 0, f->truth.false_points, g->truth.false_points, f->count);
	SAME("firm.tags", 0, f->truth.tags, g->truth.tags, f->count);
	for (unsigned l = 0; l < f->lists; l++) {
		SAME("firm.left", (int)l, f->record.left[l], g->record.left[l], f->count);
		SAME("firm.file", (int)l, f->record.file[l], g->record.file[l], f->count);
	}
}

/* A field knows of a weight only where one is corrected. */
static void same_fields(const struct lab *a, const struct lab *b)
{
	for (int p = 0; p < a->plan.places_count; p++) {
		struct soc_field f = a->fields.now[p], g = b->fields.now[p];
		if (f.weight == 0)
			g.weight = 0;
		SAME("norm", p, f.norm, g.norm, sizeof f.norm / sizeof *f.norm);
		SAME("risk of the place", p, &f.risk, &g.risk, 1);
		SAME("weight", p, &f.weight, &g.weight, 1);
		SAME("review queue", p, &f.review.month, &g.review.month, 1);
		SAME("review queue, position", p, &f.review.position, &g.review.position, 1);
		SAME("appeals queue", p, &f.appeals.month, &g.appeals.month, 1);
		SAME("appeals queue, position", p, &f.appeals.position, &g.appeals.position, 1);
	}
}

static int is_shown(const char *count, const char *const *shows)
{
	for (int i = 0; i < 3 && shows[i] != NULL; i++)
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
#define COUNT(name, kind, size, unit, index, meaning) { #name, SOC_MOD_##name, size },
		SOC_MODULE_COUNTS(COUNT)
#undef COUNT
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
	SUMS(review_wait);
#undef SUMS
	for (int p = 0; p < a->plan.places_count; p++)
		SAME("sums of a place", p, a->places[p], b->places[p], SOC_INDICATORS_COUNT);
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		if (!is_shown(counts[i].name, shows))
			SAME(counts[i].name, 0, t->module + counts[i].first, u->module + counts[i].first,
			     (size_t)counts[i].size);
}

void unchanged(const char *name, const char *state, const struct lab *a, const struct lab *b,
               const char *const shows[3])
{
	at.name = name;
	at.state = state;
	at.month = a->month - 1;
	if (a->world.persons != b->world.persons || a->world.communities != b->world.communities ||
	    a->world.docket != b->world.docket)
		lab_die("%s, %s: other people than without", name, state);
	same_people(a, b);
	same_files(a, b);
	same_firms(a, b);
	same_fields(a, b);
	same_sums(a, b, shows);
}

long long unchanged_count(void)
{
	return at.compared;
}
