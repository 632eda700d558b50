/* One section of the page: what it asks (kicker), what was found (heading), and its figures. */

import { beyondNote } from "../assumed";
import { Child, h } from "../dom";
import { fewNote } from "../figure";
import { label } from "../format";
import { TableName } from "../data";
import { Model } from "../model";
import { mean } from "../stats";

export interface Section {
	id: string;
	kicker: string;
	/* Or why there is nothing to show: then the section is left out, and the page says so in one place. */
	build: (m: Model) => HTMLElement | string;
}

export interface Built {
	there: Section[];
	nodes: HTMLElement[];
	/* Sections that this run has nothing for are no headings with nothing below. */
	leftOut: (id: string) => HTMLElement[];
}

export function build(all: Section[], m: Model): Built {
	const made = all.map((section) => ({ section, node: guarded(section, m) })),
		why = made.flatMap((x) => (typeof x.node === "string" ? [`${x.section.kicker} (${x.node})`] : []));
	return {
		there: made.flatMap((x) => (typeof x.node === "string" ? [] : [x.section])),
		nodes: made.flatMap((x) => (typeof x.node === "string" ? [] : [x.node])),
		leftOut: (id) => (why.length > 0 ? [h("p", { class: "source", id }, `Left out, for want of anything to show: ${why.join("; ")}.`)] : []),
	};
}

/* A section that fails says so in its place; the others stand. */
function guarded(x: Section, model: Model): HTMLElement | string {
	try {
		return x.build(model);
	} catch (error) {
		console.error(`section ${x.id}:`, error);
		return h(
			"section",
			{ id: x.id },
			h("h2", null, x.kicker),
			h("p", { class: "warning", role: "alert" }, `This section could not be drawn: ${(error as Error).message}.`),
		);
	}
}

/* A heading with how sure each of its figures is, in brackets: read second. */
const weighed = (finding: string): Child[] =>
	finding.split(/( \([^()]*(?: to |no bound|no certainty|one replicate)[^()]*\))/).map((part, i) => (i % 2 === 1 ? h("span", { class: "surety" }, part) : part));

export function section(id: string, kicker: string, finding: string, ...children: Child[]): HTMLElement {
	const node = h(
		"section",
		{ id, "aria-labelledby": `${id}-title` },
		h(
			"h2",
			{ id: `${id}-title`, tabindex: -1 },
			h("span", { class: "kicker" }, kicker, h("span", { class: "hidden" }, ": ")),
			" ",
			weighed(finding),
		),
		...children,
	);
	/* What the mark means stands behind the last text that may have one. */
	const prose = [...node.querySelectorAll<HTMLElement>(":scope > p, .told > p")],
		note = fewNote([finding, ...prose.map((x) => x.textContent)].join(" "));
	if (note) (prose[prose.length - 1] ?? node.firstElementChild!).after(note);
	const outside = beyondNote(node.textContent ?? "");
	if (outside) {
		const last = node.querySelector(":scope > .further, :scope > .digest");
		if (last) last.before(outside);
		else node.append(outside);
	}
	return node;
}
/* What is told beside what is drawn; one below the other where there is no room. */
export const beside = (told: Child[], drawn: Child): HTMLElement => h("div", { class: "beside" }, h("div", { class: "told" }, told), h("div", { class: "seen" }, drawn));
/* How something is to be read, for who asks: closed on the screen, printed. */
export const reading = (title: string, ...text: Child[]): HTMLElement => h("details", { class: "reading" }, h("summary", null, title), text);
export const p = (...children: Child[]): HTMLElement => h("p", null, ...children);
/* From the story to what else is known of it. */
export const further = (...to: [string, string][]): HTMLElement =>
	h(
		"p",
		{ class: "further source" },
		"On the data page: ",
		to.map(([id, text], i) => [i > 0 ? "; " : "", h("a", { href: `#${id}` }, text)]),
		".",
	);

/* Its one list; null where it has several. */
export function oneList(m: Model): string | null {
	const [first, ...more] = m.black.map((i) => m.report.regime.lists[i].name);
	return first && more.length === 0 ? label(first) : null;
}
/* The regime's own words: the name of its one list, of its one sanction; quoted where it does not read in a sentence. On a terminal: soc_words. */
export function listWord(m: Model): string {
	const name = oneList(m);
	return !name ? "a black list" : name.endsWith("s") ? `the list of ${name}` : `the list “${name}”`;
}
export function sanctionWord(m: Model): string {
	const [first, ...more] = m.report.regime.measures.filter((x) => x.kind !== "reward");
	return !first || more.length > 0 ? "a sanction" : first.name.includes("_") ? `the ${label(first.name)}` : `the sanction “${label(first.name)}”`;
}

/* What somebody did who did something else than they are listed for: by its name where there is one class of violations. On a terminal: soc_words. */
export function otherViolation(m: Model): string {
	const [first, ...more] = m.report.regime.events.filter((e) => e.kind === "violation");
	return first && more.length === 0 ? `another ${label(first.name)}` : "some other violation";
}

/* What every interval in the page is; said once in the headline and short under figures. */
export function intervalNote(m: Model): string {
	return m.n > 1
		? `Shaded or pale: 95% interval of the mean over ${m.n} replicates.`
		: "One replicate: no interval can be given.";
}
export const GROUPS: { table: "class" | "group" | "urban" | "quintile"; names: string[] }[] = [
	{ table: "class", names: ["Citizens", "Executives", "Officials"] },
	{ table: "group", names: ["Majority", "Minority"] },
	{ table: "urban", names: ["Rural", "Urban"] },
	{ table: "quintile", names: ["Lowest income quintile", "Second quintile", "Middle quintile", "Fourth quintile", "Highest income quintile"] },
];
/* A group that has somebody in it; and the lines along which people of this run differ at all: clients of an office who are citizens all are not
 * parted by class. */
export const lives = (m: Model, table: TableName, i: number): boolean => mean(m.totals(table, i, "persons")) > 0;
export interface Line {
	table: (typeof GROUPS)[number]["table"];
	rows: { name: string; r: number }[];
}
export const groupsOf = (m: Model): Line[] =>
	GROUPS.map((g) => ({ table: g.table, rows: g.names.map((name, r) => ({ name, r })).filter(({ r }) => lives(m, g.table, r)) })).filter((g) => g.rows.length > 1);
export const GROUP_TITLES = { class: "class of person", group: "group", urban: "place of living", quintile: "income quintile" };
