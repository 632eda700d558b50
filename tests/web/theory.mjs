/* The page of a theory in headless Chromium: node theory.mjs PAGES NODE_MODULES CHROMIUM SOCRED
 * PAGES holds theory-NAME with results.db and report.html, made by run.sh. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import test, { after, before } from "node:test";
import { ALL, launch } from "./browser.mjs";

const [pages, modules, chromium, socred] = process.argv.slice(2).map((p) => resolve(p));
const SECTIONS = {
	set: ["answer", "published", "series", "parameters", "national", "cite"],
	published: ["answer", "published", "series", "parameters", "national", "cite"],
	exact: ["answer", "published", "parameters", "national", "cite"],
	one: ["answer", "published", "series", "parameters", "national", "cite"],
};
const KINDS = Object.keys(SECTIONS);
const asked = (kind, ...more) => JSON.parse(execFileSync(socred, ["show", join(pages, `theory-${kind}`), ...more, "--format", "json"]).toString());
const told = (text) => Number(/^[−\d.,e-]+/.exec(text)[0].replace("−", "-").replace(/,/g, ""));
const near = (text, value, within = 1e-3) => assert.ok(Math.abs(told(text) - value) <= within * Math.abs(value) + 1e-9, `${text} is told of ${value}`);
let browser;
before(async () => {
	browser = await launch(modules, chromium);
});
after(async () => browser.close());
const file = (kind) => join(pages, `theory-${kind}`, "report.html");
const open = (kind, options = {}, ready) => browser.open(file(kind), { hash: "", ...options }, ready);

for (const kind of KINDS)
	test(`${kind}: has its sections, each figure says what it is, nothing is asked for`, async () => {
		/* axe changes the page that it looks at. With time series and without; the others differ from these in numbers. */
		const isLookedAt = ALL || ["published", "exact"].includes(kind),
			page = await (isLookedAt ? open(kind) : browser.story(file(kind)));
		assert.deepEqual(await page.locator("main > section").evaluateAll((all) => all.map((s) => s.id)), SECTIONS[kind]);
		assert.deepEqual(await browser.faults(page), []);
		/* No text runs into its neighbour's place. */
		assert.deepEqual(await page.locator(".keys > div").evaluateAll((all) => all.flatMap((d) => (d.scrollWidth > d.clientWidth + 1 ? [d.textContent] : []))), []);
		if (isLookedAt) assert.deepEqual(await browser.axe(page), []);
		assert.deepEqual(page.said, []);
		if (isLookedAt) await page.context().close();
	});

test("in the dark, on a phone, on paper and without its script", async () => {
	for (const kind of ALL ? KINDS : ["set", "exact"]) {
		const page = await open(kind, { colorScheme: "dark", viewport: { width: 390, height: 844 } });
		assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${kind} is wider than a phone`);
		assert.deepEqual(await browser.axe(page, { colours: true }), [], kind);
		await page.emulateMedia({ media: "print" });
		assert.equal(await page.locator(".controls:visible, .take:visible").count(), 0, kind);
		await page.context().close();
	}
	const bare = await open("published", { javaScriptEnabled: false }, "main");
	const text = await bare.locator("main").innerText();
	for (const word of ["If patrols go where", "Ensign, Friedler", "fixed_point", "0.566803", "In the national model the attention of places"]) assert.ok(text.includes(word), `without its script the page does not say "${word}"`);
	assert.ok((await bare.locator("main").boundingBox()).width > 600, "the text stands in the column of the contents");
	await bare.context().close();
});

test("the figures are those of the results, each with its interval", async () => {
	for (const kind of KINDS) {
		const page = await browser.story(file(kind)),
			figures = asked(kind, "figures"),
			shown = await page.locator("#answer .keys > div").evaluateAll((all) => all.map((d) => ({ big: d.querySelector(".big").textContent, range: d.querySelector(".range").textContent, meaning: d.querySelector("dt").textContent })));
		assert.equal(shown.length, figures.length);
		for (const [i, f] of figures.entries()) {
			assert.ok(shown[i].meaning.endsWith(f.meaning));
			if (f.mean === null) assert.equal(shown[i].big.split(" ")[0], "none");
			else near(shown[i].big, f.mean, 0.02);
			if (!f.random) assert.match(shown[i].range, /not random|no value/);
			else if (f.low !== null && f.high > f.low) {
				const [, low, high] = /: (\S+) to (\S+)/.exec(shown[i].range);
				assert.ok(Math.abs(told(low) - f.low) <= 0.06 * (f.high - f.low) && Math.abs(told(high) - f.high) <= 0.06 * (f.high - f.low), `${shown[i].range} of ${f.low} to ${f.high}`);
			}
		}
	}
});

test("what is published stands beside what is computed, for these parameters alone", async () => {
	const page = await browser.story(file("published")),
		here = asked("published", "published_here"),
		all = asked("published", "published"),
		rows = await page.locator("#published table").first().locator("tbody tr").evaluateAll((tr) => tr.map((r) => [...r.cells].map((c) => c.textContent)));
	/* The first table is behind the drawing or the one of these parameters: both have a row for each. */
	assert.equal(here.length, 3);
	assert.equal(rows.length, here.length);
	assert.match(await page.locator("#published-title").innerText(), /All 3 values published for these parameters are reproduced/);
	assert.match(await page.locator("#published summary").last().innerText(), new RegExp(`${all.length - here.length} values`));
	for (const [i, k] of here.entries()) {
		near(rows[i][1], k.published);
		assert.equal(rows[i][4], k.holds === 1 ? "yes" : "no");
	}
	const other = await browser.story(file("set"));
	assert.match(await other.locator("#published-title").innerText(), /Nothing is published for these parameters/);
});

test("parameters: all of them, and what was set stands out", async () => {
	const page = await browser.story(file("set")),
		parameters = asked("set", "parameters"),
		rows = await page.locator("#parameters tbody tr").evaluateAll((tr) => tr.map((r) => [...r.cells].map((c) => c.textContent)));
	assert.equal(rows.length, parameters.length);
	for (const [i, p] of parameters.entries()) {
		assert.equal(rows[i][0], p.name);
		near(rows[i][1], p.value);
		assert.equal(rows[i][2] !== "", p.is_set === 1);
		assert.equal(rows[i][3] !== "", p.low !== null);
		assert.equal(rows[i][5], p.source);
	}
	assert.equal(await page.locator("#parameters strong").count(), 2);
	assert.match(await page.locator("#cite pre").innerText(), /--set days=200 --set urns=20/);
});

test("time series: the table behind the drawing has the rows of the results", async () => {
	const page = await browser.story(file("set")),
		all = asked("set", "series_named").filter((r) => r.name === "share"),
		rows = await page.locator("#fig-series-1 tbody tr").evaluateAll((tr) => tr.map((r) => [...r.cells].map((c) => c.textContent)));
	assert.ok(rows.length >= 10);
	for (const r of [rows[0], rows[rows.length - 1]]) near(r[1], all.find((x) => x.across === told(r[0])).value);
	assert.equal(told(rows[rows.length - 1][0]), 200);
});

test("an experiment over a theory says which, and of no people", async () => {
	const page = await browser.open(join(pages, "of-theory", "report.html"), { hash: "" });
	assert.match(await page.locator("#asked").innerText(), /a run of the theory “Runaway feedback of discovered incidents” \(socred theory ensign\)/);
	assert.doesNotMatch(await page.locator("#page").innerText(), /synthetic people: 0|over 0 months/);
	assert.deepEqual(await browser.axe(page), []);
});
