/* The headline of a finished run: the statistics of its report with both intervals, as that says and draws them. */

import { beyondMark, beyondNote, bars, sameAtAll } from "../src/assumed";
import { AnswerFigure } from "../src/data";
import { h } from "../src/dom";
import { capital, Formatter, interval, num } from "../src/format";
import { FEW, Estimate } from "../src/stats";
import { ofHundred } from "../src/modules";
import { over } from "../src/sure";
import { RunState } from "./engine";
import { Lab } from "./lab";
import { runTitle } from "./words";

const SHOWN = 5; /* as many sentences as the answer of a report has; the rest stands behind them */

/* In the words of the report where an interval is missing. */
function told(x: AnswerFigure): HTMLElement {
	const e: Estimate = { mean: x.mean ?? NaN, lo: x.low ?? NaN, hi: x.high ?? NaN, n: x.replicates },
		f: Formatter = x.section.endsWith(", %") || x.label.endsWith(", %") ? ofHundred : num,
		a = x.assumed_low === null || x.assumed_high === null ? null : { low: x.assumed_low, high: x.assumed_high },
		ofListed = x.section === "Per 1,000 people listed",
		of = x.section.startsWith("Per ") || x.section.endsWith(", %") ? `${x.section.replace(/, %$/, "")}: ${x.label.replace(/, %$/, "")}` : capital(x.label.replace(/, %$/, ""));
	return h(
		"li",
		{ "data-statistic": x.statistic },
		h("p", { class: "said" }, ofListed ? "Of 1,000 people listed " : `${of}: `, h("strong", { class: "big" }, x.mean === null ? "none" : f(e.mean, e)), ofListed ? ` ${x.label}` : ""),
		h(
			"p",
			{ class: "sure" },
			h("span", { class: "range" }, x.mean === null ? "none in this run" : x.replicates > 1 ? `simulation, 95%: ${interval(e, f)}` : "one replicate, no interval of the simulation"),
			h("span", { class: "range assumed" }, `assumptions, 95%: ${a && a.high > a.low ? over(a, f) : a && x.assumed_elsewhere !== null ? sameAtAll(x.assumed_elsewhere) : x.assumed_why}${beyondMark(e, a)}`),
			x.few ? h("span", { class: "few" }, `fewer than ${FEW} cases`) : null,
			bars(e, a),
		),
	);
}

export async function headlineOf(lab: Lab, r: RunState): Promise<HTMLElement> {
	const all = await lab.get<AnswerFigure[]>(`/api/figures?run=${r.name}`),
		list = (some: AnswerFigure[]): HTMLElement => h("ol", { class: "answer" }, some.map(told)),
		rest = all.slice(SHOWN);
	const first = list(all.slice(0, SHOWN)),
		others = list(rest);
	return h(
		"section",
		{ id: "headline", "data-run": r.name },
		h("h2", null, `What came out: ${runTitle(r)}`),
		first,
		rest.length > 0 ? h("details", null, h("summary", null, `The other figures of the headline `, h("span", { class: "count" }, String(rest.length))), others) : null,
		beyondNote(`${first.textContent}${others.textContent}`),
		h("p", { class: "source" }, "Simulation: the 95% interval of the mean over replicates, which differ in random numbers alone. Assumptions: how far the figure goes over the plausible ranges of the assumptions, from the ensemble that is shipped with the scenario; of a scenario that was changed it is not computed (Share says how)."),
	);
}
