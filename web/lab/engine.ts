/* The one door to the engine. Two stand behind it: a local server (engine-http.ts) and WebAssembly in a worker (engine-wasm.ts); both hand
 * the same requests to soc_lab_request (include/socred/lab.h), described in openapi.json. */

export interface Reply {
	status: number;
	type: string;
	body: Uint8Array;
	/* What it is to be saved as; "" when it is to be shown. */
	name: string;
}

export type Method = "GET" | "POST" | "DELETE";

export interface Engine {
	/* Where it works, in words for the page: "on this computer, by socred", "in this page". */
	readonly where: string;
	/* What is left when it has ended, and what to do then. */
	readonly whenLost: string;
	/* What to do when it has not answered for long. */
	readonly whenSlow: string;
	/* Answers a request; body is sent as JSON, bytes as they are: a bundle. Rejects only when the engine itself cannot be reached any more. */
	request(method: Method, target: string, body?: unknown): Promise<Reply>;
	/* Tells each event behind number `since`, in order, until the returned function is called. lost: the engine does not answer any more. */
	listen(since: number, told: (event: LabEvent) => void, lost: (why: Error) => void): () => void;
}

export interface RunState {
	name: string;
	state: "waiting" | "building" | "running" | "finishing" | "done" | "stopped" | "failed";
	preview: boolean;
	partial: boolean;
	scenario: string;
	label: string;
	own_text: boolean;
	settings: Record<string, Setting>;
	error: string;
	persons: number;
	months: number;
	replicates: number;
	seed: number;
	replicate: number;
	month: number;
	share: number;
	built: number /* share of its people that are made */;
	from: string;
	base: string /* version and digest of the scenario as it was shipped */;
	assumptions: "" | "shipped" | "changed" | "none" /* whether its figures have the interval over assumptions */;
	digest: string;
}
export type Setting = string | number | boolean;

export type LabEvent =
	| { id: number; type: "run"; run: RunState }
	| { id: number; type: "month"; run: string; replicate: number; month: number; values: number[] }
	| { id: number; type: "experiment"; name: string; state: "running" | "done" | "stopped" | "failed"; done: number; all: number; error: string }
	/* Events before this one are not kept any more: what was told of is to be asked for. */
	| { id: number; type: "missed" };

/* It cannot be reached any more. */
export class Gone extends Error {}

/* What the engine refuses: its words for a person, and a code (openapi.json) by which the page tells one refusal from another. */
export class Refused extends Error {
	constructor(
		words: string,
		readonly code: string,
	) {
		super(words);
	}
}

const decoder = new TextDecoder();
/* The JSON of a reply; an error of the request is thrown with what the engine says of it. */
export async function json<T>(reply: Promise<Reply>): Promise<T> {
	const r = await reply,
		text = decoder.decode(r.body);
	if (r.status < 400) return JSON.parse(text) as T;
	let said = `the engine answered ${r.status}`,
		code = "";
	try {
		const error = JSON.parse(text) as { error: string; code: string };
		said = error.error;
		code = error.code;
	} catch {
		/* no JSON: the number is all there is to say */
	}
	throw new Refused(said, code);
}
