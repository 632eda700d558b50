/* Elements without markup: every string becomes a text node, so nothing in a scenario can become a tag. */

export type Child = Node | string | number | null | undefined | false | Child[];
type Attributes = Record<string, string | number | boolean | null | undefined | ((e: Event) => void)>;

function fill<E extends Element>(element: E, attributes: Attributes | null, children: Child[]): E {
	for (const [name, value] of Object.entries(attributes ?? {})) {
		if (value === null || value === undefined || value === false) continue;
		if (typeof value === "function") element.addEventListener(name, value);
		else element.setAttribute(name, value === true ? "" : String(value));
	}
	append(element, children);
	return element;
}

function append(element: Element, children: Child[]): void {
	for (const child of children) {
		if (child === null || child === undefined || child === false) continue;
		if (Array.isArray(child)) append(element, child);
		else element.append(child instanceof Node ? child : String(child));
	}
}

export function h<K extends keyof HTMLElementTagNameMap>(
	tag: K,
	attributes: Attributes | null = null,
	...children: Child[]
): HTMLElementTagNameMap[K] {
	return fill(document.createElement(tag), attributes, children);
}

export function s<K extends keyof SVGElementTagNameMap>(
	tag: K,
	attributes: Attributes | null = null,
	...children: Child[]
): SVGElementTagNameMap[K] {
	return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

/* A link for http(s) addresses inside a text, words for the rest; other schemes stay text. */
export function linked(text: string, hostOnly = false): Child[] {
	return text
		.split(/(https?:\/\/[^\s;,)]+)/)
		.map((part, i) =>
			i % 2 === 1
				? h("a", { href: part, rel: "noreferrer noopener" }, hostOnly ? shorten(part).split("/")[0] : shorten(part))
				: part,
		);
}

/* A key that may break after its dots and underscores, never inside a word. */
export function breakable(key: string): Child[] {
	return key.split(/(?<=[._])/).flatMap((part): Child[] => [part, document.createElement("wbr")]);
}

function shorten(address: string): string {
	const bare = address.replace(/^https?:\/\/(www\.)?/, "");
	return bare.length > 48 ? `${bare.slice(0, 45)}…` : bare;
}
