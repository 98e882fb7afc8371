/* SPDX-License-Identifier: Apache-2.0 */
/* lazyPage.ts -- a page that is loaded when it is gone to. After an upgrade of the server its file may be gone: the page
 * then says so and offers to load everything anew, and does not do it by itself, as a bill may be on its way up. */
import { lazyRouteComponent as lazyByItself } from "@tanstack/react-router";

/** A part of the page that the server no longer has, or that did not get through. */
export class PartGone extends Error {
	constructor(cause: unknown) {
		super("a part of the page could not be loaded", { cause });
		this.name = "PartGone";
	}
}

export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
	try {
		return await load();
	} catch (cause) {
		throw new PartGone(cause);
	}
}

/** The router's own, but for the reload that it would do by itself. */
export function lazyRouteComponent<T extends Record<string, unknown>, K extends keyof T & string>(load: () => Promise<T>, name: K) {
	return lazyByItself(() => loadPart(load) as Promise<Record<string, never>>, name);
}
