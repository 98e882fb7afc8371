/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.ts -- a month's bills beside its invoices, and what a person adds: invoices, and differences taken as they are. */
import {
	acceptDifference,
	addInvoice,
	getPeriods,
	getReconciliation,
	importInvoice,
	type AcceptedDifference,
	type InvoicesTaken,
	type InvoiceTyped,
	type Period,
	type Reconciliation,
} from "@centavo/core";
import { useQuery, type UseMutationResult, type UseQueryResult } from "@tanstack/react-query";
import { useWrite } from "../../app/ask.ts";

export function usePeriods(): UseQueryResult<Period[]> {
	return useQuery({ queryKey: ["bills", "periods"], queryFn: ({ signal }) => getPeriods(signal) });
}

export function useReconciliation(month: string | null): UseQueryResult<Reconciliation> {
	return useQuery({
		queryKey: ["bills", "reconciliation", month],
		queryFn: ({ signal }) => getReconciliation(month!, signal),
		enabled: month !== null,
	});
}

export function useAccept(month: string): UseMutationResult<Reconciliation, unknown, AcceptedDifference> {
	return useWrite((difference) => acceptDifference(month, difference));
}

export function useAddInvoice(): UseMutationResult<InvoicesTaken, unknown, InvoiceTyped[]> {
	return useWrite(addInvoice);
}

export interface InvoiceFile {
	name: string;
	csv: string;
	preset: Partial<InvoiceTyped>;
}

export function useImportInvoice(): UseMutationResult<InvoicesTaken, unknown, InvoiceFile> {
	return useWrite(({ name, csv, preset }: InvoiceFile) => importInvoice(name, csv, preset));
}
