/* Who lives in it. */

import { intervals, tickPercent } from "../charts";
import { h } from "../dom";
import { figure } from "../figure";
import { listing, num, people as say, percent, plural, whole } from "../format";
import { Model } from "../model";
import { bounded, estimate, mean, times } from "../stats";
import { GROUP_TITLES, groupsOf, p, section } from "./section";

export const people = {
	id: "people",
	kicker: "The people",
	build(m: Model): HTMLElement {
		const run = m.report.run,
			total = m.persons;
		const rows = groupsOf(m).flatMap((g) => g.rows.map(({ name, r }) => ({ g, name, count: mean(m.totals(g.table, r, "persons")), share: bounded(estimate(times(m.totals(g.table, r, "persons"), 1 / total)), 1) })));
		const own = run.population,
			instrument = m.report.modules.some((x) => x.name === "instrument") && !m.hasMeasures;
		const urban = mean(m.totals("urban", 1, "persons")) / total;
		return section(
			"people",
			"The people",
			run.sampling_weight >= 1.5 && m.atCensusSize
				? `${whole(run.persons)} synthetic people, each standing for ${num(run.sampling_weight)}`
				: `${whole(run.persons)} synthetic people`,
			p(
				m.atCensusSize
					? `They stand for ${say(run.census_persons)} people of the census in ${plural(m.report.regions.length, "province")} and ${plural(run.places, "place")}; ${percent(urban)} live in towns. `
					: `They are made in the proportions of ${own ? `“${own.title}”` : "China’s census of 2020"}, ${say(run.census_persons)} people in ${plural(m.report.regions.length, "province")} and ${plural(run.places, "place")}; ${percent(urban)} live in towns. `,
				instrument ? "Who is assessed, and how those assessed turn out, is known from the published table of the score alone: what is told of them is told of that table’s two groups, not of the people of any census. " : "",
				`They are rows made from ${own ? `aggregates (${own.source})` : "published tables of the census"}: nobody in it is, or was, a person. Ages stand still, nobody is born or dies: the same people live through the whole run.`,
			),
			figure({
				id: "fig-people",
				title: "Most figures below are compared along these lines",
				draw: (w) =>
					intervals(
						rows.map((r) => ({ name: r.name, e: r.share })),
						w,
						"share of people",
						{ format: tickPercent },
					),
				label: `Shares of people: ${rows.map((r) => `${r.name} ${percent(r.count / total)}`).join("; ")}.`,
				note: `Share of all synthetic people, with its 95% interval where replicates have other people; what ${own ? "the aggregates count" : "the census counts"} is the same in each. A small group makes few cases: its figures below are the least certain.`,
				source: `Source: ${own ? `aggregates of “${own.title}”` : "census aggregates"}, apportioned by this run.`,
				table: {
					caption: `People by ${listing(groupsOf(m).map((g) => GROUP_TITLES[g.table]))}`,
					head: ["Who", "Compared by", "Synthetic people", "Share", ...(m.atCensusSize ? ["Stand for"] : [])],
					numeric: 2,
					rows: rows.map((r) => [
						r.name,
						GROUP_TITLES[r.g.table],
						whole(r.count),
						percent(r.count / total),
						...(m.atCensusSize ? [say(r.count * m.samplingWeight)] : []),
					]),
				},
			}),
			h(
				"details",
				{ class: "numbers" },
				h("summary", null, "People by province"),
				h(
					"div",
					{ class: "scroll", tabindex: 0, role: "region", "aria-label": "People by province" },
					h(
						"table",
						null,
						h("caption", null, "People by province"),
						h(
							"thead",
							null,
							h(
								"tr",
								null,
								["Province", own ? "Its table" : "Census", "Synthetic"].map((t, i) =>
									h("th", { scope: "col", class: i ? "n" : null }, t),
								),
							),
						),
						h(
							"tbody",
							null,
							m.report.regions.map((r) =>
								h(
									"tr",
									null,
									h("th", { scope: "row" }, r.name),
									h("td", { class: "n" }, whole(r.census_persons)),
									h("td", { class: "n" }, whole(r.persons)),
								),
							),
						),
					),
				),
			),
		);
	},
};
