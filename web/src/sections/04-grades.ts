/* Grades over time and by group. */

import { intervals, Plot, plotStyle, stacks, tickPercent } from "../charts";
import { figure, few, LegendEntry } from "../figure";
import { est, listing, monthText, percent } from "../format";
import { Model } from "../model";
import { Estimate, mean, side } from "../stats";
import { GROUPS, intervalNote, p, section } from "./section";

/* From worst to best: a scale that dark and pale tell apart as well as hue does. */
const SCALE = ["#7f2704", "#d94801", "#fdae6b", "#e8e4da", "#c6dbef", "#6baed6", "#2171b5", "#08306b"];
export const gradeColours = (n: number): string[] =>
	n === 1 ? [SCALE[3]] : Array.from({ length: n }, (_, i) => SCALE[Math.round((i * (SCALE.length - 1)) / (n - 1))]);
const ink = (colour: string): string => (["#7f2704", "#d94801", "#2171b5", "#08306b"].includes(colour) ? "#fff" : "#111");

export const grades = {
	id: "grades", kicker: "Grades",
	build(m: Model): HTMLElement {
		const names = m.report.regime.grades.map((g) => g.name), n = names.length;
		if (n === 0) return section("grades", "Grades", "Nobody is graded", p("The scenario has no grades."));
		const colours = gradeColours(n), persons = m.persons;
		const shares = names.map((_, i) => m.rate("national", 0, `grade_${i}`, "persons", 1));
		const top = shares.reduce((best, e, i) => (e.mean > shares[best].mean ? i : best), 0);
		const legend: LegendEntry[] = names.map((name, i) => ({ text: `${name}${i === 0 ? " (lowest)" : i === n - 1 ? " (highest)" : ""}`, colour: colours[i], mark: "square" }));
		const rows = GROUPS.flatMap((g) => g.names.map((name, r) => ({ name, table: g.table, r })));
		const lowest = rows.map((x) => ({ ...x, e: m.rate(x.table, x.r, "grade_0", "persons", 1) }));
		const inLowest = mean(m.national("grade_0"));
		return section("grades", "Grades", `${percent(shares[top].mean)} hold grade ${names[top]} in ${monthText(m.last)}; ${percent(shares[0].mean)} the lowest, ${names[0]}`,
			p(`The lowest grade holds ${est(shares[0], percent)} of people at the end. ${gap(m, lowest)}`),
			figure({ id: "fig-grades", title: "Share of people in each grade, month by month", legend, draw: (w) => area(m, names, colours, w),
				label: `Stacked areas from ${monthText(m.first)} to ${monthText(m.last)}. At the end: ${names.map((g, i) => `${g} ${percent(shares[i].mean)}`).join(", ")}.`,
				note: "Share of all people, mean over replicates; worst grade at the bottom. Intervals are in the table.",
				table: { caption: "Share of people by grade at the end, with 95% intervals", head: ["Grade", "At the start", "At the end (95% interval)"],
					rows: names.map((g, i) => [g, percent(m.series("national", 0, `grade_${i}`)[0].mean / persons), est(shares[i], percent)]) } }),
			figure({ id: "fig-grades-groups", title: `Grades by group in ${monthText(m.last)}`, legend,
				draw: (w) => stacks(rows.flatMap((x) => names.map((g, i) => ({ row: x.name, part: g, colour: colours[i], ink: ink(colours[i]),
					value: mean(m.totals(x.table, x.r, `grade_${i}`)) / Math.max(1, mean(m.totals(x.table, x.r, "persons"))) }))), rows.map((x) => x.name), w, "share of people in the group", { share: true, format: (v) => percent(v) }),
				label: "Bars of shares by grade for each group; the table has every value.", note: "Share of each group’s people in each grade, mean over replicates, worst grade at the left.",
				table: { caption: "Share of each group in each grade, with 95% intervals", head: ["Who", ...names], rows: rows.map((x) => [x.name, ...names.map((_, i) => est(m.rate(x.table, x.r, `grade_${i}`, "persons", 1), percent))]) } }),
			figure({ id: "fig-lowest", title: "Who is in the lowest grade", warn: few(inLowest, "people in the lowest grade"),
				draw: (w) => intervals(lowest.map((x) => ({ name: x.name, e: x.e })), w, `share in grade ${names[0]}`, { format: tickPercent }),
				label: lowest.map((x) => `${x.name} ${est(x.e, percent)}`).join("; "), note: `Share of each group’s people in the lowest grade at the end. ${intervalNote(m)}`,
				table: { caption: "Share in the lowest grade", head: ["Who", "Share (95% interval)"], rows: lowest.map((x) => [x.name, est(x.e, percent)]) } }));
	},
};

function gap(m: Model, rows: { name: string; e: Estimate }[]): string {
	if (m.n < 2) return "With one replicate no difference between groups can be told from chance.";
	const whole = m.rate("national", 0, "grade_0", "persons", 1);
	const more = rows.filter((r) => side(r.e, whole.hi) === "above").map((r) => r.name.toLowerCase());
	const rest = more.length === 0 ? "No group’s interval lies above that of all people." : `More often there than all people, beyond both intervals: ${listing(more)}.`;
	return rest;
}

function area(m: Model, names: string[], colours: string[], width: number): SVGElement {
	const data = names.flatMap((g, i) => m.series("national", 0, `grade_${i}`, 1 / m.persons).map((pt) => ({ date: pt.date, value: pt.mean, g, colour: colours[i] })));
	return Plot.plot({
		width, height: Math.max(220, Math.min(320, width * 0.48)), marginLeft: 46, marginRight: 16, marginTop: 14, style: plotStyle,
		x: { type: "utc", label: null, ticks: Math.max(3, Math.round(width / 110)) }, y: { domain: [0, 1], label: null, tickFormat: (v: number) => `${Math.round(100 * v)}%`, ticks: 5 },
		color: { type: "identity" },
		marks: [Plot.areaY(data, Plot.stackY({ x: "date", y: "value", fill: "colour", z: "g", order: names, stroke: "var(--page)", strokeWidth: 0.7 })), Plot.ruleY([0], { stroke: "currentColor" })],
	}) as SVGElement;
}
