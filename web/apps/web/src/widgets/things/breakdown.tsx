/* SPDX-License-Identifier: Apache-2.0 */
/* breakdown.tsx -- a thing's cost by another column. A value leads to its page where it has one; the funnel narrows this page. */
import { OTHER_COLOR, type Links, type Query } from "@centavo/core";
import type { ReactNode } from "react";
import type { Look } from "../../app/ask.ts";
import { useI18n } from "../../app/i18n.tsx";
import { dimensionName } from "../../app/names.ts";
import { thingLink } from "../../app/links.ts";
import { Card, type Asked } from "../../ui/Card.tsx";
import { Change } from "../../ui/Change.tsx";
import { Choose } from "../../ui/Choose.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Empty } from "../../ui/States.tsx";
import table from "../../ui/table.module.css";
import { ThingLink } from "../../ui/ThingLink.tsx";
import { ShareCell } from "./list.tsx";
import type { Row } from "./shape.ts";
import styles from "./things.module.css";

interface Props {
	name: string;
	names: readonly string[];
	asked: Asked;
	rows: Row[];
	currency: string;
	look: Look;
	links: Links | undefined;
	/** its period goes along to pages of values */
	query: Query;
	onName(name: string): void;
	onValue(value: string | null, exclude: boolean): void;
}

function Line({ row, props }: { row: Row; props: Props }): ReactNode {
	const { t, format } = useI18n();
	const { name, currency, look } = props;
	const text = row.other ? t("others") : row.value === null ? t("no_value") : look.label(row.value);
	const color = row.other || row.value === null ? OTHER_COLOR : look.color(row.value);
	const change = row.move && <Change move={row.move} />;
	const led = !row.other && thingLink(name, row.value) !== null;
	const filter = (exclude: boolean) => props.onValue(row.value, exclude);
	return (
		<tr>
			<th scope="row" className={table.wrap}>
				<i className={styles.swatch} style={{ background: color }} />
				{led ? (
					<ThingLink name={name} value={row.value} query={props.query} className={styles.name}>
						{text}
					</ThingLink>
				) : row.other ? (
					text
				) : (
					<button type="button" className={styles.pick} title={t("filter_by", { value: text })} onClick={(event) => filter(event.shiftKey)}>
						{text}
					</button>
				)}
				{text !== row.value && row.value !== null && !row.other && <small>{row.value}</small>}
			</th>
			<td className={styles.tool}>
				{!row.other && (
					<button
						type="button"
						aria-label={t("filter_by", { value: text })}
						title={t("filter_by", { value: text })}
						onClick={(event) => filter(event.shiftKey)}
					>
						<Icon name="filter" size={14} />
					</button>
				)}
			</td>
			<td className={styles.cost}>
				{row.cost === null ? "–" : format.money(row.cost, currency)}
				<small className={table.phone}>{change}</small>
			</td>
			<ShareCell share={row.share} color={color} />
			<td className={table.desk}>{change ?? "–"}</td>
		</tr>
	);
}

export function BreakdownCard(props: Props): ReactNode {
	const { t } = useI18n();
	const names = [...new Set([...props.names, props.name])];
	const title = t("things_by", { name: dimensionName(t, props.name) });
	return (
		<Card
			title={title}
			asked={props.asked}
			height={360}
			links={props.links}
			empty={props.asked.isPending || props.rows.length > 0 ? null : <Empty title={t("empty_period")} why={t("empty_other_why")} />}
			actions={
				<Choose
					label={t("split_by")}
					value={props.name}
					options={names.map((name) => ({ value: name, label: dimensionName(t, name) }))}
					onChange={props.onName}
				/>
			}
		>
			<table className={`${table.table} ${styles.list}`}>
				<thead>
					<tr>
						<th scope="col" className={table.left}>
							{dimensionName(t, props.name)}
						</th>
						<td>
							<span className="sr-only">{t("filters")}</span>
						</td>
						<th scope="col">{t("col_cost")}</th>
						<th scope="col" className={table.desk}>
							{t("col_share")}
						</th>
						<th scope="col" className={table.desk}>
							{t("col_change")}
						</th>
					</tr>
				</thead>
				<tbody>
					{props.rows.map((row) => (
						<Line key={row.key} row={row} props={props} />
					))}
				</tbody>
			</table>
		</Card>
	);
}
