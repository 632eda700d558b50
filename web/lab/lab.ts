/* What all screens share: the engine, the scenario under work, what was changed in it, the runs. The address holds the scenario, the
 * settings and the numbers of a run, so that it can be kept, sent and gone back to. */

import { Engine, Gone, json, LabEvent, RunState, Setting } from "./engine";

export interface Value {
	key: string;
	value: string;
	unit: string;
	meaning: string;
	source: string;
	origin: string;
	assumption: boolean;
	low: number | null /* plausible */;
	high: number | null;
	section?: string;
	type?: string /* N number, I whole number, B switch, C choice ...: src/input/schema/sections.def */;
	module?: string;
	least?: number | null /* allowed */;
	most?: number | null;
	choices?: string[];
}
export interface Diagnostic {
	file: string;
	line: number;
	column: number;
	key: string;
	text: string;
	warning: boolean;
}
export interface Checked {
	ok: boolean;
	diagnostics: Diagnostic[];
	error?: string;
	title: string;
	description: string;
	persons: number;
	months: number;
	replicates: number;
	seed: number;
	content: string /* digest of everything that it says */;
	values: Value[];
	statistics: Statistic[] /* that a run of it has */;
	resolved?: string /* where it was asked for: the file with every value */;
}
export interface Scenario extends Checked {
	name: string;
	base: string;
	file: string;
	yaml: string;
}
/* A statistic of the headline, as the engine names it. */
export interface Statistic {
	name: string;
	section: string;
	label: string /* with its unit, where that does not stand in the section */;
	full_label: string /* with its unit in any case */;
	least: number | null /* that it can be; null: no bound */;
	most: number | null;
}
export interface About {
	version: string;
	persons_most: number;
	work_most: number;
	statistics: Statistic[] /* that a run of some scenario can have */;
}
export interface Size {
	persons: number;
	months: number;
	replicates: number;
	seed: number;
}

/* A statistic in the months of a run: [replicate][month]; null: it has no value there. */
export type Curve = (number | null)[][];

export interface End extends Statistic {
	value: number | null;
	few?: boolean /* fewer than 100 cases behind it */;
}

type Listener = () => void;

/* How far an experiment of this lab is. */
export interface Measuring {
	state: "running" | "done" | "stopped" | "failed";
	done: number;
	all: number;
	error: string;
}
export class Lab {
	about!: About;
	/* As shipped; where a text of one's own was taken in its place, what that text says. */
	scenario: Scenario | null = null;
	shipped: Scenario | null = null;
	text: string | null = null;
	/* What was said of a text when it was taken. */
	textSaid = "";
	settings = new Map<string, Setting>();
	size: Partial<Size> = {};
	/* What was typed for a number of a run and is none that is allowed; such a run is not begun. */
	mistyped: Partial<Record<keyof Size, string>> = {};
	runs: RunState[] = [];
	/* How many months of each replicate have been told. */
	private months = new Map<string, number[]>();
	experiments = new Map<string, Measuring>();
	/* Person-months in a second, as previews have shown; the budget of the manual before one did. */
	speed = 12.5e6;
	/* Milliseconds that the last preview took, from asking to the last month. */
	took = 0;
	lost: string | null = null; /* why the engine has ended, or "gone" */
	private heard = new Set<Listener>();

	constructor(readonly engine: Engine) {}

	get<T>(target: string): Promise<T> {
		return json<T>(this.engine.request("GET", target));
	}
	/* A search through everybody: each request does a piece of it, until one has the answer. going: asked before each, with the share that
	 * is done; when it says no, the search is given up and nothing comes of it. */
	async search<T>(target: string, going: (share: number) => boolean): Promise<T | null> {
		for (let share = 0; going(share); ) {
			const r = await this.engine.request("GET", target);
			if (r.status !== 202) return json<T>(Promise.resolve(r));
			share = (JSON.parse(new TextDecoder().decode(r.body)) as { share: number }).share;
		}
		return null;
	}
	post<T>(target: string, body?: unknown): Promise<T> {
		return json<T>(this.engine.request("POST", target, body));
	}

	async open(): Promise<void> {
		this.about = await this.get<About>("/api/about");
		const list = await this.listed();
		this.engine.listen(
			list.last,
			(e) => this.take(e),
			(why) => {
				this.lost = why instanceof Gone ? "gone" : why.message;
				this.tell();
			},
		);
	}

	private async listed(): Promise<{ runs: RunState[]; last: number }> {
		const list = await this.get<{ runs: RunState[]; last: number }>("/api/runs");
		this.runs = list.runs;
		return list;
	}

	/* Events that come while the list is asked for again: those that the list does not know yet are taken once more. */
	private meanwhile: LabEvent[] | null = null;
	private async missed(): Promise<void> {
		if (this.meanwhile) return;
		this.months.clear();
		const came: LabEvent[] = (this.meanwhile = []);
		const list = await this.listed().catch(() => null);
		this.meanwhile = null;
		if (list) came.filter((e) => e.id > list.last).forEach((e) => this.take(e));
		for (const name of [...this.previews.keys()]) await this.look(name);
		this.tell();
	}
	/* The state of a preview whose end may have been told among what was missed; one that is not known any more has ended. */
	private async look(name: string): Promise<void> {
		const run = await this.get<RunState>(`/api/runs/${name}`).catch((why: Error) => ({ name, state: "failed", preview: true, error: why.message }) as RunState);
		this.previews.get(name)?.(run);
	}
	/* Stops a run. What the answer says of it is taken at once, whatever of its events is still on the way. */
	async stop(name: string): Promise<void> {
		const run = await this.post<RunState>(`/api/runs/${name}/stop`);
		this.take({ id: 0, type: "run", run });
	}

	private take(e: LabEvent): void {
		if (e.type === "missed") {
			void this.missed();
			return;
		}
		this.meanwhile?.push(e);
		if (e.type === "experiment") this.experiments.set(e.name, { state: e.state, done: e.done, all: e.all, error: e.error });
		else if (e.type === "run") {
			const at = this.runs.findIndex((r) => r.name === e.run.name);
			if (at >= 0 && isEnded(this.runs[at]) && !isEnded(e.run)) return; /* told before its end, heard behind it */
			if (e.run.state === "stopped") this.forget(e.run.name); /* a replicate that was not finished is not kept */
			if (at >= 0) this.runs[at] = e.run;
			else if (!e.run.preview) this.runs.push(e.run);
			if (e.run.preview) {
				if (isEnded(e.run)) this.ended.set(e.run.name, e.run);
				if (this.ended.size > 16) this.ended.delete(this.ended.keys().next().value!);
				this.previews.get(e.run.name)?.(e.run);
			}
		} else {
			const told = this.months.get(e.run) ?? [];
			told[e.replicate] = e.month + 1;
			this.months.set(e.run, told);
			const run = this.runs.find((r) => r.name === e.run);
			if (run) {
				run.replicate = e.replicate;
				run.month = e.month + 1;
				run.share = (e.replicate + (e.month + 1) / run.months) / run.replicates;
			}
		}
		this.tell();
	}

	/* Calls again whenever something came of the engine, at most once for each picture of the screen. */
	hear(listener: Listener): () => void {
		this.heard.add(listener);
		return () => this.heard.delete(listener);
	}
	private due = false;
	private tell(): void {
		if (this.due) return;
		this.due = true;
		requestAnimationFrame(() => {
			this.due = false;
			this.heard.forEach((l) => l());
		});
	}

	/* ---- the scenario under work ---- */
	/* text: a scenario file that stands in its place, beside it; null: as shipped. */
	async choose(name: string, text: string | null = null): Promise<Scenario> {
		if (this.scenario?.name === name && this.text === text) return this.scenario;
		const shipped = this.shipped?.name === name ? this.shipped : await this.get<Scenario>(`/api/scenario?name=${encodeURIComponent(name)}`),
			checked = text === null ? null : await this.check(name, text);
		if (checked && !checked.ok) {
			const wrong = checked.diagnostics.find((d) => !d.warning);
			throw new Error(`the text of the scenario in this address is refused: ${wrong ? `line ${wrong.line}: ${wrong.key} ${wrong.text}` : checked.error}`);
		}
		this.adopt(shipped, text, checked);
		return this.scenario!;
	}
	check(name: string, text: string): Promise<Checked> {
		return this.post<Checked>("/api/check", { scenario: name, yaml: text });
	}
	/* A text that was checked becomes the scenario of the session. Settings that stand on top stay, but where the text says otherwise than
	 * before: it is the later word. */
	takeText(text: string | null, checked: Checked | null): void {
		const before = this.scenario!,
			wasText = this.text !== null,
			lost: string[] = [];
		this.adopt(this.shipped!, text, checked);
		const now = new Map(this.scenario!.values.map((v) => [v.key, v.value])),
			was = new Map(before.values.map((v) => [v.key, v.value]));
		for (const [key, value] of [...this.settings]) {
			/* Before a text was taken, the settings stood in the text that was shown. */
			if (wasText && now.has(key) && (text === null || now.get(key) === was.get(key))) continue;
			this.settings.delete(key);
			if (wasText) lost.push(`${key} ${value}`);
		}
		for (const key of SIZES)
			if (this.scenario![key] !== before[key]) {
				delete this.size[key];
				delete this.mistyped[key];
			}
		this.textSaid = lost.length > 0 ? `Taken away from what was moved with the controls, since the ${text === null ? "shipped scenario has no such value" : "text now says otherwise"}: ${lost.join(", ")}.` : "";
	}
	/* The shipped scenario, with these settings alone. */
	takeSettings(settings: Record<string, Setting>): void {
		this.adopt(this.shipped!, null, null);
		this.settings = new Map(Object.entries(settings));
		this.textSaid = "";
	}
	private adopt(shipped: Scenario, text: string | null, checked: Checked | null): void {
		if (this.shipped?.name !== shipped.name) this.textSaid = "";
		this.shipped = shipped;
		this.text = checked ? text : null;
		this.scenario = checked ? { ...shipped, ...checked } : shipped;
	}
	/* Whether what is simulated is another scenario than the one that is shipped. */
	get isChanged(): boolean {
		return this.text !== null || this.settings.size > 0;
	}
	base(key: string): Value | undefined {
		return this.scenario?.values.find((v) => v.key === key);
	}
	set(key: string, value: Setting | null): void {
		const base = this.base(key);
		if (value === null || (base && same(base.value, value))) this.settings.delete(key);
		else this.settings.set(key, value);
	}
	get changed(): Record<string, Setting> {
		return Object.fromEntries([...this.settings].sort(([a], [b]) => (a < b ? -1 : 1)));
	}
	sized(): Size {
		const s = this.scenario!;
		return { persons: this.size.persons ?? s.persons, months: this.size.months ?? s.months, replicates: this.size.replicates ?? s.replicates, seed: this.size.seed ?? s.seed };
	}
	ask(settings: Record<string, Setting>, more: Record<string, unknown> = {}): Record<string, unknown> {
		const s = this.sized(),
			own = this.text === null || more.yaml === null ? {} : { yaml: this.text },
			all = "yaml" in own ? this.scenario!.months : this.shipped!.months,
			months = s.months === all ? {} : { months: s.months };
		return { scenario: this.scenario!.name, settings, persons: s.persons, replicates: s.replicates, seed: s.seed, ...own, ...months, ...more };
	}

	/* ---- previews ---- */
	private previews = new Map<string, (run: RunState) => void>();
	private turn: Promise<unknown> = Promise.resolve();
	/* A small run of one replicate that nothing is kept of. One at a time; a later one waits for it. */
	preview(settings: Record<string, Setting>, most = PREVIEW_PERSONS, of: Record<string, unknown> = {}): Promise<RunState> {
		const next = this.turn.then(() => this.previewed(settings, most, of));
		this.turn = next.catch(() => undefined);
		return next;
	}
	private async begun(wish: Record<string, unknown>): Promise<RunState | null> {
		const r = await this.engine.request("POST", "/api/runs", wish);
		return r.status === 202 ? null : json<RunState>(Promise.resolve(r));
	}
	/* The previews that ended last. */
	private ended = new Map<string, RunState>();
	private async previewed(settings: Record<string, Setting>, most: number, of: Record<string, unknown>): Promise<RunState> {
		const persons = Math.min(most, this.sized().persons),
			began = performance.now();
		let done: (run: RunState) => void = () => undefined;
		const ended = new Promise<RunState>((resolve) => {
			done = resolve;
		});
		let run = await this.begun(this.ask(settings, { ...of, preview: true, persons, replicates: 1 }));
		/* One at a time, of all pages of this lab: that of another is waited for. */
		for (; !run; run = await this.begun(this.ask(settings, { ...of, preview: true, persons, replicates: 1 }))) await new Promise((then) => setTimeout(then, 60));
		this.previews.set(run.name, (r) => {
			if (isEnded(r)) done(r);
		});
		/* Its end is told, and may have been before the answer came. It is not asked for: another page's may stand in its place by now, and the
		 * engine knows the state of the last one alone. */
		const last = this.ended.get(run.name) ?? (await ended);
		this.previews.delete(run.name);
		if (last.state !== "done") throw new Error(last.error || "the preview was stopped");
		if (most < PREVIEW_PERSONS) return last; /* too small to tell how fast it is */
		this.took = Math.max(1, performance.now() - began);
		if (last.persons * last.months >= TELLING) this.speed = (1000 * last.persons * last.months) / this.took;
		return last;
	}

	/* Whether a preview of these settings would be taken: asked beforehand where many may not be, since a browser writes each refusal down as an error. */
	async fits(settings: Record<string, Setting>, most: number, of: Record<string, unknown> = {}): Promise<boolean> {
		return (await this.post<Checked>("/api/check", this.ask(settings, { ...of, persons: Math.min(most, this.sized().persons), replicates: 1 }))).ok;
	}

	/* ---- statistics ---- */
	/* Those of a run or a preview; those of the scenario as long as the engine knows none of its months. */
	async statistics(run: string): Promise<Statistic[]> {
		const kept = this.lists.get(run);
		if (kept) return kept;
		const { statistics } = await this.get<{ statistics: Statistic[] }>(`/api/statistics?run=${run}`);
		this.lists.set(run, statistics);
		return statistics;
	}
	private lists = new Map<string, Statistic[]>();
	/* All of them with their values at the end of a preview. */
	async ends(run: RunState): Promise<End[]> {
		return (await this.get<{ statistics: End[] }>(`/api/statistics?run=${run.name}&replicate=0`)).statistics;
	}
	/* One of them in the months that the run has had; what came before is not asked for again. */
	async curve(run: RunState, statistic: Statistic): Promise<Curve> {
		const key = `${run.name} ${statistic.name}`,
			curve = this.kept.get(key) ?? [],
			ended = isEnded(run),
			told = this.months.get(run.name)?.length ?? 0,
			replicates = ended ? Math.max(1, run.replicates) : Math.max(told, run.replicate + 1);
		for (let replicate = 0; replicate < replicates; replicate++) {
			const own = curve[replicate] ?? [];
			if (run.months > 0 && own.length >= run.months) continue;
			const { values } = await this.get<{ values: (number | null)[] }>(`/api/curve?run=${run.name}&statistic=${statistic.name}&replicate=${replicate}&since=${own.length}`);
			if (values.length === 0) break;
			curve[replicate] = [...own, ...values];
		}
		this.kept.set(key, curve);
		if (ended && run.preview) this.kept.delete(key); /* their names come once */
		return curve;
	}
	private kept = new Map<string, Curve>();
	/* Nothing of a run that is deleted stays. */
	forget(run: string): void {
		for (const key of this.kept.keys()) if (key.startsWith(`${run} `)) this.kept.delete(key);
		this.lists.delete(run);
		this.months.delete(run);
	}
}

/* More of what is asked: the scenario as it is shipped, whatever text stands in its place. */
export const AS_SHIPPED = { yaml: null };
export const PREVIEW_PERSONS = 20000;
const TELLING = 200000; /* person-months from which on a preview says how fast runs are; below, it is reading and asking that takes the time */

const ENDED = ["done", "stopped", "failed"];
export const isEnded = (r: RunState): boolean => ENDED.includes(r.state);

/* ---- the numbers of a run ---- */
export const SIZES: (keyof Size)[] = ["persons", "replicates", "months", "seed"];
const KEYS: Record<keyof Size, string> = { persons: "people.persons", replicates: "replicates", months: "months", seed: "seed" };
/* What the engine allows of a number of a run. */
export function allowed(lab: Lab, key: keyof Size): { least: number; most: number } {
	const v = lab.base(KEYS[key]);
	if (key === "months") return { least: 1, most: 1200 }; /* of POST /api/runs: the scenario has a last month in its place */
	if (key === "seed") return { least: v?.least ?? 0, most: Number.MAX_SAFE_INTEGER }; /* JSON of the schema has it with fifteen digits */
	const most = v?.most ?? Number.MAX_SAFE_INTEGER;
	return { least: v?.least ?? 1, most: key === "persons" && lab.about.persons_most > 0 ? Math.min(most, lab.about.persons_most) : most };
}
/* Takes what was typed: a number that is allowed, or the mistake as it stands. */
export function takeSize(lab: Lab, key: keyof Size, text: string): void {
	const value = Number(text),
		{ least, most } = allowed(lab, key),
		right = /^\d{1,16}$/.test(text) && value >= least && value <= most;
	lab.size[key] = right ? value : undefined;
	if (right) delete lab.mistyped[key];
	else lab.mistyped[key] = text;
}

/* A value of the scenario, as YAML writes it, and one of a control. */
export const same = (written: string, value: Setting): boolean =>
	typeof value === "number" ? Number(written) === value : typeof value === "boolean" ? /^(true|1|yes)$/.test(written) === value : written.replace(/^"|"$/g, "") === value;

/* ---- the address ---- */
export interface Address {
	screen: string;
	scenario: string | null;
	text: string | null;
	sizes: [keyof Size, string][] /* of which the scenario says what is allowed */;
}
export function readAddress(lab: Lab): Address {
	const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?"),
		given = new URLSearchParams(query),
		sizes: Address["sizes"] = [];
	lab.settings.clear();
	lab.size = {};
	lab.mistyped = {};
	for (const [key, value] of given) {
		if (SIZES.includes(key as keyof Size)) sizes.push([key as keyof Size, value]);
		if (key.startsWith("set.")) lab.settings.set(key.slice(4), typed(value));
	}
	return { screen: path || "gallery", scenario: given.get("scenario"), text: given.get("text"), sizes };
}
const typed = (text: string): Setting => (text === "true" ? true : text === "false" ? false : /^-?\d+(\.\d+)?(e-?\d+)?$/i.test(text) ? Number(text) : text);
export function address(lab: Lab, screen: string): string {
	const query = new URLSearchParams();
	if (lab.scenario) query.set("scenario", lab.scenario.name);
	if (lab.text !== null) query.set("text", lab.text);
	for (const key of SIZES) {
		const value = lab.mistyped[key] ?? lab.size[key];
		if (value !== undefined) query.set(key, String(value));
	}
	for (const [key, value] of Object.entries(lab.changed)) query.set(`set.${key}`, String(value));
	const text = query.toString();
	return `#/${screen}${text ? `?${text}` : ""}`;
}
