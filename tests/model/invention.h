/* What an invented scenario is made with: numbers from a number, text that grows. */
#ifndef SOC_TESTS_MODEL_INVENTION_H
#define SOC_TESTS_MODEL_INVENTION_H

#include "input/schema/scenario.h"
#include "lab.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct invention {
	char *text;
	size_t length, room;
	uint64_t state;
	double mildness; /* divides rates of events and of fabricated reports */
	int components, grades, events, channels, lists, measures, groups, firms;
	int bureaus;
	int instrument; /* a score from outside */
	int joins;      /* the last channel takes over records of the first; data and measures have contexts */
	int ties;       /* 1: records err in linking; 2: some people carry the group marker; 3: both */
	int levels;
	int forecasts;                              /* predictors are trained */
	int enrols;                                 /* 1: grades bind who is enrolled */
	int caps;                                   /* 1: lists bind grades */
	int rates, contacts;                        /* components of kind rating; contacts kept */
	int unregistered, registration, subletting; /* classes of residence, -1 none */
};

/* Whether a class is no event of its own. */
static inline int is_state(const struct invention *v, int class)
{
	return class == v->unregistered || class == v->registration || class == v->subletting;
}

static inline const char *name_of_state(const struct invention *v, int class)
{
	return class == v->unregistered   ? "unregistered"
	       : class == v->registration ? "registration"
	       : class == v->subletting   ? "subletting"
	                                  : "none";
}

/* SplitMix64 (Steele, Lea, Flood 2014): enough for inventing. */
static inline uint64_t next(struct invention *v)
{
	uint64_t z = v->state += 0x9e3779b97f4a7c15u;
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

static inline int pick(struct invention *v, int n)
{
	return (int)(next(v) % (uint64_t)n);
}

/* A number of low..high; at either end a tenth of the time each, so that edges are met. */
static inline double between(struct invention *v, double low, double high)
{
	const int edge = pick(v, 10);
	return edge == 0   ? low
	       : edge == 1 ? high
	                   : low + (high - low) * (double)(next(v) >> 11) / 9007199254740992.0;
}

__attribute__((format(printf, 2, 3))) static inline void say(struct invention *v, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	const int n = vsnprintf(v->text + v->length, v->room - v->length, fmt, args);
	va_end(args);
	if (n < 0 || (size_t)n >= v->room - v->length)
		lab_die("an invented scenario is too long");
	v->length += (size_t)n;
}

/* ", key: [a0, a3]": some of n names of one letter and a number. */
static inline void say_some(struct invention *v, const char *key, char letter, int n, int most)
{
	int said = 0;
	say(v, ", %s: [", key);
	for (int i = 0; i < n && said < most; i++)
		if (pick(v, 3) == 0)
			say(v, "%s%c%d", said++ > 0 ? ", " : "", letter, i);
	say(v, "]");
}

/* invent_bureaus.c: the sections about credit */
void say_bureaus(struct invention *v);
/* invent_watched.c: the end of the society, with who carries the marker; attention, zones, cameras,
 * recognition */
void say_watched(struct invention *v, unsigned long number);
/* invent_firms.c: the sections about firms, and what a change of the timeline says of them */
void say_firms(struct invention *v);
void say_change_of_firms(struct invention *v);
/* invent_people.c: encounters in three of five scenarios, unrest in four, incomes in two of three, by their
 * number */
void say_encounters(struct invention *v, unsigned long number);

#endif
