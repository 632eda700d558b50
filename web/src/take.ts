/* A figure to take away: its link, the drawing as SVG or PNG with title, source and digest in it, the numbers as CSV. Nothing is fetched: each
 * is made when it is asked for, from what the page holds. */

import { h } from "./dom";
import { wrap } from "./format";

interface Origin {
	run: string;
	digest: string;
}
let origin: Origin | null = null; /* of a page without one nothing is taken away */
export function takeFrom(run: string, digest: string): void {
	origin = { run, digest };
}

/* A file of what the page holds. */
export function download(name: string, content: Blob): void {
	const url = URL.createObjectURL(content),
		link = h("a", { href: url, download: name });
	link.click();
	setTimeout(() => URL.revokeObjectURL(url), 1000);
}
export const save = (name: string, type: string, content: string, text: string): HTMLElement =>
	h("button", { type: "button", click: () => download(name, new Blob([content], { type })) }, text);

/* What a drawing takes from the page's styles, which a file of its own has not. */
const LOOKS = [
	"fill",
	"fill-opacity",
	"stroke",
	"stroke-opacity",
	"stroke-width",
	"stroke-dasharray",
	"stroke-linecap",
	"paint-order",
	"opacity",
	"font-family",
	"font-size",
	"font-style",
	"font-weight",
	"text-anchor",
	"color",
];
const EDGE = 16,
	LINE = 17;
const XML = "http://www.w3.org/2000/svg";

function copied(drawing: SVGElement): SVGElement {
	const copy = drawing.cloneNode(true) as SVGElement,
		from = [drawing, ...drawing.querySelectorAll<SVGElement>("*")];
	[copy, ...copy.querySelectorAll<SVGElement>("*")].forEach((to, i) => {
		if (["STYLE", "style", "title", "defs"].includes(to.tagName)) return;
		const looks = getComputedStyle(from[i]);
		for (const name of LOOKS) to.style.setProperty(name, looks.getPropertyValue(name));
		/* What the looks have replaced. */
		for (const a of [...to.attributes]) if (a.name !== "style" && a.value.includes("var(")) to.removeAttribute(a.name);
		to.removeAttribute("class");
		to.removeAttribute("tabindex");
	});
	copy.querySelectorAll("style").forEach((x) => x.remove());
	return copy;
}

/* Title and legend above the drawing, the source below it. */
export function standalone(figure: HTMLElement, of: Origin, title = figure.querySelector("h3")?.textContent ?? ""): SVGElement | null {
	const drawing = figure.querySelector<SVGElement>(".stage svg");
	if (!drawing) return null;
	const seen = drawing.getBoundingClientRect(),
		width = Math.max(360, Math.ceil(seen.width)),
		look = getComputedStyle(figure),
		page = getComputedStyle(document.body).backgroundColor;
	const root = document.createElementNS(XML, "svg");
	let y = EDGE;
	const text = (line: string, size: number, weight: number, x = EDGE): void => {
		const node = document.createElementNS(XML, "text");
		Object.entries({ x, y: y + size, "font-size": size, "font-weight": weight, "font-family": look.fontFamily, fill: look.color }).forEach(([k, v]) => node.setAttribute(k, String(v)));
		node.textContent = line;
		root.append(node);
	};
	const put = (words: string, size: number, weight: number): void => {
		for (const line of wrap(words, Math.floor(width / (size * 0.6)))) {
			text(line, size, weight);
			y += size + 5;
		}
	};
	put(title, 16, 600);
	figure.querySelectorAll<HTMLElement>(".legend li").forEach((li) => {
		const sign = document.createElementNS(XML, "rect"),
			colour = getComputedStyle(li.querySelector(".mark")!);
		const drawn = colour.backgroundColor === "rgba(0, 0, 0, 0)" ? colour.borderTopColor : colour.backgroundColor;
		Object.entries({ x: EDGE, y: y + 2, width: 11, height: 11, fill: drawn, "fill-opacity": colour.opacity }).forEach(([k, v]) => sign.setAttribute(k, String(v)));
		root.append(sign);
		text(li.textContent ?? "", 12, 400, EDGE + 18);
		y += LINE;
	});
	y += 6;
	const copy = copied(drawing);
	Object.entries({ x: EDGE, y, width: seen.width, height: seen.height, role: "presentation" }).forEach(([k, v]) => copy.setAttribute(k, String(v)));
	root.append(copy);
	y += seen.height + 8;
	put(figure.querySelector("figcaption .source")?.textContent ?? "Source: this run of socred; synthetic people.", 11, 400);
	put(`${of.run}. Digest:`, 11, 400);
	put(of.digest || "none", 9, 400);
	const size = { w: width + 2 * EDGE, h: Math.ceil(y + EDGE) },
		ground = document.createElementNS(XML, "rect");
	Object.entries({ width: size.w, height: size.h, fill: page }).forEach(([k, v]) => ground.setAttribute(k, String(v)));
	root.prepend(ground);
	Object.entries({ xmlns: XML, viewBox: `0 0 ${size.w} ${size.h}`, width: size.w, height: size.h }).forEach(([k, v]) => root.setAttribute(k, String(v)));
	return root;
}

const written = (svg: SVGElement): string => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;

async function asPng(svg: SVGElement): Promise<Blob | null> {
	const image = new Image(),
		scale = 2;
	image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(written(svg))}`;
	await image.decode();
	const canvas = h("canvas", { width: Number(svg.getAttribute("width")) * scale, height: Number(svg.getAttribute("height")) * scale });
	canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
	return new Promise((done) => canvas.toBlob(done, "image/png"));
}

/* "257 (250 to 264)" is three numbers. */
const RANGE = /^([−+]?[\d.,]+)(%?)(?: \(([−+]?[\d.,]+)%? to ([−+]?[\d.,]+)%?\))?†?$/;
/* "250 to 264" is two: an interval in a column of its own. */
const SPAN = /^([−+]?[\d.,]+)%? to ([−+]?[\d.,]+)%?(?:\s\[[abc]\])?$/;
const bare = (number: string): string => number.replace(/,/g, "").replace("−", "-");
const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

/* A table as it is shown, numbers bare and each interval in two columns of its own. */
export function asCsv(head: string[], rows: string[][]): string {
	const split = head.map((_, k) => k > 0 && rows.some((row) => RANGE.exec(row[k] ?? "")?.[3] !== undefined)),
		percent = head.map((_, k) => rows.some((row) => RANGE.exec(row[k] ?? "")?.[2] === "%"));
	const spans = head.map((_, k) => k > 0 && !split[k] && rows.some((row) => SPAN.test(row[k] ?? "")));
	const names = head.flatMap((name, k) => {
		const plain = name.replace(/,? ?\(95% interval\)/, "") + (percent[k] ? ", %" : "");
		return split[k] ? [plain, `${plain}: low`, `${plain}: high`] : spans[k] ? [`${plain}: low`, `${plain}: high`] : [plain];
	});
	const cells = rows.map((row) =>
		row.flatMap((cell, k) => {
			if (spans[k]) {
				const of = SPAN.exec(cell);
				return of ? [bare(of[1]), bare(of[2])] : ["", ""];
			}
			const m = k > 0 ? RANGE.exec(cell) : null;
			const all = m ? [bare(m[1]), bare(m[3] ?? ""), bare(m[4] ?? "")] : [cell, "", ""];
			return split[k] ? all : all.slice(0, 1);
		}),
	);
	return [names, ...cells].map((row) => row.map(quoted).join(",")).join("\r\n") + "\r\n";
}

/* Each row with the run that it is of, so that no number goes without its source. */
const fromRun = (head: string[], rows: string[][], of: Origin): string => asCsv([...head, "Run", "Digest"], rows.map((row) => [...row, of.run, of.digest]));
const tableOf = (table: HTMLTableElement, of: Origin): string =>
	fromRun(
		[...table.tHead!.rows[0].cells].map((c) => c.textContent ?? ""),
		[...table.tBodies[0].rows].map((r) => [...r.cells].map((c) => c.textContent ?? "")),
		of,
	);

/* What is taken away of something that is no drawing on the page: drawn when it is asked for, and its rows. */
export interface Own {
	draw: () => SVGElement;
	head: string[];
	rows: string[][];
}

/* Below a figure; null on a page that takes nothing away. */
export function take(id: string, title: string, own?: Own): HTMLElement | null {
	if (!origin) return null;
	const of = origin,
		name = (end: string): string => `socred-${id.replace(/^fig-/, "")}-${of.digest.slice(0, 8) || "run"}.${end}`;
	const node = (e: Event): HTMLElement => (e.currentTarget as HTMLElement).closest("figure, #fig-answer")!;
	/* The looks of a drawing are known only in the page. */
	const drawn = (figure: HTMLElement): SVGElement | null => {
		if (!own) return standalone(figure, of);
		const stage = h("div", { class: "stage aside", "aria-hidden": "true" }, own.draw());
		figure.append(stage);
		try {
			return standalone(figure, of, title);
		} finally {
			stage.remove();
		}
	};
	const button = (text: string, make: (figure: HTMLElement) => void): HTMLElement =>
		h("button", { type: "button", click: (e: Event) => make(node(e)), "aria-label": `${text}: ${title}` }, text);
	return h(
		"p",
		{ class: "take" },
		h("span", null, "Take away: "),
		h("a", { href: `#${id}`, "aria-label": `Link: ${title}` }, "link"),
		button("SVG", (figure) => {
			const svg = drawn(figure);
			if (svg) download(name("svg"), new Blob([written(svg)], { type: "image/svg+xml" }));
		}),
		button("PNG", (figure) => {
			const svg = drawn(figure);
			if (svg) void asPng(svg).then((png) => png && download(name("png"), png));
		}),
		button("CSV", (figure) => {
			const table = figure.querySelector("table"),
				text = own ? fromRun(own.head, own.rows, of) : table && tableOf(table, of);
			if (text) download(name("csv"), new Blob([text], { type: "text/csv;charset=utf-8" }));
		}),
	);
}
