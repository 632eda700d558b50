/* Readings of the document: totals, series and shares by name. */

import { Report, Series, TableName } from "./data";
import { add, bounded, Estimate, fromMoments, mean, minus, ratio, relative } from "./stats";
import { addMonths, Month, monthDate, parseMonth } from "./format";

export interface Point {
	month: number;
	date: Date;
	mean: number;
	lo: number;
	hi: number;
	counted?: number;
}

/* Units of what does not come in cases, each by itself. */
const SUMMED = /^(points|months|1\/)/;

export const isCounted = (unit: string): boolean => !SUMMED.test(unit);

export class Model {
	readonly first: Month;
	readonly n: number; /* replicates used */
	readonly months: number;
	readonly years: number;

	constructor(readonly report: Report) {
		this.first = parseMonth(report.run.first_month);
		this.n = report.run.replicates;
		this.months = report.run.months;
		this.years = this.months / 12;
	}

	month(i: number): Month {
		return addMonths(this.first, i);
	}
	date(i: number): Date {
		return monthDate(this.month(i));
	}
	get last(): Month {
		return this.month(this.months - 1);
	}

	rows(table: TableName): string[] {
		return this.report.tables[table].rows;
	}

	/* One value per replicate. Column names joined with + are summed. */
	totals(table: TableName, row: number, columns: string): number[] {
		const t = this.report.tables[table];
		return add(
			...columns.split("+").map((name) => {
				const c = t.columns.findIndex((column) => column.name === name);
				if (c < 0 || row < 0 || row >= t.rows.length) throw new Error(`no ${table}.${name}[${row}]`);
				return t.totals[row][c];
			}),
		);
	}
	national(columns: string): number[] {
		return this.totals("national", 0, columns);
	}
	/* A kind of conduct ("violations") beside what the same people would have done under no regime; change: as a share of that. */
	conduct(column: string): { now: number[]; counterfactual: number[]; change: Estimate } {
		const now = this.national(column),
			counterfactual = this.national(`${column}_counterfactual`);
		return { now, counterfactual, change: relative(minus(now, counterfactual), counterfactual) };
	}

	/* Ratio of totals of the same row over replicates, for instance listed per 1,000 persons. */
	rate(table: TableName, row: number, columns: string, base = "persons", scale = 1000): Estimate {
		/* A stock of people among all is a share of them; what happens to them is not. */
		const isShare = base === "persons" && columns.split("+").every((name) => this.report.tables[table].columns.some((c) => c.name === name && c.kind === "S"));
		return bounded(ratio(this.totals(table, row, columns), this.totals(table, row, base), scale), isShare ? scale : Infinity);
	}

	/* A column month by month, times scale. */
	/* isCount: not below 0; a difference can be. */
	series(table: TableName, row: number, column: string, scale = 1, kind: "series" | "cumulative" = "series", isCount = true): Point[] {
		const block: Series | undefined = this.report.tables[table][kind];
		const c = block ? block.columns.indexOf(column) : -1;
		if (!block || c < 0) throw new Error(`no ${kind} of ${table}.${column}`);
		const unit = this.report.tables[table].columns.find((x) => x.name === column)?.unit ?? "";
		return block.mean[row][c].map((m, i) => {
			const of = fromMoments(m * scale, block.sd[row][c][i] * scale, this.n);
			const e = isCount ? bounded(!isCounted(unit) ? of : { ...of, counted: m * this.n, each: scale }) : of;
			return { month: i, date: this.date(i), mean: e.mean, lo: e.lo, hi: e.hi, counted: e.counted };
		});
	}

	/* Twelve-month running sums or means hide nothing but noise; a run shorter than two years is shown as it is. */
	get persons(): number {
		return mean(this.national("persons"));
	}
	get samplingWeight(): number {
		return this.report.run.sampling_weight;
	}
	/* Whether numbers of people of the census are told: where published numbers of people stand beside them. Elsewhere a sample says
	 * what it can say per 1,000. */
	get atCensusSize(): boolean {
		return this.samplingWeight >= 1.5 && !this.report.run.population && (this.report.published?.rows.length ?? 0) > 0;
	}
	get black(): number[] {
		return this.report.regime.lists.flatMap((l, i) => (l.colour === "black" ? [i] : []));
	}
	get listed(): number {
		return mean(this.national("listed"));
	}
	get hasLists(): boolean {
		return this.black.length > 0;
	}
	get hasMeasures(): boolean {
		return this.report.regime.measures.length > 0;
	}
	get hasSanctions(): boolean {
		return this.report.regime.measures.some((x) => x.kind !== "reward");
	}
}
