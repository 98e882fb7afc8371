/* SPDX-License-Identifier: Apache-2.0 */
/* settings.ts -- settings and what is installed. */
export const settings = {};
