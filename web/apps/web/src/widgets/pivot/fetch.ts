/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.ts -- costs by rows and columns; what can stand there; what values are called. */
import {
	getDimension,
	getDimensionNames,
	getPivot,
	pivotParams,
	printNames,
	searchText,
	splitNames,
	type ExplorerState,
	type PivotAnswer,
	type PivotShow,
} from "@centavo/core";
import { keepPreviousData, useQueries, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useMemo } from "react";
import { inCurrency, useStatus } from "../../app/ask.ts";
import type { Measure } from "../../explore/shape.ts";
import { useTags } from "../../filters/fetch.ts";

/** An answer that remembers what it was asked in. */
export interface PivotAsked extends PivotAnswer {
	measure: Measure;
	show: PivotShow;
}

export function usePivot(state: ExplorerState, measure: Measure | null, currencies: string[]): UseQueryResult<PivotAsked> {
	const one = inCurrency(state.query, measure?.currency ?? "", currencies);
	const text = searchText(pivotParams({ ...state, query: one }));
	return useQuery({
		queryKey: ["bills", "pivot", text],
		queryFn: async ({ signal }) => ({ ...(await getPivot(new URLSearchParams(text), signal)), measure: measure!, show: state.show }),
		placeholderData: keepPreviousData,
		enabled: measure !== null && state.query.groups.length > 0,
	});
}

/** Columns of the bills, then the keys of their tags: what costs can be grouped by. */
export function useOffered(as_of: string | null): string[] {
	const columns = useQuery({ queryKey: ["dimension_names"], queryFn: ({ signal }) => getDimensionNames(signal) });
	const tags = useTags(as_of);
	return useMemo(
		() => [...(columns.data ?? []).map((one) => one.name), ...(tags.data ?? []).map((tag) => `tag:${tag.key}`)],
		[columns.data, tags.data],
	);
}

const NAMED = "60";

/** What values of several dimensions are called; a value without a name of its own shows itself. */
export function useLabels(names: string[]): (name: string, value: string) => string {
	const status = useStatus().data;
	const params = new URLSearchParams({ limit: NAMED });
	if (status?.first_charge_date) params.set("start", status.first_charge_date);
	if (status?.last_charge_date) params.set("end", status.last_charge_date);
	const text = searchText(params);
	const answers = useQueries({
		queries: names.map((name) => ({
			queryKey: ["bills", "look", name, text],
			queryFn: ({ signal }: { signal: AbortSignal }) => getDimension(name, new URLSearchParams(text), signal),
			enabled: !!status?.first_charge_date,
		})),
		combine: (results) => results.map((result) => result.data?.items),
	});
	const asked = printNames(names);
	return useMemo(() => {
		const labels = new Map<string, string>();
		splitNames(asked).forEach((name, i) => {
			for (const item of answers[i] ?? []) if (item.value !== null && item.label) labels.set(`${name} ${item.value}`, item.label);
		});
		return (name, value) => labels.get(`${name} ${value}`) ?? value;
	}, [answers, asked]);
}
