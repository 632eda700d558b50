/* Numbers, dates and names as people read them. */

import { Estimate } from "./stats";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/* Three figures that mean something; whole numbers from 100 on. */
export function num(x: number): string {
	if (!Number.isFinite(x)) return "–";
	const a = Math.abs(x);
	if (a >= 1000) return Number(x.toPrecision(a >= 1e5 ? 3 : 4)).toLocaleString("en-GB", { maximumFractionDigits: 0 });
	const digits = a === 0 || a >= 100 ? 0 : a >= 10 ? 1 : a >= 1 ? 2 : a >= 0.001 ? 3 : 6;
	const text = x.toFixed(digits);
	return (digits > 2 ? text.replace(/0+$/, "").replace(/\.$/, "") : text).replace("-", "−");
}
/* A value of the scenario as it was written: no digits added. */
export const plain = (x: number): string =>
	Number(x.toPrecision(7)).toLocaleString("en-GB", { maximumFractionDigits: 7 }).replace("-", "−");
export const plainPercent = (x: number): string => `${plain(Number((100 * x).toPrecision(6)))}%`;
export const whole = (x: number): string =>
	Number.isFinite(x) ? Math.round(x).toLocaleString("en-GB").replace("-", "−") : "–";
export const percent = (x: number): string => (Number.isFinite(x) ? `${num(100 * x)}%` : "–");

/* 14,430,000 as "14.4 million"; small numbers as they are. */
export function people(x: number): string {
	if (!Number.isFinite(x)) return "–";
	if (x >= 999.5e6) return `${(x / 1e9).toFixed(2)} billion`;
	if (x >= 999.5e3) return `${num(x / 1e6)} million`;
	return whole(Number(x.toPrecision(3)));
}

type Formatter = (x: number) => string;
export function interval(e: Estimate, f: Formatter = num): string {
	return Number.isFinite(e.lo) ? `${f(e.lo)} to ${f(e.hi)}` : "no interval";
}
export function est(e: Estimate, f: Formatter = num): string {
	if (!Number.isFinite(e.mean)) return "none";
	return Number.isFinite(e.lo) ? `${f(e.mean)} (${f(e.lo)} to ${f(e.hi)})` : f(e.mean);
}

/* judgment_default -> "judgment default" */
export const label = (name: string): string => name.replace(/_/g, " ");
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
export const plural = (n: number, one: string, many = `${one}s`): string => `${whole(n)} ${n === 1 ? one : many}`;
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
export const monthsBetween = (a: Month, b: Month): number => (b.year - a.year) * 12 + b.month - a.month;
/* The first instant of a month, for time axes. */
export const monthDate = (m: Month): Date => new Date(Date.UTC(m.year, m.month, 1));

/* What the values of a count are called. The meaning of idx is a text for people: "0 right, 1 wrong" and "did it, did nothing"
 * name the values, any other text says what the number is. */
export function valueNames(c: { size: number; index: string }): string[] | null {
	const pieces = c.index.split(/[,;] */);
	const numbered = new Map<number, string>();
	for (const piece of pieces) {
		const m = /^(?:\w+ )?(\d+):? (?!x |to )([^\d+].*)$/.exec(piece);
		if (m) numbered.set(Number(m[1]), m[2]);
	}
	if (numbered.has(0) && numbered.size === c.size)
		return Array.from({ length: c.size }, (_, i) => numbered.get(i) ?? String(i));
	return c.size > 1 && pieces.length === c.size && !/^\d+:? /.test(c.index) ? pieces : null;
}
