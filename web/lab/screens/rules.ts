/* The rules: the columns of the drawing are the form. What is moved is previewed as soon as it rests. */

import { h, linked } from "../../src/dom";
import { num, plural } from "../../src/format";
import { COLOURS } from "../../src/charts";
import { figure, redraw } from "../../src/figure";
import { columnOf, COLUMNS, REST } from "../columns";
import { StatisticPicker } from "../controls";
import { drawn, GREY, line, title } from "../curves";
import { RunState, Setting } from "../engine";
import { foremost } from "../foremost";
import { AS_SHIPPED, Checked, Curve, Diagnostic, Lab, PREVIEW_PERSONS, same, Value } from "../lab";
import { slider } from "../slider";
import { keyWords, small } from "../words";
import { changedText } from "../yaml";
import { Context, Screen } from "./screen";

const FIXED = new Set(["span", "people", "output", "run", ""]);
const RESTS_AFTER = 300; /* ms without a movement */

const isMovable = (v: Value): boolean => v.type !== undefined && !FIXED.has(v.section ?? "") && ("BC".includes(v.type) || ("NIAM".includes(v.type) && Number.isFinite(Number(v.value)) && v.value.trim() !== ""));
const isFirst = (v: Value): boolean => v.low !== null || v.type === "B" || v.type === "C";
/* "channels.camera.coverage_urban" within the group "camera" is "coverage urban". */
const nameIn = (v: Value, group: string): string => v.key.replace(`${group}.`, "").replace(/[._]/g, " ");
const groupOf = (v: Value): string => {
	const parts = v.key.split(".");
	return parts.length > 2 ? parts.slice(0, 2).join(".") : parts[0];
};

export const rules: Screen = {
	id: "rules",
	name: "Rules",
	there: (lab) => lab.scenario !== null,
	build: async (c) => new Rules(c).node(await mattering(c.lab)),
};

const SETTINGS_MOST = 64; /* of a text that is told as settings */
const OTHER_MOST = 20; /* values of a text that are told one by one */
const MATTERING = 10;
/* The assumptions that the figures of a scenario move with most, from the ensemble that is shipped with it; none where there is none. */
async function mattering(lab: Lab): Promise<string[]> {
	try {
		const e = await lab.get<{ outcomes: Record<string, { matter: Record<string, [number, number, number]> }> }>(`/api/assumptions?scenario=${encodeURIComponent(lab.scenario!.name)}`);
		return foremost(e.outcomes).slice(0, MATTERING);
	} catch {
		return [];
	}
}

class Rules {
	private readonly byKey = new Map<string, HTMLElement>();
	private readonly apart = new Map<string, HTMLElement>();
	private readonly yaml = h("textarea", { id: "yaml", rows: 10, spellcheck: "false", "aria-describedby": "yaml-said", wrap: "off" });
	private written = ""; /* what stood in it last that nobody typed */
	private readonly yamlSaid = h("div", { id: "yaml-said", role: "status" });
	private readonly list = h("ul", { class: "plain changes", id: "changes" });
	private readonly status = h("p", { class: "source preview-status", role: "status" }, "");
	private readonly picker: StatisticPicker;
	/* The last previews, of the scenario and of what was changed, with the curves of what is shown; base and own are the same one as long
	 * as nothing was changed. */
	private base: RunState | null = null;
	private own: RunState | null = null;
	private baseCurve: Curve = [];
	private ownCurve: Curve = [];
	private rest = 0;
	private busy = false;
	private again = false;
	private shown = 0;
	private matter: string[] = [];
	private word = "";
	private onlyChanged = false;
	private readonly chart: HTMLElement;

	constructor(private readonly c: Context) {
		this.picker = new StatisticPicker("statistic", c.lab.scenario!.statistics, () => void this.choose());
		this.chart = this.preview();
	}

	node(matter: string[]): HTMLElement {
		const s = this.c.lab.scenario!,
			values = s.values.filter(isMovable),
			form = h("div", { class: "columns" });
		this.matter = matter;
		const show = (): void => {
			this.byKey.clear();
			this.apart.clear();
			const columns = [...COLUMNS, REST].map((col) => this.column(col, values, this.word)).filter((x): x is HTMLElement => x !== null);
			form.replaceChildren(
				...(this.word || this.onlyChanged ? [] : [this.first(values)]),
				...columns,
				...(columns.length === 0 ? [h("p", { class: "source" }, this.onlyChanged ? "Nothing is changed." : `No rule has “${this.word}” in it.`)] : []),
			);
		};
		show();
		this.told();
		void this.run();
		return h(
			"div",
			null,
			h("p", { class: "standfirst" }, s.description || "What this scenario states, and what of it can be moved."),
			h(
				"div",
				{ class: "workbench" },
				h(
					"div",
					null,
					h(
						"p",
						{ class: "controls" },
						h("label", { for: "find-rule" }, "Find a rule"),
						h("input", {
							type: "search",
							id: "find-rule",
							input: (e) => {
								this.word = (e.target as HTMLInputElement).value.trim().toLowerCase();
								show();
							},
						}),
						h(
							"label",
							null,
							h("input", {
								type: "checkbox",
								id: "only-changed",
								change: (e) => {
									this.onlyChanged = (e.target as HTMLInputElement).checked;
									show();
								},
							}),
							"only what I changed",
						),
					),
					h(
						"p",
						{ class: "source" },
						"On each track: the mark is the value of the scenario, the band its plausible range. Without a search, values with a plausible range and switches are shown.",
					),
					form,
				),
				h("aside", { class: "result", "aria-label": "What follows" }, this.chart, this.status, h("h3", null, "What I changed"), this.list, this.text()),
			),
		);
	}

	/* ---- the form ---- */
	/* What the figures hang on most stands before all else: a reader can move it at once. */
	private first(values: Value[]): HTMLElement {
		const own = this.matter.flatMap((key) => values.filter((v) => v.key === key));
		if (own.length === 0) return h("div", null);
		return h(
			"details",
			{ class: "group first", id: "matter", open: true },
			h("summary", null, "What the figures hang on most", h("span", { class: "count" }, ` ${own.length}`)),
			h("p", { class: "source" }, "The assumptions with the largest rank correlations in the ensemble that is shipped with the scenario."),
			own.map((v) => this.control(v, "", true)),
		);
	}

	private column(col: { name: string; what: string }, values: Value[], word: string): HTMLElement | null {
		const own = values.filter((v) => columnOf(v) === col.name && (word ? `${v.key} ${v.meaning}`.toLowerCase().includes(word) : isFirst(v) || this.c.lab.settings.has(v.key)) && (!this.onlyChanged || this.c.lab.settings.has(v.key)));
		if (own.length === 0) return null;
		const groups = [...new Set(own.map(groupOf))];
		return h(
			"section",
			{ class: "rule-column" },
			h("h2", null, col.name, " ", h("span", { class: "what" }, col.what)),
			groups.map((g) => {
				const rows = own.filter((v) => groupOf(v) === g),
					changed = rows.filter((v) => this.c.lab.settings.has(v.key)).length,
					inside = h("div", { class: "controls-of" });
				const fill = (): void => {
					if (inside.childElementCount === 0) inside.append(...rows.map((v) => this.control(v, g)));
				};
				const node = h(
					"details",
					{ class: "group", open: changed > 0 || (word !== "" && own.length < 30), toggle: fill },
					h("summary", null, g.replace(".", ": ").replace(/_/g, " "), h("span", { class: "count" }, ` ${rows.length}`)),
					inside,
				);
				if (node.open) fill();
				return node;
			}),
		);
	}

	/* apart: it stands a second time below, in its group, which is filled when it is opened. */
	private control(v: Value, group: string, apart = false): HTMLElement {
		const now = this.c.lab.settings.get(v.key) ?? v.value,
			name = group ? nameIn(v, group) : v.key.replace(/[._]/g, " "),
			said = h("p", { class: "mistake", role: "alert", hidden: true }),
			moved = (x: Setting): void => this.moved(v.key, x, node);
		let input: HTMLElement;
		if (v.type === "B")
			input = h("input", { type: "checkbox", "aria-label": name, checked: same("true", now === "true" || now === "1" || now === true), change: (e) => moved((e.target as HTMLInputElement).checked) });
		else if (v.type === "C")
			input = h(
				"select",
				{ "aria-label": name, change: (e) => moved((e.target as HTMLSelectElement).value) },
				(v.choices ?? []).map((choice) => h("option", { value: choice, selected: choice === String(now).replace(/"/g, "") }, choice.replace(/_/g, " "))),
			);
		else input = slider(v, Number(now), name, moved);
		const node = h(
			"div",
			{ class: "control", "data-key": v.key },
			h("div", { class: "control-name" }, name, " ", small(v.key)),
			input,
			said,
			h("p", { class: "source" }, v.meaning, v.low !== null ? `; plausible ${num(v.low)} to ${num(v.high!)}` : null, ". ", v.source ? linked(v.source === "assumption" ? "An assumption" : v.source, true) : null, ` (${v.origin.replace(/^(\.\.\/)+/, "")})`),
		);
		if (apart) this.apart.set(v.key, node);
		else this.byKey.set(v.key, node);
		return node;
	}

	private moved(key: string, x: Setting, from: HTMLElement): void {
		this.c.lab.set(key, x);
		/* The other control of the same value goes along. */
		const v = this.c.lab.base(key);
		for (const [map, apart] of [[this.byKey, false], [this.apart, true]] as [Map<string, HTMLElement>, boolean][]) {
			const node = map.get(key);
			if (v && node && node !== from && !node.contains(from)) node.replaceWith(this.control(v, apart ? "" : groupOf(v), apart));
		}
		this.told();
		window.clearTimeout(this.rest);
		this.rest = window.setTimeout(() => {
			this.c.keep();
			void this.run();
		}, RESTS_AFTER);
	}

	/* ---- what was changed ---- */
	private told(): void {
		const { lab } = this.c,
			all = Object.entries(lab.changed);
		this.list.replaceChildren(
			...(lab.text === null ? [] : [this.ownText()]),
			...(all.length === 0 && lab.text === null ? [h("li", { class: "source" }, "Nothing yet: the curve is that of the scenario.")] : []),
			...all.map(([key, value]) =>
				h(
					"li",
					null,
					keyWords(key),
					" ",
					small(key),
					` ${lab.base(key)?.value ?? "–"} → ${String(value)} `,
					h("button", { type: "button", class: "small", "aria-label": `Back to the scenario: ${key}`, click: () => this.back([key]) }, "Back"),
				),
			),
			...(all.length > 1 ? [h("li", null, h("button", { type: "button", class: "small", click: () => this.back(all.map(([k]) => k)) }, "All back"))] : []),
		);
		if (this.yaml.value === this.written) {
			this.yaml.value = lab.text ?? changedText(lab.scenario!.file, lab.changed);
			this.written = this.yaml.value; /* as the browser keeps it */
			this.yamlSaid.replaceChildren(...this.said().map((x) => h("p", { class: "source" }, x)));
		} else this.keepTyped();
		for (const [key, node] of this.nodes()) node.classList.toggle("changed", lab.settings.has(key));
	}

	/* What was typed and not taken is nobody's to write over; the mistakes that were told of it stay beneath it. */
	private keepTyped(): void {
		if (this.yamlSaid.querySelector("#yaml-kept")) return;
		const drop = (): void => {
			this.yaml.value = this.written;
			this.told();
		};
		this.yamlSaid.append(
			h("p", { id: "yaml-kept" }, "What you typed is kept, and has not been taken: what is moved with the controls is not in it. ", h("button", { type: "button", class: "small", click: drop }, "Give it up for the text of the controls")),
		);
	}

	private back(keys: string[]): void {
		for (const key of keys) {
			this.c.lab.set(key, null);
			const v = this.c.lab.base(key),
				node = this.byKey.get(key),
				apart = this.apart.get(key);
			if (node && v) node.replaceWith(this.control(v, groupOf(v)));
			if (apart && v) apart.replaceWith(this.control(v, "", true));
		}
		this.told();
		this.c.keep();
		void this.run();
	}

	/* ---- the text, in step with the form ---- */
	/* What a text of one's own changes in the scenario, as far as that has values; and the way back. */
	private ownText(): HTMLElement {
		const { was, now } = this.both(),
			other = this.otherKeys();
		return h(
			"li",
			{ id: "own-text" },
			`The text below is the scenario. Its values that are not those of the shipped one: ${other.length === 0 ? "none" : other.length}. `,
			h("button", { type: "button", class: "small", click: () => this.dropText() }, "Back to the shipped scenario"),
			h("ul", { class: "plain" }, other.slice(0, OTHER_MOST).map((key) => h("li", null, keyWords(key), " ", small(key), ` ${was.get(key) ?? "–"} → ${now.get(key) ?? "–"}`)), other.length > OTHER_MOST ? h("li", null, `and ${other.length - OTHER_MOST} more`) : null),
		);
	}
	private both(): { was: Map<string, string>; now: Map<string, string> } {
		const { lab } = this.c,
			of = (s: Checked): Map<string, string> => new Map(s.values.map((v) => [v.key, v.value]));
		return { was: of(lab.shipped!), now: of(lab.scenario!) };
	}
	private otherKeys(): string[] {
		const { was, now } = this.both();
		return [...new Set([...was.keys(), ...now.keys()])].filter((key) => was.get(key) !== now.get(key));
	}
	private dropText(): void {
		this.c.lab.takeText(null, null);
		this.c.go("rules");
	}
	/* Where text and controls are not in step, in words. */
	private said(): string[] {
		const { lab } = this.c;
		if (lab.text === null) return lab.textSaid ? [lab.textSaid] : [];
		const s = lab.sized(),
			bare = this.otherKeys()
				.filter((key) => !lab.scenario!.values.some((v) => v.key === key && isMovable(v)) && lab.scenario!.values.some((v) => v.key === key))
				.map((key) => key.replace(/^people\.persons$|^seed$|^replicates$|^span\..*$/, "")) /* told as numbers of the run */
				.filter((key) => key !== ""),
			named = bare.slice(0, OTHER_MOST).join(", ") + (bare.length > OTHER_MOST ? ` and ${bare.length - OTHER_MOST} more` : ""),
			top = Object.entries(lab.changed);
		return [
			`Taken whole: it is what is checked, previewed and run, with ${num(s.persons)} people, ${plural(s.months, "month")}, ${plural(s.replicates, "replicate")}, seed ${s.seed} (Run).`,
			`The controls show its numbers, switches and choices; parts that are neither, such as the events of a list, stand in the text alone${named ? `. Here: ${named}.` : "."}`,
			...(top.length > 0 ? [`Moved with the controls since, on top of the text and not written into it: ${top.map(([key, value]) => `${key} ${value}`).join(", ")}.`] : []),
			...(lab.textSaid ? [lab.textSaid] : []),
		];
	}

	private text(): HTMLElement {
		return h(
			"details",
			{ class: "numbers" },
			h("summary", null, "As a file"),
			h("label", { for: "yaml", class: "source" }, "Only what I changed, as a scenario over its base. A text that is taken becomes the scenario: all of it is run, and the controls move with it."),
			this.yaml,
			this.yamlSaid,
			h("p", { class: "controls" }, h("button", { type: "button", click: () => void this.takeText() }, "Take this text")),
		);
	}

	private async takeText(): Promise<void> {
		const { lab } = this.c;
		try {
			const text = this.yaml.value,
				checked = await lab.check(lab.scenario!.name, text);
			if (!checked.ok) {
				const all = checked.diagnostics.length ? checked.diagnostics : [{ line: 0, column: 0, key: "", text: checked.error ?? "it cannot be read" } as Diagnostic];
				this.yamlSaid.replaceChildren(...all.map((d) => h("p", { class: "mistake" }, `${d.line > 0 ? `Line ${d.line}, column ${d.column}: ` : ""}${d.key} ${d.text}`)));
				return;
			}
			const settings = await this.asSettings(checked);
			if (settings) lab.takeSettings(settings);
			else lab.takeText(text, checked);
			this.c.go("rules");
		} catch (error) {
			this.yamlSaid.replaceChildren(h("p", { class: "mistake" }, (error as Error).message));
		}
	}

	/* The settings of the shipped scenario that say exactly what a text says, to the last word; null: none do, and the text has to stay. */
	private async asSettings(text: Checked): Promise<Record<string, Setting> | null> {
		const shipped = this.c.lab.shipped!,
			base = new Map(shipped.values.map((v) => [v.key, v.value])),
			settings = Object.fromEntries(
				text.values.filter((v) => isMovable(v) && base.get(v.key) !== v.value).map((v) => [v.key, "NIAM".includes(v.type!) ? Number(v.value) : v.type === "B" ? v.value === "true" : v.value]),
			);
		if (Object.keys(settings).length > SETTINGS_MOST) return null;
		const checked = await this.c.lab.post<Checked>("/api/check", { scenario: shipped.name, settings });
		return checked.ok && checked.content === text.content ? settings : null;
	}

	/* ---- the preview ---- */
	private preview(): HTMLElement {
		const node = figure({
			id: "fig-preview",
			title: "What follows",
			note: "A preview of 20,000 people at most and one replicate. What happens in the course of a run is told over its months so far. Grey: the scenario as it stands; the same people and the same random numbers in both.",
			label: () => `${this.picker.now ? title(this.picker.now) : "Nothing"}, month by month: the scenario, and with what was changed`,
			source: "Source: socred, synthetic people. Run it to have intervals.",
			controls: h("p", { class: "controls" }, this.picker.node),
			table: null,
			draw: (width) => {
				const statistic = this.picker.now;
				if (!statistic || !this.base || !this.own) return drawn([], width, undefined);
				return drawn(
					[line(this.base, this.baseCurve, statistic, "Scenario", GREY), this.own === this.base ? null : line(this.own, this.ownCurve, statistic, "Changed", COLOURS.a)],
					width,
					statistic,
				);
			},
		});
		return node;
	}

	/* One at a time: what was moved meanwhile is previewed once, behind it. */
	private async run(): Promise<void> {
		if (this.busy) {
			this.again = true;
			return;
		}
		this.busy = true;
		do {
			this.again = false;
			await this.once();
		} while (this.again);
		this.busy = false;
		document.documentElement.setAttribute("data-previews", String(++this.shown));
	}
	private async once(): Promise<void> {
		const { lab } = this.c,
			changed = lab.changed;
		this.mistakes([]);
		this.status.textContent = "Simulating …";
		try {
			this.base ??= await lab.preview({}, PREVIEW_PERSONS, AS_SHIPPED);
			this.own = lab.isChanged ? await lab.preview(changed) : this.base;
			this.picker.offer(await lab.statistics(this.own.name));
			await this.curves();
			this.status.textContent = `Simulated in ${num(lab.took / 1000)} seconds, ${lab.engine.where}.`;
			redraw(this.chart);
		} catch (error) {
			this.status.textContent = `No preview: ${(error as Error).message}`;
			await this.explain();
		}
	}

	private async curves(): Promise<void> {
		const { lab } = this.c,
			statistic = this.picker.now;
		if (!statistic || !this.base || !this.own) return;
		this.ownCurve = await lab.curve(this.own, statistic);
		/* The scenario may not have what a change has brought in. */
		const has = this.own === this.base || (await lab.statistics(this.base.name)).some((s) => s.name === statistic.name);
		this.baseCurve = !has ? [] : this.own === this.base ? this.ownCurve : await lab.curve(this.base, statistic);
		redraw(this.chart);
	}
	/* Another statistic of the same previews, or of new ones where the engine has let them go. */
	private async choose(): Promise<void> {
		if (this.busy) return;
		try {
			await this.curves();
		} catch {
			this.base = null;
			await this.run();
		}
	}

	/* Mistakes stand at the control that made them. */
	private async explain(): Promise<void> {
		const { lab } = this.c;
		try {
			const checked = await lab.post<Checked>("/api/check", lab.ask(lab.changed));
			this.mistakes(checked.diagnostics.filter((d) => !d.warning));
		} catch {
			/* the status line has said that nothing answers */
		}
	}
	private nodes(): [string, HTMLElement][] {
		return [...this.byKey, ...this.apart];
	}
	private mistakes(all: Diagnostic[]): void {
		for (const [key, node] of this.nodes()) {
			const own = all.filter((d) => d.key === key),
				said = node.querySelector<HTMLElement>(".mistake")!;
			said.hidden = own.length === 0;
			said.textContent = own.map((d) => d.text).join("; ");
		}
	}
}
