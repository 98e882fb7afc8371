/* SPDX-License-Identifier: Apache-2.0 */
/* draw.tsx -- one line a delivery, which leads to all that is known about it. */
import type { Delivery, DeliveryState } from "@centavo/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { fileName, messageOf, stateName } from "../../app/names.ts";
import { Badge, type Tone } from "../../ui/Badge.tsx";
import { Card, type Asked } from "../../ui/Card.tsx";
import { MoreButton } from "../../ui/Table.tsx";
import styles from "./deliveries.module.css";
import { shapeSpan } from "./shape.ts";

const TONES: Partial<Record<string, Tone>> = { active: "good", held: "look", rejected: "bad" };

export function StateBadge({ state }: { state: string }): ReactNode {
	const { t } = useI18n();
	return <Badge tone={TONES[state] ?? "calm"}>{stateName(t, state as DeliveryState)}</Badge>;
}

export function Periods({ first, last }: { first: string | null; last: string | null }): ReactNode {
	const { format } = useI18n();
	const span = shapeSpan(first, last);
	if (!span) return "–";
	if (!span.months) return span.start === span.end ? format.day(span.start) : format.range(span.start, span.end);
	const [from, to] = [format.month(span.start), format.month(span.end)];
	return from === to ? from : `${from} – ${to}`;
}

function Line({ delivery }: { delivery: Delivery }): ReactNode {
	const { t, format } = useI18n();
	const message = delivery.state === "duplicate" ? "" : messageOf(delivery);
	return (
		<tr className={styles.row}>
			<td>
				<StateBadge state={delivery.state} />
			</td>
			<th scope="row">
				<Link to="/deliveries/$id" params={{ id: String(delivery.delivery_id) }} className={styles.open} title={delivery.name}>
					{fileName(delivery.name)}
				</Link>
				<small>{delivery.source ?? delivery.format}</small>
				<small className={styles.phone}>
					<Periods first={delivery.first_scope} last={delivery.last_scope} />
				</small>
				{message && <small className={styles.why}>{message}</small>}
			</th>
			<td className={styles.desk}>
				<Periods first={delivery.first_scope} last={delivery.last_scope} />
			</td>
			<td className={styles.desk}>
				{format.count(delivery.charge_count)}
				{delivery.rejected_count > 0 && <div className={styles.warn}>{t("rejected_rows", { count: delivery.rejected_count })}</div>}
			</td>
			<td className={`${styles.dim} ${styles.desk}`}>{format.bytes(delivery.byte_count)}</td>
			<td className={`${styles.dim} ${styles.desk}`}>{format.instant(delivery.arrived_at)}</td>
		</tr>
	);
}

interface Props {
	asked: Asked;
	deliveries: Delivery[];
	actions: ReactNode;
	more: (() => void) | null;
	empty: ReactNode;
}

export function DeliveriesCard({ asked, deliveries, actions, more, empty }: Props): ReactNode {
	const { t } = useI18n();
	return (
		<Card title={t("deliveries_title")} hint={t("deliveries_hint")} actions={actions} asked={asked} height={300} empty={empty}>
			<div className={styles.scroll} tabIndex={0} role="group" aria-label={t("deliveries_title")}>
				<table className={styles.table}>
					<thead>
						<tr>
							<th scope="col">{t("col_state")}</th>
							<th scope="col">{t("col_file")}</th>
							<th scope="col" className={styles.desk}>
								{t("col_periods")}
							</th>
							<th scope="col" className={styles.desk}>
								{t("col_charges")}
							</th>
							<th scope="col" className={styles.desk}>
								{t("col_size")}
							</th>
							<th scope="col" className={styles.desk}>
								{t("col_received")}
							</th>
						</tr>
					</thead>
					<tbody>
						{deliveries.map((delivery) => (
							<Line key={delivery.delivery_id} delivery={delivery} />
						))}
					</tbody>
				</table>
			</div>
			<MoreButton onMore={more} />
		</Card>
	);
}

export function RoleBadge({ role }: { role: string }): ReactNode {
	const { t } = useI18n();
	return <Badge tone={role === "shadow" ? "look" : "calm"}>{role === "shadow" ? t("role_shadow") : t("role_primary")}</Badge>;
}
