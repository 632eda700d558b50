/* The page of a theory: its question, what it computes, what is published beside it, in the report's own parts. */

import { plural } from "../format";
import { framed } from "../frame";
import { readTheory } from "./data";
import { answer, cite, national, parameters, published } from "./parts";
import { series } from "./series";

export const startTheory = (): void =>
	framed({
		read: readTheory,
		title: (d) => d.theory.title,
		dateline: (d) => `Published theory as a small world of its own (socred theory ${d.theory.name}): ${plural(d.theory.replicates, "replicate")}, seed ${d.theory.seed}. No people, no regime; nothing of a real person.`,
		digest: (d) => d.digest,
		parts: () => [answer, published, series, parameters, national, cite],
	});
