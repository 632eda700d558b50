/* The engine inside this page: WebAssembly in a worker of its own (engine-worker.ts), so that the page goes on answering while it works.
 * Both stand in this file as data (web/wasm/page.mjs); nothing is fetched. */

import { Engine, LabEvent, Method, Reply } from "./engine";

/* To the worker, in this order: the engine once, then requests. */
export interface Ask {
	id: number;
	method: Method;
	target: string;
	body: string | Uint8Array | null;
}
export type ToWorker = { engine: string } | Ask;
/* From it: a reply, an error of a request, the number of the event told last, or that it has ended. */
export type FromWorker = { id: number; reply: Reply } | { id: number; error: string } | { last: number } | { lost: string };

const data = (id: string): string => document.getElementById(id)!.textContent!;

/* After the page has been painted, since reading the engine takes a part of a second, and when the whole file is there: the engine stands at
 * its end. */
const painted = (): Promise<void> => new Promise((then) => requestAnimationFrame(() => setTimeout(then, 0)));
const whole = (): Promise<void> =>
	new Promise((then) => (document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", () => then(), { once: true }) : then()));

export function wasmEngine(): Engine {
	const waiting = new Map<number, { then: (reply: Reply) => void; fail: (why: Error) => void }>(),
		heard = new Set<(last: number) => void>(),
		ends = new Set<(why: Error) => void>();
	let number = 0,
		ended: Error | null = null;

	const end = (why: string): void => {
		ended = new Error(why);
		for (const w of waiting.values()) w.fail(ended);
		waiting.clear();
		for (const lost of ends) lost(ended);
		ends.clear();
	};
	const hear = (said: FromWorker): void => {
		if ("lost" in said) end(said.lost);
		else if ("last" in said) for (const told of heard) told(said.last);
		else {
			const w = waiting.get(said.id);
			waiting.delete(said.id);
			if ("reply" in said) w?.then(said.reply);
			else w?.fail(new Error(said.error));
		}
	};
	const worker = Promise.all([painted(), whole()]).then(() => {
		const code = URL.createObjectURL(new Blob([data("engine-worker")], { type: "text/javascript" })),
			w = new Worker(code);
		w.onmessage = (m: MessageEvent<FromWorker>) => hear(m.data);
		w.onerror = (e) => end(e.message || "the engine cannot be started in this browser");
		w.postMessage({ engine: data("engine-wasm") } satisfies ToWorker);
		return w;
	});

	const request = async (method: Method, target: string, body?: unknown): Promise<Reply> => {
		const w = await worker;
		if (ended) throw ended;
		return new Promise((then, fail) => {
			const id = ++number;
			waiting.set(id, { then, fail });
			w.postMessage({ id, method, target, body: body === undefined ? null : body instanceof Uint8Array ? body : JSON.stringify(body) } satisfies ToWorker);
		});
	};
	return {
		whenSlow: "If it stays so, load the page again: its runs go with it, but for what was saved.",
		whenLost: "The runs of this page are gone with it, but for what was saved: load the page again.",
		where: "in this page; runs go when it is closed, unless you save them",
		request,
		listen(since, told, lost) {
			let last = since,
				wanted = since,
				asking = false,
				open = true;
			/* One request after the other, as long as there are events that have not been told. */
			const ask = async (upTo: number): Promise<void> => {
				wanted = Math.max(wanted, upTo);
				if (asking) return;
				asking = true;
				while (open && last < wanted) {
					const r = await request("GET", `/api/events?since=${last}`),
						said = JSON.parse(new TextDecoder().decode(r.body)) as { last: number; missed: boolean; events: LabEvent[] };
					if (said.missed && open) told({ id: last, type: "missed" });
					last = said.last;
					if (open) said.events.forEach(told);
				}
				asking = false;
			};
			const hearing = (upTo: number): void => void ask(upTo).catch(() => undefined); /* whoever listens is told by `ends` */
			heard.add(hearing);
			ends.add(lost);
			return () => {
				open = false;
				heard.delete(hearing);
				ends.delete(lost);
			};
		},
	};
}
