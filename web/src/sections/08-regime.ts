/* What the regime is: its flow drawn from the scenario's own names, and when its parts were switched on. */

import { Module, Regime } from "../data";
import { h } from "../dom";
import { figure, TableText } from "../figure";
import {
	capital,
	label,
	listing,
	monthText,
	parseMonth,
	plain as num,
	plainPercent as percent,
	plural,
	withNoun,
} from "../format";
import { Model } from "../model";
import { mean } from "../stats";
import { drawn, letter, main, affected } from "../modules";
import { flowDrawing, Flows, undrawn } from "../flow";
import { strip } from "../timeline";
import { groupsOf, listWord, oneList, p, sanctionWord, section } from "./section";

/* What a list says of the grade of who is on it. */
const remark = (l: Regime["lists"][0], r: Regime): string =>
	(l.grade_cap >= 0 ? `; grade at most ${r.grades[l.grade_cap].name}` : "") +
	(l.grade_floor >= 0 ? `; grade at least ${r.grades[l.grade_floor].name}` : "");

/* classed: people of several classes live in it. */
function parts(r: Regime, modules: Module[], classed: boolean): TableText {
	const rows: string[][] = [];
	const names = (ids: number[], from: { name: string }[]): string =>
		ids.length ? listing(ids.map((i) => label(from[i].name))) : "none";
	for (const c of r.channels)
		rows.push([
			"Watched",
			label(c.name),
			`${label(c.kind)}${c.enabled ? "" : " (off at the start)"}; reaches ${percent(c.coverage_urban)} of urban and ${percent(c.coverage_rural)} of rural people; sees ${names(c.sees, r.events)}`,
		]);
	for (const e of r.events)
		if (e.points !== 0 || r.lists.some((l) => l.entry_events.includes(r.events.indexOf(e))))
			rows.push([
				"Counted",
				label(e.name),
				`${label(e.kind)}; ${e.points === 0 ? "no points" : withNoun(num(e.points), "point")}${e.component >= 0 ? ` in ${label(r.components[e.component].name)}` : ""}`,
			]);
	for (const f of r.components)
		rows.push([
			"Graded",
			label(f.name),
			`component of kind ${label(f.kind)}; weight ${num(f.weight)}; ${f.half_life_months > 0 ? `half-life ${withNoun(num(f.half_life_months), "month")}` : "points never fade"}`,
		]);
	r.grades.forEach((g, i) => rows.push(["Graded", g.name, i === 0 ? "lowest grade" : `from ${withNoun(num(g.from), "point")}`]));
	for (const l of r.lists)
		rows.push([
			"Listed",
			label(l.name),
			`${r.lists.length > 1 ? `${l.colour} ` : ""}list${l.enabled ? "" : " (off at the start)"}; term ${withNoun(num(l.term_months), "month")}; entered for ${names(l.entry_events, r.events)}; by grade ${names(l.entry_grades, r.grades)}${remark(l, r)}`,
		]);
	for (const x of r.measures)
		rows.push([
			x.kind === "reward" ? "Rewarded" : "Sanctioned",
			label(x.name),
			`${label(x.kind)}${x.enabled ? "" : " (off at the start)"} for ${classed ? listing(x.classes.map((c) => `${c}s`)) : "people"}; tried ${x.demand_per_year === 1 ? "once" : `${num(x.demand_per_year)} times`} a year by an adult in town of middle income; lists: ${names(x.lists, r.lists)}; grades: ${names(x.grades, r.grades)}; reaches the spouse with probability ${num(x.spill_spouse)}, children ${num(x.spill_child)}, household ${num(x.spill_household)}, kin elsewhere ${num(x.spill_kin)}${x.spill_liability_group > 0 ? `, adults of the liability group ${num(x.spill_liability_group)}` : ""}`,
		]);
	for (const x of r.sections)
		rows.push([
			x.later ? "From a later month" : "Module",
			label(x.name),
			`${x.meaning}${x.entries.length ? `: ${listing(x.entries.map(label))}` : ""}`,
		]);
	drawn(modules).forEach((x, i) => {
		const parts = affected(x, r);
		rows.push([
			`${x.later ? "Module from a later month" : "Module"}, ${x.stage}`,
			`${letter(i)} ${x.title}`,
			`${parts ? `affects ${parts}; ` : ""}${main(x)}`,
		]);
	});
	return { caption: "The parts of the regime at its start. Where there is room for lines, they join what the scenario joins: a channel to the classes it can see, a class to the component that holds its points or to the list it enters at once, lists and grades to their measures. A line is as wide as the root of the records, entries or refusals a year that go along it. Figures of modules are means over replicates.", head: ["Step", "Part", "What it is"], rows, numeric: 9 };
}

function timeline(m: Model): HTMLElement | null {
	const changes = m.report.regime.timeline;
	if (changes.length === 0) return null;
	return figure({
		id: "fig-timeline",
		title: "When its parts were switched on, and to what",
		draw: (w) => strip(m, w),
		label: `Strip of ${plural(changes.length, "change")} between ${monthText(m.first)} and ${monthText(m.last)}; the table below lists them.`,
		note: "A bar runs from a change’s first month to its last, under its values in the order of their names.",
		source: "Source: the scenario.",
		table: {
			caption: "Changes of the regime",
			head: ["Change", "From", "To", "Where", "What it sets"],
			numeric: 9,
			rows: changes.map((c) => [
				capital(label(c.name)),
				monthText(parseMonth(c.from)),
				c.to ? monthText(parseMonth(c.to)) : "end",
				c.where,
				h(
					"ul",
					{ class: "plain" },
					c.sets.map((x) => h("li", null, h("code", null, x.key), ` ${x.value}`)),
				),
			]),
		},
	});
}

/* What goes along each line a year, per 1,000 people. */
function flows(m: Model): Flows {
	const k = 1000 / m.persons / m.years,
		of = (table: "channel" | "event" | "list" | "measure", n: number, columns: string): number[] =>
			Array.from({ length: n }, (_, i) => mean(m.totals(table, i, columns)) * k),
		r = m.report.regime;
	return {
		channels: of("channel", r.channels.length, "records_true+records_misattributed+records_fabricated"),
		events: of("event", r.events.length, "seen"),
		lists: of("list", r.lists.length, "entries"),
		measures: of("measure", r.measures.length, "effective"),
	};
}

export const regime = {
	id: "regime",
	kicker: "How the regime works",
	build(m: Model): HTMLElement {
		const r = m.report.regime;
		const sanctions = r.measures.filter((x) => x.kind !== "reward");
		const with_ = drawn(m.report.modules),
			rest = undrawn(r, m.report.modules);
		const empty = r.channels.length + r.lists.length + r.measures.length + with_.length === 0;
		const has: [number, string, string?][] = [
			[r.channels.length, "channel watches", "channels watch"],
			[r.grades.length, "grade"],
			[m.black.length, oneList(m) ? `list (${oneList(m)})` : "black list"],
			[sanctions.length, "sanction"],
		];
		/* Lists and measures of firms stand in sections of their own. */
		const entries = (name: string): number => r.sections.find((x) => x.name === name)?.entries.length ?? 0;
		has.push([entries("firm_lists"), "list of firms", "lists of firms"], [entries("firm_measures"), "measure for firms", "measures for firms"]);
		const bare = r.channels.length + r.events.length + r.grades.length + r.lists.length + r.measures.length === 0;
		const finding = empty
			? "No regime: nobody watches, nothing is counted"
			: bare
				? "No channel, grade, list or measure: the modules act alone"
				: has.flatMap(([n, one, many]) => (n > 0 ? [plural(n, one, many)] : [])).join(", ");
		const spill = sanctions.filter((x) => x.spill_spouse + x.spill_child + x.spill_household + x.spill_kin > 0);
		return section(
			"regime",
			"How the regime works",
			finding,
			empty
				? p("The scenario has no channel, list or measure. What follows shows the people and their conduct alone.")
				: p(
						`${r.channels.length ? `${percent(r.review.automatic_share)} of records are decided without a person. ` : ""}`,
						spill.length
							? `${plural(spill.length, "sanction reaches", "sanctions reach")} relatives who did nothing themselves: ${listing(spill.map((x) => label(x.name)))}.`
							: sanctions.length
								? "No sanction reaches relatives."
								: "",
						rest.length
							? ` ${plural(rest.length, "module has", "modules have")} no place in the drawing: ${listing(rest.map((x) => label(x.name)))}; their statistics are on the data page.`
							: "",
					),
			empty
				? null
				: figure({
						id: "fig-flow",
						title: bare ? "The modules, and where they act" : sanctions.length > 0 ? `How a record becomes ${sanctionWord(m)}, and the way back` : m.hasLists ? `How a record becomes an entry on ${listWord(m)}, and the way back` : "What is watched, and what comes of it",
						wide: true,
						draw: (w) => flowDrawing(r, m.report.modules, w, flows(m)),
						label: `${bare ? "No flow" : "Flow"} of the regime: ${plural(r.channels.length, "channel leads", "channels lead")} to ${plural(r.events.length, "event class", "event classes")}, these to ${plural(r.components.length, "component")} and ${plural(r.grades.length, "grade")}, to ${plural(r.lists.length, "list")} and to ${plural(r.measures.length, "measure")}; an appeal leads back.${with_.length ? ` Modules: ${with_.map((x) => `${x.title}, ${main(x)}`).join("; ")}.` : ""} The table below has every part.`,
						note: bare
							? "Nothing is recorded, graded or listed in this scenario."
							: [
									h("span", { class: "where-wide" }, "The wider a line, the more goes along it a year; a list that is pointed at, or reached with the Tab key, shows its path."),
									h("span", { class: "where-narrow" }, "Five steps, one below the other; the arrow at the side is the way back. Which part leads to which, and how much goes along, is drawn where there is room for it; what each part is stands in the table."),
								],
						source: "Source: the scenario.",
						table: parts(r, m.report.modules, groupsOf(m).some((g) => g.table === "class")),
					}),
			timeline(m),
		);
	},
};
