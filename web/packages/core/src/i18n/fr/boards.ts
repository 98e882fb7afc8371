/* SPDX-License-Identifier: Apache-2.0 */
import type { boards as en } from "../en/boards.ts";

export const boards: Record<keyof typeof en, string> = {};
