/* SPDX-License-Identifier: Apache-2.0 */
/* months.ts -- history, quality and reconciliation of a month. */
import { getJson, postJson } from "./http.ts";
import { searchText } from "../query.ts";
import type {
	AcceptedDifference,
	InvoiceTyped,
	InvoicesTaken,
	Period,
	PeriodHistory,
	PeriodList,
	Quality,
	Reconciliation,
} from "../types/index.ts";

/** How a month's total came to be what it is. */
export function getHistory(month: string, params: URLSearchParams, signal?: AbortSignal): Promise<PeriodHistory> {
	return getJson(`/api/v1/periods/${encodeURIComponent(month)}/history?${searchText(params)}`, signal);
}

export function getQuality(month: string, signal?: AbortSignal): Promise<Quality> {
	return getJson(`/api/v1/quality?${searchText(new URLSearchParams({ month, metric: "billed_cost" }))}`, signal);
}

export async function getPeriods(signal?: AbortSignal): Promise<Period[]> {
	return (await getJson<PeriodList>("/api/v1/periods", signal)).items;
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
