/* Controls that several screens share. */

import { picker } from "../src/controls";
import { h } from "../src/dom";
import { Statistic, STATISTICS } from "./curves";
import { RunState } from "./engine";
import { runTitle } from "./words";

export const runOptions = (runs: RunState[]): [string, string][] => runs.map((r) => [r.name, runTitle(r)]);

/* Which statistic a figure of curves shows. */
export function statisticPicker(id: string, take: (s: Statistic) => void): HTMLElement {
	return h(
		"p",
		{ class: "controls" },
		picker("Shown", id, STATISTICS.map((x) => [x.id, `${x.label}, ${x.unit}`]), STATISTICS[0].id, (value) => take(STATISTICS.find((x) => x.id === value)!)),
	);
}
