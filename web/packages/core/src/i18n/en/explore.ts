/* SPDX-License-Identifier: Apache-2.0 */
/* explore.ts -- the explorer: question, charts, drill, table, pivot. */
export const explore = {};
