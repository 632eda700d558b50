/* Estimates over replicates: the mean and its 95% interval by Student's t. One replicate has no interval. */

export interface Estimate {
	mean: number;
	lo: number;
	hi: number;
	n: number;
	/* Of a share: its cases in all replicates together, and the value that is all of them. */
	cases?: number;
	scale?: number;
	/* Of a count or a rate: what was counted in all replicates together, and what one more would add in its replicate. */
	counted?: number;
	each?: number;
}

/* Fewer synthetic cases than this behind a figure, in all replicates together: an order of magnitude at best. On a terminal:
 * SOC_FEW_CASES. What is counted is whole, but for what dividing has left. */
export const FEW = 100;
export const isFewOf = (cases: number): boolean => cases < FEW - 0.5;

/* What an estimate rests on: of a share or a ratio the fewer of its two counts, as soc_statistic_rests_on has it. What does not come in
 * cases rests on none that could be too few. */
export function isFew(e: Estimate): boolean {
	return Number.isFinite(e.mean) && isFewOf(Math.min(e.counted ?? Infinity, e.cases ?? Infinity));
}

const T975 = [
	NaN,
	12.706,
	4.303,
	3.182,
	2.776,
	2.571,
	2.447,
	2.365,
	2.306,
	2.262,
	2.228,
	2.201,
	2.179,
	2.16,
	2.145,
	2.131,
	2.12,
	2.11,
	2.101,
	2.093,
	2.086,
	2.08,
	2.074,
	2.069,
	2.064,
	2.06,
	2.056,
	2.052,
	2.048,
	2.045,
	2.042,
];

/* 97.5% point of Student's t; beyond 30 degrees of freedom the expansion in 1/df, right to three decimals. */
export function t975(df: number): number {
	return df < T975.length ? T975[df] : 1.95996 + 2.3724 / df + 2.823 / (df * df);
}

export function fromMoments(mean: number, sd: number, n: number): Estimate {
	if (n < 2) return { mean, lo: NaN, hi: NaN, n };
	const half = (t975(n - 1) * sd) / Math.sqrt(n);
	return { mean, lo: mean - half, hi: mean + half, n };
}

export function estimate(values: number[]): Estimate {
	const ok = values.filter((v) => Number.isFinite(v));
	const n = ok.length;
	if (n === 0) return { mean: NaN, lo: NaN, hi: NaN, n };
	/* Replicates that agree are one number, whatever rounding their sum would bring. */
	const same = ok.every((v) => v === ok[0]);
	const mean = same ? ok[0] : ok.reduce((a, b) => a + b, 0) / n;
	const ss = same ? 0 : ok.reduce((a, b) => a + (b - mean) ** 2, 0);
	return fromMoments(mean, n > 1 ? Math.sqrt(ss / (n - 1)) : 0, n);
}

/* Replicates that agree to the last case are no certainty: what chance alone cannot exclude of a share p of n cases. Wilson 1927; where no
 * case, or every case, was one: 1 - 0.05^(1/n) (Clopper and Pearson 1934, near 3/n). */
function byLuck(p: number, n: number): [number, number] {
	const margin = 1 - Math.pow(0.05, 1 / n);
	if (p <= 0) return [0, margin];
	if (p >= 1) return [1 - margin, 1];
	const z = 1.959964,
		whole = 1 + (z * z) / n,
		half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
	return [(p + (z * z) / (2 * n) - half) / whole, (p + (z * z) / (2 * n) + half) / whole];
}

/* The same of a count, by the law of Poisson; where nothing was counted, up to three in all replicates together (rule of three). */
function byCount(e: Estimate): [number, number] {
	const half = (1.959964 * e.each! * Math.sqrt(e.counted!)) / e.n;
	return e.counted! > 0 ? [Math.max(0, e.mean - half), e.mean + half] : [0, (3 * e.each!) / e.n];
}

/* Counts and shares cannot be negative, and shares cannot pass `max`; a t interval can. Cut it there. One without a width is chance. */
export function bounded(e: Estimate, max = Infinity): Estimate {
	const cut = { ...e, lo: Math.max(0, e.lo), hi: Math.min(max, e.hi) };
	if (e.n < 2 || !Number.isFinite(e.mean) || cut.hi > cut.lo) return cut;
	if (e.cases !== undefined && e.scale === max) {
		const [lo, hi] = byLuck(e.mean / max, e.cases);
		return { ...cut, lo: max * lo, hi: max * hi };
	}
	if (e.counted === undefined || !(e.each! > 0)) return cut;
	const [lo, hi] = byCount(e);
	return { ...cut, lo, hi: Math.min(max, hi) };
}

/* Cases of each replicate, times what one is worth. */
export function count(values: number[], each = 1): Estimate {
	return { ...estimate(values.map((v) => v * each)), counted: values.reduce((a, b) => a + b, 0), each };
}

/* Mean over replicates of scale * a / b; replicates in which b is 0 have no ratio and are left out. */
export function ratio(a: number[], b: number[], scale = 1): Estimate {
	const cases = b.reduce((x, y) => x + y, 0);
	const e = estimate(a.map((v, i) => (b[i] > 0 ? (scale * v) / b[i] : NaN)));
	const counted = a.reduce((x, y) => x + y, 0);
	return cases > 0 ? { ...e, cases, scale, counted, each: (scale * b.length) / cases } : e;
}

/* What is computed from sums over all replicates together, as `socred fairness` tells groups: all, and without the i-th (jackknife, Quenouille
 * 1956, with Tukey's interval; soc_student_jackknife). */
export function jackknife(all: number, without: number[]): Estimate {
	const n = without.length,
		middle = without.reduce((a, b) => a + b / n, 0);
	if (n < 2 || !Number.isFinite(all) || !Number.isFinite(middle)) return { mean: all, lo: NaN, hi: NaN, n };
	const half = t975(n - 1) * Math.sqrt((without.reduce((a, b) => a + (b - middle) ** 2, 0) * (n - 1)) / n);
	return half <= 1e-12 * (1 + Math.abs(all)) ? { mean: all, lo: all, hi: all, n } : { mean: all, lo: all - half, hi: all + half, n };
}
const total = (a: number[], without = -1): number => a.reduce((s, v, i) => (i === without ? s : s + v), 0);
export function ratioOfSums(a: number[], b: number[], scale = 1): Estimate {
	const of = (without: number): number => (scale * total(a, without)) / total(b, without),
		e = jackknife(of(-1), a.map((_, i) => of(i))),
		cases = total(b);
	return cases > 0 ? { ...e, cases, scale, counted: total(a), each: (scale * b.length) / cases } : { ...e, mean: NaN };
}

/* The same of a difference of counts, which can be near 0 where many are counted: it rests on what it is measured by. */
export const relative = (a: number[], b: number[], scale = 1): Estimate => ({ ...ratio(a, b, scale), counted: undefined });

export type Side = "above" | "below" | "unclear";
export function side(e: Estimate, reference: number): Side {
	if (e.lo > reference) return "above";
	if (e.hi < reference) return "below";
	return "unclear";
}

/* Two-sided tail of Student's t with whole degrees of freedom: a finite series (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4). */
export function tail(t: number, df: number): number {
	if (!Number.isFinite(t)) return Number.isNaN(t) ? NaN : 0;
	const angle = Math.atan(Math.abs(t) / Math.sqrt(df)),
		odd = df % 2 === 1,
		square = Math.cos(angle) ** 2;
	let term = odd ? Math.cos(angle) : 1,
		sum = df === 1 ? 0 : term;
	for (let k = odd ? 3 : 2; k <= df - 2; k += 2) {
		term *= (square * (k - 1)) / k;
		sum += term;
	}
	const inside = odd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
	return Math.max(0, 1 - inside);
}

/* How often chance alone brings an estimate as far from the reference: 0.05 where its 95% interval ends at it. The upper half of the interval
 * is read, which is never cut at 0. */
export function chance(e: Estimate, reference: number): number {
	return e.n < 2 ? NaN : tail((t975(e.n - 1) * (e.mean - reference)) / (e.hi - e.mean), e.n - 1);
}

/* Of m tails looked at together the k-th smallest times m - k + 1, and none below the one before it (Holm 1979, Scand. J. Stat. 6, 65). */
export function holm(tails: number[]): number[] {
	const out = tails.map(() => NaN),
		order = tails.map((_, i) => i).filter((i) => !Number.isNaN(tails[i]));
	order.sort((a, b) => tails[a] - tails[b]);
	let before = 0;
	order.forEach((i, k) => {
		before = Math.max(before, Math.min(1, tails[i] * (order.length - k)));
		out[i] = before;
	});
	return out;
}

/* The same of a ratio of two counts by the counts alone (the law of Poisson, on the log scale), for few replicates can agree by accident. */
function chanceOfCounts(e: Estimate): number {
	return e.counted === undefined || e.cases === undefined ? 0 : tail(Math.log(e.mean) / Math.sqrt(1 / e.counted + 1 / e.cases), 999);
}

/* Of ratios that are looked at together those that differ from 1 by more than chance makes of as many, by their replicates and by their
 * counts. Of few cases no difference is claimed. */
export const isCompared = (e: Estimate): boolean => Number.isFinite(e.mean) && !isFew(e);
export function standOut(all: Estimate[]): { clear: Set<Estimate>; count: number } {
	const together = all.filter((e) => isCompared(e) && e.n > 1),
		tails = holm(together.map((e) => Math.max(chance(e, 1), chanceOfCounts(e))));
	return { clear: new Set(together.filter((_, i) => tails[i] < 0.05)), count: together.length };
}

export const add = (...lists: number[][]): number[] => lists[0].map((_, i) => lists.reduce((s, l) => s + l[i], 0));
export const minus = (a: number[], b: number[]): number[] => a.map((v, i) => v - b[i]);
export const times = (a: number[], k: number): number[] => a.map((v) => v * k);
export const mean = (a: number[]): number => a.reduce((s, v) => s + v, 0) / a.length;

/* Whole numbers that add up to total: each to the nearest but the largest, which takes the rest, where one more or less matters least. */
export function apportion(weights: number[], total: number): number[] {
	const sum = weights.reduce((a, b) => a + b, 0);
	if (!(sum > 0)) return weights.map(() => 0);
	const whole = weights.map((w) => Math.round((w / sum) * total)),
		largest = weights.indexOf(Math.max(...weights));
	whole[largest] += total - whole.reduce((a, b) => a + b, 0);
	return whole;
}

/* Rank correlation of an assumption with a figure over an ensemble, with its interval. Its square is the part of the figure's variation, in ranks,
 * that goes with that assumption alone. An assumption is said to decide the figure where that part is a quarter or more, and a tenth at the
 * least by its interval. */
export interface Correlated {
	correlation: number;
	low: number;
	high: number;
}
export const DECIDES = 0.25,
	SURELY = 0.1;
export const part = (x: Correlated): number => x.correlation ** 2;
export const leastPart = (x: Correlated): number => (x.low <= 0 && x.high >= 0 ? 0 : Math.min(Math.abs(x.low), Math.abs(x.high)) ** 2);
export const decides = (x: Correlated): boolean => part(x) >= DECIDES && leastPart(x) >= SURELY;

/* Chance of k or more of n, each with chance p. */
function atLeast(k: number, n: number, p: number): number {
	let of = (1 - p) ** n,
		below = 0;
	for (let i = 0; i < k; i++) {
		below += of;
		of *= ((n - i) / (i + 1)) * (p / (1 - p));
	}
	return 1 - below;
}
/* Where chance(p), which rises with p, is so much. */
function solved(chance: (p: number) => number, at: number): number {
	let lo = 0,
		hi = 1;
	for (let i = 0; i < 50; i++) {
		const p = (lo + hi) / 2;
		if (chance(p) < at) lo = p;
		else hi = p;
	}
	return (lo + hi) / 2;
}
/* Exact 95% interval of a share of which k of n were seen (Clopper and Pearson 1934). */
export function shareWithin(k: number, n: number): { lo: number; hi: number } {
	return {
		lo: k === 0 ? 0 : solved((p) => atLeast(k, n, p), 0.025),
		hi: k === n ? 1 : solved((p) => atLeast(k + 1, n, p), 0.975),
	};
}

/* Whether a sign survives: whether it is that of SURVIVES of all or more. What so many of so many say of it, by the exact interval: 10 of 10 may
 * as well be 7 in 10. */
export const SURVIVES = 0.95;
export type Verdict = "survives" | "does not survive" | "too few";
export function verdict(same: number, of: number): Verdict {
	const { lo, hi } = shareWithin(same, of);
	return lo >= SURVIVES ? "survives" : hi < SURVIVES ? "does not survive" : "too few";
}
/* The least number that can show it, all one way. */
export const ENOUGH = Math.ceil(Math.log(0.025) / Math.log(SURVIVES));
