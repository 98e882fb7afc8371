/* SPDX-License-Identifier: Apache-2.0 */
/* CalendarView.tsx -- a cell for each day, the dearer the stronger; a click looks at that day alone. */
import { CalendarHeatmap } from "@centavo/charts/calendar";
import { addDays, money, parseDay, type ExplorerState } from "@centavo/core";
import { useMemo, type ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { Change } from "../ui/Change.tsx";
import { zoom } from "./acts.ts";
import styles from "./explore.module.css";
import type { SeriesAnswer } from "./fetch.ts";
import { changeOf, shapeSeries, type Measure } from "./shape.ts";
import { unitOf } from "./TimeView.tsx";

interface Props {
	answer: SeriesAnswer;
	current: ExplorerState;
	measure: Measure;
	height: number;
	onChange?: ((next: ExplorerState) => void) | undefined;
}

const NO_GROUPS: string[] = [];
/* a Sunday */
const SUNDAY = "2026-11-01";

export default function CalendarView({ answer, current, measure, height, onChange }: Props): ReactNode {
	const { t, format, locale, firstDayOfWeek } = useI18n();
	const series = useMemo(() => shapeSeries(answer.whole, answer.whole, NO_GROUPS, measure), [answer.whole, measure]);
	const buckets = useMemo(() => new Map(series.buckets.map((bucket) => [bucket.day, bucket])), [series]);
	const unit = unitOf(measure);
	const weekdays = useMemo(() => {
		const names = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" });
		return [0, 1, 2, 3, 4, 5, 6].map((day) => names.format(parseDay(addDays(SUNDAY, day))));
	}, [locale]);
	const days = useMemo(() => series.buckets.map((bucket) => ({ day: bucket.day, value: money.toNumber(bucket.total) })), [series]);
	return (
		<CalendarHeatmap
			days={days}
			firstWeekday={firstDayOfWeek}
			weekday={(day) => weekdays[day]!}
			month={(month) => format.month(`${month}-01`)}
			describe={(day) => {
				const bucket = buckets.get(day);
				return `${format.weekday(day)}: ${bucket ? format.money(bucket.total, unit) : t("explore_no_cost")}`;
			}}
			label={t("explore_calendar")}
			less={t("explore_less")}
			more={t("explore_heavier")}
			credit={t("explore_credit")}
			none={t("explore_no_cost")}
			axis={(value) => format.compact(String(value), unit)}
			height={height}
			tooltip={(day) => {
				const bucket = buckets.get(day);
				const change = bucket && changeOf(bucket);
				return (
					<>
						<div className={styles.tipHead}>
							<span>{format.weekday(day)}</span>
							<strong>{bucket ? format.money(bucket.total, unit) : "–"}</strong>
						</div>
						{bucket?.behind && (
							<div className={styles.tipBehind}>
								<span>{t("tip_before", { day: format.day(bucket.behind.day) })}</span>
								<span>
									{format.money(bucket.behind.cost, unit)} {change && change.ratio !== null && <Change move={change} />}
								</span>
							</div>
						)}
					</>
				);
			}}
			{...(onChange ? { onPart: (day: string) => onChange(zoom({ ...current, chart: "bars" }, day, day)) } : {})}
		/>
	);
}
