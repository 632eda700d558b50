/* What it hangs on: which assumptions a figure moves with, from the ensemble that is shipped with a scenario. */

import { breakable, h } from "../../src/dom";
import { num } from "../../src/format";
import { COLOURS, intervals, Row } from "../../src/charts";
import { figure } from "../../src/figure";
import { Context, Screen } from "./screen";

interface Ensemble {
	points: number;
	persons: number;
	replicates: number;
	factors: Record<string, [number, number, string]>;
	outcomes: Record<string, { points: number; shipped: number; low: number | null; median: number | null; high: number | null; matter: Record<string, [number, number, number]> }>;
}

export const hangs: Screen = {
	id: "hangs",
	name: "What it hangs on",
	there: (lab) => lab.scenario !== null,
	async build(c: Context) {
		let e: Ensemble;
		try {
			e = await c.lab.get<Ensemble>(`/api/assumptions?scenario=${encodeURIComponent(c.lab.scenario!.name)}`);
		} catch (error) {
			return h("p", null, `${(error as Error).message}. `, h("code", null, "socred assumptions"), " computes it.");
		}
		const told = Object.entries(e.outcomes).filter(([, o]) => o.low !== null);
		return h(
			"div",
			null,
			h("p", { class: "standfirst" }, `All ${Object.keys(e.factors).length} values with a plausible range were varied at once, at ${e.points} points. Told are the values that each figure moves with; the scenario as shipped, not what was changed here.`),
			h("h2", { class: "hidden" }, "Figures and what moves them"),
			told.map(([name, o], i) => {
				const rows: Row[] = Object.entries(o.matter)
					.sort(([, a], [, b]) => Math.abs(b[0]) - Math.abs(a[0]))
					.map(([key, [mean, lo, hi]]) => ({ name: key.split(".").slice(-3).join(" ").replace(/_/g, " "), e: { mean, lo, hi, n: e.points }, colour: mean < 0 ? COLOURS.b : COLOURS.a }));
				const title = name.replace(/_/g, " ").replace("per 1000", "per 1,000");
				const sign = (o.low! > 0 || o.high! < 0) ? "Its sign stays the same over the middle 95% of the points." : "Its sign does not: it may be none at all, or the other way round.";
				if (rows.length === 0) return h("p", null, `${title}: no value stands out.`);
				return figure({
					id: `fig-hangs-${i}`,
					title: title.charAt(0).toUpperCase() + title.slice(1),
					note: `As shipped ${num(o.shipped)}; over the assumptions ${num(o.low!)} to ${num(o.high!)}, the middle 95% of the points. ${name.endsWith("percent") ? sign : ""}`,
					label: `${title} moves with ${rows.map((r) => `${r.name} ${num(r.e.mean)}`).join("; ")}`,
					source: "Source: the ensemble shipped with the scenario (socred assumptions). Rank correlation with its 95% interval.",
					draw: (width) => intervals(rows, width, "rank correlation: right, more of it with more of the value; left, less", { reference: 0 }),
					table: {
						caption: `What ${title} moves with`,
						head: ["Value", "Plausible from", "to", "Correlation", "95% interval"],
						rows: Object.entries(o.matter).map(([key, [mean, lo, hi]]) => [h("code", null, breakable(key)), num(e.factors[key]?.[0] ?? NaN), num(e.factors[key]?.[1] ?? NaN), num(mean, { mean, lo, hi, n: 2 }), `${num(lo)} to ${num(hi)}`]),
					},
				});
			}),
		);
	},
};
