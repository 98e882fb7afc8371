/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.ts -- exchange rates, kinds of services, what is installed. */
import {
	addRate,
	getAbout,
	getRates,
	getServiceCategories,
	type About,
	type NewRate,
	type Rates,
	type ServiceCategory,
} from "@centavo/core";
import {
	keepPreviousData,
	useQuery,
	type UseMutationResult,
	type UseQueryResult,
} from "@tanstack/react-query";
import { useWrite } from "../../app/ask.ts";

export function useRates(): UseQueryResult<Rates[]> {
	return useQuery({ queryKey: ["bills", "rates"], queryFn: ({ signal }) => getRates(signal) });
}

/** A rate changes every amount that is converted with it. */
export function useAddRate(): UseMutationResult<Rates[], unknown, NewRate> {
	return useWrite(addRate);
}

export function useServiceCategories(q: string, provider: string | null): UseQueryResult<ServiceCategory[]> {
	return useQuery({
		queryKey: ["service_categories", q, provider],
		queryFn: ({ signal }) => getServiceCategories(q, provider, signal),
		placeholderData: keepPreviousData,
	});
}

export function useAbout(): UseQueryResult<About> {
	return useQuery({ queryKey: ["bills", "about"], queryFn: ({ signal }) => getAbout(signal) });
}
