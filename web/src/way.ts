/* The way from what happens to what is listed, with what leaves it, is changed on it or comes onto it by modules. */

import { Branch } from "./data";
import { Child, s } from "./dom";
import { figure, fewRows } from "./figure";
import { est, meanCount, one, percent, wrap } from "./format";
import { Model } from "./model";
import { listWord } from "./sections/section";
import { add, bounded, count, Estimate, mean, ratio } from "./stats";

interface Step {
	key: "happened" | "recorded" | "accepted" | "entered";
	name: string;
	count: number[];
	wrong: number[] | null;
}
type Side = Omit<Branch, "name">;

function steps(m: Model): Step[] {
	const r = m.report.regime,
		nat = (c: string): number[] => m.national(c);
	const seen = r.events.flatMap((_, e) => (r.channels.some((c) => c.sees.includes(e)) ? [m.totals("event", e, "happened")] : []));
	const wrongRecords = nat("records_misattributed+records_fabricated"),
		wrongEntries = nat("entries_other_violation+entries_no_violation");
	const all: Step[] = [
		{ key: "happened", name: "Happened, of what channels can see", count: add(...seen), wrong: null },
		{ key: "recorded", name: "Recorded", count: add(nat("records_true"), wrongRecords), wrong: wrongRecords },
		{ key: "accepted", name: "Accepted after review", count: nat("accepted_true+accepted_wrong"), wrong: nat("accepted_wrong") },
		{ key: "entered", name: `Entered on ${listWord(m)}`, count: add(nat("entries_true"), wrongEntries), wrong: wrongEntries },
	];
	return seen.length ? all : all.slice(1);
}

function sides(m: Model): Side[] {
	const unlinked: Side = {
		label: "lost for want of a linked identity",
		kind: "lost",
		step: "recorded",
		stock: false,
		count: m.national("records_lost"),
		wrong: null,
	};
	const all = [unlinked, ...m.report.modules.flatMap((x) => x.branches)];
	return [...all.filter((b) => b.kind !== "onward"), ...all.filter((b) => b.kind === "onward")];
}

const does = {
	lost: "leaves the way",
	changed: "stays on the way, changed",
	added: "joins the way without an act of the person",
	onward: "goes on from it",
};

/* Null where no module stands on the way. */
export function way(m: Model): HTMLElement | null {
	if (!m.report.modules.some((x) => x.branches.length > 0)) return null;
	const main = steps(m),
		off = sides(m),
		yearly = 1000 / m.persons / m.years;
	const rate = (x: { count: number[]; stock?: boolean }): Estimate =>
		bounded(count(x.count, x.stock ? 1000 / m.persons : yearly));
	const unit = (x: { stock?: boolean }): string => (x.stock ? "per 1,000 people at the end" : "a year per 1,000 people");
	const wrong = (x: { count: number[]; wrong: number[] | null }): Estimate | null =>
		x.wrong === null ? null : bounded(ratio(x.wrong, x.count, 1), 1);
	const said = (x: { count: number[]; wrong: number[] | null; stock?: boolean }): string => {
		const w = wrong(x);
		return `${one(rate(x))} ${unit(x)}${w !== null && Number.isFinite(w.mean) ? `, ${one(w, percent)} wrong` : ""}`;
	};
	const row = (x: { count: number[]; wrong: number[] | null; stock?: boolean }, name: string, what: string): Child[] => {
		const w = wrong(x);
		return [name, what, `${est(rate(x))} ${unit(x)}`, w === null ? "not counted" : est(w, percent), meanCount(mean(x.count))];
	};
	const named = [
		...main.map((x) => ({ name: x.name.toLowerCase(), count: mean(x.count) })),
		...off.map((x) => ({ name: x.label, count: mean(x.count) })),
	];
	return figure({
		id: "fig-way",
		title: "From what happens to what is listed, and what leaves, changes or enters on the way",
		warn: fewRows(named, "cases"),
		draw: (w) => drawing(main, off, said, w),
		label: [...main.map((x) => `${x.name}: ${said(x)}`), ...off.map((x) => `${x.label}: ${said(x)}`)].join("; "),
		note: [
			"Whole run, in synthetic cases a year per 1,000 people. Down the left: what happens, is recorded, accepted and entered. Wrong: names somebody who did not do it, says another class, or is spurious. To the right, arrows outwards leave the way, dashed lines change what stays on it, arrows inwards come onto it. Entries for a relative and of heads are part of the entries, and what is wrong of them is in the share of the entries. Records lost are of any kind; what is true of them is not counted. ",
			m.n > 1 ? "95% intervals stand in the table." : "One replicate: no interval can be given.",
		],
		table: {
			caption: "The way from what happens to what is listed, with 95% intervals",
			head: ["Step", "What it does", "How many", "Of them wrong", "Synthetic cases in a run"],
			numeric: 2,
			rows: main.flatMap((x) => [
				row(x, x.name, "a step of the way"),
				...off.filter((b) => b.step === x.key).map((b) => row(b, b.label, does[b.kind])),
			]),
		},
	});
}

/* Main boxes down the left, branches to the right of the step that they belong to; what is lost before acceptance above it. */
function drawing(main: Step[], off: Side[], said: (x: Step | Side) => string, width: number): SVGElement {
	const root = s("svg", { class: "flow", width }),
		w = Math.min(300, Math.floor(width * 0.42)),
		gap = width < 520 ? 30 : 64,
		right = w + gap,
		rest = width - right - 2;
	const lines = (x: Step | Side, room: number): string[][] => [
		wrap("key" in x ? x.name : x.label, Math.floor((room - 16) / 7)),
		wrap(said(x), Math.floor((room - 16) / 6)),
	];
	const height = ([a, b]: string[][]): number => 11 + 15 * a.length + 14 * b.length;
	const boxes: SVGElement[] = [],
		arrows: SVGElement[] = [];
	const put = (x: Step | Side, left: number, top: number, room: number, tone: string): number => {
		const text = lines(x, room),
			tall = height(text);
		boxes.push(
			s(
				"g",
				{ class: `part ${tone}` },
				s("rect", { x: left, y: top, width: room, height: tall, class: "box" }),
				...text[0].map((t, i) => s("text", { x: left + 8, y: top + 17 + i * 15, class: "name" }, t)),
				...text[1].map((t, i) => s("text", { x: left + 8, y: top + 16 + text[0].length * 15 + i * 14, class: "detail" }, t)),
			),
		);
		return tall;
	};
	const axis = 24;
	let y = 1,
		from = 0;
	const beside = (here: Side[], top: number, edge: number): number => {
		let at = top;
		for (const b of here) {
			const tall = put(b, right, at, rest, b.kind === "changed" || b.kind === "onward" ? "module" : b.kind === "lost" ? "off" : "black"),
				mid = at + tall / 2;
			if (b.kind === "added") arrows.push(arrow(`M${right - 2},${mid}H${edge + 3}`));
			else if (b.kind === "changed") arrows.push(s("path", { d: `M${edge},${mid}H${right}`, class: "arrow changed" }));
			else arrows.push(arrow(`M${edge},${mid}H${right - 3}`));
			at += tall + 8;
		}
		return at;
	};
	main.forEach((x, i) => {
		const here = off.filter((b) => b.step === x.key);
		if (i > 0) {
			/* Before acceptance the branches leave the line between the boxes. */
			const between = x.key === "accepted" ? beside(here, y + 10, axis) : y;
			const next = Math.max(y + 22, between + (x.key === "accepted" && here.length ? 6 : 0));
			arrows.push(arrow(`M${axis},${from}V${next - 3}`));
			y = next;
		}
		const tall = put(x, 1, y, w, "main"),
			end = x.key === "accepted" ? y : beside(here, y, w + 1);
		from = y + tall;
		if (end - 8 > from) {
			/* Branches beside a step that is shorter than they are: the step's edge goes on as a line. */
			arrows.push(s("path", { d: `M${w + 1},${from}V${end - 8 - 10}`, class: "arrow edge" }));
		}
		y = Math.max(from, end - 8);
	});
	root.setAttribute("viewBox", `0 0 ${width} ${y + 4}`);
	root.setAttribute("height", String(y + 4));
	root.append(
		s(
			"defs",
			null,
			s(
				"marker",
				{ id: "wayhead", viewBox: "0 0 8 8", refX: 6, refY: 4, markerWidth: 8, markerHeight: 8, orient: "auto" },
				s("path", { d: "M0,0L8,4L0,8z", class: "head" }),
			),
		),
		...arrows,
		...boxes,
	);
	return root;
}

const arrow = (d: string): SVGElement => s("path", { d, class: "arrow", "marker-end": "url(#wayhead)" });
