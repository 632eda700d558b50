/* Grades over time and by group. Where nearly all hold one grade, the drawings show the others. */

import * as Plot from "@observablehq/plot";
import { intervals, lines, plotStyle, SERIES, stacks, tick, tickPercent } from "../charts";
import { h } from "../dom";
import { figure, few, fewRows, LegendEntry, redraw } from "../figure";
import { capital, est, largest, listing, monthText, percent, share, shareAt } from "../format";
import { Model } from "../model";
import { bounded, Estimate, estimate, isFew, mean, side } from "../stats";
import { GROUP_TITLES, groupsOf, Line, intervalNote, p, section } from "./section";

/* From worst to best: a scale that dark and pale tell apart as well as hue does. */
const SCALE = ["#7f2704", "#d94801", "#fdae6b", "#d9d2c0", "#a3c6e8", "#4f97c9", "#2171b5", "#08306b"];
const DOMINANT = 0.85; /* beyond this share of one grade the others cannot be seen beside it */
const gradeColours = (n: number): string[] =>
	n === 1 ? [SCALE[3]] : Array.from({ length: n }, (_, i) => SCALE[Math.round((i * (SCALE.length - 1)) / (n - 1))]);
const ink = (colour: string): string => (["#7f2704", "#d94801", "#2171b5", "#08306b"].includes(colour) ? "#fff" : "#111");

interface Grades {
	m: Model;
	names: string[];
	colours: string[];
	shares: Estimate[];
	top: number;
	dominant: boolean;
	legend: LegendEntry[];
}
const rowsOf = (m: Model): { name: string; table: Line["table"]; r: number }[] => groupsOf(m).flatMap((g) => g.rows.map(({ name, r }) => ({ name, table: g.table, r })));

export const grades = {
	id: "grades",
	kicker: "Grades",
	build(m: Model): HTMLElement | string {
		const names = m.report.regime.grades.map((g) => g.name),
			n = names.length;
		if (n === 0) return "the scenario has no grades";
		const shares = names.map((_, i) => bounded(m.rate("national", 0, `grade_${i}`, "persons", 1), 1));
		const top = shares.reduce((best, e, i) => (e.mean > shares[best].mean ? i : best), 0);
		const colours = gradeColours(n),
			dominant = shares[top].mean > DOMINANT;
		const g: Grades = {
			m,
			names,
			colours,
			shares,
			top,
			dominant,
			legend: names.flatMap((name, i): LegendEntry[] =>
				dominant && i === top
					? []
					: [
							{
								text: `${name}${i === 0 ? " (lowest)" : i === n - 1 ? " (highest)" : ""}`,
								colour: colours[i],
								mark: "square",
							},
						],
			),
		};
		return section(
			"grades",
			"Grades",
			`${isFew(shares[top]) ? `Most hold grade ${names[top]}` : `${percent(shares[top].mean, shares[top])} hold grade ${names[top]}`} in ${monthText(m.last)}${top === 0 ? ", the lowest" : shares[0].mean === 0 ? "; nobody the lowest" : `; ${isFew(shares[0]) ? "a few" : share(shares[0].mean, shares[0])} the lowest, ${names[0]}`}`,
			p(
				dominant
					? `So many hold grade ${names[top]} that the drawings leave it out and show the others: better grades upwards or to the right, worse ones downwards or to the left. `
					: "",
				`In the lowest grade at the end: ${est(shares[0], share)}.`,
			),
			overTime(g),
			byGroup(g),
			below(g),
			scores(m),
		);
	},
};

/* A group more often there than all people, its interval beyond theirs. */
function gap(m: Model, rows: { name: string; e: Estimate }[], all: Estimate): string {
	if (m.n < 2) return "With one replicate no difference between groups can be told from chance.";
	const more = rows.filter((r) => side(r.e, all.hi) === "above").map((r) => r.name.toLowerCase());
	return more.length === 0
		? "No group’s interval lies above that of all people."
		: `More often there than all people, beyond both intervals: ${listing(more)}.`;
}

function overTime(g: Grades): HTMLElement {
	const { m, names, colours, shares } = g;
	const first = (i: number): number => m.series("national", 0, `grade_${i}`)[0].mean / m.persons;
	return figure({
		id: "fig-grades",
		title: g.dominant
			? `People in other grades than ${names[g.top]}, month by month`
			: "Share of people in each grade, month by month",
		legend: g.legend,
		warn: fewRows(
			names.map((name, i) => ({ name: `grade ${name}`, count: mean(m.national(`grade_${i}`)) })),
			"people at the end",
		),
		draw: (w) => (g.dominant ? others(g, w) : area(m, names, colours, w)),
		label: `Stacked areas from ${monthText(m.first)} to ${monthText(m.last)}. At the end: ${names.map((x, i) => `${x} ${share(shares[i].mean)}`).join(", ")}.`,
		note: g.dominant
			? `Per 1,000 of all people, mean over replicates; grades above ${names[g.top]} upwards, below it downwards. Intervals are in the table.`
			: "Share of all people, mean over replicates; worst grade at the bottom. Intervals are in the table.",
		table: {
			caption: "Share of people by grade, with 95% intervals",
			head: ["Grade", "At the end of the first month", "At the end"],
			rows: names.map((x, i) => {
				const told = shareAt(largest([first(i), shares[i]]));
				return [x, told(first(i)), est(shares[i], told)];
			}),
		},
	});
}

function byGroup(g: Grades): HTMLElement {
	const { m, names, colours } = g,
		everyRow = rowsOf(m);
	const value = (x: ReturnType<typeof rowsOf>[0], i: number): number =>
		mean(m.totals(x.table, x.r, `grade_${i}`)) / Math.max(1, mean(m.totals(x.table, x.r, "persons")));
	const all = everyRow.map((x) => x.name);
	const of = (x: ReturnType<typeof rowsOf>[0], i: number): Estimate => bounded(m.rate(x.table, x.r, `grade_${i}`, "persons", 1), 1);
	/* A column is read downwards: one unit. */
	const told = names.map((_, i) => shareAt(largest(everyRow.map((x) => of(x, i)))));
	return figure({
		id: "fig-grades-groups",
		title: g.dominant
			? `People in other grades than ${names[g.top]}, by group, in ${monthText(m.last)}`
			: `Grades by group in ${monthText(m.last)}`,
		legend: g.legend,
		warn: fewRows(
			names.map((name, i) => ({
				name: `grade ${name}`,
				count: Math.min(...everyRow.map((x) => mean(m.totals(x.table, x.r, `grade_${i}`)))),
			})),
			"people of some group",
		),
		draw: (w) =>
			g.dominant
				? stacks(
						everyRow.flatMap((x) =>
							outwards(g).map(({ i, sign }) => ({
								row: x.name,
								part: names[i],
								colour: colours[i],
								ink: ink(colours[i]),
								value: 1000 * sign * value(x, i),
							})),
						),
						all,
						w,
						"per 1,000: worse to the left, better to the right",
						{ bare: true, axis: (v) => tick(Math.abs(v)) },
					)
				: stacks(
						everyRow.flatMap((x) =>
							names.map((name, i) => ({
								row: x.name,
								part: name,
								colour: colours[i],
								ink: ink(colours[i]),
								value: value(x, i),
							})),
						),
						all,
						w,
						"share of people in the group",
						{ share: true, format: percent },
					),
		label: "Bars of shares by grade for each group; the table has every value.",
		note: "Each group’s people by grade, mean over replicates. Intervals are in the table.",
		table: {
			caption: "Share of each group in each grade, with 95% intervals",
			head: ["Who", ...names],
			rows: everyRow.map((x) => [x.name, ...names.map((_, i) => est(of(x, i), told[i]))]),
		},
	});
}

/* The lowest grade; where hardly anyone is in it, all grades below the commonest. */
function below(g: Grades): HTMLElement | null {
	const { m, names } = g,
		lowest = mean(m.national("grade_0")) >= 20 || g.top === 0;
	const columns = lowest
		? "grade_0"
		: names
				.slice(0, g.top)
				.map((_, i) => `grade_${i}`)
				.join("+");
	const everyRow = rowsOf(m);
	const rows = everyRow.map((x) => ({ name: x.name, e: bounded(m.rate(x.table, x.r, columns)) })),
		all = bounded(m.rate("national", 0, columns));
	return figure({
		id: "fig-lowest",
		title: lowest ? `Who is in the lowest grade, ${names[0]}` : `Who is below grade ${names[g.top]}, the commonest`,
		warn:
			few(mean(m.national(columns)), "people there") ??
			fewRows(
				everyRow.map((x) => ({ name: x.name.toLowerCase(), count: mean(m.totals(x.table, x.r, columns)) })),
				"people there",
			),
		draw: (w) => intervals(rows, w, "per 1,000 people of the group"),
		label: rows.map((x) => `${x.name} ${est(x.e)}`).join("; "),
		note: `Per 1,000 of each group’s people, ${monthText(m.last)}. ${gap(m, rows, all)} ${intervalNote(m)}`,
		table: {
			caption: lowest ? "In the lowest grade per 1,000" : "Below the commonest grade per 1,000",
			head: ["Who", "Per 1,000 (95% interval)"],
			rows: [["All people", est(all)], ...rows.map((x) => [x.name, est(x.e)])],
		},
	});
}

/* Mean score by month, along one line of comparison at a time. */
function scores(m: Model): HTMLElement {
	const groups = groupsOf(m);
	let chosen = groups[groups.length - 1];
	const select = h(
		"select",
		{ id: "score-by" },
		groups.map((g, i) => h("option", { value: i, selected: g === chosen }, capital(GROUP_TITLES[g.table]))),
	);
	const made = (g: typeof chosen): { name: string; colour: string; points: ReturnType<Model["series"]> }[] =>
		g.rows.map(({ name, r }) => ({
			name,
			colour: SERIES[r],
			points: m.series(g.table, r, "score_sum", 1 / Math.max(1, mean(m.totals(g.table, r, "persons")))),
		}));
	const end = groups.flatMap((g) =>
		g.rows.map(({ name, r }) => [
			name,
			est(estimate(ratio1(m.totals(g.table, r, "score_sum"), m.totals(g.table, r, "persons")))),
		]),
	);
	const node = figure({
		id: "fig-scores",
		title: "Mean score, month by month",
		controls: h("p", { class: "controls" }, h("label", { for: "score-by" }, "Compare by "), select),
		draw: (w) => lines(made(chosen), w, "points", { loose: true }),
		label: () => `Lines by ${GROUP_TITLES[chosen.table]}; the table has the values at the end.`,
		note: `Mean score of each group, points; the axis does not begin at zero. ${intervalNote(m)}`,
		table: { caption: `Mean score in ${monthText(m.last)}`, head: ["Who", "Points (95% interval)"], rows: end },
	});
	select.addEventListener("change", () => {
		chosen = groups[Number(select.value)];
		redraw(node);
	});
	return node;
}
const ratio1 = (a: number[], b: number[]): number[] => a.map((v, i) => (b[i] > 0 ? v / b[i] : NaN));

/* Grades other than the commonest, nearest to it first, with the side they go to. */
const outwards = (g: Grades): { i: number; sign: number }[] => [
	...g.names
		.map((_, i) => i)
		.filter((i) => i < g.top)
		.reverse()
		.map((i) => ({ i, sign: -1 })),
	...g.names
		.map((_, i) => i)
		.filter((i) => i > g.top)
		.map((i) => ({ i, sign: 1 })),
];

function others(g: Grades, width: number): SVGElement {
	const { m, names, colours } = g,
		edge = new Map<string, number>();
	const data = outwards(g).flatMap(({ i, sign }) =>
		m.series("national", 0, `grade_${i}`, 1000 / m.persons).map((pt) => {
			const key = `${sign} ${pt.month}`,
				y1 = edge.get(key) ?? 0,
				y2 = y1 + sign * pt.mean;
			edge.set(key, y2);
			return { date: pt.date, y1, y2, g: names[i], colour: colours[i] };
		}),
	);
	return Plot.plot({
		...frame(width),
		y: { label: "per 1,000 people", tickFormat: (v: number) => tick(Math.abs(v)), ticks: 6, grid: true },
		color: { type: "identity" },
		marks: [
			Plot.areaY(data, { x: "date", y1: "y1", y2: "y2", fill: "colour", z: "g" }),
			Plot.ruleY([0], { stroke: "currentColor" }),
		],
	}) as SVGElement;
}

const frame = (width: number): Plot.PlotOptions => ({
	width,
	height: Math.max(230, Math.min(320, width * 0.48)),
	marginLeft: 46,
	marginRight: 16,
	marginTop: 24,
	style: plotStyle,
	x: { type: "utc", label: null, ticks: Math.max(3, Math.round(width / 110)) },
});

function area(m: Model, names: string[], colours: string[], width: number): SVGElement {
	const data = names.flatMap((g, i) =>
		m
			.series("national", 0, `grade_${i}`, 1 / m.persons)
			.map((pt) => ({ date: pt.date, value: pt.mean, g, colour: colours[i] })),
	);
	return Plot.plot({
		...frame(width),
		y: { domain: [0, 1], label: null, tickFormat: tickPercent, ticks: 5 },
		color: { type: "identity" },
		marks: [
			Plot.areaY(
				data,
				Plot.stackY({
					x: "date",
					y: "value",
					fill: "colour",
					z: "g",
					order: names,
					stroke: "var(--page)",
					strokeWidth: 0.7,
				}),
			),
			Plot.ruleY([0], { stroke: "currentColor" }),
		],
	}) as SVGElement;
}
