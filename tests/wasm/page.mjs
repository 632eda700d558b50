/* The lab as one file, opened from disk in Chromium: page.mjs LAB.html MODULES CHROMIUM DIGEST
 * DIGEST: of the content of scenarios/start/minimal by the native program. The browser has no network at all. */
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { launch } from "../web/browser.mjs";

const [file, modules, chromium, digest] = process.argv.slice(2);
const browser = await launch(modules, chromium);
let failed = 0;
const check = (holds, name, said = "") => {
	console.log(`${holds ? "ok" : "not ok"} the lab as one file: ${name}${said && ` (${said})`}`);
	if (!holds) failed = 1;
};
/* Times are printed and stand in docs/guide/lab-file.md; nothing is tested by the clock. */
const measured = (ms, promised, name) => console.log(`# the lab as one file: ${name}: ${Math.round(ms)} ms, to reach ${promised}`);
const cell = (page, text) => page.waitForFunction((wanted) => [...document.querySelectorAll("td")].some((td) => td.textContent === wanted), text);

const bytes = statSync(file).size;
check(bytes < 5e6, "is under 5 MB", `${bytes} bytes`);

const page = await browser.open(file, { offline: true });
measured(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime), 1000, "first paint");
const questions = await page.locator("main button").count();
check(questions > 20, "shows the gallery", `${questions} buttons`);

/* What may be reached is said in the page itself, and the browser keeps it so. */
const policy = await page.evaluate(() => document.querySelector("meta[http-equiv]").content);
check(/default-src 'none'/.test(policy) && /connect-src 'none'/.test(policy) && !/https?:|\*|'unsafe-eval'/.test(policy), "its policy lets it reach nothing");
const reached = await page.evaluate(() =>
	Promise.allSettled([fetch("https://example.org/"), fetch("data:text/plain,x")]).then((all) => all.filter((r) => r.status === "fulfilled").length),
);
check(reached === 0, "nothing can be fetched");
check(
	page.said.splice(0).every((s) => /Content Security Policy|example\.org/.test(s)),
	"nothing but the test has asked for anything",
);

/* A run, by its own buttons. */
const go = (where) => page.evaluate((to) => void (location.hash = to), where);
await go("#/run?scenario=start/minimal/scenario");
await page.click("#begin");
await cell(page, "done");
await go("#/share?scenario=start/minimal/scenario");
const shown = await page.locator("code.digest").first().textContent();
check(shown === digest, "the digest shown is that of the native program", shown);

/* Stop is heard between two pieces of work, and what was finished is kept. */
await go("#/run?scenario=start/minimal/scenario&persons=60000&replicates=40");
await page.waitForSelector("#begin:not([disabled])");
await page.click("#begin");
await page.waitForFunction(() => /Replicate [2-9] of 40/.test(document.querySelector(".progress-text")?.textContent ?? ""));
const from = Date.now();
await page.click("#stop");
await cell(page, "stopped; a part is kept");
check(!(await page.locator("td", { hasText: /^done$/ }).count()) || (await page.locator("main table tbody tr").count()) === 2, "a run of 40 replicates stops when asked", `${Date.now() - from} ms, with its results written`);

/* So is it while people are made: nothing is kept then. */
await go("#/run?scenario=start/minimal/scenario&persons=2000000&months=6&replicates=1");
await page.waitForSelector("#begin:not([disabled])");
await page.click("#begin");
await page.waitForFunction(() => /Making the people: [1-9]/.test(document.querySelector(".progress-text")?.textContent ?? ""));
await page.click("#stop");
await cell(page, "stopped; nothing was kept");
check(true, "the making of people stops when asked");

/* And within a month, of which nothing is kept: a piece of it is stepped between two looks at what is asked. */
await page.waitForSelector("#begin:not([disabled])");
await page.click("#begin");
await page.waitForFunction(() => /Replicate 1 of 1, month 0/.test(document.querySelector(".progress-text")?.textContent ?? ""), undefined, { timeout: 120000 });
const within = Date.now();
await page.click("#stop");
await page.waitForFunction(() => [...document.querySelectorAll("main table tbody tr")].filter((r) => /nothing was kept/.test(r.textContent)).length === 2);
check(true, "a month of 2,000,000 people stops in its middle", `${Date.now() - within} ms`);

/* Every screen, as the lab that is served has them, over a scenario and a change that are run here. */
await go("#/run?scenario=start/minimal/scenario&persons=2000&months=6&replicates=2&set.due_process.notice=0.9");
await page.waitForSelector("#begin:not([disabled])");
const before = await page.locator("main table tbody tr", { hasText: "done" }).count();
await page.click("#begin");
await page.waitForFunction((n) => [...document.querySelectorAll("main table tbody tr")].filter((r) => /done/.test(r.textContent)).length === n + 2 && document.querySelector(".progress").hidden, before);
/* what must be on it, so that an empty screen is no success */
const screens = {
	gallery: ".card",
	questions: ".questions li",
	rules: "#matter .control",
	run: "#fig-run svg",
	compare: "table.forest tbody tr",
	winners: ".matrix .cell",
	life: "#fig-life svg",
	hangs: "figure svg",
	data: "main tbody tr",
	share: "code.digest",
};
for (const [id, thing] of Object.entries(screens)) {
	await go(`#/${id}?scenario=start/minimal/scenario&persons=2000&months=6&replicates=2&set.due_process.notice=0.9`);
	await page.waitForSelector(`html[data-screen=${id}]`);
	const there = await page.waitForSelector(`${thing}`, { state: "attached" }).then(
		() => "",
		(why) => why.message,
	);
	check(there === "", `the screen ${id}`, there);
	const found = await browser.axe(page);
	check(found.length === 0, `axe finds nothing on the screen ${id}`, found.join("; "));
}

/* What a slider waits for. Asked of a second worker, made of the page's own text and data. */
const preview = await page.evaluate(async () => {
	const text = (id) => document.getElementById(id).textContent,
		worker = new Worker(URL.createObjectURL(new Blob([text("engine-worker")], { type: "text/javascript" })));
	let hear = () => {};
	worker.onmessage = (m) => hear(m.data);
	const ask = (id, method, target, body) =>
		new Promise((then) => {
			hear = (said) => said.id === id && then(new TextDecoder().decode(said.reply.body));
			worker.postMessage({ id, method, target, body: body ? JSON.stringify(body) : null });
		});
	worker.postMessage({ engine: text("engine-wasm") });
	await ask(1, "GET", "/api/about");
	const from = performance.now();
	const begun = JSON.parse(await ask(2, "POST", "/api/runs", { scenario: "start/minimal/scenario", preview: true, persons: 20000, months: 36, replicates: 1 }));
	if (begun.persons !== 20000 || begun.months !== 36 || begun.replicates !== 1) throw new Error(JSON.stringify(begun));
	for (let id = 3; ; id++) {
		const run = JSON.parse(await ask(id, "GET", `/api/runs/${begun.name}`));
		if (run.state === "done") break;
		if (!["waiting", "building", "running", "finishing"].includes(run.state)) throw new Error(JSON.stringify(run));
		await new Promise((then) => setTimeout(then, 10));
	}
	worker.terminate();
	return performance.now() - from;
});
measured(preview, 3000, "a preview of 20,000 people and 36 months");
check(page.said.length === 0, "no error, no warning, no request", page.said.join("; "));
const axe = await browser.axe(page);
check(axe.length === 0, "axe finds nothing serious", axe.join("; "));

/* ---- a phone, the dark, the keyboard alone: in pages of their own, each of which runs what it shows ---- */
const ADDRESS = "scenario=start/minimal/scenario&persons=1000&months=6&replicates=2&set.due_process.notice=0.9";
async function ready(options) {
	const p = await browser.open(file, { offline: true, hash: `#/run?${ADDRESS}`, ...options });
	await p.waitForSelector("html[data-screen=run]");
	await p.click("#begin");
	await p.waitForFunction(() => [...document.querySelectorAll("main table tbody tr")].filter((r) => /done/.test(r.textContent)).length === 2 && document.querySelector(".progress").hidden);
	return p;
}
const show = async (p, id) => {
	await p.evaluate((to) => void (location.hash = to), `#/${id}?${ADDRESS}`);
	await p.waitForSelector(`html[data-screen=${id}]`);
	await p.waitForSelector(screens[id], { state: "attached" });
};
const phone = await ready({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }),
	dark = await ready({ colorScheme: "dark" });
for (const id of Object.keys(screens)) {
	await show(phone, id);
	const wide = await phone.evaluate(() => document.documentElement.scrollWidth);
	check(wide <= 391, `the screen ${id} fits a phone`, `${wide} pixels`);
	const small = await browser.axe(phone);
	check(small.length === 0, `axe finds nothing on a phone on the screen ${id}`, small.join("; "));
	await show(dark, id);
	const pale = await browser.axe(dark);
	check(pale.length === 0, `axe finds nothing in the dark on the screen ${id}`, pale.join("; "));
}
for (const p of [phone, dark]) check(p.said.length === 0, `no error ${p === phone ? "on a phone" : "in the dark"}`, p.said.join("; "));

const keys = await browser.open(file, { offline: true, hash: "" });
/* Presses Tab until what has the focus fits. */
const tab = async (fits) => {
	for (let n = 0; n < 1500; n++) {
		await keys.keyboard.press("Tab");
		if (await keys.evaluate(fits)) return;
	}
	throw new Error(`the keyboard does not come to ${fits}`);
};
await tab(() => document.activeElement.id === "find-question");
await keys.keyboard.type("small provinces");
await tab(() => /^Open: /.test(document.activeElement.getAttribute("aria-label") ?? ""));
await keys.keyboard.press("Enter");
await keys.waitForSelector("html[data-screen=rules][data-previews]");
await tab(() => document.activeElement.type === "range");
const slid = await keys.evaluate(() => document.activeElement.getAttribute("aria-valuetext"));
const previews = await keys.evaluate(() => document.documentElement.getAttribute("data-previews"));
await keys.keyboard.press("End");
await keys.waitForFunction((n) => document.documentElement.getAttribute("data-previews") !== n, previews);
check((await keys.evaluate(() => document.activeElement.getAttribute("aria-valuetext"))) !== slid && (await keys.locator("#changes li button").count()) === 1, "a rule is moved by the keyboard alone, and previewed");
check(keys.said.length === 0, "no error by the keyboard", keys.said.join("; "));

/* ---- an engine that ends in the middle of a run: told, and the page stays ---- */
const watched = () => {
	const Real = window.Worker;
	window.Worker = class extends Real {
		constructor(...all) {
			super(...all);
			window.engine = this;
		}
	};
};
const ends = await browser.open(file, { offline: true, hash: "", first: watched });
await ends.evaluate(() => void (location.hash = "#/run?scenario=start/minimal/scenario&persons=60000&replicates=40"));
await ends.waitForSelector("html[data-screen=run]");
await ends.click("#begin");
await ends.waitForFunction(() => /Replicate [1-9] of 40/.test(document.querySelector(".progress-text")?.textContent ?? ""));
await ends.evaluate(() => window.engine.postMessage({ id: -1, method: null, target: null, body: null })); /* what no page sends ends it */
await ends.locator("[role=alert]", { hasText: "The engine has ended" }).first().waitFor();
check((await ends.locator("[role=alert]").allTextContents()).some((x) => x.includes("gone with it")) && (await ends.locator("#fig-run").count()) === 1, "an engine that ends in the middle of a run is told, and the page stays");

/* An engine that is damaged says so, and the page stays. */
const damaged = join(dirname(resolve(file)), "damaged.html");
writeFileSync(damaged, readFileSync(file, "utf8").replace(/(id="engine-wasm">)[\w+/]{64}/, `$1${"A".repeat(64)}`));
const broken = await browser.open(damaged, { offline: true }, "html[data-ready=lost]").catch((why) => why);
check(!(broken instanceof Error) && (await broken.locator("main").textContent()).includes("The engine does not answer"), "a damaged engine is told", broken instanceof Error ? broken.message : "");

await browser.close();
process.exit(failed);
