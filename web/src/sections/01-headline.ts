/* The answer: the scenario's question, three to five sentences with what the random numbers and the assumptions leave of each, and what forbids leaning
 * on them. */

import { assumedOf, explained, Span } from "../assumed";
import { called, estimateOf, isPercent, ofHundred, unitAfter } from "../modules";
import { AnswerFigure } from "../data";
import { Child, h, s } from "../dom";
import { tooFew, warning } from "../figure";
import { agree, capital, est, interval, listing, monthText, num, people, plural, signedPercent, whole, wrap } from "../format";
import { Model } from "../model";
import { bounded, count, Estimate, FEW, isFew, mean, minus, ratio, side } from "../stats";
import { against, disagreement } from "./07-published";
import { take } from "../take";
import { answers, over, Sentence, sentence, surety } from "../sure";
import { listWord, reading, sanctionWord, section } from "./section";

const MOST = 5;

function ofLists(m: Model): Sentence[] {
	const nat = (c: string): number[] => m.national(c),
		of = listWord(m),
		end = monthText(m.last),
		listed = nat("listed"),
		nothing = nat("listed_no_violation"),
		wronged = nat("listed_other_violation+listed_no_violation"),
		share = m.rate("national", 0, "listed");
	const told = m.atCensusSize ? `: ${est(bounded(count(listed, m.samplingWeight)), people)} people at the size of the census` : "";
	const first = sentence("listed_per_1000", "Of 1,000 people ", share, ` ${agree(num(share.mean, share), "is", "are")} on ${of} in ${end}${told}.`, mean(listed), assumedOf(m.report, "listed_per_1000"));
	first.check = disagreement(m);
	if (mean(listed) === 0) return [first];
	return [
		sentence(
			"no_violation_per_1000_listed",
			`Of 1,000 people on ${of} `,
			bounded(ratio(nothing, listed, 1000), 1000),
			" did nothing: no violation of any kind from the start of the run up to the entry.",
			mean(nothing),
			assumedOf(m.report, "no_violation_per_1000_listed"),
		),
		sentence(
			"true_per_1000_listed",
			`Of 1,000 people on ${of} `,
			bounded(ratio(wronged, listed, 1000), 1000),
			" did not do what they are listed for: those who did nothing, and those who did something else.",
			mean(wronged),
			assumedOf(m.report, "true_per_1000_listed", (x) => 1000 - x),
		),
		first,
	];
}

function ofSanctions(m: Model): Sentence[] {
	const nat = (c: string): number[] => m.national(c),
		innocent = nat("sanctioned_effective_innocent"),
		blamed = minus(nat("sanctioned_effective"), innocent),
		e = bounded(ratio(innocent, blamed, 100));
	if (mean(blamed) === 0) return [];
	return [
		sentence(
			"innocent_per_1000_effective",
			`For every 100 people under ${sanctionWord(m)} for what they did, `,
			e,
			` ${agree(num(e.mean, e), "is", "are")} under ${sanctionWord(m) === "a sanction" ? "one" : "it"} through a relative or a wrong entry.`,
			Math.min(mean(blamed), mean(innocent)),
			assumedOf(m.report, "innocent_per_1000_effective", (x) => (100 * x) / (1000 - x)),
		),
	];
}

function ofConduct(m: Model): Sentence[] {
	const { now, counterfactual, change } = m.conduct("violations");
	/* Where the regime changes nothing at all there is nothing to be sure of. */
	if (!(mean(counterfactual) > 0) || now.every((v, i) => v === counterfactual[i])) return [];
	return [
		sentence(
			"violations_averted_percent",
			"Violations change by ",
			change,
			` against the same people under no regime${m.n > 1 && side(change, 0) === "unclear" ? "; the interval includes no change at all" : ""}.`,
			mean(counterfactual),
			assumedOf(m.report, "violations_averted_percent", (x) => -x / 100),
			signedPercent,
		),
	];
}

/* The first figures of modules, where few of them are on: then they are what the scenario asks about. */
function ofModules(m: Model, room: number): Sentence[] {
	const told = m.report.modules.map((x) => x.summaries.filter((a) => a.mean !== null)).filter((x) => x.length > 0);
	return (told.length > 2 ? [] : told)
		.flatMap((all) => all.slice(0, Math.max(1, Math.floor(room / told.length))))
		.map((a) => ({
			name: a.name,
			before: `${capital(called(a.label))}: `,
			e: estimateOf(a),
			after: `${unitAfter(a.label)}.`,
			f: isPercent(a.label) ? ofHundred : num,
			assumed: assumedOf(m.report, a.name),
			few: a.few,
		}));
}

/* A figure that the answer names, as the headline has it. */
function ofAnswer(m: Model, x: AnswerFigure): Sentence {
	const inPercent = x.section.endsWith(", %") || isPercent(x.label),
		ofListed = x.section === "Per 1,000 people listed";
	return {
		name: x.statistic,
		before: ofListed ? `Of 1,000 people on ${listWord(m)} ` : `${capital(called(x.label))}: `,
		e: { mean: x.mean ?? NaN, lo: x.low ?? NaN, hi: x.high ?? NaN, n: x.replicates, counted: x.few ? 0 : undefined },
		after: ofListed ? ` ${x.label}.` : `${unitAfter(x.label)}.`,
		f: inPercent ? ofHundred : num,
		assumed: x.assumed_low === null || x.assumed_high === null ? null : { low: x.assumed_low, high: x.assumed_high },
		few: x.few === 1,
	};
}

/* The sentence that tells a statistic of the headline, where one does. */
export function telling(m: Model, statistic: string): Sentence | undefined {
	const all = [...(m.hasLists ? ofLists(m) : []), ...(m.hasSanctions ? ofSanctions(m) : []), ...ofConduct(m)],
		asked = m.report.run.answer ? m.report.run.answer_figures : [];
	return [...all, ...asked.map((x) => ofAnswer(m, x))].find((s) => s.name === statistic);
}

/* What the answer names stands first. */
function sentences(m: Model): Sentence[] {
	const common = [...(m.hasLists ? ofLists(m) : []), ...(m.hasSanctions ? ofSanctions(m) : []), ...ofConduct(m)],
		asked = (m.report.run.answer ? m.report.run.answer_figures : []).map((x) => common.find((s) => s.name === x.statistic) ?? ofAnswer(m, x)),
		isAsked = (s: Sentence): boolean => asked.some((x) => x.name === s.name),
		rest = common.filter((s) => !isAsked(s)),
		room = Math.max(0, MOST - asked.length),
		/* How many of the listed did nothing has a place of its own. */
		own = ofModules(m, Math.max(2, MOST - common.length)).filter((s) => !isAsked(s)).slice(0, rest.length > 0 ? Math.max(0, room - 1) : room);
	return [...asked, ...rest.slice(0, Math.max(0, room - own.length)), ...own].slice(0, Math.max(MOST, asked.length));
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

/* The same in the half sentence of a heading. */
function sureness(m: Model, e: Estimate, a: Span | null): string {
	const said = [
		...(Number.isFinite(e.lo) ? [`${interval(e, num)} by simulation alone`] : []),
		...(a && a.high > a.low ? [`${over(a)} over the ${m.report.assumed?.posterior ? "posterior" : "assumptions"}`] : []),
	];
	return said.length > 0 ? `: ${said.join(", ")}` : "";
}

/* What modules answer where they act alone: their first two figures that rest on enough cases. */
function ofModulesAlone(m: Model): string | null {
	const told = ofModules(m, MOST)
		.filter((s) => !s.few && Number.isFinite(s.e.mean))
		.slice(0, 2)
		.map((s) => `${s.before}${s.f(s.e.mean, s.e)}`);
	return told.length > 0 ? told.map((x, i) => (i === 0 ? x : `${x.charAt(0).toLowerCase()}${x.slice(1)}`)).join("; ") : null;
}

function finding(m: Model): string {
	/* With the minus of the page. */
	if (m.report.run.answer) return m.report.run.answer.replace(/(^|[\s(])-(?=\d)/g, "$1−");
	const end = monthText(m.last);
	const modules = m.report.modules.map((x) => x.title);
	if (!m.hasLists && !m.hasMeasures && modules.length > 0)
		return ofModulesAlone(m) ?? `${capital(listing(modules.map((x) => `${x.charAt(0).toLowerCase()}${x.slice(1)}`)))}, to ${end}`;
	if (!m.hasLists)
		return m.hasMeasures
			? `A regime without black lists, to ${end}`
			: m.report.regime.channels.length > 0
				? `A regime that records, without lists or measures, to ${end}`
				: `${plural(m.months, "month")} without any regime, to ${end}`;
	if (m.listed === 0) return `Nobody is on ${listWord(m)} in ${end}`;
	const e = bounded(ratio(m.national("listed_no_violation"), m.national("listed"), 1000), 1000);
	const all = m.rate("national", 0, "listed");
	if (isFew(all)) return `Who is listed in ${end}, and who of them did nothing`;
	if (isFew(e))
		return `Of 1,000 people on ${listWord(m)} ${num(e.mean, e)} did nothing${sureness(m, e, assumedOf(m.report, "no_violation_per_1000_listed"))}; that rests on fewer than ${FEW} cases`;
	return `Of 1,000 people on ${listWord(m)} ${num(e.mean, e)} did nothing${sureness(m, e, assumedOf(m.report, "no_violation_per_1000_listed"))}`;
}

/* The sentences with their bars, to be read and to be taken away. */
function answer(m: Model, all: Sentence[]): HTMLElement {
	return h(
		"div",
		{ id: "fig-answer" },
		answers(m, all),
		take("fig-answer", finding(m), {
			draw: () => drawn(m, all),
			head: ["Sentence", "Unit", "Value", "Simulation, 95%: low", "Simulation, 95%: high", "Assumptions, 95%: low", "Assumptions, 95%: high", "Rests on"],
			rows: all.map((x) => [
				spoken(x),
				unitOf(x),
				...[x.f(x.e.mean, x.e), ...(Number.isFinite(x.e.lo) ? [x.f(x.e.lo, x.e), x.f(x.e.hi, x.e)] : ["", ""]), ...(x.assumed ? over(x.assumed, x.f).split(" to ") : ["", ""])].map((v) => v.replace("%", "")),
				x.few ? `fewer than ${FEW} cases` : "",
			]),
		}),
	);
}
/* Of what a value is, as the sentence says it. */
export function unitOf(x: Pick<Sentence, "before" | "e" | "f">): string {
	if (x.f(x.e.mean, x.e).endsWith("%")) return "%";
	const before = typeof x.before === "string" ? x.before : (h("p", null, x.before).textContent ?? "");
	const of = /^(?:Of|Per|For every) (100|1,000|100,000|million)\b(?!,)([^,:]*)/.exec(before.trim());
	return of ? `per ${of[1]}${of[2].trimEnd()}` : "";
}
const spoken = (x: Sentence): string => h("p", null, x.before, x.f(x.e.mean, x.e), x.after).textContent ?? "";

const WIDE = 720,
	SAID = 440 /* of it for the sentence */,
	LINE = 18;
/* The same as one drawing: the sentence on the left, on the right both intervals in words and as bars. */
function drawn(m: Model, all: Sentence[]): SVGElement {
	const root = s("svg", { width: WIDE });
	let y = 0;
	for (const x of all) {
		const left = wrap(spoken(x), Math.floor(SAID / 7.4)),
			right = h("p", null, surety(m, x)),
			told = [...right.querySelectorAll("span")].flatMap((t) => (t.parentElement === right ? wrap(t.textContent ?? "", Math.floor((WIDE - SAID - 20) / 6.6)) : [])),
			bar = right.querySelector("svg"),
			height = LINE * Math.max(left.length, told.length + 1) + 10;
		root.append(
			s("line", { x1: 0, x2: WIDE, y1: y, y2: y, stroke: "var(--rule)" }),
			...left.map((t, i) => s("text", { x: 0, y: y + LINE * (i + 1), "font-size": 14, fill: "currentColor" }, t)),
			...told.map((t, i) => s("text", { x: SAID + 20, y: y + LINE * (i + 1), "font-size": 12, fill: "var(--soft)" }, t)),
		);
		if (bar) {
			const place = s("g", { class: "two", transform: `translate(${SAID + 20} ${y + LINE * told.length + 8})` });
			place.append(...bar.childNodes);
			root.append(place);
		}
		y += height;
	}
	root.setAttribute("viewBox", `0 0 ${WIDE} ${y}`);
	root.setAttribute("height", String(y));
	return root;
}

export const headline = {
	id: "headline",
	kicker: "The answer",
	build(m: Model): HTMLElement {
		const run = m.report.run,
			checks = against(m);
		return section(
			"headline",
			"The answer",
			finding(m),
			run.description ? h("p", { class: "standfirst" }, run.description) : null,
			cautions(m).map((w) => warning(w)),
			answer(m, sentences(m)),
			checks ? h("p", { class: "outside" }, h("a", { href: "#published" }, "Checked outside:"), ` ${checks}`) : null,
			reading(
				"What the two intervals are",
				h(
					"p",
					{ class: "source" },
					m.n > 1 ? "Simulation: the 95% interval of the mean over replicates, which differ in random numbers alone (Student’s t). " : "",
					m.n > 1 || m.report.assumed ? `${explained(m.report.assumed)} ` : "",
					"“Did” and “did not” are what truly happened in the model, which the regime never sees.",
					m.atCensusSize ? ` Each synthetic person stands for ${num(run.sampling_weight)} people of the census; a number said to be at the size of the census is the synthetic one times that.` : "",
				),
			),
			h(
				"p",
				{ class: "source digest" },
				`${whole(run.persons)} synthetic people lived through ${plural(run.months, "month")}, ${monthText(m.first)} to ${monthText(m.last)}, in ${plural(run.places, "place")}, ${run.replicates === 1 ? "once" : `${run.replicates === 2 ? "twice" : plural(run.replicates, "time")} with different random numbers`}. Source: this run of socred; digest ${(m.report.meta["digest"] ?? "").slice(0, 16) || "none"}. `,
				h("a", { href: "#figures" }, "Every figure"),
				"; ",
				h("a", { href: "#cite" }, "how to cite and rerun"),
				".",
			),
		);
	},
};
