/* SPDX-License-Identifier: Apache-2.0 */
/* draw.tsx -- a ranked table whose rows are bars: a click filters, with shift it excludes. */
import { OTHER_COLOR, type Links } from "@centavo/core";
import { useState, type ReactNode } from "react";
import type { Look } from "../../app/ask.ts";
import { useI18n } from "../../app/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card, type Asked } from "../../ui/Card.tsx";
import { Change } from "../../ui/Change.tsx";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./ranking.module.css";
import type { Row } from "./shape.ts";

const SHOWN = 8;

interface Props {
	title: string;
	asked: Asked;
	rows: Row[];
	currency: string;
	look: Look;
	links: Links | undefined;
	empty: ReactNode;
	onValue(value: string | null, exclude: boolean): void;
}

export function useRowName(): (row: Row) => string {
	const { t } = useI18n();
	return (row) => (row.value === undefined ? t("others") : (row.name ?? t("no_value")));
}

function Line({ row, widest, props }: { row: Row; widest: number; props: Props }): ReactNode {
	const { t, format } = useI18n();
	const name = useRowName()(row);
	const { value } = row;
	const color = typeof value === "string" ? props.look.color(value) : OTHER_COLOR;
	const width = row.share !== null && widest > 0 ? Math.max(0, row.share / widest) * 100 : 0;
	return (
		<tr>
			<th scope="row">
				<i className={styles.swatch} style={{ background: color }} />
				{value === undefined ? (
					<span className={styles.name}>{name}</span>
				) : (
					<button
						type="button"
						className={styles.name}
						title={row.note ? `${name} · ${row.note}` : name}
						onClick={(event) => props.onValue(value, event.shiftKey)}
					>
						{name}
					</button>
				)}
				{value !== undefined && (
					<button
						type="button"
						className={styles.exclude}
						aria-label={t("exclude_value", { value: name })}
						title={t("exclude_value", { value: name })}
						onClick={() => props.onValue(value, true)}
					>
						<Icon name="block" size={14} />
					</button>
				)}
				<span className={styles.bar} style={{ width: `${width}%`, background: color }} />
			</th>
			<td className={styles.cost}>
				{format.money(row.cost, props.currency)}
				{row.move && (
					<span className={styles.under} aria-hidden="true">
						<Change move={row.move} />
					</span>
				)}
			</td>
			<td className={styles.share}>{row.share === null ? "–" : format.percent(row.share)}</td>
			<td className={styles.move}>{row.move ? <Change move={row.move} /> : "–"}</td>
		</tr>
	);
}

export function RankingCard(props: Props): ReactNode {
	const { t } = useI18n();
	const [all, setAll] = useState(false);
	const shown = all ? props.rows : props.rows.slice(0, SHOWN);
	const widest = Math.max(0, ...props.rows.map((row) => row.share ?? 0));
	return (
		<Card title={props.title} asked={props.asked} height={438} links={props.links} empty={props.empty}>
			<table className={styles.table}>
				<thead>
					<tr>
						<th scope="col">{t("col_name")}</th>
						<th scope="col">{t("col_cost")}</th>
						<th scope="col" className={styles.share}>
							{t("col_share")}
						</th>
						<th scope="col" className={styles.move}>
							{t("col_change")}
						</th>
					</tr>
				</thead>
				<tbody>
					{shown.map((row) => (
						<Line key={row.key} row={row} widest={widest} props={props} />
					))}
				</tbody>
			</table>
			{props.rows.length > SHOWN && (
				<Button look="plain" small className={styles.all} aria-expanded={all} onClick={() => setAll(!all)}>
					{all ? t("show_fewer") : t("show_all", { count: props.rows.length })}
				</Button>
			)}
		</Card>
	);
}
