#include "model/regime/rule_sets.h"

#include "base/mem.h"
#include "base/suggestion.h"
#include "model/modules/income/income.h"
#include "model/variates.h"

#include <stdlib.h>
#include <string.h>

/* Copies the next comma-separated name of *text without its surrounding spaces; 0 at the end. */
static int next_name(const char **text, char out[SOC_TEXT_MAX])
{
	const char *p = *text;
	size_t n = 0;
	while (*p == ' ' || *p == ',')
		p++;
	if (*p == '\0')
		return 0;
	while (*p != '\0' && *p != ',' && n + 1 < SOC_TEXT_MAX)
		out[n++] = *p++;
	while (n > 0 && out[n - 1] == ' ')
		n--;
	out[n] = '\0';
	*text = p;
	return 1;
}

/* Whether a place is among the names: a province's English name or a six-digit code of a prefecture. */
static int is_named(const struct soc_where *where, const struct soc_plan *plan, int place)
{
	char name[SOC_TEXT_MAX];
	const char *text = where->names;
	while (next_name(&text, name)) {
		if (where->kind == SOC_PLACES_PROVINCES &&
		    strcmp(name, plan->regions[plan->places[place].region].name) == 0)
			return 1;
		if (where->kind == SOC_PLACES_PREFECTURES && strtol(name, NULL, 10) == plan->places[place].code)
			return 1;
	}
	return 0;
}

static enum soc_err check_names(const struct soc_change *change, const struct soc_plan *plan,
                                struct soc_msg *msg)
{
	char name[SOC_TEXT_MAX];
	const char *text = change->where.names;
	if (change->where.kind != SOC_PLACES_PROVINCES && change->where.kind != SOC_PLACES_PREFECTURES)
		return SOC_OK;
	while (next_name(&text, name)) {
		struct soc_suggestion suggestion;
		int found = 0;
		soc_suggestion_begin(&suggestion, name);
		for (int r = 0; !found && change->where.kind == SOC_PLACES_PROVINCES && r < plan->regions_count;
		     r++) {
			soc_suggestion_try(&suggestion, plan->regions[r].name);
			found = strcmp(name, plan->regions[r].name) == 0;
		}
		for (int p = 0; !found && change->where.kind == SOC_PLACES_PREFECTURES && p < plan->places_count; p++)
			found = strtol(name, NULL, 10) == plan->places[p].code;
		if (found)
			continue;
		const char *best = soc_suggestion_name(&suggestion);
		return soc_fail(msg, SOC_ERR_SCENARIO, "timeline.%s.where.places: no %s \"%s\" in the population%s%s",
		                change->name,
		                change->where.kind == SOC_PLACES_PROVINCES ? "province" : "prefecture code", name,
		                best != NULL ? "; nearest: " : "", best != NULL ? best : "");
	}
	return SOC_OK;
}

/* 1 when a change may hold in a stratum: it does where the lot of its place is below the share. */
static int may_cover(const struct soc_where *where, const struct soc_plan *plan, int32_t stratum)
{
	const struct soc_stratum *at = &plan->strata[stratum];
	if (where->strata != SOC_STRATA_BOTH && (where->strata == SOC_STRATA_URBAN) != (at->urban != 0))
		return 0;
	if (where->cities_above > 0.0 && (double)plan->places[at->place].census_urban < where->cities_above)
		return 0;
	return (where->kind != SOC_PLACES_PROVINCES && where->kind != SOC_PLACES_PREFECTURES) ||
	       is_named(where, plan, at->place);
}

/* Places join in one seeded order, so that a larger share holds all of a smaller one. */
static uint32_t lot_of(const struct soc_plan *plan, int32_t stratum)
{
	const struct soc_place *p = &plan->places[plan->strata[stratum].place];
	return SOC_VARIATE(PLACE_JOINS, plan->seed, (uint64_t)p->code, 0, 0);
}

int soc_rule_sets_covers(const struct soc_change *change, const struct soc_plan *plan, int32_t stratum)
{
	return may_cover(&change->where, plan, stratum) &&
	       soc_below(lot_of(plan, stratum), soc_threshold(change->where.share));
}

/* Which changes a place joins whose lot is this. */
static uint64_t joined_at(const struct soc_scenario *s, uint32_t lot)
{
	uint64_t changes = 0;
	for (int i = 0; i < s->changes_count; i++)
		changes |= (uint64_t)soc_below(lot, soc_threshold(s->changes[i].where.share)) << i;
	return changes;
}

/* Which changes a place may join together, for every lot that makes a difference: first those that all places
 * join. Returns: how many there are. */
static int all_joined(const struct soc_scenario *s, uint64_t out[SOC_TIMELINE_MAX + 1])
{
	int count = 0;
	out[count++] = joined_at(s, UINT32_MAX);
	for (int i = 0; i < s->changes_count; i++) {
		const uint64_t upto = soc_threshold(s->changes[i].where.share);
		if (upto > 0 && upto <= UINT32_MAX)
			out[count++] = joined_at(s, (uint32_t)(upto - 1));
	}
	return count;
}

/* What is being built, beside the result. */
struct builder {
	struct soc_rule_sets v;
	const struct soc_rule_sets *before; /* of another scenario; or NULL */
	struct soc_income_law income;       /* of the population */
	struct soc_scenario *work;          /* one scenario with the changes of a set applied */
	double (*rate)[SOC_EVENTS_MAX];     /* [rule set] */
	double highest[SOC_EVENTS_MAX];
};

static enum soc_err apply(struct soc_scenario *work, const struct soc_scenario *s, uint64_t set,
                          struct soc_msg *msg)
{
	*work = *s;
	for (int i = 0; i < s->settings_count; i++) {
		const struct soc_setting *setting = &s->settings[i];
		if (!(set >> setting->change & 1u))
			continue;
		enum soc_err err = soc_scenario_set_text(work, setting->path, setting->value, msg);
		if (err != SOC_OK)
			return err;
	}
	return SOC_OK;
}

/* What these rules need is needed. */
static void need_columns(struct soc_shape *shape, const struct soc_rules *rules)
{
	shape->spheres = rules->conduct.spheres; /* the same in all */
#define WHEN(name, condition) shape->when |= (uint32_t)((condition) != 0) << SOC_WHEN_##name;
#include "model/columns.def"
}

static enum soc_err compile_rule_set(struct builder *b, const struct soc_scenario *s, uint64_t set,
                                     struct soc_msg *msg)
{
	const uint32_t n = b->v.count;
	if (n == SOC_RULE_SETS_MAX)
		return soc_fail(msg, SOC_ERR_LIMIT,
		                "timeline: more than %d different sets of rules are in force over the run",
		                SOC_RULE_SETS_MAX);
	if ((n & (n - 1)) == 0) { /* room doubles at 0, 1, 2, 4, ... */
		const uint32_t room = n == 0 ? 1 : 2 * n;
		struct soc_rules *rules = soc_realloc(b->v.rules, room, sizeof *rules);
		if (rules != NULL)
			b->v.rules = rules;
		uint64_t *changes = soc_realloc(b->v.changes, room, sizeof *changes);
		if (changes != NULL)
			b->v.changes = changes;
		double(*rate)[SOC_EVENTS_MAX] = soc_realloc(b->rate, room, sizeof *rate);
		if (rate != NULL)
			b->rate = rate;
		if (rules == NULL || changes == NULL || rate == NULL)
			return soc_fail(msg, SOC_ERR_MEMORY, "no memory for %u sets of rules", room);
	}
	const struct soc_rules *like = n > 0 ? &b->v.rules[0] : b->before != NULL ? &b->before->rules[0] : NULL;
	enum soc_err err = apply(b->work, s, set, msg);
	if (err == SOC_OK)
		err = soc_rules_compile(&b->v.rules[n], b->work, like, msg);
	if (err == SOC_OK)
		err = soc_income_fit(&b->v.rules[n].income, &b->income, b->work, msg);
	if (err != SOC_OK)
		return err;
	b->v.changes[n] = set;
	for (int i = 0; i < s->changes_count; i++)
		b->v.rules[n].is_changed_here |=
			(uint8_t)(set >> i & 1u && !soc_where_is_everywhere(&s->changes[i].where));
	need_columns(&b->v.shape, &b->v.rules[n]);
	for (int k = 0; k < s->events_count; k++) {
		b->rate[n][k] = b->work->events[k].rate_per_year;
		if (s->events[k].rate_ceiling > b->highest[k])
			b->highest[k] = s->events[k].rate_ceiling;
		if (b->rate[n][k] > b->highest[k])
			b->highest[k] = b->rate[n][k];
	}
	b->v.count = n + 1;
	return SOC_OK;
}

static enum soc_err rule_set_of(struct builder *b, const struct soc_scenario *s, uint64_t set, uint32_t hint,
                                uint32_t *out, struct soc_msg *msg)
{
	if (hint < b->v.count && b->v.changes[hint] == set) {
		*out = hint;
		return SOC_OK;
	}
	for (uint32_t i = 0; i < b->v.count; i++)
		if (b->v.changes[i] == set) {
			*out = i;
			return SOC_OK;
		}
	*out = b->v.count;
	return compile_rule_set(b, s, set, msg);
}

/* Months that a change needs from the centre to where it is obeyed: none when it is about people and not
 * about the regime. */
static int64_t orders_delay(const struct soc_scenario *s, int change)
{
	static const char *const of_people[] = { "events.", "conduct.", "society.", "identity.", "hierarchy." };
	const struct soc_change *c = &s->changes[change];
	for (int i = c->first_setting; i < c->first_setting + c->settings; i++)
		for (size_t k = 0; k < sizeof of_people / sizeof *of_people; k++)
			if (strncmp(s->settings[i].path, of_people[k], strlen(of_people[k])) == 0)
				return 0;
	return s->hierarchy.order_delay_months;
}

/* The changes that are in force in a month, wherever they hold. */
static uint64_t active_in(const struct soc_scenario *s, int32_t month)
{
	uint64_t changes = 0;
	for (int i = 0; i < s->changes_count; i++)
		if (soc_scenario_change_active(s, i, s->span.from + month - orders_delay(s, i)))
			changes |= (uint64_t)1 << i;
	return changes;
}

/* The rules of every month and stratum, for every combination of changes that a place may have drawn. */
static enum soc_err compile_all(struct builder *b, const struct soc_scenario *s, struct soc_msg *msg)
{
	uint64_t joined[SOC_TIMELINE_MAX + 1];
	uint32_t rule_set[SOC_TIMELINE_MAX + 1] = { 0 };
	const int combinations = all_joined(s, joined);
	for (int32_t month = 0; month < b->v.months; month++) {
		const uint64_t now = active_in(s, month);
		for (int32_t k = 0; k < b->v.strata; k++)
			for (int i = 0; i < combinations; i++) {
				enum soc_err err =
					rule_set_of(b, s, now & b->v.covered[k] & joined[i], rule_set[i], &rule_set[i], msg);
				if (err != SOC_OK)
					return err;
			}
	}
	return SOC_OK;
}

/* The rule set of these changes, which was compiled. */
static uint32_t find(const struct soc_rule_sets *v, uint64_t changes, uint32_t hint)
{
	if (v->changes[hint] == changes)
		return hint;
	uint32_t i = 0;
	while (i + 1 < v->count && v->changes[i] != changes)
		i++;
	return i;
}

static void place_all(struct soc_rule_sets *v, const struct soc_scenario *s, const struct soc_plan *plan)
{
	for (int32_t month = 0; month < v->months; month++) {
		const uint64_t now = active_in(s, month);
		uint32_t rule_set = 0;
		for (int32_t k = 0; k < v->strata; k++) {
			rule_set = find(v, now & v->covered[k] & joined_at(s, lot_of(plan, k)), rule_set);
			v->of[(size_t)month * (size_t)v->strata + (size_t)k] = (uint16_t)rule_set;
		}
	}
}

void soc_rule_sets_place(struct soc_rule_sets *v, const struct soc_scenario *s, const struct soc_plan *plan)
{
	uint64_t joined[SOC_TIMELINE_MAX + 1];
	if (all_joined(s, joined) > 1)
		place_all(v, s, plan);
}

/* Candidates are drawn for the highest rate of all rule sets; each rule set accepts its share of them. */
static enum soc_err thin_all(struct builder *b, const struct soc_scenario *s, struct soc_msg *msg)
{
	for (uint32_t n = 0; n < b->v.count; n++)
		soc_rules_thin(&b->v.rules[n], s, b->rate[n], b->highest);
	return soc_rates_init(&b->v.rates, s, b->highest, b->before != NULL ? &b->before->rates : NULL, msg);
}

static enum soc_err keep_weights(struct soc_rule_sets *v, struct soc_msg *msg)
{
	const int component = v->rules[0].regime.adaptive_weight.component;
	if (component < 0)
		return SOC_OK;
	v->weight = soc_calloc(v->count, sizeof *v->weight);
	if (v->weight == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for the weights of %u sets of rules", v->count);
	for (uint32_t n = 0; n < v->count; n++)
		v->weight[n] = v->rules[n].regime.scoring.coefficient[component];
	return SOC_OK;
}

static enum soc_err keep_predictor(struct soc_rule_sets *v, struct soc_msg *msg)
{
	if (v->rules[0].regime.prediction.trained == 0)
		return SOC_OK;
	v->predictor = soc_calloc(1, sizeof *v->predictor);
	if (v->predictor == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for what is trained on records");
	for (uint32_t n = 0; n < v->count; n++)
		v->rules[n].regime.prediction.predictor = v->predictor;
	return SOC_OK;
}

enum soc_err soc_rule_sets_init(struct soc_rule_sets *v, const struct soc_scenario *s,
                                const struct soc_plan *plan, const struct soc_rule_sets *before,
                                struct soc_msg *msg)
{
	struct builder b;
	memset(&b, 0, sizeof b);
	b.before = before;
	if (s->income.enabled)
		soc_population_income(plan, &b.income);
	memset(v, 0, sizeof *v);
	b.v.months = (int32_t)(s->span.to - s->span.from + 1);
	b.v.strata = plan->strata_count;
	b.v.shape.components = (uint8_t)s->components_count;
	b.v.shape.lists = (uint8_t)s->lists_count;
	b.v.shape.docket = (uint16_t)s->review.docket;
	b.v.of = soc_calloc((size_t)b.v.months * (size_t)b.v.strata, sizeof *b.v.of);
	b.v.covered = soc_calloc((size_t)b.v.strata, sizeof *b.v.covered);
	b.work = soc_realloc(NULL, 1, sizeof *b.work); /* filled before it is read */
	enum soc_err err =
		b.v.of != NULL && b.v.covered != NULL && b.work != NULL
			? SOC_OK
			: soc_fail(msg, SOC_ERR_MEMORY, "no memory for the timeline of %d months", b.v.months);
	for (int i = 0; err == SOC_OK && i < s->changes_count; i++)
		err = check_names(&s->changes[i], plan, msg);
	for (int32_t k = 0; err == SOC_OK && k < b.v.strata; k++)
		for (int i = 0; i < s->changes_count; i++)
			b.v.covered[k] |= (uint64_t)may_cover(&s->changes[i].where, plan, k) << i;
	if (err == SOC_OK)
		err = compile_all(&b, s, msg);
	if (err == SOC_OK)
		place_all(&b.v, s, plan);
	if (err == SOC_OK)
		err = thin_all(&b, s, msg);
	if (err == SOC_OK)
		err = keep_weights(&b.v, msg);
	if (err == SOC_OK)
		err = keep_predictor(&b.v, msg);
	soc_free(b.work);
	soc_free(b.rate);
	if (err == SOC_OK)
		*v = b.v;
	else
		soc_rule_sets_release(&b.v);
	return err;
}

void soc_rule_sets_weigh(struct soc_rule_sets *v, uint16_t factor)
{
	for (uint32_t n = 0; v->weight != NULL && n < v->count; n++)
		v->rules[n].regime.scoring.coefficient[v->rules[n].regime.adaptive_weight.component] =
			(int32_t)((int64_t)v->weight[n] * factor / SOC_WEIGHT_ONE);
}

void soc_rule_sets_forget(struct soc_rule_sets *v)
{
	if (v->predictor != NULL)
		*v->predictor = (struct soc_predictor){ 0 };
}

void soc_rule_sets_release(struct soc_rule_sets *v)
{
	if (v == NULL)
		return;
	soc_rates_release(&v->rates);
	soc_free(v->rules);
	soc_free(v->weight);
	soc_free(v->predictor);
	soc_free(v->changes);
	soc_free(v->covered);
	soc_free(v->of);
	memset(v, 0, sizeof *v);
}
