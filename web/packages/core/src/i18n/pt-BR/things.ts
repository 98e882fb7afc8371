/* SPDX-License-Identifier: Apache-2.0 */
import type { things as en } from "../en/things.ts";

export const things: Record<keyof typeof en, string> = {};
