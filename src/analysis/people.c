/* The people of a run one by one: each community is stepped again from the fields kept, and what it asks of
 * its people is handed out as columns. Nothing is stored. */
#include "analysis/people.h"

#include "analysis/text.h"
#include "base/draw.h"
#include "base/mem.h"
#include "base/noun.h"
#include "base/suggestion.h"
#include "model/variates.h"
#include "socred/scenario.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char standard[] = "person,sex,age,group,quintile,class,place,stratum,held";

/* ---- months ---- */
static void date_of(const struct soc_people_reader *p, int64_t month, char out[16])
{
	const long long at = (long long)p->scenario->span.from + month;
	snprintf(out, 16, "%04lld-%02lld", at / 12 % 10000, at % 12 + 1);
}

/* The month of a text of so many bytes; -1 when the run has none such. */
static int64_t month_named(const struct soc_people_reader *p, const char *text, size_t length, int64_t months)
{
	for (int64_t m = 0; m < months; m++) {
		char date[16];
		date_of(p, m, date);
		if (strlen(date) == length && strncmp(date, text, length) == 0)
			return m;
	}
	return -1;
}

static enum soc_err read_months(struct soc_people_reader *p, const char *text, int64_t months,
                                struct soc_msg *msg)
{
	char first[16], last[16];
	p->first_month = p->last_month = months - 1;
	if (text == NULL)
		return SOC_OK;
	if (strcmp(text, "all") == 0) {
		p->first_month = 0;
		return SOC_OK;
	}
	const char *dots = strstr(text, "..");
	const size_t length = dots != NULL ? (size_t)(dots - text) : strlen(text);
	p->first_month = month_named(p, text, length, months);
	p->last_month = dots != NULL ? month_named(p, dots + 2, strlen(dots + 2), months) : p->first_month;
	if (p->first_month >= 0 && p->last_month >= p->first_month)
		return SOC_OK;
	date_of(p, 0, first);
	date_of(p, months - 1, last);
	return soc_fail(msg, SOC_ERR_USAGE,
	                "no months \"%.40s\"; allowed: a month from %s to %s, two with .. between them, or all",
	                text, first, last);
}

static enum soc_err read_span(struct soc_people_reader *p, const struct soc_people_options *o,
                              struct soc_msg *msg)
{
	double months = 0.0;
	p->replicate = o->replicate;
	if (o->replicate < 0 || o->replicate >= p->scenario->replicates)
		return soc_fail(msg, SOC_ERR_USAGE, "replicate %lld: the run has 0 to %lld", (long long)o->replicate,
		                (long long)p->scenario->replicates - 1);
	enum soc_err err =
		soc_result_real(p->result, "SELECT months_finished FROM replicates WHERE replicate = ?1",
	                    &o->replicate, 1, &months, msg);
	if (err == SOC_OK && !(months >= 1.0))
		err = soc_fail(msg, SOC_ERR_USAGE,
		               "replicate %lld is not in these results: the run was interrupted before it ended",
		               (long long)o->replicate);
	return err == SOC_OK ? read_months(p, o->months, (int64_t)months, msg) : err;
}

/* ---- columns and conditions ---- */
static int pick_number(const struct soc_people_reader *p, const char *name)
{
	for (int i = 0; i < p->picks_count; i++)
		if (strcmp(p->picks[i].name, name) == 0)
			return i;
	return -1;
}

static enum soc_err add_pick(struct soc_people_reader *p, const struct soc_people_pick *pick,
                             struct soc_msg *msg)
{
	if (p->picks_count == SOC_PEOPLE_COLUMNS_MOST)
		return soc_fail(msg, SOC_ERR_USAGE, "more than %d columns", SOC_PEOPLE_COLUMNS_MOST);
	struct soc_people_pick *to = &p->picks[p->picks_count];
	*to = *pick;
	to->values = soc_calloc(SOC_COMMUNITY_MAX, sizeof(double)); /* the widest type */
	if (to->values == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for the column %s", pick->name);
	p->picks_count++;
	return SOC_OK;
}

static enum soc_err choose_named(struct soc_people_reader *p, const char *columns, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (const char *at = columns; err == SOC_OK && *at != '\0';) {
		char name[SOC_PEOPLE_NAME];
		struct soc_people_pick pick;
		struct soc_msg hint = { "" };
		const size_t length = strcspn(at, ",");
		snprintf(name, sizeof name, "%.*s", (int)(length < sizeof name ? length : sizeof name - 1), at);
		if (!soc_people_find_column(p->scenario, name, &pick, &hint))
			return soc_fail(msg, SOC_ERR_USAGE, "there is no column \"%s\"%s", name, hint.text);
		if (pick_number(p, name) >= 0)
			return soc_fail(msg, SOC_ERR_USAGE, "the column %s is named twice", name);
		err = add_pick(p, &pick, msg);
		/* A comma at the end begins an empty name, which is looked for and not found. */
		at += length + (at[length] == ',' && at[length + 1] != '\0');
	}
	return err;
}

static enum soc_err choose_columns(struct soc_people_reader *p, const char *columns, struct soc_msg *msg)
{
	struct soc_people_pick pick;
	enum soc_err err = SOC_OK;
	p->picks = soc_calloc(SOC_PEOPLE_COLUMNS_MOST, sizeof *p->picks);
	if (p->picks == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for columns");
	if (columns != NULL && strcmp(columns, "all") == 0)
		for (int i = 0; err == SOC_OK && soc_people_column_at(p->scenario, i, &pick); i++)
			err = add_pick(p, &pick, msg);
	else
		err = choose_named(p, columns != NULL ? columns : standard, msg);
	if (err == SOC_OK && p->picks_count == 0)
		err = soc_fail(msg, SOC_ERR_USAGE, "no column is named");
	p->chosen = p->picks_count;
	p->told = soc_calloc((size_t)p->chosen + 1, sizeof *p->told);
	if (err == SOC_OK && p->told == NULL)
		err = soc_fail(msg, SOC_ERR_MEMORY, "no memory for columns");
	for (int i = 0; err == SOC_OK && i < p->chosen; i++)
		p->told[i] = p->picks[i].values;
	return err;
}

/* Of soc_condition_names. A name that is found is picked, if it is not yet: memory that is out leaves it
 * unknown. */
static int name_found(void *user, const char *name, enum soc_condition_kind *kind, struct soc_msg *hint)
{
	struct soc_people_reader *p = user;
	struct soc_people_pick pick;
	if (!soc_people_find_column(p->scenario, name, &pick, hint))
		return -1;
	const enum soc_people_type type = soc_people_pick_column(p, &pick).type;
	*kind = type == SOC_PEOPLE_FLAG            ? SOC_CONDITION_STATE
	        : type != SOC_PEOPLE_WORD          ? SOC_CONDITION_NUMBER
	        : soc_people_pick_is_ranked(&pick) ? SOC_CONDITION_RANK_OF
	                                           : SOC_CONDITION_WORD_OF;
	const int i = pick_number(p, name);
	if (i >= 0)
		return i;
	p->refused = add_pick(p, &pick, &p->why);
	return p->refused == SOC_OK ? p->picks_count - 1 : -1;
}

static enum soc_err word_among(const struct soc_people_reader *p, const struct soc_people_pick *pick,
                               const char *word, int32_t *out, struct soc_msg *msg)
{
	const int32_t words = soc_people_pick_column(p, pick).words;
	struct soc_suggestion nearest;
	char wanted[SOC_NEAREST_WORD + 1];
	struct soc_buf allowed = { 0 };
	snprintf(wanted, sizeof wanted, "%.*s", SOC_NEAREST_WORD, word);
	soc_suggestion_begin(&nearest, wanted);
	for (int32_t i = 0; i < words; i++) {
		const char *known = soc_people_pick_word(p, pick, i);
		if (strcmp(known, word) == 0)
			*out = i;
		soc_suggestion_try(&nearest, known);
		soc_buf_add(&allowed, "%s%s", i > 0 ? ", " : "", known);
	}
	const enum soc_err err =
		*out >= 0 ? SOC_OK
				  : soc_fail(msg, SOC_ERR_USAGE, "%s is never \"%s\"; allowed: %s%s", pick->name, wanted,
	                         soc_buf_text(&allowed), soc_suggestion_hint(&nearest));
	soc_buf_release(&allowed);
	return err;
}

static enum soc_err word_found(void *user, int name, const char *word, double *out, struct soc_msg *msg)
{
	struct soc_people_reader *p = user;
	const struct soc_people_pick *pick = &p->picks[name];
	int32_t number = -1;
	enum soc_err err = SOC_OK;
	if (strcmp(pick->name, "place") == 0 || strcmp(pick->name, "place_local") == 0)
		err = soc_people_place(&p->replay.plan, word, &number, msg);
	else if (strcmp(pick->name, "province") == 0)
		err = soc_people_province(&p->replay.plan, word, &number, msg);
	else
		err = word_among(p, pick, word, &number, msg);
	*out = number;
	return err;
}

static enum soc_err read_condition(struct soc_people_reader *p, const char *where, struct soc_msg *msg)
{
	const struct soc_condition_names names = { name_found, word_found, p };
	if (where == NULL)
		return SOC_OK;
	const enum soc_err err = soc_condition_compile(&p->condition, where, &names, msg);
	return p->refused != SOC_OK ? soc_fail(msg, p->refused, "%s", p->why.text) : err;
}

/* ---- opening ---- */
static enum soc_err read_question(struct soc_people_reader *p, const struct soc_people_options *o,
                                  struct soc_msg *msg)
{
	const int64_t persons = soc_scenario_persons(p->scenario);
	enum soc_err err = read_span(p, o, msg);
	if (err == SOC_OK && (o->sample < 0 || o->sample > persons))
		err = soc_fail(msg, SOC_ERR_USAGE, "a sample of %lld: there are %lld %s", (long long)o->sample,
		               (long long)persons, soc_noun((double)persons, "person", "people"));
	p->sample = o->sample > 0 ? o->sample : persons;
	p->seed = o->seed != NULL ? *o->seed : p->scenario->seed;
	if (err == SOC_OK)
		err = choose_columns(p, o->columns, msg);
	if (err == SOC_OK)
		err = read_condition(p, o->where, msg);
	p->settled = p->first_month == p->last_month;
	for (int i = 0; i < p->picks_count; i++)
		p->settled &= soc_people_pick_column(p, &p->picks[i]).fixed;
	if (err != SOC_OK || o->place == NULL)
		return err;
	p->wanted = soc_calloc((size_t)p->replay.plan.places_count, sizeof *p->wanted);
	if (p->wanted == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for places");
	return soc_people_places(&p->replay.plan, o->place, p->wanted, msg);
}

static enum soc_err read_fields(struct soc_people_reader *p, struct soc_msg *msg)
{
	const int64_t places = p->replay.plan.places_count;
	enum soc_err err = SOC_OK;
	p->fields = soc_calloc((size_t)(places * (p->last_month + 1)), sizeof *p->fields);
	if (p->fields == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for the fields of a replicate");
	for (int64_t month = 0; month <= p->last_month && err == SOC_OK; month++)
		err = soc_result_fields(p->result, p->replicate, month, p->fields + month * places, places, msg);
	return err;
}

enum soc_err soc_people_open(struct soc_result *result, const struct soc_people_options *options,
                             struct soc_people_reader **out, struct soc_msg *msg)
{
	struct soc_people_reader *p = soc_calloc(1, sizeof *p);
	if (p == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory to go through people");
	p->result = result;
	p->on_progress = options->on_progress;
	p->user = options->user;
	p->stop = options->stop;
	soc_result_begin(result);
	enum soc_err err = soc_result_scenario(result, &p->scenario, msg);
	if (err == SOC_OK)
		err = soc_replay_open(&p->replay, p->scenario, msg);
	if (err == SOC_OK)
		err = read_question(p, options, msg);
	if (err == SOC_OK)
		err = read_fields(p, msg);
	if (err == SOC_OK)
		err = soc_result_predictor(result, p->replicate, &p->replay.rule_sets, msg);
	if (err == SOC_OK)
		*out = p;
	else
		soc_people_free(p);
	return err;
}

void soc_people_free(struct soc_people_reader *p)
{
	if (p == NULL)
		return;
	for (int i = 0; i < p->picks_count; i++)
		soc_free(p->picks[i].values);
	soc_free(p->picks);
	soc_free((void *)p->told);
	soc_free(p->wanted);
	soc_free(p->fields);
	soc_replay_release(&p->replay);
	soc_scenario_free(p->scenario);
	soc_free(p);
}

/* ---- who is asked for ---- */
struct asked_row {
	const struct soc_people_reader *p;
	unsigned row;
	int stepped; /* 0: only what is fixed is known */
};

static int value_of(const void *user, int name, double *out)
{
	const struct asked_row *a = user;
	const struct soc_people_pick *pick = &a->p->picks[name];
	if (!a->stepped && !soc_people_pick_column(a->p, pick).fixed)
		return 0;
	*out = soc_people_value(pick, a->row);
	return 1;
}

static int is_sampled(const struct soc_people_reader *p, uint64_t person)
{
	const uint64_t persons = (uint64_t)soc_scenario_persons(p->scenario);
	return p->sample == (int64_t)persons ||
	       soc_draw_permute((uint64_t)p->seed, SOC_DRAW_FIND, persons, person) < (uint64_t)p->sample;
}

static void see(struct soc_people_reader *p)
{
	const struct soc_columns *c = &p->replay.columns;
	p->seen = (struct soc_people_seen){ &p->replay, &c->registry, &c->record, &c->self,
		                                &c->truth,  &p->past,     p->held };
}

/* Of the community, before its first month: who may be found at all. Returns whether anybody. */
static int somebody_may_match(struct soc_people_reader *p)
{
	int some = 0;
	see(p);
	for (int i = 0; i < p->picks_count; i++)
		if (soc_people_pick_column(p, &p->picks[i]).fixed)
			soc_people_fill(&p->seen, &p->picks[i]);
	for (unsigned row = 0; row < p->replay.at.count; row++) {
		const struct asked_row a = { p, row, 0 };
		const int sampled = is_sampled(p, p->replay.at.first_person + row);
		p->asked += sampled;
		p->may_match[row] = sampled && soc_condition_holds(&p->condition, value_of, &a) != SOC_FALSE_VALUE;
		some |= p->may_match[row];
	}
	return some;
}

/* The rows to be told, close together at the beginning of each chosen column. */
static int32_t gather(struct soc_people_reader *p)
{
	int32_t count = 0;
	see(p);
	if (!p->settled) /* nobody is held by anything before the first month, and no fixed column asks */
		soc_replay_held(&p->replay, p->held);
	for (int i = 0; i < p->picks_count; i++)
		soc_people_fill(&p->seen, &p->picks[i]);
	for (unsigned row = 0; row < p->replay.at.count; row++) {
		const struct asked_row a = { p, row, 1 };
		if (!p->may_match[row] || soc_condition_holds(&p->condition, value_of, &a) != SOC_TRUE_VALUE)
			continue;
		for (int i = 0; i < p->chosen && (unsigned)count != row; i++) {
			const size_t bytes = soc_people_pick_bytes(&p->picks[i]);
			memcpy((char *)p->picks[i].values + (size_t)count * bytes,
			       (const char *)p->picks[i].values + row * bytes, bytes);
		}
		count++;
	}
	return count;
}

/* ---- one community after the other ---- */
static void step(struct soc_people_reader *p)
{
	soc_replay_step(&p->replay, p->fields + (int64_t)p->replay.month * p->replay.plan.places_count);
	soc_people_remember(&p->past, &p->replay);
}

/* Goes to the next community; *empty: nobody of it can be asked for. */
static enum soc_err go(struct soc_people_reader *p, int *empty, struct soc_msg *msg)
{
	const struct soc_plan *plan = &p->replay.plan;
	const int32_t place = plan->strata[plan->communities[p->community].stratum].place;
	*empty = 1;
	if (p->wanted != NULL && !p->wanted[place])
		return SOC_OK;
	enum soc_err err = soc_replay_go(&p->replay, p->community, p->replicate, msg);
	if (err != SOC_OK)
		return err;
	memset(&p->past, 0, sizeof p->past);
	*empty = !somebody_may_match(p);
	return SOC_OK;
}

static void leave(struct soc_people_reader *p)
{
	p->under_way = 0;
	p->community++;
	if (p->on_progress != NULL)
		p->on_progress(p->user, (double)p->community / p->replay.plan.communities_count);
}

enum soc_err soc_people_next(struct soc_people_reader *p, struct soc_people_rows *rows, int *more,
                             struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	memset(rows, 0, sizeof *rows);
	rows->column = p->told;
	*more = 0;
	if (p->stop != NULL && *p->stop)
		return soc_fail(msg, SOC_ERR_INTERRUPTED, "interrupted in community %u of %u",
		                (unsigned)p->community + 1, (unsigned)p->replay.plan.communities_count);
	if (p->community == p->replay.plan.communities_count)
		return SOC_OK;
	*more = 1;
	rows->month = p->first_month;
	if (!p->under_way) {
		int empty = 0;
		err = go(p, &empty, msg);
		if (err != SOC_OK || empty || p->settled) {
			if (err == SOC_OK && !empty)
				rows->count = gather(p);
			leave(p);
			date_of(p, rows->month, rows->date);
			return err;
		}
		p->under_way = 1;
		while (p->replay.month < (uint32_t)p->first_month)
			step(p);
	}
	step(p);
	rows->month = p->replay.month - 1;
	date_of(p, rows->month, rows->date);
	rows->count = gather(p);
	if (rows->month == p->last_month)
		leave(p);
	return err;
}

int64_t soc_people_examined(const struct soc_people_reader *p)
{
	return p->asked;
}
