/* Bundles the report into one HTML template: node build.mjs OUTPUT [NODE_MODULES]
 * The template keeps two marks, %%SOCRED-TITLE%% and %%SOCRED-DATA%%, that the library fills in. */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const output = process.argv[2] ?? join(here, "dist", "report.html");
const modules = resolve(process.argv[3] ?? join(here, "node_modules"));
const esbuild = createRequire(pathToFileURL(join(modules, "x.js")))("esbuild");
const LIMIT = 1_000_000; /* bytes of the whole template */

const shared = {
	absWorkingDir: here,
	nodePaths: [modules],
	bundle: true,
	minify: true,
	write: false,
	charset: "utf8",
	logLevel: "warning",
};
const script = esbuild.buildSync({
	...shared,
	entryPoints: ["src/main.ts"],
	format: "iife",
	target: ["es2020"],
	legalComments: "none",
	treeShaking: true,
});
const style = ["base", "figure", "print"]
	.map(
		(name) =>
			esbuild.transformSync(readFileSync(join(here, "src/style", `${name}.css`), "utf8"), { loader: "css", minify: true })
				.code,
	)
	.join("");

/* Nothing in the script may end its element or open a comment inside it. */
const code = script.outputFiles[0].text
	.trim()
	.replace(/<\/(script)/gi, "<\\/$1")
	.replace(/<!--/g, "<\\!--");
const hash = `sha256-${createHash("sha256").update(code, "utf8").digest("base64")}`;
const page = readFileSync(join(here, "src/template.html"), "utf8")
	.replace("%HASH%", () => hash)
	.replace("%STYLE%", () => style.replace(/\n/g, ""))
	.replace("%SCRIPT%", () => code);
for (const mark of ["%%SOCRED-TITLE%%", "%%SOCRED-DATA%%"])
	if (page.split(mark).length !== 2) throw new Error(`${mark} must stand in the template exactly once`);
const bytes = Buffer.byteLength(page);
if (bytes > LIMIT) throw new Error(`the template has ${bytes} bytes; the limit is ${LIMIT}`);
if (process.argv[2] === undefined) (await import("node:fs")).mkdirSync(dirname(output), { recursive: true });
writeFileSync(output, page);
console.log(`${output}: ${bytes} bytes`);
