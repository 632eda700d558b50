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
/* A slow machine gets ten times what is promised; the figures are printed, and stand in docs/guide/lab-file.md. */
const within = (ms, promised, name) => check(ms < 10 * promised, name, `${Math.round(ms)} ms, to reach ${promised}`);
const cell = (page, text) => page.waitForFunction((wanted) => [...document.querySelectorAll("td")].some((td) => td.textContent === wanted), text);

const bytes = statSync(file).size;
check(bytes < 5e6, "is under 5 MB", `${bytes} bytes`);

const page = await browser.open(file, { offline: true });
within(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime), 1000, "first paint");
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
check(Date.now() - from < 10000, "a run of 40 replicates stops when asked", `${Date.now() - from} ms, with its results written`);

/* Every screen, as the lab that is served has them, over a scenario and a change that are run here. */
await go("#/run?scenario=start/minimal/scenario&persons=2000&months=6&replicates=2&set.due_process.notice=0.9");
await page.waitForSelector("#begin:not([disabled])");
const before = await page.locator("main table tbody tr").count();
await page.click("#begin");
await page.waitForFunction((n) => [...document.querySelectorAll("main table tbody tr")].filter((r) => /done/.test(r.textContent)).length >= n + 1 && document.querySelector(".progress").hidden, before);
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
within(preview, 3000, "a preview of 20,000 people and 36 months");
check(page.said.length === 0, "no error, no warning, no request", page.said.join("; "));
const axe = await browser.axe(page);
check(axe.length === 0, "axe finds nothing serious", axe.join("; "));

/* An engine that is damaged says so, and the page stays. */
const damaged = join(dirname(resolve(file)), "damaged.html");
writeFileSync(damaged, readFileSync(file, "utf8").replace(/(id="engine-wasm">)[\w+/]{64}/, `$1${"A".repeat(64)}`));
const broken = await browser.open(damaged, { offline: true }, "html[data-ready=lost]").catch((why) => why);
check(!(broken instanceof Error) && (await broken.locator("main").textContent()).includes("The engine does not answer"), "a damaged engine is told", broken instanceof Error ? broken.message : "");

await browser.close();
process.exit(failed);
