/* SPDX-License-Identifier: Apache-2.0 */
/* draw.tsx -- one line a delivery; opened, it shows its totals, checks, files and rejected rows. */
import type { Delivery, DeliveryDetail } from "@centavo/core";
import { Fragment, useState, type ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { messageOf, stateName } from "../../app/names.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Card, ErrorBox, type Asked } from "../../ui/Card.tsx";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./deliveries.module.css";
import { useDelivery } from "./fetch.ts";
import { shapeChecks, shapeSpan } from "./shape.ts";

interface Props {
	asked: Asked;
	deliveries: Delivery[];
	more: (() => void) | null;
	empty: ReactNode;
}

export function StateBadge({ state }: { state: string }): ReactNode {
	const { t } = useI18n();
	return (
		<span className={styles.state} data-state={state}>
			{stateName(t, state)}
		</span>
	);
}

function Periods({ delivery }: { delivery: Delivery }): ReactNode {
	const { format } = useI18n();
	const span = shapeSpan(delivery.first_scope, delivery.last_scope);
	if (!span) return "–";
	if (!span.months) return span.start === span.end ? format.day(span.start) : format.range(span.start, span.end);
	const [from, to] = [format.month(span.start), format.month(span.end)];
	return from === to ? from : `${from} – ${to}`;
}

function Totals({ full }: { full: DeliveryDetail }): ReactNode {
	const { t, format } = useI18n();
	if (full.totals.length === 0) return null;
	return (
		<table className={styles.totals}>
			<thead>
				<tr>
					<th scope="col">{t("currency")}</th>
					<th scope="col">{t("control_total")}</th>
					<th scope="col">{t("metric_billed_cost")}</th>
					<th scope="col">{t("metric_effective_cost")}</th>
				</tr>
			</thead>
			<tbody>
				{full.totals.map((total) => (
					<tr key={total.billing_currency}>
						<th scope="row">{total.billing_currency}</th>
						<td>{format.exact(total.control_total, total.billing_currency)}</td>
						<td>{format.exact(total.billed_cost, total.billing_currency)}</td>
						<td>{format.exact(total.effective_cost, total.billing_currency)}</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}

function Listed({ title, children }: { title: string; children: ReactNode[] }): ReactNode {
	if (children.length === 0) return null;
	return (
		<div>
			<h3>{title}</h3>
			<ul className={styles.listed}>{children}</ul>
		</div>
	);
}

function Detail({ delivery }: { delivery: Delivery }): ReactNode {
	const { t, format } = useI18n();
	const asked = useDelivery(delivery.delivery_id);
	if (asked.isError) return <ErrorBox error={asked.error} retry={() => void asked.refetch()} />;
	if (asked.isPending) return <Bones height={90} />;
	const full = asked.data;
	const { passed, found } = shapeChecks(full.checks);
	return (
		<div className={styles.detail}>
			{full.message && <p className={styles.message}>{messageOf(full)}</p>}
			<Totals full={full} />
			{passed.length > 0 && (
				<p className={styles.passed}>
					<Icon name="check" size={14} /> {t("checks_passed", { count: passed.length })}{" "}
					<span className={styles.dim}>{passed.join(" ")}</span>
				</p>
			)}
			<Listed title={t("checks")}>
				{found.map((check) => (
					<li key={`${check.rule} ${check.detail}`} data-outcome={check.outcome}>
						<Icon name={check.outcome === "note" ? "flat" : "warn"} size={14} />
						<span>
							<b>{check.rule}</b> {check.detail}
						</span>
					</li>
				))}
			</Listed>
			<Listed title={t("drops")}>
				{full.drops.map((drop) => (
					<li key={`${drop.rule} ${drop.billing_currency}`}>
						<b>{drop.rule}</b> {t("rows", { count: drop.row_count })} · {format.exact(drop.cost, drop.billing_currency)}
					</li>
				))}
			</Listed>
			<Listed title={t("rejects")}>
				{full.rejects.map((reject) => (
					<li key={`${reject.file_no} ${reject.row_no} ${reject.column}`}>
						{t("reject_row", { row: reject.row_no })} {reject.column && <code>{reject.column}</code>} {reject.reason}
					</li>
				))}
			</Listed>
			<Listed title={t("files")}>
				{full.files.map((file) => (
					<li key={file.file_no}>
						{file.name} <span className={styles.dim}>{format.bytes(file.byte_count)}</span>{" "}
						<code title={file.sha256}>{file.sha256.slice(0, 12)}</code>
					</li>
				))}
			</Listed>
		</div>
	);
}

function Line({ delivery, open, onOpen }: { delivery: Delivery; open: boolean; onOpen(): void }): ReactNode {
	const { t, format } = useI18n();
	const refused = (delivery.state === "rejected" || delivery.state === "held") && !!delivery.message;
	return (
		<Fragment>
			<tr className={styles.row} data-open={open || undefined}>
				<td>
					<StateBadge state={delivery.state} />
				</td>
				<th scope="row">
					<button type="button" className={styles.open} aria-expanded={open} onClick={onOpen}>
						<Icon name="chevron" size={13} />
						<span>
							{delivery.name}
							<small className={refused ? styles.why : undefined}>
								{refused ? messageOf(delivery) : (delivery.source ?? delivery.format)}
							</small>
						</span>
					</button>
				</th>
				<td>
					<Periods delivery={delivery} />
				</td>
				<td>
					{format.count(delivery.charge_count)}
					{delivery.rejected_count > 0 && (
						<div className={styles.warn}>{t("rejected_rows", { count: delivery.rejected_count })}</div>
					)}
				</td>
				<td className={styles.dim}>{format.bytes(delivery.byte_count)}</td>
				<td className={styles.dim}>{format.instant(delivery.arrived_at)}</td>
			</tr>
			{open && (
				<tr>
					<td colSpan={6} className={styles.inside}>
						<Detail delivery={delivery} />
					</td>
				</tr>
			)}
		</Fragment>
	);
}

export function DeliveriesCard({ asked, deliveries, more, empty }: Props): ReactNode {
	const { t } = useI18n();
	const [open, setOpen] = useState<number | null>(null);
	return (
		<Card title={t("deliveries_title")} hint={t("deliveries_hint")} asked={asked} height={300} empty={empty}>
			<div className={styles.scroll} tabIndex={0} role="region" aria-label={t("deliveries_title")}>
				<table className={styles.table}>
					<thead>
						<tr>
							<th scope="col">{t("col_state")}</th>
							<th scope="col">{t("col_file")}</th>
							<th scope="col">{t("col_periods")}</th>
							<th scope="col">{t("col_charges")}</th>
							<th scope="col">{t("col_size")}</th>
							<th scope="col">{t("col_received")}</th>
						</tr>
					</thead>
					<tbody>
						{deliveries.map((delivery) => {
							const id = delivery.delivery_id;
							return <Line key={id} delivery={delivery} open={open === id} onOpen={() => setOpen(open === id ? null : id)} />;
						})}
					</tbody>
				</table>
			</div>
			{more && (
				<Button look="plain" small onClick={more}>
					{t("show_more")}
				</Button>
			)}
		</Card>
	);
}
