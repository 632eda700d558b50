/* Controls that several screens share. */

import { h } from "../src/dom";
import { Statistic, STATISTICS } from "./curves";
import { RunState } from "./engine";
import { runTitle } from "./words";

/* A choice with its name before it. */
export function picker(label: string, id: string, options: [string, string][], now: string, take: (value: string) => void): HTMLElement {
	return h(
		"label",
		{ for: id },
		label,
		h(
			"select",
			{ id, change: (e) => take((e.target as HTMLSelectElement).value) },
			options.map(([value, text]) => h("option", { value, selected: value === now }, text)),
		),
	);
}

export const runOptions = (runs: RunState[]): [string, string][] => runs.map((r) => [r.name, runTitle(r)]);

/* Which statistic a figure of curves shows. */
export function statisticPicker(id: string, take: (s: Statistic) => void): HTMLElement {
	return h(
		"p",
		{ class: "controls" },
		picker("Shown", id, STATISTICS.map((x) => [x.id, `${x.label}, ${x.unit}`]), STATISTICS[0].id, (value) => take(STATISTICS.find((x) => x.id === value)!)),
	);
}
