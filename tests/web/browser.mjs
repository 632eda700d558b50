/* What the tests share: a headless Chromium that writes down everything a page asks for or complains of. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const FLAGS = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];

export async function launch(modules, executablePath) {
	const require = createRequire(pathToFileURL(join(modules, "x.js")));
	const browser = await require("playwright-core").chromium.launch({ executablePath, args: FLAGS });
	const axe = require.resolve("axe-core/axe.min.js");
	return {
		close: () => browser.close(),
		/* Opens a file; page.said holds errors and requests other than for the file itself. */
		async open(file, options = {}) {
			const context = await browser.newContext({
				viewport: { width: 1280, height: 900 },
				reducedMotion: "reduce",
				acceptDownloads: true,
				...options,
			});
			const page = await context.newPage(),
				address = pathToFileURL(file).href;
			page.said = [];
			page.on("console", (m) => {
				if (["error", "warning"].includes(m.type())) page.said.push(`console: ${m.text()}`);
			});
			page.on("pageerror", (e) => page.said.push(`error: ${e.message}`));
			page.on("request", (r) => {
				if (r.url() !== address && !/^(data|blob):/.test(r.url())) page.said.push(`request: ${r.url()}`);
			});
			await page.goto(address);
			await page.waitForSelector("html[data-ready=yes]", { timeout: 20000 });
			await page.waitForTimeout(250); /* drawings follow the first layout */
			return page;
		},
		/* Violations of axe-core that are serious or worse, as lines; within: sections to look at, by id, all where there are none. The page's
		 * policy forbids injected scripts, so it comes in by protocol. */
		async axe(page, within = []) {
			const { readFileSync } = await import("node:fs");
			await page.evaluate(readFileSync(axe, "utf8"));
			const result = await page.evaluate(
				(ids) => window.axe.run(ids.length ? { include: ids.map((id) => [`#${id}`]) } : document, { resultTypes: ["violations"] }),
				within,
			);
			return result.violations
				.filter((v) => ["serious", "critical"].includes(v.impact))
				.map(
					(v) =>
						`${v.id}: ${v.help}; ${v.nodes
							.slice(0, 3)
							.map((n) => n.target.join(" "))
							.join(", ")}`,
				);
		},
	};
}
