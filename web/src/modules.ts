/* The modules that are on, as they are said and drawn: the report's words are those of `socred show RUN headline`. */

import { assumedOf, second } from "./assumed";
import { Summary, Module, Regime, Report, Stage } from "./data";
import { Child, h, s } from "./dom";
import { Formatter, interval, num, wrap } from "./format";
import { Estimate, FEW } from "./stats";

export const estimateOf = (a: Summary): Estimate => ({ mean: a.mean ?? NaN, lo: a.low ?? NaN, hi: a.high ?? NaN, n: a.have, counted: a.few ? 0 : undefined });
/* "refused, % of those asked: 16.9" is told as "refused, of those asked: 16.9%". */
const PERCENT = /, %(?=$| of )/;
/* "mean change of score, points: 8.3" is told as "mean change of score: 8.3 points". */
const POINTS = /, points$/;
export const isPercent = (label: string): boolean => PERCENT.test(label);
export const called = (label: string): string => label.replace(PERCENT, (_, at: number) => (at + 3 < label.length ? "," : "")).replace(POINTS, "").replace(/: (.+)$/, " ($1)");
export const ofHundred: Formatter = (x, of) => (Number.isFinite(x) ? `${num(x, of)}%` : "–");
/* What stands behind the value of a label. */
export const unitAfter = (label: string): string => (POINTS.test(label) ? " points" : "");
const value = (a: Summary): string => num(a.mean ?? NaN, estimateOf(a));
const isFew = (a: Summary): boolean => a.few;

/* A to Z, then a to f: there is room for 32. */
export const letter = (i: number): string => String.fromCharCode(i < 26 ? 65 + i : 71 + i);
/* Those with a place in the drawing; the others only count. */
export const drawn = (all: Module[]): Module[] => all.filter((x) => x.stage !== "");

/* Letters of the modules that affect a box of the drawing, by its id. */
export function marks(all: Module[]): Map<string, string> {
	const out = new Map<string, string>();
	const ids: [keyof Module["affects"], string][] = [
		["channels", "c"],
		["events", "e"],
		["components", "f"],
		["lists", "l"],
		["measures", "m"],
	];
	drawn(all).forEach((x, i) => {
		for (const [what, id] of ids)
			for (const n of x.affects[what]) out.set(`${id}${n}`, (out.get(`${id}${n}`) ?? "") + letter(i));
	});
	return out;
}

/* The first figure of a module, in a line. */
export function main(x: Module): string {
	const a = x.summaries[0];
	return a ? `${called(a.label)}: ${isPercent(a.label) ? ofHundred(a.mean ?? NaN, estimateOf(a)) : value(a)}${isFew(a) ? ` (fewer than ${FEW} cases)` : ""}` : "";
}

/* What a module affects, in the scenario's names. */
export function affected(x: Module, r: Regime): string {
	const from: [number[], { name: string }[]][] = [
		[x.affects.channels, r.channels],
		[x.affects.events, r.events],
		[x.affects.components, r.components],
		[x.affects.lists, r.lists],
		[x.affects.measures, r.measures],
	];
	return from.flatMap(([ids, parts]) => ids.map((i) => parts[i].name.replace(/_/g, " "))).join(", ");
}

/* ---- figures, for the headline ---- */
export function summaries(r: Report): Child[] {
	const all = r.modules;
	const told = all.filter((x) => x.summaries.length > 0);
	if (told.length === 0) return [];
	return [
		h("h3", { id: "summaries-title" }, "Modules, in figures"),
		...told.map((x) =>
			h(
				"div",
				{ class: "summaries", id: `summaries-${x.name.replace(/_/g, "-")}` },
				h("p", { class: "part" }, x.title, x.later ? " (from a later month)" : ""),
				h(
					"dl",
					null,
					x.summaries.map((a) =>
						h(
							"div",
							null,
							h("dt", null, a.label),
							h(
								"dd",
								null,
								h("span", { class: "big" }, value(a)),
								" ",
								h("span", { class: "range" }, a.mean === null ? "none in this run" : interval(estimateOf(a))),
								second(r, estimateOf(a), assumedOf(r, a.name), num, a.name),
								isFew(a) ? h("span", { class: "few" }, ` fewer than ${FEW} cases`) : null,
								a.have > 0 && a.have < a.values.length
									? h("span", { class: "few" }, ` ${a.have} of ${a.values.length} replicates`)
									: null,
							),
						),
					),
				),
				x.note ? h("p", { class: "source" }, x.note) : null,
			),
		),
	];
}

/* ---- boxes, for the drawing of the regime ---- */
/* Characters in a line of a box: of its name, which is bold, and of what stands below it; the margins are 8 on each side. */
export interface Fit {
	bold: number;
	chars: number;
}
export const fitting = (w: number): Fit => ({ bold: Math.floor((w - 16) / 7), chars: Math.floor((w - 16) / 6.4) });

/* The letters of what affects a box, or of what it is, on the corner of its edge. */
export const mark = (letters: string, right: number, y: number): SVGElement[] => [
	s("rect", { x: right - 9 - 8 * letters.length, y: y - 7, width: 8 * letters.length + 6, height: 13, rx: 6, class: "tag" }),
	s("text", { x: right - 6 - 4 * letters.length, y: y + 3.5, class: "letters", "text-anchor": "middle" }, letters),
];

const STAGES: Stage[] = ["watched", "counted", "graded", "listed", "consequences"];

/* Up to so many have their first figure in the drawing; those of more stand in its table and on the data page. */
const TOLD = 6;

/* Lines below the drawing, for each step at which something acts; titles: of the steps. Returns its height. */
export function band(all: Module[], titles: string[], width: number, top: number, into: SVGElement): number {
	const some = drawn(all);
	if (some.length === 0) return 0;
	const left = width < 620 ? 0 : 118,
		room = width - left - 24,
		told = some.length <= TOLD;
	let y = top + 16;
	const intro = wrap("Each stands where it acts; its letter marks every part that it affects.", Math.floor((width - 80) / 6.4));
	into.append(s("text", { x: 1, y, class: "column" }, "Modules"), ...intro.map((t, i) => s("text", { x: 80, y: y + i * 14, class: "detail" }, t)));
	y += 14 * (intro.length - 1) + 24;
	for (const [n, stage] of STAGES.entries()) {
		const here = some.flatMap((x, i) => (x.stage === stage ? [{ x, i }] : []));
		if (here.length === 0) continue;
		into.append(s("text", { x: 1, y, class: "name step" }, `${n + 1} ${titles[n]}`));
		if (left === 0) y += 20;
		let x = left;
		here.forEach((one, k) => {
			const figure = `${main(one.x)}${one.x.later ? " (from a later month)" : ""}`,
				name = 8 * one.x.title.length + 8 /* bold */,
				below = room - name < 160 /* no room beside the name */,
				lines = told ? wrap(figure, Math.floor((below ? room : room - name) / 6.4)) : [],
				wide = 26 + (told ? name : 6.6 * one.x.title.length);
			if (k > 0 && (told || x + wide > width)) {
				x = left;
				y += 19;
			}
			into.append(
				s(
					"g",
					{ class: "part module" },
					s("text", { x: x + 22, y, class: told ? "name" : "detail" }, one.x.title),
					...lines.map((t, i) => s("text", { x: x + 22 + (below ? 0 : name), y: y + 14 * (below ? i + 1 : i), class: "detail" }, t)),
					...mark(letter(one.i), x + 18, y - 4),
				),
			);
			y += 14 * Math.max(0, lines.length - (below ? 0 : 1));
			x += wide + 12;
		});
		y += 21;
	}
	return y - top - 8;
}
