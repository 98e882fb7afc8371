/* SPDX-License-Identifier: Apache-2.0 */
/* draw.tsx -- one line a delivery; opened, it shows its totals, checks, files and rejected rows. */
import type { Delivery } from "@centavo/core";
import { Fragment, useState, type ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { stateName } from "../../app/names.ts";
import { Proofs } from "../../upload/draw.tsx";
import { Button } from "../../ui/Button.tsx";
import { Bones, Card, ErrorBox, type Asked } from "../../ui/Card.tsx";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./deliveries.module.css";
import { useDelivery } from "./fetch.ts";
import { shapeSpans } from "./shape.ts";

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

function Periods({ periods }: { periods: string[] }): ReactNode {
	const { format } = useI18n();
	const words = shapeSpans(periods).map((span) => {
		if (!span.months) return span.start === span.end ? format.day(span.start) : format.range(span.start, span.end);
		const [from, to] = [format.month(span.start), format.month(span.end)];
		return from === to ? from : `${from} – ${to}`;
	});
	return words.length > 3 ? [...words.slice(0, 2), `+${words.length - 2}`].join(", ") : words.join(", ");
}

function Totals({ delivery }: { delivery: Delivery }): ReactNode {
	const { format } = useI18n();
	const totals = Object.entries(delivery.stored_total ?? {});
	if (totals.length === 0) return "–";
	return totals.slice(0, 3).map(([currency, total]) => <div key={currency}>{format.money(total, currency)}</div>);
}

function Detail({ delivery }: { delivery: Delivery }): ReactNode {
	const { t, format } = useI18n();
	const asked = useDelivery(String(delivery.delivery_id));
	if (asked.isError) return <ErrorBox error={asked.error} retry={() => void asked.refetch()} />;
	if (asked.isPending) return <Bones height={90} />;
	const full = asked.data;
	return (
		<div className={styles.detail}>
			{full.message && <p className={styles.message}>{full.message}</p>}
			<Proofs delivery={full} />
			{full.checks && full.checks.length > 0 && (
				<div>
					<h3>{t("checks")}</h3>
					<ul className={styles.checks}>
						{full.checks.map((check) => (
							<li key={check.rule} data-outcome={check.outcome}>
								<Icon name={check.outcome === "passed" ? "check" : "warn"} size={14} />
								<b>{check.rule}</b> {check.message ?? ""}
							</li>
						))}
					</ul>
				</div>
			)}
			{full.rejects && full.rejects.length > 0 && (
				<div>
					<h3>{t("rejects")}</h3>
					<ul className={styles.rejects}>
						{full.rejects.map((reject) => (
							<li key={`${reject.row} ${reject.column}`}>
								{t("reject_row", { row: reject.row })} {reject.column && <code>{reject.column}</code>} {reject.reason}
							</li>
						))}
					</ul>
				</div>
			)}
			{full.files && full.files.length > 0 && (
				<div>
					<h3>{t("files")}</h3>
					<ul className={styles.rejects}>
						{full.files.map((file) => (
							<li key={`${file.name} ${file.sha256}`}>
								{file.name} <span className={styles.dim}>{format.bytes(file.size)}</span>{" "}
								<code title={file.sha256}>{file.sha256.slice(0, 12)}</code>
							</li>
						))}
					</ul>
				</div>
			)}
		</div>
	);
}

function Line({ delivery, open, onOpen }: { delivery: Delivery; open: boolean; onOpen(): void }): ReactNode {
	const { t, format } = useI18n();
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
							{delivery.source ?? t("no_value")}
							{delivery.format && <small>{delivery.format}</small>}
						</span>
					</button>
				</th>
				<td className={styles.left}>
					<Periods periods={delivery.billing_periods ?? []} />
				</td>
				<td>
					{format.count(delivery.charge_count)}
					{delivery.rejected_count > 0 && (
						<div className={styles.warn}>{t("rejected_rows", { count: delivery.rejected_count })}</div>
					)}
				</td>
				<td>
					<Totals delivery={delivery} />
				</td>
				<td className={styles.dim}>{delivery.received_at ? format.instant(delivery.received_at) : "–"}</td>
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
	const [open, setOpen] = useState<string | null>(null);
	return (
		<Card title={t("deliveries_title")} hint={t("deliveries_hint")} asked={asked} height={300} empty={empty}>
			<div className={styles.scroll} tabIndex={0} role="region" aria-label={t("deliveries_title")}>
				<table className={styles.table}>
					<thead>
						<tr>
							<th scope="col">{t("col_state")}</th>
							<th scope="col">{t("col_source")}</th>
							<th scope="col">{t("col_periods")}</th>
							<th scope="col">{t("col_charges")}</th>
							<th scope="col">{t("col_total")}</th>
							<th scope="col">{t("col_received")}</th>
						</tr>
					</thead>
					<tbody>
						{deliveries.map((delivery) => {
							const id = String(delivery.delivery_id);
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
