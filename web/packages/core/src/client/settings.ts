/* SPDX-License-Identifier: Apache-2.0 */
/* settings.ts -- what is installed, kinds of services, exchange rates. */
import { getJson, postJson } from "./http.ts";
import { searchText } from "../query.ts";
import type { About, NewRate, RateList, Rates, ServiceCategories, ServiceCategory } from "../types/index.ts";

export function getAbout(signal?: AbortSignal): Promise<About> {
	return getJson("/api/v1/about", signal);
}

export async function getServiceCategories(q: string, provider: string | null, signal?: AbortSignal): Promise<ServiceCategory[]> {
	const search = new URLSearchParams({ ...(q ? { q } : {}), ...(provider ? { provider_name: provider } : {}) });
	const text = searchText(search);
	return (await getJson<ServiceCategories>(`/api/v1/service_categories${text ? `?${text}` : ""}`, signal)).items;
}

/** Add one rate, or replace the one of its day; answers the rates of its set. */
export async function addRate(rate: NewRate): Promise<Rates[]> {
	return (await postJson<RateList>("/api/v1/fx_rates", rate)).items;
}
