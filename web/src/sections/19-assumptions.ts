/* Every value the run stands on: assumptions with their ranges, and values with a source. */

import { deciding } from "../assumed";
import { Assumption } from "../data";
import { breakable, h, linked } from "../dom";
import { plain as num, percent, plural } from "../format";
import { Model } from "../model";
import { p, section } from "./section";

const range = (a: Assumption): string =>
	a.low === null && a.high === null
		? "no plausible range known"
		: `${a.low === null ? "no lower bound" : num(a.low)} to ${a.high === null ? "no upper bound" : num(a.high)}`;

/* What an assumption says of itself beside that it is one. */
const why = (a: Assumption): string => (a.source.startsWith("assumption: ") ? ` (${a.source})` : "");

export const assumptions = {
	id: "assumptions",
	kicker: "Assumptions",
	build(m: Model): HTMLElement {
		const all = m.report.assumptions,
			assumed = all.filter((a) => a.assumption),
			sourced = all.filter((a) => !a.assumption && a.source);
		const structural = all.filter((a) => !a.assumption && !a.source);
		return section(
			"assumptions",
			"Assumptions",
			`${plural(assumed.length, "value is an assumption", "values are assumptions")}; ${plural(sourced.length, "value has a source", "values have a source")}`,
			p(
				`${percent(assumed.length / Math.max(1, assumed.length + sourced.length))} of the values below stand on no published figure. ${m.report.assumed ? "The second range of a figure in the headline covers those that have a plausible range; the other intervals in this page cover none of them" : "The intervals in this page do not cover them"}: run the scenario again with other values inside the ranges (`,
				h("code", null, "--set key=value"),
				") and see which findings survive.",
			),
			deciding(m.report),
			filtered(
				"assumed",
				"Values that are assumptions",
				assumed,
				["Key", "Value", "Unit", "Plausible range", "Meaning", "Set in"],
				(a) => [h("code", null, breakable(a.key)), a.value, a.unit, range(a), `${a.meaning}${why(a)}`, a.origin],
			),
			filtered(
				"sourced",
				"Values with a source",
				sourced,
				["Key", "Value", "Unit", "Source", "Meaning", "Set in"],
				(a) => [
					h("code", null, breakable(a.key)),
					a.value,
					a.unit,
					h("span", null, linked(a.source)),
					a.meaning,
					a.origin,
				],
			),
			structural.length
				? h(
						"details",
						{ class: "numbers" },
						h(
							"summary",
							null,
							`${plural(structural.length, "choice")} that ${structural.length === 1 ? "says" : "say"} what the regime is`,
						),
						filtered(
							"structural",
							"Choices: names, kinds, switches",
							structural,
							["Key", "Value", "Unit", "Meaning", "Set in"],
							(a) => [h("code", null, breakable(a.key)), a.value, a.unit, a.meaning, a.origin],
						),
					)
				: null,
		);
	},
};

type Cells = (string | Node)[];
function filtered(
	id: string,
	caption: string,
	rows: Assumption[],
	head: string[],
	cells: (a: Assumption) => Cells,
): HTMLElement {
	const count = h("output", { class: "count", "aria-live": "polite", for: `filter-${id}` }, plural(rows.length, "value"));
	const input = h("input", {
		id: `filter-${id}`,
		type: "search",
		autocomplete: "off",
		spellcheck: "false",
		placeholder: "for example appeal or channels.camera",
	});
	const body = rows.map((a) => ({
		text: `${a.key} ${a.value} ${a.unit} ${a.meaning} ${a.source} ${a.origin}`.toLowerCase(),
		tr: h(
			"tr",
			null,
			cells(a).map((c, i) => (i === 0 ? h("th", { scope: "row" }, c) : h("td", null, c))),
		),
	}));
	input.addEventListener("input", () => {
		const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
		let shown = 0;
		for (const r of body) {
			const ok = words.every((w) => r.text.includes(w));
			r.tr.hidden = !ok;
			if (ok) shown++;
		}
		count.textContent = words.length ? `${shown} of ${plural(rows.length, "value")}` : plural(rows.length, "value");
	});
	return h(
		"div",
		{ class: "filtered" },
		h(
			"p",
			{ class: "controls" },
			h("label", { for: `filter-${id}` }, `Search: ${caption.toLowerCase()} `),
			input,
			" ",
			count,
		),
		h(
			"div",
			{ class: "scroll tall", tabindex: 0, role: "region", "aria-label": caption },
			h(
				"table",
				{ class: "words set-in" },
				h("caption", null, caption),
				h(
					"thead",
					null,
					h(
						"tr",
						null,
						head.map((t) => h("th", { scope: "col" }, t)),
					),
				),
				h(
					"tbody",
					null,
					body.map((r) => r.tr),
				),
			),
		),
	);
}
