/* One life: a synthetic person month by month, in one run or in two beside each other, and why it has its grade. */

import * as Plot from "@observablehq/plot";
import { Child, h } from "../../src/dom";
import { capital, fixed, label, listing, num, percent, plural } from "../../src/format";
import { figure, table } from "../../src/figure";
import { COLOURS, plotStyle, tick } from "../../src/charts";
import { picker } from "../../src/controls";
import { runOptions } from "../controls";
import { RunState } from "../engine";
import { address } from "../lab";
import { events, Month, Person, stands, sums, whois } from "../telling";
import { exchanged, keepsNone, unanswered } from "./again";
import { apart, baseOf, Context, failed, finished, pair, Screen } from "./screen";

interface Life {
	replicate: number;
	person: Person;
	months: Month[];
	why: Why | { scale: string } /* where nobody is graded */;
}
interface Why {
	score: number;
	constant: number;
	grade: string;
	grade_from: number;
	next_grade_from: number | null;
	components: { component: string; points: number; weight: number; from_wrong_records: number }[];
	records?: { month: string; event: string; channel: string; truth: string; component: string; points: number; left: number }[];
}
const graded = (l: Life): Why | null => ("components" in l.why ? l.why : null);

interface Found {
	month: string;
	replicate: number;
	people: number;
	matching: number;
	drawn: { person: number; sex: string; age: number; place: string; grade: string | null; held: string }[];
}
/* What a condition may ask. */
interface Column {
	column: string;
	type: string;
	unit: string;
	words: string;
	meaning: string;
}
/* Sentences that find a life (docs/guide/find.md), in the order in which the screen looks for somebody to open with. */
const SENTENCES: [string, string][] = [
	["listed and did_nothing", "is on a black list and has committed no violation at all"],
	["listed and not notified", "is on a black list and was given no notice"],
	["sanctioned_by_kin", "is under sanctions through somebody else alone"],
	["entries_wrong > 0 and appeals_lost > 0", "contested a wrong entry and lost"],
	["not listed and refusals > 0", "is on no list and was refused something"],
	["deterred > 0 and violations = 0", "gave up an act for fear of the regime"],
	["listed", "is on a black list"],
	["sanctioned", "is under a sanction"],
	["rewarded", "is rewarded"],
	["records > 0", "has been recorded"],
];
const FIRST_LOOKED_FOR = ["listed and did_nothing", "listed", "sanctioned", "rewarded", "records > 0"];
const sentence = (where: string): string => SENTENCES.find(([condition]) => condition === where)?.[1] ?? "";

export const life: Screen = {
	id: "life",
	name: "One life",
	there: (lab) => finished(lab).length > 0,
	build: (c: Context) => new LifeScreen(c).node(),
};

const whole = (text: string | null): number => Math.max(0, Math.trunc(Number(text ?? 0)) || 0);

class LifeScreen {
	private readonly runs: RunState[];
	private readonly now: { a: string; b: string; person: number | null; replicate: number };
	private readonly found = h("div", { id: "found", "aria-live": "polite" });
	private readonly out = h("div", { id: "life", "aria-live": "polite" });
	private readonly asked = h("div", { id: "columns" });
	private readonly where = h("input", { type: "text", id: "where", spellcheck: "false", autocomplete: "off", value: SENTENCES[0][0] });
	private readonly person = h("input", { type: "text", inputmode: "numeric", id: "life-person", autocomplete: "off" });
	private readonly replicate = h("input", { type: "number", id: "life-replicate", min: 0 });
	private readonly sentences: HTMLSelectElement;
	private readonly pickers: { picked: HTMLElement[]; taken: (again: Map<string, RunState>) => void };
	/* Whether the run beside was put there by the screen, and not chosen: where it keeps no lives, the other is shown alone. */
	private offered: boolean;
	/* What was asked last: an answer to something before it is not shown any more. */
	private turn = 0;

	constructor(private readonly c: Context) {
		const given = new URLSearchParams(location.hash.split("?")[1] ?? ""),
			known = (name: string | null): string | null => (this.runs.some((r) => r.name === name) ? name : null);
		this.runs = finished(c.lab);
		/* Nothing was named: the last run with the scenario as it stands, where there are both. */
		const last = this.runs[this.runs.length - 1],
			base = ["a", "b", "person"].some((x) => given.has(x)) ? undefined : pair(this.runs)[1] === last ? baseOf(this.runs, last) : undefined;
		this.offered = base !== undefined;
		this.now = { a: known(given.get("a")) ?? last.name, b: known(given.get("b")) ?? base?.name ?? "", person: given.has("person") ? whole(given.get("person")) : null, replicate: whole(given.get("replicate")) };
		this.sentences = h("select", { id: "sentence", change: () => this.take(this.sentences.value) }, h("option", { value: "" }, "the condition below holds"), SENTENCES.map(([value, text]) => h("option", { value, selected: value === this.where.value }, text)));
		this.where.addEventListener("input", () => this.name());
		this.replicate.value = String(this.now.replicate);
		this.person.addEventListener("change", () => {
			this.now.person = whole(this.person.value);
			void this.show();
		});
		this.replicate.addEventListener("change", () => {
			this.now.replicate = whole(this.replicate.value);
			void this.again();
		});
		const pick = (id: string, text: string, key: "a" | "b", none: boolean): HTMLElement =>
			picker(text, id, [...(none ? [["", "nothing"] as [string, string]] : []), ...runOptions(this.runs)], this.now[key], (value) => {
				this.now[key] = value;
				this.offered = false;
				if (key === "a") this.asked.replaceChildren();
				void (key === "a" ? this.again() : this.show());
			});
		this.pickers = exchanged(this.now, this.runs, () => [pick("life-a", "in", "a", false), pick("life-b", "beside", "b", true)], () => void this.again());
	}

	node(): HTMLElement {
		void (this.now.person === null ? this.open() : this.show());
		return h(
			"div",
			null,
			h("p", { class: "standfirst" }, "A synthetic person, stepped again from the seed: what it did, what was recorded of it, and what followed."),
			h(
				"form",
				{
					class: "life-form",
					submit: (e) => {
						e.preventDefault();
						void this.find();
					},
				},
				h("p", { class: "controls" }, h("label", { for: "sentence" }, "Someone of whom this is true", this.sentences)),
				h("p", { class: "controls" }, h("label", { for: "where" }, "As a condition"), this.where, h("button", { type: "submit", id: "find" }, "Find")),
			),
			h(
				"details",
				{
					id: "what-may-be-asked",
					toggle: (e) => {
						if ((e.target as HTMLDetailsElement).open && this.asked.childElementCount === 0) void this.tellColumns();
					},
				},
				h("summary", null, "What may be asked"),
				this.asked,
			),
			this.found,
			h("h2", { class: "hidden" }, "A life"),
			h("div", { class: "controls life-of" }, h("label", { for: "life-person" }, "Person", this.person), this.pickers.picked, h("label", { for: "life-replicate" }, "Replicate (the first is 0)", this.replicate)),
			this.out,
		);
	}

	/* ---- somebody is looked for ---- */
	/* A sentence that was chosen is asked at once. */
	private take(condition: string): void {
		if (condition === "") {
			this.where.focus();
			return;
		}
		this.where.value = condition;
		void this.find();
	}
	/* The sentence that says what stands in the condition. */
	private name(): void {
		this.sentences.value = sentence(this.where.value.trim()) ? this.where.value.trim() : "";
	}
	/* Of whom it holds, drawn. null: another thing was asked meanwhile. */
	private async search(condition: string, into: HTMLElement): Promise<Found | null> {
		const own = ++this.turn,
			looking = h("p", { class: "source" }, "Looking at everybody …");
		into.replaceChildren(looking);
		return this.c.lab.search<Found>(`/api/lives?run=${this.now.a}&limit=12&replicate=${this.now.replicate}&where=${encodeURIComponent(condition)}`, (share) => {
			if (share > 0) looking.textContent = `Looking at everybody … ${percent(share)}`;
			return own === this.turn && (share === 0 || looking.isConnected);
		});
	}
	private async find(): Promise<void> {
		this.name();
		try {
			const got = await this.search(this.where.value, this.found);
			if (!got) return;
			this.tellFound(got);
			if (got.drawn.length > 0) await this.choose(got.drawn[0].person);
			else if (this.now.person !== null) await this.show();
		} catch (error) {
			this.found.replaceChildren(unanswered(this.c, error as Error, [this.now.a], this.pickers.taken, (text) => h("p", { class: "mistake" }, text)));
		}
	}
	/* Nobody was named: the screen begins with somebody of whom the first sentence holds that holds of anybody. */
	private async open(): Promise<void> {
		try {
			for (const condition of FIRST_LOOKED_FOR) {
				const got = await this.search(condition, this.out);
				if (!got) return;
				if (got.matching === 0) continue;
				this.where.value = condition;
				this.name();
				this.tellFound(got);
				await this.choose(got.drawn[0].person);
				return;
			}
			await this.choose(0);
		} catch (error) {
			this.out.replaceChildren(unanswered(this.c, error as Error, [this.now.a], this.pickers.taken));
		}
	}
	/* In another run or replicate: who was found is looked for once more, a person that was named stays. */
	private async again(): Promise<void> {
		if (this.found.childElementCount > 0) await this.find();
		else if (this.now.person === null) await this.open();
		else await this.show();
	}
	private tellFound(got: Found): void {
		const said = sentence(this.where.value.trim());
		this.found.replaceChildren(
			h("p", null, `${said ? `That a person ${said}` : "It"} holds of ${num(got.matching)} of ${num(got.people)} synthetic people at the end of ${got.month} in replicate ${got.replicate}.${got.drawn.length > 0 ? " Drawn by the seed, not chosen:" : " Another sentence, or another replicate, may find somebody."}`),
			h(
				"p",
				{ class: "controls drawn" },
				got.drawn.map((d) => h("button", { type: "button", class: "small", "data-person": d.person, "aria-pressed": "false", click: () => void this.choose(d.person) }, `${d.person}: ${d.sex}, ${d.age}, ${d.place}${d.grade === null ? "" : `, grade ${d.grade}`}`)),
			),
		);
	}

	/* ---- what may be asked ---- */
	private async tellColumns(): Promise<void> {
		this.asked.replaceChildren(h("p", { class: "source" }, "Asking …"));
		try {
			const columns = await this.c.lab.get<Column[]>(`/api/columns?run=${this.now.a}`),
				rows = h("div", null),
				filter = h("input", { type: "search", id: "find-column", input: () => list() });
			const list = (): void => {
				const word = filter.value.trim().toLowerCase(),
					fit = columns.filter((x) => `${x.column} ${x.meaning} ${x.words}`.toLowerCase().includes(word));
				rows.replaceChildren(
					fit.length === 0
						? h("p", null, `Nothing that may be asked has “${word}” in it.`)
						: table({
								caption: `Of ${this.now.a}: ${fit.length} of ${columns.length}. A name comes into the condition.`,
								head: ["Name", "What it says", "How it is asked"],
								numeric: 9,
								rows: fit.map((x): Child[] => [h("button", { type: "button", class: "small", click: () => this.add(x) }, x.column), capital(x.meaning), example(x)]),
							}),
				);
			};
			list();
			this.asked.replaceChildren(
				h("p", { class: "source" }, "Conditions are put together with ", h("code", null, "and"), ", ", h("code", null, "or"), ", ", h("code", null, "not"), " and parentheses, numbers compared with ", h("code", null, "= != < <= > >="), ": ", h("code", null, "not (listed or rewarded) and age >= 60"), "."),
				h("p", { class: "controls" }, h("label", { for: "find-column" }, "With the word"), filter),
				rows,
			);
		} catch (error) {
			this.asked.replaceChildren(failed((error as Error).message));
		}
	}
	private add(x: Column): void {
		const before = this.where.value.trim();
		this.where.value = `${before}${before ? " and " : ""}${asking(x)}`;
		this.name();
		this.where.focus();
	}

	/* ---- one person ---- */
	private async choose(person: number): Promise<void> {
		this.now.person = person;
		await this.show();
	}
	private alone(): void {
		this.offered = false;
		this.now.b = "";
		const beside = document.querySelector<HTMLSelectElement>("#life-b");
		if (beside) beside.value = "";
	}
	private async show(): Promise<void> {
		const own = ++this.turn,
			{ lab } = this.c,
			{ a, b, person, replicate } = this.now,
			[one, other] = [a, b].map((name) => this.runs.find((r) => r.name === name)),
			differ = one && other && one !== other ? apart(one, other) : [],
			names = [a, ...(b && b !== a && differ.length === 0 ? [b] : [])];
		this.person.value = String(person);
		for (const x of this.found.querySelectorAll("[data-person]")) x.setAttribute("aria-pressed", String(x.getAttribute("data-person") === String(person)));
		const kept = address(lab, "life");
		history.replaceState(null, "", `${kept}${kept.includes("?") ? "&" : "?"}a=${a}${b ? `&b=${b}` : ""}&person=${person}${replicate > 0 ? `&replicate=${replicate}` : ""}`);
		try {
			const lives = await Promise.all(names.map((run) => lab.get<Life>(`/api/life?run=${run}&person=${person}&replicate=${replicate}`)));
			if (own !== this.turn) return;
			/* Who it is stands in the life itself, too: the same number can be somebody else where the rules say who lives there. */
			if (lives.length > 1 && !isSame(lives[0].person, lives[1].person)) differ.push(`who person ${person} is (in ${b} ${whois(lives[1].person)})`);
			const both = differ.length === 0;
			this.out.replaceChildren(...(both ? [] : [failed(`${a} alone: ${b} cannot be told beside it, for it is not the same person with the same random numbers. The runs differ in ${listing(differ)}.`)]), ...told(both ? names : [a], both ? lives : [lives[0]]));
		} catch (error) {
			if (own !== this.turn) return;
			if (this.offered && keepsNone(error)) {
				this.alone();
				await this.show();
				return;
			}
			this.out.replaceChildren(unanswered(this.c, error as Error, names, this.pickers.taken));
		}
	}
}

/* Of what a person is from the first, which no rule changes. */
const isSame = (x: Person, y: Person): boolean => x.sex === y.sex && x.age === y.age && x.group === y.group && x.province === y.province;

/* A column as a condition may begin to ask it. */
const first = (words: string): string => words.split(", ")[0];
const inWords = (word: string): string => (/^[\w+.-]+$/.test(word) ? word : `"${word}"`);
function asking(x: Column): string {
	if (x.type === "flag") return x.column;
	return `${x.column} ${x.type === "word" ? `= ${inWords(first(x.words))}` : ">= 1"}`;
}
function example(x: Column): Child {
	if (x.type === "flag") return [h("code", null, x.column), ", ", h("code", null, `not ${x.column}`)];
	if (x.type === "word") return [h("code", null, asking(x)), x.words.includes(", ") ? `; words: ${x.words}` : ""];
	return ["compared with ", x.type === "whole number" ? "a whole number" : "a number", x.unit && x.unit !== "0..1" ? ` (${x.unit})` : x.unit === "0..1" ? " from 0 to 1" : ""];
}

function told(names: string[], lives: Life[]): HTMLElement[] {
	const [of] = lives,
		shown = of.months.map((m, i) => ({ month: m.month, all: lives.map((l) => l.months[i]) })).filter((x) => x.all.some((m) => m && events(m).length > 0)),
		quiet = of.months.length - shown.length,
		counts = lives.map((l) => sums(l.months));
	return [
		h("p", { class: "whois" }, `Person ${of.person.person}: ${whois(of.person)}. Replicate ${of.replicate}${of.replicate === 0 ? ", the first" : ""}.`),
		...(lives.some(graded) ? [tracks(names, lives)] : []),
		...lives.map((l, i) => why(names[i], l)),
		table({ caption: "What it comes to, over all months", head: ["Counted", ...names], rows: counts[0].map(([what], i): Child[] => [what, ...counts.map((x) => num(x[i][1]))]) }),
		table({
			caption: `Months in which something happened${quiet > 0 ? `; in ${plural(quiet, "other")} nothing did` : ""}`,
			head: ["Month", ...names],
			numeric: 9,
			rows: shown.map((x) => [x.month, ...x.all.map((m): Child => (m ? h("div", null, h("ul", { class: "plain" }, events(m).map((e) => h("li", null, e))), h("p", { class: "source" }, ended(m))) : "–"))]),
		}),
	];
}
/* How a month ends for the person. */
const ended = (m: Month): string => (stands(m) ? `At its end: ${stands(m)}.` : "At its end under nothing.");

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
		note: shown.length > 1 ? "It is the same person with the same random numbers under other rules." : null,
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
	const weigh = own.records ?? [];
	let at = own.constant;
	const steps = own.components.map((x) => {
		const from = at;
		at += x.points * x.weight;
		return { name: label(x.component), from, to: at, wrong: x.from_wrong_records };
	});
	const bars = [{ name: "everybody begins with", from: 0, to: own.constant, wrong: 0, whole: true }, ...steps.map((s) => ({ ...s, whole: false })), { name: "score", from: 0, to: own.score, wrong: 0, whole: true }],
		ends = bars.filter((b) => !b.whole).flatMap((b) => [b.from, b.to]),
		reach = Math.max(...ends, own.score) - Math.min(...ends, own.score) || 1,
		/* Steps of some points out of a thousand are seen only where the axis does not begin at 0. */
		low = Math.min(...ends, own.score) - 0.5 * reach;
	return figure({
		id: `fig-why-${name}`,
		title: `Why grade ${own.grade} in ${name}: from ${fixed(own.constant, 1)} to ${fixed(own.score, 1)}`,
		note: [
			`From what everybody begins with, each component of the score one after the other. The axis begins at ${fixed(Math.max(0, low), 0)}. Grade ${own.grade} begins at ${fixed(own.grade_from, 0)}${own.next_grade_from === null ? ", and is the highest" : `, the next at ${fixed(own.next_grade_from, 0)}`}.`,
			weigh.length > 0 ? h("ul", { class: "plain weigh" }, weigh.map((x) => h("li", null, `${x.month}: ${label(x.event)}, recorded by ${label(x.channel)}: ${fixed(x.points, 1)} points, of which ${fixed(x.left, 1)} are left in ${label(x.component)}${x.truth === "did it" ? "" : ` (wrong: ${x.truth.replace(/^\w+: /, "")})`}`))) : null,
		],
		label: `From ${fixed(own.constant, 1)}: ${steps.map((s) => `${s.name} ${fixed(s.to - s.from, 1)}`).join(", ")}; to ${fixed(own.score, 1)}, grade ${own.grade}`,
		legend: [
			{ text: "more", colour: COLOURS.c, mark: "square" },
			{ text: "less", colour: COLOURS.b, mark: "square" },
			...(steps.some((s) => s.wrong !== 0) ? [{ text: "from wrong records", colour: COLOURS.plain, mark: "ring" as const }] : []),
		],
		draw: (width) =>
			Plot.plot({
				width,
				height: 34 * bars.length + 40,
				style: plotStyle,
				marginLeft: Math.min(170, Math.max(136, width / 3)),
				marginRight: 48,
				x: { label: "points", grid: true, domain: [Math.max(0, low), Math.max(...ends, own.score) + 0.12 * reach], clamp: true },
				y: { label: null, domain: bars.map((b) => b.name), tickSize: 0 },
				color: { type: "identity" },
				marks: [
					Plot.barX(bars, { y: "name", x1: (b: { whole: boolean; from: number }) => (b.whole ? Math.max(0, low) : b.from), x2: "to", fill: (b: { whole: boolean; from: number; to: number }) => (b.whole ? COLOURS.plain : b.to >= b.from ? COLOURS.c : COLOURS.b), inset: 5 }),
					Plot.dot(
						bars.filter((b) => b.wrong !== 0),
						{ y: "name", x: (b: { to: number; wrong: number }) => b.to - b.wrong / 2, fill: "var(--page)", stroke: "currentColor", strokeWidth: 1.5, r: 4 },
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
