/* SPDX-License-Identifier: Apache-2.0 */
/* client.ts -- the one module that talks to the API. Everything else asks it. */
import { searchText } from "./query.ts";
import type {
	AcceptedDifference,
	CostAnswer,
	Delivery,
	DeliveryDetail,
	DeliveryDiff,
	DeliveryState,
	DimensionAnswer,
	InvoicesTaken,
	InvoiceTyped,
	OpenApi,
	Page,
	Period,
	PeriodHistory,
	Problem,
	Quality,
	Rates,
	Reconciliation,
	Role,
	Run,
	Source,
	Status,
	TagCollision,
	TagKey,
	TagRule,
	TagRuleChange,
} from "./types.ts";

/** An answer that is no success, or no answer at all (status 0). */
export class ApiError extends Error {
	readonly problem: Problem;
	readonly status: number;

	constructor(problem: Problem, status: number) {
		super(problem.detail ?? problem.title);
		this.name = "ApiError";
		this.problem = problem;
		this.status = status;
	}

	/** Worth another try without changing the question. */
	get retryable(): boolean {
		return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
	}
}

export interface Upload {
	promise: Promise<{ run_id: number }>;
	abort(): void;
}

const PAGES_MAX = 12;
const ROWS_A_PAGE = "1000";

function problemOf(text: string, status: number): Problem {
	try {
		const body = JSON.parse(text) as Problem;
		if (typeof body.title === "string" || typeof body.detail === "string") return body;
	} catch {
		/* a proxy's HTML page says no more than its status */
	}
	return { title: `HTTP ${status}`, status };
}

async function askJson<T>(url: string, asked: RequestInit, signal?: AbortSignal): Promise<T> {
	let response: Response;
	try {
		const headers = { Accept: "application/json", ...asked.headers };
		response = await fetch(url, { ...asked, headers, signal: signal ?? null });
	} catch (cause) {
		if (signal?.aborted) throw cause;
		throw new ApiError({ title: "unreachable", code: "unreachable" }, 0);
	}
	const text = await response.text();
	if (!response.ok) throw new ApiError(problemOf(text, response.status), response.status);
	return JSON.parse(text) as T;
}

function getJson<T>(url: string, signal?: AbortSignal): Promise<T> {
	return askJson(url, {}, signal);
}

function postJson<T>(url: string, body: object): Promise<T> {
	return askJson(url, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

export function getStatus(signal?: AbortSignal): Promise<Status> {
	return getJson<Status>("/status", signal);
}

/** All pages of one question; the first page's context, totals and links. A series comes in one piece. */
export async function getCosts(params: URLSearchParams, signal?: AbortSignal): Promise<CostAnswer> {
	const search = new URLSearchParams(params);
	if (search.get("granularity") === "total") search.set("limit", ROWS_A_PAGE);
	const first = await getJson<CostAnswer>(`/api/v1/costs?${searchText(search)}`, signal);
	const items = [...first.items];
	let cursor = first.page.next_cursor;
	for (let pages = 1; cursor && pages < PAGES_MAX; pages += 1) {
		search.set("cursor", cursor);
		const next = await getJson<CostAnswer>(`/api/v1/costs?${searchText(search)}`, signal);
		items.push(...next.items);
		cursor = next.page.next_cursor;
	}
	return { ...first, items };
}

export function getDimension(name: string, params: URLSearchParams, signal?: AbortSignal): Promise<DimensionAnswer> {
	return getJson<DimensionAnswer>(`/api/v1/dimensions/${encodeURIComponent(name)}?${searchText(params)}`, signal);
}

export async function getTags(as_of: string | null, signal?: AbortSignal): Promise<TagKey[]> {
	const search = new URLSearchParams({ limit: ROWS_A_PAGE, ...(as_of ? { as_of } : {}) });
	return (await getJson<{ items: TagKey[] }>(`/api/v1/tags?${searchText(search)}`, signal)).items;
}

export async function getTagCollisions(signal?: AbortSignal): Promise<TagCollision[]> {
	return (await getJson<{ items: TagCollision[] }>("/api/v1/tags/collisions?window=all", signal)).items;
}

export async function getTagRules(signal?: AbortSignal): Promise<TagRule[]> {
	return (await getJson<{ items: TagRule[] }>("/api/v1/tags/rules", signal)).items;
}

/** What a key or a value is called, or the end of such a rule; answers all rules as they are then. */
export async function setTagRule(rule: TagRuleChange): Promise<TagRule[]> {
	return (await postJson<{ items: TagRule[] }>("/api/v1/tags/rules", rule)).items;
}

export interface DeliveryWords {
	state: DeliveryState | null;
	source: string | null;
}

export function getDeliveries(
	words: DeliveryWords,
	cursor: string | null,
	signal?: AbortSignal,
): Promise<{ items: Delivery[]; page: Page }> {
	const search = new URLSearchParams({ limit: "50" });
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

export function decide(id: number, decision: "accept" | "reject", reason: string): Promise<{ delivery_id: number; state: string }> {
	return postJson(`/api/v1/deliveries/${id}/${decision}`, { reason });
}

export async function getSources(signal?: AbortSignal): Promise<Source[]> {
	return (await getJson<{ items: Source[] }>("/api/v1/sources", signal)).items;
}

/** Which of two feeds of the same money counts; answers all feeds as they are then. */
export async function setSource(name: string, role: Role, priority: number): Promise<Source[]> {
	return (await postJson<{ items: Source[] }>("/api/v1/sources", { name, role, priority })).items;
}

/** How a month's total came to be what it is. */
export function getHistory(month: string, params: URLSearchParams, signal?: AbortSignal): Promise<PeriodHistory> {
	return getJson(`/api/v1/periods/${encodeURIComponent(month)}/history?${searchText(params)}`, signal);
}

export function getQuality(month: string, signal?: AbortSignal): Promise<Quality> {
	return getJson(`/api/v1/quality?${searchText(new URLSearchParams({ month, metric: "billed_cost" }))}`, signal);
}

export async function getRates(signal?: AbortSignal): Promise<Rates[]> {
	return (await getJson<{ items: Rates[] }>("/api/v1/fx_rates", signal)).items;
}

export async function getPeriods(signal?: AbortSignal): Promise<Period[]> {
	return (await getJson<{ items: Period[] }>("/api/v1/periods", signal)).items;
}

export function getReconciliation(month: string, signal?: AbortSignal): Promise<Reconciliation> {
	return getJson(`/api/v1/periods/${encodeURIComponent(month)}`, signal);
}

export function acceptDifference(month: string, difference: AcceptedDifference): Promise<Reconciliation> {
	return postJson(`/api/v1/periods/${encodeURIComponent(month)}/accept`, difference);
}

export function addInvoice(lines: InvoiceTyped[]): Promise<InvoicesTaken> {
	return postJson("/api/v1/invoices", { lines });
}

/** An invoice as CSV; `preset` says what its lines do not. */
export function importInvoice(name: string, csv: string, preset: Partial<InvoiceTyped>): Promise<InvoicesTaken> {
	return postJson("/api/v1/invoices", { csv, name, ...preset });
}

export function getRun(id: number, signal?: AbortSignal): Promise<Run> {
	return getJson(`/api/v1/runs/${id}`, signal);
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

/* XMLHttpRequest because fetch cannot say how much of a body has left. The file is streamed, never read here. */
export function uploadBill(file: File, onProgress: (sent: number, total: number) => void): Upload {
	const request = new XMLHttpRequest();
	const promise = new Promise<{ run_id: number }>((resolve, reject) => {
		request.open("POST", `/api/v1/deliveries?${searchText(new URLSearchParams({ name: file.name }))}`);
		request.setRequestHeader("Content-Type", "application/octet-stream");
		request.setRequestHeader("Accept", "application/json");
		request.upload.onprogress = (event) => onProgress(event.loaded, event.total || file.size);
		request.onload = () => {
			if (request.status === 202) resolve(JSON.parse(request.responseText) as { run_id: number });
			else reject(new ApiError(problemOf(request.responseText, request.status), request.status));
		};
		request.onerror = () => reject(new ApiError({ title: "unreachable", code: "unreachable" }, 0));
		request.onabort = () => reject(new ApiError({ title: "cancelled", code: "cancelled" }, 0));
		request.send(file);
	});
	return { promise, abort: () => request.abort() };
}
