/* Invented scenarios: who is zoned, cameras, and those that compare faces. */
#include "invention.h"

/* The end of the society: who carries the marker, and which of them are zoned. */
static void say_marked(struct invention *v, unsigned long number)
{
	if (v->ties & 2)
		say(v,
		    ", marker_share: %.2f}\nzones: {share: %.1f, radius_km: %.1f, trips_per_day: 5, given_up: %.1f, "
		    "noticed: 0.4, false_alert: 0.02, stopped: 0.7, questioned: 0.5",
		    between(v, 0.1, 1), (double)(number % 3) / 2.0, (double)(number % 5) * 0.7,
		    (double)(number % 2) / 4.0);
	say(v, "}\n");
}

/* Cameras that compare, so seldom wrong that a person has some alerts a month at most. */
static void say_recognition(struct invention *v, unsigned long number)
{
	const uint64_t state = v->state; /* what else is invented stays as it is */
	if (number % 4 == 3)
		return;
	if (number % 4 == 0)
		say(v, "cameras: {per_1000_urban: %d, per_1000_rural: %.1f}\n", pick(v, 500), between(v, 0, 100));
	say(v,
	    "recognition: {passes_per_camera: 0.005, passes_urban: %.1f, passes_rural: %d, gallery: %d, "
	    "threshold: %.2f, false_match: "
	    "0.0002, missed: "
	    "%.2f, minority_ratio: %d, women_ratio: %.1f, pictured: %.1f, ",
	    between(v, 0, 4), (int)(number % 2), 1 + pick(v, 5000), between(v, 0.58, 0.62), between(v, 0.05, 0.6),
	    1 + pick(v, 4), between(v, 0.5, 3), between(v, 0.3, 1));
	say(v,
	    "wrong_spread: %.1f, right_spread: %.1f, rejected_wrong: %.1f, rejected_right: %.1f, stopped: %.1f, "
	    "service_lines: %d, faces_per_second: %.2f, reach_seconds: %d}\n",
	    between(v, 0, 2), between(v, 0, 2), between(v, 0, 1), between(v, 0, 0.5), between(v, 0, 1),
	    1 + pick(v, 3), between(v, 0, 0.33), pick(v, 60));
	v->state = state;
}

/* Where who carries the marker is watched more, every other channel follows attention. */
static void say_attention(struct invention *v, unsigned long number)
{
	if ((v->ties & 2) && v->channels > 0)
		say(v,
		    "attention: {kept: %.1f, discovered: %.2f, corrected: %s, initial_records: %lu, lowest: %.1f, "
		    "highest: "
		    "%lu}\n",
		    (double)(number % 6) / 5.0, (double)(number % 5) / 4.0, number % 3 == 0 ? "true" : "false",
		    number % 4 * 10, (double)(number % 2) / 2.0, 1 + number % 4);
}

void say_watched(struct invention *v, unsigned long number)
{
	say_marked(v, number);
	say_attention(v, number);
	say_recognition(v, number);
}
