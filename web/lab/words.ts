/* What runs are called. */

import { RunState } from "./engine";

const changes = (r: RunState): string =>
	Object.entries(r.settings)
		.map(([key, value]) => `${key.split(".").slice(-2).join(".")} ${value}`)
		.join(", ");

export const runName = (r: RunState): string => r.label || changes(r) || (r.own_text ? r.name : "as it stands");
export const runTitle = (r: RunState): string => `${r.name}: ${runName(r)}`;
