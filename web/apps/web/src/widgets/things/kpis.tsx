/* SPDX-License-Identifier: Apache-2.0 */
/* kpis.tsx -- a thing in the period in short, as the server sums it up. */
import type { CostSummary, Day, Metric } from "@centavo/core";
import type { ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { Bones, ErrorBox, type Asked } from "../../ui/Card.tsx";
import { Change, direction, moveOf, useCompared } from "../../ui/Change.tsx";
import styles from "./things.module.css";

interface Props {
	asked: Asked;
	item: CostSummary | undefined;
	metric: Metric;
	against: string | null;
	onDay(day: Day): void;
}

function textOf(value: unknown): string | null {
	return typeof value === "string" ? value : null;
}

function Cells({ item, metric, against, onDay }: Omit<Props, "asked"> & { item: CostSummary }): ReactNode {
	const { t, format } = useI18n();
	const currency = item.billing_currency;
	const cost = (value: unknown) => (textOf(value) === null ? "–" : format.money(textOf(value)!, currency));
	const compared = useCompared();
	const move = compared ? moveOf(item) : null;
	const { highest_day: highest, missing_day_count: missing } = item;
	return (
		<dl className={styles.kpis}>
			<div data-kpi="total">
				<dt>{t("kpi_total")}</dt>
				<dd>
					<strong>{cost(item[metric])}</strong>
					<small>
						{move && <Change move={move} pill />} {item.previous !== null && t("kpi_from", { cost: cost(item.previous) })}
					</small>
				</dd>
			</div>
			<div>
				<dt>{t("kpi_change")}</dt>
				<dd>
					<strong data-way={move ? direction(move.delta) : undefined}>{move ? format.signed(move.delta, currency) : "–"}</strong>
					<small>{move ? against : t("kpi_no_compare")}</small>
				</dd>
			</div>
			<div>
				<dt>{t("kpi_mean")}</dt>
				<dd>
					<strong>{cost(item.daily_mean)}</strong>
					<small>
						{item.day_count !== null && t("kpi_mean_over", { count: item.day_count })}
						{missing !== null && missing > 0 && <span className={styles.missing}>{t("kpi_missing", { count: missing })}</span>}
					</small>
				</dd>
			</div>
			<div>
				<dt>{t("kpi_highest")}</dt>
				<dd>
					<strong>{highest ? cost(highest[metric]) : "–"}</strong>
					<small>
						{highest && (
							<button type="button" onClick={() => onDay(highest.charge_date)}>
								{format.weekday(highest.charge_date)}
							</button>
						)}
					</small>
				</dd>
			</div>
			<div>
				<dt>{t("charges_title")}</dt>
				<dd>
					<strong>{format.count(item.charge_count)}</strong>
					<small>
						{item.first_charge_date && item.last_charge_date && format.range(item.first_charge_date, item.last_charge_date)}
					</small>
				</dd>
			</div>
		</dl>
	);
}

export function ThingKpis(props: Props): ReactNode {
	const { t } = useI18n();
	const { asked, item } = props;
	const stale = asked.isFetching && !asked.isPending;
	const busy = asked.isFetching || asked.isPending;
	return (
		<section className={styles.strip} aria-label={t("kpi_section")} aria-busy={busy} data-stale={stale || undefined}>
			{asked.isError ? (
				<ErrorBox error={asked.error} retry={() => void asked.refetch()} />
			) : item ? (
				<Cells {...props} item={item} />
			) : (
				<Bones height={76} />
			)}
		</section>
	);
}
