/* SPDX-License-Identifier: Apache-2.0 */
/* copy.ts -- text to the clipboard. Without TLS browsers keep the clipboard away from pages; a selection they still copy. */
function copySelected(text: string): boolean {
	const held = document.activeElement;
	const area = document.createElement("textarea");
	area.value = text;
	area.className = "sr-only";
	/* in an open dialog nothing outside of it can be selected */
	(document.querySelector("dialog[open]") ?? document.body).append(area);
	area.select();
	const copied = document.execCommand("copy");
	area.remove();
	if (held instanceof HTMLElement) held.focus({ preventScroll: true });
	return copied;
}

/** Whether it is there now. */
export async function copyText(text: string): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		return copySelected(text);
	}
}
