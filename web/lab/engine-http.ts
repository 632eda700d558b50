/* The engine behind `socred lab`: requests to the server that this page came from, with the token of its address. */

import { Engine, LabEvent, Method, Reply } from "./engine";

const KEPT = "socred-token";

/* The token is in the address once; from then on this tab keeps it, and the address can be shared without it. */
function token(): string {
	const given = /^#token=([0-9a-f]{32})$/.exec(location.hash);
	if (given) {
		sessionStorage.setItem(KEPT, given[1]);
		history.replaceState(null, "", "#/");
	}
	return sessionStorage.getItem(KEPT) ?? "";
}

export function httpEngine(): Engine {
	const shown = token();
	const request = async (method: Method, target: string, body?: unknown, signal?: AbortSignal): Promise<Reply> => {
		const answer = await fetch(target, {
			method,
			headers: { "X-Socred-Token": shown, ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...(method === "POST" && body === undefined ? { "Content-Type": "application/json" } : {}) },
			body: body === undefined ? undefined : JSON.stringify(body),
			cache: "no-store",
			credentials: "omit",
			redirect: "error",
			signal,
		});
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
		request: (method, target, body) => request(method, target, body),
		/* The server answers when there is an event, or after some seconds without one. */
		listen(since, told, lost) {
			const end = new AbortController();
			void (async () => {
				let last = since;
				while (!end.signal.aborted) {
					const r = await request("GET", `/api/events?since=${last}`, undefined, end.signal);
					if (r.status !== 200) throw new Error(new TextDecoder().decode(r.body));
					const said = JSON.parse(new TextDecoder().decode(r.body)) as { last: number; events: LabEvent[] };
					last = said.last;
					said.events.forEach(told);
				}
			})().catch((why: Error) => {
				if (!end.signal.aborted) lost(why);
			});
			return () => end.abort();
		},
	};
}
