/* The worker around the engine in WebAssembly: answers requests (web/wasm/engine.c), and works in turns between them, so that a request
 * to stop is heard. Emscripten's engine.js stands before this in the same text, as engineModule. */

import type { Ask, FromWorker, ToWorker } from "./engine-wasm";

interface Module {
	HEAPU8: Uint8Array;
	_malloc(bytes: number): number;
	_free(at: number): void;
	_engine_open(personsMost: number, workMost: number): number;
	_engine_error(): number;
	_engine_request(method: number, target: number, body: number, length: number): number;
	_engine_reply_status(): number;
	_engine_reply_type(): number;
	_engine_reply_name(): number;
	_engine_reply_body(): number;
	_engine_reply_length(): number;
	_engine_work(budget: number): number;
	_engine_last_event(): number;
	UTF8ToString(at: number): string;
}
declare function engineModule(options: { wasmBinary: ArrayBuffer }): Promise<Module>;

const PERSONS_MOST = 2_000_000; /* of a run: 32 bits of address, of which a browser gives 2 GB */
const BUDGET = 50_000; /* person-months between two looks at what was asked: some 50 ms */

let engine: Module | null = null,
	last = 0,
	starting = true,
	working = false;
const early: Ask[] = [],
	turn = new MessageChannel();

const say = (said: FromWorker, give: Transferable[] = []): void => (self as unknown as Worker).postMessage(said, give);
const text = (why: unknown): string => (why instanceof Error ? why.message : String(why));

/* Base64 of a gzip archive. */
async function unpack(packed: string): Promise<ArrayBuffer> {
	const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
	return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

/* UTF-8 with a NUL, or bytes, to be freed; their number without the NUL. */
function put(m: Module, s: string | Uint8Array): { at: number; length: number } {
	const bytes = typeof s === "string" ? new TextEncoder().encode(s) : s,
		at = m._malloc(bytes.length + 1);
	if (at === 0) throw new Error("no memory for a request");
	m.HEAPU8.set(bytes, at);
	m.HEAPU8[at + bytes.length] = 0;
	return { at, length: bytes.length };
}

function answer(m: Module, ask: Ask): void {
	const method = put(m, ask.method),
		target = put(m, ask.target),
		body = ask.body === null ? { at: 0, length: 0 } : put(m, ask.body);
	const failed = m._engine_request(method.at, target.at, body.at, body.length);
	for (const { at } of [method, target, body]) if (at) m._free(at);
	if (failed) {
		say({ id: ask.id, error: m.UTF8ToString(m._engine_error()) });
		return;
	}
	const from = m._engine_reply_body(),
		bytes = m.HEAPU8.slice(from, from + m._engine_reply_length());
	const reply = { status: m._engine_reply_status(), type: m.UTF8ToString(m._engine_reply_type()), name: m.UTF8ToString(m._engine_reply_name()), body: bytes };
	say({ id: ask.id, reply }, [bytes.buffer]);
}

/* Says that there are new events. */
function tell(m: Module): void {
	const now = m._engine_last_event();
	if (now !== last) say({ last: (last = now) });
}

/* What ends the engine ends it for good: its memory is in no known state. */
function guarded(what: (m: Module) => void): void {
	if (!engine) return;
	try {
		what(engine);
		tell(engine);
	} catch (why) {
		engine = null;
		say({ lost: text(why) });
	}
}

/* A turn of work, and the next one behind the requests that have come meanwhile. */
function again(): void {
	if (working) return;
	working = true;
	turn.port2.postMessage(null);
}
turn.port1.onmessage = () =>
	guarded((m) => {
		working = false;
		if (m._engine_work(BUDGET) !== 0) again();
	});

/* An answer, and the work that the request may have begun. */
function serve(ask: Ask): void {
	guarded((m) => {
		answer(m, ask);
		again();
	});
}

async function begin(packed: string): Promise<void> {
	const m = await engineModule({ wasmBinary: await unpack(packed) });
	if (m._engine_open(PERSONS_MOST, 0) !== 0) throw new Error(m.UTF8ToString(m._engine_error()));
	engine = m;
	starting = false;
	early.splice(0).forEach(serve);
}

self.onmessage = (message: MessageEvent<ToWorker>) => {
	const asked = message.data;
	if ("engine" in asked) void begin(asked.engine).catch((why) => say({ lost: text(why) }));
	else if (starting) early.push(asked);
	else serve(asked);
};
