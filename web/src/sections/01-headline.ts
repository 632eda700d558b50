/* What was run, the key figures with their intervals, and what forbids leaning on them. */

import { assumedOf, explained, second, Span } from "../assumed";
import { summaries } from "../modules";
import { Child, h } from "../dom";
import { tooFew, warning } from "../figure";
import { agree, capital, est, Formatter, interval, listing, monthText, num, people, plural, signedPercent, whole } from "../format";
import { Model } from "../model";
import { bounded, count, estimate, Estimate, FEW, isFew, mean, minus, ratio, relative, side } from "../stats";
import { p, section } from "./section";

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
					"per 1,000 people on a black list in ",
					monthText(m.last),
					m.atCensusSize ? `: ${est(bounded(count(listed, m.represents)), people)} people at the size of the census` : "",
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
				"per 1,000 acts that a black list is for are on no record of who did them",
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
		const blamed = minus(nat("sanctioned_effective"), nat("sanctioned_effective_innocent"));
		out.push(
			key(
				m,
				bounded(ratio(nat("sanctioned_effective_innocent"), blamed, 100)),
				"people effectively under a sanction through a relative or a wrong entry, for every 100 for what they did",
				Math.min(mean(blamed), mean(nat("sanctioned_effective_innocent"))),
				assumedOf(m.report, "innocent_per_1000_effective", (x) => (100 * x) / (1000 - x)),
			),
		);
	}
	const change = relative(minus(nat("violations"), nat("violations_counterfactual")), nat("violations_counterfactual"));
	if (mean(nat("violations_counterfactual")) > 0)
		out.push(
			key(
				m,
				change,
				`change in violations against the same people under no regime${verdict(m, change)}`,
				mean(nat("violations_counterfactual")),
				assumedOf(m.report, "violations_averted_percent", (x) => -x / 100),
				signedPercent,
			),
		);
	if (m.hasLists) {
		out.push(
			key(
				m,
				bounded(estimate(medians(m.report.waits["appeal"] ?? []))),
				"months from an appeal to its decision (median)",
				mean(nat("upheld_wronged+upheld_guilty+denied_wronged+denied_guilty")),
				null,
			),
		);
	}
	return out;
}

/* Of each replicate that has decisions: the months within which half of them were made, as on a terminal. waits[months][replicate]. */
export function medians(waits: number[][]): number[] {
	return (waits[0] ?? []).map((_, k) => {
		const total = waits.reduce((a, row) => a + row[k], 0);
		let before = 0;
		return total > 0 ? waits.findIndex((row) => 2 * (before += row[k]) >= total) : NaN;
	});
}

function verdict(m: Model, e: Estimate): string {
	if (m.n < 2 || !(e.hi > e.lo)) return "";
	return side(e, 0) === "unclear" ? "; the interval includes no change at all" : "";
}

function cautions(m: Model): Child[] {
	const run = m.report.run,
		out: Child[] = [];
	if (run.interrupted || run.partial || run.months < run.months_planned || run.replicates < run.replicates_planned)
		out.push(
			`The run was cut short: ${run.replicates} of ${plural(run.replicates_planned, "replicate")} and ${run.months} of ${plural(run.months_planned, "month")} are shown.`,
		);
	if (run.replicates === 1)
		out.push("Only one replicate was run. No figure here has an interval, and no difference can be told from chance.");
	else if (run.replicates < 4)
		out.push(`Only ${run.replicates} replicates were run: intervals are wide, and their own width is uncertain.`);
	if (m.hasLists && tooFew(m.listed))
		out.push(
			`Fewer than ${FEW} synthetic people are listed (${whole(m.listed * m.n)}${m.n > 1 ? ` in all ${m.n} runs together` : ""}): what is said of the listed is an order of magnitude at best.`,
		);
	const lost = mean(m.national("docket_full"));
	if (lost > 0)
		out.push(`${plural(lost, "record or appeal was", "records or appeals were")} lost because a docket was full: counts downstream of it are too low.`);
	return out;
}

function finding(m: Model): string {
	const end = monthText(m.last);
	const modules = m.report.modules.map((x) => x.title);
	if (!m.hasLists && !m.hasMeasures && modules.length > 0)
		return `${capital(listing(modules.map((x) => `${x.charAt(0).toLowerCase()}${x.slice(1)}`)))}, without black lists or measures, to ${end}`;
	if (!m.hasLists)
		return m.hasMeasures
			? `A regime without black lists, to ${end}`
			: m.report.regime.channels.length > 0
				? `A regime that records, without lists or measures, to ${end}`
				: `${plural(m.months, "month")} without any regime, to ${end}`;
	if (m.listed === 0) return `Nobody is on a black list in ${end}`;
	const e = bounded(ratio(m.national("listed_other_violation+listed_no_violation"), m.national("listed"), 1000), 1000);
	const all = m.rate("national", 0, "listed");
	if (isFew(all)) return `Who is listed in ${end}, and who of them did not do what they are listed for`;
	const people = `${num(all.mean, all)} of 1,000 people ${agree(num(all.mean, all), "is", "are")} listed in ${end}`;
	if (isFew(e)) return `${people}; too few of them to say how many in 1,000 did not do what they are listed for`;
	return `${people}; ${num(e.mean, e)} of 1,000 listed did not do what they are listed for`;
}

export const headline = {
	id: "headline",
	kicker: "In short",
	build(m: Model): HTMLElement {
		const run = m.report.run;
		const warn = cautions(m);
		const all = keys(m);
		return section(
			"headline",
			"In short",
			finding(m),
			run.description ? h("p", { class: "standfirst" }, run.description) : null,
			p(
				`${whole(run.persons)} synthetic people lived through ${plural(run.months, "month")}, ${monthText(m.first)} to ${monthText(m.last)}, in ${plural(run.places, "place")}, `,
				`${run.replicates === 1 ? "once" : `${run.replicates} times with different random numbers`}. `,
				run.represents >= 1.5
					? `Each stands for ${num(run.represents)} people of the census; ${m.atCensusSize ? "a number said to be at the size of the census is the synthetic one times that" : "no count of this run is multiplied by that"}. `
					: "",
				m.n > 1
					? "Ranges are 95% intervals of the mean over replicates (Student’s t). "
					: "",
				m.n > 1 || m.report.assumed ? explained(m.report.assumed) : "",
			),
			warn.map((w) => warning(w)),
			h(
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
			),
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
