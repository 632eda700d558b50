/* The frame of a page that is no run's: header, contents, sections, footer. */

import { h } from "./dom";
import { redrawAll } from "./figure";
import { takeFrom } from "./take";

export interface Part<D> {
	id: string;
	kicker: string;
	/* Or why there is nothing to show. */
	build: (d: D) => HTMLElement | string;
}

/* A section that fails says so in its place; the others stand. */
function guarded<D>(x: Part<D>, d: D): HTMLElement | string {
	try {
		return x.build(d);
	} catch (error) {
		console.error(`section ${x.id}:`, error);
		return h("section", { id: x.id }, h("h2", null, x.kicker), h("p", { class: "warning", role: "alert" }, `This section could not be drawn: ${(error as Error).message}.`));
	}
}

/* What a page of that kind is called and what stands below its title. */
export interface Frame<D> {
	read: () => D;
	title: (d: D) => string;
	dateline: (d: D) => string;
	digest: (d: D) => string;
	parts: (d: D) => Part<D>[];
}

export function framed<D>(f: Frame<D>): void {
	const page = document.getElementById("page")!;
	let d: D;
	try {
		d = f.read();
	} catch (error) {
		page.replaceChildren(h("p", { class: "warning", role: "alert" }, `This page cannot show its data: ${(error as Error).message}.`));
		return;
	}
	takeFrom(f.title(d), f.digest(d));
	const made = f.parts(d).map((x) => ({ x, node: guarded(x, d) })),
		there = made.filter((m): m is { x: Part<D>; node: HTMLElement } => typeof m.node !== "string"),
		why = made.flatMap((m) => (typeof m.node === "string" ? [`${m.x.kicker} (${m.node})`] : []));
	there[0].node.append(...(why.length > 0 ? [h("p", { class: "source", id: "left-out" }, `Left out, for want of anything to show: ${why.join("; ")}.`)] : []));
	page.replaceChildren(
		h("header", null, h("p", { class: "masthead" }, "socred, a laboratory for social credit systems"), h("h1", null, f.title(d)), h("p", { class: "dateline" }, f.dateline(d))),
		h(
			"nav",
			{ id: "contents", "aria-label": "Contents" },
			h("details", { open: window.innerWidth > 1100 }, h("summary", null, "Contents"), h("ol", null, there.map((m) => h("li", null, h("a", { href: `#${m.x.id}` }, m.x.kicker))))),
		),
		h("main", { id: "main" }, there.map((m) => m.node)),
		h("footer", null, h("p", null, "socred studies; it does not operate. The people in it are synthetic and there is no way to put a real one into it."), h("p", null, h("a", { href: "#main" }, "Back to the top"))),
	);
	window.addEventListener("beforeprint", redrawAll);
	document.documentElement.setAttribute("data-ready", "yes");
}
