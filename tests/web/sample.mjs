/* An invented document for the page, so that it can be looked at and tested without a run: node sample.mjs > data.json
 * The numbers follow simple rates that fit together (entries minus exits are the stock); they are nobody's finding. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { CHANNELS, EVENTS, LISTS, MEASURES, modules, REGIONS, regime } from "./sample-words.mjs";

const source = join(dirname(fileURLToPath(import.meta.url)), "../../src/model/indicators/indicators.h");

/* Columns from the same lists as the store's. */
export function columnsOf(macro, stocks) {
	const text = readFileSync(source, "utf8");
	const from = text.indexOf(`#define ${macro}(X)`);
	/* Rows may be broken over lines, and their texts into pieces. */
	const body = text
		.slice(from, text.indexOf("\n\n", from))
		.replace(/\\\s*\n\s*/g, " ")
		.replace(/"\s+"/g, "")
		.replace(/,\s+/g, ", ");
	const four = /X\((\w+), ([SF]), "([^"]*)", "([^"]*)"\)/g,
		two = /X\((\w+), "([^"]*)"\)/g,
		out = [];
	for (const m of body.matchAll(macro === "SOC_INDICATORS" ? four : two))
		out.push(
			macro === "SOC_INDICATORS"
				? { name: m[1], kind: m[2], unit: m[3], meaning: m[4] }
				: { name: m[1], kind: out.length < stocks ? "S" : "F", unit: "", meaning: m[2] },
		);
	return out;
}

let state = 12345;
const uniform = () => ((state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 8) / 2 ** 24;
const normal = () => {
	let s = 0;
	for (let i = 0; i < 12; i++) s += uniform();
	return s - 6;
};
const noisy = (x) => Math.max(0, Math.round(x + normal() * Math.sqrt(Math.max(0, x))));

/* One cell of people: rates per person-month that differ by a factor. */
function indicators(n, month, factor, wrong) {
	const grow = Math.min(1, month / 60),
		listed = n * 0.0105 * grow * factor,
		right = 1 - 0.24 * wrong;
	const g = [0.012 * grow * factor, 0.07 * grow * factor, 0, 0.06 + 0.05 * grow, 0.01 * grow];
	g[2] = 1 - g.reduce((a, b) => a + b, 0);
	const entries = n * 0.0005 * factor * (0.3 + grow),
		v = n * 0.056 * factor,
		chill = 1 - 0.15 * grow;
	return {
		persons: n,
		score_sum: n * (1000 - 20 * grow * factor),
		grade_0: n * g[0],
		grade_1: n * g[1],
		grade_2: n * g[2],
		grade_3: n * g[3],
		grade_4: n * g[4],
		listed,
		listed_true: listed * right,
		listed_other_violation: listed * (1 - right) * 0.35,
		listed_no_violation: listed * (1 - right) * 0.65,
		listed_unaware: listed * 0.21,
		listed_red: n * 0.01 * grow,
		sanctioned: listed * 1.7,
		sanctioned_by_kin: listed * 0.7,
		sanctioned_innocent: listed * (0.7 + 1 - right),
		sanctioned_effective: listed * 1.5,
		sanctioned_effective_by_kin: listed * 0.5,
		sanctioned_effective_innocent: listed * (0.5 + 1 - right),
		rewarded: n * 0.02 * grow,
		unregistered: n * 0.03,
		pending_records: n * 0.0009 * grow,
		pending_appeals: n * 0.0004 * grow * grow,
		income_lost: n * 0.2 * grow,
		strain_sum: n * 2 * grow,
		violations: v * (1 - 0.08 * grow),
		violations_counterfactual: v,
		violations_unfollowed: v * (1 - 0.06 * grow),
		good_deeds: n * 0.011 * (1 - 0.02 * grow),
		good_deeds_counterfactual: n * 0.011,
		good_deeds_unfollowed: n * 0.011 * (1 - 0.015 * grow),
		lawful_acts: n * 0.018 * chill,
		lawful_acts_counterfactual: n * 0.018,
		lawful_acts_unfollowed: n * 0.018 * Math.sqrt(chill),
		life_events: n * 0.004,
		violations_seen: v * 0.3,
		records_true: v * 0.28,
		records_misattributed: v * 0.01,
		records_fabricated: n * 0.0006 * wrong,
		records_lost: v * 0.04,
		accepted_true: v * 0.27,
		accepted_wrong: v * 0.012,
		rejected_true: v * 0.01,
		rejected_wrong: v * 0.005,
		reviewed_by_people: v * 0.03,
		entries_true: entries * right,
		entries_other_violation: entries * (1 - right) * 0.35,
		entries_no_violation: entries * (1 - right) * 0.65,
		entries_red: n * 0.0003,
		exits_expired: entries * 0.6 * grow,
		exits_repaired: entries * 0.25 * grow,
		exits_overturned: entries * 0.02,
		expired_unaware: entries * 0.1 * grow,
		attempts: listed * 0.2,
		refused: listed * 0.18,
		refused_innocent: listed * 0.05,
		granted: n * 0.003 * grow,
		notices: entries * 0.55,
		notices_by_refusal: entries * 0.2,
		appeals_wronged: entries * (1 - right) * 0.2,
		appeals_guilty: entries * right * 0.03,
		upheld_wronged: entries * (1 - right) * 0.1,
		upheld_guilty: entries * right * 0.002,
		denied_wronged: entries * (1 - right) * 0.03,
		denied_guilty: entries * right * 0.014,
		appeals_expired: entries * 0.01,
		appeal_wait_months: entries * 0.25,
		review_wait_months: v * 0.05,
		grade_rises: n * 0.002,
		grade_falls: n * 0.002,
		docket_full: 0,
	};
}

/* rows x columns filled by value(row, month) -> {column: expected}; flows are drawn each month, stocks too. */
function table(rows, columns, replicates, months, keep, value, cumulative = []) {
	const totals = rows.map(() => columns.map(() => Array(replicates).fill(0)));
	const make = (names) => ({
		columns: names,
		mean: rows.map(() => names.map(() => Array(months).fill(0))),
		sd: rows.map(() => names.map(() => Array(months).fill(0))),
	});
	const series = make(keep),
		cum = make(cumulative),
		samples = new Map();
	for (let r = 0; r < replicates; r++)
		rows.forEach((_, i) => {
			for (let m = 0; m < months; m++) {
				const x = value(i, m),
					drawn = {};
				columns.forEach((c, k) => {
					const change = /^(.*)_change$/.exec(c.name); /* worked out of what was drawn */
					const v = change
						? drawn[change[1]] - drawn[`${change[1]}_counterfactual`]
						: c.name === "persons" || c.name === "score_sum"
							? Math.round(x[c.name])
							: noisy(x[c.name] ?? 0);
					drawn[c.name] = v;
					if (c.kind === "F") totals[i][k][r] += v;
					else if (m === months - 1) totals[i][k][r] = v;
					for (const [set, names, y] of [
						[series, keep, v],
						[cum, cumulative, totals[i][k][r]],
					]) {
						const at = names.indexOf(c.name);
						if (at >= 0) {
							const key = set.mean[i][at];
							if (!samples.has(key)) samples.set(key, []);
							(samples.get(key)[m] ??= []).push([y, set.sd[i][at]]);
						}
					}
				});
			}
		});
	for (const [mean, by] of samples)
		by.forEach((list, m) => {
			const n = list.length,
				a = list.reduce((t, [v]) => t + v, 0) / n;
			mean[m] = Math.round(a * 100) / 100;
			list[0][1][m] =
				n > 1 ? Math.round(Math.sqrt(list.reduce((t, [v]) => t + (v - a) ** 2, 0) / (n - 1)) * 100) / 100 : 0;
		});
	return { rows, columns, totals, ...(keep.length ? { series } : {}), ...(cumulative.length ? { cumulative: cum } : {}) };
}

/* Three invented counters: one without dimensions, one by a yes or no, one by forty numbers of which only the sums are told. */
function counters(months, replicates) {
	const value = (key, size, told) => {
		const mean = Array.from({ length: months }, (_, i) => size * (1 + i / months));
		return {
			key,
			totals: Array.from({ length: replicates }, () => noisy(size * months)),
			...(told ? { mean, sd: mean.map((x) => Math.sqrt(x)) } : {}),
		};
	};
	const dimension = (name, meaning, labels = null) => ({ name, meaning, kind: "", labels });
	const counter = (table, column, kind, unit, meaning, dimensions, values) => ({ table, column, kind, unit, meaning, dimensions, values });
	return [
		counter("linkage_by_month", "slips", "F", "records", "records tied to somebody else by a slip in the code", [], [value([], 40, true)]),
		counter("linkage_by_rarity", "misattributed", "F", "records", "records tied to a namesake",
			[dimension("rare", "1 a rare name, 0 a common one", ["common name", "rare name"])],
			[value([0], 90, true), value([1], 5, true)]),
		counter("contacts_by_number", "persons", "S", "persons", "people by their contacts",
			[dimension("contacts", "contacts outside the household")],
			Array.from({ length: 40 }, (_, i) => value([i], 10 + i, false))),
	];
}

export function sample({ persons = 100000, replicates = 8, months = 84 } = {}) {
	state = 12345;
	const cell = columnsOf("SOC_INDICATORS"),
		changes = ["violations", "good_deeds", "lawful_acts"].map((x) => ({ name: `${x}_change`, kind: "F", unit: "", meaning: `${x.replace("_", " ")} less those under no regime` })),
		event = columnsOf("SOC_CLASS_COUNTS", 0),
		channel = columnsOf("SOC_CHANNEL_COUNTS", 0),
		list = [...columnsOf("SOC_LIST_COUNTS", 5), { name: "entries", kind: "F", unit: "", meaning: "all entries" }],
		measure = columnsOf("SOC_MEASURE_COUNTS", 5);
	const census = REGIONS.reduce((a, r) => a + r.census_persons, 0),
		flows = cell.filter((c) => c.kind === "F").map((c) => c.name),
		all = cell.map((c) => c.name);
	const group = (names, shares, factors, wrong) =>
		table(
			names,
			cell,
			replicates,
			months,
			all.filter((n) => /^(persons|score_sum|grade_|listed)/.test(n)),
			(i, m) => indicators(persons * shares[i], m, factors[i], wrong[i]),
		);
	const tables = {
		national: table(["all"], [...cell, ...changes], replicates, months, [...all, ...changes.map((c) => c.name)], (_, m) => indicators(persons, m, 1, 1), flows),
		class: group(["citizen", "executive", "official"], [0.985, 0.01, 0.005], [0.98, 2.4, 1.2], [1, 0.9, 1]),
		group: group(["majority", "minority"], [0.911, 0.089], [0.99, 1.12], [0.96, 1.4]),
		urban: group(["rural", "urban"], [0.361, 0.639], [0.72, 1.16], [0.8, 1.1]),
		quintile: group(["0", "1", "2", "3", "4"], [0.2, 0.2, 0.2, 0.2, 0.2], [1.5, 1.2, 1, 0.8, 0.5], [1, 1, 1, 1, 1]),
		event: table(
			EVENTS.map((e) => e[0]),
			event,
			replicates,
			months,
			["happened", "happened_counterfactual"],
			(i, m) => {
				const n = (persons * EVENTS[i][3]) / 12,
					k = 1 - (i < 6 ? 0.09 : i > 8 && i < 11 ? 0.2 : 0.01) * Math.min(1, m / 50);
				return {
					happened: n * k,
					happened_counterfactual: n,
					happened_unfollowed: n * (1 - (1 - k) * 0.7),
					seen: n * 0.3,
					records_true: n * 0.28,
					records_misattributed: n * 0.01,
					records_fabricated: n * 0.01,
					accepted_true: n * 0.27,
					accepted_wrong: n * 0.015,
				};
			},
		),
		channel: table(
			CHANNELS.map((c) => c[0]),
			channel,
			replicates,
			months,
			[],
			(i) => {
				const n = persons * [0.0005, 0.001, 0.002, 0.02, 0.004, 0.001][i],
					w = [0.02, 0.05, 0.3, 0.06, 0.03, 0.12][i];
				return {
					records_true: n * (1 - w),
					records_misattributed: n * w * 0.5,
					records_fabricated: n * w * 0.5,
					lost: n * 0.1,
					dismissed_true: 0,
					dismissed_wrong: 0,
					accepted_true: n * 0.9 * (1 - w),
					accepted_wrong: n * w * 0.6,
					entries_true: n * 0.05 * (1 - w),
					entries_wrong: n * w * 0.05,
				};
			},
		),
		list: table(
			LISTS.map((l) => l[0]),
			list,
			replicates,
			months,
			list.map((c) => c.name),
			(i, m) => {
				const n = persons * [0.009, 0.002, 0.01][i] * Math.min(1, m / 60),
					e = persons * [0.00045, 0.00006, 0.0004][i];
				return {
					entries: e,
					stock: n,
					stock_true: n * 0.78,
					stock_other_violation: n * 0.08,
					stock_no_violation: n * 0.14,
					stock_unaware: n * 0.2,
					entries_true: e * 0.78,
					entries_other_violation: e * 0.08,
					entries_no_violation: e * 0.14,
					renewals: e * 0.1,
					exits_expired: e * 0.5,
					exits_repaired: e * 0.3,
					exits_overturned: e * 0.02,
				};
			},
			list.filter((c) => c.kind === "F").map((c) => c.name),
		),
		measure: table(
			MEASURES.map((x) => x[0]),
			measure,
			replicates,
			months,
			measure.map((c) => c.name),
			(i, m) => {
				const [, , lists, rate, spill] = MEASURES[i],
					n = persons * (lists.includes(2) ? 0.01 : 0.01) * Math.min(1, m / 60);
				return {
					people_own: n,
					people_spouse: n * spill * 0.4,
					people_child: n * spill * 0.3,
					people_household: n * spill * 0.1,
					people_kin: n * spill * 0.15,
					attempts: rate * persons * Math.min(1, m / 60) * 0.2,
					effective: rate * persons * 0.19 * Math.min(1, m / 60),
					effective_spilled: rate * persons * 0.05 * spill,
					effective_wronged: rate * persons * 0.03,
				};
			},
			["attempts", "effective"],
		),
		region: table(
			REGIONS.map((r) => r.name),
			cell,
			replicates,
			months,
			[],
			(i, m) => indicators((persons * REGIONS[i].census_persons) / census, m, 0.7 + ((i * 7) % 11) / 15, 1),
		),
	};
	const facts = [
		["2014-03-10", "on_list", 87079, "persons", "stock", "http://www.globaltimes.cn/content/1141977.shtml"],
		[
			"2017-02-14",
			"listed",
			6730000,
			"persons",
			"cumulative",
			"http://covid-19.chinadaily.com.cn/china/2017-02/14/content_28195359.htm",
		],
		["2017-02-14", "flights_blocked", 6150000, "attempts", "cumulative", "http://covid-19.chinadaily.com.cn/"],
		["2018-12-31", "flights_blocked", 17460000, "attempts", "cumulative", "https://archive.shine.cn/"],
		["2018-12-31", "hsr_tickets_blocked", 5470000, "attempts", "cumulative", "https://archive.shine.cn/"],
		["2019-03-13", "flights_blocked", 19800000, "attempts", "cumulative", "http://www.globaltimes.cn/"],
		["2017-12-31", "disclosures", 9590000, "cases", "cumulative", "http://www.pressreader.com/"],
		["2019-06-30", "listed", 14430000, "persons", "cumulative", "http://www.jryj.org.cn/"],
	];
	const counterpart = {
		on_list: { table: "list", row: 0, column: "stock", form: "stock" },
		listed: { table: "list", row: 0, column: "entries", form: "cumulative" },
		flights_blocked: { table: "measure", row: 0, column: "effective", form: "cumulative" },
		hsr_tickets_blocked: { table: "measure", row: 1, column: "effective", form: "cumulative" },
	};
	return {
		format: 2,
		run: {
			title: "China, 2014 to 2020: an invented sample",
			description:
				"A sample with invented numbers, made to look at the page. It shows no run of the model and nothing in it is a finding.",
			seed: "1",
			persons,
			census_persons: census,
			sampling_weight: census / persons,
			places: 338,
			replicates_planned: replicates,
			replicates,
			months_planned: months,
			months,
			first_month: "2014-01",
			partial: false,
			interrupted: false,
		},
		meta: {
			version: "0.1.0",
			command_line: "socred run scenarios/sample/scenario.yaml",
			digest: "0".repeat(64),
			compiler: "gcc",
		},
		scenario: "socred: 1\ntitle: an invented sample\n",
		regime: regime(),
		tables,
		names: {},
		counters: counters(months, replicates),
		modules: modules(replicates),
		regions: REGIONS.map((r) => ({ ...r, persons: Math.round((persons * r.census_persons) / census) })),
		transitions: Array.from({ length: 5 }, (_, i) =>
			Array.from({ length: 5 }, (_, j) => (Math.abs(i - j) === 1 ? 1000 : 0)),
		),
		undecided: {
			appeal: Array.from({ length: 40 }, (_, i) => Array.from({ length: replicates }, () => Math.exp(-i / 7))),
			review: [],
		},
		assumptions: [
			[
				"due_process.appeal_if_wronged",
				"0.3",
				"probability",
				"a person listed for what they did not do appeals once they know",
				"assumption",
				0,
				1,
			],
			[
				"channels.camera.wrong_person",
				"0.005",
				"probability",
				"the record names another member of the community",
				"assumption",
				0,
				1,
			],
			[
				"society.income_gini",
				"0.465",
				"",
				"Gini coefficient of income",
				"National Bureau of Statistics of China, 2019: 0.465, https://www.stats.gov.cn/english/",
				null,
				null,
			],
			["span.from", "2014-01", "month", "first month", "", null, null],
		].map(([key, value, unit, meaning, src, low, high]) => ({
			key,
			value,
			unit,
			meaning,
			source: src,
			origin: "scenario.yaml:10",
			low,
			high,
			assumption: src === "assumption",
		})),
		assumed: {
			points: 256,
			varied: 2,
			drawn_in: 187,
			refused: 0,
			persons: 20000,
			replicates: 2,
			intervals: [
				{ name: "listed_per_1000", label: "on a black list, per 1,000 people", shipped: 10, low: 4, median: 9, high: 21, points: 256 },
				{ name: "violations_averted_percent", label: "violations averted", shipped: 8, low: 0, median: 7, high: 15, points: 256 },
			],
			ranks: [
				{ statistic: "listed_per_1000", key: "channels.camera.wrong_person", correlation: 0.6, low: 0.51, high: 0.68 },
				{ statistic: "listed_per_1000", key: "due_process.appeal_if_wronged", correlation: -0.2, low: -0.31, high: -0.08 },
			],
		},
		published: {
			name: "spc_judgment_defaulters",
			rows: facts.map(([date, measure, value, unit, kind, src]) => ({
				date,
				measure,
				value,
				unit,
				kind,
				source: src,
				used_for: date < "2019" ? "fit" : "check",
				model: counterpart[measure] ?? null,
			})),
		},
	};
}

/* The page as the library would write it. */
export function page(template, document) {
	const title = document.run.title.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
	return readFileSync(template, "utf8")
		.replace("%%SOCRED-TITLE%%", () => title)
		.replace("%%SOCRED-HEADLINE%%", "")
		.replace("%%SOCRED-DATA%%", () => JSON.stringify(document).replace(/</g, "\\u003c"));
}

if (process.argv[1] === fileURLToPath(import.meta.url))
	process.stdout.write(process.argv[2] ? page(process.argv[2], sample()) : JSON.stringify(sample()));
