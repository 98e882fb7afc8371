/* SPDX-License-Identifier: Apache-2.0 */
/* draw.tsx -- the ledger strip: total, change, daily mean, highest day; other currencies below, never added. */
import { Sparkline } from "@centavo/charts";
import { Skeleton } from "@mantine/core";
import type { CostTotal, Day, Metric } from "@centavo/core";
import type { ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { Change, direction } from "../../ui/Change.tsx";
import { ErrorBox, type Asked } from "../../ui/Card.tsx";
import styles from "./kpi.module.css";
import type { Kpis } from "./shape.ts";

interface Props {
	asked: Asked;
	kpis: Kpis | null;
	currency: string;
	totals: CostTotal[];
	metric: Metric;
	/** of all bills */
	firstDay: Day | null;
	onCurrency(currency: string): void;
	onDay(day: Day): void;
}

function Cell({ name, label, children }: { name: string; label: string; children: ReactNode }): ReactNode {
	return (
		<div className={styles.cell} data-kpi={name}>
			<dt>{label}</dt>
			<dd>{children}</dd>
		</div>
	);
}

function Loading(): ReactNode {
	return (
		<div className={styles.strip} aria-hidden="true">
			{[0, 1, 2, 3].map((i) => (
				<div className={styles.cell} key={i}>
					<Skeleton height={12} width={80} radius={6} mb={12} />
					<Skeleton height={i === 0 ? 36 : 26} width={i === 0 ? 220 : 130} radius={8} mb={12} />
					<Skeleton height={i === 0 ? 30 : 12} width={i === 0 ? "90%" : 110} radius={6} />
				</div>
			))}
		</div>
	);
}

function OtherCurrencies({ totals, currency, metric, onCurrency }: Omit<Props, "asked" | "kpis" | "onDay" | "firstDay">): ReactNode {
	const { t, format } = useI18n();
	const others = totals.filter((total) => total.billing_currency !== currency);
	if (currency === "" || others.length === 0) return null;
	return (
		<div className={styles.others}>
			<span>{t("other_currencies")}</span>
			{others.map((total) => (
				<button key={total.billing_currency} type="button" onClick={() => onCurrency(total.billing_currency)}>
					<b>{total.billing_currency}</b> {format.money(total[metric] ?? "0", total.billing_currency)}
				</button>
			))}
		</div>
	);
}

function ChangeCell({ kpis, currency, firstDay }: { kpis: Kpis; currency: string; firstDay: Day | null }): ReactNode {
	const { t, format } = useI18n();
	if (!kpis.move)
		return (
			<Cell name="change" label={t("kpi_change")}>
				<strong className={styles.number}>–</strong>
				<span className={styles.note}>
					{kpis.comparable || !firstDay ? t("kpi_no_compare") : t("kpi_before_first", { day: format.day(firstDay) })}
				</span>
			</Cell>
		);
	return (
		<Cell name="change" label={t("kpi_change")}>
			<strong className={styles.number} data-way={direction(kpis.move.delta)}>
				{format.signed(kpis.move.delta, currency)}
			</strong>
			<span className={styles.note}>
				<Change move={kpis.move} pill />
				{kpis.previous && <span>{t("kpi_from", { cost: format.money(kpis.previous, currency) })}</span>}
				{kpis.beforeFirst && firstDay && <span className={styles.missing}>{t("kpi_before_first", { day: format.day(firstDay) })}</span>}
				{kpis.missing > 0 && <span className={styles.missing}>{t("kpi_missing", { count: kpis.missing })}</span>}
			</span>
		</Cell>
	);
}

function Ledger(props: Props & { kpis: Kpis }): ReactNode {
	const { t, format } = useI18n();
	const { kpis, currency } = props;
	return (
		<dl className={styles.strip}>
			<Cell name="total" label={t("kpi_total")}>
				<strong className={styles.hero}>{format.money(kpis.total, currency)}</strong>
				<Sparkline values={kpis.series} behind={kpis.behind} height={34} />
			</Cell>
			<ChangeCell kpis={kpis} currency={currency} firstDay={props.firstDay} />
			<Cell name="mean" label={t("kpi_mean")}>
				<strong className={styles.number}>{format.money(kpis.mean, currency)}</strong>
				<span className={styles.note}>{t("kpi_mean_over", { count: kpis.days })}</span>
			</Cell>
			<Cell name="highest" label={t("kpi_highest")}>
				<strong className={styles.number}>{kpis.highest ? format.money(kpis.highest.cost, currency) : "–"}</strong>
				{kpis.highest && (
					<span className={styles.note}>
						<button type="button" className={styles.day} onClick={() => props.onDay(kpis.highest!.day)}>
							{format.weekday(kpis.highest.day)}
						</button>
					</span>
				)}
			</Cell>
		</dl>
	);
}

export function KpiStrip(props: Props): ReactNode {
	const { t } = useI18n();
	const { asked, kpis } = props;
	let body: ReactNode = <Loading />;
	if (asked.isError) body = <ErrorBox error={asked.error} retry={() => void asked.refetch()} />;
	else if (kpis) body = <Ledger {...props} kpis={kpis} />;
	return (
		<section className={styles.card} aria-label={t("kpi_section")} aria-busy={asked.isFetching || asked.isPending}>
			<div data-stale={(asked.isFetching && kpis !== null) || undefined} className={styles.body}>
				{body}
			</div>
			<OtherCurrencies {...props} />
		</section>
	);
}
