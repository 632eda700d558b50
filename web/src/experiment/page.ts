/* The page of an experiment: what came of it, in the report's own parts. */

import { label, plural } from "../format";
import { framed } from "../frame";
import { readExperiment } from "./data";
import { decides } from "./decides";
import { fitted, posterior } from "./fit";
import { asked, cite, left } from "./left";
import { ExperimentSection } from "./section";
import { settling } from "./settling";
import { signs } from "./signs";
import { two } from "./two";

const OF_POINTS: ExperimentSection[] = [decides, two, signs, settling],
	OF_A_FIT: ExperimentSection[] = [fitted, posterior],
	OF_ALL: ExperimentSection[] = [left, asked, cite];

export const startExperiment = (): void =>
	framed({
		read: readExperiment,
		title: (d) => d.asked.title || "An experiment of socred",
		dateline: (d) => `Experiment of kind ${label(d.asked.design)}: ${plural(d.state.measured, "point")} measured of ${d.state.points - d.state.refused}. ${d.asked.theory ? "No people" : "Synthetic people"}; no real person’s data.`,
		digest: (d) => d.digest,
		parts: (d) => [...(d.fit ? OF_A_FIT : OF_POINTS), ...OF_ALL],
	});
