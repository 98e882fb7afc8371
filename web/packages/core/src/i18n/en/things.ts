/* SPDX-License-Identifier: Apache-2.0 */
/* things.ts -- accounts, services, resources, values of tags. */
export const things = {};
