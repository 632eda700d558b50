/* A / B / n: what rules change, as differences in the same people with the same random numbers. */

import { h } from "../../src/dom";
import { ALIKE, ALIKE_NOTE, interval, MARK, num, plural } from "../../src/format";
import { warning } from "../../src/figure";
import { Estimate, FEW } from "../../src/stats";
import { picker } from "../../src/controls";
import { runOptions } from "../controls";
import { RunState } from "../engine";
import { runName, runTitle } from "../words";
import { Context, failed, finished, pair, Screen } from "./screen";

interface Record {
	run: string;
	statistic: string;
	full_label: string /* with its unit */;
	by: string;
	part: string;
	less_part: string;
	value: number | null;
	value_low: number | null;
	value_high: number | null;
	difference: number | null;
	low: number | null;
	high: number | null;
	low_all: number | null;
	high_all: number | null;
	holm: number | null;
	cases: number | null;
	few: number;
	replicates: number;
}
interface Comparison {
	month: string;
	replicates: number;
	contrasts: number;
	notes: string;
	runs: { run: string; title: string; content: string }[];
	statistics: Record[];
}

const WAYS: [string, string][] = [
	["", "Everybody"],
	["class", "Class of person"],
	["group", "Group"],
	["stratum", "Town and country"],
	["quintile", "Income quintile"],
	["sex", "Sex"],
	["age", "Age"],
	["province", "Province"],
	["place", "Place"],
];
type Measure = "difference" | "ratio" | "level";
/* What runs count only when they are asked to, since it takes time: "Run again" asks. */
const COUNTED: { [way: string]: string } = { sex: "output.sex_age", age: "output.sex_age" };

const estimateOf = (r: Record, first: Record, measure: Measure): Estimate => {
	if (measure === "level") return { mean: r.value ?? NaN, lo: r.value_low ?? NaN, hi: r.value_high ?? NaN, n: r.replicates };
	if (measure === "difference") return { mean: r.difference ?? NaN, lo: r.low ?? NaN, hi: r.high ?? NaN, n: r.replicates };
	/* The interval of the difference, over the value that it is a difference to: that value is taken as it is. */
	const base = first.value ?? NaN;
	return { mean: 1 + (r.difference ?? NaN) / base, lo: 1 + (r.low ?? NaN) / base, hi: 1 + (r.high ?? NaN) / base, n: r.replicates };
};

export const compare: Screen = {
	id: "compare",
	name: "Compare",
	there: (lab) => finished(lab).length > 1,
	build(c: Context) {
		const runs = finished(c.lab),
			[base, last] = pair(runs),
			chosen = { a: base.name, others: new Set([last.name]), by: "", measure: "difference" as Measure },
			out = h("div", { id: "compared", "aria-live": "polite" }),
			boxes = h("fieldset", { class: "choices" });
		const fill = (): void => {
			boxes.replaceChildren(
				h("legend", null, "with"),
				...runs
					.filter((r) => r.name !== chosen.a)
					.map((r) =>
						h(
							"label",
							null,
							h("input", {
								type: "checkbox",
								checked: chosen.others.has(r.name),
								change: (e) => {
									if ((e.target as HTMLInputElement).checked) chosen.others.add(r.name);
									else chosen.others.delete(r.name);
									void show();
								},
							}),
							` ${runTitle(r)}`,
						),
					),
			);
		};
		const show = async (): Promise<void> => {
			const others = runs.filter((r) => chosen.others.has(r.name) && r.name !== chosen.a);
			if (others.length === 0) {
				out.replaceChildren(h("p", { class: "source" }, "Choose what it is compared with."));
				return;
			}
			out.replaceChildren(h("p", { class: "source" }, "Comparing …"));
			try {
				const names = [chosen.a, ...others.map((r) => r.name)],
					got = await c.lab.get<Comparison>(`/api/compare?runs=${names.join(",")}${chosen.by ? `&by=${chosen.by}` : ""}`);
				out.replaceChildren(...drawn(got, names.map((n) => runs.find((r) => r.name === n)!), chosen.measure, chosen.by));
			} catch (error) {
				const why = failed(`These runs cannot be compared: ${(error as Error).message}`),
					key = COUNTED[chosen.by],
					lacking = [chosen.a, ...chosen.others].map((name) => runs.find((r) => r.name === name)!).filter((r) => key && r.settings[key] !== true);
				if (lacking.length === 0) out.replaceChildren(why);
				else out.replaceChildren(offer(lacking, key));
			}
		};
		/* The same runs with what they did not count; then those are compared in their place. */
		const offer = (lacking: RunState[], key: string): HTMLElement => {
			const own = lacking.filter((r) => r.own_text || !r.scenario),
				said = h("span", { "aria-live": "polite" });
			if (own.length > 0) return failed(`${own.map(runTitle).join("; ")}: counts nobody by sex and age. Its rules were written by hand: say ${key} true there, and run it.`);
			const button = h("button", { type: "button", class: "main", id: "compare-again", click: () => void repeat() }, "Run again, counting by sex and age");
			const repeat = async (): Promise<void> => {
				(button as HTMLButtonElement).disabled = true;
				try {
					for (const r of lacking) {
						said.textContent = ` Running ${runTitle(r)} again …`;
						const now = await repeated(c, r, key);
						runs.push(now);
						if (r.name === chosen.a) chosen.a = now.name;
						else if (chosen.others.delete(r.name)) chosen.others.add(now.name);
					}
					if (!out.isConnected) return;
					const now = picked();
					first.replaceWith(now);
					first = now;
					fill();
					await show();
				} catch (error) {
					out.replaceChildren(failed(`They cannot be run again: ${(error as Error).message}`));
				}
			};
			return h("div", null, h("p", null, `Runs count people by sex and age only when asked to, and ${lacking.length === 1 ? runTitle(lacking[0]) : "these"} did not. The same people can be run once more with the same random numbers: nothing else changes.`), h("p", { class: "controls" }, button, said));
		};
		const again = (): void => {
			fill();
			void show();
		};
		const picked = (): HTMLElement =>
			picker("Compare", "compare-a", runOptions(runs), chosen.a, (v) => {
				chosen.a = v;
				again();
			});
		let first = picked();
		again();
		return h(
			"div",
			null,
			h("p", { class: "standfirst" }, "The same people with the same random numbers under other rules: what differs comes from the rules alone."),
			h(
				"div",
				{ class: "controls" },
				first,
				picker("by", "compare-by", WAYS, "", (v) => {
					chosen.by = v;
					again();
				}),
				picker("as", "compare-as", (["difference", "ratio", "level"] as Measure[]).map((x) => [x, x]), "difference", (v) => {
					chosen.measure = v as Measure;
					again();
				}),
			),
			boxes,
			out,
		);
	},
};

/* A run made once more with the same people and random numbers, and one setting more. */
export async function repeated({ lab }: Context, r: RunState, key: string): Promise<RunState> {
	const settings = { ...r.settings, [key]: true },
		asked = { scenario: r.scenario, settings, persons: r.persons, replicates: r.replicates, seed: r.seed, months: r.months },
		there = finished(lab).find((x) => !x.partial && !x.own_text && x.scenario === r.scenario && x.persons === r.persons && x.months === r.months && x.replicates === r.replicates && x.seed === r.seed && JSON.stringify(Object.entries(x.settings).sort()) === JSON.stringify(Object.entries(settings).sort()));
	if (there) return there;
	const begun = await lab.post<RunState>("/api/runs", asked);
	if (!lab.runs.some((x) => x.name === begun.name)) lab.runs.push(begun);
	return new Promise((then, fail) => {
		const look = (): void => {
			const now = lab.runs.find((x) => x.name === begun.name);
			if (now && !["done", "stopped", "failed"].includes(now.state)) return;
			end();
			if (now?.state === "done") then(now);
			else fail(new Error(now?.error || "the run was stopped"));
		};
		const end = lab.hear(look);
		look();
	});
}

/* A bar over a scale that all rows of a statistic share; at: where 0 (of a ratio 1) stands. */
function track(e: Estimate, lo: number, hi: number, at: number | null, clear: boolean): HTMLElement {
	const place = (x: number): string => `${(100 * Math.min(1, Math.max(0, (x - lo) / (hi - lo)))).toFixed(2)}%`,
		wide = Number.isFinite(e.lo) && e.hi > e.lo;
	return h(
		"span",
		{ class: `track${clear ? "" : " pale"}`, "aria-hidden": "true" },
		at === null ? null : h("i", { class: "zero", style: `left:${place(at)}` }),
		wide ? h("i", { class: "own", style: `left:${place(e.lo)};right:calc(100% - ${place(e.hi)})` }) : null,
		h("i", { class: "dot", style: `left:${place(e.mean)}` }),
	);
}

function drawn(got: Comparison, runs: RunState[], measure: Measure, by: string): HTMLElement[] {
	const letters = got.runs.map((r) => r.run),
		nameOf = (letter: string): string => runName(runs[letters.indexOf(letter)]),
		own = got.statistics.filter((r) => r.less_part === "" && (by === "" ? r.by === "everybody" : true)),
		first = new Map(own.filter((r) => r.run === letters[0]).map((r) => [`${r.full_label} ${r.by} ${r.part}`, r])),
		firstOf = (r: Record): Record => first.get(`${r.full_label} ${r.by} ${r.part}`)!,
		shown = own.filter((r) => (measure === "level" || r.run !== letters[0]) && r.value !== null && firstOf(r)),
		at = measure === "difference" ? 0 : measure === "ratio" ? 1 : null,
		isClear = (e: Estimate): boolean => at === null || e.lo > at || e.hi < at,
		who = (r: Record): string => [r.part, letters.length > 2 || measure === "level" ? nameOf(r.run) : ""].filter(Boolean).join(", ");
	const rows = [...new Set(own.map((r) => r.full_label))].flatMap((label) => {
		const of = shown.filter((r) => r.full_label === label).map((r) => ({ r, e: estimateOf(r, firstOf(r), measure) })),
			ends = of.flatMap(({ e }) => [e.mean, e.lo, e.hi]).filter(Number.isFinite),
			reach = at === null ? 0 : Math.max(...ends.map((x) => Math.abs(x - at)), 0),
			lo = at === null ? Math.min(0, ...ends) : at - (reach || 1),
			hi = at === null ? Math.max(...ends, 1e-9) : at + (reach || 1);
		if (ends.length === 0) return [];
		return of.map(({ r, e }, i) => {
			return h(
				"tr",
				null,
				h("th", { scope: "row" }, i === 0 ? h("span", { class: "statistic" }, label.charAt(0).toUpperCase() + label.slice(1)) : h("span", { class: "hidden" }, `${label}: `), of.length > 1 || who(r) !== "everybody" ? h("span", { class: "who" }, who(r)) : null),
				h("td", { class: "n", "data-of": "there" }, num(r.value ?? NaN, estimateOf(r, firstOf(r), "level"))),
				h("td", { class: "forest" }, track(e, lo, hi, at, isClear(e))),
				h("td", { class: "n", "data-of": measure }, num(e.mean, e)),
				h("td", { class: "n", "data-of": "95%" }, e.n > 1 ? interval(e) : "one replicate", r.few ? MARK : null),
			);
		});
	});
	if (rows.length === 0) return [warning(got.notes.trim() || "Nothing to compare: these runs have no such figure of these people.")];
	return [
		...(got.notes ? [warning(got.notes.trim())] : []),
		h("p", { class: "source" }, `Compared with: ${nameOf(letters[0])}. At the end of ${got.month}, over ${plural(got.replicates, "replicate")}. Each statistic has a scale of its own; the upright line is no difference. Pale: cannot be told from no difference.${got.contrasts > 1 ? ` Of ${plural(got.contrasts, "difference")} looked at together, one in twenty is clear by chance alone.` : got.contrasts === 1 ? "" : " No difference varies between replicates here, or there is one replicate."}`),
		h(
			"div",
			{ class: "scroll", tabindex: 0, role: "region", "aria-label": "The comparison" },
			h(
				"table",
				{ class: "forest" },
				h("caption", null, `${measure === "level" ? "Level" : measure === "ratio" ? "Ratio" : "Difference"} with its 95% interval over the replicates`),
				h("thead", null, h("tr", null, ["Statistic", "Value there", "", measure.charAt(0).toUpperCase() + measure.slice(1), "95% interval"].map((x, i) => (x ? h("th", { scope: "col", class: i > 0 ? "n" : null }, x) : h("td", null))))),
				h("tbody", null, rows),
			),
		),
		h("p", { class: "source" }, measure === "ratio" ? "The interval of a ratio is that of the difference, over the value that it is compared with. " : null, shown.some((r) => r.few) ? `${MARK} fewer than ${FEW} cases in all replicates together. ` : null, rows.some((x) => x.textContent?.includes(ALIKE)) ? `${ALIKE_NOTE} ` : null, "Source: these runs of socred; synthetic people."),
	];
}
