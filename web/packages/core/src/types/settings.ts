/* SPDX-License-Identifier: Apache-2.0 */
/* settings.ts -- what is installed and how it counts. Field names are the API's own. */
import type { Day } from "../dates.ts";

export interface Limit {
	name: string;
	value: number;
	unit: string;
	help: string;
}

export interface About {
	name: string;
	version: string;
	data_version: string;
	schema_version: number;
	engine: string;
	engines: { name: string; version: string; help: string }[];
	sizes: {
		charge_count: number;
		row_count: number;
		delivery_count: number;
		landing_size: number;
		charge_size: number;
		state_size: number;
	};
	limits: Limit[];
}

/** What kind of service a name or code in a bill is. */
export interface ServiceCategory {
	provider_name: string;
	service_name: string;
	service_category: string;
	service_subcategory: string | null;
}

/** One exchange rate: a unit of the base is `rate` units of the quote, from a day on. */
export interface NewRate {
	rate_set: string;
	base_currency: string;
	quote_currency: string;
	valid_from: Day;
	valid_to?: Day;
	rate: string;
}
