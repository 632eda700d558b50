/* How to cite and rerun: everything that makes the same bytes again. */

import { h } from "../dom";
import { monthText, plural, whole } from "../format";
import { Model } from "../model";
import { save } from "../take";
import { p, section } from "./section";

export const cite = {
	id: "cite",
	kicker: "Cite and rerun",
	build(m: Model): HTMLElement {
		const run = m.report.run,
			meta = m.report.meta,
			version = meta["version"] ?? meta["socred_version"] ?? "unknown";
		const digest = meta["digest"] ?? "";
		const text = `${run.title || "A scenario"}. Run of socred ${version}, seed ${run.seed}, ${plural(run.replicates, "replicate")}, ${whole(run.persons)} synthetic people, ${monthText(m.first)} to ${monthText(m.last)}.${digest ? ` Digest of the content: ${digest}.` : ""}`;
		const command = meta["command"] ?? meta["command_line"] ?? "";
		return section(
			"cite",
			"Cite and rerun",
			"The same seed gives the same bytes",
			p("Cite this run as:"),
			h("blockquote", { class: "cite" }, text),
			p("To run it again, save the scenario, which holds every value, and give it to the same version:"),
			h("pre", { tabindex: 0 }, "socred run scenario.resolved.yaml -o again\nsocred diff results.db again/results.db"),
			command ? p("This run was started with ", h("code", null, command), ".") : null,
			h(
				"p",
				{ class: "controls" },
				save("scenario.resolved.yaml", "text/yaml", m.report.scenario, "Save the scenario"),
				" ",
				save("report-data.json", "application/json", JSON.stringify(m.report), "Save the data of this page"),
			),
			h(
				"details",
				{ class: "numbers" },
				h("summary", null, "Where the numbers come from: versions, data, digests"),
				h(
					"div",
					{ class: "scroll", tabindex: 0, role: "region", "aria-label": "Provenance" },
					h(
						"table",
						{ class: "words" },
						h("caption", null, "Provenance"),
						h("thead", null, h("tr", null, h("th", { scope: "col" }, "What"), h("th", { scope: "col" }, "Value"))),
						h(
							"tbody",
							null,
							Object.entries(meta).map(([k, v]) =>
								h("tr", null, h("th", { scope: "row" }, k.replace(/_/g, " ")), h("td", null, v)),
							),
						),
					),
				),
			),
			h(
				"details",
				{ class: "numbers" },
				h("summary", null, "The whole scenario"),
				h("pre", { tabindex: 0, class: "tall" }, m.report.scenario),
			),
		);
	},
};
