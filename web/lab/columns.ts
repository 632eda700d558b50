/* Where a value stands on Rules: the columns of the drawing. */

import { Value } from "./lab";

/* Sections of a scenario in the columns of the drawing; what is in none is about the people. */
export const COLUMNS: { name: string; what: string; sections: string[] }[] = [
	{ name: "Watched", what: "what happens, who sees it, and whose it is taken for", sections: ["events", "firm_events", "channels", "identity", "firm_channels", "zones"] },
	{ name: "Decided", what: "which records are accepted, by machine and by people", sections: ["review", "hierarchy", "prediction", "instrument", "adaptive_weight"] },
	{ name: "Counted", what: "points, scores and grades", sections: ["scale", "grades", "components", "bureaus", "credit", "firm_grades", "enrolment"] },
	{ name: "Listed", what: "who is entered on which list, and for how long", sections: ["lists", "firm_lists"] },
	{ name: "Consequences", what: "what grades and lists bring with them, and for whom else", sections: ["measures", "publicity", "firm_measures"] },
	{ name: "Way out", what: "notice, appeal, restoration", sections: ["due_process"] },
];
export const REST = { name: "People", what: "how people live and respond", sections: [] as string[] };

/* What a class of events has that is no part of what happens: what an accepted record of it counts. */
const COUNTS = /^(firm_)?events\..*\.(component|points|drop_to_grade|liability_share)$/;
export const columnOf = (v: Pick<Value, "key" | "section">): string =>
	COUNTS.test(v.key) ? "Counted" : (COLUMNS.find((c) => c.sections.includes(v.section ?? ""))?.name ?? REST.name);
