/* What modules count beside the common tables: each count that the run has, month by month or value by value. */

import { COLOURS, intervals, Line, lines, SERIES } from "../charts";
import { Counter } from "../data";
import { figure, fewRows } from "../figure";
import { capital, est, label, listing, monthText, num, plural, valueName } from "../format";
import { isCounted, Model } from "../model";
import { bounded, count, Estimate, estimate, fromMoments, mean } from "../stats";
import { intervalNote, p, section } from "./section";

const ROWS_MOST = 24; /* of one drawing; the table has all */

interface Value {
	at: number;
	name: string;
	e: Estimate;
	line: Line | null;
}

function valuesOf(m: Model, c: Counter): Value[] {
	return c.values.map((v, i) => {
		const name = c.dimensions.length === 0 ? "all" : valueName(c.dimensions, v.key, m.report.names);
		const points = v.mean?.map((x, month) => {
			const e = fromMoments(x, v.sd![month], m.n);
			const of = isCounted(c.unit) ? { ...e, counted: x * m.n, each: 1 } : e;
			return { month, date: m.date(month), ...(v.totals.every((t) => t >= 0) ? bounded(of) : e) };
		});
		const e = isCounted(c.unit) ? count(v.totals) : estimate(v.totals);
		return {
			at: i,
			name,
			e: e.mean >= 0 ? bounded(e) : e,
			line: points && m.months > 1 ? { name, points, colour: SERIES[i % 5] } : null,
		};
	});
}

/* "persons" is the unit of a column: people is said. One that begins with a number is a unit of so much. */
const told = (unit: string): string => (unit === "persons" ? "people" : /^\d/.test(unit) ? `units of ${unit}` : unit);
/* A word of a dimension that is no name of anything reads as one in quotes. */
const quoted = (name: string): string => (/^(with|without|under|on|off|in|by|of)\b/.test(name) ? `“${name}”` : name);

const when = (m: Model, c: Counter): string => (c.kind === "S" ? `in ${monthText(m.last)}` : "over the whole run");

/* "Of them flagged" says nothing without those of whom it speaks: what the table counts before it. */
function titleOf(m: Model, c: Counter): string {
	const first = m.report.counters.find((x) => x.table === c.table)!,
		of = first !== c && /^(of (them|the)\b|their\b|flagged\b)/i.test(c.meaning) ? `${capital(first.meaning)}; ${c.meaning}` : capital(c.meaning);
	return `${of} (${label(c.table)})`;
}

function drawing(m: Model, c: Counter): HTMLElement {
	const values = valuesOf(m, c),
		monthly = values.every((v) => v.line !== null),
		shown = values
			.slice()
			.sort((a, b) => b.e.mean - a.e.mean || a.at - b.at)
			.slice(0, ROWS_MOST)
			.sort((a, b) => a.at - b.at);
	const numbers = c.dimensions.filter((d) => c.values.some((v) => typeof v.key[c.dimensions.indexOf(d)] === "number") && !d.labels && !m.report.names[d.kind]);
	const index = numbers.map((d) => ` ${capital(label(d.name))}: ${d.meaning}.`).join("");
	const rest = values.length - shown.length;
	return figure({
		id: `fig-module-${`${c.table}-${c.column}`.replace(/_/g, "-")}`,
		title: titleOf(m, c),
		draw: (w) =>
			monthly
				? lines(
						values.map((v) => v.line!),
						w,
						told(c.unit),
						{ height: 220, loose: values.some((v) => v.line!.points.some((p) => p.mean < 0)) },
					)
				: intervals(
						shown.map((v) => ({ name: v.name, e: v.e, colour: COLOURS.a })),
						w,
						told(c.unit),
					),
		warn: isCounted(c.unit)
			? fewRows(
					shown.map((v) => ({ name: quoted(v.name), count: mean(c.values[v.at].totals) })),
					told(c.unit),
				)
			: null,
		label: `${values
			.slice(0, ROWS_MOST)
			.map((v) => `${v.name} ${num(v.e.mean)}`)
			.join("; ")} ${told(c.unit)} ${when(m, c)}.`,
		note: `${monthly ? `${c.kind === "S" ? "At the end of each month" : "In each month"}, in ${told(c.unit)}` : `${capital(when(m, c))}, in ${told(c.unit)}`}.${rest > 0 ? ` The ${ROWS_MOST} largest of ${values.length} are drawn.` : ""}${index} ${intervalNote(m)}`,
		table: {
			caption: `${capital(c.meaning)}, ${told(c.unit)} ${when(m, c)}, with 95% intervals`,
			head: [c.dimensions.length === 0 ? "Count" : capital(c.dimensions.map((d) => label(d.name)).join(", ")), told(c.unit)],
			rows: values.map((v) => [c.dimensions.length === 0 ? label(c.column) : v.name, est(v.e)]),
		},
	});
}

export const modules = {
	id: "modules",
	kicker: "What modules count",
	build(m: Model): HTMLElement | string {
		const counts = m.report.counters,
			on = m.report.regime.sections;
		if (counts.length === 0)
			return on.length ? `what these do shows in the other sections: ${listing(on.map((x) => label(x.name)))}` : "no module is switched on";
		return section(
			"modules",
			"What modules count",
			`${plural(counts.length, "count")} of the modules that were on`,
			p(
				on.length
					? `Modules beside the common phases: ${on.map((x) => `${label(x.name)} (${x.meaning}${x.later ? "; from a later month" : ""})`).join("; ")}. `
					: "",
				"Each figure shows one count with its values, in synthetic people and records, never scaled.",
			),
			...counts.map((c) => drawing(m, c)),
		);
	},
};
