/* Are there points enough? The estimates as they would have been with half of the points, a quarter ... */

import { Line, lines } from "../charts";
import { breakable, Child, h } from "../dom";
import { capital, est, listing, num, plural } from "../format";
import { p, section } from "../sections/section";
import { estimateOf, ExperimentDoc, Found, isArms, outcomeName, ranked, UNITS, words } from "./data";
import { WORDS } from "./decides";
import { ExperimentSection, ofOutcome, SOURCE } from "./section";

const SHOWN = 5;
const NEVER = new Date(0);

function settlingLines(d: ExperimentDoc, found: Found, o: number): Line[] {
	return ranked(found, o)
		.slice(0, SHOWN)
		.map((i) => ({
			name: words(d.asked.factors[i].name),
			points: [...found.outcomes[o].parts]
				.reverse()
				.map((part) => ({ month: part.units, date: NEVER, e: estimateOf(part.of[i]) }))
				.filter((x) => Number.isFinite(x.e.mean))
				.map((x) => ({ month: x.month, date: x.date, mean: x.e.mean, lo: x.e.lo, hi: x.e.hi })),
		}))
		.filter((l) => l.points.length > 0);
}

/* Of the first factors of all outcomes together: the most that an estimate moved from half of the points to all of them. */
function moved(d: ExperimentDoc, found: Found): { by: number; within: boolean; name: string; outcome: string }[] {
	return d.asked.outcomes.flatMap((_, o) => {
		const [all, half] = found.outcomes[o].parts;
		return !half
			? []
			: ranked(found, o).slice(0, SHOWN).map((i) => {
					const a = estimateOf(all.of[i]),
						b = estimateOf(half.of[i]);
					return { by: Math.abs(a.mean - b.mean), within: a.mean >= b.lo && a.mean <= b.hi, name: words(d.asked.factors[i].name), outcome: outcomeName(d, o) };
				}).filter((x) => Number.isFinite(x.by));
	});
}

export const settling: ExperimentSection = {
	id: "settling",
	kicker: "Are there points enough?",
	build(d) {
		const found = d.found;
		if (!found) return "of a calibration the waves and particles say so";
		if (isArms(d)) return "the intervals of arms say so themselves";
		const unit = UNITS[d.asked.design];
		if (!unit || found.units < 8) return `a design of kind ${d.asked.design}${unit ? ` with ${found.units} ${unit[1]}` : ""} has no smaller one inside`;
		const chosen = { o: 0 },
			of = WORDS[d.asked.design]!,
			all = moved(d, found),
			out = all.filter((x) => !x.within);
		const node = ofOutcome(d, chosen, {
			id: "fig-settling",
			title: `The estimates as the ${unit[1]} grew in number`,
			note: `The ${SHOWN} strongest factors, each as it would have been from the first ${unit[1]} alone; the scale below is of doublings. Bands: 95% intervals${d.asked.design === "sobol" ? " of the jackknife" : " of the bootstrap"}. What still moves, or has a band as wide as its height, wants more ${unit[1]}${d.asked.design === "sobol" ? " (--extend n=...)" : d.asked.design === "morris" ? " (--extend trajectories=...)" : ""}.`,
			source: SOURCE,
			label: () => settlingLines(d, found, chosen.o).map((l) => `${l.name}: ${l.points.map((x) => `${num(x.mean)} from ${x.month}`).join(", ")}`).join("; "),
			draw: (width) => lines(settlingLines(d, found, chosen.o), width, of.unit, { loose: true, across: { label: `${unit[1]}`, of: (x) => x.month } }),
			table: {
				caption: `${capital(of.called)} from the first ${unit[1]}, with 95% intervals`,
				head: ["Outcome", "Factor", ...found.outcomes[0].parts.map((x) => plural(x.units, unit[0], unit[1]))],
				numeric: 2,
				rows: d.asked.outcomes.flatMap((_, o) => ranked(found, o).map((i): Child[] => [outcomeName(d, o), h("code", null, breakable(d.asked.factors[i].name)), ...found.outcomes[o].parts.map((x) => est(estimateOf(x.of[i])))])),
			},
		});
		return section(
			"settling",
			"Are there points enough?",
			all.length === 0
				? "Nothing varies"
				: out.length === 0
					? `From half of the ${unit[1]} to all of them no estimate left its interval`
					: `From half of the ${unit[1]} to all of them ${out.length} of ${plural(all.length, "estimate")} left their interval`,
			out.length > 0 ? p(`They are ${listing(out.slice(0, 4).map((x) => `${x.name} for ${x.outcome}`))}${out.length > 4 ? ` and ${out.length - 4} more` : ""}: more ${unit[1]} are wanted.`) : null,
			node,
		);
	},
};
