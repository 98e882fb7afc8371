/* SPDX-License-Identifier: Apache-2.0 */
/* size.ts -- the width that a chart may draw in. */
import { useLayoutEffect, useState } from "react";

/** A ref to set and the width of what it is set to. The ref is a function, whose type React 18 and 19 agree on. */
export function useWidth<T extends HTMLElement>(): [(element: T | null) => void, number] {
	const [element, setElement] = useState<T | null>(null);
	const [width, setWidth] = useState(0);
	useLayoutEffect(() => {
		if (!element) return undefined;
		setWidth(element.clientWidth);
		if (typeof ResizeObserver === "undefined") return undefined;
		const observer = new ResizeObserver(() => setWidth(element.clientWidth));
		observer.observe(element);
		return () => observer.disconnect();
	}, [element]);
	return [setElement, width];
}
