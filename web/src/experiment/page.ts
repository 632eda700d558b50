/* The page of an experiment: what came of it, in the report's own parts. */

import { h } from "../dom";
import { redrawAll } from "../figure";
import { label, plural } from "../format";
import { takeFrom } from "../take";
import { ExperimentDoc, readExperiment } from "./data";
import { decides } from "./decides";
import { fitted, posterior } from "./fit";
import { asked, cite, left } from "./left";
import { ExperimentSection } from "./section";
import { settling } from "./settling";
import { signs } from "./signs";
import { two } from "./two";

const OF_POINTS: ExperimentSection[] = [decides, two, signs, settling],
	OF_A_FIT: ExperimentSection[] = [fitted, posterior],
	OF_ALL: ExperimentSection[] = [left, asked, cite];

/* A section that fails says so in its place; the others stand. */
function guarded(x: ExperimentSection, d: ExperimentDoc): HTMLElement | string {
	try {
		return x.build(d);
	} catch (error) {
		console.error(`section ${x.id}:`, error);
		return h("section", { id: x.id }, h("h2", null, x.kicker), h("p", { class: "warning", role: "alert" }, `This section could not be drawn: ${(error as Error).message}.`));
	}
}

export function startExperiment(): void {
	const page = document.getElementById("page")!;
	let d: ExperimentDoc;
	try {
		d = readExperiment();
	} catch (error) {
		page.replaceChildren(h("p", { class: "warning", role: "alert" }, `This page cannot show its data: ${(error as Error).message}.`));
		return;
	}
	takeFrom(d.asked.title || "An experiment of socred", d.digest);
	const made = [...(d.fit ? OF_A_FIT : OF_POINTS), ...OF_ALL].map((x) => ({ x, node: guarded(x, d) })),
		there = made.filter((m): m is { x: ExperimentSection; node: HTMLElement } => typeof m.node !== "string"),
		why = made.flatMap((m) => (typeof m.node === "string" ? [`${m.x.kicker} (${m.node})`] : []));
	there[0].node.append(...(why.length > 0 ? [h("p", { class: "source", id: "left-out" }, `Left out, for want of anything to show: ${why.join("; ")}.`)] : []));
	page.replaceChildren(
		h(
			"header",
			null,
			h("p", { class: "masthead" }, "socred, a laboratory for social credit systems"),
			h("h1", null, d.asked.title || "An experiment of socred"),
			h("p", { class: "dateline" }, `Experiment of kind ${label(d.asked.design)}: ${plural(d.state.measured, "point")} measured of ${d.state.points - d.state.refused}. Synthetic people; no real person’s data.`),
		),
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
