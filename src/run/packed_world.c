#include "run/packed_world.h"

#include "base/fetch.h"
#include "base/mem.h"

#include <string.h>

#define LENGTH 4u          /* bytes before a community */
#define NOWHERE UINT32_MAX /* as soc_packed_window_rewind */

static uint32_t group_of(uint32_t community)
{
	return community / SOC_PACKED_GROUP;
}

static int is_last(const struct soc_plan *plan, uint32_t community)
{
	return community + 1 == plan->communities_count || (community + 1) % SOC_PACKED_GROUP == 0;
}

/* ---- the groups ---- */

enum soc_err soc_packed_world_init(struct soc_packed_world *p, const struct soc_plan *plan,
                                   const struct soc_rule_sets *v, int64_t limit, struct soc_msg *msg)
{
	memset(p, 0, sizeof *p);
	enum soc_err err = soc_world_init_frame(&p->frame, plan, v, 0, plan->communities_count, msg);
	if (err != SOC_OK)
		return err;
	p->limit = limit;
	p->groups = group_of(plan->communities_count - 1) + 1;
	p->group = soc_calloc(p->groups, sizeof *p->group);
	if (p->group != NULL)
		return SOC_OK;
	soc_packed_world_release(p);
	return soc_fail(msg, SOC_ERR_MEMORY, "no memory for the groups of %lld people", (long long)plan->persons);
}

void soc_packed_world_release(struct soc_packed_world *p)
{
	if (p == NULL)
		return;
	for (uint32_t g = 0; p->group != NULL && g < p->groups; g++)
		for (unsigned piece = 0; piece < SOC_PACKED_PIECES; piece++)
			soc_free(p->group[g][piece].at);
	soc_free(p->group);
	soc_world_release(&p->frame);
	memset(p, 0, sizeof *p);
}

/* Shares of raw columns in 100. Of what is fixed half of the bits of an age or a household are kept, and less
 * of employers; of state next to nothing where hardly anybody is recorded, and the scores where most people
 * have one of their own. */
enum { FIXED_LEAST = 35, FIXED_MOST = 60, STATE_LEAST = 2, STATE_MOST = 22 };

void soc_packed_world_estimate(struct soc_world_bytes raw, int64_t *least, int64_t *most)
{
	*least = raw.fixed / 100 * FIXED_LEAST + raw.state / 100 * STATE_LEAST;
	*most = raw.fixed / 100 * FIXED_MOST + raw.state / 100 * STATE_MOST;
}

struct soc_world_bytes soc_packed_world_held(const struct soc_packed_world *p)
{
	const struct soc_world *frame = &p->frame;
	return (struct soc_world_bytes){
		atomic_load(&p->held[SOC_PACKED_FIXED]),
		atomic_load(&p->held[SOC_PACKED_STATE]) +
			(frame->firms.on ? soc_firms_bytes(&frame->firm_rules, (int64_t)frame->persons) : 0)
	};
}

/* Room for a group of this length, some of it to grow: 1 when there is. The old bytes are gone then. */
static int make_room(struct soc_packed_world *p, enum soc_packed_piece piece, struct soc_packed_bytes *b,
                     size_t length, struct soc_msg *msg)
{
	if (length <= b->room && length >= b->room / 2)
		return 1;
	const size_t room = piece == SOC_PACKED_STATE ? length + length / 16 + 64 : length;
	const long long more = (long long)room - (long long)b->room,
					held = atomic_fetch_add(&p->held[piece], more) + more +
	                       atomic_load(&p->held[SOC_PACKED_PIECES - 1 - piece]);
	uint8_t *at = NULL;
	if (p->limit > 0 && more > 0 && held > p->limit)
		soc_fail(msg, SOC_ERR_MEMORY,
		         "packed people have grown beyond the %.3g GB of memory that may be used",
		         (double)p->limit / 1e9);
	else if ((at = soc_calloc(room, 1)) == NULL)
		soc_fail(msg, SOC_ERR_MEMORY, "no memory beyond %.3g GB for packed people", (double)held / 1e9);
	if (at == NULL) {
		atomic_fetch_sub(&p->held[piece], more);
		return 0;
	}
	soc_free(b->at);
	b->at = at;
	b->room = (uint32_t)room;
	return 1;
}

/* ---- a window ---- */

static void add_column(struct soc_packed_window *w, enum soc_packed_piece piece, void *values, size_t size,
                       enum soc_per per)
{
	struct soc_packed_column *c = &w->column[piece][w->columns[piece]++];
	c->values = values;
	c->size = (uint8_t)size;
	c->per = (uint8_t)per;
}

static size_t most_values(const struct soc_packed_window *w, const struct soc_packed_column *c)
{
	return soc_shape_values(&w->world.shape, (enum soc_per)c->per, SOC_COMMUNITY_MAX, 1);
}

/* Which columns are points, and where it stands that nobody has any. */
static void rests_by(struct soc_packed_window *w, int16_t *const *points, const uint8_t *rest)
{
	for (unsigned i = 0; i < w->columns[SOC_PACKED_STATE]; i++)
		for (unsigned f = 0; f < w->world.shape.components; f++)
			if (w->column[SOC_PACKED_STATE][i].values == points[f]) {
				w->column[SOC_PACKED_STATE][i].rest = rest;
				w->column[SOC_PACKED_STATE][i].component = (uint8_t)f;
			}
}

/* The columns of each piece: those that say how many others there are first. */
static void list_columns(struct soc_packed_window *w)
{
	struct soc_columns c;
	soc_world_columns(&w->world, w->world.first_community, &c);
	w->docket_used = c.record.docket_used;
	w->under_way_used = c.record.under_way_used;
	w->docket = w->world.shape.docket;
	for (int counts = 1; counts >= 0; counts--) {
#define COLUMN(part, type, name, per, when)                                                                 \
	_Static_assert(sizeof(type) <= UINT8_MAX, "struct soc_packed_column");                                  \
	for (unsigned k = 0; k < soc_shape_copies(&w->world.shape, SOC_PER_##per, SOC_WHEN_##when); k++) {      \
		const enum soc_packed_piece piece = SOC_PART_IS_FIXED_##part ? SOC_PACKED_FIXED : SOC_PACKED_STATE; \
		if ((SOC_PER_##per == SOC_PER_COMMUNITY) == counts)                                                 \
			add_column(w, piece, *SOC_COLUMN_AT_##per(c.part.name, k), sizeof(type), SOC_PER_##per);        \
	}
#include "model/columns.def"
	}
	rests_by(w, c.record.points, c.cache.rest);
	rests_by(w, c.truth.false_points, c.cache.false_rest);
}

/* Bytes of a community at most, with every place of its docket in use. */
static size_t most_bytes(const struct soc_packed_window *w)
{
	size_t most = 0;
	for (unsigned piece = 0; piece < SOC_PACKED_PIECES; piece++) {
		size_t bytes = LENGTH;
		for (unsigned i = 0; i < w->columns[piece]; i++) {
			const struct soc_packed_column *c = &w->column[piece][i];
			bytes += soc_lanes_bound(c->size, most_values(w, c));
		}
		most = bytes > most ? bytes : most;
	}
	return most;
}

/* Memory for the state as it was unpacked; bytes: all of it, when before is NULL. */
static size_t place_before(struct soc_packed_window *w, uint8_t *before)
{
	size_t bytes = 0;
	for (unsigned i = 0; i < w->columns[SOC_PACKED_STATE]; i++) {
		struct soc_packed_column *c = &w->column[SOC_PACKED_STATE][i];
		c->before = before != NULL ? before + bytes : NULL;
		bytes += (c->size * most_values(w, c) + 63) / 64 * 64;
	}
	return bytes;
}

enum soc_err soc_packed_window_init(struct soc_packed_window *w, const struct soc_packed_world *p,
                                    struct soc_msg *msg)
{
	memset(w, 0, sizeof *w);
	enum soc_err err = soc_world_init_window(&w->world, &p->frame, msg);
	if (err != SOC_OK)
		return err;
	list_columns(w);
	soc_packed_window_rewind(w);
	w->room = SOC_PACKED_GROUP * most_bytes(w);
	w->out = soc_calloc(w->room, 1);
	w->before = soc_calloc(place_before(w, NULL), 1);
	if (w->out != NULL && w->before != NULL) {
		(void)place_before(w, w->before);
		return SOC_OK;
	}
	soc_packed_window_release(w);
	return soc_fail(msg, SOC_ERR_MEMORY, "no memory to pack a group of communities");
}

void soc_packed_window_release(struct soc_packed_window *w)
{
	if (w == NULL)
		return;
	soc_free(w->out);
	soc_free(w->before);
	soc_world_release(&w->world);
	memset(w, 0, sizeof *w);
}

int64_t soc_packed_window_bytes(const struct soc_packed_window *w)
{
	size_t bytes = sizeof *w + w->room;
	for (unsigned piece = 0; piece < SOC_PACKED_PIECES; piece++)
		for (unsigned i = 0; i < w->columns[piece]; i++) {
			const struct soc_packed_column *c = &w->column[piece][i];
			/* a window's columns have room for two communities (soc_world_init_window) */
			bytes += c->size * (2 + (piece == SOC_PACKED_STATE)) * most_values(w, c);
		}
	return (int64_t)bytes;
}

static size_t values_of(const struct soc_packed_window *w, const struct soc_packed_column *c, size_t persons)
{
	if (c->per == SOC_PER_DOCKET)
		return *w->docket_used;
	if (c->per == SOC_PER_UNDER_WAY)
		return *w->under_way_used;
	return c->per == SOC_PER_COMMUNITY ? 1 : persons;
}

/* Whether there is room for so many: what says how many files there are has been packed, too. */
static int has_room(const struct soc_packed_window *w, const struct soc_packed_column *c, size_t count)
{
	return (c->per != SOC_PER_DOCKET && c->per != SOC_PER_UNDER_WAY) || count <= w->docket;
}

static uint32_t get_length(const uint8_t *at)
{
	uint32_t length;
	memcpy(&length, at, sizeof length);
	return length;
}

/* Where a community begins in its group; NULL when the group was never kept. */
static const uint8_t *find(struct soc_packed_window *w, const struct soc_packed_world *p, uint32_t community,
                           unsigned piece)
{
	if (w->next[piece] == community)
		return w->at[piece];
	const uint8_t *at = p->group[group_of(community)][piece].at;
	for (uint32_t c = group_of(community) * SOC_PACKED_GROUP; at != NULL && c < community; c++)
		at += LENGTH + get_length(at);
	return at;
}

#define ALWAYS 8 /* changes in succession after which a column is taken to change in each community */

/* Unpacks a column. Returns: what stands behind it; NULL: these are no bytes of it. */
static const uint8_t *unpack_column(struct soc_packed_column *c, const uint8_t *at, const uint8_t *end,
                                    size_t count)
{
	uint32_t value = 0;
	const int is_one = count > 0 && soc_lanes_is_one_value(at, end, c->size, &value),
			  is_there = is_one && count <= c->rows && value == c->value;
	c->count = (uint16_t)count;
	c->bytes = at;
	c->is_one = (uint8_t)is_one;
	c->value = value;
	at = is_there ? at + 1 + c->size : soc_lanes_unpack(at, end, c->values, c->size, count);
	if (at == NULL)
		return NULL;
	c->length = (uint32_t)(at - c->bytes);
	c->filled = is_there ? c->rows : is_one ? c->count : 0;
	c->rows = 0;
	if (!is_one && c->before != NULL && count > 0 && c->changes < ALWAYS)
		memcpy(c->before, c->values, count * c->size);
	return at;
}

/* 1 when the bytes are those of a community. */
static int unpack(struct soc_packed_window *w, const uint8_t *at, unsigned piece, size_t persons)
{
	const uint8_t *end = at + get_length(at) + LENGTH;
	at += LENGTH;
	for (struct soc_packed_column *c = w->column[piece], *last = c + w->columns[piece];
	     at != NULL && c < last; c++) {
		const size_t count = values_of(w, c, persons);
		at = has_room(w, c, count) ? unpack_column(c, at, end, count) : NULL;
	}
	return at == end;
}

static void forget(struct soc_packed_window *w, unsigned piece)
{
	for (unsigned i = 0; i < w->columns[piece]; i++) {
		w->column[piece][i].bytes = NULL;
		w->column[piece][i].rows = 0;
	}
}

/* Asks for the next community of the group, which takes about as many bytes as this one. */
static void fetch_next(const struct soc_packed_window *w, unsigned piece, const uint8_t *at)
{
	if (w->next[piece] != NOWHERE)
		for (size_t i = 0; i < (size_t)(w->at[piece] - at); i += 64)
			soc_fetch_line(w->at[piece] + i);
}

enum soc_err soc_packed_window_open(struct soc_packed_window *w, const struct soc_packed_world *p,
                                    uint32_t community, unsigned pieces, struct soc_msg *msg)
{
	const size_t persons = p->frame.plan->communities[community].count;
	int ok = 1;
	for (unsigned piece = pieces; piece < SOC_PACKED_PIECES; piece++)
		forget(w, piece);
	for (unsigned piece = 0; ok && piece < pieces; piece++) {
		const uint8_t *at = find(w, p, community, piece);
		ok = at != NULL && unpack(w, at, piece, persons);
		w->next[piece] = NOWHERE;
		if (ok && !is_last(p->frame.plan, community)) {
			w->next[piece] = community + 1;
			w->at[piece] = at + LENGTH + get_length(at);
			fetch_next(w, piece, at);
		}
	}
	soc_world_move(&w->world, community);
	return ok ? SOC_OK
	          : soc_fail(msg, SOC_ERR_MEMORY, "community %u is not as it was packed: memory is damaged",
	                     community);
}

/* Whether a column is still of its one value: every value is as the next. */
static int is_still_one(const struct soc_packed_column *c)
{
	const uint8_t *bytes = c->values;
	if (c->rest != NULL && c->value == 0 && (*c->rest >> c->component & 1u))
		return 1;
	return soc_lanes_value(bytes, c->size) == c->value &&
	       memcmp(bytes, bytes + c->size, (c->count - 1) * c->size) == 0;
}

/* Whether the month has left a column as it was. */
static int is_same(struct soc_packed_column *c, size_t count)
{
	if (c->bytes == NULL || c->before == NULL || count != c->count)
		return 0;
	if (!c->is_one)
		return c->changes < ALWAYS && memcmp(c->values, c->before, count * c->size) == 0;
	if (!is_still_one(c))
		return 0;
	c->rows = c->filled;
	return 1;
}

/* One that has changed, or may have. */
static size_t pack_column(struct soc_packed_column *c, size_t count, uint8_t *out)
{
	if (c->bytes == NULL || c->count == 0)
		return soc_lanes_pack(c->values, c->size, count, out);
	const size_t length = soc_lanes_pack_again(c->values, c->size, count, c->bytes, out);
	const int is_as_before = length == c->length && memcmp(out, c->bytes, length) == 0;
	c->changes = is_as_before ? 0 : c->changes < ALWAYS ? c->changes + 1 : ALWAYS;
	return length;
}

/* The columns of a piece behind one another. Those that are the same stand so in the group as well: as many
 * of them as there are in a row are copied at once. Returns: the bytes written. */
static size_t keep_columns(struct soc_packed_window *w, enum soc_packed_piece piece, size_t persons,
                           uint8_t *begin)
{
	struct soc_packed_column *c = w->column[piece], *const end = c + w->columns[piece];
	uint8_t *out = begin;
	while (c < end) {
		const uint8_t *bytes = c->bytes;
		size_t length = 0;
		for (; c < end && is_same(c, values_of(w, c, persons)); c++) {
			length += c->length;
			c->changes = 0;
		}
		if (length > 0)
			memcpy(out, bytes, length);
		out += length;
		if (c < end) {
			out += pack_column(c, values_of(w, c, persons), out);
			c++;
		}
	}
	return (size_t)(out - begin);
}

enum soc_err soc_packed_window_keep(struct soc_packed_window *w, struct soc_packed_world *p,
                                    enum soc_packed_piece piece, struct soc_msg *msg)
{
	const uint32_t community = w->world.first_community;
	const size_t persons = p->frame.plan->communities[community].count;
	if (community % SOC_PACKED_GROUP == 0)
		w->length = 0;
	uint8_t *const begin = w->out + w->length;
	const size_t length = keep_columns(w, piece, persons, begin + LENGTH);
	const uint32_t columns = (uint32_t)length;
	memcpy(begin, &columns, sizeof columns);
	w->length += LENGTH + length;
	if (!is_last(p->frame.plan, community))
		return SOC_OK;
	struct soc_packed_bytes *b = &p->group[group_of(community)][piece];
	if (!make_room(p, piece, b, w->length, msg))
		return SOC_ERR_MEMORY;
	memcpy(b->at, w->out, w->length);
	b->length = (uint32_t)w->length;
	w->next[piece] = NOWHERE;
	return SOC_OK;
}
