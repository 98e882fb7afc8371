/* SPDX-License-Identifier: Apache-2.0 */
/* boards.ts -- saved views and boards. */
export const boards = {};
