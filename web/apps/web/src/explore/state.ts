/* SPDX-License-Identifier: Apache-2.0 */
/* state.ts -- the address of the explorer is its state; every change is a step that Back undoes. */
import { printExplorer, readExplorer, type ExplorerState, type Query } from "@centavo/core";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { parseSearch, stringifySearch, type SearchWords } from "../app/state.ts";
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
	const said = useMemo(() => readExplorer(new URLSearchParams(location.searchStr)), [location.searchStr]);
	/* the address follows a moment later: what is clicked next is meant upon what was clicked last */
	const [ahead, setAhead] = useState<ExplorerState | null>(null);
	const pending = useRef<string[]>([]);
	useEffect(() => {
		pending.current = pending.current.slice(pending.current.indexOf(location.searchStr) + 1 || pending.current.length);
		if (pending.current.length === 0) setAhead(null);
	}, [location.searchStr]);
	const state = ahead ?? said;
	const set = useCallback(
		(next: ExplorerState) => {
			const tidied = tidy(next);
			const search = exploreSearch(tidied);
			pending.current.push(stringifySearch(search));
			setAhead(tidied);
			void navigate({ to: "/explore", search });
		},
		[navigate],
	);
	const ask = useCallback((part: Partial<Query>) => set({ ...state, query: { ...state.query, ...part } }), [set, state]);
	const look = useCallback((part: Partial<ExplorerState>) => set({ ...state, ...part }), [set, state]);
	return { state, set, ask, look };
}
