/* Points of plausible ranges, as the ensembles over assumptions draw them: a range above zero that spans a factor of ten or more is spread
 * in ratios. */

export function place(low: number, high: number, share: number, whole: boolean): number {
	const x = low > 0 && high / low >= 10 ? low * Math.pow(high / low, share) : low + share * (high - low);
	return whole ? Math.round(x) : Math.min(high, Math.max(low, Number(x.toPrecision(6))));
}

/* mulberry32: 32 bits of state; the same numbers for the same seed. */
function random(seed: number): () => number {
	let a = seed >>> 0;
	return () => {
		a = (a + 0x6d2b79f5) >>> 0;
		let t = Math.imul(a ^ (a >>> 15), a | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

/* A Latin hypercube: n points, of which each range has one in each of n parts. ranges: lowest, highest, whether whole numbers. */
export function latin(ranges: [number, number, boolean][], n: number, seed: number): number[][] {
	const next = random(seed),
		points: number[][] = Array.from({ length: n }, () => []);
	for (const [low, high, whole] of ranges) {
		const parts = Array.from({ length: n }, (_, i) => i);
		for (let i = n - 1; i > 0; i--) {
			const j = Math.floor(next() * (i + 1));
			[parts[i], parts[j]] = [parts[j], parts[i]];
		}
		points.forEach((p, i) => p.push(place(low, high, (parts[i] + next()) / n, whole)));
	}
	return points;
}
