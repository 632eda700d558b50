/* Groups compared: ratios of rates, with intervals over replicates. */

import { COLOURS, intervals } from "../charts";
import { h } from "../dom";
import { figure, fewRows, tooFew } from "../figure";
import { est, listing, MARK, monthText, num, plural, whole } from "../format";
import { Model } from "../model";
import { bounded, Estimate, estimate, FEW, isCompared, mean, minus, ratio, standOut } from "../stats";
import { drawnNote } from "../sure";
import { further, lives, listWord, oneList, p, reading, section } from "./section";
import { TableName } from "../data";

const PAIRS: { name: string; table: TableName; a: number; b: number }[] = [
	{ name: "Minority to majority", table: "group", a: 1, b: 0 },
	{ name: "Rural to urban", table: "urban", a: 0, b: 1 },
	{ name: "Lowest to highest income quintile", table: "quintile", a: 0, b: 4 },
	{ name: "Executives to citizens", table: "class", a: 1, b: 0 },
	{ name: "Officials to citizens", table: "class", a: 2, b: 0 },
];
const MEASURED = [
	{ id: "list", title: (m: Model) => `being on ${listWord(m)}`, columns: "listed", colour: COLOURS.a, flow: false, inStory: true },
	{
		id: "wrong",
		title: (m: Model) => `being on ${listWord(m)} wrongly`,
		columns: "listed_other_violation+listed_no_violation",
		colour: COLOURS.nothing,
		flow: false,
		inStory: true,
	},
	{ id: "refused", title: () => "attempts refused", columns: "refused", colour: COLOURS.b, flow: true, inStory: false },
];

interface Compared {
	id: string;
	title: string;
	colour: string;
	flow: boolean;
	inStory: boolean;
	rows: { name: string; e: Estimate; cases: number }[];
}
/* A group without anybody is not compared and has no rate. */
const compared = (m: Model): Compared[] =>
	MEASURED.map((x) => ({
		...x,
		title: x.title(m),
		rows: PAIRS.filter((pair) => [pair.a, pair.b].every((i) => lives(m, pair.table, i))).map((pair) => ({
			name: pair.name,
			e: rateRatio(m, pair, x.columns),
			cases: Math.min(...[pair.a, pair.b].map((i) => mean(m.totals(pair.table, i, x.columns)))),
		})),
	}));

/* short: how it is read is told before it. */
const ratios = (m: Model, x: Compared, short = false): HTMLElement =>
	figure({
		id: `fig-ratio-${x.id}`,
		title: `Ratio of rates: ${x.title}`,
		draw: (w) =>
			intervals(
				x.rows.map((r) => ({ name: tooFew(r.cases) ? r.name + MARK : r.name, e: r.e, colour: x.colour })),
				w,
				"ratio of rates (log scale)",
				{ log: true },
			),
		label: x.rows.map((r) => `${r.name} ${est(r.e)}`).join("; "),
		note: [
			short
				? `${m.n > 1 ? "Pale bar: simulation, 95%" : "One replicate: no interval can be given"}; over the assumptions: not computed here; socred fairness tells it for each group.`
				: `Rate per person in the first group over that in the second, ${x.flow ? "over the whole run" : `in ${monthText(m.last)}`}; logarithmic scale, upright line: equal. ${drawnNote(m, "groups")}${m.n > 1 ? " Where a bar crosses the line, no difference can be claimed; at the left edge it may go on to 0." : ""}`,
			x.rows.some((r) => tooFew(r.cases)) ? h("span", { class: "few-note" }, ` ${MARK} Fewer than ${FEW} synthetic cases in the smaller group${m.n > 1 ? `, in all ${m.n} runs together` : ""}.`) : "",
		],
		table: {
			caption: `Ratio of rates: ${x.title}`,
			head: ["Compared", "Ratio (95% interval)", "Cases in the smaller"],
			rows: x.rows.map((r) => [r.name, est(r.e), whole(r.cases)]),
		},
	});

export const groups = {
	id: "groups",
	kicker: "Which groups",
	build(m: Model): HTMLElement | string {
		if (!m.hasLists && !m.hasMeasures) return "the scenario has neither lists nor measures";
		const all = compared(m);
		const far = (e: Estimate): number => Math.abs(Math.log(e.mean));
		const { clear, count } = standOut(all.filter((x) => x.inStory).flatMap((x) => x.rows.map((r) => r.e)));
		const many = all[0].rows.filter((r) => isCompared(r.e)),
			sure = many.filter((r) => clear.has(r.e)).sort((a, b) => far(b.e) - far(a.e)),
			unclear = many.filter((r) => !clear.has(r.e)),
			others = all[0].rows.filter((r) => !many.includes(r)),
			wronged = (all.find((x) => x.id === "wrong")?.rows ?? []).filter((r) => clear.has(r.e)).sort((a, b) => far(b.e) - far(a.e));
		return section(
			"groups",
			"Which groups",
			m.n < 2
				? "One replicate cannot tell groups apart"
				: many.length === 0
					? "Too few are listed to compare groups"
				: sure.length === 0
					? wronged.length > 0
						? `${wronged[0].name}: ${num(wronged[0].e.mean, wronged[0].e)} times the rate of being listed wrongly`
						: "No difference between groups stands clear of chance"
					: `${sure[0].name}: ${num(sure[0].e.mean, sure[0].e)} times the rate of being listed`,
			...[
					p(
						`Rate per person in the first group over that in the second, in ${monthText(m.last)}: 1 is equal${m.n > 1 ? ", and where a bar crosses the line no difference can be claimed" : ""}. `,
						sure.length ? `Of being listed in ${monthText(m.last)}: ${listing(sure.map((r) => `${r.name.toLowerCase()} ${est(r.e)}`))}. ` : "",
						m.n > 1 && unclear.length
							? `Of being listed, chance alone can make the difference for ${listing(unclear.map((r) => r.name.toLowerCase()))}: none is claimed there. `
							: "",
						m.n > 1 && others.length
							? `Too few are listed in the smaller group to compare ${listing(others.map((r) => r.name.toLowerCase()))}: nothing is claimed there. `
							: "",
						wronged.length ? `Of being listed wrongly: ${listing(wronged.map((r) => `${r.name.toLowerCase()} ${est(r.e)}`))}. ` : "",
						"A ratio alone does not say whether conduct, watching or error makes it.",
					),
					count > 1
						? reading(
								"When a difference is claimed",
								p(
									`Where chance alone, judged by the replicates and by the counts themselves, makes one as large in fewer than 5% of cases, adjusted for the ${plural(count, "ratio")} that are looked at together (Holm 1979). Each interval that is drawn is for itself: of many ratios without a difference about one in 20 leaves the line out. At the left edge an interval may go on to 0.`,
								),
							)
						: null,
			],
			h(
				"div",
				{ class: "pair" },
				all.filter((x) => x.inStory).map((x) => ratios(m, x, true)),
			),
			further(["groups-data", "refusals, rates and errors of each group"], ["people", "who lives in it"]),
		);
	},
};

export const groupsData = {
	id: "groups-data",
	kicker: "Groups in full",
	build(m: Model): HTMLElement | string {
		if (!m.hasLists && !m.hasMeasures) return "the scenario has neither lists nor measures";
		return section(
			"groups-data",
			"Groups in full",
			"Refusals, rates and errors of each group",
			...compared(m)
				.filter((x) => !x.inStory)
				.map((x) => ratios(m, x)),
			everyGroup(m),
			m.hasLists ? listErrors(m) : null,
		);
	},
};

function rateRatio(m: Model, pair: (typeof PAIRS)[0], columns: string): Estimate {
	const r = (i: number): number[] =>
		m.totals(pair.table, i, columns).map((v, k) => v / Math.max(1, m.totals(pair.table, i, "persons")[k]));
	const a = r(pair.a),
		b = r(pair.b);
	/* What one more case of the first group would add. */
	const heads = mean(m.totals(pair.table, pair.a, "persons")),
		each = 1 / Math.max(1, heads) / mean(b),
		sum = (i: number): number => m.totals(pair.table, i, columns).reduce((x, y) => x + y, 0);
	return bounded({ ...estimate(a.map((v, k) => (b[k] > 0 ? v / b[k] : NaN))), counted: sum(pair.a), cases: sum(pair.b), each });
}

const GROUPS: [TableName, string[]][] = [
	["class", ["Citizens", "Executives", "Officials"]],
	["group", ["Majority", "Minority"]],
	["urban", ["Rural", "Urban"]],
	["quintile", ["Lowest quintile", "Second", "Middle", "Fourth", "Highest quintile"]],
];

/* Of a way in which all are alike nobody. */
function living(m: Model, table: TableName, list: string[]): { name: string; i: number }[] {
	const all = list.map((name, i) => ({ name, i })).filter(({ i }) => lives(m, table, i));
	return all.length > 1 ? all : [];
}

/* The lists as a test for having done what they are for. */
function listErrors(m: Model): HTMLElement {
	const rows = GROUPS.flatMap(([t, list]) =>
		living(m, t, list).map(({ name, i }) => {
			const of = (columns: string): number[] => m.totals(t, i, columns),
				share = (part: number[], whole: number[]): Estimate => bounded(ratio(part, whole, 1000), 1000),
				wrongly = minus(of("listed"), of("offenders_listed"));
			return {
				name,
				count: mean(of("offenders")),
				prevalence: m.rate(t, i, "offenders"),
				recall: share(of("offenders_listed"), of("offenders")),
				precision: share(of("offenders_listed"), of("listed")),
				falseAlarms: share(wrongly, minus(of("persons"), of("offenders"))),
			};
		}),
	);
	return figure({
		id: "fig-list-errors",
		title: "Who is listed of those who did what lists are for",
		warn: fewRows(
			rows.map((r) => ({ name: r.name.toLowerCase(), count: r.count })),
			"people who did such an act",
		),
		draw: (w) =>
			intervals(
				rows.map((r) => ({ name: r.name, e: r.recall })),
				w,
				`on ${listWord(m)}, per 1,000 who did`,
			),
		label: rows.map((r) => `${r.name} ${est(r.recall)}`).join("; "),
		note: `On ${listWord(m)} in ${monthText(m.last)} per 1,000 people of the group who have done, since the start, an act that ${oneList(m) ? "the list" : "a black list"} was for. In the table: how many have done one (prevalence), who of them is listed (recall), who of the listed has done one (precision) and who of the others is listed (false positives). Where the prevalence differs between two groups, recall, precision and false positives cannot all be equal (Chouldechova 2017). ${m.n > 1 ? "Pale bar: 95% interval over replicates." : "One replicate: no interval can be given."}`,
		table: {
			caption: `Being on ${listWord(m)} as a test for having done what lists are for, per 1,000, with 95% intervals`,
			head: ["Who", "Have done one", "Of them listed", "Of the listed, have done one", "Of the others, listed"],
			rows: rows.map((r) => [r.name, est(r.prevalence), est(r.recall), est(r.precision), est(r.falseAlarms)]),
		},
	});
}

function everyGroup(m: Model): HTMLElement {
	const rows = GROUPS.flatMap(([t, list]) =>
		living(m, t, list).map(({ name, i }) => ({
			name,
			listed: m.rate(t, i, "listed"),
			wrong: m.rate(t, i, "listed_other_violation+listed_no_violation"),
			refused: m.rate(t, i, "refused", "persons", 1000 / m.years),
			did: m.rate(t, i, "violations", "persons", 1000 / m.years),
		})),
	);
	return figure({
		id: "fig-rates",
		title: "The rates themselves: listed per 1,000 people",
		draw: (w) =>
			intervals(
				rows.map((r) => ({ name: r.name, e: r.listed })),
				w,
				"listed per 1,000 people",
			),
		label: rows.map((r) => `${r.name} ${est(r.listed)}`).join("; "),
		note: `On ${listWord(m)} in ${monthText(m.last)} per 1,000 people of the group. ${m.n > 1 ? "Pale bar: 95% interval over replicates." : "One replicate: no interval can be given."}`,
		table: {
			caption: "Rates by group, per 1,000 people, with 95% intervals",
			head: ["Who", "Listed", "Listed wrongly", "Refused a year", "Violations a year"],
			rows: rows.map((r) => [r.name, est(r.listed), est(r.wrong), est(r.refused), est(r.did)]),
		},
	});
}
