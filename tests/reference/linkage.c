/* To whom records are tied, whom channels watch more, and what is counted of both. */
#include "attention.h"
#include "prediction.h"

/* ---- traits drawn by lot: one word for each person, word (id mod 4) of the block of id / 4 ---- */

static uint32_t trait_word(const struct ref_now *now, enum soc_stream stream, int person)
{
	const uint64_t id = now->c->first_person + (uint64_t)person;
	uint32_t w[4];
	soc_draw_block(now->ref->seed, stream, id / 4, 0, 0, w);
	return w[id % 4];
}

int ref_has_marker(const struct ref_now *now, int person)
{
	return ref_happens(trait_word(now, SOC_DRAW_MARKER, person), now->rules->surveillance.marker);
}

int ref_name_class(const struct ref_now *now, int person)
{
	const uint32_t word = trait_word(now, SOC_DRAW_NAME, person);
	int class = 0;
	while (class < SOC_NAME_CLASSES - 1 && word >= now->rules->linkage.name_below[class])
		class ++;
	return class;
}

static int is_on_black_list(const struct ref_now *now, int person)
{
	for (int l = 0; l < now->rules->regime.lists.count; l++)
		if (now->rules->regime.lists.list[l].colour == SOC_BLACK &&
		    now->c->person[person].entry[l].months_left > 0)
			return 1;
	return 0;
}

/* ---- detection ---- */

static uint64_t times(uint64_t detects, uint32_t factor)
{
	const uint64_t product = detects * factor / 65536;
	return product < (uint64_t)1 << 32 ? product : (uint64_t)1 << 32;
}

/* Women, the minority and the two lowest quintiles of income may be watched more, or less. */
static uint64_t of_groups(const struct ref_now *now, const struct soc_channel_rule *rule, int person,
                          uint64_t detects)
{
	const struct ref_person *p = &now->c->person[person];
	if (!p->male)
		detects = times(detects, rule->women);
	if (p->minority)
		detects = times(detects, rule->minority);
	if (p->quintile <= 1)
		detects = times(detects, rule->poor);
	return detects;
}

uint64_t ref_detects(const struct ref_now *now, int channel, int person, int class)
{
	const struct soc_channel_rule *rule = &now->rules->records.channel[channel];
	const int marker = (rule->differential & SOC_DIFFERENTIAL_MARKED) != 0 && ref_has_marker(now, person);
	const int listed = (rule->differential & SOC_DIFFERENTIAL_LISTED) != 0 && is_on_black_list(now, person);
	const uint64_t detects =
		marker || listed ? rule->detect_differential[marker + 2 * listed][class] : rule->detect[class];
	return ref_prediction_aimed(now, channel, person,
	                            of_groups(now, rule, person, detects) * ref_attention(now, channel) / 65536);
}

/* ---- linkage ---- */

/* The next person from a random one on whose name is as common. */
static int namesake_of(const struct ref_now *now, int person, uint32_t word)
{
	const int count = now->c->count, from = (int)soc_pick(word, (uint32_t)count);
	for (int i = 0; i < count; i++) {
		const int other = (from + i) % count;
		if (other != person && ref_name_class(now, other) == ref_name_class(now, person))
			return other;
	}
	return person;
}

/* w: four words of the record's own; none are needed where the channel links by code without slips. */
void ref_tie(struct ref_now *now, struct ref_record *r, const uint32_t *w)
{
	const struct soc_channel_rule *rule = &now->rules->records.channel[r->channel];
	const int named = r->person, linked = !rule->needs_identity || ref_has_identity(now, named);
	if (ref_happens(w[0], linked ? rule->by_name : rule->by_name_unlinked)) {
		if (ref_happens(w[1], now->rules->linkage.namesake[ref_name_class(now, named)]))
			r->person = namesake_of(now, named, w[2]);
		r->link = r->person != named ? NAMESAKE : BY_NAME;
	} else if (!linked) {
		r->decision = NO_IDENTITY;
	} else if (ref_happens(w[3], rule->code_error) && now->c->count > 1) {
		const int other = (int)soc_pick(w[2], (uint32_t)now->c->count - 1);
		r->person = other >= named ? other + 1 : other;
		r->link = SLIP;
	}
}

/* ---- counting ---- */

static void add(struct ref_now *now, enum soc_module_count count, int index, int64_t n)
{
	now->ref->tally.module[(int)count + index] += n;
}

static int some_channel_links(const struct ref_now *now, int by_name)
{
	for (int c = 0; c < now->rules->records.count; c++) {
		const struct soc_channel_rule *rule = &now->rules->records.channel[c];
		if (rule->enabled &&
		    (rule->by_name > 0 || rule->by_name_unlinked > 0 || (!by_name && rule->code_error > 0)))
			return 1;
	}
	return 0;
}

void ref_count_tied(struct ref_now *now, const struct ref_record *r)
{
	if (now->rules->surveillance.marker > 0)
		add(now,
		    r->truth == RECORD_TRUE ? SOC_MOD_surveillance_by_marker_records_true
		                            : SOC_MOD_surveillance_by_marker_records_wrong,
		    ref_has_marker(now, r->person), 1);
	if (r->link == SLIP)
		add(now, SOC_MOD_linkage_by_month_code_misattributed, 0, 1);
	if (r->link != BY_NAME && r->link != NAMESAKE)
		return;
	add(now, SOC_MOD_linkage_by_name_records, ref_name_class(now, r->person), 1);
	add(now, SOC_MOD_linkage_by_name_misattributed, ref_name_class(now, r->person), r->link == NAMESAKE);
}

/* A new entry on a black list; r: its record, or NULL when it is by a grade. */
void ref_count_tied_entry(struct ref_now *now, int person, int did, const struct ref_record *r)
{
	if (now->rules->surveillance.marker > 0)
		add(now,
		    did ? SOC_MOD_surveillance_by_marker_entries_true : SOC_MOD_surveillance_by_marker_entries_wrong,
		    ref_has_marker(now, person), 1);
	if (r != NULL && r->link == SLIP && some_channel_links(now, 0))
		add(now, SOC_MOD_linkage_by_month_code_entries_wrong, 0, 1);
	if (r != NULL && r->link == NAMESAKE && some_channel_links(now, 1))
		add(now, SOC_MOD_linkage_by_name_entries_wrong, ref_name_class(now, person), 1);
}

static void count_marker(struct ref_now *now, int person)
{
	const int marker = ref_has_marker(now, person);
	int wrong = 0;
	for (int l = 0; l < now->rules->regime.lists.count; l++) {
		const struct ref_entry *e = &now->c->person[person].entry[l];
		wrong |=
			now->rules->regime.lists.list[l].colour == SOC_BLACK && e->months_left > 0 && e->truth != DID;
	}
	add(now, SOC_MOD_surveillance_by_marker_persons, marker, 1);
	add(now, SOC_MOD_surveillance_by_marker_listed, marker, is_on_black_list(now, person));
	add(now, SOC_MOD_surveillance_by_marker_listed_wrong, marker, wrong);
}

static void count_wrong_file(struct ref_now *now, const struct ref_person *p)
{
	int wrong = 0;
	for (int f = 0; f < now->rules->regime.scoring.components; f++)
		wrong |= p->false_points[f] != 0;
	const int right = now->rules->regime.scoring.on && wrong
	                      ? ref_bound_grade(now->rules, p, ref_score(now->rules, p, 1), 1)
	                      : p->grade;
	add(now, SOC_MOD_wrong_files_by_month_with_points, 0, wrong);
	add(now, SOC_MOD_wrong_files_by_month_other_grade, 0, p->grade != right);
	add(now, SOC_MOD_wrong_files_by_month_lower_grade, 0, p->grade < right);
}

void ref_count_identity(struct ref_now *now)
{
	for (int i = 0; i < now->c->count && ref_is_sampled(now); i++) {
		if (some_channel_links(now, 1))
			add(now, SOC_MOD_linkage_by_name_persons, ref_name_class(now, i), 1);
		if (now->rules->surveillance.marker > 0)
			count_marker(now, i);
		if (now->rules->wrong_files.on)
			count_wrong_file(now, &now->c->person[i]);
	}
	for (int i = 0; i < now->m->events && now->rules->surveillance.marker > 0; i++)
		if (now->rules->events.event[now->m->event[i].class].kind == SOC_VIOLATION)
			add(now, SOC_MOD_surveillance_by_marker_violations, ref_has_marker(now, now->m->event[i].person),
			    1);
}
