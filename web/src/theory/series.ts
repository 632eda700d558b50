/* The time series of the first replicate: a drawing for each unit. */

import { Line, lines } from "../charts";
import { Child } from "../dom";
import { figure } from "../figure";
import { capital, label, listing, plural } from "../format";
import { Part } from "../frame";
import { Point } from "../model";
import { p, section } from "../sections/section";
import { SOURCE, TheoryDoc, told } from "./data";

const ROWS_TOLD = 60;
const AT_ONCE = 5; /* as many colours and dashes as there are */

function lineOf(d: TheoryDoc, c: number): Line {
	const points = d.series.rows.flatMap((row): Point[] => {
		const x = row[0],
			y = row[c];
		return x === null || y === null ? [] : [{ month: x, date: new Date(0), mean: y, lo: NaN, hi: NaN }];
	});
	return { name: label(d.series.columns[c].name), points };
}

/* Columns of one unit stand in one drawing, in the order of the table. */
function groups(d: TheoryDoc): number[][] {
	const all = new Map<string, number[]>();
	for (let c = 1; c < d.series.columns.length; c++) {
		if (lineOf(d, c).points.length < 2) continue;
		const unit = d.series.columns[c].unit;
		all.set(unit, [...(all.get(unit) ?? []), c]);
	}
	return [...all.values()].flatMap((g) => Array.from({ length: Math.ceil(g.length / AT_ONCE) }, (_, i) => g.slice(AT_ONCE * i, AT_ONCE * (i + 1))));
}

export const series: Part<TheoryDoc> = {
	id: "series",
	kicker: "Over time",
	build(d) {
		const s = d.series,
			drawn = groups(d);
		if (drawn.length === 0) return "it has no time series";
		const over = s.columns[0],
			step = Math.max(1, Math.ceil(s.rows.length / ROWS_TOLD)),
			rows = s.rows.filter((_, i) => i % step === 0 || i === s.rows.length - 1),
			across = `${capital(label(over.name))}${over.unit && over.unit !== over.name && over.unit !== `${over.name}s` ? `, ${over.unit}` : ""}`;
		return section(
			"series",
			"Over time",
			`${capital(listing(drawn.flat().map((c) => label(s.columns[c].name))))}, in the first replicate`,
			s.count > s.rows.length ? p(`Of ${plural(s.count, "row")} ${s.rows.length} are drawn, at equal distances; socred theory ${d.theory.name} --series tells all.`) : null,
			drawn.map((g, i) => {
				const unit = s.columns[g[0]].unit;
				return figure({
					id: `fig-series-${i + 1}`,
					title: `${capital(listing(g.map((c) => label(s.columns[c].name))))}${unit ? `, ${unit}` : ""}`,
					note: `${g.map((c) => `${capital(label(s.columns[c].name))}: ${s.columns[c].meaning}`).join(". ")}. One replicate: no interval.`,
					label: () => g.map((c) => `${label(s.columns[c].name)} from ${told(s.rows[0][c])} to ${told(s.rows[s.rows.length - 1][c])}`).join("; "),
					source: SOURCE,
					draw: (width) => lines(g.map((c) => lineOf(d, c)), width, unit || "value", { loose: true, across: { label: across, of: (x) => x.month, plain: true, tick: over.unit === "year" ? String : undefined } }),
					table: { caption: `${across}, and what is drawn`, head: [across, ...g.map((c) => capital(label(s.columns[c].name)))], rows: rows.map((row): Child[] => [told(row[0], over.unit), ...g.map((c) => told(row[c]))]) },
				});
			}),
		);
	},
};
