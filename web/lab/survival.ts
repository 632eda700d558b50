/* What a trial at points of the assumptions says of one figure: whether the sign of its difference survives. */

import { fixed } from "../src/format";
import { LEAST } from "../src/experiment/data";
import { ENOUGH, verdict } from "../src/stats";

export interface Survival {
	median: number; /* NaN: no point has a difference */
	low: number; /* of the middle 95% of the points; NaN: too few points for one */
	high: number;
	word: string;
}

/* shipped: the difference with the values that are shipped; differences: those at the points so far, NaN where a point has none. Nothing
 * is said of fewer than LEAST points; from there on by the rule of the pages of experiments. */
export function survival(shipped: number, differences: number[]): Survival {
	const all = differences.filter(Number.isFinite).sort((a, b) => a - b),
		n = all.length,
		at = (p: number): number => all[Math.min(n - 1, Math.max(0, Math.round(p * (n - 1))))] ?? NaN,
		ends = n < LEAST ? [NaN, NaN] : [at(0.025), at(0.975)];
	return { median: at(0.5), low: ends[0], high: ends[1], word: word(shipped, all) };
}

function word(shipped: number, all: number[]): string {
	if (!Number.isFinite(shipped) || shipped === 0) return "no difference to keep";
	if (all.length < LEAST) return `too few points: ${fixed(all.length, 0)} of ${LEAST} so far`;
	const same = all.filter((x) => x * shipped > 0).length,
		so = `${fixed(same, 0)} of ${fixed(all.length, 0)}`,
		found = verdict(same, all.length);
	if (found !== "too few") return `${so}: it ${found === "survives" ? "survives" : "fails"}`;
	return all.length < ENOUGH ? `${so}: not told; too few points, ${fixed(all.length, 0)} of ${ENOUGH} so far` : `${so}: not told`;
}
