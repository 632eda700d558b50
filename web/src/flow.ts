/* The drawing of a regime: five columns joined by lines on a wide page, five rows on a narrow one. */

import { band, Fit, fitting, mark, marks } from "./modules";
import { Module, Section, Regime } from "./data";
import { s } from "./dom";
import { label, num as plain, plain as num, plainPercent as percent, withNoun, wrap } from "./format";

interface Box {
	id: string;
	name: string;
	detail: string;
	tone?: string;
}
interface Column {
	title: string;
	unit?: string /* of the numbers in it */;
	boxes: Box[];
}
interface Link {
	from: string;
	to: string;
	tone?: string;
	flow: number;
	/* Of the lists on whose path it lies. */
	lists: number[];
}
/* What goes along the lines a year, by entry. */
export interface Flows {
	channels: number[];
	events: number[];
	lists: number[];
	measures: number[];
}

function columns(r: Regime): Column[] {
	const counted = r.events
		.map((e, i) => ({ e, i }))
		.filter(
			({ e, i }) =>
				e.points !== 0 || r.lists.some((l) => l.entry_events.includes(i)) || r.channels.some((c) => c.sees.includes(i)),
		);
	const spills = (x: Regime["measures"][0]): string => {
		const to = [
			x.spill_spouse > 0 && "spouse",
			x.spill_child > 0 && "children",
			x.spill_household > 0 && "household",
			x.spill_kin > 0 && "kin",
			x.spill_liability_group > 0 && "group",
		].filter(Boolean);
		return to.length ? `+ ${to.join(", ")}` : x.classes.length < 3 ? x.classes.map((c) => `${c}s`).join(", ") : "";
	};
	return [
		{
			title: "Watched",
			boxes: r.channels.map((c, i) => ({
				id: `c${i}`,
				name: label(c.name),
				tone: c.enabled ? undefined : "off",
				detail: `${c.enabled ? "" : "off at start · "}${c.coverage_urban === c.coverage_rural ? percent(c.coverage_urban) : `${percent(c.coverage_urban)} urban, ${percent(c.coverage_rural)} rural`}`,
			})),
		},
		{
			title: "Counted",
			unit: "points",
			boxes: counted.map(({ e, i }) => ({
				id: `e${i}`,
				name: label(e.name),
				tone: e.kind,
				detail: e.points === 0 ? label(e.kind) : `${e.points > 0 ? "+" : ""}${num(e.points)}`,
			})),
		},
		{
			title: "Graded",
			boxes: [
				...r.components.map((f, i) => ({ id: `f${i}`, name: label(f.name), detail: `weight ${num(f.weight)}` })),
				...r.grades
					.slice()
					.reverse()
					.map((g, k) => {
						const i = r.grades.length - 1 - k;
						return { id: `g${i}`, name: g.name, detail: i === 0 ? "lowest" : `from ${num(g.from)}`, tone: "grade" };
					}),
			],
		},
		{
			title: "Listed",
			boxes: r.lists.map((l, i) => ({
				id: `l${i}`,
				name: label(l.name),
				tone: l.colour,
				detail: `${r.lists.length > 1 ? `${l.colour}, ` : ""}${withNoun(num(l.term_months), "month")}`,
			})),
		},
		{
			title: r.measures.some((x) => x.kind === "reward") ? "Consequences" : "Sanctioned",
			boxes: r.measures.map((x, i) => ({ id: `m${i}`, name: label(x.name), detail: spills(x), tone: x.kind })),
		},
	];
}

function links(r: Regime, flows: Flows): Link[] {
	const out: Link[] = [],
		through = (e: number): number[] => r.lists.flatMap((l, i) => (l.entry_events.includes(e) ? [i] : []));
	r.channels.forEach((c, i) =>
		c.sees.forEach((e) => out.push({ from: `c${i}`, to: `e${e}`, flow: (flows.channels[i] ?? 0) / Math.max(1, c.sees.length), lists: through(e) })),
	);
	r.events.forEach((e, i) => {
		if (e.points !== 0 && e.component >= 0) out.push({ from: `e${i}`, to: `f${e.component}`, flow: flows.events[i] ?? 0, lists: [] });
	});
	r.lists.forEach((l, i) => {
		const each = (flows.lists[i] ?? 0) / Math.max(1, l.entry_events.length + l.entry_grades.length);
		l.entry_events.forEach((e) => out.push({ from: `e${e}`, to: `l${i}`, tone: l.colour, flow: each, lists: [i] }));
		l.entry_grades.forEach((g) => out.push({ from: `g${g}`, to: `l${i}`, tone: l.colour, flow: each, lists: [i] }));
	});
	r.measures.forEach((x, i) => {
		const each = (flows.measures[i] ?? 0) / Math.max(1, x.lists.length + x.grades.length);
		x.lists.forEach((l) => out.push({ from: `l${l}`, to: `m${i}`, tone: x.kind, flow: each, lists: [l] }));
		x.grades.forEach((g) => out.push({ from: `g${g}`, to: `m${i}`, tone: x.kind, flow: each, lists: [] }));
	});
	return out;
}
/* By the root, so that what is rare still has a line. */
const widths = (all: Link[]): ((l: Link) => number) => {
	const most = Math.max(...all.map((l) => l.flow), 1e-9);
	return (l) => 0.7 + 6 * Math.sqrt(l.flow / most);
};

const backText = (r: Regime): string => {
	if (!r.lists.some((l) => l.colour === "black")) return ""; /* nothing to appeal against */
	const d = r.due_process;
	return `Appeal back: ${percent(d.notice)} are told at entry; a decision takes ${withNoun(num(d.delay_months), "month")} at least; ${percent(d.overturn_wrong)} of wrong entries decided are overturned`;
};

/* Sections of the scenario that no box of the drawing stands for. */
export function undrawn(r: Regime, modules: Module[]): Section[] {
	const covered = new Set(modules.flatMap((x) => x.sections.split(" ")));
	return r.sections.filter((x) => !covered.has(x.name));
}
function modulesText(r: Regime, modules: Module[]): string {
	const rest = undrawn(r, modules);
	return rest.length === 0
		? ""
		: `Beside these: ${rest.map((x) => `${label(x.name)}${x.later ? " (from a later month)" : ""}`).join(", ")}`;
}
/* What stands below the drawing: each text from a line of its own. */
const notes = (r: Regime, modules: Module[], chars: number): string[] =>
	[backText(r), modulesText(r, modules)].flatMap((t) => (t ? wrap(t, chars) : []));

const NO_FLOWS: Flows = { channels: [], events: [], lists: [], measures: [] };
export function flowDrawing(r: Regime, modules: Module[], width: number, flows: Flows = NO_FLOWS): SVGElement {
	if (columns(r).every((c) => c.boxes.length === 0)) return alone(r, modules, width);
	return width >= 620 ? wide(r, modules, width, flows) : narrow(r, modules, width);
}

/* Without a flow to draw: the modules alone. */
function alone(r: Regime, modules: Module[], width: number): SVGElement {
	const root = s("svg", { class: "flow", width }),
		height = Math.max(20, band(modules, columns(r).map((c) => c.title), width, 0, root));
	root.setAttribute("viewBox", `0 0 ${width} ${height}`);
	root.setAttribute("height", String(height));
	return root;
}

function wide(r: Regime, modules: Module[], width: number, flows: Flows): SVGElement {
	const cols = columns(r),
		gap = width > 800 ? 40 : 30,
		w = (width - 4 * gap - 2) / 5,
		fit = fitting(w);
	const place = new Map<string, { x: number; y: number; w: number; h: number }>(),
		boxes = new Map<string, SVGElement>(),
		affected = marks(modules);
	const root = s("svg", { class: "flow", width, role: "group" });
	const under = s("g", { class: "links" }),
		over = s("g");
	const sizes = cols.map((c) => c.boxes.reduce((sum, b) => sum + boxHeight(b, fit) + GAP, 0));
	const tall = Math.max(120, ...sizes),
		top = 34;
	cols.forEach((c, k) => {
		const x = 1 + k * (w + gap);
		over.append(
			s(
				"text",
				{
					x: x + w / 2,
					y: 16,
					class: "column",
					"text-anchor": "middle",
					"font-size": w < 150 && c.title.length > 9 ? 12 : 14,
				},
				`${k + 1} ${c.title}`,
			),
			...(c.unit && c.boxes.length ? [s("text", { x: x + w / 2, y: 29, class: "detail", "text-anchor": "middle" }, c.unit)] : []),
		);
		let y = top + (tall - sizes[k]) / 2;
		if (c.boxes.length === 0)
			/* Below the heading, on the page's own colour: a line of what skips this step would strike the word out. */
			over.append(
				s("rect", { x: x + w / 2 - 20, y: 22, width: 40, height: 16, class: "blank" }),
				s("text", { x: x + w / 2, y: 34, class: "detail", "text-anchor": "middle" }, "none"),
			);
		for (const b of c.boxes) {
			const height = boxHeight(b, fit);
			const node = box(b, x, y, w, height, fit, affected.get(b.id));
			boxes.set(b.id, node);
			over.append(node);
			place.set(b.id, { x, y, w, h: height });
			y += height + GAP;
		}
	});
	const all = links(r, flows),
		thick = widths(all),
		paths = all.map((l): SVGElement | null => {
		const a = place.get(l.from),
			b = place.get(l.to);
		if (!a || !b) return null;
		const x1 = a.x + a.w,
			y1 = a.y + a.h / 2,
			x2 = b.x,
			y2 = b.y + b.h / 2,
			mid = Math.min(gap * 1.4, (x2 - x1) / 2);
		const path = s("path", { d: `M${x1},${y1}C${x1 + mid},${y1} ${x2 - mid},${y2} ${x2},${y2}`, class: l.tone ?? "plain", style: `stroke-width:${thick(l).toFixed(2)}px` });
		under.append(path);
		return path;
	});
	r.lists.forEach((list, i) => lit(root, boxes, `l${i}`, `${label(list.name)}: ${withNoun(plain(flows.lists[i] ?? 0), "entry", "entries")} a year per 1,000 people`, all.flatMap((l, k) => (l.lists.includes(i) ? [{ l, path: paths[k] }] : []))));
	const y = top + Math.max(...sizes.map((z) => (tall - z) / 2 + z)) + 6,
		from = 1 + 4 * (w + gap) + w / 2,
		to = 1 + 2 * (w + gap) + w / 2;
	const lines = notes(r, modules, Math.floor((width - 20) / 6.2));
	over.append(
		arrow(`M${from},${y}v12H${to}v-10`),
		...lines.map((t, i) => s("text", { x: width - 4, y: y + 30 + i * 15, class: "detail", "text-anchor": "end" }, t)),
	);
	const below = y + 24 + lines.length * 15 + 6,
		height = below + band(modules, cols.map((c) => c.title), width, below, over);
	root.setAttribute("viewBox", `0 0 ${width} ${height}`);
	root.setAttribute("height", String(height));
	root.append(marker(), under, over);
	return root;
}

/* A list that is reached or pointed at shows its path: the lines and boxes from who watches to what follows. */
function lit(root: SVGElement, boxes: Map<string, SVGElement>, id: string, told: string, path: { l: Link; path: SVGElement | null }[]): void {
	const list = boxes.get(id);
	if (!list) return;
	const parts = [list, ...path.flatMap((x) => [x.path, boxes.get(x.l.from), boxes.get(x.l.to)])].filter((x): x is SVGElement => !!x);
	const show = (on: boolean): void => {
		root.classList.toggle("lit", on);
		for (const x of parts) x.classList.toggle("hot", on);
	};
	list.classList.add("chosen");
	for (const [name, value] of Object.entries({ tabindex: "0", role: "img", "aria-label": told })) list.setAttribute(name, value);
	list.addEventListener("focus", () => show(true));
	list.addEventListener("blur", () => show(false));
	list.addEventListener("pointerenter", () => show(true));
	list.addEventListener("pointerleave", () => show(list === document.activeElement));
}

function narrow(r: Regime, modules: Module[], width: number): SVGElement {
	const cols = columns(r),
		root = s("svg", { class: "flow", width }),
		inner = width - 34,
		affected = marks(modules),
		chars = Math.floor((inner - 24) / 7.4) /* the widest of the fonts, in bold */,
		named = (b: Box): string => b.name + (affected.has(b.id) ? ` [${affected.get(b.id)}]` : "");
	let y = 0,
		graded = 0;
	cols.forEach((c, k) => {
		const text = c.boxes.length ? c.boxes.map(named).join(" · ") : "none",
			lines = wrap(text, chars),
			height = 34 + lines.length * 17;
		if (k === 2) graded = y + height / 2;
		root.append(
			s("rect", { x: 1, y: y + 1, width: inner - 2, height, class: "box" }),
			s("text", { x: 11, y: y + 19, class: "column" }, `${k + 1} ${c.title}`),
			...lines.map((t, i) => s("text", { x: 11, y: y + 38 + i * 17, class: "name" }, t)),
		);
		y += height;
		if (k < 4) root.append(arrow(`M${inner / 2},${y + 2}v15`));
		y += k < 4 ? 22 : 4;
	});
	root.append(arrow(`M${inner + 2},${y - 20}h14V${graded}h-10`));
	const lines = notes(r, modules, Math.floor(width / 6.4));
	root.append(...lines.map((t, i) => s("text", { x: 2, y: y + 16 + i * 16, class: "detail" }, t)));
	const below = y + 20 + lines.length * 16,
		height = below + band(modules, cols.map((c) => c.title), width, below, root);
	root.setAttribute("viewBox", `0 0 ${width} ${height}`);
	root.setAttribute("height", String(height));
	root.prepend(marker());
	return root;
}

const GAP = 5;
/* Name and detail on one line, where both have room there. */
const inOne = (b: Box, fit: Fit): boolean => b.tone !== "grade" && b.detail !== "" && b.name.length / fit.bold + (b.detail.length + 2) / fit.chars <= 1;
const named = (b: Box, fit: Fit): string[] => wrap(b.tone === "grade" ? `${b.name} · ${b.detail}` : b.name, fit.bold);
const boxHeight = (b: Box, fit: Fit): number =>
	(b.tone === "grade" ? 4 : 10) +
	15 * named(b, fit).length +
	(b.tone === "grade" || inOne(b, fit) ? 0 : 14 * (b.detail ? wrap(b.detail, fit.chars).length : 0));

function box(b: Box, x: number, y: number, w: number, height: number, fit: Fit, affected = ""): SVGElement {
	const names = named(b, fit);
	const beside = inOne(b, fit),
		details = b.tone === "grade" || !b.detail || beside ? [] : wrap(b.detail, fit.chars);
	return s(
		"g",
		{ class: `part ${b.tone ?? ""}` },
		s("rect", { x, y, width: w, height, class: "box" }),
		...names.map((t, i) => s("text", { x: x + 8, y: y + (b.tone === "grade" ? 14 : 17) + i * 15, class: "name" }, t)),
		...details.map((t, i) => s("text", { x: x + 8, y: y + 17 + names.length * 15 + i * 14 - 1, class: "detail" }, t)),
		beside ? s("text", { x: x + w - 8, y: y + 17, class: "detail", "text-anchor": "end" }, b.detail) : null,
		...(affected ? mark(affected, x + w, y) : []),
	);
}

const arrow = (d: string): SVGElement => s("path", { d, class: "arrow", "marker-end": "url(#arrowhead)" });
const marker = (): SVGElement =>
	s(
		"defs",
		null,
		s(
			"marker",
			{ id: "arrowhead", viewBox: "0 0 8 8", refX: 6, refY: 4, markerWidth: 8, markerHeight: 8, orient: "auto" },
			s("path", { d: "M0,0L8,4L0,8z", class: "head" }),
		),
	);
