/* SPDX-License-Identifier: Apache-2.0 */
/* draw.tsx -- the stacked chart, its legend, its tooltip and its table. */
import { StackedBars, type ChartBucket } from "@centavo/charts";
import {
	GRANULARITIES,
	money,
	OTHER_COLOR,
	type Day,
	type Granularity,
	type Links,
} from "@centavo/core";
import { useMemo, useState, type ReactNode } from "react";
import type { Look } from "../../app/ask.ts";
import { useI18n } from "../../app/i18n.tsx";
import { dimensionName } from "../../app/names.ts";
import { Segments } from "../../ui/Button.tsx";
import { BarBones, Card, type Asked } from "../../ui/Card.tsx";
import { Change, type Move } from "../../ui/Change.tsx";
import { Choose } from "../../ui/Choose.tsx";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./daily.module.css";
import { bucketRatio, isCompared, NONE, OTHER, valueOf, type Bucket, type Chart } from "./shape.ts";

export const SPLITS = [
	"service_name",
	"service_category",
	"sub_account_id",
	"provider_name",
	"region_id",
	"charge_category",
] as const;

interface Props {
	asked: Asked;
	chart: Chart | null;
	currency: string;
	granularity: Granularity;
	groupBy: string;
	/** `tag:<key>` of the commonest keys */
	tags: string[];
	look: Look;
	links: Links | undefined;
	empty: ReactNode;
	onGranularity(granularity: Granularity): void;
	onGroupBy(name: string): void;
	onValue(value: string | null, exclude: boolean): void;
	onPeriod(start: Day, end: Day): void;
}

interface Words {
	color(key: string): string;
	label(key: string): string;
}

function useWords(look: Look): Words {
	const { t } = useI18n();
	return useMemo(
		() => ({
			color: (key) => (key === OTHER || key === NONE ? OTHER_COLOR : look.color(key)),
			label: (key) => (key === OTHER ? t("others") : key === NONE ? t("no_value") : look.label(key)),
		}),
		[look, t],
	);
}

function moveFrom(bucket: Bucket, ratio: number): Move {
	return { delta: money.subtract(bucket.total, bucket.behind?.cost ?? money.ZERO), ratio };
}

function Tip(props: { bucket: Bucket; part: string | null; currency: string; words: Words; granularity: Granularity }) {
	const { t, format } = useI18n();
	const { bucket, currency, words } = props;
	const change = bucketRatio(bucket);
	const sameYear = bucket.behind?.day.slice(0, 4) === bucket.day.slice(0, 4);
	const parts = bucket.parts.filter((part) => !money.isZero(part.cost));
	return (
		<>
			<div className={styles.tipHead}>
				<span>{format.bucket(bucket.day, props.granularity)}</span>
				<strong>{format.money(bucket.total, currency)}</strong>
			</div>
			{bucket.behind && (
				<div className={styles.tipBehind}>
					<span>{t("tip_before", { day: sameYear ? format.shortDay(bucket.behind.day) : format.day(bucket.behind.day) })}</span>
					<span>
						{format.money(bucket.behind.cost, currency)}{" "}
						{change !== null && <Change move={moveFrom(bucket, change)} />}
					</span>
				</div>
			)}
			<ul className={styles.tipRows}>
				{parts.map((part) => (
					<li key={part.key} data-on={props.part === part.key || undefined}>
						<i style={{ background: words.color(part.key) }} />
						<span>{words.label(part.key)}</span>
						<b>{format.money(part.cost, currency)}</b>
					</li>
				))}
			</ul>
			{bucket.partial && <p className={styles.tipNote}>{t("tip_partial")}</p>}
		</>
	);
}

function Legend(props: { chart: Chart; words: Words; currency: string; onHover(key: string | null): void; onValue: Props["onValue"] }) {
	const { t, format } = useI18n();
	return (
		<ul className={styles.legend} aria-label={t("legend")}>
			{props.chart.series.map((series) => {
				const value = valueOf(series.key);
				const label = props.words.label(series.key);
				const inside = (
					<>
						<i style={{ background: props.words.color(series.key) }} />
						<span>{label}</span>
					</>
				);
				return (
					<li
						key={series.key}
						onMouseEnter={() => props.onHover(series.key)}
						onMouseLeave={() => props.onHover(null)}
						title={format.money(series.total, props.currency)}
					>
						{value === undefined ? (
							<span className={styles.plain}>{inside}</span>
						) : (
							<button
								type="button"
								aria-label={t("filter_by", { value: label })}
								onClick={(event) => props.onValue(value, event.shiftKey)}
								onFocus={() => props.onHover(series.key)}
								onBlur={() => props.onHover(null)}
							>
								{inside}
							</button>
						)}
					</li>
				);
			})}
		</ul>
	);
}

function DayTable(props: { chart: Chart; words: Words; currency: string; granularity: Granularity }): ReactNode {
	const { t, format } = useI18n();
	const { chart, words, currency } = props;
	const rows = [...chart.buckets].reverse();
	const compared = isCompared(chart);
	return (
		<div className={styles.scroll} tabIndex={0} role="group" aria-label={t("table_days")}>
			<table className={styles.table}>
				<thead>
					<tr>
						<th scope="col">{t("col_period")}</th>
						<th scope="col">{t("col_total")}</th>
						{compared && <th scope="col">{t("col_before")}</th>}
						{compared && <th scope="col">{t("col_change")}</th>}
						{chart.series.map((series) => (
							<th scope="col" key={series.key}>
								{words.label(series.key)}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{rows.map((bucket) => {
						const costs = new Map(bucket.parts.map((part) => [part.key, part.cost]));
						const change = bucketRatio(bucket);
						return (
							<tr key={bucket.day}>
								<th scope="row">{format.bucket(bucket.day, props.granularity)}</th>
								<td>
									<b>{format.money(bucket.total, currency)}</b>
								</td>
								{compared && <td>{bucket.behind ? format.money(bucket.behind.cost, currency) : "–"}</td>}
								{compared && <td>{change === null ? "–" : <Change move={moveFrom(bucket, change)} />}</td>}
								{chart.series.map((series) => (
									<td key={series.key}>{format.money(costs.get(series.key) ?? money.ZERO, currency)}</td>
								))}
							</tr>
						);
					})}
				</tbody>
			</table>
		</div>
	);
}

function Drawing(props: Props & { chart: Chart; words: Words }): ReactNode {
	const { t, format } = useI18n();
	const [highlight, setHighlight] = useState<string | null>(null);
	const { chart, words, currency, granularity } = props;
	const compared = isCompared(chart);
	const buckets = useMemo(
		() =>
			chart.buckets.map((bucket): ChartBucket => ({
				key: bucket.day,
				label: granularity === "day" || granularity === "week" ? format.shortDay(bucket.day) : format.bucket(bucket.day, granularity),
				description: t("chart_value", {
					period: format.bucket(bucket.day, granularity),
					total: format.money(bucket.total, currency),
					parts: format.list(
						bucket.parts
							.filter((part) => !money.isZero(part.cost))
							.map((part) => `${words.label(part.key)} ${format.money(part.cost, currency)}`),
					),
				}),
				parts: bucket.parts.map((part) => ({ key: part.key, value: money.toNumber(part.cost) })),
				behind: bucket.behind ? money.toNumber(bucket.behind.cost) : null,
				partial: bucket.partial,
			})),
		[chart, words, currency, granularity, format, t],
	);
	return (
		<>
			<Legend chart={chart} words={words} currency={currency} onHover={setHighlight} onValue={props.onValue} />
			<StackedBars
				buckets={buckets}
				color={words.color}
				axis={(value) => format.compact(String(value), currency)}
				label={t("chart_label")}
				height={372}
				highlight={highlight}
				tooltip={(index, part) => (
					<Tip bucket={chart.buckets[index]!} part={part} currency={currency} words={words} granularity={granularity} />
				)}
				onPart={(key, exclude) => {
					const value = valueOf(key);
					if (value !== undefined) props.onValue(value, exclude);
				}}
				onRange={(from, to) => props.onPeriod(chart.buckets[from]!.day, chart.buckets[to]!.end)}
			/>
			<p className={styles.help}>
				{compared && (
					<>
						<span className={styles.behindKey} /> {t("chart_behind")}
					</>
				)}
				<span className={styles.gestures}>
					{compared && " · "}
					{t("chart_help")}
				</span>
			</p>
		</>
	);
}

export function OverTimeCard(props: Props): ReactNode {
	const { t } = useI18n();
	const words = useWords(props.look);
	const [view, setView] = useState<"chart" | "table">("chart");
	const choices = GRANULARITIES.filter((one) => one === "day" || one === "week" || one === "month");
	const names = { day: t("by_day"), week: t("by_week"), month: t("by_month") };
	const splits = [...new Set<string>([...SPLITS, ...props.tags, props.groupBy])];
	const actions = (
		<>
			<Choose
				label={t("split_by")}
				value={props.groupBy}
				options={splits.map((name) => ({ value: name, label: dimensionName(t, name) }))}
				onChange={props.onGroupBy}
			/>
			<Segments
				label={t("granularity")}
				value={props.granularity}
				options={choices.map((one) => ({ value: one as Granularity, label: names[one as "day"] }))}
				onChange={props.onGranularity}
			/>
			<Segments<"chart" | "table">
				label={t("view_as")}
				value={view}
				options={[
					{ value: "chart", label: <Icon name="bars" size={15} />, title: t("view_chart") },
					{ value: "table", label: <Icon name="table" size={15} />, title: t("view_table") },
				]}
				onChange={setView}
			/>
		</>
	);
	return (
		<Card
			title={t("daily_title")}
			asked={props.asked}
			height={485}
			bones={<BarBones height={485} />}
			actions={actions}
			links={props.links}
			empty={props.empty}
			className={styles.card}
		>
			{props.chart &&
				(view === "chart" ? (
					<Drawing {...props} chart={props.chart} words={words} />
				) : (
					<DayTable chart={props.chart} words={words} currency={props.currency} granularity={props.granularity} />
				))}
		</Card>
	);
}
