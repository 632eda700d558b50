/* The run: how many people, how often, what it will take; curves while it goes; the runs that there are. */

import { h } from "../../src/dom";
import { num, plural, whole } from "../../src/format";
import { COLOURS } from "../../src/charts";
import { figure, redraw, table } from "../../src/figure";
import { StatisticPicker } from "../controls";
import { drawn, GREY, line, title } from "../curves";
import { RunState } from "../engine";
import { headlineOf } from "../headline";
import { allowed, AS_SHIPPED, Curve, isEnded, Size, SIZES, takeSize } from "../lab";
import { keyWords, runName, runTitle, small } from "../words";
import { baseOf, Context, failed, finished, isBase, Screen } from "./screen";

export const isUnderWay = (r: RunState): boolean => !isEnded(r);
const LABELS: Record<keyof Size, string> = { persons: "People", replicates: "Replicates", months: "Months", seed: "Seed" };

const seconds = (s: number): string => (s < 1 ? "under 1 second" : s < 90 ? `about ${plural(Math.ceil(s), "second")}` : `about ${plural(Math.ceil(s / 60), "minute")}`);

export const run: Screen = {
	id: "run",
	name: "Run",
	there: (lab) => lab.scenario !== null || lab.runs.length > 0,
	build: (c) => new Run(c).node(),
};

class Run {
	private readonly picker: StatisticPicker;
	private shown: RunState | null = null;
	private readonly beginning = h("button", { type: "submit", class: "main", id: "begin" });
	private stopping: string | null = null;
	private readonly estimate = h("p", { class: "source", id: "estimate" });
	private readonly said = h("p", { class: "mistake", role: "alert", hidden: true });
	private readonly bar = h("div", { class: "progress", hidden: true });
	private readonly all = h("div", { class: "runs" });
	private readonly headline = h("div", { "aria-live": "polite" });
	private readonly chart: HTMLElement;
	private wants: "nothing" | "own" = "nothing";

	/* What the figure shows; one is asked for at a time. */
	private drawing: { run: RunState; own: Curve; baseline: RunState | null; base: Curve } | null = null;
	private asking = false;
	private askAgain = false;

	constructor(private readonly c: Context) {
		this.picker = new StatisticPicker("run-statistic", c.lab.scenario?.statistics ?? [], () => void this.tellCurves());
		this.chart = this.curves();
	}

	node(): HTMLElement {
		const { lab } = this.c;
		this.follow();
		const node = h("div", null, lab.scenario ? this.form() : null, this.said, this.bar, this.headline, h("h2", { class: "hidden" }, "Curves"), this.chart, h("h2", null, "Runs"), this.all);
		const end = lab.hear(() => (node.isConnected ? this.follow() : end()));
		return node;
	}

	/* ---- what is asked ---- */
	/* A number of the run. What is typed stays as it is; one that is not allowed has its mistake beneath it. */
	private field(key: keyof Size): HTMLElement {
		const { lab } = this.c,
			{ least, most } = allowed(lab, key),
			mistake = h("span", { class: "mistake", id: `run-${key}-mistake`, role: "status" }),
			input = h("input", { type: "text", inputmode: "numeric", autocomplete: "off", id: `run-${key}`, "aria-describedby": mistake.id, value: lab.mistyped[key] ?? lab.sized()[key] });
		const tell = (): void => {
			const typed = lab.mistyped[key];
			input.setAttribute("aria-invalid", String(typed !== undefined));
			mistake.textContent = typed === undefined ? "" : `${typed === "" ? "Nothing is" : `“${typed}” is not`} allowed: a whole number from ${whole(least)} to ${whole(most)}`;
		};
		/* A number that is still being typed is not called a mistake yet. */
		input.addEventListener("input", () => {
			takeSize(lab, key, input.value.trim());
			if (lab.mistyped[key] === undefined) tell();
			this.judge();
		});
		input.addEventListener("change", () => {
			tell();
			this.c.keep();
		});
		tell();
		return h("div", { class: "run-number" }, h("label", { for: input.id }, LABELS[key]), input, mistake);
	}
	private form(): HTMLElement {
		const { lab } = this.c;
		this.judge();
		const changes = Object.entries(lab.changed);
		return h(
			"form",
			{
				class: "run-form",
				submit: (e) => {
					e.preventDefault();
					if (this.beginning.disabled) return;
					void this.begin(lab.isChanged && !this.baseOf() ? "own" : "nothing");
				},
			},
			lab.text === null ? null : h("p", { id: "own-text" }, "The scenario is the text under “As a file” on Rules, not the one that is shipped."),
			h("p", null, changes.length === 0 ? (lab.text === null ? "As it stands: nothing was changed." : "Nothing was changed on top of the text.") : [`With ${plural(changes.length, "change")}: `, changes.map(([k, v], i) => [i > 0 ? ", " : "", keyWords(k), " ", small(k), ` ${v}`])]),
			h("div", { class: "controls" }, SIZES.map((key) => this.field(key))),
			this.estimate,
			h("p", { class: "controls" }, this.beginning),
		);
	}

	private judge(): void {
		const { lab } = this.c,
			s = lab.sized(),
			runs = lab.isChanged && !this.baseOf() ? 2 : 1,
			work = s.persons * s.months * s.replicates * runs,
			wrong = SIZES.filter((key) => lab.mistyped[key] !== undefined);
		this.beginning.textContent = runs > 1 ? "Run the scenario and the change" : lab.isChanged ? "Run the change" : "Run";
		this.beginning.disabled = wrong.length > 0 || lab.runs.some(isUnderWay);
		if (wrong.length > 0) {
			this.estimate.textContent = `No run can begin before this is put right: ${wrong.map((key) => LABELS[key].toLowerCase()).join(", ")}.`;
			return;
		}
		this.estimate.textContent = `${num(work / 1e6)} million person-months${runs > 1 ? " in both runs" : ""}: ${seconds(work / lab.speed)}, as fast as the last preview was.${s.replicates < 2 ? " One replicate has no interval." : ""}`;
	}

	/* The finished run of the scenario as it stands, with the same people and random numbers. */
	private baseOf(): RunState | undefined {
		const { lab } = this.c,
			s = lab.sized();
		return lab.runs.find((r) => r.state === "done" && r.scenario === lab.scenario?.name && r.base === lab.scenario.base && Object.keys(r.settings).length === 0 && !r.own_text && r.persons === s.persons && r.months === s.months && r.replicates === s.replicates && r.seed === s.seed);
	}

	private async begin(then: "nothing" | "own"): Promise<void> {
		const { lab } = this.c,
			both = then === "own",
			asked = both ? lab.ask({}, AS_SHIPPED) : lab.ask(lab.changed);
		this.said.hidden = true;
		try {
			this.wants = then;
			this.shown = await lab.post<RunState>("/api/runs", asked);
			if (!lab.runs.some((r) => r.name === this.shown!.name)) lab.runs.push(this.shown);
			this.follow();
		} catch (error) {
			this.wants = "nothing";
			this.say((error as Error).message);
		}
	}

	/* ---- what comes ---- */
	private follow(): void {
		const { lab } = this.c,
			way = lab.runs.find(isUnderWay);
		if (way) this.shown = way;
		else if (this.shown) this.shown = lab.runs.find((r) => r.name === this.shown!.name) ?? null;
		this.shown ??= lab.runs[lab.runs.length - 1] ?? null;
		if (!way && this.wants === "own" && this.shown?.state === "done") {
			this.wants = "nothing";
			void this.begin("nothing");
			return;
		}
		this.tellProgress(way ?? null);
		this.tellRuns();
		this.tellHeadline();
		void this.tellCurves();
	}

	/* Of the run that is shown, once it has ended. */
	private headlineRun = "";
	private tellHeadline(): void {
		const r = this.shown,
			name = r && (r.state === "done" || (r.state === "stopped" && r.partial)) ? r.name : "";
		if (name === this.headlineRun) return;
		this.headlineRun = name;
		if (!name || !r) {
			this.headline.replaceChildren();
			return;
		}
		headlineOf(this.c.lab, r).then(
			(node) => this.headlineRun === name && this.headline.replaceChildren(node),
			(error: Error) => this.headlineRun === name && this.headline.replaceChildren(failed(error.message)),
		);
	}

	private tellProgress(way: RunState | null): void {
		const { lab } = this.c;
		this.bar.hidden = way === null;
		if (lab.scenario) this.judge();
		if (this.stopping !== null && this.stopping !== way?.name) {
			const ended = lab.runs.find((r) => r.name === this.stopping);
			this.stopping = null;
			if (ended?.state === "stopped" && !ended.partial) this.say(`${ended.name} was ${ended.error || "stopped"}; nothing was kept.`);
		}
		if (!way) return;
		const text = this.stopping !== null ? "Stopping" : way.state === "running" ? `Replicate ${way.replicate + 1} of ${way.replicates}, month ${way.month} of ${way.months}` : way.state === "building" ? `Making the people: ${num(100 * way.built, { mean: 100 * way.built, lo: NaN, hi: NaN, n: 1 })}%` : way.state === "finishing" ? "Writing the results" : "Waiting",
			meter = this.bar.querySelector("progress"),
			said = this.bar.querySelector<HTMLElement>(".progress-text"),
			stop = this.bar.querySelector<HTMLButtonElement>("#stop");
		if (stop) stop.disabled = this.stopping !== null;
		if (meter && said) {
			meter.value = way.share;
			said.textContent = `${way.name}: ${text}`;
			return;
		}
		this.bar.replaceChildren(
			h("progress", { max: 1, value: way.share, "aria-label": "How far the run is" }),
			h("span", { class: "progress-text" }, `${way.name}: ${text}`),
			h("button", { type: "button", id: "stop", click: () => void this.stop() }, "Stop; what is finished is kept"),
		);
	}

	private async stop(): Promise<void> {
		const { lab } = this.c,
			way = lab.runs.find(isUnderWay);
		this.wants = "nothing";
		if (!way) return;
		this.stopping = way.name;
		this.said.hidden = true;
		this.tellProgress(way);
		await lab.stop(way.name).catch((error: Error) => {
			this.stopping = null;
			this.say(`${way.name} could not be stopped: ${error.message}`);
		});
		this.follow();
	}
	private say(text: string): void {
		this.said.hidden = false;
		this.said.textContent = text;
	}

	private known = "";
	private tellRuns(): void {
		const { lab } = this.c,
			now = JSON.stringify(lab.runs.map((r) => [r.name, r.state]));
		if (now === this.known) return;
		this.known = now;
		if (lab.runs.length === 0) {
			this.all.replaceChildren(h("p", { class: "source" }, "None yet."));
			return;
		}
		this.all.replaceChildren(
			table({
				caption: "Runs of this lab, the last first",
				head: ["Run", "Scenario", "Changed", "State", "Show or delete"],
				numeric: 9,
				rows: [...lab.runs].reverse().map((r) => [
					r.name,
					r.scenario || "of another hand",
					runName(r),
					r.state === "failed" ? `cannot be shown: ${r.error}` : r.state === "stopped" ? (r.partial ? "stopped; a part is kept" : "stopped; nothing was kept") : r.state,
					isUnderWay(r)
						? ""
						: h(
								"span",
								{ class: "controls" },
								h("button", { type: "button", class: "small", "aria-label": `Show ${r.name}`, click: () => this.show(r) }, "Show"),
								h("button", { type: "button", class: "small", "aria-label": `Delete ${r.name}`, click: () => void this.remove(r) }, "Delete"),
							),
				]),
			}),
		);
	}
	private show(r: RunState): void {
		this.shown = r;
		this.tellHeadline();
		void this.tellCurves();
		this.chart.scrollIntoView();
	}
	private async remove(r: RunState): Promise<void> {
		const { lab } = this.c;
		if (!window.confirm(`Delete ${runTitle(r)} with its results?`)) return;
		await this.c.lab.engine.request("DELETE", `/api/runs/${r.name}`);
		lab.runs = lab.runs.filter((x) => x.name !== r.name);
		lab.forget(r.name);
		if (this.shown?.name === r.name) this.shown = null;
		this.follow();
	}

	/* One request after the other: months that come meanwhile are asked for behind it. */
	private async tellCurves(): Promise<void> {
		if (this.asking) {
			this.askAgain = true;
			return;
		}
		this.asking = true;
		do {
			this.askAgain = false;
			await this.askCurves().catch(() => undefined); /* what cannot be read is not drawn; the list says why */
			redraw(this.chart);
		} while (this.askAgain);
		this.asking = false;
	}
	private async askCurves(): Promise<void> {
		const { lab } = this.c,
			r = this.shown;
		this.chart.hidden = r === null;
		if (!r || r.state === "waiting" || r.state === "building" || (isEnded(r) && r.state !== "done" && !r.partial)) {
			this.drawing = null;
			return;
		}
		/* Of a run of another hand, the list knows no more than the name before its results are opened. */
		if (!r.from) Object.assign(r, await lab.get<RunState>(`/api/runs/${r.name}`));
		this.picker.offer(await lab.statistics(r.name));
		const baseline = baseOf(finished(lab), r) ?? null,
			statistic = this.picker.now;
		if (!statistic) return;
		const own = await lab.curve(r, statistic),
			base = baseline ? await lab.curve(baseline, statistic).catch(() => []) : []; /* which may not have what a change has brought in */
		if (this.shown?.name === r.name) this.drawing = { run: r, own, baseline, base };
	}

	private curves(): HTMLElement {
		const node = figure({
			id: "fig-run",
			title: "Month by month",
			note: "The line is the mean of the replicates that have come so far, the band its 95% interval. What happens in the course of a run is told over its months so far. Grey: the scenario as it stands, with the same people and the same random numbers.",
			label: () => `${this.picker.now ? title(this.picker.now) : "Nothing"}, month by month of ${this.drawing ? runTitle(this.drawing.run) : "no run"}`,
			controls: h("p", { class: "controls" }, this.picker.node),
			table: null,
			draw: (width) => {
				const d = this.drawing,
					statistic = this.picker.now;
				if (!d || !statistic) return drawn([], width, undefined);
				return drawn([d.baseline ? line(d.baseline, d.base, statistic, "Scenario", GREY) : null, line(d.run, d.own, statistic, d.run.name, isBase(d.run) ? GREY : COLOURS.a)], width, statistic);
			},
		});
		return node;
	}
}
