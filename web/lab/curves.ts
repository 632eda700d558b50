/* Statistics of a run month by month: of previews, of runs under way and of finished ones alike. Which there are, and what they are called,
 * the engine says: those of the headline, of modules too. */

import { Line, lines, COLOURS } from "../src/charts";
import { addMonths, monthDate, parseMonth } from "../src/format";
import { estimate } from "../src/stats";
import { RunState } from "./engine";
import { Curve, Statistic } from "./lab";

/* Its name with its unit, as the engine makes it of section and label. */
export const title = (s: Statistic): string => s.full_label;

/* The same statistic in another list, or the first there. */
export const same = (list: Statistic[], name: string | undefined): Statistic | undefined => list.find((s) => s.name === name) ?? list[0];

/* One line over the months that all replicates that have come so far have, with a band over them, as far as the statistic can go. */
export function line(run: RunState, curve: Curve, statistic: Statistic, name: string, colour: string): Line | null {
	const whole = curve.filter((r) => r),
		months = Math.max(0, ...whole.map((r) => r.length));
	if (!run.from) return null;
	const points = Array.from({ length: months }, (_, month) => {
		const e = estimate(whole.flatMap((r) => r[month] ?? []));
		return {
			month,
			date: monthDate(addMonths(parseMonth(run.from), month)),
			mean: e.mean,
			lo: Math.max(e.lo, statistic.least ?? -Infinity),
			hi: Math.min(e.hi, statistic.most ?? Infinity),
		};
	}).filter((p) => Number.isFinite(p.mean));
	return points.length > 1 ? { name, points, colour } : null;
}

/* What the axis is called: the whole name where there is room, else its unit; the control above has the name. */
const LETTER = 6.8; /* pixels, in the mean */
const unit = (name: string, width: number): string => (name.length * LETTER < width ? name : name.slice(name.lastIndexOf(", ") + 2));

export const GREY = COLOURS.plain;
export function drawn(all: (Line | null)[], width: number, statistic: Statistic | undefined): Element {
	const there = all.filter((l): l is Line => l !== null);
	/* What may be below 0 is drawn as far down as it or its band goes, with the line of 0. */
	if (statistic && there.length > 0) return lines(there, width, unit(title(statistic), width), { height: 250, loose: statistic.least !== 0, zero: statistic.least !== 0 });
	const empty = document.createElement("p");
	empty.className = "source waiting";
	empty.textContent = "Nothing to draw yet.";
	return empty;
}
