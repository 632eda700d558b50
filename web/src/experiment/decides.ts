/* What decides each outcome: a bar for each factor; of arms the levels and differences, and which assumptions decide a difference. */

import { COLOURS, Deciding, intervals, tornado } from "../charts";
import { breakable, h } from "../dom";
import { figure } from "../figure";
import { capital, est, listing, num, plural } from "../format";
import { p, section } from "../sections/section";
import { Estimate } from "../stats";
import { Design, estimateOf, ExperimentDoc, Found, isArms, isSeed, LEAST, outcomeName, ranked, sentence, Told, toldOf, words } from "./data";
import { ExperimentSection, ofOutcome, SOURCE } from "./section";

const SHOWN = 10;

const hasInterval = (e: Estimate): boolean => Number.isFinite(e.lo) && e.lo < e.hi;

interface Words {
	unit: string;
	note: string;
	called: string /* what the number is called in a sentence */;
}
const RANKS: Words = {
	unit: "rank correlation",
	note: "Spearman’s rank correlation between the factor and the outcome over the points: to the right, more of the outcome with more of the factor; to the left, less; 1 or −1 would decide it alone. Pale: 95% interval of the bootstrap over the points.",
	called: "rank correlation",
};
export const WORDS: Partial<Record<Design, Words>> = {
	sobol: {
		unit: "share of the variance",
		note: "Wide bar: the share of the outcome’s variance that the factor takes part in, together with all others (total); thin bar: what it explains alone (first). Pale: 95% interval of the total, of the jackknife over the eight scramblings of the design.",
		called: "total index",
	},
	morris: {
		unit: "size of the effect of a move over the whole range",
		note: "The mean size of the elementary effects, in the unit of the outcome: what a move of this factor alone over its whole range does, averaged over the others. Pale: 95% interval of the bootstrap over the trajectories.",
		called: "mean effect",
	},
	lhs: RANKS,
	factorial: RANKS,
	points: RANKS,
};

const text = (t: Told): string => est(estimateOf(t));
const direction = (mu: number | null): string => ((mu ?? 0) < 0 ? COLOURS.b : COLOURS.a);

function bars(d: ExperimentDoc, found: Found, o: number): Deciding[] {
	return ranked(found, o)
		.filter((i) => found.outcomes[o].rows[i].of[found.sorted_by][0] !== null)
		.slice(0, SHOWN)
		.map((i) => {
			const of = found.outcomes[o].rows[i].of,
				e = estimateOf(of[found.sorted_by]);
			return {
				text: sentence(d.asked.factors[i]),
				value: e.mean,
				lo: e.lo,
				hi: e.hi,
				inner: d.asked.design === "sobol" ? Math.max(0, of[0][0] ?? 0) : undefined,
				colour: d.asked.design === "sobol" ? COLOURS.a : isSeed(d.asked.factors[i]) ? COLOURS.plain : direction(of[0][0]),
			};
		});
}

const ends = (rows: Deciding[], design: Design): [number, number] => {
	if (design !== "morris" && design !== "sobol") return [-1, 1];
	return [0, Math.max(1e-9, design === "sobol" ? 1 : 0, ...rows.flatMap((r) => [r.value, Number.isFinite(r.hi) ? r.hi : r.value]))];
};

/* Whether the second can be told from the first. */
const apart = (a: Estimate, b: Estimate): boolean => !(b.hi >= a.lo);

/* What is said of an outcome: which factor decides it, and how surely that is the first. */
export function sentenceOf(d: ExperimentDoc, found: Found, o: number): string {
	const order = ranked(found, o),
		told = (i: number): Told => found.outcomes[o].rows[i].of[found.sorted_by],
		of = (i: number): Estimate => estimateOf(told(i)),
		called = WORDS[d.asked.design]!.called;
	if (order.length === 0 || !Number.isFinite(of(order[0]).mean)) return `${capital(outcomeName(d, o))} does not vary, or has no value.`;
	const [first, second] = order,
		rivals = order.slice(1).filter((i) => Number.isFinite(of(i).mean) && !apart(absolute(of(first)), absolute(of(i))));
	const name = (i: number): string => words(d.asked.factors[i].name),
		most = `${capital(outcomeName(d, o))} hangs most on ${name(first)} (${called} ${toldOf(told(first))})`;
	if (!hasInterval(of(first)) || (d.asked.design !== "sobol" && d.asked.design !== "morris" && found.units < LEAST))
		return `${capital(outcomeName(d, o))}: the points are too few to say on what it hangs most.`;
	if (second === undefined || !Number.isFinite(of(second).mean)) return `${most}.`;
	if (rivals.length === 0) return `${most}; then on ${name(second)} (${toldOf(told(second))}).`;
	const more = rivals.length > 3 ? ` and ${rivals.length - 3} more` : "";
	return `${most}; its interval overlaps that of ${listing(rivals.slice(0, 3).map(name))}${more}.`;
}
const absolute = (e: Estimate): Estimate => (e.mean < 0 ? { ...e, mean: -e.mean, lo: -e.hi, hi: -e.lo } : e);

/* ---- arms ---- */
function arms(d: ExperimentDoc, found: Found): HTMLElement {
	const assumed = d.asked.draws > 0,
		chosen = { o: 0 },
		rows = (o: number) => found.outcomes[o].rows;
	const levels = ofOutcome(d, chosen, {
		id: "fig-arms",
		title: "What each arm gives",
		note: `Dot: the mean at the values of the scenario, with its 95% interval of the simulation${assumed ? `; diamond: the median over ${plural(d.asked.draws, "draw")} of everything that the scenario assumes, with 95% of the draws, random numbers taken out` : ""}.`,
		source: SOURCE,
		label: () => `${outcomeName(d, chosen.o)}: ${d.asked.arms.map((a, i) => `${words(a)} ${text(rows(chosen.o)[i].of[0])}`).join("; ")}`,
		draw: (width) =>
			intervals(
				d.asked.arms.flatMap((a, i) => [
					{ name: words(a), e: estimateOf(rows(chosen.o)[i].of[0]), colour: COLOURS.a },
					...(assumed ? [{ name: "over the assumptions", e: estimateOf(rows(chosen.o)[i].of[2]), colour: COLOURS.b, symbol: "diamond" as const }] : []),
				]),
				width,
				outcomeName(d, chosen.o),
			),
		table: {
			caption: "Levels, and differences from the first arm",
			head: ["Outcome", "Arm", "Mean", "Less the first", ...(assumed ? ["Over the assumptions", "Less the first, over the assumptions"] : [])],
			numeric: 2,
			rows: d.asked.outcomes.flatMap((_, o) => d.asked.arms.map((a, i) => [outcomeName(d, o), words(a), ...rows(o)[i].of.slice(0, assumed ? 4 : 2).map((t, c) => (i === 0 && c % 2 === 1 ? "–" : text(t)))])),
		},
	});
	const told = d.asked.outcomes.flatMap((_, o) => d.asked.arms.map((_, i) => ({ o, i, decides: rows(o)[i].decides })).filter((x) => x.decides.length > 0));
	return section(
		"decides",
		"What each arm gives",
		`${capital(outcomeName(d, 0))}: ${listing(d.asked.arms.slice(0, 3).map((a, i) => `${words(a)} ${num(rows(0)[i].of[0][0] ?? NaN, estimateOf(rows(0)[i].of[0]))}`))}`,
		levels,
		told.length > 0 ? deciding(d, told) : null,
	);
}

function deciding(d: ExperimentDoc, told: { o: number; i: number; decides: [number, number, number, number][] }[]): HTMLElement {
	const name = (x: { o: number; i: number }): string => (d.asked.arms.length > 1 ? `${outcomeName(d, x.o)}: ${words(d.asked.arms[x.i])} less ${words(d.asked.arms[0])}` : outcomeName(d, x.o));
	return h(
		"div",
		null,
		told.slice(0, 6).map((x, k) =>
			figure({
				id: `fig-decides-${k}`,
				title: `What decides ${name(x)}`,
				note: "Rank correlation over the draws between an assumption and the figure; told are those beyond what chance makes of so many. Pale: 95% interval.",
				source: SOURCE,
				label: x.decides.map(([f, rho]) => `${words(d.asked.factors[f].name)} ${num(rho)}`).join("; "),
				draw: (width) => tornado(x.decides.map(([f, value, lo, hi]) => ({ text: sentence(d.asked.factors[f]), value, lo, hi, colour: direction(value) })), width, "rank correlation"),
				table: {
					caption: `What decides ${name(x)}`,
					head: ["Assumption", "Rank correlation"],
					rows: x.decides.map(([f, value, lo, hi]) => [h("code", null, breakable(d.asked.factors[f].name)), text([value, lo, hi])]),
				},
			}),
		),
		told.length > 6 ? p(`Such figures: ${told.length}. The first six are drawn; all stand in what socred experiment analyse prints.`) : null,
	);
}

export const decides: ExperimentSection = {
	id: "decides",
	kicker: "What decides it",
	build(d) {
		const found = d.found;
		if (!found) return "a calibration says what fits, not what decides";
		if (isArms(d)) return arms(d, found);
		const chosen = { o: 0 },
			of = WORDS[d.asked.design]!,
			columns = found.columns.map((c) => c.replace(/_/g, " "));
		const node = ofOutcome(d, chosen, {
			id: "fig-decides",
			title: "What decides an outcome",
			note: `${of.note}${d.asked.factors.length > SHOWN ? ` Drawn are the strongest ${SHOWN}, the table has all.` : ""}`,
			source: SOURCE,
			legend:
				d.asked.design === "sobol"
					? [
							{ text: "with all others", colour: COLOURS.a, mark: "square" },
							{ text: "alone", colour: "currentColor", mark: "line" },
						]
					: [
							{ text: "more of it gives more", colour: COLOURS.a, mark: "square" },
							{ text: "more of it gives less", colour: COLOURS.b, mark: "square" },
							...(d.asked.factors.some(isSeed) ? [{ text: "random numbers", colour: COLOURS.plain, mark: "square" as const }] : []),
						],
			label: () => `${outcomeName(d, chosen.o)}: ${bars(d, found, chosen.o).map((b) => `${b.text} ${num(b.value)}`).join("; ")}`,
			draw: (width) => {
				const rows = bars(d, found, chosen.o);
				return tornado(rows, width, of.unit, ends(rows, d.asked.design));
			},
			table: {
				caption: "Estimates with 95% intervals",
				head: ["Outcome", "Factor", ...columns.map(capital), "From"],
				numeric: 2,
				rows: d.asked.outcomes.flatMap((_, o) =>
					ranked(found, o).map((i) => [outcomeName(d, o), h("code", null, breakable(d.asked.factors[i].name)), ...found.outcomes[o].rows[i].of.map(text), num(found.outcomes[o].rows[i].count)]),
				),
			},
		});
		return section("decides", "What decides it", sentenceOf(d, found, 0), ...d.asked.outcomes.slice(1, 9).map((_, i) => p(sentenceOf(d, found, i + 1))), node);
	},
};
