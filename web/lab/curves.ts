/* Figures of a run month by month, made of its indicators: of previews, of runs under way and of finished ones alike. */

import { Line, lines, COLOURS } from "../src/charts";
import { addMonths, monthDate, parseMonth } from "../src/format";
import { estimate } from "../src/stats";
import { Curve, Indicator, Lab } from "./lab";

export interface Statistic {
	id: string;
	label: string;
	unit: string;
	of: (at: (name: string) => number) => number;
}
/* The same statistics as in the headline, at the end of a month; flows are those of the month. */
export const STATISTICS: Statistic[] = [
	{ id: "listed", label: "On a black list", unit: "per 1,000 people", of: (x) => (1000 * x("listed")) / x("persons") },
	{ id: "wrong", label: "Wrongly on a black list", unit: "per 1,000 listed", of: (x) => (1000 * (x("listed_other_violation") + x("listed_no_violation"))) / x("listed") },
	{ id: "unaware", label: "Listed without having learnt of it", unit: "per 1,000 listed", of: (x) => (1000 * x("listed_unaware")) / x("listed") },
	{ id: "effective", label: "Effectively under a sanction", unit: "per 1,000 people", of: (x) => (1000 * x("sanctioned_effective")) / x("persons") },
	{ id: "innocent", label: "Innocent, of those effectively under a sanction", unit: "per 1,000", of: (x) => (1000 * x("sanctioned_effective_innocent")) / x("sanctioned_effective") },
	{ id: "refused", label: "Attempts refused", unit: "a month per 1,000 people", of: (x) => (1000 * x("refused")) / x("persons") },
	{ id: "averted", label: "Violations averted", unit: "% of those under no regime", of: (x) => 100 * (1 - x("violations") / x("violations_counterfactual")) },
	{ id: "lost", label: "Lawful acts lost", unit: "% of those under no regime", of: (x) => 100 * (1 - x("lawful_acts") / x("lawful_acts_counterfactual")) },
];

/* One line over the months that all replicates that have come so far have, with a band over them. from: the first of them; the open
 * scenario's where it is empty. */
export function line(lab: Lab, curve: Curve, statistic: Statistic, name: string, colour: string, from = ""): Line | null {
	const at = new Map(lab.about.indicators.map((x: Indicator, i) => [x.name, i])),
		first = parseMonth(from || (lab.base("span.from")?.value.replace(/"/g, "") ?? "")),
		whole = curve.filter((r) => r),
		months = Math.max(0, ...whole.map((r) => r.length));
	const points = Array.from({ length: months }, (_, month) => {
		const values = whole.flatMap((r) => (r[month] ? [statistic.of((n) => r[month][at.get(n)!])] : [])),
			e = estimate(values);
		return { month, date: monthDate(addMonths(first, month)), mean: e.mean, lo: e.lo, hi: e.hi };
	}).filter((p) => Number.isFinite(p.mean));
	return points.length > 1 ? { name, points, colour } : null;
}

export const GREY = COLOURS.plain;
export function drawn(all: (Line | null)[], width: number, unit: string): Element {
	const there = all.filter((l): l is Line => l !== null);
	if (there.length > 0) return lines(there, width, unit, { height: 250, loose: there.some((l) => l.points.some((p) => p.mean < 0)) });
	const empty = document.createElement("p");
	empty.className = "source waiting";
	empty.textContent = "Nothing to draw yet.";
	return empty;
}
