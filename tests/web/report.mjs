/* The report in headless Chromium: node report.mjs PAGES NODE_MODULES CHROMIUM SOCRED
 * PAGES holds folders of real runs (made by run.sh), each with results.db and report.html, and template.html. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import test, { after, before } from "node:test";
import { launch, WINDOW } from "./browser.mjs";

const [pages, modules, chromium, socred] = process.argv.slice(2).map((p) => resolve(p));
const RUNS = ["minimal", "single", "none", "evil", "national", "modules", "lending"];
const SECTIONS = [
	"headline",
	"regime",
	"people",
	"grades",
	"listed",
	"refusals",
	"spillover",
	"due-process",
	"groups",
	"provinces",
	"conduct",
	"errors",
	"modules",
	"published",
	"assumptions",
	"cite",
];
/* What a run has nothing for is left out, and why is said in one place. */
const WITHOUT = {
	minimal: ["modules", "published"],
	single: ["modules", "published"],
	evil: ["modules", "published"],
	none: ["grades", "listed", "refusals", "spillover", "due-process", "groups", "errors", "modules", "published"],
	lending: ["grades", "listed", "refusals", "spillover", "due-process", "groups", "provinces", "conduct", "errors", "published"],
	national: ["modules"],
	modules: ["provinces", "published"],
};
const sectionsOf = (run) => SECTIONS.filter((id) => !(WITHOUT[run] ?? []).includes(id));
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
		assert.deepEqual(await page.locator("main > section").evaluateAll((all) => all.map((s) => s.id)), sectionsOf(run));
		assert.deepEqual(await page.getByText("could not be drawn").count(), 0);
		for (const id of sectionsOf(run))
			assert.ok((await page.locator(`#${id} h2`).innerText()).trim().length > 10, `${id} has no heading`);
		assert.equal(await page.locator("#contents li").count(), sectionsOf(run).length);
		const left = (await page.locator("#left-out").count()) ? await page.locator("#left-out").innerText() : "";
		assert.equal(left.split(/; (?=[A-Z])/).filter(Boolean).length, SECTIONS.length - sectionsOf(run).length, left);
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
			[...document.querySelectorAll("main > section")]
				.filter((x) => x.id !== "headline" && !x.querySelector("figure, table, pre"))
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
		const text = await page.evaluate(() => {
			const shut = [...document.querySelectorAll("details:not([open])")];
			shut.forEach((d) => (d.open = true));
			const said = [...document.querySelectorAll("main > section:not(#people, #cite, #assumptions)")].map((x) => x.innerText).join("\n");
			shut.forEach((d) => (d.open = false));
			return said;
		});
		assert.equal(/at the size of the census|census size|\d (million|billion)/.test(text), run === "national", run);
	}
});

test("drawings follow the width of the window", async () => {
	const page = await browser.open(file("minimal"));
	const width = () => page.locator("#fig-listed-time svg").evaluate((s) => s.getBoundingClientRect().width);
	const before_ = await width();
	await page.setViewportSize({ width: 420, height: 800 });
	await page.waitForTimeout(300);
	assert.ok((await width()) < before_ - 100);
	await page.context().close();
});

test("the keyboard reaches everything", async () => {
	const page = await browser.open(file("minimal"));
	const here = () =>
		page.evaluate(() => {
			const a = document.activeElement;
			return a.id || a.className?.baseVal || a.className || a.tagName;
		});
	await page.keyboard.press("Tab");
	assert.equal(await here(), "skip");
	await page.keyboard.press("Enter");
	assert.equal(await page.evaluate(() => location.hash), "#main");
	const seen = new Set();
	for (let i = 0; i < 400; i++) {
		await page.keyboard.press("Tab");
		const at = await page.evaluate(() => {
			const a = document.activeElement;
			return a === document.body
				? ""
				: a.closest("figure, section, nav, footer, header")?.id + " " + a.tagName.toLowerCase();
		});
		if (at === "") break;
		seen.add(at);
	}
	for (const want of [
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
	const page = await browser.open(file("national"));
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
	await page.context().close();
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
		const said = await row.locator("td").allTextContents();
		assert.equal(said.length, 4);
		said.forEach((text, i) => {
			const [mean, lo, hi] = text.replaceAll(",", "").match(/[\d.]+/g).map(Number);
			assert.ok(Math.abs(mean - 1000 * exact[i]) <= Math.max(0.06 * (hi - lo), 0.006 * mean), `${name}: ${text}, not ${1000 * exact[i]}`);
		});
	}
});

test("cumulative refusals at the size of the census are those of the results", async () => {
	const page = await browser.read(file("national"));
	const meta = page.evaluate(() => JSON.parse(document.getElementById("socred-data").textContent).run.represents);
	const measures = rows("national", "by_measure"),
		air = rows("national", "names").find((r) => r.kind === "measure" && r.name === "air");
	const n = new Set(measures.map((r) => r.replicate)).size;
	const total =
		((measures.filter((r) => r.measure === air.idx).reduce((a, r) => a + r.effective, 0) / n) * (await meta)) / 1e6;
	const said = /Air ([\d.,]+) million/.exec(await page.locator("#fig-cumulative svg").getAttribute("aria-label"))[1];
	assert.ok(Math.abs(Number(said) - total) <= 0.006 * total, `${said} million, not ${total}`);
});

test("published figures stand beside the model's, fitted and kept aside apart", async () => {
	const page = await browser.read(file("national"));
	const table = page.locator(".published tbody tr");
	assert.equal(await table.count(), 17);
	for (const row of await table.all()) {
		const cells = await row.locator("th, td").allInnerTexts();
		assert.equal(cells[2], /repaid/.test(cells[1]) ? "neither" : cells[0] < "2019" ? "fit" : "check");
		if (cells[4] !== "no counterpart") assert.match(cells[5], /^[+−\d][\d.]*% \(/);
	}
	assert.ok((await page.locator(".published a[href^='http']").count()) >= 17);
});

test("one replicate: no interval anywhere, and it says so", async () => {
	const page = await browser.read(file("single"));
	assert.match(await page.locator("#headline").innerText(), /Only one replicate was run/);
	assert.match(await page.locator("#groups").innerText(), /cannot tell groups apart/);
	assert.equal(await page.locator(".range", { hasText: " to " }).count(), 0);
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
	assert.match(await page.locator("#conduct h2").innerText(), /same as under no regime/);
	assert.match(await page.locator("#left-out").innerText(), /Per 1,000 listed \(the scenario has no black list\)/);
});

test("text of the scenario is only ever text", async () => {
	const page = await browser.read(file("evil"));
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
	const page = await browser.open(file("minimal"));
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
	await page.context().close();
});

test("assumptions can be searched", async () => {
	const page = await browser.open(file("minimal"));
	const visible = () => page.locator("#assumptions .filtered").first().locator("tbody tr:visible");
	const all = await visible().count();
	await page.locator("#filter-assumed").fill("appeal wronged");
	const some = await visible().count();
	assert.ok(some > 0 && some < all, `${some} of ${all}`);
	for (const text of await visible().allInnerTexts()) assert.match(text, /appeal/i);
	assert.match(await page.locator("output[for=filter-assumed]").innerText(), new RegExp(`^${some} of`));
	const parameters = rows("minimal", "parameters");
	assert.equal(all, parameters.filter((r) => r.assumption === 1).length);
	await page.context().close();
});

test("the scenario can be saved, byte for byte", async () => {
	const page = await browser.open(file("minimal"));
	const [download] = await Promise.all([
		page.waitForEvent("download"),
		page.getByRole("button", { name: "Save the scenario" }).click(),
	]);
	assert.equal(download.suggestedFilename(), "scenario.resolved.yaml");
	assert.equal(readFileSync(await download.path(), "utf8"), rows("minimal", "scenario")[0].yaml);
	await page.context().close();
});

test("on paper: no controls, light, drawings stay", async () => {
	const page = await browser.open(file("minimal"), { colorScheme: "dark" });
	const pdf = await page.pdf({ preferCSSPageSize: true });
	assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
	await page.emulateMedia({ media: "print", colorScheme: "dark" });
	assert.equal(await page.locator("nav").isVisible(), false);
	assert.equal(await page.locator("#tile-indicator").isVisible(), false);
	assert.equal(await page.locator("#fig-waffle svg").isVisible(), true);
	assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
	await page.context().close();
});

/* The pages that the others read, changed at last: narrow, then thinned by axe. */
const unfold = (page) =>
	page.evaluate(() =>
		document.querySelectorAll("details").forEach((d) => {
			d.open = true;
		}),
	);

/* Whole, and of the others the sections that say something else than that one. Colours are all that a dark scheme changes. */
const ACCESSIBLE = {
	national: [],
	single: ["headline", "people", "groups", "conduct"],
	none: ["headline", "regime", "listed", "conduct"],
	modules: ["headline", "regime", "errors"],
};

test("no sideways scrolling at 360 pixels, and every drawing fits", async () => {
	for (const run of RUNS) {
		const page = await browser.read(file(run));
		await unfold(page);
		await page.setViewportSize({ width: 360, height: 740 });
		await page.waitForTimeout(400); /* drawings follow the width */
		assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360, run);
		const wide = await page.evaluate(() =>
			[...document.querySelectorAll(".stage svg")]
				.filter((s) => s.getBoundingClientRect().right > 361)
				.map((s) => s.closest("figure").id),
		);
		assert.deepEqual(wide, [], run);
		if (run in ACCESSIBLE) {
			await page.setViewportSize(WINDOW);
			await page.waitForTimeout(400);
		}
	}
});

for (const [run, within] of Object.entries(ACCESSIBLE)) {
	test(`${run}: accessible, light and dark`, async () => {
		const page = await browser.read(file(run));
		await unfold(page);
		assert.deepEqual(await browser.axe(page, { within }), []);
		await page.emulateMedia({ colorScheme: "dark" });
		assert.deepEqual(await browser.axe(page, { within, colours: true }), [], "dark");
	});
}

test("a text too pale to read is found, wherever it stands", async () => {
	const page = await browser.read(file("single"));
	await page.evaluate(() => {
		const cell = [...document.querySelectorAll("#conduct td")].at(-1);
		cell.style.color = "color-mix(in srgb, currentColor 25%, transparent)";
	});
	assert.match((await browser.axe(page)).join("\n"), /^color-contrast: /m);
});
