/* A value as a slider: the tick is the scenario's value, the band its plausible range, the track what is allowed, as far as a hand can
 * reach it. */

import { h } from "../src/dom";
import { num } from "../src/format";
import { Value } from "./lab";

export interface Track {
	low: number;
	high: number;
	log: boolean;
	whole: boolean;
}

/* Where what is allowed is far wider than what is plausible, the track goes once more as far on either side. Positive ranges over a factor
 * of ten or more are parted in ratios, as the ensemble over assumptions draws them. */
export function trackOf(v: Value): Track {
	const base = Number(v.value),
		least = v.least ?? -Infinity,
		most = v.most ?? Infinity,
		low = Math.min(v.low ?? base, base),
		high = Math.max(v.high ?? base, base),
		log = v.low !== null && v.low > 0 && v.high !== null && v.high / v.low >= 10,
		wide = high > low ? high - low : Math.max(Math.abs(base), 1);
	const near = (limit: number, reach: number): number => (Number.isFinite(limit) && Math.abs(limit - base) <= 6 * wide ? limit : reach);
	const track = log
		? { low: Math.max(least, low / 10), high: Math.min(most, high * 10) }
		: { low: Math.max(least, near(least, low - wide)), high: Math.min(most, near(most, high + wide)) };
	return { ...track, log: log && track.low > 0, whole: v.type === "I" };
}

const STEPS = 400;
const toShare = (t: Track, x: number): number => {
	const share = t.log ? Math.log(x / t.low) / Math.log(t.high / t.low) : (x - t.low) / (t.high - t.low);
	return Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0));
};
const fromShare = (t: Track, share: number): number => {
	const x = t.log ? t.low * Math.pow(t.high / t.low, share) : t.low + share * (t.high - t.low);
	return t.whole ? Math.round(x) : Number(x.toPrecision(3));
};

export function slider(v: Value, now: number, name: string, moved: (x: number) => void): HTMLElement {
	const t = trackOf(v),
		place = (x: number): string => toShare(t, x).toFixed(4),
		field = h("input", { type: "number", class: "number", value: String(now), step: "any", min: v.least, max: v.most, "aria-label": `${name}, as a number` }),
		range = h("input", { type: "range", min: 0, max: STEPS, step: 1, value: Math.round(STEPS * toShare(t, now)), "aria-label": name, "aria-valuetext": `${num(now)} ${v.unit}` });
	const take = (x: number): void => {
		range.setAttribute("aria-valuetext", `${num(x)} ${v.unit}`);
	};
	range.addEventListener("input", () => {
		const x = fromShare(t, Number(range.value) / STEPS);
		field.value = String(x);
		take(x);
		moved(x);
	});
	field.addEventListener("change", () => {
		if (field.value.trim() === "" || !Number.isFinite(Number(field.value))) return;
		range.value = String(Math.round(STEPS * toShare(t, Number(field.value))));
		take(Number(field.value));
		moved(Number(field.value));
	});
	return h(
		"div",
		{ class: "slider", style: `--base:${place(Number(v.value))};--from:${place(v.low ?? Number(v.value))};--to:${place(v.high ?? Number(v.value))}` },
		h("div", { class: "track" }, h("i", { class: "band" }), h("i", { class: "tick" }), range),
		field,
		h("span", { class: "unit" }, v.unit),
	);
}
