/* SPDX-License-Identifier: Apache-2.0 */
/* steps.ts -- what a click on a row, a heading or a cell makes of the explorer's state. */
import { choiceOf, drillInto, excludeTogether, nextDimensions, toggle, type ExplorerState, type Filter } from "@centavo/core";
import { tidy } from "../../explore/acts.ts";
import type { Step } from "./shape.ts";

export type Way = "filter" | "exclude" | "drill";

/* All steps become conditions; when they are, the last is taken back. */
function chosen(filter: Filter, steps: Step[]): Filter {
	const missing = steps.filter((step) => choiceOf(filter, step.name, step.value) !== "include");
	const toggled = missing.length > 0 ? missing : steps.slice(-1);
	return toggled.reduce((grown, step) => toggle(grown, step.name, step.value, false), filter);
}

/* Into the row: below it stand the rest of the rows, or where one usually looks next. */
function drilled(state: ExplorerState, steps: Step[]): ExplorerState {
	const { groups } = state.query;
	const rest = groups.slice(steps.length);
	const next = rest[0] ?? nextDimensions(state.query).find((name) => !state.columns.includes(name));
	if (next === undefined) return state;
	const outer = { ...state, query: { ...state.query, groups: steps.map((step) => step.name) } };
	const inner = drillInto(outer, steps.map((step) => step.value), next);
	return { ...inner, query: { ...inner.query, groups: rest.length > 0 ? rest : [next] } };
}

export function afterSteps(state: ExplorerState, steps: Step[], way: Way): ExplorerState {
	if (steps.length === 0) return state;
	if (way === "drill") return drilled(state, steps);
	const { filter } = state.query;
	const next = way === "exclude" ? excludeTogether(filter, steps) : chosen(filter, steps);
	return tidy({ ...state, focused: true, query: { ...state.query, filter: next } });
}
