/* SPDX-License-Identifier: Apache-2.0 */
/* state.ts -- the address of the explorer is its state; every change is a step that Back undoes. */
import { printExplorer, readExplorer, type ExplorerState, type Query } from "@centavo/core";
import { useCallback, useMemo } from "react";
import { useAddress, wordsOf, type SearchWords } from "../app/state.ts";
import { tidy } from "./acts.ts";

/** For links: to="/explore" search={exploreSearch(state)}. */
export function exploreSearch(state: ExplorerState): SearchWords {
	return wordsOf(printExplorer(state));
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
	const { text, go } = useAddress();
	const state = useMemo(() => readExplorer(new URLSearchParams(text)), [text]);
	const update = useCallback(
		(next: (state: ExplorerState) => ExplorerState) => go((now) => exploreSearch(tidy(next(readExplorer(now))))),
		[go],
	);
	const set = useCallback((next: ExplorerState) => update(() => next), [update]);
	const ask = useCallback(
		(part: Partial<Query>) => update((now) => ({ ...now, query: { ...now.query, ...part } })),
		[update],
	);
	const look = useCallback((part: Partial<ExplorerState>) => update((now) => ({ ...now, ...part })), [update]);
	return { state, set, ask, look };
}
