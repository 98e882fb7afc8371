/* SPDX-License-Identifier: Apache-2.0 */
/* charges.ts -- rows of the bills. Field names are the API's own. */
import type { Context, Links, Page } from "./costs.ts";

export type ChargeValue = string | number | boolean | null | object;

/** All FOCUS columns of a row of a bill, and where it stands there. */
export interface Charge {
	billing_currency: string;
	sys_delivery_id: number;
	sys_file_no: number;
	sys_row_no: number;
	sys_part_no: number;
	[column: string]: ChargeValue | undefined;
}

export interface ChargeAnswer {
	context: Pick<Context, "start" | "end" | "data_version">;
	items: Charge[];
	page: Page;
	links: Links;
}
