/* SPDX-License-Identifier: Apache-2.0 */
/* draw.tsx -- the table: head and first column stay in sight, rows fold, cells are shaded, and a click on anything that
 * has a value filters by it. */
import { heatClass, heatScale, type HeatScale } from "@centavo/charts/heat";
import { bucketEnd, money, type Granularity, type PivotShow } from "@centavo/core";
import { useMemo, useRef, type CSSProperties, type MouseEvent, type ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { dimensionName } from "../../app/names.ts";
import { Change } from "../../ui/Change.tsx";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./pivot.module.css";
import type { Amounts, Heading, Pivot, PivotRow, Step } from "./shape.ts";
import type { Way } from "./steps.ts";
import { ROW_HEIGHT, useRowWindow } from "./window.ts";

/** What a click does; without it the table is for reading alone. */
export interface Hands {
	/** the way to a row, to a column, or to both */
	onSteps(steps: Step[], way: Way): void;
	onPeriod(start: string, end: string): void;
}

interface Props {
	label: string;
	pivot: Pivot;
	/** those that are not hidden below a folded one */
	rows: PivotRow[];
	folded: ReadonlySet<string>;
	show: PivotShow;
	/** currency, or unit of a quantity */
	unit: string;
	height: number;
	nameOf(name: string, value: string): string;
	hands: Hands | null;
	onFold(key: string): void;
}

interface Words {
	cell(text: string | null): string;
	money(text: string | null): string;
	step(step: Step): string;
	heading(heading: Heading): string;
}

export function wayOf(event: MouseEvent): Way {
	if (event.altKey) return "drill";
	return event.shiftKey ? "exclude" : "filter";
}

function useWords(props: Props): Words {
	const { t, format } = useI18n();
	const { unit, show, nameOf, pivot } = props;
	return useMemo(() => {
		const none = "–";
		const amount = (text: string | null) => (text === null ? none : format.money(text, unit));
		const granularity = pivot.granularity as Granularity;
		const step = ({ name, value }: Step) => (value === null || value === "" ? t("no_value") : nameOf(name, value));
		const time = (day: string) => (granularity === "day" ? format.shortDay(day) : format.bucket(day, granularity));
		return {
			money: amount,
			cell: (text) => (show === "amount" ? amount(text) : text === null ? none : format.percent(Number(text))),
			step,
			heading: ({ name, value, day, isOther }) => {
				if (isOther) return t("others");
				return name === null ? (day ? time(day) : none) : step({ name, value });
			},
		};
	}, [t, format, unit, show, nameOf, pivot.granularity]);
}

function HeadingCell({ heading, leaf, words, props }: { heading: Heading; leaf: boolean; words: Words; props: Props }): ReactNode {
	const { t } = useI18n();
	const { hands, pivot } = props;
	const text = words.heading(heading);
	const open = (event: MouseEvent) => {
		if (heading.day === null) return hands?.onSteps(heading.path, wayOf(event));
		const end = bucketEnd(heading.day, pivot.granularity as Granularity);
		const { period } = pivot;
		return hands?.onPeriod(heading.day < period.start ? period.start : heading.day, end > period.end ? period.end : end);
	};
	return (
		<th scope={leaf ? "col" : "colgroup"} colSpan={heading.span} data-leaf={leaf || undefined}>
			{hands && !heading.isOther ? (
				<button type="button" title={heading.day ? t("pivot_zoom") : t("pivot_hands", { value: text })} onClick={open}>
					{text}
				</button>
			) : (
				<span title={text}>{text}</span>
			)}
		</th>
	);
}

function Head({ words, props, compared }: { words: Words; props: Props; compared: boolean }): ReactNode {
	const { t } = useI18n();
	const { pivot } = props;
	const levels = Math.max(1, pivot.head.length);
	return (
		<thead>
			{Array.from({ length: levels }, (_, level) => (
				<tr key={level}>
					{level === 0 && (
						<th scope="col" rowSpan={levels} className={styles.first}>
							{pivot.rowNames.map((name) => dimensionName(t, name)).join(" › ")}
						</th>
					)}
					{(pivot.head[level] ?? []).map((heading, i) => (
						<HeadingCell key={`${heading.key} ${i}`} heading={heading} leaf={level === levels - 1} words={words} props={props} />
					))}
					{level === 0 && (
						<>
							<th scope="col" rowSpan={levels} className={styles.total} data-leaf>
								{t("col_total")}
							</th>
							<th scope="col" rowSpan={levels} className={styles.share} data-leaf>
								{t("col_share")}
							</th>
							{compared && (
								<th scope="col" rowSpan={levels} className={styles.change} data-leaf>
									{t("col_change")}
								</th>
							)}
						</>
					)}
				</tr>
			))}
		</thead>
	);
}

function Sums({ row, words, compared }: { row: Amounts; words: Words; compared: boolean }): ReactNode {
	const { format } = useI18n();
	return (
		<>
			<td className={styles.total}>{words.money(row.cost)}</td>
			<td className={styles.share}>{row.share === null ? "–" : format.percent(Number(row.share))}</td>
			{compared && <td className={styles.change}>{row.move ? <Change move={row.move} /> : "–"}</td>}
		</>
	);
}

interface LineProps {
	row: PivotRow;
	index: number;
	words: Words;
	scale: HeatScale | undefined;
	compared: boolean;
	props: Props;
}

function Line({ row, index, words, scale, compared, props }: LineProps): ReactNode {
	const { t } = useI18n();
	const text = row.isOther ? t("others") : words.step(row);
	const open = !props.folded.has(row.key);
	return (
		<tr data-depth={row.depth} data-sum={row.hasRows || undefined} data-row={index}>
			<th scope="row" className={styles.first} style={{ "--depth": row.depth - 1 } as CSSProperties}>
				<div>
					{row.hasRows ? (
						<button
							type="button"
							className={styles.fold}
							aria-expanded={open}
							aria-label={t(open ? "pivot_fold" : "pivot_unfold", { value: text })}
							onClick={() => props.onFold(row.key)}
						>
							<Icon name={open ? "chevron" : "right"} size={13} />
						</button>
					) : (
						<i className={styles.leaf} />
					)}
					{props.hands && !row.isOther ? (
						<button
							type="button"
							className={styles.name}
							title={t("pivot_hands", { value: text })}
							onClick={(event) => props.hands!.onSteps(row.path, wayOf(event))}
						>
							{text}
						</button>
					) : (
						<span className={styles.name} title={text}>
							{text}
						</span>
					)}
				</div>
			</th>
			{row.cells.map((cell, i) => (
				<td key={i} className={scale && heatClass(cell === null ? null : scale.levelOf(money.toNumber(cell)))} data-column={i}>
					{words.cell(cell)}
				</td>
			))}
			<Sums row={row} words={words} compared={compared} />
		</tr>
	);
}

function Gap({ rows }: { rows: number }): ReactNode {
	return rows > 0 ? (
		<tr aria-hidden="true" className={styles.gap}>
			<td style={{ height: rows * ROW_HEIGHT }} />
		</tr>
	) : null;
}

/* Cells of rows of one depth are shaded among themselves: a subtotal is always larger than what it is made of. */
function useScales(pivot: Pivot): HeatScale[] {
	return useMemo(
		() =>
			pivot.rowNames.map((_, i) => {
				const cells = pivot.rows.filter((row) => row.depth === i + 1).flatMap((row) => row.cells);
				return heatScale(
					cells.map((cell) => (cell === null ? null : money.toNumber(cell))),
					{ by: "share" },
				);
			}),
		[pivot],
	);
}

/* The longest text says how wide every column is, so that nothing moves while rows come and go. */
function useCellWidth(pivot: Pivot, words: Words): number {
	return useMemo(() => {
		const most = (texts: string[]) => texts.reduce((longest, text) => Math.max(longest, text.length), 0);
		const cells = most([...pivot.rows, ...(pivot.total ? [pivot.total] : [])].flatMap((row) => row.cells.map(words.cell)));
		const heads = most((pivot.head.at(-1) ?? []).map(words.heading));
		return Math.max(8, cells, Math.min(heads, 14)) + 3;
	}, [pivot, words]);
}

export function PivotTable(props: Props): ReactNode {
	const { t } = useI18n();
	const { pivot, rows, hands } = props;
	const box = useRef<HTMLDivElement>(null);
	const words = useWords(props);
	const scales = useScales(pivot);
	const width = useCellWidth(pivot, words);
	const shown = useRowWindow(box, rows.length);
	const compared = pivot.total?.move !== null && pivot.total?.move !== undefined;
	const onCell = (event: MouseEvent<HTMLElement>) => {
		const cell = (event.target as HTMLElement).closest<HTMLElement>("td[data-column]");
		const row = rows[Number(cell?.closest<HTMLElement>("tr")?.dataset.row)];
		const column = pivot.columns[Number(cell?.dataset.column)];
		if (!hands || !row || !column || row.isOther || column.isOther) return;
		const steps = [...row.path, ...column.path];
		hands.onSteps(wayOf(event) === "drill" ? row.path : steps, wayOf(event));
	};
	const sizes = { "--cells": pivot.columns.length, "--cell": `${width}ch`, maxHeight: props.height } as CSSProperties;
	return (
		<div className={styles.box} ref={box} style={sizes} onScroll={shown.onScroll} tabIndex={0} role="region" aria-label={props.label}>
			<table
				className={styles.cells}
				data-hands={hands ? "" : undefined}
				data-compared={compared || undefined}
				aria-rowcount={rows.length + 1 + Math.max(1, pivot.head.length)}
			>
				<colgroup>
					<col className={styles.first} />
					{pivot.columns.map((_, i) => (pivot.head.length > 0 ? <col key={i} /> : null))}
					<col className={styles.total} />
					<col className={styles.share} />
					{compared && <col className={styles.change} />}
				</colgroup>
				<Head words={words} props={props} compared={compared} />
				<tbody onClick={onCell}>
					<Gap rows={shown.from} />
					{rows.slice(shown.from, shown.to).map((row, i) => (
						<Line
							key={row.key}
							row={row}
							index={shown.from + i}
							words={words}
							scale={scales[row.depth - 1]}
							compared={compared}
							props={props}
						/>
					))}
					<Gap rows={rows.length - shown.to} />
				</tbody>
				{pivot.total && (
					<tfoot>
						<tr>
							<th scope="row" className={styles.first}>
								{t("col_total")}
							</th>
							{pivot.total.cells.map((cell, i) => (
								<td key={i}>{words.cell(cell)}</td>
							))}
							<Sums row={pivot.total} words={words} compared={compared} />
						</tr>
					</tfoot>
				)}
			</table>
		</div>
	);
}
