/* Offences, good deeds and lawful acts against the same people under no regime. */

import { COLOURS, intervals, lines, Row } from "../charts";
import { figure, few, fewRows } from "../figure";
import { capital, est, label, listing, meanCount, monthText, percent, plural, signedPercent, withNoun } from "../format";
import { Model } from "../model";
import { bounded, count, Estimate, estimate, isFew, mean, minus, ratio, relative, side, times } from "../stats";
import { further, intervalNote, listWord, p, section } from "./section";

const KINDS = [
	{ kind: "violation", column: "violations", one: "violation", many: "Violations", colour: COLOURS.nothing },
	{ kind: "good_deed", column: "good_deeds", one: "good deed", many: "Good deeds", colour: COLOURS.c },
	{
		kind: "lawful_act",
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
		const changes = kinds.map((k) => ({ ...k, e: relative(minus(k.now, k.counterfactual), k.counterfactual) }));
		const same = changes.every((k) => k.now.every((v, i) => v === k.counterfactual[i]));
		if (same) return "conduct is the same as under no regime";
		const said = changes.map(
			(k) =>
				`${k.many.toLowerCase()} ${est(k.e, signedPercent)}${m.n > 1 && side(k.e, 0) === "unclear" ? ", which includes no change" : ""}`,
		);
		return section(
			"conduct",
			"What it changed",
			heading(m, changes),
			p(
				"The model lets the same people live the same months, with the same random numbers, under no regime at all; the difference is the regime’s doing. ",
				`Over the whole run: ${listing(said)}.`,
			),
			averted(m),
			differences(m),
			over(m, kinds[0]),
			further(["conduct-data", "other conduct month by month, every class as a ratio"]),
		);
	},
};

export const conductData = {
	id: "conduct-data",
	kicker: "Conduct in full",
	build(m: Model): HTMLElement | string {
		const kinds = kindsOf(m);
		if (kinds.length === 0) return "no class of events happens";
		return section("conduct-data", "Conduct in full", "Every class of event, with the regime and without", classes(m), ...kinds.slice(1).map((k) => over(m, k)));
	},
};

/* Kinds of conduct that happen at all. */
type Kind = (typeof KINDS)[number] & { now: number[]; counterfactual: number[] };
const kindsOf = (m: Model): Kind[] =>
	KINDS.map((k) => ({ ...k, now: m.national(k.column), counterfactual: m.national(`${k.column}_counterfactual`) })).filter((k) => mean(k.counterfactual) > 0);

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
		title: "What the regime changed: events a year per 1,000 people, more or fewer than without it",
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
		note: `Whole run, the same people with the same random numbers: left of the line fewer than without the regime, right of it more. ${intervalNote(m)}`,
		table: {
			caption: "Events a year per 1,000 people: difference, and how many without the regime",
			head: ["Class", "Difference (95% interval)", "Under no regime"],
			rows: rows.map((r) => [r.name, est(r.change), est(bounded(count(r.before, k)))]),
		},
	});
}

function heading(m: Model, changes: { many: string; e: Estimate }[]): string {
	const word = (x: { many: string; e: Estimate }): string =>
		isFew(x.e) || (m.n > 1 && side(x.e, 0) === "unclear")
			? `${x.many.toLowerCase()}: no clear change`
			: `${x.many.toLowerCase()} ${signedPercent(x.e.mean, x.e)}`;
	return capital(`${changes.map(word).join(", ")} against no regime`);
}

function averted(m: Model): HTMLElement | null {
	if (!m.hasLists) return null;
	const entries = m.national("entries_true+entries_other_violation+entries_no_violation");
	const e = relative(minus(m.national("violations_counterfactual"), m.national("violations")), entries),
		chilled = relative(minus(m.national("lawful_acts_counterfactual"), m.national("lawful_acts")), entries);
	if (!Number.isFinite(e.mean)) return null;
	const unclear = (x: Estimate): string => (m.n > 1 && side(x, 0) === "unclear" ? "; the interval includes none" : "");
	return p(
		`For each entry on ${listWord(m)} ${withNoun(est(e), "violation was", "violations were")} averted${unclear(e)}, and ${withNoun(est(chilled), "lawful act")} did not happen${unclear(chilled)}. A negative number means more of them.`,
	);
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
