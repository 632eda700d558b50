/* Begins the table of a theory (as ensign.def): what the includer does not ask for is nothing. Without a
 * guard.
 *
 * KEY(name, default, least, most, REAL or WHOLE, unit, plausible least, plausible most, meaning, source)
 *     the plausible range of an assumption; NONE, NONE for what is published
 * FIGURE(name, unit, least, most, LUCK or EXACT, meaning)
 * COLUMN(name, unit, meaning)   of the time series; the first is what it runs over
 * PUBLISHED(figure, settings, value, within, source)
 * PUBLISHED_BOUND(figure, settings, BELOW or ABOVE, value, source)   no value is published, but a side */
#ifndef KEY
#define KEY(...)
#endif
#ifndef FIGURE
#define FIGURE(...)
#endif
#ifndef COLUMN
#define COLUMN(...)
#endif
#ifndef PUBLISHED
#define PUBLISHED(...)
#endif
#ifndef PUBLISHED_BOUND
#define PUBLISHED_BOUND(...)
#endif
