/* Provinces on the tile grid: a choice of indicators, and the arrow keys move from tile to tile. */

import { h, s } from "../dom";
import { figure, fewRows, table, tooFew } from "../figure";
import { capital, est, label, listing, meanCount, monthText, num, whole } from "../format";
import { Model } from "../model";
import { Estimate, mean } from "../stats";
import { Tile, TILES } from "../tiles";
import { listWord, p, section } from "./section";

interface Indicator {
	text: string | ((m: Model) => string);
	unit: string;
	raw: string;
	of: (m: Model, i: number) => Estimate;
}
const named = (m: Model, x: Indicator): string => (typeof x.text === "string" ? x.text : x.text(m));
const INDICATORS: Indicator[] = [
	{ text: (m) => `On ${listWord(m)}`, unit: "listed per 1,000 people", raw: "listed", of: (m, i) => m.rate("region", i, "listed") },
	{
		text: (m) => `On ${listWord(m)} wrongly`,
		unit: "wrongly listed per 1,000 people",
		raw: "listed_other_violation+listed_no_violation",
		of: (m, i) => m.rate("region", i, "listed_other_violation+listed_no_violation"),
	},
	{
		text: "Under a sanction",
		unit: "people under a sanction per 1,000",
		raw: "sanctioned_effective",
		of: (m, i) => m.rate("region", i, "sanctioned_effective"),
	},
	{
		text: "Attempts refused",
		unit: "attempts refused per 1,000 people and year",
		raw: "refused",
		of: (m, i) => m.rate("region", i, "refused", "persons", 1000 / m.years),
	},
	{
		text: "In the lowest grade",
		unit: "people in the lowest grade per 1,000",
		raw: "grade_0",
		of: (m, i) => m.rate("region", i, "grade_0"),
	},
	{
		text: "Violations",
		unit: "violations per 1,000 people and year",
		raw: "violations",
		of: (m, i) => m.rate("region", i, "violations", "persons", 1000 / m.years),
	},
	{
		text: "Records lost for want of an identity",
		unit: "records lost per 1,000 people and year",
		raw: "records_lost",
		of: (m, i) => m.rate("region", i, "records_lost", "persons", 1000 / m.years),
	},
];
/* From the page to far from it: lightness alone orders them, in print and for the colour-blind (style/base.css; on a dark page reversed). */
const SHADES = 7;

interface Spot {
	i: number;
	name: string;
	tile: Tile;
}

export const provinces = {
	id: "provinces",
	kicker: "Provinces",
	build(m: Model): HTMLElement | string {
		const spots = m.report.regions.flatMap((r, i): Spot[] => {
			const tile = TILES.get(r.code);
			return tile ? [{ i, name: r.name, tile }] : [];
		});
		const possible = INDICATORS.filter(
			(x) =>
				(m.hasLists || !/listed/.test(x.raw)) &&
				(m.hasMeasures || !/refused|sanctioned/.test(x.raw)) &&
				(m.report.regime.grades.length > 0 || x.raw !== "grade_0"),
		);
		if (spots.length < 2)
			return "the run has one province alone";
		if (possible.every((x) => spots.every((s) => mean(m.totals("region", s.i, x.raw)) === 0)))
			return "nothing that a map could show happened in any province";
		let chosen = possible[0];
		const status = h(
			"output",
			{ class: "tile-status", "aria-live": "polite" },
			"Choose a tile to read its figure: Tab to the map, then the arrow keys.",
		);
		const select = h(
			"select",
			{ id: "tile-indicator", "aria-controls": "fig-tiles" },
			possible.map((x, i) => h("option", { value: i }, named(m, x))),
		);
		const sized = { node: null as HTMLElement | null };
		select.addEventListener("change", () => {
			chosen = possible[Number(select.value)];
			again();
		});
		const draw = (width: number): Element =>
			tileMap(m, spots, chosen, width, (spot) => {
				status.textContent = `${spot.name}: ${est(chosen.of(m, spot.i))} ${chosen.unit}, ${whole(m.report.regions[spot.i].persons)} synthetic people`;
			});
		const again = (): void => {
			const stage = sized.node?.querySelector<HTMLElement>(".stage");
			if (stage) stage.replaceChildren(draw(stage.clientWidth));
			sized.node?.querySelector(".numbers .scroll")?.replaceWith(tableOf(m, spots, chosen));
		};
		const ranked = rank(m, spots, chosen),
			top = ranked[0],
			bottom = ranked[ranked.length - 1];
		/* The highest and the lowest of many are picked for being so; how far they are apart is no finding, and with few cases it is chance. */
		const sure = (x: Spot): boolean => !tooFew(mean(m.totals("region", x.i, chosen.raw))),
			apart = top.e.lo > bottom.e.hi && sure(top) && sure(bottom);
		sized.node = figure({
			id: "fig-tiles",
			title: `Provinces on a grid: ${monthText(m.last)}, or the whole run for what is counted by the year`,
			controls: h("p", { class: "controls" }, h("label", { for: "tile-indicator" }, "Show "), select),
			draw,
			label: "",
			warn: fewRows(
				spots.map((x) => ({ name: x.name, count: mean(m.totals("region", x.i, chosen.raw)) })),
				"cases",
			),
			note: [
				"Each province is one tile at about its place on the map, whatever its size; the more a tile stands out from the page, the more it is. The number is the mean over replicates; intervals are in the table and at each tile. ",
				status,
			],
			source: "Source: this run of socred; grid china_prov_grid1 of the geofacet package; provinces as in the 2020 census.",
			table: null,
		});
		sized.node.append(
			h(
				"details",
				{ class: "numbers" },
				h("summary", null, "The numbers as a table", h("span", { class: "hidden" }, ": provinces")),
				tableOf(m, spots, chosen),
			),
		);
		/* Places that a change reaches alone have other rules: their figures differ for that, and are not a spread of like with like.
		   A change for all urban or all rural people is the same rule in every province. */
		const parted = m.report.regime.timeline.filter((c) => !/^all places(, (urban|rural) people)?$/.test(c.where));
		return section(
			"provinces",
			"Provinces",
			parted.length > 0
				? `${named(m, chosen)}: rules differ from place to place, and figures with them`
				: apart
					? `${named(m, chosen)}: provinces differ`
					: `${named(m, chosen)}: no province can be told from another`,
			p(
				parted.length > 0
					? `${listing(parted.map((c) => `${capital(label(c.name))} holds in ${c.where}`))}: the highest and the lowest province are not under the same rules. `
					: "",
				`Highest: ${top.name}, ${est(top.e)}; lowest: ${bottom.name}, ${est(bottom.e)}, ${chosen.unit}; of ${spots.length} provinces the two ends are picked for being so, and part of their distance is chance. `,
				m.n < 2
					? "With one replicate it cannot be said whether provinces differ by more than chance."
					: apart
						? "Their intervals do not overlap; between neighbours in the order they often do, so do not read the order as a ranking."
						: "Their intervals overlap, or rest on too few cases: no order among provinces can be claimed.",
			),
			sized.node,
		);
	},
};

const rank = (m: Model, spots: Spot[], x: Indicator): (Spot & { e: Estimate })[] =>
	spots.map((s) => ({ ...s, e: x.of(m, s.i) })).sort((a, b) => b.e.mean - a.e.mean);

function tableOf(m: Model, spots: Spot[], x: Indicator): HTMLElement {
	return table({
		caption: `Provinces: ${x.unit}`,
		head: ["Province", "Value (95% interval)", "Synthetic cases"],
		rows: rank(m, spots, x).map((r) => [r.name, est(r.e), meanCount(mean(m.totals("region", r.i, x.raw)))]),
	});
}

function tileMap(m: Model, spots: Spot[], x: Indicator, width: number, say: (spot: Spot) => void): Element {
	const rows = [...new Set(spots.map((q) => q.tile.row))],
		first = Math.min(...rows),
		last = Math.max(...rows);
	const step = Math.min(width, 760) / 10,
		pad = step * 0.05;
	const estimates = spots.map((q) => x.of(m, q.i)),
		values = estimates.map((e) => e.mean),
		lo = Math.min(...values),
		hi = Math.max(...values);
	const shade = (v: number): number =>
		hi > lo ? Math.min(SHADES - 1, Math.floor(((v - lo) / (hi - lo)) * SHADES)) : 2;
	const names = step >= 66;
	const root = s("svg", {
		viewBox: `0 0 ${step * 10} ${step * (last - first + 1)}`,
		width: step * 10,
		height: step * (last - first + 1),
		class: "tiles",
		role: "group",
		"aria-label": `Map of provinces as tiles: ${x.unit}. Arrow keys move between tiles.`,
	});
	const nodes = spots.map((spot, k) => {
		const v = values[k],
			level = shade(v),
			tx = (spot.tile.col - 1) * step + pad,
			ty = (spot.tile.row - first) * step + pad,
			size = step - 2 * pad,
			cx = tx + size / 2;
		const ink = level >= 4 ? "var(--shade-far)" : "var(--shade-near)";
		const g = s(
			"g",
			{
				class: "tile",
				role: "img",
				tabindex: k === 0 ? 0 : -1,
				"aria-label": `${spot.name}: ${est(x.of(m, spot.i))} ${x.unit}`,
			},
			s("title", null, `${spot.name}: ${est(x.of(m, spot.i))} ${x.unit}`),
			s("rect", { x: tx, y: ty, width: size, height: size, fill: `var(--shade-${level})`, class: "tile-box" }),
			s(
				"text",
				{
					x: cx,
					y: ty + size * 0.43,
					"text-anchor": "middle",
					fill: ink,
					"font-size": names ? 10.5 : Math.max(8, step * 0.25),
					"font-weight": 600,
					textLength: names && spot.name.length > 10 ? size - 6 : null,
					lengthAdjust: "spacingAndGlyphs",
				},
				names ? spot.name : spot.tile.short,
			),
			s(
				"text",
				{ x: cx, y: ty + size * 0.8, "text-anchor": "middle", fill: ink, "font-size": Math.max(7.5, step * 0.2) },
				num(v, estimates[k]),
			),
		);
		g.addEventListener("focus", () => say(spot));
		g.addEventListener("pointerenter", () => say(spot));
		return g;
	});
	root.addEventListener("keydown", (event) => {
		const move = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
		const from = nodes.indexOf(document.activeElement as SVGGElement);
		if (!move || from < 0) return;
		event.preventDefault();
		const to = nearest(spots, from, move[0], move[1]);
		nodes.forEach((n, k) => n.setAttribute("tabindex", k === to ? "0" : "-1"));
		nodes[to].focus();
	});
	root.append(...nodes);
	return root;
}

/* The tile that lies in the direction of the key: near along it, little aside. */
function nearest(spots: Spot[], from: number, down: number, right: number): number {
	let best = from,
		least = Infinity;
	spots.forEach((spot, k) => {
		const dy = spot.tile.row - spots[from].tile.row,
			dx = spot.tile.col - spots[from].tile.col;
		const along = dy * down + dx * right,
			aside = Math.abs(dy * right) + Math.abs(dx * down);
		if (along > 0 && along + 2 * aside < least) {
			least = along + 2 * aside;
			best = k;
		}
	});
	return best;
}
