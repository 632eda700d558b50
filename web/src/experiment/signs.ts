/* Does the sign survive? Of each conclusion "more of this gives more of that" in how many moves it holds; of a difference between arms, in how
 * many draws of the assumptions. */

import { COLOURS, stacks } from "../charts";
import { breakable, Child, h } from "../dom";
import { figure, table } from "../figure";
import { agree, capital, est, num, percent, plural } from "../format";
import { p, section } from "../sections/section";
import { ENOUGH, SURVIVES, verdict, Verdict } from "../stats";
import { estimateOf, ExperimentDoc, Found, isArms, isSeed, LEAST, outcomeName, ranked, Row, Told, words } from "./data";
import { ExperimentSection, ofOutcome, SOURCE } from "./section";

const SHOWN = 10;

interface Sign {
	more: boolean; /* more of it gives more */
	same: number; /* moves with that sign */
	moved: number; /* moves that changed the outcome at all */
}
function signOf(r: Row): Sign | null {
	const [, more, less] = r.moves;
	if (more + less === 0) return null;
	return { more: more >= less, same: Math.max(more, less), moved: more + less };
}
/* Rows, those that matter most first; without the seed, which has no direction. */
const directed = (d: ExperimentDoc, found: Found, o: number): number[] => ranked(found, o).filter((i) => !isSeed(d.asked.factors[i]));
function summed(verdicts: Verdict[], effect: string, of: string): string {
	const n = (v: Verdict): number => verdicts.filter((x) => x === v).length;
	return `Of ${plural(verdicts.length, effect)} ${n("survives")} ${agree(String(n("survives")), "keeps its", "keep their")} sign, ${n("does not survive")} ${agree(String(n("does not survive")), "does", "do")} not, and for ${n("too few")} there are too few ${of} to say`;
}

/* ---- designs that move one factor at a time ---- */
function byMoves(d: ExperimentDoc, found: Found): HTMLElement {
	const chosen = { o: 0 },
		rowsOf = (o: number): { i: number; r: Row; s: Sign | null }[] => directed(d, found, o).map((i) => ({ i, r: found.outcomes[o].rows[i], s: signOf(found.outcomes[o].rows[i]) }));
	const all = d.asked.outcomes.flatMap((_, o) => rowsOf(o)).filter((x) => x.s !== null);
	const node = ofOutcome(d, chosen, {
		id: "fig-signs",
		title: "Moves of one factor alone, by what they do",
		note: "Each bar has all moves of a factor to a larger value, everything else and the random numbers as they were: in which share of them the outcome grew, stayed, and fell.",
		source: SOURCE,
		legend: [
			{ text: "more of the outcome", colour: COLOURS.a, mark: "square" },
			{ text: "the same", colour: COLOURS.faint, mark: "square" },
			{ text: "less of it", colour: COLOURS.b, mark: "square" },
		],
		label: () => rowsOf(chosen.o).slice(0, SHOWN).map(({ i, r }) => `${words(d.asked.factors[i].name)}: of ${plural(r.moves[0], "move")} more in ${r.moves[1]}, less in ${r.moves[2]}`).join("; "),
		draw: (width) => {
			const shown = rowsOf(chosen.o).filter((x) => x.r.moves[0] > 0).slice(0, SHOWN);
			return stacks(
				shown.flatMap(({ i, r: { moves: [n, more, less] } }) => {
					const row = words(d.asked.factors[i].name);
					return [
						{ row, part: "more", value: more / n, colour: COLOURS.a },
						{ row, part: "the same", value: (n - more - less) / n, colour: COLOURS.faint, ink: "currentColor" },
						{ row, part: "less", value: less / n, colour: COLOURS.b },
					];
				}),
				shown.map(({ i }) => words(d.asked.factors[i].name)),
				width,
				"share of the moves",
				{ share: true, format: (x) => percent(x) },
			);
		},
		table: {
			caption: `Whether the sign survives: whether ${percent(SURVIVES)} or more of all moves that change the outcome go one way`,
			head: ["Outcome", "Factor", "More of it gives", "In so many moves", "Of those that change it", "The sign"],
			numeric: 3,
			rows: d.asked.outcomes.flatMap((_, o) =>
				rowsOf(o).map(({ i, s }): Child[] => [outcomeName(d, o), h("code", null, breakable(d.asked.factors[i].name)), s ? (s.more ? "more" : "less") : "no change", s ? num(s.same) : "–", num(s ? s.moved : 0), s ? verdict(s.same, s.moved) : "–"]),
			),
		},
	});
	return section(
		"signs",
		"Does the sign survive?",
		all.length === 0 ? "No factor moves any outcome" : summed(
					all.map((x) => verdict(x.s!.same, x.s!.moved)),
					"effect",
					"moves",
				),
		p(`“More of this gives more of that” is a conclusion only if it holds wherever the other factors stand. It survives where the moves leave no doubt (exact 95% interval) that ${percent(SURVIVES)} or more of those that change the outcome at all go one way: ${ENOUGH} of ${ENOUGH} show it, 10 of 10 do not. It does not where they leave no doubt that fewer do.`),
		node,
	);
}

/* ---- designs that spread all at once ---- */
function byRanks(d: ExperimentDoc, found: Found): HTMLElement {
	const rows = d.asked.outcomes.flatMap((_, o) => directed(d, found, o).map((i) => ({ o, i, e: estimateOf(found.outcomes[o].rows[i].of[0]) }))).filter((x) => Number.isFinite(x.e.mean)),
		enough = found.units >= LEAST,
		sure = (x: { e: { lo: number; hi: number } }): boolean => enough && x.e.lo < x.e.hi && (x.e.lo > 0 || x.e.hi < 0);
	return section(
		"signs",
		"Does the sign survive?",
		enough ? `Of ${plural(rows.length, "effect")} the points make sure of the sign of ${rows.filter(sure).length}` : `${capital(plural(found.units, "point"))} are too few to be sure of any sign`,
		p(`These points move all factors at once, so that no move of one alone can be followed: told is whether the interval of the rank correlation leaves out 0, from ${LEAST} points on. A design of kind morris or sobol follows single moves.`),
		table({
			caption: "Signs of the rank correlations",
			head: ["Outcome", "Factor", "More of it gives", "Rank correlation", "The sign"],
			numeric: 3,
			rows: rows.map((x): Child[] => [outcomeName(d, x.o), h("code", null, breakable(d.asked.factors[x.i].name)), x.e.mean > 0 ? "more" : "less", est(x.e), sure(x) ? "is sure" : enough ? "is not sure" : "too few points"]),
		}),
	);
}

/* ---- arms ---- */
function byArms(d: ExperimentDoc, found: Found): HTMLElement | string {
	if (d.asked.arms.length < 2) return "there is one arm, and so no difference";
	const assumed = d.asked.draws > 0,
		rows = d.asked.outcomes.flatMap((_, o) => d.asked.arms.slice(1).map((a, k) => ({ o, a, of: found.outcomes[o].rows[k + 1].of }))),
		byLuck = (x: { of: Told[] }): boolean => (x.of[1][1] ?? 0) > 0 || (x.of[1][2] ?? 0) < 0,
		same = rows.map((x) => x.of[4]?.[0] ?? null),
		verdicts = same.map((x) => (x === null ? null : verdict(Math.round((x / 100) * d.asked.draws), d.asked.draws))),
		told = same.filter((x) => x !== null).length,
		drawn = rows.map((x, i) => ({ row: `${outcomeName(d, x.o)}, ${words(x.a)}`, stays: same[i] })).filter((x): x is { row: string; stays: number } => x.stays !== null);
	const node =
		drawn.length > 0
			? figure({
					id: "fig-signs",
					title: "Of 100 draws of the assumptions, in how many the sign stays",
					note: `The sign is that of the difference at the values of the scenario; the draws (${num(d.asked.draws)}) are the same in each arm, with the same random numbers. Where the bar ends before the right edge the conclusion hangs on what is assumed.`,
					source: SOURCE,
					label: drawn.map((x) => `${x.row}: ${num(x.stays)}`).join("; "),
					draw: (width) =>
						stacks(
							drawn.flatMap(({ row, stays }) => [
								{ row, part: "the same sign", value: stays / 100, colour: COLOURS.a },
								{ row, part: "another", value: 1 - stays / 100, colour: COLOURS.faint, ink: "currentColor" },
							]),
							drawn.map((x) => x.row),
							width,
							"share of the draws",
							{ share: true, format: (x) => percent(x) },
						),
					legend: [
						{ text: "the same sign", colour: COLOURS.a, mark: "square" },
						{ text: "another, or none", colour: COLOURS.faint, mark: "square" },
					],
					table: null,
				})
			: null;
	return section(
		"signs",
		"Does the sign survive?",
		assumed
			? told === 0
				? "At the values of the scenario the arms do not differ"
				: summed(
						verdicts.filter((v) => v !== null),
						"difference",
						"draws",
					)
			: `Of ${plural(rows.length, "difference")} the simulation leaves no doubt about the sign of ${rows.filter(byLuck).length}; the assumptions were not varied`,
		assumed
			? p(`A sign survives where the draws leave no doubt (exact 95% interval) that ${percent(SURVIVES)} or more of all draws have it: ${ENOUGH} of ${ENOUGH} show it. It does not where they leave no doubt that fewer have it.`)
			: p("The interval is that of the simulation alone. With design: {assumptions: 64} each arm is run over everything that the scenario assumes."),
		node,
		table({
			caption: `Differences from ${words(d.asked.arms[0])}`,
			head: ["Outcome", "Arm", "Difference", ...(assumed ? ["Over the assumptions", "Same sign, of 100", "The sign"] : ["The sign"])],
			numeric: 2,
			rows: rows.map((x, i) => [
				capital(outcomeName(d, x.o)),
				words(x.a),
				est(estimateOf(x.of[1])),
				...(assumed
					? [est(estimateOf(x.of[3])), same[i] === null ? "–" : num(same[i]!), same[i] === null ? "no difference to keep" : verdicts[i]!]
					: [byLuck(x) ? "is sure within the simulation" : "is not sure"]),
			]),
		}),
	);
}

export const signs: ExperimentSection = {
	id: "signs",
	kicker: "Does the sign survive?",
	build(d) {
		if (!d.found) return "a calibration draws no conclusion about single factors";
		if (isArms(d)) return byArms(d, d.found);
		return d.asked.design === "sobol" || d.asked.design === "morris" ? byMoves(d, d.found) : byRanks(d, d.found);
	},
};
