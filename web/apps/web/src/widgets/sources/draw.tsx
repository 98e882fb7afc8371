/* SPDX-License-Identifier: Apache-2.0 */
/* draw.tsx -- feeds with role and priority, the months that one covers, and feeds of the same money side by side. */
import type { Metric, ShadowTotal, Source } from "@centavo/core";
import { METRICS } from "@centavo/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { sourceLink } from "../../app/links.ts";
import { metricHint, metricName } from "../../app/names.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card, type Asked } from "../../ui/Card.tsx";
import { direction } from "../../ui/Change.tsx";
import { Choose } from "../../ui/Choose.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Empty } from "../../ui/States.tsx";
import { Table } from "../../ui/Table.tsx";
import table from "../../ui/table.module.css";
import { RoleBadge } from "../deliveries/draw.tsx";
import { gapCount, type CoverMonth, type CoverYear } from "./shape.ts";
import styles from "./sources.module.css";

export function SourcesCard({ asked, sources, onSet }: { asked: Asked; sources: Source[]; onSet(source: Source): void }): ReactNode {
	const { t, format } = useI18n();
	const none = asked.isPending || sources.length > 0 ? null : <Empty title={t("sources_none")} why={t("sources_none_why")} />;
	return (
		<Card title={t("sources_list")} hint={t("sources_hint")} asked={asked} height={240} empty={none}>
			<Table
				label={t("sources_title")}
				columns={[
					[t("source"), "left"],
					[t("role"), "left"],
					[t("priority"), "desk"],
					[t("col_active_bills"), "desk"],
					[t("col_days"), "desk"],
					[t("col_activated"), "desk"],
					null,
				]}
			>
				{sources.map((source) => (
					<tr key={source.source_id}>
						<th scope="row" className={table.wrap}>
							<Link to={sourceLink(source.name)} className={styles.name}>
								{source.name}
							</Link>
							<small>{[source.provider_name, source.format].filter(Boolean).join(" · ")}</small>
						</th>
						<td className={table.left}>
							<RoleBadge role={source.role} />
						</td>
						<td className={table.desk}>{format.count(source.priority)}</td>
						<td className={table.desk}>{format.count(source.active_delivery_count)}</td>
						<td className={`${table.dim} ${table.desk}`}>
							{source.first_charge_date && source.last_charge_date ? format.range(source.first_charge_date, source.last_charge_date) : "–"}
						</td>
						<td className={`${table.dim} ${table.desk}`}>{source.last_activated_at ? format.instant(source.last_activated_at) : "–"}</td>
						<td>
							<Button small onClick={() => onSet(source)} aria-label={t("source_set", { name: source.name })}>
								{t("change")}
							</Button>
						</td>
					</tr>
				))}
			</Table>
		</Card>
	);
}

/* ---- months ---- */

function Cell({ month }: { month: CoverMonth }): ReactNode {
	const { t, format } = useI18n();
	const name = format.wholeMonth(`${month.month}-01`);
	const words = {
		active: month.days ? t("cover_days", { count: month.count }) : t("cover_active", { count: month.count }),
		held: t("cover_held"),
		none: t("cover_none"),
	}[month.cover];
	const text = `${name}: ${words}`;
	if (month.delivery_id === null)
		return (
			<span className={styles.cell} data-cover={month.cover} title={text}>
				<span className="sr-only">{words}</span>
				<span aria-hidden="true">–</span>
			</span>
		);
	return (
		<Link
			to="/deliveries/$id"
			params={{ id: String(month.delivery_id) }}
			className={styles.cell}
			data-cover={month.cover}
			title={text}
			aria-label={text}
		>
			<Icon name={month.cover === "active" ? "check" : "clock"} size={14} />
		</Link>
	);
}

export function CoverCard({ asked, years, more }: { asked: Asked; years: CoverYear[]; more: boolean }): ReactNode {
	const { t, format } = useI18n();
	const gaps = gapCount(years);
	const hint = gaps > 0 ? t("cover_gaps", { count: gaps }) : t("cover_whole");
	const none = asked.isPending || years.length > 0 ? null : <Empty title={t("cover_empty")} why={t("cover_empty_why")} />;
	return (
		<Card title={t("cover_title")} hint={years.length > 0 ? hint : null} asked={asked} height={130} empty={none}>
			<div className={styles.strip} tabIndex={0} role="group" aria-label={t("cover_title")}>
				<table>
					<thead>
						<tr>
							<td />
							{Array.from({ length: 12 }, (_, i) => (
								<th scope="col" key={i}>
									{format.monthName(`2026-${String(i + 1).padStart(2, "0")}-01`)}
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{years.map((year) => (
							<tr key={year.year}>
								<th scope="row">{year.year}</th>
								{year.months.map((month, i) => (
									<td key={i}>{month && <Cell month={month} />}</td>
								))}
							</tr>
						))}
					</tbody>
				</table>
			</div>
			{more && <p className={styles.note}>{t("cover_more")}</p>}
		</Card>
	);
}

/* ---- side by side ---- */

interface ComparisonProps {
	asked: Asked;
	items: ShadowTotal[];
	month: string;
	months: string[];
	metric: Metric;
	onMonth(month: string): void;
	onMetric(metric: Metric): void;
}

export function ComparisonCard(props: ComparisonProps): ReactNode {
	const { t, format } = useI18n();
	const { asked, items, month, months } = props;
	const name = (one: string) => format.wholeMonth(`${one}-01`);
	const nothing = !asked.isPending && items.length === 0;
	const none = nothing ? <Empty title={t("compare_empty", { month: name(month) })} why={t("compare_empty_why")} /> : null;
	return (
		<Card
			title={t("compare_title")}
			hint={t("compare_hint")}
			asked={asked}
			height={160}
			empty={none}
			actions={
				<>
					<Choose
						label={t("month")}
						value={month}
						options={months.map((one) => ({ value: one, label: name(one) }))}
						onChange={props.onMonth}
					/>
					<Choose
						label={t("metric")}
						value={props.metric}
						options={METRICS.map((one) => ({ value: one, label: metricName(t, one), hint: metricHint(t, one) }))}
						onChange={(value) => props.onMetric(value as Metric)}
					/>
				</>
			}
		>
			<Table
				label={t("compare_title")}
				columns={[
					[t("compare_counts"), "left"],
					[t("compare_shadow"), "left"],
					[t("compare_counted")],
					[t("compare_beside")],
					[t("diff_delta")],
					null,
				]}
			>
				{items.map((item) => (
					<tr key={`${item.delivery_id} ${item.billing_currency}`}>
						<th scope="row" className={table.wrap}>
							{item.counts_instead}
						</th>
						<td className={table.wrap}>
							<Link to={sourceLink(item.source)} className={styles.name}>
								{item.source}
							</Link>
						</td>
						<td>{format.money(item.counted, item.billing_currency)}</td>
						<td>{format.money(item.shadow, item.billing_currency)}</td>
						<td data-way={direction(item.delta)}>
							{item.differs ? format.signed(item.delta, item.billing_currency) : <Badge tone="good" icon="check">{t("proof_equal")}</Badge>}
						</td>
						<td>
							<Link to="/deliveries/$id" params={{ id: String(item.delivery_id) }}>
								{t("compare_where")}
							</Link>
						</td>
					</tr>
				))}
			</Table>
		</Card>
	);
}
