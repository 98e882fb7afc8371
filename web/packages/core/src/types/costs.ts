/* SPDX-License-Identifier: Apache-2.0 */
/* costs.ts -- what things cost: rows, totals, values of a dimension. Field names are the API's own. */
import type { Day, Granularity } from "../dates.ts";
import type { Money } from "../money.ts";
import type { Metric } from "../query.ts";

export interface Freshness {
	source: string;
	last_complete_day: Day | null;
}

export interface Context {
	start: Day;
	end: Day;
	granularity: Granularity | "total";
	metric: Metric;
	currency: string | null;
	/** of the period that it is compared with */
	previous_start?: Day;
	previous_end?: Day;
	data_version: string | number;
	/** what was known then; null: what is known now */
	as_of?: string | null;
	/** with compare=as_of */
	compare_as_of?: string;
	freshness?: Freshness[];
	/** some of the period is not final */
	estimated?: boolean;
	/** with currency: whose rates; null when there are none */
	rate_set?: string | null;
	rate_policy?: string;
	missing_rates?: MissingRate[];
}

/** Days of a currency without a rate: every amount with them is null. */
export interface MissingRate {
	billing_currency: string;
	first_day: Day;
	last_day: Day;
	day_count: number;
}

/** The rates of a set and pair. */
export interface Rates {
	rate_set: string;
	base_currency: string;
	quote_currency: string;
	rate_count: number;
	/** first day of the first and of the last */
	first_valid_from: Day;
	last_valid_from: Day;
	last_rate: string;
	loaded_at: string;
}

/** A row of /costs: group columns, `charge_date`, `billing_currency`, the metric; comparison when asked for. */
export interface CostItem {
	billing_currency: string;
	charge_date?: Day;
	is_other?: boolean;
	previous?: Money | null;
	delta?: Money | null;
	delta_ratio?: string | null;
	[column: string]: string | boolean | null | undefined;
}

export interface CostTotal {
	billing_currency: string;
	previous?: Money | null;
	delta?: Money | null;
	delta_ratio?: string | null;
	[column: string]: string | null | undefined;
}

export interface Page {
	limit: number;
	next_cursor: string | null;
}

export interface Links {
	self?: string;
	csv?: string;
	parquet?: string;
	page?: string;
}

export interface CostAnswer {
	context: Context;
	items: CostItem[];
	previous_items?: CostItem[];
	totals: CostTotal[];
	page: Page;
	links: Links;
}

export interface DimensionValue {
	value: string | null;
	label: string | null;
	charge_count: number;
	/** of it, in the period that was asked for */
	first_charge_date?: Day | null;
	last_charge_date?: Day | null;
	cost: { billing_currency: string; [metric: string]: string }[];
}

export interface DimensionAnswer {
	items: DimensionValue[];
	page?: Page;
}
