/* SPDX-License-Identifier: Apache-2.0 */
/* months.ts -- months: history, quality, reconciliation. The metric stands under its own name. */
import type * as api from "./api.gen.ts";
import type { OfMetric } from "./costs.ts";

export type {
	InvoicesTaken,
	Period,
	PeriodList,
	QualityColumn,
	QualityFeed,
	ReconcileLine,
	ReconcileUnit,
} from "./api.gen.ts";

type Context = api.Context & Required<Pick<api.Context, "metric">>;

export type PeriodChange = api.PeriodChange & OfMetric;

export interface PeriodStep extends api.PeriodStep {
	changes: PeriodChange[];
}

export interface PeriodHistory extends api.PeriodHistory {
	context: Context;
	items: PeriodStep[];
}

export interface Quality extends api.Quality {
	context: Context;
}

/** What was known after so many days, of the month's end or of the use. */
export type QualityArrival = Pick<api.QualityGrowth & api.QualityLateness, "billing_currency" | "ratio">;

export type ReconcileClass = api.ReconcileUnit["class"];

/** Without bills and invoices its class is empty. */
export interface Reconciliation extends api.Reconciliation {
	class: ReconcileClass | "";
}

/** What a person types of an invoice; what is left out is taken from the month's bills. */
export type InvoiceTyped = Required<Pick<InvoiceBody, "invoice_id" | "month" | "billed_cost" | "billing_currency">> &
	Pick<InvoiceBody, "charge_category" | "invoice_issuer_name" | "billing_account_id" | "service_name">;

type InvoiceBody = api.Body["POST /api/v1/invoices"];

export type AcceptedDifference = api.Body["POST /api/v1/periods/{month}/accept"];
