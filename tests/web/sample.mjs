/* An invented document for the page, so that it can be looked at and tested without a run: node sample.mjs > data.json
 * The numbers follow simple rates that fit together (entries minus exits are the stock); they are nobody's finding. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const source = join(dirname(fileURLToPath(import.meta.url)), "../../src/model/indicators/indicators.h");

/* Columns from the same lists as the store's. */
export function columnsOf(macro, stocks) {
	const text = readFileSync(source, "utf8");
	const from = text.indexOf(`#define ${macro}(X)`);
	const body = text.slice(from, text.indexOf("\n\n", from));
	const four = /X\((\w+), ([SF]), "([^"]*)", "([^"]*)"\)/g, two = /X\((\w+), "([^"]*)"\)/g, out = [];
	for (const m of body.matchAll(macro === "SOC_INDICATORS" ? four : two))
		out.push(macro === "SOC_INDICATORS" ? { name: m[1], kind: m[2], unit: m[3], meaning: m[4] }
			: { name: m[1], kind: out.length < stocks ? "S" : "F", unit: "", meaning: m[2] });
	return out;
}

let state = 12345;
const uniform = () => ((state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 8) / 2 ** 24;
const normal = () => { let s = 0; for (let i = 0; i < 12; i++) s += uniform(); return s - 6; };
const noisy = (x) => Math.max(0, Math.round(x + normal() * Math.sqrt(Math.max(0, x))));

const EVENTS = [["judgment_default", "violation", -100, 0.006], ["traffic_offence", "violation", -5, 0.2], ["fraud", "violation", -80, 0.003], ["fare_dodging", "violation", -10, 0.12], ["litter", "violation", -3, 0.3], ["late_repayment", "violation", -20, 0.08],
	["volunteering", "good_deed", 20, 0.1], ["blood_donation", "good_deed", 30, 0.03], ["heroic_act", "good_deed", 30, 0.001], ["critical_post", "lawful_act", -30, 0.2], ["petition", "lawful_act", -50, 0.02], ["move_undeclared", "life_event", -5, 0.05]];
const CHANNELS = [["court", "official", [0, 2]], ["self_declaration", "self_declaration", [11]], ["neighbours", "neighbours", [4, 9]], ["camera", "camera", [1, 3, 4]], ["bank", "bank", [5]], ["committee", "committee", [6, 7, 8, 9, 10]]];
const LISTS = [["defaulters", "black", 24, [0], []], ["untrustworthy", "black", 36, [2], [0]], ["model_citizens", "red", 24, [], [4]]];
const MEASURES = [["air", "sanction", [0, 1], 0.0012, 0], ["fast_train", "sanction", [0], 0.0009, 0], ["school_fees", "sanction", [0], 0.0003, 1], ["loans", "sanction", [0, 1], 0.0006, 0.5], ["tenders", "sanction", [1], 0.0001, 0], ["cheap_tickets", "reward", [2], 0.004, 0.3]];
const REGIONS = `110000 Beijing 21893095|120000 Tianjin 13866009|130000 Hebei 74610235|140000 Shanxi 34915616|150000 Inner Mongolia 24049155|210000 Liaoning 42591407|220000 Jilin 24073453|230000 Heilongjiang 31850088|310000 Shanghai 24870895|320000 Jiangsu 84748016|330000 Zhejiang 64567588|340000 Anhui 61027171|350000 Fujian 41540086|360000 Jiangxi 45188635|370000 Shandong 101527453|410000 Henan 99365519|420000 Hubei 57752557|430000 Hunan 66444864|440000 Guangdong 126012510|450000 Guangxi 50126804|460000 Hainan 10081232|500000 Chongqing 32054159|510000 Sichuan 83674866|520000 Guizhou 38562148|530000 Yunnan 47209277|540000 Tibet 3648100|610000 Shaanxi 39528999|620000 Gansu 25019831|630000 Qinghai 5923957|640000 Ningxia 7202654|650000 Xinjiang 25852345`
	.split("|").map((t) => { const m = /^(\d+) (.+) (\d+)$/.exec(t); return { code: +m[1], name: m[2], census_persons: +m[3] }; });

/* One cell of people: rates per person-month that differ by a factor. */
function indicators(n, month, factor, wrong) {
	const grow = Math.min(1, month / 60), listed = n * 0.0105 * grow * factor, right = 1 - 0.24 * wrong;
	const g = [0.012 * grow * factor, 0.07 * grow * factor, 0, 0.06 + 0.05 * grow, 0.01 * grow];
	g[2] = 1 - g.reduce((a, b) => a + b, 0);
	const entries = n * 0.0005 * factor * (0.3 + grow), v = n * 0.056 * factor, chill = 1 - 0.15 * grow;
	return { persons: n, score_sum: n * (1000 - 20 * grow * factor), grade_0: n * g[0], grade_1: n * g[1], grade_2: n * g[2], grade_3: n * g[3], grade_4: n * g[4],
		listed, listed_did: listed * right, listed_else: listed * (1 - right) * 0.35, listed_nothing: listed * (1 - right) * 0.65, listed_unaware: listed * 0.21, listed_red: n * 0.01 * grow,
		sanctioned: listed * 1.7, sanctioned_by_kin: listed * 0.7, sanctioned_innocent: listed * (0.7 + 1 - right), rewarded: n * 0.02 * grow, undeclared: n * 0.03, pending_records: n * 0.0009 * grow, pending_appeals: n * 0.0004 * grow * grow,
		income_lost: n * 0.2 * grow, strain_sum: n * 2 * grow, violations: v * (1 - 0.08 * grow), violations_free: v, good_deeds: n * 0.011 * (1 - 0.02 * grow), good_deeds_free: n * 0.011, lawful_acts: n * 0.018 * chill, lawful_acts_free: n * 0.018, life_events: n * 0.004,
		violations_seen: v * 0.3, records_right: v * 0.28, records_other: v * 0.01, records_nothing: n * 0.0006 * wrong, records_lost: v * 0.04, accepted_right: v * 0.27, accepted_wrong: v * 0.012, rejected_right: v * 0.01, rejected_wrong: v * 0.005, reviewed_by_people: v * 0.03,
		entries_did: entries * right, entries_else: entries * (1 - right) * 0.35, entries_nothing: entries * (1 - right) * 0.65, entries_red: n * 0.0003, exits_expired: entries * 0.6 * grow, exits_repaired: entries * 0.25 * grow, exits_overturned: entries * 0.02, expired_unaware: entries * 0.1 * grow,
		attempts: listed * 0.2, refused: listed * 0.18, refused_innocent: listed * 0.05, granted: n * 0.003 * grow, notices: entries * 0.55, notices_by_refusal: entries * 0.2, appeals_wronged: entries * (1 - right) * 0.2, appeals_guilty: entries * right * 0.03, upheld_wronged: entries * (1 - right) * 0.1, upheld_guilty: entries * right * 0.002,
		denied_wronged: entries * (1 - right) * 0.03, denied_guilty: entries * right * 0.014, appeals_expired: entries * 0.01, appeal_wait_months: entries * 0.25, review_wait_months: v * 0.05, grade_rises: n * 0.002, grade_falls: n * 0.002, docket_full: 0 };
}

/* rows x columns filled by value(row, month) -> {column: expected}; flows are drawn each month, stocks too. */
function table(rows, columns, replicates, months, keep, value, cumulative = []) {
	const totals = rows.map(() => columns.map(() => Array(replicates).fill(0)));
	const make = (names) => ({ columns: names, mean: rows.map(() => names.map(() => Array(months).fill(0))), sd: rows.map(() => names.map(() => Array(months).fill(0))) });
	const series = make(keep), cum = make(cumulative), samples = new Map();
	for (let r = 0; r < replicates; r++) rows.forEach((_, i) => {
		for (let m = 0; m < months; m++) {
			const x = value(i, m);
			columns.forEach((c, k) => {
				const v = c.name === "persons" || c.name === "score_sum" ? Math.round(x[c.name]) : noisy(x[c.name] ?? 0);
				if (c.kind === "F") totals[i][k][r] += v; else if (m === months - 1) totals[i][k][r] = v;
				for (const [set, names, y] of [[series, keep, v], [cum, cumulative, totals[i][k][r]]]) {
					const at = names.indexOf(c.name);
					if (at >= 0) { const key = set.mean[i][at]; if (!samples.has(key)) samples.set(key, []); (samples.get(key)[m] ??= []).push([y, set.sd[i][at]]); }
				}
			});
		}
	});
	for (const [mean, by] of samples) by.forEach((list, m) => {
		const n = list.length, a = list.reduce((t, [v]) => t + v, 0) / n;
		mean[m] = Math.round(a * 100) / 100;
		list[0][1][m] = n > 1 ? Math.round(Math.sqrt(list.reduce((t, [v]) => t + (v - a) ** 2, 0) / (n - 1)) * 100) / 100 : 0;
	});
	return { rows, columns, totals, ...(keep.length ? { series } : {}), ...(cumulative.length ? { cumulative: cum } : {}) };
}

export function sample({ persons = 100000, replicates = 8, months = 84 } = {}) {
	state = 12345;
	const cell = columnsOf("SOC_INDICATORS"), event = columnsOf("SOC_CLASS_COUNTS", 0), channel = columnsOf("SOC_CHANNEL_COUNTS", 0), list = [...columnsOf("SOC_LIST_COUNTS", 5), { name: "entries", kind: "F", unit: "", meaning: "all entries" }], measure = columnsOf("SOC_MEASURE_COUNTS", 5);
	const census = REGIONS.reduce((a, r) => a + r.census_persons, 0), flows = cell.filter((c) => c.kind === "F").map((c) => c.name), all = cell.map((c) => c.name);
	const group = (names, shares, factors, wrong) => table(names, cell, replicates, months, all.filter((n) => /^(persons|score_sum|grade_|listed)/.test(n)), (i, m) => indicators(persons * shares[i], m, factors[i], wrong[i]));
	const tables = {
		national: table(["all"], cell, replicates, months, all, (_, m) => indicators(persons, m, 1, 1), flows),
		class: group(["citizen", "executive", "official"], [0.985, 0.01, 0.005], [0.98, 2.4, 1.2], [1, 0.9, 1]),
		group: group(["majority", "minority"], [0.911, 0.089], [0.99, 1.12], [0.96, 1.4]),
		urban: group(["rural", "urban"], [0.361, 0.639], [0.72, 1.16], [0.8, 1.1]),
		fifth: group(["0", "1", "2", "3", "4"], [0.2, 0.2, 0.2, 0.2, 0.2], [1.5, 1.2, 1, 0.8, 0.5], [1, 1, 1, 1, 1]),
		event: table(EVENTS.map((e) => e[0]), event, replicates, months, ["happened", "happened_free"], (i, m) => { const n = persons * EVENTS[i][3] / 12, k = 1 - (i < 6 ? 0.09 : i > 8 && i < 11 ? 0.2 : 0.01) * Math.min(1, m / 50); return { happened: n * k, happened_free: n, seen: n * 0.3, records_right: n * 0.28, records_other: n * 0.01, records_nothing: n * 0.01, accepted_right: n * 0.27, accepted_wrong: n * 0.015 }; }),
		channel: table(CHANNELS.map((c) => c[0]), channel, replicates, months, [], (i) => { const n = persons * [0.0005, 0.001, 0.002, 0.02, 0.004, 0.001][i], w = [0.02, 0.05, 0.3, 0.06, 0.03, 0.12][i]; return { records_right: n * (1 - w), records_other: n * w * 0.5, records_nothing: n * w * 0.5, lost: n * 0.1, dismissed_right: 0, dismissed_wrong: 0, accepted_right: n * 0.9 * (1 - w), accepted_wrong: n * w * 0.6, entries_right: n * 0.05 * (1 - w), entries_wrong: n * w * 0.05 }; }),
		list: table(LISTS.map((l) => l[0]), list, replicates, months, list.map((c) => c.name), (i, m) => { const n = persons * [0.009, 0.002, 0.01][i] * Math.min(1, m / 60), e = persons * [0.00045, 0.00006, 0.0004][i]; return { entries: e, stock: n, stock_did: n * 0.78, stock_else: n * 0.08, stock_nothing: n * 0.14, stock_unaware: n * 0.2, entries_did: e * 0.78, entries_else: e * 0.08, entries_nothing: e * 0.14, renewals: e * 0.1, exits_expired: e * 0.5, exits_repaired: e * 0.3, exits_overturned: e * 0.02 }; }, list.filter((c) => c.kind === "F").map((c) => c.name)),
		measure: table(MEASURES.map((x) => x[0]), measure, replicates, months, measure.map((c) => c.name), (i, m) => { const [, , lists, rate, spill] = MEASURES[i], n = persons * (lists.includes(2) ? 0.01 : 0.01) * Math.min(1, m / 60); return { people_own: n, people_spouse: n * spill * 0.4, people_child: n * spill * 0.3, people_household: n * spill * 0.1, people_kin: n * spill * 0.15, attempts: rate * persons * Math.min(1, m / 60) * 0.2, effective: rate * persons * 0.19 * Math.min(1, m / 60), effective_spilled: rate * persons * 0.05 * spill, effective_wronged: rate * persons * 0.03 }; }, ["attempts", "effective"]),
		region: table(REGIONS.map((r) => r.name), cell, replicates, months, [], (i, m) => indicators((persons * REGIONS[i].census_persons) / census, m, 0.7 + ((i * 7) % 11) / 15, 1)),
	};
	const facts = [["2014-03-10", "on_list", 87079, "persons", "stock", "http://www.globaltimes.cn/content/1141977.shtml"], ["2017-02-14", "listed", 6730000, "persons", "cumulative", "http://covid-19.chinadaily.com.cn/china/2017-02/14/content_28195359.htm"], ["2017-02-14", "flights_blocked", 6150000, "attempts", "cumulative", "http://covid-19.chinadaily.com.cn/"],
		["2018-12-31", "flights_blocked", 17460000, "attempts", "cumulative", "https://archive.shine.cn/"], ["2018-12-31", "hsr_tickets_blocked", 5470000, "attempts", "cumulative", "https://archive.shine.cn/"], ["2019-03-13", "flights_blocked", 19800000, "attempts", "cumulative", "http://www.globaltimes.cn/"], ["2017-12-31", "disclosures", 9590000, "cases", "cumulative", "http://www.pressreader.com/"], ["2019-06-30", "listed", 14430000, "persons", "cumulative", "http://www.jryj.org.cn/"]];
	const counterpart = { on_list: { table: "list", row: 0, column: "stock", form: "stock" }, listed: { table: "list", row: 0, column: "entries", form: "cumulative" }, flights_blocked: { table: "measure", row: 0, column: "effective", form: "cumulative" }, hsr_tickets_blocked: { table: "measure", row: 1, column: "effective", form: "cumulative" } };
	return {
		format: 1,
		run: { title: "China, 2014 to 2020: an invented sample", description: "A sample with invented numbers, made to look at the page. It shows no run of the model and nothing in it is a finding.", seed: "1", persons, census_persons: census, represents: census / persons, places: 338, replicates_planned: replicates, replicates, months_planned: months, months, first_month: "2014-01", partial: false, interrupted: false },
		meta: { version: "0.1.0", command_line: "socred run scenarios/sample/scenario.yaml", digest: "0".repeat(64), compiler: "gcc" },
		scenario: "socred: 1\ntitle: an invented sample\n",
		regime: {
			scale: { kind: "points", base: 1000, minimum: 0, maximum: 2000 }, grades: ["D", "C", "B", "A", "AAA"].map((name, i) => ({ name, from: [0, 600, 850, 1030, 1200][i] })),
			families: [["judicial", 60], ["public_order", 24], ["commerce", 60], ["civic", 36]].map(([name, half_life_months]) => ({ name, kind: "records", weight: 1, half_life_months })),
			events: EVENTS.map(([name, kind, points, rate], i) => ({ name, kind, family: [0, 1, 2, 1, 1, 2, 3, 3, 3, 3, 3, 3][i], points, rate_per_year: rate })),
			channels: CHANNELS.map(([name, kind, sees], i) => ({ name, kind, enabled: i !== 3, coverage_urban: [1, 1, 0.7, 0.45, 0.8, 1][i], coverage_rural: [1, 1, 0.9, 0.1, 0.4, 1][i], wrong_person: 0.01, false_per_1000_years: 0.5, sees })),
			lists: LISTS.map(([name, colour, term_months, entry_events, entry_grades]) => ({ name, colour, enabled: true, term_months, repair_per_month: 0.02, publication: 0.2, entry_events, entry_grades })),
			measures: MEASURES.map(([name, kind, lists, , spill]) => ({ name, kind, enabled: true, lists, grades: name === "loans" ? [0] : [], classes: ["citizen", "executive", "official"], strictness: 1, spill_spouse: spill, spill_child: spill, spill_household: 0, spill_kin: spill * 0.3 })),
			review: { automatic_share: 0.9, files_per_month_per_million: 20000 }, due_process: { notice: 0.5, delay_months: 1, files_per_month_per_million: 50, overturn_wrong: 0.79 },
			timeline: [{ name: "courts", from: "2014-01", to: "", where: "all places", sets: [{ key: "channels.court.enabled", value: "true" }] }, { name: "pilot_cities", from: "2015-06", to: "2017-12", where: "30% of places", sets: [{ key: "channels.neighbours.enabled", value: "true" }] }, { name: "cameras", from: "2018-03", to: "", where: "cities above 1,000,000 people", sets: [{ key: "channels.camera.enabled", value: "true" }] }],
		},
		tables, regions: REGIONS.map((r) => ({ ...r, persons: Math.round((persons * r.census_persons) / census) })),
		transitions: Array.from({ length: 5 }, (_, i) => Array.from({ length: 5 }, (_, j) => (Math.abs(i - j) === 1 ? 1000 : 0))),
		waits: { appeal: Array.from({ length: 61 }, (_, i) => Array.from({ length: replicates }, () => noisy(i === 0 ? 0 : 300 * Math.exp(-i / 7)))), review: Array.from({ length: 61 }, () => Array(replicates).fill(0)) },
		assumptions: [["due_process.appeal_if_wronged", "0.3", "probability", "a person listed for what they did not do appeals once they know", "assumption", 0, 1], ["channels.camera.wrong_person", "0.005", "probability", "the record names another member of the community", "assumption", 0, 1], ["society.income_gini", "0.465", "", "Gini coefficient of income", "National Bureau of Statistics of China, 2019: 0.465, https://www.stats.gov.cn/english/", null, null], ["span.from", "2014-01", "month", "first month", "", null, null]].map(([key, value, unit, meaning, src, low, high]) => ({ key, value, unit, meaning, source: src, origin: "scenario.yaml:10", low, high, assumption: src === "assumption" })),
		published: { name: "spc_judgment_defaulters", rows: facts.map(([date, measure, value, unit, kind, src]) => ({ date, measure, value, unit, kind, source: src, used_for: date < "2019" ? "fit" : "check", model: counterpart[measure] ?? null })) },
	};
}

/* The page as the library would write it. */
export function page(template, document) {
	const title = document.run.title.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
	return readFileSync(template, "utf8").replace("%%SOCRED-TITLE%%", () => title).replace("%%SOCRED-DATA%%", () => JSON.stringify(document).replace(/</g, "\\u003c"));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(process.argv[2] ? page(process.argv[2], sample()) : JSON.stringify(sample()));
