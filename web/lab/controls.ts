/* Controls that several screens share. */

import { h } from "../src/dom";
import { same, title } from "./curves";
import { RunState } from "./engine";
import { Statistic } from "./lab";
import { runTitle } from "./words";

export const runOptions = (runs: RunState[]): [string, string][] => runs.map((r) => [r.name, runTitle(r)]);

/* Which of the statistics of a run is shown: all that it has, in the sections of its headline. */
export class StatisticPicker {
	private readonly select: HTMLSelectElement;
	readonly node: HTMLElement;
	private list: Statistic[] = [];
	now: Statistic | undefined;

	constructor(id: string, list: Statistic[], taken: () => void) {
		this.select = h("select", {
			id,
			change: () => {
				this.now = this.list.find((s) => s.name === this.select.value);
				taken();
			},
		});
		this.node = h("label", { for: id }, "Shown", this.select);
		this.offer(list);
	}
	/* Another list; what was chosen stays where it is in it. */
	offer(list: Statistic[]): void {
		const next = same(list, this.now?.name);
		if (list.length === this.list.length && list.every((s, i) => s.name === this.list[i].name)) return;
		this.list = list;
		this.now = next;
		this.select.replaceChildren(
			...[...new Set(list.map((s) => s.section))].map((section) =>
				h(
					"optgroup",
					{ label: section },
					list.filter((s) => s.section === section).map((s) => h("option", { value: s.name, selected: s === next }, title(s))),
				),
			),
		);
	}
}
