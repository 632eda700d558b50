/* Columns become rows of 32-bit numbers, and back: each member of a struct one by one, so that neither the
 * layout of a struct nor the order of its bytes is in a file. */
#include "run/checkpoint_columns.h"

#include "base/crc.h"
#include "run/columns.h"

#include <string.h>

#define SIGN 0x8000u /* of 16 bits: what is just below 0 and just above stands side by side */
#define MEMBERS_MOST 9
_Static_assert(SOC_COMMUNITY_MAX <= SOC_PACK_BLOCK,
               "a column of a community is one block; a docket has as many places");

/* X(member, largest value) of the structs of model/community.h; what a record under way has beside its words.
 */
#define FILE_MEMBERS(X)     \
	X(row, UINT16_MAX)      \
	X(month, UINT16_MAX)    \
	X(position, UINT16_MAX) \
	X(subject, UINT8_MAX)   \
	X(channel, 127u)        \
	X(appeal, 1u)
#define UNDER_WAY_MEMBERS(X) \
	X(row, UINT16_MAX)       \
	X(informer, UINT16_MAX)  \
	X(month, UINT16_MAX)     \
	X(event, UINT8_MAX)      \
	X(channel, UINT8_MAX)
#define UNDER_WAY_WORDS 5 /* its words are the members from this one on */
_Static_assert(sizeof(struct soc_file) == 8 && sizeof(struct soc_under_way) == 24,
               "a member of what waits is not written");

static unsigned members(enum soc_column_kind kind)
{
	return kind == SOC_COLUMN_FILE ? 6 : kind == SOC_COLUMN_RECORD_UNDER_WAY ? MEMBERS_MOST : 1;
}

/* ---- a member of count values from `first` on, as numbers ---- */

static void numbers_of_struct(const struct soc_column_slice *c, unsigned member, uint32_t *out)
{
	unsigned n = 0;
	const struct soc_file *file = c->values;
	const struct soc_under_way *record = c->values;
#define MEMBER(name, most)                    \
	if (member == n++)                        \
		for (size_t i = 0; i < c->count; i++) \
			out[i] = AT[i].name;
	if (c->kind == SOC_COLUMN_FILE) {
#define AT file
		FILE_MEMBERS(MEMBER)
#undef AT
	} else {
#define AT record
		UNDER_WAY_MEMBERS(MEMBER)
#undef AT
		for (size_t i = 0; member >= UNDER_WAY_WORDS && i < c->count; i++)
			out[i] = record[i].word[member - UNDER_WAY_WORDS];
	}
#undef MEMBER
}

static void numbers_of(const struct soc_column_slice *c, unsigned member, uint32_t *out)
{
	const uint8_t *u8 = c->values;
	const uint16_t *u16 = c->values;
	const uint32_t *u32 = c->values;
	switch (c->kind) {
	case SOC_COLUMN_U8:
		for (size_t i = 0; i < c->count; i++)
			out[i] = u8[i];
		return;
	case SOC_COLUMN_U16:
	case SOC_COLUMN_I16:
		for (size_t i = 0; i < c->count; i++)
			out[i] = u16[i] ^ (c->kind == SOC_COLUMN_I16 ? SIGN : 0u);
		return;
	case SOC_COLUMN_U32:
		memcpy(out, u32, c->count * sizeof *out);
		return;
	default:
		numbers_of_struct(c, member, out);
	}
}

/* ---- and back; 0 when a number is larger than its member ---- */

static int struct_from(struct soc_column_slice *c, unsigned member, const uint32_t *in)
{
	unsigned n = 0, all = 1;
	struct soc_file *file = c->values;
	struct soc_under_way *record = c->values;
#define MEMBER(name, most)                      \
	if (member == n++)                          \
		for (size_t i = 0; i < c->count; i++) { \
			all &= in[i] <= (most);             \
			AT[i].name = TO(in[i] & (most));    \
		}
	if (c->kind == SOC_COLUMN_FILE) {
#define AT file
#define TO (uint16_t)
		FILE_MEMBERS(MEMBER)
#undef AT
#undef TO
	} else {
#define AT record
#define TO (uint16_t)
		UNDER_WAY_MEMBERS(MEMBER)
#undef AT
#undef TO
		for (size_t i = 0; member >= UNDER_WAY_WORDS && i < c->count; i++)
			record[i].word[member - UNDER_WAY_WORDS] = in[i];
	}
#undef MEMBER
	return (int)all;
}

static int values_from(struct soc_column_slice *c, unsigned member, const uint32_t *in)
{
	uint8_t *u8 = c->values;
	uint16_t *u16 = c->values;
	uint32_t *u32 = c->values;
	uint32_t beyond = 0;
	switch (c->kind) {
	case SOC_COLUMN_U8:
		for (size_t i = 0; i < c->count; i++) {
			beyond |= in[i] >> 8;
			u8[i] = (uint8_t)in[i];
		}
		return beyond == 0;
	case SOC_COLUMN_U16:
	case SOC_COLUMN_I16:
		for (size_t i = 0; i < c->count; i++) {
			beyond |= in[i] >> 16;
			u16[i] = (uint16_t)(in[i] ^ (c->kind == SOC_COLUMN_I16 ? SIGN : 0u));
		}
		return beyond == 0;
	case SOC_COLUMN_U32:
		memcpy(u32, in, c->count * sizeof *in);
		return 1;
	default:
		return struct_from(c, member, in);
	}
}

/* ---- a community ---- */

uint32_t soc_checkpoint_shape(struct soc_world *w)
{
	struct soc_column_slice column[SOC_COLUMN_SLICES_MAX];
	const unsigned count = soc_columns_list(w, w->first_community, column);
	const uint8_t docket[2] = { (uint8_t)w->shape.docket, (uint8_t)(w->shape.docket >> 8) };
	uint32_t sum = soc_crc_add(0, docket, sizeof docket);
	for (unsigned i = 0; i < count; i++) {
		if (!column[i].is_state)
			continue;
		const uint8_t kind[2] = { (uint8_t)column[i].kind, (uint8_t)column[i].copy };
		sum = soc_crc_add(sum, column[i].part, strlen(column[i].part) + 1);
		sum = soc_crc_add(sum, column[i].name, strlen(column[i].name) + 1);
		sum = soc_crc_add(sum, kind, sizeof kind);
	}
	return sum;
}

void soc_checkpoint_put_community(struct soc_buf *buf, struct soc_world *w, uint32_t community)
{
	struct soc_column_slice column[SOC_COLUMN_SLICES_MAX];
	struct soc_columns c;
	soc_world_columns(w, community, &c);
	/* What is true of an appeal stands with its entry: this byte is of some file that had the place before,
	 * and nobody reads it. */
	for (unsigned i = 0; i < *c.record.docket_used; i++)
		if (c.record.docket[i].appeal)
			c.truth.docket[i] = 0;
	soc_pack_number(buf, *c.record.docket_used);
	if (c.record.under_way_used != NULL)
		soc_pack_number(buf, *c.record.under_way_used);
	const unsigned count = soc_columns_list(w, community, column);
	for (unsigned i = 0; i < count; i++)
		for (unsigned m = 0; column[i].is_state && m < members(column[i].kind); m++) {
			uint32_t numbers[SOC_PACK_BLOCK];
			numbers_of(&column[i], m, numbers);
			soc_pack_column(buf, numbers, column[i].count);
		}
}

static uint32_t largest(const uint8_t *column, unsigned count)
{
	uint32_t most = 0;
	for (unsigned i = 0; i < count; i++)
		most = column[i] > most ? column[i] : most;
	return most;
}

/* What a month takes for granted of the numbers by which it finds others. */
static int is_sound(const struct soc_columns *c, const struct soc_rules *rules, unsigned count,
                    uint32_t month)
{
	unsigned measures = 0, tags = 0;
	for (unsigned i = 0; i < count; i++) {
		measures |= c->record.measures[i];
		tags |= c->truth.tags[i] & c->truth.tags[i] >> 1 & 0x1555u; /* of two bits, 3 says nothing */
	}
	int ok = (rules->regime.scoring.grades == 0 ||
	          largest(c->record.grade, count) < rules->regime.scoring.grades) &&
	         measures >> rules->regime.measures.count == 0 && tags == 0;
	for (unsigned i = 0; ok && i < *c->record.docket_used; i++) {
		const struct soc_file *f = &c->record.docket[i];
		ok = f->row < count && f->month < month &&
		     (f->appeal ? f->subject < rules->regime.lists.count
		                : f->subject < rules->events.count && f->channel < rules->records.count);
	}
	for (unsigned i = 0; ok && c->record.under_way_used != NULL && i < *c->record.under_way_used; i++) {
		const struct soc_under_way *u = &c->record.under_way[i];
		ok = u->row < count && (u->informer < count || u->informer == SOC_NOBODY) && u->month < month &&
		     u->event < rules->events.count && u->channel < rules->records.count;
	}
	for (unsigned l = 0; ok && l < rules->regime.lists.count; l++)
		for (unsigned i = 0; ok && i < count; i++)
			ok = soc_entry_channel(c->record.entry[l][i]) < SOC_CHANNELS_MAX;
	return ok;
}

void soc_checkpoint_take_community(struct soc_packed *from, struct soc_world *w, uint32_t community,
                                   const struct soc_rules *rules, uint32_t month)
{
	struct soc_column_slice column[SOC_COLUMN_SLICES_MAX];
	struct soc_columns c;
	soc_world_columns(w, community, &c);
	*c.record.docket_used = (uint16_t)soc_packed_number(from, w->shape.docket);
	if (c.record.under_way_used != NULL)
		*c.record.under_way_used = (uint16_t)soc_packed_number(from, w->shape.docket);
	const unsigned docket = *c.record.docket_used,
				   under_way = c.record.under_way_used != NULL ? *c.record.under_way_used : 0;
	const unsigned count = soc_columns_list(w, community, column);
	for (unsigned i = 0; i < count; i++)
		for (unsigned m = 0; column[i].is_state && m < members(column[i].kind) && !from->bad; m++) {
			uint32_t numbers[SOC_PACK_BLOCK];
			soc_packed_column(from, numbers, column[i].count);
			from->bad |= !values_from(&column[i], m, numbers);
		}
	*c.cache.rest = *c.cache.false_rest = 0; /* nobody has looked at these points */
	/* Both counts stand among the columns as well: there they must say the same. */
	from->bad |= *c.record.docket_used != docket ||
	             (c.record.under_way_used != NULL && *c.record.under_way_used != under_way);
	if (from->bad) {
		*c.record.docket_used = 0;
		if (c.record.under_way_used != NULL)
			*c.record.under_way_used = 0;
	} else
		from->bad |= !is_sound(&c, rules, w->plan->communities[community].count, month);
}

/* ---- firms ---- */

static void put_values(struct soc_buf *buf, const void *values, size_t size, size_t first, size_t count)
{
	uint32_t numbers[SOC_PACK_BLOCK];
	const uint8_t *u8 = values;
	const uint16_t *u16 = values;
	for (size_t at = 0; at < count; at += SOC_PACK_BLOCK) {
		const size_t n = count - at < SOC_PACK_BLOCK ? count - at : SOC_PACK_BLOCK;
		for (size_t i = 0; i < n; i++)
			numbers[i] = size == 1 ? u8[first + at + i] : u16[first + at + i];
		soc_pack_column(buf, numbers, n);
	}
}

static void take_values(struct soc_packed *from, void *values, size_t size, size_t first, size_t count)
{
	uint32_t numbers[SOC_PACK_BLOCK];
	uint8_t *u8 = values;
	uint16_t *u16 = values;
	for (size_t at = 0; at < count && !from->bad; at += SOC_PACK_BLOCK) {
		const size_t n = count - at < SOC_PACK_BLOCK ? count - at : SOC_PACK_BLOCK;
		soc_packed_column(from, numbers, n);
		for (size_t i = 0; i < n; i++) {
			from->bad |= numbers[i] > (size == 1 ? UINT8_MAX : UINT16_MAX);
			if (size == 1)
				u8[first + at + i] = (uint8_t)numbers[i];
			else
				u16[first + at + i] = (uint16_t)numbers[i];
		}
	}
}

/* What is fixed of a firm is that of the run that is open, whatever the file says: it would outlive a
 * refusal. */
static void take_kinds(struct soc_packed *from, uint16_t *kind, size_t count)
{
	uint32_t numbers[SOC_PACK_BLOCK];
	for (size_t at = 0; at < count && !from->bad; at += SOC_PACK_BLOCK) {
		const size_t n = count - at < SOC_PACK_BLOCK ? count - at : SOC_PACK_BLOCK;
		soc_packed_column(from, numbers, n);
		for (size_t i = 0; i < n; i++) {
			from->bad |= ((numbers[i] ^ kind[at + i]) & ~SOC_FIRM_THETA) != 0;
			kind[at + i] = (uint16_t)((kind[at + i] & ~SOC_FIRM_THETA) | (numbers[i] & SOC_FIRM_THETA));
		}
	}
}

void soc_checkpoint_put_firms(struct soc_buf *buf, const struct soc_firms *firms, int32_t place)
{
	const struct soc_firm_range *range = &firms->place[place];
	const size_t first = (size_t)(range->first - firms->first), count = range->count;
	soc_pack_number(buf, range->flagged);
	put_values(buf, firms->fixed.kind, sizeof *firms->fixed.kind, first, count);
#define PUT(column) put_values(buf, column, sizeof *(column), first, count);
	SOC_FIRMS_STATE(firms, PUT)
#undef PUT
}

/* What a month of firms takes for granted of the numbers by which it finds others. */
static int are_sound(const struct soc_firms *firms, const struct soc_firms_rules *rules, size_t first,
                     size_t count)
{
	int ok = 1;
	for (size_t i = first; i < first + count && ok; i++) {
		ok = rules->grades == 0 || firms->record.grade[i] < rules->grades;
		for (unsigned l = 0; l < firms->lists && ok; l++)
			ok = soc_firm_cause(firms->record.file[l][i]) <= SOC_FIRM_EVENTS_MAX;
	}
	return ok;
}

void soc_checkpoint_take_firms(struct soc_packed *from, struct soc_firms *firms, int32_t place,
                               const struct soc_firms_rules *rules)
{
	struct soc_firm_range *range = &firms->place[place];
	const size_t first = (size_t)(range->first - firms->first), count = range->count;
	range->flagged = (uint32_t)soc_packed_number(from, UINT32_MAX);
	take_kinds(from, firms->fixed.kind + first, count);
#define TAKE(column) take_values(from, column, sizeof *(column), first, count);
	SOC_FIRMS_STATE(firms, TAKE)
#undef TAKE
	from->bad |= !are_sound(firms, rules, first, count);
}
