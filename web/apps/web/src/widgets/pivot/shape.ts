/* SPDX-License-Identifier: Apache-2.0 */
/* shape.ts -- the answer of /costs/pivot as a head of several levels and a tree of rows that folds. Everything that is
 * written is the server's text. */
import type { Day, Granularity, Money, PivotAnswer, PivotColumn, PivotItem } from "@centavo/core";
import { moveOf, type Move } from "../../ui/Change.tsx";

/** One step of the way to a row or column: which dimension has which value. */
export interface Step {
	name: string;
	/** null: no value */
	value: string | null;
}

/** A heading over `span` columns. */
export interface Heading {
	key: string;
	span: number;
	/** the dimension, or null for time */
	name: string | null;
	value: string | null;
	day: Day | null;
	/** several values that are folded to one */
	isOther: boolean;
	/** from the first level to this one */
	path: Step[];
}

/** What is written in a row. */
export interface Amounts {
	cost: Money | null;
	/** of the total */
	share: string | null;
	move: Move | null;
	cells: (string | null)[];
}

export interface PivotRow extends Amounts {
	key: string;
	/** 1 is the outermost */
	depth: number;
	name: string;
	value: string | null;
	isOther: boolean;
	/** from the outermost row to this one; empty where values are folded and no filter can name them */
	path: Step[];
	hasRows: boolean;
}

export interface PivotColumnHead {
	path: Step[];
	day: Day | null;
	isOther: boolean;
}

export interface Pivot {
	rowNames: string[];
	period: { start: Day; end: Day };
	granularity: Granularity | "total";
	/** from the outermost level in; empty without columns */
	head: Heading[][];
	columns: PivotColumnHead[];
	rows: PivotRow[];
	total: Amounts | null;
}

const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

function stepsOf(columns: string[], row: Record<string, unknown>): Step[] {
	return columns.map((name) => ({ name, value: typeof row[name] === "string" ? row[name] : null }));
}

function keyOf(steps: Step[], isOther: boolean): string {
	return JSON.stringify([...steps.map((step) => step.value), isOther]);
}

function headingOf(column: PivotColumn, names: string[], level: number): Heading {
	const isTime = level === names.length;
	const path = stepsOf(names.slice(0, level + 1), column);
	const isOther = column.is_other === true;
	const day = isTime ? textOf(column.charge_date) : null;
	const last = path.at(-1);
	return {
		key: `${keyOf(path, isOther)} ${day}`,
		span: 1,
		name: isTime ? null : names[level]!,
		value: isTime ? null : (last?.value ?? null),
		day,
		isOther,
		path,
	};
}

/* Neighbours of the same beginning stand below one heading. */
function shapeLevel(columns: PivotColumn[], names: string[], level: number): Heading[] {
	const headings: Heading[] = [];
	for (const column of columns) {
		const heading = headingOf(column, names, level);
		const before = headings.at(-1);
		if (before && before.key === heading.key) before.span += 1;
		else headings.push(heading);
	}
	return headings;
}

function shapeRow(item: PivotItem, names: string[], metric: string, next: PivotItem | undefined): PivotRow {
	const steps = stepsOf(names.slice(0, item.depth), item);
	const isOther = item.is_other === true;
	return {
		key: keyOf(steps, isOther),
		depth: item.depth,
		name: names[item.depth - 1] ?? "",
		value: isOther ? null : (steps.at(-1)?.value ?? null),
		isOther,
		path: isOther ? [] : steps,
		hasRows: next !== undefined && next.depth > item.depth,
		cost: textOf(item[metric]),
		share: item.share ?? null,
		move: moveOf(item),
		cells: item.cells,
	};
}

export function shapePivot(answer: PivotAnswer, currency: string): Pivot {
	const { metric, granularity, rows: rowNames, columns: columnNames } = answer.context;
	const items = answer.items.filter((item) => item.billing_currency === currency);
	const rows = items.map((item, i) => shapeRow(item, rowNames, metric, items[i + 1]));
	const total = answer.totals.find((one) => one.billing_currency === currency);
	const levels = columnNames.length + (granularity === "total" ? 0 : 1);
	return {
		rowNames,
		period: { start: answer.context.start, end: answer.context.end },
		granularity,
		head: Array.from({ length: levels }, (_, level) => shapeLevel(answer.columns, columnNames, level)),
		columns: answer.columns.map((column) => ({
			path: column.is_other ? [] : stepsOf(columnNames, column),
			day: granularity === "total" ? null : textOf(column.charge_date),
			isOther: column.is_other === true,
		})),
		rows,
		total: total
			? { cost: textOf(total[metric]), share: null, move: moveOf(total), cells: total.cells }
			: null,
	};
}

/** The rows that are seen while those in `folded` hide what is below them. */
export function openRows(rows: PivotRow[], folded: ReadonlySet<string>): PivotRow[] {
	const seen: PivotRow[] = [];
	let hidden = Infinity;
	for (const row of rows) {
		if (row.depth > hidden) continue;
		hidden = folded.has(row.key) ? row.depth : Infinity;
		seen.push(row);
	}
	return seen;
}

/** Rows that can be folded, those of one depth alone if it is given. */
export function foldable(rows: PivotRow[], depth?: number): string[] {
	return rows.filter((row) => row.hasRows && (depth === undefined || row.depth === depth)).map((row) => row.key);
}

const ROWS_AT_ONCE = 60;

/** At first all is open when it can be taken in; else the outermost rows alone. */
export function foldedAtFirst(rows: PivotRow[]): string[] {
	return rows.length <= ROWS_AT_ONCE ? [] : foldable(rows);
}
