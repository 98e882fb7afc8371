/* SPDX-License-Identifier: Apache-2.0 */
/* system.ts -- the server itself. */
import { getJson } from "./http.ts";
import type { OpenApi, Status } from "../types/index.ts";

export function getStatus(signal?: AbortSignal): Promise<Status> {
	return getJson<Status>("/status", signal);
}

export function getOpenApi(signal?: AbortSignal): Promise<OpenApi> {
	return getJson("/openapi.json", signal);
}

export interface Tried {
	status: number;
	type: string;
	text: string;
	ms: number;
}

/** Any GET of the API, as it is: for the reference, where a refusal is an answer too. */
export async function tryPath(path: string): Promise<Tried> {
	const begun = performance.now();
	const response = await fetch(path, { headers: { Accept: "application/json" } });
	const text = await response.text();
	const type = response.headers.get("content-type") ?? "";
	return { status: response.status, type, text, ms: Math.round(performance.now() - begun) };
}
