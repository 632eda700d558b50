/* Documents that runs seldom make, in headless Chromium: node edges.mjs PAGES NODE_MODULES CHROMIUM SOCRED
 * PAGES holds template.html; the documents are invented (sample.mjs). */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import test, { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { ALL, launch } from "./browser.mjs";
import { page as fill, sample } from "./sample.mjs";

const [pages, modules, chromium] = process.argv.slice(2).map((p) => resolve(p));
const here = dirname(fileURLToPath(import.meta.url));
let browser;
before(async () => {
	browser = await launch(modules, chromium);
});
after(async () => browser.close());

const invented = (name, change) => {
	const doc = sample({ persons: 20000, replicates: 3, months: 24 }),
		path = join(pages, `${name}.html`);
	change(doc);
	writeFileSync(path, fill(join(pages, "template.html"), doc));
	return path;
};

test("a run cut short says so; records lost in a full docket are said; an interval that includes no change is not called one", async () => {
	const page = await browser.open(
		invented("partial", (d) => {
			d.run.partial = true;
			d.run.interrupted = true;
			d.run.months_planned = 84;
			d.run.replicates_planned = 8;
			const t = d.tables.national,
				at = (name) => t.columns.findIndex((c) => c.name === name);
			t.totals[0][at("docket_full")] = [7, 7, 7];
			t.totals[0][at("violations")] = [900, 1000, 1110];
			t.totals[0][at("violations_counterfactual")] = [1000, 1000, 1000];
		}),
	);
	assert.match(await page.locator("#headline").innerText(), /cut short: 3 of 8 replicates and 24 of 84 months/);
	assert.match(await page.locator("#headline").innerText(), /7 records or appeals were lost/);
	assert.match(await page.locator("#figures .keys").innerText(), /the interval includes no change at all/);
	assert.match(await page.locator("#conduct h2").innerText(), /no clear change/);
	await page.context().close();
});

test("what modules count is drawn, with names where there are any", async () => {
	const page = await browser.open(invented("modules", () => {}));
	assert.match(await page.locator("#modules h2").innerText(), /3 counts/);
	assert.equal(await page.locator("#modules figure").count(), 3);
	assert.match(await page.locator("#fig-module-linkage-by-rarity-misattributed .stage svg").getAttribute("aria-label"), /common name .*; rare name /);
	assert.match(await page.locator("#fig-module-contacts-by-number-persons figcaption").innerText(), /24 largest of 40.*Contacts: contacts outside the household/s);
	assert.match(await page.locator("#fig-flow .stage svg").innerHTML(), /Beside these: names</); /* bureaus have a box */
	assert.deepEqual(await browser.axe(page, { within: ["modules"] }), []);
	assert.deepEqual(page.said, []);
	await page.context().close();
});

/* Everything taken away in turn; each must still be a whole page without a broken number. */
const zero = (d, names) => {
	const t = d.tables.national;
	for (const name of names) t.totals[0][t.columns.findIndex((c) => c.name === name)].fill(0);
};
const none = (d, table, key) => {
	d.regime[key] = [];
	Object.assign(d.tables[table], { rows: [], totals: [] });
	for (const x of d.modules) x.affects[key] = [];
};
const BARE = {
	"no grades": (d) => {
		d.regime.grades = [];
		for (const l of d.regime.lists) l.entry_grades = [];
		for (const x of d.regime.measures) x.grades = [];
	},
	"no lists": (d) => {
		none(d, "list", "lists");
		for (const x of d.regime.measures) x.lists = [];
		for (const row of d.published.rows) if (row.model?.table === "list") row.model = null;
	},
	"no measures": (d) => {
		none(d, "measure", "measures");
		for (const row of d.published.rows) if (row.model?.table === "measure") row.model = null;
	},
	"no channels": (d) => none(d, "channel", "channels"),
	"no timeline": (d) => (d.regime.timeline = []),
	"no modules": (d) => {
		d.regime.sections = [];
		d.counters = [];
		d.modules = [];
	},
	"no statistic of a module": (d) => {
		for (const a of d.modules.flatMap((x) => x.summaries)) Object.assign(a, { mean: null, low: null, high: null, have: 0, cases: 0, few: false });
		for (const b of d.modules.flatMap((x) => x.branches)) b.count.fill(0), b.wrong?.fill(0);
	},
	"no published figures": (d) => (d.published = null),
	"no assumptions": (d) => (d.assumptions = []),
	"nobody listed": (d) => zero(d, ["listed", "listed_true", "listed_other_violation", "listed_no_violation", "listed_unaware"]),
	"no entries": (d) => zero(d, ["entries_true", "entries_other_violation", "entries_no_violation", "exits_expired", "notices"]),
	"no appeals": (d) => {
		zero(d, ["appeals_wronged", "appeals_guilty", "upheld_wronged", "upheld_guilty", "denied_wronged", "denied_guilty"]);
		d.undecided.appeal = [];
	},
	"nothing happens": (d) => zero(d, ["violations", "violations_counterfactual", "good_deeds", "good_deeds_counterfactual", "lawful_acts", "lawful_acts_counterfactual"]),
	"one province": (d) => {
		d.regions.length = 1;
		d.tables.region.rows.length = d.tables.region.totals.length = 1;
	},
	"no replicates but one": (d) => {
		d.run.replicates = 1;
		for (const b of d.modules.flatMap((x) => x.branches)) b.count.length = 1;
		for (const a of d.modules.flatMap((x) => x.summaries)) (a.low = a.high = null), (a.values.length = a.have = 1);
		for (const t of Object.values(d.tables)) t.totals = t.totals.map((row) => row.map((v) => v.slice(0, 1)));
		d.undecided.appeal = d.undecided.appeal.map((v) => v.slice(0, 1));
	},
};
const leftOut = ([text]) => (text ? text.split(/; (?=[A-Z])/).length : 0);
/* Together where one does not hide another; each alone when all tests are asked for, which says what a page fails by. */
const TOGETHER = [
	["no grades", "no timeline", "no published figures", "no statistic of a module"],
	["no lists", "no assumptions", "nothing happens", "one province"],
	["no measures", "no modules", "no appeals"],
	["no channels", "no entries", "no replicates but one"],
	["nobody listed"],
];
assert.deepEqual(TOGETHER.flat().sort(), Object.keys(BARE).sort());
for (const parts of ALL ? Object.keys(BARE).map((what) => [what]) : TOGETHER) {
	const what = parts.join(", ");
	const change = (d) => parts.forEach((part) => BARE[part](d));
	test(`${what}: a whole page all the same`, async () => {
		const page = await browser.open(invented(what.replace(/,? /g, "-"), change), { viewport: { width: 600, height: 800 } });
		assert.equal(await page.getByText("could not be drawn").count(), 0);
		assert.equal((await page.locator("main > section").count()) + leftOut(await page.locator("#left-out").allInnerTexts()), 8);
		assert.equal((await page.locator("#data section").count()) + leftOut(await page.locator("#data-left-out").allInnerTexts()), 15);
		const text = await page.locator("#page").innerText();
		assert.doesNotMatch(text, /NaN|undefined|Infinity|\[object/);
		assert.equal(await page.locator(".stage svg [d*=NaN], .stage svg [x*=NaN], .stage svg [cx*=NaN]").count(), 0);
		assert.deepEqual(page.said, []);
		await page.context().close();
	});
}

test("one month: a whole page all the same", async () => {
	const doc = sample({ persons: 20000, replicates: 2, months: 1 }), path = join(pages, "one-month.html");
	writeFileSync(path, fill(join(pages, "template.html"), doc));
	const page = await browser.open(path);
	assert.equal(await page.getByText("could not be drawn").count(), 0);
	assert.doesNotMatch(await page.locator("#page").innerText(), /NaN|undefined|Infinity/);
	assert.deepEqual(page.said, []);
	await page.context().close();
});

test("a section that fails leaves the others standing", async () => {
	const page = await browser.open(
		invented("broken", (d) => {
			d.tables.channel.columns = [];
		}),
	);
	assert.match(await page.locator("#errors").innerText(), /could not be drawn/);
	assert.equal((await page.locator("#published figure").count()) > 0, true);
	await page.context().close();
});

test("the plain page that stands in for the report", async () => {
	const doc = sample({ persons: 20000, replicates: 3, months: 12 }),
		path = join(pages, "plain.html");
	doc.run.title = "<script>window.pwned=1</script>";
	writeFileSync(
		path,
		fill(join(here, "../../web/plain.html"), doc),
	);
	const page = await browser.open(path, { viewport: { width: 360, height: 740 } });
	assert.match(await page.locator("header").innerText(), /built without its report/);
	assert.ok((await page.locator("table").count()) > 10);
	assert.match(await page.locator("#main").innerText(), /Administrative hierarchy[^]*lost between levels, per 1,000 records sent\s*40\.0\s*36\.0 to 44\.0/);
	assert.equal(await page.evaluate(() => window.pwned), undefined);
	assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
	assert.deepEqual(page.said, []);
	assert.deepEqual(await browser.axe(page), []);
	await page.context().close();
});

for (const name of ["lives", "life"])
	test(`the page of ${name === "life" ? "a life" : "one life under two sets of rules"}`, async () => {
		/* One life is drawn as each of two is, and is looked at in a wide window. */
		for (const how of [...(ALL || name === "life" ? [{}] : []), ...(ALL || name === "lives" ? [{ viewport: { width: 360, height: 740 } }, { colorScheme: "dark" }] : [])]) {
			const page = await browser.open(join(pages, `${name}.html`), { hash: "", ...how }, "main");
			assert.equal(await page.locator("table.sums tbody tr").count(), 6);
			assert.equal(await page.locator("svg.course path").count(), 1); /* without a regime nobody is graded */
			assert.ok((await page.locator("svg.course rect").count()) > 0);
			if (how.viewport) assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
			assert.deepEqual(page.said, []);
			assert.deepEqual(await browser.axe(page, { colours: "colorScheme" in how }), []);
			await page.context().close();
		}
	});
