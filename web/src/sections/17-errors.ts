/* Where errors enter: every channel's records, and the wrong entries it leads to. */

import { COLOURS, intervals, Part, stacks } from "../charts";
import { figure, few, fewRows } from "../figure";
import { capital, est, label, meanCount, num, percent } from "../format";
import { Model } from "../model";
import { add, bounded, count, isFew, mean, ratio } from "../stats";
import { way } from "../way";
import { intervalNote, listWord, p, section } from "./section";

export const errors = {
	id: "errors",
	kicker: "Where errors enter",
	build(m: Model): HTMLElement | string {
		const all = m.report.regime.channels.map((c, i) => {
			const t = (column: string): number[] => m.totals("channel", i, column);
			const right = t("records_true"),
				other = t("records_misattributed"),
				nothing = t("records_fabricated");
			return {
				name: capital(label(c.name)),
				right,
				other,
				nothing,
				records: add(right, other, nothing),
				wrong: add(other, nothing),
				entriesWrong: t("entries_wrong"),
				entriesRight: t("entries_true"),
				lost: t("lost"),
			};
		});
		const used = all.filter((c) => mean(c.records) > 0);
		if (used.length === 0) return "no channel made a record";
		const total = add(...used.map((c) => c.entriesWrong)),
			worst = used.slice().sort((a, b) => mean(b.entriesWrong) - mean(a.entriesWrong));
		const share = bounded(ratio(worst[0].entriesWrong, total, 1), 1),
			second = worst[1] ? bounded(ratio(worst[1].entriesWrong, total, 1), 1) : null;
		const clear = !second || (m.n > 1 && share.lo > second.hi);
		const wrongShare = bounded(ratio(add(...used.map((c) => c.wrong)), add(...used.map((c) => c.records)), 1), 1),
			k = 1000 / m.persons / m.years;
		const parts: Part[] = used.flatMap((c) => {
			const n = mean(c.records);
			return [
				{ row: c.name, part: "names the one who did it", value: mean(c.right) / n, colour: COLOURS.did },
				{
					row: c.name,
					part: "names another",
					value: mean(c.other) / n,
					colour: COLOURS.other,
					ink: "var(--ink-other)",
				},
				{ row: c.name, part: "never happened", value: mean(c.nothing) / n, colour: COLOURS.nothing },
			];
		});
		return section(
			"errors",
			"Where errors enter",
			mean(total) === 0
				? `${isFew(wrongShare) ? "Few" : percent(wrongShare.mean, wrongShare)} of records are wrong; none led to an entry`
				: isFew(share)
					? "Records that are wrong, and the few wrong entries they led to"
				: clear
					? `${worst[0].name} causes ${percent(share.mean, share)} of wrong entries`
					: `${worst[0].name} and ${worst[1].name.toLowerCase()} cause the most wrong entries`,
			p(
				`${est(wrongShare, percent)} of all records name someone who did not do it, or tell of something that never happened. `,
				mean(total) > 0
					? `${worst[0].name} leads to ${est(share, percent)} of the wrong entries on ${listWord(m)}${clear ? "" : m.n > 1 ? ", not clearly more than the next" : ""}. A channel with few errors in a hundred can still cause the most, if it makes the most records.`
					: "",
			),
			figure({
				id: "fig-records",
				title: "What the records of each channel are",
				warn: fewRows(
					used.map((c) => ({ name: c.name.toLowerCase(), count: mean(c.records) })),
					"records",
				),
				legend: [
					{ text: "names the one who did it", colour: COLOURS.did, mark: "square" },
					{ text: "names another", colour: COLOURS.other, mark: "square" },
					{ text: "never happened", colour: COLOURS.nothing, mark: "square" },
				],
				draw: (w) =>
					stacks(
						parts,
						used.map((c) => c.name),
						w,
						"share of the channel’s records",
						{ share: true, format: (v) => percent(v) },
					),
				label: used.map((c) => `${c.name}: ${percent(mean(c.wrong) / mean(c.records))} wrong`).join("; "),
				note: "Share of all records of the channel over the whole run, before review, in the order of the legend; mean over replicates, intervals in the table.",
				table: {
					caption: "Records by channel, with 95% intervals",
					head: [
						"Channel",
						"Records a year per 1,000 people",
						"Right",
						"Names another",
						"Never happened",
						"Lost for want of an identity, per 1,000 people and year",
					],
					rows: all.map((c) => [
						c.name,
						est(bounded(count(c.records, k))),
						...[c.right, c.other, c.nothing].map((v) => est(bounded(ratio(v, c.records, 1), 1), percent)),
						est(bounded(count(c.lost, k))),
					]),
				},
			}),
			m.hasLists
				? figure({
						id: "fig-wrong-entries",
						title: `Wrong entries on ${listWord(m)}, by the channel that caused them`,
						warn: few(mean(total), "wrong entries"),
						draw: (w) =>
							intervals(
								used.map((c) => ({
									name: c.name,
									e: bounded(count(c.entriesWrong, k * 100)),
									colour: COLOURS.nothing,
								})),
								w,
								"wrong entries per 100,000 people and year",
							),
						label: used.map((c) => `${c.name} ${num(mean(c.entriesWrong) * k * 100)}`).join("; "),
						note: `Entries of people who did not do what they are listed for, after review, over the whole run. ${intervalNote(m)}`,
						table: {
							caption: "Entries on lists by channel, with 95% intervals",
							head: [
								"Channel",
								"Wrong entries per 100,000 people and year",
								"Share of its entries that are wrong",
								"Synthetic wrong entries in a run",
							],
							rows: used.map((c) => [
								c.name,
								est(bounded(count(c.entriesWrong, k * 100))),
								est(bounded(ratio(c.entriesWrong, add(c.entriesWrong, c.entriesRight), 1), 1), percent),
								meanCount(mean(c.entriesWrong)),
							]),
						},
					})
				: null,
			way(m),
		);
	},
};
