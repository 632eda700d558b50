#include "run/world.h"

#include "base/draw.h"
#include "base/mem.h"
#include "model/scoring/scoring.h"

#include <string.h>

/* One row per column: name, element, elements a person, in which total. Arrays are padded by PAD elements,
 * because a community is read in whole words and filled with room for SOC_COMMUNITY_MAX rows. */
#define PAD SOC_COMMUNITY_MAX

static int64_t fixed_bytes(void)
{
	return 2 + 1 + 1 + 1 + 2 + 2;
}

struct soc_world_bytes soc_world_bytes(const struct soc_plan *plan, const struct soc_variants *v,
                                       uint32_t first, uint32_t communities)
{
	int64_t persons = 0;
	for (uint32_t i = first; i < first + communities; i++)
		persons += plan->communities[i].count;
	const int64_t person = (int64_t)v->families * 2 * 2 /* points, false points */ + 1 /* grade */ +
	                       (int64_t)v->lists * 2 + 2 /* measures */ + 4 /* self */ + v->gains +
	                       (v->contacts ? 1 : 0) + 2 /* tags */ + (v->bureaus > 0 ? 4 : 0);
	const int64_t community = (int64_t)v->docket * ((int64_t)sizeof(struct soc_file) + 1) + 2 + 2 +
	                          (int64_t)sizeof(struct soc_lots);
	const int64_t under_way =
		v->delays ? (int64_t)v->docket * ((int64_t)sizeof(struct soc_under_way) + 1) + 2 : 0;
	const int64_t firms = v->firms ? soc_firms_bytes(&v->rules[0].firm, persons) : 0;
	const int64_t employer = v->firms ? (int64_t)sizeof(uint32_t) : 0;
	const int64_t state = persons * person + (int64_t)communities * (community + under_way) + firms;
	return (struct soc_world_bytes){ persons * (fixed_bytes() + employer), state };
}

static int allocate_fixed(struct soc_fixed *f, size_t n)
{
	f->cell = soc_calloc(n, sizeof *f->cell);
	f->age = soc_calloc(n, sizeof *f->age);
	f->traits = soc_calloc(n, sizeof *f->traits);
	f->home = soc_calloc(n, sizeof *f->home);
	f->kin = soc_calloc(n, sizeof *f->kin);
	f->former = soc_calloc(n, sizeof *f->former);
	return f->cell && f->age && f->traits && f->home && f->kin && f->former;
}

/* Only a run in which some rules delay records has any under way. */
static int allocate_under_way(struct soc_world *w)
{
	const size_t places = (size_t)w->communities * w->docket;
	if (!w->delays)
		return 1;
	w->record.under_way = soc_calloc(places, sizeof *w->record.under_way);
	w->record.under_way_used = soc_calloc(w->communities, sizeof *w->record.under_way_used);
	w->truth.under_way = soc_calloc(places, 1);
	return w->record.under_way && w->record.under_way_used && w->truth.under_way;
}

static int allocate_state(struct soc_world *w, size_t n)
{
	int ok = 1;
	for (unsigned f = 0; f < w->families; f++) {
		ok &= (w->record.points[f] = soc_calloc(n, sizeof(int16_t))) != NULL;
		ok &= (w->truth.false_points[f] = soc_calloc(n, sizeof(int16_t))) != NULL;
	}
	for (unsigned l = 0; l < w->lists; l++) {
		ok &= (w->record.months_left[l] = soc_calloc(n, 1)) != NULL;
		ok &= (w->record.entry[l] = soc_calloc(n, 1)) != NULL;
	}
	if (w->bureaus > 0) {
		ok &= (w->record.refused_by = soc_calloc(n, sizeof(uint16_t))) != NULL;
		ok &= (w->truth.wronged_by = soc_calloc(n, sizeof(uint16_t))) != NULL;
	}
	w->record.grade = soc_calloc(n, 1);
	w->record.measures = soc_calloc(n, sizeof(uint16_t));
	w->record.docket = soc_calloc((size_t)w->communities * w->docket, sizeof(struct soc_file));
	w->record.docket_used = soc_calloc(w->communities, sizeof(uint16_t));
	w->record.variant = soc_calloc(w->communities, sizeof(uint16_t));
	w->self.risk = soc_calloc(n, 1);
	w->self.strain = soc_calloc(n, 1);
	w->self.life = soc_calloc(n, 1);
	w->self.aware = soc_calloc(n, 1);
	if (w->gains)
		ok &= (w->self.gain = soc_calloc(n, 1)) != NULL;
	if (w->contacts)
		ok &= (w->self.contacts = soc_calloc(n, 1)) != NULL;
	w->truth.tags = soc_calloc(n, sizeof(uint16_t));
	w->truth.docket = soc_calloc((size_t)w->communities * w->docket, 1);
	w->lots = soc_calloc(w->communities, sizeof *w->lots);
	return ok && allocate_under_way(w) && w->record.grade && w->record.measures && w->record.docket &&
	       w->record.docket_used && w->record.variant && w->self.risk && w->self.strain && w->self.life &&
	       w->self.aware && w->truth.tags && w->truth.docket && w->lots;
}

static int32_t place_of(const struct soc_world *w, uint32_t community)
{
	return w->plan->strata[w->plan->communities[community].stratum].place;
}

/* The firms of every place that these communities stand in, and who works for them. */
static int allocate_firms(struct soc_world *w, const struct soc_variants *v)
{
	const int32_t first = place_of(w, w->first_community),
				  last = place_of(w, w->first_community + w->communities - 1);
	if (!v->firms)
		return 1;
	w->employer = soc_calloc(w->persons, sizeof *w->employer);
	w->firm_rules = v->rules[0].firm;
	return w->employer != NULL &&
	       soc_firms_init(&w->firms, w->plan, &w->firm_rules, first, last - first + 1, NULL) == SOC_OK;
}

enum soc_err soc_world_init(struct soc_world *w, const struct soc_plan *plan, const struct soc_variants *v,
                            uint32_t first, uint32_t communities, struct soc_msg *msg)
{
	memset(w, 0, sizeof *w);
	w->plan = plan;
	w->first_community = first;
	w->communities = communities;
	w->first_person = plan->communities[first].first_person;
	for (uint32_t i = first; i < first + communities; i++)
		w->persons += plan->communities[i].count;
	w->families = v->families;
	w->lists = v->lists;
	w->gains = v->gains;
	w->bureaus = v->bureaus;
	w->contacts = v->contacts;
	w->docket = v->docket;
	w->delays = v->delays;
	if (allocate_fixed(&w->fixed, w->persons + PAD) && allocate_state(w, w->persons + PAD) &&
	    allocate_firms(w, v))
		return SOC_OK;
	const struct soc_world_bytes bytes = soc_world_bytes(plan, v, first, communities);
	soc_world_release(w);
	return soc_fail(msg, SOC_ERR_MEMORY,
	                "%.1f GB of memory for %lld people could not be had; lower people.persons",
	                (double)(bytes.fixed + bytes.state) / 1e9, (long long)plan->persons);
}

void soc_world_release(struct soc_world *w)
{
	if (w == NULL)
		return;
	void *all[] = { w->fixed.cell,
		            w->fixed.age,
		            w->fixed.traits,
		            w->fixed.home,
		            w->fixed.kin,
		            w->fixed.former,
		            w->record.grade,
		            w->record.measures,
		            w->record.docket,
		            w->record.docket_used,
		            w->record.variant,
		            w->self.risk,
		            w->self.strain,
		            w->self.life,
		            w->self.aware,
		            w->self.gain,
		            w->self.contacts,
		            w->truth.tags,
		            w->truth.docket,
		            w->record.under_way,
		            w->record.under_way_used,
		            w->truth.under_way,
		            w->lots };
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		soc_free(all[i]);
	soc_free(w->record.refused_by);
	soc_free(w->truth.wronged_by);
	soc_free(w->employer);
	soc_firms_release(&w->firms);
	for (unsigned f = 0; f < SOC_FAMILIES_MAX; f++) {
		soc_free(w->record.points[f]);
		soc_free(w->truth.false_points[f]);
	}
	for (unsigned l = 0; l < SOC_LISTS_MAX; l++) {
		soc_free(w->record.months_left[l]);
		soc_free(w->record.entry[l]);
	}
	memset(w, 0, sizeof *w);
}

static struct soc_fixed fixed_of(const struct soc_world *w, uint32_t community)
{
	const uint64_t at = w->plan->communities[community].first_person - w->first_person;
	const struct soc_fixed *f = &w->fixed;
	return (struct soc_fixed){ f->cell + at, f->age + at, f->traits + at,
		                       f->home + at, f->kin + at, f->former + at };
}

void soc_world_fill(struct soc_world *w, const struct soc_scenario *s, uint32_t community)
{
	struct soc_fixed columns = fixed_of(w, community);
	soc_population_fill(w->plan, s, community, &columns);
	if (w->firms.on)
		soc_firms_employ(&w->firms, w->plan, &w->firm_rules, community, columns.traits,
		                 w->employer + (w->plan->communities[community].first_person - w->first_person));
}

static struct soc_ties ties_of(const struct soc_world *w, uint32_t community)
{
	const struct soc_community *c = &w->plan->communities[community];
	struct soc_ties ties = { 0 };
	if (!w->firms.on)
		return ties;
	const struct soc_firm_range *range = &w->firms.place[place_of(w, community) - w->firms.first_place];
	const uint64_t first = soc_firms_before(w->firms.per_firm, c->first_person);
	ties.employer = w->employer + (c->first_person - w->first_person);
	ties.flags = w->firms.record.flags + (range->first - w->firms.first);
	ties.seat = w->firms.record.seat + (range->first - w->firms.first);
	ties.flagged = range->flagged;
	ties.first_seat = (uint32_t)(first - range->first);
	ties.seats = (uint32_t)(soc_firms_before(w->firms.per_firm, c->first_person + c->count) - first);
	return ties;
}

void soc_world_begin_firms(struct soc_world *w, const struct soc_variants *v)
{
	for (int32_t p = w->firms.first_place; p < w->firms.first_place + w->firms.places; p++)
		soc_firms_begin(&w->firms, p,
		                &v->rules[soc_variants_at(v, 0, soc_variants_first_stratum(w->plan, p))].firm);
}

void soc_world_step_firms(struct soc_world *w, const struct soc_variants *v, int32_t place, uint64_t seed,
                          uint32_t month, struct soc_tally *tally)
{
	const uint32_t stratum = soc_variants_first_stratum(w->plan, place);
	soc_firms_month(&w->firms, place, seed, month, &v->rules[soc_variants_at(v, month, stratum)].firm, tally);
}

void soc_world_columns(struct soc_world *w, uint32_t community, struct soc_columns *out)
{
	const struct soc_fixed fixed = fixed_of(w, community);
	const uint64_t at = w->plan->communities[community].first_person - w->first_person;
	const uint32_t c = community - w->first_community;
	out->registry = (struct soc_registry){ fixed.age, fixed.traits, fixed.home, fixed.kin, fixed.former };
	out->record = w->record;
	out->truth = w->truth;
	for (unsigned f = 0; f < w->families; f++) {
		out->record.points[f] += at;
		out->truth.false_points[f] += at;
	}
	for (unsigned l = 0; l < w->lists; l++) {
		out->record.months_left[l] += at;
		out->record.entry[l] += at;
	}
	if (w->bureaus > 0) {
		out->record.refused_by += at;
		out->truth.wronged_by += at;
	}
	out->record.grade += at;
	out->record.measures += at;
	out->record.docket += (size_t)c * w->docket;
	out->record.docket_used += c;
	out->record.variant += c;
	out->truth.tags += at;
	out->truth.docket += (size_t)c * w->docket;
	if (w->delays) {
		out->record.under_way += (size_t)c * w->docket;
		out->record.under_way_used += c;
		out->truth.under_way += (size_t)c * w->docket;
	}
	out->ties = ties_of(w, community);
	out->lots = w->lots + c;
	out->self = (struct soc_self){ fixed.cell,
		                           w->self.risk + at,
		                           w->self.strain + at,
		                           w->self.life + at,
		                           w->self.aware + at,
		                           w->gains ? w->self.gain + at : NULL,
		                           w->contacts ? w->self.contacts + at : NULL };
}

#define BEFORE_THE_RUN 0xffffu /* month of draws that belong to no month of the run */

/* Who has a loan when the run begins: the same people in every replicate, as all that is fixed. */
static void begin_loans(const struct soc_world *w, const struct soc_rules *rules, uint32_t community,
                        const struct soc_columns *c)
{
	const struct soc_community *from = &w->plan->communities[community];
	for (unsigned i = 0; i < from->count; i++) {
		const unsigned age = c->registry.age[i];
		const uint32_t word =
			soc_draw(w->plan->seed, SOC_DRAW_LOAN, from->first_person + i, BEFORE_THE_RUN, 0);
		c->self.life[i] = age >= 18 && age < 70 && soc_below(word, rules->borrowers) ? SOC_LIFE_LOAN : 0;
	}
}

void soc_world_begin(struct soc_world *w, const struct soc_rules *rules, uint32_t community)
{
	struct soc_columns c;
	uint8_t fifth[SOC_COMMUNITY_MAX];
	const unsigned count = w->plan->communities[community].count;
	soc_world_columns(w, community, &c);
	for (unsigned i = 0; i < count; i++)
		fifth[i] = (uint8_t)soc_cell_fifth(c.self.cell[i]);
	for (unsigned f = 0; f < w->families; f++) {
		memset(c.record.points[f], 0, count * sizeof(int16_t));
		memset(c.truth.false_points[f], 0, count * sizeof(int16_t));
	}
	for (unsigned l = 0; l < w->lists; l++) {
		memset(c.record.months_left[l], 0, count);
		memset(c.record.entry[l], 0, count);
	}
	if (w->bureaus > 0) {
		memset(c.record.refused_by, 0, count * sizeof(uint16_t));
		memset(c.truth.wronged_by, 0, count * sizeof(uint16_t));
	}
	memset(c.record.measures, 0, count * sizeof(uint16_t));
	memset(c.self.risk, rules->risk_initial, count);
	memset(c.self.strain, 0, count);
	begin_loans(w, rules, community, &c);
	memset(c.self.aware, 0, count);
	if (c.self.gain != NULL)
		memset(c.self.gain, 0, count);
	memset(c.truth.tags, 0, count * sizeof(uint16_t));
	*c.record.docket_used = 0;
	if (w->delays)
		*c.record.under_way_used = 0;
	*c.record.variant = 0;
	*c.lots = (struct soc_lots){ 0 };
	soc_scoring_begin(rules, &c.record, fifth, count);
}
