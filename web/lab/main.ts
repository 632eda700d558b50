/* The page of the lab: a row of screens over one engine. */

import { h } from "../src/dom";
import { Engine, Gone } from "./engine";
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
import { watched } from "./waiting";

/* In the order in which a question is asked and answered. */
const SCREENS: Screen[] = [gallery, questions, rules, run, compare, winners, life, hangs, data, share];

const PATIENCE = 400; /* milliseconds after which a screen says that it waits */
const LONG = [300, 60, 30, 8]; /* seconds after which an engine that does not answer is told to be slow, and told again */

export async function start(own: Engine): Promise<void> {
	const page = document.getElementById("page")!,
		{ engine, seconds } = watched(own),
		lab = new Lab(engine),
		nav = h("nav", { "aria-label": "Screens", class: "screens" }),
		main = h("main", { id: "main", tabindex: -1 }),
		title = h("h1", null, "The lab"),
		line = h("p", { class: "dateline" }, `Synthetic people; no real person’s data. Simulated ${engine.where}; nothing is sent anywhere.`),
		lost = h("div", { role: "alert" }),
		slow = h("div", { role: "status" });
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
		const waits = setTimeout(() => {
			if (own === turn) main.replaceChildren(h("p", { class: "waiting", role: "status" }, "Waiting for the engine …"));
		}, PATIENCE);
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
		clearTimeout(waits);
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

	page.replaceChildren(h("header", null, h("p", { class: "masthead" }, "socred, a laboratory for social credit systems"), title, line), nav, lost, slow, main);
	try {
		await lab.open();
	} catch (error) {
		main.replaceChildren(failed(error instanceof Gone ? `The engine has ended or cannot be reached. ${engine.whenLost}` : `The engine does not answer: ${(error as Error).message}`));
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
			lost.replaceChildren(failed(`The engine has ended or cannot be reached${lab.lost === "gone" ? "" : ` (${lab.lost})`}. ${engine.whenLost}`));
	});
	setInterval(() => {
		const waited = seconds(),
			past = LONG.find((x) => waited >= x),
			text = past === undefined || lab.lost ? "" : `The engine has not answered for more than ${past} seconds. It may be busy, with a month of a large run or because other programs keep this computer busy; what was asked is waiting, and nothing is lost. ${engine.whenSlow}`;
		if (text !== slow.textContent) slow.replaceChildren(...(text ? [h("p", { class: "warning" }, text)] : []));
	}, 1000);
	window.addEventListener("hashchange", () => void show());
	await show();
	document.documentElement.setAttribute("data-ready", "yes");
}
