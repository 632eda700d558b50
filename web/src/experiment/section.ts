/* One section of the page of an experiment; a figure in it may be of any outcome. */

import { Child, h } from "../dom";
import { picker } from "../controls";
import { figure, FigureText, redraw } from "../figure";
import { Part } from "../frame";
import { ExperimentDoc, outcomeOptions } from "./data";

export type ExperimentSection = Part<ExperimentDoc>;

/* A figure of one outcome after the other: chosen says which is drawn. */
export function ofOutcome(d: ExperimentDoc, chosen: { o: number }, text: FigureText, more: Child[] = []): HTMLElement {
	const several = d.asked.outcomes.length > 1,
		pick = several
			? picker("Outcome ", `${text.id}-outcome`, outcomeOptions(d), String(chosen.o), (v) => {
					chosen.o = Number(v);
					redraw(node);
				})
			: null,
		node = figure({ ...text, controls: several || more.length > 0 ? h("p", { class: "controls" }, pick, more) : undefined });
	return node;
}
export const SOURCE = "Source: the points of this experiment; nothing of a real person.";
