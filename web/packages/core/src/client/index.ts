/* SPDX-License-Identifier: Apache-2.0 */
/* index.ts -- the one module that talks to the API. Everything else asks it. */
export { ApiError } from "./http.ts";
export * from "./bills.ts";
export * from "./charges.ts";
export * from "./costs.ts";
export * from "./months.ts";
export * from "./pivot.ts";
export * from "./settings.ts";
export * from "./system.ts";
export * from "./tags.ts";
export * from "./views.ts";
