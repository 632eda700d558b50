/* Punishment that is passed on in families: who is on a list brings relatives onto it, each month with a
 * chance by relation and sex (Lum, Swarup, Eubank and Hawdon 2014, The contagious nature of imprisonment, J.
 * R. Soc. Interface 11, 20140409; prison there, a list here). Lists spread when terms are longer than 1 over
 * the greatest eigenvalue of what one passes on in a month, by the sex of both (the next-generation matrix of
 * Diekmann, Heesterbeek and Metz 1990).
 *
 * People live in four generations; the children of the last are the first, so that all have parents, brothers
 * and sisters, and children of chance: two in the mean, one of each sex. Nobody is born and nobody dies. */
#define TABLES "theory/lum.def"
#include "theory/tables.h"

#include "base/mem.h"
#include "base/num.h"
#include "model/variates.h"

#include <string.h>

#define GENERATIONS 4
#define TIES_MOST 256
#define LONGEST 1200 /* months of a term */

enum { FATHER_THERE = 1, MOTHER_THERE = 2, COUPLE_THERE = 4 };

/* Who comes onto the list for nobody's sake: the same people in the same months whatever the term, so that a
 * search draws them once. */
#define BACKGROUND_KEPT 4096
struct background {
	int count, is_drawn; /* is_drawn: 1 when all of them are in `of`, by month */
	struct {
		int month, person;
	} of[BACKGROUND_KEPT];
};

struct town {
	struct background *background;
	int background_next; /* of them, when they are drawn */
	const double *keys;
	uint64_t seed;
	int people;
	int *couple; /* of each person: the man of the parents */
	int *first;  /* of each man: where his children begin in `child`; people + 1 of them */
	int *child;
	int *left; /* months on the list */
	uint8_t *there, *hit, *ever;
	uint64_t longer[LONGEST]; /* threshold of a term of more than i months */
};

static void town_release(struct town *t)
{
	soc_free(t->couple);
	soc_free(t->first);
	soc_free(t->child);
	soc_free(t->left);
	soc_free(t->there);
	soc_free(t->hit);
	soc_free(t->ever);
}

/* Negative binomial of that mean and shape, cut off at LONGEST. */
static void lay_down_terms(struct town *t)
{
	const double mean = t->keys[KEY_term], shape = t->keys[KEY_shape], p = mean / (mean + shape);
	double chance = soc_num_pow(1.0 - p, shape), more = 1.0;
	for (int i = 0; i < LONGEST; i++) {
		more -= chance;
		t->longer[i] = soc_threshold(more);
		chance *= (i + shape) / (i + 1.0) * p;
	}
}

static int term(const struct town *t, int person, int month)
{
	const uint32_t word = SOC_VARIATE(TERM_LENGTH, t->seed, (uint64_t)person, (uint32_t)month, 0);
	int length = 0;
	while (length < LONGEST && soc_below(word, t->longer[length]))
		length++;
	return length;
}

static int allocate(struct town *t)
{
	const size_t n = (size_t)t->people;
	t->couple = soc_calloc(n, sizeof *t->couple);
	t->first = soc_calloc(n + 2, sizeof *t->first);
	t->child = soc_calloc(n, sizeof *t->child);
	t->left = soc_calloc(n, sizeof *t->left);
	t->there = soc_calloc(n, 1);
	t->hit = soc_calloc(n, 1);
	t->ever = soc_calloc(n, 1);
	return t->couple != NULL && t->first != NULL && t->child != NULL && t->left != NULL && t->there != NULL &&
	       t->hit != NULL && t->ever != NULL;
}

/* A man has an even number, his partner the next; their children are in the next generation. */
static void settle(struct town *t)
{
	const double *k = t->keys;
	const int each = t->people / GENERATIONS;
	for (int i = 0; i < t->people; i++) {
		uint32_t w[4];
		soc_draw_block(t->seed, SOC_DRAW_THEORY_FAMILY, (uint64_t)i, 0, SOC_BLOCK(BORN_TO, 0), w);
		const int before = (i / each + GENERATIONS - 1) % GENERATIONS;
		t->couple[i] = before * each + 2 * (int)soc_pick(w[SOC_LANE(BORN_TO)], (uint32_t)each / 2);
		t->there[i] =
			(uint8_t)((soc_below(w[SOC_LANE(FATHER_PRESENT)], soc_threshold(k[KEY_present])) ? FATHER_THERE
		                                                                                     : 0) |
		              (soc_below(w[SOC_LANE(MOTHER_PRESENT)], soc_threshold(k[KEY_present])) ? MOTHER_THERE
		                                                                                     : 0) |
		              (soc_below(w[SOC_LANE(TOGETHER_AS_COUPLE)], soc_threshold(k[KEY_partnered]))
		                   ? COUPLE_THERE
		                   : 0));
		t->first[t->couple[i] + 2]++;
		if (soc_below(SOC_VARIATE(LISTED_FIRST, t->seed, (uint64_t)i, 0, 0), soc_threshold(k[KEY_start]))) {
			t->left[i] = term(t, i, 0);
			t->ever[i] = 1;
		}
	}
	for (int i = 2; i < t->people + 2; i++)
		t->first[i] += t->first[i - 1];
	for (int i = 0; i < t->people; i++)
		t->child[t->first[t->couple[i] + 1]++] = i; /* first[man + 1] ends where the children of man end */
}

struct passing {
	struct town *town;
	int person, month, tie;
};

static void pass(struct passing *p, int relative, double chance)
{
	if (p->tie == TIES_MOST)
		return;
	const uint32_t word =
		SOC_VARIATE(TERM_TIE, p->town->seed, (uint64_t)p->person, (uint32_t)p->month, p->tie++);
	p->town->hit[relative] |= (uint8_t)soc_below(word, soc_threshold(chance));
}

static void pass_on(struct town *t, int person, int month)
{
	struct passing p = { t, person, month, 0 };
	const int woman = person % 2, man_of_own = person - woman, father = t->couple[person];
	const double *k = t->keys + (woman ? KEY_woman_brother - KEY_man_brother : 0);
	for (int i = t->first[father]; i < t->first[father + 1]; i++)
		if (t->child[i] != person)
			pass(&p, t->child[i], t->child[i] % 2 ? k[KEY_man_sister] : k[KEY_man_brother]);
	for (int i = t->first[man_of_own]; i < t->first[man_of_own + 1]; i++)
		if (t->there[t->child[i]] & (woman ? MOTHER_THERE : FATHER_THERE))
			pass(&p, t->child[i], k[KEY_man_child]);
	if (t->there[person] & FATHER_THERE)
		pass(&p, father, k[KEY_man_father]);
	if (t->there[person] & MOTHER_THERE)
		pass(&p, father + 1, k[KEY_man_mother]);
	if (t->there[man_of_own] & COUPLE_THERE)
		pass(&p, man_of_own + !woman, k[KEY_man_partner]);
}

static void come_from_background(struct town *t, int month)
{
	struct background *b = t->background;
	if (b->is_drawn) {
		for (; t->background_next < b->count && b->of[t->background_next].month == month;
		     t->background_next++)
			t->hit[b->of[t->background_next].person] = 1;
		return;
	}
	const uint64_t chance = soc_threshold(t->keys[KEY_background]);
	for (int i = 0; i < t->people; i++) {
		if (!soc_below(SOC_VARIATE(TERM_BACKGROUND, t->seed, (uint64_t)i, (uint32_t)month, 0), chance))
			continue;
		t->hit[i] = 1;
		if (b->count < BACKGROUND_KEPT) {
			b->of[b->count].month = month;
			b->of[b->count].person = i;
		}
		b->count +=
			b->count <= BACKGROUND_KEPT; /* one more than there is room for says that they are not all kept */
	}
}

/* Returns the share that is on the list when the month is over, by sex. */
static void one_month(struct town *t, int month, double share[2])
{
	int listed[2] = { 0, 0 };
	come_from_background(t, month);
	for (int i = 0; i < t->people; i++) {
		if (t->left[i] > 0) {
			t->left[i]--;
			pass_on(t, i, month);
		}
	}
	for (int i = 0; i < t->people; i++) {
		if (t->hit[i] && t->left[i] == 0) {
			t->left[i] = term(t, i, month);
			t->ever[i] = 1;
		}
		t->hit[i] = 0;
		listed[i % 2] += t->left[i] > 0;
	}
	for (int sex = 0; sex < 2; sex++)
		share[sex] = 2.0 * listed[sex] / t->people;
}

/* What one passes on in a month, from the first sex to the second; one of each relation, as there are. */
static double tipping_term(const double *k)
{
	const double present = k[KEY_present], partnered = k[KEY_partnered];
	const double mm = k[KEY_man_brother] + present * (k[KEY_man_father] + k[KEY_man_child]);
	const double mw =
		k[KEY_man_sister] + present * (k[KEY_man_mother] + k[KEY_man_child]) + partnered * k[KEY_man_partner];
	const double wm = k[KEY_woman_brother] + present * (k[KEY_woman_father] + k[KEY_woman_child]) +
	                  partnered * k[KEY_woman_partner];
	const double ww = k[KEY_woman_sister] + present * (k[KEY_woman_mother] + k[KEY_woman_child]);
	const double greatest = 0.5 * (mm + ww + soc_num_sqrt((mm - ww) * (mm - ww) + 4.0 * mw * wm));
	return greatest > 0.0 ? 1.0 / greatest : NAN;
}

struct course {
	double last, mean, ever; /* share on the list in the end, over the last half of the months, ever on it */
};

static enum soc_err follow(struct soc_theory_world *w, struct town *t, int is_told, struct course *out)
{
	const int months = (int)t->keys[KEY_months];
	double share[2], sum = 0.0, ever = 0.0;
	for (int month = 1; month <= months; month++) {
		if (soc_theory_stopped(w))
			return SOC_ERR_INTERRUPTED;
		one_month(t, month, share);
		out->last = (share[0] + share[1]) / 2.0;
		sum += month > months / 2 ? out->last : 0.0;
		if (is_told)
			soc_theory_row(w, (const double[COLUMNS_COUNT]){ month, out->last, share[0], share[1] });
	}
	for (int i = 0; i < t->people; i++)
		ever += t->ever[i];
	out->mean = sum / (months - months / 2);
	out->ever = ever / t->people;
	return SOC_OK;
}

static enum soc_err live(struct soc_theory_world *w, const double *at, struct background *background,
                         int is_told, struct course *out)
{
	struct town t = { .background = background,
		              .keys = at,
		              .seed = w->seed,
		              .people = GENERATIONS * 2 * (int)at[KEY_couples] };
	enum soc_err err = SOC_ERR_MEMORY;
	if (allocate(&t)) {
		lay_down_terms(&t);
		settle(&t);
		err = follow(w, &t, is_told, out);
	}
	town_release(&t);
	return err;
}

/* ---- the tipping point of the simulated list ---- */

#define FROM 0.8 /* times the tipping term of the closed form: where the search begins and ends */
#define TO 2.0
#define HALVINGS 6 /* to 1/64 of that: a quarter of a month, where towns differ by more than one */

static enum soc_err grows(struct soc_theory_world *w, double *at, struct background *background,
                          double mean_term, int *out)
{
	struct course c = { 0 };
	at[KEY_term] = mean_term;
	const enum soc_err err = live(w, at, background, 0, &c);
	*out = c.last > at[KEY_start];
	return err;
}

/* The mean term at which as many are on the list in the end as at the start, by halving; the same people and
 * random numbers at each. *out stays as it is where the list grows, or dies out, at both ends. */
static enum soc_err search(struct soc_theory_world *w, struct background *background, double closed_form,
                           double *out)
{
	double at[SOC_THEORY_KEYS], low = FROM * closed_form, high = TO * closed_form;
	int grows_low, grows_high, grows_here;
	memcpy(at, w->keys, KEYS_COUNT * sizeof *at);
	enum soc_err err = grows(w, at, background, low, &grows_low);
	if (err == SOC_OK)
		err = grows(w, at, background, high, &grows_high);
	if (err != SOC_OK || grows_low || !grows_high)
		return err;
	for (int i = 0; err == SOC_OK && i < HALVINGS; i++) {
		const double middle = (low + high) / 2.0;
		err = grows(w, at, background, middle, &grows_here);
		*(grows_here ? &high : &low) = middle;
	}
	*out = (low + high) / 2.0;
	return err;
}

static enum soc_err run(struct soc_theory_world *w, struct soc_msg *msg)
{
	struct course c = { 0 };
	struct background background;
	background.count = background.is_drawn = 0;
	const double closed_form = tipping_term(w->keys);
	(void)msg;
	if (w->replicate == 0) {
		w->figures[FIGURE_tipping_term] = closed_form;
		w->figures[FIGURE_reproduction] = w->keys[KEY_term] / closed_form;
	}
	enum soc_err err = live(w, w->keys, &background, 1, &c);
	background.is_drawn = background.count <= BACKGROUND_KEPT;
	w->figures[FIGURE_listed] = c.last;
	w->figures[FIGURE_listed_mean] = c.mean;
	w->figures[FIGURE_ever] = c.ever;
	if (err == SOC_OK && w->keys[KEY_search] != 0.0 && !isnan(closed_form))
		err = search(w, &background, closed_form, &w->figures[FIGURE_tips_at]);
	return err;
}

const struct soc_theory_parts soc_theory_lum = { PARTS_OF_TABLES, .run = run };
