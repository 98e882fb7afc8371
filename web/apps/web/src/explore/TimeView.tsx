/* SPDX-License-Identifier: Apache-2.0 */
/* TimeView.tsx -- cost over time as bars, lines or areas, with its legend and its tooltip. */
import { TimeSeries, type ChartBucket, type TimeKind } from "@centavo/charts";
import { money, type ExplorerState, type Granularity } from "@centavo/core";
import { useMemo, useState, type ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { Change } from "../ui/Change.tsx";
import { act, zoom } from "./acts.ts";
import styles from "./explore.module.css";
import { Legend } from "./Legend.tsx";
import { useWords, type Words } from "./look.ts";
import { changeOf, partValues, shapeSeries, type ExploreBucket, type Measure } from "./shape.ts";
import type { SeriesAnswer } from "./fetch.ts";

interface Props {
	kind: TimeKind;
	answer: SeriesAnswer;
	/** what a click changes; while the next answer is on its way it is ahead of what is drawn */
	current: ExplorerState;
	measure: Measure;
	height: number;
	onChange?: ((next: ExplorerState) => void) | undefined;
}

const LEGEND_HEIGHT = 36;
const TIP_PARTS = 12;

export function unitOf(measure: Measure): string {
	return measure.unit ?? measure.currency;
}

function Tip(props: { bucket: ExploreBucket; part: string | null; unit: string; words: Words; step: Granularity }): ReactNode {
	const { t, format } = useI18n();
	const { bucket, unit, words } = props;
	const change = changeOf(bucket);
	const sameYear = bucket.behind?.day.slice(0, 4) === bucket.day.slice(0, 4);
	const parts = bucket.parts.filter((part) => !money.isZero(part.cost));
	return (
		<>
			<div className={styles.tipHead}>
				<span>{format.bucket(bucket.day, props.step)}</span>
				<strong>{format.money(bucket.total, unit)}</strong>
			</div>
			{bucket.behind && (
				<div className={styles.tipBehind}>
					<span>{t("tip_before", { day: sameYear ? format.shortDay(bucket.behind.day) : format.day(bucket.behind.day) })}</span>
					<span>
						{format.money(bucket.behind.cost, unit)} {change && change.ratio !== null && <Change move={change} />}
					</span>
				</div>
			)}
			<ul className={styles.tipRows}>
				{parts.slice(0, TIP_PARTS).map((part) => (
					<li key={part.key} data-on={props.part === part.key || undefined}>
						<i style={{ background: words.color(part.key) }} />
						<span>{words.label(part.key)}</span>
						<b>{format.money(part.cost, unit)}</b>
					</li>
				))}
				{parts.length > TIP_PARTS && <li className={styles.tipMore}>{t("explore_more_parts", { count: parts.length - TIP_PARTS })}</li>}
			</ul>
			{bucket.partial && <p className={styles.tipNote}>{t("tip_partial")}</p>}
		</>
	);
}

export function TimeView({ kind, answer, current, measure, height, onChange }: Props): ReactNode {
	const { t, format } = useI18n();
	const [highlight, setHighlight] = useState<string | null>(null);
	const { state, split, whole } = answer;
	const step = answer.step as Granularity;
	const { groups } = state.query;
	const series = useMemo(() => shapeSeries(split, whole, groups, measure), [split, whole, groups, measure]);
	const words = useWords(groups, series.keys);
	const unit = unitOf(measure);
	const buckets = useMemo(
		() =>
			series.buckets.map((bucket): ChartBucket => ({
				key: bucket.day,
				label: step === "day" || step === "week" ? format.shortDay(bucket.day) : format.bucket(bucket.day, step),
				description: t("chart_value", {
					period: format.bucket(bucket.day, step),
					total: format.money(bucket.total, unit),
					parts: format.list(
						bucket.parts
							.filter((part) => !money.isZero(part.cost))
							.map((part) => `${words.label(part.key)} ${format.money(part.cost, unit)}`),
					),
				}),
				parts: bucket.parts.map((part) => ({
					key: part.key,
					value: money.toNumber(part.cost),
					...(kind === "lines" && part.before !== null ? { behind: money.toNumber(part.before) } : {}),
				})),
				behind: bucket.behind ? money.toNumber(bucket.behind.cost) : null,
				partial: bucket.partial,
			})),
		[series, words, unit, step, kind, format, t],
	);
	const choose = (key: string, shiftKey: boolean, altKey: boolean) => {
		const values = partValues(key);
		if (values && groups.join() === current.query.groups.join()) onChange?.(act(current, values, { shiftKey, altKey }));
	};
	const named = groups.length > 0;
	return (
		<div className={styles.view} style={{ minHeight: height }}>
			{named && <Legend keys={series.keys} words={words} onHover={setHighlight} onChoose={onChange ? choose : undefined} />}
			<TimeSeries
				kind={kind}
				buckets={buckets}
				color={words.color}
				axis={(value) => format.compact(String(value), unit)}
				label={t("chart_label")}
				height={height - (named ? LEGEND_HEIGHT : 0)}
				highlight={highlight}
				tooltip={(index, part) => <Tip bucket={series.buckets[index]!} part={part} unit={unit} words={words} step={step} />}
				{...(onChange
					? {
							onPart: choose,
							onRange: (from: number, to: number) => onChange(zoom(current, series.buckets[from]!.day, series.buckets[to]!.end)),
						}
					: {})}
			/>
		</div>
	);
}
