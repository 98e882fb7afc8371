/* SPDX-License-Identifier: Apache-2.0 */
/* arrival.ts -- what a browser does by itself when it loads a page, for pages that are drawn without it: the title says
 * where one is, and the focus goes to the heading, so that a screen reader says it. Where it is scrolled to, the router keeps. */
import { useLocation, useRouter } from "@tanstack/react-router";
import { useEffect, useRef, type RefObject } from "react";
import { useI18n } from "./i18n.tsx";
import { placeOf } from "./places.ts";

function firstPart(path: string): string {
	return path.split("/")[1] ?? "";
}

/* Someone who steps from month to month keeps the button under the finger. */
function holdsFocus(main: HTMLElement, from: string, to: string): boolean {
	const { activeElement } = document;
	return firstPart(from) === firstPart(to) && activeElement !== main && main.contains(activeElement);
}

function focusHeading(heading: HTMLElement): void {
	heading.tabIndex = -1;
	heading.focus({ preventScroll: true });
}

export function useArrival(main: RefObject<HTMLElement | null>): void {
	const { t } = useI18n();
	const router = useRouter();
	const place = t(placeOf(useLocation().pathname).label);
	const waiting = useRef(false);
	useEffect(
		() =>
			router.subscribe("onRendered", ({ fromLocation, toLocation, pathChanged }) => {
				if (!fromLocation || !pathChanged || !main.current) return;
				if (holdsFocus(main.current, fromLocation.pathname, toLocation.pathname)) return;
				const heading = main.current.querySelector("h1");
				if (heading) focusHeading(heading);
				waiting.current = heading === null;
			}),
		[router, main],
	);
	useEffect(() => {
		const watched = main.current;
		if (!watched) return undefined;
		const look = () => {
			const heading = watched.querySelector("h1");
			const text = heading?.textContent.trim() ?? "";
			document.title = [...new Set([text, place, "centavo"])].filter((part) => part !== "").join(" · ");
			if (!heading || !waiting.current) return;
			waiting.current = false;
			if (!watched.contains(document.activeElement) || document.activeElement === watched) focusHeading(heading);
		};
		look();
		const observer = new MutationObserver(look);
		observer.observe(watched, { childList: true, subtree: true, characterData: true });
		return () => observer.disconnect();
	}, [main, place]);
}
