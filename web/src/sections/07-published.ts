/* Published figures beside the model's: what it was fitted on and what it was not. */

import * as Plot from "@observablehq/plot";
import { Published } from "../data";
import { COLOURS, intervals, plotStyle, tick } from "../charts";
import { h, linked } from "../dom";
import { figure, LegendEntry, table } from "../figure";
import { capital, est, Formatter, label, largest, listing, monthText, monthsBetween, parseMonth, peopleAt, plural, signedPercent as signed } from "../format";
import { Model, Point } from "../model";
import { Estimate, isFew } from "../stats";
import { drawnNote } from "../sure";
import { beside, further, p, reading, section } from "./section";

interface Compared {
	row: Published;
	at: Date;
	e: Estimate | null;
	deviation: Estimate | null;
}
/* What was published and what the model says are read beside each other: one unit for both. */
const both = (c: Compared): Formatter => peopleAt(largest(c.e ? [c.row.value, c.e] : [c.row.value]));
const NAMES: Record<string, string> = {
	on_list: "people on the list",
	listed: "people ever listed",
	flights_blocked: "flights refused",
	hsr_tickets_blocked: "fast-train tickets refused",
};
const USES = { fit: "fit", check: "check", posterior: "fit, by particles", none: "neither" };
const named = (measure: string): string => NAMES[measure] ?? label(measure);

export const published = {
	id: "published",
	kicker: "Does it fit what is known",
	build(m: Model): HTMLElement | string {
		const block = m.report.published;
		if (!block || block.rows.length === 0)
			return "the scenario names none (key published): nothing here has been measured against reality";
		const isFitted = fittedAny(m),
			all = comparisons(m),
			with_ = all.filter((c) => c.e),
			measures = [...new Set(with_.map((c) => c.row.measure))];
		const check = with_.filter((c) => c.row.used_for === "check"),
			fit = with_.filter((c) => c.row.used_for === "fit");
		const size = (of: Compared[]): string => {
			const set = of.filter((c) => !isFew(c.deviation!));
			return set.length === 0
				? of.length > 0
					? "what too few cases cannot say"
					: "none"
				: between(set);
		};
		const worst = check.slice().sort((a, b) => Math.abs(b.deviation!.mean) - Math.abs(a.deviation!.mean))[0];
		return section(
			"published",
			"Does it fit what is known",
			with_.length === 0
				? "No published figure falls into this run"
				: !isFitted
					? `Nothing of this run was fitted to published figures; they are off by ${size(with_)}`
				: worst
					? `Against figures kept aside from every fit, the model is off by ${size(check)}`
					: `Against figures that the fit of the courts’ list used, the model is off by ${size(fit)}`,
			beside(
				[
				p(
				`${plural(with_.length, "published figure")} can be set beside the model. `,
				isFitted
					? `The fit of the courts’ list used ${fit.length} of them, and ${check.length} were kept aside from it. Rules that are not those of that fit have been fitted on none of them. Deviations of the first: ${size(fit)}; of those kept aside: ${size(check)}. `
					: "",
				all.length > with_.length
					? `${plural(all.length - with_.length, "further figure has", "further figures have")} no counterpart in the run and ${all.length - with_.length === 1 ? "stands" : "stand"} in the table alone. `
					: "",
				),
				reading(
					"How a deviation is read",
					p(
						"An interval says how far random numbers alone move the model; a deviation beyond it is no accident of the draw: the model is wrong there, or counts something else than was published.",
						measures.includes("listed")
							? " “People ever listed” is published as people; the model counts entries, in which a person who is entered twice counts twice."
							: "",
						measures.includes("executive_posts_refused")
							? " “Executive posts refused” is published as people too; the model counts attempts."
							: "",
					),
				),
				],
				with_.length > 0 ? [deviations(m, with_)] : [],
			),
			further(["published-data", "every published figure with its source, and the model month by month"]),
		);
	},
};

export const publishedData = {
	id: "published-data",
	kicker: "Published figures",
	build(m: Model): HTMLElement | string {
		const all = comparisons(m);
		if (all.length === 0) return "the scenario names none";
		const with_ = all.filter((c) => c.e);
		return section(
			"published-data",
			"Published figures",
			`${plural(all.length, "published figure")} and what the model has for them`,
			[...new Set(with_.map((c) => c.row.measure))].map((name) =>
				panel(
					m,
					name,
					with_.filter((c) => c.row.measure === name),
				),
			),
			tableOf(all),
		);
	},
};

/* A fit is one of values: of a scenario that has none of them nothing was fitted. */
const fittedAny = (m: Model): boolean => m.report.assumptions.some((a) => a.source.startsWith("fitted"));
const comparisons = (m: Model): Compared[] => (m.report.published?.rows ?? []).map((row) => compare(m, fittedAny(m) ? row : { ...row, used_for: "none" }));

/* By how much the model is off, of one or of many. */
function between(of: Compared[]): string {
	const all = of.map((c) => c.deviation!.mean),
		ends = [signed(Math.min(...all)), signed(Math.max(...all))];
	return ends[0] === ends[1] ? ends[0] : `${ends[0]} to ${ends[1]}`;
}

/* Beyond what random numbers leave of the model; with one replicate, or few cases, nothing can be said. */
const isOff = (c: Compared): boolean => c.deviation !== null && !isFew(c.deviation) && (c.deviation.lo > 0 || c.deviation.hi < 0);

/* For the answer: how many of the figures that were kept aside lie outside the model's interval. */
export function against(m: Model): string | null {
	const all = comparisons(m).filter((c) => c.e),
		aside = all.filter((c) => c.row.used_for === "check"),
		set = aside.length > 0 ? aside : all,
		off = set.filter(isOff);
	if (set.length === 0) return null;
	return `of ${plural(set.length, "published figure")}${aside.length > 0 ? " kept aside from every fit" : ""}, ${off.length === 0 ? "none lies" : `${off.length} ${off.length === 1 ? "lies" : "lie"}`} outside the model’s interval${off.length > 0 ? `, by ${between(off)}` : ""}.`;
}

/* The mark on a sentence of the answer: the last figure from outside for those on a list, where the model is off. */
export function disagreement(m: Model): string | null {
	const of = comparisons(m).filter((c) => c.e && c.row.measure === "on_list"),
		last = of[of.length - 1];
	return last && isOff(last)
		? `published for ${monthText(parseMonth(last.row.date))}: ${both(last)(last.row.value)} on the list; the model differs by ${signed(last.deviation!.mean, last.deviation!)}`
		: null;
}

/* All of them on one scale: model over published. */
function deviations(m: Model, of: Compared[]): HTMLElement {
	const uses = { fit: COLOURS.plain, check: COLOURS.nothing, posterior: COLOURS.plain, none: COLOURS.a };
	const rows = of.map((c) => ({
		c,
		name: `${capital(named(c.row.measure))}, ${monthText(parseMonth(c.row.date))}`,
		e: { ...c.deviation!, mean: 1 + c.deviation!.mean, lo: 1 + c.deviation!.lo, hi: 1 + c.deviation!.hi },
	}));
	return figure({
		id: "fig-deviation",
		title: "The model against each published figure: 1 is agreement",
		legend: (["fit", "check", "posterior", "none"] as const).flatMap((use): LegendEntry[] =>
			of.some((c) => c.row.used_for === use)
				? [{ text: { fit: "used to fit", check: "kept aside", posterior: "used to fit, by particles", none: "published" }[use], colour: uses[use], mark: use === "check" ? "diamond" : "dot" }]
				: [],
		),
		draw: (w) =>
			intervals(
				rows.map((r) => ({ name: r.name, e: r.e, colour: uses[r.c.row.used_for], symbol: r.c.row.used_for === "check" ? "diamond" : "circle" })),
				w,
				"model over published (log scale)",
				{ log: true },
			),
		label: rows.map((r) => `${r.name}: the model differs by ${est(r.c.deviation!, signed)}`).join("; "),
		note: `Model at the size of the census over the published figure, logarithmic scale. ${drawnNote(m, "these")}`,
		source: "Source: published figures as linked on the data page; this run of socred.",
		table: {
			caption: "Published figures, the model’s, and by how much it is off",
			head: ["Published", "Model (95% interval)", "Deviation (95% interval)"],
			rows: rows.map((r) => [`${r.name}: ${both(r.c)(r.c.row.value)}`, est(r.c.e!, both(r.c)), est(r.c.deviation!, signed)]),
		},
	});
}

function curve(m: Model, row: Published): Point[] | null {
	if (!row.model) return null;
	const { table: t, row: r, column, form } = row.model;
	return m.series(t, r, column, m.samplingWeight, form === "stock" ? "series" : "cumulative");
}

/* The model's value on a day: between the ends of two months, in proportion to the days. */
function compare(m: Model, row: Published): Compared {
	const at = new Date(`${row.date}T00:00:00Z`),
		points = curve(m, row),
		when = parseMonth(row.date),
		i = monthsBetween(m.first, when);
	if (!points || i < 0 || i >= points.length) return { row, at, e: null, deviation: null };
	const days = new Date(Date.UTC(when.year, when.month + 1, 0)).getUTCDate(),
		share = Number(row.date.slice(8, 10)) / days;
	const before = i > 0 ? points[i - 1] : row.model!.form === "stock" ? points[i] : { mean: 0, lo: 0, hi: 0, counted: 0 },
		mix = (a: number, b: number): number => a + (b - a) * share;
	const e: Estimate = {
		mean: mix(before.mean, points[i].mean),
		lo: mix(before.lo, points[i].lo),
		hi: mix(before.hi, points[i].hi),
		n: m.n,
		counted: points[i].counted,
	};
	const off = (x: number): number => x / row.value - 1;
	return { row, at, e, deviation: { mean: off(e.mean), lo: off(e.lo), hi: off(e.hi), n: m.n, counted: e.counted } };
}

function panel(m: Model, name: string, set: Compared[]): HTMLElement {
	const points = curve(m, set[0].row)!.map((q) => ({ ...q, date: m.date(q.month + 1) }));
	const unit = set[0].row.unit,
		millions = 1e-6;
	const draw = (width: number): SVGElement =>
		Plot.plot({
			width,
			height: 260,
			marginLeft: 52,
			marginRight: 24,
			marginTop: 26,
			style: plotStyle,
			x: { type: "utc", label: null, ticks: Math.max(3, Math.round(width / 110)) },
			y: { label: `million ${unit}`, grid: true, zero: true, tickFormat: tick, ticks: 5 },
			marks: [
				Plot.ruleY([0], { stroke: "currentColor" }),
				Plot.areaY(
					points.filter((q) => Number.isFinite(q.lo)),
					{ x: "date", y1: (q) => q.lo * millions, y2: (q) => q.hi * millions, fill: COLOURS.a, fillOpacity: 0.25 },
				),
				Plot.lineY(points, { x: "date", y: (q) => q.mean * millions, stroke: COLOURS.a, strokeWidth: 2 }),
				Plot.ruleX(set, {
					x: "at",
					y1: (c) => c.row.value * millions,
					y2: (c) => c.e!.mean * millions,
					stroke: "currentColor",
					strokeDasharray: "2 2",
				}),
				Plot.dot(
					set.filter((c) => c.row.used_for !== "check"),
					{ x: "at", y: (c) => c.row.value * millions, r: 5, fill: "currentColor" },
				),
				Plot.dot(
					set.filter((c) => c.row.used_for === "check"),
					{
						x: "at",
						y: (c) => c.row.value * millions,
						r: 6,
						symbol: "diamond",
						stroke: "currentColor",
						strokeWidth: 2,
						fill: "var(--page)",
					},
				),
			],
		}) as SVGElement;
	return figure({
		id: `fig-published-${name.replace(/[^a-z0-9]/g, "-")}`,
		title: `${capital(named(name))}: ${listing(set.map((c) => isFew(c.deviation!) ? `too few cases in ${monthText(parseMonth(c.row.date))}` : `${signed(c.deviation!.mean, c.deviation!)} in ${monthText(parseMonth(c.row.date))}`))}`,
		draw,
		legend: [
			{ text: "model", colour: COLOURS.a, mark: "line" },
			...(["fit", "check", "posterior", "none"] as const).flatMap((use): LegendEntry[] =>
				set.some((c) => c.row.used_for === use)
					? [{ text: { fit: "published, used to fit", check: "published, kept aside", posterior: "published, used to fit, by particles", none: "published" }[use], colour: "currentColor", mark: use === "check" ? "diamond" : "dot" }]
					: [],
			),
		],
		label: set.map((c) => `${c.row.date}: published ${both(c)(c.row.value)}, model ${est(c.e!, both(c))}`).join("; "),
		note: `Millions of ${unit}, ${set[0].row.kind}; the model at the size of the census, counted from ${monthText(m.first)}. ${m.n > 1 ? "Band: 95% interval over replicates." : "One replicate: no interval can be given."} Dotted: the deviation.`,
		source: "Source: published figures as linked in the table below; this run of socred.",
		table: null,
	});
}

function tableOf(all: Compared[]): HTMLElement {
	return h(
		"div",
		{ class: "published" },
		table({
			caption: "Every published figure and the model’s",
			head: ["Date", "What", "Used for", "Published", "Model (95% interval)", "Deviation", "Source"],
			numeric: 9,
			rows: all.map((c) => [
				c.row.date,
				`${named(c.row.measure)}, ${c.row.unit.replace(/_/g, " ")}, ${c.row.kind}`,
				USES[c.row.used_for],
				both(c)(c.row.value),
				c.e ? est(c.e, both(c)) : "no counterpart",
				c.deviation ? est(c.deviation, signed) : "–",
				h("span", null, linked(c.row.source, true)),
			]),
		}),
	);
}
