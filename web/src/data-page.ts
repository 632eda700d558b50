/* The data page: everything that is no part of the story. A closed part of the same file, so that one file can be sent; it is built when it
 * is opened, and printed only when it is open. */

import { h } from "./dom";
import { Model } from "./model";
import { build, Section } from "./sections/section";
import { listedData } from "./sections/02-listed";
import { spilloverData } from "./sections/03-spillover";
import { groupsData } from "./sections/04-groups";
import { conductData } from "./sections/05-conduct";
import { publishedData } from "./sections/07-published";
import { figures } from "./sections/11-figures";
import { people } from "./sections/12-people";
import { grades } from "./sections/13-grades";
import { refusals } from "./sections/14-refusals";
import { dueProcess } from "./sections/15-due-process";
import { provinces } from "./sections/16-provinces";
import { errors } from "./sections/17-errors";
import { modules } from "./sections/18-modules";
import { assumptions } from "./sections/19-assumptions";
import { cite } from "./sections/20-cite";

const DATA: Section[] = [
	figures,
	people,
	grades,
	listedData,
	refusals,
	spilloverData,
	dueProcess,
	groupsData,
	provinces,
	conductData,
	errors,
	modules,
	publishedData,
	assumptions,
	cite,
];

export interface DataPage {
	node: HTMLElement;
	/* Opens it where the id is its own or that of a part of it. */
	show: (id: string) => void;
}

export function dataPage(m: Model): DataPage {
	const body = h("div", { class: "data-body" });
	let built = false;
	const fill = (): void => {
		if (built) return;
		built = true;
		const data = build(DATA, m);
		body.append(
			h(
				"nav",
				{ id: "data-contents", "aria-label": "Contents of the data page" },
				h(
					"ol",
					null,
					data.there.map((x) => h("li", null, h("a", { href: `#${x.id}` }, x.kicker))),
				),
			),
			...data.leftOut("data-left-out"),
			...data.nodes,
		);
	};
	const node = h(
		"details",
		{
			id: "data",
			toggle: () => {
				if (node.open) fill();
			},
		},
		h(
			"summary",
			null,
			h("span", { class: "kicker" }, "Data page"),
			h("span", { class: "title" }, "Every figure, month by month and group by group; provinces, modules, assumptions; how to cite and rerun"),
			h("span", { class: "source" }, "Open it to read, search, save or print it; closed, it is not printed."),
		),
		body,
	);
	const own = (id: string): HTMLElement | null => (id === "data" ? node : body.querySelector<HTMLElement>(`#${CSS.escape(id)}`));
	return {
		node,
		show: (id) => {
			if (id === "" || (id !== "data" && document.getElementById(id) && !own(id))) return;
			const was = built;
			fill();
			const at = own(id);
			if (!at) return;
			node.open = true;
			/* What was not there when the browser looked for it. */
			if (!was || id !== "data") at.scrollIntoView();
		},
	};
}
