/* SPDX-License-Identifier: Apache-2.0 */
/* charges.ts -- rows of the bills: all FOCUS columns of each, and where it stands there. */
import type * as api from "./api.gen.ts";

export type { Charge } from "./api.gen.ts";

/** What stands in a column: text, exact decimal text, a flag, or an object of tags or details. */
export type ChargeValue = string | number | boolean | null | object;

export type ChargeAnswer = api.ChargeList;
