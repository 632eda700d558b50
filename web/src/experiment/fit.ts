/* A calibration: what was fitted and what was kept apart for the check, each beside what was published; and what the fit says of each factor. */

import { COLOURS, intervals } from "../charts";
import { breakable, Child, h } from "../dom";
import { figure, table } from "../figure";
import { capital, label, listing, num, percent, plural } from "../format";
import { p, section } from "../sections/section";
import { Estimate } from "../stats";
import { Fit, Fitted, words } from "./data";
import { ExperimentSection } from "./section";

const SOURCE = "Source: the particles of this calibration; synthetic people.";
const of = (r: Fitted): Estimate => ({ mean: r.median ?? NaN, lo: r.low ?? NaN, hi: r.high ?? NaN, n: 2 });
const scaled = (e: Estimate, k: number): Estimate => ({ ...e, mean: e.mean * k, lo: e.lo * k, hi: e.hi * k });
const name = (r: Fitted): string => label(r.name);
/* Whether what the model gives and what was published go together: 1.96 standard deviations of the error around the published figure. */
const meets = (r: Fitted): boolean => (r.low ?? NaN) <= r.published! + 1.96 * r.error! && (r.high ?? NaN) >= r.published! - 1.96 * r.error!;
const across = (r: Fitted): string => `${num(r.median ?? NaN, of(r))} (${num(r.low ?? NaN, of(r))} to ${num(r.high ?? NaN, of(r))})`;

function waves(f: Fit): HTMLElement {
	return h(
		"details",
		{ class: "numbers" },
		h("summary", null, "Waves and particles"),
		table({
			caption: "Waves of history matching",
			head: ["Wave", "Points", "Targets used", "Least Q2", "Left of the ranges", "Could not run"],
			numeric: 0,
			rows: f.waves.map((w, i) => [String(i + 1), num(w.points), `${w.used} of ${w.of}`, num(w.least_q2 ?? NaN), num(w.left ?? NaN), num(w.without)]),
		}),
		f.particles > 0 ? p(`${plural(f.particles, "particle")}, by their weights worth ${num(f.effective ?? NaN)}; ${plural(f.generations, "generation")}, ${plural(f.runs, "point")} run for them.`) : null,
	);
}

function targets(rows: Fitted[], id: string, title: string): HTMLElement {
	return figure({
		id,
		title,
		note: "Model over published: dot, the median of the particles; bar, the middle 95% of them. 100% is the published figure. They go together where the bar meets the published figure give or take 1.96 standard deviations of the error, published and model together, which the table has.",
		source: SOURCE,
		label: rows.map((r) => `${name(r)}: ${percent((r.median ?? NaN) / r.published!)} of the published figure`).join("; "),
		draw: (width) =>
			intervals(
				rows.map((r) => ({ name: name(r), e: scaled(of(r), 1 / r.published!), colour: meets(r) ? COLOURS.a : COLOURS.b, symbol: meets(r) ? "circle" : "diamond" })),
				width,
				"model over published",
				{ reference: 1, zero: false, format: (x) => percent(x), axis: (x) => percent(x) },
			),
		legend: [
			{ text: "goes with the published figure", colour: COLOURS.a, mark: "dot" },
			{ text: "does not", colour: COLOURS.b, mark: "diamond" },
		],
		table: {
			caption: title,
			head: ["Figure", "Published", "Error, one standard deviation", "Model, median (95% of the particles)"],
			rows: rows.map((r) => [name(r), num(r.published!), num(r.error!), across(r)]),
		},
	});
}

export const fitted: ExperimentSection = {
	id: "fit",
	kicker: "Does it fit?",
	build(d) {
		const f = d.fit;
		if (!f) return "this experiment holds nothing against published figures";
		if (f.particles === 0) return section("fit", "Does it fit?", "No values within the ranges meet all targets", p("The file’s ranges leave nothing; what rules out most is told by socred experiment analyse."), waves(f));
		const fit = f.rows.filter((r) => r.use === "fitted"),
			check = f.rows.filter((r) => r.use === "check"),
			missed = (rows: Fitted[]): Fitted[] => rows.filter((r) => !meets(r));
		return section(
			"fit",
			"Does it fit?",
			`${fit.length - missed(fit).length} of ${plural(fit.length, "fitted figure")} and ${check.length - missed(check).length} of ${check.length} kept for the check go with what was published`,
			p(
				f.whole
					? "The particles are the posterior: kept by the stated errors alone."
					: `The runs that the file allows ended before the particles had narrowed to the stated errors: they are wider than the posterior${f.width !== null ? ` (kept by the stated errors times ${num(f.width)})` : ""}.`,
				missed(check).length > 0 ? ` Of the check ${listing(missed(check).map((r) => name(r)))} ${missed(check).length === 1 ? "is" : "are"} missed.` : "",
			),
			targets(fit, "fig-fitted", "Figures that were fitted"),
			check.length > 0 ? targets(check, "fig-checked", "Figures that were kept for the check") : null,
			waves(f),
		);
	},
};

export const posterior: ExperimentSection = {
	id: "posterior",
	kicker: "What the fit says of each factor",
	build(d) {
		const f = d.fit;
		if (!f || f.particles === 0) return f ? "no values are left" : "this experiment fits nothing";
		const rows = f.rows.filter((r) => r.kind === "factor"),
			range = (r: Fitted): [number, number] => {
				const x = d.asked.factors.find((k) => k.name === r.name);
				return [x?.low ?? NaN, x?.high ?? NaN];
			},
			isLog = (r: Fitted): boolean => d.asked.factors.find((k) => k.name === r.name)?.distribution === "loguniform",
			share = (r: Fitted, v: number): number => {
				const [a, b] = range(r);
				return isLog(r) ? Math.log(v / a) / Math.log(b / a) : (v - a) / (b - a);
			},
			place = (r: Fitted): Estimate => ({ mean: share(r, r.median ?? NaN), lo: share(r, r.low ?? NaN), hi: share(r, r.high ?? NaN), n: 2 }),
			width = (r: Fitted): number => place(r).hi - place(r).lo,
			sorted = [...rows].sort((a, b) => width(a) - width(b));
		return section(
			"posterior",
			"What the fit says of each factor",
			sorted.length > 0 ? `${capital(words(sorted[0].name))} is known best: 95% of the particles lie in ${percent(width(sorted[0]))} of its range` : "No factor",
			figure({
				id: "fig-posterior",
				title: "Where in its range each factor lies",
				note: "0%: the least value of the range, 100%: the largest, in the logarithm where the factor is spread so. Dot: the median of the particles; bar: the middle 95% of them. A bar over the whole range says nothing of its factor.",
				source: SOURCE,
				label: rows.map((r) => `${words(r.name)} ${across(r)}`).join("; "),
				draw: (w) => intervals(rows.map((r) => ({ name: words(r.name), e: place(r), colour: COLOURS.a })), w, "place in the range", { domain: [0, 1], format: (x) => percent(x), axis: (x) => percent(x) }),
				table: {
					caption: "Values of the factors",
					head: ["Factor", "Range", "Median (95% of the particles)"],
					rows: rows.map((r): Child[] => [h("code", null, breakable(r.name)), range(r).map((x) => num(x)).join(" to "), across(r)]),
				},
			}),
			p("The lines of posterior.csv are these particles: ", h("code", null, "socred run SCENARIO --posterior DIR/posterior.csv --draws 100"), " runs a scenario over them."),
		);
	},
};
