/* SPDX-License-Identifier: Apache-2.0 */
/* size.ts -- the width that a chart may draw in. */
import { useLayoutEffect, useState, useSyncExternalStore } from "react";

/* Nothing measures paper before it is printed on. This fits upright A4 and letter, so that what is written on a chart of a
 * wide screen is not shrunk with it; charts.css shrinks what is still too wide. */
const PAPER = 640;

let printing = false;

/* The store's way of changing is the one that React draws before the page is printed. */
function onPrint(changed: () => void): () => void {
	const begin = () => {
		printing = true;
		changed();
	};
	const end = () => {
		printing = false;
		changed();
	};
	window.addEventListener("beforeprint", begin);
	window.addEventListener("afterprint", end);
	return () => {
		window.removeEventListener("beforeprint", begin);
		window.removeEventListener("afterprint", end);
	};
}

/** A ref to set and the width of what it is set to. The ref is a function, whose type React 18 and 19 agree on. */
export function useWidth<T extends HTMLElement>(): [(element: T | null) => void, number] {
	const [element, setElement] = useState<T | null>(null);
	const [width, setWidth] = useState(0);
	const onPaper = useSyncExternalStore(
		onPrint,
		() => printing,
		() => false,
	);
	useLayoutEffect(() => {
		if (!element) return undefined;
		setWidth(element.clientWidth);
		if (typeof ResizeObserver === "undefined") return undefined;
		const observer = new ResizeObserver(() => setWidth(element.clientWidth));
		observer.observe(element);
		return () => observer.disconnect();
	}, [element]);
	return [setElement, onPaper ? Math.min(width, PAPER) : width];
}
