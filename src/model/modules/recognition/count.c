#include "model/modules/recognition/count.h"

#include "base/poisson.h"
#include "model/population/population.h"
#include "model/rows.h"

/* Alerts of one kind for one person in a month, and what became of them. */
struct alerts {
	unsigned all, rejected, late, stops;
};

/* The community and its month, as one deployment of cameras. */
struct deployment {
	const struct soc_measurement *s;
	const struct soc_recognition_rules *rules;
	/* Means of alerts with the factors of this deployment, 2^-32. wrong: [minority][female]. */
	uint64_t wrong[2][2], right;
	unsigned wrong_alerts, right_alerts, watched;
};

/* Two words in one: which 128th of the law, and of the uppermost which part. */
static uint32_t factor(const uint32_t *of, uint32_t word)
{
	const uint32_t part = word >> 25;
	return of[part < 127 ? part : 127 + (word >> 18 & 127u)];
}

static uint64_t times(uint64_t mean, uint32_t by)
{
	const uint64_t product = (mean * by) >> 16, most = SOC_RECOGNITION_PARTS * SOC_POISSON_PIECE;
	return product < most ? product : most;
}

static struct deployment deploy(const struct soc_measurement *s)
{
	struct deployment d = { .s = s, .rules = &s->rules->recognition };
	const struct soc_place_time *at = s->at;
	const uint32_t wrong = factor(d.rules->wrong_factor,
	                              SOC_VARIATE(DEPLOYMENT_WRONG, at->seed, at->community, at->month, 0)),
				   right = factor(d.rules->right_factor,
	                              SOC_VARIATE(DEPLOYMENT_RIGHT, at->seed, at->community, at->month, 0));
	for (unsigned i = 0; i < 4; i++)
		d.wrong[i >> 1][i & 1] = times(d.rules->wrong[at->urban][i >> 1][i & 1], wrong);
	d.right = times(d.rules->right[at->urban], right);
	return d;
}

/* How many by a Poisson law of any mean that the rules allow; the first part takes `word`. */
static unsigned number(const struct soc_place_time *at, uint64_t id, uint64_t mean, uint32_t word,
                       unsigned further)
{
	unsigned n = 0;
	for (unsigned part = 0; part < SOC_RECOGNITION_PARTS && (part == 0 || mean > 0); part++) {
		const uint64_t piece = mean < SOC_POISSON_PIECE ? mean : SOC_POISSON_PIECE;
		n += soc_poisson_draw(
			piece,
			part == 0 ? word : SOC_VARIATE(RECOGNITION_FURTHER, at->seed, id, at->month, further + part - 1));
		mean -= piece;
	}
	return n < SOC_RECOGNITION_ALERTS ? n : SOC_RECOGNITION_ALERTS;
}

/* right: 1 for those of people rightly recognised. */
static void decide(const struct deployment *d, uint64_t id, unsigned right, struct alerts *a)
{
	const struct soc_alert_rules *after = right ? &d->rules->after_right : &d->rules->after_wrong;
	for (unsigned i = 0; i < a->all; i++) {
		const uint32_t word = SOC_VARIATE(RECOGNITION_FOLLOWS, d->s->at->seed, id, d->s->at->month,
		                                  right * SOC_RECOGNITION_ALERTS + i);
		if (soc_below(word, after->rejected))
			a->rejected++;
		else if (soc_below(word, after->late))
			a->late++;
		else
			a->stops += !soc_below(word, after->let_go);
	}
}

static int is_black_listed(const struct soc_measurement *s, unsigned row)
{
	int listed = 0;
	for (unsigned l = 0; l < s->rules->regime.lists.count; l++)
		listed |= (s->rules->regime.lists.black >> l & 1u) && s->record->months_left[l][row] > 0;
	return listed;
}

/* On the watch list: on a black list, and there is a picture. */
static int is_watched(const struct deployment *d, unsigned row, uint64_t id)
{
	return is_black_listed(d->s, row) &&
	       soc_below(SOC_VARIATE(RECOGNITION_PICTURED, d->s->at->seed, id, 0, 0), d->rules->pictured);
}

/* 1 when no black list has the person for what it did. */
static int is_wrongly_listed(const struct soc_measurement *s, unsigned row)
{
	for (unsigned l = 0; l < s->rules->regime.lists.count; l++)
		if ((s->rules->regime.lists.black >> l & 1u) && s->record->months_left[l][row] > 0 &&
		    soc_tag_entry(s->truth->tags[row], l) == SOC_DID)
			return 0;
	return 1;
}

static void count_alerts(struct deployment *d, unsigned row, const struct alerts *wrong,
                         const struct alerts *right, struct soc_tally *t)
{
	const struct soc_measurement *s = d->s;
	const unsigned urban = s->at->urban, nature = s->self->nature[row], all = wrong->all + right->all,
				   stops = wrong->stops + right->stops;
	const unsigned group = SOC_AT(recognition_by_group, soc_nature_minority((uint8_t)nature),
	                              1u - soc_nature_male((uint8_t)nature));
	soc_count_module(t, SOC_MOD_recognition_by_stratum_right_alerts, urban, right->all);
	soc_count_module(t, SOC_MOD_recognition_by_stratum_wrong_alerts, urban, wrong->all);
	soc_count_module(t, SOC_MOD_recognition_by_stratum_rejected_right, urban, right->rejected);
	soc_count_module(t, SOC_MOD_recognition_by_stratum_rejected_wrong, urban, wrong->rejected);
	soc_count_module(t, SOC_MOD_recognition_by_stratum_late, urban, wrong->late + right->late);
	soc_count_module(t, SOC_MOD_recognition_by_stratum_stops, urban, stops);
	soc_count_module(t, SOC_MOD_recognition_by_stratum_wrong_stops, urban, wrong->stops);
	if (right->stops > 0 && is_wrongly_listed(s, row))
		soc_count_module(t, SOC_MOD_recognition_by_stratum_wrongly_listed_stops, urban, right->stops);
	soc_count_module(t, SOC_MOD_recognition_by_stratum_stopped, urban, stops > 0);
	soc_count_module(t, SOC_MOD_recognition_by_stratum_waited, urban, (int64_t)all * d->rules->milliseconds);
	soc_count_module(t, SOC_MOD_recognition_by_group_wrong_alerts, group, wrong->all);
	soc_count_module(t, SOC_MOD_recognition_by_group_wrong_stops, group, wrong->stops);
	soc_count_module(t, SOC_MOD_recognition_by_conduct_stops, (s->truth->tags[row] & SOC_TAG_OFFENDED) != 0,
	                 stops);
	d->wrong_alerts += wrong->all;
	d->right_alerts += right->all;
}

/* word: of the wrong alerts. */
static void count_person(struct deployment *d, unsigned row, uint32_t word, int watched, struct soc_tally *t)
{
	const struct soc_place_time *at = d->s->at;
	const uint64_t id = at->first_person + row;
	const uint8_t nature = d->s->self->nature[row];
	struct alerts wrong = { 0 }, right = { 0 };
	wrong.all = number(at, id, d->wrong[soc_nature_minority(nature)][1u - soc_nature_male(nature)], word, 0);
	if (watched)
		right.all = number(at, id, d->right, SOC_VARIATE(RECOGNITION_RIGHT, at->seed, id, at->month, 0),
		                   SOC_RECOGNITION_PARTS - 1);
	if (wrong.all + right.all == 0)
		return;
	decide(d, id, 0, &wrong);
	decide(d, id, 1, &right);
	count_alerts(d, row, &wrong, &right, t);
}

static void count_people(const struct deployment *d, struct soc_tally *t)
{
	const struct soc_measurement *s = d->s;
	unsigned of_group[4] = { 0 }, offended = 0;
	for (unsigned row = 0; row < s->at->count; row++) {
		of_group[s->self->nature[row] >> 5 & 3u]++; /* bit 0 male, bit 1 minority */
		offended += s->truth->tags[row] >> 15;
	}
	for (unsigned i = 0; i < 4; i++)
		soc_count_module(t, SOC_MOD_recognition_by_group_persons,
		                 SOC_AT(recognition_by_group, i >> 1, ~i & 1u), of_group[i]);
	soc_count_module(t, SOC_MOD_recognition_by_conduct_persons, 0, s->at->count - offended);
	soc_count_module(t, SOC_MOD_recognition_by_conduct_persons, 1, offended);
	soc_count_module(t, SOC_MOD_recognition_by_stratum_persons, s->at->urban, s->at->count);
	soc_count_module(t, SOC_MOD_recognition_by_stratum_watched, s->at->urban, d->watched);
	soc_count_module(t, SOC_MOD_recognition_by_stratum_faces, s->at->urban,
	                 (int64_t)(((uint64_t)s->at->count * d->rules->faces[s->at->urban] + 32768) >> 16));
}

/* 0, 1, 2 to 3, 4 to 7, ... */
static unsigned doublings(unsigned n)
{
	unsigned i = 0;
	while (n >> i > 0)
		i++;
	return i < SOC_ALERT_BANDS ? i : SOC_ALERT_BANDS - 1;
}

static uint64_t greatest_mean(const struct deployment *d)
{
	uint64_t most = 0;
	for (unsigned i = 0; i < 4; i++)
		if (d->wrong[i >> 1][i & 1] > most)
			most = d->wrong[i >> 1][i & 1];
	return most;
}

void soc_recognition_count(const struct soc_measurement *s, struct soc_tally *t)
{
	struct soc_row_words room;
	if (!s->rules->recognition.on || s->rules->recognition.faces[s->at->urban] == 0)
		return;
	struct deployment d = deploy(s);
	const uint64_t most = greatest_mean(&d);
	const uint32_t *words = soc_rows_words(s->at, SOC_DRAW_RECOGNITION, s->at->month, &room);
	for (unsigned base = 0; base < s->at->count; base += 64) {
		const uint64_t listed = soc_measurement_listed(s, base);
		const unsigned end = base + 64 < s->at->count ? base + 64 : s->at->count;
		for (unsigned row = base; row < end; row++) {
			/* exp(-mean) is not below 1 - mean, so that no other word can be an alert */
			const int may = (uint64_t)~words[row] <= most;
			const int watched =
				(listed >> (row - base) & 1u) && is_watched(&d, row, s->at->first_person + row);
			d.watched += (unsigned)watched;
			if (may || watched)
				count_person(&d, row, words[row], watched, t);
		}
	}
	count_people(&d, t);
	soc_count_module(t, SOC_MOD_recognition_by_deployment_wrong, doublings(d.wrong_alerts), 1);
	soc_count_module(t, SOC_MOD_recognition_by_deployment_right, doublings(d.right_alerts), 1);
}
