/* Files that the page hands out: made here, kept where the browser keeps downloads. */

import { Lab } from "./lab";

export function save(bytes: BlobPart, type: string, name: string): void {
	const address = URL.createObjectURL(new Blob([bytes], { type })),
		link = document.createElement("a");
	link.href = address;
	link.download = name;
	document.body.append(link);
	link.click();
	link.remove();
	window.setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/* What the engine answers, as a file. */
export async function saveReply(lab: Lab, target: string, name: string, body?: unknown): Promise<void> {
	const r = await lab.engine.request(body === undefined ? "GET" : "POST", target, body);
	if (r.status >= 400) throw new Error((JSON.parse(new TextDecoder().decode(r.body)) as { error: string }).error);
	save(new Uint8Array(r.body), r.type, r.name || name);
}
