/* A screen: its place in the row of screens, and what it shows. */

import { h } from "../../src/dom";
import { plural, whole } from "../../src/format";
import { RunState } from "../engine";
import { Lab } from "../lab";

export interface Context {
	lab: Lab;
	/* Keeps settings and numbers in the address; goes to another screen. */
	keep: () => void;
	go: (screen: string) => void;
}

export interface Screen {
	id: string;
	name: string;
	/* Whether it has anything to show now; one that has not is not in the row. */
	there: (lab: Lab) => boolean;
	build: (context: Context) => Promise<HTMLElement> | HTMLElement;
}

/* What could not be done, in the engine's words. */
export const failed = (text: string): HTMLElement => h("p", { class: "warning", role: "alert" }, text);
export const finished = (lab: Lab): RunState[] => lab.runs.filter((r) => r.state === "done" || (r.state === "stopped" && r.partial));

/* In what two runs do not have the same people: person for person they can be told beside one another only where nothing is named here. */
export function apart(x: RunState, y: RunState): string[] {
	return [
		...(x.persons !== y.persons ? [`people (${whole(x.persons)} and ${whole(y.persons)})`] : []),
		...(x.seed !== y.seed ? [`the seed (${x.seed} and ${y.seed})`] : []),
		...(x.months !== y.months || x.from !== y.from ? [`months (${plural(x.months, "month")} from ${x.from}, and ${plural(y.months, "month")} from ${y.from})`] : []),
	];
}

export const isBase = (r: RunState): boolean => Object.keys(r.settings).length === 0 && !r.own_text;
/* The finished run of the scenario as it stands, as it was shipped when the other was made, with the people and the random numbers of the other. */
export const baseOf = (runs: RunState[], r: RunState): RunState | undefined =>
	runs.find((x) => x !== r && isBase(x) && x.scenario === r.scenario && x.base === r.base && x.persons > 0 && apart(x, r).length === 0);
/* The last run that has such a one, and it; else the first and the last. */
export function pair(runs: RunState[]): [RunState, RunState] {
	for (const r of [...runs].reverse()) {
		const base = isBase(r) ? undefined : baseOf(runs, r);
		if (base) return [base, r];
	}
	return [runs[0], runs[runs.length - 1]];
}
