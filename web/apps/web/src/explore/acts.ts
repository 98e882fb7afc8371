/* SPDX-License-Identifier: Apache-2.0 */
/* acts.ts -- what a click on a part or a row does to the state: filter, with Shift exclude, with Alt look inside. */
import { drillInto, drillSteps, excludeTogether, fittingSort, nextDimensions, toggle, type Day, type ExplorerState } from "@centavo/core";

/** After any change: steps of the drill that lost their condition are no steps, an order by a column that is gone is none. */
export function tidy(state: ExplorerState): ExplorerState {
	const drill = drillSteps(state).map((step) => step.name);
	const sort = fittingSort(state);
	return drill.length === state.drill.length && sort === state.sort ? state : { ...state, drill, sort };
}

function pairsOf(state: ExplorerState, values: (string | null)[]) {
	return state.query.groups.map((name, i) => ({ name, value: values[i] ?? null }));
}

export function filterBy(state: ExplorerState, values: (string | null)[], exclude: boolean): ExplorerState {
	const pairs = pairsOf(state, values);
	const { filter } = state.query;
	const next = exclude ? excludeTogether(filter, pairs) : pairs.reduce((grown, one) => toggle(grown, one.name, one.value, false), filter);
	return tidy({ ...state, focused: true, query: { ...state.query, filter: next } });
}

export function drill(state: ExplorerState, values: (string | null)[], next?: string): ExplorerState {
	const name = next ?? nextDimensions(state.query)[0];
	return name === undefined ? filterBy(state, values, false) : drillInto(state, values, name);
}

/** What was held down. */
export interface Keys {
	shiftKey: boolean;
	altKey: boolean;
}

export function act(state: ExplorerState, values: (string | null)[], keys: Keys): ExplorerState {
	return keys.altKey ? drill(state, values) : filterBy(state, values, keys.shiftKey);
}

/** The same for one cell of a row: its own value is meant, but what is looked into is the row. */
export function actOn(state: ExplorerState, values: (string | null)[], place: number, keys: Keys): ExplorerState {
	if (keys.altKey) return drill(state, values);
	const filter = toggle(state.query.filter, state.query.groups[place]!, values[place] ?? null, keys.shiftKey);
	return tidy({ ...state, focused: true, query: { ...state.query, filter } });
}

export function zoom(state: ExplorerState, start: Day, end: Day): ExplorerState {
	return { ...state, query: { ...state.query, window: null, start, end, granularity: null } };
}
