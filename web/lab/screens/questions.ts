/* Questions that are asked first: experiments that are shipped, run in this lab, with what came of them. */

import { Child, h } from "../../src/dom";
import { capital, num, plural } from "../../src/format";
import { table } from "../../src/figure";
import { Lab, Measuring } from "../lab";
import { keyWords, small, statisticWords } from "../words";
import { Context, failed, Screen } from "./screen";

interface Listed {
	name: string;
	file: string;
	question: string;
	state: "none" | "measured" | "running";
}
interface Experiment extends Listed {
	done: number;
	all: number;
	description: string;
	design: string;
	points: number;
	replicates: number;
	persons: number;
	months: number;
	person_months: number;
	arms: string[];
	factors: string[];
	outcomes: { name: string; meaning: string }[];
	measured: number;
	refused: number;
	answer: Record<string, string | number | null>[] | null;
}

const seconds = (s: number): string => (s < 90 ? `about ${plural(Math.max(1, Math.ceil(s)), "second")}` : `about ${plural(Math.ceil(s / 60), "minute")}`);
const label = (text: string): string => text.replace(/_/g, " ");

export const questions: Screen = {
	id: "questions",
	name: "Questions",
	there: () => true,
	async build(c: Context) {
		const { experiments } = await c.lab.get<{ experiments: Listed[] }>("/api/experiments"),
			asked = new URLSearchParams(location.hash.split("?")[1] ?? "").get("experiment"),
			out = h("div", { id: "experiment", "aria-live": "polite" });
		const show = async (name: string): Promise<void> => {
			out.replaceChildren(h("p", { class: "source" }, "Reading …"));
			try {
				const e = await c.lab.get<Experiment>(`/api/experiment?name=${encodeURIComponent(name)}`);
				out.replaceChildren(...told(c, e, () => void show(name)));
			} catch (error) {
				out.replaceChildren(failed((error as Error).message));
			}
		};
		if (asked && experiments.some((e) => e.name === asked)) void show(asked);
		return h(
			"div",
			null,
			h("p", { class: "standfirst" }, "Questions that are asked first, each as an experiment: rules side by side in the same people with the same random numbers, and again wherever the assumptions stand."),
			h(
				"ul",
				{ class: "plain questions" },
				experiments.map((e) =>
					h(
						"li",
						null,
						h("button", { type: "button", class: "small", "aria-label": `Show: ${e.question}`, click: () => void show(e.name).then(() => out.scrollIntoView()) }, "Show"),
						` ${e.question}`,
						e.state === "none" ? null : h("span", { class: "count" }, e.state === "running" ? " under way" : " measured here"),
					),
				),
			),
			out,
		);
	},
};

function told(c: Context, e: Experiment, again: () => void): HTMLElement[] {
	const { lab } = c,
		said = h("p", { class: "source", role: "status" }),
		meter = h("progress", { max: 1, value: 0, "aria-label": "How far the experiment is" }),
		line = h("span", null),
		stop = h("button", { type: "button", id: "stop-experiment", click: () => void lab.post(`/api/experiments/${e.name}/stop`).catch((error: Error) => (said.textContent = error.message)) }, "Stop; what is measured is kept"),
		bar = h("div", { class: "progress", hidden: true }, meter, line, stop),
		whole = e.measured + e.refused >= e.points;
	const begin = h(
		"button",
		{
			type: "button",
			class: "main",
			id: "run-experiment",
			click: () => {
				begin.disabled = true;
				void lab.post<Measuring>(`/api/experiments/${e.name}/run`).then(
					(now) => follow({ ...now, state: "running", error: "" }),
					(error: Error) => {
						begin.disabled = false;
						said.textContent = error.message;
					},
				);
			},
		},
		e.measured > 0 ? "Run what is missing" : "Run it",
	);
	let ran = false;
	const follow = (now: Measuring | undefined): void => {
		const runs = now?.state === "running";
		bar.hidden = !runs;
		begin.disabled = runs;
		if (now && runs) {
			ran = true;
			meter.value = now.all > 0 ? now.done / now.all : 0;
			line.textContent = `${now.done} of ${plural(now.all, "replicate")}`;
		} else if (now && ran) {
			ran = false;
			if (now.state === "failed") said.textContent = `It failed: ${now.error}`;
			else again();
		}
	};
	const end = lab.hear(() => (bar.isConnected ? follow(lab.experiments.get(e.name)) : end()));
	if (e.state === "running") follow({ state: "running", done: e.done, all: e.all, error: "" });
	return [
		h("h2", null, e.question),
		...(e.description ? [h("p", null, e.description)] : []),
		h("p", { class: "source" }, `${plural(e.points, "point")} of ${plural(e.replicates, "replicate")} each, with ${num(e.persons)} people over ${plural(e.months, "month")}: ${seconds(e.person_months / lab.speed)}, as fast as the last preview was. ${e.arms.length > 0 ? `Side by side: ${e.arms.map(label).join(", ")}.` : "Varied: "}`, e.factors.map((key, i) => [i > 0 ? ", " : "", keyWords(key), " ", small(key)]), e.arms.length > 0 ? " The file: " : ". The file: ", h("code", null, e.file), "."),
		h("p", { class: "controls" }, ...(whole ? [] : [begin])),
		bar,
		said,
		...(e.answer === null ? [] : [h("p", { class: "source" }, `${e.measured} of ${plural(e.points, "point")} measured${e.refused > 0 ? `; ${e.refused} cannot run, since their values do not go together` : ""}.`), ...answers(lab, e)]),
	];
}

const range = (low: unknown, high: unknown): string => (typeof low === "number" && typeof high === "number" ? `${num(low)} to ${num(high)}` : "–");
const figure = (x: unknown): string => (typeof x === "number" ? num(x) : "–");
const withRange = (row: Record<string, unknown>, name: string): string => `${figure(row[name])}${typeof row[`${name}_low`] === "number" ? ` (${range(row[`${name}_low`], row[`${name}_high`])})` : ""}`;

/* What an analysis calls its measures of a factor (docs/guide/experiments.md). */
const MEASURES: Record<string, string> = {
	mu: "mean of what a move does",
	mu_star: "mean size of what a move does",
	sigma: "spread of what a move does",
	first: "share of the variance by itself",
	total: "share of the variance that it takes part in",
	rank_correlation: "rank correlation",
	count: "moves",
};
/* A table for each outcome, a line for each factor, by the key that it varies. */
function analysed(lab: Lab, e: Experiment): HTMLElement[] {
	const factors = [...new Set(e.answer!.map((r) => String(r.factor)))],
		key = (name: string): string => (factors.length === e.factors.length ? e.factors[factors.indexOf(name)] : name),
		measures = Object.keys(e.answer![0]).filter((n) => n !== "outcome" && n !== "factor" && !/_(low|high)$/.test(n));
	return e.outcomes.map((o) =>
		table({
			caption: `${outcomeWords(lab, o)}: what it moves with, over the points measured; 95% intervals`,
			head: ["Varied", ...measures.map((n) => MEASURES[n] ?? label(n))],
			rows: e.answer!.filter((r) => r.outcome === o.name).map((r): Child[] => [[key(String(r.factor)) === "seed" ? "the random numbers" : keyWords(key(String(r.factor))), " ", small(key(String(r.factor)))], ...measures.map((n) => withRange(r, n))]),
		}),
	);
}
function plainly(rows: NonNullable<Experiment["answer"]>): HTMLElement {
	const names = Object.keys(rows[0] ?? {});
	return table({ caption: "What came of it", head: names.map(label), numeric: names.findIndex((n) => typeof rows[0][n] === "number"), rows: rows.map((r) => names.map((n): Child => (typeof r[n] === "number" ? num(r[n] as number) : String(r[n] ?? "–")))) });
}

/* Of arms: level and difference with both intervals. Of other designs: what the analysis says, as it says it. */
const outcomeWords = (lab: Lab, o: Experiment["outcomes"][number]): string => capital(o.meaning || statisticWords(lab, o.name));
function answers(lab: Lab, e: Experiment): HTMLElement[] {
	if (e.arms.length === 0) return "factor" in (e.answer![0] ?? {}) ? analysed(lab, e) : [plainly(e.answer!)];
	return e.outcomes.map((o) => {
		const rows = e.answer!.filter((r) => r.outcome === o.name);
		return table({
			caption: `${outcomeWords(lab, o)}. Against ${label(e.arms[0])}; 95% intervals: of simulation, and over the assumptions`,
			head: ["Rule", "Level", "simulation", "assumptions", "Difference", "simulation", "assumptions", "same sign, of 100"],
			rows: rows.map((r, i) => [
				label(String(r.arm)),
				figure(r.mean),
				range(r.mean_low, r.mean_high),
				range(r.mean_assumed_low, r.mean_assumed_high),
				...(i === 0 ? ["", "", "", ""] : [figure(r.less_first), range(r.less_first_low, r.less_first_high), range(r.less_first_assumed_low, r.less_first_assumed_high), withRange(r, "same_sign")]),
			]),
		});
	});
}
