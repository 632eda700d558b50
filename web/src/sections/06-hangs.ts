/* What it hangs on: the assumptions that decide a figure, by the ensemble over all plausible ranges. */

import { tornado } from "../charts";
import { breakable, h } from "../dom";
import { figure, redraw } from "../figure";
import { capital, listing, num, plural } from "../format";
import { Assumed } from "../data";
import { Model } from "../model";
import { assumptionName } from "../assumption-name";
import { called, isPercent } from "../modules";
import { DECIDES, decides, leastPart, part, SURELY } from "../stats";
import { sures } from "../sure";
import { telling } from "./01-headline";
import { beside, further, p, reading, section } from "./section";

type Rank = Assumed["ranks"][number];
interface Told {
	name: string;
	label: string;
	low: number | null;
	high: number | null;
	ranks: Rank[];
}
/* Of which the answer speaks first. */
const FIRST = new Map([
	["no_violation_per_1000_listed", "How many of the listed did nothing"],
	["true_per_1000_listed", "How many of the listed did what they are listed for"],
	["listed_per_1000", "How many people are listed"],
	["innocent_per_1000_effective", "How many of those under a sanction are innocent"],
	["refused_per_1000_yearly", "How many attempts are refused"],
]);
const ORDER = [...FIRST.keys()];
const asked = (x: Told): string => FIRST.get(x.name) ?? `“${capital(called(x.label))}”`;
const SHOWN = 8,
	HEADED = 130 /* characters of a heading */;
const inPercent = (x: number): string => `${Math.round(100 * x)}%`;

const said = (x: Rank): string => {
	const of = { mean: x.correlation, lo: x.low, hi: x.high, n: 2 };
	return `${num(x.correlation, of)} (${num(x.low, of)} to ${num(x.high, of)})`;
};

export const hangs = {
	id: "hangs",
	kicker: "What it hangs on",
	build(m: Model): HTMLElement | string {
		const a = m.report.assumed;
		if (!a) return "no ensemble over the assumptions was computed for this scenario: socred assumptions";
		/* What the answer names stands before all else. */
		const answered = m.report.run.answer ? m.report.run.answer_figures.map((x) => x.statistic) : [],
			place = (name: string): number =>
				answered.includes(name) ? answered.indexOf(name) : answered.length + (FIRST.has(name) ? ORDER.indexOf(name) : ORDER.length),
			told: Told[] = a.intervals
				.map((i) => ({ ...i, ranks: a.ranks.filter((x) => x.statistic === i.name) }))
				.filter((i) => i.ranks.length > 0)
				.sort((x, y) => place(x.name) - place(y.name));
		if (told.length === 0) return "no assumption stands out as deciding a figure";
		const names = new Map(m.report.assumptions.map((x) => [x.key, assumptionName(x)])),
			named = (key: string): string => names.get(key) ?? assumptionName({ key, meaning: "", unit: "" });
		let chosen = told[0];
		const select = h(
			"select",
			{ id: "hangs-figure", "aria-controls": "fig-tornado" },
			told.map((x, i) => h("option", { value: i, "data-statistic": x.name }, asked(x))),
		);
		const node = figure({
			id: "fig-tornado",
			title: "Which assumptions decide a figure",
			controls: h("p", { class: "controls" }, h("label", { for: "hangs-figure" }, "Figure "), select),
			draw: (w) =>
				tornado(
					chosen.ranks.slice(0, SHOWN).map((x) => ({ text: capital(named(x.key)), value: x.correlation, lo: x.low, hi: x.high })),
					w,
					"rank correlation",
				),
			label: () => `${asked(chosen)}: ${chosen.ranks.map((x) => `${named(x.key)} ${said(x)}`).join("; ")}`,
			note: "To the right, a larger value makes the figure larger; to the left, smaller; 1 or −1 would decide it alone. Pale bar: 95% interval.",
			source: "Source: the ensemble over the assumptions of this scenario (socred assumptions).",
			table: {
				caption: "Rank correlation of each assumption with each figure, with 95% intervals",
				head: ["Figure", "Assumption", "Rank correlation"],
				numeric: 2,
				rows: told.flatMap((i) => i.ranks.map((x) => [asked(i), h("code", null, breakable(x.key)), said(x)])),
			},
		});
		select.addEventListener("change", () => {
			chosen = told[Number(select.value)];
			redraw(node);
		});
		const [top] = chosen.ranks,
			first = telling(m, chosen.name),
			strong = chosen.ranks.filter(decides).map((x) => named(x.key)),
			/* As many as a heading holds. */
			headed = strong.slice(0, 3).filter((_, i, all) => i === 0 || all.slice(0, i + 1).join("").length < HEADED),
			of = { mean: ((chosen.low ?? 0) + (chosen.high ?? 0)) / 2, lo: chosen.low ?? NaN, hi: chosen.high ?? NaN, n: 2 };
		return section(
			"hangs",
			"What it hangs on",
			strong.length > 0
				? `${asked(chosen)} hangs most on ${listing(headed)}`
				: `${asked(chosen)}: no single assumption decides it`,
			beside(
				[
					p(
						chosen.low !== null && chosen.high !== null
							? `Over all plausible values of the assumptions “${called(chosen.label)}” goes from ${num(chosen.low, of)} to ${num(chosen.high, of)}${isPercent(chosen.label) ? "%" : ""}. `
							: "",
						`${plural(chosen.ranks.length, "assumption stands", "assumptions stand")} out as moving it${chosen.ranks.length > SHOWN ? `; the drawing has the strongest ${SHOWN}, the table all` : ""}. With the strongest goes ${inPercent(part(top))} of the variation, ${inPercent(leastPart(top))} at least. ${strong.length > 0 ? `Whoever knows ${chosen.ranks.length === 1 ? "this value" : "one of these values"} better makes the answer surer.` : "To know one of them better would hardly make the answer surer; it takes several."}`,
					),
					first ? sures(m, [first]) : null,
					reading(
						"What a rank correlation is here",
						p(
							`That between an assumption and the figure over ${plural(a.points, "point")}, at each of which everything with a plausible range varies at once (values: ${num(a.varied)}). Its square is the part of the figure’s variation, in ranks, that goes with that assumption. One is said to decide the figure where that is ${inPercent(DECIDES)} or more, and ${inPercent(SURELY)} at the least by its interval.`,
						),
					),
				],
				[node],
			),
			further(["assumptions", "every assumption with its range"]),
		);
	},
};
