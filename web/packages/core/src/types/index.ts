/* SPDX-License-Identifier: Apache-2.0 */
/* The shapes that the API answers with. */
export * from "./bills.ts";
export * from "./charges.ts";
export * from "./costs.ts";
export * from "./months.ts";
export * from "./summary.ts";
export * from "./pivot.ts";
export * from "./settings.ts";
export * from "./system.ts";
export * from "./tags.ts";
export * from "./views.ts";
