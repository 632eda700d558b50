/* Sharing: an address that holds what was changed, a bundle that holds what came out, a report that needs nothing. */

import { h } from "../../src/dom";
import { address } from "../lab";
import { save, saveReply } from "../save";
import { changedText } from "../yaml";
import { RunState } from "../engine";
import { runTitle } from "../words";
import { Context, finished, Screen } from "./screen";

export const share: Screen = {
	id: "share",
	name: "Share",
	there: (lab) => lab.scenario !== null || finished(lab).length > 0,
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
							hand("Save as a scenario", async () => save(changedText(lab.scenario!.file, lab.changed), "text/yaml", "changed.yaml")),
						),
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
								h("p", { class: "controls" }, hand("Bundle", () => saveReply(lab, `/api/bundle?run=${r.name}`, `${r.name}.socred`)), hand("Report", () => saveReply(lab, `/api/report?run=${r.name}`, `${r.name}.html`)), hand("Figures as CSV", () => saveReply(lab, `/api/figures?run=${r.name}&format=csv`, "figures.csv"))),
							),
						).reverse(),
					)
				: null,
			said,
		);
	},
};
