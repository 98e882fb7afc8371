/* SPDX-License-Identifier: Apache-2.0 */
/* draw.tsx -- the ledger strip. Above, what one asks first: the total, the change, the month so far and where it is heading.
 * Below, what stands out. Every number leads to its question in the explorer; other currencies stand beside, never added. */
import { Sparkline } from "@centavo/charts";
import { Skeleton } from "@mantine/core";
import { setOnly, type CostSummary, type Day, type ExplorerState, type Metric, type Money, type Query } from "@centavo/core";
import type { ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { ErrorBox, type Asked } from "../../ui/Card.tsx";
import { Change, direction } from "../../ui/Change.tsx";
import { Contain } from "../../ui/Contain.tsx";
import { ExploreLink } from "../../ui/ExploreLink.tsx";
import styles from "./kpi.module.css";
import type { Kpis, OfDay, OfMonth, OfService, Spark } from "./shape.ts";

interface Props {
	asked: Asked;
	kpis: Kpis | null;
	/** where it differs from the total */
	billed: Money | null;
	spark: Spark | null;
	/** of the one currency that is shown */
	query: Query;
	currency: string;
	items: CostSummary[];
	metric: Metric;
	/** of all bills */
	firstDay: Day | null;
	/** the period is long enough for months to differ */
	months: boolean;
	onCurrency(currency: string): void;
}

interface CellProps {
	name: string;
	label: ReactNode;
	query?: Query | undefined;
	look?: Partial<ExplorerState> | undefined;
	value: ReactNode;
	way?: string | undefined;
	hero?: boolean;
	children?: ReactNode;
}

function Cell({ name, label, query, look, value, way, hero, children }: CellProps): ReactNode {
	const { t } = useI18n();
	const number = (
		<strong className={hero ? styles.hero : styles.number} data-way={way}>
			{value ?? "–"}
		</strong>
	);
	return (
		<div className={styles.cell} data-kpi={name}>
			<dt>{label}</dt>
			<dd>
				{query && value !== null ? (
					<ExploreLink query={query} look={look} className={styles.link} title={t("explore_open")}>
						{number}
					</ExploreLink>
				) : (
					number
				)}
				{children}
			</dd>
		</div>
	);
}

function Loading({ months }: { months: boolean }): ReactNode {
	return (
		<div className={styles.both} aria-hidden="true">
			<div className={styles.strip}>
				{[0, 1, 2, 3].map((i) => (
					<div className={styles.cell} key={i}>
						<div className={styles.bone}>
							<Skeleton height={11} width={80} radius={6} />
						</div>
						<div className={i === 0 ? styles.heroBone : styles.numberBone}>
							<Skeleton height={i === 0 ? 32 : 24} width={i === 0 ? 200 : 120} radius={8} />
						</div>
						<div className={i === 0 ? styles.sparkBone : styles.noteBone}>
							<Skeleton height={i === 0 ? 28 : 12} width="80%" radius={6} />
						</div>
					</div>
				))}
			</div>
			<div className={styles.more}>
				{Array.from({ length: months ? 7 : 5 }, (_, i) => (
					<div className={styles.cell} key={i}>
						<div className={styles.bone}>
							<Skeleton height={10} width={70} radius={6} />
						</div>
						<div className={styles.smallBone}>
							<Skeleton height={16} width={100} radius={6} />
						</div>
						<div className={styles.noteBone}>
							<Skeleton height={10} width={110} radius={6} />
						</div>
					</div>
				))}
			</div>
		</div>
	);
}

function OtherCurrencies({ items, currency, metric, onCurrency }: Pick<Props, "items" | "currency" | "metric" | "onCurrency">): ReactNode {
	const { t, format } = useI18n();
	const others = items.filter((item) => item.billing_currency !== currency);
	if (currency === "" || others.length === 0) return null;
	return (
		<div className={styles.others}>
			<span>{t("other_currencies")}</span>
			{others.map((item) => (
				<button key={item.billing_currency} type="button" onClick={() => onCurrency(item.billing_currency)}>
					<b>{item.billing_currency}</b> {typeof item[metric] === "string" ? format.money(item[metric], item.billing_currency) : "–"}
				</button>
			))}
		</div>
	);
}

interface Drawn {
	kpis: Kpis;
	query: Query;
	firstDay: Day | null;
}

function ChangeCell({ kpis, query, firstDay }: Drawn): ReactNode {
	const { t, format } = useI18n();
	const { move, currency } = kpis;
	if (!move) {
		const why = kpis.comparable || !firstDay ? t("kpi_no_compare") : t("kpi_before_first", { day: format.day(firstDay) });
		return (
			<Cell name="change" label={t("kpi_change")} value={null}>
				<span className={styles.note}>{why}</span>
			</Cell>
		);
	}
	return (
		<Cell
			name="change"
			label={t("kpi_change")}
			query={query}
			look={{ chart: "table", fields: ["cost", "previous", "delta", "delta_ratio"], sort: "-delta" }}
			value={format.signed(move.delta, currency)}
			way={direction(move.delta)}
		>
			<span className={styles.note}>
				<Change move={move} pill />
				{kpis.previous && <span>{t("kpi_from", { cost: format.money(kpis.previous, currency) })}</span>}
				{kpis.beforeFirst && firstDay && <span className={styles.missing}>{t("kpi_before_first", { day: format.day(firstDay) })}</span>}
				{kpis.missing > 0 && <span className={styles.missing}>{t("kpi_missing", { count: kpis.missing })}</span>}
			</span>
		</Cell>
	);
}

function MonthCells({ kpis, query, firstDay }: Drawn): ReactNode {
	const { t, format } = useI18n();
	const { month, run, currency } = kpis;
	const name = month ? format.wholeMonth(month.start) : "";
	const comparable = month !== null && (firstDay === null || month.before.end >= firstDay);
	const recent = run ? { ...query, window: null, start: run.start, end: run.end, granularity: "day" as const } : undefined;
	const whole = { ...query, window: month?.start.slice(0, 7) ?? null, start: null, end: null, granularity: null };
	return (
		<>
			<Cell
				name="month"
				label={!month ? t("kpi_month_none") : month.whole ? name : t("kpi_month", { month: name, day: format.shortDay(month.end) })}
				query={whole}
				value={month?.cost ? format.money(month.cost, currency) : null}
			>
				{comparable && (
					<span className={styles.note} title={t("against", { range: format.range(month.before.start, month.before.end) })}>
						{month.move && <Change move={month.move} pill />}
						{month.previous && <span>{t("kpi_from", { cost: format.money(month.previous, currency) })}</span>}
					</span>
				)}
			</Cell>
			{month?.whole ? (
				<Cell name="daily" label={t("kpi_rate")} query={recent} value={run?.daily ? format.money(run.daily, currency) : null}>
					<span className={styles.note}>{run && t("kpi_mean_over", { count: run.days })}</span>
				</Cell>
			) : (
				<Cell
					name="month_end"
					label={month ? t("kpi_month_end", { month: name }) : t("kpi_run_rate")}
					query={recent}
					value={run?.monthEnd ? format.money(run.monthEnd, currency) : null}
				>
					<span className={styles.note} data-kpi="run_rate">
						{run?.daily && t("kpi_daily", { cost: format.money(run.daily, currency), count: run.days })}
					</span>
				</Cell>
			)}
		</>
	);
}

function DayCell({ name, label, of, kpis, query }: { name: string; label: string; of: OfDay | null } & Drawn): ReactNode {
	const { format } = useI18n();
	const at = of ? { ...query, window: null, start: of.day, end: of.day, granularity: null } : undefined;
	return (
		<Cell name={name} label={label} query={at} value={of && format.money(of.cost, kpis.currency)}>
			<span className={styles.note}>{of && format.weekday(of.day)}</span>
		</Cell>
	);
}

function MonthCell({ name, label, of, kpis, query }: { name: string; label: string; of: OfMonth | null } & Drawn): ReactNode {
	const { format } = useI18n();
	const at = of ? { ...query, window: of.day.slice(0, 7), start: null, end: null, granularity: null } : undefined;
	return (
		<Cell name={name} label={label} query={at} value={of && format.money(of.cost, kpis.currency)}>
			<span className={styles.note}>{of && format.wholeMonth(of.day)}</span>
		</Cell>
	);
}

function ServiceCell({ name, label, of, kpis, query }: { name: string; label: string; of: OfService | null } & Drawn): ReactNode {
	const { t, format } = useI18n();
	const at = of?.name ? { ...query, filter: setOnly(query.filter, "service_name", of.name), groups: ["charge_description"] } : undefined;
	const called = of && (of.name ?? t("no_value"));
	return (
		<Cell name={name} label={label} query={at} value={of && format.money(of.cost, kpis.currency)}>
			<span className={styles.note} title={called ?? undefined}>
				<span className={styles.called}>{called}</span>
				{of && of.share !== null && <span>{format.percent(of.share)}</span>}
			</span>
		</Cell>
	);
}

function Ledger(props: Props & { kpis: Kpis }): ReactNode {
	const { t, format } = useI18n();
	const { kpis, spark, query } = props;
	const drawn = { kpis, query, firstDay: props.firstDay };
	const billed = props.billed !== null && (
		<span title={t("kpi_billed_why")} data-kpi-billed>
			{" · "}
			{t("kpi_billed", { cost: format.money(props.billed, kpis.currency) })}
		</span>
	);
	const total = (
		<>
			{t("kpi_total")}
			{billed}
		</>
	);
	return (
		<div className={styles.both}>
			<dl className={styles.strip}>
				<Cell hero name="total" label={total} query={query} value={kpis.total && format.money(kpis.total, kpis.currency)}>
					<span className={styles.spark}>{spark && <Sparkline values={spark.series} behind={spark.behind} height={34} />}</span>
				</Cell>
				<ChangeCell {...drawn} />
				<MonthCells {...drawn} />
			</dl>
			<dl className={styles.more}>
				<Cell
					name="mean"
					label={t("kpi_mean")}
					query={query}
					look={{ chart: "calendar" }}
					value={kpis.mean && format.money(kpis.mean, kpis.currency)}
				>
					<span className={styles.note}>{kpis.days !== null && t("kpi_mean_over", { count: kpis.days })}</span>
				</Cell>
				<DayCell name="highest" label={t("kpi_highest")} of={kpis.highest} {...drawn} />
				<DayCell name="lowest" label={t("kpi_lowest")} of={kpis.lowest} {...drawn} />
				{props.months && <MonthCell name="highest_month" label={t("kpi_highest_month")} of={kpis.highestMonth} {...drawn} />}
				{props.months && <MonthCell name="lowest_month" label={t("kpi_lowest_month")} of={kpis.lowestMonth} {...drawn} />}
				<ServiceCell name="dearest" label={t("kpi_dearest")} of={kpis.dearest} {...drawn} />
				<ServiceCell name="cheapest" label={t("kpi_cheapest")} of={kpis.cheapest} {...drawn} />
				{kpis.forecast !== null && (
					<Cell name="forecast" label={t("kpi_forecast")} value={format.money(kpis.forecast, kpis.currency)} />
				)}
			</dl>
		</div>
	);
}

export function KpiStrip(props: Props): ReactNode {
	const { t } = useI18n();
	const { asked, kpis } = props;
	let body: ReactNode = <Loading months={props.months} />;
	if (asked.isError) body = <ErrorBox error={asked.error} retry={() => void asked.refetch()} />;
	else if (kpis) body = <Ledger {...props} kpis={kpis} />;
	return (
		<section className={styles.card} aria-label={t("kpi_section")} aria-busy={asked.isFetching || asked.isPending}>
			<div data-stale={(asked.isFetching && kpis !== null) || undefined} className={styles.body}>
				<Contain attempt={asked.isFetching}>{body}</Contain>
			</div>
			<OtherCurrencies {...props} />
		</section>
	);
}
