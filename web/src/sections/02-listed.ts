/* Of 1,000 listed: a picture of who did what they are listed for, who did something else, who did nothing. */

import { COLOURS, lines } from "../charts";
import { h, s } from "../dom";
import { figure, few, fewRows, LegendEntry, table, warning, warnings } from "../figure";
import { est, meanCount, monthText, num, people, plural, whole } from "../format";
import { Model } from "../model";
import { apportion, bounded, count as counted, Estimate, isFew, mean, ratio } from "../stats";
import { assumedOf } from "../assumed";
import { Sentence, sentence, sures } from "../sure";
import { beside, further, intervalNote, listWord, otherViolation, p, section } from "./section";

const kindsOf = (m: Model) =>
	[
		{ column: "listed_true", name: "true_per_1000_listed", text: "did what they are listed for", colour: COLOURS.did, mark: "square" },
		{ column: "listed_other_violation", name: "other_violation_per_1000_listed", text: `did not, but committed ${otherViolation(m)}`, colour: COLOURS.other, mark: "hatch" },
		{ column: "listed_no_violation", name: "no_violation_per_1000_listed", text: "committed no violation at all", colour: COLOURS.nothing, mark: "ring" },
	] as const;

export const listed = {
	id: "listed",
	kicker: "Who, how many, by mistake",
	build(m: Model): HTMLElement | string {
		if (!m.hasLists) return "the scenario has no list";
		const base = m.national("listed"),
			count = mean(base);
		if (count === 0) return section("listed", "Who, how many, by mistake", `Nobody is listed in ${monthText(m.last)}`, further(["listed-data", "month by month, list by list"]));
		const KINDS = kindsOf(m),
			of = (c: string): Estimate => bounded(ratio(m.national(c), base, 1000), 1000);
		const shares = KINDS.map((k) => of(k.column)),
			unaware = of("listed_unaware");
		const squares = apportion(
			shares.map((e) => e.mean),
			1000,
		);
		const legend: LegendEntry[] = KINDS.map((k, i) => ({
			text: `${num(shares[i].mean, shares[i])} ${k.text}`,
			colour: k.colour,
			mark: k.mark,
		}));
		const rows: Sentence[] = [
			...[2, 1, 0].map((i) => sentence(KINDS[i].name, "", shares[i], ` ${KINDS[i].text}.`, mean(m.national(KINDS[i].column)), assumedOf(m.report, KINDS[i].name))),
			sentence("unaware_per_1000_listed", "", unaware, " have never learnt of it, whichever of these they are.", mean(m.national("listed_unaware")), assumedOf(m.report, "unaware_per_1000_listed")),
		];
		return section(
			"listed",
			"Who, how many, by mistake",
			isFew(shares[1]) || isFew(shares[2])
				? "What those did who are listed"
				: `Of 1,000 listed, ${num(shares[2].mean, shares[2])} committed no violation and ${num(shares[1].mean, shares[1])} committed only ${otherViolation(m).replace("some other violation", "another than they are listed for")}`,
			beside(
				[
					p(
						`${plural(count, "synthetic person is", "synthetic people are")} on ${listWord(m)} in ${monthText(m.last)}, on average over replicates${m.atCensusSize ? `: ${est(bounded(counted(base, m.samplingWeight)), people)} at the size of the census` : ""}. Of 1,000 of them:`,
					),
					sures(m, rows),
				],
				figure({
				id: "fig-waffle",
				title: `1,000 listed people in ${monthText(m.last)}: each mark is one`,
				legend,
				warn: few(count, "listed people"),
				draw: (w) => waffle(squares, w),
				label: `A grid of 1,000 marks: ${KINDS.map((k, i) => `${squares[i]} ${k.text}`).join(", ")}.`,
				note: `Everyone on ${listWord(m)} at the end of the run, scaled to 1,000 marks, each kind to the nearest whole one. “No violation” means none at all up to the entry; the model knows no violations from before the run, so that share is somewhat too large in the first years.`,
				table: {
					caption: "Per 1,000 listed",
					head: ["Who", "Per 1,000 (95% interval)", "Synthetic people in a run"],
					rows: [
						...KINDS.map((k, i) => [k.text, est(shares[i]), meanCount(mean(m.national(k.column)))]),
						["never learnt of it (any of the above)", est(unaware), meanCount(mean(m.national("listed_unaware")))],
					],
				},
				}),
			),
			further(["listed-data", "month by month, list by list"], ["due-process", "notice, appeal, decision"], ["errors", "where errors enter"]),
		);
	},
};

export const listedData = {
	id: "listed-data",
	kicker: "Lists in full",
	build(m: Model): HTMLElement | string {
		if (!m.hasLists) return "the scenario has no black list";
		return section("listed-data", "Lists in full", `${plural(m.report.regime.lists.length, "list")}, month by month`, over(m), lists(m));
	},
};

function over(m: Model): HTMLElement {
	const k = 1000 / m.persons;
	const all = [
		...kindsOf(m).map((x) => ({
			name: { listed_true: "did it", listed_other_violation: otherViolation(m).replace("some other", "another"), listed_no_violation: "no violation" }[x.column],
			colour: x.colour as string,
			points: m.series("national", 0, x.column, k),
		})),
		{ name: "never learnt of it", colour: COLOURS.plain as string, points: m.series("national", 0, "listed_unaware", k) },
	];
	const every = Math.max(1, Math.round(m.months / 14));
	return figure({
		id: "fig-listed-time",
		title: `People on ${listWord(m)}, month by month`,
		warn: warnings(few(m.listed, "listed people")),
		draw: (w) => lines(all, w, "per 1,000 people"),
		label: `Lines from ${monthText(m.first)} to ${monthText(m.last)}; at the end ${all.map((l) => `${l.name} ${num(l.points[m.months - 1].mean)}`).join(", ")} per 1,000 people.`,
		note: `Per 1,000 of all people. “Never learnt of it” overlaps the other three. ${intervalNote(m)}`,
		table: {
			caption: "Listed per 1,000 people",
			head: ["Month", ...all.map((l) => l.name)],
			rows: all[0].points
				.filter((x) => x.month % every === 0 || x.month === m.months - 1)
				.map((x) => [monthText(m.month(x.month)), ...all.map((l) => est({ ...l.points[x.month], n: m.n }))]),
		},
	});
}

function lists(m: Model): HTMLElement {
	const all = m.report.regime.lists;
	const t = (i: number, c: string): number[] => m.totals("list", i, c);
	const low = fewRows(
		all.map((l, i) => ({ name: l.name.replace(/_/g, " "), count: mean(t(i, "stock")) })),
		"people on the list",
	);
	return h(
		"details",
		{ class: "numbers", open: true },
		h("summary", null, "Every list: stock, entries, exits"),
		low ? warning(low) : null,
		table({
			caption: "Synthetic people on each list at the end, and entries and exits over the whole run; mean and 95% interval",
			head: [
				"List",
				"Colour",
				"On it",
				"Did it",
				"Something else",
				"Nothing",
				"Entries",
				"Prolonged",
				"Expired",
				"Repaired",
				"Overturned",
			],
			numeric: 2,
			rows: all.map((l, i) => [
				l.name.replace(/_/g, " "),
				l.colour,
				...[
					"stock",
					"stock_true",
					"stock_other_violation",
					"stock_no_violation",
					"entries_true+entries_other_violation+entries_no_violation",
					"renewals",
					"exits_expired",
					"exits_repaired",
					"exits_overturned",
				].map((c) => (l.colour === "red" && /stock_|overturned/.test(c) ? "–" : est(bounded(counted(t(i, c))), whole))),
			]),
		}),
	);
}

/* 50 by 20 marks; 40 by 25 on a phone. Shape tells as much as colour: full square, hatched square, ring. */
function waffle(counts: number[], width: number): SVGElement {
	const across = width < 520 ? 40 : 50,
		down = 1000 / across,
		step = Math.min(width, 760) / across,
		size = step * 0.8;
	const root = s("svg", {
		viewBox: `0 0 ${step * across} ${step * down}`,
		width: step * across,
		height: step * down,
		class: "waffle",
	});
	root.append(
		s(
			"defs",
			null,
			s(
				"pattern",
				{ id: "hatch", width: 4, height: 4, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
				s("rect", { width: 4, height: 4, fill: "var(--other-pale)" }),
				s("rect", { width: 2, height: 4, fill: COLOURS.other }),
			),
		),
	);
	const order = counts.flatMap((n, kind) => Array<number>(n).fill(kind));
	order.forEach((kind, i) => {
		const x = (i % across) * step + (step - size) / 2,
			y = Math.floor(i / across) * step + (step - size) / 2;
		root.append(
			kind === 2
				? s("circle", {
						cx: x + size / 2,
						cy: y + size / 2,
						r: size * 0.38,
						fill: "none",
						stroke: COLOURS.nothing,
						"stroke-width": size * 0.22,
					})
				: s("rect", { x, y, width: size, height: size, fill: kind === 0 ? COLOURS.did : "url(#hatch)" }),
		);
	});
	return root;
}
