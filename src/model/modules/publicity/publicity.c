#include "model/modules/publicity/publicity.h"

#include "base/scan.h"
#include "model/population/lost_work.h"
#include "model/population/population.h"
#include "model/variates.h"

/* word: of the first slot. */
static unsigned cut(const struct soc_place_time *at, const struct soc_contact_map *map, struct soc_self *self,
                    unsigned row, unsigned word, uint64_t p)
{
	unsigned n = 0;
	for (unsigned bits = self->contacts[row]; bits != 0 && p > 0; bits &= bits - 1) {
		const unsigned k = (unsigned)__builtin_ctz(bits);
		if (!soc_below(soc_draw(at->seed, SOC_DRAW_PUBLICITY, at->first_person + row, at->month, word + k),
		               p))
			continue;
		soc_contacts_end(at, map, self, row, k);
		n++;
	}
	return n;
}

static int loses_work(const struct soc_place_time *at, const struct soc_rules *rules,
                      const struct soc_registry *registry, struct soc_self *self, unsigned row)
{
	if (!soc_traits_employed(registry->traits[row]) ||
	    !soc_below(SOC_VARIATE(PUBLISHED_WORK, at->seed, at->first_person + row, at->month, 0),
	               rules->publicity.work))
		return 0;
	soc_population_lost_work(at, rules->people.job_loss_steps, rules->people.job_loss_more, self, row);
	return 1;
}

static void tell(struct soc_month_log *month_log, unsigned row, unsigned contacts, int work)
{
	struct soc_ostracism *out = contacts > 0 || work ? soc_month_log_ostracisms(month_log) : NULL;
	if (out != NULL)
		*out = (struct soc_ostracism){ (uint16_t)row, (uint8_t)contacts, (uint8_t)work };
}

static int is_black_listed(const struct soc_rules *rules, const struct soc_record *record, unsigned row)
{
	for (unsigned l = 0; l < rules->regime.lists.count; l++)
		if ((rules->regime.lists.black >> l & 1u) && record->months_left[l][row] > 0)
			return 1;
	return 0;
}

void soc_publicity_act(const struct soc_place_time *at, const struct soc_rules *rules,
                       const struct soc_contact_map *map, const struct soc_registry *registry,
                       const struct soc_record *record, struct soc_self *self,
                       struct soc_month_log *month_log)
{
	if (!rules->publicity.acts)
		return;
	uint64_t published[SOC_COMMUNITY_MAX / 64] = { 0 }; /* by row: once a month, on however many lists */
	for (unsigned i = 0; i < month_log->entries_count; i++) {
		const struct soc_entry *e = &month_log->entries[i];
		const struct soc_list_rule *rule = &rules->regime.lists.list[e->list];
		/* The word by which an entry's own person learns of its publication (due_process.c): published is
		 * published. */
		const uint32_t word = SOC_VARIATE(NOTICE_PUBLISHED, at->seed ^ rules->regime.lists.list[e->list].salt,
		                                  at->first_person + e->row, at->month, 0);
		if (e->kind != SOC_ENTRY_NEW || rule->colour != SOC_BLACK || !soc_below(word, rule->publication) ||
		    (published[e->row / 64] >> e->row % 64 & 1u))
			continue;
		published[e->row / 64] |= (uint64_t)1 << e->row % 64;
		self->life[e->row] |= SOC_LIFE_OSTRACISED;
		const unsigned contacts =
			cut(at, map, self, e->row, SOC_WORD(PUBLISHED_CUT, 0), rules->publicity.cut);
		tell(month_log, e->row, contacts, loses_work(at, rules, registry, self, e->row));
	}
	SOC_FOR_BITS(self->life, SOC_LIFE_OSTRACISED, at->count, row) {
		if (is_black_listed(rules, record, row))
			tell(month_log, row,
			     cut(at, map, self, row, SOC_WORD(WARNING_TONE_CUT, 0), rules->publicity.warning_tone), 0);
		if (soc_contacts_number(self, row) > rules->contacts.isolated_at_most)
			continue;
		const unsigned strain = self->strain[row] + rules->publicity.strain;
		self->strain[row] = (uint8_t)(strain < 255 ? strain : 255);
	}
}
