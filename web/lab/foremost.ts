/* The assumptions that the figures of a scenario move with, those first that matter most over all of them. */

/* outcomes: of an ensemble; matter has the rank correlation of each key that an outcome moves with, and the ends of its interval, or half of it. */
export function foremost(outcomes: Record<string, { matter: Record<string, [number, number, number] | [number, number]> }>): string[] {
	const most = new Map<string, number>();
	for (const o of Object.values(outcomes)) for (const [key, [mean]] of Object.entries(o.matter)) most.set(key, (most.get(key) ?? 0) + mean * mean);
	return [...most].sort(([, a], [, b]) => b - a).map(([key]) => key);
}
