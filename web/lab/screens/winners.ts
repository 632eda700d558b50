/* Winners and losers: what holds people in one run, and what holds the same people in another. */

import { Child, h } from "../../src/dom";
import { fixed, percent, plural } from "../../src/format";
import { table, warning } from "../../src/figure";
import { picker } from "../../src/controls";
import { runOptions } from "../controls";
import { inCell, shareOf } from "../share";
import { exchanged, unanswered } from "./again";
import { Context, failed, finished, pair, Screen } from "./screen";

interface Cell {
	by: string;
	part: string;
	in_a: string;
	in_b: string;
	way: string;
	persons: number; /* of a replicate */
	people: number | null;
	per_1000: number | null;
	low: number | null;
	high: number | null;
}
interface Transitions {
	month: string;
	replicates: number;
	notes: string;
	replicate: number;
	match: number;
	lives: number[] /* persons */;
	transitions: Cell[];
}
/* The words of socred compare --transitions. */
const WORDS: Record<string, string> = {
	rewarded: "rewarded",
	free: "free",
	through_relative: "sanctioned through a relative",
	by_grade: "sanctioned by grade",
	listed_rightly: "rightly listed",
	listed_wrongly: "wrongly listed",
};

/* So many digits that those for whom something changes are not rounded away. */
function unchanged(per1000: number, people: number): string {
	const others = people - Math.round((per1000 * people) / 1000),
		said = percent(per1000 / 1000);
	if (others === 0 || said !== "100%") return said;
	return `${fixed(per1000 / 10, Math.max(0, Math.ceil(-Math.log10((100 * others) / people))))}%`;
}

/* Says how far it is, as long as it is the last that was asked there, and on the screen. */
function stepping(where: HTMLElement, before = ""): (share: number) => boolean {
	const text = `Stepping the same people through both …${before && ` ${before}`}`,
		said = h("p", { class: "source" }, text);
	where.replaceChildren(said);
	let first = true;
	return (share) => {
		if (!first && (!said.isConnected || said.parentElement !== where)) return false;
		first = false;
		said.textContent = `${text} ${percent(share)}`;
		return true;
	};
}

export const winners: Screen = {
	id: "winners",
	name: "Winners and losers",
	there: (lab) => finished(lab).length > 1,
	build(c: Context) {
		const runs = finished(c.lab),
			[base, last] = pair(runs),
			now = { a: base.name, b: last.name },
			out = h("div", { "aria-live": "polite" }),
			lives = h("div", { "aria-live": "polite" });
		/* In the first replicate that has such people: a few in a thousand replicates over may not be in the first. */
		const who = async (cell: Cell, replicates: number): Promise<void> => {
			try {
				let got: Transitions | null = null;
				for (let replicate = 0; replicate < replicates && !got?.match; replicate++) {
					got = await c.lab.search<Transitions>(`/api/transitions?runs=${now.a},${now.b}&lives=${cell.in_a}:${cell.in_b}&limit=10&replicate=${replicate}`, stepping(lives, replicate > 0 ? `none in the first ${replicate > 1 ? `${replicate} replicates` : "replicate"}; in the next` : ""));
					if (!got) return;
				}
				if (!got) return;
				const { replicate } = got;
				lives.replaceChildren(
					h("h2", null, `${WORDS[cell.in_a]} → ${WORDS[cell.in_b]}`),
					h("p", { class: "source" }, `${plural(got.match, "synthetic person", "synthetic people")} in replicate ${replicate}${replicate > 0 ? `, the first of ${replicates} that has any (the first is 0)` : ", the first"}; shown are at most ten, drawn by the seed and not chosen.`),
					h(
						"p",
						{ class: "controls" },
						got.lives.map((l) => h("a", { class: "button", href: `#/life?a=${now.a}&b=${now.b}&person=${l}${replicate > 0 ? `&replicate=${replicate}` : ""}` }, `Person ${l}`)),
					),
				);
				lives.scrollIntoView();
			} catch (error) {
				lives.replaceChildren(failed((error as Error).message));
			}
		};
		let replicates = 1;
		/* The matrix without those who stay, in lines: a phone has no room for it. */
		const moves = (moved: Cell[]): HTMLElement =>
			h(
				"div",
				{ class: "moves" },
				h("h2", null, "Who moves"),
				moved.length === 0
					? h("p", null, "Nobody.")
					: h(
							"ul",
							{ class: "plain" },
							[...moved]
								.sort((x, y) => (y.per_1000 ?? 0) - (x.per_1000 ?? 0))
								.map((x) => h("li", null, h("button", { type: "button", class: `cell ${x.way}`, "aria-label": `Lives: ${WORDS[x.in_a]} to ${WORDS[x.in_b]}`, click: () => void who(x, replicates) }, shareOf(x.per_1000!, x.persons, replicates)), `: ${WORDS[x.in_a]} → ${WORDS[x.in_b]}`, x.way === "same" ? "" : `, ${x.way} off`)),
						),
			);
		const show = async (): Promise<void> => {
			lives.replaceChildren();
			try {
				const got = await c.lab.search<Transitions>(`/api/transitions?runs=${now.a},${now.b}`, stepping(out));
				if (!got) return;
				replicates = got.replicates;
				const cells = got.transitions.filter((t) => t.by === "everybody" && t.in_a in WORDS && t.in_b in WORDS),
					states = Object.keys(WORDS).filter((w) => cells.some((t) => (t.in_a === w || t.in_b === w) && (t.people ?? 0) > 0)),
					at = (x: string, y: string): Cell | undefined => cells.find((t) => t.in_a === x && t.in_b === y);
				const persons = cells[0]?.persons ?? 0,
					sum = (way: string): number => cells.filter((t) => t.way === way).reduce((s, t) => s + (t.per_1000 ?? 0), 0);
				out.replaceChildren(
					...(got.notes ? [warning(got.notes.trim())] : []),
					h("p", { class: "standfirst" }, `Better off in ${now.b} than in ${now.a}: ${shareOf(sum("better"), persons, replicates)}. Worse off: ${shareOf(sum("worse"), persons, replicates)}. For ${unchanged(sum("same"), persons * replicates)} nothing changes.`),
					h(
						"div",
						{ class: "matrix" },
						table({
							caption: `People per 1,000 at the end of ${got.month}: down, what holds them in ${now.a}; across, in ${now.b}; below 1 it is told how many people. A number leads to lives.`,
							head: [`${now.a} ↓ ${now.b} →`, ...states.map((s) => WORDS[s])],
							rows: states.map((x) => [
								WORDS[x],
								...states.map((y): Child => {
									const cell = at(x, y);
									if (!cell || !cell.people) return "0";
									return h("button", { type: "button", class: `cell ${cell.way}`, "aria-label": `${shareOf(cell.per_1000!, cell.persons, replicates)}: ${WORDS[x]} to ${WORDS[y]}`, click: () => void who(cell, replicates) }, inCell(cell.per_1000!, cell.persons, replicates));
								}),
							]),
						}),
					),
					moves(cells.filter((x) => (x.people ?? 0) > 0 && x.in_a !== x.in_b)),
				);
			} catch (error) {
				out.replaceChildren(unanswered(c, error as Error, [now.a, now.b], taken));
			}
		};
		const pick = (id: string, label: string, key: "a" | "b"): HTMLElement =>
			picker(label, id, runOptions(runs), now[key], (value) => {
				now[key] = value;
				void show();
			});
		const { picked, taken } = exchanged(now, runs, () => [pick("winners-a", "From", "a"), pick("winners-b", "to", "b")], () => void show());
		void show();
		return h("div", null, h("div", { class: "controls" }, picked), out, lives);
	},
};
