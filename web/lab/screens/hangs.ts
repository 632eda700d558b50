/* What it hangs on: which assumptions a figure moves with, from the ensemble that is shipped with a scenario; how two of them go together;
 * whether what was changed does the same wherever the assumptions stand. */

import { h } from "../../src/dom";
import { fixed, num, percent, plural, whole } from "../../src/format";
import { COLOURS, intervals, Row } from "../../src/charts";
import { heat as heatMap, Heat, heatTable, SHADES } from "../../src/heat";
import { figure, table } from "../../src/figure";
import { ENOUGH, FEW, SURVIVES } from "../../src/stats";
import { LEAST } from "../../src/experiment/data";
import { picker } from "../../src/controls";
import { StatisticPicker } from "../controls";
import { title } from "../curves";
import { Setting } from "../engine";
import { AS_SHIPPED, Checked, End, Lab, PREVIEW_PERSONS, Statistic, Value } from "../lab";
import { foremost } from "../foremost";
import { latin, place } from "../points";
import { survival } from "../survival";
import { keyWords, small, statisticWords } from "../words";
import { Context, Screen } from "./screen";

interface Ensemble {
	points: number;
	persons: number;
	replicates: number;
	factors: Record<string, [number, number, string]>;
	outcomes: Record<string, { points: number; shipped: number; low: number | null; median: number | null; high: number | null; matter: Record<string, [number, number, number] | [number, number]> }>;
}

const PERSONS = 5000; /* of a point, or of a cell at the least: a small preview */
const POINTS = 80 /* of the assumptions: with fewer than ENOUGH no sign can be told to survive, and some values do not go together */,
	GRID = 5 /* values of each of two keys */,
	SEEDS = 6; /* runs of the scenario's own point, by which is told what other random numbers alone make */
/* How far two runs lie apart in 95 of 100 that differ by their random numbers alone: Student's t of five degrees of freedom (Fisher 1925) times the
 * standard deviation of a difference. */
const apart = (x: number[]): number => {
	const mean = x.reduce((a, b) => a + b, 0) / x.length;
	return 2.571 * Math.sqrt((2 * x.reduce((a, b) => a + (b - mean) ** 2, 0)) / (x.length - 1));
};

/* Values that have a plausible range, stated or that of their key. */
const ranged = (lab: Lab): Value[] => lab.scenario!.values.filter((v) => v.type !== undefined && "NIAM".includes(v.type) && v.low !== null && v.high !== null && v.high > v.low && Number.isFinite(Number(v.value)));
const words = (key: string): string => key.split(".").slice(-3).join(" ").replace(/_/g, " ");

/* All statistics at the end of a preview, by name; and those that rest on few cases. */
const valuesOf = (ends: End[]): Map<string, number> => new Map(ends.map((s) => [s.name, s.value ?? NaN]));
const fewOf = (ends: End[]): Set<string> => new Set(ends.filter((s) => s.few).map((s) => s.name));

export const hangs: Screen = {
	id: "hangs",
	name: "What it hangs on",
	there: (lab) => lab.scenario !== null,
	async build(c: Context) {
		let told: HTMLElement,
			first: string[],
			factors: string[] | null = null;
		try {
			const e = await c.lab.get<Ensemble>(`/api/assumptions?scenario=${encodeURIComponent(c.lab.scenario!.name)}`);
			told = tornado(c.lab, e);
			factors = Object.keys(e.factors);
			first = foremost(e.outcomes);
		} catch (error) {
			told = h("p", null, `${(error as Error).message}. `, h("code", null, "socred assumptions"), " computes it.");
			first = [];
		}
		const { lab } = c,
			checked = await lab.post<Checked>("/api/check", lab.ask(lab.changed)).catch(() => null);
		return h("div", null, index(told), sign(c, factors), heat(c, first, checked?.statistics ?? lab.scenario!.statistics), told);
	},
};

/* The page is long: what the figures move with can be gone to. The address holds the screen, and has no room for a place on it. */
function index(told: HTMLElement): HTMLElement | null {
	const figures = [...told.querySelectorAll<HTMLElement>("figure")];
	if (figures.length < 2) return null;
	const to = (f: HTMLElement): void => {
		f.tabIndex = -1;
		f.focus({ preventScroll: true });
		f.scrollIntoView();
	};
	return h(
		"nav",
		{ id: "index", "aria-label": "Figures of this screen" },
		h("details", null, h("summary", null, "What each figure moves with: go to one ", h("span", { class: "count" }, String(figures.length))), h("p", { class: "controls" }, figures.map((f) => h("button", { type: "button", class: "small", click: () => to(f) }, f.querySelector("h3")?.textContent ?? f.id)))),
	);
}

/* The interval of a rank correlation; older ensembles hold half of it in place of its ends, which socred itself reads, too. */
const withEnds = (x: [number, number, number] | [number, number]): [number, number, number] => (x.length === 3 ? x : [x[0], Math.max(-1, x[0] - x[1]), Math.min(1, x[0] + x[1])]);

function tornado(lab: Lab, e: Ensemble): HTMLElement {
	const told = Object.entries(e.outcomes).filter(([, o]) => o.low !== null);
	return h(
		"section",
		null,
		h("h2", null, "What each figure moves with"),
		h("p", null, `All ${Object.keys(e.factors).length} values with a plausible range were varied at once, at ${e.points} points. Told are the values that each figure moves with; the scenario as shipped, not what was changed here.`),
		told.map(([name, o], i) => {
			const matter = Object.entries(o.matter).map(([key, x]): [string, [number, number, number]] => [key, withEnds(x)]),
				rows: Row[] = [...matter]
				.sort(([, a], [, b]) => Math.abs(b[0]) - Math.abs(a[0]))
				.map(([key, [mean, lo, hi]]) => ({ name: words(key), e: { mean, lo, hi, n: e.points }, colour: mean < 0 ? COLOURS.b : COLOURS.a }));
			const called = statisticWords(lab, name);
			const stays = o.low! > 0 || o.high! < 0 ? "Its sign stays the same over the middle 95% of the points." : "Its sign does not: it may be none at all, or the other way round.";
			if (rows.length === 0) return h("p", null, `${called}: no value stands out.`);
			return figure({
				id: `fig-hangs-${i}`,
				title: called.charAt(0).toUpperCase() + called.slice(1),
				note: [`As shipped ${num(o.shipped)}; over the assumptions ${num(o.low!)} to ${num(o.high!)}, the middle 95% of the points. ${name.endsWith("percent") ? stays : ""} `, small(name)],
				label: `${called} moves with ${rows.map((r) => `${r.name} ${num(r.e.mean)}`).join("; ")}`,
				source: "Source: the ensemble shipped with the scenario (socred assumptions). Rank correlation with its 95% interval.",
				draw: (width) => intervals(rows, width, "rank correlation: right, more of it with more of the value; left, less", { reference: 0 }),
				table: {
					caption: `What ${called} moves with`,
					head: ["Value", "Plausible from", "to", "Correlation", "95% interval"],
					rows: matter.map(([key, [mean, lo, hi]]) => [[keyWords(key), " ", small(key)], num(e.factors[key]?.[0] ?? NaN), num(e.factors[key]?.[1] ?? NaN), num(mean, { mean, lo, hi, n: 2 }), `${num(lo)} to ${num(hi)}`]),
				},
			});
		}),
	);
}

/* A button that works, and stops, and says how far it is; work goes on as long as `going` says so. */
function worker(name: string, id: string, work: (going: (share: number) => boolean) => Promise<void>): HTMLElement {
	const said = h("span", { class: "source", role: "status" }),
		button = h("button", { type: "button", id }, name);
	let turn = 0;
	button.addEventListener("click", () => {
		const own = ++turn;
		if (button.textContent === "Stop") {
			button.textContent = name;
			said.textContent = "Stopped.";
			return;
		}
		button.textContent = "Stop";
		const going = (share: number): boolean => {
			if (own !== turn || !button.isConnected) return false;
			said.textContent = `${fixed(100 * share, 0)}%`;
			return true;
		};
		void work(going)
			.catch((error: Error) => {
				said.textContent = error.message;
			})
			.finally(() => {
				if (own !== turn) return;
				button.textContent = name;
				if (said.textContent?.endsWith("%")) said.textContent = "";
			});
	});
	return h("p", { class: "controls" }, button, said);
}

/* ---- does the sign survive ---- */
/* factors: what the ensemble of the scenario varies; null: there is none, and all that has a range is varied. */
function sign(c: Context, factors: string[] | null): HTMLElement {
	const { lab } = c,
		out = h("div", { id: "sign" }),
		changed = lab.changed,
		keys = ranged(lab).filter((v) => !(v.key in changed) && (factors === null || factors.includes(v.key)));
	if (!lab.isChanged)
		return h("section", null, h("h2", null, "Does the sign survive?"), h("p", null, "Change a rule first: whether what it changes goes the same way wherever the assumptions stand is then tried here."));
	const isRate = (key: string): boolean => key.startsWith("events.") || key.includes(".demand_"),
		/* Rates, all high at once, may be more than a person does in a month: then they are drawn in towards what the scenario states, as in
		 * the ensembles (docs/guide/experiments.md). */
		settingsAt = (point: number[], out: number): Record<string, Setting> =>
			Object.fromEntries(keys.map((v, k) => [v.key, isRate(v.key) ? Number((Number(v.value) + out * (point[k] - Number(v.value))).toPrecision(6)) : point[k]]));
	const work = async (going: (share: number) => boolean): Promise<void> => {
		const points = latin(keys.map((v) => [v.low!, v.high!, v.type === "I"]), POINTS, lab.sized().seed),
			drawn: Map<string, number>[] = [],
			few = new Set<string>(); /* with the values that are shipped */
		let refused = 0,
			statistics: Statistic[] = [];
		/* Of what only one of both has, such as what a module counts that the change switches on, there is no difference. */
		const difference = async (settings: Record<string, Setting>): Promise<Map<string, number>> => {
			const there = await lab.ends(await lab.preview(settings, PERSONS, AS_SHIPPED)),
				base = valuesOf(there),
				own = await lab.ends(await lab.preview({ ...settings, ...changed }, PERSONS));
			if (statistics.length === 0) {
				statistics = own.filter((s) => base.has(s.name));
				for (const name of [...fewOf(there), ...fewOf(own)]) few.add(name);
			}
			return new Map(own.map((s) => [s.name, (s.value ?? NaN) - (base.get(s.name) ?? NaN)]));
		};
		const shipped = await difference({});
		for (let i = 0; i < points.length && going(i / points.length); i++) {
			let found: Map<string, number> | null = null;
			for (const out of [1, 0.5, 0.25, 0]) {
				const settings = settingsAt(points[i], out);
				if (!((await lab.fits(settings, PERSONS, AS_SHIPPED)) && (await lab.fits({ ...settings, ...changed }, PERSONS)))) continue;
				try {
					found ??= await difference(settings);
				} catch (error) {
					if (lab.lost) throw error;
				}
				if (found) break;
			}
			if (found) drawn.push(found);
			else refused++; /* these values do not go together */
			out.replaceChildren(signs(statistics, shipped, few, drawn, refused));
		}
	};
	return h(
		"section",
		null,
		h("h2", null, "Does the sign survive?"),
		h("p", null, `What was changed, against the scenario, at ${POINTS} points of a Latin hypercube over the plausible ranges of the ${keys.length} other assumptions at once: in how many does each figure go the same way as it does with the values that are shipped? It survives where the points leave no doubt (exact 95% interval) that ${percent(SURVIVES)} or more of all have that sign: ${ENOUGH} of ${ENOUGH} show it. It fails where they leave no doubt that fewer have it. Nothing is said of fewer than ${LEAST} points. Previews of ${fixed(PERSONS, 0)} people and one replicate, in the same people with the same random numbers. Few cases: fewer than 100 behind a figure as shipped.`),
		worker("Try it", "try-sign", work),
		out,
	);
}

function signs(statistics: Statistic[], shipped: Map<string, number>, few: Set<string>, drawn: Map<string, number>[], refused: number): HTMLElement {
	return table({
		caption: `What the change does at ${plural(drawn.length, "point")}${refused > 0 ? `; ${refused} could not run, since their values do not go together` : ""}`,
		head: ["Figure at the end", "Difference as shipped", "Median of the differences", "Middle 95% of them", "The same sign as shipped"],
		rows: statistics.map((s) => {
			const as = shipped.get(s.name) ?? NaN,
				r = survival(as, drawn.map((d) => d.get(s.name) ?? NaN));
			return [
				`${title(s)}${few.has(s.name) ? ` (fewer than ${FEW} cases)` : ""}`,
				Number.isFinite(as) ? num(as) : "–",
				Number.isFinite(r.median) ? num(r.median) : "–",
				Number.isFinite(r.low) ? `${num(r.low)} to ${num(r.high)}` : "–",
				r.word,
			];
		}),
	});
}

/* ---- two keys ---- */
/* first: keys, those that matter most first. */
function heat(c: Context, first: string[], statistics: Statistic[]): HTMLElement {
	const { lab } = c,
		keys = ranged(lab),
		most = Math.min(PREVIEW_PERSONS, lab.sized().persons),
		sizes = [...new Set([Math.min(PERSONS, most), most])],
		out = h("div", { id: "heat" });
	if (keys.length < 2) return h("div", null);
	const known = first.filter((k) => keys.some((v) => v.key === k)),
		now = { down: known[0] ?? keys[0].key, across: known[1] ?? keys.find((v) => v.key !== (known[0] ?? keys[0].key))!.key, persons: most },
		options = keys.map((v): [string, string] => [v.key, words(v.key)]);
	const own = (v: Value): number => Number(lab.changed[v.key] ?? v.value),
		/* With the value that the scenario has in place of the nearest between the ends, so that one cell is the scenario. */
		withOwn = (grid: number[], value: number): number[] => {
			if (grid.includes(value) || value < grid[0] || value > grid[grid.length - 1] || grid.length < 3) return grid;
			const inner = grid.slice(1, -1),
				nearest = inner.reduce((a, b) => (Math.abs(b - value) < Math.abs(a - value) ? b : a));
			return grid.map((x) => (x === nearest ? value : x));
		};
	/* What was drawn last, with all that can be shown of it. */
	let show = (): void => undefined;
	const shown = new StatisticPicker("heat-shown", statistics, () => show());
	const work = async (going: (share: number) => boolean): Promise<void> => {
		if (now.down === now.across) throw new Error("Two different keys are wanted.");
		const down = keys.find((v) => v.key === now.down)!,
			across = keys.find((v) => v.key === now.across)!,
			values = (v: Value): number[] => withOwn([...new Set(Array.from({ length: GRID }, (_, i) => place(v.low!, v.high!, i / (GRID - 1), v.type === "I")))], own(v)),
			rows = values(down),
			columns = values(across),
			{ persons } = now,
			cells: (End[] | null)[][] = rows.map(() => []),
			at: Own["at"] = [rows.indexOf(own(down)), columns.indexOf(own(across))],
			seeds: Map<string, number>[] = [],
			all = rows.length * columns.length + SEEDS;
		let done = 0;
		show = () => {
			if (!shown.now) return;
			const name = shown.now.name,
				end = (c: End[] | null | undefined): End | undefined => c?.find((s) => s.name === name),
				known = seeds.map((s) => s.get(name) ?? NaN).filter(Number.isFinite);
			out.replaceChildren(
				map(down, across, rows, columns, cells.map((r) => r.map((x) => end(x)?.value ?? null)), shown.now, {
					at,
					value: seeds[0]?.get(name) ?? NaN,
					apart: known.length === SEEDS ? apart(known) : NaN,
					few: cells.flat().filter((x) => end(x)?.few).length,
					persons,
				}),
			);
		};
		for (let i = 0; i < SEEDS; i++) {
			if (!going(done++ / all)) return;
			seeds.push(valuesOf(await lab.ends(await lab.preview(lab.changed, persons, { seed: lab.sized().seed + i }))));
		}
		for (const [i, y] of rows.entries())
			for (const [j, x] of columns.entries()) {
				if (!going(done++ / all)) return;
				const settings = { ...lab.changed, [down.key]: y, [across.key]: x };
				try {
					cells[i][j] = (await lab.fits(settings, persons)) ? await lab.ends(await lab.preview(settings, persons)) : null;
				} catch (error) {
					if (lab.lost) throw error;
					cells[i][j] = null;
				}
				show();
			}
	};
	return h(
		"section",
		null,
		h("h2", null, "Two values at once"),
		h("p", null, `Each over its plausible range, all else as it stands on Rules: previews of one replicate, of as many people as on Run but ${fixed(PREVIEW_PERSONS, 0)} at most, with the same random numbers in every cell. The more, the further from the colour of the page.`),
		h(
			"p",
			{ class: "controls" },
			picker("Down", "heat-down", options, now.down, (v) => (now.down = v)),
			picker("across", "heat-across", options, now.across, (v) => (now.across = v)),
			sizes.length > 1 ? picker("People of a cell", "heat-persons", sizes.map((n): [string, string] => [String(n), whole(n)]), String(now.persons), (v) => (now.persons = Number(v))) : null,
			shown.node,
		),
		worker("Draw it", "draw-heat", work),
		out,
	);
}

/* The colours of the map, from the least to the most. */
const ramp = (): HTMLElement => h("span", { class: "ramp", "aria-hidden": "true" }, ...Array.from({ length: SHADES }, (_, i) => h("i", { style: `background:var(--shade-${i})` })));

/* The scenario's own point: its row and column, -1 where it lies beyond the ranges; how far other random numbers alone move it; few: cells with few cases. */
interface Own {
	at: [number, number];
	value: number;
	apart: number;
	few: number;
	persons: number; /* of each cell */
}

/* What can be done about cells without a colour. */
const tellApart = (persons: number): string =>
	`More people tell more apart: ${persons < PREVIEW_PERSONS ? `a cell has ${whole(persons)} of them, and up to ${whole(PREVIEW_PERSONS)} can be asked for (People of a cell, or People on Run)` : "a preview has no more than these; set both values on Rules and have the change run in replicates on Run"}. `;

function map(down: Value, across: Value, rows: number[], columns: number[], cells: (number | null)[][], statistic: Statistic, own: Own): HTMLElement {
	const same = (x: number): boolean => Math.abs(x - own.value) <= own.apart,
		of: Heat = { down: words(down.key), across: words(across.key), rows: rows.map((x) => num(x)), columns: columns.map((x) => num(x)), cells, own: own.at[0] >= 0 && own.at[1] >= 0 ? own.at : undefined, same },
		known = cells.flat().filter((x): x is number => x !== null && Number.isFinite(x)),
		far = known.filter((x) => !same(x)).length;
	return figure({
		id: "fig-heat",
		title: `${title(statistic).replace(/^./, (x) => x.toUpperCase())}, at the end`,
		note: [
			`Down, ${of.down}; across, ${of.across}. A dash: these values do not go together. `,
			of.own ? "Framed: the scenario as it stands on Rules. " : "The scenario as it stands on Rules lies beyond these ranges. ",
			...(known.length > 0 ? [`From ${num(Math.min(...known))} `, ramp(), ` to ${num(Math.max(...known))}. `] : []),
			Number.isFinite(own.apart)
				? `Without a colour: not further from what the scenario itself gives, ${num(own.value)}, than two runs with other people and random numbers lie apart (95 of 100; by ${SEEDS} seeds), ${num(own.apart)}. ${known.length > 0 && far === 0 ? "That holds for all of them: nothing is told apart here. " : ""}${far < known.length ? tellApart(own.persons) : ""}`
				: "",
			own.few > 0 ? `Few cases (fewer than 100) in ${own.few} of the cells. ` : "",
		],
		label: `${title(statistic)} by ${of.down} and ${of.across}`,
		source: "Source: previews of this lab; synthetic people.",
		draw: (width) => heatMap(of, width),
		table: heatTable(of, title(statistic)),
	});
}
