/* SPDX-License-Identifier: Apache-2.0 */
/* remembered.ts -- what this browser keeps for its person. Where storage is forbidden a choice lasts as long as the page. */

export function recall(key: string): string | null {
	try {
		return localStorage.getItem(key);
	} catch {
		return null;
	}
}

export function remember(key: string, value: string): void {
	try {
		localStorage.setItem(key, value);
	} catch {
		/* see above */
	}
}

export function forget(key: string): void {
	try {
		localStorage.removeItem(key);
	} catch {
		/* see above */
	}
}
