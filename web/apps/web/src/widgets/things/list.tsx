/* SPDX-License-Identifier: Apache-2.0 */
/* list.tsx -- all things of a kind: what each cost, how that moved, since when it is known; sorted and sought by the server. */
import { Sparkline } from "@centavo/charts";
import { OTHER_COLOR, type CostTotal, type DimensionValue, type Links, type Metric, type Query } from "@centavo/core";
import { Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import type { Look } from "../../app/ask.ts";
import { useI18n } from "../../app/i18n.tsx";
import { dimensionName } from "../../app/names.ts";
import { Card, type Asked } from "../../ui/Card.tsx";
import { Change, moveOf, useCompared } from "../../ui/Change.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { MoreButton } from "../../ui/Table.tsx";
import table from "../../ui/table.module.css";
import { ThingLink } from "../../ui/ThingLink.tsx";
import type { Known } from "./fetch.ts";
import type { Kind } from "./kinds.ts";
import type { Order, Row, Sort } from "./shape.ts";
import styles from "./things.module.css";

interface Props {
	kind: Kind;
	title: string;
	hint: string | null;
	asked: Asked;
	rows: Row[];
	total: CostTotal | undefined;
	query: Query;
	/** that the rows were asked in */
	metric: Metric;
	currency: string;
	order: Order;
	seen: Known<DimensionValue>;
	trends: Known<number[]>;
	look: Look;
	links: Links | undefined;
	empty: ReactNode;
	search: ReactNode;
	more: (() => void) | null;
	moreBusy: boolean;
	onOrder(by: Sort): void;
}

function Heading({ by, order, onOrder, className, children }: {
	by: Sort;
	order: Order;
	onOrder(by: Sort): void;
	className?: string | undefined;
	children: string;
}): ReactNode {
	const on = order.by === by;
	return (
		<th scope="col" className={className} aria-sort={on ? (order.down ? "descending" : "ascending") : undefined}>
			<button type="button" className={styles.sort} data-on={on || undefined} onClick={() => onOrder(by)}>
				{children}
				<Icon name={on && !order.down ? "up" : "down"} size={12} />
			</button>
		</th>
	);
}

function Name({ row, props }: { row: Row; props: Props }): ReactNode {
	const { t } = useI18n();
	const known = props.seen.of.get(row.value);
	if (row.other) return <>{t("others")}</>;
	const label = known?.label && known.label !== row.value ? known.label : null;
	return (
		<>
			<ThingLink name={props.kind.dimension} value={row.value} query={props.query} className={styles.name}>
				{label ?? row.value ?? t("no_value")}
			</ThingLink>
			{label && <small>{row.value}</small>}
		</>
	);
}

/** A share as a number and as a bar, for desks. */
export function ShareCell({ share, color }: { share: number | null; color: string }): ReactNode {
	const { format } = useI18n();
	return (
		<td className={table.desk}>
			{share === null ? "–" : format.percent(share)}
			{share !== null && (
				<span className={styles.bar}>
					<i style={{ width: `${Math.min(100, Math.max(0, share * 100))}%`, background: color }} />
				</span>
			)}
		</td>
	);
}

interface LaterProps<T> {
	known: Known<T>;
	row: Row;
	height: number;
	children: (value: T) => ReactNode;
}

/* A dash is "none"; what is still being asked is a bone, and what could not be asked says so. */
function Later<T>({ known, row, height, children }: LaterProps<T>): ReactNode {
	const { t } = useI18n();
	const value = known.of.get(row.value);
	if (row.other) return "–";
	if (value !== undefined) return children(value);
	if (known.pending) return <Skeleton height={height} radius={6} />;
	return known.failed ? <span title={t("error_title")}>?</span> : "–";
}

function Line({ row, props }: { row: Row; props: Props }): ReactNode {
	const { format } = useI18n();
	const { currency } = props;
	const compared = useCompared();
	const color = row.value === null ? OTHER_COLOR : props.look.color(row.value);
	const change = row.move && <Change move={row.move} />;
	return (
		<tr>
			<th scope="row" className={table.wrap}>
				<Name row={row} props={props} />
			</th>
			<td className={styles.cost}>
				{row.cost === null ? "–" : format.money(row.cost, currency)}
				<small className={table.phone}>{change}</small>
			</td>
			<ShareCell share={row.share} color={color} />
			<td className={table.desk}>
				{change ?? "–"}
				{compared && row.move && <small>{format.signed(row.move.delta, currency)}</small>}
			</td>
			<td className={styles.trend}>
				<Later known={props.trends} row={row} height={28}>
					{(trend) => <Sparkline values={trend} height={28} />}
				</Later>
			</td>
			{(["first_charge_date", "last_charge_date"] as const).map((day) => (
				<td className={styles.seen} key={day}>
					<Later known={props.seen} row={row} height={14}>
						{(seen) => (seen[day] ? format.day(seen[day]) : "–")}
					</Later>
				</td>
			))}
		</tr>
	);
}

function Total({ total, metric, currency, shown }: { total: CostTotal; metric: Metric; currency: string; shown: number }): ReactNode {
	const { t, format } = useI18n();
	const cost = total[metric];
	const move = moveOf(total);
	return (
		<tfoot>
			<tr>
				<th scope="row" className={table.left}>
					{t("col_total")} <small>{t("things_shown", { count: shown })}</small>
				</th>
				<td>{typeof cost === "string" ? format.money(cost, currency) : "–"}</td>
				<td className={table.desk} />
				<td className={table.desk}>{move ? <Change move={move} /> : "–"}</td>
				<td className={styles.trend} />
				<td className={styles.seen} />
				<td className={styles.seen} />
			</tr>
		</tfoot>
	);
}

export function ThingsCard(props: Props): ReactNode {
	const { t } = useI18n();
	const { order, onOrder } = props;
	return (
		<Card
			title={t("things_costs")}
			hint={props.hint}
			asked={props.asked}
			height={860}
			links={props.links}
			actions={props.search}
			empty={props.empty}
		>
			<div className={table.scroll} tabIndex={0} role="group" aria-label={props.title}>
				<table className={`${table.table} ${styles.list}`}>
					<thead>
						<tr>
							<Heading by="name" order={order} onOrder={onOrder} className={table.left}>
								{dimensionName(t, props.kind.dimension)}
							</Heading>
							<Heading by="cost" order={order} onOrder={onOrder}>
								{t("col_cost")}
							</Heading>
							<th scope="col" className={table.desk}>
								{t("col_share")}
							</th>
							<Heading by="delta" order={order} onOrder={onOrder} className={table.desk}>
								{t("col_change")}
							</Heading>
							<th scope="col" className={styles.trend}>
								{t("things_trend")}
							</th>
							<th scope="col" className={styles.seen}>
								{t("things_first")}
							</th>
							<th scope="col" className={styles.seen}>
								{t("things_last")}
							</th>
						</tr>
					</thead>
					<tbody>
						{props.rows.map((row) => (
							<Line key={row.key} row={row} props={props} />
						))}
					</tbody>
					{props.total && <Total total={props.total} metric={props.metric} currency={props.currency} shown={props.rows.length} />}
				</table>
			</div>
			<MoreButton onMore={props.more} busy={props.moreBusy} />
		</Card>
	);
}
