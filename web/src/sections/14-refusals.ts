/* Refusals by kind. People under a measure, attempts refused in a year and attempts refused since the start are three things. */

import { COLOURS, intervals, lines, SERIES } from "../charts";
import { figure, fewRows } from "../figure";
import { agree, capital, est, label, meanCount, monthText, num, people, withNoun } from "../format";
import { Model } from "../model";
import { bounded, count, Estimate, isFew, mean, ratio } from "../stats";
import { intervalNote, p, sanctionWord, section } from "./section";

const PEOPLE = "people_own+people_spouse+people_child+people_household+people_kin";

export const refusals = {
	id: "refusals",
	kicker: "Refusals",
	build(m: Model): HTMLElement | string {
		const r = m.report.regime;
		const all = r.measures.map((x, i) => ({ x, i, name: capital(label(x.name)) }));
		const sanctions = all.filter((a) => a.x.kind !== "reward"),
			rewards = all.filter((a) => a.x.kind === "reward");
		if (all.length === 0) return "the scenario has no measures";
		const total = bounded(count(m.national("refused"), m.samplingWeight)),
			yearly = bounded(ratio(m.national("refused"), m.national("persons"), 1000 / m.years));
		const under = m.rate("national", 0, "sanctioned_effective");
		return section(
			"refusals",
			"Refusals",
			sanctions.length === 0
				? "No sanctions, only rewards"
				: isFew(under) || isFew(yearly)
					? `Who is under ${sanctionWord(m)}, and what is refused`
					: `${num(under.mean, under)} of 1,000 people ${agree(num(under.mean, under), "is", "are")} under ${sanctionWord(m)}; ${
						m.atCensusSize
							? `${withNoun(people(total.mean, total), "attempt was", "attempts were")} refused since the start, at the size of the census`
							: `${withNoun(num(yearly.mean, yearly), "attempt a year is", "attempts a year are")} refused per 1,000 people`
					}`,
			p(
				"Three counts are often taken for one another, and are kept apart here: people under a measure on one day, attempts refused in a year, and attempts refused since the start. One person can be refused many times, and most people under a measure never try.",
			),
			...panels(m, sanctions, "sanction", "refused"),
			cumulative(m, sanctions),
			...panels(m, rewards, "reward", "granted"),
		);
	},
};

type Item = { i: number; name: string };
function panels(m: Model, items: Item[], kind: string, verb: string): HTMLElement[] {
	if (items.length === 0) return [];
	const counts = items.map((a) => ({
		name: a.name,
		people: bounded(count(m.totals("measure", a.i, PEOPLE), 1000 / m.persons)),
		attempts: bounded(count(m.totals("measure", a.i, "effective"), 1000 / m.persons / m.years)),
		total: bounded(count(m.totals("measure", a.i, "effective"), m.samplingWeight)),
		raw: mean(m.totals("measure", a.i, PEOPLE)),
		tried: mean(m.totals("measure", a.i, "effective")),
	}));
	const table = {
		caption: `Each ${kind}, with 95% intervals`,
		head: [
			capital(kind),
			`People under it in ${monthText(m.last)}, per 1,000`,
			`Attempts ${verb} a year, per 1,000`,
			...(m.atCensusSize ? [`Attempts ${verb} since the start, census size`] : []),
			"Synthetic people under it",
		],
		rows: counts.map((c) => [c.name, est(c.people), est(c.attempts), ...(m.atCensusSize ? [est(c.total, people)] : []), meanCount(c.raw)]),
	};
	const one = (
		id: string,
		title: string,
		unit: string,
		pick: (c: (typeof counts)[0]) => Estimate,
		colour: string,
		first: boolean,
	): HTMLElement =>
		figure({
			id: `fig-${kind}-${id}`,
			title,
			draw: (w) =>
				intervals(
					counts.map((c) => ({ name: c.name, e: pick(c), colour })),
					w,
					unit,
				),
			warn: first
				? fewRows(
						counts.map((c) => ({ name: c.name.toLowerCase(), count: c.raw })),
						"people",
					)
				: fewRows(
						counts.map((c) => ({ name: c.name.toLowerCase(), count: c.tried })),
						"attempts",
					),
			label: counts.map((c) => `${c.name} ${est(pick(c))}`).join("; "),
			note: `${capital(unit)}. ${intervalNote(m)}`,
			table: first ? table : null,
		});
	return [
		one(
			"people",
			`People: who is under each ${kind} in ${monthText(m.last)}`,
			"people per 1,000",
			(c) => c.people,
			COLOURS.a,
			true,
		),
		one(
			"attempts",
			kind === "reward" ? "Attempts: how often each reward is used" : "Attempts: how often each sanction refuses",
			`attempts ${verb} per 1,000 people and year`,
			(c) => c.attempts,
			COLOURS.b,
			false,
		),
	];
}

function cumulative(m: Model, items: Item[]): HTMLElement | null {
	const top = items
		.map((a) => ({ ...a, total: mean(m.totals("measure", a.i, "effective")) }))
		.filter((a) => a.total > 0)
		.sort((a, b) => b.total - a.total)
		.slice(0, 5);
	if (top.length === 0) return null;
	const unit = m.atCensusSize ? "million attempts" : "attempts per 1,000 people";
	const all = top.map((a, k) => ({
		name: a.name,
		colour: SERIES[k],
		points: m.series("measure", a.i, "effective", m.atCensusSize ? m.samplingWeight / 1e6 : 1000 / m.persons, "cumulative"),
	}));
	const every = Math.max(1, Math.round(m.months / 14));
	return figure({
		id: "fig-cumulative",
		title: `Cumulative: attempts refused since ${monthText(m.first)}${top.length < items.length ? ", the most frequent kinds" : ""}`,
		draw: (w) => lines(all, w, unit),
		label: `Rising lines; in ${monthText(m.last)} ${all.map((l) => `${l.name} ${num(l.points[m.months - 1].mean)} ${m.atCensusSize ? "million" : "per 1,000 people"}`).join(", ")}.`,
		note: `${m.atCensusSize ? "Millions of attempts at the size of the census" : "Attempts per 1,000 people"}, added up since the start. A cumulative count can only rise: it says nothing of how many people are met today. ${intervalNote(m)}`,
		table: {
			caption: `Attempts refused since the start, ${m.atCensusSize ? "millions" : "per 1,000 people"}`,
			head: ["Month", ...all.map((l) => l.name)],
			rows: all[0].points
				.filter((x) => x.month % every === 0 || x.month === m.months - 1)
				.map((x) => [monthText(m.month(x.month)), ...all.map((l) => est({ ...l.points[x.month], n: m.n }))]),
		},
	});
}
