/* SPDX-License-Identifier: Apache-2.0 */
/* draw.tsx -- old, new and difference by account, service and category: the restatement, or a shadow beside its primary. */
import { DeltaBar } from "@centavo/charts";
import { METRICS, type DeliveryDiff, type DiffItem, type Translate } from "@centavo/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { metricHint, metricName } from "../../app/names.ts";
import { Card, type Asked } from "../../ui/Card.tsx";
import { direction } from "../../ui/Change.tsx";
import { Choose } from "../../ui/Choose.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { MoreButton, Table } from "../../ui/Table.tsx";
import table from "../../ui/table.module.css";
import styles from "./diff.module.css";
import { shapeShares } from "./shape.ts";

interface Props {
	asked: Asked;
	diff: DeliveryDiff | undefined;
	items: DiffItem[];
	metric: string;
	more: (() => void) | null;
	onMetric(metric: string): void;
}

/** What the two sides are called. */
function sideNames(t: Translate, diff: DeliveryDiff | undefined): { old: string; new: string } {
	if (diff?.compared_with === "primary") return { old: t("diff_primary"), new: t("diff_shadow") };
	return { old: t("diff_old"), new: t("diff_new") };
}

function Totals({ diff }: { diff: DeliveryDiff }): ReactNode {
	const { t, format } = useI18n();
	const names = sideNames(t, diff);
	return (
		<div className={styles.sums}>
			{diff.totals.map((total) => (
				<dl key={total.billing_currency}>
					<div>
						<dt>{names.old}</dt>
						<dd>{format.money(total.old, total.billing_currency)}</dd>
						<dd className={styles.note}>{t("charges", { count: total.old_charge_count })}</dd>
					</div>
					<div>
						<dt>{names.new}</dt>
						<dd>{format.money(total.new, total.billing_currency)}</dd>
						<dd className={styles.note}>{t("charges", { count: total.new_charge_count })}</dd>
					</div>
					<div>
						<dt>{t("diff_delta")}</dt>
						<dd data-way={direction(total.delta)}>{format.signed(total.delta, total.billing_currency)}</dd>
						<dd className={styles.note}>{t("diff_lines", { count: diff.item_count })}</dd>
					</div>
				</dl>
			))}
		</div>
	);
}

function Against({ diff }: { diff: DeliveryDiff }): ReactNode {
	const { t } = useI18n();
	const ids = [...new Set(diff.against.flatMap((one) => (one.delivery_id === null ? [] : [one.delivery_id])))];
	if (ids.length === 0) return t("diff_nothing_before");
	return (
		<>
			{diff.compared_with === "primary" ? t("diff_against_primary") : t("diff_against")}{" "}
			{ids.map((id, i) => (
				<span key={id}>
					{i > 0 && ", "}
					<Link to="/deliveries/$id" params={{ id: String(id) }}>
						{t("bill_number", { number: id })}
					</Link>
				</span>
			))}
		</>
	);
}

function Lines({ items, names }: { items: DiffItem[]; names: { old: string; new: string } }): ReactNode {
	const { t, format } = useI18n();
	const shares = shapeShares(items);
	return (
		<Table
			label={t("diff_title")}
			columns={[
				[t("dim_sub_account_id"), "left"],
				[t("dim_service_name"), "left desk"],
				[names.old, "desk"],
				[names.new, "desk"],
				[t("diff_delta")],
			]}
		>
			{items.map((item, i) => {
				const account = item.sub_account_id || item.billing_account_id;
				return (
					<tr key={`${account} ${item.service_name} ${item.service_category} ${item.billing_currency}`}>
						<th scope="row" className={table.wrap}>
							{item.account_name || account || t("no_value")}
							{item.account_name && account !== item.account_name && <small className={table.desk}>{account}</small>}
							<small className={table.phone}>{item.service_name}</small>
						</th>
						<td className={`${table.wrap} ${table.desk}`}>
							{item.service_name}
							<small>{item.service_category}</small>
						</td>
						<td className={table.desk}>{format.money(item.old, item.billing_currency)}</td>
						<td className={table.desk}>{format.money(item.new, item.billing_currency)}</td>
						<td data-way={direction(item.delta)} className={styles.delta}>
							<span>
								<Icon name={direction(item.delta)} size={12} /> {format.signed(item.delta, item.billing_currency)}
							</span>
							<DeltaBar share={shares[i] ?? 0} />
							<small className={table.phone}>
								{format.money(item.old, item.billing_currency)} → {format.money(item.new, item.billing_currency)}
							</small>
						</td>
					</tr>
				);
			})}
		</Table>
	);
}

export function DiffCard({ asked, diff, items, metric, more, onMetric }: Props): ReactNode {
	const { t } = useI18n();
	const isShadow = diff?.compared_with === "primary";
	return (
		<Card
			title={isShadow ? t("diff_shadow_title") : t("diff_title")}
			hint={diff && <Against diff={diff} />}
			asked={asked}
			height={260}
			actions={
				<Choose
					label={t("metric")}
					value={metric}
					options={METRICS.map((one) => ({ value: one, label: metricName(t, one), hint: metricHint(t, one) }))}
					onChange={onMetric}
				/>
			}
		>
			{diff && <Totals diff={diff} />}
			{diff && items.length === 0 && (
				<p className={styles.same}>
					<Icon name="check" size={15} /> {isShadow ? t("diff_shadow_same") : t("diff_same")}
				</p>
			)}
			{items.length > 0 && <Lines items={items} names={sideNames(t, diff)} />}
			<MoreButton onMore={more} />
		</Card>
	);
}
