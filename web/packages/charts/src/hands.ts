/* SPDX-License-Identifier: Apache-2.0 */
/* hands.ts -- pointer and keyboard over a row of buckets: hover, click a part, drag or mark a range, walk by keys. To a
 * screen reader the row is a slider whose value text is the bucket's description. */
import { useRef, useState, type FocusEvent, type HTMLAttributes, type KeyboardEvent, type PointerEvent } from "react";
import { bucketAt, type TimeLayout } from "./axes.ts";

/** A part was chosen: with shift it is meant to be excluded, with alt to be drilled into. */
export type PartHandler = (key: string, shiftKey: boolean, altKey: boolean) => void;

export interface Hover {
	index: number;
	part: string | null;
}

export interface HandsOptions<L extends TimeLayout> {
	layout: L;
	partAt: (layout: L, index: number, x: number, y: number) => string | null;
	label: string;
	describe: (index: number) => string;
	onPart?: PartHandler | undefined;
	onRange?: ((from: number, to: number) => void) | undefined;
}

export interface Hands {
	surface: HTMLAttributes<HTMLElement>;
	hover: Hover | null;
	/** more than one bucket, in order */
	range: [from: number, to: number] | null;
}

interface Span {
	from: number;
	to: number;
	/** made by the pointer, which lets go of it at the end */
	held: boolean;
}

const WEEK = 7;
const KEYS: Record<string, (index: number, last: number) => number> = {
	ArrowLeft: (i) => i - 1,
	ArrowRight: (i) => i + 1,
	ArrowDown: (i) => i - 1,
	ArrowUp: (i) => i + 1,
	PageDown: (i) => i - WEEK,
	PageUp: (i) => i + WEEK,
	Home: () => 0,
	End: (_, last) => last,
};

function inOrder(span: Span | null): [number, number] | null {
	if (!span || span.from === span.to) return null;
	return [Math.min(span.from, span.to), Math.max(span.from, span.to)];
}

export function useTimeHands<L extends TimeLayout>(options: HandsOptions<L>): Hands {
	const { layout, onPart, onRange } = options;
	const last = layout.columns.length - 1;
	const [hover, setHover] = useState<Hover | null>(null);
	const [focus, setFocus] = useState(Number.MAX_SAFE_INTEGER);
	const [span, setSpan] = useState<Span | null>(null);
	const dragged = useRef(false);
	const focused = Math.max(0, Math.min(focus, last));

	const locate = (event: PointerEvent): Hover => {
		const box = event.currentTarget.getBoundingClientRect();
		const [x, y] = [event.clientX - box.left, event.clientY - box.top];
		const index = bucketAt(layout, x);
		return { index, part: options.partAt(layout, index, x, y) };
	};
	const onPointerMove = (event: PointerEvent) => {
		const at = locate(event);
		setHover(at);
		if (!span?.held || at.index === span.to) return;
		dragged.current = true;
		setSpan({ ...span, to: at.index });
	};
	const onPointerDown = (event: PointerEvent) => {
		const at = locate(event);
		dragged.current = false;
		setHover(at);
		setFocus(at.index);
		setSpan(null);
		if (event.button !== 0 || event.pointerType === "touch" || !onRange) return;
		event.currentTarget.setPointerCapture?.(event.pointerId);
		setSpan({ from: at.index, to: at.index, held: true });
	};
	const onPointerUp = (event: PointerEvent) => {
		if (event.button !== 0) return;
		const at = locate(event);
		if (span?.held && dragged.current) onRange?.(Math.min(span.from, span.to), Math.max(span.from, span.to));
		else if (at.part !== null && event.pointerType !== "touch") onPart?.(at.part, event.shiftKey, event.altKey);
		setSpan(null);
	};
	/* A finger that is lifted leaves too, but what it asked for stays until it touches something else. */
	const onPointerLeave = (event: PointerEvent) => {
		if (event.pointerType === "touch") return;
		setHover(null);
		if (span?.held) setSpan(null);
	};
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.altKey || event.ctrlKey || event.metaKey) return;
		const move = KEYS[event.key];
		if (move) {
			event.preventDefault();
			const index = Math.max(0, Math.min(last, move(focused, last)));
			setFocus(index);
			setHover({ index, part: null });
			setSpan(event.shiftKey && onRange ? { from: span?.from ?? focused, to: index, held: false } : null);
		} else if (event.key === "Enter") {
			const [from, to] = inOrder(span) ?? [focused, focused];
			setSpan(null);
			onRange?.(from, to);
		} else if (event.key === "Escape") {
			setHover(null);
			setSpan(null);
		}
	};
	const drop = () => {
		setHover(null);
		setSpan(null);
	};
	return {
		hover: hover && hover.index <= last ? hover : null,
		range: inOrder(span),
		surface: {
			role: "slider",
			tabIndex: 0,
			"aria-label": options.label,
			"aria-valuemin": 0,
			"aria-valuemax": Math.max(0, last),
			"aria-valuenow": focused,
			"aria-valuetext": last < 0 ? "" : options.describe(focused),
			onKeyDown,
			onPointerMove,
			onPointerDown,
			onPointerUp,
			onPointerLeave,
			onPointerCancel: drop,
			onBlur: drop,
			onFocus: (event: FocusEvent<HTMLElement>) => {
				if (event.currentTarget.matches(":focus-visible")) setHover({ index: focused, part: null });
			},
		},
	};
}
