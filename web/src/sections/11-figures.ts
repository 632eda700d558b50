/* The figures of the headline with their intervals, and those of every module that is on. */

import { assumedOf, second, Span } from "../assumed";
import { summaries } from "../modules";
import { Child, h } from "../dom";
import { tooFew } from "../figure";
import { capital, est, Formatter, interval, listing, monthText, num, people, plural, signedPercent } from "../format";
import { Model } from "../model";
import { bounded, count, estimate, Estimate, FEW, mean, minus, ratio, side } from "../stats";
import { listWord, oneList, sanctionWord, section } from "./section";

interface Key {
	value: string;
	range: string;
	text: Child;
	few: boolean;
	second: Child;
}

/* base: what it rests on, of a share or ratio the fewer of its two counts, as on the terminal. */
function key(m: Model, e: Estimate, text: Child, base: number, assumed: Span | null, f: Formatter = num): Key {
	const some = Number.isFinite(e.mean);
	return {
		value: f(e.mean, e),
		range: some ? interval(e, f) : "none in this run",
		text,
		few: some && tooFew(base),
		second: second(m.report, e, assumed, f),
	};
}

function keys(m: Model): Key[] {
	const out: Key[] = [];
	const nat = (c: string): number[] => m.national(c);
	if (m.hasLists) {
		const listed = nat("listed"),
			wronged = nat("listed_other_violation+listed_no_violation");
		const share = m.rate("national", 0, "listed");
		out.push(
			key(
				m,
				share,
				[
					`per 1,000 people on ${listWord(m)} in `,
					monthText(m.last),
					m.atCensusSize ? `: ${est(bounded(count(listed, m.samplingWeight)), people)} people at the size of the census` : "",
				],
				mean(listed),
				assumedOf(m.report, "listed_per_1000"),
			),
		);
		out.push(
			key(
				m,
				bounded(ratio(wronged, listed, 1000), 1000),
				"per 1,000 listed did not do what they are listed for",
				mean(wronged),
				assumedOf(m.report, "true_per_1000_listed", (x) => 1000 - x),
			),
		);
		const missed = nat("offences_missed");
		out.push(
			key(
				m,
				bounded(ratio(missed, nat("offences"), 1000), 1000),
				`per 1,000 acts that ${oneList(m) ? "the list" : "a black list"} is for are on no record of who did them`,
				mean(missed),
				assumedOf(m.report, "missed_per_1000_offences"),
			),
		);
		out.push(
			key(
				m,
				bounded(ratio(nat("listed_unaware"), listed, 1000), 1000),
				"per 1,000 listed have never learnt of the entry",
				mean(nat("listed_unaware")),
				assumedOf(m.report, "unaware_per_1000_listed"),
			),
		);
	}
	if (m.hasSanctions) {
		out.push(
			key(
				m,
				bounded(ratio(nat("refused"), nat("persons"), 1000 / m.years)),
				"attempts refused a year per 1,000 people, over the whole run",
				mean(nat("refused")),
				assumedOf(m.report, "refused_per_1000_yearly"),
			),
		);
		out.push(
			key(m, m.rate("national", 0, "sanctioned"), `people formally under ${sanctionWord(m)}, per 1,000`, mean(nat("sanctioned")), assumedOf(m.report, "sanctioned_per_1000")),
			key(m, m.rate("national", 0, "sanctioned_effective"), `people effectively under ${sanctionWord(m)}, per 1,000`, mean(nat("sanctioned_effective")), assumedOf(m.report, "sanctioned_effective_per_1000")),
		);
		const blamed = minus(nat("sanctioned_effective"), nat("sanctioned_effective_innocent"));
		out.push(
			key(
				m,
				bounded(ratio(nat("sanctioned_effective_innocent"), blamed, 100)),
				`people effectively under ${sanctionWord(m)} through a relative or a wrong entry, for every 100 for what they did`,
				Math.min(mean(blamed), mean(nat("sanctioned_effective_innocent"))),
				assumedOf(m.report, "innocent_per_1000_effective", (x) => (100 * x) / (1000 - x)),
			),
		);
	}
	const { counterfactual, change } = m.conduct("violations");
	if (mean(counterfactual) > 0)
		out.push(
			key(
				m,
				change,
				`change in violations against the same people under no regime${verdict(m, change)}`,
				mean(counterfactual),
				assumedOf(m.report, "violations_averted_percent", (x) => -x / 100),
				signedPercent,
			),
		);
	if (m.hasLists) {
		out.push(halfDecided(m));
	}
	return out;
}

/* Of each replicate the months after which half of the cases are decided, as on a terminal; NaN where they never are. undecided[months][replicate]. */
export function halfTimes(undecided: number[][]): number[] {
	return (undecided[0] ?? []).map((_, k) => {
		const months = undecided.findIndex((row) => row[k] <= 0.5 + 1e-9);
		return months < 0 ? NaN : months;
	});
}

/* A mean of the replicates that reached it would be too small. */
function halfDecided(m: Model): Key {
	const appeals = m.national("appeals_wronged+appeals_guilty"),
		times = halfTimes(m.report.undecided["appeal"] ?? []),
		never = appeals.filter((n, k) => n > 0 && !Number.isFinite(times[k] ?? NaN)).length,
		text = "months until half of the appeals are decided";
	if (never === 0) return key(m, bounded(estimate(times)), text, mean(appeals), null);
	const range = never === m.n ? "in this run" : `in ${never} of ${plural(m.n, "replicate")}`;
	return { ...key(m, bounded(estimate([])), text, mean(appeals), null), value: "not reached", range };
}

function verdict(m: Model, e: Estimate): string {
	if (m.n < 2 || !(e.hi > e.lo)) return "";
	return side(e, 0) === "unclear" ? "; the interval includes no change at all" : "";
}

export const figures = {
	id: "figures",
	kicker: "All figures",
	build(m: Model): HTMLElement | string {
		const all = keys(m);
		if (all.length === 0 && m.report.modules.every((x) => x.summaries.length === 0)) return "the run has no figure of the headline";
		return section(
			"figures",
			"All figures",
			`Every figure of the headline, in ${monthText(m.last)} or over the whole run`,
			all.length > 0
				? h(
						"dl",
						{ class: "keys" },
						all.map((k) =>
							h(
								"div",
								null,
								h("dt", null, k.text),
								h(
									"dd",
									null,
									h("span", { class: "big" }, k.value),
									" ",
									h("span", { class: "range" }, k.range),
									k.second,
									k.few ? h("span", { class: "few" }, ` fewer than ${FEW} cases`) : null,
								),
							),
						),
					)
				: null,
			summaries(m.report),
			measured(m),
		);
	},
};

function measured(m: Model): HTMLElement {
	const r = m.report.regime;
	const parts = [
		plural(r.channels.length, "channel"),
		plural(r.events.length, "event class", "event classes"),
		plural(r.lists.length, "list"),
		plural(r.measures.length, "measure"),
	];
	return h(
		"p",
		{ class: "source" },
		`${capital(listing(parts))}. Source: this run of socred; a model of synthetic people, no real person’s data. “Did” and “did not” are what truly happened in the model, which the regime never sees.`,
	);
}
