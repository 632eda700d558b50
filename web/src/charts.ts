/* The drawings that several sections share. Colours are CSS variables, so that light, dark and paper each have their own. */

import * as Plot from "@observablehq/plot";
import { Point } from "./model";
import { s } from "./dom";
import { clipped, english, num } from "./format";
import { Estimate } from "./stats";

export const COLOURS = {
	did: "var(--did)",
	other: "var(--other)",
	nothing: "var(--nothing)",
	plain: "var(--plain)",
	faint: "var(--faint)",
	a: "var(--c1)",
	b: "var(--c2)",
	c: "var(--c3)",
	d: "var(--c4)",
	e: "var(--c5)",
};
export const SERIES = [COLOURS.a, COLOURS.b, COLOURS.c, COLOURS.d, COLOURS.e];
const DASHES = ["none", "7 3", "2 3", "9 3 2 3", "12 4"];

export interface Line {
	name: string;
	points: Point[];
	colour?: string;
}

const style = { fontFamily: "var(--sans)", fontSize: "12px", overflow: "visible" };

/* What lies along the drawing where that is not time: a number of each point, on a scale of its logarithm, or on a plain one. */
export interface Across {
	label: string;
	of: (p: Point) => number;
	plain?: boolean;
	tick?: (x: number) => string;
}

/* Points with an interval, cut where the axis begins. Where that is 0 nothing is less: an interval by Student's t of few replicates does not
 * know that. */
export const bandFrom = <T extends { lo: number; hi: number }>(bottom: number, points: T[]): T[] =>
	points.filter((p) => Number.isFinite(p.lo)).map((p) => ({ ...p, lo: Math.max(p.lo, bottom), hi: Math.max(p.hi, bottom) }));

/* Lines over time with 95% bands, named at their right end; line style differs with colour. */
export function lines(
	all: Line[],
	width: number,
	unit: string,
	options: { height?: number; loose?: boolean; zero?: boolean; across?: Across } = {},
): SVGElement {
	const across = options.across,
		x = across ? across.of : "date";
	const longest = Math.max(...all.map((l) => l.name.length));
	const names = 14 + longest * 7.8,
		narrow = width < 460 || names > 0.35 * width;
	const right = narrow ? 16 : names;
	const key = narrow && all.length > 1 ? 18 * all.length : 0;
	const height = key + (options.height ?? Math.max(220, Math.min(340, width * 0.5)));
	const values = all.flatMap((l) => l.points.flatMap((p) => (Number.isFinite(p.hi) ? [p.lo, p.hi] : [p.mean])));
	const most = Math.max(...values, 1e-9),
		low = options.loose ? Math.min(...values) : 0,
		/* zero: a difference, whose line of no change is always there. */
		top = options.zero ? Math.max(0, ...values) || 1e-9 : most,
		least = options.zero ? Math.min(0, low) : low,
		bottom = least < top ? least : 0;
	const ends = spread(
		all.map((l) => l.points[l.points.length - 1].mean),
		((top - bottom) / (height - 50)) * 15,
	);
	const plot = Plot.plot({
		width,
		height,
		marginRight: right,
		marginLeft: 60,
		marginTop: 30 + key,
		marginBottom: across ? 42 : undefined,
		style,
		x: across?.plain
			? { type: "linear", label: across.label, labelAnchor: "center", labelArrow: "none", ticks: Math.max(3, Math.round(width / 110)), tickFormat: across.tick ?? tick }
			: across
			? { type: "log", base: 2, label: across.label, labelAnchor: "center", labelArrow: "none", ticks: [...new Set(all[0].points.map(across.of))], tickFormat: tick }
			: { type: "utc", label: null, ticks: Math.max(3, Math.round(width / 110)) },
		y: { label: unit, grid: true, nice: true, domain: [bottom, top], ticks: 5, tickFormat: tick },
		marks: [
			Plot.ruleY([bottom === 0 || options.zero ? 0 : NaN].filter(Number.isFinite), { stroke: "currentColor" }),
			...all.map((l, i) =>
				Plot.areaY(
					bandFrom(bottom, l.points),
					{
						x,
						y1: "lo",
						y2: "hi",
						fill: l.colour ?? SERIES[i % 5],
						fillOpacity: 0.22,
					},
				),
			),
			...all.map((l, i) =>
				Plot.lineY(l.points, {
					x,
					y: "mean",
					stroke: l.colour ?? SERIES[i % 5],
					strokeWidth: 2,
					strokeDasharray: DASHES[i % 5],
				}),
			),
			...(narrow ? [] : all).map((l, i) =>
				Plot.text([l.points[l.points.length - 1]], {
					x,
					y: () => ends[i],
					text: () => l.name,
					dx: 7,
					textAnchor: "start",
					fill: "currentColor",
					stroke: "var(--page)",
					strokeWidth: 4,
					fontWeight: 600,
				}),
			),
		],
	}) as SVGElement;
	if (key > 0) plot.append(...lineKey(all));
	return plot;
}

/* On a phone there is no room beside the lines: their names stand above, each with a piece of its line. */
function lineKey(all: Line[]): SVGElement[] {
	return all.flatMap((l, i) => [
		s("line", {
			x1: 2,
			x2: 30,
			y1: 26 + 18 * i,
			y2: 26 + 18 * i,
			stroke: l.colour ?? SERIES[i % 5],
			"stroke-width": 2.5,
			"stroke-dasharray": DASHES[i % 5],
		}),
		s("text", { x: 38, y: 30 + 18 * i, fill: "currentColor", "text-anchor": "start" }, l.name),
	]);
}

export const tick = (x: number): string =>
	Math.abs(x) >= 1e9
		? `${+(x / 1e9).toPrecision(3)} bn`
		: Math.abs(x) >= 1e6
		? `${+(x / 1e6).toPrecision(3)} m`
		: Math.abs(x) >= 1e4
			? `${+(x / 1e3).toPrecision(3)} k`
			: english(0, 3).format(Number(x.toPrecision(6)));

export const tickPercent = (x: number): string => `${+(100 * x).toPrecision(4)}%`;

/* Label positions at least `gap` apart, in the order of their values. */
function spread(values: number[], gap: number): number[] {
	const order = values.map((v, i) => ({ v, i })).sort((a, b) => a.v - b.v);
	const out = values.slice();
	let low = -Infinity;
	for (const { v, i } of order) {
		out[i] = Math.max(v, low + gap);
		low = out[i];
	}
	return out;
}

/* What names at the left of rows take, in the widest of the usual typefaces. */
const room = (names: string[]): number => 16 + 7.5 * Math.max(8, ...names.map((x) => x.length));

export interface Row {
	name: string;
	group?: string;
	e: Estimate;
	colour?: string;
	symbol?: "circle" | "diamond" | "square" | "triangle";
	assumed?: { low: number; high: number } | null /* a wider, paler bar */;
	note?: string /* below the bar */;
}

/* One row for each name: a dot at the mean and a bar over its 95% interval. `log` is for ratios, with a line at 1. */
export function intervals(
	rows: Row[],
	width: number,
	unit: string,
	options: {
		log?: boolean;
		reference?: number;
		axis?: (x: number) => string;
		format?: (x: number) => string;
		zero?: boolean;
		domain?: [number, number];
	} = {},
): SVGElement {
	const ok = rows.filter((r) => Number.isFinite(r.e.mean) && (!options.log || r.e.mean > 0));
	const names = room(rows.map((r) => r.name));
	/* Names that would take the drawing's place stand above their rows, as on a phone. */
	const narrow = width < 520 || names > 0.52 * width;
	const left = narrow ? 12 : names;
	const noted = rows.some((r) => r.note);
	const step = (narrow ? 40 : rows.length > 12 ? 22 : 27) + (noted ? 7 : 0);
	const groups = [...new Set(rows.map((r) => r.group ?? ""))];
	const format = options.format ?? tick;
	/* On a log scale an interval may reach down to 0: it is cut at a fifth of the least mean, the left edge. */
	const least = Math.min(...ok.map((r) => r.e.mean)) / 5;
	const at = (v: number): number => (options.log ? Math.max(v, least) : v);
	const all = ok
		.flatMap((r) => [r.e.mean, Number.isFinite(r.e.lo) ? r.e.lo : r.e.mean, Number.isFinite(r.e.hi) ? r.e.hi : r.e.mean, r.assumed?.low ?? r.e.mean, r.assumed?.high ?? r.e.mean])
		.map(at);
	const reference = options.reference ?? (options.log ? 1 : undefined);
	if (reference !== undefined) all.push(reference);
	let lo = Math.min(...all),
		hi = Math.max(...all);
	if (options.log) {
		lo = Math.min(lo === least ? lo : lo / 1.1, 0.8);
		hi = Math.max(hi * 1.1, 1.25);
	} else if (options.zero !== false) lo = Math.min(0, lo);
	if (options.domain) [lo, hi] = options.domain;
	if (!(hi > lo)) hi = lo + 1;
	return Plot.plot({
		width,
		height: 44 + step * rows.length + (groups.length > 1 ? 22 * groups.length : 0),
		marginLeft: left,
		marginRight: narrow ? 20 : 34,
		marginTop: 6,
		marginBottom: 38,
		style,
		x: {
			type: options.log ? "log" : "linear",
			domain: [lo, hi],
			label: unit,
			labelAnchor: "center",
			grid: true,
			tickFormat: options.axis ?? format,
			ticks: options.log ? logTicks(lo, hi) : Math.max(3, width / 130),
			labelArrow: "none",
		},
		y: { type: "point", domain: rows.map((_, i) => i), axis: null, padding: 0.4 },
		marks: [
			reference === undefined ? null : Plot.ruleX([reference], { stroke: "currentColor", strokeWidth: 1.5 }),
			Plot.ruleY(
				rows.map((_, i) => i),
				{ y: (d: number) => d, stroke: "var(--rule)", strokeDasharray: "1 3" },
			),
			Plot.ruleY(
				ok.filter((r) => r.assumed),
				{
					y: (r: Row) => rows.indexOf(r),
					x1: (r: Row) => at(r.assumed!.low),
					x2: (r: Row) => at(r.assumed!.high),
					stroke: (r: Row) => r.colour ?? COLOURS.a,
					strokeWidth: 12,
					strokeOpacity: 0.22,
				},
			),
			...(["start", "middle", "end"] as const).map((anchor) =>
				Plot.text(
					ok.filter((r) => r.note && anchorOf(options.log ? Math.log(at(r.e.mean) / lo) / Math.log(hi / lo) : (r.e.mean - lo) / (hi - lo)) === anchor),
					{
						y: (r: Row) => rows.indexOf(r),
						x: (r: Row) => at(r.e.mean),
						dy: 14,
						text: "note",
						textAnchor: anchor,
						fontSize: 11,
						fill: "currentColor",
						stroke: "var(--page)",
						strokeWidth: 3,
					},
				),
			),
			Plot.ruleY(
				ok.filter((r) => Number.isFinite(r.e.lo)),
				{
					y: (r: Row) => rows.indexOf(r),
					x1: (r: Row) => at(r.e.lo),
					x2: (r: Row) => at(r.e.hi),
					stroke: (r: Row) => r.colour ?? COLOURS.a,
					strokeWidth: 5,
					strokeOpacity: 0.4,
					strokeLinecap: "round",
				},
			),
			Plot.dot(ok, {
				y: (r: Row) => rows.indexOf(r),
				x: (r: Row) => at(r.e.mean),
				r: 4.5,
				symbol: (r: Row) => r.symbol ?? "circle",
				fill: (r: Row) => r.colour ?? COLOURS.a,
				stroke: "var(--page)",
				strokeWidth: 1,
			}),
			Plot.text(rows, {
				y: (r: Row) => rows.indexOf(r),
				frameAnchor: "left",
				dx: narrow ? 0 : -8,
				dy: narrow ? -14 : 0,
				text: "name",
				textAnchor: narrow ? "start" : "end",
				fill: "currentColor",
				stroke: "var(--page)",
				strokeWidth: 3,
			}),
			Plot.text(
				rows.filter((r) => !ok.includes(r)),
				{
					y: (r: Row) => rows.indexOf(r),
					frameAnchor: "left",
					dx: 8,
					text: () => "none in this run",
					textAnchor: "start",
					fill: "currentColor",
					stroke: "var(--page)",
					strokeWidth: 3,
					fontStyle: "italic",
				},
			),
		],
		color: { type: "identity" },
		symbol: { type: "identity" },
	}) as SVGElement;
}

/* A text at the edge of a drawing stays within it. */
const anchorOf = (place: number): "start" | "middle" | "end" => (place < 0.3 ? "start" : place > 0.7 ? "end" : "middle");

function logTicks(lo: number, hi: number): number[] {
	const steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 5, 10, 20, 50, 100].filter(
		(t) => t >= lo && t <= hi,
	);
	return steps.length <= 7 ? steps : steps.filter((t) => [0.01, 0.1, 0.2, 0.5, 1, 2, 5, 10, 100].includes(t));
}

export interface Part {
	row: string;
	part: string;
	value: number;
	colour: string;
	ink?: string;
}

/* Horizontal bars made of parts, in the order given; labels of rows at the left, above the bar on a phone. */
export function stacks(
	parts: Part[],
	rows: string[],
	width: number,
	unit: string,
	options: { share?: boolean; bare?: boolean; axis?: (x: number) => string; format?: (x: number) => string } = {},
): SVGElement {
	const names = room(rows),
		narrow = width < 520 || names > 0.52 * width;
	const left = narrow ? 14 : names;
	const step = narrow ? 44 : rows.length > 10 ? 26 : 29;
	const format = options.format ?? num;
	const sums = new Map<string, number>();
	for (const p of parts) sums.set(p.row, (sums.get(p.row) ?? 0) + Math.abs(p.value));
	const longest = Math.max(...sums.values());
	const full = (row: string): number => (options.share ? (sums.get(row) ?? 1) : longest);
	const across = width - left - 18;
	return Plot.plot({
		width,
		height: 46 + step * rows.length,
		marginLeft: left,
		marginRight: 18,
		marginTop: narrow ? 16 : 4,
		marginBottom: 38,
		style,
		x: {
			label: unit,
			labelAnchor: "center",
			labelArrow: "none",
			grid: true,
			ticks: Math.max(3, width / 120),
			tickFormat: options.axis ?? (options.share ? tickPercent : tick),
			domain: options.share ? [0, 1] : undefined,
		},
		y: { domain: rows, axis: null, padding: narrow ? 0.5 : 0.25 },
		marks: [
			Plot.barX(
				parts,
				Plot.stackX({
					y: "row",
					x: "value",
					fill: "colour",
					stroke: "var(--page)",
					strokeWidth: 1,
					order: null,
					title: (p: Part) => `${p.row}, ${p.part}: ${format(p.value)}`,
				}),
			),
			Plot.text(
				parts,
				Plot.stackX({
					y: "row",
					x: "value",
					order: null,
					fill: (p: Part) => p.ink ?? "var(--ink-on)",
					fontWeight: 600,
					pointerEvents: "none",
					text: (p: Part) => (p.value * across > 34 * full(p.row) && !options.bare ? format(p.value) : ""),
				}),
			),
			Plot.text(rows, {
				y: (r: string) => r,
				frameAnchor: "left",
				dx: narrow ? 0 : -8,
				dy: narrow ? -19 : 0,
				text: (r: string) => r,
				textAnchor: narrow ? "start" : "end",
				fill: "currentColor",
			}),
			Plot.ruleX([0], { stroke: "currentColor" }),
		],
		color: { type: "identity" },
	}) as SVGElement;
}
/* ---- what decides a figure ---- */
export interface Deciding {
	text: string /* what it is, in a sentence: it stands above the bar */;
	value: number;
	lo: number;
	hi: number;
	inner?: number /* a part of the value: a thin dark bar in it */;
	colour?: string;
}

/* One row for each, its words above the bar. */
export function tornado(all: Deciding[], width: number, unit: string, domain: [number, number] = [-1, 1]): SVGElement {
	const rows = all.map((x, i) => ({ ...x, i, lines: clipped(x.text, Math.floor((width - 36) / 6.6), width < 460 ? 5 : 2) })),
		step = 26 + 14 * Math.max(1, ...rows.map((r) => r.lines.length)),
		within = (v: number): number => Math.min(domain[1], Math.max(domain[0], v));
	return Plot.plot({
		width,
		height: 46 + step * rows.length,
		marginLeft: 18,
		marginRight: 18,
		marginTop: 4,
		marginBottom: 38,
		style,
		x: { domain, label: unit, labelAnchor: "center", labelArrow: "none", grid: true, ticks: 5, tickFormat: tick },
		y: { type: "band", domain: rows.map((r) => r.i), axis: null, padding: 0 },
		marks: [
			Plot.ruleX([0], { stroke: "currentColor" }),
			Plot.ruleY(
				rows.filter((r) => Number.isFinite(r.lo)),
				{ y: "i", x1: (r) => within(r.lo), x2: (r) => within(r.hi), dy: step / 2 - 9, stroke: (r) => r.colour ?? COLOURS.a, strokeWidth: 12, strokeOpacity: 0.35 },
			),
			Plot.ruleY(rows, { y: "i", x1: () => 0, x2: (r) => within(r.value), dy: step / 2 - 9, stroke: (r) => r.colour ?? COLOURS.a, strokeWidth: 7 }),
			Plot.ruleY(
				rows.filter((r) => Number.isFinite(r.inner)),
				{ y: "i", x1: () => 0, x2: (r) => within(r.inner!), dy: step / 2 - 9, stroke: "currentColor", strokeWidth: 2.5 },
			),
			Plot.text(rows, {
				y: "i",
				frameAnchor: "left",
				dx: 2,
				dy: -step / 2 + 4,
				lineAnchor: "top",
				text: (r) => r.lines.join("\n"),
				textAnchor: "start",
				fill: "currentColor",
				stroke: "var(--page)",
				strokeWidth: 3,
			}),
		],
		color: { type: "identity" },
	}) as SVGElement;
}

export { style as plotStyle };
