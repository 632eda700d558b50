/* An engine that is slow is told to be: how long it has not answered, and what to do. */

import { Engine } from "./engine";

/* The same engine, watched for what it has not answered yet. */
export function watched(engine: Engine): { engine: Engine; seconds: () => number } {
	const since = new Set<{ at: number }>();
	return {
		engine: {
			where: engine.where,
			whenLost: engine.whenLost,
			whenSlow: engine.whenSlow,
			request: async (method, target, body) => {
				const own = { at: performance.now() };
				since.add(own);
				try {
					return await engine.request(method, target, body);
				} finally {
					since.delete(own);
				}
			},
			listen: (last, told, lost) => engine.listen(last, told, lost),
		},
		seconds: () => Math.max(0, ...[...since].map((x) => (performance.now() - x.at) / 1000)),
	};
}
