/* Groups compared: ratios of rates, with intervals over replicates and over the assumptions. */

import { assumedRate, assumedRatio, beyondMark, hasRates, isHeldAgainst, Span } from "../assumed";
import { COLOURS, intervals } from "../charts";
import { h } from "../dom";
import { figure, fewRows, LegendEntry, tooFew } from "../figure";
import { capital, est, listing, MARK, monthText, num, plural, whole } from "../format";
import { Model } from "../model";
import { bounded, Estimate, FEW, isCompared, jackknife, mean, minus, ratioOfSums, side, standOut } from "../stats";
import { groupsNote, over } from "../sure";
import { further, lives, listWord, oneList, p, reading, section } from "./section";
import { TableName } from "../data";

interface Pair {
	name: string;
	table: TableName;
	a: number;
	b: number;
}
const PAIRS: Pair[] = [
	{ name: "Minority to majority", table: "group", a: 1, b: 0 },
	{ name: "Rural to urban", table: "urban", a: 0, b: 1 },
	{ name: "Lowest to highest income quintile", table: "quintile", a: 0, b: 4 },
	{ name: "Executives to citizens", table: "class", a: 1, b: 0 },
	{ name: "Officials to citizens", table: "class", a: 2, b: 0 },
];
/* What an ensemble and `socred fairness` call them, in the order of the tables' rows. */
const KEYS: Partial<Record<TableName, string[]>> = {
	class: ["class=citizen", "class=executive", "class=official"],
	group: ["group=majority", "group=minority"],
	urban: ["stratum=rural", "stratum=urban"],
	quintile: ["quintile=lowest", "quintile=second", "quintile=middle", "quintile=fourth", "quintile=highest"],
};
const keyOf = (table: TableName, i: number): string => KEYS[table]![i];
/* An ensemble holds the others of a line against one group: the pair is told the way it has it. */
const turned = (m: Model, x: Pair): Pair => {
	const [a, b] = [keyOf(x.table, x.a), keyOf(x.table, x.b)];
	if (isHeldAgainst(m.report, a, b) || !isHeldAgainst(m.report, b, a)) return x;
	const [first, second] = x.name.split(" to "),
		tail = x.table === "quintile" ? " income quintile" : "";
	return { ...x, name: `${capital(second.replace(tail, ""))} to ${first.toLowerCase()}${tail}`, a: x.b, b: x.a };
};

/* Of each: who it happens to, among whom; the rate of an ensemble that is the same. */
interface Measured {
	id: string;
	title: (m: Model) => string;
	happens: string /* in a sentence: times the rate of ... */;
	of: (m: Model, table: TableName, i: number) => { counted: number[]; among: number[] };
	rate: string | null;
	among: string;
	colour: string;
	flow: boolean;
	inStory: boolean;
}
const MEASURED: Measured[] = [
	{
		id: "list",
		title: (m) => `being on ${listWord(m)}`,
		happens: "being listed",
		of: (m, t, i) => ({ counted: m.totals(t, i, "listed"), among: m.totals(t, i, "persons") }),
		rate: "selection_rate",
		among: "all people of the group",
		colour: COLOURS.a,
		flow: false,
		inStory: true,
	},
	{
		id: "wrong",
		title: (m) => `being on ${listWord(m)} without having done what ${oneList(m) ? "it is" : "lists are"} for`,
		happens: "being listed without having done what lists are for",
		of: (m, t, i) => ({
			counted: minus(m.totals(t, i, "listed"), m.totals(t, i, "offenders_listed")),
			among: minus(m.totals(t, i, "persons"), m.totals(t, i, "offenders")),
		}),
		rate: "false_positive_rate",
		among: "those of the group who have not",
		colour: COLOURS.nothing,
		flow: false,
		inStory: true,
	},
	{
		id: "refused",
		title: () => "attempts refused",
		happens: "being refused",
		of: (m, t, i) => ({ counted: m.totals(t, i, "refused"), among: m.totals(t, i, "persons") }),
		rate: null,
		among: "all people of the group",
		colour: COLOURS.b,
		flow: true,
		inStory: false,
	},
];

interface Row {
	name: string;
	e: Estimate;
	cases: number;
	assumed: Span | null;
}
interface Compared extends Omit<Measured, "title" | "of"> {
	title: string;
	rows: Row[];
}
/* A group without anybody is not compared and has no rate. */
const compared = (m: Model): Compared[] =>
	MEASURED.map((x) => ({
		...x,
		title: x.title(m),
		rows: PAIRS.filter((pair) => [pair.a, pair.b].every((i) => lives(m, pair.table, i))).map((one) => {
			const pair = turned(m, one);
			return {
				name: pair.name,
				e: rateRatio(m, pair, x.of),
				cases: Math.min(...[pair.a, pair.b].map((i) => mean(x.of(m, pair.table, i).counted))),
				assumed: x.rate ? assumedRatio(m.report, x.rate, keyOf(pair.table, pair.a), keyOf(pair.table, pair.b)) : null,
			};
		}),
	}));

/* Clear of 1 by itself, and not among all that are looked at together. */
const onlyAlone = (r: Row, clear: Set<Estimate>): boolean => isCompared(r.e) && !clear.has(r.e) && side(r.e, 1) !== "unclear";
const ALONE = (count: number): string => `not clear of chance among ${count}`;

/* short: how it is read is told before it. */
function ratios(m: Model, x: Compared, told: { clear: Set<Estimate>; count: number } | null, short = false): HTMLElement {
	const measured = x.rate !== null && hasRates(m.report),
		/* Where nobody of the first group is, no ratio is drawn, and none is marked. */
		mark = (r: Row): string => (r.e.mean > 0 ? beyondMark(r.e, r.assumed) : ""),
		assumed = x.rows.map((r) => (r.assumed ? `${over(r.assumed)}${mark(r)}` : "not computed"));
	return figure({
		id: `fig-ratio-${x.id}`,
		title: `Ratio of rates: ${x.title}`,
		legend: bothBars(m, x.colour, measured),
		draw: (w) =>
			intervals(
				x.rows.map((r) => ({
					name: `${r.name}${tooFew(r.cases) ? MARK : ""}${mark(r)}`,
					e: r.e,
					colour: x.colour,
					assumed: r.assumed,
					note: told && onlyAlone(r, told.clear) ? ALONE(told.count) : undefined,
				})),
				w,
				"ratio of rates (log scale)",
				{ log: true },
			),
		label: x.rows.map((r, i) => `${r.name} ${est(r.e)}${measured ? `, over the assumptions ${assumed[i]}` : ""}`).join("; "),
		note: [
			`Among ${x.among}${short ? "" : `, ${x.flow ? "over the whole run" : `in ${monthText(m.last)}`}; logarithmic scale, upright line: equal`}. ${x.rate === null ? "Over the assumptions: not computed for refusals." : groupsNote(m)}`,
			x.rows.some((r) => tooFew(r.cases)) ? h("span", { class: "few-note" }, ` ${MARK} Fewer than ${FEW} cases in the smaller group${m.n > 1 ? `, in all ${m.n} runs` : ""}.`) : "",
		],
		table: {
			caption: `Ratio of rates: ${x.title}`,
			head: ["Compared", "Ratio (95% interval)", ...(measured ? ["Over the assumptions, 95%"] : []), "Cases in the smaller"],
			rows: x.rows.map((r, i) => [r.name, est(r.e), ...(measured ? [assumed[i]] : []), whole(r.cases)]),
		},
	});
}

/* A ratio in a sentence, with what its assumptions leave of it. */
const said = (r: Row): string => `${r.name.toLowerCase()} ${est(r.e)}${r.assumed ? `, ${over(r.assumed)} over the assumptions${beyondMark(r.e, r.assumed)}` : ""}`;
/* Of what stands clear of chance, what the assumptions may turn round. */
const mayTurn = (r: Row): boolean => r.assumed !== null && r.assumed.low < 1 && r.assumed.high > 1;

export const groups = {
	id: "groups",
	kicker: "Which groups",
	build(m: Model): HTMLElement | string {
		if (!m.hasLists && !m.hasMeasures) return "the scenario has neither lists nor measures";
		const all = compared(m);
		const far = (e: Estimate): number => Math.abs(Math.log(e.mean));
		const told = standOut(all.filter((x) => x.inStory).flatMap((x) => x.rows.map((r) => r.e))),
			{ clear, count } = told;
		const many = all[0].rows.filter((r) => isCompared(r.e)),
			sure = many.filter((r) => clear.has(r.e)).sort((a, b) => far(b.e) - far(a.e)),
			unclear = many.filter((r) => !clear.has(r.e)),
			others = all[0].rows.filter((r) => !many.includes(r)),
			wronged = (all.find((x) => x.id === "wrong")?.rows ?? []).filter((r) => clear.has(r.e)).sort((a, b) => far(b.e) - far(a.e)),
			alone = all.filter((x) => x.inStory).flatMap((x) => x.rows.filter((r) => onlyAlone(r, clear)).map((r) => `${r.name.toLowerCase()} (${x.happens})`)),
			first = sure[0] ?? wronged[0],
			head = (r: Row, what: string): string => `${r.name}: ${num(r.e.mean, r.e)} times the rate of ${what}${mayTurn(r) ? `; over the assumptions it may be either way (${over(r.assumed!)})` : ""}`;
		return section(
			"groups",
			"Which groups",
			m.n < 2
				? "One replicate cannot tell groups apart"
				: first
					? head(first, sure[0] ? all[0].happens : all[1].happens)
					: many.length === 0
						? "Too few are listed to compare groups"
						: "No difference between groups stands clear of chance",
			...[
					p(
						`Rate in the first group over that in the second, in ${monthText(m.last)}: 1 is equal${m.n > 1 ? ", and where a bar crosses the line no difference can be claimed" : ""}. `,
						sure.length ? `Of ${all[0].happens}: ${sure.map(said).join("; ")}. ` : "",
						m.n > 1 && unclear.length
							? `Of ${all[0].happens}, chance alone can make the difference for ${listing(unclear.map((r) => r.name.toLowerCase()))}: none is claimed there. `
							: "",
						m.n > 1 && alone.length
							? `${alone.length === 1 ? "The bar" : "Bars"} of ${listing(alone)} ${alone.length === 1 ? "leaves" : "leave"} the line out, but of ${plural(count, "ratio")} looked at together chance makes ${alone.length === 1 ? "one" : "some"} that do (Holm 1979). `
							: "",
						m.n > 1 && others.length
							? `Too few are listed in the smaller group to compare ${listing(others.map((r) => r.name.toLowerCase()))}: nothing is claimed there. `
							: "",
						wronged.length ? `Of ${all[1].happens}: ${wronged.map(said).join("; ")}. ` : "",
						[...sure, ...wronged].some((r) => r !== first && mayTurn(r)) ? "Where the paler bar crosses the line, the assumptions leave open which group has more. " : "",
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
				all.filter((x) => x.inStory).map((x) => ratios(m, x, told, true)),
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
				.map((x) => ratios(m, x, null)),
			everyGroup(m),
			m.hasLists ? listErrors(m) : null,
		);
	},
};

function rateRatio(m: Model, pair: Pair, of: Measured["of"]): Estimate {
	const [one, other] = [pair.a, pair.b].map((i) => of(m, pair.table, i)),
		sum = (x: number[], without = -1): number => x.reduce((s, v, i) => (i === without ? s : s + v), 0),
		rate = (x: { counted: number[]; among: number[] }, without: number): number => sum(x.counted, without) / Math.max(1, sum(x.among, without)),
		over = (without: number): number => rate(one, without) / rate(other, without);
	/* What one more case of the first group would add to its replicate. */
	const each = 1 / Math.max(1, mean(one.among)) / rate(other, -1);
	return bounded({ ...jackknife(over(-1), one.counted.map((_, k) => over(k))), counted: sum(one.counted), cases: sum(other.counted), each });
}

const GROUPS: [TableName, string[]][] = [
	["class", ["Citizens", "Executives", "Officials"]],
	["group", ["Majority", "Minority"]],
	["urban", ["Rural", "Urban"]],
	["quintile", ["Lowest quintile", "Second", "Middle", "Fourth", "Highest quintile"]],
];

/* What the two bars of a row are. */
const bothBars = (m: Model, colour: string, measured: boolean): LegendEntry[] => [
	...(m.n > 1 ? [{ text: "simulation, 95%", colour, mark: "pale" as const }] : []),
	...(measured ? [{ text: m.report.assumed!.posterior ? "posterior, 95%" : "assumptions, 95%", colour, mark: "paler" as const }] : []),
];
/* Each interval over the assumptions in a column of its own. */
const spanned = (e: Estimate, a: Span | null): string => (a ? `${over(a)}${beyondMark(e, a)}` : "not computed");

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
				share = (part: number[], whole: number[]): Estimate => bounded(ratioOfSums(part, whole, 1000), 1000),
				wrongly = minus(of("listed"), of("offenders_listed"));
			return {
				name,
				count: mean(of("offenders")),
				prevalence: m.rate(t, i, "offenders"),
				recall: share(of("offenders_listed"), of("offenders")),
				precision: share(of("offenders_listed"), of("listed")),
				falseAlarms: share(wrongly, minus(of("persons"), of("offenders"))),
				assumed: {
					prevalence: assumedRate(m.report, "base_rate", keyOf(t, i)),
					recall: assumedRate(m.report, "false_negative_rate", keyOf(t, i), (x) => 1000 - x),
					precision: assumedRate(m.report, "positive_predictive_value", keyOf(t, i)),
					falseAlarms: assumedRate(m.report, "false_positive_rate", keyOf(t, i)),
				},
			};
		}),
	);
	const measured = hasRates(m.report),
		WHAT = ["prevalence", "recall", "precision", "falseAlarms"] as const,
		named = ["Have done one", "Of them listed", "Of the listed, have done one", "Of the others, listed"];
	return figure({
		id: "fig-list-errors",
		legend: bothBars(m, COLOURS.a, measured),
		title: "Who is listed of those who did what lists are for",
		warn: fewRows(
			rows.map((r) => ({ name: r.name.toLowerCase(), count: r.count })),
			"people who did such an act",
		),
		draw: (w) =>
			intervals(
				rows.map((r) => ({ name: r.name + beyondMark(r.recall, r.assumed.recall), e: r.recall, assumed: r.assumed.recall })),
				w,
				`on ${listWord(m)}, per 1,000 who did`,
			),
		label: rows.map((r) => `${r.name} ${est(r.recall)}`).join("; "),
		note: `On ${listWord(m)} in ${monthText(m.last)} per 1,000 people of the group who have done, since the start, an act that ${oneList(m) ? "the list" : "a black list"} was for. In the table: how many have done one (prevalence), who of them is listed (recall), who of the listed has done one (precision) and who of the others is listed (false positives). Where the prevalence differs between two groups, recall, precision and false positives cannot all be equal (Chouldechova 2017). ${groupsNote(m)}`,
		table: {
			caption: `Being on ${listWord(m)} as a test for having done what lists are for, per 1,000, with 95% intervals`,
			head: ["Who", ...named.flatMap((x) => [x, ...(measured ? [`${x}: over the assumptions`] : [])])],
			rows: rows.map((r) => [r.name, ...WHAT.flatMap((k) => [est(r[k]), ...(measured ? [spanned(r[k], r.assumed[k])] : [])])]),
		},
	});
}

function everyGroup(m: Model): HTMLElement {
	const rows = GROUPS.flatMap(([t, list]) =>
		living(m, t, list).map(({ name, i }) => ({
			name,
			listed: m.rate(t, i, "listed"),
			assumed: assumedRate(m.report, "selection_rate", keyOf(t, i)),
			wrong: m.rate(t, i, "listed_other_violation+listed_no_violation"),
			refused: m.rate(t, i, "refused", "persons", 1000 / m.years),
			did: m.rate(t, i, "violations", "persons", 1000 / m.years),
		})),
	);
	const measured = hasRates(m.report);
	return figure({
		id: "fig-rates",
		legend: bothBars(m, COLOURS.a, measured),
		title: "The rates themselves: listed per 1,000 people",
		draw: (w) =>
			intervals(
				rows.map((r) => ({ name: r.name + beyondMark(r.listed, r.assumed), e: r.listed, assumed: r.assumed })),
				w,
				"listed per 1,000 people",
			),
		label: rows.map((r) => `${r.name} ${est(r.listed)}`).join("; "),
		note: `On ${listWord(m)} in ${monthText(m.last)} per 1,000 people of the group. ${groupsNote(m)}`,
		table: {
			caption: "Rates by group, per 1,000 people, with 95% intervals",
			head: ["Who", "Listed", ...(measured ? ["Listed: over the assumptions"] : []), "Listed wrongly", "Refused a year", "Violations a year"],
			rows: rows.map((r) => [r.name, est(r.listed), ...(measured ? [spanned(r.listed, r.assumed)] : []), est(r.wrong), est(r.refused), est(r.did)]),
		},
	});
}
