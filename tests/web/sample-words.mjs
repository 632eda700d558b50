/* The invented scenario of sample.mjs: its names, its points, its provinces. */
export const EVENTS = [
	["judgment_default", "violation", -100, 0.006],
	["traffic_offence", "violation", -5, 0.2],
	["fraud", "violation", -80, 0.003],
	["fare_dodging", "violation", -10, 0.12],
	["litter", "violation", -3, 0.3],
	["late_repayment", "violation", -20, 0.08],
	["volunteering", "good_deed", 20, 0.1],
	["blood_donation", "good_deed", 30, 0.03],
	["heroic_act", "good_deed", 30, 0.001],
	["critical_post", "lawful_act", -30, 0.2],
	["petition", "lawful_act", -50, 0.02],
	["move_undeclared", "life_event", -5, 0.05],
];
export const CHANNELS = [
	["court", "official", [0, 2]],
	["self_declaration", "self_declaration", [11]],
	["neighbours", "neighbours", [4, 9]],
	["camera", "camera", [1, 3, 4]],
	["bank", "bank", [5]],
	["committee", "committee", [6, 7, 8, 9, 10]],
];
export const LISTS = [
	["defaulters", "black", 24, [0], []],
	["untrustworthy", "black", 36, [2], [0]],
	["model_citizens", "red", 24, [], [4]],
];
export const MEASURES = [
	["air", "sanction", [0, 1], 0.0012, 0],
	["fast_train", "sanction", [0], 0.0009, 0],
	["school_fees", "sanction", [0], 0.0003, 1],
	["loans", "sanction", [0, 1], 0.0006, 0.5],
	["tenders", "sanction", [1], 0.0001, 0],
	["cheap_tickets", "reward", [2], 0.004, 0.3],
];
export const REGIONS =
	`110000 Beijing 21893095|120000 Tianjin 13866009|130000 Hebei 74610235|140000 Shanxi 34915616|150000 Inner Mongolia 24049155|210000 Liaoning 42591407|220000 Jilin 24073453|230000 Heilongjiang 31850088|310000 Shanghai 24870895|320000 Jiangsu 84748016|330000 Zhejiang 64567588|340000 Anhui 61027171|350000 Fujian 41540086|360000 Jiangxi 45188635|370000 Shandong 101527453|410000 Henan 99365519|420000 Hubei 57752557|430000 Hunan 66444864|440000 Guangdong 126012510|450000 Guangxi 50126804|460000 Hainan 10081232|500000 Chongqing 32054159|510000 Sichuan 83674866|520000 Guizhou 38562148|530000 Yunnan 47209277|540000 Tibet 3648100|610000 Shaanxi 39528999|620000 Gansu 25019831|630000 Qinghai 5923957|640000 Ningxia 7202654|650000 Xinjiang 25852345`
		.split("|")
		.map((t) => {
			const m = /^(\d+) (.+) (\d+)$/.exec(t);
			return { code: +m[1], name: m[2], census_persons: +m[3] };
		});

/* What src/view says of the regime. */
export function regime() {
	return {
		scale: { kind: "points", base: 1000, minimum: 0, maximum: 2000 },
		grades: ["D", "C", "B", "A", "AAA"].map((name, i) => ({ name, from: [0, 600, 850, 1030, 1200][i] })),
		components: [
			["judicial", 60],
			["public_order", 24],
			["commerce", 60],
			["civic", 36],
		].map(([name, half_life_months]) => ({ name, kind: "records", weight: 1, half_life_months })),
		events: EVENTS.map(([name, kind, points, rate], i) => ({
			name,
			kind,
			component: [0, 1, 2, 1, 1, 2, 3, 3, 3, 3, 3, 3][i],
			points,
			rate_per_year: rate,
		})),
		channels: CHANNELS.map(([name, kind, sees], i) => ({
			name,
			kind,
			enabled: i !== 3,
			coverage_urban: [1, 1, 0.7, 0.45, 0.8, 1][i],
			coverage_rural: [1, 1, 0.9, 0.1, 0.4, 1][i],
			wrong_person: 0.01,
			spurious_per_1000_years: 0.5,
			sees,
		})),
		lists: LISTS.map(([name, colour, term_months, entry_events, entry_grades]) => ({
			name,
			colour,
			enabled: true,
			term_months,
			repair_per_month: 0.02,
			publication: 0.2,
			entry_events,
			entry_grades,
			grade_cap: -1,
			grade_floor: -1,
		})),
		measures: MEASURES.map(([name, kind, lists, , spill]) => ({
			name,
			kind,
			enabled: true,
			lists,
			grades: name === "loans" ? [0] : [],
			classes: ["citizen", "executive", "official"],
			strictness: 1,
			demand_per_year: 2,
			spill_spouse: spill,
			spill_child: spill,
			spill_household: 0,
			spill_kin: spill * 0.3,
			spill_liability_group: 0,
		})),
		review: { automatic_share: 0.9, files_per_month_per_million: 20000 },
		due_process: { notice: 0.5, delay_months: 1, files_per_month_per_million: 50, overturn_wrong: 0.79 },
		sections: [
			{ name: "names", meaning: "names that people share", later: false, entries: [] },
			{ name: "bureaus", meaning: "scoring firms", later: true, entries: ["central", "private"] },
		],
		timeline: [
			{
				name: "courts",
				from: "2014-01",
				to: "",
				where: "all places",
				sets: [{ key: "channels.court.enabled", value: "true" }],
			},
			{
				name: "pilot_cities",
				from: "2015-06",
				to: "2017-12",
				where: "30% of places",
				sets: [{ key: "channels.neighbours.enabled", value: "true" }],
			},
			{
				name: "cameras",
				from: "2018-03",
				to: "",
				where: "cities above 1,000,000 people",
				sets: [{ key: "channels.camera.enabled", value: "true" }],
			},
		],
	};
}

/* Two modules: levels from the start, bureaus later. */
export function modules(replicates) {
	const answer = (name, label, mean, cases) => ({
		name,
		label,
		mean,
		low: mean * 0.9,
		high: mean * 1.1,
		have: replicates,
		cases,
		few: cases < 100,
		values: Array(replicates).fill(mean),
	});
	const affects = { channels: [], events: [], components: [], lists: [], measures: [] };
	return [
		{
			name: "hierarchy",
			title: "Administrative hierarchy",
			sections: "hierarchy",
			note: "",
			stage: "counted",
			later: false,
			affects,
			summaries: [answer("hierarchy_lost", "lost between levels, per 1,000 records sent", 40, 12000)],
			branches: [
				{
					name: "lost_above",
					label: "lost between levels",
					kind: "lost",
					step: "accepted",
					stock: false,
					count: Array(replicates).fill(480),
					wrong: null,
				},
			],
		},
		{
			name: "bureaus",
			title: "Scoring bureaus",
			sections: "bureaus credit",
			note: "As they last scored.",
			stage: "consequences",
			later: true,
			affects: { ...affects, measures: [3] },
			summaries: [answer("bureaus_unscored", "without a score, of 100 adults", 20, 60)],
			branches: [],
		},
	];
}
