/* Runs whose results keep no fields have no lives in them: the same people are run once more, keeping them. */

import { h } from "../../src/dom";
import { Refused, RunState } from "../engine";
import { runTitle } from "../words";
import { repeated } from "./compare";
import { Context, failed, finished } from "./screen";

const KEY = "output.fields";
export const keepsNone = (why: unknown): boolean => why instanceof Refused && why.code === "keeps_no_lives";

/* What stands in place of lives that were asked of these runs and not told: the reason; where that is a run that keeps none, the button
 * that runs it again. then: with each such run the one that came in its place, when all are there. */
export function unanswered(c: Context, why: Error, asked: string[], then: (now: Map<string, RunState>) => void, told = failed): HTMLElement {
	const out = h("div", null, told(why.message));
	if (keepsNone(why))
		void lacking(c, asked).then((runs) => {
			if (runs.length > 0) out.replaceChildren(offer(c, runs, out, then));
		});
	return out;
}

/* Puts runs that were made once more in the place of those that keep no lives: where they are chosen, and in what can be chosen. */
function replace(again: Map<string, RunState>, chosen: { a: string; b: string }, runs: RunState[]): void {
	for (const key of ["a", "b"] as const) chosen[key] = again.get(chosen[key])?.name ?? chosen[key];
	for (const r of again.values()) if (!runs.some((x) => x.name === r.name)) runs.push(r);
}

/* The pickers of two runs, and what puts runs that were made once more into them; then what else has to follow. */
export function exchanged(chosen: { a: string; b: string }, runs: RunState[], pickers: () => HTMLElement[], then: () => void): { picked: HTMLElement[]; taken: (again: Map<string, RunState>) => void } {
	let shown = pickers();
	const picked = shown;
	const taken = (again: Map<string, RunState>): void => {
		replace(again, chosen, runs);
		const last = shown;
		shown = pickers();
		last.forEach((x, i) => x.replaceWith(shown[i]));
		then();
	};
	return { picked, taken };
}

/* A refusal does not say which of two it is. */
async function lacking(c: Context, asked: string[]): Promise<RunState[]> {
	const runs = finished(c.lab).filter((r) => asked.includes(r.name)),
		kept = await Promise.all(runs.map((r) => c.lab.get(`/api/life?run=${r.name}&person=0`).then(() => true, (e: unknown) => !keepsNone(e))));
	return runs.filter((_, i) => !kept[i]);
}

function offer(c: Context, runs: RunState[], out: HTMLElement, then: (now: Map<string, RunState>) => void): HTMLElement {
	const own = runs.filter((r) => r.own_text || !r.scenario),
		said = h("span", { "aria-live": "polite" });
	if (own.length > 0) return failed(`${own.map(runTitle).join("; ")}: keeps no lives. Its rules were written by hand: say ${KEY} true there, and run it.`);
	const again = async (): Promise<void> => {
		const now = new Map<string, RunState>();
		button.disabled = true;
		try {
			for (const r of runs) {
				said.textContent = ` Running ${runTitle(r)} again …`;
				now.set(r.name, await repeated(c, r, KEY));
			}
			if (out.isConnected) then(now);
		} catch (error) {
			out.replaceChildren(failed(`They cannot be run again: ${(error as Error).message}`));
		}
	};
	const button = h("button", { type: "button", class: "main keep-lives", click: () => void again() }, "Run again, keeping lives") as HTMLButtonElement;
	return h(
		"div",
		null,
		h("p", null, `Lives are stepped again from what a run keeps of each place and month, and ${runs.length === 1 ? runTitle(runs[0]) : "these"} did not keep it. The same people can be run once more with the same random numbers: nothing else changes.`),
		h("p", { class: "controls" }, button, said),
	);
}
