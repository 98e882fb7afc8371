/* SPDX-License-Identifier: Apache-2.0 */
/* state.ts -- the URL is the state: read as a query, changed by navigating. */
import { printQuery, readQuery, toggle, type Query } from "@centavo/core";
import { useLocation, useRouter } from "@tanstack/react-router";
import { useCallback, useMemo, useSyncExternalStore } from "react";
import { preferredCurrency } from "./preferences.ts";

export type SearchWords = Record<string, string | string[]>;

/** Repeated words become lists, so that nothing that a link says is lost. */
export function parseSearch(text: string): SearchWords {
	const words: SearchWords = {};
	for (const [name, value] of new URLSearchParams(text)) {
		const had = words[name];
		words[name] = had === undefined ? value : [had, value].flat();
	}
	return words;
}

export function stringifySearch(words: Record<string, unknown>): string {
	const search = new URLSearchParams();
	for (const [name, value] of Object.entries(words))
		for (const one of [value].flat()) if (one !== undefined && one !== null) search.append(name, String(one));
	const text = search.toString().replaceAll("+", "%20");
	return text ? `?${text}` : "";
}

/** What the address must say where it said nothing at all: the currency that this browser begins with. */
export function wordsToBegin(text: string): SearchWords | null {
	const currency = preferredCurrency();
	return currency !== null && text.replace("?", "") === "" ? { currency } : null;
}

const AS_BILLED: SearchWords = { currency: "none" };

/** The words of an address that the page makes. As billed is said outright where silence would mean the currency to begin with. */
export function wordsOf(search: URLSearchParams): SearchWords {
	const text = search.toString();
	return wordsToBegin(text) === null ? parseSearch(text) : AS_BILLED;
}

export function searchOf(query: Query): SearchWords {
	return wordsOf(printQuery(query));
}

export interface Address {
	/** the search of the page that is drawn */
	text: string;
	/** To other words of the same page, made of those that it has at this moment. */
	go(next: (now: URLSearchParams) => SearchWords, how?: { replace: boolean }): void;
}

/** The one way in which a page reads and changes its address. The router draws it a moment after it has changed: whatever is
 * clicked until then is meant upon what was clicked last, so it is read where it changes first. */
export function useAddress(): Address {
	const router = useRouter();
	const { pathname, searchStr } = useLocation();
	const now = useCallback(
		() => (router.latestLocation.pathname === pathname ? router.latestLocation.searchStr : searchStr),
		[router, pathname, searchStr],
	);
	const text = useSyncExternalStore(router.history.subscribe, now);
	const go = useCallback<Address["go"]>(
		(next, how) => {
			const search = next(new URLSearchParams(now()));
			void router.navigate({ to: pathname, search, replace: how?.replace ?? false, resetScroll: false });
		},
		[router, now, pathname],
	);
	return { text, go };
}

export interface QueryState {
	query: Query;
	change(part: Partial<Query>): void;
	/** Choose or exclude one value; again takes it back. */
	toggleValue(name: string, value: string | null, exclude: boolean): void;
}

const NONE_KEPT: readonly string[] = [];

/** `kept`: words of the page's own beside those of the query, which stay when the question changes. */
export function useQueryState(kept: readonly string[] = NONE_KEPT): QueryState {
	const { text, go } = useAddress();
	const query = useMemo(() => readQuery(new URLSearchParams(text)), [text]);
	const update = useCallback(
		(next: (query: Query) => Query) =>
			go((now) => {
				const own = Object.entries(parseSearch(now.toString())).filter(([name]) => kept.includes(name));
				return { ...Object.fromEntries(own), ...searchOf(next(readQuery(now))) };
			}),
		[go, kept],
	);
	const change = useCallback((part: Partial<Query>) => update((now) => ({ ...now, ...part })), [update]);
	const toggleValue = useCallback(
		(name: string, value: string | null, exclude: boolean) =>
			update((now) => ({ ...now, filter: toggle(now.filter, name, value, exclude) })),
		[update],
	);
	return { query, change, toggleValue };
}

/** Single words of any page's address, and a way to set some; null takes a word out. */
export function useWords(): { words: URLSearchParams; setWords(part: Record<string, string | null>): void } {
	const { text, go } = useAddress();
	const words = useMemo(() => new URLSearchParams(text), [text]);
	const setWords = useCallback(
		(part: Record<string, string | null>) =>
			go((now) => ({ ...parseSearch(now.toString()), ...part }) as SearchWords, { replace: true }),
		[go],
	);
	return { words, setWords };
}
