/* SPDX-License-Identifier: Apache-2.0 */
/* ask.ts -- questions to the API as cached queries. A new data version makes every answer about costs stale. */
import {
	ApiError,
	createColors,
	getCosts,
	getDimension,
	getStatus,
	searchText,
	splitNames,
	type CostAnswer,
	type Query,
	type Status,
} from "@centavo/core";
import {
	keepPreviousData,
	QueryClient,
	useMutation,
	useQuery,
	useQueryClient,
	type UseMutationResult,
	type UseQueryResult,
} from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";

export function createQueryClient(): QueryClient {
	return new QueryClient({
		defaultOptions: {
			queries: {
				staleTime: 5 * 60_000,
				refetchOnWindowFocus: false,
				retry: (count, error) => count < 1 && error instanceof ApiError && error.retryable,
				retryDelay: 600,
			},
		},
	});
}

const STATUS_EVERY = 30_000;

export function useStatus(): UseQueryResult<Status> {
	return useQuery({
		queryKey: ["status"],
		queryFn: ({ signal }) => getStatus(signal),
		staleTime: STATUS_EVERY,
		refetchInterval: STATUS_EVERY,
	});
}

/** Ask again whatever depends on the bills when another process has stored new ones. */
export function useDataVersion(): void {
	const client = useQueryClient();
	const version = useStatus().data?.data_version;
	const known = useRef(version);
	useEffect(() => {
		if (known.current !== undefined && known.current !== version) void client.invalidateQueries({ queryKey: ["bills"] });
		known.current = version;
	}, [client, version]);
}

/** What is written changes answers about bills: all that are known are old then. */
export function useWrite<Words, Told>(write: (words: Words) => Promise<Told>): UseMutationResult<Told, unknown, Words> {
	const client = useQueryClient();
	return useMutation({
		mutationFn: write,
		onSuccess: () => {
			void client.invalidateQueries({ queryKey: ["bills"] });
			void client.invalidateQueries({ queryKey: ["status"] });
		},
	});
}

/** An answer that remembers its question: while the next one is on its way, it is still drawn as what it is. */
export interface Answer extends CostAnswer {
	askedCurrency: string | null;
	/** the first dimension that it is grouped by */
	askedGroup: string | null;
}

async function askCosts(text: string, signal: AbortSignal): Promise<Answer> {
	const params = new URLSearchParams(text);
	const answer = await getCosts(params, signal);
	const askedGroup = splitNames(params.get("group_by") ?? "")[0] ?? null;
	return { ...answer, askedCurrency: params.get("currency") ?? params.get("billing_currency"), askedGroup };
}

export function useCosts(params: URLSearchParams, enabled = true): UseQueryResult<Answer> {
	const text = searchText(params);
	return useQuery({
		queryKey: ["bills", "costs", text],
		queryFn: ({ signal }) => askCosts(text, signal),
		placeholderData: keepPreviousData,
		enabled,
	});
}

/** The query of one currency; the words stay as they are where there is only one, or everything is converted. */
export function inCurrency(query: Query, currency: string, currencies: string[]): Query {
	if (currencies.length < 2 || query.convert) return query;
	return { ...query, currency };
}

/** Currencies of all bills, the one with most charges first: it is the one to begin with. */
export function useCurrencies(): string[] | null {
	const status = useStatus().data;
	const several = (status?.currencies.length ?? 0) > 1;
	/* asked before it is known whether there are several, or the costs would wait for two answers one after the other */
	const counts = useQuery({
		queryKey: ["bills", "currencies"],
		queryFn: ({ signal }) => getDimension("billing_currency", new URLSearchParams({ window: "all" }), signal),
	});
	return useMemo(() => {
		if (!status) return null;
		if (!several) return status.currencies;
		if (counts.isPending) return null;
		const count = (currency: string) => counts.data?.items.find((item) => item.value === currency)?.charge_count ?? 0;
		return [...status.currencies].sort((a, b) => count(b) - count(a));
	}, [status, several, counts.isPending, counts.data]);
}

const RANKED = "60";

export interface Look {
	/** nothing of it will change any more */
	known: boolean;
	color: (value: string | null) => string;
	label: (value: string) => string;
}

/* A name wears the colour of the id that it belongs to. */
const ID_OF: Record<string, string> = {
	sub_account_name: "sub_account_id",
	billing_account_name: "billing_account_id",
	region_name: "region_id",
};

/** Colour and label of each value of a dimension, ranked over all time so that a filter changes neither. "" is no dimension. */
export function useLook(name: string): Look {
	const text = searchText(new URLSearchParams({ window: "all", limit: RANKED }));
	const asked = ID_OF[name] ?? name;
	const answer = useQuery({
		queryKey: ["bills", "look", asked, text],
		queryFn: ({ signal }) => getDimension(asked, new URLSearchParams(text), signal),
		enabled: name !== "",
	});
	const { data, isPending } = answer;
	return useMemo(() => {
		const items = data?.items ?? [];
		const labels = new Map(items.map((item) => [item.value, item.label]));
		const colorOf = createColors(items.flatMap((item) => (item.value === null ? [] : [item.value])));
		const known = name === "" || !isPending;
		if (asked === name) return { color: colorOf, label: (value) => labels.get(value) ?? value, known };
		const ids = new Map(items.map((item) => [item.label, item.value]));
		return { color: (value) => colorOf(ids.get(value) ?? value), label: (value) => value, known };
	}, [data, isPending, asked, name]);
}
