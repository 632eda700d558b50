/* One life: a synthetic person month by month, in one run or in two beside each other, and why it has its grade. */

import * as Plot from "@observablehq/plot";
import { Child, h } from "../../src/dom";
import { fixed, num, percent } from "../../src/format";
import { figure, table } from "../../src/figure";
import { COLOURS, plotStyle, tick } from "../../src/charts";
import { picker } from "../../src/controls";
import { runOptions } from "../controls";
import { exchanged, unanswered } from "./again";
import { Context, finished, Screen } from "./screen";

interface Month {
	month: string;
	happened: { event: string; happened: boolean; without_regime: boolean; seen: string }[];
	records: Record<string, unknown>[];
	grade_change: { from: string; to: string } | null;
	entries: Record<string, unknown>[];
	proceedings: Record<string, unknown>[];
	attempts: Record<string, unknown>[];
	state: { score: number; grade: string; months_left: Record<string, number>; measures: { measure: string; through: string }[] };
}
interface Life {
	replicate: number;
	person: Record<string, string | number | boolean>;
	months: Month[];
	why: Why | { scale: string } /* where nobody is graded */;
}
interface Why {
	score: number;
	constant: number;
	grade: string;
	components: { component: string; points: number; weight: number; from_wrong_records: number }[];
}
const graded = (l: Life): Why | null => ("components" in l.why ? l.why : null);

interface Found {
	month: string;
	people: number;
	matching: number;
	drawn: { person: number; sex: string; age: number; place: string; grade: string | null; held: string }[];
}
/* Sentences that find a life (docs/guide/find.md). */
const SENTENCES: [string, string][] = [
	["listed and did_nothing", "is on a black list and did nothing"],
	["listed and not notified", "is on a black list and has never learnt of it"],
	["listed", "is on a black list"],
	["rewarded", "is rewarded"],
	["not listed and refusals > 0", "is on no list and was refused something"],
];

const words = (key: string): string => key.replace(/_/g, " ");
/* What a part of a month says, in the words of its own fields. */
const said = (part: Record<string, unknown>): string =>
	Object.entries(part)
		.filter(([, v]) => v !== null && v !== false && v !== "")
		.map(([k, v]) => (v === true ? words(k) : typeof v === "number" ? `${words(k)} ${num(v)}` : `${words(k)}: ${words(String(v))}`))
		.join(", ");

function events(m: Month): Child[] {
	const list = [
		...m.happened.map((x) => (x.happened ? `${words(x.event)} (${x.seen})${x.without_regime ? "" : ", not without the regime"}` : `${words(x.event)} left undone because of the regime`)),
		...m.records.map((x) => `record: ${said(x)}`),
		...(m.grade_change ? [`grade: ${m.grade_change.from} → ${m.grade_change.to}`] : []),
		...m.entries.map((x) => `list: ${said(x)}`),
		...m.proceedings.map((x) => `proceeding: ${said(x)}`),
		...m.attempts.map((x) => `attempt: ${said(x)}`),
	];
	return list.length > 0 ? [h("ul", { class: "plain" }, list.map((x) => h("li", null, x)))] : [];
}

export const life: Screen = {
	id: "life",
	name: "One life",
	there: (lab) => finished(lab).length > 0,
	build(c: Context) {
		const runs = finished(c.lab),
			given = new URLSearchParams(location.hash.split("?")[1] ?? ""),
			known = (name: string | null): string | null => (runs.some((r) => r.name === name) ? name : null),
			now = { a: known(given.get("a")) ?? runs[runs.length - 1].name, b: known(given.get("b")) ?? "", person: Number(given.get("person") ?? 0) || 0, replicate: Math.max(0, Math.trunc(Number(given.get("replicate") ?? 0)) || 0) },
			found = h("div", { id: "found", "aria-live": "polite" }),
			out = h("div", { "aria-live": "polite" });
		const where = h("input", { type: "text", id: "where", spellcheck: "false", value: SENTENCES[0][0], list: "sentences" });
		const find = async (): Promise<void> => {
			const looking = h("p", { class: "source" }, "Looking at everybody …");
			found.replaceChildren(looking);
			try {
				const got = await c.lab.search<Found>(`/api/lives?run=${now.a}&limit=12&replicate=${now.replicate}&where=${encodeURIComponent(where.value)}`, (share) => {
					looking.textContent = `Looking at everybody … ${percent(share)}`;
					return looking.isConnected;
				});
				if (!got) return;
				found.replaceChildren(
					h("p", null, `It holds of ${num(got.matching)} of ${num(got.people)} synthetic people at the end of ${got.month} in replicate ${now.replicate}. ${got.drawn.length > 0 ? "Drawn by the seed, not chosen:" : ""}`),
					h(
						"p",
						{ class: "controls" },
						got.drawn.map((d) =>
							h(
								"button",
								{
									type: "button",
									class: "small",
									click: () => {
										now.person = d.person;
										field.value = String(d.person);
										void show();
									},
								},
								`${d.person}: ${d.sex}, ${d.age}, ${d.place}${d.grade === null ? "" : `, grade ${d.grade}`}`,
							),
						),
					),
				);
			} catch (error) {
				found.replaceChildren(unanswered(c, error as Error, [now.a], taken, (text) => h("p", { class: "mistake" }, text)));
			}
		};
		const show = async (): Promise<void> => {
			const names = [now.a, ...(now.b && now.b !== now.a ? [now.b] : [])];
			try {
				const get = (run: string): Promise<Life> => c.lab.get<Life>(`/api/life?run=${run}&person=${now.person}&replicate=${now.replicate}`),
					lives = await Promise.all(names.map(get));
				out.replaceChildren(...told(names, lives));
			} catch (error) {
				out.replaceChildren(unanswered(c, error as Error, names, taken));
			}
		};
		const pick = (id: string, label: string, key: "a" | "b", none: boolean): HTMLElement =>
			picker(label, id, [...(none ? [["", "nothing"] as [string, string]] : []), ...runOptions(runs)], now[key], (value) => {
				now[key] = value;
				void show();
			});
		const field = h("input", { type: "number", id: "life-person", min: 0, value: now.person });
		field.addEventListener("change", () => {
			now.person = Math.max(0, Math.trunc(Number(field.value)) || 0);
			void show();
		});
		const replicate = h("input", { type: "number", id: "life-replicate", min: 0, value: now.replicate });
		replicate.addEventListener("change", () => {
			now.replicate = Math.max(0, Math.trunc(Number(replicate.value)) || 0);
			void show();
		});
		const { picked, taken } = exchanged(now, runs, () => [pick("life-a", "in", "a", false), pick("life-b", "beside", "b", true)], () => {
			void show();
			if (found.childElementCount > 0) void find();
		});
		void show();
		return h(
			"div",
			null,
			h("p", { class: "standfirst" }, "A synthetic person, stepped again from the seed: what it did, what was recorded of it, and what followed."),
			h(
				"form",
				{
					class: "controls",
					submit: (e) => {
						e.preventDefault();
						void find();
					},
				},
				h("label", { for: "where" }, "Someone of whom this holds"),
				where,
				h("datalist", { id: "sentences" }, SENTENCES.map(([value, text]) => h("option", { value }, text))),
				h("button", { type: "submit", id: "find" }, "Find"),
			),
			found,
			h("h2", { class: "hidden" }, "A life"),
			h("div", { class: "controls" }, h("label", { for: "life-person" }, "Person", field), picked, h("label", { for: "life-replicate" }, "Replicate (the first is 0)", replicate)),
			out,
		);
	},
};

function told(names: string[], lives: Life[]): HTMLElement[] {
	const p = lives[0].person,
		shown = lives[0].months.map((m, i) => ({ month: m.month, all: lives.map((l) => l.months[i]) })).filter((x) => x.all.some((m) => m && events(m).length > 0));
	return [
		h("p", null, `Person ${p.person}: ${p.sex}, ${p.age}, of ${p.province}, ${p.stratum}, ${p.group}, income quintile ${p.income_quintile}, ${p.class}; ${p.household_size} in the household. Replicate ${lives[0].replicate}${lives[0].replicate === 0 ? ", the first" : ""}.`),
		...(lives.some(graded) ? [tracks(names, lives)] : []),
		...lives.map((l, i) => why(names[i], l)),
		table({
			caption: "Months in which something happened",
			head: ["Month", ...names],
			numeric: 9,
			rows: shown.map((x) => [x.month, ...x.all.map((m): Child => (m ? h("div", null, events(m), h("span", { class: "source" }, stands(m))) : "–"))]),
		}),
	];
}

/* How it stands at the end of a month. */
function stands(m: Month): string {
	const under = m.state.measures.map((x) => words(x.measure) + (x.through === "own" ? "" : ` (${words(x.through)})`)).join(", ");
	return [m.state.grade && `grade ${m.state.grade}`, under && `under ${under}`].filter(Boolean).join("; ");
}

function spread(scores: number[]): [number, number] {
	const low = Math.min(...scores),
		high = Math.max(...scores);
	return high - low < 1 ? [low - 1, high + 1] : [low, high];
}

function tracks(names: string[], lives: Life[]): HTMLElement {
	/* Where nobody is graded there is no score. */
	const shown = names.map((name, i) => ({ name, life: lives[i], i })).filter((x) => graded(x.life)),
		rows = shown.flatMap(({ name, life: l }) => l.months.map((m) => ({ name, date: new Date(`${m.month}-01T00:00:00Z`), score: m.state.score })));
	return figure({
		id: "fig-life",
		title: "Score, month by month",
		note: "Where two runs are shown, it is the same person with the same random numbers under other rules.",
		label: shown.map(({ name, life: l }) => `${name}: score ${num(l.months[0].state.score)} at first, ${num(l.months[l.months.length - 1].state.score)} at last`).join("; "),
		legend: shown.map(({ name, i }) => ({ text: name, colour: i === 0 ? COLOURS.a : COLOURS.b, mark: i === 0 ? ("line" as const) : ("dash" as const) })),
		table: null,
		draw: (width) =>
			Plot.plot({
				width,
				height: 220,
				style: plotStyle,
				marginLeft: 52,
				x: { type: "utc", label: null },
				/* A score that stays as it is has no scale of its own. */
				y: { label: "score", grid: true, nice: true, domain: spread(rows.map((r) => r.score)), tickFormat: tick },
				marks: shown.map(({ name, i }) =>
					Plot.lineY(
						rows.filter((r) => r.name === name),
						{ x: "date", y: "score", stroke: i === 0 ? COLOURS.a : COLOURS.b, strokeDasharray: i === 0 ? "none" : "7 3", curve: "step-after", strokeWidth: 2 },
					),
				),
				color: { type: "identity" },
			}),
	});
}

/* A waterfall: from the constant through the components to the score; a dot marks a step that comes from wrong records in part. */
function why(name: string, l: Life): HTMLElement {
	const own = graded(l);
	if (!own) return h("p", null, `No score in ${name}: nobody is graded there.`);
	let at = own.constant;
	const steps = own.components.map((x) => {
		const from = at;
		at += x.points * x.weight;
		return { name: words(x.component), from, to: at, wrong: x.from_wrong_records };
	});
	const bars = [{ name: "everybody begins with", from: 0, to: own.constant, wrong: 0, whole: true }, ...steps.map((s) => ({ ...s, whole: false })), { name: "score", from: 0, to: own.score, wrong: 0, whole: true }],
		ends = bars.filter((b) => !b.whole).flatMap((b) => [b.from, b.to]),
		reach = Math.max(...ends, own.score) - Math.min(...ends, own.score) || 1,
		/* Steps of some points out of a thousand are seen only where the axis does not begin at 0. */
		low = Math.min(...ends, own.score) - 0.5 * reach;
	return figure({
		id: `fig-why-${name}`,
		title: `Why grade ${own.grade} in ${name}: from ${fixed(own.constant, 1)} to ${fixed(own.score, 1)}`,
		note: `From what everybody begins with, each component of the score one after the other. The axis begins at ${fixed(Math.max(0, low), 0)}.`,
		label: `From ${fixed(own.constant, 1)}: ${steps.map((s) => `${s.name} ${fixed(s.to - s.from, 1)}`).join(", ")}; to ${fixed(own.score, 1)}, grade ${own.grade}`,
		legend: [
			{ text: "more", colour: COLOURS.c, mark: "square" },
			{ text: "less", colour: COLOURS.b, mark: "square" },
			...(steps.some((s) => s.wrong !== 0) ? [{ text: "from wrong records", colour: COLOURS.plain, mark: "dot" as const }] : []),
		],
		draw: (width) =>
			Plot.plot({
				width,
				height: 34 * bars.length + 40,
				style: plotStyle,
				marginLeft: Math.min(170, width / 3),
				marginRight: 48,
				x: { label: "points", grid: true, domain: [Math.max(0, low), Math.max(...ends, own.score) + 0.12 * reach], clamp: true },
				y: { label: null, domain: bars.map((b) => b.name), tickSize: 0 },
				color: { type: "identity" },
				marks: [
					Plot.barX(bars, { y: "name", x1: (b: { whole: boolean; from: number }) => (b.whole ? Math.max(0, low) : b.from), x2: "to", fill: (b: { whole: boolean; from: number; to: number }) => (b.whole ? COLOURS.plain : b.to >= b.from ? COLOURS.c : COLOURS.b), inset: 5 }),
					Plot.dot(
						bars.filter((b) => b.wrong !== 0),
						{ y: "name", x: (b: { to: number; wrong: number }) => b.to - b.wrong / 2, fill: COLOURS.plain, r: 4 },
					),
					Plot.text(bars, { y: "name", x: (b: { from: number; to: number }) => Math.max(b.from, b.to), text: (b: { whole: boolean; from: number; to: number }) => (b.whole ? fixed(b.to, 1) : `${b.to > b.from ? "+" : ""}${fixed(b.to - b.from, 1)}`), textAnchor: "start", dx: 5, fill: "currentColor" }),
				],
			}),
		table: {
			caption: `Components of the score in ${name}`,
			head: ["Component", "From", "To", "Change", "of it from wrong records"],
			rows: steps.map((s) => [s.name, fixed(s.from, 1), fixed(s.to, 1), fixed(s.to - s.from, 1), fixed(s.wrong, 1)]),
		},
	});
}
