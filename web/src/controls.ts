/* Controls that the report, the page of an experiment and the lab share. */

import { h } from "./dom";

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
