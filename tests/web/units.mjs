/* The arithmetic of the page against values worked out elsewhere: node units.mjs WEB NODE_MODULES */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";

const [web, modules] = process.argv.slice(2).map((p) => resolve(p));
const esbuild = createRequire(pathToFileURL(join(modules, "x.js")))("esbuild");
const load = async (file) => {
	const out = esbuild.buildSync({
		entryPoints: [join(web, "src", file)],
		bundle: true,
		write: false,
		format: "esm",
		nodePaths: [modules],
	});
	return import(`data:text/javascript;base64,${Buffer.from(out.outputFiles[0].text).toString("base64")}`);
};
const stats = await load("stats.ts"),
	format = await load("format.ts"),
	tiles = await load("tiles.ts");
const near = (a, b, eps) => assert.ok(Math.abs(a - b) <= eps, `${a} is not ${b}`);

test("Student's t at 97.5%, from published tables", () => {
	for (const [df, t] of [
		[1, 12.706],
		[3, 3.182],
		[7, 2.365],
		[30, 2.042],
		[40, 2.021],
		[60, 2.0],
		[120, 1.98],
		[999, 1.962],
	])
		near(stats.t975(df), t, 0.0015);
});

test("one assumption decides a figure only by a quarter of its variation, and a tenth surely", () => {
	for (const [correlation, low, high, want] of [
		[0.69, 0.63, 0.75, true],
		[-0.7, -0.8, -0.6, true],
		[0.3, 0.18, 0.42, false] /* a twelfth */,
		[0.5, 0.2, 0.8, false] /* unsure */,
		[0.5, 0.4, 0.6, true],
		[0.49, 0.4, 0.58, false],
		[0.6, -0.1, 1, false],
	])
		assert.equal(stats.decides({ correlation, low, high }), want, `${correlation} (${low} to ${high})`);
	assert.equal(stats.leastPart({ correlation: 0.1, low: -0.1, high: 0.3 }), 0);
});

test("changes of the same values in the same places share a row, unless two are in force at once", async () => {
	const { rowsOf } = await load("timeline.ts");
	const bar = (name, where, from, to, sets) => ({ change: { name, where, sets: Object.entries(sets).map(([key, value]) => ({ key, value })) }, from, to, after: false });
	const rows = rowsOf(
		[
			bar("first", "all places", 0, 12, { "a.x": "1", "a.y": "2" }),
			bar("second", "all places", 12, 24, { "a.x": "3", "a.y": "3" }),
			bar("overlapping", "all places", 6, 18, { "a.x": "4", "a.y": "4" }),
			bar("elsewhere", "rural", 0, 12, { "a.x": "1", "a.y": "2" }),
			bar("switches", "all places", 0, 12, { "b.enabled": "true", "c.enabled": "true", "d.points": "7" }),
		],
		new Map([["a.x", "0"], ["a.y", "0"], ["b.enabled", "false"], ["c.enabled", "false"], ["d.points", "0"]]),
	);
	assert.deepEqual(rows.map((r) => r.bars.map((b) => b.change.name)), [["first", "second"], ["overlapping"], ["elsewhere"], ["switches"]]);
	assert.deepEqual(rows.map((r) => r.keys), [[["a.x"], ["a.y"]], [["a.x", "a.y"]], [["a.x"], ["a.y"]], [["b.enabled", "c.enabled"], ["d.points"]]]);
});

test("the band of a line is cut where the axis begins", async () => {
	const { bandFrom } = await load("charts.ts"),
		e = stats.estimate([1, 3]); /* mean 2, sd sqrt 2, t(1) = 12.706: 2 +- 12.706 */
	near(e.lo, 2 - 12.706, 1e-9);
	const [one] = bandFrom(0, [e, stats.estimate([5])]);
	assert.deepEqual([one.lo, one.hi], [0, e.hi]);
	assert.equal(bandFrom(0, [e, stats.estimate([5])]).length, 1); /* one replicate has no band */
	assert.equal(bandFrom(-20, [e])[0].lo, e.lo); /* an axis that goes below: whole */
});

test("an interval worked out by hand", () => {
	const e = stats.estimate([9, 10, 11, 14]); /* mean 11, sd sqrt(14/3), t(3) = 3.182 */
	near(e.mean, 11, 1e-12);
	near(e.hi - 11, (3.182 * Math.sqrt(14 / 3)) / 2, 1e-9);
	assert.equal(e.n, 4);
});

test("one value has no interval, none has no mean", () => {
	assert.ok(Number.isNaN(stats.estimate([5]).lo));
	assert.ok(Number.isNaN(stats.estimate([]).mean));
	assert.equal(stats.side(stats.estimate([5]), 0), "unclear");
});

test("what the values of a counter are called", () => {
	const dimension = (name, labels = null, kind = "") => ({ name, meaning: "", kind, labels });
	const names = { firm_list: ["unpaid_debts", "defaulters"] };
	const called = (dimensions, key) => format.valueName(dimensions, key, names);
	assert.equal(called([dimension("size")], ["10-49"]), "10-49");
	assert.equal(called([dimension("path")], ["own_true"]), "own true");
	assert.equal(called([dimension("level")], [2]), "level 2");
	assert.equal(called([dimension("firm_list", null, "firm_list"), dimension("wrong", ["true", "wrong"])], [1, 0]), "defaulters, true");
	assert.equal(called([dimension("firm_list", null, "firm_list")], [3]), "firm list 3"); /* an entry without a name */
	assert.equal(called([dimension("others_at_home")], [8]), "others at home 8");
});

test("replicates without a base have no ratio", () => {
	const e = stats.ratio([1, 2, 9], [2, 4, 0], 100);
	assert.equal(e.mean, 50);
	assert.equal(e.n, 2);
});

test("moments give the interval that the values give", () => {
	const a = stats.estimate([3, 5, 10]),
		b = stats.fromMoments(6, Math.sqrt(13), 3);
	near(a.lo, b.lo, 1e-9);
});

test("a share stays inside 0 and its most", () => {
	const e = stats.bounded(stats.estimate([0, 0, 0, 3]), 2);
	assert.equal(e.lo, 0);
	assert.equal(e.hi, 2);
});

test("whole numbers keep the sum and stay within one of the share", () => {
	for (const weights of [
		[1, 1, 1],
		[760.4, 82.9, 156.7],
		[0, 0, 5],
		[0.1, 0.2, 0.3],
	]) {
		const whole = stats.apportion(weights, 1000),
			sum = weights.reduce((a, b) => a + b);
		assert.equal(
			whole.reduce((a, b) => a + b),
			1000,
		);
		whole.forEach((n, i) => assert.ok(Math.abs(n - (1000 * weights[i]) / sum) < 1));
	}
	assert.deepEqual(stats.apportion([0, 0], 10), [0, 0]);
});

test("sides of a reference", () => {
	assert.equal(stats.side({ mean: 2, lo: 1.1, hi: 3, n: 4 }, 1), "above");
	assert.equal(stats.side({ mean: 2, lo: 0.9, hi: 3, n: 4 }, 1), "unclear");
	assert.equal(stats.side({ mean: 0.5, lo: 0.4, hi: 0.6, n: 4 }, 1), "below");
});

test("numbers as people read them", () => {
	assert.equal(format.num(0), "0");
	assert.equal(format.num(-2.385), "−2.39");
	assert.equal(format.num(14430000), "14,400,000");
	assert.equal(format.num(12), "12");
	assert.equal(format.num(0.5), "0.5");
	assert.equal(format.num(NaN), "–");
	assert.equal(format.people(14430000), "14.4\u00a0million");
	assert.equal(format.people(1409778724), "1.41\u00a0billion");
	assert.equal(format.people(14000000), "14\u00a0million");
	assert.equal(format.people(12345), "12,300");
	assert.equal(format.percent(0.0514), "5.14%");
	assert.equal(format.plain(0.005), "0.005");
	assert.equal(format.est({ mean: 1, lo: NaN, hi: NaN, n: 1 }), "1");
	assert.equal(format.people(6820000, { mean: 6820000, lo: 5330000, hi: 8310000, n: 3 }), "6.8\u00a0million");
	assert.equal(format.percent(0.186, { mean: 0.186, lo: 0.06, hi: 0.31, n: 3 }), "19%");
	assert.equal(format.listing(["a", "b", "c"]), "a, b and c");
});

test("a noun goes with the number as it is told", () => {
	assert.equal(format.plural(1, "place"), "1 place");
	assert.equal(format.plural(0, "place"), "0 places");
	assert.equal(format.plural(1001, "class", "classes"), "1,001 classes");
	assert.equal(format.withNoun(format.num(1), "month"), "1 month");
	assert.equal(format.withNoun(format.num(1.5), "month"), "1.5 months");
	assert.equal(format.withNoun(format.num(0.9999), "month"), "1 month"); /* told as 1 */
	assert.equal(format.withNoun(format.num(-1), "point"), "−1 point");
	assert.equal(format.withNoun(`+${format.num(1)}`, "point"), "+1 point");
	assert.equal(format.withNoun(format.num(11), "point"), "11 points");
	assert.equal(format.withNoun("1 (0.4 to 1.6)", "case"), "1 (0.4 to 1.6) cases");
	assert.equal(format.agree("1", "is", "are"), "is");
});

test("a value and the ends of its interval have one unit", () => {
	const few = { mean: 0.00015, lo: 0, hi: 0.00204, n: 3 };
	assert.equal(format.est(few, format.share), "0.02% (0% to 0.20%)");
	assert.equal(format.est({ mean: 0.00015, lo: 0.0001, hi: 0.0002, n: 3 }, format.share), "150\u00a0in a million (100\u00a0in a million to 200\u00a0in a million)");
	assert.equal(format.est({ mean: 0.00015, lo: 0, hi: 0.0003, n: 3 }, format.share), "150\u00a0in a million (0\u00a0in a million to 300\u00a0in a million)");
	assert.equal(format.share(0), "0%");
	assert.equal(format.share(0.0002), "200\u00a0in a million");
	assert.equal(format.est({ mean: 1.1e6, lo: 0.7e6, hi: 1.5e6, n: 3 }, format.people), "1.10\u00a0million (0.70\u00a0million to 1.50\u00a0million)");
	assert.equal(format.est({ mean: 0.9e9, lo: 0.5e9, hi: 1.3e9, n: 3 }, format.people), "0.90\u00a0billion (0.50\u00a0billion to 1.30\u00a0billion)");
	assert.equal(format.est({ mean: -1.1e6, lo: -1.5e6, hi: -0.7e6, n: 3 }, format.people), "−1.10\u00a0million (−1.50\u00a0million to −0.70\u00a0million)");
	/* Several told together: that of the most of them. */
	const both = format.peopleAt(format.largest([990000, { mean: 1.1e6, lo: 0.7e6, hi: 1.5e6, n: 3 }]));
	assert.equal(both(990000), "0.99\u00a0million");
	assert.equal(format.largest([NaN, { mean: 2, lo: NaN, hi: NaN, n: 1 }]), 2);
	assert.equal(format.largest([NaN]), 0);
});

/* The cases of tests/store/test_text.c: one rule on a terminal and in the page. */
test("half an interval has two digits; a number alone three, less the zeros at its end", () => {
	const source = readFileSync(join(web, "../tests/store/test_text.c"), "utf8");
	const cases = [...source.slice(source.indexOf("} cases[] = {")).matchAll(/\{ ([^,{}]+), ([^,{}]+), ([^,{}]+), (-?\d+), "([^"]+)" \}/g)];
	assert.ok(cases.length >= 15, `${cases.length} cases`);
	const number = (text) => (text === "NAN" ? NaN : Number(text));
	for (const [, x, lo, hi, decimals, told] of cases) {
		assert.equal(format.decimals(number(x), number(lo), number(hi)), Number(decimals), x);
		assert.equal(format.fixed(number(x), Number(decimals)).replace("−", "-"), told, x);
	}
});

test("replicates that agree have the width that Wilson's interval leaves them", () => {
	const e = stats.bounded(stats.count([30, 30], 0.75)); /* 60 cases: 22.5 +- 0.75 * 1.96 * sqrt 60 / 2 */
	near(e.hi - 22.5, 0.375 * 1.959964 * Math.sqrt(60), 1e-9);
	near(22.5 - e.lo, 0.375 * 1.959964 * Math.sqrt(60), 1e-9);
	const none = stats.bounded(stats.count([0, 0, 0], 2)); /* up to three in all of them */
	assert.deepEqual([none.lo, none.hi], [0, 2]);
	const rate = stats.bounded(stats.ratio([4, 4], [2000, 2000], 1000)); /* 2 of 1,000; one case is 0.5 in its replicate */
	near(rate.hi - 2, 0.25 * 1.959964 * Math.sqrt(8), 1e-9);
	assert.ok(Number.isNaN(stats.bounded(stats.count([5])).hi)); /* one replicate has none */
});

test("what rests on few cases is marked, of a share by the fewer of its two counts", () => {
	const told = (e) => format.est(e);
	assert.equal(told(stats.bounded(stats.count([33, 33, 33]))), "33.0 (26.5 to 39.5)†"); /* 99 in all: 33 +- 1.96 sqrt 99 / 3 */
	assert.match(told(stats.bounded(stats.count([33, 33, 34]))), /\)$/);
	assert.match(told(stats.bounded(stats.ratio([10, 12], [900, 1000], 100), 100)), /†$/); /* 22 of 1,900 */
	assert.match(told(stats.ratio([300, 320], [40, 42])), /†$/); /* few to be divided by */
	assert.match(told(stats.relative([1, -2], [900, 1000])), /\)$/); /* a difference near 0 of many */
	assert.match(told(stats.relative([1, -2], [40, 42])), /†$/);
	assert.equal(told(stats.estimate([])), "none");
	assert.match(told(stats.estimate([1, 2])), /\)$/); /* no cases: nothing that could be too few */
	assert.equal(format.one(stats.count([5]), format.num), "5†");
	assert.equal(format.one(stats.ratio([2], [31], 1000)), "65†"); /* 64.5 of 2 in one replicate */
	assert.equal(format.one(stats.count([64])), "64†");
	assert.equal(format.one(stats.ratio([200], [3100], 1000)), "64.5");
});

test("an axis of months has whole ones, from 0", () => {
	assert.deepEqual(format.wholeMonths(5, 700), [0, 1, 2, 3, 4, 5]);
	assert.deepEqual(format.wholeMonths(30, 330), [0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30]);
});

test("months", () => {
	assert.equal(format.monthText(format.addMonths(format.parseMonth("2014-11"), 14)), "Jan 2016");
	assert.equal(format.monthsBetween(format.parseMonth("2014-01"), format.parseMonth("2020-12")), 83);
});

test("tiles stand where the published grid has them", () => {
	const rows = readFileSync(join(web, "../data/geo/china_prov_grid1.csv"), "utf8").trim().split(/\r?\n/).slice(1);
	const grid = new Map(rows.map((line) => line.split(",")).map(([code, , row, col]) => [code, [Number(row), Number(col)]]));
	const { TILES } = tiles;
	assert.equal(TILES.size, 31);
	for (const [code, tile] of TILES) assert.deepEqual([tile.row, tile.col], grid.get(tile.short), `${code} ${tile.short}`);
	assert.equal(new Set([...TILES.values()].map((t) => `${t.row} ${t.col}`)).size, 31);
});

/* ---- colours for who does not see red and green apart ---- */
const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const rgb = (hex) => [1, 3, 5].map((i) => linear(parseInt((hex.length === 4 ? hex.replace(/[^#]/g, "$&$&") : hex).slice(i, i + 2), 16) / 255));
const times = (m, v) => m.map((row) => row.reduce((a, x, i) => a + x * v[i], 0));
/* Deuteranopia: Machado, Oliveira and Fernandes 2009, table of severity 1, on linear RGB. */
const DEUTAN = [
	[0.367322, 0.860646, -0.227968],
	[0.280085, 0.672501, 0.047413],
	[-0.01182, 0.04294, 0.968881],
];
/* CIELAB, D65. */
function lab(linearRgb) {
	const xyz = times(
			[
				[0.4124564, 0.3575761, 0.1804375],
				[0.2126729, 0.7151522, 0.072175],
				[0.0193339, 0.119192, 0.9503041],
			],
			linearRgb.map((c) => Math.min(1, Math.max(0, c))),
		),
		f = (t) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116),
		[x, y, z] = [xyz[0] / 0.95047, xyz[1], xyz[2] / 1.08883].map(f);
	return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
/* CIEDE2000: Sharma, Wu and Dalal 2005. */
function deltaE([L1, a1, b1], [L2, a2, b2]) {
	const deg = Math.PI / 180,
		C = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2,
		G = 0.5 * (1 - Math.sqrt(C ** 7 / (C ** 7 + 25 ** 7))),
		hue = (a, b) => (a === 0 && b === 0 ? 0 : (Math.atan2(b, a) / deg + 360) % 360);
	const [A1, A2] = [a1 * (1 + G), a2 * (1 + G)],
		[C1, C2] = [Math.hypot(A1, b1), Math.hypot(A2, b2)],
		[h1, h2] = [hue(A1, b1), hue(A2, b2)];
	let dh = h2 - h1;
	if (C1 * C2 === 0) dh = 0;
	else if (dh > 180) dh -= 360;
	else if (dh < -180) dh += 360;
	const dH = 2 * Math.sqrt(C1 * C2) * Math.sin((dh / 2) * deg),
		Lm = (L1 + L2) / 2,
		Cm = (C1 + C2) / 2,
		hm = C1 * C2 === 0 ? h1 + h2 : Math.abs(h1 - h2) <= 180 ? (h1 + h2) / 2 : (h1 + h2 + (h1 + h2 < 360 ? 360 : -360)) / 2,
		T = 1 - 0.17 * Math.cos((hm - 30) * deg) + 0.24 * Math.cos(2 * hm * deg) + 0.32 * Math.cos((3 * hm + 6) * deg) - 0.2 * Math.cos((4 * hm - 63) * deg),
		SL = 1 + (0.015 * (Lm - 50) ** 2) / Math.sqrt(20 + (Lm - 50) ** 2),
		SC = 1 + 0.045 * Cm,
		SH = 1 + 0.015 * Cm * T,
		RT = -Math.sin(60 * Math.exp(-(((hm - 275) / 25) ** 2)) * deg) * 2 * Math.sqrt(Cm ** 7 / (Cm ** 7 + 25 ** 7));
	const [l, c, h] = [(L2 - L1) / SL, (C2 - C1) / SC, dH / SH];
	return Math.sqrt(l * l + c * c + h * h + RT * c * h);
}

test("neighbouring colours stay apart for who does not see red and green apart", () => {
	near(deltaE([50, 2.6772, -79.7751], [50, 0, -82.7485]), 2.0425, 1e-4); /* pairs of Sharma et al. */
	near(deltaE([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387]), 1.2644, 1e-4);
	near(deltaE([22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619]), 2.0373, 1e-4);
	const css = readFileSync(join(web, "src/style/base.css"), "utf8"),
		scale = [.../const SCALE = \[([^\]]*)\]/.exec(readFileSync(join(web, "src/sections/13-grades.ts"), "utf8"))[1].matchAll(/#[0-9a-f]{6}/g)].map((m) => m[0]);
	/* What stands beside one another in a drawing: the three kinds of the listed, lines in their order, ways to a sanction, kinds of conduct. */
	const beside = [
		["did", "other", "nothing"],
		["c1", "c2", "c3", "c4", "c5"],
		["plain", "c1", "c2"],
		["plain", "nothing", "c1"],
		["nothing", "c3", "c4"],
	];
	for (const [theme, text] of [["light", css.slice(0, css.indexOf("@media"))], ["dark", css.slice(css.indexOf("@media"))]]) {
		const colour = (name) => new RegExp(`--${name}: (#[0-9a-f]{3,6});`).exec(text)[1];
		for (const names of beside)
			names.slice(1).forEach((name, i) => {
				const apart = deltaE(...[names[i], name].map((x) => lab(times(DEUTAN, rgb(colour(x))))));
				assert.ok(apart > 15, `${theme}: ${names[i]} and ${name}: ${apart.toFixed(1)}`);
			});
	}
	assert.equal(scale.length, 8);
	/* Of five or six grades, as many as there are here, neighbours of the scale as they are picked. */
	for (const n of [3, 4, 5, 6]) {
		const picked = Array.from({ length: n }, (_, i) => scale[Math.round((i * 7) / (n - 1))]);
		picked.slice(1).forEach((c, i) => {
			const apart = deltaE(...[picked[i], c].map((x) => lab(times(DEUTAN, rgb(x)))));
			assert.ok(apart > 15, `grades ${n}: ${picked[i]} and ${c}: ${apart.toFixed(1)}`);
		});
	}
});

test("a text in so many lines, with an ellipsis where some of it is left out", () => {
	assert.deepEqual(format.clipped("one two three", 20, 2), ["one two three"]);
	assert.deepEqual(format.clipped("one two three four five", 9, 2), ["one two", "three …"]);
	assert.deepEqual(format.clipped("one two three", 9, 2), ["one two", "three"]);
});

test("the lab says no word of a sign below the least number of points", async () => {
	const { survival } = await load("../lab/survival.ts"),
		points = (n, x) => Array.from({ length: n }, (_, i) => x + i / 1000);
	const one = survival(-200, [-211]);
	assert.equal(one.word, "too few points: 1 of 20 so far");
	assert.equal(one.median, -211);
	assert.ok(Number.isNaN(one.low) && Number.isNaN(one.high)); /* one point has no interval */
	assert.equal(survival(-200, points(19, -211)).word, "too few points: 19 of 20 so far");
	/* 20 of 20 is 0.832 to 1 (Clopper and Pearson): neither 95% or more nor fewer */
	const twenty = survival(-200, points(20, -211));
	assert.equal(twenty.word, "20 of 20: not told; too few points, 20 of 72 so far");
	assert.deepEqual([twenty.low, twenty.high], [-211, -211 + 19 / 1000]);
	assert.equal(survival(2, [...points(70, 1), NaN]).word, "70 of 70: not told; too few points, 70 of 72 so far"); /* 0.025^(1/70) = 0.9487 */
	assert.equal(survival(2, points(72, 1)).word, "72 of 72: it survives"); /* 0.025^(1/72) = 0.9501 */
	assert.equal(survival(2, [...points(79, 1), -1]).word, "79 of 80: not told");
	assert.equal(survival(2, [...points(10, 1), ...points(10, -1)]).word, "10 of 20: it fails");
	assert.equal(survival(0, points(80, 1)).word, "no difference to keep");
});

test("on Rules what happens stands under Watched, what it counts under Counted", async () => {
	const { COLUMNS, columnOf } = await load("../lab/columns.ts"),
		at = (key) => columnOf({ key, section: key.split(".")[0] });
	assert.match(COLUMNS.find((c) => c.name === "Watched").what, /what happens/);
	for (const key of ["events.theft_or_fraud.rate_per_year", "events.theft_or_fraud.gain", "firm_events.pollution.rate_per_year", "channels.camera.coverage_urban"]) assert.equal(at(key), "Watched", key);
	for (const key of ["events.theft_or_fraud.points", "events.theft_or_fraud.liability_share", "firm_events.pollution.points", "scale.start"]) assert.equal(at(key), "Counted", key);
	assert.equal(at("society.kin_share"), "People");
});

test("assumptions that matter most over all figures come first", async () => {
	const { foremost } = await load("../lab/foremost.ts");
	/* squares by hand: a 0.25 + 0.25, b 0.81, c 0.36 */
	assert.deepEqual(foremost({ x: { matter: { a: [0.5, 0, 1], b: [-0.9, -1, -0.8] } }, y: { matter: { a: [-0.5, -1, 0], c: [0.6, 0, 1] } } }), ["b", "a", "c"]);
});

test("few people are told as people, many as a share", async () => {
	const { shareOf, inCell } = await load("../lab/share.ts");
	assert.equal(shareOf(0.0125, 80000, 1), "1 person of 80,000"); /* 0.0125 of 1,000 of 80,000 */
	assert.equal(inCell(0.0125, 80000, 1), "1 person of 80,000");
	assert.equal(shareOf(1000 / 240000, 80000, 3), "1 person of 240,000 in 3 replicates");
	assert.equal(shareOf(12.5, 80000, 1), "12.5 of 1,000");
	assert.equal(inCell(12.5, 80000, 1), "12.5");
	assert.equal(inCell(2.5, 6000, 1), "2.5"); /* 15 people, but a share that can be read */
	assert.equal(shareOf(0.5, 80000, 1), "40 people of 80,000");
	assert.equal(shareOf(0, 80000, 1), "0 of 1,000");
});

test("of ten ratios the farthest is not claimed for chance alone", () => {
	near(stats.tail(12.706, 1), 0.05, 1e-4); /* published points of Student's t */
	near(stats.tail(4.303, 2), 0.05, 1e-4);
	near(stats.tail(4.604, 4), 0.01, 1e-5);
	near(stats.tail(-2.947, 15), 0.01, 1e-5);
	near(stats.tail(1.984, 100), 0.05, 1e-4);
	assert.equal(stats.tail(0, 3), 1);
	/* by hand: 0.01 * 4, 0.02 * 3, 0.03 * 2 raised to nothing less, 0.5; what has no tail is not counted */
	const adjusted = stats.holm([0.03, 0.01, NaN, 0.5, 0.02]);
	[0.06, 0.04, NaN, 0.5, 0.06].forEach((v, i) => (Number.isNaN(v) ? assert.ok(Number.isNaN(adjusted[i])) : near(adjusted[i], v, 1e-12)));
	const { standOut } = stats,
		of = (mean, half) => ({ mean, lo: mean - half, hi: mean + half, n: 20, counted: 9000, cases: 9000 });
	near(stats.chance(of(1.1, 0.1), 1), 0.05, 1e-4); /* its interval ends at 1 */
	near(stats.chance({ ...of(0.5, 0.5), lo: 0 }, 1), 0.05, 1e-4);
	const edge = of(1.057, 0.05),
		none = Array.from({ length: 9 }, () => of(1.001, 0.05));
	assert.ok(edge.lo > 1 && standOut([edge]).clear.has(edge)); /* alone it is claimed */
	assert.equal(standOut([edge, ...none]).clear.size, 0);
	assert.equal(standOut([edge, ...none]).count, 10);
	const far = of(1.2, 0.05);
	assert.deepEqual([...standOut([far, ...none]).clear], [far]); /* a true difference stays */
	/* six replicates that agree by accident: 1,788 of one group against 20,000, 5.7% more is 2.3 standard errors */
	const narrow = { ...of(1.057, 0.0305), n: 6, counted: 1788, cases: 20000 };
	assert.ok(stats.chance(narrow, 1) * 3 < 0.05 && standOut([narrow]).clear.has(narrow));
	assert.equal(standOut([narrow, ...none.slice(0, 2)]).clear.size, 0);
	assert.equal(standOut([{ ...far, cases: 30 }, { ...far, n: 1 }]).count, 0);
});

test("a value outside its own interval over the assumptions is marked as on a terminal", async () => {
	const { beyond } = await load("assumed.ts");
	for (const [mean, lo, hi, low, high, want] of [
		[7.3, 7.1, 7.5, 2, 23, ""],
		[1.4, 1.0, 2.5, 2, 23, "[a]"],
		[1.4, 1.3, 1.5, 2, 23, "[b]"],
		[30, 26, 34, 2, 23, "[b]"],
		[30, NaN, NaN, 2, 23, "[c]"],
		[1.6, 1.55, 1.65, 2, 23, ""] /* is told as 2, as the end is */,
		[124.91, 124.91, 124.91, 124.9, 124.9, ""],
	])
		assert.equal(beyond({ mean, lo, hi, n: 4 }, { low, high }), want, `${mean} (${lo} to ${hi}), ${low} to ${high}`);
	assert.equal(beyond({ mean: 30, lo: 26, hi: 34, n: 4 }, null), "");
});

test("an interval over the assumptions is two columns of a file, whatever stands behind it", async () => {
	const { asCsv } = await load("take.ts");
	assert.equal(
		asCsv(["Compared", "Ratio (95% interval)", "Over the assumptions, 95%", "Cases"], [["a", "0.88 (0.85 to 0.91)", "0.67 to 1.49\u00a0[a]", "1,234"], ["b", "1.1 (0.9 to 1.3)", "not computed", "5"]]),
		'Compared,Ratio,Ratio: low,Ratio: high,"Over the assumptions, 95%: low","Over the assumptions, 95%: high",Cases\r\na,0.88,0.85,0.91,0.67,1.49,1234\r\nb,1.1,0.9,1.3,,,5\r\n',
	);
});

test("a ratio of sums has the jackknife's interval, by hand", () => {
	/* 3 of 10, 5 of 10, 4 of 20: 12 of 40; without each 9 of 30, 7 of 30, 8 of 20. */
	const e = stats.ratioOfSums([3, 5, 4], [10, 10, 20]),
		without = [0.3, 7 / 30, 0.4],
		middle = (0.3 + 7 / 30 + 0.4) / 3,
		half = 4.303 * Math.sqrt((without.reduce((a, x) => a + (x - middle) ** 2, 0) * 2) / 3);
	near(e.mean, 0.3, 1e-12);
	near(e.hi - e.mean, half, 1e-9);
	near(e.mean - e.lo, half, 1e-9);
	assert.ok(Number.isNaN(stats.ratioOfSums([1, 2], [0, 0]).mean));
	assert.ok(Number.isNaN(stats.ratioOfSums([1], [2]).lo));
});

test("a number is told by its first 12 digits, as on a terminal", () => {
	assert.equal(format.fixed(12.549999999999997, 1), "12.6");
	assert.equal(format.fixed(12.5499999999, 1), "12.5");
	assert.equal(format.fixed(-12.549999999999997, 1), "−12.6");
	assert.equal(format.fixed(1000, 3), "1,000");
	assert.equal(format.fixed(100, 2), "100");
	assert.equal(format.fixed(999.999, 3), "999.999");
	assert.equal(format.decimals(5, 4.900000000000001, 5.1), 2);
	assert.equal(format.decimals(5, 4.90000000001, 5.1), 3);
});

test("an assumption is called by what it is and of which entry, never by a path of keys", async () => {
	const { assumptionName } = await load("assumption-name.ts");
	for (const [key, meaning, unit, want] of [
		["timeline.court_2018.set.lists.defaulters.entry_probability", "share of these cases that lead to an entry", "probability", "the share of cases that lead to an entry (list “defaulters”, from “court 2018” on)"],
		["channels.score.detects.claim_error", "chance that the channel records an event of the class in a person it covers", "probability", "the chance that the channel records an event of the class in a person it covers (channel “score”, “claim error”)"],
		["review.automatic_specificity", "a wrong record is rejected automatically", "probability", "the chance that a wrong record is rejected automatically"],
		["conduct.certainty", "exponent of the perceived risk in the expected loss; 1: risk-neutral", "", "the exponent of the perceived risk in the expected loss"],
		["society.income_gini", "Gini coefficient of income, of the log-normal distribution behind lost income", "", "the Gini coefficient of income, of the log-normal distribution behind lost income"],
		["unrest.legitimacy", "L: grievance is hardship times 1 - L, where the regime has wronged nobody", "0..1", "the legitimacy (unrest)"],
		["adaptive_weight.gain", "gain: each month the factor on the weight grows by this times the difference to the target share", "weight", "gain (adaptive weight)"],
		["events.disorder.rate_per_year", "events per person-year of the reference person (woman, age ratio 1, urban, middle income), averaged over the trait", "1/person-year", "events per person-year of the reference person, averaged over the trait (class “disorder”)"],
		["instrument.assessed_per_year", "assessments of an adult", "1/person-year", "assessments of an adult a year"],
		["channels.camera.camera_reach", "cameras: how many of the channel there are at the places where a person regularly is, for each camera per 1,000 people; whoever has one or more is covered", "", "how many of the channel there are at the places where a person regularly is, for each camera per 1,000 people (channel “camera”)"],
		["bureaus.tencent.proxy_weight", "weight of the proxy: a habit that says nothing about repayment", "share", "the weight of the proxy (bureau “tencent”)"],
	])
		assert.equal(assumptionName({ key, meaning, unit }), want);
});
