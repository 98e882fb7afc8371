/* SPDX-License-Identifier: Apache-2.0 */
/* draw.tsx -- one delivery: the proof of its totals, what was found in it, what it covers, where it came from. */
import { rejectLinks, type DeliveryCheck, type DeliveryDetail, type Reject } from "@centavo/core";
import { useState, type ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { fileName } from "../../app/names.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Card, type Asked } from "../../ui/Card.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { AllButton, MoreButton, Table } from "../../ui/Table.tsx";
import table from "../../ui/table.module.css";
import { VERDICT_KEYS } from "../../upload/shape.ts";
import { RoleBadge, StateBadge } from "../deliveries/draw.tsx";
import { shapeSpan } from "../deliveries/shape.ts";
import styles from "./delivery.module.css";
import { shapeFindings, shapeProofs } from "./shape.ts";

interface Props {
	asked: Asked;
	delivery: DeliveryDetail;
}

export function ProofCard({ asked, delivery }: Props): ReactNode {
	const { t, format } = useI18n();
	const proofs = shapeProofs(delivery);
	if (proofs.length === 0) return null;
	return (
		<Card title={t("proof")} hint={t("proof_hint")} asked={asked} height={100}>
			<div className={styles.proofs}>
				{proofs.map((proof) => (
					<dl key={proof.currency} className={styles.proof} data-holds={proof.verdict !== "differs" || undefined}>
						<div>
							<dt>{t("control_total")}</dt>
							<dd>{proof.control === null ? "–" : format.exact(proof.control, proof.currency)}</dd>
						</div>
						<div>
							<dt>{t("stored_total")}</dt>
							<dd>{proof.stored === null ? "–" : format.exact(proof.stored, proof.currency)}</dd>
						</div>
						<div>
							<dt>{proof.currency}</dt>
							<dd>
								<Badge tone={proof.verdict === "differs" ? "bad" : "good"} icon={proof.verdict === "differs" ? "warn" : "check"}>
									{t(VERDICT_KEYS[proof.verdict])}
								</Badge>
							</dd>
						</div>
					</dl>
				))}
			</div>
			<p className={styles.counts}>
				{[
					t("rows", { count: delivery.row_count }),
					t("charges", { count: delivery.charge_count }),
					delivery.dropped_count > 0 && t("dropped_rows", { count: delivery.dropped_count }),
					delivery.rejected_count > 0 && t("rejected_rows", { count: delivery.rejected_count }),
				]
					.filter(Boolean)
					.join(" · ")}
			</p>
		</Card>
	);
}

function Finding({ check }: { check: DeliveryCheck }): ReactNode {
	return (
		<li data-outcome={check.outcome}>
			<Icon name={check.outcome === "note" ? "flat" : "warn"} size={14} />
			<span>
				<b>{check.rule}</b> {check.detail}
			</span>
		</li>
	);
}

export function FindingsCard({ asked, delivery }: Props): ReactNode {
	const { t, format } = useI18n();
	const { passed, found, guards } = shapeFindings(delivery.checks);
	if (passed.length + found.length + guards.length + delivery.drops.length === 0) return null;
	return (
		<Card title={t("checks")} asked={asked} height={120}>
			<ul className={styles.listed}>
				{[...guards, ...found].map((check) => (
					<Finding key={`${check.rule} ${check.detail}`} check={check} />
				))}
				{passed.length > 0 && (
					<li data-outcome="passed">
						<Icon name="check" size={14} />
						<span>
							<b>{t("checks_passed", { count: passed.length })}</b> <span className={table.dim}>{passed.join(" ")}</span>
						</span>
					</li>
				)}
			</ul>
			{delivery.drops.length > 0 && <h3 className={styles.sub}>{t("drops")}</h3>}
			<ul className={styles.listed}>
				{delivery.drops.map((drop) => (
					<li key={`${drop.rule} ${drop.billing_currency}`}>
						<span>
							<b>{drop.rule}</b> {t("rows", { count: drop.row_count })} · {format.exact(drop.cost, drop.billing_currency)}
						</span>
					</li>
				))}
			</ul>
		</Card>
	);
}

interface RejectsProps {
	asked: Asked;
	delivery: DeliveryDetail;
	rejects: Reject[];
	more: (() => void) | null;
}

/** What could not be read as a charge, row by row. */
export function RejectsCard({ asked, delivery, rejects, more }: RejectsProps): ReactNode {
	const { t, format } = useI18n();
	const several = delivery.files.length > 1;
	const fileOf = (no: number) => delivery.files.find((file) => file.file_no === no)?.name ?? "";
	return (
		<Card
			title={t("rejects_title")}
			hint={t("rejects_hint", { shown: rejects.length, count: delivery.rejected_count })}
			asked={asked}
			height={160}
			links={rejectLinks(delivery.delivery_id)}
		>
			<Table
				label={t("rejects_title")}
				columns={[
					[t("rejects_row")],
					[t("rejects_column"), "left"],
					[t("rejects_reason"), "left"],
				]}
			>
				{rejects.map((reject, i) => (
					<tr key={`${reject.file_no} ${reject.row_no} ${i}`}>
						<th scope="row">
							{format.count(reject.row_no)}
							{several && <small>{fileName(fileOf(reject.file_no))}</small>}
						</th>
						<td className={table.left}>{reject.column ? <code>{reject.column}</code> : "–"}</td>
						<td className={table.wrap}>{reject.reason}</td>
					</tr>
				))}
			</Table>
			<MoreButton onMore={more} />
		</Card>
	);
}

const SHOWN = 12;

function ScopeName({ scope }: { scope: string }): ReactNode {
	const { format } = useI18n();
	const span = shapeSpan(scope, scope);
	if (!span) return scope;
	return span.months ? format.month(span.start) : format.day(span.start);
}

export function ScopesCard({ asked, delivery }: Props): ReactNode {
	const { t, format } = useI18n();
	const [all, setAll] = useState(false);
	const accounts = delivery.accounts ?? [];
	const shown = all ? delivery.scopes : delivery.scopes.slice(0, SHOWN);
	if (delivery.scopes.length === 0) return null;
	return (
		<Card title={t("scopes_title")} hint={t("scopes_hint")} asked={asked} height={120}>
			<Table
				label={t("scopes_title")}
				columns={[
					[t("col_periods"), "left"],
					[t("col_state"), "left"],
					[t("dim_billing_account_id"), "left"],
					[t("col_charges"), "desk"],
					[t("metric_billed_cost")],
					[t("metric_effective_cost"), "desk"],
				]}
			>
				{shown.flatMap((scope) => {
					const held = accounts.filter((account) => account.scope_key === scope.scope_key);
					const rows = held.length > 0 ? held : [null];
					return rows.map((account, i) => (
						<tr key={`${scope.scope_key} ${i}`}>
							<th scope="row" className={table.left}>
								{i === 0 ? <ScopeName scope={scope.scope_key} /> : <span className="sr-only">{scope.scope_key}</span>}
							</th>
							<td className={table.left}>
								{i === 0 && (
									<span className={styles.badges}>
										<StateBadge state={scope.state} />
										{scope.state === "active" && scope.role && <RoleBadge role={scope.role} />}
									</span>
								)}
							</td>
							<td className={table.wrap}>
								{account ? account.billing_account_id || t("no_value") : "–"}
								{account && <small>{account.invoice_issuer_name || account.provider_name}</small>}
							</td>
							<td className={table.desk}>{format.count(account?.charge_count ?? scope.charge_count)}</td>
							<td>{account ? format.money(account.billed_cost, account.billing_currency) : "–"}</td>
							<td className={table.desk}>{account ? format.money(account.effective_cost, account.billing_currency) : "–"}</td>
						</tr>
					));
				})}
			</Table>
			<AllButton all={all} count={delivery.scopes.length} shown={SHOWN} onAll={setAll} />
		</Card>
	);
}

export function OriginCard({ asked, delivery }: Props): ReactNode {
	const { t, format } = useI18n();
	const facts: [string, ReactNode][] = [
		[t("source"), delivery.source],
		[t("col_format"), [delivery.format, delivery.format_version].filter(Boolean).join(" ")],
		[t("produced_at"), delivery.produced_at && format.instant(delivery.produced_at)],
		[t("col_received"), format.instant(delivery.arrived_at)],
		[t("col_activated"), delivery.activated_at && format.instant(delivery.activated_at)],
		[t("superseded_at"), delivery.superseded_at && format.instant(delivery.superseded_at)],
	];
	return (
		<Card title={t("origin_title")} asked={asked} height={180}>
			<Facts className={styles.facts} facts={facts} />
			<h3 className={styles.sub}>{t("files")}</h3>
			<ul className={styles.files}>
				{delivery.files.map((file) => (
					<li key={file.file_no}>
						<Icon name="file" size={14} />
						<span>
							{file.name}
							<small>
								{format.bytes(file.byte_count)} · <code title={file.sha256}>SHA-256 {file.sha256.slice(0, 12)}…</code>
							</small>
						</span>
					</li>
				))}
			</ul>
		</Card>
	);
}

export function DecisionsCard({ asked, delivery }: Props): ReactNode {
	const { t, format } = useI18n();
	const decisions = delivery.decisions ?? [];
	if (decisions.length === 0) return null;
	return (
		<Card title={t("decisions_title")} asked={asked} height={80}>
			<ul className={styles.decisions}>
				{decisions.map((one) => (
					<li key={`${one.decided_at} ${one.decision}`}>
						<Badge tone={one.decision === "accepted" ? "good" : "bad"}>
							{one.decision === "accepted" ? t("decision_accepted") : t("decision_rejected")}
						</Badge>
						<p>{one.reason}</p>
						<small>{format.instant(one.decided_at)}</small>
					</li>
				))}
			</ul>
		</Card>
	);
}
