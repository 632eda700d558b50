/* The page: reads its own data, builds the sections in the order of the story. */

import { readReport } from "./data";
import { h } from "./dom";
import { countOver, redrawAll } from "./figure";
import { monthText } from "./format";
import { Model } from "./model";
import { Section } from "./sections/section";
import { headline } from "./sections/01-headline";
import { regime } from "./sections/02-regime";
import { people } from "./sections/03-people";
import { grades } from "./sections/04-grades";
import { listed } from "./sections/05-listed";
import { refusals } from "./sections/06-refusals";
import { spillover } from "./sections/07-spillover";
import { dueProcess } from "./sections/08-due-process";
import { groups } from "./sections/09-groups";
import { provinces } from "./sections/10-provinces";
import { conduct } from "./sections/11-conduct";
import { errors } from "./sections/12-errors";
import { modules } from "./sections/13-modules";
import { published } from "./sections/14-published";
import { assumptions } from "./sections/15-assumptions";
import { cite } from "./sections/16-cite";

const SECTIONS: Section[] = [
	headline,
	regime,
	people,
	grades,
	listed,
	refusals,
	spillover,
	dueProcess,
	groups,
	provinces,
	conduct,
	errors,
	modules,
	published,
	assumptions,
	cite,
];

function contents(there: Section[]): HTMLElement {
	return h(
		"nav",
		{ id: "contents", "aria-label": "Contents" },
		h(
			"details",
			{ open: window.innerWidth > 1100 },
			h("summary", null, "Contents"),
			h(
				"ol",
				null,
				there.map((x) => h("li", null, h("a", { href: `#${x.id}` }, x.kicker))),
			),
		),
	);
}

function start(): void {
	const page = document.getElementById("page")!;
	let model: Model;
	try {
		model = new Model(readReport());
		countOver(model.n);
	} catch (error) {
		page.replaceChildren(
			h("p", { class: "warning", role: "alert" }, `This page cannot show its data: ${(error as Error).message}.`),
		);
		return;
	}
	const run = model.report.run;
	const built = SECTIONS.map((section) => ({ section, node: guarded(section, model) })),
		there = built.flatMap((x) => (typeof x.node === "string" ? [] : [x.node]));
	there[0].append(...leftOut(built.flatMap((x) => (typeof x.node === "string" ? [`${x.section.kicker} (${x.node})`] : []))));
	page.replaceChildren(
		h(
			"header",
			null,
			h("p", { class: "masthead" }, "socred, a laboratory for social credit systems"),
			h("h1", null, run.title || "A run of socred"),
			h(
				"p",
				{ class: "dateline" },
				`Report of a simulation, ${monthText(model.first)} to ${monthText(model.last)}. Synthetic people; no real person’s data.`,
			),
		),
		contents(built.flatMap((x) => (typeof x.node === "string" ? [] : [x.section]))),
		h(
			"main",
			{ id: "main" },
			there,
		),
		h(
			"footer",
			null,
			h(
				"p",
				null,
				"socred studies; it does not operate. The people in it are synthetic and there is no way to put a real one into it.",
			),
			h("p", null, h("a", { href: "#main" }, "Back to the top")),
		),
	);
	window.addEventListener("beforeprint", () => {
		document.querySelectorAll<HTMLDetailsElement>("#contents details").forEach((d) => {
			d.open = true;
		});
		redrawAll();
	});
	document.documentElement.setAttribute("data-ready", "yes");
}

/* Sections that this run has nothing for are no headings with nothing below. */
const leftOut = (why: string[]): HTMLElement[] =>
	why.length > 0 ? [h("p", { class: "source", id: "left-out" }, `Left out, for want of anything to show: ${why.join("; ")}.`)] : [];

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

start();
