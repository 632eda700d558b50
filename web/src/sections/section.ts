/* One section of the story: what it asks (kicker), what was found (heading), and its figures. */

import { Child, h } from "../dom";
import { fewNote } from "../figure";
import { Model } from "../model";

export interface Section {
	id: string;
	kicker: string;
	/* Or why there is nothing to show: then the section is left out, and the page says so in one place. */
	build: (m: Model) => HTMLElement | string;
}

export function section(id: string, kicker: string, finding: string, ...children: Child[]): HTMLElement {
	const prose = children.flat().filter((c): c is HTMLElement => c instanceof HTMLParagraphElement);
	const note = fewNote([finding, ...prose.map((x) => x.textContent)].join(" ")),
		after = note ? children.indexOf(prose[prose.length - 1]) + 1 : 0;
	return h(
		"section",
		{ id, "aria-labelledby": `${id}-title` },
		h(
			"h2",
			{ id: `${id}-title`, tabindex: -1 },
			h("span", { class: "kicker" }, kicker, h("span", { class: "hidden" }, ": ")),
			" ",
			finding,
		),
		...children.slice(0, after),
		note,
		...children.slice(after),
	);
}
export const p = (...children: Child[]): HTMLElement => h("p", null, ...children);

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
export const GROUP_TITLES = { class: "class of person", group: "group", urban: "place of living", quintile: "income quintile" };
