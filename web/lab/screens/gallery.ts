/* The gallery: questions as cards, each with one figure that has both intervals. */

import { h, s } from "../../src/dom";
import { num, plural, whole } from "../../src/format";
import { Lab } from "../lab";
import { small, statisticWords } from "../words";
import { Context, Screen } from "./screen";

interface Card {
	name: string;
	topic: string;
	title: string;
	question: string;
	arms: string[];
	person_months: number;
	measured: { label: string; value: number; low: number; high: number };
	assumed: { statistic: string; value: number; low: number; high: number; assumed_low: number; assumed_high: number; persons: number; replicates: number } | null;
}

const WIDTH = 216;
/* Simulation as a thick bar, assumptions as a wide pale one, from 0 to the largest. */
function bars(f: NonNullable<Card["assumed"]>): SVGElement {
	const most = Math.max(f.assumed_high, f.high, 0) * 1.05 || 1,
		least = Math.min(0, f.assumed_low, f.low),
		at = (v: number): number => (WIDTH * (Math.max(least, v) - least)) / (most - least),
		bar = (lo: number, hi: number, y: number, height: number, name: string): SVGElement => s("rect", { class: name, x: at(lo), y, width: Math.max(2, at(hi) - at(lo)), height });
	return s(
		"svg",
		{ class: "two", viewBox: `0 0 ${WIDTH} 18`, "aria-hidden": "true" },
		s("line", { class: "zero", x1: at(0), x2: at(0), y1: 0, y2: 18 }),
		bar(f.assumed_low, f.assumed_high, 3, 12, "assumed"),
		bar(f.low, f.high, 6, 6, "simulation"),
		s("line", { class: "mean", x1: at(f.value), x2: at(f.value), y1: 2, y2: 16 }),
	);
}

function figures(lab: Lab, card: Card): HTMLElement {
	const a = card.assumed,
		m = card.measured;
	if (!a)
		return h("div", { class: "card-figure" }, h("p", { class: "big" }, num(m.value, { mean: m.value, lo: m.low, hi: m.high, n: 2 })), h("p", { class: "range" }, `${m.label}; simulation ${num(m.low)} to ${num(m.high)}`));
	const e = { mean: a.value, lo: a.low, hi: a.high, n: 2 };
	return h(
		"div",
		{ class: "card-figure" },
		h("p", { class: "big" }, num(a.value, e)),
		h("p", { class: "range" }, statisticWords(lab, a.statistic), " ", small(a.statistic)),
		bars(a),
		h("p", { class: "range" }, `simulation ${num(a.low, e)} to ${num(a.high, e)}; assumptions ${num(a.assumed_low)} to ${num(a.assumed_high)}; ${whole(a.persons)} people, ${plural(a.replicates, "replicate")}`),
	);
}

const size = (lab: Lab, card: Card): string => {
	const seconds = card.person_months / lab.speed;
	return `${num(card.person_months / 1e6)} million person-months: ${seconds < 1 ? "under 1 second" : seconds < 90 ? `about ${Math.ceil(seconds)} seconds` : `about ${Math.ceil(seconds / 60)} minutes`}`;
};

function cardNode(c: Context, card: Card): HTMLElement {
	const open = (arm: string): void => {
		c.lab.settings.clear();
		c.lab.textSaid = "";
		c.lab.size = {};
		c.lab.mistyped = {};
		void c.lab.choose(arm === "scenario" ? card.name : `${card.name}/${arm}`).then(() => c.go("rules"));
	};
	const arms = card.arms.filter((a) => a !== "scenario");
	return h(
		"article",
		{ class: "card" },
		h("h3", null, card.title),
		h("p", { class: "question" }, card.question),
		figures(c.lab, card),
		h("p", { class: "source" }, size(c.lab, card)),
		h(
			"p",
			{ class: "card-open" },
			h("button", { type: "button", class: "main", "aria-label": `Open: ${card.title}`, click: () => open("scenario") }, "Open"),
			arms.length > 0
				? h(
						"label",
						null,
						h("span", { class: "hidden" }, `An arm of ${card.title}`),
						h(
							"select",
							{ change: (e) => open((e.target as HTMLSelectElement).value) },
							h("option", { value: "" }, "or another arm"),
							arms.map((a) => h("option", { value: a }, a.replace(/-/g, " "))),
						),
					)
				: null,
		),
	);
}

export const gallery: Screen = {
	id: "gallery",
	name: "Gallery",
	there: () => true,
	async build(c) {
		const { scenarios } = await c.lab.get<{ scenarios: Card[] }>("/api/scenarios"),
			found = h("div", null);
		const show = (word: string): void => {
			const fits = scenarios.filter((x) => `${x.title} ${x.question} ${x.topic} ${x.name}`.toLowerCase().includes(word.toLowerCase()));
			found.replaceChildren(
				...[...new Set(fits.map((x) => x.topic))].map((topic) =>
					h(
						"section",
						{ class: "topic" },
						h("h2", null, topic),
						h(
							"div",
							{ class: "cards" },
							fits.filter((x) => x.topic === topic).map((x) => cardNode(c, x)),
						),
					),
				),
				...(fits.length === 0 ? [h("p", null, `No question has “${word}” in it.`)] : []),
			);
		};
		show("");
		return h(
			"div",
			null,
			h(
				"p",
				{ class: "standfirst" },
				"Each card is a question to which socred has an answer in simulation. Open one, move its rules, and see what follows. The people are synthetic; nothing leaves this computer.",
			),
			h(
				"p",
				{ class: "controls" },
				h("label", { for: "find-question" }, "Find a question"),
				h("input", { type: "search", id: "find-question", input: (e) => show((e.target as HTMLInputElement).value) }),
			),
			h("p", { class: "source" }, "Figures: the value in the ensemble that is shipped with the scenario, of as many people and replicates as stand on the card; a run of others gives another within the interval. The dark bar is the 95% interval of simulation, the pale one how far the figure goes when all assumptions vary over their plausible ranges at once."),
			found,
		);
	},
};
