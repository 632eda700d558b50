/* What is asked and computed, what is published, with which parameters, and what the national model takes of it. */

import { COLOURS, intervals } from "../charts";
import { breakable, Child, h, linked } from "../dom";
import { figure, table } from "../figure";
import { ALIKE, capital, Formatter, interval, label, num, plural } from "../format";
import { Part } from "../frame";
import { p, section } from "../sections/section";
import { save } from "../take";
import { estimateOf, Known, Parameter, SOURCE, TheoryDoc, TheoryFigure, told, wasSet, withUnit } from "./data";

const name = (f: TheoryFigure): string => label(f.name);
const ofFigure =
	(f: TheoryFigure): Formatter =>
	(x, of) =>
		f.unit === "year" ? told(x, f.unit) : num(x, of);
/* As precisely as the interval is; without one by its first digits. */
function value(d: TheoryDoc, f: TheoryFigure): string {
	const e = estimateOf(f, d.theory.replicates);
	return f.low !== null && f.high !== null && f.high > f.low ? ofFigure(f)(e.mean, e) : told(f.mean, f.unit);
}
function sure(d: TheoryDoc, f: TheoryFigure): string {
	const e = estimateOf(f, d.theory.replicates);
	if (f.mean === null) return "no value here";
	if (!f.random) return "not random";
	return e.n < 2 ? "one replicate" : e.hi > e.lo ? `95% interval: ${interval(e, ofFigure(f))}` : ALIKE;
}

export const answer: Part<TheoryDoc> = {
	id: "answer",
	kicker: "What it computes",
	build(d) {
		const changed = d.parameters.filter(wasSet);
		return section(
			"answer",
			"What it computes",
			d.theory.question,
			p("After ", linked(d.theory.source), ". Figures are means over the replicates; what is not random follows from the parameters alone."),
			p(changed.length === 0 ? "With the parameters that the theory has by itself." : `With ${plural(changed.length, "parameter")} set: ${changed.map((x) => `${label(x.name)} ${told(x.value, x.unit)} (by itself ${told(x.preset, x.unit)})`).join(", ")}.`),
			h(
				"dl",
				{ class: "keys" },
				d.figures.map((f) =>
					h("div", null, h("dt", null, h("strong", null, capital(name(f))), `: ${f.meaning}`), h("dd", null, h("span", { class: "big" }, withUnit(value(d, f), f.unit)), h("br"), h("span", { class: "range" }, sure(d, f)))),
				),
			),
		);
	},
};

const bound = (k: Known, unit: string): string => `${k.bound < 0 ? "below " : k.bound > 0 ? "above " : ""}${told(k.value, unit)}`;
const within = (k: Known): string => (k.bound !== 0 ? "a bound" : told(k.within));

export const published: Part<TheoryDoc> = {
	id: "published",
	kicker: "What is published",
	build(d) {
		const here = d.published.filter((k) => k.here),
			others = d.published.filter((k) => !k.here),
			missed = here.filter((k) => !k.holds),
			values = here.filter((k) => k.bound === 0 && d.figures[k.figure].mean !== null),
			off = (k: Known, x: number): number => (x - k.value) / k.within,
			cells = (k: Known, computed: Child[]): Child[] => [label(d.figures[k.figure].name), bound(k, d.figures[k.figure].unit), ...computed, within(k)];
		if (d.published.length === 0) return "nothing is published of it as a figure";
		return section(
			"published",
			"What is published",
			here.length === 0
				? "Nothing is published for these parameters"
				: missed.length === 0
					? `${here.length === 1 ? "The one value" : `All ${plural(here.length, "value")}`} published for these parameters ${here.length === 1 ? "is" : "are"} reproduced`
					: `${missed.length} of ${plural(here.length, "value")} published for these parameters ${missed.length === 1 ? "is" : "are"} missed`,
			values.length > 0
				? figure({
						id: "fig-published",
						title: "How far what is computed lies from what is published, in allowed distances",
						note: "0: as published; 1 and −1: as far off as the theory allows. Bars: 95% intervals over replicates, where random numbers are drawn.",
						label: () => `Distances: ${values.map((k) => `${label(d.figures[k.figure].name)} ${num(off(k, d.figures[k.figure].mean!))}`).join("; ")}`,
						source: SOURCE,
						draw: (width) =>
							intervals(
								values.map((k) => {
									const f = d.figures[k.figure];
									return { name: label(f.name), e: { mean: off(k, f.mean!), lo: f.low === null ? NaN : off(k, f.low), hi: f.high === null ? NaN : off(k, f.high), n: d.theory.replicates }, colour: k.holds ? COLOURS.a : COLOURS.nothing };
								}),
								width,
								"allowed distances from what is published",
								{ reference: 0, domain: [Math.min(-1, ...values.map((k) => off(k, d.figures[k.figure].mean!))), Math.max(1, ...values.map((k) => off(k, d.figures[k.figure].mean!)))] },
							),
						table: null,
					})
				: null,
			here.length > 0
				? table({
						caption: "Published for these parameters",
						head: ["Figure", "Published", "Computed", "Allowed distance", "Holds", "Source"],
						numeric: 9,
						rows: here.map((k): Child[] => [...cells(k, [value(d, d.figures[k.figure])]), k.holds ? "yes" : "no", linked(k.source)]),
					})
				: p("What is published is for other parameters; socred theory ", d.theory.name, " --published computes each of them."),
			others.length > 0
				? h(
						"details",
						{ class: "numbers" },
						h("summary", null, `Published for other parameters: ${plural(others.length, "value")}`),
						table({ caption: "Published for other parameters", head: ["Figure", "Published", "Allowed distance", "Parameters", "Source"], numeric: 9, rows: others.map((k): Child[] => [...cells(k, []), k.settings ? h("code", null, breakable(k.settings)) : "as it has them by itself", linked(k.source)]) }),
					)
				: null,
		);
	},
};

const range = (x: Parameter): string => (x.low === null ? "" : `${told(x.low, x.unit)} to ${told(x.high, x.unit)}`);

export const parameters: Part<TheoryDoc> = {
	id: "parameters",
	kicker: "With which parameters",
	build(d) {
		const assumed = d.parameters.filter((x) => x.low !== null),
			changed = d.parameters.filter(wasSet);
		return section(
			"parameters",
			"With which parameters",
			`${changed.length === 0 ? "None" : changed.length} of ${plural(d.parameters.length, "parameter")} ${changed.length === 1 ? "was" : changed.length === 0 ? "was" : "were"} set; ${assumed.length === 0 ? "none is" : assumed.length === 1 ? "one is" : `${assumed.length} are`} assumed`,
			table({
				caption: "Parameters. An assumption has a plausible range; what is published has none",
				head: ["Parameter", "Value", "By itself", "Plausible", "Meaning", "Source"],
				numeric: 9,
				rows: d.parameters.map((x): Child[] => [
					h("code", null, breakable(x.name)),
					wasSet(x) ? h("strong", null, withUnit(told(x.value, x.unit), x.unit)) : withUnit(told(x.value, x.unit), x.unit),
					wasSet(x) ? told(x.preset, x.unit) : "",
					range(x),
					x.meaning,
					linked(x.source),
				]),
			}),
		);
	},
};

export const national: Part<TheoryDoc> = {
	id: "national",
	kicker: "What the national model takes of it",
	build: (d) => section("national", "What the national model takes of it", `System ${d.theory.system} of socred systems`, p(d.theory.used)),
};

export const cite: Part<TheoryDoc> = {
	id: "cite",
	kicker: "Cite and rerun",
	build(d) {
		const t = d.theory,
			/* All digits of a value that was set: those that the page has. */
			again = ["socred theory", t.name, "--seed", t.seed, "--replicates", String(t.replicates), ...d.parameters.filter(wasSet).map((x) => `--set ${x.name}=${x.value}`), "-o DIR"].join(" ");
		return section(
			"cite",
			"Cite and rerun",
			"The same command gives the same bytes",
			h("blockquote", { class: "cite" }, `${t.title}. After ${t.source}. Computed by socred ${t.version}, theory ${t.name}, seed ${t.seed}, ${plural(t.replicates, "replicate")}. Digest of this page’s data: ${d.digest}.`),
			h("pre", { tabindex: 0 }, again),
			h("p", { class: "controls" }, save("theory-data.json", "application/json", JSON.stringify(d), "Save the data of this page")),
		);
	},
};
