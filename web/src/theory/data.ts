/* The document of a theory's page, as view/theory_page.c writes it (docs/guide/report-data.md). */

import { readData } from "../data";
import { plain } from "../format";
import { Estimate } from "../stats";

export interface Parameter {
	name: string;
	value: number;
	preset: number;
	least: number;
	most: number;
	unit: string;
	low: number | null /* of the plausible range of an assumption */;
	high: number | null;
	meaning: string;
	source: string;
}
export interface TheoryFigure {
	name: string;
	unit: string;
	mean: number | null;
	low: number | null;
	high: number | null;
	random: boolean;
	meaning: string;
}
export interface Known {
	figure: number;
	settings: string;
	value: number;
	within: number;
	bound: -1 | 0 | 1;
	here: boolean;
	holds: boolean;
	source: string;
}
export interface TheoryDoc {
	format: number;
	theory: { name: string; title: string; question: string; source: string; system: string; used: string; seed: string; replicates: number; version: string };
	parameters: Parameter[];
	figures: TheoryFigure[];
	published: Known[];
	series: { columns: { name: string; unit: string; meaning: string }[]; rows: (number | null)[][]; count: number };
	digest: string;
}

export function readTheory(): TheoryDoc {
	const doc = readData<TheoryDoc>();
	if (doc.format !== 1) throw new Error(`the page holds a theory of format ${doc.format}; it reads format 1`);
	return doc;
}

/* The interval is of replicates, never of cases: there are none. */
export const estimateOf = (f: TheoryFigure, n: number): Estimate => ({ mean: f.mean ?? NaN, lo: f.low ?? NaN, hi: f.high ?? NaN, n });
export const wasSet = (p: Parameter): boolean => p.value !== p.preset;
/* Six digits, however large or small; a year is no number of thousands. */
export const told = (x: number | null, unit = ""): string =>
	x === null ? "none" : unit === "year" ? String(Number(x.toFixed(1))) : x !== 0 && Math.abs(x) < 1e-4 ? String(Number(x.toPrecision(6))) : plain(Number(x.toPrecision(6)));
export const withUnit = (text: string, unit: string): string => (unit && unit !== "year" ? `${text} ${unit}` : text);
export const SOURCE = "Source: this run of the theory; a small world of its own, no people.";
