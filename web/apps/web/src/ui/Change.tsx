/* SPDX-License-Identifier: Apache-2.0 */
/* Change.tsx -- a move of cost: an arrow and a word first, colour second. Up is bad. */
import { money, type Day, type Formatters, type Money } from "@centavo/core";
import { createContext, useContext, type ReactNode } from "react";
import { useStatus } from "../app/ask.ts";
import { useI18n } from "../app/i18n.tsx";
import styles from "./Change.module.css";
import { Icon } from "./Icon.tsx";

export interface Move {
	delta: Money;
	/** null: nothing to compare with */
	ratio: number | null;
}

/** From what the API answers; null when it compared nothing. */
export function moveOf(row: { delta?: Money | null; delta_ratio?: string | null } | undefined): Move | null {
	if (!row || row.delta === undefined || row.delta === null) return null;
	return { delta: row.delta, ratio: row.delta_ratio === null || row.delta_ratio === undefined ? null : Number(row.delta_ratio) };
}

export function direction(delta: Money): "up" | "down" | "flat" {
	const sign = money.compare(delta, money.ZERO);
	return sign > 0 ? "up" : sign < 0 ? "down" : "flat";
}

const SMALLEST = 0.001;
const TIMES = 9.5;

/** 12.3 %, or <0.1 % for a move too small to write, or ×25 where percents stop to mean anything. */
function sizeOf(format: Formatters, ratio: number): string {
	const size = Math.abs(ratio);
	if (ratio > TIMES) return `×${format.count(Math.round(1 + ratio))}`;
	return size < SMALLEST / 2 ? `<${format.percent(SMALLEST)}` : format.percent(size);
}

const Compared = createContext(true);

interface ComparedProps {
	/** of the answer that is drawn within it */
	context: { previous_end?: Day | undefined } | undefined;
	children: ReactNode;
}

/** Of days before the first bill nothing is known: what was compared with them was compared with nothing. */
export function ComparedWith({ context, children }: ComparedProps): ReactNode {
	const first = useStatus().data?.first_charge_date;
	const end = context?.previous_end;
	return <Compared.Provider value={!end || !first || end >= first}>{children}</Compared.Provider>;
}

/** Whether there is anything to compare with. */
export function useCompared(): boolean {
	return useContext(Compared);
}

export function Change({ move, pill }: { move: Move; pill?: boolean }): ReactNode {
	const { t, format } = useI18n();
	if (!useCompared())
		return (
			<span className={styles.change} data-pill={pill || undefined} title={t("kpi_no_compare")}>
				{pill ? t("kpi_no_compare") : "–"}
			</span>
		);
	const way = direction(move.delta);
	const words = { up: t("change_up"), down: t("change_down"), flat: t("change_flat") }[way];
	const text = move.ratio === null ? t("change_new") : sizeOf(format, move.ratio);
	return (
		<span className={styles.change} data-way={way} data-pill={pill || undefined}>
			<Icon name={way} size={12} />
			<span className="sr-only">{words} </span>
			{way === "flat" ? format.percent(0) : text}
		</span>
	);
}
