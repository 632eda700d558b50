/* What an assumption is called in a sentence: what its key means, cut to what names it, and of which entry and change of the scenario it is. A path of
 * keys is no name. */

import { Assumption } from "./data";
import { label } from "./format";

/* What an entry of a section is. */
const ENTRIES: Record<string, string> = {
	channels: "channel",
	events: "class",
	lists: "list",
	measures: "measure",
	grades: "grade",
	components: "component",
	bureaus: "bureau",
	grounds: "ground",
	firm_channels: "channel of firms",
	firm_events: "class of firms",
	firm_lists: "list of firms",
	firm_measures: "measure for firms",
};
/* Before a colon: of what kind of entry a meaning speaks, which the entry says itself. */
const KINDS = /^(rating|means|cameras|rewards|good deeds|neighbours' reports|joined database|index): /;
const CHANCE = /^(the same share|share|chance|probability|monthly probability|that )/i;
/* What is one thing takes an article; what is many, or is told by a clause, does not. */
const ONE = /^(the same|share|chance|probability|monthly (?:rate|probability)|exponent|(?:mean |longest )?(?:length|term)|weight|lowest|highest|largest|smallest|step|upper|standard deviation|correlation|log change|shape|ratio|half-life|target|perceived|time|closure|rate|detection|strain|legitimacy|hardship|mean|Gini|same)\b/;

interface Path {
	section: string;
	entry: string | null;
	of: string | null /* the member of a map: the class that a channel detects */;
	last: string;
	change: string | null;
}
function pathOf(key: string): Path {
	const all = key.split("."),
		isChange = all[0] === "timeline" && all.length > 2,
		rest = isChange && all[2] === "set" ? all.slice(3) : isChange ? all.slice(2) : all,
		isMap = rest.length > 3;
	return {
		section: rest[0],
		entry: rest.length > 2 ? rest[1] : null,
		of: isMap ? rest[3] : null,
		last: rest[isMap ? 2 : rest.length - 1],
		change: isChange ? all[1] : null,
	};
}

/* A meaning without what explains it further: behind a semicolon, in brackets, behind the colon of a name. */
function cut(meaning: string): string {
	const named = meaning.replace(KINDS, "").split("; ")[0].replace(/ \([^()]*\)/g, "").replace(/\b(these|those) cases\b/, "cases"),
		[before, ...after] = named.split(": ");
	return (after.length > 0 ? before : named).replace(/[,:]$/, "");
}

export function assumptionName(x: Pick<Assumption, "key" | "meaning" | "unit">): string {
	const path = pathOf(x.key),
		short = cut(x.meaning),
		/* "L", "gain": the key says as much. */
		isBare = short.length < 6 || !short.includes(" "),
		text = isBare ? label(path.last) : short,
		yearly = /^1\/(person|firm)-year$/.test(x.unit) && !/year/.test(text) ? `${text} a year` : text,
		told = x.unit === "share" && !isBare && !CHANCE.test(yearly) && !ONE.test(yearly) && !/^(what|how)\b/.test(yearly) ? `the share of ${yearly}` : x.unit === "probability" && !isBare && !CHANCE.test(yearly) ? `the chance that ${yearly}` : /^that /.test(yearly) ? `the chance ${yearly}` : ONE.test(yearly) ? `the ${yearly}` : yearly,
		kind = ENTRIES[path.section] ?? label(path.section),
		scope = [
			path.entry ? `${kind} “${label(path.entry)}”` : isBare && path.section !== path.last ? label(path.section) : "",
			path.of ? `“${label(path.of)}”` : "",
			path.change ? `from “${label(path.change)}” on` : "",
		].filter(Boolean);
	return scope.length > 0 ? `${told} (${scope.join(", ")})` : told;
}
