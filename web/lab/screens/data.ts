/* The data: every table of a run, looked at, summed over what is not of interest, taken away as CSV. */

import { Child, h } from "../../src/dom";
import { fixed, num } from "../../src/format";
import { table } from "../../src/figure";
import { saveReply } from "../save";
import { runTitle } from "../words";
import { Context, finished, Screen } from "./screen";

type Row = Record<string, string | number | null>;
interface TableInfo {
	name: string;
	kind: string;
	rows: number | null /* of a view: not counted */;
	meaning: string;
}
const SHOWN = 200; /* rows */
const FETCHED = 50000;

/* A count is told whole: this screen shows what was counted. */
const exact = (x: number): string => (Number.isInteger(x) ? fixed(x, 0) : num(x));

export const data: Screen = {
	id: "data",
	name: "Data",
	there: (lab) => finished(lab).length > 0,
	async build(c: Context) {
		const runs = finished(c.lab),
			out = h("div", null),
			said = h("p", { class: "source", role: "status" }),
			now = { run: runs[runs.length - 1].name, table: "headline", down: "", across: "", value: "" };
		let rows: Row[] = [];
		let called = new Map<string, Map<string, string>>();
		const options = (all: [string, string][], chosen: string): HTMLElement[] => all.map(([value, text]) => h("option", { value, selected: value === chosen }, text));
		const pick = (id: string, label: string): HTMLSelectElement => h("select", { id, "aria-label": label });
		const runPick = pick("data-run", "Run"),
			tablePick = pick("data-table", "Table"),
			down = pick("data-down", "Rows by"),
			across = pick("data-across", "Columns by"),
			value = pick("data-value", "Sum of"),
			over = h("select", { id: "data-over", "aria-label": "Replicates", change: () => show() }, h("option", { value: "mean" }, "mean of the replicates"), h("option", { value: "sum" }, "all replicates together"));
		runPick.append(...options(runs.map((r) => [r.name, runTitle(r)]), now.run));
		const tables = await c.lab.get<TableInfo[]>(`/api/tables?run=${now.run}`);
		tablePick.append(...options([["headline", "headline: the figures of the report"], ...tables.filter((t) => t.rows !== 0).map((t): [string, string] => [t.name, `${t.name}: ${t.meaning}`])], now.table));

		const show = (): void => {
			/* Words first, numbers behind them. */
			const keys = rows.length > 0 ? Object.keys(rows[0]) : [],
				isNumber = (n: string): boolean => rows.some((r) => typeof r[n] === "number"),
				names = [...keys.filter((n) => !isNumber(n)), ...keys.filter(isNumber)];
			if (rows.length === 0) out.replaceChildren(h("p", { class: "source" }, "This table is empty."));
			else if (down.value && value.value) out.replaceChildren(pivot(rows, down.value, across.value, value.value, over.value === "mean", called));
			else
				out.replaceChildren(
					table({
						caption: `${now.table}: ${rows.length > SHOWN ? `the first ${SHOWN} of ${fixed(rows.length, 0)} rows` : `${rows.length} rows`}`,
						head: names,
						numeric: Math.max(1, keys.filter((n) => !isNumber(n)).length),
						rows: rows.slice(0, SHOWN).map((r) => names.map((n): Child => (typeof r[n] === "number" ? exact(r[n] as number) : (r[n] ?? "")))),
					}),
				);
		};
		const load = async (): Promise<void> => {
			said.textContent = "Reading …";
			try {
				rows = now.table === "headline" ? await c.lab.get<Row[]>(`/api/figures?run=${now.run}`) : await c.lab.get<Row[]>(`/api/tables/${now.table}.json?run=${now.run}&limit=${FETCHED}`);
				called = now.table === "headline" ? new Map() : await namesOf(c, now.run, now.table);
				said.textContent = rows.length === FETCHED ? `Only the first ${fixed(FETCHED, 0)} rows are looked at here; the CSV file has all.` : "";
			} catch (error) {
				rows = [];
				said.textContent = (error as Error).message;
			}
			const names = rows.length > 0 ? Object.keys(rows[0]) : [],
				numbers = names.filter((n) => rows.some((r) => typeof r[n] === "number"));
			down.replaceChildren(...options([["", "every row"], ...names.map((n): [string, string] => [n, n])], ""));
			across.replaceChildren(...options([["", "one column"], ...names.map((n): [string, string] => [n, n])], ""));
			value.replaceChildren(...options(numbers.map((n): [string, string] => [n, n]), numbers[numbers.length - 1] ?? ""));
			show();
		};
		runPick.addEventListener("change", () => {
			now.run = runPick.value;
			void load();
		});
		tablePick.addEventListener("change", () => {
			now.table = tablePick.value;
			void load();
		});
		for (const p of [down, across, value]) p.addEventListener("change", show);
		await load();
		return h(
			"div",
			null,
			h("p", { class: "standfirst" }, "What a run counted, in full. Rows and columns can be summed up; the file has every row."),
			h("div", { class: "controls" }, h("label", null, "Run", runPick), h("label", null, "Table", tablePick)),
			h(
				"div",
				{ class: "controls" },
				h("label", null, "Rows by", down),
				h("label", null, "Columns by", across),
				h("label", null, "Sum of", value),
				h("label", null, "over", over),
				h(
					"button",
					{
						type: "button",
						id: "csv",
						click: () => void saveReply(c.lab, now.table === "headline" ? `/api/figures?run=${now.run}&format=csv` : `/api/tables/${now.table}.csv?run=${now.run}`, `${now.table}.csv`).catch((e: Error) => (said.textContent = e.message)),
					},
					"Save as CSV",
				),
			),
			said,
			out,
			query(c, () => now.run),
		);
	},
};

const FIRST_QUERY = "SELECT date, avg(listed) AS listed, avg(refused) AS refused\nFROM national GROUP BY date ORDER BY date";
const ROWS_ASKED = 1000;

/* A query of one's own, which can do nothing but read. */
function query(c: Context, run: () => string): HTMLElement {
	const text = h("textarea", { id: "sql", rows: 4, spellcheck: "false", "aria-describedby": "sql-how" }),
		said = h("p", { class: "mistake", id: "sql-said", role: "alert", hidden: true }),
		out = h("div", { id: "sql-out", "aria-live": "polite" });
	text.value = FIRST_QUERY;
	const tell = (why: string): void => {
		said.hidden = why === "";
		said.textContent = why;
	};
	const ask = async (): Promise<void> => {
		tell("");
		out.replaceChildren(h("p", { class: "source" }, "Asking …"));
		try {
			const rows = await c.lab.post<Row[]>("/api/sql", { run: run(), query: text.value, limit: ROWS_ASKED }),
				names = rows.length > 0 ? Object.keys(rows[0]) : [],
				isNumber = (n: string): boolean => rows.some((r) => typeof r[n] === "number");
			out.replaceChildren(
				rows.length === 0
					? h("p", { class: "source" }, "No rows.")
					: table({
							caption: `${rows.length === ROWS_ASKED ? `The first ${fixed(ROWS_ASKED, 0)} rows` : rows.length === 1 ? "1 row" : `${rows.length} rows`}${rows.length > SHOWN ? `; shown are ${SHOWN}, the file has all` : ""}`,
							head: names,
							numeric: Math.max(1, names.findIndex(isNumber) < 0 ? names.length : names.findIndex(isNumber)),
							rows: rows.slice(0, SHOWN).map((r) => names.map((n): Child => (typeof r[n] === "number" ? exact(r[n] as number) : (r[n] ?? "")))),
						}),
			);
		} catch (error) {
			out.replaceChildren();
			tell((error as Error).message);
		}
	};
	return h(
		"section",
		{ class: "topic" },
		h("h2", null, "Ask with SQL"),
		h("p", { class: "source", id: "sql-how" }, "One query of SQLite on the tables and views above and on columns, which says what each column holds. It can do nothing but read; what takes too long, or too much memory, is refused."),
		h("label", { for: "sql", class: "hidden" }, "A query of SQLite"),
		text,
		h(
			"p",
			{ class: "controls" },
			h("button", { type: "button", id: "ask-sql", click: () => void ask() }, "Ask"),
			h("button", { type: "button", click: () => void saveReply(c.lab, "/api/sql", "query.csv", { run: run(), query: text.value, format: "csv" }).catch((e: Error) => tell(e.message)) }, "Save the rows as CSV"),
		),
		said,
		out,
	);
}

/* What the numbers of a table's columns stand for, by column: the results say of which kind of names each is. */
async function namesOf(c: Context, run: string, of: string): Promise<Map<string, Map<string, string>>> {
	const read = (name: string): Promise<Row[]> => c.lab.get<Row[]>(`/api/tables/${name}.json?run=${run}&limit=${FETCHED}`),
		[columns, names] = await Promise.all([read("columns"), read("names")]),
		ofKind = (kind: string): Map<string, string> => new Map(names.filter((n) => n.kind === kind).map((n) => [String(n.idx), String(n.name).replace(/_/g, " ")])),
		kindOf = (meaning: string): string | undefined => /: names, kind (\w+)$/.exec(meaning)?.[1] ?? (meaning === "1 urban, 0 rural" ? "stratum" : meaning.startsWith("income quintile, 0 the lowest") ? "quintile" : undefined);
	return new Map(
		columns
			.filter((x) => x.table_name === of)
			.map((x): [string, Map<string, string>] => [String(x.name), ofKind(kindOf(String(x.meaning)) ?? "")])
			.filter(([, known]) => known.size > 0),
	);
}

/* Replicates are the same months again with other random numbers: what stands in all of them together is no figure of the society, so that
 * it is their mean unless the sum is asked for, or each is shown. */
function pivot(rows: Row[], down: string, across: string, value: string, isMean: boolean, names: Map<string, Map<string, string>>): HTMLElement {
	const name = (r: Row, key: string): string => (key ? (names.get(key)?.get(String(r[key])) ?? String(r[key] ?? "")) : value),
		columns = [...new Set(rows.map((r) => name(r, across)))],
		replicates = new Set(rows.map((r) => r.replicate)).size,
		isOver = typeof rows[0].replicate === "number" && down !== "replicate" && across !== "replicate" && value !== "replicate" && replicates > 1,
		by = isOver && isMean ? replicates : 1,
		sums = new Map<string, Map<string, number>>();
	for (const r of rows) {
		const own = sums.get(name(r, down)) ?? new Map<string, number>();
		own.set(name(r, across), (own.get(name(r, across)) ?? 0) + (typeof r[value] === "number" ? (r[value] as number) : 0));
		sums.set(name(r, down), own);
	}
	return table({
		caption: `Sum of ${value} by ${down}${across ? ` and ${across}` : ""}${isOver ? (isMean ? `, mean of ${replicates} replicates` : `, ${replicates} replicates added together`) : ""}${sums.size > SHOWN ? `, the first ${SHOWN}` : ""}. Sums over months add stocks too, which count the same people again.`,
		head: [down, ...columns.slice(0, 40)],
		rows: [...sums].slice(0, SHOWN).map(([key, own]) => [key, ...columns.slice(0, 40).map((x): Child => (own.has(x) ? num(own.get(x)! / by) : "–"))]),
	});
}
