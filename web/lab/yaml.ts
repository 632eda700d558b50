/* "Only what I changed": settings as the text of a scenario file over its base, as `socred run` reads it. */

import { Setting } from "./engine";

type Tree = Map<string, Tree | Setting>;

const PLAIN = /^[A-Za-z_][\w./-]*$/,
	WORDS = /^(true|false|yes|no|on|off|null|none|~)$/i;
const scalar = (v: Setting): string =>
	typeof v !== "string" ? String(v) : (PLAIN.test(v) && !WORDS.test(v)) || /^[[{]/.test(v) ? v : JSON.stringify(v);

function write(tree: Tree, depth: number): string {
	return [...tree]
		.map(([key, value]) => `${"  ".repeat(depth)}${key}:${value instanceof Map ? `\n${write(value, depth + 1)}` : ` ${scalar(value)}\n`}`)
		.join("");
}

export function changedText(base: string, settings: Record<string, Setting>): string {
	const root: Tree = new Map();
	for (const [key, value] of Object.entries(settings)) {
		const parts = key.split(".");
		let at = root;
		for (const part of parts.slice(0, -1)) {
			const next = at.get(part);
			if (next instanceof Map) at = next;
			else {
				const made: Tree = new Map();
				at.set(part, made);
				at = made;
			}
		}
		at.set(parts[parts.length - 1], value);
	}
	return `socred: 1\nbase: ${base.slice(base.lastIndexOf("/") + 1)}\n${write(root, 0)}`;
}
