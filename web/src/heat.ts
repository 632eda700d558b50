/* Two values at once: a heat map, and the same as a table. */

import * as Plot from "@observablehq/plot";
import { plotStyle as style } from "./charts";
import { TableText } from "./figure";
import { num } from "./format";

export interface Heat {
	down: string /* what rows are of */;
	across: string;
	rows: string[];
	columns: string[];
	cells: (number | null | undefined)[][] /* [row][column]; null: there is none; undefined: not known yet */;
	own?: [number, number] /* row and column of a cell that is framed */;
	same?: (x: number) => boolean /* that cannot be told from it: without a colour */;
}
export const SHADES = 7;

/* The more, the further from the colour of the page; each cell with its number. */
export function heat(of: Heat, width: number, format: (x: number) => string = num): SVGElement {
	const known = of.cells.flat().filter((x): x is number => typeof x === "number" && Number.isFinite(x)),
		least = Math.min(...known),
		most = Math.max(...known),
		level = (v: number): number => (most > least ? Math.min(SHADES - 1, Math.floor(((v - least) / (most - least)) * SHADES)) : 2),
		cells = of.rows.flatMap((_, i) => of.columns.map((_, j) => ({ i, j, v: of.cells[i][j] }))),
		isKnown = (c: { v?: number | null }): boolean => typeof c.v === "number" && Number.isFinite(c.v),
		isColoured = (c: { v?: number | null }): boolean => isKnown(c) && !of.same?.(c.v!);
	const side = 16 + 7 * Math.max(...of.rows.map((x) => x.length)),
		room = width - side - 8,
		size = room / of.columns.length < 44 ? 10 : 12,
		longest = 6.6 * Math.max(...of.columns.map((x) => x.length)),
		upright = longest > room / of.columns.length - 4, /* beside one another they would run into each other */
		below = upright ? 40 + longest : 44;
	return Plot.plot({
		width,
		height: 30 + below + Math.max(34, Math.min(54, room / of.columns.length)) * of.rows.length,
		marginLeft: side,
		marginRight: 8,
		marginTop: 30,
		marginBottom: below,
		style,
		x: { type: "band", domain: of.columns.map((_, j) => j), label: of.across, labelAnchor: "center", labelArrow: "none", labelOffset: below - 6, tickRotate: upright ? -90 : 0, tickFormat: (j: number) => of.columns[j], tickSize: 0, padding: 0 },
		y: { type: "band", domain: of.rows.map((_, i) => i).reverse(), label: of.down, labelAnchor: "top", labelArrow: "none", tickFormat: (i: number) => of.rows[i], tickSize: 0, padding: 0 },
		marks: [
			Plot.cell(cells, {
				x: "j",
				y: "i",
				fill: (c) => (isColoured(c) ? `var(--shade-${level(c.v!)})` : "var(--panel)"),
				stroke: "var(--page)",
				title: (c) => `${of.down} ${of.rows[c.i]}, ${of.across} ${of.columns[c.j]}: ${isKnown(c) ? format(c.v) : "none"}`,
			}),
			Plot.cell(
				cells.filter((c) => of.own?.[0] === c.i && of.own[1] === c.j),
				{ x: "j", y: "i", fill: "none", stroke: "currentColor", strokeWidth: 2, inset: 2, pointerEvents: "none" },
			),
			Plot.text(cells, {
				x: "j",
				y: "i",
				text: (c) => told(c.v, format),
				fill: (c) => (!isColoured(c) ? "currentColor" : level(c.v) >= 4 ? "var(--shade-far)" : "var(--shade-near)"),
				fontSize: size,
				pointerEvents: "none",
			}),
		],
		color: { type: "identity" },
	}) as SVGElement;
}

/* The same as a table. */
export const heatTable = (of: Heat, caption: string, format: (x: number) => string = num): TableText => ({
	caption: `${caption}: down, ${of.down}; across, ${of.across}`,
	head: [of.down, ...of.columns],
	rows: of.rows.map((name, i) => [name, ...of.columns.map((_, j) => told(of.cells[i][j], format))]),
});
const told = (x: number | null | undefined, format: (x: number) => string): string => (x === undefined ? "…" : x === null || !Number.isFinite(x) ? "–" : format(x));
