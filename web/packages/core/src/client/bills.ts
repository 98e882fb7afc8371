/* SPDX-License-Identifier: Apache-2.0 */
/* bills.ts -- deliveries, sources, uploads. */
import { ApiError, getJson, postJson, problemOf } from "./http.ts";
import { searchText, type Metric } from "../query.ts";
import type {
	AgainWords,
	Decided,
	DeliveryDetail,
	DeliveryDiff,
	DeliveryList,
	DeliveryState,
	Links,
	RejectList,
	Role,
	Run,
	RunStarted,
	Source,
	SourceComparison,
	SourceList,
} from "../types/index.ts";

export interface Upload {
	promise: Promise<RunStarted>;
	abort(): void;
}

export interface DeliveryWords {
	state: DeliveryState | null;
	source: string | null;
}

export function getDeliveries(
	words: DeliveryWords,
	cursor: string | null,
	signal?: AbortSignal,
	limit = "50",
): Promise<DeliveryList> {
	const search = new URLSearchParams({ limit });
	if (words.state) search.set("state", words.state);
	if (words.source) search.set("source", words.source);
	if (cursor) search.set("cursor", cursor);
	return getJson(`/api/v1/deliveries?${searchText(search)}`, signal);
}

export function getDelivery(id: string, signal?: AbortSignal): Promise<DeliveryDetail> {
	return getJson(`/api/v1/deliveries/${encodeURIComponent(id)}`, signal);
}

/** What a delivery changes, the largest change first. */
export function getDiff(id: string, metric: string, cursor: string | null, signal?: AbortSignal): Promise<DeliveryDiff> {
	const search = new URLSearchParams({ metric, limit: "20" });
	if (cursor) search.set("cursor", cursor);
	return getJson(`/api/v1/deliveries/${encodeURIComponent(id)}/diff?${searchText(search)}`, signal);
}

/** Rows that could not be mapped, by file and row. */
export function getRejects(id: string, cursor: string | null, signal?: AbortSignal): Promise<RejectList> {
	const search = new URLSearchParams({ limit: "50" });
	if (cursor) search.set("cursor", cursor);
	return getJson(`/api/v1/deliveries/${encodeURIComponent(id)}/rejects?${searchText(search)}`, signal);
}

/** All of them, to save and to send to who made the bill. */
export function rejectLinks(id: number): Links {
	const path = `/api/v1/deliveries/${id}/rejects`;
	return { self: path, csv: `${path}?format=csv` };
}

export function decide(id: number, decision: "accept" | "reject", reason: string): Promise<Decided> {
	return postJson(`/api/v1/deliveries/${id}/${decision}`, { reason });
}

/** Landed bytes read once more, with what the file does not say itself; they become a delivery of their own. */
export function readAgain(id: number, words: AgainWords): Promise<RunStarted> {
	return postJson(`/api/v1/deliveries/${id}/again`, words);
}

export async function getSources(signal?: AbortSignal): Promise<Source[]> {
	return (await getJson<SourceList>("/api/v1/sources", signal)).items;
}

/** Which of two feeds of the same money counts; answers all feeds as they are then. */
export async function setSource(name: string, role: Role, priority: number): Promise<Source[]> {
	return (await postJson<SourceList>("/api/v1/sources", { name, role, priority })).items;
}

/** Feeds of the same money in a month, side by side. */
export function getComparison(month: string, metric: Metric, signal?: AbortSignal): Promise<SourceComparison> {
	return getJson(`/api/v1/sources/compare?${searchText(new URLSearchParams({ month, metric }))}`, signal);
}

export function getRun(id: number, signal?: AbortSignal): Promise<Run> {
	return getJson(`/api/v1/runs/${id}`, signal);
}

/* XMLHttpRequest because fetch cannot say how much of a body has left. The file is streamed, never read here. */
export function uploadBill(file: File, onProgress: (sent: number, total: number) => void): Upload {
	const request = new XMLHttpRequest();
	const promise = new Promise<RunStarted>((resolve, reject) => {
		request.open("POST", `/api/v1/deliveries?${searchText(new URLSearchParams({ name: file.name }))}`);
		request.setRequestHeader("Content-Type", "application/octet-stream");
		request.setRequestHeader("Accept", "application/json");
		request.upload.onprogress = (event) => onProgress(event.loaded, event.total || file.size);
		request.onload = () => {
			if (request.status === 202) resolve(JSON.parse(request.responseText) as RunStarted);
			else reject(new ApiError(problemOf(request.responseText, request.status), request.status));
		};
		request.onerror = () => reject(new ApiError({ title: "unreachable", code: "unreachable" }, 0));
		request.onabort = () => reject(new ApiError({ title: "cancelled", code: "cancelled" }, 0));
		request.send(file);
	});
	return { promise, abort: () => request.abort() };
}
