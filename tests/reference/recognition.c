/* How many cameras there are, and those that compare faces with a watch list. */
#include "base/poisson.h"
#include "near.h"

enum { WRONG, RIGHT };

static int number(const struct ref_now *now, int person, int kind, uint64_t mean, uint32_t first)
{
	int n = 0;
	for (int part = 0; mean > 0; part++) {
		const uint64_t of_part = mean > SOC_POISSON_PIECE ? SOC_POISSON_PIECE : mean;
		n += (int)soc_poisson_draw(of_part, part == 0 ? first
		                                              : ref_word(now, SOC_DRAW_RECOGNISED, person, now->month,
		                                                         4 + 3 * kind + part - 1));
		mean -= of_part;
	}
	return n > SOC_RECOGNITION_ALERTS ? SOC_RECOGNITION_ALERTS : n;
}

static uint32_t factor_of(const struct ref_now *now, int kind)
{
	const struct soc_recognition_rules *rules = &now->rules->recognition;
	const uint32_t word = soc_draw(now->ref->seed, SOC_DRAW_DEPLOYMENT, (uint64_t)now->c->number,
	                               (uint32_t)now->month, (uint32_t)kind);
	const int part = (int)(word / (1u << 25));
	const int at = part < 127 ? part : 127 + (int)(word / (1u << 18) % 128);
	return kind == RIGHT ? rules->right_factor[at] : rules->wrong_factor[at];
}

static uint64_t mean_of(const struct ref_now *now, int person, int kind)
{
	const struct ref_person *p = &now->c->person[person];
	const struct soc_recognition_rules *rules = &now->rules->recognition;
	const uint64_t plain =
		kind == RIGHT ? rules->right[now->c->urban] : rules->wrong[now->c->urban][p->minority][!p->male];
	const uint64_t product = plain * factor_of(now, kind) / 65536,
				   most = (uint64_t)SOC_RECOGNITION_MEAN << 32;
	return product < most ? product : most;
}

/* On a black list, and there is a picture; rightly: for something that the person did. */
static int is_watched(const struct ref_now *now, int person, int *rightly)
{
	int listed = 0;
	*rightly = 0;
	for (int l = 0; l < now->rules->regime.lists.count; l++)
		if (now->rules->regime.lists.list[l].colour == SOC_BLACK &&
		    now->c->person[person].entry[l].months_left > 0) {
			listed = 1;
			*rightly |= now->c->person[person].entry[l].truth == DID;
		}
	return listed &&
	       ref_happens(ref_word(now, SOC_DRAW_PICTURED, person, 0, 0), now->rules->recognition.pictured);
}

struct became {
	int all, rejected, late, stops;
};

static struct became alerts(const struct ref_now *now, int person, int kind, uint32_t first)
{
	const struct soc_alert_rules *after =
		kind == RIGHT ? &now->rules->recognition.after_right : &now->rules->recognition.after_wrong;
	struct became a = { number(now, person, kind, mean_of(now, person, kind), first), 0, 0, 0 };
	for (int i = 0; i < a.all; i++) {
		const uint64_t word =
			ref_word(now, SOC_DRAW_RECOGNISED, person, now->month, 16 + SOC_RECOGNITION_ALERTS * kind + i);
		if (word < after->rejected)
			a.rejected++;
		else if (word < after->late)
			a.late++;
		else if (word >= after->let_go)
			a.stops++;
	}
	return a;
}

static int band(int n)
{
	static const int from[SOC_ALERT_BANDS] = { 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048 };
	int i = SOC_ALERT_BANDS - 1;
	while (n < from[i])
		i--;
	return i;
}

/* Word of the row of four. */
static uint32_t shared_word(const struct ref_now *now, int person)
{
	const uint64_t id = now->c->first_person + (uint64_t)person;
	uint32_t w[4];
	soc_draw_block(now->ref->seed, SOC_DRAW_RECOGNITION, id / 4, (uint32_t)now->month, 0, w);
	return w[id % 4];
}

static void month_of(struct ref_now *now, int person, int all[2])
{
	const struct ref_person *p = &now->c->person[person];
	int64_t *count = now->ref->tally.module;
	const int urban = now->c->urban, group = 2 * p->minority + !p->male;
	int rightly;
	const int watched = is_watched(now, person, &rightly);
	const struct became none = { 0, 0, 0, 0 }, wrong = alerts(now, person, WRONG, shared_word(now, person)),
						right = watched ? alerts(now, person, RIGHT,
	                                             ref_word(now, SOC_DRAW_RECOGNISED, person, now->month, 0))
	                                    : none;
	count[SOC_MOD_recognition_by_stratum_persons + urban]++;
	count[SOC_MOD_recognition_by_stratum_watched + urban] += watched;
	count[SOC_MOD_recognition_by_stratum_right_alerts + urban] += right.all;
	count[SOC_MOD_recognition_by_stratum_wrong_alerts + urban] += wrong.all;
	count[SOC_MOD_recognition_by_stratum_rejected_right + urban] += right.rejected;
	count[SOC_MOD_recognition_by_stratum_rejected_wrong + urban] += wrong.rejected;
	count[SOC_MOD_recognition_by_stratum_late + urban] += wrong.late + right.late;
	count[SOC_MOD_recognition_by_stratum_stops + urban] += wrong.stops + right.stops;
	count[SOC_MOD_recognition_by_stratum_wrong_stops + urban] += wrong.stops;
	count[SOC_MOD_recognition_by_stratum_wrongly_listed_stops + urban] += rightly ? 0 : right.stops;
	count[SOC_MOD_recognition_by_stratum_stopped + urban] += wrong.stops + right.stops > 0;
	count[SOC_MOD_recognition_by_stratum_waited + urban] +=
		(int64_t)(wrong.all + right.all) * now->rules->recognition.milliseconds;
	count[SOC_MOD_recognition_by_group_persons + group]++;
	count[SOC_MOD_recognition_by_group_wrong_alerts + group] += wrong.all;
	count[SOC_MOD_recognition_by_group_wrong_stops + group] += wrong.stops;
	count[SOC_MOD_recognition_by_conduct_persons + p->offended]++;
	count[SOC_MOD_recognition_by_conduct_stops + p->offended] += wrong.stops + right.stops;
	all[WRONG] += wrong.all;
	all[RIGHT] += right.all;
}

void ref_cameras(struct ref_now *now)
{
	const uint64_t per_1000 = now->rules->cameras.per_1000[now->c->urban];
	if (per_1000 > 0) {
		now->ref->tally.module[SOC_MOD_cameras_by_stratum_persons + now->c->urban] += now->c->count;
		now->ref->tally.module[SOC_MOD_cameras_by_stratum_cameras + now->c->urban] +=
			ref_floor((int64_t)per_1000 * now->c->count + 128, 256);
	}
}

void ref_recognition(struct ref_now *now)
{
	const struct soc_recognition_rules *rules = &now->rules->recognition;
	int all[2] = { 0, 0 };
	if (!rules->on || rules->faces[now->c->urban] == 0)
		return;
	for (int i = 0; i < now->c->count; i++)
		month_of(now, i, all);
	now->ref->tally.module[SOC_MOD_recognition_by_stratum_faces + now->c->urban] +=
		(int64_t)(((uint64_t)now->c->count * rules->faces[now->c->urban] + 65536 / 2) / 65536);
	now->ref->tally.module[SOC_MOD_recognition_by_deployment_wrong + band(all[WRONG])]++;
	now->ref->tally.module[SOC_MOD_recognition_by_deployment_right + band(all[RIGHT])]++;
}
