/* SPDX-License-Identifier: Apache-2.0 */
/* window.ts -- only the rows that can be seen are in the page, so that a long table stays quick; on paper all of them. */
import { useCallback, useEffect, useState, type RefObject } from "react";
import { flushSync } from "react-dom";

export const ROW_HEIGHT = 33;
const BEYOND = 12;
const ALL_BELOW = 90;

export interface RowWindow {
	from: number;
	to: number;
	onScroll(): void;
}

/** Rows `from` to before `to` of `count`, as far as the scrolling box shows them. */
export function useRowWindow(box: RefObject<HTMLElement | null>, count: number): RowWindow {
	const [first, setFirst] = useState(0);
	const [shown, setShown] = useState(30);
	const [printing, setPrinting] = useState(false);
	const onScroll = useCallback(() => {
		const { scrollTop = 0, clientHeight = 0 } = box.current ?? {};
		/* in steps, so that not every pixel draws anew */
		setFirst(Math.floor(scrollTop / ROW_HEIGHT / 4) * 4);
		setShown(Math.ceil(clientHeight / ROW_HEIGHT));
	}, [box]);
	useEffect(() => {
		onScroll();
		const before = () => flushSync(() => setPrinting(true));
		const after = () => setPrinting(false);
		window.addEventListener("resize", onScroll);
		window.addEventListener("beforeprint", before);
		window.addEventListener("afterprint", after);
		return () => {
			window.removeEventListener("resize", onScroll);
			window.removeEventListener("beforeprint", before);
			window.removeEventListener("afterprint", after);
		};
	}, [onScroll, count]);
	if (printing || count <= ALL_BELOW) return { from: 0, to: count, onScroll };
	return { from: Math.max(0, first - BEYOND), to: Math.min(count, first + shown + BEYOND), onScroll };
}
