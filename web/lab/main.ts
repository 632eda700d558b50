/* The page of the lab: a row of screens over one engine. */

import { h } from "../src/dom";
import { Engine } from "./engine";
import { address, Lab, readAddress, takeSize } from "./lab";
import { compare } from "./screens/compare";
import { data } from "./screens/data";
import { gallery } from "./screens/gallery";
import { hangs } from "./screens/hangs";
import { life } from "./screens/life";
import { questions } from "./screens/questions";
import { rules } from "./screens/rules";
import { run } from "./screens/run";
import { Context, failed, Screen } from "./screens/screen";
import { share } from "./screens/share";
import { winners } from "./screens/winners";

/* In the order in which a question is asked and answered. */
const SCREENS: Screen[] = [gallery, questions, rules, run, compare, winners, life, hangs, data, share];

export async function start(engine: Engine): Promise<void> {
	const page = document.getElementById("page")!,
		lab = new Lab(engine),
		nav = h("nav", { "aria-label": "Screens", class: "screens" }),
		main = h("main", { id: "main", tabindex: -1 }),
		title = h("h1", null, "The lab"),
		line = h("p", { class: "dateline" }, `Synthetic people; no real person’s data. Simulated ${engine.where}; nothing is sent anywhere.`),
		lost = h("div", { role: "alert" });
	let at = "",
		turn = 0;

	const row = (): void => {
		nav.replaceChildren(
			h(
				"ul",
				null,
				SCREENS.filter((s) => s.there(lab)).map((s) => h("li", null, h("a", { href: address(lab, s.id), "aria-current": s.id === at ? "page" : null }, s.name))),
			),
		);
	};
	const context: Context = {
		lab,
		keep: () => {
			history.replaceState(null, "", address(lab, at));
			row();
		},
		go: (screen) => {
			const to = address(lab, screen);
			if (location.hash === to) void show();
			else location.hash = to;
		},
	};
	const show = async (): Promise<void> => {
		const own = ++turn,
			wanted = readAddress(lab);
		let node: HTMLElement,
			screen = SCREENS.find((s) => s.id === wanted.screen) ?? gallery;
		try {
			if (wanted.scenario) await lab.choose(wanted.scenario, wanted.text);
			if (lab.scenario) for (const [key, value] of wanted.sizes) takeSize(lab, key, value);
			if (!screen.there(lab)) screen = gallery;
			node = await screen.build(context);
		} catch (error) {
			node = failed(`This screen could not be drawn: ${(error as Error).message}`);
		}
		if (own !== turn) return;
		const changed = at !== "" && at !== screen.id;
		at = screen.id;
		title.textContent = screen === gallery ? "The lab" : lab.scenario && ["rules", "run", "hangs"].includes(screen.id) ? lab.scenario.title || screen.name : screen.name;
		document.title = `${title.textContent} – socred lab`;
		row();
		main.replaceChildren(node);
		if (changed) {
			window.scrollTo(0, 0);
			main.focus({ preventScroll: true });
		}
		document.documentElement.setAttribute("data-screen", screen.id);
		document.documentElement.setAttribute("data-turn", String(own));
	};

	page.replaceChildren(h("header", null, h("p", { class: "masthead" }, "socred, a laboratory for social credit systems"), title, line), nav, lost, main);
	try {
		await lab.open();
	} catch (error) {
		main.replaceChildren(failed(`The engine does not answer: ${(error as Error).message}`));
		document.documentElement.setAttribute("data-ready", "lost");
		return;
	}
	let kept = "";
	lab.hear(() => {
		/* Screens come into the row as soon as they have something to show. */
		const now = SCREENS.map((s) => (s.there(lab) ? s.id : "")).join();
		if (now !== kept) {
			kept = now;
			row();
		}
		if (lab.lost && lost.childElementCount === 0)
			lost.replaceChildren(failed(`The engine has ended or cannot be reached (${lab.lost}). ${lab.engine.whenLost}`));
	});
	window.addEventListener("hashchange", () => void show());
	await show();
	document.documentElement.setAttribute("data-ready", "yes");
}
