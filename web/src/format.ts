/* Numbers, dates and names as people read them. */

import { Dimension } from "./data";
import { Estimate, isFew } from "./stats";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/* The place of the first digit: 0 for 1 to 9.99, -1 for 0.1 to 0.999. */
const firstPlace = (x: number): number => Number(Math.abs(x).toExponential(11).split("e")[1]);

/* x to that many decimals (below 0: to tens, hundreds ...), as its first 12 digits have it: 36.05 is 36.1, in whatever order a mean was added up. On
 * a terminal: soc_text_real. */
function rounded(exact: number, decimals: number): number {
	const x = decimals + firstPlace(exact) < 11 ? Number(exact.toPrecision(12)) : exact;
	const shift = (v: number, by: number): number => {
		const [digits, power = "0"] = String(v).split("e");
		return Number(`${digits}e${Number(power) + by}`);
	};
	return Math.sign(x) * shift(Math.round(shift(Math.abs(x), decimals)), -decimals);
}

/* The one rule of how precisely a number is told, value and ends of its interval alike: half the interval has two digits. Without an
 * interval, or where it has no width: three digits of the value, less the zeros at their end. On a terminal: soc_text_decimals in
 * src/analysis/text.c. */
export function decimals(x: number, lo = NaN, hi = NaN): number {
	const half = (hi - lo) / 2,
		within = (d: number): number => Math.max(-15, Math.min(15, d));
	if (Number.isFinite(half) && half > 0) return within(1 - firstPlace(half));
	if (!Number.isFinite(x) || x === 0) return 0;
	let d = within(2 - firstPlace(x));
	while (d > 0 && rounded(x, d) === rounded(x, d - 1)) d--;
	return d;
}

/* Numbers in English with that many decimals. Kept: to make one takes longer than to write a hundred numbers with it. */
const kept = new Map<string, Intl.NumberFormat>();
export function english(least: number, most: number): Intl.NumberFormat {
	const key = `${least} ${most}`,
		made = kept.get(key) ?? new Intl.NumberFormat("en-GB", { minimumFractionDigits: least, maximumFractionDigits: most });
	kept.set(key, made);
	return made;
}

/* That many decimals, thousands parted; nothing is written as -0. */
export function fixed(x: number, d: number): string {
	if (!Number.isFinite(x)) return "–";
	/* 0 is just that, and so is the whole of a share, where more than one decimal would all be noughts. */
	const isPlain = x === 0 || (d > 1 && [100, 1000].some((all) => Math.abs(x - all) < 1e-9)),
		v = x === 0 ? 0 : rounded(x, d),
		digits = isPlain ? 0 : Math.max(0, d);
	const text = english(digits, digits).format(Math.abs(v));
	return v < 0 ? `−${text}` : text;
}

/* Between a number and its unit, which no line may part. */
export const NBSP = "\u00a0";

/* A number, as precisely as the estimate that it belongs to is known. */
export type Formatter = (x: number, of?: Estimate) => string;
/* Of few cases without an interval: two digits. On a terminal: soc_text_decimals_few. */
function precision(x: number, of?: Estimate): number {
	if (!of) return decimals(x);
	const d = decimals(of.mean, of.lo, of.hi);
	return isFew(of) && !Number.isFinite(of.lo) && of.mean !== 0 ? Math.min(d, 1 - firstPlace(of.mean)) : d;
}
const scaledBy = (k: number, of?: Estimate): Estimate | undefined => of && { ...of, mean: k * of.mean, lo: k * of.lo, hi: k * of.hi };

export const num: Formatter = (x, of) => fixed(x, precision(x, of));
export const whole: Formatter = (x, of) => fixed(x, of ? Math.min(0, precision(x, of)) : 0);
/* A mean of counts over replicates: below ten with a digit more, so that one case in three runs is no nought. */
export const meanCount: Formatter = (x, of) => (x < 10 && x !== Math.round(x) ? num(x, of) : whole(x, of));
export const percent: Formatter = (x, of) => (Number.isFinite(x) ? `${num(100 * x, scaledBy(100, of))}%` : "–");
/* The largest of what is told together, in magnitude: it decides the unit of all of them. */
export const largest = (values: (number | Estimate)[]): number =>
	Math.max(0, ...values.flatMap((v) => (typeof v === "number" ? [v] : [v.mean, v.lo, v.hi])).filter(Number.isFinite).map(Math.abs));
/* Shares of very few, each in a million while the most of those told together is below 0.05%. */
export const shareAt =
	(most: number): Formatter =>
	(x, of) =>
		most > 0 && most < 0.0005 ? `${num(1e6 * x, scaledBy(1e6, of))}${NBSP}in a million` : percent(x, of);
/* The value and the ends of its interval have one unit. */
export const share: Formatter = (x, of) => shareAt(largest(of ? [x, of] : [x]))(x, of);
export const signedPercent: Formatter = (x, of) => (x > 0 ? "+" : "") + percent(x, of);
/* 14,430,000 as "14.4 million"; small numbers as they are. The unit is that of the most of those told together. */
export const peopleAt =
	(most: number): Formatter =>
	(x, of) => {
		const zeros = most >= 999.5e6 ? 9 : most >= 999.5e3 ? 6 : 0;
		if (zeros === 0) return fixed(x, Math.min(0, precision(x, of)));
		const v = x / 10 ** zeros;
		return `${fixed(v, Math.max(0, of ? precision(x, of) + zeros : decimals(v)))}${NBSP}${zeros === 9 ? "billion" : "million"}`;
	};
export const people: Formatter = (x, of) => peopleAt(largest(of ? [x, of] : [x]))(x, of);
/* A value of the scenario as it was written: no digits added. */
export const plain = (x: number): string =>
	english(0, 7).format(Number(x.toPrecision(7))).replace("-", "−");
export const plainPercent = (x: number): string => `${plain(Number((100 * x).toPrecision(6)))}%`;

/* Replicates that agree are no certainty, where nothing says of how many cases. On a terminal: SOC_TEXT_ALIKE and its note. */
export const ALIKE = "no bound";
export const ALIKE_NOTE = "No bound: the same in each replicate, and no certainty, since nothing says of how many cases it is.";
const isAlike = (e: Estimate): boolean => e.n > 1 && !(e.hi > e.lo);
export function interval(e: Estimate, f: Formatter = num): string {
	return e.hi > e.lo ? `${f(e.lo, e)} to ${f(e.hi, e)}` : isAlike(e) ? ALIKE : "no interval";
}
/* Behind every figure that rests on few cases; what it means is said where one stands: fewNote in figure.ts. */
export const MARK = "†";
export const marked = (text: string, ...of: Estimate[]): string => (of.some(isFew) ? text + MARK : text);
export function est(e: Estimate, f: Formatter = num): string {
	if (!Number.isFinite(e.mean)) return "none";
	return marked(e.hi > e.lo || isAlike(e) ? `${f(e.mean, e)} (${interval(e, f)})` : f(e.mean, e), e);
}
/* The value alone, marked as well. */
export const one = (e: Estimate, f: Formatter = num): string => marked(f(e.mean, e), e);

/* judgment_default -> "judgment default" */
export const label = (name: string): string => name.replace(/_/g, " ");
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
/* What a number that is told as 1 asks of the words beside it; a point more or less is one too. */
export const agree = (told: string, one: string, many: string): string => (/^[+−]?1$/.test(told) ? one : many);
/* A number as it is told, with its noun: "1 month", "0 months", "1.5 months". */
export const withNoun = (told: string, one: string, many = `${one}s`): string => `${told} ${agree(told, one, many)}`;
export const plural = (n: number, one: string, many?: string): string => withNoun(whole(n), one, many);
export function listing(words: string[]): string {
	if (words.length < 2) return words.join("");
	return `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}

/* A text in lines of at most so many characters. */
export function wrap(text: string, chars: number): string[] {
	const out: string[] = [];
	for (const word of text.split(" ")) {
		const last = out[out.length - 1];
		if (last !== undefined && last.length + 1 + word.length <= chars) out[out.length - 1] = `${last} ${word}`;
		else out.push(word);
	}
	return out;
}

/* The same in so many lines at most; what is left out shows as an ellipsis. */
export function clipped(text: string, chars: number, most: number): string[] {
	const all = wrap(text, chars);
	if (all.length <= most) return all;
	const kept = all.slice(0, most);
	while (kept[most - 1].length + 2 > chars && kept[most - 1].includes(" ")) kept[most - 1] = kept[most - 1].replace(/ [^ ]*$/, "");
	kept[most - 1] += " …";
	return kept;
}

export interface Month {
	year: number;
	month: number;
} /* month 0..11 */
export function parseMonth(text: string): Month {
	const m = /^(\d{4})-(\d{2})/.exec(text);
	return m ? { year: Number(m[1]), month: Number(m[2]) - 1 } : { year: 2000, month: 0 };
}
export const monthText = (m: Month): string => `${MONTHS[m.month]} ${m.year}`;
export const addMonths = (m: Month, n: number): Month => {
	const total = m.year * 12 + m.month + n;
	return { year: Math.floor(total / 12), month: ((total % 12) + 12) % 12 };
};
/* Whole months for an axis: each where there is room, else every second, third, sixth or twelfth. */
export function wholeMonths(last: number, width: number): number[] {
	const most = Math.max(2, width / 30),
		step = [1, 2, 3, 6, 12].find((x) => last / x < most) ?? 24;
	return Array.from({ length: Math.floor(last / step) + 1 }, (_, i) => i * step);
}
export const monthsBetween = (a: Month, b: Month): number => (b.year - a.year) * 12 + b.month - a.month;
/* The first instant of a month, for time axes. */
export const monthDate = (m: Month): Date => new Date(Date.UTC(m.year, m.month, 1));

/* What a value of a counter is called: its words, the names of its entries, and else dimension and number. */
export function valueName(dimensions: Dimension[], key: (string | number)[], names: Record<string, string[]>): string {
	return dimensions
		.map((d, i) => {
			const at = key[i];
			if (typeof at === "string") return label(at);
			const name = d.labels?.[at] ?? names[d.kind]?.[at];
			return name ? label(name) : `${label(d.name)} ${at}`;
		})
		.join(", ");
}
