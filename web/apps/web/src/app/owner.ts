/* SPDX-License-Identifier: Apache-2.0 */
/* owner.ts -- the secret that says that a private view is this browser's, until there is sign-in. Who copies it has them
 * too; where storage is forbidden, it lasts as long as the page. */
import { recall, remember } from "./remembered.ts";

const KEY = "centavo-owner";
const BYTES = 24;

function make(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
	return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
}

let known: string | null = null;

export function owner(): string {
	if (known) return known;
	const kept = recall(KEY);
	known = kept && /^[A-Za-z0-9_-]{22,64}$/.test(kept) ? kept : make();
	if (known !== kept) remember(KEY, known);
	return known;
}
