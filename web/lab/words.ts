/* What runs, keys and statistics are called: in words, with the key small beside them. */

import { breakable, h } from "../src/dom";
import { title } from "./curves";
import { Lab } from "./lab";
import { RunState } from "./engine";

/* What only says what is counted or kept. */
const KEPT: Record<string, string> = { "output.sex_age": "counted by sex and age", "output.fields": "keeping lives" };
const changes = (r: RunState): string =>
	Object.entries(r.settings)
		.map(([key, value]) => value === true && KEPT[key] ? KEPT[key] : `${keyWords(key.split(".").slice(-2).join("."))} ${typeof value === "boolean" ? (value ? "yes" : "no") : value}`)
		.join(", ");

export const runName = (r: RunState): string => {
	const moved = changes(r);
	if (r.label) return r.label;
	return r.own_text ? `own text${moved && `, and on top of it ${moved}`}` : moved || "as it stands";
};
export const runTitle = (r: RunState): string => `${r.name}: ${runName(r)}`;

export const small = (key: string): HTMLElement => h("code", { class: "key" }, breakable(key));
/* "due_process.notice" is "due process: notice". */
export function keyWords(key: string): string {
	const parts = key.split(".").map((x) => x.replace(/_/g, " "));
	return parts.length > 1 ? `${parts.slice(0, -1).join(", ")}: ${parts[parts.length - 1]}` : key.replace(/_/g, " ");
}
/* The engine's name of a statistic of the headline; else its key in words. */
export function statisticWords(lab: Lab, name: string): string {
	const known = lab.about.statistics.find((x) => x.name === name);
	return known ? title(known) : name.replace(/_/g, " ");
}
