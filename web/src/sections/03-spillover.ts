/* Who else pays: sanctions that reach people through a relative or a wrong entry. */

import { COLOURS, lines, Part, stacks } from "../charts";
import { Measure } from "../data";
import { figure, few } from "../figure";
import { agree, capital, est, label, monthText, num, percent, withNoun } from "../format";
import { Model } from "../model";
import { bounded, count as counted, isFew, mean, minus, ratio } from "../stats";
import { assumedOf } from "../assumed";
import { Sentence, sentence, sures, unassumed } from "../sure";
import { beside, further, intervalNote, listWord, oneList, p, sanctionWord, section } from "./section";

const WAYS = [
	{ column: "people_own", text: "own grade or entry", colour: COLOURS.plain },
	{ column: "people_spouse", text: "spouse", colour: COLOURS.a },
	{ column: "people_child", text: "child at home", colour: COLOURS.b },
	{ column: "people_household", text: "others in the household", colour: COLOURS.c },
	{ column: "people_kin", text: "kin elsewhere", colour: COLOURS.d },
];
const GROUP = { column: "", text: "liability group", colour: COLOURS.e };

/* Whether a measure reaches people that way, by its rules at the start. */
function mayGo(x: Measure, column: string): boolean {
	const spill: Record<string, number> = {
		people_spouse: x.spill_spouse,
		people_child: x.spill_child,
		people_household: x.spill_household,
		people_kin: x.spill_kin,
		"": x.spill_liability_group,
	};
	return (spill[column] ?? 0) > 0;
}

/* People under a measure by one way, a value for each replicate. Those met only through their group are counted by a module. */
function underBy(m: Model, measure: number, way: (typeof WAYS)[number]): number[] {
	if (way.text !== GROUP.text) return m.totals("measure", measure, way.column);
	const counted = m.report.counters.find((c) => c.table === "liability_measures_by_measure")?.values.find((v) => v.key[0] === measure);
	return counted?.totals ?? Array<number>(m.n).fill(0);
}

const sanctionsOf = (m: Model): { x: Measure; i: number }[] => m.report.regime.measures.map((x, i) => ({ x, i })).filter((a) => a.x.kind !== "reward");

/* Whether a sanction reaches the liability group, at the start or by the timeline. */
function isGrouped(m: Model): boolean {
	const reaching = m.report.modules.find((x) => x.name === "liability_measures")?.affects.measures ?? [];
	return sanctionsOf(m).some((a) => reaching.includes(a.i));
}
/* By one's own act: a grade, an entry, or both, by its name where there is one. */
function ownWay(m: Model): string {
	const all = sanctionsOf(m).map((a) => a.x),
		grades = [...new Set(all.flatMap((x) => x.grades))],
		listed = all.some((x) => x.lists.length > 0),
		one = oneList(m) !== null;
	if (grades.length === 0 && listed) return one ? `own entry on ${listWord(m)}` : "own entry";
	if (grades.length > 0 && !listed) return grades.length === 1 ? `own grade, ${m.report.regime.grades[grades[0]].name}` : "own grade";
	return "own grade or entry";
}
/* A way that no sanction goes, at the start or later, is none of this scenario's. */
const waysOf = (m: Model): typeof WAYS =>
	(isGrouped(m) ? [...WAYS, GROUP] : WAYS)
		.filter((w) => w === WAYS[0] || sanctionsOf(m).some((a) => mean(underBy(m, a.i, w)) > 0 || mayGo(a.x, w.column)))
		.map((w) => (w.column === WAYS[0].column ? { ...w, text: ownWay(m) } : w));

export const spillover = {
	id: "spillover",
	kicker: "Who else pays",
	build(m: Model): HTMLElement | string {
		const sanctions = sanctionsOf(m);
		if (sanctions.length === 0) return "the scenario has no sanction";
		const under = m.national("sanctioned_effective"),
			innocent = m.national("sanctioned_effective_innocent"),
			kin = m.national("sanctioned_effective_by_kin");
		const blamed = minus(under, innocent),
			per = bounded(ratio(innocent, blamed, 100)),
			byKin = bounded(ratio(kin, under, 1), 1);
		const count = mean(under),
			k = 1000 / m.persons,
			can = m.rate("national", 0, "sanctioned_effective");
		const refused = bounded(ratio(m.national("refused_innocent"), m.national("refused"), 1), 1);
		const grouped = isGrouped(m),
			ways = waysOf(m),
			onlyOwn = ways.length === 1,
			one = sanctionWord(m),
			who = grouped ? "a relative, a member of the liability group" : "a relative";
		const spilling = sanctions.filter((a) => a.x.spill_spouse + a.x.spill_child + a.x.spill_household + a.x.spill_kin > 0);
		const rows = sanctions.map((a) => ({
			name: capital(label(a.x.name)),
			v: ways.map((w) => underBy(m, a.i, w)),
		}));
		const parts: Part[] = rows.flatMap((r) =>
			ways.map((w, i) => ({ row: r.name, part: w.text, value: mean(r.v[i]) * k, colour: w.colour })),
		);
		const of = (name: string, by?: (x: number) => number) => assumedOf(m.report, name, by),
			told: Sentence[] = [
				sentence(
					"innocent_per_1000_effective",
					"",
					per,
					` innocent ${agree(num(per.mean, per), "person is", "people are")} under ${one} for every 100 who are under it for what they did.`,
					Math.min(mean(blamed), mean(innocent)),
					of("innocent_per_1000_effective", (x) => (100 * x) / (1000 - x)),
				),
				...(onlyOwn ? [] : [unassumed("", byKin, ` of those under ${one} are so only through ${grouped ? "a relative or a member of the group" : "a relative"}.`, percent)]),
				sentence("innocent_per_1000_refused", "", refused, " of refused attempts were those of innocent people.", mean(m.national("refused_innocent")), of("innocent_per_1000_refused", (x) => x / 1000), percent),
				sentence("sanctioned_effective_per_1000", "Of 1,000 people ", can, ` ${agree(num(can.mean, can), "is", "are")} effectively under ${one}.`, count, of("sanctioned_effective_per_1000")),
			].filter((x) => Number.isFinite(x.e.mean));
		return section(
			"spillover",
			"Who else pays",
			count === 0
				? "Nobody is under a sanction"
				: isFew(per)
					? "Who is under a sanction for what they did, and who is innocent"
					: `${withNoun(num(per.mean, per), "innocent person is", "innocent people are")} under ${sanctionWord(m)} for every 100 who are under ${sanctionWord(m) === "a sanction" ? "one" : "it"} for what they did`,
			beside(
				[
					p(
						`Innocent: under ${one} only through ${who} or a wrong entry. Counted is who is effectively under ${one}: who would try what it denies.`,
						spilling.length || grouped ? "" : " In this scenario no sanction reaches relatives: all the innocent are wrongly entered.",
					),
					sures(m, told),
				],
				figure({
				id: "fig-spill",
				title: `By whose act people are under ${one === "a sanction" ? "each sanction" : one}, ${monthText(m.last)}`,
				warn: onlyOwn ? few(count, "people under a sanction") : few(mean(kin), `people under a sanction only through ${grouped ? "another" : "a relative"}`),
				legend: ways.map((w) => ({ text: w.text, colour: w.colour, mark: "square" })),
				draw: (w) =>
					stacks(
						parts,
						rows.map((r) => r.name),
						w,
						"people per 1,000",
					),
				label: rows
					.map((r) => `${r.name}: ${ways.map((w, i) => `${w.text} ${num(mean(r.v[i]) * k)}`).join(", ")}`)
					.join("; "),
				note: `People formally under ${one === "a sanction" ? "each sanction" : one} per 1,000 of all people, by the way it reached them; each person counts once${one === "a sanction" ? " for a sanction" : ""}, under the nearest way${grouped ? ", the liability group last" : ""}. Means over replicates; simulation: in the table; over the assumptions: not computed for ${one === "a sanction" ? "single sanctions" : "single ways"}.`,
				table: {
					caption: "People under each sanction per 1,000, by the way it reached them, with 95% intervals",
					head: ["Sanction", ...ways.map((w) => w.text)],
					rows: rows.map((r) => [r.name, ...r.v.map((v) => est(bounded(counted(v, k))))]),
				},
				}),
			),
			further(["spillover-data", "month by month"], ["refusals", "what is refused, and how often"]),
		);
	},
};

const anySanction = (m: Model): string => sanctionWord(m).replace("a sanction", "any sanction");

export const spilloverData = {
	id: "spillover-data",
	kicker: "Sanctions month by month",
	build(m: Model): HTMLElement | string {
		if (!m.hasSanctions) return "the scenario has no sanction";
		const k = 1000 / m.persons,
			grouped = isGrouped(m),
			every = Math.max(1, Math.round(m.months / 14));
		const all = [
			{ name: "all", colour: COLOURS.plain, points: m.series("national", 0, "sanctioned_effective", k) },
			{ name: "innocent", colour: COLOURS.nothing, points: m.series("national", 0, "sanctioned_effective_innocent", k) },
			...(waysOf(m).length === 1
				? []
				: [{ name: grouped ? "through another" : "through a relative", colour: COLOURS.a, points: m.series("national", 0, "sanctioned_effective_by_kin", k) }]),
		];
		return section(
			"spillover-data",
			"Sanctions month by month",
			`People under ${anySanction(m)}, and the innocent among them`,
			figure({
				id: "fig-spill-time",
				title: `People under ${anySanction(m)}, month by month`,
				draw: (w) => lines(all, w, "per 1,000 people"),
				warn: few(mean(m.national("sanctioned_effective")), "people under a sanction"),
				label: `Lines; in ${monthText(m.last)} ${all.map((l) => `${l.name} ${num(l.points[m.months - 1].mean)}`).join(", ")} per 1,000 people.`,
				note: `Per 1,000 of all people. The innocent include those met through a relative and those wrongly entered. ${intervalNote(m)}`,
				table: {
					caption: `People under ${anySanction(m)} per 1,000`,
					head: ["Month", ...all.map((l) => l.name)],
					rows: all[0].points
						.filter((x) => x.month % every === 0 || x.month === m.months - 1)
						.map((x) => [monthText(m.month(x.month)), ...all.map((l) => est({ ...l.points[x.month], n: m.n }))]),
				},
			}),
		);
	},
};
