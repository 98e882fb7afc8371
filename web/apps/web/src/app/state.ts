/* SPDX-License-Identifier: Apache-2.0 */
/* state.ts -- the URL is the state: read as a query, changed by navigating. */
import { printQuery, readQuery, toggle, type Query } from "@centavo/core";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
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

export function searchOf(query: Query): SearchWords {
	return parseSearch(printQuery(query).toString());
}

/** What the address must say where it said nothing at all: the currency that this browser begins with. */
export function wordsToBegin(text: string): SearchWords | null {
	const currency = preferredCurrency();
	return currency !== null && text.replace("?", "") === "" ? { currency } : null;
}

/** A change of the query. Who leaves a currency for "as billed" says so in the address, or it would come back. */
export function changed(query: Query, part: Partial<Query>): Query {
	const next = { ...query, ...part };
	const left = query.convert !== null && next.convert === null && preferredCurrency() !== null;
	return { ...next, as_billed: next.convert === null && (query.as_billed || left) };
}

export interface QueryState {
	query: Query;
	change(part: Partial<Query>): void;
	/** Choose or exclude one value; again takes it back. */
	toggleValue(name: string, value: string | null, exclude: boolean): void;
}

/** A page's own words in the search, which stay when the question changes. */
function keptWords(text: string, names: readonly string[]): SearchWords {
	return Object.fromEntries(Object.entries(parseSearch(text)).filter(([name]) => names.includes(name)));
}

const NONE_KEPT: readonly string[] = [];

/** `kept`: words beside those of the query that the page lives by. */
export function useQueryState(kept: readonly string[] = NONE_KEPT): QueryState {
	const location = useLocation();
	const navigate = useNavigate();
	const query = useMemo(() => readQuery(new URLSearchParams(location.searchStr)), [location.searchStr]);
	const change = useCallback(
		(part: Partial<Query>) => {
			const search = { ...keptWords(location.searchStr, kept), ...searchOf(changed(query, part)) };
			void navigate({ to: location.pathname, search });
		},
		[navigate, query, location.pathname, location.searchStr, kept],
	);
	const toggleValue = useCallback(
		(name: string, value: string | null, exclude: boolean) =>
			change({ filter: toggle(query.filter, name, value, exclude) }),
		[change, query],
	);
	return { query, change, toggleValue };
}

/** Single words of any page's address, and a way to set some; null takes a word out. */
export function useWords(): { words: URLSearchParams; setWords(part: Record<string, string | null>): void } {
	const location = useLocation();
	const navigate = useNavigate();
	const words = useMemo(() => new URLSearchParams(location.searchStr), [location.searchStr]);
	const setWords = useCallback(
		(part: Record<string, string | null>) => {
			const search: Record<string, unknown> = { ...parseSearch(words.toString()), ...part };
			void navigate({ to: location.pathname, search: search as SearchWords, replace: true });
		},
		[navigate, words, location.pathname],
	);
	return { words, setWords };
}
