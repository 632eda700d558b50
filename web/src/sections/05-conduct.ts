/* Offences, good deeds and lawful acts against the same people under no regime. */

import { COLOURS, intervals, lines, Row } from "../charts";
import { figure, few, fewRows } from "../figure";
import { capital, est, label, meanCount, monthText, percent, plural, signedPercent } from "../format";
import { Model } from "../model";
import { bounded, count, Estimate, estimate, isFew, mean, minus, ratio, relative, side, times } from "../stats";
import { assumedOf } from "../assumed";
import { drawnNote, Sentence, sentence, sures, unassumed } from "../sure";
import { beside, further, intervalNote, listWord, p, section } from "./section";

const KINDS = [
	{ kind: "violation", statistic: "violations_averted_percent", norms: "violations_averted_by_norms_percent", column: "violations", one: "violation", many: "Violations", colour: COLOURS.nothing },
	{ kind: "good_deed", statistic: "good_deeds_gained_percent", norms: "good_deeds_gained_by_norms_percent", column: "good_deeds", one: "good deed", many: "Good deeds", colour: COLOURS.c },
	{
		kind: "lawful_act",
		statistic: "lawful_acts_lost_percent",
		norms: "lawful_acts_lost_by_norms_percent",
		column: "lawful_acts",
		one: "discouraged lawful act",
		many: "Discouraged lawful acts",
		colour: COLOURS.d,
	},
];

export const conduct = {
	id: "conduct",
	kicker: "What it changed",
	build(m: Model): HTMLElement | string {
		const kinds = kindsOf(m);
		if (kinds.length === 0) return "no class of events happens";
		const same = kinds.every((k) => k.now.every((v, i) => v === k.counterfactual[i]));
		if (same) return "conduct is the same as under no regime";
		const told: Sentence[] = [
			...kinds.flatMap((k) => [
				sentence(
					k.statistic,
					`${k.many}: `,
					k.change,
					m.n > 1 && k.change.hi > k.change.lo && side(k.change, 0) === "unclear" ? "; the interval of the simulation includes no change." : ".",
					mean(k.counterfactual),
					assumedOf(m.report, k.statistic, (x) => (k.kind === "good_deed" ? x : -x) / 100),
					signedPercent,
				),
				...(k.kind === "violation" ? throughNorms(m, [k]) : []),
			]),
		];
		return section(
			"conduct",
			"What it changed",
			heading(m, kinds),
			beside(
				[
					p("Against the same people in the same months, with the same random numbers, under no regime at all. Over the whole run:"),
					sures(m, told),
				],
				differences(m),
			),
			further(["conduct-data", "the difference month by month, every class as a ratio"]),
		);
	},
};

export const conductData = {
	id: "conduct-data",
	kicker: "Conduct in full",
	build(m: Model): HTMLElement | string {
		const kinds = kindsOf(m);
		if (kinds.length === 0) return "no class of events happens";
		const told = [...throughNorms(m, kinds.filter((k) => k.kind !== "violation")), ...averted(m)];
		return section("conduct-data", "Conduct in full", "Every class of event, with the regime and without", told.length > 0 ? sures(m, told) : null, classes(m), ...kinds.map((k) => over(m, k)));
	},
};

/* Kinds of conduct that happen at all. */
type Kind = (typeof KINDS)[number] & ReturnType<Model["conduct"]>;
const kindsOf = (m: Model): Kind[] => KINDS.map((k) => ({ ...k, ...m.conduct(k.column) })).filter((k) => mean(k.counterfactual) > 0);

/* What the regime changed of each class, in events: a ratio would make the rarest class the largest. */
function differences(m: Model): HTMLElement {
	const k = 1000 / m.persons / m.years;
	const rows = m.report.regime.events
		.map((e, i) => ({ e, now: m.totals("event", i, "happened"), before: m.totals("event", i, "happened_counterfactual") }))
		.filter((x) => x.e.kind !== "life_event" && mean(x.before) > 0)
		.map((x) => ({ ...x, name: capital(label(x.e.name)), change: estimate(times(minus(x.now, x.before), k)) }))
		.sort((a, b) => a.change.mean - b.change.mean);
	const kind = (name: string): (typeof KINDS)[number] | undefined => KINDS.find((x) => x.kind === name);
	const marks = { violation: "circle", good_deed: "diamond", lawful_act: "square" } as Record<string, Row["symbol"]>;
	return figure({
		id: "fig-difference",
		title: "Events a year per 1,000 people, against no regime",
		warn: fewRows(
			rows.map((r) => ({ name: r.name.toLowerCase(), count: mean(r.before) })),
			"events",
		),
		legend: KINDS.map((x, i) => ({ x, mark: (["dot", "diamond", "square"] as const)[i] }))
			.filter((l) => rows.some((r) => r.e.kind === l.x.kind))
			.map((l) => ({ text: l.x.one, colour: l.x.colour, mark: l.mark })),
		draw: (w) =>
			intervals(
				rows.map((r) => ({ name: r.name, e: r.change, colour: kind(r.e.kind)?.colour, symbol: marks[r.e.kind] })),
				w,
				"events per 1,000 people and year",
				{ reference: 0 },
			),
		label: rows.map((r) => `${r.name} ${est(r.change)}`).join("; "),
		note: `Whole run, the same people with the same random numbers: left of the line fewer than without the regime, right of it more. ${drawnNote(m, "single classes")}`,
		table: {
			caption: "Events a year per 1,000 people: difference, and how many without the regime",
			head: ["Class", "Difference (95% interval)", "Under no regime"],
			rows: rows.map((r) => [r.name, est(r.change), est(bounded(count(r.before, k)))]),
		},
	});
}

function heading(m: Model, kinds: Kind[]): string {
	const word = (x: Kind): string =>
		x.change.mean === 0 && !(x.change.hi > x.change.lo)
			? `${x.many.toLowerCase()}: unchanged`
			: isFew(x.change) || (m.n > 1 && side(x.change, 0) === "unclear")
			? `${x.many.toLowerCase()}: no clear change`
			: `${x.many.toLowerCase()} ${signedPercent(x.change.mean, x.change)}`;
	return capital(`${kinds.map(word).join(", ")} against no regime`);
}

/* Of the change of each kind, what follows from what others do, and not from what anybody fears or hopes for. */
function throughNorms(m: Model, kinds: Kind[]): Sentence[] {
	return kinds
		.map((k) => ({ ...k, unfollowed: m.national(`${k.column}_unfollowed`) }))
		.filter((k) => k.now.some((v, i) => v !== k.unfollowed[i]))
		.map((k) =>
			sentence(
				k.norms,
				`${k.kind === "violation" ? "Of this, through norms" : `${k.many}, through norms`} (what others in the place do): `,
				relative(minus(k.now, k.unfollowed), k.counterfactual),
				".",
				mean(k.counterfactual),
				assumedOf(m.report, k.norms, (x) => (k.kind === "good_deed" ? x : -x) / 100),
				signedPercent,
			),
		);
}

/* For each entry: what did not happen. A negative number means more of it. */
function averted(m: Model): Sentence[] {
	if (!m.hasLists) return [];
	const entries = m.national("entries_true+entries_other_violation+entries_no_violation"),
		of = (column: string): Estimate => relative(minus(m.national(`${column}_counterfactual`), m.national(column)), entries);
	return [
		unassumed(`Violations averted for each entry on ${listWord(m)}: `, of("violations"), "."),
		...(mean(m.national("lawful_acts_counterfactual")) > 0 ? [unassumed("Lawful acts lost for each entry: ", of("lawful_acts"), ".")] : []),
	].filter((x) => Number.isFinite(x.e.mean));
}

function classes(m: Model): HTMLElement {
	const rows = m.report.regime.events
		.map((e, i) => ({
			e,
			i,
			now: m.totals("event", i, "happened"),
			counterfactual: m.totals("event", i, "happened_counterfactual"),
			seen: m.totals("event", i, "seen"),
		}))
		.map((x) => ({ ...x, ratio: bounded(ratio(x.now, x.counterfactual)), name: capital(label(x.e.name)) }));
	const order = ["violation", "good_deed", "lawful_act", "life_event"];
	rows.sort((a, b) => order.indexOf(a.e.kind) - order.indexOf(b.e.kind));
	const symbols: Record<string, Row["symbol"]> = {
		violation: "circle",
		good_deed: "diamond",
		lawful_act: "square",
		life_event: "triangle",
	};
	const colour = (kind: string): string => KINDS.find((k) => k.kind === kind)?.colour ?? COLOURS.plain;
	return figure({
		id: "fig-classes",
		title: "Every class of event against the same people under no regime",
		warn: fewRows(
			rows.filter((r) => r.e.kind !== "life_event").map((r) => ({ name: r.name.toLowerCase(), count: mean(r.counterfactual) })),
			"events",
		),
		legend: KINDS.map((k, i) => ({ k, mark: (["dot", "diamond", "square"] as const)[i] }))
			.filter((x) => rows.some((r) => r.e.kind === x.k.kind))
			.map((x) => ({ text: x.k.one, colour: x.k.colour, mark: x.mark })),
		draw: (w) =>
			intervals(
				rows
					.filter((r) => r.e.kind !== "life_event")
					.map((r) => ({ name: r.name, e: r.ratio, colour: colour(r.e.kind), symbol: symbols[r.e.kind] })),
				w,
				"with the regime over without it (log scale)",
				{ log: true },
			),
		label: rows.map((r) => `${r.name} ${est(r.ratio)}`).join("; "),
		note: `Whole run; left of the line: fewer than without the regime, right of it: more. ${intervalNote(m)}`,
		table: {
			caption: "Event classes: with the regime, without it, and what it saw",
			head: ["Class", "Kind", "Happened", "Under no regime", "Ratio (95% interval)", "Recorded, of those that happened"],
			numeric: 2,
			rows: rows.map((r) => [
				r.name,
				label(r.e.kind),
				meanCount(mean(r.now)),
				meanCount(mean(r.counterfactual)),
				est(r.ratio),
				est(bounded(ratio(r.seen, r.now, 1), 1), percent),
			]),
		},
	});
}

/* The difference month by month; with the regime and without it two lines would lie on one another. */
function over(m: Model, x: Kind): HTMLElement {
	const k = 12000 / m.persons,
		every = Math.max(1, Math.round(m.months / 14)),
		points = m.series("national", 0, `${x.column}_change`, k, "series", false),
		now = m.series("national", 0, x.column, k),
		before = m.series("national", 0, `${x.column}_counterfactual`, k);
	const diff = estimate(times(minus(x.now, x.counterfactual), 1000 / m.persons / m.years));
	return figure({
		id: `fig-conduct-${x.column.replace(/_/g, "-")}`,
		title: `${x.many} a year, more or fewer than without the regime, month by month`,
		draw: (w) => lines([{ name: "difference", colour: x.colour, points }], w, "per 1,000 people and year", { height: 200, loose: true, zero: true }),
		warn: few(mean(x.now), plural(2, x.one).slice(2)),
		label: `A line; over the whole run ${est(diff)} per 1,000 people and year.`,
		note: `Events per 1,000 people at a yearly rate, with the regime less without it, by month; the upright distance from 0 is what the regime changes. Whole run: ${est(diff)}. ${intervalNote(m)}`,
		table: {
			caption: `${x.many} per 1,000 people and year`,
			head: ["Month", "Difference", "With the regime", "No regime"],
			rows: points
				.filter((q) => q.month % every === 0 || q.month === m.months - 1)
				.map((q) => [monthText(m.month(q.month)), ...[points, now, before].map((l) => est({ ...l[q.month], n: m.n }))]),
		},
	});
}
