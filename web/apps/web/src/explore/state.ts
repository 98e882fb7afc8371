/* SPDX-License-Identifier: Apache-2.0 */
/* state.ts -- the address of the explorer is its state; every change is a step that Back undoes. */
import { printExplorer, readExplorer, type ExplorerState, type Query } from "@centavo/core";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { parseSearch, type SearchWords } from "../app/state.ts";
import { tidy } from "./acts.ts";

/** For links: to="/explore" search={exploreSearch(state)}. */
export function exploreSearch(state: ExplorerState): SearchWords {
	return parseSearch(printExplorer(state).toString());
}

export interface Exploring {
	state: ExplorerState;
	set(next: ExplorerState): void;
	/** only a part of the question */
	ask(part: Partial<Query>): void;
	/** only a part of how it is looked at */
	look(part: Partial<ExplorerState>): void;
}

export function useExploring(): Exploring {
	const location = useLocation();
	const navigate = useNavigate();
	const state = useMemo(() => readExplorer(new URLSearchParams(location.searchStr)), [location.searchStr]);
	const set = useCallback((next: ExplorerState) => void navigate({ to: "/explore", search: exploreSearch(tidy(next)) }), [navigate]);
	const ask = useCallback((part: Partial<Query>) => set({ ...state, query: { ...state.query, ...part } }), [set, state]);
	const look = useCallback((part: Partial<ExplorerState>) => set({ ...state, ...part }), [set, state]);
	return { state, set, ask, look };
}
