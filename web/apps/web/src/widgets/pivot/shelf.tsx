/* SPDX-License-Identifier: Apache-2.0 */
/* shelf.tsx -- what stands beside and above the table: dragged there from a shelf that can be searched, or sent there by
 * the menu that each dimension has. Every move is told to screen readers, and the focus goes with what moved. */
import { GRANULARITIES, type Granularity, type MessageKey } from "@centavo/core";
import { Menu } from "@mantine/core";
import { useEffect, useId, useRef, useState, type DragEvent, type ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { dimensionName } from "../../app/names.ts";
import { recall, remember } from "../../app/remembered.ts";
import { IconButton } from "../../ui/Button.tsx";
import card from "../../ui/Card.module.css";
import { Choose } from "../../ui/Choose.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { plain } from "../../ui/plain.ts";
import { axisOf, COLUMNS_MAX, fits, LEVELS_MAX, place, shift, without, type Axes, type Axis } from "./axes.ts";
import styles from "./pivot.module.css";

interface Props {
	axes: Axes;
	granularity: Granularity | null;
	/** everything that costs can be grouped by */
	offered: string[];
	onAxes(axes: Axes): void;
	onGranularity(granularity: Granularity | null): void;
}

interface Moves {
	say: string;
	/** to an axis, before what stands at index; null puts it back on the shelf */
	move(name: string, to: Axis | null, index?: number): void;
	step(name: string, by: -1 | 1): void;
	/** the chip that is to have the focus when it is drawn */
	focused: { current: string | null };
}

const TIME_KEYS = {
	day: "pivot_by_day",
	week: "pivot_by_week",
	month: "pivot_by_month",
	quarter: "pivot_by_quarter",
	year: "pivot_by_year",
} as const satisfies Record<string, MessageKey>;

const KEY = "centavo-pivot-shelf";
const MIME = "application/x-centavo-dimension";

/** Moving, and saying that it moved or why it did not. */
function useMoves({ axes, onAxes }: Props): Moves {
	const { t } = useI18n();
	const [say, setSay] = useState("");
	const focused = useRef<string | null>(null);
	const told = (next: Axes | null, name: string) => {
		const label = dimensionName(t, name);
		if (!next) return setSay(t("pivot_full", { name: label, levels: LEVELS_MAX, columns: COLUMNS_MAX }));
		const axis = axisOf(next, name);
		if (!axis) setSay(t("pivot_removed", { name: label }));
		else {
			const values = { name: label, place: next[axis].indexOf(name) + 1, count: next[axis].length };
			setSay(t(axis === "rows" ? "pivot_in_rows" : "pivot_in_columns", values));
		}
		focused.current = name;
		return onAxes(next);
	};
	return {
		say,
		focused,
		move: (name, to, index) => told(to ? place(axes, name, to, index) : without(axes, name), name),
		step: (name, by) => {
			const next = shift(axes, name, by);
			if (next) told(next, name);
		},
	};
}

function ChipMenu({ name, axis, axes, moves }: { name: string; axis: Axis; axes: Axes; moves: Moves }): ReactNode {
	const { t } = useI18n();
	const label = dimensionName(t, name);
	const at = axes[axis].indexOf(name);
	const other: Axis = axis === "rows" ? "columns" : "rows";
	return (
		<Menu position="bottom-start" withinPortal returnFocus={false}>
			<Menu.Target>
				<button type="button" className={styles.grip} data-chip={name} title={t("pivot_move", { name: label })}>
					<Icon name="drag" size={13} />
					<span>{label}</span>
					<Icon name="chevron" size={12} />
				</button>
			</Menu.Target>
			<Menu.Dropdown className={card.menu} aria-label={t("pivot_move", { name: label })}>
				<Menu.Item disabled={at === 0} onClick={() => moves.step(name, -1)}>
					{t("pivot_earlier")}
				</Menu.Item>
				<Menu.Item disabled={at === axes[axis].length - 1} onClick={() => moves.step(name, 1)}>
					{t("pivot_later")}
				</Menu.Item>
				<Menu.Item disabled={!fits(axes, name, other)} onClick={() => moves.move(name, other)}>
					{t(other === "rows" ? "pivot_to_rows" : "pivot_to_columns")}
				</Menu.Item>
				<Menu.Item onClick={() => moves.move(name, null)}>{t("pivot_remove")}</Menu.Item>
			</Menu.Dropdown>
		</Menu>
	);
}

function startDrag(event: DragEvent, name: string): void {
	event.dataTransfer.setData(MIME, name);
	event.dataTransfer.setData("text/plain", name);
	event.dataTransfer.effectAllowed = "move";
}

/* Where among the chips the pointer is: before the first whose middle is behind it, on its line. */
function indexAt(zone: HTMLElement, x: number, y: number): number {
	const chips = [...zone.querySelectorAll<HTMLElement>("[data-slot]")];
	const found = chips.findIndex((chip) => {
		const box = chip.getBoundingClientRect();
		return y < box.bottom && x < box.left + box.width / 2;
	});
	return found < 0 ? chips.length : found;
}

interface ZoneProps {
	axis: Axis;
	title: string;
	hint: string;
	axes: Axes;
	moves: Moves;
	children?: ReactNode;
}

function Zone({ axis, title, hint, axes, moves, children }: ZoneProps): ReactNode {
	const { t } = useI18n();
	const [over, setOver] = useState<number | null>(null);
	const id = useId();
	const isOurs = (event: DragEvent) => event.dataTransfer.types.includes(MIME);
	const dragOver = (event: DragEvent<HTMLElement>) => {
		if (!isOurs(event)) return;
		event.preventDefault();
		setOver(indexAt(event.currentTarget, event.clientX, event.clientY));
	};
	const drop = (event: DragEvent<HTMLElement>) => {
		if (!isOurs(event)) return;
		event.preventDefault();
		event.stopPropagation();
		setOver(null);
		moves.move(event.dataTransfer.getData(MIME), axis, indexAt(event.currentTarget, event.clientX, event.clientY));
	};
	return (
		<div
			className={styles.zone}
			data-zone={axis}
			data-over={over !== null || undefined}
			onDragOver={dragOver}
			onDragLeave={() => setOver(null)}
			onDrop={drop}
		>
			<b id={id}>{title}</b>
			<ul aria-labelledby={id}>
				{axes[axis].map((name, i) => (
					<li
						key={name}
						data-slot
						data-before={over === i || undefined}
						draggable
						onDragStart={(event) => startDrag(event, name)}
					>
						<ChipMenu name={name} axis={axis} axes={axes} moves={moves} />
						<IconButton
							icon="close"
							className={styles.take ?? ""}
							label={t("pivot_take", { name: dimensionName(t, name) })}
							onClick={() => moves.move(name, null)}
						/>
					</li>
				))}
				{axes[axis].length === 0 && <li className={styles.hint}>{hint}</li>}
				{children && <li>{children}</li>}
			</ul>
		</div>
	);
}

function OfferedItem({ name, axes, moves }: { name: string; axes: Axes; moves: Moves }): ReactNode {
	const { t } = useI18n();
	const label = dimensionName(t, name);
	return (
		<li draggable onDragStart={(event) => startDrag(event, name)}>
			<Menu position="bottom-start" withinPortal returnFocus>
				<Menu.Target>
					<button type="button" className={styles.offer} data-offer={name} title={t("pivot_add", { name: label })}>
						<Icon name={name.includes("tag:") ? "tag" : "drag"} size={13} />
						<span>{label}</span>
						<Icon name="plus" size={13} />
					</button>
				</Menu.Target>
				<Menu.Dropdown className={card.menu} aria-label={t("pivot_add", { name: label })}>
					<Menu.Item disabled={!fits(axes, name, "rows")} onClick={() => moves.move(name, "rows")}>
						{t("pivot_to_rows")}
					</Menu.Item>
					<Menu.Item disabled={!fits(axes, name, "columns")} onClick={() => moves.move(name, "columns")}>
						{t("pivot_to_columns")}
					</Menu.Item>
				</Menu.Dropdown>
			</Menu>
		</li>
	);
}

function Offered({ axes, offered, moves }: { axes: Axes; offered: string[]; moves: Moves }): ReactNode {
	const { t } = useI18n();
	const [q, setQ] = useState("");
	const sought = plain(q.trim());
	const free = offered.filter((name) => axisOf(axes, name) === null);
	const found = free.filter((name) => plain(dimensionName(t, name)).includes(sought) || plain(name).includes(sought));
	return (
		<div className={styles.shelf}>
			<div className={styles.search}>
				<Icon name="search" size={14} />
				<input
					type="search"
					value={q}
					onChange={(event) => setQ(event.target.value)}
					placeholder={t("pivot_find")}
					aria-label={t("pivot_find")}
				/>
			</div>
			<ul aria-label={t("pivot_shelf")} className={styles.offers}>
				{found.map((name) => (
					<OfferedItem key={name} name={name} axes={axes} moves={moves} />
				))}
			</ul>
			{found.length === 0 && <p className={styles.hint}>{t("pivot_none_found")}</p>}
		</div>
	);
}

export function Shelf(props: Props): ReactNode {
	const { t } = useI18n();
	const { axes, offered, granularity } = props;
	const moves = useMoves(props);
	const box = useRef<HTMLDivElement>(null);
	const [open, setOpen] = useState(() => recall(KEY) !== "closed" && window.matchMedia("(min-width: 1100px)").matches);
	const toggleOpen = () => {
		remember(KEY, open ? "closed" : "open");
		setOpen(!open);
	};
	/* what moved is drawn anew at its other place */
	useEffect(() => {
		const name = moves.focused.current;
		if (name === null) return;
		moves.focused.current = null;
		const chip = `[data-chip="${CSS.escape(name)}"], [data-offer="${CSS.escape(name)}"]`;
		(box.current?.querySelector<HTMLElement>(chip) ?? box.current?.querySelector<HTMLElement>("button"))?.focus();
	}, [axes, moves]);
	const backToShelf = (event: DragEvent) => {
		const name = event.dataTransfer.getData(MIME);
		if (name === "" || axisOf(axes, name) === null) return;
		event.preventDefault();
		moves.move(name, null);
	};
	return (
		<div className={styles.axes} ref={box}>
			<div className={styles.zones}>
				<Zone axis="rows" title={t("pivot_rows")} hint={t("pivot_rows_hint")} axes={axes} moves={moves} />
				<Zone axis="columns" title={t("pivot_columns")} hint={t("pivot_columns_hint")} axes={axes} moves={moves}>
					<Choose
						label={t("pivot_time")}
						value={granularity ?? ""}
						options={[
							{ value: "", label: t("pivot_time_none") },
							...GRANULARITIES.map((one) => ({ value: one as string, label: t(TIME_KEYS[one]) })),
						]}
						onChange={(value) => props.onGranularity(value === "" ? null : (value as Granularity))}
					/>
				</Zone>
				<button type="button" className={styles.more} aria-expanded={open} onClick={toggleOpen}>
					<Icon name="plus" size={14} />
					{t("pivot_shelf")}
				</button>
			</div>
			{open && (
				<div className={styles.side} onDragOver={(event) => event.preventDefault()} onDrop={backToShelf}>
					<Offered axes={axes} offered={offered} moves={moves} />
				</div>
			)}
			<p role="status" className="sr-only">
				{moves.say}
			</p>
		</div>
	);
}
