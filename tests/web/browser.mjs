/* What the tests share: a headless Chromium that writes down everything a page asks for or complains of. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export const FLAGS = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];

export const WINDOW = { width: 1280, height: 900 };

/* Every page and every width; else those that say something of their own. */
export const ALL = process.env.SOCRED_TESTS === "all";

/* One browser for all files of tests of a process, and the pages that they only read once: to start it and to draw a long page is what most tests cost. */
let launched;
export const launch = (modules, executablePath) => (launched ??= begin(modules, executablePath));

async function begin(modules, executablePath) {
	const require = createRequire(pathToFileURL(join(modules, "x.js")));
	const browser = await require("playwright-core").chromium.launch({ executablePath, args: FLAGS });
	const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"),
		read = new Map(),
		stories = new Map();
	return {
		close: () => browser.close(),
		/* Opens a file, a report with its data page, and waits until it is ready, or for what else is to be seen; page.said holds errors and requests other than for the file
		 * itself. */
		async open(file, { hash = "#data", first, ...options } = {}, ready = "html[data-ready=yes]") {
			const context = await browser.newContext({
				viewport: WINDOW,
				reducedMotion: "reduce",
				acceptDownloads: true,
				...options,
			});
			const page = await context.newPage(),
				address = pathToFileURL(file).href;
			page.setDefaultTimeout(180000); /* three browsers beside one another, other tests beside them, on a slow machine */
			page.said = [];
			page.on("console", (m) => {
				if (["error", "warning"].includes(m.type())) page.said.push(`console: ${m.text()}`);
			});
			page.on("pageerror", (e) => page.said.push(`error: ${e.message}`));
			page.on("request", (r) => {
				if (r.url().split("#")[0] !== address && !/^(data|blob):/.test(r.url())) page.said.push(`request: ${r.url()}`);
			});
			if (first) await page.addInitScript(first); /* before anything of the page */
			await page.goto(address + hash);
			await page.waitForSelector(ready);
			if (options.javaScriptEnabled !== false) await settled(page); /* drawings follow the first layout */
			return page;
		},
		/* The same page for all who only read it: opened once, closed with the browser. Who changes what it shows opens one of their own. */
		read(file) {
			if (!read.has(file)) read.set(file, this.open(file));
			return read.get(file);
		},
		/* The same with its data page shut: who opens it, or makes the window another, does so after all who want it shut, or puts it back. */
		story(file) {
			if (!stories.has(file)) stories.set(file, this.open(file, { hash: "" }));
			return stories.get(file);
		},
		/* What is wrong with a page of figures, a line each: one that is not drawn, a broken number in it or in the text, no label, no source. */
		async faults(page) {
			const failed = await page.getByText("could not be drawn").allTextContents();
			const found = await page.evaluate(() => {
				const text = /NaN|undefined|Infinity|\[object/.exec(document.querySelector("#page").innerText);
				return [
					...(text ? [`the text holds a broken number: ${text[0]}`] : []),
					...[...document.querySelectorAll("figure")].flatMap((f) => {
						const svg = f.querySelector(".stage svg");
						if (!svg) return [`${f.id}: no drawing`];
						const bare = /NaN|undefined/.exec(svg.outerHTML);
						return [
							...(bare ? [`${f.id}: ${bare[0]}`] : []),
							...(svg.getAttribute("aria-label")?.trim() ? [] : [`${f.id}: no label`]),
							...(/Source:/.test(f.querySelector("figcaption").textContent) ? [] : [`${f.id}: no source`]),
						];
					}),
				];
			});
			return [...failed, ...found];
		},
		/* Violations of axe-core of every level, as lines; within: sections to look at, by id, all where there are none; colours: nothing
		 * but what a colour scheme changes. Changes the page: a part drawn hundreds of times, such as a row, is looked at three times, and
		 * contrast, which costs more than all else together, once for each look of a text. The page's policy forbids injected scripts, so axe
		 * comes in by protocol. */
		async axe(page, { within = [], colours = false } = {}) {
			if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeSource);
			const run = (include, options) =>
				page.evaluate(
					async ([include, options]) =>
						(await window.axe.run(include.length ? { include } : document, { resultTypes: ["violations"], ...options })).violations,
					[include, options],
				);
			const only = (...values) => ({ runOnly: { type: "rule", values } }),
				sections = within.map((id) => [`#${id}`]);
			const found = colours ? [] : await run(sections, only("scrollable-region-focusable")); /* while all that scrolls is there */
			await page.evaluate(thin);
			found.push(...(await run(sections, colours ? only("link-in-text-block") : { rules: { "color-contrast": { enabled: false } } })));
			assert.ok((await page.evaluate(looks, sections.join(","))) > 3, "hardly a text to look at");
			found.push(...(await run([["[data-look]"]], only("color-contrast"))));
			return found.map(
					(v) =>
						`${v.id}: ${v.help}; ${v.nodes
							.slice(0, 3)
							.map((n) => n.target.join(" "))
							.join(", ")}`,
				);
		},
	};
}

/* Waits until drawings have followed the width: whoever watches it is told in the frame of the layout, so behind two frames it is done, on a
 * slow machine too. */
export const settled = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))));

/* In the page: of more than twelve children of one parent that differ in words and numbers alone, three stay. */
function thin() {
	for (const parent of document.querySelectorAll("body *")) {
		if (parent.childElementCount <= 12) continue;
		const seen = new Map();
		for (const child of [...parent.children]) {
			const kind = child.outerHTML.replace(/>[^<]+</g, "><").replace(/\b(?!class|role|fill|style)([\w-]+)="[^"]*"/g, "$1");
			seen.set(kind, (seen.get(kind) ?? 0) + 1);
			if (seen.get(kind) > 3) child.remove();
		}
	}
}

/* In the page: marks one text of each look within the sections, by data-look: alike in its letters, in what lies behind them and in how they are
 * seen through. Returns how many looks there are. */
export function looks(sections) {
	const seen = new Set();
	for (const marked of document.querySelectorAll("[data-look]")) marked.removeAttribute("data-look");
	for (const text of document.querySelectorAll("body *")) {
		if (sections && !text.closest(sections)) continue;
		if (![...text.childNodes].some((x) => x.nodeType === Node.TEXT_NODE && x.data.trim())) continue;
		const style = getComputedStyle(text),
			look = [text.tagName, style.color, style.fill, style.fontSize, style.fontWeight];
		for (let behind = text; behind; behind = behind.parentElement) {
			const { backgroundColor, backgroundImage, opacity } = getComputedStyle(behind);
			look.push(backgroundColor, backgroundImage, opacity);
		}
		if (seen.has(String(look)) || !text.checkVisibility()) continue;
		seen.add(String(look));
		text.setAttribute("data-look", "");
	}
	return seen.size;
}
