/* The lab as one file that opens from disk: node page.mjs OUTPUT PACKAGES PAGE ENGINE.js ENGINE.wasm
 * PAGE: the page of the lab over the engine in WebAssembly, as web/build.mjs bundles it ("lab-file"). The worker stands in it as text, the
 * engine as base64 of gzip; both are data to the browser until engine-wasm.ts takes them. */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");
const [output, packages, page, glue, engine] = process.argv.slice(2);
const LIMIT = 5_000_000; /* bytes of the file */

const esbuild = createRequire(pathToFileURL(join(resolve(packages), "x.js")))("esbuild");
const worker = esbuild.buildSync({
	absWorkingDir: web,
	entryPoints: ["lab/engine-worker.ts"],
	bundle: true,
	minify: true,
	write: false,
	charset: "utf8",
	logLevel: "warning",
	format: "iife",
	target: ["es2020"],
}).outputFiles[0].text;

/* Nothing in a text may end its element or open a comment inside it. */
const text = (readFileSync(glue, "utf8") + "\n" + worker).replace(/<\/(script)/gi, "<\\/$1").replace(/<!--/g, "<\\!--");
const packed = gzipSync(readFileSync(engine), { level: 9 }).toString("base64");
const html = readFileSync(page, "utf8");
const mark = "</body>"; /* behind the page's own script: the page is painted before the engine is read */
if (html.split(mark).length !== 2) throw new Error(`${page}: ${mark} must stand in it exactly once`);
const data = { "engine-worker": text, "engine-wasm": packed };
const elements = Object.entries(data).map(([id, content]) => `<script type="text/plain" id="${id}">${content}</script>\n`);
const whole = html.replace(mark, () => elements.join("") + mark);
const bytes = Buffer.byteLength(whole);
if (bytes > LIMIT) throw new Error(`the lab as one file has ${bytes} bytes; the limit is ${LIMIT}`);
writeFileSync(output, whole);
console.log(`${output}: ${bytes} bytes`);
