/* SPDX-License-Identifier: Apache-2.0 */
/* costs.ts -- what things cost: rows, totals, values of a dimension. The metric and the group columns stand in a row under
 * their own names. */
import type { Money } from "../money.ts";
import type { Metric } from "../query.ts";
import type * as api from "./api.gen.ts";

export type { Freshness, Links, MissingRate, Page, RateList, Rates } from "./api.gen.ts";

/** The metric that was asked for, under its name; null where a rate of exchange is missing. */
export type OfMetric = { [metric in Metric]?: Money | null };

/** Where amounts are answered, with the metric that they are. */
export type Context = api.Context & Required<Pick<api.Context, "granularity" | "metric">>;

export type CostItem = api.CostItem & OfMetric;
export type CostTotal = api.CostTotal & OfMetric;

export interface CostAnswer extends api.CostAnswer {
	context: Context;
	items: CostItem[];
	previous_items?: CostItem[];
	totals: CostTotal[];
}

export type DimensionValue = api.DimensionValue & {
	cost: (api.DimensionCost & OfMetric)[];
};

export interface DimensionAnswer extends api.DimensionValues {
	items: DimensionValue[];
}
