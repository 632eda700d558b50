/* Modules, on the page, against the headline on a terminal and the results: node modules.mjs PAGES NODE_MODULES CHROMIUM SOCRED
 * Every module is on in the run `modules`; none in `minimal`. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import test, { after, before } from "node:test";
import { launch } from "./browser.mjs";

const [pages, modules, chromium, socred] = process.argv.slice(2).map((p) => resolve(p));
const file = (run) => join(pages, run, "report.html");
const shown = new Map(); /* each is asked for once */
const show = (run, ...asked) => {
	const of = [run, ...asked].join(" ");
	if (!shown.has(of)) shown.set(of, execFileSync(socred, ["show", join(pages, run, "results.db"), ...asked], { maxBuffer: 1 << 28 }).toString());
	return shown.get(of);
};
let browser;
before(async () => {
	browser = await launch(modules, chromium);
});
after(async () => browser.close());

/* Sections of the headline beyond the common ones, as {title, lines: {label: rest}, notes}. */
function told(run) {
	const common = /^(People at the end|Per 1,000 people listed|Offences that lists are for|Who else is affected|Due process|Compared with the same people)/;
	const labels = JSON.parse(show(run, "headline", "--format", "json")).map((row) => row.label);
	const out = [],
		lines = show(run, "headline").split("\n");
	let now = null,
		open = ""; /* a label too long for its column: its values stand on the next line */
	for (const line of lines.slice(lines.findIndex((x) => /^ +mean +/.test(x)) + 1)) {
		if (line === "") break;
		if (open) {
			now.lines[open] = line.trim().replace(/ {2,}/g, "|");
			open = "";
		} else if (!line.startsWith(" ")) {
			now = { title: line, lines: {}, note: "" };
			if (!common.test(line)) out.push(now);
		} else if (/^ {2}\(|^ {3}\S/.test(line)) now.note += ` ${line.trim()}`;
		else {
			const label = labels.filter((x) => line.startsWith(`  ${x}`)).sort((a, b) => b.length - a.length)[0] ?? assert.fail(`no label: ${line}`);
			const values = line.slice(2 + label.length).trim();
			if (values) now.lines[label] = values.replace(/ {2,}/g, "|");
			else open = label;
		}
	}
	return out;
}

test("the statistics of modules are those of the headline: words, values, intervals, warnings", async () => {
	const page = await browser.read(file("modules"));
	const terminal = told("modules");
	const here = await page.locator(".summaries").evaluateAll((all) =>
		all.map((x) => ({
			title: x.querySelector(".part").textContent,
			note: x.querySelector(".source")?.textContent ?? "",
			lines: Object.fromEntries(
				[...x.querySelectorAll("dl > div")].map((d) => [
					d.querySelector("dt").textContent,
					[
						d.querySelector(".big").textContent.replace("–", "-"),
						...[d.querySelector(".range").textContent].filter((x) => x !== "none in this run" && x !== "no interval"),
						...[...d.querySelectorAll(".few")].map((f) => f.textContent.trim()),
					].join("|"),
				]),
			),
		})),
	);
	assert.equal(terminal.length, 29);
	assert.deepEqual(
		here.map((x) => x.title),
		terminal.map((x) => x.title),
	);
	here.forEach((x, i) => {
		/* "(1 of 2 replicates)" on a terminal stands before the mark of few cases; "not estimable" is "no interval" here, and left out above. */
		const same = (text) => text.replace(/[()]/g, "").split("|").filter((x) => x !== "not estimable").sort().join("|");
		for (const [label, value] of Object.entries(x.lines))
			assert.equal(same(value), same(terminal[i].lines[label] ?? "not told"), `${x.title}: ${label}`);
		assert.equal(Object.keys(x.lines).length, Object.keys(terminal[i].lines).length);
		assert.equal(x.note, terminal[i].note.trim().replace(/^\(|\)$/g, ""));
	});
});

/* Behind Z small ones. */
const letterOf = (i) => String.fromCharCode(i < 26 ? 65 + i : 97 + i - 26);

test("each stands in the drawing at its step, and its letter at what it affects", async () => {
	const page = await browser.read(file("modules"));
	const doc = await page.evaluate(() => JSON.parse(document.getElementById("socred-data").textContent));
	const boxes = await page.locator("#fig-flow .part.module").evaluateAll((all) =>
		all.map((g) => [...g.querySelectorAll("text")].map((t) => t.textContent).join(" ")),
	);
	const drawn = doc.modules.filter((x) => x.stage !== "");
	assert.equal(drawn.length, 27);
	assert.equal(boxes.length, drawn.length);
	drawn.forEach((x, i) => {
		const letter = letterOf(i);
		assert.equal(boxes[i], `${x.title} ${letter}`); /* of more than six the figures stand in the table */
	});
	const tags = (await page.locator("#fig-flow .letters").allTextContents()).join("");
	drawn.forEach((x, i) => {
		const affected = Object.values(x.affects).flat().length;
		assert.equal(tags.split(letterOf(i)).length - 2, affected, `${x.title} affects ${affected}`); /* its own box beside them */
	});
	assert.doesNotMatch(await page.locator("#fig-flow .stage svg").innerHTML(), /Beside these/); /* every section has its box */
	const rows = await page.locator("#fig-flow .numbers tbody tr").evaluateAll((all) => all.map((r) => [...r.cells].map((c) => c.textContent)));
	drawn.forEach((x, i) => {
		const row = rows.find((r) => r[1] === `${letterOf(i)} ${x.title}`);
		assert.match(row?.[2] ?? "no row", /: [\d.,–−]+%?( \(fewer than 100 cases\))?$/, x.title);
	});
	/* No text of a box touches its edge. */
	const wide = await page.locator("#fig-flow .part, #fig-way .part").evaluateAll((all) =>
		all.flatMap((g) => {
			if (g.classList.contains("module")) return [];
			const right = g.querySelector("rect").getBBox();
			return [...g.querySelectorAll("text:not(.letters)")]
				.filter((t) => t.getBBox().x + t.getBBox().width > right.x + right.width - 3)
				.map((t) => t.textContent);
		}),
	);
	assert.deepEqual(wide, []);
});

test("the way to a list has every branch, with the counts of the results", async () => {
	const page = await browser.read(file("modules"));
	const rows = await page.locator("#fig-way tbody tr").evaluateAll((all) =>
		all.map((r) => [...r.querySelectorAll("th, td")].map((c) => c.textContent)),
	);
	const json = (table) => JSON.parse(show("modules", table, "--format", "json"));
	const replicates = json("replicates").length;
	const sum = (table, column, take = () => true) =>
		json(table).filter(take).reduce((a, r) => a + r[column], 0) / replicates;
	const want = {
		"linked to a namesake": sum("linkage_by_name", "misattributed"),
		"linked to another person by an error in the code": sum("linkage_by_month", "code_misattributed"),
		"neighbours' reports that lapse unverified": sum("verification_by_truth", "lapsed"),
		"lost between levels": sum("hierarchy_by_level", "lost"),
		"filed on another person between levels": sum("hierarchy_by_level", "misfiled"),
		"reclassified between levels": sum("hierarchy_by_level", "reclassified"),
		"entered because of a relative": sum("kin_by_month", "entries"),
		"entered as the head of a firm": sum("firms_heads", "entered"),
	};
	for (const [name, n] of Object.entries(want)) {
		const row = rows.find((r) => r[0] === name);
		assert.ok(row, `${name} is not there`);
		/* means of counts are told with a digit below ten */
		assert.ok(Math.abs(Number(row[4].replace(/,/g, "")) - n) <= (n < 10 ? 0.051 : 0.501), `${name}: ${row[4]}, not ${n}`);
	}
	const lapsed = rows.find((r) => r[0].startsWith("neighbours' reports")),
		wrong = sum("verification_by_truth", "lapsed", (r) => r.wrong === 1) / sum("verification_by_truth", "lapsed");
	assert.ok(Math.abs(Number(/^([\d.]+)%/.exec(lapsed[3])[1]) / 100 - wrong) < 0.08, `${lapsed[3]} wrong, not about ${wrong}`);
	for (const name of ["lost for want of a linked identity", "refused by a bureau because of a shared entry"])
		assert.ok(rows.some((r) => r[0] === name), name);
	const boxes = await page.locator("#fig-way .stage .part").count();
	assert.equal(boxes, rows.length);
	assert.equal(boxes, 4 + 2 + Object.keys(want).length); /* steps, the two above, the others */
});

test("what modules count: a row of fewer than 100 cases in all runs is marked, its drawing says so, and no other row is", async () => {
	const page = await browser.read(file("modules"));
	const counters = (await page.evaluate(() => JSON.parse(document.getElementById("socred-data").textContent))).counters;
	const figures = await page.locator("#modules figure").evaluateAll((all) =>
		all.map((f) => ({
			id: f.id,
			cells: [...f.querySelectorAll("tbody td:last-child")].map((c) => c.textContent),
			note: f.querySelector(".few-note")?.textContent ?? "",
			warned: f.querySelector(".warning") !== null,
		})),
	);
	let marked = 0;
	assert.equal(figures.length, counters.length);
	counters.forEach((c, i) => {
		const few = c.values.map((v) => !/^(points|months|1\/)/.test(c.unit) && v.totals.reduce((a, b) => a + b, 0) < 100);
		assert.deepEqual(figures[i].cells.map((t) => t.endsWith("†")), few, figures[i].id);
		assert.equal(/^† Fewer than 100/.test(figures[i].note), few.includes(true), figures[i].id);
		if (c.values.length <= 24) assert.equal(figures[i].warned, few.includes(true), figures[i].id);
		marked += few.filter(Boolean).length;
	});
	assert.ok(marked > 20);
});

/* output.modules: year. Which stocks have rows outside of the ends of years is asked of the results, not of the program's own list. */
test("stocks counted at the ends of years are no line over months; those counted each month are", async () => {
	const page = await browser.read(file("modules"));
	const doc = await page.evaluate(() => JSON.parse(document.getElementById("socred-data").textContent));
	const isMonthly = (c) =>
		JSON.parse(show("modules", c.table, "--format", "json")).some((r) => r.month % 12 !== 11 && r[c.column] !== null && r[c.column] !== 0);
	/* What bureaus count is of the months in which they score, and no matter of output.modules. */
	const stocks = doc.counters.filter((c) => c.kind === "S" && c.values.length <= 5 && !/^bureaus_/.test(c.table));
	const monthly = new Map(stocks.map((c) => [`${c.table}.${c.column}`, isMonthly(c)]));
	assert.ok([...monthly.values()].some((x) => x) && [...monthly.values()].some((x) => !x));
	for (const c of stocks) assert.equal("mean" in c.values[0], monthly.get(`${c.table}.${c.column}`), `${c.table}.${c.column}`);
	for (const [table, column] of [["caps_by_grade", "persons"], ["subletting_by_month", "landlords"], ["contacts_by_month", "isolated"], ["firms_heads", "listed"]])
		assert.ok(!isMonthly({ table, column }), `${table}.${column}`);
	for (const [table, column] of [["firms_by_size", "firms"], ["firms_by_size", "unscored"], ["liability_measures_by_measure", "persons"], ["cliff_by_step", "persons"]])
		assert.ok(isMonthly({ table, column }), `${table}.${column}`);
	assert.match(await page.locator("#fig-module-contacts-by-month-isolated").innerText(), /In Dec 2019, in people/);
	assert.match(await page.locator("#fig-module-firms-by-grade-firms").innerText(), /At the end of each month/);
});

/* Also who is met only through the liability group, whom a module counts apart from the other ways. */
test("people under each sanction by every way that reached them, the liability group too", async () => {
	const page = await browser.read(file("modules"));
	const json = (...table) => JSON.parse(show("modules", ...table, "--format", "json"));
	const last = (rows) => rows.filter((r) => r.month === Math.max(...rows.map((x) => x.month)));
	const persons = json("national").filter((r) => r.month === 23);
	const met = last(json("by_measure")),
		group = json("liability_measures_by_measure").filter((r) => r.month === 23),
		names = json("names").filter((r) => r.kind === "measure" && r.detail === "sanction");
	const head = await page.locator("#fig-spill thead th").allTextContents(),
		rows = await page.locator("#fig-spill tbody tr").evaluateAll((all) =>
			all.map((r) => [...r.querySelectorAll("th, td")].map((c) => c.textContent)),
		);
	const ways = ["own", "spouse", "child", "household", "kin"].map((w) => `people_${w}`);
	const words = ["own grade or entry", "spouse", "child at home", "others in the household", "kin elsewhere", "liability group"];
	const per1000 = (n) => (1000 * n) / persons.reduce((a, r) => a + r.persons, 0);
	assert.equal(head.at(-1), "liability group");
	assert.match(await page.locator("#fig-spill .legend").innerText(), /liability group/);
	assert.doesNotMatch(await page.locator("#fig-spill").textContent(), /liability_measures/);
	assert.equal(rows.length, names.length);
	names.forEach(({ idx, name }, i) => {
		const sum = (all, column) => all.filter((r) => (r.measure ?? r.idx) === idx).reduce((a, r) => a + r[column], 0);
		const want = [...ways.map((w) => sum(met, w)), sum(group, "persons")];
		want.forEach((n, k) => {
			/* Half the interval has two digits: right to a twentieth of it. */
			const at = head.indexOf(words[k]);
			if (at < 0) return assert.equal(n, 0, `${name}: ${words[k]} has no column`); /* no sanction goes that way */
			const [told, low, high] = [...rows[i][at].replace(/,/g, "").matchAll(/[\d.]+/g)].map(Number);
			assert.ok(Math.abs(told - per1000(n)) <= 0.006 + 0.06 * ((high - low) / 2 || 0), `${name}, ${words[k]}: ${told}, not ${per1000(n)}`);
		});
		assert.equal(want.at(-1) > 0, name === "credit", name); /* the one that reaches the group */
	});
	const plain = await browser.read(file("national"));
	assert.doesNotMatch(await plain.locator("#fig-spill thead").textContent(), /group/);
});

test("few modules have their first figure in the drawing, inside it", async () => {
	const page = await browser.read(file("national"));
	const lines = await page.locator("#fig-flow .part.module").evaluateAll((all) => all.map((g) => [...g.querySelectorAll("text")].map((t) => t.textContent).join(" ")));
	assert.equal(lines.length, 1);
	assert.match(lines[0], /^Grounds of entry ended by repair, of entries that ended: [\d.]+% A$/);
	const apart = await page.locator("#fig-flow .part.module").evaluate((g) => {
		const [name, first] = [...g.querySelectorAll("text")].map((t) => t.getBBox());
		return first.x - name.x - name.width;
	});
	assert.ok(apart > 2, `the figure begins ${apart} behind the name`);
});

test("no module: no statistic, no box, no way, no word of it", async () => {
	assert.deepEqual(told("minimal"), []);
	const page = await browser.read(file("minimal"));
	assert.equal(await page.locator(".summaries, #summaries-title, .part.module, .letters, #fig-way").count(), 0);
	assert.doesNotMatch(await page.locator("#page").innerText(), /[Aa]ttached/);
});
