/* What was asked, what was left out, and how to make it again. */

import { breakable, Child, h } from "../dom";
import { table } from "../figure";
import { num, plural } from "../format";
import { p, section } from "../sections/section";
import { save } from "../take";
import { outcomeName } from "./data";
import { ExperimentSection } from "./section";

export const left: ExperimentSection = {
	id: "left",
	kicker: "What was left out",
	build(d) {
		const s = d.state,
			missing = s.points - s.refused - s.measured,
			valueless = (d.found?.outcomes ?? []).map((o, i) => ({ i, n: s.measured - o.measured })).filter((x) => x.n > 0),
			faults: Child[] = [
				s.refused > 0 ? p(`${plural(s.refused, "point")} cannot run, since their values do not go together, and ${s.refused === 1 ? "is" : "are"} dropped. The first: `, h("code", null, s.first_refused), ".") : null,
				missing > 0 ? p(`${plural(missing, "point")} ${missing === 1 ? "is" : "are"} not measured yet.`) : null,
				s.broken > 0 ? p(`${plural(s.broken, "line")} of the shards ${s.broken === 1 ? "has" : "have"} another checksum and ${s.broken === 1 ? "is" : "are"} left out; the first: `, h("code", null, s.first_broken), ".") : null,
				s.unfinished > 0 ? p(`${plural(s.unfinished, "line")} without an end, left by a program that was stopped.`) : null,
				s.others > 0 ? p(`${plural(s.others, "shard")} of other outcomes.`) : null,
				...valueless.map((x) => p(`${plural(x.n, "measured point")} ${x.n === 1 ? "has" : "have"} no value of “${outcomeName(d, x.i)}”, for want of anybody to count.`)),
			].filter((x) => x !== null);
		return section(
			"left",
			"What was left out",
			s.refused + missing === 0 ? `None of ${plural(s.points, "point")}` : `${num(s.refused + missing)} of ${plural(s.points, "point")}`,
			faults.length > 0 ? faults : p("All points ran, and every outcome has a value at each of them."),
			s.same > 0 ? p(`${plural(s.same, "point")} ${s.same === 1 ? "has" : "have"} the same values as an earlier one and ${s.same === 1 ? "is" : "are"} run once with it.`) : null,
		);
	},
};

export const asked: ExperimentSection = {
	id: "asked",
	kicker: "What was asked",
	build(d) {
		const a = d.asked;
		return section(
			"asked",
			"What was asked",
			`${plural(d.state.points, "point")} of kind ${a.design}, ${plural(a.replicates, "replicate")} each`,
			a.description ? p(a.description) : null,
			p(`Each point is a run of ${a.theory ? `the theory “${a.scenario}” (socred theory ${a.theory})` : `“${a.scenario}” over ${plural(a.months, "month")}, synthetic people: ${num(a.persons)}`}. Replicates have the same random numbers at every point, so that a difference between two points is one of their values.`),
			a.factors.length > 0
				? h(
						"details",
						{ class: "numbers" },
						h("summary", null, `What varied: ${plural(a.factors.length, "factor")}`),
						table({
							caption: "Factors",
							head: ["Factor", "Values", "Spread", "Meaning"],
							numeric: 9,
							rows: a.factors.map((f): Child[] => [h("code", null, breakable(f.name)), f.values.length > 0 ? f.values.join(", ") : `${num(f.low ?? NaN)} to ${num(f.high ?? NaN)} ${f.unit}`, f.distribution, f.meaning]),
						}),
					)
				: null,
			h(
				"details",
				{ class: "numbers" },
				h("summary", null, `What was measured: ${plural(a.outcomes.length, "outcome")}`),
				table({ caption: "Outcomes", head: ["Outcome", "Formula", "Meaning"], numeric: 9, rows: a.outcomes.map((o): Child[] => [o.name, h("code", null, breakable(o.formula)), o.meaning]) }),
			),
		);
	},
};

export const cite: ExperimentSection = {
	id: "cite",
	kicker: "Cite and rerun",
	build(d) {
		return section(
			"cite",
			"Cite and rerun",
			"The same file gives the same bytes",
			h("blockquote", { class: "cite" }, `${d.asked.title} Experiment of socred ${d.asked.version}, design ${d.asked.design}, seed of the design ${d.asked.seed}. Digest of what was found: ${d.digest}.`),
			h("pre", { tabindex: 0 }, "socred experiment run FILE -o DIR\nsocred experiment report FILE -o DIR"),
			h("p", { class: "controls" }, save("experiment-data.json", "application/json", JSON.stringify(d), "Save the data of this page")),
		);
	},
};
