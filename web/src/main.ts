/* The page: reads its own data; of an experiment experiment/page.ts draws it, of a theory theory/page.ts, of a run this builds the story, a screen for each question; the data page below it is built when it is opened. */

import { dataPage } from "./data-page";
import { kindOfData, readReport } from "./data";
import { h } from "./dom";
import { startExperiment } from "./experiment/page";
import { countOver, redrawAll } from "./figure";
import { monthText } from "./format";
import { Model } from "./model";
import { build, Section } from "./sections/section";
import { takeFrom } from "./take";
import { startTheory } from "./theory/page";
import { headline } from "./sections/01-headline";
import { listed } from "./sections/02-listed";
import { spillover } from "./sections/03-spillover";
import { groups } from "./sections/04-groups";
import { conduct } from "./sections/05-conduct";
import { hangs } from "./sections/06-hangs";
import { published } from "./sections/07-published";
import { regime } from "./sections/08-regime";

const STORY: Section[] = [headline, listed, spillover, groups, conduct, hangs, published, regime];

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
				h("li", null, h("a", { href: "#data" }, "Data page")),
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
		takeFrom(model.report.run.title || "A run of socred", model.report.meta["digest"] ?? "");
	} catch (error) {
		page.replaceChildren(
			h("p", { class: "warning", role: "alert" }, `This page cannot show its data: ${(error as Error).message}.`),
		);
		return;
	}
	const run = model.report.run,
		story = build(STORY, model),
		more = dataPage(model);
	story.nodes[0].append(...story.leftOut("left-out"));
	page.classList.add("story");
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
		contents(story.there),
		h("main", { id: "main" }, story.nodes, more.node),
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
	/* A link to what stands on the data page opens it. */
	const follow = (): void => more.show(decodeURIComponent(location.hash.slice(1)));
	window.addEventListener("hashchange", follow);
	follow();
	window.addEventListener("beforeprint", redrawAll);
	/* On paper there is nothing to open. */
	let shut: HTMLDetailsElement[] = [];
	window.addEventListener("beforeprint", () => {
		shut = [...document.querySelectorAll<HTMLDetailsElement>("details.reading:not([open])")];
		for (const x of shut) x.open = true;
	});
	window.addEventListener("afterprint", () => {
		for (const x of shut) x.open = false;
	});
	document.documentElement.setAttribute("data-ready", "yes");
}

const kind = kindOfData();
if (kind === "experiment") startExperiment();
else if (kind === "theory") startTheory();
else start();
