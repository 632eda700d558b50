/* The page of an experiment in headless Chromium: node experiment.mjs PAGES NODE_MODULES CHROMIUM SOCRED
 * PAGES holds experiment-KIND.yaml and its folder with report.html, made by run.sh. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import test, { after, before } from "node:test";
import { ALL, launch } from "./browser.mjs";
import "./edges.mjs"; /* these two stand by themselves; they have the same browser */
import "./theory.mjs";

const [pages, modules, chromium, socred] = process.argv.slice(2).map((p) => resolve(p));
const SECTIONS = {
	sobol: ["decides", "two", "signs", "settling", "left", "asked", "cite"],
	morris: ["decides", "two", "signs", "settling", "left", "asked", "cite"],
	lhs: ["decides", "two", "signs", "settling", "left", "asked", "cite"],
	arms: ["decides", "signs", "left", "asked", "cite"],
	fit: ["fit", "posterior", "left", "asked", "cite"],
};
const KINDS = Object.keys(SECTIONS);
const file = (kind) => join(pages, `experiment-${kind}`, "report.html");
const told = new Map(); /* each is asked for once */
const analysed = (kind) => {
	if (!told.has(kind)) told.set(kind, analyse(kind));
	return told.get(kind);
};
const analyse = (kind) =>
	JSON.parse(execFileSync(socred, ["experiment", "analyse", join(pages, `experiment-${kind}.yaml`), "-o", join(pages, `experiment-${kind}`), "--format", "json"], { stdio: ["ignore", "pipe", "ignore"] }).toString());
/* As the page tells numbers: the value before the bracket. */
const number = (text) => Number(/^[−\d.,]+/.exec(text)[0].replace("−", "-").replace(/,/g, ""));
const near = (told, value) => assert.ok(Math.abs(number(told) - value) <= 0.05 * Math.abs(value) + 0.006, `${told} is told of ${value}`);
let browser;
before(async () => {
	browser = await launch(modules, chromium);
});
after(async () => browser.close());
const open = (kind, options = {}) => browser.open(file(kind), { hash: "", ...options });

for (const kind of KINDS)
	test(`${kind}: has its sections, each figure says what it is, nothing is asked for`, async () => {
		/* axe changes the page that it looks at. The two others have the sections of sobol. */
		const isLookedAt = ALL || ["sobol", "arms", "fit"].includes(kind),
			page = await (isLookedAt ? open(kind) : browser.story(file(kind)));
		assert.deepEqual(await page.locator("main > section").evaluateAll((all) => all.map((s) => s.id)), SECTIONS[kind]);
		assert.deepEqual(await browser.faults(page), []);
		assert.equal(await page.evaluate(() => window.pwned), undefined);
		assert.match(await page.locator("h1").innerText(), /<\/script>/); /* foreign text is text */
		if (isLookedAt) assert.deepEqual(await browser.axe(page), []);
		assert.deepEqual(page.said, []);
		assert.doesNotMatch(await page.locator("main").innerText(), /\bluck\b/);
		if (isLookedAt) await page.context().close();
	});

test("in the dark, on a phone and on paper", async () => {
	/* The others are drawn and coloured as one of these two is. */
	for (const kind of ALL ? KINDS : ["sobol", "fit"]) {
		const page = await open(kind, { colorScheme: "dark", viewport: { width: 390, height: 844 } });
		assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${kind} is wider than a phone`);
		const across = await page.locator("#fig-two .stage [aria-label='x-axis tick label'] text").evaluateAll((all) => all.map((t) => t.getBoundingClientRect()).map((r) => [r.left, r.right]));
		for (let i = 1; i < across.length; i++) assert.ok(across[i - 1][1] <= across[i][0], `${kind}: the names of columns run into each other`);
		assert.deepEqual(await browser.axe(page, { colours: true }), [], kind);
		await page.emulateMedia({ media: "print" });
		assert.equal(await page.locator(".controls:visible, .take:visible").count(), 0, kind);
		assert.ok((await page.locator(".stage svg:visible").count()) >= 1, kind);
		await page.context().close();
	}
});

test("the numbers are those that analyse tells", async () => {
	for (const [kind, column] of [["sobol", "total"], ["morris", "mu_star"], ["lhs", "rank_correlation"]]) {
		const page = await browser.story(file(kind)),
			wanted = analysed(kind),
			head = await page.locator("#fig-decides thead th").allTextContents(),
			at = head.findIndex((x) => x.toLowerCase().replace(/ /g, "_") === column),
			rows = await page.locator("#fig-decides tbody tr").evaluateAll((all) => all.map((tr) => [...tr.cells].map((c) => c.textContent)));
		assert.equal(rows.length, wanted.length, kind);
		for (const outcome of [...new Set(wanted.map((x) => x.outcome))]) {
			const own = wanted.filter((x) => x.outcome === outcome),
				told = rows.filter((r) => (outcome === "averted" ? /averted/ : /listed/).test(r[0]));
			assert.equal(told.length, own.length);
			for (const r of told) near(r[at], own.find((x) => x.factor === r[1])[column]);
			const sizes = told.map((r) => Math.abs(own.find((x) => x.factor === r[1])[column]));
			assert.deepEqual(sizes, [...sizes].sort((a, b) => b - a), `${kind}: the largest does not come first`);
		}
	}
});

test("two factors: the mean of each cell, from the points themselves", async () => {
	const page = await browser.story(file("sobol"));
	await page.locator("#two-down").selectOption({ label: "channels camera enabled" });
	await page.locator("#two-across").selectOption({ label: "conduct severity" });
	const d = await page.evaluate(() => JSON.parse(document.getElementById("socred-data").textContent));
	const at = (name) => d.asked.factors.findIndex((f) => f.name === name),
		on = d.found.values[at("channels.camera.enabled")],
		severity = d.found.values[at("conduct.severity")],
		y = d.found.outcomes[0].values;
	const rows = await page.locator("#fig-two tbody tr").evaluateAll((all) => all.map((tr) => [...tr.cells].map((c) => c.textContent)));
	assert.deepEqual(rows.map((r) => r[0]), ["true", "false"]);
	for (const [i, row] of rows.entries())
		for (let j = 0; j < 5; j++) {
			const of = y.filter((v, p) => v !== null && on[p] === i && Math.min(4, Math.floor(severity[p] * 5)) === j);
			if (of.length === 0) assert.equal(row[j + 1], "–");
			else near(row[j + 1], of.reduce((a, b) => a + b) / of.length);
		}
	assert.match(await page.locator("#fig-two .stage svg").getAttribute("aria-label"), /channels camera enabled and conduct severity/);
});

/* The exact test of "95 in 100 go one way", at 2.5% to either side: the other way round than the page's interval. */
function sign(k, n) {
	const chance = (from, to) => {
		let sum = 0;
		for (let i = from; i <= to; i++) {
			let of = 1;
			for (let j = 0; j < i; j++) of *= ((n - j) / (j + 1)) * 0.95;
			sum += of * 0.05 ** (n - i);
		}
		return sum;
	};
	return chance(k, n) <= 0.025 ? "survives" : chance(0, k) < 0.025 ? "does not survive" : "too few";
}

test("signs: of a factor that decides, and never of random numbers", async () => {
	const page = await browser.story(file("morris")),
		rows = await page.locator("#fig-signs tbody tr").evaluateAll((all) => all.map((tr) => [...tr.cells].map((c) => c.textContent))),
		d = await page.evaluate(() => JSON.parse(document.getElementById("socred-data").textContent));
	assert.deepEqual([...new Set(rows.map((r) => r[1]))].sort(), ["conduct.severity", "review.automatic_share"]);
	for (const r of rows) {
		const o = /listed/.test(r[0]) ? 0 : 1,
			[all, more, less] = d.found.outcomes[o].rows[d.asked.factors.findIndex((f) => f.name === r[1])].moves;
		assert.equal(all, 8);
		assert.equal(Number(r[4]), more + less);
		if (more + less === 0) assert.equal(r[2], "no change");
		else assert.deepEqual(r.slice(2, 4).concat(r[5]), [more >= less ? "more" : "less", String(Math.max(more, less)), sign(Math.max(more, less), more + less)]);
	}
	assert.ok(rows.every((r) => r[5] !== "survives")); /* eight moves show nothing of 95 in 100 */
	assert.ok(rows.some((r) => r[5] === "too few"));
});

test("a smaller design inside: the last column of the table has as many units as half, a quarter ...", async () => {
	const page = await browser.story(file("sobol"));
	assert.deepEqual((await page.locator("#fig-settling thead th").allTextContents()).slice(2), ["16 rows", "8 rows", "4 rows"]);
});

test("what cannot run is counted and its reason told", async () => {
	const page = await browser.story(file("lhs")),
		d = await page.evaluate(() => JSON.parse(document.getElementById("socred-data").textContent)),
		text = await page.locator("#left").innerText();
	assert.ok(d.state.refused > 0 && d.state.measured === 40 - d.state.refused);
	assert.match(text, new RegExp(`${d.state.refused} of 40 points`));
	assert.match(text, /grades\.B\.from/);
});

test("a calibration keeps what was fitted and what was checked apart", async () => {
	const page = await browser.story(file("fit"));
	assert.match(await page.locator("#fig-fitted").innerText(), /accepted 2018/);
	assert.doesNotMatch(await page.locator("#fig-fitted").innerText(), /accepted 2019/);
	const told = await page.locator("#fig-checked tbody tr td").allTextContents(),
		wanted = analysed("fit").find((x) => x.name === "accepted_2019");
	near(told[0], 450);
	near(told[2], wanted.median);
});

test("what is taken away says which experiment it is of", async () => {
	const page = await browser.story(file("sobol")),
		digest = await page.evaluate(() => JSON.parse(document.getElementById("socred-data").textContent).digest);
	for (const [name, has] of [["SVG", digest], ["CSV", "review.automatic_share"]]) {
		const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#fig-decides .take button", { hasText: name }).click()]);
		assert.ok(readFileSync(await download.path(), "utf8").includes(has), name);
		assert.ok(download.suggestedFilename().includes(digest.slice(0, 8)));
	}
});

test("without its script the page tells what analyse prints", async () => {
	const page = await browser.open(file("sobol"), { hash: "", javaScriptEnabled: false }, "pre");
	assert.match(await page.locator("pre").innerText(), /review\.automatic_share/);
	await page.context().close();
});
