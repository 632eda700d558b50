/* Two factors at once: the mean of the outcome over all points whose two values lie in a cell. */

import { Heat, heat, heatTable } from "../heat";
import { picker } from "../controls";
import { h } from "../dom";
import { figure, redraw } from "../figure";
import { capital, num, plural } from "../format";
import { p, section } from "../sections/section";
import { ExperimentDoc, Factor, Found, isArms, isSeed, outcomeName, outcomeOptions, ranked, valueText, words } from "./data";
import { ExperimentSection, SOURCE } from "./section";

const MOST = 8 /* values that are told one by one */,
	BINS = 5;

interface Bins {
	names: string[];
	of: (x: number) => number;
}

/* Each value by itself where there are few; else parts of the range, of equal width as the factor is spread. */
function bins(f: Factor, values: number[]): Bins {
	const distinct = [...new Set(values)].sort((a, b) => a - b);
	if (distinct.length <= MOST) return { names: distinct.map((x) => valueText(f, x)), of: (x) => distinct.indexOf(x) };
	const isLog = f.distribution === "loguniform",
		at = isLog ? Math.log : (x: number): number => x,
		low = f.low ?? distinct[0],
		high = f.high ?? distinct[distinct.length - 1],
		edge = (k: number): number => (isLog ? low * Math.pow(high / low, k / BINS) : low + (k / BINS) * (high - low));
	return {
		names: Array.from({ length: BINS }, (_, k) => `${num(edge(k))} to ${num(edge(k + 1))}`),
		of: (x) => Math.min(BINS - 1, Math.max(0, Math.floor(((at(x) - at(low)) / (at(high) - at(low))) * BINS))),
	};
}

function cells(d: ExperimentDoc, found: Found, o: number, down: number, across: number): Heat {
	const y = found.outcomes[o].values,
		finite = (f: number): number[] => found.values[f].filter((x): x is number => x !== null),
		rows = bins(d.asked.factors[down], finite(down)),
		columns = bins(d.asked.factors[across], finite(across)),
		sum = rows.names.map(() => columns.names.map(() => 0)),
		n = rows.names.map(() => columns.names.map(() => 0));
	y.forEach((value, point) => {
		const a = found.values[down][point],
			b = found.values[across][point];
		if (value === null || a === null || b === null) return;
		sum[rows.of(a)][columns.of(b)] += value;
		n[rows.of(a)][columns.of(b)]++;
	});
	return {
		down: words(d.asked.factors[down].name),
		across: words(d.asked.factors[across].name),
		rows: rows.names,
		columns: columns.names,
		cells: sum.map((row, i) => row.map((x, j) => (n[i][j] > 0 ? x / n[i][j] : null))),
	};
}

export const two: ExperimentSection = {
	id: "two",
	kicker: "Two factors at once",
	build(d) {
		const found = d.found;
		if (!found) return "a calibration has no fixed points";
		if (isArms(d)) return "arms are named, not spread over factors";
		const spread = ranked(found, 0).filter((i) => !isSeed(d.asked.factors[i]));
		if (spread.length < 2) return "there are no two factors";
		const shown = found.outcomes[0].values.length,
			now = { o: 0, down: spread[0], across: spread[1] },
			options = [...spread].sort((a, b) => a - b).map((i): [string, string] => [String(i), words(d.asked.factors[i].name)]),
			again = (take: (v: string) => void) => (v: string) => {
				take(v);
				redraw(node);
			},
			of = (): Heat => cells(d, found, now.o, now.down, now.across);
		const node = figure({
			id: "fig-two",
			title: "Two factors at once",
			note: `Mean of the outcome over the points in a cell, all other factors as they happen to lie there. The more, the further from the colour of the page; a dash: no point lies there.${shown < d.state.points ? ` Of ${plural(d.state.points, "point")} the first ${num(shown)}.` : ""}`,
			source: SOURCE,
			label: () => `${outcomeName(d, now.o)} by ${words(d.asked.factors[now.down].name)} and ${words(d.asked.factors[now.across].name)}`,
			controls: h(
				"p",
				{ class: "controls" },
				d.asked.outcomes.length > 1 ? picker("Outcome ", "two-outcome", outcomeOptions(d), "0", again((v) => (now.o = Number(v)))) : null,
				picker("down ", "two-down", options, String(now.down), again((v) => (now.down = Number(v)))),
				picker("across ", "two-across", options, String(now.across), again((v) => (now.across = Number(v)))),
			),
			draw: (width) => heat(of(), width),
			table: () => heatTable(of(), outcomeName(d, now.o)),
		});
		const map = of(),
			known = map.cells.flat().filter((x): x is number => x !== null),
			name = capital(outcomeName(d, 0));
		return section(
			"two",
			"Two factors at once",
			known.length > 1
				? `Over ${map.down} and ${map.across} “${name}” goes from ${num(Math.min(...known))} to ${num(Math.max(...known))}`
				: `${name} over ${map.down} and ${map.across}`,
			p(`Of ${plural(spread.length, "factor")} these two move the first outcome most.`),
			node,
		);
	},
};
