/* The second interval: how far a figure goes over the plausible ranges of the assumptions, beside that of the simulation. */

import { Assumed, Report } from "./data";
import { breakable, Child, h, s } from "./dom";
import { decimals, Formatter, NBSP, num, plural } from "./format";
import { Estimate } from "./stats";

export interface Span {
	low: number;
	high: number;
	points?: number /* of the ensemble that have a value */;
}

/* of: by which the page tells what the statistic of that name says: 1,000 less it, or the negative of it; must not turn back. */
export function assumedOf(r: Report, name: string, of: (x: number) => number = (x) => x): Span | null {
	const found = r.assumed?.intervals.find((a) => a.name === name);
	if (!found || found.low === null || found.high === null) return null;
	const ends = [of(found.low), of(found.high)];
	return { low: Math.min(...ends), high: Math.max(...ends), points: found.points };
}

const LEAST = 40; /* points: with fewer, or fewer than nine in ten, there is no interval */

/* Where it has no width, or there is none: why, and what can be said all the same. */
export const sameAtAll = (elsewhere: number): string => `the same at all points; another at ${num(elsewhere, { mean: elsewhere, lo: elsewhere * 0.95, hi: elsewhere * 1.05, n: 2 })} of 100 at most (rule of three)`;
export function withoutWidth(r: Report, name: string | undefined, a: Span | null): string {
	if (a) return a.points ? sameAtAll(300 / a.points) : "the same at all points";
	const points = r.assumed?.intervals.find((x) => x.name === name)?.points;
	if (points === undefined) return "not computed";
	const of = r.assumed!.points - r.assumed!.refused;
	return points < LEAST || 10 * points < 9 * of ? `a value at ${num(points)} of ${plural(of, "point")}, too few for an interval` : "points differ by no more than random numbers make";
}

/* ---- rates of groups ---- */
const rateNamed = (r: Report, name: string): Span | null => r.assumed?.rates?.find((x) => x.name === name) ?? null;
/* A rate of a group, per 1,000; what: "selection_rate", group: "group=minority". */
export const assumedRate = (r: Report, what: string, group: string, of: (x: number) => number = (x) => x): Span | null => {
	const found = rateNamed(r, `${what}[${group}]`);
	if (!found) return null;
	const ends = [of(found.low), of(found.high)];
	return { low: Math.min(...ends), high: Math.max(...ends) };
};
export const assumedRatio = (r: Report, what: string, group: string, over: string): Span | null => rateNamed(r, `${what}[${group}]/[${over}]`);
/* Whether the ensemble has measured groups at all, and whether it holds the one against the other. */
export const hasRates = (r: Report): boolean => (r.assumed?.rates ?? []).length > 0;
export const isHeldAgainst = (r: Report, group: string, over: string): boolean => (r.assumed?.rates ?? []).some((x) => x.name.endsWith(`[${group}]/[${over}]`));

/* ---- a value that its own interval does not hold ---- */
/* "[a]": the random numbers of the run reach the interval, from which they are taken out; "[b]": they do not. As on the pages of the scenarios, and
 * soc_assumed_mark on a terminal. One replicate cannot say which. */
export const BEYOND = {
	"[a]": "outside its interval over the assumptions by no more than the random numbers that are taken out of it",
	"[b]": "outside its interval over the assumptions by more than random numbers explain: the values that the scenario states are, taken together, among the most extreme 5% of the plausible ones",
	"[c]": "outside its interval over the assumptions; one replicate cannot say whether random numbers explain it",
} as const;
export type Beyond = keyof typeof BEYOND | "";
export function beyond(e: Estimate, a: Span | null): Beyond {
	if (!a || !Number.isFinite(e.mean)) return "";
	/* What is as near as that to an end reads as the end. */
	const slack = 0.5 * 10 ** -decimals((a.low + a.high) / 2, a.low, a.high);
	if (e.mean >= a.low - slack && e.mean <= a.high + slack) return "";
	if (!Number.isFinite(e.lo)) return "[c]";
	return e.lo <= a.high && e.hi >= a.low ? "[a]" : "[b]";
}
/* Behind an interval over the assumptions. */
export const beyondMark = (e: Estimate, a: Span | null): string => (beyond(e, a) ? `${NBSP}${beyond(e, a)}` : "");
/* What the marks in a text mean. */
export function beyondNote(text: string): HTMLElement | null {
	const there = (Object.keys(BEYOND) as (keyof typeof BEYOND)[]).filter((x) => text.includes(x));
	return there.length > 0 ? h("p", { class: "source beyond-note" }, there.map((x) => `${x} A value ${BEYOND[x]}.`).join(" ")) : null;
}

const WIDTH = 200,
	HEIGHT = 12;

/* Both on one scale that holds 0: the wider, paler bar over the assumptions, the darker one of the simulation, a line at the mean. */
export function bars(e: Estimate, a: Span | null): Child {
	const values = [0, a?.low ?? NaN, a?.high ?? NaN, e.mean, e.lo, e.hi].filter(Number.isFinite);
	const least = Math.min(...values),
		most = Math.max(...values);
	if (!(most > least)) return null;
	const x = (v: number): number => ((v - least) / (most - least)) * (WIDTH - 4) + 2;
	const bar = (low: number, high: number, from: number, name: string): SVGElement =>
		s("rect", { class: name, x: x(low), y: from, width: Math.max(x(high) - x(low), 1), height: HEIGHT - 2 * from });
	return s(
		"svg",
		{ class: "two", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" },
		s("line", { class: "zero", x1: x(0), x2: x(0), y1: 0, y2: HEIGHT }),
		a ? bar(a.low, a.high, 1, "assumed") : null,
		Number.isFinite(e.lo) ? bar(e.lo, e.hi, 3, "simulated") : null,
		Number.isFinite(e.mean) ? s("line", { class: "mean", x1: x(e.mean), x2: x(e.mean), y1: 0, y2: HEIGHT }) : null,
	);
}

/* Behind a figure and its range; nothing where the run has no ensemble, which the page says once. */
export function second(r: Report, e: Estimate, a: Span | null, f: Formatter = num, name?: string): Child {
	if (!r.assumed) return null;
	if (!a || !(a.high > a.low)) return [h("span", { class: "range assumed" }, `over the assumptions: ${withoutWidth(r, name, a)}`), a ? bars(e, a) : null];
	const of: Estimate = { mean: (a.low + a.high) / 2, lo: a.low, hi: a.high, n: 2 };
	return [
		h("span", { class: "range assumed" }, `${f(a.low, of)} to ${f(a.high, of)} over the assumptions${beyondMark(e, a)}`),
		bars(e, a),
	];
}

/* That an ensemble was made when fewer values had a range. */
const older = (a: Assumed): string =>
	!a.posterior && (a.ranged ?? 0) > a.varied ? ` The ensemble is older than some plausible ranges (values that have one now: ${num(a.ranged!)}).` : "";

/* At how many points values do not vary each for itself. */
const movedTogether = (a: Assumed): string =>
	a.drawn_in > 0 ? `, but for ${plural(a.drawn_in, "point")} at which rates that were together more than people can act on were moved towards the stated ones` : "";

/* What the two ranges are, in a sentence. */
export function explained(a: Assumed | null | undefined): string {
	if (!a)
		return "How far the assumptions move a figure was not computed (socred assumptions); their ranges stand on the data page.";
	return `Assumptions, the paler bar: the middle 95% of ${plural(a.points, "point")}, ${a.posterior ? `draws of a posterior (values: ${num(a.varied)})` : `at each of which all values with a plausible range vary at once (${num(a.varied)}), each for itself${movedTogether(a)}`}, the part of the random numbers taken out (${plural(a.persons, "person", "people")}, ${plural(a.replicates, "run")} of each point). They are no interval of the real figure.${older(a)}`;
}

/* Of each figure the values that decide it, the strongest first. */
export function deciding(r: Report): Child {
	const a = r.assumed;
	const told = (a?.intervals ?? []).map((i) => ({ ...i, ranks: a!.ranks.filter((x) => x.statistic === i.name) })).filter((i) => i.ranks.length > 0);
	if (told.length === 0) return null;
	return h(
		"div",
		{ class: "deciding" },
		h("h3", { id: "deciding-title" }, "Which assumptions decide a figure"),
		h(
			"p",
			null,
			"Rank correlation between the value and the figure over the points of the ensemble, with its 95% interval: 1 or −1 decides it, 0 does not matter. At most ten are told of each figure, of those that stand out.",
		),
		h(
			"div",
			{ class: "scroll tall", tabindex: "0", role: "region", "aria-labelledby": "deciding-title" },
			h(
				"table",
				{ class: "words" },
				h("thead", null, h("tr", null, ["Figure", "Value", "Rank correlation"].map((x) => h("th", { scope: "col" }, x)))),
				h(
					"tbody",
					null,
					told.flatMap((i) =>
						i.ranks.map((x, k) =>
							h(
								"tr",
								null,
								h("th", { scope: "row" }, k === 0 ? i.label : h("span", { class: "hidden" }, i.label)),
								h("td", null, h("code", null, breakable(x.key))),
								h("td", null, `${num(x.correlation, { mean: x.correlation, lo: x.low, hi: x.high, n: 2 })} (${num(x.low, { mean: x.correlation, lo: x.low, hi: x.high, n: 2 })} to ${num(x.high, { mean: x.correlation, lo: x.low, hi: x.high, n: 2 })})`),
							),
						),
					),
				),
			),
		),
	);
}
