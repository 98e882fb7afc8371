/* SPDX-License-Identifier: Apache-2.0 */
/* What a page or a plugin of ours needs to speak to centavo; no framework, no design. */
export * from "./client/index.ts";
export * from "./colors.ts";
export * from "./copies.ts";
export * from "./dates.ts";
export * from "./explorer.ts";
export * from "./filter.ts";
export * from "./format.ts";
export * from "./i18n/index.ts";
export * from "./locale.ts";
export * from "./misread.ts";
export * as money from "./money.ts";
export type { Money } from "./money.ts";
export * from "./names.ts";
export * from "./query.ts";
export * from "./types/index.ts";
