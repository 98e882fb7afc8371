/* SPDX-License-Identifier: Apache-2.0 */
/* Groups.tsx -- what costs are split by, at most four: add, replace, remove; reorder by dragging or with the arrow keys. */
import { GROUPS_MAX } from "@centavo/core";
import { Popover } from "@mantine/core";
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { dimensionName } from "../app/names.ts";
import filters from "../filters/filters.module.css";
import { Icon } from "../ui/Icon.tsx";
import { Finder } from "./Finder.tsx";
import { moved } from "./offer.ts";
import styles from "./question.module.css";

interface Props {
	groups: string[];
	suggested: string[];
	as_of: string | null;
	onGroups(groups: string[]): void;
}

interface Drag {
	from: number;
	to: number;
}

const KEYS: Record<string, (place: number, last: number) => number> = {
	ArrowLeft: (place) => place - 1,
	ArrowUp: (place) => place - 1,
	ArrowRight: (place) => place + 1,
	ArrowDown: (place) => place + 1,
	Home: () => 0,
	End: (_, last) => last,
};

/** A grip that moves its item by pointer and by keyboard; the focus stays on the item. */
function useMoving(groups: string[], onMove: (from: number, to: number) => void) {
	const list = useRef<HTMLUListElement>(null);
	const [drag, setDrag] = useState<Drag | null>(null);
	const focus = useRef<string | null>(null);
	useEffect(() => {
		if (focus.current === null) return;
		const place = groups.indexOf(focus.current);
		focus.current = null;
		list.current?.querySelectorAll<HTMLElement>("[data-grip]")[place]?.focus();
	}, [groups]);
	const move = (from: number, to: number) => {
		if (to === from || to < 0 || to >= groups.length) return;
		focus.current = groups[from]!;
		onMove(from, to);
	};
	const placeAt = (x: number, y: number): number | null => {
		const items = [...(list.current?.querySelectorAll<HTMLElement>("[data-place]") ?? [])];
		const hit = items.findIndex((item) => {
			const box = item.getBoundingClientRect();
			return x >= box.left && x <= box.right && y >= box.top - 8 && y <= box.bottom + 8;
		});
		return hit < 0 ? null : hit;
	};
	const grip = (place: number) => ({
		onPointerDown: (event: PointerEvent) => {
			if (event.button !== 0 || groups.length < 2) return;
			event.currentTarget.setPointerCapture?.(event.pointerId);
			setDrag({ from: place, to: place });
		},
		onPointerMove: (event: PointerEvent) => {
			if (!drag) return;
			const to = placeAt(event.clientX, event.clientY);
			if (to !== null && to !== drag.to) setDrag({ ...drag, to });
		},
		onPointerUp: () => {
			if (drag) move(drag.from, drag.to);
			setDrag(null);
		},
		onPointerCancel: () => setDrag(null),
		onKeyDown: (event: KeyboardEvent) => {
			const next = KEYS[event.key];
			if (event.key === "Escape") setDrag(null);
			if (!next || event.altKey || event.ctrlKey || event.metaKey) return;
			event.preventDefault();
			move(place, next(place, groups.length - 1));
		},
	});
	return { list, drag, grip };
}

interface FinderPopoverProps {
	open: boolean;
	onOpen(open: boolean): void;
	label: string;
	finder: ReactNode;
	children: ReactNode;
}

export function FinderPopover({ open, onOpen, label, finder, children }: FinderPopoverProps): ReactNode {
	return (
		<Popover opened={open} onChange={onOpen} position="bottom-start" trapFocus withinPortal returnFocus>
			<Popover.Target>{children}</Popover.Target>
			<Popover.Dropdown className={filters.drop} aria-label={label}>
				{finder}
			</Popover.Dropdown>
		</Popover>
	);
}

export function Groups({ groups, suggested, as_of, onGroups }: Props): ReactNode {
	const { t } = useI18n();
	const [open, setOpen] = useState<number | null>(null);
	const [said, setSaid] = useState("");
	const { list, drag, grip } = useMoving(groups, (from, to) => {
		onGroups(moved(groups, from, to));
		setSaid(t("explore_moved", { name: dimensionName(t, groups[from]!), place: to + 1, count: groups.length }));
	});
	/* the item itself does not move while it is held: that would let go of the pointer */
	const edge = (place: number) => (!drag || drag.to !== place || drag.from === place ? undefined : drag.to > drag.from ? "after" : "before");
	const pick = (place: number) => (name: string) => {
		setOpen(null);
		onGroups(place < groups.length ? groups.map((one, i) => (i === place ? name : one)) : [...groups, name]);
	};
	const finder = (place: number) => (
		<Finder label={t("explore_find_dimension")} suggested={suggested} taken={groups} as_of={as_of} onPick={pick(place)} />
	);
	return (
		<>
			<ul ref={list} className={styles.groups} aria-label={t("explore_groups")} data-dragging={drag ? true : undefined}>
				{groups.map((name, place) => {
					const label = dimensionName(t, name);
					return (
						<li
							key={name}
							className={styles.group}
							data-place={place}
							data-moving={drag?.from === place || undefined}
							data-edge={edge(place)}
						>
							{groups.length > 1 && (
								<button
									type="button"
									data-grip
									className={styles.grip}
									aria-label={t("explore_move", { name: label, place: place + 1, count: groups.length })}
									title={t("explore_move_hint")}
									{...grip(place)}
								>
									<Icon name="drag" size={14} />
								</button>
							)}
							<FinderPopover
								open={open === place}
								onOpen={(on) => setOpen(on ? place : null)}
								label={t("explore_replace", { name: label })}
								finder={finder(place)}
							>
								<button type="button" className={styles.groupName} onClick={() => setOpen(open === place ? null : place)}>
									{label}
								</button>
							</FinderPopover>
							<button
								type="button"
								className={styles.drop}
								aria-label={t("explore_ungroup", { name: label })}
								onClick={() => onGroups(groups.filter((one) => one !== name))}
							>
								<Icon name="close" size={12} />
							</button>
						</li>
					);
				})}
				{groups.length < GROUPS_MAX && (
					<li>
						<FinderPopover
							open={open === groups.length}
							onOpen={(on) => setOpen(on ? groups.length : null)}
							label={t("explore_add_group")}
							finder={finder(groups.length)}
						>
							<button type="button" className={styles.add} onClick={() => setOpen(open === groups.length ? null : groups.length)}>
								<Icon name="plus" size={13} />
								{groups.length === 0 ? t("explore_add_first") : <span className="sr-only">{t("explore_add_group")}</span>}
							</button>
						</FinderPopover>
					</li>
				)}
			</ul>
			<span className="sr-only" role="status">
				{said}
			</span>
		</>
	);
}
