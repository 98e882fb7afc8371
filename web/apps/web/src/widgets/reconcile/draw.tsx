/* SPDX-License-Identifier: Apache-2.0 */
/* draw.tsx -- invoice and bills side by side, the difference split into named causes. */
import { DeltaBar } from "@centavo/charts";
import { money, type ReconcileUnit } from "@centavo/core";
import { useState, type ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { causeName, standingName } from "../../app/names.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card, type Asked } from "../../ui/Card.tsx";
import { direction } from "../../ui/Change.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { AllButton, Table } from "../../ui/Table.tsx";
import table from "../../ui/table.module.css";
import styles from "./reconcile.module.css";
import { shapeParts, standingOf, TONES, type Standing } from "./shape.ts";

export function StandingBadge({ standing }: { standing: Standing }): ReactNode {
	const { t } = useI18n();
	const icon = { equal: "check", accepted: "check", different: "warn", no_charges: "warn", tolerance: "flat", no_invoice: "flat" } as const;
	return (
		<Badge tone={TONES[standing]} icon={icon[standing]}>
			{standingName(t, standing)}
		</Badge>
	);
}

function Sums({ unit }: { unit: ReconcileUnit }): ReactNode {
	const { t, format } = useI18n();
	const code = unit.billing_currency;
	return (
		<dl className={styles.sums}>
			<div>
				<dt>{t("rec_invoice")}</dt>
				<dd>{unit.invoice_cost === null ? "–" : format.money(unit.invoice_cost, code)}</dd>
			</div>
			<div>
				<dt>{t("rec_platform")}</dt>
				<dd>{format.money(unit.billed_cost, code)}</dd>
				<dd className={styles.note}>{t("charges", { count: unit.charge_count })}</dd>
			</div>
			<div>
				<dt>{t("rec_delta")}</dt>
				<dd data-zero={(unit.delta !== null && money.isZero(unit.delta)) || undefined}>
					{unit.delta === null ? "–" : format.signed(unit.delta, code)}
				</dd>
				{unit.tolerance !== null && unit.class === "within_tolerance" && (
					<dd className={styles.note}>{t("rec_tolerance", { tolerance: format.money(unit.tolerance, code) })}</dd>
				)}
			</div>
		</dl>
	);
}

function Groups({ unit }: { unit: ReconcileUnit }): ReactNode {
	const { t, format } = useI18n();
	const names: Record<string, string> = { pre_tax: t("rec_pre_tax"), tax: t("rec_tax"), credit: t("rec_credit") };
	if (unit.groups.length < 2) return null;
	return (
		<Table
			label={t("rec_groups")}
			columns={[
				[t("rec_groups"), "left"],
				[t("rec_invoice"), "desk"],
				[t("rec_platform"), "desk"],
				[t("rec_delta")],
			]}
		>
			{unit.groups.map((group) => (
				<tr key={group.category_group}>
					<th scope="row" className={table.left}>
						{names[group.category_group] ?? group.category_group}
					</th>
					<td className={table.desk}>{format.money(group.invoice_cost, unit.billing_currency)}</td>
					<td className={table.desk}>{format.money(group.billed_cost, unit.billing_currency)}</td>
					<td data-way={direction(group.delta)}>
						{format.signed(group.delta, unit.billing_currency)}
						<small className={table.phone}>
							{format.money(group.invoice_cost, unit.billing_currency)} → {format.money(group.billed_cost, unit.billing_currency)}
						</small>
					</td>
				</tr>
			))}
		</Table>
	);
}

function Causes({ unit }: { unit: ReconcileUnit }): ReactNode {
	const { t, format } = useI18n();
	const parts = shapeParts(unit);
	if (parts.length === 0) return null;
	return (
		<div className={styles.causes}>
			<h3>{t("rec_causes")}</h3>
			<ul>
				{parts.map((part) => (
					<li key={part.cause} data-unexplained={part.cause === "unexplained" || undefined}>
						<span className={styles.cause}>
							{causeName(t, part.cause)}
							{part.detail && <small>{part.detail}</small>}
						</span>
						<span className={styles.amount}>{format.signed(part.amount, unit.billing_currency)}</span>
						<DeltaBar share={part.share} />
					</li>
				))}
			</ul>
			{unit.evidence.length > 0 && (
				<>
					<h3>{t("rec_evidence")}</h3>
					<ul className={styles.evidence}>
						{unit.evidence.map((one) => (
							<li key={`${one.kind} ${one.detail}`}>
								{one.detail}
								{one.likely && ` (${t("rec_likely", { amount: format.money(one.likely, unit.billing_currency) })})`}
							</li>
						))}
					</ul>
				</>
			)}
		</div>
	);
}

interface Props {
	asked: Asked;
	unit: ReconcileUnit;
	/** an account by its name */
	label(account: string): string;
	onAccept(): void;
	onInvoice(): void;
}

const SHOWN = 8;

function Lines({ unit, label }: Pick<Props, "unit" | "label">): ReactNode {
	const { t, format } = useI18n();
	const [all, setAll] = useState(false);
	if (unit.lines.length === 0) return null;
	const code = unit.billing_currency;
	return (
		<>
			<Table
				label={t("rec_lines")}
				columns={[
					[t("rec_lines"), "left"],
					[t("rec_invoice"), "desk"],
					[t("rec_platform"), "desk"],
					[t("rec_delta")],
					[t("rec_cause"), "left desk"],
				]}
			>
				{(all ? unit.lines : unit.lines.slice(0, SHOWN)).map((line, i) => {
					const account = line.sub_account_name ?? (line.sub_account_id && label(line.sub_account_id));
					const about = [line.service_name ?? line.service_category, account, line.region_id];
					const causes = line.cause
						.split(", ")
						.map((cause) => causeName(t, cause))
						.join(", ");
					const invoiced = line.invoice_cost === null ? "–" : format.money(line.invoice_cost, code);
					return (
						<tr key={i}>
							<th scope="row" className={table.wrap}>
								{about.filter(Boolean).join(" · ") || line.description || line.charge_category || t("rec_no_line")}
								{line.charge_category === null ? <small>{t("rec_no_line")}</small> : line.description && <small>{line.description}</small>}
							</th>
							<td className={table.desk}>{invoiced}</td>
							<td className={table.desk}>{format.money(line.billed_cost, code)}</td>
							<td data-way={direction(line.delta)}>
								{format.signed(line.delta, code)}
								<small className={table.phone}>
									{invoiced} → {format.money(line.billed_cost, code)}
								</small>
								<small className={table.phone}>{causes}</small>
							</td>
							<td className={`${table.left} ${table.desk}`}>{causes}</td>
						</tr>
					);
				})}
			</Table>
			<AllButton all={all} count={unit.lines.length} shown={SHOWN} onAll={setAll} />
		</>
	);
}

export function UnitCard({ asked, unit, label, onAccept, onInvoice }: Props): ReactNode {
	const { t, format } = useI18n();
	const standing = standingOf(unit);
	const number = unit.invoice_id ?? unit.invoice_ids;
	const facts = [unit.billing_account_id || t("no_value"), unit.billing_currency, unit.sources];
	return (
		<Card
			title={
				<span className={styles.title}>
					{unit.invoice_issuer_name || t("no_value")}
					<StandingBadge standing={standing} />
				</span>
			}
			hint={[number && t("rec_number", { number }), ...facts].filter(Boolean).join(" · ")}
			asked={asked}
			height={160}
			actions={
				standing === "no_invoice" ? (
					<Button small onClick={onInvoice}>
						{t("rec_add")}
					</Button>
				) : (
					(standing === "different" || standing === "tolerance" || standing === "no_charges") &&
					unit.delta !== null && (
						<Button small onClick={onAccept}>
							{t("rec_accept")}
						</Button>
					)
				)
			}
		>
			<div className={styles.unit}>
				<Sums unit={unit} />
				{unit.acceptance && (
					<p className={styles.accepted}>
						<Icon name="check" size={15} />
						<span>
							{t("rec_accepted_by", { who: unit.acceptance.accepted_by, when: format.instant(unit.acceptance.accepted_at) })}{" "}
							<q>{unit.acceptance.reason}</q>
						</span>
					</p>
				)}
				<div className={styles.why}>
					<Causes unit={unit} />
					<Groups unit={unit} />
				</div>
				<Lines unit={unit} label={label} />
			</div>
		</Card>
	);
}
