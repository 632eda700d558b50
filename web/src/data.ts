/* The document that src/view writes into the page; docs/guide/report-data.md describes it. */

export interface Column {
	name: string;
	kind: "S" | "F";
	unit: string;
	meaning: string;
}

/* Mean and standard deviation over replicates, [row][column][month]; null where the table keeps no series of a column. */
export interface Series {
	columns: string[];
	mean: number[][][];
	sd: number[][][];
}

/* totals[row][column][replicate]: flows summed over the run, stocks at its last month. */
export interface Table {
	rows: string[];
	columns: Column[];
	totals: number[][][];
	series?: Series;
	cumulative?: Series;
}

export type TableName =
	| "national"
	| "class"
	| "group"
	| "urban"
	| "quintile"
	| "event"
	| "channel"
	| "list"
	| "measure"
	| "region";

export interface Grade {
	name: string;
	from: number;
}
export interface Component {
	name: string;
	kind: string;
	weight: number;
	half_life_months: number;
}
export interface EventClass {
	name: string;
	kind: string;
	component: number;
	points: number;
	rate_per_year: number;
}
export interface Channel {
	name: string;
	kind: string;
	enabled: boolean;
	coverage_urban: number;
	coverage_rural: number;
	wrong_person: number;
	spurious_per_1000_years: number;
	sees: number[];
}
export interface List {
	name: string;
	colour: string;
	enabled: boolean;
	term_months: number;
	repair_per_month: number;
	publication: number;
	entry_events: number[];
	entry_grades: number[];
	grade_cap: number /* -1: the list binds no grade */;
	grade_floor: number;
}
export interface Measure {
	name: string;
	kind: string;
	enabled: boolean;
	lists: number[];
	grades: number[];
	classes: string[];
	strictness: number;
	demand_per_year: number;
	spill_spouse: number;
	spill_child: number;
	spill_household: number;
	spill_kin: number;
	spill_liability_group: number;
}
export interface Change {
	name: string;
	from: string;
	to: string;
	where: string;
	sets: { key: string; value: string }[];
}
export interface Regime {
	scale: { kind: string; base: number; minimum: number; maximum: number };
	grades: Grade[];
	components: Component[];
	events: EventClass[];
	channels: Channel[];
	lists: List[];
	measures: Measure[];
	review: { automatic_share: number; files_per_month_per_million: number };
	due_process: { notice: number; delay_months: number; files_per_month_per_million: number; overturn_wrong: number };
	timeline: Change[];
	sections: Section[];
}

/* A section of the scenario beyond the common ones; later: only the timeline sets it. */
export interface Section {
	name: string;
	meaning: string;
	later: boolean;
	entries: string[];
}
/* A module that is on: where it acts, what it affects, and the statistics that answer its question: in the words,
 * with the intervals of `socred show RUN headline`. Off: not here. */
export type Stage = "watched" | "counted" | "graded" | "listed" | "consequences" | "";
/* As the headline has it. */
export interface AnswerFigure {
	statistic: string;
	section: string;
	label: string;
	mean: number | null;
	low: number | null;
	high: number | null;
	assumed_low: number | null;
	assumed_high: number | null;
	few: number;
	replicates: number;
	/* why there is no interval over the assumptions, or none with a width; "" where there is one */
	assumed_why: string;
	/* where it is the same at each point: of 100 points, at how many at most it may be another */
	assumed_elsewhere: number | null;
}
export interface Summary {
	name: string;
	label: string;
	mean: number | null;
	low: number | null;
	high: number | null;
	have: number /* replicates in which it has a value */;
	cases: number /* synthetic cases behind it in all replicates together */;
	few: boolean /* it rests on fewer than FEW, of a share by the fewer of what it counts and among what */;
	values: (number | null)[];
}
/* What leaves, changes, enters or goes on from the way from an event to a list; counts[replicate]. wrong: null where it is not known. */
export interface Branch {
	name: string;
	label: string;
	kind: "lost" | "changed" | "added" | "onward";
	step: "recorded" | "accepted" | "entered";
	stock: boolean;
	count: number[];
	wrong: number[] | null;
}
export interface Module {
	name: string;
	title: string;
	sections: string;
	note: string;
	stage: Stage;
	later: boolean;
	affects: { channels: number[]; events: number[]; components: number[]; lists: number[]; measures: number[] };
	summaries: Summary[];
	branches: Branch[];
}
/* A dimension by which a module counts. Its values are words; or numbers, which labels or the names of a kind of entry call. */
export interface Dimension {
	name: string;
	meaning: string;
	kind: string;
	labels: string[] | null;
}
/* What a module counts, a column of one of its tables: the values that are not 0 in every replicate and month, each with its key.
 * mean and sd by month where a counter has few values. */
export interface Counter {
	table: string;
	column: string;
	kind: "S" | "F";
	unit: string;
	meaning: string;
	dimensions: Dimension[];
	values: { key: (string | number)[]; totals: number[]; mean?: number[]; sd?: number[] }[];
}

export interface Assumption {
	key: string;
	value: string;
	unit: string;
	meaning: string;
	source: string;
	origin: string;
	low: number | null;
	high: number | null;
	assumption: boolean;
}

/* The ensemble over the assumptions that a run was given. name: of a statistic of `socred show RUN headline`. */
export interface Assumed {
	points: number;
	varied: number;
	/* values that had a plausible range when the run was made, more perhaps than the ensemble varies; 0: not kept */
	ranged?: number;
	/* its points are draws of a posterior, not of all plausible ranges */
	posterior: boolean;
	drawn_in: number;
	refused: number;
	persons: number;
	replicates: number;
	intervals: { name: string; label: string; shipped: number | null; low: number | null; median: number | null; high: number | null; points: number }[];
	/* rates of groups, per 1,000, and ratios of them: "selection_rate[group=minority]", with "/[group=majority]" behind it */
	rates?: { name: string; low: number; high: number }[];
	ranks: { statistic: string; key: string; correlation: number; low: number; high: number }[];
}

export interface Published {
	date: string;
	measure: string;
	value: number;
	unit: string;
	kind: string;
	source: string;
	used_for: "fit" | "check" | "posterior" | "none";
	/* The model's counterpart; null when the scenario has none. form: cumulative flow, or stock. */
	model: { table: TableName; row: number; column: string; form: "cumulative" | "stock" } | null;
}

export interface Region {
	code: number;
	name: string;
	census_persons: number;
	persons: number;
}

export interface Report {
	format: number;
	run: {
		title: string;
		description: string;
		seed: string;
		persons: number;
		census_persons: number;
		sampling_weight: number;
		places: number;
		replicates_planned: number;
		replicates: number;
		months_planned: number;
		months: number;
		first_month: string;
		partial: boolean;
		interrupted: boolean;
		/* of one's own; absent: a data set of the library */
		population?: { title: string; source: string };
	answer_figures: AnswerFigure[] /* of its {statistic}s, in its order */;
	answer: string /* to the scenario's question, in its words; "": it states none */;
	};
	meta: Record<string, string>;
	scenario: string;
	regime: Regime;
	tables: Record<TableName, Table>;
	names: Record<string, string[]> /* kind of entry -> its names */;
	counters: Counter[];
	modules: Module[];
	regions: Region[];
	transitions: number[][] /* [from][to], mean over replicates, whole run */;
	undecided: Record<string, number[][]> /* kind -> [months waited][replicate], share of the cases */;
	assumptions: Assumption[];
	published: { name: string; rows: Published[] } | null;
	assumed?: Assumed | null /* null: none was given */;
}

/* What the page holds, as it stands in it. */
export function readData<T>(): T {
	const node = document.getElementById("socred-data");
	if (!node || !node.textContent) throw new Error("the page holds no data");
	return JSON.parse(node.textContent) as T;
}

/* "experiment", "theory", or "" for a run; "" as well where there is nothing that can be read, which is told by who reads it. */
export function kindOfData(): string {
	try {
		return readData<{ kind?: string }>().kind ?? "";
	} catch {
		return "";
	}
}

export function readReport(): Report {
	const report = readData<Report>();
	if (report.format !== 2) throw new Error(`the page holds data of format ${report.format}; it reads format 2`);
	return report;
}
