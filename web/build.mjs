/* Bundles a page into one HTML file: node build.mjs OUTPUT [NODE_MODULES] [PAGE]
 * report: a template with three marks, %%SOCRED-TITLE%%, %%SOCRED-HEADLINE%% and %%SOCRED-DATA%%, that the library fills in.
 * lab: the page that `socred lab` serves; it shares charts, words and styles with the report. lab-file: the same over WebAssembly. */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const style = (...names) => names.map((name) => `src/style/${name}.css`);
const PAGES = {
	report: {
		entry: "src/main.ts",
		template: "src/template.html",
		styles: style("base", "figure", "print"),
		marks: ["%%SOCRED-TITLE%%", "%%SOCRED-HEADLINE%%", "%%SOCRED-DATA%%"],
		fill: {},
	},
	lab: {
		entry: "lab/main-http.ts",
		template: "lab/template.html",
		styles: [...style("base", "figure", "compare"), "lab/lab.css"],
		marks: [],
		fill: { CONNECT: "'self'", WORKER: "'none'" },
	},
	/* web/wasm/page.mjs puts the engine into it. */
	"lab-file": {
		entry: "lab/main-wasm.ts",
		template: "lab/template.html",
		styles: [...style("base", "figure", "compare"), "lab/lab.css"],
		marks: [],
		scripts: " 'wasm-unsafe-eval'",
		fill: { CONNECT: "'none'", WORKER: "blob:" },
	},
};
const name = process.argv[4] ?? "report",
	wanted = PAGES[name];
if (!wanted) throw new Error(`${name}: no such page; there are ${Object.keys(PAGES).join(", ")}`);
const output = process.argv[2] ?? join(here, "dist", `${name}.html`);
const modules = resolve(process.argv[3] ?? join(here, "node_modules"));
const esbuild = createRequire(pathToFileURL(join(modules, "x.js")))("esbuild");
const LIMIT = 1_000_000; /* bytes of the whole template */

/* Projections of the globe and named colour ramps, a tenth of the script: the charting library names them all, and no page uses one (a map here is a grid of tiles,
 * colours are the style's). Each name stays, as a function that gives nothing. */
const unused = {
	name: "unused",
	setup: (build) =>
		build.onLoad({ filter: /d3-(geo|scale-chromatic)\.mjs$/ }, ({ path }) => {
			const names = /export \{([^}]*)\};?\s*$/.exec(readFileSync(path, "utf8"))[1].split(",");
			return { contents: names.map((name) => `export const ${name.trim().split(" as ").pop()} = () => null;`).join("\n") };
		}),
};

const shared = {
	absWorkingDir: here,
	nodePaths: [modules],
	bundle: true,
	minify: true,
	write: false,
	charset: "utf8",
	logLevel: "warning",
};
const script = await esbuild.build({
	...shared,
	plugins: [unused],
	entryPoints: [wanted.entry],
	format: "iife",
	target: ["es2020"],
	legalComments: "none",
	treeShaking: true,
});
const styles = wanted.styles
	.map((path) => esbuild.transformSync(readFileSync(join(here, path), "utf8"), { loader: "css", minify: true }).code)
	.join("");

/* Nothing in the script may end its element or open a comment inside it. */
const code = script.outputFiles[0].text
	.trim()
	.replace(/<\/(script)/gi, "<\\/$1")
	.replace(/<!--/g, "<\\!--");
const hash = `sha256-${createHash("sha256").update(code, "utf8").digest("base64")}`;
const fill = { HASH: hash, SCRIPTS: `'${hash}'${wanted.scripts ?? ""}`, ...wanted.fill, STYLE: styles.replace(/\n/g, ""), SCRIPT: code };
const page = Object.entries(fill).reduce(
	(text, [mark, value]) => text.replace(`%${mark}%`, () => value),
	readFileSync(join(here, wanted.template), "utf8"),
);
for (const mark of wanted.marks) if (page.split(mark).length !== 2) throw new Error(`${mark} must stand in the template exactly once`);
const bytes = Buffer.byteLength(page);
if (bytes > LIMIT) throw new Error(`the template has ${bytes} bytes; the limit is ${LIMIT}`);
if (process.argv[2] === undefined) (await import("node:fs")).mkdirSync(dirname(output), { recursive: true });
writeFileSync(output, page);
console.log(`${output}: ${bytes} bytes`);
