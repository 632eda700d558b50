/* A figure in a sentence and how sure it is: the interval of the simulation and the one over the assumptions, in words and as bars. The same on
 * every screen of the story; where one of the two was not computed, it is said there. */

import { bars, beyondMark, hasRates, Span, withoutWidth } from "./assumed";
import { Child, h } from "./dom";
import { tooFew } from "./figure";
import { Formatter, interval, num } from "./format";
import { Model } from "./model";
import { Estimate, FEW, isFew } from "./stats";

/* before and after stand around the value. */
export interface Sentence {
	name?: string /* of the statistic of the headline that it tells */;
	before: Child;
	e: Estimate;
	after: Child;
	f: Formatter;
	assumed: Span | null;
	few: boolean;
	check?: string | null /* where figures from outside disagree */;
}

/* base: what it rests on, of a share or ratio the fewer of its two counts, as on the terminal. */
export const sentence = (name: string, before: Child, e: Estimate, after: Child, base: number, assumed: Span | null, f: Formatter = num): Sentence => ({
	name,
	before,
	e,
	after,
	f,
	assumed,
	few: Number.isFinite(e.mean) && tooFew(base),
});
/* A figure that no ensemble has. */
export const unassumed = (before: Child, e: Estimate, after: Child, f: Formatter = num): Sentence => ({ before, e, after, f, assumed: null, few: isFew(e) });

/* The ends of the interval over the assumptions. */
export function over(a: Span, f: Formatter = num): string {
	const of: Estimate = { mean: (a.low + a.high) / 2, lo: a.low, hi: a.high, n: 2 };
	return `${f(a.low, of)} to ${f(a.high, of)}`;
}

/* How sure it is, in words and as bars. */
export function surety(m: Model, s: Sentence): Child {
	const a = s.assumed,
		word = m.report.assumed?.posterior ? "posterior, 95%" : "assumptions, 95%";
	return [
		Number.isFinite(s.e.mean)
			? h("span", { class: "range" }, m.n > 1 ? `simulation, 95%: ${interval(s.e, s.f)}` : "one replicate, no interval of the simulation")
			: h("span", { class: "range" }, "none in this run"),
		m.report.assumed
			? h("span", { class: "range assumed" }, a && a.high > a.low ? `${word}: ${over(a, s.f)}${beyondMark(s.e, a)}` : `${word}: ${withoutWidth(m.report, s.name, a)}`)
			: null,
		s.few ? h("span", { class: "few" }, `fewer than ${FEW} cases`) : null,
		s.check ? h("span", { class: "check" }, h("a", { href: "#published" }, `⚑ ${s.check}`)) : null,
		bars(s.e, a),
	];
}

const told = (m: Model, x: Sentence): HTMLElement =>
	h("li", null, h("p", { class: "said" }, x.before, h("strong", { class: "big" }, x.f(x.e.mean, x.e)), x.after), h("p", { class: "sure" }, surety(m, x)));
/* The sentences of the answer; those of any other screen. */
export const answers = (m: Model, all: Sentence[]): HTMLElement => h("ol", { class: "answer" }, all.map((x) => told(m, x)));
export const sures = (m: Model, all: Sentence[]): HTMLElement => h("ul", { class: "sures" }, all.map((x) => told(m, x)));

/* Where groups have an interval over the assumptions, what its bar is; else the command that makes one. */
export const groupsNote = (m: Model): string =>
	hasRates(m.report)
		? "No paler bar: not computed, or no wider than random numbers make it."
		: `Over the assumptions: not computed; socred assumptions SCENARIO measures groups, then run again.`;
/* Under a drawing of many figures: what its bars are, and that the other interval has none of them. */
export const drawnNote = (m: Model, what = "single rows"): string =>
	`${m.n > 1 ? `Pale bar: simulation, the 95% interval of the mean over ${m.n} replicates` : "One replicate: no interval can be given"}; over the assumptions: not computed for ${what}.`;
