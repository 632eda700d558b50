/* The document of an experiment's page, as view/experiment_found.c writes it (docs/guide/report-data.md). */

import { readData } from "../data";
import { capital, est, interval, label, num } from "../format";
import { Estimate } from "../stats";

/* Points: with fewer the bootstrap over them says little of a rank correlation. */
export const LEAST = 20;

/* Value and the ends of its 95% interval; null: none. */
export type Told = [number | null, number | null, number | null];

export interface Factor {
	name: string;
	meaning: string;
	unit: string;
	distribution: "uniform" | "loguniform" | "values";
	low: number | null;
	high: number | null;
	values: string[];
}
export interface Row {
	of: Told[] /* [column] */;
	count: number;
	moves: [number, number, number] /* all; that give more; that give less */;
	decides: [number, number, number, number][] /* factor, rank correlation and its interval */;
}
export interface Outcome {
	measured: number;
	rows: Row[];
	values: (number | null)[] /* at the points that are shown */;
	parts: { units: number; of: Told[] }[] /* the largest first */;
}
export interface Found {
	columns: string[];
	sorted_by: number;
	units: number;
	values: (number | null)[][] /* [factor][point] */;
	outcomes: Outcome[];
}
export interface Fitted {
	kind: "factor" | "target";
	name: string;
	use: string;
	published: number | null;
	error: number | null;
	median: number | null;
	low: number | null;
	high: number | null;
}
export interface Fit {
	waves: { points: number; used: number; of: number; least_q2: number | null; left: number | null; without: number }[];
	rows: Fitted[];
	particles: number;
	effective: number | null;
	generations: number;
	runs: number;
	whole: boolean;
	width: number | null;
}
export type Design = "factorial" | "lhs" | "sobol" | "morris" | "points" | "arms" | "calibration";
export interface ExperimentDoc {
	format: number;
	asked: {
		title: string;
		description: string;
		design: Design;
		scenario: string /* its title, or that of the theory */;
		theory: string /* in place of a scenario; "" for one */;
		persons: number;
		months: number;
		replicates: number;
		seed: number;
		draws: number;
		version: string;
		factors: Factor[];
		outcomes: { name: string; meaning: string; formula: string }[];
		arms: string[];
	};
	state: {
		points: number;
		measured: number;
		refused: number;
		same: number;
		first_refused: string;
		broken: number;
		unfinished: number;
		first_broken: string;
		others: number;
	};
	digest: string;
	found?: Found;
	fit?: Fit;
}

export function readExperiment(): ExperimentDoc {
	const doc = readData<ExperimentDoc>();
	if (doc.format !== 1) throw new Error(`the page holds an experiment of format ${doc.format}; it reads format 1`);
	return doc;
}

export const estimateOf = (t: Told, n = 2): Estimate => ({ mean: t[0] ?? NaN, lo: t[1] ?? NaN, hi: t[2] ?? NaN, n });
/* "channels.camera.coverage" in words that are short enough for a row. */
export const words = (key: string): string => (key === "seed" ? "random numbers" : label(key.replace(/^timeline\.(.*)\.set\./, "$1: ").replace(/\./g, " ")));
/* What a factor is, in a sentence. */
/* "2.33, 1.68 to 2.97", for a sentence that is in brackets already. */
export const toldOf = (t: Told): string => {
	const e = estimateOf(t);
	return Number.isFinite(e.lo) && e.hi > e.lo ? `${num(e.mean, e)}, ${interval(e)}` : est(e);
};
export const sentence = (f: Factor): string => (isSeed(f) ? "Random numbers: the seed of all that is drawn" : f.meaning ? `${capital(words(f.name))}: ${f.meaning}` : capital(words(f.name)));
export const outcomeName = (d: ExperimentDoc, o: number): string => {
	const of = d.asked.outcomes[o];
	return of.meaning || label(of.name).replace("per 1000", "per 1,000");
};
export const outcomeOptions = (d: ExperimentDoc): [string, string][] => d.asked.outcomes.map((_, o) => [String(o), outcomeName(d, o)]);
/* A value of a factor: of words, which one. */
export const valueText = (f: Factor, x: number): string => (f.distribution === "values" && f.values.some((v) => !Number.isFinite(Number(v))) ? (f.values[Math.round(x)] ?? num(x)) : num(x));
/* Rows of an outcome, those that matter most first. */
export function ranked(found: Found, o: number): number[] {
	const size = (r: Row): number => Math.abs(r.of[found.sorted_by]?.[0] ?? -1);
	return found.outcomes[o].rows.map((_, i) => i).sort((a, b) => size(found.outcomes[o].rows[b]) - size(found.outcomes[o].rows[a]) || a - b);
}
/* The factor that varies the seed: it has sizes, and no direction. */
export const isSeed = (f: Factor): boolean => f.name === "seed";
export const isArms = (d: ExperimentDoc): boolean => d.asked.design === "arms";
/* What a smaller design has fewer of. */
export const UNITS: Partial<Record<Design, [string, string]>> = { sobol: ["row", "rows"], morris: ["trajectory", "trajectories"], lhs: ["point", "points"] };
