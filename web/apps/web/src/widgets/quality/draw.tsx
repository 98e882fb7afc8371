/* SPDX-License-Identifier: Apache-2.0 */
/* draw.tsx -- one feed's month: the days that are there, the columns that lost values, tags at odds, how late it came. */
import { Curve } from "@centavo/charts";
import type { QualityColumn, QualityFeed } from "@centavo/core";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { sourceLink } from "../../app/links.ts";
import { Badge, type Tone } from "../../ui/Badge.tsx";
import { Card, type Asked } from "../../ui/Card.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { AllButton, Table } from "../../ui/Table.tsx";
import table from "../../ui/table.module.css";
import { Collisions } from "../tags/collisions.tsx";
import styles from "./quality.module.css";
import { MOST, shapeArrival, shapeDays, shapeFaults, weightOf, type Arrival, type DayState } from "./shape.ts";

const TONES: Tone[] = ["good", "look", "bad", "bad"];

function FaultBadges({ feed }: { feed: QualityFeed }): ReactNode {
	const { t } = useI18n();
	const faults = shapeFaults(feed);
	const texts = [
		faults.isEmpty && t("quality_no_charges"),
		faults.days > 0 && t("quality_missing", { count: faults.days }),
		faults.columns > 0 && t("quality_worse", { count: faults.columns }),
		faults.keys > 0 && t("quality_odds", { count: faults.keys }),
	].filter((text) => text !== false);
	if (texts.length === 0)
		return (
			<Badge tone="good" icon="check">
				{t("quality_complete")}
			</Badge>
		);
	return texts.map((text) => (
		<Badge key={text} tone={TONES[weightOf(faults)]!} icon="warn">
			{text}
		</Badge>
	));
}

function Days({ feed, month }: { feed: QualityFeed; month: string }): ReactNode {
	const { t, format } = useI18n();
	const days = shapeDays(feed, month);
	const states: Record<DayState, string> = { there: t("quality_there"), missing: t("quality_gone"), later: t("quality_later") };
	if (feed.grain !== "day") return <p className={styles.note}>{t("quality_by_month")}</p>;
	if (days.length === 0) return null;
	const gaps = feed.missing_days.map((gap) =>
		gap.first_day === gap.last_day ? format.day(gap.first_day) : format.range(gap.first_day, gap.last_day),
	);
	return (
		<div className={styles.part}>
			<h3>{t("quality_days")}</h3>
			<ol className={styles.days}>
				{days.map(({ day, state }) => (
					<li key={day} data-state={state} title={`${format.weekday(day)}: ${states[state]}`}>
						<span aria-hidden="true">{Number(day.slice(8))}</span>
						<span className="sr-only">
							{format.shortDay(day)}: {states[state]}
						</span>
					</li>
				))}
			</ol>
			{gaps.length > 0 && <p className={styles.bad}>{t("quality_gaps", { days: format.list(gaps) })}</p>}
		</div>
	);
}

function ColumnLine({ column }: { column: QualityColumn }): ReactNode {
	const { format } = useI18n();
	const share = (ratio: string | null) => (ratio === null ? "–" : format.percent(Number(ratio)));
	return (
		<tr>
			<th scope="row" className={table.wrap}>
				<code>{column.column}</code>
			</th>
			<td className={table.desk}>{share(column.previous_null_ratio)}</td>
			<td data-way={column.is_worse ? "up" : undefined}>
				{share(column.null_ratio)}
				<small className={table.phone}>
					{share(column.previous_null_ratio)} → {share(column.null_ratio)}
				</small>
			</td>
			<td className={table.desk}>{column.null_count === null ? "–" : format.count(column.null_count)}</td>
		</tr>
	);
}

function Columns({ feed }: { feed: QualityFeed }): ReactNode {
	const { t } = useI18n();
	const [all, setAll] = useState(false);
	const worse = feed.columns.filter((column) => column.is_worse);
	const shown = all ? feed.columns : worse;
	if (feed.charge_count === 0) return null;
	return (
		<div className={styles.part}>
			<h3>{t("quality_columns")}</h3>
			{worse.length === 0 && (
				<p className={styles.good}>
					<Icon name="check" size={15} /> {t("quality_columns_good")}
				</p>
			)}
			{shown.length > 0 && (
				<Table
					label={`${t("quality_columns")}: ${feed.source}`}
					columns={[
						[t("quality_column"), "left"],
						[t("quality_before"), "desk"],
						[t("quality_empty")],
						[t("col_charges"), "desk"],
					]}
				>
					{shown.map((column) => (
						<ColumnLine key={column.column} column={column} />
					))}
				</Table>
			)}
			<AllButton
				all={all}
				count={feed.columns.length}
				shown={worse.length}
				label={t("quality_all_columns", { count: feed.columns.length })}
				onAll={setAll}
			/>
		</div>
	);
}

function Tags({ feed }: { feed: QualityFeed }): ReactNode {
	const { t } = useI18n();
	if (feed.tag_collisions.length === 0) return null;
	return (
		<div className={styles.part}>
			<h3>{t("quality_tags")}</h3>
			<p className={styles.note}>{t("quality_tags_hint")}</p>
			<Collisions collisions={feed.tag_collisions} label={`${t("quality_tags")}: ${feed.source}`} />
		</div>
	);
}

interface LateProps {
	title: string;
	says: (arrival: Arrival) => string;
	arrivals: Arrival[];
}

function Late({ title, says, arrivals }: LateProps): ReactNode {
	const { format } = useI18n();
	return arrivals.map((arrival) => (
		<div key={arrival.currency} className={styles.part}>
			<h3>{arrivals.length > 1 ? `${title}, ${arrival.currency}` : title}</h3>
			<p className={styles.note}>{says(arrival)}</p>
			{arrival.points.length > 1 && (
				<Curve points={arrival.points} xAxis={format.count} yAxis={format.percent} label={`${title}. ${says(arrival)}`} />
			)}
		</div>
	));
}

function Arrivals({ feed }: { feed: QualityFeed }): ReactNode {
	const { t, format } = useI18n();
	const lateness = shapeArrival(feed.lateness, (row) => row.days_after_use);
	const growth = shapeArrival(feed.growth, (row) => row.days_after_end);
	if (lateness.length + growth.length === 0) return null;
	return (
		<div className={styles.pair}>
			<Late
				title={t("quality_late")}
				arrivals={lateness}
				says={(arrival) => {
					const [most, all] = [arrival.most, arrival.all].map((count) => t("quality_span", { count }));
					if (arrival.most === arrival.all) return t("quality_late_all", { all: all! });
					return t("quality_late_says", { share: format.percent(MOST), most: most!, all: all! });
				}}
			/>
			<Late
				title={t("quality_growth")}
				arrivals={growth}
				says={({ all }) => {
					if (all === 0) return t("quality_growth_first");
					return all < 0 ? t("quality_growth_within", { count: -all }) : t("quality_growth_after", { count: all });
				}}
			/>
		</div>
	);
}

export function FeedCard({ asked, feed, month }: { asked: Asked; feed: QualityFeed; month: string }): ReactNode {
	const { t, format } = useI18n();
	const [now, before] = [feed.charge_count, feed.previous_charge_count];
	const counted = t("quality_counted", { now: format.count(now), before: format.count(before) });
	const reach =
		feed.first_charge_date && feed.last_charge_date ? format.range(feed.first_charge_date, feed.last_charge_date) : null;
	return (
		<Card
			title={
				<span className={styles.title}>
					<Link to={sourceLink(feed.source)}>
						{feed.source}
					</Link>
					<FaultBadges feed={feed} />
				</span>
			}
			hint={[reach, counted].filter(Boolean).join(" · ")}
			asked={asked}
			height={200}
		>
			<div className={styles.feed}>
				<Days feed={feed} month={month} />
				<Columns feed={feed} />
				<Tags feed={feed} />
				<Arrivals feed={feed} />
			</div>
		</Card>
	);
}
