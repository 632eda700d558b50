/* Due process as a funnel, with waiting times and the backlog. */

import * as Plot from "@observablehq/plot";
import { COLOURS, lines, plotStyle } from "../charts";
import { figure, few } from "../figure";
import { est, meanCount, monthText, num, one, percent, plain, plural, wholeMonths, withNoun } from "../format";
import { Model } from "../model";
import { bounded, count as counted, estimate, Estimate, isFew, mean, ratio } from "../stats";
import { intervalNote, p, section } from "./section";

const WRONGED = "entries_other_violation+entries_no_violation",
	ALL = "entries_true+entries_other_violation+entries_no_violation";
const DECIDED = "upheld_wronged+denied_wronged+upheld_guilty+denied_guilty";

const est100 = (e: Estimate): string => percent(e.mean, e).replace("%", "");

export const dueProcess = {
	id: "due-process",
	kicker: "Due process",
	build(m: Model): HTMLElement | string {
		if (!m.hasLists) return "the scenario has no list";
		const entries = m.national(WRONGED),
			count = mean(entries),
			decided = mean(m.national("upheld_wronged+denied_wronged"));
		const share = bounded(ratio(m.national("upheld_wronged"), entries, 1), 1);
		const told = bounded(ratio(m.national("notices"), m.national(ALL), 1), 1),
			byRefusal = bounded(ratio(m.national("notices_by_refusal"), m.national(ALL), 1), 1);
		const never = bounded(ratio(m.national("expired_unaware"), m.national("exits_expired"), 1), 1);
		return section(
			"due-process",
			"Due process",
			count === 0
				? "No wrong entry was made"
				: decided === 0
					? "No appeal of a wrongly listed person was decided"
					: isFew(share)
						? "Wrong entries, and what appeals put right"
						: `${est100(share)} of 100 wrong entries were put right on appeal`,
			p(
				`Of all entries ${est(told, percent)} were made known at once or by publication and ${est(byRefusal, percent)} through a refusal. Of the entries that ran to their end, ${est(never, percent)} did so without the person ever learning of them. `,
				count > 0 ? `Of entries of people who had not done it, ${est(share, percent)} were overturned.` : "",
			),
			standstill(m),
			funnel(m),
			waits(m),
			backlog(m),
		);
	},
};

/* Who decides is given by the people of a place: with few of them in each a queue stands still for want of people, not of rules. */
function standstill(m: Model): HTMLElement | null {
	const run = m.report.run,
		each = run.persons / run.places,
		rate = m.report.regime.due_process.files_per_month_per_million,
		decisions = (rate * each * m.months) / 1e6;
	return decisions > 0 && decisions < 1
		? p(
				`How many appeals are decided hangs here on how many people were run: a place has ${plural(each, "synthetic person", "synthetic people")} on average, and a body whose pace is ${plain(rate)} a month for a million people comes to ${num(decisions)} of a decision for them in the whole run. With more people (people.persons) more would be decided.`,
			)
		: null;
}

function funnel(m: Model): HTMLElement {
	const side = (
		who: string,
		colour: string,
		base: string,
		suffix: string,
	): { name: string; group: string; colour: string; values: number[] }[] => [
		{ name: `${who}: entries`, group: who, colour, values: m.national(base) },
		{ name: `${who}: appealed`, group: who, colour, values: m.national(`appeals_${suffix}`) },
		{ name: `${who}: decided`, group: who, colour, values: m.national(`upheld_${suffix}+denied_${suffix}`) },
		{ name: `${who}: overturned`, group: who, colour, values: m.national(`upheld_${suffix}`) },
	];
	const wronged = side("wrongly listed", COLOURS.nothing, WRONGED, "wronged"),
		guilty = side("rightly listed", COLOURS.did, "entries_true", "guilty");
	/* The first of each is what the others are measured by: 100, and no estimate. */
	const of = (x: { name: string; values: number[] }, base: { values: number[] }): Estimate =>
		x === base ? { mean: mean(x.values) > 0 ? 100 : NaN, lo: NaN, hi: NaN, n: 1 } : bounded(ratio(x.values, base.values, 100), /overturned/.test(x.name) ? 100 : Infinity);
	const rows = [
		...wronged.map((x) => ({ ...x, e: of(x, wronged[0]) })),
		...guilty.map((x) => ({ ...x, e: of(x, guilty[0]) })),
	];
	const all = m.national(ALL);
	const extra = [
		["told at once or by publication (both)", m.national("notices")],
		["learnt from a refusal (both)", m.national("notices_by_refusal")],
		["appeals that lapsed: the entry ended first (both)", m.national("appeals_expired")],
	] as [string, number[]][];
	const atCensus = (v: number[]): string[] => (m.atCensusSize ? [num(mean(v) * m.samplingWeight)] : []);
	return figure({
		id: "fig-funnel",
		title: "From entry to appeal to decision, per 100 entries",
		warn: few(mean(wronged[1].values), "appeals of wrongly listed people"),
		draw: (w) =>
			funnelDrawing(
				rows.map((r) => ({ name: r.name, e: r.e, colour: r.colour })),
				w,
			),
		label: rows.map((r) => `${r.name} ${est(r.e)} per 100 entries`).join("; "),
		note: "Whole run, per 100 entries of the same kind: wrongly listed people did not do what they are listed for, rightly listed people did. Decisions of the last months are still to come, so the end of the funnel is somewhat too thin. A thin line is the 95% interval. Who was told is counted for both together (table): the regime does not know who is who.",
		table: {
			caption: "Due process, whole run",
			head: ["Step", "Per 100 entries (95% interval)", "Synthetic cases in a run", ...(m.atCensusSize ? ["At census size"] : [])],
			rows: [
				...rows.map((r) => [
					r.name,
					est(r.e),
					meanCount(mean(r.values)),
					...atCensus(r.values),
				]),
				...extra.map(([name, v]) => [
					name,
					est(bounded(ratio(v, all, 100), 100)),
					meanCount(mean(v)),
					...atCensus(v),
				]),
			],
		},
	});
}

function funnelDrawing(rows: { name: string; e: Estimate; colour: string }[], width: number): SVGElement {
	const narrow = width < 520,
		left = narrow ? 4 : 178;
	const y = (r: (typeof rows)[0]): string => r.name;
	const text = (r: (typeof rows)[0]): string => one(r.e);
	return Plot.plot({
		width,
		height: (narrow ? 46 : 30) * rows.length + 44,
		marginLeft: left,
		marginRight: 44,
		marginTop: narrow ? 18 : 4,
		marginBottom: 38,
		style: plotStyle,
		x: {
			label: "per 100 entries",
			labelAnchor: "center",
			labelArrow: "none",
			domain: [0, Math.max(100, ...rows.map((r) => (r.e.hi > 0 ? r.e.hi : r.e.mean || 0)))],
			grid: true,
			ticks: 5,
		},
		y: { domain: rows.map(y), axis: null, padding: narrow ? 0.55 : 0.3 },
		color: { type: "identity" },
		marks: [
			Plot.barX(rows, { x: (r) => r.e.mean || 0, y, fill: "colour" }),
			Plot.ruleY(
				rows.filter((r) => Number.isFinite(r.e.lo)),
				{ y, x1: (r) => r.e.lo, x2: (r) => r.e.hi, stroke: "currentColor", strokeWidth: 1.2 },
			),
			Plot.text(rows, {
				x: (r) => Math.max(r.e.mean || 0, r.e.hi || 0),
				y,
				text,
				dx: 6,
				textAnchor: "start",
				fill: "currentColor",
				stroke: "var(--page)",
				strokeWidth: 3,
				fontWeight: 600,
			}),
			Plot.text(rows, {
				y,
				frameAnchor: "left",
				dx: narrow ? 0 : -8,
				dy: narrow ? -20 : 0,
				textAnchor: narrow ? "start" : "end",
				text: (r) => r.name,
				fill: "currentColor",
			}),
			Plot.ruleX([0], { stroke: "currentColor" }),
		],
	}) as SVGElement;
}

function waits(m: Model): HTMLElement | null {
	const rows = m.report.undecided["appeal"] ?? [];
	const total = mean(m.national("appeals_wronged+appeals_guilty"));
	if (total === 0 || rows.length === 0) return null;
	const last = rows.length - 1;
	const left = (months: number): Estimate => bounded(estimate(rows[Math.min(months, last)]), 1);
	const bars = rows.map((_, i) => ({ i, e: left(i) }));
	const draw = (width: number): SVGElement =>
		Plot.plot({
			width,
			height: 240,
			marginLeft: 46,
			marginBottom: 40,
			marginTop: 14,
			style: plotStyle,
			x: {
				label: "months since the appeal was filed",
				labelAnchor: "center",
				labelArrow: "none",
				domain: [-0.6, Math.max(last, 5) + 0.6],
				ticks: wholeMonths(Math.max(last, 5), width),
				tickFormat: (i: number) => String(i),
			},
			y: { tickFormat: (v: number) => `${Math.round(v * 1000) / 10}%`, grid: true, ticks: 4, label: null },
			marks: [
				Plot.rectY(bars, { x1: (b) => b.i - 0.42, x2: (b) => b.i + 0.42, y: (b) => b.e.mean, fill: COLOURS.a }),
				Plot.ruleX(
					bars.filter((b) => Number.isFinite(b.e.lo)),
					{ x: "i", y1: (b) => b.e.lo, y2: (b) => b.e.hi, stroke: "currentColor" },
				),
				Plot.ruleY([0], { stroke: "currentColor" }),
			],
		}) as SVGElement;
	return figure({
		id: "fig-waits",
		title: isFew(left(6)) ? "Appeals undecided, by months since they were filed" : `${percent(left(6).mean, left(6))} of appeals are undecided half a year after they were filed`,
		draw,
		warn: few(total, "appeals"),
		label: `Bars by months since the appeal was filed, share undecided: ${bars.map((b) => `${b.i}: ${percent(b.e.mean)}`).join(", ")}.`,
		note: "Share of all appeals that is undecided after so many months; a thin line is the 95% interval. Appeals that still wait when the run ends, and those whose entry ends first, count for as long as they were seen to wait (Kaplan-Meier).",
		table: {
			caption: "Appeals undecided, by months since they were filed",
			head: ["Months", "Share undecided (95% interval)"],
			rows: bars.map((b) => [String(b.i), est(b.e, percent)]),
		},
	});
}

function backlog(m: Model): HTMLElement {
	const [scale, unit] = m.atCensusSize ? [m.samplingWeight / 1000, "thousands at the size of the census"] : [1000 / m.persons, "per 1,000 people"];
	const all = [
		{ name: "appeals", colour: COLOURS.a, points: m.series("national", 0, "pending_appeals", scale) },
		{ name: "records in review", colour: COLOURS.b, points: m.series("national", 0, "pending_records", scale) },
	];
	const each = m.atCensusSize ? m.samplingWeight : 1000 / m.persons,
		a = bounded(counted(m.national("pending_appeals"), each)),
		decided = mean(m.national(DECIDED)) / m.months,
		every = Math.max(1, Math.round(m.months / 14));
	const waiting = decided > 0 ? mean(m.national("pending_appeals")) / decided : NaN,
		shown = !isFew(a) && !isFew(counted(m.national(DECIDED)));
	return figure({
		id: "fig-backlog",
		title: shown
			? `${withNoun(num(a.mean, a), "appeal waits", "appeals wait")} in ${monthText(m.last)}${m.atCensusSize ? "" : " per 1,000 people"}, ${withNoun(num(waiting), "month")} of decisions at the mean pace`
			: "Appeals and records that wait, by month",
		draw: (w) => lines(all, w, unit),
		label: `Lines; in ${monthText(m.last)} ${all.map((l) => `${l.name} ${num(l.points[m.months - 1].mean)}`).join(", ")}, ${unit}.`,
		note: `Undecided at the end of each month, ${unit}. ${intervalNote(m)}`,
		warn: few(mean(m.national("pending_appeals")), "waiting appeals"),
		table: {
			caption: `Backlog, ${unit}`,
			head: ["Month", ...all.map((l) => l.name)],
			rows: all[0].points
				.filter((x) => x.month % every === 0 || x.month === m.months - 1)
				.map((x) => [monthText(m.month(x.month)), ...all.map((l) => est({ ...l.points[x.month], n: m.n }))]),
		},
	});
}
