/* A share of people as a reader can take it in. */

import { num, plural, whole } from "../src/format";

/* Below one of 1,000 a share is told by how many people it is. per1000: of the people of a replicate, over all replicates; persons: those of one replicate. */
export function shareOf(per1000: number, persons: number, replicates: number): string {
	const of = persons * replicates,
		people = Math.round((per1000 * of) / 1000);
	if (people === 0 || !(per1000 < 1)) return `${num(per1000)} of 1,000`;
	return `${plural(people, "person", "people")} of ${whole(of)}${replicates > 1 ? ` in ${replicates} replicates` : ""}`;
}
/* As shareOf, where the words around it say what it is of: the number alone. */
export const inCell = (per1000: number, persons: number, replicates: number): string => {
	const said = shareOf(per1000, persons, replicates);
	return said.endsWith("of 1,000") ? num(per1000) : said.replace(/ in \d+ replicates$/, "");
};
