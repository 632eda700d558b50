/* A figure: title that says what is seen, drawing, caption with units, source, and the numbers behind it as a table. */

import { Child, h } from "./dom";
import { ALIKE, ALIKE_NOTE, listing, MARK, num } from "./format";
import { FEW, isFewOf } from "./stats";
import { take } from "./take";

export interface TableText {
	caption: string;
	head: string[];
	rows: Child[][];
	numeric?: number;
}

export interface FigureText {
	id: string;
	title: string /* what is seen */;
	note: Child /* units, intervals, how to read */;
	label: string | (() => string) /* for those who cannot see the drawing */;
	draw: (width: number) => Element;
	table: TableText | null | (() => TableText) /* made anew whenever the figure is redrawn */;
	source?: string;
	legend?: LegendEntry[];
	warn?: Child /* too few people, one replicate ... */;
	wide?: boolean;
	controls?: Child;
	minWidth?: number /* below it the drawing keeps this width and is scaled */;
}

export interface LegendEntry {
	text: string;
	colour: string;
	mark: "square" | "line" | "dash" | "dot" | "ring" | "diamond" | "hatch" | "empty" | "pale" | "paler";
}

const redraws = new Map<HTMLElement, () => void>();
export function redrawAll(): void {
	for (const again of redraws.values()) again();
}
/* After one of the figure's controls has changed. */
export function redraw(node: HTMLElement): void {
	redraws.get(node)?.();
}

/* One for all figures: every width is read before anything is drawn, or the page would be laid out anew for each of them. */
const resized = new WeakMap<Element, (width: number) => void>();
const watcher = new ResizeObserver((entries) => {
	const widths = entries.map((e) => Math.round(e.target.clientWidth));
	entries.forEach((e, i) => resized.get(e.target)?.(widths[i]));
});

export function figure(f: FigureText): HTMLElement {
	const stage = h("div", { class: "stage" });
	let drawn = 0;
	const paint = (width = Math.round(stage.clientWidth)): void => {
		if (width < 40) return;
		drawn = width;
		const drawing = f.draw(Math.max(f.minWidth ?? 0, width));
		if (drawing instanceof SVGElement && !drawing.hasAttribute("aria-label")) {
			/* One picture with one name: the library names each group of marks, which no reader may hear inside a picture. */
			drawing.querySelectorAll("[aria-label]:not([tabindex]), [aria-description]").forEach((g) => {
				g.removeAttribute("aria-label");
				g.removeAttribute("aria-description");
			});
			if (!drawing.hasAttribute("role")) drawing.setAttribute("role", "img");
			drawing.setAttribute("aria-label", typeof f.label === "string" ? f.label : f.label());
		}
		stage.replaceChildren(drawing);
	};
	resized.set(stage, (width) => {
		if (Math.abs(width - drawn) > 2) paint(width);
	});
	watcher.observe(stage);
	const made = (): TableText | null => (typeof f.table === "function" ? f.table() : f.table),
		first = made(),
		numbers = first ? h("div", null, table(first)) : null;
	const node = h(
		"figure",
		{ id: f.id, class: f.wide ? "wide" : null },
		h("h3", null, f.title),
		f.warn ? warning(f.warn) : null,
		f.controls,
		f.legend ? legend(f.legend) : null,
		stage,
		h(
			"figcaption",
			null,
			h("p", null, f.note),
			h("p", { class: "source" }, f.source ?? "Source: this run of socred; synthetic people."),
		),
		h(
			"div",
			{ class: "foot" },
			numbers
				? h(
						"details",
						{ class: "numbers" },
						h("summary", null, "The numbers as a table", h("span", { class: "hidden" }, `: ${f.title}`)),
						numbers,
					)
				: null,
			take(f.id, f.title),
		),
	);
	redraws.set(node, () => {
		paint();
		if (numbers && typeof f.table === "function") numbers.replaceChildren(table(f.table()));
	});
	return node;
}

export function warning(text: Child): HTMLElement {
	return h("p", { class: "warning", role: "note" }, h("strong", null, "Read with care. "), text);
}

export function table(t: TableText): HTMLElement {
	const first = t.numeric ?? 1,
		cells = t.rows.flat().map((c) => (typeof c === "string" ? c : ""));
	return h(
		"div",
		{ class: "scroll", tabindex: 0, role: "region", "aria-label": t.caption },
		h(
			"table",
			null,
			h("caption", null, t.caption),
			h(
				"thead",
				null,
				h(
					"tr",
					null,
					t.head.map((text, i) => h("th", { scope: "col", class: i >= first ? "n" : null }, text)),
				),
			),
			h(
				"tbody",
				null,
				t.rows.map((row) =>
					h(
						"tr",
						null,
						row.map((cell, i) =>
							i === 0 && cell !== "" ? h("th", { scope: "row" }, cell) : h("td", { class: i >= first ? "n" : null }, cell),
						),
					),
				),
			),
		),
		fewNote(cells.join(" ")),
	);
}

function legend(entries: LegendEntry[]): HTMLElement {
	return h(
		"ul",
		{ class: "legend" },
		entries.map((e) =>
			h("li", null, h("span", { class: `mark ${e.mark}`, style: `--mark:${e.colour}`, "aria-hidden": "true" }), e.text),
		),
	);
}

/* An interval is over all replicates, and so is what stands behind it. */
let replicates = 1;
export function countOver(n: number): void {
	replicates = n;
}
export const tooFew = (count: number): boolean => isFewOf(count * replicates);
/* What the mark means, wherever one stands in a text or a table. */
export function fewNote(text: string): HTMLElement | null {
	const said = [text.includes(MARK) ? `${MARK} Fewer than ${FEW} synthetic cases${runs()}: an order of magnitude at best.` : "", text.includes(ALIKE) ? ALIKE_NOTE : ""].filter(Boolean);
	return said.length > 0 ? h("p", { class: "source few-note" }, said.join(" ")) : null;
}
const runs = (): string => (replicates > 1 ? ` in all ${replicates} runs together` : "");
export function few(count: number, what: string): string | null {
	return tooFew(count)
		? `The figure rests on fewer than ${FEW} synthetic ${what} (${num(count * replicates)}${runs()}): take it as an order of magnitude at best.`
		: null;
}
/* The same for the rows of a figure: which of them rest on too few. */
export function fewRows(rows: { name: string; count: number }[], what: string): string | null {
	const low = rows.filter((r) => tooFew(r.count));
	if (low.length === 0) return null;
	const which =
		low.length === rows.length
			? "every row"
			: low.length <= 6
				? listing(low.map((r) => r.name))
				: `${low.length} of ${rows.length} rows`;
	return `Fewer than ${FEW} synthetic ${what}${runs()} stand behind ${which}: an order of magnitude at best.`;
}
export function warnings(...parts: (string | null)[]): string | null {
	return parts.filter((p) => p !== null).join(" ") || null;
}
