/* The engine behind `socred lab`: requests to the server that this page came from, with the token of its address. */

import { Engine, Gone, LabEvent, Method, Reply } from "./engine";

const KEPT = "socred-token";

/* The token is in the address once; from then on this tab keeps it, and the address can be shared without it. */
function token(): string {
	const given = /^#token=([0-9a-f]{32})(?:&scenario=([\w./-]+))?$/.exec(location.hash);
	if (given) {
		sessionStorage.setItem(KEPT, given[1]);
		history.replaceState(null, "", given[2] ? `#/rules?scenario=${encodeURIComponent(given[2])}` : "#/");
	}
	return sessionStorage.getItem(KEPT) ?? "";
}

export function httpEngine(): Engine {
	const shown = token();
	const ask = async (method: Method, target: string, body?: unknown, signal?: AbortSignal): Promise<Response> => {
		const isBundle = body instanceof Uint8Array;
		return fetch(target, {
			method,
			headers: { "X-Socred-Token": shown, ...(method === "POST" ? { "Content-Type": isBundle ? "application/x-tar" : "application/json" } : {}) },
			body: body === undefined ? undefined : isBundle ? (body as BlobPart as Blob) : JSON.stringify(body),
			cache: "no-store",
			credentials: "omit",
			redirect: "error",
			signal,
		}).catch((why: Error) => {
			/* The browser's own words, "Failed to fetch", tell nobody what is the matter. */
			throw signal?.aborted ? why : new Gone("socred does not answer any more");
		});
	};
	const request = async (method: Method, target: string, body?: unknown): Promise<Reply> => {
		const answer = await ask(method, target, body);
		const name = /filename="([\w.-]+)"/.exec(answer.headers.get("Content-Disposition") ?? "");
		return {
			status: answer.status,
			type: answer.headers.get("Content-Type") ?? "",
			body: new Uint8Array(await answer.arrayBuffer()),
			name: name ? name[1] : "",
		};
	};
	return {
		where: "on this computer, by socred",
		whenLost: "What it had finished is kept: run socred lab again in a terminal, and open the address that it then prints.",
		whenSlow: "If it stays so, look at the terminal in which socred lab runs: Ctrl-C there ends it and keeps what is finished.",
		request,
		/* Server-sent events. The browser's own EventSource sends no header, and so no token. */
		listen(since, told, lost) {
			const end = new AbortController();
			void (async () => {
				let last = since;
				while (!end.signal.aborted) {
					const answer = await ask("GET", `/api/events?since=${last}&format=stream`, undefined, end.signal);
					if (answer.status !== 200 || !answer.body) throw new Error(`the engine answered ${answer.status}`);
					const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
					let text = "";
					/* One that breaks off is asked for again: only an engine that does not answer has ended. */
					const next = (): Promise<{ done: boolean; value?: string }> => reader.read().catch(() => ({ done: true }));
					for (let part = await next(); !part.done; part = await next()) {
						const events = (text + part.value).split("\n\n");
						text = events.pop()!;
						for (const event of events) {
							const of = (field: string): string => event.split("\n").find((l) => l.startsWith(`${field}: `))?.slice(field.length + 2) ?? "";
							if (of("event") === "missed") told({ id: last, type: "missed" });
							else if (of("id")) {
								last = Number(of("id"));
								told(JSON.parse(of("data")) as LabEvent);
							}
						}
					}
				}
			})().catch((why: Error) => {
				if (!end.signal.aborted) lost(why);
			});
			return () => end.abort();
		},
	};
}
