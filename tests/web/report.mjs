/* The report in headless Chromium: node report.mjs PAGES NODE_MODULES CHROMIUM SOCRED
 * PAGES holds folders of real runs (made by run.sh), each with results.db and report.html, and template.html. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import test, { after, before } from "node:test";
import { ALL, launch, settled, WINDOW } from "./browser.mjs";
import "./modules.mjs"; /* of the same pages: first, since those at the end of this file change them */

const [pages, modules, chromium, socred] = process.argv.slice(2).map((p) => resolve(p));
/* single: of one replicate, and with code in place of words. */
const RUNS = ["minimal", "single", "none", "national", "modules", "lending"];
const STORY = ["headline", "listed", "spillover", "groups", "conduct", "hangs", "published", "regime"];
const DATA = [
	"figures",
	"people",
	"grades",
	"listed-data",
	"refusals",
	"spillover-data",
	"due-process",
	"groups-data",
	"provinces",
	"conduct-data",
	"errors",
	"modules",
	"published-data",
	"assumptions",
	"cite",
];
const SECTIONS = [...STORY, ...DATA];
/* What a run has nothing for is left out, and why is said in one place of the story and one of the data page. */
const PUBLISHED = ["published", "published-data"],
	LISTS = ["listed", "listed-data", "spillover", "spillover-data", "groups", "groups-data", "due-process", "refusals"];
const WITHOUT = {
	minimal: ["modules", ...PUBLISHED],
	single: ["hangs", "modules", ...PUBLISHED],
	none: ["hangs", "conduct", "grades", "errors", "modules", ...LISTS, ...PUBLISHED],
	lending: ["hangs", "grades", "provinces", "conduct", "conduct-data", "errors", ...LISTS, ...PUBLISHED],
	modules: ["hangs", "provinces", ...PUBLISHED],
};
const sectionsOf = (run, of = SECTIONS) => of.filter((id) => !(WITHOUT[run] ?? []).includes(id));
const file = (run) => join(pages, run, "report.html");
let browser;
before(async () => {
	browser = await launch(modules, chromium);
});
after(async () => browser.close());

const rows = (run, table) =>
	JSON.parse(
		execFileSync(socred, ["show", join(pages, run, "results.db"), table, "--format", "json"], {
			maxBuffer: 1 << 28,
		}).toString(),
	);
for (const run of RUNS) {
	test(`${run}: draws every section, asks for nothing, complains of nothing`, async () => {
		const page = await browser.read(file(run));
		assert.deepEqual(await page.locator("main > section").evaluateAll((all) => all.map((s) => s.id)), sectionsOf(run, STORY));
		assert.deepEqual(await page.locator("#data section").evaluateAll((all) => all.map((s) => s.id)), sectionsOf(run, DATA));
		assert.deepEqual(await page.getByText("could not be drawn").count(), 0);
		for (const id of sectionsOf(run))
			assert.ok((await page.locator(`#${id} h2`).innerText()).trim().length > 10, `${id} has no heading`);
		assert.equal(await page.locator("#contents li").count(), sectionsOf(run, STORY).length + 1);
		assert.equal(await page.locator("#data-contents li").count(), sectionsOf(run, DATA).length);
		for (const [at, of] of [["#left-out", STORY], ["#data-left-out", DATA]]) {
			const left = (await page.locator(at).count()) ? await page.locator(at).innerText() : "";
			assert.equal(left.split(/; (?=[A-Z])/).filter(Boolean).length, of.length - sectionsOf(run, of).length, left);
		}
		assert.deepEqual(page.said, []);
		assert.ok(
			!/NaN|undefined|Infinity|\[object/.test(await page.locator("#page").innerText()),
			"the text holds a broken number",
		);
	});

	test(`${run}: every figure says what it is`, async () => {
		const page = await browser.read(file(run));
		const faults = await page.evaluate(() =>
			[...document.querySelectorAll("figure")].flatMap((f) => {
				const svg = f.querySelector(".stage svg"),
					out = [];
				if (!svg) out.push("no drawing");
				else if (!(svg.getAttribute("aria-label") ?? "").trim() || !["img", "group"].includes(svg.getAttribute("role")))
					out.push("no label");
				if (!f.querySelector("h3")?.textContent.trim()) out.push("no title");
				if (!/Source:/.test(f.querySelector("figcaption .source")?.textContent ?? "")) out.push("no source");
				const bare = /NaN|undefined/.exec(svg?.outerHTML ?? "");
				if (bare) out.push(`${bare[0]} in the drawing`);
				return out.map((o) => `${f.id}: ${o}`);
			}),
		);
		assert.deepEqual(faults, []);
	});
}

test("no heading stands with nothing below it but a sentence", async () => {
	for (const run of RUNS) {
		const page = await browser.read(file(run));
		const bare = await page.evaluate(() =>
			[...document.querySelectorAll("main section")]
				.filter((x) => x.id !== "headline" && !x.querySelector("dl") && !x.querySelector("figure, table, pre"))
				.map((x) => x.id),
		);
		assert.deepEqual(bare, run === "none" ? ["regime"] : [], run);
	}
});

/* Replicates that agree by chance are no certainty: everywhere, and not in the headline alone. */
test("no interval is without a width, and no number ends in zeros that mean nothing", async () => {
	for (const run of RUNS) {
		const page = await browser.read(file(run));
		const cells = await page.evaluate(() =>
			[...document.querySelectorAll("main td, main p, main dd, main h2, main h3")]
				.filter((x) => !x.closest("#assumptions, #cite"))
				.map((x) => x.textContent),
		);
		for (const text of cells) {
			for (const m of text.matchAll(/\(?([−\d.,]+%?) to ([−\d.,]+%?)\)/g)) assert.notEqual(m[1], m[2], `${run}: ${text}`);
			assert.doesNotMatch(text.replace(/[^()]*\([^()]* to [^()]*\)/g, ""), /^[−\d,]+\.\d*0$/, `${run}: ${text}`);
		}
	}
});

/* minimal has cameras for urban people of all places, the nation points in pilot places. */
test("rules are said to differ from place to place where they do", async () => {
	for (const [run, differ] of [
		["minimal", false],
		["national", true],
	]) {
		const page = await browser.read(file(run));
		assert.equal(/rules differ from place to place/.test(await page.locator("#provinces h2").innerText()), differ, run);
		assert.equal(/not under the same rules/.test(await page.locator("#provinces").innerText()), differ, run);
	}
});

test("no heading is made of the ends of many provinces", async () => {
	for (const run of RUNS.filter((r) => sectionsOf(r).includes("provinces"))) {
		const page = await browser.read(file(run));
		assert.doesNotMatch(await page.locator("#provinces h2").innerText(), /\d/, run);
		assert.match(await page.locator("#provinces").innerText(), /picked for being so/, run);
	}
});

/* A benefit that is paid every month is refused many times: a population of claimants is no census. */
test("counts at the size of the census stand beside published counts alone", async () => {
	for (const run of RUNS) {
		const page = await browser.read(file(run));
		/* With what is folded away, which innerText would tell only after a layout of all of it. */
		const text = await page.evaluate(() => [...document.querySelectorAll("main section:not(#people, #cite, #assumptions)")].map((x) => x.textContent).join("\n"));
		assert.equal(/at the size of the census|census size|\d\s(million|billion)/.test(text), run === "national", run);
	}
});

test("drawings follow the width of the window", async () => {
	const page = await browser.story(file("minimal")); /* those of the data page are drawn by the same code */
	/* As they were drawn: one that is not drawn anew is shrunk by its style all the same. */
	const widths = () => page.locator("main figure .stage svg").evaluateAll((all) => all.map((s) => s.viewBox.baseVal.width));
	const wide = await widths();
	await page.setViewportSize({ width: 420, height: 800 });
	await settled(page);
	const narrow = await widths();
	assert.ok(wide.length > 5 && wide.some((w, i) => narrow[i] < w - 100), `${wide}, then ${narrow}`);
	await page.setViewportSize(WINDOW);
	await settled(page);
});

test("the keyboard reaches everything", async () => {
	const page = await browser.open(file("minimal"), { hash: "" });
	const here = () =>
		page.evaluate(() => {
			const a = document.activeElement;
			return a.id || a.className?.baseVal || a.className || a.tagName;
		});
	await page.keyboard.press("Tab");
	assert.equal(await here(), "skip");
	await page.keyboard.press("Enter");
	assert.equal(await page.evaluate(() => location.hash), "#main");
	/* The page writes down what the focus comes to: to ask after each key costs more than the key. */
	await page.evaluate(() => {
		window.seen = new Set();
		document.addEventListener("focusin", ({ target }) => window.seen.add(target.closest("figure, section, nav, footer, header, details#data")?.id + " " + target.tagName.toLowerCase()));
	});
	/* On the data page from a place before each that is wanted: it is long. When all tests are asked for, from its beginning to its end. */
	const from = ALL ? [] : ["#fig-tiles", "#fig-scores", "#assumptions", "#cite"];
	for (let i = 0, opened = false; i < 300; i++) {
		if (opened && from.length)
			await page.evaluate((at) => {
				const before = document.querySelector(at);
				before.tabIndex = -1;
				before.focus();
			}, from.shift());
		/* Once the data page is open the key is held down for ten: to wait for each costs more than the step. */
		for (let held = opened ? 10 : 1; held > 0; held--) await page.keyboard.down("Tab");
		await page.keyboard.up("Tab");
		/* The data page is opened from the keyboard as well, once. */
		if (await page.evaluate(() => document.activeElement.parentElement?.id === "data" && !document.activeElement.parentElement.open)) {
			await page.keyboard.press("Enter");
			await page.waitForSelector("#cite");
			opened = true;
		}
		if (opened && (await page.evaluate(() => window.seen.has("cite button")))) break;
	}
	const seen = new Set(await page.evaluate(() => [...window.seen]));
	for (const want of [
		"data summary",
		"fig-flow g",
		"fig-tornado select",
		"fig-waffle button",
		"fig-tiles select",
		"fig-tiles g",
		"fig-scores select",
		"assumptions input",
		"cite button",
		"fig-waffle summary",
	])
		assert.ok(seen.has(want), `${want} is not reached`);
	await page.context().close();
});

test("arrow keys walk the tiles, and the choice of indicator changes them", async () => {
	const page = await browser.read(file("national"));
	const name = () => page.evaluate(() => document.activeElement.getAttribute("aria-label"));
	await page.locator(".tile[tabindex='0']").focus();
	const first = await name();
	await page.keyboard.press("ArrowDown");
	const second = await name();
	assert.notEqual(first, second);
	assert.ok((await page.locator(".tile-status").innerText()).startsWith(second.split(":")[0]));
	await page.keyboard.press("ArrowUp");
	assert.equal(await page.locator(".tile[tabindex='0']").count(), 1);
	const values = () => page.locator(".tile text:last-child").allTextContents();
	const listed = await values();
	assert.equal(listed.length, 31);
	await page.locator("#tile-indicator").selectOption({ label: "Violations" });
	assert.notDeepEqual(await values(), listed);
	const tile = (await page.locator(".tile title").first().textContent()).split(":")[0];
	const cell = await page
		.locator("#fig-tiles tbody tr", { has: page.locator("th", { hasText: tile }) })
		.locator("td")
		.first()
		.textContent();
	assert.ok((await page.locator(".tile title").first().textContent()).includes(cell), "tile and table differ");
	await page.locator("#tile-indicator").selectOption({ index: 0 });
});

test("the picture of 1,000 has 1,000 marks, as many of each kind as the results say", async () => {
	const page = await browser.read(file("national"));
	const marks = await page.evaluate(() => {
		const w = document.querySelector(".waffle");
		return [
			w.querySelectorAll("rect:not(pattern rect):not([fill^='url'])").length,
			w.querySelectorAll(":scope > rect[fill^='url']").length,
			w.querySelectorAll("circle").length,
		];
	});
	assert.equal(marks[0] + marks[1] + marks[2], 1000);
	const all = rows("national", "national"),
		last = Math.max(...all.map((r) => r.month)),
		end = all.filter((r) => r.month === last);
	["listed_true", "listed_other_violation", "listed_no_violation"].forEach((column, i) => {
		const share = end.reduce((a, r) => a + (1000 * r[column]) / r.listed, 0) / end.length;
		assert.ok(Math.abs(share - marks[i]) < 1, `${column}: ${share} against ${marks[i]}`);
	});
});

/* Printed so that half the interval has two figures: right to half of the second. */
const near = (said, exact, half) => Math.abs(said - exact) <= 0.0501 * half;

test("the headline's figure and interval are those of the results", async () => {
	const page = await browser.read(file("minimal"));
	const all = rows("minimal", "national"),
		last = Math.max(...all.map((r) => r.month));
	const v = all.filter((r) => r.month === last).map((r) => (1000 * r.listed) / r.persons),
		n = v.length,
		mean = v.reduce((a, b) => a + b) / n;
	const t = { 2: 12.706, 3: 4.303, 4: 3.182 }[n],
		half = t * Math.sqrt(v.reduce((a, x) => a + (x - mean) ** 2, 0) / (n - 1) / n);
	const first = page.locator(".keys div").first();
	assert.ok(near(Number(await first.locator(".big").innerText()), mean, half));
	const [lo, hi] = (await first.locator(".range:not(.assumed)").innerText()).split(" to ").map(Number);
	assert.ok(
		near(lo, Math.max(0, mean - half), half) && near(hi, mean + half, half),
		`${lo} to ${hi}, not ${mean - half} to ${mean + half}`,
	);
});

test("errors of the lists by group are those of the results", async () => {
	const page = await browser.read(file("national"));
	const all = rows("national", "errors_by_group"),
		last = Math.max(...all.map((r) => r.month)),
		sum = (of, column) => of.reduce((a, r) => a + r[column], 0);
	for (const [name, kind, idx] of [
		["Minority", "group", 1],
		["Rural", "stratum", 0],
		["Highest quintile", "quintile", 4],
		["Citizens", "person_class", 0],
	]) {
		const of = all.filter((r) => r.month === last && r.kind === kind && r.idx === idx),
			exact = [
				sum(of, "offenders") / sum(of, "persons"),
				sum(of, "true_positives") / sum(of, "offenders"),
				sum(of, "true_positives") / (sum(of, "true_positives") + sum(of, "false_positives")),
				sum(of, "false_positives") / (sum(of, "false_positives") + sum(of, "true_negatives")),
			];
		const row = page.locator("#fig-list-errors tbody tr", { has: page.locator("th", { hasText: name }) });
		/* Each figure, and behind it its interval over the assumptions. */
		const cells = await row.locator("td").allTextContents(),
			said = cells.filter((_, i) => i % 2 === 0);
		assert.equal(cells.length, 8);
		for (const text of cells.filter((_, i) => i % 2 === 1)) assert.match(text, /^(not computed|[\d.,]+ to [\d.,]+(\s\[[abc]\])?)$/, `${name}: ${text}`);
		said.forEach((text, i) => {
			const [mean, lo, hi] = text.replaceAll(",", "").match(/[\d.]+/g).map(Number);
			assert.ok(Math.abs(mean - 1000 * exact[i]) <= Math.max(0.06 * (hi - lo), 0.006 * mean), `${name}: ${text}, not ${1000 * exact[i]}`);
		});
	}
});

test("cumulative refusals at the size of the census are those of the results", async () => {
	const page = await browser.read(file("national"));
	const meta = page.evaluate(() => JSON.parse(document.getElementById("socred-data").textContent).run.sampling_weight);
	const measures = rows("national", "by_measure"),
		air = rows("national", "names").find((r) => r.kind === "measure" && r.name === "air");
	const n = new Set(measures.map((r) => r.replicate)).size;
	const total =
		((measures.filter((r) => r.measure === air.idx).reduce((a, r) => a + r.effective, 0) / n) * (await meta)) / 1e6;
	const said = /Air ([\d.,]+)\smillion/.exec(await page.locator("#fig-cumulative svg").getAttribute("aria-label"))[1];
	assert.ok(Math.abs(Number(said) - total) <= 0.006 * total, `${said} million, not ${total}`);
});

test("published figures stand beside the model's, fitted and kept aside apart", async () => {
	const page = await browser.read(file("national"));
	const table = page.locator(".published tbody tr");
	assert.equal(await table.count(), 17);
	for (const row of await table.all()) {
		const cells = await row.locator("th, td").allInnerTexts();
		assert.equal(cells[2], /repaid/.test(cells[1]) ? "fit, by particles" : cells[0] < "2019" ? "fit" : "check");
		if (cells[4] !== "no counterpart") assert.match(cells[5], /^[+−\d][\d.]*% \(/);
	}
	assert.ok((await page.locator(".published a[href^='http']").count()) >= 17);
});

test("one replicate: no interval anywhere, and it says so", async () => {
	const page = await browser.read(file("single"));
	assert.match(await page.locator("#headline").innerText(), /Only one replicate was run[^]*one replicate, no interval of the simulation/);
	assert.match(await page.locator("#groups").innerText(), /cannot tell groups apart/);
	assert.equal(await page.locator(".range:not(.assumed)", { hasText: " to " }).count(), 0);
});

test("too few people: the figures say so", async () => {
	const page = await browser.read(file("single"));
	assert.match(
		await page
			.locator("#headline .warning")
			.allInnerTexts()
			.then((t) => t.join(" ")),
		/Fewer than 100 synthetic people are listed/,
	);
	assert.match(await page.locator("#fig-waffle .warning").innerText(), /fewer than 100/);
});

test("with few cases a heading says what is shown, and no figure; groups are not compared", async () => {
	const page = await browser.read(file("single"));
	const doc = await page.evaluate(() => JSON.parse(document.getElementById("socred-data").textContent));
	const nat = (name) => {
		const t = doc.tables.national;
		return t.totals[0][t.columns.findIndex((c) => c.name === name)].reduce((a, b) => a + b);
	};
	assert.ok(nat("listed_no_violation") < 100 && nat("upheld_wronged") < 100);
	const told = async (at) => (await page.locator(at).first().innerText()).replace(/^[^:]*:/, "");
	for (const at of ["#headline h2", "#listed h2", "#due-process h2", "#groups h2", "#fig-waits h3", "#fig-backlog h3"])
		if (await page.locator(at).count()) assert.doesNotMatch(await told(at), /%|\d(?!\d{3})[\d.]* (of|times|appeal|month)/, at);
	/* Each mark is explained where it stands. */
	const bare = await page.locator("section, .scroll").evaluateAll((all) =>
		all.filter((x) => x.textContent.includes("†") && !x.querySelector(".few-note")).map((x) => x.id || x.ariaLabel),
	);
	assert.deepEqual(bare, []);
	assert.doesNotMatch(await page.locator("#people table").first().innerText(), /Stand for/);
	assert.match(await (await browser.read(file("national"))).locator("#people table").first().textContent(), /Stand for/);
});

test("no regime: the page says so and shows the people", async () => {
	const page = await browser.read(file("none"));
	assert.match(await page.locator("#regime h2").innerText(), /No regime/);
	assert.match(await page.locator("#left-out").innerText(), /Who, how many, by mistake \(the scenario has no list\)[^]*What it changed \(conduct is the same as under no regime\)/);
});

test("text of the scenario is only ever text", async () => {
	const page = await browser.read(file("single"));
	assert.equal(await page.evaluate(() => window.pwned), undefined);
	assert.equal(
		await page.locator("h1").innerText(),
		"</script><script>window.pwned=1</script><img src=x onerror=window.pwned=2>",
	);
	assert.equal(await page.locator("img, iframe, object, embed").count(), 0);
	assert.equal(await page.locator("script").count(), 2);
	assert.equal(await page.locator("a[href^='javascript']").count(), 0);
	assert.match(await page.locator("#headline .standfirst").innerText(), /<b onclick/);
	assert.match(await page.title(), /^<\/script><script>/);
});

test("the page's own policy lets nothing in or out", async () => {
	const page = await browser.read(file("minimal"));
	const outcome = await page.evaluate(async () => {
		const script = document.createElement("script");
		script.textContent = "window.injected = 1";
		document.body.append(script);
		let fetched = "blocked";
		try {
			await fetch("https://example.org/");
			fetched = "let through";
		} catch {
			/* wanted */
		}
		return [window.injected, fetched];
	});
	assert.deepEqual(outcome, [undefined, "blocked"]);
});

test("assumptions can be searched", async () => {
	const page = await browser.read(file("minimal"));
	const visible = () => page.locator("#assumptions .filtered").first().locator("tbody tr:visible");
	const all = await visible().count();
	await page.locator("#filter-assumed").fill("appeal wronged");
	const some = await visible().count();
	assert.ok(some > 0 && some < all, `${some} of ${all}`);
	for (const text of await visible().allInnerTexts()) assert.match(text, /appeal/i);
	assert.match(await page.locator("output[for=filter-assumed]").innerText(), new RegExp(`^${some} of`));
	const parameters = rows("minimal", "parameters");
	assert.equal(all, parameters.filter((r) => r.assumption === 1).length);
	await page.locator("#filter-assumed").fill("");
});

test("the scenario can be saved, byte for byte", async () => {
	const page = await browser.read(file("minimal"));
	const [download] = await Promise.all([
		page.waitForEvent("download"),
		page.getByRole("button", { name: "Save the scenario" }).click(),
	]);
	assert.equal(download.suggestedFilename(), "scenario.resolved.yaml");
	assert.equal(readFileSync(await download.path(), "utf8"), rows("minimal", "scenario")[0].yaml);
});

test("how many of the listed did nothing, and how sure: in words on the first screen, with both intervals", async () => {
	const page = await browser.read(file("minimal"));
	await page.evaluate(() => scrollTo(0, 0));
	const first = page.locator(".answer li").first(),
		box = await first.boundingBox(),
		told = JSON.parse(execFileSync(socred, ["show", join(pages, "minimal", "results.db"), "headline", "--format", "json"]).toString());
	assert.ok(box.y + box.height < WINDOW.height, `${box.y + box.height} is below the first screen`);
	const of = told.find((x) => x.statistic === "no_violation_per_1000_listed"),
		said = /^Of 1,000 people on a black list ([\d.]+) did nothing[^]*simulation, 95%: ([\d.]+) to ([\d.]+)\s+assumptions, 95%: ([\d.]+) to ([\d.]+)/.exec(await first.innerText());
	assert.ok(said, await first.innerText());
	[of.mean, of.low, of.high].forEach((x, i) => assert.ok(near(Number(said[i + 1]), x, (of.high - of.low) / 2), `${said[i + 1]}, not ${x}`));
	[of.assumed_low, of.assumed_high].forEach((x, i) => assert.ok(near(Number(said[i + 4]), x, (of.assumed_high - of.assumed_low) / 2), `${said[i + 4]}, not ${x}`));
	assert.equal(await first.locator(".two .assumed").count(), 1);
	/* That it is of few cases stands in the heading. */
	assert.match(await page.locator("#headline h2").innerText(), /Of 1,000 people on a black list [\d.]+ did nothing: [\d.]+ to [\d.]+ by simulation alone, [\d.]+ to [\d.]+ over the assumptions; that rests on fewer than 100 cases$/);
	assert.equal(await first.locator(".two .simulated").count(), 1);
});

/* A screen is a window of a small and of a usual desktop; the data page below is not of the story. */
test("eight screens: the story is no taller than eight windows, and no section but the regime's is taller than one", async () => {
	/* The tallest story, and one in words of its own; the others have less of the same. */
	for (const run of ALL ? ["minimal", "national", "welfare", "lending", "modules", "reach"] : ["national", "welfare"]) {
		const page = await browser.story(file(run));
		for (const viewport of [{ width: 1280, height: 800 }, { width: 1440, height: 900 }]) {
			await page.setViewportSize(viewport);
			await settled(page);
			const tall = await page.evaluate(() => ({
				story: document.getElementById("data").getBoundingClientRect().top + scrollY,
				first: document.querySelector(".answer li").getBoundingClientRect().bottom + scrollY,
				answer: document.querySelector(".answer").getBoundingClientRect().bottom + scrollY,
				type: Math.min(...[...document.querySelectorAll("main > section p, main > section li, main > section span")].filter((x) => x.checkVisibility()).map((x) => parseFloat(getComputedStyle(x).fontSize))),
				sections: [...document.querySelectorAll("main > section")].map((x) => [x.id, x.getBoundingClientRect().height]),
			}));
			const at = `${run} at ${viewport.width} by ${viewport.height}`;
			/* A heading that tells a mark and few cases as well takes two lines more, which the lower window has no room for. */
			const room = viewport.height === 800 ? 48 : 0;
			assert.ok(tall.story <= 8 * viewport.height + 2 * room, `${at}: ${(tall.story / viewport.height).toFixed(2)} windows`);
			assert.ok(tall.first <= viewport.height, `${at}: the first sentence of the answer ends at ${tall.first}`);
			if (viewport.height === 900) assert.ok(tall.answer <= viewport.height, `${at}: the answer ends at ${tall.answer}`);
			assert.ok(tall.type >= 12, `${at}: type of ${tall.type} pixels`);
			for (const [id, height] of tall.sections) if (id !== "regime") assert.ok(height <= viewport.height + room, `${at}: ${id} is ${height} tall`);
		}
		await page.setViewportSize(WINDOW);
	}
});

/* Whether the ensemble that the run was given has measured groups. */
const hasRates = (run) => rows(run, "assumption_intervals").some((x) => /\[.*=/.test(x.statistic));

test("each figure of the story has both intervals in words and as bars, those of the headline, or says that one was not computed", async () => {
	for (const run of ["minimal", "national", "welfare"]) {
		const page = await browser.story(file(run));
		const told = JSON.parse(execFileSync(socred, ["show", join(pages, run, "results.db"), "headline", "--format", "json"]).toString());
		const rows = await page.locator(".sures li").evaluateAll((all) =>
			all.map((x) => ({
				at: x.closest("section").id,
				said: x.querySelector(".said").textContent,
				ranges: [...x.querySelectorAll(".range")].map((r) => r.textContent),
				bars: ["simulated", "assumed", "mean"].map((c) => x.querySelectorAll(`.two .${c}`).length),
			})),
		);
		for (const at of ["listed", "spillover", "hangs", ...(run === "welfare" ? [] : ["conduct"])]) assert.ok(rows.some((r) => r.at === at), `${run}: ${at} has none`);
		for (const r of rows) {
			assert.equal(r.ranges.length, 2, r.said);
			assert.match(r.ranges[0], /^simulation, 95%: |^none in this run/, r.said);
			assert.match(r.ranges[1], /^assumptions, 95%: (not computed|the same at all points; another at .* of 100 at most \(rule of three\)|points differ by no more than random numbers make|.* a value, too few for an interval|.* to .*)$/, r.said);
			if (r.ranges[0].includes(" to ")) assert.equal(r.bars[0], 1, r.said);
			if (/ to /.test(r.ranges[1])) assert.equal(r.bars[1], 1, r.said);
		}
		/* Against the terminal: whole numbers per 1,000 as they stand, changes with their sign turned. */
		const numbers = (text) => [...text.replace(/.*95%: /, "").matchAll(/[−\d.,]+/g)].map((x) => Number(x[0].replace("−", "-").replace(/,/g, "")));
		const check = (at, words, statistic, of) => {
			const row = rows.find((r) => r.at === at && words.test(r.said)),
				want = told.find((x) => x.statistic === statistic);
			if (!want || want.mean === null || !rows.some((r) => r.at === at)) return; /* which sections must have rows is held above */
			assert.ok(row, `${run}: ${words} is not told at ${at}`);
			/* A t interval of what is turned is not the turned t interval. */
			const pairs = [...(of ? [] : [[row.ranges[0], want.low, want.high]]), [row.ranges[1], want.assumed_low, want.assumed_high]];
			for (const [text, low, high] of pairs) {
				if (!/ to /.test(text)) continue;
				const ends = numbers(text),
					exact = [low, high].map(of ?? ((x) => x)).sort((a, b) => a - b),
					half = (exact[1] - exact[0]) / 2;
				exact.forEach((x, i) => assert.ok(near(ends[i], x, half), `${run}, ${statistic}: ${text}, not ${exact}`));
			}
		};
		check("listed", /committed no violation at all/, "no_violation_per_1000_listed");
		check("listed", /never learnt/, "unaware_per_1000_listed");
		check("spillover", /for every 100/, "innocent_per_1000_effective", (x) => (100 * x) / (1000 - x));
		check("spillover", /effectively under/, "sanctioned_effective_per_1000");
		check("conduct", /^Violations:/, "violations_averted_percent", (x) => -x);
		/* Drawings of many figures have the simulation's alone, and say so; groups have both where the ensemble has measured them. */
		const measured = await page.evaluate(() => (JSON.parse(document.getElementById("socred-data").textContent).assumed?.rates ?? []).length > 0);
		assert.equal(measured, hasRates(run), run);
		for (const at of ["spillover", ...(measured ? [] : ["groups"]), "conduct", "published"]) {
			if (!(await page.locator(`#${at}`).count())) continue;
			for (const text of await page.locator(`#${at} figcaption`).allInnerTexts()) assert.match(text, /over the assumptions: not computed/i, `${run}: ${at}`);
		}
	}
});

test("groups are told over the assumptions too: a wider bar, a column and words, the figures of socred fairness; else the command", async () => {
	let measured = 0;
	for (const run of ["minimal", "national"]) {
		const page = await browser.story(file(run));
		const told = ["group", "stratum"].flatMap((by) => JSON.parse(execFileSync(socred, ["fairness", join(pages, run, "results.db"), "--by", by, "--format", "json"], { maxBuffer: 1 << 28 }).toString()).statistics);
		const doc = await page.evaluate(() => JSON.parse(document.getElementById("socred-data").textContent));
		for (const [id, rate, statistic] of [
			["list", "selection_rate", "selection_rate"],
			["wrong", "false_positive_rate", "false_positive_rate"],
		]) {
			const fig = page.locator(`#fig-ratio-${id}`);
			await fig.locator("summary").click();
			assert.deepEqual(await fig.locator(".legend li").allInnerTexts(), ["simulation, 95%", "assumptions, 95%"]);
			const rows = await fig.locator("tbody tr").evaluateAll((all) => all.map((r) => [...r.cells].map((c) => c.textContent)));
			const wide = await fig.locator("svg [stroke-width='12'] line").count();
			assert.equal(wide, rows.filter((r) => / to /.test(r[2]) && /^[1-9]|^0\.0*[1-9]/.test(r[1])).length, `${run} ${id}`);
			/* What stands in the table is what the ensemble has, and where the run's fairness has the same pair, its figures. */
			const keys = { "Rural to urban": ["stratum=rural", "stratum=urban"], "Minority to majority": ["group=minority", "group=majority"] };
			const has = Object.values(keys).some(([a, b]) => doc.assumed.rates.some((x) => x.name === `${rate}[${a}]/[${b}]`)); /* of few people random numbers may be all there is */
			if (has) assert.ok(wide > 0, `${run} ${id}: none drawn`); /* other ratios than these two may be drawn besides */
			measured += has;
			let seen = 0;
			for (const [name, [a, b]] of Object.entries(keys)) {
				const row = rows.find((r) => r[0] === name),
					want = doc.assumed.rates.find((x) => x.name === `${rate}[${a}]/[${b}]`);
				assert.equal(/ to /.test(row[2]), want !== undefined, `${run}: ${row}`);
				if (!want) continue;
				const [low, high] = row[2].match(/[\d.]+/g).map(Number);
				assert.ok(near(low, want.low, want.high - want.low) && near(high, want.high, want.high - want.low), row[2]);
				const group = a.split("=")[1],
					of = told.find((x) => x.statistic === statistic && x.group.toLowerCase().startsWith(group) && x.reference !== x.group && x.reference.toLowerCase().startsWith(b.split("=")[1]));
				if (!of) continue;
				assert.ok(near(of.ratio_assumed_low, want.low, want.high - want.low), `${run} ${name}`);
				assert.ok(near(Number(row[1].match(/[\d.]+/)[0]), of.ratio, of.ratio_high - of.ratio_low), `${run} ${name}: ${row[1]}, not ${of.ratio}`);
				seen++;
			}
			assert.equal(seen > 0, has, `${run} ${id}: nothing is held against socred fairness`);
		}
	}
	assert.ok(measured >= 1, `an ensemble measures ${measured} of four ratios`);
	const without = ["welfare", ...(ALL ? ["reach"] : []), "modules"].find((run) => !hasRates(run));
	assert.ok(without, "every run has rates of groups: nothing shows what is said without");
	const page = await browser.story(file(without));
	assert.match(await page.locator("#fig-ratio-list figcaption").innerText(), /not computed; socred assumptions SCENARIO measures groups/);
});

/* Of many bars one leaves the line out by chance: the heading claims nothing, and beside the bar stands why. */
test("a bar that is clear by itself and not among all says so beside it", async () => {
	for (const run of ["minimal", "national", "modules"]) {
		const page = await browser.read(file(run));
		for (const id of ["list", "wrong"]) {
			const found = await page.locator(`#fig-ratio-${id}`).evaluate((fig) => ({
				rows: [...fig.querySelectorAll("tbody tr")].map((r) => [...r.cells].map((c) => c.textContent)),
				beside: [...fig.querySelectorAll("svg text")].filter((t) => /not clear of chance among \d+/.test(t.textContent)).length,
			}));
			const words = await page.locator("#groups > p").first().innerText(),
				claimed = (name) => words.split("; ").join(". ").split(". ").some((s) => s.toLowerCase().includes(`${name.toLowerCase()} `) && /\d/.test(s) && !/leaves? the line out/.test(s)),
				alone = found.rows.filter((r) => {
					const m = /\(([\d.,]+) to ([\d.,]+)\)$/.exec(r[1]);
					return m && (Number(m[1]) > 1 || Number(m[2].replace(/,/g, "")) < 1) && !claimed(r[0]);
				});
			assert.equal(found.beside, alone.length, `${run} ${id}: ${JSON.stringify(found.rows)}`);
			if (alone.length) assert.match(words, /leaves? the line out, but of \d+ ratios looked at together/);
		}
	}
});

test("an assumption heads the screen of what it hangs on only where it decides the figure", async () => {
	for (const run of ["minimal", "national", "welfare"]) {
		const page = await browser.story(file(run));
		const doc = await page.evaluate(() => JSON.parse(document.getElementById("socred-data").textContent)),
			heading = await page.locator("#hangs h2").innerText();
		const statistic = await page.locator("#hangs-figure option").first().getAttribute("data-statistic");
		const ranks = doc.assumed.ranks.filter((r) => r.statistic === statistic),
			deciding = ranks.filter((r) => r.correlation ** 2 >= 0.25 && Math.min(Math.abs(r.low), Math.abs(r.high)) >= Math.sqrt(0.1));
		assert.ok(ranks.length > 0, `${run}: ${statistic}`);
		if (deciding.length > 0) assert.match(heading, /hangs most on/, run);
		else assert.match(heading, /: no single assumption decides it$/, run);
	}
});

test("the heading answers that question in one sentence, with the numbers of the results", async () => {
	const page = await browser.story(file("welfare")),
		told = JSON.parse(execFileSync(socred, ["show", join(pages, "welfare", "results.db"), "headline", "--format", "json"]).toString()),
		of = told.find((x) => x.statistic === "no_violation_per_1000_listed"),
		heading = await page.locator("#headline h2").innerText(),
		said = /Of 1,000 people on the list of debtors ([\d.]+) \(([\d.]+) to ([\d.]+) by simulation alone, ([\d.]+) to ([\d.]+) over the assumptions\) did nothing and [\d.]+ \([^()]*\) something else; [\d.]+ \([^()]*\) of 1,000 people are on it$/.exec(heading);
	assert.ok(said, heading);
	[of.mean, of.low, of.high].forEach((x, i) => assert.ok(near(Number(said[i + 1]), x, (of.high - of.low) / 2), `${said[i + 1]}, not ${x}`));
	[of.assumed_low, of.assumed_high].forEach((x, i) => assert.ok(near(Number(said[i + 4]), x, (of.assumed_high - of.assumed_low) / 2), `${said[i + 4]}, not ${x}`));
});

test("a regime with one list is told in its own words, and nobody is compared with nobody", async () => {
	const page = await browser.story(file("welfare")); /* the data page has the words of the schema as well */
	const lines = (await page.locator("#page").innerText()).split("\n").filter((x) => /black.list|Punished|: black/i.test(x) && !/^“/.test(x)); /* a figure of the headline is quoted as it stands there */
	assert.deepEqual(lines, []);
	assert.match(await page.locator("#fig-ratio-list h3").innerText(), /being on the list of debtors$/);
	const doc = await page.evaluate(() => JSON.parse(document.getElementById("socred-data").textContent)),
		classes = doc.tables.class,
		persons = classes.columns.findIndex((c) => c.name === "persons");
	const empty = [1, 2].filter((i) => classes.totals[i][persons].every((x) => x === 0)).length,
		rows = await page.locator("#fig-ratio-list .numbers tbody tr").count();
	assert.equal(rows, 5 - empty);
});

test("clients of a welfare office are told on every page in words of their own", async () => {
	const page = await browser.open(file("clients"), { hash: "" });
	await page.evaluate(() => document.querySelectorAll("details").forEach((x) => (x.open = true)));
	/* The table of keys and their meanings is one language for all scenarios. */
	await page.evaluate(() => document.getElementById("assumptions")?.remove());
	const text = await page.locator("body").innerText(),
		lines = text.split("\n").filter((x) => /black.?list|executive|\bofficials\b|\bcitizens?\b|the census/i.test(x));
	assert.ok(text.length > 5000);
	assert.deepEqual(lines, []);
	await page.context().close();
});

test("on a phone the strip of changes tells every value", async () => {
	const page = await browser.open(file("national"), { hash: "", viewport: { width: 375, height: 800 } });
	const told = (await page.locator("#fig-timeline .stage svg").evaluate((x) => [...x.querySelectorAll("tspan, text")].map((y) => y.textContent).join(" "))),
		wide = await page.locator("#fig-timeline .stage svg text").evaluateAll((all) => all.map((x) => x.getBoundingClientRect().right));
	assert.doesNotMatch(told, /…/);
	const values = await page.evaluate(() => JSON.parse(document.getElementById("socred-data").textContent).regime.timeline.flatMap((c) => c.sets.map((x) => x.value)));
	assert.ok(values.length > 20);
	/* What is switched is told as on or off. */
	for (const value of values) assert.ok(told.includes({ true: "off → on", false: "on → off" }[value] ?? value.replace(/^-/, "−")), value);
	assert.ok(Math.max(...wide) <= 375, `text ends at ${Math.max(...wide)}`);
	await page.context().close();
});

test("the caption of the drawing of a regime promises what is drawn", async () => {
	const page = await browser.story(file("minimal"));
	for (const [viewport, has] of [
		[{ width: 390, height: 844 }, false],
		[WINDOW, true],
	]) {
		await page.setViewportSize(viewport);
		await settled(page);
		assert.equal((await page.locator("#fig-flow .links path").count()) > 0, has);
		assert.equal(/The wider a line/.test(await page.locator("#fig-flow figcaption").innerText()), has);
	}
});

test("the data page is built when it is opened, or when a link leads to a part of it", async () => {
	const page = await browser.story(file("welfare"));
	assert.equal(await page.locator("#data section").count(), 0);
	await page.locator("#listed .further a").first().click();
	await page.waitForSelector("#listed-data");
	assert.equal(await page.evaluate(() => document.getElementById("data").open), true);
	await settled(page);
	const top = await page.locator("#listed-data").evaluate((x) => x.getBoundingClientRect().top);
	assert.ok(Math.abs(top) < 60, `it stands at ${top}`);
});

/* The story alone, unless the data page is open: modules has the longest, welfare's has been opened above. */
test("on paper: ten pages at most, no controls, light, drawings stay", async () => {
	for (const run of ALL ? ["minimal", "national", "modules", "welfare"] : ["modules", "welfare"]) {
		const page = await browser.story(file(run)),
			unfolded = (await page.locator("#cite").count()) > 0;
		assert.ok(unfolded || run !== "welfare", "the data page of welfare was not opened");
		await page.evaluate(() => document.getElementById("data").removeAttribute("open"));
		const pdf = await page.pdf({ format: "A4" }),
			sheets = pdf.toString("latin1").match(/\/Type\s*\/Page(?!s)/g).length;
		assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
		assert.ok(sheets >= 3 && sheets <= 10, `${run}: ${sheets} pages`);
		await page.emulateMedia({ media: "print", colorScheme: "dark" });
		assert.equal(await page.locator("#contents").isVisible(), false);
		assert.equal(await page.locator("#data").isVisible(), false);
		assert.equal(await page.locator("#fig-waffle .take").isVisible(), false);
		assert.equal(await page.locator("#fig-waffle svg").isVisible(), true);
		assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
		await page.emulateMedia({ media: null, colorScheme: null });
	}
});

test("no assumption is called by a path of keys, and no count by a pronoun alone", async () => {
	for (const run of ["minimal", "national", "welfare", "lending", "modules", ...(ALL ? ["reach"] : [])]) {
		const isRead = RUNS.includes(run),
			page = await browser[isRead ? "read" : "story"](file(run));
		/* Of the others the story, which has words of their own: on the data page reach has modules of which `modules` has all. */
		if (isRead || ALL) {
			await page.evaluate(() => document.getElementById("data").setAttribute("open", ""));
			await page.waitForSelector("#cite", { state: "attached" });
		}
		const told = [
			...(await page.locator("h2").allInnerTexts()),
			...(await page.locator("#fig-tornado .stage text").evaluateAll((all) => all.map((x) => x.textContent))),
		];
		assert.deepEqual(told.filter((x) => /\bset, |, set\b|\bdetects:|[a-z]_[a-z]/.test(x)), [], run);
		assert.deepEqual((await page.locator("#modules h3").allInnerTexts()).filter((x) => /^(Of them|Of the refused|Their)\b/.test(x)), [], run);
	}
});

test("a value of a change stands with its name where there are many", async () => {
	const page = await browser.read(file("national"));
	const texts = await page.locator("#fig-timeline .stage text").evaluateAll((all) => all.map((x) => x.textContent));
	assert.deepEqual(texts.filter((x) => x.split("; ").length > 2 && x.split("; ").every((part) => /^[−\d.,]+( \(after this run\))?$|^(on|off)$/.test(part))), []);
	assert.ok(texts.join(" ").includes("grounds refuses share") || texts.join(" ").includes("refuses share"), texts.join(" | "));
});

test("without its script the page has its headline", async () => {
	const page = await browser.open(file("minimal"), { javaScriptEnabled: false }, "h1");
	const text = await page.locator("#page").innerText();
	assert.match(text, /^Two small provinces/);
	assert.match(text, /Of 1,000 people on a black list [\d.]+ did nothing[^]*simulation, 95%: [\d.]+ to [\d.]+; assumptions, 95%: [\d.]+ to [\d.]+\./);
	const told = JSON.parse(execFileSync(socred, ["show", join(pages, "minimal", "results.db"), "headline", "--format", "json"]).toString());
	assert.equal(await page.locator("#page tbody td").count(), 3 * told.length);
	assert.match(text, /Synthetic people; no real person’s data[^]*Source: this run of socred; digest [0-9a-f]{16}\./);
	/* One column: the title is as wide as the table below it. */
	const [title, table] = [await page.locator("h1").boundingBox(), await page.locator("#page .scroll").boundingBox()];
	assert.ok(Math.abs(title.x - table.x) < 2 && title.width > 600, `${title.x}, ${title.width} beside ${table.x}`);
	await page.context().close();
});

test("the answer can be taken away: a picture of every sentence with both intervals, and its numbers", async () => {
	const page = await browser.read(file("minimal"));
	const took = async (what) => {
		const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#fig-answer .take button", { hasText: what }).click()]);
		return readFileSync(await download.path());
	};
	const digest = await page.evaluate(() => JSON.parse(document.getElementById("socred-data").textContent).meta.digest);
	const sentences = await page.locator(".answer .said").allInnerTexts(),
		svg = (await took("SVG")).toString(),
		words = [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map((x) => x[1]).join(" ");
	for (const part of [...sentences, digest, "Source: this run of socred"]) assert.ok(words.includes(part.replace(/\s+/g, " ").trim()), part);
	assert.equal((svg.match(/<rect/g) ?? []).length, 1 + 2 * sentences.length, "a ground, and two bars of each sentence");
	assert.equal((await took("PNG")).subarray(1, 4).toString(), "PNG");
	const [head, ...rows] = (await took("CSV")).toString().trim().split("\r\n");
	assert.equal(head, 'Sentence,Unit,Value,"Simulation, 95%: low","Simulation, 95%: high","Assumptions, 95%: low","Assumptions, 95%: high",Rests on,Run,Digest');
	assert.ok(rows.every((row) => row.endsWith(`,${digest}`)), "a row without the digest");
	assert.match(rows[0], /,"per 1,000 people on [^"]*",/);
	const told = JSON.parse(execFileSync(socred, ["show", join(pages, "minimal", "results.db"), "headline", "--format", "json"]).toString()).find((x) => x.statistic === "no_violation_per_1000_listed"),
		numbers = rows[0].replace(/"[^"]*"/g, "").split(",").slice(2, 7).map(Number);
	[told.mean, told.low, told.high, told.assumed_low, told.assumed_high].forEach((x, i) => assert.ok(Math.abs(numbers[i] - x) <= (told.high - told.low) / 2, `${numbers[i]}, not ${x}`));
	assert.equal(rows.length, sentences.length);
	assert.equal(await page.locator(".stage.aside").count(), 0, "what was drawn for it is left in the page");
});

test("a figure can be taken away: link, SVG, PNG and CSV, with title, source and digest", async () => {
	const page = await browser.read(file("national"));
	const digest = await page.evaluate(() => JSON.parse(document.getElementById("socred-data").textContent).meta.digest);
	const took = async (what) => {
		const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#fig-ratio-list .take button", { hasText: what }).click()]);
		assert.equal(download.suggestedFilename(), `socred-ratio-list-${digest.slice(0, 8)}.${what.toLowerCase()}`);
		return readFileSync(await download.path());
	};
	assert.equal(await page.locator("figure:not(:has(.take a[href^='#fig-']))").count(), 0);
	const svg = (await took("SVG")).toString();
	for (const part of ["Ratio of rates: being on a black list", "Source: this run of socred", digest, "Minority to majority"]) assert.ok(svg.includes(part), part);
	assert.doesNotMatch(svg, /var\(--|class="/);
	const png = await took("PNG");
	assert.equal(png.subarray(1, 4).toString(), "PNG");
	assert.ok(png.length > 5000);
	const csv = (await took("CSV")).toString().split("\r\n");
	assert.equal(csv[0], 'Compared,Ratio,Ratio: low,Ratio: high,"Over the assumptions, 95%: low","Over the assumptions, 95%: high",Cases in the smaller,Run,Digest');
	/* Over the assumptions random numbers may be all there is. */
	assert.match(csv[1], /^Minority to majority,[\d.]+,[\d.]+,[\d.]+,([\d.]+,[\d.]+|,),\d+,/);
	assert.ok(csv.slice(1, -1).every((row) => row.endsWith(`,${digest}`)), "a row without the digest");
	for (const word of ["simulation, 95%", "assumptions, 95%"]) assert.ok(svg.includes(word), word);
	assert.equal(csv.length, 7);
	assert.deepEqual(page.said, []);
});

test("a list that is reached lights its own path, and lines are as wide as what goes along them", async () => {
	const page = await browser.read(file("national"));
	const list = page.locator("#fig-flow .chosen").first();
	await list.focus();
	const hot = await page.locator("#fig-flow .links path.hot").count(),
		all = await page.locator("#fig-flow .links path").count();
	assert.ok(hot > 1 && hot < all, `${hot} of ${all}`);
	assert.match(await list.getAttribute("aria-label"), /^defaulters: [\d.]+ entries a year per 1,000 people$/);
	const widths = await page.locator("#fig-flow .links path").evaluateAll((x) => x.map((q) => parseFloat(q.style.strokeWidth)));
	assert.ok(Math.max(...widths) > 5 && Math.min(...widths) >= 0.7);
	await list.blur();
	assert.equal(await page.locator("#fig-flow .hot").count(), 0);
});

test("what was published and is not met is marked on the answer; the difference is drawn, not two lines", async () => {
	const page = await browser.read(file("national"));
	assert.match(await page.locator("#headline").innerText(), /Checked outside: of 4 published figures kept aside from every fit/);
	assert.equal(await page.locator("#fig-conduct-violations .stage path[stroke-dasharray]").count() <= 1, true);
	const row = page.locator("#fig-conduct-violations tbody tr").last();
	const [difference, now, before] = (await row.locator("td").allTextContents()).map((x) => Number(/^[−\d.,]+/.exec(x)[0].replace("−", "-").replace(/,/g, "")));
	assert.ok(Math.abs(now - before - difference) < 0.02 * before, `${now} less ${before} is not ${difference}`);
	/* Changes of the same values share a row: what they were at the start on its left, and what each sets over its bar. */
	const words = (await page.locator("#fig-timeline .stage svg text").allTextContents()).join(" ");
	assert.match(words, /Camera coverage urban \(0\.2 at the start\); camera coverage rural \(0\.03\) 0\.3; 0\.05 0\.45; 0\.08 0\.6; 0\.1/);
});

/* The pages that the others read, changed at last: narrow, then thinned by axe. */
/* What is folded, within these sections or everywhere. */
const unfold = (page, within = []) =>
	page.evaluate(
		(which) =>
			document.querySelectorAll(which).forEach((d) => {
				d.open = true;
			}),
		within.map((id) => `#${id} details`).join(", ") || "details",
	);

/* In the page: labels of drawings that reach beyond the drawing's own edge, which the page or a file of it would cut off. */
function clipped() {
	return [...document.querySelectorAll(".stage svg")].flatMap((svg) => {
		const edge = svg.getBoundingClientRect();
		return [...svg.querySelectorAll("text")]
			.filter((t) => t.textContent.trim() && !t.querySelector("title"))
			.filter((t) => {
				const b = t.getBoundingClientRect();
				return b.width > 0 && (b.left < edge.left - 2 || b.right > edge.right + 2);
			})
			.map((t) => `${svg.closest("figure").id}: ${t.textContent}`);
	});
}

/* One page whole, and of that with most drawings what the first has not; when all tests are asked for that one whole, and of the others the sections that
 * say something else in the same type and colours. Colours are all that a dark scheme changes. */
const ACCESSIBLE = ALL
	? { national: [], single: ["headline", "people", "groups", "conduct"], none: ["headline", "regime", "conduct-data"], modules: ["headline", "regime"] }
	: { single: [], national: ["headline", "hangs", "published", "regime", "provinces"] };

test("no sideways scrolling at 360 pixels, and every drawing fits", async () => {
	/* Most places, most drawings, and a title without a space; the others have nothing that these have not. */
	for (const run of ALL ? RUNS : ["single", "national"]) {
		const page = await browser.read(file(run));
		await unfold(page);
		assert.deepEqual(await page.evaluate(clipped), [], `${run}: labels are cut off`);
		await page.setViewportSize({ width: 360, height: 740 });
		await settled(page);
		assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360, run);
		const wide = await page.evaluate(() =>
			[...document.querySelectorAll(".stage svg")]
				.filter((s) => s.getBoundingClientRect().right > 361)
				.map((s) => s.closest("figure").id),
		);
		assert.deepEqual(wide, [], run);
		assert.deepEqual(await page.evaluate(clipped), [], `${run}: labels are cut off at 360 pixels`);
		/* All figures are drawn anew: once more for who is looked at whole. */
		if (run in ACCESSIBLE && (ALL || ACCESSIBLE[run].length === 0)) {
			await page.setViewportSize(WINDOW);
			await settled(page);
		}
	}
});

for (const [run, within] of Object.entries(ACCESSIBLE)) {
	test(`${run}: accessible, light and dark`, async () => {
		const page = await browser.read(file(run));
		await unfold(page, within);
		assert.deepEqual(await browser.axe(page, { within }), []);
		await page.emulateMedia({ colorScheme: "dark" });
		assert.deepEqual(await browser.axe(page, { within, colours: true }), [], "dark");
	});
}

test("a text too pale to read is found, wherever it stands", async () => {
	const page = await browser.story(file("minimal"));
	await unfold(page, ["conduct"]);
	await page.evaluate(() => {
		const cell = [...document.querySelectorAll("#conduct td")].at(-1);
		cell.style.color = "color-mix(in srgb, currentColor 25%, transparent)";
	});
	assert.match((await browser.axe(page, { within: ["conduct"] })).join("\n"), /^color-contrast: /m);
});
