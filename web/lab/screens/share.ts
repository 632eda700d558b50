/* Sharing: an address that holds what was changed, a bundle that holds what came out, a report that needs nothing. */

import { Child, h } from "../../src/dom";
import { address, Checked } from "../lab";
import { save, saveReply } from "../save";
import { RunState } from "../engine";
import { runTitle } from "../words";
import { picker } from "../../src/controls";
import { runOptions } from "../controls";
import { num, plural } from "../../src/format";
import { Context, failed, finished, Screen } from "./screen";

export const share: Screen = {
	id: "share",
	name: "Share",
	there: () => true,
	async build(c: Context) {
		const { lab } = c,
			said = h("p", { class: "source", role: "status" }),
			runs = finished(lab);
		const hand = (what: string, click: () => Promise<void>): HTMLElement =>
			h("button", { type: "button", click: () => void click().then(() => (said.textContent = `${what}: saved.`), (e: Error) => (said.textContent = e.message)) }, what);
		const digests = await Promise.all(runs.map((r) => lab.get<RunState>(`/api/runs/${r.name}`).then((x) => x.digest, () => "")));
		return h(
			"div",
			null,
			h("p", { class: "standfirst" }, "What is shared can be checked: the same scenario, seed and version of socred give the same digest on any machine."),
			opened(c),
			lab.scenario
				? h(
						"section",
						null,
						h("h2", null, "What I changed"),
						h("p", null, "Put behind the address of any lab, this opens the scenario with the same changes. It holds no results and no token."),
						h("label", { for: "fragment" }, "Part of the address"),
						h("textarea", { id: "fragment", readonly: true, rows: 3 }, address(lab, "rules")),
						h(
							"p",
							{ class: "controls" },
							hand("Copy", () => navigator.clipboard.writeText(address(lab, "rules"))),
							hand("Save as a scenario", async () => {
								const checked = await lab.post<Checked>("/api/check", lab.ask(lab.changed, { resolved: true })),
									wrong = checked.diagnostics.find((d) => !d.warning);
								if (checked.resolved === undefined) throw new Error(`It is not saved, for it could not be run: ${wrong ? `${wrong.key} ${wrong.text}` : checked.error}`);
								save(checked.resolved, "text/yaml", "changed.yaml");
							}),
						),
						h("p", { class: "source" }, "The file has every value filled in, the people, months, replicates and seed of Run too, and names no other file: ", h("code", null, "socred check changed.yaml"), " and ", h("code", null, "socred run changed.yaml"), " read it in any folder."),
					)
				: null,
			runs.length > 0
				? h(
						"section",
						null,
						h("h2", null, "What came out"),
						h("p", null, "The bundle (a tar file) has the scenario with every value filled in, the results and their digest. The report is one page that needs nothing else."),
						[...runs].map((r, i) =>
							h(
								"div",
								{ class: "shared" },
								h("h3", null, runTitle(r)),
								h("p", { class: "source" }, "Digest ", h("code", { class: "digest" }, digests[i])),
								h("p", { class: "source" }, assumed(r)),
								h("p", { class: "controls" }, hand("Bundle", () => saveReply(lab, `/api/bundle?run=${r.name}`, `${r.name}.socred`)), hand("Report", () => saveReply(lab, `/api/report?run=${r.name}`, `${r.name}.html`)), hand("Figures as CSV", () => saveReply(lab, `/api/figures?run=${r.name}&format=csv`, "figures.csv"))),
							),
						).reverse(),
					)
				: null,
			said,
			runs.length > 0 ? assessment(c, runs) : null,
		);
	},
};

/* What there is of the second interval, and how one comes by it. */
const assumed = (r: RunState): Child =>
	r.assumptions === "shipped"
		? "Its figures have both intervals: of simulation, and over the assumptions, from the ensemble that is shipped with the scenario."
		: r.assumptions === "changed"
			? ["Its figures have the interval of simulation alone: the ensemble over the assumptions was made from the scenario as it is shipped, and something in it is changed, be it the months alone. For one of its own, save it above as a scenario and run ", h("code", null, "socred assumptions changed.yaml"), "."]
			: "Its figures have the interval of simulation alone: no ensemble over the assumptions was given.";

const BUNDLE_MOST = 64 << 20; /* bytes: include/socred/lab.h */

/* A bundle from disk becomes a run of this lab, when it is what it says. */
function opened(c: Context): HTMLElement {
	const said = h("div", { id: "opened", "aria-live": "polite" });
	const take = async (input: HTMLInputElement): Promise<void> => {
		const file = input.files?.[0];
		if (!file) return;
		said.replaceChildren(h("p", { class: "source" }, `Checking ${file.name} …`));
		try {
			if (file.size > BUNDLE_MOST) throw new Error(`it has ${num(file.size / (1 << 20))} MB; a bundle that is opened here has ${BUNDLE_MOST >> 20} at most`);
			const run = await c.lab.post<RunState>("/api/bundle", new Uint8Array(await file.arrayBuffer()));
			if (!c.lab.runs.some((r) => r.name === run.name)) c.lab.runs.push(run);
			said.replaceChildren(
				h("p", null, `${file.name} is ${run.name} here: ${run.scenario ? `the scenario ${run.scenario}, ` : "a scenario that is not one of those shipped, with other values than its list says, or of another version; "}${plural(run.persons, "person", "people")}, ${plural(run.months, "month")}, ${plural(run.replicates, "replicate")}. Its results, scenario and digest belong together.`),
				h("p", { class: "source" }, "Digest ", h("code", { class: "digest" }, run.digest)),
				h("p", { class: "controls" }, h("a", { class: "button", href: "#/run" }, "Runs"), h("a", { class: "button", href: "#/data" }, "Data")),
			);
			c.keep();
		} catch (error) {
			said.replaceChildren(failed(`${file.name} was not opened: ${(error as Error).message}`));
		}
		input.value = "";
	};
	return h(
		"section",
		null,
		h("h2", null, "Open a bundle"),
		h("p", null, "What somebody saved with Bundle is opened as a run of this lab. It is checked before anything of it is shown."),
		h("p", { class: "controls" }, h("label", null, "A file NAME.socred ", h("input", { type: "file", id: "open-bundle", accept: ".socred,.tar", change: (e) => void take(e.target as HTMLInputElement) }))),
		said,
	);
}

const FORMS: [string, string][] = [
	["fria", "Fundamental-rights impact assessment (EU AI Act, article 27)"],
	["iama", "Impact assessment of human rights and algorithms (Netherlands)"],
	["aia", "Algorithmic impact assessment (Canada)"],
	["atrs", "Algorithmic transparency record (United Kingdom)"],
];

/* The form of an assessment, filled with what runs say: one that is assessed, others beside it as alternatives. */
function assessment(c: Context, runs: RunState[]): HTMLElement {
	const said = h("p", { class: "source", id: "assessed", role: "status" }),
		now = { form: "fria", run: runs[runs.length - 1].name, beside: new Set<string>() },
		boxes = h("fieldset", { class: "choices" });
	const fill = (): void => {
		boxes.replaceChildren(
			h("legend", null, "beside it, as alternatives"),
			...runs.filter((r) => r.name !== now.run).map((r) =>
				h("label", null, h("input", { type: "checkbox", change: (e) => ((e.target as HTMLInputElement).checked ? now.beside.add(r.name) : now.beside.delete(r.name)) }), ` ${runTitle(r)}`),
			),
		);
		boxes.hidden = runs.length < 2;
		now.beside.clear();
	};
	const hand = (what: string, format: string, end: string): HTMLElement =>
		h(
			"button",
			{
				type: "button",
				click: () =>
					void saveReply(c.lab, `/api/assess?runs=${[now.run, ...now.beside].join(",")}&form=${now.form}&format=${format}`, `assessment.${end}`).then(
						() => (said.textContent = `${what}: saved.`),
						(e: Error) => (said.textContent = `It cannot be filled: ${e.message}`),
					),
			},
			what,
		);
	fill();
	return h(
		"section",
		null,
		h("h2", null, "Assess"),
		h("p", null, "A form filled with figures of these runs, each with its intervals and its digest; fields that only a deployer can answer are marked and left blank. It gives no verdict."),
		h(
			"p",
			{ class: "controls" },
			picker("Form", "assess-form", FORMS, now.form, (v) => (now.form = v)),
			picker("of", "assess-run", runOptions(runs), now.run, (v) => {
				now.run = v;
				fill();
			}),
		),
		boxes,
		h("p", { class: "controls" }, hand("As a page", "html", "html"), hand("As Markdown", "markdown", "md"), hand("As JSON", "json", "json")),
		said,
	);
}
