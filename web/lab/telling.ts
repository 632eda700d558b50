/* What happened to a synthetic person in a month, in sentences. The words for codes are the engine's (src/view/explain_words.h); names of
 * events, lists, channels and measures are the scenario's. */

import { capital, label, num, plural, withNoun } from "../src/format";

export interface Month {
	month: string;
	happened: { event: string; happened: boolean; without_regime: boolean; seen: string }[];
	records: { event: string; channel: string; truth: string; decision: string; waited_months: number; points: number }[];
	grade_change: { from: string; to: string } | null;
	entries: { list: string; kind: string; cause: string; truth: string }[];
	proceedings: { list: string; what: string; how: string; waited_months?: number }[];
	attempts: { measure: string; kind: string; attempts: number; effective: number }[];
	state: { score: number; grade: string; months_left: Record<string, number>; measures: { measure: string; through: string }[] };
}

const quoted = (name: string): string => `“${label(name)}”`;
const afterwards = (months?: number): string => (months ? `, after ${plural(months, "month")}` : "");
const pointsOf = (p: number): string => (p === 0 ? "no points" : p < 0 ? `${withNoun(num(-p), "point")} taken` : `${withNoun(num(p), "point")} given`);
/* What of a record is true: the engine's word, with what it makes of the record. */
const rightly = (truth: string): string => (truth === "did it" ? "The record is right." : `The record is wrong: ${truth.replace(/^\w+: /, "")}.`);
const CAUSES: Record<string, string> = { kin: "an entry of a relative", firm: "an entry of the firm", grade: "the grade" };

function happened(x: Month["happened"][number]): string {
	const what = capital(label(x.event));
	if (!x.happened) return `${what}: left undone because of the regime.`;
	return `${what}: happened, ${x.seen}${x.without_regime ? "" : "; without the regime it would not have been"}.`;
}
function recorded(x: Month["records"][number]): string {
	const accepted = x.decision.startsWith("accepted") ? `; ${pointsOf(x.points)}` : "";
	return `Recorded by ${label(x.channel)}: ${label(x.event)}; ${x.decision}${afterwards(x.waited_months)}${accepted}. ${rightly(x.truth)}`;
}
function entered(x: Month["entries"][number]): string {
	return `${x.kind === "entered" ? "Entered on" : "Kept longer on"} the list ${quoted(x.list)} because of ${CAUSES[x.cause] ?? label(x.cause)}. In truth the person ${x.truth}.`;
}
function proceeded(x: Month["proceedings"][number]): string {
	if (x.what === "left") return `Off the list ${quoted(x.list)}: ${x.how}.`;
	if (x.what === "notice") return `${x.how === "told when entered" ? "Told of the entry" : capital(x.how)} (list ${quoted(x.list)}).`;
	if (x.what === "appeal") return `Appealed against the entry on ${quoted(x.list)}.`;
	return `The appeal against the entry on ${quoted(x.list)} was ${x.how}${afterwards(x.waited_months)}.`;
}
function attempted(x: Month["attempts"][number]): string {
	const times = x.attempts === 1 ? (x.effective === 1 ? "" : ", without effect") : `, ${num(x.effective)} of ${num(x.attempts)} times`;
	return `${capital(x.kind)} under ${quoted(x.measure)}${times}.`;
}

export const events = (m: Month): string[] => [
	...m.happened.map(happened),
	...m.records.map(recorded),
	...(m.grade_change ? [`Grade ${m.grade_change.from} became ${m.grade_change.to}.`] : []),
	...m.entries.map(entered),
	...m.proceedings.map(proceeded),
	...m.attempts.map(attempted),
];

/* How it stands at the end of a month. */
export function stands(m: Month): string {
	const s = m.state,
		lists = Object.entries(s.months_left).map(([list, left]) => `${quoted(list)} (${plural(left, "month")} left)`),
		under = s.measures.map((x) => label(x.measure) + (x.through === "own" ? "" : ` (through ${x.through === "kin outside the household" ? x.through : `the ${x.through}`})`));
	return [s.grade && `grade ${s.grade}`, lists.length > 0 && `on the ${lists.length > 1 ? "lists" : "list"} ${lists.join(" and ")}`, under.length > 0 && `under ${under.join(", ")}`].filter(Boolean).join("; ");
}

/* What a life comes to over its months, each with its number. */
export function sums(months: Month[]): [string, number][] {
	const count = (of: (m: Month) => number): number => months.reduce((all, m) => all + of(m), 0),
		accepted = (m: Month): Month["records"] => m.records.filter((x) => x.decision.startsWith("accepted"));
	return [
		["events that happened", count((m) => m.happened.filter((x) => x.happened).length)],
		["left undone because of the regime", count((m) => m.happened.filter((x) => !x.happened).length)],
		["records accepted", count((m) => accepted(m).length)],
		["of them wrong", count((m) => accepted(m).filter((x) => x.truth !== "did it").length)],
		["months on a list", count((m) => (Object.keys(m.state.months_left).length > 0 ? 1 : 0))],
		["months under a measure", count((m) => (m.state.measures.length > 0 ? 1 : 0))],
		["attempts refused", count((m) => m.attempts.filter((x) => x.kind === "refused").reduce((n, x) => n + x.effective, 0))],
	];
}

/* Who it is. */
export interface Person {
	person: number;
	sex: string;
	age: number;
	place: string;
	province: string;
	stratum: string;
	group: string;
	income_quintile: number;
	class: string | null;
	household_size: number;
	employed: boolean;
}
const QUINTILES = ["", "the poorest fifth", "the second poorest fifth", "the middle fifth", "the second richest fifth", "the richest fifth"];
export function whois(p: Person): string {
	const of = p.age < 18 ? (p.sex === "male" ? "boy" : "girl") : p.sex === "male" ? "man" : "woman",
		place = p.place === p.province ? p.place : `${p.place} (${p.province})`;
	return `a synthetic ${of} of ${p.age} in ${place}, ${p.stratum}, of the ${p.group}, ${QUINTILES[p.income_quintile]} by income${p.class ? `, ${p.class}` : ""}; ${p.household_size === 1 ? "lives alone" : `${p.household_size} in the household`}${p.employed ? "; has work" : ""}`;
}
