/* A screen: its place in the row of screens, and what it shows. */

import { Lab } from "../lab";

export interface Context {
	lab: Lab;
	/* Keeps settings and numbers in the address; goes to another screen. */
	keep: () => void;
	go: (screen: string) => void;
}

export interface Screen {
	id: string;
	name: string;
	/* Whether it has anything to show now; one that has not is not in the row. */
	there: (lab: Lab) => boolean;
	build: (context: Context) => Promise<HTMLElement> | HTMLElement;
}

export const finished = (lab: Lab) => lab.runs.filter((r) => r.state === "done" || (r.state === "stopped" && r.partial));
