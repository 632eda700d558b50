/* When parts of the regime were switched on, and to what: one row for all changes of the same values in the same places, with the value in force
 * over each bar. */

import * as Plot from "@observablehq/plot";
import { plotStyle } from "./charts";
import { Change } from "./data";
import { s } from "./dom";
import { capital, label, listing, monthDate, monthsBetween, parseMonth, wrap } from "./format";
import { Model } from "./model";

const switched = (value: string): string => ({ true: "on", false: "off" })[value] ?? value.replace(/^-(?=\d)/, "−");
/* "channels.camera.coverage_urban": "camera coverage urban". */
const called = (key: string): string => key.split(".").slice(-2).map(label).join(" ").replace(/ enabled$/, "");

interface Bar {
	change: Change;
	from: number;
	to: number;
	after: boolean;
}
/* Bars of a row follow one another. */
interface Row {
	keys: string[][] /* those that always have the same value stand together */;
	bars: Bar[];
}

function bars(m: Model): Bar[] {
	return m.report.regime.timeline.map((change) => {
		const from = Math.max(0, monthsBetween(m.first, parseMonth(change.from)));
		return { change, from, to: change.to ? Math.min(m.months, monthsBetween(m.first, parseMonth(change.to)) + 1) : m.months, after: from >= m.months };
	});
}

export function rowsOf(all: Bar[], was: Map<string, string>): Row[] {
	const rows: { id: string; bars: Bar[] }[] = [];
	for (const bar of all) {
		const id = [bar.change.where, ...bar.change.sets.map((x) => x.key)].join("|"),
			free = rows.find((r) => r.id === id && r.bars.every((b) => b.to <= bar.from || bar.to <= b.from));
		if (free) free.bars.push(bar);
		else rows.push({ id, bars: [bar] });
	}
	return rows.map(({ bars }) => {
		bars.sort((a, b) => a.from - b.from);
		const groups = new Map<string, string[]>();
		bars[0].change.sets.forEach(({ key }, i) => {
			const values = [was.get(key) ?? "", ...bars.map((b) => b.change.sets[i].value)].join("|");
			groups.set(values, [...(groups.get(values) ?? []), key]);
		});
		return { keys: [...groups.values()], bars };
	});
}
const valueOf = (b: Bar, key: string): string => switched(b.change.sets.find((x) => x.key === key)?.value ?? "");

/* Of a strip, in pixels: from the left edge, a line of text, the mean width of its letters; below so much all text stands over its bar. */
const EDGE = 20,
	LINE = 15,
	LETTER = 6.2,
	NARROW = 640,
	MANY = 2;

interface Text {
	x: number /* pixels */;
	y: number;
	text: string;
}
interface Placed {
	left: number /* of the axis of time */;
	tall: number;
	bars: { bar: Bar; y: number }[];
	texts: Text[];
}

/* What a row sets stands at the left of it, up to two values in order over each bar, more of them beside their names; and where two would touch, one above the other. */
function wide(m: Model, rows: Row[], was: Map<string, string>, width: number): Placed {
	const left = Math.round(Math.min(400, width * 0.4)),
		scale = (width - left - 24) / m.months,
		out: Placed = { left, tall: 0, bars: [], texts: [] };
	let top = 4;
	for (const row of rows) {
		const [{ change }] = row.bars,
			start = (keys: string[], i: number): string => (was.has(keys[0]) ? ` (${switched(was.get(keys[0])!)}${i === 0 ? " at the start" : ""})` : ""),
			name = row.bars.length === 1 ? `${capital(label(change.name))}: ` : "",
			/* Many values over a bar say nothing without their names: they stand with these. */
			isLong = row.keys.length > MANY,
			ways = (keys: string[]): string => [...(was.has(keys[0]) ? [switched(was.get(keys[0])!)] : []), ...row.bars.map((bar) => valueOf(bar, keys[0]))].join(" → "),
			what = `${name}${row.keys.map((keys, i) => `${listing(keys.map(called))}${isLong ? ` ${ways(keys)}` : start(keys, i)}`).join("; ")}${change.where === "all places" ? "" : `; in ${change.where}`}`,
			said = wrap(name ? what : capital(what), Math.floor((left - 14) / LETTER));
		said.forEach((text, i) => out.texts.push({ x: 0, y: top + 10 + LINE * i, text }));
		const ends: number[] = []; /* of the text on each line over the bars */
		const over = row.bars.map((bar) => {
			const text = `${isLong ? (row.bars.length > 1 ? capital(label(bar.change.name)) : "") : row.keys.map((keys) => valueOf(bar, keys[0])).join("; ")}${bar.after ? " (after this run)" : ""}`,
				long = text.length * LETTER,
				at = left + bar.from * scale,
				x = Math.min(at, width - 4 - long);
			let line = ends.findIndex((end) => end + 8 <= x);
			if (line < 0) line = ends.length;
			ends[line] = x + long;
			return { bar, text, x, line };
		});
		const lines = ends.length,
			at = top + LINE * lines + 3;
		over.forEach((t) => out.texts.push({ x: t.x, y: top + 10 + LINE * (lines - 1 - t.line), text: t.text }));
		row.bars.forEach((bar) => out.bars.push({ bar, y: at + 2 }));
		top = Math.max(at + 12, top + LINE * said.length + 6);
	}
	return { ...out, tall: top };
}

/* On a phone every value is told in words over its bar. */
function narrow(all: Bar[], was: Map<string, string>, width: number): Placed {
	const out: Placed = { left: EDGE, tall: 0, bars: [], texts: [] };
	let top = 4;
	for (const bar of all) {
		const c = bar.change,
			values = c.sets.map((x) => {
				const before = was.get(x.key);
				return `${called(x.key)} ${before !== undefined && before !== x.value ? `${switched(before)} → ` : ""}${switched(x.value)}`;
			}),
			lines = wrap(`${capital(label(c.name))}${c.where === "all places" ? "" : ` (${c.where})`}${bar.after ? " (after this run)" : ""}: ${values.join("; ")}`, Math.floor((width - EDGE - 24) / 7.1));
		lines.forEach((text, i) => out.texts.push({ x: EDGE, y: top + 10 + LINE * i, text }));
		out.bars.push({ bar, y: top + LINE * lines.length + 8 });
		top += LINE * lines.length + 24;
	}
	return { ...out, tall: top };
}

export function strip(m: Model, width: number): SVGElement {
	const was = new Map(m.report.assumptions.map((a) => [a.key, a.value])),
		all = bars(m),
		placed = width >= NARROW ? wide(m, rowsOf(all, was), was, width) : narrow(all, was, width),
		within = placed.bars.filter((b) => !b.bar.after);
	const plot = Plot.plot({
		width,
		height: placed.tall + 30,
		marginLeft: placed.left,
		marginRight: 24,
		marginTop: 4,
		marginBottom: 26,
		style: plotStyle,
		x: { type: "utc", domain: [monthDate(m.first), m.date(m.months)], label: null, grid: true, ticks: Math.max(3, (width - placed.left) / 90) },
		y: { type: "linear", domain: [0, placed.tall], range: [4, placed.tall + 4], axis: null },
		marks: [
			Plot.ruleY(within, { y: "y", x1: (b) => m.date(b.bar.from), x2: (b) => m.date(b.bar.to), stroke: "var(--c1)", strokeWidth: 7, insetRight: 1 }),
			Plot.ruleX(within, { x: (b) => m.date(b.bar.from), y1: (b) => b.y - 6, y2: (b) => b.y + 6, stroke: "var(--c1)", strokeWidth: 2 }),
		],
	}) as SVGElement;
	plot.append(
		...placed.texts.map((t) => s("text", { x: t.x, y: t.y + 4, "text-anchor": "start", fill: "currentColor", stroke: "var(--page)", "stroke-width": 3, "paint-order": "stroke" }, t.text)),
	);
	return plot;
}
