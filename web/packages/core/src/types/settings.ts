/* SPDX-License-Identifier: Apache-2.0 */
/* settings.ts -- what is installed and how it counts. */
import type * as api from "./api.gen.ts";

export type { About, Limit, ServiceCategories, ServiceCategory } from "./api.gen.ts";

/** One exchange rate: a unit of the base is `rate` units of the quote, from a day on. */
export type NewRate = api.Body["POST /api/v1/fx_rates"];
