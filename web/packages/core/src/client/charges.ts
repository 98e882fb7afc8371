/* SPDX-License-Identifier: Apache-2.0 */
/* charges.ts -- the charges themselves, page by page. */
import { getJson } from "./http.ts";
import { searchText } from "../query.ts";
import type { ChargeAnswer } from "../types/index.ts";

export function getCharges(params: URLSearchParams, cursor: string | null, signal?: AbortSignal): Promise<ChargeAnswer> {
	const search = new URLSearchParams(params);
	if (cursor) search.set("cursor", cursor);
	return getJson(`/api/v1/charges?${searchText(search)}`, signal);
}
